//! The line of time as pure mathematics: axis, ticks, lanes, rows, levels of detail, label
//! placement, hit-testing, over columns of events.
//!
//! This room never paints and never holds strings.
//!
//! How a picture comes about: [`Columns::build`] sorts the items once (on a worker); a [`View`] on
//! an [`Axis`], with the width it is drawn in, makes a [`Scale`]; [`layout()`] turns columns and
//! scale into shapes whose number is bounded by pixels, not by events; [`ticks()`] turns the same
//! scale into calendar ticks.

mod axis;
mod columns;
mod counts;
mod fit;
mod gaps;
mod hit;
mod labels;
mod lane;
mod layout;
mod rows;
mod sort;
mod ticks;
#[cfg(test)]
mod toy;
mod view;
pub mod words;

pub use axis::{Axis, Break, Piece, Scale};
pub use columns::{Columns, ItemRef};
pub use counts::Counts;
pub use hit::{Hit, hit};
pub use labels::{Label, Side, labels};
pub use lane::{Lane, Meta, counted_at, lasts, unit_seconds};
pub use layout::{
    Band, Bar, Frame, Kind, Layout, Mark, Shown, Sizes, bucket_level, lane_height, layout, nice,
};
pub use rows::MAX_ROWS;
pub use ticks::{Step, Stretch, Tick, Ticks, ticks};
pub use view::{Fit, MAX_SPAN, MIN_SPAN, View};

use crate::event::{Basis, Family, Modality};
use crate::temporal::{Moment, Precision, Qualifier};

/// One event as the timeline sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Item {
    /// Index of the event in the story.
    pub event: u32,
    /// The lane it lies in, counted from the top. An event may lie in several lanes, as several
    /// items.
    pub lane: u32,
    /// First second.
    pub start: Moment,
    /// Last second, inclusive.
    pub end: Moment,
    /// How finely its date was read.
    pub precision: Precision,
    /// How its interval is to be taken.
    pub qualifier: Qualifier,
    /// How its date was read.
    pub basis: Basis,
    /// Told as a fact, planned, denied …
    pub modality: Modality,
    /// Its colour family.
    pub family: Family,
    /// How much it matters, 0 to 1.
    pub salience: f32,
}
