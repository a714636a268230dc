//! One filter for everything: which events are shown. Every panel, count and export obeys it.

use super::{ArticleKey, Bits, Snapshot, find};
use crate::event::{Basis, EventType, Family, Modality};
use crate::temporal::Moment;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Which events are shown. Parts are joined by "and", the values inside a part by "or"; an empty
/// part lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Words to look for, in the language of [`find`](super::find).
    pub query: String,
    /// Types of event.
    pub kinds: BTreeSet<EventType>,
    /// Ids of entities that take part.
    pub entities: BTreeSet<String>,
    /// Whether all of [`Filter::entities`] must take part in one event, rather than any.
    pub together: bool,
    /// Ids of entities whose events are not shown.
    pub without_entities: BTreeSet<String>,
    /// Ids of places.
    pub places: BTreeSet<String>,
    /// Articles.
    pub articles: BTreeSet<ArticleKey>,
    /// First and last moment, both inclusive; an event is in if any part of it is. The undated
    /// are out while a range is set.
    pub range: Option<(Moment, Moment)>,
    /// How the date was read.
    pub bases: BTreeSet<Basis>,
    /// Tags of the event or of an article that tells it.
    pub tags: BTreeSet<String>,
    /// Fact, plan, denial …
    pub modalities: BTreeSet<Modality>,
    /// Least salience, 0 to 1.
    pub salience: f32,
    /// Least number of articles that tell it; 0 and 1 let everything through.
    pub sources: u32,
    /// Only the starred.
    pub starred: bool,
    /// Also what the user has hidden.
    pub hidden: bool,
}

/// One active part of a filter: what a chip stands for and what its cross removes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The words.
    Query,
    /// All types of a family.
    Family(Family),
    /// One type.
    Kind(EventType),
    /// One entity.
    Entity(String),
    /// One entity whose events are not shown.
    WithoutEntity(String),
    /// One place.
    Place(String),
    /// One article.
    Article(ArticleKey),
    /// The range.
    Range,
    /// One basis.
    Basis(Basis),
    /// One tag.
    Tag(String),
    /// One modality.
    Modality(Modality),
    /// The least salience.
    Salience,
    /// The least number of sources.
    Sources,
    /// Only the starred.
    Starred,
    /// Also the hidden.
    Hidden,
}

/// An active part of the filter, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// What it stands for; give it to [`Filter::without`] to remove it.
    pub part: Part,
    /// In words ("Vikram Misri", "from 2025-04-22", "stated dates").
    pub words: String,
}

/// The events a filter lets through, with counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// The events, by index in the story.
    pub events: Bits,
    /// How many.
    pub count: usize,
    /// How many of them have a date.
    pub dated: usize,
    /// How many there are without the filter (hidden ones not counted).
    pub total: usize,
    /// How many of each type.
    pub kinds: BTreeMap<EventType, u32>,
    /// How many of each entity, by index in the story.
    pub entities: Vec<u32>,
    /// How many of each article.
    pub articles: Vec<u32>,
    /// First and last second of the dated ones.
    pub span: Option<(Moment, Moment)>,
    /// What of the query could not be understood, in words; the rest was obeyed.
    pub doubts: Vec<String>,
}

