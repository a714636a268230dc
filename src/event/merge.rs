//! Events over all articles: mentions of one event become one, with all its sources.

use super::date::single_day;
use super::differ::differences;
use super::link::for_links;
use super::node::{Node, hashes, nodes};
use super::root::root;
use super::{Basis, Event, EventMention, Place, Role, Telling};
use crate::entity::Entity;
use crate::entity::place::apart;
use crate::temporal::Moment;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::cmp::Ordering;

/// The entity over all articles behind each entity of each article.
pub(super) struct Global {
    of: Vec<u32>,
    /// Where each article begins, and the end.
    from: Vec<usize>,
}

impl Global {
    fn new(articles: &[Telling<'_>], entities: &[Entity]) -> Self {
        let mut from = vec![0];
        let mut end = 0;
        from.extend(articles.iter().map(|a| {
            end += a.names.entities.len();
            end
        }));
        let mut global = Self {
            of: vec![u32::MAX; end],
            from,
        };
        for (g, entity) in entities.iter().enumerate() {
            for (article, local) in &entity.members {
                if let Some(i) = global.place(*article, *local) {
                    global.of[i] = g as u32;
                }
            }
        }
        global
    }

    fn place(&self, article: u32, local: u32) -> Option<usize> {
        let from = self.from.get(article as usize..)?;
        let i = from.first()? + local as usize;
        (i < *from.get(1)?).then_some(i)
    }

    /// The entity behind the `local` one of an article.
    pub fn of(&self, article: u32, local: u32) -> Option<u32> {
        let g = self.of[self.place(article, local)?];
        (g != u32::MAX).then_some(g)
    }
}

/// How good a date is for an event: the better founded first.
pub(super) fn rank(m: &EventMention) -> u8 {
    match m.date.basis {
        Basis::Set => 5,
        Basis::Stated => 4,
        Basis::Relative => 3,
        Basis::Inferred => 2,
        Basis::Unknown => 0,
    }
}

fn mention<'a>(articles: &[Telling<'a>], at: (u32, u32)) -> &'a EventMention {
    &articles[at.0 as usize].events[at.1 as usize]
}

