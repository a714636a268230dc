//! What a caller may say about reading: a date for articles without one, a way to stop, limits.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// A flag shared between the one who waits and the ones who work.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks the readers to stop. What was read before stays read.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// How the articles of one run are read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The publication date of articles that tell none themselves (`--published`).
    pub published: Option<jiff::civil::Date>,
    /// Set to stop.
    pub cancel: Cancel,
    /// How much of a file is taken at most.
    pub limits: Limits,
    /// How parsers that may hang or abort are run.
    pub isolation: Isolation,
}

/// Where parsers run that hostile input can make hang or abort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Isolation {
    /// In this process: for tests and for programs that use the library.
    #[default]
    InProcess,
    /// In a child process of this same binary, which must call [`super::worker::serve`] when its
    /// first argument is [`super::worker::ARGUMENT`].
    Child,
}

/// Bounds against files made to exhaust the program. All sizes are bytes after decompression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// One document of plain text, Markdown or a single JSON document.
    pub text: u64,
    /// One web page; more is cut with a warning.
    pub html: u64,
    /// One PDF or office file.
    pub document: u64,
    /// One line of a JSON Lines file.
    pub line: u64,
    /// One record of a web archive, one mail, one member of an archive.
    pub member: u64,
    /// All that one archive may unpack to.
    pub total: u64,
    /// How many times its packed size a member may unpack to, once it is over a megabyte.
    pub ratio: u64,
    /// Members of one archive.
    pub members: usize,
    /// Records of one list (table, feed, array).
    pub records: usize,
    /// Archives inside archives.
    pub depth: usize,
    /// Pages of a document.
    pub pages: usize,
    /// Files of one walk.
    pub files: usize,
    /// How long a child process may take over one file.
    pub deadline: Duration,
    /// How much memory a child process may take, in bytes.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            text: 16 << 20,
            html: 8 << 20,
            document: 128 << 20,
            line: 16 << 20,
            member: 64 << 20,
            total: 512 << 20,
            ratio: 200,
            members: 65_536,
            records: 1_000_000,
            depth: 3,
            pages: 500,
            files: 1_000_000,
            deadline: Duration::from_secs(20),
            memory: 1 << 30,
        }
    }
}
