//! What the training program (`src/train`) may see of this room: the same candidates and features
//! the program itself goes by, so that what is learned is what is used.

use super::candidate::{Hung, candidates, features};
use super::clause::STEPS;
use super::date::stamps;
use super::name::Who;
use super::quotes::quoted;
use super::read::parsed;
use crate::entity::Names;
use crate::temporal::Timex;
use crate::text::{Doc, SentenceKind, Span};

/// A word that may tell an event, as numbers.
#[derive(Clone, Debug)]
pub struct Example {
    /// Where it stands.
    pub span: Span,
    /// What it is: 1 verb, 2 head noun, 3 word before a head noun, 4 adjective.
    pub class: u8,
    /// Its features.
    pub features: Vec<u32>,
}

/// The candidates of an article.
#[must_use]
pub fn examples(doc: &Doc<'_>, timexes: &[Timex], names: &Names) -> Vec<Example> {
    let quotes = quoted(doc);
    let who = Who::new(doc, names);
    let mut out = Vec::new();
    for sentence in &doc.sentences {
        if sentence.kind == SentenceKind::Credit {
            continue;
        }
        let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
        let here = stamps(doc, range.clone(), timexes, names);
        let mut parsed = parsed(&who, range, &quotes, &here);
        STEPS.iter().for_each(|step| step(doc, &mut parsed));
        let hung = Hung::read(&parsed, &who);
        let mut all = Vec::new();
        candidates(doc, &parsed, &mut all);
        for c in all {
            let mut row = Vec::new();
            features(doc, &parsed, &hung, sentence.kind, &c, |f| row.push(f));
            out.push(Example {
                span: doc.tokens[c.token].span,
                class: match c.class {
                    super::candidate::Class::Verb(_) => 1,
                    super::candidate::Class::Head(_) => 2,
                    super::candidate::Class::Modifier(_) => 3,
                    super::candidate::Class::Adjective => 4,
                },
                features: row,
            });
        }
    }
    out
}

/// A mention with the named features its salience goes by.
#[derive(Clone, Debug)]
pub struct Weighed {
    /// Where its trigger stands.
    pub span: Span,
    /// Name and value of each feature.
    pub features: Vec<(&'static str, f32)>,
    /// The event of the article that it tells.
    pub group: u32,
    /// Whether too little is told of it for a timeline.
    pub thin: bool,
}

/// The mentions of an article as their salience sees them.
#[must_use]
pub fn weighed(
    doc: &Doc<'_>,
    timexes: &[Timex],
    names: &Names,
    context: super::Context<'_>,
) -> Vec<Weighed> {
    let who = Who::new(doc, names);
    let headline = context
        .title
        .and_then(|t| super::read::place_in(t.text, &who));
    let (mentions, signals) = super::read::mentions(&who, timexes, context, headline.as_ref());
    mentions
        .iter()
        .zip(signals)
        .map(|(m, s)| Weighed {
            span: m.trigger,
            group: m.group,
            thin: super::read::little(m, &s),
            features: super::salience::features(m, s),
        })
        .collect()
}

/// The salience of an article's mentions, as the program weighs one beside the other: each with its
/// group, whether it is thin, and what it weighs alone, 0 to 1.
#[must_use]
pub fn beside(mentions: &[(u32, bool, f32)]) -> Vec<f32> {
    super::read::weighed(mentions)
}

/// A trigger model's log-odds as the feature "odds" of salience.
#[must_use]
pub fn odds(log_odds: f32) -> f32 {
    super::salience::odds(log_odds)
}

/// Packs learned weights as a shipped model: `2^bits` buckets, those below `prune` of the largest
/// left out.
#[must_use]
pub fn pack(bits: u32, weights: &[f64], prune: f64) -> Vec<u8> {
    super::model::pack(bits, weights, prune)
}
