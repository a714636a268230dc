//! Mentions of one event inside an article.

use super::date::single_day;
use super::root::root;
use super::{Basis, EventMention, EventType, Modality};

/// Numbers the mentions so that those of one event share a number. `carriers` lists pairs of
/// mentions that are one by grammar ("held" and "talks").
pub(super) fn group(mentions: &mut [EventMention]) {
    let mut parent: Vec<usize> = (0..mentions.len()).collect();
    for i in 0..mentions.len() {
        for j in (0..i).rev() {
            if i - j > 200 {
                break;
            }
            if find(&mut parent, i) != find(&mut parent, j) && same(&mentions[j], &mentions[i]) {
                let (a, b) = (find(&mut parent, i), find(&mut parent, j));
                let (low, high) = (a.min(b), a.max(b));
                parent[high] = low;
            }
        }
    }
    for (i, mention) in mentions.iter_mut().enumerate() {
        let root = find(&mut parent, i);
        mention.group = u32::try_from(root).unwrap_or(u32::MAX);
    }
}

fn find(parent: &mut [usize], mut i: usize) -> usize {
    while parent[i] != i {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    i
}

/// Whether two dates can be of one event.
pub(super) fn dates_agree(a: &EventMention, b: &EventMention) -> bool {
    let firm = |m: &EventMention| matches!(m.date.basis, Basis::Stated | Basis::Relative);
    let (Some(x), Some(y)) = (&a.date.value, &b.date.value) else {
        return true;
    };
    if let (Some(x), Some(y)) = (single_day(x), single_day(y)) {
        let slack = if firm(a) && firm(b) { 0 } else { 1 };
        return (x - y).abs() <= slack;
    }
    if firm(a) && firm(b) {
        return x.earliest <= y.latest && y.earliest <= x.latest;
    }
    true
}

fn same(a: &EventMention, b: &EventMention) -> bool {
    if root(&a.lemma) != root(&b.lemma)
        || a.kind == EventType::Statement
        || b.kind == EventType::Statement
    {
        return false;
    }
    if (a.modality == Modality::Asserted) != (b.modality == Modality::Asserted) {
        return false;
    }
    if !dates_agree(a, b) {
        return false;
    }
    let entities = |m: &EventMention| -> Vec<u32> {
        m.participants
            .iter()
            .filter_map(|p| p.entity)
            .chain(m.place.iter().filter_map(|p| p.entity))
            .collect()
    };
    let heads = |m: &EventMention| -> Vec<String> {
        m.participants
            .iter()
            .filter(|p| p.entity.is_none())
            .filter_map(|p| p.name.split(' ').next_back().map(str::to_lowercase))
            .collect()
    };
    let (x, y) = (entities(a), entities(b));
    let (p, q) = (heads(a), heads(b));
    let shared = x.iter().any(|e| y.contains(e)) || p.iter().any(|h| q.contains(h));
    let bare = x.is_empty() && p.is_empty() || y.is_empty() && q.is_empty();
    if shared || bare {
        return true;
    }
    // A noun after a verb ("killed two men … the killings") takes up the event told before.
    a.kind == b.kind && a.lemma != b.lemma && a.kind != EventType::Other
}
