//! Years, decades, centuries, eras, and lists and ranges of years.

use super::super::calendar::century_of;
use super::super::expr::{Base, Cal, Core, Fine, Item};
use super::super::lexicon::{Class, Dir, Edge, Unit, Word};
use super::{Found, Parser};

impl Parser<'_> {
    /// The era after token `i`: the token after it, and whether it is BC.
    fn era(&self, i: usize) -> Option<(usize, bool)> {
        match self.word(i) {
            Word::Bc => Some((i + 1, true)),
            Word::Ad if self.capital(i) || !self.has(i, Class::Common) => Some((i + 1, false)),
            _ => None,
        }
    }

    /// A number of years as it can stand before an era: "264", "40,000".
    fn era_number(&self, i: usize) -> Option<(usize, i32)> {
        if self.word(i) != Word::Num {
            return None;
        }
        let (j, count) = self.figures(i)?;
        let n = count.0?;
        (n > 0 && n % 60 == 0 && n / 60 <= 20_000_000).then_some((j, (n / 60) as i32))
    }

    /// Whether what follows token `i` says that the number before it counts something.
    fn measured(&self, i: usize) -> bool {
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

    /// A bare year of four digits that its surroundings allow.
    pub(super) fn bare_year(&self, i: usize) -> Option<i32> {
        let y = self.num(i);
        if self.word(i) != Word::Num || self.digits(i) != 4 || !(1000..=2199).contains(&y) {
            return None;
        }
        // Part of a longer figure: "1,500", "12.1990", "$1990", "1990%", "555-1990", "1990/3".
        if self.glued(i) && i > 0 {
            match self.word(i - 1) {
                Word::Punct(b'(' | b'[' | b'"' | b'\'' | b'/') | Word::Dash => {}
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
        );
        if self.measured(a) && !self.breaks(a) && !(cue && self.has(a, Class::Loose)) {
            return None;
        }
        // "1990 elections" is a year; "some 1200 refugees" is not.
        let after = self.text(a);
        let (plural, singular) = self.lang.words.plural;
        let plural = self.word(a) == Word::Other
            && after.len() > 4
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
        if y < 1400
            && !(cue
                || matches!(
                    self.before(i),
                    Word::Punct(b'(') | Word::Or | Word::And | Word::To | Word::Of | Word::Dash
                ))
        {
            return None;
        }
        if y < 1400
            && (plural
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
        if matches!(self.word(j), Word::Punct(b'\'')) {
            return None;
        }
        None
    }

    /// "nineteen ninety-six", "two thousand", "two thousand and five", "twenty twelve".
    pub(super) fn spelled_year(&self, i: usize) -> Option<(usize, i32)> {
        match self.word(i) {
            Word::Card(n @ 18..=20) => {
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
                (!matches!(self.word(end), Word::Unit(..) | Word::Scale(_))).then_some((end, year))
            }
            Word::Card(2) if self.word(i + 1) == Word::Scale(1000) => {
                let mut j = i + 2;
                if self.word(j) == Word::And {
                    j += 1;
                }
                if let Word::Card(n) = self.word(j) {
                    return Some((j + 1, 2000 + i32::from(n)));
                }
                Some((i + 2, 2000))
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

    fn decades(&self, j: usize, the: bool) -> Found {
        let n = self.num(j);
        let mut end = j + 1;
        if let Some((e, bc)) = self.era(end) {
            let first = if bc { -(n + 8) } else { n };
            return Some((e, Core::Decade(first)));
        }
        if self.digits(j) == 4 {
            return (1000..=2190).contains(&n).then_some((end, Core::Decade(n)));
        }
        if self.digits(j) == 3 {
            return the.then_some((end, Core::Decade(n)));
        }
        // "his 30s" is an age; "in the 90s" is not.
        let apostrophe = self.text(j).starts_with(['\'', '’']);
        let edge = j > 0 && matches!(self.before(j), Word::Edge(_) | Word::Punct(b'-'));
        let listed = matches!(self.before(j), Word::And | Word::Or | Word::To | Word::Dash);
        if !(the || apostrophe || edge || listed) || n < 20 && n != 10 {
            return None;
        }
        let aged = |k: usize| {
            self.word(k) == Word::Edge(Edge::Mid) && !the
                || self.has_any(k, &[Class::Possessor, Class::Level])
        };
        if (1..=3).any(|back| j >= back && aged(j - back)) {
            return None;
        }
        if self.is(end, b'%') {
            return None;
        }
        if self.word(end) == Word::Unit(Unit::Decade, false) {
            end += 1;
        }
        Some((end, Core::ShortDecade(n)))
    }

    /// "20th century", "the third century BC", "twenty-first-century", "2nd millennium BC".
    pub(super) fn century(&self, i: usize) -> Found {
        let (mut j, n) = self.ordinal(i)?;
        if self.is(j, b'-') {
            j += 1;
        }
        // "2nd or 3rd century BC": both ends get the word they share.
        let (mut k, mut shared) = (j, false);
        if matches!(self.word(j), Word::Or | Word::And | Word::To | Word::Dash)
            && let Some((x, _)) = self.ordinal(j + 1)
        {
            k = if self.is(x, b'-') { x + 1 } else { x };
            shared = true;
        }
        let unit = match self.word(k) {
            Word::Unit(u @ (Unit::Century | Unit::Millennium), _) => u,
            _ => return None,
        };
        let end = if shared {
            if self.is(j - 1, b'-') { j - 1 } else { j }
        } else {
            k + 1
        };
        let (era_end, bc) = self.era(k + 1).unwrap_or((k + 1, false));
        let end = if shared { end } else { end.max(era_end) };
        let n = n as i32;
        if unit == Unit::Millennium {
            if !(1..=100).contains(&n) {
                return None;
            }
            let first = if bc {
                -(n * 1000 - 1)
            } else {
                ((n - 1) * 1000).max(1)
            };
            return Some((end, Core::Millennium(first)));
        }
        if !(1..=100).contains(&n) || n > 22 && !bc {
            return None;
        }
        let year = if bc {
            -(n * 100 - 1)
        } else {
            ((n - 1) * 100).max(1)
        };
        Some((end, Core::Century(if bc { year } else { century_of(year) })))
    }

    /// An ordinal: "3rd", "third", "twenty-first".
    pub(super) fn ordinal(&self, i: usize) -> Option<(usize, i64)> {
        match self.word(i) {
            Word::Ord => Some((i + 1, i64::from(self.num(i)))),
            Word::Card(n @ (20 | 30 | 40 | 50 | 60 | 70 | 80 | 90)) => {
                let j = if self.hyphen(i + 1) { i + 2 } else { i + 1 };
                (self.word(j) == Word::Ord && (1..=9).contains(&self.num(j)) && self.digits(j) == 0)
                    .then(|| (j + 1, i64::from(n) + i64::from(self.num(j))))
            }
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

    /// Ranges and lists of years with a shared era: "264 to 241 BC", "499–493 BC".
    pub(super) fn year_list(&self, i: usize, items: &mut Vec<Item>) -> bool {
        if self.word(i) != Word::Num {
            return false;
        }
        let Some((j, a)) = self.era_number(i) else {
            return false;
        };
        if self.digits(i) > 5
            || self.glued(i)
                && i > 0
                && !matches!(
                    self.word(i - 1),
                    Word::Punct(b'(' | b'[' | b'"') | Word::Dash
                )
        {
            return false;
        }
        let joined = self.is(j, b'-')
            || matches!(
                self.word(j),
                Word::Dash | Word::To | Word::And | Word::Or | Word::Until | Word::Through
            )
            || self.is(j, b'/');
        if !joined || self.breaks(j + 1) {
            return false;
        }
        let Some((k, b)) = self.era_number(j + 1) else {
            return false;
        };
        let Some((end, bc)) = self.era(k) else {
            return false;
        };
        if self.breaks(k) {
            return false;
        }
        let year = |n: i32| if bc { 1 - n } else { n };
        // "264–41 BC" leaves out what both share.
        let b = if bc
            && b < 100
            && a > 100
            && self.digits(j + 1) == 2
            && !matches!(self.word(j), Word::And | Word::Or)
            && a % 100 > b
        {
            a / 100 * 100 + b
        } else {
            b
        };
        items.push(Item::new(
            i,
            j,
            Core::Cal(Cal::with_year(Fine::None, year(a))),
        ));
        items.push(Item::new(
            j + 1,
            end,
            Core::Cal(Cal::with_year(Fine::None, year(b))),
        ));
        true
    }

    /// What continues a year: "–1863", "-60", "/97".
    pub(super) fn follow_year(&self, item: &Item) -> Option<Item> {
        let Core::Cal(Cal {
            year: Some(y),
            fine: Fine::None,
            two: false,
            ..
        }) = item.core
        else {
            return None;
        };
        let j = item.end;
        let sep = (self.is(j, b'-') || self.is(j, b'/') || self.word(j) == Word::Dash)
            && !self.breaks(j + 1);
        if !sep || self.word(j + 1) != Word::Num || y <= 0 {
            return None;
        }
        let n = self.num(j + 1);
        // Nothing may be glued after it that makes it a date or a figure.
        if self.glued(j + 2)
            && matches!(
                self.word(j + 2),
                Word::Punct(b'-' | b'/' | b'%') | Word::Num | Word::Other
            )
        {
            return None;
        }
        if self.digits(j + 1) == 4 && (1000..=2199).contains(&n) && (n >= y || y - n < 500) {
            return Some(Item::new(
                j + 1,
                j + 2,
                Core::Cal(Cal::with_year(Fine::None, n)),
            ));
        }
        if self.digits(j + 1) == 2
            && self.glued(j)
            && self.glued(j + 1)
            && self.digits(item.end - 1) == 4
        {
            let year = y / 100 * 100 + n;
            let year = if n < y % 100 && n == (y + 1) % 100 {
                year + 100
            } else {
                year
            };
            if year > y {
                return Some(Item::new(
                    j + 1,
                    j + 2,
                    Core::Cal(Cal::with_year(Fine::None, year)),
                ));
            }
        }
        None
    }
}
