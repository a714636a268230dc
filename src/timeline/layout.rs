//! Levels of detail: what of a lane is drawn at a zoom, as shapes bounded by pixels.
//!
//! A dense lane draws columns of counts. Else every row draws its marks and bars, and what would
//! overlap becomes a fold that bears the number of what it holds. Nothing is left out.

use super::columns::Columns;
use super::lane::{Lane, Meta, lasts};
use super::{Piece, Scale};
use crate::event::{Basis, Family, Modality};
use crate::temporal::{Precision, Qualifier};

/// Points an event needs in its row before the lane turns to columns.
const ROOM: f64 = 64.0;
/// Share of the window's stretches that must hold events before a full lane turns to columns;
/// a few clusters stay folds.
const SPREAD: f64 = 0.45;
/// Items walked at most in one lane; beyond, columns whatever else.
const WALK: u32 = 4_000;

/// Points of a lasting item in sight from which on a dense lane draws it over its columns.
const LONG: f64 = 120.0;
/// Most rows a dense lane gives to such.
const LONG_ROWS: u32 = 2;

/// Sizes of what is drawn, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sizes {
    /// Height of a row.
    pub row: f32,
    /// Above the first and below the last row of a lane.
    pub pad: f32,
    /// Height of a folded lane.
    pub folded: f32,
    /// Diameter of a mark.
    pub mark: f32,
    /// Least width of a fold.
    pub pill: f32,
    /// Least distance of columns, right edge to right edge.
    pub column: f32,
    /// How far an open end fades.
    pub tail: f32,
}

/// A lane in the order shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shown {
    /// Lane number.
    pub lane: u32,
    /// Folded to one line of density.
    pub folded: bool,
}

/// What [`layout`] draws.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// Time to points.
    pub scale: Scale<'a>,
    /// Where the first lane begins: above `top` when scrolled.
    pub origin: f32,
    /// Upper edge of what is in sight.
    pub top: f32,
    /// Lower edge of what is in sight.
    pub bottom: f32,
    /// The lanes.
    pub lanes: &'a [Shown],
    /// Sizes.
    pub sizes: Sizes,
}

/// Height of a lane, in points.
#[must_use]
pub fn lane_height(lane: Option<&Lane>, folded: bool, sizes: &Sizes) -> f32 {
    if folded {
        sizes.folded
    } else {
        lane.map_or(1, Lane::rows) as f32 * sizes.row + 2.0 * sizes.pad
    }
}

/// One lane on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// Its place in the order shown.
    pub place: u32,
    /// Lane number.
    pub lane: u32,
    /// Upper edge.
    pub top: f32,
    /// Lower edge.
    pub bottom: f32,
    /// Its marks, indices into [`Layout::marks`].
    pub marks: std::ops::Range<u32>,
    /// Its columns, indices into [`Layout::bars`].
    pub bars: std::ops::Range<u32>,
    /// The count a column of full height stands for; 0 if the lane draws marks.
    pub peak: u32,
    /// Rows at the top of a lane of columns that belong to what lasts through the window.
    pub long: u32,
}

impl Band {
    /// Height of a full column, points.
    #[must_use]
    pub fn column_height(&self, pad: f32, sizes: &Sizes) -> f32 {
        self.bottom - self.top - 2.0 * pad - self.long as f32 * sizes.row
    }
}

/// The shape of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Too short to show its length.
    Point,
    /// As long as it lasted, or as its date is vague.
    Bar,
    /// Several that would overlap.
    Fold,
}

/// A mark: one event, or a fold of several.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Index into [`Layout::bands`].
    pub band: u32,
    /// Left edge, points; may lie far outside for long bars.
    pub left: f32,
    /// Right edge, points.
    pub right: f32,
    /// Vertical middle, points.
    pub y: f32,
    /// Shape.
    pub kind: Kind,
    /// The item, or the weightiest of a fold: index in the lane.
    pub item: u32,
    /// The event of [`Mark::item`].
    pub event: u32,
    /// What is known of the item.
    pub meta: Meta,
    /// How far the open end to the left fades; 0 if closed.
    pub tail_left: f32,
    /// How far the open end to the right fades; 0 if closed.
    pub tail_right: f32,
    /// Whether it lasted (its ends are sharp), rather than being vaguely dated.
    pub lasts: bool,
    /// What it holds: a range of [`Layout::members`].
    pub members: (u32, u32),
    /// Whether it lies over columns, which count it already.
    pub over: bool,
}

