//! Events over all articles: mentions of one event become one, with all its sources.

use super::date::single_day;
use super::differ::differences;
use super::link::links;
use super::node::{Node, hash, nodes};
use super::root::root;
use super::{Basis, Event, EventMention, Place, Role, Telling};
use crate::entity::Entity;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The entity over all articles behind each entity of each article.
pub(super) struct Global(Vec<Vec<u32>>);

impl Global {
    fn new(articles: &[Telling<'_>], entities: &[Entity]) -> Self {
        let locals = |a: &Telling<'_>| vec![u32::MAX; a.names.entities.len()];
        let mut all: Vec<Vec<u32>> = articles.iter().map(locals).collect();
        for (g, entity) in entities.iter().enumerate() {
            for (article, local) in &entity.members {
                let list = all.get_mut(*article as usize);
                if let Some(slot) = list.and_then(|l| l.get_mut(*local as usize)) {
                    *slot = g as u32;
                }
            }
        }
        Self(all)
    }

    /// The entity behind the `local` one of an article.
    pub fn of(&self, article: u32, local: u32) -> Option<u32> {
        let g = *self.0.get(article as usize)?.get(local as usize)?;
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
    let groups: Vec<Vec<(u32, u32)>> = clusters(articles, &nodes)
        .iter()
        .map(|members| {
            let tellings = members.iter().flat_map(|n| nodes[*n as usize].tellings());
            let mut tellings: Vec<(u32, u32)> = tellings.collect();
            tellings.sort_unstable();
            tellings
        })
        .collect();
    drop(nodes);
    gather_with(articles, entities, &global, &groups)
}

/// Gathers as [`super::gather`] says.
pub(super) fn gather(
    articles: &[Telling<'_>],
    entities: &[Entity],
    groups: &[Vec<(u32, u32)>],
) -> Vec<Event> {
    gather_with(articles, entities, &Global::new(articles, entities), groups)
}

fn gather_with(
    articles: &[Telling<'_>],
    entities: &[Entity],
    global: &Global,
    groups: &[Vec<(u32, u32)>],
) -> Vec<Event> {
    let mut made: Vec<Event> = groups
        .par_iter()
        .filter_map(|tellings| event(articles, tellings, global, entities))
        .collect();
    weigh_days(&mut made);
    made.par_sort_by(|a, b| {
        let key = |e: &Event| {
            e.date
                .value
                .as_ref()
                .map_or((1, 0, 0), |v| (0, v.earliest.0, v.latest.0))
        };
        // Of those with one id the one whose sentence comes first in the alphabet is first.
        let sentence = |e: &Event| {
            let at = e.mentions[e.lead as usize];
            mention(articles, at)
                .sentence
                .of(articles[at.0 as usize].text)
        };
        key(a)
            .cmp(&key(b))
            .then_with(|| a.id.cmp(&b.id))
            .then_with(|| sentence(a).cmp(sentence(b)))
            .then_with(|| a.mentions.cmp(&b.mentions))
    });
    // Two events of one content get a number, so that ids stay unique.
    let mut seen: FxHashMap<String, u32> = FxHashMap::default();
    for e in &mut made {
        match seen.get_mut(&e.id) {
            Some(n) => {
                *n += 1;
                e.id = format!("{}-{n}", e.id);
            }
            None => {
                seen.insert(e.id.clone(), 1);
            }
        }
    }
    made
}

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
            e.salience += (1.0 - e.salience) * 0.5 * share;
        }
    }
}

/// The nodes of each event. They join along the links, the strongest first, but never over a
/// conflict: the firm days of an event lie no further apart than those of one of its nodes, or a
/// night.
fn clusters(articles: &[Telling<'_>], nodes: &[Node]) -> Vec<Vec<u32>> {
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
        .map(|n| Some((*n.firm.first()?, *n.firm.last()?)))
        .collect();
    for link in links(articles, nodes) {
        let (a, b) = (find(&mut parent, link.a), find(&mut parent, link.b));
        if a == b {
            continue;
        }
        let joined = match (span[a as usize], span[b as usize]) {
            (Some(p), Some(q)) => {
                let both = (p.0.min(q.0), p.1.max(q.1));
                if both.1 - both.0 > 1.max(p.1 - p.0).max(q.1 - q.0) {
                    continue;
                }
                Some(both)
            }
            (p, q) => p.or(q),
        };
        let (low, high) = (a.min(b), a.max(b));
        parent[high as usize] = low;
        span[low as usize] = joined;
    }
    let mut at = vec![u32::MAX; nodes.len()];
    let mut out: Vec<Vec<u32>> = Vec::new();
    for i in 0..nodes.len() as u32 {
        let slot = &mut at[find(&mut parent, i) as usize];
        if *slot == u32::MAX {
            *slot = out.len() as u32;
            out.push(Vec::new());
        }
        out[*slot as usize].push(i);
    }
    out
}

/// The event that these mentions, in order, tell; `None` if there are none.
fn event(
    articles: &[Telling<'_>],
    mentions: &[(u32, u32)],
    global: &Global,
    names: &[Entity],
) -> Option<Event> {
    let score = |m: &EventMention| m.salience + 0.15 * f32::from(rank(m));
    let day = |m: &EventMention| m.date.value.as_ref().map(|v| (v.earliest, v.latest));
    let mut lead = *mentions.first()?;
    for at in &mentions[1..] {
        let (x, y) = (mention(articles, *at), mention(articles, lead));
        let order = score(x)
            .total_cmp(&score(y))
            .then_with(|| y.title.cmp(&x.title))
            .then_with(|| y.what.cmp(&x.what))
            .then_with(|| day(y).cmp(&day(x)));
        if order.is_gt() {
            lead = *at;
        }
    }
    let top = mention(articles, lead);
    let mut roles: BTreeMap<u32, Role> = BTreeMap::new();
    let (mut place, mut elsewhere) = (None, None);
    let mut order: Vec<(u32, u32)> = vec![lead];
    order.extend(mentions.iter().copied().filter(|m| *m != lead));
    for at in &order {
        let m = mention(articles, *at);
        for p in &m.participants {
            if let Some(g) = p.entity.and_then(|e| global.of(at.0, e)) {
                let role = roles.entry(g).or_insert(p.role);
                *role = (*role).min(p.role);
            }
        }
        let known = |p: Option<&Place>| p.and_then(|p| global.of(at.0, p.entity?));
        place = place.or_else(|| known(m.own_place()));
        elsewhere = elsewhere.or_else(|| known(m.place.as_ref()));
    }
    let place = place.or(elsewhere);
    let mut entities: Vec<(u32, Role)> = roles.into_iter().collect();
    entities.sort_by_key(|(e, r)| (*r, *e));
    let mut sources: Vec<u32> = mentions.iter().map(|m| m.0).collect();
    sources.dedup();
    let strongest = mentions
        .iter()
        .map(|m| mention(articles, *m).salience)
        .fold(0.0f32, f32::max);
    let more = 1.0
        - 0.8f32.powi(
            i32::try_from(sources.len().saturating_sub(1))
                .unwrap_or(i32::MAX)
                .min(30),
        );
    let salience = strongest + (1.0 - strongest) * more * 0.6;
    let index = mentions.iter().position(|m| *m == lead).unwrap_or(0);
    let day = top
        .date
        .value
        .as_ref()
        .map(|v| v.edtf.clone())
        .unwrap_or_default();
    Some(Event {
        id: format!(
            "ev-{:016x}",
            hash(&format!(
                "{day}|{}|{}|{}",
                root(&top.lemma),
                top.title,
                top.what
            ))
        ),
        title: top.title.clone(),
        kind: top.kind,
        modality: top.modality,
        date: top.date.clone(),
        lead: index as u32,
        entities,
        place,
        salience,
        differences: differences(articles, mentions, |at| {
            let place = mention(articles, at).own_place()?;
            names.get(global.of(at.0, place.entity?)? as usize)
        }),
        mentions: mentions.to_vec(),
    })
}
