//! Phrase by phrase: what the room reads, one file a family of rules.

mod apart;
mod beside;
mod clock;
mod counts;
mod dates;
mod days;
mod extents;
mod german;
mod joined;
mod names;
mod parts;
mod sound;
mod story;
mod typed;
mod within;
mod years;

use super::*;

fn date(text: &str) -> jiff::civil::Date {
    text.parse().unwrap()
}

/// A Wednesday.
const PUBLISHED: &str = "2019-05-15";

fn news(text: &str) -> Vec<Timex> {
    read_with(
        &Doc::read(text),
        Options {
            published: Some(date(PUBLISHED)),
            kind: DocKind::News,
            ..Options::default()
        },
    )
}

fn story(text: &str) -> Vec<Timex> {
    read(&Doc::read(text), None)
}

fn values(text: &str, found: &[Timex]) -> Vec<(String, String)> {
    found
        .iter()
        .map(|t| (t.span.of(text).to_owned(), t.value.clone()))
        .collect()
}

/// Each line: a text, then the expressions expected in it with their values.
fn check(read: fn(&str) -> Vec<Timex>, table: &[(&str, &[(&str, &str)])]) {
    for (text, expected) in table {
        let found = read(text);
        let expected: Vec<(String, String)> = expected
            .iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect();
        assert_eq!(values(text, &found), expected, "{text}");
    }
}
