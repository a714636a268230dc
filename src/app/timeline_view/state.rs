//! What the timeline remembers: the view and the way to it, caches of what was laid out.

use super::paint::Picture;
use super::texts::Texts;
use super::{Options, Scene};
use crate::timeline::{Axis, Columns, ItemRef, View};
use std::sync::Arc;

/// Seconds a jump of the view glides.
const GLIDE: f64 = 0.22;
/// Seconds without change after which the next one is a step of its own for "back".
const REST: f64 = 0.9;
/// Most views remembered.
const HISTORY: usize = 100;

/// A jump on its way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glide {
    pub from: View,
    pub to: View,
    pub began: f64,
}

/// What a drag does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Drag {
    Pan,
    Zoom { from: f32 },
    Select { from: egui::Pos2 },
    Range { from: f64 },
    WindowMove { grip: f64 },
    WindowStart,
    WindowEnd,
    WindowNew { from: f64 },
}

/// Where selected and focused events lie, found once for a selection.
#[derive(Default)]
pub(super) struct Chosen {
    columns: Option<Arc<Columns>>,
    events: Vec<u32>,
    pub places: Vec<ItemRef>,
}

/// What was asked of the view from outside, done at the next frame.
#[derive(Clone, Debug)]
pub(super) enum Wish {
    FitAll,
    Reveal { events: Vec<u32>, fit: bool },
}

/// What the timeline remembers from frame to frame. Cheap to make; one for each window.
#[derive(Default)]
pub struct ViewState {
    pub(super) view: View,
    /// The settings.
    pub options: Options,
    /// The range marked on the axis, seconds since 1970.
    pub range: Option<(i64, i64)>,
    pub(super) axis: Axis,
    pub(super) squeezed: bool,
    pub(super) glide: Option<Glide>,
    pub(super) kinetic: Option<f32>,
    pub(super) scroll: f32,
    /// The wheel was turned last with Alt.
    pub(super) wheel_scrolls: bool,
    pub(super) drag: Option<Drag>,
    pub(super) past: Vec<View>,
    pub(super) future: Vec<View>,
    pub(super) last_change: f64,
    pub(super) told: Option<View>,
    pub(super) wish: Option<Wish>,
    pub(super) had_events: bool,
    /// The view that came by itself, as long as no hand moved it.
    pub(super) fitted: Option<View>,
    pub(super) hover: Option<u32>,
    /// From where Shift stretches the selection.
    pub(super) anchor: Option<u32>,
    /// What the open menu is about; nothing means the canvas.
    pub(super) menu_of: Vec<u32>,
    /// Where the chosen events lie.
    pub(super) chosen: Chosen,
    pub(super) focus: Option<u32>,
    /// What the last single click met.
    pub(super) clicked: Option<super::input::Clicked>,
    pub(super) waiting_click: Option<(f64, Vec<u32>, i64, i64)>,
    pub(super) lane_drag: Option<(u32, f32)>,
    pub(super) axis_of: Option<Arc<Columns>>,
    pub(super) picture: Option<Picture>,
    pub(super) strip: Option<super::overview::Strip>,
    pub(super) texts: Texts,
}

impl ViewState {
    /// What is in sight, in seconds since 1970.
    #[must_use]
    pub fn view(&self) -> View {
        View {
            start: self.axis.to_time(self.view.start),
            end: self.axis.to_time(self.view.end),
        }
    }

    /// Jumps to `view` (seconds since 1970) without animation and without a step back (for a
    /// restored project).
    pub fn restore(&mut self, view: View) {
        self.view = View {
            start: self.axis.of_time(view.start),
            end: self.axis.of_time(view.end),
        }
        .clamped();
        self.glide = None;
        self.fitted = None;
        self.had_events = true;
    }

