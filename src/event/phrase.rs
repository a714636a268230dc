//! Noun phrases: base groups with the preposition, owner and "of" that tie them together.

use crate::text::form::{Shape, is};
use crate::text::{Doc, Span, Xpos};
use std::cell::OnceCell;
use std::ops::Range;

/// A noun phrase of one sentence.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// Base group: determiner to head.
    pub tokens: Range<usize>,
    /// Head: the last noun.
    pub head: usize,
    /// The preposition straight before it.
    pub prep: Option<usize>,
    /// The phrase that owns it ("India" of "India's response").
    pub owner: Option<usize>,
    /// The phrase it stands behind with "of".
    pub of: Option<usize>,
    /// The name that an insertion right behind it gives it ("an attorney, *Ann Lee*, said").
    pub aside: Option<usize>,
    /// The next phrase joined to it by "and", "or" or a comma in a list.
    pub next: Option<usize>,
    /// A personal pronoun.
    pub pronoun: bool,
    /// The entity it names and where, kept by [`super::name::Who::entity`] once somebody asks.
    pub entity: OnceCell<Option<(u32, Span)>>,
}

fn nounish(x: Xpos) -> bool {
    use Xpos::*;
    matches!(x, NN | NNS | NNP | NNPS | CD | FW)
}

fn verbal(x: Xpos) -> bool {
    use Xpos::*;
    matches!(x, VB | VBN | VBG)
}

fn opens(x: Xpos) -> bool {
    use Xpos::*;
    nounish(x) || matches!(x, DT | PDT | PRPS | WPS | JJ | JJR | JJS)
}

/// Whether a participle at `i` opens a noun phrase: "acting foreign minister", "(killed) suspected
/// militants".
fn premodifier(doc: &Doc<'_>, i: usize, range: Range<usize>) -> bool {
    use Xpos::*;
    if i + 1 >= range.end {
        return false;
    }
    let next = doc.tokens[i + 1].xpos;
    match doc.tokens[i].xpos {
        // "the death of pioneering oceanographer Ann Lee".
        VBG if i > range.start
            && is!(doc, i - 1, "of")
            && next == NN
            && i + 2 < range.end
            && doc.tokens[i + 2].xpos == NNP =>
        {
            true
        }
        // "listened to opening statements".
        VBG if is!(doc, i, "opening") => {
            is!(
                doc,
                i + 1,
                "statement"
                    | "statements"
                    | "arguments"
                    | "remarks"
                    | "ceremony"
                    | "session"
                    | "match"
                    | "round"
                    | "day"
            )
        }
        // "her running mate".
        VBG if is!(doc, i, "running") && doc.low(i + 1).starts_with("mate") => true,
        // "interrupted by protesting legislators".
        VBG if i >= range.start + 2
            && is!(doc, i - 1, "by")
            && doc.tokens[i - 2].xpos == VBN
            && next == NNS =>
        {
            true
        }
        // "reported warming seas appear to harm them".
        VBG if i > range.start
            && next == NNS
            && i + 2 < range.end
            && matches!(doc.tokens[i + 2].xpos, VBP | MD)
            && (is!(doc, i - 1, "that") || matches!(doc.tokens[i - 1].xpos, VBD | VBZ | VBP))
            && !is!(
                doc,
                i - 1,
                "is" | "are" | "was" | "were" | "been" | "began" | "kept"
            ) =>
        {
            true
        }
        VBG if preposition(doc, i) => false,
        // "faced increasing pressure".
        VBG if is!(doc, i, "increasing" | "declining" | "decreasing") => {
            i > range.start
                && matches!(next, NN | NNS)
                && (is!(doc, i - 1, "amid" | "under" | "despite" | "with")
                    || matches!(doc.tokens[i - 1].xpos, VBD | VBZ | VBP | VBG)
                        && !is!(doc, i - 1, "is" | "are" | "was" | "were" | "been" | "began"))
        }
        VBG => {
            is!(doc, i, "acting" | "outgoing" | "incoming" | "ruling" | "sitting" | "remaining" | "existing" | "falling" | "rising" | "growing" | "burning" | "flying" | "ongoing" | "warring" | "neighbouring" | "neighboring" | "surrounding" | "opposing" | "speeding" | "invading" | "soaring" | "mounting" | "resulting" | "ensuing" | "accompanying" | "pending" | "competing") && matches!(next, NN | NNS | NNP | JJ)
                // "prices were rising".
                && !(i > range.start
                    && is!(doc, i - 1, "is" | "are" | "was" | "were" | "be" | "been" | "began" | "kept" | "started"))
        }
        // "against Lee, retired judge Roe and former mayor Sam Poe".
        VBD | VBN
            if is!(doc, i, "retired")
                && (i == range.start || is!(doc, i - 1, "," | "and" | "or" | "by" | "with"))
                && matches!(next, NN | NNP) =>
        {
            true
        }
        // "sends Norway dried fish", whatever the tag.
        VBD | VBN if handed(doc, i, range.start) && matches!(next, NN | NNS) => true,
        // "behind closed doors", whatever the tag.
        VBD => {
            i > range.start
                && is!(
                    doc,
                    i - 1,
                    "behind" | "amid" | "under" | "with" | "by" | "of"
                )
                && next == NNS
        }
        VBN => {
            let free = i == range.start || {
                let before = &doc.tokens[i - 1];
                let low = doc.low(i - 1);
                match before.xpos {
                    VBD | VBZ | VBP | VB | VBG => !matches!(
                        low,
                        "be" | "is"
                            | "are"
                            | "was"
                            | "were"
                            | "been"
                            | "being"
                            | "have"
                            | "has"
                            | "had"
                            | "having"
                            | "got"
                    ),
                    // "closed the border and suspended trade": a second verb, unless the word is
                    // an adjective ("soldiers and armed men").
                    CC => {
                        use crate::text::known;
                        known::shipped().parts(doc.forms[i].known) & known::ADJECTIVE != 0
                            || !(range.start..i).any(|t| doc.tokens[t].xpos == VBD)
                    }
                    IN | TO => true,
                    _ => false,
                }
            };
            free && matches!(next, NN | NNS | NNP)
        }
        _ => false,
    }
}

