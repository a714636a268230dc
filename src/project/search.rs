//! Results of a search beside the timeline: articles with snippets, names, notes; best first.

use super::find::Query;
use super::{ArticleKey, Filter, Project, Snapshot, scan};
use crate::entity::Entity;
use crate::text::tidy;
use rayon::prelude::*;
use std::collections::HashMap;

/// What a [`Hit`] leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Found {
    /// An entity, by index in the story.
    Entity(u32),
    /// An event, by its title or its note; by index in the story.
    Event(u32),
    /// An article, by index.
    Article(u32),
}

/// One result.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// What it leads to.
    pub found: Found,
    /// Its name or title.
    pub title: String,
    /// Some of its text around the words; empty if there is none to show.
    pub snippet: String,
    /// Where the words stand in the snippet: byte ranges, in order.
    pub marks: Vec<(usize, usize)>,
    /// Where the first of the words stands in the article's text, in bytes.
    pub at: Option<usize>,
}

/// Longest snippet, in characters.
const SNIPPET: usize = 160;

impl Project {
    /// Searches names, events and articles, each kind best first, at most `limit` of each. The
    /// articles come from the full-text index where the project has a file, else from their
    /// texts. Filters in the query (`entity:`, `from:` …) keep the articles that tell an event
    /// that fits. Takes up to 100 ms on 10,000 articles: call it on a worker, with a clone.
    #[must_use]
    pub fn search(&self, text: &str, limit: usize) -> Vec<Hit> {
        let of = &self.snapshot;
        let query = Query::parse(text);
        if query.is_empty() {
            return Vec::new();
        }
        let words = query.words();
        let mut hits = names(of, &words, limit);
        hits.extend(events(of, &query, &words, limit));
        hits.extend(self.articles(text, &query, &words, limit));
        hits
    }

    fn articles(&self, text: &str, query: &Query, words: &[&str], limit: usize) -> Vec<Hit> {
        let of = &self.snapshot;
        let at: HashMap<ArticleKey, u32> = of
            .entries
            .iter()
            .zip(0..)
            .map(|(e, i)| (e.key, i))
            .collect();
        let expression = query.expression();
        // With nothing but words the articles need not tell any event; with a filter they must.
        let events = query.has_filters().then(|| {
            let filter = Filter {
                query: text.into(),
                hidden: true,
                ..Filter::default()
            };
            filter.apply(of).articles
        });
        let fits = |a: u32| {
            let told = events.as_ref().map(|counts| counts.get(a as usize));
            told.is_none_or(|n| n.is_some_and(|n| *n > 0))
        };
        // More than are shown are asked for only where some may fall out again.
        let some_fall_out = events.is_some() || of.entries.len() < self.reads.len();
        let asked = if some_fall_out {
            limit.saturating_mul(20)
        } else {
            limit
        };
        let ranked: Vec<u32> = match expression.as_deref() {
            Some(expression) => match self.find_articles(expression, asked) {
                Some(found) => found
                    .iter()
                    .filter_map(|h| at.get(&h.key).copied())
                    .collect(),
                None => {
                    let holds = |e: &super::Entry| {
                        let text = e.article.text.to_lowercase();
                        words.iter().all(|w| scan::holds(&text, w, false))
                    };
                    (0..of.entries.len() as u32)
                        .filter(|a| holds(&of.entries[*a as usize]))
                        .collect()
                }
            },
            None => (0..of.entries.len() as u32).collect(),
        };
        let fitting = ranked.into_iter().filter(|a| fits(*a)).take(limit);
        fitting
            .map(|a| {
                let entry = &of.entries[a as usize];
                let (snippet, marks, at) = snippet(&entry.article.text, words);
                Hit {
                    found: Found::Article(a),
                    title: Snapshot::title_of(entry),
                    snippet,
                    marks,
                    at,
                }
            })
            .collect()
    }
}

