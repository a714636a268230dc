//! Groups around a unit of time: "last week", "two weeks ago", "the past three months", "the
//! next day", "a year and a half", "four-day".

use super::super::expr::{Base, Cal, Core, Count, Fine, Item};
use super::super::lang::{AVERAGES, GREETINGS};
use super::super::lexicon::{Dir, Unit, Vague, Word};
use super::Parser;

impl Parser<'_> {
    /// A unit at token `i`: the token after it, the unit, whether plural, and how many of it one
    /// is (a fortnight is two weeks).
    fn unit(&self, i: usize) -> Option<(usize, Unit, bool, i64)> {
        let Word::Unit(u, plural) = self.word(i) else {
            return None;
        };
        let times = match (u, self.num(i)) {
            (Unit::Week, 1) => 2,
            _ => 1,
        };
        let mut end = i + 1;
        if self.is(end, b'.')
            && self.glued(end)
            && matches!(
                self.text(i),
                "yr" | "yrs" | "hr" | "hrs" | "min" | "mins" | "sec" | "secs"
            )
        {
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
        match self.word(j) {
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

    /// Where a duration becomes a point: "ago", "later", "earlier", "from now", "before that".
    fn after_duration(&self, i: usize, end: usize, count: Count, unit: Unit) -> Option<Item> {
        let shift = |end, sign, base| Some(Item::new(i, end, Core::Shift(count, unit, sign, base)));
        if self.breaks(end) {
            return None;
        }
        match self.word(end) {
            Word::Ago => shift(end + 1, -1, Base::Published),
            Word::Hence => shift(end + 1, 1, Base::Published),
            Word::From if self.word(end + 1) == Word::Now => shift(end + 2, 1, Base::Published),
            Word::From if matches!(self.word(end + 1), Word::Deictic(..) | Word::Weekday(..)) => {
                let (e, core) = self.point(end + 1)?;
                Some(Item::new(i, e, Core::From(Box::new(core), count, unit, 1)))
            }
            Word::Comparative(edge) => {
                // "two days later", but "two years later this month" is another thing.
                let sign = if edge == super::super::lexicon::Edge::Start {
                    -1
                } else {
                    1
                };
                if self.word(end + 1) == Word::Than {
                    return None;
                }
                shift(end + 1, sign, Base::Text)
            }
            Word::Dir(Dir::Previous)
                if self.text(end) == "prior" && self.word(end + 1) != Word::To =>
            {
                shift(end + 1, -1, Base::Text)
            }
            Word::Lead if self.text(end) == "previously" => shift(end + 1, -1, Base::Text),
            Word::Other
                if self.text(end) == "on" && (self.is(end + 1, b',') || self.is(end + 1, b'.')) =>
            {
                None
            }
            Word::Before | Word::After => {
                let sign = if self.word(end) == Word::Before {
                    -1
                } else {
                    1
                };
                // "a few days before": alone it counts from the text; before an event it counts
                // from what is not known here.
                let stops = matches!(
                    self.word(end + 1),
                    Word::Punct(b',' | b'.' | b';' | b')' | b':' | b'"')
                ) || self.breaks(end + 1)
                    || end + 1 >= self.toks.len();
                if stops || matches!(self.text(end), "afterwards" | "afterward" | "thereafter") {
                    return shift(end + 1, sign, Base::Text);
                }
                None
            }
            _ => None,
        }
    }

    /// A count and its unit: "two weeks", "21 days ago", "four-day", "several months".
    fn counted(&self, i: usize, j: usize) -> Option<Item> {
        let (k, count) = self.count(j)?;
        let hyphen = self.hyphen(k);
        let u = if hyphen { k + 1 } else { k };
        let (mut end, unit, plural, times) = self.unit(u)?;
        if self.breaks(u) {
            return None;
        }
        // CBS's "60 Minutes" is a programme.
        let quoted = matches!(self.before(j), Word::Punct(b'"' | b'\'' | b'`'));
        if quoted && self.capital(u) && self.word(j) == Word::Num {
            return None;
        }
        // "five year" is said; "1990 week" is not.
        if self.word(j) == Word::Num && self.digits(j) == 4 && !plural && !hyphen {
            return None;
        }
        // Parts of a compound: "a 10-month-old", "3-year-long", "day-to-day".
        let mut old = false;
        if self.hyphen(end) {
            match self.word(end + 1) {
                Word::Old => {
                    old = true;
                    end += 2;
                }
                Word::Long => end += 2,
                _ => {}
            }
        } else if !plural
            && self.word(end) == Word::Long
            && !self.breaks(end)
            && self.word(end + 1) != Word::Comparative(super::super::lexicon::Edge::Start)
        {
            end += 1;
        }
        // Ages in compounds are descriptions of people.
        if old && unit == Unit::Year
            || self.hyphen(u.wrapping_sub(1)) && self.word(end) == Word::Old && unit == Unit::Year
        {
            return None;
        }
        let count = Count(count.0.map(|n| n * times));
        if !hyphen && let Some(item) = self.after_duration(i, end, count, unit) {
            return Some(item);
        }
        // "a year and a half", "three and a half years" is read by the count.
        if self.word(end) == Word::And
            && self.word(end + 1) == Word::A
            && self.word(end + 2) == Word::Half
        {
            end += 3;
            let count = Count(count.0.map(|n| n + 30));
            if let Some(item) = self.after_duration(i, end, count, unit) {
                return Some(item);
            }
            return Some(Item::new(i, end, Core::Duration(count, unit, 0)));
        }
        // "three quarters of" is a fraction.
        if unit == Unit::Quarter
            && (hyphen || self.word(end) == Word::Of)
            && count.floor() == Some(3)
        {
            return None;
        }
        if !hyphen && matches!(unit, Unit::Second) && !plural {
            return None;
        }
        // "will one day"
        if unit == Unit::Day
            && self.word(i) == Word::Card(1)
            && i > 0
            && matches!(
                self.text(i - 1),
                "will" | "would" | "might" | "could" | "may" | "can" | "shall"
            )
        {
            return Some(Item::new(i, end, Core::Vague(Vague::Future)));
        }
        // "22 years old", "26 years of age".
        if self.word(end) == Word::Old && unit == Unit::Year {
            let mut item = Item::new(i, end + 1, Core::Duration(count, unit, 0));
            item.narrative = true;
            return Some(item);
        }
        if self.word(end) == Word::Of && self.word(end + 1) == Word::Age {
            let mut item = Item::new(i, end + 2, Core::Duration(count, unit, 0));
            item.narrative = true;
            return Some(item);
        }
        // "a three-year period" is one phrase.
        if (hyphen || !plural) && self.word(end) == Word::Period && self.word(i) == Word::A {
            end += 1;
        }
        let start = i;
        Some(Item::new(start, end, Core::Duration(count, unit, 0)))
    }

    /// Whether the tokens from `j` to `end` hold a hyphen, and no noun of their own after it.
    fn compound(&self, j: usize, end: usize) -> bool {
        (j..end).any(|k| self.is(k, b'-')) && self.word(end - 1) != Word::Period
    }

    /// "a week", "an hour ago", "a year earlier", "a three-year period", "$1 billion a year".
    fn a_unit(&self, i: usize, j: usize) -> Option<Item> {
        // "a three-year period", but "a four-day trip" leaves the article out.
        if let Some((k, _)) = self.count(j + 1)
            && (self.hyphen(k) || matches!(self.word(k), Word::Unit(_, false)))
            && self.word(j + 1) != Word::A
        {
            let item = self.counted(j + 1, j + 1)?;
            let e = item.end;
            if self.word(e) == Word::Period {
                return Some(Item::new(i, e + 1, item.core));
            }
            return None;
        }
        let mut u = j + 1;
        if matches!(self.word(u), Word::Trading | Word::Fiscal) && self.digits(u) == 0 {
            u += 1;
        }
        if self.text(u) == "single" {
            u += 1;
        }
        let (end, unit, plural, times) = self.unit(u)?;
        if plural || self.hyphen(end) {
            return None;
        }
        let count = Count::whole(times);
        if let Some(item) = self.after_duration(i, end, count, unit) {
            return Some(item);
        }
        if self.word(end) == Word::And
            && self.word(end + 1) == Word::A
            && self.word(end + 2) == Word::Half
        {
            let count = Count(Some(60 * times + 30));
            return self
                .after_duration(i, end + 3, count, unit)
                .or_else(|| Some(Item::new(i, end + 3, Core::Duration(count, unit, 0))));
        }
        // "a year or two", "a day or so".
        let mut end = end;
        if self.word(end) == Word::Or
            && (matches!(self.word(end + 1), Word::Card(2)) || self.text(end + 1) == "so")
        {
            end += 2;
            if let Some(item) = self.after_duration(i, end, Count(None), unit) {
                return Some(item);
            }
        } else if self.rate(i) {
            return Some(Item::new(
                i,
                end,
                Core::Set(super::super::print::duration(count, unit)),
            ));
        }
        if matches!(unit, Unit::Second | Unit::Weekend | Unit::Quarter) && u == j + 1 {
            return None;
        }
        Some(Item::new(i, end, Core::Duration(count, unit, 0)))
    }

    /// Whether what stands before "a year" is counted by it: "$1 billion a year", "twice a week".
    fn rate(&self, i: usize) -> bool {
        (1..=4).any(|b| {
            i >= b
                && !self.breaks(i - b + 1)
                && match self.word(i - b) {
                    Word::Num => b <= 3,
                    Word::Times => b == 1,
                    Word::Scale(_) => b <= 2,
                    // "USD15 an hour"
                    Word::Other => {
                        b == 1 && self.text(i - 1).ends_with(|c: char| c.is_ascii_digit())
                    }
                    Word::Card(_) => b == 2 && self.word(i - 1) == Word::Other,
                    _ => false,
                }
        }) && !matches!(
            self.before(i),
            Word::In
                | Word::For
                | Word::Within
                | Word::After
                | Word::Before
                | Word::Than
                | Word::Over
                | Word::Of
                | Word::And
                | Word::Or
                | Word::By
                | Word::Punct(_)
                | Word::Bound(_)
                | Word::Be
                | Word::At
        )
    }

    /// "weeks", "years later", "the week", "the month", "year-earlier", "day-long", "decades-long".
    fn bare_unit(&self, i: usize, j: usize, the: bool) -> Option<Item> {
        let (end, unit, plural, _) = self.unit(j)?;
        if self.hyphen(end) {
            let next = self.word(end + 1);
            match next {
                Word::Ago if unit == Unit::Year && !the => {
                    return Some(Item::new(i, end + 2, Core::YearAgo(Base::Published)));
                }
                Word::Comparative(super::super::lexicon::Edge::Start)
                    if unit == Unit::Year && !the =>
                {
                    return Some(Item::new(i, end + 2, Core::YearAgo(Base::Published)));
                }
                Word::Ago | Word::Comparative(super::super::lexicon::Edge::Start)
                    if unit == Unit::Year =>
                {
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
                Word::Long if !the => {
                    return Some(Item::new(
                        i,
                        end + 2,
                        Core::Duration(Count(if plural { None } else { Some(60) }), unit, 0),
                    ));
                }
                _ => return None,
            }
        }
        if plural {
            if matches!(
                unit,
                Unit::Second | Unit::Quarter | Unit::Weekend | Unit::Millennium
            ) {
                return None;
            }
            if let Some(item) = self.after_duration(i, end, Count(None), unit) {
                return Some(item);
            }
            if the {
                return None;
            }
            if matches!(unit, Unit::Day | Unit::Hour | Unit::Minute)
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
            return Some(Item::new(i, end, Core::Duration(Count(None), unit, 0)));
        }
        // "We had a great weekend", "a long weekend": the one at hand.
        if !the
            && unit == Unit::Weekend
            && !self.hyphen(end)
            && (self.before(j) == Word::Long
                || self.before(j) == Word::Other && GREETINGS.contains(&self.text(j - 1)))
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
            && (super::date::is_day(&core) || unit == Unit::Month && matches!(core, Core::Cal(_)))
        {
            if unit == Unit::Month {
                return Some(Item::new(i, e, core));
            }
            let week = Core::From(Box::new(core), Count::whole(0), unit, 0);
            return Some(Item::new(i, e, week));
        }
        // "the day before yesterday", "the day after tomorrow", "the day before".
        if unit == Unit::Day && matches!(self.word(end), Word::Before | Word::After) {
            let sign = if self.word(end) == Word::Before {
                -1
            } else {
                1
            };
            if let Some((e, core)) = self.point(end + 1)
                && (super::date::is_day(&core))
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
            Word::Before | Word::Dir(Dir::Previous) | Word::Comparative(_)
                if unit <= Unit::Decade
                    && !self.breaks(end + 1)
                    && matches!(self.word(end + 1), Word::Punct(_)) =>
            {
                return Some(Item::new(i, end + 1, Core::Rel(unit, -1, Base::Text)));
            }
            _ => {}
        }
        // "the year ended March 31" is a length with its own end.
        if unit == Unit::Year && matches!(self.text(end), "ended" | "ending") {
            return Some(Item::new(i, end, Core::Duration(Count::whole(1), unit, 0)));
        }
        match unit {
            Unit::Year | Unit::Month | Unit::Quarter => {
                Some(Item::new(i, end, Core::Rel(unit, 0, Base::Either)))
            }
            Unit::Week | Unit::Weekend => Some(Item::new(i, end, Core::Rel(unit, 0, Base::Either))),
            Unit::Day | Unit::Decade => {
                let cue = matches!(
                    self.before(i),
                    Word::During | Word::Of | Word::In | Word::By | Word::For | Word::Over
                ) && !matches!(self.word(end), Word::Other | Word::Dir(_));
                cue.then(|| Item::new(i, end, Core::Rel(unit, 0, Base::Text)))
            }
            _ => None,
        }
    }

    /// "last week", "the past three months", "this year", "the following day", "recent years".
    fn dir_group(&self, i: usize, j: usize, dir: Dir, the: bool) -> Option<Item> {
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
        // "one of the last two days" and the like: a count between.
        if let Some((u, count)) = self.count(k)
            && let Some((end, unit, plural, times)) = self.unit(u)
            && (plural || self.word(k) == Word::Several || count.floor() == Some(1))
        {
            let mut end = end;
            let count = Count(count.0.map(|n| n * times));
            // "the next two years or so"
            if self.word(end) == Word::Or && self.text(end + 1) == "so" {
                end += 2;
            }
            return match dir {
                Dir::This if !self.text(j).starts_with("these") => None,
                Dir::That | Dir::Current if !self.text(j).starts_with("those") => None,
                _ => Some(Item::new(i, end, Core::Duration(count, unit, 0))),
            };
        }
        // "the same 28-day period"
        if let Some((u, count)) = self.count(k)
            && self.hyphen(u)
            && let Some((end, unit, ..)) = self.unit(u + 1)
            && self.word(end) == Word::Period
        {
            return Some(Item::new(i, end + 1, Core::Duration(count, unit, 0)));
        }
        // "the latest period", "this period", "that time", "the same time".
        if matches!(self.word(k), Word::Period | Word::Time)
            && !matches!(self.word(k + 1), Word::Of)
        {
            let time = self.word(k) == Word::Time;
            if dir == Dir::Latest && !time {
                return Some(Item::new(
                    i,
                    k + 1,
                    Core::Rel(Unit::Quarter, 0, Base::Either),
                ));
            }
            if matches!(dir, Dir::This | Dir::That | Dir::Same) && self.text(j).len() == 4 {
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
        if self.breaks(k) {
            return None;
        }
        // "the last weekend of July"
        if dir == Dir::Last
            && !plural
            && self.word(end) == Word::Of
            && let Some((e, core)) = self.point(end + 1)
            && matches!(
                &core,
                Core::Cal(_) | Core::Rel(Unit::Month | Unit::Year, ..)
            )
        {
            return Some(Item::new(
                i,
                e,
                Core::From(Box::new(core), Count::whole(1), unit, 3),
            ));
        }
        if plural {
            let count = Count(None);
            return match dir {
                // "these days"
                Dir::This if unit == Unit::Day && self.text(j) == "these" => {
                    Some(Item::new(i, end, Core::Vague(Vague::Present)))
                }
                Dir::That if unit == Unit::Day && self.text(j) == "those" => {
                    Some(Item::new(i, end, Core::Vague(Vague::Past)))
                }
                Dir::Recent
                | Dir::Coming
                | Dir::Next
                | Dir::Previous
                | Dir::Following
                | Dir::Last => Some(Item::new(i, end, Core::Duration(count, unit, 0))),
                Dir::Past if the => Some(Item::new(i, end, Core::Duration(count, unit, 0))),
                Dir::Past => Some(Item::new(i, end, Core::Vague(Vague::Past))),
                _ => None,
            };
        }
        // "last year's", "this year": not "this day and age", "next day delivery".
        let rel = |n: i32, base| {
            let mut e = end;
            // "this time last year" is another phrase; "early next week" has its edge outside.
            if self.word(e) == Word::Or && self.text(e + 1) == "so" {
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
                Unit::Century => rel(0, Base::Published),
                _ => rel(0, Base::Published),
            },
            Dir::Current => rel(0, Base::Published),
            Dir::Same if unit >= Unit::Day && self.last_years(end).is_some() => {
                // "the same month a year ago", "the same quarter last year"
                let core = match unit {
                    Unit::Month => {
                        let month = Core::Rel(Unit::Month, 0, Base::Text);
                        Core::From(Box::new(month), Count::whole(12), Unit::Month, -1)
                    }
                    _ => Core::YearAgo(Base::Text),
                };
                Some(Item::new(i, self.last_years(end)?, core))
            }
            Dir::That | Dir::Same if unit >= Unit::Day => rel(0, Base::Text),
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
                    // "the last week" is a length; "the last day of" is another phrase.
                    if self.word(end) == Word::Of {
                        return None;
                    }
                    if unit == Unit::Quarter {
                        return rel(-1, Base::Published);
                    }
                    Some(Item::new(i, end, Core::Duration(Count::whole(1), unit, 0)))
                }
                (_, Unit::Day) => None,
                _ => rel(-1, Base::Published),
            },
            Dir::Past => match unit {
                Unit::Year if the || self.text(j) == "past" => rel(-1, Base::Published),
                _ => Some(Item::new(i, end, Core::Duration(Count::whole(1), unit, 0))),
            },
            Dir::Next => match (the, unit) {
                (true, Unit::Decade | Unit::Century) if self.before(i) == Word::Of => {
                    rel(1, Base::Text)
                }
                (true, Unit::Decade | Unit::Century | Unit::Hour | Unit::Minute)
                | (_, Unit::Hour | Unit::Minute) => {
                    Some(Item::new(i, end, Core::Duration(Count::whole(1), unit, 0)))
                }
                (true, Unit::Year) if self.before(i) == Word::For => {
                    Some(Item::new(i, end, Core::Duration(Count::whole(1), unit, 0)))
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

    /// The token after "a year ago", "a year earlier", "last year", "of last year".
    fn last_years(&self, i: usize) -> Option<usize> {
        if self.word(i) == Word::A
            && self.word(i + 1) == Word::Unit(Unit::Year, false)
            && matches!(self.word(i + 2), Word::Ago | Word::Comparative(_))
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
            let count = Count(count.0.map(|n| n * times));
            return Some(Item::new(i, end, Core::Duration(count, unit, 0)));
        }
        let (end, unit, plural, _) = self.unit(k)?;
        if plural || unit == Unit::Quarter || !the {
            return None;
        }
        // "the first week of May", "the second day of the siege".
        if self.word(end) == Word::Of
            && matches!(unit, Unit::Week | Unit::Day | Unit::Month | Unit::Decade)
            && (1..=31).contains(&n)
            && let Some((e, core)) = self.point(end + 1)
            && matches!(core, Core::Cal(_) | Core::Rel(Unit::Month | Unit::Year, ..))
        {
            return Some(Item::new(
                i,
                e,
                Core::From(Box::new(core), Count::whole(i64::from(n)), unit, 2),
            ));
        }
        if unit == Unit::Year && self.word(end) == Word::Of {
            return Some(Item::new(i, end, Core::Duration(Count::whole(1), unit, 0)));
        }
        None
    }

    /// "half an hour", "half a century", "a half-hour".
    fn half_unit(&self, i: usize, j: usize) -> Option<Item> {
        let k = match self.word(j + 1) {
            Word::A => j + 2,
            Word::Punct(b'-') if self.hyphen(j + 1) => j + 2,
            _ => return None,
        };
        let (end, unit, plural, _) = self.unit(k)?;
        if plural {
            return None;
        }
        let count = Count(Some(30));
        self.after_duration(i, end, count, unit)
            .or_else(|| Some(Item::new(i, end, Core::Duration(count, unit, 0))))
    }

    /// "the six months", "the full year", "the fiscal year", "the four previous weeks".
    fn adjective_group(&self, i: usize, j: usize) -> Option<Item> {
        // "the corresponding period last year"
        if self.text(j) == "corresponding"
            && matches!(
                self.word(j + 1),
                Word::Period | Word::Unit(Unit::Quarter, false)
            )
            && let Some(end) = self.last_years(j + 2)
        {
            return Some(Item::new(i, end, Core::YearAgo(Base::Text)));
        }
        if matches!(self.word(j), Word::Trading | Word::Fiscal) && self.digits(j) == 0 {
            let (end, unit, plural, _) = self.unit(j + 1)?;
            if !plural && matches!(unit, Unit::Year) {
                if matches!(self.text(end), "ended" | "ending") {
                    return Some(Item::new(i, end, Core::Duration(Count::whole(1), unit, 0)));
                }
                return Some(Item::new(i, end, Core::Rel(unit, 0, Base::Either)));
            }
            // "the whole day", "the full three months" is read by its count.
            if !plural && matches!(self.text(j), "whole" | "entire" | "full") && !self.hyphen(end) {
                return Some(Item::new(i, end, Core::Duration(Count::whole(1), unit, 0)));
            }
        }
        None
    }

    /// "all day", "all week long".
    fn all_unit(&self, i: usize) -> Option<Item> {
        if self.text(i) != "all" {
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
        .then(|| Item::new(i, end, Core::Duration(Count::whole(1), unit, 0)))
    }

    /// Repetitions: "every Monday", "each year", "twice a week", "every two weeks", "daily".
    pub(super) fn set(&self, i: usize) -> super::Found {
        match self.word(i) {
            Word::Each => {
                let mut j = i + 1;
                let mut count = Count::whole(1);
                let other = self.text(j) == "other";
                if other {
                    count = Count::whole(2);
                    j += 1;
                } else if let Some((k, c)) = self.count(j) {
                    count = c;
                    j = k;
                }
                if self.word(j) == Word::Dir(Dir::Following) || self.text(j) == "single" {
                    j += 1;
                }
                match self.word(j) {
                    Word::Unit(u, plural) => {
                        let one = count.floor() == Some(1);
                        // "each day", "every other day", "every two days"; not "each months".
                        if plural == (one || other) || self.hyphen(j + 1) {
                            return None;
                        }
                        Some((j + 1, Core::Set(super::super::print::duration(count, u))))
                    }
                    Word::Weekday(w, sure) if sure || self.text(i) == "every" => {
                        let mut end = j + 1;
                        let mut value = format!("XXXX-WXX-{w}");
                        if let Word::Part(p) = self.word(end) {
                            value.push('T');
                            value.push_str(super::super::calendar::part_code(p));
                            end += 1;
                        }
                        Some((end, Core::Set(value)))
                    }
                    Word::Month(m, _) if self.capital(j) => {
                        Some((j + 1, Core::Set(format!("XXXX-{m:02}"))))
                    }
                    Word::Season(s, _) => Some((
                        j + 1,
                        Core::Set(format!(
                            "XXXX-{}",
                            ["SP", "SU", "FA", "WI"][usize::from(s & 3)]
                        )),
                    )),
                    Word::Part(p) if self.num(j) == 0 => Some((
                        j + 1,
                        Core::Set(format!(
                            "XXXX-XX-XXT{}",
                            super::super::calendar::part_code(p)
                        )),
                    )),
                    _ => None,
                }
            }
            Word::Times => {
                // "twice a week", "three times a year"
                let a = i + 1;
                if matches!(self.word(a), Word::A | Word::Each)
                    && let Word::Unit(u, false) = self.word(a + 1)
                    && self.text(i) != "times"
                {
                    return Some((
                        a + 2,
                        Core::Set(super::super::print::duration(Count::whole(1), u)),
                    ));
                }
                if self.text(i) != "times"
                    && let Word::Every(u) = self.word(a)
                {
                    return Some((
                        a + 1,
                        Core::Set(super::super::print::duration(Count::whole(1), u)),
                    ));
                }
                None
            }
            Word::Num | Word::Card(_) | Word::Several => {
                let j = if self.word(i) == Word::Several {
                    i + 1
                } else {
                    self.count(i)?.0
                };
                (self.text(j) == "times" && matches!(self.word(j + 1), Word::A | Word::Each))
                    .then_some(())?;
                let Word::Unit(u, false) = self.word(j + 2) else {
                    return None;
                };
                Some((
                    j + 3,
                    Core::Set(super::super::print::duration(Count::whole(1), u)),
                ))
            }
            Word::Every(u) => {
                // "China Daily" is a newspaper.
                let name = self.capital(i)
                    && (!matches!(self.before(i), Word::Punct(_)) || self.capital(i + 1));
                if name {
                    return None;
                }
                // "the party daily Granma" is a newspaper; "average daily sales" and "an everyday
                // matter" say a measure and a kind, not how often.
                let paper = self.word(i + 1) == Word::Other
                    && self.capital(i + 1)
                    && !self.breaks(i + 1)
                    && self.before(i) == Word::Other;
                let measure = self.before(i) == Word::Other && AVERAGES.contains(&self.text(i - 1));
                if paper || measure || self.text(i) == "everyday" && self.before(i) == Word::A {
                    return None;
                }
                if u == Unit::Quarter {
                    return None;
                }
                let n = if self.num(i) == 2 { 2 } else { 1 };
                Some((
                    i + 1,
                    Core::Set(super::super::print::duration(Count::whole(n), u)),
                ))
            }
            _ => None,
        }
    }
}
