//! JSON documents and JSON Lines.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dateline_fuzz::read(
    if data.first() == Some(&b'{') {
        "a.jsonl"
    } else {
        "a.json"
    },
    data
));
