//! What could not be read, was cut, or was left out, and why: nothing vanishes silently.

use super::{Article, Source};
use std::fmt::{self, Write as _};

/// Why something could not be read.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub enum Cause {
    /// There is no such file or folder.
    NotFound,
    /// The system refuses to open it.
    NoPermission,
    /// The system failed while reading.
    Io(String),
    /// There is nothing in it.
    Empty,
    /// It holds no text that could be found.
    NoText,
    /// It is not an article in any format known here.
    UnknownFormat,
    /// It is broken in the way told.
    Damaged(String),
    /// A password is needed.
    Encrypted,
    /// It is larger than the limit, in bytes.
    TooLarge(u64),
    /// It unpacks to many times its size, as files made to do harm do.
    Bomb,
    /// Archives inside archives, or structures inside structures, beyond the limit.
    TooDeep(usize),
    /// More parts than the limit; the rest was left out.
    TooMany(usize),
    /// Reading took longer than the limit, in seconds.
    TooSlow(u64),
    /// The reader for this format failed on it.
    Failed(String),
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("there is no such file or folder"),
            Self::NoPermission => f.write_str("the system does not allow it to be read"),
            Self::Io(why) => write!(f, "the system failed to read it ({why})"),
            Self::Empty => f.write_str("it is empty"),
            Self::NoText => f.write_str("no article text was found in it"),
            Self::UnknownFormat => f.write_str("it is not in a format that holds articles"),
            Self::Damaged(what) => write!(f, "it is damaged: {what}"),
            Self::Encrypted => f.write_str("it is protected by a password"),
            Self::TooLarge(limit) => write!(f, "it is larger than {}", size(*limit)),
            Self::Bomb => f.write_str("it unpacks to hundreds of times its size"),
            Self::TooDeep(limit) => write!(f, "it is nested more than {limit} levels deep"),
            Self::TooMany(limit) => {
                write!(f, "it has more than {limit} parts; the rest was left out")
            }
            Self::TooSlow(limit) => write!(f, "reading it took longer than {limit} seconds"),
            Self::Failed(why) => write!(f, "it could not be understood ({why})"),
        }
    }
}

fn size(bytes: u64) -> String {
    if bytes >= 1 << 30 {
        format!("{} GB", bytes >> 30)
    } else if bytes >= 1 << 20 {
        format!("{} MB", bytes >> 20)
    } else {
        format!("{bytes} bytes")
    }
}

/// One thing that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// What could not be read.
    pub source: Source,
    /// Why.
    pub cause: Cause,
    /// What the user can do about it, as a sentence.
    pub what_to_do: &'static str,
}

impl ReadError {
    /// The error of a source, with what mends it.
    #[must_use]
    pub fn new(source: Source, cause: Cause) -> Self {
        let what_to_do = match &cause {
            Cause::NotFound => "Check the name, or open the file again from where it is now.",
            Cause::NoPermission => {
                "Change the file's permissions, or copy it to a folder of yours."
            }
            Cause::Io(_) => "Try again; if it fails again, copy the file to another disk.",
            Cause::Empty => "Nothing is lost: there was nothing to read.",
            Cause::NoText => {
                "If you can see text in it, copy that text and paste it as an article."
            }
            Cause::UnknownFormat => "Save it as text, HTML, PDF or DOCX and open that.",
            Cause::Damaged(_) => {
                "Get the file again, or save it anew with the program it came from."
            }
            Cause::Encrypted => "Save a copy without a password and open that.",
            Cause::TooLarge(_) => "Split it, or copy out the part you need.",
            Cause::Bomb => "If you trust it, unpack it yourself and open the folder.",
            Cause::TooDeep(_) => "Unpack the inner archives yourself and open the folder.",
            Cause::TooMany(_) => "Split it into smaller files and open those.",
            Cause::TooSlow(_) => {
                "Copy the text out with another program and paste it as an article."
            }
            Cause::Failed(_) => "Save it in another format, or paste its text as an article.",
        };
        Self {
            source,
            cause,
            what_to_do,
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}. {}", self.source, self.cause, self.what_to_do)
    }
}

