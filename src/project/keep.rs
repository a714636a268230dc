//! A project and its file: open, keep, save as, close.

use super::corrections::Change;
use super::history::Step;
use super::reading::{Progress, Read};
use super::store::{ArticleHit, Contents, Keeping, Op, Store, Trouble, recovery, salvage};
use super::{Entry, Project};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Where a project is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Home {
    /// Nowhere: it is gone with the window.
    #[default]
    Nowhere,
    /// In a recovery file: it has no name yet.
    Recovery(PathBuf),
    /// In the user's file.
    File(PathBuf),
}

/// The file of a project, shared by its clones.
#[derive(Debug)]
pub(super) struct Kept {
    store: Mutex<Option<Store>>,
    home: Mutex<Home>,
    trouble: Mutex<Option<Trouble>>,
}

/// What [`Project::open`] found.
#[derive(Debug)]
pub struct Opened {
    /// The project.
    pub project: Project,
    /// What the user should know, in sentences: a copy was opened, something was lost.
    pub notes: Vec<String>,
}

/// What [`import`] made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Articles in the project.
    pub articles: usize,
    /// Articles that repeat another.
    pub doubles: usize,
    /// Events in the project.
    pub events: usize,
    /// Events without a date.
    pub undated: usize,
}

/// Builds a project in a new file at `path`, over whatever is there, without a window.
///
/// # Errors
/// If the file cannot be written, or is open in a window.
pub fn import(
    entries: Vec<Entry>,
    unread: Vec<super::Unread>,
    path: &Path,
) -> Result<Imported, Trouble> {
    let mut project = Project::default();
    let added = project.add(entries);
    project.unread = unread;
    project.settle();
    project.save_as(path)?;
    project.close(false)?;
    let story = &project.snapshot.story;
    Ok(Imported {
        articles: added.new,
        doubles: added.doubles + added.known,
        events: story.events.len(),
        undated: story
            .events
            .iter()
            .filter(|e| e.date.value.is_none())
            .count(),
    })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Kept {
    fn new(store: Store, home: Home) -> Arc<Self> {
        Arc::new(Self {
            store: Mutex::new(Some(store)),
            home: Mutex::new(home),
            trouble: Mutex::new(None),
        })
    }

    /// Does something with the file and remembers how it went.
    fn with<T>(
        &self,
        act: impl FnOnce(&mut Store) -> Result<T, Trouble>,
    ) -> Option<Result<T, Trouble>> {
        let mut store = lock(&self.store);
        let done = act(store.as_mut()?);
        match &done {
            Err(trouble) => *lock(&self.trouble) = Some(trouble.clone()),
            Ok(_) if !store.as_ref().is_some_and(Store::lags) => *lock(&self.trouble) = None,
            Ok(_) => {}
        }
        Some(done)
    }
}

impl Project {
    /// Opens a project's file. Files of earlier versions are brought up to date; one that cannot
    /// be written to is opened as a copy in the folder for recovery. Takes up to a second on
    /// large files: call it on a worker. The picture is made by the first
    /// [`job`](Self::job), which has little to do.
    ///
    /// # Errors
    /// If it cannot be opened; for [`Trouble::Damaged`] there is [`Project::open_damaged`].
    pub fn open(path: &Path, recovery: Option<&Path>) -> Result<Opened, Trouble> {
        Self::open_telling(path, recovery, &Progress::default())
    }

    /// The same, telling how many of its articles have been read.
    ///
    /// # Errors
    /// As [`Project::open`].
    pub fn open_telling(
        path: &Path,
        recovery: Option<&Path>,
        progress: &Progress,
    ) -> Result<Opened, Trouble> {
        match Store::open(path) {
            Ok(mut store) => {
                let contents = store.read(progress)?;
                let in_recovery = recovery.is_some_and(|r| path.parent() == Some(r));
                let home = if in_recovery {
                    Home::Recovery(path.into())
                } else {
                    Home::File(path.into())
                };
                let project = Self::from_contents(contents, store, home);
                Ok(Opened {
                    project,
                    notes: Vec::new(),
                })
            }
            Err(Trouble::ReadOnly(at)) => {
                let Some(folder) = recovery else {
                    return Err(Trouble::ReadOnly(at));
                };
                let contents = salvage(path)?;
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let mut opened = Self::copy(contents, folder)?;
                opened.notes.insert(0, format!(
                    "{name} cannot be written to, so this is a copy. Save it under another name to keep your changes."
                ));
                Ok(opened)
            }
            Err(trouble) => Err(trouble),
        }
    }

    /// Opens what can still be read of a damaged file, as a copy in the folder for recovery; the
    /// file itself is left as it is.
    ///
    /// # Errors
    /// If nothing of it can be read, or the copy cannot be written.
    pub fn open_damaged(path: &Path, recovery: &Path) -> Result<Opened, Trouble> {
        let contents = salvage(path)?;
        let articles = contents.reads.len();
        let mut opened = Self::copy(contents, recovery)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        opened.notes.insert(0, format!(
            "{name} is damaged. This is a copy with what could be read: {articles} articles and {} corrections.",
            opened.project.corrections.len()
        ));
        Ok(opened)
    }

    fn copy(contents: Contents, folder: &Path) -> Result<Opened, Trouble> {
        let notes = contents.losses.clone();
        let mut store = recovery::create(folder)?;
        let home = Home::Recovery(store.path().into());
        store.put_all(&contents)?;
        let project = Self::from_contents(contents, store, home);
        project.keep(&AtomicUsize::new(0), &AtomicBool::new(false))?;
        Ok(Opened { project, notes })
    }

    fn from_contents(contents: Contents, store: Store, home: Home) -> Self {
        let entries = contents.reads.iter().map(|r: &Read| Entry {
            key: r.key,
            article: Arc::clone(&r.article),
            analysis: Arc::clone(&r.analysis),
        });
        let mut project = Self::default();
        project.snapshot.entries = Arc::new(entries.collect());
        project.reads = Arc::new(contents.reads);
        project.corrections = Arc::new(contents.corrections);
        project.history = Arc::new(contents.history);
        project.first_step = contents.first_step;
        project.told = contents.told;
        project.view = contents.view;
        project.unread = contents.unread;
        project.doubles = contents.doubles;
        project.kept = Some(Kept::new(store, home));
        project.touch();
        project
    }

    /// Keeps a project that has no file in the folder for recovery from now on, until it is
    /// saved.
    ///
    /// # Errors
    /// If the folder cannot be written; the project then goes on without.
    pub fn keep_in_recovery(&mut self, folder: &Path) -> Result<(), Trouble> {
        if self.kept.is_some() {
            return Ok(());
        }
        let mut store = recovery::create(folder)?;
        store.put_all(&self.contents())?;
        let home = Home::Recovery(store.path().into());
        self.kept = Some(Kept::new(store, home));
        Ok(())
    }

    fn contents(&self) -> Contents {
        Contents {
            corrections: (*self.corrections).clone(),
            history: (*self.history).clone(),
            first_step: self.first_step,
            view: self.view.clone(),
            unread: self.unread.clone(),
            doubles: self.doubles.clone(),
            ..Contents::default()
        }
    }

    /// Where it is kept.
    #[must_use]
    pub fn home(&self) -> Home {
        let kept = self.kept.as_ref();
        kept.map_or_else(Home::default, |k| lock(&k.home).clone())
    }

    /// What keeps the last changes from being written, if anything does. They are not lost:
    /// every later change and [`Project::keep`] try again.
    #[must_use]
    pub fn trouble(&self) -> Option<Trouble> {
        lock(&self.kept.as_ref()?.trouble).clone()
    }

    /// Whether there is work that closing would lose: without a file of the user's, or not
    /// written.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        match self.home() {
            Home::File(_) => self.trouble().is_some(),
            _ => !self.reads.is_empty() || self.history.at() > 0,
        }
    }

    /// Writes articles, readings and the story that are not in the file yet. Call it on a worker
    /// (with a clone) whenever a story was taken in; edits go on between its parts. `kept` counts
    /// the articles written.
    ///
    /// # Errors
    /// If the file cannot be written; what was written before is.
    pub fn keep(&self, kept: &AtomicUsize, cancel: &AtomicBool) -> Result<(), Trouble> {
        let Some(file) = &self.kept else {
            return Ok(());
        };
        let keeping = self.keeping();
        let unread = Op::Unread(self.unread.clone());
        file.with(|s| s.record(unread)).transpose()?;
        // Before the articles: one that repeats another must not come up as new.
        let doubles = Op::Doubles(self.doubles.clone());
        file.with(|s| s.record(doubles)).transpose()?;
        let mut from = 0;
        while !cancel.load(Ordering::Relaxed) {
            let more = file.with(|s| s.keep_some(&keeping, &mut from, kept));
            if more.transpose()? == Some(true) {
                continue;
            }
            // Not while the file is held: an edit would have to wait for it.
            let there = file.with(|s| Ok(s.story_of())).transpose()?;
            if let Some(story) = there.and_then(|there| keeping.pack_story(there)) {
                file.with(|s| s.put_story(&story)).transpose()?;
            }
            break;
        }
        Ok(())
    }

    fn keeping(&self) -> Keeping {
        Keeping {
            reads: Arc::clone(&self.reads),
            corrections: Arc::clone(&self.corrections),
            told: self.told.clone(),
        }
    }

    /// Writes all into a new file, from memory.
    fn write_new(&self, path: &Path) -> Result<Store, Trouble> {
        let mut store = Store::begin(path)?;
        store.put_all(&self.contents())?;
        let (keeping, mut from) = (self.keeping(), 0);
        while store.keep_some(&keeping, &mut from, &AtomicUsize::new(0))? {}
        if let Some(story) = keeping.pack_story(store.story_of()) {
            store.put_story(&story)?;
        }
        store.finish()
    }

    /// Saves all in a new file at `path`, over whatever is there, and goes on in that one. Call
    /// it on a worker, with a clone: all clones share the file.
    ///
    /// # Errors
    /// If it cannot be written; then all goes on as before.
    pub fn save_as(&mut self, path: &Path) -> Result<(), Trouble> {
        let Some(file) = &self.kept else {
            let home = Home::File(path.into());
            self.kept = Some(Kept::new(self.write_new(path)?, home));
            return Ok(());
        };
        let before = self.home();
        // Whatever keeps the old file from being written must not keep the new one.
        let late = self.keep(&AtomicUsize::new(0), &AtomicBool::new(false));
        if let Err(trouble) = late {
            // The old file cannot be read through, perhaps: write the new one from memory. Edits
            // wait meanwhile, so that none goes to the old one.
            let mut store = lock(&file.store);
            if store.as_ref().is_some_and(|s| s.is_at(path)) {
                return Err(trouble);
            }
            let mut new = self.write_new(path)?;
            if let Some(old) = store.take() {
                new.take_over(old);
            }
            *store = Some(new);
            drop(store);
            *lock(&file.home) = Home::File(path.into());
            file.with(Store::flush).transpose()?;
        } else if let Some(saved) = file.with(|s| s.save_as(path)) {
            saved?;
            *lock(&file.home) = Home::File(path.into());
        }
        if let Home::Recovery(old) = before
            && old != path
        {
            recovery::remove(&old);
        }
        Ok(())
    }

    /// Writes the state of the view, in whatever form the window likes.
    pub fn set_view(&mut self, view: String) {
        if self.view.as_ref() != Some(&view) {
            self.view = Some(view.clone());
            self.record(Op::View(view));
        }
    }

    /// The state of the view, as it was written.
    #[must_use]
    pub fn view(&self) -> Option<&str> {
        self.view.as_deref()
    }

    /// Closes the file, for all clones: all is in the one file then, and it can be opened
    /// elsewhere. With `discard`, work that only lives in a recovery file is thrown away.
    ///
    /// # Errors
    /// If something could not be written.
    pub fn close(&self, discard: bool) -> Result<(), Trouble> {
        let Some(file) = &self.kept else {
            return Ok(());
        };
        let empty = self.reads.is_empty() && self.history.steps().is_empty();
        if !discard {
            // What cannot be written stays, to be written elsewhere.
            file.with(Store::flush).transpose()?;
        }
        let store = lock(&file.store).take();
        let closed = store.map_or(Ok(()), Store::close);
        if let Home::Recovery(path) = &*lock(&file.home)
            && (discard || empty)
        {
            recovery::remove(path);
            return Ok(());
        }
        closed
    }

    /// Writes what is not in the file yet and closes it; whether it did: `progress` can stop it,
    /// and counts the articles written. What cannot be written keeps it open, unless `discard`
    /// says that it may be lost. Call it on a worker, with a clone.
    ///
    /// # Errors
    /// If something cannot be written; then all goes on as before.
    pub fn put_away(&self, discard: bool, progress: &Progress) -> Result<bool, Trouble> {
        if discard {
            if matches!(self.home(), Home::File(_)) {
                let _ = self.keep(&progress.done, &progress.cancel);
            }
            let _ = self.close(true);
            return Ok(true);
        }
        self.keep(&progress.done, &progress.cancel)?;
        if progress.cancel.load(Ordering::Relaxed) {
            return Ok(false);
        }
        self.close(false).map(|()| true)
    }

    /// Looks through the whole file for damage. Takes long on large files: call it on a worker.
    ///
    /// # Errors
    /// The first damage found.
    pub fn check(&self) -> Result<(), Trouble> {
        let kept = self.kept.as_ref();
        kept.and_then(|k| k.with(|s| s.check())).unwrap_or(Ok(()))
    }

    /// The articles that fit an FTS5 expression; `None` if the project has no file to ask.
    pub(super) fn find_articles(&self, expression: &str, limit: usize) -> Option<Vec<ArticleHit>> {
        let kept = self.kept.as_ref()?;
        let store = lock(&kept.store);
        store.as_ref()?.find(expression, limit).ok()
    }

    pub(super) fn record_step(&self, i: usize, step: Step, changes: Vec<Change>) {
        let n = self.first_step + i as i64;
        self.record(Op::Step { n, step, changes });
    }

    pub(super) fn record_move(&self, at: usize, changes: Vec<Change>) {
        let at = self.first_step + at as i64;
        self.record(Op::Move { at, changes });
    }

    fn record(&self, op: Op) {
        if let Some(file) = &self.kept {
            // The trouble is kept for the window to show; the edit is kept to be written.
            let _ = file.with(|s| s.record(op));
        }
    }

    /// Lets the file not grow beyond so many pages more: a full disk, for tests.
    #[cfg(test)]
    pub(super) fn limit_pages(&self, more: Option<u32>) {
        if let Some(store) = self.kept.as_ref().map(|k| lock(&k.store)) {
            store.iter().for_each(|s| s.limit_pages(more));
        }
    }
}
