//! Verbs of a sentence with tense, voice and polarity, and the phrases they stand with.
//!
//! Rules over parts of speech, not a parser: they prefer leaving a subject empty to a wrong one.

mod finite;
mod group;
mod mend;
mod object;
mod subject;
mod tie;

pub(in crate::event) use group::all_but;

use super::lexicon::{Manner, Word};
use super::phrase::{Phrase, full_start, phrases};
use crate::text::form::{Shape, is};
use crate::text::{Doc, Xpos};
use group::{group, main_verb, verbal};
use mend::{mistagged, noun_only};
use smallvec::SmallVec;
use std::borrow::Cow;
use std::ops::Range;

/// What a verb group looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::event) enum Form {
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
pub(in crate::event) enum Tense {
    Past,
    Present,
    Future,
    None,
}

/// How a verb hangs on the rest of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::event) enum Tie {
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
pub(in crate::event) struct Verb<'d> {
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
    /// What it acts on where its clause speaks of that: "the bridge that engineers *built*".
    pub about: Option<usize>,
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
pub(in crate::event) struct Clauses<'d> {
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

    /// The phrase that phrase `k` hangs on with its preposition: "*the suspect* in a shooting".
    pub fn hung_on(&self, k: usize) -> Option<usize> {
        self.phrases[k].prep.and_then(|t| self.phrase_before(t))
    }

    /// "*Moss Comicon* 2019 returned": the name that phrase `k` is the year of, if it is one.
    pub fn named_before_year(&self, doc: &Doc<'_>, k: usize) -> Option<usize> {
        let p = &self.phrases[k];
        let name = k.checked_sub(1)?;
        let before = &self.phrases[name];
        let year = p.tokens.len() == 1
            && p.prep.is_none()
            && doc.tokens[p.head].xpos == Xpos::CD
            && doc.forms[p.head].shape == Shape::Number
            && doc.forms[p.head].len == 4;
        let named = before.tokens.end == p.tokens.start
            && before.prep.is_none()
            && doc.tokens[before.head].xpos == Xpos::NNP
            && !super::word::month(doc, before.head)
            && !object::is_time_phrase(doc, before);
        (year && named).then_some(name)
    }

    /// The phrase that fills the words between verb `n` and the next: "had *its licence* withdrawn".
    pub fn between(&self, n: usize) -> Option<usize> {
        let (v, next) = (self.verbs.get(n)?, self.verbs.get(n + 1)?);
        let k = self.phrase_before(next.start)?;
        (full_start(&self.phrases, k) == v.end).then_some(k)
    }

    /// "Ann Lee, 54, who had led it": from an age to the phrase that it is set beside, if `k` is one.
    pub fn behind_age(&self, doc: &Doc<'_>, k: usize) -> usize {
        let p = &self.phrases[k];
        let age = p.tokens.len() == 1 && doc.tokens[p.head].xpos == Xpos::CD;
        let comma = p.tokens.start.checked_sub(1);
        let comma = comma.filter(|t| age && is!(doc, *t, ","));
        comma.and_then(|t| self.phrase_before(t)).unwrap_or(k)
    }

    /// "served as president", "was sworn in as mayor": the phrase behind the "as" at token `at`, if no
    /// clause begins there ("fled as police came").
    pub fn behind_as(&self, doc: &Doc<'_>, at: usize) -> Option<usize> {
        if !self.tokens.contains(&(at + 1)) || !is!(doc, at, "as") {
            return None;
        }
        let k = self.phrase_at(at + 1)?;
        let opens = |v: &Verb<'_>| v.mark == Some(at) || v.subject == Some(k);
        let starts = full_start(&self.phrases, k) == at + 1 && !self.phrases[k].pronoun;
        (starts && !self.verbs.iter().any(opens)).then_some(k)
    }

    /// The word before gerund `v` that opens what somebody is blamed or thanked for: "accused *of*
    /// hiding debts".
    pub fn blamed_for(&self, doc: &Doc<'_>, v: &Verb) -> Option<usize> {
        let before = v.start.checked_sub(1).filter(|t| self.tokens.contains(t))?;
        let governor = v.governor.map(|g| &self.verbs[g]);
        let blames = governor.is_some_and(|u| u.word.plays(Manner::Blame));
        let opens = is!(doc, before, "of" | "for" | "with");
        (v.form == Form::Gerund && blames && opens).then_some(before)
    }

    /// "is to step down, *with Lee succeeding* her": whether a clause of the verb before brings in `v`.
    pub fn brought_in(&self, doc: &Doc<'_>, v: &Verb) -> bool {
        v.form == Form::Gerund
            && v.tie == Tie::Relative
            && v.subject
                .and_then(|s| self.phrases[s].prep)
                .is_some_and(|t| {
                    t > self.tokens.start && is!(doc, t, "with") && is!(doc, t - 1, ",")
                })
    }

    /// The verb in whose scope token `i` stands.
    pub fn verb_of(&self, i: usize) -> Option<usize> {
        self.verbs.iter().position(|v| v.scope.contains(&i))
    }
}

