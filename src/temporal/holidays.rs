//! Holidays and the day they fall on.

use super::calendar::weekday;
use super::days_from_civil;
use super::lexicon::Holiday;

/// Easter Sunday of a year (Gregorian computus, after Meeus, Jones and Butcher), in days since
/// 1970. Before 1583 it is the proleptic date, which nobody kept.
pub(super) fn easter(year: i32) -> i64 {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let f = (b + 8).div_euclid(25);
    let g = (b - f + 1).div_euclid(3);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    days_from_civil(year, n / 31, n % 31 + 1)
}

/// The `n`th weekday (Monday 1) of a month; 0 is the last one.
pub(super) fn nth(year: i32, month: i32, day: u8, n: i64) -> i64 {
    if n == 0 {
        let last = days_from_civil(year, month + 1, 0);
        return last - (i64::from(weekday(last)) - i64::from(day)).rem_euclid(7);
    }
    let first = days_from_civil(year, month, 1);
    first + (i64::from(day) - i64::from(weekday(first))).rem_euclid(7) + 7 * (n - 1)
}

/// The day a holiday falls on in a year, in days since 1970. Movable ones by the custom of the
/// United States where customs differ.
pub(super) fn day(holiday: Holiday, year: i32) -> i64 {
    match holiday {
        Holiday::Fixed(month, day) => days_from_civil(year, i32::from(month), i32::from(day)),
        Holiday::Easter(days) => easter(year) + i64::from(days),
        Holiday::Nth(month, weekday, n) => nth(year, i32::from(month), weekday, i64::from(n)),
        Holiday::After(month, weekday, n, days) => {
            nth(year, i32::from(month), weekday, i64::from(n)) + i64::from(days)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::temporal::civil_from_days;

    #[test]
    fn easter_falls_where_it_did() {
        for (year, month, day) in [
            (1583, 4, 10),
            (1818, 3, 22),
            (1943, 4, 25),
            (2000, 4, 23),
            (2008, 3, 23),
            (2024, 3, 31),
            (2025, 4, 20),
            (2285, 3, 22),
            (2999, 3, 24),
        ] {
            assert_eq!(easter(year), days_from_civil(year, month, day), "{year}");
        }
        for year in 1583..=2999 {
            let d = easter(year);
            let c = civil_from_days(d);
            assert_eq!(weekday(d), 7, "{year}");
            assert!(
                (c.month, c.day) >= (3, 22) && (c.month, c.day) <= (4, 25),
                "{year}"
            );
        }
    }

    #[test]
    fn movable_holidays() {
        for (holiday, year, month, d) in [
            (Holiday::Nth(11, 4, 4), 1999, 11, 25),
            (Holiday::Nth(9, 1, 1), 2021, 9, 6),
            (Holiday::Nth(5, 1, 0), 2021, 5, 31),
            (Holiday::After(11, 1, 1, 1), 1998, 11, 3),
            (Holiday::After(11, 1, 1, 1), 2020, 11, 3),
            (Holiday::Easter(-2), 2025, 4, 18),
            (Holiday::Nth(1, 1, 3), 2024, 1, 15),
        ] {
            assert_eq!(
                day(holiday, year),
                days_from_civil(year, month, d),
                "{holiday:?} {year}"
            );
        }
    }
}
