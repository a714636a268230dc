//! The grammar knows no English: a few words of another language are enough to be read by it.

use super::*;

#[test]
fn another_language_is_read_by_its_words_alone() {
    let german = |text: &str| {
        let options = Options {
            published: Some(date(PUBLISHED)),
            ..Options::default()
        };
        crate::temporal::read::read_in(&Doc::read(text), options, lang::german()).0
    };
    check(
        german,
        &[
            ("Es regnete gestern.", &[("gestern", "2019-05-14")]),
            ("Der Rat tagte am Montag.", &[("Montag", "2019-05-13")]),
            (
                "Die Brücke wurde am 5. Mai 2013 eröffnet.",
                &[("5. Mai 2013", "2013-05-05")],
            ),
            ("Im März 2011 fiel Schnee.", &[("März 2011", "2011-03")]),
            (
                "Vom 5. bis 9. Oktober 2012 blieb er.",
                &[("5.", "2012-10-05"), ("9. Oktober 2012", "2012-10-09")],
            ),
            (
                "Sie kam Ende Oktober 1998.",
                &[("Ende Oktober 1998", "1998-10")],
            ),
            ("Er blieb zwei Wochen.", &[("zwei Wochen", "P2W")]),
            (
                "In den 1960er Jahren wuchs die Stadt.",
                &[("den 1960er", "196")],
            ),
            // English words mean nothing here.
            ("Last Friday in May it rained yesterday.", &[]),
        ],
    );
}
