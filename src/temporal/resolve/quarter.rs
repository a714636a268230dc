//! Quarters of a report, and what is compared with them a year before.

use super::super::calendar::Granule;
use super::super::expr::Item;
use super::super::grammar::is_day;
use super::super::lexicon::Class;
use super::super::{Anchor, Rule, TimexType, civil_from_days};
use super::{Out, Resolver, year_of};
use crate::text::Span;

impl Resolver<'_> {
    /// "the quarter ended July 31": the quarter of the calendar that holds most of it.
    pub(super) fn quarter_ended(&self, span: Span, next: Option<&Item>) -> Option<Out> {
        let next = next?;
        let ended = [Class::Ended, Class::Ending];
        if !self.lang.is(self.word_after(span), &ended) || !is_day(&next.core) {
            return None;
        }
        let Out::Point(p) = self.core(&next.core, span, None) else {
            return None;
        };
        let middle = civil_from_days(p.granule.day()? - 45);
        let quarter = Granule::Quarter(middle.year, (middle.month - 1) / 3 + 1);
        Some(Self::point(quarter, p.anchor, p.rule))
    }

    /// "a year earlier" and its kin: the same quarter of the year before where quarters are told.
    pub(super) fn year_ago(&self, span: Span, reach: u32) -> Out {
        if let Some((i, y, q, end)) = self.last_quarter
            && span.start.saturating_sub(end) < reach
            && end > self.months
        {
            return Self::point(
                Granule::Quarter(y - 1, q),
                Anchor::Timex(i),
                Rule::Narrative,
            );
        }
        match (self.news(), self.last_year) {
            (Some(t), _) => Self::point(
                Granule::Year(year_of(t) - 1),
                self.on_published(),
                Rule::Deictic,
            ),
            (None, Some((i, y))) => {
                Self::point(Granule::Year(y - 1), Anchor::Timex(i), Rule::Narrative)
            }
            _ => Out::Open(TimexType::Date, "XXXX".to_owned()),
        }
    }
}

/// The quarter that ended last before a day.
pub(super) fn last_quarter(today: i64) -> (i32, u8) {
    let c = civil_from_days(today);
    let q = (c.month - 1) / 3;
    if q == 0 { (c.year - 1, 4) } else { (c.year, q) }
}
