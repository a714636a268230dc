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
/// a row (at most 60), the last of them padding.
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

/// Labels added at once; a row is made of so many and so many.
const LANES: usize = 16;

/// Features looked up together.
const TOGETHER: usize = 64;

/// Sums of weights by label; behind the labels what fills rows of few adds its zeros.
const SUMS: usize = 64;

impl<const S: usize> Linear<S> {
    /// Adds the weights of all `features` to `scores`.
    ///
    /// Rows are looked up first, all touched next and added last, without a branch on what is
    /// found: the processor then waits for memory once, not once per feature.
    #[inline]
    pub fn add(&self, features: &[u32], scores: &mut [i16; S]) {
        const { assert!(S.is_multiple_of(LANES)) };
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("bmi2")
            && is_x86_feature_detected!("popcnt")
        {
            // SAFETY: the processor was asked whether it has them.
            #[allow(unsafe_code)]
            return unsafe { self.add_wide(features, scores) };
        }
        self.add_plain(features, scores);
    }

    /// The same on any processor.
    fn add_plain(&self, features: &[u32], scores: &mut [i16; S]) {
        self.add_by(features, scores, |rows, scores| {
            for weights in rows.iter().filter_map(|row| self.full.row(*row)) {
                for (score, weight) in scores.iter_mut().zip(weights) {
                    *score = score.wrapping_add(i16::from(*weight));
                }
            }
        });
    }

    /// The same for processors of the last ten years. [`LANES`] labels at once, by hand: the
    /// compiler takes them one by one.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,bmi2,popcnt")]
    fn add_wide(&self, features: &[u32], scores: &mut [i16; S]) {
        use std::arch::x86_64::{
            __m128i, _mm_loadu_si128, _mm256_add_epi16, _mm256_cvtepi8_epi16, _mm256_loadu_si256,
            _mm256_storeu_si256,
        };
        self.add_by(features, scores, |rows, scores| {
            for (n, scores) in scores.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
                let to = scores.as_mut_ptr().cast();
                // SAFETY: what is read and written are the labels of these arrays of `LANES`.
                #[allow(unsafe_code)]
                unsafe {
                    let mut sums = _mm256_loadu_si256(to);
                    for weights in rows.iter().filter_map(|row| self.full.row(*row)) {
                        let Some(weights) = weights.as_chunks::<LANES>().0.get(n) else {
                            continue;
                        };
                        let weights = _mm_loadu_si128(weights.as_ptr().cast::<__m128i>());
                        sums = _mm256_add_epi16(sums, _mm256_cvtepi8_epi16(weights));
                    }
                    _mm256_storeu_si256(to, sums);
                }
            }
        });
    }

    /// Adds `features` to `scores`, `add_full` the full rows of them.
    #[inline(always)]
    fn add_by(
        &self,
        features: &[u32],
        scores: &mut [i16; S],
        add_full: impl Fn(&[u32], &mut [i16; S]),
    ) {
        let mut scattered = [0i16; SUMS];
        for features in features.chunks(TOGETHER) {
            let (mut few, mut full) = ([0u32; TOGETHER], [0u32; TOGETHER]);
            let (mut n, mut m) = (0, 0);
            for f in features {
                let bucket = f >> self.shift;
                let block = self.block(bucket);
                few[n % TOGETHER] = bucket;
                full[m % TOGETHER] = bucket;
                n += usize::from(block.few.has(bucket));
                m += usize::from(block.full.has(bucket));
            }
            let (few, full) = (&mut few[..n.min(TOGETHER)], &mut full[..m.min(TOGETHER)]);
            for row in full.iter_mut() {
                *row = self.block(*row).full.row(*row);
            }
            for row in few.iter_mut() {
                *row = self.block(*row).few.row(*row);
            }
            let mut touched = 0;
            for row in full.iter() {
                touched ^= self.full.row(*row).map_or(0, |weights| weights[0]);
            }
            for row in few.iter() {
                touched ^= self
                    .few
                    .get(*row as usize)
                    .map_or(0, |weights| weights[0].1);
            }
            std::hint::black_box(touched);
            add_full(full, scores);
            for row in few {
                for (label, weight) in self.few.get(*row as usize).into_iter().flatten() {
                    let score = &mut scattered[usize::from(*label) % SUMS];
                    *score = score.wrapping_add(i16::from(*weight));
                }
            }
        }
        for (score, more) in scores.iter_mut().zip(scattered) {
            *score = score.wrapping_add(more);
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
        if labels > S || S > SUMS - FEW || !(1..=24).contains(&bits) || count > 65_535 {
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
        let weights = |row: usize| {
            let all = (0..labels).map(move |label| columns[label * count + row] as i8);
            (0..).zip(all).filter(|(_, weight): &Weight| *weight != 0)
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
                let mut few = [60, 61, 62, 63].map(|none| (none, 0));
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
        for f in features {
            let row = &rows[(f >> 24) as usize * LABELS..];
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += *weight as i32;
            }
        }
        assert_eq!(one, other);
        assert!(sums.iter().zip(one).all(|(a, b)| *a == i32::from(b)));
    }

    #[test]
    fn a_damaged_model_is_refused() {
        for bytes in [&[][..], &[4], &[4, 3, 9, 0, 0, 0], &[40, 3, 0, 0, 0, 0]] {
            assert!(Linear::<16>::decode(bytes).is_none());
        }
    }
}
