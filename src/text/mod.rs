//! The words of an article: paragraphs, sentences, tokens, part of speech, noun and verb groups.
//!
//! One pass over the text, offsets into it throughout. This room never knows files, dates,
//! names or events: it says what the words are, not what they mean.

mod chunk;
mod fold;
pub mod form;
pub mod known;
mod lemma;
pub mod linear;
mod paragraph;
mod past;
mod quote;
mod sentence;
mod span;
pub(crate) mod table;
pub mod tag;
mod tidy;
mod token;
mod weekday;

pub use chunk::{Tense, VerbGroup, verb_group};
pub use fold::fold;
pub(crate) use fold::folded;
pub use lemma::lemma;
pub use quote::{Quote, quotes};
pub use span::{CharOffsets, Span};
pub use tidy::tidy;
pub(crate) use tidy::{is_tidy, one_line};
pub use weekday::is_weekday;

use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::ops::Range;

/// Universal part of speech (UD v2).
#[allow(missing_docs)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    #[default]
    X,
}

/// Penn Treebank tag, as far as the rooms after this one need to tell tags apart.
#[allow(missing_docs)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Xpos {
    CC,
    CD,
    DT,
    EX,
    FW,
    IN,
    JJ,
    JJR,
    JJS,
    LS,
    MD,
    NN,
    NNS,
    NNP,
    NNPS,
    PDT,
    POS,
    PRP,
    PRPS,
    RB,
    RBR,
    RBS,
    RP,
    SYM,
    TO,
    UH,
    VB,
    VBD,
    VBG,
    VBN,
    VBP,
    VBZ,
    WDT,
    WP,
    WPS,
    WRB,
    Punct,
    #[default]
    X,
}

/// One token: a word, a number, a mark.
#[derive(Clone, Copy, Debug, Default)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn tag.
    pub xpos: Xpos,
}

/// What kind of line a sentence is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SentenceKind {
    /// Running prose.
    #[default]
    Prose,
    /// A heading: a short line of its own, without a full stop.
    Heading,
    /// A byline, dateline or date line on top of an article.
    Credit,
}

/// One sentence.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// Where it stands, without surrounding white space.
    pub span: Span,
    /// Its tokens, as indices into [`Doc::tokens`].
    pub tokens: Range<u32>,
    /// Index of its paragraph.
    pub paragraph: u32,
    /// What kind of line it is.
    pub kind: SentenceKind,
}

/// One paragraph.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// Where it stands, without surrounding white space.
    pub span: Span,
    /// Its sentences, as indices into [`Doc::sentences`].
    pub sentences: Range<u32>,
}

/// What a [`Chunk`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChunkKind {
    /// A base noun group: determiner to head, "of" and possessives not crossed.
    Noun,
    /// A verb group: auxiliaries, adverbs inside, main verb.
    Verb,
}

/// A noun or verb group inside one sentence. Chunks never overlap and stand in text order.
#[derive(Clone, Debug)]
pub struct Chunk {
    /// Noun or verb.
    pub kind: ChunkKind,
    /// Its tokens, as indices into [`Doc::tokens`].
    pub tokens: Range<u32>,
    /// The head token: the last noun, or the main verb.
    pub head: u32,
}

/// The words of one text. What comes after this room reads it; only the names that are found in it
/// ([`crate::entity::read`]) set tags of theirs right.
pub struct Doc<'t> {
    /// The text itself.
    pub text: &'t str,
    /// `text` with ASCII letters in lower case: same length, same offsets.
    pub lower: String,
    /// All tokens in order; they never overlap.
    pub tokens: Vec<Token>,
    /// All sentences in order; they never overlap.
    pub sentences: Vec<Sentence>,
    /// All paragraphs in order.
    pub paragraphs: Vec<Paragraph>,
    /// Noun and verb groups in order.
    pub chunks: Vec<Chunk>,
    /// What each token looks like, as numbers.
    #[allow(dead_code)]
    pub(crate) forms: Vec<form::Form>,
    /// Asked now and then whether anybody still waits for what is read.
    pub(crate) stop: Stop<'t>,
}

/// Says whether to stop; none is never.
pub type Stop<'t> = Option<&'t (dyn Fn() -> bool + Sync)>;

thread_local! {
    /// What this thread tags on; away while it does.
    static DESK: RefCell<tag::Desk> = RefCell::default();
}

