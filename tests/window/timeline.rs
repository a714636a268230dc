//! The timeline alone: what it tells, what it looks like.

use super::desk::*;
use dateline::app::theme::line;
use dateline::app::timeline_view::TimelineAction;
use dateline::temporal::{DAY, Precision};
use dateline::timeline::View;
use egui::{Key, Modifiers, PointerButton, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

#[test]
fn the_first_events_are_all_in_sight() {
    let h = open();
    let view = h.state().state.view();
    assert!(view.start < day(1) as f64 && view.end > day(178) as f64);
    assert!(view.span() < 220.0 * DAY as f64);
}

#[test]
fn the_wheel_zooms_at_the_pointer() {
    let mut h = open();
    let before = h.state().state.view();
    let at = pos2(800.0, 250.0);
    let under = time_at(before, at.x);
    wheel(&mut h, at, vec2(0.0, 3.0), Modifiers::NONE);
    let after = h.state().state.view();
    assert!(after.span() < before.span() * 0.95, "{before:?} {after:?}");
    assert!((time_at(after, at.x) - under).abs() < before.span() * 0.002);
    wheel(&mut h, at, vec2(0.0, 3.0), Modifiers::COMMAND);
    assert!(h.state().state.view().span() < after.span());
}

#[test]
fn shift_and_the_wheel_pan_and_a_drag_too() {
    let mut h = open();
    let before = h.state().state.view();
    wheel(&mut h, center(), vec2(0.0, -2.0), Modifiers::SHIFT);
    let panned = h.state().state.view();
    assert!((panned.span() - before.span()).abs() < 1.0);
    assert!((panned.start - before.start).abs() > before.span() * 0.01);
    drag(
        &mut h,
        empty(),
        empty() - vec2(200.0, 0.0),
        PointerButton::Primary,
    );
    let dragged = h.state().state.view();
    let moved = (dragged.start - panned.start) / panned.span() * f64::from(SIZE.0 - line::HEADER.1);
    assert!((moved - 200.0).abs() < 12.0, "{moved}");
}

#[test]
fn a_right_drag_zooms_to_its_box_and_back_returns() {
    let mut h = open();
    let before = h.state().state.view();
    drag(
        &mut h,
        pos2(400.0, empty().y),
        pos2(600.0, empty().y),
        PointerButton::Secondary,
    );
    let after = h.state().state.view();
    assert!((after.start - time_at(before, 400.0)).abs() < before.span() * 0.01);
    assert!((after.end - time_at(before, 600.0)).abs() < before.span() * 0.01);
    assert!(h.state_mut().state.back());
    h.run_steps(2);
    assert!(h.state().state.view().is_close(before, 1000.0));
    assert!(h.state_mut().state.forward());
    h.run_steps(2);
    assert!(h.state().state.view().is_close(after, 1000.0));
}

#[test]
fn a_drag_on_the_axis_marks_a_range_that_can_be_all_one_sees() {
    let mut h = open();
    let view = h.state().state.view();
    let y = SIZE.1 - line::OVERVIEW - line::AXIS / 2.0;
    drag(
        &mut h,
        pos2(x_of(view, day(31)), y),
        pos2(x_of(view, day(59)), y),
        PointerButton::Primary,
    );
    let range = h.state().state.range.unwrap();
    assert!((range.0 - day(31)).abs() <= DAY && (range.1 - day(59)).abs() <= DAY);
    shot(&mut h, "range");
    h.run_steps(2);
    h.get_by_label("Show only this range").click();
    h.run_steps(3);
    assert!(h.state().told.iter().any(
        |a| matches!(a, TimelineAction::ShowOnlyRange { start, end } if (*start, *end) == range)
    ));
    assert_eq!(h.state().state.range, None);
}

#[test]
fn a_click_selects_and_a_click_beside_clears() {
    let mut h = open();
    let view = h.state().state.view();
    // Event 2 lies alone in the fourth lane: it is asked for by its place in time.
    h.get_by_label("Pakistan rejected the claim, date 2");
    let x = x_of(view, day(55) + DAY / 2);
    let lanes: f32 = (0..3)
        .map(|i| h.state().columns.lanes()[i].rows() as f32 * line::ROW + 2.0 * line::LANE_PAD)
        .sum();
    let at = pos2(x, lanes + line::LANE_PAD + line::ROW / 2.0);
    click(&mut h, at);
    let select = TimelineAction::Select {
        events: vec![2],
        add: false,
    };
    assert!(h.state().told.contains(&select), "{:?}", h.state().told);
    h.run_steps(4);
    click(&mut h, empty());
    assert!(h.state().told.contains(&TimelineAction::Select {
        events: vec![],
        add: false
    }));
}

#[test]
fn a_fold_lists_what_is_in_it() {
    let mut h = open();
    let at = fold(&h);
    h.hover_at(at);
    h.run_steps(3);
    shot(&mut h, "hover");
    click(&mut h, at);
    h.run_steps(6);
    let listed = h.state().told.iter().find_map(|a| match a {
        TimelineAction::ListFold { events, .. } => Some(events.clone()),
        _ => None,
    });
    let listed = listed.unwrap();
    assert!(listed.len() >= 2 && listed.iter().all(|e| (10..16).contains(e)));
}

#[test]
fn events_have_names_and_the_keyboard_walks_them() {
    let mut h = open();
    h.get_by_label("Attack near Pahalgam, date 4");
    h.key_press(Key::Period);
    h.run_steps(2);
    let first = h.state().told.iter().find_map(|a| match a {
        TimelineAction::Select { events, .. } => Some(events.clone()),
        _ => None,
    });
    let first = first.unwrap();
    assert_eq!(first.len(), 1);
    h.state_mut().told.clear();
    h.key_press(Key::Period);
    h.run_steps(2);
    h.key_press(Key::Comma);
    h.run_steps(2);
    let walked: Vec<_> = h
        .state()
        .told
        .iter()
        .filter_map(|a| match a {
            TimelineAction::Select { events, .. } => Some(events.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(walked.len(), 2);
    assert_ne!(walked[0], first);
    assert_eq!(walked[1], first);
}

#[test]
fn keys_pan_zoom_fit_and_clear() {
    let mut h = open();
    let all = h.state().state.view();
    let press = |h: &mut Harness<'_, Desk>, key: Key| {
        h.key_press(key);
        h.run_steps(2);
        h.state().state.view()
    };
    let right = press(&mut h, Key::ArrowRight);
    assert!(right.start > all.start && (right.span() - all.span()).abs() < 1.0);
    assert!(press(&mut h, Key::A).is_close(all, 1000.0));
    let near = press(&mut h, Key::Plus);
    assert!(near.span() < all.span());
    assert!(press(&mut h, Key::S).is_close(all, 1000.0));
    press(&mut h, Key::W);
    assert!(press(&mut h, Key::Home).is_close(all, 1000.0));
    h.state_mut().selected = vec![4];
    let fitted = press(&mut h, Key::F);
    assert!(fitted.span() < 60.0 * DAY as f64);
    assert!(fitted.start < day(111) as f64 && fitted.end > day(112) as f64);
    h.state_mut().told.clear();
    press(&mut h, Key::Escape);
    assert!(h.state().told.contains(&TimelineAction::Select {
        events: vec![],
        add: false
    }));
}

#[test]
fn heads_fold_and_are_moved_by_drag() {
    let mut h = open();
    h.get_by_label("Lane Talks, 2 events").click();
    h.run_steps(2);
    assert!(h.state().told.contains(&TimelineAction::FoldLane {
        lane: 0,
        folded: true
    }));
    h.state_mut().told.clear();
    drag(
        &mut h,
        pos2(60.0, 20.0),
        pos2(60.0, 150.0),
        PointerButton::Primary,
    );
    let moved = h
        .state()
        .told
        .iter()
        .any(|a| matches!(a, TimelineAction::MoveLane { lane: 0, to } if *to > 0));
    assert!(moved, "{:?}", h.state().told);
}

#[test]
fn the_overview_jumps_and_moves_the_window() {
    let mut h = open();
    h.state_mut().state.zoom(8.0);
    h.run_steps(2);
    let before = h.state().state.view();
    let y = SIZE.1 - line::OVERVIEW / 2.0;
    click(&mut h, pos2(SIZE.0 - 60.0, y));
    h.run_steps(3);
    let after = h.state().state.view();
    assert!((after.span() - before.span()).abs() < before.span() * 0.01);
    assert!(after.start > before.end, "{before:?} {after:?}");
}

#[test]
fn an_outlier_is_counted_beside_the_overview() {
    let mut list = items();
    list.push(item(5_000, 0, -40_000, 1, Precision::Day));
    let mut h = open_at(desk_of(list, true), SIZE, 1.0);
    let view = h.state().state.view();
    assert!(view.span() < 220.0 * DAY as f64, "{view:?}");
    shot(&mut h, "outlier");
    h.get_by_label("1 earlier ‹").click();
    h.run_steps(3);
    let view = h.state().state.view();
    assert!(view.start < day(-40_000) as f64 && view.end > day(-40_000) as f64);
}

#[test]
fn a_part_says_how_much_lies_outside_and_a_click_shows_it() {
    let mut h = open();
    let whole = h.state().state.view();
    assert!(h.query_by_label_contains("out of sight").is_none());
    let view = View::new(day(100) as f64, day(110) as f64);
    h.state_mut().state.restore(view);
    h.run_steps(2);
    let days = |a: i64, b: i64| {
        let ends = |i: &&dateline::timeline::Item| i.end.0 < day(a);
        let starts = |i: &&dateline::timeline::Item| i.start.0 > day(b);
        (
            items().iter().filter(ends).count(),
            items().iter().filter(starts).count(),
        )
    };
    let (before, after) = days(100, 110);
    assert!(before > 100 && after > 50);
    h.get_by_label(&format!("{after} later, out of sight"));
    h.get_by_label(&format!("{before} earlier, out of sight"))
        .click();
    h.run_steps(3);
    let wider = h.state().state.view();
    assert!(wider.start <= whole.start + 1.0 && (wider.end - view.end).abs() < 1.0);
    assert!(h.query_by_label_contains("earlier, out of sight").is_none());
    assert!(h.state_mut().state.back());
    h.run_steps(2);
    assert!(h.state().state.view().is_close(view, 1.0));
}

#[test]
fn nothing_is_painted_anew_while_nothing_changes() {
    let mut h = open();
    h.run_steps(6);
    let frames = h.state().frames;
    // `run` goes on as long as a repaint is asked for, and fails if that never ends.
    h.run();
    assert!(h.state().frames <= frames + 2);
}

/// Pictures held against those in `tests/snapshots`: painted on the processor, so the same
/// everywhere.
fn looks_the_same(dark: bool) {
    let name = if dark { "dark" } else { "light" };
    let mut h = open_at(desk_of(items(), dark), (860.0, 520.0), 1.0);
    h.state_mut().selected = vec![4];
    h.run_steps(2);
    h.snapshot(format!("timeline-{name}-all"));
    for (zoom, from, to) in [("month", 100, 140), ("days", 109, 113)] {
        let view = View::new(day(from) as f64, day(to) as f64);
        h.state_mut().state.restore(view);
        h.run_steps(2);
        h.snapshot(format!("timeline-{name}-{zoom}"));
    }
}

#[test]
fn looks_the_same_in_the_dark_at_three_zooms() {
    looks_the_same(true);
}

#[test]
fn looks_the_same_in_the_light_at_three_zooms() {
    looks_the_same(false);
}
