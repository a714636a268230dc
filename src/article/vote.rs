//! From what was told about the publication date to the date in force.

use super::day::{self, DayOrder};
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
        let says =
            |day| {
                article.evidence.iter().enumerate().any(|(i, e)| {
                    i != at && e.weight > 0.0 && e.date == day && e.text != offer.text
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
            article.evidence[at].date = day;
            article
                .evidence
                .retain(|e| e.signal != DateSignal::OtherOrder || e.text != offer.text);
        }
    }
}

/// The order of day and month a value shows by itself: "13/2/2020" puts the day first.
pub(super) fn shown_order(text: &str) -> Option<DayOrder> {
    let mut numbers = text
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|n| n.parse::<u32>().ok());
    let (a, b, year) = (numbers.next()?, numbers.next()?, numbers.next()?);
    if text.contains(char::is_alphabetic) || !text.contains('/') || year < 1000 {
        return None;
    }
    match (a, b) {
        (13..=31, 1..=12) => Some(DayOrder::DayFirst),
        (1..=12, 13..=31) => Some(DayOrder::MonthFirst),
        _ => None,
    }
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
