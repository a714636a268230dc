//! Base forms of words, in one place for this room.

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
