//! Time expressions: finds them in running text and says what they mean.
//!
//! TIMEX3 (TimeML 1.2.1) in extent, type and value; an interval with its precision beside it.
//! Words and patterns are data, one file a language; the algebra and the resolving are shared.
//! This room never knows names or events, and never asks what day it is today.

mod calendar;
mod edtf;
mod expr;
mod extent;
mod grammar;
mod holidays;
mod interval;
mod kind;
mod lang;
mod lexicon;
mod moment;
mod print;
mod read;
mod resolve;
mod scan;
mod tense;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod value;
mod words;

pub use moment::{DAY, Moment, Ymd, civil_from_days, days_from_civil, days_in_month, is_leap};
pub use value::{Precision, Qualifier, TimeValue};

use crate::text::{Doc, Span};
use serde::{Deserialize, Serialize};

/// TIMEX3 type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)]
pub enum TimexType {
    Date,
    Time,
    Duration,
    Set,
}

/// What an expression was resolved against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// Nothing: the expression says it all.
    None,
    /// The article's publication date.
    Published(jiff::civil::Date),
    /// An earlier expression of the same article, by its index.
    Timex(u32),
    /// Needs an anchor, and there is none: the expression stays unresolved.
    Missing,
}

/// The word before an expression that says how something lies to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// No preposition, or one that adds nothing ("on", "in", "at", "during").
    #[default]
    At,
    /// "since", "from … on".
    Since,
    /// "from", "between": opens a range.
    From,
    /// "until", "till", "through", "up to".
    Until,
    /// "to", "–", "and" after "between": closes a range.
    To,
    /// "by".
    By,
    /// "before", "prior to", "ahead of".
    Before,
    /// "after", "following".
    After,
    /// "for", "over", "within": a length of time.
    For,
}

/// How the value of an expression was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// It is written out in full.
    #[default]
    Stated,
    /// It counts from the publication date ("yesterday", "two weeks ago").
    Deictic,
    /// A weekday: the latest on or before the publication date.
    LatestWeekday,
    /// A weekday of what is still to come: the next after the publication date.
    NextWeekday,
    /// A month or day without its year: the occurrence nearest to the publication date.
    Nearest,
    /// What is missing (year, month, day) was taken from an earlier expression.
    Carried,
    /// It counts from an earlier expression ("two days later", "the same month").
    Narrative,
    /// A vague reference to past, present or future.
    Vague,
    /// A length of time or a repetition: no point on the line.
    NoPoint,
    /// It needs an anchor, and there is none.
    Unanchored,
}

/// The reading that was not taken, where an expression has two.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alternative {
    /// TIMEX3 value of the other reading.
    pub value: String,
    /// Where it lies.
    pub time: TimeValue,
    /// What sets it apart, in words ("the Sunday before", "day and month the other way round").
    pub why: String,
}

/// One time expression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Timex {
    /// Where it stands, with every word that says when.
    pub span: Span,
    /// DATE, TIME, DURATION or SET.
    pub kind: TimexType,
    /// TIMEX3 value ("2025-04-27", "P2W", "XXXX-WXX-1", "PAST_REF").
    pub value: String,
    /// TIMEX3 modifier ("START", "APPROX" …), where there is one.
    pub modifier: Option<String>,
    /// Where it lies on the line of time; `None` for durations, sets, and what could not be
    /// resolved (then [`Timex::anchor`] is [`Anchor::Missing`]).
    pub time: Option<TimeValue>,
    /// What it was resolved against.
    pub anchor: Anchor,
    /// How sure the reading is, 0 to 1.
    pub confidence: f32,
    /// The other reading, where there are two.
    pub alternative: Option<Alternative>,
    /// The word before it ("since", "until", "before"), which TIMEX3 leaves outside the span.
    #[serde(default)]
    pub relation: Relation,
    /// How the value was found.
    #[serde(default)]
    pub rule: Rule,
    /// The expression that closes the range this one opens, by its index ("from May to July").
    #[serde(default)]
    pub range_end: Option<u32>,
}

/// What an article is like: it decides what an expression without a year hangs on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocKind {
    /// Found by the count of the years it mentions.
    #[default]
    Auto,
    /// News: hangs on the publication date.
    News,
    /// History, biography, chronicle: hangs on the last date told.
    Narrative,
}

/// Which comes first in `4/5/2019`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// Found from the other dates of the article; month first if nothing tells.
    #[default]
    Auto,
    /// Month first.
    MonthFirst,
    /// Day first.
    DayFirst,
}

/// How a text is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// The publication date, where it is known.
    pub published: Option<jiff::civil::Date>,
    /// News or narrative.
    pub kind: DocKind,
    /// Order of day and month in numbers.
    pub order: DateOrder,
}

