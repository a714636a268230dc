//! The timeline alone: every gesture and key, what it tells, what it looks like.

use super::raster::Raster;
use dateline::app::theme::{self, Palette, line};
use dateline::app::timeline_view::{
    self, Card, LaneHeader, Scene, TimelineAction, ViewState, Words,
};
use dateline::event::{Basis, Family, Modality};
use dateline::temporal::{DAY, Moment, Precision, Qualifier};
use dateline::timeline::{Columns, Item, View};
use egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::sync::Arc;

const SIZE: (f32, f32) = (1000.0, 700.0);

struct Titles;

impl Words for Titles {
    fn title(&self, event: u32) -> &str {
        [
            "Misri met Muttaqi in Dubai",
            "India sent medicines",
            "Pakistan rejected the claim",
            "India closed the crossing at Attari",
            "Attack near Pahalgam",
            "Envoy named to Mumbai",
            "Strikes and shelling",
            "160 trucks let through",
            "Jaishankar called",
        ][event as usize % 9]
    }

    fn date(&self, event: u32) -> String {
        format!("date {event}")
    }

    fn card(&self, event: u32) -> Card {
        Card {
            title: self.title(event).to_owned(),
            date: "27 April 2025, exact to the day".into(),
            how_read: "“on Sunday”, in an article of Monday 28 April 2025".into(),
            participants: "M. Anand Prakash, Amir Khan Muttaqi".into(),
            sources: 3,
        }
    }
}

struct Desk {
    state: ViewState,
    columns: Arc<Columns>,
    lanes: Vec<LaneHeader>,
    selected: Vec<u32>,
    told: Vec<TimelineAction>,
    frames: u32,
    dark: bool,
}

fn day(days: i64) -> i64 {
    Moment::from_ymd(2025, 1, 1).0 + days * DAY
}

fn item(event: u32, lane: u32, first: i64, days: i64, precision: Precision) -> Item {
    Item {
        event,
        lane,
        start: Moment(day(first)),
        end: Moment(day(first + days) - 1),
        precision,
        qualifier: Qualifier::Exact,
        basis: [Basis::Stated, Basis::Relative, Basis::Inferred, Basis::Set][event as usize % 4],
        modality: Modality::Asserted,
        family: Family::ALL[lane as usize],
        salience: 0.5,
    }
}

/// A few events in plain sight, a fold of six on one day, and a crowd.
fn items() -> Vec<Item> {
    let mut items = vec![
        item(0, 0, 5, 1, Precision::Day),
        item(1, 1, 31, 28, Precision::Month),
        item(2, 3, 55, 1, Precision::Day),
        item(3, 4, 112, 1, Precision::Day),
        item(4, 5, 111, 1, Precision::Day),
        item(5, 6, 20, 1, Precision::Day),
        item(6, 5, 126, 4, Precision::Day),
        item(7, 1, 118, 1, Precision::Day),
        item(8, 0, 134, 1, Precision::Day),
    ];
    items[3].qualifier = Qualifier::OpenEnd;
    items[1].qualifier = Qualifier::Approximate;
    items[2].modality = Modality::Negated;
    items[5].modality = Modality::Planned;
    for i in 0..6 {
        items.push(item(10 + i, 7, 90, 1, Precision::Day));
    }
    for i in 0..300 {
        let at = i64::from(i * 7919 % 180);
        items.push(item(20 + i, 2, at, 1, Precision::Day));
    }
    items
}

fn desk_of(items: Vec<Item>, dark: bool) -> Desk {
    let columns = Arc::new(Columns::build(items, 8));
    let palette = if dark { Palette::DARK } else { Palette::LIGHT };
    let mut state = ViewState::default();
    state.options.animate = false;
    Desk {
        state,
        lanes: Family::ALL[..8]
            .iter()
            .enumerate()
            .map(|(i, f)| LaneHeader {
                lane: i as u32,
                name: f.name().to_owned(),
                count: columns.lanes()[i].len(),
                color: Some(palette.family(*f)),
                folded: false,
            })
            .collect(),
        columns,
        selected: Vec::new(),
        told: Vec::new(),
        frames: 0,
        dark,
    }
}

fn open_at(desk: Desk, size: (f32, f32), scale: f32) -> Harness<'static, Desk> {
    let mut harness = Harness::builder()
        .with_size(vec2(size.0, size.1))
        .with_pixels_per_point(scale)
        .renderer(Raster::default())
        .build_ui_state(
            |ui, desk: &mut Desk| {
                desk.frames += 1;
                if desk.frames == 1 {
                    // Fonts come into force with the next frame.
                    theme::apply(ui.ctx());
                    ui.ctx().set_theme(if desk.dark {
                        egui::Theme::Dark
                    } else {
                        egui::Theme::Light
                    });
                    ui.ctx().request_repaint();
                    return;
                }
                let palette = Palette::in_force(ui.ctx());
                let scene = Scene {
                    columns: &desk.columns,
                    all: &desk.columns,
                    lanes: &desk.lanes,
                    words: &Titles,
                    selected: &desk.selected,
                    words_generation: 1,
                    empty_text: "Nothing to show",
                };
                let whole = ui.ctx().content_rect();
                ui.scope_builder(egui::UiBuilder::new().max_rect(whole), |ui| {
                    let told = timeline_view::show(ui, &scene, &mut desk.state, palette);
                    desk.told.extend(told);
                });
            },
            desk,
        );
    harness.run_steps(4);
    harness.state_mut().told.clear();
    harness
}

