//! Hands on the lanes: wheel, drags, clicks, keys.

use super::card::in_bar;
use super::paint::{Picture, SIZES, events_of};
use super::state::{Drag, ViewState, Wish};
use super::{Scene, TimelineAction};
use crate::app::theme::line;
use crate::timeline::{Axis, Hit, Kind, MIN_SPAN, Scale, View, hit, lane_height};
use egui::{Key, Modifiers, PointerButton, Rect, Response};

/// Wheel points that make one step of the view by a factor e.
const WHEEL: f64 = 260.0;
/// Seconds a click on a fold waits for the second one of a double click.
const DOUBLE: f64 = 0.3;
/// Slack around marks, points.
const SLACK: f32 = 4.0;
/// Share of the view a key press pans.
const STEP: f64 = 0.2;
/// Factor a key press zooms.
const KEY_ZOOM: f64 = 1.5;

/// Does what was asked from outside; jumps are remembered for "back".
pub(super) fn wishes(scene: &Scene<'_>, state: &mut ViewState, lanes_rect: Rect) {
    // The first events come into sight by themselves, and so do those that come while articles are
    // still being read, until a hand moves the view.
    let first = !state.had_events && !scene.all.is_empty();
    let untouched = state.fitted.is_some() && state.fitted == Some(state.aim());
    if (first || untouched)
        && state.wish.is_none()
        && let Some(fit) = scene.all.fit()
    {
        let view = View::fit(
            state.axis.of_time(fit.core.0 as f64),
            state.axis.of_time(fit.core.1 as f64),
        );
        state.view = view;
        state.glide = None;
        state.fitted = Some(view);
    }
    state.had_events |= first;
    match state.wish.take() {
        None => {}
        Some(Wish::FitAll) => {
            if let Some(view) = fit_all(scene, &state.axis) {
                state.jump(view);
            }
        }
        Some(Wish::Reveal { events, fit }) => reveal(scene, state, &events, fit, lanes_rect),
    }
}

fn fit_all(scene: &Scene<'_>, axis: &Axis) -> Option<View> {
    let fit = scene.columns.fit().or_else(|| scene.all.fit())?;
    Some(View::fit(
        axis.of_time(fit.start as f64),
        axis.of_time(fit.end as f64),
    ))
}

fn reveal(scene: &Scene<'_>, state: &mut ViewState, events: &[u32], fit: bool, lanes_rect: Rect) {
    let spans: Vec<(i64, i64)> = events
        .iter()
        .filter_map(|&e| scene.columns.interval(e))
        .collect();
    let (Some(start), Some(end)) = (
        spans.iter().map(|s| s.0).min(),
        spans.iter().map(|s| s.1).max(),
    ) else {
        return;
    };
    let (a, b) = (
        state.axis.of_time(start as f64),
        state.axis.of_time(end as f64),
    );
    let aim = state.aim();
    if fit {
        // Room around a single event, so that one sees where one is.
        let pad = (b - a).max(7.0 * 86_400.0) * if events.len() == 1 { 1.5 } else { 0.1 };
        state.jump(View::new(a - pad, b + pad));
    } else if b - a > aim.span() * 0.9 {
        if a > aim.end || b < aim.start {
            state.jump(View::fit(a, b));
        }
    } else if a < aim.start || b > aim.end {
        // Moved to the middle, so that what is around can be seen too.
        let shift = (a + b) / 2.0 - aim.middle();
        state.jump(aim.pan(shift));
    }
    if let [event] = events {
        scroll_to(scene, state, *event, lanes_rect);
    }
}

/// Scrolls the lanes so that the event's row is in sight.
fn scroll_to(scene: &Scene<'_>, state: &mut ViewState, event: u32, rect: Rect) {
    let mut top = 0.0;
    for head in scene.lanes {
        let lane = scene.columns.lanes().get(head.lane as usize);
        let height = lane_height(lane, head.folded, &SIZES);
        if let Some(lane) = lane
            && let Some(index) = lane.find(event)
        {
            let row = if head.folded { 0 } else { lane.meta(index).row };
            let y = top + line::LANE_PAD + f32::from(row) * line::ROW;
            if y < state.scroll {
                state.scroll = (y - line::ROW).max(0.0);
            } else if y + line::ROW > state.scroll + rect.height() {
                state.scroll = y + 2.0 * line::ROW - rect.height();
            }
            return;
        }
        top += height;
    }
}

