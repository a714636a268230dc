//! Mail: single messages, pages saved as messages (MHTML), mailboxes.

use super::day::{self, DayOrder};
use super::sink::{Sink, part};
use super::walk::io_cause;
use super::{Article, Cause, DateSignal, html, plain, read, vote};
use std::io::BufRead;
use std::ops::ControlFlow;

/// Parts inside parts beyond this are not opened.
const DEPTH: usize = 8;
/// Parts of one message.
const PARTS: usize = 1000;

/// One message as an article.
///
/// # Errors
/// When it holds no text.
pub(super) fn message(bytes: &[u8]) -> Result<Article, Cause> {
    let (headers, body) = split(bytes);
    let mut found = Bodies::default();
    collect(&headers, body, 0, &mut found);
    let saved = headers.get("snapshot-content-location").is_some()
        || headers.get("subject").is_none() && headers.get("content-location").is_some();
    let from = headers.get("from").unwrap_or_default();
    let is_page = saved
        || from.to_ascii_lowercase().contains("saved by")
        || (headers.get("to").is_none() && headers.get("from").is_none());
    let subject = headers
        .get("subject")
        .map(|s| decode_words(s).trim().to_owned())
        .filter(|s| !s.is_empty());
    let mut article = if let Some(page) = found
        .html
        .as_ref()
        .filter(|_| is_page || found.plain.is_none())
    {
        if is_page {
            html::page(page)?
        } else {
            Article {
                text: html::mail_text(page),
                ..Article::default()
            }
        }
    } else {
        Article {
            text: found.plain.clone().unwrap_or_default().trim().to_owned(),
            ..Article::default()
        }
    };
    if article.text.trim().is_empty() {
        return Err(Cause::NoText);
    }
    if found.skipped > 0 {
        article
            .warnings
            .push(format!("{} attachments were not opened", found.skipped));
    }
    if found.too_many {
        article
            .warnings
            .push("the message has very many parts; not all were opened".into());
    }
    if is_page {
        // The Date header of a saved page is the day of saving.
        article.title = article.title.or(subject);
        article.url = article
            .url
            .or_else(|| headers.get("snapshot-content-location").map(str::to_owned));
        return Ok(article);
    }
    article.title = subject;
    let sender = address_name(&decode_words(from));
    article.author = plain_byline(&article.text).or(sender);
    article.id = headers
        .get("message-id")
        .map(|i| i.trim().trim_matches(['<', '>']).to_owned())
        .unwrap_or_default();
    if let Some(value) = headers.get("date")
        && let Some(stamp) = day::stamp(value, DayOrder::default())
    {
        let text = format!("Date: {}", value.trim());
        vote::hear(&mut article, DateSignal::Header, stamp, text, 8.0, false);
    } else {
        plain::dates_on_top(&mut article);
    }
    Ok(article)
}

fn plain_byline(text: &str) -> Option<String> {
    text.lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .take(3)
        .find_map(plain::byline)
}

/// "Jane Archer" of "Jane Archer <news@example.org>".
fn address_name(from: &str) -> Option<String> {
    let name = from
        .split('<')
        .next()
        .unwrap_or_default()
        .trim()
        .trim_matches('"')
        .trim();
    if !name.is_empty() && !name.contains('@') {
        return Some(name.to_owned());
    }
    // "news@example.org (Jane Archer)".
    let (_, name) = from.split_once('(')?;
    Some(name.trim_end_matches(')').trim().to_owned()).filter(|n| !n.is_empty())
}

/// The messages of a mailbox, one after the other; memory holds one.
pub(super) fn mailbox(
    sink: &mut Sink<'_>,
    reader: &mut impl BufRead,
    member: Option<&str>,
) -> ControlFlow<()> {
    let limit = sink.options.limits.member;
    let mut line = Vec::new();
    let mut message = Vec::new();
    let mut number = 0_usize;
    let mut blank = true;
    let mut over = false;
    loop {
        let more = match read::line(reader, 1 << 20, &mut line) {
            Ok(read) => read,
            Err(why) => return sink.fail(member, io_cause(&why)),
        };
        let starts = more.is_some() && blank && line.starts_with(b"From ");
        if (starts || more.is_none()) && number > 0 {
            let name = part(member, number);
            let read = if over {
                Err(Cause::TooLarge(limit))
            } else {
                read::guarded(|| self::message(&message))
            };
            sink.take(Some(&name), read)?;
        }
        if more.is_none() {
            return ControlFlow::Continue(());
        }
        if starts {
            number += 1;
            message.clear();
            over = false;
        } else if !over {
            // ">From " inside a message was quoted by the mailbox.
            let quoted = line
                .strip_prefix(b">")
                .filter(|l| l.starts_with(b"From ") || l.starts_with(b">From "));
            message.extend_from_slice(quoted.unwrap_or(&line));
            message.push(b'\n');
            if message.len() as u64 > limit {
                over = true;
                message.clear();
            }
        }
        blank = line.is_empty();
    }
}

