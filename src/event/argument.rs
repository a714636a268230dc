//! Who takes part: agents, patients and recipients of an event from the grammar of its sentence.

use super::clause::{Clauses, Form, Tie};
use super::draft::{Draft, Said, Trigger, joined};
use super::lexicon::{Manner, lexicon};
use crate::text::Doc;

/// Prepositions that bring the one an act is aimed at.
fn towards(low: &str) -> bool {
    matches!(
        low,
        "to" | "with"
            | "against"
            | "on"
            | "for"
            | "at"
            | "upon"
            | "toward"
            | "towards"
            | "from"
            | "over"
    )
}

fn locative(low: &str) -> bool {
    matches!(
        low,
        "in" | "at"
            | "near"
            | "outside"
            | "inside"
            | "across"
            | "off"
            | "around"
            | "throughout"
            | "on"
            | "within"
            | "into"
            | "to"
            | "from"
            | "over"
            | "through"
    )
}

/// Gives `draft` its participants and possible places.
pub(super) fn arguments(doc: &Doc<'_>, clauses: &Clauses, draft: &mut Draft) {
    match draft.trigger {
        Trigger::Verb(n) => verbal(doc, clauses, n, draft),
        Trigger::Noun(k, carrier) => nominal(doc, clauses, k, carrier, draft),
        Trigger::Word(t, k) => other(clauses, t, k, draft),
    }
    said(doc, clauses, draft);
    for list in [
        &mut draft.agents,
        &mut draft.patients,
        &mut draft.recipients,
        &mut draft.others,
        &mut draft.places,
    ] {
        let mut seen = Vec::new();
        list.retain(|k| {
            let new = !seen.contains(k);
            seen.push(*k);
            new
        });
    }
}

fn verbal(doc: &Doc<'_>, clauses: &Clauses, n: usize, draft: &mut Draft) {
    let v = &clauses.verbs[n];
    let subjects = v
        .subject
        .map(|s| joined(clauses, told_of(doc, clauses, n, s)))
        .unwrap_or_default();
    if v.passive {
        draft.patients.extend(subjects);
    } else {
        draft.agents.extend(subjects);
    }
    if let Some(o) = v.object {
        draft.patients.extend(joined(clauses, o));
    }
    if let Some(i) = v.indirect {
        draft.recipients.push(i);
    }
    for (prep, k) in &v.oblique {
        let low = doc.low(*prep);
        if low == "by" && v.passive && !time_like(doc, clauses, *k) {
            draft.agents.extend(joined(clauses, *k));
        } else if locative(low) {
            draft.places.push(*k);
            if towards(low) {
                draft.recipients.extend(joined(clauses, *k));
            }
        } else if towards(low) {
            draft.recipients.extend(joined(clauses, *k));
        } else {
            draft.others.push(*k);
        }
    }
}

/// Of whom a pronoun speaks, where its own sentence tells: "an officer claimed he aimed …", "the
/// crowd gathered as they chanted": the teller, else the nearest subject before it that fits.
fn told_of(doc: &Doc<'_>, clauses: &Clauses, n: usize, subject: usize) -> usize {
    if !clauses.phrases[subject].pronoun {
        return subject;
    }
    let pronoun = doc.low(clauses.phrases[subject].head);
    let teller = clauses.verbs[n]
        .governor
        .filter(|_| clauses.verbs[n].tie == Tie::Complement);
    teller
        .into_iter()
        .chain((0..n).rev())
        .filter(|g| clauses.verbs[*g].form == Form::Finite)
        .filter_map(|g| clauses.verbs[g].subject)
        .find(|s| fits(doc, clauses, *s, pronoun))
        .unwrap_or(subject)
}

/// Whether `pronoun` may speak of phrase `s`.
pub(super) fn fits(doc: &Doc<'_>, clauses: &Clauses, s: usize, pronoun: &str) -> bool {
    use crate::text::{Xpos, known, lemma};
    let p = &clauses.phrases[s];
    if p.pronoun || p.tokens.start >= clauses.tokens.end {
        return false;
    }
    let (word, tag) = (doc.low(p.head), doc.tokens[p.head].xpos);
    let many = p.next.is_some() || tag == Xpos::NNS || matches!(word, "people" | "police");
    let person = || {
        let base = lemma(word, crate::text::Upos::Noun);
        known::field(&base) == known::PERSON
    };
    match pronoun {
        "they" => many,
        "he" | "she" => !many && (tag == Xpos::NNP || person()),
        "it" => !many && tag == Xpos::NN && !person(),
        _ => false,
    }
}

