//! What the tagger takes for another form of the same letters, mended by the sentence around it.

use super::super::lexicon::Manner;
use super::super::phrase::{Phrase, full_start, subordinator};
use super::super::word;
use super::finite::spoken_about;
use super::group::{adverb, over_adverbs};
use super::object::is_time_phrase;
use super::subject::lift;
use super::{Clauses, Form, Tense, Verb};
use crate::text::form::is;
use crate::text::{Doc, Xpos, known};

/// Whether the word at `i`, tagged a verb in the present, is known as anything but a verb
/// ("household", "penguin").
pub(super) fn noun_only(doc: &Doc<'_>, i: usize) -> bool {
    use crate::text::{Upos, tag};
    // "net loss 2 mln vs profit 1 mln".
    if i > 0 && is!(doc, i - 1, "vs" | "versus") {
        return true;
    }
    if !matches!(doc.tokens[i].xpos, Xpos::VBP | Xpos::VBZ) {
        return false;
    }
    // "per share", "the charity's aid workers".
    let next = |t: usize| {
        doc.tokens
            .get(t)
            .is_some_and(|t| matches!(t.xpos, Xpos::NN | Xpos::NNS))
    };
    let noun = i > 0 && is!(doc, i - 1, "per")
        || is!(doc, i, "aid")
            && next(i + 1)
            && is!(
                doc,
                i + 1,
                "worker"
                    | "workers"
                    | "agency"
                    | "agencies"
                    | "group"
                    | "groups"
                    | "official"
                    | "officials"
                    | "convoy"
                    | "convoys"
                    | "charity"
                    | "effort"
                    | "efforts"
            );
    if noun {
        return true;
    }
    let verb = |label: u8| {
        tag::LABELS
            .get(label as usize)
            .is_some_and(|l| matches!(l.0, Upos::Verb | Upos::Aux))
    };
    let entry = tag::shipped().and_then(|t| t.lexicon.get(doc.forms[i].low));
    match entry {
        Some(e) => {
            !verb(e.first)
                && !verb(e.second)
                && word::lexeme(doc, i, word::As::Verb).word.verb.is_empty()
        }
        // A word nobody knows, straight before the verb of the clause, is its subject.
        None => {
            i + 1 < doc.tokens.len()
                && matches!(doc.tokens[i].xpos, Xpos::VBP | Xpos::VBZ)
                && matches!(
                    doc.tokens[i + 1].xpos,
                    Xpos::VBP | Xpos::VBZ | Xpos::VBD | Xpos::MD
                )
        }
    }
}

