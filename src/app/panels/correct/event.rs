//! What is being typed about one event.

use super::{Line, Notes, corrected, edit, line, mark, people, understand, understood, whole_line};
use crate::app::state::{Action, State, Typed};
use crate::app::theme::{Palette, UNIT, size};
use crate::app::widgets::{icon_button, link, secondary};
use crate::app::words;
use crate::entity::EntityType;
use crate::event::{Event, Role};
use crate::project::{Corrected, Edit, EntityKey, Thing};
use crate::temporal;
use egui::{RichText, Ui};
use egui_material_icons::icons;

/// What is being typed about one event.
#[derive(Default)]
pub struct Corrections {
    of: Option<String>,
    title: Option<String>,
    date: Option<String>,
    place: Option<String>,
    participant: Option<String>,
    /// The list of those who take part is open for change.
    people: bool,
    notes: Notes,
}

impl Corrections {
    /// Forgets what was typed when another event comes into sight.
    pub fn about(&mut self, event: &Event) {
        if self.of.as_deref() != Some(&event.id) {
            *self = Self {
                of: Some(event.id.to_string()),
                ..Self::default()
            };
        }
    }

    /// Opens a field for typing.
    pub fn open(&mut self, what: Typed, st: &State, at: u32, event: &Event) {
        match what {
            Typed::Title => self.title = Some(event.title.to_string()),
            Typed::Date => self.date = Some(String::new()),
            Typed::Tag => self.notes.open_tag(),
            Typed::Note => self.notes.open_note(st, Thing::Event(at)),
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
            let title = whole_line(ui, &mut self.title, "Title", f32::INFINITY);
            if let Some(title) = title.filter(|t| !t.is_empty() && **t != *event.title) {
                edit(out, Edit::Title(Thing::Event(at), title));
            }
            return;
        }
        let title = RichText::new(&*event.title)
            .font(crate::app::theme::semibold(size::TITLE))
            .color(p.text);
        let response = ui
            .add(egui::Label::new(title).wrap().sense(egui::Sense::click()))
            .on_hover_text("Double-click to change the title (F2)");
        if response.double_clicked() {
            self.title = Some(event.title.to_string());
        }
        corrected(ui, st, Thing::Event(at), Corrected::Title, out);
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
            let value = understand(&typed, near);
            ui.horizontal_wrapped(|ui| {
                let end = line(ui, &mut self.date, "Date of the event", 44.0 * UNIT);
                understood(ui, &typed, value.as_ref());
                match (end, value) {
                    (Line::Typing, _) => {}
                    (Line::Left, _) => self.date = None,
                    (Line::Done(typed) | Line::Gone(typed), Some(value)) => {
                        edit(out, Edit::Date(at, Some(value), typed));
                        self.date = None;
                    }
                    // What is not a date yet stays to be mended.
                    (Line::Done(typed) | Line::Gone(typed), None) => {
                        self.date = (!typed.is_empty()).then_some(typed);
                    }
                }
            });
            return;
        }
        let set =
            mark(st, Thing::Event(at)).is_some_and(|m| m.corrected.contains(&Corrected::Date));
        let words = if set {
            "Set another date"
        } else {
            "Set a date"
        };
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
            } else if link(ui, words, p).clicked() {
                self.date = Some(String::new());
            }
            ui.add_space(UNIT);
            corrected(ui, st, Thing::Event(at), Corrected::Date, out);
        });
    }

    /// Whether those who take part are open for change.
    #[must_use]
    pub fn changes_people(&self) -> bool {
        self.people
    }

    /// Behind those who take part: the way to change them, and back.
    pub fn participants(&mut self, ui: &mut Ui, st: &State, at: u32, out: &mut Vec<Action>) {
        if icon_button(ui, icons::ICON_EDIT, "Change who takes part").clicked() {
            self.people = true;
        }
        corrected(ui, st, Thing::Event(at), Corrected::Participants, out);
    }

    /// Those who take part, each with its role, to be changed, taken off or added to.
    pub fn people(
        &mut self,
        ui: &mut Ui,
        st: &State,
        at: u32,
        event: &Event,
        out: &mut Vec<Action>,
    ) {
        let p = Palette::in_force(ui.ctx());
        let now = people::people(st, event);
        match people::list(ui, &now) {
            None => {}
            Some(people::Changed::People(all)) => edit(out, Edit::Participants(at, all)),
            Some(people::Changed::Type(key, kind)) => {
                let of = |(e, _): &&(u32, Role)| {
                    st.entity(*e).is_some_and(|x| EntityKey::new(&x.id) == key)
                };
                if let Some((e, _)) = event.entities.iter().find(of) {
                    edit(out, Edit::EntityType(*e, kind));
                }
            }
        }
        ui.horizontal_wrapped(|ui| {
            self.participant.get_or_insert_default();
            let end = line(ui, &mut self.participant, "Name", 36.0 * UNIT);
            let typed = self.participant.clone().unwrap_or_default();
            let fits = |kind| kind != EntityType::Loc;
            let mut chosen = people::suggest(ui, st, &typed, "a new person", fits);
            match end {
                Line::Typing | Line::Gone(_) => {}
                Line::Left => {
                    self.participant = None;
                    self.people = false;
                }
                Line::Done(name) if name.is_empty() => {
                    self.participant = None;
                    self.people = false;
                }
                Line::Done(name) => chosen = Some(people::who(st, &name, EntityType::Per)),
            }
            if let Some(who) = chosen {
                self.participant = None;
                if now.iter().all(|(w, _)| w.key != who.key) {
                    let mut people = now.clone();
                    people.push((who, Role::Other));
                    edit(out, Edit::Participants(at, people));
                }
            }
            if link(ui, "Done", p).clicked() {
                self.participant = None;
                self.people = false;
            }
        });
    }

    /// The place, with a field to correct it.
    pub fn place(&mut self, ui: &mut Ui, st: &State, at: u32, known: bool, out: &mut Vec<Action>) {
        let p = Palette::in_force(ui.ctx());
        if self.place.is_none() {
            let (icon, name) = if known {
                (icons::ICON_EDIT, "Change the place")
            } else {
                (icons::ICON_ADD, "Add a place")
            };
            if icon_button(ui, icon, name).clicked() {
                self.place = Some(String::new());
            }
            corrected(ui, st, Thing::Event(at), Corrected::Place, out);
            return;
        }
        let end = line(ui, &mut self.place, "Place", 36.0 * UNIT);
        let typed = self.place.clone().unwrap_or_default();
        let mut chosen = people::suggest(ui, st, &typed, "a new place", |kind| {
            kind == EntityType::Loc
        });
        if known && link(ui, "No place", p).clicked() {
            edit(out, Edit::Place(at, None));
            self.place = None;
        }
        match end {
            Line::Typing => {}
            Line::Gone(typed) if !typed.is_empty() => {}
            Line::Gone(_) | Line::Left => self.place = None,
            Line::Done(name) if name.is_empty() => self.place = None,
            Line::Done(name) => chosen = Some(people::who(st, &name, EntityType::Loc)),
        }
        if chosen.is_some() {
            edit(out, Edit::Place(at, chosen));
            self.place = None;
        }
    }

    /// Tags and note.
    pub fn notes(&mut self, ui: &mut Ui, st: &State, at: u32, out: &mut Vec<Action>) {
        self.notes.show(ui, st, Thing::Event(at), out);
    }
}
