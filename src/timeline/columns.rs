//! The events of a timeline as columns: sorted once, on a worker, when data, filter or lanes
//! change; never by panning or zooming.

use super::counts::Counts;
use super::fit;
use super::{Fit, Item, rows, sort};
use crate::event::{Basis, Family, Modality};
use crate::temporal::{Precision, Qualifier};
use rayon::prelude::*;

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

/// One lane: its items sorted by start (the longer first), and its running counts.
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
    /// Of the items at the places `own`, in any order.
    fn build(items: &[Item], own: &[u32], rows: u32) -> Self {
        // (start, place in `items`): small, so that sorting stays in the cache.
        let mut order: Vec<(i64, u32)> = own
            .iter()
            .filter_map(|&i| Some((items.get(i as usize)?.start.0, i)))
            .collect();
        sort::by_key(&mut order, |t| t.0);
        // Of one start the longer first, then in the order given.
        let end = |i: u32| items.get(i as usize).map_or(0, |item| item.end.0);
        for same in order.chunk_by_mut(|a, b| a.0 == b.0) {
            same.sort_unstable_by_key(|&(_, i)| (std::cmp::Reverse(end(i)), i));
        }
        let n = order.len();
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
        for &(start, index) in &order {
            let Some(item) = items.get(index as usize) else {
                continue;
            };
            let end = item.end.0;
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

    /// The items counted in `from..to` by [`Lane::counts`], in order of start.
    #[must_use]
    pub fn counted_in(&self, from: i64, to: i64) -> Vec<u32> {
        let mut found = Vec::new();
        self.overlapping(from, to.saturating_sub(1), |i| {
            let j = i as usize;
            let at = counted_at(
                self.event[j],
                self.start[j],
                self.end[j],
                self.meta[j].precision,
            );
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

/// An item by lane and place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemRef {
    /// Lane number.
    pub lane: u32,
    /// Index in the lane.
    pub index: u32,
}

/// The events of a timeline, sorted by lane and start.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    lanes: Vec<Lane>,
    len: usize,
    fit: Option<Fit>,
}

impl Columns {
    /// Sorts `items` into `lanes` lanes and packs them in rows. Items of lanes that do not exist
    /// and items that end before they start are left out. Takes about 60 ms for a million items:
    /// call it on a worker.
    #[must_use]
    pub fn build(items: Vec<Item>, lanes: usize) -> Self {
        let whole = |item: &&Item| item.end >= item.start;
        let mut sizes = vec![0usize; lanes];
        for item in items.iter().filter(whole) {
            if let Some(n) = sizes.get_mut(item.lane as usize) {
                *n += 1;
            }
        }
        let mut own: Vec<Vec<u32>> = sizes.iter().map(|&n| Vec::with_capacity(n)).collect();
        for (i, item) in items.iter().enumerate().filter(|(_, item)| whole(item)) {
            if let Some(list) = own.get_mut(item.lane as usize) {
                list.push(i as u32);
            }
        }
        let rows = rows::share(&sizes);
        let lanes: Vec<Lane> = own
            .into_par_iter()
            .zip(rows)
            .map(|(own, rows)| Lane::build(&items, &own, rows))
            .collect();
        let len = lanes.iter().map(Lane::len).sum();
        let fit = fit::of(&lanes);
        Self { lanes, len, fit }
    }

    /// How many items.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The lanes, by number.
    #[must_use]
    pub fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    /// What shows everything but the far outliers; `None` if there is nothing.
    #[must_use]
    pub fn fit(&self) -> Option<Fit> {
        self.fit
    }

    /// How many items of all lanes are counted in `from..to` (seconds since 1970).
    #[must_use]
    pub fn count(&self, from: i64, to: i64) -> u32 {
        self.lanes.iter().map(|l| l.counts.between(from, to)).sum()
    }

    /// The first item that stands for `event`.
    #[must_use]
    pub fn find(&self, event: u32) -> Option<ItemRef> {
        self.lanes.iter().enumerate().find_map(|(lane, l)| {
            l.find(event).map(|index| ItemRef {
                lane: lane as u32,
                index,
            })
        })
    }

    /// The interval of an event, seconds since 1970, inclusive.
    #[must_use]
    pub fn interval(&self, event: u32) -> Option<(i64, i64)> {
        let at = self.find(event)?;
        let lane = self.lanes.get(at.lane as usize)?;
        Some((lane.start(at.index), lane.end(at.index)))
    }

    /// The event after (or before) `(start, event)` among `lanes`, in order of time.
    #[must_use]
    pub fn next(
        &self,
        lanes: impl Iterator<Item = u32>,
        start: i64,
        event: u32,
        forward: bool,
    ) -> Option<ItemRef> {
        let found = lanes.filter_map(|lane| {
            let l = self.lanes.get(lane as usize)?;
            let index = l.next(start, event, forward)?;
            Some(((l.start(index), l.event(index)), ItemRef { lane, index }))
        });
        if forward {
            found.min_by_key(|(key, _)| *key).map(|(_, at)| at)
        } else {
            found.max_by_key(|(key, _)| *key).map(|(_, at)| at)
        }
    }
}

/// Seconds one unit of a precision lasts at most.
#[must_use]
pub fn unit_seconds(precision: Precision) -> i64 {
    const DAY: i64 = 86_400;
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
    pub fn gaps(&self) -> Vec<super::Break> {
        let Some(fit) = self.fit else {
            return Vec::new();
        };
        let width = ((fit.last - fit.first) / SLOTS).max(1);
        let slots = ((fit.last - fit.first) / width + 1) as usize;
        // Starts less ends, summed up, is how many items lie over a slot.
        let mut change = vec![0i32; slots + 1];
        for lane in &self.lanes {
            for (&start, &end) in lane.start.iter().zip(&lane.end) {
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
                super::Break {
                    from: from as f64 + air,
                    to: to as f64 - air,
                    drawn,
                }
            })
            .filter(|b| b.drawn < (b.to - b.from) / 2.0)
            .collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::Axis;
    use super::*;
    use crate::temporal::{DAY, Moment};

    fn day(event: u32, days: i64) -> Item {
        Item {
            event,
            lane: event % 2,
            start: Moment(days * DAY),
            end: Moment(days * DAY + DAY - 1),
            precision: Precision::Day,
            qualifier: Qualifier::Exact,
            basis: Basis::Stated,
            modality: Modality::Asserted,
            family: Family::Talks,
            salience: 0.5,
        }
    }

    #[test]
    fn one_wrong_date_does_not_ruin_the_view() {
        let mut items: Vec<Item> = (0..60).map(|i| day(i, 20_000 + i64::from(i))).collect();
        items.push(day(60, 0));
        let fit = Columns::build(items, 2).fit().unwrap();
        assert_eq!((fit.before, fit.after), (1, 0));
        assert_eq!(fit.start, 20_000 * DAY);
        assert_eq!(fit.end, 20_060 * DAY - 1);
        assert_eq!(fit.first, 0);
    }

    #[test]
    fn two_clusters_are_both_in_sight() {
        let items = (0..60)
            .map(|i| day(i, if i < 20 { -500_000 } else { 20_000 } + i64::from(i)))
            .collect();
        let columns = Columns::build(items, 2);
        let fit = columns.fit().unwrap();
        assert_eq!((fit.before, fit.after), (0, 0));
        // The centuries between them can be squeezed, and nothing else is.
        let gaps = columns.gaps();
        assert_eq!(gaps.len(), 1);
        let axis = Axis::with_breaks(&gaps);
        let length = axis.of_time(fit.end as f64) - axis.of_time(fit.start as f64);
        assert!(length < 100.0 * DAY as f64, "{length}");
        for time in [fit.start, -400_000 * DAY, 0, fit.end] {
            let back = axis.to_time(axis.of_time(time as f64));
            assert!((back - time as f64).abs() < 60.0, "{time} {back}");
        }
    }

    #[test]
    fn next_and_previous_walk_all_events_in_order() {
        let items: Vec<Item> = (0..40).map(|i| day(i, i64::from(i * 7 % 13))).collect();
        let columns = Columns::build(items, 2);
        let mut at = (i64::MIN, 0u32);
        let mut seen = Vec::new();
        while let Some(r) = columns.next(0..2, at.0, at.1, true) {
            let lane = &columns.lanes()[r.lane as usize];
            at = (lane.start(r.index), lane.event(r.index));
            seen.push(at);
        }
        assert_eq!(seen.len(), 40);
        assert!(seen.is_sorted());
        let mut back = Vec::new();
        at = (i64::MAX, u32::MAX);
        while let Some(r) = columns.next(0..2, at.0, at.1, false) {
            let lane = &columns.lanes()[r.lane as usize];
            at = (lane.start(r.index), lane.event(r.index));
            back.push(at);
        }
        back.reverse();
        assert_eq!(back, seen);
    }
}
