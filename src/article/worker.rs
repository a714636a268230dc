//! The child process in which parsers run that hostile files can make hang or abort.

/// The hidden first argument that makes the program such a child.
pub const ARGUMENT: &str = "--read-worker";

/// Serves as a child; returns the exit status.
#[must_use]
pub fn serve() -> i32 {
    0
}
