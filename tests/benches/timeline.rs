//! What a frame of the timeline costs without a window: our code, egui, and tessellation, on
//! generated events. Budget: 4 ms a frame at a million events, within a factor 3 of 10,000.

#![allow(clippy::unwrap_used, missing_docs)]

#[path = "support/crowd.rs"]
mod crowd;
#[path = "support/line.rs"]
mod line;

use dateline::app::panels::entities::Entities;
use dateline::app::picture::{LaneLayout, Picture, Recipe};
use dateline::app::preferences::Preferences;
use dateline::app::state::{Action, State};
use dateline::app::theme::{self, Palette};
use dateline::app::timeline_view::{self, LaneHeader, ViewState};
use dateline::event::EventType;
use dateline::project::{Filter, LaneBy, Project};
use dateline::temporal::Moment;
use dateline::timeline::{Columns, View};
use divan::Bencher;
use line::{LANES, Random, items};
use std::sync::{Arc, LazyLock};

fn main() {
    divan::main();
}

static MILLION: LazyLock<Arc<Columns>> =
    LazyLock::new(|| Arc::new(Columns::build(items(1_000_000), LANES as usize)));
static TEN_THOUSAND: LazyLock<Arc<Columns>> =
    LazyLock::new(|| Arc::new(Columns::build(items(10_000), LANES as usize)));

fn columns(n: u32) -> &'static Arc<Columns> {
    if n == 10_000 { &TEN_THOUSAND } else { &MILLION }
}

struct Window {
    ctx: egui::Context,
    lanes: Vec<LaneHeader>,
    columns: Arc<Columns>,
    state: ViewState,
    time: f64,
}

impl Window {
    fn new(columns: &Arc<Columns>) -> Self {
        let ctx = egui::Context::default();
        theme::apply(&ctx);
        ctx.set_theme(egui::Theme::Dark);
        let mut state = ViewState::default();
        state.options.animate = false;
        let mut window = Self {
            ctx,
            lanes: line::headers(columns),
            columns: Arc::clone(columns),
            state,
            time: 0.0,
        };
        // Fonts and the first layout are not what is measured.
        window.frame();
        window.frame();
        window
    }

    /// One frame; the number of vertices.
    fn frame(&mut self) -> usize {
        self.time += 1.0 / 60.0;
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(
                egui::Pos2::ZERO,
                egui::vec2(1_600.0, 900.0),
            )),
            time: Some(self.time),
            ..Default::default()
        };
        let (columns, lanes, state) = (&self.columns, &self.lanes, &mut self.state);
        let out = self.ctx.run_ui(input, |ui| {
            let scene = line::scene(columns, lanes);
            timeline_view::show(ui, &scene, state, &Palette::DARK);
        });
        self.ctx
            .tessellate(out.shapes, out.pixels_per_point)
            .iter()
            .map(|p| match &p.primitive {
                egui::epaint::Primitive::Mesh(m) => m.vertices.len(),
                egui::epaint::Primitive::Callback(_) => 0,
            })
            .sum()
    }
}

/// Pans a little, so that the picture is made anew, with this share of all time in sight.
fn panning(bencher: Bencher, n: u32, share: f64) {
    let columns = columns(n);
    let fit = columns.fit().unwrap();
    let (start, end) = (fit.start as f64, fit.end as f64);
    let span = (end - start) * share;
    let mut window = Window::new(columns);
    let mut random = Random::new(7);
    // Late in the hundred years, where most events lie.
    let at = end - span - (end - start - span) * 0.2;
    bencher.bench_local(move || {
        let start = at + span * 0.02 * random.share();
        window.state.restore(View::new(start, start + span));
        window.frame()
    });
}

#[divan::bench(args = [10_000, 1_000_000])]
fn pan_all_of_time(bencher: Bencher, n: u32) {
    panning(bencher, n, 1.0);
}

#[divan::bench(args = [10_000, 1_000_000])]
fn pan_10_percent(bencher: Bencher, n: u32) {
    panning(bencher, n, 0.1);
}

