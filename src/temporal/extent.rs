//! The extent an expression is given in TIMEX3: narrower than what a reader sees as one phrase.
//!
//! Annotators leave outside what only qualifies the time from without: words of degree ("about two
//! weeks", "right now"), "early" and "late" before a weekday, as they do with "earlier", and the
//! article before a decade or a count of what is past or coming. The modifier tells what they said.

use super::lang;
use super::lexicon::{Dir, Word};
use super::scan::{self, Tok};
use crate::text::Span;

/// The part of `span`, a time expression in `text`, that TIMEX3 marks. Never empty unless `span` is.
pub(super) fn of(span: Span, text: &str) -> Span {
    let phrase = span.of(text);
    let toks = scan::scan(phrase, &phrase.to_ascii_lowercase(), lang::english());
    let start = toks.get(outside(&toks)).map_or(0, |t| t.start);
    Span {
        start: span.start + start,
        ..span
    }
}

/// How many words stand outside.
fn outside(toks: &[Tok]) -> usize {
    let word = |i: usize| toks.get(i).map_or(Word::Other, |t| t.word);
    let last = word(toks.len().wrapping_sub(1));
    // "the 1990s", but not "the nineties".
    let decade = toks
        .last()
        .is_some_and(|t| t.word == Word::Decades && t.digits > 0);
    match (word(0), word(1)) {
        // "about two years ago" is a point of its own, and "under two hours" compares.
        (Word::Bound(_), _) if matches!(last, Word::Ago | Word::Comparative(_)) => 0,
        (Word::Bound(_), next) if toks.first().is_some_and(|t| t.num != 2) => {
            1 + usize::from(next == Word::Punct(b'.'))
        }
        (Word::Lead, Word::Now) => 1,
        (Word::Edge(_), Word::Weekday(..)) => 1,
        // "the early hours of Friday"
        (Word::The, Word::Edge(_))
            if word(3) == Word::Of && matches!(word(4), Word::Weekday(..)) =>
        {
            4
        }
        (Word::The, Word::Decades | Word::Edge(_)) if decade => 1,
        (Word::The, Word::Dir(Dir::Past | Dir::Last | Dir::Coming))
            if matches!(last, Word::Unit(_, true)) =>
        {
            1
        }
        _ => 0,
    }
}
