//! Finds the words that tell events: main verbs, and nouns that name events.

use super::candidate::{Class, Hung, candidates, features};
use super::clause::{Clauses, Form, Tense, Tie};
use super::draft::{Draft, Trigger};
use super::lexicon::{Manner, lexicon};
use super::model::Logistic;
use super::{EventType, Modality};
use crate::entity::Names;
use crate::text::{Doc, SentenceKind, Xpos};
use std::sync::LazyLock;

fn draft(
    sentence: usize,
    trigger: Trigger,
    tokens: std::ops::Range<usize>,
    lemma: String,
) -> Draft {
    Draft {
        sentence,
        trigger,
        tokens,
        lemma,
        agents: Vec::new(),
        patients: Vec::new(),
        recipients: Vec::new(),
        others: Vec::new(),
        places: Vec::new(),
        modality: Modality::Asserted,
        said: None,
        kind: EventType::Other,
        second: None,
        kind_reason: String::new(),
        background: false,
        stand_in: None,
        odds: 0.0,
    }
}

/// Log-odds from which a word tells an event.
const THRESHOLD: f32 = -0.3;

fn model() -> Option<&'static Logistic> {
    static MODEL: LazyLock<Option<Logistic>> = LazyLock::new(|| {
        Logistic::unpack(include_bytes!("../../assets/models/event-triggers.bin"))
    });
    MODEL.as_ref()
}

/// The events told in one sentence, in text order.
pub(super) fn triggers(
    doc: &Doc<'_>,
    sentence: usize,
    kind: SentenceKind,
    clauses: &Clauses,
    names: &Names,
) -> Vec<Draft> {
    let lex = lexicon();
    let mut found = Vec::new();
    let mut row = Vec::with_capacity(64);
    let mut carrying = vec![false; clauses.verbs.len()];
    let all = candidates(doc, clauses);
    let hung = Hung::read(clauses, names);
    let mut chosen = Vec::with_capacity(all.len());
    for c in &all {
        features(doc, clauses, &hung, kind, c, &mut row);
        let odds = model().map_or(0.0, |m| m.score(&row));
        let told = odds > THRESHOLD;
        chosen.push((told, odds));
        // A verb that only carries the noun that names the event.
        if let (true, Class::Head(k)) = (told, c.class)
            && let Some(v) = carrier(clauses, k, &c.lemma)
        {
            carrying[v] = true;
        }
    }
    for (c, (told, odds)) in all.into_iter().zip(chosen) {
        let (trigger, tokens) = match c.class {
            Class::Verb(n) => {
                let v = &clauses.verbs[n];
                let kept = told || clear(v);
                if !kept
                    || v.habitual
                    || label(doc, clauses, v)
                    || carrying[n]
                    || describes(doc, v)
                    || state(v)
                    || habitual(doc, clauses, n)
                {
                    continue;
                }
                let end = v
                    .particle
                    .filter(|p| doc.tokens[*p].xpos == Xpos::RP)
                    .map_or(v.token + 1, |p| p + 1);
                (Trigger::Verb(n), v.token..end)
            }
            Class::Head(k) => {
                let strong = lex
                    .noun(&c.lemma)
                    .first()
                    .is_some_and(|s| !s.weak && s.kind.is_some())
                    && doc.tokens[c.token].xpos != Xpos::NNP
                    && doc.tokens[c.token].xpos != Xpos::NNPS;
                if !(told || strong) || generic(doc, clauses, k) || idiom(clauses, k, &c.lemma) {
                    continue;
                }
                (
                    Trigger::Noun(k, carrier(clauses, k, &c.lemma)),
                    c.token..c.token + 1,
                )
            }
            Class::Modifier(k) => {
                if !told {
                    continue;
                }
                (Trigger::Word(c.token, Some(k)), c.token..c.token + 1)
            }
            Class::Adjective => {
                if !told || !predicative(doc, clauses, c.token) {
                    continue;
                }
                (Trigger::Word(c.token, None), c.token..c.token + 1)
            }
        };
        let mut made = draft(sentence, trigger, tokens, c.lemma.into_owned());
        made.odds = odds;
        found.push(made);
    }
    found
}

