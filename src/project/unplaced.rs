//! Nothing vanishes: everything that is not on the line, with the reason and what would mend it.

use super::{ArticleKey, Project, Snapshot};
use crate::article::{DateSignal, ReadError, Source, language_name, remedy};
use crate::temporal::Anchor;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::path::PathBuf;

/// Languages whose articles are read for dates and events.
const READ: &[&str] = &["en"];

/// A file or part of one that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// The file, with its member where it holds many.
    pub source: String,
    /// The cause, in words.
    pub reason: String,
    /// What to do about it, in words.
    pub remedy: String,
    /// The file, where nothing is wrong with it and it can be read at any time.
    #[serde(default)]
    pub again: Option<PathBuf>,
}

impl From<&ReadError> for Unread {
    fn from(error: &ReadError) -> Self {
        let cause = error.cause.to_string();
        let mut letters = cause.chars();
        let reason = letters
            .next()
            .map(|c| c.to_uppercase().chain(letters).collect::<String>() + ".")
            .unwrap_or_default();
        Self {
            source: error.source.to_string(),
            reason,
            remedy: error.what_to_do.to_owned(),
            again: None,
        }
    }
}

/// What is not on the line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// An article without a publication date, by index.
    NoDate(u32),
    /// An event without a date, by index in the story.
    Undated(u32),
    /// A time expression that could not be resolved: article and index of the expression.
    Unresolved(u32, u32),
    /// An article whose day and month could be meant the other way round: its index, and the day
    /// that would be.
    Order(u32, jiff::civil::Date),
    /// An article that repeats another: index into [`Project::doubles`].
    Double(u32),
    /// An article in a language that is not read, by index.
    Language(u32),
    /// A correction that found nothing to lie on: index into [`Project::detached`].
    Detached(u32),
    /// A file that could not be read: index into [`Project::unread`].
    Unread(u32),
    /// An article that was read with a loss: its index, and which of its warnings tells it.
    Loss(u32, u32),
}

/// What would mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mend {
    /// Set the publication date of this article.
    SetArticleDate(u32),
    /// Set the date of this event.
    SetEventDate(u32),
    /// Drop this correction: [`Edit::Forget`](super::Edit::Forget) with the slot of
    /// [`Project::detached`] at this index.
    Forget(u32),
    /// Read this file of [`Project::unread`], which was left out.
    Read(u32),
    /// Look at the file.
    ShowFile,
    /// Nothing the program could offer.
    Nothing,
}

impl Mend {
    /// The words on the button; empty where there is none.
    #[must_use]
    pub fn words(&self) -> &'static str {
        match self {
            Self::SetArticleDate(_) => "Set the article's date…",
            Self::SetEventDate(_) => "Set the date…",
            Self::Forget(_) => "Drop the correction",
            Self::Read(_) => "Read it now",
            Self::ShowFile => "Show the file",
            Self::Nothing => "",
        }
    }
}

/// One thing that is not on the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// What.
    pub gap: Gap,
    /// Its name: the title of the event or article, the words of the expression, the file.
    pub title: String,
    /// Why.
    pub reason: String,
    /// What would mend it.
    pub mend: Mend,
}

