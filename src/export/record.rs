//! The data contract: one JSON object an article (`annotations`) or a merged event (`events`).
//!
//! Field names, their order and their meaning are promised to programs that read them. Offsets
//! count Unicode scalar values of the record's own `text`.

use super::{Selection, date};
use crate::analysis::Analysis;
use crate::article::{Article, DateSignal};
use crate::entity::{self, EntityType};
use crate::event::{Basis, Event, EventDate, EventMention, EventType, Role};
use crate::temporal::TimexType;
use crate::text::{CharOffsets, Span};
use serde::Serialize;
use std::borrow::Cow;

/// An article with all that was read in it.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Annotations<'a> {
    pub id: &'a str,
    /// Where it came from: `path` or `path#member`.
    pub source: String,
    pub title: Option<&'a str>,
    pub publisher: Option<&'a str>,
    pub author: Option<&'a str>,
    pub language: Option<&'a str>,
    pub published: Option<Published>,
    pub text: &'a str,
    pub timex: Vec<Timex<'a>>,
    pub entities: Vec<Mention<'a>>,
    pub events: Vec<Telling<'a>>,
    pub warnings: Vec<&'a str>,
}

/// A publication date and what told it.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Published {
    pub date: String,
    pub basis: DateSignal,
}

/// A time expression; `edtf`, `earliest` and `latest` are null where it has no place on the line.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Timex<'a> {
    pub start: usize,
    pub end: usize,
    pub text: &'a str,
    #[serde(rename = "type")]
    pub kind: TimexType,
    pub value: &'a str,
    #[serde(rename = "mod")]
    pub modifier: Option<&'a str>,
    pub edtf: Option<&'a str>,
    pub earliest: Option<String>,
    pub latest: Option<String>,
}

/// A name; `entity` is the id of whom it names.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Mention<'a> {
    pub start: usize,
    pub end: usize,
    pub text: &'a str,
    #[serde(rename = "type")]
    pub kind: EntityType,
    pub entity: Option<Cow<'a, str>>,
}

/// A stretch of words.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Words<'a> {
    pub start: usize,
    pub end: usize,
    pub text: &'a str,
}

/// The date of an event, laid flat into its record.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct When<'a> {
    pub edtf: Option<&'a str>,
    pub earliest: Option<String>,
    pub latest: Option<String>,
    pub precision: Option<&'static str>,
    pub basis: Basis,
    pub anchor: Option<&'a str>,
}

/// Somebody who takes part in an event; without offsets in a merged event.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Participant<'a> {
    pub entity: Option<Cow<'a, str>>,
    pub name: &'a str,
    pub role: Role,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub at: Option<Range>,
}

/// Where an event happened; without offsets in a merged event.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Place<'a> {
    pub entity: Option<Cow<'a, str>>,
    pub name: &'a str,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub at: Option<Range>,
}

/// Offsets.
#[derive(Clone, Copy, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Range {
    pub start: usize,
    pub end: usize,
}

/// An event as one article tells it. `start` and `end` span the sentence that proves it.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Telling<'a> {
    pub id: String,
    pub event: Cow<'a, str>,
    pub title: &'a str,
    pub what: &'a str,
    pub when: Option<&'a str>,
    #[serde(rename = "type")]
    pub kind: EventType,
    pub salience: f32,
    pub start: usize,
    pub end: usize,
    pub trigger: Words<'a>,
    #[serde(flatten)]
    pub date: When<'a>,
    pub participants: Vec<Participant<'a>>,
    pub place: Option<Place<'a>>,
    /// Who tells it, where that is not the reporter.
    pub said_by: Option<&'a str>,
}

/// An event over all articles.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Merged<'a> {
    pub id: &'a str,
    pub event: &'a str,
    pub title: &'a str,
    pub what: &'a str,
    pub when: Option<&'a str>,
    #[serde(rename = "type")]
    pub kind: EventType,
    pub salience: f32,
    #[serde(flatten)]
    pub date: When<'a>,
    pub participants: Vec<Participant<'a>>,
    pub place: Option<Place<'a>>,
    /// Who tells it in the telling it bears its title from, where that is not the reporter.
    pub said_by: Option<&'a str>,
    pub mentions: Vec<Source<'a>>,
    /// Number of articles that tell it.
    pub sources: usize,
}

/// A sentence that proves a merged event: the article's id, and where it stands in its text.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Source<'a> {
    pub article: &'a str,
    pub start: usize,
    pub end: usize,
}

