//! Many events at once: those in a box, and those between two.

use super::super::paint::{Picture, events_of};
use super::super::{Scene, TimelineAction};
use crate::app::theme::line;
use crate::timeline::words;
use egui::Rect;

/// Most events selected at a time: what is done with them must stay quick.
const MOST: usize = 20_000;

/// Selects these events, in any order; `add` keeps what was selected. False where they are too many.
pub(super) fn select(
    scene: &Scene<'_>,
    mut events: Vec<u32>,
    add: bool,
    out: &mut Vec<TimelineAction>,
) -> bool {
    if add {
        events.extend_from_slice(scene.selected);
    }
    events.sort_unstable();
    events.dedup();
    if events.len() > MOST {
        out.push(TimelineAction::Refused(format!(
            "{} events are too many to select at once. Zoom in or filter first.",
            words::grouped(events.len() as i64)
        )));
        return false;
    }
    out.push(TimelineAction::Select { events, add: false });
    true
}

/// The events whose marks, folds or columns touch `rect`.
pub(super) fn inside(scene: &Scene<'_>, picture: &Picture, rect: Rect) -> Vec<u32> {
    let layout = &picture.layout;
    let mut events = Vec::new();
    for band in &layout.bands {
        if band.bottom < rect.top() || band.top > rect.bottom() {
            continue;
        }
        let marks = band.marks.start as usize..band.marks.end as usize;
        for mark in layout.marks.get(marks).unwrap_or_default() {
            let tall = mark.y - line::MARK / 2.0..=mark.y + line::MARK / 2.0;
            if mark.right >= rect.left()
                && mark.left <= rect.right()
                && *tall.end() >= rect.top()
                && *tall.start() <= rect.bottom()
            {
                events.extend(events_of(scene.columns, layout, mark));
            }
        }
        let bars = band.bars.start as usize..band.bars.end as usize;
        let mut touched = layout.bars.get(bars).unwrap_or_default().iter();
        let mut touched = touched
            .by_ref()
            .filter(|b| b.right > rect.left() && b.left < rect.right());
        let lane = scene.columns.lanes().get(band.lane as usize);
        if let (Some(first), Some(lane)) = (touched.next(), lane) {
            let to = touched.last().unwrap_or(first).to;
            let counted = lane.counted_in(first.from, to);
            events.extend(counted.into_iter().map(|i| lane.event(i)));
        }
    }
    events
}

/// The events from `from` to the last of `to` in time, in their lanes and those between.
pub(super) fn between(scene: &Scene<'_>, from: u32, to: &[u32]) -> Vec<u32> {
    let mut ends: Vec<u32> = to.iter().copied().chain([from]).collect();
    ends.sort_unstable();
    ends.dedup();
    let place_of = |lane: u32| scene.lanes.iter().position(|l| l.lane == lane);
    let found = scene.columns.places(&ends);
    let spots: Vec<(usize, i64)> = found
        .iter()
        .filter_map(|at| {
            let lane = scene.columns.lanes().get(at.lane as usize)?;
            Some((place_of(at.lane)?, lane.start(at.index)))
        })
        .collect();
    let lanes = spots.iter().map(|s| s.0);
    let times = spots.iter().map(|s| s.1);
    let (Some(first), Some(last), Some(early), Some(late)) = (
        lanes.clone().min(),
        lanes.max(),
        times.clone().min(),
        times.max(),
    ) else {
        return to.to_vec();
    };
    let mut events = Vec::new();
    for head in scene.lanes.get(first..=last).unwrap_or_default() {
        if let Some(lane) = scene.columns.lanes().get(head.lane as usize) {
            lane.overlapping(early, late, |i| {
                if lane.start(i) >= early {
                    events.push(lane.event(i));
                }
            });
        }
    }
    events
}
