//! The events of single articles in the form in which they are compared: numbers only, sorted.

use super::date::single_day;
use super::merge::{Global, rank};
use super::root::root;
use super::{EventMention, EventType, Modality, Role, Telling};
use rayon::prelude::*;

/// One event of one article.
pub(super) struct Node {
    pub article: u32,
    /// Its mentions there, in text order.
    pub mentions: Vec<u32>,
    /// Hashes of what happened: of the root and of the lemma.
    pub root: u64,
    pub lemma: u64,
    pub kind: EventType,
    pub asserted: bool,
    /// Days it may have happened on, and those the text itself tells; sorted.
    pub days: Vec<i32>,
    pub firm: Vec<i32>,
    /// Hashes of the last words of participants that are no known entity; sorted.
    pub heads: Vec<u64>,
    /// Entities over all articles; sorted.
    pub entities: Vec<u32>,
    pub places: Vec<u32>,
    /// Made from content only, to put nodes in an order that is not that of the input.
    key: u64,
}

impl Node {
    /// Its mentions as (article, mention).
    pub fn tellings(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.mentions.iter().map(|m| (self.article, *m))
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

fn step(h: u64, b: u8) -> u64 {
    (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
}

fn sorted<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort_unstable();
    list.dedup();
    list.shrink_to_fit();
    list
}

/// The events of all articles, in the order of their content.
pub(super) fn nodes(articles: &[Telling<'_>], global: &Global) -> Vec<Node> {
    let mut all: Vec<Node> = articles
        .par_iter()
        .enumerate()
        .flat_map_iter(|(a, article)| of_article(a as u32, article, global))
        .collect();
    // In place: the list is long. Nodes of one content keep their order.
    all.par_sort_unstable_by_key(|n| (n.key, n.article, n.mentions.first().copied()));
    all
}

fn of_article(a: u32, article: &Telling<'_>, global: &Global) -> Vec<Node> {
    let mut order: Vec<u32> = (0..article.events.len() as u32).collect();
    let group = |m: &u32| article.events[*m as usize].group;
    order.sort_by_key(group);
    order
        .chunk_by(|x, y| group(x) == group(y))
        .map(|list| node(a, article, list, global))
        .collect()
}

fn node(a: u32, article: &Telling<'_>, list: &[u32], global: &Global) -> Node {
    let mention = |m: u32| -> &EventMention { &article.events[m as usize] };
    let lead = list
        .iter()
        .copied()
        .max_by(|x, y| {
            let (p, q) = (mention(*x), mention(*y));
            p.salience.total_cmp(&q.salience).then(y.cmp(x))
        })
        .unwrap_or(0);
    let (mut days, mut firm) = (Vec::new(), Vec::new());
    let (mut heads, mut entities, mut places) = (Vec::new(), Vec::new(), Vec::new());
    for m in list.iter().map(|m| mention(*m)) {
        if let Some(d) = m.date.value.as_ref().and_then(single_day) {
            days.push(d as i32);
            if rank(m) >= 3 {
                firm.push(d as i32);
            }
        }
        // Who merely stands in the sentence tells nothing of the event.
        for p in m.participants.iter().filter(|p| p.role != Role::Other) {
            if let Some(g) = p.entity.and_then(|e| global.of(a, e)) {
                entities.push(g);
            } else if let Some(head) = p.name.split(' ').next_back() {
                heads.push(lower_hash(head));
            }
        }
        let place = m.own_place().and_then(|p| p.entity);
        places.extend(place.and_then(|e| global.of(a, e)));
    }
    let best = mention(lead);
    let days = sorted(days);
    let root = root(&best.lemma);
    let words = [best.title.as_str(), root, best.sentence.of(article.text)];
    let bytes = words.iter().flat_map(|w| w.bytes().chain([0]));
    let dated = days.iter().flat_map(|d| d.to_le_bytes());
    Node {
        article: a,
        mentions: list.to_vec(),
        root: hash(root),
        lemma: hash(&best.lemma),
        kind: best.kind,
        asserted: best.modality == Modality::Asserted,
        key: bytes.chain(dated).fold(hash(""), step),
        days,
        firm: sorted(firm),
        heads: sorted(heads),
        entities: sorted(entities),
        places: sorted(places),
    }
}
