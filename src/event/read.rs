//! From the words of an article to its event mentions, step by step.

use super::argument::{arguments, suffered};
use super::clause::{Clauses, Form, STEPS, Tense, Tie, Verb, clauses};
use super::date::{
    Clock, Position, Setting, Stamp, Thread, earlier, looked_back, once, single_day, stamps,
};
use super::draft::{Draft, Parts, Trigger, joined};
use super::kind::kind;
use super::lexicon::{Manner, lexicon};
use super::memo::{Memo, word_key};
use super::modality::modality;
use super::name::Who;
use super::phrase::{Phrase, full_end, full_start};
use super::quotes::quoted;
use super::root::roots_at;
use super::salience::{Signals, salience};
use super::title::{title, what};
use super::trigger::triggers;
use super::word::{As, holds, lexeme, tells};
use super::{Basis, Context, EventDate, EventMention, Modality, Participant, Place, Role};
use crate::entity::{EntityType, Names};
use crate::temporal::{Qualifier, Timex};
use crate::text::form::Shape;
use crate::text::form::is;
use crate::text::{Doc, SentenceKind, Span, Xpos, known};
use memchr::memchr_iter;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::{SmallVec, smallvec};
use std::cell::{Cell, LazyCell, OnceCell};
use std::ops::Range;
use std::sync::Arc;

/// Reads the events of one article; see [`super::read`].
pub(super) fn read(
    doc: &Doc<'_>,
    timexes: &[Timex],
    names: &Names,
    context: Context<'_>,
) -> Vec<EventMention> {
    let who = Who::new(doc, names);
    let headline = context.title.and_then(|title| place_in(title.text, &who));
    let (mut mentions, signals) = mentions(&who, timexes, context, headline.as_ref());
    let mut weights = Vec::with_capacity(mentions.len());
    let mut reasons = Vec::with_capacity(mentions.len());
    for (mention, signal) in mentions.iter().zip(signals) {
        let little = little(mention, &signal);
        let (value, why) = salience(mention, signal);
        reasons.push(why);
        weights.push((mention.group, little, value));
    }
    for (mention, why) in mentions.iter_mut().zip(reasons) {
        mention.salience_reason = why.words();
    }
    for (mention, value) in mentions.iter_mut().zip(weighed(&weights)) {
        mention.salience = value;
    }
    told_elsewhere(&tellings(&mentions), &mut mentions);
    speaking_titles(&mut mentions);
    bystanders(&who, &mut mentions);
    super::setting::settle(&who, headline, &mut mentions);
    for mention in &mut mentions {
        mention.participants.shrink_to_fit();
    }
    mentions
}

/// "Resignation" alone tells a reader nothing: a title of one word takes the title that another
/// telling of the event has, or the one who acts.
fn speaking_titles(mentions: &mut [EventMention]) {
    let bare = |m: &EventMention| m.title.bytes().all(|b| b != b' ');
    // The first telling of each group that has a title of more words.
    let mut speaking = vec![None; mentions.len()];
    for (i, m) in mentions.iter().enumerate().filter(|(_, m)| !bare(m)) {
        speaking[m.group as usize].get_or_insert(i);
    }
    for i in 0..mentions.len() {
        let m = &mentions[i];
        if !bare(m) {
            continue;
        }
        let actor = m
            .participants
            .iter()
            .find(|p| p.entity.is_some() && matches!(p.role, Role::Agent | Role::Patient));
        let title = match (speaking[m.group as usize], actor) {
            (Some(other), _) => mentions[other].title.clone(),
            (None, Some(p)) => super::title::of(&m.title, &p.name, p.role == Role::Patient).into(),
            (None, None) => continue,
        };
        mentions[i].title = title;
    }
}

/// How often the event of each group is told.
fn tellings(mentions: &[EventMention]) -> Vec<usize> {
    let mut counts = vec![0; mentions.len()];
    for m in mentions {
        counts[m.group as usize] += 1;
    }
    counts
}

/// When the events were of which the article has told the day, by their roots.
#[derive(Default)]
struct ToldBefore {
    /// `None` where two of one root were on two days.
    days: FxHashMap<u32, Option<Arc<EventDate>>>,
}

impl ToldBefore {
    /// Takes note of the day that the sentence of `draft` tells.
    fn hear(&mut self, draft: &Draft, date: &Arc<EventDate>) {
        let day = |d: &EventDate| d.value.as_ref().and_then(single_day);
        if draft.modality != Modality::Asserted || day(date).is_none() {
            return;
        }
        let told = self.days.entry(draft.root);
        let told = told.or_insert_with(|| Some(Arc::clone(date)));
        if told.as_ref().is_some_and(|told| day(told) != day(date)) {
            *told = None;
        }
    }

    /// The day of "the earthquake" where one was told before the story `reached` another day.
    fn meant(
        &self,
        doc: &Doc<'_>,
        parsed: &Clauses,
        draft: &Draft,
        reached: Option<&Thread>,
    ) -> Option<Arc<EventDate>> {
        let Trigger::Noun(k, None) = draft.trigger else {
            return None;
        };
        let p = &parsed.phrases[k];
        let the = is!(doc, p.tokens.start, "the" | "this" | "that") && p.owner.is_none();
        let asserted = draft.modality == Modality::Asserted;
        // Nothing tells it from the one before: "the second attack", "the attack in Lyon".
        let alone = p.tokens.len() == 2 && doc.tokens[p.head].xpos == Xpos::NN;
        if !(the && asserted && alone) {
            return None;
        }
        let told = self.days.get(&draft.root)?.as_ref()?;
        let other = reached.is_some_and(|r| r.date.value != told.value);
        other.then(|| Arc::clone(told))
    }
}

/// Whether too little is told of an event for a timeline: a word before a noun only ("accused
/// criminals"), a bare noun, or nothing of when it was.
pub(super) fn little(mention: &EventMention, signals: &Signals) -> bool {
    signals.thin || mention.date.value.is_none()
}

/// What is left of the salience of an event of which [`little`] is told.
const THIN: f32 = 0.7;

/// What is left of the salience of a telling where another of the same event weighs more.
const RETOLD: f32 = 0.75;

/// The salience of tellings of an article as one stands beside the other: each with the group it
/// is of, whether too little is told of it, and what it weighs alone. An event that is told
/// five times is one to an editor: its best telling keeps its weight.
pub(super) fn weighed(tellings: &[(u32, bool, f32)]) -> Vec<f32> {
    let mut values: Vec<f32> = tellings
        .iter()
        .map(|(_, thin, value)| if *thin { value * THIN } else { *value })
        .collect();
    // A group is numbered by its first telling.
    let mut best: Vec<usize> = (0..tellings.len()).collect();
    for (i, (group, ..)) in tellings.iter().enumerate() {
        let top = &mut best[*group as usize];
        if values[i] > values[*top] {
            *top = i;
        }
    }
    for (i, (group, ..)) in tellings.iter().enumerate() {
        if best[*group as usize] != i {
            values[i] *= RETOLD;
        }
    }
    values
}

