//! From expressions to places on the line, in document order with state.

use super::calendar::{Granule, add_months, century_of, decade_of, iso_week, week_start, weekday};
use super::expr::{Base, Cal, Core, Count, Fine, Item, Tod};
use super::lexicon::{Bound, Dir, Edge, Holiday, Part, Unit, Vague};
use super::tense::{self, Tense};
use super::{
    Alternative, Anchor, DAY, DateOrder, Moment, Precision, Qualifier, Rule, TimeValue, Timex,
    TimexType, civil_from_days, days_from_civil, days_in_month, holidays, interval, print,
};
use crate::text::{Doc, Span};

/// A resolved point: where it lies, what it was counted from, and the other reading.
#[derive(Clone, Debug)]
struct Point {
    granule: Granule,
    anchor: Anchor,
    rule: Rule,
    other: Option<(Granule, &'static str)>,
}

/// What resolving one expression comes to.
enum Out {
    Point(Point),
    /// No point: its type and value.
    Value(TimexType, String, Rule),
    /// It needs an anchor: the value as far as it is known.
    Open(TimexType, String),
    Vague(Vague),
    /// Not an expression of time after all.
    Drop,
}

/// The state of the reading.
pub(super) struct Resolver<'a> {
    doc: &'a Doc<'a>,
    published: Option<jiff::civil::Date>,
    today: Option<i64>,
    narrative: bool,
    order: DateOrder,
    /// The last point told, and the last ones of a day, a month or finer, a quarter or finer.
    last: Option<(u32, Granule)>,
    last_day: Option<(u32, i64)>,
    last_month: Option<(u32, i32, u8)>,
    last_quarter: Option<(u32, i32, u8, u32)>,
    last_year: Option<(u32, i32)>,
    /// The last date with its month, and the last bare year that opens a sentence after it: what a
    /// month or day without a year hangs on in a narrative.
    story: Option<(u32, i32, u8)>,
    opened: Option<(u32, i32)>,
}

fn year_of(days: i64) -> i32 {
    civil_from_days(days).year
}

impl<'a> Resolver<'a> {
    pub(super) fn new(
        doc: &'a Doc<'a>,
        published: Option<jiff::civil::Date>,
        narrative: bool,
        order: DateOrder,
    ) -> Self {
        Self {
            doc,
            published,
            today: published.map(|d| Moment::from_date(d).days()),
            narrative,
            order,
            last: None,
            last_day: None,
            last_month: None,
            last_quarter: None,
            last_year: None,
            story: None,
            opened: None,
        }
    }

    fn on_published(&self) -> Anchor {
        self.published.map_or(Anchor::Missing, Anchor::Published)
    }

    fn point(granule: Granule, anchor: Anchor, rule: Rule) -> Out {
        Out::Point(Point {
            granule,
            anchor,
            rule,
            other: None,
        })
    }

    /// Resolves one item and remembers it. `next` is the item after it, if it stands close by.
    pub(super) fn resolve(
        &mut self,
        item: &Item,
        span: Span,
        next: Option<&Item>,
        index: u32,
    ) -> Option<Timex> {
        if item.narrative && !self.narrative {
            return None;
        }
        let out = self.core(&item.core, span, next);
        let modifier = print::modifier(item.edge, item.bound).map(str::to_owned);
        let mut timex = Timex {
            span,
            kind: TimexType::Date,
            value: String::new(),
            modifier,
            time: None,
            anchor: Anchor::None,
            confidence: 0.9,
            alternative: None,
            relation: super::Relation::At,
            rule: Rule::Stated,
            range_end: None,
        };
        match out {
            Out::Drop => return None,
            Out::Point(p) => {
                timex.kind = if p.granule.is_time() {
                    TimexType::Time
                } else {
                    TimexType::Date
                };
                timex.value = p.granule.timex();
                timex.time = Some(self.narrow(p.granule, item));
                timex.anchor = p.anchor;
                timex.rule = p.rule;
                timex.confidence = confidence(p.rule, p.other.is_some());
                timex.alternative = p.other.map(|(g, why)| Alternative {
                    value: g.timex(),
                    time: g.time(),
                    why: why.to_owned(),
                });
                self.remember(&p, item, index, span);
            }
            Out::Value(kind, value, rule) => {
                timex.kind = kind;
                timex.value = value;
                timex.rule = rule;
            }
            Out::Open(kind, value) => {
                timex.kind = kind;
                timex.value = value;
                timex.rule = Rule::Unanchored;
                timex.anchor = Anchor::Missing;
                timex.confidence = 0.5;
            }
            Out::Vague(v) => {
                timex.value = print::vague(v).to_owned();
                timex.rule = Rule::Vague;
                timex.confidence = 0.4;
                self.vague(v, span, &mut timex);
            }
        }
        Some(timex)
    }