/// Mends what the tagger takes for the other form of the same letters.
pub(super) fn mistagged(doc: &Doc<'_>, made: &mut Clauses) {
    for n in 0..made.verbs.len() {
        let v = &made.verbs[n];
        let (start, token) = (v.start, v.token);
        let finite = |v: &Verb| v.form == Form::Finite;
        // The preposition of the phrase that ends before it, if one does.
        let touched = made.phrase_before(start).map(|k| made.phrases[k].prep);
        // "Leaders of both states met in Rome, where …": a sentence has a verb of its own.
        if v.form == Form::Participle
            && v.start == token
            && n == 0
            && touched.is_some_and(|prep| prep.is_none_or(|t| t > made.tokens.start))
            && seldom_passive(doc, v)
            && !made.verbs.iter().skip(1).any(|u| {
                finite(u)
                    && !(token..u.start).any(|t| {
                        matches!(
                            doc.tokens[t].xpos,
                            Xpos::WDT | Xpos::WP | Xpos::WRB | Xpos::CC
                        ) || doc.tokens[t].xpos == Xpos::IN && subordinator(doc, t)
                    })
            })
        {
            made.verbs[n].told_as_past();
        }
        // "The earthquake struck the coast": a bare participle with an object is the past; so are
        // both of "rebels attacked and burned the depot".
        let v = &made.verbs[n];
        let second = made.verbs.get(n + 1).filter(|u| {
            u.start == u.token && u.start == v.end + 1 && is!(doc, v.end, "and" | "or")
        });
        let end = second.map_or(v.end, |u| u.end);
        let object = (made.phrases.iter())
            .filter(|_| v.form == Form::Participle)
            .find(|p| p.tokens.start == end && p.prep.is_none() && p.owner.is_none());
        // "… and the party elected Ann Lee": but "the woman elected mayor".
        let clause_opens = || {
            let first = made
                .phrase_before(start)
                .map(|k| full_start(&made.phrases, k));
            let before = first.and_then(|t| t.checked_sub(1));
            before.is_some_and(|t| is!(doc, t, "and" | "but" | "while"))
                && made.verbs[..n].iter().any(finite)
        };
        let named = |p: &Phrase| doc.tokens[p.head].xpos == Xpos::NNP;
        // "Lee later delivered the speech".
        let led = || {
            let at = start.checked_sub(1).filter(|t| made.tokens.contains(t));
            at.filter(|t| adverb(doc.tokens[*t].xpos))
                .and_then(|t| made.phrase_before(t))
                .is_some_and(|k| named(&made.phrases[k]))
        };
        if v.form == Form::Participle
            && v.start == token
            && (touched.is_some() || led())
            && object.is_some_and(|p| acted_on(doc, p))
            && (clause_opens() && object.is_some_and(named)
                || !matches!(
                    v.lemma.as_ref(),
                    "name"
                        | "call"
                        | "dub"
                        | "give"
                        | "award"
                        | "title"
                        | "entitle"
                        | "offer"
                        | "label"
                        | "hold"
                        | "make"
                        | "elect"
                        | "appoint"
                        | "pay"
                        | "deem"
                        | "nickname"
                ))
        {
            let both = if second.is_some() { n + 2 } else { n + 1 };
            for v in &mut made.verbs[n..both] {
                v.told_as_past();
            }
        }
        // "said the talks were delayed and called for calm".
        let v = &made.verbs[n];
        let said = n.checked_sub(1).map(|p| &made.verbs[p]);
        if v.form == Form::Participle
            && v.start == token
            && v.word.plays(Manner::Vow)
            && token > made.tokens.start
            && is!(doc, token - 1, "and" | "but")
            && (object.is_some() || made.tokens.contains(&v.end) && is!(doc, v.end, "for" | "on"))
            && said.is_some_and(|u| u.passive && finite(u))
            && made.verbs[..n]
                .iter()
                .any(|u| finite(u) && u.word.plays(Manner::Report))
        {
            made.verbs[n].told_as_past();
        }
        // "an area called the Ellipse".
        let v = &made.verbs[n];
        let called = finite(v)
            && v.start == token
            && doc.tokens[token].xpos == Xpos::VBD
            && is!(
                doc,
                token,
                "called" | "named" | "dubbed" | "titled" | "nicknamed"
            )
            && touched.flatten().is_some()
            && made.verbs[..n].iter().any(finite);
        if called || described_by(doc, made, n) {
            made.verbs[n].told_as_participle();
        }
        if first_seen(doc, made, n) {
            made.verbs[n].told_as_participle();
        }
        let v = &made.verbs[n];
        let next = doc.tokens.get(v.end).filter(|_| v.end < made.tokens.end);
        let bare = v.start == token && !v.progressive;
        let touching = touched.is_some_and(|prep| n == 0 || prep.is_none());
        // "Two miners managed to walk": what is tried is tried by the one before it.
        let tries = bare
            && v.form == Form::Participle
            && touching
            && next.is_some_and(|t| t.xpos == Xpos::TO)
            && v.word.plays(Manner::Own);
        // "Firefighters put the fire out": a base that is its own past, without "to" before it.
        let same = bare
            && v.form == Form::Infinitive
            && touching
            && !is!(doc, token, "be")
            && made.verbs[..n]
                .iter()
                .all(|u| !u.word.plays(Manner::Bid) || u.end < start.saturating_sub(6));
        // "The partner asked for more time, but the owner refused": each has a verb of its own.
        let own = |u: &&Verb| {
            !(v.end..u.start.min(made.tokens.end - 1)).any(|t| {
                is!(doc, t, ";") || is!(doc, t, ",") && is!(doc, t + 1, "but" | "so" | "yet")
            })
        };
        // "Both parties — A and B — alleged fraud": the sentence has no other verb of its own.
        let lonely = bare
            && v.form == Form::Participle
            && (object.is_some()
                || n == 0 && heavy(doc, made, v.end)
                // "The council called for calm."
                || n == 0
                    && (v.word.plays(Manner::Vow) || v.lemma == "ask")
                    && is!(doc, v.end.min(made.tokens.end - 1), "for" | "on")
                    && is!(doc, made.tokens.end - 1, ".")
                // "The service warned of floods."
                || is!(doc, token, "warned") && is!(doc, v.end.min(made.tokens.end - 1), "of"))
            && !object.is_some_and(|p| is_time_phrase(doc, p))
            && made.phrases.first().is_some_and(|p| p.tokens.end <= start)
            && !(made.verbs.iter())
                .filter(own)
                .any(|u| finite(u) && !relative(doc, made, u));
        // "The official who deals with Norway called on the mayor.": what ends with a full stop has
        // a verb of its own, and all others stand in side clauses.
        let set_off = usize::from(is!(doc, start.saturating_sub(1), ","));
        // "The European Court (EC) ruled in the case."
        let beside = n == 0
            && start > made.tokens.start
            && is!(doc, start - 1, ")" | "—" | "–" | "--")
            && !is!(doc, v.end.min(made.tokens.end - 1), "by");
        let orphan = bare
            && v.form == Form::Participle
            && (beside || made.phrases.iter().any(|p| p.tokens.end + set_off == start))
            && is!(doc, made.tokens.end - 1, ".")
            && (made.verbs[..n].iter().any(finite)
                || beside
                || n == 0 && set_off > 0
                // "Elected in 2016, the mayor resigned."
                || n == 1
                    && made.verbs[0].start == made.tokens.start
                    && matches!(made.verbs[0].form, Form::Gerund | Form::Participle)
                    && touched == Some(None))
            && !made
                .verbs
                .iter()
                .any(|u| finite(u) && !relative(doc, made, u));
        let told = bare && v.form == Form::Participle && told_past(doc, made, n);
        // "A bomb planted by rebels exploded in a market.": the last of them bears tense, where what
        // comes before it hangs on the noun.
        let hung = |u: &Verb| {
            matches!(u.form, Form::Gerund | Form::Participle)
                && u.start > made.tokens.start
                && made.phrase_before(u.start).is_some()
        };
        let last = bare
            && v.form == Form::Participle
            && n > 0
            && touched.is_some()
            && is!(doc, made.tokens.end - 1, ".")
            && !is!(doc, v.end, "by")
            && made.verbs[..n].iter().all(hung)
            && !made
                .verbs
                .iter()
                .any(|u| finite(u) && !relative(doc, made, u));
        // "the groups the ministry banned", "the man whom police arrested".
        let about = bare
            && v.form == Form::Participle
            && !is!(doc, v.end.min(made.tokens.end - 1), "by")
            && touched == Some(None)
            && made
                .phrase_before(start)
                .is_some_and(|k| spoken_about(doc, made, n, lift(made, k)).is_some());
        // "planted a flag, set up a mast": the base is the past that it is joined to.
        let joined = bare
            && v.form == Form::Infinitive
            && known_past(doc, token)
            && start > made.tokens.start
            && is!(doc, start - 1, "and" | "or" | ",")
            && n.checked_sub(1).is_some_and(|p| {
                let u = &made.verbs[p];
                finite(u) && u.tense == Tense::Past && u.modal.is_none()
            });
        // "The men escaped by leaping": how, not by whom.
        let how = bare
            && v.form == Form::Participle
            && touched == Some(None)
            && is!(doc, v.end.min(made.tokens.end - 1), "by")
            && doc
                .tokens
                .get(v.end + 1)
                .is_some_and(|t| t.xpos == Xpos::VBG)
            && seldom_passive(doc, v);
        if tries || same || lonely || orphan || told || joined || last || about || how {
            let present = same && !known_past(doc, token);
            made.verbs[n].told_as_past();
            if present {
                made.verbs[n].tense = Tense::Present;
            }
        }
        // "would allow him to act and spend money": as bare as the one it is joined to.
        let v = &made.verbs[n];
        let bare_too = finite(v)
            && v.start == token
            && doc.tokens[token].xpos == Xpos::VBP
            && token > made.tokens.start
            && is!(doc, token - 1, "and" | "or")
            && n.checked_sub(1).is_some_and(|p| {
                let u = &made.verbs[p];
                u.form == Form::Infinitive && u.start < u.token
            })
            && (made.verbs[..n].iter())
                .all(|u| !finite(u) || doc.tokens[u.start].xpos != Xpos::VBP);
        if bare_too {
            let v = &mut made.verbs[n];
            (v.form, v.tense) = (Form::Infinitive, Tense::None);
        }
        // "Work resumed, with more bodies recovered": what stands with it is done to it.
        let v = &made.verbs[n];
        let with = touched
            .flatten()
            .is_some_and(|t| is!(doc, t, "with") && t > made.tokens.start && is!(doc, t - 1, ","));
        if with
            && finite(v)
            && v.start == token
            && v.tense == Tense::Past
            && !seldom_passive(doc, v)
            && made.verbs[..n].iter().any(finite)
            && known_participle(doc, token)
        {
            made.verbs[n].told_as_participle();
        }
        if suffered(doc, made, n) {
            made.verbs[n].told_as_participle();
        }
        // "…, charged with one count of murder": no subject between the comma and the verb.
        let v = &made.verbs[n];
        let before = start.checked_sub(1).filter(|b| *b >= made.tokens.start);
        if finite(v)
            && v.start == token
            && doc.tokens[token].xpos == Xpos::VBD
            && before.is_some_and(|b| is!(doc, b, ","))
            && (n > 0 && finite(&made.verbs[n - 1])
                // "The mayor, accused of theft, was removed."
                || made.verbs[n + 1..].iter().any(|u| finite(u) && is!(doc, u.start - 1, ",")))
            && made.tokens.contains(&v.end)
            && (is!(doc, v.end, "with" | "by")
                || is!(doc, v.end, "of") && v.word.plays(Manner::Blame))
            && !seldom_passive(doc, v)
        {
            made.verbs[n].told_as_participle();
        }
    }
}

