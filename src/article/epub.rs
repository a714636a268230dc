//! Electronic books: the chapters in reading order as one article.

use super::day;
use super::html::{self, Dom, Id};
use super::zip::Zip;
use super::{Article, Cause, DateSignal, Limits, language, plain, vote};
use std::collections::HashMap;

/// The book inside a zip archive.
///
/// # Errors
/// When it holds no text.
pub(super) fn read(zip: &Zip<'_>, limits: &Limits) -> Result<Article, Cause> {
    let container = load(zip, "META-INF/container.xml", limits)?;
    let container = Dom::xml(&container);
    let path = container
        .find(0, "rootfile")
        .and_then(|r| container.attribute(r, "full-path"))
        .ok_or_else(|| Cause::Damaged("the book does not name its content".into()))?;
    let package = load(zip, path, limits)?;
    let dom = Dom::xml(&package);
    let value = |name: &str| {
        dom.find(0, name)
            .map(|id| dom.text(id))
            .filter(|t| !t.is_empty())
    };
    let mut article = Article {
        title: value("title"),
        author: value("creator"),
        publisher: value("publisher"),
        language: value("language").and_then(|l| language::code(&l)),
        ..Article::default()
    };
    let order = day::told_order(value("language").as_deref(), None);
    for id in dom.all(0, "date") {
        let event = dom.attribute(id, "opf:event").unwrap_or("publication");
        let weight = match event {
            "publication" | "original-publication" | "issued" => 6.0,
            "creation" => 2.0,
            _ => 0.5,
        };
        let text = dom.text(id);
        if let Some(found) = day::stamp(&text, order.unwrap_or_default()) {
            let text = format!("{event}: {text}");
            let header = DateSignal::Header;
            vote::hear(&mut article, header, found, text, weight, order.is_some());
        }
    }
    let mut items: HashMap<&str, Id> = HashMap::new();
    for item in dom.all(0, "item") {
        if let Some(id) = dom.attribute(item, "id") {
            items.entry(id).or_insert(item);
        }
    }
    let folder = path.rsplit_once('/').map_or("", |(f, _)| f);
    let mut left = limits.document;
    for reference in dom.all(0, "itemref") {
        let Some(wanted) = dom.attribute(reference, "idref") else {
            continue;
        };
        let Some(item) = items.get(wanted).copied() else {
            continue;
        };
        if dom
            .attribute(item, "properties")
            .is_some_and(|p| p.split(' ').any(|p| p == "nav"))
        {
            continue;
        }
        let Some(href) = dom.attribute(item, "href") else {
            continue;
        };
        let name = join(folder, href);
        match load(zip, &name, limits) {
            Ok(chapter) => {
                left = left.saturating_sub(chapter.len() as u64);
                let text = html::fragment(&chapter);
                if !text.is_empty() {
                    if !article.text.is_empty() {
                        article.text.push_str("\n\n");
                    }
                    article.text.push_str(&text);
                }
                if left == 0 {
                    article
                        .warnings
                        .push("the book is very long; its end was left out".into());
                    break;
                }
            }
            Err(cause) => article
                .warnings
                .push(format!("the chapter {name} was not read: {cause}")),
        }
    }
    if article.text.is_empty() {
        return Err(Cause::NoText);
    }
    plain::dates_on_top(&mut article);
    Ok(article)
}

fn load(zip: &Zip<'_>, name: &str, limits: &Limits) -> Result<String, Cause> {
    let member = zip
        .find(name)
        .ok_or_else(|| Cause::Damaged(format!("{name} is missing")))?;
    let bytes = zip.unpack(member, limits.member, limits.ratio)?;
    Ok(super::decode::decode(&bytes, None).0.into_owned())
}

/// A reference inside the book as a member's name: "OEBPS" and "text/a%20b.xhtml#x".
fn join(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let code = tail
            .get(..2)
            .and_then(|h| std::str::from_utf8(h).ok())
            .and_then(|h| u8::from_str_radix(h, 16).ok());
        match (*first, code) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            (other, _) => {
                bytes.push(other);
                rest = tail;
            }
        }
    }
    let href = String::from_utf8_lossy(&bytes);
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for piece in href.split('/') {
        match piece {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts.join("/")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::article::zip::tests::make;

    #[test]
    fn chapters_in_reading_order() {
        let container =
            b"<container><rootfiles><rootfile full-path=\"OEBPS/c.opf\"/></rootfiles></container>";
        let package = b"<package><metadata><dc:title>Book</dc:title><dc:date>2019-02-01</dc:date></metadata><manifest>\
            <item id=\"b\" href=\"b%20b.xhtml\"/><item id=\"a\" href=\"a.xhtml\"/></manifest><spine><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>";
        let bytes = make(&[
            ("META-INF/container.xml", container),
            ("OEBPS/c.opf", package),
            (
                "OEBPS/b b.xhtml",
                b"<html><body><p>Second.</p></body></html>",
            ),
            ("OEBPS/a.xhtml", b"<html><body><p>First.</p></body></html>"),
        ]);
        let article = read(&Zip::open(&bytes, 100).unwrap(), &Limits::default()).unwrap();
        assert_eq!(article.text, "First.\n\nSecond.");
        assert_eq!(article.title.as_deref(), Some("Book"));
        assert_eq!(article.evidence[0].date.to_string(), "2019-02-01");
    }
}
