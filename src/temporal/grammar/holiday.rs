//! Holidays, and the names and greetings that only look like a day.

use super::super::expr::{Cal, Core, Count, Fine};
use super::super::lexicon::{Class, Holiday, Part, Unit, Word};
use super::{Found, Parser};

impl Parser<'_> {
    /// A holiday, with its year, its eve, its week.
    pub(super) fn holiday(&self, i: usize) -> Found {
        let (end, h) = self.holiday_name(i)?;
        if self.part_of_name(i, end) {
            return None;
        }
        // "White Christmas" is a song.
        if i > 0 && self.capital(i - 1) && self.has(i - 1, Class::Named) && !self.breaks(i) {
            return None;
        }

        let mut cal = Cal::new(Fine::Holiday(h));
        let mut end = self.year_after(end, &mut cal);
        // "Independence Day in 2012"
        if cal.year.is_none()
            && self.word(end) == Word::In
            && !self.breaks(end + 1)
            && let Some(year) = self.bare_year(end + 1)
        {
            cal.year = Some(year);
            end += 2;
        }
        if cal.year.is_none() {
            cal.year = self.year_of_noun(end);
        }
        // "Memorial Day weekend" is the one beside it.
        if self.word(end) == Word::Unit(Unit::Weekend, false) && !self.breaks(end) {
            let end = self.year_after(end + 1, &mut cal);
            let core = Core::From(Box::new(Core::Cal(cal)), Count::whole(0), Unit::Weekend, 0);
            return Some((end, core));
        }
        // "Easter week" is the week the day lies in.
        if self.word(end) == Word::Unit(Unit::Week, false) && !self.breaks(end) {
            let end = self.year_after(end + 1, &mut cal);
            let week = Core::From(Box::new(Core::Cal(cal)), Count::whole(0), Unit::Week, 0);
            return Some((end, week));
        }
        Some((end, Core::Cal(cal)))
    }

    /// Whether the name of a day or month from `i` to `end` opens a longer name: "the Easter Rising",
    /// "the Sunday Times", "Black Friday Inc". A holiday of more words ("Labor Day") stays one.
    pub(super) fn part_of_name(&self, i: usize, end: usize) -> bool {
        if self.breaks(end) || !self.capital(end) || !self.toks.get(end).is_some_and(|t| t.space) {
            return false;
        }
        if self.has(end, Class::Firm) {
            return true;
        }
        // In a headline every word has a capital.
        let plain = matches!(self.word(end), Word::Other | Word::Times) && !self.heading(i);
        // "the Saturday Evening Post"
        let single = end == i + 1 || end == i + 2 && matches!(self.word(i + 1), Word::Part(_));
        let owned = matches!(self.before(i), Word::The | Word::A);
        let feast = matches!(self.word(i), Word::Holiday(_) | Word::Season(..)) && self.capital(i);
        let said = matches!(self.before(i), Word::On | Word::Since | Word::Until);
        let dated = self.word(end + 1) == Word::Of && self.word(end + 2) == Word::Num;
        plain && single && !dated && (owned || feast && !said)
    }

    /// The year behind the noun a day stands before: "the Christmas truce of 1914".
    pub(super) fn year_of_noun(&self, end: usize) -> Option<i32> {
        let noun = self.word(end) == Word::Other && !self.breaks(end);
        (noun && self.word(end + 1) == Word::Of && !self.breaks(end + 2))
            .then(|| self.bare_year(end + 2))
            .flatten()
    }

    /// The year behind what stands in brackets after a day, or around it: "25 October (7 November)
    /// 1917".
    pub(super) fn year_past_aside(&self, i: usize, end: usize) -> Option<i32> {
        let closing = match (self.before(i), self.word(end)) {
            (_, Word::Punct(b'(')) => (end + 1..end + 8).find(|k| self.is(*k, b')'))?,
            (Word::Punct(b'('), Word::Punct(b')')) => end,
            _ => return None,
        };
        let inside = (end..=closing).all(|k| !self.breaks(k));
        self.bare_year(closing + 1)
            .filter(|_| inside && !self.breaks(closing + 1))
    }

    /// Whether the words around token `i` are written as a headline is: three in a row before or
    /// behind have capitals.
    pub(super) fn heading(&self, i: usize) -> bool {
        let capital = |k: usize| self.capital(k) && !self.breaks(k);
        let ahead = (i + 1..i + 4).all(capital);
        let behind = i > 3 && (i - 3..i).all(capital);
        ahead || behind
    }

    /// Whether the word at `i` closes a name of two words in plain prose ("USA Today", "High
    /// Noon"): both are capital, the words around them are not, as they would be in a headline.
    pub(super) fn titled(&self, i: usize) -> bool {
        i > 0
            && self.capital(i)
            && self.capital(i - 1)
            && self.before(i) == Word::Other
            && (i == 1 || self.breaks(i - 1) || !self.capital(i - 2))
            && !self.capital(i + 1)
            && !(self.breaks(i - 1) && self.breaks(i + 1))
    }

    /// A part of the day that tells no time: a greeting ("good evening"), a rate ("$60 a night"),
    /// half of a word ("pre-dawn").
    pub(super) fn greets(&self, i: usize) -> bool {
        match self.before(i) {
            Word::A => !self.is(i + 1, b'-'),
            Word::Lead | Word::Other => self.has(i - 1, Class::Greeting) || self.titled(i),
            Word::Punct(b'-') => i > 1 && self.glued(i) && self.has(i - 2, Class::Prefix),
            _ => false,
        }
    }

    pub(super) fn holiday_name(&self, i: usize) -> Option<(usize, Holiday)> {
        // Most names of several words end in "day" or "eve": look before comparing.
        let near = (i + 1..i + 7).any(|k| {
            matches!(
                self.word(k),
                Word::Unit(Unit::Day, false)
                    | Word::Eve
                    | Word::Weekday(..)
                    | Word::Part(Part::Night)
            )
        }) || self.has(i, Class::Festival);
        if near {
            for (words, holiday) in self.lang.words.holidays {
                if words.iter().enumerate().all(|(k, w)| {
                    let t = self.text(i + k);
                    t == *w
                        || t.strip_prefix('’')
                            .is_some_and(|t| w.strip_prefix('\'') == Some(t))
                }) {
                    let end = i + words.len();
                    // "the coldest May day" is a day in May.
                    if matches!(self.word(i), Word::Month(..)) && !self.capital(end - 1) {
                        return None;
                    }
                    return Some((end, *holiday));
                }
            }
        }
        match self.word(i) {
            Word::Holiday(h) => Some((i + 1, h)),
            _ => None,
        }
    }
}