/// Whether the word at `i`, which may be an adjective, stands behind somebody who is given something.
fn handed(doc: &Doc<'_>, i: usize, first: usize) -> bool {
    use Xpos::{DT, JJ, NNP, PRP};
    let adjective = doc.low(i).ends_with("ed") || doc.low(i).ends_with("en");
    let somebody = |t: &usize| matches!(doc.tokens[*t].xpos, NNP | DT | JJ | PRP);
    let many = (first..i).rev().take(4).take_while(somebody).count();
    adjective
        && many > 0
        && i > first + many
        && is!(
            doc,
            i - many - 1,
            "send"
                | "sends"
                | "sent"
                | "sell"
                | "sells"
                | "sold"
                | "give"
                | "gives"
                | "gave"
                | "offers"
                | "offered"
                | "bring"
                | "brings"
                | "brought"
        )
}

/// Whether the word at `i` is the first of a hyphenated one before a noun or an adjective
/// ("long-standing record"), or is a noun with it ("over-confidence").
fn compound(doc: &Doc<'_>, i: usize, end: usize) -> bool {
    use Xpos::*;
    let noun = |t: usize| t < end && matches!(doc.tokens[t].xpos, NN | NNS | NNP | NNPS | JJ);
    i + 2 < end
        && is_hyphen(doc, i + 1)
        && doc.tight(i)
        && doc.tight(i + 1)
        && matches!(doc.tokens[i + 2].xpos, NN | NNS | JJ | VBN | VBG)
        && (noun(i + 3)
            // "over-confidence".
            || matches!(doc.tokens[i].xpos, RB | IN) && matches!(doc.tokens[i + 2].xpos, NN | NNS))
}

/// "attorneys general": whether the word at `i` is the noun of such an office, told before `end`.
pub(super) fn generals(doc: &Doc<'_>, i: usize, end: usize) -> bool {
    i + 1 < end
        && is!(doc, i + 1, "general")
        && is!(
            doc,
            i,
            "attorneys"
                | "secretaries"
                | "directors"
                | "solicitors"
                | "inspectors"
                | "governors"
                | "consuls"
        )
}

pub(super) fn is_hyphen(doc: &Doc<'_>, i: usize) -> bool {
    is!(doc, i, "-" | "–" | "‑" | "‐")
}

/// Whether the hyphen at `i`, between spaces, holds a word together in a text that sets all marks apart:
/// "a 16 - year - old boy", "her co - workers".
fn set_apart(doc: &Doc<'_>, i: usize) -> bool {
    let spaced = !doc.tight(i - 1) && !doc.tight(i);
    let counted = matches!(doc.tokens[i - 1].xpos, Xpos::CD)
        && is!(
            doc,
            i + 1,
            "year"
                | "month"
                | "week"
                | "day"
                | "hour"
                | "minute"
                | "mile"
                | "foot"
                | "point"
                | "man"
        );
    let aged = is!(doc, i + 1, "old") && is!(doc, i - 1, "year" | "month" | "week" | "day");
    let half = is!(
        doc,
        i - 1,
        "co" | "ex" | "anti" | "non" | "pre" | "post" | "self" | "vice" | "mid" | "semi" | "multi"
    );
    spaced && (counted || aged || half)
}

/// "a two-year sentence", "an 18th-century painting": whether the words from `i` on tell how long or how
/// old what they stand before is.
fn lasts(doc: &Doc<'_>, i: usize, end: usize) -> bool {
    use Xpos::{CD, DT, JJ, NN, NNS, PRPS, VBN};
    i > 0
        && i + 3 < end
        && matches!(doc.tokens[i].xpos, CD | JJ)
        && is_hyphen(doc, i + 1)
        && doc.tight(i)
        && doc.tight(i + 1)
        && matches!(doc.tokens[i - 1].xpos, DT | PRPS | JJ)
        && matches!(doc.tokens[i + 2].xpos, NN | JJ)
        && matches!(doc.tokens[i + 3].xpos, NN | NNS | JJ | VBN)
}

/// "the April 22 attack", "a 3 August meeting": the day that stands between the article at `at` and a
/// noun.
fn on_day(doc: &Doc<'_>, at: usize, end: usize) -> Option<Range<usize>> {
    use Xpos::{CD, DT, JJ, NN, NNS, PRPS};
    let noun = at + 3;
    if noun >= end || !matches!(doc.tokens[at].xpos, DT | PRPS) {
        return None;
    }
    let month =
        |t: usize| super::word::month(doc, t) && doc.word(t).starts_with(char::is_uppercase);
    let day = |t: usize| matches!(doc.tokens[t].xpos, CD | JJ) && doc.forms[t].len <= 4;
    let dated = month(at + 1) && day(at + 2) || day(at + 1) && month(at + 2);
    let bears = matches!(doc.tokens[noun].xpos, NN | NNS)
        || doc.tokens[noun].xpos == JJ
            && noun + 1 < end
            && matches!(doc.tokens[noun + 1].xpos, NN | NNS);
    (dated && bears && !super::word::calendar(doc, noun)).then_some(at + 1..noun)
}

