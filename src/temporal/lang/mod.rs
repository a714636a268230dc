//! The words of each language, as data.

mod en;

use super::lexicon::Lexicon;
use std::sync::OnceLock;

/// The English lexicon, built once.
pub(super) fn english() -> &'static Lexicon {
    static ENGLISH: OnceLock<Lexicon> = OnceLock::new();
    ENGLISH.get_or_init(|| Lexicon::new(en::WORDS))
}

pub(super) use en::{AVERAGES, GREETINGS, HOLIDAYS, MEASURES, PREFIXES};
