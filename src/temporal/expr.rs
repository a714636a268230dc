//! The algebra: what an expression says before the document is read.

use super::lexicon::{Bound, Dir, Edge, Holiday, Part, Unit, Vague};

/// What an expression without its own anchor counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// The publication date.
    Published,
    /// The last point told.
    Text,
    /// What the document's kind says.
    Either,
}

/// The finer part of a calendar date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fine {
    None,
    Month(u8),
    Day(u8, u8),
    /// Two readings: month and day, or day and month.
    Either(u8, u8),
    /// A day of the month in context ("the 15th").
    DayOfMonth(u8),
    Season(u8),
    Quarter(u8),
    /// "the 1988 period": the quarter of the context.
    SomeQuarter,
    Half(u8),
    Week(u8),
    Holiday(Holiday),
}

/// A calendar date, as much of it as is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cal {
    /// Astronomical year.
    pub year: Option<i32>,
    /// The year has two digits.
    pub two: bool,
    /// The year by its place ("last year", "that year").
    pub rel: Option<(i32, Base)>,
    pub fine: Fine,
    pub weekday: Option<u8>,
    pub dir: Option<Dir>,
    /// The number that stands first in a date with slashes that has one reading only.
    pub slashed: Option<u8>,
}

impl Cal {
    pub(super) fn new(fine: Fine) -> Self {
        Self {
            year: None,
            two: false,
            rel: None,
            fine,
            weekday: None,
            dir: None,
            slashed: None,
        }
    }

    pub(super) fn with_year(fine: Fine, year: i32) -> Self {
        Self {
            year: Some(year),
            ..Self::new(fine)
        }
    }
}

/// How many: a number in units of 1/60 (so that halves and thirds are exact), or not said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Count(pub Option<i64>);

impl Count {
    pub(super) fn whole(n: i64) -> Self {
        Self(Some(n.saturating_mul(60)))
    }

    /// The count as a whole number, rounded down.
    pub(super) fn floor(self) -> Option<i64> {
        self.0.map(|n| n / 60)
    }
}

/// The time of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tod {
    Part(Part),
    /// Seconds after midnight, whether minutes were given, zone in minutes.
    Clock(i32, bool, Option<i16>),
}

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Core {
    Cal(Cal),
    /// A decade, by its first year; a century; a millennium.
    Decade(i32),
    /// A decade of two digits ("the sixties").
    ShortDecade(i32),
    Century(i32),
    Millennium(i32),
    Weekday(u8, Option<Dir>),
    /// The unit `n` units from the anchor.
    Rel(Unit, i32, Base),
    /// "the past year": the twelve months before the publication date.
    PastYear,
    /// So many units from the anchor, before (−1) or after (+1).
    Shift(Count, Unit, i8, Base),
    /// A part of the day with no day said.
    Part(Part, Option<Dir>),
    /// A time of day with its date, which may be missing.
    At(Option<Box<Core>>, Tod),
    /// So many units before (−1) or after (1) another expression, the week it lies in (0), the nth
    /// (2) or the last (3) unit in it, the same so many years before (−4) or after (4), the weekday
    /// of that number before (−5) or after (5) it.
    From(Box<Core>, Count, Unit, i8),
    Duration(Count, Unit),
    /// A length in more than one unit: its TIMEX3 value.
    Length(String),
    /// A repetition: its TIMEX3 value.
    Set(String),
    Vague(Vague),
    /// "this period", "that time": the last point told.
    Period,
    /// "a year earlier" as an adjective ("year-earlier results").
    YearAgo(Base),
}

/// A found expression.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    pub core: Core,
    pub edge: Option<Edge>,
    /// The edge is a comparative ("earlier this year").
    pub comparative: bool,
    pub bound: Option<Bound>,
    /// Only an expression of time in a narrative ("former", "this period").
    pub narrative: bool,
    /// A year of three digits: only one where others tell of so long ago.
    pub early: bool,
    /// From one part of so many of the span to another ("the first half of May": 0, 1, 2).
    pub part: Option<(u8, u8, u8)>,
    /// The date of a list or range takes what it lacks from the next one ("5–9 May").
    pub ahead: bool,
}

impl Item {
    pub(super) fn new(start: usize, end: usize, core: Core) -> Self {
        Self {
            start,
            end,
            core,
            edge: None,
            comparative: false,
            bound: None,
            narrative: false,
            early: false,
            part: None,
            ahead: false,
        }
    }
}
