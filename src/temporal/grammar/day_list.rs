//! Days that share a month, a year, or both: "5–9 May 2013", "May 4 and 5".

use super::super::expr::{Cal, Core, Fine, Item, Tod};
use super::super::lexicon::{Class, Word};
use super::Parser;

impl Parser<'_> {
    /// A shared month: "5–9 May 2013", "6-7 February", "the 3rd and 4th of May".
    pub(super) fn day_list(&self, i: usize, items: &mut Vec<Item>) -> bool {
        let start = i;
        let mut i = i;
        let mut part = None;
        // "the night of 3–4 May"
        if self.word(i) == Word::The
            && let Word::Part(p) = self.word(i + 1)
            && self.word(i + 2) == Word::Of
        {
            part = Some(p);
            i += 3;
        } else if self.word(i) == Word::The && self.word(i + 1) == Word::Ord {
            i += 1;
        }
        if !matches!(self.word(i), Word::Num | Word::Ord) {
            return false;
        }
        if self.glued(i)
            && i > 0
            && matches!(
                self.word(i - 1),
                Word::Num | Word::Punct(b'.' | b',' | b'/' | b':' | b'$' | b'-') | Word::Other
            )
        {
            return false;
        }
        let mut days: Vec<(usize, usize)> = Vec::new();
        let mut j = i;
        // "p. 3, 12 May" is no list: its last two days are joined by a word or a dash.
        let mut comma = false;
        loop {
            let n = self.num(j);
            if !matches!(self.word(j), Word::Num | Word::Ord)
                || self.digits(j) > 2
                || !(1..=31).contains(&n)
                || days.len() > 6
                || self.breaks(j) && j > i
            {
                return false;
            }
            days.push((j, j + 1));
            let mut k = j + 1;
            if matches!(self.word(k), Word::Month(..))
                || self.word(k) == Word::Of && matches!(self.word(k + 1), Word::Month(..))
            {
                break;
            }
            if self.is(k, b',') && matches!(self.word(k + 1), Word::And | Word::Or) {
                k += 1;
            }
            if !(self.is(k, b'-')
                || self.is(k, b',')
                || self.is(k, b'/')
                || matches!(
                    self.word(k),
                    Word::Dash | Word::To | Word::And | Word::Or | Word::Until | Word::Through
                ))
            {
                return false;
            }
            // "2-1 May" is a score.
            let range = !matches!(
                self.word(k),
                Word::And | Word::Or | Word::Punct(b',' | b'/')
            );
            comma = self.is(k, b',');
            k += 1;
            if self.word(k) == Word::The {
                k += 1;
            }
            if range && self.num(k) <= n {
                return false;
            }
            j = k;
        }
        if days.len() < 2 || comma {
            return false;
        }
        let last = days[days.len() - 1].0;
        let Some((end, Core::Cal(cal))) = self.day_month(last) else {
            return false;
        };
        let Fine::Day(m, _) = cal.fine else {
            return false;
        };
        for (n, (a, b)) in days.iter().enumerate() {
            let is_last = n + 1 == days.len();
            let mut c = cal;
            c.fine = Fine::Day(m, self.num(*a) as u8);
            c.weekday = None;
            let mut core = Core::Cal(c);
            if let Some(p) = part {
                core = Core::At(Some(Box::new(core)), Tod::Part(p));
            }
            items.push(Item::new(
                if n == 0 { start } else { *a },
                if is_last { end } else { *b },
                core,
            ));
            part = None;
        }
        true
    }

    /// What continues the last item: "May 4 and 5", "January 25–29", "1861–1863", "July 1-3, 1863".
    pub(super) fn follow(&self, items: &mut Vec<Item>) {
        for _ in 0..8 {
            let Some(item) = items.last() else {
                return;
            };
            if let Some(next) = self.follow_year(item) {
                items.push(next);
                continue;
            }
            let j = item.end;
            // "the night of March 22/23"
            let cal = match &item.core {
                Core::Cal(cal) => cal,
                Core::At(Some(day), Tod::Part(_)) if let Core::Cal(cal) = day.as_ref() => cal,
                _ => return,
            };
            let Fine::Day(m, d) = cal.fine else {
                return;
            };
            if !matches!(self.word(j - 1), Word::Num | Word::Ord)
                || cal.year.is_some()
                || self.breaks(j + 1)
            {
                return;
            }
            let cal = *cal;
            let mut k = j;
            if self.is(k, b',') && matches!(self.word(k + 1), Word::And | Word::Or) {
                k += 1;
            }
            let range =
                self.is(k, b'-') || matches!(self.word(k), Word::Dash | Word::To | Word::Through);
            if !(range
                || matches!(self.word(k), Word::And | Word::Or)
                || self.is(k, b',')
                || self.is(k, b'/'))
            {
                return;
            }
            let comma = self.is(k, b',');
            k += 1;
            if self.word(k) == Word::The {
                k += 1;
            }
            let n = self.num(k);
            let fits = match self.word(k) {
                Word::Num => self.digits(k) <= 2 && !self.part_of_figure(k),
                Word::Ord => true,
                _ => false,
            };
            let next = self.word(k + 1);
            let counts = matches!(
                next,
                Word::Unit(..) | Word::Month(..) | Word::Clock(_) | Word::Scale(_) | Word::Oclock
            ) || self.is(k + 1, b':')
                || next == Word::Other
                    && (comma || !range)
                    && !self.breaks(k + 1)
                    && !self.has(k + 1, Class::Closed)
                || self.hyphen(k + 1)
                    && !(self.word(k + 2) == Word::Num && self.digits(k + 2) <= 2);
            if !fits || counts || !(1..=31).contains(&n) || range && n <= i32::from(d) {
                return;
            }
            let mut next = Cal::new(Fine::Day(m, n as u8));
            next.rel = cal.rel;
            let end = self.year_after(k + 1, &mut next);
            // "May 2-3, 9-10 and 16-17"
            let spans = (self.is(end, b'-') || self.word(end) == Word::Dash)
                && self.word(end + 1) == Word::Num
                && (n..32).contains(&self.num(end + 1));
            if comma
                && end == k + 1
                && !spans
                && !matches!(self.word(end), Word::And | Word::Or | Word::Punct(b','))
            {
                return;
            }
            if next.year.is_some() {
                for item in items.iter_mut().rev() {
                    let core = match &mut item.core {
                        Core::At(Some(day), Tod::Part(_)) => day.as_mut(),
                        core => core,
                    };
                    match core {
                        Core::Cal(c)
                            if c.year.is_none() && matches!(c.fine, Fine::Day(x, _) if x == m) =>
                        {
                            c.year = next.year;
                            c.two = next.two;
                        }
                        _ => break,
                    }
                }
            }
            items.push(Item::new(k, end, Core::Cal(next)));
        }
    }
}
