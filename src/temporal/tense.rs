//! Whether what hangs on a date is still to come: read from the verb that governs it.

use crate::text::{Doc, Span, Xpos};

/// What the governing verb says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

/// The tense of the verb nearest before an expression in its sentence, or, at the head of a
/// sentence, of the first one after it.
pub(super) fn of(doc: &Doc<'_>, span: Span) -> Tense {
    let before = doc
        .lower
        .get(sentence_start(doc, span)..span.start as usize)
        .unwrap_or("");
    let mut after_word = "";
    for (n, word) in words_back(before).enumerate() {
        if n > 14 {
            break;
        }
        let t = tense_of(word, after_word);
        if t != Tense::Unknown {
            return t;
        }
        after_word = word;
    }
    let end = (span.end as usize + 90).min(doc.lower.len());
    let end = (end..=doc.lower.len())
        .find(|e| doc.lower.is_char_boundary(*e))
        .unwrap_or(doc.lower.len());
    let after = doc.lower.get(span.end as usize..end).unwrap_or("");
    let after = after.split(['.', ';', '\n']).next().unwrap_or("");
    let mut before_word = "";
    for word in after.split_whitespace().take(10) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let t = tense_of(word, "");
        if t != Tense::Unknown {
            return t;
        }
        if before_word == "to" && !word.is_empty() {
            // An infinitive says nothing by itself.
        }
        before_word = word;
    }
    Tense::Unknown
}

/// The byte where the sentence of `span` starts.
fn sentence_start(doc: &Doc<'_>, span: Span) -> usize {
    let floor = (span.start as usize).saturating_sub(240);
    let from = match doc.sentence_at(span.start) {
        Some(s) if doc.sentences[s].span.start <= span.start => {
            doc.sentences[s].span.start as usize
        }
        _ => {
            let text = doc.lower.as_bytes();
            let mut i = span.start as usize;
            while i > floor {
                let stop = matches!(text.get(i - 1), Some(b'\n'))
                    || matches!(text.get(i - 1), Some(b'.' | b'!' | b'?'))
                        && text.get(i) == Some(&b' ');
                if stop {
                    break;
                }
                i -= 1;
            }
            i
        }
    };
    let from = from.max(floor);
    (from..=span.start as usize)
        .find(|i| doc.lower.is_char_boundary(*i))
        .unwrap_or(span.start as usize)
}

fn words_back(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’'))
        .rev()
        .filter(|w| !w.is_empty())
}

/// What one word says; `next` is the word after it.
fn tense_of(word: &str, next: &str) -> Tense {
    match word {
        "will" | "shall" | "scheduled" | "expected" | "expects" | "expect" | "plans"
        | "planned" | "planning" | "due" | "going" | "upcoming" | "slated" | "hopes" => {
            Tense::Future
        }
        _ if word.ends_with("'ll") || word.ends_with("’ll") => Tense::Future,
        "would" => Tense::Future,
        "to" if !next.is_empty()
            && !matches!(
                next,
                "the" | "a" | "an" | "his" | "her" | "their" | "its" | "this" | "that" | "be"
            ) =>
        {
            Tense::Unknown
        }
        "said" | "was" | "were" | "had" | "did" | "told" | "came" | "went" | "took" | "made"
        | "fell" | "rose" | "began" | "met" | "left" | "won" | "lost" | "held" | "found"
        | "gave" | "got" | "sent" | "saw" | "shot" | "set" | "led" | "ran" | "put" | "fled"
        | "struck" | "spoke" | "broke" | "flew" | "drove" | "arose" | "has" | "have" | "been" => {
            Tense::Past
        }
        _ if word.len() > 4 && word.ends_with("ed") => Tense::Past,
        _ => Tense::Unknown,
    }
}

/// The tag of the token at `at`, if the document has tags.
pub(super) fn tag(doc: &Doc<'_>, at: u32) -> Xpos {
    let i = doc.tokens.partition_point(|t| t.span.start < at);
    match doc.tokens.get(i) {
        Some(t) if t.span.start == at => t.xpos,
        _ => Xpos::X,
    }
}
