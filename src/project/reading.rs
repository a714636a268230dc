//! From articles and corrections to the story: reads what must be read anew, tells the story, and
//! lays the corrections over it. Pure and cancellable, for a worker.

use super::corrections::{Corrections, Field, Target};
use super::overlay::{self, Detached, Laid, Removed};
use super::{ArticleKey, Entry, Index, Snapshot};
use crate::analysis::{self, Analysis, Story};
use crate::article::Article;
use rayon::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// An article as it was opened, with the machine's last reading of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// What it is known by.
    pub key: ArticleKey,
    /// As it was opened.
    pub article: Arc<Article>,
    /// What the machine read in it, with the user's corrections of the article in force.
    pub analysis: Arc<Analysis>,
    /// The publication date it was read with.
    pub dated: Option<jiff::civil::Date>,
    /// The key of the text it was read from: its own, until the user replaces the text.
    pub text: ArticleKey,
    /// It repeats another article, and is left out unless the user wants both.
    pub double: bool,
}

impl Read {
    /// An article and its reading.
    #[must_use]
    pub fn new(article: Arc<Article>, analysis: Arc<Analysis>) -> Self {
        let key = ArticleKey::of(&article);
        Self {
            key,
            dated: article.published.as_ref().map(|p| p.date),
            text: key,
            double: false,
            article,
            analysis,
        }
    }
}

impl Read {
    /// Whether it is not to be seen: the user took it out, or it repeats another.
    pub(super) fn is_left_out(&self, corrections: &Corrections) -> bool {
        let both = (Target::Article(self.key), Field::Both);
        overlay::is_removed(self.key, corrections)
            || self.double && corrections.get(&both.0, &both.1).is_none()
    }
}

/// The machine: how an article is read, and how a story is told. A seam for tests, which need a
/// reader that reads differently from one version to the next.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Machine {
    pub version: u32,
    pub analyse: fn(&Article) -> Analysis,
    pub combine: fn(&[(&Article, &Analysis)]) -> Story,
}

impl Default for Machine {
    fn default() -> Self {
        Self {
            version: analysis::VERSION,
            analyse: analysis::analyse,
            combine: analysis::combine,
        }
    }
}

/// How far a [`Job`] has come; shared with who waits for it.
#[derive(Debug, Default)]
pub struct Progress {
    /// Articles that are to be read anew.
    pub total: AtomicUsize,
    /// Those that have been.
    pub done: AtomicUsize,
    /// Set it to stop; the job then ends without a result.
    pub cancel: AtomicBool,
}

/// What must be done to bring the picture up to date. Cheap to make; run it on a worker.
#[derive(Clone, Debug)]
pub struct Job {
    pub(super) reads: Arc<Vec<Read>>,
    pub(super) corrections: Arc<Corrections>,
    /// The machine's story, if it still fits: told of these articles as they were read.
    pub(super) told: Option<Arc<Story>>,
    /// Read again whatever an older program read.
    pub(super) renew: bool,
    pub(super) generation: u64,
    pub(super) machine: Machine,
}

/// What a [`Job`] made; take it in with [`Project::accept`](super::Project::accept).
#[derive(Clone, Debug)]
pub struct Done {
    pub(super) reads: Arc<Vec<Read>>,
    pub(super) told: Arc<Story>,
    pub(super) generation: u64,
    pub(super) snapshot: Snapshot,
    pub(super) removed: Vec<Removed>,
    pub(super) detached: Vec<Detached>,
}

impl Job {
    /// Whether it is no more than laying corrections: quick enough to do at once.
    #[must_use]
    pub fn is_light(&self) -> bool {
        let text: usize = self.reads.iter().map(|r| r.article.text.len()).sum();
        let told = self.told.as_ref();
        text < 200_000
            || told.is_some_and(|t| t.events.len() < 20_000)
                && !self.reads.iter().any(|r| {
                    self.is_stale(r, &overlay::corrected(&r.article, r.key, &self.corrections))
                })
    }

