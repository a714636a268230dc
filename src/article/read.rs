//! The one way in: from a path, a stream or a pasted text to articles. Finds out what a file is
//! and hands it to the reader of its kind.

use super::kind::{HEAD, Kind, kind};
use super::sink::{Each, Sink};
use super::walk::io_cause;
use super::{Article, Cause, Options, html, json, markdown, plain};
use std::io::{BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Reads every article of a file, in the file's order. `each` gets articles and failures and may
/// stop by answering `Break`; setting [`Options::cancel`] stops too, and neither is a failure.
/// Never panics, whatever the file holds.
pub fn read_file(path: &Path, options: &Options, each: Each<'_>) {
    let mut sink = Sink::new(path.to_owned(), options, each);
    let _ = match std::fs::File::open(path) {
        Ok(file) => {
            if file.metadata().is_ok_and(|m| m.is_dir()) {
                let _ = sink.fail(None, Cause::UnknownFormat);
                return;
            }
            stream(&mut sink, Box::new(file), path, None, 0)
        }
        Err(why) => sink.fail(None, io_cause(&why)),
    };
}

/// Reads every article of a stream, standard input for instance. `name` tells the kind where the
/// content does not, and is the articles' source.
pub fn read_stream(reader: impl Read, name: &Path, options: &Options, each: Each<'_>) {
    let mut sink = Sink::new(name.to_owned(), options, each);
    let _ = stream(&mut sink, Box::new(reader), name, None, 0);
}

/// Reads a stream that is known to be JSON Lines. Unlike [`read_stream`] it need not look ahead to
/// find out what it reads: an article is handed on as soon as its line has come.
pub fn read_json_lines(reader: impl BufRead, name: &Path, options: &Options, each: Each<'_>) {
    let mut sink = Sink::new(name.to_owned(), options, each);
    let mut reader = reader;
    let _ = json::lines(&mut sink, &mut reader, None);
}

/// Reads a pasted text or a pasted piece of a web page as one article (or many, if it is JSON).
#[must_use]
pub fn read_text(text: &str, options: &Options) -> Vec<Article> {
    let mut out = Vec::new();
    read_stream(
        text.as_bytes(),
        Path::new("pasted text"),
        options,
        &mut |read| {
            out.extend(read);
            ControlFlow::Continue(())
        },
    );
    out
}

/// Reads one document or container. `member` names it inside the file, `depth` counts the
/// archives around it.
pub(super) fn stream(
    sink: &mut Sink<'_>,
    reader: Box<dyn Read + '_>,
    name: &Path,
    member: Option<&str>,
    depth: usize,
) -> ControlFlow<()> {
    sink.check()?;
    let mut reader = BufReader::with_capacity(HEAD, reader);
    let head = match fill(&mut reader) {
        Ok(head) => head,
        Err(why) => return sink.fail(member, io_cause(&why)),
    };
    let kind = kind(&head, name);
    let limits = sink.options.limits;
    let mut reader = std::io::Cursor::new(head).chain(reader);
    match kind {
        Kind::Empty => sink.fail(member, Cause::Empty),
        Kind::Gzip | Kind::Zstd if depth >= limits.depth => {
            sink.fail(member, Cause::TooDeep(limits.depth))
        }
        Kind::Gzip => {
            let inner = name.with_extension("");
            let unpacked = flate2::read::MultiGzDecoder::new(reader);
            stream(sink, Box::new(unpacked), &inner, member, depth + 1)
        }
        Kind::JsonLines => json::lines(sink, &mut reader, member),
        Kind::Json => match whole(&mut reader, limits.total.min(limits.document)) {
            Ok(bytes) => json::document(sink, &bytes, member),
            Err(cause) => sink.fail(member, cause),
        },
        Kind::Text | Kind::Markdown => {
            let read = whole(&mut reader, limits.text)
                .and_then(|bytes| guarded(|| text_document(&bytes, kind, name)));
            sink.take(member, read)
        }
        Kind::Html => {
            let read = cut(&mut reader, limits.html)
                .and_then(|(bytes, was_cut)| guarded(|| page(&bytes, was_cut)));
            sink.take(member, read)
        }
        _ => sink.fail(member, Cause::UnknownFormat),
    }
}

fn text_document(bytes: &[u8], kind: Kind, name: &Path) -> Result<Article, Cause> {
    let (text, lossy) = super::decode::decode(bytes, None);
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let mut article = match kind {
        Kind::Markdown => markdown::read(text),
        _ => plain::read(text),
    }?;
    plain::date_in_name(&mut article, name);
    if lossy {
        article.warnings.push(LOSSY.into());
    }
    Ok(article)
}

/// Said of texts some bytes of which have no meaning in their encoding.
pub(super) const LOSSY: &str = "some characters could not be decoded and were replaced";

fn page(bytes: &[u8], was_cut: bool) -> Result<Article, Cause> {
    let mut article = html::read(bytes, None)?;
    if was_cut {
        article
            .warnings
            .push("the page is very long; its end was left out".into());
    }
    Ok(article)
}

/// The beginning of a stream: as much as tells its kind, or all of it.
fn fill(reader: &mut BufReader<Box<dyn Read + '_>>) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(HEAD);
    reader.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// All of a stream, or the error that it is over the limit.
pub(super) fn whole(reader: &mut impl Read, limit: u64) -> Result<Vec<u8>, Cause> {
    let mut bytes = Vec::new();
    let read = reader.take(limit + 1).read_to_end(&mut bytes);
    read.map_err(|why| io_cause(&why))?;
    if bytes.len() as u64 > limit {
        return Err(Cause::TooLarge(limit));
    }
    Ok(bytes)
}

/// A stream up to the limit, and whether more would have followed.
pub(super) fn cut(reader: &mut impl Read, limit: u64) -> Result<(Vec<u8>, bool), Cause> {
    let mut bytes = Vec::new();
    let read = reader.take(limit + 1).read_to_end(&mut bytes);
    read.map_err(|why| io_cause(&why))?;
    let over = bytes.len() as u64 > limit;
    bytes.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok((bytes, over))
}

/// Runs a reader so that a panic in it is one unread document and no more.
pub(super) fn guarded<T>(read: impl FnOnce() -> Result<T, Cause>) -> Result<T, Cause> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(Cause::Failed("its reader stopped unexpectedly".into())))
}

/// One line of at most `limit` bytes, without its end. `Ok(None)` at the end of the stream,
/// `Err(())` inside where the line was longer and has been skipped.
pub(super) fn line(
    reader: &mut impl BufRead,
    limit: u64,
    buffer: &mut Vec<u8>,
) -> std::io::Result<Option<Result<(), ()>>> {
    buffer.clear();
    let n = reader.by_ref().take(limit).read_until(b'\n', buffer)?;
    if n == 0 {
        return Ok(None);
    }
    if buffer.last() == Some(&b'\n') {
        buffer.pop();
        if buffer.last() == Some(&b'\r') {
            buffer.pop();
        }
        return Ok(Some(Ok(())));
    }
    if (n as u64) < limit {
        return Ok(Some(Ok(())));
    }
    loop {
        buffer.clear();
        let n = reader.by_ref().take(1 << 16).read_until(b'\n', buffer)?;
        if n == 0 || buffer.last() == Some(&b'\n') {
            return Ok(Some(Err(())));
        }
    }
}
