//! The course of names over the time in sight, kept as long as that stays the same.

use crate::app::state::State;
use crate::project;
use crate::temporal::Moment;
use std::collections::HashMap;

/// Columns of a sparkline.
const BINS: usize = 14;

/// Sparklines as last computed, and what they were computed for.
#[derive(Default)]
pub(super) struct Lines {
    window: Option<(Moment, Moment)>,
    made_for: (u64, u64),
    lines: HashMap<u32, Vec<u32>>,
}

impl Lines {
    /// Forgets what is no longer true: `window` is what the timeline shows.
    pub(super) fn begin(&mut self, st: &State, window: Option<(Moment, Moment)>) {
        let made_for = (st.snapshot().generation, st.picture.generation);
        if self.window != window || self.made_for != made_for {
            self.lines.clear();
            (self.window, self.made_for) = (window, made_for);
        }
    }

    /// The line of a name; `None` before there is anything on the timeline.
    pub(super) fn of(&mut self, st: &State, entity: u32) -> Option<&[u32]> {
        let window = self.window?;
        let line = self.lines.entry(entity).or_insert_with(|| {
            let (snapshot, all) = (st.snapshot(), &st.picture.everything);
            project::sparkline(snapshot, all, Some(entity), window, BINS)
        });
        Some(line)
    }
}
