//! Calendar dates: months, days, numeric dates, weekdays, seasons, quarters, holidays.

use super::super::calendar::{iso_week, week_start};
use super::super::expr::{Base, Cal, Core, Count, Fine, Item, Tod};
use super::super::lang::{GREETINGS, HOLIDAYS, MEASURES, PREFIXES};
use super::super::lexicon::{Dir, Part, Unit, Word};
use super::{Found, Parser};
use crate::temporal::days_in_month;

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
            }
            Word::Card(_) => take(self.part_of_year(j, the)),
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
            Word::Dir(dir) => take(self.directed(i, j, dir)),
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
        let (end, core) = best?;
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
            && self.num(j) == 0
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
        if matches!(self.word(j), Word::Card(18..=20))
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
            && (!MEASURES.contains(&self.text(j + 1)) || (1500..=2100).contains(&y)))
        .then_some((j + 1, y))
    }

    /// "May 5, 1998", "October 1917", "Nov. 6", "April last year", "September".
    pub(super) fn month(&self, i: usize) -> Found {
        let Word::Month(m, sure) = self.word(i) else {
            return None;
        };
        let mut j = i + 1;
        let abbreviated =
            self.text(i).len() <= 4 && !matches!(self.text(i), "may" | "june" | "july");
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
                    && !matches!(self.word(k + 1), Word::Unit(..) | Word::Half)
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
                && MEASURES.contains(&self.text(k + 1)))
            && (sure || self.capital(i) || self.digits(k) > 0 || self.text(i) != "may")
        {
            let mut cal = Cal::new(Fine::Day(m, day as u8));
            let mut end = self.year_after(after_day, &mut cal);
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
    fn part_of_figure(&self, k: usize) -> bool {
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
            ) || matches!(self.text(i - 2), "month" | "latter"))
            || self.is(i.wrapping_sub(1), b'-') && self.glued(i);
        let listed = matches!(before, Word::And | Word::Or | Word::To | Word::Dash)
            && i >= 2
            && (0..3).any(|b| i >= 2 + b && matches!(self.word(i - 2 - b), Word::Month(..)));
        let next_month = (self.is(end, b'-')
            || self.is(end, b'/')
            || matches!(self.word(end), Word::Dash | Word::And | Word::Or | Word::To))
            && matches!(self.word(end + 1), Word::Month(..));
        let name = self.text(i);
        if i == 0 && end >= self.toks.len() && name != "may" {
            return found;
        }
        if cue || listed {
            // "by may" is no month, "by May" is; "from March to", "in march".
            if !self.capital(i)
                && !sure
                && (matches!(name, "may" | "march" | "mar" | "august") || before != Word::In)
            {
                return None;
            }
            // "In April Smith …": a given name before a surname.
            return found;
        }
        if next_month && self.capital(i) {
            return found;
        }
        if !self.capital(i) {
            return if sure && name.len() > 4 && name != "april" {
                found
            } else {
                None
            };
        }
        // "May" and "March" begin sentences; "April", "June" and "August" are names as well.
        match name {
            "may" | "mar" | "jan" | "jun" | "jul" | "dec" | "sep" | "oct" | "nov" | "feb"
            | "apr" | "aug" => {
                if name != "may"
                    && self.toks.get(i).is_some_and(|t| end > i + 1 && t.capital)
                    && matches!(before, Word::Punct(b'\n'))
                {
                    return found;
                }
                if name == "may" {
                    // A capital inside the sentence, before a noun: "the May elections".
                    let inside = matches!(
                        before,
                        Word::The | Word::A | Word::On | Word::Poss | Word::Of
                    );
                    return if inside && !self.breaks(i) && !self.capital(end) {
                        found
                    } else {
                        None
                    };
                }
                None
            }
            "march" | "april" | "june" | "august" => {
                let mid = !matches!(before, Word::Punct(_));
                let name_before = mid && before == Word::Other && self.capital(i.wrapping_sub(1));
                let name_after = self.word(end) == Word::Other
                    && self.capital(end)
                    && !self.breaks(end)
                    && self.toks.get(end).is_some_and(|t| t.space);
                if name_before || name_after && !matches!(before, Word::The | Word::Poss) {
                    return None;
                }
                if name == "march"
                    && !matches!(
                        before,
                        Word::The | Word::A | Word::Poss | Word::On | Word::Other
                    )
                {
                    return None;
                }
                if name == "march"
                    && (matches!(
                        self.word(end),
                        Word::On | Word::To | Word::Of | Word::From | Word::Through
                    ) || before == Word::Other && self.word(end) == Word::In
                        || self.word(end) == Word::For && self.capital(end + 1))
                {
                    return None;
                }
                found
            }
            _ => found,
        }
    }

    /// "12 May 1998", "3rd of May", "19-Nov-12", "the 15th".
    fn day_month(&self, i: usize) -> Found {
        let day = self.num(i);
        if !(1..=31).contains(&day) || self.word(i) == Word::Num && self.digits(i) > 2 {
            return None;
        }
        if self.glued(i)
            && i > 0
            && matches!(
                self.word(i - 1),
                Word::Num | Word::Other | Word::Punct(b'.' | b',' | b'$' | b'/' | b':')
            )
        {
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
                || self.digits(i) > 0
                    && self.text(j) != "may"
                    && self.text(j) != "march"
                    && self.text(j) != "mar"
                || self.word(j + 1) == Word::Num)
            && !self.breaks(j)
            && day <= i32::from(days_in_month(2000, m))
        {
            // "2 May Day parades" and "about 20 May people" are no dates, and too rare to matter.
            let mut cal = Cal::new(Fine::Day(m, day as u8));
            let mut k = j + 1;
            if self.is(k, b'.')
                && self.glued(k)
                && self.text(j).len() <= 4
                && !matches!(self.text(j), "may" | "june" | "july")
            {
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

    /// "2019-05-12", "4/5/2019", "12.05.2019", "05/2019", with "T09:00" after it.
    fn numeric(&self, i: usize) -> Found {
        if let Some(found) = self.iso_week(i).or_else(|| self.compact(i)) {
            return Some(found);
        }
        let sep = match self.word(i + 1) {
            Word::Punct(c @ (b'/' | b'-' | b'.')) if self.glued(i + 1) && self.glued(i + 2) => c,
            _ => return None,
        };
        if self.word(i) != Word::Num || self.word(i + 2) != Word::Num {
            return None;
        }
        if self.glued(i)
            && i > 0
            && !matches!(
                self.word(i - 1),
                Word::Punct(b'(' | b'[' | b'"' | b'\'' | b',' | b':' | b'<' | b'>' | b'=' | b';')
                    | Word::Dash
            )
        {
            return None;
        }
        let (a, b) = (self.num(i), self.num(i + 2));
        let third = self.is(i + 3, sep)
            && self.glued(i + 3)
            && self.glued(i + 4)
            && self.word(i + 4) == Word::Num;
        let tail = |k: usize| {
            !(self.glued(k)
                && (self.word(k) == Word::Num
                    || matches!(self.word(k), Word::Punct(b'/' | b'-' | b'.' | b'%'))
                        && self.glued(k + 1)
                        && matches!(self.word(k + 1), Word::Num | Word::Other)))
        };
        if third {
            let c = self.num(i + 4);
            let end = i + 5;
            if !tail(end) {
                return None;
            }
            let cal = if self.digits(i) == 4
                && self.digits(i + 2) <= 2
                && self.digits(i + 4) <= 2
                && sep != b'.'
            {
                valid(b, c)?;
                Cal::with_year(Fine::Day(b as u8, c as u8), a)
            } else if self.digits(i) <= 2
                && self.digits(i + 2) <= 2
                && (self.digits(i + 4) == 4 || self.digits(i + 4) == 2 && sep == b'/')
            {
                let fine = match (valid(a, b), valid(b, a)) {
                    (Some(()), Some(())) if a != b && sep == b'/' => Fine::Either(a as u8, b as u8),
                    // With full stops the day stands first.
                    (_, Some(())) if sep == b'.' => Fine::Day(b as u8, a as u8),
                    (Some(()), _) => Fine::Day(a as u8, b as u8),
                    (_, Some(())) => Fine::Day(b as u8, a as u8),
                    _ => return None,
                };
                let mut cal = Cal::with_year(fine, c);
                cal.two = self.digits(i + 4) == 2;
                if sep == b'/' && (a > 12 || b > 12) {
                    cal.slashed = Some(a as u8);
                }
                cal
            } else {
                return None;
            };
            if cal
                .year
                .is_some_and(|y| !cal.two && !(1000..=9999).contains(&y))
            {
                return None;
            }
            // "2019-05-12T09:00:00Z": the scanner leaves "T09" as one word.
            let core = Core::Cal(cal);
            if self.glued(end)
                && let Some((k, tod)) = self.iso_clock(end)
            {
                return Some((k, Core::At(Some(Box::new(core)), tod)));
            }
            return Some((end, core));
        }
        // "on 11/20": month and day without a year, where a word before them says so.
        let cue = matches!(
            self.before(i),
            Word::On
                | Word::From
                | Word::By
                | Word::Until
                | Word::Since
                | Word::Before
                | Word::After
                | Word::Weekday(..)
                | Word::Between
        ) || i == 0 && i + 3 >= self.toks.len();
        if sep == b'/' && cue && self.digits(i) <= 2 && self.digits(i + 2) <= 2 && tail(i + 3) {
            let fine = match (valid(a, b), valid(b, a)) {
                (Some(()), Some(())) if a != b => Some(Fine::Either(a as u8, b as u8)),
                (Some(()), _) => Some(Fine::Day(a as u8, b as u8)),
                (_, Some(())) => Some(Fine::Day(b as u8, a as u8)),
                _ => None,
            };
            if let Some(fine) = fine {
                return Some((i + 3, Core::Cal(Cal::new(fine))));
            }
        }
        // "05/2019"
        if sep == b'/'
            && self.digits(i) <= 2
            && (1..=12).contains(&a)
            && self.digits(i + 2) == 4
            && (1000..=2199).contains(&b)
            && tail(i + 3)
        {
            return Some((i + 3, Core::Cal(Cal::with_year(Fine::Month(a as u8), b))));
        }
        // "2019-05"
        if sep == b'-'
            && self.digits(i) == 4
            && self.digits(i + 2) == 2
            && (1..=12).contains(&b)
            && b <= a % 100
            && (1900..=2199).contains(&a)
            && self.text(i + 2).starts_with('0')
            && tail(i + 3)
        {
            return Some((i + 3, Core::Cal(Cal::with_year(Fine::Month(b as u8), a))));
        }

        None
    }

    /// "20190512", not glued to letters or to other figures but by a hyphen.
    fn compact(&self, i: usize) -> Found {
        if self.word(i) != Word::Num || self.digits(i) != 8 {
            return None;
        }
        let free = |glued: bool, word: Word| {
            !glued
                || !matches!(
                    word,
                    Word::Num | Word::Other | Word::Punct(b',' | b'$' | b'#' | b'+')
                )
        };
        let inside = self.glued(i + 1)
            && self.glued(i + 2)
            && matches!(self.word(i + 1), Word::Punct(b',' | b'.' | b'-'))
            && self.word(i + 2) == Word::Num;
        if inside
            || !free(self.glued(i) && i > 0, self.before(i))
            || !free(self.glued(i + 1), self.word(i + 1))
        {
            return None;
        }
        let n = self.num(i);
        let (y, m, d) = (n / 10_000, n / 100 % 100, n % 100);
        valid(m, d)?;
        (1900..=2099).contains(&y).then(|| {
            let cal = Cal::with_year(Fine::Day(m as u8, d as u8), y);
            (i + 1, Core::Cal(cal))
        })
    }

    /// "week 53 of 2020", "week 7, 2019".
    fn numbered_week(&self, i: usize) -> Found {
        let week = self.num(i + 1);
        if self.word(i) != Word::Unit(Unit::Week, false)
            || self.word(i + 1) != Word::Num
            || self.digits(i + 1) > 2
            || !(1..=53).contains(&week)
        {
            return None;
        }
        let joined = self.word(i + 2) == Word::Of || self.is(i + 2, b',');
        let y = i + 2 + usize::from(joined);
        let year = self.bare_year(y)?;
        // Not every year has a week 53.
        if iso_week(week_start(year, week as u8)) != (year, week as u8) {
            return None;
        }
        let cal = Cal::with_year(Fine::Week(week as u8), year);
        Some((y + 1, Core::Cal(cal)))
    }

    /// "2019-W07", "2019-W07-3".
    fn iso_week(&self, i: usize) -> Found {
        if self.word(i) != Word::Num || self.digits(i) != 4 || !self.hyphen(i + 1) {
            return None;
        }
        let week: u8 = self.text(i + 2).strip_prefix('w')?.parse().ok()?;
        if self.text(i + 2).len() != 3 || !(1..=53).contains(&week) {
            return None;
        }
        let mut cal = Cal::with_year(Fine::Week(week), self.num(i));
        let mut end = i + 3;
        if self.hyphen(end) && self.digits(end + 1) == 1 && (1..=7).contains(&self.num(end + 1)) {
            cal.weekday = Some(self.num(end + 1) as u8);
            end += 2;
        }
        Some((end, Core::Cal(cal)))
    }

    /// "Friday", "Thursday, April 6", "Mon 5 May", "Friday the 13th".
    fn weekday(&self, i: usize, dir: Option<Dir>, the: bool) -> Found {
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
            let word = matches!(self.text(i), "sun" | "sat" | "wed" | "mon");
            if !(cue || listed) || word && !self.capital(i) && !matches!(before, Word::On) || the {
                return None;
            }
        }
        if self.text(i).ends_with('s') && sure {
            return Some((i + 1, Core::Set(format!("XXXX-WXX-{w}"))));
        }
        // "Black Friday", "Bloody Sunday", "Good Friday" are names.
        if dir.is_none()
            && i > 0
            && matches!(
                self.text(i - 1),
                "black"
                    | "bloody"
                    | "cyber"
                    | "super"
                    | "ash"
                    | "palm"
                    | "casual"
                    | "good"
                    | "holy"
                    | "giving"
                    | "maundy"
                    | "fat"
                    | "shrove"
                    | "ruby"
                    | "man"
            )
            && self.capital(i - 1)
        {
            return None;
        }
        Some((j.max(i + 1), Core::Weekday(w, dir)))
    }

    /// A season: "summer 1995", "the spring of 1862", "the winter", "that same spring".
    fn season(&self, j: usize, the: bool, dir: Option<Dir>) -> Found {
        let Word::Season(s, sure) = self.word(j) else {
            return None;
        };
        if self.num(j) >= 100 {
            return dir.is_none().then(|| {
                (
                    j + 1,
                    Core::Set(format!(
                        "XXXX-{}",
                        ["SP", "SU", "FA", "WI"][usize::from(s & 3)]
                    )),
                )
            });
        }
        let mut cal = Cal::new(Fine::Season(s));
        cal.dir = dir;
        if dir.is_none() {
            let end = self.year_after(j + 1, &mut cal);
            if end > j + 1 {
                return Some((end, Core::Cal(cal)));
            }
        }
        if dir.is_some() {
            return Some((j + 1, Core::Cal(cal)));
        }
        // "the fall of Saigon", "spring water", "to fall": a season only where a cue says so.
        if !sure {
            let before = if the {
                self.before(j - 1)
            } else {
                self.before(j)
            };
            let cue = matches!(
                before,
                Word::In
                    | Word::During
                    | Word::By
                    | Word::Since
                    | Word::Until
                    | Word::Edge(_)
                    | Word::Each
                    | Word::Over
                    | Word::Before
                    | Word::After
                    | Word::From
                    | Word::Of
            );
            let listed = matches!(
                before,
                Word::And | Word::Or | Word::To | Word::Dash | Word::Punct(b'-')
            ) && matches!(
                self.word(j.wrapping_sub(if the { 3 } else { 2 })),
                Word::Season(..)
            );
            let edge = matches!(before, Word::Edge(_));
            let noun = !matches!(
                self.word(j + 1),
                Word::Of | Word::In | Word::To | Word::From | Word::Over
            );
            let name = self.capital(j) && !matches!(before, Word::Punct(_)) && !self.capital(j + 1);
            let season = matches!(
                self.text(j + 1),
                "offensives"
                    | "campaigns"
                    | "offensive"
                    | "campaign"
                    | "semester"
                    | "term"
                    | "season"
                    | "break"
                    | "harvest"
                    | "elections"
                    | "election"
                    | "training"
            );
            let spring = self.text(j) == "spring";
            let spent = spring
                && the
                && matches!(
                    self.word(j + 1),
                    Word::And | Word::Punct(b',' | b'.' | b'-') | Word::Dash | Word::Or
                );
            if !(spent
                || edge
                || listed
                || season
                || noun && (cue && (the || spring) || name && spring))
            {
                return None;
            }
            if spring && !the && !cue && !season && !name && !listed {
                return None;
            }
        }
        Some((j + 1, Core::Cal(cal)))
    }

    /// A holiday, with its year, its eve, its week.
    fn holiday(&self, i: usize) -> Found {
        let (end, h) = self.holiday_name(i)?;

        let mut cal = Cal::new(Fine::Holiday(h));
        let end = self.year_after(end, &mut cal);
        // "Easter week" is the week the day lies in.
        if self.word(end) == Word::Unit(Unit::Week, false) && !self.breaks(end) {
            let end = self.year_after(end + 1, &mut cal);
            let week = Core::From(Box::new(Core::Cal(cal)), Count::whole(0), Unit::Week, 0);
            return Some((end, week));
        }
        Some((end, Core::Cal(cal)))
    }

    /// Whether the word at `i` closes a name of two words in plain prose ("USA Today", "High
    /// Noon"): both are capital, the words around them are not, as they would be in a headline.
    pub(super) fn titled(&self, i: usize) -> bool {
        i > 0
            && self.capital(i)
            && self.capital(i - 1)
            && self.before(i) == Word::Other
            && (i == 1 || self.breaks(i - 1) || !self.capital(i - 2))
            && !self.capital(i + 1)
            && !(self.breaks(i - 1) && self.breaks(i + 1))
    }

    /// A part of the day that tells no time: a greeting ("good evening"), a rate ("$60 a night"),
    /// half of a word ("pre-dawn").
    fn greets(&self, i: usize) -> bool {
        match self.before(i) {
            Word::A => !self.is(i + 1, b'-'),
            Word::Lead | Word::Other => GREETINGS.contains(&self.text(i - 1)) || self.titled(i),
            Word::Punct(b'-') => i > 1 && self.glued(i) && PREFIXES.contains(&self.text(i - 2)),
            _ => false,
        }
    }

    fn holiday_name(&self, i: usize) -> Option<(usize, super::super::lexicon::Holiday)> {
        // Most names of several words end in "day" or "eve": look before comparing.
        let near = (i + 1..i + 7).any(|k| {
            matches!(
                self.word(k),
                Word::Unit(Unit::Day, false)
                    | Word::Eve
                    | Word::Weekday(..)
                    | Word::Part(Part::Night)
            )
        }) || matches!(self.text(i), "mardi" | "cinco" | "corpus");
        if near {
            for (words, holiday) in HOLIDAYS {
                if words.iter().enumerate().all(|(k, w)| {
                    let t = self.text(i + k);
                    t == *w || *w == "'s" && t == "’s" || *w == "'" && t == "’"
                }) {
                    return Some((i + words.len(), *holiday));
                }
            }
        }
        match self.word(i) {
            Word::Holiday(h) => Some((i + 1, h)),
            _ => None,
        }
    }

    /// Quarters, halves and fiscal years: "the third quarter of 1998", "fourth-quarter", "Q3 2019",
    /// "fiscal 1989", "the second half of 2008".
    fn part_of_year(&self, j: usize, the: bool) -> Found {
        let (mut end, fine) = match self.word(j) {
            Word::QuarterNo(q) => (j + 1, Fine::Quarter(q)),
            Word::HalfNo(h) if self.word(j + 1) == Word::Num || self.word(j + 1) == Word::Of => {
                (j + 1, Fine::Half(h))
            }
            Word::Fiscal => {
                if self.digits(j) == 4 {
                    return Some((j + 1, Core::Cal(Cal::with_year(Fine::None, self.num(j)))));
                }
                let k = if self.word(j + 1) == Word::Unit(Unit::Year, false) {
                    j + 2
                } else {
                    j + 1
                };
                if self.word(k) == Word::Num && self.digits(k) == 4 {
                    return Some((k + 1, Core::Cal(Cal::with_year(Fine::None, self.num(k)))));
                }
                if k == j + 2 && the {
                    let own_end = matches!(self.text(k), "ended" | "ending");
                    let core = if own_end {
                        Core::Duration(Count::whole(1), Unit::Year, 0)
                    } else {
                        Core::Rel(Unit::Year, 0, Base::Either)
                    };
                    return Some((k, core));
                }
                return None;
            }
            Word::Ord => {
                let n = self.num(j);
                let fiscal = usize::from(self.word(j + 1) == Word::Fiscal);
                let k = if self.hyphen(j + 1) {
                    j + 2
                } else {
                    j + 1 + fiscal
                };
                match self.word(k) {
                    Word::Unit(Unit::Quarter, false) if (1..=4).contains(&n) => {
                        // "a third quarter of the land" and games are left to luck.
                        (k + 1, Fine::Quarter(n as u8))
                    }
                    Word::Half if (1..=2).contains(&n) => {
                        let mut cal = Cal::new(Fine::Half(n as u8));
                        let e = self.year_after(k + 1, &mut cal);
                        let of_year = self.word(k + 1) == Word::Of
                            && self.word(k + 2) == Word::The
                            && self.word(k + 3) == Word::Unit(Unit::Year, false);
                        if e > k + 1 {
                            return Some((e, Core::Cal(cal)));
                        }
                        if of_year {
                            cal.rel = Some((0, Base::Either));
                            return Some((k + 4, Core::Cal(cal)));
                        }
                        if k == j + 2 {
                            return Some((k + 1, Core::Cal(cal)));
                        }
                        return None;
                    }
                    _ => return None,
                }
            }
            _ => return None,
        };
        let mut cal = Cal::new(fine);
        end = self.year_after(end, &mut cal);
        if cal.year.is_none()
            && cal.rel.is_none()
            && self.word(end) == Word::Of
            && self.word(end + 1) == Word::The
        {
            let k = if self.word(end + 2) == Word::Fiscal {
                end + 3
            } else {
                end + 2
            };
            if self.word(k) == Word::Unit(Unit::Year, false) {
                end = k + 1;
            }
        }
        if self.word(end) == Word::Of
            && self.word(end + 1) == Word::Fiscal
            && self.digits(end + 2) == 4
        {
            cal.year = Some(self.num(end + 2));
            end += 3;
        }
        Some((end, Core::Cal(cal)))
    }

    /// A direction and what it directs: "last Friday", "next March", "this summer", "last night",
    /// "next year's first quarter", "that same spring".
    fn directed(&self, i: usize, j: usize, dir: Dir) -> Found {
        let the = i < j;
        let mut k = j + 1;
        if let Word::Dir(Dir::Same) = self.word(k) {
            k += 1;
        }
        let found = match self.word(k) {
            Word::Weekday(..) if !matches!(dir, Dir::Recent | Dir::Current) => {
                self.weekday(k, Some(dir), false)
            }
            Word::Month(m, sure)
                if (self.capital(k)
                    || sure
                    || matches!(dir, Dir::Next | Dir::Last)
                        && !matches!(self.text(k), "may" | "march"))
                    && !matches!(dir, Dir::Recent | Dir::Current | Dir::Latest) =>
            {
                // "last Oct. 23"
                match self.month(k) {
                    Some((end, Core::Cal(mut cal))) => {
                        cal.dir = Some(dir);
                        // TIMEX3 leaves "last" before a full day in.
                        Some((end, Core::Cal(cal)))
                    }
                    _ => {
                        let mut cal = Cal::new(Fine::Month(m));
                        cal.dir = Some(dir);
                        Some((k + 1, Core::Cal(cal)))
                    }
                }
            }
            Word::Season(..) => self.season(k, true, Some(dir)),
            Word::Part(p) if self.num(k) == 0 => match (dir, p) {
                (Dir::Last, Part::Night | Part::Evening) => Some((
                    k + 1,
                    Core::At(
                        Some(Box::new(Core::Rel(Unit::Day, -1, Base::Published))),
                        Tod::Part(p),
                    ),
                )),
                (
                    Dir::This | Dir::That | Dir::Same | Dir::Next | Dir::Following | Dir::Previous,
                    _,
                ) => Some((k + 1, Core::Part(p, Some(dir)))),
                _ => None,
            },
            Word::Holiday(_) | Word::Lead => {
                self.holiday_name(k)
                    .filter(|_| self.capital(k))
                    .map(|(end, h)| {
                        let mut cal = Cal::new(Fine::Holiday(h));
                        cal.dir = Some(dir);
                        (end, Core::Cal(cal))
                    })
            }
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        // "next year's first quarter", "last year's quarter", "this year's third quarter".
        if let Some((e, rel)) = self.year_by_place(j)
            && self.word(e) == Word::Poss
        {
            let (q, fine) = match (self.word(e + 1), self.word(e + 2)) {
                (Word::Ord, Word::Unit(Unit::Quarter, false)) => {
                    (e + 3, Fine::Quarter(self.num(e + 1) as u8))
                }
                (Word::Unit(Unit::Quarter, false), _) => (e + 2, Fine::SomeQuarter),
                (Word::Season(s, _), _) => (e + 2, Fine::Season(s)),
                (Word::Month(m, _), _) if self.capital(e + 1) => (e + 2, Fine::Month(m)),
                _ => return None,
            };
            let mut cal = Cal::new(fine);
            cal.rel = Some(rel);
            return Some((q, Core::Cal(cal)));
        }
        let _ = the;
        None
    }

    /// "the morning of May 5", "the night of 13 February", "noon Thursday", "morning".
    fn part_of(&self, j: usize, part: Part, the: bool) -> Found {
        let k = j + 1;
        if self.num(j) != 0 {
            return Some((
                k,
                Core::Set(format!(
                    "XXXX-XX-XXT{}",
                    super::super::calendar::part_code(part)
                )),
            ));
        }
        let k = if self.word(k) == Word::Unit(Unit::Hour, true) && self.word(k + 1) == Word::Of {
            k + 1
        } else {
            k
        };
        if self.word(k) == Word::Of
            || matches!(part, Part::Noon | Part::Midnight)
            || self.is(k, b'-')
        {
            let d = if self.word(k) == Word::Of || self.is(k, b',') {
                k + 1
            } else {
                k
            };
            let d = if self.word(d) == Word::On { d + 1 } else { d };
            if !self.breaks(d)
                && matches!(
                    self.word(d),
                    Word::Num
                        | Word::Ord
                        | Word::Month(..)
                        | Word::Weekday(..)
                        | Word::The
                        | Word::Deictic(..)
                        | Word::Dir(_)
                        | Word::Holiday(_)
                )
                && let Some((end, core)) = self.point(d)
                && is_day(&core)
            {
                return Some((end, Core::At(Some(Box::new(core)), Tod::Part(part))));
            }
            // "the night of 3–4 May": the day that has no month yet.
            if self.word(k) == Word::Of && self.word(k + 1) == Word::Num && self.digits(k + 1) <= 2
            {
                return None;
            }
        }
        if self.capital(j)
            && (self.before(j) == Word::The
                || self.before(j) == Word::Other && self.capital(j - 1) && !self.capital(k))
        {
            // "Imus in the Morning", "Red Dawn" are names.
            return None;
        }
        if matches!(part, Part::Noon | Part::Midnight) {
            return (!the).then_some((k, Core::At(None, Tod::Part(part))));
        }
        // "yesterday" after it: "mid-afternoon yesterday".
        if let Word::Deictic(n, None) = self.word(k) {
            return Some((
                k + 1,
                Core::At(
                    Some(Box::new(Core::Rel(
                        Unit::Day,
                        i32::from(n),
                        Base::Published,
                    ))),
                    Tod::Part(part),
                ),
            ));
        }
        Some((j + 1, Core::Part(part, the.then_some(Dir::That))))
    }

    /// A shared month: "5–9 May 2013", "6-7 February", "the 3rd and 4th of May".
    pub(super) fn day_list(&self, i: usize, items: &mut Vec<Item>) -> bool {
        let start = i;
        let mut i = i;
        let mut part = None;
        // "the night of 3–4 May"
        if self.word(i) == Word::The
            && let Word::Part(p) = self.word(i + 1)
            && self.word(i + 2) == Word::Of
        {
            part = Some(p);
            i += 3;
        } else if self.word(i) == Word::The && self.word(i + 1) == Word::Ord {
            i += 1;
        }
        if !matches!(self.word(i), Word::Num | Word::Ord) {
            return false;
        }
        if self.glued(i)
            && i > 0
            && matches!(
                self.word(i - 1),
                Word::Num | Word::Punct(b'.' | b',' | b'/' | b':' | b'$' | b'-') | Word::Other
            )
        {
            return false;
        }
        let mut days: Vec<(usize, usize)> = Vec::new();
        let mut j = i;
        loop {
            let n = self.num(j);
            if !matches!(self.word(j), Word::Num | Word::Ord)
                || self.digits(j) > 2
                || !(1..=31).contains(&n)
                || days.len() > 6
                || self.breaks(j) && j > i
            {
                return false;
            }
            days.push((j, j + 1));
            let mut k = j + 1;
            if matches!(self.word(k), Word::Month(..))
                || self.word(k) == Word::Of && matches!(self.word(k + 1), Word::Month(..))
            {
                break;
            }
            if self.is(k, b',') && matches!(self.word(k + 1), Word::And | Word::Or) {
                k += 1;
            }
            if !(self.is(k, b'-')
                || self.is(k, b',')
                || self.is(k, b'/')
                || matches!(
                    self.word(k),
                    Word::Dash | Word::To | Word::And | Word::Or | Word::Until | Word::Through
                ))
            {
                return false;
            }
            k += 1;
            if self.word(k) == Word::The {
                k += 1;
            }
            j = k;
        }
        if days.len() < 2 {
            return false;
        }
        let last = days[days.len() - 1].0;
        let Some((end, Core::Cal(cal))) = self.day_month(last) else {
            return false;
        };
        let Fine::Day(m, _) = cal.fine else {
            return false;
        };
        for (n, (a, b)) in days.iter().enumerate() {
            let is_last = n + 1 == days.len();
            let mut c = cal;
            c.fine = Fine::Day(m, self.num(*a) as u8);
            c.weekday = None;
            let mut core = Core::Cal(c);
            if let Some(p) = part {
                core = Core::At(Some(Box::new(core)), Tod::Part(p));
            }
            items.push(Item::new(
                if n == 0 { start } else { *a },
                if is_last { end } else { *b },
                core,
            ));
            part = None;
        }
        true
    }

    /// What continues the last item: "May 4 and 5", "January 25–29", "1861–1863", "July 1-3, 1863".
    pub(super) fn follow(&self, items: &mut Vec<Item>) {
        for _ in 0..8 {
            let Some(item) = items.last() else {
                return;
            };
            if let Some(next) = self.follow_year(item) {
                items.push(next);
                continue;
            }
            let (Core::Cal(cal), j) = (&item.core, item.end) else {
                return;
            };
            let Fine::Day(m, d) = cal.fine else {
                return;
            };
            if !matches!(self.word(j - 1), Word::Num | Word::Ord)
                || cal.year.is_some()
                || self.breaks(j + 1)
            {
                return;
            }
            let cal = *cal;
            let mut k = j;
            if self.is(k, b',') && matches!(self.word(k + 1), Word::And | Word::Or) {
                k += 1;
            }
            let range =
                self.is(k, b'-') || matches!(self.word(k), Word::Dash | Word::To | Word::Through);
            if !(range
                || matches!(self.word(k), Word::And | Word::Or)
                || self.is(k, b',')
                || self.is(k, b'/'))
            {
                return;
            }
            let comma = self.is(k, b',');
            k += 1;
            if self.word(k) == Word::The {
                k += 1;
            }
            let n = self.num(k);
            let fits = match self.word(k) {
                Word::Num => self.digits(k) <= 2 && !self.part_of_figure(k),
                Word::Ord => true,
                _ => false,
            };
            let next = self.word(k + 1);
            let counts = matches!(
                next,
                Word::Unit(..) | Word::Month(..) | Word::Clock(_) | Word::Scale(_) | Word::Oclock
            ) || self.is(k + 1, b':')
                || next == Word::Other
                    && (comma || !range)
                    && !self.breaks(k + 1)
                    && !matches!(
                        self.text(k + 1),
                        "were"
                            | "was"
                            | "as"
                            | "when"
                            | "where"
                            | "but"
                            | "it"
                            | "he"
                            | "they"
                            | "that"
                            | "with"
                            | "near"
                            | "against"
                    )
                || self.hyphen(k + 1);
            if !fits || counts || !(1..=31).contains(&n) || range && n <= i32::from(d) {
                return;
            }
            let mut next = Cal::new(Fine::Day(m, n as u8));
            next.rel = cal.rel;
            let end = self.year_after(k + 1, &mut next);
            if comma
                && end == k + 1
                && !matches!(self.word(end), Word::And | Word::Or | Word::Punct(b','))
            {
                return;
            }
            if next.year.is_some() {
                for item in items.iter_mut().rev() {
                    match &mut item.core {
                        Core::Cal(c)
                            if c.year.is_none() && matches!(c.fine, Fine::Day(x, _) if x == m) =>
                        {
                            c.year = next.year;
                            c.two = next.two;
                        }
                        _ => break,
                    }
                }
            }
            items.push(Item::new(k, end, Core::Cal(next)));
        }
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

fn week_of(dir: Dir) -> Option<(i32, Base)> {
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

/// Whether a month and day exist.
fn valid(month: i32, day: i32) -> Option<()> {
    ((1..=12).contains(&month) && day >= 1 && day <= i32::from(days_in_month(2000, month as u8)))
        .then_some(())
}
