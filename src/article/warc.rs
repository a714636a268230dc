//! Web archives: every page in them is an article; the day of the crawl is not its date.

use super::day::{self, DayOrder};
use super::sink::{Sink, part};
use super::walk::io_cause;
use super::{Article, Cause, DateEvidence, DateSignal, html, plain, read};
use std::io::{BufRead, Read};
use std::ops::ControlFlow;

/// The pages of an archive, record by record.
pub(super) fn read(
    sink: &mut Sink<'_>,
    reader: &mut impl BufRead,
    member: Option<&str>,
) -> ControlFlow<()> {
    let limit = sink.options.limits.member;
    let mut number = 0_usize;
    loop {
        sink.check()?;
        let head = match head(reader) {
            Ok(Some(head)) => head,
            Ok(None) => return ControlFlow::Continue(()),
            Err(cause) => return sink.fail(member, cause),
        };
        let kind = head
            .get("warc-type")
            .unwrap_or_default()
            .to_ascii_lowercase();
        let wanted = matches!(kind.as_str(), "response" | "resource" | "conversion");
        let length = head
            .get("content-length")
            .and_then(|l| l.trim().parse::<u64>().ok());
        let Some(length) = length else {
            return sink.fail(
                member,
                Cause::Damaged("a record does not tell its length".into()),
            );
        };
        let name = part(member, number + 1);
        if !wanted || length > limit {
            if let Err(why) = skip(reader, length) {
                return sink.fail(member, io_cause(&why));
            }
            if wanted {
                number += 1;
                sink.fail(Some(&name), Cause::TooLarge(limit))?;
            }
            continue;
        }
        let mut body = Vec::new();
        match reader.by_ref().take(length).read_to_end(&mut body) {
            Ok(n) if (n as u64) < length => {
                return sink.fail(Some(&name), Cause::Damaged("it ends too early".into()));
            }
            Err(why) => return sink.fail(Some(&name), io_cause(&why)),
            Ok(_) => {}
        }
        let address = head
            .get("warc-target-uri")
            .map(|u| u.trim_matches(['<', '>']).to_owned());
        let page = read::guarded(|| page(&kind, &head, &body, address.as_deref(), limit));
        // Pictures, redirections and errors of servers are no articles and no failures.
        let Some(mut read) = page.transpose() else {
            continue;
        };
        number += 1;
        if let Ok(article) = &mut read {
            article.url = article.url.take().or(address);
            if let Some(found) = head
                .get("warc-date")
                .and_then(|d| day::stamp(d, DayOrder::default()))
            {
                article.evidence.push(DateEvidence {
                    signal: DateSignal::File,
                    date: found.date,
                    time: found.time,
                    text: "the day it was archived".into(),
                    weight: 0.0,
                });
            }
        }
        sink.take(Some(&name), read)?;
    }
}

