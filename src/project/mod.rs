//! The document the user owns: articles, what was read in them, the user's edits laid over it,
//! undo, filter, search, the `.dateline` file.
//!
//! This room never knows widgets.

mod bits;
mod filter;
pub mod find;
mod index;
mod key;
mod lanes;
mod marks;
mod stats;
mod unplaced;

pub use bits::Bits;
pub use filter::{Chip, Filter, Part, Selection, basis_words, modality_words, range_words};
pub use index::{Index, Lists};
pub use key::{ArticleKey, EntityKey, MentionKey};
pub use lanes::{Lane, LaneBy, LaneKey, Lanes, lanes};
pub use marks::{Corrected, Mark, Marks};
pub use stats::{Companion, EntityStats, companions, entity_stats, sparkline};
pub use unplaced::{Gap, Mend, Unplaced, Unread, unplaced};

use crate::analysis::{self, Analysis, Story};
use crate::article::Article;
use crate::entity::Entity;
use std::sync::Arc;

/// One article with what was read in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What it is known by, whatever becomes of it.
    pub key: ArticleKey,
    /// The article, with the user's corrections.
    pub article: Arc<Article>,
    /// What was read in it, with the events the user added by hand after those of the machine.
    pub analysis: Arc<Analysis>,
}

impl Entry {
    /// An entry for an article and its reading.
    #[must_use]
    pub fn new(article: Article, analysis: Analysis) -> Self {
        Self {
            key: ArticleKey::of(&article),
            article: Arc::new(article),
            analysis: Arc::new(analysis),
        }
    }
}

/// All there is to look at, at one moment: cheap to clone, safe to send to a worker. Article
/// indices everywhere in the [`Story`] are indices into [`Snapshot::entries`].
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The articles, in the order they were added.
    pub entries: Arc<Vec<Entry>>,
    /// The story they tell together, with the user's edits.
    pub story: Arc<Story>,
    /// Its columns.
    pub index: Arc<Index>,
    /// What the user has written on things.
    pub marks: Arc<Marks>,
    /// Rises with every change; what a worker made of an older one is dropped.
    pub generation: u64,
}

impl Snapshot {
    /// The entity of that id, with its index.
    #[must_use]
    pub fn entity(&self, id: &str) -> Option<(usize, &Entity)> {
        let i = self
            .story
            .entities
            .binary_search_by(|e| e.id.as_str().cmp(id))
            .ok()?;
        Some((i, &self.story.entities[i]))
    }

    /// The title of an article, or what stands for it.
    #[must_use]
    pub fn title_of(entry: &Entry) -> String {
        match entry.article.title.as_deref().map(str::trim) {
            Some(title) if !title.is_empty() => title.to_string(),
            _ => entry.article.source.to_string(),
        }
    }
}

/// What the user works on.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// All there is to look at.
    pub snapshot: Snapshot,
    /// What could not be read.
    pub unread: Vec<Unread>,
}

/// What became of articles that were added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// New in the project.
    pub new: usize,
    /// Already there, by content; not added again.
    pub known: usize,
}

/// A story told on a worker, to be taken in by [`Project::accept`].
#[derive(Clone, Debug)]
pub struct Told {
    generation: u64,
    snapshot: Snapshot,
}

impl Project {
    /// Adds articles that are not there yet. The story is as it was until it is told anew.
    pub fn add(&mut self, entries: Vec<Entry>) -> Added {
        let mut known: std::collections::HashSet<ArticleKey> =
            self.snapshot.entries.iter().map(|e| e.key).collect();
        let mut added = Added::default();
        let mut new = Vec::new();
        for entry in entries {
            if known.insert(entry.key) {
                new.push(entry);
                added.new += 1;
            } else {
                added.known += 1;
            }
        }
        if !new.is_empty() {
            Arc::make_mut(&mut self.snapshot.entries).extend(new);
            self.snapshot.generation += 1;
        }
        added
    }

    /// Puts a new article or reading in the place of entry `i` (after its date was set, say).
    /// The story is as it was until it is told anew.
    pub fn replace(&mut self, i: usize, article: Article, analysis: Analysis) {
        if let Some(entry) = Arc::make_mut(&mut self.snapshot.entries).get_mut(i) {
            entry.article = Arc::new(article);
            entry.analysis = Arc::new(analysis);
            self.snapshot.generation += 1;
        }
    }

    /// Joins the entries of a snapshot into one story. Pure; takes long on many articles: call it
    /// on a worker, with a clone of the snapshot.
    #[must_use]
    pub fn tell(of: &Snapshot) -> Told {
        let pairs: Vec<(&Article, &Analysis)> = of
            .entries
            .iter()
            .map(|e| (&*e.article, &*e.analysis))
            .collect();
        let story = analysis::combine(&pairs);
        let index = Index::new(&of.entries, &story, &of.marks);
        Told {
            generation: of.generation,
            snapshot: Snapshot {
                story: Arc::new(story),
                index: Arc::new(index),
                ..of.clone()
            },
        }
    }

    /// Takes in a story told on a worker; false, and nothing changed, if the project has changed
    /// since (then tell it again).
    pub fn accept(&mut self, told: Told) -> bool {
        if told.generation != self.snapshot.generation {
            return false;
        }
        self.snapshot = told.snapshot;
        self.snapshot.generation += 1;
        true
    }

    /// Tells the story at once, here.
    pub fn tell_now(&mut self) {
        let told = Self::tell(&self.snapshot);
        self.accept(told);
    }
}