/// A step of reading the grammar of a sentence.
type Step = for<'d> fn(&'d Doc<'_>, &mut Clauses<'d>);

/// What is to be done, in this order, with a sentence whose phrases stand. Whoever reads many
/// sentences takes each step for all of them before the next: there is more code for all steps than
/// the processor keeps at hand.
pub(in crate::event) const STEPS: [Step; 4] = [
    verbs,
    |doc, made| mistagged(doc, made),
    |doc, made| tie::before(doc, made),
    |doc, made| tie::behind(doc, made),
];

/// Begins to read the grammar of the sentence over `range`, with its phrases: [`STEPS`] are the rest.
/// `quoted` says of each of its tokens whether it stands inside quotation marks, `cut` of a token
/// whether a phrase never runs into it, `glued` of a token inside a name whether the phrase that the
/// name stands in goes on behind it.
pub(in crate::event) fn clauses<'d>(
    doc: &'d Doc<'_>,
    range: Range<usize>,
    quoted: &'d [bool],
    cut: &dyn Fn(usize) -> bool,
    glued: &dyn Fn(usize) -> bool,
) -> Clauses<'d> {
    Clauses {
        phrases: phrases(doc, range.clone(), cut, glued),
        verbs: Vec::with_capacity(range.len() / 6 + 1),
        tokens: range,
        quoted,
    }
}

/// Reads the verb groups outside the phrases.
fn verbs<'d>(doc: &'d Doc<'_>, made: &mut Clauses<'d>) {
    let range = made.tokens.clone();
    let mut i = range.start;
    while i < range.end {
        let noun = super::phrase::done(doc, i);
        if (noun || verbal(doc.tokens[i].xpos)) && made.phrase_at(i).is_none() {
            let main = main_verb(doc, i, range.end);
            // "according to" is a preposition.
            let according =
                is!(doc, main, "according") && main + 1 < range.end && is!(doc, main + 1, "to");
            // "pro-democracy", "re-elected": parts of a hyphenated word.
            let half =
                main + 1 < range.end && super::phrase::is_hyphen(doc, main + 1) && doc.tight(main);
            // "at 8:10 am".
            let clock =
                is!(doc, main, "am") && main > range.start && doc.tokens[main - 1].xpos == Xpos::CD;
            // "Lee, aged 41".
            let aged = is!(doc, main, "aged")
                && main + 1 < range.end
                && doc.tokens[main + 1].xpos == Xpos::CD;
            // "…, provided the owners agree", "given that it is banned": no verbs.
            let condition = is!(doc, main, "provided" | "given" | "granted")
                && (main == range.start || is!(doc, main - 1, ","))
                && main + 1 < range.end
                && (is!(doc, main + 1, "that")
                    || doc.tokens[main + 1].xpos == Xpos::DT && is!(doc, main, "provided"));
            // "as opposed to gold".
            let opposed = is!(doc, main, "opposed")
                && main > range.start
                && is!(doc, main - 1, "as")
                && main + 1 < range.end
                && is!(doc, main + 1, "to");
            let general = super::phrase::generals(doc, main, range.end);
            // "an assisted living facility".
            let assisted =
                is!(doc, main, "assisted") && main + 1 < range.end && is!(doc, main + 1, "living");
            if (noun || verbal(doc.tokens[main].xpos))
                && made.phrase_at(main).is_none()
                && !according
                && !opposed
                && !general
                && !aged
                && !clock
                && !assisted
                && !condition
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
}
