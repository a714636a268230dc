//! `dateline extract`: articles in, what was found in them out.

use super::args::{Extract, Format};
use super::output::{Output, same_file};
use super::report::Report;
use super::{DONE, SOME_UNREAD, UNUSABLE};
use crate::analysis::{self, Analysis, Outcome, Progress};
use crate::article::{self, Article};
use crate::export::{Selection, csv, html, ics, record, svg, timelinejs};
use std::fmt::Display;
use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Runs the command and returns the exit status.
pub fn extract(args: &Extract) -> u8 {
    let mut report = Report::new(args.quiet);
    match run(args, &mut report) {
        Ok(0) => DONE,
        Ok(_) => SOME_UNREAD,
        Err(why) => {
            report.error(&why);
            UNUSABLE
        }
    }
}

/// Number of inputs that could not be read.
fn run(args: &Extract, report: &mut Report) -> Result<u64, String> {
    if let Some(output) = &args.output
        && args.paths.iter().any(|path| same_file(path, output))
    {
        return Err(format!("{} is an input; write elsewhere", output.display()));
    }
    let mut unread = 0;
    let walk = article::walk(&args.paths);
    for error in &walk.failures {
        report.error(error);
        unread += 1;
    }
    let mut files = walk.files;
    if let Some(output) = &args.output {
        // An output of an earlier run lies in the folder that is read.
        files.retain(|file| {
            let same = same_file(file, output);
            if same {
                report.note(&format!(
                    "{} is passed over: it is the output",
                    file.display()
                ));
            }
            !same
        });
    }
    let output = Output::open(args.output.as_deref())?;
    let job = Job {
        args,
        report,
        output,
        progress: Progress::default(),
        unread,
    };
    if args.merge || args.format != Format::Annotations {
        job.together(files)
    } else {
        job.one_by_one(files)
    }
}

/// One run of the command.
struct Job<'a> {
    args: &'a Extract,
    report: &'a mut Report,
    output: Output,
    progress: Progress,
    unread: u64,
}

impl Job<'_> {
    /// Every article's record as soon as it is ready, made on the workers.
    fn one_by_one(mut self, files: Vec<PathBuf>) -> Result<u64, String> {
        let mut failed = Ok(());
        let line = |article: &Article| {
            let analysis = analysis::analyse(article);
            let ids = record::Ids::alone(&analysis);
            line(article, &analysis, &ids)
        };
        self.articles(files, line, |job, article, made| {
            let written = match made {
                Some(bytes) => bytes,
                None => self::line(article, &broken(), &record::Ids::default()),
            }
            .map_err(|why| format!("{}: {why}", article.source))
            .and_then(|bytes| job.output.write(&bytes));
            match written {
                Ok(true) => ControlFlow::Continue(()),
                Ok(false) => ControlFlow::Break(()),
                Err(why) => {
                    failed = Err(why);
                    ControlFlow::Break(())
                }
            }
        });
        failed?;
        self.report.done(&self.progress.counts(), self.unread, None);
        Ok(self.unread)
    }

    /// All articles first, then what they tell together.
    fn together(mut self, files: Vec<PathBuf>) -> Result<u64, String> {
        let mut read: Vec<(Article, Analysis)> = Vec::new();
        self.articles(files, analysis::analyse, |_, article, made| {
            let analysis = made.unwrap_or_else(broken);
            read.push((std::mem::take(article), analysis));
            ControlFlow::Continue(())
        });
        let articles: Vec<(&Article, &Analysis)> = read.iter().map(|(a, b)| (a, b)).collect();
        let story = analysis::combine(&articles);
        let order = match self.args.format {
            Format::Events => record::by_salience(&story.events),
            _ => (0..story.events.len() as u32).collect(),
        };
        let selection = Selection {
            articles: &articles,
            story: &story,
            events: &order,
        };
        let format = self.args.format;
        let mut left = 0;
        let heard = self.output.write_with(|to| {
            left = write(selection, format, to)?;
            Ok(())
        })?;
        if heard && left > 0 {
            let n = super::report::count(left as u64, "event", "events");
            self.report.note(&format!(
                "{n} left out: no date, or one this format cannot hold"
            ));
        }
        self.report.done(
            &self.progress.counts(),
            self.unread,
            Some(story.events.len()),
        );
        Ok(self.unread)
    }

    /// Runs `work` over all articles and hands each to `take` in input order, with what was made
    /// of it, or nothing where the work failed. Says what could not be read.
    fn articles<T: Send>(
        &mut self,
        files: Vec<PathBuf>,
        work: impl Fn(&Article) -> T + Sync,
        mut take: impl FnMut(&mut Self, &mut Article, Option<T>) -> ControlFlow<()>,
    ) {
        let reading = article::Options {
            published: self.args.published,
            isolation: article::Isolation::Child,
            ..article::Options::default()
        };
        let progress = std::mem::take(&mut self.progress);
        analysis::run_files(
            files,
            &reading,
            self.args.jobs,
            &progress,
            work,
            |outcome| {
                self.report.progress(&progress.counts());
                match outcome {
                    Outcome::Done(mut article, made) => take(self, &mut article, Some(made)),
                    Outcome::Failed(mut article, why) => {
                        self.fail(&format_args!("{}: {why}", article.source));
                        take(self, &mut article, None)
                    }
                    Outcome::Unread(error) => {
                        self.fail(&error);
                        ControlFlow::Continue(())
                    }
                }
            },
        );
        self.progress = progress;
    }

    fn fail(&mut self, error: &dyn Display) {
        self.unread += 1;
        self.report.error(error);
    }
}

/// What stands in for the analysis of an article over which the program failed: nothing found,
/// and the reason, so that the article does not vanish.
fn broken() -> Analysis {
    Analysis {
        version: analysis::VERSION,
        warnings: vec!["this article could not be analysed: the program failed on it".to_owned()],
        ..Analysis::default()
    }
}

/// A record with its line end.
fn line(article: &Article, analysis: &Analysis, ids: &record::Ids<'_>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(article.text.len() * 8);
    serde_json::to_writer(&mut bytes, &record::annotations(article, analysis, ids))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Writes in any format; returns how many events it cannot hold.
fn write(selection: Selection<'_>, format: Format, to: &mut dyn io::Write) -> io::Result<usize> {
    match format {
        Format::Annotations => {
            let ids = record::Ids::of_story(selection);
            for (&(article, analysis), ids) in selection.articles.iter().zip(&ids) {
                to.write_all(&line(article, analysis, ids)?)?;
            }
            Ok(0)
        }
        Format::Events => {
            for record in record::events(selection) {
                serde_json::to_writer(&mut *to, &record)?;
                to.write_all(b"\n")?;
            }
            Ok(0)
        }
        Format::Csv => csv::write(selection, to),
        Format::Timelinejs => timelinejs::write(selection, to),
        Format::Ics => ics::write(selection, to),
        Format::Html => html::write(selection, to),
        Format::Svg => svg::write(selection, to),
    }
}
