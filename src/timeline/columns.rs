//! The events of a timeline as columns: sorted once, on a worker, when data, filter or lanes
//! change; never by panning or zooming.

use super::lane::{Lane, Place, Starts};
use super::{Fit, Item, fit, rows};
use rayon::prelude::*;
use std::sync::OnceLock;

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
    core: OnceLock<(i64, i64)>,
}

impl Columns {
    /// Sorts `items` into `lanes` lanes and packs them in rows. Items of lanes that do not exist
    /// and items that end before they start are left out. Takes about 60 ms for a million items:
    /// call it on a worker.
    #[must_use]
    pub fn build(items: Vec<Item>, lanes: usize) -> Self {
        let gathered = gather(&items, lanes);
        let sizes: Vec<usize> = gathered.iter().map(|(starts, _)| starts.count).collect();
        let lanes: Vec<Lane> = gathered
            .into_par_iter()
            .zip(rows::share(&sizes))
            .map(|((starts, places), rows)| Lane::build(&starts.sorted(places, &items), rows))
            .collect();
        let len = lanes.iter().map(Lane::len).sum();
        let fit = fit::of(&lanes);
        Self {
            lanes,
            len,
            fit,
            core: OnceLock::new(),
        }
    }

    /// Bytes held.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        self.lanes.iter().map(Lane::bytes).sum()
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

    /// Where most of the items lie, if that is far shorter than the main body, else the main body:
    /// what is worth seeing first. First and last second since 1970; `None` if there is nothing.
    /// Sought once, when it is first asked for.
    #[must_use]
    pub fn core(&self) -> Option<(i64, i64)> {
        let whole = self.fit.map(|f| (f.start, f.end))?;
        Some(*self.core.get_or_init(|| fit::core(&self.lanes, whole)))
    }

    /// How many items of all lanes are counted in `from..to` (seconds since 1970).
    #[must_use]
    pub fn count(&self, from: i64, to: i64) -> u32 {
        self.lanes
            .iter()
            .map(|l| l.counts().between(from, to))
            .sum()
    }

