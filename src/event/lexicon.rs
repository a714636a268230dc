//! What words alone say: which verbs and nouns tell events, and of which type.
//!
//! The lists are data (`lexicon/*.txt`), read once. Nothing here looks at a sentence.

use super::EventType;
use crate::text::form::hash;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use std::sync::LazyLock;

/// One reading of a verb: its type, if its object or subject has one of these heads.
#[derive(Debug)]
pub(super) struct VerbSense {
    pub kind: EventType,
    pub objects: Vec<&'static str>,
    pub subjects: Vec<&'static str>,
}

/// What a noun says of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NounSense {
    /// Its type; `None` where it names an event of no type of ours.
    pub kind: Option<EventType>,
    /// Names an event only in company: a date, a place, "after" …
    pub weak: bool,
}

/// The part a verb plays beside telling an event of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Manner {
    /// "begin", "continue": says how far the event of the next verb or object has come.
    Aspect,
    /// "hold", "make": carries tense and person for the event its object names.
    Light,
    /// "cause": ties two events.
    Cause,
    /// "plan", "refuse", "threaten": says whether the event of its infinitive comes about.
    Attempt,
    /// "have", "know": tells a state.
    State,
    /// "say": reports.
    Report,
    /// "condemn", "investigate": tells what somebody makes of what had happened before.
    Regard,
    /// "rise", "fall": tells of figures.
    Figure,
    /// "serve", "represent": tells what somebody was for years.
    Office,
    /// "win", "vote": tells what is done by taking part in an event.
    Compete,
    /// "kill", "damage": tells what an event does to somebody or something.
    Harm,
    /// "announce", "confirm": tells news.
    Announce,
    /// "lie", "remain": tells what the dead may do.
    Rest,
    /// "elect", "marry": tells what is done to somebody who lives.
    Life,
    /// "manage", "refuse": does itself what the infinitive behind it says, and is seldom passive.
    Own,
    /// "meet", "crash": its past without an auxiliary is the past, not a participle.
    Active,
    /// "go", "die": takes no object of the verb joined to it.
    Alone,
    /// "kill", "leave": tells what came of the clause before it ("…, killing ten").
    Result,
    /// "ask", "force": its object does what the infinitive behind it says.
    Bid,
    /// "accuse", "arrest": its object is said to have done what stands behind "of" or "for".
    Blame,
    /// "give", "elect": keeps an object in the passive.
    Keep,
    /// "know", "find": what somebody knew or thought, where it is not said.
    Learn,
    /// Says what one means to do or wants done.
    Vow,
    /// "offer", "plan", a noun: its infinitive is done by its owner, else by the subject.
    Intent,
}

/// All that the word lists say of one word.
#[derive(Debug, Default)]
pub(super) struct Word {
    /// The word itself; empty for all that the lists do not have.
    pub name: &'static str,
    /// Its readings as a verb, the narrower first.
    pub verb: Vec<VerbSense>,
    /// Its readings as a noun, the commonest first.
    pub noun: Vec<NounSense>,
    /// The word that stands for all words of the same happening, where the lists name one.
    pub root: Option<&'static str>,
    /// What it may be to another verb: a bit for each [`Manner`].
    manners: u32,
    /// Whether a verb of two words begins with it ("call" of "call_for").
    opens: bool,
}

impl Word {
    fn named(name: &'static str) -> Self {
        Self {
            name,
            ..Self::default()
        }
    }

    /// Whether as a verb it can play that part.
    pub fn plays(&self, manner: Manner) -> bool {
        self.manners >> manner as u8 & 1 == 1
    }
}

/// All that the word lists say, by the hash of the word.
pub(super) struct Lexicon {
    words: FxHashMap<u32, Word>,
    none: Word,
}

