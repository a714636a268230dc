//! Which events of different articles may be one, and how much speaks for it.
//!
//! Compared are the events of articles that tell the same story, and those of one day that share a
//! happening and a name; never all with all.

use super::node::{Node, Nodes};
use super::story::{Story, neighbours, stories};
use super::{EventType, Telling};
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashSet};
use smallvec::SmallVec;
use std::cmp::Ordering;
use std::hash::BuildHasher;
use std::ops::Range;

/// Two events of different articles that may be one.
pub(super) struct Link {
    pub a: u32,
    pub b: u32,
    pub score: f32,
}

impl Link {
    /// The stronger first; among equals by content.
    fn stronger(nodes: &Nodes<'_>, p: &Self, q: &Self) -> Ordering {
        let ends = |link: &Self| match nodes.cmp(link.a, link.b) {
            Ordering::Greater => (link.b, link.a),
            _ => (link.a, link.b),
        };
        q.score.total_cmp(&p.score).then_with(|| {
            let (p, q) = (ends(p), ends(q));
            nodes.cmp(p.0, q.0).then_with(|| nodes.cmp(p.1, q.1))
        })
    }
}

/// From here two events are one.
pub(super) const JOIN: f32 = 0.88;
/// Events of one article of the same kin that are looked at.
const SAME_KIN: usize = 12;

/// Kins are looked at in so many shares, so that not all links are held at once. Only nodes of one
/// kin are ever linked.
const SHARES: u64 = 8;

/// The nodes of an article whose kins belong to a share: as they are sorted by kin, a stretch.
fn of_share(nodes: &Nodes<'_>, article: u32, share: u64) -> Range<u32> {
    let all = nodes.of_article(article);
    let list = nodes.slice(all.clone());
    let share_of = |node: &Node| node.kin >> (u64::BITS - SHARES.ilog2());
    let from = list.partition_point(|node| share_of(node) < share);
    let until = list.partition_point(|node| share_of(node) <= share);
    all.start + from as u32..all.start + until as u32
}

