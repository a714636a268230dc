//! What screen readers and tests are told: the canvas with a summary, the labelled events by name
//! and date, folds and full columns by number and time, the focused event as the active one.

use super::paint::Picture;
use super::state::ViewState;
use super::{Scene, TimelineAction};
use crate::timeline::{Bar, Hit, Kind, Mark, Scale, words};
use egui::{Rect, Response, accesskit, pos2, vec2};

/// Most events told apart by name at a time, and most folds: a screen reader walks them with the
/// arrow keys.
const NAMED: usize = 80;
/// Most columns told apart, the fullest.
const COLUMNS: usize = 60;

/// Describes the canvas and the events in sight; takes what a screen reader asks for.
pub(super) fn describe(
    response: &Response,
    scene: &Scene<'_>,
    state: &mut ViewState,
    picture: &Picture,
    rect: Rect,
    scale: &Scale<'_>,
    out: &mut Vec<TimelineAction>,
) {
    let ctx = &response.ctx;
    response.widget_info(|| {
        let view = scale.seconds_per_point() * 20.0;
        egui::WidgetInfo::labeled(
            egui::Role::Canvas,
            true,
            format!(
                "Timeline, {} events in {} lanes, {} to {}",
                words::grouped(scene.columns.len() as i64),
                scene.lanes.len(),
                words::moment(scale.time(rect.left()) as i64, view),
                words::moment(scale.time(rect.right()) as i64, view),
            ),
        )
    });
    // Without a screen reader (or a test) there is nobody to tell.
    if ctx
        .accesskit_node_builder(response.id, |node| {
            node.set_role(accesskit::Role::Canvas);
        })
        .is_none()
    {
        return;
    }
    let mut told = Told {
        response,
        rect,
        events: Vec::new(),
        clicked: None,
    };
    for label in picture.labels.iter().take(NAMED) {
        if let Some(mark) = picture.layout.marks.get(label.mark as usize) {
            told.event(scene, mark.event, bounds(mark, rect));
        }
    }
    let in_sight = |m: &Mark| m.right > rect.left() && m.left < rect.right();
    let marks = picture.layout.marks.iter().zip(0u32..);
    let folds = marks.filter(|(m, _)| m.kind == Kind::Fold && in_sight(m));
    for (mark, i) in folds.take(NAMED) {
        let span = (scale.time(mark.left) as i64, scale.time(mark.right) as i64);
        told.several(
            Hit::Mark(i),
            u64::from(mark.count()),
            span,
            bounds(mark, rect),
        );
    }
    for (bar, i) in fullest(picture) {
        let Some(band) = picture.layout.bands.get(bar.band as usize) else {
            continue;
        };
        let place = Rect::from_x_y_ranges(bar.left..=bar.right, band.top..=band.bottom);
        let count = u64::from(bar.count);
        told.several(Hit::Bar(i), count, (bar.from, bar.to - 1), place);
    }
    // What has the keyboard is named wherever it lies.
    if let Some(focus) = state.focus {
        let at = scene.columns.interval(focus).map_or(0, |(start, _)| start);
        let x = scale.x(at as f64).clamp(rect.left(), rect.right() - 1.0);
        let place = Rect::from_min_size(pos2(x, rect.top()), vec2(1.0, super::line::ROW));
        if !told.events.contains(&focus) {
            told.event(scene, focus, place);
        }
        let active = told.id_of(focus);
        ctx.accesskit_node_builder(response.id, |node| {
            node.set_active_descendant(active.accesskit_id());
        });
    }
    match told.clicked {
        Some(Clicked::Event(event)) => {
            state.focus = Some(event);
            out.push(TimelineAction::Select {
                events: vec![event],
                add: false,
            });
        }
        Some(Clicked::Several(hit)) => {
            let (events, start, end) = super::input::content(scene, &picture.layout, hit);
            out.push(TimelineAction::ListFold { events, start, end });
        }
        None => {}
    }
}

/// Where a mark can be seen.
fn bounds(mark: &Mark, rect: Rect) -> Rect {
    let left = mark.left.max(rect.left());
    let right = mark.right.min(rect.right());
    Rect::from_center_size(
        pos2((left + right) / 2.0, mark.y),
        vec2((right - left).max(1.0), super::line::ROW),
    )
}

/// The columns that hold most, with their place among all, by time.
fn fullest(picture: &Picture) -> Vec<(Bar, u32)> {
    let mut bars: Vec<(Bar, u32)> = picture.layout.bars.iter().copied().zip(0..).collect();
    if bars.len() > COLUMNS {
        bars.select_nth_unstable_by_key(COLUMNS, |(b, i)| (std::cmp::Reverse(b.count), *i));
        bars.truncate(COLUMNS);
    }
    bars.sort_unstable_by_key(|(_, i)| *i);
    bars
}

enum Clicked {
    Event(u32),
    Several(Hit),
}

/// What was told in this frame.
struct Told<'a> {
    response: &'a Response,
    rect: Rect,
    events: Vec<u32>,
    clicked: Option<Clicked>,
}

impl Told<'_> {
    fn id_of(&self, event: u32) -> egui::Id {
        self.response.id.with(("event", event))
    }

    fn event(&mut self, scene: &Scene<'_>, event: u32, place: Rect) {
        let name = format!("{}, {}", scene.words.title(event), scene.words.date(event));
        self.events.push(event);
        if self.node(self.id_of(event), name, place) {
            self.clicked = Some(Clicked::Event(event));
        }
    }

    fn several(&mut self, hit: Hit, count: u64, (from, to): (i64, i64), place: Rect) {
        let events = if count == 1 { "event" } else { "events" };
        let grain = (to - from).max(1) as f64 / 30.0;
        let (a, b) = (words::moment(from, grain), words::moment(to, grain));
        let when = if a == b { a } else { format!("{a} to {b}") };
        let name = format!("{} {events}, {when}", words::grouped(count as i64));
        let id = match hit {
            Hit::Mark(i) => self.response.id.with(("fold", i)),
            Hit::Bar(i) => self.response.id.with(("column", i)),
        };
        if self.node(id, name, place) {
            self.clicked = Some(Clicked::Several(hit));
        }
    }

    /// One thing to walk to; whether it was clicked.
    fn node(&self, id: egui::Id, name: String, place: Rect) -> bool {
        let ctx = &self.response.ctx;
        let place = place.intersect(self.rect);
        let bounds = accesskit::Rect {
            x0: f64::from(place.left()),
            y0: f64::from(place.top()),
            x1: f64::from(place.right()),
            y1: f64::from(place.bottom()),
        };
        ctx.accesskit_node_builder(id, |node| {
            node.set_role(accesskit::Role::ListItem);
            node.set_label(name);
            node.set_bounds(bounds);
            node.add_action(accesskit::Action::Click);
        });
        ctx.input(|i| i.has_accesskit_action_request(id, accesskit::Action::Click))
    }
}
