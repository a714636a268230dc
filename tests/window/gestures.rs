//! Every gesture and key of the timeline that [`super::timeline`] does not have already.

use super::desk::*;
use dateline::app::theme::line;
use dateline::app::timeline_view::{LaneHeader, LaneSort, TimelineAction};
use dateline::temporal::{DAY, Precision};
use dateline::timeline::{Columns, Item, View};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::sync::Arc;

fn open() -> Harness<'static, Desk> {
    open_lively(desk_of(items(), true), SIZE)
}

#[test]
fn a_pinch_zooms_at_the_pointer() {
    let mut h = open();
    let before = h.state().state.view();
    let at = pos2(700.0, 250.0);
    h.hover_at(at);
    h.run_steps(1);
    h.event(Event::Zoom(1.5));
    h.run_steps(4);
    let after = h.state().state.view();
    assert!(
        (before.span() / after.span() - 1.5).abs() < 0.05,
        "{before:?} {after:?}"
    );
    assert!((time_at(before, at.x) - time_at(after, at.x)).abs() < before.span() * 0.002);
}

#[test]
fn alt_and_the_wheel_scroll_the_lanes() {
    let mut h = open_lively(desk_of(items(), true), (1000.0, 420.0));
    let view = h.state().state.view();
    let names = |h: &Harness<'_, Desk>| h.query_by_label("Lane Talks, 2 events").is_some();
    assert!(names(&h));
    wheel(&mut h, pos2(600.0, 150.0), vec2(0.0, -6.0), Modifiers::ALT);
    assert_eq!(h.state().state.view(), view);
    assert!(!names(&h), "the first lane is out of sight");
    wheel(&mut h, pos2(600.0, 150.0), vec2(0.0, 6.0), Modifiers::ALT);
    assert!(names(&h));
}

#[test]
fn the_wheel_can_be_told_to_scroll() {
    let mut h = open();
    h.state_mut().state.options.wheel_zooms = false;
    let view = h.state().state.view();
    wheel(&mut h, center(), vec2(0.0, 3.0), Modifiers::NONE);
    assert_eq!(h.state().state.view(), view);
    wheel(&mut h, center(), vec2(0.0, 3.0), Modifiers::COMMAND);
    assert!(h.state().state.view().span() < view.span());
}

/// Lets go of a drag in full swing.
fn throw(h: &mut Harness<'_, Desk>) {
    let from = empty();
    h.hover_at(from);
    h.run_steps(1);
    button(h, from, PointerButton::Primary, true);
    for i in 1..=6 {
        h.hover_at(from - vec2(40.0 * i as f32, 0.0));
        h.run_steps(1);
    }
    h.event(Event::PointerButton {
        pos: from - vec2(240.0, 0.0),
        button: PointerButton::Primary,
        pressed: false,
        modifiers: Modifiers::NONE,
    });
    h.run_steps(1);
}

#[test]
fn a_throw_goes_on_and_comes_to_rest_unless_motion_is_off() {
    let mut h = open();
    h.state_mut().state.options.animate = true;
    throw(&mut h);
    let thrown = h.state().state.view();
    h.run_steps(20);
    let later = h.state().state.view();
    assert!(later.start > thrown.start + thrown.span() * 0.01);
    h.run_steps(120);
    let rest = h.state().state.view();
    h.run_steps(10);
    assert_eq!(h.state().state.view(), rest);

    let mut h = open();
    throw(&mut h);
    let thrown = h.state().state.view();
    h.run_steps(20);
    assert_eq!(h.state().state.view(), thrown);
}

#[test]
fn a_jump_glides_unless_motion_is_off() {
    let mut h = open();
    let all = h.state().state.view();
    h.state_mut().state.zoom(4.0);
    h.run_steps(1);
    let there = h.state().state.view();
    assert!((all.span() / there.span() - 4.0).abs() < 0.01);
    h.state_mut().state.options.animate = true;
    h.state_mut().state.zoom(0.25);
    h.run_steps(3);
    let way = h.state().state.view();
    assert!(
        way.span() > there.span() && way.span() < all.span(),
        "{way:?}"
    );
    h.run_steps(40);
    assert!(h.state().state.view().is_close(all, 1000.0));
}

fn double_click(h: &mut Harness<'_, Desk>, at: egui::Pos2) {
    for _ in 0..2 {
        click(h, at);
    }
    h.run_steps(3);
}

