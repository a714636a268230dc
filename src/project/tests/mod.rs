//! Behaviour of the room as a whole, on a toy language.
#![allow(clippy::unwrap_used)]

mod edits;
mod views;
