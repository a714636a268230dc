#![allow(clippy::unwrap_used)]

use super::super::{Axis, Hit, Item, Scale, View, hit, labels, toy};
use super::*;
use crate::temporal::{DAY, Precision, Qualifier};
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
        qualifier: if event.is_multiple_of(9) {
            Qualifier::OpenEnd
        } else {
            Qualifier::Exact
        },
        salience: (event % 97) as f32 / 97.0,
        ..toy::item(event, lane, start, length, precision)
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
    fn what_is_drawn_adds_up_to_what_is_there(items in items(), view in view_strategy(), squeeze in any::<bool>()) {
        let columns = Columns::build(items.clone(), 4);
        let axis = if squeeze { Axis::with_breaks(&columns.gaps()) } else { Axis::default() };
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
                let (start, end) = (axis.to_time(view.start), axis.to_time(view.end));
                let from = ((start.floor() as i64) >> level) << level;
                let to = (((end.ceil() as i64) >> level) + 1) << level;
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
        let placed = labels(&laid, (0.0, 900.0), 5.0, 120.0, |_| false, |e| 40.0 + (e % 300) as f32);
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
fn where_an_open_end_fades_the_mark_is_hit() {
    let mut early = item(0, 0, 10 * DAY, DAY, Precision::Day);
    early.qualifier = Qualifier::Before;
    let columns = Columns::build(vec![early], 1);
    let axis = Axis::default();
    let lanes = [Shown {
        lane: 0,
        folded: false,
    }];
    let view = View::new(0.0, 20.0 * 86_400.0);
    let laid = layout(&columns, &frame(&axis, view, &lanes));
    let mark = laid.marks[0];
    assert!(mark.tail_left > 20.0);
    let at = |x: f32| hit(&laid, &[], x, mark.y, 11.0, 4.0);
    assert_eq!(at(mark.left - mark.tail_left + 1.0), Some(Hit::Mark(0)));
    assert_eq!(at(mark.left - mark.tail_left - 5.0), None);
    assert_eq!(at(mark.right + 5.0), None);
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