/// Whether the names from `i` are the subject of a clause about the common noun before them: what
/// was done, said, known or owned is not called by a name, and a verb follows.
fn clause_about(doc: &Doc<'_>, i: usize, end: usize) -> bool {
    use Xpos::{MD, NN, NNP, NNPS, NNS, VBD, VBP, VBZ};
    let before = i - 1;
    if !matches!(doc.tokens[before].xpos, NN | NNS)
        || doc.word(before).starts_with(char::is_uppercase)
        // "the French capital Paris caught fire".
        || is!(doc, before, "capital")
    {
        return false;
    }
    let name = |t: &usize| matches!(doc.tokens[*t].xpos, NNP | NNPS);
    let Some(verb) = (i..end).find(|t| !name(t)) else {
        return false;
    };
    let bears = matches!(doc.tokens[verb].xpos, VBD | VBZ | VBP | MD);
    // Act, attribute, cognition, communication, event, possession, state.
    bears
        && matches!(
            super::word::named(doc, before).field(),
            2 | 5 | 7 | 8 | 9 | 19 | 24
        )
}

/// Whether the word at `i` opens a distance with a direction: "120 miles east", "two km from".
pub(super) fn distance(doc: &Doc<'_>, i: usize, end: usize) -> bool {
    let unit = i + 1 + usize::from(i + 1 < end && is!(doc, i + 1, "nautical"));
    doc.tokens[i].xpos == Xpos::CD
        && unit + 1 < end
        && is!(
            doc,
            unit,
            "miles"
                | "mile"
                | "km"
                | "kilometres"
                | "kilometers"
                | "kilometre"
                | "kilometer"
                | "metres"
                | "meters"
                | "yards"
                | "feet"
                | "blocks"
        )
        && (direction(doc, unit + 1)
            || is!(
                doc,
                unit + 1,
                "from" | "off" | "away" | "outside" | "inland"
            ))
}

/// Whether the word at `i` points somewhere: "north", "southeast".
pub(super) fn direction(doc: &Doc<'_>, i: usize) -> bool {
    is!(
        doc,
        i,
        "north"
            | "south"
            | "east"
            | "west"
            | "northeast"
            | "northwest"
            | "southeast"
            | "southwest"
            | "north-east"
            | "north-west"
            | "south-east"
            | "south-west"
    )
}