/// How many participants of an event a telling takes from the others at most, the first told: an
/// "arrest" of thousands is a list, no event.
const PARTS: usize = 12;

/// What another sentence says of the same event, it says of this telling too: the "ban" of the
/// last paragraph is the one that somebody was given in the first.
fn told_elsewhere(tellings: &[usize], mentions: &mut [EventMention]) {
    let again = |m: &EventMention| tellings[m.group as usize] > 1;
    let mut known: FxHashMap<u32, Vec<Participant>> = FxHashMap::default();
    for m in mentions.iter().filter(|m| again(m)) {
        let parts = known.entry(m.group).or_default();
        for p in m.participants.iter().filter(|p| p.role != Role::Other) {
            let new = match p.entity {
                Some(_) => parts.iter().all(|q| q.entity != p.entity),
                None => parts.iter().all(|q| q.role != p.role),
            };
            if new && parts.len() < PARTS {
                parts.push(p.clone());
            }
        }
    }
    let mut places: FxHashMap<u32, Place> = FxHashMap::default();
    for m in mentions.iter().filter(|m| again(m)) {
        if let Some(place) = &m.place {
            places.entry(m.group).or_insert_with(|| place.clone());
        }
    }
    for m in mentions.iter_mut().filter(|m| again(m)) {
        m.place = m.place.take().or_else(|| places.get(&m.group).cloned());
        for p in known.get(&m.group).into_iter().flatten() {
            // Somebody without a name stands in only where nobody has that part.
            let new = match p.entity {
                Some(_) => m.participants.iter().all(|q| q.entity != p.entity),
                None => m.participants.iter().all(|q| q.role != p.role),
            };
            if new {
                m.participants.push(p.clone());
            }
        }
    }
}

/// Whoever else the sentence names or means stands beside its events: who asks for all that touches a
/// person finds the sentence, though the grammar gives that person no part of its own. Added last,
/// so that neither weight nor grouping goes by it.
fn bystanders(who: &Who<'_>, mentions: &mut [EventMention]) {
    let names = who.names;
    let mut sentence = Span::default();
    let mut here: Vec<(Span, u32)> = Vec::new();
    for event in mentions {
        if sentence != event.sentence {
            sentence = event.sentence;
            let from = names
                .mentions
                .partition_point(|m| m.span.end <= sentence.start);
            let named = names.mentions[from..]
                .iter()
                .take_while(|m| m.span.start < sentence.end)
                .map(|m| (m.span, m.entity));
            let from = names
                .references
                .partition_point(|r| r.span.end <= sentence.start);
            let meant = names.references[from..]
                .iter()
                .take_while(|r| r.span.start < sentence.end)
                .map(|r| (r.span, r.entity));
            here.clear();
            here.extend(named.chain(meant));
        }
        let place = event.place.as_ref();
        let mut more: SmallVec<[(Span, u32); 8]> = SmallVec::new();
        for &(span, entity) in &here {
            let told = event.participants.iter().map(|p| (p.span, p.entity));
            let told = told.chain(more.iter().map(|(span, entity)| (*span, Some(*entity))));
            let taken = place.is_some_and(|p| p.span == span || p.entity == Some(entity))
                || event.trigger.overlaps(span)
                || { told }.any(|(s, e)| e == Some(entity) || s == span);
            if !taken && (entity as usize) < names.entities.len() {
                more.push((span, entity));
            }
        }
        event.participants.reserve_exact(more.len());
        let more = more.into_iter().map(|(span, entity)| Participant {
            span,
            name: who.name(entity),
            entity: Some(entity),
            role: Role::Other,
        });
        event.participants.extend(more);
    }
}

/// A sentence with its grammar.
struct Told<'a> {
    place: Position,
    kind: SentenceKind,
    /// Index among the sentences of the prose.
    prose: usize,
    /// A line that is the headline itself.
    heads: bool,
    /// First of its paragraph.
    opens: bool,
    stamps: Vec<Stamp>,
    parsed: Clauses<'a>,
}

/// The grammar of the sentence over `range` as far as its phrases, where `quotes` are of the whole
/// text.
pub(super) fn parsed<'a>(
    who: &Who<'a>,
    range: Range<usize>,
    quotes: &'a [bool],
    stamps: &[Stamp],
) -> Clauses<'a> {
    let cut = |t: usize| stamps.iter().any(|s| s.from == t || s.to == t);
    let glued = |t: usize| {
        let next = who.glued(t);
        next.is_some_and(|next| next < range.end && !cut(next))
    };
    let quoted = &quotes[range.clone()];
    clauses(who.doc, range.clone(), quoted, &cut, &glued)
}

/// The sentences that may tell events.
fn sentences<'a>(
    who: &Who<'a>,
    timexes: &[Timex],
    quotes: &'a [bool],
    headline: &Headline,
) -> Vec<Told<'a>> {
    let doc = who.doc;
    let mut told = Vec::with_capacity(doc.sentences.len());
    let mut prose = 0;
    let mut last_paragraph = None;
    for (s, sentence) in doc.sentences.iter().enumerate() {
        if doc.stopped() {
            break;
        }
        if sentence.kind == SentenceKind::Credit {
            continue;
        }
        let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
        if range.is_empty() || range.len() > 400 {
            continue;
        }
        let stamps = stamps(doc, range.clone(), timexes, who.names);
        let parsed = parsed(who, range, quotes, &stamps);
        let heads = headline.is(sentence.span.of(doc.text));
        told.push(Told {
            place: Position {
                sentence: s,
                paragraph: sentence.paragraph,
                lead: prose < 2,
            },
            kind: sentence.kind,
            prose,
            heads,
            opens: last_paragraph != Some(sentence.paragraph),
            stamps,
            parsed,
        });
        last_paragraph = Some(sentence.paragraph);
        // A line that repeats the headline is not the first sentence of the prose.
        if !(prose == 0 && (sentence.kind == SentenceKind::Heading || heads)) {
            prose += 1;
        }
    }
    for step in STEPS {
        told.iter_mut().for_each(|t| step(doc, &mut t.parsed));
    }
    told
}

