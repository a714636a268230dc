//! "Fit all" that one wrong date cannot ruin.

use super::Fit;
use super::columns::Lane;

/// Share of the items that may be left out on either side.
const SHARE: f64 = 0.02;
/// How many times longer than the rest a gap must be to cut off what lies beyond it.
const GAP: f64 = 1.5;

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
    let mut heads: Vec<i64> = Vec::new();
    let mut tails: Vec<i64> = Vec::new();
    for lane in lanes {
        let at = lane.counts().moments();
        heads.extend(at.iter().take(budget + 1));
        tails.extend(at.iter().rev().take(budget + 1));
    }
    heads.sort_unstable();
    heads.truncate(budget + 1);
    tails.sort_unstable_by(|a, b| b.cmp(a));
    tails.truncate(budget + 1);
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
        first: i64::MAX,
        last: i64::MIN,
    };
    for lane in lanes {
        for i in 0..lane.len() as u32 {
            let (start, end) = (lane.start(i), lane.end(i));
            fit.first = fit.first.min(start);
            fit.last = fit.last.max(end);
            // Whole intervals belong into sight, but not if they alone would stretch the view.
            if start < fit.start && end >= from && (from - start) as f64 <= body {
                fit.start = start;
            }
            if end > fit.end && start <= to && (end - to) as f64 <= body {
                fit.end = end;
            }
        }
    }
    Some(fit)
}

/// How many of `ends` (outermost first) to cut off.
fn cut(ends: &[i64], body: f64) -> usize {
    (1..ends.len())
        .rev()
        .find(|&i| (ends[i] - ends[i - 1]).unsigned_abs() as f64 > body * GAP)
        .unwrap_or(0)
}
