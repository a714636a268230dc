//! Tags and notes, on events and articles alike.

use super::{edit, mark, whole_line};
use crate::app::panels::markdown;
use crate::app::state::{Action, State};
use crate::app::theme::{Palette, UNIT};
use crate::app::widgets::{chip, context_menu, faint, icon_button, link};
use crate::project::{Edit, Mark, Thing};
use egui::{Align, Key, Layout, Modifiers, RichText, Ui};
use egui_material_icons::icons;

/// What is being typed.
#[derive(Default)]
pub struct Notes {
    tag: Option<String>,
    note: Option<String>,
    /// The field for the note has just been opened.
    fresh: bool,
}

impl Notes {
    /// Opens the field for a tag.
    pub fn open_tag(&mut self) {
        self.tag = Some(String::new());
    }

    /// Opens the field for the note.
    pub fn open_note(&mut self, st: &State, thing: Thing) {
        self.note = Some(mark(st, thing).map_or_else(String::new, |m| m.note.clone()));
        self.fresh = true;
    }

    /// Shows tags and note.
    pub fn show(&mut self, ui: &mut Ui, st: &State, thing: Thing, out: &mut Vec<Action>) {
        let p = Palette::in_force(ui.ctx());
        let none = Mark::default();
        let mark = mark(st, thing).unwrap_or(&none);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(1.5 * UNIT, 1.5 * UNIT);
            for tag in &mark.tags {
                let chip = chip(ui, &format!("#{tag}"), p)
                    .on_hover_text("Click to show only what has this tag; right-click for more");
                if chip.clicked() {
                    let tag = tag.clone();
                    out.push(super::super::tool_bar::changed(&st.filter, |f| {
                        if !f.tags.remove(&tag) {
                            f.tags.insert(tag);
                        }
                    }));
                }
                context_menu(&chip, |ui| {
                    if ui.button("Take the tag off").clicked() {
                        edit(out, Edit::Tag(thing, tag.clone(), false));
                    }
                });
            }
            if self.tag.is_some() {
                let typed = whole_line(ui, &mut self.tag, "Tag", 28.0 * UNIT);
                let typed = typed.unwrap_or_default();
                for tag in typed.split(',').map(str::trim).filter(|t| !t.is_empty()) {
                    edit(out, Edit::Tag(thing, tag.to_owned(), true));
                }
                self.offer_tags(ui, st, thing, mark, out);
            } else {
                if link(ui, "Add a tag", p).clicked() {
                    self.open_tag();
                }
                if !mark.tags.is_empty()
                    && icon_button(ui, icons::ICON_LABEL_OFF, "Take all tags off").clicked()
                {
                    let off = |t: &String| Edit::Tag(thing, t.clone(), false);
                    let edits = mark.tags.iter().map(off).collect();
                    edit(out, Edit::Many("Take all tags off".into(), edits));
                }
            }
            if self.note.is_none() && mark.note.is_empty() && link(ui, "Write a note", p).clicked()
            {
                self.open_note(st, thing);
            }
        });
        if self.note.is_some() {
            self.write(ui, thing, mark, out);
        } else if !mark.note.is_empty() {
            ui.add_space(UNIT);
            ui.horizontal_top(|ui| {
                ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
                    if icon_button(ui, icons::ICON_EDIT, "Change the note").clicked() {
                        self.open_note(st, thing);
                    }
                    ui.with_layout(Layout::top_down(Align::LEFT), |ui| {
                        markdown::show(ui, &mark.note);
                    });
                });
            });
        }
    }

    /// Tags in use elsewhere, to click.
    fn offer_tags(
        &mut self,
        ui: &mut Ui,
        st: &State,
        thing: Thing,
        mark: &Mark,
        out: &mut Vec<Action>,
    ) {
        let p = Palette::in_force(ui.ctx());
        let Some(typed) = &self.tag else { return };
        let typed = typed.trim().trim_start_matches('#').to_lowercase();
        let tags = st.snapshot().marks.tags();
        let others = tags
            .into_iter()
            .filter(|t| !mark.tags.iter().any(|m| m == t) && t.to_lowercase().starts_with(&typed));
        let mut chosen = false;
        for tag in others.take(6) {
            if link(ui, format!("#{tag}"), p).clicked() {
                edit(out, Edit::Tag(thing, tag.to_owned(), true));
                chosen = true;
            }
        }
        if chosen {
            self.tag = None;
        }
    }

    fn write(&mut self, ui: &mut Ui, thing: Thing, mark: &Mark, out: &mut Vec<Action>) {
        let p = Palette::in_force(ui.ctx());
        let Some(text) = &mut self.note else { return };
        let response = ui
            .add(
                egui::TextEdit::multiline(text)
                    .desired_width(f32::INFINITY)
                    .desired_rows(3)
                    .hint_text(RichText::new("Note").color(p.text_faint)),
            )
            .accessible_name("Note");
        if std::mem::take(&mut self.fresh) {
            response.request_focus();
            response.scroll_to_me(None);
        }
        // Enter begins a line: with Ctrl it ends the note.
        if response.has_focus() && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter)) {
            response.surrender_focus();
        }
        ui.label(faint(
            "Markdown: *emphasis*, **strong**, - lists, [link](address). Ctrl+Enter keeps it, Esc \
             leaves it as it was.",
            p,
        ));
        if response.lost_focus() {
            let text = std::mem::take(text);
            self.note = None;
            let left = ui.input(|i| i.key_pressed(Key::Escape));
            if text.trim_end() != mark.note && !left {
                edit(out, Edit::Note(thing, text));
            }
        }
    }
}
