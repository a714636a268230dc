//! What is asked of the view from outside: show everything, show these events.

use super::super::Scene;
use super::super::paint::SIZES;
use super::super::state::{ViewState, Wish};
use crate::app::theme::line;
use crate::timeline::{Axis, View, lane_height};
use egui::Rect;

/// Points left free at both ends of all events.
const AIR: f32 = line::FOLD.0 / 2.0 + line::SCROLL + 6.0;

/// Does what was asked from outside; jumps are remembered for "back".
pub(in super::super) fn wishes(scene: &Scene<'_>, state: &mut ViewState, lanes_rect: Rect) {
    // The first events come into sight by themselves, and so do those that come while articles are
    // still being read, until a hand moves the view.
    let first = !state.had_events && !scene.all.is_empty();
    let untouched = state.fitted.is_some() && state.fitted == Some(state.aim());
    if (first || untouched)
        && state.wish.is_none()
        && let Some(fit) = scene.all.fit()
    {
        let view = with_air(&state.axis, fit.core, lanes_rect);
        state.view = view;
        state.glide = None;
        state.fitted = Some(view);
    }
    state.had_events |= first;
    match state.wish.take() {
        None => {}
        Some(Wish::FitAll) => {
            if let Some(view) = fit_all(scene, &state.axis, lanes_rect) {
                state.jump(view);
            }
        }
        Some(Wish::Reveal { events, fit }) => reveal(scene, state, &events, fit, lanes_rect),
    }
}

fn fit_all(scene: &Scene<'_>, axis: &Axis, rect: Rect) -> Option<View> {
    let fit = scene.columns.fit().or_else(|| scene.all.fit())?;
    Some(with_air(axis, (fit.start, fit.end), rect))
}

/// All of a stretch, with room at both ends for marks that are wider than they last.
fn with_air(axis: &Axis, (start, end): (i64, i64), rect: Rect) -> View {
    let (a, b) = (axis.of_time(start as f64), axis.of_time(end as f64));
    let fit = View::fit(a, b);
    let air = (b - a) * f64::from(AIR / (rect.width() - 2.0 * AIR).max(AIR));
    View::new(fit.start.min(a - air), fit.end.max(b + air))
}

pub(super) fn reveal(
    scene: &Scene<'_>,
    state: &mut ViewState,
    events: &[u32],
    fit: bool,
    lanes_rect: Rect,
) {
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
