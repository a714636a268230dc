//! What words tell the same happening: "meeting" and "meet", "blast" and "explode".

use super::EventType;
use super::lexicon::lexicon;
use super::memo::{Memo, word_key};
use super::word::As;
use crate::text::Doc;
use crate::text::form::{Shape, hash};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::sync::LazyLock;

/// The list of kin.
const KIN: &str = include_str!("lexicon/kin.txt");

/// The word that stands for all words of the same happening; the word itself if it is not listed.
pub(super) fn root(lemma: &str) -> &str {
    // A small table of their own: it is asked of every event, and most words are not in it.
    static LISTED: LazyLock<FxHashMap<u32, (&str, &str)>> = LazyLock::new(|| {
        let words = lexicon().rooted();
        words
            .map(|(word, root)| (hash(word.as_bytes()), (word, root)))
            .collect()
    });
    match LISTED.get(&hash(lemma.as_bytes())) {
        Some((word, root)) if *word == lemma => root,
        _ => lemma,
    }
}

/// The word that stands for all words by which articles of one story tell the same happening: that
/// of its root, unless the list of kin has one for the lemma with this type, or for the root.
pub(super) fn kin(lemma: &str, kind: EventType) -> &str {
    type Kin = FxHashMap<(&'static str, Option<EventType>), &'static str>;
    static LISTED: LazyLock<Kin> = LazyLock::new(|| {
        let lines = KIN.lines().filter(|line| !line.starts_with('#'));
        let words = lines.flat_map(|line| {
            let first = line.split(' ').next().unwrap_or("");
            line.split(' ').map(move |word| (key(word), root(first)))
        });
        words.collect()
    });
    let root = root(lemma);
    let listed = LISTED.get(&(lemma, Some(kind)));
    let listed = listed.or_else(|| LISTED.get(&(root, None)));
    listed.copied().unwrap_or(root)
}

/// What a word of the list of kin stands for: a lemma with a type, or all words of a root.
fn key(word: &str) -> (&str, Option<EventType>) {
    match word.split_once('/') {
        Some((lemma, kind)) => (lemma, EventType::from_code(kind)),
        None => (root(word), None),
    }
}

thread_local! {
    /// The roots of the words that this thread read last.
    static ROOTS: RefCell<Memo<[u32; 2]>> = RefCell::new(Memo::new(11));
}

/// The roots of the word at `i`, as numbers: read as a verb and as a noun.
pub(super) fn roots_at(doc: &Doc<'_>, i: usize) -> [u32; 2] {
    let find = || {
        let low = doc.low(i);
        let root_of = |lemma: &str| hash(root(lemma).as_bytes());
        // What has no letters is its own base form.
        if doc.forms[i].shape == Shape::Number && low.is_ascii() {
            return [root_of(low); 2];
        }
        let [verb, noun] = [As::Verb, As::Noun].map(|read| read.base(low));
        let root = root_of(&verb);
        [root, if noun == verb { root } else { root_of(&noun) }]
    };
    let form = &doc.forms[i];
    match form.shape {
        // All numbers of a length have one form.
        Shape::Number | Shape::Alphanumeric => find(),
        _ => ROOTS.with_borrow_mut(|known| *known.get(word_key(form, 0), find)),
    }
}

#[cfg(test)]
mod tests {
    use super::{EventType, KIN, key, kin, root};

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
    fn no_word_is_of_two_kins() {
        let mut seen = rustc_hash::FxHashMap::default();
        for line in KIN.lines().filter(|line| !line.starts_with('#')) {
            for word in line.split(' ') {
                assert!(!word.contains('/') || key(word).1.is_some(), "{word}");
                let before = seen.insert(key(word), line);
                assert!(before.is_none_or(|l| l == line), "{word}: {line}");
            }
        }
    }

    #[test]
    fn some_words_are_kin_only_as_events_of_a_type() {
        use EventType::{Accident, Appointment, Other, Sport};
        for (one, other, same, apart) in [
            ("fire", "oust", Appointment, Accident),
            ("lose", "victory", Sport, Other),
        ] {
            assert_eq!(kin(one, same), kin(other, same));
            assert_ne!(kin(one, apart), kin(other, same));
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
