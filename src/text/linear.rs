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

/// Weights in 8 bits, scaled together by the largest (clipping would ruin the model), `S` labels
/// a row (a multiple of 16; 1 for what only [`Linear::into_column`] is asked of), the last of them
/// padding.
///
/// Laid out so that as much as possible of it stays in the processor's cache: most features have
/// no weight at all, and most of those that have some speak for or against a few labels only.
pub struct Linear<const S: usize> {
    shift: u32,
    blocks: Vec<Block>,
    /// Rows of few weights, as label and weight.
    few: Vec<[Weight; FEW]>,
    /// All other rows.
    full: Rows<S>,
}

/// Most weights of a row of few.
const FEW: usize = 4;

/// A label and its weight.
type Weight = (u8, i8);

/// 64 buckets side by side.
#[derive(Clone, Copy, Default)]
struct Block {
    few: Set,
    full: Set,
}

/// Which of 64 buckets have a row of one kind.
#[derive(Clone, Copy, Default)]
struct Set {
    /// A bit for each bucket.
    there: u64,
    /// The number of rows of the buckets before these.
    before: u32,
}

impl Set {
    #[inline]
    fn has(self, bucket: u32) -> bool {
        self.there >> (bucket % 64) & 1 == 1
    }

    /// The row of a bucket that has one.
    #[inline]
    fn row(self, bucket: u32) -> u32 {
        let lower = self.there & ((1 << (bucket % 64)) - 1);
        self.before + lower.count_ones()
    }
}

/// Rows that never straddle two lines of the processor's cache where one holds them.
struct Rows<const S: usize> {
    cells: Vec<i8>,
    /// Where the first row begins.
    base: usize,
}

/// Bytes of a line of the processor's cache.
const LINE: usize = 64;

impl<const S: usize> Rows<S> {
    /// From the beginning of one row to that of the next.
    const STRIDE: usize = S.next_power_of_two();

    /// So many rows of zeros.
    fn new(rows: usize) -> Self {
        let cells = vec![0; rows * Self::STRIDE + LINE];
        // Worst case it is not aligned and only slower.
        let base = cells.as_ptr().align_offset(LINE).min(LINE);
        Self { cells, base }
    }

    #[inline]
    fn row(&self, row: u32) -> Option<&[i8; S]> {
        self.cells
            .get(self.base + row as usize * Self::STRIDE..)?
            .first_chunk()
    }

    fn row_mut(&mut self, row: usize) -> Option<&mut [i8; S]> {
        self.cells
            .get_mut(self.base + row * Self::STRIDE..)?
            .first_chunk_mut()
    }
}

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
    /// Where the features of each token end, and its rows.
    ends: Vec<Ends>,
    /// The rows found.
    few: Vec<u32>,
    full: Vec<u32>,
}

#[derive(Clone, Copy, Default)]
struct Ends {
    features: usize,
    few: usize,
    full: usize,
}

impl Batch {
    /// Adds a token with the features that `push` appends.
    #[inline]
    pub fn token(&mut self, push: impl FnOnce(&mut Vec<u32>)) {
        push(&mut self.features);
        self.ends.push(Ends {
            features: self.features.len(),
            ..Ends::default()
        });
    }

    /// Whether more tokens would only take room.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.features.len() > 4096
    }
}