/// Calls `each` with all links that hold: those of one kin the strongest first, what is linked to
/// something else before or after.
pub(super) fn for_links(articles: &[Telling<'_>], nodes: &Nodes<'_>, mut each: impl FnMut(&Link)) {
    let texts: Vec<&str> = articles.iter().map(|a| a.text).collect();
    let stories = stories(&texts);
    let near = neighbours(&stories, &by_day(articles));
    for share in 0..SHARES {
        let all: Vec<Range<u32>> = (0..articles.len() as u32)
            .map(|a| of_share(nodes, a, share))
            .collect();
        let mut links = passing(&stories, nodes, &all);
        // Some at a time: what many threads find stands in memory twice until it is one list.
        for pairs in near.chunks(1 << 12) {
            links.par_extend(pairs.par_iter().flat_map_iter(|(a, b, like)| {
                let [x, y] = [a, b].map(|article| all[*article as usize].clone());
                let mut found: Vec<Link> = Vec::new();
                for_same_kin(nodes, x, y, |x, y| found.extend(link(nodes, x, y, *like)));
                best(nodes, &mut found);
                found
            }));
        }
        links.par_sort_unstable_by(|p, q| Link::stronger(nodes, p, q));
        links.iter().for_each(&mut each);
    }
}

/// Links to what articles of other stories tell in passing: same happening, same day, shared names.
/// Neighbours in the order of content are enough: the rest join through them.
fn passing(stories: &[Story], nodes: &Nodes<'_>, all: &[Range<u32>]) -> Vec<Link> {
    blocks(nodes, all)
        .par_windows(2)
        .filter(|pair| pair[0].0 == pair[1].0)
        .map(|pair| (pair[0].1, pair[1].1))
        .filter(|(x, y)| nodes.get(*x).article != nodes.get(*y).article)
        .filter_map(|(x, y)| {
            let story = |i: u32| &stories[nodes.get(i).article as usize];
            link(nodes, x, y, story(x).like(story(y)) + 0.1)
        })
        .collect()
}

/// Keeps the links that are the strongest of one of their ends.
fn best(nodes: &Nodes<'_>, links: &mut Vec<Link>) {
    if links.len() < 2 {
        return;
    }
    nodes.learn(links.iter().flat_map(|link| [link.a, link.b]));
    links.sort_unstable_by(|p, q| Link::stronger(nodes, p, q));
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

/// Calls `each` with every two nodes of one kin from two lists sorted by kin.
fn for_same_kin(nodes: &Nodes<'_>, x: Range<u32>, y: Range<u32>, mut each: impl FnMut(u32, u32)) {
    let (mut x, mut y) = (x, y);
    while !x.is_empty() && !y.is_empty() {
        let (p, q) = (nodes.get(x.start).kin, nodes.get(y.start).kin);
        match p.cmp(&q) {
            Ordering::Less => x.start += 1,
            Ordering::Greater => y.start += 1,
            Ordering::Equal => {
                let (left, right) = (first(nodes, &mut x), first(nodes, &mut y));
                for i in &left {
                    for j in &right {
                        each(*i, *j);
                    }
                }
            }
        }
    }
}

/// Takes from a list sorted by kin the nodes of its first kin: of many the first by content.
fn first(nodes: &Nodes<'_>, list: &mut Range<u32>) -> SmallVec<[u32; SAME_KIN]> {
    let all = nodes.slice(list.clone());
    let same = all.iter().take_while(|node| node.kin == all[0].kin);
    let end = list.start + same.count() as u32;
    let mut some: SmallVec<[u32; SAME_KIN]> = (list.start..end).collect();
    if some.len() > SAME_KIN {
        some.sort_unstable_by(|i, j| nodes.cmp(*i, *j));
        some.truncate(SAME_KIN);
    }
    list.start = end;
    some
}

/// The blocks of a share, each with its nodes in the order of their content. A block is what nodes
/// share that are worth comparing, as a hash: kin, day (or the day before), entity or place.
fn blocks(nodes: &Nodes<'_>, all: &[Range<u32>]) -> Vec<(u64, u32)> {
    let of = |articles: &[Range<u32>]| {
        let mut found = Vec::new();
        for i in articles.iter().flat_map(Clone::clone) {
            let Node { kin, kind, .. } = nodes.get(i);
            if *kind == EventType::Statement {
                continue;
            }
            let named = nodes.entities(i).iter().chain(nodes.places(i));
            for day in nodes.days(i).iter().flat_map(|day| [*day, day + 1]) {
                let block = |e: &i32| FxBuildHasher.hash_one((*kin, day, *e));
                found.extend(named.clone().map(|e| (block(e), i)));
            }
        }
        found
    };
    let mut all: Vec<(u64, u32)> = all.par_chunks(64).flat_map_iter(of).collect();
    contested(nodes, &mut all);
    all.par_sort_unstable();
    all.dedup();
    let mut blocks: Vec<&mut [(u64, u32)]> = all
        .chunk_by_mut(|x, y| x.0 == y.0)
        .filter(|block| block.len() > 1)
        .collect();
    blocks.par_chunks_mut(64).for_each(|some| {
        nodes.learn(some.iter().flat_map(|block| block.iter().map(|(_, i)| *i)));
        for block in some {
            block.sort_unstable_by(|(_, i), (_, j)| nodes.cmp(*i, *j));
        }
    });
    all
}

/// Keeps what lies in blocks where several articles meet, and a little more: few do.
fn contested(nodes: &Nodes<'_>, all: &mut Vec<(u64, u32)>) {
    const NOBODY: u32 = u32::MAX;
    const SEVERAL: u32 = u32::MAX - 1;
    // Who was seen last in the blocks that fall in one slot.
    let slots = (4 * all.len()).next_power_of_two().max(2);
    let slot = |block: u64| (block >> (u64::BITS - slots.ilog2())) as usize;
    let mut seen = vec![NOBODY; slots];
    for (block, i) in &*all {
        let (seen, article) = (&mut seen[slot(*block)], nodes.get(*i).article);
        match *seen {
            NOBODY => *seen = article,
            one if one != article => *seen = SEVERAL,
            _ => {}
        }
    }
    all.retain(|(block, _)| seen[slot(*block)] == SEVERAL);
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

/// The link of two nodes, if they may be one.
fn link(nodes: &Nodes<'_>, a: u32, b: u32, like: f32) -> Option<Link> {
    let score = weigh(nodes, a, b, like)?;
    Some(Link { a, b, score })
}

/// What speaks for two events being one; `None` where too little does, or something rules it out.
fn weigh(nodes: &Nodes<'_>, i: u32, j: u32, like: f32) -> Option<f32> {
    let (x, y) = (nodes.get(i), nodes.get(j));
    let statements = [x, y].map(|node| node.kind == EventType::Statement);
    if statements.contains(&true) && x.asserted != y.asserted
        || conflict(nodes, i, j)
        || befell_others(nodes, i, j)
    {
        return None;
    }
    let entities = match x.entity_bits & y.entity_bits {
        0 => 0,
        _ => shared(nodes.entities(i), nodes.entities(j)),
    };
    let heads = match x.head_bits & y.head_bits {
        0 => 0,
        _ => shared(nodes.heads(i), nodes.heads(j)),
    };
    let places = match x.place_bits & y.place_bits {
        0 => 0,
        _ => shared(nodes.places(i), nodes.places(j)),
    };
    let mut score = 2.2 * like.min(0.6);
    if x.lemma == y.lemma {
        score += 0.25;
    }
    score += 0.25 * entities.min(2) as f32 + 0.2 * heads.min(2) as f32 + 0.2 * places.min(1) as f32;
    if shared(nodes.days(i), nodes.days(j)) > 0 {
        score += 0.25;
    } else if places > 0 && x.lemma == y.lemma && (nodes.undated(i) || nodes.undated(j)) {
        // "the attack near Moss": told without its day where others have told that.
        score += 0.1;
    }
    if x.light || y.light {
        score -= 0.3;
    }
    // Of two of different kinds the first by content says which it is.
    let statement = match statements {
        [true, false] => nodes.cmp(i, j).is_lt(),
        [false, true] => nodes.cmp(i, j).is_gt(),
        [both, _] => both,
    };
    if statement {
        score -= 0.45;
        if entities == 0 {
            score -= 0.3;
        }
    }
    if x.asserted != y.asserted {
        score -= 0.25;
    }
    (score >= JOIN).then_some(score)
}

/// Whether two lists of names tell of others: each names somebody, and nobody of them is in what the
/// other tells.
pub(super) fn others(x: (&[i32], &[i32]), y: (&[i32], &[i32])) -> bool {
    let ((who, all), (whom, every)) = (x, y);
    !who.is_empty() && !whom.is_empty() && shared(who, every) == 0 && shared(whom, all) == 0
}

/// Whether it befell other people: "met Ann Lee", "met Sam Roe".
fn befell_others(nodes: &Nodes<'_>, i: u32, j: u32) -> bool {
    let of = |i: u32| (nodes.met(i), nodes.all(i));
    others(of(i), of(j))
}

/// Days that rule out that two events are one.
fn conflict(nodes: &Nodes<'_>, i: u32, j: u32) -> bool {
    apart(nodes.firm(i), nodes.firm(j), 1)
        || apart(nodes.days(i), nodes.days(j), 3)
        || ages_apart(nodes.get(i).told, nodes.get(j).told, 1)
}

/// Whether what the texts tell of when lies further apart than some days: "in the 1970s", "in 2016".
pub(super) fn ages_apart(x: (i32, i32), y: (i32, i32), slack: i32) -> bool {
    let told = |stretch: (i32, i32)| stretch.0 <= stretch.1;
    told(x) && told(y) && x.0.max(y.0) > x.1.min(y.1).saturating_add(slack)
}

/// Whether all days of one lie further than `slack` from all of the other.
fn apart(x: &[i32], y: &[i32], slack: i32) -> bool {
    let ends = |days: &[i32]| Some((*days.first()?, *days.last()?));
    let (Some(p), Some(q)) = (ends(x), ends(y)) else {
        return false;
    };
    let near = |d: &i32| y.iter().any(|e| (d - e).abs() <= slack);
    let single = p.0 == p.1 && q.0 == q.1;
    p.0.max(q.0) - p.1.min(q.1) > slack || !single && !x.iter().any(near)
}
