//! Which lane each event lies in, and the items the timeline draws.

use super::{ArticleKey, Selection, Snapshot};
use crate::entity::EntityType;
use crate::event::{EventType, Family};
use crate::timeline::Item;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What makes a lane.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LaneBy {
    /// Family of types.
    #[default]
    Family,
    /// Type.
    Kind,
    /// Entity: the pinned ones first (by id), then those with most events in the selection, up
    /// to `top` lanes, then one for the rest.
    Entity {
        /// Ids of entities that always have a lane, in this order.
        pinned: Vec<String>,
        /// How many lanes beside the pinned.
        top: usize,
        /// Only entities of this type.
        only: Option<EntityType>,
    },
    /// Place, the `top` with most events, then one for the rest.
    Place {
        /// How many lanes.
        top: usize,
    },
    /// Article, in order of publication; the `top` with most events, then one for the rest.
    Article {
        /// How many lanes.
        top: usize,
    },
    /// Publisher, the `top` with most events, then one for the rest.
    Publisher {
        /// How many lanes.
        top: usize,
    },
    /// Tag.
    Tag,
    /// One lane for everything.
    None,
}

/// What a lane stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum LaneKey {
    All,
    Family(Family),
    Kind(EventType),
    Entity(String),
    Place(String),
    Article(ArticleKey),
    Publisher(String),
    Tag(String),
    /// Everything that is in no other lane.
    Rest,
}

/// One lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// What it stands for.
    pub key: LaneKey,
    /// Its name in the interface.
    pub name: String,
    /// How many items lie in it.
    pub count: u32,
    /// Whether the user pinned it.
    pub pinned: bool,
}

/// The lanes of a selection and what lies in them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lanes {
    /// From the top.
    pub lanes: Vec<Lane>,
    /// One item for each dated event and lane it lies in, in order of start, then event, then
    /// lane.
    pub items: Vec<Item>,
}

/// Lays the selection in lanes. Events without a date are not items. Lanes without items are
/// left out, but for pinned ones.
#[must_use]
pub fn lanes(of: &Snapshot, selection: &Selection, by: &LaneBy) -> Lanes {
    let index = &*of.index;
    let mut plan = Plan::default();
    match by {
        LaneBy::None => {
            plan.lane(LaneKey::All, "All events".into(), true);
            plan.fill(of, selection, |_, out| out.push(0));
            if let Some(lane) = plan.lanes.first_mut() {
                lane.pinned = false;
            }
        }
        LaneBy::Family => {
            for f in Family::ALL {
                plan.lane(LaneKey::Family(f), f.name().into(), false);
            }
            let table: Vec<u32> = EventType::ALL.iter().map(|k| k.family() as u32).collect();
            let table = &table;
            plan.fill(of, selection, |e, out| {
                out.extend(table.get(index.kind[e] as usize).copied());
            });
        }
        LaneBy::Kind => {
            for k in EventType::ALL {
                plan.lane(LaneKey::Kind(k), k.name().into(), false);
            }
            plan.fill(of, selection, |e, out| out.push(u32::from(index.kind[e])));
        }
        LaneBy::Entity { pinned, top, only } => {
            let mut lane_of = vec![u32::MAX; of.story.entities.len()];
            for id in pinned {
                if let Some((e, entity)) = of.entity(id)
                    && lane_of[e] == u32::MAX
                {
                    lane_of[e] = plan.lane(LaneKey::Entity(id.clone()), entity.name.clone(), true);
                }
            }
            let candidates = of.story.entities.iter().enumerate().filter(|(e, entity)| {
                lane_of[*e] == u32::MAX
                    && only.is_none_or(|k| entity.kind == k)
                    && !of
                        .marks
                        .entities
                        .get(&(*e as u32))
                        .is_some_and(|m| m.hidden)
            });
            let counted =
                candidates.map(|(e, _)| (e, selection.entities.get(e).copied().unwrap_or(0)));
            for e in most(counted.collect(), *top) {
                let entity = &of.story.entities[e];
                lane_of[e] = plan.lane(
                    LaneKey::Entity(entity.id.clone()),
                    entity.name.clone(),
                    false,
                );
            }
            let rest = plan.lane(LaneKey::Rest, "Everyone else".into(), false);
            plan.fill(of, selection, |e, out| {
                let entities = index.entities.get(e).iter();
                out.extend(
                    entities
                        .filter_map(|x| lane_of.get(*x as usize))
                        .filter(|l| **l != u32::MAX),
                );
                if out.is_empty() {
                    out.push(rest);
                }
            });
        }
        LaneBy::Place { top } => {
            let mut counts = vec![0u32; of.story.entities.len()];
            for e in selection.events.iter() {
                if let Some(n) = counts.get_mut(index.place[e] as usize) {
                    *n += 1;
                }
            }
            let mut lane_of = vec![u32::MAX; counts.len()];
            for p in most(counts.iter().copied().enumerate().collect(), *top) {
                let place = &of.story.entities[p];
                lane_of[p] = plan.lane(LaneKey::Place(place.id.clone()), place.name.clone(), false);
            }
            let rest = plan.lane(LaneKey::Rest, "Elsewhere or unknown".into(), false);
            plan.fill(of, selection, |e, out| {
                let lane = lane_of.get(index.place[e] as usize).copied();
                out.push(lane.filter(|l| *l != u32::MAX).unwrap_or(rest));
            });
        }
        LaneBy::Article { top } => {
            let counts = selection.articles.iter().copied().enumerate().collect();
            let mut chosen = most(counts, *top);
            chosen.sort_by_key(|a| {
                (
                    of.entries[*a].article.published.as_ref().map(|p| p.date),
                    *a,
                )
            });
            let mut lane_of = vec![u32::MAX; of.entries.len()];
            for a in chosen {
                let entry = &of.entries[a];
                lane_of[a] = plan.lane(
                    LaneKey::Article(entry.key),
                    Snapshot::title_of(entry),
                    false,
                );
            }
            let rest = plan.lane(LaneKey::Rest, "Other articles".into(), false);
            plan.fill(of, selection, |e, out| {
                let articles = index.articles.get(e).iter();
                out.extend(
                    articles
                        .filter_map(|a| lane_of.get(*a as usize))
                        .filter(|l| **l != u32::MAX),
                );
                if out.is_empty() {
                    out.push(rest);
                }
            });
        }
        LaneBy::Publisher { top } => {
            let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
            let publisher: Vec<usize> = of
                .entries
                .iter()
                .map(|entry| {
                    let name = entry.article.publisher.as_deref().unwrap_or("");
                    let next = numbers.len();
                    *numbers.entry(name).or_insert(next)
                })
                .collect();
            let mut names = vec![""; numbers.len()];
            for (name, i) in &numbers {
                names[*i] = name;
            }
            let mut counts = vec![0u32; names.len()];
            for (a, p) in publisher.iter().enumerate() {
                counts[*p] += selection.articles.get(a).copied().unwrap_or(0);
            }
            let known = counts
                .iter()
                .copied()
                .enumerate()
                .filter(|(i, _)| !names[*i].is_empty());
            let mut lane_of = vec![u32::MAX; names.len()];
            for p in most(known.collect(), *top) {
                lane_of[p] = plan.lane(LaneKey::Publisher(names[p].into()), names[p].into(), false);
            }
            let rest = plan.lane(LaneKey::Rest, "Other or unknown publisher".into(), false);
            plan.fill(of, selection, |e, out| {
                let articles = index.articles.get(e).iter();
                let lanes = articles
                    .filter_map(|a| publisher.get(*a as usize))
                    .map(|p| lane_of[*p]);
                out.extend(lanes.map(|l| if l == u32::MAX { rest } else { l }));
            });
        }
        LaneBy::Tag => {
            let mut lane_of: BTreeMap<&str, u32> = BTreeMap::new();
            for tag in of.marks.tags() {
                lane_of.insert(
                    tag,
                    plan.lane(LaneKey::Tag(tag.into()), format!("#{tag}"), false),
                );
            }
            let rest = plan.lane(LaneKey::Rest, "Without a tag".into(), false);
            plan.fill(of, selection, |e, out| {
                let articles = index.articles.get(e).iter();
                let marks = articles
                    .filter_map(|a| of.marks.articles.get(a))
                    .chain(of.marks.events.get(&(e as u32)));
                for mark in marks {
                    out.extend(mark.tags.iter().filter_map(|t| lane_of.get(t.as_str())));
                }
                if out.is_empty() {
                    out.push(rest);
                }
            });
        }
    }
    plan.finish()
}

