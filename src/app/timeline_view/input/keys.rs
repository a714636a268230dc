//! Keys, and the walk from event to event.

use super::super::state::ViewState;
use super::super::{Scene, TimelineAction};
use super::wishes::reveal;
use crate::app::theme::line;
use egui::{Key, Modifiers, Rect};

/// Share of the view a key press pans.
const STEP: f64 = 0.2;
/// Factor a key press zooms.
const KEY_ZOOM: f64 = 1.5;

/// Keys, as long as no text field or other widget has them. `focused`: the canvas itself has the
/// keyboard, then arrows walk the events.
pub(in super::super) fn keys(
    ctx: &egui::Context,
    focused: bool,
    scene: &Scene<'_>,
    state: &mut ViewState,
    rect: Rect,
    out: &mut Vec<TimelineAction>,
) {
    let taken = ctx.memory(|m| m.focused().is_some()) && !focused;
    if taken {
        return;
    }
    let pressed = |key: Key| ctx.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    if focused {
        for (key, forward) in [(Key::ArrowRight, true), (Key::ArrowLeft, false)] {
            if pressed(key) {
                walk(scene, state, forward, rect, out);
            }
        }
        for (key, down) in [(Key::ArrowDown, true), (Key::ArrowUp, false)] {
            if pressed(key) {
                change_lane(scene, state, down, rect, out);
            }
        }
        if pressed(Key::Enter)
            && let Some(event) = state.focus
        {
            out.push(TimelineAction::Open(event));
        }
    }
    for (key, share) in [
        (Key::ArrowLeft, -STEP),
        (Key::A, -STEP),
        (Key::ArrowRight, STEP),
        (Key::D, STEP),
        (Key::PageUp, -0.9),
        (Key::PageDown, 0.9),
    ] {
        if pressed(key) {
            state.pan(share);
        }
    }
    for (key, factor) in [
        (Key::W, KEY_ZOOM),
        (Key::S, 1.0 / KEY_ZOOM),
        (Key::Plus, KEY_ZOOM),
        (Key::Equals, KEY_ZOOM),
        (Key::Minus, 1.0 / KEY_ZOOM),
    ] {
        if pressed(key) {
            state.zoom(factor);
        }
    }
    for (key, by) in [(Key::ArrowDown, 1.0), (Key::ArrowUp, -1.0)] {
        if pressed(key) {
            state.scroll += by * 2.0 * line::ROW;
        }
    }
    if pressed(Key::Num0) || pressed(Key::Home) {
        state.fit_all();
    }
    if pressed(Key::F) && !scene.selected.is_empty() {
        state.reveal(scene.selected, true);
    }
    for (key, forward) in [(Key::Period, true), (Key::Comma, false)] {
        if pressed(key) {
            walk(scene, state, forward, rect, out);
        }
    }
    // With Shift first: a key alone matches with any modifier but Ctrl and Alt.
    if ctx.input_mut(|i| i.consume_key(Modifiers::SHIFT, Key::Backspace)) {
        state.forward();
    }
    if pressed(Key::Backspace) {
        state.back();
    }
    if pressed(Key::Escape) {
        if state.range.take().is_some() {
            out.push(TimelineAction::RangeSelected(None));
        } else if !scene.selected.is_empty() || state.focus.is_some() {
            state.focus = None;
            out.push(TimelineAction::Select {
                events: Vec::new(),
                add: false,
            });
        }
    }
}

/// To the next or previous event in time, over all lanes shown.
fn walk(
    scene: &Scene<'_>,
    state: &mut ViewState,
    forward: bool,
    rect: Rect,
    out: &mut Vec<TimelineAction>,
) {
    let from = state
        .focus
        .or_else(|| scene.selected.first().copied())
        .and_then(|e| Some((scene.columns.interval(e)?.0, e)));
    let (start, event) = from.unwrap_or_else(|| {
        // From the near edge of what is in sight.
        let view = state.view();
        if forward {
            (view.start as i64, 0)
        } else {
            (view.end as i64, u32::MAX)
        }
    });
    let lanes = scene.lanes.iter().map(|l| l.lane);
    if let Some(found) = scene.columns.next(lanes, start, event, forward)
        && let Some(lane) = scene.columns.lanes().get(found.lane as usize)
    {
        go(scene, state, lane.event(found.index), rect, out);
    }
}

/// To the event nearest in time in the lane below or above.
fn change_lane(
    scene: &Scene<'_>,
    state: &mut ViewState,
    down: bool,
    rect: Rect,
    out: &mut Vec<TimelineAction>,
) {
    let Some(event) = state.focus else {
        walk(scene, state, true, rect, out);
        return;
    };
    let Some(at) = scene.columns.find(event) else {
        return;
    };
    let Some(place) = scene.lanes.iter().position(|l| l.lane == at.lane) else {
        return;
    };
    let start = scene.columns.interval(event).map_or(0, |s| s.0);
    let order: Vec<usize> = if down {
        (place + 1..scene.lanes.len()).collect()
    } else {
        (0..place).rev().collect()
    };
    for i in order {
        let lane = scene
            .lanes
            .get(i)
            .and_then(|l| scene.columns.lanes().get(l.lane as usize));
        let Some(lane) = lane else { continue };
        let near = [lane.next(start, 0, true), lane.next(start, u32::MAX, false)]
            .into_iter()
            .flatten()
            .min_by_key(|&i| (lane.start(i) - start).abs());
        if let Some(index) = near {
            go(scene, state, lane.event(index), rect, out);
            return;
        }
    }
}

fn go(
    scene: &Scene<'_>,
    state: &mut ViewState,
    event: u32,
    rect: Rect,
    out: &mut Vec<TimelineAction>,
) {
    state.focus = Some(event);
    reveal(scene, state, &[event], false, rect);
    out.push(TimelineAction::Select {
        events: vec![event],
        add: false,
    });
}
