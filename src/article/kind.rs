//! What a file is: told by its content first, by its name second.

use std::path::Path;

/// The kinds of files articles come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Plain text.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// A web page.
    Html,
    /// One JSON document: an article, a list, a feed.
    Json,
    /// One JSON object a line.
    JsonLines,
    /// gzip.
    Gzip,
    /// Zstandard.
    Zstd,
    /// A zip archive that is no document itself.
    Zip,
    /// Office Open XML text.
    Docx,
    /// Binary Word.
    Doc,
    /// Open Document text.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// An electronic book.
    Epub,
    /// Portable Document Format.
    Pdf,
    /// One mail, or a page saved as one.
    Mail,
    /// Many mails.
    Mbox,
    /// RSS, Atom, RDF.
    Feed,
    /// NITF or NewsML-G2.
    News,
    /// Comma, semicolon or tab separated.
    Table,
    /// A web archive.
    Warc,
    /// Empty.
    Empty,
    /// Something else: pictures, sound, programs.
    Other,
}

/// How much of the beginning [`kind`] wants to see.
pub const HEAD: usize = 64 * 1024;

/// Tells the kind from the beginning of the content and the name.
#[must_use]
pub fn kind(head: &[u8], name: &Path) -> Kind {
    if head.is_empty() {
        return Kind::Empty;
    }
    magic(head).unwrap_or_else(|| {
        if super::decode::is_binary(head) {
            return Kind::Other;
        }
        // A head may end inside a character; that is no loss here.
        let (text, _) = super::decode::decode(&head[..head.len().min(HEAD)], None);
        by_text(&text, &extension(name))
    })
}

fn extension(name: &Path) -> String {
    let extension = name.extension().unwrap_or_default().to_string_lossy();
    extension.to_ascii_lowercase()
}

fn magic(head: &[u8]) -> Option<Kind> {
    let starts = |magic: &[u8]| head.starts_with(magic);
    if starts(&[0x1F, 0x8B]) {
        return Some(Kind::Gzip);
    }
    if starts(&[0x28, 0xB5, 0x2F, 0xFD]) {
        return Some(Kind::Zstd);
    }
    if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
        return Some(zip_kind(head));
    }
    if starts(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return Some(Kind::Doc);
    }
    if memchr::memmem::find(&head[..head.len().min(1024)], b"%PDF-").is_some() {
        return Some(Kind::Pdf);
    }
    if starts(b"{\\rtf") {
        return Some(Kind::Rtf);
    }
    if starts(b"WARC/") {
        return Some(Kind::Warc);
    }
    const OTHER: [&[u8]; 14] = [
        b"\x89PNG",
        b"\xFF\xD8\xFF",
        b"GIF8",
        b"RIFF",
        b"\x7FELF",
        b"MZ\x90",
        b"ID3",
        b"OggS",
        b"fLaC",
        b"SQLite format 3",
        b"7z\xBC\xAF",
        b"Rar!",
        b"BZh",
        b"\xFD7zXZ",
    ];
    OTHER.iter().any(|m| starts(m)).then_some(Kind::Other)
}

/// Documents that are zip archives name themselves in the first members.
fn zip_kind(head: &[u8]) -> Kind {
    let has = |needle: &[u8]| memchr::memmem::find(head, needle).is_some();
    if has(b"mimetypeapplication/epub+zip") || has(b"META-INF/container.xml") {
        Kind::Epub
    } else if has(b"mimetypeapplication/vnd.oasis.opendocument.text") {
        Kind::Odt
    } else if has(b"word/document") || (has(b"[Content_Types].xml") && has(b"word/")) {
        Kind::Docx
    } else {
        // The list at the end of the archive decides when it is read (see `archive`).
        Kind::Zip
    }
}

