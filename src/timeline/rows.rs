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
/// so that neighbours in time lie in different rows and both have room for a label. What finds no
/// free row is drawn as a fold: it joins one that hides nothing more by it, so that the other rows
/// keep their lone marks, or begins one in the row that gets free first.
#[derive(Clone, Debug)]
pub struct Packer {
    rows: Vec<Row>,
    turn: u32,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    /// Last second taken.
    taken: i64,
    /// Last second of what overlaps here.
    folded: i64,
    /// When it was last used.
    used: u32,
}

impl Packer {
    /// With that many rows, 1 to [`MAX_ROWS`].
    #[must_use]
    pub fn new(rows: u32) -> Self {
        let free = Row {
            taken: i64::MIN,
            folded: i64::MIN,
            used: 0,
        };
        Self {
            rows: vec![free; rows.clamp(1, MAX_ROWS) as usize],
            turn: 0,
        }
    }

    /// The row for an item.
    pub fn place(&mut self, start: i64, end: i64) -> u8 {
        self.turn = self.turn.wrapping_add(1);
        let (mut free, mut soonest) = (None, (i64::MAX, 0usize));
        for (i, row) in self.rows.iter().enumerate() {
            if row.taken < start && free.is_none_or(|(used, _)| row.used < used) {
                free = Some((row.used, i));
            }
            // A fold that reaches over all of it gets free at once, as it were.
            let until = if row.folded >= end {
                i64::MIN
            } else {
                row.taken
            };
            if until < soonest.0 {
                soonest = (until, i);
            }
        }
        let at = free.map_or(soonest.1, |(_, i)| i);
        if let Some(row) = self.rows.get_mut(at) {
            row.taken = row.taken.max(end);
            if free.is_none() {
                row.folded = row.taken;
            }
            row.used = self.turn;
        }
        at as u8
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

    #[test]
    fn one_row_takes_what_overflows_and_the_others_keep_lone_marks() {
        let mut packer = Packer::new(4);
        let mut held = [0; 4];
        for _ in 0..30 {
            held[usize::from(packer.place(0, 100))] += 1;
        }
        assert_eq!(held, [27, 1, 1, 1]);
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
