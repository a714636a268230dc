//! "Fit all" that one wrong date cannot ruin.

use super::Fit;
use super::lane::Lane;

/// Share of the items that may be left out on either side.
const SHARE: f64 = 0.02;
/// How many times longer than the rest a gap must be to cut off what lies beyond it.
const GAP: f64 = 1.5;
/// Share of the items that lie in the core.
const MOST: f64 = 0.8;
/// How many times shorter than the main body a core must be.
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
/// itself; clusters that hold more than a few of the items are never cut off.
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
        core: (from, to),
    };
    // Whole intervals belong into sight, but not if they alone would stretch the view.
    let most = body as i64;
    let before = lanes.iter().filter_map(|l| l.earliest(from.saturating_sub(most), from, from));
    fit.start = before.min().unwrap_or(from);
    let after = lanes.iter().filter_map(|l| l.latest(to, to.saturating_add(most), to));
    fit.end = after.max().unwrap_or(to);
    fit.core = core(lanes, total)
        .filter(|(a, b)| ((b - a) as f64) * SHORTER < (fit.end - fit.start) as f64)
        .unwrap_or((fit.start, fit.end));
    Some(fit)
}

/// The first `count` of all moments, the outermost first; the last ones if `late`.
fn outermost(lanes: &[Lane], count: usize, late: bool) -> Vec<i64> {
    let within = |time: i64| -> usize {
        let before = |l: &Lane| l.counts().before(time) as usize;
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
            let (at, cut) = (lane.counts().moments(), lane.counts().before(few) as usize);
            let (early, after) = at.split_at(cut);
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
/// the century they look back on.
fn core(lanes: &[Lane], total: usize) -> Option<(i64, i64)> {
    if total < FEW {
        return None;
    }
    let all = lanes.iter().flat_map(|lane| lane.counts().moments());
    let mut at: Vec<i64> = all.step_by(total.div_ceil(SAMPLES)).copied().collect();
    at.sort_unstable();
    let most = ((at.len() as f64 * MOST).ceil() as usize).max(1);
    let ends = |w: &[i64]| Some((*w.first()?, *w.last()?));
    let (a, b) = at
        .windows(most)
        .filter_map(ends)
        .min_by_key(|(a, b)| b - a)?;
    let air = (LEAST - (b - a)).max(0) / 2;
    Some((a - air, b + air))
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
    use crate::event::{Basis, Family, Modality};
    use crate::temporal::{DAY, Moment, Precision, Qualifier};
    use crate::timeline::{Columns, Fit, Item};

    fn fit(days: impl Iterator<Item = i64>) -> Fit {
        let item = |(event, day): (u32, i64)| Item {
            event,
            lane: 0,
            start: Moment(day * DAY),
            end: Moment(day * DAY + DAY - 1),
            precision: Precision::Day,
            qualifier: Qualifier::Exact,
            basis: Basis::Stated,
            modality: Modality::Asserted,
            family: Family::Talks,
            salience: 0.5,
        };
        Columns::build((0..).zip(days).map(item).collect(), 1)
            .fit()
            .unwrap()
    }

    #[test]
    fn news_are_seen_first_where_most_of_them_lie() {
        // A year of news, and what it looks back on, century-wide.
        let news = fit((0..300).chain((1..40).map(|i| -900 * i)));
        assert!(news.start < -30_000 * DAY);
        assert!(news.core.0 >= -900 * DAY && news.core.1 <= 301 * DAY);
        assert!(news.core.1 - news.core.0 >= 250 * DAY);
    }

    #[test]
    fn what_is_spread_evenly_is_seen_whole() {
        let even = fit((0..300).map(|i| i * 100));
        assert_eq!(even.core, (even.start, even.end));
    }
}
