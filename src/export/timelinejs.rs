//! A TimelineJS 3 document (Knight Lab): a slide an event, in the groups of the window's lanes.

use super::Selection;
use super::escape::Xml;
use crate::event::Event;
use crate::temporal::{Moment, Precision, Qualifier, TimeValue};
use crate::text::tidy;
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{self, Write};

#[derive(Serialize)]
struct Document {
    scale: &'static str,
    title: Slide,
    events: Vec<Slide>,
}

#[derive(Default, Serialize)]
struct Slide {
    #[serde(skip_serializing_if = "Option::is_none")]
    unique_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    display_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'static str>,
    text: Text,
}

#[derive(Default, Serialize)]
struct Text {
    headline: String,
    text: String,
}

/// TimelineJS counts years as people do: 264 BC is −264, and there is no year 0.
#[derive(Debug, PartialEq, Serialize)]
struct Date {
    year: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hour: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minute: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    second: Option<u32>,
}

/// Writes the selected events that have a date; returns how many have none.
pub fn write(selection: Selection<'_>, out: &mut dyn Write) -> io::Result<usize> {
    let mut left = 0;
    let mut events = Vec::new();
    for event in selection.iter() {
        match &event.date.value {
            Some(value) => events.push(slide(selection, event, value)),
            None => left += 1,
        }
    }
    let articles = selection.articles.len();
    let document = Document {
        scale: "human",
        title: Slide {
            text: Text {
                headline: "Timeline".to_owned(),
                text: format!(
                    "{} events from {articles} article{}",
                    events.len(),
                    if articles == 1 { "" } else { "s" }
                ),
            },
            ..Slide::default()
        },
        events,
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")?;
    Ok(left)
}

fn slide(selection: Selection<'_>, event: &Event, value: &TimeValue) -> Slide {
    let (start_date, end_date) = dates(value);
    Slide {
        unique_id: Some(event.id.to_string()),
        start_date: Some(start_date),
        end_date,
        display_date: Some(value.words()),
        group: Some(event.kind.family().name()),
        text: Text {
            headline: Xml(&event.title).to_string(),
            text: proof(selection, event),
        },
    }
}

/// Start, and end where the event lasts or its date is wider than TimelineJS's own units.
fn dates(value: &TimeValue) -> (Date, Option<Date>) {
    let start = date(value.earliest, value.precision);
    let end = date(value.latest, value.precision);
    let point = start == end
        || value.precision < Precision::Day
        || value.qualifier != Qualifier::Exact && value.qualifier != Qualifier::Approximate;
    (start, (!point).then_some(end))
}

/// A date with no more of its fields than were read.
fn date(moment: Moment, precision: Precision) -> Date {
    let ymd = moment.ymd();
    let clock = moment.second_of_day();
    Date {
        year: if ymd.year > 0 { ymd.year } else { ymd.year - 1 },
        month: (precision <= Precision::Quarter).then_some(ymd.month),
        day: (precision <= Precision::Week).then_some(ymd.day),
        hour: (precision <= Precision::Hour).then_some(clock / 3600),
        minute: (precision <= Precision::Minute).then_some(clock / 60 % 60),
        second: (precision == Precision::Instant).then_some(clock % 60),
    }
}

/// The sentence and where it stands, as HTML.
fn proof(selection: Selection<'_>, event: &Event) -> String {
    let mut html = String::new();
    if let Some(lead) = selection.lead(event) {
        let _ = write!(
            html,
            "<blockquote>{}</blockquote>",
            Xml(&tidy(lead.sentence()))
        );
        if let Some(said) = lead.mention.teller() {
            let _ = write!(html, "<p>{}</p>", Xml(&said));
        }
        let name = lead.article.title.as_deref().unwrap_or(&lead.article.id);
        let _ = write!(html, "<p>{}", Xml(name));
        if let Some(published) = &lead.article.published {
            let _ = write!(html, ", {}", published.date);
        }
        let more = selection.sources(event).saturating_sub(1);
        if more > 0 {
            let _ = write!(html, ", and {more} more");
        }
        html.push_str("</p>");
    }
    if !event.date.reason.is_empty() {
        let _ = write!(html, "<p><small>{}</small></p>", Xml(&event.date.reason));
    }
    html
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::export::example;

    #[test]
    fn dates_have_no_more_fields_than_were_read() {
        let json = |v: &TimeValue| serde_json::to_string(&dates(v)).unwrap();
        for (edtf, want) in [
            ("2025-04-27", r#"[{"year":2025,"month":4,"day":27},null]"#),
            ("2025-04", r#"[{"year":2025,"month":4},null]"#),
            ("2025", r#"[{"year":2025},null]"#),
            ("-0263", r#"[{"year":-264},null]"#),
            ("0000", r#"[{"year":-1},null]"#),
            ("-0263/-0240", r#"[{"year":-264},{"year":-241}]"#),
            (
                "2025-05-05/2025-05-09",
                r#"[{"year":2025,"month":5,"day":5},{"year":2025,"month":5,"day":9}]"#,
            ),
        ] {
            assert_eq!(json(&TimeValue::from_edtf(edtf).unwrap()), want, "{edtf}");
        }
    }

    #[test]
    fn a_slide_carries_its_proof() {
        example::with(|selection| {
            let mut out = Vec::new();
            let left = write(selection, &mut out).unwrap();
            let document: serde_json::Value = serde_json::from_slice(&out).unwrap();
            let events = document["events"].as_array().unwrap();
            assert_eq!(events.len() + left, selection.events.len());
            assert_eq!(left, 1);
            assert_eq!(events[0]["start_date"]["day"], 27);
            assert_eq!(events[0]["group"], "Talks");
            let text = events[0]["text"]["text"].as_str().unwrap();
            assert!(
                text.contains("<blockquote>On Sunday M. Anand Prakash met"),
                "{text}"
            );
        });
    }
}
