//! What was found out of words lately: most words of a text stood in it before.

use crate::text::form::Form;
use crate::text::linear::pair;

/// Answers by key. Each key has one place, which holds two of them, the one asked last first; a third
/// takes the place of the other: to forget costs no more than to find out again.
pub(super) struct Memo<T> {
    /// How far a mixed key is shifted to give its place.
    shift: u32,
    places: Vec<[(u64, T); 2]>,
}

/// No key, see [`key`].
const FREE: u64 = u64::MAX;

/// The key of two numbers of which one is not [`u32::MAX`].
#[inline]
pub(super) fn key(low: u32, of: u32) -> u64 {
    u64::from(of) << 32 | u64::from(low)
}

/// The key of a word by its form, and of what of it is asked. Among some hundred thousand words a few
/// pairs have one hash: they are told apart by their beginning and end, or what is read of the one
/// would depend on whether the other was read before.
#[inline]
pub(super) fn word_key(form: &Form, of: u32) -> u64 {
    key(form.low, pair(form.tail, form.head ^ of))
}

impl<T: Clone + Default> Memo<T> {
    /// With `2^bits` places.
    pub fn new(bits: u32) -> Self {
        let place = [(FREE, T::default()), (FREE, T::default())];
        Self {
            shift: 64 - bits,
            places: vec![place; 1 << bits],
        }
    }

    /// What `make` finds out, or found out before.
    #[inline]
    pub fn get(&mut self, key: u64, make: impl FnOnce() -> T) -> &T {
        let at = key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift;
        let place = &mut self.places[at as usize];
        if place[0].0 != key {
            place.swap(0, 1);
            if place[0].0 != key {
                place[0] = (key, make());
            }
        }
        &place[0].1
    }
}

#[cfg(test)]
mod tests {
    use super::{Memo, key, word_key};
    use crate::text::form::form;

    #[test]
    fn what_is_forgotten_is_found_out_again() {
        let mut memo = Memo::new(2);
        let mut asked = 0;
        for low in (0..64).chain(0..64) {
            for of in 0..2 {
                let mut make = || {
                    asked += 1;
                    low * 2 + of
                };
                let key = key(low, of);
                assert_eq!(*memo.get(key, &mut make), low * 2 + of);
                assert_eq!(*memo.get(key, &mut make), low * 2 + of);
            }
        }
        assert!(asked <= 256);
    }

    #[test]
    fn words_of_one_hash_are_two() {
        for (one, other) in [("closed", "buhububed"), ("banned", "sepagbbed")] {
            let (one, other) = (form(one, one), form(other, other));
            assert_eq!(one.low, other.low);
            assert_ne!(word_key(&one, 1), word_key(&other, 1));
            assert_ne!(word_key(&one, 1), word_key(&one, 2));
        }
    }
}
