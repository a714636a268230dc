//! What is let through, and the lanes it is sorted into.

use super::{Action, State};
use crate::entity::{Entity, EntityType};
use crate::project::{Filter, LaneBy};

impl State {
    /// Whether events of this entity alone are shown, or it is among those.
    #[must_use]
    pub fn is_filtered_by(&self, entity: &Entity) -> bool {
        self.filter.entities.contains(&entity.id)
    }

    /// Whether the entity has a lane of its own because the user pinned it.
    #[must_use]
    pub fn is_pinned(&self, entity: &Entity) -> bool {
        matches!(&self.lane_by, LaneBy::Entity { pinned, .. } if pinned.contains(&entity.id))
    }

    /// Whether nothing but salience is filtered.
    #[must_use]
    pub fn chips_are_empty(&self) -> bool {
        Filter {
            salience: 0.0,
            ..self.filter.clone()
        }
        .is_empty()
    }

    /// Moves the slider of saliences by a part of its length.
    pub(super) fn show_more(&mut self, by: f32) {
        let place = self.picture.place_at(self.filter.salience) + by;
        self.handle(Action::Salience(self.picture.salience_of_place(place)));
    }

    pub(super) fn set_filter(&mut self, filter: Filter) {
        if filter != self.filter {
            self.search_text.clone_from(&filter.query);
            if filter.query != self.filter.query {
                self.results.stale = true;
            }
            let chosen = self.companion_of.and_then(|e| self.entity(e));
            if !chosen.is_some_and(|e| filter.entities.contains(&e.id)) {
                self.companion_of = None;
            }
            self.filter = filter;
            self.stale_picture = true;
            // It lists what stood there under the filter before.
            self.fold_list = None;
        }
    }

    pub(super) fn toggle_entity(&mut self, entity: u32, add: bool) {
        let Some(id) = self.entity(entity).map(|e| e.id.clone()) else {
            return;
        };
        let mut filter = self.filter.clone();
        filter.without_entities.remove(&id);
        if add {
            if !filter.entities.remove(&id) {
                filter.entities.insert(id);
            }
        } else if filter.entities.len() == 1 && filter.entities.contains(&id) {
            filter.entities.clear();
        } else {
            filter.entities = [id].into();
        }
        self.companion_of = Some(entity);
        self.set_filter(filter);
        // What the click did shows on the timeline, not in the article that covers it.
        self.reading = None;
    }

    pub(super) fn pin(&mut self, entity: u32) {
        let Some((id, kind)) = self.entity(entity).map(|e| (e.id.clone(), e.kind)) else {
            return;
        };
        let by = match &self.lane_by {
            LaneBy::Entity { pinned, top, only } => {
                let mut pinned = pinned.clone();
                if let Some(at) = pinned.iter().position(|p| *p == id) {
                    pinned.remove(at);
                } else {
                    pinned.push(id);
                }
                LaneBy::Entity {
                    pinned,
                    top: *top,
                    only: *only,
                }
            }
            _ => LaneBy::Entity {
                pinned: vec![id],
                top: 6,
                only: Some(kind).filter(|k| *k != EntityType::Misc),
            },
        };
        self.lane_by = by;
        self.stale_picture = true;
    }
}
