//! Values to EDTF and back (ISO 8601-2 level 1; the seasons and quarters of level 2 are read).

use super::value::YEARS;
use super::{DAY, Moment, Precision, Qualifier, TimeValue, Ymd, days_in_month};

/// A year as EDTF writes it: four digits, a sign before the year 0, `Y` beyond four digits.
pub(super) fn year(y: i32) -> String {
    if (1_000..=9_999).contains(&y) {
        // Room for a month and a day.
        let mut text = String::with_capacity(10);
        text.extend([1_000, 100, 10, 1].map(|n| (b'0' + (y / n % 10) as u8) as char));
        text
    } else if (-9_999..=9_999).contains(&y) {
        if y < 0 {
            format!("-{:04}", -y)
        } else {
            format!("{y:04}")
        }
    } else {
        format!("Y{y}")
    }
}

fn month_text(d: Ymd) -> String {
    let mut text = year(d.year);
    push_two(&mut text, d.month);
    text
}

pub(super) fn day_text(d: Ymd) -> String {
    let mut text = month_text(d);
    push_two(&mut text, d.day);
    text
}

/// Appends a month or a day.
fn push_two(text: &mut String, n: u8) {
    text.extend(['-', (b'0' + n / 10 % 10) as char, (b'0' + n % 10) as char]);
}

fn time_text(m: Moment) -> String {
    let s = m.second_of_day();
    format!(
        "{}T{:02}:{:02}:{:02}",
        day_text(m.ymd()),
        s / 3600,
        s / 60 % 60,
        s % 60
    )
}

/// Prints a value. Reading the text back gives the same interval and qualifier; precisions EDTF
/// has no word for (weeks, quarters, parts of the day) come back as the finer range.
pub(super) fn print(v: &TimeValue) -> String {
    let (a, other) = ends(v);
    let b = other.as_ref().unwrap_or(&a);
    match (v.qualifier, &other) {
        // Ends that are equal name one date.
        (Qualifier::Exact, None) => a,
        (Qualifier::Exact, Some(b)) => [&a, "/", b].concat(),
        (Qualifier::Approximate, None) => a + "~",
        (Qualifier::Approximate, Some(b)) => [&a, "~/", b, "~"].concat(),
        (Qualifier::Before, _) => ["/", &a].concat(),
        // One moment of a set, and an interval whose end is not known: not the same thing.
        (Qualifier::After, _) => ["[", b, "..]"].concat(),
        (Qualifier::OpenEnd, _) => a + "/",
    }
}

/// The text of the first end, and of the last where it is another, at the coarsest precision that
/// says exactly where they lie.
fn ends(v: &TimeValue) -> (String, Option<String>) {
    let (a, b) = (v.earliest, v.latest);
    let (ya, yb) = (a.ymd(), b.ymd());
    let whole_days = a.second_of_day() == 0 && i64::from(b.second_of_day()) == DAY - 1;
    if !whole_days {
        let minute = b.0 - a.0 == 59 && a.second_of_day() % 60 == 0;
        return (time_text(a), (a != b && !minute).then(|| time_text(b)));
    }
    let whole_months = ya.day == 1 && yb.day == days_in_month(yb.year, yb.month);
    if !whole_months || v.precision <= Precision::Week {
        return (day_text(ya), (ya != yb).then(|| day_text(yb)));
    }
    if v.precision == Precision::Season
        && let Some(s) = season(ya, yb)
    {
        return (s, None);
    }
    let one_year = ya.year == yb.year;
    let whole_years = ya.month == 1 && yb.month == 12;
    if !whole_years || v.precision <= Precision::Quarter {
        let one = one_year && ya.month == yb.month;
        return (month_text(ya), (!one).then(|| month_text(yb)));
    }
    if v.precision > Precision::Year
        && let Some(x) = unspecified(ya.year, yb.year)
    {
        return (x, None);
    }
    (year(ya.year), (!one_year).then(|| year(yb.year)))
}

fn season(a: Ymd, b: Ymd) -> Option<String> {
    let code = match (a.month, b.month, b.year - a.year) {
        (3, 5, 0) => 21,
        (6, 8, 0) => 22,
        (9, 11, 0) => 23,
        (12, 2, 1) => 24,
        _ => return None,
    };
    Some(format!("{}-{code}", year(a.year)))
}

/// `198X`, `19XX`, `1XXX`, `-02XX` where the years are exactly those.
fn unspecified(a: i32, b: i32) -> Option<String> {
    for (n, width) in [(10, 1usize), (100, 2), (1000, 3)] {
        let x = "X".repeat(width);
        let digits = 4 - width;
        if a >= 0 && b <= 9_999 && b / n == a / n && b % n == n - 1 {
            // The first century has no year 0 (which is 1 BC).
            let first = a % n == 0 && a > 0 || a == 1;
            if first {
                return Some(format!("{:0digits$}{x}", a / n));
            }
        }
        if (-9_999..0).contains(&a) && b <= 0 && a / n == b / n && b % n == 0 && a % n == 1 - n {
            return Some(format!("-{:0digits$}{x}", -b / n));
        }
    }
    None
}

