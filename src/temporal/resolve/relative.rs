//! What counts from an anchor: "last week", "two weeks ago", "three days before May 5".

use super::super::calendar::{Granule, century_of, decade_of, weekday};
use super::super::expr::{Base, Core, Count};
use super::super::lexicon::{Unit, Vague};
use super::super::{Anchor, DAY, Rule, TimexType, print, value};
use super::quarter::last_quarter;
use super::{Out, Point, QUARTER_REACH, Resolver};
use crate::text::Span;

/// By what rule a time is read that counts from the publication date, or else from a time told.
fn counted_from(publication: bool) -> Rule {
    match publication {
        true => Rule::Deictic,
        false => Rule::Narrative,
    }
}

impl Resolver<'_> {
    pub(super) fn day_anchor(&self, base: Base) -> Option<(i64, Anchor)> {
        let text = self.last_day.map(|(i, d)| (d, Anchor::Timex(i)));
        let news = self.news().map(|t| (t, self.on_published()));
        match base {
            Base::Published | Base::Either => news.or(text),
            Base::Text => text.or(news),
        }
    }

    /// The anchor of a relative expression of some unit.
    fn anchor(&self, unit: Unit, base: Base) -> Option<(Granule, Anchor, bool)> {
        let text = match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => self
                .last_day
                .map(|(i, d)| (Granule::Day(d), Anchor::Timex(i))),
            Unit::Week | Unit::Weekend => match self.last {
                Some((i, g @ Granule::Week(..))) => Some((g, Anchor::Timex(i))),
                _ => self
                    .last_day
                    .map(|(i, d)| (Granule::Day(d), Anchor::Timex(i))),
            },
            Unit::Month => self
                .last_month
                .map(|(i, y, m)| (Granule::Month(y, m), Anchor::Timex(i))),
            Unit::Quarter => match (self.last_quarter, self.last_month) {
                (Some((i, y, q, _)), _) => Some((Granule::Quarter(y, q), Anchor::Timex(i))),
                (None, Some((i, y, m))) => Some((Granule::Month(y, m), Anchor::Timex(i))),
                _ => None,
            },
            _ => match self.last {
                Some((i, g))
                    if unit > Unit::Year
                        && matches!(g, Granule::Decade(_) | Granule::Century(_)) =>
                {
                    Some((g, Anchor::Timex(i)))
                }
                _ => self
                    .last_year
                    .map(|(i, y)| (Granule::Year(y), Anchor::Timex(i))),
            },
        };
        let text = text.map(|(g, anchor)| (g, anchor, false));
        let written = self.written.filter(|_| unit == Unit::Day);
        let news = self.news().map(|t| match written {
            Some((i, day)) => (Granule::Day(day), Anchor::Timex(i), true),
            None => (Granule::Day(t), self.on_published(), true),
        });
        match base {
            Base::Published | Base::Either => news.or(text),
            Base::Text => text.or(news),
        }
    }

    /// The unit `n` units from its anchor: "last week", "the next day", "that year".
    pub(super) fn relative(&self, unit: Unit, n: i32, base: Base) -> Out {
        // In a narrative "today" is the day of whoever speaks.
        if self.narrative && unit == Unit::Day && base == Base::Published {
            return match n {
                0 => Out::Vague(Vague::Present),
                _ => Out::Open(TimexType::Date, "XXXX-XX-XX".to_owned()),
            };
        }
        // "last year" of nobody knows when.
        if self.narrative
            && base == Base::Published
            && (self.last.is_none() || self.today.is_none())
        {
            return Out::Open(TimexType::Date, open_unit(unit).to_owned());
        }
        // "the quarter", "the latest period": the one told last, else the one that ended last.
        if unit == Unit::Quarter && base == Base::Either && n == 0 {
            if let Some((i, y, q, _)) = self.last_quarter
                && self
                    .news()
                    .is_none_or(|t| Granule::Quarter(y, q).last_day() < t)
            {
                return Self::point(Granule::Quarter(y, q), Anchor::Timex(i), Rule::Narrative);
            }
            return match self.news() {
                Some(t) => {
                    let (y, q) = last_quarter(t);
                    Self::point(Granule::Quarter(y, q), self.on_published(), Rule::Deictic)
                }
                None => Out::Open(TimexType::Date, "XXXX-QX".to_owned()),
            };
        }
        let Some((g, anchor, deictic)) = self.anchor(unit, base) else {
            // A day of a month that is known keeps the month.
            if let (Unit::Day, Some((_, y, m))) = (unit, self.last_month) {
                return match self.last {
                    Some((_, Granule::Month(..))) => Out::Open(
                        TimexType::Date,
                        format!("{}-XX", Granule::Month(y, m).timex()),
                    ),
                    _ => Out::Open(TimexType::Date, "XXXX-XX-XX".to_owned()),
                };
            }
            return Out::Open(TimexType::Date, open_unit(unit).to_owned());
        };
        let rule = counted_from(deictic);
        let day = g.first_day();
        let granule = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return Out::Drop,
            Unit::Day => {
                if !deictic && self.stale_day() && n != 0 {
                    // The last point told is a month or a year: the day before it is too far back.
                    return Out::Open(TimexType::Date, "XXXX-XX-XX".to_owned());
                }
                Granule::Day(day + i64::from(n))
            }
            Unit::Weekend => Granule::weekend_of(match (base, deictic) {
                // "the weekend" in news is the one that just was, or is.
                (Base::Either, true) if weekday(day) < 6 => day - 7,
                _ => day + 7 * i64::from(n),
            }),
            Unit::Week => Granule::week_of(day + 7 * i64::from(n)),
            Unit::Month => Granule::month_from(day, n),
            Unit::Quarter => g.quarter_from(n),
            Unit::Year => Granule::Year(g.year() + n),
            Unit::Decade => Granule::Decade(match g {
                Granule::Decade(y) => y + 10 * n,
                _ => decade_of(g.year()) + 10 * n,
            }),
            Unit::Century => Granule::Century(match g {
                Granule::Century(y) => y + 100 * n,
                _ => century_of(g.year()) + 100 * n,
            }),
            Unit::Millennium => Granule::Millennium(g.year().div_euclid(1000) * 1000 + 1000 * n),
        };
        Self::point(granule, anchor, rule)
    }

    /// Whether the last point told is coarser than a day.
    fn stale_day(&self) -> bool {
        match (self.last, self.last_day) {
            (Some((i, g)), Some((j, day))) => {
                let left = i > j && (day < g.first_day() || g.last_day() < day);
                i.saturating_sub(j) > 6 || self.narrative && left && matches!(g, Granule::Year(_))
            }
            _ => false,
        }
    }

    /// "two weeks ago", "three days later".
    pub(super) fn shift(&self, count: Count, unit: Unit, sign: i8, base: Base, span: Span) -> Out {
        let vague = if sign < 0 { Vague::Past } else { Vague::Future };
        let Some(n) = count.floor() else {
            return self.uncounted(unit, vague, base);
        };
        let per = match unit {
            Unit::Year => 1,
            Unit::Decade => 10,
            Unit::Century => 100,
            Unit::Millennium => 1000,
            _ => 0,
        };
        // "13.8 billion years ago" lies before what a date can say.
        let years = count.0.unwrap_or(0).saturating_mul(per) / 60;
        if years > i64::from(value::YEARS) / 2 {
            return Out::Vague(vague);
        }
        let n = n.min(100_000_000) as i32 * i32::from(sign);
        if unit == Unit::Year && n == -1 {
            // "a year ago" among quarters is the same quarter.
            if let Some((_, _, _, end)) = self.last_quarter
                && span.start.saturating_sub(end) < QUARTER_REACH
                && !self.narrative
            {
                return self.year_ago(span, QUARTER_REACH);
            }
        }
        let base = if self.narrative { Base::Text } else { base };
        // Weeks and months count from the day told last, where there is one.
        let fine = matches!(unit, Unit::Month | Unit::Week) && base == Base::Text;
        let anchor = if fine {
            self.anchor(Unit::Day, base)
        } else {
            None
        };
        let anchor = anchor.or_else(|| self.anchor(unit, base));
        // The day told last is not the one it counts from.
        let stale = matches!(unit, Unit::Day | Unit::Week) && self.stale_day();
        let anchor = anchor.filter(|(.., deictic)| *deictic || !stale);
        // "two decades later" is never said of today.
        let anchor = anchor.filter(|(.., deictic)| !deictic || base != Base::Text || sign < 0);
        let Some((g, anchor, deictic)) = anchor else {
            return Out::Open(TimexType::Date, open_unit(unit).to_owned());
        };
        let rule = counted_from(deictic);
        let day = g.first_day();
        let half = count.0.is_some_and(|c| c % 60 != 0);
        let granule = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => {
                if deictic {
                    Granule::Day(day)
                } else if let Some((_, Granule::Clock(d, s, m, z))) = self.last {
                    let step = match unit {
                        Unit::Hour => 3600,
                        Unit::Minute => 60,
                        _ => 1,
                    };
                    let t = i64::from(s) + i64::from(n) * step;
                    Granule::Clock(d + t.div_euclid(DAY), t.rem_euclid(DAY) as i32, m, z)
                } else {
                    return Out::Value(
                        TimexType::Duration,
                        print::duration(count, unit),
                        Rule::NoPoint,
                    );
                }
            }
            Unit::Day => Granule::Day(day + i64::from(n)),
            Unit::Weekend | Unit::Week => Granule::Day(day + 7 * i64::from(n)),
            Unit::Month => Granule::month_from(day, n),
            Unit::Quarter => g.quarter_from(n),
            Unit::Year if half && n.abs() < 100 => {
                let months = count.0.unwrap_or(0) * 12 / 60 * i64::from(sign);
                Granule::month_from(day, months as i32)
            }
            Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => {
                around(g.year(), years as i32, unit, sign)
            }
        };
        // What news tells of as later than something past has been, too.
        if base == Base::Text
            && sign > 0
            && let Some(today) = self.news()
            && g.first_day() <= today
            && today < granule.first_day()
        {
            return Out::Open(TimexType::Date, open_unit(unit).to_owned());
        }
        Self::point(granule, anchor, rule)
    }

    /// "days later", "several years ago": somewhere on one side of what it counts from.
    fn uncounted(&self, unit: Unit, vague: Vague, base: Base) -> Out {
        if base == Base::Published {
            return Out::Vague(vague);
        }
        match self.anchor(unit, Base::Text) {
            Some((g, anchor, false)) => Out::Beside(vague, g, anchor),
            _ => Out::Value(
                TimexType::Date,
                print::vague(vague).to_owned(),
                Rule::Unanchored,
            ),
        }
    }

    /// So many units before or after another expression, or the nth unit in it.
    pub(super) fn from(&self, core: &Core, count: Count, unit: Unit, sign: i8, span: Span) -> Out {
        let Out::Point(p) = self.core(core, span, None) else {
            return Out::Open(TimexType::Date, open_unit(unit).to_owned());
        };
        let n = count.floor().unwrap_or(1).clamp(0, 1_000_000);
        let (day, last) = (p.granule.first_day(), p.granule.last_day());
        let granule = match (sign, unit) {
            // What is told of a Monday or Tuesday is the weekend before it.
            (0, Unit::Weekend) => Granule::weekend_of(match weekday(day) {
                early @ 1..=2 => day - i64::from(early),
                _ => day,
            }),
            (0, _) => Granule::week_of(day),
            // The last Saturday in it.
            (3, Unit::Weekend) => Granule::weekend_of(last - i64::from(weekday(last) + 1) % 7),
            (3, Unit::Week) => Granule::week_of(last - 3),
            (3, Unit::Month) => Granule::month_from(last, 0),
            (3, Unit::Quarter) => Granule::Quarter(p.granule.year(), 4),
            (3, _) => Granule::Day(last),
            // The week of the calendar that has most of its days.
            (2, Unit::Week) => Granule::week_of(day + 7 * (n - 1) + 3),
            (2, Unit::Month) => Granule::month_from(day, n as i32 - 1),
            (2, Unit::Decade) => Granule::Decade(decade_of(p.granule.year()) + 10 * (n as i32 - 1)),
            (2, _) => Granule::Day(day + n - 1),
            // The same so many years before or after.
            (4 | -4, _) => p.granule.years_on(n as i32 * i32::from(sign / 4)),
            (5, _) => Granule::Day(day + 1 + (n - 1 - i64::from(weekday(day))).rem_euclid(7)),
            (-5, _) => Granule::Day(day - 1 - (i64::from(weekday(day)) - 1 - n).rem_euclid(7)),
            (s, Unit::Week) => Granule::Day(day + 7 * n * i64::from(s)),
            (s, Unit::Month) => Granule::month_from(day, n as i32 * i32::from(s)),
            (s, Unit::Year) => Granule::Year(p.granule.year() + n as i32 * i32::from(s)),
            (s, _) => Granule::Day(day + n * i64::from(s)),
        };
        Out::Point(Point {
            granule,
            other: None,
            ..p
        })
    }
}

