//! Who acts: the subject of every verb, and for those that bear no tense how they hang on the rest.

use super::super::lexicon::{Manner, lexicon};
use super::super::phrase::{Phrase, full_start};
use super::super::word;
use super::finite::finite_subject;
use super::group::over_adverbs;
use super::object::{filled, is_time_phrase};
use super::{Clauses, Form, Tense, Tie, Verb};
use crate::text::form::{hashed, is};
use crate::text::{Doc, Xpos, known};

pub(super) fn subject(doc: &Doc<'_>, made: &mut Clauses, n: usize, left: usize) {
    let v = &made.verbs[n];
    let (form, start) = (v.form, v.start);
    let previous = n.checked_sub(1);
    match form {
        Form::Infinitive => {
            let acts = made
                .phrase_before(start)
                .filter(|q| made.phrases[*q].prep.is_some_and(|t| is!(doc, t, "for")));
            let Some(p) = previous else {
                // "For a party to win, …".
                made.verbs[n].subject = acts;
                return;
            };
            made.verbs[n].tie = Tie::Complement;
            made.verbs[n].governor = Some(p);
            let word = start.checked_sub(1).map_or("", |b| doc.low(b));
            // "to support survivors and locate the dead".
            if matches!(word, "and" | "or" | ",") && made.verbs[p].form == Form::Infinitive {
                made.verbs[n].tie = Tie::Joined;
                made.verbs[n].subject = made.verbs[p].subject;
                return;
            }
            // "did not name him or offer details": one auxiliary bears both.
            let bare = start == made.verbs[n].token && doc.tokens[start].xpos == Xpos::VB;
            let u = &made.verbs[p];
            let borne = u.form == Form::Finite && !u.perfect && !u.progressive && !u.passive;
            if bare
                && borne
                && u.start < u.token
                && matches!(word, "and" | "or" | "nor")
                && doc.tokens[u.token].xpos == Xpos::VB
            {
                let (tense, modal, negated, subject) = (u.tense, u.modal, u.negated, u.subject);
                let v = &mut made.verbs[n];
                (v.form, v.tense, v.modal, v.subject) = (Form::Finite, tense, modal, subject);
                v.negated |= negated;
                v.tie = Tie::Joined;
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
                    } else if made.verbs[p].word.plays(Manner::Bid) || made.verbs[n].copula {
                        // "found it to be unlawful".
                        Some(q)
                    } else {
                        own
                    }
                }
                _ => acts.or(own),
            };
        }
        Form::Gerund | Form::Participle => {
            // ", potentially helping them".
            let first = over_adverbs(doc, start, made.tokens.start + 1);
            // "fires currently destroying the forest".
            let behind = first < start
                && form == Form::Gerund
                && made.phrase_before(first).is_some_and(|k| {
                    matches!(doc.tokens[made.phrases[k].head].xpos, Xpos::NN | Xpos::NNS)
                });
            // "for allegedly causing damage".
            let governed = first < start
                && form == Form::Gerund
                && is!(
                    doc,
                    first - 1,
                    "for" | "of" | "by" | "from" | "after" | "before" | "without"
                );
            let led = behind || governed || first < start && is!(doc, first - 1, ",");
            let start = if led { first } else { start };
            let before = start.checked_sub(1).filter(|b| *b >= made.tokens.start);
            let word = before.map_or("", |b| doc.low(b));
            let touching = made.phrase_before(start);
            // "a lawsuit in Texas accusing them": not the place, but what stands there.
            let touching = touching.map(|q| {
                let named = doc.tokens[made.phrases[q].head].xpos == Xpos::NNP;
                // "in the northern province of Gilan".
                let whole = made.phrases[q].of.filter(|_| named).unwrap_or(q);
                let p = &made.phrases[whole];
                let place = named && p.prep.is_some_and(|t| is!(doc, t, "in" | "at" | "near"));
                let before = whole.checked_sub(1);
                let bearer = before.filter(|b| Some(made.phrases[*b].tokens.end) == p.prep);
                bearer.filter(|_| place).unwrap_or(q)
            });
            // "was stationed in Haiti providing aid".
            let stays = touching.is_some_and(|q| {
                let p = &made.phrases[q];
                doc.tokens[p.head].xpos == Xpos::NNP
                    && p.prep.is_some_and(|t| {
                        is!(doc, t, "in" | "at" | "near")
                            && previous.is_some_and(|p| made.verbs[p].end == t)
                    })
            });
            // "findings of a panel released on Friday": the findings.
            let touching = touching.map(|q| {
                let issued = form == Form::Participle
                    && hashed!(
                        made.verbs[n].hash,
                        "release" | "publish" | "issue" | "unveil"
                    );
                let whole = made.phrases[q].of.filter(|o| {
                    let head = made.phrases[*o].head;
                    matches!(word::named(doc, head).field(), 7 | 8)
                        || is!(
                            doc,
                            head,
                            "findings" | "results" | "figures" | "survey" | "poll"
                        )
                });
                whole.filter(|_| issued).unwrap_or(q)
            });
            // ", with yields on the bonds of some members falling": what "with" brings in.
            let brought = touching.and_then(|q| {
                let from = made.phrases[..=q].iter().rposition(|p| {
                    p.prep.is_some_and(|t| {
                        t >= left.max(made.tokens.start + 1)
                            && is!(doc, t, "with")
                            && is!(doc, t - 1, ",")
                    })
                })?;
                let row = &made.phrases[from..=q];
                let joined = |w: &[Phrase]| w[1].prep == Some(w[0].tokens.end);
                row.windows(2).all(joined).then_some(from)
            });
            made.verbs[n].tie = Tie::Adverbial;
            made.verbs[n].governor = previous;
            // "hit a tree in the garden, killing", "tore through a market killing ten": not the place.
            let touching = touching.filter(|q| {
                let p = &made.phrases[*q];
                let field = word::named(doc, p.head).field();
                let does = form == Form::Gerund && made.verbs[n].word.plays(Manner::Result);
                let lifeless = p.prep.is_some_and(|t| !is!(doc, t, "of"))
                    && field != known::PERSON
                    && (field != known::GROUP
                        || p.prep.is_some_and(|t| is!(doc, t, "in" | "at" | "near")))
                    && doc.tokens[p.head].xpos != Xpos::NNP;
                !(does && lifeless && !behind && previous.is_some_and(|p| !made.verbs[p].passive))
            });
            // "was on the scene working", "died putting out a fire": still the subject's doing.
            let on = previous.filter(|p| {
                form == Form::Gerund
                    && brought.is_none()
                    && (made.verbs[*p].end == start
                        || stays
                        || made.verbs[*p].copula
                            && touching.is_some_and(|q| made.phrases[q].prep.is_some()))
            });
            if let Some(p) = on {
                made.verbs[n].subject = made.verbs[p].subject;
            } else if let Some(q) = brought.or(touching) {
                made.verbs[n].tie = Tie::Relative;
                made.verbs[n].subject = Some(q);
            } else if form == Form::Gerund && matches!(word, "while" | "after" | "before" | "when")
            {
                let main = (0..n).rev().find(|p| made.verbs[*p].form == Form::Finite);
                // "sentenced a doctor for selling opioids after buying them".
                let blamed = previous.filter(|p| made.blamed_for(doc, &made.verbs[*p]).is_some());
                made.verbs[n].subject = blamed
                    .or(main)
                    .or(previous)
                    .and_then(|p| made.verbs[p].subject);
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
                // "sentenced a doctor based in Rome for …": over what describes the doctor.
                let upper = previous.map(|p| {
                    let outer = (0..=p).rev().find(|u| {
                        let v = &made.verbs[*u];
                        v.tie != Tie::Relative || v.form != Form::Participle
                    });
                    let blames = |u: &usize| made.verbs[*u].word.plays(Manner::Blame);
                    outer.filter(|u| word == "for" && blames(u)).unwrap_or(p)
                });
                let blamed = upper.filter(|p| {
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
                // "her thanks to Lee for helping".
                let charged = made.phrase_before(start - 1).filter(|q| {
                    let against = |t: usize| is!(doc, t, "against");
                    let to = |t: usize| is!(doc, t, "to");
                    let thanks = |k: usize| {
                        is!(
                            doc,
                            made.phrases[k].head,
                            "gratitude" | "thanks" | "appreciation" | "praise" | "apology"
                        )
                    };
                    let prep = made.phrases[*q].prep;
                    word == "for"
                        && (prep.is_some_and(against)
                            || prep.is_some_and(to) && (1..=2).any(|d| *q >= d && thanks(q - d)))
                });
                // "four days of fighting": anybody's.
                let of_time = word == "of"
                    && (made.phrase_before(start - 1))
                        .is_some_and(|q| filled(doc, &made.phrases[q]));
                if of_time {
                    return;
                }
                let done_by = upper.map(|p| match word == "," && form == Form::Gerund {
                    true => intending(made, n, closed(doc, made, n, p)),
                    false => p,
                });
                made.verbs[n].governor = done_by;
                made.verbs[n].subject = object
                    .or(charged)
                    .or_else(|| done_by.and_then(|p| made.verbs[p].subject));
                // ", wounded in the attack," after a phrase speaks of that phrase.
                if word == "," && form == Form::Participle {
                    let near = made.phrase_before(start - 1);
                    let near = near.filter(|k| !is_time_phrase(doc, &made.phrases[*k]));
                    let near = near.map(|k| lift(made, k));
                    let near = near.filter(|k| !beside_place(doc, made, n, *k));
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
        Form::Finite => {
            finite_subject(doc, made, n, left);
            if told_by_one(doc, made, n) {
                made.verbs[n].tense = Tense::Past;
            }
        }
    }
}

/// "She beat him": whether `n` is a past of the letters of its base, as one who does it now "beats".
fn told_by_one(doc: &Doc<'_>, made: &Clauses, n: usize) -> bool {
    let v = &made.verbs[n];
    let one = |s: usize| {
        let p = &made.phrases[s];
        p.next.is_none()
            && match doc.tokens[p.head].xpos {
                Xpos::PRP => is!(doc, p.head, "he" | "she" | "it"),
                Xpos::NN | Xpos::NNP => !is!(
                    doc,
                    p.head,
                    "police" | "people" | "staff" | "public" | "majority"
                ),
                _ => false,
            }
    };
    v.tense == Tense::Present
        && v.start == v.token
        && doc.tokens[v.token].xpos == Xpos::VBP
        && is!(
            doc,
            v.token,
            "beat"
                | "cut"
                | "hit"
                | "set"
                | "put"
                | "shut"
                | "quit"
                | "split"
                | "spread"
                | "cast"
                | "cost"
                | "hurt"
                | "burst"
                | "upset"
                | "broadcast"
        )
        && v.subject.is_some_and(one)
}

/// "died in Oslo, surrounded by family", "a meeting in Oslo, followed by a dinner": whether what participle
/// `n` tells is not of the place `k` before it.
fn beside_place(doc: &Doc<'_>, made: &Clauses, n: usize, k: usize) -> bool {
    let v = &made.verbs[n];
    let by = v.end < made.tokens.end && is!(doc, v.end, "by");
    let company = hashed!(v.hash, "accompany" | "flank" | "join" | "follow" | "escort")
        || hashed!(v.hash, "surround")
            && made.phrases.iter().any(|p| {
                p.prep == Some(v.end)
                    && is!(
                        doc,
                        p.head,
                        "family" | "relatives" | "friends" | "children" | "supporters" | "ones"
                    )
            });
    // "at home in Oslo, Norway, surrounded": the country behind it too.
    let place = (k.saturating_sub(1)..=k).any(|q| {
        let p = &made.phrases[q];
        let touching = q == k || made.phrases[k].tokens.start == p.tokens.end + 1;
        touching
            && doc.tokens[p.head].xpos == Xpos::NNP
            && p.prep.is_some_and(|t| is!(doc, t, "in" | "at" | "near"))
    });
    by && company && place
}

/// Who does what gerund `n` tells behind a comma after verb `p`: "issued an opinion on the law that
/// took effect in May, finding it void" goes on from the opinion, as the comma closes a clause that none
/// opened. What came of it ("killing ten") may be of either.
fn closed(doc: &Doc<'_>, made: &Clauses, n: usize, p: usize) -> usize {
    let opened = |v: &Verb| {
        let mark = v.mark.filter(|m| *m > made.tokens.start);
        mark.is_none_or(|m| is!(doc, m - 1, "," | "and" | "or"))
    };
    let mut at = p;
    while let v = &made.verbs[at]
        && v.tie == Tie::Relative
        && v.form == Form::Finite
        && !opened(v)
        && !made.verbs[n].word.plays(Manner::Result)
        && let Some(g) = v.governor.filter(|g| *g < at)
        && made.verbs[g].form == Form::Finite
        // "the man who left resigned": not from what lies behind it.
        && v.subject.is_some_and(|s| made.phrases[s].tokens.start >= made.verbs[g].end)
    {
        at = g;
    }
    at
}

/// "criticised his refusal to debate, accusing him": from an infinitive `p` that others do to the verb it
/// hangs on. What came of it ("ordered them to fire, killing ten") may be of either.
fn intending(made: &Clauses, n: usize, p: usize) -> usize {
    let v = &made.verbs[p];
    let outer = v.governor.filter(|g| {
        let u = &made.verbs[*g];
        *g < p && u.form == Form::Finite && u.subject.is_some() && u.subject != v.subject
    });
    let infinitive = v.form == Form::Infinitive && !made.verbs[n].word.plays(Manner::Result);
    outer.filter(|_| infinitive).unwrap_or(p)
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
    while let Some(p) = (at.saturating_sub(4)..at).rev().find(|p| {
        let p = &made.phrases[*p];
        p.next == Some(at) && p.prep.is_none()
    }) {
        at = p;
    }
    at
}
