//! The document the user owns: articles, what was read in them, the user's edits laid over it,
//! undo, filter, search, the `.dateline` file.
//!
//! This room never knows widgets.

use crate::analysis::{self, Analysis, Story};
use crate::article::Article;
use std::sync::Arc;

/// One article with what was read in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The article.
    pub article: Arc<Article>,
    /// What was read in it.
    pub analysis: Arc<Analysis>,
}

/// What the user works on. Article indices everywhere in the [`Story`] are indices into
/// [`Project::entries`].
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// The articles, in the order they were added.
    pub entries: Vec<Entry>,
    /// The story they tell together; rebuilt whenever the entries change.
    pub story: Arc<Story>,
}

impl Project {
    /// Joins the entries into one story. Takes long on many articles: call it on a worker.
    #[must_use]
    pub fn tell(entries: &[Entry]) -> Story {
        let pairs: Vec<(&Article, &Analysis)> = entries
            .iter()
            .map(|e| (&*e.article, &*e.analysis))
            .collect();
        analysis::combine(&pairs)
    }
}
