//! How the lanes are shown. Nothing here needs new columns, so it shows in the next frame however
//! many events there are.

use super::{LaneChange, State};
use crate::app::picture::LaneLayout;
use crate::project::LaneKey;
use std::sync::Arc;

impl State {
    pub(super) fn change_lanes(&mut self, change: LaneChange) {
        let all = || self.picture.lanes.iter().zip(0u32..);
        let key = |lane: u32| self.picture.lanes.get(lane as usize).map(|l| l.key.clone());
        let mut to = self.lane_layout.clone();
        match change {
            LaneChange::Fold(lane, true) => to.folded.extend(key(lane)),
            LaneChange::Fold(lane, false) => {
                to.folded.retain(|k| Some(k) != key(lane).as_ref());
            }
            LaneChange::FoldAll(true) => to.folded = all().map(|(l, _)| l.key.clone()).collect(),
            LaneChange::FoldAll(false) => to.folded.clear(),
            LaneChange::Hide(lane) => to.hidden.extend(key(lane)),
            LaneChange::HideOthers(lane) => {
                let others = all().filter(|(_, i)| *i != lane);
                to.hidden = others.map(|(l, _)| l.key.clone()).collect();
            }
            LaneChange::Show(Some(lane)) => {
                to.hidden.retain(|k| Some(k) != key(lane).as_ref());
            }
            LaneChange::Show(None) => to.hidden.clear(),
            LaneChange::Move(lane, place) => {
                if let Some(moved) = key(lane) {
                    let shown = self.picture.headers.iter().filter_map(|h| key(h.lane));
                    let mut order: Vec<LaneKey> = shown.filter(|k| *k != moved).collect();
                    order.insert(place.min(order.len()), moved);
                    to.order = order;
                }
            }
            LaneChange::Sort(sort) => {
                to.sort = sort;
                to.order.clear();
            }
            LaneChange::Reset => {
                to = LaneLayout {
                    folded: to.folded,
                    ..LaneLayout::default()
                };
            }
        }
        self.lane_layout = to;
        match Arc::get_mut(&mut self.picture) {
            Some(picture) => picture.arrange(&self.lane_layout),
            // Somebody else looks at it: a new one is made.
            None => self.stale_picture = true,
        }
    }
}
