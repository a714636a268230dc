//! What the tests share: running the program, articles to feed it.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The program as built for this test run.
pub fn dateline() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.stdin(Stdio::null());
    command
}

/// Runs it to its end.
pub fn run<S: AsRef<std::ffi::OsStr>>(args: &[S]) -> Output {
    dateline().args(args).output().unwrap()
}

/// Runs `extract` and reads what it wrote; the status must be `status`.
pub fn extract(args: &[&str], status: i32) -> Vec<Value> {
    let mut all = vec!["extract", "--quiet"];
    all.extend(args);
    let out = run(&all);
    assert_eq!(out.status.code(), Some(status), "{}", stderr(&out));
    lines(&out.stdout)
}

/// JSON Lines.
pub fn lines(bytes: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(bytes).unwrap();
    let parse = |line| serde_json::from_str(line).unwrap();
    text.lines().map(parse).collect()
}

pub fn stderr(out: &Output) -> String {
    String::from_utf8_lossy(&out.stderr).into_owned()
}

pub fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

/// The sample articles of the repository.
pub fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples")
}

/// What a record's offsets cover: they count characters, as Python's do.
pub fn slice(text: &str, span: &Value) -> String {
    let at = |key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
    text.chars()
        .skip(at("start"))
        .take(at("end") - at("start"))
        .collect()
}

/// One article as a line of JSON.
pub fn article(id: &str, published: Option<&str>, text: &str) -> String {
    let mut value = serde_json::json!({ "id": id, "text": text });
    if let Some(day) = published {
        value["published"] = day.into();
    }
    format!("{value}\n")
}
