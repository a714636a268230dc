//! The head of an article: title, publisher, author, date with the evidence for it, tags and note.

use super::ArticleView;
use crate::app::panels::correct;
use crate::app::state::{Action, State};
use crate::app::theme::{self, Palette, UNIT, size};
use crate::app::widgets::{chip, faint, icon_button, link, rule, secondary};
use crate::app::words;
use crate::article::{Article, language_name, runner_up, winner};
use crate::project::{Corrected, Edit, Entry, Snapshot, Thing};
use egui::{RichText, Ui};
use egui_material_icons::icons;

/// What is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    Title,
    Publisher,
    Author,
}

impl ArticleView {
    pub(super) fn head(
        &mut self,
        ui: &mut Ui,
        st: &State,
        entry: &Entry,
        index: u32,
        out: &mut Vec<Action>,
    ) {
        let p = Palette::in_force(ui.ctx());
        let article = &entry.article;
        ui.add_space(2.0 * UNIT);
        self.title(ui, st, entry, index, out);
        ui.horizontal_wrapped(|ui| {
            self.by(ui, st, entry, index, Typed::Publisher, out);
            self.by(ui, st, entry, index, Typed::Author, out);
            if let Some(code) = &article.language {
                ui.label(faint(format!("in {}", language_name(code)), p));
            }
        });
        correct::corrected(ui, st, Thing::Article(index), Corrected::Text, out);
        ui.add(egui::Label::new(faint(article.source.to_string(), p)).truncate())
            .on_hover_text(article.source.to_string());
        for double in st.project.doubles_of(entry.key) {
            let text = format!(
                "also at {} ({})",
                double.source,
                double.likeness_words().to_lowercase()
            );
            ui.add(egui::Label::new(faint(&text, p)).truncate())
                .on_hover_text(&text);
        }
        if let Some(url) = &article.url {
            ui.add(egui::Label::new(faint(url, p)).truncate().selectable(true));
        }
        ui.add_space(2.0 * UNIT);
        match &article.published {
            Some(date) => {
                ui.horizontal_wrapped(|ui| {
                    ui.label(
                        RichText::new(format!(
                            "Published {}",
                            words::civil_with_weekday(date.date)
                        ))
                        .color(p.text),
                    );
                    let mut how = date.signal.name().to_owned();
                    let quote = date.text.trim();
                    if !quote.is_empty()
                        && quote.len() < 80
                        && date.signal != crate::article::DateSignal::Set
                    {
                        how = format!("{how}: “{quote}”");
                    }
                    ui.label(faint(how, p));
                });
            }
            None => {
                ui.label(RichText::new("Nothing tells when it was published").color(p.attention));
            }
        }
        evidence(ui, article, index, out);
        self.date.show(ui, st, index, out);
        for warning in article.warnings.iter().chain(&entry.analysis.warnings) {
            ui.horizontal_wrapped(|ui| {
                ui.label(
                    icons::ICON_WARNING
                        .rich_text()
                        .size(size::SECONDARY)
                        .color(p.attention),
                );
                ui.label(secondary(warning, p));
            });
        }
        ui.add_space(UNIT);
        self.notes.show(ui, st, Thing::Article(index), out);
        rule(ui, p);
    }

    fn title(&mut self, ui: &mut Ui, st: &State, entry: &Entry, index: u32, out: &mut Vec<Action>) {
        let p = Palette::in_force(ui.ctx());
        let title = Snapshot::title_of(entry);
        if let Some((Typed::Title, typed)) = &mut self.typed {
            let said = correct::whole_line(ui, typed, "Title of the article", f32::INFINITY);
            if typed.is_none() {
                self.typed = None;
            }
            if let Some(said) = said.filter(|s| *s != title) {
                let edit = Edit::Title(Thing::Article(index), said);
                out.push(Action::Edit(Box::new(edit)));
            }
            return;
        }
        ui.horizontal_top(|ui| {
            let width = ui.available_width() - 8.0 * UNIT;
            ui.vertical(|ui| {
                ui.set_max_width(width);
                let text = RichText::new(&title)
                    .font(theme::semibold(size::TITLE + 4.0))
                    .color(p.text);
                ui.add(egui::Label::new(text).wrap().selectable(true));
            });
            if icon_button(ui, icons::ICON_EDIT, "Change the title").clicked() {
                self.typed = Some((Typed::Title, Some(title)));
            }
        });
        correct::corrected(ui, st, Thing::Article(index), Corrected::Title, out);
    }

