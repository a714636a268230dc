//! `dateline import`: articles in, a project out.

use super::args::Import;
use super::articles::{Articles, broken};
use super::report::Report;
use super::{DONE, SOME_UNREAD, UNUSABLE};
use crate::analysis;
use crate::project::{Entry, Project, Unread};
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
    articles.each(analysis::analyse, |article, made| {
        entries.push(Entry::new(article, made.unwrap_or_else(broken)));
        ControlFlow::Continue(())
    });
    let mut project = Project::default();
    project.unread = articles
        .unread
        .iter()
        .map(|error| Unread {
            source: error.source.to_string(),
            reason: error.cause.to_string(),
            remedy: error.what_to_do.to_owned(),
        })
        .collect();
    let added = project.add(entries);
    let told = Project::tell(&project.snapshot);
    let _ = project.accept(told);
    let events = project.snapshot.story.events.len();
    project
        .save_as(&args.output)
        .and_then(|()| project.close(false))
        .map_err(|trouble| trouble.to_string())?;
    let (undone, counts) = (articles.undone(), articles.counts());
    if added.known > 0 {
        let n = super::report::count(added.known as u64, "article", "articles");
        articles.report.note(&format!("{n} left out: told twice"));
    }
    articles.report.done(&counts, undone, Some(events));
    Ok(undone)
}
