//! Base forms of words, and which of them tell a time, in one place for this room.

use super::lexicon::{Word, lexicon};
use super::memo::{Memo, word_key};
use crate::text::form::{Form, Shape, hash, is};
use crate::text::{Doc, Upos, Xpos, known, lemma as base};
use memchr::memchr_iter;
use std::borrow::Cow;
use std::cell::RefCell;

/// Base form of the word at token `i` read in that way, in lower case.
pub(super) fn base_form<'a>(doc: &'a Doc<'_>, i: usize, read: As) -> Cow<'a, str> {
    if read == As::Itself {
        return Cow::Borrowed(doc.low(i));
    }
    lexeme(doc, i, read).lemma(doc.low(i), read)
}

/// Base form of the noun at token `i`, in lower case.
pub(super) fn noun<'a>(doc: &'a Doc<'_>, i: usize) -> Cow<'a, str> {
    base_form(doc, i, As::noun(doc, i))
}

/// What a word is read as, to find its base form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum As {
    Noun,
    Verb,
    /// Its own base form.
    Itself,
}

impl As {
    /// The base form of a word in lower case.
    pub fn base(self, word: &str) -> Cow<'_, str> {
        match self {
            Self::Noun => base(word, Upos::Noun),
            Self::Verb => base(word, Upos::Verb),
            Self::Itself => Cow::Borrowed(word),
        }
    }

    /// What [`noun`] takes the word at `i` for.
    fn noun(doc: &Doc<'_>, i: usize) -> Self {
        match doc.tokens[i].xpos {
            Xpos::NNS | Xpos::NNPS => Self::Noun,
            _ => Self::Itself,
        }
    }
}

/// What is known of the base form of a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexeme {
    /// What the word lists say of it.
    pub word: &'static Word,
    /// Its hash, and that of the word that stands for all words of the same happening.
    pub hash: u32,
    pub root: u32,
    /// What it speaks of, see [`known::senses`].
    pub senses: u16,
    /// What the dictionary says that it can be, see [`known::shipped`].
    pub known: u8,
    /// Length in bytes, at most 255.
    pub len: u8,
    /// Whether the word begins with it.
    begins: bool,
}

impl Default for Lexeme {
    fn default() -> Self {
        Self::of("", None)
    }
}

impl Lexeme {
    /// `form` is that of a word which may be its own base form.
    fn of(lemma: &str, form: Option<&Form>) -> Self {
        let own = hash(lemma.as_bytes());
        let known = form.filter(|form| form.low == own).map(|form| form.known);
        let word = lexicon().hashed(own, lemma);
        let senses = known::senses();
        // The dictionary has more of what is done to papers than of physicians.
        let person = if lemma == "doctor" { known::PERSON } else { 0 };
        Self {
            word,
            hash: own,
            root: word.root.map_or(own, |root| hash(root.as_bytes())),
            senses: senses.parts(senses.class(own)) | person,
            known: known.unwrap_or_else(|| known::shipped().class(own)),
            len: lemma.len().min(255) as u8,
            begins: false,
        }
    }

    /// The base form of `word`, which it is of.
    pub fn lemma(self, word: &str, read: As) -> Cow<'_, str> {
        match (word.get(..self.len.into()), self.word.name) {
            (Some(lemma), _) if self.begins => Cow::Borrowed(lemma),
            (_, "") => read.base(word),
            (_, listed) => Cow::Borrowed(listed),
        }
    }

    /// See [`known::field`].
    pub fn field(&self) -> u16 {
        self.senses & 0x1f
    }

    /// Whether it may name what happens, see [`known::HAPPENS`].
    pub fn happens(&self) -> bool {
        self.senses & known::HAPPENS != 0
    }

    /// The same of it as a verb, see [`known::SAYING`].
    pub fn verb_field(&self) -> u16 {
        self.senses >> 6
    }
}

thread_local! {
    /// What this thread looked up last.
    static LEXEMES: RefCell<Memo<Lexeme>> = RefCell::new(Memo::new(12));
}

/// What is known of the base form of the word at `i`.
pub(super) fn lexeme(doc: &Doc<'_>, i: usize, read: As) -> Lexeme {
    with_known(|known| look_up(known, doc, i, read))
}

/// Lends what this thread looked up last, for whoever asks for many words in a row.
pub(super) fn with_known<T>(ask: impl FnOnce(&mut Memo<Lexeme>) -> T) -> T {
    LEXEMES.with_borrow_mut(ask)
}

/// [`lexeme`] by what is known already.
pub(super) fn look_up(known: &mut Memo<Lexeme>, doc: &Doc<'_>, i: usize, read: As) -> Lexeme {
    let form = &doc.forms[i];
    let find = || {
        let lemma = read.base(doc.low(i));
        let mut found = Lexeme::of(&lemma, Some(form));
        found.begins = found.len < u8::MAX && doc.low(i).starts_with(&*lemma);
        found
    };
    match form.shape {
        // All numbers of a length have one form.
        Shape::Number | Shape::Alphanumeric => find(),
        _ => *known.get(word_key(form, read as u32), find),
    }
}

/// What is known of what [`noun`] gives.
pub(super) fn named(doc: &Doc<'_>, i: usize) -> Lexeme {
    lexeme(doc, i, As::noun(doc, i))
}

/// Whether `text` has `words`, which are some: made ready in no time, for short texts that are
/// searched for much that they do not have.
pub(super) fn holds(text: &str, words: &str) -> bool {
    let (text, words) = (text.as_bytes(), words.as_bytes());
    let first = words.first().copied().unwrap_or(b' ');
    memchr_iter(first, text).any(|at| text[at..].starts_with(words))
}

/// Whether the noun at `i` names an event.
pub(super) fn tells(doc: &Doc<'_>, i: usize) -> bool {
    !named(doc, i).word.noun.is_empty()
}

/// Whether the word at `i` says what somebody becomes who "fell" so: "asleep", "behind".
pub(super) fn fallen(doc: &Doc<'_>, i: usize) -> bool {
    is!(
        doc,
        i,
        "asleep" | "silent" | "behind" | "short" | "apart" | "ill" | "sick" | "pregnant" | "quiet"
    )
}

/// Whether the word at `i` names a day, a part of one, or a longer unit of the calendar.
pub(super) fn calendar(doc: &Doc<'_>, i: usize) -> bool {
    is!(
        doc,
        i,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "today"
            | "yesterday"
            | "tomorrow"
            | "morning"
            | "afternoon"
            | "evening"
            | "night"
            | "week"
            | "month"
            | "year"
    )
}

/// Whether the word at `i` names a month.
pub(super) fn month(doc: &Doc<'_>, i: usize) -> bool {
    is!(
        doc,
        i,
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
    )
}

/// Whether a word names a zone of time ("8 p.m. EST").
pub(super) fn zone(word: &str) -> bool {
    matches!(
        word,
        "GMT"
            | "UTC"
            | "BST"
            | "CET"
            | "CEST"
            | "EET"
            | "MSK"
            | "IST"
            | "JST"
            | "AEST"
            | "AEDT"
            | "EST"
            | "EDT"
            | "CST"
            | "CDT"
            | "MST"
            | "MDT"
            | "PST"
            | "PDT"
            | "AST"
            | "ADT"
    )
}
