//! Verbs of a sentence with tense, voice and polarity, and the phrases they stand with.
//!
//! Rules over parts of speech, not a parser: they prefer leaving a subject empty to a wrong one.

use super::lexicon::{Manner, Word, lexicon};
use super::phrase::{Phrase, full_start, phrases, subordinator};
use crate::text::form::hash;
use crate::text::{Doc, Xpos, known};
use smallvec::SmallVec;
use std::borrow::Cow;
use std::ops::Range;

/// What a verb group looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Bears tense ("met", "has met", "will meet").
    Finite,
    /// "to meet", or bare after another verb.
    Infinitive,
    /// "closing the crossing".
    Gerund,
    /// "soldiers killed in the attack".
    Participle,
}

/// Time the verb group itself tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Present,
    Future,
    None,
}

/// How a verb hangs on the rest of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tie {
    /// Main clause, or a clause of its own.
    Main,
    /// "who met", "which was closed".
    Relative,
    /// What is said, thought, wanted by the governing verb.
    Complement,
    /// "after he left", "closing the border".
    Adverbial,
    /// Joined to the governing verb by "and" or a comma.
    Joined,
}

/// A verb group of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Verb<'d> {
    /// The main verb.
    pub token: usize,
    /// First token of the group (auxiliaries included).
    pub start: usize,
    /// One past the main verb and its particle.
    pub end: usize,
    pub lemma: Cow<'d, str>,
    /// Hash of the lemma.
    pub hash: u32,
    /// What the word lists say of the lemma.
    pub word: &'static Word,
    /// Whether it tells what somebody said, knew or thought.
    pub reports: bool,
    /// Particle or preposition straight after, if the lexicon knows the pair.
    pub particle: Option<usize>,
    pub form: Form,
    pub tense: Tense,
    pub perfect: bool,
    pub progressive: bool,
    pub passive: bool,
    pub negated: bool,
    /// "will", "may", "must" … in lower case; "going to" counts as "will".
    pub modal: Option<&'d str>,
    /// "used to", or "would" of habit.
    pub habitual: bool,
    pub copula: bool,
    /// Word that opens its clause ("after", "if", "that", "who").
    pub mark: Option<usize>,
    pub tie: Tie,
    /// The verb it hangs on.
    pub governor: Option<usize>,
    /// Subject phrase; its `next` are subjects too.
    pub subject: Option<usize>,
    pub object: Option<usize>,
    /// "gave *the town* a hospital".
    pub indirect: Option<usize>,
    /// Phrases behind prepositions: (preposition token, phrase).
    pub oblique: SmallVec<[(usize, usize); 2]>,
    /// First and one past the last token that belong to it rather than to another verb.
    pub scope: Range<usize>,
}

impl Verb<'_> {
    /// A past that was taken for something else.
    fn told_as_past(&mut self) {
        (self.form, self.tense, self.passive) = (Form::Finite, Tense::Past, false);
    }

    /// A participle that was taken for the past of the same letters.
    fn told_as_participle(&mut self) {
        (self.form, self.tense, self.passive) = (Form::Participle, Tense::None, true);
    }
}

/// The grammar of one sentence.
#[derive(Debug, Default)]
pub(super) struct Clauses<'d> {
    pub tokens: Range<usize>,
    pub phrases: Vec<Phrase>,
    pub verbs: Vec<Verb<'d>>,
    /// For each token of the sentence: inside quotation marks.
    pub quoted: &'d [bool],
}

impl Clauses<'_> {
    /// Whether token `i` stands inside quotation marks.
    pub fn is_quoted(&self, i: usize) -> bool {
        i.checked_sub(self.tokens.start)
            .and_then(|k| self.quoted.get(k))
            .copied()
            .unwrap_or(false)
    }

    /// The phrase whose base group holds token `i`.
    pub fn phrase_at(&self, i: usize) -> Option<usize> {
        let k = self.phrases.partition_point(|p| p.tokens.end <= i);
        (self.phrases.get(k)?.tokens.contains(&i)).then_some(k)
    }

    /// The phrase that ends straight before token `i`.
    pub fn phrase_before(&self, i: usize) -> Option<usize> {
        let k = self.phrases.partition_point(|p| p.tokens.end < i);
        (self.phrases.get(k)?.tokens.end == i).then_some(k)
    }

    /// The verb in whose scope token `i` stands.
    pub fn verb_of(&self, i: usize) -> Option<usize> {
        self.verbs.iter().position(|v| v.scope.contains(&i))
    }
}

fn verbal(x: Xpos) -> bool {
    use Xpos::*;
    matches!(x, VB | VBD | VBG | VBN | VBP | VBZ)
}

fn adverb(x: Xpos) -> bool {
    matches!(x, Xpos::RB | Xpos::RBR | Xpos::RBS)
}

fn is_be(low: &str) -> bool {
    matches!(
        low,
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

fn is_have(low: &str) -> bool {
    matches!(
        low,
        "have" | "has" | "had" | "having" | "'ve" | "’ve" | "'d" | "’d" | "'s" | "’s"
    )
}

fn is_do(low: &str) -> bool {
    matches!(low, "do" | "does" | "did")
}

fn negation(low: &str) -> bool {
    matches!(low, "not" | "n't" | "n’t" | "never" | "no")
}

fn particle(low: &str) -> bool {
    matches!(
        low,
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
            | "under"
            | "around"
    )
}

/// Reads the grammar of the sentence over `range`; `quoted` says of each of its tokens whether it
/// stands inside quotation marks, `cut` of a token whether a phrase never runs into it, `glued` of
/// a token inside a name whether the phrase that the name stands in goes on behind it.
pub(super) fn clauses<'d>(
    doc: &'d Doc<'_>,
    range: Range<usize>,
    quoted: &'d [bool],
    cut: &dyn Fn(usize) -> bool,
    glued: &dyn Fn(usize) -> bool,
) -> Clauses<'d> {
    let found = phrases(doc, range.clone(), cut, glued);
    let mut made = Clauses {
        tokens: range.clone(),
        phrases: found,
        verbs: Vec::with_capacity(range.len() / 6 + 1),
        quoted,
    };
    let mut i = range.start;
    while i < range.end {
        if verbal(doc.tokens[i].xpos) && made.phrase_at(i).is_none() {
            let main = main_verb(doc, i, range.end);
            // "according to" is a preposition.
            let according =
                doc.low(main) == "according" && main + 1 < range.end && doc.low(main + 1) == "to";
            // "pro-democracy", "re-elected": parts of a hyphenated word.
            let half = main + 1 < range.end
                && super::phrase::is_hyphen(doc.word(main + 1))
                && doc.tokens[main].span.end == doc.tokens[main + 1].span.start;
            // "at 8:10 am".
            let clock = doc.low(main) == "am"
                && main > range.start
                && doc.tokens[main - 1].xpos == Xpos::CD;
            // "Lee, aged 41".
            let aged = doc.low(main) == "aged"
                && main + 1 < range.end
                && doc.tokens[main + 1].xpos == Xpos::CD;
            let general = super::phrase::generals(doc, main, range.end);
            // "an assisted living facility".
            let assisted = doc.low(main) == "assisted"
                && main + 1 < range.end
                && doc.low(main + 1) == "living";
            if verbal(doc.tokens[main].xpos)
                && made.phrase_at(main).is_none()
                && !according
                && !general
                && !aged
                && !clock
                && !assisted
                && !super::phrase::preposition(doc, main)
                && !half
                && !noun_only(doc, main)
            {
                let verb = group(doc, range.start, main, range.end);
                i = verb.end.max(main + 1);
                made.verbs.push(verb);
                continue;
            }
            i = main + 1;
            continue;
        }
        i += 1;
    }
    mistagged(doc, &mut made);
    tie(doc, &mut made);
    made
}

