//! Corrections of events: added by hand, taken apart, joined, corrected, taken out.

use super::articles::common;
use super::{Laid, Removed, attach::Attach, entities};
use crate::analysis::Analysis;
use crate::event::{Basis, Event, EventDate, EventMention, Role};
use crate::project::corrections::{Corrections, Field, Hand, Slot, Target, Value};
use crate::project::{Corrected, Entry, Mark, MentionKey, Snapshot};
use smol_str::{SmolStr, format_smolstr};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// A telling: article and mention.
type Telling = (u32, u32);

/// Lays the corrections of events, and carries the events over to the entities of the story.
pub(super) fn lay(
    laid: &mut Laid,
    attach: &Attach<'_>,
    corrections: &Corrections,
    map: entities::Map,
) {
    let mut keys: BTreeMap<&MentionKey, Vec<(&Field, &Value)>> = BTreeMap::new();
    for (slot, value) in corrections.iter() {
        if let Target::Event(key) = &slot.target {
            keys.entry(key).or_default().push((&slot.field, value));
            // The one a join or a split points at must be found too.
            if let Value::Mention(to) = value {
                keys.entry(to).or_default();
            }
        }
    }
    if keys.is_empty() && map.of_old.is_none() && map.articles.is_empty() {
        return;
    }
    let mut work = Work::new(laid, &keys, attach);
    work.carry_over(laid, &map);
    if work.found.values().all(Option::is_none) && map.of_old.is_none() && map.articles.is_empty() {
        work.detach(laid, &keys);
        return;
    }
    work.add_by_hand(laid, &keys);
    work.set_apart(laid, &keys);
    work.join(&keys);
    work.correct(laid, &keys, &map);
    work.detach(laid, &keys);
    work.finish(laid);
}

struct Work {
    events: Vec<Event>,
    /// Whether anything but marks has changed.
    changed: bool,
    /// Where each key lies now; `None` where it found nothing.
    found: BTreeMap<MentionKey, Option<Telling>>,
    /// The event of each telling that carries a correction.
    event_of: BTreeMap<Telling, u32>,
    /// Events joined to another, by its index.
    lead: BTreeMap<u32, u32>,
    dead: BTreeSet<u32>,
    marks: BTreeMap<u32, Mark>,
    /// The story's entity of each article's entity; filled when first needed.
    members: Option<HashMap<(u32, u32), u32>>,
}

impl Work {
    fn new(
        laid: &Laid,
        keys: &BTreeMap<&MentionKey, Vec<(&Field, &Value)>>,
        attach: &Attach<'_>,
    ) -> Self {
        let mut found: BTreeMap<MentionKey, Option<Telling>> = BTreeMap::new();
        let mut next = HashMap::<u32, u32>::new();
        for (key, fields) in keys {
            let at = if key.hand == 0 {
                attach.mention(key)
            } else if fields.iter().any(|(f, _)| **f == Field::Added) {
                // Made by hand: its telling goes behind those of the machine.
                attach.words(key).map(|(article, _)| {
                    let machine = laid.entries[article as usize].analysis.events.len() as u32;
                    let n = next.entry(article).or_insert(0);
                    *n += 1;
                    (article, machine + *n - 1)
                })
            } else {
                None
            };
            found.insert((*key).clone(), at);
        }
        let wanted: BTreeSet<Telling> = found.values().flatten().copied().collect();
        let mut event_of = BTreeMap::new();
        for (event, i) in laid.story.events.iter().zip(0u32..) {
            for telling in &event.mentions {
                if wanted.contains(telling) {
                    event_of.insert(*telling, i);
                }
            }
        }
        Self {
            events: laid.story.events.clone(),
            changed: false,
            found,
            event_of,
            lead: BTreeMap::new(),
            dead: BTreeSet::new(),
            marks: BTreeMap::new(),
            members: None,
        }
    }

    fn at(&self, key: &MentionKey) -> Option<Telling> {
        self.found.get(key).copied().flatten()
    }