    /// The place of a vague reference: soft, and only where there is a publication date.
    fn vague(&self, v: Vague, span: Span, timex: &mut Timex) {
        let Some(today) = self.today.filter(|_| !self.narrative) else {
            return;
        };
        let day = Granule::Day(today).time();
        timex.anchor = self.on_published();
        timex.time = Some(match v {
            Vague::Present => day.with(Qualifier::Approximate),
            Vague::Future => day.with(Qualifier::After),
            Vague::Past => {
                let recent = span.of(&self.doc.lower).contains("recent")
                    || span.of(&self.doc.lower).contains("late");
                if recent {
                    // "recently": some weeks or months back, with soft ends.
                    let d = civil_from_days(today);
                    let (y, m) = add_months(d.year, d.month, -3);
                    TimeValue::qualified(
                        Moment::from_ymd(y, i32::from(m), 1),
                        day.latest,
                        Precision::Month,
                        Qualifier::Approximate,
                    )
                } else {
                    day.with(Qualifier::Before)
                }
            }
        });
    }

    /// The interval of a granule as its edge and bound have it.
    fn narrow(&self, granule: Granule, item: &Item) -> TimeValue {
        let mut time = granule.time();
        if let Some(edge) = item.edge.filter(|_| granule.day().is_none()) {
            let today = self.today.map(|d| d * DAY);
            time = match (edge, today) {
                // "earlier this year", "later this week" are cut by the publication date.
                (Edge::Start, Some(t))
                    if item.comparative && time.earliest.0 < t && t <= time.latest.0 =>
                {
                    TimeValue::between(time.earliest, Moment(t + DAY - 1), time.precision)
                }
                (Edge::End, Some(t))
                    if item.comparative && time.earliest.0 <= t && t + DAY <= time.latest.0 =>
                {
                    TimeValue::between(Moment(t), time.latest, time.precision)
                }
                _ => interval::third(
                    &time,
                    match edge {
                        Edge::Start => 0,
                        Edge::Mid => 1,
                        Edge::End => 2,
                    },
                ),
            };
        }
        match item.bound {
            Some(Bound::About | Bound::Less | Bound::More | Bound::AtLeast | Bound::AtMost) => {
                time.with(Qualifier::Approximate)
            }
            None => time,
        }
    }

