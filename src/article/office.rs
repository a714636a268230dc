//! Text documents of office programs: DOCX and ODT. Their own "created" is the day of saving, so
//! it is only ever offered; dates come from the top of the text.

use super::day::{self, DayOrder};
use super::html::{Dom, Id};
use super::zip::Zip;
use super::{Article, Cause, DateEvidence, DateSignal, Limits, language, plain};

/// Word's text inside a zip archive.
///
/// # Errors
/// When there is no text.
pub(super) fn docx(zip: &Zip<'_>, limits: &Limits) -> Result<Article, Cause> {
    let document = zip
        .find("word/document.xml")
        .or_else(|| {
            zip.members
                .iter()
                .find(|m| m.name.starts_with("word/document") && m.name.ends_with(".xml"))
        })
        .ok_or_else(|| Cause::Damaged("the document's text is missing".into()))?;
    let xml = part(zip, document, limits)?;
    let dom = Dom::xml(&xml);
    let mut text = Text::default();
    let mut id: Id = 0;
    let end = dom.end(0);
    while id < end {
        match dom.name(id) {
            // What was deleted, what is shown twice for old programs, and the codes of fields.
            "w:del" | "w:moveFrom" | "mc:Fallback" | "w:instrText" | "w:pPr" | "w:rPr"
            | "w:delText" => {
                if dom.name(id) == "w:pPr"
                    && let Some(style) = dom
                        .find(id, "pStyle")
                        .and_then(|s| dom.attribute(s, "w:val"))
                    && style.eq_ignore_ascii_case("title")
                {
                    text.title_next = true;
                }
                id = dom.end(id);
                continue;
            }
            "w:p" => text.paragraph(),
            "w:tab" => text.out.push('\t'),
            "w:br" | "w:cr" => text.out.push('\n'),
            "w:noBreakHyphen" => text.out.push('-'),
            "w:t" => {
                for words in dom.children(id).filter_map(|c| dom.words(c)) {
                    text.out.push_str(words);
                }
            }
            _ => {}
        }
        id += 1;
    }
    let core = zip
        .find("docProps/core.xml")
        .and_then(|m| part(zip, m, limits).ok());
    finish(text, core.as_deref(), &["created"], dom.flattened)
}

/// Open Document text inside a zip archive.
///
/// # Errors
/// When there is no text.
pub(super) fn odt(zip: &Zip<'_>, limits: &Limits) -> Result<Article, Cause> {
    let content = zip
        .find("content.xml")
        .ok_or_else(|| Cause::Damaged("the document's text is missing".into()))?;
    let xml = part(zip, content, limits)?;
    let dom = Dom::xml(&xml);
    let mut text = Text::default();
    let mut id: Id = 0;
    let end = dom.end(0);
    while id < end {
        match dom.name(id) {
            "text:tracked-changes"
            | "office:annotation"
            | "text:note"
            | "office:automatic-styles"
            | "office:font-face-decls"
            | "text:sequence-decls" => {
                id = dom.end(id);
                continue;
            }
            "text:p" | "text:h" => {
                text.paragraph();
                text.title_next |= dom.attribute(id, "text:style-name") == Some("Title");
            }
            "text:tab" => text.out.push('\t'),
            "text:line-break" => text.out.push('\n'),
            "text:s" => {
                let n = dom
                    .attribute(id, "text:c")
                    .and_then(|c| c.parse::<usize>().ok())
                    .unwrap_or(1);
                text.out.extend(std::iter::repeat_n(' ', n.min(100)));
            }
            _ => {
                if let Some(words) = dom.words(id)
                    && dom
                        .ancestors(id)
                        .any(|a| matches!(dom.name(a), "text:p" | "text:h"))
                {
                    text.out.push_str(words);
                }
            }
        }
        id += 1;
    }
    let meta = zip.find("meta.xml").and_then(|m| part(zip, m, limits).ok());
    finish(text, meta.as_deref(), &["creation-date"], dom.flattened)
}

fn part(zip: &Zip<'_>, member: &super::zip::Member, limits: &Limits) -> Result<String, Cause> {
    let bytes = zip.unpack(member, limits.member, limits.ratio)?;
    Ok(super::decode::decode(&bytes, None).0.into_owned())
}

