//! Event mentions while they are being read: trigger and parts as phrases of their sentence.

use super::candidate::Candidate;
use super::clause::Clauses;
use super::lexicon::Word;
use super::{EventType, Modality, Participant};
use crate::text::{Doc, Span};
use smallvec::SmallVec;
use smol_str::SmolStr;
use std::borrow::Cow;
use std::ops::Range;

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

/// Phrases that have one part in an event: indices into [`Clauses::phrases`].
pub(super) type Parts = SmallVec<[usize; 4]>;

/// An event mention in the making. All indices are of its sentence's [`Clauses`].
#[derive(Clone, Debug)]
pub(super) struct Draft<'a> {
    pub sentence: usize,
    pub trigger: Trigger,
    /// First and one past the last token of the trigger.
    pub tokens: Range<usize>,
    pub lemma: Cow<'a, str>,
    /// What the word lists say of the lemma.
    pub word: &'static Word,
    /// Hash of the word that stands for all words of the same happening.
    pub root: u32,
    pub agents: Parts,
    pub patients: Parts,
    pub recipients: Parts,
    pub others: Parts,
    pub places: Parts,
    pub modality: Modality,
    pub said: Option<Said>,
    pub kind: EventType,
    pub second: Option<EventType>,
    pub kind_reason: SmolStr,
    /// Told by a perfect or as background ("after a deadly attack"): lies before its surroundings.
    pub background: bool,
    /// Whom its pronoun speaks of, where that stands in the sentence before: who takes part, and
    /// whether that is more than one.
    pub stand_in: Option<Box<(Vec<Participant>, bool)>>,
    /// What the trigger model gave it, in log-odds.
    pub odds: f32,
}

impl<'a> Draft<'a> {
    /// Only its trigger is known yet.
    pub fn new(
        sentence: usize,
        trigger: Trigger,
        tokens: Range<usize>,
        lemma: Cow<'a, str>,
        word: &Candidate,
    ) -> Self {
        Self {
            sentence,
            trigger,
            tokens,
            root: word.lexeme.root,
            lemma,
            word: word.lexeme.word,
            agents: Parts::new(),
            patients: Parts::new(),
            recipients: Parts::new(),
            others: Parts::new(),
            places: Parts::new(),
            modality: Modality::Asserted,
            said: None,
            kind: EventType::Other,
            second: None,
            kind_reason: SmolStr::default(),
            background: false,
            stand_in: None,
            odds: word.odds,
        }
    }

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

/// `k` and what is joined to it by "and", at most six.
pub(super) fn joined(clauses: &Clauses, k: usize) -> impl Iterator<Item = usize> + Clone {
    let next = move |k: &usize| clauses.phrases[*k].next.filter(|n| n > k);
    std::iter::successors(Some(k), next).take(6)
}