/// A verb of a clear type, told as a fact: the lists know it though the model may not.
fn clear(v: &super::clause::Verb) -> bool {
    v.form == Form::Finite
        && v.tense == Tense::Past
        && lexicon()
            .verb(&v.lemma)
            .iter()
            .any(|s| s.objects.is_empty() && s.subjects.is_empty())
}

/// "opened fire", "took place": the noun is half of the verb.
fn idiom(clauses: &Clauses, k: usize, lemma: &str) -> bool {
    lemma == "fire"
        && clauses.verbs.iter().any(|v| {
            v.object == Some(k)
                && matches!(
                    v.lemma.as_str(),
                    "open" | "cease" | "return" | "exchange" | "draw" | "catch" | "set"
                )
        })
}

/// The verb that carries the event noun `k` ("held talks", "an explosion occurred").
fn carrier(clauses: &Clauses, k: usize, lemma: &str) -> Option<usize> {
    let lex = lexicon();
    if lemma == "fire" {
        return None;
    }
    clauses.verbs.iter().position(|v| {
        let object = v.object == Some(k) || (v.passive && v.subject == Some(k));
        let light = lex.plays(&v.lemma, Manner::Light) || lex.plays(&v.lemma, Manner::Aspect);
        (object && light) || (v.subject == Some(k) && !v.passive && takes_place(&v.lemma))
    })
}

/// "who heads the desk": what somebody or something is, not what happened.
fn describes(doc: &Doc<'_>, verb: &super::clause::Verb) -> bool {
    verb.tie == Tie::Relative
        && verb.form == Form::Finite
        && verb.tense == Tense::Present
        && !verb.perfect
        && !verb.progressive
        && verb.modal.is_none()
        && verb
            .mark
            .is_some_and(|m| matches!(doc.low(m), "who" | "which" | "that"))
}

/// "is known for", "is located in", "consists of": how things are, not what happened.
fn state(v: &super::clause::Verb) -> bool {
    let passive = matches!(
        v.lemma.as_str(),
        "know" | "regard" | "locate" | "situate" | "entitle" | "title" | "base"
    );
    v.passive && passive
        || matches!(
            v.lemma.as_str(),
            "consist" | "belong" | "contain" | "comprise" | "resemble"
        )
}

/// "Published: 10 February 2024", "Updated:": a label before what it labels.
fn label(doc: &Doc<'_>, clauses: &Clauses, v: &super::clause::Verb) -> bool {
    v.start == clauses.tokens.start && v.end < clauses.tokens.end && doc.low(v.end) == ":"
}

/// Whether the adjective at `t` completes a verb ("were dead", "was found guilty").
fn predicative(doc: &Doc<'_>, clauses: &Clauses, t: usize) -> bool {
    if doc.tokens[t].xpos != Xpos::JJ {
        return true;
    }
    let Some(v) = clauses.verbs.iter().rev().find(|v| v.token < t) else {
        return true;
    };
    clauses
        .phrases
        .iter()
        .all(|p| p.tokens.start < v.end || p.tokens.start >= t || v.object.is_some() && !v.copula)
        && (v.copula || v.passive || v.object.is_some() || v.end == t)
}

/// "take place", "happen", "occur": the subject names the event.
fn takes_place(lemma: &str) -> bool {
    matches!(lemma, "happen" | "occur" | "ensue")
}

/// Bare plurals and "any", "every": no event of its own.
fn generic(doc: &Doc<'_>, clauses: &Clauses, k: usize) -> bool {
    let p = &clauses.phrases[k];
    matches!(
        doc.low(p.tokens.start),
        "any" | "every" | "no" | "each" | "such"
    )
}

/// Told as a habit: "usually", "every year", a timeless present in the body.
fn habitual(doc: &Doc<'_>, clauses: &Clauses, n: usize) -> bool {
    let v = &clauses.verbs[n];
    if v.tie == Tie::Main && v.form == Form::Finite && v.tense == Tense::Present && !v.perfect {
        let habit = v.scope.clone().any(|t| {
            matches!(
                doc.low(t),
                "usually"
                    | "often"
                    | "always"
                    | "typically"
                    | "regularly"
                    | "generally"
                    | "normally"
                    | "sometimes"
            )
        });
        return habit;
    }
    false
}
