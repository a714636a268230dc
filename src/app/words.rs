//! Dates and counts in words, for people.
//!
//! Never says more than was read: a month stays a month, a soft date says that it is soft.

use crate::event::{Basis, Modality};
use crate::temporal::{Moment, Precision, Qualifier, TimeValue, Ymd};

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

fn month(m: u8) -> &'static str {
    MONTHS
        .get(usize::from(m).saturating_sub(1))
        .copied()
        .unwrap_or("")
}

fn short_month(m: u8) -> &'static str {
    month(m).get(..3).unwrap_or("")
}

/// A year for people: "2025", "44 BC". Years are astronomical inside.
#[must_use]
pub fn year(y: i32) -> String {
    if y > 0 {
        y.to_string()
    } else {
        format!("{} BC", 1 - i64::from(y))
    }
}

fn ordinal(n: i64) -> String {
    let suffix = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{suffix}")
}

/// The number of the century or millennium of `size` years that holds year `y`.
fn age(y: i32, size: i64, name: &str) -> String {
    let y = i64::from(y);
    if y > 0 {
        format!("{} {name}", ordinal((y - 1) / size + 1))
    } else {
        format!("{} {name} BC", ordinal(-y / size + 1))
    }
}

fn day(d: Ymd) -> String {
    format!("{} {} {}", d.day, month(d.month), year(d.year))
}

fn clock(m: Moment) -> String {
    let s = m.second_of_day();
    format!("{:02}:{:02}", s / 3600, s / 60 % 60)
}

fn season(d: Ymd) -> String {
    match d.month {
        3..=5 => format!("spring {}", year(d.year)),
        6..=8 => format!("summer {}", year(d.year)),
        9..=11 => format!("autumn {}", year(d.year)),
        12 => format!("winter {}/{}", year(d.year), year(d.year + 1)),
        _ => format!("winter {}", year(d.year)),
    }
}

fn part_of_day(m: Moment) -> &'static str {
    match m.second_of_day() / 3600 {
        0..=4 => "night",
        5..=11 => "morning",
        12..=16 => "afternoon",
        17..=20 => "evening",
        _ => "night",
    }
}

/// One end of a date, at its precision.
fn end(m: Moment, precision: Precision) -> String {
    let d = m.ymd();
    match precision {
        Precision::Instant | Precision::Minute | Precision::Hour => {
            format!("{}, {}", day(d), clock(m))
        }
        Precision::PartOfDay => format!("{} ({})", day(d), part_of_day(m)),
        Precision::Day => day(d),
        Precision::Week => format!("week of {}", day(d)),
        Precision::Month => format!("{} {}", month(d.month), year(d.year)),
        Precision::Season => season(d),
        Precision::Quarter => format!("quarter {} of {}", (d.month + 2) / 3, year(d.year)),
        Precision::Year => year(d.year),
        Precision::Decade => {
            if d.year > 0 {
                format!("{}s", d.year.div_euclid(10) * 10)
            } else {
                format!("{}s BC", (1 - i64::from(d.year)) / 10 * 10)
            }
        }
        Precision::Century => age(middle_year(d.year), 100, "century"),
        Precision::Millennium => age(middle_year(d.year), 1000, "millennium"),
    }
}

/// Centuries are counted from year 1, yet often read as 1900 to 1999: a year just past the start
/// names either rightly.
fn middle_year(y: i32) -> i32 {
    y.saturating_add(1)
}

fn interval(value: &TimeValue) -> String {
    let (a, b, p) = (value.earliest, value.latest, value.precision);
    if matches!(p, Precision::Century | Precision::Millennium) {
        let size = if p == Precision::Century { 100 } else { 1000 };
        let years = i64::from(b.ymd().year) - i64::from(a.ymd().year) + 1;
        if years <= size {
            return end(a, p);
        }
    }
    if p == Precision::Season && (b.0 - a.0) <= 93 * crate::temporal::DAY {
        return end(a, p);
    }
    if p == Precision::Week && (b.0 - a.0) < 8 * crate::temporal::DAY {
        return end(a, p);
    }
    if p == Precision::Decade && b.ymd().year - a.ymd().year <= 9 {
        return end(a, p);
    }
    let (from, to) = (end(a, p), end(b, p));
    if from == to {
        return from;
    }
    let (x, y) = (a.ymd(), b.ymd());
    match p {
        Precision::PartOfDay | Precision::Hour
            if (x.year, x.month, x.day) == (y.year, y.month, y.day) =>
        {
            if p == Precision::PartOfDay {
                from
            } else if b.0 - a.0 < 3600 {
                format!("{}, about {}", day(x), clock(a))
            } else {
                format!("{}, {}–{}", day(x), clock(a), clock(b))
            }
        }
        Precision::Minute | Precision::Instant
            if (x.year, x.month, x.day) == (y.year, y.month, y.day) =>
        {
            if b.0 - a.0 < 60 {
                from
            } else {
                format!("{}, {}–{}", day(x), clock(a), clock(b))
            }
        }
        Precision::Day if (x.year, x.month) == (y.year, y.month) => {
            format!("{}–{} {} {}", x.day, y.day, month(x.month), year(x.year))
        }
        Precision::Day if x.year == y.year => format!(
            "{} {} – {} {} {}",
            x.day,
            month(x.month),
            y.day,
            month(y.month),
            year(x.year)
        ),
        Precision::Month if x.year == y.year => {
            format!("{}–{} {}", month(x.month), month(y.month), year(x.year))
        }
        Precision::Year if x.year > 0 => format!("{}–{}", x.year, year(y.year)),
        Precision::Year if y.year <= 0 => format!("{}–{}", 1 - i64::from(x.year), year(y.year)),
        _ => format!("{from} – {to}"),
    }
}

