//! Days told by what lies beside them, and years of long ago.

use super::*;

#[test]
fn a_weekday_beside_a_day_or_another_weekday() {
    check(
        news,
        &[
            (
                "They met the Friday after Thanksgiving.",
                &[("the Friday after Thanksgiving", "2018-11-23")],
            ),
            (
                "They met the Sunday before Christmas.",
                &[("the Sunday before Christmas", "2018-12-23")],
            ),
            (
                "They met the Tuesday before last.",
                &[("the Tuesday before last", "2019-05-07")],
            ),
            // Of what happened on a day not known here no day is made up.
            ("They met the Friday after the vote.", &[]),
            (
                "One Saturday in June 1998 they met.",
                &[("June 1998", "1998-06")],
            ),
            (
                "They meet on Tuesday evenings.",
                &[("Tuesday evenings", "XXXX-WXX-2TEV")],
            ),
            (
                "They meet every second Tuesday.",
                &[("every second Tuesday", "XXXX-WXX-2")],
            ),
        ],
    );
}

#[test]
fn what_lies_beside_an_event_is_a_length() {
    check(
        news,
        &[
            (
                "In the week before the vote he fell ill.",
                &[("the week", "P1W")],
            ),
            ("Hours after the vote he fell ill.", &[("Hours", "PTXH")]),
            ("It is a matter of days before he leaves.", &[]),
            (
                "He left on March 12, the day before the vote.",
                &[("March 12", "2019-03-12"), ("the day", "2019-03-12")],
            ),
            (
                "The night before the battle he slept.",
                &[("The night", "XXXX-XX-XXTNI")],
            ),
            (
                "The night before last he slept.",
                &[("The night before last", "2019-05-13TNI")],
            ),
            (
                "It landed overnight into Thursday.",
                &[("overnight", "2019-05-08TNI"), ("Thursday", "2019-05-09")],
            ),
            (
                "The summer after next it opens.",
                &[("The summer after next", "2020-SU")],
            ),
            (
                "Ten years ago today it closed.",
                &[("Ten years ago today", "2009-05-15")],
            ),
            (
                "Ten years ago this month it closed.",
                &[("Ten years ago this month", "2009-05")],
            ),
            (
                "Six months back it closed.",
                &[("Six months back", "2018-11")],
            ),
            ("It lasted 2½ years.", &[("2½ years", "P2.5Y")]),
        ],
    );
}

#[test]
fn the_verb_tells_which_of_two_years() {
    check(
        news,
        &[
            (
                "The trial will begin on March 3.",
                &[("March 3", "2020-03-03")],
            ),
            ("The trial began on March 3.", &[("March 3", "2019-03-03")]),
            (
                "The vote was delayed until October 31.",
                &[("October 31", "2019-10-31")],
            ),
        ],
    );
}

#[test]
fn years_of_long_ago() {
    check(
        story,
        &[
            (
                "Sacked in 941 and again in 1043, it fell in the ninth century.",
                &[
                    ("941", "0941"),
                    ("1043", "1043"),
                    ("the ninth century", "08"),
                ],
            ),
            (
                "In 911 calls they lied; in 500, they fled in 2001.",
                &[("2001", "2001")],
            ),
            (
                "Alfred (849–899) ruled from 871 to 899. In AD 927 it was one.",
                &[
                    ("849", "0849"),
                    ("899", "0899"),
                    ("871", "0871"),
                    ("899", "0899"),
                    ("AD 927", "0927"),
                ],
            ),
            (
                "A church stood there as early as 1150.",
                &[("1150", "1150")],
            ),
            (
                "They came around the year 1000.",
                &[("around the year 1000", "1000")],
            ),
            (
                "At the dawn of the 20th century, at the dawn of an age.",
                &[("the dawn of the 20th century", "19")],
            ),
            (
                "On 25 October (7 November) 1917 they rose.",
                &[
                    ("25 October", "1917-10-25"),
                    ("7 November", "1917-11-07"),
                    ("1917", "1917"),
                ],
            ),
            (
                "The poet (fl. 1350) and the king (reigned 1154) met.",
                &[("1350", "1350"), ("1154", "1154")],
            ),
            (
                "The Winter Olympics of 1998 opened.",
                &[("The Winter", "1998-WI"), ("1998", "1998")],
            ),
            ("The crash of '29 ruined it.", &[("'29", "1929")]),
            (
                "The July 20 plot of 1944 failed.",
                &[("July 20", "1944-07-20"), ("1944", "1944")],
            ),
            ("The Six-Day War and the Thirty Years' War were won.", &[]),
        ],
    );
    // What only goes on until then does not move the story.
    let text = "They landed on 20 October 1944 and held it until the truce of February 1945. \
                By early August they were in Rome, in mid-June in Oslo, in 1938 at home.";
    let found = story(text);
    assert_eq!(found[2].value, "1944-08");
}

#[test]
fn a_time_of_day_has_its_day_in_its_own_sentence() {
    check(
        news,
        &[
            (
                "He said it was 3:30 in the morning. Tuesday will be dry.",
                &[
                    ("3:30 in the morning", "2019-05-15T03:30"),
                    ("Tuesday", "2019-05-21"),
                ],
            ),
            (
                "It will be at 8 p.m. (1900 GMT) on Friday.",
                &[
                    ("8 p.m.", "2019-05-17T20:00"),
                    ("1900 GMT", "2019-05-17T19:00Z"),
                    ("Friday", "2019-05-17"),
                ],
            ),
            (
                "He called earlier in the morning before the vote.",
                &[("earlier in the morning", "2019-05-15TMO")],
            ),
            (
                "It opens next year or the year after that.",
                &[("next year", "2020"), ("the year after that", "2021")],
            ),
        ],
    );
}

#[test]
fn a_part_of_the_day_says_which_half() {
    check(
        news,
        &[
            (
                "It fell at 2:30 on the afternoon of 3 May 1999.",
                &[
                    ("2:30", "1999-05-03T14:30"),
                    ("the afternoon of 3 May 1999", "1999-05-03TAF"),
                ],
            ),
            (
                "It fell at 2:30 Tuesday afternoon.",
                &[
                    ("2:30", "2019-05-14T14:30"),
                    ("Tuesday afternoon", "2019-05-14TAF"),
                ],
            ),
            (
                "It fell at 9:30 last night.",
                &[
                    ("9:30", "2019-05-14T21:30"),
                    ("last night", "2019-05-14TNI"),
                ],
            ),
            (
                "It fell at 1:30 on Tuesday night.",
                &[
                    ("1:30", "2019-05-14T01:30"),
                    ("Tuesday night", "2019-05-14TNI"),
                ],
            ),
            (
                "It fell on Tuesday at 14.30.",
                &[("Tuesday", "2019-05-14"), ("14.30", "2019-05-14T14:30")],
            ),
            (
                "It closed on Tuesday at 14.30 dollars.",
                &[("Tuesday", "2019-05-14")],
            ),
        ],
    );
}
