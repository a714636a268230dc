//! Finds the words that tell events: main verbs, and nouns that name events.

use super::clause::{Clauses, Form, Tense, Tie};
use super::draft::{Draft, Trigger};
use super::lexicon::{Manner, lexicon};
use super::{EventType, Modality, word};
use crate::text::{Doc, Xpos};

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
    }
}

/// The events told in one sentence, in text order.
pub(super) fn triggers(doc: &Doc<'_>, sentence: usize, clauses: &Clauses) -> Vec<Draft> {
    let lex = lexicon();
    let mut found = Vec::new();
    let mut carriers = vec![None; clauses.verbs.len()];
    for (k, phrase) in clauses.phrases.iter().enumerate() {
        if phrase.pronoun {
            continue;
        }
        let lemma = word::noun(doc, phrase.head);
        let Some(sense) = lex.noun(&lemma).first() else {
            continue;
        };
        // A head in the middle of a name ("Attack Records") names no event; one that ends a
        // name does ("the Russo-Turkish War").
        let carrier = clauses.verbs.iter().position(|v| {
            let governs = v.object == Some(k)
                || (v.passive && v.subject == Some(k))
                || (v.subject == Some(k) && takes_place(&v.lemma));
            governs
                && (lex.plays(&v.lemma, Manner::Light)
                    || lex.plays(&v.lemma, Manner::Aspect)
                    || takes_place(&v.lemma))
        });
        if sense.weak && carrier.is_none() && !in_company(doc, clauses, k) {
            continue;
        }
        if generic(doc, clauses, k) {
            continue;
        }
        if let Some(v) = carrier {
            carriers[v].get_or_insert(k);
        }
        found.push(draft(
            sentence,
            Trigger::Noun(k, carrier),
            phrase.head..phrase.head + 1,
            lemma,
        ));
    }
    for (n, verb) in clauses.verbs.iter().enumerate() {
        if verb.copula || verb.habitual || describes(doc, verb) {
            continue;
        }
        if carriers[n].is_some() {
            continue;
        }
        let typed = !lex.verb(&verb.lemma).is_empty();
        if lex.plays(&verb.lemma, Manner::State) && !typed {
            continue;
        }
        if habitual(doc, clauses, n) {
            continue;
        }
        let end = verb
            .particle
            .filter(|p| doc.tokens[*p].xpos == Xpos::RP)
            .map_or(verb.token + 1, |p| p + 1);
        found.push(draft(
            sentence,
            Trigger::Verb(n),
            verb.token..end,
            verb.lemma.clone(),
        ));
    }
    found.sort_by_key(|d| d.tokens.start);
    found
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

/// "take place", "happen", "occur": the subject names the event.
fn takes_place(lemma: &str) -> bool {
    matches!(
        lemma,
        "happen" | "occur" | "take" | "erupt" | "follow" | "ensue" | "begin" | "start" | "end"
    )
}

/// Whether a weak event noun has something beside it that makes it an event: an owner, an "of",
/// a word like "after", a proper name before it.
fn in_company(doc: &Doc<'_>, clauses: &Clauses, k: usize) -> bool {
    let p = &clauses.phrases[k];
    if p.owner.is_some() {
        return true;
    }
    if clauses.phrases.get(k + 1).is_some_and(|n| n.of == Some(k)) {
        return true;
    }
    let before = p
        .tokens
        .start
        .checked_sub(1)
        .filter(|t| *t >= clauses.tokens.start);
    if before.is_some_and(|t| {
        matches!(
            doc.low(t),
            "after" | "following" | "before" | "during" | "amid" | "since" | "despite"
        )
    }) {
        return true;
    }
    (p.tokens.start..p.head)
        .any(|t| matches!(doc.tokens[t].xpos, Xpos::NNP | Xpos::NNPS | Xpos::VBN))
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
