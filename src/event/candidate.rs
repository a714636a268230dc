//! Words that may tell an event, with what speaks for and against it.

use super::clause::Clauses;
use super::lexicon::{Manner, Word};
use super::name::Who;
use super::word::{self, As, Lexeme};
use crate::text::form::hash;
use crate::text::linear::{feature, pair};
use crate::text::memo::Memo;
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
    /// For each phrase the first verb whose object it is, and the first whose subject it is.
    verbs: SmallVec<[[Option<usize>; 2]; 16]>,
}

impl<'a> Hung<'a> {
    pub fn read(clauses: &Clauses<'_>, who: &'a Who<'a>) -> Self {
        let mut verbs: SmallVec<[[Option<usize>; 2]; 16]> =
            smallvec![[None; 2]; clauses.phrases.len()];
        for (n, v) in clauses.verbs.iter().enumerate() {
            for (side, k) in [v.object, v.subject].into_iter().enumerate() {
                if let Some(slots) = k.and_then(|k| verbs.get_mut(k)) {
                    slots[side].get_or_insert(n);
                }
            }
        }
        Self { who, verbs }
    }
}

/// The class of a candidate as a number.
pub(super) fn class(c: &Candidate) -> u32 {
    match c.class {
        Class::Verb(_) => 1,
        Class::Head(_) => 2,
        Class::Modifier(_) => 3,
        Class::Adjective => 4,
    }
}

/// How the lists know a word as a noun and as a verb.
fn typed(word: &Word) -> (u32, u32) {
    let sense = match word.noun.first() {
        None => 0,
        Some(n) => 1 + 2 * u32::from(n.weak) + 4 * u32::from(n.kind.is_some()),
    };
    let free = word.verb.iter().any(|s| s.objects.is_empty());
    (sense, u32::from(!word.verb.is_empty()) + u32::from(free))
}

/// Tells `out` the features that a candidate has by its word, tag and class, whatever stands around
/// it.
pub(super) fn own_features(doc: &Doc<'_>, c: &Candidate, mut out: impl FnMut(u32)) {
    let class = class(c);
    let tag = doc.tokens[c.token].xpos as u32;
    let form = doc.forms[c.token];
    let word = c.lexeme.word;
    let mut add = |template: u32, value: u32| out(feature(100 + template, value));
    add(0, class);
    add(1, c.lexeme.hash);
    add(2, pair(c.lexeme.hash, class));
    add(3, pair(c.lexeme.root, class));
    add(4, pair(form.tail & 0x00ff_ffff, class));
    add(5, pair(form.tail, class));
    // What a dictionary says the word, and its base form, can be ("attack": noun and verb).
    add(51, pair(u32::from(form.known), pair(class, tag)));
    add(52, pair(u32::from(c.lexeme.known), class));
    let own = u32::from(c.lexeme.senses);
    add(53, pair(own, class));
    add(54, pair(own & 0x1f, pair(class, tag)));
    add(55, pair(own & 0x3e0, pair(class, tag)));
    add(9, pair(form.shape as u32, class));
    add(17, pair(form.tail & 0x0000_ffff, pair(class, tag)));
    add(18, pair(pair(word.family, class), tag));
    let (sense, typed) = typed(word);
    add(13, pair(pair(sense, typed), class));
    if let Some(n) = word.noun.first() {
        add(14, pair(n.kind.map_or(99, |k| k as u32), class));
    }
    if let Some(s) = word.verb.first() {
        add(15, pair(s.kind as u32, class));
    }
    let manners = [
        Manner::Aspect,
        Manner::Light,
        Manner::Cause,
        Manner::Attempt,
        Manner::State,
        Manner::Report,
    ];
    for (n, m) in manners.into_iter().enumerate() {
        if word.plays(m) {
            add(16, pair(n as u32, class));
        }
    }
}

