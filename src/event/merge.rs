//! Events over all articles: mentions of one event become one, with all its sources.

use super::date::single_day;
use super::differ::differences;
use super::root::root;
use super::story::{neighbours, stories};
use super::{Basis, Event, EventMention, EventType, Modality, Role, Telling};
use crate::entity::Entity;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// One event of one article: its mentions there.
struct Node {
    /// (article, mention) of each, in text order.
    mentions: Vec<(u32, u32)>,
    /// The mention that tells it best.
    lead: (u32, u32),
    root: String,
    lemma: String,
    kind: EventType,
    asserted: bool,
    /// Days it may have happened on, and those the text itself tells.
    days: Vec<i64>,
    firm: Vec<i64>,
    /// Last words of participants that are no known entity.
    heads: BTreeSet<String>,
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
    let clusters = clusters(articles, &nodes);
    let mut made: Vec<Event> = clusters
        .into_iter()
        .map(|members| event(articles, &nodes, &members, &global))
        .collect();
    weigh_days(&mut made);
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

/// Over a whole run an event also matters by how much of what is told happened on its day.
fn weigh_days(events: &mut [Event]) {
    let day_of = |e: &Event| e.date.value.as_ref().and_then(single_day);
    let mut told: BTreeMap<i64, BTreeSet<u32>> = BTreeMap::new();
    for e in events.iter() {
        if let Some(day) = day_of(e) {
            told.entry(day)
                .or_default()
                .extend(e.mentions.iter().map(|m| m.0));
        }
    }
    let most = told.values().map(BTreeSet::len).max().unwrap_or(0);
    if most < 3 {
        return;
    }
    let scale = (most as f32).ln();
    for e in events.iter_mut() {
        if let Some(day) = day_of(e) {
            let n = told.get(&day).map_or(1, BTreeSet::len).max(1);
            let share = (n as f32).ln() / scale;
            e.salience += (1.0 - e.salience) * 0.5 * share;
        }
    }
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
                lemma: best.lemma.clone(),
                kind: best.kind,
                asserted: best.modality == Modality::Asserted,
                days: Vec::new(),
                firm: Vec::new(),
                heads: BTreeSet::new(),
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
                    if rank(m) >= 3 && !node.firm.contains(&d) {
                        node.firm.push(d);
                    }
                }
                // Who merely stands in the sentence tells nothing of the event.
                for p in m.participants.iter().filter(|p| p.role != Role::Other) {
                    match p.entity.and_then(|e| global.get(&(a, e))) {
                        Some(g) => {
                            node.entities.insert(*g);
                        }
                        None => {
                            if let Some(head) = p.name.split(' ').next_back() {
                                node.heads.insert(head.to_lowercase());
                            }
                        }
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
            node.firm.sort_unstable();
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

/// Two events of different articles that may be one, and how much speaks for it.
struct Link {
    a: usize,
    b: usize,
    score: f32,
}

/// From here two events are one.
const JOIN: f32 = 0.92;

fn links(articles: &[Telling<'_>], nodes: &[Node]) -> Vec<Link> {
    let texts: Vec<&str> = articles.iter().map(|a| a.text).collect();
    let stories = stories(&texts);
    let mut of: Vec<BTreeMap<&str, Vec<usize>>> = vec![BTreeMap::new(); articles.len()];
    for (i, node) in nodes.iter().enumerate() {
        of[node.lead.0 as usize]
            .entry(node.root.as_str())
            .or_default()
            .push(i);
    }
    let mut out = Vec::new();
    let mut seen = HashSet::new();
    let mut consider = |i: usize, j: usize, like: f32, out: &mut Vec<Link>| {
        let (a, b) = (i.min(j), i.max(j));
        if let Some(score) = weigh(&nodes[a], &nodes[b], like)
            && seen.insert((a, b))
        {
            out.push(Link { a, b, score });
        }
    };
    for (a, b, like) in neighbours(&stories, 0.12) {
        let (x, y) = (&of[a as usize], &of[b as usize]);
        for (root, left) in x {
            let Some(right) = y.get(root) else { continue };
            for i in left.iter().take(12) {
                for j in right.iter().take(12) {
                    consider(*i, *j, like, &mut out);
                }
            }
        }
    }
    // Told in passing by articles of other stories: same happening, same day, shared names.
    let mut blocks: BTreeMap<(&str, i64, u32), Vec<usize>> = BTreeMap::new();
    for (i, node) in nodes.iter().enumerate() {
        if node.kind == EventType::Statement {
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
            if x.lead.0 != y.lead.0 {
                let like = stories[x.lead.0 as usize].like(&stories[y.lead.0 as usize]);
                consider(pair[0], pair[1], like + 0.1, &mut out);
            }
        }
    }
    out.sort_by(|p, q| {
        q.score
            .total_cmp(&p.score)
            .then((p.a, p.b).cmp(&(q.a, q.b)))
    });
    out
}

/// What speaks for two events being one; `None` where too little does, or something rules it out.
fn weigh(x: &Node, y: &Node, like: f32) -> Option<f32> {
    if x.asserted != y.asserted
        && (x.kind == EventType::Statement || y.kind == EventType::Statement)
    {
        return None;
    }
    if conflict(x, y) {
        return None;
    }
    let mut score = 2.2 * like.min(0.6);
    if x.lemma == y.lemma {
        score += 0.25;
    }
    let entities = x.entities.intersection(&y.entities).count();
    let heads = x.heads.intersection(&y.heads).count();
    let places = x.places.intersection(&y.places).count();
    score +=
        0.25 * entities.min(2) as f32 + 0.2 * heads.min(2) as f32 + 0.15 * places.min(1) as f32;
    let bare = |n: &Node| n.entities.is_empty() && n.heads.is_empty();
    if entities + heads == 0 && !bare(x) && !bare(y) {
        score -= 0.2;
    }
    if x.days.iter().any(|d| y.days.contains(d)) {
        score += 0.25;
    }
    if x.kind != y.kind {
        score -= 0.15;
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
fn conflict(x: &Node, y: &Node) -> bool {
    let apart = |p: &[i64], q: &[i64], slack: i64| {
        !p.is_empty()
            && !q.is_empty()
            && !p.iter().any(|d| q.iter().any(|e| (d - e).abs() <= slack))
    };
    apart(&x.firm, &y.firm, 1) || apart(&x.days, &y.days, 3)
}

fn clusters(articles: &[Telling<'_>], nodes: &[Node]) -> Vec<Vec<usize>> {
    let mut parent: Vec<usize> = (0..nodes.len()).collect();
    fn find(parent: &mut [usize], mut i: usize) -> usize {
        while parent[i] != i {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }
        i
    }
    // First and last firm day of what was joined so far: a cluster never grows over a conflict.
    let mut span: Vec<Option<(i64, i64)>> = nodes
        .iter()
        .map(|n| Some((*n.firm.first()?, *n.firm.last()?)))
        .collect();
    for link in links(articles, nodes) {
        let (a, b) = (find(&mut parent, link.a), find(&mut parent, link.b));
        if a == b {
            continue;
        }
        let joined = match (span[a], span[b]) {
            (Some(p), Some(q)) => {
                if p.0.max(q.0) - p.1.min(q.1) > 1 {
                    continue;
                }
                Some((p.0.min(q.0), p.1.max(q.1)))
            }
            (p, q) => p.or(q),
        };
        let (low, high) = (a.min(b), a.max(b));
        parent[high] = low;
        span[low] = joined;
    }
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for i in 0..nodes.len() {
        let r = find(&mut parent, i);
        out.entry(r).or_default().push(i);
    }
    out.into_values().collect()
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
