//! A mail with its parts.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dateline_fuzz::read_after(
    "a.eml",
    b"From: A B <a@b.example>\nSubject: ",
    data
));
