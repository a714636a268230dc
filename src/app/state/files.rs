//! The project and its file: opening, leaving, saving, what is remembered of both.

use super::{Center, Dialog, Errand, Next, State};
use crate::app::command::RECENT;
use crate::app::picture::LaneLayout;
use crate::app::timeline_view::LaneSort;
use crate::project::{Filter, Home, LaneBy, LaneKey};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What of the view is kept with a project.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct View {
    filter: Filter,
    salience_chosen: bool,
    lane_by: LaneBy,
    folded: BTreeSet<LaneKey>,
    hidden_lanes: BTreeSet<LaneKey>,
    lane_sort: LaneSort,
    lane_order: Vec<LaneKey>,
    list: bool,
}

impl State {
    /// Leaves the project for something else, after a question where work would be lost.
    pub fn leave(&mut self, next: Next) {
        self.next = Some(next);
        self.errands.push(Errand::Leave);
    }

    /// All stays as it is.
    pub(super) fn stay(&mut self) {
        if self.next.take().is_some() {
            self.to_open.clear();
        }
        self.discard = false;
    }

    /// The project's name, for the title of the window and of dialogs.
    #[must_use]
    pub fn project_name(&self) -> Option<String> {
        match self.project.home() {
            Home::File(path) => Some(path.file_stem()?.to_string_lossy().into_owned()),
            _ => None,
        }
    }

    /// Says something that must not be overlooked.
    pub fn say_aloud(&mut self, text: impl Into<String>) {
        self.message = text.into();
        self.dialog = Some(Dialog::Message);
    }

    /// Remembers a project as the one worked on last.
    pub fn remember(&mut self, path: &Path) {
        let recent = &mut self.preferences.recent;
        recent.retain(|p| p != path);
        recent.insert(0, path.to_path_buf());
        recent.truncate(RECENT);
    }

    /// Forgets a project that is not to be found any more.
    pub fn forget(&mut self, path: &Path) {
        self.preferences.recent.retain(|p| p != path);
    }

    /// A project worked on before, latest first.
    #[must_use]
    pub fn recent(&self, n: u8) -> Option<&PathBuf> {
        self.preferences.recent.get(n as usize)
    }

    /// The view as it is kept with the project.
    #[must_use]
    pub fn view(&self) -> Option<String> {
        let view = View {
            filter: self.filter.clone(),
            salience_chosen: self.salience_chosen,
            lane_by: self.lane_by.clone(),
            folded: self.lane_layout.folded.clone(),
            hidden_lanes: self.lane_layout.hidden.clone(),
            lane_sort: self.lane_layout.sort,
            lane_order: self.lane_layout.order.clone(),
            list: self.center == Center::List,
        };
        serde_json::to_string(&view).ok()
    }

    /// Takes up a view kept with a project; one that cannot be understood is left alone.
    pub fn take_up(&mut self, view: &str) {
        let Ok(view) = serde_json::from_str::<View>(view) else {
            return;
        };
        self.search_text.clone_from(&view.filter.query);
        self.results.stale = true;
        self.filter = view.filter;
        self.salience_chosen = view.salience_chosen;
        self.lane_by = view.lane_by;
        self.lane_layout = LaneLayout {
            folded: view.folded,
            hidden: view.hidden_lanes,
            sort: view.lane_sort,
            order: view.lane_order,
        };
        self.center = if view.list {
            Center::List
        } else {
            Center::Timeline
        };
        self.stale_picture = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_projects_worked_on_are_remembered_latest_first_and_each_once() {
        let mut st = State::default();
        for i in 0..20 {
            st.remember(Path::new(&format!("/tmp/{i}.dateline")));
        }
        st.remember(Path::new("/tmp/17.dateline"));
        assert_eq!(st.preferences.recent.len(), RECENT);
        assert_eq!(st.recent(0), Some(&PathBuf::from("/tmp/17.dateline")));
        assert_eq!(st.recent(1), Some(&PathBuf::from("/tmp/19.dateline")));
        st.forget(Path::new("/tmp/17.dateline"));
        assert_eq!(st.recent(0), Some(&PathBuf::from("/tmp/19.dateline")));
    }

    #[test]
    fn a_view_is_taken_up_as_it_was_kept_and_nonsense_is_left_alone() {
        let mut st = State {
            center: Center::List,
            lane_by: LaneBy::Tag,
            ..State::default()
        };
        st.filter.query = "ferry".into();
        let kept = st.view();
        let mut new = State::default();
        new.take_up(kept.as_deref().unwrap_or_default());
        assert_eq!(new.view(), kept);
        assert_eq!(new.search_text, "ferry");
        new.take_up("no view at all");
        assert_eq!(new.view(), kept);
    }
}
