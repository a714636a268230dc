//! Base forms of words, in one place for this room.

use crate::text::{Doc, Upos, Xpos, lemma as base};

/// Base form of the verb at token `i`, in lower case.
pub(super) fn verb(doc: &Doc<'_>, i: usize) -> String {
    base(doc.low(i), Upos::Verb).into_owned()
}

/// Base form of the noun at token `i`, in lower case.
pub(super) fn noun(doc: &Doc<'_>, i: usize) -> String {
    match doc.tokens[i].xpos {
        Xpos::NNS | Xpos::NNPS => base(doc.low(i), Upos::Noun).into_owned(),
        _ => doc.low(i).to_string(),
    }
}
