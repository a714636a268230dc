//! The exports of the window, made without it.

use crate::support::{run, samples, stderr};

fn export(format: &str) -> String {
    let samples = samples();
    let out = run(&[
        "extract",
        "-q",
        samples.to_str().unwrap(),
        "--format",
        format,
    ]);
    assert_eq!(out.status.code(), Some(0), "{}", stderr(&out));
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn every_format_is_written_and_holds_a_known_event() {
    for (format, start, word) in [
        ("csv", "id,date,earliest,latest,", "2025-04-27"),
        ("timelinejs", "{", "\"month\": 4,\n        \"day\": 27"),
        ("ics", "BEGIN:VCALENDAR\r\n", "DTSTART;VALUE=DATE:20250427"),
        ("html", "<!DOCTYPE html>", "27 April 2025"),
        ("svg", "<svg ", "</svg>"),
    ] {
        let text = export(format);
        assert!(text.starts_with(start), "{format}");
        assert!(text.contains(word), "{format} has no {word}");
    }
}

#[test]
fn what_a_format_cannot_hold_is_counted() {
    let samples = samples();
    let out = run(&["extract", samples.to_str().unwrap(), "--format", "ics"]);
    // The years BC.
    assert!(stderr(&out).contains("left out"), "{}", stderr(&out));
}
