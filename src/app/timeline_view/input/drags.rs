//! Wheel and drags.

use super::super::paint::Picture;
use super::super::state::{Drag, ViewState};
use super::super::{Scene, TimelineAction};
use super::boxed;
use crate::timeline::View;
use egui::{PointerButton, Rect, Response};

/// Wheel points that make one step of the view by a factor e.
const WHEEL: f64 = 260.0;

/// Wheel and drags on the lanes; changes the view at once.
pub(in super::super) fn move_view(
    response: &Response,
    rect: Rect,
    state: &mut ViewState,
    now: f64,
) {
    let ctx = &response.ctx;
    let width = rect.width().max(1.0);
    let per_point = |view: View| view.span() / f64::from(width);
    let at = |state: &ViewState, x: f32| {
        state.view.start + f64::from(x - rect.left()) * per_point(state.view)
    };
    if response.contains_pointer()
        && let Some(pos) = ctx.input(|i| i.pointer.hover_pos())
    {
        let (wheel, zoom) = ctx.input(|i| (i.smooth_scroll_delta(), i.zoom_delta()));
        // A turn of the wheel glides on after the key that gave it its meaning was let go.
        let turned = |i: &egui::InputState| {
            let wheel = |e: &egui::Event| match e {
                egui::Event::MouseWheel { modifiers, .. } => Some(modifiers.alt),
                _ => None,
            };
            i.events.iter().rev().find_map(wheel)
        };
        if let Some(alt) = ctx.input(turned) {
            state.wheel_scrolls = alt;
        }
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
            if state.wheel_scrolls || !state.options.wheel_zooms {
                state.scroll -= wheel.y;
            } else {
                let factor = (f64::from(wheel.y) / WHEEL).exp();
                state.follow(state.view.zoom_at(at(state, pos.x), factor), now);
                state.kinetic = None;
            }
        }
    }
    if let Some(from) = ctx.input(|i| i.pointer.press_origin()) {
        let boxing = ctx.input(|i| i.modifiers.shift || i.modifiers.command);
        if response.drag_started_by(PointerButton::Secondary) {
            state.drag = Some(Drag::Zoom { from: from.x });
        } else if response.drag_started_by(PointerButton::Primary) && boxing {
            state.drag = Some(Drag::Select { from });
        } else if response.drag_started() {
            state.drag = Some(Drag::Pan);
            state.kinetic = None;
        }
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
        Some(Drag::Pan | Drag::Zoom { .. } | Drag::Select { .. })
            if !response.dragged() && !response.drag_stopped() =>
        {
            state.drag = None;
        }
        _ => {}
    }
}

/// The end of a box that selects: with Ctrl it adds to what was selected.
pub(in super::super) fn box_selects(
    response: &Response,
    scene: &Scene<'_>,
    picture: &Picture,
    state: &mut ViewState,
    out: &mut Vec<TimelineAction>,
) {
    if let Some(Drag::Select { from }) = state.drag
        && response.drag_stopped()
    {
        state.drag = None;
        if let Some(to) = response.interact_pointer_pos() {
            let add = response.ctx.input(|i| i.modifiers.command);
            let events = boxed::inside(scene, picture, Rect::from_two_pos(from, to));
            state.focus = None;
            state.anchor = events.first().copied();
            boxed::select(scene, events, add, out);
        }
    }
}
