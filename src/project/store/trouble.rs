//! What can go wrong with a file, in words.

use std::fmt;
use std::path::{Path, PathBuf};

/// Why a file cannot be opened or written. Its `Display` is a sentence or two for the user: what
/// happened, what became of the work, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There is no such file.
    NotFound(PathBuf),
    /// Another window or program has it open.
    InUse(PathBuf),
    /// A later version of the program made it.
    Newer(PathBuf),
    /// It is no project.
    NotAProject(PathBuf),
    /// It is damaged, in the way told.
    Damaged(PathBuf, String),
    /// The file or its folder cannot be written to.
    ReadOnly(PathBuf),
    /// It is a folder or a device.
    NotAFile(PathBuf),
    /// The disk is full.
    DiskFull(PathBuf),
    /// It was moved, deleted or replaced while it was open.
    Gone(PathBuf),
    /// The system failed to read or write it.
    Io(PathBuf, String),
}

impl Trouble {
    /// The file it is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::NotFound(p)
            | Self::InUse(p)
            | Self::Newer(p)
            | Self::NotAProject(p)
            | Self::Damaged(p, _)
            | Self::ReadOnly(p)
            | Self::NotAFile(p)
            | Self::DiskFull(p)
            | Self::Gone(p)
            | Self::Io(p, _) => p,
        }
    }

    pub(super) fn from_sql(path: &Path, error: &rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let path = path.to_path_buf();
        let words = error.to_string();
        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked | Code::FileLockingProtocolFailed) => {
                Self::InUse(path)
            }
            Some(Code::NotADatabase) => Self::NotAProject(path),
            Some(Code::DatabaseCorrupt) => Self::Damaged(path, words),
            Some(Code::ReadOnly | Code::PermissionDenied) => Self::ReadOnly(path),
            Some(Code::DiskFull) => Self::DiskFull(path),
            Some(Code::CannotOpen) if !path.exists() => Self::NotFound(path),
            Some(Code::CannotOpen) => Self::ReadOnly(path),
            Some(Code::SystemIoFailure) if !path.exists() => Self::Gone(path),
            Some(_) => Self::Io(path, words),
            // A value that is not what the schema says.
            None => Self::Damaged(path, words),
        }
    }

    pub(super) fn from_io(path: &Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        let path = path.to_path_buf();
        match error.kind() {
            Kind::NotFound => Self::NotFound(path),
            Kind::PermissionDenied | Kind::ReadOnlyFilesystem => Self::ReadOnly(path),
            Kind::StorageFull | Kind::QuotaExceeded => Self::DiskFull(path),
            _ => Self::Io(path, error.to_string()),
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.path().file_name().unwrap_or(self.path().as_os_str());
        let name = name.to_string_lossy();
        match self {
            Self::NotFound(p) => {
                write!(
                    f,
                    "There is no {name} in {}. It may have been moved or renamed.",
                    folder(p)
                )
            }
            Self::InUse(_) => write!(
                f,
                "{name} is open in another window. Use it there, or close it there first."
            ),
            Self::Newer(_) => write!(
                f,
                "{name} was made by a newer Dateline. Get the newer version to open it; the file has not been touched."
            ),
            Self::NotAProject(_) => write!(
                f,
                "{name} is not a Dateline project. If it is an article, add it to a project instead."
            ),
            Self::Damaged(_, what) => write!(
                f,
                "{name} is damaged ({what}). What can still be read can be opened in a copy; the file itself is left as it is."
            ),
            Self::ReadOnly(p) => write!(
                f,
                "{name} cannot be written in {}. Save the project somewhere else; until then your work is kept on this computer.",
                folder(p)
            ),
            Self::NotAFile(_) => write!(
                f,
                "{name} is a folder or a device, so nothing can be kept under that name. Choose another name."
            ),
            Self::DiskFull(_) => write!(
                f,
                "The disk is full, so {name} could not be written. Your work is still here: free some space, or save it on another disk."
            ),
            Self::Gone(p) => write!(
                f,
                "{name} is no longer in {}: it was moved, replaced or its disk was taken out. Your work is still here: save it again.",
                folder(p)
            ),
            Self::Io(_, what) => write!(
                f,
                "{name} could not be read or written ({what}). Your work is still here: try again, or save it somewhere else."
            ),
        }
    }
}

impl std::error::Error for Trouble {}

fn folder(path: &Path) -> String {
    match path.parent() {
        Some(p) if !p.as_os_str().is_empty() => p.display().to_string(),
        _ => "this folder".to_string(),
    }
}
