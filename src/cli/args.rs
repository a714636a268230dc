//! The arguments, as `--help` shows them.

use crate::export::Format;
use clap::{Args, Parser, Subcommand};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Finds the dated events in articles and plots them on a timeline that leads back to the
/// sentences that prove them
#[derive(Debug, Parser)]
#[command(name = "dateline", version, args_conflicts_with_subcommands = true)]
pub struct Cli {
    /// What to do without a window.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Articles, folders or a .dateline project to open in the window
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles and write what was found, without a window
    Extract(Extract),
    /// Read articles into a project file, without a window
    Import(Import),
}

/// Read articles into a project file, without a window
#[derive(Args, Debug)]
pub struct Import {
    /// Articles and folders; '-' reads standard input: JSON Lines, or one article
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// The project to make; it must not exist yet
    #[arg(short, long, value_name = "FILE.dateline")]
    pub output: PathBuf,
    /// Publication date of the articles that tell none themselves
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub published: Option<jiff::civil::Date>,
    /// Number of working threads [default: one for each core]
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// Say nothing on standard error but what could not be read
    #[arg(short, long)]
    pub quiet: bool,
}

/// Read articles and write what was found, without a window
#[derive(Args, Debug)]
pub struct Extract {
    /// Articles and folders; '-' reads standard input: JSON Lines, or one article
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// Write to FILE instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// What to write
    #[arg(short, long, value_enum, default_value_t)]
    pub format: Format,
    /// Merge events and entities across articles; annotations are then written at the end
    #[arg(long)]
    pub merge: bool,
    /// Publication date of the articles that tell none themselves
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub published: Option<jiff::civil::Date>,
    /// Number of working threads [default: one for each core]
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// Say nothing on standard error but what could not be read
    #[arg(short, long)]
    pub quiet: bool,
}

/// A day, strictly as the usage says: jiff alone would take "20250428" and times of day too.
fn day(text: &str) -> Result<jiff::civil::Date, String> {
    let form = text.len() == 10
        && text.bytes().enumerate().all(|(i, b)| match i {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        });
    match text.parse() {
        Ok(date) if form => Ok(date),
        _ => Err("a day is written YYYY-MM-DD, like 2025-04-28".to_owned()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn paths_open_the_window_and_extract_does_not() {
        let cli = Cli::try_parse_from(["dateline", "a.txt", "folder"]).unwrap();
        assert!(cli.command.is_none());
        assert_eq!(cli.paths.len(), 2);
        let cli = Cli::try_parse_from(["dateline", "extract", "-", "--format", "events"]).unwrap();
        assert!(matches!(cli.command, Some(Command::Extract(_))));
        assert!(Cli::try_parse_from(["dateline", "extract"]).is_err());
        assert!(Cli::try_parse_from(["dateline", "extract", "a", "--jobs", "0"]).is_err());
    }

    #[test]
    fn days_are_taken_in_one_form_only() {
        assert_eq!(day("2025-04-28"), Ok(jiff::civil::date(2025, 4, 28)));
        for wrong in [
            "20250428",
            "2025-4-28",
            "2025-02-30",
            "2025-04-28T10:00",
            "today",
            "",
        ] {
            assert!(day(wrong).is_err(), "{wrong}");
        }
    }
}
