//! Which rows the panel shows, in which order.

use super::{Sort, Tab};
use crate::app::state::State;
use crate::app::words;
use std::sync::Arc;

/// The rows as last computed, and what they were computed for.
#[derive(Default)]
pub(super) struct Rows {
    made_for: Option<(u64, u64, Tab, Sort, String)>,
    rows: Arc<Vec<u32>>,
    /// Folded names of all entities, one text each, aliases after line breaks.
    names: Arc<Vec<String>>,
    names_of: u64,
}

impl Rows {
    /// The rows to show, computed when something they hang on has changed.
    pub(super) fn of(&mut self, st: &State, tab: Tab, sort: Sort, typed: &str) -> Arc<Vec<u32>> {
        let snapshot = st.snapshot();
        let key = (
            snapshot.generation,
            st.picture.generation,
            tab,
            sort,
            typed.to_owned(),
        );
        if self.made_for.as_ref() == Some(&key) {
            return Arc::clone(&self.rows);
        }
        if self.names_of != snapshot.generation || self.names.len() != snapshot.story.entities.len()
        {
            self.names = Arc::new(
                snapshot
                    .story
                    .entities
                    .iter()
                    .map(|e| words::fold(&e.aliases.join("\n")))
                    .collect(),
            );
            self.names_of = snapshot.generation;
        }
        let wanted = words::fold(typed.trim());
        let names = Arc::clone(&self.names);
        let mut rows: Vec<u32> = tab
            .list(st)
            .iter()
            .copied()
            .filter(|e| {
                wanted.is_empty()
                    || names
                        .get(*e as usize)
                        .is_some_and(|n| wanted.split_whitespace().all(|w| n.contains(w)))
            })
            .collect();
        match sort {
            Sort::Count => {}
            Sort::Name => rows.sort_by(|a, b| names.get(*a as usize).cmp(&names.get(*b as usize))),
            Sort::First => rows.sort_by_key(|e| {
                // Events are numbered by date, so the first of the list is the earliest.
                snapshot
                    .index
                    .entity_events
                    .get(*e as usize)
                    .first()
                    .copied()
            }),
        }
        self.rows = Arc::new(rows);
        self.made_for = Some(key);
        Arc::clone(&self.rows)
    }
}
