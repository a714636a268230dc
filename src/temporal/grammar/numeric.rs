//! Dates in figures: "4/5/2019", "2019-05-04", "20190504", "2019-W18-6", "week 18".

use super::super::calendar::{iso_week, week_start};
use super::super::expr::{Cal, Core, Fine};
use super::super::lexicon::{Unit, Word};
use super::{Found, Parser};
use crate::temporal::days_in_month;

impl Parser<'_> {
    /// "2019-05-12", "4/5/2019", "12.05.2019", "05/2019", with "T09:00" after it.
    pub(super) fn numeric(&self, i: usize) -> Found {
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
        // "after 9/11", "the 9/11 attacks"
        if sep == b'/' && tail(i + 3) && self.glued(i + 1) {
            let named = (self.lang.words.named_days.iter()).find(|d| (d.0, d.1) == (a, b));
            let told = matches!(
                self.before(i),
                Word::After
                    | Word::Before
                    | Word::Since
                    | Word::The
                    | Word::Of
                    | Word::On
                    | Word::Punct(b'-')
            ) || named.is_some_and(|d| d.3.contains(&self.text(i + 3)));
            if let Some((m, d, year, _)) = named.filter(|_| told) {
                let fine = Fine::Day(*m as u8, *d as u8);
                return Some((i + 3, Core::Cal(Cal::with_year(fine, *year))));
            }
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
    pub(super) fn numbered_week(&self, i: usize) -> Found {
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
}

/// Whether a month and day exist.
fn valid(month: i32, day: i32) -> Option<()> {
    ((1..=12).contains(&month) && day >= 1 && day <= i32::from(days_in_month(2000, month as u8)))
        .then_some(())
}
