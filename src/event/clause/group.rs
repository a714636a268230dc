//! The verb group: auxiliaries, adverbs and the main verb, with the tense and voice they tell.

use super::super::lexicon::{Manner, lexicon};
use super::super::word;
use super::mend::known_past;
use super::{Form, Tense, Tie, Verb};
use crate::text::form::is;
use crate::text::{Doc, Xpos};
use smallvec::SmallVec;

/// From a possible auxiliary at `i` to the main verb of its group.
pub(super) fn main_verb(doc: &Doc<'_>, i: usize, end: usize) -> usize {
    let mut j = i + 1;
    while j < end && (adverb(doc.tokens[j].xpos) || negation(doc, j) || hedged(doc, j)) {
        j += 1;
    }
    if is_be(doc, i) || is_have(doc, i) {
        j = over_time(doc, j, end);
    }
    if j >= end {
        return i;
    }
    let x = doc.tokens[j].xpos;
    let be = is_be(doc, i);
    let auxiliary = (be && matches!(x, Xpos::VBN | Xpos::VBG | Xpos::VBD))
        || (is_have(doc, i) && matches!(x, Xpos::VBN | Xpos::VBD))
        || (is_do(doc, i) && matches!(x, Xpos::VB | Xpos::VBP))
        || (is!(doc, i, "got" | "get" | "gets" | "getting") && x == Xpos::VBN);
    if auxiliary {
        let next = main_verb(doc, j, end);
        return next;
    }
    // "is going to visit", "is to visit", "has to leave".
    let to = |k: usize| k + 1 < end && is!(doc, k, "to") && doc.tokens[k + 1].xpos == Xpos::VB;
    if (be || is_have(doc, i)) && to(j) {
        return main_verb(doc, j + 1, end);
    }
    if is!(doc, i, "going") && to(i + 1) && i > 0 && is_be(doc, i - 1) {
        return main_verb(doc, i + 2, end);
    }
    if is!(doc, i, "used") && to(i + 1) {
        return main_verb(doc, i + 2, end);
    }
    i
}

/// "was on Monday rammed": past the day that stands between an auxiliary and its participle, if
/// one does.
fn over_time(doc: &Doc<'_>, i: usize, end: usize) -> usize {
    let mut j = i;
    if j < end && is!(doc, j, "on" | "in") {
        j += 1;
    }
    let from = j;
    let time = |t: usize| {
        word::calendar(doc, t) || word::month(doc, t) || doc.tokens[t].xpos == Xpos::CD && t > from
    };
    while j < end && j < from + 4 && time(j) {
        j += 1;
    }
    let participle = j < end && matches!(doc.tokens[j].xpos, Xpos::VBN | Xpos::VBD);
    if j > from && participle { j } else { i }
}

/// "had “unintentionally” shot", "was either killed or taken", "all but ended": what may stand
/// within a verb group beside adverbs.
fn hedged(doc: &Doc<'_>, i: usize) -> bool {
    let mark = |t: usize| is!(doc, t, "\"" | "“" | "”");
    let word = |t: Option<usize>| {
        t.and_then(|t| doc.tokens.get(t))
            .is_some_and(|t| adverb(t.xpos))
    };
    let tag = |t: usize| doc.tokens.get(t).map(|t| t.xpos);
    let next = tag(i + 1);
    match is!(doc, i, "either" | "neither" | "both") {
        true => matches!(next, Some(Xpos::VBN | Xpos::VBG)),
        false => {
            all_but(doc, i)
                || i > 0 && all_but(doc, i - 1)
                || mark(i) && (word(i.checked_sub(1)) || word(Some(i + 1)))
        }
    }
}

/// "all but ended": whether the word at `i` is the first of the two.
pub(in crate::event) fn all_but(doc: &Doc<'_>, i: usize) -> bool {
    is!(doc, i, "all")
        && i + 2 < doc.tokens.len()
        && is!(doc, i + 1, "but")
        && verbal(doc.tokens[i + 2].xpos)
}

