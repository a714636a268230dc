//! A date as a person types it.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &str| {
    if let Some(value) = dateline::temporal::parse(data, Some(jiff::civil::date(2020, 2, 29))) {
        dateline_fuzz::sound_date(&value);
    }
});
