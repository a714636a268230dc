//! One lane of the columns: its items by start, and what finds them fast.

use super::counts::Counts;
use super::{Item, rows, sort};
use crate::event::{Basis, Family, Modality};
use crate::temporal::{DAY, Precision, Qualifier};

/// Items in a block; a block knows the latest end in it, so that what overlaps a window is found
/// without walking every item before it.
const BLOCK: usize = 64;

/// What is known of a block of items.
#[derive(Clone, Copy, Debug)]
struct Block {
    /// The latest end in it.
    latest: i64,
    /// The longest time from start to end in it, seconds.
    longest: i64,
}

/// Where an item stands among all, under its start: small, so that sorting stays in the cache.
/// The upper half is the start, as far as 32 bits tell it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place(u64);

/// The starts of a lane's items, before they are sorted: how many, the first and the last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Starts {
    pub count: usize,
    first: i64,
    last: i64,
}

impl Default for Starts {
    fn default() -> Self {
        Self {
            count: 0,
            first: i64::MAX,
            last: i64::MIN,
        }
    }
}

impl Starts {
    pub(super) fn add(&mut self, item: &Item) {
        self.count += 1;
        self.first = self.first.min(item.start.0);
        self.last = self.last.max(item.start.0);
    }

    pub(super) fn join(self, other: Self) -> Self {
        Self {
            count: self.count + other.count,
            first: self.first.min(other.first),
            last: self.last.max(other.last),
        }
    }

    /// The start of an item that was added, in 32 bits: never out of order, but coarse where the
    /// starts lie far apart.
    fn coarse(self, item: &Item) -> u64 {
        let span = self.last.wrapping_sub(self.first) as u64;
        let shift = (u64::BITS - span.leading_zeros()).saturating_sub(u32::BITS);
        (item.start.0.wrapping_sub(self.first) as u64) >> shift
    }

    /// The place of an item that was added, by its index among all.
    pub(super) fn place(self, item: &Item, index: u32) -> Place {
        Place(self.coarse(item) << 32 | u64::from(index))
    }

    /// The items at these places by start; of one start the longer first, of one interval the
    /// weightier, then in the order given.
    pub(super) fn sorted(self, mut places: Vec<Place>, items: &[Item]) -> Vec<Item> {
        sort::by_key(&mut places, |p| (p.0 >> 32) as i64);
        // Fetched in a loop of its own: the processor then waits for many of them at a time.
        let mut sorted: Vec<Item> = places
            .iter()
            .filter_map(|p| items.get(p.0 as u32 as usize).copied())
            .collect();
        for same in sorted.chunk_by_mut(|a, b| self.coarse(a) == self.coarse(b)) {
            if same.len() > 1 {
                same.sort_by(|a, b| {
                    let whole = a.start.cmp(&b.start).then(b.end.cmp(&a.end));
                    whole.then(b.salience.total_cmp(&a.salience))
                });
            }
        }
        sorted
    }
}

/// What the painting needs to know of an item beside its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Meta {
    /// How finely its date was read.
    pub precision: Precision,
    /// How its interval is to be taken.
    pub qualifier: Qualifier,
    /// How its date was read.
    pub basis: Basis,
    /// Told as a fact, planned, denied …
    pub modality: Modality,
    /// Its colour family.
    pub family: Family,
    /// How much it matters, 0 to 255.
    pub salience: u8,
    /// The row it lies in, counted from the top of its lane.
    pub row: u8,
}

/// One lane: its items sorted by start (the longer first, then the weightier), and its running counts.
#[derive(Clone, Debug, Default)]
pub struct Lane {
    start: Vec<i64>,
    end: Vec<i64>,
    meta: Vec<Meta>,
    event: Vec<u32>,
    blocks: Vec<Block>,
    counts: Counts,
    rows: u32,
}

