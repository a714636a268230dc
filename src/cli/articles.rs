//! The articles a command works on: found, read and worked on in order, with what could not be
//! read said on standard error.

use super::output::same_file;
use super::report::Report;
use crate::analysis::{self, Analysis, Counts, Outcome, Progress};
use crate::article::{self, Article, ReadError};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// The articles of one command.
pub struct Articles<'a> {
    files: Vec<PathBuf>,
    published: Option<jiff::civil::Date>,
    jobs: Option<NonZeroUsize>,
    progress: Progress,
    /// Where the command speaks.
    pub report: &'a mut Report,
    /// What could not be read.
    pub unread: Vec<ReadError>,
    /// Articles over which the program failed.
    pub failed: u64,
}

impl<'a> Articles<'a> {
    /// Finds the files under `paths`, but for `output`.
    pub fn find(
        paths: &[PathBuf],
        output: Option<&Path>,
        report: &'a mut Report,
    ) -> Result<Self, String> {
        if let Some(output) = output
            && paths.iter().any(|path| same_file(path, output))
        {
            return Err(format!("{} is an input; write elsewhere", output.display()));
        }
        let walk = article::walk(paths);
        for error in &walk.failures {
            report.error(error);
        }
        let mut files = walk.files;
        if let Some(output) = output {
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
        Ok(Self {
            files,
            published: None,
            jobs: None,
            progress: Progress::default(),
            report,
            unread: walk.failures,
            failed: 0,
        })
    }

    /// The publication date of articles that tell none, and the number of threads.
    pub fn with(
        mut self,
        published: Option<jiff::civil::Date>,
        jobs: Option<NonZeroUsize>,
    ) -> Self {
        (self.published, self.jobs) = (published, jobs);
        self
    }

    /// How much could not be done.
    pub fn undone(&self) -> u64 {
        self.unread.len() as u64 + self.failed
    }

    /// What was done.
    pub fn counts(&self) -> Counts {
        self.progress.counts()
    }

    /// Runs `work` over all articles, some at once, and hands each to `take` in input order, with
    /// what was made of it, or nothing where the program failed over it. Says what could not be read.
    pub fn each<T: Send>(
        &mut self,
        work: impl Fn(&[&Article]) -> Vec<T> + Sync,
        mut take: impl FnMut(Article, Option<T>) -> ControlFlow<()>,
    ) {
        let reading = article::Options {
            published: self.published,
            isolation: article::Isolation::Child,
            ..article::Options::default()
        };
        let (files, progress) = (std::mem::take(&mut self.files), &self.progress);
        let (report, unread, failed) = (&mut *self.report, &mut self.unread, &mut self.failed);
        analysis::run_files(files, &reading, self.jobs, progress, work, |outcome| {
            report.progress(&progress.counts());
            match outcome {
                Outcome::Done(article, made) => take(*article, Some(made)),
                Outcome::Failed(article, why) => {
                    *failed += 1;
                    report.error(&format_args!("{}: {why}", article.source));
                    take(*article, None)
                }
                Outcome::Unread(error) => {
                    report.error(&error);
                    unread.push(error);
                    ControlFlow::Continue(())
                }
            }
        });
    }
}

/// What stands in for the analysis of an article over which the program failed: nothing found,
/// and the reason, so that the article does not vanish.
pub fn broken() -> Analysis {
    Analysis {
        version: analysis::VERSION,
        warnings: vec!["this article could not be analysed: the program failed on it".to_owned()],
        ..Analysis::default()
    }
}
