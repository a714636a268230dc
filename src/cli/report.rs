//! What a command says on standard error: what could not be read, always; how far it is, on a
//! terminal; what it did, at the end. Nothing but the first when asked to be quiet.

use crate::analysis::Counts;
use std::fmt::{Display, Write as _};
use std::io::{IsTerminal, Write as _};
use std::time::{Duration, Instant};

/// Speaks on standard error.
pub struct Report {
    quiet: bool,
    live: bool,
    started: Instant,
    shown: Option<Instant>,
}

impl Report {
    /// Starts the clock.
    pub fn new(quiet: bool) -> Self {
        Self {
            quiet,
            live: !quiet && std::io::stderr().is_terminal(),
            started: Instant::now(),
            shown: None,
        }
    }

    /// Something went wrong: always said.
    pub fn error(&mut self, what: &dyn Display) {
        self.clear();
        say(&format!("dateline: {what}\n"));
    }

    /// Something to know: not said when quiet.
    pub fn note(&mut self, what: &dyn Display) {
        if !self.quiet {
            self.clear();
            say(&format!("dateline: {what}\n"));
        }
    }

    /// How far it is: on a terminal, ten times a second at most.
    pub fn progress(&mut self, counts: &Counts) {
        let due = self
            .shown
            .is_none_or(|t| t.elapsed() > Duration::from_millis(100));
        if !self.live || !due {
            return;
        }
        self.shown = Some(Instant::now());
        let of = if counts.walked { "of" } else { "of at least" };
        say(&format!(
            "\r\x1b[K{} {of} {}, {}",
            counts.inputs_done,
            count(counts.inputs_found, "file", "files"),
            count(counts.articles_done, "article", "articles")
        ));
    }

    /// What was done.
    pub fn done(&mut self, counts: &Counts, unread: u64, merged: Option<usize>) {
        let mut line = count(counts.articles_done, "article", "articles");
        if let Some(events) = merged {
            let _ = write!(line, ", {}", count(events as u64, "event", "events"));
        }
        if unread > 0 {
            let _ = write!(line, ", {unread} could not be read");
        }
        let seconds = self.started.elapsed().as_secs_f64();
        let _ = write!(line, " in {seconds:.1} s");
        self.note(&line);
    }

    fn clear(&mut self) {
        if self.shown.take().is_some() {
            say("\r\x1b[K");
        }
    }
}

/// A number with its noun.
pub fn count(n: u64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Unlike `eprint!`, lives on when standard error is closed.
fn say(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
