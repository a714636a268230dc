//! Events over all articles: mentions of one event become one, with all its sources.

use super::date::single_day;
use super::differ::differences;
use super::link::{JOIN, ages_apart, for_links, others};
use super::node::{Nodes, hashes};
use super::root::root;
use super::{Basis, Event, EventMention, Place, Role, Telling};
use crate::entity::Entity;
use crate::entity::place::apart;
use crate::text::Span;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use smol_str::SmolStr;
use std::cmp::Ordering;

/// Stands for an entity that is none over all articles.
pub(super) const NOBODY: u32 = u32::MAX;

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
            of: vec![NOBODY; end],
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

    /// Those of an article.
    pub fn of_article(&self, article: u32) -> &[u32] {
        let from = self.from.get(article as usize..).unwrap_or_default();
        match from {
            [from, until, ..] => &self.of[*from..*until],
            _ => &[],
        }
    }

    /// The entity behind the `local` one of an article.
    pub fn of(&self, article: u32, local: u32) -> Option<u32> {
        let g = *self.of_article(article).get(local as usize)?;
        (g != NOBODY).then_some(g)
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
    let (tellings, ends) = clusters(articles, Nodes::of(articles, &global, entities), entities);
    let mut from = 0;
    let groups: Vec<&[(u32, u32)]> = ends
        .iter()
        .map(|end| &tellings[std::mem::replace(&mut from, *end)..*end])
        .collect();
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

/// Events that are made together.
const TOGETHER: usize = 64;

/// An event: the hash that its id is made of, and which group of mentions it is.
type Head = (u64, u32);

/// Of events of one date and id the one whose sentence comes first in the alphabet is first, then
/// the one nearer the beginning of the shorter article.
fn by_content(x: &Event, y: &Event, articles: &[Telling<'_>]) -> Ordering {
    let lead = |e: &Event| {
        let at = e.mentions[e.lead as usize];
        (&articles[at.0 as usize], mention(articles, at).sentence)
    };
    let ((p, s), (q, t)) = (lead(x), lead(y));
    let place = |a: &Telling<'_>, sentence: Span| (sentence.start, a.text.len(), a.published);
    (s.of(p.text).cmp(t.of(q.text)))
        .then_with(|| place(p, s).cmp(&place(q, t)))
        .then_with(|| x.mentions.cmp(&y.mentions))
}

fn gather_with(
    articles: &[Telling<'_>],
    entities: &[Entity],
    global: &Global,
    groups: &[&[(u32, u32)]],
) -> Vec<Event> {
    // In the order of the tellings in memory: they are read once.
    let (mut made, ids): (Vec<Vec<Option<Event>>>, Vec<Vec<u64>>) = groups
        .par_chunks(TOGETHER)
        .map(|groups| told(articles, groups, global, entities))
        .unzip();
    // By date, the undated last, then by id. Many events are of few dates, and soon sorted there.
    let mut dates: FxHashMap<(i64, i64), Vec<Head>> = FxHashMap::default();
    let all = made.iter().flatten().zip(ids.iter().flatten());
    for (group, (event, id)) in (0..).zip(all) {
        if let Some(event) = event {
            let value = event.date.value.as_ref();
            let date = value.map_or((i64::MAX, i64::MAX), |v| (v.earliest.0, v.latest.0));
            dates.entry(date).or_default().push((*id, group));
        }
    }
    drop(ids);
    let mut dates: Vec<_> = dates.into_iter().collect();
    dates.sort_unstable_by_key(|(date, _)| *date);
    let place = |group: u32| (group as usize / TOGETHER, group as usize % TOGETHER);
    let event = |group: u32| {
        let (part, i) = place(group);
        made[part][i].as_ref()
    };
    for (_, heads) in &mut dates {
        heads.sort_unstable_by(|a, b| {
            a.0.cmp(&b.0).then_with(|| {
                let both = event(a.1).zip(event(b.1));
                both.map_or(Ordering::Equal, |(a, b)| by_content(a, b, articles))
            })
        });
    }
    // Two events of one content get a number, so that ids stay unique.
    let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
    seen.reserve(groups.len());
    let mut events: Vec<Event> = Vec::with_capacity(groups.len());
    for (id, group) in dates.iter().flat_map(|(_, heads)| heads) {
        let (part, i) = place(*group);
        let Some(mut event) = made[part][i].take() else {
            continue;
        };
        let n = seen.entry(*id).or_insert(0);
        *n += 1;
        if *n > 1 {
            event.id = format!("{}-{n}", event.id).into();
        }
        events.push(event);
    }
    drop((made, dates, seen));
    weigh_days(&mut events);
    events
}

/// The salience from which the day of an event lifts it as much as any.
const CLEAR: f32 = 0.4;

/// Over a whole run an event also matters by how much of what is told happened on its day.
fn weigh_days(events: &mut [Event]) {
    let day_of = |e: &Event| e.date.value.as_ref().and_then(single_day);
    // Day and article in one number: only equal ones have to lie side by side.
    let mut told: Vec<u64> = events
        .iter()
        .filter_map(|e| Some((day_of(e)?, e)))
        .flat_map(|(day, e)| {
            let day = u64::from(day as u32) << 32;
            e.mentions.iter().map(move |m| day | u64::from(m.0))
        })
        .collect();
    told.sort_unstable();
    told.dedup();
    let days: FxHashMap<u32, usize> = told
        .chunk_by(|x, y| x >> 32 == y >> 32)
        .map(|list| ((list[0] >> 32) as u32, list.len()))
        .collect();
    let most = days.values().copied().max().unwrap_or(0);
    if most < 3 {
        return;
    }
    let scale = (most as f32).ln();
    for e in events.iter_mut() {
        if let Some(n) = day_of(e).and_then(|day| days.get(&(day as u32))) {
            let share = (*n as f32).ln() / scale;
            // What weighs little by itself is not lifted by what else happened on its day.
            let own = (e.salience / CLEAR).min(1.0);
            e.salience += (1.0 - e.salience) * 0.5 * share * own;
        }
    }
}

/// Whether two tellings place their event in places that lie apart, and are not told to be of one
/// day: then they are two, else their sources differ.
fn abroad(nodes: &Nodes<'_>, x: u32, y: u32, entities: &[Entity]) -> bool {
    let places = |i: u32| nodes.places(i).iter();
    let place = |i: &i32| entities.get(*i as usize);
    let near = |a: &Entity| places(y).filter_map(place).any(|b| !apart(a, b));
    let one_day = || nodes.firm(x).iter().any(|day| nodes.firm(y).contains(day));
    !nodes.places(x).is_empty()
        && !nodes.places(y).is_empty()
        && !places(x).filter_map(place).any(near)
        && !one_day()
}

/// Days that what is told of one event lies apart at most, however many tellings stand between.
const MONTH: i32 = 31;
/// How much more must speak for joining what names other people and organisations, or other days.
const OTHERS: f32 = 0.3;
/// Names of one event that are kept to tell it from another.
const NAMES: usize = 64;

/// Who takes part in what was joined so far: as the nodes tell it where nothing was joined.
struct Casts<'a> {
    nodes: &'a Nodes<'a>,
    /// Those of [`Nodes::who`] and [`Nodes::all`] of what was joined.
    joined: FxHashMap<u32, [Vec<i32>; 2]>,
}

impl Casts<'_> {
    fn of(&self, i: u32) -> (&[i32], &[i32]) {
        match self.joined.get(&i) {
            Some([who, all]) => (who, all),
            None => (self.nodes.who(i), self.nodes.all(i)),
        }
    }

    /// Whether two name nobody in common, though each names somebody.
    fn differ(&self, a: u32, b: u32) -> bool {
        others(self.of(a), self.of(b))
    }

    /// Gives `a` who takes part in `b` too.
    fn join(&mut self, a: u32, b: u32) {
        let both = |x: &[i32], y: &[i32]| {
            let mut both = [x, y].concat();
            both.sort_unstable();
            both.dedup();
            both.truncate(NAMES);
            both
        };
        let (x, y) = (self.of(a), self.of(b));
        let joined = [both(x.0, y.0), both(x.1, y.1)];
        self.joined.remove(&b);
        self.joined.insert(a, joined);
    }
}

/// The mentions of each event, one event after the other, both in the order of the articles, and
/// where each ends. The nodes join along the links, the strongest first, but never over a conflict:
/// the firm days of an event lie no further apart than those of one of its nodes, or a night, and
/// what is told of one time is not joined to what is told of another, months away.
fn clusters(
    articles: &[Telling<'_>],
    nodes: Nodes<'_>,
    entities: &[Entity],
) -> (Vec<(u32, u32)>, Vec<usize>) {
    let all = 0..nodes.len() as u32;
    let mut parent: Vec<u32> = all.clone().collect();
    fn find(parent: &mut [u32], mut i: u32) -> u32 {
        while parent[i as usize] != i {
            parent[i as usize] = parent[parent[i as usize] as usize];
            i = parent[i as usize];
        }
        i
    }
    // First and last firm day of what was joined so far.
    let firm = |i: u32| Some((*nodes.firm(i).first()?, *nodes.firm(i).last()?));
    let mut span: Vec<Option<(i32, i32)>> = all.clone().map(firm).collect();
    // What the texts tell of when, days or not, from the first to the last.
    let mut ages: Vec<(i32, i32)> = all.clone().map(|i| nodes.get(i).told).collect();
    // A node of what was joined so far that says where.
    let mut placed: Vec<Option<u32>> = all
        .map(|i| Some(i).filter(|_| !nodes.places(i).is_empty()))
        .collect();
    let mut casts = Casts {
        nodes: &nodes,
        joined: FxHashMap::default(),
    };
    for_links(articles, &nodes, |link| {
        let (a, b) = (find(&mut parent, link.a), find(&mut parent, link.b));
        if a == b {
            return;
        }
        if link.score < JOIN + OTHERS && casts.differ(a, b) {
            return;
        }
        let (x, y) = (ages[a as usize], ages[b as usize]);
        if ages_apart(x, y, MONTH) {
            return;
        }
        let both = placed[a as usize].zip(placed[b as usize]);
        if both.is_some_and(|(p, q)| abroad(&nodes, p, q, entities)) {
            return;
        }
        let joined = match (span[a as usize], span[b as usize]) {
            (Some(p), Some(q)) => {
                let both = (p.0.min(q.0), p.1.max(q.1));
                if both.1 - both.0 > 1.max(p.1 - p.0).max(q.1 - q.0) {
                    return;
                }
                // One closed the border on Wednesday, another its airspace on Thursday.
                if p != q && link.score < JOIN + OTHERS {
                    return;
                }
                Some(both)
            }
            (p, q) => p.or(q),
        };
        // The root of a cluster is its first node by content.
        let (low, high) = if nodes.cmp(a, b).is_lt() {
            (a, b)
        } else {
            (b, a)
        };
        placed[low as usize] = placed[low as usize].or(placed[high as usize]);
        parent[high as usize] = low;
        casts.join(low, high);
        span[low as usize] = joined;
        ages[low as usize] = (x.0.min(y.0), x.1.max(y.1));
    });
    drop((span, ages, placed, casts));
    let of_mentions = nodes.into_mentions();
    // The number of each cluster, in the order of their first mentions.
    let mut number = vec![u32::MAX; parent.len()];
    let mut ends: Vec<usize> = Vec::new();
    let mut of = |node: u32, ends: &mut Vec<usize>| {
        let number = &mut number[find(&mut parent, node) as usize];
        if *number == u32::MAX {
            *number = ends.len() as u32;
            ends.push(0);
        }
        *number as usize
    };
    for node in &of_mentions {
        let cluster = of(*node, &mut ends);
        ends[cluster] += 1;
    }
    let mut end = 0;
    for n in &mut ends {
        end += std::mem::replace(n, end);
    }
    let mut out = vec![(0, 0); end];
    let mentions = (0..).zip(articles);
    let mentions =
        mentions.flat_map(|(a, article)| (0..article.events.len() as u32).map(move |m| (a, m)));
    for (mention, node) in mentions.zip(&of_mentions) {
        let at = of(*node, &mut ends);
        out[ends[at]] = mention;
        ends[at] += 1;
    }
    (out, ends)
}

/// The name of an event of a content. Written digit by digit: there are as many as there are
/// events.
fn id(content: u64) -> SmolStr {
    let mut id = *b"ev-0123456789abcdef";
    for (place, digit) in id.iter_mut().skip(3).rev().enumerate() {
        *digit = b"0123456789abcdef"[(content >> (4 * place) & 15) as usize];
    }
    str::from_utf8(&id).unwrap_or_default().into()
}

/// The one that is there most often; of several the first by number.
fn most_told(mut all: Vec<u32>) -> Option<u32> {
    all.sort_unstable();
    let runs = all.chunk_by(|a, b| a == b).rev();
    runs.max_by_key(|run| run.len()).map(|run| run[0])
}

/// Which of the mentions of an event leads: its date and title are those of the event.
fn lead(articles: &[Telling<'_>], mentions: &[(u32, u32)]) -> Option<usize> {
    let score = |m: &EventMention| m.salience + 0.15 * f32::from(rank(m));
    let day = |m: &EventMention| m.date.value.as_ref().map(|v| (v.earliest, v.latest));
    let order = |x: &EventMention, top: &EventMention| {
        score(x)
            .total_cmp(&score(top))
            .then_with(|| top.title.cmp(&x.title))
            .then_with(|| top.what.cmp(&x.what))
            .then_with(|| day(top).cmp(&day(x)))
    };
    let of = |i: usize| mention(articles, mentions[i]);
    (0..mentions.len()).reduce(|top, i| match order(of(i), of(top)) {
        Ordering::Greater => i,
        _ => top,
    })
}

/// The events of some groups of mentions, each in order, and the hashes that their ids are made of.
/// A group without mentions is no event.
fn told(
    articles: &[Telling<'_>],
    groups: &[&[(u32, u32)]],
    global: &Global,
    names: &[Entity],
) -> (Vec<Option<Event>>, Vec<u64>) {
    let mut contents = Vec::with_capacity(groups.len() * 128);
    let mut ends = Vec::with_capacity(groups.len());
    let mut events: Vec<Option<Event>> = groups
        .iter()
        .map(|mentions| {
            let lead = lead(articles, mentions);
            let top = lead.map(|lead| mention(articles, mentions[lead]));
            if let Some(top) = top {
                let written = top.date.value.as_ref().map_or("", |v| &v.edtf);
                contents.extend_from_slice(written.as_bytes());
                for part in [root(&top.lemma), &top.title, &top.what] {
                    contents.push(b'|');
                    contents.extend_from_slice(part.as_bytes());
                }
            }
            ends.push(contents.len());
            lead.map(|lead| event(articles, mentions, lead, global, names))
        })
        .collect();
    let ids = hashes(&contents, &ends);
    for (event, hash) in events.iter_mut().zip(&ids) {
        if let Some(event) = event {
            event.id = id(*hash);
        }
    }
    (events, ids)
}

/// The event that these mentions tell, but for its id.
fn event(
    articles: &[Telling<'_>],
    mentions: &[(u32, u32)],
    lead: usize,
    global: &Global,
    names: &[Entity],
) -> Event {
    let top_at = mentions[lead];
    let top = mention(articles, top_at);
    let mut entities: SmallVec<[(u32, Role); 8]> = SmallVec::new();
    let mut strongest = 0.0f32;
    for at in mentions {
        let m = mention(articles, *at);
        strongest = strongest.max(m.salience);
        let global = global.of_article(at.0);
        for p in &m.participants {
            if let Some(g) = p.entity.and_then(|e| global.get(e as usize))
                && *g != NOBODY
            {
                entities.push((*g, p.role));
            }
        }
    }
    // Who has several parts has the first.
    if entities.len() > 1 {
        entities.sort_unstable();
        entities.dedup_by_key(|(g, _)| *g);
        entities.sort_unstable_by_key(|(g, role)| (*role, *g));
    }
    let place = |at: (u32, u32), place: fn(&EventMention) -> Option<&Place>| {
        global.of(at.0, place(mention(articles, at))?.entity?)
    };
    // Where the lead tells none, whatever the order of the articles.
    let places: [fn(&EventMention) -> Option<&Place>; 2] =
        [EventMention::own_place, |m| m.place.as_ref()];
    let place = places.into_iter().find_map(|of| {
        let all = || mentions.iter().filter_map(|at| place(*at, of)).collect();
        place(top_at, of).or_else(|| match mentions {
            [_] => None,
            _ => most_told(all()),
        })
    });
    let others = mentions.chunk_by(|a, b| a.0 == b.0).count() - 1;
    let more = 1.0 - 0.8f32.powi(others.min(30) as i32);
    Event {
        id: SmolStr::default(),
        title: top.title.clone(),
        kind: top.kind,
        modality: top.modality,
        date: top.date.clone(),
        lead: lead as u32,
        entities: entities.to_vec(),
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
    use super::{id, most_told};

    #[test]
    fn an_id_is_written_in_sixteen_digits() {
        assert_eq!(id(0xfedc_ba98_0123_4567), "ev-fedcba9801234567");
        assert_eq!(id(10), "ev-000000000000000a");
    }

    #[test]
    fn what_is_told_most_often_does_not_depend_on_the_order() {
        assert_eq!(most_told(vec![]), None);
        assert_eq!(most_told(vec![7, 3, 7]), Some(7));
        assert_eq!(most_told(vec![9, 3]), Some(3));
        assert_eq!(most_told(vec![3, 9]), Some(3));
    }
}
