//! A linear model over hashed features: many rows of small weights, one weight per label.

use flate2::read::DeflateDecoder;
use std::io::Read;

/// A feature: a template number mixed with what it saw.
#[must_use]
#[inline]
pub fn feature(template: u32, value: u32) -> u32 {
    let mut h = value ^ template.wrapping_mul(0x9E37_79B1);
    h = h.wrapping_mul(0x85EB_CA6B);
    h ^= h >> 13;
    h = h.wrapping_mul(0xC2B2_AE35);
    h ^ (h >> 16)
}

/// Two values as one.
#[must_use]
#[inline]
pub fn pair(a: u32, b: u32) -> u32 {
    (a.rotate_left(13) ^ b.wrapping_mul(0x9E37_79B1)).wrapping_mul(0x2C1B_3C6D)
}

/// Weights in 8 bits, scaled together by the largest (clipping would ruin the model), `L` labels
/// a row (a multiple of 16), the last of them padding, in rows of `S` bytes (a power of two,
/// so that none straddles two lines of the processor's cache).
///
/// Four features of five have a row, so that what counts is how few steps a row takes.
pub struct Linear<const L: usize, const S: usize> {
    shift: u32,
    blocks: Vec<Block>,
    cells: Vec<i8>,
    /// Where the first row begins.
    base: usize,
}

/// 64 buckets side by side.
#[derive(Clone, Copy, Default)]
struct Block {
    /// Which of them have a row, a bit for each.
    there: u64,
    /// The number of rows of the buckets before these.
    before: u32,
}

impl Block {
    /// Whether a bucket has a row, and the row it has or would have.
    #[inline]
    fn row(self, bucket: u32) -> (bool, u32) {
        let lower = self.there & ((1 << (bucket % 64)) - 1);
        let there = self.there >> (bucket % 64) & 1 == 1;
        (there, self.before + lower.count_ones())
    }
}

/// Bytes of a line of the processor's cache.
const LINE: usize = 64;

/// Features looked up together, of one token.
const TOGETHER: usize = 64;

/// Most labels, with padding.
const MOST: usize = 64;

/// Whether the processor is one of the last ten years.
#[cfg(target_arch = "x86_64")]
#[inline]
fn is_wide() -> bool {
    is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("bmi2")
        && is_x86_feature_detected!("popcnt")
}

/// Labels added at once; a row is made of so many and so many.
const LANES: usize = 16;

/// The features of several tokens, so that they are looked up together: the processor then waits
/// for memory side by side, not token by token.
#[derive(Default)]
pub struct Batch {
    features: Vec<u32>,
    /// Where the features of each token end, then where its rows do.
    ends: Vec<usize>,
    /// The rows found.
    rows: Vec<u32>,
}

impl Batch {
    /// Adds a token with the features that `push` appends.
    #[inline]
    pub fn token(&mut self, push: impl FnOnce(&mut Vec<u32>)) {
        push(&mut self.features);
        self.ends.push(self.features.len());
    }

    /// Whether more tokens would only take room.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.features.len() > 4096
    }
}

impl<const L: usize, const S: usize> Linear<L, S> {
    /// Adds the weights of each token's features to the last of `sums`, one a token, and forgets
    /// the tokens.
    pub fn sum(&self, batch: &mut Batch, sums: &mut [[i16; L]]) {
        let from = sums.len().saturating_sub(batch.ends.len());
        let sums = sums.get_mut(from..).unwrap_or(&mut []);
        #[cfg(target_arch = "x86_64")]
        if is_wide() {
            // SAFETY: the processor was asked whether it can.
            #[allow(unsafe_code)]
            return unsafe { self.sum_wide(batch, sums) };
        }
        self.sum_plain(batch, sums);
    }

