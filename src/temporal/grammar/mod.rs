//! The grammar: from words to expressions, one file a family.
//!
//! Every rule starts at a trigger word and looks at a bounded number of tokens, so that the whole
//! is linear. The longest reading at a place wins.

mod century;
mod clock;
mod count;
mod counted;
mod date;
mod day_list;
mod day_part;
mod directed;
mod group;
mod holiday;
mod month;
mod numeric;
mod set;
mod vague;
mod weekday;
mod within;
mod year;
mod year_list;
mod year_part;

pub(in crate::temporal) use date::is_day;
pub(in crate::temporal) use day_part::OVER;

use super::expr::{Base, Cal, Core, Count, Fine, Item};
use super::lexicon::{Bound, Class, Dir, Edge, Language, Part, Unit, Word};
use super::scan::Tok;

/// The tokens of one text.
pub(super) struct Parser<'a> {
    pub toks: &'a [Tok],
    pub lower: &'a str,
    pub lang: &'a Language,
}

/// A parsed core and the token after it.
type Found = Option<(usize, Core)>;

impl Parser<'_> {
    /// The role of token `i`; [`Word::Other`] outside the text. Paragraphs are kept apart by
    /// [`Parser::breaks`].
    #[inline]
    fn word(&self, i: usize) -> Word {
        self.toks.get(i).map_or(Word::Other, |t| t.word)
    }

    fn num(&self, i: usize) -> i32 {
        self.toks.get(i).map_or(-1, |t| t.num)
    }

    fn digits(&self, i: usize) -> u8 {
        self.toks.get(i).map_or(0, |t| t.digits)
    }

    fn glued(&self, i: usize) -> bool {
        self.toks.get(i).is_some_and(Tok::glued)
    }

    /// Whether token `i` goes on what stands before it without a space: the last part of a number,
    /// a price, a score or a word.
    fn runs_on(&self, i: usize) -> bool {
        self.glued(i)
            && i > 0
            && matches!(
                self.word(i - 1),
                Word::Num | Word::Other | Word::Punct(b'.' | b',' | b'$' | b'/' | b':')
            )
    }

    fn capital(&self, i: usize) -> bool {
        self.toks.get(i).is_some_and(|t| t.capital)
    }

    /// Whether a new paragraph starts before token `i`.
    fn breaks(&self, i: usize) -> bool {
        self.toks.get(i).is_none_or(|t| t.lines > 1)
    }

    fn is(&self, i: usize, mark: u8) -> bool {
        self.word(i) == Word::Punct(mark)
    }

    /// The token before `i`, within the paragraph.
    fn before(&self, i: usize) -> Word {
        if i == 0 || self.toks.get(i).is_some_and(|t| t.lines > 1) {
            return Word::Punct(b'\n');
        }
        self.word(i - 1)
    }

    /// The letters of token `i` in lower case.
    fn text(&self, i: usize) -> &str {
        self.toks
            .get(i)
            .and_then(|t| self.lower.get(t.start as usize..t.end as usize))
            .unwrap_or("")
    }

    /// Whether token `i` is a word of a class.
    fn has(&self, i: usize, class: Class) -> bool {
        self.has_any(i, &[class])
    }

    fn has_any(&self, i: usize, classes: &[Class]) -> bool {
        self.lang.is(self.text(i), classes)
    }

    /// Whether a quotation mark stands before token `i`.
    fn quoted(&self, i: usize) -> bool {
        matches!(self.before(i), Word::Punct(b'"' | b'\'' | b'`'))
            || i > 0 && self.text(i - 1) == "“"
    }

    /// A hyphen without spaces around it.
    fn hyphen(&self, i: usize) -> bool {
        self.is(i, b'-') && self.glued(i) && self.glued(i + 1)
    }

    /// Finds all expressions, in order.
    pub(super) fn all(&self) -> Vec<Item> {
        let mut items = Vec::new();
        let mut i = 0;
        while i < self.toks.len() {
            if !starts(self.word(i)) || !self.promising(i) {
                i += 1;
                continue;
            }
            let from = items.len();
            if self.at(i, &mut items) && items.len() > from {
                let end = items.last().map_or(i + 1, |x: &Item| x.end);
                i = end.max(i + 1);
            } else {
                items.truncate(from);
                i += 1;
            }
        }
        items
    }

    /// A glance at the next word turns away most of the words that open an expression now and
    /// then ("the", "a", "at", "no").
    fn promising(&self, i: usize) -> bool {
        let next = self.word(i + 1);
        match self.word(i) {
            Word::The => {
                !matches!(next, Word::Other | Word::Punct(_) | Word::Dash)
                    || next == Word::Other
                        && self.has_any(
                            i + 1,
                            &[
                                Class::Very,
                                Class::Latter,
                                Class::Remote,
                                Class::Corresponding,
                                Class::Moment,
                                Class::Closing,
                                Class::Opening,
                            ],
                        )
            }
            Word::A => {
                matches!(
                    next,
                    Word::Unit(..)
                        | Word::Several
                        | Word::Couple
                        | Word::Dozen
                        | Word::Scale(_)
                        | Word::Half
                        | Word::Num
                        | Word::Card(_)
                        | Word::Trading
                        | Word::Fiscal
                ) || next == Word::Comparative(Edge::End)
                    || self.has(i + 1, Class::Single)
            }
            Word::At => matches!(next, Word::Least | Word::Most),
            Word::Up => next == Word::To,
            Word::No | Word::Not => matches!(next, Word::More | Word::Less),
            Word::Over => matches!(next, Word::Num | Word::Card(_) | Word::A),
            Word::More | Word::Most => next == Word::Than || matches!(next, Word::Vague(_)),
            Word::Less => next == Word::Than,
            Word::Lead => next != Word::Other || !self.has(i, Class::Everyday),
            _ => true,
        }
    }

    /// Tries to read one expression, or a list or range of them, at token `i`.
    fn at(&self, i: usize, items: &mut Vec<Item>) -> bool {
        if self.day_list(i, items)
            || self.year_list(i, items)
            || self.quarter_list(i, items)
            || self.clock_range(i, items)
            || self.shared_unit(i, items)
        {
            return true;
        }
        let Some(mut item) = self.item(i).or_else(|| self.early_year(i)) else {
            return false;
        };
        self.compound_length(&mut item);
        if item.end <= i {
            return false;
        }
        if self.prefix(&item).is_some() {
            item.start -= 2;
        }
        items.push(item);
        self.follow(items);
        self.follow_set(items);
        true
    }

    /// Whether a year or what is longer has "pre-" or "post-" before it, and which: −1 or 1.
    fn prefix(&self, item: &Item) -> Option<i8> {
        let long = match &item.core {
            Core::Cal(c) => c.year.is_some() && c.fine == Fine::None,
            Core::Decade(_) | Core::Century(_) => true,
            _ => false,
        };
        let i = item.start.checked_sub(2).filter(|_| long)?;
        if !self.hyphen(i + 1) {
            return None;
        }
        self.prefixed(i)
    }

    /// "pre-1914" lies before, "post-1945" after its year, by its first token.
    pub(super) fn prefixed(&self, i: usize) -> Option<i8> {
        if !self.hyphen(i + 1) || !self.has(i, Class::Prefix) {
            return None;
        }
        Some(if self.has(i, Class::Post) { 1 } else { -1 })
    }

    /// One expression at token `i`: bounds and edges, then what they belong to.
    fn item(&self, i: usize) -> Option<Item> {
        let mut best: Option<Item> = None;
        let mut take = |item: Option<Item>| {
            if let Some(item) = item
                && best.as_ref().is_none_or(|b| item.end > b.end)
            {
                best = Some(item);
            }
        };
        take(self.bounded(i));
        take(self.edged(i));
        take(self.limited(i));
        take(self.set(i).map(|(end, core)| Item::new(i, end, core)));
        take(self.point(i).map(|(end, core)| {
            // "the Tuesday deadline", "the third-quarter loss": the article belongs to the noun.
            let bare = match &core {
                Core::Weekday(..) | Core::At(..) => matches!(self.word(i + 1), Word::Weekday(..)),
                Core::Cal(c) => match c.fine {
                    Fine::Quarter(_) | Fine::Half(_) => {
                        self.is(i + 2, b'-') && self.word(i + 1) != Word::Fiscal
                            || self.is(i + 3, b'-') && self.word(i + 1) == Word::Fiscal
                    }
                    Fine::Day(..) => matches!(
                        self.word(i + 1),
                        Word::Weekday(..) | Word::Month(..) | Word::Num
                    ),
                    Fine::Holiday(_) => !matches!(self.word(i + 1), Word::Ord | Word::Dir(_)),
                    Fine::Season(_) => {
                        c.year.is_none() && c.rel.is_none() && self.has(end, Class::Campaign)
                    }
                    _ => false,
                },
                Core::Century(_) => (i + 1..end).any(|k| self.is(k, b'-') && k + 2 == end),
                _ => false,
            };
            let start = if bare && self.word(i) == Word::The {
                i + 1
            } else {
                i
            };
            Item::new(start, end, core)
        }));
        take(self.within(i));
        take(self.group(i));
        take(self.vague(i));
        best
    }

    /// "about two weeks", "nearly 1990", "more than a decade ago", "around Nov. 1".
    fn limited(&self, i: usize) -> Option<Item> {
        let (j, bound) = self.bound(i)?;
        let mut best = self
            .within(j)
            .filter(|_| bound == Bound::About)
            .or_else(|| self.group(j))
            .filter(|x| {
                matches!(
                    x.core,
                    Core::Duration(..) | Core::Shift(..) | Core::Rel(..) | Core::From(..)
                )
            });
        if bound == Bound::About
            && self.num(i) == 0
            && let Some((end, core)) = self.point(j)
            && best.as_ref().is_none_or(|b| end > b.end)
            && (self.word(j) == Word::Num
                || matches!(
                    self.word(j),
                    Word::Month(..) | Word::Holiday(_) | Word::Ad | Word::Ord
                )
                || matches!(core, Core::At(..) | Core::Century(_) | Core::Decade(_))
                // "around the year 1000"
                || self.word(j) == Word::The
                    && matches!(&core, Core::Cal(c) if c.year.is_some() && c.fine == Fine::None))
        {
            best = Some(Item::new(i, end, core));
        }
        let mut item = best?;
        item.start = i;
        item.bound = Some(bound);
        Some(item)
    }

    /// A bound before a count, and the token after it.
    fn bound(&self, i: usize) -> Option<(usize, Bound)> {
        let then = |j: usize, b: Bound| Some((j, b));
        match self.word(i) {
            Word::Bound(b) => {
                let mut j = i + 1;
                if self.has(i, Class::Short) {
                    if self.is(j, b'.') && self.glued(j) {
                        j += 1;
                    } else if self.text(i).len() == 1 {
                        return None;
                    }
                }
                then(j, b)
            }
            Word::Over => then(i + 1, Bound::More),
            Word::More if self.word(i + 1) == Word::Than => then(i + 2, Bound::More),
            Word::Less if self.word(i + 1) == Word::Than => then(i + 2, Bound::Less),
            Word::At if self.word(i + 1) == Word::Least => then(i + 2, Bound::AtLeast),
            Word::At if self.word(i + 1) == Word::Most => then(i + 2, Bound::AtMost),
            Word::Up if self.word(i + 1) == Word::To => then(i + 2, Bound::AtMost),
            Word::No | Word::Not => match (self.word(i + 1), self.word(i + 2)) {
                (Word::More, Word::Than) => then(i + 3, Bound::AtMost),
                (Word::Less, Word::Than) => then(i + 3, Bound::AtLeast),
                _ => None,
            },
            _ => None,
        }
        .filter(|(j, _)| {
            // "over" and "under" bound a count alone; before "a three-year period" they do not.
            !matches!(self.word(i), Word::Over)
                || matches!(self.word(*j), Word::Num | Word::Card(_))
                || self.word(*j) == Word::A
                    && matches!(
                        self.word(j + 1),
                        Word::Unit(..) | Word::Couple | Word::Dozen | Word::Scale(_)
                    )
        })
    }

    /// "early May", "mid-2007", "late last year", "later that day", "early in the morning of …".
    fn edged(&self, i: usize) -> Option<Item> {
        let mut i0 = i;
        // "the late 1980s", "the early hours of Friday".
        if self.word(i0) == Word::The {
            i0 += 1;
        }
        let (edge, comparative) = match self.word(i0) {
            Word::Edge(e) => (e, false),
            Word::Comparative(e) => (e, true),
            _ => return None,
        };
        let mut j = i0 + 1;
        if self.is(j, b'-') || self.is(j, b'.') && self.glued(j) {
            j += 1;
        }
        if self.word(j) == Word::And || self.is(j, b',') {
            return None;
        }
        let joined = matches!(self.word(j), Word::In | Word::On);
        if joined {
            j += 1;
        }
        let found = match self.word(j) {
            // "early hours of", "early part of", "latter stages of".
            Word::Unit(Unit::Hour | Unit::Day, true) | Word::Part1
                if self.word(j + 1) == Word::Of =>
            {
                self.point(j + 2)
            }
            _ => self.point(j),
        };
        let found = found.or_else(|| self.group(j).map(|g| (g.end, g.core)));
        // "by mid-year"
        let middle = || match self.word(j) {
            Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year), false)
                if i0 == i && edge == Edge::Mid && self.hyphen(j - 1) =>
            {
                let free = !matches!(self.word(j + 1), Word::Other | Word::Punct(b'-'))
                    || self.breaks(j + 1)
                    || self.has(j + 1, Class::Closed);
                free.then(|| (j + 1, Core::Rel(unit, 0, Base::Either)))
            }
            _ => None,
        };
        let (end, core) = found.or_else(middle)?;
        let fits = match &core {
            // "the early years"
            Core::Duration(Count(None), unit) if i0 > i => !comparative && *unit >= Unit::Year,
            Core::Duration(..)
            | Core::Length(_)
            | Core::Set(_)
            | Core::Vague(_)
            | Core::Shift(..)
            | Core::YearAgo(_) => false,
            Core::Period => comparative,
            Core::At(None, _) => !comparative && !joined,
            Core::Part(_, None) => joined || !comparative,
            _ => true,
        };
        // "earlier 1989" is two things.
        let bare = matches!(&core, Core::Cal(c) if c.fine == Fine::None && c.rel.is_none());
        if !fits || comparative && !joined && bare {
            return None;
        }
        // "the late-November trip": the article belongs to the trip.
        let month = matches!(&core, Core::Cal(c) if matches!(c.fine, Fine::Month(_)));
        // TIMEX3 leaves "earlier" before "this week" and before a weekday outside.
        let outside = comparative
            && !joined
            && match &core {
                Core::Weekday(..) => true,
                Core::Rel(..) => self.word(j) == Word::Dir(Dir::This),
                _ => false,
            };
        let start = if outside {
            j
        } else if month && self.hyphen(i0 + 1) && self.word(end) == Word::Other {
            i0
        } else {
            i
        };
        let length = matches!(core, Core::Duration(..));
        let mut item = Item::new(start, end, core);
        item.edge = Some(edge).filter(|_| !length);
        item.comparative = comparative;
        Some(item)
    }

    /// "the end of May", "the beginning of the 20th century", "year's end".
    fn bounded(&self, i: usize) -> Option<Item> {
        let mut j = i;
        if let Word::Unit(unit, false) = self.word(i) {
            // "year's end", "year-end".
            let sep = self.word(i + 1) == Word::Poss || self.hyphen(i + 1);
            // "by year end"
            let bare = matches!(
                self.before(i),
                Word::By | Word::At | Word::Before | Word::Until | Word::After | Word::Since
            );
            let k = if sep { i + 2 } else { i + 1 };
            if (sep || bare)
                && self.word(k) == Word::Bounded(Edge::End)
                && self.num(k) == 1
                && !self.breaks(k)
            {
                // "year-end 2020"
                let year = (unit == Unit::Year && !self.breaks(k + 1))
                    .then(|| self.bare_year(k + 1))
                    .flatten();
                let mut item = match year {
                    Some(y) => Item::new(i, k + 2, Core::Cal(Cal::with_year(Fine::None, y))),
                    None => Item::new(i, k + 1, Core::Rel(unit, 0, Base::Either)),
                };
                item.edge = Some(Edge::End);
                return Some(item);
            }
            return None;
        }
        if self.word(j) == Word::The {
            j += 1;
        }
        if self.has(j, Class::Very) {
            j += 1;
        }
        let (edge, next) = match self.word(j) {
            Word::Bounded(e) => (Some(e), j + 1),
            // "the dawn of the 20th century"
            Word::Part(Part::Dawn) => (Some(Edge::Start), j + 1),
            Word::Rest => (None, j + 1),
            Word::Edge(e) if matches!(self.word(j + 1), Word::Part1) => (Some(e), j + 2),
            Word::Other if self.word(j + 1) == Word::Part1 && self.has(j, Class::Latter) => {
                (Some(Edge::End), j + 2)
            }
            Word::Other | Word::Dir(Dir::Last)
                if self.word(j + 1) == Word::Half
                    && self.word(j + 2) == Word::Of
                    && (self.word(j) != Word::Other || self.has(j, Class::Latter)) =>
            {
                let mut cal = Cal::new(Fine::Half(2));
                let end = self.year_after(j + 2, &mut cal);
                return (end > j + 2).then(|| Item::new(i, end, Core::Cal(cal)));
            }
            _ => return None,
        };
        if self.word(next) != Word::Of {
            return None;
        }
        // "end of month", "by the end of year"
        if let Word::Unit(
            unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade),
            false,
        ) = self.word(next + 1)
            && !self.hyphen(next + 2)
        {
            let mut item = Item::new(i, next + 2, Core::Rel(unit, 0, Base::Either));
            item.edge = edge;
            return Some(item);
        }
        let (end, core) = self
            .point(next + 1)
            .or_else(|| self.group(next + 1).map(|g| (g.end, g.core)))?;
        if matches!(core, Core::Set(_) | Core::Vague(_) | Core::Shift(..)) {
            return None;
        }
        if matches!(core, Core::Duration(..)) && self.word(next + 1) != Word::The {
            return None;
        }
        // "the turn of the 20th century", but not "the turn of the screw".
        let dawn = matches!(self.word(next - 1), Word::Part(_));
        let turn = dawn || edge.is_some() && self.num(next - 1) == 2;
        if turn && !matches!(core, Core::Century(_) | Core::Millennium(_)) {
            return None;
        }
        let mut item = Item::new(i, end, core);
        item.edge = edge;
        Some(item)
    }
}

/// Whether an expression can start with this word.
fn starts(word: Word) -> bool {
    !matches!(
        word,
        Word::Other
            | Word::Punct(_)
            | Word::Dash
            | Word::Poss
            | Word::Of
            | Word::In
            | Word::On
            | Word::To
            | Word::And
            | Word::Or
            | Word::From
            | Word::Between
            | Word::Until
            | Word::Since
            | Word::By
            | Word::Before
            | Word::After
            | Word::For
            | Word::During
            | Word::Within
            | Word::Through
            | Word::Ago
            | Word::Hence
            | Word::Than
            | Word::Least
            | Word::Most
            | Word::Old
            | Word::Long
            | Word::Date
            | Word::Clock(_)
            | Word::Zone(_)
            | Word::Oclock
            | Word::Bc
            | Word::Eve
            | Word::Age
            | Word::Be
            | Word::Time
            | Word::Period
            | Word::Part1
    )
}