    /// Publisher or author.
    fn by(
        &mut self,
        ui: &mut Ui,
        st: &State,
        entry: &Entry,
        index: u32,
        what: Typed,
        out: &mut Vec<Action>,
    ) {
        let p = Palette::in_force(ui.ctx());
        let (name, mark, now) = match what {
            Typed::Author => ("author", Corrected::Author, &entry.article.author),
            _ => ("publisher", Corrected::Publisher, &entry.article.publisher),
        };
        let now = now.as_deref().unwrap_or_default();
        if let Some((is, typed)) = &mut self.typed
            && *is == what
        {
            let hint = if what == Typed::Author {
                "Author"
            } else {
                "Publisher"
            };
            let said = correct::whole_line(ui, typed, hint, 48.0 * UNIT);
            if typed.is_none() {
                self.typed = None;
            }
            if let Some(said) = said.filter(|s| s != now) {
                out.push(Action::Edit(Box::new(match what {
                    Typed::Author => Edit::Author(index, said),
                    _ => Edit::Publisher(index, said),
                })));
            }
            return;
        }
        if now.is_empty() {
            if link(ui, format!("Add the {name}"), p).clicked() {
                self.typed = Some((what, Some(String::new())));
            }
        } else {
            ui.label(secondary(now, p));
            if icon_button(ui, icons::ICON_EDIT, &format!("Change the {name}")).clicked() {
                self.typed = Some((what, Some(now.to_owned())));
            }
        }
        correct::corrected(ui, st, Thing::Article(index), mark, out);
    }
}

/// All that was told about the publication date: what won, what came next and why, and with one
/// click another.
fn evidence(ui: &mut Ui, article: &Article, index: u32, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    if article.evidence.is_empty() {
        return;
    }
    let (first, second) = (winner(&article.evidence), runner_up(&article.evidence));
    let title = match (first, second) {
        (Some(first), Some(second)) => format!(
            "Why {} and not {}",
            words::civil(first.date),
            words::civil(second.date)
        ),
        (Some(first), None) => format!("What tells {}", words::civil(first.date)),
        (None, _) => "What may tell it".to_owned(),
    };
    egui::CollapsingHeader::new(
        RichText::new(title)
            .size(size::SECONDARY)
            .color(p.text_secondary),
    )
    .id_salt(("evidence", index))
    .default_open(first.is_none())
    .show(ui, |ui| {
        if let (Some(first), Some(second)) = (first, second) {
            let sum = |day| -> f32 {
                let of_day = article.evidence.iter().filter(|e| e.date == day);
                of_day.map(|e| e.weight).sum()
            };
            let why = format!(
                "The day with the most weight wins: {:.1} against {:.1}.",
                sum(first.date),
                sum(second.date)
            );
            ui.label(faint(why, p));
        }
        for e in article.evidence.iter().take(MOST_EVIDENCE) {
            ui.horizontal_wrapped(|ui| {
                let taken = article.published.as_ref().is_some_and(|t| t.date == e.date);
                let day = words::civil(e.date);
                if taken {
                    ui.label(secondary(day, p));
                } else if chip(ui, &format!("{day} ({})", e.signal.name()), p)
                    .on_hover_text("Click to take this date instead")
                    .clicked()
                {
                    out.push(Action::SetArticleDate(index, Some(e.date)));
                }
                let weight = match e.weight {
                    w if w > 0.0 => format!("weight {w:.1}"),
                    _ => "an offer, never taken by itself".to_owned(),
                };
                let said: String = e.text.trim().chars().take(80).collect();
                let who = if taken { e.signal.name() } else { "" };
                ui.label(faint(format!("{who} “{said}”, {weight}"), p));
            });
        }
    });
}

/// Pieces of evidence shown; pages may hold many more of the same.
const MOST_EVIDENCE: usize = 8;
