//! Any text at all: the reader of dates never panics, its spans lie on character boundaries, in
//! order and apart, and every date it finds is sound.
#![no_main]
use dateline::temporal::{DateOrder, DocKind, Options, read_with};
use dateline::text::Doc;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((how, data)) = data.split_first() else {
        return;
    };
    let text = String::from_utf8_lossy(data);
    let doc = Doc::read(&text);
    let options = Options {
        published: (how & 1 == 0).then(|| jiff::civil::date(2021, 1, 3)),
        kind: [DocKind::Auto, DocKind::News, DocKind::Narrative][usize::from(how >> 1) % 3],
        order: [DateOrder::Auto, DateOrder::DayFirst][usize::from(how >> 4 & 1)],
    };
    let found = read_with(&doc, options);
    let mut at = 0;
    for timex in &found {
        let (start, end) = (timex.span.start as usize, timex.span.end as usize);
        assert!(at <= start && start < end, "{timex:?}");
        assert!(text.get(start..end).is_some(), "{timex:?}");
        assert!((0.0..=1.0).contains(&timex.confidence));
        assert!(!timex.value.is_empty(), "{timex:?}");
        let _ = timex.explain(&found, &text);
        for value in [timex.time.clone(), timex.when(&found)].iter().flatten() {
            dateline_fuzz::sound_date(value);
        }
        if let Some(other) = &timex.alternative {
            dateline_fuzz::sound_date(&other.time);
        }
        at = end;
    }
});
