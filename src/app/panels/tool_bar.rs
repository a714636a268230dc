//! The bar on top: opening, searching, lanes, how much is shown, the menu.

use super::complete::suggest;
use crate::app::command::{Command, Group, RECENT};
use crate::app::picture::FIRST_PLACE;
use crate::app::state::{Action, Center, LaneChange, State};
use crate::app::theme::{self, Palette, UNIT, size};
use crate::app::widgets::{icon_button, icon_command, menu_command, secondary, text_command};
use crate::entity::EntityType;
use crate::project::{Filter, LaneBy};
use egui::{Align, Layout, RichText, Ui, vec2};
use egui_material_icons::icons;

/// What is being typed in the bar.
#[derive(Default)]
pub struct ToolBar {
    /// The search field is to take the focus.
    pub focus_search: bool,
    typed: String,
    seen: String,
    /// How many suggestions there were last.
    offered: usize,
}

/// Tab takes a suggestion of what was begun; where nothing is typed it goes on to what is next, so
/// that whoever walks the window by it passes the field.
fn tab_goes_on(ui: &Ui) {
    for (modifiers, to) in [
        (egui::Modifiers::SHIFT, egui::FocusDirection::Previous),
        (egui::Modifiers::NONE, egui::FocusDirection::Next),
    ] {
        if ui.input_mut(|i| i.consume_key(modifiers, egui::Key::Tab)) {
            ui.memory_mut(|m| m.move_focus(to));
        }
    }
}

/// Lanes that are not pinned by the user.
const TOP: usize = 10;

fn choices() -> [(LaneBy, &'static str); 10] {
    let entities = |only| LaneBy::Entity {
        pinned: Vec::new(),
        top: TOP,
        only: Some(only),
    };
    [
        (LaneBy::Family, "Event type"),
        (LaneBy::Kind, "Event type, fine"),
        (entities(EntityType::Per), "Person"),
        (entities(EntityType::Org), "Organisation"),
        (entities(EntityType::Loc), "Place named"),
        (LaneBy::Place { top: TOP }, "Place of event"),
        (LaneBy::Article { top: TOP }, "Article"),
        (LaneBy::Publisher { top: TOP }, "Publisher"),
        (LaneBy::Tag, "Tag"),
        (LaneBy::None, "One lane"),
    ]
}

fn lane_name(by: &LaneBy) -> &'static str {
    match by {
        LaneBy::Family => "Event type",
        LaneBy::Kind => "Event type, fine",
        LaneBy::Entity { pinned, .. } if !pinned.is_empty() => "Pinned",
        LaneBy::Entity { only, .. } => match only {
            Some(EntityType::Per) => "Person",
            Some(EntityType::Org) => "Organisation",
            Some(EntityType::Loc) => "Place named",
            _ => "Name",
        },
        LaneBy::Place { .. } => "Place of event",
        LaneBy::Article { .. } => "Article",
        LaneBy::Publisher { .. } => "Publisher",
        LaneBy::Tag => "Tag",
        LaneBy::None => "One lane",
    }
}

