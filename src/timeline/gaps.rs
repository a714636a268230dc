//! Long empty stretches between far clusters, which the axis can squeeze.

use super::{Break, Columns};

/// Slots the span is looked at in for empty stretches.
const SLOTS: i64 = 1 << 18;
/// Least share of what is left of the span an empty stretch must have to be squeezed.
const EMPTY: f64 = 0.12;
/// Share of the full stretches a squeezed one is drawn with.
const DRAWN: f64 = 0.03;
/// Most stretches squeezed.
const BREAKS: usize = 16;

impl Columns {
    /// The long empty stretches between far clusters, in order, for
    /// [`Axis::with_breaks`](super::Axis::with_breaks). Empty are stretches no item overlaps.
    #[must_use]
    pub fn gaps(&self) -> Vec<Break> {
        let Some(fit) = self.fit() else {
            return Vec::new();
        };
        let width = ((fit.last - fit.first) / SLOTS).max(1);
        let slots = ((fit.last - fit.first) / width + 1) as usize;
        // Starts less ends, summed up, is how many items lie over a slot.
        let mut change = vec![0i32; slots + 1];
        for lane in self.lanes() {
            for (start, end) in lane.intervals() {
                change[((start - fit.first) / width) as usize] += 1;
                change[((end - fit.first) / width) as usize + 1] -= 1;
            }
        }
        let mut empty: Vec<(i64, i64)> = Vec::new();
        let (mut over, mut since) = (0, None);
        for (i, c) in change.iter().take(slots).enumerate() {
            over += c;
            let at = fit.first + i as i64 * width;
            match (over, since) {
                (0, None) => since = Some(at),
                (0, Some(_)) | (_, None) => {}
                (_, Some(from)) => {
                    empty.push((from, at));
                    since = None;
                }
            }
        }
        empty.sort_by_key(|(a, b)| (a - b, *a));
        let mut left = (fit.last - fit.first).max(1) as f64;
        let mut taken = Vec::new();
        for (from, to) in empty.into_iter().take(BREAKS) {
            let length = (to - from) as f64;
            if length < left * EMPTY {
                break;
            }
            left -= length;
            taken.push((from, to));
        }
        taken.sort_unstable();
        let drawn = (left * DRAWN).max(60.0);
        taken
            .into_iter()
            .map(|(from, to)| {
                // A little air on both sides, so that marks do not stick to the break.
                let air = (left * DRAWN).min((to - from) as f64 / 4.0);
                Break {
                    from: from as f64 + air,
                    to: to as f64 - air,
                    drawn,
                }
            })
            .filter(|b| b.drawn < (b.to - b.from) / 2.0)
            .collect()
    }
}
