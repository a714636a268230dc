//! Whether what hangs on a date is still to come: read from the verb that governs it.

use super::lexicon::{Class, Language, Word};
use crate::text::{Doc, Span, Upos, Xpos, lemma};

/// What the governing verb says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

/// How many words are looked at before an expression, and after one at the head of its sentence:
/// its verb may stand behind a long subject.
const REACH: usize = 14;
const REACH_AFTER: usize = 30;

/// The tense of the verb nearest before an expression in its sentence.
fn before(doc: &Doc<'_>, lang: &Language, span: Span) -> Tense {
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
    // What cuts a date off from a verb in the present: a participle, a quotation, a new clause, or a
    // past that follows ("the ministry on Friday refused").
    let mut cut = ahead_of_past(doc, span);
    for i in (first.max(here.saturating_sub(REACH))..here).rev() {
        let word = doc.low(i);
        let tense = of_word(
            lang,
            word,
            next,
            doc.tokens.get(i).map_or(Xpos::X, |t| t.xpos),
        );
        if tense != Tense::Unknown {
            return tense;
        }
        // "they travel to Rome on Friday", but not "it leads in a poll published on Friday"
        match doc.tokens.get(i).map_or(Xpos::X, |t| t.xpos) {
            Xpos::VBN => cut = true,
            _ if matches!(word, ":" | ";" | "\"" | "“" | "”" | "``" | "''") => cut = true,
            Xpos::VBZ | Xpos::VBP
                if lang.words.present
                    && !cut
                    && here - i < REACH / 2
                    && !lang.is(word, &[Class::Standing]) =>
            {
                match governed(doc, lang, first, i) {
                    true => cut = true,
                    false => return Tense::Future,
                }
            }
            _ => {}
        }
        next = word;
    }
    Tense::Unknown
}

/// Whether another verb governs token `i` in its clause: then it is the plural of a noun taken for a
/// verb ("closed more fishing grounds Tuesday").
fn governed(doc: &Doc<'_>, lang: &Language, first: usize, i: usize) -> bool {
    (first.max(i.saturating_sub(REACH))..i)
        .rev()
        .take_while(|k| {
            let word = doc.low(*k);
            word != "," && !lang.is(word, &[Class::Clause])
        })
        .any(|k| {
            let xpos = doc.tokens.get(k).map_or(Xpos::X, |t| t.xpos);
            matches!(xpos, Xpos::VBD | Xpos::VBG | Xpos::VB)
        })
}

/// Whether a verb in the past follows an expression, which then is its own date.
fn ahead_of_past(doc: &Doc<'_>, span: Span) -> bool {
    let from = doc.tokens.partition_point(|t| t.span.start < span.end);
    (from..from + 3).any(|i| doc.tokens.get(i).is_some_and(|t| t.xpos == Xpos::VBD))
}

/// The tense of the first verb after an expression, for one at the head of its sentence.
pub(super) fn after(doc: &Doc<'_>, lang: &Language, span: Span) -> Tense {
    let from = doc.tokens.partition_point(|t| t.span.start < span.end);
    for i in from..doc.tokens.len().min(from + REACH_AFTER) {
        let xpos = doc.tokens.get(i).map_or(Xpos::X, |t| t.xpos);
        let word = doc.low(i);
        if matches!(word, "." | ";" | "!" | "?") {
            break;
        }
        match xpos {
            Xpos::MD => return modal(lang, word),
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
                return if of_word(lang, word, next(1), Xpos::X) == Tense::Future
                    || of_word(lang, next(1), next(2), Xpos::X) == Tense::Future
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
pub(super) fn of(doc: &Doc<'_>, lang: &Language, span: Span) -> Tense {
    // "Wednesday's ruling" has been.
    let words = lang.words;
    let rest = doc.lower.get(span.end as usize..).unwrap_or("");
    if let Some(rest) = rest.strip_prefix(['\'', '’'])
        && rest.starts_with(words.possessive)
    {
        return Tense::Past;
    }
    let lead = doc
        .lower
        .get(..span.start as usize)
        .unwrap_or("")
        .trim_end();
    let ends = |lead: &str, ends: &[&str]| ends.iter().any(|e| lead.ends_with(e));
    if ends(lead, words.terms) {
        return Tense::Future;
    }
    if heads(doc, span) {
        return after(doc, lang, span);
    }
    // A term that is set: "postponed until Tuesday", but not "not until" and "up until".
    if let Some(lead) = lead.strip_suffix(words.term)
        && !ends(lead, words.no_term)
    {
        return Tense::Future;
    }
    before(doc, lang, span)
}

fn modal(lang: &Language, word: &str) -> Tense {
    match lang.is(word, &[Class::Future]) {
        true => Tense::Future,
        false => Tense::Unknown,
    }
}

fn of_word(lang: &Language, word: &str, next: &str, xpos: Xpos) -> Tense {
    if xpos == Xpos::MD {
        return modal(lang, word);
    }
    let to = || lang.role(next.as_bytes()).0 == Word::To;
    // "unveiled a plan on Monday": a thing, unless it is said what for.
    let thing = || matches!(xpos, Xpos::NN | Xpos::NNS) && !to();
    if lang.is(word, &[Class::Ahead, Class::Set])
        && (lang.is(word, &[Class::Ahead]) && !thing() || to())
    {
        return Tense::Future;
    }
    match xpos {
        Xpos::VBD => Tense::Past,
        // "struck" is no present, whatever the tagger takes it for.
        Xpos::VBP if past(word) => Tense::Past,
        _ => Tense::Unknown,
    }
}

/// Whether a verb that is tagged as a present has another base form: but for what is irregular in
/// the present too, it is a past.
fn past(word: &str) -> bool {
    !matches!(
        word,
        "are" | "am" | "'re" | "’re" | "'m" | "’m" | "'ve" | "’ve"
    ) && lemma(word, Upos::Verb) != word
}
