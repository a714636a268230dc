//! Starts the window, or does what the command line asks for without one.

fn main() {}
