//! Sorting by a whole number, digit by digit. A million moments take a few milliseconds, where
//! comparing takes tens; equal keys keep their order.

/// Bits of a digit.
const DIGIT: u32 = 11;
/// Values of a digit.
const RANGE: usize = 1 << DIGIT;
/// Below this comparing is faster.
const FEW: usize = 256;

/// Sorts `list` by `key`, ascending; items of equal keys keep their order.
pub(super) fn by_key<T: Copy + Default>(list: &mut Vec<T>, key: impl Fn(&T) -> i64) {
    if list.is_sorted_by_key(&key) {
        return;
    }
    if list.len() < FEW {
        list.sort_by_key(&key);
        return;
    }
    let least = list.iter().map(&key).min().unwrap_or(0);
    let most = list.iter().map(&key).max().unwrap_or(0);
    let place = |t: &T| key(t).wrapping_sub(least) as u64;
    let bits = u64::BITS - (most.wrapping_sub(least) as u64).leading_zeros();
    let mut other = vec![T::default(); list.len()];
    let mut shift = 0;
    while shift < bits {
        let digit = |t: &T| (place(t) >> shift) as usize & (RANGE - 1);
        let mut next = [0u32; RANGE];
        for t in list.iter() {
            next[digit(t)] += 1;
        }
        let mut sum = 0;
        for n in &mut next {
            sum += std::mem::replace(n, sum);
        }
        for t in list.iter() {
            let at = &mut next[digit(t)];
            other[*at as usize] = *t;
            *at += 1;
        }
        std::mem::swap(list, &mut other);
        shift += DIGIT;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_comparing_does(keys in prop::collection::vec(prop_oneof![any::<i64>(), -50i64..50], 0..900)) {
            let mut list: Vec<(i64, u32)> = keys.into_iter().zip(0..).collect();
            let mut compared = list.clone();
            compared.sort_by_key(|t| t.0);
            by_key(&mut list, |t| t.0);
            prop_assert_eq!(list, compared);
        }
    }
}
