//! From expressions to places on the line, in document order with state.

mod calendar;
mod clock;
mod quarter;
mod relative;
mod weekday;

use super::calendar::{Granule, add_months, century_of};
use super::expr::{Base, Core, Count, Fine, Item};
use super::grammar::OVER;
use super::lexicon::{Bound, Class, Dir, Edge, Language, Unit, Vague, Word};
use super::{
    Alternative, Anchor, DAY, DateOrder, Moment, Precision, Qualifier, Rule, TimeValue, Timex,
    TimexType, civil_from_days, interval, print, tense,
};
use crate::text::{Doc, Span, Xpos};

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
    /// Somewhere before or after a point: what lies there, and what it is counted from.
    Beside(Vague, Granule, Anchor),
    /// Not an expression of time after all.
    Drop,
}

/// The state of the reading.
pub(super) struct Resolver<'a> {
    doc: &'a Doc<'a>,
    lang: &'a Language,
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
    /// Where the story was left for a look far ahead.
    left: Option<(u32, i32, u8)>,
    /// Where the last length of more months than a quarter has ended ("the nine months"): what is
    /// compared with it is no quarter.
    months: u32,
    /// Where the expression stands that follows the one at hand.
    following: Option<Span>,
    /// The start of the range the expression at hand closes.
    start: Option<(u32, Granule)>,
    /// The last year told before the first of two that share their own ("May and June of the next
    /// year").
    shared: Option<(u32, i32)>,
    /// Whether the next expression is an apposition to the one at hand.
    apposed: bool,
    /// The last year told, whatever it was counted from, and where it ended in the text.
    year: Option<(u32, i32, u32)>,
    /// The day of the dateline ("VEST, Nov 6 (Wire) –"), where it is the one before publication:
    /// what was "yesterday" to who wrote it.
    written: Option<(u32, i64)>,
}

fn year_of(days: i64) -> i32 {
    civil_from_days(days).year
}

/// How far into a text a dateline may stand, behind the headline and the names of the writers.
const DATELINE: u32 = 250;

/// How far behind a quarter "a year earlier" still means the quarter of the year before.
const QUARTER_REACH: u32 = 700;

/// How many characters before an expression are looked at.
const NEAR: usize = 100;

impl<'a> Resolver<'a> {
    pub(super) fn new(
        doc: &'a Doc<'a>,
        lang: &'a Language,
        published: Option<jiff::civil::Date>,
        narrative: bool,
        order: DateOrder,
    ) -> Self {
        Self {
            doc,
            lang,
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
            left: None,
            months: 0,
            following: None,
            start: None,
            shared: None,
            apposed: false,
            year: None,
            written: None,
        }
    }

