//! Spans within spans, ranges, and what is said twice.

use super::*;

#[test]
fn a_part_of_a_longer_span_is_one_expression() {
    check(
        news,
        &[
            (
                "Canals were dug in the last quarter of the 18th century.",
                &[("the last quarter of the 18th century", "17")],
            ),
            (
                "Trade grew in the first decade of the 19th century and the second half of the 1830s.",
                &[
                    ("the first decade of the 19th century", "180"),
                    ("the second half of the 1830s", "183"),
                ],
            ),
            (
                "The pass was shut in the first week of last month.",
                &[("the first week of last month", "2019-W14")],
            ),
            (
                "On the third day of last week it thawed.",
                &[("the third day of last week", "2019-05-08")],
            ),
            (
                "In the closing months of 1931 and the first days of March 1932 it snowed.",
                &[
                    ("the closing months of 1931", "1931"),
                    ("the first days of March 1932", "1932-03"),
                ],
            ),
            ("The final week of the trial was short.", &[]),
        ],
    );
    for (text, words) in [
        (
            "It came in the first half of the 19th century.",
            "1800–1849",
        ),
        (
            "It came in the last third of the 20th century.",
            "1966–1999",
        ),
        (
            "It came in the first two decades of the 20th century.",
            "1900–1919",
        ),
        ("It came in the latter half of the 1760s.", "1765–1769"),
        (
            "It came in the first quarter of the 3rd century BC.",
            "300–276 BC",
        ),
    ] {
        let found = story(text);
        assert_eq!(found[0].time.clone().unwrap().words(), words, "{text}");
    }
    let may = news("It closed in the second half of May 2018.");
    assert_eq!(
        may[0].time.clone().unwrap().to_edtf(),
        "2018-05-16/2018-05-31"
    );
}

#[test]
fn a_weekday_is_counted_within_its_month() {
    check(
        news,
        &[
            (
                "The fair is held on the first Tuesday in November.",
                &[("the first Tuesday in November", "2018-11-06")],
            ),
            (
                "The last Sunday of March 1998 was warm.",
                &[("The last Sunday of March 1998", "1998-03-29")],
            ),
            (
                "The council sits on the second Thursday of each month.",
                &[("the second Thursday of each month", "P1M")],
            ),
            ("The first Friday in Lent is a fast.", &[]),
        ],
    );
}

#[test]
fn the_end_of_a_range_comes_after_its_start() {
    check(
        news,
        &[
            (
                "The strike lasted from September 1921 to February.",
                &[("September 1921", "1921-09"), ("February", "1922-02")],
            ),
            (
                "She governed from 3 October 1877 to 12 March.",
                &[("3 October 1877", "1877-10-03"), ("12 March", "1878-03-12")],
            ),
            (
                "Between April 1903 and June no ship came in.",
                &[("April 1903", "1903-04"), ("June", "1903-06")],
            ),
            (
                "They stayed from 28 May 1910 to the 3rd.",
                &[("28 May 1910", "1910-05-28"), ("the 3rd", "1910-06-03")],
            ),
        ],
    );
    let text = "The strike lasted from September 1921 to February.";
    let found = news(text);
    assert_eq!(found[0].range_end, Some(1));
    assert_eq!(
        found[0].when(&found).unwrap().words(),
        "September 1921 – February 1922"
    );
}

#[test]
fn what_stands_together_shares_its_year() {
    check(
        story,
        &[
            (
                "It burned in 1525. It was built again in May and June of the next year.",
                &[
                    ("1525", "1525"),
                    ("May", "1526-05"),
                    ("June of the next year", "1526-06"),
                ],
            ),
            (
                "She was crowned on 31 August/1 September 1422.",
                &[
                    ("31 August", "1422-08-31"),
                    ("1 September 1422", "1422-09-01"),
                ],
            ),
            (
                "The vote was on 3 May 1911. The morning after, he fled.",
                &[
                    ("3 May 1911", "1911-05-03"),
                    ("The morning after", "1911-05-04TMO"),
                ],
            ),
            (
                "It stood until the night of March 22/23, 1945.",
                &[
                    ("the night of March 22", "1945-03-22TNI"),
                    ("23, 1945", "1945-03-23"),
                ],
            ),
            (
                "By March 1871 it was over. From October to March they had held out.",
                &[
                    ("March 1871", "1871-03"),
                    ("October", "1870-10"),
                    ("March", "1871-03"),
                ],
            ),
        ],
    );
}

#[test]
fn what_is_said_twice_is_read_once() {
    check(
        story,
        &[
            (
                "The king fell ill on 5 May 1432. Nine days later, on 21 October, he died.",
                &[
                    ("5 May 1432", "1432-05-05"),
                    ("Nine days later", "1432-10-21"),
                    ("21 October", "1432-10-21"),
                ],
            ),
            (
                "In 1840 the line was surveyed. The following year, in June, work began.",
                &[
                    ("1840", "1840"),
                    ("The following year", "1841"),
                    ("June", "1841-06"),
                ],
            ),
        ],
    );
    check(
        news,
        &[
            (
                "In 1712, in the first days of August, the bank broke.",
                &[("1712", "1712"), ("the first days of August", "1712-08")],
            ),
            (
                "A tremor was felt at 14:46 local time (0546 GMT) on March 11, 2011.",
                &[
                    ("14:46", "2011-03-11T14:46"),
                    ("0546 GMT", "2011-03-11T05:46Z"),
                    ("March 11, 2011", "2011-03-11"),
                ],
            ),
        ],
    );
}
