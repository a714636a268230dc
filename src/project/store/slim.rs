//! A reading beside the text it was read from: what the text or another part of the reading says
//! already is not said again. Names are where they stand, titles are words of their sentence,
//! dates those of their expressions. A third of the room that the reading takes as it is.
//!
//! Whatever cannot be told so is written out, so that every reading comes back as it was.

use crate::analysis::Analysis;
use crate::entity::Names;
use crate::event::{
    self, Basis, EventDate, EventMention, EventType, Modality, Participant, Place, Role,
};
use crate::temporal::{TimeValue, Timex};
use crate::text::{Span, tidy};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A number that says nothing of the one before it in its column.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plain(i64);

impl Plain {
    /// That number.
    pub fn of(n: usize) -> Self {
        Self(n as i64)
    }

    /// What lies so far from `at`.
    pub fn from(self, at: usize) -> Option<usize> {
        usize::try_from(i64::try_from(at).ok()?.checked_add(self.0)?).ok()
    }

    fn between(from: usize, to: usize) -> Self {
        Self(to as i64 - from as i64)
    }
}

/// What of a reading is not told by its text.
#[derive(Debug, Serialize, Deserialize)]
pub struct Slim<'a> {
    version: u32,
    paragraphs: Cow<'a, [Span]>,
    sentences: Cow<'a, [Span]>,
    timexes: Cow<'a, [Timex]>,
    names: Cow<'a, Names>,
    events: Vec<Telling<'a>>,
    warnings: Cow<'a, [String]>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Telling<'a> {
    /// By number, if it is among the sentences.
    sentence: Where,
    /// From the beginning of the sentence.
    trigger: (Plain, Plain),
    /// Letters off the end of the trigger, and what comes in their place.
    lemma: (Plain, Option<Cow<'a, str>>),
    title: Vec<Piece<'a>>,
    what: Said<'a>,
    kind: EventType,
    second_kind: Option<EventType>,
    kind_reason: Cow<'a, str>,
    modality: Modality,
    date: Date<'a>,
    participants: Vec<(Named<'a>, Role)>,
    said_by: Cow<'a, str>,
    place: Option<Named<'a>>,
    salience: f32,
    salience_reason: Cow<'a, str>,
    group: u32,
}

#[derive(Debug, Serialize, Deserialize)]
enum Where {
    Number(u32),
    At(Span),
}

/// Words of a text: from some place on, so many bytes, or others.
#[derive(Debug, Serialize, Deserialize)]
enum Said<'a> {
    Here(Plain, Plain),
    Text(Cow<'a, str>),
}

/// A part of a title.
#[derive(Debug, Serialize, Deserialize)]
enum Piece<'a> {
    /// Words of the sentence: from the end of those before on, so many bytes.
    Here(Plain, Plain),
    /// The name of a participant.
    Who(Plain),
    Text(Cow<'a, str>),
}

#[derive(Debug, Serialize, Deserialize)]
struct Date<'a> {
    value: When<'a>,
    basis: Basis,
    timex: Option<Plain>,
    /// If they are not those of the expression.
    words: Option<Cow<'a, str>>,
    anchor: Cow<'a, str>,
    reason: Cow<'a, str>,
}

#[derive(Debug, Serialize, Deserialize)]
enum When<'a> {
    Unknown,
    /// That of its expression.
    Expression,
    Other(Cow<'a, TimeValue>),
}

/// A participant or place.
#[derive(Debug, Serialize, Deserialize)]
struct Named<'a> {
    at: At,
    /// If it is not that of the mention.
    entity: Option<Option<u32>>,
    name: Name<'a>,
}

#[derive(Debug, Serialize, Deserialize)]
enum At {
    /// A mention of a name, counted from the first in the sentence.
    Mention(Plain),
    /// A pronoun or description, counted likewise.
    Reference(Plain),
    /// From the beginning of the sentence.
    Words(Plain, Plain),
}

#[derive(Debug, Serialize, Deserialize)]
enum Name<'a> {
    /// As the entity is called.
    Entity,
    /// As it stands.
    Words,
    Text(Cow<'a, str>),
}

impl<'a> Slim<'a> {
    /// What of `analysis` is not told by `text`, the text it was read from.
    pub fn of(analysis: &'a Analysis, text: &str) -> Self {
        let events = analysis.events.iter().map(|e| slim(e, analysis, text));
        Self {
            version: analysis.version,
            paragraphs: Cow::Borrowed(&analysis.paragraphs),
            sentences: Cow::Borrowed(&analysis.sentences),
            timexes: Cow::Borrowed(&analysis.timexes),
            names: Cow::Borrowed(&analysis.names),
            events: events.collect(),
            warnings: Cow::Borrowed(&analysis.warnings),
        }
    }

