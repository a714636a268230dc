//! Tables of articles: comma, semicolon, tab or bar separated, one article a row.

use super::day::{self, DayOrder};
use super::sink::{Sink, part};
use super::walk::io_cause;
use super::{Cause, decode, language, record};
use std::io::BufRead;
use std::ops::ControlFlow;

/// Rows looked at before the first is read: they tell the order of day and month.
const AHEAD: usize = 200;

/// The rows of a table as articles, row by row.
pub(super) fn read(
    sink: &mut Sink<'_>,
    reader: &mut impl BufRead,
    member: Option<&str>,
) -> ControlFlow<()> {
    let head = match reader.fill_buf() {
        Ok(head) => head,
        Err(why) => return sink.fail(member, io_cause(&why)),
    };
    let separator = separator(head);
    let limit = sink.options.limits.line;
    let mut rows = Rows {
        reader,
        separator,
        limit,
    };
    let mut names = match rows.next() {
        Ok(Some(Some(names))) => names,
        Ok(_) => return sink.fail(member, Cause::Empty),
        Err(why) => return sink.fail(member, io_cause(&why)),
    };
    let mut ahead: Vec<Option<Vec<String>>> = Vec::new();
    while ahead.len() < AHEAD {
        match rows.next() {
            Ok(Some(row)) => ahead.push(row),
            Ok(None) => break,
            Err(why) => return sink.fail(member, io_cause(&why)),
        }
    }
    if !record::has_text_column(&names) {
        // The column with the longest texts, if they are texts at all.
        let length = |c: usize| -> usize {
            ahead
                .iter()
                .flatten()
                .filter_map(|r| r.get(c))
                .map(String::len)
                .sum()
        };
        let longest = (0..names.len()).max_by_key(|c| (length(*c), usize::MAX - c));
        match longest.filter(|c| length(*c) > 120 * ahead.len().max(1)) {
            Some(column) => "text".clone_into(&mut names[column]),
            None => return sink.fail(member, Cause::NoText),
        }
    }
    let (order, sure) = order(&names, &ahead, separator);
    let mut number = 0_usize;
    let mut pending = ahead.into_iter();
    loop {
        let row = match pending.next() {
            Some(row) => row,
            None => match rows.next() {
                Ok(Some(row)) => row,
                Ok(None) => return ControlFlow::Continue(()),
                Err(why) => return sink.fail(member, io_cause(&why)),
            },
        };
        number += 1;
        if number > sink.options.limits.records {
            return sink.fail(member, Cause::TooMany(sink.options.limits.records));
        }
        let article = match row {
            Some(values) if values.iter().all(String::is_empty) => continue,
            Some(values) => record::from_row(&names, &values, order, sure),
            None => Err(Cause::TooLarge(limit)),
        };
        sink.take(Some(&part(member, number)), article)?;
    }
}

/// The sign that parts the first line most often, outside quotes.
fn separator(head: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b'\t', 0), (b';', 0), (b',', 0), (b'|', 0)];
    for byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            other if !quoted => {
                if let Some(c) = counts.iter_mut().find(|c| c.0 == *other) {
                    c.1 += 1;
                }
            }
            _ => {}
        }
    }
    counts
        .iter()
        .rev()
        .max_by_key(|c| c.1)
        .map_or(b',', |c| c.0)
}

/// The order of day and month in the table's dates: a day over twelve decides, else the language
/// of the texts and the manner of the table. And whether that decides it.
fn order(names: &[String], rows: &[Option<Vec<String>>], separator: u8) -> (DayOrder, bool) {
    let Some(column) = record::date_column(names) else {
        return (DayOrder::default(), true);
    };
    let values: Vec<&String> = rows
        .iter()
        .flatten()
        .filter_map(|r| r.get(column))
        .collect();
    let read = |order| {
        values
            .iter()
            .filter_map(move |v| day::stamp(v, order))
            .filter(|f| f.ambiguous)
            .count()
    };
    // Where one order alone makes sense of a value, `stamp` is sure of it whatever it is asked.
    for value in &values {
        if let (Some(a), Some(b)) = (
            day::stamp(value, DayOrder::DayFirst),
            day::stamp(value, DayOrder::MonthFirst),
        ) && !a.ambiguous
            && a.date == b.date
        {
            let mut numbers = value
                .split(|c: char| !c.is_ascii_digit())
                .filter(|n| !n.is_empty());
            match numbers.next().and_then(|n| n.parse::<i8>().ok()) {
                Some(first) if first == a.date.day() && first > 12 => {
                    return (DayOrder::DayFirst, true);
                }
                Some(first) if first == a.date.month() && a.date.day() > 12 => {
                    return (DayOrder::MonthFirst, true);
                }
                _ => {}
            }
        }
    }
    if read(DayOrder::DayFirst) == 0 || separator == b';' {
        return (DayOrder::DayFirst, true);
    }
    let sample: String = rows
        .iter()
        .flatten()
        .flatten()
        .filter(|v| v.len() > 100)
        .take(3)
        .cloned()
        .collect();
    let told = day::told_order(language::detect(&sample).as_deref(), None);
    (told.unwrap_or_default(), told.is_some())
}

