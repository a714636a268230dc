//! What words tell the same happening: "meeting" and "meet", "blast" and "explode".

use super::lexicon::lexicon;

/// The word that stands for all words of the same happening; the word itself if it is not listed.
pub(super) fn root(lemma: &str) -> &str {
    lexicon().word(lemma).root.unwrap_or(lemma)
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
