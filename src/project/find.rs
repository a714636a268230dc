//! Words looked for: the language of the search field and which events it finds.

use super::{Bits, Snapshot};

/// A parsed query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
    /// What could not be understood, in words; the rest is obeyed.
    pub doubts: Vec<String>,
}

impl Query {
    /// Reads a query; never fails.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self {
            words: text.split_whitespace().map(str::to_lowercase).collect(),
            doubts: Vec::new(),
        }
    }

    /// The events it finds.
    #[must_use]
    pub fn events(&self, of: &Snapshot) -> Bits {
        let index = &*of.index;
        let n = index.len();
        let mut all = Bits::all(n);
        for word in &self.words {
            let mut hits = Bits::none(n);
            for at in memchr::memmem::find_iter(index.titles.as_bytes(), word.as_bytes()) {
                let row = index.title_starts.partition_point(|s| *s as usize <= at);
                hits.insert(row.saturating_sub(1));
            }
            for (e, entity) in of.story.entities.iter().enumerate() {
                if entity
                    .aliases
                    .iter()
                    .any(|a| a.to_lowercase().contains(word))
                {
                    for event in index.entity_events.get(e) {
                        hits.insert(*event as usize);
                    }
                }
            }
            all.and(&hits);
        }
        all
    }
}
