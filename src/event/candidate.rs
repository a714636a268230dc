//! Words that may tell an event, with what speaks for and against it.

use super::clause::{Clauses, Verb};
use super::lexicon::{Manner, Word, lexicon};
use super::name::Who;
use super::word;
use crate::entity::EntityType;
use crate::text::form::hash;
use crate::text::known;
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
#[derive(Clone, Debug)]
pub(super) struct Candidate<'a> {
    pub token: usize,
    pub class: Class,
    pub lemma: Cow<'a, str>,
    /// What the word lists say of the lemma.
    pub word: &'static Word,
    /// Hash of the lemma.
    pub hash: u32,
    /// What the dictionary says that the lemma can be, and what it speaks of.
    known: u8,
    senses: u16,
    /// The verb that only carries it, and what the model gives it, in log-odds; both unknown at
    /// first.
    pub carrier: Option<usize>,
    pub odds: f32,
}

impl<'a> Candidate<'a> {
    fn verb(n: usize, v: &'a Verb<'_>) -> Self {
        Self {
            token: v.token,
            class: Class::Verb(n),
            lemma: Cow::Borrowed(&v.lemma),
            word: v.word,
            hash: v.hash,
            known: 0,
            senses: 0,
            carrier: None,
            odds: 0.0,
        }
    }

    fn new(token: usize, class: Class, lemma: Cow<'a, str>) -> Self {
        let hash = hash(lemma.as_bytes());
        Self {
            token,
            class,
            word: lexicon().hashed(hash, &lemma),
            lemma,
            hash,
            known: 0,
            senses: 0,
            carrier: None,
            odds: 0.0,
        }
    }

    /// Hash of the word that stands for all words of the same happening.
    pub fn root(&self) -> u32 {
        self.word.root.map_or(self.hash, |r| hash(r.as_bytes()))
    }
}

/// The candidates of a sentence, in text order.
pub(super) fn candidates<'a>(doc: &'a Doc<'_>, clauses: &'a Clauses<'_>) -> Vec<Candidate<'a>> {
    use Xpos::*;
    let mut out = Vec::with_capacity(clauses.tokens.len());
    let mut phrase = 0;
    let mut verbs = clauses.verbs.iter().enumerate().peekable();
    let mut dead = None;
    for token in clauses.tokens.clone() {
        // "shot dead": the second word is half of the verb.
        if dead == Some(token) {
            continue;
        }
        while verbs.peek().is_some_and(|(_, v)| v.token < token) {
            verbs.next();
        }
        let verb = verbs.peek().filter(|(_, v)| v.token == token);
        if let Some((n, v)) = verb {
            dead = v.particle.filter(|p| *p + 1 == v.end);
            if !v.copula {
                out.push(Candidate::verb(*n, v));
            }
            continue;
        }
        let x = doc.tokens[token].xpos;
        // The phrase at the token, if there is one: they stand in order.
        let ended = |p: &super::phrase::Phrase| p.tokens.end <= token;
        while clauses.phrases.get(phrase).is_some_and(ended) {
            phrase += 1;
        }
        let holds = |p: &super::phrase::Phrase| p.tokens.start <= token;
        let at = Some(phrase).filter(|k| clauses.phrases.get(*k).is_some_and(holds));
        let (class, lemma) = match (x, at) {
            (NN | NNS | NNP | NNPS, Some(k)) if clauses.phrases[k].head == token => {
                (Class::Head(k), word::noun(doc, token))
            }
            (NN | NNS, Some(k)) => (Class::Modifier(k), word::noun(doc, token)),
            (VBN | VBG | VBD, Some(k)) => (Class::Modifier(k), word::verb(doc, token)),
            (JJ, Some(k)) => (Class::Modifier(k), Cow::Borrowed(doc.low(token))),
            (JJ, None) => (Class::Adjective, Cow::Borrowed(doc.low(token))),
            (NN | NNS, None) => (Class::Adjective, word::noun(doc, token)),
            _ => continue,
        };
        if lemma.len() < 2 {
            continue;
        }
        out.push(Candidate::new(token, class, lemma));
    }
    // In a loop of their own the look-ups wait for memory side by side.
    let (words, senses) = (known::shipped(), known::senses());
    for c in &mut out {
        let form = &doc.forms[c.token];
        c.known = if c.hash == form.low {
            form.known
        } else {
            words.class(c.hash)
        };
        c.senses = senses.parts(senses.class(c.hash));
    }
    out
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

    /// The type of the name in which `token` stands, as a number.
    fn name_at(&self, token: usize) -> u32 {
        let mention = self.who.mention_at(token);
        match mention.map(|m| self.who.names.mentions[m].kind) {
            None => 0,
            Some(EntityType::Per) => 1,
            Some(EntityType::Org) => 2,
            Some(EntityType::Loc) => 3,
            Some(EntityType::Misc) => 4,
        }
    }
}