impl Filter {
    /// Whether it lets everything through that is not hidden.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The events it lets through. Pure; a million events take well under 100 ms, so call it on
    /// a worker above a hundred thousand.
    #[must_use]
    pub fn apply(&self, of: &Snapshot) -> Selection {
        let (story, index) = (&*of.story, &*of.index);
        let n = index.len();
        let mut bits = Bits::all(n);
        if !self.hidden {
            bits.and_not(&index.hidden);
        }
        let total = bits.count();
        let mut doubts = Vec::new();
        if !self.query.trim().is_empty() {
            let query = find::Query::parse(&self.query);
            bits.and(&query.events(of));
            doubts = query.doubts;
        }
        let numbers = |set: &mut dyn Iterator<Item = u8>| -> Option<[bool; 256]> {
            let mut table = [false; 256];
            let mut any = false;
            for k in set {
                table[k as usize] = true;
                any = true;
            }
            any.then_some(table)
        };
        for (table, column) in [
            (
                numbers(&mut self.kinds.iter().map(|k| *k as u8)),
                &index.kind,
            ),
            (
                numbers(&mut self.bases.iter().map(|k| *k as u8)),
                &index.basis,
            ),
            (
                numbers(&mut self.modalities.iter().map(|k| *k as u8)),
                &index.modality,
            ),
        ] {
            if let Some(table) = table {
                bits.and(&Bits::of(n, |i| table[column[i] as usize]));
            }
        }
        if self.salience > 0.0 {
            bits.and(&Bits::of(n, |i| index.salience[i] >= self.salience));
        }
        if self.sources > 1 {
            let least = self.sources as usize;
            bits.and(&Bits::of(n, |i| index.articles.get(i).len() >= least));
        }
        if let Some((from, to)) = self.range {
            bits.and(&index.dated);
            bits.and(&Bits::of(n, |i| {
                index.start[i] <= to.0 && index.end[i] >= from.0
            }));
        }
        let entity = |id: &str| {
            story
                .entities
                .binary_search_by(|e| e.id.as_str().cmp(id))
                .ok()
        };
        let events_of = |id: &str| {
            let mut bits = Bits::none(n);
            if let Some(e) = entity(id) {
                for event in index.entity_events.get(e) {
                    bits.insert(*event as usize);
                }
            }
            bits
        };
        if !self.entities.is_empty() {
            let mut any = Bits::none(n);
            for id in &self.entities {
                if self.together {
                    bits.and(&events_of(id));
                } else {
                    any.or(&events_of(id));
                }
            }
            if !self.together {
                bits.and(&any);
            }
        }
        for id in &self.without_entities {
            bits.and_not(&events_of(id));
        }
        if !self.places.is_empty() {
            let mut wanted = Bits::none(story.entities.len());
            for id in &self.places {
                if let Some(e) = entity(id) {
                    wanted.insert(e);
                }
            }
            bits.and(&Bits::of(n, |i| wanted.has(index.place[i] as usize)));
        }
        let in_articles = |keep: &dyn Fn(usize) -> bool| {
            let mut any = Bits::none(n);
            for a in (0..of.entries.len()).filter(|a| keep(*a)) {
                for event in index.article_events.get(a) {
                    any.insert(*event as usize);
                }
            }
            any
        };
        if !self.articles.is_empty() {
            bits.and(&in_articles(&|a| {
                self.articles.contains(&of.entries[a].key)
            }));
        }
        if !self.tags.is_empty() {
            let tagged = |mark: &super::Mark| mark.tags.iter().any(|t| self.tags.contains(t));
            let mut any = in_articles(&|a| of.marks.articles.get(&(a as u32)).is_some_and(tagged));
            for (event, mark) in &of.marks.events {
                if tagged(mark) {
                    any.insert(*event as usize);
                }
            }
            bits.and(&any);
        }
        if self.starred {
            let starred = |e: usize| of.marks.events.get(&(e as u32)).is_some_and(|m| m.starred);
            bits.and(&Bits::of(n, starred));
        }
        let mut selection = Selection::of(of, bits, total);
        selection.doubts = doubts;
        selection
    }

    /// The active parts, in words, in a fixed order.
    #[must_use]
    pub fn chips(&self, of: &Snapshot) -> Vec<Chip> {
        let mut chips = Vec::new();
        let mut chip = |part: Part, words: String| chips.push(Chip { part, words });
        let name = |id: &String| {
            of.entity(id)
                .map_or_else(|| id.clone(), |(_, e)| e.name.clone())
        };
        if !self.query.trim().is_empty() {
            chip(Part::Query, format!("“{}”", self.query.trim()));
        }
        for family in Family::ALL {
            let all = || EventType::ALL.into_iter().filter(|k| k.family() == family);
            if all().all(|k| self.kinds.contains(&k)) {
                chip(Part::Family(family), family.name().to_string());
            } else {
                for kind in all().filter(|k| self.kinds.contains(k)) {
                    chip(Part::Kind(kind), kind.name().to_string());
                }
            }
        }
        for id in &self.entities {
            let words = if self.together && self.entities.len() > 1 {
                format!("with {}", name(id))
            } else {
                name(id)
            };
            chip(Part::Entity(id.clone()), words);
        }
        for id in &self.without_entities {
            chip(
                Part::WithoutEntity(id.clone()),
                format!("without {}", name(id)),
            );
        }
        for id in &self.places {
            chip(Part::Place(id.clone()), format!("in {}", name(id)));
        }
        for key in &self.articles {
            let words = of.entries.iter().find(|e| e.key == *key);
            let words = words.map_or_else(|| "an article that is gone".into(), Snapshot::title_of);
            chip(Part::Article(*key), words);
        }
        if let Some((from, to)) = self.range {
            chip(Part::Range, range_words(from, to));
        }
        for basis in &self.bases {
            chip(Part::Basis(*basis), basis_words(*basis).to_string());
        }
        for tag in &self.tags {
            chip(Part::Tag(tag.clone()), format!("#{tag}"));
        }
        for modality in &self.modalities {
            chip(
                Part::Modality(*modality),
                modality_words(*modality).to_string(),
            );
        }
        if self.salience > 0.0 {
            chip(
                Part::Salience,
                format!("salience {:.0} % and up", self.salience * 100.0),
            );
        }
        if self.sources > 1 {
            chip(Part::Sources, format!("told by {} or more", self.sources));
        }
        if self.starred {
            chip(Part::Starred, "starred".into());
        }
        if self.hidden {
            chip(Part::Hidden, "hidden ones too".into());
        }
        chips
    }