    /// The event a key lies on, after joins.
    fn event(&self, key: &MentionKey) -> Option<u32> {
        let mut event = *self.event_of.get(&self.at(key)?)?;
        while let Some(&lead) = self.lead.get(&event) {
            event = lead;
        }
        Some(event)
    }

    /// The story's entity of one article's entity.
    fn entity(&mut self, laid: &Laid, article: u32, local: u32) -> Option<u32> {
        let members = self.members.get_or_insert_with(|| {
            let entities = laid.story.entities.iter().zip(0u32..);
            entities
                .flat_map(|(e, i)| e.members.iter().map(move |m| (*m, i)))
                .collect()
        });
        members.get(&(article, local)).copied()
    }

    /// Those who take part in an event and its place, from its tellings.
    fn people(
        &mut self,
        laid: &Laid,
        mentions: &[Telling],
        lead: usize,
    ) -> (Vec<(u32, Role)>, Option<u32>) {
        let mut people = Vec::new();
        let mut places = Vec::new();
        let order = std::iter::once(lead).chain((0..mentions.len()).filter(|i| *i != lead));
        for &(article, m) in order.filter_map(|i| mentions.get(i)) {
            let Some(mention) = mention(&laid.entries, (article, m)) else {
                continue;
            };
            let (who, place) = (&mention.participants, &mention.place);
            for (local, role) in who.iter().filter_map(|p| Some((p.entity?, p.role))) {
                people.extend(self.entity(laid, article, local).map(|e| (e, role)));
            }
            if let Some(local) = place.as_ref().and_then(|p| p.entity) {
                places.extend(self.entity(laid, article, local));
            }
        }
        once(&mut people);
        (people, places.first().copied())
    }

    /// Moves every event from the machine's entities to those of the story.
    fn carry_over(&mut self, laid: &Laid, map: &entities::Map) {
        if let Some(new) = &map.of_old {
            self.changed = true;
            for event in &mut self.events {
                for (e, _) in &mut event.entities {
                    *e = new.get(*e as usize).copied().unwrap_or(u32::MAX);
                }
                event.entities.retain(|(e, _)| *e != u32::MAX);
                once(&mut event.entities);
                let place = event.place.and_then(|p| new.get(p as usize).copied());
                event.place = place.filter(|p| *p != u32::MAX);
            }
        }
        if !map.articles.is_empty() {
            self.changed = true;
            for i in 0..self.events.len() {
                let mentions = &self.events[i].mentions;
                if mentions.iter().any(|(a, _)| map.articles.contains(a)) {
                    let (mentions, lead) = (mentions.clone(), self.events[i].lead as usize);
                    let (people, place) = self.people(laid, &mentions, lead);
                    self.events[i].entities = people;
                    self.events[i].place = place;
                }
            }
        }
    }

