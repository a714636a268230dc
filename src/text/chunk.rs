//! Noun and verb groups, by rule over the tags, and what a verb group says.

use super::weekday::is_weekday;
use super::{Chunk, ChunkKind, Doc, Sentence, Token, Upos, Xpos};

/// A day that may stand unattached between subject and verb ("the council Monday approved").
fn is_day(low: &str) -> bool {
    is_weekday(low) || matches!(low, "today" | "yesterday" | "tomorrow")
}

struct Reader<'a> {
    text: &'a str,
    lower: &'a str,
    tokens: &'a [Token],
    end: usize,
}

impl Reader<'_> {
    fn tag(&self, i: usize) -> (Upos, Xpos) {
        match self.tokens.get(i) {
            Some(t) if i < self.end => (t.upos, t.xpos),
            _ => (Upos::Punct, Xpos::Punct),
        }
    }

    fn low(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.span.of(self.lower))
    }

    /// A hyphen that touches the word on either side.
    fn is_joint(&self, i: usize) -> bool {
        let (Some(before), Some(this), Some(after)) = (
            i.checked_sub(1).and_then(|k| self.tokens.get(k)),
            self.tokens.get(i),
            self.tokens.get(i + 1),
        ) else {
            return false;
        };
        i + 1 < self.end
            && matches!(this.span.of(self.text), "-" | "–" | "/")
            && before.span.end == this.span.start
            && this.span.end == after.span.start
    }

    /// Whether a noun stands at `i` or after the modifiers that stand there.
    fn noun_follows(&self, mut i: usize) -> bool {
        for _ in 0..4 {
            match self.tag(i).0 {
                Upos::Noun | Upos::Propn => return true,
                Upos::Adj | Upos::Num => i += 1,
                _ if self.is_joint(i) => i += 2,
                _ => return false,
            }
        }
        false
    }

    /// Reads a noun group from `from`; `None` if none starts there.
    fn noun(&self, from: usize) -> Option<(usize, usize)> {
        let (upos, xpos) = self.tag(from);
        if upos == Upos::Pron && !matches!(xpos, Xpos::PRPS | Xpos::WPS) {
            return matches!(xpos, Xpos::PRP | Xpos::DT | Xpos::NN).then_some((from + 1, from));
        }
        let opens = match upos {
            Upos::Det => xpos != Xpos::WDT,
            Upos::Pron => true,
            Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num => true,
            Upos::Sym => self.tag(from + 1).0 == Upos::Num,
            Upos::Adv => {
                matches!(self.tag(from + 1).0, Upos::Adj | Upos::Num) && self.noun_follows(from + 1)
            }
            Upos::Verb => matches!(xpos, Xpos::VBN | Xpos::VBG) && self.is_joint(from + 1),
            _ => false,
        };
        if !opens {
            return None;
        }
        let mut head = None;
        let mut i = from;
        while i < self.end {
            let (upos, xpos) = self.tag(i);
            let goes_on = match upos {
                Upos::Det => i == from || (head.is_none() && self.tag(i - 1).0 == Upos::Det),
                Upos::Pron => {
                    i == from
                        || (head.is_none() && xpos == Xpos::PRPS && self.tag(i - 1).0 == Upos::Det)
                }
                Upos::Adj => head.is_none() || xpos == Xpos::NNP || self.noun_follows(i),
                Upos::Num => true,
                Upos::Sym => {
                    self.tag(i + 1).0 == Upos::Num || self.tag(i.saturating_sub(1)).0 == Upos::Num
                }
                Upos::Adv => {
                    head.is_none() && matches!(self.tag(i + 1).0, Upos::Adj | Upos::Num | Upos::Adv)
                }
                Upos::Verb => {
                    // "the elected president", "rising prices": a participle before its noun.
                    head.is_none()
                        && matches!(xpos, Xpos::VBN | Xpos::VBG)
                        && (self.noun_follows(i + 1) || self.is_joint(i + 1))
                }
                Upos::Noun | Upos::Propn => !(head.is_some() && is_day(self.low(i))),
                Upos::Cconj => {
                    // "foreign and defence ministers", "two or three men": between modifiers only.
                    head.is_none()
                        && i > from
                        && matches!(
                            (self.tag(i - 1).0, self.tag(i + 1).0),
                            (Upos::Adj, Upos::Adj) | (Upos::Num, Upos::Num)
                        )
                        && self.noun_follows(i + 1)
                }
                _ => self.is_joint(i) && i > from && self.tag(i + 1).0 != Upos::Verb,
            };
            if !goes_on {
                break;
            }
            if matches!(upos, Upos::Noun | Upos::Propn) || (upos == Upos::Adj && xpos == Xpos::NNP)
            {
                head = Some(i);
            }
            i += 1;
        }
        // Nothing trails the head but a number ("Article 5") or a part of a name.
        let mut end = i;
        while end > from + 1
            && !matches!(
                self.tag(end - 1).0,
                Upos::Noun
                    | Upos::Propn
                    | Upos::Num
                    | Upos::Adj
                    | Upos::Sym
                    | Upos::Det
                    | Upos::Pron
            )
        {
            end -= 1;
        }
        match head {
            Some(h) => Some((end.max(h + 1), h)),
            None => {
                // "the rich", "three", "its": a group if a determiner or number carries it.
                let last = end - 1;
                let carries = match self.tag(last).0 {
                    Upos::Num | Upos::Sym => true,
                    Upos::Adj => {
                        matches!(self.tag(from).0, Upos::Det | Upos::Pron) && end - from >= 2
                    }
                    Upos::Det => {
                        end == from + 1
                            && matches!(
                                self.low(from),
                                "this"
                                    | "that"
                                    | "these"
                                    | "those"
                                    | "all"
                                    | "both"
                                    | "some"
                                    | "many"
                            )
                    }
                    _ => false,
                };
                carries.then_some((end, last))
            }
        }
    }

    fn is_verbal(&self, i: usize) -> bool {
        matches!(self.tag(i).0, Upos::Verb | Upos::Aux)
    }

    /// Skips adverbs and "not" at `i`.
    fn skip_adverbs(&self, mut i: usize) -> usize {
        let from = i;
        while i < self.end
            && i < from + 4
            && (self.tag(i).0 == Upos::Adv
                || (self.tag(i).0 == Upos::Part && self.tag(i).1 == Xpos::RB))
        {
            i += 1;
        }
        i
    }

    /// Reads a verb group from `from`; `None` if none starts there.
    fn verb(&self, from: usize) -> Option<(usize, usize)> {
        let mut i = from;
        if self.tag(i).1 == Xpos::TO && self.tag(i).0 == Upos::Part {
            i = self.skip_adverbs(i + 1);
            if !(self.is_verbal(i) && matches!(self.tag(i).1, Xpos::VB | Xpos::VBP | Xpos::VBN)) {
                return None;
            }
        } else if !self.is_verbal(i) {
            return None;
        }
        let mut main = i;
        loop {
            let next = self.skip_adverbs(main + 1);
            if !self.is_verbal(next) {
                break;
            }
            let (upos, xpos) = self.tag(main);
            let low = self.low(main);
            let next_x = self.tag(next).1;
            let fits = match xpos {
                Xpos::MD => matches!(next_x, Xpos::VB | Xpos::VBP | Xpos::VBN | Xpos::VBD),
                _ => match low {
                    "have" | "has" | "had" | "having" | "'ve" | "’ve" => {
                        matches!(next_x, Xpos::VBN | Xpos::VBD)
                    }
                    "be" | "is" | "are" | "was" | "were" | "am" | "been" | "being" | "'s"
                    | "’s" | "'re" | "’re" | "'m" | "’m" | "'d" | "’d" => {
                        matches!(next_x, Xpos::VBN | Xpos::VBG | Xpos::VBD)
                    }
                    "get" | "gets" | "got" | "getting" => next_x == Xpos::VBN,
                    "do" | "does" | "did" => next_x == Xpos::VB && upos == Upos::Aux,
                    _ => false,
                },
            };
            if !fits {
                break;
            }
            main = next;
        }
        // "did not", with nothing behind it: the negation belongs to the group.
        let mut end = main + 1;
        if self.tag(main).0 == Upos::Aux
            && self.tag(end).0 == Upos::Part
            && self.tag(end).1 == Xpos::RB
        {
            end += 1;
        }
        Some((end, main))
    }
}

