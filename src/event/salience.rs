//! How much an event matters, 0 to 1, and why in words.

use super::{Basis, EventMention, EventType, Modality, Role};

/// What salience goes by beside the mention itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signals {
    /// Index of the sentence among the article's prose sentences, from 0.
    pub sentence: usize,
    /// Number of sentences.
    pub sentences: usize,
    /// The headline has its trigger or a word of the same happening.
    pub in_title: bool,
    /// Names of its participants that the headline has.
    pub title_names: usize,
    /// In quotation marks.
    pub quoted: bool,
    /// Says only that something was said.
    pub report: bool,
    /// Main clause.
    pub main: bool,
    /// Number of mentions of the same event in the article.
    pub told: usize,
}

/// Salience and the reason.
pub(super) fn salience(mention: &EventMention, signals: Signals) -> (f32, String) {
    let mut score = -1.2f32;
    let mut why: Vec<(&str, f32)> = Vec::new();
    let mut add = |value: f32, reason: &'static str| {
        score += value;
        if !reason.is_empty() {
            why.push((reason, value));
        }
    };
    match signals.sentence {
        0 => add(1.4, "in the first sentence"),
        1 => add(0.9, "near the top"),
        2 | 3 => add(0.5, "near the top"),
        _ => {}
    }
    if signals.in_title {
        add(1.3, "named in the headline");
    }
    if signals.title_names > 0 {
        add(0.4, "its people or places are in the headline");
    }
    match mention.kind {
        EventType::Other => add(-0.5, "of no particular type"),
        EventType::Statement => add(-0.9, "a statement"),
        _ => add(0.5, ""),
    }
    if signals.report {
        add(-0.8, "");
    }
    if signals.quoted {
        add(-1.0, "told in a quotation");
    }
    if signals.main {
        add(0.3, "");
    }
    match mention.modality {
        Modality::Asserted => {}
        Modality::Planned | Modality::Threatened => add(-0.4, "not yet a fact"),
        Modality::Negated | Modality::Hypothetical => add(-1.2, "not told as a fact"),
    }
    match mention.date.basis {
        Basis::Stated | Basis::Relative => add(0.6, "its date is told"),
        _ => {}
    }
    let named = mention
        .participants
        .iter()
        .filter(|p| p.entity.is_some())
        .count();
    if named > 0 {
        add(0.3, "");
    }
    if mention.participants.iter().any(|p| p.role == Role::Patient) {
        add(0.3, "");
    }
    if mention.place.is_some() {
        add(0.2, "");
    }
    if signals.told > 1 {
        add(0.4, "told more than once");
    }
    let value = 1.0 / (1.0 + (-score).exp());
    why.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let reason = why
        .iter()
        .take(3)
        .map(|(w, _)| *w)
        .collect::<Vec<_>>()
        .join(", ");
    (value, reason)
}
