//! Those who take part in an event, and where it was: names typed, known ones offered.

use crate::app::state::State;
use crate::app::theme::{Palette, UNIT};
use crate::app::widgets::{icon_button, link, secondary};
use crate::app::words;
use crate::entity::{Entity, EntityType};
use crate::event::{Event, Role};
use crate::project::{EntityKey, Who};
use egui::{Align, Layout, RichText, Ui};
use egui_material_icons::icons;

/// Names offered while one is typed.
const OFFERED: usize = 5;

fn known(entity: &Entity) -> Who {
    Who {
        key: EntityKey::new(&entity.id),
        name: entity.name.clone(),
        kind: entity.kind,
    }
}

/// Somebody by name: an entity that is known by it, else a new one.
pub fn who(st: &State, name: &str, kind: EntityType) -> Who {
    let wanted = words::fold(name);
    let entities = &st.snapshot().story.entities;
    let found = entities.iter().find(|e| words::fold(&e.name) == wanted);
    found.map_or_else(|| Who::named(name, kind), known)
}

/// Those who take part, as an edit takes them.
pub fn people(st: &State, event: &Event) -> Vec<(Who, Role)> {
    event
        .entities
        .iter()
        .filter(|(e, _)| event.place != Some(*e))
        .filter_map(|(e, role)| Some((known(st.entity(*e)?), *role)))
        .collect()
}

/// The known names that begin with what is typed, or have a word that does; those that take part
/// in most first. A click takes one; Enter adds what is typed, as `new` where no one is known by it.
pub fn suggest(
    ui: &mut Ui,
    st: &State,
    typed: &str,
    new: &str,
    fits: impl Fn(EntityType) -> bool,
) -> Option<Who> {
    let p = Palette::in_force(ui.ctx());
    let wanted = words::fold(typed.trim());
    if wanted.is_empty() {
        return None;
    }
    let events = &st.snapshot().index.entity_events;
    let begins = |name: &str| {
        let name = words::fold(name);
        name.starts_with(&wanted) || name.split_whitespace().any(|w| w.starts_with(&wanted))
    };
    let mut found: Vec<(usize, &Entity)> = st
        .snapshot()
        .story
        .entities
        .iter()
        .enumerate()
        .filter(|(_, e)| fits(e.kind) && begins(&e.name))
        .collect();
    found.sort_by_key(|(i, _)| std::cmp::Reverse(events.get(*i).len()));
    let entities = &st.snapshot().story.entities;
    let exact = entities.iter().any(|e| words::fold(&e.name) == wanted);
    let mut chosen = None;
    for (_, entity) in found.into_iter().take(OFFERED) {
        if link(ui, &entity.name, p).clicked() {
            chosen = Some(known(entity));
        }
    }
    if !exact {
        let hint = format!("Enter adds “{}” as {new}", typed.trim());
        ui.label(secondary(&hint, p));
    }
    chosen
}

/// What somebody does in an event, in words.
#[must_use]
pub fn role_name(role: Role) -> &'static str {
    match role {
        Role::Agent => "takes the lead",
        Role::Patient => "it is done to them",
        Role::Recipient => "receives",
        Role::Other => "takes part",
    }
}

/// What was changed in the [`list`].
pub enum Changed {
    /// All of them, as they are to be.
    People(Vec<(Who, Role)>),
    /// One of them is a person, an organisation, a place.
    Type(EntityKey, EntityType),
}

const TYPES: [EntityType; 4] = [
    EntityType::Per,
    EntityType::Org,
    EntityType::Loc,
    EntityType::Misc,
];

/// What somebody is, in words.
fn type_name(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Per => "person",
        EntityType::Org => "organisation",
        EntityType::Loc => "place",
        EntityType::Misc => "something else",
    }
}

/// One line for each, with what it is, its role, its place among the others and a way to take it
/// off.
pub fn list(ui: &mut Ui, now: &[(Who, Role)]) -> Option<Changed> {
    let p = Palette::in_force(ui.ctx());
    let (mut changed, mut retyped) = (None, None);
    for (i, (who, role)) in now.iter().enumerate() {
        let place = egui::vec2(ui.available_width(), 6.0 * UNIT);
        ui.allocate_ui_with_layout(place, Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let off = format!("{} did not take part", who.name);
            if icon_button(ui, icons::ICON_CLOSE, &off).clicked() {
                let mut people = now.to_vec();
                people.remove(i);
                changed = Some(people);
            }
            for (other, icon, text) in [
                (i + 1, icons::ICON_ARROW_DOWNWARD, "down"),
                (i.wrapping_sub(1), icons::ICON_ARROW_UPWARD, "up"),
            ] {
                ui.add_enabled_ui(other < now.len(), |ui| {
                    let text = format!("Move {} {text}", who.name);
                    if icon_button(ui, icon, &text).clicked() {
                        let mut people = now.to_vec();
                        people.swap(i, other);
                        changed = Some(people);
                    }
                });
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(secondary(&who.name, p).color(p.text)).truncate());
            });
        });
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = UNIT;
            let roles = egui::ComboBox::from_id_salt(("role", i))
                .selected_text(RichText::new(role_name(*role)).size(12.0))
                .width(38.0 * UNIT)
                .show_ui(ui, |ui| {
                    for other in [Role::Agent, Role::Patient, Role::Recipient, Role::Other] {
                        let name = role_name(other);
                        if ui.selectable_label(other == *role, name).clicked() && other != *role {
                            let mut people = now.to_vec();
                            people[i].1 = other;
                            changed = Some(people);
                        }
                    }
                });
            roles
                .response
                .accessible_name(format!("What {} does", who.name));
            let kinds = egui::ComboBox::from_id_salt(("type", i))
                .selected_text(RichText::new(type_name(who.kind)).size(12.0))
                .width(24.0 * UNIT)
                .show_ui(ui, |ui| {
                    for kind in TYPES {
                        let name = type_name(kind);
                        if ui.selectable_label(kind == who.kind, name).clicked() && kind != who.kind
                        {
                            retyped = Some(Changed::Type(who.key.clone(), kind));
                        }
                    }
                });
            kinds
                .response
                .accessible_name(format!("What {} is", who.name));
        });
        ui.add_space(UNIT);
    }
    changed.map(Changed::People).or(retyped)
}