/// Wheel and drags on the lanes; changes the view at once.
pub(super) fn move_view(response: &Response, rect: Rect, state: &mut ViewState, now: f64) {
    let ctx = &response.ctx;
    let width = rect.width().max(1.0);
    let per_point = |view: View| view.span() / f64::from(width);
    let at = |state: &ViewState, x: f32| {
        state.view.start + f64::from(x - rect.left()) * per_point(state.view)
    };
    if response.contains_pointer()
        && let Some(pos) = ctx.input(|i| i.pointer.hover_pos())
    {
        let (wheel, zoom, alt) =
            ctx.input(|i| (i.smooth_scroll_delta(), i.zoom_delta(), i.modifiers.alt));
        if zoom != 1.0 {
            state.follow(state.view.zoom_at(at(state, pos.x), f64::from(zoom)), now);
            state.kinetic = None;
        }
        if wheel.x != 0.0 {
            let by = f64::from(-wheel.x) * per_point(state.view);
            state.follow(state.view.pan(by), now);
            state.kinetic = None;
        }
        if wheel.y != 0.0 {
            if alt || !state.options.wheel_zooms {
                state.scroll -= wheel.y;
            } else {
                let factor = (f64::from(wheel.y) / WHEEL).exp();
                state.follow(state.view.zoom_at(at(state, pos.x), factor), now);
                state.kinetic = None;
            }
        }
    }
    if response.drag_started_by(PointerButton::Primary)
        || response.drag_started_by(PointerButton::Middle)
    {
        state.drag = Some(Drag::Pan);
        state.kinetic = None;
    }
    if response.drag_started_by(PointerButton::Secondary)
        && let Some(origin) = ctx.input(|i| i.pointer.press_origin())
    {
        state.drag = Some(Drag::Zoom { from: origin.x });
    }
    match state.drag {
        Some(Drag::Pan) if response.dragged() => {
            let delta = response.drag_delta();
            if delta.x != 0.0 {
                let by = f64::from(-delta.x) * per_point(state.view);
                state.follow(state.view.pan(by), now);
            }
            state.scroll -= delta.y;
            ctx.set_cursor_icon(egui::CursorIcon::Grabbing);
        }
        Some(Drag::Pan) if response.drag_stopped() => {
            let speed = ctx.input(|i| i.pointer.velocity().x);
            state.drag = None;
            if state.options.animate && speed.abs() > 120.0 {
                state.kinetic = Some(speed);
            }
        }
        Some(Drag::Zoom { from }) if response.drag_stopped() => {
            state.drag = None;
            if let Some(pos) = response.interact_pointer_pos() {
                let (a, b) = (at(state, from.min(pos.x)), at(state, from.max(pos.x)));
                if (pos.x - from).abs() > 6.0 {
                    state.jump(View::new(a, b));
                }
            }
        }
        Some(Drag::Pan | Drag::Zoom { .. }) if !response.dragged() && !response.drag_stopped() => {
            state.drag = None;
        }
        _ => {}
    }
}

/// What lies under the pointer.
pub(super) fn under(picture: &Picture, pos: egui::Pos2) -> Option<Hit> {
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
fn content(scene: &Scene<'_>, picture: &Picture, hit: Hit) -> (Vec<u32>, i64, i64) {
    match hit {
        Hit::Mark(i) => {
            let Some(mark) = picture.layout.marks.get(i as usize) else {
                return (Vec::new(), 0, 0);
            };
            let Some(lane) = picture
                .layout
                .bands
                .get(mark.band as usize)
                .and_then(|b| scene.columns.lanes().get(b.lane as usize))
            else {
                return (Vec::new(), 0, 0);
            };
            let members = picture
                .layout
                .members
                .get(mark.members.0 as usize..mark.members.1 as usize)
                .unwrap_or_default();
            let start = members.iter().map(|&m| lane.start(m)).min().unwrap_or(0);
            let end = members.iter().map(|&m| lane.end(m)).max().unwrap_or(0);
            let events = events_of(scene.columns, &picture.layout, mark).collect();
            (events, start, end)
        }
        Hit::Bar(i) => {
            let events = in_bar(scene, &picture.layout, i);
            let (from, to) = picture
                .layout
                .bars
                .get(i as usize)
                .map_or((0, 0), |b| (b.from, b.to - 1));
            (events, from, to)
        }
    }
}

/// Clicks on the lanes.
pub(super) fn clicks(
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
    let add = response
        .ctx
        .input(|i| i.modifiers.command || i.modifiers.shift);
    if response.double_clicked() {
        state.waiting_click = None;
        match under(picture, pos) {
            Some(hit) => {
                let (events, start, end) = content(scene, picture, hit);
                zoom_into(state, scale, events, start, end, out);
            }
            None => {
                let at = scale.axis_second(pos.x);
                let aim = state.aim();
                state.jump(aim.zoom_at(at, 2.5));
            }
        }
    } else if response.clicked() {
        match under(picture, pos) {
            Some(hit) => {
                let (events, start, end) = content(scene, picture, hit);
                let is_several = events.len() > 1;
                if is_several && !add {
                    state.waiting_click = Some((now + DOUBLE, events, start, end));
                } else {
                    state.focus = events.first().copied();
                    out.push(TimelineAction::Select { events, add });
                }
            }
            None if !add => {
                state.focus = None;
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

/// Zooms so far that a fold comes apart, or to a lone event; lists events of one instant.
fn zoom_into(
    state: &mut ViewState,
    scale: &Scale<'_>,
    events: Vec<u32>,
    start: i64,
    end: i64,
    out: &mut Vec<TimelineAction>,
) {
    let (a, b) = (
        scale.axis.of_time(start as f64),
        scale.axis.of_time(end as f64 + 1.0),
    );
    let aim = state.aim();
    if events.len() > 1 && (b - a < 2.0 * MIN_SPAN || aim.span() < 1.3 * (b - a)) {
        // No zoom parts them.
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
pub(super) fn late_click(
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

/// Keys, as long as no text field or other widget has them. `focused`: the canvas itself has the
/// keyboard, then arrows walk the events.
pub(super) fn keys(
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

/// Whether a mark is one event and not a fold.
pub(super) fn lone_event(picture: &Picture, hit: Option<Hit>) -> Option<u32> {
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
