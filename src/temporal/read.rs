//! The stage as a whole: scan, parse, settle what the document is, resolve in order.

use super::calendar::Granule;
use super::expr::{Cal, Core, Fine, Item};
use super::grammar::{Parser, is_day};
use super::lexicon::{Dir, Language, Word};
use super::resolve::Resolver;
use super::{
    Anchor, DateOrder, DocKind, Options, Relation, Rule, TimeValue, Timex, TimexType,
    civil_from_days, days_from_civil, days_in_month, kind, lang, scan,
};
use crate::text::{Doc, Span};
use rustc_hash::FxHashMap;

/// Reads a document in English.
pub(super) fn read(doc: &Doc<'_>, options: Options) -> (Vec<Timex>, DocKind) {
    read_in(doc, options, lang::english())
}

/// Reads a document in a language.
pub(super) fn read_in(doc: &Doc<'_>, options: Options, lang: &Language) -> (Vec<Timex>, DocKind) {
    let toks = scan::scan(doc.text, &doc.lower, lang);
    let parser = Parser {
        toks: &toks,
        lower: &doc.lower,
        lang,
    };
    let mut items = parser.all();
    if !items.iter().any(ancient) {
        items.retain(|i| !i.early);
    }
    let narrative = match options.kind {
        DocKind::News => false,
        DocKind::Narrative => true,
        DocKind::Auto => kind::is_narrative(&items, options.published.map(|d| i32::from(d.year()))),
    };
    let order = match options.order {
        DateOrder::Auto => order(&items),
        set => set,
    };
    let joins: Vec<Join> = (0..items.len()).map(|n| join(&parser, &items, n)).collect();
    for (n, item) in items.iter_mut().enumerate() {
        item.ahead = n > 0 && joins.get(n - 1).is_some_and(|j| *j != Join::None);
    }
    shared_years(&mut items, &joins);
    let mut resolver = Resolver::new(doc, lang, options.published, narrative, order);
    let mut out: Vec<Timex> = Vec::with_capacity(items.len());
    // Index of the expression each item became.
    let mut became: Vec<Option<usize>> = Vec::with_capacity(items.len());
    for (n, item) in items.iter().enumerate() {
        let span = span_of(&toks, item);
        let near = |a: &Item, b: &Item| {
            toks.get(b.start)
                .zip(toks.get(a.end - 1))
                .is_some_and(|(to, from)| {
                    to.start.saturating_sub(from.end) < 24 && (b.ahead || b.start - a.end < 6)
                })
        };
        let mut next = items.get(n + 1).filter(|next| near(item, next));
        // A time of day has its day in its own sentence.
        if let (Core::At(None, _), Some(day)) = (&item.core, next)
            && (item.end..day.start).any(|t| {
                let word = toks.get(t).map(|t| t.word);
                matches!(word, Some(Word::Punct(b'.' | b';' | b'?' | b'!' | b'"')))
            })
        {
            next = None;
        }
        // "14:46 local time (0546 GMT) on March 11": the day stands behind both.
        if let (Core::At(None, _), Some(time)) = (&item.core, next)
            && let (Core::At(None, _), Some(day)) = (&time.core, items.get(n + 2))
            && near(time, day)
        {
            next = Some(day);
        }
        // "during the morning rush in Vest on Wednesday": the day stands further behind.
        if let (Core::Part(_, dir @ (Some(Dir::That) | None)), None) = (&item.core, next) {
            let reach = dir.map_or(2, |_| PART_REACH);
            next = items.get(n + 1).filter(|day| {
                let between = (item.end..day.start).map(|t| toks.get(t).map(|t| t.word));
                day.start - item.end <= reach && is_day(&day.core) && { between }
                    .all(|w| w.is_some_and(|w| !matches!(w, Word::Punct(_))))
            });
        }
        let opened = n
            .checked_sub(1)
            .filter(|n| joins.get(*n) == Some(&Join::Range))
            .and_then(|n| became.get(n).copied().flatten())
            .filter(|i| {
                // "from 28 May to the 3rd"
                let day =
                    matches!(&item.core, Core::Cal(c) if matches!(c.fine, Fine::DayOfMonth(_)));
                day || out.get(*i).is_some_and(|t| {
                    !matches!(
                        t.rule,
                        Rule::Nearest | Rule::LatestWeekday | Rule::NextWeekday
                    )
                })
            });
        let following = next.map(|next| span_of(&toks, next));
        resolver.beside(opened.map(|i| i as u32), span, following);
        let index = out.len() as u32;
        match resolver.resolve(item, span, next, index) {
            Some(mut timex) => {
                timex.relation = relation(
                    &parser,
                    item.start,
                    joins.get(n.wrapping_sub(1)).copied().unwrap_or(Join::None),
                );
                became.push(Some(out.len()));
                out.push(timex);
            }
            None => became.push(None),
        }
    }
    if options.published.is_none() {
        said_again(&mut out);
    }
    for (n, join) in joins.iter().enumerate() {
        if *join == Join::Range
            && let (Some(Some(a)), Some(Some(b))) = (became.get(n), became.get(n + 1))
        {
            weekdays_in_order(&mut out, *a, *b, [items.get(n), items.get(n + 1)]);
            months_in_order(&mut out, *a, *b, items.get(n));
            let ordered = match (out.get(*a), out.get(*b)) {
                (Some(x), Some(y)) => match (&x.time, &y.time) {
                    (Some(x), Some(y)) => x.earliest <= y.latest,
                    _ => false,
                },
                _ => false,
            };
            if ordered && let Some(t) = out.get_mut(*a) {
                t.range_end = Some(*b as u32);
                t.relation = Relation::From;
            }
        }
    }
    let kind = match narrative {
        true => DocKind::Narrative,
        false => DocKind::News,
    };
    (out, kind)
}

