//! Rows inside a lane: how many, and which item lies in which. Set once when data change, never by
//! panning or zooming, so that nothing jumps under the user's eyes.

/// Most rows a lane may have.
pub const MAX_ROWS: u32 = 24;
/// Rows all lanes together like to have: what fills a canvas of ordinary height.
const CANVAS_ROWS: f64 = 22.0;

/// How many rows each lane gets, from the number of its items. Lanes grow slowly with their
/// number; where all together leave the canvas half empty, each gets a share of what is left.
#[must_use]
pub fn share(sizes: &[usize]) -> Vec<u32> {
    let base: Vec<u32> = sizes
        .iter()
        .map(|&n| match n {
            0..=4 => 1,
            5..=12 => 2,
            13..=40 => 3,
            41..=150 => 4,
            _ => 5,
        })
        .collect();
    let sum: u32 = base.iter().sum();
    let stretch = (CANVAS_ROWS / f64::from(sum.max(1))).max(1.0);
    base.iter()
        .zip(sizes)
        .map(|(&rows, &n)| {
            let most = (n as u32 / 2 + 1).clamp(rows, MAX_ROWS);
            ((f64::from(rows) * stretch) as u32).clamp(rows, most)
        })
        .collect()
}

/// Places items, given in order of start, in rows: each in the free row that was used longest ago,
/// so that neighbours in time lie in different rows and both have room for a label. Where no row
/// is free, in the one that gets free first; what overlaps there is drawn as a fold.
#[derive(Clone, Debug)]
pub struct Packer {
    /// Last second taken in each row, and when it was last used.
    rows: Vec<(i64, u32)>,
    turn: u32,
}

impl Packer {
    /// With that many rows, 1 to [`MAX_ROWS`].
    #[must_use]
    pub fn new(rows: u32) -> Self {
        Self {
            rows: vec![(i64::MIN, 0); rows.clamp(1, MAX_ROWS) as usize],
            turn: 0,
        }
    }

    /// The row for an item.
    pub fn place(&mut self, start: i64, end: i64) -> u8 {
        self.turn = self.turn.wrapping_add(1);
        let mut free: Option<(u32, usize)> = None;
        let mut soonest = (i64::MAX, 0usize);
        for (i, &(taken, used)) in self.rows.iter().enumerate() {
            if taken < start && free.is_none_or(|(u, _)| used < u) {
                free = Some((used, i));
            }
            if taken < soonest.0 {
                soonest = (taken, i);
            }
        }
        let row = free.map_or(soonest.1, |(_, i)| i);
        if let Some(slot) = self.rows.get_mut(row) {
            slot.0 = slot.0.max(end);
            slot.1 = self.turn;
        }
        row as u8
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_lane_grows_slowly_and_lone_lanes_fill_the_canvas() {
        assert_eq!(
            share(&[3, 7, 21, 58, 9, 11, 14, 4]),
            vec![1, 2, 3, 4, 2, 2, 3, 1]
        );
        assert_eq!(share(&[2000]), vec![22]);
        assert_eq!(share(&[9]), vec![5]);
        assert_eq!(share(&[3, 1, 1, 1]), vec![2, 1, 1, 1]);
        assert!(share(&[100_000; 50]).iter().all(|&r| r == 5));
    }

    proptest! {
        #[test]
        fn items_overlap_in_a_row_only_where_every_row_is_taken(mut items in prop::collection::vec((0i64..1000, 0i64..50), 1..200), rows in 1u32..8) {
            items.sort_unstable();
            let mut packer = Packer::new(rows);
            let mut placed: Vec<(i64, i64, u8)> = Vec::new();
            for (start, length) in items {
                let row = packer.place(start, start + length);
                let clash = placed.iter().any(|&(_, end, r)| r == row && end >= start);
                if clash {
                    for r in 0..rows as u8 {
                        prop_assert!(placed.iter().any(|&(_, end, q)| q == r && end >= start));
                    }
                }
                placed.push((start, start + length, row));
            }
        }
    }
}