#[test]
fn a_double_click_zooms_to_a_mark_and_opens_it() {
    let mut h = open();
    let before = h.state().state.view();
    let at = mark_of(&h, 3, 55);
    double_click(&mut h, at);
    let after = h.state().state.view();
    assert!(after.span() < before.span() / 4.0, "{after:?}");
    assert!(after.start < day(55) as f64 && after.end > day(56) as f64);
    assert!(
        h.state().told.contains(&TimelineAction::Open(2)),
        "{:?}",
        h.state().told
    );
}

/// The first click may open the detail view, and the lanes then lie elsewhere under the pointer.
#[test]
fn a_double_click_means_what_its_first_click_met() {
    let mut h = open();
    let before = h.state().state.view();
    let at = mark_of(&h, 3, 55);
    click(&mut h, at);
    let moved = before.pan(before.span() * 0.3);
    h.state_mut().state.restore(moved);
    click(&mut h, at);
    h.run_steps(3);
    let after = h.state().state.view();
    assert!(after.span() < before.span() / 4.0, "{after:?}");
    assert!(after.start < day(55) as f64 && after.end > day(56) as f64);
}

#[test]
fn a_double_click_on_a_fold_lists_what_no_zoom_can_part() {
    let mut h = open();
    let view = h.state().state.view();
    let at = fold(&h);
    double_click(&mut h, at);
    h.run_steps(30);
    let listed = h.state().told.iter().any(|a| {
        matches!(a, TimelineAction::ListFold { events, .. } if events.iter().all(|e| (10..16).contains(e)))
    });
    assert!(listed, "{:?}", h.state().told);
    assert_eq!(h.state().state.view(), view);
}

#[test]
fn a_marked_range_says_how_long_it_is_and_can_be_cleared() {
    let mut h = open();
    let view = h.state().state.view();
    let y = SIZE.1 - line::OVERVIEW - line::AXIS / 2.0;
    let (from, to) = (x_of(view, day(31)), x_of(view, day(59)));
    drag(&mut h, pos2(from, y), pos2(to, y), PointerButton::Primary);
    h.run_steps(2);
    let (start, end) = h.state().state.range.unwrap();
    let said = dateline::timeline::words::duration(start, end);
    h.get_by_label(&said);
    h.get_by_label("Clear").click();
    h.run_steps(2);
    assert_eq!(h.state().state.range, None);
    assert!(
        h.state()
            .told
            .contains(&TimelineAction::RangeSelected(None))
    );
}

#[test]
fn backspace_goes_back_and_with_shift_forward() {
    let mut h = open();
    let all = h.state().state.view();
    h.key_press(Key::Plus);
    h.run_steps(2);
    let near = h.state().state.view();
    h.key_press(Key::Backspace);
    h.run_steps(2);
    assert!(h.state().state.view().is_close(all, 1000.0));
    h.key_press_modifiers(Modifiers::SHIFT, Key::Backspace);
    h.run_steps(2);
    assert!(h.state().state.view().is_close(near, 1000.0));
}

#[test]
fn a_view_nobody_moved_follows_what_comes_with_stretches_squeezed_too() {
    let far = |n: u32| -> Vec<Item> {
        let at = |i: u32| i64::from(i) - if i.is_multiple_of(2) { 900_000 } else { 0 };
        let made = (0..n).map(|i| item(i, 0, at(i), 1, Precision::Day));
        made.collect()
    };
    let seen = |steps: &[u32]| {
        let mut h = open_lively(desk_of(far(2), true), SIZE);
        h.state_mut().state.options.squeeze = true;
        for n in steps {
            h.state_mut().columns = Arc::new(Columns::build(far(*n), 8));
            h.run_steps(3);
        }
        h.state().state.view()
    };
    assert_eq!(seen(&[2, 30]), seen(&[30]));
}

#[test]
fn empty_centuries_can_be_squeezed() {
    let mut list = items();
    for i in 0..80 {
        let far = -900_000 + i64::from(i) * 4;
        list.push(item(1_000 + i, 0, far, 1, Precision::Day));
    }
    let mut h = open_lively(desk_of(list, true), SIZE);
    h.state_mut().state.fit_all();
    h.run_steps(2);
    let wide = h.state().state.view();
    let shown = |h: &Harness<'_, Desk>| h.query_all_by_role(Role::ListItem).count();
    let before = shown(&h);
    h.state_mut().state.options.squeeze = true;
    h.run_steps(2);
    h.state_mut().state.fit_all();
    h.run_steps(3);
    // The same time is in sight, but more of it can be told apart.
    let squeezed = h.state().state.view();
    assert!(
        (squeezed.span() / wide.span() - 1.0).abs() < 0.2,
        "{wide:?} {squeezed:?}"
    );
    assert!(shown(&h) > before, "{} {before}", shown(&h));
    h.snapshot("timeline-squeezed");
}

