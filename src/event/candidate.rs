//! Words that may tell an event, with what speaks for and against it.

use super::clause::Clauses;
use super::memo::Memo;
use super::name::Who;
use super::word::{self, As, Lexeme};
use crate::text::linear::{feature, pair};
use crate::text::{Doc, SentenceKind, Xpos};
use smallvec::{SmallVec, smallvec};
use std::borrow::Cow;

/// What a candidate is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Main verb: index into [`Clauses::verbs`].
    Verb(usize),
    /// Head of a noun phrase: index into [`Clauses::phrases`].
    Head(usize),
    /// A noun or participle before the head of a phrase.
    Modifier(usize),
    /// An adjective or participle outside noun phrases.
    Adjective,
}

/// A word that may tell an event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub token: usize,
    pub class: Class,
    /// What is known of its base form.
    pub lexeme: Lexeme,
    /// The verb that only carries it, and what the model gives it, in log-odds; both unknown at
    /// first.
    pub carrier: Option<usize>,
    pub odds: f32,
}

impl Candidate {
    fn new(token: usize, class: Class, lexeme: Lexeme) -> Self {
        Self {
            token,
            class,
            lexeme,
            carrier: None,
            odds: 0.0,
        }
    }

    /// Its base form.
    pub fn lemma<'a>(&self, doc: &'a Doc<'_>, clauses: &'a Clauses<'_>) -> Cow<'a, str> {
        match self.class {
            Class::Verb(n) => Cow::Borrowed(&clauses.verbs[n].lemma),
            Class::Head(_) | Class::Modifier(_) | Class::Adjective => {
                word::base_form(doc, self.token, read(doc, self.token))
            }
        }
    }
}

/// As what a candidate that is no verb of a clause is read.
fn read(doc: &Doc<'_>, token: usize) -> As {
    use Xpos::*;
    match doc.tokens[token].xpos {
        VBN | VBG | VBD => As::Verb,
        NNS | NNPS => As::Noun,
        _ => As::Itself,
    }
}

/// The candidates of a sentence, in text order.
pub(super) fn candidates(doc: &Doc<'_>, clauses: &Clauses<'_>, out: &mut Vec<Candidate>) {
    word::with_known(|known| find(doc, clauses, known, out));
}

fn find(doc: &Doc<'_>, clauses: &Clauses<'_>, known: &mut Memo<Lexeme>, out: &mut Vec<Candidate>) {
    use Xpos::*;
    let mut phrase = 0;
    let mut verbs = clauses.verbs.iter().enumerate().peekable();
    let mut dead = None;
    for token in clauses.tokens.clone() {
        // "shot dead": the second word is half of the verb.
        if dead == Some(token) {
            continue;
        }
        while verbs.next_if(|(_, v)| v.token < token).is_some() {}
        if let Some((n, v)) = verbs.next_if(|(_, v)| v.token == token) {
            dead = v.particle.filter(|p| *p + 1 == v.end);
            if !v.copula {
                let lexeme = word::look_up(known, doc, token, As::Verb);
                out.push(Candidate::new(token, Class::Verb(n), lexeme));
            }
            continue;
        }
        let x = doc.tokens[token].xpos;
        if !matches!(x, NN | NNS | NNP | NNPS | VBN | VBG | VBD | JJ) {
            continue;
        }
        // The phrase at the token, if there is one: they stand in order.
        let ended = |p: &super::phrase::Phrase| p.tokens.end <= token;
        while clauses.phrases.get(phrase).is_some_and(ended) {
            phrase += 1;
        }
        let here = clauses.phrases.get(phrase);
        let class = match (x, here.filter(|p| p.tokens.start <= token)) {
            (NN | NNS | NNP | NNPS, Some(p)) if p.head == token => Class::Head(phrase),
            (NN | NNS | VBN | VBG | VBD | JJ, Some(_)) => Class::Modifier(phrase),
            (NN | NNS | JJ, None) => Class::Adjective,
            _ => continue,
        };
        let lexeme = word::look_up(known, doc, token, read(doc, token));
        if lexeme.len > 1 {
            out.push(Candidate::new(token, class, lexeme));
        }
    }
}

