//! The same article twice: word for word, or but for a few words. Judged by the text alone, in
//! time linear in it, and the same whatever the machine.

use super::Article;
use std::collections::HashMap;

/// Texts alike to this share of their three-word runs are the same article.
const ALIKE: f32 = 0.8;
/// Shorter texts are the same only word for word.
const WORDS: usize = 25;
/// Least hashes kept of each of this many different orders, in bands of [`ROWS`].
const ORDERS: usize = 64;
const ROWS: usize = 4;
/// Least hashes kept to estimate how alike two texts are.
const SKETCH: usize = 256;
/// Earlier articles compared in one band at most.
const COMPARED: usize = 50;

/// An article that repeats an earlier one. Numbers count the articles from 0 in the order given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Duplicate {
    /// The later one.
    pub index: usize,
    /// The earlier one, which is kept.
    pub kept: usize,
    /// How much of the text is the same, 0..=1; 1 is word for word.
    pub likeness: f32,
}

/// All articles that repeat an earlier one, in order.
#[must_use]
pub fn duplicates(articles: &[&Article]) -> Vec<Duplicate> {
    let mut known = Known::default();
    articles
        .iter()
        .filter_map(|article| known.add(Print::of(article)))
        .collect()
}

/// What is needed of a text to recognise it again. Making it is the costly part and can be done
/// on many threads.
#[derive(Clone, Debug)]
pub struct Print {
    /// All words, in order.
    whole: [u64; 2],
    /// The least hash of each order; empty for short texts.
    least: Vec<u64>,
    /// The least hashes of all runs, sorted.
    sketch: Vec<u64>,
}

impl Print {
    /// The print of an article's text. Case, punctuation and layout do not count. A short text
    /// is told from others by its title too: many say no more than "Photo: agency".
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let mut words = words(&article.text);
        if words.len() < WORDS {
            words.extend(self::words(article.title.as_deref().unwrap_or_default()));
            return Self {
                whole: whole(&words),
                least: Vec::new(),
                sketch: Vec::new(),
            };
        }
        let whole = whole(&words);
        let mut runs: Vec<u64> = words
            .windows(3)
            .map(|w| mix(w[0].rotate_left(1) ^ mix(w[1].rotate_left(17) ^ mix(w[2]))))
            .collect();
        runs.sort_unstable();
        runs.dedup();
        let least = (0..ORDERS as u64)
            .map(|order| {
                let turn = mix(order + 1) | 1;
                runs.iter()
                    .map(|run| run.wrapping_mul(turn) ^ (run >> 29))
                    .min()
                    .unwrap_or(0)
            })
            .collect();
        runs.truncate(SKETCH);
        Self {
            whole,
            least,
            sketch: runs,
        }
    }

    /// The estimated share of runs two texts have in common.
    #[allow(clippy::cast_precision_loss)]
    fn likeness(&self, other: &Self) -> f32 {
        // The least of both together are a fair sample of all runs; count those in both.
        let (mut a, mut b) = (
            self.sketch.iter().peekable(),
            other.sketch.iter().peekable(),
        );
        let (mut seen, mut common) = (0_usize, 0_usize);
        while seen < SKETCH {
            match (a.peek(), b.peek()) {
                (Some(x), Some(y)) if x == y => {
                    common += 1;
                    a.next();
                    b.next();
                }
                (Some(x), Some(y)) if x < y => {
                    a.next();
                }
                (Some(_), None) => {
                    a.next();
                }
                (_, Some(_)) => {
                    b.next();
                }
                (None, None) => break,
            }
            seen += 1;
        }
        if seen == 0 {
            0.0
        } else {
            common as f32 / seen as f32
        }
    }
}

/// A hash of all words, in order.
fn whole(words: &[u64]) -> [u64; 2] {
    let mut whole = [0xCBF2_9CE4_8422_2325, 0x9E37_79B9_7F4A_7C15];
    for word in words {
        whole[0] = mix(whole[0] ^ word);
        whole[1] = mix(whole[1].wrapping_add(*word).rotate_left(23));
    }
    whole
}