/// Reads one EDTF text.
pub(super) fn parse(text: &str) -> Option<TimeValue> {
    let text = text.trim();
    if text.len() > 80 {
        return None;
    }
    // One of a set, "[1667..]" or "[..1667]": an event at some time on one side of it.
    if let Some(set) = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
        return match (set.strip_prefix(".."), set.strip_suffix("..")) {
            (Some(_), Some(_)) | (None, None) => None,
            (Some(end), None) => edge(end, false, Qualifier::Before),
            (None, Some(start)) => edge(start, true, Qualifier::After),
        };
    }
    let Some((a, b)) = text.split_once('/') else {
        return single(text);
    };
    let open = |t: &str| t.is_empty() || t == "..";
    match (open(a), open(b)) {
        (true, true) => None,
        (true, false) => edge(b, false, Qualifier::Before),
        (false, true) => edge(a, false, Qualifier::OpenEnd),
        (false, false) => {
            let (a, b) = (single(a)?, single(b)?);
            (a.earliest <= b.latest).then(|| TimeValue::range(&a, &b))
        }
    }
}

/// The edge of something open: of what has no word of its own ("Y171-39", four months) its first
/// or `last` date.
fn edge(text: &str, last: bool, open: Qualifier) -> Option<TimeValue> {
    let value = single(text)?;
    let value = match ends(&value) {
        (_, None) => value,
        (from, Some(to)) => single(if last { &to } else { &from })?,
    };
    Some(value.with(open))
}

fn single(text: &str) -> Option<TimeValue> {
    let body = text.trim_end_matches(['~', '?', '%']);
    if body.len() + 1 < text.len() || !body.is_ascii() {
        return None;
    }
    let value = exact(body)?;
    Some(if body.len() < text.len() {
        value.with(Qualifier::Approximate)
    } else {
        value
    })
}

fn exact(text: &str) -> Option<TimeValue> {
    if let Some((day, clock)) = text.split_once('T') {
        return date_time(day, clock);
    }
    let (long, text) = match text.strip_prefix('Y') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let mut parts = rest.split('-');
    let y = parts.next()?;
    let (m, d) = (parts.next(), parts.next());
    if parts.next().is_some() || !long && y.len() != 4 {
        return None;
    }
    let xs = y.len() - y.trim_end_matches('X').len();
    if xs > 0 {
        return (m.is_none() && xs < 4 && !long).then(|| unspecified_years(sign, y, xs))?;
    }
    let y = sign * number(y)?;
    if sign < 0 && y == 0 || y.abs() > YEARS {
        return None;
    }
    let Some(m) = m else {
        return Some(TimeValue::year(y));
    };
    if m == "XX" {
        return (d.is_none() || d == Some("XX")).then(|| TimeValue::year(y));
    }
    if m.len() != 2 {
        return None;
    }
    let m = number(m)?;
    match (m, d) {
        (1..=12, None | Some("XX")) => Some(TimeValue::month(y, m as u8)),
        (1..=12, Some(d)) if d.len() == 2 => {
            let d = number(d)?;
            (1..=i32::from(days_in_month(y, m as u8)))
                .contains(&d)
                .then(|| TimeValue::ymd(y, m as u8, d as u8))
        }
        (21..=41, None) => part_of_year(y, m),
        _ => None,
    }
}

/// Seasons (21–32), quarters (33–36), thirds (37–39) and halves (40–41).
fn part_of_year(y: i32, code: i32) -> Option<TimeValue> {
    let (first, months, precision) = match code {
        21 | 25 => (3, 3, Precision::Season),
        22 | 26 => (6, 3, Precision::Season),
        23 | 27 => (9, 3, Precision::Season),
        24 | 28 => (12, 3, Precision::Season),
        29..=32 => ((9 + (code - 29) * 3 - 1) % 12 + 1, 3, Precision::Season),
        33..=36 => ((code - 33) * 3 + 1, 3, Precision::Quarter),
        37..=39 => ((code - 37) * 4 + 1, 4, Precision::Month),
        40 | 41 => ((code - 40) * 6 + 1, 6, Precision::Quarter),
        _ => return None,
    };
    Some(TimeValue::between(
        Moment::from_ymd(y, first, 1),
        Moment(Moment::from_ymd(y, first + months, 1).0 - 1),
        precision,
    ))
}

fn unspecified_years(sign: i32, y: &str, xs: usize) -> Option<TimeValue> {
    let n = 10i32.pow(xs as u32);
    let high = number(y.get(..4 - xs)?)?;
    let precision = match xs {
        1 => Precision::Decade,
        2 => Precision::Century,
        _ => Precision::Millennium,
    };
    let (a, b) = if sign > 0 {
        // There is no year 0 in the first decade, century or millennium.
        ((high * n).max(1), high * n + n - 1)
    } else {
        (-(high * n + n - 1), -(high * n))
    };
    Some(TimeValue::between(
        TimeValue::year(a).earliest,
        TimeValue::year(b).latest,
        precision,
    ))
}

