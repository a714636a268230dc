//! Text made safe for the markup it goes into.

use std::fmt::{self, Display, Write};

/// Text inside HTML, XML and their attributes.
pub(super) struct Xml<'a>(pub &'a str);

impl Display for Xml<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                // XML has no place for control characters, not even escaped.
                c if c.is_control() && !matches!(c, '\n' | '\t') => f.write_char(' ')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_does_not_get_through() {
        let text = "<script>\"a\" & 'b'\u{0}\u{1b}</script>";
        assert_eq!(
            Xml(text).to_string(),
            "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;  &lt;/script&gt;"
        );
    }
}
