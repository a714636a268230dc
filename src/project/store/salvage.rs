//! Reading a damaged file as far as it goes.

use super::read::{Contents, PLACES, Pack, Place, ROWS, Row, from_json, give, place, row};
use super::{Trouble, schema};
use crate::project::corrections::{Slot, Value};
use crate::project::history::{History, Step};
use crate::project::reading::{Progress, Read};
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeSet;
use std::path::Path;

/// Rows tried one by one after a damaged page, before the rest is given up.
const TRIES: i64 = 100_000;

/// Reads what can still be read of a file, without writing to it. What was lost is told in
/// [`Contents::losses`].
///
/// # Errors
/// If nothing can be read, because it is no project or its first page is gone.
pub fn salvage(path: &Path) -> Result<Contents, Trouble> {
    let sql = |e: rusqlite::Error| Trouble::from_sql(path, &e);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags).map_err(sql)?;
    if schema::check(&db, path)? == 0 {
        return Err(Trouble::NotAProject(path.into()));
    }
    let mut contents = Contents::default();
    articles(&db, &mut contents);
    corrections(&db, &mut contents);
    steps(&db, &mut contents);
    let state = |name: &str| -> Option<String> {
        let value = "SELECT value FROM state WHERE name = ?1";
        db.query_row(value, [name], |r| r.get(0)).ok()
    };
    contents.view = state("view");
    contents.unread = state("unread")
        .and_then(|text| from_json(&text))
        .unwrap_or_default();
    let doubles = state("doubles").and_then(|text| from_json(&text));
    contents.set_doubles(doubles.unwrap_or_default());
    Ok(contents)
}

/// Walks the rows of a table in order of a number; past a damaged page it goes on number by
/// number. Returns how many rows could not be read, `None` if that cannot be told.
fn walk(
    db: &Connection,
    sql: &str,
    count: &str,
    mut take: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<i64>,
) -> Option<i64> {
    let mut from = i64::MIN;
    let mut tries = 0;
    let mut read = 0i64;
    let wanted = db.query_row(count, [], |r| r.get::<_, i64>(0)).ok();
    loop {
        let mut whole = true;
        let walked = (|| -> rusqlite::Result<()> {
            let mut query = db.prepare(sql)?;
            let mut rows = query.query([from])?;
            loop {
                match rows.next() {
                    Ok(Some(r)) => match take(r) {
                        Ok(n) => {
                            from = n.saturating_add(1);
                            read += 1;
                        }
                        Err(_) => {
                            // The row is there but not whole: go on behind it.
                            from = r.get::<_, i64>(0)?.saturating_add(1);
                        }
                    },
                    Ok(None) => return Ok(()),
                    Err(_) => {
                        whole = false;
                        return Ok(());
                    }
                }
            }
        })();
        if walked.is_ok() && whole {
            return wanted.map(|w| (w - read).max(0));
        }
        tries += 1;
        if tries >= TRIES.min(wanted.unwrap_or(10_000) + 100) {
            return None;
        }
        from = if from == i64::MIN {
            0
        } else {
            from.saturating_add(1)
        };
    }
}

fn articles(db: &Connection, contents: &mut Contents) {
    // As it is in the versions before 3 and before 2.
    let older = "SELECT id, key, indexed, text, about FROM article WHERE id >= ?1 ORDER BY id";
    let oldest = older.replace("indexed", "NULL");
    let rows = [ROWS, older, &oldest]
        .into_iter()
        .find(|sql| db.prepare(sql).is_ok())
        .unwrap_or(ROWS);
    let mut found: Vec<Row> = Vec::new();
    let lost = walk(db, rows, "SELECT count(*) FROM article", |r| {
        let row = row(r)?;
        let id = row.id;
        found.push(row);
        Ok(id)
    });
    let mut reads: Vec<(i64, Read)> = Vec::new();
    for row in found {
        match row.read() {
            Ok((id, read, _)) => reads.push((id, read)),
            Err(what) => contents.losses.push(what),
        }
    }
    let (packs, places) = readings(db);
    give(packs, places, &mut reads, &Progress::default());
    contents
        .reads
        .extend(reads.into_iter().map(|(_, read)| read));
    match lost {
        Some(0) => {}
        Some(1) => contents.losses.push("1 article could not be read.".into()),
        Some(n) => contents
            .losses
            .push(format!("{n} articles could not be read.")),
        None => contents
            .losses
            .push("Some articles could not be read.".into()),
    }
}

/// The readings that can be had; what is missing is made again.
fn readings(db: &Connection) -> (Vec<Pack>, Vec<Place>) {
    let mut places = Vec::new();
    let sql = format!("{PLACES} WHERE id >= ?1 ORDER BY id");
    walk(db, &sql, "SELECT count(*) FROM reading", |r| {
        places.push(place(r)?);
        r.get(0)
    });
    let packs: BTreeSet<i64> = places.iter().map(|p| p.pack).collect();
    let packs = packs.into_iter().filter_map(|id| {
        let pack = "SELECT id, shape, body FROM pack WHERE id = ?1";
        let pack = db.query_row(pack, [id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)));
        pack.ok()
    });
    (packs.collect(), places)
}

fn corrections(db: &Connection, contents: &mut Contents) {
    let mut lost = false;
    let read = (|| -> rusqlite::Result<()> {
        let mut query = db.prepare("SELECT slot, value FROM correction")?;
        let mut rows = query.query([])?;
        while let Some(r) = rows.next()? {
            let (slot, value): (String, String) = (r.get(0)?, r.get(1)?);
            match (from_json::<Slot>(&slot), from_json::<Value>(&value)) {
                (Some(slot), Some(value)) => drop(contents.corrections.set(slot, Some(value))),
                _ => lost = true,
            }
        }
        Ok(())
    })();
    if lost || read.is_err() {
        contents
            .losses
            .push("Some of your corrections could not be read.".into());
    }
}

fn steps(db: &Connection, contents: &mut Contents) {
    let mut steps: Vec<(i64, Step)> = Vec::new();
    let mut broken = false;
    let lost = walk(
        db,
        "SELECT n, name, changes FROM step WHERE n >= ?1 ORDER BY n",
        "SELECT count(*) FROM step",
        |r| {
            let (n, name, changes): (i64, String, String) = (r.get(0)?, r.get(1)?, r.get(2)?);
            match from_json(&changes) {
                Some(changes) => steps.push((n, Step { name, changes })),
                None => broken = true,
            }
            Ok(n)
        },
    );
    let gap = steps.windows(2).any(|w| w[1].0 != w[0].0 + 1);
    if broken || gap || lost != Some(0) {
        // A history with a gap would undo to something that never was.
        contents
            .losses
            .push("The steps to undo could not be read.".into());
        return;
    }
    let first = steps.first().map_or(0, |s| s.0);
    let at = db
        .query_row("SELECT value FROM state WHERE name = 'at'", [], |r| {
            r.get::<_, i64>(0)
        })
        .unwrap_or(first);
    contents.first_step = first;
    let steps = steps.into_iter().map(|(_, s)| s).collect();
    contents.history = History::of(steps, usize::try_from(at - first).unwrap_or(0));
}