impl Lexicon {
    fn read(
        verbs: &'static str,
        nouns: &'static str,
        manners: &'static str,
        roots: &'static str,
    ) -> Self {
        let mut made = Self {
            words: FxHashMap::default(),
            none: Word::named(""),
        };
        for (head, words) in lines(verbs) {
            let Some(kind) = EventType::from_code(head) else {
                continue;
            };
            for word in words {
                let (rest, subjects) = word.split_once('@').unwrap_or((word, ""));
                let (verb, objects) = rest.split_once(':').unwrap_or((rest, ""));
                made.entry(verb).verb.push(VerbSense {
                    kind,
                    objects: parts(objects),
                    subjects: parts(subjects),
                });
                if let Some((first, _)) = verb.rsplit_once('_') {
                    made.entry(first).opens = true;
                }
            }
        }
        for (head, words) in lines(nouns) {
            let kind = EventType::from_code(head);
            for word in words {
                let noun = word.strip_suffix('?').unwrap_or(word);
                let sense = NounSense {
                    kind,
                    weak: noun.len() < word.len(),
                };
                made.entry(noun).noun.push(sense);
            }
        }
        for (head, words) in lines(manners) {
            let manner = match head {
                "aspect" => Manner::Aspect,
                "light" => Manner::Light,
                "cause" => Manner::Cause,
                "attempt" => Manner::Attempt,
                "state" => Manner::State,
                "report" => Manner::Report,
                "regard" => Manner::Regard,
                "figure" => Manner::Figure,
                "office" => Manner::Office,
                "compete" => Manner::Compete,
                "harm" => Manner::Harm,
                "announce" => Manner::Announce,
                "rest" => Manner::Rest,
                "life" => Manner::Life,
                "own" => Manner::Own,
                "active" => Manner::Active,
                "alone" => Manner::Alone,
                "result" => Manner::Result,
                "bid" => Manner::Bid,
                "blame" => Manner::Blame,
                "keep" => Manner::Keep,
                "learn" => Manner::Learn,
                "vow" => Manner::Vow,
                "intent" => Manner::Intent,
                _ => continue,
            };
            for word in words {
                made.entry(word).manners |= 1 << manner as u32;
            }
        }
        for (head, words) in lines(roots) {
            for word in std::iter::once(head).chain(words) {
                made.entry(word).root.get_or_insert(head);
            }
        }
        made
    }

    fn entry(&mut self, word: &'static str) -> &mut Word {
        let place = self.words.entry(hash(word.as_bytes()));
        place.or_insert_with(|| Word::named(word))
    }

    /// What the lists say of a word with that hash, for whoever has it at hand.
    pub fn hashed(&self, hash: u32, lemma: &str) -> &Word {
        let word = self.words.get(&hash).filter(|w| w.name == lemma);
        word.unwrap_or(&self.none)
    }

    /// What the lists say of a word: for whoever asks for more than one thing.
    pub fn word(&self, lemma: &str) -> &Word {
        self.hashed(hash(lemma.as_bytes()), lemma)
    }

    /// The words that have a root, with it.
    pub fn rooted(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let words = self.words.values();
        words.filter_map(|word| Some((word.name, word.root?)))
    }

    /// What the lists say of a verb with a particle or preposition ("call_for").
    pub fn pair(&self, word: &Word, lemma: &str, particle: &str) -> &Word {
        if word.opens {
            let both: SmolStr = [lemma, "_", particle].into_iter().collect();
            self.word(&both)
        } else {
            &self.none
        }
    }

    /// The readings of a noun, the commonest first.
    pub fn noun(&self, lemma: &str) -> &[NounSense] {
        &self.word(lemma).noun
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    text.lines().filter_map(|line| {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        let (head, rest) = line.split_once(' ')?;
        Some((head, rest.split(' ').filter(|w| !w.is_empty()).collect()))
    })
}

fn parts(list: &'static str) -> Vec<&'static str> {
    list.split('|').filter(|w| !w.is_empty()).collect()
}

/// The word lists of the program.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
        Lexicon::read(
            include_str!("lexicon/verbs.txt"),
            include_str!("lexicon/nouns.txt"),
            include_str!("lexicon/manners.txt"),
            include_str!("lexicon/roots.txt"),
        )
    });
    &LEXICON
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lists_is_read() {
        for line in include_str!("lexicon/verbs.txt").lines() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let head = line.split(' ').next().unwrap_or("");
            assert!(EventType::from_code(head).is_some(), "{line}");
        }
        let l = lexicon();
        assert!(
            l.word("meet")
                .verb
                .iter()
                .any(|s| s.kind == EventType::Consult)
        );
        assert_eq!(l.noun("attack")[0].kind, Some(EventType::Assault));
        assert!(l.noun("trip")[0].weak);
        assert!(l.word("hold").plays(Manner::Light));
        assert!(!l.word("hold").plays(Manner::Report));
        let call = l.word("call");
        assert!(!l.pair(call, "call", "for").verb.is_empty());
        assert!(l.pair(call, "call", "under").verb.is_empty());
        // No two words of the lists share a hash.
        for list in [
            include_str!("lexicon/verbs.txt"),
            include_str!("lexicon/nouns.txt"),
            include_str!("lexicon/manners.txt"),
            include_str!("lexicon/roots.txt"),
        ] {
            for word in lines(list).flat_map(|(_, words)| words) {
                let word = word.split([':', '@', '?']).next().unwrap_or(word);
                assert_eq!(l.word(word).name, word);
            }
        }
    }
}
