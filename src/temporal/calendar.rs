//! Granules of the calendar: what a resolved point is, its place on the line, its TIMEX3 value.

use super::lexicon::{Part, Unit};
use super::{
    Moment, Precision, Qualifier, TimeValue, civil_from_days, days_from_civil, days_in_month, edtf,
    interval,
};

/// A resolved granule. Years are astronomical.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Granule {
    Millennium(i32),
    /// Century by its first year on the line (1900, −299 for the third century BC).
    Century(i32),
    /// Decade by its first year on the line (1980, −268 for the 260s BC).
    Decade(i32),
    Year(i32),
    /// So many years on both sides of one, where it was said by the decade, the century or in round
    /// thousands ("two decades ago", "66 million years ago"); the unit it was said in.
    Around(i32, i32, Unit),
    Half(i32, u8),
    Quarter(i32, u8),
    /// Season: 0 spring to 3 winter, by the year it begins in.
    Season(i32, u8),
    Month(i32, u8),
    /// ISO week by its year and number.
    Week(i32, u8),
    Weekend(i32, u8),
    Day(i64),
    PartOf(i64, Part),
    /// A clock time: day, seconds after midnight, whether minutes were given, zone in minutes.
    Clock(i64, i32, bool, Option<i16>),
}

/// Days since 1970 of the Monday of an ISO week.
pub(super) fn week_start(year: i32, week: u8) -> i64 {
    let jan4 = days_from_civil(year, 1, 4);
    jan4 - weekday(jan4) as i64 + 1 + 7 * (i64::from(week) - 1)
}

/// ISO weekday of a day, Monday 1.
pub(super) fn weekday(days: i64) -> u8 {
    ((days + 3).rem_euclid(7) + 1) as u8
}

/// ISO year and week of a day.
pub(super) fn iso_week(days: i64) -> (i32, u8) {
    let thursday = days - i64::from(weekday(days)) + 4;
    let year = civil_from_days(thursday).year;
    let first = days_from_civil(year, 1, 1);
    (year, ((thursday - first) / 7 + 1) as u8)
}

/// The first day of a year.
fn jan1(year: i32) -> i64 {
    days_from_civil(year, 1, 1)
}

/// The month `n` months after a month.
pub(super) fn add_months(year: i32, month: u8, n: i32) -> (i32, u8) {
    let total = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(n);
    (total.div_euclid(12) as i32, total.rem_euclid(12) as u8 + 1)
}

/// The century a year lies in, as its first year on the line.
pub(super) fn century_of(year: i32) -> i32 {
    if year > 0 {
        year.div_euclid(100) * 100
    } else {
        -((-year).div_euclid(100) * 100 + 99)
    }
}

/// The decade a year lies in, as its first year on the line.
pub(super) fn decade_of(year: i32) -> i32 {
    if year > 0 {
        year.div_euclid(10) * 10
    } else {
        // 269 to 260 BC are the 260s: years −268 to −259.
        let bc = 1 - year;
        1 - (bc.div_euclid(10) * 10 + 9)
    }
}

/// A part of the day in TIMEX3.
pub(super) fn part_code(part: Part) -> &'static str {
    match part {
        Part::Dawn => "DA",
        Part::Morning => "MO",
        Part::Midday => "MI",
        Part::Noon => "12:00",
        Part::Afternoon => "AF",
        Part::Evening => "EV",
        Part::Night => "NI",
        Part::Midnight => "24:00",
        Part::Daytime => "DT",
    }
}

/// A year as TIMEX3 writes it in these corpora: `1998`, `BC0264`.
pub(super) fn year_text(year: i32) -> String {
    if year <= 0 {
        format!("BC{:04}", 1 - i64::from(year))
    } else {
        format!("{year:04}")
    }
}

/// A part of a day that is not known, in TIMEX3.
pub(super) fn part_of_some_day(part: Part) -> String {
    format!("XXXX-XX-XXT{}", part_code(part))
}

/// A season in TIMEX3: 0 spring to 3 winter.
pub(super) fn season_code(season: u8) -> &'static str {
    ["SP", "SU", "FA", "WI"]
        .get(usize::from(season))
        .unwrap_or(&"XX")
}

fn day_text(days: i64) -> String {
    let d = civil_from_days(days);
    if d.year > 0 {
        return edtf::day_text(d);
    }
    format!("{}-{:02}-{:02}", year_text(d.year), d.month, d.day)
}

impl Granule {
    /// The week a day lies in.
    pub(super) fn week_of(day: i64) -> Self {
        let (y, w) = iso_week(day);
        Self::Week(y, w)
    }

