//! Repetitions: "every Monday", "twice a year", "daily".

use super::super::calendar::{part_code, part_of_some_day, season_code};
use super::super::expr::{Core, Count, Item};
use super::super::lexicon::{Class, Dir, Unit, Word};
use super::super::print;
use super::{Found, Parser};

impl Parser<'_> {
    /// "each Tuesday and Thursday", "every Friday, Saturday and Sunday": the days that share their
    /// "every".
    pub(super) fn follow_set(&self, items: &mut Vec<Item>) {
        let Some(item) = items.last() else {
            return;
        };
        let days = matches!(item.core, Core::Set(_))
            && self.word(item.start) == Word::Each
            && matches!(self.word(item.end - 1), Word::Weekday(..));
        if !days {
            return;
        }
        let day = |k: usize| match self.word(k) {
            Word::Weekday(w, true) if self.num(k) == 0 && !self.breaks(k) => Some(w),
            _ => None,
        };
        let mut k = item.end;
        let from = items.len();
        for _ in 0..6 {
            let comma = self.is(k, b',');
            let and = k + usize::from(comma);
            let closes = matches!(self.word(and), Word::And | Word::Or);
            let at = if closes { and + 1 } else { k + 1 };
            let Some(w) = day(at).filter(|_| comma || closes) else {
                break;
            };
            let core = Core::Set(format!("XXXX-WXX-{w}"));
            items.push(Item::new(at, at + 1, core));
            k = at + 1;
            if closes {
                return;
            }
        }
        // A list closes with "and": "every Monday, Tuesday's game" is none.
        items.truncate(from);
    }

    /// Repetitions: "every Monday", "each year", "twice a week", "every two weeks", "daily".
    pub(super) fn set(&self, i: usize) -> Found {
        match self.word(i) {
            Word::Each => {
                let mut j = i + 1;
                let mut count = Count::whole(1);
                let other = self.has(j, Class::Alternate);
                if other {
                    count = Count::whole(2);
                    j += 1;
                } else if self.word(j) == Word::Ord && matches!(self.num(j), 2..=9) {
                    count = Count::whole(i64::from(self.num(j)));
                    j += 1;
                } else if let Some((k, c)) = self.count(j) {
                    count = c;
                    j = k;
                }
                if self.word(j) == Word::Dir(Dir::Following) || self.has(j, Class::Single) {
                    j += 1;
                }
                match self.word(j) {
                    Word::Unit(u, plural) => {
                        let one = count.floor() == Some(1);
                        let nth = self.word(i + 1) == Word::Ord;
                        // "each day", "every other day", "every two days"; not "each months".
                        if plural == (one || other || nth) || self.hyphen(j + 1) {
                            return None;
                        }
                        Some((j + 1, Core::Set(print::duration(count, u))))
                    }
                    Word::Weekday(w, sure) if sure || self.num(i) == 1 => {
                        let mut end = j + 1;
                        let mut value = format!("XXXX-WXX-{w}");
                        if let Word::Part(p) = self.word(end) {
                            value.push('T');
                            value.push_str(part_code(p));
                            end += 1;
                        }
                        Some((end, Core::Set(value)))
                    }
                    Word::Month(m, _) if self.capital(j) => {
                        Some((j + 1, Core::Set(format!("XXXX-{m:02}"))))
                    }
                    Word::Season(s, _) => {
                        Some((j + 1, Core::Set(format!("XXXX-{}", season_code(s)))))
                    }
                    Word::Part(p) if self.num(j) == 0 => {
                        Some((j + 1, Core::Set(part_of_some_day(p))))
                    }
                    _ => None,
                }
            }
            Word::Times => {
                // "twice a week", "three times a year"
                let a = i + 1;
                if matches!(self.word(a), Word::A | Word::Each)
                    && let Word::Unit(u, false) = self.word(a + 1)
                    && self.num(i) == 0
                {
                    return Some((a + 2, Core::Set(print::duration(Count::whole(1), u))));
                }
                if self.num(i) == 0
                    && let Word::Every(u) = self.word(a)
                {
                    return Some((a + 1, Core::Set(print::duration(Count::whole(1), u))));
                }
                None
            }
            Word::Num | Word::Card(_) | Word::Several => {
                let j = if self.word(i) == Word::Several {
                    i + 1
                } else {
                    self.count(i)?.0
                };
                let times = self.word(j) == Word::Times && self.num(j) == 1;
                if !times || !matches!(self.word(j + 1), Word::A | Word::Each) {
                    return None;
                }
                let Word::Unit(u, false) = self.word(j + 2) else {
                    return None;
                };
                Some((j + 3, Core::Set(print::duration(Count::whole(1), u))))
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
                let measure = self.before(i) == Word::Other && self.has(i - 1, Class::Average);
                if paper || measure || self.num(i) == 1 && self.before(i) == Word::A {
                    return None;
                }
                // "semi-annually" is twice as often.
                if u == Unit::Quarter || self.before(i) == Word::Punct(b'-') && self.glued(i) {
                    return None;
                }
                let n = if self.num(i) == 2 { 2 } else { 1 };
                Some((i + 1, Core::Set(print::duration(Count::whole(n), u))))
            }
            _ => None,
        }
    }
}
