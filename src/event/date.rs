//! When an event happened: from the words that stand with it, else from the sentence, else from
//! the narrative, else from tense and publication date, and said so in a sentence.

use super::clause::{Clauses, Form, Tense, Tie};
use super::draft::{Draft, Trigger};
use super::lexicon::Manner;
use super::phrase::{Phrase, full_start};
use super::word::tells;
use super::{Basis, Context, EventDate, EventMention, Modality};
use crate::entity::{EntityType, Names};
use crate::temporal::{
    Anchor, DAY, DocKind, Moment, Precision, Qualifier, Rule, TimeValue, Timex, TimexType, Ymd,
};
use crate::text::form::Shape;
use crate::text::form::{hashed, is};
use crate::text::{Doc, Span, Xpos};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

/// A time expression in its sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stamp {
    /// Index into the article's time expressions.
    pub timex: usize,
    /// First and one past the last token.
    pub from: usize,
    pub to: usize,
}

/// What dating needs to know of the whole article.
pub(super) struct Clock<'a> {
    timexes: &'a [Timex],
    published: Option<Published>,
    /// The article tells of the past: what has no date in it is of no known time.
    history: bool,
    text: &'a str,
    /// What was read from the publication date, or for want of it, by the words for it: many
    /// events share it.
    guesses: Made<&'static str>,
    /// The dates told so far, by time expression, each with the value that it has there.
    told: RefCell<FxHashMap<usize, SmallVec<[Told; 1]>>>,
    /// What was drawn from those, by how.
    drawn: Made<(*const EventDate, &'static str)>,
}

/// A date, and the value of its time expression that it was read from.
type Told = (Option<TimeValue>, Arc<EventDate>);

/// Dates that were made once.
type Made<K> = RefCell<FxHashMap<K, Arc<EventDate>>>;

/// The publication date, how it is written, and the dates that are read from it alone.
struct Published {
    day: Moment,
    iso: String,
    plain: String,
    about: TimeValue,
    before: TimeValue,
    after: TimeValue,
}

impl Published {
    fn on(date: Date) -> Self {
        let iso = date.to_string();
        let day = days(date, 0, 0, Qualifier::Exact, iso.clone());
        let about = [iso.as_str(), "~"].concat();
        Self {
            about: days(date, -1, 0, Qualifier::Approximate, about),
            before: day.with(Qualifier::Before),
            after: day.with(Qualifier::After),
            plain: plain(date),
            iso,
            day: Moment::from_date(date),
        }
    }
}

/// TIMEX3 value of "now", "currently".
const NOW: &str = "PRESENT_REF";

/// A date the narrative has reached: what later sentences without a date go by.
#[derive(Clone, Debug)]
pub(super) struct Thread {
    pub date: Arc<EventDate>,
    pub place: Position,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month from 1 to 12; nothing for others.
fn month(m: u8) -> &'static str {
    let name = MONTHS.get(usize::from(m).wrapping_sub(1));
    name.copied().unwrap_or("")
}

/// Appends a number in figures.
fn figures(text: &mut String, n: u64) {
    if n > 9 {
        figures(text, n / 10);
    }
    text.push(char::from(b'0' + (n % 10) as u8));
}

/// Appends "2025" or "44 BC".
fn year(text: &mut String, y: i32) {
    match u64::try_from(y) {
        Ok(y) if y > 0 => figures(text, y),
        _ => {
            figures(text, (1 - i64::from(y)).unsigned_abs());
            text.push_str(" BC");
        }
    }
}

/// Appends "27 April 2025".
fn day(text: &mut String, d: Ymd) {
    figures(text, d.day.into());
    text.push(' ');
    month_of(text, d);
}

/// Appends "April 2025".
fn month_of(text: &mut String, d: Ymd) {
    text.push_str(month(d.month));
    text.push(' ');
    year(text, d.year);
}

/// "27 April 2025".
pub(super) fn plain(date: Date) -> String {
    let mut text = String::with_capacity(24);
    let date = Ymd {
        year: date.year().into(),
        month: date.month().unsigned_abs(),
        day: date.day().unsigned_abs(),
    };
    day(&mut text, date);
    text
}

/// A time value as a person would say it.
pub(super) fn words(value: &TimeValue) -> String {
    let (a, b) = (value.earliest.ymd(), value.latest.ymd());
    let mut text = String::with_capacity(48);
    text.push_str(match value.qualifier {
        Qualifier::Exact => "",
        Qualifier::Approximate => "about ",
        Qualifier::Before => "before ",
        Qualifier::After => "after ",
        Qualifier::OpenEnd => "from ",
    });
    match value.precision {
        Precision::Instant | Precision::Minute | Precision::Hour | Precision::PartOfDay => {
            day(&mut text, a);
        }
        Precision::Day | Precision::Week => {
            day(&mut text, a);
            if a != b {
                text.push_str(" to ");
                day(&mut text, b);
            }
        }
        Precision::Month => {
            month_of(&mut text, a);
            if (a.year, a.month) != (b.year, b.month) {
                text.push_str(" to ");
                month_of(&mut text, b);
            }
        }
        Precision::Season | Precision::Quarter => {
            text.push_str(month(a.month));
            text.push_str(" to ");
            month_of(&mut text, b);
        }
        _ => {
            year(&mut text, a.year);
            if a.year != b.year {
                text.push_str(" to ");
                year(&mut text, b.year);
            }
        }
    }
    if value.qualifier == Qualifier::OpenEnd {
        text.push_str(" on");
    }
    text
}

/// A value of day precision from `from` to `to`, in days relative to `date`.
fn days(date: Date, from: i64, to: i64, qualifier: Qualifier, edtf: String) -> TimeValue {
    let base = Moment::from_date(date).0;
    TimeValue {
        earliest: Moment(base + from * DAY),
        latest: Moment(base + (to + 1) * DAY - 1),
        precision: Precision::Day,
        qualifier,
        edtf,
    }
}

fn unknown(reason: impl Into<String>) -> EventDate {
    EventDate {
        reason: reason.into(),
        ..EventDate::default()
    }
}

/// Whether a time stands amid a longer name ("Google Summer of Code"), or opens that of a person, a
/// place or an organisation ("Friday Harbor"): it dates nothing. One that closes a name may have been
/// taken in by mistake ("met Ann Lee Thursday"), as may one that opens any other name.
fn amid_name(doc: &Doc<'_>, span: Span, names: &Names) -> bool {
    let at = names.mentions.partition_point(|m| m.span.end <= span.start);
    let named = names.mentions.get(at).is_some_and(|m| {
        let opens = m.span.start == span.start
            && m.kind != EntityType::Misc
            && doc.text[span.end as usize..].starts_with(' ');
        span.end < m.span.end && (opens || m.span.start < span.start)
    });
    named && !span.of(doc.text).bytes().any(|b| b.is_ascii_digit())
}

/// The time expressions of one sentence, in tokens.
pub(super) fn stamps(
    doc: &Doc<'_>,
    tokens: std::ops::Range<usize>,
    timexes: &[Timex],
    names: &Names,
) -> Vec<Stamp> {
    let Some((first, last)) = doc
        .tokens
        .get(tokens.start)
        .zip(doc.tokens.get(tokens.end.wrapping_sub(1)))
    else {
        return Vec::new();
    };
    let span = first.span.cover(last.span);
    let from = timexes.partition_point(|t| t.span.end <= span.start);
    timexes[from..]
        .iter()
        .enumerate()
        .take_while(|(_, t)| t.span.start < span.end)
        .filter(|(_, t)| !amid_name(doc, t.span, names))
        .filter_map(|(i, t)| {
            let a = tokens.start
                + doc.tokens[tokens.clone()].partition_point(|k| k.span.end <= t.span.start);
            let b = tokens.start
                + doc.tokens[tokens.clone()].partition_point(|k| k.span.start < t.span.end);
            (a < b).then_some(Stamp {
                timex: from + i,
                from: a,
                to: b,
            })
        })
        .collect()
}

impl<'a> Clock<'a> {
    pub fn new(timexes: &'a [Timex], context: &Context<'_>, text: &'a str) -> Self {
        Self {
            history: context.kind == DocKind::Narrative,
            timexes,
            published: context.published.map(Published::on),
            text,
            guesses: RefCell::default(),
            told: RefCell::default(),
            drawn: RefCell::default(),
        }
    }
}

