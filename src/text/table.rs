//! A small table from hashes to small numbers, packed so that many look-ups in a row stay in the
//! processor's cache.

/// From 32-bit keys that are hashes to numbers of `V` bits; 0 stands for a key it does not have.
///
/// A slot holds, from its top, what the place of the key does not tell of it, how far the key
/// stands behind that place, and its number.
#[derive(Default)]
pub(crate) struct Table<const V: u32> {
    /// How far a key is shifted to give its place.
    shift: u32,
    slots: Vec<u32>,
}

impl<const V: u32> Table<V> {
    /// Makes a table of `entries`, sorted by key, no key twice, each with a number above 0 and of
    /// at most `V` bits.
    #[must_use]
    pub fn new(entries: &[(u32, u16)]) -> Self {
        // A twelfth of the slots stays free; at least 2^12, or no slot could hold the rest of a key.
        let least = (entries.len() * 12 / 11 + 2).next_power_of_two().ilog2();
        (least.max(12)..=24)
            .find_map(|bits| Self::sized(entries, bits))
            .unwrap_or_default()
    }

    fn sized(entries: &[(u32, u16)], bits: u32) -> Option<Self> {
        let mut made = Self {
            shift: 32 - bits,
            slots: Vec::with_capacity((1 << bits) + 64),
        };
        for &(key, value) in entries {
            let home = (key >> made.shift) as usize;
            let at = made.slots.len().max(home);
            let slot = made.front(key, at - home)? | u32::from(value);
            made.slots.resize(at, 0);
            made.slots.push(slot);
        }
        // Whoever looks for a key finds the end of its run.
        made.slots.resize(made.slots.len().max(1 << bits) + 1, 0);
        Some(made)
    }

    /// The slot of `key` that many places behind its own, but for the number.
    #[inline]
    fn front(&self, key: u32, behind: usize) -> Option<u32> {
        let room = 32 - self.shift - V;
        let rest = key & ((1 << self.shift) - 1);
        (behind >> room == 0).then(|| rest << (room + V) | (behind as u32) << V)
    }

    /// What stands where `key` would, as far as it is there: to ask it of many keys first makes
    /// the processor wait for all of them at once.
    #[inline]
    #[must_use]
    pub fn touch(&self, key: u32) -> u32 {
        let slot = self.slots.get((key >> self.shift) as usize);
        slot.copied().unwrap_or(0)
    }

    /// The number of `key`.
    #[inline]
    #[must_use]
    pub fn get(&self, key: u32) -> u16 {
        let room = 32 - self.shift - V;
        let home = (key >> self.shift) as usize;
        let rest = key & ((1 << self.shift) - 1);
        // Keys stand in order: behind a greater one there is nothing to look for.
        for (behind, slot) in (0..1 << room).zip(self.slots.get(home..).unwrap_or(&[])) {
            let value = slot & ((1 << V) - 1);
            if slot >> V == rest << room | behind {
                return value as u16;
            }
            if value == 0 || (slot >> V) & ((1 << room) - 1) < behind {
                break;
            }
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_it_holds_and_nothing_else() {
        let mut keys: Vec<u32> = (0..50_000u32)
            .map(|n| n.wrapping_mul(0x9E37_79B1))
            .collect();
        // A crowd, and the ends.
        keys.extend((0..200).map(|n| 0x7000_0000 + n));
        keys.extend([0, u32::MAX, u32::MAX - 1]);
        keys.sort_unstable();
        keys.dedup();
        let value = |key: u32| (key % 500 + 1) as u16;
        let entries: Vec<(u32, u16)> = keys.iter().map(|key| (*key, value(*key))).collect();
        let table = Table::<9>::new(&entries);
        for key in &keys {
            assert_eq!(table.get(*key), value(*key), "{key}");
        }
        for n in 0..100_000u32 {
            let key = n.wrapping_mul(0x85EB_CA6B) ^ 0x5555;
            if keys.binary_search(&key).is_err() {
                assert_eq!(table.get(key), 0, "{key}");
            }
        }
        let empty = Table::<8>::new(&[]);
        assert_eq!((empty.get(0), empty.get(u32::MAX)), (0, 0));
        assert_eq!(Table::<8>::default().get(7), 0);
    }
}