impl Mark {
    /// How many events it stands for that nothing else counts.
    #[must_use]
    pub fn count(&self) -> u32 {
        if self.over {
            0
        } else {
            self.members.1 - self.members.0
        }
    }

    /// Horizontal middle of what is inside `left..right`.
    #[must_use]
    pub fn middle(&self, left: f32, right: f32) -> f32 {
        let (a, b) = (self.left.max(left), self.right.min(right));
        if a > b {
            (self.left + self.right) / 2.0
        } else {
            (a + b) / 2.0
        }
    }
}

/// A column of a dense lane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Index into [`Layout::bands`].
    pub band: u32,
    /// Left edge, points.
    pub left: f32,
    /// Right edge, points.
    pub right: f32,
    /// First second counted, since 1970.
    pub from: i64,
    /// First second not counted any more.
    pub to: i64,
    /// How many events.
    pub count: u32,
}

/// Everything to draw of the lanes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The lanes in sight, from top to bottom.
    pub bands: Vec<Band>,
    /// Marks, by band, row, and left edge.
    pub marks: Vec<Mark>,
    /// Columns, by band and left edge.
    pub bars: Vec<Bar>,
    /// Items of all marks, by lane index.
    pub members: Vec<u32>,
    /// Height of all lanes together, points.
    pub height: f32,
    /// First second looked at, since 1970; a little before what is in sight.
    pub from: i64,
    /// Last second looked at.
    pub to: i64,
}

/// Lays out `columns` in `frame`.
#[must_use]
pub fn layout(columns: &Columns, frame: &Frame<'_>) -> Layout {
    let (from, to) = window(&frame.scale);
    let mut out = Layout {
        from,
        to,
        ..Layout::default()
    };
    let mut top = frame.origin;
    let mut scratch = Vec::new();
    for (place, shown) in frame.lanes.iter().enumerate() {
        let lane = columns.lanes().get(shown.lane as usize);
        let bottom = top + lane_height(lane, shown.folded, &frame.sizes);
        if bottom > frame.top && top < frame.bottom {
            let band = out.bands.len() as u32;
            let (marks, bars) = (out.marks.len() as u32, out.bars.len() as u32);
            let (mut peak, mut long) = (0, 0);
            if let Some(lane) = lane {
                let drawn = !shown.folded
                    && !is_dense(lane, &frame.scale, from, to)
                    && lay_marks(lane, frame, (from, to), (band, top), &mut scratch, &mut out);
                if !drawn {
                    if !shown.folded {
                        long = lay_long(lane, frame, (band, top), &mut out);
                    }
                    peak = lay_bars(lane, frame, (from, to), band, &mut out);
                }
            }
            out.bands.push(Band {
                place: place as u32,
                lane: shown.lane,
                top,
                bottom,
                marks: marks..out.marks.len() as u32,
                bars: bars..out.bars.len() as u32,
                peak,
                long,
            });
        }
        top = bottom;
    }
    out.height = top - frame.origin;
    out
}

/// What is looked at: the view and a margin, on a grid aligned to absolute time, so that folds do
/// not regroup while panning.
fn window(scale: &Scale<'_>) -> (i64, i64) {
    let span = scale.view.span();
    let grid = (span / 2.0).log2().ceil().exp2();
    let from = scale.axis.to_time(scale.view.start - span / 8.0);
    let to = scale.axis.to_time(scale.view.end + span / 8.0);
    (
        ((from / grid).floor() * grid) as i64,
        ((to / grid).ceil() * grid) as i64,
    )
}

