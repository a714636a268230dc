//! The bar at the bottom: counts, what is going on, what waits in the tray, the legend.

use super::start::opening_words;
use super::tray;
use crate::app::command::Command;
use crate::app::state::{Action, Importing, State};
use crate::app::theme::{Palette, UNIT, size};
use crate::app::timeline_view;
use crate::app::widgets::secondary;
use crate::app::words;
use egui::{Align, Layout, RichText, Ui};
use egui_material_icons::icons;

/// Shows the bar.
pub fn show(ui: &mut Ui, st: &State, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    ui.spacing_mut().interact_size.y = 4.5 * UNIT;
    ui.spacing_mut().button_padding = egui::vec2(2.5 * UNIT, 1.0);
    ui.horizontal_centered(|ui| {
        if let Some(importing) = &st.importing {
            progress(ui, st, importing, out);
        } else if let Some((done, total)) = st.reading_again {
            reading_again(ui, st, done, total, out);
        } else if let Some(path) = &st.opening {
            ui.spinner();
            ui.label(secondary(opening_words(path, st.opened), p));
        } else if st.saving {
            ui.label(secondary("Saving…", p));
        } else if st.telling {
            ui.label(secondary("Putting the story together…", p));
        } else {
            let snapshot = st.snapshot();
            let entities =
                st.picture.people.len() + st.picture.organisations.len() + st.picture.places.len();
            ui.label(secondary(
                format!(
                    "{} · {} · {}",
                    words::count(snapshot.entries.len(), "article", "articles"),
                    words::count(st.picture.total(), "event", "events"),
                    words::count(entities, "name", "names"),
                ),
                p,
            ));
        }
        ui.add_space(4.0 * UNIT);
        if let Some((text, tab)) = tray::notice(&st.picture.unplaced) {
            let icon = if st.tray_open {
                icons::ICON_EXPAND_MORE
            } else {
                icons::ICON_EXPAND_LESS
            };
            let button = egui::Button::new((
                RichText::new(&text)
                    .size(size::SECONDARY)
                    .color(p.attention),
                icon.rich_text().size(size::SECONDARY).color(p.attention),
            ))
            .fill(p.attention_fill)
            .stroke(egui::Stroke::NONE)
            .corner_radius(255)
            .min_size(egui::vec2(0.0, 4.5 * UNIT));
            if ui
                .add(button)
                .on_hover_text(Command::ToggleTray.hint(ui.ctx()))
                .accessible_name(text)
                .clicked()
            {
                out.push(if st.tray_open {
                    Action::Do(Command::ToggleTray)
                } else {
                    Action::Tray(tab)
                });
            }
        }
        if ui.available_width() > 12.0 * UNIT {
            // Its width is known from the frame before.
            let salt = ui.make_persistent_id("legend");
            let known = ui.data(|d| d.get_temp::<f32>(salt));
            if known.is_some_and(|width| width > ui.available_width()) {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    timeline_view::short_legend(ui, p);
                });
                return;
            }
            ui.add_space((ui.available_width() - known.unwrap_or(f32::INFINITY)).max(0.0));
            let shown = ui.scope(|ui| timeline_view::legend(ui, p)).response.rect;
            if known != Some(shown.width()) {
                ui.data_mut(|d| d.insert_temp(salt, shown.width()));
                ui.ctx().request_repaint();
            }
        }
    });
}

fn progress(ui: &mut Ui, st: &State, importing: &Importing, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    let text = if importing.stopping {
        "Stopping…".to_owned()
    } else {
        format!(
            "Reading: {}, {} of {}{}",
            words::count(importing.articles as usize, "article", "articles"),
            words::number(importing.files_done as usize),
            words::count(importing.files_found as usize, "file", "files"),
            if importing.walked { "" } else { " so far" }
        )
    };
    ui.label(secondary(text, p));
    bar(
        ui,
        st,
        importing.files_done as usize,
        importing.files_found as usize,
        out,
    );
}

fn reading_again(ui: &mut Ui, st: &State, done: usize, total: usize, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    let text = format!(
        "Reading again: {} of {}",
        words::number(done),
        words::count(total, "article", "articles")
    );
    ui.label(secondary(text, p));
    bar(ui, st, done, total, out);
}

/// How far it has come, and the way to stop it.
fn bar(ui: &mut Ui, st: &State, done: usize, total: usize, out: &mut Vec<Action>) {
    let share = if total == 0 {
        0.0
    } else {
        done as f32 / total as f32
    };
    let progress = if total == 1 {
        // How far it is in a file is not known: a bar would stand still until the end.
        ui.add(egui::Spinner::new().size(3.5 * UNIT))
    } else {
        ui.add(
            egui::ProgressBar::new(share)
                .desired_width(40.0 * UNIT)
                .desired_height(1.5 * UNIT),
        )
    };
    progress.accessible_name("Progress of reading");
    let cancel = egui::Button::new(RichText::new("Cancel").size(size::SECONDARY));
    if ui
        .add_enabled(st.can(Command::CancelImport), cancel)
        .on_hover_text(Command::CancelImport.spec().tooltip)
        .clicked()
    {
        out.push(Action::Do(Command::CancelImport));
    }
}
