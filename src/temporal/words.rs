//! Values in words, as they are shown.

use super::{DAY, Moment, Precision, Qualifier, TimeValue, Ymd, days_in_month};

const MONTHS: [&str; 12] = [
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

/// The value in words; `short` abbreviates months and seasons keep their names.
pub(super) fn of(v: &TimeValue, short: bool) -> String {
    let body = body(v, short);
    match v.qualifier {
        Qualifier::Exact => body,
        Qualifier::Approximate => format!("c. {body}"),
        Qualifier::Before => format!("before {body}"),
        Qualifier::After => format!("after {body}"),
        Qualifier::OpenEnd if short => format!("{body} –"),
        Qualifier::OpenEnd => format!("since {body}"),
    }
}

fn body(v: &TimeValue, short: bool) -> String {
    let (a, b) = (v.earliest.ymd(), v.latest.ymd());
    if let Some(part) = third(v, short) {
        return part;
    }
    match v.precision {
        Precision::Instant | Precision::Minute | Precision::Hour | Precision::PartOfDay => {
            clock(v, short)
        }
        Precision::Day => days(a, b, short),
        Precision::Week if v.latest.days() - v.earliest.days() == 6 => {
            format!("week of {}", days(a, a, short))
        }
        Precision::Week => days(a, b, short),
        Precision::Month => months(a, b, short),
        Precision::Season => season(a, b).unwrap_or_else(|| months(a, b, short)),
        Precision::Quarter => quarter(a, b, short).unwrap_or_else(|| months(a, b, short)),
        Precision::Year => years(a.year, b.year),
        Precision::Decade => decade(a.year, b.year).unwrap_or_else(|| years(a.year, b.year)),
        Precision::Century => {
            hundred(a.year, b.year, 100, "century").unwrap_or_else(|| years(a.year, b.year))
        }
        Precision::Millennium => {
            hundred(a.year, b.year, 1000, "millennium").unwrap_or_else(|| years(a.year, b.year))
        }
    }
}

/// "AD 79", "264 BC", "2025".
pub(super) fn year(y: i32) -> String {
    match y {
        ..=0 => format!("{} BC", group(1 - i64::from(y))),
        1..=999 => format!("AD {y}"),
        _ => group(i64::from(y)),
    }
}

/// Five digits and more are grouped: "40,000".
fn group(n: i64) -> String {
    let s = n.to_string();
    if s.len() < 5 {
        return s;
    }
    let mut out = String::new();
    for (i, c) in s.chars().enumerate() {
        if i > 0 && (s.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

fn years(a: i32, b: i32) -> String {
    if a == b {
        year(a)
    } else if b <= 0 {
        format!("{}–{}", group(1 - i64::from(a)), year(b))
    } else if a > 999 {
        format!("{}–{}", group(a.into()), group(b.into()))
    } else {
        format!("{} – {}", year(a), year(b))
    }
}

fn month(m: u8, short: bool) -> &'static str {
    let name = MONTHS.get(usize::from(m).wrapping_sub(1)).unwrap_or(&"");
    match (short, name.len()) {
        (true, 5..) => &name[..3],
        _ => name,
    }
}

fn day(d: Ymd, short: bool) -> String {
    format!("{} {} {}", d.day, month(d.month, short), year(d.year))
}

fn days(a: Ymd, b: Ymd, short: bool) -> String {
    if a == b {
        day(a, short)
    } else if (a.year, a.month) == (b.year, b.month) {
        format!("{}–{}", a.day, day(b, short))
    } else if a.year == b.year {
        format!("{} {} – {}", a.day, month(a.month, short), day(b, short))
    } else {
        format!("{} – {}", day(a, short), day(b, short))
    }
}

fn months(a: Ymd, b: Ymd, short: bool) -> String {
    // A range that does not cover whole months is shown in days.
    if a.day != 1 || b.day != days_in_month(b.year, b.month) {
        return days(a, b, short);
    }
    let text = |d: Ymd| format!("{} {}", month(d.month, short), year(d.year));
    if (a.year, a.month) == (b.year, b.month) {
        text(a)
    } else if a.year == b.year {
        format!("{}–{}", month(a.month, short), text(b))
    } else {
        format!("{} – {}", text(a), text(b))
    }
}

fn season(a: Ymd, b: Ymd) -> Option<String> {
    let name = match (a.month, b.month, b.year - a.year) {
        (3, 5, 0) => "spring",
        (6, 8, 0) => "summer",
        (9, 11, 0) => "autumn",
        (12, 2, 1) => {
            return Some(if a.year > 0 {
                format!("winter {}–{:02}", a.year, b.year % 100)
            } else {
                format!("winter {}", years(a.year, b.year))
            });
        }
        _ => return None,
    };
    Some(format!("{name} {}", year(a.year)))
}

fn quarter(a: Ymd, b: Ymd, short: bool) -> Option<String> {
    let y = year(a.year);
    if a.year != b.year || a.day != 1 {
        return None;
    }
    Some(match (a.month, b.month, short) {
        (1, 3, _) => format!("Q1 {y}"),
        (4, 6, _) => format!("Q2 {y}"),
        (7, 9, _) => format!("Q3 {y}"),
        (10, 12, _) => format!("Q4 {y}"),
        (1, 6, true) => format!("H1 {y}"),
        (7, 12, true) => format!("H2 {y}"),
        (1, 6, false) => format!("first half of {y}"),
        (7, 12, false) => format!("second half of {y}"),
        _ => return None,
    })
}

fn decade(a: i32, b: i32) -> Option<String> {
    if a > 0 && a % 10 == 0 && b == a + 9 {
        return Some(format!("{a}s"));
    }
    // "260s BC" is 269 to 260 BC.
    let (from, to) = (1 - a, 1 - b);
    (b <= 0 && to > 0 && to % 10 == 0 && from == to + 9).then(|| format!("{to}s BC"))
}

fn hundred(a: i32, b: i32, n: i32, name: &str) -> Option<String> {
    if a > 0 && b % n == n - 1 && a / n == b / n && (a % n == 0 || a == 1) {
        return Some(format!("{} {name}", ordinal(a / n + 1)));
    }
    (a < 0 && b <= 0 && b % n == 0 && a == b - n + 1)
        .then(|| format!("{} {name} BC", ordinal(-b / n + 1)))
}

/// "1st", "22nd", "13th".
pub(super) fn ordinal(n: i32) -> String {
    let end = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{end}")
}

/// "early 2020", "mid-May 2013", "late 1980s": a third of a coarser span.
fn third(v: &TimeValue, short: bool) -> Option<String> {
    let (whole, from) = super::interval::whole_of_third(v)?;
    let body = body(&whole, short);
    Some(match from {
        0 => format!("early {body}"),
        1 => format!("mid-{body}"),
        _ => format!("late {body}"),
    })
}

fn clock(v: &TimeValue, short: bool) -> String {
    let (a, b) = (v.earliest, v.latest);
    let hm = |m: Moment| {
        let s = m.second_of_day();
        format!("{:02}:{:02}", s / 3600, s / 60 % 60)
    };
    let date = day(a.ymd(), short);
    if v.precision == Precision::PartOfDay && b.0 - a.0 < DAY {
        let name = super::interval::part_name(a, b);
        if !name.is_empty() {
            return format!("{date}, {name}");
        }
    }
    if v.precision == Precision::Instant && a == b {
        return format!("{date}, {}:{:02}", hm(a), a.0.rem_euclid(60));
    }
    let one = match v.precision {
        Precision::Hour => 3600,
        _ => 60,
    };
    if b.0 - a.0 < one {
        format!("{date}, {}", hm(a))
    } else if a.days() == b.days() {
        format!("{date}, {}–{}", hm(a), hm(b))
    } else {
        format!("{date}, {} – {}, {}", hm(a), day(b.ymd(), short), hm(b))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn says_dates_as_people_do() {
        for (edtf, long, short) in [
            ("2025-04-27", "27 April 2025", "27 Apr 2025"),
            ("2025-05", "May 2025", "May 2025"),
            ("-0263~", "c. 264 BC", "c. 264 BC"),
            ("-0263/-0240", "264–241 BC", "264–241 BC"),
            ("-0026/0014", "27 BC – AD 14", "27 BC – AD 14"),
            ("198X", "1980s", "1980s"),
            ("19XX", "20th century", "20th century"),
            ("-02XX", "3rd century BC", "3rd century BC"),
            ("2013-05-05/2013-05-09", "5–9 May 2013", "5–9 May 2013"),
            (
                "2013-04-28/2013-05-02",
                "28 April – 2 May 2013",
                "28 Apr – 2 May 2013",
            ),
            (
                "2012-12-30/2013-01-02",
                "30 December 2012 – 2 January 2013",
                "30 Dec 2012 – 2 Jan 2013",
            ),
            ("/2025-04-22", "before 22 April 2025", "before 22 Apr 2025"),
            ("2025-05/", "since May 2025", "May 2025 –"),
            ("2020-21", "spring 2020", "spring 2020"),
            ("2019-24", "winter 2019–20", "winter 2019–20"),
            ("2013-33", "Q1 2013", "Q1 2013"),
            ("2013-40", "first half of 2013", "H1 2013"),
            ("2013-05/2013-07", "May–July 2013", "May–July 2013"),
            (
                "2025-04-27T09:05:00",
                "27 April 2025, 09:05",
                "27 Apr 2025, 09:05",
            ),
            ("Y-40000", "40,001 BC", "40,001 BC"),
            ("0079-08-24", "24 August AD 79", "24 Aug AD 79"),
        ] {
            let v = TimeValue::from_edtf(edtf).unwrap();
            assert_eq!(v.words(), long);
            assert_eq!(v.short(), short);
        }
    }
}
