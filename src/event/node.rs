//! The events of single articles in the form in which they are compared: numbers only, sorted.

use super::date::single_day;
use super::merge::{Global, rank};
use super::root::root;
use super::{EventMention, EventType, Modality, Role, Telling};
use rayon::prelude::*;

/// One event of one article.
pub(super) struct Node {
    pub article: u32,
    /// Hashes of what happened: of the root and of the lemma.
    pub root: u64,
    pub lemma: u64,
    pub kind: EventType,
    pub asserted: bool,
    /// Made from content only, to put nodes in an order that is not that of the input.
    key: u64,
    /// The lists below one after the other, and where each but the last ends: an archive has
    /// a million nodes.
    values: Box<[i32]>,
    ends: [u32; 5],
}

impl Node {
    fn list(&self, i: usize) -> &[i32] {
        let at = |i: usize| self.ends.get(i).map(|end| *end as usize);
        let from = i.checked_sub(1).and_then(at).unwrap_or(0);
        &self.values[from..at(i).unwrap_or(self.values.len())]
    }

    /// Its mentions in its article, in text order.
    fn mentions(&self) -> &[i32] {
        self.list(0)
    }

    /// Days it may have happened on; sorted.
    pub fn days(&self) -> &[i32] {
        self.list(1)
    }

    /// Days that the text itself tells; sorted.
    pub fn firm(&self) -> &[i32] {
        self.list(2)
    }

    /// Hashes of the last words of participants that are no known entity; sorted.
    pub fn heads(&self) -> &[i32] {
        self.list(3)
    }

    /// Entities over all articles; sorted.
    pub fn entities(&self) -> &[i32] {
        self.list(4)
    }

    /// Entities over all articles that are its places; sorted.
    pub fn places(&self) -> &[i32] {
        self.list(5)
    }

    /// Its mentions as (article, mention).
    pub fn tellings(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let mentions = self.mentions().iter();
        mentions.map(|m| (self.article, *m as u32))
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

/// The events of all articles, in the order of their content.
pub(super) fn nodes(articles: &[Telling<'_>], global: &Global) -> Vec<Node> {
    let mut all: Vec<Node> = articles
        .par_iter()
        .enumerate()
        .flat_map_iter(|(a, article)| of_article(a as u32, article, global))
        .collect();
    // In place: the list is long. Nodes of one content keep their order.
    all.par_sort_unstable_by_key(|n| (n.key, n.article, n.mentions().first().copied()));
    all
}

fn of_article(a: u32, article: &Telling<'_>, global: &Global) -> Vec<Node> {
    let mut order: Vec<u32> = (0..article.events.len() as u32).collect();
    let group = |m: &u32| article.events[*m as usize].group;
    order.sort_by_key(group);
    let (mut contents, mut ends) = (Vec::new(), Vec::new());
    let mut lists = Lists::default();
    let mut nodes: Vec<Node> = order
        .chunk_by(|x, y| group(x) == group(y))
        .map(|list| {
            let node = node(a, article, list, global, &mut lists, &mut contents);
            ends.push(contents.len());
            node
        })
        .collect();
    for (node, key) in nodes.iter_mut().zip(hashes(&contents, &ends)) {
        node.key = key;
    }
    nodes
}

/// The hash of each of the texts that end at `ends`. Four at once: each step of one waits for the
/// step before.
pub(super) fn hashes(texts: &[u8], ends: &[usize]) -> Vec<u64> {
    let text = |i: usize| &texts[i.checked_sub(1).map_or(0, |i| ends[i])..ends[i]];
    let mut order: Vec<usize> = (0..ends.len()).collect();
    order.sort_unstable_by_key(|i| text(*i).len());
    let mut out = vec![hash(""); ends.len()];
    for four in order.chunks(4) {
        // Sorted by length: the first is the shortest.
        let common = if four.len() == 4 {
            text(four[0]).len()
        } else {
            0
        };
        if let [a, b, c, d] = *four {
            let [p, q, r, s] = [a, b, c, d].map(|i| &text(i)[..common]);
            let mut h = [hash(""); 4];
            for (((p, q), r), s) in p.iter().zip(q).zip(r).zip(s) {
                h = [
                    step(h[0], *p),
                    step(h[1], *q),
                    step(h[2], *r),
                    step(h[3], *s),
                ];
            }
            [out[a], out[b], out[c], out[d]] = h;
        }
        for i in four {
            out[*i] = text(*i)[common..].iter().copied().fold(out[*i], step);
        }
    }
    out
}

/// The lists of a node while they are filled; empty between two nodes.
type Lists = [Vec<i32>; 6];

/// An event of one article, but for its key; what that is made of goes to the end of `contents`.
fn node(
    a: u32,
    article: &Telling<'_>,
    list: &[u32],
    global: &Global,
    lists: &mut Lists,
    contents: &mut Vec<u8>,
) -> Node {
    let mention = |m: u32| -> &EventMention { &article.events[m as usize] };
    let lead = list
        .iter()
        .copied()
        .max_by(|x, y| {
            let (p, q) = (mention(*x), mention(*y));
            p.salience.total_cmp(&q.salience).then(y.cmp(x))
        })
        .unwrap_or(0);
    let [mentions, days, firm, heads, entities, places] = lists;
    mentions.extend(list.iter().map(|m| *m as i32));
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
                entities.push(g as i32);
            } else if let Some(head) = p.name.split(' ').next_back() {
                heads.push(lower_hash(head) as i32);
            }
        }
        let place = m.own_place().filter(|p| !street(&p.name));
        let place = place.and_then(|p| p.entity);
        places.extend(place.and_then(|e| global.of(a, e)).map(|g| g as i32));
    }
    let mut values = Vec::with_capacity(lists.iter().map(Vec::len).sum());
    let mut ends = [0; 6];
    for (list, end) in lists.iter_mut().zip(&mut ends) {
        list.sort_unstable();
        list.dedup();
        values.append(list);
        *end = values.len() as u32;
    }
    let [ends @ .., _] = ends;
    let best = mention(lead);
    let root = root(&best.lemma);
    let words = [&best.title, root, best.sentence.of(article.text)];
    let days = &values[ends[0] as usize..ends[1] as usize];
    for word in words {
        contents.extend_from_slice(word.as_bytes());
        contents.push(0);
    }
    for day in days {
        contents.extend_from_slice(&day.to_le_bytes());
    }
    Node {
        article: a,
        root: hash(root),
        lemma: hash(&best.lemma),
        kind: best.kind,
        asserted: best.modality == Modality::Asserted,
        key: 0,
        values: values.into_boxed_slice(),
        ends,
    }
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
