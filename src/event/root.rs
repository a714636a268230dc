//! What words tell the same happening: "meeting" and "meet", "blast" and "explode".

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The word that stands for all words of the same happening; the word itself if it is not listed.
pub(super) fn root(lemma: &str) -> &str {
    static ROOTS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
        let mut map = FxHashMap::default();
        for line in include_str!("lexicon/roots.txt").lines() {
            let line = line.trim();
            if line.starts_with('#') {
                continue;
            }
            let mut words = line.split(' ').filter(|w| !w.is_empty());
            let Some(head) = words.next() else { continue };
            map.entry(head).or_insert(head);
            for word in words {
                map.entry(word).or_insert(head);
            }
        }
        map
    });
    ROOTS.get(lemma).copied().unwrap_or(lemma)
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
