//! Scrolling through more lanes than fit.

use super::Scene;
use super::paint::SIZES;
use super::state::ViewState;
use crate::app::theme::{Palette, UNIT, line};
use crate::timeline::lane_height;
use egui::{Rect, Sense, pos2, vec2};

/// Height of all lanes together.
fn content_height(scene: &Scene<'_>) -> f32 {
    scene
        .lanes
        .iter()
        .map(|l| lane_height(scene.columns.lanes().get(l.lane as usize), l.folded, &SIZES))
        .sum()
}

pub(super) fn scroll_within(scene: &Scene<'_>, state: &mut ViewState, rect: Rect) {
    let most = (content_height(scene) - rect.height()).max(0.0);
    state.scroll = state.scroll.clamp(0.0, most).round();
}

/// A slim bar at the right where there are more lanes than fit.
pub(super) fn scroll_bar(
    ui: &mut egui::Ui,
    rect: Rect,
    height: f32,
    state: &mut ViewState,
    palette: &Palette,
) {
    if height <= rect.height() + 0.5 {
        return;
    }
    let track = Rect::from_min_max(
        pos2(rect.right() - line::SCROLL - 2.0, rect.top()),
        rect.right_bottom(),
    );
    let id = ui.make_persistent_id("lane scroll");
    let response = ui.interact(track, id, Sense::click_and_drag());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ScrollBar, true, "Scroll lanes"));
    let share = rect.height() / height;
    if response.dragged() {
        state.scroll += response.drag_delta().y / share;
    }
    let top = rect.top() + state.scroll * share;
    let thumb = Rect::from_min_size(
        pos2(track.left(), top),
        vec2(line::SCROLL, (rect.height() * share).max(6.0 * UNIT)),
    );
    let strength = if response.hovered() || response.dragged() {
        0.9
    } else {
        0.45
    };
    ui.painter_at(rect).rect_filled(
        thumb.shrink2(vec2(1.0, 2.0)),
        line::SCROLL / 2.0,
        palette.text_faint.gamma_multiply(strength),
    );
}
