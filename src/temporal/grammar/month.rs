//! Months with their day and year: "May 5, 1998", "12 May", "Nov. 6", "April last year"; a month by
//! itself only where it cannot be anything else.

use super::super::expr::{Base, Cal, Core, Count, Fine};
use super::super::lexicon::{Class, Unit, Word};
use super::date::week_of;
use super::{Found, Parser};
use crate::temporal::days_in_month;

impl Parser<'_> {
    /// "May 5, 1998", "October 1917", "Nov. 6", "April last year", "September".
    pub(super) fn month(&self, i: usize) -> Found {
        let Word::Month(m, sure) = self.word(i) else {
            return None;
        };
        let mut j = i + 1;
        let abbreviated = self.has(i, Class::Short);
        if abbreviated && self.is(j, b'.') && self.glued(j) {
            j += 1;
        }
        if self.breaks(j) && j < self.toks.len() {
            return self.month_alone(i, j, m, sure);
        }
        // A day: "May 5", "May 5th", "May the 5th", "May-5".
        let mut k = j;
        if self.word(k) == Word::The && matches!(self.word(k + 1), Word::Ord | Word::Card(20 | 30))
            || self.hyphen(k)
            || self.is(k, b'/') && self.glued(k) && self.glued(k + 1)
        {
            k += 1;
        }
        let (after_day, day) = match self.ordinal(k) {
            Some((e, n)) => (e, n as i32),
            None => (k + 1, self.num(k)),
        };
        let is_day = match self.word(k) {
            Word::Card(_) => after_day > k + 1 && (1..=31).contains(&day),
            Word::Num => self.digits(k) <= 2 && (1..=31).contains(&day) && !self.part_of_figure(k),
            Word::Ord => {
                (1..=31).contains(&day)
                    && (!matches!(self.word(k + 1), Word::Unit(..) | Word::Half)
                        || self.word(k + 1) == Word::Unit(Unit::Weekend, false))
                    && (self.digits(k) > 0
                        || k + 1 >= self.toks.len()
                        || !matches!(self.word(k + 1), Word::Other | Word::Lead)
                        || !self.breaks(k + 1) && self.word(k - 1) != Word::The)
            }
            _ => false,
        };
        if is_day
            && day <= i32::from(days_in_month(2000, m))
            && !(self.word(k) == Word::Num
                && self.word(k + 1) == Word::Other
                && self.has(k + 1, Class::Measure))
            && (sure || self.capital(i) || self.digits(k) > 0 || !self.has(i, Class::Modal))
        {
            let mut cal = Cal::new(Fine::Day(m, day as u8));
            let mut end = self.year_after(after_day, &mut cal);
            // "the Sept. 11 attacks"
            let named = (self.lang.words.named_days.iter())
                .find(|d| (d.0, d.1) == (i32::from(m), day) && d.3.contains(&self.text(after_day)));
            if let Some((_, _, year, _)) = named.filter(|_| end == after_day) {
                cal.year = Some(*year);
            }
            if self.hyphen(k + 1) && self.digits(k + 2) == 4 && self.word(k + 2) == Word::Num {
                cal.year = Some(self.num(k + 2));
                end = k + 3;
            }
            // "May 5 (Monday), 2003", "September 17 (Sunday)".
            if let Some((e, w)) = self.weekday_aside(end) {
                cal.weekday = Some(w);
                end = e;
            }
            return Some((end, Core::Cal(cal)));
        }
        // A year: "October 1917", "October, 1917", "February of 1940", "May of that year".
        let mut cal = Cal::new(Fine::Month(m));
        let end = self.year_after(j, &mut cal);
        if end > j && (sure || self.capital(i) || cal.year.is_some() && !cal.two) {
            return Some((end, Core::Cal(cal)));
        }
        if self.hyphen(j)
            && self.word(j + 1) == Word::Num
            && (self.digits(j + 1) == 2 || self.digits(j + 1) == 4)
            && abbreviated
        {
            cal.year = Some(self.num(j + 1));
            cal.two = self.digits(j + 1) == 2;
            return Some((j + 2, Core::Cal(cal)));
        }
        self.month_alone(i, j, m, sure)
    }

    /// Whether the number at `k` is only the beginning of a longer figure.
    pub(super) fn part_of_figure(&self, k: usize) -> bool {
        if self.is(k + 1, b'%') {
            return true;
        }
        self.glued(k + 1)
            && self.glued(k + 2)
            && self.word(k + 2) == Word::Num
            && (self.is(k + 1, b'.')
                || self.is(k + 1, b':')
                || self.is(k + 1, b',') && self.digits(k + 2) == 3)
    }

    fn weekday_aside(&self, end: usize) -> Option<(usize, u8)> {
        if self.is(end, b'(')
            && let Word::Weekday(w, true) = self.word(end + 1)
            && self.is(end + 2, b')')
        {
            return Some((end + 3, w));
        }
        None
    }

    /// A month with neither day nor year: only where it cannot be anything else.
    fn month_alone(&self, i: usize, end: usize, m: u8, sure: bool) -> Found {
        let found = Some((end, Core::Cal(Cal::new(Fine::Month(m)))));
        let before = self.before(i);
        if self.part_of_name(i, end) {
            return None;
        }
        let cue = matches!(
            before,
            Word::In
                | Word::Since
                | Word::Until
                | Word::By
                | Word::From
                | Word::Between
                | Word::Before
                | Word::After
                | Word::During
                | Word::Through
                | Word::Edge(_)
                | Word::Dir(_)
                | Word::Each
                | Word::Comparative(_)
        ) || before == Word::Of
            && i >= 2
            && (matches!(
                self.word(i - 2),
                Word::Bounded(_) | Word::Unit(..) | Word::Ord | Word::Num | Word::Rest | Word::Half
            ) || self.has(i - 2, Class::Latter))
            || self.is(i.wrapping_sub(1), b'-') && self.glued(i);
        let listed = matches!(before, Word::And | Word::Or | Word::To | Word::Dash)
            && i >= 2
            && (0..3).any(|b| i >= 2 + b && matches!(self.word(i - 2 - b), Word::Month(..)));
        let next_month = (self.is(end, b'-')
            || self.is(end, b'/')
            || matches!(self.word(end), Word::Dash | Word::And | Word::Or | Word::To))
            && matches!(self.word(end + 1), Word::Month(..));
        let modal = self.has(i, Class::Modal);
        let common = self.has(i, Class::Common);
        if i == 0 && end >= self.toks.len() && !modal {
            return found;
        }
        if cue || listed {
            // "by may" is no month, "by May" is; "from March to", "in march".
            if !self.capital(i) && !sure && (common || before != Word::In) {
                return None;
            }
            // "In April Smith …": a given name before a surname.
            return found;
        }
        if next_month && self.capital(i) {
            return found;
        }
        if !self.capital(i) {
            return found.filter(|_| self.has(i, Class::Unmistakable));
        }
        if modal {
            // A capital inside the sentence, before a noun: "the May elections".
            let inside = matches!(
                before,
                Word::The | Word::A | Word::On | Word::Poss | Word::Of
            );
            return found.filter(|_| inside && !self.breaks(i) && !self.capital(end));
        }
        if self.has(i, Class::Short) {
            // "Nov." as a headline has it.
            let head = matches!(before, Word::Punct(b'\n'));
            return found.filter(|_| end > i + 1 && head);
        }
        // "March" begins sentences; "April", "June" and "August" are names as well.
        if self.has(i, Class::Name) {
            let mid = !matches!(before, Word::Punct(_));
            let name_before = mid && before == Word::Other && self.capital(i.wrapping_sub(1));
            let name_after = self.word(end) == Word::Other
                && self.capital(end)
                && !self.breaks(end)
                && self.toks.get(end).is_some_and(|t| t.space);
            if name_before || name_after && !matches!(before, Word::The | Word::Poss) {
                return None;
            }
            let opens = matches!(
                before,
                Word::The | Word::A | Word::Poss | Word::On | Word::Other
            );
            let verb = matches!(
                self.word(end),
                Word::On | Word::To | Word::Of | Word::From | Word::Through
            ) || before == Word::Other && self.word(end) == Word::In
                || self.word(end) == Word::For && self.capital(end + 1);
            if common && (!opens || verb) {
                return None;
            }
        }
        found
    }

    /// "thirty-first of December 1999", "twenty-second May".
    pub(super) fn spelled_day(&self, i: usize) -> Found {
        let (end, n) = self
            .ordinal(i)
            .filter(|(end, n)| *end > i + 1 && *n <= 31)?;
        let k = end + usize::from(self.word(end) == Word::Of);
        let Word::Month(m, sure) = self.word(k) else {
            return None;
        };
        let day = n as u8;
        if self.breaks(k) || day > days_in_month(2000, m) || !(sure || self.capital(k)) {
            return None;
        }
        let mut cal = Cal::new(Fine::Day(m, day));
        let end = self.year_after(k + 1, &mut cal);
        Some((end, Core::Cal(cal)))
    }

    /// "12 May 1998", "3rd of May", "19-Nov-12", "the 15th".
    pub(super) fn day_month(&self, i: usize) -> Found {
        let day = self.num(i);
        if !(1..=31).contains(&day) || self.word(i) == Word::Num && self.digits(i) > 2 {
            return None;
        }
        // "thirty-first"
        if self.digits(i) == 0 && i > 1 && self.hyphen(i - 1) {
            return None;
        }
        // "York 2-1 May 5": the end of a score is no day.
        let score = i > 1
            && self.glued(i)
            && self.glued(i - 1)
            && self.is(i - 1, b'-')
            && self.word(i - 2) == Word::Num
            && self.num(i - 2) >= day;
        // "31 August/1 September"
        let second = i > 1 && self.is(i - 1, b'/') && matches!(self.word(i - 2), Word::Month(..));
        if self.runs_on(i) && !second || score {
            return None;
        }
        let mut j = i + 1;
        let hyphen = self.hyphen(j)
            || self.is(j, b'/') && self.glued(j)
            || self.is(j, b'.') && self.glued(j) && self.glued(j + 1);
        if hyphen
            || self.word(j) == Word::Of
                && (self.word(i) == Word::Ord || matches!(self.word(j + 1), Word::Month(_, true)))
        {
            j += 1;
        }
        // "the 15th day of May"
        if self.word(i) == Word::Ord
            && self.word(j) == Word::Unit(Unit::Day, false)
            && self.word(j + 1) == Word::Of
        {
            j += 2;
        }
        if let Word::Month(m, sure) = self.word(j)
            && (sure
                || self.capital(j)
                || self.word(j - 1) == Word::Of
                || self.digits(i) > 0 && !self.has(j, Class::Common)
                || self.word(j + 1) == Word::Num)
            && !self.breaks(j)
            && day <= i32::from(days_in_month(2000, m))
        {
            // "2 May Day parades" and "about 20 May people" are no dates, and too rare to matter.
            let mut cal = Cal::new(Fine::Day(m, day as u8));
            let mut k = j + 1;
            if self.is(k, b'.') && self.glued(k) && self.has(j, Class::Short) {
                k += 1;
            }
            if hyphen {
                let y = k + 1;
                if (self.hyphen(k) || self.is(k, b'/'))
                    && self.word(y) == Word::Num
                    && (self.digits(y) == 2 || self.digits(y) == 4)
                {
                    cal.year = Some(self.num(y));
                    cal.two = self.digits(y) == 2;
                    return Some((y + 1, Core::Cal(cal)));
                }
            }
            let mut end = self.year_after(k, &mut cal);
            if let Some((e, w)) = self.weekday_aside(end) {
                cal.weekday = Some(w);
                end = e;
            }
            return Some((end, Core::Cal(cal)));
        }
        // "the 5th of next month", "the 20th of the month"
        if self.word(i) == Word::Ord && self.word(i + 1) == Word::Of && !self.breaks(i + 2) {
            let rel = match self.word(i + 2) {
                Word::Dir(dir) => week_of(dir),
                Word::The => Some((0, Base::Either)),
                _ => None,
            };
            if let Some((n, base)) = rel
                && self.word(i + 3) == Word::Unit(Unit::Month, false)
                && !self.hyphen(i + 4)
            {
                let month = Core::Rel(Unit::Month, n, base);
                let nth = Count::whole(i64::from(day));
                return Some((i + 4, Core::From(Box::new(month), nth, Unit::Day, 2)));
            }
        }
        // "the 15th": a day of the month at hand.
        let carries_on = matches!(
            self.word(i + 1),
            Word::Other
                | Word::Lead
                | Word::Unit(..)
                | Word::Part(_)
                | Word::Period
                | Word::Holiday(_)
        ) || (self.is(i + 1, b'-') && self.glued(i + 1));
        let alone = self.breaks(i + 1) || !carries_on;
        let cue = i >= 2
            && matches!(
                self.word(i - 2),
                Word::On
                    | Word::Until
                    | Word::By
                    | Word::Since
                    | Word::From
                    | Word::To
                    | Word::Before
                    | Word::After
                    | Word::Weekday(..)
                    | Word::Through
                    | Word::Dash
            )
            || i == 1
            // "the 8th to the 11th"
            || matches!(self.word(i + 1), Word::To | Word::Until | Word::Through)
                && (self.word(i + 2) == Word::Ord
                    || self.word(i + 2) == Word::The && self.word(i + 3) == Word::Ord);
        // "on the thirteenth", but "the third", "the second" and their like rank things.
        let spelled = day >= 10
            && i >= 2
            && matches!(self.word(i - 2), Word::On | Word::Until | Word::By)
            && self.capital(i) == self.capital(i - 1);
        if self.word(i) == Word::Ord
            && (self.digits(i) > 0 || spelled)
            && self.before(i) == Word::The
            && cue
            && alone
        {
            return Some((i + 1, Core::Cal(Cal::new(Fine::DayOfMonth(day as u8)))));
        }
        None
    }

    /// A year after a month or day: ", 1939", " 1939", "of 1939", "of that year", "last year".
    pub(super) fn year_after(&self, end: usize, cal: &mut Cal) -> usize {
        let mut j = end;
        if self.breaks(j) {
            return end;
        }
        let of = self.word(j) == Word::Of;
        if of || self.is(j, b',') {
            j += 1;
        }
        if !self.breaks(j)
            && matches!(self.word(j), Word::Num | Word::Ad)
            && let Some((k, y)) = self.year_here(j)
        {
            cal.year = Some(y);
            return k;
        }
        if matches!(self.word(j), Word::Card(_))
            && let Some((k, y)) = self.spelled_year(j)
        {
            cal.year = Some(y);
            return k;
        }
        // "in October, '98" and "May '98".
        if self.word(j) == Word::Num && self.digits(j) == 22 {
            cal.year = Some(self.num(j));
            cal.two = true;
            return j + 1;
        }
        if (of || j == end)
            && let Some((k, rel)) = self.year_by_place(j)
        {
            cal.rel = Some(rel);
            return k;
        }
        end
    }

    /// A year straight after a month or a day, where four digits are enough of a cue.
    fn year_here(&self, j: usize) -> Option<(usize, i32)> {
        if let Some((k, y)) = self.year(j)
            && (self.word(k - 1) == Word::Bc
                || self.word(k - 1) == Word::Ad
                || self.word(j) == Word::Ad)
        {
            return Some((k, y));
        }
        let y = self.num(j);
        let longer = self.glued(j + 1)
            && (self.word(j + 1) == Word::Num
                || matches!(self.word(j + 1), Word::Punct(b',' | b'.' | b':'))
                    && self.glued(j + 2)
                    && self.word(j + 2) == Word::Num);
        (self.word(j) == Word::Num
            && self.digits(j) == 4
            && (1000..=9999).contains(&y)
            && !longer
            && (!self.has(j + 1, Class::Measure) || (1500..=2100).contains(&y)))
        .then_some((j + 1, y))
    }
}