    /// Whether what is in sight came there by itself: no hand has moved it, nor was it asked for.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        !self.had_events || self.fitted == Some(self.aim())
    }

    /// Shows everything but far outliers, at the next frame. Also what happens by itself when
    /// the first events come.
    pub fn fit_all(&mut self) {
        self.wish = Some(Wish::FitAll);
    }

    /// Brings these events into sight, at the next frame: moves only as far as needed if they are
    /// out of sight, or fits them if `fit`.
    pub fn reveal(&mut self, events: &[u32], fit: bool) {
        if let [event] = events {
            self.focus = Some(*event);
        }
        self.wish = Some(Wish::Reveal {
            events: events.to_vec(),
            fit,
        });
    }

    /// Goes back to the view before the last jump; false if there is none.
    pub fn back(&mut self) -> bool {
        let Some(view) = self.past.pop() else {
            return false;
        };
        self.future.push(self.aim());
        self.set_aim(view);
        true
    }

    /// Undoes a [`ViewState::back`]; false if there is none.
    pub fn forward(&mut self) -> bool {
        let Some(view) = self.future.pop() else {
            return false;
        };
        self.past.push(self.aim());
        self.set_aim(view);
        true
    }

    /// Whether there is a view to go back to.
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is a view to go forward to.
    #[must_use]
    pub fn can_go_forward(&self) -> bool {
        !self.future.is_empty()
    }

    /// Zooms about the middle, by a factor (more than 1: closer).
    pub fn zoom(&mut self, factor: f64) {
        let aim = self.aim();
        self.jump(aim.zoom_at(aim.middle(), factor));
    }

    /// Moves by a share of the view (positive: later).
    pub fn pan(&mut self, share: f64) {
        let aim = self.aim();
        self.jump(aim.pan(aim.span() * share));
    }

    /// Where the view is or will be.
    pub(super) fn aim(&self) -> View {
        self.glide.map_or(self.view, |g| g.to)
    }

    fn set_aim(&mut self, view: View) {
        self.kinetic = None;
        self.glide = None;
        if self.options.animate {
            self.glide = Some(Glide {
                from: self.view,
                to: view,
                began: f64::NAN,
            });
        } else {
            self.view = view;
        }
    }

    /// Goes to `view` and remembers where it was.
    pub(super) fn jump(&mut self, view: View) {
        if self.aim() == view {
            return;
        }
        self.remember();
        self.fitted = None;
        self.set_aim(view);
    }

    /// Follows a hand: at once, and many such are one step for "back".
    pub(super) fn follow(&mut self, view: View, now: f64) {
        if now - self.last_change > REST {
            self.remember();
        }
        self.last_change = now;
        self.glide = None;
        self.fitted = None;
        self.view = view;
    }

    fn remember(&mut self) {
        let view = self.aim();
        if self.past.last() != Some(&view) {
            self.past.push(view);
        }
        if self.past.len() > HISTORY {
            self.past.remove(0);
        }
        self.future.clear();
    }

    /// Goes on with a glide or a throw; true while something moves.
    pub(super) fn advance(&mut self, now: f64, dt: f32, width: f32) -> bool {
        if let Some(glide) = &mut self.glide {
            if glide.began.is_nan() {
                glide.began = now;
            }
            let share = ((now - glide.began) / GLIDE).clamp(0.0, 1.0);
            // Slow at both ends.
            let eased = share * share * (3.0 - 2.0 * share);
            self.view = glide.from.towards(glide.to, eased);
            if share >= 1.0 {
                self.view = glide.to;
                self.glide = None;
            }
            return true;
        }
        if let Some(speed) = self.kinetic {
            let seconds = f64::from(-speed * dt) * self.view.span() / f64::from(width.max(1.0));
            self.view = self.view.pan(seconds);
            let slower = speed * (-5.0 * dt).exp();
            self.kinetic = (slower.abs() > 12.0).then_some(slower);
            return true;
        }
        false
    }

    /// Finds where the selected events and the focused one lie, if that may have changed.
    pub(super) fn find_chosen(&mut self, scene: &Scene<'_>) {
        let mut events = scene.selected.to_vec();
        if let Some(focus) = self.focus
            && let Err(at) = events.binary_search(&focus)
        {
            events.insert(at, focus);
        }
        let of = &self.chosen;
        let same = of
            .columns
            .as_ref()
            .is_some_and(|c| Arc::ptr_eq(c, scene.columns));
        if !same || of.events != events {
            self.chosen = Chosen {
                columns: Some(Arc::clone(scene.columns)),
                places: scene.columns.places(&events),
                events,
            };
        }
    }

    /// Takes the axis for `all`, squeezed or not; keeps what is in sight.
    pub(super) fn set_axis(&mut self, all: &Arc<Columns>) {
        let same = self.axis_of.as_ref().is_some_and(|c| Arc::ptr_eq(c, all));
        if same && self.squeezed == self.options.squeeze {
            return;
        }
        let axis = if self.options.squeeze {
            Axis::with_breaks(&all.gaps())
        } else {
            Axis::default()
        };
        if axis != self.axis {
            let time = self.view();
            let by_itself = self.fitted == Some(self.aim());
            self.axis = axis;
            self.glide = None;
            self.view = View {
                start: self.axis.of_time(time.start),
                end: self.axis.of_time(time.end),
            }
            .clamped();
            self.fitted = by_itself.then_some(self.view);
            self.past.clear();
            self.future.clear();
        }
        self.squeezed = self.options.squeeze;
        self.axis_of = Some(Arc::clone(all));
    }
}
