//! From what was told about the publication date to the date in force.

use super::day::{self, DayOrder, Found};
use super::{Article, DateEvidence, DateSignal};

/// Sums the weights per day, takes the heaviest day, and orders the evidence so that its best
/// witness stands first. Told nothing, the article has no date.
pub(super) fn decide(article: &mut Article) {
    let evidence = &mut article.evidence;
    // Stable, so equal weights keep the order in which the readers told them.
    evidence.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    article.published = winner(evidence).cloned();
}

/// The best witness of the day with the most weight; offers (weight 0) never win.
#[must_use]
pub fn winner(evidence: &[DateEvidence]) -> Option<&DateEvidence> {
    let weight = |day| -> f32 {
        evidence
            .iter()
            .filter(|e| e.date == day)
            .map(|e| e.weight)
            .sum()
    };
    let mut best: Option<(&DateEvidence, f32)> = None;
    for witness in evidence.iter().filter(|e| e.weight > 0.0) {
        let sum = weight(witness.date);
        if best.is_none_or(|(_, most)| sum > most) {
            best = Some((witness, sum));
        }
    }
    best.map(|(witness, _)| witness)
}

/// The best witness of the second heaviest day, for "or was it …?".
#[must_use]
pub fn runner_up(evidence: &[DateEvidence]) -> Option<&DateEvidence> {
    let first = winner(evidence)?.date;
    let rest: Vec<DateEvidence> = evidence
        .iter()
        .filter(|e| e.date != first)
        .cloned()
        .collect();
    let second = winner(&rest)?.date;
    evidence.iter().find(|e| e.date == second)
}

/// More witnesses are not heard: a file with hundreds of dates tells nothing by them.
pub(super) const WITNESSES: usize = 60;

/// Notes what one field told about the publication date; and where day and month can be meant
/// either way and their order is not `sure`, the other day too, as an offer.
pub(super) fn hear(
    article: &mut Article,
    signal: DateSignal,
    found: Found,
    text: String,
    weight: f32,
    sure: bool,
) {
    if article.evidence.len() >= WITNESSES {
        return;
    }
    let told = DateEvidence {
        signal,
        date: found.date,
        time: found.time,
        text,
        weight,
    };
    let other = (found.ambiguous && !sure).then(|| other_order(&told));
    article.evidence.push(told);
    article.evidence.extend(other.flatten());
}

/// What a date means with day and month the other way round, as an offer.
pub(super) fn other_order(read: &DateEvidence) -> Option<DateEvidence> {
    let (month, day) = (read.date.day(), read.date.month());
    let date = jiff::civil::Date::new(read.date.year(), month, day).ok()?;
    Some(DateEvidence {
        signal: DateSignal::OtherOrder,
        date,
        time: None,
        weight: 0.0,
        ..read.clone()
    })
}

/// Settles dates whose day and month can be meant either way: by other evidence that means one
/// of the two days, by `order`, which other dates of the same file show, by the language, for
/// all but English write the day first. What is left undecided keeps its offer.
pub(super) fn settle_order(article: &mut Article, order: Option<DayOrder>) {
    let offers: Vec<DateEvidence> = article
        .evidence
        .iter()
        .filter(|e| e.signal == DateSignal::OtherOrder)
        .cloned()
        .collect();
    for offer in offers {
        let Some(at) = article.evidence.iter().position(|e| {
            e.signal != DateSignal::OtherOrder && e.text == offer.text && e.weight > 0.0
        }) else {
            continue;
        };
        let read = article.evidence[at].date;
        // What can itself be meant either way bears no witness.
        let says = |day| {
            article.evidence.iter().any(|e| {
                e.weight > 0.0
                    && e.date == day
                    && article
                        .evidence
                        .iter()
                        .all(|o| o.signal != DateSignal::OtherOrder || o.text != e.text)
            })
        };
        let foreign = article.language.as_deref().is_some_and(|l| l != "en");
        let first = order
            .or(foreign.then_some(DayOrder::DayFirst))
            .map(|order| {
                day::scan(&offer.text, order)
                    .first()
                    .map_or(read, |found| found.date)
            });
        let decided = if says(read) {
            Some(read)
        } else if says(offer.date) {
            Some(offer.date)
        } else {
            first
        };
        if let Some(day) = decided {
            // Several fields may tell it in the same words.
            for e in &mut article.evidence {
                if e.weight > 0.0 && e.text == offer.text && e.date == read {
                    e.date = day;
                }
            }
            article
                .evidence
                .retain(|e| e.signal != DateSignal::OtherOrder || e.text != offer.text);
        }
    }
}