    /// Adds the weights of all `features` to `scores`.
    #[inline]
    pub fn add(&self, features: &[u32], scores: &mut [i16; L]) {
        #[cfg(target_arch = "x86_64")]
        if is_wide() {
            // SAFETY: the processor was asked whether it can.
            #[allow(unsafe_code)]
            return unsafe { self.add_wide(features, scores) };
        }
        self.add_plain(features, scores);
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,bmi2,popcnt")]
    fn sum_wide(&self, batch: &mut Batch, scores: &mut [[i16; L]]) {
        self.sum_by(batch, scores, |rows, scores| {
            self.add_rows_wide(rows, scores)
        });
    }

    fn sum_plain(&self, batch: &mut Batch, scores: &mut [[i16; L]]) {
        self.sum_by(batch, scores, |rows, scores| self.add_rows(rows, scores));
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,bmi2,popcnt")]
    fn add_wide(&self, features: &[u32], scores: &mut [i16; L]) {
        self.add_by(features, scores, |rows, scores| {
            self.add_rows_wide(rows, scores)
        });
    }

    fn add_plain(&self, features: &[u32], scores: &mut [i16; L]) {
        self.add_by(features, scores, |rows, scores| self.add_rows(rows, scores));
    }

    /// Rows are looked up first and added next, without a branch on what is found.
    #[inline(always)]
    fn sum_by(
        &self,
        batch: &mut Batch,
        scores: &mut [[i16; L]],
        add_rows: impl Fn(&[u32], &mut [i16; L]),
    ) {
        let Batch {
            features,
            ends,
            rows,
        } = batch;
        // A token's rows are at most as many as its features.
        if rows.len() < features.len() {
            rows.resize(features.len(), 0);
        }
        let (mut from, mut n) = (0, 0);
        for end in ends.iter_mut() {
            let features = features.get(from..*end).unwrap_or(&[]);
            n += self.look_up(features, rows.get_mut(n..).unwrap_or(&mut []));
            (from, *end) = (*end, n);
        }
        let mut from = 0;
        for (end, scores) in ends.iter().zip(scores) {
            add_rows(rows.get(from..*end).unwrap_or(&[]), scores);
            from = *end;
        }
        features.clear();
        ends.clear();
    }

    #[inline(always)]
    fn add_by(
        &self,
        features: &[u32],
        scores: &mut [i16; L],
        add_rows: impl Fn(&[u32], &mut [i16; L]),
    ) {
        for features in features.chunks(TOGETHER) {
            let mut rows = [0u32; TOGETHER];
            let n = self.look_up(features, &mut rows);
            add_rows(&rows[..n.min(TOGETHER)], scores);
        }
    }

    /// Writes the rows of `features` to the front of `rows`, which has room for all of them;
    /// returns how many there are.
    #[inline(always)]
    fn look_up(&self, features: &[u32], rows: &mut [u32]) -> usize {
        let mut n = 0;
        for f in features {
            let bucket = f >> self.shift;
            // Below the length by construction.
            let Some(block) = self.blocks.get(bucket as usize / 64) else {
                continue;
            };
            let (there, row) = block.row(bucket);
            if let Some(slot) = rows.get_mut(n) {
                *slot = row;
            }
            n += usize::from(there);
        }
        n
    }

    /// All rows.
    #[inline(always)]
    fn rows(&self) -> &[[i8; S]] {
        self.cells.get(self.base..).unwrap_or(&[]).as_chunks().0
    }

    fn add_rows(&self, rows: &[u32], scores: &mut [i16; L]) {
        let all = self.rows();
        for weights in rows.iter().filter_map(|row| all.get(*row as usize)) {
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score = score.wrapping_add(i16::from(*weight));
            }
        }
    }

    /// The same, [`LANES`] labels at once by hand: the compiler takes them one by one.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,bmi2,popcnt")]
    #[inline]
    fn add_rows_wide(&self, rows: &[u32], scores: &mut [i16; L]) {
        use std::arch::x86_64::{
            __m128i, _mm_loadu_si128, _mm256_add_epi16, _mm256_cvtepi8_epi16, _mm256_loadu_si256,
            _mm256_setzero_si256, _mm256_storeu_si256,
        };
        const { assert!(L.is_multiple_of(LANES) && L <= S && S <= MOST && S.is_power_of_two()) };
        let all = self.rows();
        let mut sums = [_mm256_setzero_si256(); MOST / LANES];
        let (scores, _) = scores.as_chunks_mut::<LANES>();
        for weights in rows.iter().filter_map(|row| all.get(*row as usize)) {
            let weights = weights.as_chunks::<LANES>().0.iter().take(L / LANES);
            for (sum, weights) in sums.iter_mut().zip(weights) {
                // SAFETY: what is read are the weights of an array of `LANES`.
                #[allow(unsafe_code)]
                let weights = unsafe { _mm_loadu_si128(weights.as_ptr().cast::<__m128i>()) };
                *sum = _mm256_add_epi16(*sum, _mm256_cvtepi8_epi16(weights));
            }
        }
        for (sum, scores) in sums.into_iter().zip(scores) {
            let to = scores.as_mut_ptr().cast();
            // SAFETY: what is read and written are the scores of an array of `LANES`.
            #[allow(unsafe_code)]
            unsafe {
                _mm256_storeu_si256(to, _mm256_add_epi16(sum, _mm256_loadu_si256(to)));
            }
        }
    }

    /// Writes a model from full-width weights: `rows` of `labels` weights, bucket by bucket.
    /// Weights below `prune` of the largest become zero. At most 65,535 rows are kept, the
    /// heaviest.
    #[must_use]
    pub fn encode(bits: u32, labels: usize, rows: &[f64], prune: f64) -> Vec<u8> {
        let largest = rows.iter().fold(0f64, |m, w| m.max(w.abs())).max(1e-9);
        let quantised: Vec<i8> = rows
            .iter()
            .map(|w| {
                if w.abs() < prune * largest {
                    0
                } else {
                    (w / largest * 127.0).round() as i8
                }
            })
            .collect();
        let mut kept: Vec<(u64, usize)> = quantised
            .chunks(labels)
            .enumerate()
            .map(|(i, row)| (row.iter().map(|w| u64::from(w.unsigned_abs())).sum(), i))
            .filter(|(weight, _)| *weight > 0)
            .collect();
        kept.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        kept.truncate(65_535);
        let mut buckets: Vec<usize> = kept.into_iter().map(|(_, i)| i).collect();
        buckets.sort_unstable();
        let mut out = vec![bits as u8, labels as u8];
        out.extend((buckets.len() as u32).to_le_bytes());
        let mut last = 0usize;
        for &b in &buckets {
            // Gaps between buckets, in 7-bit groups.
            let mut gap = b - last;
            last = b;
            while gap >= 0x80 {
                out.push((gap & 0x7f) as u8 | 0x80);
                gap >>= 7;
            }
            out.push(gap as u8);
        }
        // Label by label: the columns of one label compress better than the rows.
        for label in 0..labels {
            out.extend(buckets.iter().map(|b| quantised[b * labels + label] as u8));
        }
        out
    }

    /// Reads what [`Linear::encode`] wrote, from the front of `bytes`; returns the rest too.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (&bits, rest) = bytes.split_first()?;
        let (&labels, rest) = rest.split_first()?;
        let (count, mut rest) = rest.split_first_chunk::<4>()?;
        let count = u32::from_le_bytes(*count) as usize;
        let labels = labels as usize;
        if labels > L || L > S || !(1..=24).contains(&bits) || count > 65_535 {
            return None;
        }
        let mut buckets = Vec::with_capacity(count);
        let mut bucket = 0usize;
        for _ in 0..count {
            let (mut gap, mut shift) = (0usize, 0);
            loop {
                let (&byte, tail) = rest.split_first()?;
                rest = tail;
                gap |= ((byte & 0x7f) as usize) << shift;
                shift += 7;
                if byte & 0x80 == 0 || shift > 28 {
                    break;
                }
            }
            bucket += gap;
            buckets.push(bucket);
        }
        let (columns, rest) = rest.split_at_checked(count * labels)?;
        let mut cells = vec![0; count * S + LINE];
        // Worst case it is not aligned and only slower.
        let base = cells.as_ptr().align_offset(LINE).min(LINE);
        let (rows, _) = cells.get_mut(base..)?.as_chunks_mut();
        fill::<S>(columns, rows.get_mut(..count)?);
        let mut made = Self {
            shift: 32 - u32::from(bits),
            blocks: vec![Block::default(); (1usize << bits).div_ceil(64)],
            cells,
            base,
        };
        for bucket in buckets {
            made.blocks.get_mut(bucket / 64)?.there |= 1 << (bucket % 64);
        }
        let mut before = 0;
        for block in &mut made.blocks {
            block.before = before;
            before += block.there.count_ones();
        }
        Some((made, rest))
    }
}

