//! Vague references: "now", "recently", "the future", "the time being".

use super::super::expr::{Core, Item};
use super::super::lexicon::{Class, Dir, Edge, Unit, Vague, Word};
use super::Parser;

impl Parser<'_> {
    /// A vague reference at token `i`.
    pub(super) fn vague(&self, i: usize) -> Option<Item> {
        let item = |end, v| Some(Item::new(i, end, Core::Vague(v)));
        match self.word(i) {
            Word::Now => item(i + 1, Vague::Present),
            Word::Lead if self.word(i + 1) == Word::Now && self.has(i, Class::Right) => {
                item(i + 2, Vague::Present)
            }
            Word::Vague(_) if !self.capital(i) && self.has(i, Class::Headed) => None,
            Word::Vague(v) => item(i + 1, v),
            Word::More | Word::Most
                if self.word(i + 1) == Word::Vague(Vague::Past)
                    && !self.has(i + 1, Class::Headed) =>
            {
                item(i + 2, Vague::Past)
            }
            Word::VagueAdj(Vague::Past) => {
                let mut item = Item::new(i, i + 1, Core::Vague(Vague::Past));
                item.narrative = true;
                // A name keeps its words: "the Former Yugoslav Republic".
                (!self.capital(i) || matches!(self.before(i), Word::Punct(_))).then_some(item)
            }
            Word::VagueAdj(Vague::Future) => (!self.capital(i)
                || matches!(self.before(i), Word::Punct(_)))
            .then(|| Item::new(i, i + 1, Core::Vague(Vague::Future))),
            Word::VagueAdj(Vague::Present) => {
                if self.word(i + 1) == Word::Unit(Unit::Day, false)
                    || self.hyphen(i + 1) && self.word(i + 2) == Word::Unit(Unit::Day, false)
                {
                    let end = if self.hyphen(i + 1) { i + 3 } else { i + 2 };
                    return item(end, Vague::Present);
                }
                (self.before(i) == Word::At)
                    .then(|| Item::new(i, i + 1, Core::Vague(Vague::Present)))
            }
            // "the current mayor", but not "against the current".
            Word::Dir(Dir::Current) => ((!self.capital(i)
                || matches!(self.before(i), Word::Punct(_)))
                && !self.breaks(i + 1)
                && !matches!(
                    self.word(i + 1),
                    Word::Punct(b'.' | b';' | b':' | b')' | b'?') | Word::Poss
                ))
            .then(|| Item::new(i, i + 1, Core::Vague(Vague::Present))),
            Word::Dir(Dir::Recent) => (!self.capital(i)
                || matches!(self.before(i), Word::Punct(_)))
            .then(|| Item::new(i, i + 1, Core::Vague(Vague::Past))),
            // "at a later date"
            Word::A
                if self.word(i + 1) == Word::Comparative(Edge::End)
                    && matches!(self.word(i + 2), Word::Date | Word::Time) =>
            {
                item(i + 3, Vague::Future)
            }
            Word::The => self.the_vague(i),
            _ => None,
        }
    }

    fn the_vague(&self, i: usize) -> Option<Item> {
        let item = |end, v| Some(Item::new(i, end, Core::Vague(v)));
        let mut j = i + 1;
        if matches!(
            self.word(j),
            Word::Not | Word::Long | Word::Dir(Dir::Recent)
        ) || self.has_any(j, &[Class::Remote, Class::Very])
        {
            j += 1;
        }
        // No noun follows: "the past", not "the past president".
        let open =
            |k: usize| self.breaks(k) || self.word(k) != Word::Other || self.has(k, Class::Closed);
        match self.word(j) {
            Word::Dir(Dir::Past)
                if open(j + 1)
                    && !matches!(
                        self.word(j + 1),
                        Word::Unit(..) | Word::Num | Word::Card(_) | Word::Several
                    ) =>
            {
                item(j + 1, Vague::Past)
            }
            Word::VagueAdj(Vague::Future) if open(j + 1) => item(j + 1, Vague::Future),
            Word::VagueAdj(Vague::Present) if open(j + 1) => item(j + 1, Vague::Present),
            // "in the near term"
            Word::Other if j > i + 1 && self.has(j, Class::Term) && open(j + 1) => {
                item(j + 1, Vague::Future)
            }
            Word::Time if self.has(j + 1, Class::Being) => item(j + 2, Vague::Present),
            Word::Other if self.before(i) == Word::At && self.has(j, Class::Moment) => {
                item(j + 1, Vague::Present)
            }
            _ => None,
        }
    }
}
