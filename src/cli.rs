//! The command line: which paths to open in the window, or what to do without one.
