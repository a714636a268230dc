//! The formats of news agencies: NITF and NewsML-G2.

use super::day;
use super::html::{self, Dom, Id};
use super::sink::{Sink, part};
use super::{Article, Cause, DateSignal, language, plain, record, vote};
use std::ops::ControlFlow;

/// Every news item of a document.
pub(super) fn read(sink: &mut Sink<'_>, text: &str, member: Option<&str>) -> ControlFlow<()> {
    let dom = Dom::xml(text);
    let items: Vec<Id> = dom
        .descendants(0)
        .filter(|id| dom.local(*id) == "newsItem")
        .collect();
    if items.is_empty() {
        let documents: Vec<Id> = dom
            .descendants(0)
            .filter(|id| matches!(dom.local(*id), "nitf" | "NewsItem"))
            .collect();
        if documents.len() > 1 {
            for (i, id) in documents.iter().enumerate() {
                sink.take(Some(&part(member, i + 1)), nitf(&dom, *id))?;
            }
            return ControlFlow::Continue(());
        }
        return sink.take(member, nitf(&dom, documents.first().copied().unwrap_or(0)));
    }
    let many = items.len() > 1;
    for (i, id) in items.iter().enumerate() {
        let read = item(&dom, *id);
        // Pictures and packages beside the text are no loss.
        if many && read == Err(Cause::NoText) {
            continue;
        }
        let name = many.then(|| part(member, i + 1));
        sink.take(name.as_deref().or(member), read)?;
    }
    ControlFlow::Continue(())
}

fn words(dom: &Dom<'_>, id: Option<Id>) -> Option<String> {
    id.map(|id| dom.text(id)).filter(|t| !t.is_empty())
}

/// What a field tells about the date, in a document whose language has this tag.
fn date(article: &mut Article, tag: Option<&str>, name: &str, value: Option<&str>, weight: f32) {
    let Some(value) = value else { return };
    let order = day::told_order(tag, None);
    if let Some(found) = day::stamp(value, order.unwrap_or_default()) {
        let text = format!("{name}: {value}");
        let header = DateSignal::Header;
        vote::hear(article, header, found, text, weight, order.is_some());
    }
}

fn nitf(dom: &Dom<'_>, root: Id) -> Result<Article, Cause> {
    let find = |name: &str| dom.find(root, name);
    let content = find("body.content")
        .or_else(|| find("body"))
        .ok_or(Cause::NoText)?;
    let text = html::all_text(dom, content);
    if text.is_empty() {
        return Err(Cause::NoText);
    }
    let mut article = Article {
        text,
        ..Article::default()
    };
    article.title = words(dom, find("hl1"))
        .or_else(|| words(dom, find("hedline")))
        .or_else(|| words(dom, find("title")));
    article.author = words(dom, find("byline")).map(|b| plain::byline(&b).unwrap_or(b));
    article.publisher = find("doc.copyright")
        .and_then(|id| dom.attribute(id, "holder"))
        .map(str::to_owned);
    article.id = find("doc-id")
        .and_then(|id| dom.attribute(id, "id-string"))
        .unwrap_or_default()
        .to_owned();
    let tag = dom.attribute(root, "xml:lang");
    for (name, weight) in [
        ("date.issue", 9.0),
        ("date.release", 6.0),
        ("story.date", 5.0),
    ] {
        let value = find(name).and_then(|id| {
            dom.attribute(id, "norm")
                .map(str::to_owned)
                .or_else(|| words(dom, Some(id)))
        });
        date(&mut article, tag, name, value.as_deref(), weight);
    }
    let published = find("pubdata")
        .and_then(|id| dom.attribute(id, "date.publication"))
        .map(str::to_owned);
    date(
        &mut article,
        tag,
        "date.publication",
        published.as_deref(),
        9.0,
    );
    if article.evidence.is_empty() {
        plain::dates_on_top(&mut article);
    }
    Ok(article)
}

fn item(dom: &Dom<'_>, root: Id) -> Result<Article, Cause> {
    let find = |name: &str| dom.find(root, name);
    let content = find("inlineXML")
        .or_else(|| find("inlineData"))
        .ok_or(Cause::NoText)?;
    let inner = ["body.content", "body"]
        .iter()
        .find_map(|n| dom.find(content, n))
        .unwrap_or(content);
    let text = html::all_text(dom, inner);
    if text.is_empty() {
        return Err(Cause::NoText);
    }
    let mut article = Article {
        text,
        ..Article::default()
    };
    article.id = dom.attribute(root, "guid").unwrap_or_default().to_owned();
    article.title = words(dom, find("headline"))
        .or_else(|| words(dom, find("hl1")))
        .or_else(|| words(dom, find("title")));
    article.author = words(dom, find("by"))
        .map(|b| plain::byline(&b).unwrap_or(b))
        .or_else(|| {
            let creator = find("creator")?;
            words(dom, dom.find(creator, "name")).or_else(|| words(dom, Some(creator)))
        });
    article.author = article.author.map(|a| record::tidy(&a));
    article.publisher = words(dom, find("provider")).or_else(|| {
        find("provider")
            .and_then(|p| dom.attribute(p, "literal"))
            .map(str::to_owned)
    });
    let tongue = find("language")
        .and_then(|l| dom.attribute(l, "tag"))
        .or_else(|| dom.attribute(root, "xml:lang"));
    article.language = tongue.and_then(language::code);
    for (name, weight) in [
        ("firstPublished", 9.0),
        ("published", 9.0),
        ("contentCreated", 7.0),
        ("versionCreated", 6.0),
        ("firstCreated", 5.0),
        ("contentModified", 2.0),
    ] {
        let value = words(dom, find(name));
        date(&mut article, tongue, name, value.as_deref(), weight);
    }
    Ok(article)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::article::{Options, read_text};

    #[test]
    fn nitf_and_newsml() {
        let nitf = "<?xml version='1.0'?><nitf><head><docdata><date.issue norm='20190201T093000Z'/></docdata></head><body><body.head>\
            <hedline><hl1>The headline</hl1></hedline><byline>By Jane Archer</byline></body.head>\
            <body.content><p>One.</p><p>Two.</p></body.content></body></nitf>";
        let got = read_text(nitf, &Options::default());
        assert_eq!(got[0].title.as_deref(), Some("The headline"));
        assert_eq!(got[0].author.as_deref(), Some("Jane Archer"));
        assert_eq!(got[0].text, "One.\n\nTwo.");
        assert_eq!(
            got[0].published.as_ref().unwrap().date.to_string(),
            "2019-02-01"
        );
        let newsml = "<newsItem guid='x:1' xml:lang='de'><itemMeta><versionCreated>2019-02-02T00:00:00Z</versionCreated></itemMeta>\
            <contentMeta><contentCreated>2019-02-01T00:00:00Z</contentCreated><headline>Die Zeile</headline></contentMeta>\
            <contentSet><inlineXML><html><body><p>Eins.</p></body></html></inlineXML></contentSet></newsItem>";
        let got = read_text(newsml, &Options::default());
        assert_eq!(
            (got[0].id.as_str(), got[0].title.as_deref()),
            ("x:1", Some("Die Zeile"))
        );
        assert_eq!(got[0].language.as_deref(), Some("de"));
        assert_eq!(
            got[0].published.as_ref().unwrap().date.to_string(),
            "2019-02-01"
        );
    }
}
