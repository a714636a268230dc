//! Small linear models: hashed features to one score, learned by `src/train/events.rs`.

use crate::text::linear::{Linear, inflate};

/// The bits of a feature that tell its bucket.
const BITS: u32 = 16;

/// A logistic model over hashed features.
pub(crate) struct Logistic {
    /// The weight of each bucket: of a number that is known, so that none is asked for in vain.
    weights: Box<[i8; 1 << BITS]>,
    /// What one step of the stored weights is worth.
    scale: f32,
}

impl Default for Logistic {
    fn default() -> Self {
        Self {
            weights: Box::new([0; 1 << BITS]),
            scale: 0.0,
        }
    }
}

impl Logistic {
    /// Reads a packed asset; `None` if it is damaged, or has more buckets.
    #[must_use]
    pub fn unpack(bytes: &[u8]) -> Option<Self> {
        let raw = inflate(bytes);
        let (scale, rest) = raw.split_first_chunk::<4>()?;
        let (linear, _) = Linear::<16, 16>::decode(rest)?;
        let (shift, few) = linear.into_column();
        // A feature is told by its highest bits.
        let spare = (shift + BITS).checked_sub(32)?;
        let mut made = Self {
            scale: f32::from_le_bytes(*scale),
            ..Self::default()
        };
        for (bucket, weight) in made.weights.iter_mut().enumerate() {
            *weight = few.get(bucket >> spare).copied().unwrap_or(0);
        }
        Some(made)
    }

    /// What a feature speaks for the event, in steps.
    #[inline]
    #[must_use]
    pub fn weight(&self, feature: u32) -> i32 {
        self.weights[(feature >> (u32::BITS - BITS)) as usize].into()
    }

    /// The log-odds of a sum of weights.
    #[must_use]
    pub fn odds(&self, sum: i32) -> f32 {
        sum as f32 * self.scale
    }
}

/// Packs full-width weights for [`Logistic::unpack`].
#[must_use]
pub(crate) fn pack(bits: u32, weights: &[f64], prune: f64) -> Vec<u8> {
    let largest = weights.iter().fold(0f64, |m, w| m.max(w.abs())).max(1e-9);
    let mut raw = ((largest / 127.0) as f32).to_le_bytes().to_vec();
    raw.extend(Linear::<16, 16>::encode(bits, 1, weights, prune));
    crate::text::linear::deflate(&raw)
}