struct Rows<'a, R> {
    reader: &'a mut R,
    separator: u8,
    limit: u64,
}

impl<R: BufRead> Rows<'_, R> {
    /// The next row; inside `None` where it was too long and has been skipped.
    fn next(&mut self) -> std::io::Result<Option<Option<Vec<String>>>> {
        let mut fields: Vec<String> = Vec::new();
        let mut field: Vec<u8> = Vec::new();
        let mut quoted = false;
        let mut was_quote = false;
        let mut any = false;
        let mut size = 0_u64;
        loop {
            let chunk = self.reader.fill_buf()?;
            if chunk.is_empty() {
                if !any {
                    return Ok(None);
                }
                fields.push(text(&field));
                return Ok(Some((size <= self.limit).then_some(fields)));
            }
            let mut used = 0;
            let mut done = false;
            for byte in chunk {
                used += 1;
                any = true;
                size += 1;
                let keep = size <= self.limit;
                if quoted {
                    // A quote ends the field unless another follows.
                    if *byte == b'"' {
                        quoted = false;
                        was_quote = true;
                    } else if keep {
                        field.push(*byte);
                    }
                    continue;
                }
                let doubled = std::mem::take(&mut was_quote);
                match *byte {
                    b'"' if doubled => {
                        quoted = true;
                        if keep {
                            field.push(b'"');
                        }
                    }
                    b'"' if field.iter().all(u8::is_ascii_whitespace)
                        || field == b"\xEF\xBB\xBF" =>
                    {
                        quoted = true;
                        field.clear();
                    }
                    b if b == self.separator => {
                        fields.push(text(&field));
                        field.clear();
                    }
                    b'\n' => {
                        done = true;
                        break;
                    }
                    b => {
                        if keep {
                            field.push(b);
                        }
                    }
                }
            }
            self.reader.consume(used);
            if done {
                if field.last() == Some(&b'\r') {
                    field.pop();
                }
                fields.push(text(&field));
                return Ok(Some((size <= self.limit).then_some(fields)));
            }
        }
    }
}

fn text(bytes: &[u8]) -> String {
    decode::decode(bytes, None).0.into_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::article::{Article, Options, read_stream};
    use std::ops::ControlFlow;
    use std::path::Path;

    fn all(text: &[u8]) -> Vec<Article> {
        let mut out = Vec::new();
        read_stream(text, Path::new("a.csv"), &Options::default(), &mut |a| {
            out.extend(a);
            ControlFlow::Continue(())
        });
        out
    }

    #[test]
    fn tables_of_several_manners() {
        let comma = "\u{FEFF}\"id\",title,date,content\n7,\"A, b\",03/13/2020,\"Line \"\"one\"\"\nline two\"\n8,C,03/04/2020,Other\n";
        let got = all(comma.as_bytes());
        assert_eq!(got.len(), 2);
        assert_eq!(
            (got[0].id.as_str(), got[0].title.as_deref()),
            ("7", Some("A, b"))
        );
        assert_eq!(got[0].text, "Line \"one\"\nline two");
        // The first row shows that the month stands first; the second is read accordingly.
        assert_eq!(
            got[1].published.as_ref().unwrap().date.to_string(),
            "2020-03-04"
        );
        let german = "Titel;Datum;Text\r\nEins;04.03.2020;Worte\r\n";
        assert_eq!(
            all(german.as_bytes())[0]
                .published
                .as_ref()
                .unwrap()
                .date
                .to_string(),
            "2020-03-04"
        );
    }

    proptest::proptest! {
        #[test]
        fn any_table_reads(text in "[a\",;\n\r0-9 ]{0,80}") {
            let _ = all(format!("title,text,date\n{text}").as_bytes());
        }
    }
}
