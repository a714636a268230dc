//! A whole article to read, with what was found in it marked.

use super::passage::{self, Marks};
use super::tray::DateField;
use crate::app::state::{Action, Reading, State};
use crate::app::theme::{self, Palette, UNIT, part, size};
use crate::app::widgets::{self, chip, faint, link, rule, secondary};
use crate::app::words;
use crate::project::{Entry, Snapshot};
use crate::text::Span;
use egui::{Align, Layout, RichText, Sense, Ui};
use egui_material_icons::icons;

/// What the view remembers.
#[derive(Default)]
pub struct ArticleView {
    date: DateField,
    scrolled_for: u64,
}

impl ArticleView {
    /// Shows the article being read.
    pub fn show(&mut self, ui: &mut Ui, st: &State, reading: Reading, out: &mut Vec<Action>) {
        let p = Palette::in_force(ui.ctx());
        let Some(entry) = st.entry(reading.article) else {
            widgets::empty(ui, icons::ICON_ARTICLE, "This article is gone", "");
            return;
        };
        ui.add_space(UNIT);
        ui.horizontal(|ui| {
            ui.add_space(2.0 * UNIT);
            if ui
                .add(egui::Button::new((
                    icons::ICON_ARROW_BACK.rich_text(),
                    "Back to the events",
                )))
                .on_hover_text("Leave the article (Esc)")
                .clicked()
            {
                out.push(Action::CloseArticle);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(2.0 * UNIT);
                let key = entry.key;
                if link(ui, "Show only its events", p).clicked() {
                    out.push(super::tool_bar::changed(&st.filter, |f| {
                        f.articles = [key].into();
                    }));
                    out.push(Action::CloseArticle);
                }
            });
        });
        ui.add_space(UNIT);
        let scroll = reading.serial != self.scrolled_for;
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
                        if body(ui, st, entry, reading, scroll, out) {
                            self.scrolled_for = reading.serial;
                        }
                        ui.add_space(16.0 * UNIT);
                    });
                });
            });
    }

    fn head(&mut self, ui: &mut Ui, st: &State, entry: &Entry, index: u32, out: &mut Vec<Action>) {
        let p = Palette::in_force(ui.ctx());
        let article = &entry.article;
        ui.add_space(2.0 * UNIT);
        ui.add(
            egui::Label::new(
                RichText::new(Snapshot::title_of(entry))
                    .font(theme::semibold(size::TITLE + 4.0))
                    .color(p.text),
            )
            .wrap()
            .selectable(true),
        );
        let mut by: Vec<&str> = Vec::new();
        by.extend(article.publisher.as_deref());
        by.extend(article.author.as_deref());
        if !by.is_empty() {
            ui.label(secondary(by.join(" · "), p));
        }
        ui.add(egui::Label::new(faint(article.source.to_string(), p)).truncate())
            .on_hover_text(article.source.to_string());
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
        let others: Vec<_> = article
            .evidence
            .iter()
            .filter(|e| article.published.as_ref().is_none_or(|x| x.date != e.date))
            .take(3)
            .collect();
        if !others.is_empty() {
            ui.horizontal_wrapped(|ui| {
                ui.label(faint("Other evidence:", p));
                for evidence in others {
                    let text = format!(
                        "{} ({})",
                        words::civil(evidence.date),
                        evidence.signal.name()
                    );
                    if chip(ui, &text, p)
                        .on_hover_text("Click to take this date instead")
                        .clicked()
                    {
                        out.push(Action::SetArticleDate(index, Some(evidence.date)));
                    }
                }
            });
        }
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
        rule(ui, p);
    }
}