impl Clock<'_> {
    /// The date of `draft` by the words of its own sentence, with what strength (0 to 10).
    pub fn stated(
        &self,
        doc: &Doc<'_>,
        clauses: &Clauses,
        stamps: &[Stamp],
        draft: &Draft,
    ) -> Option<Arc<EventDate>> {
        let mut best: Option<(i32, &Stamp)> = None;
        for stamp in stamps {
            let timex = &self.timexes[stamp.timex];
            if !matches!(timex.kind, TimexType::Date | TimexType::Time) {
                continue;
            }
            if timex.time.is_none() && timex.anchor != Anchor::Missing {
                continue;
            }
            let score = bond(doc, clauses, stamp, draft);
            if score <= 0
                || measure(doc, clauses, stamp, draft) && !retold(doc, clauses, stamp, draft)
                || again(doc, stamps, stamp)
                || self.past(doc, clauses, stamp, draft, score)
                    && !self.gone_by(doc, clauses, stamp, draft, score)
            {
                continue;
            }
            let better = best.is_none_or(|(s, b)| {
                // "in a month of fairs that began in April, on Saturday, 27 April"
                let within = |a: &Stamp, b: &Stamp| {
                    let (a, b) = (self.timexes[a.timex].time.as_ref(), &self.timexes[b.timex]);
                    a.zip(b.time.as_ref()).is_some_and(|(a, b)| {
                        let inside = b.earliest <= a.earliest && a.latest <= b.latest;
                        inside && a.precision < b.precision && b.precision > Precision::Day
                    })
                };
                let nearer = distance(stamp, draft) < distance(b, draft);
                score > s || score == s && (within(stamp, b) || nearer && !within(b, stamp))
            });
            if better {
                best = Some((score, stamp));
            }
        }
        let (_, stamp) = best?;
        Some(self.told(doc, clauses, stamps, stamp, draft))
    }

    /// Whether a verb tells of the past what the expression says is to come, or was then what is now:
    /// "has begun to weigh the issue for next month", "named the fires now burning".
    fn past(
        &self,
        doc: &Doc<'_>,
        clauses: &Clauses,
        stamp: &Stamp,
        draft: &Draft,
        score: i32,
    ) -> bool {
        let verb = match draft.trigger {
            // "the blast in April killed ten": what it did is done.
            Trigger::Noun(k, _) if score == 9 => (0..clauses.verbs.len()).find(|n| {
                let v = &clauses.verbs[*n];
                v.subject == Some(k) && !v.passive && v.word.plays(Manner::Harm)
            }),
            // A time in the words of a noun is its own.
            Trigger::Noun(..) if score > 7 => None,
            Trigger::Noun(k, None) => clauses.verb_of(clauses.phrases[k].head),
            _ => draft.verb(),
        };
        // "has begun to weigh the issue for June": as far as it is begun.
        let verb = verb.map(|n| {
            let v = &clauses.verbs[n];
            let begun = v.governor.filter(|g| {
                v.form == Form::Infinitive && clauses.verbs[*g].word.plays(Manner::Aspect)
            });
            begun.unwrap_or(n)
        });
        let over = verb.map(|n| &clauses.verbs[n]).filter(|v| {
            let open = v.modal.is_some() || v.progressive && v.tense == Tense::Present;
            // "admitted stealing a car", "was held for stealing a car"
            let governor = v.governor.map(|g| &clauses.verbs[g]);
            let done = v.form == Form::Gerund
                && draft.modality == Modality::Asserted
                && governor.is_some_and(|g| g.tense == Tense::Past && g.end == v.start);
            !open && (v.tense == Tense::Past || v.perfect || done)
        });
        let planned = matches!(draft.modality, Modality::Planned | Modality::Threatened);
        let timex = &self.timexes[stamp.timex];
        // "sentenced Lee, now 22, for driving into a crowd": but "the fires now burning".
        let loose = |v: &super::clause::Verb| stamp.to != v.start && stamp.from != v.end;
        let doing = verb.map(|n| &clauses.verbs[n]);
        if timex.value == NOW && doing.is_some_and(|v| v.form == Form::Gerund && loose(v)) {
            return true;
        }
        let Some(v) = over.filter(|_| !planned) else {
            return false;
        };
        // "met the future king", "plans for the future"
        if timex.value == "FUTURE_REF" {
            return true;
        }
        let now = timex.value == NOW && v.tense == Tense::Past && !v.progressive;
        // "was killed on 28 April 1945": what is told with its year is not to come because the article
        // is held for older than it is.
        let prep = stamp.from.checked_sub(1).map_or("", |t| doc.low(t));
        let aims = matches!(prep, "for" | "by" | "until" | "till" | "to" | "through");
        let sure = matches!(timex.rule, Rule::Stated | Rule::Carried | Rule::Narrative) && !aims;
        now || !sure && timex.time.as_ref().is_some_and(|value| self.ahead(value))
    }

    /// "The group offered a price in November", told in October: the month or day was read as the
    /// nearest one, which is still to come; it is the last that was.
    fn gone_by(
        &self,
        doc: &Doc<'_>,
        clauses: &Clauses,
        stamp: &Stamp,
        draft: &Draft,
        score: i32,
    ) -> bool {
        let prep = stamp.from.checked_sub(1).map_or("", |t| doc.low(t));
        let open = self.timexes[stamp.timex].rule == Rule::Nearest
            && matches!(prep, "in" | "on")
            && match draft.trigger {
                Trigger::Verb(_) => score == 8,
                Trigger::Noun(..) => score == 9,
                Trigger::Word(..) => false,
            };
        if !open {
            return false;
        }
        // "the blast in April killed ten": see [`Clock::past`].
        if matches!(draft.trigger, Trigger::Noun(..)) {
            return true;
        }
        let event = clauses
            .phrase_before(stamp.from.saturating_sub(1))
            .is_some_and(|k| {
                let head = clauses.phrases[k].head;
                tells(doc, head)
            });
        // "announced elections in June", but "won the title in June"
        let attained = draft.verb().is_some_and(|n| {
            let word = clauses.verbs[n].word;
            word.plays(Manner::Compete) || word.plays(Manner::Harm)
        });
        !event || attained
    }

    fn told(
        &self,
        doc: &Doc<'_>,
        clauses: &Clauses,
        stamps: &[Stamp],
        stamp: &Stamp,
        draft: &Draft,
    ) -> Arc<EventDate> {
        // "from 2001 to 2014": the one that opens the range tells the whole.
        let closes = |o: &usize| self.timexes[*o].range_end == u32::try_from(stamp.timex).ok();
        let at = stamp.timex.checked_sub(1).filter(closes);
        let at = at.unwrap_or(stamp.timex);
        let timex = &self.timexes[at];
        let joined = self.joined(doc, stamps, stamp);
        let (at, end, value) = match (timex.range_end, joined) {
            (Some(end), _) => {
                let value = timex.when(self.timexes).map(Cow::Owned);
                (at, Some(end as usize), value)
            }
            (None, Some((from, to, value))) => (from, Some(to), Some(Cow::Owned(value))),
            (None, None) => {
                let mut value = timex.time.as_ref().map(Cow::Borrowed);
                let score = match draft.trigger {
                    Trigger::Noun(..) => 9,
                    _ => 8,
                };
                if self.gone_by(doc, clauses, stamp, draft, score)
                    && self.past(doc, clauses, stamp, draft, score)
                {
                    // A year before to the day.
                    let back = |v: Cow<'_, TimeValue>| v.moved(-12, Precision::Month);
                    let back = value.and_then(back);
                    value = back.map(|v| Cow::Owned(v.with(Qualifier::Exact)));
                }
                if let Some(date) = self.counted(doc, clauses, stamps, stamp, draft) {
                    return date;
                }
                let exact = |v: &&mut Cow<'_, TimeValue>| v.qualifier == Qualifier::Exact;
                if let Some(v) = value.as_mut().filter(exact)
                    && !retold(doc, clauses, stamp, draft)
                {
                    let word = match edge(doc, clauses, stamp, draft) {
                        Some(word) => doc.low(word),
                        None => edged(doc, stamp, draft),
                    };
                    if let Some(bounded) = bounded(word, v) {
                        *v = Cow::Owned(bounded);
                    }
                }
                (at, None, value)
            }
        };
        self.once(at, value, |value| self.read(at, end, value))
    }

    /// The date that was made of a time expression with that value before, else what `make` makes of
    /// it.
    fn once(
        &self,
        at: usize,
        value: Option<Cow<'_, TimeValue>>,
        make: impl FnOnce(Option<TimeValue>) -> EventDate,
    ) -> Arc<EventDate> {
        let mut told = self.told.borrow_mut();
        let told = told.entry(at).or_default();
        if let Some((_, date)) = told.iter().find(|(v, _)| v.as_ref() == value.as_deref()) {
            return Arc::clone(date);
        }
        let value = value.map(Cow::into_owned);
        let date = Arc::new(make(value.clone()));
        told.push((value, Arc::clone(&date)));
        date
    }

    /// "Three days after the talks on 2 May", "two years before the war ended in 1945": the date that
    /// comes of counting.
    fn counted(
        &self,
        doc: &Doc<'_>,
        clauses: &Clauses,
        stamps: &[Stamp],
        stamp: &Stamp,
        draft: &Draft,
    ) -> Option<Arc<EventDate>> {
        // "two days before Christmas"
        let straight = stamp.from.checked_sub(1);
        let straight = straight.filter(|t| stamps.iter().any(|s| s.to == *t));
        let word = straight.or_else(|| other_event(doc, clauses, stamp, draft))?;
        let sign = match doc.low(word) {
            "after" => 1,
            "before" => -1,
            _ => return None,
        };
        let length = stamps.iter().find(|s| s.to == word)?;
        let (n, unit) = self.timexes[length.timex].length()?;
        let anchor = &self.timexes[stamp.timex];
        let value = anchor.time.as_ref()?.moved(sign * n, unit)?;
        let span = self.timexes[length.timex].span.cover(anchor.span);
        let (said, from) = (span.of(self.text), anchor.span.of(self.text));
        Some(self.once(stamp.timex, Some(Cow::Owned(value)), |value| {
            let read = value.as_ref().map(words).unwrap_or_default();
            EventDate {
                value,
                basis: Basis::Relative,
                timex: u32::try_from(stamp.timex).ok(),
                words: said.to_owned(),
                anchor: ["“", from, "”"].concat(),
                reason: format!("“{said}”, counted from “{from}” → {read}"),
            }
        }))
    }

    /// "on Monday and Tuesday", "in September and October": days or months that follow one another
    /// are one stretch. Its expressions, in the order of the text, and all of it.
    fn joined(
        &self,
        doc: &Doc<'_>,
        stamps: &[Stamp],
        stamp: &Stamp,
    ) -> Option<(usize, usize, TimeValue)> {
        let i = stamps.iter().position(|s| s.timex == stamp.timex)?;
        let pair = |a: &Stamp, b: &Stamp| {
            let (x, y) = (&self.timexes[a.timex], &self.timexes[b.timex]);
            let one = |t: &Timex| t.range_end.is_none() && t.kind != TimexType::Duration;
            let apart = b.from != a.to + 1 || !is!(doc, a.to, "and") || !(one(x) && one(y));
            let (v, w) = x.time.as_ref().zip(y.time.as_ref()).filter(|_| !apart)?;
            let exact = |t: &TimeValue| t.qualifier == Qualifier::Exact;
            let fine = v.precision.max(w.precision) <= Precision::Month;
            let (first, second) = match v.earliest <= w.earliest {
                true => (v, w),
                false => (w, v),
            };
            let follows = second.earliest.days() <= first.latest.days() + 1;
            (fine && follows && exact(v) && exact(w))
                .then(|| (a.timex, b.timex, TimeValue::range(v, w)))
        };
        let next = stamps.get(i + 1).and_then(|b| pair(stamp, b));
        next.or_else(|| pair(stamps.get(i.checked_sub(1)?)?, stamp))
    }

    /// The date that a time expression tells where it has this value, alone or with the one that
    /// ends it.
    fn read(&self, at: usize, end: Option<usize>, value: Option<TimeValue>) -> EventDate {
        let timex = &self.timexes[at];
        let end = end.and_then(|e| self.timexes.get(e));
        let span = end.map_or(timex.span, |end| timex.span.cover(end.span));
        let said = span.of(self.text).to_string();
        let mut date = EventDate {
            timex: u32::try_from(at).ok(),
            words: said.clone(),
            ..EventDate::default()
        };
        let Some(value) = value else {
            date.reason =
                format!("“{said}” needs the article’s publication date, which is missing");
            return date;
        };
        let mut value = by_day(value, &said);
        // "2010-04/.." has the length of a day, and programs that cut dates at ten characters
        // would take it for one; an interval with its end left blank says the same.
        if value.edtf.len() == 10 && value.edtf.ends_with("/..") {
            value.edtf.truncate(8);
        }
        match &timex.anchor {
            Anchor::Published(d) => {
                date.basis = Basis::Relative;
                date.anchor = ["published ", &d.to_string()].concat();
                let read = words(&value);
                date.reason = ["“", &said, "”, article of ", &plain(*d), " → ", &read].concat();
            }
            Anchor::Timex(i) => {
                date.basis = Basis::Relative;
                let from = self
                    .timexes
                    .get(*i as usize)
                    .map_or("", |t| t.span.of(self.text));
                date.anchor = ["“", from, "”"].concat();
                let read = words(&value);
                date.reason = ["“", &said, "”, counted from “", from, "” → ", &read].concat();
            }
            Anchor::None => {
                date.basis = Basis::Stated;
                date.reason = ["“", &said, "” in the sentence"].concat();
            }
            Anchor::Missing => {
                date.reason =
                    format!("“{said}” needs the article’s publication date, which is missing");
                return date;
            }
        }
        date.value = Some(value);
        date
    }

    /// What is drawn from a date that was told in that way. Dates are told apart by where they stand
    /// in memory: `from` must live as long as this clock is asked.
    fn drawn(
        &self,
        from: &Arc<EventDate>,
        how: &'static str,
        make: impl FnOnce() -> EventDate,
    ) -> Arc<EventDate> {
        let mut drawn = self.drawn.borrow_mut();
        let made = drawn.entry((Arc::as_ptr(from), how));
        Arc::clone(made.or_insert_with(|| Arc::new(make())))
    }

    /// The verb that tells of `draft` in its sentence, and when that is said to have been.
    pub fn told_on(
        &self,
        doc: &Doc<'_>,
        clauses: &Clauses,
        stamps: &[Stamp],
        draft: &Draft,
    ) -> Option<(usize, Arc<EventDate>)> {
        if stamps.is_empty() {
            return None;
        }
        let own = draft.verb().or_else(|| clauses.verb_of(draft.tokens.start));
        let held = own.map(|n| &clauses.verbs[bearer(clauses, n)]);
        let held = held.filter(|v| v.tie == Tie::Complement && v.form == Form::Finite);
        let said = draft.said.as_ref().and_then(|s| s.verb);
        let teller = said.or(held.and_then(|v| v.governor))?;
        if own == Some(teller) {
            return None;
        }
        let at = clauses.verbs[teller].token;
        let stamp = stamps
            .iter()
            .filter(|s| {
                self.timexes[s.timex].time.is_some()
                    && holder(doc, clauses, s) == Some(teller)
                    && !taken(doc, clauses, s, usize::MAX)
            })
            .min_by_key(|s| s.from.abs_diff(at))?;
        let date = self.told(doc, clauses, stamps, stamp, draft);
        date.value.is_some().then_some((teller, date))
    }

    /// Whether a date is nothing but "now" or "currently": no day that a story has reached.
    pub fn now(&self, date: &EventDate) -> bool {
        let timex = date.timex.and_then(|t| self.timexes.get(t as usize));
        timex.is_some_and(|t| t.value == NOW)
    }

    /// The day of publication.
    fn today(&self) -> Option<Moment> {
        self.published.as_ref().map(|p| p.day)
    }

    /// Whether a date lies far enough before publication that the text tells of that time, and not
    /// of today's news.
    pub fn long_ago(&self, value: &TimeValue) -> bool {
        value.precision <= Precision::Year
            && self
                .today()
                .is_none_or(|today| today.days() - value.latest.days() > LONG_AGO)
    }

    /// Whether a date lies after publication: what is scheduled is not what happened.
    pub fn ahead(&self, value: &TimeValue) -> bool {
        self.today()
            .is_some_and(|today| value.earliest.days() > today.days() + 1)
    }

    /// Whether a date lies before the day of publication.
    fn gone(&self, value: &TimeValue) -> bool {
        self.today().is_some_and(|today| value.latest < today)
    }

    /// Whether a date lies after the day of publication.
    fn ahead_of_today(&self, value: &TimeValue) -> bool {
        self.today()
            .is_some_and(|today| value.earliest.days() > today.days())
    }

    /// The date of `draft` where its sentence does not tell one. `thread` is the date that the
    /// narrative has reached, `told_on` the verb that tells it and when that was.
    pub fn inferred(
        &self,
        doc: &Doc<'_>,
        clauses: &Clauses,
        draft: &Draft,
        thread: Option<&Thread>,
        told_on: Option<&(usize, Arc<EventDate>)>,
        place: Position,
    ) -> Arc<EventDate> {
        let verb = draft.verb().map(|n| &clauses.verbs[n]);
        let borne = draft.verb().map(|n| &clauses.verbs[bearer(clauses, n)]);
        let told_on = told_on.and_then(|(teller, date)| {
            let value = date.value.as_ref()?;
            (value.qualifier == Qualifier::Exact).then_some((*teller, date, value))
        });
        if let Some((teller, date, value)) = told_on {
            let announced = clauses.verbs[teller].word.plays(Manner::Announce);
            let side = match draft.modality {
                Modality::Planned | Modality::Threatened => Some((Qualifier::After, "later")),
                _ if borne.is_some_and(|v| v.perfect && v.tense == Tense::Past) => {
                    Some((Qualifier::Before, "earlier"))
                }
                _ if !self.long_ago(value) => None,
                // "announced in 2017 that two players were banned" is news; what somebody only
                // said may be of any time before.
                _ if announced => Some((Qualifier::Approximate, "news")),
                _ => Some((Qualifier::Before, "past")),
            };
            if let Some((qualifier, what)) = side {
                return self.drawn(date, what, || {
                    let value = value.with(qualifier);
                    let (said, read) = (&date.words, words(&value));
                    EventDate {
                        anchor: ["“", said, "”"].concat(),
                        reason: ["told “", said, "” as ", what, " → ", &read].concat(),
                        value: Some(value),
                        basis: Basis::Inferred,
                        ..EventDate::default()
                    }
                });
            }
        }
        let report = verb.is_some_and(|v| v.word.plays(Manner::Report));
        if matches!(draft.modality, Modality::Planned | Modality::Threatened) {
            return self.guess("told as still to come", "after", |p| &p.after);
        }
        // What is condemned or investigated happened when the sentences before tell it.
        let before = thread.is_some_and(|t| t.place.sentence < place.sentence);
        let told = match draft.trigger {
            Trigger::Noun(k, None) => before && regarded(clauses, k),
            _ => false,
        };
        // "scientists reported that Egyptians caught the birds"
        let found = || {
            let past = verb.filter(|v| v.tense == Tense::Past)?;
            let said = draft.said.as_ref().and_then(|s| s.verb);
            let held = past.governor.filter(|_| past.tie == Tie::Complement);
            let subject = clauses.verbs[said.or(held)?].subject?;
            studies(doc.low(clauses.phrases[subject].head)).then_some(())
        };
        if !told && (draft.background || found().is_some() || once(doc, clauses, draft)) {
            if let Some(t) = thread.filter(|t| t.place.paragraph == place.paragraph)
                && let Some(value) = &t.date.value
                && matches!(value.qualifier, Qualifier::Exact)
            {
                let said = &t.date.words;
                return self.drawn(&t.date, "told as earlier than", || EventDate {
                    value: Some(value.with(Qualifier::Before)),
                    basis: Basis::Inferred,
                    anchor: said.clone(),
                    reason: format!("told as earlier than “{said}” ({})", words(value)),
                    ..EventDate::default()
                });
            }
            return self.before_published("told as background");
        }
        let tense = borne.map(|v| v.tense);
        let perfect = borne.is_some_and(|v| v.perfect);
        if perfect && tense == Some(Tense::Past) {
            return self.before_published("told as already over then");
        }
        if draft.verb().is_some_and(|n| in_past(doc, clauses, n)) {
            return self.before_published("told of a time before");
        }
        let narrative = !report && draft.said.as_ref().is_none_or(|s| !s.quoted);
        if narrative
            && !perfect
            && tense != Some(Tense::Present)
            && let Some(t) = thread
        {
            let near =
                t.place.paragraph == place.paragraph || place.sentence <= t.place.sentence + 3;
            let over = |v: &&TimeValue| tense != Some(Tense::Past) || !self.ahead_of_today(v);
            // "In 1981 she was elected. Her death was mourned by many": news, whatever was told before.
            let news = |v: &&TimeValue| {
                self.today().is_none() || !self.long_ago(v) || !reacts(verb, &draft.lemma)
            };
            if let Some(value) = t
                .date
                .value
                .as_ref()
                .filter(|_| near)
                .filter(over)
                .filter(news)
            {
                let said = t.date.words.as_str();
                if let Some(then) = followed(doc, clauses, draft) {
                    return self.drawn(&t.date, then, || {
                        let after = value.with(Qualifier::After);
                        EventDate {
                            basis: Basis::Inferred,
                            timex: t.date.timex,
                            anchor: ["“", said, "”"].concat(),
                            reason: format!("in the {then} after “{said}” → {}", words(&after)),
                            value: Some(after),
                            ..EventDate::default()
                        }
                    });
                }
                return self.drawn(&t.date, "told along with", || EventDate {
                    value: Some(value.clone()),
                    basis: Basis::Inferred,
                    timex: t.date.timex,
                    words: String::new(),
                    anchor: ["“", said, "”"].concat(),
                    reason: ["told along with “", said, "” → ", &words(value)].concat(),
                });
            }
        }
        // "said on Sunday that two were killed": not after that.
        if let Some((_, date, value)) = told_on
            && (perfect || tense == Some(Tense::Past))
            && let Some(about) = about(value).filter(|v| self.gone(v))
        {
            return self.drawn(date, "told of as news", || EventDate {
                basis: Basis::Inferred,
                timex: date.timex,
                anchor: ["“", &date.words, "”"].concat(),
                reason: format!("told “{}” as news → {}", date.words, words(&about)),
                value: Some(about),
                ..EventDate::default()
            });
        }
        if perfect && !place.lead {
            return self.before_published("told as having happened by then");
        }
        self.near_published(if place.lead {
            "reported as new at the top of the article"
        } else if tense == Some(Tense::Present) {
            "told in the present tense"
        } else {
            "told without a date"
        })
    }

    /// The date of what somebody did of whom the article has told that he died at `death`.
    pub fn in_life(&self, death: &Arc<EventDate>) -> Option<Arc<EventDate>> {
        let value = death.value.as_ref()?;
        Some(self.drawn(death, "life", || EventDate {
            value: Some(value.with(Qualifier::Before)),
            basis: Basis::Inferred,
            anchor: death.anchor.clone(),
            reason: format!("told of the life of one who died → before {}", words(value)),
            ..EventDate::default()
        }))
    }

    fn near_published(&self, why: &'static str) -> Arc<EventDate> {
        self.guess(why, "about", |p| &p.about)
    }

    fn before_published(&self, why: &'static str) -> Arc<EventDate> {
        self.guess(why, "before", |p| &p.before)
    }

    fn guess(
        &self,
        why: &'static str,
        side: &str,
        value: impl Fn(&Published) -> &TimeValue,
    ) -> Arc<EventDate> {
        let make = || match &self.published {
            None => unknown(format!("{why}, and the article has no publication date")),
            Some(_) if self.history && side == "about" => {
                unknown(format!("{why}, in an article about the past"))
            }
            Some(p) => EventDate {
                value: Some(value(p).clone()),
                basis: Basis::Inferred,
                anchor: ["published ", &p.iso].concat(),
                reason: [why, " → ", side, " its publication, ", &p.plain].concat(),
                ..EventDate::default()
            },
        };
        let mut guesses = self.guesses.borrow_mut();
        Arc::clone(guesses.entry(why).or_insert_with(|| Arc::new(make())))
    }
}

