//! The timeline in the window: lanes, marks, axis, overview strip, gestures, keys.
//!
//! Shows a [`Scene`] as its [`ViewState`] says and tells what the user did as
//! [`TimelineAction`]s; it changes nothing but its own state. The mathematics is in
//! [`crate::timeline`].

mod access;
mod axis;
mod beyond;
mod card;
mod headers;
mod input;
mod lane_menu;
mod lanes;
mod layer;
mod legend;
mod menu;
mod over;
mod overview;
mod paint;
mod scroll;
mod state;
mod texts;

pub use legend::{legend, short_legend, signs};
pub use state::ViewState;

use crate::app::theme::{self, Palette, line, size};
use crate::timeline::{Axis, Columns, Scale};
use egui::{Color32, Rect, Sense, Stroke, pos2};
use serde::{Deserialize, Serialize};
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

/// What can be done with events, offered by a right click on them.
pub trait Menu {
    /// Shows the entries for these events.
    fn show(&self, ui: &mut egui::Ui, events: &[u32]);
}

/// In which order lanes stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LaneSort {
    /// As they come.
    #[default]
    Given,
    /// Most events first.
    Count,
    /// By name.
    Name,
    /// The one with the earliest event first.
    First,
}

impl LaneSort {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Given, Self::Count, Self::Name, Self::First];

    /// Its name in menus.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Given => "As they come",
            Self::Count => "Most events first",
            Self::Name => "By name",
            Self::First => "First seen first",
        }
    }
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
    /// The hidden lanes.
    pub hidden: &'a [LaneHeader],
    /// The order of the lanes.
    pub sort: LaneSort,
    /// Titles and dates.
    pub words: &'a dyn Words,
    /// What can be done with events; `None` offers nothing.
    pub menu: Option<&'a dyn Menu>,
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
    /// Wants all lanes hidden but this one.
    HideOtherLanes(u32),
    /// Wants a hidden lane back, or all of them.
    ShowLane(Option<u32>),
    /// Wants all lanes folded, or unfolded.
    FoldAllLanes(bool),
    /// Wants the lanes in this order.
    SortLanes(LaneSort),
    /// Dragged a lane to another place in the order shown (index after taking it out).
    MoveLane {
        /// The lane.
        lane: u32,
        /// Its new place among the lanes shown.
        to: usize,
    },
    /// Wants empty stretches drawn short, or in full again.
    SqueezeGaps,
    /// Something was asked that cannot be done; why, in words.
    Refused(String),
    /// The view came to rest elsewhere; worth remembering.
    ViewChanged,
}

/// Shows the timeline with its axis and overview strip in all of `ui`'s space, and tells what
/// the user did. Keys are taken only while no text field has the focus.
pub fn show(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    state: &mut ViewState,
    palette: &Palette,
) -> Vec<TimelineAction> {
    let mut out = Vec::new();
    let whole = ui.available_rect_before_wrap();
    if whole.width() < 2.0 * line::HEADER.0 || whole.height() < line::AXIS + 2.0 * line::ROW {
        ui.allocate_rect(whole, Sense::hover());
        return out;
    }
    let (now, dt) = ui.input(|i| (i.time, i.stable_dt.min(0.1)));
    let ctx = ui.ctx().clone();
    state.texts.begin(scene.words_generation, &ctx);
    if scene.all.is_empty() {
        state.had_events = false;
    }
    state.set_axis(scene.all);
    state.find_chosen(scene);
    let places = Places::of(whole);

    input::wishes(scene, state, places.lanes);
    if state.advance(now, dt, places.lanes.width()) {
        ctx.request_repaint();
    }
    input::late_click(&ctx, state, now, &mut out);
    let line_of_time = state.axis.clone();
    let scale = scale_of(&line_of_time, state, places.lanes);
    axis::interact(ui, places.axis, &scale, state, &mut out);
    if let Some(strip) = places.overview {
        let head = places.headers.width();
        overview::show(ui, strip, head, scene, state, palette, now);
    }
    scroll::scroll_within(scene, state, places.lanes);

    let picture = lanes::show(ui, scene, state, palette, &places, &line_of_time, &mut out);
    headers::show(
        ui,
        places.headers,
        &picture.layout.bands,
        scene,
        state,
        palette,
        &mut out,
    );
    let scale = scale_of(&line_of_time, state, places.lanes);
    let ends = beyond::Ends::of(ui, &places, &scale, scene);
    axis::paint(ui, places.axis, &scale, &picture.ticks, ends.free, palette);
    scroll::scroll_bar(ui, places.lanes, picture.layout.height, state, palette);
    state.picture = Some(picture);
    corner(ui, &places, scene, palette, &mut out);
    ends.show(ui, &places, scene, state, palette);
    over::show(ui, &places, &scale, &ends, state, palette, &mut out);
    if scene.columns.is_empty() {
        let room = (places.lanes.width() - 4.0 * theme::UNIT).max(0.0);
        let font = theme::regular(size::BODY);
        let mut text = egui::text::LayoutJob::simple(
            scene.empty_text.to_owned(),
            font,
            palette.text_faint,
            room,
        );
        text.halign = egui::Align::Center;
        let text = ui.painter().layout_job(text);
        let at = places.lanes.center() - egui::vec2(0.0, text.size().y / 2.0);
        ui.painter_at(places.lanes)
            .galley(at, text, palette.text_faint);
    }
    over::nothing_here(ui, &places, &scale, scene, state, palette);
    tell_rest(state, &mut out);
    ui.advance_cursor_after_rect(whole);
    out
}

