//! A whole article to read, with what was found in it marked; words in it can be selected, to copy
//! them or to make an event of them.

mod add;
mod body;
mod head;

use super::correct::{self, Notes};
use super::tray::DateField;
use crate::app::command::Command;
use crate::app::state::{Action, Reading, State};
use crate::app::theme::{Palette, UNIT, part};
use crate::app::widgets::{self, icon_button, link, menu_command};
use crate::project::Thing;
use add::AddForm;
use body::Body;
use egui::{Align, Layout, Ui};
use egui_material_icons::icons;
use head::Typed;

/// What the view remembers.
#[derive(Default)]
pub struct ArticleView {
    /// The article all this is about, by index.
    of: Option<u32>,
    date: DateField,
    typed: Option<(Typed, Option<String>)>,
    notes: Notes,
    add: AddForm,
    body: Body,
}

impl ArticleView {
    /// Shows the article being read.
    pub fn show(&mut self, ui: &mut Ui, st: &State, reading: Reading, out: &mut Vec<Action>) {
        let Some(entry) = st.entry(reading.article) else {
            widgets::empty(ui, icons::ICON_ARTICLE, "This article is gone", "");
            return;
        };
        if self.of != Some(reading.article) {
            self.of = Some(reading.article);
            self.typed = None;
            self.notes = Notes::default();
        }
        ui.add_space(UNIT);
        top(ui, st, reading.article, out);
        ui.add_space(UNIT);
        self.add.show(ui, st, entry, out);
        let scroll = self.body.is_to_scroll(reading);
        egui::ScrollArea::vertical()
            .id_salt(("article", reading.article))
            .auto_shrink(false)
            .show(ui, |ui| {
                let width = (ui.available_width() - 8.0 * UNIT).min(part::READING);
                let margin = ((ui.available_width() - width) * 0.5).max(4.0 * UNIT);
                ui.horizontal_top(|ui| {
                    ui.add_space(margin);
                    ui.vertical(|ui| {
                        ui.set_max_width(width);
                        self.head(ui, st, entry, reading.article, out);
                        self.body.show(ui, st, entry, reading, scroll, out);
                        ui.add_space(16.0 * UNIT);
                    });
                });
            });
    }
}

/// The way back, and what can be done with the article.
fn top(ui: &mut Ui, st: &State, article: u32, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    let roomy = ui.available_width() > 100.0 * UNIT;
    ui.horizontal(|ui| {
        ui.add_space(2.0 * UNIT);
        let text = if roomy { "Back to the events" } else { "Back" };
        if ui
            .add(egui::Button::new((
                icons::ICON_ARROW_BACK.rich_text(),
                text,
            )))
            .on_hover_text("Leave the article (Esc)")
            .accessible_name("Back to the events")
            .clicked()
        {
            out.push(Action::CloseArticle);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(2.0 * UNIT);
            let more = icon_button(ui, icons::ICON_MORE_HORIZ, "More for this article");
            egui::Popup::menu(&more).show(|ui| {
                for command in [
                    Command::AddEvent,
                    Command::UpdateArticle,
                    Command::RemoveArticle,
                ] {
                    menu_command(ui, st, out, command);
                }
            });
            correct::star(ui, st, Thing::Article(article), out);
            ui.add_space(UNIT);
            if let Some(key) = st.entry(article).map(|e| e.key)
                && link(ui, "Show only its events", p).clicked()
            {
                out.push(super::tool_bar::changed(&st.filter, |f| {
                    f.articles = [key].into();
                }));
                out.push(Action::CloseArticle);
            }
        });
    });
}
