//! What hangs on the last point told, on nothing, or on the word before it.

use super::*;

/// A text read as one that tells of the past.
fn story(text: &str) -> Vec<Timex> {
    let options = Options {
        kind: DocKind::Narrative,
        ..Options::default()
    };
    read_with(&Doc::read(text), options)
}

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
fn a_look_ahead_does_not_carry_the_story_with_it() {
    check(
        story,
        &[
            (
                "The tower fell on 9 April 1803. In November 1808 a poem told of it. On 15 April the \
                 mayor resigned.",
                &[
                    ("9 April 1803", "1803-04-09"),
                    ("November 1808", "1808-11"),
                    ("15 April", "1803-04-15"),
                ],
            ),
            (
                "The mine opened in March 1865. Of its men (nine hundred on 5 December 1866) few came \
                 from the valley. In the summer a school was built.",
                &[
                    ("March 1865", "1865-03"),
                    ("5 December 1866", "1866-12-05"),
                    ("the summer", "1865-SU"),
                ],
            ),
            (
                "In March 1865 there were nine men, by December a hundred. In May a school was built.",
                &[
                    ("March 1865", "1865-03"),
                    ("December", "1865-12"),
                    ("May", "1865-05"),
                ],
            ),
            (
                "They spent the winter of 1480 in camp. In spring they moved on.",
                &[("the winter of 1480", "1480-WI"), ("spring", "1481-SP")],
            ),
            (
                "April 1705 was calm beside the losses of earlier days, compared with November. In May \
                 they sailed.",
                &[
                    ("April 1705", "1705-04"),
                    ("November", "1704-11"),
                    ("May", "1705-05"),
                ],
            ),
            (
                "On 3 May 1911 he fled. In 1913 he was seized. Four days later he was dead.",
                &[
                    ("3 May 1911", "1911-05-03"),
                    ("1913", "1913"),
                    ("Four days later", "XXXX-XX-XX"),
                ],
            ),
            ("The choir sang \"White Christmas\".", &[]),
        ],
    );
}

#[test]
fn later_goes_on_and_earlier_goes_back() {
    check(
        story,
        &[
            (
                "On 9 May 1910 they met. The week later, they parted.",
                &[("9 May 1910", "1910-05-09"), ("The week later", "1910-W20")],
            ),
            (
                "On 9 May 1910 they met. The week before, they had not.",
                &[
                    ("9 May 1910", "1910-05-09"),
                    ("The week before", "1910-W18"),
                ],
            ),
            (
                "In 1901 they moved to Leeds and left the next autumn.",
                &[("1901", "1901"), ("the next autumn", "1901-FA")],
            ),
        ],
    );
    // What is not counted lies on one side of the day told last, not of today.
    let found = news("The vote was on 3 March 2015. Days later the bank failed.");
    assert_eq!(found[1].value, "FUTURE_REF");
    assert_eq!(found[1].time.clone().unwrap().words(), "after 3 March 2015");
    for text in [
        "Weeks earlier, it had passed a test.",
        "Twenty years later, the wreck still leaks.",
    ] {
        assert_eq!(news(text)[0].time, None, "{text}");
    }
    let found = news("On 2 May they met. Two decades later they agreed on one thing.");
    assert_eq!(found[1].time, None);
}

#[test]
fn what_was_said_by_the_decade_is_read_no_finer() {
    for (text, value, words) in [
        ("The mill closed two decades ago.", "199", "c. 1995–2003"),
        ("The mill closed a decade ago.", "2009", "c. 2007–2011"),
        ("It was founded three centuries ago.", "17", "c. 1670–1768"),
        ("It was founded half a century ago.", "196", "c. 1959–1979"),
        (
            "It was founded a quarter of a century ago.",
            "1994",
            "c. 1989–1999",
        ),
        (
            "It fell 66 million years ago.",
            "BC66000000",
            "c. 66,500,000–65,500,000 BC",
        ),
        (
            "It fell half a million years ago.",
            "BC500000",
            "c. 550,000–450,000 BC",
        ),
        ("It was dug 2,000 years ago.", "0019", "c. 182 BC – AD 219"),
        ("It was dug 150 years ago.", "1869", "1869"),
        ("It began in six months' time.", "2019-11", "November 2019"),
    ] {
        let found = news(text);
        assert_eq!(found[0].value, value, "{text}");
        assert_eq!(found[0].time.clone().unwrap().words(), words, "{text}");
    }
    let found = news("Rents have risen over the past year.");
    assert_eq!(
        found[0].time.clone().unwrap().to_edtf(),
        "2018-05-16~/2019-05-15~"
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
