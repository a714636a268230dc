//! What lies over lanes and axis: crosshair, marked range, boxes of a drag, a word where nothing is.

use super::beyond::Ends;
use super::state::{Drag, ViewState};
use super::{Places, Scene, TimelineAction, axis};
use crate::app::theme::{self, CORNER, Palette, UNIT, size};
use crate::timeline::{Scale, View, words};
use egui::{Rect, Shape, Stroke, pos2};

/// What lies over lanes and axis: crosshair, marked range, box of a zoom.
pub(super) fn show(
    ui: &mut egui::Ui,
    places: &Places,
    scale: &Scale<'_>,
    ends: &Ends,
    state: &mut ViewState,
    palette: &Palette,
    out: &mut Vec<TimelineAction>,
) {
    let painter = ui.painter_at(places.lanes.union(places.axis));
    let pointer = ui.input(|i| i.pointer.hover_pos());
    let over = places.lanes.union(places.axis);
    let top_layer = pointer.is_some_and(|p| ui.ctx().layer_id_at(p) == Some(ui.layer_id()));
    let crosshair = pointer.filter(|p| over.contains(*p) && top_layer && !ends.hold(*p));
    range(ui, places, scale, ends, state, palette, out);
    if let Some(Drag::Zoom { from }) = state.drag
        && let Some(pos) = pointer
    {
        let band = Rect::from_x_y_ranges(from.min(pos.x)..=from.max(pos.x), places.lanes.y_range());
        let painter = ui.painter_at(places.lanes);
        painter.rect_filled(band, 0, palette.tint());
        for x in [from, pos.x] {
            painter.vline(x, places.lanes.y_range(), Stroke::new(1.0, palette.accent));
        }
    }
    if let Some(Drag::Select { from }) = state.drag
        && let Some(pos) = pointer
    {
        let painter = ui.painter_at(places.lanes);
        let stroke = Stroke::new(1.0, palette.accent);
        let rect = Rect::from_two_pos(from, pos);
        painter.rect(rect, 2, palette.tint(), stroke, egui::StrokeKind::Inside);
    }
    if let Some(pos) = crosshair
        && !matches!(state.drag, Some(Drag::Pan | Drag::Select { .. }))
    {
        painter.extend(Shape::dashed_line(
            &[
                pos2(pos.x, places.lanes.top()),
                pos2(pos.x, places.axis.top()),
            ],
            Stroke::new(1.0, palette.accent.gamma_multiply(0.7)),
            3.0,
            3.0,
        ));
        // A range being marked has a read-out of its own.
        if matches!(state.drag, Some(Drag::Range { .. })) && state.range.is_some() {
            return;
        }
        let time = scale.time(pos.x) as i64;
        let text = words::moment(time, scale.seconds_per_point());
        axis::badge(
            ui,
            places.axis,
            ends.free,
            pos.x,
            &text,
            palette.accent,
            palette.on_accent,
        );
    }
}

/// The marked range, if there is one: how long it is, and what can be done with it.
fn range(
    ui: &mut egui::Ui,
    places: &Places,
    scale: &Scale<'_>,
    ends: &Ends,
    state: &mut ViewState,
    palette: &Palette,
    out: &mut Vec<TimelineAction>,
) {
    let Some((start, end)) = state.range else {
        return;
    };
    let over = places.lanes.union(places.axis);
    let painter = ui.painter_at(over);
    let (a, b) = (scale.x(start as f64), scale.x(end as f64 + 1.0));
    let band = Rect::from_x_y_ranges(a..=b, over.y_range()).intersect(over);
    if band.width() <= 0.0 {
        return;
    }
    painter.rect_filled(band, 0, palette.tint());
    for x in [a, b] {
        painter.vline(x, over.y_range(), Stroke::new(1.0, palette.accent));
    }
    let (when, long) = (words::range(start, end), words::duration(start, end));
    if matches!(state.drag, Some(Drag::Range { .. })) {
        let middle = band.center().x;
        let text = format!("{when}  ·  {long}");
        axis::badge(
            ui,
            places.axis,
            ends.free,
            middle,
            &text,
            palette.accent,
            palette.on_accent,
        );
        return;
    }
    let id = ui.make_persistent_id("range");
    let shown = egui::Area::new(id)
        .order(egui::Order::Middle)
        .pivot(egui::Align2::CENTER_BOTTOM)
        .fixed_pos(pos2(band.center().x, places.axis.top() - 2.0 * UNIT))
        .constrain_to(places.lanes)
        .show(ui.ctx(), |ui| {
            egui::Frame::new()
                .fill(palette.panel)
                .stroke(Stroke::new(1.0, palette.line))
                .corner_radius(CORNER + 2)
                .inner_margin(egui::Margin::symmetric(2 * UNIT as i8, UNIT as i8))
                .show(ui, |ui| {
                    ui.horizontal(|ui| {
                        ui.label(
                            egui::RichText::new(long)
                                .font(theme::semibold(size::SECONDARY))
                                .color(palette.text),
                        );
                        ui.label(
                            egui::RichText::new(when)
                                .size(size::SECONDARY)
                                .color(palette.text_secondary),
                        );
                        let only = ui.button("Show only this range").clicked();
                        let zoom = ui.button("Zoom").clicked();
                        let close = ui.button("Clear").clicked();
                        (only, zoom, close)
                    })
                    .inner
                })
                .inner
        });
    let (only, zoom, close) = shown.inner;
    if only {
        out.push(TimelineAction::ShowOnlyRange { start, end });
    }
    if zoom {
        let (a, b) = (
            scale.axis.of_time(start as f64),
            scale.axis.of_time(end as f64 + 1.0),
        );
        state.jump(View::new(a, b));
    }
    if only || zoom || close {
        state.range = None;
        out.push(TimelineAction::RangeSelected(None));
    }
}

/// Where nothing is in sight, says where the events are: a view never loses its user.
pub(super) fn nothing_here(
    ui: &egui::Ui,
    places: &Places,
    scale: &Scale<'_>,
    scene: &Scene<'_>,
    state: &ViewState,
    palette: &Palette,
) {
    let Some(picture) = &state.picture else {
        return;
    };
    let rect = places.lanes;
    let in_sight =
        !picture.layout.bars.is_empty()
            || picture.layout.marks.iter().any(|m| {
                m.right + m.tail_right > rect.left() && m.left - m.tail_left < rect.right()
            });
    // Lanes scrolled out of sight may hold some; then the count below is not nothing.
    let (from, to) = (
        scale.time(rect.left()) as i64,
        scale.time(rect.right()) as i64,
    );
    if in_sight || scene.columns.is_empty() || scene.columns.count(from, to) > 0 {
        return;
    }
    let (before, after) = (
        scene.columns.count(i64::MIN / 4, from),
        scene.columns.count(to, i64::MAX / 4),
    );
    let text = format!(
        "Nothing here.  ‹ {} earlier   {} later ›   Press 0 to see all",
        words::grouped(i64::from(before)),
        words::grouped(i64::from(after))
    );
    ui.painter_at(rect).text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        text,
        theme::regular(size::BODY),
        palette.text_faint,
    );
}
