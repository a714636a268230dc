//! The timeline alone, on a few events, and the hands that use it.

use super::raster::Raster;
use dateline::app::theme::{self, Palette, line};
use dateline::app::timeline_view::{
    self, Card, LaneHeader, LaneSort, Menu, Scene, TimelineAction, ViewState, Words,
};
use dateline::event::{Basis, Family, Modality};
use dateline::temporal::{DAY, Moment, Precision, Qualifier};
use dateline::timeline::{Columns, Item, View};
use egui::{Event, Modifiers, MouseWheelUnit, PointerButton, Pos2, pos2, vec2};
use egui_kittest::Harness;
use std::sync::Arc;

pub const SIZE: (f32, f32) = (1000.0, 700.0);

pub struct Titles;

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

impl Menu for Titles {
    fn show(&self, ui: &mut egui::Ui, events: &[u32]) {
        ui.label(format!("What to do with {events:?}"));
    }
}

pub struct Desk {
    pub state: ViewState,
    pub columns: Arc<Columns>,
    pub lanes: Vec<LaneHeader>,
    pub hidden: Vec<LaneHeader>,
    pub sort: LaneSort,
    pub selected: Vec<u32>,
    pub told: Vec<TimelineAction>,
    pub frames: u32,
    pub dark: bool,
}

pub fn day(days: i64) -> i64 {
    Moment::from_ymd(2025, 1, 1).0 + days * DAY
}

pub fn item(event: u32, lane: u32, first: i64, days: i64, precision: Precision) -> Item {
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
pub fn items() -> Vec<Item> {
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

pub fn desk_of(items: Vec<Item>, dark: bool) -> Desk {
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
        hidden: Vec::new(),
        sort: LaneSort::Given,
        selected: Vec::new(),
        told: Vec::new(),
        frames: 0,
        dark,
    }
}

pub fn open_at(desk: Desk, size: (f32, f32), scale: f32) -> Harness<'static, Desk> {
    open_paced(desk, size, scale, 0.25)
}

/// At sixty frames a second, for what hangs on speed: throws, double clicks, glides.
pub fn open_lively(desk: Desk, size: (f32, f32)) -> Harness<'static, Desk> {
    open_paced(desk, size, 1.0, 1.0 / 60.0)
}

fn open_paced(desk: Desk, size: (f32, f32), scale: f32, pace: f32) -> Harness<'static, Desk> {
    let mut harness = Harness::builder()
        .with_step_dt(pace)
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
                    hidden: &desk.hidden,
                    sort: desk.sort,
                    words: &Titles,
                    menu: Some(&Titles),
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

pub fn open() -> Harness<'static, Desk> {
    open_at(desk_of(items(), true), SIZE, 1.0)
}

pub fn shot(harness: &mut Harness<'_, Desk>, name: &str) {
    if let Some(folder) = std::env::var_os("DATELINE_SHOTS") {
        let path = std::path::Path::new(&folder).join(format!("timeline-{name}.png"));
        harness.render().unwrap().save(path).unwrap();
    }
}

/// The middle of the lanes.
pub fn center() -> Pos2 {
    pos2((line::HEADER.1 + SIZE.0) / 2.0, 250.0)
}

/// An empty spot of the lanes, near their lower right corner.
pub fn empty() -> Pos2 {
    pos2(SIZE.0 - 40.0, SIZE.1 - line::OVERVIEW - line::AXIS - 6.0)
}

pub fn time_at(view: View, x: f32) -> f64 {
    view.start + f64::from((x - line::HEADER.1) / (SIZE.0 - line::HEADER.1)) * view.span()
}

pub fn x_of(view: View, time: i64) -> f32 {
    line::HEADER.1 + ((time as f64 - view.start) / view.span()) as f32 * (SIZE.0 - line::HEADER.1)
}

pub fn wheel(h: &mut Harness<'_, Desk>, at: Pos2, delta: egui::Vec2, modifiers: Modifiers) {
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

pub fn button(h: &mut Harness<'_, Desk>, at: Pos2, button: PointerButton, pressed: bool) {
    h.event(Event::PointerMoved(at));
    h.event(Event::PointerButton {
        pos: at,
        button,
        pressed,
        modifiers: Modifiers::NONE,
    });
    h.run_steps(1);
}

pub fn drag(h: &mut Harness<'_, Desk>, from: Pos2, to: Pos2, which: PointerButton) {
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

pub fn click(h: &mut Harness<'_, Desk>, at: Pos2) {
    h.hover_at(at);
    h.run_steps(1);
    button(h, at, PointerButton::Primary, true);
    button(h, at, PointerButton::Primary, false);
}

/// Holds these keys from now on.
pub fn hold(h: &mut Harness<'_, Desk>, modifiers: Modifiers) {
    h.event(Event::ModifiersChanged(modifiers));
    h.run_steps(1);
}

pub fn click_with(h: &mut Harness<'_, Desk>, at: Pos2, which: PointerButton, modifiers: Modifiers) {
    h.hover_at(at);
    hold(h, modifiers);
    for pressed in [true, false] {
        h.event(Event::PointerButton {
            pos: at,
            button: which,
            pressed,
            modifiers,
        });
        h.run_steps(1);
    }
    hold(h, Modifiers::NONE);
    h.run_steps(2);
}

/// The middle of the first row of a lane.
pub fn row_of(h: &Harness<'_, Desk>, lane: usize) -> f32 {
    let above: f32 = h.state().columns.lanes()[..lane]
        .iter()
        .map(|l| l.rows() as f32 * line::ROW + 2.0 * line::LANE_PAD)
        .sum();
    above + line::LANE_PAD + line::ROW / 2.0
}

/// Where a lone event of one day lies.
pub fn mark_of(h: &Harness<'_, Desk>, lane: usize, day_of_year: i64) -> Pos2 {
    let x = x_of(h.state().state.view(), day(day_of_year) + DAY / 2);
    pos2(x, row_of(h, lane))
}

/// The last selection told.
pub fn selected(h: &Harness<'_, Desk>) -> Option<(Vec<u32>, bool)> {
    h.state().told.iter().rev().find_map(|a| match a {
        TimelineAction::Select { events, add } => Some((events.clone(), *add)),
        _ => None,
    })
}

/// Where the fold of six lies.
pub fn fold(h: &Harness<'_, Desk>) -> Pos2 {
    let lanes: f32 = (0..7)
        .map(|i| h.state().columns.lanes()[i].rows() as f32 * line::ROW + 2.0 * line::LANE_PAD)
        .sum();
    pos2(
        x_of(h.state().state.view(), day(90) + DAY / 2),
        lanes + line::LANE_PAD + line::ROW / 2.0,
    )
}
