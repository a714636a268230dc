//! Preferences on the disk, shared by all windows: each writes only what it changed itself, so
//! that none takes back what another did.

use super::preferences::Preferences;
use crate::app::command::RECENT;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The name of the file in the platform's folder for the preferences of programs.
const NAME: &str = "preferences.json";

/// The file, and what it held when this window last looked.
#[derive(Debug)]
pub struct Shared {
    path: PathBuf,
    seen: Preferences,
}

impl Shared {
    /// The preferences in `folder`; `before` where there are none yet.
    #[must_use]
    pub fn open(folder: &Path, before: Preferences) -> (Self, Preferences) {
        let path = folder.join(NAME);
        let found = std::fs::read(&path).ok();
        let found = found.and_then(|bytes| serde_json::from_slice::<Preferences>(&bytes).ok());
        let seen = found.unwrap_or(before);
        let shared = Self {
            path,
            seen: seen.clone(),
        };
        (shared, seen)
    }

    /// Writes what changed here since the last time over what is in the file, and takes in what
    /// other windows changed. Without a change it does nothing.
    ///
    /// # Errors
    /// If the file cannot be written; the preferences then hold for this window.
    pub fn follow(&mut self, now: &mut Preferences) -> std::io::Result<()> {
        if *now == self.seen {
            return Ok(());
        }
        let result = self.write(now);
        // Not again with every frame.
        self.seen = now.clone();
        result
    }

    fn write(&self, now: &mut Preferences) -> std::io::Result<()> {
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut options = File::options();
        let mut file = options
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&self.path)?;
        // Another window waits until this one is done.
        file.lock()?;
        let mut text = String::new();
        let there = file.read_to_string(&mut text).ok();
        let there = there.and_then(|_| serde_json::from_str::<Preferences>(&text).ok());
        *now = merged(&self.seen, now, &there.unwrap_or_else(|| self.seen.clone()));
        let text = serde_json::to_vec_pretty(now)?;
        file.seek(SeekFrom::Start(0))?;
        file.write_all(&text)?;
        file.set_len(text.len() as u64)?;
        file.sync_data()
    }
}

/// What was changed from `seen` to `now`, over what is `there`.
fn merged(seen: &Preferences, now: &Preferences, there: &Preferences) -> Preferences {
    fn one<T: Clone + PartialEq>(seen: &T, now: &T, there: &T) -> T {
        if now == seen {
            there.clone()
        } else {
            now.clone()
        }
    }
    Preferences {
        theme: one(&seen.theme, &now.theme, &there.theme),
        wheel_zooms: one(&seen.wheel_zooms, &now.wheel_zooms, &there.wheel_zooms),
        animate: one(&seen.animate, &now.animate, &there.animate),
        squeeze: one(&seen.squeeze, &now.squeeze, &there.squeeze),
        recent: recent(&seen.recent, &now.recent, &there.recent),
    }
}

/// The projects worked on: first those opened here since, then those of the others, without
/// those forgotten here.
fn recent(seen: &[PathBuf], now: &[PathBuf], there: &[PathBuf]) -> Vec<PathBuf> {
    // What was opened here stands before all that has stayed as it was.
    let stayed = now
        .iter()
        .rev()
        .zip(seen.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (opened, _) = now.split_at(now.len() - stayed);
    let mut out: Vec<PathBuf> = Vec::new();
    // Of a full list those that are gone were only pushed off its end.
    let full = now.len() >= RECENT;
    let forgotten = |p: &PathBuf| !full && seen.contains(p) && !now.contains(p);
    for path in opened.iter().chain(there).chain(now) {
        if !out.contains(path) && !forgotten(path) {
            out.push(path.clone());
        }
    }
    out.truncate(RECENT);
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::app::preferences::Theme;

    fn paths(names: &[&str]) -> Vec<PathBuf> {
        names.iter().map(PathBuf::from).collect()
    }

    #[test]
    fn two_windows_lose_nothing_to_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("not there yet");
        let (mut a, mut one) = Shared::open(&folder, Preferences::default());
        let (mut b, mut two) = Shared::open(&folder, Preferences::default());
        one.theme = Theme::Dark;
        one.recent = paths(&["a2", "a1"]);
        a.follow(&mut one).unwrap();
        two.squeeze = true;
        two.recent = paths(&["b1"]);
        b.follow(&mut two).unwrap();
        assert_eq!(two.recent, paths(&["b1", "a2", "a1"]));
        assert_eq!((two.theme, two.squeeze), (Theme::Dark, true));
        one.recent = paths(&["a1", "a2"]);
        a.follow(&mut one).unwrap();
        assert_eq!(one.recent[0], PathBuf::from("a1"));
        assert_eq!(one.recent.len(), 3);
        assert!(one.squeeze);
        let (_, three) = Shared::open(&folder, Preferences::default());
        assert_eq!(three, one);
        // What one forgets is forgotten for all.
        one.recent.clear();
        a.follow(&mut one).unwrap();
        let (_, three) = Shared::open(&folder, Preferences::default());
        assert_eq!(three.recent, Vec::<PathBuf>::new());
    }

    #[test]
    fn nonsense_in_the_file_is_replaced_and_a_folder_that_cannot_be_written_is_told() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(NAME), "no preferences").unwrap();
        let (mut a, mut one) = Shared::open(folder.path(), Preferences::default());
        assert_eq!(one, Preferences::default());
        one.animate = false;
        a.follow(&mut one).unwrap();
        assert!(
            !Shared::open(folder.path(), Preferences::default())
                .1
                .animate
        );
        let file = folder.path().join("a file");
        std::fs::write(&file, "").unwrap();
        let (mut b, mut two) = Shared::open(&file, Preferences::default());
        two.animate = false;
        assert!(b.follow(&mut two).is_err());
        assert!(b.follow(&mut two).is_ok(), "said once");
    }

    #[test]
    fn the_list_never_outgrows_its_length() {
        let many: Vec<PathBuf> = (0..RECENT).map(|i| format!("p{i}").into()).collect();
        let mut now = many.clone();
        now.insert(0, "new".into());
        now.truncate(RECENT);
        assert_eq!(recent(&many, &now, &many), now);
    }
}
