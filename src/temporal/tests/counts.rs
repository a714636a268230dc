//! Durations and repetitions.

use super::*;

#[test]
fn durations_and_sets() {
    check(
        news,
        &[
            ("It lasted two weeks.", &[("two weeks", "P2W")]),
            (
                "It lasted a year and a half.",
                &[("a year and a half", "P1.5Y")],
            ),
            ("It lasted 5 1/2 hours.", &[("5 1/2 hours", "PT5H30M")]),
            ("It took half an hour.", &[("half an hour", "PT30M")]),
            ("A four-day trip began.", &[("four-day", "P4D")]),
            ("It lasted several months.", &[("several months", "PXM")]),
            (
                "It lasted more than four hours.",
                &[("more than four hours", "PT4H")],
            ),
            ("He calls every Monday.", &[("every Monday", "XXXX-WXX-1")]),
            ("He calls twice a week.", &[("twice a week", "P1W")]),
            ("He pays $20 a month.", &[("a month", "P1M")]),
            ("He calls every two weeks.", &[("every two weeks", "P2W")]),
            ("A daily paper wrote it.", &[("daily", "P1D")]),
            (
                "The pump ran for the past half-century and a quarter of an hour.",
                &[
                    ("the past half-century", "P50Y"),
                    ("a quarter of an hour", "PT15M"),
                ],
            ),
            (
                "In the year to June sales fell.",
                &[("the year", "P1Y"), ("June", "2019-06")],
            ),
            (
                "He kept silent in the days before the vote.",
                &[("days", "PXD")],
            ),
            (
                "It fell in the four previous weeks.",
                &[("the four previous weeks", "P4W")],
            ),
            (
                "The mill is open on weekends.",
                &[("weekends", "XXXX-WXX-WE")],
            ),
            ("A decades-long feud ended.", &[("decades-long", "PXY")]),
        ],
    );
}

#[test]
fn lengths_that_are_not_counted_and_rates() {
    check(
        news,
        &[
            ("For decades the harbour lay idle.", &[("decades", "PXY")]),
            (
                "Over the years the dune has grown.",
                &[("the years", "PXY")],
            ),
            (
                "In the early years the mill ran at a loss.",
                &[("the early years", "PXY")],
            ),
            (
                "The gate is watched 24 hours a day.",
                &[("24 hours a day", "P1D")],
            ),
            (
                "The ferry runs five days a week.",
                &[("five days a week", "P1W")],
            ),
            (
                "The six-month-old strike goes on.",
                &[("six-month-old", "P6M")],
            ),
            ("Her six-month-old daughter slept.", &[]),
            (
                "In the last month of the siege bread ran out.",
                &[("the last month", "P1M")],
            ),
            ("On the last day of the siege it rained.", &[]),
            (
                "On the last weekend of July it rained.",
                &[("the last weekend of July", "2018-W30-WE")],
            ),
        ],
    );
}