/// Merges as [`super::merge`] says.
pub(super) fn merge(articles: &[Telling<'_>], entities: &[Entity]) -> Vec<Event> {
    let global = Global::new(articles, entities);
    let nodes = nodes(articles, &global);
    let (tellings, ends) = clusters(articles, &nodes, entities);
    drop(nodes);
    let mut rest = tellings.as_slice();
    let mut from = 0;
    let mut groups: Vec<&[(u32, u32)]> = ends
        .iter()
        .map(|end| {
            let group;
            (group, rest) = rest.split_at(end - from);
            from = *end;
            group
        })
        .collect();
    // In the order in which their tellings lie in memory.
    groups.par_sort_unstable();
    gather_with(articles, entities, &global, &groups)
}

/// Gathers as [`super::gather`] says.
pub(super) fn gather(
    articles: &[Telling<'_>],
    entities: &[Entity],
    groups: &[Vec<(u32, u32)>],
) -> Vec<Event> {
    let groups: Vec<&[(u32, u32)]> = groups.iter().map(Vec::as_slice).collect();
    gather_with(
        articles,
        entities,
        &Global::new(articles, entities),
        &groups,
    )
}

/// An event before it is told: what it is sorted by.
struct Head<'a> {
    mentions: &'a [(u32, u32)],
    lead: u32,
    /// The hash that its id is made of.
    id: u64,
    /// First and last second of its date.
    date: Option<(Moment, Moment)>,
}

impl<'a> Head<'a> {
    /// Those of many events.
    fn all(articles: &[Telling<'_>], groups: &[&'a [(u32, u32)]]) -> Vec<Self> {
        let (mut contents, mut ends) = (Vec::new(), Vec::new());
        let mut heads: Vec<Self> = groups
            .iter()
            .filter_map(|mentions| {
                let head = Self::of(articles, mentions, &mut contents)?;
                ends.push(contents.len());
                Some(head)
            })
            .collect();
        for (head, id) in heads.iter_mut().zip(hashes(&contents, &ends)) {
            head.id = id;
        }
        heads
    }

    /// Of the event that these mentions, in order, tell; `None` if there are none. What its id is
    /// made of goes to the end of `contents`.
    fn of(
        articles: &[Telling<'_>],
        mentions: &'a [(u32, u32)],
        contents: &mut Vec<u8>,
    ) -> Option<Self> {
        let score = |m: &EventMention| m.salience + 0.15 * f32::from(rank(m));
        let day = |m: &EventMention| m.date.value.as_ref().map(|v| (v.earliest, v.latest));
        let mut lead = 0;
        let mut top = mention(articles, *mentions.first()?);
        for (i, at) in mentions.iter().enumerate().skip(1) {
            let x = mention(articles, *at);
            let order = score(x)
                .total_cmp(&score(top))
                .then_with(|| top.title.cmp(&x.title))
                .then_with(|| top.what.cmp(&x.what))
                .then_with(|| day(top).cmp(&day(x)));
            if order.is_gt() {
                (lead, top) = (i, x);
            }
        }
        let written = top.date.value.as_ref().map_or("", |v| &v.edtf);
        contents.extend_from_slice(written.as_bytes());
        for part in [root(&top.lemma), &top.title, &top.what] {
            contents.push(b'|');
            contents.extend_from_slice(part.as_bytes());
        }
        Some(Self {
            mentions,
            lead: lead as u32,
            id: 0,
            date: day(top),
        })
    }

    fn top<'t>(&self, articles: &[Telling<'t>]) -> &'t EventMention {
        mention(articles, self.mentions[self.lead as usize])
    }

    /// By date, the undated last; then by id. Of those with one id the one whose sentence comes
    /// first in the alphabet is first, then the one nearer the beginning of the shorter article.
    fn order(&self, other: &Self, articles: &[Telling<'_>]) -> Ordering {
        let sentence = |head: &Self| {
            let (article, _) = head.mentions[head.lead as usize];
            let sentence = head.top(articles).sentence;
            sentence.of(articles[article as usize].text)
        };
        let place = |head: &Self| {
            let (article, _) = head.mentions[head.lead as usize];
            let article = &articles[article as usize];
            let start = head.top(articles).sentence.start;
            (start, article.text.len(), article.published)
        };
        let key = |head: &Self| (head.date.is_none(), head.date, head.id);
        key(self)
            .cmp(&key(other))
            .then_with(|| sentence(self).cmp(sentence(other)))
            .then_with(|| place(self).cmp(&place(other)))
            .then_with(|| self.mentions.cmp(other.mentions))
    }
}

