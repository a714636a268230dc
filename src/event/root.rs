//! What words tell the same happening: "meeting" and "meet", "blast" and "explode".

use super::lexicon::lexicon;
use super::share::MANY;
use crate::text::form::{Shape, hash};
use crate::text::{Doc, Upos, lemma};
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// The word that stands for all words of the same happening; the word itself if it is not listed.
pub(super) fn root(lemma: &str) -> &str {
    lexicon().word(lemma).root.unwrap_or(lemma)
}

thread_local! {
    /// The roots of the words, by their forms, that this thread read last.
    static KNOWN: RefCell<FxHashMap<u32, [u32; 2]>> = RefCell::default();
}

/// The roots of the word at `i`. All numbers of a length have one form: they are read anew.
pub(super) fn roots_at(doc: &Doc<'_>, i: usize) -> [u32; 2] {
    let form = &doc.forms[i];
    if matches!(form.shape, Shape::Number | Shape::Alphanumeric) {
        return roots(doc.low(i));
    }
    KNOWN.with_borrow_mut(|known| {
        if known.len() > MANY {
            known.clear();
        }
        *known.entry(form.low).or_insert_with(|| roots(doc.low(i)))
    })
}

/// The root of a word in lower case, as a number, read as a verb and as a noun.
fn roots(low: &str) -> [u32; 2] {
    let root_of = |lemma: &str| hash(root(lemma).as_bytes());
    let (verb, noun) = (lemma(low, Upos::Verb), lemma(low, Upos::Noun));
    let root = root_of(&verb);
    [root, if noun == verb { root } else { root_of(&noun) }]
}

#[cfg(test)]
mod tests {
    use super::root;

    #[test]
    fn no_word_is_of_two_happenings() {
        let mut seen = rustc_hash::FxHashMap::default();
        for line in include_str!("lexicon/roots.txt").lines() {
            for word in line.split(' ').filter(|_| !line.starts_with('#')) {
                let before = seen.insert(word, line);
                assert!(before.is_none_or(|l| l == line), "{word}: {line}");
            }
        }
    }

    #[test]
    fn joins_noun_and_verb() {
        assert_eq!(root("meeting"), root("meet"));
        assert_eq!(root("blast"), root("explode"));
        assert_eq!(root("ouster"), root("dismiss"));
        assert_eq!(root("sing"), "sing");
    }
}