/// Names that begin with what was typed first, then by number of events.
fn names(of: &Snapshot, words: &[&str], limit: usize) -> Vec<Hit> {
    if words.is_empty() {
        return Vec::new();
    }
    let phrase = words.join(" ");
    let fits = |e: usize, entity: &Entity| {
        let holds = |text: &str| {
            let text = text.to_lowercase();
            words.iter().all(|w| scan::holds(&text, w, true))
        };
        let note = || of.marks.entities.get(&(e as u32)).map(|m| &m.note);
        entity.aliases.iter().any(|a| holds(a)) || note().is_some_and(|n| holds(n))
    };
    let mut found: Vec<(bool, usize, u32, &str)> = of
        .story
        .entities
        .par_iter()
        .enumerate()
        .filter(|(e, entity)| fits(*e, entity))
        .map(|(e, entity)| {
            let first = entity.name.to_lowercase().starts_with(&phrase);
            let events = of.index.entity_events.get(e).len();
            (!first, events, e as u32, entity.name.as_str())
        })
        .collect();
    found.sort_by_key(|(late, events, e, _)| (*late, std::cmp::Reverse(*events), *e));
    let hit = |(_, _, e, name): (bool, usize, u32, &str)| Hit {
        found: Found::Entity(e),
        title: name.into(),
        snippet: String::new(),
        marks: Vec::new(),
        at: None,
    };
    found.into_iter().take(limit).map(hit).collect()
}

/// Events by what matters most, with their note where the words are in it.
fn events(of: &Snapshot, query: &Query, words: &[&str], limit: usize) -> Vec<Hit> {
    let mut found: Vec<u32> = query.events(of).iter().map(|e| e as u32).collect();
    found.sort_by(|a, b| {
        let salience = |e: u32| of.index.salience.get(e as usize).copied().unwrap_or(0.0);
        salience(*b).total_cmp(&salience(*a)).then(a.cmp(b))
    });
    found.truncate(limit);
    let hit = |e: u32| {
        let event = of.story.events.get(e as usize)?;
        let note = of.marks.events.get(&e).map_or("", |m| m.note.as_str());
        let (mut snippet, mut marks, mut at) = snippet(note, words);
        if at.is_none() {
            (snippet, marks) = (String::new(), Vec::new());
        }
        at = None;
        Some(Hit {
            found: Found::Event(e),
            title: event.title.to_string(),
            snippet,
            marks,
            at,
        })
    };
    found.into_iter().filter_map(hit).collect()
}

/// Some text around the first of the words, with all of them marked; the beginning of the text
/// if none is in it. White space becomes single spaces.
fn snippet(text: &str, words: &[&str]) -> (String, Vec<(usize, usize)>, Option<usize>) {
    let lower = text.to_ascii_lowercase();
    let places = |w: &&str| {
        let w = *w;
        lower.match_indices(w).find(|(at, _)| {
            let before = lower[..*at].chars().next_back();
            before.is_none_or(|c| !c.is_alphanumeric())
        })
    };
    let first = words
        .iter()
        .filter(|w| !w.is_empty())
        .filter_map(places)
        .map(|(at, _)| at)
        .min();
    let mut from = first.unwrap_or(0);
    // Back to the beginning of a word, a third of the way before the hit.
    let mut back = 0;
    for (i, c) in text[..from].char_indices().rev() {
        back += 1;
        if back > SNIPPET / 3 {
            break;
        }
        if c == '\n' {
            from = i + 1;
            break;
        }
        if c.is_whitespace() || i == 0 {
            from = if i == 0 { 0 } else { i + c.len_utf8() };
        }
    }
    let mut out = String::new();
    if text[..from].chars().next_back().is_some_and(|c| c != '\n') {
        out.push('…');
    }
    let shown: String = text[from..].chars().take(SNIPPET).collect();
    let cut = from + shown.len() < text.len();
    out.push_str(&tidy(&shown));
    if cut {
        out.push('…');
    }
    let low = out.to_ascii_lowercase();
    let mut marks: Vec<(usize, usize)> = words
        .iter()
        .filter(|w| !w.is_empty())
        .flat_map(|w| low.match_indices(*w).map(|(at, w)| (at, at + w.len())))
        .filter(|(at, _)| {
            low[..*at]
                .chars()
                .next_back()
                .is_none_or(|c| !c.is_alphanumeric())
        })
        .collect();
    marks.sort_unstable();
    marks.dedup_by(|b, a| b.0 < a.1);
    (out, marks, first)
}
