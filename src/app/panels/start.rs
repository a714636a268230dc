//! What a window without articles shows: how to begin.

use super::banner::lost_words;
use crate::app::command::{Command, RECENT};
use crate::app::state::{Action, State};
use crate::app::theme::{self, Palette, UNIT, size};
use crate::app::widgets::{faint, link, secondary};
use egui::{RichText, Ui, vec2};
use egui_material_icons::icons;

/// Shows the start page.
pub fn show(ui: &mut Ui, st: &State, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    let content = 92.0 * UNIT;
    ui.vertical_centered(|ui| {
        ui.add_space(((ui.available_height() - content) * 0.4).max(4.0 * UNIT));
        ui.label(
            icons::ICON_TIMELINE
                .rich_text()
                .size(14.0 * UNIT)
                .color(p.accent),
        );
        ui.add_space(2.0 * UNIT);
        ui.label(
            RichText::new("See what happened when")
                .font(theme::semibold(size::TITLE + 6.0))
                .color(p.text),
        );
        ui.add_space(UNIT);
        ui.scope(|ui| {
            ui.set_max_width(120.0 * UNIT);
            ui.label(
                RichText::new(
                    "Dateline reads articles, finds the dated events in them, and puts them \
                     on a timeline. Every mark leads back to the sentence that proves it.",
                )
                .color(p.text_secondary),
            );
        });
        ui.add_space(8.0 * UNIT);
        for command in [
            Command::OpenFiles,
            Command::OpenFolder,
            Command::OpenSamples,
        ] {
            choice(ui, st, out, command, p);
            ui.add_space(2.0 * UNIT);
        }
        if let Some(path) = &st.opening {
            ui.add_space(2.0 * UNIT);
            opening(ui, &opening_words(path, st.opened));
        }
        recent(ui, st, out, p);
        lost(ui, st, out, p);
        ui.add_space(4.0 * UNIT);
        ui.label(secondary("…or drop files and folders here", p));
        ui.add_space(6.0 * UNIT);
        ui.label(faint(
            "Text, web pages, PDF, Word, mail, feeds, JSON and more, also compressed. Nothing leaves this computer.",
            p,
        ));
    });
}

/// A project being opened, and how far that has come, in words.
#[must_use]
pub fn opening_words(path: &std::path::Path, (read, all): (usize, usize)) -> String {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    match (100 * read).checked_div(all) {
        None => format!("Opening {name}…"),
        Some(percent) => format!("Opening {name}: {percent} %"),
    }
}

fn opening(ui: &mut Ui, text: &str) {
    // Centred as one line: a row of widgets would stand at the left.
    ui.add(egui::Spinner::new().size(5.0 * UNIT));
    ui.label(text);
}

/// Projects worked on before.
fn recent(ui: &mut Ui, st: &State, out: &mut Vec<Action>, p: &Palette) {
    let recent = (0..RECENT as u8).filter_map(|n| Some((n, st.recent(n)?)));
    for (n, path) in recent.take(4) {
        let command = Command::OpenRecent(n);
        if link(ui, st.text_of(command), p)
            .on_hover_text(path.display().to_string())
            .clicked()
        {
            out.push(Action::Do(command));
        }
    }
}

/// Work that was never saved, from windows that are gone.
fn lost(ui: &mut Ui, st: &State, out: &mut Vec<Action>, p: &Palette) {
    for (i, lost) in st.lost.iter().enumerate().take(3) {
        ui.add_space(UNIT);
        ui.label(secondary(format!("There is {}", lost_words(lost)), p));
        if link(ui, "Open it", p).clicked() {
            out.push(Action::Open(vec![lost.path.clone()]));
        }
        if link(ui, "Throw it away", p).clicked() {
            out.push(Action::DropLost(i));
        }
    }
}

fn choice(ui: &mut Ui, st: &State, out: &mut Vec<Action>, command: Command, p: &Palette) {
    let spec = command.spec();
    let keys = command.keys_text(ui.ctx());
    let icon = spec.icon.rich_text().size(size::TITLE).color(p.accent);
    let button = egui::Button::new((icon, spec.text))
        .shortcut_text(
            RichText::new(keys)
                .size(size::SECONDARY)
                .color(p.text_faint),
        )
        .min_size(vec2(72.0 * UNIT, 11.0 * UNIT));
    if ui
        .add_enabled(st.can(command), button)
        .on_hover_text(spec.tooltip)
        .clicked()
    {
        out.push(Action::Do(command));
    }
}

#[cfg(test)]
mod tests {
    use super::opening_words;
    use std::path::Path;

    #[test]
    fn opening_is_told_in_words() {
        let path = Path::new("a/harbour.dateline");
        assert_eq!(opening_words(path, (0, 0)), "Opening harbour…");
        assert_eq!(opening_words(path, (500, 1_000)), "Opening harbour: 50 %");
    }
}