impl ToolBar {
    /// Shows the bar.
    pub fn show(&mut self, ui: &mut Ui, st: &State, out: &mut Vec<Action>) {
        let p = Palette::in_force(ui.ctx());
        let full = ui.available_width();
        ui.horizontal_centered(|ui| {
            menu(ui, st, out);
            if full > 225.0 * UNIT {
                ui.label(
                    RichText::new("Dateline")
                        .font(theme::semibold(size::EMPHASIS))
                        .color(p.text),
                );
                ui.add_space(2.0 * UNIT);
            }
            text_command(ui, st, out, Command::OpenFiles, "Open…");
            text_command(ui, st, out, Command::OpenFolder, "Folder…");
            if st.is_empty() {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    theme_switch(ui, st, out);
                });
                return;
            }
            if full > 200.0 * UNIT {
                text_command(ui, st, out, Command::Save, "Save");
            }
            ui.scope(|ui| {
                ui.spacing_mut().button_padding.x = UNIT;
                ui.spacing_mut().item_spacing.x = UNIT;
                icon_command(ui, st, out, Command::Undo);
                icon_command(ui, st, out, Command::Redo);
            });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.scope(|ui| {
                    ui.spacing_mut().button_padding.x = UNIT + 1.0;
                    ui.spacing_mut().item_spacing.x = UNIT;
                    theme_switch(ui, st, out);
                    view_switch(ui, st, out);
                });
                ui.add_space(UNIT);
                salience(ui, st, out, full);
                ui.add_space(2.0 * UNIT);
                lanes(ui, st, out, full);
                ui.add_space(2.0 * UNIT);
                self.search(ui, st, out);
            });
        });
    }

    fn search(&mut self, ui: &mut Ui, st: &State, out: &mut Vec<Action>) {
        let p = Palette::in_force(ui.ctx());
        if st.search_text != self.seen {
            self.seen.clone_from(&st.search_text);
            self.typed.clone_from(&st.search_text);
        }
        let id = egui::Id::unique("search");
        if self.typed.is_empty() && ui.memory(|m| m.has_focus(id)) {
            tab_goes_on(ui);
        }
        let width = ui.available_width();
        let wanted = (width - 4.0 * UNIT).clamp(30.0 * UNIT, 105.0 * UNIT);
        ui.allocate_ui_with_layout(
            vec2(width, ui.available_height()),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.add_space(((width - wanted) * 0.5).max(0.0));
                let keys = Command::Find.keys_text(ui.ctx());
                let nothing_typed = self.typed.is_empty();
                let mut edit = egui::TextEdit::singleline(&mut self.typed)
                    .prefix(icons::ICON_SEARCH.rich_text().color(p.text_faint))
                    .hint_text(RichText::new("Search articles, people, events").color(p.text_faint))
                    .desired_width(wanted)
                    .margin(egui::Margin::symmetric(2 * UNIT as i8, UNIT as i8 + 1));
                if nothing_typed && wanted > 60.0 * UNIT {
                    edit = edit.suffix(RichText::new(keys).size(size::SMALL).color(p.text_faint));
                }
                let (ctx, offered) = (ui.ctx().clone(), &mut self.offered);
                let field = egui::CompletionPopup::new(id)
                    .align(egui::RectAlign::BOTTOM_START)
                    .max_height(60.0 * UNIT)
                    .word_boundary(|c| c.is_whitespace() || c == '(')
                    .show(ui, edit, |q| {
                        // Asked in every frame, shown only while one types.
                        if !ctx.memory(|m| m.has_focus(id)) {
                            return Vec::new();
                        }
                        let found = suggest(st, q.word, q.text);
                        if std::mem::replace(offered, found.len()) != found.len() {
                            measure_anew(&ctx, id.with("completion_popup"));
                        }
                        found
                    });
                let response = field.text_edit.response.response;
                let response = response.accessible_name("Search");
                if std::mem::take(&mut self.focus_search) {
                    response.request_focus();
                }
                if response.changed() || field.accepted.is_some() {
                    self.seen.clone_from(&self.typed);
                    out.push(Action::FindText(self.typed.clone()));
                }
                if !self.typed.is_empty() {
                    let at = egui::Rect::from_center_size(
                        response.rect.right_center() - vec2(4.0 * UNIT, 0.0),
                        vec2(5.0 * UNIT, 5.0 * UNIT),
                    );
                    if cross(ui, at, "Clear the search") {
                        out.push(Action::FindText(String::new()));
                    }
                }
                // Where the results are shown, they say so.
                if !st.shows_results() {
                    for doubt in &st.picture.selection.doubts {
                        response.show_tooltip_text(doubt);
                    }
                }
            },
        );
    }
}

/// Forgets how high a popup was: a list that grows does not make it higher by itself.
fn measure_anew(ctx: &egui::Context, id: egui::Id) {
    if let Some(mut area) = egui::AreaState::load(ctx, id) {
        area.size = None;
        let layer = egui::LayerId::new(egui::PopupKind::Popup.order(), id);
        ctx.memory_mut(|m| m.areas_mut().set_state(layer, area));
    }
}

