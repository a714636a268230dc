//! Base forms of words, and which of them tell a time, in one place for this room.

use crate::text::form::is;
use crate::text::{Doc, Upos, Xpos, lemma as base};
use std::borrow::Cow;

/// Base form of the verb at token `i`, in lower case.
pub(super) fn verb<'a>(doc: &'a Doc<'_>, i: usize) -> Cow<'a, str> {
    base(doc.low(i), Upos::Verb)
}

/// Base form of the noun at token `i`, in lower case.
pub(super) fn noun<'a>(doc: &'a Doc<'_>, i: usize) -> Cow<'a, str> {
    match doc.tokens[i].xpos {
        Xpos::NNS | Xpos::NNPS => base(doc.low(i), Upos::Noun),
        _ => Cow::Borrowed(doc.low(i)),
    }
}

/// Whether the word at `i` names a day, a part of one, or a longer unit of the calendar.
pub(super) fn calendar(doc: &Doc<'_>, i: usize) -> bool {
    is!(
        doc,
        i,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "today"
            | "yesterday"
            | "tomorrow"
            | "morning"
            | "afternoon"
            | "evening"
            | "night"
            | "week"
            | "month"
            | "year"
    )
}

/// Whether the word at `i` names a month.
pub(super) fn month(doc: &Doc<'_>, i: usize) -> bool {
    is!(
        doc,
        i,
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
    )
}

/// Whether a word names a zone of time ("8 p.m. EST").
pub(super) fn zone(word: &str) -> bool {
    matches!(
        word,
        "GMT"
            | "UTC"
            | "BST"
            | "CET"
            | "CEST"
            | "EET"
            | "MSK"
            | "IST"
            | "JST"
            | "AEST"
            | "AEDT"
            | "EST"
            | "EDT"
            | "CST"
            | "CDT"
            | "MST"
            | "MDT"
            | "PST"
            | "PDT"
            | "AST"
            | "ADT"
    )
}