/// What hangs on what in a sentence, read once for all its candidates.
pub(super) struct Hung<'a> {
    who: &'a Who<'a>,
    /// For each phrase the first verb whose object it is.
    governors: SmallVec<[Option<usize>; 16]>,
}

impl<'a> Hung<'a> {
    pub fn read(clauses: &Clauses<'_>, who: &'a Who<'a>) -> Self {
        let mut governors: SmallVec<[Option<usize>; 16]> = smallvec![None; clauses.phrases.len()];
        for (n, v) in clauses.verbs.iter().enumerate() {
            if let Some(slot) = v.object.and_then(|k| governors.get_mut(k)) {
                slot.get_or_insert(n);
            }
        }
        Self { who, governors }
    }
}

/// Tells `out` the features of a candidate: few, as a model of many learns its texts by heart.
pub(super) fn features(
    doc: &Doc<'_>,
    clauses: &Clauses<'_>,
    hung: &Hung<'_>,
    kind: SentenceKind,
    c: &Candidate,
    mut out: impl FnMut(u32),
) {
    let i = c.token;
    let class = match c.class {
        Class::Verb(_) => 1,
        Class::Head(_) => 2,
        Class::Modifier(_) => 3,
        Class::Adjective => 4,
    };
    let tag = doc.tokens[i].xpos as u32;
    let form = doc.forms[i];
    let mut add = |template: u32, value: u32| out(feature(100 + template, value));
    // The word, its look and ending.
    add(1, c.lexeme.hash);
    add(9, pair(form.shape as u32, class));
    add(17, pair(form.tail & 0x0000_ffff, pair(class, tag)));
    // What a dictionary says that its base form can be and mean ("attack": noun and verb), and how
    // the lists know it as a noun and as a verb.
    add(52, pair(u32::from(c.lexeme.known), class));
    add(53, pair(u32::from(c.lexeme.senses), class));
    let word = c.lexeme.word;
    let sense = word.noun.first().map_or(0, |n| {
        1 + 2 * u32::from(n.weak) + 4 * u32::from(n.kind.is_some())
    });
    let free = word.verb.iter().any(|s| s.objects.is_empty());
    let typed = u32::from(!word.verb.is_empty()) + u32::from(free);
    add(13, pair(pair(sense, typed), class));
    // What stands around it.
    let around = |t: Option<usize>| {
        let word = |t: usize| (doc.forms[t].low, doc.tokens[t].xpos as u32);
        t.filter(|t| clauses.tokens.contains(t))
            .map_or((1, 99), word)
    };
    let ((low_before, _), (low_after, tag_after)) = (around(i.checked_sub(1)), around(Some(i + 1)));
    add(7, pair(low_after, class));
    add(19, pair(pair(low_before, tag), tag_after));
    add(10, pair(u32::from(kind == SentenceKind::Heading), class));
    add(11, pair(hung.who.kind_at(i), class));
    match c.class {
        Class::Verb(n) => {
            let v = &clauses.verbs[n];
            add(21, pair(v.tense as u32, v.tie as u32));
            add(
                24,
                u32::from(v.object.is_some()) | u32::from(v.subject.is_some()) << 1,
            );
        }
        Class::Head(k) | Class::Modifier(k) => {
            let p = &clauses.phrases[k];
            add(30, pair(p.prep.map_or(0, |t| doc.forms[t].low), class));
            let next = clauses.phrases.get(k + 1);
            add(
                32,
                pair(
                    u32::from(next.is_some_and(|n| n.of == Some(k)))
                        | u32::from(p.owner.is_some()) << 1
                        | u32::from(next.is_some_and(|n| n.owner == Some(k))) << 2,
                    class,
                ),
            );
            if class == 2 {
                add(35, pair(p.tokens.len().min(5) as u32, tag));
            }
            if let Some(v) = hung.governors[k].map(|n| &clauses.verbs[n]) {
                let kind = v.word.verb.first().map_or(99, |s| s.kind as u32);
                add(38, pair(kind, pair(sense, class)));
            }
        }
        Class::Adjective => {}
    }
}
