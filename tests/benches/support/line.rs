//! Generated events and a timeline on them, for the benches.
#![allow(dead_code)]

use dateline::app::theme::Palette;
use dateline::app::timeline_view::{Card, LaneHeader, LaneSort, Scene, Words};
use dateline::event::{Basis, Family, Modality};
use dateline::temporal::{DAY, Moment, Precision, Qualifier};
use dateline::timeline::{Columns, Item};
use std::sync::{Arc, LazyLock};

pub const LANES: u32 = 50;

pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// Events over a hundred years, most of them late, mostly of days, some of months, years and
/// lasting things.
pub fn items(n: u32) -> Vec<Item> {
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

static TITLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let title = |i| format!("Envoy number {i} met the council");
    (0..5_000).map(title).collect()
});

struct Titles;

impl Words for Titles {
    fn title(&self, event: u32) -> &str {
        &TITLES[event as usize % TITLES.len()]
    }

    fn date(&self, _: u32) -> String {
        "27 April 2025".into()
    }

    fn card(&self, _: u32) -> Card {
        Card::default()
    }
}

pub fn headers(columns: &Columns) -> Vec<LaneHeader> {
    (0..LANES)
        .map(|lane| LaneHeader {
            lane,
            name: format!("Lane {lane}"),
            count: columns.lanes()[lane as usize].len(),
            color: Some(Palette::DARK.family(Family::ALL[lane as usize % 9])),
            folded: false,
        })
        .collect()
}

pub fn scene<'a>(columns: &'a Arc<Columns>, lanes: &'a [LaneHeader]) -> Scene<'a> {
    Scene {
        columns,
        all: columns,
        lanes,
        hidden: &[],
        sort: LaneSort::Given,
        words: &Titles,
        menu: None,
        selected: &[],
        words_generation: 1,
        empty_text: "",
    }
}
