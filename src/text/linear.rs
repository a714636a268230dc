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
/// a row, the last of them padding.
pub struct Linear<const S: usize> {
    shift: u32,
    /// For each bucket its row, 0 being the row of zeros.
    index: Vec<u16>,
    rows: Rows<S>,
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
    fn row(&self, row: u16) -> Option<&[i8; S]> {
        self.cells
            .get(self.base + usize::from(row) * Self::STRIDE..)?
            .first_chunk()
    }

    fn row_mut(&mut self, row: usize) -> Option<&mut [i8; S]> {
        self.cells
            .get_mut(self.base + row * Self::STRIDE..)?
            .first_chunk_mut()
    }
}

impl<const S: usize> Linear<S> {
    /// A model without a weight.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            shift: 31,
            index: vec![0; 2],
            rows: Rows::new(1),
        }
    }

    /// Adds the weights of all `features` to `scores`.
    ///
    /// Rows are looked up first, all touched next and added last, without a branch: the processor
    /// then waits for memory once, not once per feature.
    #[inline]
    pub fn add_all<const N: usize>(&self, features: &[u32; N], scores: &mut [i16; S]) {
        let mut rows = [0u16; N];
        for (row, f) in rows.iter_mut().zip(features) {
            // `f >> shift` is below the length of `index` by construction.
            let bucket = (f >> self.shift) as usize;
            *row = self.index.get(bucket).copied().unwrap_or(0);
        }
        if N > 1 {
            let mut touched = 0;
            for row in rows {
                touched ^= self.rows.row(row).map_or(0, |weights| weights[0]);
            }
            std::hint::black_box(touched);
        }
        let mut sums = *scores;
        for row in rows {
            if let Some(weights) = self.rows.row(row) {
                for (score, weight) in sums.iter_mut().zip(weights) {
                    *score += i16::from(*weight);
                }
            }
        }
        *scores = sums;
    }

    /// Adds the weights of one `feature` to `scores`.
    #[inline]
    pub fn add(&self, feature: u32, scores: &mut [i16; S]) {
        self.add_all(&[feature], scores);
    }

    /// Adds the weights of any number of `features` to `scores`.
    #[inline]
    pub fn add_many(&self, features: &[u32], scores: &mut [i16; S]) {
        let mut chunks = features.chunks_exact(16);
        for chunk in &mut chunks {
            if let Ok(chunk) = <&[u32; 16]>::try_from(chunk) {
                self.add_all(chunk, scores);
            }
        }
        for f in chunks.remainder() {
            self.add_all(&[*f], scores);
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
        if labels > S || !(1..=24).contains(&bits) || count > 65_535 {
            return None;
        }
        let mut index = vec![0u16; 1 << bits];
        let mut bucket = 0usize;
        for row in 1..=count {
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
            *index.get_mut(bucket)? = row as u16;
        }
        let mut rows = Rows::new(count + 1);
        for label in 0..labels {
            for row in 1..=count {
                let (&byte, tail) = rest.split_first()?;
                rest = tail;
                rows.row_mut(row)?[label] = byte as i8;
            }
        }
        Some((
            Self {
                shift: 32 - u32::from(bits),
                index,
                rows,
            },
            rest,
        ))
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
        let bytes = inflate(&deflate(&Linear::<4>::encode(4, 3, &rows, 0.01)));
        let (model, rest) = Linear::<4>::decode(&bytes).unwrap();
        assert!(rest.is_empty());
        let mut scores = [0i16; 4];
        model.add_many(&[5 << 28, 15 << 28, 3 << 28], &mut scores);
        assert_eq!(scores, [-64, 127, 0, 0]);
    }

    #[test]
    fn a_damaged_model_is_refused() {
        for bytes in [&[][..], &[4], &[4, 3, 9, 0, 0, 0], &[40, 3, 0, 0, 0, 0]] {
            assert!(Linear::<4>::decode(bytes).is_none());
        }
    }
}
