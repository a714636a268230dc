//! Logistic regression over hashed features, in a fixed order, so that the same data gives the
//! same bytes.

/// One labelled row.
pub struct Row {
    /// Hashed features.
    pub features: Vec<u32>,
    /// Whether it is one.
    pub label: bool,
    /// How much it counts.
    pub weight: f64,
}

/// Learns weights over `2^bits` buckets by AdaGrad with an L2 pull of `l2`.
pub fn train(rows: &[&Row], bits: u32, epochs: usize, rate: f64, l2: f64) -> Vec<f64> {
    let mut weights = vec![0f64; 1 << bits];
    let mut squares = vec![1e-6f64; 1 << bits];
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut seed = 0x9E37_79B9_7F4A_7C15u64;
    for _ in 0..epochs {
        // Fisher-Yates with a fixed seed.
        for i in (1..order.len()).rev() {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            order.swap(i, (seed % (i as u64 + 1)) as usize);
        }
        for &r in &order {
            let row = rows[r];
            let error = row.weight
                * (probability(&weights, bits, &row.features) - f64::from(u8::from(row.label)));
            for f in &row.features {
                let at = (f >> (32 - bits)) as usize;
                let gradient = error + l2 * weights[at];
                squares[at] += gradient * gradient;
                weights[at] -= rate * gradient / squares[at].sqrt();
            }
        }
    }
    weights
}

/// The log-odds.
pub fn score(weights: &[f64], bits: u32, features: &[u32]) -> f64 {
    features
        .iter()
        .map(|f| weights[(f >> (32 - bits)) as usize])
        .sum()
}

fn probability(weights: &[f64], bits: u32, features: &[u32]) -> f64 {
    1.0 / (1.0 + (-score(weights, bits, features)).exp())
}
