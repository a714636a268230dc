//! Small linear models: hashed features to one score, learned by `src/train/events.rs`.

use crate::text::linear::{Linear, inflate};

/// A logistic model over hashed features.
#[derive(Default)]
pub(crate) struct Logistic {
    /// How far a feature is shifted to give its bucket.
    shift: u32,
    /// The weight of each bucket.
    weights: Vec<i8>,
    /// What one step of the stored weights is worth.
    scale: f32,
}

impl Logistic {
    /// Reads a packed asset; `None` if it is damaged.
    #[must_use]
    pub fn unpack(bytes: &[u8]) -> Option<Self> {
        let raw = inflate(bytes);
        let (scale, rest) = raw.split_first_chunk::<4>()?;
        let (linear, _) = Linear::<16, 16>::decode(rest)?;
        let (shift, weights) = linear.into_column();
        Some(Self {
            shift,
            weights,
            scale: f32::from_le_bytes(*scale),
        })
    }

    /// What a feature speaks for the event, in steps.
    #[inline]
    #[must_use]
    pub fn weight(&self, feature: u32) -> i32 {
        let weight = self.weights.get((feature >> self.shift) as usize);
        i32::from(weight.copied().unwrap_or(0))
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
