//! Which events of different articles may be one, and how much speaks for it.
//!
//! Compared are the events of articles that tell the same story, and those of one day that share a
//! happening and a name; never all with all.

use super::node::Node;
use super::story::{Story, neighbours, stories};
use super::{EventType, Telling};
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashSet};
use std::cmp::Ordering;
use std::hash::BuildHasher;

/// Two events of different articles that may be one.
pub(super) struct Link {
    pub a: u32,
    pub b: u32,
    score: f32,
}

impl Link {
    /// The stronger first; among equals by content.
    fn stronger(p: &Self, q: &Self) -> Ordering {
        let by_score = q.score.total_cmp(&p.score);
        by_score.then((p.a, p.b).cmp(&(q.a, q.b)))
    }
}

/// From here two events are one.
const JOIN: f32 = 0.92;
/// Events of one article with the same root that are looked at.
const SAME_ROOT: usize = 12;

/// Roots are looked at in so many shares, so that not all links are held at once. Only nodes of one
/// root are ever linked.
const SHARES: u64 = 8;

/// Which share a root belongs to: a stretch of the lists that are sorted by root.
fn share_of(root: u64) -> u64 {
    root >> (u64::BITS - SHARES.ilog2())
}

/// Calls `each` with all links that hold: those of one root the strongest first, what is linked to
/// something else before or after. `nodes` are in the order of their content.
pub(super) fn for_links(articles: &[Telling<'_>], nodes: &[Node], mut each: impl FnMut(&Link)) {
    let texts: Vec<&str> = articles.iter().map(|a| a.text).collect();
    let stories = stories(&texts);
    let near = neighbours(&stories, &by_day(articles));
    for share in 0..SHARES {
        let mut links = passing(&stories, nodes, share);
        let of = sketches(articles.len(), nodes, share);
        // Some at a time: what many threads find stands in memory twice until it is one list.
        for pairs in near.chunks(1 << 12) {
            links.par_extend(pairs.par_iter().flat_map_iter(|(a, b, like)| {
                let (x, y) = (&of[*a as usize], &of[*b as usize]);
                let mut found: Vec<Link> = Vec::new();
                for_same_root(x, y, |x, y| found.extend(link(nodes, x, y, *like)));
                best(&mut found);
                found
            }));
        }
        drop(of);
        links.par_sort_unstable_by(Link::stronger);
        links.iter().for_each(&mut each);
    }
}

/// Links to what articles of other stories tell in passing: same happening, same day, shared names.
/// Neighbours in the order of content are enough: the rest join through them.
fn passing(stories: &[Story], nodes: &[Node], share: u64) -> Vec<Link> {
    blocks(nodes, share)
        .par_windows(2)
        .filter(|pair| pair[0].0 == pair[1].0)
        .map(|pair| (pair[0].1 as usize, pair[1].1 as usize))
        .filter(|(x, y)| nodes[*x].article != nodes[*y].article)
        .filter_map(|(x, y)| {
            let story = |i: usize| &stories[nodes[i].article as usize];
            let [p, q] = [x, y].map(|i| Sketch::of(i as u32, &nodes[i]));
            link(nodes, &p, &q, story(x).like(story(y)) + 0.1)
        })
        .collect()
}

/// The nodes of each article, by root, side by side as they are compared.
fn sketches(articles: usize, nodes: &[Node], share: u64) -> Vec<Vec<Sketch>> {
    let of_share = || {
        let all = (0u32..).zip(nodes);
        all.filter(|(_, node)| share_of(node.root) == share)
    };
    let mut counts = vec![0; articles];
    of_share().for_each(|(_, node)| counts[node.article as usize] += 1);
    let mut of: Vec<Vec<Sketch>> = counts.into_iter().map(Vec::with_capacity).collect();
    of_share().for_each(|(i, node)| of[node.article as usize].push(Sketch::of(i, node)));
    of.par_iter_mut()
        .for_each(|list| list.sort_unstable_by_key(|s| (s.root, s.id)));
    of
}

/// Keeps the links that are the strongest of one of their ends.
fn best(links: &mut Vec<Link>) {
    if links.len() < 2 {
        return;
    }
    links.sort_unstable_by(Link::stronger);
    let mut ends = FxHashSet::default();
    links.retain(|l| ends.insert(l.a) | ends.insert(l.b));
}

/// The articles by publication date, those of one day by content.
fn by_day(articles: &[Telling<'_>]) -> Vec<u32> {
    let key = |a: &u32| {
        let article = &articles[*a as usize];
        (article.published, article.text)
    };
    let mut order: Vec<u32> = (0..articles.len() as u32).collect();
    order.par_sort_by(|a, b| key(a).cmp(&key(b)));
    order
}

/// Calls `each` with every two nodes of one root from two lists sorted by root.
fn for_same_root(x: &[Sketch], y: &[Sketch], mut each: impl FnMut(&Sketch, &Sketch)) {
    let mut rest = y;
    for left in x.chunk_by(|p, q| p.root == q.root) {
        let root = left[0].root;
        rest = &rest[rest.iter().take_while(|n| n.root < root).count()..];
        let right = &rest[..rest.iter().take_while(|n| n.root == root).count()];
        for i in left.iter().take(SAME_ROOT) {
            for j in right.iter().take(SAME_ROOT) {
                each(i, j);
            }
        }
    }
}

/// The nodes of each block of a share, in the order of their content. A block is what nodes share that are
/// worth comparing, as a hash: root, day (or the day before), entity or place.
fn blocks(nodes: &[Node], share: u64) -> Vec<(u64, u32)> {
    let mut all: Vec<(u64, u32)> = nodes
        .par_iter()
        .enumerate()
        .filter(|(_, node)| share_of(node.root) == share && node.kind != EventType::Statement)
        .flat_map_iter(|(i, node)| {
            let named = node.entities().iter().chain(node.places());
            let days = node.days().iter().flat_map(|day| [*day, day + 1]);
            days.flat_map(move |d| {
                let named = named.clone();
                named.map(move |e| (FxBuildHasher.hash_one((node.root, d, *e)), i as u32))
            })
        })
        .collect();
    all.par_sort_unstable();
    all.dedup();
    all
}

/// How many values two sorted lists share.
fn shared(x: &[i32], y: &[i32]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while let (Some(a), Some(b)) = (x.get(i), y.get(j)) {
        match a.cmp(b) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                n += 1;
                i += 1;
                j += 1;
            }
        }
    }
    n
}

