//! Groups around a unit of time: "the week", "the second day", "half a year", "the whole year".

use super::super::expr::{Base, Cal, Core, Count, Fine, Item};
use super::super::lexicon::{Class, Dir, Edge, Unit, Word};
use super::Parser;
use super::date::is_day;

impl Parser<'_> {
    /// A unit at token `i`: the token after it, the unit, whether plural, and how many of it one
    /// is (a fortnight is two weeks).
    pub(super) fn unit(&self, i: usize) -> Option<(usize, Unit, bool, i64)> {
        let Word::Unit(u, plural) = self.word(i) else {
            return None;
        };
        let times = match (u, self.num(i)) {
            (Unit::Week, 1) => 2,
            _ => 1,
        };
        let mut end = i + 1;
        if self.is(end, b'.') && self.glued(end) && self.has(i, Class::Short) {
            end += 1;
        }
        Some((end, u, plural, times))
    }

    /// A unit group at token `i`.
    pub(super) fn group(&self, i: usize) -> Option<Item> {
        let mut j = i;
        let the = self.word(j) == Word::The;
        if the {
            j += 1;
        }
        // "the quarter century anniversary"
        if self.word(j) == Word::Unit(Unit::Quarter, false)
            && self.word(j + 1) == Word::Unit(Unit::Century, false)
            && !self.breaks(j + 1)
        {
            let century = Core::Duration(Count(Some(15)), Unit::Century);
            return Some(Item::new(j, j + 2, century));
        }
        match self.word(j) {
            Word::Lasting(unit) => {
                let count = Count((self.num(j) == 0).then_some(60));
                Some(Item::new(j, j + 1, Core::Duration(count, unit)))
            }
            // "prior-year results", "the prior-year quarter"
            Word::Dir(Dir::Previous)
                if self.num(j) == 1
                    && self.hyphen(j + 1)
                    && self.word(j + 2) == Word::Unit(Unit::Year, false) =>
            {
                let near = matches!(
                    self.word(j + 3),
                    Word::Unit(Unit::Quarter, false) | Word::Period
                );
                Some(match near {
                    true => Item::new(i, j + 4, Core::YearAgo(Base::Text)),
                    false => Item::new(j, j + 3, Core::YearAgo(Base::Published)),
                })
            }
            Word::Dir(dir) => self.dir_group(i, j, dir, the),
            Word::Unit(..) => self.bare_unit(i, j, the),
            Word::A => self.a_unit(i, j).or_else(|| self.counted(i, j)),
            Word::Ord => self.nth_group(i, j, the),
            Word::Half => self.half_unit(i, j).or_else(|| self.counted(i, j)),
            Word::Num
            | Word::Card(_)
            | Word::Scale(_)
            | Word::Several
            | Word::Couple
            | Word::Dozen => {
                let item = self.counted(i, j)?;
                // "the eight-year war": the article belongs to the war.
                let compound = the && self.compound(j, item.end);
                Some(if compound {
                    Item { start: j, ..item }
                } else {
                    item
                })
            }
            Word::Trading | Word::Fiscal | Word::Other if the => self.adjective_group(i, j),
            Word::Lead => self.all_unit(j),
            _ => None,
        }
    }

    /// "weeks", "years later", "the week", "the month", "year-earlier", "day-long", "decades-long".
    fn bare_unit(&self, i: usize, j: usize, the: bool) -> Option<Item> {
        let (end, unit, plural, _) = self.unit(j)?;
        // "two half-centuries", "48-years-old"
        if plural && j > 0 && self.hyphen(j - 1) {
            return None;
        }
        if self.hyphen(end) {
            let next = self.word(end + 1);
            match next {
                Word::Ago if unit == Unit::Year && !the => {
                    return Some(Item::new(i, end + 2, Core::YearAgo(Base::Published)));
                }
                Word::Comparative(Edge::Start) if unit == Unit::Year && !the => {
                    return Some(Item::new(i, end + 2, Core::YearAgo(Base::Published)));
                }
                Word::Ago | Word::Comparative(Edge::Start) if unit == Unit::Year => {
                    // "the year-ago quarter", "the year-earlier period".
                    let mut k = end + 2;
                    if self.word(k) == Word::Ord
                        && self.word(k + 1) == Word::Unit(Unit::Quarter, false)
                    {
                        k += 1;
                    }
                    if matches!(
                        self.word(k),
                        Word::Unit(Unit::Quarter, false) | Word::Period
                    ) {
                        return Some(Item::new(i, k + 1, Core::YearAgo(Base::Text)));
                    }
                    return Some(Item::new(j, end + 2, Core::YearAgo(Base::Published)));
                }
                Word::Long | Word::Old if !the && (plural || next == Word::Long) => {
                    return Some(Item::new(
                        i,
                        end + 2,
                        Core::Duration(Count(if plural { None } else { Some(60) }), unit),
                    ));
                }
                _ => return None,
            }
        }
        if plural {
            if matches!(unit, Unit::Second | Unit::Quarter | Unit::Millennium) {
                return None;
            }
            // "open on weekends"
            if unit == Unit::Weekend {
                let set = Core::Set("XXXX-WXX-WE".to_owned());
                return (!the && !self.hyphen(end)).then(|| Item::new(i, end, set));
            }
            if let Some(item) = self.after_duration(i, end, Count(None), unit) {
                return Some(item);
            }
            // "over the years", but not "the days of sail".
            if the && unit < Unit::Year {
                return None;
            }
            // "in the days before the vote", "hours after the vote"
            let part = matches!(self.before(j), Word::Of | Word::Ord);
            let beside = matches!(self.word(end), Word::Before | Word::After) && !part
                || self.before(j) == Word::The && self.word(end) == Word::Dir(Dir::Following);
            if matches!(unit, Unit::Day | Unit::Hour | Unit::Minute)
                && !beside
                && !matches!(
                    self.before(j),
                    Word::For
                        | Word::After
                        | Word::Within
                        | Word::In
                        | Word::Punct(_)
                        | Word::Over
                        | Word::By
                )
            {
                return None;
            }
            // "in years past", "New Year's": not after a name or possessive.
            if matches!(self.before(j), Word::Poss | Word::Unit(..))
                || self.capital(j) && !matches!(self.before(j), Word::Punct(_))
            {
                return None;
            }
            return Some(Item::new(i, end, Core::Duration(Count(None), unit)));
        }
        // "We had a great weekend", "a long weekend": the one at hand.
        if !the
            && unit == Unit::Weekend
            && !self.hyphen(end)
            && (self.before(j) == Word::Long
                || self.before(j) == Word::Other && self.has(j - 1, Class::Greeting))
        {
            return Some(Item::new(i, end, Core::Rel(unit, 0, Base::Either)));
        }
        if !the {
            return None;
        }
        // "the quarter a year ago"
        if unit == Unit::Quarter
            && let Some(e) = self.last_years(end)
        {
            return Some(Item::new(i, e, Core::YearAgo(Base::Text)));
        }
        // "the week of March 6"
        if self.word(end) == Word::Of
            && matches!(unit, Unit::Week | Unit::Weekend | Unit::Month)
            && let Some((e, core)) = self.point(end + 1)
            && (is_day(&core) || unit == Unit::Month && matches!(core, Core::Cal(_)))
        {
            if unit == Unit::Month {
                return Some(Item::new(i, e, core));
            }
            let week = Core::From(Box::new(core), Count::whole(0), unit, 0);
            return Some(Item::new(i, e, week));
        }
        // "the weekend of 16-17 May"
        if self.word(end) == Word::Of
            && matches!(unit, Unit::Week | Unit::Weekend)
            && self.word(end + 1) == Word::Num
            && (self.is(end + 2, b'-')
                || matches!(self.word(end + 2), Word::Dash | Word::To | Word::And))
            && let Some((e, core)) = self.day_month(end + 3)
            && self.num(end + 1) < self.num(end + 3)
            && !self.breaks(end + 1)
        {
            let week = Core::From(Box::new(core), Count::whole(0), unit, 0);
            return Some(Item::new(i, e, week));
        }
        // "the week before last", "the week after next"
        let twice = match (self.word(end), self.word(end + 1)) {
            (Word::Before, Word::Dir(Dir::Last)) => Some(-2),
            (Word::After, Word::Dir(Dir::Next)) => Some(2),
            _ => None,
        };
        if let Some(n) = twice.filter(|_| unit >= Unit::Weekend && !self.breaks(end + 1)) {
            return Some(Item::new(i, end + 2, Core::Rel(unit, n, Base::Published)));
        }
        // "the day before yesterday", "the day after tomorrow", "the day before".
        if unit == Unit::Day && matches!(self.word(end), Word::Before | Word::After) {
            let sign = if self.word(end) == Word::Before {
                -1
            } else {
                1
            };
            if let Some((e, core)) = self.point(end + 1)
                && is_day(&core)
            {
                return Some(Item::new(
                    i,
                    e,
                    Core::From(Box::new(core), Count::whole(1), Unit::Day, sign),
                ));
            }
            let stops = matches!(self.word(end + 1), Word::Punct(_)) || self.breaks(end + 1);
            if stops {
                return Some(Item::new(
                    i,
                    end + 1,
                    Core::Rel(Unit::Day, i32::from(sign), Base::Text),
                ));
            }
        }
        match self.word(end) {
            Word::Dir(Dir::Following) if unit <= Unit::Decade => {
                return Some(Item::new(i, end + 1, Core::Rel(unit, 1, Base::Text)));
            }
            next @ (Word::Before | Word::Dir(Dir::Previous) | Word::Comparative(_))
                if unit <= Unit::Decade
                    && !self.breaks(end + 1)
                    && matches!(self.word(end + 1), Word::Punct(_)) =>
            {
                let n = if next == Word::Comparative(Edge::End) {
                    1
                } else {
                    -1
                };
                return Some(Item::new(i, end + 1, Core::Rel(unit, n, Base::Text)));
            }
            _ => {}
        }
        // "Oct. 12, the day before the crash" is that day; "the week before the vote" hangs on what
        // is not known here: a length beside it.
        if matches!(self.word(end), Word::Before | Word::After) && self.num(end) == 0 {
            if unit == Unit::Day && i > 1 && self.is(i - 1, b',') && !self.breaks(i) {
                let told = matches!(
                    self.word(i - 2),
                    Word::Num | Word::Ord | Word::Weekday(..) | Word::Holiday(_)
                );
                return told.then(|| Item::new(i, end, Core::Rel(unit, 0, Base::Text)));
            }
            // "next year or the year after that"
            let that = self.word(end + 1) == Word::Dir(Dir::That) && self.num(end + 1) == 0;
            if that && (self.breaks(end + 2) || matches!(self.word(end + 2), Word::Punct(_))) {
                let n = if self.word(end) == Word::After { 1 } else { -1 };
                return Some(Item::new(i, end + 2, Core::Rel(unit, n, Base::Text)));
            }
            if (Unit::Week..=Unit::Year).contains(&unit) {
                return Some(Item::new(i, end, Core::Duration(Count::whole(1), unit)));
            }
        }
        // "the year ended March 31", "the year to June" are lengths with an end of their own.
        let to = self.word(end) == Word::To && matches!(self.word(end + 1), Word::Month(..));
        if unit == Unit::Year && (to || self.has_any(end, &[Class::Ended, Class::Ending])) {
            return Some(Item::new(i, end, Core::Duration(Count::whole(1), unit)));
        }
        match unit {
            Unit::Year | Unit::Quarter | Unit::Month | Unit::Week | Unit::Weekend => {
                Some(Item::new(i, end, Core::Rel(unit, 0, Base::Either)))
            }
            Unit::Day | Unit::Decade => {
                let cue = matches!(
                    self.before(i),
                    Word::During | Word::Of | Word::In | Word::By | Word::For | Word::Over
                ) && !matches!(self.word(end), Word::Other | Word::Dir(_) | Word::Weekday(..))
                    // "to end the day at 2,400"
                    || unit == Unit::Day
                        && i > 0
                        && !self.breaks(i)
                        && !self.hyphen(end)
                        && self.has(i - 1, Class::Passes);
                cue.then(|| Item::new(i, end, Core::Rel(unit, 0, Base::Text)))
            }
            _ => None,
        }
    }

    /// "the first nine months", "the third day", "the first week of May", "the 20th century".
    fn nth_group(&self, i: usize, j: usize, the: bool) -> Option<Item> {
        if let Some((end, core)) = self.century(j) {
            return Some(Item::new(i, end, core));
        }
        let mut k = j + 1;
        let n = self.num(j);
        if matches!(self.word(k), Word::Trading) {
            k += 1;
        }
        if let Some((u, count)) = self.count(k)
            && let Some((end, unit, true, times)) = self.unit(u)
        {
            // "the first two quarters of 1990" are its first half.
            let mut cal = Cal::new(Fine::Half(1));
            let year = self.year_after(end, &mut cal);
            if unit == Unit::Quarter && n == 1 && count.floor() == Some(2) && year > end {
                return Some(Item::new(i, year, Core::Cal(cal)));
            }
            let count = Count(count.0.map(|n| n.saturating_mul(times)));
            return Some(Item::new(i, end, Core::Duration(count, unit)));
        }
        let (end, unit, plural, _) = self.unit(k)?;
        if plural || unit == Unit::Quarter || !the {
            return None;
        }
        if unit == Unit::Year && self.word(end) == Word::Of {
            return Some(Item::new(i, end, Core::Duration(Count::whole(1), unit)));
        }
        None
    }

    /// "half an hour", "half a century", "a half-hour".
    pub(super) fn half_unit(&self, i: usize, j: usize) -> Option<Item> {
        let k = match self.word(j + 1) {
            Word::A => j + 2,
            Word::Punct(b'-') if self.hyphen(j + 1) => j + 2,
            Word::Unit(Unit::Century | Unit::Decade, false) => j + 1,
            _ => return None,
        };
        let (end, unit, plural, _) = self.unit(k)?;
        if plural {
            return None;
        }
        let count = Count(Some(30));
        self.after_duration(i, end, count, unit)
            .or_else(|| Some(Item::new(i, end, Core::Duration(count, unit))))
    }

    /// "the six months", "the full year", "the fiscal year", "the four previous weeks".
    fn adjective_group(&self, i: usize, j: usize) -> Option<Item> {
        // "the corresponding period last year"
        if matches!(
            self.word(j + 1),
            Word::Period | Word::Unit(Unit::Quarter, false)
        ) && self.has(j, Class::Corresponding)
            && let Some(end) = self.last_years(j + 2)
        {
            return Some(Item::new(i, end, Core::YearAgo(Base::Text)));
        }
        if matches!(self.word(j), Word::Trading | Word::Fiscal) && self.digits(j) == 0 {
            let (end, unit, plural, _) = self.unit(j + 1)?;
            if !plural && matches!(unit, Unit::Year) {
                if self.has_any(end, &[Class::Ended, Class::Ending]) {
                    return Some(Item::new(i, end, Core::Duration(Count::whole(1), unit)));
                }
                return Some(Item::new(i, end, Core::Rel(unit, 0, Base::Either)));
            }
            // "the whole day", "the full three months" is read by its count.
            if !plural && self.has(j, Class::Whole) && !self.hyphen(end) {
                return Some(Item::new(i, end, Core::Duration(Count::whole(1), unit)));
            }
        }
        None
    }

    /// "all day", "all week long".
    fn all_unit(&self, i: usize) -> Option<Item> {
        if !self.has(i, Class::All) {
            return None;
        }
        let (end, unit, plural, _) = self.unit(i + 1)?;
        let end = if self.word(end) == Word::Long {
            end + 1
        } else {
            end
        };
        (!plural
            && (Unit::Day..=Unit::Year).contains(&unit)
            && !self.hyphen(end)
            && !matches!(self.word(end), Word::Unit(..))
            && self.capital(i) == self.capital(i + 1))
        .then(|| Item::new(i, end, Core::Duration(Count::whole(1), unit)))
    }
}