impl std::error::Error for ReadError {}

/// An article that was left out because it says the same as another.
#[derive(Clone, Debug, PartialEq)]
pub struct DuplicateEntry {
    /// The one left out.
    pub source: Source,
    /// The one kept.
    pub kept: Source,
    /// How much of the text is the same, 0..=1; 1 is the very same text.
    pub likeness: f32,
}

/// What one import did, for the window to show and to save.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Articles read.
    pub articles: usize,
    /// Files looked at.
    pub files: usize,
    /// What could not be read.
    pub failures: Vec<ReadError>,
    /// What was read with loss or doubt: the article and what was lost.
    pub losses: Vec<(Source, String)>,
    /// Articles left out as duplicates.
    pub duplicates: Vec<DuplicateEntry>,
    /// Hidden files and folders passed over.
    pub hidden: usize,
    /// Whether the import was stopped before its end.
    pub cancelled: bool,
}

impl Report {
    /// Counts an article in and notes what was lost in reading it.
    pub fn add(&mut self, article: &Article) {
        self.articles += 1;
        for warning in &article.warnings {
            self.losses.push((article.source.clone(), warning.clone()));
        }
    }

    /// Notes what could not be read.
    pub fn fail(&mut self, error: ReadError) {
        self.failures.push(error);
    }

    /// Whether everything was read without loss.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.failures.is_empty() && self.losses.is_empty() && !self.cancelled
    }

    /// One line for a status bar: "120 articles from 14 files, 2 not read, 3 duplicates".
    #[must_use]
    pub fn summary(&self) -> String {
        let mut out = format!(
            "{} from {}",
            count(self.articles, "article", "articles"),
            count(self.files, "file", "files")
        );
        if !self.failures.is_empty() {
            let _ = write!(out, ", {} not read", self.failures.len());
        }
        if !self.duplicates.is_empty() {
            let n = count(self.duplicates.len(), "duplicate", "duplicates");
            let _ = write!(out, ", {n}");
        }
        if !self.losses.is_empty() {
            let _ = write!(out, ", {} with loss", self.losses.len());
        }
        if self.cancelled {
            out.push_str(", stopped before the end");
        }
        out
    }

    /// The whole report as plain text, to be saved.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = self.summary();
        out.push('\n');
        if self.hidden > 0 {
            let n = count(self.hidden, "hidden file", "hidden files");
            let _ = writeln!(out, "{n} passed over");
        }
        if !self.failures.is_empty() {
            out.push_str("\nNot read\n");
            for failure in &self.failures {
                let _ = writeln!(out, "  {}", failure.source);
                let _ = writeln!(out, "    {}. {}", failure.cause, failure.what_to_do);
            }
        }
        if !self.losses.is_empty() {
            out.push_str("\nRead with loss or doubt\n");
            for (source, what) in &self.losses {
                let _ = writeln!(out, "  {source}\n    {what}");
            }
        }
        if !self.duplicates.is_empty() {
            out.push_str("\nThe same as another\n");
            for d in &self.duplicates {
                let percent = (d.likeness * 100.0).floor();
                let _ = writeln!(
                    out,
                    "  {}\n    {percent} % the same as {}",
                    d.source, d.kept
                );
            }
        }
        out
    }
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_report_names_what_was_lost_and_what_to_do() {
        let mut report = Report {
            files: 2,
            ..Report::default()
        };
        let source = Source {
            path: "a.zip".into(),
            member: Some("b.txt".into()),
        };
        report.fail(ReadError::new(source, Cause::Encrypted));
        let text = report.to_text();
        assert!(
            text.starts_with("0 articles from 2 files, 1 not read\n"),
            "{text}"
        );
        assert!(text.contains("a.zip#b.txt"));
        assert!(text.contains("password"));
        assert!(!report.is_clean());
    }
}