/// The text, a paragraph at a time; only those in sight are laid out. Says whether the mark was
/// brought into sight.
fn body(
    ui: &mut Ui,
    st: &State,
    entry: &Entry,
    reading: Reading,
    scroll: bool,
    out: &mut Vec<Action>,
) -> bool {
    let p = Palette::in_force(ui.ctx());
    let text = &entry.article.text;
    let whole = [Span::new(0, text.len())];
    let paragraphs: &[Span] = if entry.analysis.paragraphs.is_empty() {
        &whole
    } else {
        &entry.analysis.paragraphs
    };
    let mut reached = !scroll || reading.mark.is_none();
    let width = ui.available_width();
    for paragraph in paragraphs {
        let marked = reading.mark.is_some_and(|m| paragraph.overlaps(m));
        // A guess of the height is enough for what lies outside the window: the exact one takes
        // its place as soon as it comes into sight.
        let per_line = (width / 6.2).max(10.0);
        let lines = (paragraph.len() as f32 / per_line).ceil().max(1.0);
        let guess = lines * (size::EMPHASIS * 1.5).round();
        let salt = ui.make_persistent_id(("paragraph", reading.article, paragraph.start));
        let known = ui.data(|d| d.get_temp::<(f32, f32)>(salt));
        let height = known.filter(|k| k.0 == width).map_or(guess, |k| k.1);
        let top = ui.cursor().top();
        let far = 400.0;
        let clip = ui.clip_rect();
        let seen = top + height > clip.top() - far && top < clip.bottom() + far;
        if !(seen || marked && scroll) {
            ui.add_space(height);
        } else {
            let before = ui.cursor().top();
            reached |= paragraph_ui(ui, st, entry, *paragraph, reading, scroll, out);
            let after = ui.cursor().top();
            ui.data_mut(|d| d.insert_temp(salt, (width, after - before)));
        }
        ui.add_space(2.5 * UNIT);
    }
    if text.trim().is_empty() {
        ui.label(faint("This article has no text.", p));
    }
    reached
}

fn paragraph_ui(
    ui: &mut Ui,
    st: &State,
    entry: &Entry,
    paragraph: Span,
    reading: Reading,
    scroll: bool,
    out: &mut Vec<Action>,
) -> bool {
    let p = Palette::in_force(ui.ctx());
    let text = &entry.article.text;
    let here = entry
        .analysis
        .events
        .iter()
        .enumerate()
        .filter(|(_, e)| paragraph.overlaps(e.sentence));
    let focus = st.focus.and_then(|f| st.event(f));
    let mut marks = Marks {
        sentence: reading.mark.filter(|m| paragraph.overlaps(*m)),
        ..Marks::default()
    };
    let mut events = Vec::new();
    for (i, mention) in here {
        let in_focus = focus.is_some_and(|f| f.mentions.contains(&(reading.article, i as u32)));
        if in_focus {
            let own = Marks::of(entry, mention);
            marks.dates.extend(own.dates);
            marks.names.extend(own.names);
            marks.trigger = own.trigger;
        }
        events.push((i as u32, mention));
    }
    for timex in &entry.analysis.timexes {
        if paragraph.overlaps(timex.span) && !marks.dates.contains(&timex.span) {
            marks.names.push(timex.span);
        }
    }
    let mut job = passage::layout(text, paragraph, &marks, p, size::EMPHASIS - 1.0, false);
    job.wrap.max_width = ui.available_width();
    let galley = ui.fonts_mut(|f| f.layout_job(job));
    let response = ui.add(
        egui::Label::new(std::sync::Arc::clone(&galley))
            .selectable(true)
            .sense(Sense::click()),
    );
    let mut reached = false;
    if scroll && marks.sentence.is_some() {
        response.scroll_to_me(Some(Align::Center));
        reached = true;
    }
    let response = if events.is_empty() {
        response
    } else {
        response.on_hover_ui(|ui| {
            for (_, mention) in events.iter().take(8) {
                ui.label(secondary(&mention.title, p));
            }
            ui.label(faint("Click to see the event", p));
        })
    };
    if response.clicked() {
        // Of several events in the paragraph, the one told nearest above the pointer's line.
        let share = response.interact_pointer_pos().map_or(0.0, |pos| {
            (pos.y - response.rect.top()) / response.rect.height().max(1.0)
        });
        let at = paragraph.start as f32 + share * paragraph.len() as f32;
        let nearest = events.iter().min_by(|a, b| {
            let d = |m: &crate::event::EventMention| (m.trigger.start as f32 - at).abs();
            d(a.1).total_cmp(&d(b.1))
        });
        if let Some((i, mention)) = nearest {
            let event = st
                .snapshot()
                .index
                .article_events
                .get(reading.article as usize)
                .iter()
                .copied()
                .find(|e| {
                    st.event(*e)
                        .is_some_and(|e| e.mentions.contains(&(reading.article, *i)))
                });
            if event.is_some() {
                out.push(Action::Select(event));
                out.push(Action::Read {
                    article: reading.article,
                    mark: Some(mention.sentence),
                });
            }
        }
    }
    reached
}
