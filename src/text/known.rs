//! Which parts a word can play in a sentence, for the words of a general English dictionary: what
//! the tagger knows of a word that its treebank never had ("stole", "inmate").
//!
//! And what a word may speak of, for the words of WordNet: whether a noun names a deed, an event or
//! a thing, of which field a verb is.
//!
//! Knows single words only, never their neighbours.

use super::linear::inflate;
use super::table::Table;
use std::sync::LazyLock;

/// A singular noun.
pub const NOUN: u16 = 1;
/// A plural noun.
pub const NOUNS: u16 = 1 << 1;
/// The base of a verb.
pub const VERB: u16 = 1 << 2;
/// A verb in the third person ("meets").
pub const VERBS: u16 = 1 << 3;
/// The past of a verb ("stole").
pub const PAST: u16 = 1 << 4;
/// The past participle of a verb ("stolen").
pub const PARTICIPLE: u16 = 1 << 5;
/// A verb in "-ing".
pub const GERUND: u16 = 1 << 6;
/// An adjective.
pub const ADJECTIVE: u16 = 1 << 7;
/// A comparative or superlative.
pub const DEGREE: u16 = 1 << 8;
/// An adverb.
pub const ADVERB: u16 = 1 << 9;
/// A preposition, conjunction, pronoun or determiner.
pub const CLOSED: u16 = 1 << 10;

/// The words with the parts they can play.
#[derive(Default)]
pub struct Known {
    /// Sets of parts; 0 is the empty one, of words that are not known.
    sets: Vec<u16>,
    /// By the hash of the word which set is its own.
    own: Table<8>,
}

impl Known {
    /// Writes words, by [`super::form::Form::low`], with the parts they can play. Beyond 255
    /// different sets the rarest words are left out.
    #[must_use]
    pub fn encode(words: &std::collections::BTreeMap<u32, u16>) -> Vec<u8> {
        let mut counts = std::collections::BTreeMap::<u16, usize>::new();
        for set in words.values() {
            *counts.entry(*set).or_default() += 1;
        }
        let mut sets: Vec<u16> = counts.keys().copied().collect();
        sets.sort_by_key(|s| (std::cmp::Reverse(counts[s]), *s));
        sets.truncate(255);
        let kept: Vec<(u32, u8)> = words
            .iter()
            .filter_map(|(w, s)| Some((*w, sets.iter().position(|k| k == s)? as u8 + 1)))
            .collect();
        let mut out = vec![sets.len() as u8];
        out.extend(sets.iter().flat_map(|s| s.to_le_bytes()));
        out.extend((kept.len() as u32).to_le_bytes());
        out.extend(kept.iter().map(|(_, set)| *set));
        let mut last = 0;
        for (word, _) in &kept {
            let mut step = word - last;
            last = *word;
            while step >= 0x80 {
                out.push(step as u8 | 0x80);
                step >>= 7;
            }
            out.push(step as u8);
        }
        out
    }

    /// Reads what [`Known::encode`] wrote; `None` where it is damaged.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (&count, rest) = bytes.split_first()?;
        let (table, rest) = rest.split_at_checked(usize::from(count) * 2)?;
        let sets: Vec<u16> = std::iter::once(0)
            .chain(
                table
                    .chunks_exact(2)
                    .map(|b| u16::from(b[0]) | u16::from(b[1]) << 8),
            )
            .collect();
        let (words, rest) = rest.split_first_chunk::<4>()?;
        let words = u32::from_le_bytes(*words) as usize;
        let (own, steps) = rest.split_at_checked(words)?;
        let (mut steps, mut word) = (steps.iter(), 0u32);
        let mut entries = Vec::with_capacity(own.len());
        for &set in own {
            if usize::from(set) >= sets.len() || set == 0 {
                return None;
            }
            let (mut step, mut shift) = (0u32, 0);
            loop {
                let byte = *steps.next()?;
                step |= u32::from(byte & 0x7f).checked_shl(shift)?;
                shift += 7;
                if byte < 0x80 {
                    break;
                }
            }
            word = word.checked_add(step)?;
            entries.push((word, u16::from(set)));
        }
        entries.dedup_by_key(|(word, _)| *word);
        Some(Self {
            sets,
            own: Table::new(&entries),
        })
    }

    /// The number of the set of the word with hash `low`, 0 for a word that is not known.
    #[inline]
    #[must_use]
    pub fn class(&self, low: u32) -> u8 {
        self.own.get(low) as u8
    }

    /// See [`Table::touch`].
    #[inline]
    pub(crate) fn touch(&self, low: u32) -> u32 {
        self.own.touch(low)
    }

    /// The parts of set `class`.
    #[must_use]
    pub fn parts(&self, class: u8) -> u16 {
        self.sets.get(usize::from(class)).copied().unwrap_or(0)
    }
}

