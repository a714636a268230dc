//! The question before work is left that has no file yet.

use crate::app::state::{Action, State};
use crate::app::theme::{Palette, UNIT};
use crate::app::widgets::dialog_frame;
use crate::app::words;
use egui::RichText;

/// Asks.
pub fn show(ctx: &egui::Context, st: &State, out: &mut Vec<Action>) {
    let modal = egui::Modal::new(egui::Id::unique("unsaved"))
        .frame(dialog_frame(ctx))
        .show(ctx, |ui| {
            let p = Palette::in_force(ui.ctx());
            ui.set_width((100.0 * UNIT).min(ui.ctx().content_rect().width() - 24.0 * UNIT));
            ui.heading("Keep this work?");
            ui.add_space(2.0 * UNIT);
            let why = match st.project.trouble() {
                Some(trouble) => trouble.to_string(),
                None => {
                    let n = st.snapshot().entries.len();
                    let articles = words::count(n, "article", "articles");
                    format!("{articles} and all your corrections have no project file yet.")
                }
            };
            ui.label(RichText::new(why).color(p.text_secondary));
            ui.add_space(4.0 * UNIT);
            ui.horizontal(|ui| {
                let save = ui.button("Save…");
                // Enter saves.
                if ui.memory(|m| m.focused().is_none()) {
                    save.request_focus();
                }
                if save.clicked() {
                    out.push(Action::Leave(false));
                }
                if ui.button("Do not keep").clicked() {
                    out.push(Action::Leave(true));
                }
                if ui.button("Cancel").clicked() {
                    ui.close();
                }
            });
        });
    if modal.should_close() {
        out.push(Action::CloseDialog);
    }
}