/// The `top` with most events, the first of equals first; none without events.
fn most(mut counts: Vec<(usize, u32)>, top: usize) -> Vec<usize> {
    counts.retain(|(_, n)| *n > 0);
    counts.sort_by_key(|(i, n)| (std::cmp::Reverse(*n), *i));
    counts.truncate(top);
    counts.into_iter().map(|(i, _)| i).collect()
}

#[derive(Default)]
struct Plan {
    lanes: Vec<Lane>,
    items: Vec<Item>,
}

impl Plan {
    fn lane(&mut self, key: LaneKey, name: String, pinned: bool) -> u32 {
        self.lanes.push(Lane {
            key,
            name,
            count: 0,
            pinned,
        });
        self.lanes.len() as u32 - 1
    }

    /// Makes the items; `lanes_of` puts the lanes of an event into an empty list.
    fn fill(
        &mut self,
        of: &Snapshot,
        selection: &Selection,
        lanes_of: impl Fn(usize, &mut Vec<u32>),
    ) {
        let mut list = Vec::new();
        self.items.reserve(selection.dated);
        for e in selection.events.iter() {
            let Some(event) = of.story.events.get(e) else {
                continue;
            };
            let Some(value) = &event.date.value else {
                continue;
            };
            list.clear();
            lanes_of(e, &mut list);
            list.sort_unstable();
            list.dedup();
            for &lane in &list {
                if let Some(l) = self.lanes.get_mut(lane as usize) {
                    l.count += 1;
                }
                self.items.push(Item {
                    event: e as u32,
                    lane,
                    start: value.earliest,
                    end: value.latest,
                    precision: value.precision,
                    qualifier: value.qualifier,
                    basis: event.date.basis,
                    modality: event.modality,
                    family: event.kind.family(),
                    salience: event.salience,
                });
            }
        }
    }

    /// Leaves out empty lanes and closes the gaps.
    fn finish(mut self) -> Lanes {
        let mut new = Vec::with_capacity(self.lanes.len());
        let mut next = 0u32;
        for lane in &self.lanes {
            new.push(next);
            next += u32::from(lane.count > 0 || lane.pinned);
        }
        for item in &mut self.items {
            item.lane = new[item.lane as usize];
        }
        self.lanes.retain(|l| l.count > 0 || l.pinned);
        self.items.sort_by_key(|i| (i.start, i.event, i.lane));
        Lanes {
            lanes: self.lanes,
            items: self.items,
        }
    }
}