/// What most comparisons need of a node, close together in memory.
struct Sketch {
    /// Index of the node.
    id: u32,
    root: u64,
    lemma: u64,
    /// A bit for each value, by its remainder: without a common bit there is no common value.
    entities: u64,
    heads: u64,
    places: u64,
    /// First and last.
    days: Option<(i32, i32)>,
    firm: Option<(i32, i32)>,
    kind: EventType,
    asserted: bool,
}

impl Sketch {
    fn of(id: u32, node: &Node) -> Self {
        let bits = |values: &[i32]| values.iter().fold(0, |bits, v| bits | 1 << (v & 63));
        let ends = |days: &[i32]| Some((*days.first()?, *days.last()?));
        Self {
            id,
            root: node.root,
            lemma: node.lemma,
            entities: bits(node.entities()),
            heads: bits(node.heads()),
            places: bits(node.places()),
            days: ends(node.days()),
            firm: ends(node.firm()),
            kind: node.kind,
            asserted: node.asserted,
        }
    }

    fn bare(&self) -> bool {
        self.entities | self.heads == 0
    }
}

/// The link of two nodes, if they may be one.
fn link(nodes: &[Node], x: &Sketch, y: &Sketch, like: f32) -> Option<Link> {
    let (x, y) = if x.id < y.id { (x, y) } else { (y, x) };
    let score = weigh(nodes, x, y, like)?;
    Some(Link {
        a: x.id,
        b: y.id,
        score,
    })
}

/// What speaks for two events being one; `None` where too little does, or something rules it out.
fn weigh(nodes: &[Node], x: &Sketch, y: &Sketch, like: f32) -> Option<f32> {
    let [p, q] = [x, y].map(|sketch| &nodes[sketch.id as usize]);
    let statement = x.kind == EventType::Statement || y.kind == EventType::Statement;
    if statement && x.asserted != y.asserted || conflict((x, p), (y, q)) {
        return None;
    }
    let common = |bits: u64, count: fn(&Node, &Node) -> usize| match bits {
        0 => 0,
        _ => count(p, q),
    };
    let entities = common(x.entities & y.entities, |x, y| {
        shared(x.entities(), y.entities())
    });
    let heads = common(x.heads & y.heads, |x, y| shared(x.heads(), y.heads()));
    let places = common(x.places & y.places, |x, y| shared(x.places(), y.places()));
    let mut score = 2.2 * like.min(0.6);
    if x.lemma == y.lemma {
        score += 0.25;
    }
    score +=
        0.25 * entities.min(2) as f32 + 0.2 * heads.min(2) as f32 + 0.15 * places.min(1) as f32;
    if entities + heads == 0 && !x.bare() && !y.bare() {
        score -= 0.05;
    }
    if x.days.is_some() && y.days.is_some() && shared(p.days(), q.days()) > 0 {
        score += 0.25;
    }
    if x.kind == EventType::Statement {
        score -= 0.35;
        if entities == 0 {
            score -= 0.3;
        }
    }
    if x.asserted != y.asserted {
        score -= 0.25;
    }
    (score >= JOIN).then_some(score)
}

/// Days that rule out that two events are one.
fn conflict((x, p): (&Sketch, &Node), (y, q): (&Sketch, &Node)) -> bool {
    apart((x.firm, p.firm()), (y.firm, q.firm()), 1)
        || apart((x.days, p.days()), (y.days, q.days()), 3)
}

/// The first and last of some days, and all of them.
type Days<'a> = (Option<(i32, i32)>, &'a [i32]);

/// Whether all days of one lie further than `slack` from all of the other.
fn apart(x: Days<'_>, y: Days<'_>, slack: i32) -> bool {
    let (Some(p), Some(q)) = (x.0, y.0) else {
        return false;
    };
    let near = |d: &i32| y.1.iter().any(|e| (d - e).abs() <= slack);
    let single = p.0 == p.1 && q.0 == q.1;
    p.0.max(q.0) - p.1.min(q.1) > slack || !single && !x.1.iter().any(near)
}
