//! The parts of the window, one file each. A panel reads the state, keeps at most what is being
//! typed or scrolled in it, and tells what the user did.

pub mod article;
pub mod banner;
pub mod center;
pub mod chips;
pub mod closing;
mod complete;
pub mod correct;
pub mod detail;
pub mod drop;
pub mod entities;
pub mod events_menu;
pub mod keys;
pub mod list;
pub mod markdown;
pub mod message;
pub mod palette;
pub mod passage;
pub mod preferences;
pub mod results;
pub mod start;
pub mod status;
pub mod tool_bar;
pub mod tray;
pub mod unsaved;
pub mod update;
