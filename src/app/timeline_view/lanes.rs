//! The canvas of the lanes: a plot that gives frame and response, and our marks in it.

use super::paint::{Canvas, Picture};
use super::scroll::scroll_within;
use super::state::ViewState;
use super::{Places, Scene, TimelineAction, access, card, input, layer, menu, scale_of};
use crate::app::theme::{Palette, line};
use crate::app::widgets;
use crate::timeline::{Axis, Hit, Kind};
use egui::{CursorIcon, Rect, Sense, Shape, Stroke, pos2};
use egui_plot::{GridMark, Plot};
use std::cell::RefCell;
use std::rc::Rc;

/// The canvas of the lanes: gestures, marks, crosshair, hover card.
pub(super) fn show(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    state: &mut ViewState,
    palette: &Palette,
    places: &Places,
    line_of_time: &Axis,
    out: &mut Vec<TimelineAction>,
) -> Picture {
    let rect = places.lanes;
    let ctx = ui.ctx().clone();
    let now = ui.input(|i| i.time);
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 0, palette.canvas);
    // The stripes lie below the grid, which the plot paints before its items.
    let ground = painter.add(Shape::Noop);
    let grid: Rc<RefCell<Vec<GridMark>>> = Rc::default();
    let marks_of_grid = Rc::clone(&grid);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt("lanes"));
    let shown = Plot::new("plot")
        .width(rect.width())
        .height(rect.height())
        .show_axes(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .show_grid([true, false])
        .grid_color(palette.line)
        .grid_spacing(0.1..=0.2)
        .x_grid_spacer(move |_| marks_of_grid.borrow().clone())
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .allow_axis_zoom_drag(false)
        .sense(Sense::click_and_drag())
        .show(&mut child, |plot| {
            input::move_view(plot.response(), rect, state, now);
            scroll_within(scene, state, rect);
            let canvas = Canvas {
                scale: scale_of(line_of_time, state, rect),
                rect,
                scroll: state.scroll,
                focus: state.focus.filter(|_| plot.response().has_focus()),
                selected: scene.selected,
                chosen: &state.chosen.places,
            };
            let old = state.picture.take();
            let picture = Picture::of(old, &ctx, scene, &canvas, &mut state.texts, palette);
            *grid.borrow_mut() = picture
                .ticks
                .major
                .iter()
                .map(|t| GridMark {
                    value: line_of_time.of_time(t.time as f64),
                    step_size: canvas.scale.seconds_per_point() * 10.0,
                })
                .collect();
            plot.set_plot_bounds_x(state.view.start..=state.view.end);
            plot.set_plot_bounds_y(0.0..=f64::from(rect.height()));
            plot.add(layer::Layer::new("marks", picture.marks.clone()));
            picture
        });
    let picture = shown.inner;
    painter.set(ground, Shape::Vec(picture.ground.clone()));
    let response = shown.response;
    let scale = scale_of(line_of_time, state, rect);

    input::clicks(&response, scene, &picture, &scale, state, now, out);
    input::box_selects(&response, scene, &picture, state, out);
    input::right_click(&response, scene, &picture, state, out);
    if widgets::asks_menu(&response) {
        state.menu_of = scene.selected.to_vec();
    }
    widgets::context_menu(&response, |ui| menu::show(ui, scene, &scale, state, out));
    access::describe(&response, scene, state, &picture, rect, &scale, out);
    let focused = response.has_focus();
    input::keys(&ctx, focused, scene, state, rect, out);
    if focused {
        // Arrows walk the events here instead of leaving for the next widget.
        let arrows = egui::EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..Default::default()
        };
        ctx.memory_mut(|m| m.set_focus_lock_filter(response.id, arrows));
        painter.rect_stroke(
            rect.shrink(1.0),
            0,
            Stroke::new(1.0, palette.accent),
            egui::StrokeKind::Inside,
        );
    }

    let dragging = state.drag.is_some();
    let pos = response.hover_pos().filter(|_| !dragging);
    let hit = pos.and_then(|p| input::under(&picture, p));
    if let Some(hit) = hit {
        ctx.set_cursor_icon(CursorIcon::PointingHand);
        hover_ring(&painter, &picture, hit, rect, palette);
        if state.waiting_click.is_none() && !egui::Popup::is_any_open(&ctx) {
            card::show(ui, response.id, scene, &picture.layout, hit, palette);
        }
    }
    let hover = input::lone_event(&picture, hit);
    if hover != state.hover {
        state.hover = hover;
        out.push(TimelineAction::Hover(hover));
    }
    picture
}

fn hover_ring(painter: &egui::Painter, picture: &Picture, hit: Hit, rect: Rect, palette: &Palette) {
    let stroke = Stroke::new(1.0, palette.text_secondary);
    match hit {
        Hit::Mark(i) => {
            let Some(mark) = picture.layout.marks.get(i as usize) else {
                return;
            };
            if mark.kind == Kind::Point {
                let at = pos2((mark.left + mark.right) / 2.0, mark.y);
                painter.circle_stroke(at, line::MARK / 2.0 + 2.5, stroke);
                return;
            }
            let half = if mark.kind == Kind::Fold {
                line::FOLD.1 / 2.0
            } else {
                line::BAR / 2.0 + 2.0
            };
            let around = Rect::from_x_y_ranges(
                mark.left.max(rect.left() - 20.0)..=mark.right.min(rect.right() + 20.0),
                mark.y - half..=mark.y + half,
            );
            painter.rect_stroke(around, half, stroke, egui::StrokeKind::Outside);
        }
        Hit::Bar(i) => {
            let bar = picture.layout.bars.get(i as usize);
            let band = bar.and_then(|b| picture.layout.bands.get(b.band as usize));
            if let (Some(bar), Some(band)) = (bar, band) {
                let strip =
                    Rect::from_x_y_ranges(bar.left..=bar.right - 1.0, band.top..=band.bottom);
                painter.rect_filled(strip, 0, palette.tint());
            }
        }
    }
}
