//! The witnesses of a page's publication date, each with its weight. The weights are the rates at
//! which each kind of witness was right on real pages; `vote` adds them up per day.

use super::dom::{Data, Dom, Id, NONE, is_block};
use super::meta::{Meta, is_article};
use crate::article::day::{self, DayOrder, Found};
use crate::article::{DateEvidence, DateSignal};
use serde_json::Value;

/// Days before the web are no publication dates of pages.
const FIRST_YEAR: i16 = 1990;

/// Collects the witnesses. `headline` is the node of the article's headline, if there is one, and
/// `body` the element of the article's text.
#[must_use]
pub fn witnesses(dom: &Dom<'_>, meta: &Meta, headline: Option<Id>, body: Id) -> Vec<DateEvidence> {
    let tag = meta.get("og:locale").or(meta.language.as_deref());
    let order = day::told_order(tag, meta.url.as_deref());
    let mut court = Court {
        // Most pages in English that say no more are American.
        order: order.unwrap_or(DayOrder::MonthFirst),
        sure: order.is_some(),
        out: Vec::new(),
        ambiguous: Vec::new(),
    };
    linked(meta, &mut court);
    metas(meta, &mut court);
    address(meta, &mut court);
    titles(meta, &mut court);
    elements(dom, headline, body, &mut court);
    visible(dom, headline, &mut court);
    scripts(dom, &mut court);
    court.settle()
}

struct Court {
    order: DayOrder,
    /// Whether the page tells the order.
    sure: bool,
    out: Vec<DateEvidence>,
    /// Those that can be read the other way round.
    ambiguous: Vec<usize>,
}

impl Court {
    fn hear(&mut self, signal: DateSignal, weight: f32, found: Found, text: String) {
        if found.date.year() < FIRST_YEAR || self.out.len() >= crate::article::vote::WITNESSES {
            return;
        }
        // The same witness saying the same again adds nothing.
        if self
            .out
            .iter()
            .any(|e| e.signal == signal && e.date == found.date && e.weight >= weight)
        {
            return;
        }
        if found.ambiguous {
            self.ambiguous.push(self.out.len());
        }
        self.out.push(DateEvidence {
            signal,
            date: found.date,
            time: found.time,
            text,
            weight,
        });
    }

    fn value(&mut self, signal: DateSignal, weight: f32, name: &str, value: &str) {
        if let Some(found) = day::stamp(value, self.order) {
            let value: String = value.trim().chars().take(80).collect();
            self.hear(signal, weight, found, format!("{name}: {value}"));
        }
    }

    /// "3/4" is turned round where the others say so; where nothing tells, both are offered.
    fn settle(mut self) -> Vec<DateEvidence> {
        for i in self.ambiguous.clone() {
            let date = self.out[i].date;
            let Ok(turned) = jiff::civil::Date::new(date.year(), date.day(), date.month()) else {
                continue;
            };
            let sum = |day| -> f32 {
                self.out
                    .iter()
                    .enumerate()
                    .filter(|(j, e)| *j != i && e.date == day && !self.ambiguous.contains(j))
                    .map(|(_, e)| e.weight)
                    .sum()
            };
            if sum(turned) > sum(date) {
                self.out[i].date = turned;
            } else if !self.sure {
                let other = crate::article::vote::other_order(&self.out[i]);
                self.out.extend(other);
            }
        }
        self.out
    }
}

fn linked(meta: &Meta, court: &mut Court) {
    for value in &meta.linked {
        let factor = if is_article(value) { 1.0 } else { 0.5 };
        for (name, weight) in [
            ("datePublished", 3.0),
            ("dateCreated", 1.2),
            ("uploadDate", 0.8),
            ("dateModified", 0.7),
        ] {
            if let Some(text) = value.get(name).and_then(Value::as_str) {
                court.value(DateSignal::JsonLd, weight * factor, name, text);
            }
        }
    }
    for text in &meta.broken {
        for (name, weight) in [("\"datePublished\"", 2.5), ("\"dateModified\"", 0.6)] {
            if let Some(value) = text
                .split(name)
                .nth(1)
                .and_then(|rest| rest.split('"').nth(1))
            {
                court.value(DateSignal::JsonLd, weight, name.trim_matches('"'), value);
            }
        }
    }
}

