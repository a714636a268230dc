//! Names for articles: given ones are kept, others are made from the source; unique in one run.

use super::{Article, Source};
use std::collections::{HashMap, HashSet};

/// Settles the ids of one run. Feed it the articles in input order, so that the same input gives
/// the same ids.
#[derive(Clone, Debug, Default)]
pub struct Ids {
    taken: HashSet<String>,
    next: HashMap<String, u64>,
}

impl Ids {
    /// Makes the article's id unique within the run: a second "x" becomes "x~2".
    pub fn settle(&mut self, article: &mut Article) {
        if article.id.is_empty() {
            article.id = from_source(&article.source);
        }
        if self.taken.insert(article.id.clone()) {
            return;
        }
        let base = std::mem::take(&mut article.id);
        // The counter of each base goes on where it stopped: many articles may share one id.
        let next = self.next.entry(base.clone()).or_insert(2);
        loop {
            let id = format!("{base}~{next}");
            *next += 1;
            if self.taken.insert(id.clone()) {
                article.id = id;
                return;
            }
        }
    }
}

/// The id of an article that was given none: its source, with forward slashes on every system.
#[must_use]
pub fn from_source(source: &Source) -> String {
    source.to_string().replace('\\', "/")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique() {
        let mut ids = Ids::default();
        let mut got = Vec::new();
        for id in ["a", "a", "a~2", "a", ""] {
            let mut article = Article {
                id: id.into(),
                source: Source {
                    path: "d/f.txt".into(),
                    member: Some("3".into()),
                },
                ..Article::default()
            };
            ids.settle(&mut article);
            got.push(article.id);
        }
        assert_eq!(got, ["a", "a~2", "a~2~2", "a~3", "d/f.txt#3"]);
    }
}