/// The names entities and events go by: those of one article by itself, or those of a story.
#[derive(Debug, Default)]
pub struct Ids<'a> {
    /// Entity ids by the article's entity index.
    entities: Vec<Option<Cow<'a, str>>>,
    /// Event ids by the article's mention index; empty where events are not merged.
    events: Vec<Option<&'a str>>,
}

impl Ids<'_> {
    /// The ids of an article read by itself.
    #[must_use]
    pub fn alone(analysis: &Analysis) -> Self {
        let mut entities = vec![None; analysis.names.entities.len()];
        for entity in entity::resolve(&[&analysis.names]) {
            for (_, local) in &entity.members {
                if let Some(slot) = entities.get_mut(*local as usize) {
                    *slot = Some(Cow::Owned(entity.id.clone()));
                }
            }
        }
        Self {
            entities,
            events: Vec::new(),
        }
    }
}

impl<'a> Ids<'a> {
    /// The ids of every article of a story, in the order of the articles.
    #[must_use]
    pub fn of_story(selection: Selection<'a>) -> Vec<Self> {
        let mut ids: Vec<Self> = selection
            .articles
            .iter()
            .map(|(_, analysis)| Self {
                entities: vec![None; analysis.names.entities.len()],
                events: vec![None; analysis.events.len()],
            })
            .collect();
        for entity in &selection.story.entities {
            for &(article, local) in &entity.members {
                if let Some(slot) = ids
                    .get_mut(article as usize)
                    .and_then(|ids| ids.entities.get_mut(local as usize))
                {
                    *slot = Some(Cow::Borrowed(&entity.id));
                }
            }
        }
        for event in &selection.story.events {
            for &(article, mention) in &event.mentions {
                if let Some(slot) = ids
                    .get_mut(article as usize)
                    .and_then(|ids| ids.events.get_mut(mention as usize))
                {
                    *slot = Some(&event.id);
                }
            }
        }
        ids
    }

    fn entity(&self, local: u32) -> Option<Cow<'a, str>> {
        self.entities.get(local as usize).cloned().flatten()
    }
}

/// The record of one article.
#[must_use]
pub fn annotations<'a>(
    article: &'a Article,
    analysis: &'a Analysis,
    ids: &Ids<'a>,
) -> Annotations<'a> {
    let text = article.text.as_str();
    let offsets = CharOffsets::new(text);
    let at = |span: Span| Range {
        start: offsets.at(span.start),
        end: offsets.at(span.end),
    };
    let timex = analysis.timexes.iter().map(|t| {
        let extent = t.extent(text);
        let Range { start, end } = at(extent);
        Timex {
            start,
            end,
            text: extent.of(text),
            kind: t.kind,
            value: &t.value,
            modifier: t.modifier.as_deref(),
            edtf: t.time.as_ref().map(|v| v.edtf.as_str()),
            earliest: t.time.as_ref().and_then(date::earliest),
            latest: t.time.as_ref().and_then(date::latest),
        }
    });
    let entities = analysis.names.mentions.iter().map(|m| {
        let Range { start, end } = at(m.span);
        Mention {
            start,
            end,
            text: m.span.of(text),
            kind: m.kind,
            entity: ids.entity(m.entity),
        }
    });
    let events = analysis.events.iter().enumerate().map(|(n, e)| {
        let sentence = at(e.sentence);
        let trigger = at(e.trigger);
        let merged = ids.events.get(n).copied().flatten();
        Telling {
            id: format!("{}:{}", article.id, n + 1),
            event: merged.map_or_else(
                || Cow::Owned(format!("{}:g{}", article.id, e.group)),
                Cow::Borrowed,
            ),
            title: &e.title,
            what: &e.what,
            when: some(&e.date.words),
            kind: e.kind,
            salience: round(e.salience),
            start: sentence.start,
            end: sentence.end,
            trigger: Words {
                start: trigger.start,
                end: trigger.end,
                text: e.trigger.of(text),
            },
            date: when(&e.date),
            participants: participants(e, ids, |span| Some(at(span))),
            place: place(e, ids, |span| Some(at(span))),
            said_by: some(&e.said_by),
        }
    });
    Annotations {
        id: &article.id,
        source: article.source.to_string(),
        title: article.title.as_deref(),
        publisher: article.publisher.as_deref(),
        author: article.author.as_deref(),
        language: article.language.as_deref(),
        published: article.published.as_ref().map(|p| Published {
            date: p.date.to_string(),
            basis: p.signal,
        }),
        text,
        timex: timex.collect(),
        entities: entities.collect(),
        events: events.collect(),
        warnings: article
            .warnings
            .iter()
            .chain(&analysis.warnings)
            .map(String::as_str)
            .collect(),
    }
}

