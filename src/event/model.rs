//! Small linear models: hashed features to one score, learned by `src/train/events.rs`.

use crate::text::linear::{Linear, inflate};

/// A logistic model over hashed features.
pub(crate) struct Logistic {
    linear: Linear<1>,
    /// What one step of the stored weights is worth.
    scale: f32,
}

impl Logistic {
    /// Reads a packed asset; `None` if it is damaged.
    #[must_use]
    pub fn unpack(bytes: &[u8]) -> Option<Self> {
        let raw = inflate(bytes);
        let (scale, rest) = raw.split_first_chunk::<4>()?;
        let (linear, _) = Linear::decode(rest)?;
        Some(Self {
            linear,
            scale: f32::from_le_bytes(*scale),
        })
    }

    /// The log-odds that the features speak for the event.
    #[must_use]
    pub fn score(&self, features: &[u32]) -> f32 {
        let mut sum = 0f32;
        for f in features {
            let mut one = [0i16];
            self.linear.add(*f, &mut one);
            sum += f32::from(one[0]);
        }
        sum * self.scale
    }
}

/// Packs full-width weights for [`Logistic::unpack`].
#[must_use]
pub(crate) fn pack(bits: u32, weights: &[f64], prune: f64) -> Vec<u8> {
    let largest = weights.iter().fold(0f64, |m, w| m.max(w.abs())).max(1e-9);
    let mut raw = ((largest / 127.0) as f32).to_le_bytes().to_vec();
    raw.extend(Linear::<1>::encode(bits, 1, weights, prune));
    crate::text::linear::deflate(&raw)
}
