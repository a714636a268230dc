//! Whether what hangs on a date is still to come: read from the verb that governs it.

use super::lexicon::{Class, Language, Word};
use crate::text::{Doc, Span, Upos, Xpos, known, lemma};

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
        // "they were to meet again on Monday", but not "were to have met on Monday".
        if xpos(doc, i) == Xpos::VBD
            && lang.is(word, &[Class::Was])
            && lang.role(next.as_bytes()).0 == Word::To
            && xpos(doc, i + 2) == Xpos::VB
            && xpos(doc, i + 3) != Xpos::VBN
        {
            return Tense::Future;
        }
        let tense = of_word(doc, lang, i, next);
        // "a service planned for Saturday was cancelled", "had been scheduled to end on Friday"
        if tense == Tense::Future
            && xpos(doc, i) == Xpos::VBN
            && (overtaken(doc, lang, span) || pluperfect(doc, lang, first, i))
        {
            return Tense::Past;
        }
        if tense != Tense::Unknown {
            return tense;
        }
        // "The deadline is Friday", "she is to speak on Friday".
        if matches!(xpos(doc, i), Xpos::VBZ | Xpos::VBP) && lang.is(word, &[Class::Is]) {
            let on = |k: usize| lang.role(low(doc, k).as_bytes()).0 == Word::On;
            let straight = i + 1 == here || i + 2 == here && on(i + 1);
            let to = || lang.role(next.as_bytes()).0 == Word::To && xpos(doc, i + 2) == Xpos::VB;
            if straight || to() {
                return Tense::Future;
            }
        }
        // "they travel to Rome on Friday", but not "it leads in a poll published on Friday", and
        // "minutes" is no verb, whatever the tagger says
        let counts = || matches!(lang.role(word.as_bytes()).0, Word::Unit(..));
        match doc.tokens.get(i).map_or(Xpos::X, |t| t.xpos) {
            Xpos::VBN => cut = true,
            _ if matches!(word, ":" | ";" | "\"" | "“" | "”" | "``" | "''") => cut = true,
            Xpos::VBZ | Xpos::VBP
                if lang.words.present
                    && !cut
                    && here - i < REACH / 2
                    && !lang.is(word, &[Class::Standing])
                    && !counts() =>
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
                let next = |k: usize| low(doc, i + k);
                return if of_word(doc, lang, i, next(1)) == Tense::Future
                    || i + 1 < doc.tokens.len()
                        && of_word(doc, lang, i + 1, next(2)) == Tense::Future
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
    let words = lang.words;
    let lead = doc
        .lower
        .get(..span.start as usize)
        .unwrap_or("")
        .trim_end();
    let words_end = |lead: &str, end: &str| {
        let mut last = lead.split_whitespace().rev();
        end.split(' ').rev().all(|w| last.next() == Some(w))
    };
    let ends = |lead: &str, ends: &[&str]| ends.iter().any(|e| lead.ends_with(e));
    if words.terms.iter().any(|t| words_end(lead, t)) {
        return Tense::Future;
    }
    // "Wednesday's ruling" has been, unless it is told as ahead or "will" do something.
    let rest = doc.lower.get(span.end as usize..).unwrap_or("");
    if let Some(rest) = rest.strip_prefix(['\'', '’'])
        && rest.starts_with(words.possessive)
    {
        return match heads(doc, span) && after(doc, lang, span) == Tense::Future {
            true => Tense::Future,
            false => Tense::Past,
        };
    }
    if heads(doc, span) {
        return after(doc, lang, span);
    }
    // A term that is set: "postponed until Tuesday", but not "not until" and "up until".
    let here = doc.tokens.partition_point(|t| t.span.start < span.start);
    if let Some(lead) = lead.strip_suffix(words.term)
        && !ends(lead, words.no_term)
        && !pluperfect(doc, lang, 0, here)
    {
        return Tense::Future;
    }
    before(doc, lang, span)
}