/// Appends the chunks of `sentence` to `out`.
pub(super) fn chunk(
    text: &str,
    lower: &str,
    tokens: &[Token],
    sentence: &Sentence,
    out: &mut Vec<Chunk>,
) {
    let end = sentence.tokens.end as usize;
    let reader = Reader {
        text,
        lower,
        tokens,
        end,
    };
    let mut i = sentence.tokens.start as usize;
    while i < end {
        let found = reader
            .noun(i)
            .map(|f| (ChunkKind::Noun, f))
            .or_else(|| reader.verb(i).map(|f| (ChunkKind::Verb, f)));
        match found {
            Some((kind, (to, head))) => {
                out.push(Chunk {
                    kind,
                    tokens: i as u32..to as u32,
                    head: head as u32,
                });
                i = to.max(i + 1);
            }
            None => i += 1,
        }
    }
}

/// When a verb group says something happens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tense {
    /// "left", "was leaving", "had left".
    Past,
    /// "leaves", "has left".
    Present,
    /// "will leave".
    Future,
    /// No tense of its own: infinitives, participles, and after other modals.
    #[default]
    None,
}

/// What a verb group says of its main verb. Indices are of [`Doc::tokens`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VerbGroup {
    /// The main verb; the copula itself where it stands alone.
    pub main: u32,
    /// "was elected", "being held", and a participle alone ("the man arrested on Monday").
    pub passive: bool,
    /// When.
    pub tense: Tense,
    /// The modal verb other than "will" and "shall": "may", "would", "could", "must".
    pub modal: Option<u32>,
    /// "not", "never", "n't".
    pub negated: bool,
    /// "has left", "had left".
    pub perfect: bool,
    /// "is leaving".
    pub progressive: bool,
    /// "to leave".
    pub infinitive: bool,
    /// A participle without an auxiliary: "arrested on Monday", "citing sources".
    pub participle: bool,
}

