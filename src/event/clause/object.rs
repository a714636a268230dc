//! What a verb acts on: objects and the phrases behind prepositions.

use super::super::lexicon::Manner;
use super::super::phrase::{Phrase, distance, subordinator};
use super::super::word;
use super::{Clauses, Form, Tie};
use crate::text::form::is;
use crate::text::{Doc, Xpos};
use smallvec::SmallVec;

pub(super) fn objects(doc: &Doc<'_>, made: &mut Clauses, n: usize) {
    let (mut at, end) = (made.verbs[n].end, made.verbs[n].scope.end);
    let mut object = None;
    let mut indirect = None;
    let mut oblique: SmallVec<[(usize, usize); 2]> = SmallVec::new();
    let mut bare = true;
    let mut q = made.phrases.partition_point(|p| p.tokens.start < at);
    while let Some(p) = made.phrases.get(q) {
        if p.tokens.start >= end {
            break;
        }
        let gap = at..p.tokens.start;
        // "urging “all sides to stay calm”": the quotation opens with the object.
        let opening = at == made.verbs[n].end
            && is!(doc, at, "\"" | "“")
            && made.verbs[n].word.plays(Manner::Bid);
        let broken = gap.clone().any(|t| {
            !(opening && t == at) && is!(doc, t, ";" | ":" | "(" | "\"" | "“" | "”" | "that")
                || doc.tokens[t].xpos == Xpos::IN && subordinator(doc, t)
        });
        if broken {
            break;
        }
        let comma = gap.clone().any(|t| is!(doc, t, ","));
        // "fell asleep at about 11": when, not what.
        if p.prep.is_none()
            && p.owner.is_none()
            && doc.tokens[p.head].xpos == Xpos::CD
            && (gap.clone()).any(|t| doc.tokens[t].xpos == Xpos::IN && !subordinator(doc, t))
        {
            (bare, at, q) = (false, p.tokens.end, q + 1);
            continue;
        }
        if let Some(prep) = p.prep {
            // "according to police", "due to rain" tell no part of the event.
            let compound = prep > at.saturating_sub(1)
                && is!(
                    doc,
                    prep - 1,
                    "according" | "due" | "prior" | "thanks" | "owing" | "compared" | "contrary"
                );
            if p.of.is_none() && prep >= made.verbs[n].end && !compound {
                // "by the council's decision": the decision.
                match oblique.last_mut() {
                    Some((same, owner)) if *same == prep && p.owner == Some(*owner) => *owner = q,
                    _ => oblique.push((prep, q)),
                }
            }
            bare = false;
        } else if p.owner.is_some() || is_time_phrase(doc, p) {
            if p.owner.is_some() && object == Some(q - 1) && bare {
                object = Some(q);
            }
        } else if object.is_none()
            && !bare
            && gap.is_empty()
            && !made.verbs[n].passive
            && !made.verbs[n].copula
            && !made.verbs[n].word.plays(Manner::Alone)
            && doc.tokens[p.tokens.start].xpos == Xpos::DT
            && !is!(doc, p.tokens.start, "that")
        {
            // "approved at the request of the king the entry of troops".
            object = Some(q);
        } else if bare
            && !comma
            && (!made.verbs[n].passive || made.verbs[n].word.plays(Manner::Keep))
        {
            if object.is_none() {
                object = Some(q);
            } else if indirect.is_none()
                && made.phrases[q - 1].next != Some(q)
                && object == Some(q - 1)
                && gap.is_empty()
            {
                indirect = object;
                object = Some(q);
            }
        } else if comma && made.phrases[q.saturating_sub(1)].next != Some(q) {
            bare = false;
        }
        at = p.tokens.end;
        q += 1;
    }
    let v = &mut made.verbs[n];
    v.object = object;
    v.indirect = indirect;
    v.oblique = oblique;
}

/// `"…", said Smith`: a reporting verb without a subject takes the phrase behind it.
pub(super) fn inverted(doc: &Doc<'_>, made: &mut Clauses) {
    for n in 0..made.verbs.len() {
        let v = &made.verbs[n];
        // "“It is here,” cried the crowd.": whatever the verb.
        let closes = || {
            v.start >= 2
                && is!(doc, v.start - 1, "\"" | "”")
                && is!(doc, v.start - 2, "," | "!" | "?")
                && v.start == v.token
        };
        if v.form != Form::Finite || v.passive || !v.reports && !closes() {
            continue;
        }
        let before = v.start.checked_sub(1).map_or("", |b| doc.low(b));
        let after_quote = matches!(before, "," | "\"" | "”" | "’" | "'" | "?" | "!");
        // "Ann Lee, the nominee, announced a plan": what has no other verb is its own subject.
        let busy = v.subject.is_none_or(|s| {
            let from = made.phrases[s].tokens.end;
            made.verbs[..n]
                .iter()
                .any(|u| u.start >= from && u.form == Form::Finite && u.tie != Tie::Relative)
        });
        if before == "," && !busy {
            continue;
        }
        if after_quote
            && v.object.is_some()
            && made.phrases[v.object.unwrap_or(0)].tokens.start == v.end
        {
            let touching = v
                .subject
                .is_some_and(|s| made.phrases[s].tokens.end == v.start);
            if !touching {
                let object = v.object;
                made.verbs[n].subject = object;
                made.verbs[n].object = None;
            }
        }
    }
}

/// "ended four days of fighting": not how long, but what.
pub(super) fn filled(doc: &Doc<'_>, p: &Phrase) -> bool {
    let (of, what) = (p.tokens.end, p.tokens.end + 1);
    is!(
        doc,
        p.head,
        "days" | "weeks" | "months" | "years" | "hours" | "decades"
    ) && what < doc.tokens.len()
        && is!(doc, of, "of")
        && matches!(
            doc.tokens[what].xpos,
            Xpos::NN | Xpos::NNS | Xpos::JJ | Xpos::VBG
        )
}

/// Whether a phrase without a preposition tells when or how far something was, not what: "that day",
/// "120 miles (east of the port)".
pub(super) fn is_time_phrase(doc: &Doc<'_>, p: &Phrase) -> bool {
    let number = p
        .tokens
        .clone()
        .rev()
        .find(|t| doc.tokens[*t].xpos == Xpos::CD);
    if number.is_some_and(|t| distance(doc, t, doc.tokens.len())) {
        return true;
    }
    if filled(doc, p) {
        return false;
    }
    // "closed until further notice".
    let further = |t: usize| is!(doc, t, "further");
    if is!(doc, p.head, "notice") && p.head.checked_sub(1).is_some_and(further) {
        return true;
    }
    // "an attack that day".
    let pointed = |t: usize| is!(doc, t, "that" | "this" | "same" | "next" | "following");
    word::calendar(doc, p.head)
        || is!(doc, p.head, "tonight" | "weekend" | "p.m." | "a.m." | "pm")
        || is!(doc, p.head, "day") && p.head.checked_sub(1).is_some_and(pointed)
        || word::month(doc, p.head)
            && (p.tokens.clone().any(|t| doc.tokens[t].xpos == Xpos::CD)
                || p.prep
                    .is_some_and(|t| is!(doc, t, "in" | "since" | "until" | "by")))
        || is!(doc, p.head, "day") && is!(doc, p.tokens.start, "a" | "per" | "each" | "every")
        || is!(doc, p.head, "time") && p.head > p.tokens.start && is!(doc, p.head - 1, "local")
        || is!(
            doc,
            p.head,
            "days" | "weeks" | "months" | "years" | "hours" | "minutes" | "decades"
        )
        || word::zone(doc.word(p.head))
}