/// Days before publication from which on a date is of another time than the article's own.
const LONG_AGO: i64 = 60;

/// Days before publication within which an event told without a date takes up one told beside it.
const RECENT: i64 = 7;

impl Clock<'_> {
    /// Days from the day of `date` to publication; `None` where either is unknown.
    pub fn age(&self, date: &EventDate) -> Option<i64> {
        let today = self.today()?.days();
        date.value.as_ref().map(|v| today - v.latest.days())
    }

    /// Whether `date` was read off the publication date alone, with nothing in the text for it,
    /// or is known only to lie before another.
    fn bare(date: &EventDate) -> bool {
        let before = |v: &TimeValue| v.qualifier == Qualifier::Before;
        date.basis == Basis::Inferred
            && date.timex.is_none()
            && (date.anchor.starts_with("published") || date.value.as_ref().is_some_and(before))
    }

    /// A date told for something else that can lend its day: told in words, one day, a fact of
    /// the last days before publication.
    fn lends(&self, m: &EventMention) -> bool {
        let Some(published) = &self.published else {
            return false;
        };
        let today = published.day.days();
        matches!(m.date.basis, Basis::Stated | Basis::Relative)
            && !self.now(&m.date)
            && m.modality == Modality::Asserted
            && m.date
                .value
                .as_ref()
                .and_then(single_day)
                .is_some_and(|d| (today - RECENT..=today).contains(&d))
    }

    /// Without a publication date: what has no date takes the day that another telling of the same
    /// event has.
    fn same_event(&self, mentions: &mut [EventMention]) {
        let mut told: FxHashMap<u32, Arc<EventDate>> = FxHashMap::default();
        for m in mentions.iter().filter(|m| m.modality == Modality::Asserted) {
            let stated = matches!(m.date.basis, Basis::Stated | Basis::Relative);
            if stated && m.date.value.as_ref().and_then(about).is_some() {
                let date = told.entry(m.group);
                date.or_insert_with(|| Arc::clone(&m.date));
            }
        }
        for m in mentions {
            let open = m.date.value.is_none() && m.date.timex.is_none();
            let lent = told.get(&m.group).filter(|_| open);
            let lent = lent.filter(|_| m.modality == Modality::Asserted);
            if let Some(lent) = lent
                && let Some(value) = lent.value.as_ref().and_then(about)
            {
                m.date = self.lent(lent, value, "the same event is dated");
            }
        }
    }

    /// The date of "the earthquake" where the article told that before, and the story has reached
    /// another day since.
    pub fn taken_up(&self, told: &Arc<EventDate>) -> Option<Arc<EventDate>> {
        let value = told.value.clone()?;
        Some(self.lent(told, value, "the same event is dated"))
    }

    /// A date taken from another telling.
    fn lent(&self, from: &Arc<EventDate>, value: TimeValue, why: &'static str) -> Arc<EventDate> {
        self.drawn(from, why, || EventDate {
            basis: Basis::Inferred,
            timex: from.timex,
            words: String::new(),
            anchor: ["“", &from.words, "”"].concat(),
            reason: [why, " “", &from.words, "” → ", &words(&value)].concat(),
            value: Some(value),
        })
    }

    /// What is told of one event as news and again as over by publication happened about then.
    fn one_event(&self, mentions: &mut [EventMention]) {
        let guess = |m: &EventMention, q: Qualifier| {
            let today = self.published.as_ref();
            let of_today = || today.is_some_and(|p| m.date.anchor.ends_with(&p.iso));
            let guessed = m.date.basis == Basis::Inferred && m.date.timex.is_none();
            let is = |v: &TimeValue| v.qualifier == q;
            let fact = m.modality == Modality::Asserted;
            fact && guessed && m.date.value.as_ref().is_some_and(is) && of_today()
        };
        let mut news: FxHashMap<u32, Arc<EventDate>> = FxHashMap::default();
        for m in mentions.iter().filter(|m| guess(m, Qualifier::Approximate)) {
            news.entry(m.group).or_insert_with(|| Arc::clone(&m.date));
        }
        for m in mentions.iter_mut().filter(|m| guess(m, Qualifier::Before)) {
            if let Some(date) = news.get(&m.group) {
                m.date = Arc::clone(date);
            }
        }
    }

    /// Lets mentions whose date is only a guess from the publication date take up a day that the
    /// article tells for the same event, in the same sentence, or, for news at the top, in the
    /// sentences that go on with it. `places` is parallel to `mentions`.
    pub fn settle(&self, mentions: &mut [EventMention], places: &[Setting]) {
        if self.published.is_none() {
            self.same_event(mentions);
            return;
        }
        let lenders: Vec<usize> = (0..mentions.len())
            .filter(|i| self.lends(&mentions[*i]) && !places[*i].report)
            .collect();
        self.one_event(mentions);
        if lenders.is_empty() {
            return;
        }
        // The first lender of each group. Lenders stand in the order of their sentences.
        let mut first: FxHashMap<u32, usize> = FxHashMap::default();
        for l in &lenders {
            first.entry(mentions[*l].group).or_insert(*l);
        }
        let from = |sentence: usize| lenders.partition_point(|l| places[*l].sentence < sentence);
        for i in 0..mentions.len() {
            let (m, place) = (&mentions[i], places[i]);
            if !Self::bare(&m.date) || m.modality != Modality::Asserted {
                continue;
            }
            let near = m
                .date
                .value
                .as_ref()
                .is_some_and(|v| v.qualifier == Qualifier::Approximate);
            let same = first.get(&m.group);
            let beside = || {
                lenders[from(place.sentence)..from(place.sentence + 1)]
                    .iter()
                    .min_by_key(|l| l.abs_diff(i))
                    .filter(|_| near && !place.report)
            };
            let next = || {
                lenders[from(place.sentence + 1)..from(place.sentence + 4)]
                    .first()
                    .filter(|_| near && place.lead && !place.report)
            };
            let (from, why) = if let Some(l) = same {
                (*l, "the same event is dated")
            } else if let Some(l) = beside() {
                (*l, "told together with what is dated")
            } else if let Some(l) = next() {
                (*l, "reported as new at the top, and what follows is dated")
            } else {
                continue;
            };
            let lent = mentions[from].date.clone();
            let Some(value) = lent.value.as_ref().and_then(about) else {
                continue;
            };
            // What is told as earlier than a day is not of a later one.
            let later =
                |v: &TimeValue| v.qualifier == Qualifier::Before && value.earliest > v.latest;
            if mentions[i].date.value.as_ref().is_some_and(later) {
                continue;
            }
            mentions[i].date = self.lent(&lent, value, why);
        }
    }
}

