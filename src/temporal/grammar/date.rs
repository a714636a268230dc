//! A point in time: which of the readings of a date goes furthest, and what stands beside it.

use super::super::expr::{Base, Cal, Core, Count, Fine, Tod};
use super::super::lexicon::{Dir, Unit, Word};
use super::day_part::OVER;
use super::{Found, Parser};

impl Parser<'_> {
    /// A point in time at token `i`: a date, with its time of day if one stands beside it.
    pub(super) fn point(&self, i: usize) -> Found {
        let mut best: Found = None;
        let mut take = |f: Found| {
            if let Some((end, _)) = &f
                && best.as_ref().is_none_or(|(e, _)| end > e)
            {
                best = f;
            }
        };
        let the = self.word(i) == Word::The;
        let j = if the { i + 1 } else { i };
        take(self.clocked(i));
        take(self.years(i));
        match self.word(j) {
            Word::Num | Word::Ord => {
                take(self.numeric(j));
                take(self.day_month(j));
                take(self.part_of_year(j, the));
                take(self.nth_weekday(j));
            }
            Word::Card(_) => {
                take(self.part_of_year(j, the));
                take(self.spelled_day(j));
            }
            Word::Month(..) if !the => take(self.month(j)),
            Word::Weekday(..) => take(self.weekday(j, None, the)),
            Word::Deictic(n, part) if !the && !self.titled(j) => take(Some((
                j + 1,
                match part {
                    None => Core::Rel(Unit::Day, i32::from(n), Base::Published),
                    Some(p) => Core::At(
                        Some(Box::new(Core::Rel(
                            Unit::Day,
                            i32::from(n),
                            Base::Published,
                        ))),
                        Tod::Part(p),
                    ),
                },
            ))),
            Word::Season(..) => take(self.season(j, the, None)),
            Word::Holiday(_) | Word::Other | Word::Lead | Word::Month(..) => {}
            Word::Dir(dir) => {
                take(self.nth_weekday(j));
                // "the next autumn" follows on the time told.
                let dir = match dir {
                    Dir::Next if the => Dir::Following,
                    dir => dir,
                };
                take(self.directed(j, dir));
            }
            Word::QuarterNo(_) | Word::HalfNo(_) | Word::Fiscal | Word::Unit(..) => {
                take(self.part_of_year(j, the));
                take(self.numbered_week(j));
            }
            Word::Part(part) if !self.greets(j) => take(self.part_of(j, part, the)),
            Word::Edge(_) if the => {}
            _ => {}
        }
        if matches!(
            self.word(j),
            Word::Holiday(_) | Word::Lead | Word::Month(..)
        ) {
            take(self.holiday(j));
        }
        let (end, mut core) = best?;
        // "the December quarter": the one that ends with it.
        if let Core::Cal(cal) = &mut core
            && let Fine::Month(m) = cal.fine
            && m % 3 == 0
            && self.word(end) == Word::Unit(Unit::Quarter, false)
            && !self.breaks(end)
        {
            cal.fine = Fine::Quarter(m / 3);
            let mut stop = end + 1;
            if (cal.year, cal.rel) == (None, None) {
                stop = self.year_after(stop, cal);
            }
            return Some((stop, core));
        }
        // "the July 20 plot of 1944"
        if let Core::Cal(cal) = &mut core
            && matches!(cal.fine, Fine::Day(..))
            && (cal.year, cal.rel) == (None, None)
        {
            if the || self.before(i) == Word::The {
                cal.year = self.year_of_noun(end);
            }
            cal.year = cal.year.or_else(|| self.year_past_aside(i, end));
        }
        Some(self.beside(end, core))
    }

    /// A time of day, or a place in the week, beside a date: "Friday night", "May 5 at noon",
    /// "Monday of last week".
    fn beside(&self, end: usize, core: Core) -> (usize, Core) {
        let dayish = match &core {
            Core::Cal(c) => {
                matches!(
                    c.fine,
                    Fine::Day(..) | Fine::Either(..) | Fine::DayOfMonth(_) | Fine::Holiday(_)
                ) || c.weekday.is_some()
            }
            Core::Weekday(..) | Core::Rel(Unit::Day, ..) => true,
            _ => false,
        };
        if !dayish || self.breaks(end) {
            return (end, core);
        }
        let mut j = end;
        if let Word::Part(p) = self.word(j)
            && matches!(self.num(j), 0 | OVER)
        {
            return (j + 1, Core::At(Some(Box::new(core)), Tod::Part(p)));
        }
        if matches!(self.word(j), Word::Edge(_))
            && let Word::Part(p) = self.word(j + 1)
        {
            return (j + 2, Core::At(Some(Box::new(core)), Tod::Part(p)));
        }
        if self.is(j, b',') {
            j += 1;
        }
        if !self.breaks(j)
            && let Some((k, tod)) = self.clock(j)
        {
            return (k, Core::At(Some(Box::new(core)), tod));
        }
        // "Monday of last week", "Friday last week", "Tuesday next week".
        if let Core::Weekday(day, None) = core {
            let j = if self.word(end) == Word::Of {
                end + 1
            } else {
                end
            };
            let k = if self.word(j) == Word::The { j + 1 } else { j };
            if let Word::Dir(dir) = self.word(k)
                && self.word(k + 1) == Word::Unit(Unit::Week, false)
                && let Some(rel) = week_of(dir)
            {
                let mut cal = Cal::new(Fine::None);
                cal.weekday = Some(day);
                cal.rel = Some(rel);
                return (k + 2, Core::Cal(cal));
            }
        }
        (end, core)
    }
}

/// Whether a day is said.
pub(in crate::temporal) fn is_day(core: &Core) -> bool {
    match core {
        Core::Cal(c) => {
            matches!(
                c.fine,
                Fine::Day(..) | Fine::Either(..) | Fine::DayOfMonth(_) | Fine::Holiday(_)
            ) || c.weekday.is_some()
        }
        Core::Weekday(..) | Core::Rel(Unit::Day, ..) | Core::Shift(Count(_), Unit::Day, ..) => true,
        _ => false,
    }
}

/// How far from which anchor the week or month lies that a direction says.
pub(super) fn week_of(dir: Dir) -> Option<(i32, Base)> {
    Some(match dir {
        Dir::Last => (-1, Base::Published),
        Dir::This | Dir::Current => (0, Base::Published),
        Dir::Next | Dir::Coming => (1, Base::Published),
        Dir::Previous => (-1, Base::Text),
        Dir::Following => (1, Base::Text),
        Dir::That | Dir::Same => (0, Base::Text),
        _ => return None,
    })
}