fn nominal(doc: &Doc<'_>, clauses: &Clauses, k: usize, carrier: Option<usize>, draft: &mut Draft) {
    let p = &clauses.phrases[k];
    if let Some(v) = carrier {
        let v = &clauses.verbs[v];
        let subject = v.subject.filter(|s| *s != k);
        if let Some(s) = subject {
            draft.agents.extend(joined(clauses, s));
        }
        for (prep, q) in &v.oblique {
            let low = doc.low(*prep);
            if low == "by" {
                draft.agents.extend(joined(clauses, *q));
            } else {
                if locative(low) {
                    draft.places.push(*q);
                }
                if towards(low) || low == "between" {
                    draft.recipients.extend(joined(clauses, *q));
                }
            }
        }
    }
    if let Some(o) = p.owner {
        draft.agents.push(o);
    }
    // What follows the noun: "attack on X", "meeting with X", "death of X", "talks between X and Y".
    let mut at = k;
    let mut end = p.tokens.end;
    while let Some(q) = clauses.phrases.get(at + 1) {
        let Some(prep) = q.prep.filter(|t| *t == end) else {
            break;
        };
        let low = doc.low(prep);
        let all = joined(clauses, at + 1);
        match low {
            "of" if q.of == Some(k) => draft.patients.extend(all.iter().copied()),
            "by" => draft.agents.extend(all.iter().copied()),
            "between" | "among" => draft.agents.extend(all.iter().copied()),
            "on" | "against" | "with" | "to" | "for" | "from" => {
                draft.recipients.extend(all.iter().copied());
            }
            _ => {}
        }
        if locative(low) {
            draft.places.push(at + 1);
        }
        let last = all.last().copied().unwrap_or(at + 1);
        end = clauses.phrases[last].tokens.end;
        at = last;
        if at > k + 6 {
            break;
        }
    }
}

/// "two men were found dead": the subject or object before an adjective bears the event; what a
/// word before a head noun tells, it tells of that noun.
fn other(clauses: &Clauses, token: usize, phrase: Option<usize>, draft: &mut Draft) {
    if let Some(k) = phrase {
        draft.patients.push(k);
        return;
    }
    let before = clauses.verbs.iter().rposition(|v| v.token < token);
    let near = clauses.phrases.iter().rposition(|p| p.tokens.end <= token);
    let bearer = match before {
        Some(n) if clauses.verbs[n].object.is_some() => clauses.verbs[n].object,
        Some(n) => clauses.verbs[n].subject,
        None => near,
    };
    draft.patients.extend(bearer);
}

/// Who says it: the governing report, or quotation marks.
fn said(doc: &Doc<'_>, clauses: &Clauses, draft: &mut Draft) {
    let lex = lexicon();
    let quoted = clauses.is_quoted(draft.tokens.start);
    let own = draft.verb();
    let mut verb = None;
    if let Some(n) = own {
        let v = &clauses.verbs[n];
        let mut at = v
            .governor
            .filter(|_| v.tie == Tie::Complement && v.form == Form::Finite);
        let mut guard = 0;
        while let Some(g) = at {
            guard += 1;
            if guard > 8 {
                break;
            }
            if lex.plays(&clauses.verbs[g].lemma, Manner::Report) {
                verb = Some(g);
                break;
            }
            at = clauses.verbs[g].governor;
        }
    }
    if verb.is_none() && quoted {
        // The report outside the quotation in the same sentence.
        verb = clauses
            .verbs
            .iter()
            .position(|v| !clauses.is_quoted(v.token) && lex.plays(&v.lemma, Manner::Report));
    }
    if verb.is_none() && own.is_some_and(|n| !lex.plays(&clauses.verbs[n].lemma, Manner::Report)) {
        // "…, officials said": a report at the end of the sentence.
        verb = clauses.verbs.iter().rposition(|v| {
            v.form == Form::Finite
                && lex.plays(&v.lemma, Manner::Report)
                && v.object.is_none()
                && v.token > draft.tokens.end
                && (v.end + 3 >= clauses.tokens.end)
                && v.subject.is_some_and(|s| {
                    let start = super::phrase::full_start(&clauses.phrases, s);
                    start > clauses.tokens.start && doc.low(start - 1) == ","
                })
        });
    }
    if quoted || verb.is_some() {
        draft.said = Some(Said { verb, quoted });
    }
}

fn time_like(doc: &Doc<'_>, clauses: &Clauses, k: usize) -> bool {
    matches!(
        doc.low(clauses.phrases[k].head),
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
            | "night"
            | "morning"
            | "afternoon"
            | "evening"
            | "noon"
            | "week"
            | "month"
            | "year"
            | "end"
    )
}
