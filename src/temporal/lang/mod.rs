//! The words of each language, as data.

#[cfg(test)]
mod de;
mod en;

use super::lexicon::Language;
use std::sync::OnceLock;

/// English, its tables built once.
pub(super) fn english() -> &'static Language {
    static ENGLISH: OnceLock<Language> = OnceLock::new();
    ENGLISH.get_or_init(|| Language::new(&en::ENGLISH))
}

/// A few words of German: enough to see that the grammar knows no English.
#[cfg(test)]
pub(super) fn german() -> &'static Language {
    static GERMAN: OnceLock<Language> = OnceLock::new();
    GERMAN.get_or_init(|| Language::new(&de::GERMAN))
}
