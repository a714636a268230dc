//! Weekdays, and the dates that begin with one: "Friday", "Monday, May 5".

use super::super::calendar::part_code;
use super::super::expr::{Cal, Core, Count, Fine};
use super::super::lexicon::{Class, Dir, Holiday, Unit, Word};
use super::super::print;
use super::date::is_day;
use super::{Found, Parser};

impl Parser<'_> {
    /// "the first Monday in November", "the last Sunday of October 1999", from the ordinal on.
    pub(super) fn nth_weekday(&self, j: usize) -> Found {
        let n = match self.word(j) {
            Word::Ord if (1..=5).contains(&self.num(j)) => self.num(j) as u8,
            Word::Dir(Dir::Last) => 0,
            _ => return None,
        };
        let Word::Weekday(w, true) = self.word(j + 1) else {
            return None;
        };
        if !matches!(self.word(j + 2), Word::Of | Word::In) || self.num(j + 1) == 1 {
            return None;
        }
        let k = j + 3;
        if matches!(self.word(k), Word::Each) && self.word(k + 1) == Word::Unit(Unit::Month, false)
        {
            let month = print::duration(Count::whole(1), Unit::Month);
            return Some((k + 2, Core::Set(month)));
        }
        let Some((end, Core::Cal(mut cal))) = self.month(k) else {
            return None;
        };
        let Fine::Month(m) = cal.fine else {
            return None;
        };
        cal.fine = Fine::Holiday(Holiday::Nth(m, w, n));
        Some((end, Core::Cal(cal)))
    }

    /// "Friday", "Thursday, April 6", "Mon 5 May", "Friday the 13th".
    pub(super) fn weekday(&self, i: usize, dir: Option<Dir>, the: bool) -> Found {
        let Word::Weekday(w, sure) = self.word(i) else {
            return None;
        };
        let mut j = i + 1;
        if !sure && self.is(j, b'.') && self.glued(j) {
            j += 1;
        }
        let full = self.is(j, b',');
        let k = if full { j + 1 } else { j };
        let k = if self.word(k) == Word::The { k + 1 } else { k };
        if !self.breaks(k) {
            let date = match self.word(k) {
                Word::Month(..) => self.month(k),
                Word::Num | Word::Ord => self.numeric(k).or_else(|| self.day_month(k)),
                _ => None,
            };
            if let Some((end, Core::Cal(mut cal))) = date
                && matches!(
                    cal.fine,
                    Fine::Day(..) | Fine::Either(..) | Fine::DayOfMonth(_)
                )
            {
                cal.weekday = Some(w);
                return Some((end, Core::Cal(cal)));
            }
            // "Friday 13th", "Thu 15th"
            let day = self.num(k);
            if k == j
                && self.word(k) == Word::Ord
                && self.digits(k) > 0
                && (1..=31).contains(&day)
                && !matches!(self.word(k + 1), Word::Other | Word::Unit(..) | Word::Half)
            {
                let mut cal = Cal::new(Fine::DayOfMonth(day as u8));
                cal.weekday = Some(w);
                return Some((k + 1, Core::Cal(cal)));
            }
        }
        if !sure && self.word(j) == Word::Poss {
            return None;
        }
        if !sure {
            // "Sun", "Sat", "Wed": only where they cannot be words.
            if matches!(dir, Some(Dir::That | Dir::Same | Dir::Latest)) {
                return None;
            }
            let before = self.before(i);
            let cue = matches!(
                before,
                Word::On
                    | Word::By
                    | Word::Until
                    | Word::Since
                    | Word::Dir(
                        Dir::Last
                            | Dir::Next
                            | Dir::This
                            | Dir::Coming
                            | Dir::Past
                            | Dir::Following
                    )
                    | Word::From
                    | Word::Each
            ) || matches!(self.word(j), Word::Part(_) | Word::At)
                || self.clock(k).is_some();
            let listed = matches!(
                before,
                Word::Dash | Word::To | Word::And | Word::Punct(b'-' | b',')
            ) && i >= 2
                && matches!(self.word(i - 2), Word::Weekday(..))
                || (self.is(j, b'-')
                    || self.is(j, b',')
                    || matches!(self.word(j), Word::Dash | Word::To | Word::And))
                    && matches!(self.word(j + 1), Word::Weekday(..));
            let cue = cue || i == 0 && j >= self.toks.len();
            let word = self.has(i, Class::Common);
            if !(cue || listed) || word && !self.capital(i) && !matches!(before, Word::On) || the {
                return None;
            }
        }
        // "the first Monday in November": by itself it is no day.
        if dir.is_none()
            && self.before(i) == Word::Ord
            && self.digits(i - 1) == 0
            && !matches!(self.word(i + 1), Word::Part(_))
        {
            return None;
        }
        // "Mondays"
        if self.num(i) == 1 {
            return Some((i + 1, Core::Set(format!("XXXX-WXX-{w}"))));
        }
        let evening = usize::from(matches!(self.word(j), Word::Part(_)) && self.capital(j));
        if dir.is_none() && self.part_of_name(i, j + evening) {
            return None;
        }
        // "Black Friday", "Bloody Sunday", "Good Friday" are names.
        if dir.is_none() && i > 0 && self.capital(i - 1) && self.has(i - 1, Class::Named) {
            return None;
        }
        // "Friday next", "the Friday after next"
        if dir.is_none() && !self.breaks(j) {
            let next = |k: usize| {
                let free = !matches!(self.word(k + 1), Word::Unit(..) | Word::Month(..));
                self.word(k) == Word::Dir(Dir::Next) && self.text(k) == "next" && free
            };
            let closes = |k: usize| self.breaks(k) || !matches!(self.word(k), Word::Other);
            if next(j) && closes(j + 1) {
                return Some((j + 1, Core::Weekday(w, Some(Dir::Next))));
            }
            if the && self.word(j) == Word::After && next(j + 1) && !self.breaks(j + 1) {
                return Some((j + 2, Self::weeks_after(w, 1)));
            }
        }
        // "the Friday after Thanksgiving", "the Tuesday before last"
        let the = the || self.before(i) == Word::The;
        if dir.is_none() && the && self.num(j) == 0 && !self.breaks(j + 1) {
            let sign = match self.word(j) {
                Word::Before => -5,
                Word::After => 5,
                _ => 0,
            };
            if sign < 0 && self.word(j + 1) == Word::Dir(Dir::Last) {
                let last = Core::Weekday(w, Some(Dir::Last));
                let core = Core::From(Box::new(last), Count::whole(1), Unit::Week, -1);
                return Some((j + 2, core));
            }
            if sign != 0 {
                // What is told there is not known here: "the Friday after the vote".
                let (end, day) = self.point(j + 1).filter(|(_, core)| is_day(core))?;
                let n = Count::whole(i64::from(w));
                return Some((end, Core::From(Box::new(day), n, Unit::Day, sign)));
            }
        }
        // "one Saturday in June 1998", "a Sunday in 2003", "born on a Monday": which one is not
        // said; "a Monday deadline" is the one at hand.
        let noun = || {
            self.word(j) == Word::Other && !self.breaks(j) && !self.has(j, Class::Closed)
                || matches!(self.word(j), Word::Part(_) | Word::Poss | Word::Punct(b'-'))
        };
        if dir.is_none() && matches!(self.before(i), Word::A | Word::Card(1)) && !noun() {
            return None;
        }
        // "Monday.com"
        let site = self.glued(j) && self.glued(j + 1) && self.word(j + 1) == Word::Other;
        if sure && site && self.is(j, b'.') && !self.breaks(j + 1) {
            return None;
        }
        // "on Tuesday evenings"
        if let Word::Part(part) = self.word(j)
            && dir.is_none()
            && self.num(j) == 1
            && !self.breaks(j)
        {
            let value = format!("XXXX-WXX-{w}T{}", part_code(part));
            return Some((j + 1, Core::Set(value)));
        }
        // "on Friday week", "on Monday fortnight"
        if dir.is_none()
            && self.before(i) == Word::On
            && let Some((end, Unit::Week, false, times)) = self.unit(j)
            && !self.hyphen(end)
            && (self.word(end) != Word::Other || self.breaks(end) || self.has(end, Class::Closed))
        {
            return Some((end, Self::weeks_after(w, times)));
        }
        Some((j.max(i + 1), Core::Weekday(w, dir)))
    }

    /// So many weeks after the next such weekday: "a week on Friday".
    pub(super) fn weeks_after(weekday: u8, weeks: i64) -> Core {
        let next = Core::Weekday(weekday, Some(Dir::Coming));
        Core::From(Box::new(next), Count::whole(weeks), Unit::Week, 1)
    }
}