    fn remember(&mut self, p: &Point, item: &Item, index: u32, span: Span) {
        let (g, rule) = (p.granule, p.rule);
        let counted = matches!(item.core, Core::Shift(..) | Core::YearAgo(_) | Core::Period);
        let since = self
            .doc
            .lower
            .get(..span.start as usize)
            .is_some_and(|t| t.trim_end().ends_with("since"));
        if !since && !counted {
            if let (Some((y, m)), true) = (g.month(), item.edge.is_none() || g.month().is_some()) {
                self.story = Some((index, y, m));
                self.opened = None;
            } else if let Granule::Year(y)
            | Granule::Season(y, _)
            | Granule::Quarter(y, _)
            | Granule::Half(y, _) = g
                && (self.story.is_none()
                    || tense::heads(self.doc, span)
                    || matches!(g, Granule::Season(..)))
                && !matches!(self.story, Some((_, s, _)) if s == y)
            {
                self.opened = Some((index, y));
            }
        }
        if counted && matches!(g, Granule::Year(_)) {
            return;
        }
        if since {
            self.last = Some((index, g));
            return;
        }
        self.last = Some((index, g));
        if let Some(d) = g.day() {
            self.last_day = Some((index, d));
        }
        if let Some((y, m)) = g.month() {
            self.last_month = Some((index, y, m));
        } else if let Granule::Year(_) | Granule::Season(..) = g {
            self.last_month = None;
        }
        // "the quarter" again keeps it in mind.
        if let (Granule::Quarter(y, q), Some((_, ly, lq, end)), Core::Rel(..)) =
            (g, &mut self.last_quarter, &item.core)
            && (y, q) == (*ly, *lq)
        {
            *end = span.end;
        }
        if let Granule::Quarter(y, q) = g
            && rule != Rule::Narrative
            && self.news().is_none_or(|t| t - g.last_day() < 300)
        {
            self.last_quarter = Some((index, y, q, span.end));
        }
        if !matches!(
            g,
            Granule::Century(_) | Granule::Millennium(_) | Granule::Decade(_)
        ) {
            self.last_year = Some((index, g.year()));
        }
    }

    /// The publication date, where expressions hang on it.
    fn news(&self) -> Option<i64> {
        self.today.filter(|_| !self.narrative)
    }

    fn core(&self, core: &Core, span: Span, next: Option<&Item>) -> Out {
        match core {
            Core::Cal(cal) => self.calendar(cal, span, next),
            Core::Decade(y) => Self::point(Granule::Decade(*y), Anchor::None, Rule::Stated),
            Core::ShortDecade(n) => {
                let (reference, anchor) = match (self.narrative, self.last_year, self.today) {
                    (true, Some((i, y)), _) if y > 0 => (y, Anchor::Timex(i)),
                    (_, _, Some(t)) => (year_of(t), self.on_published()),
                    (_, Some((i, y)), _) if y > 0 => (y, Anchor::Timex(i)),
                    _ => (1999, Anchor::None),
                };
                let mut first = century_of(reference) + n;
                if first > reference + i32::from(self.narrative) * 20 {
                    first -= 100;
                }
                Self::point(Granule::Decade(first), anchor, Rule::Carried)
            }
            Core::Century(y) => Self::point(Granule::Century(*y), Anchor::None, Rule::Stated),
            Core::Millennium(y) => Self::point(Granule::Millennium(*y), Anchor::None, Rule::Stated),
            Core::Weekday(w, dir) => self.weekday(*w, *dir, span),
            // Where quarters have been named, the fiscal count is the article's own.
            Core::Rel(Unit::Quarter, 0, Base::Either) if self.last_quarter.is_none() => self
                .quarter_ended(span, next)
                .unwrap_or_else(|| self.relative(Unit::Quarter, 0, Base::Either)),
            Core::Rel(unit, n, base) => self.relative(*unit, *n, *base),
            Core::Shift(count, unit, sign, base) => self.shift(*count, *unit, *sign, *base, span),
            Core::Part(part, dir) => self.part(*part, *dir),
            Core::At(day, tod) => self.at(day.as_deref(), *tod, span, next),
            Core::From(core, count, unit, sign) => self.from(core, *count, *unit, *sign, span),
            Core::Duration(count, unit, _) => Out::Value(
                TimexType::Duration,
                print::duration(*count, *unit),
                Rule::NoPoint,
            ),
            Core::Set(value) => Out::Value(TimexType::Set, value.clone(), Rule::NoPoint),
            Core::Vague(v) => Out::Vague(*v),
            Core::Period => match self.last {
                Some((i, g)) => Self::point(g, Anchor::Timex(i), Rule::Narrative),
                None => Out::Drop,
            },
            // "the same period last year", after a month: that month of the year before.
            Core::YearAgo(Base::Either) if let Some((i, Granule::Month(y, m))) = self.last => {
                Self::point(Granule::Month(y - 1, m), Anchor::Timex(i), Rule::Narrative)
            }
            // "the year-earlier period" names a quarter by itself, "year-earlier" only near one.
            Core::YearAgo(base) => {
                self.year_ago(span, if *base == Base::Published { 400 } else { 1_500 })
            }
        }
    }

