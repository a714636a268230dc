//! Events over all articles: mentions of one event become one, with all its sources.

use super::date::single_day;
use super::differ::differences;
use super::root::root;
use super::{Basis, Event, EventMention, EventType, Modality, Role, Telling};
use crate::entity::Entity;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// One event of one article: its mentions there.
struct Node {
    /// (article, mention) of each, in text order.
    mentions: Vec<(u32, u32)>,
    /// The mention that tells it best.
    lead: (u32, u32),
    root: String,
    kind: EventType,
    asserted: bool,
    days: Vec<i64>,
    entities: BTreeSet<u32>,
    places: BTreeSet<u32>,
    key: String,
}

/// How good a date is for an event: the better founded first.
fn rank(m: &EventMention) -> u8 {
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
    let mut global: HashMap<(u32, u32), u32> = HashMap::new();
    for (g, entity) in entities.iter().enumerate() {
        for member in &entity.members {
            global.insert(*member, g as u32);
        }
    }
    let nodes = nodes(articles, &global);
    let clusters = clusters(&nodes);
    let mut made: Vec<Event> = clusters
        .into_iter()
        .map(|members| event(articles, &nodes, &members, &global))
        .collect();
    made.sort_by(|a, b| {
        let key = |e: &Event| {
            e.date
                .value
                .as_ref()
                .map_or((1, 0, 0), |v| (0, v.earliest.0, v.latest.0))
        };
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
    // Two events of one content get a number, so that ids stay unique.
    let mut seen: HashMap<String, u32> = HashMap::new();
    for e in &mut made {
        let n = seen.entry(e.id.clone()).or_insert(0);
        *n += 1;
        if *n > 1 {
            e.id = format!("{}-{n}", e.id);
        }
    }
    made
}

fn nodes(articles: &[Telling<'_>], global: &HashMap<(u32, u32), u32>) -> Vec<Node> {
    let mut all = Vec::new();
    for (a, article) in articles.iter().enumerate() {
        let a = a as u32;
        let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (m, mention) in article.events.iter().enumerate() {
            groups.entry(mention.group).or_default().push(m as u32);
        }
        for list in groups.into_values() {
            let lead = *list
                .iter()
                .max_by(|x, y| {
                    let (p, q) = (&article.events[**x as usize], &article.events[**y as usize]);
                    p.salience.total_cmp(&q.salience).then(y.cmp(x))
                })
                .unwrap_or(&0);
            let best = &article.events[lead as usize];
            let mut node = Node {
                mentions: list.iter().map(|m| (a, *m)).collect(),
                lead: (a, lead),
                root: root(&best.lemma).to_string(),
                kind: best.kind,
                asserted: best.modality == Modality::Asserted,
                days: Vec::new(),
                entities: BTreeSet::new(),
                places: BTreeSet::new(),
                key: String::new(),
            };
            for m in &list {
                let m = &article.events[*m as usize];
                if let Some(d) = m.date.value.as_ref().and_then(single_day) {
                    if !node.days.contains(&d) {
                        node.days.push(d);
                    }
                }
                for p in &m.participants {
                    if let Some(g) = p.entity.and_then(|e| global.get(&(a, e))) {
                        node.entities.insert(*g);
                    }
                }
                if let Some(g) = m
                    .place
                    .as_ref()
                    .and_then(|p| p.entity)
                    .and_then(|e| global.get(&(a, e)))
                {
                    node.places.insert(*g);
                }
            }
            node.days.sort_unstable();
            node.key = format!(
                "{}|{}|{:?}|{}",
                best.title,
                node.root,
                node.days,
                best.sentence.of(article.text)
            );
            all.push(node);
        }
    }
    // Order of content, not of input.
    all.sort_by(|x, y| x.key.cmp(&y.key));
    all
}

fn clusters(nodes: &[Node]) -> Vec<Vec<usize>> {
    let mut parent: Vec<usize> = (0..nodes.len()).collect();
    fn find(parent: &mut [usize], mut i: usize) -> usize {
        while parent[i] != i {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }
        i
    }
    // Blocks: the same happening on the same day (or the one before) with a shared name.
    let mut blocks: BTreeMap<(&str, i64, u32), Vec<usize>> = BTreeMap::new();
    for (i, node) in nodes.iter().enumerate() {
        if !node.asserted || node.kind == EventType::Statement {
            continue;
        }
        for day in &node.days {
            for e in node.entities.iter().chain(&node.places) {
                for d in [*day, *day + 1] {
                    blocks
                        .entry((node.root.as_str(), d, *e))
                        .or_default()
                        .push(i);
                }
            }
        }
    }
    for list in blocks.values() {
        // Neighbours in the order of content are enough: union-find joins the rest.
        for pair in list.windows(2) {
            let (x, y) = (&nodes[pair[0]], &nodes[pair[1]]);
            if x.lead.0 == y.lead.0 || !agree(x, y) {
                continue;
            }
            let (a, b) = (find(&mut parent, pair[0]), find(&mut parent, pair[1]));
            if a != b {
                parent[a.max(b)] = a.min(b);
            }
        }
    }
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for i in 0..nodes.len() {
        let r = find(&mut parent, i);
        out.entry(r).or_default().push(i);
    }
    out.into_values().collect()
}

fn agree(x: &Node, y: &Node) -> bool {
    let day = x.days.is_empty()
        || y.days.is_empty()
        || x.days
            .iter()
            .any(|d| y.days.iter().any(|e| (d - e).abs() <= 1));
    let place = x.places.is_empty()
        || y.places.is_empty()
        || !x.places.is_disjoint(&y.places)
        || x.entities.intersection(&y.entities).count() >= 2;
    let shared =
        x.entities.intersection(&y.entities).count() + x.places.intersection(&y.places).count();
    day && place && shared >= if x.kind == EventType::Other { 2 } else { 1 }
}

fn event(
    articles: &[Telling<'_>],
    nodes: &[Node],
    members: &[usize],
    global: &HashMap<(u32, u32), u32>,
) -> Event {
    let mut mentions: Vec<(u32, u32)> = members
        .iter()
        .flat_map(|n| nodes[*n].mentions.iter().copied())
        .collect();
    mentions.sort_unstable();
    let best_of = |score: &dyn Fn(&EventMention) -> f32| -> (u32, u32) {
        let mut best = nodes[members[0]].lead;
        for n in members {
            for at in &nodes[*n].mentions {
                let (x, y) = (mention(articles, *at), mention(articles, best));
                let order = score(x)
                    .total_cmp(&score(y))
                    .then_with(|| y.title.cmp(&x.title));
                if order.is_gt() {
                    best = *at;
                }
            }
        }
        best
    };
    let lead = best_of(&|m| m.salience + 0.15 * f32::from(rank(m)));
    let top = mention(articles, lead);
    let mut roles: BTreeMap<u32, Role> = BTreeMap::new();
    let mut place = None;
    let mut order: Vec<(u32, u32)> = vec![lead];
    order.extend(mentions.iter().copied().filter(|m| *m != lead));
    for at in &order {
        let m = mention(articles, *at);
        for p in &m.participants {
            if let Some(g) = p.entity.and_then(|e| global.get(&(at.0, e))) {
                let role = roles.entry(*g).or_insert(p.role);
                *role = (*role).min(p.role);
            }
        }
        if place.is_none() {
            place = m
                .place
                .as_ref()
                .and_then(|p| p.entity)
                .and_then(|e| global.get(&(at.0, e)))
                .copied();
        }
    }
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
    Event {
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
        differences: differences(articles, &mentions),
        mentions,
    }
}

/// FNV-1a: stable from run to run and machine to machine.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| {
        (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    })
}
