//! What stands over the window while its project is written to the end, before it is left.

use crate::app::state::{Action, State};
use crate::app::theme::{Palette, UNIT};
use crate::app::widgets::dialog_frame;
use crate::app::words;
use egui::{Color32, Frame, RichText};
use std::time::Duration;

/// What takes no longer than this is not worth a word.
const SOON: Duration = Duration::from_millis(250);

/// Keeps the window from being changed meanwhile, and says what is going on where it takes long.
pub fn show(ctx: &egui::Context, st: &State, out: &mut Vec<Action>) {
    let Some(closing) = &st.closing else {
        return;
    };
    let modal = egui::Modal::new(egui::Id::unique("closing"));
    let age = closing.since.elapsed();
    if age < SOON {
        ctx.request_repaint_after(SOON - age);
        modal
            .backdrop_color(Color32::TRANSPARENT)
            .frame(Frame::NONE)
            .show(ctx, |_| {});
        return;
    }
    let modal = modal.frame(dialog_frame(ctx)).show(ctx, |ui| {
        let p = Palette::in_force(ui.ctx());
        ui.set_width((100.0 * UNIT).min(ui.ctx().content_rect().width() - 24.0 * UNIT));
        ui.heading(match st.project_name() {
            Some(name) => format!("Writing {name}…"),
            None => "Keeping your work…".to_owned(),
        });
        ui.add_space(2.0 * UNIT);
        ui.horizontal(|ui| {
            ui.spinner();
            let text = if closing.stopping {
                "Stopping…".to_owned()
            } else if closing.written > 0 {
                let written = words::count(closing.written, "article", "articles");
                format!("{written} written. It closes when all is in the file.")
            } else {
                "It closes when all is in the file.".to_owned()
            };
            ui.label(RichText::new(text).color(p.text_secondary));
        });
        ui.add_space(4.0 * UNIT);
        let stay = egui::Button::new("Keep it open");
        if ui.add_enabled(!closing.stopping, stay).clicked() {
            ui.close();
        }
    });
    if modal.should_close() {
        out.push(Action::KeepOpen);
    }
}
