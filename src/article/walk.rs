//! From what the user named to the files to read: folders of any depth, in a stable order.

use super::{Cause, Limits, ReadError, Source};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// The files found, and what stood in the way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Walk {
    /// Files: the arguments' order, inside a folder by name, depth first.
    pub files: Vec<PathBuf>,
    /// Paths that do not exist or could not be listed.
    pub failures: Vec<ReadError>,
    /// Hidden files and folders passed over inside folders.
    pub hidden: usize,
}

/// Finds all files under `paths`. A path named directly is taken even when it is hidden; `-`
/// (standard input) passes through. Links to folders are followed once, so loops end.
#[must_use]
pub fn walk(paths: &[PathBuf]) -> Walk {
    let mut walk = Walk::default();
    let limit = Limits::default().files;
    for path in paths {
        if path.as_os_str() == "-" {
            walk.files.push(path.clone());
            continue;
        }
        let mut seen = HashSet::new();
        // A stack in place of recursion: a folder tree may be deeper than the call stack.
        let mut stack = vec![path.clone()];
        while let Some(path) = stack.pop() {
            if walk.files.len() >= limit {
                walk.failures.push(error(&path, Cause::TooMany(limit)));
                return walk;
            }
            match std::fs::metadata(&path) {
                Err(why) => walk.failures.push(error(&path, io_cause(&why))),
                Ok(meta) if meta.is_dir() => {
                    if let Ok(real) = path.canonicalize()
                        && !seen.insert(real)
                    {
                        continue;
                    }
                    match children(&path, &mut walk.hidden) {
                        Ok(found) => stack.extend(found.into_iter().rev()),
                        Err(why) => walk.failures.push(error(&path, io_cause(&why))),
                    }
                }
                Ok(meta) if meta.is_file() => walk.files.push(path),
                // Pipes and devices named directly may be read; inside folders they would hang.
                Ok(_) if paths.contains(&path) => walk.files.push(path),
                Ok(_) => walk.failures.push(error(&path, Cause::UnknownFormat)),
            }
        }
    }
    walk
}

fn children(folder: &Path, hidden: &mut usize) -> std::io::Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            *hidden += 1;
        } else {
            out.push(entry.path());
        }
    }
    out.sort();
    Ok(out)
}

fn error(path: &Path, cause: Cause) -> ReadError {
    let source = Source {
        path: path.to_owned(),
        member: None,
    };
    ReadError::new(source, cause)
}

/// The cause behind an error of the system.
pub(super) fn io_cause(why: &std::io::Error) -> Cause {
    match why.kind() {
        std::io::ErrorKind::NotFound => Cause::NotFound,
        std::io::ErrorKind::PermissionDenied => Cause::NoPermission,
        std::io::ErrorKind::UnexpectedEof => Cause::Damaged("it ends too early".into()),
        std::io::ErrorKind::InvalidData | std::io::ErrorKind::InvalidInput => {
            Cause::Damaged(why.to_string())
        }
        _ if why.to_string() == super::read::BOMB => Cause::Bomb,
        _ => Cause::Io(why.to_string()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn folders_are_walked_by_name_and_hidden_files_counted() {
        let dir = tempfile::tempdir().unwrap();
        let at = |p: &str| dir.path().join(p);
        fs::create_dir_all(at("b/c")).unwrap();
        for p in ["z.txt", "a.txt", "b/2.txt", "b/c/1.txt", ".hidden"] {
            fs::write(at(p), "x").unwrap();
        }
        let walk = walk(&[dir.path().to_owned(), at("none.txt"), "-".into()]);
        let files = ["a.txt", "b/2.txt", "b/c/1.txt", "z.txt"].map(at);
        assert_eq!(walk.files[..4], files);
        assert_eq!(walk.files[4], PathBuf::from("-"));
        assert_eq!(walk.hidden, 1);
        assert_eq!(walk.failures.len(), 1);
        assert_eq!(walk.failures[0].cause, Cause::NotFound);
    }

    #[cfg(unix)]
    #[test]
    fn a_loop_of_links_ends() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.txt"), "x").unwrap();
        std::os::unix::fs::symlink(dir.path(), dir.path().join("loop")).unwrap();
        assert_eq!(walk(&[dir.path().to_owned()]).files.len(), 1);
    }
}