fn by_text(text: &str, extension: &str) -> Kind {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    if start.is_empty() {
        return Kind::Empty;
    }
    if start.starts_with("WARC/") {
        return Kind::Warc;
    }
    if start.starts_with("{\\rtf") {
        return Kind::Rtf;
    }
    if start.starts_with(['{', '['])
        && let Some(kind) = json(start, extension)
    {
        return kind;
    }
    if start.starts_with('<')
        && let Some(kind) = markup(start)
    {
        return kind;
    }
    if start.starts_with("From ") && start.lines().skip(1).take(30).any(is_mail_header) {
        return Kind::Mbox;
    }
    if mail(start) {
        return Kind::Mail;
    }
    match extension {
        "html" | "htm" | "xhtml" | "shtml" => Kind::Html,
        "md" | "markdown" | "mdown" | "mkd" => Kind::Markdown,
        "csv" | "tsv" | "tab" => Kind::Table,
        "jsonl" | "ndjson" => Kind::JsonLines,
        "json" => Kind::Json,
        "eml" | "mht" | "mhtml" => Kind::Mail,
        "mbox" => Kind::Mbox,
        _ if front_matter(start) => Kind::Markdown,
        _ if page_inside(start) => Kind::Html,
        _ => Kind::Text,
    }
}

/// JSON Lines when the first line is a whole object and another follows.
fn json(start: &str, extension: &str) -> Option<Kind> {
    if matches!(extension, "jsonl" | "ndjson") {
        return Some(Kind::JsonLines);
    }
    let mut lines = start.lines().filter(|l| !l.trim().is_empty());
    let first = lines.next()?.trim_end();
    let second = lines.next().map(str::trim);
    if first.starts_with('{') {
        let whole =
            first.ends_with('}') && serde_json::from_str::<serde::de::IgnoredAny>(first).is_ok();
        if whole {
            let more = second.is_some_and(|l| l.starts_with('{'));
            return Some(if more { Kind::JsonLines } else { Kind::Json });
        }
    }
    let rest = start[1..].trim_start();
    let object = start.starts_with('{') && (rest.starts_with('"') || rest.starts_with('}'));
    let array = start.starts_with('[') && (rest.starts_with(['{', '"', '[', ']']));
    if !object && (!array || matches!(extension, "txt" | "md")) {
        return (extension == "json").then_some(Kind::Json);
    }
    // A first line longer than the head: one long record of many, or one long document. A record
    // read as lines gives the same article, so lines are safe for objects.
    let one_line = object && !start.contains('\n') && start.len() >= HEAD / 2;
    Some(if one_line && extension != "json" {
        Kind::JsonLines
    } else {
        Kind::Json
    })
}

fn markup(start: &str) -> Option<Kind> {
    let mut rest = start;
    // Past the declaration, comments and the document type, to the first element.
    for _ in 0..20 {
        rest = rest.trim_start();
        if let Some(r) = rest.strip_prefix("<!--") {
            rest = r.split_once("-->").map(|x| x.1)?;
        } else if rest.starts_with("<?") {
            rest = rest.split_once("?>").map(|x| x.1)?;
        } else if rest.starts_with("<!") {
            let lower: String = rest
                .chars()
                .take(60)
                .collect::<String>()
                .to_ascii_lowercase();
            if lower.starts_with("<!doctype html") {
                return Some(Kind::Html);
            }
            rest = rest.split_once('>').map(|x| x.1)?;
            // An internal subset may hold declarations of its own.
            if let Some((_, r)) = rest
                .split_once("]>")
                .filter(|(inside, _)| inside.contains("<!ENTITY"))
            {
                rest = r;
            }
        } else {
            break;
        }
    }
    let element: String = rest
        .strip_prefix('<')?
        .chars()
        .take_while(|c| c.is_alphanumeric() || matches!(c, ':' | '-' | '_'))
        .collect::<String>()
        .to_ascii_lowercase();
    let local = element.rsplit(':').next().unwrap_or_default();
    Some(match local {
        "rss" | "feed" | "rdf" => Kind::Feed,
        "nitf" | "newsitem" | "newsmessage" | "packageitem" | "newsml" => Kind::News,
        "html" | "head" | "body" | "div" | "p" | "article" | "section" | "main" | "meta"
        | "title" | "h1" | "h2" | "span" | "table" | "a" | "b" | "i" | "strong" | "em" | "ul"
        | "ol" | "header" | "link" | "script" | "style" | "center" | "font" | "img" | "br"
        | "blockquote" => Kind::Html,
        "" => return None,
        _ => Kind::Html,
    })
}

