//! What leaves the program: annotations and events as JSON Lines (the data contract), CSV,
//! TimelineJS, iCalendar, HTML, SVG.
//!
//! Every export is a pure function from a [`Selection`] to text, so the window and the command
//! line write the same. Writes what it is given, never decides what to show: the caller has
//! filtered.

pub mod date;
pub mod record;
mod selection;

pub use selection::{Proof, Selection};
