//! Dense lanes: columns of counts.

use super::super::lane::Lane;
use super::super::{Piece, Scale, View};
use super::WALK;
use super::shapes::{Bar, Frame, Layout};

/// Points an event needs in its row before the lane turns to columns.
const ROOM: f64 = 64.0;
/// Share of the window's stretches that must hold events before a full lane turns to columns;
/// a few clusters stay folds.
const SPREAD: f64 = 0.45;

/// Whether a lane holds more than its rows can show.
pub(super) fn is_dense(lane: &Lane, scale: &Scale<'_>, from: i64, to: i64) -> bool {
    let counts = lane.counts();
    let n = counts.between(from, to);
    let span: f64 = scale
        .axis
        .breaks()
        .iter()
        .fold((to - from) as f64, |span, b| {
            span - (b.to.min(to as f64) - b.from.max(from as f64)).max(0.0)
        });
    let width = (span / scale.seconds_per_point()).max(1.0);
    let room = f64::from(lane.rows()) * width / ROOM;
    if f64::from(n) <= room.max(6.0) {
        return false;
    }
    if n > WALK {
        return true;
    }
    let stretch = 28.0 * scale.seconds_per_point();
    let all = ((to - from) as f64 / stretch).ceil().clamp(1.0, 2_000.0) as i64;
    let taken = (0..all)
        .filter(|&i| {
            let a = from + (i as f64 * stretch) as i64;
            let b = from + ((i + 1) as f64 * stretch) as i64;
            counts.between(a, b) > 0
        })
        .count();
    taken as f64 > all as f64 * SPREAD
}

/// Lays out columns; returns the count of a full one.
pub(super) fn lay(
    lane: &Lane,
    frame: &Frame<'_>,
    (from, to): (i64, i64),
    band: u32,
    out: &mut Layout,
) -> u32 {
    let scale = &frame.scale;
    let level = bucket_level(scale, frame.sizes.column);
    let size = 1i64 << level;
    let (left, right) = (scale.left, scale.right());
    let mut peak = 0;
    let counts = lane.counts();
    let walk = |a: f64, b: f64, each: &mut dyn FnMut(i64, u32)| {
        let mut at = (a.floor() as i64) >> level;
        let last = (b.ceil() as i64) >> level;
        let mut low = counts.before(at << level);
        while at <= last {
            let high = counts.before((at + 1) << level);
            if high > low {
                each(at << level, high - low);
            }
            low = high;
            at += 1;
        }
    };
    // The height is measured on more than is in sight, so that it holds while panning.
    for piece in pieces(scale, from, to) {
        walk(piece.from, piece.to, &mut |_, n| peak = peak.max(n));
    }
    for piece in scale.axis.pieces(scale.view) {
        walk(piece.from, piece.to, &mut |start, count| {
            let (a, b) = (scale.x(start as f64), scale.x((start + size) as f64));
            if b < left || a > right {
                return;
            }
            if let Some(last) = out.bars.last()
                && last.band == band
                && last.from == start
            {
                return;
            }
            out.bars.push(Bar {
                band,
                left: a,
                right: b,
                from: start,
                to: start + size,
                count,
            });
        });
    }
    nice(peak)
}

fn pieces(scale: &Scale<'_>, from: i64, to: i64) -> Vec<Piece> {
    let view = View {
        start: scale.axis.of_time(from as f64),
        end: scale.axis.of_time(to as f64),
    };
    let mut pieces = scale.axis.pieces(view);
    pieces.retain(|p| !p.squeezed);
    pieces
}

/// The power of two of seconds whose bucket is at least `least` points wide.
#[must_use]
pub fn bucket_level(scale: &Scale<'_>, least: f32) -> u32 {
    let seconds = (scale.seconds_per_point() * f64::from(least)).max(1.0);
    seconds.log2().ceil().clamp(0.0, 60.0) as u32
}

/// The next of 1, 2, 3, 5, 7, 10 times a power of ten: heights change in steps.
#[must_use]
pub fn nice(count: u32) -> u32 {
    let mut power = 1u32;
    loop {
        for step in [1u32, 2, 3, 5, 7] {
            let Some(value) = power.checked_mul(step) else {
                return count;
            };
            if value >= count {
                return value;
            }
        }
        let Some(next) = power.checked_mul(10) else {
            return count;
        };
        power = next;
    }
}