/// The mentions of an article, grouped but not yet weighed, with what their salience goes by.
/// `place_of_headline` is what [`place_in`] finds.
///
/// Each step is taken for all sentences before the next: there is more code for all of them than the
/// processor keeps at hand.
pub(super) fn mentions(
    who: &Who<'_>,
    timexes: &[Timex],
    context: Context<'_>,
    place_of_headline: Option<&Place>,
) -> (Vec<EventMention>, Vec<Signals>) {
    let doc = who.doc;
    let quotes = quoted(doc);
    let clock = Clock::new(timexes, &context, doc.text);
    let headline = Headline::read(context.title);
    let told = sentences(who, timexes, &quotes, &headline);
    // An event takes seven or eight words in the news.
    let mut drafts = Vec::with_capacity(doc.tokens.len() / 6);
    let mut ranges: Vec<Range<usize>> = Vec::with_capacity(told.len());
    let mut room = Vec::new();
    for t in &told {
        let from = drafts.len();
        let sentence = t.place.sentence;
        triggers(
            who,
            doc,
            sentence,
            t.kind,
            &t.parsed,
            &mut room,
            &mut drafts,
        );
        ranges.push(from..drafts.len());
    }
    let each = || told.iter().zip(&ranges);
    for (t, range) in each() {
        for draft in &mut drafts[range.clone()] {
            arguments(doc, &t.parsed, draft);
        }
    }
    let mut before: Option<Before> = None;
    for (t, range) in each() {
        for draft in &mut drafts[range.clone()] {
            draft.stand_in = before
                .as_ref()
                .and_then(|b| b.meant(doc, who, &t.parsed, draft));
            for list in [&mut draft.agents, &mut draft.patients] {
                one_person(doc, who, &t.parsed, list);
            }
            companion(who, &t.parsed, draft);
            of_itself(doc, who, &t.parsed, draft);
        }
        if let Some(b) = Before::read(doc, who, &t.parsed) {
            before = Some(b);
        } else if t.opens {
            before = None;
        }
    }
    let scene = LazyCell::new(|| super::kind::scene(doc));
    for (t, range) in each() {
        for draft in &mut drafts[range.clone()] {
            draft.modality = modality(doc, &t.parsed, draft);
            kind(doc, who, &t.parsed, draft, &|| *scene);
            draft.background = background(doc, &t.parsed, draft);
        }
    }
    let mut dates: Vec<Arc<EventDate>> = Vec::with_capacity(drafts.len());
    let mut thread: Option<Thread> = None;
    let mut told_before = ToldBefore::default();
    for (t, range) in each() {
        let mut run: Option<Thread> = None;
        let inferred = |draft: &Draft, reached: Option<&Thread>| {
            let told_on = clock.told_on(doc, &t.parsed, &t.stamps, draft);
            clock.inferred(doc, &t.parsed, draft, reached, told_on.as_ref(), t.place)
        };
        // "Ann Lee, who founded the firm, left it on Monday": told before the date it hangs on.
        let mut earlier: SmallVec<[usize; 4]> = SmallVec::new();
        // "Caesar planned a colony before his death in 44 BC, and Augustus built it": what goes on
        // from a bound is not of the time that the story was in before.
        let mut beyond = false;
        for draft in &drafts[range.clone()] {
            let stated = clock.stated(doc, &t.parsed, &t.stamps, draft);
            let reached = run.as_ref().or(thread.as_ref().filter(|_| !beyond));
            if stated.is_none() && (draft.background || once(doc, &t.parsed, draft)) {
                earlier.push(dates.len());
            }
            let bound = stated.as_ref().and_then(|date| date.value.as_ref());
            beyond |= bound.is_some_and(|v| {
                let reached = thread.as_ref().and_then(|t| t.date.value.as_ref());
                v.qualifier == Qualifier::Before && reached.is_some_and(|r| r.latest < v.latest)
            });
            let date = match stated {
                Some(date) => {
                    told_before.hear(draft, &date);
                    date
                }
                None => told_before
                    .meant(doc, &t.parsed, draft, reached)
                    .and_then(|told| clock.taken_up(&told))
                    .unwrap_or_else(|| inferred(draft, reached)),
            };
            if firm(&clock, &date, draft, &t.parsed) {
                run = Some(Thread {
                    date: Arc::clone(&date),
                    place: t.place,
                });
            }
            dates.push(date);
        }
        if run.is_some() {
            for i in earlier {
                dates[i] = inferred(&drafts[i], run.as_ref());
            }
            thread = run;
        }
    }
    let mut parts: Vec<(Vec<Participant>, Option<Place>)> = Vec::with_capacity(drafts.len());
    let mut room = Vec::with_capacity(PARTS);
    for (t, range) in each() {
        for draft in &drafts[range.clone()] {
            let named = headline.words.contains(&draft.root);
            let place = place(doc, who, &t.parsed, draft);
            let place = place.or_else(|| place_of_headline.filter(|_| named).cloned());
            participants(who, &t.parsed, draft, &t.stamps, &mut room);
            // As many as they are, without room for more.
            let mut own = Vec::with_capacity(room.len());
            own.append(&mut room);
            parts.push((own, place));
        }
    }
    let all = || {
        let of = |(t, range): (_, &Range<usize>)| drafts[range.clone()].iter().map(move |d| (t, d));
        each().flat_map(of)
    };
    let mut titles: Vec<Arc<str>> = Vec::with_capacity(drafts.len());
    let mut text = String::with_capacity(2 * super::title::LONGEST);
    for ((t, draft), (_, place)) in all().zip(&parts) {
        text.clear();
        title(doc, who, &t.parsed, draft, place.as_ref(), &mut text);
        titles.push(text.as_str().into());
    }
    let mut mentions: Vec<EventMention> = Vec::with_capacity(drafts.len());
    let blank: Arc<str> = Arc::from(String::new());
    let made = parts.into_iter().zip(titles).zip(dates);
    for ((t, draft), (((participants, place), title), date)) in all().zip(made) {
        mentions.push(EventMention {
            sentence: doc.sentences[draft.sentence].span,
            trigger: draft.span(doc),
            lemma: super::share::told(&draft.lemma),
            title,
            what: what(doc, who, &t.parsed, draft).into(),
            kind: draft.kind,
            second_kind: draft.second,
            kind_reason: super::share::told(&draft.kind_reason),
            modality: draft.modality,
            date,
            said_by: speaker(who, &t.parsed, draft).unwrap_or_default().into(),
            participants,
            place,
            salience: 0.0,
            // Threads that shared the empty one of the library would wait for one another.
            salience_reason: Arc::clone(&blank),
            group: 0,
        });
    }
    let mut gone = Gone::default();
    for (t, range) in each() {
        for (mention, draft) in mentions[range.clone()]
            .iter_mut()
            .zip(&drafts[range.clone()])
        {
            let lasts = || {
                let verb = draft.verb().map(|n| &t.parsed.verbs[n]);
                verb.is_some_and(|v| v.perfect || v.tense == Tense::Present)
            };
            if let Some(date) = gone
                .date(&clock, who, t.place.sentence, mention)
                .filter(|_| !lasts() && !posthumous(doc, &t.parsed))
            {
                mention.date = date;
            }
            gone.note(t.place.sentence, mention);
        }
    }
    let mut signals: Vec<Signals> = Vec::with_capacity(drafts.len());
    let mut settings: Vec<Setting> = Vec::with_capacity(drafts.len());
    let stars = stars(who.names);
    let mut shared = Shared::take();
    let mut echoes: Vec<u128> = Vec::new();
    // Of the name of each entity whether the headline has it, and whether there are figures in it,
    // once somebody asks.
    let called = vec![OnceCell::new(); who.names.entities.len()];
    let name = |p: &Participant| {
        let look = || {
            let figures = p.name.bytes().any(|b| b.is_ascii_digit());
            (headline.names(&p.name), figures)
        };
        match p.entity.and_then(|e| called.get(e as usize)) {
            Some(kept) => *kept.get_or_init(look),
            None => look(),
        }
    };
    for (t, range) in each() {
        if range.is_empty() {
            continue;
        }
        let words = t.parsed.tokens.clone();
        echoes.clear();
        match headline.count {
            0 => echoes.resize(words.len(), 0),
            _ => echoes.extend(words.clone().map(|t| headline.echo(doc, t, &mut shared))),
        }
        // The share of its telling words that some of the sentence have.
        let share = |bits: u128| bits.count_ones() as f32 / headline.count.max(1) as f32;
        let whole = echoes.iter().fold(0, |all, echo| all | echo);
        let overlap = if t.heads { 0.0 } else { share(whole) };
        let echo = |draft: &Draft| {
            let own = |all, t: usize| all | echoes[t - words.start];
            match whole {
                0 => 0.0,
                _ => share(own_words(&t.parsed, draft).fold(0, own)),
            }
        };
        let told = drafts[range.clone()].iter().zip(&mentions[range.clone()]);
        for (order, (draft, mention)) in told.enumerate() {
            let verb = draft.verb().map(|n| &t.parsed.verbs[n]);
            let report = verb
                .is_some_and(|v| v.word.plays(Manner::Report) || publishes(doc, &t.parsed, v))
                && matches!(draft.trigger, Trigger::Verb(_));
            let (mut title_names, mut number) = (false, false);
            for (titled, figures) in mention.participants.iter().map(name) {
                title_names |= titled;
                number |= figures;
            }
            settings.push(Setting {
                sentence: t.place.sentence,
                lead: t.place.lead,
                report,
            });
            signals.push(Signals {
                sentence: t.prose,
                heading: t.kind == SentenceKind::Heading || t.heads,
                in_title: headline.words.contains(&draft.root),
                title_names: title_names || mention.place.iter().any(|p| headline.names(&p.name)),
                number,
                quoted: draft.said.as_ref().is_some_and(|s| s.quoted),
                said: draft.said.is_some(),
                report,
                tie: verb.map(|v| v.tie),
                shape: Signals::shape_of(draft),
                thin: super::salience::thin(doc, &t.parsed, draft, t.kind),
                background: draft.background,
                told: 1,
                odds: draft.odds,
                overlap,
                echo: echo(draft),
                order,
                opens: t.opens,
                age: None,
                star: mention
                    .participants
                    .iter()
                    .filter_map(|p| p.entity)
                    .map(|e| star(&stars, e))
                    .fold(0.0, f32::max),
                tense: verb.map_or(0, tense),
            });
        }
    }
    SHARED.set(Some(shared));
    let roots: Vec<u32> = drafts.iter().map(|d| d.root).collect();
    let verbs: Vec<bool> = drafts
        .iter()
        .map(|d| matches!(d.trigger, Trigger::Verb(_)))
        .collect();
    super::group::group(&mut mentions, &roots, &verbs, who.names);
    clock.settle(&mut mentions, &settings);
    let tellings = tellings(&mentions);
    for (mention, signal) in mentions.iter().zip(&mut signals) {
        signal.age = clock.age(&mention.date);
        signal.told = tellings[mention.group as usize];
    }
    (mentions, signals)
}

