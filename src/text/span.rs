//! Places in an article's text.

use serde::{Deserialize, Serialize};

/// A half-open range of **bytes** in one article's text. Both ends lie on character boundaries.
///
/// Inside the program everything counts bytes; only what leaves it (the command line's JSON)
/// counts Unicode scalar values, by [`CharOffsets`].
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from `start` to `end`; texts are at most 4 GiB (readers cut far earlier).
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self {
            start: start as u32,
            end: end as u32,
        }
    }

    /// The words this span covers in `text`; empty if the span does not fit the text.
    #[inline]
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or("")
    }

    /// The span as a range of `usize`.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span covers nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two spans share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside this span.
    #[must_use]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// Translates byte offsets of one text into counts of Unicode scalar values.
///
/// Keeps one checkpoint every 256 bytes, so a look-up walks at most that far.
pub struct CharOffsets<'t> {
    text: &'t str,
    checkpoints: Vec<u32>,
    ascii: bool,
}

impl<'t> CharOffsets<'t> {
    const STEP: usize = 256;

    /// Prepares the translation for `text`.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let ascii = text.is_ascii();
        let mut checkpoints = Vec::new();
        if !ascii {
            let mut chars = 0u32;
            for (i, byte) in text.bytes().enumerate() {
                if i % Self::STEP == 0 {
                    checkpoints.push(chars);
                }
                // A continuation byte (0b10xxxxxx) belongs to the character before it.
                chars += u32::from(byte & 0xC0 != 0x80);
            }
        }
        Self {
            text,
            checkpoints,
            ascii,
        }
    }

    /// The number of characters before byte `offset` (clamped to the text).
    #[must_use]
    pub fn at(&self, offset: u32) -> usize {
        let offset = (offset as usize).min(self.text.len());
        if self.ascii {
            return offset;
        }
        let block = offset / Self::STEP;
        let (from, before) = match self.checkpoints.get(block) {
            Some(&n) => (block * Self::STEP, n as usize),
            None => match self.checkpoints.last() {
                Some(&n) => ((self.checkpoints.len() - 1) * Self::STEP, n as usize),
                None => (0, 0),
            },
        };
        let bytes = &self.text.as_bytes()[from..offset];
        before + bytes.iter().filter(|b| **b & 0xC0 != 0x80).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn character_offsets_agree_with_counting() {
        let text = "Señor Ωmega met 王毅 in München. ".repeat(40);
        let offsets = CharOffsets::new(&text);
        for (chars, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.at(byte as u32), chars);
        }
        assert_eq!(offsets.at(text.len() as u32), text.chars().count());
        assert_eq!(CharOffsets::new("").at(0), 0);
    }
}
