//! The events of single articles in the form in which they are compared: numbers only, sorted.

use super::date::single_day;
use super::differ::number;
use super::lexicon::{Manner, lexicon};
use super::merge::{Global, rank};
use super::root::{kin, root};
use super::{EventMention, EventType, Modality, Role, Telling};
use crate::entity::{Entity, EntityType};
use rayon::prelude::*;
use smallvec::SmallVec;
use std::cmp::Ordering;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// One event of one article.
pub(super) struct Node {
    pub article: u32,
    /// The mention that tells it best.
    lead: u32,
    /// Hashes of what happened: of the kin and of the lemma.
    pub kin: u64,
    pub lemma: u64,
    /// A bit for each value of a list, by its remainder: without a common bit two lists have no
    /// common value.
    pub entity_bits: u64,
    pub head_bits: u64,
    pub place_bits: u64,
    /// Where its lists begin in [`Nodes::values`], one after the other, and where the last ends.
    lists: [u32; 9],
    pub kind: EventType,
    pub asserted: bool,
    /// Its verb says little by itself: "begin", "take", "have".
    pub light: bool,
    /// From the first to the last day that the text itself tells; empty where it tells none.
    pub told: (i32, i32),
}

/// The events of all articles: those of one article side by side, sorted by kin.
pub(super) struct Nodes<'a> {
    articles: &'a [Telling<'a>],
    list: Vec<Node>,
    /// The lists of all of them, each sorted: an archive has a million nodes.
    values: Vec<i32>,
    /// The node of each mention, one article after the other.
    of: Vec<u32>,
    /// Where the nodes of each article begin, and the end.
    from: Vec<u32>,
    /// What [`Nodes::learn`] has found; 0 where it was not asked.
    keys: Vec<AtomicU64>,
}

