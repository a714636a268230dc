//! Parts of a day: "the morning of May 5", "noon Thursday", "the night of 3 May".

use super::super::calendar::part_of_some_day;
use super::super::expr::{Base, Core, Count, Tod};
use super::super::lexicon::{Class, Dir, Part, Unit, Word};
use super::date::is_day;
use super::{Found, Parser};

impl Parser<'_> {
    /// "the morning of May 5", "the night of 13 February", "noon Thursday", "morning".
    pub(super) fn part_of(&self, j: usize, part: Part, the: bool) -> Found {
        let k = j + 1;
        if self.num(j) == OVER {
            // "overnight into Thursday" begins the day before.
            if self.has(k, Class::Into)
                && let Some((_, day)) = self.point(k + 1).filter(|(_, core)| is_day(core))
            {
                let eve = Core::From(Box::new(day), Count::whole(1), Unit::Day, -1);
                return Some((k, Core::At(Some(Box::new(eve)), Tod::Part(part))));
            }
            return (!the && self.goes_over(j)).then_some((k, Core::Part(part, Some(Dir::That))));
        }
        if self.num(j) != 0 {
            return Some((k, Core::Set(part_of_some_day(part))));
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
            let again = self.word(d) == Word::The && matches!(self.word(d + 1), Word::Part(_));
            if !self.breaks(d)
                && !again
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
            {
                // "midnight Wednesday night"
                let day = match core {
                    Core::At(Some(day), Tod::Part(_)) if part == Part::Midnight => *day,
                    core => core,
                };
                if is_day(&day) {
                    return Some((end, Core::At(Some(Box::new(day)), Tod::Part(part))));
                }
            }
            // "the dawn of a new age"
            if part == Part::Dawn && self.word(k) == Word::Of {
                return None;
            }
            // "the night of 3–4 May": the day that has no month yet.
            if self.word(k) == Word::Of && self.word(k + 1) == Word::Num && self.digits(k + 1) <= 2
            {
                return None;
            }
        }
        if self.capital(j)
            && (matches!(self.before(j), Word::The | Word::Weekday(..))
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
        // "the morning after"
        let beside = match self.word(j + 1) {
            Word::After => Some(Dir::Following),
            Word::Before => Some(Dir::Previous),
            _ => None,
        };
        let stops = matches!(self.word(j + 2), Word::Punct(_)) || self.breaks(j + 2);
        // "earlier in the morning before the call" is another thing.
        let within = j > 0 && matches!(self.before(j - 1), Word::In | Word::During);
        if let Some(dir) = beside.filter(|_| the && self.num(j + 1) == 0 && (stops || !within)) {
            if stops {
                return Some((j + 2, Core::Part(part, beside)));
            }
            // "the night before last", "the night before Christmas"
            let day = match self.word(j + 2) {
                Word::Dir(Dir::Last) if dir == Dir::Previous => {
                    Some((j + 3, Core::Rel(Unit::Day, -2, Base::Published)))
                }
                _ => self
                    .point(j + 2)
                    .filter(|(_, core)| is_day(core))
                    .map(|(end, core)| {
                        let sign = if dir == Dir::Previous { -1 } else { 1 };
                        let one = Count::whole(1);
                        (end, Core::From(Box::new(core), one, Unit::Day, sign))
                    }),
            };
            return Some(match day {
                Some((end, day)) => (end, Core::At(Some(Box::new(day)), Tod::Part(part))),
                // "the night before the battle"
                None => (j + 1, Core::Part(part, None)),
            });
        }
        Some((j + 1, Core::Part(part, the.then_some(Dir::That))))
    }

    /// Whether "overnight" at `j` says when ("rose overnight") and not of which kind ("the overnight
    /// train", "an overnight success").
    fn goes_over(&self, j: usize) -> bool {
        let kind = matches!(
            self.before(j),
            Word::A | Word::The | Word::Of | Word::In | Word::From | Word::During | Word::Poss
        ) || j > 0 && self.has(j - 1, Class::Possessor);
        let noun = self.word(j + 1) == Word::Other
            && !self.breaks(j + 1)
            && !self.has(j + 1, Class::Closed);
        let said = self.before(j) == Word::Other && !self.breaks(j);
        !kind && !self.is(j + 1, b'-') && (said || !noun)
    }
}

/// The number of "overnight" among the words for a part of the day.
pub(in crate::temporal) const OVER: i32 = 3;
