//! One record of a news dump, JSON or table row, as an article: the usual names of its fields.

use super::day::{self, DayOrder};
use super::{Article, Cause, DateSignal, html, language, plain, vote};
use serde_json::{Map, Value};

const TITLE: [&str; 14] = [
    "title",
    "headline",
    "webtitle",
    "heading",
    "articletitle",
    "newstitle",
    "titel",
    "titre",
    "titulo",
    "título",
    "titolo",
    "name",
    "subject",
    "überschrift",
];
const TEXT: [&str; 24] = [
    "text",
    "content",
    "maintext",
    "body",
    "articlebody",
    "fulltext",
    "contenttext",
    "bodytext",
    "articletext",
    "cleanedtext",
    "rawtext",
    "story",
    "article",
    "newstext",
    "inhalt",
    "texte",
    "texto",
    "testo",
    "contenu",
    "contenido",
    "paragraphs",
    "textbody",
    "plaintext",
    "document",
];
const MARKUP: [&str; 6] = [
    "contenthtml",
    "bodyhtml",
    "html",
    "rawhtml",
    "htmlcontent",
    "articlehtml",
];
const SUMMARY: [&str; 8] = [
    "description",
    "summary",
    "abstract",
    "leadparagraph",
    "snippet",
    "lead",
    "excerpt",
    "trailtext",
];
const DATE: [&str; 34] = [
    "published",
    "dct",
    "date",
    "publishedat",
    "datepublish",
    "datepublished",
    "pubdate",
    "publicationdate",
    "publisheddate",
    "publishdate",
    "publishedtime",
    "webpublicationdate",
    "articledate",
    "newsdate",
    "dateofpublication",
    "firstpublicationdate",
    "published_on",
    "publishedon",
    "pubtime",
    "publishtime",
    "timepublished",
    "datetime",
    "timestamp",
    "created",
    "createdat",
    "time",
    "day",
    "datum",
    "fecha",
    "data",
    "veröffentlicht",
    "erschienen",
    "seendate",
    "posted",
];
const AUTHOR: [&str; 8] = [
    "author",
    "authors",
    "byline",
    "creator",
    "writer",
    "journalist",
    "autor",
    "auteur",
];
const PUBLISHER: [&str; 14] = [
    "publisher",
    "publication",
    "source",
    "outlet",
    "newspaper",
    "site",
    "sitename",
    "sourcename",
    "domain",
    "sourcedomain",
    "medium",
    "quelle",
    "zeitung",
    "agency",
];
const URL: [&str; 9] = [
    "url",
    "link",
    "weburl",
    "articleurl",
    "sourceurl",
    "href",
    "permalink",
    "canonicalurl",
    "externalurl",
];
const LANGUAGE: [&str; 4] = ["language", "lang", "articlelanguage", "sprache"];
const ID: [&str; 7] = [
    "id",
    "_id",
    "uuid",
    "guid",
    "docid",
    "articleid",
    "documentid",
];

/// An article from a JSON object.
///
/// # Errors
/// When it holds no text.
pub(super) fn from_json(value: &Value) -> Result<Article, Cause> {
    let Value::Object(map) = value else {
        return match value {
            Value::String(text) => {
                from_fields(&Fields::one("text", text), DayOrder::default(), false)
            }
            _ => Err(Cause::NoText),
        };
    };
    // Search engines and APIs wrap the record once more.
    let inner = ["_source", "fields", "article", "doc", "document"]
        .iter()
        .find_map(|name| map.get(*name).and_then(Value::as_object));
    let mut fields = Fields::default();
    fields.add(map);
    if let Some(inner) = inner {
        fields.add(inner);
    }
    from_fields(&fields, DayOrder::default(), false)
}

/// An article from a row of a table; `sure` that day and month stand in this order.
///
/// # Errors
/// When it holds no text.
pub(super) fn from_row(
    names: &[String],
    values: &[String],
    order: DayOrder,
    sure: bool,
) -> Result<Article, Cause> {
    let mut fields = Fields::default();
    for (name, value) in names.iter().zip(values) {
        fields.push(
            name,
            if value.is_empty() {
                Value::Null
            } else {
                Value::String(value.clone())
            },
        );
    }
    from_fields(&fields, order, sure)
}

