//! Hands on the lanes: wheel, drags, clicks, keys.

mod boxed;
mod clicks;
mod drags;
mod keys;
mod wishes;

pub(super) use clicks::{Clicked, clicks, content, late_click, lone_event, right_click, under};
pub(super) use drags::{box_selects, move_view};
pub(super) use keys::keys;
pub(super) use wishes::{wishes, with_air};
