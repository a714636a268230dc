//! The painting of the lanes: what [`crate::timeline::layout()`] laid out, as few shapes as can be.
//! One mesh for all columns, one for all bars; built anew only when something changed.

use super::texts::{Texts, one_line};
use super::{LaneHeader, Scene};
use crate::app::theme::{self, CORNER, Palette, UNIT, line, size};
use crate::event::{Basis, Family, Modality};
use crate::temporal::Qualifier;
use crate::timeline::{
    Columns, Frame, Kind, Label, Layout, Mark, Scale, Shown, Side, Sizes, Ticks, labels, layout,
    ticks,
};
use egui::epaint::RectShape;
use egui::{Color32, Mesh, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// The sizes of the theme, as the layout wants them.
pub(super) const SIZES: Sizes = Sizes {
    row: line::ROW,
    pad: line::LANE_PAD,
    folded: line::FOLDED,
    mark: line::MARK,
    pill: line::FOLD.0,
    column: line::COLUMN,
    tail: line::TAIL,
};

/// Distance between a mark and its label.
const LABEL_GAP: f32 = 1.25 * UNIT;

/// A painted picture of the lanes, kept as long as nothing changes.
pub(super) struct Picture {
    key: u64,
    pub layout: Layout,
    pub labels: Vec<Label>,
    pub ticks: Ticks,
    /// Stripes and divisions, below the grid.
    pub ground: Vec<Shape>,
    /// Marks and labels, above the grid.
    pub marks: Vec<Shape>,
}

/// What a picture is made of.
pub(super) struct Canvas<'a> {
    pub scale: Scale<'a>,
    pub rect: Rect,
    pub scroll: f32,
    pub focus: Option<u32>,
    pub selected: &'a [u32],
}

impl Picture {
    /// The picture of `scene`: `old` if nothing changed.
    pub fn of(
        old: Option<Self>,
        ctx: &egui::Context,
        scene: &Scene<'_>,
        canvas: &Canvas<'_>,
        texts: &mut Texts,
        palette: &Palette,
    ) -> Self {
        let key = key(ctx, scene, canvas, palette);
        if let Some(old) = old
            && old.key == key
        {
            return old;
        }
        let shown: Vec<Shown> = scene
            .lanes
            .iter()
            .map(|l| Shown {
                lane: l.lane,
                folded: l.folded,
            })
            .collect();
        let layout = layout(
            scene.columns,
            &Frame {
                scale: canvas.scale,
                origin: canvas.rect.top() - canvas.scroll,
                top: canvas.rect.top(),
                bottom: canvas.rect.bottom(),
                lanes: &shown,
                sizes: SIZES,
            },
        );
        let is_selected = |event: u32| scene.selected.binary_search(&event).is_ok();
        let labels = labels(
            &layout,
            (canvas.rect.left(), canvas.rect.right()),
            LABEL_GAP,
            |event| is_selected(event) || canvas.focus == Some(event),
            |event| {
                texts
                    .label(ctx, event, is_selected(event), scene.words.title(event))
                    .size()
                    .x
            },
        );
        let mut painter = Painting {
            ctx,
            scene,
            canvas,
            palette,
            layout: &layout,
            out: Vec::new(),
        };
        let ground = painter.ground();
        painter.columns();
        painter.bars();
        painter.points();
        painter.folds(texts);
        painter.labels(&labels, texts);
        let marks = painter.out;
        Self {
            key,
            ticks: ticks(&canvas.scale),
            labels,
            ground,
            marks,
            layout,
        }
    }
}

fn key(ctx: &egui::Context, scene: &Scene<'_>, canvas: &Canvas<'_>, palette: &Palette) -> u64 {
    let mut h = DefaultHasher::new();
    Arc::as_ptr(scene.columns).hash(&mut h);
    for f in [canvas.scale.view.start, canvas.scale.view.end] {
        f.to_bits().hash(&mut h);
    }
    for f in [
        canvas.rect.min.x,
        canvas.rect.min.y,
        canvas.rect.max.x,
        canvas.rect.max.y,
        canvas.scroll,
        ctx.pixels_per_point(),
    ] {
        f.to_bits().hash(&mut h);
    }
    canvas.scale.axis.breaks().len().hash(&mut h);
    canvas.focus.hash(&mut h);
    canvas.selected.hash(&mut h);
    scene.words_generation.hash(&mut h);
    palette.dark.hash(&mut h);
    for l in scene.lanes {
        (l.lane, l.folded, l.color).hash(&mut h);
    }
    h.finish()
}

struct Painting<'a> {
    ctx: &'a egui::Context,
    scene: &'a Scene<'a>,
    canvas: &'a Canvas<'a>,
    palette: &'a Palette,
    layout: &'a Layout,
    out: Vec<Shape>,
}