/// Those of whom the article has told that they died: what it tells of them after that without a
/// date, they did before.
#[derive(Default)]
struct Gone(Vec<(u32, usize, Arc<EventDate>)>);

impl Gone {
    fn note(&mut self, sentence: usize, m: &EventMention) {
        let day = m.date.value.as_ref().and_then(single_day);
        if &*m.lemma != "die" || m.modality != Modality::Asserted || day.is_none() {
            return;
        }
        let all = m.participants.iter().filter(|p| p.role == Role::Agent);
        let people = all.filter_map(|p| p.entity);
        (self.0).extend(people.map(|e| (e, sentence, Arc::clone(&m.date))));
    }

    /// A better date of `m`, where its own was only concluded.
    fn date(
        &self,
        clock: &Clock<'_>,
        who: &Who<'_>,
        sentence: usize,
        m: &EventMention,
    ) -> Option<Arc<EventDate>> {
        let concluded = m.date.basis == Basis::Inferred && m.modality == Modality::Asserted;
        if self.0.is_empty() || !concluded || &*m.lemma == "die" {
            return None;
        }
        let word = lexicon().word(&m.lemma);
        let own = |p: &&Participant| match p.role {
            Role::Agent => !word.plays(Manner::Rest),
            Role::Patient => word.plays(Manner::Life),
            _ => false,
        };
        let death = m
            .participants
            .iter()
            .filter(own)
            .filter_map(|p| p.entity)
            .filter(|e| who.is(*e, &[EntityType::Per]))
            .find_map(|e| self.0.iter().find(|(g, at, _)| *g == e && *at < sentence));
        death.and_then(|(.., death)| clock.in_life(death))
    }
}

/// "was honoured posthumously", "after her death".
fn posthumous(doc: &Doc<'_>, parsed: &Clauses) -> bool {
    let mut words = parsed.tokens.clone().map(|t| doc.low(t));
    words.any(|w| {
        matches!(
            w,
            "posthumous" | "posthumously" | "death" | "funeral" | "coffin"
        )
    })
}

