//! `dateline extract`: articles in, what was found in them out.

use super::args::Extract;
use super::articles::{Articles, broken};
use super::output::Output;
use super::report::Report;
use super::{DONE, SOME_UNREAD, UNUSABLE};
use crate::analysis::{self, Analysis};
use crate::article::Article;
use crate::event::EventDate;
use crate::export::{Format, Selection, record};
use rustc_hash::FxHashMap;
use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;

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
    let articles = Articles::find(&args.paths, args.output.as_deref(), report)?
        .with(args.published, args.jobs);
    let output = Output::open(args.output.as_deref())?;
    if args.merge || args.format != Format::Annotations {
        together(articles, output, args.format)
    } else {
        one_by_one(articles, output)
    }
}

/// Every article's record as soon as it is ready, made on the workers.
fn one_by_one(mut articles: Articles<'_>, mut output: Output) -> Result<u64, String> {
    let mut failed = Ok(());
    let records = |articles: &[&Article]| {
        let read = articles.iter().zip(analysis::analyse_all(articles));
        read.map(|(article, analysis)| line(article, &analysis, &record::Ids::alone(&analysis)))
            .collect()
    };
    articles.each(records, |article, made| {
        let made = made.unwrap_or_else(|| line(&article, &broken(), &record::Ids::default()));
        let written = made
            .map_err(|why| format!("{}: {why}", article.source))
            .and_then(|bytes| output.write(&bytes));
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
    let (undone, counts) = (articles.undone(), articles.counts());
    articles.report.done(&counts, undone, None);
    Ok(undone)
}

/// All articles first, then what they tell together.
fn together(mut articles: Articles<'_>, mut output: Output, format: Format) -> Result<u64, String> {
    let mut read: Vec<(Article, Analysis)> = Vec::new();
    let lean = |articles: &[&Article]| {
        let read = analysis::analyse_all(articles).into_iter();
        read.map(|analysis| lean(analysis, format)).collect()
    };
    articles.each(lean, |article, made| {
        read.push((article, made.unwrap_or_else(broken)));
        ControlFlow::Continue(())
    });
    let pairs: Vec<(&Article, &Analysis)> = read.iter().map(|(a, b)| (a, b)).collect();
    let story = analysis::combine(&pairs);
    let order = match format {
        Format::Events => record::by_salience(&story.events),
        _ => (0..story.events.len() as u32).collect(),
    };
    let selection = Selection {
        articles: &pairs,
        story: &story,
        events: &order,
    };
    let mut left = 0;
    let heard = output.write_with(|to| {
        left = format.write(selection, to)?;
        Ok(())
    })?;
    if heard && left > 0 {
        let n = super::report::count(left as u64, "event", "events");
        let why = "no date, or one this format cannot hold";
        articles.report.note(&format!("{n} left out: {why}"));
    }
    let (undone, counts) = (articles.undone(), articles.counts());
    articles
        .report
        .done(&counts, undone, Some(story.events.len()));
    Ok(undone)
}

/// A reading without what merging and the record never look at: all readings are held at once.
fn lean(mut analysis: Analysis, format: Format) -> Analysis {
    analysis.paragraphs = Vec::new();
    analysis.sentences = Vec::new();
    analysis.names.references = Vec::new();
    for event in &mut analysis.events {
        event.kind_reason = Arc::default();
        event.salience_reason = Arc::default();
    }
    if format == Format::Events {
        analysis.timexes = Vec::new();
        // Many events share a date: they share the lean one too.
        let mut dates: FxHashMap<*const EventDate, Arc<EventDate>> = FxHashMap::default();
        for event in &mut analysis.events {
            let date = dates.entry(Arc::as_ptr(&event.date)).or_insert_with(|| {
                let mut date = EventDate::clone(&event.date);
                date.reason = String::new();
                Arc::new(date)
            });
            event.date = Arc::clone(date);
        }
    }
    analysis.events.shrink_to_fit();
    analysis
}

/// A record with its line end.
fn line(article: &Article, analysis: &Analysis, ids: &record::Ids<'_>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(article.text.len() * 8);
    serde_json::to_writer(&mut bytes, &record::annotations(article, analysis, ids))?;
    bytes.push(b'\n');
    Ok(bytes)
}
