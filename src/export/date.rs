//! Moments and intervals as text: ISO 8601 for machines, plain words for people.
//!
//! Never prints more precision than was read.

use crate::temporal::{Moment, Precision, Qualifier, TimeValue, Ymd};

/// `2025-04-27`; astronomical years, so 264 BC is `-0263`.
#[must_use]
pub fn iso_day(moment: Moment) -> String {
    let Ymd { year, month, day } = moment.ymd();
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}-{month:02}-{day:02}", year.unsigned_abs())
}

/// `2025-04-27T14:05:00`.
#[must_use]
pub fn iso_second(moment: Moment) -> String {
    let s = moment.second_of_day();
    let (h, m, s) = (s / 3600, s / 60 % 60, s % 60);
    format!("{}T{h:02}:{m:02}:{s:02}", iso_day(moment))
}

/// `2025-04-27` for a day or anything coarser, with the time of day for anything finer.
#[must_use]
pub fn iso(moment: Moment, precision: Precision) -> String {
    if precision < Precision::Day {
        iso_second(moment)
    } else {
        iso_day(moment)
    }
}

/// First moment an event dated `time` can have happened; `None` where that is open.
#[must_use]
pub fn earliest(time: &TimeValue) -> Option<String> {
    (time.qualifier != Qualifier::Before).then(|| iso(time.earliest, time.precision))
}

/// Last moment an event dated `time` can have happened; `None` where that is open.
#[must_use]
pub fn latest(time: &TimeValue) -> Option<String> {
    let open = matches!(time.qualifier, Qualifier::After | Qualifier::OpenEnd);
    (!open).then(|| iso(time.latest, time.precision))
}

/// The English name of a month, 1 to 12.
#[must_use]
pub fn month_name(month: u8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES
        .get(usize::from(month).saturating_sub(1))
        .copied()
        .unwrap_or("")
}

/// "264 BC", "AD 79", "1969": how people write an astronomical year.
#[must_use]
pub fn year_words(year: i32) -> String {
    match year {
        ..=0 => format!("{} BC", 1 - i64::from(year)),
        1..=999 => format!("AD {year}"),
        _ => year.to_string(),
    }
}

/// "27 April 2025", "April 2025", "2025", "5 to 9 May 2025", "about 1792 BC", "before 1990".
#[must_use]
pub fn words(time: &TimeValue) -> String {
    let (first, last) = (
        point(time.earliest, time.precision),
        point(time.latest, time.precision),
    );
    let middle = if first == last {
        first
    } else {
        format!("{} to {last}", shared(&first, &last))
    };
    match time.qualifier {
        Qualifier::Exact => middle,
        Qualifier::Approximate => format!("about {middle}"),
        Qualifier::Before => format!("before {middle}"),
        Qualifier::After => format!("after {middle}"),
        Qualifier::OpenEnd => format!("since {middle}"),
    }
}

/// Leaves out of the first date what the second says again: "5" of "5 May 2025" before "9 May
/// 2025".
fn shared<'a>(first: &'a str, last: &str) -> &'a str {
    let tail =
        |n: usize, s: &str| -> Option<usize> { s.rmatch_indices(' ').nth(n).map(|(i, _)| i) };
    for n in (0..2).rev() {
        if let (Some(a), Some(b)) = (tail(n, first), tail(n, last))
            && first[a..] == last[b..]
            && first[..a].chars().any(char::is_alphanumeric)
        {
            return &first[..a];
        }
    }
    first
}

