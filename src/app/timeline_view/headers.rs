//! The heads of the lanes: name and count; fold, hide, reorder.

use super::state::ViewState;
use super::texts::one_line;
use super::{LaneHeader, Scene, TimelineAction, lane_menu};
use crate::app::theme::{self, Palette, UNIT, line, size};
use crate::app::widgets;
use crate::timeline::{Band, words};
use egui::{CursorIcon, Key, Modifiers, Rect, Sense, Shape, Stroke, pos2, vec2};

/// Shows the heads of `bands` in the column `rect`.
pub(super) fn show(
    ui: &mut egui::Ui,
    rect: Rect,
    bands: &[Band],
    scene: &Scene<'_>,
    state: &mut ViewState,
    palette: &Palette,
    out: &mut Vec<TimelineAction>,
) {
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 0, palette.canvas);
    let mut target = None;
    for band in bands {
        let Some(head) = scene.lanes.get(band.place as usize) else {
            continue;
        };
        let whole = Rect::from_x_y_ranges(rect.x_range(), band.top..=band.bottom);
        let seen = whole.intersect(rect);
        if band.place % 2 == 1 {
            painter.rect_filled(seen, 0, palette.lane_stripe);
        }
        let id = ui.make_persistent_id(("lane", head.lane));
        let response = ui.interact(seen, id, Sense::click_and_drag());
        let name = format!(
            "Lane {}, {} events{}",
            head.name,
            words::grouped(head.count as i64),
            if head.folded { ", folded" } else { "" }
        );
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        paint(ui, &painter, whole, head, palette, response.hovered());
        if response.has_focus() {
            keys(&response, head, band.place, scene.lanes.len(), out);
            painter.rect_stroke(
                seen.shrink(1.0),
                theme::CORNER,
                Stroke::new(1.0, palette.accent),
                egui::StrokeKind::Inside,
            );
        }
        if response.hovered() && state.lane_drag.is_none() {
            ui.set_cursor_icon(CursorIcon::PointingHand);
        }
        if response.clicked() {
            out.push(TimelineAction::FoldLane {
                lane: head.lane,
                folded: !head.folded,
            });
        }
        if response.drag_started() {
            state.lane_drag = Some((head.lane, 0.0));
        }
        if response.dragged()
            && let Some(pos) = response.interact_pointer_pos()
        {
            ui.set_cursor_icon(CursorIcon::Grabbing);
            target = Some((
                head.lane,
                band.place,
                place_at(bands, pos.y),
                response.drag_stopped(),
            ));
        }
        if response.drag_stopped()
            && let Some(pos) = response.interact_pointer_pos()
        {
            target = Some((head.lane, band.place, place_at(bands, pos.y), true));
        }
        let response = if state.lane_drag.is_none() {
            response.on_hover_ui(|ui| {
                ui.label(&head.name);
                ui.weak(format!(
                    "{} events\nClick to {}, drag to move, right-click for more",
                    words::grouped(head.count as i64),
                    if head.folded { "unfold" } else { "fold" }
                ));
            })
        } else {
            response
        };
        widgets::context_menu(&response, |ui| {
            lane_menu::of_lane(ui, head, band.place, scene, out);
        });
    }
    if let Some((lane, from, (to, y), dropped)) = target {
        painter.hline(rect.x_range(), y, Stroke::new(2.0, palette.accent));
        if dropped {
            state.lane_drag = None;
            // Taken out first, so what lies below it moves up by one.
            let to = if to > from { to - 1 } else { to };
            if to != from {
                out.push(TimelineAction::MoveLane {
                    lane,
                    to: to as usize,
                });
            }
        }
    } else {
        state.lane_drag = None;
    }
    painter.vline(rect.right(), rect.y_range(), Stroke::new(1.0, palette.line));
}

/// Before which place something dropped at `y` goes, and where that is.
fn place_at(bands: &[Band], y: f32) -> (u32, f32) {
    for band in bands {
        if y < (band.top + band.bottom) / 2.0 {
            return (band.place, band.top);
        }
    }
    bands.last().map_or((0, y), |b| (b.place + 1, b.bottom))
}

/// Keys of a head that has the keyboard: Alt with the arrows moves its lane, Delete hides it.
fn keys(
    response: &egui::Response,
    head: &LaneHeader,
    place: u32,
    lanes: usize,
    out: &mut Vec<TimelineAction>,
) {
    let place = place as usize;
    let moves = [
        (Key::ArrowUp, place.checked_sub(1)),
        (Key::ArrowDown, Some(place + 1).filter(|&p| p < lanes)),
    ];
    response.ctx.input_mut(|input| {
        for (key, to) in moves {
            if input.consume_key(Modifiers::ALT, key)
                && let Some(to) = to
            {
                out.push(TimelineAction::MoveLane {
                    lane: head.lane,
                    to,
                });
            }
        }
        if input.consume_key(Modifiers::NONE, Key::Delete) {
            out.push(TimelineAction::HideLane(head.lane));
        }
    });
}

fn paint(
    ui: &egui::Ui,
    painter: &egui::Painter,
    rect: Rect,
    head: &LaneHeader,
    palette: &Palette,
    hovered: bool,
) {
    let ctx = ui.ctx();
    let count = one_line(
        ctx,
        &words::grouped(head.count as i64),
        theme::regular(size::SMALL),
        f32::INFINITY,
    );
    let left = rect.left() + 4.0 * UNIT;
    let text_left = left + 3.0 * UNIT;
    let room = rect.right() - text_left - 2.0 * UNIT;
    let name_room = if head.folded {
        room - count.size().x - 2.0 * UNIT
    } else {
        room
    };
    let name = one_line(ctx, &head.name, theme::semibold(size::BODY), name_room);
    let top = if head.folded {
        rect.center().y - name.size().y / 2.0
    } else {
        // On the line of the first row of marks.
        rect.top() + line::LANE_PAD + line::ROW / 2.0 - name.size().y / 2.0
    };
    let middle = top + name.size().y / 2.0;
    if hovered {
        let tip = if head.folded {
            vec2(0.75 * UNIT, 0.0)
        } else {
            vec2(0.0, 0.75 * UNIT)
        };
        let side = vec2(tip.y, tip.x) * 1.4;
        let at = pos2(left, middle);
        painter.add(Shape::line(
            vec![at - tip - side, at + tip, at - tip + side],
            Stroke::new(1.5, palette.text_secondary),
        ));
    } else {
        painter.circle_filled(
            pos2(left, middle),
            UNIT,
            head.color.unwrap_or(palette.text_faint),
        );
    }
    let below = top + name.size().y + 0.25 * UNIT;
    painter.galley(pos2(text_left, top), name, palette.text);
    let at = if head.folded {
        pos2(
            rect.right() - 2.0 * UNIT - count.size().x,
            middle - count.size().y / 2.0,
        )
    } else {
        pos2(text_left, below)
    };
    painter.galley(at, count, palette.text_faint);
}
