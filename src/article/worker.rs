//! The child process in which formats are read whose files are programs of a kind (PDF, binary
//! Word). Their readers here are bounded by themselves; the child bounds what a fault in them
//! could do: it gets a deadline and a limit of memory, and when it fails one document is unread
//! and no more.
//!
//! The child is this same program started with [`ARGUMENT`]. It greets, gets one line that says
//! what to read, then the document's bytes, and answers with one line.

use super::kind::Kind;
use super::options::Cancel;
use super::{Article, Cause, Limits, doc, pdf, read};
use serde::{Deserialize, Serialize};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// The hidden first argument that makes the program such a child.
pub const ARGUMENT: &str = "--read-worker";

/// The child's first words: they tell a reader from a program that does not know the argument.
const GREETING: &str = "dateline reader 1";

/// What the child is asked.
#[derive(Debug, Serialize, Deserialize)]
struct Request {
    pdf: bool,
    length: usize,
    pages: usize,
    memory: u64,
}

/// Serves as a child: one document from standard input, one answer on standard output. Returns
/// the exit status.
#[must_use]
pub fn serve() -> i32 {
    let mut out = std::io::stdout().lock();
    let greeted = writeln!(out, "{GREETING}").and_then(|()| out.flush());
    let mut input = std::io::stdin().lock();
    let mut line = String::new();
    if greeted.is_err() || input.read_line(&mut line).is_err() {
        return 1;
    }
    let Ok(request) = serde_json::from_str::<Request>(&line) else {
        return 1;
    };
    bound(request.memory);
    let mut bytes = Vec::new();
    if input
        .take(request.length as u64)
        .read_to_end(&mut bytes)
        .is_err()
    {
        return 1;
    }
    let limits = Limits {
        pages: request.pages,
        ..Limits::default()
    };
    let answer = here(request.pdf, &bytes, &limits);
    let sent = serde_json::to_writer(&mut out, &answer).is_ok() && out.flush().is_ok();
    i32::from(!sent)
}

/// Limits the memory of this process.
#[cfg(unix)]
fn bound(memory: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limit = Rlimit {
        current: Some(memory),
        maximum: Some(memory),
    };
    // Where the system refuses, the deadline and the readers' own bounds remain.
    let _ = setrlimit(Resource::As, limit);
}

#[cfg(not(unix))]
fn bound(_: u64) {}

fn here(pdf: bool, bytes: &[u8], limits: &Limits) -> Result<Article, Cause> {
    read::guarded(|| {
        if pdf {
            pdf::read(bytes, limits)
        } else {
            doc::read(bytes)
        }
    })
}

/// Reads a document in a child; in this process where no child can be had.
pub(super) fn read_apart(
    kind: Kind,
    bytes: &[u8],
    limits: &Limits,
    cancel: &Cancel,
) -> Result<Article, Cause> {
    let pdf = kind == Kind::Pdf;
    let program = std::env::current_exe().ok();
    let child = program.and_then(|program| {
        Command::new(program)
            .arg(ARGUMENT)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()
    });
    match child {
        Some(child) => converse(Guard(child), pdf, bytes, limits, cancel),
        None => here(pdf, bytes, limits),
    }
}

/// A child that is ended when nobody waits for it any more.
struct Guard(Child);

impl Drop for Guard {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn converse(
    mut child: Guard,
    pdf: bool,
    bytes: &[u8],
    limits: &Limits,
    cancel: &Cancel,
) -> Result<Article, Cause> {
    let (Some(mut to), Some(from)) = (child.0.stdin.take(), child.0.stdout.take()) else {
        return here(pdf, bytes, limits);
    };
    let (tell, hear) = channel();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let mut from = BufReader::new(from);
            let mut greeting = String::new();
            let _ = from.by_ref().take(100).read_line(&mut greeting);
            let _ = tell.send(greeting.into_bytes());
            let mut answer = Vec::new();
            let _ = from.take(1 << 30).read_to_end(&mut answer);
            let _ = tell.send(answer);
        });
        let greeting = wait(&hear, limits.deadline, cancel);
        if greeting.as_deref().ok().map(|g| g.trim_ascii_end()) != Some(GREETING.as_bytes()) {
            // A program that embeds this library and does not serve: read here.
            drop(child);
            return here(pdf, bytes, limits);
        }
        let request = Request {
            pdf,
            length: bytes.len(),
            pages: limits.pages,
            memory: limits.memory,
        };
        let head = serde_json::to_vec(&request).unwrap_or_default();
        // A child that died early closes its end; what it had to say tells why.
        let _ = to
            .write_all(&head)
            .and_then(|()| to.write_all(b"\n"))
            .and_then(|()| to.write_all(bytes));
        drop(to);
        let answer = wait(&hear, limits.deadline, cancel);
        drop(child);
        let failed = || {
            Cause::Failed("its reader stopped before the end, perhaps for want of memory".into())
        };
        serde_json::from_slice::<Result<Article, Cause>>(&answer?).map_err(|_| failed())?
    })
}

/// Waits for the child's next words until the deadline or until somebody asks to stop.
fn wait(
    hear: &std::sync::mpsc::Receiver<Vec<u8>>,
    deadline: Duration,
    cancel: &Cancel,
) -> Result<Vec<u8>, Cause> {
    let start = Instant::now();
    loop {
        match hear.recv_timeout(Duration::from_millis(50)) {
            Ok(words) => return Ok(words),
            Err(RecvTimeoutError::Disconnected) => return Ok(Vec::new()),
            Err(RecvTimeoutError::Timeout) => {
                if cancel.is_cancelled() || start.elapsed() > deadline {
                    return Err(Cause::TooSlow(deadline.as_secs()));
                }
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn without_a_child_that_serves_it_is_read_here() {
        // This test's own program does not know the argument.
        let bytes = super::super::pdf::tests::make("BT /F1 10 Tf 50 700 Td (Hello there.) Tj ET");
        let article =
            read_apart(Kind::Pdf, &bytes, &Limits::default(), &Cancel::default()).unwrap();
        assert_eq!(article.text, "Hello there.");
    }
}
