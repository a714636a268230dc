//! What screen readers and tests are told: the canvas with a summary, the labelled events by name
//! and date, the focused one as the active one.

use super::paint::Picture;
use super::state::ViewState;
use super::{Scene, TimelineAction};
use crate::timeline::{Scale, words};
use egui::{Rect, Response, accesskit, pos2, vec2};

/// Most events told apart by name at a time: a screen reader walks them with the arrow keys.
const NAMED: usize = 80;

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
    let mut active = None;
    for label in picture.labels.iter().take(NAMED) {
        let Some(mark) = picture.layout.marks.get(label.mark as usize) else {
            continue;
        };
        let left = mark.left.max(rect.left());
        let right = mark.right.min(rect.right());
        let place = Rect::from_center_size(
            pos2((left + right) / 2.0, mark.y),
            vec2((right - left).max(1.0), super::line::ROW),
        )
        .intersect(rect);
        let id = response.id.with(("event", mark.event));
        let name = format!(
            "{}, {}",
            scene.words.title(mark.event),
            scene.words.date(mark.event)
        );
        if state.focus == Some(mark.event) {
            active = Some(id);
        }
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
        if ctx.input(|i| i.has_accesskit_action_request(id, accesskit::Action::Click)) {
            state.focus = Some(mark.event);
            out.push(TimelineAction::Select {
                events: vec![mark.event],
                add: false,
            });
        }
    }
    if let Some(active) = active {
        ctx.accesskit_node_builder(response.id, |node| {
            node.set_active_descendant(active.accesskit_id());
        });
    }
}