/// Whom the last sentence is about, for the pronouns of the next: the subject of its main clause, and
/// the one person without a name that it tells of beside.
struct Before<'a> {
    parsed: &'a Clauses<'a>,
    meant: SmallVec<[Meant; 2]>,
}

/// Somebody and the pronouns that may stand for them.
struct Meant {
    phrase: usize,
    many: bool,
    pronouns: SmallVec<[&'static str; 4]>,
}

impl<'a> Before<'a> {
    fn read(doc: &Doc<'_>, who: &Who<'_>, parsed: &'a Clauses<'a>) -> Option<Self> {
        let main = parsed
            .verbs
            .iter()
            .find(|v| v.form == Form::Finite && v.tie == Tie::Main)?;
        let s = main.subject?;
        if parsed.phrases[s].pronoun {
            return None;
        }
        let mut meant: SmallVec<[Meant; 2]> =
            Meant::read(doc, who, parsed, s).into_iter().collect();
        let person = |k: &usize| {
            let head = parsed.phrases[*k].head;
            *k != s
                && doc.tokens[head].xpos == Xpos::NN
                && lexeme(doc, head, As::Noun).field() == known::PERSON
                && who.entity(parsed, *k).is_none()
        };
        let mut persons = (0..parsed.phrases.len()).filter(person);
        if let (Some(k), None) = (persons.next(), persons.next()) {
            // "A judge sentenced a doctor. He was fined": whom the sentence is about.
            let about = main.word.plays(Manner::Blame) && main.object == Some(k);
            let at = if about { 0 } else { meant.len() };
            if let Some(found) = Meant::read(doc, who, parsed, k) {
                meant.insert(at, found);
            }
        }
        (!meant.is_empty()).then_some(Self { parsed, meant })
    }

