//! PDF: objects, streams, fonts, page content.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dateline_fuzz::read_after("a.pdf", b"%PDF-1.7\n", data));
