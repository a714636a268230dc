//! Behaviour of the room as a whole, on a toy language.
#![allow(clippy::unwrap_used)]

mod edits;
mod files;
mod kill;
mod model;
mod views;
