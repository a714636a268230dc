//! Standard input and output: records come as they are ready, and a reader may leave.

use crate::support::{article, dateline, lines};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

#[test]
fn records_come_while_the_input_is_still_open() {
    let mut child = dateline()
        .args(["extract", "-q", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut to = child.stdin.take().unwrap();
    let mut from = BufReader::new(child.stdout.take().unwrap());
    for id in ["one", "two", "three"] {
        to.write_all(article(id, None, "Rome fell in 476.").as_bytes())
            .unwrap();
        to.flush().unwrap();
        // Would wait for ever if the program held the record back.
        let mut line = String::new();
        from.read_line(&mut line).unwrap();
        assert_eq!(lines(line.as_bytes())[0]["id"], id);
    }
    drop(to);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("many.jsonl");
    let text = "Rome fell in 476. ".repeat(500);
    let many: String = (0..300)
        .map(|n| article(&n.to_string(), None, &text))
        .collect();
    std::fs::write(&path, many).unwrap();
    for format in ["annotations", "events", "csv", "html"] {
        let mut child = dateline()
            .args(["extract", "--format", format, path.to_str().unwrap()])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0u8; 16];
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut first).unwrap();
        drop(out);
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(0), "{format}");
        let said = String::from_utf8_lossy(&ended.stderr);
        assert!(
            !said.contains("pipe") && !said.contains("panic"),
            "{format}: {said}"
        );
    }
}

#[test]
fn articles_keep_their_order_across_files_and_threads() {
    let dir = tempfile::tempdir().unwrap();
    let mut paths = Vec::new();
    for file in 0..9 {
        let path = dir.path().join(format!("{file}.jsonl"));
        let one = |n: usize| {
            // Long and short in turn, so that threads overtake one another.
            let text = "Rome fell in 476. ".repeat(1 + (n * 37 + file * 11) % 90);
            article(&format!("{file}.{n}"), None, &text)
        };
        std::fs::write(&path, (0..40).map(one).collect::<String>()).unwrap();
        paths.push(path.to_str().unwrap().to_owned());
    }
    paths.reverse();
    let mut args = vec!["--jobs", "4"];
    args.extend(paths.iter().map(String::as_str));
    let records = crate::support::extract(&args, 0);
    let got: Vec<&str> = records.iter().map(|r| r["id"].as_str().unwrap()).collect();
    let want: Vec<String> = (0..9)
        .rev()
        .flat_map(|file| (0..40).map(move |n| format!("{file}.{n}")))
        .collect();
    assert_eq!(got, want);
}

#[test]
fn the_date_given_is_for_articles_that_tell_none() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.jsonl");
    let both = article("a", None, "They met on Sunday.")
        + &article("b", Some("2024-01-01"), "They met on Sunday.");
    std::fs::write(&path, both).unwrap();
    let args = [path.to_str().unwrap(), "--published", "2025-04-28"];
    let records = crate::support::extract(&args, 0);
    assert_eq!(records[0]["published"]["date"], "2025-04-28");
    assert_eq!(records[0]["timex"][0]["edtf"], "2025-04-27");
    assert_eq!(records[1]["published"]["date"], "2024-01-01");
}
