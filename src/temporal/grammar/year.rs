//! Years and their eras.

use super::super::expr::{Base, Cal, Core, Fine, Item};
use super::super::lexicon::{Bound, Class, Dir, Unit, Word};
use super::{Found, Parser};

impl Parser<'_> {
    /// The era after token `i`: the token after it, and whether it is BC.
    pub(super) fn era(&self, i: usize) -> Option<(usize, bool)> {
        match self.word(i) {
            Word::Bc => Some((i + 1, true)),
            Word::Ad if self.capital(i) || !self.has(i, Class::Common) => Some((i + 1, false)),
            _ => None,
        }
    }

    /// A number of years as it can stand before an era: "264", "40,000".
    pub(super) fn era_number(&self, i: usize) -> Option<(usize, i32)> {
        if self.word(i) != Word::Num {
            return None;
        }
        let (j, count) = self.figures(i)?;
        let n = count.0?;
        (n > 0 && n % 60 == 0 && n / 60 <= 20_000_000).then_some((j, (n / 60) as i32))
    }

    /// Whether what follows token `i` says that the number before it counts something.
    pub(super) fn measured(&self, i: usize) -> bool {
        if self.is(i, b'%')
            || matches!(
                self.word(i),
                Word::Unit(..) | Word::Scale(_) | Word::Clock(_)
            ) && !self.breaks(i)
                && self.word(i) != Word::Unit(Unit::Quarter, false)
        {
            return true;
        }
        if self.is(i, b'-') && self.glued(i) && self.glued(i + 1) && !self.breaks(i + 1) {
            return matches!(self.word(i + 1), Word::Unit(..)) || self.has(i + 1, Class::Measure);
        }
        self.has(i, Class::Measure)
    }

    /// Whether the number at `i` is about a year: "c. 1150", "around 1086", but not "around 1200
    /// kinds".
    fn about(&self, i: usize) -> bool {
        if i > 1 && self.is(i - 1, b'.') && self.glued(i - 1) {
            return matches!(self.word(i - 2), Word::Bound(_)) && self.has(i - 2, Class::Short);
        }
        let noun = self.word(i + 1) == Word::Other
            && !self.breaks(i + 1)
            && !self.has(i + 1, Class::Closed);
        let dated = |i: usize| {
            matches!(
                self.before(i),
                Word::In | Word::From | Word::Since | Word::Until | Word::By | Word::Of
            )
        };
        matches!(self.before(i), Word::Bound(Bound::About))
            && (self.has(i - 1, Class::Short)
                || self.num(i - 1) == 0
                    && !noun
                    // "built around 1200"
                    && (dated(i - 1) || i > 1 && self.has(i - 2, Class::Made)))
    }

    /// Whether the number at `i` goes on a list of years: "1348, 1361 and 1374".
    fn lists_on(&self, i: usize) -> bool {
        let year = |i: usize| {
            self.word(i) == Word::Num && self.digits(i) == 4 && (1000..=2199).contains(&self.num(i))
        };
        i > 1
            && self.is(i - 1, b',')
            && (year(i - 2)
                || i > 3 && self.digits(i - 2) == 2 && self.hyphen(i - 3) && year(i - 4))
    }

    /// A bare year of four digits that its surroundings allow.
    pub(super) fn bare_year(&self, i: usize) -> Option<i32> {
        let y = self.num(i);
        if self.word(i) != Word::Num || self.digits(i) != 4 || !(1000..=2199).contains(&y) {
            return None;
        }
        // "at 1653 (2153 GMT)" is a time of day.
        if self.before(i) == Word::At && self.clock(i).is_some() {
            return None;
        }
        // Part of a longer figure: "1,500", "12.1990", "$1990", "1990%", "555-1990", "1990/3".
        if self.glued(i) && i > 0 {
            match self.word(i - 1) {
                Word::Punct(b'(' | b'[' | b'"' | b'\'') | Word::Dash => {}
                // "1996/1997", but not "2004/1998"
                Word::Punct(b'/') if i < 2 || self.digits(i - 2) < 4 || self.num(i - 2) < y => {}
                Word::Punct(b'-')
                    if !matches!(self.word(i.wrapping_sub(2)), Word::Num | Word::Other)
                        || self.has(i.wrapping_sub(2), Class::Prefix) => {}
                _ => return None,
            }
        }
        let (a, b) = (i + 1, i + 2);
        if self.glued(a) {
            match self.word(a) {
                Word::Punct(b',' | b'.' | b':') if self.glued(b) && self.word(b) == Word::Num => {
                    return None;
                }
                Word::Punct(b'/') if self.word(b) == Word::Num && self.digits(b) < 2 => {
                    return None;
                }
                Word::Num | Word::Other => return None,
                Word::Punct(b'%' | b'_' | b'@') => return None,
                _ => {}
            }
        }
        if i > 0
            && matches!(
                self.word(i - 1),
                Word::Punct(b'$' | b'#' | b'@' | b'+' | b'=')
            )
        {
            return None;
        }
        if i > 0
            && !self.breaks(i)
            && (self.has(i - 1, Class::Numbered)
                // "p. 1832"
                || i > 1 && self.is(i - 1, b'.') && self.glued(i - 1) && self.has(i - 2, Class::Numbered)
                || matches!(self.text(i - 1), "£" | "€")
                // "flight BA 1984"
                || i > 1 && self.text(i - 1).len() <= 3 && self.has(i - 2, Class::Flight))
        {
            return None;
        }
        let cue = matches!(
            self.before(i),
            Word::In
                | Word::Since
                | Word::Until
                | Word::By
                | Word::From
                | Word::During
                | Word::Before
                | Word::After
                | Word::Between
                | Word::Through
                | Word::Edge(_)
                | Word::Month(..)
                | Word::Fiscal
                | Word::Season(..)
                | Word::Unit(Unit::Year, _)
        ) || self.about(i)
            || self.before(i) == Word::Of
                && i > 1
                && matches!(self.word(i - 2), Word::Bounded(_) | Word::Rest | Word::Half)
            // "as early as 1150"
            || i > 2 && self.has(i - 1, Class::As) && self.has(i - 3, Class::As);
        // "1600 Pennsylvania Avenue" is an address.
        let named = |k: usize| self.capital(k) && !self.breaks(k);
        if !cue
            && self.word(a) == Word::Other
            && (a..a + 4)
                .take_while(|k| named(*k))
                .any(|k| k > a && self.has(k, Class::Street))
        {
            return None;
        }
        // "his 1987 Ford" is a car.
        let owned = matches!(self.before(i), Word::A | Word::Poss)
            || i > 0 && self.has(i - 1, Class::Possessor);
        if owned && self.capital(a) && self.has(a, Class::Make) {
            return None;
        }
        if self.measured(a) && !self.breaks(a) && !(cue && self.has(a, Class::Loose)) {
            return None;
        }
        // "1990 elections" is a year; "some 1200 refugees" is not.
        let after = self.text(a);
        let (plural, singular) = self.lang.words.plural;
        let plural = self.word(a) == Word::Other
            && after.len() > 3
            && !self.has(a, Class::Closed)
            && after.ends_with(plural)
            && !after.ends_with(singular)
            && !self.capital(a)
            && !self.breaks(a)
            && !self.has(i.wrapping_sub(1), Class::Possessor);
        let counted = matches!(
            self.before(i),
            Word::Bound(_)
                | Word::Than
                | Word::Over
                | Word::Least
                | Word::Most
                | Word::Other
                | Word::Be
        ) && !(self.before(i) == Word::Other && self.capital(i - 1))
            && plural;
        if counted && !cue {
            return None;
        }
        // "rose from 1500 in 1990", "there were 1700 of them"
        let year = |i: usize| self.word(i) == Word::Num && self.digits(i) == 4;
        if self.word(a) == Word::In && year(b) && !matches!(self.before(i), Word::Punct(_))
            || self.word(a) == Word::Of && self.before(i) == Word::Be
        {
            return None;
        }
        let lived = |k: usize| self.has_any(k, &[Class::Made, Class::Lived]);
        let lived = match self.before(i) {
            Word::Punct(b'.') => i > 1 && lived(i - 2),
            Word::Other => lived(i - 1),
            _ => false,
        };
        if y < 1400
            && !(cue
                || lived && (matches!(self.word(a), Word::Punct(_) | Word::Dash) || self.breaks(a))
                || self.lists_on(i)
                || matches!(
                    self.before(i),
                    Word::Punct(b'(') | Word::Or | Word::And | Word::To | Word::Of | Word::Dash
                ))
        {
            return None;
        }
        if y < 1400
            && (plural
                // "1200 to 1300 of them"
                || self.word(a) == Word::Of
                || matches!(self.word(a), Word::Card(_) | Word::Other)
                    && !self.capital(a)
                    && matches!(
                        self.before(i),
                        Word::Or | Word::And | Word::To | Word::Of | Word::By | Word::From
                    ))
        {
            return None;
        }
        Some(y)
    }

    /// "sacked in 941 and again in 1043", "(941–965)": a year of three digits, if the text tells of
    /// so long ago.
    pub(super) fn early_year(&self, i: usize) -> Option<Item> {
        if self.word(i) != Word::Num || self.digits(i) != 3 {
            return None;
        }
        let year = |k: usize| {
            self.word(k) == Word::Num && matches!(self.digits(k), 3 | 4) && self.num(k) > 99
        };
        let closes = |k: usize| {
            self.breaks(k)
                || !self.glued(k + 1)
                    && matches!(self.word(k), Word::Punct(b',' | b'.' | b';' | b')'))
                || self.has(k, Class::Closed)
                || self.word(k) == Word::The
                || self.word(k) == Word::And && !year(k + 1)
        };
        let j = i + 1;
        let ranges = |k: usize| {
            (self.is(k, b'-') || matches!(self.word(k), Word::Dash | Word::To | Word::And))
                && year(k + 1)
        };
        let told = match self.before(i) {
            Word::In | Word::Since | Word::Until | Word::By => closes(j),
            Word::From | Word::Between => ranges(j),
            Word::Punct(b'(') => ranges(j) && self.is(j + 2, b')'),
            Word::Dash | Word::To | Word::And | Word::Punct(b'-') => {
                let first = i > 2 && year(i - 2) && self.num(i - 2) < self.num(i);
                let opens = |k: usize| {
                    matches!(
                        self.before(k),
                        Word::From | Word::Between | Word::Punct(b'(')
                    )
                };
                first && opens(i - 2) && closes(j)
            }
            _ => false,
        };
        if !told || !year(i) {
            return None;
        }
        let year = Cal::with_year(Fine::None, self.num(i));
        let mut item = Item::new(i, j, Core::Cal(year));
        item.early = true;
        Some(item)
    }

    /// A year, with its era if it has one: "1987", "264 BC", "AD 79", "40,000 BC".
    pub(super) fn year(&self, i: usize) -> Option<(usize, i32)> {
        // "AD 79", not "CE 79"
        if self.word(i) == Word::Ad && self.num(i) == 0 && self.capital(i) {
            let (j, n) = self.era_number(i + 1)?;
            return (n <= 9999).then_some((j, n));
        }
        if let Some((j, n)) = self.era_number(i)
            && let Some((end, bc)) = self.era(j)
            && !self.breaks(j)
        {
            return Some((end, if bc { 1 - n } else { n }));
        }
        self.bare_year(i).map(|y| (i + 1, y))
    }

    /// Years as they stand alone: years, decades, centuries, millennia.
    pub(super) fn years(&self, i: usize) -> Found {
        let mut j = i;
        let the = self.word(j) == Word::The;
        if the {
            j += 1;
        }
        match self.word(j) {
            Word::Decades => return self.decades(j, the),
            Word::Ord => return self.century(j),
            Word::Card(_) => {
                return self.century(j).or_else(|| {
                    self.spelled_year(j)
                        .map(|(end, y)| (end, Core::Cal(Cal::with_year(Fine::None, y))))
                });
            }
            _ => {}
        }
        // "the year 1666", "the years 1955", "the year two thousand".
        if matches!(self.word(j), Word::Unit(Unit::Year, _)) {
            if let Some((end, y)) = self.year(j + 1) {
                return Some((end, Core::Cal(Cal::with_year(Fine::None, y))));
            }
            if the && let Some((end, y)) = self.spelled_year(j + 1) {
                return Some((end, Core::Cal(Cal::with_year(Fine::None, y))));
            }
            if the
                && self.word(j + 1) == Word::Num
                && (1..=4).contains(&self.digits(j + 1))
                && self.num(j + 1) > 99
            {
                return Some((
                    j + 2,
                    Core::Cal(Cal::with_year(Fine::None, self.num(j + 1))),
                ));
            }
            return None;
        }
        if the {
            return self.year_as_adjective(j);
        }
        if let Some((end, y)) = self.year(j) {
            // "2019 Q3"
            if let Word::QuarterNo(q) = self.word(end)
                && !self.breaks(end)
                && end == j + 1
            {
                return Some((end + 1, Core::Cal(Cal::with_year(Fine::Quarter(q), y))));
            }
            return Some((end, Core::Cal(Cal::with_year(Fine::None, y))));
        }
        // "'98"
        if self.word(j) == Word::Num
            && self.digits(j) == 22
            && matches!(
                self.before(j),
                Word::In
                    | Word::Since
                    | Word::Of
                    | Word::From
                    | Word::By
                    | Word::Until
                    | Word::Edge(_)
                    | Word::The
                    | Word::And
                    | Word::To
                    | Word::Between
                    | Word::After
                    | Word::Before
                    | Word::During
                    | Word::Dash
            )
        {
            let mut cal = Cal::with_year(Fine::None, self.num(j));
            cal.two = true;
            return Some((j + 1, Core::Cal(cal)));
        }
        None
    }

    /// "nineteen ninety-six", "two thousand", "two thousand and five", "twenty twelve".
    pub(super) fn spelled_year(&self, i: usize) -> Option<(usize, i32)> {
        match self.word(i) {
            Word::Card(n) if self.lang.words.hundreds.contains(&n) => {
                let century = i32::from(n) * 100;
                let mut j = i + 1;
                if self.hyphen(j) {
                    j += 1;
                }
                let Word::Card(m) = self.word(j) else {
                    return None;
                };
                let m = i32::from(m);
                if m < 10 {
                    return None;
                }
                let mut end = j + 1;
                let mut year = century + m;
                if m >= 20 {
                    let k = if self.hyphen(end) { end + 1 } else { end };
                    if let Word::Card(u @ 1..=9) = self.word(k) {
                        year += i32::from(u);
                        end = k + 1;
                    }
                }
                // "nineteen twenty-dollar bills".
                let goes_on = matches!(self.word(end), Word::Unit(..) | Word::Scale(_));
                (!goes_on && !self.hyphen(end)).then_some((end, year))
            }
            Word::Card(2) if self.word(i + 1) == Word::Scale(1000) => {
                let mut j = i + 2;
                if self.word(j) == Word::And {
                    j += 1;
                }
                if let Word::Card(n) = self.word(j) {
                    return Some((j + 1, 2000 + i32::from(n)));
                }
                // "two thousand soldiers".
                let told = i.checked_sub(1).is_some_and(|b| {
                    matches!(
                        self.word(b),
                        Word::In
                            | Word::Of
                            | Word::From
                            | Word::To
                            | Word::Until
                            | Word::Since
                            | Word::By
                            | Word::Before
                            | Word::During
                            | Word::Unit(Unit::Year, _)
                    )
                });
                told.then_some((i + 2, 2000))
            }
            _ => None,
        }
    }

    /// "the 1988 quarter", "the 1988 second quarter", "the 1988 period", "the 2019 fiscal year".
    fn year_as_adjective(&self, j: usize) -> Found {
        let y = self.bare_year(j)?;
        let k = j + 1;
        let quarter = |end, fine| Some((end, Core::Cal(Cal::with_year(fine, y))));
        match self.word(k) {
            Word::Unit(Unit::Quarter, false) | Word::Period => quarter(k + 1, Fine::SomeQuarter),
            Word::Ord if self.word(k + 1) == Word::Unit(Unit::Quarter, false) => {
                quarter(k + 2, Fine::Quarter(self.num(k) as u8))
            }
            Word::Fiscal if self.word(k + 1) == Word::Unit(Unit::Year, false) => {
                quarter(k + 2, Fine::None)
            }
            Word::Season(s, _) => quarter(k + 1, Fine::Season(s)),
            _ => None,
        }
    }

    /// A year said by its place: "that year", "last year", "the same year", "next year".
    pub(super) fn year_by_place(&self, i: usize) -> Option<(usize, (i32, Base))> {
        let j = if self.word(i) == Word::The { i + 1 } else { i };
        let Word::Dir(dir) = self.word(j) else {
            return None;
        };
        let k = if self.word(j + 1) == Word::Dir(Dir::Same) {
            j + 2
        } else {
            j + 1
        };
        if self.word(k) != Word::Unit(Unit::Year, false) {
            return None;
        }
        let rel = match dir {
            Dir::This | Dir::Current => (0, Base::Published),
            Dir::Last => (-1, Base::Published),
            Dir::Next | Dir::Coming => (1, Base::Published),
            Dir::That | Dir::Same => (0, Base::Text),
            Dir::Previous => (-1, Base::Text),
            Dir::Following => (1, Base::Text),
            _ => return None,
        };
        Some((k + 1, rel))
    }
}