/// Whether it answers to what is news: "mourned", "paid tribute".
fn reacts(verb: Option<&super::clause::Verb>, lemma: &str) -> bool {
    verb.is_some_and(|v| v.word.plays(Manner::Regard))
        || matches!(lemma, "tribute" | "condolence" | "condolences" | "mourning")
}

/// The day of `value`, softened: what is told beside a date is about that day.
fn about(value: &TimeValue) -> Option<TimeValue> {
    let day = single_day(value)?;
    let edtf = value.edtf.trim_end_matches(['~', '?', '%']);
    (edtf.len() == 10).then(|| TimeValue {
        earliest: Moment(day * DAY),
        latest: Moment((day + 1) * DAY - 1),
        precision: Precision::Day,
        qualifier: Qualifier::Approximate,
        edtf: format!("{edtf}~"),
    })
}

/// What [`Clock::settle`] needs to know of where a mention stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    pub sentence: usize,
    /// In the headline or among the first sentences of the prose.
    pub lead: bool,
    /// Says only that something was said.
    pub report: bool,
}

/// Where in the article an event is told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Position {
    pub sentence: usize,
    pub paragraph: u32,
    /// In the headline or among the first sentences of the prose.
    pub lead: bool,
}

/// The word of "before Sunday", "since May", "until 2003" around the expression; empty where there
/// is none.
fn edged<'d>(doc: &'d Doc<'_>, stamp: &Stamp, draft: &Draft) -> &'d str {
    let before = stamp.from.checked_sub(1).map_or("", |t| doc.low(t));
    let before = match before {
        "of" if stamp.from > 1 && is!(doc, stamp.from - 2, "ahead") => "before",
        word => word,
    };
    // "after Sunday's attack" at the head of the sentence tells of the attack.
    let alone = doc.tokens.get(stamp.to).is_none_or(|t| {
        use Xpos::*;
        !matches!(t.xpos, POS | NN | NNS | JJ)
    });
    let told = stamp.from > draft.tokens.start || alone;
    match before {
        "before" | "by" | "until" | "till" | "after" if told => before,
        "since" => before,
        _ => "",
    }
}

