//! Which articles tell the same story: by the rare words and names they share.
//!
//! Linear in the number of articles: candidates come from an index of telling words, in which an
//! article looks only at those published next to it, and of those it keeps the most alike.

use crate::text::form::{hash, hash_plain, is_latin, is_mark, is_other_script};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// Terms kept of an article, the heaviest.
const TERMS: usize = 60;
/// Of those, the ones that look for neighbours.
const PROBES: usize = 24;
/// A word in more articles than this, and than one in [`SHARE`], does not look for neighbours.
const COMMON: usize = 150;
/// See [`COMMON`].
const SHARE: usize = 16;
/// How many articles that share a word an article looks at, onwards in time from itself.
const LOOK: usize = 32;
/// How many of them it keeps, the most alike.
const KEEP: usize = 24;
/// From here two articles are alike.
const LEAST: f32 = 0.12;

/// Words that tell nothing of a story.
const STOP: &str = "\
    the and for that with was were has have had are but not this from his her its their they who
    which said says say will would could been being about after also more than when where what
    into over out one two three all other some new first last year years people time there before
    between while during him she our your you can may just like most many now only such then them
    these those told according reported report news week day days monday tuesday wednesday
    thursday friday saturday sunday january february march april june july august september
    october november december http https www com html did does how any both each because since
    until under made make";