/// Hashes of the words of a text; each character of a script without spaces is a word.
fn words(text: &str) -> Vec<u64> {
    let mut out = Vec::with_capacity(text.len() / 6);
    let mut open: Option<u64> = None;
    for c in text.chars() {
        let alone =
            matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{E00}'..='\u{E7F}');
        if !c.is_alphanumeric() || alone {
            out.extend(open.take().map(mix));
            if alone {
                out.push(mix(u64::from(u32::from(c))));
            }
            continue;
        }
        let mut hash = open.unwrap_or(0xCBF2_9CE4_8422_2325);
        for small in c.to_lowercase() {
            hash = (hash ^ u64::from(u32::from(small))).wrapping_mul(0x0100_0000_01B3);
        }
        open = Some(hash);
    }
    out.extend(open.map(mix));
    out
}

/// Spreads a number over all bits.
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// The articles met so far. Feed it prints in input order, so that the same input always keeps
/// the same articles.
#[derive(Clone, Debug, Default)]
pub struct Known {
    count: usize,
    whole: HashMap<[u64; 2], usize>,
    /// Prints of the articles kept, by their numbers.
    kept: Vec<(usize, Print)>,
    /// Articles kept, by band and what their least hashes in it say.
    bands: HashMap<(usize, u64), Vec<usize>>,
}

impl Known {
    /// Notes the next article; tells which earlier one it repeats, if any. Those it repeats are
    /// never themselves repetitions.
    pub fn add(&mut self, print: Print) -> Option<Duplicate> {
        let index = self.count;
        self.count += 1;
        if let Some(kept) = self.whole.get(&print.whole) {
            return Some(Duplicate {
                index,
                kept: *kept,
                likeness: 1.0,
            });
        }
        let keys: Vec<(usize, u64)> = print
            .least
            .chunks_exact(ROWS)
            .map(|rows| rows.iter().fold(0, |h, r| mix(h ^ r)))
            .enumerate()
            .collect();
        let mut near: Vec<usize> = keys
            .iter()
            .filter_map(|key| self.bands.get(key))
            .flat_map(|at| at.iter().take(COMPARED).copied())
            .collect();
        near.sort_unstable();
        near.dedup();
        let mut best: Option<Duplicate> = None;
        for at in near {
            let (kept, other) = &self.kept[at];
            let likeness = print.likeness(other);
            if likeness >= ALIKE && best.is_none_or(|b| likeness > b.likeness) {
                best = Some(Duplicate {
                    index,
                    kept: *kept,
                    likeness: likeness.min(0.999),
                });
            }
        }
        self.whole
            .insert(print.whole, best.map_or(index, |b| b.kept));
        if best.is_none() && !print.least.is_empty() {
            for key in keys {
                self.bands.entry(key).or_default().push(self.kept.len());
            }
            self.kept.push((index, print));
        }
        best
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn article(text: &str) -> Article {
        Article {
            text: text.to_owned(),
            ..Article::default()
        }
    }

    /// A text of many different words.
    fn prose(seed: usize, words: usize) -> String {
        (0..words)
            .map(|i| format!("word{} ", mix((seed * 10_000 + i) as u64) % 5000))
            .collect()
    }

    #[test]
    fn repetitions_are_found() {
        let text = prose(1, 300);
        let texts = [
            text.clone(),
            prose(2, 300),
            text.to_uppercase().replace(' ', "\n"),
            text.replacen("word", "another", 3),
            text.split(' ').take(120).collect::<Vec<_>>().join(" "),
            "A short text.".into(),
            "A short text!".into(),
            "A shorter text.".into(),
        ];
        let articles: Vec<Article> = texts.iter().map(|t| article(t)).collect();
        let found = duplicates(&articles.iter().collect::<Vec<_>>());
        let pairs: Vec<(usize, usize)> = found.iter().map(|d| (d.index, d.kept)).collect();
        assert_eq!(pairs, [(2, 0), (3, 0), (6, 5)]);
        assert_eq!(found[0].likeness, 1.0);
        assert!(found[1].likeness < 1.0);
    }

    #[test]
    fn different_articles_stay() {
        let articles: Vec<Article> = (0..300).map(|i| article(&prose(i + 10, 80))).collect();
        assert!(duplicates(&articles.iter().collect::<Vec<_>>()).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn every_text_repeats_itself(text: String) {
            let a = article(&text);
            let found = duplicates(&[&a, &a]);
            assert_eq!(found.len(), 1);
        }
    }
}