impl<const S: usize> Linear<S> {
    /// Appends to `sums` those of the weights of each token's features, and forgets the tokens.
    pub fn sum(&self, batch: &mut Batch, sums: &mut Vec<[i16; S]>) {
        let from = sums.len();
        sums.resize(from + batch.ends.len(), [0; S]);
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
    pub fn add(&self, features: &[u32], scores: &mut [i16; S]) {
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
    fn sum_wide(&self, batch: &mut Batch, scores: &mut [[i16; S]]) {
        self.sum_by(batch, scores, |rows, scores| {
            self.add_full_wide(rows, scores)
        });
    }

    fn sum_plain(&self, batch: &mut Batch, scores: &mut [[i16; S]]) {
        self.sum_by(batch, scores, |rows, scores| self.add_full(rows, scores));
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,bmi2,popcnt")]
    fn add_wide(&self, features: &[u32], scores: &mut [i16; S]) {
        self.add_by(features, scores, |rows, scores| {
            self.add_full_wide(rows, scores)
        });
    }

    fn add_plain(&self, features: &[u32], scores: &mut [i16; S]) {
        self.add_by(features, scores, |rows, scores| self.add_full(rows, scores));
    }

    /// Rows are looked up first, all touched next and added last, without a branch on what is
    /// found.
    #[inline(always)]
    fn sum_by(
        &self,
        batch: &mut Batch,
        scores: &mut [[i16; S]],
        add_full: impl Fn(&[u32], &mut [i16; S]),
    ) {
        let Batch {
            features,
            ends,
            few,
            full,
        } = batch;
        // A token's rows are at most as many as its features.
        let room = features.len();
        if few.len() < room {
            few.resize(room, 0);
            full.resize(room, 0);
        }
        let (mut from, mut n, mut m) = (0, 0, 0);
        for end in ends.iter_mut() {
            let (more_few, more_full) = self.look_up(
                features.get(from..end.features).unwrap_or(&[]),
                few.get_mut(n..).unwrap_or(&mut []),
                full.get_mut(m..).unwrap_or(&mut []),
            );
            (n, m, from) = (n + more_few, m + more_full, end.features);
            (end.few, end.full) = (n, m);
        }
        let (few, full) = (few.get(..n).unwrap_or(&[]), full.get(..m).unwrap_or(&[]));
        let mut touched = 0;
        for row in full {
            touched ^= self.full.row(*row).map_or(0, |weights| weights[0]);
        }
        for row in few {
            touched ^= self
                .few
                .get(*row as usize)
                .map_or(0, |weights| weights[0].1);
        }
        std::hint::black_box(touched);
        let (mut n, mut m) = (0, 0);
        for (end, scores) in ends.iter().zip(scores) {
            add_full(full.get(m..end.full).unwrap_or(&[]), scores);
            self.add_few(few.get(n..end.few).unwrap_or(&[]), scores);
            (n, m) = (end.few, end.full);
        }
        features.clear();
        ends.clear();
    }

    #[inline(always)]
    fn add_by(
        &self,
        features: &[u32],
        scores: &mut [i16; S],
        add_full: impl Fn(&[u32], &mut [i16; S]),
    ) {
        for features in features.chunks(TOGETHER) {
            let (mut few, mut full) = ([0u32; TOGETHER], [0u32; TOGETHER]);
            let (n, m) = self.look_up(features, &mut few, &mut full);
            add_full(&full[..m.min(TOGETHER)], scores);
            self.add_few(&few[..n.min(TOGETHER)], scores);
        }
    }

    /// Writes the rows of `features` to the front of `few` and `full`, which have room for all of
    /// them; returns how many of each there are.
    #[inline(always)]
    fn look_up(&self, features: &[u32], few: &mut [u32], full: &mut [u32]) -> (usize, usize) {
        let (mut n, mut m) = (0, 0);
        for f in features {
            let bucket = f >> self.shift;
            let block = self.block(bucket);
            if let (Some(few), Some(full)) = (few.get_mut(n), full.get_mut(m)) {
                (*few, *full) = (block.few.row(bucket), block.full.row(bucket));
            }
            n += usize::from(block.few.has(bucket));
            m += usize::from(block.full.has(bucket));
        }
        (n, m)
    }

    #[inline(always)]
    fn add_few(&self, rows: &[u32], scores: &mut [i16; S]) {
        for row in rows {
            for (label, weight) in self.few.get(*row as usize).into_iter().flatten() {
                let score = &mut scores[usize::from(*label) % S];
                *score = score.wrapping_add(i16::from(*weight));
            }
        }
    }

    fn add_full(&self, rows: &[u32], scores: &mut [i16; S]) {
        for weights in rows.iter().filter_map(|row| self.full.row(*row)) {
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score = score.wrapping_add(i16::from(*weight));
            }
        }
    }

    /// The same, [`LANES`] labels at once by hand: the compiler takes them one by one.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,bmi2,popcnt")]
    #[inline]
    fn add_full_wide(&self, rows: &[u32], scores: &mut [i16; S]) {
        use std::arch::x86_64::{
            __m128i, _mm_loadu_si128, _mm256_add_epi16, _mm256_cvtepi8_epi16, _mm256_loadu_si256,
            _mm256_setzero_si256, _mm256_storeu_si256,
        };
        const { assert!(S.is_multiple_of(LANES) && S <= MOST) };
        let mut sums = [_mm256_setzero_si256(); MOST / LANES];
        let (scores, _) = scores.as_chunks_mut::<LANES>();
        for weights in rows.iter().filter_map(|row| self.full.row(*row)) {
            for (sum, weights) in sums.iter_mut().zip(weights.as_chunks::<LANES>().0) {
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

    #[inline]
    fn block(&self, bucket: u32) -> Block {
        // Below the length by construction.
        let block = self.blocks.get(bucket as usize / 64);
        block.copied().unwrap_or_default()
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
        if labels > S || S > MOST || !(1..=24).contains(&bits) || count > 65_535 {
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
        let rows = rows_of(columns, count, labels);
        let weights = |row: usize| {
            let all = rows.get(row * labels..).unwrap_or(&[]).iter().take(labels);
            (0..)
                .zip(all.copied())
                .filter(|(_, weight): &Weight| *weight != 0)
        };
        let is_few = |row: &usize| weights(*row).count() <= FEW;
        let full = (0..count).filter(|row| !is_few(row)).count();
        let mut made = Self {
            shift: 32 - u32::from(bits),
            blocks: vec![Block::default(); (1usize << bits).div_ceil(64)],
            few: Vec::with_capacity(count - full),
            full: Rows::new(full),
        };
        let mut full = 0;
        for (row, bucket) in buckets.into_iter().enumerate() {
            let block = made.blocks.get_mut(bucket / 64)?;
            if is_few(&row) {
                block.few.there |= 1 << (bucket % 64);
                // Filled with zeros, of labels that are none if there are such.
                let mut few = [0, 1, 2, 3].map(|n| (((labels + n) % S) as u8, 0));
                for (slot, weight) in few.iter_mut().zip(weights(row)) {
                    *slot = weight;
                }
                made.few.push(few);
            } else {
                block.full.there |= 1 << (bucket % 64);
                let to = made.full.row_mut(full)?;
                for (label, weight) in weights(row) {
                    to[usize::from(label)] = weight;
                }
                full += 1;
            }
        }
        let (mut few, mut full) = (0, 0);
        for block in &mut made.blocks {
            (block.few.before, block.full.before) = (few, full);
            few += block.few.there.count_ones();
            full += block.full.there.count_ones();
        }
        Some((made, rest))
    }
}

/// The weights label by label as rows: some of all rows at a time, so that both stay in the
/// processor's cache.
fn rows_of(columns: &[u8], count: usize, labels: usize) -> Vec<i8> {
    const SOME: usize = 256;
    let mut rows = vec![0; columns.len()];
    for (n, rows) in rows.chunks_mut(SOME * labels.max(1)).enumerate() {
        for (label, column) in columns.chunks(count.max(1)).enumerate() {
            let column = column.get(n * SOME..).unwrap_or(&[]);
            for (row, weight) in rows.chunks_mut(labels.max(1)).zip(column) {
                row[label] = *weight as i8;
            }
        }
    }
    rows
}

impl Linear<1> {
    /// How far a feature is shifted to give its bucket, and the weight of every bucket: for a
    /// model of one label no table is smaller.
    #[must_use]
    pub fn into_column(self) -> (u32, Vec<i8>) {
        let buckets = 0..self.blocks.len() as u32 * 64;
        let weight = |bucket: u32| {
            let set = self.block(bucket).few;
            let row = set.has(bucket).then(|| set.row(bucket));
            row.and_then(|row| self.few.get(row as usize))
                .map_or(0, |weights| weights[0].1)
        };
        (self.shift, buckets.map(weight).collect())
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
        let bytes = inflate(&deflate(&Linear::<16>::encode(4, 3, &rows, 0.01)));
        let (model, rest) = Linear::<16>::decode(&bytes).unwrap();
        assert!(rest.is_empty());
        let mut scores = [0i16; 16];
        model.add(&[5 << 28, 15 << 28, 3 << 28], &mut scores);
        assert_eq!(scores[..4], [-64, 127, 0, 0]);
    }

    #[test]
    fn sums_are_the_same_on_every_processor() {
        const LABELS: usize = 41;
        // Every third row has few weights; the largest is 127, so that none is scaled.
        let weight = |row: usize, label: usize| match (row % 3, label % 16) {
            (0, 1..) => 0.0,
            _ => ((row * LABELS + label) * 7919 % 255) as f64 - 127.0,
        };
        let rows: Vec<f64> = (0..256 * LABELS)
            .map(|n| weight(n / LABELS, n % LABELS))
            .collect();
        let bytes = Linear::<48>::encode(8, LABELS, &rows, 0.0);
        let (model, _) = Linear::<48>::decode(&bytes).unwrap();
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
        let (mut batch, mut all) = (Batch::default(), vec![[7; 48]]);
        batch.token(|_| ());
        batch.token(|to| to.extend(&features));
        model.sum(&mut batch, &mut all);
        model.sum(&mut batch, &mut all);
        assert_eq!(all, [[7; 48], [0; 48], one.map(|sum| sum - 1)]);
        assert!(sums.iter().zip(one).all(|(a, b)| *a == i32::from(b)));
    }

    #[test]
    fn a_damaged_model_is_refused() {
        for bytes in [&[][..], &[4], &[4, 3, 9, 0, 0, 0], &[40, 3, 0, 0, 0, 0]] {
            assert!(Linear::<16>::decode(bytes).is_none());
        }
    }
}