/// Where the parts of the timeline lie.
struct Places {
    headers: Rect,
    lanes: Rect,
    axis: Rect,
    corner: Rect,
    overview: Option<Rect>,
}

impl Places {
    fn of(whole: Rect) -> Self {
        let has_strip = whole.height() > line::OVERVIEW + line::AXIS + line::LEAST_CANVAS;
        let strip_top = whole.bottom() - if has_strip { line::OVERVIEW } else { 0.0 };
        let axis_top = strip_top - line::AXIS;
        let (least, most) = line::HEADER;
        // A third, so that the names of lanes are whole where a narrow window is wide enough for them.
        let left = whole.left() + (whole.width() / 3.0).clamp(least, most);
        let rect = |x0, y0, x1, y1| Rect::from_min_max(pos2(x0, y0), pos2(x1, y1));
        let (l, t, r, b) = (whole.left(), whole.top(), whole.right(), whole.bottom());
        Self {
            headers: rect(l, t, left, axis_top),
            lanes: rect(left, t, r, axis_top),
            axis: rect(left, axis_top, r, strip_top),
            corner: rect(l, axis_top, left, strip_top),
            overview: has_strip.then(|| rect(l, strip_top, r, b)),
        }
    }
}

fn scale_of<'a>(axis: &'a Axis, state: &ViewState, rect: Rect) -> Scale<'a> {
    Scale {
        axis,
        view: state.view,
        left: rect.left(),
        width: rect.width(),
    }
}

/// The place left of the axis, below the heads: the order of the lanes.
fn corner(
    ui: &mut egui::Ui,
    places: &Places,
    scene: &Scene<'_>,
    palette: &Palette,
    out: &mut Vec<TimelineAction>,
) {
    let painter = ui.painter_at(places.corner);
    painter.rect_filled(places.corner, 0, palette.canvas);
    let line = Stroke::new(1.0, palette.line);
    painter.hline(places.corner.x_range(), places.corner.top(), line);
    painter.vline(places.corner.right(), places.corner.y_range(), line);
    if !scene.lanes.is_empty() || !scene.hidden.is_empty() {
        lane_menu::button(ui, places.corner, scene, palette, out);
    }
}

/// Tells once that the view came to rest elsewhere.
fn tell_rest(state: &mut ViewState, out: &mut Vec<TimelineAction>) {
    let moving = state.glide.is_some() || state.kinetic.is_some() || state.drag.is_some();
    if !moving && state.told != Some(state.view) {
        if state.told.is_some() {
            out.push(TimelineAction::ViewChanged);
        }
        state.told = Some(state.view);
    }
}
