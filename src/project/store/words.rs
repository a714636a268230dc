//! Looking for words in the text of all articles.

use super::{Store, Trouble};
use crate::project::ArticleKey;
use rusqlite::params;

/// An article that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArticleHit {
    /// The article.
    pub key: ArticleKey,
    /// How well it fits: higher is better.
    pub rank: f64,
}

impl Store {
    /// The articles that fit an FTS5 expression, best first, at most `limit`. The title counts
    /// five times as much as the text.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn find(&self, expression: &str, limit: usize) -> Result<Vec<ArticleHit>, Trouble> {
        let find = || -> rusqlite::Result<Vec<ArticleHit>> {
            let mut query = self.db.prepare_cached(
                "SELECT a.key, -w.rank FROM
                     (SELECT rowid, bm25(words, 5.0, 1.0) AS rank FROM words WHERE words MATCH ?1
                      ORDER BY rank LIMIT ?2) w
                 JOIN article a ON a.id = w.rowid ORDER BY w.rank, a.id",
            )?;
            query
                .query_map(params![expression, limit as i64], |r| {
                    let key: [u8; 16] = r.get(0)?;
                    Ok(ArticleHit {
                        key: ArticleKey(u128::from_be_bytes(key)),
                        rank: r.get(1)?,
                    })
                })?
                .collect()
        };
        find().map_err(|e| self.sql(&e))
    }
}