/// So many years before or after a year, no finer than they were said: "two decades ago" is one of
/// some years, "66 million years ago" lies within half a million.
fn around(from: i32, years: i32, unit: Unit, sign: i8) -> Granule {
    let limit = |y: i32| y.clamp(-value::YEARS, value::YEARS);
    // Years are astronomical inside: there is no year to skip between the eras.
    let at = limit(from.saturating_add(years * i32::from(sign)));
    let of = |unit_years: i32, unit: Unit| {
        if years > unit_years && years % unit_years == 0 {
            Granule::Around(at, unit_years / 2 - 1, unit)
        } else {
            let named = match years {
                50.. => Unit::Decade,
                _ => Unit::Year,
            };
            Granule::Around(at, years / 5, named)
        }
    };
    match unit {
        Unit::Decade => of(10, unit),
        Unit::Century => of(100, unit),
        _ if years < 1000 => Granule::Year(at),
        _ => {
            let step = (0..9).map(|p| 10i32.pow(p)).take_while(|s| years % s == 0);
            let step = step.last().unwrap_or(1);
            let half = (step / 2).min(years / 10);
            // Of tens of thousands of years the few since the common era are nothing.
            let grain = if years < 10_000 {
                1
            } else {
                (half / 10).max(1)
            };
            let at = 1 - (1 - at + grain / 2).div_euclid(grain) * grain;
            match half {
                0 => Granule::Year(at),
                _ => Granule::Around(limit(at), half, Unit::Year),
            }
        }
    }
}

/// The value of a granule of which only the unit is known.
fn open_unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => "XXXX-XX-XXTXX:XX",
        Unit::Day => "XXXX-XX-XX",
        Unit::Week => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
        Unit::Millennium => "X",
    }
}
