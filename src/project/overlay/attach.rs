//! Finds what a correction was made on again in a new reading: by the words it was made on.

use crate::project::{ArticleKey, Entry, MentionKey};
use crate::text::tidy;
use std::collections::HashMap;

/// Finds articles and tellings by their keys.
pub struct Attach<'a> {
    entries: &'a [Entry],
    articles: HashMap<ArticleKey, u32>,
}

impl<'a> Attach<'a> {
    pub fn new(entries: &'a [Entry]) -> Self {
        let articles = entries.iter().zip(0..).map(|(e, i)| (e.key, i)).collect();
        Self { entries, articles }
    }

    /// The article of that key.
    pub fn article(&self, key: ArticleKey) -> Option<u32> {
        self.articles.get(&key).copied()
    }

    /// The telling of that key among what the machine read: the same trigger in the same place;
    /// else, where the reading or the text has changed, the same words in the same sentence, a
    /// trigger that overlaps in the same place, or the only telling of that sentence.
    pub fn mention(&self, key: &MentionKey) -> Option<(u32, u32)> {
        let article = self.article(key.article)?;
        let entry = self.entries.get(article as usize)?;
        let text = entry.article.text.as_str();
        let events = &entry.analysis.events;
        let found = |i: usize| Some((article, i as u32));
        let same_words = |i: usize| events[i].trigger.of(text) == &*key.words;
        if let Some(i) =
            (0..events.len()).find(|&i| events[i].trigger == key.trigger && same_words(i))
        {
            return found(i);
        }
        let in_sentence: Vec<usize> = (0..events.len())
            .filter(|&i| alike(events[i].sentence.of(text), &key.sentence))
            .collect();
        if let Some(&i) = in_sentence.iter().find(|i| same_words(**i)) {
            return found(i);
        }
        // An overlap counts only while the words beneath are the same.
        if key.trigger.of(text) == &*key.words
            && let Some(i) = (0..events.len()).find(|&i| events[i].trigger.overlaps(key.trigger))
        {
            return found(i);
        }
        match in_sentence.as_slice() {
            [only] => found(*only),
            _ => None,
        }
    }

    /// Where the words of a hand-made event stand now.
    pub fn words(&self, key: &MentionKey) -> Option<(u32, crate::text::Span)> {
        let article = self.article(key.article)?;
        let text = self.entries.get(article as usize)?.article.text.as_str();
        if key.trigger.of(text) == &*key.words {
            return Some((article, key.trigger));
        }
        let sentence = text.find(&*key.sentence)?;
        let at = sentence + key.sentence.find(&*key.words)?;
        Some((article, crate::text::Span::new(at, at + key.words.len())))
    }
}

/// Whether two sentences are the same but for white space, or one holds the other (a reader that
/// cuts sentences elsewhere).
fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (tidy(a), tidy(b));
    let (short, long) = if a.len() <= b.len() {
        (&a, &b)
    } else {
        (&b, &a)
    };
    short.len() >= 20 && long.contains(short.as_str()) || a == b
}