/// An article as weighted words.
pub(super) struct Story {
    /// (word, weight), by word; unit length.
    terms: Vec<(u32, f32)>,
    /// The heaviest words, which look for neighbours.
    probes: Vec<u32>,
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

/// A word of an article: its hash, how often it stands there, whether ever with a capital.
type Word = (u32, u32, bool);

/// What a byte is to a run of letters and digits.
#[derive(Clone, Copy, PartialEq)]
enum Byte {
    In,
    Out,
    /// It is no letter by itself.
    Open,
}

/// That of each byte.
const BYTES: [Byte; 256] = {
    let mut all = [Byte::Open; 256];
    let mut byte = 0u8;
    while byte.is_ascii() {
        let inside = byte.is_ascii_alphanumeric();
        all[byte as usize] = if inside { Byte::In } else { Byte::Out };
        byte += 1;
    }
    all
};

/// Calls `each` with the runs of letters and digits in `text`, where each begins and ends, and
/// whether all of it is ASCII: most are.
fn for_runs(text: &str, mut each: impl FnMut(Range<usize>, bool)) {
    let bytes = text.as_bytes();
    let kind = |at: usize| bytes.get(at).map(|b| BYTES[usize::from(*b)]);
    let (mut start, mut at, mut ascii) = (0, 0, true);
    while at < bytes.len() {
        while kind(at) == Some(Byte::In) {
            at += 1;
        }
        let mut length = 1;
        if kind(at) == Some(Byte::Open) {
            let c = text.get(at..).and_then(|rest| rest.chars().next());
            let c = c.unwrap_or(char::REPLACEMENT_CHARACTER);
            length = c.len_utf8();
            if is_latin(c) || is_other_script(c) || !is_mark(c) && c.is_alphanumeric() {
                ascii = false;
                at += length;
                continue;
            }
        }
        if start < at {
            each(start..at, ascii);
        }
        at += length;
        (start, ascii) = (at, true);
    }
    if start < bytes.len() {
        each(start..at, ascii);
    }
}

/// The hashes of [`STOP`].
static STOPPED: LazyLock<FxHashSet<u32>> = LazyLock::new(|| {
    let words = STOP.split_ascii_whitespace();
    words.map(|word| hash(word.as_bytes())).collect()
});

/// What a run of letters and digits in `text` counts as: the hash of the word in lower case,
/// without the "s" of a plural; nothing if it is one of those `stopped` or tells nothing for other reasons.
#[inline]
fn term(text: &[u8], run: Range<usize>, ascii: bool, stopped: &FxHashSet<u32>) -> Option<u32> {
    let word = &text[run.clone()];
    let number = || word.iter().all(u8::is_ascii_digit);
    if !(3..=24).contains(&word.len()) || word[0].is_ascii_digit() && word.len() != 4 && number() {
        return None;
    }
    let hash = |length: usize| match ascii {
        true => hash_plain(&text[run.start..], length),
        false => hash(&word[..length].to_ascii_lowercase()),
    };
    let low = hash(word.len());
    if stopped.contains(&low) {
        return None;
    }
    match word {
        [one @ .., b's' | b'S'] if one.len() > 3 => Some(hash(one.len())),
        _ => Some(low),
    }
}

/// The telling words of `text`, in the order in which they come up first.
fn words(text: &str) -> Vec<Word> {
    // Three letters and what parts them take four bytes: a third of the places stays free.
    let places = (text.len() / 3 + 2).next_power_of_two();
    // The number in `all` of the word of each place, counted from 1.
    let mut numbers = vec![0u32; places];
    let home = 32 - places.ilog2();
    let mut all: Vec<Word> = Vec::with_capacity(text.len() / 16);
    let stopped = &*STOPPED;
    for_runs(text, |run, ascii| {
        let start = run.start;
        let Some(term) = term(text.as_bytes(), run, ascii, stopped) else {
            return;
        };
        let capital = match text.as_bytes()[start] {
            first if first.is_ascii() => first.is_ascii_uppercase(),
            _ => text[start..].starts_with(char::is_uppercase),
        };
        let mut place = (term >> home) as usize;
        loop {
            let number = &mut numbers[place];
            let Some(word) = all.get_mut((*number as usize).wrapping_sub(1)) else {
                all.push((term, 1, capital));
                *number = all.len() as u32;
                return;
            };
            if word.0 == term {
                word.1 += 1;
                word.2 |= capital;
                return;
            }
            place = (place + 1) % places;
        }
    });
    all
}

/// The stories of `texts`, in their order.
pub(super) fn stories(texts: &[&str]) -> Vec<Story> {
    let all: Vec<Vec<Word>> = texts.par_iter().map(|t| words(t)).collect();
    let mut frequency: FxHashMap<u32, u32> = FxHashMap::default();
    frequency.reserve(all.iter().map(Vec::len).sum::<usize>() / 4);
    for (word, ..) in all.iter().flatten() {
        *frequency.entry(*word).or_default() += 1;
    }
    // With few articles nearly every word looks rare: a floor keeps idf sober.
    let total = texts.len() as f32 + 20.0;
    let rarity = |df: u32| (total / (df as f32 + 1.0)).ln().max(0.1);
    let most = frequency.values().copied().max().unwrap_or(0);
    let rarity: Vec<f32> = (0..=most).map(rarity).collect();
    let said = |n: u32| 1.0 + (n as f32).ln();
    let few: Vec<f32> = (0..32).map(said).collect();
    all.into_par_iter()
        .map(|words| {
            // The weights are above zero: as whole numbers their bits are in the same order. The
            // heavier first, then by word.
            let mut heaviest: Vec<u64> = words
                .iter()
                .map(|(w, n, capital)| {
                    let df = frequency.get(w).copied().unwrap_or(1);
                    let said = few.get(*n as usize).copied().unwrap_or_else(|| said(*n));
                    let weight = said * rarity[df as usize] * if *capital { 1.5 } else { 1.0 };
                    u64::from(!weight.to_bits()) << 32 | u64::from(*w)
                })
                .collect();
            if heaviest.len() > TERMS {
                heaviest.select_nth_unstable(TERMS);
                heaviest.truncate(TERMS);
            }
            heaviest.sort_unstable();
            let mut terms: Vec<(u32, f32)> = heaviest
                .iter()
                .map(|both| (*both as u32, f32::from_bits(!((both >> 32) as u32))))
                .collect();
            let probes = terms.iter().take(PROBES).map(|t| t.0).collect();
            let norm = terms
                .iter()
                .map(|t| t.1 * t.1)
                .sum::<f32>()
                .sqrt()
                .max(1e-6);
            for t in &mut terms {
                t.1 /= norm;
            }
            terms.sort_unstable_by_key(|t| t.0);
            Story { terms, probes }
        })
        .collect()
}

/// Pairs of articles that are alike, with how much. `order` is an order of the articles in which
/// those that may tell of the same days stand near each other.
pub(super) fn neighbours(stories: &[Story], order: &[u32]) -> Vec<(u32, u32, f32)> {
    let mut index: Vec<(u32, u32)> = order
        .iter()
        .enumerate()
        .flat_map(|(rank, a)| {
            let probes = &stories[*a as usize].probes;
            probes.iter().map(move |w| (*w, rank as u32))
        })
        .collect();
    index.par_sort_unstable();
    // Where in the index each article stands, and up to where it looks from there.
    let mut places: Vec<Vec<(u32, u32)>> = vec![Vec::new(); order.len()];
    let common = COMMON.max(stories.len() / SHARE);
    let mut at = 0;
    for list in index.chunk_by(|a, b| a.0 == b.0) {
        let end = at + list.len();
        if list.len() <= common {
            for (i, (_, rank)) in (at..end).zip(list) {
                places[*rank as usize].push((i as u32 + 1, end.min(i + 1 + LOOK) as u32));
            }
        }
        at = end;
    }
    places
        .into_par_iter()
        .enumerate()
        .map_init(
            || (vec![0u8; order.len()], Vec::new()),
            |(shared, touched), (rank, places)| {
                for (from, to) in places {
                    for (_, other) in &index[from as usize..to as usize] {
                        let n = &mut shared[*other as usize];
                        if *n == 0 {
                            touched.push(*other);
                        }
                        *n = n.saturating_add(1);
                    }
                }
                let a = order[rank];
                let mut near: Vec<(u32, f32)> = Vec::new();
                touched.sort_unstable();
                for other in touched.drain(..) {
                    // One shared word is chance.
                    if std::mem::take(&mut shared[other as usize]) >= 2 {
                        let b = order[other as usize];
                        let like = stories[a as usize].like(&stories[b as usize]);
                        if like >= LEAST {
                            near.push((b, like));
                        }
                    }
                }
                near.sort_by(|x, y| y.1.total_cmp(&x.1));
                near.truncate(KEEP);
                near.into_iter()
                    .map(|(b, like)| (a, b, like))
                    .collect::<Vec<_>>()
            },
        )
        .flatten_iter()
        .collect()
}