#[test]
fn ctrl_and_a_click_add_and_shift_stretches() {
    let mut h = open();
    let at = mark_of(&h, 3, 55);
    click_with(&mut h, at, PointerButton::Primary, Modifiers::NONE);
    assert_eq!(selected(&h), Some((vec![2], false)));
    h.state_mut().selected = vec![2];
    let other = mark_of(&h, 4, 112);
    click_with(&mut h, other, PointerButton::Primary, Modifiers::COMMAND);
    assert_eq!(selected(&h), Some((vec![3], true)));
    // From event 2 over two lanes to event 4: what lies between them in time and lanes.
    click_with(&mut h, at, PointerButton::Primary, Modifiers::NONE);
    let last = mark_of(&h, 5, 111);
    click_with(&mut h, last, PointerButton::Primary, Modifiers::SHIFT);
    assert_eq!(selected(&h), Some((vec![2, 4], false)));
}

#[test]
fn a_box_selects_what_it_touches_and_with_ctrl_adds() {
    let mut h = open();
    let (a, b) = (mark_of(&h, 3, 55), mark_of(&h, 4, 112));
    let boxed = |h: &mut Harness<'_, Desk>, from: egui::Pos2, to: egui::Pos2, keys: Modifiers| {
        hold(h, keys);
        drag(h, from, to, PointerButton::Primary);
        hold(h, Modifiers::NONE);
    };
    let view = h.state().state.view();
    boxed(
        &mut h,
        a - vec2(30.0, 14.0),
        b + vec2(30.0, 8.0),
        Modifiers::SHIFT,
    );
    assert_eq!(selected(&h), Some((vec![2, 3], false)));
    assert_eq!(h.state().state.view(), view, "a box does not pan");
    h.state_mut().selected = vec![2, 3];
    let c = mark_of(&h, 5, 111);
    boxed(
        &mut h,
        c - vec2(20.0, 8.0),
        c + vec2(20.0, 8.0),
        Modifiers::COMMAND,
    );
    assert_eq!(selected(&h), Some((vec![2, 3, 4], false)));
}

#[test]
fn a_right_click_on_a_mark_selects_it_and_offers_what_can_be_done() {
    let mut h = open();
    let at = mark_of(&h, 3, 55);
    click_with(&mut h, at, PointerButton::Secondary, Modifiers::NONE);
    assert_eq!(selected(&h), Some((vec![2], false)));
    h.get_by_label("What to do with [2]");
    h.get_by_label("Zoom to").click();
    h.run_steps(3);
    assert!(h.state().state.view().span() < 60.0 * DAY as f64);
    // On one of several selected it is about all of them.
    let mut h = open();
    h.state_mut().selected = vec![2, 3];
    h.run_steps(2);
    let at = mark_of(&h, 3, 55);
    click_with(&mut h, at, PointerButton::Secondary, Modifiers::NONE);
    assert_eq!(selected(&h), None);
    h.get_by_label("What to do with [2, 3]");
    h.get_by_label("List").click();
    h.run_steps(2);
    assert!(
        h.state()
            .told
            .iter()
            .any(|a| matches!(a, TimelineAction::ListFold { events, .. } if *events == [2, 3]))
    );
}

#[test]
fn the_menus_of_marks_and_lanes_open_by_key() {
    let mut h = open();
    h.get_by_role(Role::Canvas).focus();
    h.state_mut().selected = vec![2];
    h.run_steps(2);
    h.key_press_modifiers(Modifiers::SHIFT, Key::F10);
    h.run_steps(4);
    h.get_by_label("What to do with [2]");
    h.key_press(Key::Escape);
    h.run_steps(4);
    assert!(h.query_by_label("What to do with [2]").is_none());
    h.get_by_label("Lane Talks, 2 events").focus();
    h.run_steps(2);
    h.key_press(Key::Menu);
    h.run_steps(4);
    h.get_by_label("Hide all others");
}

#[test]
fn a_right_click_beside_is_about_the_view() {
    let mut h = open();
    let all = h.state().state.view();
    h.state_mut().state.zoom(5.0);
    h.run_steps(2);
    click_with(&mut h, empty(), PointerButton::Secondary, Modifiers::NONE);
    h.get_by_label("Back to the view before").click();
    h.run_steps(2);
    assert!(h.state().state.view().is_close(all, 1000.0));
    click_with(&mut h, empty(), PointerButton::Secondary, Modifiers::NONE);
    h.get_by_label("Show only what is in sight").click();
    h.run_steps(2);
    assert!(
        h.state()
            .told
            .iter()
            .any(|a| matches!(a, TimelineAction::ShowOnlyRange { .. }))
    );
}

