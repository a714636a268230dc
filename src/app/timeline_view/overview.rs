//! The overview strip: all of time with all events against the filtered ones, the window of what
//! is in sight, and how many lie outside.

use super::Scene;
use super::state::{Drag, ViewState};
use super::texts::one_line;
use crate::app::theme::{self, Palette, UNIT, line, size};
use crate::timeline::{Axis, Columns, Fit, Scale, View, bucket_level, ticks, words};
use egui::{CursorIcon, Mesh, Rect, Sense, Shape, Stroke, pos2, vec2};
use std::sync::Arc;

/// How near an edge of the window counts as on it, points.
const GRIP: f32 = 5.0;

/// The painted strip, kept while nothing changes.
pub(super) struct Strip {
    columns: Arc<Columns>,
    all: Arc<Columns>,
    rect: Rect,
    dark: bool,
    words_generation: u64,
    breaks: usize,
    shapes: Vec<Shape>,
    view: View,
}

fn range(fit: Fit, axis: &Axis) -> View {
    let (start, end) = (axis.of_time(fit.start as f64), axis.of_time(fit.end as f64));
    let pad = ((end - start) * 0.02).max(3_600.0);
    View {
        start: start - pad,
        end: end + pad,
    }
}

/// Shows the strip in `rect`, its head left of `head`.
pub(super) fn show(
    ui: &mut egui::Ui,
    rect: Rect,
    head: f32,
    scene: &Scene<'_>,
    state: &mut ViewState,
    palette: &Palette,
    now: f64,
) {
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 0, palette.panel);
    painter.hline(rect.x_range(), rect.top(), Stroke::new(1.0, palette.line));
    let Some(fit) = scene.all.fit() else { return };
    let strip_rect = Rect::from_min_max(
        pos2(rect.left() + head, rect.top() + 1.5 * UNIT),
        pos2(rect.right() - 2.0 * UNIT, rect.bottom() - 5.0 * UNIT),
    );
    let view = range(fit, &state.axis);
    head_ui(ui, rect, head, fit, palette);

    let strip = match state.strip.take() {
        Some(s)
            if Arc::ptr_eq(&s.columns, scene.columns)
                && Arc::ptr_eq(&s.all, scene.all)
                && s.rect == strip_rect
                && s.dark == palette.dark
                && s.words_generation == scene.words_generation
                && s.breaks == state.axis.breaks().len() =>
        {
            s
        }
        _ => paint(ui.ctx(), scene, view, &state.axis, strip_rect, palette),
    };
    painter.extend(strip.shapes.iter().cloned());
    let axis = state.axis.clone();
    let scale = Scale {
        axis: &axis,
        view: strip.view,
        left: strip_rect.left(),
        width: strip_rect.width(),
    };
    state.strip = Some(strip);
    interact(ui, strip_rect, &scale, state, now);

    let x = |at: f64| {
        let share = (at - view.start) / view.span();
        (strip_rect.left() + (share * f64::from(strip_rect.width())) as f32)
            .clamp(strip_rect.left(), strip_rect.right())
    };
    let (mut a, mut b) = (x(state.view.start), x(state.view.end));
    if b - a < 3.0 {
        // Never too thin to see and to take.
        let middle = ((a + b) / 2.0).clamp(strip_rect.left() + 1.5, strip_rect.right() - 1.5);
        (a, b) = (middle - 1.5, middle + 1.5);
    }
    let window = Rect::from_x_y_ranges(a..=b, strip_rect.y_range());
    painter.rect_filled(window, 0, palette.tint());
    for edge in [a, b] {
        painter.vline(edge, strip_rect.y_range(), Stroke::new(2.0, palette.accent));
    }
    outside(ui, strip_rect, fit, state, palette);
}

/// Name and range.
fn head_ui(ui: &egui::Ui, rect: Rect, head: f32, fit: Fit, palette: &Palette) {
    let ctx = ui.ctx();
    let left = rect.left() + 4.0 * UNIT;
    let width = head - 5.0 * UNIT;
    let y = rect.top() + 2.5 * UNIT;
    let painter = ui.painter_at(rect);
    let title = one_line(ctx, "Overview", theme::semibold(size::SMALL), width);
    painter.galley(pos2(left, y), title, palette.text_secondary);
    let text = words::range(fit.start, fit.end);
    let range = one_line(ctx, &text, theme::regular(size::SMALL), width);
    painter.galley(pos2(left, y + 4.0 * UNIT), range, palette.text_faint);
}

