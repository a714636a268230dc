//! NITF and NewsML-G2.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dateline_fuzz::read_after(
    "a.xml",
    if data.first().is_some_and(|b| b & 1 == 0) {
        b"<nitf>"
    } else {
        b"<newsItem>"
    },
    data
));