/// Fills `rows` with weights that come label by label: some of all rows at a time, so that both
/// stay in the processor's cache.
fn fill<const S: usize>(columns: &[u8], rows: &mut [[i8; S]]) {
    const SOME: usize = 256;
    let count = rows.len().max(1);
    for (n, rows) in rows.chunks_mut(SOME).enumerate() {
        for (label, column) in columns.chunks(count).enumerate() {
            let column = column.get(n * SOME..).unwrap_or(&[]);
            for (row, weight) in rows.iter_mut().zip(column) {
                row[label] = *weight as i8;
            }
        }
    }
}

impl<const L: usize, const S: usize> Linear<L, S> {
    /// How far a feature is shifted to give its bucket, and the weight that every bucket gives the
    /// first label: for a model of one label no table is smaller.
    #[must_use]
    pub fn into_column(self) -> (u32, Vec<i8>) {
        let buckets = 0..self.blocks.len() as u32 * 64;
        let weight = |bucket: u32| {
            let block = self.blocks.get(bucket as usize / 64)?;
            let (there, row) = block.row(bucket);
            there.then(|| self.rows().get(row as usize)?.first().copied())?
        };
        (
            self.shift,
            buckets.map(|bucket| weight(bucket).unwrap_or(0)).collect(),
        )
    }
}

