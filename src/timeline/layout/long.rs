//! What lasts, over the columns of a dense lane.

use super::super::lane::{Lane, lasts};
use super::marks::{extent, tails};
use super::shapes::{Frame, Kind, Layout, Mark};

/// Points of a lasting item in sight from which on a dense lane draws it over its columns.
const LONG: f64 = 120.0;
/// Most rows a dense lane gives to such.
const LONG_ROWS: u32 = 2;

/// Lays out what lasts through a good part of the window of a dense lane: its column tells only
/// where it began. One to a row, the weightiest; returns how many rows are taken.
pub(super) fn lay(
    lane: &Lane,
    frame: &Frame<'_>,
    (band, top): (u32, f32),
    out: &mut Layout,
) -> u32 {
    let rows = LONG_ROWS.min(lane.rows() / 2);
    if rows == 0 {
        return 0;
    }
    let scale = &frame.scale;
    let least = (LONG * scale.seconds_per_point()) as i64;
    let (from, to) = (
        scale.time(scale.left) as i64,
        scale.time(scale.right()) as i64,
    );
    let mut best: Vec<Option<(u8, i64, u32)>> = vec![None; rows as usize];
    lane.long_overlapping(from, to, least, |i| {
        let (start, end, meta) = (lane.start(i), lane.end(i), lane.meta(i));
        let seen = end.min(to).saturating_sub(start.max(from));
        if seen < least || !lasts(start, end, meta.precision) {
            return;
        }
        if let Some(slot) = best.get_mut((u32::from(meta.row) % rows) as usize) {
            *slot = (*slot).max(Some((meta.salience, end.saturating_sub(start), i)));
        }
    });
    if best.iter().all(Option::is_none) {
        return 0;
    }
    for (row, found) in best.into_iter().enumerate() {
        let Some((_, _, item)) = found else { continue };
        let (left, right, _) = extent(lane, item, scale, &frame.sizes);
        let meta = lane.meta(item);
        let (tail_left, tail_right) = tails(meta.qualifier, frame.sizes.tail);
        let member = out.members.len() as u32;
        out.members.push(item);
        out.marks.push(Mark {
            band,
            left,
            right,
            y: top + frame.sizes.pad + (row as f32 + 0.5) * frame.sizes.row,
            kind: Kind::Bar,
            item,
            event: lane.event(item),
            meta,
            tail_left,
            tail_right,
            lasts: true,
            members: (member, member + 1),
            over: true,
        });
    }
    rows
}
