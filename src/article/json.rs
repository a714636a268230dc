//! Articles in JSON: one object, a list, an object that holds a list, one object a line.

use super::sink::{Sink, part};
use super::walk::io_cause;
use super::{Cause, read, record};
use serde_json::Value;
use std::io::BufRead;
use std::ops::ControlFlow;

/// JSON Lines, read line by line: memory holds one record at a time.
pub(super) fn lines(
    sink: &mut Sink<'_>,
    reader: &mut impl BufRead,
    member: Option<&str>,
) -> ControlFlow<()> {
    let limit = sink.options.limits.line;
    let mut buffer = Vec::new();
    let mut number = 0_usize;
    loop {
        let read = match read::line(reader, limit, &mut buffer) {
            Ok(None) => return ControlFlow::Continue(()),
            Ok(Some(read)) => read,
            Err(why) => return sink.fail(member, io_cause(&why)),
        };
        number += 1;
        let line = buffer.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&buffer);
        if read.is_ok() && line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let member = part(member, number);
        let article = match read {
            Err(()) => Err(Cause::TooLarge(limit)),
            Ok(()) => parse(line).and_then(|value| record::from_json(&value)),
        };
        sink.take(Some(&member), article)?;
    }
}

/// One JSON document.
pub(super) fn document(sink: &mut Sink<'_>, bytes: &[u8], member: Option<&str>) -> ControlFlow<()> {
    let value = match parse(bytes) {
        Ok(value) => value,
        // Several objects one after the other, over several lines each.
        Err(cause) => return concatenated(sink, bytes, member, cause),
    };
    if let Some(records) = list(&value) {
        let feed = value.get("title").and_then(Value::as_str);
        return items(sink, records, feed, member);
    }
    sink.take(member, record::from_json(&value))
}

fn items(
    sink: &mut Sink<'_>,
    records: &[Value],
    publisher: Option<&str>,
    member: Option<&str>,
) -> ControlFlow<()> {
    if records.is_empty() {
        return sink.fail(member, Cause::Empty);
    }
    let limit = sink.options.limits.records;
    for (i, value) in records.iter().take(limit).enumerate() {
        let member = part(member, i + 1);
        let article = record::from_json(value).map(|mut article| {
            article.publisher = article.publisher.or_else(|| publisher.map(str::to_owned));
            article
        });
        sink.take(Some(&member), article)?;
    }
    if records.len() > limit {
        sink.fail(member, Cause::TooMany(limit))?;
    }
    ControlFlow::Continue(())
}

fn concatenated(
    sink: &mut Sink<'_>,
    bytes: &[u8],
    member: Option<&str>,
    cause: Cause,
) -> ControlFlow<()> {
    let (text, _) = super::decode::decode(bytes, None);
    let mut stream = serde_json::Deserializer::from_str(&text).into_iter::<Value>();
    let mut number = 0_usize;
    while let Some(Ok(value)) = stream.next() {
        number += 1;
        sink.take(Some(&part(member, number)), record::from_json(&value))?;
    }
    // What follows the last whole object is lost: say so.
    if text
        .get(stream.byte_offset()..)
        .is_some_and(|rest| !rest.trim().is_empty())
    {
        return sink.fail(member, cause);
    }
    ControlFlow::Continue(())
}

fn parse(bytes: &[u8]) -> Result<Value, Cause> {
    let (text, _) = super::decode::decode(bytes, None);
    let text = text.trim_start_matches('\u{FEFF}');
    serde_json::from_str(text).map_err(|why| Cause::Damaged(format!("no valid JSON ({why})")))
}

/// The list of records inside a document, under the names such lists have.
fn list(value: &Value) -> Option<&[Value]> {
    const NAMES: [&str; 11] = [
        "articles",
        "items",
        "results",
        "docs",
        "documents",
        "data",
        "news",
        "entries",
        "stories",
        "hits",
        "response",
    ];
    match value {
        Value::Array(records) => Some(records),
        Value::Object(map) => NAMES.iter().find_map(|name| match map.get(*name) {
            Some(Value::Array(records)) if records.iter().any(Value::is_object) => {
                Some(records.as_slice())
            }
            // One level further down: {"response": {"results": […]}}, {"hits": {"hits": […]}}.
            Some(Value::Object(inner)) => NAMES.iter().find_map(|name| match inner.get(*name) {
                Some(Value::Array(records)) if records.iter().any(Value::is_object) => {
                    Some(records.as_slice())
                }
                _ => None,
            }),
            _ => None,
        }),
        _ => None,
    }
}
