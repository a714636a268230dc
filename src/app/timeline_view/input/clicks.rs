//! Clicks: select, open folds, zoom to what was double-clicked.

use super::super::card::in_bar;
use super::super::paint::{Picture, events_of};
use super::super::state::ViewState;
use super::super::{Scene, TimelineAction};
use super::boxed;
use crate::app::theme::line;
use crate::timeline::{Hit, Kind, Layout, MIN_SPAN, Scale, View, hit};
use egui::Response;

/// Seconds a click on a fold waits for the second one of a double click.
const DOUBLE: f64 = 0.3;
/// Slack around marks, points.
const SLACK: f32 = 4.0;

/// What a click met.
#[derive(Clone)]
pub(in super::super) struct Clicked {
    /// The second of the axis.
    at: f64,
    /// The events under the pointer, and the seconds they span.
    hit: Option<(Vec<u32>, i64, i64)>,
}

/// What lies under the pointer.
pub(in super::super) fn under(picture: &Picture, pos: egui::Pos2) -> Option<Hit> {
    hit(
        &picture.layout,
        &picture.labels,
        pos.x,
        pos.y,
        line::ROW / 2.0,
        SLACK,
    )
}

/// The events of a hit, and the seconds they span.
pub(in super::super) fn content(
    scene: &Scene<'_>,
    layout: &Layout,
    hit: Hit,
) -> (Vec<u32>, i64, i64) {
    match hit {
        Hit::Mark(i) => {
            let Some(mark) = layout.marks.get(i as usize) else {
                return (Vec::new(), 0, 0);
            };
            let Some(lane) = layout
                .bands
                .get(mark.band as usize)
                .and_then(|b| scene.columns.lanes().get(b.lane as usize))
            else {
                return (Vec::new(), 0, 0);
            };
            let members = layout
                .members
                .get(mark.members.0 as usize..mark.members.1 as usize)
                .unwrap_or_default();
            let start = members.iter().map(|&m| lane.start(m)).min().unwrap_or(0);
            let end = members.iter().map(|&m| lane.end(m)).max().unwrap_or(0);
            let events = events_of(scene.columns, layout, mark).collect();
            (events, start, end)
        }
        Hit::Bar(i) => {
            let events = in_bar(scene, layout, i);
            let (from, to) = layout
                .bars
                .get(i as usize)
                .map_or((0, 0), |b| (b.from, b.to - 1));
            (events, from, to)
        }
    }
}

/// Clicks on the lanes.
pub(in super::super) fn clicks(
    response: &Response,
    scene: &Scene<'_>,
    picture: &Picture,
    scale: &Scale<'_>,
    state: &mut ViewState,
    now: f64,
    out: &mut Vec<TimelineAction>,
) {
    let Some(pos) = response.interact_pointer_pos() else {
        return;
    };
    let (stretch, add) = response
        .ctx
        .input(|i| (i.modifiers.shift, i.modifiers.command));
    let here = || Clicked {
        at: scale.axis_second(pos.x),
        hit: under(picture, pos).map(|hit| content(scene, &picture.layout, hit)),
    };
    if response.double_clicked() {
        state.waiting_click = None;
        // What the first click chose may have opened the detail view and moved all this: meant is
        // what was under the pointer then.
        let meant = state.clicked.take().unwrap_or_else(here);
        match meant.hit {
            Some((events, start, end)) => {
                zoom_into(scene, state, scale, events, (start, end), out);
            }
            None => {
                let aim = state.aim();
                state.jump(aim.zoom_at(meant.at, 2.5));
            }
        }
    } else if response.clicked() {
        let clicked = here();
        state.clicked = Some(clicked.clone());
        match clicked.hit {
            Some((events, start, end)) => {
                let is_several = events.len() > 1;
                let from = state
                    .anchor
                    .or(state.focus)
                    .or(scene.selected.first().copied());
                if stretch && let Some(from) = from {
                    let events = boxed::between(scene, from, &events);
                    boxed::select(scene, events, add, out);
                } else if is_several && !add {
                    state.waiting_click = Some((now + DOUBLE, events, start, end));
                } else {
                    state.focus = events.first().copied();
                    state.anchor = state.focus;
                    out.push(TimelineAction::Select { events, add });
                }
            }
            None if !add && !stretch => {
                state.focus = None;
                state.anchor = None;
                if state.range.take().is_some() {
                    out.push(TimelineAction::RangeSelected(None));
                }
                out.push(TimelineAction::Select {
                    events: Vec::new(),
                    add: false,
                });
            }
            None => {}
        }
    }
}

