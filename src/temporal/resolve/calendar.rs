//! Calendar dates: their year where it is said, found from the publication date, or carried on.

use super::super::calendar::{
    Granule, add_months, century_of, iso_week, season_code, week_start, weekday,
};
use super::super::expr::{Base, Cal, Core, Fine, Item};
use super::super::lexicon::{Class, Dir, Holiday};
use super::super::tense::{self, Tense};
use super::super::{
    Anchor, DateOrder, Rule, TimexType, civil_from_days, days_from_civil, days_in_month, holidays,
};
use super::quarter::last_quarter;
use super::{Out, Point, Resolver, year_of};
use crate::text::Span;

impl Resolver<'_> {
    pub(super) fn calendar(&self, cal: &Cal, span: Span, next: Option<&Item>) -> Out {
        let mut cal = *cal;
        let mut other = None;
        if let Fine::Either(a, b) = cal.fine {
            let day_first = self.order == DateOrder::DayFirst;
            let (m, d) = if day_first { (b, a) } else { (a, b) };
            cal.fine = Fine::Day(m, d);
            let mut swapped = cal;
            swapped.fine = Fine::Day(d, m);
            if self.order == DateOrder::Auto
                && let Out::Point(p) = self.calendar(&swapped, span, next)
            {
                other = Some((p.granule, "day and month the other way round"));
            }
        }
        if let Some(year) = cal.year {
            let year = if cal.two { self.two_digits(year) } else { year };
            return match self.in_year(&cal, year) {
                Some(granule) => Out::Point(Point {
                    granule,
                    anchor: Anchor::None,
                    rule: Rule::Stated,
                    other,
                }),
                None => Out::Drop,
            };
        }
        if let Some((n, base)) = cal.rel {
            if let (Some(w), Fine::None) = (cal.weekday, cal.fine) {
                let Some((d, anchor)) = self.day_anchor(base) else {
                    return Out::Open(TimexType::Date, format!("XXXX-WXX-{w}"));
                };
                let (y, week) = iso_week(d);
                let day = week_start(y, week) + 7 * i64::from(n) + i64::from(w) - 1;
                return Self::point(Granule::Day(day), anchor, Rule::Deictic);
            }
            let (year, anchor) = match (base, self.news(), self.shared.or(self.last_year)) {
                (Base::Text, _, Some((i, y))) => (y, Anchor::Timex(i)),
                (_, Some(t), _) => (year_of(t), self.on_published()),
                (_, None, Some((i, y))) => (y, Anchor::Timex(i)),
                _ => return Out::Open(TimexType::Date, open_value(&cal)),
            };
            return match self.in_year(&cal, year + n) {
                Some(g) => Self::point(g, anchor, Rule::Deictic),
                None => Out::Drop,
            };
        }
        // The next expression of a list or range has what this one lacks: "April and June 1955".
        if let Some(Item {
            core: Core::Cal(n),
            ahead: true,
            ..
        }) = next
            && let Some(y) = n.year
            && !n.two
            && cal.dir.is_none()
            && let (Some(a), Some(b)) = (self.in_year(&cal, y), self.in_year(n, y))
        {
            let y = if a.first_day() > b.last_day() {
                y - 1
            } else {
                y
            };
            if let Some(g) = self.in_year(&cal, y) {
                return Self::point(g, Anchor::None, Rule::Stated);
            }
        }
        // "May and June of the next year"
        if let Some(Item {
            core: Core::Cal(n),
            ahead: true,
            ..
        }) = next
            && n.rel.is_some()
            && cal.dir.is_none()
            && let Out::Point(p) = self.calendar(n, span, None)
            && let Some(own) = self.in_year(&cal, p.granule.year())
        {
            let y = p.granule.year() - i32::from(own.first_day() > p.granule.last_day());
            if let Some(granule) = self.in_year(&cal, y) {
                return Out::Point(Point { granule, ..p });
            }
        }
        self.without_year(&cal, span, next.filter(|n| n.ahead))
    }

    /// The year of two digits nearest to the publication date, at most ten years after it.
    fn two_digits(&self, n: i32) -> i32 {
        // "between 1901 and '05"
        if let Some((_, Granule::Year(y))) = self.start
            && y > 0
            && y.rem_euclid(100) <= n
        {
            return century_of(y) + n;
        }
        let told = self.today.map(year_of).or(self.last_year.map(|(_, y)| y));
        // Where nothing tells the time, "the crash of '29" is long ago.
        let (reference, ahead) = told.map_or((2019, 5), |y| (y, 10));
        let y = century_of(reference.max(100)) + n;
        if y > reference + ahead {
            y - 100
        } else if y <= reference - 90 {
            y + 100
        } else {
            y
        }
    }

    /// The granule of a calendar date in a year; `None` for a 29 February of a common year.
    fn in_year(&self, cal: &Cal, year: i32) -> Option<Granule> {
        Some(match cal.fine {
            Fine::None => Granule::Year(year),
            Fine::Month(m) => Granule::Month(year, m),
            Fine::Day(m, d) | Fine::Either(m, d) => {
                if d > days_in_month(year, m) {
                    return None;
                }
                Granule::Day(days_from_civil(year, i32::from(m), i32::from(d)))
            }
            Fine::DayOfMonth(d) => {
                let (_, _, m) = self.last_month?;
                Granule::Day(days_from_civil(year, i32::from(m), i32::from(d)))
            }
            Fine::Season(s) => Granule::Season(year, s),
            Fine::Quarter(q) => Granule::Quarter(year, q),
            Fine::SomeQuarter => {
                let q = match (self.last_quarter, self.today) {
                    (Some((.., end)), _) if end < self.months => return Some(Granule::Year(year)),
                    (Some((_, _, q, _)), _) => q,
                    (None, Some(t)) => last_quarter(t).1,
                    _ => return Some(Granule::Year(year)),
                };
                Granule::Quarter(year, q)
            }
            Fine::Half(h) => Granule::Half(year, h),
            Fine::Week(w) => {
                let first = week_start(year, w);
                if iso_week(first) != (year, w) {
                    return None;
                }
                match cal.weekday {
                    Some(d) => Granule::Day(first + i64::from(d) - 1),
                    None => Granule::Week(year, w),
                }
            }
            Fine::Holiday(h) => Granule::Day(holidays::day(h, year)),
        })
    }

    /// A date without its year.
    fn without_year(&self, cal: &Cal, span: Span, next: Option<&Item>) -> Out {
        if let Some((i, start)) = self.start
            && cal.dir.is_none()
            && !matches!(cal.fine, Fine::DayOfMonth(_))
        {
            // "from November 1916 to May": the first one that ends after the start.
            let from = start.first_day();
            let end = (start.year() - 1..start.year() + 9)
                .filter_map(|y| self.in_year(cal, y))
                .find(|g| g.last_day() >= from);
            return match end {
                Some(g) => Self::point(g, Anchor::Timex(i), Rule::Carried),
                None => Out::Drop,
            };
        }
        if let Fine::DayOfMonth(d) = cal.fine {
            return self.day_of_month(d);
        }
        // "a year earlier, in May", "in 1066, in the first days of January"
        if let Some((i, year, end)) = self.year
            && cal.dir.is_none()
            && matches!(cal.fine, Fine::Month(_) | Fine::Day(..) | Fine::Season(_))
            && self.apposes(end, span.start)
        {
            return match self.in_year(cal, year) {
                Some(g) => Self::point(g, Anchor::Timex(i), Rule::Carried),
                None => Out::Drop,
            };
        }
        let text = cal.dir.is_some_and(Dir::of_text);
        let Some(today) = self.news().filter(|_| !text || self.last_year.is_none()) else {
            return self.carried(cal, span, next);
        };
        let year = year_of(today);
        let anchor = self.on_published();
        let near: Vec<Granule> = (year - 7..=year + 7)
            .filter_map(|y| self.in_year(cal, y))
            .collect();
        let fits = |g: &Granule| match (cal.weekday, g.day()) {
            (Some(w), Some(d)) => weekday(d) == w,
            _ => true,
        };
        let distance = |g: &Granule| {
            if g.last_day() < today {
                // A month gone by is told of more often than one to come.
                (today - g.last_day()) * 17 / 20
            } else {
                (g.first_day() - today).max(0)
            }
        };
        let last = |g: &&Granule| g.last_day() < today;
        let next = |g: &&Granule| g.first_day() > today;
        let granule = match (cal.dir, cal.fine) {
            (Some(Dir::Last | Dir::Past | Dir::Previous), _) => near.iter().rev().find(last),
            (Some(Dir::Next | Dir::Coming | Dir::Following), _) => near.iter().find(next),
            (Some(Dir::This | Dir::Current), Fine::Season(_)) => {
                near.iter().find(|g| g.year() == year)
            }
            (_, Fine::Quarter(_) | Fine::Half(_)) => {
                // The latest that has begun.
                near.iter().rev().find(|g| g.first_day() <= today)
            }
            (None, Fine::Month(_) | Fine::Day(..)) if cal.weekday.is_none() => {
                let nearest = near.iter().min_by_key(|g| distance(g));
                // "the quarter ended September 30"
                let before = self.word_before(span);
                let past = self.lang.is(before, &[Class::Ended]);
                if past || self.lang.is(before, &[Class::Ending]) {
                    return match if past {
                        near.iter().rev().find(|g| g.first_day() <= today)
                    } else {
                        near.iter().find(|g| g.last_day() >= today)
                    } {
                        Some(g) => Self::point(*g, anchor, Rule::Nearest),
                        None => Out::Drop,
                    };
                }
                // The nearest, unless it lies far ahead and the verb tells of the past, or months
                // back and the verb tells of what is to come.
                match nearest {
                    Some(g)
                        if g.last_day() < today - 60
                            && tense::of(self.doc, self.lang, span) == Tense::Future =>
                    {
                        near.iter().find(|g| g.first_day() >= today)
                    }
                    Some(g)
                        if g.first_day() > today + 45
                            && tense::heads(self.doc, span)
                            && tense::after(self.doc, self.lang, span) == Tense::Past
                            // A month is told of the year before sooner than a day.
                            || g.first_day() > today + if g.day().is_some() { 45 } else { 0 }
                                && tense::told_past(self.doc, self.lang, span) =>
                    {
                        near.iter().rev().find(|g| g.first_day() <= today)
                    }
                    n => n,
                }
            }
            _ => near
                .iter()
                .filter(|g| fits(g))
                .min_by_key(|g| distance(g))
                .filter(|g| cal.weekday.is_none() || distance(g) < 366 * 2)
                .or_else(|| near.iter().min_by_key(|g| distance(g))),
        };
        let Some(granule) = granule.copied() else {
            return Out::Drop;
        };
        let rule = if cal.dir.is_some() {
            Rule::Deictic
        } else {
            Rule::Nearest
        };
        Self::point(granule, anchor, rule)
    }

    /// A date without its year in a narrative: the year of the last point, or the one after it
    /// where the story has come round the turn of the year.
    fn carried(&self, cal: &Cal, span: Span, next: Option<&Item>) -> Out {
        let Some((mut i, mut year)) = self.last_year else {
            return Out::Open(TimexType::Date, open_value(cal));
        };
        match (cal.fine, cal.dir) {
            (Fine::Month(m) | Fine::Day(m, _), None) => {
                // "from October to March", "November and January": the second says the year.
                let later = match next.map(|n| &n.core) {
                    Some(Core::Cal(Cal {
                        year: None,
                        rel: None,
                        dir: None,
                        fine: Fine::Month(n) | Fine::Day(n, _),
                        ..
                    })) if *n < m => Some(*n),
                    _ => None,
                };
                if let Some((k, y)) = self.story_year(later.unwrap_or(m), span) {
                    (i, year) = (k, y - i32::from(later.is_some()));
                }
            }
            (Fine::Season(s), None) => {
                match (self.opened, self.last, self.story) {
                    // A spring told after an autumn is the next one.
                    (_, Some((k, Granule::Season(y, last))), _) => {
                        (i, year) = (k, y + i32::from(s + 1 < last));
                    }
                    (Some((k, y)), ..) => (i, year) = (k, y),
                    (None, _, Some((k, y, _))) => (i, year) = (k, y),
                    _ => {}
                }
            }
            _ => {}
        }
        if cal.dir == Some(Dir::Following) || cal.dir == Some(Dir::Next) {
            year = match (self.in_year(cal, year), self.last) {
                (Some(g), Some((_, l))) if g.first_day() > l.first_day() => year,
                _ => year + 1,
            };
        }
        if cal.dir == Some(Dir::Previous) || cal.dir == Some(Dir::Last) {
            year = match (self.in_year(cal, year), self.last) {
                (Some(g), Some((_, l))) if g.last_day() < l.first_day() => year,
                _ => year - 1,
            };
        }
        match self
            .in_year(cal, year)
            .or_else(|| self.in_year(cal, year + 1))
        {
            Some(g) => Self::point(g, Anchor::Timex(i), Rule::Carried),
            None => Out::Drop,
        }
    }

    /// The year of a month the story tells of without one.
    fn story_year(&self, month: u8, span: Span) -> Option<(u32, i32)> {
        if let Some(opened) = self.opened {
            return Some(opened);
        }
        let (i, year, last) = self.story?;
        let ahead = i32::from(month) - i32::from(last);
        if ahead > 0 && self.compared(span) {
            return Some((i, year - 1));
        }
        // After a look far ahead the story goes on where it was left.
        if let Some((k, y, left)) = self.left
            && ahead <= -7
            && (left..left + 4).contains(&month)
        {
            return Some((k, y));
        }
        // The story has come round the turn of the year, or looks back across it.
        Some(match ahead {
            ..=-7 => (i, year + 1),
            10.. => (i, year - 1),
            _ => (i, year),
        })
    }

    /// "the 15th": of the month at hand.
    fn day_of_month(&self, d: u8) -> Out {
        let (y, m, anchor) = match (self.last_month, self.news()) {
            (Some((i, y, m)), _) => (y, m, Anchor::Timex(i)),
            (None, Some(t)) => {
                let c = civil_from_days(t);
                (c.year, c.month, self.on_published())
            }
            _ => return Out::Open(TimexType::Date, format!("XXXX-XX-{d:02}")),
        };
        // "from 28 May to the 3rd"
        let turned = matches!(self.start, Some((_, g)) if g.month() == Some((y, m))
            && civil_from_days(g.first_day()).day > d);
        let (y, m) = add_months(y, m, i32::from(turned));
        if d > days_in_month(y, m) {
            return Out::Drop;
        }
        Self::point(
            Granule::Day(days_from_civil(y, i32::from(m), i32::from(d))),
            anchor,
            Rule::Carried,
        )
    }
}

/// The value of a date that lacks its year.
fn open_value(cal: &Cal) -> String {
    match cal.fine {
        Fine::Month(m) => format!("XXXX-{m:02}"),
        Fine::Day(m, d) | Fine::Either(m, d) => format!("XXXX-{m:02}-{d:02}"),
        Fine::DayOfMonth(d) => format!("XXXX-XX-{d:02}"),
        Fine::Season(s) => format!("XXXX-{}", season_code(s)),
        Fine::Quarter(q) => format!("XXXX-Q{q}"),
        Fine::Half(h) => format!("XXXX-H{h}"),
        Fine::Week(w) => format!("XXXX-W{w:02}"),
        Fine::Holiday(Holiday::Fixed(m, d)) => format!("XXXX-{m:02}-{d:02}"),
        _ => "XXXX".to_owned(),
    }
}
