//! Feeds: RSS of all versions, RDF, Atom. Each item is an article; nothing they link to is fetched.

use super::day;
use super::html::{self, Dom, Id};
use super::sink::{Sink, part};
use super::{Article, Cause, DateSignal, language, record, vote};
use std::ops::ControlFlow;

/// The items of a feed, in its order.
pub(super) fn read(sink: &mut Sink<'_>, text: &str, member: Option<&str>) -> ControlFlow<()> {
    let dom = Dom::xml(text);
    let items: Vec<Id> = dom
        .descendants(0)
        .filter(|id| matches!(dom.local(*id), "item" | "entry"))
        .collect();
    if items.is_empty() {
        return sink.fail(member, Cause::NoText);
    }
    let channel = dom
        .descendants(0)
        .find(|id| matches!(dom.local(*id), "channel" | "feed"));
    let of_channel = |name: &str| {
        channel
            .and_then(|c| child(&dom, c, &[name]))
            .map(|id| record::tidy(&words(&dom, id)))
    };
    let publisher = of_channel("title");
    let tongue = of_channel("language").or_else(|| {
        channel
            .and_then(|c| dom.attribute(c, "xml:lang"))
            .map(str::to_owned)
    });
    let limit = sink.options.limits.records;
    for (i, item) in items.iter().take(limit).enumerate() {
        let read = article(&dom, *item, tongue.as_deref()).map(|mut article| {
            article.publisher = article.publisher.or_else(|| publisher.clone());
            let declared = || tongue.as_deref().and_then(language::code);
            article.language = article.language.or_else(declared);
            article
        });
        sink.take(Some(&part(member, i + 1)), read)?;
    }
    if items.len() > limit {
        return sink.fail(member, Cause::TooMany(limit));
    }
    ControlFlow::Continue(())
}

/// The first child of one of these local names, in the names' order.
fn child(dom: &Dom<'_>, id: Id, names: &[&str]) -> Option<Id> {
    names
        .iter()
        .find_map(|name| dom.children(id).find(|c| dom.local(*c) == *name))
}

/// Text as written, elements inside serialised away.
fn words(dom: &Dom<'_>, id: Id) -> String {
    let mut out = String::new();
    for n in dom.descendants(id) {
        if let Some(words) = dom.words(n) {
            out.push_str(words);
        }
    }
    out
}

/// The prose of an element: escaped markup, markup as elements, or plain words.
fn prose(dom: &Dom<'_>, id: Id) -> String {
    let has_elements = dom.children(id).any(|c| !dom.local(c).is_empty());
    if has_elements {
        return html::all_text(dom, id);
    }
    let text = words(dom, id);
    if text.contains('<') {
        html::fragment(&text)
    } else {
        html::unescape(text.trim()).into_owned()
    }
}

/// One item; `tag` is the language of its feed.
fn article(dom: &Dom<'_>, item: Id, tag: Option<&str>) -> Result<Article, Cause> {
    let text_of = |names: &[&str]| {
        child(dom, item, names)
            .map(|id| record::tidy(&html::fragment(&words(dom, id))))
            .filter(|t| !t.is_empty())
    };
    let mut out = Article {
        title: text_of(&["title"]),
        ..Article::default()
    };
    out.author = child(dom, item, &["creator", "author"]).and_then(|id| {
        let name = child(dom, id, &["name"]).unwrap_or(id);
        Some(record::tidy(&words(dom, name))).filter(|t| !t.is_empty())
    });
    // "news@example.org (Jane Archer)".
    if let Some(author) = &out.author
        && let Some((address, name)) = author.split_once(" (")
        && address.contains('@')
    {
        out.author = Some(name.trim_end_matches(')').to_owned());
    }
    out.publisher = text_of(&["source"]).filter(|s| !s.contains("://"));
    out.url = dom
        .children(item)
        .filter(|c| dom.local(*c) == "link")
        .find_map(|c| {
            let alternate = dom.attribute(c, "rel").is_none_or(|r| r == "alternate");
            let href = dom
                .attribute(c, "href")
                .map(str::to_owned)
                .filter(|_| alternate);
            href.or_else(|| Some(words(dom, c).trim().to_owned()).filter(|t| !t.is_empty()))
        });
    out.id = text_of(&["guid", "id"]).unwrap_or_default();
    // The longest of what may hold the text: a summary is often there beside the whole.
    let bodies = dom.children(item).filter(|c| {
        matches!(
            dom.local(*c),
            "encoded" | "content" | "description" | "summary" | "fulltext" | "body"
        )
    });
    let mut best = String::new();
    for id in bodies {
        let text = prose(dom, id);
        if text.len() > best.len() {
            best = text;
        }
    }
    out.text = best;
    if out.text.trim().is_empty() {
        out.text = out.title.clone().ok_or(Cause::NoText)?;
        out.warnings
            .push("the feed gives a title only, no text".into());
    }
    let order = day::told_order(tag, out.url.as_deref());
    for (name, weight) in [
        ("pubDate", 8.0),
        ("published", 8.0),
        ("issued", 7.0),
        ("date", 6.0),
        ("created", 4.0),
        ("updated", 3.0),
        ("modified", 2.0),
    ] {
        let Some(value) = child(dom, item, &[name]).map(|id| record::tidy(&words(dom, id))) else {
            continue;
        };
        if let Some(found) = day::stamp(&value, order.unwrap_or_default()) {
            let text = format!("{name}: {value}");
            let header = DateSignal::Header;
            vote::hear(&mut out, header, found, text, weight, order.is_some());
        }
    }
    Ok(out)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::article::{Article, Options, read_text};

    fn all(text: &str) -> Vec<Article> {
        read_text(text, &Options::default())
    }

    #[test]
    fn rss_and_atom() {
        let rss = "<?xml version='1.0'?><rss version='2.0'><channel><title>The Example</title><language>en-us</language>\
            <item><title>One &amp; two</title><pubDate>Fri, 01 Feb 2019 09:30:00 +0200</pubDate><author>a@b.c (Jane Archer)</author>\
            <description>&lt;p&gt;First.&lt;/p&gt;&lt;p&gt;Second.&lt;/p&gt;</description></item>\
            <item><title>Empty</title></item></channel></rss>";
        let got = all(rss);
        assert_eq!(got.len(), 2);
        assert_eq!(got[0].title.as_deref(), Some("One & two"));
        assert_eq!(got[0].text, "First.\n\nSecond.");
        assert_eq!(got[0].author.as_deref(), Some("Jane Archer"));
        assert_eq!(got[0].publisher.as_deref(), Some("The Example"));
        let published = got[0].published.as_ref().unwrap();
        assert_eq!(
            (
                published.date.to_string().as_str(),
                published.time.as_deref()
            ),
            ("2019-02-01", Some("09:30+02:00"))
        );
        assert_eq!(got[0].source.member.as_deref(), Some("1"));
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>T</title><updated>2019-03-01T00:00:00Z</updated>\
            <published>2019-02-01T00:00:00Z</published><author><name>A B</name></author>\
            <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>One.</p><p>Two.</p></div></content></entry></feed>";
        let got = all(atom);
        assert_eq!(got[0].text, "One.\n\nTwo.");
        assert_eq!(
            got[0].published.as_ref().unwrap().date.to_string(),
            "2019-02-01"
        );
    }
}