impl Lane {
    /// Of items by start, the longer first.
    pub(super) fn build(sorted: &[Item], rows: u32) -> Self {
        let n = sorted.len();
        let mut lane = Self {
            start: Vec::with_capacity(n),
            end: Vec::with_capacity(n),
            meta: Vec::with_capacity(n),
            event: Vec::with_capacity(n),
            rows,
            ..Self::default()
        };
        let mut packer = rows::Packer::new(rows);
        let mut at = Vec::with_capacity(n);
        for item in sorted {
            let (start, end) = (item.start.0, item.end.0);
            lane.start.push(start);
            lane.end.push(end);
            lane.event.push(item.event);
            lane.meta.push(Meta {
                precision: item.precision,
                qualifier: item.qualifier,
                basis: item.basis,
                modality: item.modality,
                family: item.family,
                salience: (item.salience.clamp(0.0, 1.0) * 255.0) as u8,
                row: packer.place(start, end),
            });
            at.push(counted_at(item.event, start, end, item.precision));
        }
        lane.blocks = lane
            .start
            .chunks(BLOCK)
            .zip(lane.end.chunks(BLOCK))
            .map(|(starts, ends)| Block {
                latest: ends.iter().copied().max().unwrap_or(i64::MIN),
                longest: starts
                    .iter()
                    .zip(ends)
                    .map(|(s, e)| e.saturating_sub(*s))
                    .max()
                    .unwrap_or(0),
            })
            .collect();
        sort::by_key(&mut at, |t| *t);
        lane.counts = Counts::build(at);
        lane
    }

    /// The earliest second of any item; `None` if there is none.
    #[must_use]
    pub fn first(&self) -> Option<i64> {
        self.start.first().copied()
    }

    /// The latest second of any item; `None` if there is none.
    pub(super) fn last(&self) -> Option<i64> {
        self.blocks.iter().map(|b| b.latest).max()
    }

    /// The earliest start in `from..to` of an item that ends at `reach` or later.
    pub(super) fn earliest(&self, from: i64, to: i64, reach: i64) -> Option<i64> {
        let first = self.start.partition_point(|&s| s < from);
        let stop = self.start.partition_point(|&s| s < to);
        (first..stop)
            .find(|&i| self.end[i] >= reach)
            .map(|i| self.start[i])
    }

    /// The latest end up to `to` of an item that starts at `reach` or before; `None` if it is not
    /// after `from`.
    pub(super) fn latest(&self, from: i64, to: i64, reach: i64) -> Option<i64> {
        let stop = self.start.partition_point(|&s| s <= reach);
        let blocks = self.blocks[..stop.div_ceil(BLOCK)].iter().enumerate();
        blocks.fold(None, |best, (b, block)| {
            let least = best.unwrap_or(from);
            if block.latest <= least {
                return best;
            }
            let ends = &self.end[b * BLOCK..((b + 1) * BLOCK).min(stop)];
            let found = ends.iter().copied().filter(|&e| e > least && e <= to);
            found.max().or(best)
        })
    }

    /// First seconds of all items, ascending.
    pub(super) fn starts(&self) -> &[i64] {
        &self.start
    }

