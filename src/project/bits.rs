//! A set of events as one bit each.

/// A set of indices below a fixed length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// The empty set over `len` indices.
    #[must_use]
    pub fn none(len: usize) -> Self {
        Self {
            words: vec![0; len.div_ceil(64)],
            len,
        }
    }

    /// The full set over `len` indices.
    #[must_use]
    pub fn all(len: usize) -> Self {
        let mut bits = Self {
            words: vec![u64::MAX; len.div_ceil(64)],
            len,
        };
        bits.trim();
        bits
    }

    /// The indices for which `keep` says so.
    #[must_use]
    pub fn of(len: usize, mut keep: impl FnMut(usize) -> bool) -> Self {
        let mut bits = Self::none(len);
        for (w, word) in bits.words.iter_mut().enumerate() {
            let from = w * 64;
            for i in from..(from + 64).min(len) {
                *word |= u64::from(keep(i)) << (i - from);
            }
        }
        bits
    }

    fn trim(&mut self) {
        let rest = self.len % 64;
        if rest != 0
            && let Some(last) = self.words.last_mut()
        {
            *last &= (1 << rest) - 1;
        }
    }

    /// How many indices there could be.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether no index is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|w| *w == 0)
    }

    /// Whether `i` is in it; false beyond the end.
    #[must_use]
    pub fn has(&self, i: usize) -> bool {
        self.words
            .get(i / 64)
            .is_some_and(|w| w >> (i % 64) & 1 == 1)
    }

    /// Puts `i` in; nothing happens beyond the end.
    pub fn insert(&mut self, i: usize) {
        if i < self.len
            && let Some(w) = self.words.get_mut(i / 64)
        {
            *w |= 1 << (i % 64);
        }
    }

    /// Takes `i` out.
    pub fn remove(&mut self, i: usize) {
        if let Some(w) = self.words.get_mut(i / 64) {
            *w &= !(1 << (i % 64));
        }
    }

    /// How many indices are in it.
    #[must_use]
    pub fn count(&self) -> usize {
        self.words.iter().map(|w| w.count_ones() as usize).sum()
    }

    /// Keeps what is also in `other`.
    pub fn and(&mut self, other: &Self) {
        for (i, w) in self.words.iter_mut().enumerate() {
            *w &= other.words.get(i).copied().unwrap_or(0);
        }
    }

    /// Adds what is in `other`.
    pub fn or(&mut self, other: &Self) {
        for (w, o) in self.words.iter_mut().zip(&other.words) {
            *w |= o;
        }
        self.trim();
    }

    /// Takes out what is in `other`.
    pub fn and_not(&mut self, other: &Self) {
        for (w, o) in self.words.iter_mut().zip(&other.words) {
            *w &= !o;
        }
    }

    /// The indices in it, in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(w, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                (rest != 0).then(|| {
                    let bit = rest.trailing_zeros() as usize;
                    rest &= rest - 1;
                    w * 64 + bit
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn behaves_as_a_set(len in 0usize..300, a in proptest::collection::btree_set(0usize..300, 0..80), b in proptest::collection::btree_set(0usize..300, 0..80)) {
            let a: BTreeSet<usize> = a.into_iter().filter(|i| *i < len).collect();
            let b: BTreeSet<usize> = b.into_iter().filter(|i| *i < len).collect();
            let bits = |s: &BTreeSet<usize>| Bits::of(len, |i| s.contains(&i));
            let set = |b: &Bits| b.iter().collect::<BTreeSet<usize>>();
            prop_assert_eq!(set(&bits(&a)), a.clone());
            prop_assert_eq!(bits(&a).count(), a.len());
            let mut and = bits(&a); and.and(&bits(&b));
            prop_assert_eq!(set(&and), a.intersection(&b).copied().collect::<BTreeSet<_>>());
            let mut or = bits(&a); or.or(&bits(&b));
            prop_assert_eq!(set(&or), a.union(&b).copied().collect::<BTreeSet<_>>());
            let mut not = bits(&a); not.and_not(&bits(&b));
            prop_assert_eq!(set(&not), a.difference(&b).copied().collect::<BTreeSet<_>>());
            prop_assert_eq!(Bits::all(len).count(), len);
        }
    }
}