    /// "the quarter ended July 31": the quarter of the calendar that holds most of it.
    fn quarter_ended(&self, span: Span, next: Option<&Item>) -> Option<Out> {
        let after = self.doc.lower.get(span.end as usize..)?.trim_start();
        let next = next.filter(|_| after.starts_with("ended") || after.starts_with("ending"))?;
        if !super::grammar::is_day(&next.core) {
            return None;
        }
        let Out::Point(p) = self.core(&next.core, span, None) else {
            return None;
        };
        let middle = civil_from_days(p.granule.day()? - 45);
        let quarter = Granule::Quarter(middle.year, (middle.month - 1) / 3 + 1);
        Some(Self::point(quarter, p.anchor, p.rule))
    }

    /// "a year earlier" and its kin: the same quarter of the year before where quarters are told.
    fn year_ago(&self, span: Span, reach: u32) -> Out {
        if let Some((i, y, q, end)) = self.last_quarter
            && span.start.saturating_sub(end) < reach
        {
            return Self::point(
                Granule::Quarter(y - 1, q),
                Anchor::Timex(i),
                Rule::Narrative,
            );
        }
        match (self.news(), self.last_year) {
            (Some(t), _) => Self::point(
                Granule::Year(year_of(t) - 1),
                self.on_published(),
                Rule::Deictic,
            ),
            (None, Some((i, y))) => {
                Self::point(Granule::Year(y - 1), Anchor::Timex(i), Rule::Narrative)
            }
            _ => Out::Open(TimexType::Date, "XXXX".to_owned()),
        }
    }