    /// Says what the next expression to be resolved has beside it: the start of the range it closes,
    /// by its index, and the place of the expression that follows it.
    pub(super) fn beside(&mut self, start: Option<u32>, span: Span, next: Option<Span>) {
        self.start = self.last.filter(|(i, _)| Some(*i) == start);
        self.following = next;
        self.apposed = next.is_some_and(|next| self.apposes(span.end, next.start));
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

    /// The last [`NEAR`] characters before an expression, in lower case: a text may have no stop.
    fn lead(&self, span: Span) -> &str {
        let lead = self.doc.lower.get(..span.start as usize).unwrap_or("");
        let near = lead.char_indices().rev().take(NEAR).last();
        near.map_or(lead, |(at, _)| &lead[at..])
    }

    /// Whether nothing but a comma and a small word stands between two expressions.
    fn apposes(&self, end: u32, start: u32) -> bool {
        let between = self.doc.lower.get(end as usize..start as usize);
        let Some(rest) = between.and_then(|b| b.trim_start().strip_prefix(',')) else {
            return false;
        };
        let word = rest.trim();
        word.is_empty()
            || rest.len() < 12
                && matches!(
                    self.lang.role(word.as_bytes()).0,
                    Word::In | Word::On | Word::At | Word::During
                )
    }

    /// "as recently as 2012"
    fn compares(&self, span: Span) -> bool {
        let rest = self.doc.lower.get(span.end as usize..).unwrap_or("");
        let next = rest.split_whitespace().next().unwrap_or("");
        let is = |w: &str| self.lang.is(w, &[Class::As]);
        is(next) && is(self.word_before(span))
    }

    /// Whether an adjective of direction ("current") is used as a noun.
    fn is_thing(&self, span: Span) -> bool {
        let word = span.of(&self.doc.lower);
        let at = self
            .doc
            .tokens
            .partition_point(|t| t.span.start < span.start);
        // "the current $2 billion limit"
        let sum = |c: char| c.is_ascii_digit() || c == '$';
        let rest = self.doc.lower.get(span.end as usize..).unwrap_or("");
        let xpos = |t: usize| self.doc.tokens.get(t).map(|t| t.xpos);
        // "swam against the current.", "the current failed", whatever the tag.
        let alone = || {
            rest.starts_with(['.', ';', '!', '?'])
                || matches!(xpos(at + 1), Some(Xpos::VBD | Xpos::VBZ | Xpos::MD))
        };
        let noun = match self.lang.role(word.as_bytes()).0 {
            Word::Dir(dir) => xpos(at) == Some(Xpos::NN) || matches!(dir, Dir::Current) && alone(),
            _ => false,
        };
        noun && !rest.trim_start().starts_with(sum)
    }

    /// Whether "overnight" says of which kind something is.
    fn is_kind(&self, span: Span) -> bool {
        let word = span.of(&self.doc.lower);
        let role = self.lang.role(word.as_bytes());
        let tokens = &self.doc.tokens;
        let at = tokens.partition_point(|t| t.span.start < span.start);
        matches!(role, (Word::Part(_), OVER)) && tokens.get(at).is_some_and(|t| t.xpos == Xpos::JJ)
    }

    /// The word that stands before an expression, in lower case.
    fn word_before(&self, span: Span) -> &str {
        let lead = self.doc.lower.get(..span.start as usize).unwrap_or("");
        let lead = lead.trim_ascii_end();
        let bytes = lead.bytes().rev().take(NEAR);
        let length = bytes.take_while(|b| !b.is_ascii_whitespace()).count();
        lead.get(lead.len() - length..).unwrap_or("")
    }

    /// The word that stands behind an expression, in lower case.
    fn word_after(&self, span: Span) -> &str {
        let rest = self.doc.lower.get(span.end as usize..).unwrap_or("");
        let rest = rest.trim_start();
        let end = rest.find(|c: char| !c.is_alphanumeric());
        rest.get(..end.unwrap_or(rest.len())).unwrap_or("")
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
        let out = match self.restated(item, span, next) {
            Some(point) => Out::Point(point),
            None => self.core(&item.core, span, next),
        };
        self.shared = self.last_year.filter(|_| {
            matches!(next, Some(Item { core: Core::Cal(c), ahead: true, .. }) if c.rel.is_some())
                && matches!(&item.core, Core::Cal(c) if c.year.is_none() && c.rel.is_none())
        });
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
                timex.time = Some(self.narrow(p.granule, item, span));
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
                if matches!(item.core, Core::Duration(Count(Some(n)), Unit::Month) if n > 3 * 60) {
                    self.months = span.end;
                }
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
            Out::Beside(v, granule, anchor) => {
                timex.value = print::vague(v).to_owned();
                timex.rule = Rule::Narrative;
                timex.anchor = anchor;
                timex.confidence = 0.5;
                timex.time = Some(granule.time().with(match v {
                    Vague::Past => Qualifier::Before,
                    _ => Qualifier::After,
                }));
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

    /// "The next day, 5 May, they left", "two years later, in 1864": what counts from the last point
    /// told is said again as a date, which need not be guessed.
    fn restated(&self, item: &Item, span: Span, next: Option<&Item>) -> Option<Point> {
        let next = next.filter(|_| self.apposed)?;
        let unit = match item.core {
            Core::Shift(_, unit, _, Base::Text) => unit,
            Core::Rel(unit, n, Base::Text) if n != 0 => unit,
            _ => return None,
        };
        let Core::Cal(cal) = &next.core else {
            return None;
        };
        let fits = match unit {
            Unit::Day | Unit::Week => matches!(cal.fine, Fine::Day(..)),
            Unit::Month => cal.year.is_some() && matches!(cal.fine, Fine::Day(..) | Fine::Month(_)),
            Unit::Year | Unit::Decade | Unit::Century => cal.year.is_some(),
            _ => false,
        };
        if !fits {
            return None;
        }
        let Out::Point(p) = self.core(&next.core, span, None) else {
            return None;
        };
        let granule = match unit {
            Unit::Year | Unit::Decade | Unit::Century => Granule::Year(p.granule.year()),
            Unit::Month => Granule::month_from(p.granule.first_day(), 0),
            _ => p.granule,
        };
        Some(Point { granule, ..p })
    }

    /// "On this day in 1944": the month and day of publication in another year.
    fn this_day(&self, span: Span, next: Option<&Item>) -> Option<Granule> {
        let today = civil_from_days(self.news()?);
        let Some(Item {
            core: Core::Cal(cal),
            start,
            ..
        }) = next
        else {
            return None;
        };
        let year = cal.year.filter(|_| cal.fine == Fine::None && *start > 0)?;
        let words = span.of(&self.doc.lower);
        let first = words.split(' ').next().unwrap_or("");
        let this = matches!(self.lang.role(first.as_bytes()).0, Word::Dir(Dir::This));
        let rest = self.doc.lower.get(span.end as usize..)?.trim_start();
        let link = rest.split(' ').next().unwrap_or("");
        let within = self.lang.role(link.as_bytes()).0 == Word::In;
        (this && within && today.day <= super::days_in_month(year, today.month)).then(|| {
            let (month, day) = (i32::from(today.month), i32::from(today.day));
            Granule::Day(super::days_from_civil(year, month, day))
        })
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
                let recent = |w: &str| self.lang.is(w, &[Class::Recent]);
                if span.of(&self.doc.lower).split_whitespace().any(recent) {
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
    fn narrow(&self, granule: Granule, item: &Item, span: Span) -> TimeValue {
        let mut time = granule.time();
        // "the first week of May": its first seven days, whatever day they begin on.
        if let Core::From(of, count, Unit::Week, sign @ (2 | 3)) = &item.core
            && let Out::Point(p) = self.core(of, span, None)
        {
            let n = count.floor().unwrap_or(1).clamp(1, 60);
            let from = match sign {
                2 => p.granule.first_day() + 7 * (n - 1),
                _ => p.granule.last_day() - 6,
            };
            let (from, to) = (Moment(from * DAY), Moment((from + 7) * DAY - 1));
            time = TimeValue::between(from, to, Precision::Week);
        }
        if let (Core::PastYear, Some(today)) = (&item.core, self.news()) {
            let d = civil_from_days(today);
            time = TimeValue::qualified(
                Moment::from_ymd(d.year - 1, i32::from(d.month), i32::from(d.day) + 1),
                Granule::Day(today).time().latest,
                Precision::Year,
                Qualifier::Approximate,
            );
        } else if let Some((from, to, of)) = item.part {
            time = interval::slice(&time, from, to, of);
        } else if let Some(edge) = item.edge.filter(|_| granule.day().is_none()) {
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

    /// Whether an expression is the day of a dateline.
    fn dateline(&self, span: Span) -> bool {
        let (lead, rest) = (
            self.doc.lower.get(..span.start as usize).unwrap_or(""),
            self.doc.lower.get(span.end as usize..).unwrap_or(""),
        );
        span.start < DATELINE
            && lead.trim_end().ends_with(',')
            && rest.trim_start().starts_with(['(', '-', '–', '—'])
    }

    fn remember(&mut self, p: &Point, item: &Item, index: u32, span: Span) {
        let (g, rule) = (p.granule, p.rule);
        if index == 0
            && let (Some(day), Some(today)) = (g.day(), self.today)
            && day + 1 == today
            && self.dateline(span)
        {
            self.written = Some((index, day));
        }
        if let Granule::Year(y) = g {
            self.year = Some((index, y, span.end));
        }
        let counted = matches!(item.core, Core::Shift(..) | Core::YearAgo(_) | Core::Period);
        let before = self.lang.role(self.word_before(span).as_bytes()).0;
        let since = before == Word::Since;
        // "by December", "by next summer" and what stands in brackets lie ahead of the story.
        let ahead = matches!(&item.core, Core::Cal(c)
                if matches!(c.dir, Some(Dir::Next | Dir::Coming))
                    || c.year.is_none() && before == Word::By && self.story.is_some())
            || matches!(self.story, Some((_, y, _)) if g.year() > y)
                && (self.bracketed(span) || g.month().is_some() && self.lasts(span));
        if !since && !counted && !ahead && !self.looks_back(g, span) {
            if let Some((y, m)) = g.month() {
                self.left = self.story.filter(|(_, year, _)| y > year + 1);
                self.story = Some((index, y, m));
                self.opened = None;
            } else if let Granule::Year(y)
            | Granule::Season(y, _)
            | Granule::Quarter(y, _)
            | Granule::Half(y, _) = g
                && (self.story.is_none()
                    || tense::heads(self.doc, span)
                    || !matches!(g, Granule::Year(_)))
                && !matches!(self.story, Some((_, s, _)) if s == y)
            {
                self.opened = Some((index, y));
            }
        }
        if counted && matches!(g, Granule::Year(_) | Granule::Around(..)) {
            return;
        }
        self.last = Some((index, g));
        if since {
            return;
        }
        if let Some(d) = g.day()
            && !self.names_what_was_before(span)
        {
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

    /// "following the August 2 resignation, Lee was sworn in at 5 p.m.": whether a day only names what came
    /// before, and the story stays where it is.
    fn names_what_was_before(&self, span: Span) -> bool {
        let text = self.doc.text;
        let before = text[..span.start as usize].trim_end();
        let behind = before.strip_suffix(" the").is_some_and(|before| {
            let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
            ["following", "after", "since", "despite", "before"]
                .iter()
                .any(|w| word.eq_ignore_ascii_case(w))
        });
        let mut after = text[span.end as usize..].chars();
        behind && after.next() == Some(' ') && after.next().is_some_and(char::is_lowercase)
    }

    /// Whether a date before the story is only what something is compared with ("down from a high
    /// in summer 2007"): the story stays where it is.
    fn looks_back(&self, g: Granule, span: Span) -> bool {
        let before = match (self.opened, self.story, g.month()) {
            (Some((_, year)), ..) | (_, Some((_, year, _)), None) => g.year() < year,
            (_, Some((_, year, month)), Some(at)) => at < (year, month),
            _ => false,
        };
        if !before {
            return false;
        }
        self.compared(span)
    }

    /// Whether an expression stands in brackets.
    fn bracketed(&self, span: Span) -> bool {
        let lead = self.lead(span);
        lead.rfind('(') > lead.rfind(')')
    }

    /// Whether an expression only says how long something went on ("lasted until the fall of the
    /// city in February 1945").
    fn lasts(&self, span: Span) -> bool {
        let role = |w: &str| self.lang.role(w.as_bytes()).0;
        let mut next = "";
        for word in self.clause(span).split_whitespace().rev().take(8) {
            if role(word) == Word::Until {
                // "until coming forward in May 2005" tells what happened next.
                return matches!(role(next), Word::The | Word::A)
                    || self.lang.is(next, &[Class::Possessor]);
            }
            next = word;
        }
        false
    }

    /// Whether something is compared with what was at an expression.
    fn compared(&self, span: Span) -> bool {
        let compares = |w: &str| self.lang.is(w.trim_end_matches(','), &[Class::Compared]);
        let words = self.clause(span).split_whitespace().rev();
        { words }.take(12).any(compares)
    }

    /// What stands before an expression in its sentence, as far as it is looked at.
    fn clause(&self, span: Span) -> &str {
        let lead = self.lead(span);
        lead.rsplit(['.', ';', '\n']).next().unwrap_or("")
    }

    /// The publication date, where expressions hang on it: in a narrative, what stands before the
    /// first date of its own.
    fn news(&self) -> Option<i64> {
        self.today
            .filter(|_| !self.narrative || self.last.is_none())
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
            // "from Monday to Wednesday last week"
            Core::Weekday(w, None)
                if let Some(Item {
                    core: Core::Cal(of),
                    ahead: true,
                    ..
                }) = next
                    && of.weekday.is_some()
                    && of.rel.is_some()
                    && of.fine == Fine::None =>
            {
                let mut cal = *of;
                cal.weekday = Some(*w);
                self.calendar(&cal, span, None)
            }
            Core::Weekday(w, dir) => self.weekday(*w, *dir, span),
            // "over the weekend" of what is still to come
            Core::Rel(Unit::Weekend, 0, Base::Either)
                if tense::of(self.doc, self.lang, span) == tense::Tense::Future =>
            {
                self.relative(Unit::Weekend, 0, Base::Published)
            }
            // "on this day in 1944"
            Core::Rel(Unit::Day, 0, Base::Text) if let Some(day) = self.this_day(span, next) => {
                Self::point(day, self.on_published(), Rule::Deictic)
            }
            // Where quarters have been named, the fiscal count is the article's own.
            Core::Rel(Unit::Quarter, 0, Base::Either) if self.last_quarter.is_none() => self
                .quarter_ended(span, next)
                .unwrap_or_else(|| self.relative(Unit::Quarter, 0, Base::Either)),
            Core::Rel(unit, n, base) => self.relative(*unit, *n, *base),
            Core::PastYear => self.relative(Unit::Year, -1, Base::Published),
            Core::Shift(count, unit, sign, base) => self.shift(*count, *unit, *sign, *base, span),
            // "the overnight rate"
            Core::Part(..) if self.is_kind(span) => Out::Drop,
            Core::Part(part, dir) => self.part(*part, *dir, span, next),
            Core::At(day, tod) => self.at(day.as_deref(), *tod, span, next),
            Core::From(core, count, unit, sign) => self.from(core, *count, *unit, *sign, span),
            Core::Duration(count, unit) => Out::Value(
                TimexType::Duration,
                print::duration(*count, *unit),
                Rule::NoPoint,
            ),
            Core::Length(value) => Out::Value(TimexType::Duration, value.clone(), Rule::NoPoint),
            Core::Set(value) => Out::Value(TimexType::Set, value.clone(), Rule::NoPoint),
            // "the electric current"
            Core::Vague(_) if self.is_thing(span) || self.compares(span) => Out::Drop,
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
                let near = *base == Base::Published;
                self.year_ago(span, if near { QUARTER_REACH } else { 1_500 })
            }
        }
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
