//! Portable Document Format, as far as its text goes. A reader of our own because every bound is
//! in its hands: objects are found in one pass, nothing recurses without a limit, and what is
//! unpacked and run is counted, so that no file can hang or exhaust it.

mod content;
mod crypt;
mod file;
mod font;
mod layout;
mod object;

use super::day::{self, DayOrder};
use super::{Article, Cause, DateEvidence, DateSignal, Limits, plain, record};
use content::Interpreter;
use file::File;
use object::{Dict, Object};
use std::collections::HashSet;

/// An article from a PDF.
///
/// # Errors
/// When it asks a password of its reader, is damaged beyond use, or shows no text.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Article, Cause> {
    let file = File::open(bytes);
    if file.locked {
        return Err(Cause::Encrypted);
    }
    let (pages, cut) = pages(&file, limits.pages);
    if pages.is_empty() {
        return Err(Cause::Damaged("it has no pages that can be found".into()));
    }
    let mut interpreter = Interpreter::new(&file);
    let mut lines = Vec::new();
    for (i, (page, resources)) in pages.iter().enumerate() {
        let pieces = interpreter.page(page, resources);
        lines.extend(layout::lines(&pieces, i));
    }
    layout::drop_running(&mut lines, pages.len());
    let title = layout::title(&lines);
    layout::trim(&mut lines, title.as_deref());
    let text = layout::paragraphs(&lines);
    if text.trim().is_empty() {
        return Err(if interpreter.shown == 0 {
            Cause::NoText
        } else {
            unreadable()
        });
    }
    if interpreter.unknown * 3 > interpreter.shown {
        return Err(unreadable());
    }
    let mut article = plain::read(&text)?;
    // What the largest letters say goes before what looks like a headline.
    article.title = title.or(article.title);
    let told = |name: &str| {
        let bytes = file.told("Info", name)?;
        Some(record::tidy(&text_string(&bytes))).filter(|t| !t.is_empty())
    };
    article.title = article.title.or_else(|| told("Title"));
    article.author = article
        .author
        .or_else(|| told("Author").filter(|a| a.contains(' ')));
    // The day of saving or printing: only an offer.
    if let Some(value) = told("CreationDate")
        && let Some(found) = day::stamp(
            value.trim_start_matches("D:").get(..8).unwrap_or_default(),
            DayOrder::DayFirst,
        )
    {
        article.evidence.push(DateEvidence {
            signal: DateSignal::File,
            date: found.date,
            time: None,
            text: "the document was created".into(),
            weight: 0.0,
        });
    }
    if cut {
        article
            .warnings
            .push(format!("only the first {} pages were read", limits.pages));
    }
    if interpreter.exhausted() {
        article
            .warnings
            .push("its pages hold too much to draw; the rest was left out".into());
    }
    if interpreter.unknown > 0 && interpreter.unknown * 50 > interpreter.shown {
        article
            .warnings
            .push("some letters could not be read: a font does not say what they are".into());
    }
    Ok(article)
}

fn unreadable() -> Cause {
    Cause::Failed("its fonts do not say which letters they show".into())
}

/// The pages in order, with the resources they inherit, and whether there are more.
fn pages(file: &File<'_>, limit: usize) -> (Vec<(Dict, Dict)>, bool) {
    let mut out = Vec::new();
    let root = file.dict(&file.trailer, "Root");
    let mut start: Vec<Object> = root.get("Pages").cloned().into_iter().collect();
    if start.is_empty() {
        // Without a trailer: the catalogue is an object like any other.
        for number in file.of_type("Catalog") {
            if let Object::Dict(d) = file.object(number) {
                start.extend(d.get("Pages").cloned());
            }
        }
    }
    let mut seen = HashSet::new();
    let mut stack: Vec<(Object, Dict)> =
        start.into_iter().rev().map(|o| (o, Dict::new())).collect();
    while let Some((object, inherited)) = stack.pop() {
        if let Object::Reference(number) = object
            && !seen.insert(number)
        {
            continue;
        }
        let Object::Dict(node) = file.resolve(&object) else {
            continue;
        };
        let own = file.dict(&node, "Resources");
        let resources = if own.is_empty() { inherited } else { own };
        match file.get(&node, "Kids") {
            Object::Array(kids) if stack.len() < 1_000_000 => {
                stack.extend(kids.into_iter().rev().map(|k| (k, resources.clone())));
            }
            _ => {
                if out.len() >= limit {
                    return (out, true);
                }
                out.push((node, resources));
            }
        }
    }
    if out.is_empty() {
        // A tree in ruins: whatever says that it is a page.
        for number in file.of_type("Page").into_iter().take(limit) {
            if let Object::Dict(page) = file.object(number) {
                let resources = file.dict(&page, "Resources");
                out.push((page, resources));
            }
        }
    }
    (out, false)
}

