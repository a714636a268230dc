//! What the search found, beside the timeline.

use crate::project::Hit;
use std::sync::Arc;

/// The list of results.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// Whether it is shown.
    pub open: bool,
    /// What was looked for.
    pub query: String,
    /// What was found, each kind best first.
    pub hits: Arc<Vec<Hit>>,
    /// A search is under way on a worker.
    pub searching: bool,
    /// What is in the list is not what the project holds now, or not what is looked for.
    pub stale: bool,
}