/// Which of a table's columns holds the date, if any.
pub(super) fn date_column(names: &[String]) -> Option<usize> {
    let plain: Vec<String> = names.iter().map(|n| plain_name(n)).collect();
    DATE.iter().find_map(|d| plain.iter().position(|n| n == d))
}

/// Whether a table's columns look like those of articles: one of them holds text.
pub(super) fn has_text_column(names: &[String]) -> bool {
    names.iter().map(|n| plain_name(n)).any(|n| {
        TEXT.contains(&n.as_str()) || MARKUP.contains(&n.as_str()) || SUMMARY.contains(&n.as_str())
    })
}

fn plain_name(name: &str) -> String {
    name.trim_matches(|c: char| c == '\u{FEFF}' || c.is_whitespace())
        .chars()
        .filter(|c| !matches!(c, '_' | '-' | ' ' | '.'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Fields by their plain names, in order; the first of a name counts.
#[derive(Default)]
struct Fields(Vec<(String, Value)>);

impl Fields {
    fn one(name: &str, value: &str) -> Self {
        Self(vec![(name.into(), Value::String(value.into()))])
    }

    fn push(&mut self, name: &str, value: Value) {
        self.0.push((plain_name(name), value));
    }

    fn add(&mut self, map: &Map<String, Value>) {
        for (name, value) in map {
            self.push(name, value.clone());
        }
    }

    fn all<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'a Value> {
        names.iter().flat_map(|name| {
            self.0
                .iter()
                .filter(move |(n, _)| n == name)
                .map(|(_, v)| v)
        })
    }

    fn text(&self, names: &[&str]) -> Option<String> {
        self.all(names).find_map(words)
    }

    fn has(&self, names: &[&str]) -> bool {
        self.all(names).next().is_some()
    }
}

/// The words of a value: a string, the name in an object, a list of either.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(map) => [
            "name", "title", "main", "text", "value", "rendered", "original",
        ]
        .iter()
        .find_map(|n| map.get(*n).and_then(words)),
        Value::Array(values) => {
            let all: Vec<String> = values.iter().filter_map(words).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
        _ => None,
    }
}

/// The text of a value: unchanged if it is one string, else its paragraphs.
fn prose(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Array(values) => {
            let all: Vec<String> = values.iter().filter_map(prose).collect();
            (!all.is_empty()).then(|| all.join("\n\n"))
        }
        Value::Object(map) => ["text", "value", "rendered", "body", "content"]
            .iter()
            .find_map(|n| map.get(*n).and_then(prose)),
        _ => None,
    }
}

fn from_fields(fields: &Fields, order: DayOrder, sure: bool) -> Result<Article, Cause> {
    let mut article = Article {
        id: fields.text(&ID).unwrap_or_default(),
        title: fields
            .text(&TITLE)
            .map(|t| tidy(&t))
            .filter(|t| !t.is_empty()),
        author: fields.text(&AUTHOR).map(|t| tidy(&t)),
        // In a record of our own "source" is the file.
        publisher: fields
            .text(&PUBLISHER)
            .map(|t| tidy(&t))
            .filter(|p| !p.starts_with(['.', '/']) && !p.contains('#')),
        url: fields
            .text(&URL)
            .filter(|u| u.contains("://") || u.starts_with("www.")),
        language: fields.text(&LANGUAGE).and_then(|l| language::code(&l)),
        ..Article::default()
    };
    // Among several text fields the longest is the whole one ("text" may be a teaser), but a
    // field that says text in the first place and is not much shorter goes first.
    let mut texts: Vec<String> = fields.all(&TEXT).filter_map(prose).collect();
    let longest = texts.iter().map(String::len).max().unwrap_or(0);
    texts.retain(|t| t.len() * 2 >= longest);
    if let Some(text) = texts.into_iter().next() {
        article.text = text;
    } else if let Some(markup) = fields.all(&MARKUP).find_map(prose) {
        article.text = html::fragment(&markup);
    } else if let Some(summary) = fields.all(&SUMMARY).find_map(prose) {
        article.text = summary;
        article
            .warnings
            .push("only a summary was found, no full text".into());
    }
    if article.text.trim().is_empty() {
        return Err(Cause::NoText);
    }
    if let Some(lost) = truncated(&article.text) {
        article
            .warnings
            .push(format!("the source cut the text off: {lost}"));
    }
    date(fields, order, sure, &mut article);
    Ok(article)
}

