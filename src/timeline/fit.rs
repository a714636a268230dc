//! "Fit all" that one wrong date cannot ruin.

use super::lane::Lane;
use super::{Fit, sort};

/// Share of the items that may be left out on either side.
const SHARE: f64 = 0.02;
/// How many times longer than the rest a gap must be to cut off what lies beyond it.
const GAP: f64 = 1.5;
/// Shares of the items a core holds: the next smaller one only where that is far shorter again.
const MOST: [f64; 3] = [0.8, 0.5, 0.4];
/// How many times shorter than the main body, or than the core before it, a core must be.
const SHORTER: f64 = 6.0;
/// Fewer items have no core.
const FEW: usize = 40;
/// Most moments looked at for the core.
const SAMPLES: usize = 4_096;
/// A core is not shown closer than this, seconds.
const LEAST: i64 = 30 * 86_400;

/// The main body of all moments in `lanes`, and what lies outside.
///
/// Cuts where the few items at an end are parted from the rest by a gap longer than the rest
/// itself; clusters that hold more than a few of the items are never cut off. Goes by the intervals
/// alone, so that it does not matter in which order the items came.
#[must_use]
pub fn of(lanes: &[Lane]) -> Option<Fit> {
    let total: usize = lanes.iter().map(Lane::len).sum();
    if total == 0 {
        return None;
    }
    let budget = ((total as f64 * SHARE) as usize).max((total / 6).min(3));
    let heads = outermost(lanes, budget + 1, false);
    let tails = outermost(lanes, budget + 1, true);
    let (low, high) = (*heads.last()?, *tails.last()?);
    let body = (high - low).max(86_400) as f64;
    let before = cut(&heads, body);
    let after = cut(&tails, body);
    let (from, to) = (heads.get(before).copied()?, tails.get(after).copied()?);
    let (from, to) = (from.min(to), to.max(from));
    let mut fit = Fit {
        start: from,
        end: to,
        before: before as u32,
        after: after as u32,
        first: lanes.iter().filter_map(Lane::first).min()?,
        last: lanes.iter().filter_map(Lane::last).max()?,
    };
    // Whole intervals belong into sight, but not if they alone would stretch the view.
    let most = body as i64;
    let before = lanes
        .iter()
        .filter_map(|l| l.earliest(from.saturating_sub(most), from, from));
    fit.start = before.min().unwrap_or(from);
    let after = lanes
        .iter()
        .filter_map(|l| l.latest(to, to.saturating_add(most), to));
    fit.end = after.max().unwrap_or(to);
    Some(fit)
}

/// The first `count` of all moments, the outermost first; the last ones if `late`.
fn outermost(lanes: &[Lane], count: usize, late: bool) -> Vec<i64> {
    let within = |time: i64| -> usize {
        let before = |l: &Lane| l.starts().partition_point(|&s| s < time);
        if late {
            lanes.iter().map(|l| l.len() - before(l)).sum()
        } else {
            lanes.iter().map(before).sum()
        }
    };
    // The narrowest bound that has enough of them on its side, by halving.
    let (mut few, mut enough) = if late {
        (i64::MAX / 4, i64::MIN / 4)
    } else {
        (i64::MIN / 4, i64::MAX / 4)
    };
    while (enough - few).abs() > 1 {
        let middle = few + (enough - few) / 2;
        if within(middle) < count {
            few = middle;
        } else {
            enough = middle;
        }
    }
    let mut found: Vec<i64> = lanes
        .iter()
        .flat_map(|lane| {
            let at = lane.starts();
            let (early, after) = at.split_at(at.partition_point(|&s| s < few));
            if late { after } else { early }
        })
        .copied()
        .collect();
    found.sort_unstable();
    if late {
        found.reverse();
    }
    // All at the bound itself are the same moment.
    let bound = if late { enough } else { few };
    found.resize(count.min(within(enough)), bound);
    found
}

/// The shortest stretch that holds most of the items: of news, the months they are about, and not
/// the century they look back on; of several stories that lie far apart, the fullest. `whole` if
/// that is not far shorter.
#[must_use]
pub fn core(lanes: &[Lane], whole: (i64, i64)) -> (i64, i64) {
    let mut at: Vec<i64> = lanes.iter().flat_map(Lane::starts).copied().collect();
    if at.len() < FEW {
        return whole;
    }
    sort::by_key(&mut at, |t| *t);
    let step = at.len().div_ceil(SAMPLES);
    let at: Vec<i64> = at.into_iter().step_by(step).collect();
    let mut core = whole;
    for share in MOST {
        let most = ((at.len() as f64 * share).ceil() as usize).max(1);
        let ends = |w: &[i64]| Some((*w.first()?, *w.last()?));
        let stretches = at.windows(most).filter_map(ends);
        let Some((a, b)) = stretches.min_by_key(|(a, b)| b - a) else {
            break;
        };
        let air = (LEAST - (b - a)).max(0) / 2;
        let (a, b) = (a - air, b + air);
        if ((b - a) as f64) * SHORTER < (core.1 - core.0) as f64 {
            core = (a, b);
        }
    }
    core
}

