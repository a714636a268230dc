//! What could not be read, was cut, or was left out, and why: nothing vanishes silently.

use super::Source;
use std::fmt;

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

/// What the user can do about a loss that was noted in reading an article, as a sentence.
#[must_use]
pub fn remedy(warning: &str) -> &'static str {
    const REMEDIES: &[(&str, &str)] = &[
        (
            "could not be decoded",
            "Save it as UTF-8 with the program it came from and open that.",
        ),
        ("left out", "Split it, or copy out the part you need."),
        (
            "pages were read",
            "Split it, or copy out the part you need.",
        ),
        (
            "not all were opened",
            "Save the parts you need as files and open those.",
        ),
        (
            "attachment",
            "Save the attachments as files and open those.",
        ),
        (
            "chapter",
            "Open the book in another program and paste the chapter as an article.",
        ),
        (
            "title only",
            "Open the article’s own page, save it and open that.",
        ),
        (
            "only a summary",
            "Open the article’s own page, save it and open that.",
        ),
        (
            "cut the text off",
            "Open the article’s own page, save it and open that.",
        ),
        (
            "was not understood",
            "Set the article’s date by hand if it is wrong.",
        ),
        (
            "font",
            "Copy the text out with another program and paste it as an article.",
        ),
    ];
    REMEDIES
        .iter()
        .find(|(words, _)| warning.contains(words))
        .map_or("Compare it with the file.", |r| r.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_the_part_the_cause_and_what_to_do() {
        let source = Source {
            path: "a.zip".into(),
            member: Some("b.txt".into()),
        };
        let told = ReadError::new(source, Cause::Encrypted).to_string();
        assert_eq!(
            told,
            "a.zip#b.txt: it is protected by a password. Save a copy without a password and open that."
        );
    }
}