/// Whether an expression tells of the first thousand years or before.
fn ancient(item: &Item) -> bool {
    match &item.core {
        Core::Cal(Cal { year: Some(y), .. }) => !item.early && *y < 1200,
        Core::Century(y) | Core::Decade(y) => *y < 1200,
        _ => false,
    }
}

/// Without a publication date, "Nov. 2" has its year from "Nov. 2, 2016" further on.
fn said_again(out: &mut [Timex]) {
    let mut full: FxHashMap<String, Option<usize>> = FxHashMap::default();
    for (i, t) in out
        .iter()
        .enumerate()
        .filter(|(_, t)| t.rule == Rule::Stated)
    {
        if let Some((year, day)) = t.value.split_once('-').filter(|(_, day)| day.len() == 5) {
            // Two years for one day say nothing.
            let known = full.entry(day.to_owned()).or_insert(Some(i));
            let same = known.is_some_and(|k| out[k].value.starts_with(year));
            *known = known.filter(|_| same);
        }
    }
    for i in 0..out.len() {
        let from = (out[i].anchor == Anchor::Missing)
            .then(|| out[i].value.strip_prefix("XXXX-"))
            .flatten()
            .and_then(|day| full.get(day).copied().flatten());
        if let Some(k) = from {
            (out[i].value, out[i].time) = (out[k].value.clone(), out[k].time.clone());
            (out[i].anchor, out[i].rule) = (Anchor::Timex(k as u32), Rule::Carried);
            out[i].confidence = 0.87;
        }
    }
}

/// How many words after a part of the day its day may stand.
const PART_REACH: usize = 8;

/// "from 3 to 5 May and 9 to 11 June 2001": each day or month of a list takes its year from the one
/// after it.
fn shared_years(items: &mut [Item], joins: &[Join]) {
    for n in (1..items.len()).rev() {
        let bare = |c: &Cal| c.year.is_none() && c.rel.is_none() && c.dir.is_none();
        let place = |c: &Cal| match c.fine {
            Fine::Month(m) => Some((m, 0)),
            Fine::Day(m, d) => Some((m, d)),
            _ => None,
        };
        // Two in a row are read by what follows the first: here only what stands before those.
        let more = joins.get(n).is_some_and(|j| *j != Join::None);
        let joined = joins.get(n - 1).is_some_and(|j| *j != Join::None);
        let (Some(Core::Cal(next)), true) = (items.get(n + 1).map(|i| &i.core), joined && more)
        else {
            continue;
        };
        let (next, Some(Core::Cal(this))) = (*next, items.get_mut(n).map(|i| &mut i.core)) else {
            continue;
        };
        if let (Some(y), Some(a), Some(b)) =
            (next.year.filter(|_| !next.two), place(this), place(&next))
            && bare(this)
        {
            this.year = Some(y - i32::from(a > b));
        }
    }
}

