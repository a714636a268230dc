//! The menu of a right click on events: what can be done with one of them, or with all that are
//! selected.

use crate::app::command::Command;
use crate::app::state::{Action, State};
use crate::app::theme::{Palette, UNIT};
use crate::app::widgets::{check, field, menu_command, strong};
use crate::app::words;
use crate::export::Format;
use crate::project::{Edit, Thing};
use egui::{Key, Label, Ui};

/// Most events copied as text.
const MOST: usize = 2_000;

/// Shows the entries for `events`, which are selected. `tag` is what is being typed.
pub fn show(ui: &mut Ui, st: &State, events: &[u32], tag: &mut String, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    if events.is_empty() {
        return;
    }
    let title = match events {
        [one] => st
            .event(*one)
            .map_or(String::new(), |e| e.title.to_string()),
        _ => words::count(events.len(), "event", "events"),
    };
    ui.set_max_width(60.0 * UNIT);
    ui.add(Label::new(strong(title, p)).truncate().selectable(false));
    if events.len() == 1 {
        menu_command(ui, st, out, Command::OpenArticle);
    }
    if ui.button("Copy").clicked() {
        let texts: Vec<String> = events
            .iter()
            .take(MOST)
            .filter_map(|e| st.event_as_text(*e))
            .collect();
        out.push(Action::Copy(texts.join("\n\n")));
    }
    ui.menu_button("Export", |ui| {
        for (format, name) in [
            (Format::Html, "As a page…"),
            (Format::Csv, "As a table…"),
            (Format::Svg, "As a picture…"),
            (Format::Ics, "To a calendar…"),
            (Format::Timelinejs, "To TimelineJS…"),
            (Format::Events, "As JSON Lines…"),
        ] {
            if ui.button(name).clicked() {
                out.push(Action::SelectMany(events.to_vec(), false));
                out.push(Action::ExportSelected(format));
            }
        }
    });
    ui.separator();
    tags(ui, st, events, tag, out);
    menu_command(ui, st, out, Command::StarEvent);
    menu_command(ui, st, out, Command::HideEvent);
    if events.len() > 1 {
        menu_command(ui, st, out, Command::MergeEvents);
    }
    menu_command(ui, st, out, Command::DeleteEvent);
}

/// The tags of the events, to put on and take off.
fn tags(ui: &mut Ui, st: &State, events: &[u32], tag: &mut String, out: &mut Vec<Action>) {
    let marks = &st.snapshot().marks.events;
    let mut many = |name: &str, edit: &dyn Fn(u32) -> Edit| {
        let edits: Vec<Edit> = events.iter().map(|e| edit(*e)).collect();
        let edit = match <[Edit; 1]>::try_from(edits) {
            Ok([one]) => one,
            Err(edits) => {
                let events = words::count(edits.len(), "event", "events");
                Edit::Many(format!("{name} {events}"), edits)
            }
        };
        out.push(Action::Edit(Box::new(edit)));
    };
    ui.menu_button("Tag", |ui| {
        let response = field(ui, tag, "New tag", 36.0 * UNIT);
        let typed = tag.trim().trim_start_matches('#').to_owned();
        if response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter)) && !typed.is_empty() {
            tag.clear();
            many("tag", &|e| Edit::Tag(Thing::Event(e), typed.clone(), true));
            ui.close();
        }
        for known in st.snapshot().marks.tags() {
            let has = |e: &u32| {
                let mark = marks.get(e);
                mark.is_some_and(|m| m.tags.iter().any(|t| t == known))
            };
            let on = events.iter().all(has);
            let mut checked = on;
            if check(ui, &mut checked, format!("#{known}")).clicked() {
                many("tag", &|e| {
                    Edit::Tag(Thing::Event(e), known.to_owned(), !on)
                });
            }
        }
    });
}
