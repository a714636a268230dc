//! The pipeline: one pure function from an article to what was read in it, and from many
//! readings to one story.
//!
//! Deterministic: the same articles give the same story, whatever the number of threads. Keeps
//! no state. [`run`] does it for many articles on many threads.

mod files;
mod run;

pub use files::run_files;
pub use run::{Counts, Emit, Options, Outcome, Progress, TOGETHER, quiet_panics, run};

use crate::article::Article;
use crate::entity::{self, Entity, Names};
use crate::event::{self, Event, EventMention, Telling};
use crate::temporal::{self, Timex};
use crate::text::{Doc, Span, Stop};
use serde::{Deserialize, Serialize};

/// Rises whenever the same article would be read differently.
pub const VERSION: u32 = 13;

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

/// Reads one article. Of one that is not in English only paragraphs and sentences are read, and a
/// warning says so: English rules would find nonsense in it.
#[must_use]
pub fn analyse(article: &Article) -> Analysis {
    read(&[article], None).pop().unwrap_or_default()
}

/// The same of each of some articles. Faster than one by one: the tables of one stage push those
/// of the others out of the processor's cache, so each stage goes over all the articles in turn.
#[must_use]
pub fn analyse_all(articles: &[&Article]) -> Vec<Analysis> {
    read(articles, None)
}

/// The same, unless `stop` says meanwhile that nobody waits for it any more: then soon `None`.
#[must_use]
pub fn analyse_unless(
    articles: &[&Article],
    stop: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<Analysis>> {
    let read = read(articles, Some(stop));
    (!stop()).then_some(read)
}

fn read(articles: &[&Article], stop: Stop<'_>) -> Vec<Analysis> {
    let mut readings: Vec<Reading<'_>> = articles.iter().map(|a| Reading::begun(a, stop)).collect();
    readings.iter_mut().for_each(Reading::times);
    readings.iter_mut().for_each(Reading::names);
    readings.iter_mut().for_each(Reading::events);
    readings.into_iter().map(|r| r.analysis).collect()
}

/// An article between two stages.
struct Reading<'a> {
    published: Option<jiff::civil::Date>,
    /// News or narrative.
    kind: temporal::DocKind,
    /// Text and headline; nothing where there is nothing more to read in them.
    docs: Option<(Doc<'a>, Option<Doc<'a>>)>,
    analysis: Analysis,
}

impl<'a> Reading<'a> {
    fn begun(article: &'a Article, stop: Stop<'a>) -> Self {
        let doc = Doc::read_unless(&article.text, stop);
        let mut analysis = Analysis {
            version: VERSION,
            paragraphs: doc.paragraphs.iter().map(|p| p.span).collect(),
            sentences: doc.sentences.iter().map(|s| s.span).collect(),
            ..Analysis::default()
        };
        let docs = match foreign(article, &doc) {
            Some(language) => {
                analysis.warnings.push(format!(
                    "the article seems to be in another language ({language}); only English is \
                     understood"
                ));
                None
            }
            None => Some((doc, article.title.as_deref().map(Doc::read))),
        };
        Self {
            published: article.published.as_ref().map(|p| p.date),
            kind: temporal::DocKind::default(),
            docs,
            analysis,
        }
    }

    fn times(&mut self) {
        if let Some((doc, _)) = &self.docs {
            let options = temporal::Options {
                published: self.published,
                ..temporal::Options::default()
            };
            (self.analysis.timexes, self.kind) = temporal::read_kind(doc, options);
        }
    }

    fn names(&mut self) {
        if let Some((doc, title)) = &mut self.docs {
            self.analysis.names = entity::read(doc, title.as_ref());
        }
    }

    fn events(&mut self) {
        // The last stage: the words are not needed any more.
        if let Some((doc, title)) = self.docs.take() {
            let context = event::Context {
                title: title.as_ref(),
                published: self.published,
                kind: self.kind,
            };
            let Analysis { timexes, names, .. } = &self.analysis;
            self.analysis.events = event::read(&doc, timexes, names, context);
        }
    }
}

/// Words few English texts do without, and no other language is full of.
const COMMON: [&str; 10] = [
    "the", "of", "and", "to", "a", "in", "that", "for", "on", "was",
];
/// Their least share among the words of an English text; in running English it is about a quarter.
const SHARE: usize = 12;
/// Words below which a text is too short to tell.
const FEW: usize = 40;

