//! Zip as bytes: the list of members, their names and their packing.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dateline_fuzz::read_after("a.zip", b"PK\x03\x04", data));
