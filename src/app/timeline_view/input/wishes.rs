//! What is asked of the view from outside: show everything, show these events.

use super::super::Scene;
use super::super::paint::SIZES;
use super::super::state::{ViewState, Wish};
use crate::app::theme::line;
use crate::timeline::{Axis, View, lane_height};
use egui::Rect;

/// Points left free at both ends of all events: a fold of the last ones reaches that far beyond
/// them, and stays clear of the scroll bar.
const AIR: f32 = line::FOLD.0 - line::MARK / 2.0 + line::SCROLL + 8.0;

/// Does what was asked from outside; jumps are remembered for "back".
pub(in super::super) fn wishes(scene: &Scene<'_>, state: &mut ViewState, lanes_rect: Rect) {
    // The first events come into sight by themselves, and so do those that come while articles are
    // still being read, until a hand moves the view.
    if state.is_untouched()
        && state.wish.is_none()
        && let Some(core) = scene.all.core()
    {
        let view = with_air(&state.axis, core, lanes_rect);
        state.view = view;
        state.glide = None;
        state.fitted = Some(view);
    }
    state.had_events |= !scene.all.is_empty();
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
pub(in super::super) fn with_air(axis: &Axis, (start, end): (i64, i64), rect: Rect) -> View {
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
    let Some((start, end)) = scene.columns.span(events) else {
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