    fn add_by_hand(
        &mut self,
        laid: &mut Laid,
        keys: &BTreeMap<&MentionKey, Vec<(&Field, &Value)>>,
    ) {
        let attach: Vec<(&MentionKey, &Hand)> = keys
            .iter()
            .flat_map(|(k, fields)| fields.iter().map(move |f| (*k, f)))
            .filter_map(|(k, (field, value))| match (field, value) {
                (Field::Added, Value::Hand(hand)) => Some((k, hand)),
                _ => None,
            })
            .collect();
        let places: Vec<_> = {
            let find = Attach::new(&laid.entries);
            attach.iter().map(|(k, _)| find.words(k)).collect()
        };
        for ((key, hand), words) in attach.into_iter().zip(places) {
            let (Some(telling), Some((article, trigger))) = (self.at(key), words) else {
                continue;
            };
            let Some(entry) = Arc::make_mut(&mut laid.entries).get_mut(article as usize) else {
                continue;
            };
            let analysis: &mut Analysis = Arc::make_mut(&mut entry.analysis);
            let sentence = if hand.sentence.contains(trigger) {
                hand.sentence
            } else {
                let holds = analysis.sentences.iter().find(|s| s.contains(trigger));
                holds.copied().unwrap_or(trigger)
            };
            let group = analysis
                .events
                .iter()
                .map(|e| e.group + 1)
                .max()
                .unwrap_or(0);
            analysis.events.push(EventMention {
                sentence,
                trigger,
                lemma: key.words.to_lowercase().into(),
                title: hand.title.as_str().into(),
                what: (*key.words).into(),
                kind: hand.kind,
                second_kind: None,
                kind_reason: "Set by you.".into(),
                modality: hand.modality,
                date: Arc::new(EventDate {
                    reason: "Added by you, without a date so far.".into(),
                    ..EventDate::default()
                }),
                participants: Vec::new(),
                place: None,
                salience: 1.0,
                said_by: "".into(),
                salience_reason: "Added by you.".into(),
                group,
            });
            let event = self.compose(laid, format_smolstr!("hand:{}", number(key)), vec![telling]);
            self.event_of.insert(telling, self.events.len() as u32);
            self.mark(self.events.len() as u32, Corrected::Added);
            self.events.push(event);
            self.changed = true;
        }
    }

    fn set_apart(&mut self, laid: &Laid, keys: &BTreeMap<&MentionKey, Vec<(&Field, &Value)>>) {
        let mut groups: BTreeMap<&MentionKey, Vec<Telling>> = BTreeMap::new();
        let mut torn: BTreeSet<u32> = BTreeSet::new();
        for (key, fields) in keys {
            for (field, value) in fields {
                if let (Field::Apart, Value::Mention(root)) = (field, value)
                    && let Some(telling) = self.at(key)
                    && let Some(&event) = self.event_of.get(&telling)
                {
                    groups.entry(root).or_default().push(telling);
                    self.events[event as usize]
                        .mentions
                        .retain(|m| *m != telling);
                    torn.insert(event);
                }
            }
        }
        for event in torn {
            self.changed = true;
            let old = self.events[event as usize].clone();
            if old.mentions.is_empty() {
                self.dead.insert(event);
                continue;
            }
            let new = self.compose(laid, old.id.clone(), old.mentions.clone());
            self.events[event as usize] = new;
            self.mark(event, Corrected::Split);
        }
        for (root, mut tellings) in groups {
            tellings.sort_unstable();
            tellings.dedup();
            let event = self.compose(
                laid,
                format_smolstr!("apart:{}", number(root)),
                tellings.clone(),
            );
            let i = self.events.len() as u32;
            for telling in tellings {
                self.event_of.insert(telling, i);
            }
            self.events.push(event);
            self.mark(i, Corrected::Split);
        }
    }

    fn join(&mut self, keys: &BTreeMap<&MentionKey, Vec<(&Field, &Value)>>) {
        for (key, fields) in keys {
            for (field, value) in fields {
                if let (Field::Join, Value::Mention(to)) = (field, value)
                    && let (Some(from), Some(to)) = (self.event(key), self.event(to))
                    && from != to
                {
                    let other = self.events[from as usize].clone();
                    self.lead.insert(from, to);
                    self.dead.insert(from);
                    unite(&mut self.events[to as usize], other);
                    if let Some(mark) = self.marks.remove(&from) {
                        self.marks
                            .entry(to)
                            .or_default()
                            .corrected
                            .extend(mark.corrected);
                    }
                    self.mark(to, Corrected::Merged);
                    self.changed = true;
                }
            }
        }
    }

