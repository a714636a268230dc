//! What holds of every text.

use super::*;
use proptest::prelude::*;

/// The kinds of expressions whose value moves with the publication date.
const DEICTIC: &[&str] = &[
    "Yesterday it rained.",
    "It will rain tomorrow.",
    "It rained 10 days ago.",
    "It rained two weeks ago.",
    "It rains today.",
];

proptest! {
    #[test]
    fn deictic_dates_move_with_the_publication_date(n in -300_000i64..300_000, step in -400i64..400, which in 0usize..5) {
        let at = |days: i64| Moment(days * DAY).date();
        if let (Some(a), Some(b)) = (at(n), at(n + step)) {
            let text = DEICTIC[which];
            let time = |d| read(&Doc::read(text), Some(d))[0].time.clone().unwrap();
            prop_assert_eq!(time(b).earliest.days() - time(a).earliest.days(), step);
            prop_assert_eq!(time(a).precision, Precision::Day);
        }
    }

    #[test]
    fn weeks_months_and_years_move_with_the_publication_date(n in -300_000i64..300_000) {
        let at = |days: i64| Moment(days * DAY).date();
        if let (Some(today), Some(week_ago)) = (at(n), at(n - 7)) {
            for (text, inside) in [
                ("It rained last week.", week_ago),
                ("It rains this month.", today),
                ("It rains this year.", today),
            ] {
                let time = read(&Doc::read(text), Some(today))[0].time.clone().unwrap();
                let moment = Moment::from_date(inside);
                prop_assert!(time.earliest <= moment && moment <= time.latest, "{text} {time:?}");
            }
        }
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,80}") {
        sound(&text)?;
    }

    #[test]
    fn any_run_of_words_of_time_is_read_soundly(words in prop::collection::vec(0usize..WORDS.len(), 0..14), glue in prop::collection::vec(0usize..4, 14)) {
        let mut text = String::new();
        for (w, g) in words.iter().zip(&glue) {
            text.push_str(WORDS[*w]);
            text.push_str([" ", "", "-", " "][*g]);
        }
        sound(&text)?;
    }
}

const WORDS: &[&str] = &[
    "the",
    "last",
    "May",
    "5",
    "12",
    "1998",
    "BC",
    "AD",
    "of",
    "to",
    "and",
    ",",
    "Friday",
    "two",
    "weeks",
    "ago",
    "later",
    "year",
    "early",
    "mid",
    "end",
    "10:35",
    "p.m.",
    "noon",
    "on",
    "century",
    "20th",
    "1980s",
    "'98",
    "–",
    "-",
    "/",
    "quarter",
    "third",
    "summer",
    "every",
    "day",
    "before",
    "after",
    "that",
    "same",
    "about",
    "a",
    "half",
    "31",
    "February",
    "29",
    "9999",
    "0000",
    "40,000",
    "99999999999",
    "2019-05-12",
    "T09:00",
    "24:00",
    "next",
    "Easter",
    "New",
    "Year's",
    "Eve",
    "’s",
    "é",
    "王",
    "🎉",
    "million",
    "years",
    "hundred",
    "twenty-first",
    "now",
    "from",
    "this",
    "fiscal",
    "12/31/99",
    "Q3",
    "night",
    "in",
    "the morning",
    "10,000,000,000",
    "1e9",
    "first",
    "decade",
    "decades",
    "centuries",
    "1910",
    "in",
    "closing",
    "31st",
    "90",
    "weeks'",
    "time",
    "past",
    "GMT",
    "weekends",
    "previous",
    "last",
    "month",
    "hours",
];

/// The seconds an interval of a precision may last.
fn widest(precision: Precision) -> i64 {
    match precision {
        Precision::Instant => 1,
        Precision::Minute => 60,
        Precision::Hour => 3_600,
        Precision::PartOfDay | Precision::Day => DAY,
        Precision::Week => 7 * DAY,
        Precision::Month => 31 * DAY,
        Precision::Season | Precision::Quarter => 184 * DAY,
        Precision::Year => 366 * DAY,
        Precision::Decade => 3_653 * DAY,
        Precision::Century => 36_525 * DAY,
        Precision::Millennium => 365_250 * DAY,
    }
}

/// What holds of every reading: spans on boundaries, in order, apart; intervals the right way
/// round, as wide as their precision says; values that print and read back.
fn sound(text: &str) -> Result<(), TestCaseError> {
    for published in [
        None,
        Some(date(PUBLISHED)),
        Some(date("-009999-01-01")),
        Some(date("9999-12-31")),
    ] {
        let found = read(&Doc::read(text), published);
        let mut end = 0;
        for t in &found {
            prop_assert!(
                t.span.start >= end && t.span.start < t.span.end,
                "{text:?} {found:?}"
            );
            prop_assert!(text.get(t.span.range()).is_some());
            end = t.span.end;
            prop_assert!(!t.value.is_empty());
            let _ = t.explain(&found, text);
            if let Some(v) = &t.time {
                prop_assert!(v.earliest <= v.latest);
                let back = TimeValue::from_edtf(v.to_edtf());
                prop_assert!(back.is_some(), "{} of {text:?}", v.to_edtf());
                prop_assert!(!v.words().is_empty() && !v.short().is_empty());
                // "recently" is a soft stretch that ends at the publication date.
                if t.rule != Rule::Vague {
                    // Deep time is said in round numbers: no precision is as coarse.
                    let most = match (v.precision, v.qualifier) {
                        (Precision::Millennium, Qualifier::Approximate) => i64::MAX,
                        (precision, _) => widest(precision),
                    };
                    prop_assert!(v.latest.0 - v.earliest.0 < most, "{v:?} of {text:?}");
                }
            }
            let _ = t.when(&found);
        }
    }
    Ok(())
}

/// No chain of expressions is read as one inside the other: every link is one of its own.
#[test]
fn long_chains_are_read_to_their_end() {
    for link in ["5 pm ", "12:01 ", "the night of "] {
        let all = news(&link.repeat(50_000));
        assert!(all.len() >= 49_999, "{link}: {}", all.len());
    }
    for link in ["hundred ", "0,000,"] {
        assert!(news(&link.repeat(50_000)).is_empty(), "{link}");
    }
}
