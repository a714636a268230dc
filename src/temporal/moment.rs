//! Civil moments on the proleptic Gregorian calendar, for any year.

use serde::{Deserialize, Serialize};

/// Seconds in a day.
pub const DAY: i64 = 86_400;

/// A civil moment: seconds since 1970-01-01T00:00:00 on the proleptic Gregorian calendar, without
/// a time zone (the day is the day the article means). Astronomical years: 0 is 1 BC, −1 is 2 BC.
///
/// `jiff` ends at ±9999; a chronology does not, so day arithmetic is done here (after Howard
/// Hinnant, "chrono-compatible low-level date algorithms", public domain) and is exact for all
/// years between ±200 million.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Moment(pub i64);

/// Year, month and day of a [`Moment`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Ymd {
    /// Astronomical year.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

/// Whether `year` (astronomical) has a 29 February.
#[must_use]
pub fn is_leap(year: i32) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

/// Days in a month (1 to 12) of `year`.
#[must_use]
pub fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 => 28 + u8::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 to a civil date. `month` may be any integer (13 is January of the next
/// year), `day` may lie outside the month (0 is the last day of the month before).
#[must_use]
pub fn days_from_civil(year: i32, month: i32, day: i32) -> i64 {
    let months = i64::from(year) * 12 + i64::from(month) - 1;
    let (mut y, m) = (months.div_euclid(12), months.rem_euclid(12) + 1);
    if m <= 2 {
        y -= 1;
    }
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let doy = (153 * (m + if m > 2 { -3 } else { 9 }) + 2) / 5;
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    era * 146_097 + doe - 719_468 + i64::from(day) - 1
}

/// The civil date `days` after 1970-01-01.
#[must_use]
pub fn civil_from_days(days: i64) -> Ymd {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    Ymd {
        year: (yoe + era * 400 + i64::from(month <= 2)) as i32,
        month: month as u8,
        day: (doy - (153 * mp + 2) / 5 + 1) as u8,
    }
}

impl Moment {
    /// Midnight at the start of a civil date; out-of-range months and days carry over.
    #[must_use]
    pub fn from_ymd(year: i32, month: i32, day: i32) -> Self {
        Self(days_from_civil(year, month, day) * DAY)
    }

    /// Midnight at the start of a jiff date.
    #[must_use]
    pub fn from_date(date: jiff::civil::Date) -> Self {
        Self::from_ymd(
            i32::from(date.year()),
            i32::from(date.month()),
            i32::from(date.day()),
        )
    }

    /// Whole days since 1970-01-01.
    #[must_use]
    pub fn days(self) -> i64 {
        self.0.div_euclid(DAY)
    }

    /// Its civil date.
    #[must_use]
    pub fn ymd(self) -> Ymd {
        civil_from_days(self.days())
    }

    /// Seconds since midnight, 0 to 86 399.
    #[must_use]
    pub fn second_of_day(self) -> u32 {
        self.0.rem_euclid(DAY) as u32
    }

    /// ISO weekday, Monday 1 to Sunday 7.
    #[must_use]
    pub fn weekday(self) -> u8 {
        ((self.days() + 3).rem_euclid(7) + 1) as u8
    }

    /// This moment as a jiff date, where jiff's range (−9999..9999) has it.
    #[must_use]
    pub fn date(self) -> Option<jiff::civil::Date> {
        let d = self.ymd();
        jiff::civil::Date::new(i16::try_from(d.year).ok()?, d.month as i8, d.day as i8).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_jiff_over_its_whole_range() {
        let mut date = jiff::civil::Date::MIN;
        while let Ok(next) = date.checked_add(jiff::Span::new().days(97)) {
            let m = Moment::from_date(date);
            assert_eq!(m.date(), Some(date));
            assert_eq!(m.weekday() as i8, date.weekday().to_monday_one_offset());
            date = next;
        }
    }

    #[test]
    fn carries_over_months_and_days_and_deep_time() {
        assert_eq!(Moment::from_ymd(2024, 14, 1), Moment::from_ymd(2025, 2, 1));
        assert_eq!(
            Moment::from_ymd(2024, 3, 0).ymd(),
            Ymd {
                year: 2024,
                month: 2,
                day: 29
            }
        );
        for year in [-200_000_000, -40_000, -1, 0, 1, 9_999, 10_000, 66_000_000] {
            assert_eq!(
                Moment::from_ymd(year, 2, 28).ymd(),
                Ymd {
                    year,
                    month: 2,
                    day: 28
                }
            );
        }
    }
}
