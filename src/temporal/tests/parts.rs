//! Months, quarters, halves, seasons and fiscal years.

use super::*;

#[test]
fn months_of_a_range_stand_in_order() {
    check(
        news,
        &[
            (
                "Output shrank between October and December.",
                &[("October", "2018-10"), ("December", "2018-12")],
            ),
            (
                "It shrank between December and August.",
                &[("December", "2018-12"), ("August", "2019-08")],
            ),
            (
                "It shrank from Nov. 20 to Nov. 12.",
                &[("Nov. 20", "2017-11-20"), ("Nov. 12", "2018-11-12")],
            ),
        ],
    );
}

#[test]
fn a_month_is_measured_against_itself_a_year_before() {
    check(
        news,
        &[
            (
                "Exports rose in February, compared with the same period last year.",
                &[
                    ("February", "2019-02"),
                    ("the same period last year", "2018-02"),
                ],
            ),
            (
                "Exports fell in March against the same month a year earlier.",
                &[
                    ("March", "2019-03"),
                    ("the same month a year earlier", "2018-03"),
                ],
            ),
            (
                "Rain fell in March 1904. In the same month a year later there was none.",
                &[
                    ("March 1904", "1904-03"),
                    ("the same month a year later", "1905-03"),
                ],
            ),
            (
                "Sales rose by July 3 on the same period in 2016.",
                &[("July 3", "2019-07-03"), ("2016", "2016")],
            ),
            (
                "There were nine cases on 4 May. On the same day last year there were two.",
                &[
                    ("4 May", "2019-05-04"),
                    ("the same day last year", "2018-05-04"),
                ],
            ),
        ],
    );
}

#[test]
fn quarters_of_a_report() {
    check(
        news,
        &[
            (
                "In the fiscal first quarter sales fell. In the nine months they rose from a year earlier.",
                &[
                    ("the fiscal first quarter", "2019-Q1"),
                    ("the nine months", "P9M"),
                    ("a year earlier", "2018"),
                ],
            ),
            (
                "In the quarter ended Oct. 31, sales fell.",
                &[("the quarter", "2018-Q3"), ("Oct. 31", "2018-10-31")],
            ),
            (
                "In 2018 Q4 and 1Q 2019 it rose.",
                &[("2018 Q4", "2018-Q4"), ("1Q 2019", "2019-Q1")],
            ),
            (
                "In the first two quarters of 2018 it fell.",
                &[("the first two quarters of 2018", "2018-H1")],
            ),
            (
                "It rose in the first quarter from the corresponding period last year.",
                &[
                    ("the first quarter", "2019-Q1"),
                    ("the corresponding period last year", "2018-Q1"),
                ],
            ),
            (
                "In the first quarter it rose. In the 2017 quarter it fell.",
                &[
                    ("the first quarter", "2019-Q1"),
                    ("the 2017 quarter", "2017-Q1"),
                ],
            ),
        ],
    );
}

#[test]
fn quarters_halves_seasons_and_fiscal_years() {
    check(
        news,
        &[
            (
                "Profit fell in the first quarter.",
                &[("the first quarter", "2019-Q1")],
            ),
            (
                "A fourth-quarter loss followed.",
                &[("fourth-quarter", "2018-Q4")],
            ),
            (
                "The third quarter of 2015 was good.",
                &[("The third quarter of 2015", "2015-Q3")],
            ),
            ("Sales in Q3 2016 rose.", &[("Q3 2016", "2016-Q3")]),
            (
                "In the second half of 2008 it fell.",
                &[("the second half of 2008", "2008-H2")],
            ),
            (
                "In the latter half of 2008 it fell.",
                &[("the latter half of 2008", "2008-H2")],
            ),
            ("In fiscal 2017 it earned more.", &[("fiscal 2017", "2017")]),
            (
                "The summer of 1976 was hot.",
                &[("The summer of 1976", "1976-SU")],
            ),
            ("It happened last fall.", &[("last fall", "2018-FA")]),
            (
                "In the first quarter profit rose from a year earlier.",
                &[
                    ("the first quarter", "2019-Q1"),
                    ("a year earlier", "2018-Q1"),
                ],
            ),
        ],
    );
}
