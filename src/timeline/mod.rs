//! The line of time as pure mathematics: axis, ticks, lanes, rows, levels of detail, label
//! placement, hit-testing, over columns of events.
//!
//! This room never paints and never holds strings.

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
