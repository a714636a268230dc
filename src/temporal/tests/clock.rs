//! Times of day.

use super::*;

#[test]
fn times_of_day() {
    check(
        news,
        &[
            (
                "It struck at 10:35 a.m. on Tuesday.",
                &[
                    ("10:35 a.m.", "2019-05-14T10:35"),
                    ("Tuesday", "2019-05-14"),
                ],
            ),
            (
                "They left at 10 p.m. Monday.",
                &[("10 p.m. Monday", "2019-05-13T22:00")],
            ),
            (
                "The launch was at 0800 UTC.",
                &[("0800 UTC", "2019-05-15T08:00Z")],
            ),
            (
                "He woke at four in the morning.",
                &[("four in the morning", "2019-05-15T04:00")],
            ),
            (
                "The store closes at 5 o'clock.",
                &[("5 o'clock", "2019-05-15T05:00")],
            ),
            (
                "Open from 9 to 11 a.m. for guests.",
                &[("9", "2019-05-15T09:00"), ("11 a.m.", "2019-05-15T11:00")],
            ),
            (
                "They met at half past three and parted at a quarter to eight in the evening.",
                &[
                    ("half past three", "2019-05-15T03:30"),
                    ("a quarter to eight in the evening", "2019-05-15T19:45"),
                ],
            ),
            (
                "He woke at 20 past five on Monday.",
                &[
                    ("20 past five", "2019-05-13T05:20"),
                    ("Monday", "2019-05-13"),
                ],
            ),
            (
                "At 8.15 on the morning of 6 April it fell.",
                &[
                    ("8.15", "2019-04-06T08:15"),
                    ("the morning of 6 April", "2019-04-06TMO"),
                ],
            ),
            (
                "It expired at noon Thursday.",
                &[("noon Thursday", "2019-05-09T12:00")],
            ),
        ],
    );
}

#[test]
fn a_zone_is_part_of_the_phrase_and_the_clock_stays_as_it_was_read() {
    check(
        news,
        &[
            (
                "He left at 3 p.m. EST.",
                &[("3 p.m. EST", "2019-05-15T15:00")],
            ),
            (
                "It ended at 5 p.m. Tuesday EST.",
                &[("5 p.m. Tuesday EST", "2019-05-14T17:00")],
            ),
            (
                "It went out at 14.44 BST on Tuesday 14 May.",
                &[
                    ("14.44 BST", "2019-05-14T14:44"),
                    ("Tuesday 14 May", "2019-05-14"),
                ],
            ),
            (
                "The tremor hit at 1653 (2153 GMT) on Monday.",
                &[
                    ("1653", "2019-05-13T16:53"),
                    ("2153 GMT", "2019-05-13T21:53Z"),
                    ("Monday", "2019-05-13"),
                ],
            ),
            (
                "He left at 15:00 GMT.",
                &[("15:00 GMT", "2019-05-15T15:00Z")],
            ),
            (
                "The offer ends at 5 p.m. PST, Nov. 6, 2018.",
                &[("5 p.m. PST, Nov. 6, 2018", "2018-11-06T17:00")],
            ),
        ],
    );
    // The moment is that of the place told of: a zone never moves it to another day.
    let found = news("He left at 11 p.m. PST on 6 November 2018.");
    let time = found[0].time.clone().unwrap();
    assert_eq!(time.earliest.ymd().day, 6, "{found:?}");
}