/// "Between Monday and Wednesday": the second of two weekdays comes after the first. Where both
/// were read as the latest of their kind the first moves back a week, else the second moves on.
fn weekdays_in_order(out: &mut [Timex], a: usize, b: usize, items: [Option<&Item>; 2]) {
    let bare = |i: Option<&Item>| i.is_some_and(|i| matches!(i.core, Core::Weekday(_, None)));
    let day = |t: Option<&Timex>| Some(t?.time.as_ref()?.earliest.days());
    let (Some(first), Some(second)) = (day(out.get(a)), day(out.get(b))) else {
        return;
    };
    if !items.into_iter().all(bare) || first <= second {
        return;
    }
    let told = out.get(b).is_some_and(|t| t.rule == Rule::LatestWeekday);
    let (which, to, why) = if told {
        (a, first - 7, "the one after")
    } else {
        (b, second + 7, "the one before")
    };
    if let Some(t) = out.get_mut(which) {
        let granule = Granule::Day(to);
        let value = std::mem::replace(&mut t.value, granule.timex());
        if let Some(time) = t.time.replace(granule.time()) {
            let why = why.to_owned();
            t.alternative = Some(super::Alternative { value, time, why });
        }
    }
}

/// "Between April and June": each was read as the nearest of its kind; if that turns the range
/// round, the first belongs to the year before.
fn months_in_order(out: &mut [Timex], a: usize, b: usize, first: Option<&Item>) {
    let nearest = |t: &&Timex| t.rule == Rule::Nearest;
    let (Some(x), Some(y)) = (
        out.get(a).filter(nearest).and_then(|t| t.time.as_ref()),
        out.get(b).filter(nearest).and_then(|t| t.time.as_ref()),
    ) else {
        return;
    };
    let Some(Core::Cal(cal)) = first.map(|i| &i.core) else {
        return;
    };
    if x.earliest <= y.latest {
        return;
    }
    let year = civil_from_days(x.earliest.days()).year - 1;
    let granule = match cal.fine {
        Fine::Month(m) => Granule::Month(year, m),
        Fine::Day(m, d) if d <= days_in_month(year, m) => {
            Granule::Day(days_from_civil(year, i32::from(m), i32::from(d)))
        }
        _ => return,
    };
    if let Some(t) = out.get_mut(a) {
        t.value = granule.timex();
        t.time = Some(granule.time());
    }
}

fn span_of(toks: &[scan::Tok], item: &Item) -> Span {
    let start = toks.get(item.start).map_or(0, |t| t.start);
    let end = toks
        .get(item.end.saturating_sub(1))
        .map_or(start, |t| t.end);
    Span {
        start,
        end: end.max(start),
    }
}

/// Reads a text that should be one date, or one range, and nothing else.
pub(super) fn whole(text: &str, published: Option<jiff::civil::Date>) -> Option<TimeValue> {
    if text.len() > 200 {
        return None;
    }
    // A person types "may 2019" and "12 may" in lower case, and years without a word before them.
    let padded = capitals(text);
    let doc = Doc::read(&padded);
    let (found, _) = read(
        &doc,
        Options {
            published,
            ..Options::default()
        },
    );
    let mut first = found.first()?;
    // "5 pm on Friday": the time has its date from the expression after it.
    if let Some(second) = found.get(1)
        && second.kind == TimexType::Time
        && first.kind == TimexType::Date
        && first.range_end.is_none()
    {
        first = second;
    }
    let value = first.when(&found)?;
    let last = match first.range_end {
        Some(e) => found.get(e as usize)?,
        None => first,
    };
    // What is left over must be nothing but prepositions and marks.
    let rest = |t: &str| {
        t.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .all(|w| {
                matches!(
                    lang::english().role(w.to_ascii_lowercase().as_bytes()).0,
                    Word::On
                        | Word::In
                        | Word::At
                        | Word::From
                        | Word::Since
                        | Word::Until
                        | Word::Before
                        | Word::After
                        | Word::By
                        | Word::Between
                        | Word::The
                        | Word::To
                        | Word::During
                )
            })
    };
    let before = padded.get(..found.first()?.span.start as usize)?;
    let last = if found.len() == 2 && last.range_end.is_none() {
        found.get(1)?
    } else {
        last
    };
    let after = padded.get(last.span.end as usize..)?;
    let kind = matches!(first.kind, TimexType::Date | TimexType::Time);
    (kind && rest(before) && rest(after)).then_some(value)
}

