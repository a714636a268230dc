//! `--format events`: one record a merged event, most salient first.

use crate::support::{article, extract, keys, samples};

#[test]
fn an_event_is_told_once_with_all_its_sources() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.jsonl");
    let text = "Grüße. Vikram Misri met Amir Khan Muttaqi in Dubai on 8 January 2025.";
    let both = article("a", Some("2025-01-09"), text) + &article("b", Some("2025-05-16"), text);
    std::fs::write(&path, both).unwrap();
    let events = extract(&[path.to_str().unwrap(), "--format", "events"], 0);
    let meeting = events.iter().find(|e| e["type"] == "CONSULT").unwrap();
    let mut want = vec![
        "id",
        "event",
        "title",
        "what",
        "when",
        "type",
        "salience",
        "edtf",
        "earliest",
        "latest",
        "precision",
        "basis",
        "anchor",
        "participants",
        "place",
        "said_by",
        "mentions",
        "sources",
    ];
    want.sort_unstable();
    assert_eq!(keys(meeting), want);
    assert_eq!(meeting["edtf"], "2025-01-08");
    assert_eq!(meeting["basis"], "stated");
    assert_eq!(meeting["sources"], 2);
    let mentions = meeting["mentions"].as_array().unwrap();
    assert_eq!(mentions[0]["article"], "a");
    assert_eq!(mentions[1]["article"], "b");
    for mention in mentions {
        assert_eq!(keys(mention), ["article", "end", "start"]);
        assert_eq!(
            crate::support::slice(text, mention),
            &text["Grüße. ".len()..]
        );
    }
    for who in meeting["participants"].as_array().unwrap() {
        assert_eq!(keys(who), ["entity", "name", "role"]);
    }
}

#[test]
fn events_come_most_salient_first() {
    let events = extract(&[samples().to_str().unwrap(), "--format", "events"], 0);
    assert!(events.len() > 20, "{} events in the samples", events.len());
    let salience: Vec<f64> = events
        .iter()
        .map(|e| e["salience"].as_f64().unwrap())
        .collect();
    assert!(salience.is_sorted_by(|a, b| a >= b), "{salience:?}");
    let ids: std::collections::HashSet<_> = events.iter().map(|e| e["id"].to_string()).collect();
    assert_eq!(ids.len(), events.len());
}

#[test]
fn the_samples_tell_their_stories() {
    let events = extract(&[samples().to_str().unwrap(), "--format", "events"], 0);
    for (day, word, sources) in [
        ("2025-01-08", "Dubai", 2),
        ("2025-04-22", "Pahalgam", 1),
        ("2025-04-27", "Kabul", 2),
        ("1969-07-20", "landed", 1),
        ("-0215-08-02", "Cannae", 2),
    ] {
        let found = events.iter().any(|e| {
            let edtf = e["edtf"].as_str().unwrap_or("");
            let said = format!("{} {} {}", e["title"], e["what"], e["place"]["name"]);
            edtf.starts_with(day) && said.contains(word) && e["sources"].as_u64() >= Some(sources)
        });
        assert!(found, "{day} {word}: {:#?}", dated(&events, day));
    }
}

fn dated(events: &[serde_json::Value], day: &str) -> Vec<String> {
    let here = |e: &&serde_json::Value| e["edtf"].as_str().is_some_and(|d| d.starts_with(day));
    let line = |e: &serde_json::Value| format!("{} {} ({})", e["edtf"], e["title"], e["sources"]);
    events.iter().filter(here).map(line).collect()
}
