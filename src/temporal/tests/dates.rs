//! Dates in all their writings, and their calendar.

use super::*;

#[test]
fn full_dates_in_their_writings() {
    check(
        news,
        &[
            (
                "The bridge opened on 3 June 1998.",
                &[("3 June 1998", "1998-06-03")],
            ),
            (
                "It opened June 3, 1998, in the rain.",
                &[("June 3, 1998", "1998-06-03")],
            ),
            (
                "It opened on the 3rd of June, 1998.",
                &[("the 3rd of June, 1998", "1998-06-03")],
            ),
            (
                "Dated 03-Jun-98 by the clerk.",
                &[("03-Jun-98", "1998-06-03")],
            ),
            (
                "Stamped 1998-06-03 in red.",
                &[("1998-06-03", "1998-06-03")],
            ),
            (
                "Stamped 1998-06-03T14:30:00Z in red.",
                &[("1998-06-03T14:30:00Z", "1998-06-03T14:30Z")],
            ),
            ("Signed 23/6/1998 in Oslo.", &[("23/6/1998", "1998-06-23")]),
            (
                "Signed 23.06.1998 in Oslo.",
                &[("23.06.1998", "1998-06-23")],
            ),
            (
                "On Wednesday, June 3, 1998, it opened.",
                &[("Wednesday, June 3, 1998", "1998-06-03")],
            ),
            (
                "In November 1995 they met.",
                &[("November 1995", "1995-11")],
            ),
            (
                "In November of 1995 they met.",
                &[("November of 1995", "1995-11")],
            ),
            (
                "They met in nineteen ninety-five.",
                &[("nineteen ninety-five", "1995")],
            ),
            ("The 1987 crash was worse.", &[("1987", "1987")]),
            ("Nov. 6, 2004 was cold.", &[("Nov. 6, 2004", "2004-11-06")]),
            (
                "In January nineteen ninety-seven it snowed.",
                &[("January nineteen ninety-seven", "1997-01")],
            ),
        ],
    );
}

#[test]
fn dates_in_short_writings() {
    check(
        news,
        &[
            (
                "The log of 20190512 is lost.",
                &[("20190512", "2019-05-12")],
            ),
            ("The log of 20191312 is lost.", &[]),
            ("Call 20190512-44 or 120190512.", &[]),
            ("Sent on Nov/2 by hand.", &[("Nov/2", "2018-11-02")]),
            ("Held on Fri 17th, they say.", &[("Fri 17th", "2019-05-17")]),
            (
                "From the 8th to the 11th, it rained.",
                &[("the 8th", "2019-05-08"), ("the 11th", "2019-05-11")],
            ),
            (
                "They met on the thirteenth.",
                &[("the thirteenth", "2019-05-13")],
            ),
            (
                "In week 53 of 2020 it snowed.",
                &[("week 53 of 2020", "2020-W53")],
            ),
            ("In week 53 of 2019 it snowed.", &[("2019", "2019")]),
            (
                "Open from 9h30 to 15h.",
                &[("9h30", "2019-05-15T09:30"), ("15h", "2019-05-15T15:00")],
            ),
            ("A 3h walk.", &[("3h", "PT3H")]),
            ("It opens by year end.", &[("year end", "2019")]),
            (
                "Due by the end of month, or so.",
                &[("the end of month", "2019-05")],
            ),
            ("She waited all day.", &[("all day", "P1D")]),
            ("It took the entire week.", &[("the entire week", "P1W")]),
            ("On flight BA 1984 he slept.", &[]),
            ("She said that Sun's light dims.", &[]),
        ],
    );
}

#[test]
fn dates_without_a_year_hang_on_the_publication_date() {
    check(
        news,
        &[
            ("He left on April 30.", &[("April 30", "2019-04-30")]),
            (
                "It was found on Dec. 24 by a walker.",
                &[("Dec. 24", "2018-12-24")],
            ),
            (
                "The shares will be paid on June 3.",
                &[("June 3", "2019-06-03")],
            ),
            ("Prices rose in March.", &[("March", "2019-03")]),
            (
                "In November, the firm hired a new head.",
                &[("November", "2018-11")],
            ),
            (
                "He resigned last November.",
                &[("last November", "2018-11")],
            ),
            (
                "She will run next September.",
                &[("next September", "2019-09")],
            ),
            (
                "In October this year it ends.",
                &[("October this year", "2019-10")],
            ),
            (
                "The law passed in April last year.",
                &[("April last year", "2018-04")],
            ),
        ],
    );
}

#[test]
fn two_readings_are_kept() {
    let text = "It was signed on 4/5/2017.";
    let found = news(text);
    assert_eq!(found[0].value, "2017-04-05");
    assert_eq!(found[0].alternative.as_ref().unwrap().value, "2017-05-04");
    // Another date of the same text settles the order.
    let text = "Signed 4/5/2017, sealed 23/5/2017.";
    let found = news(text);
    assert_eq!(found[0].value, "2017-05-04");
    assert_eq!(found[0].alternative, None);
}

#[test]
fn the_calendar_at_its_edges() {
    check(
        news,
        &[
            (
                "On 29 February 2000 it snowed.",
                &[("29 February 2000", "2000-02-29")],
            ),
            (
                "On 31 December 9999 it ends.",
                &[("31 December 9999", "9999-12-31")],
            ),
            (
                "On 15 March 44 BC he died.",
                &[("15 March 44 BC", "BC0044-03-15")],
            ),
        ],
    );
    // 29 February of a common year is no date.
    assert!(
        news("On 29 February 1999 it snowed.")
            .iter()
            .all(|t| t.value != "1999-02-29")
    );
    // Week 53, and the week that belongs to another year.
    for (published, week) in [
        ("2021-01-05", "2020-W53"),
        ("2016-01-06", "2015-W53"),
        ("2019-01-07", "2019-W01"),
    ] {
        let found = read(&Doc::read("They met last week."), Some(date(published)));
        assert_eq!(found[0].value, week);
    }
}

#[test]
fn the_verb_behind_a_long_subject_says_which_year() {
    check(
        news,
        &[(
            "In September, a month after the flood that cut off the old town and the mills on the far bank, the council of the valley voted for a dam.",
            &[("September", "2018-09"), ("a month", "P1M")],
        )],
    );
}

#[test]
fn a_month_ahead_is_past_where_a_verb_in_the_past_governs_it() {
    check(
        news,
        &[
            ("She spoke to him in August.", &[("August", "2018-08")]),
            ("She tried to escape in August.", &[("August", "2018-08")]),
            (
                "She agreed to meet him in August.",
                &[("August", "2019-08")],
            ),
            (
                "She spoke of talks to be held in August.",
                &[("August", "2019-08")],
            ),
            ("She said it would end in August.", &[("August", "2019-08")]),
            ("She spoke to him in June.", &[("June", "2018-06")]),
        ],
    );
}
