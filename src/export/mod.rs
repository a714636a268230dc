//! What leaves the program: annotations and events as JSON Lines (the data contract), CSV,
//! TimelineJS, iCalendar, HTML, SVG.
//!
//! Every writer returns how many of the selected events its format cannot hold (an iCalendar file
//! knows no years BC), so that the caller can say so.
//!
//! Every export is a pure function from a [`Selection`] to text, so the window and the command
//! line write the same. Writes what it is given, never decides what to show: the caller has
//! filtered.

mod colour;
pub mod csv;
pub mod date;
mod escape;
#[cfg(test)]
mod example;
mod format;
pub mod html;
pub mod ics;
pub mod record;
mod selection;
pub mod svg;
pub mod timelinejs;

pub use format::Format;
pub use selection::{Proof, Selection};
