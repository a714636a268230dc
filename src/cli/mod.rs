//! The command line: opens the window on what it names, or does its work without one.
//!
//! Holds no logic of its own beyond what belongs to a command line: arguments, exit status,
//! standard streams.

mod args;
mod articles;
mod extract;
mod import;
mod output;
mod report;

use crate::article::worker;
use args::{Cli, Command};
use clap::Parser;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// All went well.
const DONE: u8 = 0;
/// Some input could not be read; the rest was done.
const SOME_UNREAD: u8 = 1;
/// Nothing could be done: wrong usage, or the output cannot be written. `clap` ends with the same.
const UNUSABLE: u8 = 2;

/// Runs the program with the command line `args` (its own name first) and says with which status
/// to end: 0; 1 when some input could not be read (each is named on standard error, the rest is
/// done); 2 for wrong usage or an output that cannot be written.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    if args.get(1).is_some_and(|arg| arg == worker::ARGUMENT) {
        return ExitCode::from(u8::try_from(worker::serve()).unwrap_or(UNUSABLE));
    }
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come this way too, with status 0. A closed pipe is no matter.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { UNUSABLE } else { DONE });
        }
    };
    crate::analysis::quiet_panics();
    ExitCode::from(match cli.command {
        Some(Command::Extract(args)) => extract::extract(&args),
        Some(Command::Import(args)) => import::import(&args),
        None => window(cli.paths),
    })
}

#[cfg(feature = "window")]
fn window(paths: Vec<PathBuf>) -> u8 {
    match crate::app::run(paths) {
        Ok(()) => DONE,
        Err(why) => {
            eprintln!("dateline: {why}");
            UNUSABLE
        }
    }
}

#[cfg(not(feature = "window"))]
fn window(_paths: Vec<PathBuf>) -> u8 {
    eprintln!(
        "dateline: this build has no window; use \"dateline extract PATH...\", \
         or build it with its default features"
    );
    UNUSABLE
}