/// Everything that is not on the line: articles without a date first (mending one mends many),
/// then undated events, unresolved expressions, articles in other languages, corrections that
/// found nothing to lie on, unread files, articles read with a loss.
#[must_use]
pub fn unplaced(project: &Project) -> Vec<Unplaced> {
    let of = &project.snapshot;
    let mut list = Vec::new();
    for (a, entry) in of.entries.iter().enumerate() {
        if entry.article.published.is_none() {
            let waiting = entry
                .analysis
                .timexes
                .iter()
                .filter(|t| t.anchor == Anchor::Missing)
                .count();
            let offered = entry.article.evidence.first().map(|e| {
                let name = e.signal.name();
                let mut letters = name.chars();
                let first = letters.next().into_iter().flat_map(char::to_uppercase);
                let name: String = first.chain(letters).collect();
                format!(" {name} says {}.", e.date.strftime("%-d %B %Y"))
            });
            let waits = match waiting {
                0 => "No date of publication was found.".to_string(),
                1 => "No date of publication was found; 1 expression waits for it.".to_string(),
                n => format!("No date of publication was found; {n} expressions wait for it."),
            };
            list.push(Unplaced {
                gap: Gap::NoDate(a as u32),
                title: Snapshot::title_of(entry),
                reason: waits + &offered.unwrap_or_default(),
                mend: Mend::SetArticleDate(a as u32),
            });
        }
    }
    for (e, event) in of.story.events.iter().enumerate() {
        if event.date.value.is_none() && !of.index.hidden.has(e) {
            let reason = if event.date.reason.is_empty() {
                "The text does not say when.".to_string()
            } else {
                event.date.reason.clone()
            };
            list.push(Unplaced {
                gap: Gap::Undated(e as u32),
                title: event.title.to_string(),
                reason,
                mend: Mend::SetEventDate(e as u32),
            });
        }
    }
    for (a, entry) in of.entries.iter().enumerate() {
        let article = &entry.article;
        let other = article
            .evidence
            .iter()
            .find(|e| e.signal == DateSignal::OtherOrder);
        if let (Some(read), Some(other)) = (&article.published, other)
            && read.text == other.text
            && read.signal != DateSignal::Set
        {
            list.push(Unplaced {
                gap: Gap::Order(a as u32, other.date),
                title: Snapshot::title_of(entry),
                reason: format!(
                    "“{}” can be two days; it was read as {}.",
                    read.text,
                    read.date.strftime("%-d %B %Y")
                ),
                mend: Mend::SetArticleDate(a as u32),
            });
        }
    }
    for (a, entry) in of.entries.iter().enumerate() {
        for (t, timex) in entry.analysis.timexes.iter().enumerate() {
            if timex.anchor == Anchor::Missing {
                let (reason, mend) = if entry.article.published.is_none() {
                    (
                        "The article has no date to count from.",
                        Mend::SetArticleDate(a as u32),
                    )
                } else {
                    ("It is not clear what it counts from.", Mend::Nothing)
                };
                list.push(Unplaced {
                    gap: Gap::Unresolved(a as u32, t as u32),
                    title: format!("“{}”", timex.span.of(&entry.article.text)),
                    reason: reason.into(),
                    mend,
                });
            }
        }
    }
    for (a, entry) in of.entries.iter().enumerate() {
        if let Some(language) = entry.article.language.as_deref() {
            let code = language.split(['-', '_']).next().unwrap_or(language);
            if !code.is_empty() && !READ.iter().any(|r| code.eq_ignore_ascii_case(r)) {
                list.push(Unplaced {
                    gap: Gap::Language(a as u32),
                    title: Snapshot::title_of(entry),
                    reason: format!("Its language, {}, is not read yet: it is here to read and to search, but dates and events in its prose were not looked for.", language_name(code)),
                    mend: Mend::Nothing,
                });
            }
        }
    }
    // By key once: there may be as many doubles as articles.
    let reads = project.reads.iter().filter(|_| !project.doubles.is_empty());
    let sources: HashMap<ArticleKey, &Source> = reads.map(|r| (r.key, &r.article.source)).collect();
    for (i, double) in project.doubles.iter().enumerate() {
        let kept = sources
            .get(&double.of)
            .map_or_else(String::new, ToString::to_string);
        let both = if project.keeps_both(double) {
            "; you keep both"
        } else {
            ""
        };
        list.push(Unplaced {
            gap: Gap::Double(i as u32),
            title: double.source.clone(),
            reason: format!("{} as {kept}{both}", double.likeness_words()),
            mend: Mend::Nothing,
        });
    }
    for (i, detached) in project.detached().iter().enumerate() {
        list.push(Unplaced {
            gap: Gap::Detached(i as u32),
            title: detached.about.clone(),
            reason: "You corrected this, but it is not found in the present reading. The correction is kept and comes back when it is.".into(),
            mend: Mend::Forget(i as u32),
        });
    }
    for (i, unread) in project.unread.iter().enumerate() {
        let remedy = if unread.remedy.is_empty() {
            String::new()
        } else {
            format!(" {}", unread.remedy)
        };
        list.push(Unplaced {
            gap: Gap::Unread(i as u32),
            title: unread.source.clone(),
            reason: format!("{}{remedy}", unread.reason),
            mend: match unread.again {
                Some(_) => Mend::Read(i as u32),
                None => Mend::ShowFile,
            },
        });
    }
    for (a, entry) in of.entries.iter().enumerate() {
        for (w, warning) in entry.article.warnings.iter().enumerate() {
            list.push(Unplaced {
                gap: Gap::Loss(a as u32, w as u32),
                title: Snapshot::title_of(entry),
                reason: format!("{} {}", sentence(warning), remedy(warning)),
                mend: Mend::Nothing,
            });
        }
    }
    list
}

/// Words of a report as a sentence.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).chain(['.']).collect()
}
