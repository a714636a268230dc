//! The menu of a right click: what can be done with the events chosen, or with the view.

use super::state::ViewState;
use super::{Scene, TimelineAction};
use crate::timeline::{Scale, View};
use egui::{Button, Ui};

/// Shows the menu for what was right-clicked last.
pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    scale: &Scale<'_>,
    state: &mut ViewState,
    out: &mut Vec<TimelineAction>,
) {
    if state.menu_of.is_empty() {
        of_view(ui, scene, scale, state, out);
        return;
    }
    if ui.button("Zoom to").clicked() {
        let events = state.menu_of.clone();
        state.reveal(&events, true);
    }
    if state.menu_of.len() > 1 && ui.button("List").clicked() {
        let (start, end) = scene.columns.span(&state.menu_of).unwrap_or_default();
        out.push(TimelineAction::ListFold {
            events: state.menu_of.clone(),
            start,
            end,
        });
    }
    if let Some(menu) = scene.menu {
        menu.show(ui, &state.menu_of);
    }
}

fn of_view(
    ui: &mut Ui,
    scene: &Scene<'_>,
    scale: &Scale<'_>,
    state: &mut ViewState,
    out: &mut Vec<TimelineAction>,
) {
    if ui.button("Show everything").clicked() {
        state.fit_all();
    }
    if ui.button("Show where most events lie").clicked()
        && let Some((start, end)) = scene.columns.core()
    {
        let at = |time: i64| scale.axis.of_time(time as f64);
        state.jump(View::fit(at(start), at(end)));
    }
    if ui
        .add_enabled(state.can_go_back(), Button::new("Back to the view before"))
        .clicked()
    {
        state.back();
    }
    if ui
        .add_enabled(state.can_go_forward(), Button::new("Forward again"))
        .clicked()
    {
        state.forward();
    }
    let squeeze = if state.squeezed {
        "Draw empty stretches in full"
    } else {
        "Draw empty stretches short"
    };
    if ui.button(squeeze).clicked() {
        out.push(TimelineAction::SqueezeGaps);
    }
    ui.separator();
    if ui.button("Show only what is in sight").clicked() {
        out.push(TimelineAction::ShowOnlyRange {
            start: scale.time(scale.left) as i64,
            end: scale.time(scale.right()) as i64,
        });
    }
}