    fn correct(
        &mut self,
        laid: &mut Laid,
        keys: &BTreeMap<&MentionKey, Vec<(&Field, &Value)>>,
        map: &entities::Map,
    ) {
        let mut set: BTreeSet<(u32, &Field)> = BTreeSet::new();
        for (key, fields) in keys {
            let Some(i) = self.event(key) else { continue };
            if let Some(telling) = self.at(key) {
                laid.attached.insert(telling, (*key).clone());
            }
            for (field, value) in fields {
                if common(self.marks.entry(i).or_default(), field, value) {
                    continue;
                }
                // Two tellings of one event, corrected apart before they came together: the
                // first counts.
                if !matches!(field, Field::Tag(_)) && !set.insert((i, field)) {
                    continue;
                }
                let event = &mut self.events[i as usize];
                let corrected = match (field, value) {
                    (Field::Title, Value::Text(title)) => {
                        event.title = title.as_str().into();
                        Corrected::Title
                    }
                    (Field::Kind, Value::EventType(kind)) => {
                        event.kind = *kind;
                        Corrected::Kind
                    }
                    (Field::Date, Value::When(value, words)) => {
                        event.date = Arc::new(EventDate {
                            value: value.clone(),
                            basis: if value.is_some() {
                                Basis::Set
                            } else {
                                Basis::Unknown
                            },
                            timex: None,
                            words: words.clone(),
                            anchor: String::new(),
                            reason: if value.is_some() {
                                "Set by you.".into()
                            } else {
                                "Set by you as unknown.".into()
                            },
                        });
                        Corrected::Date
                    }
                    (Field::Place, Value::Place(place)) => {
                        event.place = place
                            .as_ref()
                            .and_then(|who| map.named.get(&who.key).copied());
                        Corrected::Place
                    }
                    (Field::Participants, Value::Participants(all)) => {
                        event.entities = all
                            .iter()
                            .filter_map(|(who, role)| Some((*map.named.get(&who.key)?, *role)))
                            .collect();
                        once(&mut event.entities);
                        Corrected::Participants
                    }
                    (Field::Removed, _) => {
                        laid.removed.push(Removed {
                            key: (*key).clone(),
                            title: event.title.to_string(),
                        });
                        self.dead.insert(i);
                        self.changed = true;
                        continue;
                    }
                    _ => continue,
                };
                self.changed = true;
                self.mark(i, corrected);
            }
        }
        // A title is known only when all is laid.
        for removed in &mut laid.removed {
            if let Some(i) = self.event(&removed.key) {
                removed.title = self.events[i as usize].title.to_string();
            }
        }
    }

    fn detach(&self, laid: &mut Laid, keys: &BTreeMap<&MentionKey, Vec<(&Field, &Value)>>) {
        for (key, fields) in keys {
            if self.event(key).is_none() {
                for (field, _) in fields {
                    laid.detach(&Slot {
                        target: Target::Event((*key).clone()),
                        field: (*field).clone(),
                    });
                }
            }
        }
    }

    /// Drops the dead and puts the rest in order.
    fn finish(mut self, laid: &mut Laid) {
        let mut order: Vec<u32> = (0..self.events.len() as u32)
            .filter(|i| !self.dead.contains(i))
            .collect();
        if self.changed {
            let events = &self.events;
            let when = |i: u32| {
                let value = events[i as usize].date.value.as_ref();
                (value.is_none(), value.map(|v| v.earliest))
            };
            order.sort_by(|a, b| {
                when(*a)
                    .cmp(&when(*b))
                    .then_with(|| events[*a as usize].id.cmp(&events[*b as usize].id))
            });
        }
        for (i, event) in order.iter().enumerate() {
            if let Some(mut mark) = self.marks.remove(event) {
                mark.corrected.sort_unstable();
                mark.corrected.dedup();
                if mark != Mark::default() {
                    laid.marks.events.insert(i as u32, mark);
                }
            }
        }
        if self.changed {
            let mut events: Vec<Option<Event>> = self.events.into_iter().map(Some).collect();
            let events = order
                .iter()
                .filter_map(|i| events[*i as usize].take())
                .collect();
            Arc::make_mut(&mut laid.story).events = events;
        }
    }

    fn mark(&mut self, event: u32, corrected: Corrected) {
        self.marks
            .entry(event)
            .or_default()
            .corrected
            .push(corrected);
    }