/// The records of the selected events, in the selection's order.
pub fn events<'a>(selection: Selection<'a>) -> impl Iterator<Item = Merged<'a>> + 'a {
    let offsets: Vec<CharOffsets<'a>> = selection
        .articles
        .iter()
        .map(|(article, _)| CharOffsets::new(&article.text))
        .collect();
    selection
        .iter()
        .map(move |event| merged(selection, event, &offsets))
}

/// Event indices with the most salient first, ties by date and id as the story has them: the
/// order of `--format events`.
#[must_use]
pub fn by_salience(events: &[Event]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..events.len() as u32).collect();
    let salience = |i: u32| events.get(i as usize).map_or(0.0, |e| e.salience);
    order.sort_by(|&a, &b| salience(b).total_cmp(&salience(a)));
    order
}

fn merged<'a>(
    selection: Selection<'a>,
    event: &'a Event,
    offsets: &[CharOffsets<'a>],
) -> Merged<'a> {
    let lead = selection.lead(event);
    let mut participants: Vec<Participant<'a>> = event
        .entities
        .iter()
        .filter_map(|&(index, role)| {
            let entity = selection.entity(index)?;
            Some(Participant {
                entity: Some(Cow::Borrowed(entity.id.as_str())),
                name: &entity.name,
                role,
                at: None,
            })
        })
        .collect();
    // Those who are no entity ("two soldiers") are known to the telling only.
    let nameless = lead.iter().flat_map(|p| &p.mention.participants);
    participants.extend(
        nameless
            .filter(|p| p.entity.is_none())
            .map(|p| Participant {
                entity: None,
                name: &p.name,
                role: p.role,
                at: None,
            }),
    );
    let entity = event.place.and_then(|i| selection.entity(i));
    Merged {
        id: &event.id,
        event: &event.id,
        title: &event.title,
        what: lead.map_or("", |p| &p.mention.what),
        when: some(&event.date.words),
        kind: event.kind,
        salience: round(event.salience),
        date: when(&event.date),
        participants,
        place: selection.place(event).map(|name| Place {
            entity: entity.map(|e| Cow::Borrowed(e.id.as_str())),
            name,
            at: None,
        }),
        said_by: lead.and_then(|p| some(&p.mention.said_by)),
        mentions: event
            .mentions
            .iter()
            .filter_map(|&(article, mention)| {
                let proof = selection.proof((article, mention))?;
                let offsets = offsets.get(article as usize)?;
                Some(Source {
                    article: &proof.article.id,
                    start: offsets.at(proof.mention.sentence.start),
                    end: offsets.at(proof.mention.sentence.end),
                })
            })
            .collect(),
        sources: selection.sources(event),
    }
}

fn participants<'a>(
    event: &'a EventMention,
    ids: &Ids<'a>,
    at: impl Fn(Span) -> Option<Range>,
) -> Vec<Participant<'a>> {
    event
        .participants
        .iter()
        .map(|p| Participant {
            entity: p.entity.and_then(|e| ids.entity(e)),
            name: &p.name,
            role: p.role,
            at: at(p.span),
        })
        .collect()
}

fn place<'a>(
    event: &'a EventMention,
    ids: &Ids<'a>,
    at: impl Fn(Span) -> Option<Range>,
) -> Option<Place<'a>> {
    event.place.as_ref().map(|p| Place {
        entity: p.entity.and_then(|e| ids.entity(e)),
        name: &p.name,
        at: at(p.span),
    })
}

fn when(date: &EventDate) -> When<'_> {
    let value = date.value.as_ref();
    When {
        edtf: value.map(|v| v.edtf.as_str()),
        earliest: value.and_then(date::earliest),
        latest: value.and_then(date::latest),
        precision: value.map(|v| v.precision.name()),
        basis: date.basis,
        anchor: some(&date.anchor),
    }
}

fn some(words: &str) -> Option<&str> {
    (!words.is_empty()).then_some(words)
}

/// Four digits: enough to sort by, and the same text on every machine.
fn round(salience: f32) -> f32 {
    (salience * 10_000.0).round() / 10_000.0
}
