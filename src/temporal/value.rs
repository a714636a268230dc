//! What a time expression means: an interval on the line of time, with its precision kept.

use super::Moment;
use serde::{Deserialize, Serialize};

/// How finely a date was read. Ordered from finest to coarsest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Precision {
    Instant,
    Minute,
    Hour,
    PartOfDay,
    Day,
    Week,
    Month,
    Season,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Precision {
    /// The name used in files and in the interface ("part of day").
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Instant => "instant",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::PartOfDay => "part of day",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Season => "season",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Millennium => "millennium",
        }
    }
}

/// How the interval of a [`TimeValue`] is to be taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// As it stands.
    #[default]
    Exact,
    /// "about", "circa", "recently": both ends are soft.
    Approximate,
    /// Some time before the interval; how long before is not known.
    Before,
    /// Some time after the interval; how long after is not known.
    After,
    /// Starts in the interval and goes on ("since May").
    OpenEnd,
}

/// A place on the line of time, never finer than it was read.
///
/// `earliest` and `latest` are both inclusive, to the second: the day 27 April 2025 runs from
/// 00:00:00 to 23:59:59. A range ("5–9 May") keeps the precision of its ends. For
/// [`Qualifier::Before`] and [`Qualifier::After`] the interval is the boundary that was read.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TimeValue {
    /// First second of the interval.
    pub earliest: Moment,
    /// Last second of the interval; never before `earliest`.
    pub latest: Moment,
    /// How finely the ends were read.
    pub precision: Precision,
    /// How the interval is to be taken.
    pub qualifier: Qualifier,
    /// The same in EDTF (ISO 8601-2 level 1, with `..` for open ends).
    pub edtf: String,
}
