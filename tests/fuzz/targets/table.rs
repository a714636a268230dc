//! CSV and its kin.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dateline_fuzz::read_after(
    "a.csv",
    b"title,date,text\n",
    data
));
