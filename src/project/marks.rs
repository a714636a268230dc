//! What the user has written on things, beside the machine's reading: tags, notes, stars, what is
//! hidden, what was corrected.

use std::collections::BTreeMap;

/// What of a thing the user has corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Corrected {
    Title,
    Date,
    Kind,
    Place,
    Participants,
    Publisher,
    Author,
    Text,
    Name,
    Aliases,
    Merged,
    Split,
    Added,
}

impl Corrected {
    /// In words ("title").
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Date => "date",
            Self::Kind => "type",
            Self::Place => "place",
            Self::Participants => "participants",
            Self::Publisher => "publisher",
            Self::Author => "author",
            Self::Text => "text",
            Self::Name => "name",
            Self::Aliases => "aliases",
            Self::Merged => "merged",
            Self::Split => "split",
            Self::Added => "added by you",
        }
    }
}

/// What the user has written on one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Not shown unless asked for.
    pub hidden: bool,
    /// Starred.
    pub starred: bool,
    /// Tags, sorted.
    pub tags: Vec<String>,
    /// Note, in Markdown; empty if there is none.
    pub note: String,
    /// What was corrected, sorted; each can be reset to the machine's reading.
    pub corrected: Vec<Corrected>,
}

/// What the user has written on everything. Only marked things are in here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// By index of the event in the story.
    pub events: BTreeMap<u32, Mark>,
    /// By index of the entity in the story.
    pub entities: BTreeMap<u32, Mark>,
    /// By index of the article.
    pub articles: BTreeMap<u32, Mark>,
}

impl Marks {
    /// Every tag in use, sorted.
    #[must_use]
    pub fn tags(&self) -> Vec<&str> {
        let mut tags: Vec<&str> = [&self.events, &self.entities, &self.articles]
            .into_iter()
            .flat_map(|m| {
                m.values()
                    .flat_map(|mark| mark.tags.iter().map(String::as_str))
            })
            .collect();
        tags.sort_unstable();
        tags.dedup();
        tags
    }
}