/// The outliers: at the edge they lie beyond, with their number. A click goes there.
fn outside(ui: &mut egui::Ui, rect: Rect, fit: Fit, state: &mut ViewState, palette: &Palette) {
    let sides = [
        (fit.before, "earlier ‹", fit.first, true),
        (fit.after, "later ›", fit.last, false),
    ];
    for (count, name, at, early) in sides {
        if count == 0 {
            continue;
        }
        let number = words::grouped(i64::from(count));
        let text = if early {
            format!("‹ {number}")
        } else {
            format!("{number} ›")
        };
        let font = theme::semibold(size::SMALL);
        let galley = one_line(ui.ctx(), &text, font, f32::INFINITY);
        let size = galley.size() + vec2(3.0 * UNIT, UNIT);
        let left = if early {
            rect.left()
        } else {
            rect.right() - size.x
        };
        let place = Rect::from_min_size(pos2(left, rect.top()), size);
        let id = ui.make_persistent_id(("outside", name));
        let response = ui
            .interact(place, id, Sense::click())
            .on_hover_cursor(CursorIcon::PointingHand);
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{number} {name}"))
        });
        let strong = response.hovered() || response.has_focus();
        let edge = if strong { palette.accent } else { palette.line };
        ui.painter().rect(
            place,
            theme::CORNER,
            palette.panel,
            Stroke::new(1.0, edge),
            egui::StrokeKind::Inside,
        );
        ui.painter()
            .galley(place.center() - galley.size() / 2.0, galley, palette.accent);
        let (events, lies) = if count == 1 {
            ("event", "lies")
        } else {
            ("events", "lie")
        };
        let whence = words::moment(at, 400.0 * 86_400.0);
        let side = if early { "before" } else { "after" };
        let reach = if early { "from" } else { "up to" };
        let hint = format!(
            "{number} {events} {lies} far {side} all others, {reach} {whence}. Click to go there."
        );
        if response.on_hover_text(hint).clicked() {
            // To where the outermost lies, at the scale of what is in sight.
            let half = state.aim().span() / 2.0;
            let middle = state.axis.of_time(at as f64);
            state.jump(View::new(middle - half, middle + half));
        }
    }
}

fn paint(
    ctx: &egui::Context,
    scene: &Scene<'_>,
    view: View,
    axis: &Axis,
    rect: Rect,
    palette: &Palette,
) -> Strip {
    let scale = Scale {
        axis,
        view,
        left: rect.left(),
        width: rect.width(),
    };
    let level = bucket_level(&scale, line::COLUMN);
    let mut all = Vec::new();
    for piece in axis.pieces(view).iter().filter(|p| !p.squeezed) {
        let (first, last) = ((piece.from as i64) >> level, (piece.to as i64) >> level);
        all.extend(first..=last);
    }
    all.dedup();
    let counts: Vec<(i64, u32, u32)> = all
        .into_iter()
        .map(|b| {
            let (from, to) = (b << level, (b + 1) << level);
            (b, scene.all.count(from, to), scene.columns.count(from, to))
        })
        .filter(|(_, all, shown)| all + shown > 0)
        .collect();
    let peak = counts.iter().map(|&(_, a, s)| a.max(s)).max().unwrap_or(1);
    // Square roots: a strip this low must show the lone events beside the crowd.
    let height = |n: u32| {
        if n == 0 {
            0.0
        } else {
            ((f64::from(n) / f64::from(peak)).sqrt() as f32 * (rect.height() - 2.0)).max(2.0)
        }
    };
    let mut mesh = Mesh::default();
    for (bucket, all, shown) in counts {
        let left = scale.x((bucket << level) as f64);
        let right = scale.x(((bucket + 1) << level) as f64) - 1.0;
        for (n, color) in [
            (all, palette.quiet(palette.text_faint)),
            (shown.min(all), palette.solid(palette.accent)),
        ] {
            let column =
                Rect::from_x_y_ranges(left..=right, rect.bottom() - height(n)..=rect.bottom());
            if n > 0 {
                mesh.add_colored_rect(column.intersect(rect), color);
            }
        }
    }
    let mut shapes = vec![
        Shape::from(mesh),
        Shape::hline(
            rect.x_range(),
            rect.bottom(),
            Stroke::new(1.0, palette.line),
        ),
    ];
    let mut free = rect.left();
    for tick in ticks(&scale).major {
        let galley = one_line(ctx, &tick.label, theme::regular(size::SMALL), f32::INFINITY);
        let left = tick.x - galley.size().x / 2.0;
        if left < free || left + galley.size().x > rect.right() + UNIT {
            continue;
        }
        free = left + galley.size().x + 2.0 * UNIT;
        shapes.push(Shape::galley(
            pos2(left, rect.bottom() + 0.75 * UNIT),
            galley,
            palette.text_faint,
        ));
    }
    Strip {
        columns: Arc::clone(scene.columns),
        all: Arc::clone(scene.all),
        rect,
        dark: palette.dark,
        words_generation: scene.words_generation,
        breaks: axis.breaks().len(),
        shapes,
        view,
    }
}