/// Reads what the verb group `chunk` says.
#[must_use]
pub fn verb_group(doc: &Doc<'_>, chunk: &Chunk) -> VerbGroup {
    let mut group = VerbGroup {
        main: chunk.head,
        ..VerbGroup::default()
    };
    let (mut be, mut tensed) = (false, false);
    for i in chunk.tokens.start..chunk.tokens.end {
        let Some(token) = doc.tokens.get(i as usize) else {
            break;
        };
        let low = doc.low(i as usize);
        let is_main = i == chunk.head;
        match token.xpos {
            Xpos::TO if i == chunk.tokens.start => group.infinitive = true,
            Xpos::MD => {
                tensed = true;
                if matches!(low, "will" | "shall" | "'ll" | "’ll" | "wo" | "sha") {
                    group.tense = Tense::Future;
                } else {
                    group.modal = Some(i);
                }
            }
            Xpos::RB | Xpos::RBR if matches!(low, "not" | "n't" | "n’t" | "never" | "no") => {
                group.negated = true
            }
            Xpos::VBD if !tensed && (!is_main || !be) => {
                tensed = true;
                group.tense = Tense::Past;
            }
            Xpos::VBZ | Xpos::VBP if !tensed => {
                tensed = true;
                group.tense = Tense::Present;
            }
            _ => {}
        }
        if is_main {
            match token.xpos {
                Xpos::VBN if !group.perfect || be => group.passive = true,
                Xpos::VBD if be => group.passive = true,
                Xpos::VBG if be => group.progressive = true,
                _ => {}
            }
            group.participle = !tensed
                && !group.infinitive
                && matches!(token.xpos, Xpos::VBN | Xpos::VBG)
                && i == chunk.tokens.start;
        } else {
            match low {
                "have" | "has" | "had" | "having" | "'ve" | "’ve" => group.perfect = true,
                "'s" | "’s" | "'d" | "’d"
                    if token.xpos != Xpos::MD
                        && matches!(
                            doc.tokens.get(chunk.head as usize).map(|t| t.xpos),
                            Some(Xpos::VBN)
                        )
                        && doc.low(chunk.head as usize) == "been" =>
                {
                    group.perfect = true;
                }
                "be" | "is" | "are" | "was" | "were" | "am" | "been" | "'s" | "’s" | "'re"
                | "’re" | "'m" | "’m" => be = true,
                "being" => {
                    be = true;
                    group.progressive = true;
                }
                "get" | "gets" | "got" | "getting" => be = true,
                _ => {}
            }
        }
    }
    group
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunks(text: &str) -> Vec<String> {
        let doc = Doc::read(text);
        doc.chunks
            .iter()
            .map(|c| {
                let words: Vec<&str> = c.tokens.clone().map(|i| doc.word(i as usize)).collect();
                let mark = if c.kind == ChunkKind::Noun { 'N' } else { 'V' };
                format!("{mark}:{}", words.join(" "))
            })
            .collect()
    }

    #[test]
    fn groups() {
        for (text, want) in [
            (
                "The acting foreign minister has not been arrested in northern Peru.",
                "N:The acting foreign minister|V:has not been arrested|N:northern Peru",
            ),
            (
                "She plans to visit the two towns on Friday.",
                "N:She|V:plans|V:to visit|N:the two towns|N:Friday",
            ),
            (
                "Rebels attacked a village, and the army later said three soldiers were killed.",
                "N:Rebels|V:attacked|N:a village|N:the army|V:said|N:three soldiers|V:were killed",
            ),
        ] {
            assert_eq!(chunks(text).join("|"), want);
        }
    }

    fn first_group(text: &str) -> (String, VerbGroup) {
        let doc = Doc::read(text);
        let group = doc
            .chunks
            .iter()
            .find(|c| c.kind == ChunkKind::Verb)
            .map(|c| verb_group(&doc, c))
            .unwrap_or_default();
        (doc.word(group.main as usize).to_owned(), group)
    }

    #[test]
    fn what_a_verb_group_says() {
        let (main, g) = first_group("The mayor was not elected by the council.");
        assert_eq!(main, "elected");
        assert!(g.passive && g.negated && g.tense == Tense::Past && !g.perfect);
        let (main, g) = first_group("The mayor has resigned.");
        assert_eq!(main, "resigned");
        assert!(!g.passive && g.perfect && g.tense == Tense::Present);
        let (main, g) = first_group("The mayor will meet the envoys on Monday.");
        assert_eq!(main, "meet");
        assert!(g.tense == Tense::Future && g.modal.is_none());
        let (main, g) = first_group("The mayor could be arrested.");
        assert_eq!(main, "arrested");
        assert!(g.passive && g.modal.is_some() && g.tense == Tense::None);
        let (main, g) = first_group("Troops are leaving the town.");
        assert_eq!(main, "leaving");
        assert!(g.progressive && g.tense == Tense::Present);
        let (main, g) = first_group("The bridge has been destroyed.");
        assert_eq!(main, "destroyed");
        assert!(g.passive && g.perfect);
    }
}
