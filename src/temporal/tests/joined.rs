//! What two expressions share, days with a name of their own, and what is still to come.

use super::*;

#[test]
fn two_that_share_a_unit_or_a_year_are_read_in_full() {
    check(
        news,
        &[
            (
                "The cave was used between 8,000 and 6,000 years ago.",
                &[("8,000", "BC5982"), ("6,000 years ago", "BC3982")],
            ),
            (
                "The fair ran from 3 to 5 May and 9 to 11 June 2001.",
                &[
                    ("3", "2001-05-03"),
                    ("5 May", "2001-05-05"),
                    ("9", "2001-06-09"),
                    ("11 June 2001", "2001-06-11"),
                ],
            ),
            (
                "The course ran from 28 May to the 3rd.",
                &[("28 May", "2019-05-28"), ("the 3rd", "2019-06-03")],
            ),
            (
                "It snowed from Monday to Wednesday last week.",
                &[
                    ("Monday", "2019-05-06"),
                    ("Wednesday last week", "2019-05-08"),
                ],
            ),
            (
                "The mill was built between 1901 and '05.",
                &[("1901", "1901"), ("'05", "1905")],
            ),
            (
                "The mill was built around 1200 and burned in 1666.",
                &[("around 1200", "1200"), ("1666", "1666")],
            ),
            ("It killed around 1200 people.", &[]),
        ],
    );
}

#[test]
fn a_length_in_two_units_is_one() {
    check(
        news,
        &[
            (
                "The strike lasted nine years and five months.",
                &[("nine years and five months", "P9Y5M")],
            ),
            (
                "They spoke for two hours and 15 minutes.",
                &[("two hours and 15 minutes", "PT2H15M")],
            ),
            (
                "She left a year and two months ago.",
                &[("a year and two months ago", "2018-03")],
            ),
            (
                "Two weeks and a fair later they met.",
                &[("Two weeks", "P2W")],
            ),
            (
                "They marked the quarter century anniversary.",
                &[("quarter century", "P25Y")],
            ),
            (
                "The reef died 66m years ago.",
                &[("66m years ago", "BC66000000")],
            ),
            (
                "Apes left the trees 5-6 million years ago.",
                &[("5-6 million years ago", "BC5000000")],
            ),
        ],
    );
}

#[test]
fn days_with_a_name_of_their_own_know_their_year() {
    check(
        news,
        &[
            ("Much changed after 9/11.", &[("9/11", "2001-09-11")]),
            (
                "He wrote of the Sept. 11 attacks.",
                &[("Sept. 11", "2001-09-11")],
            ),
            ("The score was 9/11 at half-time.", &[]),
            (
                "He left on Independence Day in 2012.",
                &[("Independence Day in 2012", "2012-07-04")],
            ),
            (
                "He left over the Easter weekend.",
                &[("the Easter weekend", "2019-W16-WE")],
            ),
            (
                "He left on Memorial Day weekend 2012.",
                &[("Memorial Day weekend 2012", "2012-W21-WE")],
            ),
            (
                "On this day in 1944 the ships sailed.",
                &[("this day", "1944-05-15"), ("1944", "1944")],
            ),
        ],
    );
}

#[test]
fn without_a_publication_date_a_day_has_its_year_from_where_it_is_said_in_full() {
    check(
        story,
        &[
            (
                "They won on Nov. 2 and sang. The parade of Nov. 2, 2016 was long.",
                &[("Nov. 2", "2016-11-02"), ("Nov. 2, 2016", "2016-11-02")],
            ),
            (
                "They won on Nov. 2. One was born on Nov. 2, 1990, one on Nov. 2, 1991.",
                &[
                    ("Nov. 2", "XXXX-11-02"),
                    ("Nov. 2, 1990", "1990-11-02"),
                    ("Nov. 2, 1991", "1991-11-02"),
                ],
            ),
        ],
    );
}

#[test]
fn the_day_of_a_dateline_is_the_writers_today() {
    check(
        news,
        &[
            (
                "VEST, May 14 (Wire) - The council met yesterday and voted on Tuesday.",
                &[
                    ("May 14", "2019-05-14"),
                    ("yesterday", "2019-05-13"),
                    ("Tuesday", "2019-05-14"),
                ],
            ),
            (
                "VEST, May 3 (Wire) - The council met yesterday.",
                &[("May 3", "2019-05-03"), ("yesterday", "2019-05-14")],
            ),
        ],
    );
}

