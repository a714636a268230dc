//! Articles: what was opened, from where, and when it was published, with the evidence for it.
//!
//! Reads every file format, walks folders and archives, keeps hostile input within limits, and
//! lists what could not be read. This room never reads dates out of prose and never touches the
//! network.

mod day;
mod decode;
mod doc;
mod duplicates;
mod epub;
mod feed;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod hostile;
mod html;
mod ids;
mod json;
mod kind;
mod language;
mod mail;
mod markdown;
mod news;
mod office;
mod options;
mod pdf;
mod plain;
mod read;
mod record;
mod report;
mod rtf;
mod sink;
mod table;
mod vote;
mod walk;
mod warc;
pub mod worker;
mod zip;

pub use day::DayOrder;
pub use duplicates::{Duplicate, Known, Print, duplicates};
pub use ids::Ids;
pub use language::name as language_name;
pub use options::{Cancel, Isolation, Limits, Options};
pub use plain::reflow;
pub use read::{read_file, read_json_lines, read_standard, read_stream, read_text};
pub use report::{Cause, ReadError, remedy};
pub use sink::Each;
pub use vote::{runner_up, winner};
pub use walk::{Walk, walk};

use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Where an article came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Source {
    /// The file, as the user named it; `-` for standard input.
    pub path: PathBuf,
    /// The member inside the file, where one file holds many articles.
    pub member: Option<String>,
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.member {
            Some(member) => write!(f, "{}#{member}", self.path.display()),
            None => write!(f, "{}", self.path.display()),
        }
    }
}

/// What told a publication date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateSignal {
    /// Set by the user.
    Set,
    /// A field of the record (JSON, CSV, `--published`).
    Given,
    /// Front matter of a Markdown file.
    FrontMatter,
    /// JSON-LD `datePublished`.
    JsonLd,
    /// `article:published_time` or another meta element.
    Meta,
    /// A `<time>` or `itemprop` element by the headline.
    TimeElement,
    /// A visible date by the headline.
    Visible,
    /// The byline, dateline or date line on top of the text.
    Dateline,
    /// Year, month and day in the address.
    Url,
    /// The header of a feed item, mail or archive record.
    Header,
    /// A reader library's own opinion.
    Library,
    /// A full date in the file's name.
    FileName,
    /// The same words with day and month the other way round: offered where nothing decides.
    OtherOrder,
    /// The date of the file: only ever offered, never taken silently.
    File,
}

impl DateSignal {
    /// In words, for the interface ("the page's metadata").
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Set => "set by you",
            Self::Given => "given with the article",
            Self::FrontMatter => "front matter",
            Self::JsonLd => "the page's structured data",
            Self::Meta => "the page's metadata",
            Self::TimeElement => "a time element by the headline",
            Self::Visible => "a date by the headline",
            Self::Dateline => "the dateline",
            Self::Url => "the address",
            Self::Header => "the item's header",
            Self::Library => "the page as a whole",
            Self::FileName => "the file's name",
            Self::OtherOrder => "day and month the other way round",
            Self::File => "the file's own date",
        }
    }
}

/// One piece of evidence for a publication date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DateEvidence {
    /// What told it.
    pub signal: DateSignal,
    /// The day, as the publisher counts days.
    pub date: jiff::civil::Date,
    /// Time of day and offset, where told ("09:30+05:30").
    pub time: Option<String>,
    /// The words or value it was read from.
    pub text: String,
    /// Its weight in the vote.
    pub weight: f32,
}

/// One article, as read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The id given with it, else one made from its source; unique within one run.
    pub id: String,
    /// Where it came from.
    pub source: Source,
    /// Headline.
    pub title: Option<String>,
    /// The whole text; paragraphs are separated by line breaks. For plain text and JSON it is
    /// the text given, unchanged.
    pub text: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// Address on the web.
    pub url: Option<String>,
    /// The publication date in force: the winner of the vote, or what the user set. `None` where
    /// nothing told one.
    pub published: Option<DateEvidence>,
    /// All that was told about the publication date, weightiest first.
    pub evidence: Vec<DateEvidence>,
    /// What was lost or doubtful in reading, in words.
    pub warnings: Vec<String>,
}
