//! Correcting what was read: title, date, type, place, participants, tags, notes. What the user
//! types is shown as it is understood before it is taken.

mod event;
mod menus;
mod notes;
mod people;

pub use event::Corrections;
pub use menus::{event_menu, kind_choice, kind_menu, star};
pub use notes::Notes;
pub use people::role_name;

use super::tray::parse_day;
use crate::app::state::{Action, State};
use crate::app::theme::Palette;
use crate::app::widgets::{faint, field, link, secondary};
use crate::app::words;
use crate::project::{Corrected, Edit, Mark, Thing};
use crate::temporal::{self, TimeValue};
use egui::{Key, Ui};
use egui_material_icons::icons;

/// A date as people write it ("12 May 1998", "c. 1200 BC", "spring 2020", EDTF), understood as
/// in an article published on `near`.
#[must_use]
pub fn understand(text: &str, near: Option<jiff::civil::Date>) -> Option<TimeValue> {
    parse_day(text)
        .map(TimeValue::day)
        .or_else(|| temporal::parse(text, near))
}

/// Says beside a field what is understood of the date typed in it.
pub fn understood(ui: &mut Ui, typed: &str, value: Option<&TimeValue>) {
    let p = Palette::in_force(ui.ctx());
    match value {
        Some(value) => {
            ui.label(secondary(words::date(value), p));
            ui.label(faint(words::exactness(value), p))
        }
        None if typed.trim().is_empty() => {
            ui.label(faint("such as 12 May 1998, c. 1200 BC, spring 2020", p))
        }
        None => ui.label(faint("not a date yet", p)),
    };
}

/// What the user wrote on a thing, if anything.
#[must_use]
pub fn mark(st: &State, thing: Thing) -> Option<&Mark> {
    let marks = &st.snapshot().marks;
    match thing {
        Thing::Event(e) => marks.events.get(&e),
        Thing::Article(a) => marks.articles.get(&a),
        Thing::Entity(e) => marks.entities.get(&e),
    }
}

fn edit(out: &mut Vec<Action>, edit: Edit) {
    out.push(Action::Edit(Box::new(edit)));
}

/// A small sign that the user corrected something, with the way back.
pub fn corrected(ui: &mut Ui, st: &State, thing: Thing, what: Corrected, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    if !mark(st, thing).is_some_and(|m| m.corrected.contains(&what)) {
        return;
    }
    let name = match what {
        Corrected::Merged => "Take apart again what was merged".to_owned(),
        Corrected::Split => "Put back what was split off".to_owned(),
        what => format!("Back to the {} as it was read", what.name()),
    };
    let sign = match what {
        Corrected::Merged => "merged",
        Corrected::Split => "split off",
        _ => "corrected",
    };
    if link(ui, format!("{sign} {}", icons::ICON_UNDO.codepoint), p)
        .on_hover_text(&name)
        .accessible_name(name)
        .clicked()
    {
        edit(out, Edit::Reset(thing, Some(what)));
    }
}

/// What a field for a correction says: still open, a line is done, or left as it was.
#[derive(Debug, PartialEq, Eq)]
pub enum Line {
    /// Still being typed.
    Typing,
    /// Enter was pressed.
    Done(String),
    /// The user went elsewhere; what was typed is still there.
    Gone(String),
    /// Escape was pressed.
    Left,
}

/// One line to type in, opened by the user; Enter takes it, Escape leaves it.
pub fn line(ui: &mut Ui, typed: &mut Option<String>, hint: &str, width: f32) -> Line {
    let Some(text) = typed else { return Line::Left };
    let response = field(ui, text, hint, width);
    let fresh = ui.make_persistent_id(("fresh", hint));
    if !ui.data(|d| d.get_temp::<bool>(fresh).unwrap_or(false)) {
        ui.data_mut(|d| d.insert_temp(fresh, true));
        response.request_focus();
        response.scroll_to_me(None);
    }
    let mut end = Line::Typing;
    if response.lost_focus() {
        let (enter, escape) = ui.input(|i| (i.key_pressed(Key::Enter), i.key_pressed(Key::Escape)));
        let said = text.trim().to_owned();
        end = match (enter, escape) {
            (true, _) => Line::Done(said),
            (_, true) => Line::Left,
            _ => Line::Gone(said),
        };
    }
    if !matches!(end, Line::Typing | Line::Gone(_)) {
        ui.data_mut(|d| d.remove_temp::<bool>(fresh));
    }
    end
}

/// As [`line()`], for what is taken too when the user goes elsewhere: the text, once it is there.
/// Closes the field when it is done with.
pub fn whole_line(
    ui: &mut Ui,
    typed: &mut Option<String>,
    hint: &str,
    width: f32,
) -> Option<String> {
    match line(ui, typed, hint, width) {
        Line::Typing => None,
        Line::Left => {
            *typed = None;
            None
        }
        Line::Done(text) | Line::Gone(text) => {
            *typed = None;
            let fresh = ui.make_persistent_id(("fresh", hint));
            ui.data_mut(|d| d.remove_temp::<bool>(fresh));
            Some(text)
        }
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
        assert_eq!(words("spring 2020").as_deref(), Some("spring 2020"));
        assert_eq!(words("2004-06~").as_deref(), Some("c. June 2004"));
        assert!(words("c. 1200 BC").is_some_and(|w| w.contains("1200")));
        assert_eq!(words("5.3.2025").as_deref(), Some("5 March 2025"));
        assert_eq!(words(""), None);
        assert_eq!(words("perhaps"), None);
        assert_eq!(words("12 May 1998 or so I hear"), None);
    }

    #[test]
    fn a_word_for_a_day_hangs_on_the_day_of_the_article() {
        let near = jiff::civil::date(2025, 4, 28);
        let value = understand("yesterday", Some(near));
        assert_eq!(
            value.map(|v| words::date(&v)).as_deref(),
            Some("27 April 2025")
        );
        assert_eq!(understand("yesterday", None), None);
    }
}
