//! The timeline in the window: lanes, marks, axis, overview strip, gestures, keys.
//!
//! Shows a [`Scene`] as its [`ViewState`] says and tells what the user did as
//! [`TimelineAction`]s; it changes nothing but its own state. The mathematics is in
//! [`crate::timeline`].

use crate::app::theme::Palette;
use crate::timeline::{Columns, View};
use egui::Color32;
use std::sync::Arc;

/// What a lane shows at its left.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneHeader {
    /// The lane's number in the columns.
    pub lane: u32,
    /// Its name.
    pub name: String,
    /// How many events it holds now.
    pub count: usize,
    /// Colour of its dot; `None` where its events have colours of their own.
    pub color: Option<Color32>,
    /// Folded to one line of density.
    pub folded: bool,
}

/// What the hover card tells of one event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// Its title.
    pub title: String,
    /// Its date in words ("27 April 2025").
    pub date: String,
    /// How the date was read, in words.
    pub how_read: String,
    /// Who took part, joined; may be empty.
    pub participants: String,
    /// How many articles tell it.
    pub sources: usize,
}

/// The words for events, asked for only where they are shown.
pub trait Words {
    /// The event's title.
    fn title(&self, event: u32) -> &str;
    /// Its date in words, short ("27 Apr 2025", "about 44 BC").
    fn date(&self, event: u32) -> String;
    /// What the hover card tells.
    fn card(&self, event: u32) -> Card;
}

/// What the timeline shows.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The events after filter and lane choice.
    pub columns: &'a Arc<Columns>,
    /// All events, for the overview strip.
    pub all: &'a Arc<Columns>,
    /// The lanes in the order they are shown; hidden ones are left out.
    pub lanes: &'a [LaneHeader],
    /// Titles and dates.
    pub words: &'a dyn Words,
    /// Selected events, sorted.
    pub selected: &'a [u32],
    /// Changes whenever titles may have changed; drops cached texts.
    pub words_generation: u64,
    /// What to say where there is nothing to show ("No event passes the filter").
    pub empty_text: &'a str,
}

/// How the timeline behaves; the user's settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Views glide instead of jumping.
    pub animate: bool,
    /// Long empty stretches are drawn short.
    pub squeeze: bool,
    /// The plain wheel zooms (else it scrolls the lanes, and Ctrl+wheel zooms).
    pub wheel_zooms: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            animate: true,
            squeeze: false,
            wheel_zooms: true,
        }
    }
}

/// What the user did.
#[derive(Clone, Debug, PartialEq)]
pub enum TimelineAction {
    /// Selected these events; `add` keeps what was selected (Shift or Ctrl), and takes away what
    /// was selected already.
    Select {
        /// The events; empty clears the selection.
        events: Vec<u32>,
        /// Add to or take from the selection instead of replacing it.
        add: bool,
    },
    /// Wants the detail view of this event (double click on a lone mark, Enter).
    Open(u32),
    /// The pointer is over this event now, or over none.
    Hover(Option<u32>),
    /// Opened a fold: wants the list of these events. Also selects nothing by itself.
    ListFold {
        /// The events, by date.
        events: Vec<u32>,
        /// First second they span, since 1970.
        start: i64,
        /// Last second they span, since 1970.
        end: i64,
    },
    /// Marked a range of time on the axis, or took the mark away.
    RangeSelected(Option<(i64, i64)>),
    /// Wants only events of this range (seconds since 1970, inclusive): goes to the filter.
    ShowOnlyRange {
        /// First second.
        start: i64,
        /// Last second.
        end: i64,
    },
    /// Folded or unfolded a lane.
    FoldLane {
        /// The lane.
        lane: u32,
        /// Whether it is to be folded.
        folded: bool,
    },
    /// Wants a lane hidden.
    HideLane(u32),
    /// Dragged a lane to another place in the order shown (index after taking it out).
    MoveLane {
        /// The lane.
        lane: u32,
        /// Its new place among the lanes shown.
        to: usize,
    },
    /// The view came to rest elsewhere; worth remembering.
    ViewChanged,
}

/// What the timeline remembers from frame to frame. Cheap to make; one for each window.
#[derive(Default)]
pub struct ViewState {
    /// What is in sight.
    view: View,
    /// The settings.
    pub options: Options,
    /// The range marked on the axis, seconds since 1970.
    pub range: Option<(i64, i64)>,
}

impl ViewState {
    /// What is in sight, in axis seconds.
    #[must_use]
    pub fn view(&self) -> View {
        self.view
    }

    /// Jumps to `view` without animation and without a step back (for a restored project).
    pub fn restore(&mut self, view: View) {
        self.view = view.clamped();
    }

    /// Shows everything but far outliers, at the next frame. Also what happens by itself when
    /// the first events come.
    pub fn fit_all(&mut self) {}

    /// Brings these events into sight, at the next frame: zooms only as far as needed if they are
    /// out of sight, or fits them if `fit`.
    pub fn reveal(&mut self, events: &[u32], fit: bool) {
        let _ = (events, fit);
    }

    /// Goes back to the view before the last jump; false if there is none.
    pub fn back(&mut self) -> bool {
        false
    }

    /// Undoes a [`ViewState::back`]; false if there is none.
    pub fn forward(&mut self) -> bool {
        false
    }

    /// Zooms about the middle, by a factor (more than 1: closer).
    pub fn zoom(&mut self, factor: f64) {
        self.view = self.view.zoom_at(self.view.middle(), factor);
    }
}

/// Shows the timeline with its axis and overview strip in all of `ui`'s space, and tells what
/// the user did. Keys are taken only while no text field has the focus.
pub fn show(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    state: &mut ViewState,
    palette: &Palette,
) -> Vec<TimelineAction> {
    let _ = (scene, state, palette, ui);
    Vec::new()
}

/// The legend of shapes, in one line, for the status bar.
pub fn legend(ui: &mut egui::Ui, palette: &Palette) {
    let _ = (ui, palette);
}