/// The words that ship with the program, by what they speak of. The low five bits of a set are the
/// lexicographer file of the first sense of the noun, less 2 (0 for none), the next whether one of
/// its first senses is an act, an event, a phenomenon or a process, the four behind it the file of
/// the first sense of the verb, less 28.
#[must_use]
pub fn senses() -> &'static Known {
    &SENSES
}

/// The bit of a set of [`senses`] that says that a noun may name what happens.
pub const HAPPENS: u16 = 1 << 5;

/// The field of a group of people, as [`field`] gives it.
pub const GROUP: u16 = 12;
/// The field of a person, as [`field`] gives it.
pub const PERSON: u16 = 16;
/// The field of a state, as [`field`] gives it: illnesses among them.
pub const STATE: u16 = 24;

/// The fields of verbs, as the bits of a set of [`senses`] that are the verb's give them: saying,
/// competing, moving, having.
pub const SAYING: u16 = 4;
/// See [`SAYING`].
pub const COMPETITION: u16 = 5;
/// See [`SAYING`].
pub const MOTION: u16 = 10;
/// See [`SAYING`].
pub const POSSESSION: u16 = 12;

/// The field of meaning of the noun with base form `lemma`: its lexicographer file in WordNet, less
/// 2; 0 where it is not known.
#[must_use]
pub fn field(lemma: &str) -> u16 {
    let senses = senses();
    senses.parts(senses.class(super::form::hash(lemma.as_bytes()))) & 0x1f
}

/// Whether the noun with base form `lemma` may name what happens.
#[must_use]
pub fn happens(lemma: &str) -> bool {
    let senses = senses();
    senses.parts(senses.class(super::form::hash(lemma.as_bytes()))) & HAPPENS != 0
}

static SENSES: LazyLock<Known> = LazyLock::new(|| {
    Known::decode(&inflate(include_bytes!("../../assets/models/senses.bin"))).unwrap_or_default()
});

static SHIPPED: LazyLock<Known> = LazyLock::new(|| {
    Known::decode(&inflate(include_bytes!("../../assets/models/words.bin"))).unwrap_or_default()
});

/// The words that ship with the program.
#[must_use]
pub fn shipped() -> &'static Known {
    &SHIPPED
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::text::form::form;

    fn parts(word: &str) -> u16 {
        let known = shipped();
        known.parts(known.class(form(word, word).low))
    }

    #[test]
    fn words_play_their_parts() {
        assert_eq!(parts("stole") & (PAST | PARTICIPLE), PAST);
        assert_eq!(parts("stolen") & (PAST | PARTICIPLE), PARTICIPLE);
        assert_eq!(parts("shut") & (PAST | VERB), PAST | VERB);
        assert_eq!(parts("inmate") & (NOUN | VERB), NOUN);
        assert_eq!(parts("inmates") & (NOUNS | VERBS), NOUNS);
        assert_eq!(parts("recaptured") & PAST, PAST);
        assert_eq!(parts("subsequently") & (ADVERB | NOUN), ADVERB);
        assert_eq!(parts("xyzzyq"), 0);
    }

    #[test]
    fn nouns_that_name_what_happens() {
        let happens = |word: &str| {
            let senses = senses();
            senses.parts(senses.class(form(word, word).low)) & HAPPENS != 0
        };
        assert!(happens("explosion") && happens("election") && happens("meeting"));
        assert!(!happens("table") && !happens("minister"));
    }

    #[test]
    fn what_is_written_is_read_and_damage_is_noticed() {
        let words = [(7, NOUN), (9, NOUN | VERB), (1 << 31, PAST)].into();
        let bytes = Known::encode(&words);
        let known = Known::decode(&bytes).unwrap();
        for (word, set) in words {
            assert_eq!(known.parts(known.class(word)), set);
        }
        assert_eq!(known.class(8), 0);
        for cut in 0..bytes.len() {
            assert!(Known::decode(&bytes[..cut]).is_none(), "cut at {cut}");
        }
    }
}
