//! Correcting what was read: title, date, type, place, participants, tags, notes of an event.
//! What the user types is shown as it is understood before it is taken.

use super::tray::parse_day;
use crate::app::state::{Action, State, Typed};
use crate::app::theme::{Palette, UNIT, size};
use crate::app::widgets::{chip, faint, field, icon_button, link, secondary};
use crate::app::words;
use crate::entity::EntityType;
use crate::event::{Event, EventType, Family, Role};
use crate::project::{Corrected, Edit, EntityKey, Mark, Thing, Who};
use crate::temporal::{self, TimeValue};
use crate::text::Doc;
use egui::{Key, RichText, Ui};
use egui_material_icons::icons;

/// What is being typed about one event.
#[derive(Default)]
pub struct Corrections {
    of: Option<String>,
    title: Option<String>,
    date: Option<String>,
    place: Option<String>,
    participant: Option<String>,
    tag: Option<String>,
    note: Option<String>,
}

/// A date as people write it ("12 May 1998", "c. 1200 BC", "spring 2020", EDTF), understood as
/// in an article published on `near`.
#[must_use]
pub fn understand(text: &str, near: Option<jiff::civil::Date>) -> Option<TimeValue> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    if let Some(day) = parse_day(text) {
        return Some(TimeValue::day(day));
    }
    if let Some(value) = TimeValue::from_edtf(text) {
        return Some(value);
    }
    let doc = Doc::read(text);
    temporal::read(&doc, near).into_iter().find_map(|t| t.time)
}

/// What the user wrote on an event, if anything.
#[must_use]
pub fn mark(st: &State, event: u32) -> Option<&Mark> {
    st.snapshot().marks.events.get(&event)
}

fn edit(out: &mut Vec<Action>, edit: Edit) {
    out.push(Action::Edit(Box::new(edit)));
}

/// A small sign that the user corrected something, with the way back.
pub fn corrected(ui: &mut Ui, st: &State, event: u32, what: Corrected, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    if !mark(st, event).is_some_and(|m| m.corrected.contains(&what)) {
        return;
    }
    let name = format!("Back to the {} as it was read", what.name());
    if link(ui, format!("corrected {}", icons::ICON_UNDO.codepoint), p)
        .on_hover_text(&name)
        .accessible_name(name)
        .clicked()
    {
        edit(out, Edit::Reset(Thing::Event(event), Some(what)));
    }
}

/// What a field for a correction says when its line is done: the words, or nothing to change.
enum Line {
    Typing,
    Done(String),
    Left,
}

/// One line to type in, opened by the user; Enter takes it, Escape leaves it.
fn line(ui: &mut Ui, typed: &mut Option<String>, hint: &str, width: f32) -> Line {
    let Some(text) = typed else { return Line::Left };
    let response = field(ui, text, hint, width);
    let fresh = ui.make_persistent_id(("fresh", hint));
    if !ui.data(|d| d.get_temp::<bool>(fresh).unwrap_or(false)) {
        ui.data_mut(|d| d.insert_temp(fresh, true));
        response.request_focus();
    }
    let mut end = Line::Typing;
    if response.lost_focus() {
        let enter = ui.input(|i| i.key_pressed(Key::Enter));
        end = if enter {
            Line::Done(std::mem::take(text).trim().to_owned())
        } else {
            Line::Left
        };
    }
    if !matches!(end, Line::Typing) {
        ui.data_mut(|d| d.remove_temp::<bool>(fresh));
    }
    end
}

impl Corrections {
    /// Forgets what was typed when another event comes into sight.
    pub fn about(&mut self, event: &Event) {
        if self.of.as_deref() != Some(&event.id) {
            *self = Self {
                of: Some(event.id.clone()),
                ..Self::default()
            };
        }
    }

    /// The title: a double click, or the pencil, opens it for typing.
    pub fn title(
        &mut self,
        ui: &mut Ui,
        st: &State,
        at: u32,
        event: &Event,
        out: &mut Vec<Action>,
    ) {
        let p = Palette::in_force(ui.ctx());
        if self.title.is_some() {
            match line(ui, &mut self.title, "Title", f32::INFINITY) {
                Line::Typing => {}
                Line::Left => self.title = None,
                Line::Done(title) => {
                    self.title = None;
                    if !title.is_empty() && title != event.title {
                        edit(out, Edit::Title(Thing::Event(at), title));
                    }
                }
            }
            return;
        }
        let title = RichText::new(&event.title)
            .font(crate::app::theme::semibold(size::TITLE))
            .color(p.text);
        let response = ui
            .add(egui::Label::new(title).wrap().sense(egui::Sense::click()))
            .on_hover_text("Double-click to change the title");
        if response.double_clicked() {
            self.title = Some(event.title.clone());
        }
        corrected(ui, st, at, Corrected::Title, out);
    }

