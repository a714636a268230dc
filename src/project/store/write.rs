//! Writing: edits one by one, each durable when it returns; articles and readings in batches.

use super::{Contents, Known, Store, Trouble, pack};
use crate::analysis::{Analysis, Story};
use crate::article::Article;
use crate::project::corrections::{Change, Slot, Value};
use crate::project::history::Step;
use crate::project::overlay;
use crate::project::reading::Read;
use crate::project::{ArticleKey, Corrections, Double, Unread};
use rayon::prelude::*;
use rusqlite::{Transaction, params};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Steps kept in a file, at most.
const STEPS: usize = 5_000;
/// Articles written in one transaction: the longest an edit may have to wait.
const BATCH: usize = 512;
/// Readings packed together: more would pack a little tighter, and take longer to take one out.
const PACK: usize = 128;

/// Something that changes the user's part of the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    /// Step number `n` was made (anew, if it is there); those after it are gone.
    Step {
        /// Its number.
        n: i64,
        /// The step.
        step: Step,
        /// What it changed just now.
        changes: Vec<Change>,
    },
    /// Undo or redo: the steps before number `at` are done now.
    Move {
        /// The number.
        at: i64,
        /// What that changed.
        changes: Vec<Change>,
    },
    /// The state of the view, as the window writes it.
    View(String),
    /// What could not be read.
    Unread(Vec<Unread>),
    /// Which articles repeat another.
    Doubles(Vec<Double>),
}

/// What is to be in the file beside the edits.
#[derive(Clone, Debug)]
pub struct Keeping {
    /// The articles and readings, in order.
    pub reads: Arc<Vec<Read>>,
    /// The corrections in force, which the words in the index follow.
    pub corrections: Arc<Corrections>,
    /// The story the machine tells of them.
    pub told: Option<Arc<Story>>,
}

/// Tells readings, in order, from others.
pub type StoryOf = [u8; 16];

/// A story as it is written.
pub struct Packed {
    of: StoryOf,
    parts: Vec<Vec<u8>>,
}