/// A string meant for people: UTF-16 with a mark, else one byte a character.
fn text_string(bytes: &[u8]) -> String {
    if bytes.starts_with(&[0xFE, 0xFF])
        || bytes.starts_with(&[0xFF, 0xFE])
        || bytes.starts_with(&[0xEF, 0xBB, 0xBF])
    {
        return super::decode::decode(bytes, None).0.into_owned();
    }
    encoding_rs::WINDOWS_1252
        .decode_without_bom_handling(bytes)
        .0
        .into_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(super) mod tests {
    use super::*;

    /// A small file whose one page shows this content.
    pub fn make(content: &str) -> Vec<u8> {
        format!(
            "%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n\
             3 0 obj <</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>> endobj\n\
             4 0 obj <</Length {}>> stream\n{content}\nendstream endobj\n\
             5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>> endobj\n\
             trailer <</Root 1 0 R /Info <</CreationDate (D:20260101000000Z)>>>>\n",
            content.len()
        )
        .into_bytes()
    }

    #[test]
    fn a_page_is_read() {
        let content = "BT /F1 20 Tf 50 700 Td (The bridge opens) Tj ET BT /F1 10 Tf 50 670 Td (By Jane Archer) Tj 0 -24 Td (February 1, 2019) Tj \
            0 -24 Td [(It w) 5 (as op) -2 (ened by the may-)] TJ 0 -12 Td (or.) Tj ET /Artifact BMC BT 50 20 Td (Page 1) Tj ET EMC";
        let article = read(&make(content), &Limits::default()).unwrap();
        assert_eq!(article.title.as_deref(), Some("The bridge opens"));
        assert_eq!(article.author.as_deref(), Some("Jane Archer"));
        assert_eq!(
            article.text,
            "The bridge opens\n\nBy Jane Archer\n\nFebruary 1, 2019\n\nIt was opened by the mayor."
        );
        assert_eq!(
            crate::article::winner(&article.evidence)
                .unwrap()
                .date
                .to_string(),
            "2019-02-01"
        );
        assert!(
            article
                .evidence
                .iter()
                .any(|e| e.signal == DateSignal::File)
        );
    }

    /// The same page sealed in three ways that ask no password (made with qpdf), and once with one.
    #[test]
    fn a_file_that_asks_no_password_is_read() {
        let sealed: [&[u8]; 3] = [
            include_bytes!("../../../tests/files/sealed-rc4.pdf"),
            include_bytes!("../../../tests/files/sealed-aes128.pdf"),
            include_bytes!("../../../tests/files/sealed-aes256.pdf"),
        ];
        for bytes in sealed {
            let article = read(bytes, &Limits::default()).unwrap();
            assert_eq!(article.title.as_deref(), Some("The bridge opens"));
            assert_eq!(article.author.as_deref(), Some("Jane Archer"));
            assert!(article.text.contains("It was opened by the mayor."));
        }
        let locked = include_bytes!("../../../tests/files/locked.pdf");
        assert_eq!(read(locked, &Limits::default()), Err(Cause::Encrypted));
    }

    #[test]
    fn hostile_files_end() {
        let limits = Limits::default();
        let deep = format!(
            "%PDF-1.4\n1 0 obj {} endobj trailer <</Root 1 0 R>>",
            "[".repeat(100_000)
        );
        assert!(read(deep.as_bytes(), &limits).is_err());
        let deep = format!(
            "%PDF-1.4\n1 0 obj {} endobj trailer <</Root 1 0 R>>",
            "<</A ".repeat(100_000)
        );
        assert!(read(deep.as_bytes(), &limits).is_err());
        let circle = b"%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj 2 0 obj <</Kids [2 0 R 2 0 R]>> endobj trailer <</Root 1 0 R>>";
        assert!(read(circle, &limits).is_err());
        let circle = b"%PDF-1.4\n1 0 obj 2 0 R endobj 2 0 obj 1 0 R endobj trailer <</Root 1 0 R>>";
        assert!(read(circle, &limits).is_err());
        // A form that shows itself twice.
        let form = b"%PDF-1.4\n1 0 obj <</Pages 2 0 R>> endobj 2 0 obj <</Kids [3 0 R]>> endobj \
            3 0 obj <</Contents 4 0 R /Resources <</XObject <</X 4 0 R>>>>>> endobj \
            4 0 obj <</Subtype /Form /Length 12>> stream\n/X Do /X Do \nendstream endobj trailer <</Root 1 0 R>>";
        assert!(read(form, &limits).is_err());
        let locked = b"%PDF-1.4\n1 0 obj <</Filter /Standard>> endobj trailer <</Encrypt 1 0 R>>";
        assert_eq!(read(locked, &limits), Err(Cause::Encrypted));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_read(bytes: Vec<u8>) {
            let _ = read(&bytes, &Limits::default());
        }
        #[test]
        fn any_change_of_a_sealed_file_reads(at in 0..4000_usize, byte: u8) {
            let mut bytes = include_bytes!("../../../tests/files/sealed-aes256.pdf").to_vec();
            let i = at % bytes.len();
            bytes[i] = byte;
            let _ = read(&bytes, &Limits::default());
        }
        #[test]
        fn any_content_reads(content in "(/F1 1 Tf|BT|ET|\\(a\\) Tj|\\[(\\(b\\)|-?[0-9]{1,9})\\] TJ|1e9 0 0 1 0 0 cm|q|Q|BI|ID|EI|<41|>| |/X Do|-?[0-9.]{1,5} ){0,40}") {
            let _ = read(&make(&content), &Limits::default());
        }
        #[test]
        fn any_change_reads(at in 0..700_usize, byte: u8) {
            let mut bytes = make("BT /F1 10 Tf (Hello) Tj ET");
            let i = at % bytes.len();
            bytes[i] = byte;
            let _ = read(&bytes, &Limits::default());
        }
    }
}
