//! What words alone say: which verbs and nouns tell events, and of which type.
//!
//! The lists are data (`lexicon/*.txt`), read once. Nothing here looks at a sentence.

use super::EventType;
use rustc_hash::FxHashMap;
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
}

/// All that the word lists say of one word.
#[derive(Debug, Default)]
pub(super) struct Word {
    /// Its readings as a verb, the narrower first.
    pub verb: Vec<VerbSense>,
    /// Its readings as a noun, the commonest first.
    pub noun: Vec<NounSense>,
    /// What it may be to another verb.
    pub manners: Vec<Manner>,
}

/// All that the word lists say.
pub(super) struct Lexicon {
    words: FxHashMap<&'static str, Word>,
    none: Word,
}

impl Lexicon {
    fn read(verbs: &'static str, nouns: &'static str, manners: &'static str) -> Self {
        let mut made = Self {
            words: FxHashMap::default(),
            none: Word::default(),
        };
        for (head, words) in lines(verbs) {
            let Some(kind) = EventType::from_code(head) else {
                continue;
            };
            for word in words {
                let (rest, subjects) = word.split_once('@').unwrap_or((word, ""));
                let (verb, objects) = rest.split_once(':').unwrap_or((rest, ""));
                made.words.entry(verb).or_default().verb.push(VerbSense {
                    kind,
                    objects: parts(objects),
                    subjects: parts(subjects),
                });
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
                made.words.entry(noun).or_default().noun.push(sense);
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
                _ => continue,
            };
            for word in words {
                made.words.entry(word).or_default().manners.push(manner);
            }
        }
        made
    }

    /// All at once, for whoever asks for more than one of them.
    pub fn word(&self, lemma: &str) -> &Word {
        self.words.get(lemma).unwrap_or(&self.none)
    }

    /// The readings of a verb ("meet", "call_for"), the narrower first.
    pub fn verb(&self, lemma: &str) -> &[VerbSense] {
        &self.word(lemma).verb
    }

    /// The readings of a noun, the commonest first.
    pub fn noun(&self, lemma: &str) -> &[NounSense] {
        &self.word(lemma).noun
    }

    /// Whether a verb can play that part.
    pub fn plays(&self, lemma: &str, manner: Manner) -> bool {
        self.manners(lemma).contains(&manner)
    }

    /// All that a verb may be to another.
    pub fn manners(&self, lemma: &str) -> &[Manner] {
        &self.word(lemma).manners
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
            include_str!("lexicon/light.txt"),
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
        assert!(l.verb("meet").iter().any(|s| s.kind == EventType::Consult));
        assert_eq!(l.noun("attack")[0].kind, Some(EventType::Assault));
        assert!(l.noun("trip")[0].weak);
        assert!(l.plays("hold", Manner::Light));
    }
}