    /// The filter without one of its parts.
    #[must_use]
    pub fn without(&self, part: &Part) -> Self {
        let mut f = self.clone();
        match part {
            Part::Query => f.query.clear(),
            Part::Family(family) => f.kinds.retain(|k| k.family() != *family),
            Part::Kind(kind) => drop(f.kinds.remove(kind)),
            Part::Entity(id) => drop(f.entities.remove(id)),
            Part::WithoutEntity(id) => drop(f.without_entities.remove(id)),
            Part::Place(id) => drop(f.places.remove(id)),
            Part::Article(key) => drop(f.articles.remove(key)),
            Part::Range => f.range = None,
            Part::Basis(basis) => drop(f.bases.remove(basis)),
            Part::Tag(tag) => drop(f.tags.remove(tag)),
            Part::Modality(modality) => drop(f.modalities.remove(modality)),
            Part::Salience => f.salience = 0.0,
            Part::Sources => f.sources = 0,
            Part::Starred => f.starred = false,
            Part::Hidden => f.hidden = false,
        }
        if f.entities.len() < 2 && self.entities.len() >= 2 {
            f.together = false;
        }
        f
    }
}

/// How a date was read, as a chip says it.
#[must_use]
pub fn basis_words(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "stated dates",
        Basis::Relative => "relative dates",
        Basis::Inferred => "inferred dates",
        Basis::Set => "dates set by you",
        Basis::Unknown => "no date",
    }
}

/// Whether it is told as a fact, as a chip says it.
#[must_use]
pub fn modality_words(modality: Modality) -> &'static str {
    match modality {
        Modality::Asserted => "told as fact",
        Modality::Planned => "planned",
        Modality::Threatened => "threatened",
        Modality::Negated => "denied",
        Modality::Hypothetical => "possible",
    }
}

/// A range of days as a chip says it: "2025-04-22", "2025-04-22 to 2025-05-08", "480 BC".
#[must_use]
pub fn range_words(from: Moment, to: Moment) -> String {
    let day = |m: Moment| {
        let d = m.ymd();
        if d.year > 0 {
            format!("{:04}-{:02}-{:02}", d.year, d.month, d.day)
        } else {
            format!("{:02}-{:02} {} BC", d.month, d.day, 1 - d.year)
        }
    };
    if from.days() == to.days() {
        day(from)
    } else {
        format!("{} to {}", day(from), day(to))
    }
}

impl Selection {
    /// Everything that is not hidden.
    #[must_use]
    pub fn all(of: &Snapshot) -> Self {
        Filter::default().apply(of)
    }

    fn of(of: &Snapshot, events: Bits, total: usize) -> Self {
        let index = &*of.index;
        let mut s = Self {
            count: events.count(),
            total,
            entities: vec![0; of.story.entities.len()],
            articles: vec![0; of.entries.len()],
            ..Self::default()
        };
        let mut kinds = [0u32; 256];
        let (mut first, mut last) = (i64::MAX, i64::MIN);
        for e in events.iter() {
            kinds[index.kind[e] as usize] += 1;
            if index.dated.has(e) {
                s.dated += 1;
                first = first.min(index.start[e]);
                last = last.max(index.end[e]);
            }
            for &entity in index.entities.get(e) {
                if let Some(n) = s.entities.get_mut(entity as usize) {
                    *n += 1;
                }
            }
            for &article in index.articles.get(e) {
                if let Some(n) = s.articles.get_mut(article as usize) {
                    *n += 1;
                }
            }
        }
        s.span = (s.dated > 0).then_some((Moment(first), Moment(last)));
        s.kinds = EventType::ALL
            .into_iter()
            .filter(|k| kinds[*k as usize] > 0)
            .map(|k| (k, kinds[k as usize]))
            .collect();
        s.events = events;
        s
    }
}
