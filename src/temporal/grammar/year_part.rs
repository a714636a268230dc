//! Parts of a year: seasons, quarters, halves, fiscal years.

use super::super::calendar::season_code;
use super::super::expr::{Base, Cal, Core, Count, Fine};
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
                        if (1..=4).contains(&n) && !self.hyphen(k + 1) =>
                    {
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
}
