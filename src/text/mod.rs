//! The words of an article: paragraphs, sentences, tokens, part of speech, noun and verb groups.
//!
//! One pass over the text, offsets into it throughout. This room never knows files, dates,
//! names or events: it says what the words are, not what they mean.

mod span;

pub use span::{CharOffsets, Span};

use serde::{Deserialize, Serialize};
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

/// The words of one text. Everything after this room reads it and nothing changes it.
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
}

impl<'t> Doc<'t> {
    /// Reads `text`: never fails, whatever the text.
    #[must_use]
    pub fn read(text: &'t str) -> Self {
        Self {
            text,
            lower: text.to_ascii_lowercase(),
            tokens: Vec::new(),
            sentences: Vec::new(),
            paragraphs: Vec::new(),
            chunks: Vec::new(),
        }
    }

    /// The words of token `i` as written.
    #[must_use]
    pub fn word(&self, i: usize) -> &'t str {
        self.tokens[i].span.of(self.text)
    }

    /// The words of token `i` with ASCII letters in lower case.
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
