//! Work without a file: kept in a folder of this computer until it is saved, and offered at the
//! next start if it never was.

use super::{Store, Trouble};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Work that was never saved, from a window that is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// Its file.
    pub path: PathBuf,
    /// How many articles are in it.
    pub articles: usize,
    /// How many steps were made in it.
    pub steps: usize,
    /// When it was worked on last.
    pub modified: Option<SystemTime>,
}

/// The folder where such work is kept, under the platform's folder for the data of programs;
/// `None` if the platform names none.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    let of = |name: &str| {
        std::env::var_os(name)
            .filter(|v| !v.is_empty())
            .map(PathBuf::from)
    };
    let data = if cfg!(target_os = "windows") {
        of("LOCALAPPDATA").or_else(|| of("APPDATA"))
    } else if cfg!(target_os = "macos") {
        of("HOME").map(|h| h.join("Library/Application Support"))
    } else {
        of("XDG_DATA_HOME")
            .filter(|p| p.is_absolute())
            .or_else(|| of("HOME").map(|h| h.join(".local/share")))
    };
    Some(data?.join("dateline").join("recovery"))
}

/// A new file in `folder` for work that has none.
///
/// # Errors
/// If it cannot be written.
pub fn create(folder: &Path) -> Result<Store, Trouble> {
    std::fs::create_dir_all(folder).map_err(|e| Trouble::from_io(folder, &e))?;
    let process = std::process::id();
    for n in 0..10_000u32 {
        let path = folder.join(format!("unsaved-{process}-{n}.dateline"));
        // Made here and by nobody else, or the next number.
        match std::fs::File::create_new(&path) {
            Ok(_) => return Store::connect(&path, true),
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(Trouble::from_io(&path, &e)),
        }
    }
    Err(Trouble::DiskFull(folder.into()))
}

/// The work in `folder` that no window has open, latest first. Files with nothing in them are
/// cleared away.
#[must_use]
pub fn list(folder: &Path) -> Vec<Lost> {
    let Ok(files) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut lost = Vec::new();
    for path in files.filter_map(|f| Some(f.ok()?.path())) {
        if path.extension().is_none_or(|e| e != "dateline") {
            continue;
        }
        let modified = |p: &Path| std::fs::metadata(p).and_then(|m| m.modified()).ok();
        let wal = wal(&path);
        let modified = modified(&path).max(modified(&wal));
        let empty = std::fs::metadata(&path).is_ok_and(|m| m.len() == 0) && !wal.exists();
        if empty {
            // Made a moment ago, perhaps: left alone for an hour.
            let old = modified.and_then(|m| m.elapsed().ok());
            if old.is_some_and(|age| age.as_secs() > 3_600) {
                let _ = std::fs::remove_file(&path);
            }
            continue;
        }
        match Store::open(&path) {
            Ok(store) => {
                let count = |sql: &str| -> usize {
                    let n: rusqlite::Result<i64> = store.db.query_row(sql, [], |r| r.get(0));
                    n.ok().and_then(|n| usize::try_from(n).ok()).unwrap_or(0)
                };
                let articles = count("SELECT count(*) FROM article");
                let steps = count("SELECT count(*) FROM step");
                drop(store);
                if articles + steps == 0 {
                    remove(&path);
                } else {
                    lost.push(Lost {
                        path,
                        articles,
                        steps,
                        modified,
                    });
                }
            }
            // Damaged work is offered too: opening it says what can be had.
            Err(Trouble::Damaged(..)) => lost.push(Lost {
                path,
                articles: 0,
                steps: 0,
                modified,
            }),
            Err(_) => {}
        }
    }
    lost.sort_by(|a, b| {
        b.modified
            .cmp(&a.modified)
            .then_with(|| a.path.cmp(&b.path))
    });
    lost
}

/// Throws such work away: when it was saved, or the user does not want it.
pub fn remove(path: &Path) {
    let _ = std::fs::remove_file(path);
    let _ = std::fs::remove_file(wal(path));
}

pub(super) fn wal(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push("-wal");
    PathBuf::from(name)
}