/// Unpacks a shipped asset.
#[must_use]
pub fn inflate(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    match DeflateDecoder::new(bytes).read_to_end(&mut out) {
        Ok(_) => out,
        // A damaged asset is a damaged program; it then reads as one without a model.
        Err(_) => Vec::new(),
    }
}

/// Packs an asset.
#[must_use]
pub fn deflate(bytes: &[u8]) -> Vec<u8> {
    use flate2::{Compression, read::DeflateEncoder};
    let mut out = Vec::new();
    match DeflateEncoder::new(bytes, Compression::best()).read_to_end(&mut out) {
        Ok(_) => out,
        Err(_) => Vec::new(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_wrote() {
        let mut rows = vec![0f64; 16 * 3];
        rows[5 * 3 + 1] = 2.0;
        rows[15 * 3] = -1.0;
        rows[3 * 3] = 0.001;
        let bytes = inflate(&deflate(&Linear::<16, 16>::encode(4, 3, &rows, 0.01)));
        let (model, rest) = Linear::<16, 16>::decode(&bytes).unwrap();
        assert!(rest.is_empty());
        let mut scores = [0i16; 16];
        model.add(&[5 << 28, 15 << 28, 3 << 28], &mut scores);
        assert_eq!(scores[..4], [-64, 127, 0, 0]);
    }

    #[test]
    fn sums_are_the_same_on_every_processor() {
        const LABELS: usize = 41;
        // The largest is 127, so that none is scaled.
        let weight = |row: usize, label: usize| match row % 3 {
            0 => 0.0,
            _ => ((row * LABELS + label) * 7919 % 255) as f64 - 127.0,
        };
        let rows: Vec<f64> = (0..256 * LABELS)
            .map(|n| weight(n / LABELS, n % LABELS))
            .collect();
        let bytes = Linear::<48, 64>::encode(8, LABELS, &rows, 0.0);
        let (model, _) = Linear::<48, 64>::decode(&bytes).unwrap();
        let features: Vec<u32> = (0..150u32).map(|n| n.wrapping_mul(0x9E37_79B1)).collect();
        let (mut one, mut other, mut sums) = ([1i16; 48], [1i16; 48], [1i32; LABELS]);
        model.add(&features, &mut one);
        model.add_plain(&features, &mut other);
        for f in &features {
            let row = &rows[(*f >> 24) as usize * LABELS..];
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += *weight as i32;
            }
        }
        assert_eq!(one, other);
        let (mut batch, mut all) = (Batch::default(), [[7; 48], [0; 48], [1; 48]]);
        batch.token(|_| ());
        batch.token(|to| to.extend(&features));
        model.sum(&mut batch, &mut all);
        model.sum(&mut batch, &mut all);
        assert_eq!(all, [[7; 48], [0; 48], one]);
        assert!(sums.iter().zip(one).all(|(a, b)| *a == i32::from(b)));
    }

    #[test]
    fn a_damaged_model_is_refused() {
        for bytes in [&[][..], &[4], &[4, 3, 9, 0, 0, 0], &[40, 3, 0, 0, 0, 0]] {
            assert!(Linear::<16, 16>::decode(bytes).is_none());
        }
    }
}
