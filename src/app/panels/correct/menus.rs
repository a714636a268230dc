//! Menus and buttons of an event: its type, the star, and everything else.

use super::{edit, mark};
use crate::app::command::Command;
use crate::app::state::{Action, State};
use crate::app::theme::{Palette, UNIT, size};
use crate::app::widgets::menu_command;
use crate::event::{EventType, Family};
use crate::project::{Edit, Thing};
use egui::{RichText, Ui};
use egui_material_icons::icons;

/// The types, by family; the one clicked.
pub fn kind_choice(ui: &mut Ui, now: EventType) -> Option<EventType> {
    let p = Palette::in_force(ui.ctx());
    let mut chosen = None;
    for family in Family::ALL {
        for kind in EventType::ALL {
            if kind.family() != family {
                continue;
            }
            let name = RichText::new(kind.name()).color(p.family(family));
            if ui.selectable_label(now == kind, name).clicked() {
                chosen = Some(kind);
            }
        }
    }
    chosen
}

/// The menu of types.
pub fn kind_menu(ui: &mut Ui, at: u32, now: EventType, out: &mut Vec<Action>) {
    egui::ScrollArea::vertical()
        .max_height(100.0 * UNIT)
        .show(ui, |ui| {
            if let Some(kind) = kind_choice(ui, now)
                && kind != now
            {
                edit(out, Edit::EventType(at, kind));
            }
        });
}

/// The menu with everything else that can be done with an event.
pub fn event_menu(ui: &mut Ui, st: &State, out: &mut Vec<Action>) {
    for command in Command::ALL {
        if command.spec().group == crate::app::command::Group::Event && command != Command::AddEvent
        {
            menu_command(ui, st, out, command);
        }
    }
}

/// The star.
pub fn star(ui: &mut Ui, st: &State, thing: Thing, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    let on = mark(st, thing).is_some_and(|m| m.starred);
    let (icon, name) = if on {
        (icons::ICON_STAR, "Take the star off")
    } else {
        (icons::ICON_STAR, "Star")
    };
    let color = if on { p.attention } else { p.text_faint };
    let button = egui::Button::new(icon.rich_text().size(size::EMPHASIS).color(color))
        .frame_when_inactive(false);
    if ui
        .add(button)
        .on_hover_text(name)
        .accessible_name(name)
        .clicked()
    {
        edit(out, Edit::Star(thing, !on));
    }
}