/// One past the last token of the base group that opens at `at`, and its head.
fn group(
    doc: &Doc<'_>,
    at: usize,
    end: usize,
    cut: &dyn Fn(usize) -> bool,
    glued: &dyn Fn(usize) -> bool,
) -> Option<(usize, usize)> {
    use Xpos::*;
    let mut i = at;
    let mut head = None;
    let mut after_noun = false;
    while i < end && !is!(doc, i, "whereby" | "wherein" | "whereupon") && !(i > at && done(doc, i))
    {
        // "On 22 April 2025 gunmen …": a date and what follows it are two phrases.
        // "the 2020 election", "the party's 2020 primary": the year is part of the phrase.
        let year = |t: usize| doc.tokens[t].xpos == CD && doc.forms[t].len == 4;
        let owned = |t: usize| {
            let before = (0..t).rev().find(|b| doc.tokens[*b].xpos != JJ);
            // "the Wednesday shelling".
            let day = super::word::calendar(doc, t)
                && t > 0
                && doc.tokens[t - 1].xpos == DT
                && t + 1 < end
                && !super::lexicon::lexicon()
                    .noun(&super::word::noun(doc, t + 1))
                    .is_empty();
            (year(t) || day)
                && before.is_some_and(|b| matches!(doc.tokens[b].xpos, DT | PRPS | POS))
        };
        // "two current officers": so is a lone adjective.
        let described = |t: usize| doc.tokens[t].xpos == JJ && cut(t) && cut(t + 1);
        // "a two-year sentence".
        let lasting = |t: usize| t.checked_sub(at).is_some_and(|n| n > 0) && lasts(doc, t, end);
        // "the April 22 attack".
        let day = || on_day(doc, at, end).is_some_and(|day| day.start == i || day.end == i);
        // "2020 Moss mayoral candidate Ann Lee" at the head of a sentence.
        let heads = || {
            i == at + 1
                && year(at)
                && (at == 0 || is!(doc, at - 1, "." | "\"" | "”"))
                && i + 1 < end
                && matches!(doc.tokens[i].xpos, NNP | NN)
                && matches!(doc.tokens[i + 1].xpos, NNP | NN | NNS | JJ)
        };
        let inside = || lasting(i) || i >= at + 3 && lasting(i - 3) || day() || heads();
        if i > at
            && cut(i)
            && ![i, i - 1].into_iter().any(|t| owned(t) || described(t))
            && !inside()
        {
            break;
        }
        // "a platform 120 miles east of the port": how far is not part of what.
        if after_noun && distance(doc, i, end) {
            break;
        }
        // "the emergency President Lee declared": a clause about the noun begins with a name.
        if after_noun && doc.tokens[i].xpos == NNP && clause_about(doc, i, end) {
            break;
        }
        // "Bank of England governor Ann Lee".
        let x = doc.tokens[i].xpos;
        if i > at && matches!(x, IN | DT | CC) && glued(i) {
            i += 1;
            continue;
        }
        let mark = doc.forms[i].shape == Shape::Mark;
        if mark && is_hyphen(doc, i) {
            let joins =
                i > at && i + 1 < end && (doc.tight(i - 1) && doc.tight(i) || set_apart(doc, i));
            // "a four- to five-point lead".
            let hangs = i > at && i + 2 < end && doc.tight(i - 1);
            if hangs && !joins && is!(doc, i + 1, "to" | "and" | "or") {
                i += 2;
                head = None;
                after_noun = false;
                continue;
            }
            if !joins {
                break;
            }
            // What follows a tight hyphen belongs to the group whatever its tag.
            i += 2;
            if nounish(doc.tokens[i - 1].xpos) {
                head = Some(i - 1);
                // "a two-year suspended sentence": the noun is still to come.
                after_noun = !(i + 1 < end
                    && doc.tokens[i - 3].xpos == CD
                    && doc.tokens[i].xpos == VBN
                    && matches!(doc.tokens[i + 1].xpos, NN | NNS));
            } else if verbal(doc.tokens[i - 1].xpos) {
                // "a jet-powered board": the head is still to come.
                (head, after_noun) = (None, false);
            } else if head.is_some_and(|h| h + 3 == i) && doc.tokens[i - 1].xpos != CD {
                // "Park Won-soon", "a go-ahead double": whatever the tag.
                (head, after_noun) = (Some(i - 1), true);
            } else if matches!(doc.tokens[i - 1].xpos, IN | RP) && head.is_some() {
                // "the hand-off".
                (head, after_noun) = (Some(i - 1), true);
            }
            continue;
        }
        // "a “disgruntled lawyer”": the quotation marks belong to the phrase.
        if mark
            && is!(doc, i, "'" | "‘" | "\"" | "“")
            && i > at
            // "a $20 billion “slush fund”".
            && head.is_none_or(|h| h + 1 == i && doc.tokens[h].xpos == CD)
            && i + 1 < end
            && matches!(doc.tokens[i - 1].xpos, DT | PRPS | JJ | CD)
            && doc.tight(i)
            && opens(doc.tokens[i + 1].xpos)
        {
            i += 1;
            continue;
        }
        // "a Digital Copyright Act (DCA) notice", "a $7bn (4.6bn euro) deal".
        if mark
            && is!(doc, i, "(")
            && head.is_some_and(|h| h + 1 == i)
            && is!(doc, at, "a" | "an" | "the" | "its" | "their")
            && let Some(close) = (i + 1..end.min(i + 7)).find(|t| is!(doc, *t, ")"))
            && close + 1 < end
            && matches!(doc.tokens[close + 1].xpos, NN | NNS | VB)
        {
            (head, after_noun) = (Some(close + 1), true);
            i = close + 2;
            continue;
        }
        // "a 22 points to 10 win", "a 3 to 1 victory".
        let score = is!(doc, i, "to")
            && i > at
            && i + 2 < end
            && doc.tokens[i + 1].xpos == CD
            && matches!(doc.tokens[i + 2].xpos, NN | JJ)
            && (doc.tokens[i - 1].xpos == CD
                || is!(doc, i - 1, "points" | "goals" | "runs" | "sets" | "votes"));
        if score {
            (head, after_noun) = (None, false);
            i += 1;
            continue;
        }
        if generals(doc, i, end) {
            (head, after_noun) = (Some(i), true);
            i += 2;
            continue;
        }
        // "the long-standing record", "mixed-sex races".
        if !nounish(x) && !after_noun && compound(doc, i, end) {
            i += 1;
            continue;
        }
        match x {
            NN | NNS | NNP | NNPS | CD | FW => {
                // A number after a noun opens a phrase of its own ("in May 2 people"), unless
                // the noun is a name ("Apollo 11").
                if x == CD
                    && after_noun
                    && !matches!(doc.tokens[i - 1].xpos, NNP | NNPS | NN)
                    // "US$2 billion".
                    && !(is!(doc, i - 1, "$") && i > at + 1 && doc.tight(i - 2))
                {
                    break;
                }
                head = Some(i);
                after_noun = x != CD;
            }
            DT | PDT | PRPS | WPS if after_noun || head.is_some() => break,
            DT | PDT | PRPS | WPS => {
                if x == DT && head.is_none() && i > at && doc.tokens[i - 1].xpos == DT {
                    break;
                }
            }
            JJ | JJR | JJS => {
                // "new and returning students", "a big, angry crowd".
                let tag = |t: usize| doc.tokens.get(t).filter(|_| t < end).map(|t| t.xpos);
                let joined = (is!(doc, i + usize::from(i + 1 < end), "and" | "or" | ","))
                    && (matches!(tag(i + 2), Some(JJ | VBN | VBG))
                        || tag(i + 2) == Some(NN) && doc.low(i + 2).ends_with("ing"))
                    && matches!(tag(i + 3), Some(NN | NNS))
                    // "twenty more, including children".
                    && !preposition(doc, i + 2);
                if joined && !after_noun && head.is_none() {
                    i += 2;
                    continue;
                }
                // "a United States official,", whatever the tag.
                let somebody = || {
                    doc.tokens[i - 1].xpos != NN
                        && is!(
                            doc,
                            i,
                            "official" | "executive" | "national" | "native" | "veteran"
                        )
                        && tag(i + 1).is_none_or(|x| matches!(x, Punct | VBD | VBZ | MD))
                };
                // "the police chief said".
                let chief = || {
                    is!(doc, i, "chief")
                        && tag(i + 1)
                            .is_none_or(|x| matches!(x, Punct | VBD | VBN | VBZ | MD | IN | CC))
                };
                if after_noun && x == JJ && (somebody() || chief()) {
                    (head, after_noun) = (Some(i), true);
                    i += 1;
                    continue;
                }
                if after_noun
                    && !matches!(doc.tokens.get(i + 1).map(|t| t.xpos), Some(NN | NNS | NNP))
                {
                    break;
                }
            }
            VBN | VBG | VBD if i == at => {}
            // "its first crewed mission", whatever the tag.
            VBD if i > at
                && head.is_none()
                && doc.tokens[i - 1].xpos == JJ
                && matches!(doc.tokens.get(i + 1).map(|t| t.xpos), Some(NN | NNS)) => {}
            VBG if after_noun && deed(doc, at..i, end) => return Some((i + 1, i)),
            VBN | VBD if accredited(doc, at, i, end) => {}
            VBN | VBG => {
                let premodifies = i > at
                    && i + 1 < end
                    && (!after_noun || x == VBG && undertaken(doc, i + 1))
                    && matches!(doc.tokens[i + 1].xpos, NN | NNS | NNP | JJ | NNPS | CD);
                // "the wounded", "the fighting": the participle is the head.
                let stands = i > at
                    && head.is_none()
                    && (is!(doc, i - 1, "the") || x == VBG && is!(doc, i - 1, "a" | "an" | "all"))
                    && doc
                        .tokens
                        .get(i + 1)
                        .is_none_or(|t| !verbal(t.xpos) || x == VBG);
                if !premodifies && stands {
                    return Some((i + 1, i));
                }
                if !premodifies {
                    break;
                }
            }
            // "the underwater well on Friday", "the Macondo well leaks", whatever the tag.
            RB if i > at
                && is!(doc, i, "well")
                && is!(doc, at, "the" | "a" | "an" | "its" | "their")
                && matches!(doc.tokens[i - 1].xpos, DT | NN | NNP | JJ | VBN | VBG)
                && (i + 1 >= end
                    || matches!(doc.tokens[i + 1].xpos, VBD | VBZ | IN | Punct | MD | CC)) =>
            {
                (head, after_noun) = (Some(i), true);
            }
            RB | RBR | RBS => {
                let inside = i > at
                    && i + 1 < end
                    && !after_noun
                    && (matches!(doc.tokens[i + 1].xpos, JJ | VBN | CD)
                        || x == RBS && doc.tokens[i + 1].xpos == NNP
                        // "the most seriously injured adults".
                        || matches!(x, RBS | RBR)
                            && doc.tokens[i + 1].xpos == RB
                            && i + 2 < end
                            && matches!(doc.tokens[i + 2].xpos, JJ | VBN));
                if !inside {
                    break;
                }
            }
            SYM if is!(doc, i, "$" | "€" | "£") => {}
            Punct if is!(doc, i, "$" | "€" | "£" | "%" | "&") => {}
            _ => break,
        }
        i += 1;
    }
    if let Some(h) = head {
        if generals(doc, h, end) {
            return Some((h + 2, h));
        }
        // "twenty more were hurt".
        let more = doc.tokens[h].xpos == CD && h + 1 < end && is!(doc, h + 1, "more");
        let percent = h + 1 < end && is!(doc, h + 1, "%");
        // The closing mark of a quotation that opens inside.
        let quoted = || (at..h).any(|t| is!(doc, t, "\"" | "“"));
        let closes = h + 1 < end && is!(doc, h + 1, "\"" | "”") && quoted();
        return Some((h + 1 + usize::from(percent || closes || more), h));
    }
    // "the deceased", "this", "all", "the wounded"; no article alone.
    let article = i == at + 1 && is!(doc, at, "the" | "a" | "an");
    if i > at && !article && matches!(doc.tokens[at].xpos, DT | PDT) {
        return Some((i, i - 1));
    }
    None
}