impl<'a> Nodes<'a> {
    pub fn of(articles: &'a [Telling<'a>], global: &Global, known: &[Entity]) -> Self {
        let numbered: Vec<(u32, &Telling<'_>)> = (0..).zip(articles).collect();
        let known: Vec<Known> = known.par_iter().map(Known::of).collect();
        let parts: Vec<Part> = numbered
            .par_chunks(16)
            .map(|some| {
                let mentions = some.iter().map(|(_, article)| article.events.len()).sum();
                let mut part = Part::sized(mentions);
                for (a, article) in some {
                    part.add(*a, article, global, &known);
                }
                part
            })
            .collect();
        let sum = |len: fn(&Part) -> usize| parts.iter().map(len).sum();
        let mut all = Self {
            articles,
            list: Vec::with_capacity(sum(|p| p.list.len())),
            values: Vec::with_capacity(sum(|p| p.values.len())),
            of: Vec::with_capacity(sum(|p| p.of.len())),
            from: Vec::with_capacity(articles.len() + 1),
            keys: Vec::new(),
        };
        all.from.push(0);
        for part in parts {
            let (nodes, values) = (all.list.len() as u32, all.values.len() as u32);
            all.values.extend(part.values);
            all.of.extend(part.of.iter().map(|n| n + nodes));
            all.from.extend(part.ends.iter().map(|n| n + nodes));
            all.list.extend(part.list.into_iter().map(|mut node| {
                node.lists.iter_mut().for_each(|at| *at += values);
                node
            }));
        }
        all.keys.resize_with(all.list.len(), AtomicU64::default);
        all
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn get(&self, i: u32) -> &Node {
        &self.list[i as usize]
    }

    /// The nodes of an article, sorted by kin.
    pub fn of_article(&self, article: u32) -> Range<u32> {
        self.from[article as usize]..self.from[article as usize + 1]
    }

    pub fn slice(&self, range: Range<u32>) -> &[Node] {
        &self.list[range.start as usize..range.end as usize]
    }

    /// The node of each mention, one article after the other.
    pub fn into_mentions(self) -> Vec<u32> {
        self.of
    }

    fn values(&self, i: u32, list: usize) -> &[i32] {
        let lists = &self.get(i).lists;
        &self.values[lists[list] as usize..lists[list + 1] as usize]
    }

    /// Days it may have happened on; sorted.
    pub fn days(&self, i: u32) -> &[i32] {
        self.values(i, 0)
    }

    /// Days that the text itself tells; sorted.
    pub fn firm(&self, i: u32) -> &[i32] {
        self.values(i, 1)
    }

    /// Whether no day is known, nor a time that the text itself tells.
    pub fn undated(&self, i: u32) -> bool {
        let told = self.get(i).told;
        self.days(i).is_empty() && told.0 > told.1
    }

    /// Hashes of the last words of participants that are no known entity; sorted.
    pub fn heads(&self, i: u32) -> &[i32] {
        self.values(i, 2)
    }

    /// Entities over all articles; sorted.
    pub fn entities(&self, i: u32) -> &[i32] {
        self.values(i, 3)
    }

    /// Entities over all articles that are its places; sorted.
    pub fn places(&self, i: u32) -> &[i32] {
        self.values(i, 4)
    }

    /// Hashes of the last words of the names of the people and organisations that take part; sorted.
    pub fn who(&self, i: u32) -> &[i32] {
        self.values(i, 5)
    }

    /// The same of the people it befell or was done with; sorted.
    pub fn met(&self, i: u32) -> &[i32] {
        self.values(i, 6)
    }

    /// The same of all that takes part, named or not; sorted.
    pub fn all(&self, i: u32) -> &[i32] {
        self.values(i, 7)
    }

    /// The order of two nodes by their content, whatever that of the articles. Nodes of one content
    /// keep theirs.
    #[inline]
    pub fn cmp(&self, i: u32, j: u32) -> Ordering {
        self.key(i).cmp(&self.key(j)).then(i.cmp(&j))
    }

    /// Made from content only. Of copies of one article it is asked in every comparison.
    #[inline]
    fn key(&self, i: u32) -> u64 {
        let key = &self.keys[i as usize];
        match key.load(Relaxed) {
            0 => self.learnt(i),
            known => known,
        }
    }

    #[cold]
    fn learnt(&self, i: u32) -> u64 {
        self.learn(std::iter::once(i));
        self.keys[i as usize].load(Relaxed)
    }

    /// Finds the keys of some nodes that will be compared: faster together than each when it is
    /// asked for. They are kept: few nodes are ever asked, but those again and again.
    pub fn learn(&self, nodes: impl Iterator<Item = u32>) {
        let unknown = |i: &u32| self.keys[*i as usize].load(Relaxed) == 0;
        let mut of: SmallVec<[u32; 16]> = nodes.filter(unknown).collect();
        of.sort_unstable();
        of.dedup();
        let (mut contents, mut ends) = (Vec::new(), Vec::new());
        for i in of.iter().copied() {
            let node = self.get(i);
            let article = &self.articles[node.article as usize];
            let best = &article.events[node.lead as usize];
            let sentence = best.sentence.of(article.text);
            for word in [&best.title, root(&best.lemma), sentence] {
                contents.extend_from_slice(word.as_bytes());
                contents.push(0);
            }
            for day in self.days(i) {
                contents.extend_from_slice(&day.to_le_bytes());
            }
            ends.push(contents.len());
        }
        for (i, key) in of.into_iter().zip(hashes(&contents, &ends)) {
            self.keys[i as usize].store(key, Relaxed);
        }
    }
}

/// FNV-1a: stable from run to run and machine to machine.
pub(super) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

/// The same of the text in lower case.
pub(super) fn lower_hash(text: &str) -> u64 {
    if text.is_ascii() {
        let bytes = text.bytes().map(|b| b.to_ascii_lowercase());
        bytes.fold(hash(""), step)
    } else {
        hash(&text.to_lowercase())
    }
}

/// The same of the last word of a phrase.
pub(super) fn head_hash(phrase: &str) -> u64 {
    let space = phrase.bytes().rposition(|b| b == b' ');
    lower_hash(&phrase[space.map_or(0, |i| i + 1)..])
}

fn step(h: u64, b: u8) -> u64 {
    (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
}

/// The hash of each of the texts that end at `ends`. Four at once: each step of one waits for the
/// step before.
pub(super) fn hashes(texts: &[u8], ends: &[usize]) -> Vec<u64> {
    let mut from = 0;
    let mut sorted: Vec<(&[u8], usize)> = (0..)
        .zip(ends)
        .map(|(i, end)| (&texts[std::mem::replace(&mut from, *end)..*end], i))
        .collect();
    sorted.sort_unstable_by_key(|(text, _)| text.len());
    let mut out = vec![hash(""); ends.len()];
    for four in sorted.chunks(4) {
        let mut common = 0;
        if let [a, b, c, d] = four {
            // Sorted by length: the first is the shortest.
            common = a.0.len();
            let [q, r, s] = [b, c, d].map(|text| &text.0[..common]);
            let mut h = [hash(""); 4];
            for (((p, q), r), s) in a.0.iter().zip(q).zip(r).zip(s) {
                h = [
                    step(h[0], *p),
                    step(h[1], *q),
                    step(h[2], *r),
                    step(h[3], *s),
                ];
            }
            [out[a.1], out[b.1], out[c.1], out[d.1]] = h;
        }
        for (text, i) in four {
            out[*i] = text[common..].iter().copied().fold(out[*i], step);
        }
    }
    out
}

/// The events of some articles.
struct Part {
    list: Vec<Node>,
    values: Vec<i32>,
    of: Vec<u32>,
    /// Where the nodes of each article end.
    ends: Vec<u32>,
}

/// What a node asks of an entity over all articles.
struct Known {
    kind: EntityType,
    /// The last word of its name, as a number.
    head: i32,
}

impl Known {
    fn of(entity: &Entity) -> Self {
        Self {
            kind: entity.kind,
            head: head_hash(&entity.name) as i32,
        }
    }
}

/// The mentions of one event: where they stand in the order of groups, and the one that tells it
/// best.
struct Group {
    kin: u64,
    from: usize,
    until: usize,
    lead: u32,
}

/// From here a number tells whom it counts from others.
const MANY: u32 = 5;

/// A few numbers of one node while they are gathered.
type List = SmallVec<[i32; 8]>;

impl Part {
    /// Nothing yet, with room for so many mentions.
    fn sized(mentions: usize) -> Self {
        Self {
            list: Vec::with_capacity(mentions),
            values: Vec::with_capacity(4 * mentions),
            of: Vec::with_capacity(mentions),
            ends: Vec::new(),
        }
    }

    fn add(&mut self, a: u32, article: &Telling<'_>, global: &Global, known: &[Known]) {
        let events = article.events;
        let global = global.of_article(a);
        // Group and mention in one number: quick to sort.
        let both = |(m, e): (u64, &EventMention)| u64::from(e.group) << 32 | m;
        let mut order: Vec<u64> = (0..).zip(events).map(both).collect();
        order.sort_unstable();
        let mut groups: Vec<Group> = Vec::with_capacity(order.len());
        for list in order.chunk_by(|x, y| x >> 32 == y >> 32) {
            let from = groups.last().map_or(0, |group| group.until);
            let lead = lead(events, list.iter().map(|m| *m as u32));
            let best = &events[lead as usize];
            groups.push(Group {
                kin: hash(kin(&best.lemma, best.kind)),
                from,
                until: from + list.len(),
                lead,
            });
        }
        groups.sort_unstable_by_key(|group| (group.kin, group.from));
        let first = self.of.len();
        self.of.resize(first + events.len(), 0);
        for group in groups {
            let mentions = order[group.from..group.until].iter().map(|m| *m as u32);
            for m in mentions.clone() {
                self.of[first + m as usize] = self.list.len() as u32;
            }
            let told = mentions.map(|m| &events[m as usize]);
            let node = self.node(a, &group, &events[group.lead as usize], told, global, known);
            self.list.push(node);
        }
        self.ends.push(self.list.len() as u32);
    }

    /// The node of a group, whose best mention is `lead` and whose mentions are `told`. `global`
    /// are the entities over all articles behind those of its own, `known` all of them.
    fn node<'e>(
        &mut self,
        article: u32,
        group: &Group,
        lead: &EventMention,
        told: impl Iterator<Item = &'e EventMention>,
        global: &[u32],
        known: &[Known],
    ) -> Node {
        let of = |local: Option<u32>| {
            let g = *global.get(local? as usize)?;
            known.get(g as usize).map(|entity| (g as i32, entity))
        };
        let mut lists: [List; 8] = Default::default();
        let [days, firm, heads, entities, places, who, met, all] = &mut lists;
        let mut stretch = (i32::MAX, i32::MIN);
        for m in told {
            if let Some(value) = m.date.value.as_ref().filter(|_| rank(m) >= 3) {
                stretch.0 = stretch.0.min(day(value.earliest.days()));
                stretch.1 = stretch.1.max(day(value.latest.days()));
            }
            if let Some(d) = m.date.value.as_ref().and_then(single_day) {
                days.push(d as i32);
                if rank(m) >= 3 {
                    firm.push(d as i32);
                }
            }
            // Who merely stands in the sentence tells nothing of the event.
            for p in m.participants.iter().filter(|p| p.role != Role::Other) {
                let head = head_hash(&p.name) as i32;
                all.push(head);
                let Some((one, entity)) = of(p.entity) else {
                    heads.push(head);
                    // "26 people": few others are so many.
                    let many = number(&p.name).filter(|(n, _)| *n >= MANY);
                    heads.extend(many.map(|(n, of)| hash(&of).wrapping_add(n.into()) as i32));
                    continue;
                };
                entities.push(one);
                let name = entity.head;
                all.push(name);
                if matches!(entity.kind, EntityType::Per | EntityType::Org) {
                    who.push(name);
                }
                if entity.kind == EntityType::Per && p.role != Role::Agent {
                    met.push(name);
                }
            }
            let place = m.own_place().filter(|p| !street(&p.name));
            places.extend(place.and_then(|p| of(p.entity)).map(|(one, _)| one));
        }
        let mut at = [self.values.len() as u32; 9];
        let mut bits = [0; 8];
        for (i, list) in lists.iter_mut().enumerate() {
            if list.len() > 1 {
                list.sort_unstable();
                list.dedup();
            }
            bits[i] = list.iter().fold(0, |bits, v| bits | 1 << (v & 63));
            self.values.extend(list.iter().copied());
            at[i + 1] = self.values.len() as u32;
        }
        let [_, _, head_bits, entity_bits, place_bits, ..] = bits;
        Node {
            article,
            lead: group.lead,
            kin: group.kin,
            lemma: hash(&lead.lemma),
            entity_bits,
            head_bits,
            place_bits,
            lists: at,
            kind: lead.kind,
            light: light(&lead.lemma),
            told: stretch,
            asserted: lead.modality == Modality::Asserted,
        }
    }
}

/// A day as the lists keep it; the last of either end for all beyond.
fn day(day: i64) -> i32 {
    day.clamp(i32::MIN.into(), i32::MAX.into()) as i32
}

/// See [`Node::light`].
fn light(lemma: &str) -> bool {
    let word = lexicon().word(lemma);
    [Manner::Aspect, Manner::Light, Manner::State]
        .into_iter()
        .any(|manner| word.plays(manner))
}

/// The mention of a group that matters most, the first of several.
fn lead(events: &[EventMention], group: impl Iterator<Item = u32>) -> u32 {
    let salience = |m: u32| events[m as usize].salience;
    let lead = group.max_by(|x, y| salience(*x).total_cmp(&salience(*y)).then(y.cmp(x)));
    lead.unwrap_or(0)
}

/// "High Street, Wellington": every town has one, so it tells no place from another.
fn street(name: &str) -> bool {
    let first = name.split(',').next().unwrap_or("").trim_end();
    let last = first.rsplit(' ').next().unwrap_or("");
    last != first
        && matches!(
            last,
            "Street" | "Road" | "Avenue" | "Lane" | "Square" | "Drive" | "Boulevard" | "St" | "Rd"
        )
}
