//! What words tell the same happening: "meeting" and "meet", "blast" and "explode".

use super::lexicon::lexicon;
use crate::text::form::hash;
use crate::text::{Upos, lemma};

/// The word that stands for all words of the same happening; the word itself if it is not listed.
pub(super) fn root(lemma: &str) -> &str {
    lexicon().word(lemma).root.unwrap_or(lemma)
}

/// The root of a word in lower case, as a number, read as a verb and as a noun.
pub(super) fn roots(low: &str) -> [u32; 2] {
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