/// "a deep sand cleaning operation": whether the noun at `i` takes the gerund before it.
fn undertaken(doc: &Doc<'_>, i: usize) -> bool {
    is!(
        doc,
        i,
        "operation"
            | "operations"
            | "effort"
            | "efforts"
            | "program"
            | "programme"
            | "programs"
            | "programmes"
            | "campaign"
            | "project"
            | "mission"
            | "exercise"
            | "process"
            | "scheme"
            | "session"
            | "industry"
            | "champion"
            | "champions"
            | "company"
            | "companies"
            | "machine"
            | "plant"
            | "system"
            | "systems"
            | "facility"
            | "equipment"
    )
}

/// "from Acme accredited reporter Ann Lee": whether the participle at `i` stands within the group that
/// opens at `at` behind a preposition.
fn accredited(doc: &Doc<'_>, at: usize, i: usize, end: usize) -> bool {
    i > at
        && i + 2 < end
        && at > 0
        && is!(doc, at - 1, "from" | "with" | "to")
        && doc.tokens[i - 1].xpos == Xpos::NNP
        && doc.tokens[i + 1].xpos == Xpos::NN
        && doc.tokens[i + 2].xpos == Xpos::NNP
        && super::word::named(doc, i + 1).field() == crate::text::known::PERSON
}

/// "a mass shooting", "the car bombing": whether the gerund behind `group` is the noun that it ends
/// with. But "a man shooting at police".
fn deed(doc: &Doc<'_>, group: Range<usize>, end: usize) -> bool {
    use crate::text::known::{GROUP, PERSON};
    let i = group.end;
    let ends = i + 1 >= end || matches!(doc.tokens[i + 1].xpos, Xpos::IN | Xpos::Punct | Xpos::CC);
    ends && group.len() > 1
        && doc.tokens[group.start].xpos == Xpos::DT
        && doc.tokens[i - 1].xpos == Xpos::NN
        && !matches!(super::word::named(doc, i - 1).field(), PERSON | GROUP)
        && !super::lexicon::lexicon()
            .noun(&super::word::noun(doc, i))
            .is_empty()
}

/// "Norway beat Chad", "Lee cast doubt on it": whether the word at `i` between two nouns is a verb of the
/// past though its tag is that of a noun.
pub(super) fn done(doc: &Doc<'_>, i: usize) -> bool {
    use Xpos::*;
    let tag = |t: usize| doc.tokens.get(t).map(|t| t.xpos);
    if tag(i) != Some(NN) || !is!(doc, i, "beat" | "upset" | "cast" | "cost") {
        return false;
    }
    let before = i.checked_sub(1).and_then(tag);
    if !matches!(before, Some(NN | NNS | NNP | NNPS | JJ | CC)) {
        return false;
    }
    match tag(i + 1) {
        Some(NNP | NNPS | PRP) => true,
        Some(DT | PRPS | CD) => is!(doc, i, "beat" | "cast"),
        _ => is!(doc, i, "cast") && tag(i + 1).is_some() && is!(doc, i + 1, "doubt" | "doubts"),
    }
}

