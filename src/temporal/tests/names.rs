//! Days, months and seasons that are only words of a name.

use super::*;

#[test]
fn a_day_in_a_name_is_no_date() {
    for text in [
        "The Great Orchestra of Christmas Charity played.",
        "Fans gathered at Easter Road stadium.",
        "Black Friday Inc filed for bankruptcy.",
        "They flew to Christmas Island.",
        "The Sunday Times reported it.",
        "He works for the Friday Project.",
        "The October Revolution changed Russia.",
        "The Summer Palace and Winter Garden were open.",
        "She told USA TODAY that the plan was dead.",
        "He was born on a Monday.",
        "Monday.com was sold.",
        "The Saturday Evening Post closed.",
        "The first quarter of the book is dull.",
        "He scored two half-centuries.",
        "He lives at 1600 Pennsylvania Avenue.",
        "In the first quarter, the Jets led 14-0.",
        "With 2:05 left in the third quarter he fumbled.",
    ] {
        assert_eq!(values(text, &news(text)), Vec::new(), "{text}");
    }
}

#[test]
fn a_day_beside_a_noun_is_one() {
    check(
        news,
        &[
            (
                "After Friday prayers they marched.",
                &[("Friday", "2019-05-10")],
            ),
            ("A Monday deadline passed.", &[("Monday", "2019-05-13")]),
            (
                "He said: \"We met on Monday.\"",
                &[("Monday", "2019-05-13")],
            ),
            (
                "It was sold in the fourth quarter of an odd year of losses.",
                &[("the fourth quarter", "2018-Q4")],
            ),
            (
                "In the first quarter of its fiscal year it lost.",
                &[("the first quarter", "2019-Q1")],
            ),
            ("The Friday talks failed.", &[("Friday", "2019-05-10")]),
            (
                "The Christmas truce of 1914 is famous.",
                &[("Christmas", "1914-12-25"), ("1914", "1914")],
            ),
            (
                "Sales grew 8-10 percent in the third quarter.",
                &[("the third quarter", "2018-Q3")],
            ),
            ("The Spring Offensive failed.", &[("Spring", "2019-SP")]),
        ],
    );
}

#[test]
fn what_shares_its_noun_shares_its_year() {
    check(
        news,
        &[
            (
                "Output grew in the first and second quarters of 2012.",
                &[("first", "2012-Q1"), ("second quarters of 2012", "2012-Q2")],
            ),
            (
                "The group meets each Tuesday and Thursday.",
                &[("each Tuesday", "XXXX-WXX-2"), ("Thursday", "XXXX-WXX-4")],
            ),
            (
                "Every Monday, Tuesday's papers are made.",
                &[("Every Monday", "XXXX-WXX-1"), ("Tuesday", "2019-05-14")],
            ),
            (
                "They met in the mid-'50s, not the mid-sixties.",
                &[("the mid-'50s", "195"), ("the mid-sixties", "196")],
            ),
            ("Highs were in the mid-70s.", &[]),
            (
                "In FY18 and 4Q17 it lost.",
                &[("FY18", "2018"), ("4Q17", "2017-Q4")],
            ),
            ("It is due by year-end 2020.", &[("year-end 2020", "2020")]),
            ("It is due by mid-year.", &[("mid-year", "2019")]),
            ("It is due in 1H 2020.", &[("1H 2020", "2020-H1")]),
            (
                "The December quarter was weak.",
                &[("December quarter", "2018-Q4")],
            ),
            (
                "The March quarter last year was weak.",
                &[("March quarter last year", "2018-Q1")],
            ),
            ("The weeklong trial ended.", &[("weeklong", "P1W")]),
            (
                "In the third quarter it beat the prior-year quarter.",
                &[
                    ("the third quarter", "2018-Q3"),
                    ("the prior-year quarter", "2017-Q3"),
                ],
            ),
            (
                "She was born on the thirty-first of December 1999.",
                &[("the thirty-first of December 1999", "1999-12-31")],
            ),
            (
                "She painted in the 1850s and '60s.",
                &[("the 1850s", "185"), ("'60s", "186")],
            ),
            (
                "Payment is due within thirty (30) days.",
                &[("thirty (30) days", "P30D")],
            ),
        ],
    );
}

#[test]
fn overnight_is_the_night_before() {
    check(
        news,
        &[
            (
                "The river rose overnight.",
                &[("overnight", "2019-05-14TNI")],
            ),
            (
                "Two were killed overnight on Saturday.",
                &[("overnight", "2019-05-11TNI"), ("Saturday", "2019-05-11")],
            ),
            ("The overnight train was late.", &[]),
            ("He became an overnight success.", &[]),
            (
                "It is set for 9 a.m. on Monday.",
                &[("9 a.m.", "2019-05-20T09:00"), ("Monday", "2019-05-20")],
            ),
        ],
    );
}