    /// The weekend of the week a day lies in.
    pub(super) fn weekend_of(day: i64) -> Self {
        let (y, w) = iso_week(day);
        Self::Weekend(y, w)
    }

    /// The month `n` months from the one a day lies in.
    pub(super) fn month_from(day: i64, n: i32) -> Self {
        let c = civil_from_days(day);
        let (y, m) = add_months(c.year, c.month, n);
        Self::Month(y, m)
    }

    /// The quarter `n` quarters from the one this lies in, or from the first of its year.
    pub(super) fn quarter_from(self, n: i32) -> Self {
        let (y, q) = self.quarter().unwrap_or((self.year(), 1));
        let t = i64::from(y) * 4 + i64::from(q) - 1 + i64::from(n);
        Self::Quarter(t.div_euclid(4) as i32, t.rem_euclid(4) as u8 + 1)
    }

    /// The same granule so many years later; a 29 February becomes the last of its month.
    pub(super) fn years_on(self, n: i32) -> Self {
        match self {
            Self::Month(y, m) => Self::Month(y + n, m),
            Self::Quarter(y, q) => Self::Quarter(y + n, q),
            Self::Week(y, w) => Self::Week(y + n, w.min(52)),
            Self::Season(y, s) => Self::Season(y + n, s),
            Self::Day(d) => {
                let d = civil_from_days(d);
                let day = d.day.min(days_in_month(d.year + n, d.month));
                Self::Day(days_from_civil(d.year + n, d.month.into(), day.into()))
            }
            other => Self::Year(other.year() + n),
        }
    }

    /// The TIMEX3 value.
    pub(super) fn timex(self) -> String {
        match self {
            Self::Millennium(y) => y.div_euclid(1000).to_string(),
            Self::Century(y) if y > 0 => format!("{:02}", y / 100),
            Self::Century(0) => "00".to_owned(),
            Self::Century(y) => format!("BC{:02}", (-y) / 100),
            Self::Decade(y) if y >= 0 => format!("{:03}", y / 10),
            Self::Decade(y) => format!("BC{:03}", (1 - y) / 10),
            Self::Around(y, _, Unit::Decade) => Self::Decade(decade_of(y)).timex(),
            Self::Around(y, _, Unit::Century) => Self::Century(century_of(y)).timex(),
            Self::Year(y) | Self::Around(y, ..) => year_text(y),
            Self::Half(y, h) => format!("{}-H{h}", year_text(y)),
            Self::Quarter(y, q) => format!("{}-Q{q}", year_text(y)),
            Self::Season(y, s) => {
                format!("{}-{}", year_text(y), season_code(s))
            }
            Self::Month(y, m) => format!("{}-{m:02}", year_text(y)),
            Self::Week(y, w) => format!("{}-W{w:02}", year_text(y)),
            Self::Weekend(y, w) => format!("{}-W{w:02}-WE", year_text(y)),
            Self::Day(d) => day_text(d),
            Self::PartOf(d, p) => format!("{}T{}", day_text(d), part_code(p)),
            Self::Clock(d, s, _, zone) => {
                let z = match zone {
                    None => String::new(),
                    Some(0) => "Z".to_owned(),
                    Some(_) => String::new(),
                };
                if s % 60 == 0 {
                    format!("{}T{:02}:{:02}{z}", day_text(d), s / 3600, s / 60 % 60)
                } else {
                    format!(
                        "{}T{:02}:{:02}:{:02}{z}",
                        day_text(d),
                        s / 3600,
                        s / 60 % 60,
                        s % 60
                    )
                }
            }
        }
    }

    /// The first day of the granule.
    pub(super) fn first_day(self) -> i64 {
        match self {
            Self::Millennium(y) | Self::Century(y) | Self::Decade(y) | Self::Year(y) => jan1(y),
            Self::Around(y, half, _) => jan1(y - half),
            Self::Half(y, h) => days_from_civil(y, i32::from(h) * 6 - 5, 1),
            Self::Quarter(y, q) => days_from_civil(y, i32::from(q) * 3 - 2, 1),
            Self::Season(y, s) => days_from_civil(y, 3 + 3 * i32::from(s), 1),
            Self::Month(y, m) => days_from_civil(y, i32::from(m), 1),
            Self::Week(y, w) => week_start(y, w),
            Self::Weekend(y, w) => week_start(y, w) + 5,
            Self::Day(d) | Self::PartOf(d, _) | Self::Clock(d, ..) => d,
        }
    }

