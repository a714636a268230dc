//! An event made by hand from words selected in an article: its title, type and date.

use crate::app::command::Command;
use crate::app::panels::correct::{kind_choice, understand, understood};
use crate::app::state::{Action, State};
use crate::app::theme::{Palette, UNIT};
use crate::app::widgets::{field, icon_button, secondary, text_command};
use crate::event::EventType;
use crate::project::{Edit, Entry};
use crate::text::{Span, tidy};
use egui::{RichText, Ui};
use egui_material_icons::icons;

/// What is being typed.
#[derive(Default)]
pub struct AddForm {
    /// The words it is about, with the article.
    of: Option<(u32, Span)>,
    title: String,
    kind: Option<EventType>,
    date: String,
}

impl AddForm {
    /// Shows what can be done with the words selected, and the form once an event is to be added.
    pub fn show(&mut self, ui: &mut Ui, st: &State, entry: &Entry, out: &mut Vec<Action>) {
        let p = Palette::in_force(ui.ctx());
        let Some((article, span)) = st.words else {
            self.of = None;
            return;
        };
        let words = tidy(span.of(&entry.article.text));
        let frame = egui::Frame::new()
            .fill(p.panel)
            .inner_margin(egui::Margin::symmetric(3 * UNIT as i8, 2 * UNIT as i8));
        egui::Panel::bottom("selected words")
            .frame(frame)
            .show(ui, |ui| {
                ui.horizontal(|ui| {
                    if !st.adding {
                        text_command(ui, st, out, Command::AddEvent, "Add event…");
                        if ui.button("Copy").clicked() {
                            out.push(Action::Copy(span.of(&entry.article.text).to_owned()));
                        }
                    }
                    if icon_button(ui, icons::ICON_CLOSE, "Let go of the words").clicked() {
                        out.push(Action::SelectWords(None));
                    }
                    ui.add(egui::Label::new(secondary(format!("“{words}”"), p)).truncate());
                });
                if st.adding {
                    let fresh = self.of != Some((article, span));
                    if fresh {
                        self.begin(entry, article, span, words);
                    }
                    self.form(ui, entry, fresh, out);
                } else {
                    self.of = None;
                }
            });
    }

    /// What can be known of the event beforehand: its words, the date in its sentence, the type of
    /// another event told there.
    fn begin(&mut self, entry: &Entry, article: u32, span: Span, words: String) {
        let text = &entry.article.text;
        let analysis = &entry.analysis;
        let inside = |s: &&Span| s.overlaps(span);
        let sentence = analysis.sentences.iter().find(inside);
        let sentence = sentence.copied().unwrap_or(span).cover(span);
        let timexes = analysis.timexes.iter().filter(|t| t.time.is_some());
        let near = timexes
            .filter(|t| sentence.contains(t.span))
            .min_by_key(|t| (!span.contains(t.span), t.span.start));
        self.of = Some((article, span));
        self.title = words.chars().take(80).collect();
        self.date = near.map_or_else(String::new, |t| tidy(t.span.of(text)));
        self.kind = analysis
            .events
            .iter()
            .find(|e| span.contains(e.trigger))
            .map(|e| e.kind);
    }

    fn form(&mut self, ui: &mut Ui, entry: &Entry, fresh: bool, out: &mut Vec<Action>) {
        let p = Palette::in_force(ui.ctx());
        let near = entry.article.published.as_ref().map(|d| d.date);
        let value = understand(&self.date, near);
        ui.add_space(UNIT);
        let title = field(ui, &mut self.title, "Title of the event", f32::INFINITY);
        if fresh {
            title.request_focus();
        }
        ui.add_space(UNIT);
        ui.horizontal_wrapped(|ui| {
            let kind = self.kind.unwrap_or(EventType::Other);
            let combo = egui::ComboBox::from_id_salt("kind of the event")
                .selected_text(RichText::new(kind.name()).color(p.family(kind.family())))
                .width(34.0 * UNIT)
                .height(90.0 * UNIT)
                .show_ui(ui, |ui| {
                    if let Some(kind) = kind_choice(ui, kind) {
                        self.kind = Some(kind);
                    }
                });
            combo.response.accessible_name("Type of the event");
            let date = field(ui, &mut self.date, "Date of the event", 44.0 * UNIT);
            understood(ui, &self.date, value.as_ref());
            let enter = [&title, &date].iter().any(|f| f.lost_focus())
                && ui.input(|i| i.key_pressed(egui::Key::Enter));
            // A date that is not understood is not thrown away in silence.
            let ready = value.is_some() || self.date.trim().is_empty();
            let button = ui
                .add_enabled(ready, egui::Button::new("Add"))
                .on_disabled_hover_text("The date is not understood yet; empty it to add none");
            if (button.clicked() || enter && ready)
                && let Some((article, words)) = self.of
            {
                let typed = self.date.trim().to_owned();
                out.push(Action::AddEvent(Box::new(Edit::Add {
                    article,
                    words,
                    title: self.title.clone(),
                    kind,
                    date: value.map(|v| (v, typed)),
                })));
            }
        });
    }
}
