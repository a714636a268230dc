//! Years, and lists and ranges.

use super::*;

#[test]
fn years_of_all_lengths() {
    check(
        story,
        &[
            (
                "Rome fought from 264 to 241 BC.",
                &[("264", "BC0264"), ("241 BC", "BC0241")],
            ),
            ("Vesuvius erupted in AD 79.", &[("AD 79", "0079")]),
            ("It was built ca. 466 BC.", &[("ca. 466 BC", "BC0466")]),
            (
                "Cave art from 40,000 BC survives.",
                &[("40,000 BC", "BC40000")],
            ),
            ("In the 1980s prices rose.", &[("the 1980s", "198")]),
            (
                "In the late eighties prices rose.",
                &[("the late eighties", "198")],
            ),
            ("The 470s BC were quiet.", &[("The 470s BC", "BC047")]),
            (
                "In the 20th century all changed.",
                &[("the 20th century", "19")],
            ),
            (
                "The third century BC was dark.",
                &[("The third century BC", "BC02")],
            ),
            (
                "The war of 1861–65 was long.",
                &[("1861", "1861"), ("65", "1865")],
            ),
            (
                "The season of 1999-2000 ended.",
                &[("1999", "1999"), ("2000", "2000")],
            ),
        ],
    );
}

#[test]
fn lists_and_ranges_share_their_parts() {
    check(
        story,
        &[
            (
                "The fair ran 5–9 May 2013.",
                &[("5", "2013-05-05"), ("9 May 2013", "2013-05-09")],
            ),
            (
                "From July 1-3, 1863, they fought.",
                &[("July 1", "1863-07-01"), ("3, 1863", "1863-07-03")],
            ),
            (
                "On 6 and 7 February 1920 it froze.",
                &[("6", "1920-02-06"), ("7 February 1920", "1920-02-07")],
            ),
            (
                "In April and June 1955 they met.",
                &[("April", "1955-04"), ("June 1955", "1955-06")],
            ),
            (
                "Between December and February 1960 it froze.",
                &[("December", "1959-12"), ("February 1960", "1960-02")],
            ),
        ],
    );
    let text = "The fair ran from 5 to 9 May 2013.";
    let found = story(text);
    assert_eq!(found[0].range_end, Some(1));
    assert_eq!(found[0].when(&found).unwrap().words(), "5–9 May 2013");
}

#[test]
fn years_before_1400_need_a_sign_of_it() {
    check(
        story,
        &[
            (
                "He reigned from c. 1150 to 1172.",
                &[("c. 1150", "1150"), ("1172", "1172")],
            ),
            (
                "The charter dates from around 1086.",
                &[("around 1086", "1086")],
            ),
            (
                "It fell in the late fourth or early fifth century AD.",
                &[("the late fourth", "03"), ("early fifth century AD", "04")],
            ),
            (
                "Coins of the 240s and 250s were found.",
                &[("the 240s", "024"), ("250s", "025")],
            ),
            (
                "He slept at about 1100 and saw around 1200 to 1300 of them.",
                &[],
            ),
            ("Around 1086 sorts of moss are known.", &[]),
            (
                "Plague came in 1348 and again in 1361-62, 1369 and 1374.",
                &[
                    ("1348", "1348"),
                    ("1361", "1361"),
                    ("62", "1362"),
                    ("1369", "1369"),
                    ("1374", "1374"),
                ],
            ),
            (
                "Pots from the 5th to the 3rd millennium BC were found.",
                &[("the 5th", "-5"), ("the 3rd millennium BC", "-3")],
            ),
        ],
    );
}

#[test]
fn a_number_in_words_is_a_year_only_where_one_may_stand() {
    for text in [
        "Two thousand soldiers died.",
        "He found nineteen twenty-dollar bills.",
        "The second quarter-final was won.",
    ] {
        assert!(story(text).is_empty(), "{text}");
    }
}