/// "studied the spread of oil spilled into the bay": whether the past `n` behind "of" and a noun tells of
/// that noun, where the clause has its verb before.
fn described_by(doc: &Doc<'_>, made: &Clauses, n: usize) -> bool {
    let v = &made.verbs[n];
    let k = made.phrase_before(v.start);
    let of = k.is_some_and(|k| made.phrases[k].of.is_some());
    of && v.form == Form::Finite
        && v.start == v.token
        && doc.tokens[v.token].xpos == Xpos::VBD
        && known_participle(doc, v.token)
        && !seldom_passive(doc, v)
        && made.tokens.contains(&v.end)
        && is!(doc, v.end, "into" | "by" | "onto")
        && made.verbs[..n].last().is_some_and(|u| {
            // Of what the verb before acts on, with nothing between that opens a clause.
            matches!(u.form, Form::Finite | Form::Gerund)
                && (made.phrases.iter()).any(|p| p.tokens.start == u.end && p.prep.is_none())
                && !(u.end..v.start).any(|t| {
                    is!(doc, t, "," | ";" | ":" | "and" | "but" | "that" | "—" | "–")
                        || doc.tokens[t].xpos == Xpos::IN && subordinator(doc, t)
                })
        })
}

/// "named the disease first recognized in Moss": whether `n` tells of the object before it.
fn first_seen(doc: &Doc<'_>, made: &Clauses, n: usize) -> bool {
    let v = &made.verbs[n];
    let once = v.start > made.tokens.start
        && is!(
            doc,
            v.start - 1,
            "first" | "recently" | "previously" | "initially" | "originally" | "newly"
        );
    once && v.form == Form::Finite
        && v.start == v.token
        && doc.tokens[v.token].xpos == Xpos::VBD
        && known_participle(doc, v.token)
        && !seldom_passive(doc, v)
        && made.phrase_before(v.start - 1).is_some()
        && made.verbs[..n].last().is_some_and(|u| {
            u.form == Form::Finite
                && !(u.end..v.start).any(|t| {
                    is!(doc, t, "," | ";" | ":" | "and" | "but" | "that")
                        || doc.tokens[t].xpos == Xpos::IN && subordinator(doc, t)
                })
        })
        && made.tokens.contains(&v.end)
        && matches!(doc.tokens[v.end].xpos, Xpos::IN | Xpos::RB)
}

