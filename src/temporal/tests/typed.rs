//! Dates typed by a person.

use super::*;

#[test]
fn dates_typed_by_a_person() {
    let published = Some(date(PUBLISHED));
    for (text, words) in [
        ("12 May 1998", "12 May 1998"),
        ("12 may 1998", "12 May 1998"),
        ("may 2019", "May 2019"),
        ("c. 1200 BC", "c. 1200 BC"),
        ("spring 2020", "spring 2020"),
        ("5–9 May 2013", "5–9 May 2013"),
        ("last friday", "10 May 2019"),
        ("2013-05-05/2013-05-09", "5–9 May 2013"),
        ("the 1980s", "1980s"),
        ("before 22 April 2025", "before 22 April 2025"),
        ("264 to 241 BC", "264–241 BC"),
        ("1999", "1999"),
        ("5 pm on Friday", "10 May 2019, 17:00"),
    ] {
        assert_eq!(
            parse(text, published).map(|v| v.words()),
            Some(words.to_owned()),
            "{text}"
        );
    }
    for text in [
        "",
        "soon enough",
        "two weeks",
        "every Monday",
        "May be it was 1998",
        "banana",
    ] {
        assert_eq!(parse(text, published), None, "{text}");
    }
    assert_eq!(parse("yesterday", None), None);
}
