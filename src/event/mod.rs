//! Events: who did what to whom, where and when, each with the sentence that proves it.
//!
//! Finds event mentions, gives them type, participants, place, date and salience, and merges the
//! mentions of one event inside an article and across articles. This room never reads files and
//! never draws.

mod argument;
mod candidate;
mod clause;
mod contest;
mod date;
mod differ;
mod draft;
mod group;
mod inflect;
mod kind;
mod kinds;
#[doc(hidden)]
pub mod learn;
mod lexicon;
mod link;
mod memo;
mod merge;
mod modality;
mod model;
mod name;
mod node;
mod phrase;
mod quotes;
mod read;
mod root;
mod salience;
mod setting;
mod share;
mod story;
mod title;
mod trigger;
mod word;

pub use kinds::{EventType, Family};
pub(crate) use share::share;

use crate::entity::{Entity, Names};
use crate::temporal::{DocKind, TimeValue, Timex};
use crate::text::{Doc, Span};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::sync::Arc;

/// How the date of an event was read.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A full date in the sentence.
    Stated,
    /// An expression resolved against an anchor.
    Relative,
    /// From the publication date or from the narrative.
    Inferred,
    /// By the user.
    Set,
    /// Not at all.
    #[default]
    Unknown,
}

/// Whether an event is told as a fact.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// As a fact.
    #[default]
    Asserted,
    /// As something that is to happen.
    Planned,
    /// As something somebody threatens to do.
    Threatened,
    /// As something that did not happen, or is denied.
    Negated,
    /// As something that may or might happen.
    Hypothetical,
}

/// When an event happened, and how that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EventDate {
    /// The interval; `None` where the date is unknown.
    pub value: Option<TimeValue>,
    /// How it was read.
    pub basis: Basis,
    /// The expression it was read from: index into the article's time expressions.
    pub timex: Option<u32>,
    /// The words of that expression; empty if there is none.
    pub words: String,
    /// What it was resolved against, in words ("published 2025-04-28"); empty for stated dates.
    pub anchor: String,
    /// How it was read, or why it is unknown, in a plain sentence for the detail view and tray.
    pub reason: String,
}

/// The part a participant has in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Role {
    Agent,
    Patient,
    Recipient,
    Other,
}

/// Somebody or something that takes part in an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Participant {
    /// Where it stands in the text (of the name, pronoun or phrase).
    pub span: Span,
    /// Full name, or the phrase as it stands where it is no known entity.
    pub name: SmolStr,
    /// Index into the article's [`Names::entities`].
    pub entity: Option<u32>,
    /// Its part.
    pub role: Role,
}

/// Where an event happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Where it stands in the text.
    pub span: Span,
    /// Name, with its country where the text joins them ("Kabul, Afghanistan").
    pub name: SmolStr,
    /// Index into the article's [`Names::entities`].
    pub entity: Option<u32>,
}

/// One telling of an event in one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventMention {
    /// The sentence that proves it.
    pub sentence: Span,
    /// The word or words that name the event.
    pub trigger: Span,
    /// Base form of the trigger ("meet").
    pub lemma: Arc<str>,
    /// A title a person would write, at most 80 characters.
    pub title: Arc<str>,
    /// The predicate with its object, as the text has it.
    pub what: SmolStr,
    /// Its type.
    pub kind: EventType,
    /// The best other type, where one comes near.
    pub second_kind: Option<EventType>,
    /// Why that type, in words.
    pub kind_reason: Arc<str>,
    /// Told as a fact, planned, denied …
    pub modality: Modality,
    /// When.
    pub date: Arc<EventDate>,
    /// Who, agents first.
    pub participants: Vec<Participant>,
    /// Who tells it, where that is not the reporter ("officials"); empty where the reporter does.
    pub said_by: Box<str>,
    /// Where.
    pub place: Option<Place>,
    /// How much it matters, 0 to 1, comparable within an article.
    pub salience: f32,
    /// Why it matters, in words.
    pub salience_reason: Arc<str>,
    /// Mentions of one event inside an article share this number.
    pub group: u32,
}

impl EventMention {
    /// Who tells it, where that is not the reporter: "Said by officials".
    #[must_use]
    pub fn teller(&self) -> Option<String> {
        match crate::text::tidy(&self.said_by).as_str() {
            "" => None,
            "a quotation" => Some("Said in a quotation".to_owned()),
            who => Some(format!("Said by {who}")),
        }
    }

