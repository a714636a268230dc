//! The pipeline: one pure function from an article to what was read in it, and from many
//! readings to one story.
//!
//! Deterministic: the same articles give the same story, whatever the number of threads. Keeps
//! no state. [`run`] does it for many articles on many threads.

mod files;
mod run;

pub use files::run_files;
pub use run::{Counts, Emit, Options, Outcome, Progress, quiet_panics, run};

use crate::article::Article;
use crate::entity::{self, Entity, Names};
use crate::event::{self, Event, EventMention, Telling};
use crate::temporal::{self, Timex};
use crate::text::{Doc, Span};
use serde::{Deserialize, Serialize};

/// Rises whenever the same article would be read differently.
pub const VERSION: u32 = 1;

/// What was read in one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// [`VERSION`] of the program that read it.
    pub version: u32,
    /// Paragraphs, in order.
    pub paragraphs: Vec<Span>,
    /// Sentences, in order.
    pub sentences: Vec<Span>,
    /// Time expressions, in order.
    pub timexes: Vec<Timex>,
    /// Names and entities.
    pub names: Names,
    /// Event mentions, in order.
    pub events: Vec<EventMention>,
    /// What was doubtful, in words.
    pub warnings: Vec<String>,
}

/// Reads one article.
#[must_use]
pub fn analyse(article: &Article) -> Analysis {
    let published = article.published.as_ref().map(|p| p.date);
    let doc = Doc::read(&article.text);
    let title = article.title.as_deref().map(Doc::read);
    let timexes = temporal::read(&doc, published);
    let names = entity::read(&doc, title.as_ref());
    let context = event::Context {
        title: title.as_ref(),
        published,
    };
    let events = event::read(&doc, &timexes, &names, context);
    Analysis {
        version: VERSION,
        paragraphs: doc.paragraphs.iter().map(|p| p.span).collect(),
        sentences: doc.sentences.iter().map(|s| s.span).collect(),
        timexes,
        names,
        events,
        warnings: Vec::new(),
    }
}

/// What many articles tell together. Indices of articles are those of the slice it was made from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    /// Entities, sorted by id.
    pub entities: Vec<Entity>,
    /// Events, sorted by date; the undated last.
    pub events: Vec<Event>,
}

/// Joins the readings of many articles into one story.
#[must_use]
pub fn combine(articles: &[(&Article, &Analysis)]) -> Story {
    let names: Vec<&Names> = articles.iter().map(|(_, a)| &a.names).collect();
    let entities = entity::resolve(&names);
    let tellings: Vec<Telling<'_>> = articles
        .iter()
        .map(|(article, analysis)| Telling {
            text: &article.text,
            published: article.published.as_ref().map(|p| p.date),
            names: &analysis.names,
            events: &analysis.events,
        })
        .collect();
    let events = event::merge(&tellings, &entities);
    Story { entities, events }
}
