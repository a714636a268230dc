//! Parts of a year: seasons, quarters, halves, fiscal years.

use super::super::calendar::season_code;
use super::super::expr::{Base, Cal, Core, Count, Fine, Item};
use super::super::lexicon::{Class, Dir, Unit, Word};
use super::{Found, Parser};

impl Parser<'_> {
    /// A season: "summer 1995", "the spring of 1862", "the winter", "that same spring".
    pub(super) fn season(&self, j: usize, the: bool, dir: Option<Dir>) -> Found {
        let Word::Season(s, sure) = self.word(j) else {
            return None;
        };
        if self.num(j) >= 100 {
            return dir
                .is_none()
                .then(|| (j + 1, Core::Set(format!("XXXX-{}", season_code(s)))));
        }
        let mut cal = Cal::new(Fine::Season(s));
        cal.dir = dir;
        if dir.is_none() {
            let mut end = self.year_after(j + 1, &mut cal);
            // "the winter of 2010-11"
            let next = cal.year.map(|y| (y + 1).rem_euclid(100));
            if end > j + 1
                && (self.hyphen(end) || self.is(end, b'/') || self.word(end) == Word::Dash)
                && self.digits(end + 1) == 2
                && Some(self.num(end + 1)) == next
            {
                end += 2;
            }
            if end > j + 1 {
                return Some((end, Core::Cal(cal)));
            }
        }
        if dir.is_some() {
            return Some((j + 1, Core::Cal(cal)));
        }
        // "the summer after next", "the winter before last"
        let other = match (self.word(j + 1), self.word(j + 2)) {
            (Word::After, Word::Dir(dir @ Dir::Next)) => Some((dir, 4)),
            (Word::Before, Word::Dir(dir @ Dir::Last)) => Some((dir, -4)),
            _ => None,
        };
        if let Some((dir, sign)) = other.filter(|_| the && !self.breaks(j + 2)) {
            cal.dir = Some(dir);
            let season = Box::new(Core::Cal(cal));
            let core = Core::From(season, Count::whole(1), Unit::Year, sign);
            return Some((j + 3, core));
        }
        // "the winter campaign of 1941"
        if sure || self.has(j + 1, Class::Seasonal) {
            cal.year = self.year_of_noun(j + 1);
            if cal.year.is_some() {
                return Some((j + 1, Core::Cal(cal)));
            }
        }
        // "the Winter Palace"
        if self.part_of_name(j, j + 1) && !self.has(j + 1, Class::Seasonal) {
            return None;
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
            let season = self.has(j + 1, Class::Seasonal);
            let spring = !self.has(j, Class::Common);
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

    /// Quarters, halves and fiscal years: "the third quarter of 1998", "fourth-quarter", "Q3 2019",
    /// "fiscal 1989", "the second half of 2008".
    pub(super) fn part_of_year(&self, j: usize, the: bool) -> Found {
        let (mut end, fine) = match self.word(j) {
            // "4Q18"
            Word::QuarterNo(q) if matches!(self.digits(j), 2 | 4) => {
                let mut cal = Cal::with_year(Fine::Quarter(q), self.num(j));
                cal.two = self.digits(j) == 2;
                return Some((j + 1, Core::Cal(cal)));
            }
            Word::QuarterNo(q) => (j + 1, Fine::Quarter(q)),
            // "1H 2019"
            Word::Num
                if matches!(self.num(j), 1 | 2)
                    && self.glued(j + 1)
                    && self.capital(j + 1)
                    && self.text(j + 1) == self.lang.words.hour
                    && self.bare_year(j + 2).is_some() =>
            {
                (j + 2, Fine::Half(self.num(j) as u8))
            }
            Word::HalfNo(h) if self.word(j + 1) == Word::Num || self.word(j + 1) == Word::Of => {
                (j + 1, Fine::Half(h))
            }
            Word::Fiscal => {
                // "FY2018", "FY18"
                if matches!(self.digits(j), 2 | 4) {
                    let mut cal = Cal::with_year(Fine::None, self.num(j));
                    cal.two = self.digits(j) == 2;
                    return Some((j + 1, Core::Cal(cal)));
                }
                let k = if self.word(j + 1) == Word::Unit(Unit::Year, false) {
                    j + 2
                } else {
                    j + 1
                };
                if self.word(k) == Word::Num && self.digits(k) == 4 {
                    return Some((k + 1, Core::Cal(Cal::with_year(Fine::None, self.num(k)))));
                }
                // "the fiscal first quarter", "the fiscal second-quarter"
                let k = if self.hyphen(j + 1) { j + 2 } else { j + 1 };
                if self.word(k) == Word::Ord && k < j + 3 && self.num(j) == 0 {
                    return self.part_of_year(k, the);
                }
                let k = j + 1 + usize::from(self.word(j + 1) == Word::Unit(Unit::Year, false));
                if k == j + 2 && the {
                    let own_end = self.has_any(k, &[Class::Ended, Class::Ending]);
                    let core = if own_end {
                        Core::Duration(Count::whole(1), Unit::Year)
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
                    Word::Unit(Unit::Quarter, false)
                        if (1..=4).contains(&n)
                            && !self.hyphen(k + 1)
                            && (fiscal > 0
                                || !self.played(j, k + 1) && !self.of_thing(j, k + 1)) =>
                    {
                        // "a third quarter of the land" is left to luck.
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

    /// Whether the quarter from `i` to `end` is one of a thing: "the first quarter of the book", but
    /// not "sold in the first quarter of …".
    fn of_thing(&self, i: usize, end: usize) -> bool {
        let time = |k: usize| {
            matches!(
                self.word(k),
                Word::Num | Word::Fiscal | Word::Unit(..) | Word::Dir(_) | Word::Card(_)
            )
        };
        let said = matches!(
            self.before(i.saturating_sub(1)),
            Word::In | Word::For | Word::During | Word::By | Word::Since | Word::Until
        );
        !said && self.word(end) == Word::Of && !(end + 1..end + 7).any(time)
    }

    /// Whether the quarter from `i` to `end` is one of a game: its words, or a score behind
    /// who "led", stand near.
    fn played(&self, i: usize, end: usize) -> bool {
        let figure = |k: usize| self.word(k) == Word::Num && self.digits(k) <= 3;
        let near = |k: usize| {
            self.has(k, Class::Game)
                || figure(k) && self.hyphen(k + 1) && figure(k + 2) && !self.measured(k + 3)
        };
        let before = (i.saturating_sub(PLAY)..i).rev();
        let before = before.take_while(|k| !self.is(*k, b'.') && !self.breaks(k + 1));
        let after = (end..end + PLAY).take_while(|k| !self.is(*k, b'.') && !self.breaks(*k));
        before.chain(after).any(near)
    }

    /// "the first and second quarters of 2012": quarters that share their noun and their year.
    pub(super) fn quarter_list(&self, i: usize, items: &mut Vec<Item>) -> bool {
        if self.word(i) != Word::Ord || !(1..=4).contains(&self.num(i)) {
            return false;
        }
        let mut k = i + 1;
        let mut last = None;
        for _ in 0..3 {
            let more = match self.word(k) {
                Word::Punct(b',') => true,
                Word::And | Word::Or | Word::To | Word::Through => {
                    last = Some(k + 1);
                    false
                }
                _ => return false,
            };
            k += 1;
            if self.word(k) != Word::Ord || !(1..=4).contains(&self.num(k)) || self.breaks(k) {
                return false;
            }
            k += 1;
            if !more {
                break;
            }
        }
        let Some(last) = last.filter(|_| self.word(k) == Word::Unit(Unit::Quarter, true)) else {
            return false;
        };
        if self.played(i, k + 1) {
            return false;
        }
        let mut cal = Cal::new(Fine::None);
        let mut end = self.year_after(k + 1, &mut cal);
        if self.word(end) == Word::Of && self.word(end + 1) == Word::Fiscal {
            let year = self.part_of_year(end + 1, false);
            if let Some((stop, Core::Cal(fiscal))) = year {
                (cal.year, cal.two, end) = (fiscal.year, fiscal.two, stop);
            }
        }
        for j in (i..last).step_by(2).chain([last]) {
            let fine = Fine::Quarter(self.num(j) as u8);
            let stop = if j == last { end } else { j + 1 };
            items.push(Item::new(j, stop, Core::Cal(Cal { fine, ..cal })));
        }
        true
    }
}

/// How many words around a quarter are looked at for a game.
const PLAY: usize = 12;
