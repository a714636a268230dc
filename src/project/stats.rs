//! Figures of an entity for the panel: first and last event, those it appears with, its course
//! over time. Each is computed when asked for and touches only that entity's events.

use super::{Selection, Snapshot};
use crate::temporal::Moment;

/// Figures of one entity within a selection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EntityStats {
    /// Events it takes part in.
    pub events: u32,
    /// Articles that tell those events.
    pub articles: u32,
    /// First second of the first dated one.
    pub first: Option<Moment>,
    /// Last second of the last dated one.
    pub last: Option<Moment>,
}

/// An entity that appears with another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Companion {
    /// The other, by index in the story.
    pub entity: u32,
    /// Events both take part in.
    pub together: u32,
    /// How much of the two belongs together, 0 to 1: the shared events by the geometric mean of
    /// each one's events (cosine), so that a name that is everywhere does not lead every list.
    pub strength: f32,
}

/// Figures of entity `entity` (index in the story) within `selection`.
#[must_use]
pub fn entity_stats(of: &Snapshot, selection: &Selection, entity: u32) -> EntityStats {
    let index = &*of.index;
    let mut stats = EntityStats::default();
    let mut articles = Vec::new();
    for &event in index.entity_events.get(entity as usize) {
        let e = event as usize;
        if !selection.events.has(e) {
            continue;
        }
        stats.events += 1;
        articles.extend_from_slice(index.articles.get(e));
        if index.dated.has(e) {
            let (start, end) = (Moment(index.start[e]), Moment(index.end[e]));
            stats.first = Some(stats.first.map_or(start, |f| f.min(start)));
            stats.last = Some(stats.last.map_or(end, |l| l.max(end)));
        }
    }
    articles.sort_unstable();
    articles.dedup();
    stats.articles = articles.len() as u32;
    stats
}

/// Those `entity` appears with in `selection`, strongest first, at most `limit`.
#[must_use]
pub fn companions(
    of: &Snapshot,
    selection: &Selection,
    entity: u32,
    limit: usize,
) -> Vec<Companion> {
    let index = &*of.index;
    let mut together = std::collections::BTreeMap::<u32, u32>::new();
    let mut own = 0u32;
    for &event in index.entity_events.get(entity as usize) {
        if selection.events.has(event as usize) {
            own += 1;
            for &other in index.entities.get(event as usize) {
                if other != entity {
                    *together.entry(other).or_default() += 1;
                }
            }
        }
    }
    let hidden = |e: &u32| of.marks.entities.get(e).is_some_and(|m| m.hidden);
    let mut companions: Vec<Companion> = together
        .into_iter()
        .filter(|(other, _)| !hidden(other))
        .map(|(other, n)| {
            let theirs = selection.entities.get(other as usize).copied().unwrap_or(n);
            let mean = (f64::from(own) * f64::from(theirs.max(n))).sqrt();
            Companion {
                entity: other,
                together: n,
                strength: (f64::from(n) / mean) as f32,
            }
        })
        .collect();
    companions.sort_by(|a, b| {
        let weight = |c: &Companion| f64::from(c.strength) * f64::from(c.together).sqrt();
        weight(b)
            .total_cmp(&weight(a))
            .then(a.entity.cmp(&b.entity))
    });
    companions.truncate(limit);
    companions
}

/// How many events of `entity` (all entities if `None`) fall in each of `buckets` equal parts of
/// `from..=to`. An event that spans several parts counts where it starts; one that started
/// before the window counts in its first part.
#[must_use]
pub fn sparkline(
    of: &Snapshot,
    selection: &Selection,
    entity: Option<u32>,
    window: (Moment, Moment),
    buckets: usize,
) -> Vec<u32> {
    let index = &*of.index;
    let mut counts = vec![0u32; buckets];
    let (from, to) = (window.0.0, window.1.0);
    if buckets == 0 || to < from {
        return counts;
    }
    let length = i128::from(to) - i128::from(from) + 1;
    let mut count = |e: usize| {
        if selection.events.has(e)
            && index.dated.has(e)
            && index.start[e] <= to
            && index.end[e] >= from
        {
            let at = i128::from(index.start[e].max(from)) - i128::from(from);
            counts[(at * buckets as i128 / length) as usize] += 1;
        }
    };
    match entity {
        Some(entity) => index
            .entity_events
            .get(entity as usize)
            .iter()
            .for_each(|e| count(*e as usize)),
        None => selection.events.iter().for_each(&mut count),
    }
    counts
}