    /// Its place where its own sentence names it; a place told elsewhere in the article is a
    /// conclusion, and settles nothing between two tellings.
    #[must_use]
    pub fn own_place(&self) -> Option<&Place> {
        self.place
            .as_ref()
            .filter(|p| self.sentence.overlaps(p.span))
    }
}

/// Where sources of one event differ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// What differs: "date", "place", "number".
    pub field: String,
    /// What each says, with (article index, event mention index).
    pub values: Vec<(String, (u32, u32))>,
}

/// One event over all articles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Made from content only, so that it stays the same from run to run; unique.
    pub id: SmolStr,
    /// The best title among its mentions.
    pub title: Arc<str>,
    /// Its type.
    pub kind: EventType,
    /// Told as a fact, planned, denied …
    pub modality: Modality,
    /// The best-founded date among its mentions.
    pub date: Arc<EventDate>,
    /// Index into [`Event::mentions`] of the mention whose date and title it bears.
    pub lead: u32,
    /// The entities that take part with their roles: indices into the entities over all articles.
    pub entities: Vec<(u32, Role)>,
    /// Its place: index into the entities over all articles.
    pub place: Option<u32>,
    /// How much it matters, 0 to 1, comparable over the whole run.
    pub salience: f32,
    /// Its mentions: (article index, event mention index), in order of articles and text.
    pub mentions: Vec<(u32, u32)>,
    /// Where its sources differ.
    pub differences: Vec<Difference>,
}

impl Event {
    /// The telling that has its place, and that place: the first whose own sentence names it, the
    /// lead before the others, else the first that draws it from elsewhere in its article.
    /// `entity` is [`Event::place`]; nothing where no telling has that place.
    #[must_use]
    pub fn place_told<'a>(
        &self,
        entity: Option<&Entity>,
        mention: impl Fn((u32, u32)) -> Option<&'a EventMention>,
    ) -> Option<Told<'a>> {
        let lead = self.mentions.get(self.lead as usize).into_iter();
        let told = |own: bool| {
            lead.clone().chain(&self.mentions).find_map(|&at| {
                let mention = mention(at)?;
                let place = mention.place.as_ref()?;
                let fits = match (entity, place.entity) {
                    (Some(e), Some(local)) => e.members.contains(&(at.0, local)),
                    (None, None) => true,
                    _ => false,
                };
                let here = mention.own_place().is_some();
                (fits && own == here).then_some(Told {
                    at,
                    place,
                    elsewhere: !here,
                })
            })
        };
        told(true).or_else(|| told(false))
    }
}

/// The place of an event as a telling has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Told<'a> {
    /// The telling: (article index, event mention index).
    pub at: (u32, u32),
    /// The place.
    pub place: &'a Place,
    /// Whether another passage of the article tells it, and not the sentence of the event.
    pub elsewhere: bool,
}

/// What [`read`] may know of an article beside its words.
#[derive(Clone, Copy, Default)]
pub struct Context<'a> {
    /// The headline.
    pub title: Option<&'a Doc<'a>>,
    /// Publication date.
    pub published: Option<jiff::civil::Date>,
    /// What the reader of times took the article for: a narrative dates nothing by its publication.
    pub kind: DocKind,
}

/// Finds the events told in `doc`, in text order, merged inside the article by
/// [`EventMention::group`].
#[must_use]
pub fn read(
    doc: &Doc<'_>,
    timexes: &[Timex],
    names: &Names,
    context: Context<'_>,
) -> Vec<EventMention> {
    read::read(doc, timexes, names, context)
}

/// What [`merge`] needs of one article.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    /// The article's text.
    pub text: &'a str,
    /// Its publication date.
    pub published: Option<jiff::civil::Date>,
    /// Its names.
    pub names: &'a Names,
    /// Its event mentions.
    pub events: &'a [EventMention],
}

/// Merges the events of many articles. `entities` is what [`crate::entity::resolve`] made of the
/// same articles in the same order. The result depends on content only, not on order, but for
/// the article indices it carries. Sorted by date (the undated last), then id.
#[must_use]
pub fn merge(articles: &[Telling<'_>], entities: &[Entity]) -> Vec<Event> {
    merge::merge(articles, entities)
}

/// The events of many articles where it is known already which mentions tell the same one:
/// `groups` of (article index, event mention index), each in order. With the groups that
/// [`merge`] found it gives the same events, in a fraction of the time.
///
/// Mentions that are not there must not be in `groups`.
#[must_use]
pub fn gather(
    articles: &[Telling<'_>],
    entities: &[Entity],
    groups: &[Vec<(u32, u32)>],
) -> Vec<Event> {
    merge::gather(articles, entities, groups)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod measure;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
