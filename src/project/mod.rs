//! The document the user owns: articles, what was read in them, the user's edits laid over it,
//! undo, filter, search, the `.dateline` file.
//!
//! This room never knows widgets.

mod bits;
mod corrections;
mod document;
mod doubles;
mod draft;
mod edit;
mod filter;
pub mod find;
mod history;
mod index;
mod keep;
mod key;
mod lanes;
mod marks;
mod overlay;
mod reading;
mod scan;
mod search;
mod stats;
pub mod store;
#[cfg(test)]
mod tests;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(crate) mod toy;
mod unplaced;

pub use bits::Bits;
pub use corrections::{Change, Corrections, Field, Hand, Slot, Target, Value, Who};
pub use document::{Added, Project};
pub use doubles::Double;
pub use edit::{Edit, Part as EntityPart, Refusal, Thing};
pub use filter::{Chip, Filter, Part, Selection, basis_words, modality_words, range_words};
pub use find::FIELDS;
pub use history::{History, Step};
pub use index::{Index, Lists};
pub use keep::{Home, Imported, Opened, import};
pub use key::{ArticleKey, EntityKey, MentionKey};
pub use lanes::{Lane, LaneBy, LaneKey, Lanes, lanes};
pub use marks::{Corrected, Mark, Marks};
pub use overlay::{Detached, Removed};
/// A story told on a worker.
pub use reading::Done as Told;
pub use reading::{Done, Job, Progress, Read};
pub use search::{Found, Hit};
pub use stats::{Companion, EntityStats, companions, entity_stats, sparkline};
pub use store::{Trouble, recovery};
pub use unplaced::{Gap, Mend, Unplaced, Unread, unplaced};

use crate::analysis::{Analysis, Story};
use crate::article::Article;
use crate::entity::Entity;
use std::collections::BTreeMap;
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
    /// Which tellings carry corrections: by article and mention.
    attached: Arc<BTreeMap<(u32, u32), MentionKey>>,
    /// The story as the machine tells it.
    told: Arc<Story>,
    /// What was due when it was taken.
    job: Option<Arc<Job>>,
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
