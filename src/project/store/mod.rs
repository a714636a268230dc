//! The `.dateline` file: one SQLite file that holds all of a project. Every edit is durable when
//! [`Store::record`] returns; a second opening is refused; on closing all is in the one file.
//!
//! This room writes nothing but the file it was given, and the two that SQLite keeps beside it
//! while it is open.

mod columns;
mod pack;
mod read;
pub mod recovery;
mod salvage;
mod schema;
mod slim;
mod trouble;
mod words;
mod write;

pub use read::Contents;
pub use salvage::salvage;
#[cfg(test)]
pub use schema::VERSION;
pub use trouble::Trouble;
pub use words::ArticleHit;
pub use write::{Keeping, Op, StoryOf};

use super::ArticleKey;
use rusqlite::{Connection, OpenFlags};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// An open file. While it lives, nobody else can open the file.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    path: PathBuf,
    /// Where it is made, until it is whole.
    half: Option<PathBuf>,
    /// The file on the disk, as far as the platform tells one from another.
    identity: Option<(u64, u64)>,
    /// Articles in the file: their rows, and what their readings were made with.
    known: HashMap<ArticleKey, Known>,
    /// What could not be written yet, in order.
    backlog: Vec<Op>,
    /// What the story in the file was told of.
    story_of: Option<StoryOf>,
}

#[derive(Clone, Debug, PartialEq)]
struct Known {
    id: i64,
    /// Version, date and text of the reading; `None` if there is none to be used.
    read: Option<(u32, Option<jiff::civil::Date>, ArticleKey)>,
    /// The pack its reading is in.
    pack: Option<i64>,
    /// Key of the title and text in the full-text index.
    indexed: ArticleKey,
}

impl Store {
    /// Begins a new file. It is made under another name beside `path` and takes the place of
    /// whatever is there when it is [finished](Self::finish); dropped before, it leaves nothing.
    ///
    /// # Errors
    /// If it cannot be written, or is in use.
    pub fn begin(path: &Path) -> Result<Self, Trouble> {
        refuse_in_use(path)?;
        let half = half_made(path);
        let _ = std::fs::remove_file(&half);
        let made = Self::connect_to(&half, path, true);
        if made.is_err() {
            let _ = std::fs::remove_file(&half);
        }
        let mut store = made?;
        store.half = Some(half);
        // Nobody misses a half made file, so there is nothing to guard until it is whole.
        let journal = |r: &rusqlite::Row<'_>| r.get::<_, String>(0).map(drop);
        store
            .db
            .pragma_update_and_check(None, "journal_mode", "MEMORY", journal)
            .and_then(|()| store.db.pragma_update(None, "synchronous", "OFF"))
            .map_err(|e| store.sql(&e))?;
        Ok(store)
    }

    /// Puts a file that was [begun](Self::begin) in its place, whole and on the disk, and goes
    /// on in it.
    ///
    /// # Errors
    /// If that cannot be done; then what was there before is there still.
    pub fn finish(mut self) -> Result<Self, Trouble> {
        let Some(half) = self.half.clone() else {
            return Ok(self);
        };
        let path = self.path.clone();
        let (known, story_of) = (std::mem::take(&mut self.known), self.story_of);
        // Closes it. It must not be taken for one to be thrown away.
        self.half = None;
        drop(self);
        let mut new = take_place(&half, &path)?;
        new.known = known;
        new.story_of = story_of;
        Ok(new)
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
        if about.len() == 0 || !about.is_file() {
            return Err(Trouble::NotAProject(path.into()));
        }
        Self::connect(path, false)
    }

    fn connect(path: &Path, new: bool) -> Result<Self, Trouble> {
        Self::connect_to(path, path, new)
    }

    /// Opens the file `at` in the name of `path`.
    fn connect_to(at: &Path, path: &Path, new: bool) -> Result<Self, Trouble> {
        let sql = |e: rusqlite::Error| Trouble::from_sql(path, &e);
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if new {
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
        }
        let mut db = Connection::open_with_flags(at, flags).map_err(sql)?;
        db.busy_timeout(std::time::Duration::ZERO).map_err(sql)?;
        if db.is_readonly("main").map_err(sql)? {
            return Err(Trouble::ReadOnly(path.into()));
        }
        // A file made to do harm must not run anything of its own.
        db.pragma_update(None, "trusted_schema", false)
            .map_err(sql)?;
        // Before anything is in it. What is kept comes in blobs of some kilobytes, and in small
        // pages a quarter of the room stays empty.
        db.pragma_update(None, "page_size", 16_384).map_err(sql)?;
        db.pragma_update(None, "locking_mode", "EXCLUSIVE")
            .map_err(sql)?;
        if !new {
            // Nothing is written before it is known to be sound: what is damaged stays as it is.
            match schema::check(&db, path)? {
                // A file cut to a few bytes looks like one that nothing was written to yet.
                0 => return Err(Trouble::NotAProject(path.into())),
                schema::VERSION => sound(&db, path)?,
                _ => {}
            }
        }
        // Takes the lock, and finds out whether this is a database at all.
        db.execute_batch("BEGIN EXCLUSIVE; COMMIT").map_err(sql)?;
        db.pragma_update(None, "synchronous", "FULL").map_err(sql)?;
        db.pragma_update(None, "cache_size", -32_000).map_err(sql)?;
        // Pages that change with every batch of a long save reach the file once in 32 MB of log,
        // not in every four.
        db.pragma_update_and_check(None, "wal_autocheckpoint", 2_000, |_| Ok(()))
            .map_err(sql)?;
        db.pragma_update(None, "temp_store", "MEMORY")
            .map_err(sql)?;
        schema::prepare(&mut db, path)?;
        let store = Self {
            db,
            path: path.into(),
            half: None,
            identity: identity(at),
            known: HashMap::new(),
            backlog: Vec::new(),
            story_of: None,
        };
        if new {
            store.log()?;
        }
        Ok(store)
    }