/// A cross at a place; whether it was clicked.
fn cross(ui: &mut Ui, at: egui::Rect, name: &str) -> bool {
    let p = Palette::in_force(ui.ctx());
    let id = ui.make_persistent_id(name);
    let response = ui.interact(at, id, egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    let color = if response.hovered() || response.has_focus() {
        p.text
    } else {
        p.text_secondary
    };
    crate::app::widgets::paint_text(
        ui,
        at.center(),
        egui::Align2::CENTER_CENTER,
        icons::ICON_CLOSE.codepoint,
        theme::regular(size::BODY),
        color,
        at.width(),
    );
    response
        .on_hover_cursor(egui::CursorIcon::Default)
        .on_hover_text(name)
        .clicked()
}

/// The menu with every command.
fn menu(ui: &mut Ui, st: &State, out: &mut Vec<Action>) {
    let icon = icons::ICON_MENU.rich_text().size(size::TITLE);
    let button = ui
        .add(egui::Button::new(icon).frame_when_inactive(false))
        .on_hover_text("All commands")
        .accessible_name("Menu");
    egui::Popup::menu(&button).show(|ui| {
        for group in Group::ALL {
            ui.menu_button(group.name(), |ui| {
                for command in Command::ALL {
                    match command {
                        // A menu of its own, before what empties it.
                        Command::OpenRecent(_) | Command::ForgetRecent => {}
                        _ if command.spec().group != group => {}
                        Command::OpenFiles => {
                            recent(ui, st, out);
                            ui.separator();
                            menu_command(ui, st, out, command);
                        }
                        _ => menu_command(ui, st, out, command),
                    }
                }
            });
        }
    });
}

/// The menu of projects worked on before.
fn recent(ui: &mut Ui, st: &State, out: &mut Vec<Action>) {
    if !st.can(Command::ForgetRecent) {
        return;
    }
    let icon = icons::ICON_HISTORY.rich_text().size(size::EMPHASIS);
    ui.menu_button((icon, "Open recent"), |ui| {
        for command in (0..RECENT as u8).map(Command::OpenRecent) {
            if st.can(command) {
                menu_command(ui, st, out, command);
            }
        }
        ui.separator();
        menu_command(ui, st, out, Command::ForgetRecent);
    });
}

fn theme_switch(ui: &mut Ui, st: &State, out: &mut Vec<Action>) {
    use crate::app::preferences::Theme;
    let icon = match st.preferences.theme {
        Theme::System => icons::ICON_CONTRAST,
        Theme::Dark => icons::ICON_DARK_MODE,
        Theme::Light => icons::ICON_LIGHT_MODE,
    };
    let name = format!("Theme: {}", st.preferences.theme.name().to_lowercase());
    if icon_button(ui, icon, &name).clicked() {
        out.push(Action::Do(Command::SwitchTheme));
    }
}

fn view_switch(ui: &mut Ui, st: &State, out: &mut Vec<Action>) {
    for (center, command) in [
        (Center::List, Command::ShowList),
        (Center::Timeline, Command::ShowTimeline),
    ] {
        let spec = command.spec();
        let on = st.center == center && st.reading.is_none();
        let button = egui::Button::new(spec.icon.rich_text().size(size::TITLE))
            .selected(on)
            .frame_when_inactive(on);
        if ui
            .add(button)
            .on_hover_text(command.hint(ui.ctx()))
            .accessible_name(spec.text)
            .clicked()
        {
            out.push(Action::Do(command));
        }
    }
}

fn lanes(ui: &mut Ui, st: &State, out: &mut Vec<Action>, full: f32) {
    let p = Palette::in_force(ui.ctx());
    let shown = lane_name(&st.lane_by);
    let combo = egui::ComboBox::from_id_salt("lanes")
        .selected_text(shown)
        .width(26.0 * UNIT)
        .truncate()
        .height(100.0 * UNIT)
        .show_ui(ui, |ui| {
            for (by, name) in choices() {
                if ui.selectable_label(shown == name, name).clicked() {
                    out.push(Action::Lanes(by));
                }
            }
            if !st.lane_layout.hidden.is_empty() || !st.lane_layout.order.is_empty() {
                ui.separator();
                if ui.button("Show all lanes again").clicked() {
                    out.push(Action::Lane(LaneChange::Reset));
                }
            }
        });
    combo
        .response
        .on_hover_text("What the lanes of the timeline stand for")
        .accessible_name("Lanes");
    if full > 270.0 * UNIT {
        ui.label(secondary("Lanes", p));
    }
}

fn salience(ui: &mut Ui, st: &State, out: &mut Vec<Action>, full: f32) {
    let p = Palette::in_force(ui.ctx());
    let share = st.picture.share_at(st.picture.salience);
    let main = st.picture.main_share;
    let words = if share > 0.995 {
        "all events"
    } else if share > 1.5 * main {
        "more events"
    } else if share > 0.5 * main {
        "main events"
    } else {
        "the chief few"
    };
    if full > 300.0 * UNIT {
        ui.allocate_ui_with_layout(
            vec2(20.0 * UNIT, ui.available_height()),
            Layout::left_to_right(Align::Center),
            |ui| ui.label(secondary(words, p)),
        );
    }
    let mut position = st.picture.place_at(st.picture.salience);
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().interact_size.y = 4.5 * UNIT;
            ui.spacing_mut().slider_width = if full > 250.0 * UNIT {
                26.0 * UNIT
            } else {
                16.0 * UNIT
            };
            ui.add(egui::Slider::new(&mut position, FIRST_PLACE..=1.0).show_value(false))
        })
        .inner
        .on_hover_text(format!(
            "Show {words}. Events that matter more come first; drag to the right to show more."
        ))
        .accessible_name("Show main events");
    if response.changed() {
        out.push(Action::Salience(st.picture.salience_of_place(position)));
    }
    if full > 270.0 * UNIT {
        ui.label(secondary("Show", p));
    }
}

/// The filter with one of its sets changed.
#[must_use]
pub fn changed(filter: &Filter, change: impl FnOnce(&mut Filter)) -> Action {
    let mut filter = filter.clone();
    change(&mut filter);
    Action::Filter(Box::new(filter))
}
