//! What can be done with a name: show, hide, pin, copy, find, correct.

use crate::app::state::{Action, State};
use crate::app::theme::UNIT;
use crate::app::widgets::{field, radio};
use crate::entity::{Entity, EntityType};
use crate::project::{Edit, EntityPart, Thing, Who};
use egui::Ui;
use egui::containers::menu::{MenuConfig, SubMenuButton};

pub(super) fn context_menu(
    ui: &mut Ui,
    st: &State,
    e: u32,
    entity: &Entity,
    typed: &mut String,
    out: &mut Vec<Action>,
) {
    let only = st.filter.entities.len() == 1 && st.is_filtered_by(entity);
    let text = if only {
        "Show all again"
    } else {
        "Show only these events"
    };
    if ui.button(text).clicked() {
        out.push(Action::ToggleEntity(e, false));
    }
    let hidden = st.filter.without_entities.contains(&entity.id);
    let text = if hidden {
        "Show its events again"
    } else {
        "Hide its events"
    };
    if ui.button(text).clicked() {
        out.push(Action::HideEntity(e));
    }
    let text = if st.is_pinned(entity) {
        "Take its lane away"
    } else {
        "Pin as a lane"
    };
    if ui.button(text).clicked() {
        out.push(Action::PinEntity(e));
    }
    ui.separator();
    if ui.button("Copy name").clicked() {
        out.push(Action::Copy(entity.name.clone()));
    }
    if ui.button("Find in articles").clicked() {
        out.push(Action::FindText(format!("\"{}\"", entity.name)));
    }
    ui.separator();
    corrections(ui, st, e, entity, typed, out);
}

/// A menu with a field in it: a click into the field leaves it open.
fn typed_in(text: &str) -> SubMenuButton<'_> {
    let config = MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    SubMenuButton::new(text).config(config)
}

/// What can be corrected of a name.
fn corrections(
    ui: &mut Ui,
    st: &State,
    e: u32,
    entity: &Entity,
    typed: &mut String,
    out: &mut Vec<Action>,
) {
    let thing = Thing::Entity(e);
    let mut edit = |edit: Edit| out.push(Action::Edit(Box::new(edit)));
    let line = |ui: &mut Ui, hint: &str, typed: &mut String| {
        let response = field(ui, typed, hint, 44.0 * UNIT);
        let enter = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        let name = typed.trim().to_owned();
        if enter && !name.is_empty() {
            typed.clear();
            ui.close();
            return Some(name);
        }
        None
    };
    typed_in("Rename").ui(ui, |ui| {
        if let Some(name) = line(ui, "New name", typed) {
            edit(Edit::Title(thing, name));
        }
    });
    typed_in("Add another name").ui(ui, |ui| {
        if let Some(name) = line(ui, "Other name", typed) {
            edit(Edit::Alias(e, name, true));
        }
    });
    ui.menu_button("Is a", |ui| {
        for (kind, name) in [
            (EntityType::Per, "Person"),
            (EntityType::Org, "Organisation"),
            (EntityType::Loc, "Place"),
            (EntityType::Misc, "None of these"),
        ] {
            if radio(ui, entity.kind == kind, name).clicked() {
                edit(Edit::EntityType(e, kind));
                ui.close();
            }
        }
    });
    let others: Vec<u32> = st
        .filter
        .entities
        .iter()
        .filter_map(|id| st.snapshot().entity(id))
        .map(|(i, _)| i as u32)
        .filter(|other| *other != e)
        .collect();
    if others.is_empty() {
        ui.add_enabled(false, egui::Button::new("Merge with…"))
            .on_disabled_hover_text("Click the other name first, then right-click this one");
    } else {
        for other in others {
            let name = st.entity(other).map_or("", |x| x.name.as_str());
            if ui
                .button(format!("Is the same as {name}"))
                .on_hover_text(format!("Both become one, called {name}"))
                .clicked()
            {
                edit(Edit::MergeEntities(vec![other, e]));
            }
        }
    }
    if entity.aliases.len() > 1 {
        ui.menu_button("Split off a name", |ui| {
            for alias in entity.aliases.iter().filter(|a| **a != entity.name) {
                if ui
                    .button(alias)
                    .on_hover_text("This name is somebody else")
                    .clicked()
                {
                    let part = EntityPart::Names(vec![alias.clone()]);
                    edit(Edit::SplitEntity(e, part, Who::named(alias, entity.kind)));
                    ui.close();
                }
            }
        });
    }
    let mark = st.snapshot().marks.entities.get(&e);
    let hidden = mark.is_some_and(|m| m.hidden);
    let text = if hidden {
        "Show in lists again"
    } else {
        "Is no name: hide it from lists"
    };
    if ui.button(text).clicked() {
        edit(Edit::Hide(thing, !hidden));
    }
    if mark.is_some_and(|m| !m.corrected.is_empty()) && ui.button("Back to what was read").clicked()
    {
        edit(Edit::Reset(thing, None));
    }
}
