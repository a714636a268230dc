//! Undo and redo: steps with names, unlimited while the window is open.

use super::corrections::{Change, Corrections};
use serde::{Deserialize, Serialize};

/// One step of the user: what undo takes back at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Its name in the menu ("Rename “Misri”").
    pub name: String,
    /// What it changed, in order.
    pub changes: Vec<Change>,
}

/// The steps made so far and those taken back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    steps: Vec<Step>,
    /// Steps before this are done, those from here on are taken back.
    at: usize,
    /// Edits of this gesture go into the last step.
    group: Option<u64>,
}

impl History {
    /// A history read from a file: the first `at` steps are done.
    #[must_use]
    pub fn of(steps: Vec<Step>, at: usize) -> Self {
        Self {
            at: at.min(steps.len()),
            steps,
            group: None,
        }
    }

    /// All steps: the done ones and, after [`History::at`], those taken back.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// How many steps are done.
    #[must_use]
    pub fn at(&self) -> usize {
        self.at
    }

    /// The name of the step undo would take back.
    #[must_use]
    pub fn undo_name(&self) -> Option<&str> {
        Some(self.steps.get(self.at.checked_sub(1)?)?.name.as_str())
    }

    /// The name of the step redo would do again.
    #[must_use]
    pub fn redo_name(&self) -> Option<&str> {
        Some(self.steps.get(self.at)?.name.as_str())
    }

    /// Does a step. Edits with the same `group` (a drag, a typed field) become one step. Steps
    /// taken back before are gone. Returns whether it went into the step before.
    pub(super) fn make(&mut self, step: Step, group: Option<u64>, on: &mut Corrections) -> bool {
        for change in &step.changes {
            on.set(change.slot.clone(), change.after.clone());
        }
        self.steps.truncate(self.at);
        let joins = group.is_some() && group == self.group && self.at > 0;
        self.group = group;
        if joins && let Some(last) = self.steps.last_mut() {
            last.name = step.name;
            for change in step.changes {
                match last.changes.iter_mut().find(|c| c.slot == change.slot) {
                    Some(earlier) => earlier.after = change.after,
                    None => last.changes.push(change),
                }
            }
        } else {
            self.steps.push(step);
            self.at = self.steps.len();
        }
        joins
    }

    /// Takes the last step back; the step, if there was one.
    pub(super) fn undo(&mut self, on: &mut Corrections) -> Option<&Step> {
        self.group = None;
        let step = self.steps.get(self.at.checked_sub(1)?)?;
        for change in step.changes.iter().rev() {
            on.set(change.slot.clone(), change.before.clone());
        }
        self.at -= 1;
        Some(step)
    }

    /// Does the next step again; the step, if there was one.
    pub(super) fn redo(&mut self, on: &mut Corrections) -> Option<&Step> {
        self.group = None;
        let step = self.steps.get(self.at)?;
        for change in &step.changes {
            on.set(change.slot.clone(), change.after.clone());
        }
        self.at += 1;
        Some(step)
    }

    /// Ends a gesture: the next edit is a step of its own.
    pub fn end_group(&mut self) {
        self.group = None;
    }
}
