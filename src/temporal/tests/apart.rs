//! What is no time, however it looks.

use super::*;

#[test]
fn what_is_no_date_is_left_alone() {
    for text in [
        "You may go; they march on and fall in line for a second try.",
        "The sun sat low. He wed. It is a must.",
        "Some 2,000 soldiers and 1500 tons of grain arrived.",
        "The score was 21-17 and the price $1990.",
        "Flight MH370 and a Boeing 737 passed at 51.5 degrees.",
        "Call 555-1234 or 800-555-1990 now and then."
            .strip_suffix(" now and then.")
            .unwrap_or(""),
        "Version 10.2.1 and RFC 2822 of the 3rd floor.",
        "May I? Will and April Smith came.",
        "Three quarters of the land was lost.",
        "A 46-year-old man was in his 30s then.",
        "It cost 1,998 euros, 1990 km from here.",
    ] {
        assert_eq!(values(text, &news(text)), Vec::new(), "{text}");
    }
}

#[test]
fn pages_and_scores_are_no_days() {
    check(
        news,
        &[
            ("See p. 3, 12 May 1998.", &[("12 May 1998", "1998-05-12")]),
            ("See p. 1832.", &[]),
            ("See case no. 2004/1998.", &[]),
            ("Hull 2-1 May 5 was the score.", &[("May 5", "2019-05-05")]),
            (
                "The sale runs 2-4 May.",
                &[("2", "2019-05-02"), ("4 May", "2019-05-04")],
            ),
            (
                "They sat on 3, 10 and 17 May.",
                &[
                    ("3", "2019-05-03"),
                    ("10", "2019-05-10"),
                    ("17 May", "2019-05-17"),
                ],
            ),
            (
                "They sat on May 2-3, 9-10 and 16.",
                &[
                    ("May 2", "2019-05-02"),
                    ("3", "2019-05-03"),
                    ("9", "2019-05-09"),
                    ("10", "2019-05-10"),
                    ("16", "2019-05-16"),
                ],
            ),
            ("It was the coldest May day.", &[]),
            ("May Day was cold.", &[("May Day", "2019-05-01")]),
        ],
    );
}

#[test]
fn names_greetings_and_measures_are_no_times() {
    check(
        news,
        &[
            ("The interview ran in USA Today.", &[]),
            ("Good evening from the studio.", &[]),
            ("She took part in the annual March for Trees.", &[]),
            ("He told \"30 Minutes\" that he was sorry.", &[]),
            (
                "He waited \"30 minutes\" there.",
                &[("30 minutes", "PT30M")],
            ),
            ("The posters advertised High Noon.", &[]),
            ("Police made a pre-dawn raid on the farm.", &[]),
            ("Rooms cost between $60 and $90 a night.", &[]),
            ("The average daily output fell.", &[]),
            ("The party daily Tribuna praised the vote.", &[]),
            ("Losing a key is an everyday matter.", &[]),
            ("They meet on a daily basis.", &[("daily", "P1D")]),
            (
                "He speaks at noon today.",
                &[("noon today", "2019-05-15T12:00")],
            ),
        ],
    );
}

#[test]
fn models_indexes_and_programmes_are_no_times() {
    check(
        news,
        &[
            ("His 1994 Toyota was found in a ditch.", &[]),
            ("In 1994 Toyota opened a plant there.", &[("1994", "1994")]),
            ("The Russell 2000 lost two points.", &[]),
            ("She told \"This Week\" that she would stay.", &[]),
            (
                "The electric current failed; they swam against the current.",
                &[],
            ),
            ("The current mayor left.", &[("current", "PRESENT_REF")]),
            ("Earlier, the mayor had spoken of rain.", &[]),
        ],
    );
}