fn page(
    kind: &str,
    head: &Fields,
    body: &[u8],
    address: Option<&str>,
    limit: u64,
) -> Result<Option<Article>, Cause> {
    if kind != "response" {
        let text = head
            .get("content-type")
            .is_none_or(|t| t.starts_with("text/plain"));
        if head.get("content-type").is_some_and(|t| t.contains("html")) {
            return html::read(body, None, address).map(Some);
        }
        return if text {
            plain::read(&super::decode::decode(body, None).0).map(Some)
        } else {
            Ok(None)
        };
    }
    let (http, content) = http(body);
    let status = http
        .0
        .first()
        .map(|(line, _)| line.as_str())
        .unwrap_or_default();
    let media = http
        .get("content-type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let is_page = media.contains("html")
        || (media.is_empty() && content.iter().take(200).any(|b| *b == b'<'));
    if !status.contains(" 200") || !(is_page || media.starts_with("text/plain")) {
        return Ok(None);
    }
    let chunked = http
        .get("transfer-encoding")
        .is_some_and(|t| t.to_ascii_lowercase().contains("chunked"));
    let content = if chunked {
        dechunk(content)
    } else {
        content.to_vec()
    };
    let coding = http
        .get("content-encoding")
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let content = match coding.as_str() {
        // Some archives keep the header though the content is decoded already.
        "gzip" | "x-gzip" if content.starts_with(&[0x1F, 0x8B]) => {
            read::cut(
                &mut flate2::read::MultiGzDecoder::new(content.as_slice()),
                limit,
            )?
            .0
        }
        "deflate" => {
            read::cut(
                &mut flate2::read::ZlibDecoder::new(content.as_slice()),
                limit,
            )?
            .0
        }
        "br" if content.first() != Some(&b'<') => {
            return Err(Cause::Damaged(
                "its page is packed with Brotli, which is not read".into(),
            ));
        }
        _ => content,
    };
    let declared = media
        .split("charset=")
        .nth(1)
        .map(|c| c.trim_matches(['"', ' ', ';']).to_owned());
    if is_page {
        html::read(&content, declared.as_deref(), address).map(Some)
    } else {
        plain::read(&super::decode::decode(&content, declared.as_deref()).0).map(Some)
    }
}

/// Names in lower case and values; the first line stands alone under its own text.
#[derive(Debug)]
struct Fields(Vec<(String, String)>);

impl Fields {
    fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    fn push(&mut self, line: &[u8]) {
        let line = String::from_utf8_lossy(line);
        match line.split_once(':') {
            Some((name, value)) if !self.0.is_empty() => {
                self.0
                    .push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
            _ => self.0.push((line.trim().to_owned(), String::new())),
        }
    }
}

/// The head of the next record; `None` at the end.
fn head(reader: &mut impl BufRead) -> Result<Option<Fields>, Cause> {
    let mut fields = Fields(Vec::new());
    let mut line = Vec::new();
    loop {
        let read = read::line(reader, 64 * 1024, &mut line).map_err(|why| io_cause(&why))?;
        if read.is_none() {
            return if fields.0.is_empty() {
                Ok(None)
            } else {
                Err(Cause::Damaged("it ends too early".into()))
            };
        }
        if line.is_empty() {
            if fields.0.is_empty() {
                continue;
            }
            return Ok(Some(fields));
        }
        if fields.0.is_empty() && !line.starts_with(b"WARC/") {
            return Err(Cause::Damaged(
                "a record does not begin where the last one ended".into(),
            ));
        }
        if fields.0.len() < 1000 {
            fields.push(&line);
        }
    }
}

fn skip(reader: &mut impl BufRead, length: u64) -> std::io::Result<()> {
    std::io::copy(&mut reader.by_ref().take(length), &mut std::io::sink()).map(|_| ())
}

/// The head of an HTTP answer and its content.
fn http(body: &[u8]) -> (Fields, &[u8]) {
    let mut fields = Fields(Vec::new());
    let mut at = 0;
    while at < body.len() {
        let end = memchr::memchr(b'\n', &body[at..]).map_or(body.len(), |i| at + i + 1);
        let line = body[at..end].trim_ascii_end();
        at = end;
        if line.is_empty() {
            break;
        }
        if fields.0.len() < 1000 {
            fields.push(line);
        }
    }
    (fields, &body[at..])
}

/// Chunks joined; what is no chunk any more ends it.
fn dechunk(mut body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    while let Some(end) = memchr::memchr(b'\n', body) {
        let line = String::from_utf8_lossy(&body[..end]);
        let digits = line.trim().split(';').next().unwrap_or_default().trim();
        let Ok(size) = usize::from_str_radix(digits, 16) else {
            // Not chunked after all.
            if out.is_empty() {
                return body.to_vec();
            }
            break;
        };
        let rest = &body[end + 1..];
        if size == 0 || rest.is_empty() {
            break;
        }
        let size = size.min(rest.len());
        out.extend_from_slice(&rest[..size]);
        let rest = &rest[size..];
        body = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))
            .unwrap_or(rest);
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::article::{Options, ReadError, read_stream};
    use std::ops::ControlFlow;
    use std::path::Path;

    fn record(kind: &str, body: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.example/2019/02/01/x\r\nWARC-Date: 2026-01-01T00:00:00Z\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
    }

    fn read(bytes: &[u8]) -> Vec<Result<crate::article::Article, ReadError>> {
        let mut out = Vec::new();
        read_stream(bytes, Path::new("a.warc"), &Options::default(), &mut |r| {
            out.push(r);
            ControlFlow::Continue(())
        });
        out
    }

    #[test]
    fn pages_are_read_and_the_rest_passed_over() {
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n\
            5\r\n<p>Th\r\n40\r\ne bridge was opened by the mayor on a fine and sunny morning.</p>\r\n0\r\n\r\n";
        let text = record("warcinfo", "x")
            + &record("response", page)
            + &record("response", "HTTP/1.1 404 Gone\r\n\r\n");
        let got = read(text.as_bytes());
        assert_eq!(got.len(), 1);
        let article = got[0].as_ref().unwrap();
        assert!(
            article.text.starts_with("The bridge was opened"),
            "{}",
            article.text
        );
        assert_eq!(
            article.url.as_deref(),
            Some("https://a.example/2019/02/01/x")
        );
        // From the address, not from the day of the crawl.
        assert_eq!(
            article.published.as_ref().unwrap().date.to_string(),
            "2019-02-01"
        );
    }

    #[test]
    fn wrong_lengths_are_told() {
        let text = record("response", "x").replace("Content-Length: 1", "Content-Length: 99999");
        assert!(read(text.as_bytes())[0].is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_archive_reads(bytes: Vec<u8>) {
            let mut all = b"WARC/1.0\r\nContent-Length: 20\r\nWARC-Type: response\r\n\r\n".to_vec();
            all.extend(bytes);
            let _ = read(&all);
        }
    }
}
