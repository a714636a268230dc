//! The type of an event, with the reason.

use super::EventType;
use super::clause::Clauses;
use super::draft::{Draft, Trigger};
use super::lexicon::lexicon;
use super::{Modality, word};
use crate::text::Doc;
use std::borrow::Cow;

/// Gives `draft` its type, the runner-up and the reason.
pub(super) fn kind(doc: &Doc<'_>, clauses: &Clauses, draft: &mut Draft) {
    let mut votes: Vec<(EventType, u8, String)> = Vec::new();
    match draft.trigger {
        Trigger::Verb(n) => verb(doc, clauses, n, &mut votes),
        Trigger::Noun(k, carrier) => {
            let head = clauses.phrases[k].head;
            let lemma = word::noun(doc, head);
            // "cardiac arrest" is no deed of the police.
            let body = head
                .checked_sub(1)
                .is_some_and(|t| matches!(doc.low(t), "cardiac" | "heart" | "panic" | "asthma"));
            if body {
                votes.push((
                    EventType::Death,
                    4,
                    format!("“{} {lemma}”", doc.low(head - 1)),
                ));
            }
            for sense in lexicon().noun(&lemma) {
                if let Some(kind) = sense.kind {
                    votes.push((kind, if sense.weak { 2 } else { 3 }, format!("“{lemma}”")));
                }
            }
            if let Some(v) = carrier {
                verb(doc, clauses, v, &mut votes);
            }
        }
        Trigger::Word(t, _) => {
            let senses = lexicon().noun(&draft.lemma);
            for kind in senses.iter().filter_map(|s| s.kind) {
                votes.push((kind, 2, format!("“{}”", doc.low(t))));
            }
            for sense in lexicon().verb(&draft.lemma) {
                if sense.objects.is_empty() && sense.subjects.is_empty() {
                    votes.push((sense.kind, 1, format!("“{}”", doc.low(t))));
                }
            }
        }
    }
    votes.sort_by_key(|v| std::cmp::Reverse(v.1));
    let Some((kind, _, reason)) = votes.first().cloned() else {
        draft.kind_reason = "no word in it points to a type".to_string();
        return;
    };
    draft.kind = kind;
    draft.second = votes.iter().map(|v| v.0).find(|k| *k != kind);
    draft.kind_reason = reason;
    context(doc, clauses, draft);
}

fn verb(doc: &Doc<'_>, clauses: &Clauses, n: usize, votes: &mut Vec<(EventType, u8, String)>) {
    let v = &clauses.verbs[n];
    let lex = lexicon();
    let object = v.object.or(if v.passive { v.subject } else { None });
    let head = |k: usize| word::noun(doc, clauses.phrases[k].head);
    let object_head = object.map(head);
    let object_words: Vec<Cow<'_, str>> = object
        .map(|k| {
            clauses.phrases[k]
                .tokens
                .clone()
                .map(|t| word::noun(doc, t))
                .collect()
        })
        .unwrap_or_default();
    let subject_head = v.subject.filter(|_| !v.passive).map(head);
    let mut keys = vec![(v.lemma.clone(), 0u8)];
    if let Some(p) = v.particle {
        keys.insert(0, (format!("{}_{}", v.lemma, doc.low(p)), 3));
    }
    for (key, bonus) in keys {
        for sense in lex.verb(&key) {
            // "maintained top spot", "added a runway": said is what stands in a clause.
            let thing = matches!(key.as_str(), "maintain" | "add" | "hold" | "address")
                && sense.kind == EventType::Statement
                && sense.objects.is_empty()
                && object.is_some();
            if thing {
                continue;
            }
            let mut weight = 3 + bonus;
            let mut why = key.replace('_', " ");
            if !sense.objects.is_empty() {
                // PERSON stands for whatever can be met or freed.
                let person = object
                    .filter(|k| sense.objects == ["PERSON"] && somebody(doc, clauses, *k))
                    .and(object_head.as_ref());
                let Some(o) = object_words
                    .iter()
                    .find(|w| sense.objects.contains(&w.as_ref()))
                    .or(person)
                else {
                    continue;
                };
                weight += if object_head.as_ref() == Some(o) {
                    5
                } else {
                    4
                };
                why = format!("{why} + {o}");
            }
            if !sense.subjects.is_empty() {
                let Some(s) = subject_head
                    .as_ref()
                    .filter(|w| sense.subjects.contains(&w.as_ref()))
                else {
                    continue;
                };
                weight += 6;
                why = format!("{s} + {why}");
            }
            votes.push((sense.kind, weight, format!("“{why}”")));
        }
    }
}

/// Whether a phrase names or describes people.
fn somebody(doc: &Doc<'_>, clauses: &Clauses, k: usize) -> bool {
    use crate::text::known::{self, GROUP, PERSON};
    let p = &clauses.phrases[k];
    let field = known::field(&word::noun(doc, p.head));
    let name = matches!(doc.tokens[p.head].xpos, crate::text::Xpos::NNP) && field == 0;
    name || p.pronoun || matches!(field, PERSON | GROUP)
}

/// What surrounds the words can change the type: who does it, and whether it is only announced.
fn context(doc: &Doc<'_>, clauses: &Clauses, draft: &mut Draft) {
    let harm = matches!(draft.kind, EventType::Assault)
        && matches!(
            draft.lemma.as_str(),
            "kill" | "wound" | "injure" | "hurt" | "explosion" | "blast" | "explode"
        );
    if harm {
        // A crash or a flood kills without an assailant.
        let all = draft
            .agents
            .iter()
            .chain(&draft.others)
            .chain(&draft.places);
        let meant = draft.stand_in.as_ref().and_then(|(p, _)| {
            let word = p.name.rsplit(' ').next()?.to_lowercase();
            Some(crate::text::lemma(&word, crate::text::Upos::Noun).into_owned())
        });
        let words = all.map(|k| word::noun(doc, clauses.phrases[*k].head).into_owned());
        for lemma in words.chain(meant).collect::<Vec<_>>() {
            let fire = matches!(lemma.as_str(), "fire" | "virus" | "disease" | "illness");
            if let Some(kind) = lexicon()
                .noun(&lemma)
                .first()
                .and_then(|s| s.kind)
                .filter(|kind| matches!(kind, EventType::Accident | EventType::Disaster))
                .or_else(|| fire.then_some(EventType::Disaster))
            {
                draft.second = Some(draft.kind);
                draft.kind = kind;
                draft.kind_reason = format!("{} by “{lemma}”", draft.kind_reason);
                return;
            }
        }
    }
    let hostile = matches!(
        draft.kind,
        EventType::Sanction
            | EventType::Coerce
            | EventType::Assault
            | EventType::Mobilize
            | EventType::Protest
    );
    if draft.modality == Modality::Threatened && draft.kind != EventType::Threaten {
        draft.second = Some(draft.kind);
        draft.kind = EventType::Threaten;
        draft.kind_reason = format!("threatened: {}", draft.kind_reason);
    } else if draft.modality == Modality::Planned
        && hostile
        && draft
            .verb()
            .is_some_and(|v| clauses.verbs[v].modal.is_some())
    {
        draft.second = Some(draft.kind);
        draft.kind = EventType::Threaten;
        draft.kind_reason = format!("announced: {}", draft.kind_reason);
    }
}