/// The language of an article that is not in English. What its metadata or the detector say is
/// believed only where the words agree.
fn foreign<'a>(article: &'a Article, doc: &Doc<'_>) -> Option<&'a str> {
    let language = article.language.as_deref()?;
    let english = language
        .get(..2)
        .is_some_and(|code| code.eq_ignore_ascii_case("en"));
    if english || doc.tokens.len() < FEW {
        return None;
    }
    let words = 0..doc.tokens.len().min(2_000);
    let (words, common) = words.fold((0, 0), |(words, common), i| {
        let word = doc.low(i);
        let letters = word.starts_with(char::is_alphabetic);
        (
            words + usize::from(letters),
            common + usize::from(COMMON.contains(&word)),
        )
    });
    (common * SHARE < words).then_some(language)
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
    let events = event::merge(&tellings(articles), &entities);
    Story { entities, events }
}

/// The events of a story that was told before, of the same articles and entities: `groups` are
/// the mentions of each event (see [`event::gather`]).
#[must_use]
pub fn gather(
    articles: &[(&Article, &Analysis)],
    entities: &[Entity],
    groups: &[Vec<(u32, u32)>],
) -> Vec<Event> {
    event::gather(&tellings(articles), entities, groups)
}

fn tellings<'a>(articles: &[(&'a Article, &'a Analysis)]) -> Vec<Telling<'a>> {
    articles
        .iter()
        .map(|(article, analysis)| Telling {
            text: &article.text,
            published: article.published.as_ref().map(|p| p.date),
            names: &analysis.names,
            events: &analysis.events,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

    fn article(language: &str, text: &str) -> Article {
        Article {
            language: Some(language.to_owned()),
            text: text.to_owned(),
            ..Article::default()
        }
    }

    #[test]
    fn reading_stops_inside_an_article() {
        let text = "The minister met the ambassador in Berlin on 4 May 2020. ".repeat(200);
        let article = article("en", &text);
        let asked = AtomicUsize::new(0);
        let count = |most: usize| {
            asked.store(0, Relaxed);
            let read = analyse_unless(&[&article], &|| asked.fetch_add(1, Relaxed) >= most);
            (read.is_some(), asked.load(Relaxed))
        };
        let (read, whole) = count(usize::MAX);
        assert!(read && whole > 800, "asked {whole} times");
        for most in [0, 1, 300, 500, 700] {
            let (read, asked) = count(most);
            assert!(!read && asked < most + 20, "{most}: asked {asked} times");
        }
    }

    #[test]
    fn articles_read_together_are_read_as_each_alone() {
        let english = "The minister met the ambassador in Berlin on 4 May 2020. They spoke about \
            the state of the country for a long time and agreed to meet again in June. ";
        let texts = [
            ("en", english),
            ("de", "Guten Tag"),
            ("en", ""),
            ("", english),
        ];
        let articles = texts.map(|(language, text)| article(language, &text.repeat(4)));
        let together = analyse_all(&articles.each_ref());
        let alone: Vec<Analysis> = articles.iter().map(analyse).collect();
        assert_eq!(together, alone);
        assert!(!together[0].events.is_empty());
    }

    #[test]
    fn another_language_is_said_and_not_read_as_english() {
        let german = "Die Ministerin traf am Montag in Berlin den Botschafter. Sie sprachen lange \
            über die Lage im Osten des Landes und vereinbarten ein weiteres Treffen im Mai. ";
        let read = analyse(&article("de", &german.repeat(4)));
        assert!(read.events.is_empty() && read.timexes.is_empty());
        assert!(read.warnings.iter().any(|w| w.contains("(de)")));
        assert!(!read.sentences.is_empty());
    }

    #[test]
    fn a_wrong_guess_of_the_language_does_no_harm() {
        let english = "The minister met the ambassador in Berlin on 4 May 2020. They spoke about \
            the state of the country for a long time and agreed to meet again in June. ";
        for language in ["de", "en", "EN-us", "", "?"] {
            assert!(
                analyse(&article(language, &english.repeat(4)))
                    .warnings
                    .is_empty()
            );
        }
    }
}