    /// The version of the program that read it.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// The reading again; `None` if this is not what is left of one of that text.
    pub fn whole(self, text: &str) -> Option<Analysis> {
        let mut analysis = Analysis {
            version: self.version,
            paragraphs: self.paragraphs.into_owned(),
            sentences: self.sentences.into_owned(),
            timexes: self.timexes.into_owned(),
            names: self.names.into_owned(),
            events: Vec::new(),
            warnings: self.warnings.into_owned(),
        };
        let events = self.events.into_iter();
        let events: Option<Vec<EventMention>> = events.map(|e| e.whole(&analysis, text)).collect();
        analysis.events = events?;
        event::share(&mut analysis.events);
        Some(analysis)
    }
}

fn start(span: Span) -> usize {
    span.start as usize
}

/// A span by where it begins, from `at` on, and its length.
fn relative(span: Span, at: usize) -> (Plain, Plain) {
    let length = Plain::between(start(span), span.end as usize);
    (Plain::between(at, start(span)), length)
}

fn absolute(from: Plain, length: Plain, at: usize) -> Option<Span> {
    let from = from.from(at)?;
    let to = length.from(from)?;
    let (start, end) = (u32::try_from(from).ok()?, u32::try_from(to).ok()?);
    Some(Span { start, end })
}

/// How many bytes of `text` hold the `wanted` words, if it begins with them.
fn holds(text: &str, wanted: &str) -> Option<usize> {
    let (mut rest, mut first) = (text, true);
    for word in wanted.split(' ') {
        if !first {
            let after = rest.trim_start();
            if after.len() == rest.len() {
                return None;
            }
            rest = after;
        }
        first = false;
        rest = rest.strip_prefix(word).filter(|_| !word.is_empty())?;
    }
    Some(text.len() - rest.len())
}

/// Where in a sentence that begins at `at` some words stand; tried first at `near`.
fn said<'a>(wanted: &'a str, sentence: &str, at: usize, near: usize) -> Said<'a> {
    let first = wanted.split(' ').next().unwrap_or_default();
    let found = |i: usize| {
        let part = sentence.get(i..)?;
        let length = holds(part, wanted)?;
        (tidy(&part[..length]) == wanted).then_some((i, length))
    };
    let near_by = near.checked_sub(at).and_then(found);
    let anywhere = || sentence.match_indices(first).find_map(|(i, _)| found(i));
    match near_by.or_else(|| if first.is_empty() { None } else { anywhere() }) {
        Some((i, length)) => Said::Here(Plain::between(near, at + i), Plain::of(length)),
        None => Said::Text(Cow::Borrowed(wanted)),
    }
}

/// The fewest bytes of a title worth to be pointed at.
const WORTH: usize = 5;

/// A title in pieces of its sentence, names of those who take part, and other words.
fn pieces<'a>(title: &'a str, sentence: &str, people: &[Participant]) -> Vec<Piece<'a>> {
    let mut out = Vec::new();
    let (mut at, mut other, mut end) = (0, 0, 0);
    while at < title.len() {
        let rest = &title[at..];
        let who = people.iter().position(|p| {
            let after = rest.strip_prefix(&*p.name);
            p.name.len() >= WORTH && after.is_some_and(|r| !r.starts_with(char::is_alphanumeric))
        });
        let name = who.map_or(0, |i| people[i].name.len());
        let (here, mine, theirs) = longest(rest, sentence);
        if mine.max(name) >= WORTH {
            if other < at {
                out.push(Piece::Text(Cow::Borrowed(&title[other..at])));
            }
            match who {
                Some(i) if name >= mine => {
                    out.push(Piece::Who(Plain::of(i)));
                    at += name;
                }
                _ => {
                    out.push(Piece::Here(Plain::between(end, here), Plain::of(theirs)));
                    end = here + theirs;
                    at += mine;
                }
            }
            other = at;
        } else {
            // To the beginning of the next word.
            at += rest.find(' ').map_or(rest.len(), |space| space + 1);
        }
    }
    if other < title.len() {
        out.push(Piece::Text(Cow::Borrowed(&title[other..])));
    }
    if joined(&out, sentence, people).as_deref() != Some(title) {
        // It has white space of another kind.
        return vec![Piece::Text(Cow::Borrowed(title))];
    }
    out
}