/// The order of day and month that what was read shows by itself: "13/2/2020" puts the day first.
pub(super) fn shown_order(text: &str) -> Option<DayOrder> {
    text.split(|c: char| c != '/' && !c.is_ascii_digit())
        .find_map(|piece| {
            let mut parts = piece.split('/').map(|n| n.parse::<u32>().ok());
            let [a, b, year] = [(); 3].map(|()| parts.next().flatten());
            match (a?, b?, year?) {
                (_, _, ..1000) => None,
                (13..=31, 1..=12, _) => Some(DayOrder::DayFirst),
                (1..=12, 13..=31, _) => Some(DayOrder::MonthFirst),
                _ => None,
            }
        })
}

/// The day is the publisher's: what is told in UTC is counted in the publisher's zone where
/// another witness names it. A count of seconds that finds no zone says that its day is UTC's.
pub(super) fn settle_zone(article: &mut Article) {
    let moment = |e: &DateEvidence| {
        let (clock, zone) = zoned(e.time.as_deref()?)?;
        let at = e.date.to_datetime(clock);
        let at = jiff::tz::TimeZone::fixed(zone).to_timestamp(at).ok()?;
        Some((at, zone))
    };
    // Only a witness of the very same minute: another may speak of another event of the page, by
    // a server elsewhere.
    let local: Vec<(jiff::Timestamp, jiff::tz::Offset)> = article
        .evidence
        .iter()
        .filter(|e| e.weight > 0.0)
        .filter_map(moment)
        .filter(|(_, zone)| *zone != jiff::tz::Offset::UTC)
        .collect();
    for e in &mut article.evidence {
        let Some((at, zone)) = moment(e).filter(|(_, z)| *z == jiff::tz::Offset::UTC) else {
            continue;
        };
        let same = |other: &jiff::Timestamp| at.as_second().abs_diff(other.as_second()) < 60;
        let there = local.iter().find(|(other, _)| same(other));
        if let Some((_, zone)) = there {
            let there = zone.to_datetime(at);
            e.date = there.date();
            let (sign, shift) = match zone.seconds() {
                s if s < 0 => ('-', -s / 60),
                s => ('+', s / 60),
            };
            e.time = Some(format!(
                "{:02}:{:02}{sign}{:02}:{:02}",
                there.hour(),
                there.minute(),
                shift / 60,
                shift % 60
            ));
        } else if counted(&e.text) && zone == jiff::tz::Offset::UTC {
            e.text.push_str(UTC);
        }
    }
}

/// Said of a count of seconds since 1970 beside which no time zone is told.
const UTC: &str = " (seconds since 1970, no time zone told: the day in UTC)";

/// Whether what was read is a count of seconds or milliseconds.
fn counted(text: &str) -> bool {
    let value = text.rsplit(": ").next().unwrap_or_default().trim();
    (9..=13).contains(&value.len())
        && value.len() != 12
        && value.bytes().all(|b| b.is_ascii_digit())
}

