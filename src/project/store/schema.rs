//! The tables of a `.dateline` file, and how files of earlier versions become the present one.

use super::{Trouble, pack};
use rusqlite::{Connection, params};
use std::path::Path;

/// "DTLN": tells a project from other SQLite files.
pub const APPLICATION: i32 = 0x4454_4C4E;

/// The version of the tables, in `PRAGMA user_version`. A file of a higher one is not opened.
pub const VERSION: i32 = 3;

/// All tables, those of the full-text index by the names in which it keeps itself. To check that
/// index by its own means takes as long as to make it.
pub const TABLES: [&str; 11] = [
    "article",
    "pack",
    "reading",
    "correction",
    "step",
    "state",
    "story",
    "words_data",
    "words_idx",
    "words_docsize",
    "words_config",
];

/// What makes version `i + 1` out of version `i`. The first makes an empty file a project. Never
/// change one that was released: add another, and keep a file of the version before in the tests.
const STEPS: [&str; VERSION as usize] = [
    // 1: articles, readings, corrections in force, steps, state.
    "CREATE TABLE article(
         id INTEGER PRIMARY KEY,
         key BLOB NOT NULL UNIQUE,      -- hash of title and text, 16 bytes
         text TEXT NOT NULL,
         about TEXT NOT NULL            -- all but the text, JSON
     );
     CREATE TABLE reading(
         id INTEGER PRIMARY KEY,        -- of the article
         version INTEGER NOT NULL,      -- of the reader
         dated TEXT,                    -- publication date it was read with
         text BLOB NOT NULL,            -- key of the text it was read from
         shape BLOB NOT NULL,           -- fingerprint of the types in `body`
         body BLOB NOT NULL             -- postcard under deflate
     );
     CREATE TABLE correction(
         slot TEXT PRIMARY KEY,         -- JSON
         value TEXT NOT NULL            -- JSON
     ) WITHOUT ROWID;
     CREATE TABLE step(
         n INTEGER PRIMARY KEY,
         name TEXT NOT NULL,
         changes TEXT NOT NULL          -- JSON
     );
     CREATE TABLE state(
         name TEXT PRIMARY KEY,
         value ANY
     ) WITHOUT ROWID;",
    // 2: full text, and the story as it was told last.
    "CREATE VIRTUAL TABLE words USING fts5(
         title, text,
         content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2'
     );
     INSERT INTO words(rowid, title, text)
         SELECT id, json_extract(about, '$.title'), text FROM article;
     ALTER TABLE article ADD COLUMN indexed BLOB;
     CREATE TABLE story(
         part INTEGER PRIMARY KEY,
         body BLOB NOT NULL
     );",
    // 3: articles deflated, readings and story in columns, many readings to a row. Those of
    // before are made again: that costs less than to keep their form readable.
    "ALTER TABLE article RENAME TO article2;
     CREATE TABLE article(
         id INTEGER PRIMARY KEY,
         key BLOB NOT NULL UNIQUE,      -- hash of title and text, 16 bytes
         body BLOB NOT NULL,            -- JSON, line break, text; under deflate
         indexed BLOB                   -- key of title and text in `words`, NULL for its own
     );
     DROP TABLE reading;
     CREATE TABLE pack(
         id INTEGER PRIMARY KEY,
         shape BLOB NOT NULL,           -- fingerprint of the types in `body`
         body BLOB NOT NULL             -- readings in columns, under deflate
     );
     CREATE TABLE reading(
         id INTEGER PRIMARY KEY,        -- of the article
         pack INTEGER NOT NULL,
         place INTEGER NOT NULL,        -- in the pack
         version INTEGER NOT NULL,      -- of the reader
         dated TEXT,                    -- publication date it was read with
         text BLOB                      -- key of the text it was read from, NULL for its own
     );
     DELETE FROM story;
     DELETE FROM state WHERE name IN ('story_of', 'story_shape');",
];

/// What of a step cannot be said in SQL.
fn convert(db: &Connection, to: i32) -> rusqlite::Result<()> {
    if to != 3 {
        return Ok(());
    }
    let mut old = db.prepare("SELECT id, key, text, about, indexed FROM article2 ORDER BY id")?;
    let mut new =
        db.prepare("INSERT INTO article(id, key, body, indexed) VALUES(?1, ?2, ?3, ?4)")?;
    let mut rows = old.query([])?;
    while let Some(r) = rows.next()? {
        let (text, about): (String, String) = (r.get(2)?, r.get(3)?);
        let body = pack::pack_article(&about, &text);
        let (id, key, indexed): (i64, Vec<u8>, Option<Vec<u8>>) = (r.get(0)?, r.get(1)?, r.get(4)?);
        new.execute(params![id, key, body, indexed])?;
    }
    db.execute_batch("DROP TABLE article2")
}

/// Whether an open file is a project this program can open; its version. Changes nothing.
pub fn check(db: &Connection, path: &Path) -> Result<i32, Trouble> {
    let sql = |e: rusqlite::Error| Trouble::from_sql(path, &e);
    let pragma = |db: &Connection, name: &str| -> Result<i32, Trouble> {
        db.pragma_query_value(None, name, |r| r.get(0)).map_err(sql)
    };
    let (application, version) = (pragma(db, "application_id")?, pragma(db, "user_version")?);
    let empty: bool = db
        .query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |r| r.get(0))
        .map_err(sql)?;
    if application != APPLICATION && !(empty && application == 0) {
        return Err(Trouble::NotAProject(path.into()));
    }
    if version > VERSION {
        return Err(Trouble::Newer(path.into()));
    }
    if version < 0 || (version == 0) != empty {
        return Err(Trouble::Damaged(
            path.into(),
            "its tables are missing".into(),
        ));
    }
    Ok(version)
}

/// Brings the tables of an open file to the present version, in one transaction.
pub fn prepare(db: &mut Connection, path: &Path) -> Result<(), Trouble> {
    let sql = |e: rusqlite::Error| Trouble::from_sql(path, &e);
    let version = check(db, path)?;
    if version < VERSION {
        let change = db.transaction().map_err(sql)?;
        for (step, to) in STEPS.iter().zip(1..).skip(version as usize) {
            change.execute_batch(step).map_err(sql)?;
            convert(&change, to).map_err(sql)?;
        }
        change
            .pragma_update(None, "application_id", APPLICATION)
            .map_err(sql)?;
        change
            .pragma_update(None, "user_version", VERSION)
            .map_err(sql)?;
        change.commit().map_err(sql)?;
        if version > 0 {
            // Gives back the room that the older form took. Without room to do it in, it waits.
            let _ = db.execute_batch("VACUUM");
        }
    }
    Ok(())
}
