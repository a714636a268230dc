//! RTF.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dateline_fuzz::read_after("a.rtf", b"{\\rtf1", data));
