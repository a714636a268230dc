//! A web page.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dateline_fuzz::read_after(
    "a.html",
    b"<!doctype html><html>",
    data
));
