//! Times of day: "10:35 a.m.", "5 p.m. EST", "noon", "0800 UTC", "four in the morning".

use super::super::expr::{Core, Item, Tod};
use super::super::lexicon::{Class, Dir, Part, Unit, Word};
use super::date::is_day;
use super::{Found, Parser};

impl Parser<'_> {
    /// A time of day at token `i`, with its zone; "2:30 on Tuesday afternoon" is after noon.
    pub(super) fn clock(&self, i: usize) -> Option<(usize, Tod)> {
        let (end, tod) = self.clock_alone(i)?;
        let Tod::Clock(s, minutes, zone) = tod else {
            return Some((end, tod));
        };
        let told = (i..end).any(|k| matches!(self.word(k), Word::Clock(_) | Word::Part(_)));
        let mut k = end;
        k += usize::from(self.word(k) == Word::On);
        k += usize::from(matches!(
            self.word(k),
            Word::The
                | Word::Weekday(..)
                | Word::Deictic(..)
                | Word::Dir(Dir::That | Dir::This | Dir::Last)
        ));
        let later = match self.word(k) {
            Word::Part(Part::Afternoon | Part::Evening) => s >= 3600,
            Word::Part(Part::Night) => s >= 6 * 3600,
            _ => false,
        };
        let later = later && self.num(k) == 0 && !told && !self.breaks(end) && s < 12 * 3600;
        let s = if later { s + 12 * 3600 } else { s };
        Some((end, Tod::Clock(s, minutes, zone)))
    }

    fn clock_alone(&self, i: usize) -> Option<(usize, Tod)> {
        if let Some(found) = self.past_the_hour(i) {
            return Some(found);
        }
        match self.word(i) {
            Word::Num => self.figures_clock(i),
            Word::Part(Part::Noon) => Some((i + 1, Tod::Part(Part::Noon))),
            Word::Part(Part::Midnight) => Some((i + 1, Tod::Part(Part::Midnight))),
            Word::Card(n) if (0..=23).contains(&n) => {
                let n = i32::from(n);
                let mut j = i + 1;
                let oclock = self.word(j) == Word::Oclock;
                if oclock {
                    j += 1;
                }
                let (end, pm) = self.half_of_day(j)?;
                if !oclock && (end == j || n == 0 || n > 12) {
                    return None;
                }
                Some(self.zoned(end, hour(n, pm)? * 3600, false))
            }
            _ => None,
        }
    }

    /// "half past three", "a quarter to eight", "twenty minutes past five".
    fn past_the_hour(&self, i: usize) -> Option<(usize, Tod)> {
        let a = usize::from(self.word(i) == Word::A);
        let (j, minutes) = match self.word(i + a) {
            Word::Half if a == 0 => (i + 1, 30),
            Word::Unit(Unit::Quarter, false) => (i + a + 1, 15),
            Word::Num | Word::Card(_) if a == 0 && (1..30).contains(&self.num(i)) => {
                let minutes = self.word(i + 1) == Word::Unit(Unit::Minute, true);
                let past = matches!(self.word(i + 1), Word::Dir(Dir::Past));
                if !(minutes || past) || self.runs_on(i) {
                    return None;
                }
                (i + 1 + usize::from(minutes), self.num(i))
            }
            _ => return None,
        };
        let past = match self.word(j) {
            Word::Dir(Dir::Past) => true,
            Word::To if minutes != 30 => false,
            _ => return None,
        };
        let hour_said = matches!(self.word(j + 1), Word::Num | Word::Card(_));
        let h = self.num(j + 1);
        if !hour_said || !(1..=12).contains(&h) || self.digits(j + 1) > 2 || self.breaks(j + 1) {
            return None;
        }
        let (end, pm) = self.half_of_day(j + 2)?;
        let at = hour(h, pm)? * 3600 + minutes * if past { 60 } else { -60 };
        Some(self.zoned(end, at.rem_euclid(86_400), true))
    }

    /// "a.m.", "in the morning", or nothing: the token after it, and whether it is past noon.
    fn half_of_day(&self, j: usize) -> Option<(usize, Option<bool>)> {
        match self.word(j) {
            Word::Clock(pm) => return Some((j + 1, Some(pm))),
            Word::In if self.word(j + 1) == Word::The => {
                if let Word::Part(p) = self.word(j + 2) {
                    return match p {
                        Part::Morning => Some((j + 3, Some(false))),
                        Part::Afternoon | Part::Evening => Some((j + 3, Some(true))),
                        _ => Some((j, None)),
                    };
                }
            }
            Word::At if self.word(j + 1) == Word::Part(Part::Night) => {
                return Some((j + 2, Some(true)));
            }
            _ => {}
        }
        Some((j, None))
    }

    fn figures_clock(&self, i: usize) -> Option<(usize, Tod)> {
        let h = self.num(i);
        let digits = self.digits(i);
        if self.runs_on(i) {
            return None;
        }
        // "0800 UTC", "1430 hours GMT"
        if digits == 4 && !matches!(self.word(i + 1), Word::Clock(_)) {
            let hours = usize::from(self.word(i + 1) == Word::Unit(Unit::Hour, true));
            let zone =
                matches!(self.word(i + 1 + hours), Word::Zone(_)) && self.num(i + 1 + hours) == 0;
            let (hh, mm) = (h / 100, h % 100);
            // "at 1653 (2153 GMT)"
            let twice = self.before(i) == Word::At
                && self.is(i + 1, b'(')
                && self.word(i + 2) == Word::Num
                && self.digits(i + 2) == 4
                && matches!(self.word(i + 3), Word::Zone(_));
            if twice && hh < 24 && mm < 60 {
                return Some((i + 1, Tod::Clock(hh * 3600 + mm * 60, true, None)));
            }
            if (zone || hours == 1 && self.text(i).starts_with('0')) && hh < 24 && mm < 60 {
                return Some(self.zoned(i + 1 + hours, hh * 3600 + mm * 60, true));
            }
            return None;
        }
        // "430pm"
        if (digits == 3 || digits == 4)
            && matches!(self.word(i + 1), Word::Clock(_))
            && (100..=1259).contains(&h)
            && h % 100 < 60
        {
            let (end, pm) = self.half_of_day(i + 1)?;
            return Some(self.zoned(end, hour(h / 100, pm)? * 3600 + h % 100 * 60, true));
        }
        if digits > 2 || !(0..=24).contains(&h) {
            return None;
        }
        if let Some(found) = self.lettered_clock(i) {
            return Some(found);
        }
        // "10:35", "10.35 p.m."
        let colon = self.is(i + 1, b':');
        let sep = self.glued(i + 1)
            && self.glued(i + 2)
            && self.word(i + 2) == Word::Num
            && self.digits(i + 2) == 2
            && self.num(i + 2) < 60
            && (colon
                || self.is(i + 1, b'.')
                    && (
                        // "on Tuesday at 14.30", "on 3 May 1999 at 14.30"
                        self.before(i) == Word::At
                            && i > 1
                            && (matches!(self.word(i + 3), Word::Punct(_))
                                || self.breaks(i + 3)
                                || self.has(i + 3, Class::Closed))
                            && (matches!(self.word(i - 2), Word::Weekday(..) | Word::Deictic(..))
                                || self.word(i - 2) == Word::Num && self.digits(i - 2) == 4)
                        || matches!(self.word(i + 3), Word::Clock(_) | Word::Zone(_))
                        // "at 8.15 on the morning of 6 August"
                        || self.before(i) == Word::At
                            && matches!(self.word(i + 3), Word::In | Word::On)
                            && self.word(i + 4) == Word::The
                            && matches!(self.word(i + 5), Word::Part(_))
                    ));
        if sep {
            let m = self.num(i + 2);
            let mut s = 0;
            let mut j = i + 3;
            if colon
                && self.is(j, b':')
                && self.glued(j)
                && self.glued(j + 1)
                && self.digits(j + 1) == 2
                && self.word(j + 1) == Word::Num
            {
                if self.num(j + 1) > 59 {
                    return None;
                }
                s = self.num(j + 1);
                j += 2;
            }
            if self.is(j, b':') && self.glued(j)
                || self.is(j, b'.')
                    && self.glued(j)
                    && self.glued(j + 1)
                    && self.word(j + 1) == Word::Num
            {
                return None;
            }
            let (end, pm) = self.half_of_day(j)?;
            let cue = end > j
                || matches!(
                    self.word(end),
                    Word::Zone(_)
                        | Word::Weekday(..)
                        | Word::Deictic(..)
                        | Word::Part(_)
                        | Word::On
                )
                || matches!(
                    self.before(i),
                    Word::At
                        | Word::By
                        | Word::Until
                        | Word::Before
                        | Word::After
                        | Word::Since
                        | Word::From
                        | Word::Bound(_)
                        | Word::Weekday(..)
                        | Word::Num
                        | Word::Deictic(..)
                        | Word::Between
                        | Word::To
                        | Word::Month(..)
                )
                || self.is(i.wrapping_sub(1), b',')
                    && matches!(self.word(i.wrapping_sub(2)), Word::Num | Word::Weekday(..))
                || self.is(i.wrapping_sub(1), b'(')
                || h >= 13 && digits == 2
                || i == 0 && end >= self.toks.len();
            if !cue || h == 24 && m > 0 {
                return None;
            }
            let h = if pm.is_some() { hour(h, pm)? } else { h };
            return Some(self.zoned(end, h * 3600 + m * 60 + s, true));
        }
        // "5 p.m.", "5 o'clock", "4 in the morning"
        let oclock = self.word(i + 1) == Word::Oclock;
        let j = i + 1 + usize::from(oclock);
        let (end, pm) = self.half_of_day(j)?;
        if !oclock && (end == j || !(0..=12).contains(&h)) {
            return None;
        }
        // "4 in the morning session" aside, the words bind.
        if end > j
            && self.word(j) == Word::In
            && !oclock
            && self.before(i) != Word::At
            && !matches!(self.before(i), Word::Bound(_) | Word::By | Word::Until)
        {
            return None;
        }
        Some(self.zoned(end, hour(h, pm)? * 3600, false))
    }

    /// "15h30", and "at 15h", where a word before it says that no length is meant.
    fn lettered_clock(&self, i: usize) -> Option<(usize, Tod)> {
        let h = self.num(i);
        if !self.glued(i + 1) || !(0..=23).contains(&h) {
            return None;
        }
        let hour = self.lang.words.hour;
        let minutes = self.text(i + 1).strip_prefix(hour)?;
        if minutes.is_empty() {
            return matches!(
                self.before(i),
                Word::At | Word::From | Word::Until | Word::By | Word::Between
            )
            .then_some(())
            // "from 9h30 to 15h"
            .or_else(|| {
                let first = i.checked_sub(2)?;
                (self.before(i) == Word::To
                    && self.glued(first)
                    && self.text(first).starts_with(hour))
                .then_some(())
            })
            .map(|()| self.zoned(i + 2, h * 3600, false));
        }
        let m: i32 = minutes.parse().ok().filter(|m| *m < 60)?;
        Some(self.zoned(i + 2, h * 3600 + m * 60, true))
    }

    /// The zone after a time: "EST", "(GMT)", "local time" is left outside.
    fn zoned(&self, end: usize, seconds: i32, minutes: bool) -> (usize, Tod) {
        match self.word(end) {
            // "8:30 p.m. ET", but not "et al."
            Word::Zone(z) if self.capital(end) || self.num(end) == 0 && !self.glued(end) => {
                (end + 1, Tod::Clock(seconds, minutes, Some(z)))
            }
            _ => (end, Tod::Clock(seconds, minutes, None)),
        }
    }

    /// "T09:00:00Z" glued to a date.
    pub(super) fn iso_clock(&self, i: usize) -> Option<(usize, Tod)> {
        let text = self.text(i);
        let h: i32 = text.strip_prefix('t')?.parse().ok()?;
        if text.len() != 3 || h > 23 {
            return None;
        }
        let two = |k: usize| {
            (self.glued(k)
                && self.glued(k + 1)
                && self.is(k, b':')
                && self.word(k + 1) == Word::Num
                && self.digits(k + 1) == 2)
                .then(|| self.num(k + 1))
        };
        let Some(m) = two(i + 1).filter(|m| *m < 60) else {
            return Some((i + 1, Tod::Clock(h * 3600, false, None)));
        };
        let s = two(i + 3).filter(|s| *s < 60);
        let mut end = if s.is_some() { i + 5 } else { i + 3 };
        let z = self.glued(end) && self.text(end) == "z";
        if z {
            end += 1;
        }
        Some((
            end,
            Tod::Clock(h * 3600 + m * 60 + s.unwrap_or(0), true, z.then_some(0)),
        ))
    }

    /// A time of day and the date after it: "10 p.m. Wednesday", "5 p.m. EST, Nov. 6",
    /// "noon on Friday"; or the time alone.
    pub(super) fn clocked(&self, i: usize) -> Found {
        if !matches!(
            self.word(i),
            Word::Num
                | Word::Card(_)
                | Word::Part(Part::Noon | Part::Midnight)
                | Word::Half
                | Word::A
                | Word::Unit(Unit::Quarter, false)
        ) {
            return None;
        }
        if matches!(self.word(i), Word::Part(_)) && self.titled(i) {
            return None;
        }
        let (end, tod) = self.clock(i)?;
        let mut j = end;
        if self.is(j, b',') {
            j += 1;
        }

        if !self.breaks(j)
            && matches!(
                self.word(j),
                Word::Num
                    | Word::Ord
                    | Word::Month(..)
                    | Word::Weekday(..)
                    | Word::Deictic(..)
                    | Word::Dir(_)
                    | Word::The
                    | Word::Holiday(_)
            )
            // A clock time behind a clock time is its own: no chain of them is read at once.
            && self.clock(j).is_none()
            && let Some((k, core)) = self.point(j)
            && is_day(&core)
        {
            // "5 p.m. Tuesday EST"
            let (k, tod) = match (tod, self.word(k)) {
                (Tod::Clock(s, minutes, None), Word::Zone(z)) if self.capital(k) => {
                    (k + 1, Tod::Clock(s, minutes, Some(z)))
                }
                _ => (k, tod),
            };
            return Some((k, Core::At(Some(Box::new(core)), tod)));
        }
        Some((end, Core::At(None, tod)))
    }

    /// "from 5 to 7 p.m.", "10-11 a.m.": the first takes its half of the day from the second.
    pub(super) fn clock_range(&self, i: usize, items: &mut Vec<Item>) -> bool {
        if self.word(i) != Word::Num || self.digits(i) > 2 || !(1..=12).contains(&self.num(i)) {
            return false;
        }
        if self.glued(i)
            && i > 0
            && !matches!(self.word(i - 1), Word::Punct(b'(' | b'[') | Word::Dash)
        {
            return false;
        }
        let minutes = self.is(i + 1, b':')
            && self.glued(i + 1)
            && self.glued(i + 2)
            && self.word(i + 2) == Word::Num
            && self.digits(i + 2) == 2;
        let j = if minutes { i + 3 } else { i + 1 };
        if !(self.is(j, b'-')
            || matches!(
                self.word(j),
                Word::Dash | Word::To | Word::Until | Word::And
            ))
        {
            return false;
        }
        if self.word(j) == Word::And && self.before(i) != Word::Between {
            return false;
        }
        let Some((end, Tod::Clock(b, bm, zone))) = self.clock_after(j + 1) else {
            return false;
        };
        let m = if minutes { self.num(i + 2) } else { 0 };
        if m > 59 {
            return false;
        }
        let h = self.num(i) % 12;
        // The later of the two hours that still comes before the end.
        let a = [h + 12, h]
            .into_iter()
            .map(|h| h * 3600 + m * 60)
            .find(|a| *a < b)
            .unwrap_or(h * 3600 + m * 60);
        let mut last = Item::new(j + 1, end, Core::At(None, Tod::Clock(b, bm, zone)));
        if let Some((k, core)) = self.clocked(j + 1)
            && k > end
        {
            last = Item::new(j + 1, k, core);
        }
        let day = match &last.core {
            Core::At(Some(day), _) => Some(day.clone()),
            _ => None,
        };
        items.push(Item::new(i, j, Core::At(day, Tod::Clock(a, minutes, zone))));
        items.push(last);
        true
    }

    fn clock_after(&self, j: usize) -> Option<(usize, Tod)> {
        if self.word(j) != Word::Num {
            return None;
        }
        let (end, tod) = self.figures_clock(j)?;
        matches!(
            self.word(end.saturating_sub(1)),
            Word::Clock(_) | Word::Zone(_)
        )
        .then_some((end, tod))
    }
}

/// The hour of 24 from an hour of 12.
fn hour(h: i32, pm: Option<bool>) -> Option<i32> {
    match pm {
        None => (h <= 24).then_some(h),
        Some(_) if h > 12 => (h <= 24).then_some(h),
        Some(true) => Some(h % 12 + 12),
        Some(false) => Some(h % 12),
    }
}
