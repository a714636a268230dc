//! An iCalendar file (RFC 5545): whole days where the date is a day or wider, times of day where
//! they were read. Years before 1 and dates open at one end have no place in it.

use super::Selection;
use crate::event::{Event, Modality};
use crate::temporal::{DAY, Moment, Precision, Qualifier, TimeValue};
use crate::text::tidy;
use std::io::{self, Write};

/// Writes the selected events that a calendar can hold; returns how many it cannot.
pub fn write(selection: Selection<'_>, out: &mut dyn Write) -> io::Result<usize> {
    let mut left = 0;
    for fixed in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dateline//Dateline//EN",
        "CALSCALE:GREGORIAN",
    ] {
        line(out, fixed)?;
    }
    for event in selection.iter() {
        match event.date.value.as_ref().and_then(times) {
            Some(times) => entry(selection, event, &times, out)?,
            None => left += 1,
        }
    }
    line(out, "END:VCALENDAR")?;
    Ok(left)
}

/// The DTSTART and DTEND lines, where a calendar can hold the date.
fn times(value: &TimeValue) -> Option<Vec<String>> {
    if matches!(value.qualifier, Qualifier::Before | Qualifier::After) {
        return None;
    }
    let fits = |m: Moment| (1..=9999).contains(&m.ymd().year);
    if !fits(value.earliest) || !fits(Moment(value.latest.0.saturating_add(DAY))) {
        return None;
    }
    let open = value.qualifier == Qualifier::OpenEnd;
    let mut lines = Vec::new();
    if value.precision < Precision::Day {
        // Without a zone: the clock is the one the article means.
        lines.push(format!("DTSTART:{}", clock(value.earliest)));
        if !open && value.latest.0 - value.earliest.0 >= 60 {
            lines.push(format!("DTEND:{}", clock(Moment(value.latest.0 + 1))));
        }
    } else {
        lines.push(format!("DTSTART;VALUE=DATE:{}", day(value.earliest)));
        if !open {
            // The end of a calendar entry is the first day after it.
            let after = Moment((value.latest.days() + 1) * DAY);
            lines.push(format!("DTEND;VALUE=DATE:{}", day(after)));
        }
    }
    Some(lines)
}

fn entry(
    selection: Selection<'_>,
    event: &Event,
    times: &[String],
    out: &mut dyn Write,
) -> io::Result<()> {
    let lead = selection.lead(event);
    let published = lead.and_then(|p| p.article.published.as_ref());
    // Made from the article, not from the clock: the same selection writes the same file.
    let stamp = published.map_or(Moment(0), |p| Moment::from_date(p.date));
    line(out, "BEGIN:VEVENT")?;
    line(out, &format!("UID:{}@dateline", text(&event.id)))?;
    line(out, &format!("DTSTAMP:{}Z", clock(stamp)))?;
    for time in times {
        line(out, time)?;
    }
    line(out, &format!("SUMMARY:{}", text(&event.title)))?;
    line(out, &format!("CATEGORIES:{}", event.kind.code()))?;
    if let Some(place) = selection.place(event) {
        line(out, &format!("LOCATION:{}", text(place)))?;
    }
    let mut about = Vec::new();
    if let Some(value) = &event.date.value {
        about.push(value.words());
    }
    if !event.date.reason.is_empty() {
        about.push(event.date.reason.clone());
    }
    if let Some(lead) = lead {
        about.push(format!("\u{201c}{}\u{201d}", tidy(lead.sentence())));
        about.extend(lead.mention.teller());
        let name = lead.article.title.as_deref().unwrap_or(&lead.article.id);
        about.push(tidy(name));
    }
    line(out, &format!("DESCRIPTION:{}", text(&about.join("\n"))))?;
    let status = match event.modality {
        Modality::Asserted => "CONFIRMED",
        Modality::Negated => "CANCELLED",
        _ => "TENTATIVE",
    };
    line(out, &format!("STATUS:{status}"))?;
    line(out, "TRANSP:TRANSPARENT")?;
    line(out, "END:VEVENT")
}

fn day(moment: Moment) -> String {
    let ymd = moment.ymd();
    format!("{:04}{:02}{:02}", ymd.year, ymd.month, ymd.day)
}

fn clock(moment: Moment) -> String {
    let s = moment.second_of_day();
    let (h, m, s) = (s / 3600, s / 60 % 60, s % 60);
    format!("{}T{h:02}{m:02}{s:02}", day(moment))
}

/// A TEXT value.
fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A content line, folded so that no line is longer than 75 bytes.
fn line(out: &mut dyn Write, content: &str) -> io::Result<()> {
    let mut rest = content;
    let mut room = 75;
    while rest.len() > room {
        let mut cut = room;
        while !rest.is_char_boundary(cut) {
            cut -= 1;
        }
        let (head, tail) = rest.split_at(cut);
        out.write_all(head.as_bytes())?;
        out.write_all(b"\r\n ")?;
        rest = tail;
        room = 74;
    }
    out.write_all(rest.as_bytes())?;
    out.write_all(b"\r\n")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::export::example;

    #[test]
    fn days_are_whole_and_clocks_are_kept() {
        for (edtf, want) in [
            (
                "2025-04-27",
                &["DTSTART;VALUE=DATE:20250427", "DTEND;VALUE=DATE:20250428"][..],
            ),
            (
                "2025",
                &["DTSTART;VALUE=DATE:20250101", "DTEND;VALUE=DATE:20260101"],
            ),
            (
                "2025-05-05/2025-05-09",
                &["DTSTART;VALUE=DATE:20250505", "DTEND;VALUE=DATE:20250510"],
            ),
            (
                "0079-10-24",
                &["DTSTART;VALUE=DATE:00791024", "DTEND;VALUE=DATE:00791025"],
            ),
        ] {
            let value = TimeValue::from_edtf(edtf).unwrap();
            assert_eq!(times(&value).unwrap(), want, "{edtf}");
        }
        let minute = TimeValue::between(
            Moment(Moment::from_ymd(1969, 7, 20).0 + 20 * 3600 + 17 * 60),
            Moment(Moment::from_ymd(1969, 7, 20).0 + 20 * 3600 + 17 * 60 + 59),
            Precision::Minute,
        );
        assert_eq!(times(&minute).unwrap(), ["DTSTART:19690720T201700"]);
        for edtf in ["-0263", "../2025-04-22"] {
            if let Some(value) = TimeValue::from_edtf(edtf) {
                assert_eq!(times(&value), None, "{edtf}");
            }
        }
    }

    #[test]
    fn lines_are_folded_between_characters() {
        let mut out = Vec::new();
        line(&mut out, &"ü".repeat(100)).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.split("\r\n").all(|l| l.len() <= 75));
        assert_eq!(text.replace("\r\n ", "").trim_end(), "ü".repeat(100));
    }

    #[test]
    fn a_calendar_holds_what_it_can_and_counts_the_rest() {
        example::with(|selection| {
            let mut out = Vec::new();
            let left = write(selection, &mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
            let entries = text.matches("BEGIN:VEVENT").count();
            // The year 264 BC and the undated one have no place.
            assert_eq!((entries, left), (selection.events.len() - 2, 2));
            assert!(text.contains("LOCATION:Kabul"));
        });
    }
}
