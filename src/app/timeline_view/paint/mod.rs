//! The painting of the lanes: what [`crate::timeline::layout()`] laid out, as few shapes as can be.
//! One mesh for all columns, one for all bars; built anew only when something changed.

mod bars;
mod columns;
mod marks;
mod signs;

pub(super) use signs::glyph;

use super::texts::Texts;
use super::{LaneHeader, Scene};
use crate::app::theme::{Palette, UNIT, line};
use crate::timeline::{
    Columns, Frame, ItemRef, Kind, Label, Layout, Mark, Scale, Shown, Sizes, Ticks, labels, layout,
    ticks,
};
use egui::{Rect, Shape};
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
    /// Where the selected events and the focused one lie, by lane.
    pub chosen: &'a [ItemRef],
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
            line::LABEL_CLAIM,
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
        painter.chosen_columns();
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
    pub(super) fn header(&self, place: u32) -> Option<&LaneHeader> {
        self.scene.lanes.get(place as usize)
    }

    pub(super) fn visible(&self, kind: Kind) -> impl Iterator<Item = &Mark> {
        let rect = self.canvas.rect;
        self.layout.marks.iter().filter(move |m| {
            m.kind == kind
                && m.right + m.tail_right > rect.left()
                && m.left - m.tail_left < rect.right()
        })
    }

    pub(super) fn is_selected(&self, mark: &Mark) -> bool {
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