fn interact(ui: &mut egui::Ui, rect: Rect, scale: &Scale<'_>, state: &mut ViewState, now: f64) {
    let id = ui.make_persistent_id("overview");
    let response = ui.interact(rect.expand2(vec2(UNIT, 0.0)), id, Sense::click_and_drag());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::Role::ScrollBar,
            true,
            "Overview of all events; drag to move what is in sight",
        )
    });
    let x =
        |at: f64| scale.left + ((at - scale.view.start) / scale.view.span()) as f32 * scale.width;
    let (a, b) = (x(state.view.start), x(state.view.end));
    let grip_at = |pos: f32| {
        let wide = b - a > 4.0 * GRIP;
        if (pos - a).abs() <= GRIP && (wide || pos < a) {
            Drag::WindowStart
        } else if (pos - b).abs() <= GRIP && (wide || pos > b) {
            Drag::WindowEnd
        } else if pos > a - 2.0 && pos < b + 2.0 {
            Drag::WindowMove {
                grip: scale.axis_second(pos) - state.view.start,
            }
        } else {
            Drag::WindowNew {
                from: scale.axis_second(pos),
            }
        }
    };
    if let Some(pos) = response.hover_pos()
        && state.drag.is_none()
    {
        ui.set_cursor_icon(match grip_at(pos.x) {
            Drag::WindowStart | Drag::WindowEnd => CursorIcon::ResizeHorizontal,
            Drag::WindowMove { .. } => CursorIcon::Grab,
            _ => CursorIcon::PointingHand,
        });
    }
    if response.drag_started()
        && let Some(origin) = ui.input(|i| i.pointer.press_origin())
    {
        let grip = grip_at(origin.x);
        state.drag = Some(grip);
    }
    if response.dragged()
        && let (Some(pos), Some(drag)) = (response.interact_pointer_pos(), state.drag)
    {
        let at = scale.axis_second(pos.x);
        let view = state.view;
        let least = crate::timeline::MIN_SPAN;
        match drag {
            Drag::WindowStart => {
                state.follow(View::new(at.min(view.end - least), view.end), now);
            }
            Drag::WindowEnd => {
                state.follow(View::new(view.start, at.max(view.start + least)), now);
            }
            Drag::WindowMove { grip } => {
                let start = at - grip;
                state.follow(View::new(start, start + view.span()), now);
            }
            Drag::WindowNew { from } => {
                let wide = ((at - from).abs() / scale.seconds_per_point()) > 4.0;
                if wide {
                    state.follow(View::new(from.min(at), from.max(at)), now);
                }
            }
            _ => {}
        }
    }
    if response.drag_stopped() {
        state.drag = None;
    }
    if response.clicked()
        && let Some(pos) = response.interact_pointer_pos()
    {
        let (at, half) = (scale.axis_second(pos.x), state.aim().span() / 2.0);
        state.jump(View::new(at - half, at + half));
    }
}
