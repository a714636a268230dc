//! Whether what hangs on a date is still to come: read from the verb that governs it.

use crate::text::{Doc, Span, Xpos};

/// What the governing verb says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

/// How many words are looked at on either side.
const REACH: usize = 14;

/// The tense of the verb nearest before an expression in its sentence.
pub(super) fn before(doc: &Doc<'_>, span: Span) -> Tense {
    let Some(sentence) = doc
        .sentence_at(span.start)
        .and_then(|s| doc.sentences.get(s))
    else {
        return Tense::Unknown;
    };
    let first = sentence.tokens.start as usize;
    let here = doc.tokens.partition_point(|t| t.span.start < span.start);
    if here < first || sentence.span.end < span.start {
        return Tense::Unknown;
    }
    let mut next = "";
    for i in (first.max(here.saturating_sub(REACH))..here).rev() {
        let word = doc.low(i);
        let tense = of_word(word, next, doc.tokens.get(i).map_or(Xpos::X, |t| t.xpos));
        if tense != Tense::Unknown {
            return tense;
        }
        next = word;
    }
    Tense::Unknown
}

/// The tense of the first verb after an expression, for one at the head of its sentence.
pub(super) fn after(doc: &Doc<'_>, span: Span) -> Tense {
    let from = doc.tokens.partition_point(|t| t.span.start < span.end);
    for i in from..doc.tokens.len().min(from + REACH) {
        let xpos = doc.tokens.get(i).map_or(Xpos::X, |t| t.xpos);
        let word = doc.low(i);
        if matches!(word, "." | ";" | "!" | "?") {
            break;
        }
        match xpos {
            Xpos::MD => return modal(word),
            Xpos::VBD => return Tense::Past,
            Xpos::VBZ | Xpos::VBP => {
                // "is scheduled to", "plans to".
                let next = |k: usize| {
                    if i + k < doc.tokens.len() {
                        doc.low(i + k)
                    } else {
                        ""
                    }
                };
                return if of_word(word, next(1), Xpos::X) == Tense::Future
                    || of_word(next(1), next(2), Xpos::X) == Tense::Future
                {
                    Tense::Future
                } else {
                    Tense::Unknown
                };
            }
            _ => {}
        }
    }
    Tense::Unknown
}

/// Whether an expression stands at the head of its sentence, but for a preposition and "also".
pub(super) fn heads(doc: &Doc<'_>, span: Span) -> bool {
    let Some(sentence) = doc
        .sentence_at(span.start)
        .and_then(|s| doc.sentences.get(s))
    else {
        return false;
    };
    let here = doc.tokens.partition_point(|t| t.span.start < span.start);
    here.saturating_sub(sentence.tokens.start as usize) <= 2
}

/// The tense of the verb an expression hangs on: the one before it, or at the head of a sentence
/// the one after it.
pub(super) fn of(doc: &Doc<'_>, span: Span) -> Tense {
    // "Wednesday's ruling" has been.
    let rest = doc.lower.get(span.end as usize..).unwrap_or("");
    if rest.starts_with("'s") || rest.starts_with("’s") {
        return Tense::Past;
    }
    let lead = doc
        .lower
        .get(..span.start as usize)
        .unwrap_or("")
        .trim_end();
    if lead.ends_with("as early as") || lead.ends_with("as soon as") || lead.ends_with("as late as")
    {
        return Tense::Future;
    }
    if heads(doc, span) {
        return after(doc, span);
    }
    // A term that is set: "postponed until Tuesday", but not "not until" and "up until".
    if let Some(lead) = lead.strip_suffix(" until")
        && !lead.ends_with(" not")
        && !lead.ends_with("up")
        && !lead.ends_with("n't")
    {
        return Tense::Future;
    }
    before(doc, span)
}

fn modal(word: &str) -> Tense {
    match word {
        "will" | "shall" | "'ll" | "’ll" | "would" | "wo" => Tense::Future,
        _ => Tense::Unknown,
    }
}

fn of_word(word: &str, next: &str, xpos: Xpos) -> Tense {
    match xpos {
        Xpos::MD => return modal(word),
        _ if matches!(
            word,
            "scheduled"
                | "expected"
                | "planned"
                | "planning"
                | "due"
                | "slated"
                | "expects"
                | "plans"
                | "plan"
        ) =>
        {
            return Tense::Future;
        }
        _ if word == "set" && next == "to" => return Tense::Future,
        Xpos::VBD => return Tense::Past,
        _ => {}
    }
    Tense::Unknown
}
