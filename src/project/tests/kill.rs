//! A process that makes edits is killed at random moments; every edit it acknowledged is there.

use super::files::open;
use crate::project::toy::project;
use crate::project::{Edit, Project, Thing};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const FILE: &str = "DATELINE_TEST_KILL_FILE";

/// Step `i`: what it does can be told from its number alone.
fn step(p: &mut Project, i: usize) {
    let thing = Thing::Event((i % 2) as u32);
    let edit = match i % 3 {
        0 => Edit::Note(thing, format!("note {i} {}", "x".repeat(i * 37 % 5_000))),
        1 => Edit::Tag(thing, format!("tag{i}"), true),
        _ => Edit::Title(thing, format!("title {i}")),
    };
    p.edit(&edit).unwrap();
}

/// How many steps were ever made: the file keeps only the last of them.
fn made(p: &Project) -> usize {
    p.first_step as usize + p.history.at()
}

/// The process that is killed: says the number of each step when it is done.
#[test]
#[ignore = "run by the test below"]
fn the_one_that_is_killed() {
    let Some(path) = std::env::var_os(FILE) else {
        return;
    };
    let mut p = open(Path::new(&path));
    let mut out = std::io::stdout();
    let mut i = made(&p);
    loop {
        step(&mut p, i);
        assert_eq!(p.trouble(), None);
        i += 1;
        writeln!(out, "done {i}")
            .and_then(|()| out.flush())
            .unwrap();
    }
}

/// `DATELINE_KILLS` sets how often (200 for the long run).
#[test]
fn every_acknowledged_edit_survives_a_kill() {
    let kills = std::env::var("DATELINE_KILLS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(20);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("killed.dateline");
    let mut p = project(&[("One", "Ann met Bob 5.\nCarl called Dora 7.")]);
    p.save_as(&path).unwrap();
    p.close(false).unwrap();
    let mut random = 0x9E37_79B9_7F4A_7C15u64;
    let mut done = 0;
    for _ in 0..kills {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "--ignored",
                "--nocapture",
                "project::tests::kill::the_one_that_is_killed",
            ])
            .env(FILE, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let wait = Duration::from_micros(1_000 + (random >> 33) % 60_000);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // The moment counts from the first edit, so that it falls among them.
        let mut acknowledged = done;
        let mut until: Option<Instant> = None;
        for line in lines.by_ref() {
            let line = line.unwrap();
            let Some(n) = line
                .rsplit("done ")
                .next()
                .and_then(|n| n.parse::<usize>().ok())
            else {
                continue;
            };
            acknowledged = n;
            if Instant::now() >= *until.get_or_insert_with(|| Instant::now() + wait) {
                break;
            }
        }
        child.kill().unwrap();
        for line in lines.map_while(Result::ok) {
            if let Some(n) = line.strip_prefix("done ").and_then(|n| n.parse().ok()) {
                acknowledged = n;
            }
        }
        child.wait().unwrap();
        assert!(acknowledged > done, "it did something");
        let q = open(&path);
        assert!(q.check().is_ok());
        done = made(&q);
        assert!(done >= acknowledged, "{done} of {acknowledged}");
        let mut expected = project(&[("One", "Ann met Bob 5.\nCarl called Dora 7.")]);
        for i in 0..done {
            step(&mut expected, i);
        }
        assert_eq!(q.corrections, expected.corrections);
        assert_eq!(q.reads, expected.reads);
        q.close(false).unwrap();
    }
}