/// A right click chooses what its menu is about: what is selected, if it lies on that, else what
/// lies under the pointer, which is selected then.
pub(in super::super) fn right_click(
    response: &Response,
    scene: &Scene<'_>,
    picture: &Picture,
    state: &mut ViewState,
    out: &mut Vec<TimelineAction>,
) {
    let Some(pos) = response
        .interact_pointer_pos()
        .filter(|_| response.secondary_clicked())
    else {
        return;
    };
    let Some(hit) = under(picture, pos) else {
        state.menu_of.clear();
        return;
    };
    let (mut events, ..) = content(scene, &picture.layout, hit);
    events.sort_unstable();
    events.dedup();
    if events
        .iter()
        .all(|e| scene.selected.binary_search(e).is_ok())
    {
        state.menu_of = scene.selected.to_vec();
        return;
    }
    // What cannot be selected has no menu: it would speak of these and act on those selected before.
    state.menu_of.clear();
    if boxed::select(scene, events.clone(), false, out) {
        state.focus = events.first().copied();
        state.anchor = state.focus;
        state.menu_of = events;
    }
}

/// Zooms so far that a fold comes apart, or to a lone event; lists what no zoom parts.
fn zoom_into(
    scene: &Scene<'_>,
    state: &mut ViewState,
    scale: &Scale<'_>,
    events: Vec<u32>,
    (start, end): (i64, i64),
    out: &mut Vec<TimelineAction>,
) {
    let (a, b) = (
        scale.axis.of_time(start as f64),
        scale.axis.of_time(end as f64 + 1.0),
    );
    let aim = state.aim();
    let near = b - a < 2.0 * MIN_SPAN || aim.span() < 1.3 * (b - a);
    if events.len() > 1 && (near || scene.columns.are_one(&events)) {
        out.push(TimelineAction::ListFold { events, start, end });
    } else if events.len() > 1 {
        state.jump(View::fit(a, b));
    } else {
        // A lone event keeps air around it; what is already that close only comes to the middle.
        let half = ((b - a) * 2.5).max(3.0 * 86_400.0).min(aim.span() / 2.0);
        let middle = (a + b) / 2.0;
        state.jump(View::new(middle - half, middle + half));
        if let Some(&event) = events.first() {
            state.focus = Some(event);
            out.push(TimelineAction::Open(event));
        }
    }
}

/// Gives out the click that waited for a second one in vain.
pub(in super::super) fn late_click(
    ctx: &egui::Context,
    state: &mut ViewState,
    now: f64,
    out: &mut Vec<TimelineAction>,
) {
    match state.waiting_click.take() {
        Some((due, events, start, end)) if now >= due => {
            out.push(TimelineAction::ListFold { events, start, end });
        }
        Some(waiting) => {
            let wait = (waiting.0 - now).max(0.01) as f32;
            ctx.request_repaint_after_secs(wait);
            state.waiting_click = Some(waiting);
        }
        None => {}
    }
}

/// Whether a mark is one event and not a fold.
pub(in super::super) fn lone_event(picture: &Picture, hit: Option<Hit>) -> Option<u32> {
    match hit? {
        Hit::Mark(i) => picture
            .layout
            .marks
            .get(i as usize)
            .filter(|m| m.kind != Kind::Fold)
            .map(|m| m.event),
        Hit::Bar(_) => None,
    }
}
