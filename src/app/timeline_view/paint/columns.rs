//! The ground of the lanes, and the columns of dense ones.

use super::{Painting, SIZES};
use crate::app::theme::{UNIT, line};
use crate::event::Family;
use crate::timeline::{Band, Bar};
use egui::{Color32, Mesh, Rect, Shape, Stroke, pos2};

impl Painting<'_> {
    pub(super) fn ground(&self) -> Vec<Shape> {
        let rect = self.canvas.rect;
        let mut mesh = Mesh::default();
        for band in self.layout.bands.iter().filter(|b| b.place % 2 == 1) {
            let stripe = Rect::from_x_y_ranges(rect.x_range(), band.top..=band.bottom);
            mesh.add_colored_rect(stripe.intersect(rect), self.palette.lane_stripe);
        }
        let mut out = vec![Shape::from(mesh)];
        for b in self.canvas.scale.axis.breaks() {
            let (left, right) = (self.canvas.scale.x(b.from), self.canvas.scale.x(b.to));
            if right < rect.left() || left > rect.right() {
                continue;
            }
            let strip = Rect::from_x_y_ranges(left..=right, rect.y_range()).intersect(rect);
            out.push(Shape::rect_filled(strip, 0, self.palette.panel));
            for x in [left, right] {
                out.push(zigzag(x, rect.top(), rect.bottom(), self.palette.line));
            }
        }
        out
    }

    pub(super) fn columns(&mut self) {
        let mut mesh = Mesh::default();
        for band in &self.layout.bands {
            if band.bars.is_empty() {
                continue;
            }
            let color = self
                .header(band.place)
                .and_then(|h| h.color)
                .unwrap_or_else(|| self.palette.family(Family::Statements));
            let color = self.palette.solid(color);
            let bars = band.bars.start as usize..band.bars.end as usize;
            let mut last: Option<Rect> = None;
            for bar in self.layout.bars.get(bars).unwrap_or_default() {
                let rect = self.column(band, bar);
                // Neighbours of one height are one shape.
                match &mut last {
                    Some(l) if bar.left - l.right() < 0.1 && l.top() == rect.top() => {
                        l.max.x = rect.right();
                    }
                    _ => {
                        if let Some(l) = last.replace(rect) {
                            mesh.add_colored_rect(l, color);
                        }
                    }
                }
            }
            if let Some(l) = last {
                mesh.add_colored_rect(l, color);
            }
        }
        if !mesh.is_empty() {
            self.out.push(mesh.into());
        }
    }

    /// The columns that hold a selected event, in the accent and under a tip of their own.
    pub(super) fn chosen_columns(&mut self) {
        let mut chosen = std::collections::BTreeSet::new();
        for band in self.layout.bands.iter().filter(|b| !b.bars.is_empty()) {
            let from = self.canvas.chosen.partition_point(|c| c.lane < band.lane);
            let own = self.canvas.chosen.get(from..).unwrap_or_default().iter();
            let (Some(lane), Some(bars)) = (
                self.scene.columns.lanes().get(band.lane as usize),
                self.layout
                    .bars
                    .get(band.bars.start as usize..band.bars.end as usize),
            ) else {
                continue;
            };
            for item in own.take_while(|c| c.lane == band.lane) {
                let at = lane.counted(item.index);
                let i = bars.partition_point(|b| b.to <= at);
                if let Some(bar) = bars.get(i).filter(|b| b.from <= at)
                    && chosen.insert((band.place, i))
                {
                    let rect = self.column(band, bar);
                    self.out
                        .push(Shape::rect_filled(rect, 0, self.palette.accent));
                    let (x, y) = (rect.center().x, rect.top() - 2.0);
                    self.out.push(Shape::convex_polygon(
                        vec![pos2(x - 4.0, y - 5.0), pos2(x + 4.0, y - 5.0), pos2(x, y)],
                        self.palette.accent,
                        Stroke::NONE,
                    ));
                }
            }
        }
    }

    /// Where a column stands.
    fn column(&self, band: &Band, bar: &Bar) -> Rect {
        let pad = if band.bottom - band.top <= line::FOLDED {
            UNIT
        } else {
            line::LANE_PAD
        };
        let (foot, room) = (band.bottom - pad, band.column_height(pad, &SIZES));
        let share = bar.count as f32 / band.peak.max(1) as f32;
        let height = (share * room).clamp(2.0, room);
        Rect::from_x_y_ranges(bar.left..=bar.right - 1.0, foot - height..=foot)
            .intersect(self.canvas.rect)
    }
}

/// The edge of a squeezed stretch.
fn zigzag(x: f32, top: f32, bottom: f32, color: Color32) -> Shape {
    let steps = (((bottom - top) / UNIT) as usize).clamp(2, 2_000);
    let points = (0..=steps)
        .map(|i| {
            let side = if i % 2 == 0 { -1.0 } else { 1.0 };
            pos2(
                x + side * UNIT / 2.0,
                top + (bottom - top) * i as f32 / steps as f32,
            )
        })
        .collect();
    Shape::line(points, Stroke::new(1.0, color))
}