impl Store {
    /// Writes an edit. When it returns without an error the edit is on the disk. With an error
    /// it is remembered, and written before the next.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn record(&mut self, op: Op) -> Result<(), Trouble> {
        self.backlog.push(op);
        self.flush()
    }

    /// Writes what could not be written before.
    ///
    /// # Errors
    /// If the file cannot be written; nothing of it then is.
    pub fn flush(&mut self) -> Result<(), Trouble> {
        if self.backlog.is_empty() {
            return Ok(());
        }
        self.still_there()?;
        let path = self.path.clone();
        let written = self.db.transaction().and_then(|tx| {
            for op in &self.backlog {
                write(&tx, op)?;
            }
            tx.commit()
        });
        written.map_err(|e| Trouble::from_sql(&path, &e))?;
        self.backlog.clear();
        Ok(())
    }

    /// Writes the user's part of a project whole into a new file.
    ///
    /// # Errors
    /// If the file cannot be written; nothing of it then is.
    pub fn put_all(&mut self, contents: &Contents) -> Result<(), Trouble> {
        let path = self.path.clone();
        let written = self.db.transaction().and_then(|tx| {
            for (slot, value) in contents.corrections.iter() {
                put_correction(&tx, slot, Some(value))?;
            }
            for (step, n) in contents.history.steps().iter().zip(contents.first_step..) {
                tx.prepare_cached("INSERT INTO step(n, name, changes) VALUES(?1, ?2, ?3)")?
                    .execute(params![n, step.name, json(&step.changes)?])?;
            }
            let at = contents.first_step + contents.history.at() as i64;
            set_state(&tx, "at", &at)?;
            set_state(&tx, "unread", &json(&contents.unread)?)?;
            set_state(&tx, "doubles", &json(&contents.doubles)?)?;
            if let Some(view) = &contents.view {
                set_state(&tx, "view", view)?;
            }
            tx.commit()
        });
        written.map_err(|e| Trouble::from_sql(&path, &e))
    }

    /// The next articles and readings that are not in the file yet, from `from` on, written in
    /// one transaction; whether there may be more. Begin with 0 and call it until there are none:
    /// between two calls others may write their edits.
    ///
    /// # Errors
    /// If the file cannot be written; what was written before is.
    pub fn keep_some(
        &mut self,
        keeping: &Keeping,
        from: &mut usize,
        kept: &AtomicUsize,
    ) -> Result<bool, Trouble> {
        self.still_there()?;
        let mut due: Vec<&Read> = Vec::with_capacity(BATCH);
        let mut next = *from;
        for read in keeping.reads.iter().skip(*from) {
            if due.len() == BATCH {
                break;
            }
            next += 1;
            if self.is_due(read, &keeping.corrections) {
                due.push(read);
            }
        }
        if due.is_empty() {
            return Ok(false);
        }
        // Packing takes longest, so it is done on all cores, and only of what is new.
        let known = &self.known;
        let news: Vec<&Read> = due
            .iter()
            .copied()
            .filter(|r| {
                let there = known.get(&r.key).and_then(|k| k.read.as_ref());
                r.analysis.version != 0 && there != made_with(r).as_ref()
            })
            .collect();
        let (bodies, packs) = rayon::join(
            || {
                let body = |r: &&Read| match known.get(&r.key) {
                    Some(_) => Ok(None),
                    None => pack_article(&r.article).map(Some),
                };
                due.par_iter().map(body).collect::<Result<Vec<_>, _>>()
            },
            || {
                let pack = |reads: &[&Read]| {
                    let readings = reads.iter().map(|r| (&*r.analysis, text_of(r)));
                    pack::pack_readings(&readings.collect::<Vec<_>>())
                };
                news.par_chunks(PACK).map(pack).collect::<Vec<_>>()
            },
        );
        let path = self.path.clone();
        let written = bodies.and_then(|bodies| {
            let tx = self.db.transaction()?;
            let mut new: HashMap<ArticleKey, Known> = HashMap::with_capacity(due.len());
            for (read, body) in due.iter().zip(bodies) {
                let known = known.get(&read.key).cloned();
                let known = put(&tx, read, body, known, &keeping.corrections)?;
                new.insert(read.key, known);
            }
            let mut left: BTreeSet<i64> = BTreeSet::new();
            for (reads, body) in news.chunks(PACK).zip(&packs) {
                put_pack(&tx, reads, body.as_deref(), &mut new, &mut left)?;
            }
            for pack in left {
                tx.prepare_cached(
                    "DELETE FROM pack WHERE id = ?1
                     AND NOT EXISTS (SELECT 1 FROM reading WHERE pack = ?1)",
                )?
                .execute([pack])?;
            }
            tx.commit().map(|()| new)
        });
        let written = written.map_err(|e| Trouble::from_sql(&path, &e))?;
        kept.fetch_add(written.len(), Ordering::Relaxed);
        self.known.extend(written);
        *from = next;
        Ok(true)
    }

    fn is_due(&self, read: &Read, corrections: &Corrections) -> bool {
        match self.known.get(&read.key) {
            None => true,
            Some(known) => {
                known.read != made_with(read) || known.indexed != indexed(read, corrections)
            }
        }
    }

    /// Which readings the story in the file was told of; `None` if there is none.
    #[must_use]
    pub fn story_of(&self) -> Option<StoryOf> {
        self.story_of
    }

    /// Writes a story in place of the one in the file.
    ///
    /// # Errors
    /// If the file cannot be written; nothing of it then is.
    pub fn put_story(&mut self, story: &Packed) -> Result<(), Trouble> {
        self.still_there()?;
        let path = self.path.clone();
        let written = self.db.transaction().and_then(|tx| {
            tx.execute("DELETE FROM story", [])?;
            let mut insert = tx.prepare("INSERT INTO story(part, body) VALUES(?1, ?2)")?;
            for (i, body) in story.parts.iter().enumerate() {
                insert.execute(params![i as i64, body])?;
            }
            drop(insert);
            set_state(&tx, "story_of", &story.of.as_slice())?;
            set_state(&tx, "story_shape", &pack::shape().as_slice())?;
            tx.commit()
        });
        written.map_err(|e| Trouble::from_sql(&path, &e))?;
        self.story_of = Some(story.of);
        Ok(())
    }
}

