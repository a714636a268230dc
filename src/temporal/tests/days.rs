//! Weekdays, holidays, and what is counted from the publication date.

use super::*;

#[test]
fn weekdays() {
    check(
        news,
        &[
            (
                "The minister said on Tuesday he was ill.",
                &[("Tuesday", "2019-05-14")],
            ),
            (
                "The minister said Wednesday he was ill.",
                &[("Wednesday", "2019-05-15")],
            ),
            (
                "He was arrested on Thursday.",
                &[("Thursday", "2019-05-09")],
            ),
            (
                "The court will rule on Friday.",
                &[("Friday", "2019-05-17")],
            ),
            (
                "The talks are set to resume Monday.",
                &[("Monday", "2019-05-20")],
            ),
            (
                "They travel to Rome on Friday.",
                &[("Friday", "2019-05-17")],
            ),
            (
                "He leads in a poll published on Monday.",
                &[("Monday", "2019-05-13")],
            ),
            (
                "The board unveiled a plan on Tuesday.",
                &[("Tuesday", "2019-05-14")],
            ),
            (
                "They closed more fishing grounds Tuesday.",
                &[("Tuesday", "2019-05-14")],
            ),
            (
                "Aid came in following Tuesday's tremor.",
                &[("Tuesday", "2019-05-14")],
            ),
            (
                "They left and came back the following Tuesday.",
                &[("the following Tuesday", "2019-05-21")],
            ),
            (
                "A strike was called for this Friday.",
                &[("this Friday", "2019-05-17")],
            ),
            (
                "Last Wednesday it rained.",
                &[("Last Wednesday", "2019-05-08")],
            ),
            (
                "Next Wednesday it will rain.",
                &[("Next Wednesday", "2019-05-22")],
            ),
            (
                "It rained on Friday night.",
                &[("Friday night", "2019-05-10TNI")],
            ),
            (
                "Monday of last week was dry.",
                &[("Monday of last week", "2019-05-06")],
            ),
            ("The shop closes on Mondays.", &[("Mondays", "XXXX-WXX-1")]),
            (
                "The Thursday deadline was met.",
                &[("Thursday", "2019-05-09")],
            ),
        ],
    );
    let text = "He was arrested on Thursday.";
    let other = news(text)[0].alternative.clone().unwrap();
    assert_eq!(other.value, "2019-05-16");
}

#[test]
fn weekdays_of_a_range_stand_in_order() {
    check(
        news,
        &[
            (
                "Between Friday and Tuesday they met.",
                &[("Friday", "2019-05-10"), ("Tuesday", "2019-05-14")],
            ),
            (
                "Between Tuesday and Friday they met.",
                &[("Tuesday", "2019-05-07"), ("Friday", "2019-05-10")],
            ),
            (
                "They will meet between Monday and Friday.",
                &[("Monday", "2019-05-20"), ("Friday", "2019-05-24")],
            ),
        ],
    );
}

#[test]
fn holidays_of_many_kinds() {
    check(
        news,
        &[
            (
                "On Guy Fawkes Night it rained.",
                &[("Guy Fawkes Night", "2018-11-05")],
            ),
            (
                "On Black Friday 2019 it rained.",
                &[("Black Friday 2019", "2019-11-29")],
            ),
            (
                "On Cyber Monday 2018 it rained.",
                &[("Cyber Monday 2018", "2018-11-26")],
            ),
            (
                "By Maundy Thursday 2024 it rained.",
                &[("Maundy Thursday 2024", "2024-03-28")],
            ),
            (
                "On Whit Monday 2024 it rained.",
                &[("Whit Monday 2024", "2024-05-20")],
            ),
            ("It rained in April 2018.", &[("April 2018", "2018-04")]),
            ("The women of Canada met.", &[]),
        ],
    );
}

#[test]
fn weeks_of_a_holiday_and_articles_of_a_noun() {
    check(
        news,
        &[
            (
                "The shops close in Easter week 2020.",
                &[("Easter week 2020", "2020-W15")],
            ),
            (
                "The shops closed in Easter week.",
                &[("Easter week", "2019-W16")],
            ),
            (
                "He made the late-November trip.",
                &[("late-November", "2018-11")],
            ),
            ("We had a great weekend!", &[("weekend", "2019-W19-WE")]),
        ],
    );
}

#[test]
fn counted_from_the_publication_date() {
    check(
        news,
        &[
            (
                "Yesterday it rained, today it snows.",
                &[("Yesterday", "2019-05-14"), ("today", "2019-05-15")],
            ),
            (
                "It is due tomorrow morning.",
                &[("tomorrow morning", "2019-05-16TMO")],
            ),
            ("They met last week.", &[("last week", "2019-W19")]),
            (
                "They meet this month and next month.",
                &[("this month", "2019-05"), ("next month", "2019-06")],
            ),
            ("Sales fell last year.", &[("last year", "2018")]),
            ("He died two weeks ago.", &[("two weeks ago", "2019-05-01")]),
            ("He died 10 days ago.", &[("10 days ago", "2019-05-05")]),
            (
                "He died five months ago.",
                &[("five months ago", "2018-12")],
            ),
            (
                "He died about 20 years ago.",
                &[("about 20 years ago", "1999")],
            ),
            (
                "He died several years ago.",
                &[("several years ago", "PAST_REF")],
            ),
            (
                "It rained over the weekend.",
                &[("the weekend", "2019-W19-WE")],
            ),
            ("We spoke last night.", &[("last night", "2019-05-14TNI")]),
            (
                "The vote is the day after tomorrow.",
                &[("the day after tomorrow", "2019-05-17")],
            ),
            ("It began early this year.", &[("early this year", "2019")]),
            (
                "It ends by the end of the month.",
                &[("the end of the month", "2019-05")],
            ),
            (
                "It rose in the past three months.",
                &[("the past three months", "P3M")],
            ),
            ("This century has been warm.", &[("This century", "20")]),
        ],
    );
}

#[test]
fn earlier_and_later_stand_outside_a_week_and_a_weekday() {
    check(
        news,
        &[
            (
                "Earlier this week the mill burned down.",
                &[("this week", "2019-W20")],
            ),
            (
                "Later Monday the road was shut.",
                &[("Monday", "2019-05-13")],
            ),
            (
                "The bridge was shut earlier today.",
                &[("earlier today", "2019-05-15")],
            ),
            (
                "It was lost in 2011 and found later that year.",
                &[("2011", "2011"), ("later that year", "2011")],
            ),
        ],
    );
    // What they say of the week is kept.
    let found = news("Earlier this week the mill burned down.");
    let time = found[0].time.clone().unwrap();
    assert_eq!(time.latest.date(), Some(date(PUBLISHED)));
}

#[test]
fn the_day_that_is_ended_is_the_last_one_told() {
    check(
        news,
        &[(
            "On 6 May shares fell three points to end the day at 2,400.",
            &[("6 May", "2019-05-06"), ("the day", "2019-05-06")],
        )],
    );
}
