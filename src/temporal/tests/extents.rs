//! What TIMEX3 marks of a phrase.

use super::*;

#[test]
fn what_qualifies_from_without_stands_outside() {
    for (text, marked, modifier) in [
        ("It took about two weeks.", "two weeks", Some("APPROX")),
        (
            "It took nearly five months.",
            "five months",
            Some("LESS_THAN"),
        ),
        (
            "It took more than a year.",
            "more than a year",
            Some("MORE_THAN"),
        ),
        (
            "It closed about two years ago.",
            "about two years ago",
            Some("APPROX"),
        ),
        (
            "It closed at about 10:35 a.m.",
            "10:35 a.m.",
            Some("APPROX"),
        ),
        ("She was born c. 1340.", "1340", Some("APPROX")),
        ("She left late Monday.", "Monday", Some("END")),
        (
            "She left early Friday morning.",
            "Friday morning",
            Some("START"),
        ),
        (
            "She left early in the 1990s.",
            "early in the 1990s",
            Some("START"),
        ),
        (
            "They met in the early hours of Friday.",
            "Friday",
            Some("START"),
        ),
        ("They met in the early 1990s.", "early 1990s", Some("START")),
        ("They met in the 1990s.", "1990s", None),
        ("They met in early March.", "early March", Some("START")),
        ("It grew over the past 20 years.", "past 20 years", None),
        ("It grew over the next 20 years.", "the next 20 years", None),
        ("It grew over the past year.", "the past year", None),
        ("It is open right now.", "now", None),
    ] {
        let found = news(text);
        let got: Vec<_> = found
            .iter()
            .map(|t| (t.extent(text).of(text), t.modifier.as_deref()))
            .collect();
        assert_eq!(got, [(marked, modifier)], "{text}");
    }
}

#[test]
fn a_prefix_belongs_to_its_year() {
    let text = "Pre-1914 Europe was rich; in post-1945 Germany, housing was scarce.";
    let found = news(text);
    check(
        news,
        &[(text, &[("Pre-1914", "1914"), ("post-1945", "1945")])],
    );
    assert_eq!(found[0].relation, Relation::Before);
    assert_eq!(found[1].relation, Relation::After);
}