/// Whether the word at `i`, tagged a verb in the present, is known as anything but a verb
/// ("household", "penguin").
fn noun_only(doc: &Doc<'_>, i: usize) -> bool {
    use crate::text::{Upos, tag};
    if !matches!(doc.tokens[i].xpos, Xpos::VBP | Xpos::VBZ) {
        return false;
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
                && lexicon().verb(&super::word::verb(doc, i)).is_empty()
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
fn mistagged(doc: &Doc<'_>, made: &mut Clauses) {
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
            && ambiguous(doc.low(token))
            && !made.verbs.iter().skip(1).any(|u| {
                finite(u)
                    && !(token..u.start).any(|t| {
                        matches!(
                            doc.tokens[t].xpos,
                            Xpos::WDT | Xpos::WP | Xpos::WRB | Xpos::CC
                        ) || doc.tokens[t].xpos == Xpos::IN && subordinator(doc.low(t))
                    })
            })
        {
            made.verbs[n].told_as_past();
        }
        // "The earthquake struck the coast": a bare participle with an object is the past; so are
        // both of "rebels attacked and burned the depot".
        let v = &made.verbs[n];
        let second = made.verbs.get(n + 1).filter(|u| {
            u.start == u.token && u.start == v.end + 1 && matches!(doc.low(v.end), "and" | "or")
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
            before.is_some_and(|t| matches!(doc.low(t), "and" | "but" | "while"))
                && made.verbs[..n].iter().any(finite)
        };
        let named = |p: &Phrase| doc.tokens[p.head].xpos == Xpos::NNP;
        if v.form == Form::Participle
            && v.start == token
            && touched.is_some()
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
        // "an area called the Ellipse".
        let v = &made.verbs[n];
        let called = finite(v)
            && v.start == token
            && doc.tokens[token].xpos == Xpos::VBD
            && matches!(
                doc.low(token),
                "called" | "named" | "dubbed" | "titled" | "nicknamed"
            )
            && touched.flatten().is_some()
            && made.verbs[..n].iter().any(finite);
        if called {
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
            && attempts(&v.lemma);
        // "Firefighters put the fire out": a base that is its own past, without "to" before it.
        let same = bare
            && v.form == Form::Infinitive
            && touching
            && doc.low(token) != "be"
            && made.verbs[..n]
                .iter()
                .all(|u| !has_do(&u.lemma) || u.end < start.saturating_sub(6));
        // "Both parties — A and B — alleged fraud": the sentence has no other verb of its own.
        let lonely = bare
            && v.form == Form::Participle
            && object.is_some()
            && !object.is_some_and(|p| is_time_phrase(doc, p))
            && made.phrases.first().is_some_and(|p| p.tokens.end <= start)
            && !made
                .verbs
                .iter()
                .any(|u| finite(u) && !relative(doc, made, u));
        // "The official who deals with Norway called on the mayor.": what ends with a full stop has
        // a verb of its own, and all others stand in side clauses.
        let set_off = usize::from(doc.low(start.saturating_sub(1)) == ",");
        let orphan = bare
            && v.form == Form::Participle
            && made.phrases.iter().any(|p| p.tokens.end + set_off == start)
            && doc.low(made.tokens.end - 1) == "."
            && (made.verbs[..n].iter().any(finite) || n == 0 && set_off > 0)
            && !made
                .verbs
                .iter()
                .any(|u| finite(u) && !relative(doc, made, u));
        let told = bare && v.form == Form::Participle && told_past(doc, made, n);
        // "planted a flag, set up a mast": the base is the past that it is joined to.
        let joined = bare
            && v.form == Form::Infinitive
            && known_past(doc, token)
            && start > made.tokens.start
            && matches!(doc.low(start - 1), "and" | "or" | ",")
            && n.checked_sub(1).is_some_and(|p| {
                let u = &made.verbs[p];
                finite(u) && u.tense == Tense::Past && u.modal.is_none()
            });
        if tries || same || lonely || orphan || told || joined {
            let present = same && !known_past(doc, token);
            made.verbs[n].told_as_past();
            if present {
                made.verbs[n].tense = Tense::Present;
            }
        }
        // "Work resumed, with more bodies recovered": what stands with it is done to it.
        let v = &made.verbs[n];
        let with = touched.flatten().is_some_and(|t| {
            doc.low(t) == "with" && t > made.tokens.start && doc.low(t - 1) == ","
        });
        if with
            && finite(v)
            && v.start == token
            && v.tense == Tense::Past
            && !ambiguous(doc.low(token))
            && made.verbs[..n].iter().any(finite)
            && known_participle(doc, token)
        {
            made.verbs[n].told_as_participle();
        }
        // "…, charged with one count of murder": no subject between the comma and the verb.
        let v = &made.verbs[n];
        let before = start.checked_sub(1).filter(|b| *b >= made.tokens.start);
        if finite(v)
            && v.start == token
            && doc.tokens[token].xpos == Xpos::VBD
            && before.is_some_and(|b| doc.low(b) == ",")
            && n > 0
            && finite(&made.verbs[n - 1])
            && made.tokens.contains(&v.end)
            && matches!(doc.low(v.end), "with" | "by")
            && !ambiguous(doc.low(token))
        {
            made.verbs[n].told_as_participle();
        }
    }
}

/// Whether the bare participle `n` is the past of the same letters by the words before it.
fn told_past(doc: &Doc<'_>, made: &Clauses, n: usize) -> bool {
    let v = &made.verbs[n];
    let mut at = v.start;
    while at > made.tokens.start && adverb(doc.tokens[at - 1].xpos) {
        at -= 1;
    }
    let Some(before) = at.checked_sub(1).filter(|b| *b >= made.tokens.start) else {
        return false;
    };
    // "they won", "a man who fled", "a shell that later exploded": only what bears tense has such
    // a subject.
    let bears = matches!(doc.low(before), "i" | "we" | "they" | "he" | "she" | "who");
    if bears || doc.tokens[before].xpos == Xpos::WDT {
        return true;
    }
    // "killed nine and injured fifty": as active as the one it is joined to.
    let last = n.checked_sub(1).map(|p| &made.verbs[p]);
    if matches!(doc.low(before), "and" | "but" | "then") {
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
            matches!(
                doc.low(t),
                "after" | "when" | "because" | "while" | "before" | "until" | "since"
            )
        });
    let other = || {
        made.verbs[n + 1..]
            .iter()
            .take_while(|u| !(v.end..u.start).any(|t| doc.low(t) == ","))
            // "since the rig exploded and sank".
            .filter(|u| u.start != v.end + 1 || !matches!(doc.low(v.end), "and" | "or"))
            .any(|u| u.form == Form::Finite && !relative(doc, made, u))
    };
    opened && !other()
}

/// Whether a word stands before the group of `u` that makes it a side clause.
fn relative(doc: &Doc<'_>, made: &Clauses, u: &Verb) -> bool {
    let from = made
        .verbs
        .iter()
        .map(|v| v.end)
        .filter(|end| *end <= u.start)
        .max()
        .unwrap_or(made.tokens.start);
    (from..u.start).any(|t| {
        let x = doc.tokens[t].xpos;
        matches!(x, Xpos::WDT | Xpos::WP | Xpos::WRB) || x == Xpos::IN && subordinator(doc.low(t))
    })
}

/// Whether the word at `i` may be a past.
fn known_past(doc: &Doc<'_>, i: usize) -> bool {
    known::shipped().parts(doc.forms[i].known) & known::PAST != 0
}

/// Whether the past at `i` is a participle as well ("recovered", not "took").
fn known_participle(doc: &Doc<'_>, i: usize) -> bool {
    doc.low(i).ends_with("ed")
}

/// Verbs that take an infinitive of their own subject and are seldom passive.
pub(super) fn attempts(lemma: &str) -> bool {
    matches!(
        lemma,
        "manage"
            | "try"
            | "attempt"
            | "decide"
            | "refuse"
            | "agree"
            | "fail"
            | "begin"
            | "start"
            | "continue"
            | "want"
            | "plan"
            | "vow"
            | "threaten"
            | "pledge"
            | "seek"
            | "hope"
            | "decline"
            | "struggle"
            | "appear"
            | "seem"
            | "offer"
            | "promise"
            | "move"
            | "opt"
            | "return"
            | "rush"
            | "come"
            | "go"
    )
}

/// Whether a phrase behind a participle is its object rather than a time ("held May 5").
fn acted_on(doc: &Doc<'_>, p: &Phrase) -> bool {
    let word = doc.low(p.tokens.start);
    let month = super::word::month(word)
        || matches!(word, "last" | "this" | "next" | "earlier")
        || matches!(
            word.get(..3),
            Some("jan" | "feb" | "mar" | "apr" | "aug" | "sep" | "oct" | "nov" | "dec")
        ) && word.len() <= 5;
    let number = doc.tokens[p.head].xpos == Xpos::CD && p.tokens.len() == 1;
    !month && !number && !is_time_phrase(doc, p)
}

/// Pasts that are seldom passive: as a participle without an auxiliary they are the past.
fn ambiguous(low: &str) -> bool {
    matches!(
        low,
        "met"
            | "fought"
            | "marched"
            | "gathered"
            | "agreed"
            | "voted"
            | "protested"
            | "died"
            | "said"
            | "won"
            | "lost"
            | "resigned"
            | "arrived"
            | "crashed"
            | "collapsed"
            | "exploded"
            | "clashed"
            | "erupted"
            | "returned"
            | "fled"
            | "led"
            | "walked"
            | "demonstrated"
            | "rallied"
            | "withdrew"
            | "went"
            | "came"
            | "began"
            | "burst"
            | "careered"
            | "converged"
            | "derailed"
            | "descended"
            | "flocked"
            | "overturned"
            | "plunged"
            | "raced"
            | "surged"
            | "swerved"
            | "turned"
            | "veered"
    )
}

/// From a possible auxiliary at `i` to the main verb of its group.
fn main_verb(doc: &Doc<'_>, i: usize, end: usize) -> usize {
    let low = doc.low(i);
    let mut j = i + 1;
    while j < end && (adverb(doc.tokens[j].xpos) || negation(doc.low(j)) || hedged(doc, j)) {
        j += 1;
    }
    if is_be(low) || is_have(low) {
        j = over_time(doc, j, end);
    }
    if j >= end {
        return i;
    }
    let x = doc.tokens[j].xpos;
    let be = is_be(low);
    let auxiliary = (be && matches!(x, Xpos::VBN | Xpos::VBG | Xpos::VBD))
        || (is_have(low) && matches!(x, Xpos::VBN | Xpos::VBD))
        || (is_do(low) && matches!(x, Xpos::VB | Xpos::VBP))
        || (matches!(low, "got" | "get" | "gets" | "getting") && x == Xpos::VBN);
    if auxiliary {
        let next = main_verb(doc, j, end);
        return next;
    }
    // "is going to visit", "is to visit", "has to leave".
    let to = |k: usize| k + 1 < end && doc.low(k) == "to" && doc.tokens[k + 1].xpos == Xpos::VB;
    if (be || is_have(low)) && to(j) {
        return main_verb(doc, j + 1, end);
    }
    if low == "going" && to(i + 1) && i > 0 && is_be(doc.low(i - 1)) {
        return main_verb(doc, i + 2, end);
    }
    if low == "used" && to(i + 1) {
        return main_verb(doc, i + 2, end);
    }
    i
}

/// "was on Monday rammed": past the day that stands between an auxiliary and its participle, if
/// one does.
fn over_time(doc: &Doc<'_>, i: usize, end: usize) -> usize {
    let mut j = i;
    if j < end && matches!(doc.low(j), "on" | "in") {
        j += 1;
    }
    let from = j;
    let time = |t: usize| {
        let low = doc.low(t);
        super::word::calendar(low)
            || super::word::month(low)
            || doc.tokens[t].xpos == Xpos::CD && t > from
    };
    while j < end && j < from + 4 && time(j) {
        j += 1;
    }
    let participle = j < end && matches!(doc.tokens[j].xpos, Xpos::VBN | Xpos::VBD);
    if j > from && participle { j } else { i }
}

/// "had “unintentionally” shot": the quotation marks around an adverb, or one of them.
fn hedged(doc: &Doc<'_>, i: usize) -> bool {
    let mark = |t: usize| matches!(doc.low(t), "\"" | "“" | "”");
    let word = |t: Option<usize>| {
        t.and_then(|t| doc.tokens.get(t))
            .is_some_and(|t| adverb(t.xpos))
    };
    mark(i) && (word(i.checked_sub(1)) || word(Some(i + 1)))
}

/// The verb group around main verb `main`.
fn group<'d>(doc: &'d Doc<'_>, first: usize, main: usize, end: usize) -> Verb<'d> {
    use Xpos::*;
    let mut start = main;
    let (mut negated, mut perfect, mut progressive, mut passive) = (false, false, false, false);
    let (mut modal, mut to, mut habitual) = (None::<&str>, false, false);
    let mut tensed = doc.tokens[main].xpos;
    let mut had_auxiliary = false;
    let mut k = main;
    while k > first {
        let p = k - 1;
        let (x, low) = (doc.tokens[p].xpos, doc.low(p));
        if negation(low) && low != "no" {
            negated = true;
        } else if adverb(x) || hedged(doc, p) {
        } else if x == MD {
            modal = Some(low);
            tensed = MD;
        } else if (x == TO && doc.tokens[k].xpos != VBG)
            || (low == "to" && matches!(doc.tokens[k].xpos, VB | VBP))
        {
            to = true;
            // "is going to meet", "is to meet", "has to meet".
            if p > first {
                let q = p - 1;
                let before = doc.low(q);
                if before == "going" {
                    modal = Some("will");
                    tensed = MD;
                    to = false;
                    k = q;
                    start = q;
                    continue;
                }
                if before == "used" {
                    habitual = true;
                    to = false;
                    tensed = VBD;
                    k = q;
                    start = q;
                    continue;
                }
                if is_be(before) && verbal(doc.tokens[q].xpos) {
                    modal = Some("will");
                    tensed = MD;
                    to = false;
                } else if is_have(before) && verbal(doc.tokens[q].xpos) {
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
            && (is_be(low) || is_have(low) || is_do(low) || matches!(low, "got" | "get"))
        {
            let of = doc.tokens[k].xpos;
            if is_have(low) && !is_be(low)
                || (is_have(low)
                    && low.ends_with('s')
                    && doc.tokens[main].xpos == VBN
                    && had_auxiliary)
            {
                perfect = true;
            } else if is_be(low) || low.starts_with("g") {
                if of == VBG && k == main || doc.low(k) == "being" {
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
            let bears = is_be(doc.low(*a)) || is_have(doc.low(*a));
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
        && !negation(doc.low(start))
    {
        start += 1;
    }
    let own = doc.tokens[main].xpos;
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
    let lemma = super::word::verb(doc, main);
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
    let hash = hash(lemma.as_bytes());
    let word = lexicon().hashed(hash, &lemma);
    let mut verb_end = main + 1;
    let mut part = None;
    if main + 1 < end {
        let next = doc.low(main + 1);
        let closely = doc.tokens[main + 1].xpos == RP;
        if particle(next) && (closely || !lexicon().pair(word, &lemma, next).verb.is_empty()) {
            part = Some(main + 1);
            if closely {
                verb_end = main + 2;
            }
        }
    }
    Verb {
        token: main,
        start,
        end: verb_end,
        copula: is_be(doc.low(main)) || lemma == "be",
        reports: reports(word, &lemma),
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
        indirect: None,
        oblique: SmallVec::new(),
        scope: 0..0,
    }
}

/// Finds mark, governor, subject and objects of every verb, left to right.
fn tie(doc: &Doc<'_>, made: &mut Clauses) {
    for n in 0..made.verbs.len() {
        let left = if n > 0 {
            made.verbs[n - 1].end
        } else {
            made.tokens.start
        };
        mark(doc, made, n, left);
        subject(doc, made, n, left);
    }
    apart(made);
    scopes(doc, made);
    for n in 0..made.verbs.len() {
        objects(doc, made, n);
    }
    inverted(doc, made);
    shared(doc, made);
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
        let joined = a.end + 1 == b.start && matches!(doc.low(a.end), "and" | "or");
        // The second without an auxiliary is as passive as the first.
        let passive = b.passive || a.passive && b.start == b.token;
        if !joined || a.passive != passive || a.object.is_some() || !a.oblique.is_empty() {
            continue;
        }
        if passive {
            let by = (b.oblique.iter().copied())
                .filter(|(prep, _)| doc.low(*prep) == "by")
                .collect();
            made.verbs[n - 1].oblique = by;
        } else if !intransitive(&a.lemma) {
            made.verbs[n - 1].object = b.object;
        }
    }
}

/// Verbs that take no object of the verb joined to them: "went and saw it".
fn intransitive(lemma: &str) -> bool {
    attempts(lemma)
        || matches!(
            lemma,
            "die"
                | "arrive"
                | "collapse"
                | "escape"
                | "fall"
                | "fall_ill"
                | "happen"
                | "resign"
                | "rise"
                | "sit"
                | "stand"
                | "speak"
                | "stop"
                | "travel"
                | "turn"
                | "wait"
                | "walk"
                | "run"
                | "fly"
                | "drive"
                | "crash"
                | "explode"
                | "protest"
                | "gather"
                | "say"
                | "vote"
                | "agree"
                | "lie"
                | "retire"
        )
}

/// The word that opens the clause of verb `n`, looked for between the verb before and itself.
fn mark(doc: &Doc<'_>, made: &mut Clauses, n: usize, left: usize) {
    let v = &made.verbs[n];
    let mut at = None;
    for t in (left..v.start).rev() {
        let (x, low) = (doc.tokens[t].xpos, doc.low(t));
        // "an attack that day".
        let day = |low: &str| low == "day" || super::word::calendar(low);
        if low == "that" && day(doc.low(t + 1)) {
            continue;
        }
        if matches!(x, Xpos::WDT | Xpos::WP | Xpos::WRB | Xpos::WPS) {
            at = Some(t);
            break;
        }
        if x == Xpos::IN && subordinator(low) {
            // "after the attack, India closed": the phrase behind it ends with a comma.
            let closes = (t + 1..v.start).any(|c| doc.low(c) == ",");
            if closes && matches!(low, "after" | "before" | "since" | "until" | "as") {
                continue;
            }
            at = Some(t);
            break;
        }
        if matches!(low, ";" | ":") {
            break;
        }
    }
    made.verbs[n].mark = at;
}

fn subject(doc: &Doc<'_>, made: &mut Clauses, n: usize, left: usize) {
    let v = &made.verbs[n];
    let (form, start) = (v.form, v.start);
    let previous = n.checked_sub(1);
    match form {
        Form::Infinitive => {
            let Some(p) = previous else { return };
            made.verbs[n].tie = Tie::Complement;
            made.verbs[n].governor = Some(p);
            let word = start.checked_sub(1).map_or("", |b| doc.low(b));
            // "to support survivors and locate the dead".
            if matches!(word, "and" | "or" | ",") && made.verbs[p].form == Form::Infinitive {
                made.verbs[n].tie = Tie::Joined;
                made.verbs[n].subject = made.verbs[p].subject;
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
                    if intention(head) {
                        made.phrases[q].owner.or(own)
                    } else if has_do(&made.verbs[p].lemma) {
                        Some(q)
                    } else {
                        own
                    }
                }
                _ => made
                    .phrase_before(start)
                    .filter(|q| made.phrases[*q].prep.is_some_and(|t| doc.low(t) == "for"))
                    .or(own),
            };
        }
        Form::Gerund | Form::Participle => {
            let before = start.checked_sub(1).filter(|b| *b >= made.tokens.start);
            let word = before.map_or("", |b| doc.low(b));
            let touching = made.phrase_before(start);
            // "a lawsuit in Texas accusing them": not the place, but what stands there.
            let touching = touching.map(|q| {
                let p = &made.phrases[q];
                let place = doc.tokens[p.head].xpos == Xpos::NNP
                    && p.prep
                        .is_some_and(|t| matches!(doc.low(t), "in" | "at" | "near"));
                let before = q.checked_sub(1);
                let bearer = before.filter(|b| Some(made.phrases[*b].tokens.end) == p.prep);
                bearer.filter(|_| place).unwrap_or(q)
            });
            made.verbs[n].tie = Tie::Adverbial;
            made.verbs[n].governor = previous;
            // "hit a tree in the garden, killing", "tore through a market killing ten": not the place.
            let touching = touching.filter(|q| {
                let p = &made.phrases[*q];
                let field = known::field(&super::word::noun(doc, p.head));
                let does = form == Form::Gerund && results(&made.verbs[n].lemma);
                let lifeless = p.prep.is_some()
                    && field != known::PERSON
                    && (field != known::GROUP
                        || p.prep
                            .is_some_and(|t| matches!(doc.low(t), "in" | "at" | "near")))
                    && doc.tokens[p.head].xpos != Xpos::NNP;
                !(does && lifeless && previous.is_some_and(|p| !made.verbs[p].passive))
            });
            // "was on the scene working", "died putting out a fire": still the subject's doing.
            let on = previous.filter(|p| {
                form == Form::Gerund
                    && (made.verbs[*p].end == start
                        || made.verbs[*p].copula
                            && touching.is_some_and(|q| made.phrases[q].prep.is_some()))
            });
            if let Some(p) = on {
                made.verbs[n].subject = made.verbs[p].subject;
            } else if let Some(q) = touching {
                made.verbs[n].tie = Tie::Relative;
                made.verbs[n].subject = Some(q);
            } else if form == Form::Gerund && matches!(word, "while" | "after" | "before" | "when")
            {
                let main = (0..n).rev().find(|p| made.verbs[*p].form == Form::Finite);
                made.verbs[n].subject = main.or(previous).and_then(|p| made.verbs[p].subject);
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
                let blamed = previous.filter(|p| {
                    let v = &made.verbs[*p];
                    matches!(word, "of" | "for" | "from" | "with") && !v.passive && blames(&v.lemma)
                });
                let object = blamed.and_then(|p| {
                    let end = made.verbs[p].end;
                    (made.phrases.iter())
                        .position(|q| q.tokens.start >= end && q.prep.is_none())
                        .filter(|q| made.phrases[*q].tokens.start <= end + 1)
                });
                // "no charges against her for using it".
                let charged = made.phrase_before(start - 1).filter(|q| {
                    let against = |t: usize| doc.low(t) == "against";
                    word == "for" && made.phrases[*q].prep.is_some_and(against)
                });
                made.verbs[n].subject = object
                    .or(charged)
                    .or_else(|| previous.and_then(|p| made.verbs[p].subject));
                // ", wounded in the attack," after a phrase speaks of that phrase.
                if word == "," && form == Form::Participle {
                    let near = made.phrase_before(start - 1).map(|k| lift(made, k));
                    made.verbs[n].subject = near.or(made.verbs[n].subject);
                }
            } else if form == Form::Gerund && results(&made.verbs[n].lemma) {
                made.verbs[n].subject = previous.and_then(|p| made.verbs[p].subject);
            } else if matches!(word, "and" | "or") {
                made.verbs[n].tie = Tie::Joined;
                made.verbs[n].subject = previous.and_then(|p| made.verbs[p].subject);
            } else if form == Form::Participle {
                made.verbs[n].subject = None;
            }
        }
        Form::Finite => finite_subject(doc, made, n, left),
    }
}

fn finite_subject(doc: &Doc<'_>, made: &mut Clauses, n: usize, left: usize) {
    let start = made.verbs[n].start;
    let previous = n.checked_sub(1);
    let mut before = start;
    let mut then = false;
    while before > left && adverb(doc.tokens[before - 1].xpos) {
        then |= matches!(doc.low(before - 1), "then" | "later" | "subsequently");
        before -= 1;
    }
    let word = match before.checked_sub(1).filter(|b| *b >= made.tokens.start) {
        // "stabbed a man, then fled".
        Some(b) if then && doc.low(b) == "," => "and",
        Some(b) => doc.low(b),
        None => "",
    };
    // "who met", ", which had closed".
    if let Some(m) = made.verbs[n].mark {
        let x = doc.tokens[m].xpos;
        let relative =
            matches!(x, Xpos::WDT | Xpos::WP) || (doc.low(m) == "that" && m + 1 == before);
        if relative && m + 1 == before {
            let antecedent = made
                .phrases
                .iter()
                .rposition(|q| q.tokens.end <= m && m - q.tokens.end <= 1)
                .map(|q| spoken_of(doc, made, q, doc.low(m)));
            made.verbs[n].tie = Tie::Relative;
            made.verbs[n].governor = previous;
            // "aftershocks of an earthquake that struck on Sunday": the earthquake struck.
            let own = |a: usize| matches!(doc.low(made.phrases[a].tokens.start), "a" | "an");
            let subject = antecedent.map(|a| if own(a) { a } else { lift(made, a) });
            made.verbs[n].subject = subject;
            return;
        }
    }
    // "met him and flew home": the subject of the verb before; behind a comma not that of a side
    // clause ("praised the team that had left, and flew home").
    let comma = before >= made.tokens.start + 2 && doc.low(before - 2) == ",";
    let finite = |p: &usize| made.verbs[*p].form == Form::Finite;
    let whole = |p: &usize| finite(p) && made.verbs[*p].tie != Tie::Relative;
    let near = (0..n).rev().find(finite);
    let outer = near
        .filter(|_| comma)
        .and_then(|_| (0..n).rev().find(whole));
    // "said the tram was speeding and were asking why": those who said it ask.
    let many = matches!(doc.low(start), "were" | "are" | "have");
    let agrees = |p: &usize| {
        made.verbs[*p].subject.is_some_and(|s| {
            let q = &made.phrases[s];
            q.next.is_some()
                || doc.tokens[q.head].xpos != Xpos::NN && doc.tokens[q.head].xpos != Xpos::NNP
        })
    };
    let plural = near
        .filter(|p| many && !agrees(p))
        .and_then(|_| (0..n).rev().filter(finite).find(agrees));
    if matches!(word, "and" | "or" | "but" | "then" | "nor")
        && let Some(p) = plural.or(outer).or(near)
    {
        made.verbs[n].tie = Tie::Joined;
        made.verbs[n].governor = Some(p);
        made.verbs[n].subject = made.verbs[p].subject;
        return;
    }
    let floor = made.verbs[n].mark.map_or(made.tokens.start, |m| m + 1);
    // "that wearing a mask would become the rule": what is done is what the verb is about.
    let doing = made.verbs[..n].iter().any(|u| {
        let opened = u.start == floor
            || u.start > floor && matches!(doc.low(u.start - 1), "," | "and" | "but");
        u.form == Form::Gerund
            && u.start >= floor
            && opened
            && !(u.end..before).any(|t| matches!(doc.low(t), "," | ";" | ":"))
            && (made.phrases.iter()).any(|p| {
                // "a face covering": whatever the tag of its last word.
                let last = usize::from(doc.tokens[before - 1].xpos == Xpos::VBG);
                u.end <= p.tokens.start && p.tokens.end + last == before
            })
    });
    if doing {
        return;
    }
    let mut at = before;
    // "the news that the firm had hired Lee shook the town": past what the noun says.
    if let Some(p) = previous.filter(|p| made.verbs[*p].form == Form::Finite && word != ",")
        && let Some(m) = made.verbs[p]
            .mark
            .filter(|m| doc.low(*m) == "that" && *m > floor)
        && made.phrase_before(m).is_some()
        && made.verbs[p].tie == Tie::Complement
        && !made.verbs[..p].iter().any(|u| u.form == Form::Finite)
        && !(made.verbs[p].end..before).any(|t| matches!(doc.low(t), "," | "and" | "but" | "or"))
    {
        at = m;
    }
    let mut candidate = None;
    let mut aside = None;
    let mut guard = 0;
    while at > floor && guard < 64 {
        guard += 1;
        let t = at - 1;
        let low = doc.low(t);
        // "Germany and Slovakia - a client state - attacked".
        let spaced =
            low == "-" && t > floor && doc.tokens[t - 1].span.end < doc.tokens[t].span.start;
        if low == "," || low == ")" || low == "—" || low == "–" || low == "--" || spaced {
            // Over an insertion between commas, dashes or brackets.
            let open = match low {
                ")" => "(",
                other => other,
            };
            let match_at = (floor..t).rev().find(|k| doc.low(*k) == open);
            match match_at {
                Some(k) if insertion(doc, made, k + 1, t) => {
                    // "a firm under contract to the Gas Company (GC)": brackets name what they touch.
                    aside = aside.or_else(|| {
                        made.phrases
                            .iter()
                            .filter(|_| low != ")")
                            .position(|p| p.tokens == (k + 1..t) && p.prep.is_none())
                    });
                    at = k;
                    continue;
                }
                _ if low == "," => {
                    // One comma alone: between subject and verb only after a list or a date.
                    at = t;
                    continue;
                }
                _ => {
                    at = t;
                    continue;
                }
            }
        }
        if matches!(low, ";" | ":") {
            break;
        }
        if let Some(q) = made.phrase_at(t) {
            let head = if clause_of_its_own(doc, made, n, q) {
                q
            } else {
                lift(made, q)
            };
            let p = &made.phrases[head];
            // "officials in Paris and London said": the list hangs on its preposition.
            let mut first = head;
            while let Some(b) = first.checked_sub(1).filter(|b| {
                let between = made.phrases[*b].tokens.end;
                made.phrases[*b].next == Some(first)
                    && between + 1 == made.phrases[first].tokens.start
                    && matches!(doc.low(between), "and" | "or" | "&")
            }) {
                first = b;
            }
            // "resigned as governor of Ohio and Lee was sworn in": one alone "was".
            let between = (made.phrases[first].prep).is_some_and(|t| doc.low(t) == "between");
            if first != head
                && !between
                && matches!(doc.low(start), "was" | "is" | "has")
                && doc.low(made.phrases[first].tokens.end) == "and"
                && (0..n).any(|u| made.verbs[u].end <= made.phrases[first].tokens.start)
            {
                candidate = Some(q);
                break;
            }
            if first != head && made.phrases[first].prep.is_some() && first >= 1 {
                at = made.phrases[first].tokens.start.min(t);
                continue;
            }
            // "than most had expected".
            let compared = p.tokens.end == before && p.prep.is_some_and(|t| doc.low(t) == "than");
            let governed = p.prep.is_some() && !compared;
            if governed || is_time_phrase(doc, p) {
                at = made.phrases[q].tokens.start.min(t);
                continue;
            }
            // A phrase that ends right after a verb may be that verb's object.
            let object_of = (0..n).rev().find(|u| {
                let u = &made.verbs[*u];
                u.end == made.phrases[head].tokens.start
            });
            // "a man suspected to have sold the gun was arrested", "the plan to build a dam was
            // approved": no more the object of what hangs on another phrase.
            let hung = object_of.and_then(|u| {
                let mut u = &made.verbs[u];
                let infinitive = u.form == Form::Infinitive;
                while u.form == Form::Infinitive
                    && let Some(g) = u.governor
                {
                    u = &made.verbs[g];
                }
                let free = match u.form {
                    Form::Infinitive => made.phrase_before(u.start).is_some(),
                    Form::Participle => u.tie == Tie::Relative,
                    _ => false,
                };
                (infinitive && free).then_some(u.start)
            });
            if let Some(to) = hung.filter(|t| *t < at && *t > floor) {
                at = to;
                continue;
            }
            // "groups claiming the vote was stolen gathered": one phrase is not what two verbs are
            // about.
            let taken = made.verbs[..n].iter().rev().find(|u| {
                u.subject == Some(head) && u.form == Form::Finite && u.tie == Tie::Complement
            });
            let outer = taken
                .filter(|u| u.end < before && word != ",")
                .and_then(|u| u.governor)
                .map(|g| &made.verbs[g])
                .filter(|g| g.form == Form::Gerund && g.tie == Tie::Relative && g.start < at);
            if let Some(g) = outer {
                at = g.start;
                continue;
            }
            // "planted a flag, set up a mast and left": one after the other, by the same.
            if let Some(u) = object_of.filter(|u| {
                let u = &made.verbs[*u];
                let main = u.form == Form::Finite && matches!(u.tie, Tie::Main | Tie::Joined);
                word == "," && main && !u.reports && !u.copula && u.subject.is_some()
            }) {
                made.verbs[n].tie = Tie::Joined;
                made.verbs[n].governor = Some(u);
                made.verbs[n].subject = made.verbs[u].subject;
                return;
            }
            if let Some(u) = object_of {
                let verb = &made.verbs[u];
                let opens = matches!(verb.tie, Tie::Relative | Tie::Adverbial) && !verb.reports;
                if opens {
                    let skip = match verb.tie {
                        Tie::Relative => verb
                            .mark
                            .filter(|m| made.phrases[head].tokens.end <= *m || *m + 1 == verb.start)
                            .unwrap_or(verb.start),
                        _ => verb.start,
                    };
                    if skip < at {
                        at = skip;
                        continue;
                    }
                }
            }
            // "the parliament of Vest, Norway voted": a place behind a place.
            let (p, first) = (&made.phrases[q], made.phrases[q].tokens.start);
            let wider = first.checked_sub(1).filter(|c| {
                *c > floor && doc.low(*c) == "," && doc.tokens[p.tokens.start].xpos == Xpos::NNP
            });
            let other =
                |p: &Phrase| p.tokens.start >= floor && p.prep.is_none() && !is_time_phrase(doc, p);
            if let Some(c) = wider
                && made.phrases[..q].iter().any(other)
                && p.tokens.end == before
                && let Some(k) = made.phrase_before(c)
                && doc.tokens[made.phrases[k].head].xpos == Xpos::NNP
                && made.phrases[k].prep.is_some_and(|t| t > made.tokens.start)
                && doc.tokens[made.phrases[k].tokens.start].xpos == Xpos::NNP
                && made.phrases[k].next.is_none()
            {
                at = c;
                continue;
            }
            candidate = Some(head);
            break;
        }
        at = t;
    }
    if let Some(name) = described_at_length(doc, made, n, floor).filter(|_| word == ",") {
        candidate = Some(name);
        aside = None;
    }
    // "Ann Lee, formerly the governor of Texas, died": of what is set beside a name, the name.
    if word == ","
        && let Some(c) = candidate
        && (doc.tokens[made.phrases[c].head].xpos != Xpos::NNP
            || doc.tokens[made.phrases[c].tokens.start].xpos == Xpos::DT)
        && made.phrases[c].next.is_none()
    {
        let mut open = made.phrases[c].tokens.start;
        while open > floor && adverb(doc.tokens[open - 1].xpos) {
            open -= 1;
        }
        let named = open
            .checked_sub(1)
            .filter(|t| doc.low(*t) == ",")
            .and_then(|t| {
                made.phrase_before(t).filter(|q| {
                    let p = &made.phrases[*q];
                    p.prep.is_none() && doc.tokens[p.head].xpos == Xpos::NNP
                })
            });
        if named.is_some_and(|q| made.phrases[q].tokens.start >= floor) {
            candidate = named;
            aside = None;
        }
    }
    made.verbs[n].subject = candidate;
    if let (Some(c), Some(name)) = (candidate, aside.filter(|a| Some(*a) > candidate)) {
        made.phrases[c].aside = Some(name);
    }
    let (tie, governor) = match made.verbs[n].mark.map(|m| doc.low(m)) {
        Some("that" | "whether" | "how" | "what") => (Tie::Complement, previous),
        Some("who" | "which" | "where" | "whom" | "whose") => (Tie::Relative, previous),
        Some(_) => (Tie::Adverbial, previous),
        None if about_noun(doc, made, candidate) => (Tie::Relative, previous),
        None => match previous {
            // "said two men died".
            Some(p)
                if made.verbs[p].reports
                    && candidate
                        .is_some_and(|c| made.phrases[c].tokens.start == made.verbs[p].end) =>
            {
                (Tie::Complement, Some(p))
            }
            _ => (Tie::Main, None),
        },
    };
    made.verbs[n].tie = tie;
    made.verbs[n].governor = governor;
}

/// "Ann Lee, a lawyer, writer, and now a candidate for mayor, spoke": the name at the head of a
/// clause whose descriptions end with the comma before verb `n`.
fn described_at_length(doc: &Doc<'_>, made: &Clauses, n: usize, floor: usize) -> Option<usize> {
    let start = made.verbs[n].start;
    let first = (made.phrases.iter())
        .position(|p| p.tokens.start >= floor && p.prep.is_none() && !is_time_phrase(doc, p))?;
    let (p, next) = (&made.phrases[first], made.phrases.get(first + 1)?);
    let name = doc.tokens[p.head].xpos == Xpos::NNP && !p.pronoun;
    // "The driver, a man of 42, was released".
    let common = doc.low(p.tokens.start) == "the"
        && doc.tokens[p.head].xpos == Xpos::NN
        && matches!(doc.low(next.tokens.start), "a" | "an");
    let set_off = next.tokens.start == p.tokens.end + 1 && doc.low(p.tokens.end) == ",";
    let beside = set_off
        && (matches!(doc.low(next.tokens.start), "a" | "an")
            || doc.low(next.tokens.start) == "the" && name
            || doc.tokens[next.tokens.start].xpos == Xpos::CD && next.tokens.len() > 1)
        && next.tokens.end < start;
    let alone = !(made.verbs[..n].iter())
        .any(|u| u.start >= p.tokens.end && u.form == Form::Finite && u.tie != Tie::Relative);
    // "Two candidates, Ann Lee and Sam Roe, withdrew": named behind the comma.
    let counted = doc.tokens[p.tokens.start].xpos == Xpos::CD
        && doc.tokens[p.head].xpos == Xpos::NNS
        && set_off
        && doc.tokens[next.head].xpos == Xpos::NNP;
    (alone && (beside && (name || common) || counted)).then_some(first)
}

/// Whether phrase `q`, joined to the one before by "and", is what verb `n` is about alone: "struck
/// a bus and they fled", "set up a camp and many left".
fn clause_of_its_own(doc: &Doc<'_>, made: &Clauses, n: usize, q: usize) -> bool {
    let first = lift(made, q);
    if first == q || made.phrases[q].of.is_some() {
        return false;
    }
    let from = full_start(&made.phrases, first);
    if matches!(
        doc.low(made.phrases[q].tokens.start),
        "he" | "she" | "they" | "we" | "i"
    ) {
        return made.verbs[..n].iter().any(|u| u.end <= from);
    }
    made.verbs[..n].iter().any(|u| {
        let own = matches!(u.form, Form::Finite | Form::Infinitive)
            && matches!(u.tie, Tie::Main | Tie::Joined | Tie::Complement);
        u.end == from && own && !u.reports && !u.copula
    })
}

/// "the emergency President Lee declared": whether the subject touches the common noun that its
/// clause is about.
fn about_noun(doc: &Doc<'_>, made: &Clauses, subject: Option<usize>) -> bool {
    let Some((s, before)) = subject.and_then(|s| Some((s, s.checked_sub(1)?))) else {
        return false;
    };
    let (p, q) = (&made.phrases[s], &made.phrases[before]);
    let common = matches!(doc.tokens[q.head].xpos, Xpos::NN | Xpos::NNS) && !is_time_phrase(doc, q);
    let verb = made.verbs.iter().any(|v| v.end <= q.tokens.start);
    p.tokens.start == q.tokens.end
        && doc.tokens[p.head].xpos == Xpos::NNP
        && !p.pronoun
        && common
        && verb
}

/// From the phrase straight before a relative pronoun to the one it speaks of: not a time ("an
/// attack on Friday which …"), nor where that is, for a person or a thing told apart by it ("workers
/// in Niger who …", "the panel in New Orleans that …").
fn spoken_of(doc: &Doc<'_>, made: &Clauses, q: usize, word: &str) -> usize {
    let person = word == "who";
    let mut at = q;
    // "a debate between Lee and Roe, which was to be held in May".
    let twain = q
        .checked_sub(1)
        .filter(|a| made.phrases[*a].next == Some(q));
    if let Some(a) = twain.filter(|_| !person)
        && let Some(prep) = made.phrases[a].prep
        && doc.low(prep) == "between"
        && let Some(head) = made.phrase_before(prep)
    {
        return head;
    }
    while let Some(before) = at.checked_sub(1) {
        let p = &made.phrases[at];
        let Some(prep) = p.prep.filter(|_| !super::word::zone(doc.word(p.head))) else {
            // "released at 8 p.m. EST on Wednesday, which …".
            if is_time_phrase(doc, p) {
                at = before;
                continue;
            }
            break;
        };
        let over = is_time_phrase(doc, p)
            || (person || word == "that" && doc.tokens[p.head].xpos == Xpos::NNP)
                && matches!(doc.low(prep), "in" | "at" | "near" | "from" | "on");
        if !over || made.phrases[before].tokens.end != prep {
            break;
        }
        at = before;
    }
    // What was done to it stands between: "an advisory released at 8 p.m., which …".
    if is_time_phrase(doc, &made.phrases[at])
        && let Some(verb) = made
            .verbs
            .iter()
            .rev()
            .find(|u| u.end <= made.phrases[at].tokens.start)
        && verb.form == Form::Participle
        && let Some(s) = verb.subject
    {
        return s;
    }
    at
}

/// Verbs that tell what came of the clause before them ("…, killing ten").
fn results(lemma: &str) -> bool {
    matches!(
        lemma,
        "kill"
            | "injure"
            | "wound"
            | "leave"
            | "cause"
            | "force"
            | "prompt"
            | "spark"
            | "trigger"
            | "destroy"
            | "damage"
            | "beat"
            | "defeat"
            | "send"
            | "make"
            | "bring"
            | "raise"
            | "end"
            | "cut"
            | "give"
    )
}

/// Verbs whose object does what the infinitive behind it says.
fn has_do(lemma: &str) -> bool {
    matches!(
        lemma,
        "ask"
            | "tell"
            | "urge"
            | "order"
            | "force"
            | "allow"
            | "help"
            | "persuade"
            | "convince"
            | "invite"
            | "want"
            | "expect"
            | "require"
            | "permit"
            | "enable"
            | "instruct"
            | "warn"
            | "advise"
            | "encourage"
            | "appoint"
            | "elect"
            | "send"
            | "deploy"
            | "dispatch"
            | "hire"
            | "cause"
            | "lead"
            | "press"
            | "pressure"
            | "push"
            | "beg"
            | "command"
            | "compel"
            | "direct"
            | "request"
            | "implore"
            | "remind"
            | "teach"
            | "train"
            | "get"
            | "let"
            | "make"
            | "see"
            | "hear"
            | "leave"
            | "believe"
            | "consider"
            | "prompt"
            | "authorize"
            | "authorise"
            | "call"
            | "nominate"
            | "pick"
            | "choose"
            | "select"
            | "entitle"
            | "motivate"
            | "inspire"
            | "challenge"
            | "dare"
            | "need"
            | "like"
            | "bring"
    )
}

/// Nouns whose infinitive is done by their owner, else by the subject ("his offer to resign").
fn intention(head: &str) -> bool {
    matches!(
        head,
        "offer"
            | "decision"
            | "plan"
            | "plans"
            | "attempt"
            | "attempts"
            | "bid"
            | "effort"
            | "efforts"
            | "promise"
            | "pledge"
            | "refusal"
            | "threat"
            | "threats"
            | "right"
            | "desire"
            | "agreement"
            | "intention"
            | "proposal"
            | "vow"
            | "failure"
            | "willingness"
            | "commitment"
            | "chance"
            | "ability"
            | "time"
            | "move"
            | "deal"
            | "steps"
    )
}

/// Verbs whose object did, or is said to do, what stands behind "of", "for" or "with".
pub(super) fn blames(lemma: &str) -> bool {
    matches!(
        lemma,
        "accuse"
            | "suspect"
            | "convict"
            | "acquit"
            | "blame"
            | "criticise"
            | "criticize"
            | "praise"
            | "thank"
            | "condemn"
            | "sentence"
            | "fine"
            | "jail"
            | "arrest"
            | "charge"
            | "prosecute"
            | "detain"
            | "sue"
            | "indict"
            | "punish"
            | "suspend"
            | "prevent"
            | "stop"
            | "ban"
            | "forgive"
    )
}

fn reports(word: &Word, lemma: &str) -> bool {
    word.plays(Manner::Report)
        || matches!(
            lemma,
            "know"
                | "believe"
                | "fear"
                | "hope"
                | "learn"
                | "warn"
                | "allege"
                | "suggest"
                | "conclude"
                | "find"
                | "discover"
                | "decide"
                | "realize"
                | "realise"
                | "note"
                | "show"
                | "reveal"
                | "think"
                | "claim"
                | "deny"
                | "estimate"
                | "admit"
                | "acknowledge"
                | "confirm"
                | "determine"
                | "notice"
                | "argue"
                | "insist"
                | "predict"
                | "ensure"
                | "demand"
        )
}

/// From a phrase inside "X of Y" or "X's Y" to the one the verb agrees with.
fn lift(made: &Clauses, q: usize) -> usize {
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
    while let Some(p) = (at.saturating_sub(2)..at).rev().find(|p| {
        let p = &made.phrases[*p];
        p.next == Some(at) && p.prep.is_none()
    }) {
        at = p;
    }
    at
}

fn is_time_phrase(doc: &Doc<'_>, p: &Phrase) -> bool {
    let low = doc.low(p.head);
    // "an attack that day".
    let pointed = |t: usize| matches!(doc.low(t), "that" | "this" | "same" | "next" | "following");
    super::word::calendar(low)
        || matches!(low, "tonight" | "weekend" | "p.m." | "a.m." | "pm")
        || low == "day" && p.head.checked_sub(1).is_some_and(pointed)
        || super::word::month(low)
            && (p.tokens.clone().any(|t| doc.tokens[t].xpos == Xpos::CD)
                || p.prep
                    .is_some_and(|t| matches!(doc.low(t), "in" | "since" | "until" | "by")))
        || low == "day" && matches!(doc.low(p.tokens.start), "a" | "per" | "each" | "every")
        || low == "time" && p.head > p.tokens.start && doc.low(p.head - 1) == "local"
        || matches!(
            low,
            "days" | "weeks" | "months" | "years" | "hours" | "minutes" | "decades"
        )
        || super::word::zone(doc.word(p.head))
}

/// Whether tokens `from..to` between two commas are an insertion: a relative clause, participle,
/// prepositional phrase, apposition or adverb.
fn insertion(doc: &Doc<'_>, made: &Clauses, from: usize, to: usize) -> bool {
    use Xpos::*;
    if from >= to {
        return true;
    }
    let x = doc.tokens[from].xpos;
    if matches!(x, WP | WDT | WPS | WRB | VBG | VBN | IN | RB | TO) {
        return true;
    }
    // An apposition: one phrase without a finite verb of its own.
    let described = |v: &Verb| {
        (from..v.start).any(|t| matches!(doc.tokens[t].xpos, Xpos::WP | Xpos::WDT))
            && matches!(doc.low(from), "a" | "an" | "the")
    };
    !made
        .verbs
        .iter()
        .any(|v| v.token >= from && v.token < to && v.form == Form::Finite && !described(v))
        && from > made.tokens.start + 1
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
                .find(|t| matches!(doc.low(*t), "," | "and" | "but" | ";" | "\"" | "”" | "“"));
            let opener = opener.unwrap_or(start);
            // "won the seat, and since its creation in 1984, it has been …": when and where stands
            // before the subject.
            let earlier = (left..opener).rev().find(|t| {
                matches!(doc.low(*t), "and" | "but" | ";")
                    && matches!(doc.tokens[t + 1].xpos, Xpos::IN | Xpos::TO)
            });
            return match earlier {
                Some(t) if doc.low(opener) == "," => t,
                _ => opener,
            };
        }
    }
    (left..next.start)
        .rev()
        .find(|t| matches!(doc.low(*t), "," | "and" | "but" | "or" | ";"))
        .unwrap_or(next.start)
}

fn objects(doc: &Doc<'_>, made: &mut Clauses, n: usize) {
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
            && matches!(doc.low(at), "\"" | "“")
            && has_do(&made.verbs[n].lemma);
        let broken = gap.clone().any(|t| {
            !(opening && t == at)
                && matches!(doc.low(t), ";" | ":" | "(" | "\"" | "“" | "”" | "that")
                || doc.tokens[t].xpos == Xpos::IN && subordinator(doc.low(t))
        });
        if broken {
            break;
        }
        let comma = gap.clone().any(|t| doc.low(t) == ",");
        if let Some(prep) = p.prep {
            // "according to police", "due to rain" tell no part of the event.
            let compound = prep > at.saturating_sub(1)
                && matches!(
                    doc.low(prep - 1),
                    "according" | "due" | "prior" | "thanks" | "owing" | "compared" | "contrary"
                );
            if p.of.is_none() && prep >= made.verbs[n].end && !compound {
                oblique.push((prep, q));
            }
            bare = false;
        } else if p.owner.is_some() || is_time_phrase(doc, p) {
            if p.owner.is_some() && object == Some(q - 1) && bare {
                object = Some(q);
            } else if p.owner.is_some()
                && let Some(last) = oblique.last_mut()
                && last.1 + 1 == q
            {
                last.1 = q;
            }
        } else if bare && !comma && (!made.verbs[n].passive || keeps_object(&made.verbs[n].lemma)) {
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

/// Verbs that keep an object in the passive: "was given a ban", "was elected president".
fn keeps_object(lemma: &str) -> bool {
    matches!(
        lemma,
        "give"
            | "award"
            | "offer"
            | "grant"
            | "hand"
            | "pay"
            | "fine"
            | "deny"
            | "refuse"
            | "send"
            | "name"
            | "elect"
            | "appoint"
            | "declare"
            | "sentence"
            | "assign"
            | "promise"
            | "ask"
            | "show"
            | "tell"
            | "call"
            | "dub"
            | "crown"
            | "serve"
            | "issue"
            | "allot"
            | "bar"
    )
}

/// `"…", said Smith`: a reporting verb without a subject takes the phrase behind it.
fn inverted(doc: &Doc<'_>, made: &mut Clauses) {
    for n in 0..made.verbs.len() {
        let v = &made.verbs[n];
        if !v.reports || v.form != Form::Finite || v.passive {
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