impl Keeping {
    /// The story to be written, if it is another than the one told of `there`. Takes long and
    /// needs no file: do it while nobody waits for one.
    #[must_use]
    pub fn pack_story(&self, there: Option<StoryOf>) -> Option<Packed> {
        let told = self.told.as_ref()?;
        let of = fingerprint(&self.reads, &self.corrections);
        if there == Some(of) {
            return None;
        }
        let told_of = told_of(&self.reads, &self.corrections);
        let told_of: Vec<(&Article, &Analysis)> = told_of
            .iter()
            .map(|(article, a)| (&**article, *a))
            .collect();
        let parts = pack::pack_story(told, &told_of)?;
        Some(Packed { of, parts })
    }
}

/// What a reading was made with; `None` if there is none.
pub(super) fn made_with(read: &Read) -> Option<(u32, Option<jiff::civil::Date>, ArticleKey)> {
    (read.analysis.version != 0).then_some((read.analysis.version, read.dated, read.text))
}

/// The text a reading was made from, where it is that of the article in the file; empty where
/// the user had replaced it.
pub(super) fn text_of(read: &Read) -> &str {
    if read.text == read.key {
        &read.article.text
    } else {
        ""
    }
}

/// The articles of which the story is told, with their corrections, in order.
pub(super) fn told_of<'a>(
    reads: &'a [Read],
    corrections: &Corrections,
) -> Vec<(Arc<Article>, &'a Analysis)> {
    let told = reads.iter().filter(|r| !r.is_left_out(corrections));
    let corrected = |r: &'a Read| {
        let article = overlay::corrected(&r.article, r.key, corrections);
        (article, &*r.analysis)
    };
    told.map(corrected).collect()
}

/// The key of the title and text that are to be found by their words.
fn indexed(read: &Read, corrections: &Corrections) -> ArticleKey {
    if overlay::has_new_words(read.key, corrections) {
        ArticleKey::of(&overlay::corrected(&read.article, read.key, corrections))
    } else {
        read.key
    }
}

/// Which readings a story was told of, in order.
pub(super) fn fingerprint(reads: &[Read], corrections: &Corrections) -> StoryOf {
    let mut text = String::with_capacity(reads.len() * 80);
    for read in reads {
        use std::fmt::Write;
        let removed = read.is_left_out(corrections);
        let (version, dated) = (read.analysis.version, &read.dated);
        let _ = writeln!(
            text,
            "{} {version} {dated:?} {} {removed}",
            read.key, read.text
        );
    }
    let article = Article {
        text,
        ..Article::default()
    };
    ArticleKey::of(&article).0.to_be_bytes()
}

fn set_state(
    tx: &Transaction<'_>,
    name: &str,
    value: &dyn rusqlite::ToSql,
) -> rusqlite::Result<()> {
    tx.prepare_cached("INSERT OR REPLACE INTO state(name, value) VALUES(?1, ?2)")?
        .execute(params![name, value])
        .map(drop)
}

fn json<T: serde::Serialize>(value: &T) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))
}

fn write(tx: &Transaction<'_>, op: &Op) -> rusqlite::Result<()> {
    match op {
        Op::Step { n, step, changes } => {
            tx.prepare_cached("DELETE FROM step WHERE n >= ?1 OR n <= ?2")?
                .execute(params![n, n - STEPS as i64])?;
            tx.prepare_cached("INSERT INTO step(n, name, changes) VALUES(?1, ?2, ?3)")?
                .execute(params![n, step.name, json(&step.changes)?])?;
            set_state(tx, "at", &(n + 1))?;
            correct(tx, changes)
        }
        Op::Move { at, changes } => {
            set_state(tx, "at", at)?;
            correct(tx, changes)
        }
        Op::View(view) => set_state(tx, "view", view),
        Op::Unread(unread) => set_state(tx, "unread", &json(unread)?),
        Op::Doubles(doubles) => set_state(tx, "doubles", &json(doubles)?),
    }
}

