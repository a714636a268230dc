//! Names for things that stay the same when everything is read anew: the content they were made
//! from, never a position in a list.

use crate::article::Article;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// An article by its content when it was first added: title and text, nothing else. The same
/// article from another folder has the same key; an article whose text is replaced keeps it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct ArticleKey(pub u128);

impl ArticleKey {
    /// The key of `article` by its content.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let title = article.title.as_deref().unwrap_or("");
        Self(fnv(
            fnv(FNV_BASIS, title.as_bytes()) ^ 0xFF,
            article.text.as_bytes(),
        ))
    }
}

impl std::fmt::Display for ArticleKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

const FNV_BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const FNV_PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// FNV-1a over 128 bits. Written out because the key is stored in files: the standard library's
/// hasher may change from one release to the next.
fn fnv(basis: u128, bytes: &[u8]) -> u128 {
    bytes
        .iter()
        .fold(basis, |h, b| (h ^ u128::from(*b)).wrapping_mul(FNV_PRIME))
}

/// The telling of an event an edit was made on: the words of one article, not the number of a
/// mention.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MentionKey {
    /// The article.
    pub article: ArticleKey,
    /// Where the trigger stood.
    pub trigger: Span,
    /// The words of the trigger.
    pub words: Arc<str>,
    /// The words of the sentence, by which the mention is found again when the text changes.
    pub sentence: Arc<str>,
    /// 0 for what the machine read, else a number for each event made by hand.
    #[serde(default)]
    pub hand: u32,
}

/// An entity by its id ("per:vikram misri"), which is made from type and canonical name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityKey(pub Arc<str>);

impl EntityKey {
    /// The key for that id.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self(id.into())
    }
}

impl std::fmt::Display for EntityKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_depend_on_title_and_text_only() {
        let article = |title: Option<&str>, text: &str, id: &str| Article {
            id: id.into(),
            title: title.map(Into::into),
            text: text.into(),
            ..Article::default()
        };
        let key = ArticleKey::of(&article(Some("Talks"), "They met.", "a"));
        assert_eq!(
            key,
            ArticleKey::of(&article(Some("Talks"), "They met.", "b"))
        );
        assert_ne!(
            key,
            ArticleKey::of(&article(Some("Talk"), "sThey met.", "a"))
        );
        assert_ne!(key, ArticleKey::of(&article(None, "TalksThey met.", "a")));
        // Stored in files: must never change.
        assert_eq!(
            ArticleKey(fnv(FNV_BASIS, b"")).to_string(),
            "6c62272e07bb014262b821756295c58d"
        );
        assert_eq!(
            ArticleKey(fnv(FNV_BASIS, b"a")).to_string(),
            "d228cb696f1a8caf78912b704e4a8964"
        );
    }
}
