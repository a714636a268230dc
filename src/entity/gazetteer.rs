//! Names known beforehand, as a table from the hash of a name to the classes it belongs to.
//!
//! Only hashes are kept: a name can be recognised, not listed.

use crate::text::form::Form;
use crate::text::linear::pair;
use crate::text::table::Table;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A populated place.
pub const CITY: u16 = 1;
/// A first-level division of a country.
pub const PROVINCE: u16 = 2;
/// A second-level division.
pub const DISTRICT: u16 = 4;
/// A country, capital, sea, river.
pub const GEO: u16 = 8;
/// A head of state or government, a minister.
pub const LEADER: u16 = 16;
/// An organisation.
pub const ORGANISATION: u16 = 32;
/// A given name.
pub const GIVEN: u16 = 64;
/// A family name.
pub const FAMILY: u16 = 128;
/// A nationality, people or language.
pub const DEMONYM: u16 = 256;
/// The first word of a leader's name.
pub const LEADER_FIRST: u16 = 512;
/// The last word of a leader's name.
pub const LEADER_LAST: u16 = 1024;
/// The last word of an organisation's name.
pub const ORGANISATION_LAST: u16 = 2048;
/// A word inside an organisation's name.
pub const ORGANISATION_WORD: u16 = 4096;
/// Number of classes.
pub const CLASSES: u32 = 13;

/// The hash of a name of several words.
#[must_use]
#[inline]
pub fn join(name: u32, next: u32) -> u32 {
    pair(name, next ^ 0x5bd1_e995)
}

/// The hash of the name `forms`.
#[must_use]
pub fn key(forms: &[Form]) -> u32 {
    let mut forms = forms.iter();
    let first = forms.next().map_or(0, |f| f.low);
    forms.fold(first, |h, f| join(h, f.low))
}

/// The table.
#[derive(Default)]
pub struct Gazetteer {
    /// One bit per value of the upper hash bits: most look-ups end here.
    filter: Vec<u64>,
    /// The sets of classes there are; 0 is the empty one.
    sets: Vec<u16>,
    /// By the hash of the name which set is its own.
    own: Table<SET_BITS>,
}

const FILTER_SHIFT: u32 = 12;

/// Bits that number a set of classes: of more sets than that the rarest are left out.
const SET_BITS: u32 = 9;

impl Gazetteer {
    /// Makes a table; a key that occurs twice unites its classes.
    #[must_use]
    pub fn new(entries: &[(u32, u16)]) -> Self {
        let mut all = entries.to_vec();
        all.sort_unstable_by_key(|(key, _)| *key);
        all.dedup_by(|again, first| {
            let same = again.0 == first.0;
            if same {
                first.1 |= again.1;
            }
            same
        });
        let mut counts = BTreeMap::<u16, usize>::new();
        for (_, classes) in all.iter().filter(|(_, classes)| *classes != 0) {
            *counts.entry(*classes).or_default() += 1;
        }
        let mut sets: Vec<u16> = counts.keys().copied().collect();
        sets.sort_by_key(|set| (Reverse(counts[set]), *set));
        sets.insert(0, 0);
        sets.truncate(1 << SET_BITS);
        let number: BTreeMap<u16, u16> = (0..).zip(&sets).map(|(n, set)| (*set, n)).collect();
        let mut filter = vec![0u64; 1 << (32 - FILTER_SHIFT - 6)];
        for (key, classes) in &mut all {
            let bit = *key >> FILTER_SHIFT;
            filter[(bit >> 6) as usize] |= 1 << (bit & 63);
            *classes = number.get(classes).copied().unwrap_or(0);
        }
        all.retain(|(_, set)| *set != 0);
        Self {
            filter,
            sets,
            own: Table::new(&all),
        }
    }

    /// The classes of the name with hash `key`; 0 if it is not known.
    #[inline]
    #[must_use]
    pub fn get(&self, key: u32) -> u16 {
        if !self.may_hold(key) {
            return 0;
        }
        let set = self.own.get(key);
        self.sets.get(usize::from(set)).copied().unwrap_or(0)
    }

    /// Whether the name with hash `key` may be known: where not, [`Gazetteer::get`] is 0.
    #[inline]
    pub(super) fn may_hold(&self, key: u32) -> bool {
        let bit = key >> FILTER_SHIFT;
        let word = self.filter.get((bit >> 6) as usize);
        word.is_some_and(|w| w >> (bit & 63) & 1 == 1)
    }

    /// See [`Table::touch`].
    #[inline]
    pub(super) fn touch(&self, key: u32) -> u32 {
        self.own.touch(key)
    }

    /// Writes `entries`, which must be sorted by key: gaps between keys first, classes after.
    #[must_use]
    pub fn encode(entries: &[(u32, u16)]) -> Vec<u8> {
        let mut out = (entries.len() as u32).to_le_bytes().to_vec();
        let mut last = 0;
        for (key, _) in entries {
            let mut gap = key - last;
            last = *key;
            while gap >= 0x80 {
                out.push((gap & 0x7f) as u8 | 0x80);
                gap >>= 7;
            }
            out.push(gap as u8);
        }
        out.extend(entries.iter().map(|e| e.1 as u8));
        out.extend(entries.iter().map(|e| (e.1 >> 8) as u8));
        out
    }

    /// Reads what [`Gazetteer::encode`] wrote; returns the rest too.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (count, mut rest) = bytes.split_first_chunk::<4>()?;
        let count = u32::from_le_bytes(*count) as usize;
        let mut entries = Vec::with_capacity(count.min(1 << 20));
        let mut key = 0u32;
        for _ in 0..count {
            let (mut gap, mut shift) = (0u32, 0);
            loop {
                let (&byte, tail) = rest.split_first()?;
                rest = tail;
                gap |= u32::from(byte & 0x7f) << shift;
                shift += 7;
                if byte & 0x80 == 0 || shift > 28 {
                    break;
                }
            }
            key = key.wrapping_add(gap);
            entries.push((key, 0u16));
        }
        let (low, rest) = rest.split_at_checked(count)?;
        let (high, rest) = rest.split_at_checked(count)?;
        for ((entry, l), h) in entries.iter_mut().zip(low).zip(high) {
            entry.1 = u16::from(*l) | u16::from(*h) << 8;
        }
        Some((Self::new(&entries), rest))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_wrote() {
        let entries = [
            (5u32, CITY),
            (900, GIVEN | FAMILY),
            (4_000_000_000, ORGANISATION_LAST),
        ];
        let bytes = Gazetteer::encode(&entries);
        let (table, rest) = Gazetteer::decode(&bytes).unwrap();
        assert!(rest.is_empty());
        for (key, classes) in entries {
            assert_eq!(table.get(key), classes);
        }
        assert_eq!(table.get(6), 0);
        assert!(Gazetteer::decode(&bytes[..bytes.len() - 1]).is_none());
    }
}
