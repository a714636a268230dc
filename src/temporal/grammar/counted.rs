//! A count and its unit: "two weeks ago", "a year and a half", "four-day", "three days before May 5".

use super::super::expr::{Base, Core, Count, Item};
use super::super::lexicon::{Bound, Class, Dir, Edge, Unit, Vague, Word};
use super::super::print;
use super::Parser;

impl Parser<'_> {
    /// Where a duration becomes a point: "ago", "later", "earlier", "from now", "before that".
    pub(super) fn after_duration(
        &self,
        i: usize,
        end: usize,
        count: Count,
        unit: Unit,
    ) -> Option<Item> {
        let shift = |end, sign, base| Some(Item::new(i, end, Core::Shift(count, unit, sign, base)));
        if self.breaks(end) {
            return None;
        }
        match self.word(end) {
            // "in six months' time", "in a year's time"
            Word::Punct(b'\'') | Word::Poss
                if self.word(end + 1) == Word::Time
                    && matches!(self.before(i), Word::In | Word::Within | Word::Bound(_)) =>
            {
                shift(end + 2, 1, Base::Published)
            }
            // "a week ago today", "a year ago yesterday", "a week ago Friday"
            Word::Ago if unit == Unit::Week || unit == Unit::Year && count.0.is_some() => {
                let sign = if unit == Unit::Year { -4 } else { -1 };
                let mut stop = end + 2;
                let day = match self.word(end + 1) {
                    // "ten years ago this month"
                    Word::Dir(Dir::This) if unit == Unit::Year => match self.word(end + 2) {
                        Word::Unit(of @ (Unit::Week | Unit::Month), false) => {
                            stop += 1;
                            Some(Core::Rel(of, 0, Base::Published))
                        }
                        _ => None,
                    },
                    Word::Deictic(n, None) => {
                        Some(Core::Rel(Unit::Day, i32::from(n), Base::Published))
                    }
                    Word::Weekday(w, true) if unit == Unit::Week && self.num(end + 1) == 0 => {
                        Some(Core::Weekday(w, None))
                    }
                    _ => None,
                };
                match day.filter(|_| !self.breaks(end + 1)) {
                    Some(day) => {
                        let core = Core::From(Box::new(day), count, unit, sign);
                        Some(Item::new(i, stop, core))
                    }
                    None => shift(end + 1, -1, Base::Published),
                }
            }
            Word::Ago => shift(end + 1, -1, Base::Published),
            // "six months back", but not "three days back in town"
            Word::Other
                if self.has(end, Class::Back)
                    && (self.breaks(end + 1)
                        || self.has(end + 1, Class::Closed)
                        || matches!(self.word(end + 1), Word::Punct(b'.' | b',' | b';'))) =>
            {
                shift(end + 1, -1, Base::Published)
            }
            Word::Hence => shift(end + 1, 1, Base::Published),
            Word::From if self.word(end + 1) == Word::Now => shift(end + 2, 1, Base::Published),
            Word::From if matches!(self.word(end + 1), Word::Deictic(..) | Word::Weekday(..)) => {
                let (e, core) = self.point(end + 1)?;
                Some(Item::new(i, e, Core::From(Box::new(core), count, unit, 1)))
            }
            Word::Comparative(edge) => {
                // "two days later", but "two years later this month" is another thing.
                let sign = if edge == Edge::Start { -1 } else { 1 };
                if self.word(end + 1) == Word::Than {
                    return None;
                }
                shift(end + 1, sign, Base::Text)
            }
            // "two weeks prior", "five years previously"
            Word::Dir(Dir::Previous) if self.num(end) == 1 && self.word(end + 1) != Word::To => {
                shift(end + 1, -1, Base::Text)
            }
            Word::Vague(Vague::Past) if self.has(end, Class::Headed) => {
                shift(end + 1, -1, Base::Text)
            }
            Word::Before | Word::After => {
                let sign = if self.word(end) == Word::Before {
                    -1
                } else {
                    1
                };
                // "a few days before": alone it counts from the text; before an event it counts
                // from what is not known here.
                let stops = matches!(
                    self.word(end + 1),
                    Word::Punct(b',' | b'.' | b';' | b')' | b':' | b'"')
                ) || self.breaks(end + 1)
                    || end + 1 >= self.toks.len();
                // "afterwards" needs nothing behind it.
                if stops || self.num(end) == 1 {
                    return shift(end + 1, sign, Base::Text);
                }
                None
            }
            _ => None,
        }
    }

    /// "between 8,000 and 6,000 years ago", "from 40,000 to 30,000 years ago": two points that share
    /// their unit and what they are counted from.
    pub(super) fn shared_unit(&self, i: usize, items: &mut Vec<Item>) -> bool {
        if !matches!(self.before(i), Word::Between | Word::From) {
            return false;
        }
        let Some((j, count)) = self.simple(i) else {
            return false;
        };
        let between = match self.before(i) {
            Word::Between => self.word(j) == Word::And,
            Word::From => self.word(j) == Word::To,
            _ => false,
        };
        let k = j + 1 + usize::from(matches!(self.word(j + 1), Word::Bound(_)));
        let Some(item) = self.counted(k, k).filter(|_| between && !self.breaks(j)) else {
            return false;
        };
        let Core::Shift(_, unit, sign, base) = item.core else {
            return false;
        };
        items.push(Item::new(i, j, Core::Shift(count, unit, sign, base)));
        items.push(item);
        true
    }

    /// "nine years and five months", "two hours, 15 minutes": a length told in two units, or where
    /// it is counted from a point, in the finer one.
    pub(super) fn compound_length(&self, item: &mut Item) {
        let (Core::Duration(count, unit), None) = (&item.core, item.edge) else {
            return;
        };
        let j = item.end;
        let (Some(first), Word::And) = (count.0.filter(|n| n % 60 == 0), self.word(j)) else {
            return;
        };
        let second = match self.word(j + 1) {
            Word::A => self.a_unit(j + 1, j + 1),
            _ => self.counted(j + 1, j + 1),
        };
        let Some(second) = second.filter(|_| !self.breaks(j) && !self.breaks(j + 1)) else {
            return;
        };
        let per = |finer: Unit| match (*unit, finer) {
            (Unit::Year, Unit::Month) => Some(12),
            (Unit::Week, Unit::Day) => Some(7),
            (Unit::Day, Unit::Hour) => Some(24),
            (Unit::Hour, Unit::Minute) | (Unit::Minute, Unit::Second) => Some(60),
            (Unit::Month, Unit::Day | Unit::Week) => Some(0),
            _ => None,
        };
        let whole = |n: Count| n.0.filter(|n| n % 60 == 0);
        let core = match second.core {
            Core::Duration(n, finer) if per(finer).is_some() && whole(n).is_some() => {
                let (a, b) = (print::duration(*count, *unit), print::duration(n, finer));
                let time = a.starts_with("PT");
                let b = b.strip_prefix("PT").filter(|_| time).unwrap_or(&b[1..]);
                Core::Length([&a, b].concat())
            }
            Core::Shift(n, finer, sign, base) => {
                let (Some(per), Some(n)) = (per(finer).filter(|n| *n > 0), whole(n)) else {
                    return;
                };
                Core::Shift(Count(Some(first * per + n)), finer, sign, base)
            }
            _ => return,
        };
        item.core = core;
        item.end = second.end;
    }

    /// A count and its unit: "two weeks", "21 days ago", "four-day", "several months".
    pub(super) fn counted(&self, i: usize, j: usize) -> Option<Item> {
        let (k, count) = self.count(j)?;
        let hyphen = self.hyphen(k);
        let u = if hyphen { k + 1 } else { k };
        let (mut end, unit, plural, times) = self.unit(u)?;
        if self.breaks(u) {
            return None;
        }
        // CBS's "60 Minutes" is a programme.
        if self.quoted(j) && self.capital(u) && self.word(j) == Word::Num {
            return None;
        }
        // "the Seven Years' War", "the Six-Day War", "the Eighty Years War" are names.
        let next = end + usize::from(self.is(end, b'\'') && self.glued(end));
        if self.capital(j)
            && self.capital(u)
            && (next > end || !plural || unit == Unit::Year)
            && self.word(next) == Word::Other
            && self.capital(next)
            && !self.breaks(next)
            && !self.heading(j)
        {
            return None;
        }
        // "five year" is said; "1990 week" is not.
        if self.word(j) == Word::Num && self.digits(j) == 4 && !plural && !hyphen {
            return None;
        }
        // Parts of a compound: "a 10-month-old", "3-year-long", "day-to-day".
        let mut old = false;
        if self.hyphen(end) {
            match self.word(end + 1) {
                Word::Old => {
                    old = true;
                    end += 2;
                }
                Word::Long => end += 2,
                _ => {}
            }
        } else if !plural
            && self.word(end) == Word::Long
            && !self.breaks(end)
            && self.word(end + 1) != Word::Comparative(Edge::Start)
        {
            end += 1;
        }
        // Ages in compounds are descriptions of people; a truce may be "8-month-old" as well.
        if old && (unit == Unit::Year || self.has(end, Class::Young))
            || self.hyphen(u.wrapping_sub(1)) && self.word(end) == Word::Old && unit == Unit::Year
        {
            return None;
        }
        let count = Count(count.0.map(|n| n.saturating_mul(times)));
        if !hyphen && let Some(mut item) = self.after_duration(i, end, count, unit) {
            // "300 to 400 years ago" is about then.
            let two = (j + 1..k).any(|t| {
                matches!(self.word(t), Word::To | Word::Or | Word::Dash) || self.is(t, b'-')
            });
            if two && self.word(j) == Word::Num {
                item.bound = Some(Bound::About);
            }
            return Some(item);
        }
        // "12 hours a day", "three days every week": so much of each unit.
        if plural
            && matches!(self.word(end), Word::A | Word::Each)
            && let Word::Unit(each, false) = self.word(end + 1)
            && each > unit
            && !self.breaks(end)
            && !self.hyphen(end + 2)
            && !matches!(
                self.word(end + 2),
                Word::Ago | Word::Comparative(_) | Word::Before | Word::After
            )
        {
            let value = print::duration(Count::whole(1), each);
            return Some(Item::new(i, end + 2, Core::Set(value)));
        }
        // "a year and a half", "three and a half years" is read by the count.
        if self.word(end) == Word::And
            && self.word(end + 1) == Word::A
            && self.word(end + 2) == Word::Half
        {
            end += 3;
            let count = Count(count.0.map(|n| n.saturating_add(30)));
            if let Some(item) = self.after_duration(i, end, count, unit) {
                return Some(item);
            }
            return Some(Item::new(i, end, Core::Duration(count, unit)));
        }
        // "three quarters of" is a fraction.
        if unit == Unit::Quarter
            && (hyphen || self.word(end) == Word::Of)
            && count.floor() == Some(3)
        {
            return None;
        }
        if !hyphen && matches!(unit, Unit::Second) && !plural {
            return None;
        }
        // "will one day"
        if unit == Unit::Day
            && self.word(i) == Word::Card(1)
            && i > 0
            && self.has(i - 1, Class::Modal)
        {
            return Some(Item::new(i, end, Core::Vague(Vague::Future)));
        }
        // "22 years old", "26 years of age".
        if self.word(end) == Word::Old && unit == Unit::Year {
            let mut item = Item::new(i, end + 1, Core::Duration(count, unit));
            item.narrative = true;
            return Some(item);
        }
        if self.word(end) == Word::Of && self.word(end + 1) == Word::Age {
            let mut item = Item::new(i, end + 2, Core::Duration(count, unit));
            item.narrative = true;
            return Some(item);
        }
        // "a three-year period" is one phrase.
        if (hyphen || !plural) && self.word(end) == Word::Period && self.word(i) == Word::A {
            end += 1;
        }
        Some(Item::new(i, end, Core::Duration(count, unit)))
    }

    /// Whether the tokens from `j` to `end` hold a hyphen, and no noun of their own after it.
    pub(super) fn compound(&self, j: usize, end: usize) -> bool {
        (j..end).any(|k| self.is(k, b'-')) && self.word(end - 1) != Word::Period
    }

    /// "a week", "an hour ago", "a year earlier", "a three-year period", "$1 billion a year".
    pub(super) fn a_unit(&self, i: usize, j: usize) -> Option<Item> {
        // "a three-year period", but "a four-day trip" leaves the article out.
        if let Some((k, _)) = self.count(j + 1)
            && (self.hyphen(k) || matches!(self.word(k), Word::Unit(_, false)))
            && self.word(j + 1) != Word::A
        {
            let item = self.counted(j + 1, j + 1)?;
            let e = item.end;
            if self.word(e) == Word::Period {
                return Some(Item::new(i, e + 1, item.core));
            }
            return None;
        }
        let mut u = j + 1;
        // "a quarter of a century", "a quarter-century", "a quarter of an hour"
        if self.word(u) == Word::Unit(Unit::Quarter, false) {
            let k = match self.word(u + 1) {
                Word::Of if self.word(u + 2) == Word::A => u + 3,
                _ if self.hyphen(u + 1) => u + 2,
                _ => u + 1,
            };
            if let Word::Unit(unit @ (Unit::Century | Unit::Hour), false) = self.word(k)
                && !self.hyphen(k + 1)
            {
                let count = Count(Some(15));
                return self
                    .after_duration(i, k + 1, count, unit)
                    .or_else(|| Some(Item::new(i, k + 1, Core::Duration(count, unit))));
            }
        }
        if matches!(self.word(u), Word::Trading | Word::Fiscal) && self.digits(u) == 0 {
            u += 1;
        }
        if self.has(u, Class::Single) {
            u += 1;
        }
        let (end, unit, plural, times) = self.unit(u)?;
        if plural || self.hyphen(end) {
            return None;
        }
        let count = Count::whole(times);
        if let Some(item) = self.after_duration(i, end, count, unit) {
            return Some(item);
        }
        // "a week on Friday", "a week today", "a fortnight tomorrow"
        if unit == Unit::Week && !self.breaks(end + 1) {
            match (self.word(end), self.word(end + 1)) {
                (Word::On, Word::Weekday(w, true)) if self.num(end + 1) == 0 => {
                    return Some(Item::new(i, end + 2, Self::weeks_after(w, times)));
                }
                (Word::Deictic(n @ 0..=1, None), _) => {
                    let day = Core::Rel(Unit::Day, i32::from(n), Base::Published);
                    let core = Core::From(Box::new(day), count, unit, 1);
                    return Some(Item::new(i, end + 1, core));
                }
                _ => {}
            }
        }
        if self.word(end) == Word::And
            && self.word(end + 1) == Word::A
            && self.word(end + 2) == Word::Half
        {
            let count = Count(Some(60 * times + 30));
            return self
                .after_duration(i, end + 3, count, unit)
                .or_else(|| Some(Item::new(i, end + 3, Core::Duration(count, unit))));
        }
        // "a year or two", "a day or so".
        let mut end = end;
        if self.word(end) == Word::Or
            && (matches!(self.word(end + 1), Word::Card(2)) || self.has(end + 1, Class::So))
        {
            end += 2;
            if let Some(item) = self.after_duration(i, end, Count(None), unit) {
                return Some(item);
            }
        } else if self.rate(i) {
            return Some(Item::new(i, end, Core::Set(print::duration(count, unit))));
        }
        if matches!(unit, Unit::Second | Unit::Weekend | Unit::Quarter) && u == j + 1 {
            return None;
        }
        Some(Item::new(i, end, Core::Duration(count, unit)))
    }

    /// Whether what stands before "a year" is counted by it: "$1 billion a year", "twice a week".
    fn rate(&self, i: usize) -> bool {
        (1..=4).any(|b| {
            i >= b
                && !self.breaks(i - b + 1)
                && match self.word(i - b) {
                    Word::Num => b <= 3,
                    Word::Times => b == 1,
                    Word::Scale(_) => b <= 2,
                    // "USD15 an hour"
                    Word::Other => {
                        b == 1 && self.text(i - 1).ends_with(|c: char| c.is_ascii_digit())
                    }
                    Word::Card(_) => b == 2 && self.word(i - 1) == Word::Other,
                    _ => false,
                }
        }) && !matches!(
            self.before(i),
            Word::In
                | Word::For
                | Word::Within
                | Word::After
                | Word::Before
                | Word::Than
                | Word::Over
                | Word::Of
                | Word::And
                | Word::Or
                | Word::By
                | Word::Punct(_)
                | Word::Bound(_)
                | Word::Be
                | Word::At
        )
    }
}
