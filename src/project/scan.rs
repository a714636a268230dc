//! Looking for words in titles and in the sentences that prove events, without an index: one
//! sweep over the titles, one over the texts, in parallel.

use super::{Bits, Snapshot};
use rayon::prelude::*;

/// Whether `text` holds `words` at the start of a word; at its end, too, unless only the
/// beginning is asked for. Both in lower case, words with one space between.
pub fn holds(text: &str, words: &str, prefix: bool) -> bool {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|t| t.find(words)) {
        let (start, end) = (from + at, from + at + words.len());
        if fits(text, start, end, prefix) {
            return true;
        }
        from = end;
    }
    false
}

fn fits(text: &str, start: usize, end: usize, prefix: bool) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    before.is_none_or(|c| !c.is_alphanumeric())
        && (prefix || after.is_none_or(|c| !c.is_alphanumeric()))
}

/// The events with `words` in their title or in a sentence that proves them.
pub fn events(of: &Snapshot, words: &str, prefix: bool) -> Bits {
    let index = &*of.index;
    let mut bits = Bits::none(index.len());
    if words.is_empty() {
        return bits;
    }
    for at in memchr::memmem::find_iter(index.titles.as_bytes(), words.as_bytes()) {
        if fits(&index.titles, at, at + words.len(), prefix) {
            let row = index.title_starts.partition_point(|s| *s as usize <= at);
            bits.insert(row.saturating_sub(1));
        }
    }
    let finder = Finder::new(words);
    let hits: Vec<(u32, Vec<u32>)> = of
        .entries
        .par_iter()
        .enumerate()
        .filter_map(|(a, entry)| {
            let text = entry.article.text.as_str();
            let mut places = Vec::new();
            finder.each(text, |start, end| {
                if fits(text, start, end, prefix) {
                    places.push(start as u32);
                }
            });
            (!places.is_empty()).then_some((a as u32, places))
        })
        .collect();
    for (a, places) in hits {
        let events = &of.entries[a as usize].analysis.events;
        for &event in index.article_events.get(a as usize) {
            let Some(e) = of.story.events.get(event as usize) else {
                continue;
            };
            let from = e.mentions.partition_point(|m| m.0 < a);
            let proved = e.mentions[from..].iter().take_while(|m| m.0 == a).any(|m| {
                let sentence = events.get(m.1 as usize).map(|m| m.sentence);
                sentence.is_some_and(|s| {
                    let i = places.partition_point(|p| *p < s.start);
                    places.get(i).is_some_and(|p| *p < s.end)
                })
            });
            if proved {
                bits.insert(event as usize);
            }
        }
    }
    bits
}

/// Finds words whatever their case.
struct Finder {
    words: String,
    /// Two forms of its first byte, where it has two and no more.
    first: Option<(u8, u8)>,
}

impl Finder {
    fn new(words: &str) -> Self {
        let first = words.as_bytes().first().copied().unwrap_or(0);
        Self {
            words: words.into(),
            first: words
                .is_ascii()
                .then_some((first, first.to_ascii_uppercase())),
        }
    }

    /// Calls `hit` with start and end of every place; a space in the words stands for any one
    /// byte of white space.
    fn each(&self, text: &str, mut hit: impl FnMut(usize, usize)) {
        let Some((a, b)) = self.first else {
            // Letters beyond ASCII: the whole text in lower case, where that keeps its places.
            let lower = text.to_lowercase();
            if lower.len() == text.len() {
                for (at, _) in lower.match_indices(&self.words) {
                    if text.is_char_boundary(at) && text.is_char_boundary(at + self.words.len()) {
                        hit(at, at + self.words.len());
                    }
                }
            }
            return;
        };
        let (bytes, words) = (text.as_bytes(), self.words.as_bytes());
        for at in memchr::memchr2_iter(a, b, bytes) {
            let Some(there) = bytes.get(at..at + words.len()) else {
                return;
            };
            let same = |(t, w): (&u8, &u8)| {
                t.eq_ignore_ascii_case(w) || *w == b' ' && t.is_ascii_whitespace()
            };
            if there.iter().zip(words).all(same) {
                hit(at, at + words.len());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole() {
        for (text, words, prefix, found) in [
            ("the talks failed", "talk", false, false),
            ("the talks failed", "talk", true, true),
            ("the talks failed", "talks", false, true),
            ("smalltalk and talk", "talk", false, true),
            ("über müller", "müller", false, true),
            ("", "a", true, false),
        ] {
            assert_eq!(holds(text, words, prefix), found, "{words} in {text}");
        }
        let mut places = Vec::new();
        Finder::new("new york").each("NEW\nYork, new york, New  York", |a, b| places.push((a, b)));
        assert_eq!(places, [(0, 8), (10, 18)]);
    }
}