impl Painting<'_> {
    fn header(&self, place: u32) -> Option<&LaneHeader> {
        self.scene.lanes.get(place as usize)
    }

    fn ground(&self) -> Vec<Shape> {
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

    fn columns(&mut self) {
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
            let pad = if band.bottom - band.top <= line::FOLDED {
                UNIT
            } else {
                line::LANE_PAD
            };
            let (foot, room) = (band.bottom - pad, band.column_height(pad, &SIZES));
            let bars = band.bars.start as usize..band.bars.end as usize;
            let mut last: Option<Rect> = None;
            for bar in self.layout.bars.get(bars).unwrap_or_default() {
                let share = bar.count as f32 / band.peak.max(1) as f32;
                let height = (share * room).clamp(2.0, room);
                let rect = Rect::from_x_y_ranges(bar.left..=bar.right - 1.0, foot - height..=foot)
                    .intersect(self.canvas.rect);
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

    fn visible(&self, kind: Kind) -> impl Iterator<Item = &Mark> {
        let rect = self.canvas.rect;
        self.layout.marks.iter().filter(move |m| {
            m.kind == kind
                && m.right + m.tail_right > rect.left()
                && m.left - m.tail_left < rect.right()
        })
    }

    fn is_selected(&self, mark: &Mark) -> bool {
        let own = self.canvas.selected.binary_search(&mark.event).is_ok()
            || self.canvas.focus == Some(mark.event);
        own || (mark.kind == Kind::Fold && self.holds_selected(mark))
    }

    fn holds_selected(&self, mark: &Mark) -> bool {
        if self.canvas.selected.is_empty() {
            return false;
        }
        events_of(self.scene.columns, self.layout, mark)
            .any(|e| self.canvas.selected.binary_search(&e).is_ok())
    }

    fn bars(&mut self) {
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
            let soft = if open || mark.right - mark.left < 7.0 * UNIT {
                0.0
            } else if vague {
                (mark.right - mark.left) * 0.35
            } else if mark.lasts {
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

    fn points(&mut self) {
        let mut over = Vec::new();
        for mark in self.visible(Kind::Point) {
            let center = pos2((mark.left + mark.right) / 2.0, mark.y);
            let color = self.palette.family(mark.meta.family);
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

    fn folds(&mut self, texts: &mut Texts) {
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

    fn labels(&mut self, labels: &[Label], texts: &mut Texts) {
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

/// The events a mark stands for, by start.
pub(super) fn events_of<'a>(
    columns: &'a Columns,
    layout: &'a Layout,
    mark: &Mark,
) -> impl Iterator<Item = u32> + 'a {
    let lane = layout
        .bands
        .get(mark.band as usize)
        .and_then(|b| columns.lanes().get(b.lane as usize));
    let members = layout
        .members
        .get(mark.members.0 as usize..mark.members.1 as usize)
        .unwrap_or_default();
    members
        .iter()
        .filter_map(move |&i| lane.map(|l| l.event(i)))
}

fn is_planned(modality: Modality) -> bool {
    matches!(
        modality,
        Modality::Planned | Modality::Threatened | Modality::Hypothetical
    )
}

/// The mark of one moment: disc, disc with a hole, ring or diamond; dashed if it is planned,
/// struck if it was denied.
pub(super) fn glyph(
    out: &mut Vec<Shape>,
    center: Pos2,
    color: Color32,
    ground: Color32,
    basis: Basis,
    modality: Modality,
    text: Color32,
) {
    let planned = is_planned(modality);
    let radius = if planned {
        line::MARK * 0.28
    } else {
        line::MARK / 2.0
    };
    match basis {
        Basis::Stated => out.push(Shape::circle_filled(center, radius, color)),
        Basis::Relative => {
            out.push(Shape::circle_filled(center, radius, color));
            out.push(Shape::circle_filled(center, radius * 0.4, ground));
        }
        Basis::Inferred | Basis::Unknown => {
            out.push(Shape::circle_filled(center, radius, ground));
            out.push(Shape::circle_stroke(
                center,
                radius - line::STROKE / 2.0,
                Stroke::new(if planned { 1.2 } else { line::STROKE }, color),
            ));
        }
        Basis::Set => out.push(diamond(center, radius * 1.3, color, ground)),
    }
    if planned {
        let outer = line::MARK / 2.0;
        let points: Vec<Pos2> = (0..=24)
            .map(|i| center + outer * egui::Vec2::angled(i as f32 / 24.0 * std::f32::consts::TAU))
            .collect();
        out.extend(Shape::dashed_line(
            &points,
            Stroke::new(1.2, color),
            2.6,
            2.2,
        ));
    }
    if modality == Modality::Negated {
        let reach = vec2(line::MARK * 0.75, -line::MARK * 0.75);
        out.push(Shape::line_segment(
            [center - reach, center + reach],
            Stroke::new(line::STROKE, text),
        ));
    }
}

fn diamond(center: Pos2, radius: f32, color: Color32, ground: Color32) -> Shape {
    let r = radius;
    Shape::convex_polygon(
        vec![
            center - vec2(0.0, r),
            center + vec2(r, 0.0),
            center + vec2(0.0, r),
            center - vec2(r, 0.0),
        ],
        color,
        Stroke::new(1.0, ground),
    )
}

fn ring(rect: Rect, color: Color32) -> Shape {
    Shape::Rect(RectShape::stroke(
        rect,
        rect.height() / 2.0,
        Stroke::new(line::STROKE, color),
        StrokeKind::Outside,
    ))
}

fn strike(mark: &Mark, left: f32, right: f32, color: Color32) -> Shape {
    let middle = mark.middle(left, right);
    let reach = vec2(line::MARK, -line::MARK * 0.7);
    let at = pos2(middle, mark.y);
    Shape::line_segment([at - reach, at + reach], Stroke::new(line::STROKE, color))
}

fn dashed_rect(rect: Rect, stroke: Stroke) -> Vec<Shape> {
    let path = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    Shape::dashed_line(&path, stroke, 4.0, 3.0)
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