fn metas(meta: &Meta, court: &mut Court) {
    for (name, value) in &meta.meta {
        let weight = match name.as_str() {
            "article:published_time"
            | "og:article:published_time"
            | "og:published_time"
            | "datepublished"
            | "article:published"
            | "article.published"
            | "publish-date"
            | "publishdate"
            | "publish_date"
            | "published_time"
            | "parsely-pub-date"
            | "sailthru.date"
            | "rnews:datepublished"
            | "article_date_original"
            | "publication_date"
            | "cxenseparse:recs:publishtime"
            | "cxenseparse:publishtime"
            | "citation_publication_date"
            | "citation_online_date"
            | "shareaholic:article_published_time"
            | "bt:pubdate"
            | "pubdate"
            | "vr:published_time"
            | "gentime"
            | "originalpublicationdate" => 3.0,
            "date"
            | "dc.date"
            | "dcterms.date"
            | "dc.date.issued"
            | "dcterms.issued"
            | "dc.date.created"
            | "dcterms.created"
            | "dcterms.available"
            | "datecreated"
            | "date.created"
            | "displaydate"
            | "dcsext.articlefirstpublished"
            | "article.created"
            | "created"
            | "release_date"
            | "last-published"
            | "citation_date"
            | "prism.publicationdate"
            | "content_create_date"
            | "article:post_date"
            | "pagedate"
            | "timestamp"
            | "article_date"
            | "rbpubdate" => 2.0,
            "article:modified_time"
            | "og:updated_time"
            | "datemodified"
            | "article:modified"
            | "dcterms.modified"
            | "dc.date.modified"
            | "last-modified"
            | "modified_time"
            | "lastmod"
            | "revised"
            | "lastmodified"
            | "utime"
            | "modificationdate" => 0.7,
            _ => continue,
        };
        court.value(DateSignal::Meta, weight, name, value);
    }
}

/// A date in the title or description.
fn titles(meta: &Meta, court: &mut Court) {
    let texts = [
        meta.title.as_deref(),
        meta.get("og:title"),
        meta.get("description"),
        meta.get("og:description"),
    ];
    for text in texts.into_iter().flatten() {
        if let Some(found) = day::scan(text, court.order)
            .into_iter()
            .next()
            .filter(|f| !f.short_year)
        {
            let text = text
                .get(found.start..found.end)
                .unwrap_or_default()
                .to_owned();
            court.hear(DateSignal::Meta, 0.4, found, text);
            return;
        }
    }
}

/// Year, month and day in the page's own address.
fn address(meta: &Meta, court: &mut Court) {
    let urls = [meta.url.as_deref(), meta.get("og:url")];
    for url in urls.into_iter().flatten() {
        let Some(path) = url.splitn(4, '/').nth(3) else {
            continue;
        };
        let path = path.split(['?', '#']).next().unwrap_or_default();
        if let Some(found) = in_path(path) {
            court.hear(DateSignal::Url, 2.8, found, url.chars().take(160).collect());
            return;
        }
    }
}