#[test]
fn lanes_are_hidden_sorted_and_moved_by_menu_and_key() {
    let mut h = open();
    h.state_mut().hidden = vec![LaneHeader {
        lane: 7,
        name: "Harm".into(),
        count: 6,
        color: None,
        folded: false,
    }];
    h.run_steps(2);
    let told = |h: &Harness<'_, Desk>, what: TimelineAction| {
        assert!(
            h.state().told.contains(&what),
            "{what:?} in {:?}",
            h.state().told
        );
    };
    h.get_by_label("Lane Talks, 2 events").click_secondary();
    h.run_steps(2);
    h.get_by_label("Hide all others").click();
    h.run_steps(2);
    told(&h, TimelineAction::HideOtherLanes(0));
    h.get_by_label("Order, fold and hide lanes").click();
    h.run_steps(2);
    h.get_by_label("Most events first").click();
    h.run_steps(2);
    told(&h, TimelineAction::SortLanes(LaneSort::Count));
    h.get_by_label("Order, fold and hide lanes").click();
    h.run_steps(2);
    h.get_by_label("Show all lanes").click();
    h.run_steps(2);
    told(&h, TimelineAction::ShowLane(None));
    h.get_by_label("Order, fold and hide lanes").click();
    h.run_steps(2);
    h.get_by_label("Fold all lanes").click();
    h.run_steps(2);
    told(&h, TimelineAction::FoldAllLanes(true));
    h.get_by_label("Lane Talks, 2 events").focus();
    h.run_steps(2);
    h.key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
    h.run_steps(2);
    told(&h, TimelineAction::MoveLane { lane: 0, to: 1 });
    h.key_press(Key::Delete);
    h.run_steps(2);
    told(&h, TimelineAction::HideLane(0));
}

/// The name of what the canvas says the keyboard is on.
fn active(h: &Harness<'_, Desk>) -> Option<String> {
    let canvas = h.get_by_role(Role::Canvas);
    let reached = canvas.accesskit_node().active_descendant()?;
    reached.label()
}

#[test]
fn folds_and_columns_have_names_and_list_what_they_hold() {
    let mut h = open();
    // The third lane is so full that it draws columns.
    let several: Vec<String> = h
        .query_all_by_role(Role::ListItem)
        .filter_map(|n| n.accesskit_node().label())
        .filter(|l| l.contains(" events, "))
        .collect();
    assert!(several.len() > 10, "{several:?}");
    h.query_all_by_role(Role::ListItem)
        .find(|n| {
            n.accesskit_node()
                .label()
                .is_some_and(|l| l.contains(" events, "))
        })
        .unwrap()
        .click_accesskit();
    h.run_steps(2);
    assert!(
        h.state()
            .told
            .iter()
            .any(|a| matches!(a, TimelineAction::ListFold { .. }))
    );
}

#[test]
fn arrows_walk_the_events_and_the_one_reached_is_named_even_among_columns() {
    let mut h = open();
    h.get_by_role(Role::Canvas).focus();
    h.run_steps(2);
    assert!(h.get_by_role(Role::Canvas).is_focused());
    let mut seen = Vec::new();
    for _ in 0..12 {
        h.key_press(Key::ArrowRight);
        h.run_steps(2);
        let (events, _) = selected(&h).unwrap();
        h.state_mut().selected.clone_from(&events);
        h.run_steps(1);
        let name = active(&h);
        assert!(name.is_some(), "{events:?} has no name");
        seen.push(events[0]);
    }
    assert!(
        seen.iter().any(|e| *e >= 20),
        "some of them lie among the columns: {seen:?}"
    );
    h.key_press(Key::Enter);
    h.run_steps(2);
    assert!(
        h.state()
            .told
            .iter()
            .any(|a| matches!(a, TimelineAction::Open(_)))
    );
    h.snapshot("timeline-focus");
}

#[test]
fn what_lies_outside_is_told_where_nothing_is() {
    let mut h = open();
    h.state_mut()
        .state
        .restore(View::new(day(4_000) as f64, day(4_100) as f64));
    h.run_steps(2);
    h.key_press(Key::Num0);
    h.run_steps(2);
    let view = h.state().state.view();
    assert!(view.start < day(5) as f64 && view.end > day(134) as f64);
}
