//! The one way in: from a path, a stream or a pasted text to articles. Finds out what a file is
//! and hands it to the reader of its kind.

use super::kind::{HEAD, Kind, kind};
use super::sink::{Each, Sink, part};
use super::walk::io_cause;
use super::zip::Zip;
use super::{
    Article, Cause, Isolation, Options, doc, epub, feed, html, json, mail, markdown, news, office,
    pdf, plain, rtf, table, warc,
};
use std::cell::Cell;
use std::io::{BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::rc::Rc;

/// Reads every article of a file, in the file's order. `each` gets articles and failures and may
/// stop by answering `Break`; setting [`Options::cancel`] stops too, and neither is a failure.
/// Never panics, whatever the file holds.
pub fn read_file(path: &Path, options: &Options, each: Each<'_>) {
    let mut sink = Sink::new(path.to_owned(), options, each);
    let _ = match std::fs::File::open(path) {
        Ok(file) => {
            if let Ok(meta) = file.metadata() {
                if meta.is_dir() {
                    let _ = sink.fail(None, Cause::UnknownFormat);
                    return;
                }
                sink.changed = meta.modified().ok().and_then(day_of);
            }
            stream(&mut sink, Box::new(file), path, None, 0)
        }
        Err(why) => sink.fail(None, io_cause(&why)),
    };
}

/// The day of a moment, where this computer is.
fn day_of(time: std::time::SystemTime) -> Option<jiff::civil::Date> {
    let stamp = jiff::Timestamp::try_from(time).ok()?;
    Some(stamp.to_zoned(jiff::tz::TimeZone::system()).date())
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

/// Reads standard input: JSON Lines as they come, where it begins as they do; else as one file of
/// whatever kind it is.
pub fn read_standard(reader: impl BufRead, options: &Options, each: Each<'_>) {
    let (mut reader, name) = (reader, Path::new("-"));
    let objects = reader.fill_buf().is_ok_and(|head| {
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
        head.trim_ascii_start().starts_with(b"{")
    });
    if objects {
        read_json_lines(reader, name, options, each);
    } else {
        read_stream(reader, name, options, each);
    }
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
        Kind::Gzip | Kind::Zstd | Kind::Zip if depth >= limits.depth => {
            sink.fail(member, Cause::TooDeep(limits.depth))
        }
        Kind::Gzip | Kind::Zstd => unpack(sink, reader, kind, name, member, depth),
        Kind::Zip | Kind::Docx | Kind::Odt | Kind::Epub => match whole(&mut reader, limits.total) {
            Ok(bytes) => archive(sink, &bytes, member, depth),
            Err(cause) => sink.fail(member, cause),
        },
        Kind::JsonLines => json::lines(sink, &mut reader, member),
        Kind::Mbox => mail::mailbox(sink, &mut reader, member),
        Kind::Table => table::read(sink, &mut reader, member),
        Kind::Warc => warc::read(sink, &mut reader, member),
        Kind::Json | Kind::Feed | Kind::News => match whole(&mut reader, limits.document) {
            Ok(bytes) if kind == Kind::Json => json::document(sink, &bytes, member),
            Ok(bytes) => {
                let declared = html::declared_encoding(&bytes);
                let (text, _) = super::decode::decode(&bytes, declared.as_deref());
                if kind == Kind::Feed {
                    feed::read(sink, &text, member)
                } else {
                    news::read(sink, &text, member)
                }
            }
            Err(cause) => sink.fail(member, cause),
        },
        Kind::Html => {
            let read = cut(&mut reader, limits.html)
                .and_then(|(bytes, was_cut)| guarded(|| page(&bytes, was_cut)));
            sink.take(member, read)
        }
        Kind::Text | Kind::Markdown | Kind::Mail | Kind::Rtf | Kind::Doc | Kind::Pdf => {
            let limit = if matches!(kind, Kind::Text | Kind::Markdown) {
                limits.text
            } else {
                limits.document
            };
            let apart = sink.options.isolation == Isolation::Child;
            let cancel = &sink.options.cancel;
            let read = whole(&mut reader, limit).and_then(|bytes| {
                guarded(|| match kind {
                    Kind::Pdf | Kind::Doc if apart => {
                        super::worker::read_apart(kind, &bytes, &limits, cancel)
                    }
                    Kind::Mail => mail::message(&bytes),
                    Kind::Rtf => rtf::read(&bytes),
                    Kind::Doc => doc::read(&bytes),
                    Kind::Pdf => pdf::read(&bytes, &limits),
                    _ => text_document(&bytes, kind, name),
                })
            });
            sink.take(member, read)
        }
        Kind::Other => sink.fail(member, Cause::UnknownFormat),
    }
}

/// A packed file: what is in it, read as it comes out.
fn unpack(
    sink: &mut Sink<'_>,
    reader: impl Read,
    kind: Kind,
    name: &Path,
    member: Option<&str>,
    depth: usize,
) -> ControlFlow<()> {
    let inner = name.with_extension("");
    let taken = Rc::new(Cell::new(0));
    let counted = Counted {
        reader,
        taken: Rc::clone(&taken),
    };
    let ratio = sink.options.limits.ratio;
    if kind == Kind::Gzip {
        let unpacked = flate2::read::MultiGzDecoder::new(counted);
        let bounded = Bounded {
            reader: unpacked,
            taken,
            given: 0,
            ratio,
        };
        return stream(sink, Box::new(bounded), &inner, member, depth + 1);
    }
    match ruzstd::decoding::StreamingDecoder::new(counted) {
        Ok(unpacked) => {
            let bounded = Bounded {
                reader: unpacked,
                taken,
                given: 0,
                ratio,
            };
            stream(sink, Box::new(bounded), &inner, member, depth + 1)
        }
        Err(why) => sink.fail(member, Cause::Damaged(why.to_string())),
    }
}

/// Counts what is taken from a reader.
struct Counted<R> {
    reader: R,
    taken: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.reader.read(buffer)?;
        self.taken.set(self.taken.get() + n as u64);
        Ok(n)
    }
}

