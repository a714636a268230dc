//! Articles that repeat another, word for word or but for a few words: kept once, with every
//! source, and listed.
//!
//! What has the same title and text is only noted. What differs at all is kept as an article of
//! its own that is left out of the picture, so that the user can have both.

use super::reading::Read;
use super::{ArticleKey, Entry};
use crate::article::{Known, Print};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// An article that repeats another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Double {
    /// Where it is.
    pub source: String,
    /// Its title.
    pub title: String,
    /// What it is known by; `None` where title and text are the very same.
    pub key: Option<ArticleKey>,
    /// The article it repeats.
    pub of: ArticleKey,
    /// How much of the text is the same, 0..=1.
    pub likeness: f32,
}

impl Double {
    /// How alike the two are, in words.
    #[must_use]
    pub fn likeness_words(&self) -> String {
        match self.key {
            None => "The same".to_owned(),
            Some(_) if self.likeness >= 1.0 => "The same text".to_owned(),
            Some(_) => format!("{:.0} % the same", (self.likeness * 100.0).floor()),
        }
    }
}

/// The articles met so far, to know the next one by.
#[derive(Debug, Default)]
pub(super) struct Seen {
    known: Known,
    /// By the numbers `known` gives them.
    keys: Vec<ArticleKey>,
    /// Where each key came from first.
    sources: HashMap<ArticleKey, String>,
}

impl Seen {
    /// Meets the articles of a project that were not met here yet. Costs a tenth of a
    /// millisecond for each on one core.
    pub fn cover(&mut self, reads: &[Read]) {
        let new = reads.get(self.keys.len()..).unwrap_or_default();
        let prints: Vec<Print> = new.par_iter().map(|r| Print::of(&r.article)).collect();
        for (read, print) in new.iter().zip(prints) {
            self.meet(read.key, read.article.source.to_string(), print);
            // The user's newer text is known too.
            self.sources.entry(read.text).or_default();
        }
    }

    fn meet(&mut self, key: ArticleKey, source: String, print: Print) -> Option<(ArticleKey, f32)> {
        self.keys.push(key);
        self.sources.insert(key, source);
        let double = self.known.add(print)?;
        Some((*self.keys.get(double.kept)?, double.likeness))
    }

    /// Sorts a new article in.
    pub fn next(&mut self, entry: &Entry, print: Print, doubles: &[Double]) -> Next {
        let source = entry.article.source.to_string();
        if let Some(first) = self.sources.get(&entry.key) {
            let again = |d: &Double| d.of == entry.key && d.source == source;
            if first.is_empty() || *first == source || doubles.iter().any(again) {
                return Next::Known;
            }
            return Next::Same(Double {
                source,
                title: entry.article.title.clone().unwrap_or_default(),
                key: None,
                of: entry.key,
                likeness: 1.0,
            });
        }
        match self.meet(entry.key, source.clone(), print) {
            None => Next::New,
            Some((of, likeness)) => Next::Alike(Double {
                source,
                title: entry.article.title.clone().unwrap_or_default(),
                key: Some(entry.key),
                of,
                likeness,
            }),
        }
    }
}

/// What becomes of an article that is to be added.
pub(super) enum Next {
    /// It is new.
    New,
    /// It was added from this very place before.
    Known,
    /// It was added from another place.
    Same(Double),
    /// It says what another says, in other words here and there.
    Alike(Double),
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::analysis::Analysis;
    use crate::article::{Article, Source};
    use crate::project::{Edit, Entry, Project};

    fn entry(path: &str, title: &str, text: &str) -> Entry {
        let article = Article {
            source: Source {
                path: path.into(),
                member: None,
            },
            title: Some(title.to_owned()),
            text: text.to_owned(),
            ..Article::default()
        };
        Entry::new(article, Analysis::default())
    }

    #[test]
    fn what_repeats_another_is_kept_once_until_the_user_wants_both() {
        let words: Vec<String> = (0..200).map(|i| format!("word{i}")).collect();
        let text = words.join(" ");
        let mut project = Project::default();
        let added = project.add(vec![
            entry("a.txt", "One", &text),
            entry("b.txt", "One", &text),
            entry("c.txt", "Two", &text.replacen("word7 ", "other ", 1)),
            entry("a.txt", "One", &text),
        ]);
        assert_eq!((added.new, added.doubles, added.known), (1, 2, 1));
        project.settle();
        assert_eq!(project.snapshot.entries.len(), 1);
        let kept = project.snapshot.entries[0].key;
        let sources: Vec<&str> = project
            .doubles_of(kept)
            .map(|d| d.source.as_str())
            .collect();
        assert_eq!(sources, ["b.txt", "c.txt"]);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.dateline");
        project.save_as(&path).unwrap();
        project.close(false).unwrap();
        let mut project = Project::open(&path, None).unwrap().project;
        project.settle();
        assert_eq!(project.snapshot.entries.len(), 1);
        assert_eq!(project.add(vec![entry("b.txt", "One", &text)]).known, 1);
        let other = project.doubles[1].key.unwrap();
        project.edit(&Edit::KeepBoth(other, true)).unwrap();
        project.settle();
        assert_eq!(project.snapshot.entries.len(), 2);
        assert_eq!(project.doubles_of(kept).count(), 1);
        project.undo();
        project.settle();
        assert_eq!(project.snapshot.entries.len(), 1);
    }
}
