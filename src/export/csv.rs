//! A table for spreadsheets and scripts: one event a line (RFC 4180, UTF-8).

use super::{Selection, date};
use crate::event::Event;
use std::io::{self, Write};

const COLUMNS: [&str; 20] = [
    "id",
    "date",
    "earliest",
    "latest",
    "precision",
    "basis",
    "how_read",
    "title",
    "type",
    "modality",
    "participants",
    "place",
    "salience",
    "sources",
    "said_by",
    "sentence",
    "article",
    "article_title",
    "published",
    "source",
];

/// Writes the selected events; all of them, the undated with empty dates.
pub fn write(selection: Selection<'_>, out: &mut dyn Write) -> io::Result<usize> {
    let mut line = COLUMNS.join(",");
    line.push_str("\r\n");
    out.write_all(line.as_bytes())?;
    for event in selection.iter() {
        line.clear();
        for (n, value) in values(selection, event).iter().enumerate() {
            if n > 0 {
                line.push(',');
            }
            cell(value, &mut line);
        }
        line.push_str("\r\n");
        out.write_all(line.as_bytes())?;
    }
    Ok(0)
}

fn values(selection: Selection<'_>, event: &Event) -> [String; COLUMNS.len()] {
    let value = event.date.value.as_ref();
    let lead = selection.lead(event);
    let article = lead.map(|p| p.article);
    let published = article.and_then(|a| a.published.as_ref());
    [
        event.id.to_string(),
        value.map_or_else(String::new, |v| v.edtf.clone()),
        value.and_then(date::earliest).unwrap_or_default(),
        value.and_then(date::latest).unwrap_or_default(),
        value.map_or("", |v| v.precision.name()).to_owned(),
        name_of(&event.date.basis),
        event.date.reason.clone(),
        event.title.to_string(),
        event.kind.code().to_owned(),
        name_of(&event.modality),
        selection.people(event).join("; "),
        selection.place(event).unwrap_or("").to_owned(),
        format!("{:.4}", event.salience),
        selection.sources(event).to_string(),
        lead.map_or("", |p| &*p.mention.said_by).to_owned(),
        lead.map_or("", |p| p.sentence()).to_owned(),
        article.map_or("", |a| &a.id).to_owned(),
        article.and_then(|a| a.title.clone()).unwrap_or_default(),
        published.map_or_else(String::new, |p| p.date.to_string()),
        article.map_or_else(String::new, |a| a.source.to_string()),
    ]
}

/// The name a value has in all files of the program.
fn name_of(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// One cell. Text that a spreadsheet would run as a formula gets an apostrophe before it: articles
/// come from anywhere.
fn cell(value: &str, out: &mut String) {
    let mut letters = value.chars();
    let formula = match (letters.next(), letters.next()) {
        (Some('=' | '+' | '@' | '\t' | '\r'), _) => true,
        // A year BC is a number, not a formula.
        (Some('-'), Some(second)) => !second.is_ascii_digit(),
        _ => false,
    };
    let quoted = formula || value.contains(['"', ',', '\r', '\n']);
    if quoted {
        out.push('"');
    }
    if formula {
        out.push('\'');
    }
    for c in value.chars() {
        if c == '"' {
            out.push('"');
        }
        out.push(c);
    }
    if quoted {
        out.push('"');
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::export::example;

    #[test]
    fn cells_are_quoted_and_formulas_disarmed() {
        for (value, want) in [
            ("plain", "plain"),
            ("a, b", "\"a, b\""),
            ("say \"yes\"", "\"say \"\"yes\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=1+1", "\"'=1+1\""),
            ("-0263", "-0263"),
            ("-a", "\"'-a\""),
            ("", ""),
        ] {
            let mut out = String::new();
            cell(value, &mut out);
            assert_eq!(out, want);
        }
    }

    #[test]
    fn every_event_has_its_line() {
        example::with(|selection| {
            let mut out = Vec::new();
            assert_eq!(write(selection, &mut out).unwrap(), 0);
            let text = String::from_utf8(out).unwrap();
            let lines: Vec<&str> = text.split("\r\n").collect();
            assert_eq!(lines.len(), 1 + selection.events.len() + 1);
            assert!(lines[0].starts_with("id,date,earliest,latest,"));
            assert!(
                lines[1].contains("2025-04-27,2025-04-27,2025-04-27,day,relative,"),
                "{}",
                lines[1]
            );
            assert!(
                lines[1].contains("M. Anand Prakash; Amir Khan Muttaqi,Kabul,"),
                "{}",
                lines[1]
            );
            assert!(
                lines[1].contains(",On Sunday M. Anand Prakash met"),
                "{}",
                lines[1]
            );
        });
    }
}