/// What "before", "until", "after" or "since" make of an exact time; other words make nothing of it.
fn bounded(word: &str, value: &TimeValue) -> Option<TimeValue> {
    Some(match word {
        "before" => value.with(Qualifier::Before),
        // Up to its end.
        "by" | "until" | "till" => TimeValue::between(
            Moment(value.latest.0 - (DAY - 1)).max(value.earliest),
            value.latest,
            value.precision,
        )
        .with(Qualifier::Before),
        "after" => value.with(Qualifier::After),
        "since" => value.with(Qualifier::OpenEnd),
        _ => return None,
    })
}

/// The "after", "before" … between `draft` and another event that bears the expression: "after the
/// talks on 2 May", "after the war ended in 1945".
fn other_event(doc: &Doc<'_>, clauses: &Clauses, stamp: &Stamp, draft: &Draft) -> Option<usize> {
    let joins = |t: usize| is!(doc, t, "after" | "before" | "since" | "until");
    let own = match draft.trigger {
        Trigger::Noun(k, _) => Some(k),
        _ => None,
    };
    // "the talks on 2 May"
    let link = stamp.from.checked_sub(1)?;
    let noun = clauses
        .phrase_before(link)
        .filter(|k| is!(doc, link, "on" | "in" | "of" | "at") && Some(*k) != own);
    let named = noun.and_then(|k| {
        let event = tells(doc, clauses.phrases[k].head);
        full_start(&clauses.phrases, k)
            .checked_sub(1)
            .filter(|t| event && joins(*t))
    });
    let told = || {
        let h = holder(doc, clauses, stamp)?;
        let n = draft.verb().filter(|n| *n != h)?;
        let on = clauses.verbs[h]
            .governor
            .or_else(|| fronted(doc, clauses, h));
        clauses.verbs[h].mark.filter(|t| on == Some(n) && joins(*t))
    };
    named.filter(|t| *t >= clauses.tokens.start).or_else(told)
}

/// [`other_event`] where it bounds: what came after a thing of the last days happened that day, as
/// far as the news goes; what came after a year or a month may be of any later one.
fn edge(doc: &Doc<'_>, clauses: &Clauses, stamp: &Stamp, draft: &Draft) -> Option<usize> {
    let word = other_event(doc, clauses, stamp, draft)?;
    let clause = holder(doc, clauses, stamp).is_some_and(|h| clauses.verbs[h].mark == Some(word));
    (clause || is!(doc, word, "before")).then_some(word)
}

/// The verb of the clause that `h` stands in front of: "As the campaign entered May, she led."
fn fronted(doc: &Doc<'_>, clauses: &Clauses, h: usize) -> Option<usize> {
    let v = &clauses.verbs[h];
    let when = v.mark.is_some_and(|m| {
        is!(
            doc,
            m,
            "as" | "when" | "while" | "once" | "after" | "before" | "since" | "until"
        )
    });
    let opens = when && v.form == Form::Finite && v.tie == Tie::Adverbial && v.governor.is_none();
    let next = (h + 1..clauses.verbs.len()).find(|n| clauses.verbs[*n].tie == Tie::Main);
    next.filter(|_| opens)
}

/// "At 10.30 local time (0930 UTC)": what stands in brackets behind a time says it again.
fn again(doc: &Doc<'_>, stamps: &[Stamp], stamp: &Stamp) -> bool {
    let near = (stamp.from.saturating_sub(4)..stamp.from).rev();
    let bracket = |t: &usize| is!(doc, *t, "(" | ")");
    let opens = { near }.find(bracket).filter(|t| is!(doc, *t, "("));
    opens.is_some_and(|open| stamps.iter().any(|s| s.to == open))
}

fn distance(stamp: &Stamp, draft: &Draft) -> usize {
    if stamp.from >= draft.tokens.end {
        stamp.from - draft.tokens.end
    } else {
        draft.tokens.start.saturating_sub(stamp.to)
    }
}

/// "their first title since 1908": the date measures how rare it is, it does not say when it was.
/// Only a perfect or going on ("has been closed since May") starts there.
fn measure(doc: &Doc<'_>, clauses: &Clauses, stamp: &Stamp, draft: &Draft) -> bool {
    let moves = draft
        .verb()
        .is_some_and(|n| clauses.verbs[n].word.plays(Manner::Figure));
    if moves && compared(doc, clauses, stamp) {
        return true;
    }
    // "the report for the financial year 2021": what it is about.
    let from = stamp.from.saturating_sub(4).max(clauses.tokens.start);
    let year = |t: usize| {
        is!(
            doc,
            t,
            "financial" | "fiscal" | "academic" | "school" | "calendar" | "tax" | "budget"
        )
    };
    if (from..stamp.to).any(|t| is!(doc, t, "for")) && (from..stamp.to).any(year) {
        return true;
    }
    let since = stamp
        .from
        .checked_sub(1)
        .filter(|t| *t >= clauses.tokens.start && is!(doc, *t, "since"));
    let Some(since) = since else { return false };
    let goes_on = draft.verb().is_some_and(|n| {
        let v = &clauses.verbs[n];
        v.perfect || v.progressive
    });
    let from = since.saturating_sub(8).max(clauses.tokens.start);
    !goes_on
        || (from..since).any(|t| {
            doc.tokens[t].xpos == Xpos::JJS
                || is!(
                    doc,
                    t,
                    "first" | "only" | "most" | "least" | "worst" | "best"
                )
        })
}

