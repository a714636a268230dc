//! What a time expression means: an interval on the line of time, with its precision kept.

use super::calendar::add_months;
use super::{DAY, Moment, days_from_civil, days_in_month, edtf, words};
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
    /// The same in EDTF (ISO 8601-2): an empty end is one that is not known (`/2025-04-22` is
    /// "before 22 April 2025", `2025-05/` "since May 2025"), a set one moment of many
    /// (`[2025-04-22..]` is "after 22 April 2025").
    pub edtf: String,
}

/// The years dates are kept in: ±200 million, the range of exact day arithmetic.
pub(crate) const YEARS: i32 = 200_000_000;

fn start(year: i32, month: i32, day: i32) -> Moment {
    Moment::from_ymd(year.clamp(-YEARS, YEARS), month, day)
}

fn end(year: i32, month: i32, day: i32) -> Moment {
    Moment(start(year, month, day).0 + DAY - 1)
}

impl TimeValue {
    /// An interval between two moments, both inclusive (put in order if they are not).
    #[must_use]
    pub fn between(earliest: Moment, latest: Moment, precision: Precision) -> Self {
        Self::qualified(earliest, latest, precision, Qualifier::Exact)
    }

    pub(crate) fn qualified(
        earliest: Moment,
        latest: Moment,
        precision: Precision,
        qualifier: Qualifier,
    ) -> Self {
        let mut value = Self {
            earliest: earliest.min(latest),
            latest: latest.max(earliest),
            precision,
            qualifier,
            edtf: String::new(),
        };
        value.edtf = edtf::print(&value);
        value
    }

    /// One civil day.
    #[must_use]
    pub fn day(date: jiff::civil::Date) -> Self {
        Self::ymd(
            i32::from(date.year()),
            date.month().unsigned_abs(),
            date.day().unsigned_abs(),
        )
    }

    /// One civil day by its numbers (astronomical year); months and days that do not exist are
    /// brought into range.
    #[must_use]
    pub fn ymd(year: i32, month: u8, day: u8) -> Self {
        let month = month.clamp(1, 12);
        let day = i32::from(day.clamp(1, days_in_month(year, month)));
        let month = i32::from(month);
        Self::between(
            start(year, month, day),
            end(year, month, day),
            Precision::Day,
        )
    }

    /// One month (1 to 12) of an astronomical year.
    #[must_use]
    pub fn month(year: i32, month: u8) -> Self {
        let month = i32::from(month.clamp(1, 12));
        Self::between(
            start(year, month, 1),
            end(year, month + 1, 0),
            Precision::Month,
        )
    }

    /// One astronomical year: 0 is 1 BC.
    #[must_use]
    pub fn year(year: i32) -> Self {
        Self::between(start(year, 1, 1), end(year, 12, 31), Precision::Year)
    }

    /// From the start of `a` to the end of `b`, whichever comes first in time; as fine as the
    /// coarser of the two, soft if either is.
    #[must_use]
    pub fn range(a: &Self, b: &Self) -> Self {
        let soft = [a.qualifier, b.qualifier].contains(&Qualifier::Approximate);
        Self::qualified(
            a.earliest.min(b.earliest),
            a.latest.max(b.latest),
            a.precision.max(b.precision),
            if soft {
                Qualifier::Approximate
            } else {
                Qualifier::Exact
            },
        )
    }

    /// The same interval, taken another way.
    #[must_use]
    pub fn with(&self, qualifier: Qualifier) -> Self {
        Self::qualified(self.earliest, self.latest, self.precision, qualifier)
    }

    /// The value `n` units later (earlier where `n` is below 0). What is counted in coarser units
    /// than it is known in is about then; in finer ones, it may run on. `None` for a unit other than
    /// day, week, month and year.
    ///
    /// ```
    /// use dateline::temporal::{Precision, TimeValue};
    /// let day = TimeValue::ymd(2020, 5, 2);
    /// assert_eq!(day.moved(3, Precision::Day).unwrap().to_edtf(), "2020-05-05");
    /// assert_eq!(day.moved(2, Precision::Year).unwrap().to_edtf(), "2022-05~");
    /// assert_eq!(TimeValue::year(1945).moved(2, Precision::Year).unwrap().to_edtf(), "1947");
    /// ```
    #[must_use]
    pub fn moved(&self, n: i32, unit: Precision) -> Option<Self> {
        let (days, months) = match unit {
            Precision::Day => (n, 0),
            Precision::Week => (n.checked_mul(7)?, 0),
            Precision::Month => (0, n),
            Precision::Year => (0, n.checked_mul(12)?),
            _ => return None,
        };
        let by = |moment: Moment| {
            let d = moment.ymd();
            let (year, month) = add_months(d.year, d.month, months);
            let day = d.day.min(days_in_month(year, month));
            let day = days_from_civil(year, i32::from(month), i32::from(day));
            Moment((day + i64::from(days)) * DAY + i64::from(moment.second_of_day()))
        };
        let (earliest, latest) = (by(self.earliest), by(self.latest));
        let known = self.precision.max(Precision::Day);
        Some(if known < unit && unit > Precision::Day {
            let d = earliest.ymd();
            let about = match unit {
                Precision::Year if known < Precision::Month => Self::month(d.year, d.month),
                _ => Self::between(earliest, latest, known),
            };
            about.with(Qualifier::Approximate)
        } else if unit < known && unit <= Precision::Week {
            self.with(Qualifier::Approximate)
        } else {
            let latest = match known {
                // The last day of a month or year stays the last day.
                Precision::Month | Precision::Year => Moment(by(Moment(self.latest.0 + 1)).0 - 1),
                _ => latest,
            };
            Self::qualified(earliest, latest, unit.min(known), self.qualifier)
        })
    }

    /// Reads EDTF (levels 0 and 1, and the seasons and quarters of level 2). `None` for anything
    /// else.
    #[must_use]
    pub fn from_edtf(text: &str) -> Option<Self> {
        edtf::parse(text)
    }

    /// The value in EDTF; the same as [`TimeValue::edtf`].
    #[must_use]
    pub fn to_edtf(&self) -> &str {
        &self.edtf
    }

    /// The value in words, as it is shown: "27 April 2025", "c. 264 BC", "5–9 May 2013",
    /// "before 22 April 2025", "spring 2020", "1980s".
    #[must_use]
    pub fn words(&self) -> String {
        words::of(self, false)
    }

    /// The value in few words, for labels and columns: "27 Apr 2025", "c. 264 BC", "May–Jul 2013".
    #[must_use]
    pub fn short(&self) -> String {
        words::of(self, true)
    }
}