impl<'t> Doc<'t> {
    /// Reads `text`: never fails, whatever the text.
    #[must_use]
    pub fn read(text: &'t str) -> Self {
        Self::read_unless(text, None)
    }

    /// The same, and once `stop` says so, this and all that is read from it ends as soon as it
    /// can, with nothing of worth.
    #[must_use]
    pub fn read_unless(text: &'t str, stop: Stop<'t>) -> Self {
        let stopped = || stop.is_some_and(|stop| stop());
        let lower = text.to_ascii_lowercase();
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let mut sentences = Vec::with_capacity(text.len() / 100);
        let mut paragraphs = Vec::new();
        for span in paragraph::split(text) {
            if stopped() {
                break;
            }
            let (from, first) = (tokens.len(), sentences.len());
            token::tokenise(text, span, &mut tokens);
            let words = sentence::Words {
                text,
                lower: &lower,
                tokens: &tokens,
            };
            sentence::split(
                &words,
                from..tokens.len(),
                paragraphs.len() as u32,
                &mut sentences,
            );
            if first < sentences.len() {
                paragraphs.push(Paragraph {
                    span,
                    sentences: first as u32..sentences.len() as u32,
                });
            }
        }
        let forms = form::forms(text, &lower, &tokens);
        if let Some(tagger) = tag::shipped() {
            let mut desk = DESK.take();
            for sentence in sentences.iter().take_while(|_| !stopped()) {
                let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
                tagger.tag(&forms, &mut tokens, range.clone(), &mut desk);
                past::mend(&forms, &mut tokens, range);
            }
            DESK.set(desk);
        }
        let mut chunks = Vec::with_capacity(tokens.len() / 2);
        for sentence in sentences.iter().take_while(|_| !stopped()) {
            chunk::chunk(text, &lower, &tokens, sentence, &mut chunks);
        }
        Self {
            text,
            lower,
            tokens,
            sentences,
            paragraphs,
            chunks,
            forms,
            stop,
        }
    }

    /// Whether nobody waits any more for what is read.
    #[must_use]
    pub fn stopped(&self) -> bool {
        self.stop.is_some_and(|stop| stop())
    }

    /// The words of token `i` as written.
    #[inline]
    #[must_use]
    pub fn word(&self, i: usize) -> &'t str {
        self.tokens[i].span.of(self.text)
    }

    /// Whether tokens `i` and `i + 1` are both there and stand without space between them.
    #[must_use]
    pub fn tight(&self, i: usize) -> bool {
        let both = self.tokens.get(i).zip(self.tokens.get(i + 1));
        both.is_some_and(|(a, b)| a.span.end == b.span.start)
    }

    /// The words of token `i` with ASCII letters in lower case.
    #[inline]
    #[must_use]
    pub fn low(&self, i: usize) -> &str {
        self.tokens[i].span.of(&self.lower)
    }

    /// Index of the sentence that holds byte `at`, or of the last one that starts before it.
    #[must_use]
    pub fn sentence_at(&self, at: u32) -> Option<usize> {
        self.sentences
            .partition_point(|s| s.span.start <= at)
            .checked_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_part_lies_inside_the_text_in_order(text in "[A-Za-z0-9 .,'’\"“”()\\-\n–é王\u{301}\u{200b}]{0,200}|\\PC{0,120}") {
            let doc = Doc::read(&text);
            let mut at = 0;
            for token in &doc.tokens {
                prop_assert!(token.span.start >= at && token.span.start < token.span.end);
                prop_assert!(text.get(token.span.range()).is_some());
                at = token.span.end;
            }
            let mut token = 0;
            for sentence in &doc.sentences {
                prop_assert_eq!(sentence.tokens.start, token);
                prop_assert!(sentence.tokens.start < sentence.tokens.end);
                prop_assert_eq!(sentence.span.start, doc.tokens[token as usize].span.start);
                token = sentence.tokens.end;
            }
            prop_assert_eq!(token as usize, doc.tokens.len());
            for paragraph in &doc.paragraphs {
                for i in paragraph.sentences.clone() {
                    prop_assert!(paragraph.span.contains(doc.sentences[i as usize].span));
                }
            }
        }
    }

    #[test]
    fn finds_the_sentence_at_an_offset() {
        let doc = Doc::read("  One. Two.");
        assert_eq!(doc.sentence_at(0), None);
        assert_eq!(doc.sentence_at(2), Some(0));
        assert_eq!(doc.sentence_at(7), Some(1));
        assert_eq!(doc.sentence_at(99), Some(1));
    }
}