#[test]
fn weeks_and_weekends_beside_a_day() {
    check(
        news,
        &[
            (
                "The fair opens a week on Friday.",
                &[("a week on Friday", "2019-05-24")],
            ),
            (
                "The fair opens on Friday week.",
                &[("Friday week", "2019-05-24")],
            ),
            (
                "The fair was held on the weekend of 16-17 May 2015.",
                &[("the weekend of 16-17 May 2015", "2015-W20-WE")],
            ),
            (
                "He left the week before last.",
                &[("the week before last", "2019-W18")],
            ),
            (
                "He resigned shortly before midnight Wednesday night.",
                &[("midnight Wednesday night", "2019-05-15T24:00")],
            ),
            (
                "He was hurt during the morning rush hour in Vest on Tuesday.",
                &[("the morning", "2019-05-14TMO"), ("Tuesday", "2019-05-14")],
            ),
            (
                "Shots were fired during the night.",
                &[("the night", "2019-05-14TNI")],
            ),
            (
                "The valley was settled in the winter of 1610-11.",
                &[("the winter of 1610-11", "1610-WI")],
            ),
            (
                "The bank failed at the turn of the 20th century.",
                &[("the turn of the 20th century", "19")],
            ),
        ],
    );
}

#[test]
fn days_and_weeks_told_by_another() {
    check(
        news,
        &[
            (
                "A week ago today it thawed.",
                &[("A week ago today", "2019-05-08")],
            ),
            (
                "It thawed a year ago today.",
                &[("a year ago today", "2018-05-15")],
            ),
            (
                "It thawed a week ago Monday.",
                &[("a week ago Monday", "2019-05-06")],
            ),
            (
                "She leaves on the 5th of next month.",
                &[("the 5th of next month", "2019-06-05")],
            ),
            (
                "She leaves the week after next.",
                &[("the week after next", "2019-W22")],
            ),
            (
                "She leaves on Friday next.",
                &[("Friday next", "2019-05-17")],
            ),
            (
                "She leaves the Friday after next.",
                &[("the Friday after next", "2019-05-24")],
            ),
            (
                "She left the previous evening.",
                &[("the previous evening", "2019-05-14TEV")],
            ),
            (
                "She will leave on July 4th weekend.",
                &[("July 4th", "2019-07-04")],
            ),
        ],
    );
}

#[test]
fn counts_are_no_years() {
    check(
        news,
        &[
            ("He owned 1950 cars.", &[]),
            ("There were 1700 of them.", &[]),
            (
                "Output rose from 1500 in 1990 to 1800 in 2000.",
                &[("1990", "1990"), ("2000", "2000")],
            ),
            ("The firm laid off 2019 workers.", &[]),
        ],
    );
}

#[test]
fn the_nth_week_of_a_month_begins_with_its_first_day() {
    for (text, expected) in [
        ("in the first week of May 1999", "1999-05-01/1999-05-07"),
        ("in the second week of May 1999", "1999-05-08/1999-05-14"),
        ("in the last week of May 1999", "1999-05-25/1999-05-31"),
    ] {
        let found = news(text);
        let edtf = found.first().and_then(|t| t.time.as_ref()).unwrap();
        assert_eq!(edtf.to_edtf(), expected, "{text}");
    }
}

#[test]
fn what_is_still_to_come_is_read_from_what_governs_it() {
    check(
        news,
        &[
            ("The deadline is Friday.", &[("Friday", "2019-05-17")]),
            ("She is to speak on Friday.", &[("Friday", "2019-05-17")]),
            ("The meeting was on Friday.", &[("Friday", "2019-05-10")]),
            ("Friday's game will decide it.", &[("Friday", "2019-05-17")]),
            (
                "Voters were calm ahead of Friday's vote.",
                &[("Friday", "2019-05-17")],
            ),
            (
                "A service planned in Vest for Friday was cancelled.",
                &[("Friday", "2019-05-10")],
            ),
            (
                "The toll rose due to a landslide on Friday.",
                &[("Friday", "2019-05-10")],
            ),
            (
                "The talks are due to end on Friday.",
                &[("Friday", "2019-05-17")],
            ),
            (
                "They had given the council until Friday to resign.",
                &[("Friday", "2019-05-10")],
            ),
            (
                "The council has until Friday to resign.",
                &[("Friday", "2019-05-17")],
            ),
            (
                "It will rain over the weekend.",
                &[("the weekend", "2019-W20-WE")],
            ),
            ("It was built as recently as 2012.", &[("2012", "2012")]),
        ],
    );
}
