//! The project in memory: what is in it, what the user does to it, and how the picture follows.

use super::corrections::{Change, Corrections, Field, Target};
use super::doubles::{Double, Next, Seen};
use super::edit::{self, Edit, Refusal};
use super::history::{History, Step};
use super::keep::Kept;
use super::overlay::{Detached, Removed};
use super::reading::{Done, Job, Machine, Read};
use super::{ArticleKey, Entry, Snapshot, Unread};
use crate::analysis::{Analysis, Story};
use crate::article::{Article, Print};
use rayon::prelude::*;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// What the user works on. Cheap to clone.
///
/// Whatever changes it ([`add`](Self::add), [`edit`](Self::edit), [`undo`](Self::undo) …) returns
/// at once and leaves [`snapshot`](Self::snapshot) as it was; [`job`](Self::job) makes the new
/// picture, on a worker where it is heavy, and [`accept`](Self::accept) takes it in.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// All there is to look at.
    pub snapshot: Snapshot,
    /// What could not be read.
    pub unread: Vec<Unread>,
    /// Articles that repeat another.
    pub doubles: Vec<Double>,
    pub(super) seen: Arc<Mutex<Seen>>,
    pub(super) reads: Arc<Vec<Read>>,
    pub(super) corrections: Arc<Corrections>,
    pub(super) history: Arc<History>,
    /// The machine's story of `reads`; `None` where it must be told anew.
    pub(super) told: Option<Arc<Story>>,
    removed: Arc<Vec<Removed>>,
    detached: Arc<Vec<Detached>>,
    renew: bool,
    /// The file it is kept in.
    pub(super) kept: Option<Arc<Kept>>,
    /// The number of the first step of the history, as the file counts.
    pub(super) first_step: i64,
    pub(super) view: Option<String>,
    pub(super) machine: Machine,
    /// Whether the snapshot lags behind.
    lags: bool,
}

/// What became of articles that were added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// New in the project.
    pub new: usize,
    /// Already there, from the same place; not added again.
    pub known: usize,
    /// Repeat another; kept once, and listed in [`Project::doubles`].
    pub doubles: usize,
}

impl Project {
    /// Lists once what could not be read, however often it was tried, and no longer what was read
    /// since; `read` are sources of articles that are about to be added.
    pub fn tidy_unread(&mut self, mut read: HashSet<String>) {
        if self.unread.is_empty() {
            return;
        }
        read.extend(self.reads.iter().map(|r| r.article.source.to_string()));
        // The latest reason is the one that holds.
        self.unread.reverse();
        self.unread.retain(|u| read.insert(u.source.clone()));
        self.unread.reverse();
    }

    /// Adds articles with their readings; those already there are left out, those that repeat
    /// another are listed in [`Project::doubles`].
    pub fn add(&mut self, entries: Vec<Entry>) -> Added {
        let prints: Vec<Print> = entries.par_iter().map(|e| Print::of(&e.article)).collect();
        self.add_printed(entries.into_iter().zip(prints).collect())
    }

    /// The same with prints made elsewhere, on a worker.
    pub fn add_printed(&mut self, entries: Vec<(Entry, Print)>) -> Added {
        let mut added = Added::default();
        let mut new = Vec::new();
        let seen = Arc::clone(&self.seen);
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.cover(&self.reads);
        for (entry, print) in entries {
            let (double, kept) = match seen.next(&entry, print, &self.doubles) {
                Next::Known => {
                    added.known += 1;
                    continue;
                }
                Next::New => (None, true),
                Next::Same(double) => (Some(double), false),
                Next::Alike(double) => (Some(double), true),
            };
            if kept {
                let mut read = Read::new(entry.article, entry.analysis);
                read.double = double.is_some();
                new.push(read);
            }
            added.new += usize::from(double.is_none());
            if let Some(double) = double {
                added.doubles += 1;
                self.doubles.push(double);
                self.touch();
            }
        }
        if !new.is_empty() {
            // They are to be seen at once, before the story is told.
            let entries = Arc::make_mut(&mut self.snapshot.entries);
            entries.extend(new.iter().filter(|r| !r.double).map(|r| Entry {
                key: r.key,
                article: Arc::clone(&r.article),
                analysis: Arc::clone(&r.analysis),
            }));
            Arc::make_mut(&mut self.reads).extend(new);
            self.told = None;
            self.touch();
        }
        added
    }

