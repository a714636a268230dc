//! The events of single articles in the form in which they are compared: numbers only, sorted.

use super::date::single_day;
use super::merge::{Global, rank};
use super::root::root;
use super::{EventMention, EventType, Modality, Role, Telling};
use rayon::prelude::*;
use std::cmp::Ordering;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// One event of one article.
pub(super) struct Node {
    pub article: u32,
    /// The mention that tells it best.
    lead: u32,
    /// Hashes of what happened: of the root and of the lemma.
    pub root: u64,
    pub lemma: u64,
    /// A bit for each value of a list, by its remainder: without a common bit two lists have no
    /// common value.
    pub entity_bits: u64,
    pub head_bits: u64,
    pub place_bits: u64,
    /// Where its lists begin in [`Nodes::values`], one after the other, and where the last ends.
    lists: [u32; 6],
    pub kind: EventType,
    pub asserted: bool,
}

impl Node {
    /// Whether it names nobody.
    pub fn bare(&self) -> bool {
        self.entity_bits | self.head_bits == 0
    }
}

/// The events of all articles: those of one article side by side, sorted by root.
pub(super) struct Nodes<'a> {
    articles: &'a [Telling<'a>],
    list: Vec<Node>,
    /// The lists of all of them, each sorted: an archive has a million nodes.
    values: Vec<i32>,
    /// The node of each mention, one article after the other.
    of: Vec<u32>,
    /// Where the nodes of each article begin, and the end.
    from: Vec<u32>,
    /// What [`Nodes::key`] has found; 0 where it was not asked.
    keys: Vec<AtomicU64>,
}

impl<'a> Nodes<'a> {
    pub fn of(articles: &'a [Telling<'a>], global: &Global) -> Self {
        let numbered: Vec<(u32, &Telling<'_>)> = (0..).zip(articles).collect();
        let parts: Vec<Part> = numbered
            .par_chunks(16)
            .map(|some| {
                let mut part = Part::default();
                for (a, article) in some {
                    part.add(*a, article, global);
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

    /// The nodes of an article, sorted by root.
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

    /// The order of two nodes by their content, whatever that of the articles. Nodes of one content
    /// keep theirs.
    pub fn cmp(&self, i: u32, j: u32) -> Ordering {
        self.key(i).cmp(&self.key(j)).then(i.cmp(&j))
    }

    /// Made from content only. Kept: few nodes are asked, but those again and again.
    fn key(&self, i: u32) -> u64 {
        let slot = &self.keys[i as usize];
        let known = slot.load(Relaxed);
        if known != 0 {
            return known;
        }
        let node = self.get(i);
        let article = &self.articles[node.article as usize];
        let best = &article.events[node.lead as usize];
        let sentence = best.sentence.of(article.text);
        let words = [&best.title, root(&best.lemma), sentence];
        let days = self.days(i).iter().flat_map(|day| day.to_le_bytes());
        let told = |h, word: &str| step(word.bytes().fold(h, step), 0);
        let key = days.fold(words.into_iter().fold(hash(""), told), step);
        slot.store(key, Relaxed);
        key
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
#[derive(Default)]
struct Part {
    list: Vec<Node>,
    values: Vec<i32>,
    of: Vec<u32>,
    /// Where the nodes of each article end.
    ends: Vec<u32>,
}

/// The mentions of one event: where they stand in the order of groups, and the one that tells it best.
struct Group {
    root: u64,
    mentions: Range<usize>,
    lead: u32,
}

impl Part {
    fn add(&mut self, a: u32, article: &Telling<'_>, global: &Global) {
        let events = article.events;
        let mut order: Vec<(u32, u32)> = (0..).zip(events).map(|(m, e)| (e.group, m)).collect();
        order.sort_unstable();
        let mut end = 0;
        let groups = order.chunk_by(|x, y| x.0 == y.0).map(|list| {
            let from = end;
            end += list.len();
            let lead = lead(events, list);
            Group {
                root: hash(root(&events[lead as usize].lemma)),
                mentions: from..end,
                lead,
            }
        });
        let mut groups: Vec<Group> = groups.collect();
        groups.sort_unstable_by_key(|group| (group.root, order[group.mentions.start].1));
        let first = self.of.len();
        self.of.resize(first + events.len(), 0);
        for group in groups {
            let mentions = &order[group.mentions.clone()];
            for (_, m) in mentions {
                self.of[first + *m as usize] = self.list.len() as u32;
            }
            let told = mentions.iter().map(|(_, m)| &events[*m as usize]);
            let node = self.node(a, &group, &events[group.lead as usize], told, global);
            self.list.push(node);
        }
        self.ends.push(self.list.len() as u32);
    }

    /// The node of a group, whose best mention is `lead` and whose mentions are `told`.
    fn node<'e>(
        &mut self,
        article: u32,
        group: &Group,
        lead: &EventMention,
        told: impl Iterator<Item = &'e EventMention> + Clone,
        global: &Global,
    ) -> Node {
        let begin = self.values.len() as u32;
        let of = |local: Option<u32>| global.of(article, local?).map(|g| g as i32);
        let day = |m: &EventMention| Some(single_day(m.date.value.as_ref()?)? as i32);
        let (days, _) = self.list(told.clone().filter_map(day));
        let (firm, _) = self.list(told.clone().filter(|m| rank(m) >= 3).filter_map(day));
        // Who merely stands in the sentence tells nothing of the event.
        let parts = told.clone().flat_map(|m| &m.participants);
        let parts = parts.filter(|p| p.role != Role::Other);
        let parts = parts.map(|p| (p, of(p.entity)));
        let unknown = parts.clone().filter(|(_, known)| known.is_none());
        let (heads, head_bits) = self.list(unknown.map(|(p, _)| head_hash(&p.name) as i32));
        let (entities, entity_bits) = self.list(parts.filter_map(|(_, known)| known));
        let places = told.filter_map(|m| m.own_place().filter(|p| !street(&p.name)));
        let (places, place_bits) = self.list(places.filter_map(|p| of(p.entity)));
        Node {
            article,
            lead: group.lead,
            root: group.root,
            lemma: hash(&lead.lemma),
            entity_bits,
            head_bits,
            place_bits,
            lists: [begin, days, firm, heads, entities, places],
            kind: lead.kind,
            asserted: lead.modality == Modality::Asserted,
        }
    }

    /// Puts different `values` to the end, sorted. Tells where the end is then, and their bits.
    fn list(&mut self, values: impl Iterator<Item = i32>) -> (u32, u64) {
        let from = self.values.len();
        self.values.extend(values);
        let list = &mut self.values[from..];
        list.sort_unstable();
        let (mut bits, mut kept) = (0, 0);
        for i in 0..list.len() {
            if i == 0 || list[i] != list[kept - 1] {
                bits |= 1 << (list[i] & 63);
                list[kept] = list[i];
                kept += 1;
            }
        }
        self.values.truncate(from + kept);
        (self.values.len() as u32, bits)
    }
}

/// The mention of a group that matters most, the first of several.
fn lead(events: &[EventMention], group: &[(u32, u32)]) -> u32 {
    let salience = |m: u32| events[m as usize].salience;
    let all = group.iter().map(|(_, m)| *m);
    let lead = all.max_by(|x, y| salience(*x).total_cmp(&salience(*y)).then(y.cmp(x)));
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