    /// The line under the date: another reading, a date of one's own, the way back.
    pub fn date(
        &mut self,
        ui: &mut Ui,
        st: &State,
        at: u32,
        near: Option<jiff::civil::Date>,
        other: Option<&temporal::Alternative>,
        out: &mut Vec<Action>,
    ) {
        let p = Palette::in_force(ui.ctx());
        if self.date.is_some() {
            let typed = self.date.clone().unwrap_or_default();
            let understood = understand(&typed, near);
            ui.horizontal_wrapped(|ui| {
                let end = line(ui, &mut self.date, "Date of the event", 44.0 * UNIT);
                match &understood {
                    Some(value) => ui.label(secondary(words::date(value), p)),
                    None if typed.trim().is_empty() => {
                        ui.label(faint("such as 12 May 1998, c. 1200 BC, spring 2020", p))
                    }
                    None => ui.label(faint("not a date yet", p)),
                };
                match end {
                    Line::Typing => {}
                    Line::Left => self.date = None,
                    Line::Done(typed) => {
                        if let Some(value) = understood {
                            edit(out, Edit::Date(at, Some(value), typed));
                            self.date = None;
                        } else {
                            self.date = Some(typed);
                        }
                    }
                }
            });
            return;
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = UNIT;
            if let Some(other) = other {
                ui.label(secondary("Not so?", p));
                let text = format!("Take {}", words::date(&other.time));
                if link(ui, text, p).on_hover_text(&other.why).clicked() {
                    edit(out, Edit::Date(at, Some(other.time.clone()), String::new()));
                }
                ui.label(secondary("or", p));
                if link(ui, "set a date", p).clicked() {
                    self.date = Some(String::new());
                }
            } else if link(ui, "Set a date", p).clicked() {
                self.date = Some(String::new());
            }
            corrected(ui, st, at, Corrected::Date, out);
        });
    }

    /// Opens a field for typing.
    pub fn open(&mut self, what: Typed, st: &State, at: u32, event: &Event) {
        match what {
            Typed::Title => self.title = Some(event.title.clone()),
            Typed::Date => self.date = Some(String::new()),
            Typed::Tag => self.tag = Some(String::new()),
            Typed::Note => {
                self.note = Some(mark(st, at).map_or_else(String::new, |m| m.note.clone()));
            }
        }
    }

    /// Adds somebody to those who take part.
    pub fn participant(
        &mut self,
        ui: &mut Ui,
        st: &State,
        at: u32,
        event: &Event,
        out: &mut Vec<Action>,
    ) {
        if self.participant.is_none() {
            if icon_button(ui, icons::ICON_ADD, "Add somebody who takes part").clicked() {
                self.participant = Some(String::new());
            }
            corrected(ui, st, at, Corrected::Participants, out);
            return;
        }
        match line(ui, &mut self.participant, "Name", 36.0 * UNIT) {
            Line::Typing => {}
            Line::Left => self.participant = None,
            Line::Done(name) => {
                self.participant = None;
                if !name.is_empty() {
                    let mut people = people(st, event, None);
                    people.push((who(st, &name, EntityType::Per), Role::Other));
                    edit(out, Edit::Participants(at, people));
                }
            }
        }
    }

    /// The place, with a field to correct it.
    pub fn place(&mut self, ui: &mut Ui, st: &State, at: u32, known: bool, out: &mut Vec<Action>) {
        if self.place.is_none() {
            let (icon, name) = if known {
                (icons::ICON_EDIT, "Change the place")
            } else {
                (icons::ICON_ADD, "Add a place")
            };
            if icon_button(ui, icon, name).clicked() {
                self.place = Some(String::new());
            }
            corrected(ui, st, at, Corrected::Place, out);
            return;
        }
        match line(ui, &mut self.place, "Place", 36.0 * UNIT) {
            Line::Typing => {}
            Line::Left => self.place = None,
            Line::Done(name) => {
                self.place = None;
                let place = (!name.is_empty()).then(|| who(st, &name, EntityType::Loc));
                if known || place.is_some() {
                    edit(out, Edit::Place(at, place));
                }
            }
        }
    }

    /// Tags and note.
    pub fn notes(&mut self, ui: &mut Ui, st: &State, at: u32, out: &mut Vec<Action>) {
        let p = Palette::in_force(ui.ctx());
        let thing = Thing::Event(at);
        let none = Mark::default();
        let mark = mark(st, at).unwrap_or(&none);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(1.5 * UNIT, 1.5 * UNIT);
            for tag in &mark.tags {
                if chip(ui, &format!("#{tag}"), p)
                    .on_hover_text("Click to take the tag off")
                    .clicked()
                {
                    edit(out, Edit::Tag(thing, tag.clone(), false));
                }
            }
            if self.tag.is_some() {
                match line(ui, &mut self.tag, "Tag", 28.0 * UNIT) {
                    Line::Typing => {}
                    Line::Left => self.tag = None,
                    Line::Done(tag) => {
                        self.tag = None;
                        if !tag.is_empty() {
                            edit(out, Edit::Tag(thing, tag, true));
                        }
                    }
                }
            } else if link(ui, "Add a tag", p).clicked() {
                self.tag = Some(String::new());
            }
            if self.note.is_none() && mark.note.is_empty() && link(ui, "Write a note", p).clicked()
            {
                self.note = Some(String::new());
            }
        });
        if let Some(text) = &mut self.note {
            let response = ui
                .add(
                    egui::TextEdit::multiline(text)
                        .desired_width(f32::INFINITY)
                        .desired_rows(3)
                        .hint_text(RichText::new("Note").color(p.text_faint)),
                )
                .accessible_name("Note");
            if response.lost_focus() {
                let text = std::mem::take(text);
                self.note = None;
                if text != mark.note {
                    edit(out, Edit::Note(thing, text));
                }
            }
        } else if !mark.note.is_empty() {
            let response = ui
                .add(
                    egui::Label::new(RichText::new(&mark.note).color(p.text))
                        .wrap()
                        .sense(egui::Sense::click()),
                )
                .on_hover_text("Click to change the note");
            if response.clicked() {
                self.note = Some(mark.note.clone());
            }
        }
    }
}