/// Whether `n` is what somebody has done to a thing: "had its licence withdrawn by the council".
fn suffered(doc: &Doc<'_>, made: &Clauses, n: usize) -> bool {
    let v = &made.verbs[n];
    let bare = v.start == v.token && v.modal.is_none() && !v.passive;
    let Some(before) = n.checked_sub(1).filter(|_| bare) else {
        return false;
    };
    let has = &made.verbs[before];
    let thing = made.between(before).map(|k| &made.phrases[k]);
    is!(doc, has.token, "had" | "has" | "have" | "having")
        && thing.is_some_and(|p| !p.pronoun && p.prep.is_none())
        && made.phrase_before(has.start).is_some()
        && !relative(doc, made, has)
        && !thing.is_some_and(|p| is_time_phrase(doc, p))
        && match doc.tokens[v.token].xpos {
            Xpos::VBD => true,
            Xpos::VBP => (["ed", "en", "wn"].iter()).any(|end| doc.low(v.token).ends_with(end)),
            _ => false,
        }
}

/// "(approved) at the request of the king the sale of the fleet": whether an object stands behind what
/// comes first after the verb.
fn heavy(doc: &Doc<'_>, made: &Clauses, from: usize) -> bool {
    (made.phrases.windows(2)).any(|w| {
        let touching = w[0].prep.is_some() && w[0].tokens.end == w[1].tokens.start;
        touching
            && w[0].tokens.start > from
            && w[1].prep.is_none()
            && w[1].owner.is_none()
            && is!(doc, w[1].tokens.start, "the" | "a" | "an")
            && !is_time_phrase(doc, &w[1])
    })
}

