//! Laid out texts, made once for each event and kept while they are in use.

use crate::app::theme::{self, line, size};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Context, FontId, Galley};
use std::collections::HashMap;
use std::sync::Arc;

/// Texts kept before those not in use are dropped.
const KEPT: usize = 4_000;

/// Labels of events and numbers of folds, by what they say.
#[derive(Default)]
pub(super) struct Texts {
    labels: HashMap<(u32, bool), (Arc<Galley>, u64)>,
    numbers: HashMap<u32, Arc<Galley>>,
    made_for: (u64, u32),
    turn: u64,
}

impl Texts {
    /// Drops everything if words or resolution changed, and what was not used lately if it is
    /// much.
    pub fn begin(&mut self, words_generation: u64, ctx: &Context) {
        let made_for = (words_generation, ctx.pixels_per_point().to_bits());
        if self.made_for != made_for {
            *self = Self {
                made_for,
                ..Self::default()
            };
        }
        self.turn += 1;
        if self.labels.len() > KEPT {
            let turn = self.turn;
            self.labels.retain(|_, (_, used)| *used + 1 >= turn);
        }
        if self.numbers.len() > KEPT {
            self.numbers.clear();
        }
    }

    /// The label of an event.
    pub fn label(&mut self, ctx: &Context, event: u32, strong: bool, title: &str) -> Arc<Galley> {
        let turn = self.turn;
        let entry = self.labels.entry((event, strong)).or_insert_with(|| {
            let font = if strong {
                theme::semibold(size::SECONDARY)
            } else {
                theme::regular(size::SECONDARY)
            };
            (one_line(ctx, title, font, line::LABEL), turn)
        });
        entry.1 = turn;
        Arc::clone(&entry.0)
    }

    /// The number of a fold.
    pub fn number(&mut self, ctx: &Context, count: u32) -> Arc<Galley> {
        let galley = self.numbers.entry(count).or_insert_with(|| {
            one_line(
                ctx,
                &short_count(count),
                theme::semibold(size::SMALL),
                f32::INFINITY,
            )
        });
        Arc::clone(galley)
    }
}

/// A count in at most four characters.
fn short_count(count: u32) -> String {
    match count {
        0..=9_999 => count.to_string(),
        10_000..=999_999 => format!("{}k", count / 1_000),
        _ => format!("{}M", count / 1_000_000),
    }
}

/// `text` on one line, with an ellipsis where it is longer than `width`. Its colour is chosen when
/// it is painted.
pub(super) fn one_line(ctx: &Context, text: &str, font: FontId, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(
        text.replace('\n', " "),
        TextFormat::simple(font, Color32::PLACEHOLDER),
    );
    job.wrap = TextWrapping::truncate_at_width(width);
    ctx.fonts_mut(|f| f.layout_job(job))
}
