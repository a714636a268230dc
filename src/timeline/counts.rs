//! How many items lie where, at every zoom: a pyramid of power-of-two buckets aligned to absolute
//! time, folded into one table of running counts.
//!
//! A bucket of any level is the difference of two entries, so that one table serves all levels
//! above its own; below it, a binary search inside one bucket finishes the work. Buckets are
//! aligned to absolute time, so that columns do not flicker while panning.

/// Running counts of sorted moments.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    at: Vec<i64>,
    /// `running[i]` moments lie before bucket `base + i`.
    running: Vec<u32>,
    base: i64,
    level: u32,
}

impl Counts {
    /// Of moments in ascending order.
    #[must_use]
    pub fn build(at: Vec<i64>) -> Self {
        let (Some(&first), Some(&last)) = (at.first(), at.last()) else {
            return Self::default();
        };
        let mut level = 0;
        while (last >> level) - (first >> level) > at.len() as i64 {
            level += 1;
        }
        let base = first >> level;
        let buckets = ((last >> level) - base + 1) as usize;
        let mut running = Vec::with_capacity(buckets + 1);
        for (i, &t) in at.iter().enumerate() {
            let bucket = ((t >> level) - base) as usize;
            while running.len() <= bucket {
                running.push(i as u32);
            }
        }
        while running.len() <= buckets {
            running.push(at.len() as u32);
        }
        Self {
            at,
            running,
            base,
            level,
        }
    }

    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        self.at.capacity() * size_of::<i64>() + self.running.capacity() * size_of::<u32>()
    }

    /// How many moments there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.at.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.at.is_empty()
    }

    /// The moments, ascending, in seconds since 1970.
    #[must_use]
    pub fn moments(&self) -> &[i64] {
        &self.at
    }

    /// How many moments lie before `time` (seconds since 1970).
    #[must_use]
    pub fn before(&self, time: i64) -> u32 {
        let bucket = (time >> self.level) - self.base;
        if bucket < 0 {
            return 0;
        }
        let Some(&low) = self.running.get(bucket as usize) else {
            return self.at.len() as u32;
        };
        let Some(&high) = self.running.get(bucket as usize + 1) else {
            return low;
        };
        if low == high || time & ((1 << self.level) - 1) == 0 {
            return low;
        }
        let inside = &self.at[low as usize..high as usize];
        low + inside.partition_point(|&t| t < time) as u32
    }

    /// How many moments lie in `from..to`.
    #[must_use]
    pub fn between(&self, from: i64, to: i64) -> u32 {
        self.before(to).saturating_sub(self.before(from))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counts_what_a_walk_would_count(mut at in prop::collection::vec(-1_000_000_000_000i64..1_000_000_000_000, 0..300), a in -1_100_000_000_000i64..1_100_000_000_000, span in 0i64..2_000_000_000_000) {
            at.sort_unstable();
            let counts = Counts::build(at.clone());
            let b = a + span;
            let walked = at.iter().filter(|&&t| (a..b).contains(&t)).count();
            prop_assert_eq!(counts.between(a, b) as usize, walked);
            prop_assert_eq!(counts.between(i64::MIN / 2, i64::MAX / 2) as usize, at.len());
        }

        #[test]
        fn counts_dense_moments(mut at in prop::collection::vec(0i64..5_000, 0..2_000), a in -10i64..5_010, span in 0i64..5_000) {
            at.sort_unstable();
            let counts = Counts::build(at.clone());
            let walked = at.iter().filter(|&&t| (a..a + span).contains(&t)).count();
            prop_assert_eq!(counts.between(a, a + span) as usize, walked);
        }

        #[test]
        fn the_table_stays_small(at in prop::collection::vec(any::<i32>(), 1..200)) {
            let mut at: Vec<i64> = at.into_iter().map(|t| i64::from(t) * 1000).collect();
            at.sort_unstable();
            let counts = Counts::build(at.clone());
            prop_assert!(counts.running.len() <= at.len() + 3);
        }
    }
}