/// The text with the first letter of every word of letters in upper case.
fn capitals(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        out.push(if inside { c } else { c.to_ascii_uppercase() });
        inside = c.is_alphanumeric() || c == '\'' || c == '’';
    }
    out
}

/// How an item is joined to the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    None,
    List,
    Range,
}

fn join(parser: &Parser<'_>, items: &[Item], n: usize) -> Join {
    let (Some(a), Some(b)) = (items.get(n), items.get(n + 1)) else {
        return Join::None;
    };
    let word = |i: usize| parser.toks.get(i).map_or(Word::Other, |t| t.word);
    let before = if a.start == 0 {
        Word::Other
    } else {
        word(a.start - 1)
    };
    let points = |i: &Item| {
        !matches!(
            i.core,
            Core::Duration(..) | Core::Length(_) | Core::Set(_) | Core::Vague(_) | Core::Period
        )
    };
    if !points(a) || !points(b) {
        return Join::None;
    }
    match (b.start - a.end, word(a.end)) {
        (1, Word::Punct(b'-') | Word::Dash | Word::To | Word::Through | Word::Until) => Join::Range,
        (1, Word::And) if before == Word::Between => Join::Range,
        (1, Word::And | Word::Or | Word::Punct(b',' | b'/')) => Join::List,
        (2, Word::Until | Word::Through) if word(a.end + 1) == Word::The => Join::Range,
        (2, Word::Punct(b',')) if matches!(word(a.end + 1), Word::And | Word::Or) => Join::List,
        _ => Join::None,
    }
}

/// What the word before an expression says of what happens then.
fn relation(parser: &Parser<'_>, start: usize, joined: Join) -> Relation {
    match parser.prefixed(start) {
        Some(-1) => return Relation::Before,
        Some(_) => return Relation::After,
        None => {}
    }
    if start == 0 {
        return Relation::At;
    }
    let word = |back: usize| {
        start
            .checked_sub(back)
            .and_then(|i| parser.toks.get(i))
            .map_or(Word::Other, |t| t.word)
    };
    if joined == Join::Range {
        return Relation::To;
    }
    match word(1) {
        Word::Since => Relation::Since,
        Word::From => Relation::From,
        Word::Until | Word::Through => Relation::Until,
        Word::By => Relation::By,
        Word::Before => Relation::Before,
        Word::After => Relation::After,
        Word::To if word(2) == Word::Up => Relation::Until,
        Word::To if matches!(word(2), Word::Dir(Dir::Previous)) => Relation::Before,
        Word::For | Word::Over | Word::Within | Word::During => Relation::For,
        _ => Relation::At,
    }
}

/// The order of day and month, if the dates of the text that have only one reading tell it.
fn order(items: &[Item]) -> DateOrder {
    let (mut month, mut day) = (false, false);
    for item in items {
        let core = match &item.core {
            Core::At(Some(core), _) => core.as_ref(),
            core => core,
        };
        if let Core::Cal(cal) = core
            && let Some(first) = cal.slashed
            && let Fine::Day(m, _) = cal.fine
        {
            if first == m {
                month = true;
            } else {
                day = true;
            }
        }
    }
    match (month, day) {
        (true, false) => DateOrder::MonthFirst,
        (false, true) => DateOrder::DayFirst,
        _ => DateOrder::Auto,
    }
}
