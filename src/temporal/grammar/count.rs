//! Counts: "two", "21", "2,500", "a couple of", "five and a half", "12 to 18".

use super::super::expr::Count;
use super::super::lexicon::{Dir, Unit, Word};
use super::Parser;

/// Parts of one, in the units of a count.
const PARTS: [(&str, i64); 3] = [("½", 30), ("¼", 15), ("¾", 45)];

impl Parser<'_> {
    /// A count at token `i`, with what may stand between it and its unit ("20 more", "five
    /// trading"), and the token after it.
    pub(super) fn count(&self, i: usize) -> Option<(usize, Count)> {
        let (mut j, mut count) = self.simple(i)?;
        // "thirty (30) days"
        if self.is(j, b'(')
            && let Some((k, again)) = self.simple(j + 1)
            && self.is(k, b')')
            && again == count
        {
            j = k + 1;
        }
        // "two to three weeks", "12-18 months", "one or two days": counted by the first.
        let between = matches!(self.word(j), Word::To | Word::Or | Word::Dash)
            || self.hyphen(j) && self.word(j + 1) == Word::Num;
        if between
            && let Some((k, _)) = self.simple(j + 1)
            && matches!(self.word(k), Word::Unit(..) | Word::Trading)
        {
            // "5-6 million years"
            if let (Word::Scale(scale), Some(n)) = (self.word(k - 1), count.0)
                && n < 60 * i64::from(scale)
                && !matches!(self.word(j - 1), Word::Scale(_))
            {
                count = Count(n.checked_mul(i64::from(scale)));
            }
            j = k;
        }
        // "two and a half"
        if self.word(j) == Word::And
            && self.word(j + 1) == Word::A
            && self.word(j + 2) == Word::Half
        {
            j += 3;
            count = Count(count.0.map(|n| n.saturating_add(30)));
        }
        for _ in 0..2 {
            // "the four previous weeks"
            let beside = matches!(
                self.word(j),
                Word::Dir(Dir::Previous | Dir::Following) if matches!(self.word(j + 1), Word::Unit(_, true))
            );
            if beside
                || matches!(self.word(j), Word::Trading | Word::More)
                || self.word(j) == Word::Fiscal && self.digits(j) == 0
            {
                j += 1;
            }
        }
        Some((j, count))
    }

    pub(super) fn simple(&self, i: usize) -> Option<(usize, Count)> {
        match self.word(i) {
            Word::Num => self.figures(i),
            Word::Card(_) | Word::Scale(_) => {
                let (j, n) = self.number_words(i)?;
                Some((j, Count::whole(n)))
            }
            Word::Several => Some((i + 1, Count(None))),
            Word::Couple => Some((self.of(i + 1), Count::whole(2))),
            Word::Dozen => Some((self.of(i + 1), Count::whole(12))),
            Word::A => match self.word(i + 1) {
                // "a few", not "a several"
                Word::Several if self.num(i + 1) == 1 => {
                    let j = if self.word(i + 2) == Word::More {
                        i + 3
                    } else {
                        i + 2
                    };
                    Some((j, Count(None)))
                }
                Word::Couple => Some((self.of(i + 2), Count::whole(2))),
                Word::Dozen => Some((i + 2, Count::whole(12))),
                Word::Scale(_) => {
                    let (j, n) = self.number_words(i + 1)?;
                    Some((j, Count::whole(n)))
                }
                Word::Half if matches!(self.word(i + 2), Word::Dozen) => {
                    Some((i + 3, Count::whole(6)))
                }
                _ => None,
            },
            Word::Half if self.word(i + 1) == Word::A => match self.word(i + 2) {
                Word::Dozen => Some((i + 3, Count::whole(6))),
                // "half a million years"
                Word::Scale(n) => Some((i + 3, Count(Some(i64::from(n) * 30)))),
                _ => None,
            },
            _ => None,
        }
    }

    fn of(&self, i: usize) -> usize {
        if self.word(i) == Word::Of { i + 1 } else { i }
    }

    /// A number in figures: "21", "2,500", "22.8", "5 1/2", "66 million".
    pub(super) fn figures(&self, i: usize) -> Option<(usize, Count)> {
        let n = self.num(i);
        if self.word(i) != Word::Num || n < 0 || self.digits(i) > 9 {
            return None;
        }
        let mut n = i64::from(n) * 60;
        let mut j = i + 1;
        let last = i + 8;
        while j < last
            && self.is(j, b',')
            && self.glued(j)
            && self.glued(j + 1)
            && self.word(j + 1) == Word::Num
            && self.digits(j + 1) == 3
            && self.digits(i) <= 3
            && n < 60_000_000_000
        {
            n = n * 1000 + i64::from(self.num(j + 1)) * 60;
            j += 2;
        }
        if self.is(j, b'.') && self.glued(j) && self.glued(j + 1) && self.word(j + 1) == Word::Num {
            let digits = self.digits(j + 1);
            if digits > 2 {
                return None;
            }
            n += i64::from(self.num(j + 1)) * 60 / 10i64.pow(u32::from(digits));
            j += 2;
        } else if self.word(j) == Word::Num
            && !self.breaks(j)
            && self.is(j + 1, b'/')
            && self.glued(j + 1)
            && self.word(j + 2) == Word::Num
            && self.glued(j + 2)
            && (2..=6).contains(&self.num(j + 2))
            && self.num(j) < self.num(j + 2)
        {
            n += i64::from(self.num(j)) * 60 / i64::from(self.num(j + 2));
            j += 3;
        }
        // "2½ years"
        if self.glued(j)
            && let Some((_, part)) = PARTS.iter().find(|(mark, _)| self.text(j) == *mark)
        {
            n += part;
            j += 1;
        }
        // "66m years"
        let glued = (self.lang.words.scales.iter())
            .find(|(word, _)| self.glued(j) && self.text(j) == *word)
            .filter(|_| self.word(j + 1) == Word::Unit(Unit::Year, true));
        if let Some(scaled) = glued.and_then(|(_, scale)| n.checked_mul(*scale)) {
            n = scaled;
            j += 1;
        }
        if let Word::Scale(scale) = self.word(j)
            && let Some(scaled) = n.checked_mul(i64::from(scale))
        {
            n = scaled;
            j += 1;
        }
        Some((j, Count(Some(n))))
    }

    /// A number in words: "twenty-four", "two hundred and ten", "seventy five".
    pub(super) fn number_words(&self, i: usize) -> Option<(usize, i64)> {
        let (mut j, mut total, mut group, mut any) = (i, 0i64, 0i64, false);
        for _ in 0..12 {
            match self.word(j) {
                Word::Card(n) => {
                    let n = i64::from(n);
                    // "twenty one" adds up, "one two" does not.
                    let fits = group % 100 == 0 || (group % 10 == 0 && n < 10 && group % 100 >= 20);
                    if any && !fits {
                        break;
                    }
                    group = group.saturating_add(n);
                    any = true;
                    j += 1;
                }
                Word::Scale(100) => {
                    group = group.max(1).saturating_mul(100);
                    any = true;
                    j += 1;
                }
                Word::Scale(scale) => {
                    total = total.saturating_add(group.max(1).saturating_mul(i64::from(scale)));
                    group = 0;
                    any = true;
                    j += 1;
                }
                Word::Punct(b'-')
                    if any
                        && self.hyphen(j)
                        && matches!(self.word(j + 1), Word::Card(1..=9))
                        && group % 100 >= 20
                        && group % 10 == 0 =>
                {
                    j += 1;
                }
                Word::And
                    if any
                        && matches!(self.word(j + 1), Word::Card(_))
                        && group % 100 == 0
                        && group + total >= 100 =>
                {
                    j += 1;
                }
                _ => break,
            }
        }
        any.then_some((j, total.saturating_add(group)))
    }
}
