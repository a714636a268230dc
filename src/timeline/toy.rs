//! Items for tests.

use super::Item;
use crate::event::{Basis, Family, Modality};
use crate::temporal::{DAY, Moment, Precision, Qualifier};

/// An item of `length` seconds from `start` on.
pub(super) fn item(event: u32, lane: u32, start: i64, length: i64, precision: Precision) -> Item {
    Item {
        event,
        lane,
        start: Moment(start),
        end: Moment(start + length - 1),
        precision,
        qualifier: Qualifier::Exact,
        basis: Basis::Stated,
        modality: Modality::Asserted,
        family: Family::Talks,
        salience: 0.5,
    }
}

/// An item of one day, counted from 1970.
pub(super) fn day(event: u32, lane: u32, day: i64) -> Item {
    item(event, lane, day * DAY, DAY, Precision::Day)
}
