//! The command line, tested on the program as built: the data contract, exit status, streams.
#![allow(clippy::unwrap_used)]

#[path = "cli/support.rs"]
mod support;

#[path = "cli/annotations.rs"]
mod annotations;
#[path = "cli/events.rs"]
mod events;
#[path = "cli/exports.rs"]
mod exports;
#[path = "cli/status.rs"]
mod status;
#[path = "cli/streams.rs"]
mod streams;
