//! Who acts: the subject of every verb, and for those that bear no tense how they hang on the rest.

use super::super::lexicon::{Manner, lexicon};
use super::super::phrase::full_start;
use super::super::word;
use super::finite::finite_subject;
use super::{Clauses, Form, Tie};
use crate::text::{Doc, Xpos, known};

pub(super) fn subject(doc: &Doc<'_>, made: &mut Clauses, n: usize, left: usize) {
    let v = &made.verbs[n];
    let (form, start) = (v.form, v.start);
    let previous = n.checked_sub(1);
    match form {
        Form::Infinitive => {
            let Some(p) = previous else { return };
            made.verbs[n].tie = Tie::Complement;
            made.verbs[n].governor = Some(p);
            let word = start.checked_sub(1).map_or("", |b| doc.low(b));
            // "to support survivors and locate the dead".
            if matches!(word, "and" | "or" | ",") && made.verbs[p].form == Form::Infinitive {
                made.verbs[n].tie = Tie::Joined;
                made.verbs[n].subject = made.verbs[p].subject;
                return;
            }
            // "asked Iran to release": the phrase between is the one who acts, unless the
            // infinitive tells what for ("closed the road to stop them").
            let between = made
                .phrases
                .iter()
                .rposition(|q| q.tokens.start >= left && q.tokens.end <= start && q.prep.is_none());
            let own = made.verbs[p].subject;
            made.verbs[n].subject = match between {
                Some(q) if full_start(&made.phrases, q) == left => {
                    let head = doc.low(made.phrases[q].head);
                    if lexicon().word(head).plays(Manner::Intent) {
                        made.phrases[q].owner.or(own)
                    } else if made.verbs[p].word.plays(Manner::Bid) {
                        Some(q)
                    } else {
                        own
                    }
                }
                _ => made
                    .phrase_before(start)
                    .filter(|q| made.phrases[*q].prep.is_some_and(|t| doc.low(t) == "for"))
                    .or(own),
            };
        }
        Form::Gerund | Form::Participle => {
            let before = start.checked_sub(1).filter(|b| *b >= made.tokens.start);
            let word = before.map_or("", |b| doc.low(b));
            let touching = made.phrase_before(start);
            // "a lawsuit in Texas accusing them": not the place, but what stands there.
            let touching = touching.map(|q| {
                let p = &made.phrases[q];
                let place = doc.tokens[p.head].xpos == Xpos::NNP
                    && p.prep
                        .is_some_and(|t| matches!(doc.low(t), "in" | "at" | "near"));
                let before = q.checked_sub(1);
                let bearer = before.filter(|b| Some(made.phrases[*b].tokens.end) == p.prep);
                bearer.filter(|_| place).unwrap_or(q)
            });
            made.verbs[n].tie = Tie::Adverbial;
            made.verbs[n].governor = previous;
            // "hit a tree in the garden, killing", "tore through a market killing ten": not the place.
            let touching = touching.filter(|q| {
                let p = &made.phrases[*q];
                let field = known::field(&word::noun(doc, p.head));
                let does = form == Form::Gerund && made.verbs[n].word.plays(Manner::Result);
                let lifeless = p.prep.is_some()
                    && field != known::PERSON
                    && (field != known::GROUP
                        || p.prep
                            .is_some_and(|t| matches!(doc.low(t), "in" | "at" | "near")))
                    && doc.tokens[p.head].xpos != Xpos::NNP;
                !(does && lifeless && previous.is_some_and(|p| !made.verbs[p].passive))
            });
            // "was on the scene working", "died putting out a fire": still the subject's doing.
            let on = previous.filter(|p| {
                form == Form::Gerund
                    && (made.verbs[*p].end == start
                        || made.verbs[*p].copula
                            && touching.is_some_and(|q| made.phrases[q].prep.is_some()))
            });
            if let Some(p) = on {
                made.verbs[n].subject = made.verbs[p].subject;
            } else if let Some(q) = touching {
                made.verbs[n].tie = Tie::Relative;
                made.verbs[n].subject = Some(q);
            } else if form == Form::Gerund && matches!(word, "while" | "after" | "before" | "when")
            {
                let main = (0..n).rev().find(|p| made.verbs[*p].form == Form::Finite);
                made.verbs[n].subject = main.or(previous).and_then(|p| made.verbs[p].subject);
            } else if matches!(
                word,
                "," | "by"
                    | "after"
                    | "before"
                    | "while"
                    | "when"
                    | "for"
                    | "of"
                    | "in"
                    | "from"
                    | "without"
                    | "to"
            ) {
                let blamed = previous.filter(|p| {
                    let v = &made.verbs[*p];
                    matches!(word, "of" | "for" | "from" | "with")
                        && !v.passive
                        && v.word.plays(Manner::Blame)
                });
                let object = blamed.and_then(|p| {
                    let end = made.verbs[p].end;
                    (made.phrases.iter())
                        .position(|q| q.tokens.start >= end && q.prep.is_none())
                        .filter(|q| made.phrases[*q].tokens.start <= end + 1)
                });
                // "no charges against her for using it".
                let charged = made.phrase_before(start - 1).filter(|q| {
                    let against = |t: usize| doc.low(t) == "against";
                    word == "for" && made.phrases[*q].prep.is_some_and(against)
                });
                made.verbs[n].subject = object
                    .or(charged)
                    .or_else(|| previous.and_then(|p| made.verbs[p].subject));
                // ", wounded in the attack," after a phrase speaks of that phrase.
                if word == "," && form == Form::Participle {
                    let near = made.phrase_before(start - 1).map(|k| lift(made, k));
                    made.verbs[n].subject = near.or(made.verbs[n].subject);
                }
            } else if form == Form::Gerund && made.verbs[n].word.plays(Manner::Result) {
                made.verbs[n].subject = previous.and_then(|p| made.verbs[p].subject);
            } else if matches!(word, "and" | "or") {
                made.verbs[n].tie = Tie::Joined;
                made.verbs[n].subject = previous.and_then(|p| made.verbs[p].subject);
            } else if form == Form::Participle {
                made.verbs[n].subject = None;
            }
        }
        Form::Finite => finite_subject(doc, made, n, left),
    }
}

/// From a phrase inside "X of Y" or "X's Y" to the one the verb agrees with.
pub(super) fn lift(made: &Clauses, q: usize) -> usize {
    let mut at = q;
    let mut guard = 0;
    while let Some(o) = made.phrases[at].of {
        at = o;
        guard += 1;
        if guard > 8 {
            break;
        }
    }
    // First of a list: "India, Iran and Oman agreed".
    while let Some(p) = (at.saturating_sub(2)..at).rev().find(|p| {
        let p = &made.phrases[*p];
        p.next == Some(at) && p.prep.is_none()
    }) {
        at = p;
    }
    at
}
