//! From what was told about the publication date to the date in force.

use super::{Article, DateEvidence};

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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::article::DateSignal;
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
}
