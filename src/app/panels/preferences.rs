//! How the program behaves, for the user to choose.

use crate::app::preferences::{Preferences, Theme};
use crate::app::state::{Action, State};
use crate::app::theme::{Palette, UNIT};
use crate::app::widgets::{check, dialog_frame, faint, radio, section};

/// Shows the dialog.
pub fn show(ctx: &egui::Context, st: &State, out: &mut Vec<Action>) {
    let mut wanted: Preferences = st.preferences.clone();
    let modal = egui::Modal::new(egui::Id::unique("preferences"))
        .frame(dialog_frame(ctx))
        .show(ctx, |ui| {
            let p = Palette::in_force(ui.ctx());
            ui.set_width((100.0 * UNIT).min(ui.ctx().content_rect().width() - 24.0 * UNIT));
            ui.heading("Preferences");
            ui.add_space(3.0 * UNIT);
            ui.label(section("Theme", p));
            ui.horizontal(|ui| {
                for theme in Theme::ALL {
                    if radio(ui, wanted.theme == theme, theme.name()).clicked() {
                        wanted.theme = theme;
                    }
                }
            });
            ui.add_space(3.0 * UNIT);
            ui.label(section("Mouse wheel on the timeline", p));
            for (zooms, what) in [
                (true, "Zooms; Alt+wheel scrolls the lanes"),
                (false, "Scrolls the lanes; Ctrl+wheel zooms"),
            ] {
                if radio(ui, wanted.wheel_zooms == zooms, what).clicked() {
                    wanted.wheel_zooms = zooms;
                }
            }
            ui.add_space(3.0 * UNIT);
            ui.label(section("Timeline", p));
            check(ui, &mut wanted.animate, "Glide instead of jumping");
            check(ui, &mut wanted.squeeze, "Draw long empty stretches short");
            ui.add_space(4.0 * UNIT);
            ui.label(faint(
                "Dateline keeps these on this computer and never uses the network.",
                p,
            ));
            ui.add_space(2.0 * UNIT);
            if ui.button("Close").clicked() {
                ui.close();
            }
        });
    if wanted != st.preferences {
        out.push(Action::Preferences(wanted));
    }
    if modal.should_close() {
        out.push(Action::CloseDialog);
    }
}
