//! Lanes with room: marks, bars, and folds of what would overlap.

use super::super::Scale;
use super::super::lane::{Lane, Meta, lasts};
use super::WALK;
use super::shapes::{Frame, Kind, Layout, Mark, Sizes};
use crate::event::{Basis, Family, Modality};
use crate::temporal::{Precision, Qualifier};

pub(super) struct Box {
    left: f32,
    right: f32,
    item: u32,
    row: u8,
    point: bool,
}

/// Lays out marks and folds; false, and nothing laid out, if there are too many.
pub(super) fn lay(
    lane: &Lane,
    frame: &Frame<'_>,
    (from, to): (i64, i64),
    (band, top): (u32, f32),
    boxes: &mut Vec<Box>,
    out: &mut Layout,
) -> bool {
    let scale = &frame.scale;
    boxes.clear();
    lane.overlapping(from, to, |i| {
        if boxes.len() <= WALK as usize {
            let (left, right, point) = extent(lane, i, scale, &frame.sizes);
            boxes.push(Box {
                left,
                right,
                item: i,
                row: lane.meta(i).row,
                point,
            });
        }
    });
    if boxes.len() > WALK as usize {
        return false;
    }
    boxes.sort_by(|a, b| {
        (a.row, a.item)
            .0
            .cmp(&b.row)
            .then(a.left.total_cmp(&b.left))
            .then(a.item.cmp(&b.item))
    });
    let first_mark = out.marks.len();
    let mut i = 0;
    while i < boxes.len() {
        let start = i;
        let first = &boxes[i];
        let (row, left) = (first.row, first.left);
        let mut right = first.right;
        i += 1;
        // What overlaps joins. A fold of points ends where its pill ends, so that a chain of
        // neighbours does not grow into one; bars that truly overlap stay together.
        while let Some(next) = boxes.get(i).filter(|b| b.row == row && b.left < right) {
            right = right.max(left + frame.sizes.pill);
            if !next.point {
                right = right.max(next.right);
            }
            i += 1;
        }
        let group = &boxes[start..i];
        let members = out.members.len() as u32;
        out.members.extend(group.iter().map(|b| b.item));
        let lead = group
            .iter()
            .max_by(|a, b| {
                let key = |x: &Box| (lane.meta(x.item).salience, std::cmp::Reverse(x.item));
                key(a).cmp(&key(b))
            })
            .map_or(0, |b| b.item);
        let meta = lane.meta(lead);
        let kind = match group {
            [one] if one.point => Kind::Point,
            [_] => Kind::Bar,
            _ => Kind::Fold,
        };
        let (tail_left, tail_right) = if kind == Kind::Fold {
            (0.0, 0.0)
        } else {
            tails(meta.qualifier, frame.sizes.tail)
        };
        out.marks.push(Mark {
            band,
            left,
            right,
            y: top + frame.sizes.pad + (f32::from(row) + 0.5) * frame.sizes.row,
            kind,
            item: lead,
            event: lane.event(lead),
            meta: if kind == Kind::Fold {
                common(lane, group, meta)
            } else {
                meta
            },
            tail_left,
            tail_right,
            lasts: lasts(lane.start(lead), lane.end(lead), meta.precision),
            members: (members, out.members.len() as u32),
            over: false,
        });
    }
    // Open ends give way to neighbours.
    for i in first_mark..out.marks.len() {
        let mark = out.marks[i];
        if mark.tail_left > 0.0
            && i > first_mark
            && let Some(before) = out.marks.get(i - 1).filter(|m| m.y == mark.y)
        {
            let room = mark.left - before.right - before.tail_right - 2.0;
            out.marks[i].tail_left = mark.tail_left.min(room.max(0.0));
        }
        if mark.tail_right > 0.0
            && let Some(after) = out.marks.get(i + 1).filter(|m| m.y == mark.y)
        {
            let room = after.left - mark.right - 2.0;
            out.marks[i].tail_right = mark.tail_right.min(room.max(0.0));
        }
    }
    true
}

/// What all of a group have in common, for the colour of its fold.
fn common(lane: &Lane, group: &[Box], lead: Meta) -> Meta {
    let mut meta = Meta {
        precision: Precision::Day,
        qualifier: Qualifier::Exact,
        basis: Basis::Stated,
        modality: Modality::Asserted,
        ..lead
    };
    if group
        .iter()
        .any(|b| lane.meta(b.item).family != lead.family)
    {
        meta.family = Family::Other;
    }
    meta
}

/// Left and right edge of an item, and whether it is drawn as a point.
pub(super) fn extent(lane: &Lane, item: u32, scale: &Scale<'_>, sizes: &Sizes) -> (f32, f32, bool) {
    let left = scale.x(lane.start(item) as f64);
    let right = scale.x(lane.end(item) as f64 + 1.0);
    if right - left >= sizes.mark {
        // Half a point of air, so that one month does not run into the next.
        (left + 0.5, right - 0.5, false)
    } else {
        let (middle, half) = ((left + right) / 2.0, sizes.mark / 2.0 + 0.5);
        let open = !matches!(
            lane.meta(item).qualifier,
            Qualifier::Exact | Qualifier::Approximate
        );
        (middle - half, middle + half, !open)
    }
}

/// How far the ends of an item fade, left and right.
pub(super) fn tails(qualifier: Qualifier, tail: f32) -> (f32, f32) {
    match qualifier {
        Qualifier::Before => (tail, 0.0),
        Qualifier::After | Qualifier::OpenEnd => (0.0, tail),
        Qualifier::Exact | Qualifier::Approximate => (0.0, 0.0),
    }
}
