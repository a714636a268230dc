//! How the verbs of a sentence hang together: what opens each clause, and what belongs to which.

use super::super::lexicon::Manner;
use super::super::phrase::{again, full_start, subordinator};
use super::super::word;
use super::group::over_adverbs;
use super::object::{inverted, objects};
use super::subject::subject;
use super::{Clauses, Form, Tie, Verb};
use crate::text::form::is;
use crate::text::{Doc, Xpos};

/// Finds mark, governor and subject of every verb, left to right.
pub(super) fn before(doc: &Doc<'_>, made: &mut Clauses) {
    for n in 0..made.verbs.len() {
        let left = if n > 0 {
            made.verbs[n - 1].end
        } else {
            made.tokens.start
        };
        mark(doc, made, n, left);
        subject(doc, made, n, left);
    }
}

/// Finds what stands behind each verb: its scope and its objects.
pub(super) fn behind(doc: &Doc<'_>, made: &mut Clauses) {
    opening(doc, made);
    apart(made);
    scopes(doc, made);
    for n in 0..made.verbs.len() {
        objects(doc, made, n);
    }
    inverted(doc, made);
    shared(doc, made);
}

/// "Speaking in Rome, the minister said", "after closing the gate, guards left": what opens the
/// sentence is done by the one the main clause is about.
fn opening(doc: &Doc<'_>, made: &mut Clauses) {
    let whole = |v: &Verb| v.form == Form::Finite && matches!(v.tie, Tie::Main | Tie::Complement);
    let Some(m) = made.verbs.iter().position(whole) else {
        return;
    };
    let Some(s) = made.verbs[m]
        .subject
        .filter(|_| made.verbs[m].mark.is_none())
    else {
        return;
    };
    let from = full_start(&made.phrases, s);
    let first = made.tokens.start;
    for v in &mut made.verbs[..m] {
        let opens = v.start == first
            || v.start == first + 1
                && is!(
                    doc,
                    first,
                    "after" | "before" | "while" | "when" | "by" | "since" | "in" | "upon"
                );
        let bare = matches!(v.form, Form::Gerund | Form::Participle) && v.subject.is_none();
        if opens && bare && v.end < from && is!(doc, from - 1, ",") {
            (v.subject, v.tie, v.governor) = (Some(s), Tie::Adverbial, Some(m));
        }
    }
}

/// "broke the tie and Lee's men won": what a clause of its own is about is not joined to the object
/// before it.
fn apart(made: &mut Clauses) {
    for n in 1..made.verbs.len() {
        let (last, v) = (made.verbs[n - 1].end, &made.verbs[n]);
        let Some(s) = v.subject.filter(|_| v.form == Form::Finite) else {
            continue;
        };
        let start = full_start(&made.phrases, s);
        for p in &mut made.phrases {
            let joins = p.tokens.start >= last && p.tokens.end < start;
            let to = p.next;
            if joins && to.is_some_and(|k| k <= s) && p.tokens.start < start {
                p.next = None;
            }
        }
    }
}

/// "was shot and killed by police", "attacked and killed five soldiers": what stands behind the
/// second of two verbs joined without a word between belongs to the first as well.
fn shared(doc: &Doc<'_>, made: &mut Clauses) {
    for n in (1..made.verbs.len()).rev() {
        let (a, b) = (&made.verbs[n - 1], &made.verbs[n]);
        let joined = a.end + 1 == b.start && is!(doc, a.end, "and" | "or");
        // The second without an auxiliary is as passive as the first.
        let passive = b.passive || a.passive && b.start == b.token;
        if !joined || a.passive != passive || a.object.is_some() || !a.oblique.is_empty() {
            continue;
        }
        if passive {
            let by = (b.oblique.iter().copied())
                .filter(|(prep, _)| is!(doc, *prep, "by"))
                .collect();
            made.verbs[n - 1].oblique = by;
        } else if !a.word.plays(Manner::Alone) && !a.word.plays(Manner::Own) {
            made.verbs[n - 1].object = b.object;
        }
    }
}

/// The word that opens the clause of verb `n`, looked for between the verb before and itself.
pub(super) fn mark(doc: &Doc<'_>, made: &mut Clauses, n: usize, left: usize) {
    let v = &made.verbs[n];
    let mut at = None;
    for t in (left..v.start).rev() {
        let x = doc.tokens[t].xpos;
        // "an attack that day".
        let day = |t: usize| is!(doc, t, "day") || word::calendar(doc, t);
        if is!(doc, t, "that") && day(t + 1) {
            continue;
        }
        if matches!(x, Xpos::WDT | Xpos::WP | Xpos::WRB | Xpos::WPS)
            || again(doc, made.tokens.start, t)
            || x == Xpos::DT && is!(doc, t, "that") && made.phrase_at(t).is_none()
            // "…, provided the owners agree".
            || is!(doc, t, "provided" | "providing")
                && (t == made.tokens.start || is!(doc, t - 1, ","))
        {
            at = Some(t);
            break;
        }
        if x == Xpos::IN && subordinator(doc, t) {
            // "after the attack, India closed": the phrase behind it ends with a comma. "was shut after
            // the incident and reopened": no clause of its own begins there.
            let closes = (t + 1..v.start).any(|c| is!(doc, c, ","));
            let before = over_adverbs(doc, v.start, t + 1) - 1;
            let joined = before > t && is!(doc, before, "and" | "or" | "but");
            if joined {
                continue;
            }
            if closes && is!(doc, t, "after" | "before" | "since" | "until" | "as") {
                continue;
            }
            at = Some(t);
            break;
        }
        if is!(doc, t, ";" | ":") {
            break;
        }
    }
    made.verbs[n].mark = at;
}

/// What belongs to which verb: from the end of the scope before to the next clause.
fn scopes(doc: &Doc<'_>, made: &mut Clauses) {
    let count = made.verbs.len();
    let mut from = made.tokens.start;
    for n in 0..count {
        let to = if n + 1 < count {
            boundary(doc, made, n, n + 1)
        } else {
            made.tokens.end
        };
        made.verbs[n].scope = from..to;
        from = to;
    }
}

/// Where the scope of verb `a` ends and that of the next, `b`, begins.
fn boundary(doc: &Doc<'_>, made: &Clauses, a: usize, b: usize) -> usize {
    let (left, next) = (made.verbs[a].end, &made.verbs[b]);
    if let Some(m) = next.mark {
        return m.max(left);
    }
    if next.form != Form::Finite {
        return next.start.max(left);
    }
    if let Some(s) = next.subject {
        let start = made.phrases[s].tokens.start;
        if start >= left {
            // A comma or conjunction before the subject opens the clause.
            let opener = (left..start)
                .rev()
                .find(|t| is!(doc, *t, "," | "and" | "but" | ";" | "\"" | "”" | "“"));
            let opener = opener.unwrap_or(start);
            // "won the seat, and since its creation in 1984, it has been …": when and where stands
            // before the subject.
            let earlier = (left..opener).rev().find(|t| {
                is!(doc, *t, "and" | "but" | ";")
                    && matches!(doc.tokens[t + 1].xpos, Xpos::IN | Xpos::TO)
            });
            return match earlier {
                Some(t) if is!(doc, opener, ",") => t,
                _ => opener,
            };
        }
    }
    (left..next.start)
        .rev()
        .find(|t| is!(doc, *t, "," | "and" | "but" | "or" | ";"))
        .unwrap_or(next.start)
}