    /// Makes ready to know articles that repeat one of those here. Takes up to a second on large
    /// projects: call it on a worker, with a clone, before articles are added.
    pub fn prepare(&self) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.cover(&self.reads);
    }

    /// The other places where an article was found, with how alike it is there.
    pub fn doubles_of(&self, key: ArticleKey) -> impl Iterator<Item = &Double> {
        self.doubles
            .iter()
            .filter(move |d| d.of == key && !self.keeps_both(d))
    }

    /// Whether the user wants an article beside the one it repeats.
    #[must_use]
    pub fn keeps_both(&self, double: &Double) -> bool {
        double.key.is_some_and(|key| {
            self.corrections
                .get(&Target::Article(key), &Field::Both)
                .is_some()
        })
    }

    pub(super) fn touch(&mut self) {
        self.snapshot.generation += 1;
        self.snapshot.job = Some(Arc::new(self.job()));
        self.lags = true;
    }

    /// Does the [job](Self::job) that was due when the snapshot was taken. Takes long on many
    /// articles: call it on a worker.
    #[must_use]
    pub fn tell(of: &Snapshot) -> Done {
        let job = of.job.as_deref().cloned().unwrap_or_else(|| Job {
            generation: of.generation,
            ..Project::default().job()
        });
        job.run_to_end()
    }

    /// Files that were left out are about to be read after all.
    pub fn forget_unread(&mut self, read: &[PathBuf]) {
        let read: HashSet<&Path> = read.iter().map(PathBuf::as_path).collect();
        self.unread.retain(|unread| {
            let again = unread.again.as_deref();
            !again.is_some_and(|p| p.ancestors().any(|p| read.contains(p)))
        });
    }

    /// Does an edit, as a step that can be undone.
    ///
    /// # Errors
    /// If it speaks of something that is gone, or makes no sense; then nothing has changed.
    pub fn edit(&mut self, edit: &Edit) -> Result<(), Refusal> {
        self.edit_in(None, edit)
    }

    /// Does an edit. Those of the same `group` (one drag, one typed field) become one step; a
    /// group is any number that its gesture alone uses.
    ///
    /// # Errors
    /// As [`Project::edit`].
    pub fn edit_in(&mut self, group: Option<u64>, edit: &Edit) -> Result<(), Refusal> {
        let step = edit::plan(edit, &self.snapshot, &self.corrections)?;
        if step.changes.is_empty() {
            return Ok(());
        }
        self.note_changes(&step.changes);
        // It is of no use any more, and what it holds would have to be copied.
        self.snapshot.job = None;
        let corrections = Arc::make_mut(&mut self.corrections);
        let changes = step.changes.clone();
        Arc::make_mut(&mut self.history).make(step, group, corrections);
        let last = self.history.at().saturating_sub(1);
        if let Some(step) = self.history.steps().get(last) {
            self.record_step(last, step.clone(), changes);
        }
        self.touch();
        Ok(())
    }

    /// Takes the last step back; its name.
    pub fn undo(&mut self) -> Option<String> {
        self.undo_name()?;
        self.snapshot.job = None;
        let corrections = Arc::make_mut(&mut self.corrections);
        let step = Arc::make_mut(&mut self.history).undo(corrections)?.clone();
        self.note_changes(&step.changes);
        let back = step.changes.iter().rev().map(Change::inverse).collect();
        self.record_move(self.history.at(), back);
        self.touch();
        Some(step.name)
    }

    /// Does the step taken back last again; its name.
    pub fn redo(&mut self) -> Option<String> {
        self.redo_name()?;
        self.snapshot.job = None;
        let corrections = Arc::make_mut(&mut self.corrections);
        let step = Arc::make_mut(&mut self.history).redo(corrections)?.clone();
        self.note_changes(&step.changes);
        self.record_move(self.history.at(), step.changes);
        self.touch();
        Some(step.name)
    }

    /// Without an article, or with it again, the machine tells another story.
    fn note_changes(&mut self, changes: &[Change]) {
        if changes.iter().any(|c| {
            matches!(c.slot.target, Target::Article(_))
                && matches!(c.slot.field, Field::Removed | Field::Both)
        }) {
            self.told = None;
        }
    }

    /// The name of the step undo would take back, for the menu.
    #[must_use]
    pub fn undo_name(&self) -> Option<&str> {
        self.history.undo_name()
    }

    /// The name of the step redo would do again, for the menu.
    #[must_use]
    pub fn redo_name(&self) -> Option<&str> {
        self.history.redo_name()
    }

    /// All steps, with how many of them are done.
    #[must_use]
    pub fn steps(&self) -> (&[Step], usize) {
        (self.history.steps(), self.history.at())
    }

    /// The corrections in force.
    #[must_use]
    pub fn corrections(&self) -> &Corrections {
        &self.corrections
    }

    /// Events the user took out; [`Edit::Restore`] brings one back.
    #[must_use]
    pub fn removed(&self) -> &[Removed] {
        &self.removed
    }

    /// Articles the user took out; [`Edit::RestoreArticle`] brings one back.
    pub fn removed_articles(&self) -> impl Iterator<Item = &Read> {
        let removed = |r: &&Read| super::overlay::is_removed(r.key, &self.corrections);
        self.reads.iter().filter(removed)
    }

    /// Corrections that found nothing to lie on in the present reading.
    #[must_use]
    pub fn detached(&self) -> &[Detached] {
        &self.detached
    }

    /// How many articles an older program has read; [`Project::renew`] reads them again.
    #[must_use]
    pub fn outdated(&self) -> usize {
        let old = |r: &&Read| r.analysis.version != self.machine.version;
        self.reads.iter().filter(old).count()
    }

    /// Has the next job read again whatever an older program read, or no longer. Edits are kept.
    pub fn renew(&mut self, on: bool) {
        if self.renew != on {
            self.renew = on;
            self.touch();
        }
    }

    /// Whether the next job reads again what an older program read.
    #[must_use]
    pub fn renews(&self) -> bool {
        self.renew
    }

    /// Whether the snapshot lags behind, so that a job is due.
    #[must_use]
    pub fn lags(&self) -> bool {
        self.lags
    }

    /// What brings the picture up to date.
    #[must_use]
    pub fn job(&self) -> Job {
        Job {
            reads: Arc::clone(&self.reads),
            corrections: Arc::clone(&self.corrections),
            told: self.told.clone(),
            renew: self.renew,
            generation: self.snapshot.generation,
            machine: self.machine,
        }
    }

    /// Takes in what a job made; false, and nothing changed, if the project has changed since
    /// (then make another).
    pub fn accept(&mut self, done: Done) -> bool {
        if done.generation != self.snapshot.generation {
            return false;
        }
        self.snapshot = done.snapshot;
        self.snapshot.generation = done.generation + 1;
        self.reads = done.reads;
        self.told = Some(done.told);
        self.removed = Arc::new(done.removed);
        self.detached = Arc::new(done.detached);
        self.renew = false;
        self.lags = false;
        true
    }

    /// Brings the picture up to date at once, here. For small projects, tests and the command
    /// line; a window uses a worker where [`Job::is_light`] says no.
    pub fn settle(&mut self) {
        let done = self.job().run_to_end();
        self.accept(done);
    }

    /// Takes in an article that was read again with another publication date.
    pub fn replace(&mut self, i: usize, article: Article, analysis: Analysis) {
        let date = article.published.as_ref().map(|p| p.date);
        let Some(key) = self.snapshot.entries.get(i).map(|e| e.key) else {
            return;
        };
        if self.edit(&Edit::Published(i as u32, date)).is_ok()
            && let Some(at) = self.reads.iter().position(|r| r.key == key)
        {
            let read = &mut Arc::make_mut(&mut self.reads)[at];
            read.analysis = Arc::new(analysis);
            read.dated = date;
            self.told = None;
            self.touch();
        }
    }
}
