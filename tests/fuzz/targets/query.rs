//! What is typed into the search field.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &str| {
    let query = dateline::project::find::Query::parse(data);
    let _ = query.is_empty();
});
