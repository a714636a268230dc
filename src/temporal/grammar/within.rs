//! A smaller span within a larger one: "the last week of September", "the closing months of 1944",
//! "the first two decades of the 19th century", "the second half of May".

use super::super::expr::{Core, Count, Fine, Item};
use super::super::lexicon::{Class, Dir, Edge, Unit, Word};
use super::Parser;

/// Which of the smaller spans.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Nth(u8),
    Last,
}

impl Parser<'_> {
    /// A span within a span at token `i`.
    pub(super) fn within(&self, i: usize) -> Option<Item> {
        let the = self.word(i) == Word::The;
        let j = if the { i + 1 } else { i };
        let which = match self.word(j) {
            Word::Ord if the && (1..=31).contains(&self.num(j)) => Which::Nth(self.num(j) as u8),
            Word::Dir(Dir::Last) => Which::Last,
            Word::Other if the && self.has(j, Class::Closing) => Which::Last,
            Word::Other if the && self.has(j, Class::Opening) => Which::Nth(1),
            Word::Other if the && self.has(j, Class::Latter) => Which::Nth(2),
            _ => return None,
        };
        let k = if self.word(j + 1) == Word::Trading {
            j + 2
        } else {
            j + 1
        };
        let (k, count) = match self.count(k) {
            Some((u, count)) => (u, Some(count.floor()?)),
            None => (k, None),
        };
        let (end, unit, plural) = match self.word(k) {
            Word::Half => (k + 1, None, false),
            // "the first third of the century"
            Word::Ord if self.num(k) == 3 => (k + 1, None, false),
            _ => {
                let (end, unit, plural, _) = self.unit(k)?;
                (end, Some(unit), plural)
            }
        };
        if plural != (count.is_some() || plural) || self.breaks(end) {
            return None;
        }
        let of = match self.word(end) {
            Word::Of => true,
            Word::In => false,
            _ => return None,
        };
        // Of what is counted only years and decades are parts of something longer.
        if count.is_some() && !matches!(unit, Some(Unit::Year | Unit::Decade)) {
            return None;
        }
        let (stop, core) = self
            .point(end + 1)
            .or_else(|| self.group(end + 1).map(|g| (g.end, g.core)))?;
        let age = match core {
            Core::Century(_) | Core::Rel(Unit::Century, ..) => 100,
            Core::Decade(_) | Core::ShortDecade(_) | Core::Rel(Unit::Decade, ..) => 10,
            _ => 0,
        };
        let mut item = Item::new(i, stop, core);
        // Halves, thirds and quarters; decades and years of something longer.
        let parts = match (unit, self.word(k)) {
            (None, Word::Half) => 2,
            (None, _) => 3,
            (Some(Unit::Quarter), _) => 4,
            (Some(Unit::Decade), _) => age / 10,
            (Some(Unit::Year), _) => age,
            _ => 0,
        };
        let month = matches!(&item.core, Core::Cal(c) if matches!(c.fine, Fine::Month(_)));
        let fraction = age > 0 || month && parts == 2;
        let length = count.unwrap_or(1);
        if fraction && parts > 1 && of && (!plural || count.is_some()) {
            let length = u8::try_from(length)
                .ok()
                .filter(|n| *n > 0 && *n <= parts)?;
            let from = match which {
                Which::Nth(n) => (n - 1).saturating_mul(length),
                Which::Last => parts - length,
            };
            let to = from.saturating_add(length);
            if to > parts {
                return None;
            }
            // A decade of a century has a value of its own.
            if let (Core::Century(y @ 100..), 10, 1) = (&item.core, parts, length) {
                item.core = Core::Decade(y + 10 * i32::from(from));
                return Some(item);
            }
            item.edge = Some(match from {
                0 => Edge::Start,
                _ if to == parts => Edge::End,
                _ => Edge::Mid,
            });
            item.part = Some((from, to, parts));
            return Some(item);
        }
        let unit = unit?;
        let larger = match &item.core {
            Core::Cal(_) => true,
            Core::Rel(of, ..) => *of > unit && *of >= Unit::Week,
            _ => age > 0,
        };
        if !larger || count.is_some() || !of && !month {
            return None;
        }
        if plural {
            // "the first days of January", "the closing months of 1944"
            item.edge = match which {
                Which::Nth(1) => Some(Edge::Start),
                Which::Last => Some(Edge::End),
                Which::Nth(_) => return None,
            };
            return Some(item);
        }
        let (n, sign) = match which {
            Which::Nth(n) if matches!(unit, Unit::Week | Unit::Day | Unit::Month) => (n, 2),
            Which::Last if age == 0 => (1, 3),
            _ => return None,
        };
        item.core = Core::From(Box::new(item.core), Count::whole(i64::from(n)), unit, sign);
        Some(item)
    }
}