/// Whether the word at `i`, of a tag that may open a phrase, opens none.
fn nobody(doc: &Doc<'_>, i: usize, first: usize) -> bool {
    use Xpos::*;
    // "astronomers from Europe and elsewhere".
    is!(doc, i, "elsewhere")
        || done(doc, i)
        // "all but ended"; "all but one of the crew": to its noun a phrase, see [`quantifier`].
        || is!(doc, i, "all" | "none" | "nothing")
            && i + 1 < doc.tokens.len()
            && is!(doc, i + 1, "but")
        // "shot dead three men".
        || is!(doc, i, "dead")
            && i > first
            && matches!(doc.tokens[i - 1].xpos, VBD | VBN | VB | VBP)
        // "and that supplied the town": opens a clause as the first "that" did.
        || again(doc, first, i)
        || points_back(doc, first, i)
        || is!(doc, i, "either" | "neither" | "both")
            && (doc.tokens.get(i + 1)).is_some_and(|t| matches!(t.xpos, VBN | VBG))
}

/// The noun phrases among `range`, in order.
///
/// `cut` says of a token that a phrase never runs from the one before into it, `glued` that it
/// always does.
pub(super) fn phrases(
    doc: &Doc<'_>,
    range: Range<usize>,
    cut: &dyn Fn(usize) -> bool,
    glued: &dyn Fn(usize) -> bool,
) -> Vec<Phrase> {
    use Xpos::*;
    let mut found: Vec<Phrase> = Vec::with_capacity(range.len() / 3);
    let mut i = range.start;
    while i < range.end {
        let x = doc.tokens[i].xpos;
        if x == PRP {
            found.push(blank(i..i + 1, i, true));
            i += 1;
            continue;
        }
        let follows = |word: &dyn Fn(usize) -> bool| i + 1 < range.end && word(i + 1);
        // "called him home": where to, not what.
        if is!(doc, i, "home")
            && i > range.start
            && doc.tokens[i - 1].xpos == PRP
            && !follows(&|t| nounish(doc.tokens[t].xpos))
        {
            i += 1;
            continue;
        }
        let money = || is!(doc, i, "$" | "€" | "£");
        let joined = || {
            matches!(x, RB | VBN | VBG | VB | IN) && compound(doc, i, range.end)
                || generals(doc, i, range.end)
        };
        if (opens(x) && !nobody(doc, i, range.start)
            || money()
            || joined()
            || premodifier(doc, i, range.clone()))
            && let Some((end, head)) = group(doc, i, range.end, cut, glued)
        {
            // "fear grew that rates would fall": of several it is no pointer, whatever its tag.
            let opens_clause =
                head > i && is!(doc, i, "that") && matches!(doc.tokens[head].xpos, NNS | NNPS);
            found.push(blank(i + usize::from(opens_clause)..end, head, false));
            i = end;
            continue;
        }
        i += 1;
    }
    for k in 0..found.len() {
        quantifier(doc, range.start, &mut found[k]);
        let start = found[k].tokens.start;
        if start == range.start {
            continue;
        }
        let before = start - 1;
        let tag = doc.tokens[before].xpos;
        // "from around the world", whatever the tag.
        let around = is!(doc, before, "around" | "across") && doc.tokens[start].xpos == DT;
        if matches!(tag, IN | TO)
            && !subordinator(doc, before)
            && !is!(doc, before, "ago" | "bc" | "ad" | "bce" | "ce")
            || preposition(doc, before)
            || around
        {
            found[k].prep = Some(before);
            if k > 0 && is!(doc, before, "of") && found[k - 1].tokens.end == before {
                found[k].of = Some(k - 1);
            }
        }
        if k > 0 && tag == POS && found[k - 1].tokens.end == before {
            found[k].owner = Some(k - 1);
            found[k].prep = None;
        }
        if k > 0 {
            let last = found[k - 1].tokens.end;
            let between = start.saturating_sub(last);
            let joined = match between {
                1 => is!(doc, last, "and" | "or" | "&" | ","),
                2 => is!(doc, last, ",") && is!(doc, last + 1, "and"),
                3 => is!(doc, last, "as") && is!(doc, last + 1, "well") && is!(doc, last + 2, "as"),
                _ => false,
            };
            if joined {
                // "in Bern, Switzerland, a man and …", "Ann Lee, a lawyer and …" are no list.
                let sets_off = between == 1
                    && is!(doc, last, ",")
                    && is!(doc, start, "a" | "an")
                    && matches!(doc.tokens[found[k - 1].head].xpos, NNP | NNPS);
                // "raise the figure to 684 and the state counts 200".
                let number = |p: &Phrase| doc.tokens[p.head].xpos == CD;
                let unlike =
                    number(&found[k - 1]) && !number(&found[k]) && found[k - 1].prep.is_some();
                // "On December 12, 1936, Ann Lee and Sam Roe met": the year closes its date.
                let year = |p: &Phrase| {
                    p.tokens.len() == 1
                        && number(p)
                        && doc.forms[p.head].len == 4
                        && !number(&found[k])
                };
                let dated = is!(doc, last, ",") && year(&found[k - 1]);
                found[k - 1].next = Some(k).filter(|_| !sets_off && !unlike && !dated);
            }
        }
    }
    // "has many readers, and Ann Lee reads it": a comma before "and" joins a third, never a second.
    for k in 1..found.len() {
        let (last, start) = (found[k - 1].tokens.end, found[k].tokens.start);
        let comma = start == last + 2 && is!(doc, last, ",");
        let third = k > 1 && found[..k - 1].iter().any(|p| p.next == Some(k - 1));
        if comma && !third {
            found[k - 1].next = None;
        }
    }
    // A comma joins only inside a list that ends in "and" or "or".
    for k in 0..found.len() {
        let mut at = k;
        let mut ends = false;
        while let Some(n) = found[at].next {
            if !comma_only(doc, &found[at], &found[n]) {
                ends = true;
                break;
            }
            at = n;
        }
        if !ends {
            found[k].next = None;
        }
    }
    pairs(doc, &mut found);
    described(doc, &mut found);
    beside(doc, &mut found);
    // In "X's Y" the preposition before X governs Y.
    for k in 1..found.len() {
        if let Some(o) = found[k].owner {
            let (prep, of) = (found[o].prep, found[o].of);
            found[k].prep = prep;
            found[k].of = of;
        }
    }
    found
}

