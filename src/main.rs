//! Starts the window, or does what the command line asks for without one.

use std::process::ExitCode;

fn main() -> ExitCode {
    dateline::cli::main(std::env::args_os())
}
