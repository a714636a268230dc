//! How many events lie before and after what is in sight, at both ends of the axis: a view that
//! shows a part says so, and a click shows the rest of that side too.

use super::input::with_air;
use super::state::ViewState;
use super::texts::one_line;
use super::{Places, Scene};
use crate::app::theme::{self, CORNER, Palette, UNIT, size};
use crate::timeline::{Axis, Fit, Scale, View, words};
use egui::{CursorIcon, Galley, Rangef, Rect, Sense, Stroke, StrokeKind, pos2, vec2};
use std::sync::Arc;

/// One end of the axis.
struct End {
    early: bool,
    /// How many, in words.
    number: String,
    text: Arc<Galley>,
    place: Rect,
}

/// The ends beyond which something lies.
pub(super) struct Ends {
    ends: Vec<End>,
    /// The stretch of the axis between them, free for words.
    pub free: Rangef,
}

impl Ends {
    /// Counts what lies beyond the view.
    pub fn of(ui: &egui::Ui, places: &Places, scale: &Scale<'_>, scene: &Scene<'_>) -> Self {
        let axis = places.axis;
        let (from, to) = (scale.time(axis.left()), scale.time(axis.right()));
        let (before, after) = scene.columns.beyond(from as i64, to as i64);
        let mut free = axis.x_range();
        let mut ends = Vec::new();
        for (early, count) in [(true, before), (false, after)] {
            if count == 0 {
                continue;
            }
            let number = words::grouped(count as i64);
            let text = if early {
                format!("‹ {number} earlier")
            } else {
                format!("{number} later ›")
            };
            let text = one_line(ui.ctx(), &text, theme::semibold(size::SMALL), f32::INFINITY);
            let wide = text.size().x + 3.0 * UNIT;
            let left = if early {
                axis.left() + UNIT
            } else {
                axis.right() - UNIT - wide
            };
            let top = axis.top() + 5.5 * UNIT;
            let place = Rect::from_min_size(pos2(left, top), vec2(wide, 4.75 * UNIT));
            if early {
                free.min = place.right();
            } else {
                free.max = place.left();
            }
            ends.push(End {
                early,
                number,
                text,
                place,
            });
        }
        Self { ends, free }
    }

    /// Whether the pointer is on one of them.
    pub fn hold(&self, pos: egui::Pos2) -> bool {
        self.ends.iter().any(|end| end.place.contains(pos))
    }

    /// Shows them; a click widens the view.
    pub fn show(
        &self,
        ui: &mut egui::Ui,
        places: &Places,
        scene: &Scene<'_>,
        state: &mut ViewState,
        palette: &Palette,
    ) {
        let Some(fit) = scene.columns.fit() else {
            return;
        };
        for end in &self.ends {
            if end.show(ui, places.axis, fit, palette) {
                let view = widened(&state.axis, state.aim(), fit, end.early, places.lanes);
                state.jump(view);
            }
        }
    }
}

impl End {
    /// Whether it was clicked.
    fn show(&self, ui: &mut egui::Ui, axis: Rect, fit: Fit, palette: &Palette) -> bool {
        let id = ui.make_persistent_id(("beyond", self.early));
        let response = ui
            .interact(self.place, id, Sense::click())
            .on_hover_cursor(CursorIcon::PointingHand);
        let number = &self.number;
        let (side, reach, at) = if self.early {
            ("earlier", "from", fit.first)
        } else {
            ("later", "up to", fit.last)
        };
        response.widget_info(|| {
            let name = format!("{number} {side}, out of sight");
            egui::WidgetInfo::labeled(egui::Role::Button, true, name)
        });
        let strong = response.hovered() || response.has_focus();
        let edge = if strong { palette.accent } else { palette.line };
        let stroke = Stroke::new(1.0, edge);
        let painter = ui.painter_at(axis);
        painter.rect(
            self.place,
            CORNER,
            palette.panel,
            stroke,
            StrokeKind::Inside,
        );
        let corner = self.place.center() - self.text.size() / 2.0;
        painter.galley(corner, Arc::clone(&self.text), palette.accent);
        // By years: which day it was is for the mark itself to say.
        let whence = words::moment(at, 400.0 * 86_400.0);
        let hint = format!(
            "{number} {side} than what is in sight, {reach} {whence}. Click to see them too; Backspace comes back."
        );
        response.on_hover_text(hint).clicked()
    }
}

/// The view with all of one side: first the main body, then the outliers beyond it.
fn widened(axis: &Axis, aim: View, fit: Fit, early: bool, lanes: Rect) -> View {
    let body = with_air(axis, (fit.start, fit.end), lanes);
    let whole = with_air(axis, (fit.first, fit.last), lanes);
    if early {
        let nearest = [body.start, whole.start]
            .into_iter()
            .find(|&s| s < aim.start);
        View::new(nearest.unwrap_or(aim.start), aim.end)
    } else {
        let nearest = [body.end, whole.end].into_iter().find(|&e| e > aim.end);
        View::new(aim.start, nearest.unwrap_or(aim.end))
    }
}
