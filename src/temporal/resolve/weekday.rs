//! Weekdays: the latest on or before the publication date, unless the verb looks ahead.

use super::super::calendar::{Granule, weekday};
use super::super::lexicon::{Dir, Word};
use super::super::tense::{self, Tense};
use super::super::{Anchor, Rule, TimexType};
use super::{Out, Point, Resolver};
use crate::text::Span;

impl Resolver<'_> {
    pub(super) fn weekday(&self, w: u8, dir: Option<Dir>, span: Span) -> Out {
        let text = dir.is_some_and(Dir::of_text);
        let latest = |from: i64| from - (i64::from(weekday(from)) - i64::from(w)).rem_euclid(7);
        let Some(today) = self.news().filter(|_| !text || self.last_day.is_none()) else {
            // In a narrative: the first such day from the last day told.
            let Some((i, d)) = self.last_day else {
                return Out::Open(TimexType::Date, format!("XXXX-WXX-{w}"));
            };
            let day = match dir {
                Some(Dir::Previous | Dir::Last | Dir::Past) => latest(d - 1),
                Some(Dir::That | Dir::Same) => latest(d),
                Some(Dir::Following | Dir::Next | Dir::Coming) => latest(d + 7),
                _ => latest(d + 6),
            };
            return Self::point(Granule::Day(day), Anchor::Timex(i), Rule::Narrative);
        };
        let past = latest(today);
        let coming = latest(today + 7);
        let future = tense::of(self.doc, self.lang, span) == Tense::Future;
        let (day, other, rule, why) = match dir {
            Some(Dir::Last | Dir::Past | Dir::Previous) => (
                latest(today - 1),
                latest(today - 1) - 7,
                Rule::LatestWeekday,
                "the week before",
            ),
            Some(Dir::Next | Dir::Coming | Dir::Following) => {
                (coming, coming + 7, Rule::NextWeekday, "the week after")
            }
            Some(Dir::This | Dir::Current)
                if self.lang.role(self.word_before(span).as_bytes()).0 == Word::For
                    || tense::of(self.doc, self.lang, span) != Tense::Past =>
            {
                (latest(today + 6), past, Rule::NextWeekday, "the one before")
            }
            None if future && past < today => (coming, past, Rule::NextWeekday, "the one before"),
            _ => (past, coming, Rule::LatestWeekday, "the one after"),
        };
        Out::Point(Point {
            granule: Granule::Day(day),
            anchor: self.on_published(),
            rule,
            other: Some((Granule::Day(other), why)),
        })
    }
}