/// Whether a lane holds more than its rows can show.
fn is_dense(lane: &Lane, scale: &Scale<'_>, from: i64, to: i64) -> bool {
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

struct Box {
    left: f32,
    right: f32,
    item: u32,
    row: u8,
    point: bool,
}

/// Lays out marks and folds; false, and nothing laid out, if there are too many.
fn lay_marks(
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
fn extent(lane: &Lane, item: u32, scale: &Scale<'_>, sizes: &Sizes) -> (f32, f32, bool) {
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
fn tails(qualifier: Qualifier, tail: f32) -> (f32, f32) {
    match qualifier {
        Qualifier::Before => (tail, 0.0),
        Qualifier::After | Qualifier::OpenEnd => (0.0, tail),
        Qualifier::Exact | Qualifier::Approximate => (0.0, 0.0),
    }
}

/// Lays out what lasts through a good part of the window of a dense lane: its column tells only
/// where it began. One to a row, the weightiest; returns how many rows are taken.
fn lay_long(lane: &Lane, frame: &Frame<'_>, (band, top): (u32, f32), out: &mut Layout) -> u32 {
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

/// Lays out columns; returns the count of a full one.
fn lay_bars(
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
    let view = super::View {
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{Axis, Hit, Item, View, hit, labels};
    use super::*;
    use crate::temporal::{DAY, Moment};
    use proptest::prelude::*;

    const SIZES: Sizes = Sizes {
        row: 22.0,
        pad: 10.0,
        folded: 28.0,
        mark: 10.0,
        pill: 26.0,
        column: 4.0,
        tail: 56.0,
    };

    fn item(event: u32, lane: u32, start: i64, length: i64, precision: Precision) -> Item {
        Item {
            event,
            lane,
            start: Moment(start),
            end: Moment(start + length - 1),
            precision,
            qualifier: if event.is_multiple_of(9) {
                Qualifier::OpenEnd
            } else {
                Qualifier::Exact
            },
            basis: Basis::Stated,
            modality: Modality::Asserted,
            family: Family::Talks,
            salience: (event % 97) as f32 / 97.0,
        }
    }

    fn items() -> impl Strategy<Value = Vec<Item>> {
        let kinds = prop::sample::select(vec![
            (1, Precision::Instant),
            (DAY, Precision::Day),
            (30 * DAY, Precision::Month),
            (365 * DAY, Precision::Year),
            (2_000 * DAY, Precision::Day),
            (36_525 * DAY, Precision::Century),
        ]);
        let one = (0u32..4, -30_000i64..30_000, 0i64..DAY, kinds, 0usize..40);
        prop::collection::vec(one, 0..120).prop_map(|list| {
            let mut out = Vec::new();
            for (lane, day, second, (length, precision), crowd) in list {
                let start = if length >= DAY {
                    day * DAY
                } else {
                    day * DAY + second
                };
                // Now and then a crowd, so that lanes turn to folds and to columns.
                let n = if crowd == 0 { 300 } else { 1 };
                for k in 0..n {
                    let event = out.len() as u32;
                    out.push(item(event, lane, start + k * 4_321, length, precision));
                }
            }
            out
        })
    }

    fn all_lanes() -> Vec<Shown> {
        (0..4)
            .map(|lane| Shown {
                lane,
                folded: false,
            })
            .collect()
    }

    fn frame<'a>(axis: &'a Axis, view: View, lanes: &'a [Shown]) -> Frame<'a> {
        Frame {
            scale: Scale {
                axis,
                view,
                left: 0.0,
                width: 900.0,
            },
            origin: 0.0,
            top: 0.0,
            bottom: 4_000.0,
            lanes,
            sizes: SIZES,
        }
    }

    fn view_strategy() -> impl Strategy<Value = View> {
        (-30_000.0..30_000.0f64, 3.0..10.0f64)
            .prop_map(|(day, power)| View::new(day * 86_400.0, day * 86_400.0 + 10f64.powf(power)))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn what_is_drawn_adds_up_to_what_is_there(items in items(), view in view_strategy()) {
            let columns = Columns::build(items.clone(), 4);
            let axis = Axis::default();
            let lanes = all_lanes();
            let laid = layout(&columns, &frame(&axis, view, &lanes));
            for band in &laid.bands {
                let lane = &columns.lanes()[band.lane as usize];
                let of_lane = items.iter().filter(|i| i.lane == band.lane);
                if band.peak == 0 {
                    let drawn: u32 = laid.marks[band.marks.start as usize..band.marks.end as usize]
                        .iter().map(Mark::count).sum();
                    let there = of_lane.filter(|i| i.start.0 <= laid.to && i.end.0 >= laid.from).count();
                    prop_assert_eq!(drawn as usize, there);
                } else {
                    let bars = &laid.bars[band.bars.start as usize..band.bars.end as usize];
                    for bar in bars {
                        prop_assert_eq!(bar.count as usize, lane.counted_in(bar.from, bar.to).len());
                        prop_assert!(bar.count <= band.peak);
                    }
                    let drawn: u32 = bars.iter().map(|b| b.count).sum();
                    let level = bucket_level(&frame(&axis, view, &lanes).scale, SIZES.column);
                    let from = ((view.start.floor() as i64) >> level) << level;
                    let to = (((view.end.ceil() as i64) >> level) + 1) << level;
                    let there = lane.counts().between(from, to);
                    prop_assert_eq!(drawn, there);
                }
            }
        }

        #[test]
        fn nothing_overlaps_in_a_row(items in items(), view in view_strategy()) {
            let columns = Columns::build(items, 4);
            let axis = Axis::default();
            let lanes = all_lanes();
            let laid = layout(&columns, &frame(&axis, view, &lanes));
            for pair in laid.marks.windows(2) {
                if pair[0].band == pair[1].band && pair[0].y == pair[1].y {
                    prop_assert!(pair[0].right + pair[0].tail_right <= pair[1].left - pair[1].tail_left + 0.01, "{:?}", pair);
                }
            }
            let placed = labels(&laid, (0.0, 900.0), 5.0, |_| false, |e| 40.0 + (e % 200) as f32);
            for (i, a) in placed.iter().enumerate() {
                prop_assert!(a.x >= -0.01 && a.x + a.width <= 900.01);
                for b in &placed[i + 1..] {
                    let apart = a.y != b.y || a.x + a.width <= b.x + 0.01 || b.x + b.width <= a.x + 0.01;
                    prop_assert!(apart, "{a:?} {b:?}");
                }
                for m in laid.marks.iter().enumerate().filter(|(j, m)| *j != a.mark as usize && m.y == a.y).map(|(_, m)| m) {
                    prop_assert!(a.x + a.width <= m.left + 0.01 || a.x >= m.right - 0.01);
                }
            }
        }

        #[test]
        fn what_is_painted_can_be_hit(items in items(), view in view_strategy()) {
            let columns = Columns::build(items, 4);
            let axis = Axis::default();
            let lanes = all_lanes();
            let laid = layout(&columns, &frame(&axis, view, &lanes));
            for (i, mark) in laid.marks.iter().enumerate() {
                if mark.right < 0.0 || mark.left > 900.0 { continue; }
                let x = mark.middle(0.0, 900.0);
                prop_assert_eq!(hit(&laid, &[], x, mark.y, 11.0, 4.0), Some(Hit::Mark(i as u32)));
            }
            for (i, bar) in laid.bars.iter().enumerate() {
                let band = &laid.bands[bar.band as usize];
                let at = hit(&laid, &[], (bar.left + bar.right) / 2.0, band.bottom - 5.0, 11.0, 4.0);
                prop_assert_eq!(at, Some(Hit::Bar(i as u32)));
            }
        }

        #[test]
        fn rows_do_not_depend_on_the_view(items in items(), a in view_strategy(), b in view_strategy()) {
            let columns = Columns::build(items, 4);
            let axis = Axis::default();
            let lanes = all_lanes();
            let rows = |view| {
                let laid = layout(&columns, &frame(&axis, view, &lanes));
                laid.marks.iter().filter(|m| m.kind != Kind::Fold).map(|m| (m.event, m.y)).collect::<std::collections::BTreeMap<_, _>>()
            };
            let (in_a, in_b) = (rows(a), rows(b));
            for (event, y) in in_a {
                if let Some(&other) = in_b.get(&event) {
                    prop_assert_eq!(y, other);
                }
            }
        }

        #[test]
        fn folds_hold_while_panning(items in items(), view in view_strategy(), share in 0.0..0.1f64) {
            let columns = Columns::build(items, 4);
            let axis = Axis::default();
            let lanes = all_lanes();
            let a = layout(&columns, &frame(&axis, view, &lanes));
            let moved = view.pan(view.span() * share);
            let b = layout(&columns, &frame(&axis, moved, &lanes));
            if (a.from, a.to) == (b.from, b.to) {
                let groups = |l: &Layout| l.marks.iter().map(|m| (m.event, m.count())).collect::<Vec<_>>();
                // A shift can move an edge by a rounding; the groups stay the same but for that.
                let (ga, gb) = (groups(&a), groups(&b));
                let same = ga.iter().filter(|g| gb.contains(g)).count();
                prop_assert!(same * 10 >= ga.len() * 8, "{} of {}", same, ga.len());
            }
        }
    }

    #[test]
    fn shapes_are_bounded_by_pixels_and_not_by_events() {
        let mut state = 7u64;
        let mut random = move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        let items: Vec<Item> = (0..200_000)
            .map(|e| {
                let day = (random() % 20_000) as i64;
                item(e, (random() % 4) as u32, day * DAY, DAY, Precision::Day)
            })
            .collect();
        let columns = Columns::build(items, 4);
        let axis = Axis::default();
        let lanes = all_lanes();
        let mut view = View::new(0.0, 20_000.0 * 86_400.0);
        for _ in 0..40 {
            let laid = layout(&columns, &frame(&axis, view, &lanes));
            assert!(laid.bars.len() <= 4 * 240, "{}", laid.bars.len());
            assert!(laid.marks.len() <= 4 * 24 * 200, "{}", laid.marks.len());
            view = view.zoom_at(view.middle(), 1.4);
        }
    }

    #[test]
    fn what_lasts_through_the_window_of_a_dense_lane_is_seen() {
        let mut items: Vec<Item> = (1..4_000)
            .map(|e| item(e, 0, i64::from(e) * DAY, DAY, Precision::Day))
            .collect();
        items.push(item(0, 0, 10 * DAY, 3_000 * DAY, Precision::Day));
        let columns = Columns::build(items, 1);
        let axis = Axis::default();
        let lanes = [Shown {
            lane: 0,
            folded: false,
        }];
        let view = View::new(1_000.0 * 86_400.0, 2_000.0 * 86_400.0);
        let laid = layout(&columns, &frame(&axis, view, &lanes));
        assert!(laid.bars.len() > 50);
        let [long] = laid.marks.as_slice() else {
            panic!("{:?}", laid.marks);
        };
        assert_eq!((long.event, long.count(), laid.bands[0].long), (0, 0, 2));
        assert!(long.left < 0.0 && long.right > 1_000.0);
        let x = (laid.bars[9].left + laid.bars[9].right) / 2.0;
        let under = hit(&laid, &[], x, long.y, 11.0, 4.0);
        assert_eq!(under, Some(Hit::Mark(0)));
    }

    #[test]
    fn a_fold_opens_when_zoomed_in() {
        let columns = Columns::build(
            (0..3)
                .map(|e| item(e + 1, 0, i64::from(e) * DAY, DAY, Precision::Day))
                .collect(),
            1,
        );
        let axis = Axis::default();
        let lanes = [Shown {
            lane: 0,
            folded: false,
        }];
        let far = layout(&columns, &frame(&axis, View::new(-1e9, 1e9), &lanes));
        assert!(far.marks.iter().any(|m| m.kind == Kind::Fold));
        assert_eq!(far.marks.iter().map(Mark::count).sum::<u32>(), 3);
        let near = layout(
            &columns,
            &frame(&axis, View::new(-86_400.0, 4.0 * 86_400.0), &lanes),
        );
        assert_eq!(near.marks.len(), 3);
        assert!(near.marks.iter().all(|m| m.kind == Kind::Bar));
    }
}