#[divan::bench(args = [10_000, 1_000_000])]
fn pan_1_percent(bencher: Bencher, n: u32) {
    panning(bencher, n, 0.01);
}

#[divan::bench(args = [10_000, 1_000_000])]
fn random_walk_of_zooms(bencher: Bencher, n: u32) {
    let columns = columns(n);
    let mut window = Window::new(columns);
    let fit = columns.fit().unwrap();
    let all = View::new(fit.start as f64, fit.end as f64);
    let mut view = all;
    let mut random = Random::new(11);
    bencher.bench_local(move || {
        let factor = (random.share() * 1.2 - 0.5).exp();
        view = view.zoom_at(view.start + view.span() * random.share(), factor);
        if view.span() < 3_600.0 * 6.0 || view.span() > all.span() * 1.5 {
            view = all;
        }
        window.state.restore(view);
        window.frame()
    });
}

/// Nothing changed since the last frame: the hover of a neighbour panel, say.
#[divan::bench(args = [10_000, 1_000_000])]
fn still(bencher: Bencher, n: u32) {
    let mut window = Window::new(columns(n));
    bencher.bench_local(move || window.frame());
}

#[divan::bench(args = [10_000, 1_000_000], sample_count = 20, sample_size = 1)]
fn build_columns(bencher: Bencher, n: u32) {
    let items = items(n);
    bencher
        .with_inputs(|| items.clone())
        .bench_local_values(|items| Columns::build(items, LANES as usize));
}

static STORY: LazyLock<Project> = LazyLock::new(crowd::project);

fn recipe(filter: Filter, before: Option<&Picture>) -> Recipe {
    Recipe {
        project: STORY.clone(),
        filter,
        choose_salience: false,
        lane_by: LaneBy::Family,
        layout: LaneLayout::default(),
        before: before.map(Picture::unfiltered),
    }
}

/// All that a new filter costs, from the click to the lanes.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn filter_a_million_to_a_picture(bencher: Bencher) {
    let before = Picture::make(&recipe(Filter::default(), None), 1);
    let filter = Filter {
        kinds: EventType::ALL.into_iter().take(20).collect(),
        range: Some((Moment(0), Moment(3_000_000_000))),
        ..Filter::default()
    };
    let recipe = recipe(filter, Some(&before));
    bencher.bench_local(|| Picture::make(&recipe, 2).selection.count);
}

/// All that a new story costs.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn a_million_to_a_picture(bencher: Bencher) {
    let recipe = recipe(Filter::default(), None);
    bencher.bench_local(|| Picture::make(&recipe, 2).selection.count);
}

/// A frame of the entity panel with fifty thousand names.
fn panel(bencher: Bencher, moving: bool) {
    let mut state = State::new(Preferences::default());
    state.project = STORY.clone();
    state.picture = Arc::new(Picture::make(&recipe(Filter::default(), None), 1));
    state.handle(Action::ToggleEntity(0, false));
    let ctx = egui::Context::default();
    theme::apply(&ctx);
    let mut panel = Entities::default();
    let mut time = 0.0;
    let mut frame = move || {
        time += 1.0 / 60.0;
        let from = if moving { (time * 1e7) as i64 } else { 0 };
        let window = Some((Moment(from), Moment(from + 1_000_000_000)));
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(
                egui::Pos2::ZERO,
                egui::vec2(260.0, 800.0),
            )),
            time: Some(time),
            ..Default::default()
        };
        let out = ctx.run_ui(input, |ui| panel.show(ui, &state, window, &mut Vec::new()));
        ctx.tessellate(out.shapes, out.pixels_per_point).len()
    };
    frame();
    frame();
    bencher.bench_local(frame);
}

#[divan::bench]
fn names_still(bencher: Bencher) {
    panel(bencher, false);
}

#[divan::bench]
fn names_while_the_timeline_pans(bencher: Bencher) {
    panel(bencher, true);
}

/// The floor: an empty timeline.
#[divan::bench]
fn empty(bencher: Bencher) {
    let mut window = Window::new(&Arc::new(Columns::build(Vec::new(), LANES as usize)));
    bencher.bench_local(move || window.frame());
}
