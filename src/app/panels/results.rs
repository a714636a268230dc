//! What the search found, beside the timeline that obeys it: names, events and articles, each
//! kind best first, with the words found marked.

use crate::app::command::Command;
use crate::app::panels::passage;
use crate::app::state::{Action, State};
use crate::app::theme::{self, CORNER, Palette, UNIT, size};
use crate::app::widgets::{self, empty, faint, icon_button, secondary, section};
use crate::app::words;
use crate::project::{Found, Hit};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Layout, Role, Sense, Ui, WidgetInfo};
use egui_material_icons::icons;

/// How to ask for more than words.
const FILTERS: &str = "Words and “phrases”, negot*, OR, -without; entity: place: type: tag: \
                       basis: from: to: narrow it down, such as “type:consult from:2025-04”.";

/// What the list remembers.
#[derive(Default)]
pub struct ResultList {
    first: Option<egui::Id>,
}

impl ResultList {
    /// Shows the list.
    pub fn show(&mut self, ui: &mut Ui, st: &State, out: &mut Vec<Action>) {
        let p = Palette::in_force(ui.ctx());
        // From the search field the arrow goes down into the list.
        let search = egui::Id::unique("search");
        if ui.memory(|m| m.has_focus(search))
            && ui.input(|i| i.key_pressed(egui::Key::ArrowDown))
            && let Some(first) = self.first
        {
            ui.memory_mut(|m| m.request_focus(first));
        }
        ui.horizontal(|ui| {
            ui.label(widgets::strong("Found", p));
            if st.results.searching || st.results.stale {
                ui.label(faint("Searching…", p));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if icon_button(ui, icons::ICON_CLOSE, "Back to the names")
                    .on_hover_text(Command::ShowResults.hint(ui.ctx()))
                    .clicked()
                {
                    out.push(Action::Results(false));
                }
            });
        });
        for doubt in &st.picture.selection.doubts {
            ui.label(secondary(doubt, p).color(p.attention));
        }
        let hits = &st.results.hits;
        if hits.is_empty() {
            self.first = None;
            if !st.results.searching && !st.results.stale {
                empty(ui, icons::ICON_SEARCH_OFF, "Nothing found", FILTERS);
            }
            return;
        }
        let mut first = None;
        egui::ScrollArea::vertical()
            .id_salt(("results", &st.results.query))
            .auto_shrink(false)
            .show(ui, |ui| {
                let is = |kind: &str, hit: &Hit| match hit.found {
                    Found::Entity(_) => kind == "Names",
                    Found::Event(_) => kind == "Events",
                    Found::Article(_) => kind == "Articles",
                };
                for kind in ["Names", "Events", "Articles"] {
                    let of: Vec<&Hit> = hits.iter().filter(|h| is(kind, h)).collect();
                    if of.is_empty() {
                        continue;
                    }
                    ui.add_space(2.0 * UNIT);
                    ui.label(section(kind, p));
                    for hit in of {
                        let id = result(ui, st, hit, out);
                        first = first.or(id);
                    }
                }
                ui.add_space(3.0 * UNIT);
                ui.add(egui::Label::new(faint(FILTERS, p).size(size::SMALL)).wrap());
            });
        self.first = first;
    }
}

/// One result; its id, if there is still something behind it.
fn result(ui: &mut Ui, st: &State, hit: &Hit, out: &mut Vec<Action>) -> Option<egui::Id> {
    let p = Palette::in_force(ui.ctx());
    let (about, selected) = match hit.found {
        Found::Entity(e) => {
            let entity = st.entity(e)?;
            let events = st.snapshot().index.entity_events.get(e as usize).len();
            let about = words::count(events, "event", "events");
            (about, st.is_filtered_by(entity))
        }
        Found::Event(e) => {
            let date = st.event(e)?.date.value.as_ref();
            let date = date.map_or_else(|| "no date".to_owned(), |v| words::short_date(v, None));
            (date, st.focus == Some(e))
        }
        Found::Article(a) => {
            let date = st.entry(a)?.article.published.as_ref();
            let date = date.map_or_else(|| "no date".to_owned(), |d| words::civil(d.date));
            (date, st.reading.is_some_and(|r| r.article == a))
        }
    };
    let width = ui.available_width();
    let pad = 1.5 * UNIT;
    let mut job = LayoutJob::default();
    job.wrap.max_width = width - 2.0 * pad;
    job.append(
        &hit.title,
        0.0,
        TextFormat::simple(theme::regular(size::BODY), p.text),
    );
    let small = TextFormat::simple(theme::regular(size::SMALL), p.text_faint);
    job.append(&format!("\n{about}"), 0.0, small);
    if !hit.snippet.is_empty() {
        job.append("\n", 0.0, TextFormat::default());
        snippet(&mut job, hit, p);
    }
    let galley = ui.fonts_mut(|f| f.layout_job(job));
    let size = egui::vec2(width, galley.size().y + 2.0 * pad);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = format!("{}, {about}", hit.title);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, &name));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if ui.is_rect_visible(rect) {
        let fill = if selected {
            p.selection
        } else if response.hovered() {
            p.control_hover.gamma_multiply(0.6)
        } else {
            egui::Color32::TRANSPARENT
        };
        ui.painter().rect_filled(rect, CORNER, fill);
        if response.has_focus() {
            let line = egui::Stroke::new(1.0, p.accent);
            ui.painter()
                .rect_stroke(rect, CORNER, line, egui::StrokeKind::Inside);
        }
        ui.painter()
            .galley(rect.min + egui::vec2(pad, pad), galley, p.text);
    }
    if response.clicked() {
        match hit.found {
            Found::Entity(e) => out.push(Action::ToggleEntity(e, false)),
            Found::Event(e) => out.push(Action::Show(e)),
            Found::Article(article) => {
                let mark = hit.at.and_then(|at| {
                    passage::sentence_of(st.entry(article)?, u32::try_from(at).ok()?)
                });
                out.push(Action::Read { article, mark });
            }
        }
    }
    Some(response.id)
}

/// The snippet with the words found lit up.
fn snippet(job: &mut LayoutJob, hit: &Hit, p: &Palette) {
    let plain = TextFormat::simple(theme::regular(size::SECONDARY), p.text_secondary);
    let lit = TextFormat {
        background: p.highlight,
        ..TextFormat::simple(theme::regular(size::SECONDARY), p.text)
    };
    let mut at = 0;
    for (from, to) in &hit.marks {
        if let (Some(before), Some(word)) =
            (hit.snippet.get(at..*from), hit.snippet.get(*from..*to))
        {
            job.append(before, 0.0, plain.clone());
            job.append(word, 0.0, lit.clone());
            at = *to;
        }
    }
    job.append(hit.snippet.get(at..).unwrap_or(""), 0.0, plain);
}