/// A date in full: "27 April 2025", "spring 2020", "3rd century BC", "before 12 May 1998".
#[must_use]
pub fn date(value: &TimeValue) -> String {
    let interval = interval(value);
    match value.qualifier {
        Qualifier::Exact => interval,
        Qualifier::Approximate => format!("about {interval}"),
        Qualifier::Before => format!("before {interval}"),
        Qualifier::After => format!("after {interval}"),
        Qualifier::OpenEnd => format!("since {interval}"),
    }
}

/// A date where there is little room: "27 Apr", "Apr 2025", "1998". The year is left out of days
/// in `known_year`.
#[must_use]
pub fn short_date(value: &TimeValue, known_year: Option<i32>) -> String {
    let d = value.earliest.ymd();
    let text = match value.precision {
        Precision::Instant
        | Precision::Minute
        | Precision::Hour
        | Precision::PartOfDay
        | Precision::Day
        | Precision::Week => {
            if known_year == Some(d.year) {
                format!("{} {}", d.day, short_month(d.month))
            } else {
                format!("{} {} {}", d.day, short_month(d.month), year(d.year))
            }
        }
        Precision::Month => format!("{} {}", short_month(d.month), year(d.year)),
        _ => interval(value),
    };
    match value.qualifier {
        Qualifier::Exact => text,
        Qualifier::Approximate => format!("~ {text}"),
        Qualifier::Before => format!("< {text}"),
        Qualifier::After => format!("> {text}"),
        Qualifier::OpenEnd => format!("{text} →"),
    }
}

/// A publication date: "28 April 2025".
#[must_use]
pub fn civil(date: jiff::civil::Date) -> String {
    day(Moment::from_date(date).ymd())
}

/// The day of the week of a publication date with its date: "Monday 28 April 2025".
#[must_use]
pub fn civil_with_weekday(date: jiff::civil::Date) -> String {
    let m = Moment::from_date(date);
    format!("{} {}", weekday(m), day(m.ymd()))
}

/// "Sunday".
#[must_use]
pub fn weekday(m: Moment) -> &'static str {
    match m.weekday() {
        1 => "Monday",
        2 => "Tuesday",
        3 => "Wednesday",
        4 => "Thursday",
        5 => "Friday",
        6 => "Saturday",
        _ => "Sunday",
    }
}

/// How exact a date is: "exact to the day", "somewhere in this month".
#[must_use]
pub fn exactness(value: &TimeValue) -> String {
    match value.qualifier {
        Qualifier::Approximate => return "roughly".to_owned(),
        Qualifier::Before => return "how long before is not told".to_owned(),
        Qualifier::After => return "how long after is not told".to_owned(),
        Qualifier::OpenEnd => return "its end is not told".to_owned(),
        Qualifier::Exact => {}
    }
    let days = (value.latest.0 - value.earliest.0) / crate::temporal::DAY;
    match value.precision {
        Precision::Instant => "exact to the second".to_owned(),
        Precision::Minute => "exact to the minute".to_owned(),
        Precision::Hour => "exact to the hour".to_owned(),
        Precision::PartOfDay => "exact to the part of the day".to_owned(),
        Precision::Day if days > 1 => "several days".to_owned(),
        Precision::Day => "exact to the day".to_owned(),
        other => format!("exact to the {}", other.name()),
    }
}

/// How a date was read, in a word or two.
#[must_use]
pub fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "stated",
        Basis::Relative => "from the article's date",
        Basis::Inferred => "inferred",
        Basis::Set => "set by you",
        Basis::Unknown => "no date",
    }
}

/// Whether it happened, where that is not plain: "planned", "denied".
#[must_use]
pub fn modality(modality: Modality) -> Option<&'static str> {
    match modality {
        Modality::Asserted => None,
        Modality::Planned => Some("planned"),
        Modality::Threatened => Some("threatened"),
        Modality::Negated => Some("did not happen, or is denied"),
        Modality::Hypothetical => Some("may happen"),
    }
}

/// A count with its noun: "1 article", "1 204 events" (thin spaces).
#[must_use]
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
}

/// A number with thin spaces between thousands.
#[must_use]
pub fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) && digits.len() > 4 {
            out.push('\u{2009}');
        }
        out.push(c);
    }
    out
}

/// `text` with accents and case folded away, for searching: "Señor Ünal" becomes "senor unal".
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match unaccent(c) {
            Some(s) => out.push_str(s),
            None => out.extend(c.to_lowercase()),
        }
    }
    out
}

