//! What a frame of the timeline costs without a window: our code, egui, and tessellation, on
//! generated events. Budget: 4 ms a frame at a million events, within a factor 3 of 10,000.

#![allow(clippy::unwrap_used, missing_docs)]

use dateline::app::theme::{self, Palette};
use dateline::app::timeline_view::{self, Card, LaneHeader, Scene, ViewState, Words};
use dateline::event::{Basis, Family, Modality};
use dateline::temporal::{DAY, Moment, Precision, Qualifier};
use dateline::timeline::{Columns, Item, View};
use divan::Bencher;
use std::sync::{Arc, LazyLock};

const LANES: u32 = 50;

fn main() {
    divan::main();
}

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// Events over a hundred years, most of them late, mostly of days, some of months, years and
/// lasting things.
fn items(n: u32) -> Vec<Item> {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    (0..n)
        .map(|event| {
            let at = 36_500.0 * random.share().powf(0.3);
            let day = -18_000 + at as i64;
            let (precision, length) = match random.next() % 100 {
                0..70 => (Precision::Day, DAY),
                70..80 => (Precision::Minute, 60),
                80..90 => (Precision::Month, 30 * DAY),
                90..96 => (Precision::Year, 365 * DAY),
                _ => (Precision::Day, (random.next() % 400 + 2) as i64 * DAY),
            };
            let start = day * DAY
                + if length < DAY {
                    (random.next() % 86_000) as i64
                } else {
                    0
                };
            Item {
                event,
                lane: (random.next() % u64::from(LANES)) as u32,
                start: Moment(start),
                end: Moment(start + length - 1),
                precision,
                qualifier: Qualifier::Exact,
                basis: [Basis::Stated, Basis::Relative, Basis::Inferred, Basis::Set]
                    [(random.next() % 4) as usize],
                modality: Modality::Asserted,
                family: Family::ALL[(random.next() % 9) as usize],
                salience: random.share() as f32,
            }
        })
        .collect()
}

static MILLION: LazyLock<Arc<Columns>> =
    LazyLock::new(|| Arc::new(Columns::build(items(1_000_000), LANES as usize)));
static TEN_THOUSAND: LazyLock<Arc<Columns>> =
    LazyLock::new(|| Arc::new(Columns::build(items(10_000), LANES as usize)));

fn columns(n: u32) -> &'static Arc<Columns> {
    if n == 10_000 { &TEN_THOUSAND } else { &MILLION }
}

struct Titles(Vec<String>);

impl Words for Titles {
    fn title(&self, event: u32) -> &str {
        &self.0[event as usize % self.0.len()]
    }

    fn date(&self, _: u32) -> String {
        "27 April 2025".into()
    }

    fn card(&self, _: u32) -> Card {
        Card::default()
    }
}

struct Window {
    ctx: egui::Context,
    titles: Titles,
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
            titles: Titles(
                (0..5_000)
                    .map(|i| format!("Envoy number {i} met the council"))
                    .collect(),
            ),
            lanes: (0..LANES)
                .map(|lane| LaneHeader {
                    lane,
                    name: format!("Lane {lane}"),
                    count: columns.lanes()[lane as usize].len(),
                    color: Some(Palette::DARK.family(Family::ALL[lane as usize % 9])),
                    folded: false,
                })
                .collect(),
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
        let (columns, lanes, titles, state) =
            (&self.columns, &self.lanes, &self.titles, &mut self.state);
        let out = self.ctx.run_ui(input, |ui| {
            let scene = Scene {
                columns,
                all: columns,
                lanes,
                words: titles,
                selected: &[],
                words_generation: 1,
                empty_text: "",
            };
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
    let mut random = Random(7);
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
    let mut random = Random(11);
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

/// The floor: an empty timeline.
#[divan::bench]
fn empty(bencher: Bencher) {
    let mut window = Window::new(&Arc::new(Columns::build(Vec::new(), LANES as usize)));
    bencher.bench_local(move || window.frame());
}
