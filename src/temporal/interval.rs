//! Intervals by name: parts of the day, and the early, middle and late third of a longer span.

use super::{DAY, Moment, Precision, TimeValue, days_in_month};

/// Parts of the day as TIMEX3 writes them, their hours, and their name. A night runs into the
/// next morning.
pub(super) const PARTS: [(&str, i64, i64, &str); 7] = [
    ("MO", 5, 12, "morning"),
    ("MI", 11, 14, "midday"),
    ("AF", 12, 18, "afternoon"),
    ("EV", 17, 22, "evening"),
    ("NI", 20, 30, "night"),
    ("DT", 6, 18, "daytime"),
    ("DA", 4, 7, "dawn"),
];

/// The hours of a part of the day, from and to in seconds after midnight of its day.
pub(super) fn part(code: &str) -> Option<(i64, i64)> {
    PARTS
        .iter()
        .find(|p| p.0 == code)
        .map(|p| (p.1 * 3600, p.2 * 3600 - 1))
}

/// The name of the part of the day between two moments; empty if it has none.
pub(super) fn part_name(a: Moment, b: Moment) -> &'static str {
    let from = i64::from(a.second_of_day());
    let to = from + b.0 - a.0;
    PARTS
        .iter()
        .find(|p| p.1 * 3600 == from && p.2 * 3600 - 1 == to)
        .map_or("", |p| p.3)
}

/// The early (0), middle (1) or late (2) third of a day, week, month, year, decade or century.
/// The precision stays that of the whole: an early May is still read to the month.
pub(super) fn third(v: &TimeValue, which: u8) -> TimeValue {
    let (a, b) = (v.earliest, v.latest);
    let (ya, yb) = (a.ymd(), b.ymd());
    let years = i64::from(yb.year) - i64::from(ya.year) + 1;
    let cut = |n: i64| -> Moment {
        match v.precision {
            Precision::Month if n > 0 => {
                Moment::from_ymd(ya.year, ya.month.into(), 1 + 10 * n as i32)
            }
            Precision::Year if years == 1 => Moment::from_ymd(ya.year, 1 + 4 * n as i32, 1),
            Precision::Decade | Precision::Century | Precision::Millennium => {
                // Years 0–3, 4–6, 7–9 of a decade; 0–33, 34–66, 67–99 of a century.
                let step = (years * n + 2) / 3;
                Moment::from_ymd(ya.year + step as i32, 1, 1)
            }
            _ => {
                let days = b.days() - a.days() + 1;
                if days >= 3 {
                    Moment(a.0 + (days * n / 3) * DAY)
                } else {
                    Moment(a.0 + (b.0 - a.0 + 1) * n / 3)
                }
            }
        }
    };
    let which = i64::from(which.min(2));
    let from = if which == 0 { a } else { cut(which) };
    let to = if which == 2 {
        b
    } else {
        Moment(cut(which + 1).0 - 1)
    };
    TimeValue::qualified(from, to, v.precision, v.qualifier)
}

/// From one part of so many of a span to another: of a century or decade by its years, of anything
/// shorter by its days. The precision is no coarser than what is left.
pub(super) fn slice(v: &TimeValue, from: u8, to: u8, of: u8) -> TimeValue {
    let (a, b) = (v.earliest, v.latest);
    let of = i64::from(of.max(1));
    let long = v.precision >= Precision::Decade;
    let (first, last) = (a.ymd().year, b.ymd().year);
    let cut = |n: u8| {
        let n = i64::from(n);
        if long {
            let years = i64::from(last) - i64::from(first) + 1;
            // The first century has no year 0.
            let years = if years % 10 == 9 { years + 1 } else { years };
            let year = i64::from(last) + 1 - years + years * n / of;
            Moment::from_ymd((year as i32).max(first), 1, 1)
        } else {
            let days = b.days() - a.days() + 1;
            Moment((a.days() + days * n / of) * DAY)
        }
    };
    let (from, to) = (cut(from), Moment(cut(to).0 - 1));
    let years = to.ymd().year - from.ymd().year + 1;
    let precision = match years {
        ..=1 => v.precision.min(Precision::Year),
        2..=10 => v.precision.min(Precision::Decade),
        _ => v.precision,
    };
    TimeValue::qualified(from, to, precision, v.qualifier)
}

/// The whole a value is a [`third`] of, and which: found by the shape of the interval, so that a
/// value that was stored and read back is still said in the same words.
pub(super) fn whole_of_third(v: &TimeValue) -> Option<(TimeValue, u8)> {
    let (a, b) = (v.earliest.ymd(), v.latest.ymd());
    let whole = match v.precision {
        Precision::Month if (a.year, a.month) == (b.year, b.month) => {
            if a.day == 1 && b.day == days_in_month(b.year, b.month) {
                return None;
            }
            TimeValue::month(a.year, a.month)
        }
        Precision::Year if a.year == b.year => {
            if a.month == 1 && b.month == 12 {
                return None;
            }
            TimeValue::year(a.year)
        }
        Precision::Decade | Precision::Century => {
            let n = if v.precision == Precision::Decade {
                10
            } else {
                100
            };
            let from = if a.year > 0 {
                a.year.div_euclid(n) * n
            } else {
                -((-a.year).div_euclid(n) * n + n - 1)
            };
            if (from.max(1), from + n - 1) == (a.year, b.year)
                || a.year > 0 && from == a.year && from + n - 1 == b.year
            {
                return None;
            }
            let from = if a.year > 0 { from.max(1) } else { from };
            let to = if a.year > 0 {
                a.year.div_euclid(n) * n + n - 1
            } else {
                from + n - 1
            };
            TimeValue::between(
                TimeValue::year(from).earliest,
                TimeValue::year(to).latest,
                v.precision,
            )
        }
        _ => return None,
    };
    let which = (0..3).find(|w| {
        let t = third(&whole, *w);
        (t.earliest, t.latest) == (v.earliest, v.latest)
    })?;
    Some((whole, which))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirds_of_a_span_keep_its_name() {
        for (v, early, mid, late) in [
            (TimeValue::year(2020), "early 2020", "mid-2020", "late 2020"),
            (
                TimeValue::month(2023, 2),
                "early February 2023",
                "mid-February 2023",
                "late February 2023",
            ),
        ] {
            assert_eq!(third(&v, 0).words(), early);
            assert_eq!(third(&v, 1).words(), mid);
            assert_eq!(third(&v, 2).words(), late);
            assert_eq!(third(&v, 0).earliest, v.earliest);
            assert_eq!(third(&v, 2).latest, v.latest);
        }
        for text in ["198X", "19XX", "-02XX", "00XX"] {
            let v = TimeValue::from_edtf(text);
            assert!(v.is_some());
            if let Some(v) = v {
                assert!(third(&v, 0).words().starts_with("early "), "{text}");
                assert!(third(&v, 2).words().starts_with("late "), "{text}");
                assert_eq!(third(&v, 1).latest.0 + 1, third(&v, 2).earliest.0);
            }
        }
    }
}