/// Said inside an error of the system when a file unpacks to too many times its size.
pub(super) const BOMB: &str = "unpacks to too much";

/// Stops what unpacks to far more than was taken.
struct Bounded<R> {
    reader: R,
    taken: Rc<Cell<u64>>,
    given: u64,
    ratio: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.reader.read(buffer)?;
        self.given += n as u64;
        if self.given > 1 << 20 && self.given > self.taken.get().saturating_mul(self.ratio) {
            return Err(std::io::Error::other(BOMB));
        }
        Ok(n)
    }
}

/// A zip archive: a document that is one, or its members one by one.
fn archive(
    sink: &mut Sink<'_>,
    bytes: &[u8],
    member: Option<&str>,
    depth: usize,
) -> ControlFlow<()> {
    let limits = sink.options.limits;
    let zip = match Zip::open(bytes, limits.members) {
        Ok(zip) => zip,
        Err(cause) => return sink.fail(member, cause),
    };
    let has = |name: &str| zip.find(name).is_some();
    if has("META-INF/container.xml") {
        return sink.take(member, guarded(|| epub::read(&zip, &limits)));
    }
    if has("word/document.xml")
        || (has("[Content_Types].xml")
            && zip
                .members
                .iter()
                .any(|m| m.name.starts_with("word/document")))
    {
        return sink.take(member, guarded(|| office::docx(&zip, &limits)));
    }
    if has("content.xml") && has("META-INF/manifest.xml") {
        return sink.take(member, guarded(|| office::odt(&zip, &limits)));
    }
    if has("xl/workbook.xml") || has("ppt/presentation.xml") {
        return sink.fail(member, Cause::UnknownFormat);
    }
    let mut any = false;
    for inner in zip.members.iter().filter(|m| !m.skip) {
        any = true;
        let name = part(member, &inner.name);
        let limit = limits.member.min(sink.left);
        match zip.unpack(inner, limit, limits.ratio) {
            Ok(bytes) => {
                sink.left = sink.left.saturating_sub(bytes.len() as u64);
                stream(
                    sink,
                    Box::new(bytes.as_slice()),
                    Path::new(&inner.name),
                    Some(&name),
                    depth + 1,
                )?;
            }
            Err(Cause::TooLarge(_)) if sink.left < limits.member => {
                return sink.fail(member, Cause::TooLarge(limits.total));
            }
            Err(cause) => sink.fail(Some(&name), cause)?,
        }
    }
    if zip.cut {
        return sink.fail(member, Cause::TooMany(limits.members));
    }
    if !any {
        return sink.fail(member, Cause::Empty);
    }
    ControlFlow::Continue(())
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
    let mut article = html::read(bytes, None, None)?;
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::article::{Article, DateSignal, ReadError, runner_up, winner};

    fn of_file(name: &str, bytes: &[u8], options: &Options) -> Vec<Result<Article, ReadError>> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let mut out = Vec::new();
        read_file(&path, options, &mut |read| {
            out.push(read);
            ControlFlow::Continue(())
        });
        out
    }

    #[test]
    fn the_file_s_own_date_is_offered_and_never_taken() {
        let read = of_file("a.txt", b"Somebody met somebody.", &Options::default());
        let article = read[0].as_ref().unwrap();
        assert_eq!(article.published, None);
        assert_eq!(article.evidence[0].signal, DateSignal::File);
        assert_eq!(winner(&article.evidence), None);
        assert_eq!(runner_up(&article.evidence), None);
    }

    #[test]
    fn a_date_for_all_is_for_those_without_one() {
        let options = Options {
            published: Some(jiff::civil::date(2020, 5, 6)),
            ..Options::default()
        };
        let lines = b"{\"text\": \"a\", \"date\": \"2019-02-01\"}\n{\"text\": \"b\"}\n";
        let days: Vec<String> = of_file("a.jsonl", lines, &options)
            .iter()
            .map(|r| {
                r.as_ref()
                    .unwrap()
                    .published
                    .as_ref()
                    .unwrap()
                    .date
                    .to_string()
            })
            .collect();
        assert_eq!(days, ["2019-02-01", "2020-05-06"]);
    }

    #[test]
    fn members_are_named_and_missing_files_told() {
        let zip = super::super::zip::tests::make(&[
            ("d/a.jsonl", b"{\"text\": \"a\"}\n{\"text\": \"b\"}\n"),
            ("c.txt", b"Words."),
        ]);
        let members: Vec<String> = of_file("x.zip", &zip, &Options::default())
            .iter()
            .map(|r| r.as_ref().unwrap().source.member.clone().unwrap())
            .collect();
        assert_eq!(members, ["d/a.jsonl#1", "d/a.jsonl#2", "c.txt"]);
        read_file(
            Path::new("/no/such/file"),
            &Options::default(),
            &mut |read| {
                assert_eq!(read.unwrap_err().cause, Cause::NotFound);
                ControlFlow::Continue(())
            },
        );
    }

    #[test]
    fn a_page_s_vote_keeps_winner_and_runner_up() {
        let page = "<html><head><meta property='article:published_time' content='2020-03-04T23:30:00-05:00'>\
            <meta property='article:modified_time' content='2020-03-09T00:00:00Z'></head><body><h1>The bridge opens at last</h1>\
            <p>March 4, 2020</p><p>The bridge across the river was opened on a sunny morning by the mayor of the town, who spoke for long.</p></body></html>";
        let article = &read_text(page, &Options::default())[0];
        assert_eq!(
            article.published.as_ref().unwrap().date.to_string(),
            "2020-03-04"
        );
        assert_eq!(
            runner_up(&article.evidence).unwrap().date.to_string(),
            "2020-03-09"
        );
        assert_eq!(article.title.as_deref(), Some("The bridge opens at last"));
        assert!(
            article.text.starts_with("The bridge across"),
            "{}",
            article.text
        );
    }
}
