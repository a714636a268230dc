//! Phrase by phrase: what the room reads, one table a family of rules.

use super::*;
use proptest::prelude::*;

fn date(text: &str) -> jiff::civil::Date {
    text.parse().unwrap()
}

/// A Wednesday.
const PUBLISHED: &str = "2019-05-15";

fn news(text: &str) -> Vec<Timex> {
    read_with(
        &Doc::read(text),
        Options {
            published: Some(date(PUBLISHED)),
            kind: DocKind::News,
            ..Options::default()
        },
    )
}

fn story(text: &str) -> Vec<Timex> {
    read(&Doc::read(text), None)
}

fn values(text: &str, found: &[Timex]) -> Vec<(String, String)> {
    found
        .iter()
        .map(|t| (t.span.of(text).to_owned(), t.value.clone()))
        .collect()
}

/// Each line: a text, then the expressions expected in it with their values.
fn check(read: fn(&str) -> Vec<Timex>, table: &[(&str, &[(&str, &str)])]) {
    for (text, expected) in table {
        let found = read(text);
        let expected: Vec<(String, String)> = expected
            .iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect();
        assert_eq!(values(text, &found), expected, "{text}");
    }
}

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
        ],
    );
}

#[test]
fn quarters_of_a_report() {
    check(
        news,
        &[
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

#[test]
fn times_of_day() {
    check(
        news,
        &[
            (
                "It struck at 10:35 a.m. on Tuesday.",
                &[
                    ("10:35 a.m.", "2019-05-14T10:35"),
                    ("Tuesday", "2019-05-14"),
                ],
            ),
            (
                "They left at 10 p.m. Monday.",
                &[("10 p.m. Monday", "2019-05-13T22:00")],
            ),
            (
                "The launch was at 0800 UTC.",
                &[("0800 UTC", "2019-05-15T08:00Z")],
            ),
            (
                "He woke at four in the morning.",
                &[("four in the morning", "2019-05-15T04:00")],
            ),
            (
                "The store closes at 5 o'clock.",
                &[("5 o'clock", "2019-05-15T05:00")],
            ),
            (
                "Open from 9 to 11 a.m. for guests.",
                &[("9", "2019-05-15T09:00"), ("11 a.m.", "2019-05-15T11:00")],
            ),
            (
                "It expired at noon Thursday.",
                &[("noon Thursday", "2019-05-09T12:00")],
            ),
        ],
    );
}

#[test]
fn a_zone_is_part_of_the_phrase_and_the_clock_stays_as_it_was_read() {
    check(
        news,
        &[
            (
                "He left at 3 p.m. EST.",
                &[("3 p.m. EST", "2019-05-15T15:00")],
            ),
            (
                "He left at 15:00 GMT.",
                &[("15:00 GMT", "2019-05-15T15:00Z")],
            ),
            (
                "The offer ends at 5 p.m. PST, Nov. 6, 2018.",
                &[("5 p.m. PST, Nov. 6, 2018", "2018-11-06T17:00")],
            ),
        ],
    );
    // The moment is that of the place told of: a zone never moves it to another day.
    let found = news("He left at 11 p.m. PST on 6 November 2018.");
    let time = found[0].time.clone().unwrap();
    assert_eq!(time.earliest.ymd().day, 6, "{found:?}");
}

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
fn narratives_hang_on_the_last_point_told() {
    check(
        story,
        &[
            (
                "On 28 April 1945 he was shot. Two days later the city fell. The next day it rained.",
                &[
                    ("28 April 1945", "1945-04-28"),
                    ("Two days later", "1945-04-30"),
                    ("The next day", "1945-05-01"),
                ],
            ),
            (
                "On December 7, 1941, they attacked. In January, they advanced.",
                &[("December 7, 1941", "1941-12-07"), ("January", "1942-01")],
            ),
            (
                "In 490 BC they landed. The following year they left. A decade earlier they had won.",
                &[
                    ("490 BC", "BC0490"),
                    ("The following year", "BC0489"),
                    ("A decade earlier", "BC0499"),
                ],
            ),
            (
                "In May 1960 it was tried. In August of that year it failed. It ended later that month.",
                &[
                    ("May 1960", "1960-05"),
                    ("August of that year", "1960-08"),
                    ("later that month", "1960-08"),
                ],
            ),
        ],
    );
}

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
fn without_an_anchor_nothing_is_made_up() {
    for (text, value) in [
        ("They met yesterday.", "XXXX-XX-XX"),
        ("They met on Sunday.", "XXXX-WXX-7"),
        ("They met on 5 May.", "XXXX-05-05"),
        ("They met last week.", "XXXX-WXX"),
        ("They met two years ago.", "XXXX"),
    ] {
        let found = story(text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].value, value, "{text}");
        assert_eq!(found[0].time, None, "{text}");
        assert_eq!(found[0].anchor, Anchor::Missing, "{text}");
        assert!(
            found[0]
                .explain(&found, text)
                .contains("no publication date")
        );
    }
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
fn prepositions_say_how_an_event_lies_to_a_date() {
    for (text, words) in [
        ("He has led it since May 2010.", "since May 2010"),
        ("He left before 22 April 2025.", "before 22 April 2025"),
        ("He left after 22 April 2025.", "after 22 April 2025"),
        ("He stayed from May to July 2012.", "May–July 2012"),
        ("He came in early 2012.", "early 2012"),
        ("He came in about 1910.", "c. 1910"),
        ("He came in mid-May 1910.", "mid-May 1910"),
    ] {
        let found = story(text);
        assert_eq!(found[0].when(&found).unwrap().words(), words, "{text}");
    }
}

#[test]
fn dates_typed_by_a_person() {
    let published = Some(date(PUBLISHED));
    for (text, words) in [
        ("12 May 1998", "12 May 1998"),
        ("12 may 1998", "12 May 1998"),
        ("may 2019", "May 2019"),
        ("c. 1200 BC", "c. 1200 BC"),
        ("spring 2020", "spring 2020"),
        ("5–9 May 2013", "5–9 May 2013"),
        ("last friday", "10 May 2019"),
        ("2013-05-05/2013-05-09", "5–9 May 2013"),
        ("the 1980s", "1980s"),
        ("before 22 April 2025", "before 22 April 2025"),
        ("264 to 241 BC", "264–241 BC"),
        ("1999", "1999"),
        ("5 pm on Friday", "10 May 2019, 17:00"),
    ] {
        assert_eq!(
            parse(text, published).map(|v| v.words()),
            Some(words.to_owned()),
            "{text}"
        );
    }
    for text in [
        "",
        "soon enough",
        "two weeks",
        "every Monday",
        "May be it was 1998",
        "banana",
    ] {
        assert_eq!(parse(text, published), None, "{text}");
    }
    assert_eq!(parse("yesterday", None), None);
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

/// The kinds of expressions whose value moves with the publication date.
const DEICTIC: &[&str] = &[
    "Yesterday it rained.",
    "It will rain tomorrow.",
    "It rained 10 days ago.",
    "It rained two weeks ago.",
    "It rains today.",
];

proptest! {
    #[test]
    fn deictic_dates_move_with_the_publication_date(n in -300_000i64..300_000, step in -400i64..400, which in 0usize..5) {
        let at = |days: i64| Moment(days * DAY).date();
        if let (Some(a), Some(b)) = (at(n), at(n + step)) {
            let text = DEICTIC[which];
            let time = |d| read(&Doc::read(text), Some(d))[0].time.clone().unwrap();
            prop_assert_eq!(time(b).earliest.days() - time(a).earliest.days(), step);
            prop_assert_eq!(time(a).precision, Precision::Day);
        }
    }

    #[test]
    fn weeks_months_and_years_move_with_the_publication_date(n in -300_000i64..300_000) {
        let at = |days: i64| Moment(days * DAY).date();
        if let (Some(today), Some(week_ago)) = (at(n), at(n - 7)) {
            for (text, inside) in [
                ("It rained last week.", week_ago),
                ("It rains this month.", today),
                ("It rains this year.", today),
            ] {
                let time = read(&Doc::read(text), Some(today))[0].time.clone().unwrap();
                let moment = Moment::from_date(inside);
                prop_assert!(time.earliest <= moment && moment <= time.latest, "{text} {time:?}");
            }
        }
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,80}") {
        sound(&text)?;
    }

    #[test]
    fn any_run_of_words_of_time_is_read_soundly(words in prop::collection::vec(0usize..WORDS.len(), 0..14), glue in prop::collection::vec(0usize..4, 14)) {
        let mut text = String::new();
        for (w, g) in words.iter().zip(&glue) {
            text.push_str(WORDS[*w]);
            text.push_str([" ", "", "-", " "][*g]);
        }
        sound(&text)?;
    }
}

const WORDS: &[&str] = &[
    "the",
    "last",
    "May",
    "5",
    "12",
    "1998",
    "BC",
    "AD",
    "of",
    "to",
    "and",
    ",",
    "Friday",
    "two",
    "weeks",
    "ago",
    "later",
    "year",
    "early",
    "mid",
    "end",
    "10:35",
    "p.m.",
    "noon",
    "on",
    "century",
    "20th",
    "1980s",
    "'98",
    "–",
    "-",
    "/",
    "quarter",
    "third",
    "summer",
    "every",
    "day",
    "before",
    "after",
    "that",
    "same",
    "about",
    "a",
    "half",
    "31",
    "February",
    "29",
    "9999",
    "0000",
    "40,000",
    "99999999999",
    "2019-05-12",
    "T09:00",
    "24:00",
    "next",
    "Easter",
    "New",
    "Year's",
    "Eve",
    "’s",
    "é",
    "王",
    "🎉",
    "million",
    "years",
    "hundred",
    "twenty-first",
    "now",
    "from",
    "this",
    "fiscal",
    "12/31/99",
    "Q3",
    "night",
    "in",
    "the morning",
    "10,000,000,000",
    "1e9",
    "first",
    "decade",
    "month",
    "hours",
];

/// The seconds an interval of a precision may last.
fn widest(precision: Precision) -> i64 {
    match precision {
        Precision::Instant => 1,
        Precision::Minute => 60,
        Precision::Hour => 3_600,
        Precision::PartOfDay | Precision::Day => DAY,
        Precision::Week => 7 * DAY,
        Precision::Month => 31 * DAY,
        Precision::Season | Precision::Quarter => 184 * DAY,
        Precision::Year => 366 * DAY,
        Precision::Decade => 3_653 * DAY,
        Precision::Century => 36_525 * DAY,
        Precision::Millennium => 365_250 * DAY,
    }
}

/// What holds of every reading: spans on boundaries, in order, apart; intervals the right way
/// round, as wide as their precision says; values that print and read back.
fn sound(text: &str) -> Result<(), TestCaseError> {
    for published in [
        None,
        Some(date(PUBLISHED)),
        Some(date("-009999-01-01")),
        Some(date("9999-12-31")),
    ] {
        let found = read(&Doc::read(text), published);
        let mut end = 0;
        for t in &found {
            prop_assert!(
                t.span.start >= end && t.span.start < t.span.end,
                "{text:?} {found:?}"
            );
            prop_assert!(text.get(t.span.range()).is_some());
            end = t.span.end;
            prop_assert!(!t.value.is_empty());
            let _ = t.explain(&found, text);
            if let Some(v) = &t.time {
                prop_assert!(v.earliest <= v.latest);
                let back = TimeValue::from_edtf(v.to_edtf());
                prop_assert!(back.is_some(), "{} of {text:?}", v.to_edtf());
                prop_assert!(!v.words().is_empty() && !v.short().is_empty());
                // "recently" is a soft stretch that ends at the publication date.
                if t.rule != Rule::Vague {
                    let most = widest(v.precision);
                    prop_assert!(v.latest.0 - v.earliest.0 < most, "{v:?} of {text:?}");
                }
            }
            let _ = t.when(&found);
        }
    }
    Ok(())
}
