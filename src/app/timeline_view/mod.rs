//! The timeline in the window: lanes, marks, axis, overview strip, gestures, keys.
//!
//! Shows a [`Scene`] as its [`ViewState`] says and tells what the user did as
//! [`TimelineAction`]s; it changes nothing but its own state. The mathematics is in
//! [`crate::timeline`].

mod access;
mod axis;
mod card;
mod headers;
mod input;
mod layer;
mod overview;
mod paint;
mod state;
mod texts;

pub use state::ViewState;

use crate::app::theme::{self, CORNER, Palette, UNIT, line, size};
use crate::event::{Basis, Modality};
use crate::timeline::{Axis, Columns, Hit, Kind, Scale, View, lane_height, words};
use egui::{Color32, CursorIcon, Rect, Sense, Shape, Stroke, pos2, vec2};
use egui_plot::{GridMark, Plot};
use paint::{Canvas, Picture, SIZES};
use state::Drag;
use std::cell::RefCell;
use std::rc::Rc;
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
    if whole.width() < 2.0 * line::HEADER || whole.height() < line::AXIS + 2.0 * line::ROW {
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
        overview::show(ui, strip, line::HEADER, scene, state, palette, now);
    }
    scroll_within(scene, state, places.lanes);

    let picture = lanes(ui, scene, state, palette, &places, &line_of_time, &mut out);
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
    axis::paint(ui, places.axis, &scale, &picture.ticks, palette);
    scroll_bar(ui, places.lanes, picture.layout.height, state, palette);
    state.picture = Some(picture);
    corner(ui, &places, palette);
    over_axis(ui, &places, &scale, state, palette, &mut out);
    if scene.columns.is_empty() {
        ui.painter_at(places.lanes).text(
            places.lanes.center(),
            egui::Align2::CENTER_CENTER,
            scene.empty_text,
            theme::regular(size::BODY),
            palette.text_faint,
        );
    }
    nothing_here(ui, &places, &scale, scene, state, palette);
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
        let left = whole.left() + line::HEADER;
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

/// The canvas of the lanes: gestures, marks, crosshair, hover card.
fn lanes(
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
                focus: state.focus,
                selected: scene.selected,
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

fn scale_of<'a>(axis: &'a Axis, state: &ViewState, rect: Rect) -> Scale<'a> {
    Scale {
        axis,
        view: state.view,
        left: rect.left(),
        width: rect.width(),
    }
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

/// What lies over lanes and axis: crosshair, marked range, box of a zoom.
fn over_axis(
    ui: &mut egui::Ui,
    places: &Places,
    scale: &Scale<'_>,
    state: &mut ViewState,
    palette: &Palette,
    out: &mut Vec<TimelineAction>,
) {
    let painter = ui.painter_at(places.lanes.union(places.axis));
    let pointer = ui.input(|i| i.pointer.hover_pos());
    let over = places.lanes.union(places.axis);
    let top_layer = pointer.is_some_and(|p| ui.ctx().layer_id_at(p) == Some(ui.layer_id()));
    let crosshair = pointer.filter(|p| over.contains(*p) && top_layer);
    if let Some((start, end)) = state.range {
        range(ui, places, scale, state, (start, end), palette, out);
    }
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
    if let Some(pos) = crosshair
        && !matches!(state.drag, Some(Drag::Pan))
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
        let time = scale.time(pos.x) as i64;
        let text = words::moment(time, scale.seconds_per_point());
        axis::badge(
            ui,
            places.axis,
            pos.x,
            &text,
            palette.accent,
            palette.on_accent,
        );
    }
}

/// The marked range: how long it is, and what can be done with it.
fn range(
    ui: &mut egui::Ui,
    places: &Places,
    scale: &Scale<'_>,
    state: &mut ViewState,
    (start, end): (i64, i64),
    palette: &Palette,
    out: &mut Vec<TimelineAction>,
) {
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
    let text = words::duration(start, end);
    if matches!(state.drag, Some(Drag::Range { .. })) {
        let middle = band.center().x;
        axis::badge(
            ui,
            places.axis,
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
                            egui::RichText::new(text)
                                .font(theme::semibold(size::SECONDARY))
                                .color(palette.text),
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
fn nothing_here(
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

/// Height of all lanes together.
fn content_height(scene: &Scene<'_>) -> f32 {
    scene
        .lanes
        .iter()
        .map(|l| lane_height(scene.columns.lanes().get(l.lane as usize), l.folded, &SIZES))
        .sum()
}

fn scroll_within(scene: &Scene<'_>, state: &mut ViewState, rect: Rect) {
    let most = (content_height(scene) - rect.height()).max(0.0);
    state.scroll = state.scroll.clamp(0.0, most).round();
}

/// A slim bar at the right where there are more lanes than fit.
fn scroll_bar(
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

/// The place left of the axis, below the heads.
fn corner(ui: &egui::Ui, places: &Places, palette: &Palette) {
    let painter = ui.painter_at(places.corner);
    painter.rect_filled(places.corner, 0, palette.canvas);
    let line = Stroke::new(1.0, palette.line);
    painter.hline(places.corner.x_range(), places.corner.top(), line);
    painter.vline(places.corner.right(), places.corner.y_range(), line);
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

/// The legend of shapes, in one line, for the status bar.
pub fn legend(ui: &mut egui::Ui, palette: &Palette) {
    let signs = [
        ("stated", Basis::Stated, Modality::Asserted),
        ("worked out", Basis::Relative, Modality::Asserted),
        ("inferred", Basis::Inferred, Modality::Asserted),
        ("set by you", Basis::Set, Modality::Asserted),
        ("planned", Basis::Stated, Modality::Planned),
        ("denied", Basis::Stated, Modality::Negated),
    ];
    ui.spacing_mut().item_spacing.x = UNIT;
    for (name, basis, modality) in signs {
        let (rect, _) = ui.allocate_exact_size(vec2(3.0 * UNIT, 3.5 * UNIT), Sense::hover());
        let mut shapes = Vec::new();
        paint::glyph(
            &mut shapes,
            rect.center(),
            palette.text_secondary,
            palette.panel,
            basis,
            modality,
            palette.text,
        );
        ui.painter().extend(shapes);
        ui.label(
            egui::RichText::new(name)
                .size(size::SMALL)
                .color(palette.text_faint),
        );
        ui.add_space(2.0 * UNIT);
    }
}
