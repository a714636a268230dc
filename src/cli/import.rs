//! `dateline import`: articles in, a project out.

use super::args::Import;
use super::articles::{Articles, broken};
use super::report::Report;
use super::{DONE, SOME_UNREAD, UNUSABLE};
use crate::analysis;
use crate::project::{self, Entry, Unread};
use std::ops::ControlFlow;

/// Runs the command and returns the exit status.
pub fn import(args: &Import) -> u8 {
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
fn run(args: &Import, report: &mut Report) -> Result<u64, String> {
    if args.output.exists() {
        // A project holds its user's work: it is never written over.
        return Err(format!(
            "{} exists already; choose another name",
            args.output.display()
        ));
    }
    let mut articles = Articles::find(&args.paths, None, report)?.with(args.published, args.jobs);
    let mut entries = Vec::new();
    articles.each(analysis::analyse_all, |article, made| {
        entries.push(Entry::new(article, made.unwrap_or_else(broken)));
        ControlFlow::Continue(())
    });
    let unread = articles.unread.iter().map(Unread::from).collect();
    let made =
        project::import(entries, unread, &args.output).map_err(|trouble| trouble.to_string())?;
    if made.doubles > 0 {
        let n = super::report::count(made.doubles as u64, "article", "articles");
        articles.report.note(&format!("{n} left out: there twice"));
    }
    if made.undated > 0 {
        let n = super::report::count(made.undated as u64, "event", "events");
        articles
            .report
            .note(&format!("{n} without a date wait in the tray"));
    }
    let (undone, counts) = (articles.undone(), articles.counts());
    articles.report.done(&counts, undone, Some(made.events));
    Ok(undone)
}