    /// From now on edits go to a log beside the file. That is written in its head, so a file that
    /// is there already is read first: if it is damaged it must stay as it is.
    fn log(&self) -> Result<(), Trouble> {
        let set = self
            .db
            .pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()));
        set.map_err(|e| self.sql(&e))
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
        let at = self.half.as_ref().unwrap_or(&self.path);
        if self.identity.is_some() && identity(at) == self.identity {
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
        if self.is_at(path) {
            return self.flush();
        }
        refuse_in_use(path)?;
        // What could not be written here is written there.
        let backlog = std::mem::take(&mut self.backlog);
        let half = half_made(path);
        let _ = std::fs::remove_file(&half);
        let copied = self
            .db
            .execute("VACUUM INTO ?1", [half.to_string_lossy().as_ref()])
            .map_err(|e| Trouble::from_sql(path, &e))
            .and_then(|_| take_place(&half, path));
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

    /// Whether this is the file under that name.
    #[must_use]
    pub fn is_at(&self, path: &Path) -> bool {
        self.identity.is_some() && path.exists() && identity(path) == self.identity
    }

    /// Takes over what another file could not write.
    pub fn take_over(&mut self, mut from: Self) {
        self.backlog = std::mem::take(&mut from.backlog);
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
        if let Some(half) = &self.half {
            let _ = std::fs::remove_file(half);
        }
    }
}

/// The first damage of the pages, if there is any: quick, for a table's entries and not what they
/// hold are looked at.
fn sound(db: &Connection, path: &Path) -> Result<(), Trouble> {
    for table in schema::TABLES {
        let check = format!("PRAGMA integrity_check({table})");
        let found: rusqlite::Result<String> = db.query_row(&check, [], |r| r.get(0));
        match found.map_err(|e| Trouble::from_sql(path, &e))?.as_str() {
            "ok" => {}
            what => return Err(Trouble::Damaged(path.into(), what.into())),
        }
    }
    Ok(())
}

/// Says so if somebody is at work in a file that is to be replaced, or it is not to be written.
fn refuse_in_use(path: &Path) -> Result<(), Trouble> {
    let Ok(about) = std::fs::metadata(path) else {
        return Ok(());
    };
    if !about.is_file() {
        return Err(Trouble::NotAFile(path.into()));
    }
    if about.permissions().readonly() {
        return Err(Trouble::ReadOnly(path.into()));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let locked = Connection::open_with_flags(path, flags).and_then(|db| {
        db.busy_timeout(std::time::Duration::ZERO)?;
        db.execute_batch("BEGIN EXCLUSIVE; COMMIT")
    });
    match locked.map_err(|e| Trouble::from_sql(path, &e)) {
        Err(e @ (Trouble::InUse(_) | Trouble::ReadOnly(_))) => Err(e),
        // Whatever else is wrong with it goes with it.
        _ => Ok(()),
    }
}

/// Gives a file that is whole its name, over whatever bears it, and opens it.
fn take_place(half: &Path, path: &Path) -> Result<Store, Trouble> {
    let placed = std::fs::File::open(half)
        .and_then(|f| f.sync_all())
        .and_then(|()| std::fs::rename(half, path));
    if let Err(e) = placed {
        let _ = std::fs::remove_file(half);
        return Err(Trouble::from_io(path, &e));
    }
    // The name is on the disk when its folder is. Not every system lets a folder be written so.
    if let Some(folder) = path.parent() {
        let _ = std::fs::File::open(folder).and_then(|f| f.sync_all());
    }
    // The log of a file that was there before must not be taken for one of this.
    let _ = std::fs::remove_file(recovery::wal(path));
    let store = Store::connect(path, false)?;
    store.log()?;
    Ok(store)
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