    /// First and last seconds of all items, by start.
    pub(super) fn intervals(&self) -> impl Iterator<Item = (i64, i64)> + '_ {
        self.start.iter().copied().zip(self.end.iter().copied())
    }

    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        let own = 2 * self.start.capacity() * size_of::<i64>()
            + self.meta.capacity() * size_of::<Meta>()
            + self.event.capacity() * size_of::<u32>()
            + self.blocks.capacity() * size_of::<Block>();
        own + self.counts.bytes()
    }

    /// How many items.
    #[must_use]
    pub fn len(&self) -> usize {
        self.start.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.start.is_empty()
    }

    /// How many rows they are packed in; at least 1.
    #[must_use]
    pub fn rows(&self) -> u32 {
        self.rows.max(1)
    }

    /// Running counts over time.
    #[must_use]
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// First second of an item.
    #[must_use]
    pub fn start(&self, index: u32) -> i64 {
        self.start[index as usize]
    }

    /// Last second of an item.
    #[must_use]
    pub fn end(&self, index: u32) -> i64 {
        self.end[index as usize]
    }

    /// What else is known of an item.
    #[must_use]
    pub fn meta(&self, index: u32) -> Meta {
        self.meta[index as usize]
    }

    /// The event an item stands for.
    #[must_use]
    pub fn event(&self, index: u32) -> u32 {
        self.event[index as usize]
    }

    /// The events of all items, by start.
    #[must_use]
    pub fn events(&self) -> &[u32] {
        &self.event
    }

    /// The second at which an item is counted.
    #[must_use]
    pub fn counted(&self, index: u32) -> i64 {
        let i = index as usize;
        counted_at(
            self.event[i],
            self.start[i],
            self.end[i],
            self.meta[i].precision,
        )
    }

    /// Calls `each` with every item that overlaps `from..=to`, in order of start.
    pub fn overlapping(&self, from: i64, to: i64, each: impl FnMut(u32)) {
        self.long_overlapping(from, to, 0, each);
    }

    /// The same of the items whose last second lies at least `least` seconds after their first.
    pub fn long_overlapping(&self, from: i64, to: i64, least: i64, mut each: impl FnMut(u32)) {
        let stop = self.start.partition_point(|&s| s <= to);
        for (b, block) in self.blocks[..stop.div_ceil(BLOCK)].iter().enumerate() {
            if block.latest < from || block.longest < least {
                continue;
            }
            for i in b * BLOCK..((b + 1) * BLOCK).min(stop) {
                if self.end[i] >= from && self.end[i].saturating_sub(self.start[i]) >= least {
                    each(i as u32);
                }
            }
        }
    }

    /// How many items end before `from`, and how many start after `to` (seconds since 1970).
    #[must_use]
    pub fn beyond(&self, from: i64, to: i64) -> (usize, usize) {
        let mut before = self.start.partition_point(|&s| s < from);
        self.overlapping(from, from.saturating_sub(1), |_| before -= 1);
        (
            before,
            self.len() - self.start.partition_point(|&s| s <= to),
        )
    }

    /// The items counted in `from..to` by [`Lane::counts`], in order of start.
    #[must_use]
    pub fn counted_in(&self, from: i64, to: i64) -> Vec<u32> {
        let mut found = Vec::new();
        self.overlapping(from, to.saturating_sub(1), |i| {
            let at = self.counted(i);
            if (from..to).contains(&at) {
                found.push(i);
            }
        });
        found
    }

    /// The item of an event, if it lies in this lane.
    #[must_use]
    pub fn find(&self, event: u32) -> Option<u32> {
        self.event
            .iter()
            .position(|&e| e == event)
            .map(|i| i as u32)
    }

    /// The first item after (or the last before) `(start, event)` in order of start and event.
    #[must_use]
    pub fn next(&self, start: i64, event: u32, forward: bool) -> Option<u32> {
        let key = |i: usize| (self.start[i], self.event[i]);
        // Items of one start stand longest first, so those are compared one by one.
        let from = self.start.partition_point(|&s| s < start);
        let to = self.start.partition_point(|&s| s <= start);
        let beside = (from..to)
            .filter(|&i| (key(i) > (start, event)) == forward && key(i) != (start, event));
        let best = if forward {
            let next_start = self.start.get(to).copied();
            beside.min_by_key(|&i| key(i)).or_else(|| {
                let s = next_start?;
                let stop = self.start.partition_point(|&x| x <= s);
                (to..stop).min_by_key(|&i| key(i))
            })
        } else {
            beside.max_by_key(|&i| key(i)).or_else(|| {
                let s = *self.start.get(from.checked_sub(1)?)?;
                let begin = self.start.partition_point(|&x| x < s);
                (begin..from).max_by_key(|&i| key(i))
            })
        };
        best.map(|i| i as u32)
    }
}

/// Seconds one unit of a precision lasts at most.
#[must_use]
pub fn unit_seconds(precision: Precision) -> i64 {
    match precision {
        Precision::Instant => 1,
        Precision::Minute => 60,
        Precision::Hour => 3_600,
        Precision::PartOfDay => DAY / 2,
        Precision::Day => DAY,
        Precision::Week => 7 * DAY,
        Precision::Month => 31 * DAY,
        Precision::Season | Precision::Quarter => 92 * DAY,
        Precision::Year => 366 * DAY,
        Precision::Decade => 3_653 * DAY,
        Precision::Century => 36_525 * DAY,
        Precision::Millennium => 365_250 * DAY,
    }
}

/// Whether an interval is longer than its precision, that is: something that lasted, and not one
/// moment that is only vaguely known.
#[must_use]
pub fn lasts(start: i64, end: i64, precision: Precision) -> bool {
    end.saturating_sub(start) > unit_seconds(precision).saturating_mul(3) / 2
}

/// The second at which an item is counted. Each item is counted once. What is known only to the
/// month must not pile up on its first day, so the place inside the unit is spread evenly, by the
/// golden ratio of the event's number: the same at every zoom and from run to run.
#[must_use]
pub fn counted_at(event: u32, start: i64, end: i64, precision: Precision) -> i64 {
    let length = end.saturating_sub(start);
    let within = if lasts(start, end, precision) {
        unit_seconds(precision)
    } else {
        length
    };
    let share = f64::from(event.wrapping_mul(2_654_435_769)) / 4_294_967_296.0;
    start + (within as f64 * share) as i64
}