/// Header fields, names in lower case, folded lines joined.
#[derive(Debug, Default)]
struct Headers(Vec<(String, String)>);

impl Headers {
    fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    /// The type in lower case, and a parameter's value.
    fn content_type(&self) -> String {
        let value = self.get("content-type").unwrap_or("text/plain");
        value
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase()
    }

    fn parameter(&self, header: &str, name: &str) -> Option<String> {
        let value = self.get(header)?;
        let lower = value.to_ascii_lowercase();
        let mut from = 0;
        while let Some(at) = lower.get(from..)?.find(name) {
            let start = from + at;
            let rest = value.get(start + name.len()..)?.trim_start();
            let fresh = lower.get(..start)?.trim_end().ends_with(';');
            if fresh && let Some(rest) = rest.strip_prefix('=') {
                let rest = rest.trim_start();
                return Some(match rest.strip_prefix('"') {
                    Some(quoted) => quoted.split('"').next().unwrap_or_default().to_owned(),
                    None => rest
                        .split([';', ' ', '\t'])
                        .next()
                        .unwrap_or_default()
                        .to_owned(),
                });
            }
            from = start + name.len();
        }
        None
    }
}

/// Headers and the rest.
fn split(bytes: &[u8]) -> (Headers, &[u8]) {
    let mut headers = Headers::default();
    let mut at = 0;
    while at < bytes.len() {
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |i| at + i + 1);
        let line = &bytes[at..end];
        let text = line.strip_suffix(b"\n").unwrap_or(line);
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        if text.is_empty() {
            return (headers, &bytes[end..]);
        }
        if headers.0.len() < 10_000 {
            let (text, _) = super::decode::decode(text, None);
            if text.starts_with([' ', '\t']) {
                if let Some((_, value)) = headers.0.last_mut().filter(|(_, v)| v.len() < 64 * 1024)
                {
                    value.push(' ');
                    value.push_str(text.trim());
                }
            } else if let Some((name, value)) = text.split_once(':') {
                headers
                    .0
                    .push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        at = end;
    }
    (headers, &[])
}

/// The first plain text and the first page found in a message.
#[derive(Debug, Default)]
struct Bodies {
    plain: Option<String>,
    html: Option<String>,
    skipped: usize,
    parts: usize,
    too_many: bool,
}

fn collect(headers: &Headers, body: &[u8], depth: usize, out: &mut Bodies) {
    out.parts += 1;
    if depth > DEPTH || out.parts > PARTS {
        out.too_many = true;
        return;
    }
    let kind = headers.content_type();
    if kind.starts_with("multipart/") {
        let Some(boundary) = headers.parameter("content-type", "boundary") else {
            return;
        };
        for piece in pieces(body, &boundary) {
            let (headers, body) = split(piece);
            collect(&headers, body, depth + 1, out);
        }
        return;
    }
    let attached = headers.get("content-disposition").is_some_and(|d| {
        d.trim_start()
            .to_ascii_lowercase()
            .starts_with("attachment")
    });
    if kind == "message/rfc822" {
        let (headers, body) = split(body);
        collect(&headers, body, depth + 1, out);
        return;
    }
    if attached
        || !matches!(
            kind.as_str(),
            "text/plain" | "text/html" | "application/xhtml+xml" | "text" | ""
        )
    {
        out.skipped += usize::from(attached);
        return;
    }
    let is_html = kind.contains("html");
    if (is_html && out.html.is_some()) || (!is_html && out.plain.is_some()) {
        return;
    }
    let decoded = match headers
        .get("content-transfer-encoding")
        .map(|e| e.trim().to_ascii_lowercase())
        .as_deref()
    {
        Some("base64") => base64(body),
        Some("quoted-printable") => quoted_printable(body, false),
        _ => body.to_vec(),
    };
    let label = headers.parameter("content-type", "charset");
    let (text, _) = super::decode::decode(&decoded, label.as_deref());
    let text = if headers
        .parameter("content-type", "format")
        .is_some_and(|f| f.eq_ignore_ascii_case("flowed"))
    {
        flowed(&text)
    } else {
        text.replace("\r\n", "\n")
    };
    if is_html {
        out.html = Some(text);
    } else {
        out.plain = Some(text);
    }
}

/// The pieces between boundary lines.
fn pieces<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let delimiter = format!("--{boundary}");
    let mut out = Vec::new();
    let mut start: Option<usize> = None;
    let mut at = 0;
    for found in memchr::memmem::find_iter(body, delimiter.as_bytes()) {
        if found < at || (found > 0 && body[found - 1] != b'\n') {
            continue;
        }
        if let Some(start) = start {
            out.push(
                body[start..found]
                    .strip_suffix(b"\n")
                    .map_or(&body[start..found], |p| p.strip_suffix(b"\r").unwrap_or(p)),
            );
        }
        let after = found + delimiter.len();
        if body[after..].starts_with(b"--") || out.len() >= PARTS {
            return out;
        }
        let line = memchr::memchr(b'\n', &body[after..]).map_or(body.len(), |i| after + i + 1);
        start = Some(line);
        at = line;
    }
    // A message cut off before its last boundary.
    if let Some(start) = start.filter(|s| *s < body.len()) {
        out.push(&body[start..]);
    }
    out
}

