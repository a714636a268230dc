//! The exports of the window, made without it.
