//! Web pages.

use super::{Article, Cause};
use dom_smoothie::{Config, Readability, TextMode};

/// An article from a page; `declared` is the encoding a header told.
///
/// # Errors
/// When no text is found.
pub(super) fn read(bytes: &[u8], declared: Option<&str>) -> Result<Article, Cause> {
    let (text, _) = super::decode::decode(bytes, declared);
    let config = Config {
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let mut reader =
        Readability::new(text.as_ref(), None, Some(config)).map_err(|_| Cause::NoText)?;
    let page = reader.parse().map_err(|_| Cause::NoText)?;
    let mut article = Article {
        title: Some(page.title),
        text: page.text_content.trim().to_owned(),
        author: page.byline,
        ..Article::default()
    };
    if let Some(found) = page
        .published_time
        .and_then(|t| super::day::stamp(&t, super::day::DayOrder::default()))
    {
        article.evidence.push(super::DateEvidence {
            signal: super::DateSignal::Meta,
            date: found.date,
            time: found.time,
            text: String::new(),
            weight: 3.0,
        });
    }
    Ok(article)
}

/// The words of a piece of markup.
pub(super) fn fragment(markup: &str) -> String {
    markup.to_owned()
}
