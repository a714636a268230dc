//! `--format annotations`: one record an article, exactly as the contract says.

use crate::support::{article, extract, keys, samples, slice};
use serde_json::Value;

/// Characters beyond ASCII stand before every span, so that bytes and characters differ.
const TEXT: &str = "Señor Ωmega greeted 王毅 in München. On Sunday Vikram Misri met Amir Khan \
    Muttaqi in Dubai.\n\nThe war of 264 BC lasted long. Every Monday they talk for two hours.";

fn one(text: &str, published: Option<&str>) -> Value {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.jsonl");
    std::fs::write(&path, article("a", published, text)).unwrap();
    let mut records = extract(&[path.to_str().unwrap()], 0);
    assert_eq!(records.len(), 1);
    records.remove(0)
}

#[test]
fn a_record_has_the_promised_fields_in_order() {
    let record = one(TEXT, Some("2025-01-12"));
    // serde_json sorts the keys of a parsed object; the order in the file is another test's.
    let mut want = vec![
        "id",
        "source",
        "title",
        "publisher",
        "author",
        "language",
        "published",
        "text",
        "timex",
        "entities",
        "events",
        "warnings",
    ];
    want.sort_unstable();
    assert_eq!(keys(&record), want);
    assert_eq!(record["id"], "a");
    assert_eq!(record["text"], TEXT);
    assert_eq!(record["published"]["date"], "2025-01-12");
    assert_eq!(record["published"]["basis"], "given");
    assert!(record["source"].as_str().unwrap().contains("a.jsonl"));
    assert!(record["warnings"].is_array());
}

#[test]
fn fields_stand_in_the_contracts_order() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.jsonl");
    std::fs::write(&path, article("a", Some("2025-01-12"), TEXT)).unwrap();
    let out = crate::support::run(&["extract", "-q", path.to_str().unwrap()]);
    let line = String::from_utf8(out.stdout).unwrap();
    let mut at = 0;
    for key in [
        "id",
        "source",
        "title",
        "publisher",
        "author",
        "language",
        "published",
        "text",
        "timex",
        "entities",
        "events",
    ] {
        let found = line[at..].find(&format!("\"{key}\":"));
        at += found.unwrap_or_else(|| panic!("{key} is missing or out of order in {line}"));
    }
}

#[test]
fn offsets_count_characters_and_cover_the_words() {
    let record = one(TEXT, Some("2025-01-12"));
    let timexes = record["timex"].as_array().unwrap();
    assert!(!timexes.is_empty());
    let mut last = 0;
    for timex in timexes {
        let mut want = vec![
            "start", "end", "text", "type", "value", "mod", "edtf", "earliest", "latest",
        ];
        want.sort_unstable();
        assert_eq!(keys(timex), want);
        assert_eq!(slice(TEXT, timex), timex["text"]);
        assert!(timex["start"].as_u64() >= Some(last), "in text order");
        last = timex["end"].as_u64().unwrap();
    }
    let entities = record["entities"].as_array().unwrap();
    assert!(!entities.is_empty());
    for entity in entities {
        assert_eq!(keys(entity), ["end", "entity", "start", "text", "type"]);
        assert_eq!(slice(TEXT, entity), entity["text"]);
        assert!(["PER", "ORG", "LOC", "MISC"].contains(&entity["type"].as_str().unwrap()));
        assert!(entity["entity"].is_string());
    }
}

#[test]
fn dates_print_as_promised() {
    let record = one(TEXT, Some("2025-01-12"));
    let find = |words: &str| {
        let timexes = record["timex"].as_array().unwrap();
        let found = timexes.iter().find(|t| t["text"] == words);
        found.unwrap_or_else(|| panic!("no {words} in {timexes:?}"))
    };
    let sunday = find("Sunday");
    assert_eq!(sunday["type"], "DATE");
    assert_eq!(sunday["value"], sunday["edtf"]);
    assert_eq!(sunday["earliest"], sunday["latest"]);
    let bc = find("264 BC");
    assert_eq!(bc["edtf"], "-0263");
    assert_eq!(bc["earliest"], "-0263-01-01");
    assert_eq!(bc["latest"], "-0263-12-31");
    let hours = find("two hours");
    assert_eq!(hours["type"], "DURATION");
    assert_eq!(hours["value"], "PT2H");
    for unplaced in [hours, find("Every Monday")] {
        assert!(unplaced["edtf"].is_null() && unplaced["earliest"].is_null());
    }
}

