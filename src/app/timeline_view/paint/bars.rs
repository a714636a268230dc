//! What lasts, or is known only to the month or year: bars, with ends as soft as their dates.

use super::Painting;
use super::signs::{dashed_rect, diamond, is_planned, ring, strike};
use crate::app::theme::{UNIT, line};
use crate::event::{Basis, Modality};
use crate::temporal::Qualifier;
use crate::timeline::Kind;
use egui::epaint::RectShape;
use egui::{Color32, Mesh, Rect, Shape, Stroke, StrokeKind, pos2};

impl Painting<'_> {
    pub(super) fn bars(&mut self) {
        let mut mesh = Mesh::default();
        let mut over = Vec::new();
        let clip = self.canvas.rect.x_range().expand(4.0 * UNIT);
        for mark in self.visible(Kind::Bar) {
            let base = self.palette.family(mark.meta.family);
            let planned = is_planned(mark.meta.modality);
            let color = if planned {
                self.palette.quiet(base)
            } else {
                self.palette.solid(base)
            };
            // Only what can be seen: bars may be a million points long.
            let (left, right) = (mark.left.max(clip.min), mark.right.min(clip.max));
            let (top, bottom) = (mark.y - line::BAR / 2.0, mark.y + line::BAR / 2.0);
            let vague = mark.meta.qualifier == Qualifier::Approximate;
            let open = mark.tail_left + mark.tail_right > 0.0;
            let soft = if open {
                0.0
            } else if vague {
                (mark.right - mark.left) * 0.35
            } else if mark.lasts || mark.right - mark.left < 7.0 * UNIT {
                0.0
            } else {
                ((mark.right - mark.left) * 0.2).min(6.0 * UNIT)
            };
            let fill = Fill {
                color,
                hollow: mark.meta.basis == Basis::Inferred,
            };
            if soft > 0.0 {
                let body = (mark.left + soft, mark.right - soft);
                fade(
                    &mut mesh,
                    mark.left..mark.right,
                    body,
                    (top, bottom),
                    clip,
                    fill,
                );
            } else if open {
                fade(
                    &mut mesh,
                    mark.left - mark.tail_left..mark.right + mark.tail_right,
                    (mark.left, mark.right),
                    (top, bottom),
                    clip,
                    fill,
                );
                // A sharp stop where the text gives one.
                let stop = if mark.tail_left > 0.0 {
                    mark.right
                } else {
                    mark.left
                };
                let post = Rect::from_x_y_ranges(stop - 1.0..=stop + 1.0, top - 2.0..=bottom + 2.0);
                mesh.add_colored_rect(post, base);
            } else {
                let rect = Rect::from_x_y_ranges(left..=right, top..=bottom);
                if fill.hollow {
                    over.push(Shape::Rect(RectShape::new(
                        rect,
                        line::BAR / 2.0,
                        self.palette.canvas,
                        Stroke::new(line::STROKE, base),
                        StrokeKind::Inside,
                    )));
                } else {
                    over.push(Shape::rect_filled(rect, line::BAR / 2.0, color));
                }
            }
            let solid = (
                (mark.left + soft).max(clip.min),
                (mark.right - soft).min(clip.max),
            );
            match mark.meta.basis {
                // The hole of a relative date, drawn out.
                Basis::Relative => {
                    let slit = Rect::from_x_y_ranges(
                        solid.0 + 3.0..=(solid.1 - 3.0).max(solid.0 + 3.0),
                        mark.y - 1.0..=mark.y + 1.0,
                    );
                    over.push(Shape::rect_filled(slit, 1, self.palette.canvas));
                }
                Basis::Set => over.push(diamond(
                    pos2((solid.0 + solid.1) / 2.0, mark.y),
                    line::MARK * 0.7,
                    base,
                    self.palette.canvas,
                )),
                _ => {}
            }
            if planned {
                let outline = Rect::from_x_y_ranges(left..=right, top..=bottom);
                over.extend(dashed_rect(outline, Stroke::new(1.2, base)));
            }
            if mark.meta.modality == Modality::Negated {
                over.push(strike(mark, left.max(clip.min), right, self.palette.text));
            }
            if self.is_selected(mark) {
                let around = Rect::from_x_y_ranges(left..=right, top..=bottom).expand(3.0);
                over.push(ring(around, self.palette.accent));
            }
        }
        if !mesh.is_empty() {
            self.out.push(mesh.into());
        }
        self.out.extend(over);
    }
}

#[derive(Clone, Copy)]
struct Fill {
    color: Color32,
    hollow: bool,
}

/// A bar whose ends fade: nothing at the ends of `reach`, all between `body`.
fn fade(
    mesh: &mut Mesh,
    reach: std::ops::Range<f32>,
    body: (f32, f32),
    y: (f32, f32),
    clip: egui::Rangef,
    fill: Fill,
) {
    let strength = |x: f32| -> f32 {
        let rise = if body.0 > reach.start {
            (x - reach.start) / (body.0 - reach.start)
        } else {
            1.0
        };
        let fall = if reach.end > body.1 {
            (reach.end - x) / (reach.end - body.1)
        } else {
            1.0
        };
        rise.min(fall).clamp(0.0, 1.0)
    };
    let stops = [reach.start, body.0, body.1, reach.end].map(|x| x.clamp(clip.min, clip.max));
    let mut strip = |top: f32, bottom: f32| {
        for pair in stops.windows(2) {
            let &[a, b] = pair else { continue };
            if b - a < 0.1 {
                continue;
            }
            let (ca, cb) = (
                fill.color.gamma_multiply(strength(a)),
                fill.color.gamma_multiply(strength(b)),
            );
            let i = mesh.vertices.len() as u32;
            for (x, y, c) in [(a, top, ca), (b, top, cb), (b, bottom, cb), (a, bottom, ca)] {
                mesh.colored_vertex(pos2(x, y), c);
            }
            mesh.add_triangle(i, i + 1, i + 2);
            mesh.add_triangle(i, i + 2, i + 3);
        }
    };
    if fill.hollow {
        strip(y.0, y.0 + line::STROKE);
        strip(y.1 - line::STROKE, y.1);
    } else {
        strip(y.0, y.1);
    }
}
