//! A web archive.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dateline_fuzz::read_after(
    "a.warc",
    b"WARC/1.0\r\nWARC-Type: response\r\n",
    data
));
