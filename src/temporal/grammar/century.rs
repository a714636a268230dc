//! Decades, centuries, millennia.

use super::super::calendar::century_of;
use super::super::expr::Core;
use super::super::lexicon::{Class, Edge, Unit, Word};
use super::{Found, Parser};

impl Parser<'_> {
    /// "the 1960s", "the sixties", "the '60s", "the 260s BC": ages and temperatures are left alone.
    pub(super) fn decades(&self, j: usize, the: bool) -> Found {
        let n = self.num(j);
        let mut end = j + 1;
        if let Some((e, bc)) = self.era(end) {
            let first = if bc { -(n + 8) } else { n };
            return Some((e, Core::Decade(first)));
        }
        if self.digits(j) == 4 {
            return (1000..=2190).contains(&n).then_some((end, Core::Decade(n)));
        }
        if self.digits(j) == 3 {
            let listed = matches!(self.before(j), Word::And | Word::Or | Word::To)
                && self.word(j - 2) == Word::Decades;
            return (the || j > 1 && listed).then_some((end, Core::Decade(n)));
        }
        // "his 30s" is an age; "in the 90s" is not.
        let apostrophe = self.text(j).starts_with(['\'', '’']);
        let edge = j > 0 && matches!(self.before(j), Word::Edge(_) | Word::Punct(b'-'));
        let listed = matches!(self.before(j), Word::And | Word::Or | Word::To | Word::Dash);
        if !(the || apostrophe || edge || listed) || n < 20 && n != 10 {
            return None;
        }
        let mid = |k: usize| self.word(k) == Word::Edge(Edge::Mid);
        let aged = |k: usize| {
            // "in the mid-fifties" is a time, "in his mid-fifties" an age.
            mid(k) && !the && !apostrophe && self.before(k) != Word::The
                || self.has_any(k, &[Class::Possessor, Class::Level])
        };
        // "highs in the mid-70s"
        let hot = |k: usize| self.has(k, Class::Heat);
        if (1..=3).any(|back| j >= back && aged(j - back))
            || (1..=7).any(|back| j >= back && hot(j - back))
        {
            return None;
        }
        if self.is(end, b'%') {
            return None;
        }
        if self.word(end) == Word::Unit(Unit::Decade, false) {
            end += 1;
        }
        // "the 1850s-60s", "the 1850s and '60s"
        if j > 1
            && (listed || self.before(j) == Word::Punct(b'-'))
            && self.word(j - 2) == Word::Decades
            && self.digits(j - 2) == 4
            && self.num(j - 2) % 100 < n
        {
            return Some((end, Core::Decade(self.num(j - 2) / 100 * 100 + n)));
        }
        Some((end, Core::ShortDecade(n)))
    }

    /// "20th century", "the third century BC", "twenty-first-century", "2nd millennium BC".
    pub(super) fn century(&self, i: usize) -> Found {
        let (mut j, n) = self.ordinal(i)?;
        if self.is(j, b'-') {
            j += 1;
        }
        // "2nd or 3rd century BC": both ends get the word they share.
        let (mut k, mut shared) = (j, false);
        let the = usize::from(self.word(j + 1) == Word::The);
        let edge = usize::from(matches!(self.word(j + 1 + the), Word::Edge(_)));
        let other = j + 1 + the + edge;
        if matches!(self.word(j), Word::Or | Word::And | Word::To | Word::Dash)
            && let Some((x, _)) = self.ordinal(other)
        {
            k = if self.is(x, b'-') { x + 1 } else { x };
            shared = true;
        }
        let unit = match self.word(k) {
            Word::Unit(u @ (Unit::Century | Unit::Millennium), _) => u,
            _ => return None,
        };
        let end = if shared {
            if self.is(j - 1, b'-') { j - 1 } else { j }
        } else {
            k + 1
        };
        let (era_end, bc) = self.era(k + 1).unwrap_or((k + 1, false));
        let end = if shared { end } else { end.max(era_end) };
        let n = n as i32;
        if unit == Unit::Millennium {
            if !(1..=100).contains(&n) {
                return None;
            }
            let first = if bc {
                -(n * 1000 - 1)
            } else {
                ((n - 1) * 1000).max(1)
            };
            return Some((end, Core::Millennium(first)));
        }
        if !(1..=100).contains(&n) || n > 22 && !bc {
            return None;
        }
        let year = if bc {
            -(n * 100 - 1)
        } else {
            ((n - 1) * 100).max(1)
        };
        Some((end, Core::Century(if bc { year } else { century_of(year) })))
    }

    /// An ordinal: "3rd", "third", "twenty-first".
    pub(super) fn ordinal(&self, i: usize) -> Option<(usize, i64)> {
        match self.word(i) {
            Word::Ord => Some((i + 1, i64::from(self.num(i)))),
            Word::Card(n @ (20 | 30 | 40 | 50 | 60 | 70 | 80 | 90)) => {
                let j = if self.hyphen(i + 1) { i + 2 } else { i + 1 };
                (self.word(j) == Word::Ord && (1..=9).contains(&self.num(j)) && self.digits(j) == 0)
                    .then(|| (j + 1, i64::from(n) + i64::from(self.num(j))))
            }
            _ => None,
        }
    }
}