fn in_path(path: &str) -> Option<Found> {
    let spaced: String = path
        .chars()
        .map(|c| if matches!(c, '_') { ' ' } else { c })
        .collect();
    // "2020/03/04/title", "2020-03-04-title", "2020/mar/04".
    let bytes = spaced.as_bytes();
    for start in 0..bytes.len() {
        let fresh = start == 0 || !bytes[start - 1].is_ascii_digit();
        if !fresh || !bytes[start].is_ascii_digit() {
            continue;
        }
        let digits = bytes[start..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count();
        let piece = spaced.get(start..)?;
        if digits == 8 || digits == 14 || digits == 12 {
            if let Some(found) = piece
                .get(..8)
                .and_then(|p| day::stamp(p, DayOrder::DayFirst))
                .filter(|f| f.date.year() >= FIRST_YEAR)
            {
                return Some(found);
            }
        } else if digits == 4 {
            let end = piece.char_indices().nth(14).map_or(piece.len(), |(i, _)| i);
            let mut head = piece[..end].to_owned();
            // A slash, dash or letter may follow the day; a digit may not.
            let parts: Vec<&str> = head.splitn(4, ['/', '-']).collect();
            if let [y, m, d, ..] = parts.as_slice() {
                let d: String = d.chars().take_while(char::is_ascii_digit).collect();
                head = format!("{y}-{m}-{d}");
                if let Some(found) = day::scan(&head, DayOrder::DayFirst)
                    .into_iter()
                    .next()
                    .filter(|f| f.start == 0 && f.date.year() >= FIRST_YEAR)
                {
                    return Some(found);
                }
            }
        }
    }
    None
}

/// How far a node stands behind the headline, in nodes; `None` before it or without one.
fn distance(node: Id, headline: Option<Id>) -> Option<u32> {
    headline.and_then(|h| node.checked_sub(h))
}

/// `<time>`, `itemprop` and elements whose class says date.
fn elements(dom: &Dom<'_>, headline: Option<Id>, body: Id, court: &mut Court) {
    let body_end = dom.end(body);
    let mut first_time = true;
    let mut first_after = true;
    let mut first_class = true;
    let mut count = 0;
    for id in dom.descendants(0) {
        let Data::Element(name, attributes) = &dom.node(id).data else {
            continue;
        };
        if attributes.is_empty() && name != "time"
            || matches!(name.as_ref(), "meta" | "script" | "body" | "html" | "link")
        {
            continue;
        }
        let near = distance(id, headline).is_some_and(|d| d < 400) || (id > body && id < body_end);
        if let Some(prop) = dom
            .attribute(id, "itemprop")
            .or_else(|| dom.attribute(id, "property"))
        {
            let lower = prop.to_lowercase();
            let weight = if lower.contains("datepublished") {
                3.5
            } else if lower.contains("datecreated") {
                1.5
            } else if lower.contains("datemodified") {
                0.6
            } else {
                0.0
            };
            if weight > 0.0 {
                let weight = if headline.is_none() || near {
                    weight
                } else {
                    weight * 0.5
                };
                let text = stamp_text(dom, id);
                court.value(DateSignal::TimeElement, weight, prop, &text);
                continue;
            }
        }
        let class = dom
            .attribute(id, "class")
            .unwrap_or_default()
            .to_lowercase();
        let label = format!(
            "{class} {}",
            dom.attribute(id, "id").unwrap_or_default().to_lowercase()
        );
        let updated = label.contains("updat") || label.contains("modif");
        if name == "time" {
            count += 1;
            if count > 300 {
                break;
            }
            let text = stamp_text(dom, id);
            if day::stamp(&text, court.order).is_none() {
                continue;
            }
            let base: f32 = if dom.attribute(id, "pubdate").is_some() || label.contains("publish") {
                2.8
            } else {
                2.2
            };
            let mut weight = 0.0_f32;
            if std::mem::take(&mut first_time) {
                weight = 0.6;
            }
            if distance(id, headline).is_some_and(|d| d < 150) && std::mem::take(&mut first_after) {
                weight = weight.max(base);
            } else if near {
                weight = weight.max(0.5);
            }
            if updated || labelled_modified(dom, id) {
                weight *= 0.3;
            }
            if weight > 0.0 {
                court.value(DateSignal::TimeElement, weight, "time", &text);
            }
        } else if [
            "date", "publish", "posted", "time", "byline", "dateline", "pubinfo", "meta",
        ]
        .iter()
        .any(|w| label.contains(w))
            && near
            && !updated
            && first_class
        {
            let title = dom
                .attribute(id, "title")
                .filter(|t| day::stamp(t, court.order).is_some());
            let text = title.map_or_else(|| dom.text(id), str::to_owned);
            if text.len() > 200 {
                continue;
            }
            if let Some(found) = day::scan(&text, court.order).into_iter().next() {
                first_class = false;
                let weight = if labelled_modified(dom, id) { 0.4 } else { 1.0 };
                court.hear(
                    DateSignal::TimeElement,
                    weight,
                    found,
                    text.chars().take(80).collect(),
                );
            }
        }
    }
}

/// The value of a date element: its machine attribute, else its words.
fn stamp_text(dom: &Dom<'_>, id: Id) -> String {
    for name in [
        "datetime",
        "content",
        "title",
        "data-datetime",
        "data-timestamp",
    ] {
        if let Some(value) = dom
            .attribute(id, name)
            .filter(|v| day::stamp(v, DayOrder::DayFirst).is_some())
        {
            return value.to_owned();
        }
    }
    dom.text(id)
}

/// Whether the words right before or around an element call its date one of change.
fn labelled_modified(dom: &Dom<'_>, id: Id) -> bool {
    let mut before = String::new();
    let parent = dom.node(id).parent;
    if parent != NONE && dom.descendants(parent).len() < 40 {
        for n in parent + 1..id {
            if let Some(words) = dom.words(n) {
                before.push_str(words);
                before.push(' ');
            }
        }
    }
    is_modified(&before)
}

/// Whether the last words before a date say that it is one of change.
fn is_modified(before: &str) -> bool {
    let lower = before.trim_end().to_lowercase();
    let tail: String = lower
        .chars()
        .rev()
        .take(40)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    const WORDS: [&str; 14] = [
        "updated",
        "update",
        "modified",
        "last edited",
        "revised",
        "aktualisiert",
        "geändert",
        "änderung",
        "bearbeitet",
        "mis à jour",
        "maj",
        "actualizado",
        "aggiornato",
        "zaktualizowano",
    ];
    const OPPOSITE: [&str; 8] = [
        "publish",
        "posted",
        "veröffentlicht",
        "erschienen",
        "publié",
        "created",
        "erstellt",
        "publicado",
    ];
    let last = |words: &[&str]| words.iter().filter_map(|w| tail.rfind(w)).max();
    match (last(&WORDS), last(&OPPOSITE)) {
        (Some(a), Some(b)) => a > b,
        (Some(_), None) => true,
        _ => false,
    }
}

/// Whether the words right before a date announce something.
fn is_event(before: &str) -> bool {
    let lower = before.trim_end().trim_end_matches(':').to_lowercase();
    [
        "termin",
        "termine",
        "event date",
        "deadline",
        "due date",
        "wann",
        "when",
        "einsendeschluss",
        "born",
        "geboren",
    ]
    .iter()
    .any(|w| lower.ends_with(w))
}

/// The state that pages hand to their own scripts often holds the date by name.
fn scripts(dom: &Dom<'_>, court: &mut Court) {
    const NAMES: [&str; 9] = [
        "\"datePublished\"",
        "\"publishedAt\"",
        "\"published_at\"",
        "\"publishDate\"",
        "\"publicationDate\"",
        "\"publish_date\"",
        "\"pubDate\"",
        "\"firstPublished\"",
        "\"published_time\"",
    ];
    let mut budget = 2 << 20;
    for id in dom.all(0, "script") {
        if dom
            .attribute(id, "type")
            .is_some_and(|t| t.contains("ld+json"))
        {
            continue;
        }
        for words in dom.children(id).filter_map(|c| dom.words(c)) {
            if words.len() > budget {
                return;
            }
            budget -= words.len();
            for name in NAMES {
                let Some(at) = memchr::memmem::find(words.as_bytes(), name.as_bytes()) else {
                    continue;
                };
                let rest = words
                    .get(at + name.len()..)
                    .unwrap_or_default()
                    .trim_start_matches([' ', ':', '"']);
                let value: String = rest
                    .chars()
                    .take_while(|c| *c != '"' && *c != ',' && *c != '}')
                    .take(40)
                    .collect();
                court.value(DateSignal::Library, 1.0, name.trim_matches('"'), &value);
            }
        }
    }
}

/// Whether what follows a date goes on as a sentence: "On 3 May the council will vote again."
fn in_sentence(after: &str) -> bool {
    let small = |w: &&str| w.starts_with(char::is_lowercase);
    after.trim_end().ends_with('.') && after.split_whitespace().filter(small).count() >= 4
}

/// Dates in the words of the page: by the headline, else the first anywhere.
fn visible(dom: &Dom<'_>, headline: Option<Id>, court: &mut Court) {
    let hidden = |name: &str| {
        matches!(
            name,
            "script"
                | "style"
                | "head"
                | "noscript"
                | "template"
                | "select"
                | "textarea"
                | "title"
                | "option"
        )
    };
    // Runs of text, each up to a block border, with where they stand in characters.
    let mut line = String::new();
    let mut at = 0_usize;
    let mut headline_end: Option<usize> = None;
    let mut found: Vec<Seen> = Vec::new();
    let order = court.order;
    let flush = |line: &mut String, at: &mut usize, found: &mut Vec<Seen>| {
        if line.len() < 20_000 {
            let sentence = line.chars().count() > 160;
            for f in day::scan(line, order) {
                // Only the words right before a date tell what it is; more would cost too much on
                // a line of nothing but dates.
                let from =
                    (f.start.saturating_sub(90)..=f.start).find(|i| line.is_char_boundary(*i));
                let before = line
                    .get(from.unwrap_or(f.start)..f.start)
                    .unwrap_or_default();
                if sentence && f.start >= 60 || is_event(before) {
                    continue;
                }
                let context: String = line.get(f.start..f.end).unwrap_or_default().to_owned();
                let modified = is_modified(before);
                // A date among many words tells of something else than the page.
                let words = line.len() - (f.end - f.start);
                let words = if in_sentence(line.get(f.end..).unwrap_or_default()) {
                    words.max(SENTENCE + 1)
                } else {
                    words
                };
                let text = format!("{}{context}", last_words(before));
                found.push(Seen {
                    at: *at + f.start,
                    found: f,
                    text,
                    modified,
                    words,
                });
            }
        }
        *at += line.len() + 1;
        line.clear();
    };
    let mut id: Id = 1;
    let end = dom.end(0);
    let headline_last = headline.map(|h| dom.end(h));
    while id < end {
        if Some(id) == headline_last {
            flush(&mut line, &mut at, &mut found);
            headline_end = Some(at);
        }
        match &dom.node(id).data {
            Data::Element(name, _) if hidden(name) => {
                id = dom.end(id);
                // The headline may end exactly here.
                continue;
            }
            Data::Element(name, _) => {
                if is_block(name) || name == "br" {
                    flush(&mut line, &mut at, &mut found);
                } else if !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            Data::Text(text) => {
                for word in text.split_whitespace() {
                    if !line.is_empty() && !line.ends_with(' ') {
                        line.push(' ');
                    }
                    line.push_str(word);
                }
            }
        }
        id += 1;
    }
    flush(&mut line, &mut at, &mut found);
    if let Some(end) = headline_end {
        let after: Vec<_> = found
            .iter()
            .filter(|s| s.at >= end && s.at < end + 400 && !s.modified)
            .collect();
        let before: Vec<_> = found
            .iter()
            .filter(|s| s.at < end && s.at + 250 >= end)
            .collect();
        if let Some(seen) = after.first() {
            let weight = if seen.at < end + 150 { 3.2 } else { 2.5 };
            let weight = if seen.found.short_year {
                weight * 0.7
            } else {
                weight
            };
            let weight = if seen.words > SENTENCE {
                weight * 0.2
            } else {
                weight
            };
            court.hear(
                DateSignal::Visible,
                weight,
                seen.found.clone(),
                seen.text.clone(),
            );
        } else if let Some(seen) = before.last() {
            // Above the headline many pages show today's date, with its weekday.
            let today = ["day", "tag", "mittwoch", "di,", "lunes", "martes"]
                .iter()
                .any(|w| seen.text.to_lowercase().contains(w));
            let weight = if today { 0.3 } else { 1.3 };
            court.hear(
                DateSignal::Visible,
                weight,
                seen.found.clone(),
                seen.text.clone(),
            );
        }
        if let Some(seen) = found
            .iter()
            .find(|s| s.at >= end && s.at < end + 400 && s.modified)
        {
            court.hear(
                DateSignal::Visible,
                0.7,
                seen.found.clone(),
                seen.text.clone(),
            );
        }
    }
    let first = found.iter().find(|s| {
        !s.modified
            && headline_end.is_none_or(|e| s.at >= e)
            && !s.found.short_year
            && s.words <= SENTENCE
    });
    // A date that is part of the story is only an offer.
    if let Some(seen) = first.or_else(|| found.first()) {
        let weight = match seen {
            s if s.words > SENTENCE => 0.0,
            s if s.modified => 0.5,
            _ => 0.9,
        };
        court.hear(
            DateSignal::Library,
            weight,
            seen.found.clone(),
            seen.text.clone(),
        );
    }
    if let Some(seen) = found.first() {
        court.hear(
            DateSignal::Library,
            if seen.words > SENTENCE { 0.0 } else { 0.5 },
            seen.found.clone(),
            seen.text.clone(),
        );
    }
}

/// The last words of a line, of at most 24 characters together.
fn last_words(line: &str) -> &str {
    let from = line.char_indices().rev().nth(23).map_or(0, |(i, _)| i);
    let (before, words) = line.split_at(from);
    let whole = before.is_empty() || before.ends_with(char::is_whitespace);
    let words = match words.find(char::is_whitespace) {
        Some(end) if !whole => &words[end..],
        _ => words,
    };
    words.trim_start()
}

/// A date among more letters than these stands in a sentence and tells of something else.
const SENTENCE: usize = 80;

/// A date seen in the words of a page.
struct Seen {
    /// Where, in bytes of the page's text.
    at: usize,
    found: Found,
    /// The date with a few words before it.
    text: String,
    /// The words before it say that it is one of change.
    modified: bool,
    /// Letters around it in its line.
    words: usize,
}
