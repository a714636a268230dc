//! Files dragged over the window, and files dropped on it.

use crate::app::errands::is_project;
use crate::app::state::Action;
use crate::app::theme::{self, Palette, UNIT, size};
use egui::{Align2, Stroke, StrokeKind};

/// Takes dropped files; while files hover over the window, says what dropping them does.
pub fn show(ctx: &egui::Context, out: &mut Vec<Action>) {
    let dropped: Vec<std::path::PathBuf> = ctx.input(|i| {
        i.raw
            .dropped_files
            .iter()
            .map(|f| f.path().to_path_buf())
            .collect()
    });
    if !dropped.is_empty() {
        out.push(Action::Open(dropped));
    }
    let hovering = ctx.input(|i| i.raw.hovered_files.clone());
    if hovering.is_empty() {
        return;
    }
    let project = |f: &egui::HoveredFile| f.path.as_deref().is_some_and(is_project);
    let text = if hovering.iter().any(project) {
        "Drop to open this project"
    } else {
        "Drop to add these articles"
    };
    let p = Palette::in_force(ctx);
    let painter = ctx.layer_painter(egui::LayerId::new(
        egui::Order::Foreground,
        egui::Id::unique("drop files"),
    ));
    let rect = ctx.content_rect();
    painter.rect_filled(rect, 0, p.canvas.gamma_multiply(0.85));
    painter.rect_stroke(
        rect.shrink(4.0 * UNIT),
        2 * UNIT as u8,
        Stroke::new(2.0, p.accent),
        StrokeKind::Inside,
    );
    painter.text(
        rect.center(),
        Align2::CENTER_CENTER,
        text,
        theme::semibold(size::TITLE),
        p.text,
    );
}