const HEADERS: [&str; 14] = [
    "from",
    "to",
    "subject",
    "date",
    "received",
    "return-path",
    "message-id",
    "mime-version",
    "delivered-to",
    "content-type",
    "reply-to",
    "x-mailer",
    "snapshot-content-location",
    "content-transfer-encoding",
];

fn is_mail_header(line: &str) -> bool {
    line.split_once(':')
        .is_some_and(|(name, _)| HEADERS.contains(&name.to_ascii_lowercase().as_str()))
}

/// A block of headers up to the first empty line, two of them among the well-known ones.
fn mail(start: &str) -> bool {
    let mut known = 0;
    let mut strong = false;
    for line in start.lines().take(200) {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            return false;
        };
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_graphic()) {
            return false;
        }
        let name = name.to_ascii_lowercase();
        known += usize::from(HEADERS.contains(&name.as_str()));
        strong |= matches!(
            name.as_str(),
            "received"
                | "return-path"
                | "message-id"
                | "mime-version"
                | "content-type"
                | "delivered-to"
        );
    }
    known >= 2 && (strong || known >= 3)
}

fn front_matter(start: &str) -> bool {
    let Some(first) = start.lines().next().map(str::trim_end) else {
        return false;
    };
    (first == "---"
        && start
            .lines()
            .skip(1)
            .take(60)
            .any(|l| l.trim_end() == "---"))
        || (first == "+++"
            && start
                .lines()
                .skip(1)
                .take(60)
                .any(|l| l.trim_end() == "+++"))
}

/// A page whose beginning is text all the same: several paragraphs marked as such.
fn page_inside(start: &str) -> bool {
    let head: String = start
        .chars()
        .take(4000)
        .collect::<String>()
        .to_ascii_lowercase();
    head.contains("<html") || head.contains("<body") || head.matches("<p>").count() >= 2
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_before_the_name() {
        for (content, name, want) in [
            ("", "a.txt", Kind::Empty),
            ("Plain words.", "a.txt", Kind::Text),
            ("Plain words.", "a", Kind::Text),
            ("# Heading\n\nText", "a.md", Kind::Markdown),
            ("---\ntitle: x\n---\nText", "a.txt", Kind::Markdown),
            ("<!DOCTYPE html><html>", "a.txt", Kind::Html),
            (
                "<?xml version='1.0'?><rss version='2.0'>",
                "a.html",
                Kind::Feed,
            ),
            ("<?xml version='1.0'?><nitf>", "a.xml", Kind::News),
            (
                "{\"text\": \"x\"}\n{\"text\": \"y\"}\n",
                "a.txt",
                Kind::JsonLines,
            ),
            ("{\"text\": \"x\"}", "a.json", Kind::Json),
            ("{\n \"text\": \"x\"\n}", "a", Kind::Json),
            ("[{\"text\": \"x\"}]", "a", Kind::Json),
            ("[Reuters] Words in a bracket.", "a.txt", Kind::Text),
            (
                "From: a@b\nSubject: x\nDate: y\n\nText",
                "a.txt",
                Kind::Mail,
            ),
            (
                "Date: today\n\nText with a line on top.",
                "a.txt",
                Kind::Text,
            ),
            (
                "From x@y Fri Feb  1 09:30:00 2019\nSubject: x\n\n",
                "a",
                Kind::Mbox,
            ),
            ("WARC/1.0\r\n", "a", Kind::Warc),
            ("{\\rtf1 x}", "a.doc", Kind::Rtf),
            ("%PDF-1.7", "a.txt", Kind::Pdf),
            ("a,b\n1,2", "a.csv", Kind::Table),
            ("\u{1F}\u{0}\u{1}\u{2}", "a.txt", Kind::Other),
        ] {
            assert_eq!(kind(content.as_bytes(), Path::new(name)), want, "{content}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_have_a_kind(bytes: Vec<u8>) {
            let _ = kind(&bytes, Path::new("a.json"));
        }
        #[test]
        fn any_markup_has_a_kind(text in "[<>!?\\-a-z \\[\\]{}\":\n]{0,80}") {
            let _ = kind(text.as_bytes(), Path::new("a"));
        }
    }
}