#[derive(Default)]
struct Text {
    out: String,
    title_next: bool,
    title_at: Option<usize>,
}

impl Text {
    fn paragraph(&mut self) {
        if std::mem::take(&mut self.title_next) {
            // The style belonged to the paragraph that just ended.
            self.title_at = self
                .title_at
                .or_else(|| self.out.rfind("\n\n").map(|i| i + 2).or(Some(0)));
        }
        self.out
            .truncate(self.out.trim_end_matches([' ', '\t', '\n']).len());
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
        }
    }
}

fn finish(
    mut text: Text,
    properties: Option<&str>,
    created: &[&str],
    flattened: bool,
) -> Result<Article, Cause> {
    text.paragraph();
    let title = text
        .title_at
        .and_then(|at| text.out.get(at..))
        .and_then(|t| t.split("\n\n").next())
        .map(str::to_owned);
    let body = text.out.trim().to_owned();
    if body.is_empty() {
        return Err(Cause::NoText);
    }
    let mut article = plain::read(&body)?;
    article.title = title.filter(|t| !t.is_empty()).or(article.title);
    if flattened {
        article
            .warnings
            .push("it is nested very deep; its structure was flattened".into());
    }
    if let Some(xml) = properties {
        properties_of(&Dom::xml(xml), created, &mut article);
    }
    Ok(article)
}

/// Title and author from the document's own data; its dates as offers.
fn properties_of(dom: &Dom<'_>, created: &[&str], article: &mut Article) {
    let value = |name: &str| {
        dom.find(0, name)
            .map(|id| dom.text(id))
            .filter(|t| !t.is_empty())
    };
    if article.title.is_none() {
        article.title = value("title");
    }
    if article.author.is_none() {
        article.author = value("initial-creator")
            .or_else(|| value("creator"))
            .filter(|a| a.contains(' '));
    }
    article.language = value("language").and_then(|l| language::code(&l));
    for name in created {
        if let Some(found) = value(name).and_then(|v| day::stamp(&v, DayOrder::default())) {
            article.evidence.push(DateEvidence {
                signal: DateSignal::File,
                date: found.date,
                time: found.time,
                text: "the document was created".into(),
                weight: 0.0,
            });
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::article::zip::tests::make;

    #[test]
    fn docx_and_odt() {
        let word = "<w:document><w:body><w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>The bridge</w:t></w:r></w:p>\
            <w:p><w:r><w:t>By Jane Archer</w:t></w:r></w:p><w:p><w:r><w:t>February 1, 2019</w:t></w:r></w:p>\
            <w:p><w:r><w:t xml:space=\"preserve\">It was </w:t></w:r><w:del><w:r><w:delText>not </w:delText></w:r></w:del><w:r><w:t>opened.</w:t></w:r></w:p></w:body></w:document>";
        let core = "<cp:coreProperties><dcterms:created>2026-01-01T00:00:00Z</dcterms:created></cp:coreProperties>";
        let bytes = make(&[
            ("word/document.xml", word.as_bytes()),
            ("docProps/core.xml", core.as_bytes()),
        ]);
        let article = docx(&Zip::open(&bytes, 100).unwrap(), &Limits::default()).unwrap();
        assert_eq!(article.title.as_deref(), Some("The bridge"));
        assert_eq!(article.author.as_deref(), Some("Jane Archer"));
        assert!(article.text.ends_with("It was opened."), "{}", article.text);
        let won = crate::article::winner(&article.evidence).unwrap();
        assert_eq!(won.date.to_string(), "2019-02-01");
        let content = "<office:document-content><office:body><office:text><text:h>Title here</text:h><text:p>One<text:s text:c=\"2\"/>two.</text:p></office:text></office:body></office:document-content>";
        let bytes = make(&[("content.xml", content.as_bytes())]);
        let article = odt(&Zip::open(&bytes, 100).unwrap(), &Limits::default()).unwrap();
        assert_eq!(article.text, "Title here\n\nOne  two.");
    }
}