    /// Whom the pronoun that is the subject of `draft` means, where nothing nearer tells.
    fn meant(
        &self,
        doc: &Doc<'_>,
        who: &Who<'_>,
        parsed: &Clauses,
        draft: &Draft,
    ) -> Option<Box<(Vec<Participant>, bool)>> {
        let n = draft.verb()?;
        let s = parsed.verbs[n].subject?;
        let p = &parsed.phrases[s];
        let own = draft.agents.first().or(draft.patients.first());
        let whole = || p.tokens.len() == 1 && is!(doc, p.head, "both" | "all" | "neither");
        // "It is feared that ten died": nothing is.
        let v = &parsed.verbs[n];
        let nothing = is!(doc, p.head, "it")
            && (v.passive || v.copula)
            && v.end < parsed.tokens.end
            && is!(doc, v.end, "that" | "whether" | "how");
        let open = !nothing
            && (p.pronoun || whole())
            && own == Some(&s)
            && who.entity(parsed, s).is_none();
        let word = match p.pronoun {
            true => doc.low(p.head),
            false => "they",
        };
        let meant = (self.meant.iter()).find(|m| open && m.pronouns.contains(&word))?;
        let role = match parsed.verbs[n].passive {
            true => Role::Patient,
            false => Role::Agent,
        };
        let all = joined(self.parsed, meant.phrase);
        let all: Vec<_> = all
            .filter_map(|k| who.participant(self.parsed, k, role))
            .collect();
        (!all.is_empty()).then(|| Box::new((all, meant.many)))
    }
}

impl Meant {
    fn read(doc: &Doc<'_>, who: &Who<'_>, parsed: &Clauses, k: usize) -> Option<Self> {
        // What acts is somebody: "their demands" are not the "they" that asks.
        let p = &parsed.phrases[k];
        let field = lexeme(doc, p.head, As::Noun).field();
        let named = p.next.is_some() && doc.tokens[p.head].xpos == Xpos::NNP;
        let somebody = named || matches!(field, 0 | known::PERSON | known::GROUP);
        let mut pronouns = super::argument::pronouns(doc, parsed, k);
        pronouns.retain(|p| somebody || *p == "it");
        if pronouns.is_empty() || !who.takes_part(parsed, k) {
            return None;
        }
        Some(Self {
            phrase: k,
            many: pronouns.contains(&"they"),
            pronouns,
        })
    }
}

/// The words of the headline, by root.
#[derive(Default)]
struct Headline {
    words: FxHashSet<u32>,
    /// Its nouns, verbs, adjectives and numbers, by root: a bit for each of the first 128.
    telling: FxHashMap<u32, u128>,
    /// A bit for each of their roots by its last bits: most words of a text have none of them.
    marks: u64,
    /// How many those are.
    count: u32,
    /// In lower case, as far as it is [`searched`].
    text: String,
}

/// The part of a headline in which names are looked for, each time that the text has one: what is
/// longer is no headline, but a whole text in its place.
fn searched(headline: &str) -> &str {
    const MOST: usize = 4096;
    &headline[..headline.floor_char_boundary(MOST)]
}

/// For each word of the text met so far, by its form, the telling words of the headline that have a
/// root of it. Kept from article to article, under a number for each: to clear it takes longer.
struct Shared {
    known: Memo<u128>,
    headline: u32,
}

thread_local! {
    /// What this thread reads on; away while it does.
    static SHARED: Cell<Option<Shared>> = const { Cell::new(None) };
}

impl Shared {
    /// For the next article.
    fn take() -> Self {
        let last = SHARED.take().unwrap_or_else(|| Self {
            known: Memo::new(8),
            headline: 0,
        });
        Self {
            headline: (last.headline + 1) % u32::MAX,
            ..last
        }
    }
}

/// How often each entity of the article is named, as a share of the most named.
fn stars(names: &Names) -> Vec<f32> {
    let mut counts = vec![0u32; names.entities.len()];
    for m in &names.mentions {
        if let Some(c) = counts.get_mut(m.entity as usize) {
            *c += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    counts.iter().map(|c| *c as f32 / most as f32).collect()
}

fn star(stars: &[f32], entity: u32) -> f32 {
    stars.get(entity as usize).copied().unwrap_or(0.0)
}

/// See [`Signals::tense`].
fn tense(v: &Verb) -> u8 {
    match (v.form, v.tense) {
        (Form::Infinitive, _) => 4,
        (Form::Gerund | Form::Participle, _) => 5,
        (_, Tense::Past) => 1,
        (_, Tense::Present) => 2,
        (_, Tense::Future) => 3,
        (_, Tense::None) => 0,
    }
}

/// Whether a word with that tag tells what a sentence is about.
fn tells_much(xpos: Xpos) -> bool {
    use Xpos::*;
    matches!(
        xpos,
        NN | NNS | NNP | NNPS | VB | VBD | VBG | VBN | VBP | VBZ | JJ | CD
    )
}

impl Headline {
    fn read(title: Option<&Doc<'_>>) -> Self {
        let Some(doc) = title else {
            return Self::default();
        };
        let words = (0..doc.tokens.len())
            .flat_map(|i| roots_at(doc, i))
            .collect();
        let (mut telling, mut count) = (FxHashMap::default(), 0);
        let tells = |t: &usize| tells_much(doc.tokens[*t].xpos);
        for t in (0..doc.tokens.len()).filter(tells).take(128) {
            for root in roots_at(doc, t) {
                *telling.entry(root).or_insert(0) |= 1 << count;
            }
            count += 1;
        }
        let mark = |all: u64, root: &u32| all | 1 << (root % 64);
        Self {
            words,
            marks: telling.keys().fold(0, mark),
            telling,
            count,
            text: searched(&doc.lower).to_owned(),
        }
    }

    /// Which of its telling words have a root of token `t`, if that is such a word too.
    fn echo(&self, doc: &Doc<'_>, t: usize, shared: &mut Shared) -> u128 {
        if !tells_much(doc.tokens[t].xpos) {
            return 0;
        }
        let own = || {
            let bits = |root: u32| match self.marks >> (root % 64) & 1 {
                0 => 0,
                _ => self.telling.get(&root).copied().unwrap_or(0),
            };
            let roots = roots_at(doc, t);
            roots.into_iter().fold(0, |all, root| all | bits(root))
        };
        let form = &doc.forms[t];
        // All numbers of a length have one form.
        match form.shape {
            Shape::Number | Shape::Alphanumeric => own(),
            _ => *shared.known.get(word_key(form, shared.headline), own),
        }
    }

    /// Whether a line of the text is the headline itself.
    fn is(&self, line: &str) -> bool {
        !self.text.is_empty() && line.trim().eq_ignore_ascii_case(self.text.trim())
    }

    /// Whether the headline has the last word of `name`.
    fn names(&self, name: &str) -> bool {
        let last = match name.bytes().rposition(|b| matches!(b, b' ' | b',')) {
            Some(at) => &name[at + 1..],
            None => name,
        };
        if self.text.is_empty() {
            return false;
        }
        if !last.is_ascii() {
            let last = last.to_lowercase();
            return last.len() > 2 && self.text.contains(&last);
        }
        let (text, last) = (self.text.as_bytes(), last.as_bytes());
        let here = |at: usize| {
            let there = text.get(at..at + last.len());
            there.is_some_and(|there| there.eq_ignore_ascii_case(last))
        };
        last.len() > 2 && memchr_iter(last[0].to_ascii_lowercase(), text).any(here)
    }
}

/// The place that `headline` names behind "in", "at" or "near", where the text names it too.
pub(super) fn place_in(headline: &str, who: &Who<'_>) -> Option<Place> {
    let headline = searched(headline);
    let mentions = &who.names.mentions;
    (0..mentions.len()).find_map(|m| {
        let words = mentions[m].span.of(who.doc.text);
        if mentions[m].kind != EntityType::Loc || !holds(headline, words) {
            return None;
        }
        let named = ["in", "at", "near", "in the", "at the"].iter().any(|p| {
            let after = headline.split_once(&format!(" {p} {words}"));
            // "in U.S. Federal Court" names a court.
            after.is_some_and(|(_, rest)| {
                !rest.trim_start().starts_with(char::is_alphanumeric)
                    || rest.trim_start().starts_with(char::is_lowercase)
            })
        });
        named.then(|| who.place_of(m)).flatten()
    })
}

/// The tokens of a draft's trigger and of its parts, in no order.
fn own_words(parsed: &Clauses, draft: &Draft) -> impl Iterator<Item = usize> {
    let verb = draft.verb().map(|n| parsed.verbs[n].token);
    let parts = [
        &draft.agents,
        &draft.patients,
        &draft.recipients,
        &draft.others,
        &draft.places,
    ];
    let parts = parts
        .into_iter()
        .flatten()
        .flat_map(|k| full_start(&parsed.phrases, *k)..full_end(&parsed.phrases, *k));
    draft.tokens.clone().chain(verb).chain(parts)
}

/// "wrestler and Netflix star Hana Kimura" is one person, not two.
fn one_person(doc: &Doc<'_>, who: &Who<'_>, parsed: &Clauses, list: &mut Parts) {
    if let [roles @ .., last] = list.as_slice()
        && !roles.is_empty()
    {
        let role = |k: &usize| {
            let p = &parsed.phrases[*k];
            let named = who
                .entity(parsed, *k)
                .is_some_and(|(_, span)| span.end >= doc.tokens[p.head].span.end);
            !named
                && matches!(doc.tokens[p.head].xpos, crate::text::Xpos::NN)
                && !is!(doc, p.tokens.start, "the")
        };
        let q = &parsed.phrases[*last];
        let named = who
            .entity(parsed, *last)
            .is_some_and(|(_, span)| span.start > doc.tokens[q.tokens.start].span.start);
        if roles.iter().all(role) && named {
            *list = smallvec![*last];
        }
    }
}

/// An event noun without parts of its own takes along who acts in its clause.
fn companion(who: &Who<'_>, parsed: &Clauses, draft: &mut Draft) {
    let Trigger::Noun(k, None) = draft.trigger else {
        return;
    };
    if !draft.agents.is_empty() {
        return;
    }
    let subject = parsed
        .verb_of(parsed.phrases[k].head)
        .and_then(|n| parsed.verbs[n].subject)
        .filter(|s| *s != k && who.entity(parsed, *s).is_some());
    draft.others.extend(subject);
}

/// "Acme Ltd, a unit of Beta, said it had raised funds": an organisation speaks of itself.
fn of_itself(doc: &Doc<'_>, who: &Who<'_>, parsed: &Clauses, draft: &mut Draft) {
    let Some(v) = draft.verb().map(|n| &parsed.verbs[n]) else {
        return;
    };
    let list = match v.passive {
        true => &mut draft.patients,
        false => &mut draft.agents,
    };
    let it = |k: &usize| {
        let p = &parsed.phrases[*k];
        p.pronoun && is!(doc, p.head, "it") && who.entity(parsed, *k).is_none()
    };
    let teller = v.governor.map(|g| &parsed.verbs[g]).filter(|g| {
        let held = v.tie == Tie::Complement && g.word.plays(Manner::Report);
        held && g.form == Form::Finite
    });
    if let [first] = list.as_mut_slice()
        && it(first)
        && let Some(s) = teller.and_then(|g| g.subject)
        && who
            .entity(parsed, s)
            .is_some_and(|(e, _)| who.is(e, &[EntityType::Org]))
    {
        *first = s;
    }
}

/// "Ann Lee, who served as governor, died": what somebody was before.
fn office(parsed: &Clauses, v: &Verb) -> bool {
    v.tie == Tie::Relative
        && v.form == Form::Finite
        && v.tense == Tense::Past
        && v.governor
            .is_none_or(|g| parsed.verbs[g].form == Form::Finite)
        && v.word.plays(Manner::Office)
}

/// "In findings published on Tuesday": where the news stands, not the news.
fn publishes(doc: &Doc<'_>, parsed: &Clauses, v: &Verb) -> bool {
    let what = v.subject.map(|s| doc.low(parsed.phrases[s].head));
    v.form == Form::Participle
        && matches!(
            v.lemma.as_ref(),
            "publish" | "release" | "present" | "issue" | "post"
        )
        && matches!(
            what,
            Some(
                "findings"
                    | "study"
                    | "studies"
                    | "report"
                    | "reports"
                    | "paper"
                    | "research"
                    | "statement"
                    | "article"
                    | "results"
                    | "survey"
                    | "letter"
                    | "interview"
            )
        )
}

/// Told as lying before its surroundings: past perfect, or "after", "following", "amid" + noun.
fn background(doc: &Doc<'_>, parsed: &Clauses, draft: &Draft) -> bool {
    match draft.trigger {
        // "sentenced him for driving into counter-protesting crowds".
        Trigger::Word(t, _) => parsed.verb_of(t).is_some_and(|n| {
            let blamed = parsed.blamed_for(doc, &parsed.verbs[n]);
            blamed.is_some_and(|t| is!(doc, t, "for" | "of"))
        }),
        Trigger::Noun(k, None) => {
            super::date::background(doc, parsed, k) || earlier(doc, parsed, k)
        }
        Trigger::Noun(_, Some(n)) | Trigger::Verb(n) => {
            let v = &parsed.verbs[n];
            // "It came after Ann Lee, a lawyer, sent a letter."
            let opens = v
                .subject
                .and_then(|s| full_start(&parsed.phrases, s).checked_sub(1));
            let mark = v
                .mark
                .or(opens.filter(|t| *t >= parsed.tokens.start && v.form == Form::Finite));
            // "thanked him for condemning the attack", "accused of hiding debts".
            let blamed = parsed.blamed_for(doc, v);
            v.perfect && v.tense == Tense::Past
                || mark.is_some_and(|m| is!(doc, m, "after"))
                || blamed.is_some_and(|t| is!(doc, t, "for" | "of"))
                // "the suspect in a shooting that killed two was released".
                || v.tie == Tie::Relative
                    && v.subject.is_some_and(|s| looked_back(doc, parsed, s))
                || office(parsed, v)
        }
    }
}

/// Puts who takes part in `draft` into `room`, which is empty.
fn participants(
    who: &Who<'_>,
    parsed: &Clauses,
    draft: &Draft,
    stamps: &[Stamp],
    room: &mut Vec<Participant>,
) {
    // "sentenced him to 25 years": what he got, not when; "put off by a year": how far.
    let term = |p: &Phrase, role: Role| {
        let part = match &*draft.lemma {
            "sentence" | "jail" | "imprison" => role == Role::Recipient,
            "postpone" | "delay" | "extend" | "prolong" | "shorten" | "lengthen" | "defer"
            | "put_off" => p.prep.is_some_and(|t| is!(who.doc, t, "by")),
            _ => false,
        };
        part && is!(
            who.doc,
            p.head,
            "years" | "months" | "weeks" | "days" | "year" | "month" | "week" | "day"
        )
    };
    let in_time = |k: usize, role: Role| {
        let p = &parsed.phrases[k];
        stamps
            .iter()
            .any(|s| s.from < p.tokens.end && p.head >= s.from && p.head < s.to)
            && !term(p, role)
    };
    for (list, role) in [
        (&draft.agents, Role::Agent),
        (&draft.patients, Role::Patient),
        (&draft.recipients, Role::Recipient),
        (&draft.others, Role::Other),
    ] {
        for k in list {
            if in_time(*k, role) {
                continue;
            }
            let Some(p) = who.participant(parsed, *k, role) else {
                continue;
            };
            if !room
                .iter()
                .any(|q| q.span.overlaps(p.span) || (p.entity.is_some() && q.entity == p.entity))
            {
                room.push(p);
            }
        }
    }
    for p in draft.stand_in.iter().flat_map(|meant| meant.0.iter().rev()) {
        let same = |q: &Participant| p.entity.is_some() && q.entity == p.entity;
        if !room.iter().any(same) {
            room.insert(0, p.clone());
        }
    }
    // "his resignation", "their attack": the one meant acts.
    let owned = match suffered(&draft.lemma) {
        true => Role::Patient,
        false => Role::Agent,
    };
    if let Trigger::Noun(k, _) = draft.trigger
        && !room.iter().any(|p| p.role == owned)
        && let Some(p) = who.owner(parsed, k, owned)
        && room.iter().all(|q| q.entity != p.entity)
    {
        room.insert(0, p);
    }
    if let Trigger::Noun(k, _) = draft.trigger
        && let Some(p) = who.stuff(parsed, k)
        && room.iter().all(|q| !q.span.overlaps(p.span))
    {
        room.push(p);
    }
}

/// Who says that it happened: the subject of the report, "a quotation" where none is in sight.
fn speaker(who: &Who<'_>, parsed: &Clauses, draft: &Draft) -> Option<String> {
    let said = draft.said.as_ref()?;
    let verb = said.verb.map(|n| &parsed.verbs[n]);
    let subject = verb.filter(|v| !v.passive).and_then(|v| v.subject);
    let own = draft
        .verb()
        .filter(|_| matches!(draft.trigger, Trigger::Verb(_)));
    if said.verb.is_some() && said.verb == own {
        return None;
    }
    match subject.map(|s| who.title_name(parsed, s)) {
        Some(name) if !name.is_empty() => Some(name.into_owned()),
        _ => said.quoted.then(|| "a quotation".to_string()),
    }
}

/// The place of an event: behind a preposition of its own, inside its phrase, else in its sentence.
fn place(doc: &Doc<'_>, who: &Who<'_>, parsed: &Clauses, draft: &Draft) -> Option<Place> {
    // "exiled to Elba, where he died".
    if let Some(n) = draft.verb()
        && let Some(m) = parsed.verbs[n].mark.filter(|m| is!(doc, *m, "where"))
    {
        let end = m.checked_sub(1).filter(|t| is!(doc, *t, ",")).unwrap_or(m);
        if let Some(place) = parsed.phrase_before(end).and_then(|k| who.place(parsed, k)) {
            return Some(place);
        }
    }
    // "took place after the attack near Vesthaven": where the other happened.
    let own = match draft.trigger {
        Trigger::Noun(k, _) => Some(k),
        _ => None,
    };
    let of_another = |k: usize| {
        let before = parsed.phrases[k].prep.and_then(|t| parsed.phrase_before(t));
        before.filter(|b| Some(*b) != own).is_some_and(|b| {
            let q = &parsed.phrases[b];
            let word = full_start(&parsed.phrases, b).checked_sub(1);
            let set_off = word.is_some_and(|t| {
                t >= parsed.tokens.start
                    && is!(
                        doc,
                        t,
                        "after" | "before" | "following" | "since" | "over" | "about" | "amid"
                    )
            });
            set_off && tells(doc, q.head)
        })
    };
    for k in draft.places.iter().filter(|k| !of_another(**k)) {
        if let Some(place) = who.place(parsed, *k) {
            return Some(place);
        }
    }
    if let Trigger::Noun(k, _) = draft.trigger {
        let p = &parsed.phrases[k];
        for t in p.tokens.start..p.head {
            if let Some(place) = who.mention_at(t).and_then(|m| who.place_of(m)) {
                return Some(place);
            }
        }
    }
    // "in Kabul" anywhere in the scope of its verb, else the one place of the sentence.
    let verb = draft.verb();
    // "who stormed to victory, said it was good to meet her in Oslo": not where the victory was.
    let aside = parsed
        .verb_of(draft.tokens.start)
        .filter(|n| verb.is_none() && parsed.verbs[*n].tie == Tie::Relative);
    // "said in Oslo that the fighting would stop": nor is what is said where it is said.
    let acts = || {
        let n = own.and_then(|k| parsed.verbs.iter().position(|v| v.subject == Some(k)))?;
        (!not_told(&parsed.verbs[n])).then_some(n)
    };
    let bearer = verb.or(aside).or_else(acts);
    let scope = bearer.map_or(parsed.tokens.clone(), |n| parsed.verbs[n].scope.clone());
    // What holds the event in another clause: a place named there may be its own.
    let holds = |t: usize| match (bearer, parsed.verb_of(t)) {
        // "died after a tram had derailed and overturned in Croydon": or what holds on to it.
        // "In Oslo, officials said rebels attacked": that is where they said it.
        (Some(n), Some(u)) => under(parsed, n, u, not_told) || under(parsed, u, n, goes_with),
        _ => true,
    };
    // "researchers in Oslo found …": where those who act belong.
    let belongs = |t: usize| {
        parsed.verbs.iter().any(|v| {
            v.subject
                .is_some_and(|s| joined(parsed, s).any(|q| full_end(&parsed.phrases, q) == t))
        })
    };
    let topic = own.filter(|_| verb.is_none()).is_some_and(|k| {
        let prep = parsed.phrases[k].prep.map(|t| doc.low(t));
        matches!(prep, Some("on" | "about" | "over" | "into"))
    });
    // The one place elsewhere; nothing is said where there are more.
    let mut elsewhere = None;
    let mut more = false;
    for (k, p) in parsed.phrases.iter().enumerate() {
        let Some(t) = p
            .prep
            .filter(|t| is!(doc, *t, "in" | "at" | "near" | "outside"))
        else {
            continue;
        };
        if let Some(m) = who.place_at(parsed, k).filter(|_| !of_another(k)) {
            // "The court in Oslo gave its opinion on the strike": not where the strike was.
            if scope.contains(&t) && !(topic && belongs(t)) {
                return who.place_of(m);
            }
            if holds(t) && !belongs(t) {
                more |= elsewhere.is_some();
                elsewhere = Some(m);
            }
        }
    }
    let venue = || draft.places.iter().find_map(|k| who.venue(parsed, *k));
    let elsewhere = || elsewhere.filter(|_| !more).and_then(|m| who.place_of(m));
    venue().or_else(elsewhere)
}

/// Whether verb `n` hangs on `u`, over verbs that `passes`.
fn under(parsed: &Clauses, n: usize, u: usize, passes: impl Fn(&Verb) -> bool) -> bool {
    std::iter::successors(Some(n), |v| {
        let verb = &parsed.verbs[*v];
        verb.governor.filter(|_| passes(verb))
    })
    .take(8)
    .any(|v| v == u)
}

/// Whether what a verb tells is not what somebody said, asked or thought.
fn not_told(v: &Verb) -> bool {
    !(v.form == Form::Finite && v.tie == Tie::Complement)
}

/// Whether a verb tells what happened along with the one it hangs on.
fn goes_with(v: &Verb) -> bool {
    v.form == Form::Finite && matches!(v.tie, Tie::Adverbial | Tie::Joined)
}

/// Whether the narrative reaches the date of a draft: a day, or a month or year long before
/// publication. When somebody speaks is when the news is told, unless that too is long ago.
fn firm(clock: &Clock<'_>, date: &EventDate, draft: &Draft, parsed: &Clauses) -> bool {
    let firm = matches!(date.basis, Basis::Stated | Basis::Relative);
    let fact = draft.modality == Modality::Asserted && !draft.background;
    if !(firm && fact) {
        return false;
    }
    let report = draft
        .verb()
        .is_some_and(|n| parsed.verbs[n].word.plays(Manner::Report));
    let value = date.value.as_ref();
    let exact = value.filter(|v| v.qualifier == Qualifier::Exact);
    let main = draft.verb().is_some_and(|n| {
        matches!(parsed.verbs[n].tie, Tie::Main | Tie::Joined)
            && draft.said.as_ref().is_none_or(|s| !s.quoted)
    });
    let old = main && exact.is_some_and(|v| clock.long_ago(v));
    // "an answer to the killing on 22 April" leaves the story where it is.
    let beside = match draft.trigger {
        Trigger::Noun(k, None) => parsed.verbs.iter().all(|v| v.subject != Some(k)),
        _ => false,
    };
    let ahead = value.is_some_and(|v| clock.ahead(v)) || clock.now(date);
    !beside && !ahead && !report && (old || value.and_then(single_day).is_some())
}

#[cfg(test)]
mod tests {
    use super::searched;

    #[test]
    fn a_headline_is_searched_as_far_as_it_is_one() {
        assert_eq!(searched("Mayor of Łódź resigns"), "Mayor of Łódź resigns");
        let long = "aŁ".repeat(100_000);
        assert!(long.starts_with(searched(&long)) && searched(&long).len() <= 4096);
    }
}