/// "Ann Lee of Texas and Sam Roe of Ohio": two full names are joined, not a place and a name.
fn pairs(doc: &Doc<'_>, found: &mut [Phrase]) {
    use Xpos::NNP;
    let full = |p: &Phrase| {
        let words = p
            .tokens
            .clone()
            .rev()
            .take_while(|t| doc.tokens[*t].xpos == NNP);
        words.count() > 1
    };
    for k in 1..found.len() {
        let (Some(first), Some(n)) = (found[k].of, found[k].next) else {
            continue;
        };
        let (a, c) = (&found[first], &found[n]);
        if n == k + 1 && full(a) && full(c) && found[k].tokens.len() == 1 && c.prep.is_none() {
            found[k].next = None;
            found[first].next = Some(n);
        }
    }
}

/// "signed by Ann Lee, head of the union, and Sam Roe": who is joined over what the first is called.
fn described(doc: &Doc<'_>, found: &mut [Phrase]) {
    use crate::text::known;
    let name = |p: &Phrase| doc.tokens[p.head].xpos == Xpos::NNP;
    for k in 2..found.len() {
        let p = &found[k];
        let start = p.tokens.start;
        let joined = name(p)
            && p.prep.is_none()
            && p.owner.is_none()
            && start > 2
            && is!(doc, start - 1, "and")
            && is!(doc, start - 2, ",");
        // "…, and Sam Roe left": a clause of its own.
        let closed =
            (doc.tokens.get(p.tokens.end)).is_none_or(|_| is!(doc, p.tokens.end, "," | "." | ";"));
        if !joined || !closed {
            continue;
        }
        let office = |d: usize| {
            let noun = super::word::noun(doc, found[d].head);
            doc.tokens[found[d].head].xpos == Xpos::NN
                && (known::field(&noun) == known::PERSON
                    || is!(doc, found[d].head, "head" | "chief" | "chair" | "member"))
        };
        // "Tom Poe, the firm's chief executive, and Sam Roe".
        let first = (1..k).rev().take(4).find_map(|d| {
            let owner = found[d].owner.unwrap_or(d);
            let a = owner.checked_sub(1)?;
            let (name_of, from) = (&found[a], found[owner].tokens.start);
            let set_off = full_end(found, d) == start - 2
                && office(d)
                && found[owner].prep.is_none()
                && name(name_of)
                && name_of.next.is_none()
                && name_of.tokens.end + 1 == from
                && is!(doc, name_of.tokens.end, ",");
            set_off.then_some(a)
        });
        if let Some(a) = first {
            found[a].next = Some(k);
        }
    }
}

/// Whether the participle at `i` stands for a preposition: "following the attack".
pub(super) fn preposition(doc: &Doc<'_>, i: usize) -> bool {
    use Xpos::*;
    let word = || {
        is!(
            doc,
            i,
            "following" | "including" | "regarding" | "concerning" | "excluding" | "pending"
        )
    };
    if doc.tokens[i].xpos != VBG || !word() {
        return false;
    }
    let before = i.checked_sub(1).map(|b| doc.tokens[b].xpos);
    let after = doc.tokens.get(i + 1).map(|t| t.xpos);
    // "was closed following an attack", but "was seen following a car".
    let happening = || {
        let noun =
            (i + 1..doc.tokens.len().min(i + 6)).find(|t| matches!(doc.tokens[*t].xpos, NN | NNS));
        is!(doc, i, "following") && noun.is_some_and(|t| super::word::tells(doc, t))
    };
    // "was released pending trial", but "faces pending charges".
    let until = || is!(doc, i, "pending") && matches!(before, Some(VBN | PRP | NN | NNS | NNP));
    if is!(doc, i, "pending") {
        return until();
    }
    (!matches!(
        before,
        Some(VBD | VBZ | VBP | VB | VBN | DT | PRPS | IN | TO)
    ) || before == Some(VBN) && happening())
        && matches!(after, Some(DT | JJ | NN | NNS | NNP | NNPS | CD | PRPS))
}

/// "a shooting in Ashby that left two dead": whether the "that" at `i` speaks of what stands before it,
/// whatever its tag. But "In Ashby that was rare".
fn points_back(doc: &Doc<'_>, first: usize, i: usize) -> bool {
    use Xpos::*;
    is!(doc, i, "that")
        && doc.tokens[i].xpos == DT
        && i > first + 2
        && matches!(doc.tokens[i - 1].xpos, NN | NNS | NNP | NNPS)
        && (doc.tokens.get(i + 1)).is_some_and(|t| matches!(t.xpos, VBD | VBZ | VBP | MD))
        && doc.tokens[first].xpos != IN
        && !super::word::calendar(doc, i - 1)
}