/// Tells `out` the features of a candidate.
pub(super) fn features(
    doc: &Doc<'_>,
    clauses: &Clauses<'_>,
    hung: &Hung<'_>,
    kind: SentenceKind,
    c: &Candidate<'_>,
    mut out: impl FnMut(u32),
) {
    let lex = lexicon();
    let kind_at = |token| hung.name_at(token);
    let class = match c.class {
        Class::Verb(_) => 1,
        Class::Head(_) => 2,
        Class::Modifier(_) => 3,
        Class::Adjective => 4,
    };
    let i = c.token;
    let tag = doc.tokens[i].xpos as u32;
    let lemma = c.hash;
    let root = c.root();
    let form = doc.forms[i];
    let inside = |t: usize| clauses.tokens.contains(&t);
    let low = |t: Option<usize>| t.filter(|t| inside(*t)).map_or(1, |t| doc.forms[t].low);
    let tag_at = |t: Option<usize>| {
        t.filter(|t| inside(*t))
            .map_or(99, |t| doc.tokens[t].xpos as u32)
    };
    let verb = |n: usize| &clauses.verbs[n];
    let (before, after) = (i.checked_sub(1), Some(i + 1));
    let mut add = |template: u32, value: u32| out(feature(100 + template, value));
    add(0, class);
    add(1, lemma);
    add(2, pair(lemma, class));
    add(3, pair(root, class));
    add(4, pair(form.tail & 0x00ff_ffff, class));
    add(5, pair(form.tail, class));
    // What a dictionary says the word, and its base form, can be ("attack": noun and verb).
    add(51, pair(u32::from(form.known), pair(class, tag)));
    add(52, pair(u32::from(c.known), class));
    let senses = known::senses();
    let speaks = |word: u32| u32::from(senses.parts(senses.class(word)));
    let own = u32::from(c.senses);
    add(53, pair(own, class));
    add(54, pair(own & 0x1f, pair(class, tag)));
    add(55, pair(own & 0x3e0, pair(class, tag)));
    add(6, pair(low(before), class));
    add(7, pair(low(after), class));
    add(
        8,
        pair(pair(tag_at(before), tag_at(after)), pair(class, tag)),
    );
    add(9, pair(form.shape as u32, class));
    add(17, pair(form.tail & 0x0000_ffff, pair(class, tag)));
    let word = c.word;
    add(18, pair(pair(word.family, class), tag));
    add(19, pair(pair(low(before), tag), tag_at(after)));
    add(10, pair(u32::from(kind == SentenceKind::Heading), class));
    let name = kind_at(i);
    add(11, pair(name, class));
    add(12, pair(u32::from(clauses.is_quoted(i)), class));
    let noun = word.noun.first();
    let sense = match noun {
        None => 0,
        Some(n) => 1 + 2 * u32::from(n.weak) + 4 * u32::from(n.kind.is_some()),
    };
    let verb_senses = &word.verb;
    let typed = match (
        verb_senses.is_empty(),
        verb_senses.iter().any(|s| s.objects.is_empty()),
    ) {
        (true, _) => 0,
        (false, false) => 1,
        (false, true) => 2,
    };
    add(13, pair(pair(sense, typed), class));
    if let Some(n) = noun {
        add(14, pair(n.kind.map_or(99, |k| k as u32), class));
    }
    if let Some(s) = verb_senses.first() {
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
            let object = object.map(|o| {
                let noun = word::noun(doc, o);
                (o, hash(noun.as_bytes()), noun)
            });
            if let Some((_, noun, _)) = &object {
                add(26, pair(lemma, *noun));
            }
            if let Some(m) = v.mark {
                add(27, doc.forms[m].low);
            }
            let is = |t: Option<usize>| t.map_or(9, kind_at);
            let acted_on = object.as_ref().map(|(o, ..)| *o);
            add(28, pair(is(subject), is(acted_on)));
            add(29, pair(lemma, pair(v.tie as u32, v.form as u32)));
            if let Some(s) = subject {
                add(48, hash(word::noun(doc, s).as_bytes()));
            }
            if let Some((_, hash, noun)) = object {
                add(58, pair(own, speaks(hash) & 0x3f));
                add(49, hash);
                add(
                    50,
                    pair(
                        lex.hashed(hash, &noun)
                            .noun
                            .first()
                            .map_or(99, |s| s.kind.map_or(98, |k| k as u32)),
                        typed,
                    ),
                );
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
                let head = hash(word::noun(doc, p.head).as_bytes());
                add(56, pair(speaks(head) & 0x3f, own));
                add(33, head);
                add(34, pair(head, lemma));
            } else {
                add(35, pair(p.tokens.len().min(5) as u32, tag));
                if p.tokens.start < p.head {
                    add(36, doc.forms[p.head - 1].low);
                }
            }
            let [governor, subject] = hung.verbs[k].map(|n| n.map(verb));
            if let Some(v) = governor {
                add(57, pair(speaks(v.hash) >> 6, pair(own & 0x3f, class)));
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
            add(40, pair(low(Some(p.tokens.end)), class));
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