/// How many of `ends` (outermost first) to cut off.
fn cut(ends: &[i64], body: f64) -> usize {
    (1..ends.len())
        .rev()
        .find(|&i| (ends[i] - ends[i - 1]).unsigned_abs() as f64 > body * GAP)
        .unwrap_or(0)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::temporal::DAY;
    use crate::timeline::{Columns, Fit, toy};
    use proptest::prelude::*;

    fn columns(days: impl Iterator<Item = i64>) -> Columns {
        let items = (0..)
            .zip(days)
            .map(|(event, at)| toy::day(event, event % 3, at));
        Columns::build(items.collect(), 3)
    }

    fn fit(days: impl Iterator<Item = i64>) -> Fit {
        columns(days).fit().unwrap()
    }

    fn core(days: impl Iterator<Item = i64>) -> (i64, i64) {
        columns(days).core().unwrap()
    }

    #[test]
    fn one_wrong_date_does_not_ruin_the_view() {
        let fit = fit((20_000..20_060).chain([0]));
        assert_eq!((fit.before, fit.after), (1, 0));
        assert_eq!(fit.start, 20_000 * DAY);
        assert_eq!(fit.end, 20_060 * DAY - 1);
        assert_eq!(fit.first, 0);
    }

    #[test]
    fn news_are_seen_first_where_most_of_them_lie() {
        // A year of news, and what it looks back on, century-wide.
        let days = || (0..300).chain((1..40).map(|i| -900 * i));
        assert!(fit(days()).start < -30_000 * DAY);
        let (first, last) = core(days());
        assert!(first >= -900 * DAY && last <= 301 * DAY);
        assert!(last - first >= 250 * DAY);
    }

    #[test]
    fn of_stories_far_apart_the_fullest_is_seen_first() {
        let rome = (0..60).map(|i| -780_000 + i * 500);
        let moon = (0..40).map(|i| -200 + i * 3);
        let news = (0..140).map(|i| 20_000 + i / 3);
        let told = || rome.clone().chain(moon.clone()).chain(news.clone());
        assert!(fit(told()).start < -700_000 * DAY);
        let (first, last) = core(told());
        assert!(first >= 19_950 * DAY && last <= 20_100 * DAY);
    }

    #[test]
    fn what_is_spread_evenly_is_seen_whole() {
        let days = || (0..300).map(|i| i * 100);
        let even = fit(days());
        assert_eq!(core(days()), (even.start, even.end));
    }

    proptest! {
        #[test]
        fn what_lies_outside_is_counted(days in prop::collection::vec(prop_oneof![-40i64..40, -90_000i64..90_000], 1..300)) {
            let fit = fit(days.iter().copied());
            let columns_start = |d: &i64| d * DAY;
            let (first, last) = (days.iter().min().unwrap(), days.iter().max().unwrap());
            prop_assert_eq!((fit.first, fit.last), (columns_start(first), columns_start(last) + DAY - 1));
            let before = days.iter().filter(|d| columns_start(d) + DAY <= fit.start).count();
            let after = days.iter().filter(|d| columns_start(d) > fit.end).count();
            prop_assert_eq!((before, after), (fit.before as usize, fit.after as usize));
            let (from, to) = core(days.iter().copied());
            prop_assert!(from < to);
        }

        #[test]
        fn the_order_in_which_events_come_does_not_matter(mut days in prop::collection::vec(prop_oneof![-40i64..40, -9_000i64..9_000], 1..300)) {
            let came = (fit(days.iter().copied()), core(days.iter().copied()));
            days.reverse();
            prop_assert_eq!((fit(days.iter().copied()), core(days.iter().copied())), came);
            // Nor does it matter in which lanes they lie.
            let items = (0..).zip(&days).map(|(event, at)| toy::day(event, 0, *at));
            let one = Columns::build(items.collect(), 1);
            prop_assert_eq!((one.fit().unwrap(), one.core().unwrap()), came);
        }
    }
}