/// "09:30+05:30" as clock and offset.
fn zoned(time: &str) -> Option<(jiff::civil::Time, jiff::tz::Offset)> {
    let clock = time.get(..5)?;
    let (hour, minute) = clock.split_once(':')?;
    let clock = jiff::civil::Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?;
    let zone = match time.get(5..)? {
        "Z" => jiff::tz::Offset::UTC,
        zone => {
            let (sign, zone) = match zone.split_at_checked(1)? {
                ("+", rest) => (1, rest),
                ("-", rest) => (-1, rest),
                _ => return None,
            };
            let (hours, minutes) = zone.split_once(':')?;
            let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
            jiff::tz::Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()?
        }
    };
    Some((clock, zone))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn witness(signal: DateSignal, day: i8, weight: f32) -> DateEvidence {
        DateEvidence {
            signal,
            date: date(2020, 3, day),
            time: None,
            text: String::new(),
            weight,
        }
    }

    #[test]
    fn two_weak_witnesses_outvote_a_strong_one() {
        let mut article = Article {
            evidence: vec![
                witness(DateSignal::Url, 2, 2.0),
                witness(DateSignal::Meta, 1, 3.0),
                witness(DateSignal::Visible, 2, 2.5),
                witness(DateSignal::File, 9, 0.0),
            ],
            ..Article::default()
        };
        decide(&mut article);
        let won = article.published.as_ref().unwrap();
        assert_eq!((won.signal, won.date.day()), (DateSignal::Visible, 2));
        assert_eq!(runner_up(&article.evidence).unwrap().date.day(), 1);
        assert_eq!(article.evidence[0].signal, DateSignal::Meta);
    }

    #[test]
    fn an_offer_alone_dates_nothing() {
        let offers = [witness(DateSignal::File, 9, 0.0)];
        assert_eq!(winner(&offers), None);
    }

    #[test]
    fn fields_of_the_same_words_are_settled_together_and_few_are_heard() {
        let found = day::scan("3/4/2020", DayOrder::MonthFirst)[0].clone();
        let mut article = Article::default();
        for signal in [DateSignal::FrontMatter, DateSignal::Meta] {
            hear(
                &mut article,
                signal,
                found.clone(),
                "3/4/2020".into(),
                3.0,
                false,
            );
        }
        settle_order(&mut article, Some(DayOrder::DayFirst));
        assert_eq!(article.evidence.len(), 2, "{:?}", article.evidence);
        assert!(article.evidence.iter().all(|e| e.date == date(2020, 4, 3)));
        for _ in 0..1_000 {
            hear(
                &mut article,
                DateSignal::Meta,
                found.clone(),
                "3/4/2020".into(),
                3.0,
                false,
            );
        }
        assert!(article.evidence.len() <= WITNESSES + 1);
    }

    fn lines(text: &str) -> Vec<Article> {
        let mut out = Vec::new();
        let name = std::path::Path::new("-");
        let options = crate::article::Options::default();
        crate::article::read_stream(text.as_bytes(), name, &options, &mut |a| {
            out.extend(a);
            std::ops::ControlFlow::Continue(())
        });
        out
    }

    fn asked(article: &Article) -> bool {
        let mut all = article.evidence.iter();
        all.any(|e| e.signal == DateSignal::OtherOrder)
    }

    #[test]
    fn the_order_of_day_and_month_is_decided_or_asked() {
        let read = lines(
            "{\"text\": \"They met in the town.\", \"date\": \"3/4/2025\"}\n\
             {\"text\": \"They met again.\", \"date\": \"3/25/2025\"}\n\
             {\"text\": \"They left the town.\", \"date\": \"3/4/2025\"}\n",
        );
        assert!(asked(&read[0]));
        // The second shows how this file writes its dates.
        assert!(!asked(&read[2]));
        assert_eq!(read[2].published.as_ref().unwrap().date, date(2025, 3, 4));
        let german =
            lines("{\"text\": \"Sie trafen sich.\", \"lang\": \"de\", \"date\": \"3/4/2025\"}\n");
        assert!(!asked(&german[0]));
        assert_eq!(german[0].published.as_ref().unwrap().date, date(2025, 4, 3));
    }

    #[test]
    fn the_order_is_told_by_the_place() {
        use DayOrder::{DayFirst, MonthFirst};
        for (tag, url, want) in [
            (Some("en-GB"), None, Some(DayFirst)),
            (Some("en_US"), None, Some(MonthFirst)),
            (Some("en"), None, None),
            (Some("de"), None, Some(DayFirst)),
            (Some("en-PH"), None, Some(MonthFirst)),
            (Some("eng-PH"), None, Some(MonthFirst)),
            (Some("English"), None, None),
            (Some("eng-GB"), None, Some(DayFirst)),
            (None, None, None),
            (
                Some("en-US"),
                Some("https://news.example.co.uk/a"),
                Some(DayFirst),
            ),
            (
                Some("en"),
                Some("https://example.gov:443/a"),
                Some(MonthFirst),
            ),
            (Some("en"), Some("https://example.com/a.uk"), None),
        ] {
            assert_eq!(day::told_order(tag, url), want, "{tag:?} {url:?}");
        }
    }

    #[test]
    fn every_kind_of_file_asks_where_nothing_decides() {
        let feed = |language: &str| {
            format!(
                "<rss version='2.0'><channel><language>{language}</language><item><title>A</title><pubDate>3/4/2025</pubDate><description>They met.</description></item></channel></rss>"
            )
        };
        let page = |tag: &str, rest: &str| {
            format!(
                "<html lang='{tag}'><body><h1>The bridge opens at last</h1><p>03/04/2025</p><p>The bridge across the river was opened on a sunny morning by the mayor of the town, who spoke for long.</p>{rest}</body></html>"
            )
        };
        for (text, day) in [
            (feed("en"), None),
            (feed("en-gb"), Some("2025-04-03")),
            (feed("en-us"), Some("2025-03-04")),
            (page("en", ""), None),
            (page("en-GB", ""), Some("2025-04-03")),
            (page("en-US", ""), Some("2025-03-04")),
            ("---\ndate: 3/4/2025\n---\n\nThey met in the town.\n".to_owned(), None),
            ("---\ndate: 3/4/2025\nlang: en-GB\n---\n\nThey met in the town.\n".to_owned(), Some("2025-04-03")),
            ("<?xml version='1.0'?><nitf><head><docdata><date.issue norm='3/4/2025'/></docdata></head><body><body.content><p>One.</p></body.content></body></nitf>".to_owned(), None),
            ("<newsItem xml:lang='en-US'><itemMeta><versionCreated>3/4/2025</versionCreated></itemMeta><contentSet><inlineXML><p>One.</p></inlineXML></contentSet></newsItem>".to_owned(), Some("2025-03-04")),
        ] {
            let read = crate::article::read_text(&text, &crate::article::Options::default());
            let article = &read[0];
            assert_eq!(asked(article), day.is_none(), "{text}: {:?}", article.evidence);
            if let Some(day) = day {
                assert_eq!(article.published.as_ref().unwrap().date.to_string(), day, "{text}");
            }
        }
    }

    #[test]
    fn seconds_are_counted_in_the_publisher_s_zone_or_say_that_they_are_not() {
        let read = lines("{\"text\": \"They met.\", \"date\": 1551400200}\n");
        let told = read[0].published.as_ref().unwrap();
        assert_eq!(told.date, date(2019, 3, 1));
        assert!(told.text.contains("no time zone told"), "{}", told.text);
        let mut article = Article {
            evidence: vec![
                DateEvidence {
                    time: Some("00:30Z".into()),
                    text: "1551400200".into(),
                    ..witness(DateSignal::Given, 1, 8.0)
                },
                DateEvidence {
                    time: Some("19:30-05:00".into()),
                    ..witness(DateSignal::Visible, 1, 1.0)
                },
            ],
            ..Article::default()
        };
        article.evidence[1].date = date(2020, 2, 29);
        settle_zone(&mut article);
        let told = &article.evidence[0];
        assert_eq!(
            (told.date, told.time.as_deref()),
            (date(2020, 2, 29), Some("19:30-05:00"))
        );
        assert_eq!(told.text, "1551400200");
    }

    #[test]
    fn the_day_is_the_publisher_s() {
        for stamp in ["2025-04-28T23:30:00-05:00", "2025-04-28T00:30:00+09:00"] {
            let read = lines(&format!(
                "{{\"text\": \"They met.\", \"date\": \"{stamp}\"}}\n"
            ));
            let told = read[0].published.as_ref().unwrap();
            assert_eq!(told.date, date(2025, 4, 28));
            assert!(stamp.ends_with(&told.time.as_ref().unwrap()[5..]));
        }
    }
}
