//! Which articles tell the same story: by the rare words and names they share.
//!
//! Linear in the number of articles but for the neighbours each has: candidates come from an
//! index of telling words, never from all pairs.

use crate::text::form::hash;
use std::collections::{BTreeMap, HashMap};

/// Terms kept of an article, the heaviest.
const TERMS: usize = 60;
/// Of those, the ones that look for neighbours.
const PROBES: usize = 24;
/// A word in more articles than this does not look for neighbours.
const COMMON: usize = 150;

/// Words that tell nothing of a story.
const STOP: &[&str] = &[
    "the",
    "and",
    "for",
    "that",
    "with",
    "was",
    "were",
    "has",
    "have",
    "had",
    "are",
    "but",
    "not",
    "this",
    "from",
    "his",
    "her",
    "its",
    "their",
    "they",
    "who",
    "which",
    "said",
    "says",
    "say",
    "will",
    "would",
    "could",
    "been",
    "being",
    "about",
    "after",
    "also",
    "more",
    "than",
    "when",
    "where",
    "what",
    "into",
    "over",
    "out",
    "one",
    "two",
    "three",
    "all",
    "other",
    "some",
    "new",
    "first",
    "last",
    "year",
    "years",
    "people",
    "time",
    "there",
    "before",
    "between",
    "while",
    "during",
    "him",
    "she",
    "our",
    "your",
    "you",
    "can",
    "may",
    "just",
    "like",
    "most",
    "many",
    "now",
    "only",
    "such",
    "then",
    "them",
    "these",
    "those",
    "told",
    "according",
    "reported",
    "report",
    "news",
    "week",
    "day",
    "days",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "http",
    "https",
    "www",
    "com",
    "html",
    "did",
    "does",
    "how",
    "any",
    "both",
    "each",
    "because",
    "since",
    "until",
    "under",
    "made",
    "make",
];

/// An article as weighted words.
pub(super) struct Story {
    /// (word, weight), by word; unit length.
    terms: Vec<(u32, f32)>,
}

impl Story {
    /// The cosine of two articles, 0 to 1.
    pub fn like(&self, other: &Story) -> f32 {
        let (mut i, mut j, mut sum) = (0, 0, 0f32);
        while let (Some(a), Some(b)) = (self.terms.get(i), other.terms.get(j)) {
            match a.0.cmp(&b.0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += a.1 * b.1;
                    i += 1;
                    j += 1;
                }
            }
        }
        sum
    }
}

/// Words of `text` with how often they stand there and whether any was capitalised.
fn counts(text: &str) -> HashMap<u32, (u32, bool)> {
    let mut out: HashMap<u32, (u32, bool)> = HashMap::new();
    let mut low = String::new();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if word.len() < 3
            || word.len() > 24
            || word.bytes().all(|b| b.is_ascii_digit()) && word.len() != 4
        {
            continue;
        }
        low.clear();
        low.push_str(word);
        low.make_ascii_lowercase();
        if STOP.contains(&low.as_str()) {
            continue;
        }
        let plain = low
            .strip_suffix('s')
            .filter(|p| p.len() > 3)
            .unwrap_or(&low);
        let slot = out.entry(hash(plain.as_bytes())).or_insert((0, false));
        slot.0 += 1;
        slot.1 |= word.starts_with(|c: char| c.is_uppercase());
    }
    out
}

/// The stories of `texts`, in their order.
pub(super) fn stories(texts: &[&str]) -> Vec<Story> {
    let all: Vec<HashMap<u32, (u32, bool)>> = texts.iter().map(|t| counts(t)).collect();
    let mut frequency: HashMap<u32, u32> = HashMap::new();
    for words in &all {
        for word in words.keys() {
            *frequency.entry(*word).or_default() += 1;
        }
    }
    // With few articles nearly every word looks rare: a floor keeps idf sober.
    let total = texts.len() as f32 + 20.0;
    all.iter()
        .map(|words| {
            let mut terms: Vec<(u32, f32)> = words
                .iter()
                .map(|(w, (n, capital))| {
                    let df = frequency.get(w).copied().unwrap_or(1) as f32;
                    let idf = (total / (df + 1.0)).ln().max(0.1);
                    let weight = (1.0 + (*n as f32).ln()) * idf * if *capital { 1.5 } else { 1.0 };
                    (*w, weight)
                })
                .collect();
            terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            terms.truncate(TERMS);
            let norm = terms
                .iter()
                .map(|t| t.1 * t.1)
                .sum::<f32>()
                .sqrt()
                .max(1e-6);
            for t in &mut terms {
                t.1 /= norm;
            }
            terms.sort_by_key(|t| t.0);
            Story { terms }
        })
        .collect()
}

/// Pairs of articles (a < b) that are alike to at least `least`, with how much.
pub(super) fn neighbours(stories: &[Story], least: f32) -> Vec<(u32, u32, f32)> {
    let mut index: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (a, story) in stories.iter().enumerate() {
        let mut heavy = story.terms.clone();
        heavy.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        for (w, _) in heavy.into_iter().take(PROBES) {
            index.entry(w).or_default().push(a as u32);
        }
    }
    let mut shared: HashMap<(u32, u32), u8> = HashMap::new();
    for list in index.values() {
        if list.len() > COMMON {
            continue;
        }
        for (i, a) in list.iter().enumerate() {
            for b in &list[i + 1..] {
                let n = shared.entry((*a, *b)).or_default();
                *n = n.saturating_add(1);
            }
        }
    }
    let mut pairs: Vec<(u32, u32)> = shared
        .into_iter()
        .filter(|(_, n)| *n >= 2)
        .map(|(p, _)| p)
        .collect();
    pairs.sort_unstable();
    pairs
        .into_iter()
        .filter_map(|(a, b)| {
            let like = stories[a as usize].like(&stories[b as usize]);
            (like >= least).then_some((a, b, like))
        })
        .collect()
}