/// Somebody by name: an entity that is known by it, else a new one.
fn who(st: &State, name: &str, kind: EntityType) -> Who {
    let wanted = words::fold(name);
    let known = st
        .snapshot()
        .story
        .entities
        .iter()
        .find(|e| words::fold(&e.name) == wanted);
    match known {
        Some(entity) => Who {
            key: EntityKey::new(&entity.id),
            name: entity.name.clone(),
            kind: entity.kind,
        },
        None => Who::named(name, kind),
    }
}

/// Those who take part, as an edit takes them; without `left_out`.
fn people(st: &State, event: &Event, left_out: Option<u32>) -> Vec<(Who, Role)> {
    event
        .entities
        .iter()
        .filter(|(e, _)| Some(*e) != left_out && event.place != Some(*e))
        .filter_map(|(e, role)| {
            let entity = st.entity(*e)?;
            let who = Who {
                key: EntityKey::new(&entity.id),
                name: entity.name.clone(),
                kind: entity.kind,
            };
            Some((who, *role))
        })
        .collect()
}

/// What can be done with somebody who takes part.
pub fn participant_menu(
    ui: &mut Ui,
    st: &State,
    at: u32,
    event: &Event,
    entity: u32,
    out: &mut Vec<Action>,
) {
    if ui.button("Show only these events").clicked() {
        out.push(Action::ToggleEntity(entity, false));
    }
    if ui.button("Did not take part").clicked() {
        edit(out, Edit::Participants(at, people(st, event, Some(entity))));
    }
}

/// The menu of types.
pub fn kind_menu(ui: &mut Ui, at: u32, event: &Event, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    egui::ScrollArea::vertical()
        .max_height(100.0 * UNIT)
        .show(ui, |ui| {
            for family in Family::ALL {
                for kind in EventType::ALL {
                    if kind.family() != family {
                        continue;
                    }
                    let name = RichText::new(kind.name()).color(p.family(family));
                    if ui.selectable_label(event.kind == kind, name).clicked() {
                        edit(out, Edit::EventType(at, kind));
                    }
                }
            }
        });
}

/// The menu with everything else that can be done with an event.
pub fn event_menu(ui: &mut Ui, st: &State, at: u32, out: &mut Vec<Action>) {
    let thing = Thing::Event(at);
    let none = Mark::default();
    let mark = mark(st, at).unwrap_or(&none);
    if ui.button("Copy event").clicked() {
        out.push(Action::Do(crate::app::command::Command::CopyEvent));
    }
    let others: Vec<u32> = st.selected.iter().copied().filter(|e| *e != at).collect();
    if !others.is_empty() {
        let text = format!(
            "Merge with {}",
            words::count(others.len(), "selected event", "selected events")
        );
        if ui.button(text).clicked() {
            let all = std::iter::once(at).chain(others).collect();
            edit(out, Edit::MergeEvents(all));
        }
    }
    ui.separator();
    let hide = if mark.hidden { "Show again" } else { "Hide" };
    if ui.button(hide).clicked() {
        edit(out, Edit::Hide(thing, !mark.hidden));
    }
    if ui
        .button("Delete")
        .on_hover_text("Take this event out; undo brings it back")
        .clicked()
    {
        edit(out, Edit::Remove(thing));
    }
    if !mark.corrected.is_empty() {
        ui.separator();
        if ui.button("Back to everything as it was read").clicked() {
            edit(out, Edit::Reset(thing, None));
        }
    }
}

/// The star.
pub fn star(ui: &mut Ui, st: &State, at: u32, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    let on = mark(st, at).is_some_and(|m| m.starred);
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
        edit(out, Edit::Star(Thing::Event(at), !on));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_understood_as_it_is_typed() {
        let words = |text: &str| understand(text, None).map(|v| words::date(&v));
        assert_eq!(words("12 May 1998").as_deref(), Some("12 May 1998"));
        assert_eq!(words("2025-04").as_deref(), Some("April 2025"));
        assert_eq!(words("1998").as_deref(), Some("1998"));
        assert_eq!(words(""), None);
        assert_eq!(words("perhaps"), None);
    }
}