/// Whether a verb in the past governs an expression behind "in" or "on", and nothing between them says
/// that it was still to come: "spoke to her in March", but not "agreed to meet in March" nor "announced
/// elections in March".
pub(super) fn told_past(doc: &Doc<'_>, lang: &Language, span: Span) -> bool {
    let here = doc.tokens.partition_point(|t| t.span.start < span.start);
    let Some(before) = here.checked_sub(1) else {
        return false;
    };
    let Some(s) = (doc.sentence_at(span.start)).and_then(|s| doc.sentences.get(s)) else {
        return false;
    };
    let first = s.tokens.start as usize;
    // "announced elections in June": of what is still to come.
    let event = |t: usize| {
        matches!(xpos(doc, t), Xpos::NN | Xpos::NNS)
            && known::happens(&lemma(low(doc, t), Upos::Noun))
    };
    let inside = matches!(
        lang.role(low(doc, before).as_bytes()).0,
        Word::On | Word::In
    );
    if !inside || before.checked_sub(1).is_some_and(event) {
        return false;
    }
    for i in (first.max(here.saturating_sub(REACH))..before).rev() {
        let word = low(doc, i);
        match xpos(doc, i) {
            Xpos::VBD => return true,
            Xpos::MD | Xpos::VBZ | Xpos::VBP => return false,
            Xpos::VB => {
                let to = i
                    .checked_sub(1)
                    .filter(|t| lang.role(low(doc, *t).as_bytes()).0 == Word::To);
                let tried = to.and_then(|t| t.checked_sub(1)).map(|t| low(doc, t));
                if !tried.is_some_and(|w| lang.is(w, &[Class::Tried])) {
                    return false;
                }
            }
            _ if matches!(word, "," | ":" | ";" | "\"" | "“" | "”") => return false,
            _ if lang.is(word, &[Class::Ahead, Class::Set]) => return false,
            _ => {}
        }
    }
    false
}

fn modal(lang: &Language, word: &str) -> Tense {
    match lang.is(word, &[Class::Future]) {
        true => Tense::Future,
        false => Tense::Unknown,
    }
}

fn xpos(doc: &Doc<'_>, i: usize) -> Xpos {
    doc.tokens.get(i).map_or(Xpos::X, |t| t.xpos)
}

fn low<'d>(doc: &'d Doc<'_>, i: usize) -> &'d str {
    match i < doc.tokens.len() {
        true => doc.low(i),
        false => "",
    }
}

/// Whether a past verb tells what became of that which was planned for an expression.
fn overtaken(doc: &Doc<'_>, lang: &Language, span: Span) -> bool {
    let from = doc.tokens.partition_point(|t| t.span.start < span.end);
    { from..from + REACH / 2 }
        .take_while(|i| {
            let word = low(doc, *i);
            !lang.is(word, &[Class::Clause]) && !matches!(word, "." | ";" | "!" | "?")
        })
        .any(|i| xpos(doc, i) == Xpos::VBD)
}

/// Whether "had" stands a few words before token `i`.
fn pluperfect(doc: &Doc<'_>, lang: &Language, first: usize, i: usize) -> bool {
    (first.max(i.saturating_sub(6))..i)
        .rev()
        .take_while(|k| !matches!(low(doc, *k), "." | ";"))
        .any(|k| lang.is(low(doc, k), &[Class::Had]))
}

/// Whether token `i` may be a bare verb, whatever the tagger takes it for.
fn may_act(doc: &Doc<'_>, i: usize) -> bool {
    match xpos(doc, i) {
        Xpos::VB => true,
        Xpos::NN => doc
            .forms
            .get(i)
            .is_some_and(|f| known::shipped().parts(f.known) & known::VERB != 0),
        _ => false,
    }
}

fn of_word(doc: &Doc<'_>, lang: &Language, i: usize, next: &str) -> Tense {
    let (word, xpos) = (low(doc, i), xpos(doc, i));
    if xpos == Xpos::MD {
        return modal(lang, word);
    }
    let role = || lang.role(next.as_bytes()).0;
    let to = || role() == Word::To;
    // "set for Monday", but not "set to music"
    if xpos == Xpos::VBN && lang.is(word, &[Class::Set]) && role() == Word::For {
        return Tense::Future;
    }
    // "unveiled a plan on Monday": a thing, unless it is said what for.
    let thing = || matches!(xpos, Xpos::NN | Xpos::NNS) && !to();
    if lang.is(word, &[Class::Ahead, Class::Set])
        && (lang.is(word, &[Class::Ahead]) && !thing() || to())
        // "due to a storm"
        && (!to() || may_act(doc, i + 2))
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