    /// How many items end before `from`, and how many start after `to` (seconds since 1970).
    #[must_use]
    pub fn beyond(&self, from: i64, to: i64) -> (usize, usize) {
        let sides = self.lanes.iter().map(|l| l.beyond(from, to));
        sides.fold((0, 0), |(a, b), (before, after)| (a + before, b + after))
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

    /// All items that stand for one of `events` (ascending), by lane and start.
    #[must_use]
    pub fn places(&self, events: &[u32]) -> Vec<ItemRef> {
        let (Some(first), Some(last)) = (events.first(), events.last()) else {
            return Vec::new();
        };
        let chosen = |e: u32| (*first..=*last).contains(&e) && events.binary_search(&e).is_ok();
        let mut places = Vec::new();
        for (lane, l) in (0..).zip(&self.lanes) {
            let own = l.events().iter().zip(0..).filter(|(e, _)| chosen(**e));
            places.extend(own.map(|(_, index)| ItemRef { lane, index }));
        }
        places
    }

    /// First and last second of these events together, seconds since 1970; `None` if none lies
    /// here.
    #[must_use]
    pub fn span(&self, events: &[u32]) -> Option<(i64, i64)> {
        let all = self.intervals(events);
        all.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }

    /// Whether all of these events have one and the same interval, so that no zoom parts them.
    #[must_use]
    pub fn are_one(&self, events: &[u32]) -> bool {
        let mut all = self.intervals(events);
        let first = all.next();
        all.all(|i| Some(i) == first)
    }

    fn intervals(&self, events: &[u32]) -> impl Iterator<Item = (i64, i64)> {
        let mut events = events.to_vec();
        events.sort_unstable();
        let places = self.places(&events).into_iter();
        places.filter_map(|at| {
            let lane = self.lanes.get(at.lane as usize)?;
            Some((lane.start(at.index), lane.end(at.index)))
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

/// The places of the items of each lane, in the order given.
fn gather(items: &[Item], lanes: usize) -> Vec<(Starts, Vec<Place>)> {
    let part = items.len().div_ceil(rayon::current_num_threads()).max(1);
    let starts: Vec<Vec<Starts>> = items
        .par_chunks(part)
        .map(|part| {
            let mut starts = vec![Starts::default(); lanes];
            for item in part.iter().filter(|i| i.end >= i.start) {
                if let Some(lane) = starts.get_mut(item.lane as usize) {
                    lane.add(item);
                }
            }
            starts
        })
        .collect();
    let mut whole = vec![Starts::default(); lanes];
    for part in &starts {
        for (lane, own) in whole.iter_mut().zip(part) {
            *lane = lane.join(*own);
        }
    }
    let parts: Vec<Vec<Vec<Place>>> = items
        .par_chunks(part)
        .zip(starts)
        .enumerate()
        .map(|(n, (own, starts))| {
            let mut places: Vec<Vec<Place>> = starts
                .iter()
                .map(|lane| Vec::with_capacity(lane.count))
                .collect();
            let numbered = (n * part..).zip(own).filter(|(_, i)| i.end >= i.start);
            for (index, item) in numbered {
                let lane = item.lane as usize;
                if let (Some(list), Some(starts)) = (places.get_mut(lane), whole.get(lane)) {
                    list.push(starts.place(item, index as u32));
                }
            }
            places
        })
        .collect();
    let mut gathered: Vec<(Starts, Vec<Place>)> = whole
        .iter()
        .map(|starts| (*starts, Vec::with_capacity(starts.count)))
        .collect();
    for part in parts {
        for ((_, places), own) in gathered.iter_mut().zip(part) {
            places.extend(own);
        }
    }
    gathered
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{Axis, toy};
    use super::*;
    use crate::temporal::{DAY, Precision};
    use proptest::prelude::*;

    fn day(event: u32, days: i64) -> Item {
        toy::day(event, event % 2, days)
    }

    #[test]
    fn an_event_costs_less_than_a_hundred_bytes() {
        // As the window holds them: one set by lane, one of all.
        let items: Vec<Item> = (0..50_000).map(|i| day(i, i64::from(i / 3))).collect();
        let bytes = Columns::build(items, 2).bytes();
        assert!(2 * bytes < 100 * 50_000, "{}", bytes / 50_000);
    }

    proptest! {
        #[test]
        fn what_lies_beyond_a_view_is_what_a_walk_would_count(
            spans in prop::collection::vec((-300i64..300, 0i64..90), 0..200),
            from in -400i64..400,
            wide in 0i64..300,
        ) {
            let items: Vec<Item> = (0..)
                .zip(&spans)
                .map(|(i, (at, long))| toy::item(i, i % 3, *at, long + 1, Precision::Instant))
                .collect();
            let to = from + wide;
            let before = items.iter().filter(|i| i.end.0 < from).count();
            let after = items.iter().filter(|i| i.start.0 > to).count();
            prop_assert_eq!(Columns::build(items, 3).beyond(from, to), (before, after));
        }
    }

    #[test]
    fn items_of_one_start_stand_the_longer_first_however_far_the_lane_reaches() {
        let far = 90_000_000_000_000i64;
        let items: Vec<Item> = (0..600)
            .map(|i| {
                let start = i64::from(i % 3 - 1) * far + i64::from(i % 2);
                toy::item(i, 0, start, i64::from(i % 7 + 1), Precision::Instant)
            })
            .collect();
        let mut wanted: Vec<(i64, std::cmp::Reverse<i64>, u32)> = items
            .iter()
            .map(|i| (i.start.0, std::cmp::Reverse(i.end.0), i.event))
            .collect();
        wanted.sort_unstable();
        let columns = Columns::build(items, 1);
        let lane = &columns.lanes()[0];
        let got: Vec<_> = (0..lane.len() as u32)
            .map(|i| (lane.start(i), std::cmp::Reverse(lane.end(i)), lane.event(i)))
            .collect();
        assert_eq!(got, wanted);
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
