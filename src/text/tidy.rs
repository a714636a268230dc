//! Text on one line.

use std::borrow::Cow;

/// `text` without white space around it, every stretch of it inside made one space.
///
/// ```
/// assert_eq!(dateline::text::tidy(" Ann\n  Lee "), "Ann Lee");
/// ```
#[must_use]
pub fn tidy(text: &str) -> String {
    one_line(text).into_owned()
}

/// The same, without a copy of what is tidy already.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if is_tidy(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    Cow::Owned(out)
}

/// Whether nothing has to be folded, seen at once: the words of most texts are ASCII.
pub(crate) fn is_tidy(text: &str) -> bool {
    let text = text.as_bytes();
    let plain = |all: bool, b: &u8| all & matches!(b, b' '..=b'~');
    let single = |all: bool, (a, b): (&u8, &u8)| all & ((*a != b' ') | (*b != b' '));
    let edge = |b: Option<&u8>| b.is_none_or(|b| *b == b' ');
    // To the end whatever is found: so the processor looks at many letters at once.
    text.iter().fold(true, plain)
        && text
            .iter()
            .zip(text.get(1..).unwrap_or(&[]))
            .fold(true, single)
        && !edge(text.first())
        && !edge(text.last())
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn white_space_is_one_space() {
        assert_eq!(tidy(" a\n b\t\tc "), "a b c");
        for text in [
            "a b c",
            " a b c",
            "a b c ",
            "a b  c",
            "a b\u{a0}c",
            "a\u{85}b c",
        ] {
            assert_eq!(tidy(text), "a b c");
        }
        assert_eq!(tidy(" "), "");
    }
}