#[test]
fn a_time_of_day_prints_with_its_clock() {
    let record = one("The probe crashed at 15:50 UTC on 21 July 1969.", None);
    let timexes = record["timex"].as_array().unwrap();
    let time = timexes.iter().find(|t| t["type"] == "TIME").unwrap();
    assert_eq!(time["earliest"], "1969-07-21T15:50:00", "{time}");
}

#[test]
fn nothing_is_dated_by_guessing() {
    let record = one(
        "On Sunday Vikram Misri met Amir Khan Muttaqi in Dubai.",
        None,
    );
    assert!(record["published"].is_null());
    let sunday = &record["timex"][0];
    assert_eq!(sunday["text"], "Sunday");
    assert!(sunday["edtf"].is_null() && sunday["earliest"].is_null() && sunday["latest"].is_null());
    for event in record["events"].as_array().unwrap() {
        assert!(event["edtf"].is_null(), "{event}");
        assert_eq!(event["basis"], "unknown");
    }
}

#[test]
fn an_event_has_the_promised_fields_and_its_proof() {
    let record = one(TEXT, Some("2025-01-12"));
    let events = record["events"].as_array().unwrap();
    assert!(!events.is_empty());
    for event in events {
        let mut want = vec![
            "id",
            "event",
            "title",
            "what",
            "when",
            "type",
            "salience",
            "start",
            "end",
            "trigger",
            "edtf",
            "earliest",
            "latest",
            "precision",
            "basis",
            "anchor",
            "participants",
            "place",
            "said_by",
        ];
        want.sort_unstable();
        assert_eq!(keys(event), want);
        assert_eq!(slice(TEXT, &event["trigger"]), event["trigger"]["text"]);
        let sentence = slice(TEXT, event);
        assert!(sentence.contains(event["trigger"]["text"].as_str().unwrap()));
        let salience = event["salience"].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&salience));
        for who in event["participants"].as_array().unwrap() {
            assert_eq!(keys(who), ["end", "entity", "name", "role", "start"]);
            let role = who["role"].as_str().unwrap();
            assert!(["agent", "patient", "recipient", "other"].contains(&role));
        }
    }
    let meeting = events
        .iter()
        .find(|e| e["trigger"]["text"] == "met")
        .unwrap();
    assert_eq!(meeting["type"], "CONSULT");
    assert_eq!(meeting["basis"], "relative");
    assert_eq!(meeting["precision"], "day");
    assert_eq!(meeting["when"], "Sunday");
    assert_eq!(meeting["place"]["name"], "Dubai");
    let ids: Vec<&str> = events.iter().map(|e| e["id"].as_str().unwrap()).collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len());
}

#[test]
fn merging_gives_one_event_the_same_id_in_all_articles() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.jsonl");
    let both = article(
        "a",
        Some("2025-01-09"),
        "Vikram Misri met Amir Khan Muttaqi in Dubai on Wednesday.",
    ) + &article(
        "b",
        Some("2025-05-16"),
        "Vikram Misri met Amir Khan Muttaqi in Dubai on 8 January 2025.",
    );
    std::fs::write(&path, both).unwrap();
    let path = path.to_str().unwrap();
    let ids = |args: &[&str]| -> Vec<Value> {
        let records = extract(args, 0);
        assert_eq!(records.len(), 2);
        records
            .iter()
            .map(|r| r["events"][0]["event"].clone())
            .collect()
    };
    let merged = ids(&[path, "--merge"]);
    assert_eq!(merged[0], merged[1]);
    let alone = ids(&[path]);
    assert_ne!(alone[0], alone[1]);
}

#[test]
fn the_same_bytes_whatever_the_number_of_threads() {
    let samples = samples();
    let samples = samples.to_str().unwrap();
    for format in [vec![], vec!["--merge"], vec!["--format", "events"]] {
        let bytes = |jobs: &str| {
            let mut args = vec!["extract", "-q", samples, "--jobs", jobs];
            args.extend(&format);
            crate::support::run(&args).stdout
        };
        let one = bytes("1");
        assert!(!one.is_empty());
        assert!(one == bytes("4"), "{format:?}");
    }
}