/// Tells `out` the features that a candidate has by what stands around it.
pub(super) fn features(
    doc: &Doc<'_>,
    clauses: &Clauses<'_>,
    hung: &Hung<'_>,
    kind: SentenceKind,
    c: &Candidate,
    mut out: impl FnMut(u32),
) {
    let kind_at = |token| hung.who.kind_at(token);
    let class = class(c);
    let i = c.token;
    let tag = doc.tokens[i].xpos as u32;
    let lemma = c.lexeme.hash;
    let form = doc.forms[i];
    let inside = |t: usize| clauses.tokens.contains(&t);
    let around = |t: Option<usize>| {
        let word = |t: usize| (doc.forms[t].low, doc.tokens[t].xpos as u32);
        t.filter(|t| inside(*t)).map_or((1, 99), word)
    };
    let verb = |n: usize| &clauses.verbs[n];
    let ((low_before, tag_before), (low_after, tag_after)) =
        (around(i.checked_sub(1)), around(Some(i + 1)));
    let mut add = |template: u32, value: u32| out(feature(100 + template, value));
    let own = u32::from(c.lexeme.senses);
    let (sense, typed) = typed(c.lexeme.word);
    add(6, pair(low_before, class));
    add(7, pair(low_after, class));
    add(8, pair(pair(tag_before, tag_after), pair(class, tag)));
    add(19, pair(pair(low_before, tag), tag_after));
    add(10, pair(u32::from(kind == SentenceKind::Heading), class));
    add(11, pair(kind_at(i), class));
    add(12, pair(u32::from(clauses.is_quoted(i)), class));
    match c.class {
        Class::Verb(n) => {
            let v = &clauses.verbs[n];
            add(20, v.form as u32);
            add(21, pair(v.tense as u32, v.tie as u32));
            add(
                22,
                u32::from(v.perfect)
                    | u32::from(v.progressive) << 1
                    | u32::from(v.passive) << 2
                    | u32::from(v.negated) << 3,
            );
            add(23, v.modal.map_or(0, |m| hash(m.as_bytes())));
            add(
                24,
                u32::from(v.object.is_some()) | u32::from(v.subject.is_some()) << 1,
            );
            if let Some(g) = v.governor {
                add(25, clauses.verbs[g].hash);
            }
            let head = |k: Option<usize>| k.map(|k| clauses.phrases[k].head);
            let (subject, object) = (head(v.subject), head(v.object));
            let acted_on = object.map(|o| word::named(doc, o));
            if let Some(noun) = acted_on {
                add(26, pair(lemma, noun.hash));
            }
            if let Some(m) = v.mark {
                add(27, doc.forms[m].low);
            }
            let is = |t: Option<usize>| t.map_or(9, kind_at);
            add(28, pair(is(subject), is(object)));
            add(29, pair(lemma, pair(v.tie as u32, v.form as u32)));
            if let Some(s) = subject {
                add(48, word::named(doc, s).hash);
            }
            if let Some(noun) = acted_on {
                add(58, pair(own, u32::from(noun.senses) & 0x3f));
                add(49, noun.hash);
                let sense = noun.word.noun.first();
                let sense = sense.map_or(99, |s| s.kind.map_or(98, |k| k as u32));
                add(50, pair(sense, typed));
            }
        }
        Class::Head(k) | Class::Modifier(k) => {
            let p = &clauses.phrases[k];
            add(30, pair(p.prep.map_or(0, |t| doc.forms[t].low), class));
            add(31, pair(doc.forms[p.tokens.start].low, class));
            let next = clauses.phrases.get(k + 1);
            let of = next.is_some_and(|n| n.of == Some(k));
            add(
                32,
                pair(
                    u32::from(of)
                        | u32::from(p.owner.is_some()) << 1
                        | u32::from(next.is_some_and(|n| n.owner == Some(k))) << 2,
                    class,
                ),
            );
            if class == 3 {
                let head = word::named(doc, p.head);
                add(56, pair(u32::from(head.senses) & 0x3f, own));
                add(33, head.hash);
                add(34, pair(head.hash, lemma));
            } else {
                add(35, pair(p.tokens.len().min(5) as u32, tag));
                if p.tokens.start < p.head {
                    add(36, doc.forms[p.head - 1].low);
                }
            }
            let [governor, subject] = hung.verbs[k].map(|n| n.map(verb));
            if let Some(v) = governor {
                let speaks = u32::from(word::lexeme(doc, v.token, As::Verb).verb_field());
                add(57, pair(speaks, pair(own & 0x3f, class)));
                add(37, pair(v.hash, class));
                add(
                    38,
                    pair(
                        v.word.verb.first().map_or(99, |s| s.kind as u32),
                        pair(sense, class),
                    ),
                );
            }
            if let Some(v) = subject {
                add(39, pair(v.hash, class));
            }
            add(40, pair(around(Some(p.tokens.end)).0, class));
            let carried = |t: usize| clauses.verb_of(t).map(verb).filter(|v| v.end <= t);
            if let Some(prep) = p.prep
                && let Some(v) = carried(prep)
            {
                add(41, pair(v.hash, doc.forms[prep].low));
                add(42, pair(pair(doc.forms[prep].low, form.tail), class));
            }
            let mut held = 0;
            for t in p.tokens.start..p.head {
                held |= 1 << kind_at(t);
            }
            add(43, pair(pair(held, u32::from(of)), pair(class, tag)));
            add(
                44,
                pair(lemma, pair(u32::from(of), u32::from(p.prep.is_some()))),
            );
        }
        Class::Adjective => {
            let after = clauses.verbs.partition_point(|v| v.token < i);
            let before_verb = after.checked_sub(1).map(verb);
            add(45, before_verb.map_or(0, |v| v.hash));
            add(
                46,
                pair(u32::from(before_verb.is_some_and(|v| v.end == i)), tag),
            );
        }
    }
}