/// Whether the bare participle `n` is the past of the same letters by the words before it.
fn told_past(doc: &Doc<'_>, made: &Clauses, n: usize) -> bool {
    let v = &made.verbs[n];
    let at = over_adverbs(doc, v.start, made.tokens.start);
    let Some(before) = at.checked_sub(1).filter(|b| *b >= made.tokens.start) else {
        return false;
    };
    // "they won", "a man who fled", "a shell that later exploded": only what bears tense has such
    // a subject.
    let bears = is!(doc, before, "i" | "we" | "they" | "he" | "she" | "who");
    // "The firm said it filed for a licence": but "found it damaged".
    let told = || {
        let last = made.verbs[..n].iter().rev().find(|u| u.end == before);
        is!(doc, before, "it")
            && last.is_some_and(|u| u.word.plays(Manner::Report) && u.form == Form::Finite)
    };
    if bears || doc.tokens[before].xpos == Xpos::WDT || told() {
        return true;
    }
    // "killed nine and injured fifty": as active as the one it is joined to.
    let last = n.checked_sub(1).map(|p| &made.verbs[p]);
    if is!(doc, before, "and" | "but" | "then") {
        return last.is_some_and(|u| u.form == Form::Finite && !u.passive && !u.copula);
    }
    // "after a tram overturned in the town": a side clause bears tense.
    let Some(k) = made.phrase_before(at) else {
        return false;
    };
    let opened = full_start(&made.phrases, k)
        .checked_sub(1)
        .filter(|t| *t >= made.tokens.start)
        .is_some_and(|t| {
            is!(
                doc,
                t,
                "after" | "when" | "because" | "while" | "before" | "until" | "since"
            )
            // "issued a warning as the storm approached".
                || is!(doc, t, "as")
                    && word::lexeme(doc, v.token, word::As::Verb).verb_field() == known::MOTION
                    && !is!(doc, v.end.min(made.tokens.end - 1), "by")
        });
    let other = || {
        made.verbs[n + 1..]
            .iter()
            .take_while(|u| !(v.end..u.start).any(|t| is!(doc, t, ",")))
            // "since the rig exploded and sank".
            .filter(|u| u.start != v.end + 1 || !is!(doc, v.end, "and" | "or"))
            .any(|u| u.form == Form::Finite && !relative(doc, made, u))
    };
    opened && !other()
}

/// Whether a word stands before the group of `u` that makes it a side clause: but in "Ann Lee, known
/// as the Owl, died" the "as" opens none.
fn relative(doc: &Doc<'_>, made: &Clauses, u: &Verb) -> bool {
    let from = made
        .verbs
        .iter()
        .map(|v| v.end)
        .filter(|end| *end <= u.start)
        .max()
        .unwrap_or(made.tokens.start);
    let set_off = is!(doc, u.start.saturating_sub(1), ",");
    (from..u.start).any(|t| {
        let x = doc.tokens[t].xpos;
        matches!(x, Xpos::WDT | Xpos::WP | Xpos::WRB)
            || x == Xpos::IN && subordinator(doc, t) && !(set_off && is!(doc, t, "as"))
    })
}

/// Whether the word at `i` may be a past.
pub(super) fn known_past(doc: &Doc<'_>, i: usize) -> bool {
    known::shipped().parts(doc.forms[i].known) & known::PAST != 0
}

/// Whether the past at `i` is a participle as well ("recovered", not "took").
fn known_participle(doc: &Doc<'_>, i: usize) -> bool {
    doc.low(i).ends_with("ed")
}

/// Whether a phrase behind a participle is its object rather than a time ("held May 5").
fn acted_on(doc: &Doc<'_>, p: &Phrase) -> bool {
    let word = doc.low(p.tokens.start);
    let month = word::month(doc, p.tokens.start)
        || matches!(word, "last" | "this" | "next" | "earlier")
        || matches!(
            word.get(..3),
            Some("jan" | "feb" | "mar" | "apr" | "aug" | "sep" | "oct" | "nov" | "dec")
        ) && word.len() <= 5;
    let number = doc.tokens[p.head].xpos == Xpos::CD && p.tokens.len() == 1;
    !month && !number && !is_time_phrase(doc, p)
}

/// Whether a verb is one that is seldom passive, and the word may be its past.
fn seldom_passive(doc: &Doc<'_>, v: &Verb) -> bool {
    v.word.plays(Manner::Active) && (known_past(doc, v.token) || known_participle(doc, v.token))
}
