//! What leaves the program: annotations and events as JSON Lines (the data contract), CSV,
//! TimelineJS, iCalendar, HTML, SVG.
//!
//! Writes what it is given, never decides what to show: the caller has filtered.
