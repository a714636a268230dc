//! Lists and ranges of years.

use super::super::expr::{Cal, Core, Fine, Item};
use super::super::lexicon::Word;
use super::Parser;

impl Parser<'_> {
    /// Ranges and lists of years with a shared era: "264 to 241 BC", "499–493 BC".
    pub(super) fn year_list(&self, i: usize, items: &mut Vec<Item>) -> bool {
        if self.word(i) != Word::Num {
            return false;
        }
        let Some((j, a)) = self.era_number(i) else {
            return false;
        };
        if self.digits(i) > 5
            || self.glued(i)
                && i > 0
                && !matches!(
                    self.word(i - 1),
                    Word::Punct(b'(' | b'[' | b'"') | Word::Dash
                )
        {
            return false;
        }
        let joined = self.is(j, b'-')
            || matches!(
                self.word(j),
                Word::Dash | Word::To | Word::And | Word::Or | Word::Until | Word::Through
            )
            || self.is(j, b'/');
        if !joined || self.breaks(j + 1) {
            return false;
        }
        let Some((k, b)) = self.era_number(j + 1) else {
            return false;
        };
        let Some((end, bc)) = self.era(k) else {
            return false;
        };
        if self.breaks(k) {
            return false;
        }
        let year = |n: i32| if bc { 1 - n } else { n };
        // "264–41 BC" leaves out what both share.
        let b = if bc
            && b < 100
            && a > 100
            && self.digits(j + 1) == 2
            && !matches!(self.word(j), Word::And | Word::Or)
            && a % 100 > b
        {
            a / 100 * 100 + b
        } else {
            b
        };
        items.push(Item::new(
            i,
            j,
            Core::Cal(Cal::with_year(Fine::None, year(a))),
        ));
        items.push(Item::new(
            j + 1,
            end,
            Core::Cal(Cal::with_year(Fine::None, year(b))),
        ));
        true
    }

    /// What continues a year: "–1863", "-60", "/97".
    pub(super) fn follow_year(&self, item: &Item) -> Option<Item> {
        let Core::Cal(Cal {
            year: Some(y),
            fine: Fine::None,
            two: false,
            ..
        }) = item.core
        else {
            return None;
        };
        let j = item.end;
        let sep = (self.is(j, b'-') || self.is(j, b'/') || self.word(j) == Word::Dash)
            && !self.breaks(j + 1);
        if !sep || self.word(j + 1) != Word::Num || y <= 0 {
            return None;
        }
        let n = self.num(j + 1);
        // Nothing may be glued after it that makes it a date or a figure.
        if self.glued(j + 2)
            && matches!(
                self.word(j + 2),
                Word::Punct(b'-' | b'/' | b'%') | Word::Num | Word::Other
            )
        {
            return None;
        }
        if self.digits(j + 1) == 4 && (1000..=2199).contains(&n) && (n >= y || y - n < 500) {
            return Some(Item::new(
                j + 1,
                j + 2,
                Core::Cal(Cal::with_year(Fine::None, n)),
            ));
        }
        if self.digits(j + 1) == 2
            && self.glued(j)
            && self.glued(j + 1)
            && self.digits(item.end - 1) == 4
        {
            let year = y / 100 * 100 + n;
            let year = if n < y % 100 && n == (y + 1) % 100 {
                year + 100
            } else {
                year
            };
            if year > y {
                return Some(Item::new(
                    j + 1,
                    j + 2,
                    Core::Cal(Cal::with_year(Fine::None, year)),
                ));
            }
        }
        None
    }
}
