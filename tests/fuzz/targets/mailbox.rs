//! A file of mails.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dateline_fuzz::read_after(
    "a.mbox",
    b"From a@b.example Thu Jan  2 03:04:05 2020\nFrom: a@b.example\nSubject: x\n",
    data
));