/// Finds and resolves the time expressions of `doc`, in text order, never overlapping.
///
/// Without `published`, deictic expressions stay unresolved; nothing is made up.
#[must_use]
pub fn read(doc: &Doc<'_>, published: Option<jiff::civil::Date>) -> Vec<Timex> {
    read_with(
        doc,
        Options {
            published,
            ..Options::default()
        },
    )
}

/// [`read`] with the document kind and the order of day and month given.
#[must_use]
pub fn read_with(doc: &Doc<'_>, options: Options) -> Vec<Timex> {
    read_kind(doc, options).0
}

/// [`read_with`], and what the article was taken for: news or narrative, never [`DocKind::Auto`].
#[must_use]
pub fn read_kind(doc: &Doc<'_>, options: Options) -> (Vec<Timex>, DocKind) {
    read::read(doc, options)
}

/// Reads a date typed by a person: any expression [`read`] knows ("12 May 1998", "c. 1200 BC",
/// "spring 2020", "last Friday", "5–9 May 2013"), or EDTF. The whole text must be the date.
///
/// `published` is what "yesterday" and dates without a year hang on; without it they are `None`.
#[must_use]
pub fn parse(text: &str, published: Option<jiff::civil::Date>) -> Option<TimeValue> {
    let text = text.trim();
    if let Some(value) = TimeValue::from_edtf(text) {
        return Some(value);
    }
    read::whole(text, published)
}

impl Timex {
    /// The part of [`Timex::span`] that TIMEX3 marks in `text`: without words of degree and articles
    /// that stand before it: of "about two weeks" the weeks, of "the 1990s" the "1990s".
    #[must_use]
    pub fn extent(&self, text: &str) -> Span {
        extent::of(self.span, text)
    }

    /// Where something told at this expression lies: [`Timex::time`] as the word before it
    /// ([`Timex::relation`]) has it, and the whole range if it opens one. `all` is the list this
    /// expression stands in.
    #[must_use]
    pub fn when(&self, all: &[Timex]) -> Option<TimeValue> {
        let time = self.time.as_ref()?;
        if let Some(end) = self.range_end
            && let Some(end) = all.get(end as usize).and_then(|t| t.time.as_ref())
        {
            return Some(TimeValue::range(time, end));
        }
        Some(match self.relation {
            Relation::Since => time.with(Qualifier::OpenEnd),
            Relation::Before | Relation::By | Relation::Until => time.with(Qualifier::Before),
            Relation::After => time.with(Qualifier::After),
            Relation::At | Relation::From | Relation::To | Relation::For => time.clone(),
        })
    }

    /// The length of a duration in its unit ("three days": 3 and a day); `None` for a vague one, for
    /// one in hours or less, and for what is no duration.
    #[must_use]
    pub fn length(&self) -> Option<(i32, Precision)> {
        let counted = self.value.strip_prefix('P')?;
        let unit = match counted.chars().next_back()? {
            'D' => Precision::Day,
            'W' => Precision::Week,
            'M' => Precision::Month,
            'Y' => Precision::Year,
            _ => return None,
        };
        let n = counted.get(..counted.len() - 1)?.parse().ok()?;
        (self.kind == TimexType::Duration).then_some((n, unit))
    }

    /// How the expression was read, in a plain sentence for the reader. `all` is the list it
    /// stands in, `text` the article's text.
    #[must_use]
    pub fn explain(&self, all: &[Timex], text: &str) -> String {
        let against = match self.anchor {
            Anchor::Published(d) => {
                format!("the publication date, {}", TimeValue::day(d).words())
            }
            Anchor::Timex(i) => match all.get(i as usize) {
                Some(t) => match &t.time {
                    Some(v) => format!("“{}” ({})", t.span.of(text), v.words()),
                    None => format!("“{}”", t.span.of(text)),
                },
                None => "an earlier date of the article".to_owned(),
            },
            Anchor::None | Anchor::Missing => String::new(),
        };
        match self.rule {
            Rule::Stated => "Written out in the text.".to_owned(),
            Rule::Deictic => format!("Counted from {against}."),
            Rule::LatestWeekday => format!("The latest such weekday on or before {against}."),
            Rule::NextWeekday => format!("The next such weekday after {against}."),
            Rule::Nearest => format!("No year is given: the one nearest to {against}."),
            Rule::Carried => format!("What is missing was taken from {against}."),
            Rule::Narrative => format!("Counted from {against}."),
            Rule::Vague => "A vague reference, without a place of its own.".to_owned(),
            Rule::NoPoint => "A length of time or a repetition, not a point in time.".to_owned(),
            Rule::Unanchored => {
                "Needs a date to count from: the article has no publication date.".to_owned()
            }
        }
    }
}