/// One end of an interval, as finely as it was read.
fn point(moment: Moment, precision: Precision) -> String {
    let Ymd { year, month, day } = moment.ymd();
    let (month_words, year_text) = (month_name(month), year_words(year));
    let s = moment.second_of_day();
    let (h, m, s) = (s / 3600, s / 60 % 60, s % 60);
    let day_words = || format!("{day} {month_words} {year_text}");
    match precision {
        Precision::Instant => format!("{}, {h:02}:{m:02}:{s:02}", day_words()),
        Precision::Minute => format!("{}, {h:02}:{m:02}", day_words()),
        // An hour or part of a day ends at :59; saying its minutes would claim what was not read.
        Precision::Hour | Precision::PartOfDay => format!("{}, {h:02} h", day_words()),
        Precision::Day | Precision::Week => day_words(),
        Precision::Month | Precision::Season | Precision::Quarter => {
            format!("{month_words} {year_text}")
        }
        Precision::Year => year_text,
        Precision::Decade if year > 0 => format!("{}s", year.div_euclid(10) * 10),
        Precision::Century if year > 0 => format!("{} century", ordinal((year - 1) / 100 + 1)),
        Precision::Century => format!("{} century BC", ordinal(-year / 100 + 1)),
        Precision::Decade | Precision::Millennium => year_text,
    }
}

fn ordinal(n: i32) -> String {
    let suffix = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{suffix}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::temporal::DAY;

    fn value(from: (i32, i32, i32), to: (i32, i32, i32), precision: Precision) -> TimeValue {
        TimeValue {
            earliest: Moment::from_ymd(from.0, from.1, from.2),
            latest: Moment(Moment::from_ymd(to.0, to.1, to.2).0 + DAY - 1),
            precision,
            qualifier: Qualifier::Exact,
            edtf: String::new(),
        }
    }

    #[test]
    fn dates_print_as_iso_with_astronomical_years() {
        assert_eq!(iso_day(Moment::from_ymd(2025, 4, 27)), "2025-04-27");
        assert_eq!(iso_day(Moment::from_ymd(-263, 1, 1)), "-0263-01-01");
        assert_eq!(iso_day(Moment::from_ymd(0, 12, 31)), "0000-12-31");
        let m = Moment(Moment::from_ymd(2025, 4, 27).0 + 14 * 3600 + 5 * 60);
        assert_eq!(iso(m, Precision::Minute), "2025-04-27T14:05:00");
        assert_eq!(iso(m, Precision::Day), "2025-04-27");
    }

    #[test]
    fn open_ends_are_open() {
        let mut v = value((1990, 1, 1), (1990, 12, 31), Precision::Year);
        assert_eq!(earliest(&v).as_deref(), Some("1990-01-01"));
        assert_eq!(latest(&v).as_deref(), Some("1990-12-31"));
        v.qualifier = Qualifier::Before;
        assert_eq!((earliest(&v), latest(&v).is_some()), (None, true));
        v.qualifier = Qualifier::OpenEnd;
        assert_eq!((earliest(&v).is_some(), latest(&v)), (true, None));
    }

    #[test]
    fn words_never_say_more_than_was_read() {
        use Precision::*;
        let day = |y, m, d| (y, m, d);
        for (from, to, precision, want) in [
            (day(2025, 4, 27), day(2025, 4, 27), Day, "27 April 2025"),
            (day(2025, 4, 1), day(2025, 4, 30), Month, "April 2025"),
            (day(2025, 1, 1), day(2025, 12, 31), Year, "2025"),
            (day(2025, 5, 5), day(2025, 5, 9), Day, "5 to 9 May 2025"),
            (
                day(2025, 4, 28),
                day(2025, 5, 4),
                Week,
                "28 April to 4 May 2025",
            ),
            (
                day(2025, 6, 1),
                day(2025, 8, 31),
                Season,
                "June to August 2025",
            ),
            (day(-263, 1, 1), day(-263, 12, 31), Year, "264 BC"),
            (day(-263, 1, 1), day(-240, 12, 31), Year, "264 to 241 BC"),
            (day(79, 1, 1), day(79, 12, 31), Year, "AD 79"),
            (day(1990, 1, 1), day(1999, 12, 31), Decade, "1990s"),
            (day(1801, 1, 1), day(1900, 12, 31), Century, "19th century"),
            (
                day(-299, 1, 1),
                day(-200, 12, 31),
                Century,
                "3rd century BC",
            ),
        ] {
            assert_eq!(words(&value(from, to, precision)), want);
        }
        let mut v = value((1990, 1, 1), (1990, 12, 31), Year);
        v.qualifier = Qualifier::Approximate;
        assert_eq!(words(&v), "about 1990");
    }
}
