//! Event mentions while they are being read: trigger and parts as phrases of their sentence.

use super::clause::Clauses;
use super::{EventType, Modality};
use crate::text::{Doc, Span};

/// What names the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trigger {
    /// A verb: index into [`Clauses::verbs`].
    Verb(usize),
    /// A noun: index into [`Clauses::phrases`], and the verb that carries it, if one does.
    Noun(usize, Option<usize>),
    /// Another word ("dead", the "murder" of "murder trial"): its token, and its phrase.
    Word(usize, Option<usize>),
}

/// Who says that it happened, if not the reporter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// The reporting verb, index into [`Clauses::verbs`] of the same sentence.
    pub verb: Option<usize>,
    /// Inside quotation marks.
    pub quoted: bool,
}

/// An event mention in the making. All indices are of its sentence's [`Clauses`].
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub sentence: usize,
    pub trigger: Trigger,
    /// First and one past the last token of the trigger.
    pub tokens: std::ops::Range<usize>,
    pub lemma: String,
    pub agents: Vec<usize>,
    pub patients: Vec<usize>,
    pub recipients: Vec<usize>,
    pub others: Vec<usize>,
    pub places: Vec<usize>,
    pub modality: Modality,
    pub said: Option<Said>,
    pub kind: EventType,
    pub second: Option<EventType>,
    pub kind_reason: String,
    /// Told by a perfect or as background ("after a deadly attack"): lies before its surroundings.
    pub background: bool,
    /// Whom its pronoun speaks of, where that stands in the sentence before: the participant, and
    /// whether it is more than one.
    pub stand_in: Option<(super::Participant, bool)>,
    /// What the trigger model gave it, in log-odds.
    pub odds: f32,
}

impl Draft {
    /// The trigger in the text.
    pub fn span(&self, doc: &Doc<'_>) -> Span {
        let first = doc.tokens[self.tokens.start].span;
        first.cover(doc.tokens[self.tokens.end - 1].span)
    }

    /// The verb that tells it or carries it.
    pub fn verb(&self) -> Option<usize> {
        match self.trigger {
            Trigger::Verb(v) | Trigger::Noun(_, Some(v)) => Some(v),
            Trigger::Noun(_, None) | Trigger::Word(..) => None,
        }
    }
}

/// `k` and what is joined to it by "and".
pub(super) fn joined(clauses: &Clauses, k: usize) -> Vec<usize> {
    let mut all = vec![k];
    let mut at = k;
    while let Some(n) = clauses.phrases[at].next {
        if all.len() >= 6 || n <= at {
            break;
        }
        all.push(n);
        at = n;
    }
    all
}
