//! Where paragraphs begin and end.
//!
//! A blank line or a deep indent always separates paragraphs. A single line break does so too,
//! unless the text is wrapped by hand (mail, old newswire), where most lines simply run on.

use super::Span;

/// A line without its line break and without trailing white space.
struct Line {
    /// First byte that is not white space.
    start: usize,
    /// One past the last byte that is not white space.
    end: usize,
    /// White space before the first word, a tab counting as four.
    indent: usize,
}

/// The longest line a hand-wrapped text has, in bytes.
const WRAP_LIMIT: usize = 120;
/// The indent that opens a paragraph.
const INDENT: usize = 3;

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut at = 0;
    for raw in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{0c}']) {
        let indent = raw
            .bytes()
            .take_while(|b| matches!(b, b' ' | b'\t'))
            .map(|b| if b == b'\t' { 4 } else { 1 })
            .sum();
        let body = raw.trim_end_matches(is_space);
        let lead = body.len() - body.trim_start_matches(is_space).len();
        // "\r\n" splits into the line and an empty "\n": not a blank line.
        let tail_of_crlf = raw == "\n" && at > 0 && text.as_bytes()[at - 1] == b'\r';
        if !tail_of_crlf {
            out.push(Line {
                start: at + lead,
                end: at + body.len(),
                indent,
            });
        }
        at += raw.len();
    }
    out
}

/// Whether line `a` runs on into line `b`: no full stop, and the next line opens in lower case.
fn runs_on(text: &str, a: &Line, b: &Line) -> bool {
    let stopped = text[a.start..a.end].ends_with(['.', '!', '?', '"', '”', ':']);
    let lower = text[b.start..b.end]
        .chars()
        .next()
        .is_some_and(char::is_lowercase);
    !stopped && lower && a.end - a.start >= 30
}

fn is_wrapped(text: &str, lines: &[Line]) -> bool {
    let (mut breaks, mut runs) = (0usize, 0usize);
    for pair in lines.windows(2) {
        let [a, b] = pair else { continue };
        if a.start == a.end || b.start == b.end {
            continue;
        }
        if a.end - a.start > WRAP_LIMIT {
            return false;
        }
        breaks += 1;
        runs += usize::from(runs_on(text, a, b));
    }
    breaks > 0 && runs * 10 >= breaks * 3
}

/// The paragraphs of `text`, each without surrounding white space, never empty.
pub(super) fn split(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let wrapped = is_wrapped(text, &lines);
    let widest = lines.iter().map(|l| l.end - l.start).max().unwrap_or(0);
    let mut out: Vec<Span> = Vec::new();
    let mut last: Option<&Line> = None;
    for line in &lines {
        if line.start == line.end {
            last = None;
            continue;
        }
        let joins = wrapped
            && last.is_some_and(|l| {
                let short_and_stopped = (l.end - l.start) * 10 < widest * 7
                    && text[l.start..l.end].ends_with(['.', '!', '?', '"', '”']);
                !short_and_stopped && (line.indent < INDENT || line.indent <= l.indent)
            });
        match out.last_mut() {
            Some(span) if joins => span.end = line.end as u32,
            _ => out.push(Span::new(line.start, line.end)),
        }
        last = Some(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split_text(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn each_line_is_a_paragraph_when_lines_are_long() {
        let text = "The council met on Monday and agreed on the plan that had been before it for a year or more.\nIt will start in May.";
        assert_eq!(split_text(text).len(), 2);
    }

    #[test]
    fn blank_lines_separate() {
        assert_eq!(
            split_text("One.\n\nTwo.\r\n\r\nThree."),
            ["One.", "Two.", "Three."]
        );
        assert_eq!(split_text(" \n\n"), [""; 0]);
    }

    #[test]
    fn hand_wrapped_lines_run_on_and_an_indent_opens_a_paragraph() {
        let text = "    The river rose above its banks on Friday morning and\nflooded the lower town, where the mayor asked people to\nleave their houses.\n    No one was hurt, a spokesman for the fire brigade told\nreporters in the evening.";
        let paragraphs = split_text(text);
        assert_eq!(paragraphs.len(), 2, "{paragraphs:?}");
        assert!(paragraphs[1].starts_with("No one"));
    }

    #[test]
    fn short_lines_of_a_forum_are_not_wrapped_prose() {
        assert_eq!(split_text("where is it?\nhere.\nthanks").len(), 3);
    }
}
