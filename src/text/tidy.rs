//! Text on one line.

/// `text` without white space around it, every stretch of it inside made one space.
///
/// ```
/// assert_eq!(dateline::text::tidy(" Ann\n  Lee "), "Ann Lee");
/// ```
#[must_use]
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn white_space_is_one_space() {
        assert_eq!(tidy(" a\n b\t\tc "), "a b c");
    }
}
