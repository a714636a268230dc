//! Something that went wrong and must not be overlooked.

use crate::app::state::{Action, State};
use crate::app::theme::{Palette, UNIT};
use crate::app::widgets::dialog_frame;
use egui::RichText;

/// Says it, until the user has read it.
pub fn show(ctx: &egui::Context, st: &State, out: &mut Vec<Action>) {
    let modal = egui::Modal::new(egui::Id::unique("message"))
        .frame(dialog_frame(ctx))
        .show(ctx, |ui| {
            let p = Palette::in_force(ui.ctx());
            ui.set_width((110.0 * UNIT).min(ui.ctx().content_rect().width() - 24.0 * UNIT));
            ui.label(RichText::new(&st.message).color(p.text));
            ui.add_space(4.0 * UNIT);
            let close = ui.button("Close");
            if ui.memory(|m| m.focused().is_none()) {
                close.request_focus();
            }
            if close.clicked() {
                ui.close();
            }
        });
    if modal.should_close() {
        out.push(Action::CloseDialog);
    }
}