fn unaccent(c: char) -> Option<&'static str> {
    Some(match c {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' | 'Ǎ' | 'ǎ' | 'Ạ'..='ặ' => "a",
        'Æ' | 'æ' => "ae",
        'Ç' | 'ç' | 'Ć'..='č' => "c",
        'Ď'..='đ' | 'Ð' | 'ð' => "d",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' | 'Ẹ'..='ệ' => "e",
        'Ĝ'..='ģ' => "g",
        'Ĥ'..='ħ' => "h",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' | 'Ỉ'..='ị' => "i",
        'Ĵ' | 'ĵ' => "j",
        'Ķ'..='ĸ' => "k",
        'Ĺ'..='ł' => "l",
        'Ñ' | 'ñ' | 'Ń'..='ŋ' => "n",
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' | 'Ọ'..='ợ' => "o",
        'Œ' | 'œ' => "oe",
        'Ŕ'..='ř' => "r",
        'Ś'..='š' | 'Ș' | 'ș' => "s",
        'ß' => "ss",
        'Ţ'..='ŧ' | 'Ț' | 'ț' => "t",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' | 'Ụ'..='ự' => "u",
        'Ŵ' | 'ŵ' => "w",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' | 'Ỳ'..='ỹ' => "y",
        'Ź'..='ž' => "z",
        'Þ' | 'þ' => "th",
        '’' | 'ʼ' | '‘' => "'",
        '\u{300}'..='\u{36f}' => "",
        _ => return None,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn value(a: (i32, i32, i32), b: (i32, i32, i32), p: Precision, q: Qualifier) -> TimeValue {
        TimeValue {
            earliest: Moment::from_ymd(a.0, a.1, a.2),
            latest: Moment(Moment::from_ymd(b.0, b.1, b.2).0 + crate::temporal::DAY - 1),
            precision: p,
            qualifier: q,
            edtf: String::new(),
        }
    }

    #[test]
    fn a_date_says_what_was_read_and_no_more() {
        use Precision::{Century, Day, Decade, Month, Season, Week, Year};
        use Qualifier::{After, Approximate, Before, Exact, OpenEnd};
        let cases = [
            ((2025, 4, 27), (2025, 4, 27), Day, Exact, "27 April 2025"),
            ((2025, 5, 5), (2025, 5, 9), Day, Exact, "5–9 May 2025"),
            (
                (2025, 4, 30),
                (2025, 5, 2),
                Day,
                Exact,
                "30 April – 2 May 2025",
            ),
            ((2025, 4, 1), (2025, 4, 30), Month, Exact, "April 2025"),
            (
                (2025, 1, 1),
                (2025, 5, 31),
                Month,
                Exact,
                "January–May 2025",
            ),
            (
                (2025, 4, 21),
                (2025, 4, 27),
                Week,
                Exact,
                "week of 21 April 2025",
            ),
            ((2020, 3, 1), (2020, 5, 31), Season, Exact, "spring 2020"),
            (
                (2019, 12, 1),
                (2020, 2, 29),
                Season,
                Exact,
                "winter 2019/2020",
            ),
            ((1998, 1, 1), (1998, 12, 31), Year, Exact, "1998"),
            ((1990, 1, 1), (1999, 12, 31), Decade, Exact, "1990s"),
            ((-43, 3, 15), (-43, 3, 15), Day, Exact, "15 March 44 BC"),
            (
                (-1199, 1, 1),
                (-1199, 12, 31),
                Year,
                Approximate,
                "about 1200 BC",
            ),
            ((1939, 1, 1), (1945, 12, 31), Year, Exact, "1939–1945"),
            ((-489, 1, 1), (-478, 12, 31), Year, Exact, "490–479 BC"),
            ((1901, 1, 1), (2000, 12, 31), Century, Exact, "20th century"),
            ((1900, 1, 1), (1999, 12, 31), Century, Exact, "20th century"),
            (
                (-299, 1, 1),
                (-200, 12, 31),
                Century,
                Exact,
                "3rd century BC",
            ),
            (
                (2025, 4, 27),
                (2025, 4, 27),
                Day,
                Before,
                "before 27 April 2025",
            ),
            (
                (2025, 4, 27),
                (2025, 4, 27),
                Day,
                After,
                "after 27 April 2025",
            ),
            (
                (2024, 5, 1),
                (2024, 5, 31),
                Month,
                OpenEnd,
                "since May 2024",
            ),
        ];
        for (a, b, p, q, words) in cases {
            assert_eq!(date(&value(a, b, p, q)), words);
        }
    }

    #[test]
    fn numbers_and_folding() {
        assert_eq!(number(187), "187");
        assert_eq!(number(1204), "1204");
        assert_eq!(number(1_000_000), "1\u{2009}000\u{2009}000");
        assert_eq!(count(1, "event", "events"), "1 event");
        assert_eq!(fold("Señor Ünal Łódź ẞ"), "senor unal lodz ß");
        assert_eq!(ordinal(22), "22nd");
        assert_eq!(ordinal(112), "112th");
    }
}
