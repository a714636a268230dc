//! EDTF: whatever is taken is printed so that the same interval reads back, and the same text.
#![no_main]
use dateline::temporal::TimeValue;

libfuzzer_sys::fuzz_target!(|data: &str| {
    if let Some(value) = TimeValue::from_edtf(data) {
        assert!(value.earliest <= value.latest, "{value:?}");
        let again = TimeValue::from_edtf(value.to_edtf())
            .unwrap_or_else(|| panic!("{data:?}: {value:?} does not read back"));
        assert_eq!(
            (
                again.earliest,
                again.latest,
                again.qualifier,
                again.to_edtf()
            ),
            (
                value.earliest,
                value.latest,
                value.qualifier,
                value.to_edtf()
            ),
            "{data:?}"
        );
    }
});