fn gather_with(
    articles: &[Telling<'_>],
    entities: &[Entity],
    global: &Global,
    groups: &[&[(u32, u32)]],
) -> Vec<Event> {
    let heads = groups.par_chunks(64);
    let heads = heads.flat_map_iter(|groups| Head::all(articles, groups));
    let mut heads: Vec<Head<'_>> = heads.collect();
    heads.par_sort_unstable_by(|a, b| a.order(b, articles));
    // Two events of one content get a number, so that ids stay unique.
    let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
    seen.reserve(heads.len());
    let numbers: Vec<u32> = heads
        .iter()
        .map(|head| {
            let n = seen.entry(head.id).or_insert(0);
            *n += 1;
            *n
        })
        .collect();
    drop(seen);
    let mut made: Vec<Event> = heads
        .par_iter()
        .zip(&numbers)
        .map(|(head, n)| event(articles, head, *n, global, entities))
        .collect();
    weigh_days(&mut made);
    made
}

/// The salience from which the day of an event lifts it as much as any.
const CLEAR: f32 = 0.4;

/// Over a whole run an event also matters by how much of what is told happened on its day.
fn weigh_days(events: &mut [Event]) {
    let day_of = |e: &Event| e.date.value.as_ref().and_then(single_day);
    let mut told: Vec<(i64, u32)> = events
        .iter()
        .filter_map(|e| Some((day_of(e)?, e)))
        .flat_map(|(day, e)| e.mentions.iter().map(move |m| (day, m.0)))
        .collect();
    told.par_sort_unstable();
    told.dedup();
    let days: FxHashMap<i64, usize> = told
        .chunk_by(|x, y| x.0 == y.0)
        .map(|list| (list[0].0, list.len()))
        .collect();
    let most = days.values().copied().max().unwrap_or(0);
    if most < 3 {
        return;
    }
    let scale = (most as f32).ln();
    for e in events.iter_mut() {
        if let Some(n) = day_of(e).and_then(|day| days.get(&day)) {
            let share = (*n as f32).ln() / scale;
            // What weighs little by itself is not lifted by what else happened on its day.
            let own = (e.salience / CLEAR).min(1.0);
            e.salience += (1.0 - e.salience) * 0.5 * share * own;
        }
    }
}

/// Whether two tellings place their event in places that lie apart, and are not told to be of one
/// day: then they are two, else their sources differ.
fn abroad(x: &Node, y: &Node, entities: &[Entity]) -> bool {
    let place = |i: &i32| entities.get(*i as usize);
    let near = |a: &Entity| y.places().iter().filter_map(place).any(|b| !apart(a, b));
    let one_day = || x.firm().iter().any(|day| y.firm().contains(day));
    !x.places().is_empty()
        && !y.places().is_empty()
        && !x.places().iter().filter_map(place).any(near)
        && !one_day()
}

/// The mentions of each event, one event after the other, and where each ends. The nodes join along
/// the links, the strongest first, but never over a conflict: the firm days of an event lie no
/// further apart than those of one of its nodes, or a night.
fn clusters(
    articles: &[Telling<'_>],
    nodes: &[Node],
    entities: &[Entity],
) -> (Vec<(u32, u32)>, Vec<usize>) {
    let mut parent: Vec<u32> = (0..nodes.len() as u32).collect();
    fn find(parent: &mut [u32], mut i: u32) -> u32 {
        while parent[i as usize] != i {
            parent[i as usize] = parent[parent[i as usize] as usize];
            i = parent[i as usize];
        }
        i
    }
    // First and last firm day of what was joined so far.
    let mut span: Vec<Option<(i32, i32)>> = nodes
        .iter()
        .map(|n| Some((*n.firm().first()?, *n.firm().last()?)))
        .collect();
    // A node of what was joined so far that says where.
    let mut placed: Vec<Option<u32>> = (0..nodes.len() as u32)
        .map(|i| Some(i).filter(|_| !nodes[i as usize].places().is_empty()))
        .collect();
    for_links(articles, nodes, |link| {
        let (a, b) = (find(&mut parent, link.a), find(&mut parent, link.b));
        if a == b {
            return;
        }
        let both = placed[a as usize].zip(placed[b as usize]);
        if both.is_some_and(|(p, q)| abroad(&nodes[p as usize], &nodes[q as usize], entities)) {
            return;
        }
        let joined = match (span[a as usize], span[b as usize]) {
            (Some(p), Some(q)) => {
                let both = (p.0.min(q.0), p.1.max(q.1));
                if both.1 - both.0 > 1.max(p.1 - p.0).max(q.1 - q.0) {
                    return;
                }
                Some(both)
            }
            (p, q) => p.or(q),
        };
        let (low, high) = (a.min(b), a.max(b));
        placed[low as usize] = placed[low as usize].or(placed[high as usize]);
        parent[high as usize] = low;
        span[low as usize] = joined;
    });
    // The root of a cluster is its first node.
    let mut size = vec![0; nodes.len()];
    let mut count = 0;
    for i in 0..nodes.len() as u32 {
        let n = nodes[i as usize].tellings().count();
        size[find(&mut parent, i) as usize] += n;
        count += n;
    }
    let mut ends: Vec<usize> = Vec::new();
    let mut at = vec![0; nodes.len()];
    let mut end = 0;
    for (at, n) in at.iter_mut().zip(&size).filter(|(_, n)| **n > 0) {
        *at = end;
        end += n;
        ends.push(end);
    }
    let mut out = vec![(0, 0); count];
    for i in 0..nodes.len() as u32 {
        let at = &mut at[find(&mut parent, i) as usize];
        for telling in nodes[i as usize].tellings() {
            out[*at] = telling;
            *at += 1;
        }
    }
    let mut from = 0;
    for end in &ends {
        out[from..*end].sort_unstable();
        from = *end;
    }
    (out, ends)
}

/// The name of the `n`th event of a content. Written digit by digit: there are as many as there are
/// events.
fn id(content: u64, n: u32) -> String {
    let digit = |place: u32| char::from_digit((content >> (4 * place) & 15) as u32, 16);
    let mut id = String::with_capacity(19);
    id.push_str("ev-");
    id.extend((0..16).rev().filter_map(digit));
    if n > 1 {
        id.push_str(&format!("-{n}"));
    }
    id
}

/// The one that is there most often; of several the first by number.
fn most_told(mut all: Vec<u32>) -> Option<u32> {
    all.sort_unstable();
    let runs = all.chunk_by(|a, b| a == b).rev();
    runs.max_by_key(|run| run.len()).map(|run| run[0])
}

/// The event of `head`, the `n`th of its content.
fn event(
    articles: &[Telling<'_>],
    head: &Head<'_>,
    n: u32,
    global: &Global,
    names: &[Entity],
) -> Event {
    let mentions = head.mentions;
    let lead = mentions[head.lead as usize];
    let top = head.top(articles);
    let mut entities: Vec<(u32, Role)> = Vec::new();
    let mut strongest = 0.0f32;
    let rest = mentions.iter().copied().filter(|m| *m != lead);
    for at in std::iter::once(lead).chain(rest) {
        let m = mention(articles, at);
        strongest = strongest.max(m.salience);
        entities.reserve(m.participants.len());
        entities.extend(m.participants.iter().filter_map(|p| {
            let g = p.entity.and_then(|e| global.of(at.0, e))?;
            Some((g, p.role))
        }));
    }
    let place = |at: (u32, u32), place: fn(&EventMention) -> Option<&Place>| {
        global.of(at.0, place(mention(articles, at))?.entity?)
    };
    // Where the lead tells none, whatever the order of the articles.
    let places: [fn(&EventMention) -> Option<&Place>; 2] =
        [EventMention::own_place, |m| m.place.as_ref()];
    let place = places.into_iter().find_map(|of| {
        let all = || mentions.iter().filter_map(|at| place(*at, of)).collect();
        place(lead, of).or_else(|| most_told(all()))
    });
    // Who has several parts has the first.
    entities.sort_unstable();
    entities.dedup_by_key(|(g, _)| *g);
    entities.sort_unstable_by_key(|(g, role)| (*role, *g));
    entities.shrink_to_fit();
    let others = mentions.chunk_by(|a, b| a.0 == b.0).count() - 1;
    let more = 1.0 - 0.8f32.powi(others.min(30) as i32);
    Event {
        id: id(head.id, n),
        title: top.title.clone(),
        kind: top.kind,
        modality: top.modality,
        date: top.date.clone(),
        lead: head.lead,
        entities,
        place,
        salience: strongest + (1.0 - strongest) * more * 0.6,
        differences: differences(articles, mentions, |at| {
            let place = mention(articles, at).own_place()?;
            names.get(global.of(at.0, place.entity?)? as usize)
        }),
        mentions: mentions.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::most_told;

    #[test]
    fn what_is_told_most_often_does_not_depend_on_the_order() {
        assert_eq!(most_told(vec![]), None);
        assert_eq!(most_told(vec![7, 3, 7]), Some(7));
        assert_eq!(most_told(vec![9, 3]), Some(3));
        assert_eq!(most_told(vec![3, 9]), Some(3));
    }
}
