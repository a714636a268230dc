//! What hangs on the last point told, on nothing, or on the word before it.

use super::*;

#[test]
fn narratives_hang_on_the_last_point_told() {
    check(
        story,
        &[
            (
                "On 28 April 1945 he was shot. Two days later the city fell. The next day it rained.",
                &[
                    ("28 April 1945", "1945-04-28"),
                    ("Two days later", "1945-04-30"),
                    ("The next day", "1945-05-01"),
                ],
            ),
            (
                "On December 7, 1941, they attacked. In January, they advanced.",
                &[("December 7, 1941", "1941-12-07"), ("January", "1942-01")],
            ),
            (
                "In 490 BC they landed. The following year they left. A decade earlier they had won.",
                &[
                    ("490 BC", "BC0490"),
                    ("The following year", "BC0489"),
                    ("A decade earlier", "BC0499"),
                ],
            ),
            (
                "In May 1960 it was tried. In August of that year it failed. It ended later that month.",
                &[
                    ("May 1960", "1960-05"),
                    ("August of that year", "1960-08"),
                    ("later that month", "1960-08"),
                ],
            ),
        ],
    );
}

#[test]
fn without_an_anchor_nothing_is_made_up() {
    for (text, value) in [
        ("They met yesterday.", "XXXX-XX-XX"),
        ("They met on Sunday.", "XXXX-WXX-7"),
        ("They met on 5 May.", "XXXX-05-05"),
        ("They met last week.", "XXXX-WXX"),
        ("They met two years ago.", "XXXX"),
    ] {
        let found = story(text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].value, value, "{text}");
        assert_eq!(found[0].time, None, "{text}");
        assert_eq!(found[0].anchor, Anchor::Missing, "{text}");
        assert!(
            found[0]
                .explain(&found, text)
                .contains("no publication date")
        );
    }
}

#[test]
fn prepositions_say_how_an_event_lies_to_a_date() {
    for (text, words) in [
        ("He has led it since May 2010.", "since May 2010"),
        ("He left before 22 April 2025.", "before 22 April 2025"),
        ("He left after 22 April 2025.", "after 22 April 2025"),
        ("He stayed from May to July 2012.", "May–July 2012"),
        ("He came in early 2012.", "early 2012"),
        ("He came in about 1910.", "c. 1910"),
        ("He came in mid-May 1910.", "mid-May 1910"),
    ] {
        let found = story(text);
        assert_eq!(found[0].when(&found).unwrap().words(), words, "{text}");
    }
}

#[test]
fn vague_times_to_come() {
    check(
        news,
        &[
            (
                "The dam will be raised at a later date.",
                &[("a later date", "FUTURE_REF")],
            ),
            (
                "Prices will not fall in the near term.",
                &[("the near term", "FUTURE_REF")],
            ),
            ("The long term plan was dropped.", &[]),
        ],
    );
}

#[test]
fn a_story_is_not_moved_by_what_it_is_compared_with() {
    let story = |text: &str| {
        let options = Options {
            kind: DocKind::Narrative,
            ..Options::default()
        };
        read_with(&Doc::read(text), options)
    };
    check(
        story,
        &[
            (
                "The siege began in June 1644. Losses fell from a high of forty a day in May 1643. \
                 In August the town gave up.",
                &[
                    ("June 1644", "1644-06"),
                    ("a day", "P1D"),
                    ("May 1643", "1643-05"),
                    ("August", "1644-08"),
                ],
            ),
            (
                "The dam was begun in May 1931. In the second half of 1932 work stood still. In March \
                 it went on.",
                &[
                    ("May 1931", "1931-05"),
                    ("the second half of 1932", "1932-H2"),
                    ("March", "1932-03"),
                ],
            ),
        ],
    );
}