fn open() -> Harness<'static, Desk> {
    open_at(desk_of(items(), true), SIZE, 1.0)
}

fn shot(harness: &mut Harness<'_, Desk>, name: &str) {
    if let Some(folder) = std::env::var_os("DATELINE_SHOTS") {
        let path = std::path::Path::new(&folder).join(format!("timeline-{name}.png"));
        harness.render().unwrap().save(path).unwrap();
    }
}

/// The middle of the lanes.
fn center() -> Pos2 {
    pos2((line::HEADER + SIZE.0) / 2.0, 250.0)
}

/// An empty spot of the lanes, near their lower right corner.
fn empty() -> Pos2 {
    pos2(SIZE.0 - 40.0, SIZE.1 - line::OVERVIEW - line::AXIS - 6.0)
}

fn time_at(view: View, x: f32) -> f64 {
    view.start + f64::from((x - line::HEADER) / (SIZE.0 - line::HEADER)) * view.span()
}

fn x_of(view: View, time: i64) -> f32 {
    line::HEADER + ((time as f64 - view.start) / view.span()) as f32 * (SIZE.0 - line::HEADER)
}

fn wheel(h: &mut Harness<'_, Desk>, at: Pos2, delta: egui::Vec2, modifiers: Modifiers) {
    h.hover_at(at);
    h.run_steps(1);
    h.event_modifiers(
        Event::MouseWheel {
            unit: MouseWheelUnit::Line,
            delta,
            modifiers,
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
        },
        modifiers,
    );
    h.run_steps(12);
}

fn button(h: &mut Harness<'_, Desk>, at: Pos2, button: PointerButton, pressed: bool) {
    h.event(Event::PointerMoved(at));
    h.event(Event::PointerButton {
        pos: at,
        button,
        pressed,
        modifiers: Modifiers::NONE,
    });
    h.run_steps(1);
}

fn drag(h: &mut Harness<'_, Desk>, from: Pos2, to: Pos2, which: PointerButton) {
    h.hover_at(from);
    h.run_steps(1);
    button(h, from, which, true);
    for i in 1..=4 {
        h.hover_at(from + (to - from) * (i as f32 / 4.0));
        h.run_steps(1);
    }
    button(h, to, which, false);
    h.run_steps(3);
}

fn click(h: &mut Harness<'_, Desk>, at: Pos2) {
    h.hover_at(at);
    h.run_steps(1);
    button(h, at, PointerButton::Primary, true);
    button(h, at, PointerButton::Primary, false);
}

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
    let moved = (dragged.start - panned.start) / panned.span() * f64::from(SIZE.0 - line::HEADER);
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

/// Where the fold of six lies.
fn fold(h: &Harness<'_, Desk>) -> Pos2 {
    let lanes: f32 = (0..7)
        .map(|i| h.state().columns.lanes()[i].rows() as f32 * line::ROW + 2.0 * line::LANE_PAD)
        .sum();
    pos2(
        x_of(h.state().state.view(), day(90) + DAY / 2),
        lanes + line::LANE_PAD + line::ROW / 2.0,
    )
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
fn nothing_is_painted_anew_while_nothing_changes() {
    let mut h = open();
    h.run_steps(6);
    let frames = h.state().frames;
    // `run` goes on as long as a repaint is asked for, and fails if that never ends.
    h.run();
    assert!(h.state().frames <= frames + 2);
}

#[test]
fn looks() {
    for dark in [true, false] {
        let name = if dark { "dark" } else { "light" };
        let mut h = open_at(desk_of(items(), dark), SIZE, 1.0);
        h.state_mut().selected = vec![4];
        h.run_steps(2);
        shot(&mut h, &format!("{name}-all"));
        h.state_mut()
            .state
            .restore(View::new(day(100) as f64, day(140) as f64));
        h.run_steps(2);
        shot(&mut h, &format!("{name}-month"));
        h.state_mut()
            .state
            .restore(View::new(day(109) as f64, day(113) as f64));
        h.run_steps(2);
        shot(&mut h, &format!("{name}-days"));
    }
    let mut h = open_at(desk_of(items(), true), SIZE, 2.0);
    shot(&mut h, "twice");
    let mut far = items();
    for i in 0..80 {
        far.push(item(
            1_000 + i,
            0,
            -900_000 + i64::from(i) * 400,
            365,
            Precision::Year,
        ));
    }
    let mut desk = desk_of(far, true);
    desk.state.options.squeeze = true;
    let mut h = open_at(desk, SIZE, 1.0);
    shot(&mut h, "squeezed");
}
