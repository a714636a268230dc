//! The time axis below the lanes: ticks, labels, context; dragging on it marks a range.

use super::TimelineAction;
use super::state::{Drag, ViewState};
use super::texts::one_line;
use crate::app::theme::{self, CORNER, Palette, UNIT, size};
use crate::timeline::{Scale, Ticks, words};
use egui::{Color32, CursorIcon, Rangef, Rect, Sense, Shape, Stroke, pos2, vec2};

/// Takes drags and clicks on the axis in `rect`.
pub(super) fn interact(
    ui: &mut egui::Ui,
    rect: Rect,
    scale: &Scale<'_>,
    state: &mut ViewState,
    out: &mut Vec<TimelineAction>,
) {
    let id = ui.make_persistent_id("time axis");
    let response = ui
        .interact(rect, id, Sense::click_and_drag())
        .on_hover_cursor(CursorIcon::ResizeHorizontal);
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::Role::Splitter,
            true,
            "Time axis; drag to choose a range",
        )
    });
    if response.drag_started()
        && let Some(origin) = ui.input(|i| i.pointer.press_origin())
    {
        state.drag = Some(Drag::Range {
            from: snapped(scale, origin.x),
        });
    }
    if response.dragged()
        && let (Some(Drag::Range { from }), Some(pos)) =
            (state.drag, response.interact_pointer_pos())
    {
        let to = snapped(scale, pos.x.clamp(rect.left(), rect.right()));
        let (a, b) = (from.min(to), from.max(to));
        state.range = (b > a).then_some((a as i64, b as i64 - 1));
    }
    if response.drag_stopped() {
        state.drag = None;
        out.push(TimelineAction::RangeSelected(state.range));
    }
    if response.clicked() && state.range.take().is_some() {
        out.push(TimelineAction::RangeSelected(None));
    }
}

/// The moment at `x`, on a whole day where days cannot be told apart anyway.
fn snapped(scale: &Scale<'_>, x: f32) -> f64 {
    let time = scale.time(x);
    let unit = if scale.seconds_per_point() > 3_000.0 {
        86_400.0
    } else {
        60.0
    };
    (time / unit).round() * unit
}

/// Paints the axis; what the ticks are part of only in the stretch `free`.
pub(super) fn paint(
    ui: &egui::Ui,
    rect: Rect,
    scale: &Scale<'_>,
    ticks: &Ticks,
    free: Rangef,
    palette: &Palette,
) {
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 0, palette.canvas);
    painter.hline(rect.x_range(), rect.top(), Stroke::new(1.0, palette.line));
    let ctx = ui.ctx();
    for tick in &ticks.minor {
        painter.vline(
            tick.x,
            rect.top()..=rect.top() + UNIT,
            Stroke::new(1.0, palette.text_faint.gamma_multiply(0.6)),
        );
    }
    let mut empty = f32::NEG_INFINITY;
    for tick in &ticks.major {
        painter.vline(
            tick.x,
            rect.top()..=rect.top() + 2.0 * UNIT,
            Stroke::new(1.0, palette.text_faint),
        );
        let galley = one_line(
            ctx,
            &tick.label,
            theme::regular(size::SECONDARY),
            f32::INFINITY,
        );
        let left = tick.x + 1.5 * UNIT;
        let right = left + galley.size().x;
        let broken = scale
            .axis
            .breaks()
            .iter()
            .any(|b| scale.x(b.from) < right && scale.x(b.to) > tick.x + 0.5);
        if left < empty || right > rect.right() || broken {
            continue;
        }
        empty = left + galley.size().x + UNIT;
        painter.galley(
            pos2(left, rect.top() + 1.25 * UNIT),
            galley,
            palette.text_secondary,
        );
    }
    for (i, stretch) in ticks.context.iter().enumerate() {
        if stretch.begins {
            painter.vline(
                stretch.left,
                rect.top()..=rect.bottom(),
                Stroke::new(1.0, palette.line),
            );
        }
        let left = stretch.left.max(free.min) + 1.5 * UNIT;
        // The one at the edge stays readable as long as it has any room; the last one may be
        // cut by nothing.
        let last = i + 1 == ticks.context.len();
        let right = if last {
            free.max
        } else {
            stretch.right.min(free.max)
        };
        let fitting = [&stretch.label, &stretch.short]
            .into_iter()
            .map(|text| one_line(ctx, text, theme::semibold(size::SECONDARY), f32::INFINITY))
            .find(|galley| left + galley.size().x <= right - UNIT);
        if let Some(galley) = fitting {
            painter.galley(pos2(left, rect.top() + 5.75 * UNIT), galley, palette.text);
        }
    }
    for b in scale.axis.breaks() {
        let (a, z) = (scale.x(b.from), scale.x(b.to));
        if z < rect.left() || a > rect.right() {
            continue;
        }
        let gap = words::duration(b.from as i64, b.to as i64);
        let text = one_line(ctx, &gap, theme::regular(size::SMALL), z - a);
        let hatch = Rect::from_x_y_ranges(a..=z, rect.y_range()).intersect(rect);
        painter.rect_filled(hatch, 0, palette.panel);
        if text.elided {
            continue;
        }
        painter.galley(
            pos2(
                (a + z - text.size().x) / 2.0,
                rect.center().y - text.size().y / 2.0,
            ),
            text,
            palette.text_faint,
        );
    }
}

/// The date under the pointer, on the axis, in the stretch `free` as far as there is room.
pub(super) fn badge(
    ui: &egui::Ui,
    rect: Rect,
    free: Rangef,
    x: f32,
    text: &str,
    fill: Color32,
    color: Color32,
) {
    let painter = ui.painter_at(rect);
    let galley = one_line(
        ui.ctx(),
        text,
        theme::semibold(size::SECONDARY),
        rect.width(),
    );
    let width = galley.size().x + 6.0 * UNIT;
    let free = if width <= free.span() {
        free
    } else {
        rect.x_range()
    };
    let left = (x - width / 2.0).clamp(free.min, (free.max - width).max(free.min));
    let place = Rect::from_min_size(
        pos2(left, rect.top() + 5.5 * UNIT),
        vec2(width, 4.75 * UNIT),
    );
    painter.add(Shape::rect_filled(place, CORNER, fill));
    painter.galley(place.center() - galley.size() / 2.0, galley, color);
}