fn date_time(day: &str, clock: &str) -> Option<TimeValue> {
    let day = exact(day).filter(|d| d.precision == Precision::Day)?;
    // A zone is read over: moments are civil, of the place the article speaks of.
    let clock = clock.trim_end_matches('Z');
    let clock = clock.split(['+', '-']).next()?;
    let mut parts = clock.split(':');
    let mut next = || -> Option<Option<i64>> {
        match parts.next() {
            None => Some(None),
            Some(p) if p.len() == 2 => number(p).map(|n| Some(i64::from(n))),
            Some(_) => None,
        }
    };
    let (h, m, s) = (next()??, next()?, next()?);
    if parts.next().is_some() || h > 23 || m.unwrap_or(0) > 59 || s.unwrap_or(0) > 59 {
        return None;
    }
    let at = day.earliest.0 + h * 3600 + m.unwrap_or(0) * 60 + s.unwrap_or(0);
    let (length, precision) = match (m, s) {
        (None, _) => (3600, Precision::Hour),
        (_, None | Some(0)) => (60, Precision::Minute),
        _ => (1, Precision::Instant),
    };
    Some(TimeValue::between(
        Moment(at),
        Moment(at + length - 1),
        precision,
    ))
}

fn number(text: &str) -> Option<i32> {
    (!text.is_empty() && text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_has_no_word_of_its_own_is_open_from_its_edge() {
        for (text, want) in [
            ("Y171-39/", "0171-09/"),
            ("/Y171-39", "/0171-09"),
            ("[2020-39..]", "[2020-12..]"),
        ] {
            let value = TimeValue::from_edtf(text).unwrap();
            assert_eq!(value.to_edtf(), want);
            assert_eq!(TimeValue::from_edtf(want), Some(value), "{text}");
        }
    }

    #[test]
    fn reads_and_prints_level_0_and_1() {
        for text in [
            "2025-04-27",
            "2025-04",
            "2025",
            "2025-04-27~",
            "198X",
            "19XX",
            "1XXX",
            "00XX",
            "-02XX",
            "-00XX",
            "-0263",
            "0000",
            "Y-17000",
            "Y170000",
            "Y-17000-03-15",
            "2020-21",
            "2020-24~",
            "2013-05-05/2013-05-09",
            "-0263/-0240",
            "/2025-04-22",
            "[2025-05..]",
            "2025-05/",
            "2025-04-27T09:05:00",
            "2025-04-27T09:05:30/2025-04-27T11:59:59",
        ] {
            let v = TimeValue::from_edtf(text).unwrap();
            assert!(v.earliest <= v.latest, "{text}");
            assert_eq!(v.to_edtf(), text);
        }
    }

    #[test]
    fn reads_what_others_write() {
        for (text, same) in [
            ("1984?", "1984~"),
            ("2004-XX", "2004"),
            ("2004-06-XX", "2004-06"),
            ("../1985", "/1985"),
            ("[..1985]", "/1985"),
            ("1985/..", "1985/"),
            ("2013-33", "2013-01/2013-03"),
            ("2013-41", "2013-07/2013-12"),
            ("2025-04-27T09:05Z", "2025-04-27T09:05:00"),
        ] {
            assert_eq!(TimeValue::from_edtf(text).unwrap().to_edtf(), same);
        }
        for text in [
            "",
            "..",
            "../..",
            "2025-13",
            "2025-02-30",
            "202",
            "XXXX",
            "156X-12-25",
            "-0000",
            "2025-04-27T25:00",
            "2030/2020",
            "[",
            "Y",
            "2025-1-1",
            "２０２５",
        ] {
            assert_eq!(TimeValue::from_edtf(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,24}") {
            let _ = TimeValue::from_edtf(&text);
        }

        #[test]
        fn prints_and_parses_back(a in -4_000_000i64..4_000_000, n in 0i64..200_000, q in 0usize..5, p in 0usize..4) {
            let q = [Qualifier::Exact, Qualifier::Approximate, Qualifier::Before, Qualifier::After, Qualifier::OpenEnd][q];
            let (x, y) = (Moment(a * DAY).ymd(), Moment((a + n) * DAY).ymd());
            let v = match p {
                0 => TimeValue::range(&TimeValue::ymd(x.year, x.month, x.day), &TimeValue::ymd(y.year, y.month, y.day)),
                1 => TimeValue::month(x.year, x.month),
                2 => TimeValue::range(&TimeValue::year(x.year), &TimeValue::year(y.year)),
                _ => TimeValue::between(Moment(a * DAY + 3600), Moment(a * DAY + 7199), Precision::Hour),
            };
            let v = v.with(q);
            let back = TimeValue::from_edtf(v.to_edtf());
            prop_assert!(back.is_some(), "{}", v.to_edtf());
            let back = back.unwrap();
            prop_assert_eq!(back.qualifier, v.qualifier);
            match q {
                // The far side of a boundary is not kept.
                Qualifier::Before | Qualifier::OpenEnd => prop_assert_eq!(back.earliest, v.earliest),
                Qualifier::After => prop_assert_eq!(back.latest, v.latest),
                _ => prop_assert_eq!((back.earliest, back.latest), (v.earliest, v.latest)),
            }
        }
    }
}
