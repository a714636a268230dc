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
            ("A decades-long feud ended.", &[("decades-long", "PXDE")]),
        ],
    );
}
