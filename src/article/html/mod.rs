//! Web pages: the article on them, its title and author, and all that tells its date. Nothing is
//! fetched and nothing is run, whatever a page says.

mod dates;
mod dom;
mod entities;
mod headline;
mod main_text;
mod meta;

pub(super) use dom::{Dom, Id};
pub(super) use entities::unescape;

use super::{Article, Cause};

/// An article from a page; `declared` is the encoding a header told, `address` where it was found.
///
/// # Errors
/// When no text is found.
pub(super) fn read(
    bytes: &[u8],
    declared: Option<&str>,
    address: Option<&str>,
) -> Result<Article, Cause> {
    let declared = declared
        .map(str::to_owned)
        .or_else(|| declared_encoding(bytes));
    let (text, lossy) = super::decode::decode(bytes, declared.as_deref());
    let mut article = page_at(&text, address)?;
    if lossy {
        article.warnings.push(super::read::LOSSY.into());
    }
    Ok(article)
}

/// The encoding a page tells of itself in its first bytes.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(4096)];
    let lower = String::from_utf8_lossy(head).to_ascii_lowercase();
    let at = lower.find("charset=").map(|i| i + 8).or_else(|| {
        lower
            .find("encoding=")
            .filter(|_| lower.trim_start().starts_with("<?xml"))
            .map(|i| i + 9)
    })?;
    let value = lower[at..].trim_start_matches(['"', '\'', ' ']);
    let label: String = value
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    (!label.is_empty()).then_some(label)
}

/// An article from the text of a page.
///
/// # Errors
/// When no text is found.
pub(super) fn page(text: &str) -> Result<Article, Cause> {
    page_at(text, None)
}

fn page_at(text: &str, address: Option<&str>) -> Result<Article, Cause> {
    let dom = Dom::html(text);
    let mut meta = meta::meta(&dom);
    meta.url = meta.url.or_else(|| address.map(str::to_owned));
    let (title, node) = headline::headline(&meta);
    let summary = meta
        .get("og:description")
        .or_else(|| meta.get("description"));
    let main = main_text::main_text(&dom, (title.as_deref(), node), summary);
    let mut article = Article {
        title,
        text: main.text,
        publisher: headline::site_name(&meta),
        author: author(&dom, &meta),
        language: meta.language.as_deref().and_then(super::language::code),
        url: meta.url.clone(),
        evidence: dates::witnesses(&dom, &meta, node, main.element),
        ..Article::default()
    };
    if article.text.chars().count() < 200 {
        // Pages that show nothing without running their scripts may carry the text as data.
        let body = meta
            .articles()
            .find_map(|v| v.get("articleBody"))
            .and_then(serde_json::Value::as_str);
        if let Some(body) = body.filter(|b| b.len() > article.text.len()) {
            article.text = fragment(body);
        }
    }
    if article.text.is_empty() {
        article.text = main_text::all_text(&dom, 0);
    }
    if article.text.trim().is_empty() {
        return Err(Cause::NoText);
    }
    if dom.flattened {
        article
            .warnings
            .push("it is nested very deep; its structure was flattened".into());
    }
    // A detected language beats a declared one: templates are left in the language of their maker.
    let foreign = article
        .language
        .as_deref()
        .is_some_and(|l| !super::language::knows(l));
    if let Some(found) = super::language::detect(&article.text).filter(|_| !foreign) {
        article.language = Some(found);
    }
    Ok(article)
}

/// Who wrote it, from the page's data or an element that says so.
fn author(dom: &Dom<'_>, meta: &meta::Meta) -> Option<String> {
    let linked = meta
        .articles()
        .find_map(|v| v.get("author").and_then(meta::name));
    let told = linked.or_else(|| {
        let keys = [
            "author",
            "article:author",
            "dc.creator",
            "dcterms.creator",
            "parsely-author",
            "citation_author",
            "sailthru.author",
            "byl",
            "twitter:data1",
        ];
        keys.iter()
            .filter_map(|k| meta.get(k))
            .map(str::to_owned)
            .find(|a| is_name(a))
    });
    told.or_else(|| {
        let says = |id: Id| {
            dom.attribute(id, "itemprop") == Some("author")
                || dom.attribute(id, "rel") == Some("author")
                || dom.attribute(id, "class").is_some_and(|c| {
                    c.split_ascii_whitespace().any(|t| {
                        matches!(
                            t,
                            "author"
                                | "byline"
                                | "author-name"
                                | "post-author"
                                | "entry-author"
                                | "fn"
                        )
                    })
                })
        };
        dom.descendants(0)
            .filter(|id| says(*id))
            .take(5)
            .find_map(|id| {
                let text = dom.text(id);
                super::plain::byline(&text)
                    .or(Some(text))
                    .filter(|t| is_name(t))
            })
    })
    .map(|a| super::record::tidy(&a))
}

fn is_name(text: &str) -> bool {
    let text = text.trim();
    let words = text.split_whitespace().count();
    (1..=10).contains(&words)
        && text.len() < 90
        && !text.contains("://")
        && !text.starts_with('@')
        && text.chars().any(char::is_alphabetic)
        && !text.bytes().any(|b| b.is_ascii_digit())
}

/// The words of a piece of markup, in paragraphs.
pub(super) fn fragment(markup: &str) -> String {
    all_text(&Dom::html(markup), 0)
}

/// The words inside an element, in paragraphs.
pub(super) fn all_text(dom: &Dom<'_>, id: Id) -> String {
    main_text::all_text(dom, id)
}

/// The words of a mail written as a page: everything but what its sender's program added.
pub(super) fn mail_text(markup: &str) -> String {
    fragment(markup)
}