    /// The last day of the granule.
    pub(super) fn last_day(self) -> i64 {
        match self {
            Self::Millennium(y) => jan1(y + 1000) - 1,
            Self::Century(y) => jan1(if y == 1 { 100 } else { y + 100 }) - 1,
            Self::Decade(y) => jan1(y + 10) - 1,
            Self::Year(y) => jan1(y + 1) - 1,
            Self::Around(y, half, _) => jan1(y + half + 1) - 1,
            Self::Half(y, h) => days_from_civil(y, i32::from(h) * 6 + 1, 1) - 1,
            Self::Quarter(y, q) => days_from_civil(y, i32::from(q) * 3 + 1, 1) - 1,
            Self::Season(y, s) => days_from_civil(y, 6 + 3 * i32::from(s), 1) - 1,
            Self::Month(y, m) => self.first_day() + i64::from(days_in_month(y, m)) - 1,
            Self::Week(..) => self.first_day() + 6,
            Self::Weekend(..) => self.first_day() + 1,
            Self::Day(d) | Self::PartOf(d, _) | Self::Clock(d, ..) => d,
        }
    }

    /// Year of its first day.
    pub(super) fn year(self) -> i32 {
        match self {
            Self::Week(y, _) | Self::Weekend(y, _) | Self::Around(y, ..) => y,
            _ => civil_from_days(self.first_day()).year,
        }
    }

    /// Year and month, for granules not longer than a month.
    pub(super) fn month(self) -> Option<(i32, u8)> {
        if let Self::Month(..)
        | Self::Day(_)
        | Self::PartOf(..)
        | Self::Clock(..)
        | Self::Week(..)
        | Self::Weekend(..) = self
        {
            let d = civil_from_days(self.first_day());
            return Some((d.year, d.month));
        }
        None
    }

    /// The day, for granules not longer than a day.
    pub(super) fn day(self) -> Option<i64> {
        match self {
            Self::Day(d) | Self::PartOf(d, _) | Self::Clock(d, ..) => Some(d),
            _ => None,
        }
    }

    /// Quarter it lies in, for granules not longer than a quarter.
    pub(super) fn quarter(self) -> Option<(i32, u8)> {
        if let Self::Quarter(y, q) = self {
            return Some((y, q));
        }
        self.month().map(|(y, m)| (y, (m - 1) / 3 + 1))
    }

    /// Whether it is a day or finer.
    pub(super) fn is_time(self) -> bool {
        matches!(self, Self::PartOf(..) | Self::Clock(..))
    }

    /// Its place on the line.
    pub(super) fn time(self) -> TimeValue {
        let day = |d: i64| Moment(d.saturating_mul(super::DAY));
        let (from, to) = (
            day(self.first_day()),
            Moment(day(self.last_day() + 1).0 - 1),
        );
        let precision = match self {
            Self::Millennium(_) => Precision::Millennium,
            Self::Century(_) => Precision::Century,
            Self::Decade(_) => Precision::Decade,
            Self::Year(_) => Precision::Year,
            Self::Around(_, half, _) => {
                let precision = match half {
                    ..5 => Precision::Decade,
                    5..50 => Precision::Century,
                    _ => Precision::Millennium,
                };
                return TimeValue::qualified(from, to, precision, Qualifier::Approximate);
            }
            Self::Half(..) | Self::Quarter(..) => Precision::Quarter,
            Self::Season(..) => Precision::Season,
            Self::Month(..) => Precision::Month,
            Self::Week(..) => Precision::Week,
            Self::Weekend(..) | Self::Day(_) => Precision::Day,
            Self::PartOf(d, part) => {
                let at = day(d).0;
                return match part {
                    Part::Noon => TimeValue::between(
                        Moment(at + 12 * 3600),
                        Moment(at + 12 * 3600 + 59),
                        Precision::Minute,
                    ),
                    // TimeML's 24:00 closes the day it is told of.
                    Part::Midnight => TimeValue::between(
                        Moment(at + super::DAY - 60),
                        Moment(at + super::DAY - 1),
                        Precision::Minute,
                    ),
                    part => {
                        let (a, b) = interval::part(part_code(part)).unwrap_or((0, super::DAY - 1));
                        TimeValue::between(Moment(at + a), Moment(at + b), Precision::PartOfDay)
                    }
                };
            }
            Self::Clock(d, s, minutes, _) => {
                let at = day(d).0 + i64::from(s);
                let (len, precision) = if s % 60 != 0 {
                    (1, Precision::Instant)
                } else if minutes {
                    (60, Precision::Minute)
                } else {
                    (3600, Precision::Hour)
                };
                return TimeValue::between(Moment(at), Moment(at + len - 1), precision);
            }
        };
        TimeValue::between(from, to, precision)
    }
}