    fn calendar(&self, cal: &Cal, span: Span, next: Option<&Item>) -> Out {
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
            let (year, anchor) = match (base, self.news(), self.last_year) {
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
        self.without_year(&cal, span)
    }

    /// The year of two digits nearest to the publication date, at most ten years after it.
    fn two_digits(&self, n: i32) -> i32 {
        let reference = self
            .today
            .map(year_of)
            .or(self.last_year.map(|(_, y)| y))
            .unwrap_or(2019);
        let y = century_of(reference.max(100)) + n;
        if y > reference + 10 {
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
    fn without_year(&self, cal: &Cal, span: Span) -> Out {
        if let Fine::DayOfMonth(d) = cal.fine {
            return self.day_of_month(d);
        }
        let text = matches!(
            cal.dir,
            Some(Dir::That | Dir::Same | Dir::Previous | Dir::Following)
        );
        let Some(today) = self.news().filter(|_| !text || self.last_year.is_none()) else {
            return self.carried(cal);
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
            (Some(Dir::Last | Dir::Past), _) => near.iter().rev().find(last),
            (Some(Dir::Next | Dir::Coming), _) => near.iter().find(next),
            (Some(Dir::This | Dir::Current), Fine::Season(_)) => {
                near.iter().find(|g| g.year() == year)
            }
            (_, Fine::Quarter(_) | Fine::Half(_)) => {
                // The latest that has begun.
                near.iter().rev().find(|g| g.first_day() <= today)
            }
            (None, Fine::Month(_) | Fine::Day(..)) if cal.weekday.is_none() => {
                let nearest = near.iter().min_by_key(|g| distance(g));
                let lead = self
                    .doc
                    .lower
                    .get(..span.start as usize)
                    .unwrap_or("")
                    .trim_end();
                if lead.ends_with(" ended") || lead.ends_with(" ending") {
                    let past = lead.ends_with(" ended");
                    return match if past {
                        near.iter().rev().find(|g| g.first_day() <= today)
                    } else {
                        near.iter().find(|g| g.last_day() >= today)
                    } {
                        Some(g) => Self::point(*g, anchor, Rule::Nearest),
                        None => Out::Drop,
                    };
                }
                // The nearest, unless it lies far ahead and the verb tells of the past.
                match nearest {
                    Some(g)
                        if g.first_day() > today + 45
                            && tense::heads(self.doc, span)
                            && tense::after(self.doc, span) == Tense::Past =>
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
    fn carried(&self, cal: &Cal) -> Out {
        let Some((mut i, mut year)) = self.last_year else {
            return Out::Open(TimexType::Date, open_value(cal));
        };
        if let (Fine::Month(m) | Fine::Day(m, _), None) = (cal.fine, cal.dir) {
            match (self.opened, self.story) {
                (Some((k, y)), _) => (i, year) = (k, y),
                (None, Some((k, y, last))) => {
                    (i, year) = (k, y);
                    // The story has come round the turn of the year, or looks back across it.
                    let ahead = i32::from(m) - i32::from(last);
                    if ahead <= -7 {
                        year += 1;
                    } else if ahead >= 9 {
                        year -= 1;
                    }
                }
                _ => {}
            }
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
        if d > days_in_month(y, m) {
            return Out::Drop;
        }
        Self::point(
            Granule::Day(days_from_civil(y, i32::from(m), i32::from(d))),
            anchor,
            Rule::Carried,
        )
    }

    fn weekday(&self, w: u8, dir: Option<Dir>, span: Span) -> Out {
        let text = matches!(
            dir,
            Some(Dir::That | Dir::Same | Dir::Previous | Dir::Following)
        );
        let latest = |from: i64| from - (i64::from(weekday(from)) - i64::from(w)).rem_euclid(7);
        let Some(today) = self.news().filter(|_| !text || self.last_day.is_none()) else {
            // In a narrative: the first such day from the last day told.
            let Some((i, d)) = self.last_day else {
                return Out::Open(TimexType::Date, format!("XXXX-WXX-{w}"));
            };
            let day = match dir {
                Some(Dir::Previous | Dir::Last | Dir::Past) => latest(d - 1),
                Some(Dir::That | Dir::Same) => latest(d),
                Some(Dir::Following | Dir::Next | Dir::Coming) => latest(d + 7),
                _ => latest(d + 6),
            };
            return Self::point(Granule::Day(day), Anchor::Timex(i), Rule::Narrative);
        };
        let past = latest(today);
        let coming = latest(today + 7);
        let future = tense::of(self.doc, span) == Tense::Future;
        let (day, other, rule, why) = match dir {
            Some(Dir::Last | Dir::Past) => (
                latest(today - 1),
                latest(today - 1) - 7,
                Rule::LatestWeekday,
                "the week before",
            ),
            Some(Dir::Next | Dir::Coming) => {
                (coming, coming + 7, Rule::NextWeekday, "the week after")
            }
            Some(Dir::This | Dir::Current) if tense::of(self.doc, span) != Tense::Past => {
                (latest(today + 6), past, Rule::NextWeekday, "the one before")
            }
            None if future && past < today => (coming, past, Rule::NextWeekday, "the one before"),
            _ => (past, coming, Rule::LatestWeekday, "the one after"),
        };
        Out::Point(Point {
            granule: Granule::Day(day),
            anchor: self.on_published(),
            rule,
            other: Some((Granule::Day(other), why)),
        })
    }

    fn day_anchor(&self, base: Base) -> Option<(i64, Anchor)> {
        let text = self.last_day.map(|(i, d)| (d, Anchor::Timex(i)));
        let news = self.news().map(|t| (t, self.on_published()));
        match base {
            Base::Published => news.or(text),
            Base::Text => text.or(news),
            Base::Either => news.or(text),
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
        let news = self.news().map(|t| (Granule::Day(t), self.on_published()));
        let (found, deictic) = match base {
            Base::Published | Base::Either => match news {
                Some(n) => (Some(n), true),
                None => (text, false),
            },
            Base::Text => match text {
                Some(t) => (Some(t), false),
                None => (news, true),
            },
        };
        found.map(|(g, a)| (g, a, deictic))
    }

    /// The unit `n` units from its anchor: "last week", "the next day", "that year".
    fn relative(&self, unit: Unit, n: i32, base: Base) -> Out {
        // In a narrative "today" is the day of whoever speaks.
        if self.narrative && unit == Unit::Day && base == Base::Published {
            return match n {
                0 => Out::Vague(Vague::Present),
                _ => Out::Open(TimexType::Date, "XXXX-XX-XX".to_owned()),
            };
        }
        if self.narrative && self.last.is_none()
            || self.narrative && base == Base::Published && self.today.is_none()
        {
            // "last year" of nobody knows when.
            if base == Base::Published {
                return Out::Open(TimexType::Date, open_unit(unit).to_owned());
            }
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
            if let (Unit::Day, Some((i, y, m))) = (unit, self.last_month) {
                return match self.last {
                    Some((_, Granule::Month(..))) => Out::Open(
                        TimexType::Date,
                        format!("{}-XX", Granule::Month(y, m).timex()),
                    ),
                    _ => {
                        let _ = i;
                        Out::Open(TimexType::Date, "XXXX-XX-XX".to_owned())
                    }
                };
            }
            return Out::Open(TimexType::Date, open_unit(unit).to_owned());
        };
        let rule = if deictic {
            Rule::Deictic
        } else {
            Rule::Narrative
        };
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
            Unit::Weekend => {
                let (y, w) = match (base, deictic) {
                    // "the weekend" in news is the one that just was, or is.
                    (Base::Either, true) if weekday(day) < 6 => iso_week(day - 7),
                    _ => iso_week(day + 7 * i64::from(n)),
                };
                Granule::Weekend(y, w)
            }
            Unit::Week => {
                let (y, w) = iso_week(day + 7 * i64::from(n));
                Granule::Week(y, w)
            }
            Unit::Month => {
                let c = civil_from_days(day);
                let (y, m) = add_months(c.year, c.month, n);
                Granule::Month(y, m)
            }
            Unit::Quarter => {
                let (y, q) = g.quarter().unwrap_or((g.year(), 1));
                let t = y * 4 + i32::from(q) - 1 + n;
                Granule::Quarter(t.div_euclid(4), t.rem_euclid(4) as u8 + 1)
            }
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
            (Some((i, _)), Some((j, _))) => i.saturating_sub(j) > 6,
            _ => false,
        }
    }

    /// "two weeks ago", "three days later".
    fn shift(&self, count: Count, unit: Unit, sign: i8, base: Base, span: Span) -> Out {
        let Some(n) = count.floor() else {
            return Out::Vague(if sign < 0 { Vague::Past } else { Vague::Future });
        };
        let n = n.min(100_000_000) as i32 * i32::from(sign);
        if unit == Unit::Year && n == -1 {
            // "a year ago" among quarters is the same quarter.
            if let Some((_, _, _, end)) = self.last_quarter
                && span.start.saturating_sub(end) < 400
                && !self.narrative
            {
                return self.year_ago(span, 400);
            }
        }
        let base = if self.narrative { Base::Text } else { base };
        let anchor = match unit {
            Unit::Month | Unit::Week => self
                .anchor(
                    if self.narrative || base == Base::Text {
                        Unit::Day
                    } else {
                        unit
                    },
                    base,
                )
                .or_else(|| self.anchor(unit, base)),
            _ => self.anchor(unit, base),
        };
        let Some((g, anchor, deictic)) = anchor else {
            return Out::Open(TimexType::Date, open_unit(unit).to_owned());
        };
        let rule = if deictic {
            Rule::Deictic
        } else {
            Rule::Narrative
        };
        let day = g.first_day();
        let half = count.0.is_some_and(|c| c % 60 != 0);
        let years = |k: i32| {
            let y = g.year().saturating_add(n.saturating_mul(k));
            // There is no year 0 of the common era to skip: years are astronomical inside.
            Granule::Year(y.clamp(-super::value::YEARS, super::value::YEARS))
        };
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
            Unit::Month => {
                let c = civil_from_days(day);
                let (y, m) = add_months(c.year, c.month, n);
                Granule::Month(y, m)
            }
            Unit::Quarter => {
                let (y, q) = g.quarter().unwrap_or((g.year(), 1));
                let t = i64::from(y) * 4 + i64::from(q) - 1 + i64::from(n);
                Granule::Quarter(t.div_euclid(4) as i32, t.rem_euclid(4) as u8 + 1)
            }
            Unit::Year if half => {
                let c = civil_from_days(day);
                let months = count.0.unwrap_or(0) * 12 / 60 * i64::from(sign);
                let (y, m) = add_months(c.year, c.month, months as i32);
                Granule::Month(y, m)
            }
            Unit::Year => years(1),
            Unit::Decade => years(10),
            Unit::Century => years(100),
            Unit::Millennium => years(1000),
        };
        Self::point(granule, anchor, rule)
    }

    /// A part of the day by itself: "this morning", "the evening", "that afternoon", "night".
    fn part(&self, part: Part, dir: Option<Dir>) -> Out {
        let open = || format!("XXXX-XX-XXT{}", super::calendar::part_code(part));
        let at = |d: i64, anchor, rule| Self::point(Granule::PartOf(d, part), anchor, rule);
        match (dir, self.news(), self.last_day) {
            (None, ..) => Out::Value(TimexType::Time, open(), Rule::NoPoint),
            (Some(Dir::This), Some(t), _) => at(t, self.on_published(), Rule::Deictic),
            (Some(Dir::Next | Dir::Following), _, Some((i, d))) => {
                at(d + 1, Anchor::Timex(i), Rule::Narrative)
            }
            (Some(Dir::Next | Dir::Following), Some(t), _) => {
                at(t + 1, self.on_published(), Rule::Deictic)
            }
            (Some(Dir::Previous), _, Some((i, d))) => at(d - 1, Anchor::Timex(i), Rule::Narrative),
            (_, _, Some((i, d))) => at(d, Anchor::Timex(i), Rule::Narrative),
            (_, Some(t), None) => at(t, self.on_published(), Rule::Deictic),
            _ => Out::Open(TimexType::Time, open()),
        }
    }

    /// A time of day on its day.
    fn at(&self, day: Option<&Core>, tod: Tod, span: Span, next: Option<&Item>) -> Out {
        let make = |d: i64| match tod {
            Tod::Part(p) => Granule::PartOf(d, p),
            Tod::Clock(s, m, z) => Granule::Clock(d, s, m, z),
        };
        let open = |day: &str| match tod {
            Tod::Part(p) => format!("{day}T{}", super::calendar::part_code(p)),
            Tod::Clock(s, ..) => format!("{day}T{:02}:{:02}", s / 3600, s / 60 % 60),
        };
        if let Some(core) = day {
            return match self.core(core, span, None) {
                Out::Point(p) => match p.granule.day() {
                    Some(d) => Out::Point(Point {
                        granule: make(d),
                        other: p.other.and_then(|(g, why)| Some((make(g.day()?), why))),
                        ..p
                    }),
                    None => Out::Drop,
                },
                Out::Open(_, value) => Out::Open(TimexType::Time, open(&value)),
                Out::Vague(_) => Out::Value(TimexType::Time, open("XXXX-XX-XX"), Rule::Unanchored),
                _ => Out::Drop,
            };
        }
        // The date may stand just after it: "at 10:35 a.m. (0735 GMT) Friday".
        if let Some(next) = next
            && super::grammar::is_day(&next.core)
            && let Out::Point(p) = self.core(&next.core, span, None)
            && let Some(d) = p.granule.day()
        {
            return Self::point(make(d), p.anchor, p.rule);
        }
        match (self.last_day, self.news()) {
            (Some((i, d)), _) => Self::point(make(d), Anchor::Timex(i), Rule::Carried),
            (None, Some(t)) => Self::point(make(t), self.on_published(), Rule::Carried),
            _ => Out::Open(TimexType::Time, open("XXXX-XX-XX")),
        }
    }

    /// So many units before or after another expression, or the nth unit in it.
    fn from(&self, core: &Core, count: Count, unit: Unit, sign: i8, span: Span) -> Out {
        let Out::Point(p) = self.core(core, span, None) else {
            return Out::Open(TimexType::Date, open_unit(unit).to_owned());
        };
        let n = count.floor().unwrap_or(1).clamp(0, 1_000_000);
        let day = p.granule.first_day();
        let granule = match (sign, unit) {
            (0, Unit::Weekend) => {
                let (y, w) = iso_week(day);
                Granule::Weekend(y, w)
            }
            (0, _) => {
                let (y, w) = iso_week(day);
                Granule::Week(y, w)
            }
            (3, Unit::Weekend) => {
                // The last Saturday in it.
                let last = p.granule.last_day();
                let (y, w) = iso_week(last - i64::from(weekday(last) + 1) % 7);
                Granule::Weekend(y, w)
            }
            (3, Unit::Week) => {
                let (y, w) = iso_week(p.granule.last_day());
                Granule::Week(y, w)
            }
            (3, Unit::Month) => {
                let c = civil_from_days(p.granule.last_day());
                Granule::Month(c.year, c.month)
            }
            (3, Unit::Quarter) => Granule::Quarter(p.granule.year(), 4),
            (3, _) => Granule::Day(p.granule.last_day()),
            (2, Unit::Week) => {
                let (y, w) = iso_week(day + 7 * (n - 1));
                Granule::Week(y, w)
            }
            (2, Unit::Month) => {
                let c = civil_from_days(day);
                let (y, m) = add_months(c.year, c.month, n as i32 - 1);
                Granule::Month(y, m)
            }
            (2, Unit::Decade) => Granule::Decade(decade_of(p.granule.year()) + 10 * (n as i32 - 1)),
            (2, _) => Granule::Day(day + n - 1),
            (s, Unit::Week) => Granule::Day(day + 7 * n * i64::from(s)),
            (s, Unit::Month) => {
                let c = civil_from_days(day);
                let (y, m) = add_months(c.year, c.month, n as i32 * i32::from(s));
                Granule::Month(y, m)
            }
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

/// The quarter that ended last before a day.
fn last_quarter(today: i64) -> (i32, u8) {
    let c = civil_from_days(today);
    let q = (c.month - 1) / 3;
    if q == 0 { (c.year - 1, 4) } else { (c.year, q) }
}

/// The value of a date that lacks its year.
fn open_value(cal: &Cal) -> String {
    match cal.fine {
        Fine::Month(m) => format!("XXXX-{m:02}"),
        Fine::Day(m, d) | Fine::Either(m, d) => format!("XXXX-{m:02}-{d:02}"),
        Fine::DayOfMonth(d) => format!("XXXX-XX-{d:02}"),
        Fine::Season(s) => format!("XXXX-{}", ["SP", "SU", "FA", "WI"][usize::from(s & 3)]),
        Fine::Quarter(q) => format!("XXXX-Q{q}"),
        Fine::Half(h) => format!("XXXX-H{h}"),
        Fine::Week(w) => format!("XXXX-W{w:02}"),
        Fine::Holiday(Holiday::Fixed(m, d)) => format!("XXXX-{m:02}-{d:02}"),
        _ => "XXXX".to_owned(),
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

/// How sure a rule is, counted on annotated news and histories.
fn confidence(rule: Rule, two: bool) -> f32 {
    let sure: f32 = match rule {
        Rule::Stated => 0.98,
        Rule::Deictic => 0.93,
        Rule::Nearest => 0.93,
        Rule::LatestWeekday => 0.89,
        Rule::NextWeekday => 0.75,
        Rule::Carried => 0.87,
        Rule::Narrative => 0.7,
        Rule::Vague => 0.4,
        Rule::NoPoint => 0.9,
        Rule::Unanchored => 0.5,
    };
    if two && rule == Rule::Stated {
        0.6
    } else {
        sure
    }
}
