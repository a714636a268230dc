//! Marks of one moment, folds of several, and labels.

use super::super::texts::{Texts, one_line};
use super::Painting;
use super::signs::{glyph, ring};
use crate::app::theme::{self, CORNER, UNIT, line, size};
use crate::event::{Family, Modality};
use crate::temporal::Qualifier;
use crate::timeline::{Kind, Label, Side};
use egui::{Rect, Shape, Stroke, pos2, vec2};

impl Painting<'_> {
    pub(super) fn points(&mut self) {
        let mut over = Vec::new();
        for mark in self.visible(Kind::Point) {
            let center = pos2((mark.left + mark.right) / 2.0, mark.y);
            let color = self.palette.family(mark.meta.family);
            if mark.meta.qualifier == Qualifier::Approximate {
                let halo = color.gamma_multiply(0.35);
                over.push(Shape::circle_filled(center, line::HALO, halo));
            }
            glyph(
                &mut over,
                center,
                color,
                self.palette.canvas,
                mark.meta.basis,
                mark.meta.modality,
                self.palette.text,
            );
            if self.is_selected(mark) {
                over.push(Shape::circle_stroke(
                    center,
                    line::RING,
                    Stroke::new(line::STROKE, self.palette.accent),
                ));
            }
        }
        self.out.extend(over);
    }

    pub(super) fn folds(&mut self, texts: &mut Texts) {
        let mut over = Vec::new();
        for mark in self.visible(Kind::Fold) {
            let base = if mark.meta.family == Family::Other {
                self.palette.family(Family::Statements)
            } else {
                self.palette.family(mark.meta.family)
            };
            let clip = self.canvas.rect.x_range().expand(2.0 * UNIT);
            let (left, right) = (mark.left.max(clip.min), mark.right.min(clip.max));
            let rect = Rect::from_center_size(
                pos2((left + right) / 2.0, mark.y),
                vec2(right - left, line::FOLD.1),
            );
            over.push(Shape::rect_filled(
                rect,
                line::FOLD.1 / 2.0,
                self.palette.quiet(base),
            ));
            if self.is_selected(mark) {
                over.push(ring(rect.expand(1.0), self.palette.accent));
            }
            let galley = texts.number(self.ctx, mark.count());
            if galley.size().x < rect.width() {
                over.push(Shape::galley(
                    rect.center() - galley.size() / 2.0,
                    galley,
                    self.palette.text,
                ));
            }
        }
        self.out.extend(over);
    }

    pub(super) fn labels(&mut self, labels: &[Label], texts: &mut Texts) {
        for label in labels {
            let Some(mark) = self.layout.marks.get(label.mark as usize) else {
                continue;
            };
            let strong = self.canvas.selected.binary_search(&mark.event).is_ok();
            let title = self.scene.words.title(mark.event);
            let galley = if label.shortened {
                // In steps, so that panning does not lay out anew at every pixel.
                let width = (label.width / (2.0 * UNIT)).floor() * 2.0 * UNIT;
                one_line(self.ctx, title, theme::regular(size::SECONDARY), width)
            } else {
                texts.label(self.ctx, mark.event, strong, title)
            };
            let at = pos2(label.x, label.y - galley.size().y / 2.0);
            if label.side == Side::Inside {
                let plate = Rect::from_min_size(at, galley.size()).expand2(vec2(UNIT, 0.0));
                self.out
                    .push(Shape::rect_filled(plate, CORNER, self.palette.canvas));
            }
            let x = if label.side == Side::Left {
                label.x + label.width - galley.size().x
            } else {
                label.x
            };
            let soft = mark.meta.modality == Modality::Negated;
            let color = if soft {
                self.palette.text_secondary
            } else {
                self.palette.text
            };
            let middle = pos2(x, label.y);
            let end = middle + vec2(galley.size().x, 0.0);
            self.out.push(Shape::galley(pos2(x, at.y), galley, color));
            if soft {
                self.out.push(Shape::line_segment(
                    [middle, end],
                    Stroke::new(1.0, self.palette.text_faint),
                ));
            }
        }
    }
}