fn date(fields: &Fields, order: DayOrder, sure: bool, article: &mut Article) {
    let told = if sure {
        None
    } else {
        day::told_order(fields.text(&LANGUAGE).as_deref(), article.url.as_deref())
    };
    let (order, sure) = told.map_or((order, sure), |order| (order, true));
    let mut given = false;
    for (i, value) in fields.all(&DATE).enumerate() {
        let Some(found) = date_of(value, order) else {
            continue;
        };
        if given && i > 0 {
            break;
        }
        given = true;
        let text = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        vote::hear(article, DateSignal::Given, found, text, 10.0, sure);
    }
    if !given {
        if fields.has(&DATE) {
            // A date that was given as none, or cannot be read, is not replaced by a guess.
            if let Some(text) = fields.text(&DATE) {
                article
                    .warnings
                    .push(format!("the date \"{}\" was not understood", tidy(&text)));
            }
        } else {
            plain::dates_on_top(article);
        }
    }
}

fn date_of(value: &Value, order: DayOrder) -> Option<day::Found> {
    match value {
        Value::String(text) => day::stamp(text, order),
        Value::Number(number) => {
            #[allow(clippy::cast_possible_truncation)]
            let whole = number
                .as_i64()
                .or_else(|| number.as_f64().map(|f| f as i64))?;
            day::stamp(&whole.to_string(), order)
        }
        // Our own records say {"date": …, "basis": …}; MongoDB says {"$date": …}.
        Value::Object(map) => ["date", "$date", "value", "iso"]
            .iter()
            .find_map(|n| map.get(*n).and_then(|v| date_of(v, order))),
        Value::Array(values) => values.first().and_then(|v| date_of(v, order)),
        _ => None,
    }
}

/// "… [+1234 chars]", as news APIs end what they do not give for free.
fn truncated(text: &str) -> Option<&str> {
    let tail = text.trim_end();
    let open = tail.rfind("[+").filter(|i| tail.len() - i < 24)?;
    tail[open..].ends_with("chars]").then(|| &tail[open..])
}

pub(super) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_usual_names_of_fields() {
        let article = from_json(&json!({
            "headline": "A  headline", "publishedAt": "2020-03-04T10:00:00Z", "content": " Kept as is.\n",
            "source": {"id": null, "name": "The Example"}, "authors": ["A. One", {"name": "B. Two"}], "lang": "en-GB",
        }))
        .unwrap();
        assert_eq!(article.title.as_deref(), Some("A headline"));
        assert_eq!(article.text, " Kept as is.\n");
        assert_eq!(article.publisher.as_deref(), Some("The Example"));
        assert_eq!(article.author.as_deref(), Some("A. One, B. Two"));
        assert_eq!(article.language.as_deref(), Some("en"));
        assert_eq!(article.evidence[0].date.to_string(), "2020-03-04");
        assert_eq!(article.evidence[0].time.as_deref(), Some("10:00Z"));
    }

    #[test]
    fn a_date_given_as_none_stays_none() {
        let text = "Friday, February 1, 2019\n\nSomebody met somebody.";
        let none = from_json(&json!({"text": text, "dct": null})).unwrap();
        assert!(none.evidence.is_empty());
        let untold = from_json(&json!({ "text": text })).unwrap();
        assert_eq!(untold.evidence.len(), 1);
    }

    #[test]
    fn epochs_and_records_without_text() {
        let article = from_json(&json!({"body": "x", "pub_date": 1_549_013_400})).unwrap();
        assert_eq!(article.evidence[0].date.to_string(), "2019-02-01");
        assert_eq!(from_json(&json!({"title": "x"})), Err(Cause::NoText));
        assert_eq!(from_json(&json!([1])), Err(Cause::NoText));
    }
}
