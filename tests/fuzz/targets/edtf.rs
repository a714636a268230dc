//! EDTF: whatever is taken is printed so that it reads back the same.
#![no_main]
use dateline::temporal::TimeValue;

libfuzzer_sys::fuzz_target!(|data: &str| {
    if let Some(value) = TimeValue::from_edtf(data) {
        assert!(value.earliest <= value.latest, "{value:?}");
        let again = TimeValue::from_edtf(value.to_edtf());
        assert_eq!(again.as_ref(), Some(&value), "{data:?}");
    }
});