/// "the first since 1959, when three people died", "since 1994, the year she was elected": the clause
/// behind the expression tells what was then, whatever word stands before the expression.
fn retold(doc: &Doc<'_>, clauses: &Clauses, stamp: &Stamp, draft: &Draft) -> bool {
    let (comma, at) = (stamp.to, stamp.to + 1);
    let behind = clauses.tokens.contains(&(at + 2)) && draft.tokens.start > at;
    if !behind || !is!(doc, comma, ",") {
        return false;
    }
    let own = draft.verb().or_else(|| clauses.verb_of(draft.tokens.start));
    let Some(v) = own.map(|n| &clauses.verbs[n]) else {
        return false;
    };
    let when = v.mark == Some(at) && is!(doc, at, "when");
    // The first verb behind "the year".
    let year = || {
        let first = clauses.verbs.iter().find(|u| u.token > at);
        is!(doc, at, "the")
            && is!(doc, at + 1, "year" | "month" | "day" | "week")
            && v.form == Form::Finite
            && first.is_some_and(|u| u.token == v.token)
    };
    when || year()
}

/// "fell from 1.2 billion in July last year", "compared with a rise of 3 pct in June": when that was
/// with which something is compared.
fn compared(doc: &Doc<'_>, clauses: &Clauses, stamp: &Stamp) -> bool {
    let at = stamp
        .from
        .checked_sub(1)
        .filter(|t| *t > clauses.tokens.start && is!(doc, *t, "in" | "for" | "on" | "a"));
    let Some(k) = clauses.phrase_before(at.unwrap_or(stamp.from)) else {
        return false;
    };
    // Over "of" to the phrase that bears the preposition.
    let first = std::iter::successors(Some(k), |k| clauses.phrases[*k].of).last();
    let p = &clauses.phrases[first.unwrap_or(k)];
    let counts =
        (p.tokens.start..clauses.phrases[k].tokens.end).any(|t| doc.tokens[t].xpos == Xpos::CD);
    counts
        && p.prep.is_some_and(|t| match doc.low(t) {
            "from" | "than" | "versus" | "vs" => true,
            "with" | "to" | "against" => {
                t > clauses.tokens.start && (is!(doc, t, "against") || is!(doc, t - 1, "compared"))
            }
            _ => false,
        })
}

/// Who finds out what was so, and in what.
fn studies(word: &str) -> bool {
    word.trim_end_matches('s').ends_with("ologist")
        || matches!(
            word,
            "scientists" | "researchers" | "study" | "studies" | "findings" | "historians"
        )
}

/// The verb whose tense verb `n` shares: "had attacked the town, killing three" was over as one.
fn bearer(clauses: &Clauses, n: usize) -> usize {
    let up = |n: &usize| {
        let v = &clauses.verbs[*n];
        let trails = v.form == Form::Gerund && matches!(v.tie, Tie::Adverbial | Tie::Joined);
        v.governor.filter(|g| trails && *g < *n)
    };
    let chain = std::iter::successors(Some(n), up).take(4);
    let finite = |g: &usize| clauses.verbs[*g].form == Form::Finite;
    chain.skip(1).find(finite).unwrap_or(n)
}

/// Told as of some earlier time: "Ann Lee, who founded the firm, …", "was previously convicted".
pub(super) fn once(doc: &Doc<'_>, clauses: &Clauses, draft: &Draft) -> bool {
    draft.verb().map(|n| &clauses.verbs[n]).is_some_and(|v| {
        let told = v.form == Form::Finite && v.tense == Tense::Past && !v.perfect && !v.progressive;
        let of_somebody = v.tie == Tie::Relative && v.mark.is_some_and(|m| is!(doc, m, "who"));
        // "Ann Lee, who has published two novels, died".
        let has = v.form == Form::Finite
            && v.tense == Tense::Present
            && v.perfect
            && !v.progressive
            && v.modal.is_none();
        let told = told || of_somebody && has;
        let before = |t: usize| is!(doc, t, "previously" | "formerly");
        let from = v.start.saturating_sub(1).max(clauses.tokens.start);
        told && !v.word.plays(Manner::Report) && (of_somebody || (from..v.end).any(before))
    })
}

/// How closely an expression is tied to an event in its sentence: 0 not at all, 10 inside it.
fn bond(doc: &Doc<'_>, clauses: &Clauses, stamp: &Stamp, draft: &Draft) -> i32 {
    // "In a press release she said, “Ten years ago …”": what is said in it does not date it.
    if clauses.is_quoted(stamp.from) && !clauses.is_quoted(draft.tokens.start) {
        return 0;
    }
    if retold(doc, clauses, stamp, draft) {
        return 10;
    }
    if beyond(doc, clauses, stamp, draft) {
        return 0;
    }
    let holder = holder(doc, clauses, stamp);
    if let Trigger::Noun(k, carrier) = draft.trigger {
        let p = &clauses.phrases[k];
        let start = full_start(&clauses.phrases, k);
        // "Sunday's attack", "the 2004 tsunami", "the attack on Sunday".
        if stamp.from >= start && stamp.to <= p.tokens.end {
            // "won the 2020 nomination in September 2019": such a year names it, the verb dates it.
            let year = stamp.to == stamp.from + 1 && doc.forms[stamp.from].shape == Shape::Number;
            let object = carrier.is_some() || clauses.verbs.iter().any(|v| v.object == Some(k));
            return if year && object { 6 } else { 10 };
        }
        let on = stamp.from > clauses.tokens.start && is!(doc, stamp.from - 1, "on");
        let told = after_noun(doc, clauses, k, stamp);
        if on && told && holds(doc, clauses, k).is_some() {
            return 0;
        }
        if told || on && told_within(doc, clauses, k, stamp) {
            return 9;
        }
        // "a collision which killed two on 27 August"
        let tells = |h: usize| {
            let h = &clauses.verbs[h];
            h.tie == Tie::Relative && h.subject == Some(k) && !h.word.plays(Manner::Report)
        };
        if holder.is_some_and(tells) && !taken(doc, clauses, stamp, k) {
            return 9;
        }
        // "As of Sunday, no cause of the fire was known."
        let as_of = stamp.from >= clauses.tokens.start + 2
            && is!(doc, stamp.from - 1, "of")
            && is!(doc, stamp.from - 2, "as");
        if as_of && carrier.is_none() {
            return 0;
        }
        if carrier.is_none() && background(doc, clauses, k) {
            return 0;
        }
        // A date glued to another event noun belongs to that one.
        if taken(doc, clauses, stamp, k) {
            return 0;
        }
        // "The truce was an answer to the killing on 2 April".
        let is = |n: usize| clauses.verbs[n].copula;
        if clauses.verb_of(p.head).is_some_and(is) && carrier.is_none() {
            let other = (0..clauses.phrases.len()).any(|j| {
                let head = clauses.phrases[j].head;
                j != k && after_noun(doc, clauses, j, stamp) && super::word::tells(doc, head)
            });
            if other {
                return 0;
            }
        }
        if let Some(v) = carrier.or_else(|| clauses.verb_of(p.head)) {
            if likened(doc, clauses, stamp, draft, v) {
                return 0;
            }
            return of_verb(doc, clauses, stamp, v, holder).min(7);
        }
        return 3;
    }
    let n = match draft.trigger {
        Trigger::Verb(n) => n,
        Trigger::Word(t, _) => match clauses.verb_of(t) {
            Some(n) => n,
            None => return 3,
        },
        Trigger::Noun(..) => return 0,
    };
    if during(doc, clauses, stamp, n) {
        return 7;
    }
    if taken(doc, clauses, stamp, usize::MAX) || likened(doc, clauses, stamp, draft, n) {
        return 0;
    }
    of_verb(doc, clauses, stamp, n, holder)
}

/// The event noun that happened during phrase `k`: "*the death* during the emergency".
fn holds(doc: &Doc<'_>, clauses: &Clauses, k: usize) -> Option<usize> {
    let prep = clauses.phrases[k].prep;
    prep.filter(|t| is!(doc, *t, "during" | "throughout"))
        .and_then(|_| clauses.hung_on(k))
        .filter(|b| tells(doc, clauses.phrases[*b].head))
}

/// "the last death during the emergency on 26 December": whether the day behind what event `k` happened
/// during is of the event.
fn told_within(doc: &Doc<'_>, clauses: &Clauses, k: usize, stamp: &Stamp) -> bool {
    (k + 1..clauses.phrases.len()).take(3).any(|j| {
        let holder = clauses.phrases[j].of.unwrap_or(j);
        let held = |j: usize| holds(doc, clauses, j) == Some(k);
        (held(j) || held(holder)) && after_noun(doc, clauses, j, stamp)
    })
}