/// Base64, whatever does not belong to it left out.
pub(super) fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let mut buffer = 0_u32;
    let mut bits = 0_u32;
    for byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        buffer = (buffer << 6) | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(((buffer >> bits) & 0xFF) as u8);
        }
    }
    out
}

/// Quoted-printable; in header words an underscore is a space.
fn quoted_printable(bytes: &[u8], header: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    let hex = |b: Option<&u8>| b.and_then(|b| (*b as char).to_digit(16));
    while at < bytes.len() {
        match bytes[at] {
            b'=' => {
                if let (Some(high), Some(low)) = (hex(bytes.get(at + 1)), hex(bytes.get(at + 2))) {
                    out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                    at += 3;
                    continue;
                }
                // A soft break: the equals sign, perhaps blanks, the end of the line.
                let rest = &bytes[at + 1..];
                let blanks = rest
                    .iter()
                    .take_while(|b| matches!(b, b' ' | b'\t' | b'\r'))
                    .count();
                if rest.get(blanks) == Some(&b'\n') {
                    at += blanks + 2;
                    continue;
                }
                if rest.len() == blanks {
                    break;
                }
                out.push(b'=');
            }
            b'_' if header => out.push(b' '),
            other => out.push(other),
        }
        at += 1;
    }
    out
}

/// Header text with its encoded words ("=?utf-8?q?…?=") decoded.
fn decode_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut after_word = false;
    while let Some(at) = rest.find("=?") {
        let before = &rest[..at];
        let word = encoded_word(&rest[at..]);
        // Space between two encoded words belongs to neither.
        if !(after_word && word.is_some() && before.trim().is_empty()) {
            out.push_str(before);
        }
        match word {
            Some((decoded, used)) => {
                out.push_str(&decoded);
                rest = &rest[at + used..];
                after_word = true;
            }
            None => {
                out.push_str("=?");
                rest = &rest[at + 2..];
                after_word = false;
            }
        }
    }
    out.push_str(rest);
    out
}

fn encoded_word(text: &str) -> Option<(String, usize)> {
    let inner = text.strip_prefix("=?")?;
    let mut parts = inner.splitn(3, '?');
    let (label, method, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let end = rest.find("?=")?;
    let data = rest.get(..end)?;
    let bytes = match method {
        "b" | "B" => base64(data.as_bytes()),
        "q" | "Q" => quoted_printable(data.as_bytes(), true),
        _ => return None,
    };
    let label = label.split('*').next().unwrap_or(label);
    let decoded = super::decode::decode(&bytes, Some(label)).0.into_owned();
    Some((
        decoded,
        2 + label.len().max(inner.find('?')?) + 1 + method.len() + 1 + end + 2,
    ))
}

/// Lines that end in a space go on in the next (RFC 3676).
fn flowed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        out.push_str(line);
        if !line.ends_with(' ') || line == "-- " {
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_message_with_parts() {
        let mail = "From: =?utf-8?q?J=C3=A4ne_Archer?= <a@b.c>\r\nSubject: =?utf-8?b?QnLDvGNrZQ==?=\r\n =?utf-8?q?_opens?=\r\n\
            Date: Fri, 01 Feb 2019 23:30:00 -0500\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"xx\"\r\n\r\n\
            --xx\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nA long li=\r\nne caf=C3=A9.\r\n\
            --xx\r\nContent-Type: text/html\r\n\r\n<p>Other</p>\r\n--xx--\r\n";
        let article = message(mail.as_bytes()).unwrap();
        assert_eq!(article.title.as_deref(), Some("Brücke opens"));
        assert_eq!(article.author.as_deref(), Some("Jäne Archer"));
        assert_eq!(article.text, "A long line café.");
        // The publisher's day, not that of UTC.
        assert_eq!(article.evidence[0].date.to_string(), "2019-02-01");
        assert_eq!(article.evidence[0].time.as_deref(), Some("23:30-05:00"));
    }

    #[test]
    fn codings() {
        assert_eq!(base64(b"SGVs\r\nbG8="), b"Hello");
        assert_eq!(quoted_printable(b"a=\nb=3D=", false), b"ab=");
        assert_eq!(decode_words("=?x?"), "=?x?");
        assert_eq!(flowed("a \nb\nc"), "a b\nc\n");
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_read(bytes: Vec<u8>) {
            let _ = message(&bytes);
        }
        #[test]
        fn any_headers_read(text in "(Subject|Content-Type|=\\?|\\?=|utf-8|\\?q\\?|multipart/mixed|boundary|--|[:;=\"\n a-z]){0,30}") {
            let _ = message(text.as_bytes());
            let _ = decode_words(&text);
        }
    }
}
