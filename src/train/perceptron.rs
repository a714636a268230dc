//! The averaged perceptron: whole numbers throughout, so that the same data gives the same bytes.

/// Weights while they are learned.
pub struct Perceptron {
    bits: u32,
    labels: usize,
    weights: Vec<i32>,
    totals: Vec<i64>,
    step: i64,
}

impl Perceptron {
    /// Weights for `labels` labels over `2^bits` buckets.
    pub fn new(bits: u32, labels: usize) -> Self {
        Self {
            bits,
            labels,
            weights: vec![0; labels << bits],
            totals: vec![0; labels << bits],
            step: 1,
        }
    }

    fn row(&self, feature: u32) -> usize {
        (feature >> (32 - self.bits)) as usize * self.labels
    }

    /// Adds the weights of `feature` to `scores`.
    pub fn add(&self, feature: u32, scores: &mut [i32]) {
        let row = self.row(feature);
        for (score, weight) in scores.iter_mut().zip(&self.weights[row..row + self.labels]) {
            *score += weight;
        }
    }

    /// Moves the weight of `feature` for `label`.
    pub fn update(&mut self, feature: u32, label: usize, by: i32) {
        let at = self.row(feature) + label;
        self.weights[at] += by;
        self.totals[at] += self.step * i64::from(by);
    }

    /// One example seen.
    pub fn tick(&mut self) {
        self.step += 1;
    }

    /// The averaged weights.
    pub fn averaged(&self) -> Vec<f64> {
        self.weights
            .iter()
            .zip(&self.totals)
            .map(|(w, t)| f64::from(*w) - *t as f64 / self.step as f64)
            .collect()
    }
}

/// A small generator of random numbers: the same on every machine.
pub struct Random(pub u64);

impl Random {
    /// The next number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % n.max(1) as u64) as usize
    }

    /// Shuffles `items`.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}