/// "fired missiles over the following days": in what, after the time that the story has reached.
fn followed(doc: &Doc<'_>, clauses: &Clauses, draft: &Draft) -> Option<&'static str> {
    let (first, behind) = (clauses.tokens.start, draft.tokens.end);
    let near = (first..first + 4).chain(behind..behind + 8);
    near.filter(|t| clauses.tokens.contains(&(t + 1)) && is!(doc, *t, "following" | "ensuing"))
        .find_map(|t| {
            let units = ["hours", "days", "weeks", "months", "years"];
            units.into_iter().find(|unit| *unit == doc.low(t + 1))
        })
}

/// Whether the mark at `t` parts two clauses of one sentence.
fn parts(doc: &Doc<'_>, t: usize) -> bool {
    is!(doc, t, ":" | ";")
}

/// "The meeting was watched: only last week they had spoken": whether a colon or semicolon parts the
/// expression from `draft`, and a clause of its own stands on its side.
fn beyond(doc: &Doc<'_>, clauses: &Clauses, stamp: &Stamp, draft: &Draft) -> bool {
    let part = |t: &usize| parts(doc, *t);
    let finite = |v: &&super::clause::Verb| v.form == Form::Finite;
    let mut told = clauses.verbs.iter().filter(finite);
    if draft.tokens.end <= stamp.from {
        let mark = (draft.tokens.end..stamp.from).find(part);
        mark.is_some_and(|m| told.any(|v| v.token > m))
    } else {
        let mark = (stamp.to..draft.tokens.start).rev().find(part);
        mark.is_some_and(|m| told.any(|v| v.token < m))
    }
}

/// "called the strikes an answer to the killing on 22 April": what something is called or compared
/// to was then, not the calling.
fn likened(doc: &Doc<'_>, clauses: &Clauses, stamp: &Stamp, draft: &Draft, n: usize) -> bool {
    let v = &clauses.verbs[n];
    let likens = hashed!(
        v.hash,
        "call" | "describe" | "label" | "dub" | "brand" | "liken" | "compare"
    );
    likens
        && v.object.is_some()
        && clauses.phrases.iter().enumerate().any(|(k, p)| {
            p.head > v.token.max(draft.tokens.start)
                && p.tokens.end < stamp.from
                && p.prep.is_some()
                && v.object != Some(k)
                && tells(doc, p.head)
        })
}

/// "Won a medal at the 2016 games", "were killed in Sunday's attack": what happens in an event that
/// is dated happens then.
fn during(doc: &Doc<'_>, clauses: &Clauses, stamp: &Stamp, n: usize) -> bool {
    let Some(q) = clauses.phrase_at(stamp.from) else {
        return false;
    };
    let owned = clauses.phrases.get(q + 1).filter(|p| p.owner == Some(q));
    let (k, p) = owned.map_or((q, &clauses.phrases[q]), |p| (q + 1, p));
    // "asked for help in the 2020 election": only who takes part does it then.
    let year = doc.forms[stamp.from].shape == Shape::Number && stamp.to == stamp.from + 1;
    let takes_part = clauses.verbs[n].word.plays(Manner::Compete);
    let when = |prep: usize| match doc.low(prep) {
        "in" => !year || takes_part,
        low => matches!(low, "at" | "during"),
    };
    let oblique = &clauses.verbs[n].oblique;
    // "In the 2016 election, she lost …"
    let heads = || {
        let prep = p.prep.filter(|t| *t == clauses.tokens.start);
        prep.is_some_and(when) && (0..=n).find(|v| clauses.verbs[*v].tie == Tie::Main) == Some(n)
    };
    // "The 2004 tsunami killed thousands."
    let does = clauses.verbs[n].subject == Some(k)
        && !clauses.verbs[n].passive
        && clauses.verbs[n].word.plays(Manner::Harm);
    p.head >= stamp.to
        && (does
            || (oblique.iter()).any(|(prep, o)| when(*prep) && (*o == k || *o == q))
            || heads())
        && tells(doc, p.head)
}

/// "The crash was investigated on Sunday": what somebody is told to make of an event happened
/// after it.
fn regarded(clauses: &Clauses, k: usize) -> bool {
    clauses.verb_of(clauses.phrases[k].head).is_some_and(|n| {
        let v = &clauses.verbs[n];
        let upon = v.object == Some(k) || v.passive && v.subject == Some(k);
        upon && v.word.plays(Manner::Regard)
    })
}

/// "the last election", "their previous meeting": one before those that are told of.
fn last(doc: &Doc<'_>, p: &Phrase) -> bool {
    let near = p.tokens.start..p.head;
    near.take(2)
        .any(|t| is!(doc, t, "last" | "previous" | "earlier") && !super::word::calendar(doc, t + 1))
        && tells(doc, p.head)
        && !is!(doc, p.head, "season")
}

/// Whether phrase `k` tells of one before those that are told of, and does nothing itself.
pub(super) fn earlier(doc: &Doc<'_>, clauses: &Clauses, k: usize) -> bool {
    last(doc, &clauses.phrases[k]) && clauses.verbs.iter().all(|v| v.subject != Some(k))
}

/// "were killed in the conflict", "won the seat at the last election": what is told of a time of which
/// nothing is told but that it is past.
fn in_past(doc: &Doc<'_>, clauses: &Clauses, n: usize) -> bool {
    let v = &clauses.verbs[n];
    let when = |k: usize| {
        let p = &clauses.phrases[k];
        let within = p.prep.is_some_and(|t| is!(doc, t, "in" | "during" | "at"));
        within
            && (last(doc, p)
                || is!(
                    doc,
                    p.head,
                    "war"
                        | "wars"
                        | "conflict"
                        | "revolution"
                        | "genocide"
                        | "uprising"
                        | "dictatorship"
                        | "occupation"
                ) && is!(doc, p.tokens.start, "the" | "that"))
    };
    let fronted = || {
        let first = clauses.phrases.first().filter(|p| {
            p.prep == Some(clauses.tokens.start)
                && (0..=n).all(|u| clauses.verbs[u].start >= p.tokens.end)
        });
        first.is_some() && when(0)
    };
    v.tense == Tense::Past
        && v.form == Form::Finite
        && (v.oblique.iter().any(|(_, k)| when(*k)) || fronted())
}

/// "the suspect in a shooting", "the anniversary of the attack": what lies behind whoever or whatever
/// the phrase before `k` names.
pub(super) fn looked_back(doc: &Doc<'_>, clauses: &Clauses, k: usize) -> bool {
    let prep = clauses.phrases[k].prep;
    clauses.hung_on(k).is_some_and(|b| {
        is!(
            doc,
            clauses.phrases[b].head,
            "suspect"
                | "suspects"
                | "victim"
                | "victims"
                | "survivor"
                | "survivors"
                | "witness"
                | "witnesses"
                | "anniversary"
                | "aftermath"
                | "wake"
                | "cause"
                | "causes"
        )
    }) && prep.is_some_and(|t| is!(doc, t, "in" | "of" | "to"))
}

/// "declared the ongoing outbreak a pandemic": what goes on began before.
fn ongoing(doc: &Doc<'_>, p: &Phrase) -> bool {
    // "the last death during the emergency": longer than a day.
    let lasts = p.prep.is_some_and(|t| is!(doc, t, "during" | "throughout"))
        && is!(
            doc,
            p.head,
            "emergency"
                | "war"
                | "pandemic"
                | "epidemic"
                | "lockdown"
                | "outbreak"
                | "crisis"
                | "conflict"
                | "occupation"
                | "drought"
                | "famine"
        );
    lasts
        || p.tokens.clone().take_while(|t| *t < p.head).any(|t| {
            is!(
                doc,
                t,
                "ongoing" | "continuing" | "existing" | "persistent" | "long-running" | "lingering"
            )
        })
}

/// Whether the event noun of phrase `k` lies behind what its clause tells.
pub(super) fn background(doc: &Doc<'_>, clauses: &Clauses, k: usize) -> bool {
    before_word(doc, clauses, full_start(&clauses.phrases, k))
        || regarded(clauses, k)
        || ongoing(doc, &clauses.phrases[k])
        || looked_back(doc, clauses, k)
}

/// "after", "following", "amid" … straight before token `at`.
fn before_word(doc: &Doc<'_>, clauses: &Clauses, at: usize) -> bool {
    at.checked_sub(1)
        .filter(|t| *t >= clauses.tokens.start)
        .is_some_and(|t| {
            is!(
                doc,
                t,
                "after" | "following" | "since" | "amid" | "despite" | "over" | "before"
            )
        })
}

/// Whether the expression stands straight after phrase `k`, with at most a preposition between.
fn after_noun(doc: &Doc<'_>, clauses: &Clauses, k: usize, stamp: &Stamp) -> bool {
    let end = super::phrase::full_end(&clauses.phrases, k);
    let object_of_verb = clauses.verbs.iter().any(|v| {
        v.object == Some(k)
            || v.scope.contains(&stamp.from)
                && !v.copula
                && v.end <= clauses.phrases[k].tokens.start
                && !before_word(doc, clauses, clauses.phrases[k].tokens.start)
    });
    let gap = stamp.from.saturating_sub(end);
    stamp.from >= end
        && gap <= 1
        && (gap == 0
            || is!(
                doc,
                end,
                "on" | "in" | "of" | "last" | "at" | "from" | "during"
            ))
        && (!object_of_verb || gap == 0 || is!(doc, end, "of"))
}

/// The verb in whose clause the expression stands. "On Monday the man who led the party resigned":
/// what stands before the one spoken of is not of the clause that describes him.
fn holder(doc: &Doc<'_>, clauses: &Clauses, stamp: &Stamp) -> Option<usize> {
    let n = clauses.verb_of(stamp.from)?;
    // "was watched: only last week they had spoken": the clause behind the colon.
    let end = clauses.verbs[n].end;
    let behind = |v: &super::clause::Verb| v.form == Form::Finite && v.start >= stamp.to;
    let n = match (end..stamp.from).any(|t| parts(doc, t)) {
        true => clauses.verbs.iter().position(behind).unwrap_or(n),
        false => n,
    };
    let described = |v: usize| {
        let v = &clauses.verbs[v];
        let of = v.subject.filter(|_| v.tie == Tie::Relative);
        of.is_some_and(|s| stamp.to <= full_start(&clauses.phrases, s))
    };
    // With all that hangs on that clause.
    let within = |v: &usize| {
        let up = |v: &usize| clauses.verbs[*v].governor.filter(|g| g < v);
        std::iter::successors(Some(*v), up).any(described)
    };
    (n..clauses.verbs.len()).find(|v| !within(v)).or(Some(n))
}

/// Whether the expression belongs to an event noun other than phrase `not`, or only describes what
/// another phrase names.
fn taken(doc: &Doc<'_>, clauses: &Clauses, stamp: &Stamp, not: usize) -> bool {
    // "Sunday's attack", "the 2004 tsunami".
    if let Some(q) = clauses.phrase_at(stamp.from)
        && q != not
    {
        let p = &clauses.phrases[q];
        // "Moss Comicon 2019 returned": a year behind a name is part of it.
        if clauses.named_before_year(doc, q).is_some() {
            return true;
        }
        let owned = clauses.phrases.get(q + 1).filter(|n| n.owner == Some(q));
        if let Some(n) = owned {
            return q + 1 != not && tells(doc, n.head);
        }
        let head_outside = p.head >= stamp.to;
        return head_outside && (describes(doc, p, stamp) || tells(doc, p.head));
    }
    false
}

/// "Two current officers", "over its 2018 law": the expression says which one is meant. What
/// happened "at the 2016 games" happened then.
fn describes(doc: &Doc<'_>, p: &Phrase, stamp: &Stamp) -> bool {
    // "an 18th-century painting".
    if stamp.to > stamp.from + 1
        && stamp.to <= p.head
        && (stamp.from..stamp.to).any(|t| super::phrase::is_hyphen(doc, t))
    {
        return true;
    }
    // "set a June 15 deadline", but "were killed at a July 4 parade".
    if stamp.to == stamp.from + 2
        && stamp.from == p.tokens.start + 1
        && stamp.to <= p.head
        && doc.tokens[p.tokens.start].xpos == Xpos::DT
    {
        return !p.prep.is_some_and(|t| is!(doc, t, "in" | "at" | "during"));
    }
    // "2020 Moss mayoral candidate Ann Lee".
    let year = doc.forms[stamp.from].shape == Shape::Number
        && doc.forms[stamp.from].len == 4
        && p.prep.is_none()
        && p.head > stamp.from + 1;
    if stamp.to != stamp.from + 1 || stamp.from == p.tokens.start && p.owner.is_none() && !year {
        return false;
    }
    let when = p.prep.is_some_and(|t| is!(doc, t, "in" | "at" | "during"));
    match doc.forms[stamp.from].shape {
        Shape::Number => !when,
        _ => doc.tokens[stamp.from].xpos == Xpos::JJ,
    }
}

fn of_verb(
    doc: &Doc<'_>,
    clauses: &Clauses,
    stamp: &Stamp,
    n: usize,
    holder: Option<usize>,
) -> i32 {
    let v = &clauses.verbs[n];
    if holder == Some(n) {
        return 8;
    }
    let Some(h) = holder else { return 2 };
    let other = &clauses.verbs[h];
    // "Speaking on Sunday, he named two", but "founded in 1990, it makes shoes".
    if other.governor == Some(n) && other.start < v.start && other.form != Form::Infinitive {
        let beside = other.form == Form::Gerund && other.start == clauses.tokens.start;
        return if beside && !other.perfect { 5 } else { 0 };
    }
    // "admitted on Monday that it had shot down …": it was over by then.
    let over = v.governor == Some(h) && v.tie == Tie::Complement && v.perfect;
    if over && v.tense == Tense::Past {
        return 0;
    }
    // "said on Tuesday that …": the day of saying is not the day of the event.
    // "responded on Saturday by closing …" is one act, not a report of another.
    let by_way = v.governor == Some(h) && matches!(v.tie, Tie::Adverbial | Tie::Joined);
    if other.word.plays(Manner::Report)
        && !by_way
        && (v.governor == Some(h) || stamp.from > other.start)
    {
        // A day in front of the report may be either's; keep it weak.
        return if stamp.from < other.start && v.governor != Some(h) {
            2
        } else {
            0
        };
    }
    // "was in a collision which killed two on 27 August"
    if other.tie == Tie::Relative
        && let Some(k) = other.subject
        && (v.oblique.iter()).any(|(prep, o)| *o == k && is!(doc, *prep, "in"))
        && tells(doc, clauses.phrases[k].head)
    {
        return 6;
    }
    // Participles and joined verbs share the day of the clause they hang on.
    let mut at = v.governor;
    let mut strength = 6;
    let mut guard = 0;
    while let Some(g) = at {
        guard += 1;
        // "was stopped on Monday as two had shown promise in treating it"
        let past = |n: usize| clauses.verbs[n].perfect && clauses.verbs[n].tense == Tense::Past;
        if guard > 6 || g != h && past(g) {
            break;
        }
        if g == h {
            let background = v.mark.is_some_and(|m| {
                is!(
                    doc,
                    m,
                    "after"
                        | "since"
                        | "because"
                        | "before"
                        | "who"
                        | "which"
                        | "that"
                        | "how"
                        | "why"
                        | "what"
                        | "whether"
                )
            }) || v.tie == Tie::Relative && !clauses.brought_in(doc, v)
                // "sentenced on Friday for driving into a crowd": that was before.
                || clauses.blamed_for(doc, v).is_some_and(|t| is!(doc, t, "for" | "of"));
            return if background { 0 } else { strength };
        }
        strength -= 1;
        at = clauses.verbs[g].governor;
    }
    // The expression hangs on an infinitive or participle of this verb: "agreed to meet on Sunday".
    if other.governor == Some(n) {
        // "said forces had attacked on Monday": of the attack.
        let told = other.tie == Tie::Complement
            && other.form == Form::Finite
            && v.word.plays(Manner::Report);
        // "threatened to kill her in March": when it was tried or threatened.
        let tried = other.form == Form::Infinitive
            && hashed!(
                v.hash,
                "try" | "attempt" | "manage" | "fail" | "refuse" | "threaten" | "begin" | "start"
            );
        return if other.tie == Tie::Relative || told {
            // "beat the Indians, who last won in 1948".
            0
        } else if tried {
            7
        } else if other.form == Form::Infinitive || other.tie == Tie::Complement {
            1
        } else {
            3
        };
    }
    if fronted(doc, clauses, h) == Some(n) {
        return 3;
    }
    if stamp.from < clauses.verbs.first().map_or(0, |f| f.start) && v.tie == Tie::Main && !v.perfect
    {
        return 4;
    }
    0
}

/// A time of day as an event bears it: EDTF has no part of a day and no "about" for a clock, so
/// its text names the day; earliest, latest and precision keep the hours. "Shortly before 7 pm" is
/// about that time, not anywhere before it.
fn by_day(value: TimeValue, said: &str) -> TimeValue {
    if value.precision >= Precision::Day || value.latest.0 - value.earliest.0 >= DAY {
        return value;
    }
    let low = said.to_lowercase();
    let close = ["just", "shortly", "soon", "moments", "right"]
        .iter()
        .any(|w| low.starts_with(w));
    let mut value = if close && matches!(value.qualifier, Qualifier::Before | Qualifier::After) {
        value.with(Qualifier::Approximate)
    } else {
        value
    };
    if matches!(value.qualifier, Qualifier::Exact | Qualifier::Approximate) {
        let d = value.earliest.ymd();
        value.edtf = TimeValue::ymd(d.year, d.month, d.day).edtf;
        if value.qualifier == Qualifier::Approximate {
            value.edtf.push('~');
        }
    }
    value
}

/// The day of a value of day precision or finer. A night belongs to the day it began on.
pub(super) fn single_day(value: &TimeValue) -> Option<i64> {
    let exact = matches!(value.qualifier, Qualifier::Exact | Qualifier::Approximate);
    let short = value.latest.0 - value.earliest.0 < 2 * DAY;
    (exact && value.precision <= Precision::Day && short).then(|| {
        if value.precision < Precision::Day {
            value.earliest.days()
        } else {
            value.latest.days()
        }
    })
}