fn correct(tx: &Transaction<'_>, changes: &[Change]) -> rusqlite::Result<()> {
    for Change { slot, after, .. } in changes {
        put_correction(tx, slot, after.as_ref())?;
    }
    Ok(())
}

fn put_correction(
    tx: &Transaction<'_>,
    slot: &Slot,
    value: Option<&Value>,
) -> rusqlite::Result<()> {
    let slot = json(slot)?;
    match value {
        Some(value) => tx
            .prepare_cached("INSERT OR REPLACE INTO correction(slot, value) VALUES(?1, ?2)")?
            .execute(params![slot, json(value)?])?,
        None => tx
            .prepare_cached("DELETE FROM correction WHERE slot = ?1")?
            .execute([slot])?,
    };
    Ok(())
}

fn pack_article(article: &Article) -> rusqlite::Result<Vec<u8>> {
    let about = Article {
        text: String::new(),
        ..article.clone()
    };
    let packed = pack::pack_article(&json(&about)?, &article.text);
    packed.ok_or(rusqlite::Error::InvalidQuery)
}

/// Writes an article, if it is new, and the words it is to be found by.
fn put(
    tx: &Transaction<'_>,
    read: &Read,
    body: Option<Vec<u8>>,
    old: Option<Known>,
    corrections: &Corrections,
) -> rusqlite::Result<Known> {
    let wanted = indexed(read, corrections);
    let is_new = old.is_none();
    let mut known = match old {
        Some(old) => old,
        None => {
            tx.prepare_cached("INSERT INTO article(key, body) VALUES(?1, ?2)")?
                .execute(params![read.key.0.to_be_bytes().as_slice(), body])?;
            Known {
                id: tx.last_insert_rowid(),
                read: None,
                pack: None,
                indexed: read.key,
            }
        }
    };
    if is_new || known.indexed != wanted {
        let article = overlay::corrected(&read.article, read.key, corrections);
        if !is_new {
            tx.prepare_cached("DELETE FROM words WHERE rowid = ?1")?
                .execute([known.id])?;
        }
        tx.prepare_cached("INSERT INTO words(rowid, title, text) VALUES(?1, ?2, ?3)")?
            .execute(params![known.id, article.title, article.text])?;
    }
    if known.indexed != wanted {
        let other = (wanted != read.key).then(|| wanted.0.to_be_bytes());
        tx.prepare_cached("UPDATE article SET indexed = ?2 WHERE id = ?1")?
            .execute(params![known.id, other.as_ref().map(<[u8; 16]>::as_slice)])?;
        known.indexed = wanted;
    }
    Ok(known)
}

/// Writes readings in a pack; those they had before are gone, and the packs those were `left` in
/// may be empty then.
fn put_pack(
    tx: &Transaction<'_>,
    reads: &[&Read],
    body: Option<&[u8]>,
    known: &mut HashMap<ArticleKey, Known>,
    left: &mut BTreeSet<i64>,
) -> rusqlite::Result<()> {
    let pack = match body {
        Some(body) => {
            tx.prepare_cached("INSERT INTO pack(shape, body) VALUES(?1, ?2)")?
                .execute(params![pack::shape().as_slice(), body])?;
            Some(tx.last_insert_rowid())
        }
        None => None,
    };
    for (read, place) in reads.iter().zip(0i64..) {
        let (Some(known), Some((version, dated, text))) =
            (known.get_mut(&read.key), made_with(read))
        else {
            continue;
        };
        if let Some(pack) = pack {
            let other = (text != read.key).then(|| text.0.to_be_bytes());
            tx.prepare_cached(
                "INSERT OR REPLACE INTO reading(id, pack, place, version, dated, text)
                 VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                known.id,
                pack,
                place,
                version,
                dated.map(|d| d.to_string()),
                other.as_ref().map(<[u8; 16]>::as_slice)
            ])?;
            left.extend(known.pack.replace(pack));
        }
        // What cannot be packed is read anew next time; here it is done with.
        known.read = Some((version, dated, text));
    }
    Ok(())
}