/// The verb group around main verb `main`.
pub(super) fn group<'d>(doc: &'d Doc<'_>, first: usize, main: usize, end: usize) -> Verb<'d> {
    use Xpos::*;
    let mut start = main;
    let (mut negated, mut perfect, mut progressive, mut passive) = (false, false, false, false);
    let (mut modal, mut to, mut habitual) = (None::<&str>, false, false);
    let own = match super::super::phrase::done(doc, main) {
        true => VBD,
        false => doc.tokens[main].xpos,
    };
    let mut tensed = own;
    let mut had_auxiliary = false;
    let mut k = main;
    while k > first {
        let p = k - 1;
        let (x, low) = (doc.tokens[p].xpos, doc.low(p));
        if negation(doc, p) && !is!(doc, p, "no") {
            negated = true;
        } else if adverb(x) || hedged(doc, p) {
        } else if x == MD {
            modal = Some(low);
            tensed = MD;
        } else if (x == TO && doc.tokens[k].xpos != VBG)
            || (is!(doc, p, "to") && matches!(doc.tokens[k].xpos, VB | VBP))
        {
            to = true;
            // "is going to meet", "is to meet", "has to meet".
            if p > first {
                let q = p - 1;
                if is!(doc, q, "going") {
                    modal = Some("will");
                    tensed = MD;
                    to = false;
                    k = q;
                    start = q;
                    continue;
                }
                if is!(doc, q, "used") {
                    habitual = true;
                    to = false;
                    tensed = VBD;
                    k = q;
                    start = q;
                    continue;
                }
                if is_be(doc, q) && verbal(doc.tokens[q].xpos) {
                    modal = Some("will");
                    tensed = MD;
                    to = false;
                } else if is_have(doc, q) && verbal(doc.tokens[q].xpos) {
                    modal = Some("must");
                    tensed = MD;
                    to = false;
                }
            }
            start = p;
            k = p;
            if to {
                break;
            }
            continue;
        } else if verbal(x)
            && (is_be(doc, p) || is_have(doc, p) || is_do(doc, p) || is!(doc, p, "got" | "get"))
        {
            let of = doc.tokens[k].xpos;
            if is_have(doc, p) && !is_be(doc, p)
                || (is_have(doc, p)
                    && low.ends_with('s')
                    && doc.tokens[main].xpos == VBN
                    && had_auxiliary)
            {
                perfect = true;
            } else if is_be(doc, p) || low.starts_with("g") {
                if of == VBG && k == main || is!(doc, k, "being") {
                    progressive = true;
                } else if matches!(doc.tokens[main].xpos, VBN | VBD) {
                    passive = true;
                }
            }
            had_auxiliary = true;
            if modal.is_none() {
                tensed = x;
            }
        } else if let Some(a) = (p.saturating_sub(4).max(first)..p).rev().find(|a| {
            let bears = is_be(doc, *a) || is_have(doc, *a);
            bears && verbal(doc.tokens[*a].xpos) && over_time(doc, a + 1, end) == k
        }) {
            k = a + 1;
            continue;
        } else {
            break;
        }
        start = p;
        k = p;
    }
    // Adverbs in front of the first auxiliary do not open the group.
    while start < main
        && (adverb(doc.tokens[start].xpos) || hedged(doc, start))
        && !negation(doc, start)
    {
        start += 1;
    }
    let form = if to {
        Form::Infinitive
    } else if modal.is_some() {
        Form::Finite
    } else {
        match tensed {
            VBG => Form::Gerund,
            VBN if !had_auxiliary => Form::Participle,
            VB => Form::Infinitive,
            _ => Form::Finite,
        }
    };
    let known = word::lexeme(doc, main, word::As::Verb);
    let word::Lexeme { hash, word, .. } = known;
    let lemma = known.lemma(doc.low(main), word::As::Verb);
    // "struck" tagged as a present.
    let past = own == VBP && !had_auxiliary && known_past(doc, main) && lemma != doc.low(main);
    let tense = match form {
        Form::Finite if past => Tense::Past,
        Form::Finite => match (tensed, modal) {
            (MD, Some("will" | "shall" | "'ll" | "’ll" | "wo" | "would" | "'d")) => Tense::Future,
            (MD, _) => Tense::None,
            (VBD | VBN, _) => Tense::Past,
            _ => Tense::Present,
        },
        _ => Tense::None,
    };
    let mut verb_end = main + 1;
    let mut part = None;
    if main + 1 < end {
        let next = doc.low(main + 1);
        let closely = doc.tokens[main + 1].xpos == RP;
        if particle(doc, main + 1)
            && (closely || !lexicon().pair(word, &lemma, next).verb.is_empty())
        {
            part = Some(main + 1);
            if closely || next == "dead" {
                verb_end = main + 2;
            }
        }
    }
    Verb {
        token: main,
        start,
        end: verb_end,
        copula: is_be(doc, main) || lemma == "be",
        reports: word.plays(Manner::Report) || word.plays(Manner::Learn),
        lemma,
        hash,
        word,
        particle: part,
        form,
        tense,
        perfect,
        progressive,
        passive: passive || (form == Form::Participle && own == VBN),
        negated,
        modal,
        habitual,
        mark: None,
        tie: Tie::Main,
        governor: None,
        subject: None,
        object: None,
        about: None,
        indirect: None,
        oblique: SmallVec::new(),
        scope: 0..0,
    }
}

pub(super) fn verbal(x: Xpos) -> bool {
    use Xpos::*;
    matches!(x, VB | VBD | VBG | VBN | VBP | VBZ)
}

pub(super) fn adverb(x: Xpos) -> bool {
    matches!(x, Xpos::RB | Xpos::RBR | Xpos::RBS)
}

/// From token `at` back over the adverbs before it, no further than `floor`.
pub(super) fn over_adverbs(doc: &Doc<'_>, at: usize, floor: usize) -> usize {
    let adverbs = (floor..at)
        .rev()
        .take_while(|t| adverb(doc.tokens[*t].xpos));
    at - adverbs.count()
}

fn is_be(doc: &Doc<'_>, i: usize) -> bool {
    is!(
        doc,
        i,
        "be" | "is"
            | "are"
            | "was"
            | "were"
            | "been"
            | "being"
            | "am"
            | "'s"
            | "’s"
            | "'re"
            | "’re"
            | "'m"
    )
}

fn is_have(doc: &Doc<'_>, i: usize) -> bool {
    is!(
        doc,
        i,
        "have" | "has" | "had" | "having" | "'ve" | "’ve" | "'d" | "’d" | "'s" | "’s"
    )
}

fn is_do(doc: &Doc<'_>, i: usize) -> bool {
    is!(doc, i, "do" | "does" | "did")
}

fn negation(doc: &Doc<'_>, i: usize) -> bool {
    is!(doc, i, "not" | "n't" | "n’t" | "never" | "no")
}

fn particle(doc: &Doc<'_>, i: usize) -> bool {
    is!(
        doc,
        i,
        "up" | "down"
            | "out"
            | "off"
            | "in"
            | "on"
            | "over"
            | "away"
            | "back"
            | "for"
            | "to"
            | "with"
            | "into"
            | "at"
            | "against"
            | "by"
            | "through"
            | "apart"
            | "together"
            | "forward"
            | "aground"
            | "dead"
            | "under"
            | "around"
    )
}