/// The title that is in such pieces.
fn joined(pieces: &[Piece<'_>], sentence: &str, people: &[Participant]) -> Option<String> {
    let (mut title, mut end) = (String::new(), 0);
    for piece in pieces {
        match piece {
            Piece::Here(from, length) => {
                let from = from.from(end)?;
                end = length.from(from)?;
                title.push_str(&tidy(sentence.get(from..end)?));
            }
            Piece::Who(i) => title.push_str(&people.get(i.from(0)?)?.name),
            Piece::Text(text) => title.push_str(text),
        }
    }
    Some(title)
}

/// The longest part of a sentence with which `wanted` begins, word by word: where it is, its
/// bytes in `wanted`, and its bytes in the sentence.
fn longest(wanted: &str, sentence: &str) -> (usize, usize, usize) {
    let first = wanted.split(' ').next().unwrap_or_default();
    let mut best = (0, 0, 0);
    if first.is_empty() {
        return best;
    }
    for (i, _) in sentence.match_indices(first) {
        let (mut mine, mut theirs) = (first.len(), first.len());
        while let Some(rest) = wanted[mine..].strip_prefix(' ') {
            let word = rest.split(' ').next().unwrap_or_default();
            let after = &sentence[i + theirs..];
            let trimmed = after.trim_start();
            if word.is_empty() || trimmed.len() == after.len() || !trimmed.starts_with(word) {
                break;
            }
            mine += 1 + word.len();
            theirs += after.len() - trimmed.len() + word.len();
        }
        if mine > best.1 {
            best = (i, mine, theirs);
        }
    }
    best
}

fn slim<'a>(e: &'a EventMention, of: &'a Analysis, text: &str) -> Telling<'a> {
    let (at, sentence) = (start(e.sentence), e.sentence.of(text));
    let number = of.sentences.binary_search(&e.sentence);
    let trigger = e.trigger.of(text).to_lowercase();
    let common = trigger
        .char_indices()
        .zip(e.lemma.char_indices())
        .find(|((_, a), (_, b))| a != b)
        .map_or(trigger.len().min(e.lemma.len()), |((i, _), _)| i);
    let add = &e.lemma[common..];
    Telling {
        sentence: number.map_or(Where::At(e.sentence), |i| Where::Number(i as u32)),
        trigger: relative(e.trigger, at),
        lemma: (
            Plain::between(common, trigger.len()),
            (!add.is_empty()).then_some(Cow::Borrowed(add)),
        ),
        title: pieces(&e.title, sentence, &e.participants),
        what: said(&e.what, sentence, at, start(e.trigger)),
        kind: e.kind,
        second_kind: e.second_kind,
        kind_reason: Cow::Borrowed(&e.kind_reason),
        modality: e.modality,
        date: date(&e.date, of, text),
        participants: e
            .participants
            .iter()
            .map(|p| (named(p.span, &p.name, p.entity, at, of, text), p.role))
            .collect(),
        said_by: Cow::Borrowed(&e.said_by),
        place: e
            .place
            .as_ref()
            .map(|p| named(p.span, &p.name, p.entity, at, of, text)),
        salience: e.salience,
        salience_reason: Cow::Borrowed(&e.salience_reason),
        group: e.group,
    }
}

fn date<'a>(d: &'a EventDate, of: &Analysis, text: &str) -> Date<'a> {
    let timex = d.timex.and_then(|i| of.timexes.get(i as usize));
    let own = timex.is_some_and(|t| t.time == d.value);
    let said = timex.map_or("", |t| t.span.of(text));
    Date {
        value: match &d.value {
            _ if own => When::Expression,
            None => When::Unknown,
            Some(value) => When::Other(Cow::Borrowed(value)),
        },
        basis: d.basis,
        timex: d.timex.map(|i| Plain(i.into())),
        words: (said != d.words).then_some(Cow::Borrowed(&d.words)),
        anchor: Cow::Borrowed(&d.anchor),
        reason: Cow::Borrowed(&d.reason),
    }
}

