//! Time expressions: finds them in running text and says what they mean.
//!
//! TIMEX3 (TimeML 1.2.1) in extent, type and value; an interval with its precision beside it.
//! Words and patterns are data, one file a language; the algebra and the resolving are shared.
//! This room never knows names or events, and never asks what day it is today.

mod moment;
mod value;

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
    /// Where it stands, by the TIMEX3 rules of extent.
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
}

/// Finds and resolves the time expressions of `doc`, in text order, never overlapping.
///
/// Without `published`, deictic expressions stay unresolved; nothing is made up.
#[must_use]
pub fn read(doc: &Doc<'_>, published: Option<jiff::civil::Date>) -> Vec<Timex> {
    let _ = (doc, published);
    Vec::new()
}
