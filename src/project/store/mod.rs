//! The `.dateline` file: one SQLite file that holds all of a project. Every edit is durable when
//! [`Store::record`] returns; a second opening is refused; on closing all is in the one file.
//!
//! This room writes nothing but the file it was given, and the two that SQLite keeps beside it
//! while it is open.

mod pack;
mod read;
pub mod recovery;
mod salvage;
mod schema;
mod trouble;
mod words;
mod write;

pub use read::Contents;
pub use salvage::salvage;
pub use trouble::Trouble;
pub use words::ArticleHit;
pub use write::{Keeping, Op};

use super::ArticleKey;
use rusqlite::{Connection, OpenFlags};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// An open file. While it lives, nobody else can open the file.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    path: PathBuf,
    /// The file on the disk, as far as the platform tells one from another.
    identity: Option<(u64, u64)>,
    /// Articles in the file: their rows, and what their readings were made with.
    known: HashMap<ArticleKey, Known>,
    /// What could not be written yet, in order.
    backlog: Vec<Op>,
    /// What the story in the file was told of.
    story_of: Option<[u8; 16]>,
}

#[derive(Clone, Debug, PartialEq)]
struct Known {
    id: i64,
    /// Version, date and text of the reading; `None` if there is none to be used.
    read: Option<(u32, Option<jiff::civil::Date>, ArticleKey)>,
    /// Key of the title and text in the full-text index.
    indexed: ArticleKey,
}

impl Store {
    /// Makes a new file, over whatever is there.
    ///
    /// # Errors
    /// If it cannot be written, or is in use.
    pub fn create(path: &Path) -> Result<Self, Trouble> {
        if path.exists() {
            // Somebody may be at work in it.
            drop(Self::connect(path, false)?);
            std::fs::remove_file(path).map_err(|e| Trouble::from_io(path, &e))?;
        }
        Self::connect(path, true)
    }

    /// Opens a file that is there; files of earlier versions are brought to the present one.
    ///
    /// # Errors
    /// If it is not there, is in use, is damaged, is not a project, was made by a newer version,
    /// or cannot be written.
    pub fn open(path: &Path) -> Result<Self, Trouble> {
        let about = std::fs::metadata(path).map_err(|e| Trouble::from_io(path, &e))?;
        if about.permissions().readonly() {
            return Err(Trouble::ReadOnly(path.into()));
        }
        if about.len() == 0 || about.is_dir() {
            return Err(Trouble::NotAProject(path.into()));
        }
        Self::connect(path, false)
    }