fn named<'a>(
    span: Span,
    name: &'a str,
    entity: Option<u32>,
    at: usize,
    of: &Analysis,
    text: &str,
) -> Named<'a> {
    let mentions = &of.names.mentions;
    let references = &of.names.references;
    let (at, owner) = if let Ok(i) = mentions.binary_search_by_key(&span, |m| m.span) {
        let first = mentions.partition_point(|m| start(m.span) < at);
        (
            At::Mention(Plain::between(first, i)),
            Some(mentions[i].entity),
        )
    } else if let Ok(i) = references.binary_search_by_key(&span, |r| r.span) {
        let first = references.partition_point(|r| start(r.span) < at);
        let owner = Some(references[i].entity);
        (At::Reference(Plain::between(first, i)), owner)
    } else {
        let (from, length) = relative(span, at);
        (At::Words(from, length), None)
    };
    let known = entity.and_then(|e| of.names.entities.get(e as usize));
    Named {
        at,
        entity: (owner != entity).then_some(entity),
        name: if known.is_some_and(|e| e.name == name) {
            Name::Entity
        } else if tidy(span.of(text)) == name {
            Name::Words
        } else {
            Name::Text(Cow::Borrowed(name))
        },
    }
}

impl Telling<'_> {
    fn whole(self, of: &Analysis, text: &str) -> Option<EventMention> {
        let sentence = match self.sentence {
            Where::Number(i) => *of.sentences.get(i as usize)?,
            Where::At(span) => span,
        };
        let at = start(sentence);
        let trigger = absolute(self.trigger.0, self.trigger.1, at)?;
        let mut lemma = trigger.of(text).to_lowercase();
        let kept = lemma
            .len()
            .checked_sub(usize::try_from(self.lemma.0.0).ok()?)?;
        if !lemma.is_char_boundary(kept) {
            return None;
        }
        lemma.truncate(kept);
        lemma.push_str(&self.lemma.1.unwrap_or_default());
        let named = |n: Named<'_>| n.whole(at, of, text);
        let participants: Option<Vec<Participant>> = self
            .participants
            .into_iter()
            .map(|(n, role)| {
                let (span, name, entity) = named(n)?;
                Some(Participant {
                    span,
                    name: name.into(),
                    entity,
                    role,
                })
            })
            .collect();
        let participants = participants?;
        let place = match self.place.map(named) {
            None => None,
            Some(None) => return None,
            Some(Some((span, name, entity))) => Some(Place {
                span,
                name: name.into(),
                entity,
            }),
        };
        let title = joined(&self.title, sentence.of(text), &participants)?;
        let what = match self.what {
            Said::Here(from, length) => tidy(absolute(from, length, start(trigger))?.of(text)),
            Said::Text(text) => text.into_owned(),
        };
        Some(EventMention {
            sentence,
            trigger,
            lemma: lemma.into(),
            title: title.into(),
            what: what.into(),
            kind: self.kind,
            second_kind: self.second_kind,
            kind_reason: self.kind_reason.into(),
            modality: self.modality,
            date: self.date.whole(of, text)?.into(),
            participants,
            said_by: self.said_by.into(),
            place,
            salience: self.salience,
            salience_reason: self.salience_reason.into(),
            group: self.group,
        })
    }
}

impl Date<'_> {
    fn whole(self, of: &Analysis, text: &str) -> Option<EventDate> {
        let index = match self.timex {
            None => None,
            Some(i) => Some(u32::try_from(i.0).ok()?),
        };
        let timex = index.and_then(|i| of.timexes.get(i as usize));
        Some(EventDate {
            value: match self.value {
                When::Unknown => None,
                When::Expression => timex?.time.clone(),
                When::Other(value) => Some(value.into_owned()),
            },
            basis: self.basis,
            timex: index,
            words: match self.words {
                Some(words) => words.into_owned(),
                None => timex.map_or(String::new(), |t| t.span.of(text).to_owned()),
            },
            anchor: self.anchor.into_owned(),
            reason: self.reason.into_owned(),
        })
    }
}

impl Named<'_> {
    fn whole(self, at: usize, of: &Analysis, text: &str) -> Option<(Span, String, Option<u32>)> {
        let mentions = &of.names.mentions;
        let references = &of.names.references;
        let (span, owner) = match self.at {
            At::Mention(n) => {
                let first = mentions.partition_point(|m| start(m.span) < at);
                let mention = mentions.get(n.from(first)?)?;
                (mention.span, Some(mention.entity))
            }
            At::Reference(n) => {
                let first = references.partition_point(|r| start(r.span) < at);
                let reference = references.get(n.from(first)?)?;
                (reference.span, Some(reference.entity))
            }
            At::Words(from, length) => (absolute(from, length, at)?, None),
        };
        let entity = self.entity.unwrap_or(owner);
        let name = match self.name {
            Name::Entity => of.names.entities.get(entity? as usize)?.name.clone(),
            Name::Words => tidy(span.of(text)),
            Name::Text(text) => text.into_owned(),
        };
        Some((span, name, entity))
    }
}
