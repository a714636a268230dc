use dateline::app::theme::{self, Palette};
use dateline::app::timeline_view::*;
use dateline::event::*;
use dateline::temporal::*;
use dateline::timeline::*;
use std::sync::Arc;
struct W(Vec<String>);
impl Words for W {
    fn title(&self, e: u32) -> &str {
        &self.0[e as usize % self.0.len()]
    }
    fn date(&self, _: u32) -> String {
        "27 Apr 2025".into()
    }
    fn card(&self, e: u32) -> Card {
        Card {
            title: self.title(e).into(),
            date: "27 April 2025, exact to the day".into(),
            how_read: "“on Sunday”, in an article published Monday 28 April 2025".into(),
            participants: "M. Anand Prakash, Amir Khan Muttaqi".into(),
            sources: 3,
        }
    }
}
struct App {
    w: W,
    cols: Arc<Columns>,
    lanes: Vec<LaneHeader>,
    st: ViewState,
    sel: Vec<u32>,
    frames: u32,
    t: std::time::Instant,
}
impl eframe::App for App {
    fn ui(&mut self, ui: &mut egui::Ui, _f: &mut eframe::Frame) {
        let p = Palette::in_force(ui.ctx());
        egui::Panel::bottom("s").exact_size(26.0).show(ui, |ui| {
            ui.horizontal(|ui| legend(ui, p));
        });
        egui::CentralPanel::no_frame().show(ui, |ui| {
            let s = Scene {
                columns: &self.cols,
                all: &self.cols,
                lanes: &self.lanes,
                words: &self.w,
                selected: &self.sel,
                words_generation: 1,
                empty_text: "Nothing",
            };
            for a in show(ui, &s, &mut self.st, p) {
                eprintln!("{a:?}");
                match a {
                    TimelineAction::Select { events, .. } => self.sel = events,
                    TimelineAction::FoldLane { lane, folded } => {
                        for l in &mut self.lanes {
                            if l.lane == lane {
                                l.folded = folded
                            }
                        }
                    }
                    TimelineAction::HideLane(lane) => self.lanes.retain(|l| l.lane != lane),
                    TimelineAction::MoveLane { lane, to } => {
                        let i = self.lanes.iter().position(|l| l.lane == lane).unwrap();
                        let l = self.lanes.remove(i);
                        self.lanes.insert(to, l);
                    }
                    _ => {}
                }
            }
        });
        self.frames += 1;
        if self.frames % 60 == 0 {
            eprintln!("frame {} {:?}", self.frames, self.t.elapsed() / 60);
            self.t = std::time::Instant::now();
        }
        if std::env::var("SPIN").is_ok() {
            ui.request_repaint();
            self.st.pan(0.002);
        }
    }
}
fn main() {
    let n: u32 = std::env::var("N")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(160);
    let mut x = 88172645463325252u64;
    let mut r = move || {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        x
    };
    let d = |y, m, d| Moment::from_ymd(y, m, d).0;
    let mut items = vec![];
    let weights = [21u64, 7, 58, 9, 11, 14, 8, 4, 3];
    let sum: u64 = weights.iter().sum();
    let deep = std::env::var("DEEP").is_ok();
    for e in 0..n {
        let mut k = r() % sum;
        let mut f = 0;
        while k >= weights[f] {
            k -= weights[f];
            f += 1;
        }
        let start = if deep {
            d(-3000, 1, 1) + (r() % (5000 * 365)) as i64 * DAY
        } else {
            d(2025, 1, 1) + (((r() % 1000) as f64 / 1000.0).powf(0.8) * 180.0) as i64 * DAY
        };
        let (start, precision, len) = match r() % 20 {
            0..=13 => (start, Precision::Day, DAY),
            14 => (start + 36000, Precision::Minute, 60),
            15 | 16 => {
                let y = Moment(start).ymd();
                let a = d(y.year, y.month as i32, 1);
                (a, Precision::Month, d(y.year, y.month as i32 + 1, 1) - a)
            }
            17 => (start, Precision::Day, 12 * DAY),
            18 => (start, Precision::Week, 7 * DAY),
            _ => (start, Precision::Day, 45 * DAY),
        };
        let basis = [
            Basis::Stated,
            Basis::Stated,
            Basis::Relative,
            Basis::Inferred,
            Basis::Set,
        ][(r() % 5) as usize];
        let modality = match r() % 14 {
            0 => Modality::Planned,
            1 => Modality::Negated,
            _ => Modality::Asserted,
        };
        let qualifier = match r() % 12 {
            0 => Qualifier::Approximate,
            1 => Qualifier::Before,
            2 => Qualifier::OpenEnd,
            _ => Qualifier::Exact,
        };
        items.push(Item {
            event: e,
            lane: f as u32,
            start: Moment(start),
            end: Moment(start + len - 1),
            precision,
            qualifier,
            basis,
            modality,
            family: Family::ALL[f],
            salience: (r() % 100) as f32 / 100.0,
        });
    }
    if !deep && n < 1000 {
        for i in 0..3 {
            items.push(Item {
                event: n + i,
                start: Moment(d(1979 - i as i32, 12, 24)),
                end: Moment(d(1979 - i as i32, 12, 25) - 1),
                lane: 5,
                ..items[0]
            });
        }
    }
    let cols = Arc::new(Columns::build(items, 9));
    let verbs = [
        "Misri met Muttaqi in Dubai",
        "India sent medicines",
        "Pakistan rejected the claim",
        "India closed the Attari crossing",
        "Attack near Pahalgam",
        "Envoy named to Mumbai",
        "Strikes and shelling",
        "160 trucks let through",
        "Jaishankar called",
        "Foreign minister Ishaq Dar said the talks in Kabul would go on as long as both sides wished",
    ];
    let w = W((0..5000)
        .map(|i| {
            format!(
                "{}{}",
                verbs[i % 10],
                if i >= 10 {
                    format!(" {i}")
                } else {
                    String::new()
                }
            )
        })
        .collect());
    let lanes = Family::ALL
        .iter()
        .enumerate()
        .map(|(i, f)| LaneHeader {
            lane: i as u32,
            name: f.name().into(),
            count: cols.lanes()[i].len(),
            color: Some(Palette::DARK.family(*f)),
            folded: false,
        })
        .collect();
    let mut st = ViewState::default();
    st.options.squeeze = std::env::var("SQUEEZE").is_ok();
    if let Ok(v) = std::env::var("VIEW") {
        let p: Vec<f64> = v.split(',').map(|s| s.parse().unwrap()).collect();
        st.restore(View::new(
            d(p[0] as i32, p[1] as i32, 1) as f64,
            d(p[0] as i32, p[1] as i32, 1) as f64 + p[2] * 86400.0,
        ));
    }
    let size = if std::env::var("BIG").is_ok() {
        [1440.0, 900.0]
    } else {
        [1000.0, 700.0]
    };
    let scale: f32 = std::env::var("SCALE")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(1.0);
    eframe::run_native(
        "tl",
        eframe::NativeOptions {
            viewport: egui::ViewportBuilder::default()
                .with_inner_size(size)
                .with_position([0.0, 0.0]),
            ..Default::default()
        },
        Box::new(move |cc| {
            theme::apply(&cc.egui_ctx);
            cc.egui_ctx.set_theme(if std::env::var("LIGHT").is_ok() {
                egui::Theme::Light
            } else {
                egui::Theme::Dark
            });
            cc.egui_ctx.set_zoom_factor(scale);
            Ok(Box::new(App {
                w,
                cols,
                lanes,
                st,
                sel: vec![3],
                frames: 0,
                t: std::time::Instant::now(),
            }))
        }),
    )
    .unwrap();
}
