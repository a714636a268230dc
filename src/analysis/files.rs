//! The runner over files: what the command line and the window both start.

use super::run::{Emit, Options, Outcome, Progress, run};
use crate::article::{self, Article, ReadError};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Reads all `files` (as [`article::walk`] lists them; `-` is standard input), does
/// `work` on the articles, and delivers the outcomes in order on the calling thread. See [`run`].
///
/// `reading.cancel` ends the run early; `jobs` is the number of threads, one for each core where
/// there is none. Returns whether the run came to its natural end.
pub fn run_files<T: Send>(
    files: Vec<PathBuf>,
    reading: &article::Options,
    jobs: Option<NonZeroUsize>,
    progress: &Progress,
    work: impl Fn(&[&Article]) -> Vec<T> + Sync,
    deliver: impl FnMut(Outcome<T, ReadError>) -> ControlFlow<()>,
) -> bool {
    let options = Options {
        jobs,
        cancel: &reading.cancel,
        progress,
    };
    let read = |file: PathBuf, each: &mut Emit<'_, ReadError>| {
        if file.as_os_str() == "-" {
            article::read_standard(std::io::stdin().lock(), reading, each);
        } else {
            article::read_file(&file, reading, each);
        }
    };
    run(files.into_iter(), read, work, options, deliver)
}
