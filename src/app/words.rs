//! Dates and counts in words, for people.
//!
//! Never says more than was read: a month stays a month, a soft date says that it is soft.

use crate::event::{Basis, EventDate, Modality};
use crate::temporal::{Moment, Precision, Qualifier, TimeValue, Ymd};

fn day(d: Ymd) -> String {
    TimeValue::ymd(d.year, d.month, d.day).words()
}

/// A date in full: "27 April 2025", "spring 2020", "3rd century BC", "before 12 May 1998".
#[must_use]
pub fn date(value: &TimeValue) -> String {
    value.words()
}

/// A date where there is little room: "27 Apr 2025", "1998". The year is left out of days in
/// `known_year`.
#[must_use]
pub fn short_date(value: &TimeValue, known_year: Option<i32>) -> String {
    let mut text = value.short();
    if let Some(year) = known_year
        && value.precision <= Precision::Week
        && value.qualifier == Qualifier::Exact
        && value.earliest.ymd().year == year
        && value.latest.ymd().year == year
        && let Some(cut) = text.strip_suffix(&format!(" {year}"))
        && !cut.is_empty()
    {
        text.truncate(cut.len());
    }
    text
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
        Precision::PartOfDay => "the hour is not told".to_owned(),
        Precision::Day if days > 1 => "several days".to_owned(),
        Precision::Day => "exact to the day".to_owned(),
        other => format!("exact to the {}", other.name()),
    }
}

/// How the date of an event was read, in a word or two.
#[must_use]
pub fn basis(date: &EventDate) -> &'static str {
    match date.basis {
        Basis::Stated => "stated",
        Basis::Relative if date.anchor.starts_with("published") => "from the article's date",
        Basis::Relative => "from a date told before it",
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
mod tests {
    use super::*;

    #[test]
    fn the_year_is_left_out_only_where_it_is_known() {
        let day = TimeValue::ymd(2025, 4, 27);
        assert_eq!(short_date(&day, None), "27 Apr 2025");
        assert_eq!(short_date(&day, Some(2025)), "27 Apr");
        assert_eq!(short_date(&day, Some(2024)), "27 Apr 2025");
        assert_eq!(short_date(&TimeValue::year(2025), Some(2025)), "2025");
        assert_eq!(civil(jiff::civil::date(2025, 4, 28)), "28 April 2025");
        assert_eq!(
            civil_with_weekday(jiff::civil::date(2025, 4, 28)),
            "Monday 28 April 2025"
        );
    }

    #[test]
    fn numbers_and_folding() {
        assert_eq!(number(187), "187");
        assert_eq!(number(1204), "1204");
        assert_eq!(number(1_000_000), "1\u{2009}000\u{2009}000");
        assert_eq!(count(1, "event", "events"), "1 event");
        assert_eq!(fold("Señor Ünal Łódź ẞ"), "senor unal lodz ß");
    }
}
