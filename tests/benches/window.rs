//! Milliseconds a frame in the real window, with all that lies between: egui, OpenGL, the screen.
//! An empty window stands beside it for comparison. Wants a screen; without one:
//!
//!   xvfb-run -s '-screen 0 1600x900x24' env LIBGL_ALWAYS_SOFTWARE=1 cargo bench --bench window

#![allow(clippy::unwrap_used, missing_docs)]

#[path = "support/line.rs"]
mod line;

use dateline::app::theme::{self, Palette};
use dateline::app::timeline_view::{self, ViewState};
use dateline::timeline::{Columns, View};
use std::sync::Arc;
use std::time::{Duration, Instant};

const WARM: usize = 30;
const FRAMES: usize = 150;
/// Names the case in the child that shows the window: a process can have but one.
const CASE: &str = "DATELINE_BENCH_WINDOW";

fn main() {
    if let Ok(case) = std::env::var(CASE) {
        show(&case);
        return;
    }
    let screen = ["DISPLAY", "WAYLAND_DISPLAY"];
    if !screen.iter().any(|s| std::env::var_os(s).is_some()) {
        println!("no screen: see the head of tests/benches/window.rs");
        return;
    }
    println!(
        "{:>12} {:>10} {:>10} {:>10}",
        "events", "median ms", "90 % ms", "CPU ms"
    );
    for case in ["empty", "10000", "1000000"] {
        let program = std::env::current_exe().unwrap();
        let status = std::process::Command::new(program).env(CASE, case).status();
        assert!(status.unwrap().success(), "{case}");
    }
}

fn show(case: &str) {
    let columns = match case {
        "empty" => None,
        n => Some(Arc::new(Columns::build(
            line::items(n.parse().unwrap()),
            line::LANES as usize,
        ))),
    };
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1600.0, 900.0]),
        ..Default::default()
    };
    let case = case.to_owned();
    eframe::run_native(
        "bench",
        options,
        Box::new(|cc| {
            theme::apply(&cc.egui_ctx);
            Ok(Box::new(Bench {
                case,
                columns,
                state: ViewState::default(),
                last: Instant::now(),
                frames: Vec::new(),
            }))
        }),
    )
    .unwrap();
}

struct Bench {
    case: String,
    columns: Option<Arc<Columns>>,
    state: ViewState,
    last: Instant,
    frames: Vec<(Duration, f32)>,
}

impl eframe::App for Bench {
    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        let now = Instant::now();
        let cpu = frame.info().cpu_usage.unwrap_or(0.0) * 1_000.0;
        self.frames.push((now - self.last, cpu));
        self.last = now;
        if let Some(columns) = &self.columns {
            let fit = columns.fit().unwrap();
            let (start, end) = (fit.start as f64, fit.end as f64);
            // A pan through the late years, a tenth of all time in sight.
            let span = (end - start) * 0.1;
            let at = end - span * (1.2 + 0.01 * (self.frames.len() % 100) as f64);
            self.state.options.animate = false;
            self.state.restore(View::new(at, at + span));
            let lanes = line::headers(columns);
            let scene = line::scene(columns, &lanes);
            timeline_view::show(ui, &scene, &mut self.state, &Palette::DARK);
        }
        if self.frames.len() < WARM + FRAMES {
            ui.ctx().request_repaint();
        } else {
            let measured = &self.frames[WARM..];
            let mut wall: Vec<f64> = measured
                .iter()
                .map(|f| f.0.as_secs_f64() * 1_000.0)
                .collect();
            wall.sort_by(f64::total_cmp);
            let cpu: f32 = measured.iter().map(|f| f.1).sum::<f32>() / FRAMES as f32;
            println!(
                "{:>12} {:>10.2} {:>10.2} {cpu:>10.2}",
                self.case,
                wall[FRAMES / 2],
                wall[FRAMES * 9 / 10],
            );
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }
}