/// "At least seven people", "over 300 people": the word before the number belongs to it.
fn quantifier(doc: &Doc<'_>, first: usize, p: &mut Phrase) {
    let Some(before) = p.tokens.start.checked_sub(1).filter(|b| *b >= first) else {
        return;
    };
    // "all but one of the crew died".
    if is!(doc, before, "but") && before > first && is!(doc, before - 1, "all" | "none" | "nothing")
    {
        p.tokens.start = before - 1;
        return;
    }
    // "grew less confident": never the contrary, whatever the tag.
    if is!(doc, before, "less") && p.tokens.len() == 1 {
        p.tokens.start = before;
        return;
    }
    // "not a shot".
    if is!(doc, before, "not") && is!(doc, p.tokens.start, "a" | "an" | "one") && before == first {
        p.tokens.start = before;
        return;
    }
    let many = matches!(doc.tokens[p.head].xpos, Xpos::NNS | Xpos::CD)
        || is!(doc, p.head, "people")
        // "at least one woman".
        || is!(doc, p.tokens.start, "least");
    if !many {
        return;
    }
    let own = doc.low(p.tokens.start);
    // "nearly a million people".
    let round = own == "a"
        && p.tokens.start < p.head
        && is!(
            doc,
            p.tokens.start + 1,
            "hundred"
                | "thousand"
                | "million"
                | "billion"
                | "dozen"
                | "score"
                | "quarter"
                | "third"
        );
    let counted = round || doc.tokens[p.tokens.start].xpos == Xpos::CD;
    let two_before = (before > first).then(|| doc.low(before - 1));
    match (two_before, doc.low(before)) {
        (Some("more" | "less" | "fewer"), "than") => {
            let no = before >= first + 2 && is!(doc, before - 2, "no" | "not");
            p.tokens.start = before - 1 - usize::from(no);
            return;
        }
        (Some("up"), "to") if counted && p.tokens.start != p.head => {
            p.tokens.start = before - 1;
            return;
        }
        (Some("many" | "few" | "much"), "as")
            if before >= first + 2 && is!(doc, before - 2, "as") =>
        {
            p.tokens.start = before - 2;
            return;
        }
        _ => {}
    }
    let joins = match doc.low(before) {
        "at" => matches!(own, "least" | "most"),
        "over" | "about" | "around" | "nearly" | "almost" | "approximately" => {
            counted && (p.tokens.start != p.head || !year_like(doc.word(p.head)))
        }
        _ => false,
    };
    if joins {
        p.tokens.start = before;
    }
}

/// "Ann Lee, a chemist who …," and "Ann Lee, the minister,": the name that a description is set
/// beside.
fn beside(doc: &Doc<'_>, found: &mut [Phrase]) {
    use Xpos::*;
    for k in 1..found.len() {
        let (a, b) = (&found[k - 1], &found[k]);
        let start = b.tokens.start;
        let set_off = a.tokens.end + 1 == start && is!(doc, a.tokens.end, ",");
        let name = matches!(doc.tokens[a.head].xpos, NNP) && a.prep.is_none() && !a.pronoun;
        let described = is!(doc, start, "a" | "an" | "the")
            && doc.tokens[b.head].xpos == NN
            && b.prep.is_none()
            && b.next.is_none();
        let end = full_end(found, k);
        let closed = doc.tokens.get(end).is_some() && is!(doc, end, "," | "who");
        if set_off && name && described && closed {
            found[k].aside = Some(k - 1);
        }
    }
}

/// Whether a number alone may be a year or a time rather than a count ("around 1990", "about 7").
fn year_like(word: &str) -> bool {
    word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit())
}

fn comma_only(doc: &Doc<'_>, a: &Phrase, b: &Phrase) -> bool {
    (a.tokens.end..b.tokens.start).all(|t| is!(doc, t, ","))
}

fn blank(tokens: Range<usize>, head: usize, pronoun: bool) -> Phrase {
    Phrase {
        tokens,
        head,
        prep: None,
        owner: None,
        of: None,
        aside: None,
        next: None,
        pronoun,
        entity: OnceCell::new(),
    }
}

/// "(a plant that stood idle) and that supplied the town": whether the word at `i` opens a second
/// clause about the same, whatever its tag.
pub(super) fn again(doc: &Doc<'_>, first: usize, i: usize) -> bool {
    use Xpos::*;
    is!(doc, i, "that")
        && i > first + 2
        && is!(doc, i - 1, "and" | "but" | "or")
        && (doc.tokens.get(i + 1)).is_some_and(|t| matches!(t.xpos, VBD | VBZ | VBP | MD))
        && (first..i - 1).any(|t| matches!(doc.tokens[t].xpos, WDT | WP))
}

/// Words that open a clause, though they are tagged like prepositions.
pub(super) fn subordinator(doc: &Doc<'_>, i: usize) -> bool {
    is!(
        doc,
        i,
        "that"
            | "if"
            | "because"
            | "while"
            | "when"
            | "where"
            | "although"
            | "though"
            | "unless"
            | "whether"
            | "since"
            | "until"
            | "as"
            | "once"
            | "whereas"
            | "so"
            | "after"
            | "before"
    )
}

impl Phrase {
    /// Where the base group stands in the text.
    pub fn span(&self, doc: &Doc<'_>) -> Span {
        doc.tokens[self.tokens.start]
            .span
            .cover(doc.tokens[self.tokens.end - 1].span)
    }
}

/// One past the last token of phrase `k` with its "of" phrases and what it owns.
pub(super) fn full_end(all: &[Phrase], k: usize) -> usize {
    let mut end = all[k].tokens.end;
    let mut at = k;
    while let Some(n) = all.get(at + 1) {
        let bound = n.owner == Some(at) || (n.of.is_some() && n.of == Some(at));
        if !bound {
            break;
        }
        at += 1;
        end = n.tokens.end;
    }
    // "the ministers of Chad, Niger and Mali".
    while at > k
        && let Some(n) = all[at].next
        && n == at + 1
        && all[n].prep.is_none()
        && all[n].owner.is_none()
    {
        at = n;
        end = all[n].tokens.end;
    }
    end
}

/// First token of phrase `k` with its owners.
pub(super) fn full_start(all: &[Phrase], k: usize) -> usize {
    let mut at = k;
    while let Some(o) = all[at].owner {
        at = o;
    }
    all[at].tokens.start
}
