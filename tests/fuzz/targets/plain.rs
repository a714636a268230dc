//! Plain text: bylines, datelines and date lines on top.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dateline_fuzz::read("a.txt", data));