    fn connect(path: &Path, new: bool) -> Result<Self, Trouble> {
        let sql = |e: rusqlite::Error| Trouble::from_sql(path, &e);
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if new {
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
        }
        let mut db = Connection::open_with_flags(path, flags).map_err(sql)?;
        db.busy_timeout(std::time::Duration::ZERO).map_err(sql)?;
        if db.is_readonly("main").map_err(sql)? {
            return Err(Trouble::ReadOnly(path.into()));
        }
        // A file made to do harm must not run anything of its own.
        db.pragma_update(None, "trusted_schema", false)
            .map_err(sql)?;
        db.pragma_update(None, "locking_mode", "EXCLUSIVE")
            .map_err(sql)?;
        // Takes the lock, and finds out whether this is a database at all.
        db.execute_batch("BEGIN EXCLUSIVE; COMMIT").map_err(sql)?;
        schema::check(&db, path)?;
        db.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))
            .map_err(sql)?;
        db.pragma_update(None, "synchronous", "FULL").map_err(sql)?;
        db.pragma_update(None, "cache_size", -32_000).map_err(sql)?;
        // Pages that change with every batch of a long save reach the file once in 32 MB of log,
        // not in every four.
        db.pragma_update_and_check(None, "wal_autocheckpoint", 8_000, |_| Ok(()))
            .map_err(sql)?;
        db.pragma_update(None, "temp_store", "MEMORY")
            .map_err(sql)?;
        schema::prepare(&mut db, path)?;
        Ok(Self {
            db,
            path: path.into(),
            identity: identity(path),
            known: HashMap::new(),
            backlog: Vec::new(),
            story_of: None,
        })
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether something could not be written yet.
    #[must_use]
    pub fn lags(&self) -> bool {
        !self.backlog.is_empty()
    }

    /// Whether the file that is open is still the one under its name. Writing into a file that
    /// was deleted succeeds and saves nothing.
    fn still_there(&self) -> Result<(), Trouble> {
        if self.identity.is_some() && identity(&self.path) == self.identity {
            Ok(())
        } else {
            Err(Trouble::Gone(self.path.clone()))
        }
    }

    fn sql(&self, error: &rusqlite::Error) -> Trouble {
        Trouble::from_sql(&self.path, error)
    }

    /// Looks through the whole file for damage. Takes long on large files: call it on a worker.
    ///
    /// # Errors
    /// The first damage found.
    pub fn check(&self) -> Result<(), Trouble> {
        let found: String = self
            .db
            .query_row("PRAGMA integrity_check(1)", [], |r| r.get(0))
            .map_err(|e| self.sql(&e))?;
        match found.as_str() {
            "ok" => Ok(()),
            what => Err(Trouble::Damaged(self.path.clone(), what.into())),
        }
    }

    /// Copies everything into a new file at `path`, over whatever is there, and goes on in that
    /// one. The old file is left as it is. Either all is done or nothing.
    ///
    /// # Errors
    /// If the new file cannot be written, or is in use; then this one goes on.
    pub fn save_as(&mut self, path: &Path) -> Result<(), Trouble> {
        if path.exists() && identity(path) == self.identity && self.identity.is_some() {
            return self.flush();
        }
        if path.exists() {
            match Self::connect(path, false) {
                Err(e @ (Trouble::InUse(_) | Trouble::ReadOnly(_))) => return Err(e),
                other => drop(other),
            }
        }
        // What could not be written here is written there.
        let backlog = std::mem::take(&mut self.backlog);
        let half = half_made(path);
        let _ = std::fs::remove_file(&half);
        let copied = self
            .db
            .execute("VACUUM INTO ?1", [half.to_string_lossy().as_ref()])
            .map_err(|e| Trouble::from_sql(path, &e))
            .and_then(|_| {
                let sync = std::fs::File::open(&half).and_then(|f| f.sync_all());
                sync.and_then(|()| std::fs::rename(&half, path))
                    .map_err(|e| Trouble::from_io(path, &e))
            })
            .and_then(|()| Self::connect(path, false));
        match copied {
            Ok(mut new) => {
                new.known.clone_from(&self.known);
                new.story_of = self.story_of;
                new.backlog = backlog;
                let old = std::mem::replace(self, new);
                let _ = old.close();
                self.flush()
            }
            Err(trouble) => {
                let _ = std::fs::remove_file(&half);
                self.backlog = backlog;
                Err(trouble)
            }
        }
    }

    /// Lets the file not grow beyond so many pages more: a full disk, for tests.
    #[cfg(test)]
    pub fn limit_pages(&self, more: Option<u32>) {
        let pages = |name: &str| -> u32 {
            let n = self.db.pragma_query_value(None, name, |r| r.get(0));
            n.unwrap_or_default()
        };
        let limit = more.map_or(u32::MAX - 1, |m| pages("page_count") + m);
        let _ = self
            .db
            .pragma_update_and_check(None, "max_page_count", limit, |_| Ok(()));
    }

    /// Writes what could not be written before and folds all into the one file.
    ///
    /// # Errors
    /// If something could not be written.
    pub fn close(mut self) -> Result<(), Trouble> {
        let written = self.flush();
        self.fold();
        written
    }

    /// Leaves one file without its write-ahead log. Should it fail, the log stays beside the
    /// file and is taken in by the next opening.
    fn fold(&mut self) {
        let _ = self
            .db
            .pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()));
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.fold();
    }
}

/// The name under which a file is made before it takes its own.
fn half_made(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".part");
    path.with_file_name(name)
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let about = std::fs::metadata(path).ok()?;
    Some((about.dev(), about.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<(u64, u64)> {
    // An open file cannot be moved or replaced there.
    std::fs::metadata(path).ok().map(|_| (0, 0))
}

/// Makes a file as version 1 made it, for the tests of migration.
#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub fn make_first_version(
    path: &Path,
    reads: &[super::Read],
    corrections: &super::Corrections,
    history: &super::History,
) {
    let db = Connection::open(path).unwrap();
    db.execute_batch(&schema::first_version()).unwrap();
    fn json<T: serde::Serialize>(value: &T) -> String {
        serde_json::to_string(value).unwrap()
    }
    for (read, id) in reads.iter().zip(1i64..) {
        let mut about = (*read.article).clone();
        about.text.clear();
        db.execute(
            "INSERT INTO article(id, key, text, about) VALUES(?1, ?2, ?3, ?4)",
            rusqlite::params![
                id,
                read.key.0.to_be_bytes().as_slice(),
                read.article.text,
                json(&about)
            ],
        )
        .unwrap();
    }
    for (slot, value) in corrections.iter() {
        db.execute(
            "INSERT INTO correction VALUES(?1, ?2)",
            [json(slot), json(value)],
        )
        .unwrap();
    }
    for (step, n) in history.steps().iter().zip(0i64..) {
        db.execute(
            "INSERT INTO step VALUES(?1, ?2, ?3)",
            rusqlite::params![n, step.name, json(&step.changes)],
        )
        .unwrap();
    }
    db.execute("INSERT INTO state VALUES('at', ?1)", [history.at() as i64])
        .unwrap();
}
