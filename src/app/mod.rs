//! The window: state, commands, workers, panels, the painting of the timeline, the theme.
//!
//! This room never computes what a room before it could.

pub mod theme;
pub mod timeline_view;
