//! Markdown with front matter.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dateline_fuzz::read_after("a.md", b"---\n", data));