    /// An event out of tellings: the one with the best-founded date leads.
    fn compose(&mut self, laid: &Laid, id: SmolStr, mentions: Vec<Telling>) -> Event {
        let founded = |t: &Telling| {
            mention(&laid.entries, *t).map_or((u8::MAX, i32::MAX), |m| {
                (m.date.basis as u8, -(m.salience * 1000.0) as i32)
            })
        };
        let lead = (0..mentions.len())
            .min_by_key(|i| founded(&mentions[*i]))
            .unwrap_or(0);
        let (entities, place) = self.people(laid, &mentions, lead);
        let first = mentions.get(lead).and_then(|t| mention(&laid.entries, *t));
        let salience = mentions
            .iter()
            .filter_map(|t| mention(&laid.entries, *t))
            .map(|m| m.salience)
            .fold(0.0, f32::max);
        Event {
            id,
            title: first.map(|m| m.title.clone()).unwrap_or_default(),
            kind: first.map_or(crate::event::EventType::Other, |m| m.kind),
            modality: first.map(|m| m.modality).unwrap_or_default(),
            date: first.map(|m| m.date.clone()).unwrap_or_default(),
            lead: lead as u32,
            entities,
            place,
            salience,
            mentions,
            differences: Vec::new(),
        }
    }
}

/// Joins `other` to `event`, which keeps its name; a date it lacks it takes over.
fn unite(event: &mut Event, other: Event) {
    let lead = event.mentions.get(event.lead as usize).copied();
    let mut lead = lead.or(other.mentions.first().copied());
    if event.date.value.is_none() && other.date.value.is_some() {
        event.date = other.date;
        lead = other.mentions.get(other.lead as usize).copied().or(lead);
    } else if let (Some(a), Some(b)) = (&event.date.value, &other.date.value)
        && (a.earliest, a.latest) != (b.earliest, b.latest)
        && let (Some(first), Some(second)) = (lead, other.mentions.get(other.lead as usize))
    {
        event.differences.push(crate::event::Difference {
            field: "date".into(),
            values: vec![(a.words(), first), (b.words(), *second)],
        });
    }
    event.entities.extend(other.entities);
    once(&mut event.entities);
    event.place = event.place.or(other.place);
    event.salience = event.salience.max(other.salience);
    event.mentions.extend(other.mentions);
    event.mentions.sort_unstable();
    event.mentions.dedup();
    event.lead = lead
        .and_then(|l| event.mentions.iter().position(|m| *m == l))
        .unwrap_or(0) as u32;
    event.differences.extend(other.differences);
}

/// Each entity once, in its first and most telling part.
fn once(people: &mut Vec<(u32, Role)>) {
    let mut seen = Vec::with_capacity(people.len());
    people.retain(|(e, _)| {
        let new = !seen.contains(e);
        if new {
            seen.push(*e);
        }
        new
    });
}

fn mention(entries: &[Entry], (article, m): Telling) -> Option<&EventMention> {
    entries
        .get(article as usize)?
        .analysis
        .events
        .get(m as usize)
}

/// A number that names a key, the same in every run.
fn number(key: &MentionKey) -> String {
    format!(
        "{:016x}-{}-{}-{}",
        (key.article.0 >> 64) as u64 ^ key.article.0 as u64,
        key.trigger.start,
        key.trigger.end,
        key.hand
    )
}

impl Snapshot {
    /// The key of a telling: what edits on its event are made on.
    #[must_use]
    pub fn mention_key(&self, (article, m): Telling) -> Option<MentionKey> {
        if let Some(key) = self.attached.get(&(article, m)) {
            return Some(key.clone());
        }
        let entry = self.entries.get(article as usize)?;
        let mention = entry.analysis.events.get(m as usize)?;
        Some(MentionKey {
            article: entry.key,
            trigger: mention.trigger,
            words: mention.trigger.of(&entry.article.text).into(),
            sentence: mention.sentence.of(&entry.article.text).into(),
            hand: 0,
        })
    }
}
