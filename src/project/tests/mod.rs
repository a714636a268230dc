//! Behaviour of the room as a whole, on a toy language.
#![allow(clippy::unwrap_used)]

mod damage;
mod edits;
mod faults;
mod files;
mod kill;
mod model;
mod views;
