//! All keys and gestures on one page.

use crate::app::command::{Command, Group};
use crate::app::state::Action;
use crate::app::theme::{Palette, UNIT, size};
use crate::app::timeline_view::signs;
use crate::app::widgets::{dialog_frame, secondary, section};
use egui::{RichText, Ui};

/// Gestures and keys of the timeline itself.
const GESTURES: [(&str, &str); 23] = [
    ("Wheel", "Zoom at the pointer"),
    ("Ctrl + wheel, pinch", "Zoom, always"),
    ("Shift + wheel, drag", "Move along time"),
    ("Alt + wheel", "Scroll the lanes"),
    ("Arrows, A and D", "Move along time"),
    ("W and S", "Zoom in and out"),
    ("Click", "Select an event, open a fold"),
    ("Ctrl + click", "Add to the selection"),
    ("Shift + click", "Select all from there to here"),
    ("Shift + drag", "Select what is in the box"),
    ("Alt + up, down", "Move the lane in focus"),
    ("Double-click", "Zoom to the event"),
    ("Drag on the axis", "Select a range of time"),
    ("Drag on the overview", "Choose what is in sight"),
    ("Right-drag", "Zoom to a box"),
    ("Click a name", "Only its events; again: all"),
    ("Ctrl + click a name", "Add its events"),
    ("Delete on a name", "Hide its events"),
    ("Alt + P on a name", "Pin it as a lane"),
    ("Alt + F on a name", "Find it in the articles"),
    ("Shift + F10 on a name", "All that can be done with it"),
    ("Right-click", "More on events, names, lanes"),
    ("Backspace", "Back to the view before"),
];

/// Shows the page.
pub fn show(ctx: &egui::Context, out: &mut Vec<Action>) {
    let modal = egui::Modal::new(egui::Id::unique("keys"))
        .frame(dialog_frame(ctx))
        .show(ctx, |ui| {
            let p = Palette::in_force(ui.ctx());
            let room = ui.ctx().content_rect().size();
            ui.set_width((190.0 * UNIT).min(room.x - 24.0 * UNIT));
            ui.heading("Keys and gestures");
            ui.add_space(2.0 * UNIT);
            egui::ScrollArea::vertical()
                .max_height(room.y - 44.0 * UNIT)
                .show(ui, |ui| {
                    ui.columns(2, |columns| {
                        if let [left, right] = columns {
                            left.label(section("Mouse and timeline", p));
                            for (gesture, what) in GESTURES {
                                line(left, gesture, what);
                            }
                            left.add_space(2.0 * UNIT);
                            left.label(section("Signs of the timeline", p));
                            signs(left, p);
                            for group in Group::ALL {
                                let commands: Vec<Command> = Command::ALL
                                    .into_iter()
                                    .filter(|c| {
                                        c.spec().group == group && !c.spec().keys.is_empty()
                                    })
                                    .collect();
                                if commands.is_empty() {
                                    continue;
                                }
                                right.label(section(group.name(), p));
                                for command in commands {
                                    let keys: Vec<String> = command
                                        .spec()
                                        .keys
                                        .iter()
                                        .map(|k| crate::app::command::keys_words(ctx, k))
                                        .collect();
                                    let text = command.spec().text.trim_end_matches('…');
                                    line(right, &keys.join("  or  "), text);
                                }
                                right.add_space(2.0 * UNIT);
                            }
                        }
                    });
                });
            ui.add_space(2.0 * UNIT);
            if ui.button("Close").clicked() {
                ui.close();
            }
        });
    if modal.should_close() {
        out.push(Action::CloseDialog);
    }
}

fn line(ui: &mut Ui, keys: &str, what: &str) {
    let p = Palette::in_force(ui.ctx());
    ui.spacing_mut().interact_size.y = 4.5 * UNIT;
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.horizontal(|ui| {
        let width = ui.available_width() * 0.48;
        ui.allocate_ui_with_layout(
            egui::vec2(width, 4.5 * UNIT),
            egui::Layout::left_to_right(egui::Align::Center),
            |ui| {
                ui.set_min_width(width);
                ui.add(
                    egui::Label::new(RichText::new(keys).size(size::SECONDARY).color(p.text))
                        .truncate(),
                );
            },
        );
        ui.add(egui::Label::new(secondary(what, p)).truncate());
    });
}