    /// Runs it; `None` if it was cancelled.
    #[must_use]
    pub fn run(&self, progress: &Progress) -> Option<Done> {
        let done = self.run_to(progress);
        (!progress.cancel.load(Ordering::Relaxed)).then_some(done)
    }

    /// Runs it where nobody can cancel it.
    pub(super) fn run_to_end(&self) -> Done {
        self.run_to(&Progress::default())
    }

    /// Once cancelled, ends as soon as it can with nothing of worth.
    fn run_to(&self, progress: &Progress) -> Done {
        let mut reads = Arc::clone(&self.reads);
        let mut told = self.told.clone();
        let corrected: Vec<Arc<Article>> = reads
            .iter()
            .map(|r| overlay::corrected(&r.article, r.key, &self.corrections))
            .collect();
        let stale: Vec<usize> = (0..reads.len())
            .filter(|&i| self.is_stale(&reads[i], &corrected[i]))
            .collect();
        progress.total.store(stale.len(), Ordering::Relaxed);
        if !stale.is_empty() {
            let fresh: Vec<(usize, Arc<Analysis>)> = stale
                .par_iter()
                .filter(|_| !progress.cancel.load(Ordering::Relaxed))
                .map(|&i| {
                    let analysis = self.read(&corrected[i]);
                    progress.done.fetch_add(1, Ordering::Relaxed);
                    (i, Arc::new(analysis))
                })
                .collect();
            let new = Arc::make_mut(&mut reads);
            for (i, analysis) in fresh {
                new[i].analysis = analysis;
                new[i].dated = corrected[i].published.as_ref().map(|p| p.date);
                new[i].text = text_key(&new[i], &corrected[i]);
            }
            told = None;
        }
        let entries: Vec<Entry> = reads
            .iter()
            .zip(corrected)
            .filter(|(r, _)| !r.is_left_out(&self.corrections))
            .map(|(r, article)| Entry {
                key: r.key,
                article,
                analysis: Arc::clone(&r.analysis),
            })
            .collect();
        let entries = Arc::new(entries);
        let told = match told {
            Some(told) => told,
            None if progress.cancel.load(Ordering::Relaxed) => Arc::default(),
            None => {
                let pairs: Vec<(&Article, &Analysis)> = entries
                    .iter()
                    .map(|e| (&*e.article, &*e.analysis))
                    .collect();
                Arc::new((self.machine.combine)(&pairs))
            }
        };
        let laid = overlay::lay(&entries, &told, &self.corrections);
        Done {
            reads,
            generation: self.generation,
            snapshot: snapshot(&laid, &told),
            told,
            removed: laid.removed,
            detached: laid.detached,
        }
    }

    /// Reads an article; one that the machine stumbles over is as if nothing had been read in
    /// it, with a warning that says so.
    fn read(&self, article: &Article) -> Analysis {
        let read = || (self.machine.analyse)(article);
        let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read));
        read.unwrap_or_else(|_| Analysis {
            version: self.machine.version,
            warnings: vec!["This article could not be read: a fault of the program.".into()],
            ..Analysis::default()
        })
    }

    fn is_stale(&self, read: &Read, corrected: &Article) -> bool {
        read.analysis.version == 0
            || read.dated != corrected.published.as_ref().map(|p| p.date)
            || read.text != text_key(read, corrected)
            || self.renew && read.analysis.version != self.machine.version
    }
}

/// The key of the text in force. Only a replaced text is hashed anew.
fn text_key(read: &Read, corrected: &Article) -> ArticleKey {
    if corrected.text.as_ptr() == read.article.text.as_ptr() || corrected.text == read.article.text
    {
        read.key
    } else {
        ArticleKey::of(corrected)
    }
}

fn snapshot(laid: &Laid, told: &Arc<Story>) -> Snapshot {
    Snapshot {
        entries: Arc::clone(&laid.entries),
        story: Arc::clone(&laid.story),
        index: Arc::new(Index::new(&laid.entries, &laid.story, &laid.marks)),
        marks: Arc::new(laid.marks.clone()),
        attached: Arc::new(laid.attached.clone()),
        told: Arc::clone(told),
        job: None,
        generation: 0,
    }
}
