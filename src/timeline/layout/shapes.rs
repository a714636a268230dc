//! What a picture of the lanes is made of, in points.

use super::super::Scale;
use super::super::lane::{Lane, Meta};

/// Sizes of what is drawn, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sizes {
    /// Height of a row.
    pub row: f32,
    /// Above the first and below the last row of a lane.
    pub pad: f32,
    /// Height of a folded lane.
    pub folded: f32,
    /// Diameter of a mark.
    pub mark: f32,
    /// Least width of a fold.
    pub pill: f32,
    /// Least distance of columns, right edge to right edge.
    pub column: f32,
    /// How far an open end fades.
    pub tail: f32,
}

/// A lane in the order shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shown {
    /// Lane number.
    pub lane: u32,
    /// Folded to one line of density.
    pub folded: bool,
}

/// What [`super::layout`] draws.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// Time to points.
    pub scale: Scale<'a>,
    /// Where the first lane begins: above `top` when scrolled.
    pub origin: f32,
    /// Upper edge of what is in sight.
    pub top: f32,
    /// Lower edge of what is in sight.
    pub bottom: f32,
    /// The lanes.
    pub lanes: &'a [Shown],
    /// Sizes.
    pub sizes: Sizes,
}

/// Height of a lane, in points.
#[must_use]
pub fn lane_height(lane: Option<&Lane>, folded: bool, sizes: &Sizes) -> f32 {
    if folded {
        sizes.folded
    } else {
        lane.map_or(1, Lane::rows) as f32 * sizes.row + 2.0 * sizes.pad
    }
}

/// One lane on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// Its place in the order shown.
    pub place: u32,
    /// Lane number.
    pub lane: u32,
    /// Upper edge.
    pub top: f32,
    /// Lower edge.
    pub bottom: f32,
    /// Its marks, indices into [`Layout::marks`].
    pub marks: std::ops::Range<u32>,
    /// Its columns, indices into [`Layout::bars`].
    pub bars: std::ops::Range<u32>,
    /// The count a column of full height stands for; 0 if the lane draws marks.
    pub peak: u32,
    /// Rows at the top of a lane of columns that belong to what lasts through the window.
    pub long: u32,
}

impl Band {
    /// Height of a full column, points.
    #[must_use]
    pub fn column_height(&self, pad: f32, sizes: &Sizes) -> f32 {
        self.bottom - self.top - 2.0 * pad - self.long as f32 * sizes.row
    }
}

/// The shape of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Too short to show its length.
    Point,
    /// As long as it lasted, or as its date is vague.
    Bar,
    /// Several that would overlap.
    Fold,
}

/// A mark: one event, or a fold of several.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Index into [`Layout::bands`].
    pub band: u32,
    /// Left edge, points; may lie far outside for long bars.
    pub left: f32,
    /// Right edge, points.
    pub right: f32,
    /// Vertical middle, points.
    pub y: f32,
    /// Shape.
    pub kind: Kind,
    /// The item, or the weightiest of a fold: index in the lane.
    pub item: u32,
    /// The event of [`Mark::item`].
    pub event: u32,
    /// What is known of the item.
    pub meta: Meta,
    /// How far the open end to the left fades; 0 if closed.
    pub tail_left: f32,
    /// How far the open end to the right fades; 0 if closed.
    pub tail_right: f32,
    /// Whether it lasted (its ends are sharp), rather than being vaguely dated.
    pub lasts: bool,
    /// What it holds: a range of [`Layout::members`].
    pub members: (u32, u32),
    /// Whether it lies over columns, which count it already.
    pub over: bool,
}

impl Mark {
    /// How many events it stands for that nothing else counts.
    #[must_use]
    pub fn count(&self) -> u32 {
        if self.over {
            0
        } else {
            self.members.1 - self.members.0
        }
    }

    /// Horizontal middle of what is inside `left..right`.
    #[must_use]
    pub fn middle(&self, left: f32, right: f32) -> f32 {
        let (a, b) = (self.left.max(left), self.right.min(right));
        if a > b {
            (self.left + self.right) / 2.0
        } else {
            (a + b) / 2.0
        }
    }
}

/// A column of a dense lane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Index into [`Layout::bands`].
    pub band: u32,
    /// Left edge, points.
    pub left: f32,
    /// Right edge, points.
    pub right: f32,
    /// First second counted, since 1970.
    pub from: i64,
    /// First second not counted any more.
    pub to: i64,
    /// How many events.
    pub count: u32,
}

/// Everything to draw of the lanes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The lanes in sight, from top to bottom.
    pub bands: Vec<Band>,
    /// Marks, by band, row, and left edge.
    pub marks: Vec<Mark>,
    /// Columns, by band and left edge.
    pub bars: Vec<Bar>,
    /// Items of all marks, by lane index.
    pub members: Vec<u32>,
    /// Height of all lanes together, points.
    pub height: f32,
    /// First second looked at, since 1970; a little before what is in sight.
    pub from: i64,
    /// Last second looked at.
    pub to: i64,
}
