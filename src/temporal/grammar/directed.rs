//! A direction and what it directs: "last Friday", "next March", "the past three months", "that same
//! spring", "the same period a year earlier".

use super::super::expr::{Base, Cal, Core, Count, Fine, Item, Tod};
use super::super::lexicon::{Class, Dir, Edge, Part, Unit, Vague, Word};
use super::{Found, Parser};

/// The same day, week, month or quarter a year before (−4) or after (4).
fn same(unit: Unit, sign: i8) -> Core {
    let told = Core::Rel(unit, 0, Base::Text);
    Core::From(Box::new(told), Count::whole(1), Unit::Year, sign)
}

impl Parser<'_> {
    /// A direction and what it directs: "last Friday", "next March", "this summer", "last night",
    /// "next year's first quarter", "that same spring".
    pub(super) fn directed(&self, j: usize, dir: Dir) -> Found {
        let mut k = j + 1;
        if let Word::Dir(Dir::Same) = self.word(k) {
            k += 1;
        }
        // "following Tuesday's tremor" is after it.
        if dir == Dir::Following
            && self.before(j) != Word::The
            && matches!(self.word(k), Word::Weekday(..) | Word::Month(..))
        {
            return None;
        }
        let found = match self.word(k) {
            Word::Weekday(..) if !matches!(dir, Dir::Recent | Dir::Current) => {
                self.weekday(k, Some(dir), false)
            }
            Word::Month(m, sure)
                if (self.capital(k)
                    || sure
                    || matches!(dir, Dir::Next | Dir::Last)
                        && (!self.has(k, Class::Common) || self.has(k, Class::Short)))
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
        None
    }

    /// "last week", "the past three months", "this year", "the following day", "recent years".
    pub(super) fn dir_group(&self, i: usize, j: usize, dir: Dir, the: bool) -> Option<Item> {
        let mut k = j + 1;
        let mut dir = dir;
        // "that same day", "this past week", "this coming year", "the next few days".
        match (dir, self.word(k)) {
            (Dir::That | Dir::This, Word::Dir(Dir::Same)) => {
                dir = Dir::Same;
                k += 1;
            }
            (Dir::This, Word::Dir(d @ (Dir::Past | Dir::Coming | Dir::Last | Dir::Next))) => {
                dir = if matches!(d, Dir::Past | Dir::Last) {
                    Dir::Last
                } else {
                    Dir::Next
                };
                k += 1;
            }
            _ => {}
        }
        let adj = matches!(self.word(k), Word::Fiscal | Word::Trading) && self.digits(k) == 0;
        if adj {
            k += 1;
        }
        // "the past half-century"
        if self.word(k) == Word::Half
            && matches!(dir, Dir::Last | Dir::Past | Dir::Next | Dir::Coming)
            && let Some(item) = self.half_unit(i, k)
        {
            return Some(item);
        }
        // "one of the last two days" and the like: a count between.
        if let Some((u, count)) = self.count(k)
            && let Some((end, unit, plural, times)) = self.unit(u)
            && (plural || self.word(k) == Word::Several || count.floor() == Some(1))
        {
            let mut end = end;
            let count = Count(count.0.map(|n| n.saturating_mul(times)));
            // "the next two years or so"
            if self.word(end) == Word::Or && self.has(end + 1, Class::So) {
                end += 2;
            }
            return match dir {
                // "these two weeks", not "this two weeks"
                Dir::This | Dir::That if self.num(j) == 0 => None,
                Dir::Current => None,
                _ => Some(Item::new(i, end, Core::Duration(count, unit))),
            };
        }
        // "the same 28-day period"
        if let Some((u, count)) = self.count(k)
            && self.hyphen(u)
            && let Some((end, unit, ..)) = self.unit(u + 1)
            && self.word(end) == Word::Period
        {
            return Some(Item::new(i, end + 1, Core::Duration(count, unit)));
        }
        // "the latest period", "this period", "that time", "the same time".
        // "the same period in 2019" is said by its year.
        let year = self.word(k + 1) == Word::In && self.bare_year(k + 2).is_some();
        if matches!(self.word(k), Word::Period | Word::Time)
            && !matches!(self.word(k + 1), Word::Of)
            && !year
        {
            let time = self.word(k) == Word::Time;
            if dir == Dir::Latest && !time {
                return Some(Item::new(
                    i,
                    k + 1,
                    Core::Rel(Unit::Quarter, 0, Base::Either),
                ));
            }
            if matches!(dir, Dir::This | Dir::That | Dir::Same) && self.num(j) == 0 {
                // "the same period last year", "the same period a year earlier"
                if !time
                    && dir == Dir::Same
                    && let Some(e) = self.last_years(k + 1)
                {
                    return Some(Item::new(i, e, Core::YearAgo(Base::Either)));
                }
                if time
                    && !matches!(
                        self.before(i),
                        Word::At
                            | Word::During
                            | Word::By
                            | Word::Since
                            | Word::From
                            | Word::Until
                            | Word::Before
                            | Word::After
                    )
                {
                    return None;
                }
                let mut item = Item::new(i, k + 1, Core::Period);
                item.narrative = time;
                return Some(item);
            }
            return None;
        }
        let (end, unit, plural, _) = self.unit(k)?;
        // A programme is called "This Week".
        let title = self.quoted(i) && self.capital(i) && self.capital(k);
        if self.breaks(k) || title {
            return None;
        }
        if plural {
            let count = Count(None);
            return match dir {
                // "these days"
                Dir::This if unit == Unit::Day && self.num(j) == 1 => {
                    Some(Item::new(i, end, Core::Vague(Vague::Present)))
                }
                Dir::That if unit == Unit::Day && self.num(j) == 1 => {
                    Some(Item::new(i, end, Core::Vague(Vague::Past)))
                }
                Dir::Recent
                | Dir::Coming
                | Dir::Next
                | Dir::Previous
                | Dir::Following
                | Dir::Last => Some(Item::new(i, end, Core::Duration(count, unit))),
                Dir::Past if the => Some(Item::new(i, end, Core::Duration(count, unit))),
                Dir::Past => Some(Item::new(i, end, Core::Vague(Vague::Past))),
                _ => None,
            };
        }
        // "last year's", "this year": not "this day and age", "next day delivery".
        let rel = |n: i32, base| {
            let mut e = end;
            // "this time last year" is another phrase; "early next week" has its edge outside.
            if self.word(e) == Word::Or && self.has(e + 1, Class::So) {
                e += 2;
            }
            Some(Item::new(i, e, Core::Rel(unit, n, base)))
        };
        if self.hyphen(end) && !matches!(self.word(end + 1), Word::Bounded(_)) {
            return None;
        }
        match dir {
            Dir::This => match unit {
                Unit::Day => rel(0, Base::Text),
                Unit::Minute | Unit::Hour | Unit::Second => None,
                _ => rel(0, Base::Published),
            },
            Dir::Current => rel(0, Base::Published),
            Dir::Same if unit >= Unit::Day && self.last_years(end).is_some() => {
                // "the same month a year ago", "the same quarter last year"
                let core = match unit {
                    Unit::Day | Unit::Week | Unit::Month => same(unit, -4),
                    _ => Core::YearAgo(Base::Text),
                };
                Some(Item::new(i, self.last_years(end)?, core))
            }
            // "the same month a year later"
            Dir::Same
                if (Unit::Day..=Unit::Quarter).contains(&unit)
                    && self.year_later(end).is_some() =>
            {
                Some(Item::new(i, self.year_later(end)?, same(unit, 4)))
            }
            Dir::That | Dir::Same if unit >= Unit::Day => rel(0, Base::Text),
            // "the last month of the war" is not last month.
            Dir::Last if the && self.word(end) == Word::Of => (unit >= Unit::Week)
                .then(|| Item::new(i, end, Core::Duration(Count::whole(1), unit))),
            Dir::Last => match (the, unit) {
                (true, Unit::Year) => rel(-1, Base::Published),
                (
                    true,
                    Unit::Week
                    | Unit::Month
                    | Unit::Decade
                    | Unit::Day
                    | Unit::Hour
                    | Unit::Quarter,
                )
                | (_, Unit::Hour | Unit::Minute) => {
                    // "the last week" is a length.
                    if unit == Unit::Quarter {
                        return rel(-1, Base::Published);
                    }
                    Some(Item::new(i, end, Core::Duration(Count::whole(1), unit)))
                }
                (_, Unit::Day) => None,
                _ => rel(-1, Base::Published),
            },
            Dir::Past => match unit {
                Unit::Year => Some(Item::new(i, end, Core::PastYear)),
                _ => Some(Item::new(i, end, Core::Duration(Count::whole(1), unit))),
            },
            Dir::Next => match (the, unit) {
                (true, Unit::Decade | Unit::Century) if self.before(i) == Word::Of => {
                    rel(1, Base::Text)
                }
                (true, Unit::Decade | Unit::Century | Unit::Hour | Unit::Minute)
                | (_, Unit::Hour | Unit::Minute) => {
                    Some(Item::new(i, end, Core::Duration(Count::whole(1), unit)))
                }
                (true, Unit::Year) if self.before(i) == Word::For => {
                    Some(Item::new(i, end, Core::Duration(Count::whole(1), unit)))
                }
                (true, Unit::Day) => rel(1, Base::Text),
                (true, _) => rel(1, Base::Either),
                (false, Unit::Day) => rel(1, Base::Text),
                _ => rel(1, Base::Published),
            },
            Dir::Coming => rel(1, Base::Published),
            Dir::Previous => rel(-1, Base::Text),
            Dir::Following => rel(1, Base::Text),
            Dir::Latest if matches!(unit, Unit::Quarter) => rel(0, Base::Either),
            Dir::Latest if matches!(unit, Unit::Week | Unit::Month | Unit::Year) => {
                rel(0, Base::Published)
            }
            _ => None,
        }
    }

    /// The token after "a year later".
    fn year_later(&self, i: usize) -> Option<usize> {
        (self.word(i) == Word::A
            && self.word(i + 1) == Word::Unit(Unit::Year, false)
            && self.word(i + 2) == Word::Comparative(Edge::End))
        .then_some(i + 3)
    }

    /// The token after "a year ago", "a year earlier", "last year", "of last year".
    pub(super) fn last_years(&self, i: usize) -> Option<usize> {
        if self.word(i) == Word::A
            && self.word(i + 1) == Word::Unit(Unit::Year, false)
            && matches!(self.word(i + 2), Word::Ago | Word::Comparative(Edge::Start))
        {
            return Some(i + 3);
        }
        let j = if matches!(self.word(i), Word::Of | Word::In) {
            i + 1
        } else {
            i
        };
        match self.year_by_place(j) {
            Some((e, (-1, _))) => Some(e),
            _ => None,
        }
    }
}
