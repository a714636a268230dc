//! Dateline reads articles, finds the dated events in their prose, and plots them on a timeline
//! that always leads back to the sentence that proves each event.
//!
//! An article flows one way through the rooms of this crate and nothing flows back:
//!
//! ```text
//! article → text → temporal ┐
//!                └→ entity ─┴→ event → analysis → project → timeline → app
//!                                             └──────┴─→ export, cli
//! ```
//!
//! Each room's head says what it is for and what it must never do.

pub mod analysis;
#[cfg(feature = "window")]
pub mod app;
pub mod article;
pub mod cli;
pub mod entity;
pub mod event;
pub mod export;
pub mod project;
pub mod temporal;
pub mod text;
pub mod timeline;

/// For all that is built of this crate: the program, its tests and its benches.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
