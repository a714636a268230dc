//! The events as a table: everything the picture shows, for keyboards and screen readers, and
//! for those who like to read from top to bottom.

use crate::app::state::{Action, State};
use crate::app::theme::{self, Palette, UNIT, part, size};
use crate::app::widgets::{empty, faint, icon_button, loading, secondary};
use crate::app::words;
use egui::{RichText, Sense, Ui};
use egui_extras::{Column, TableBuilder};
use egui_material_icons::icons;

/// What the table remembers.
#[derive(Default)]
pub struct List {
    scrolled_to: Option<u32>,
}

impl List {
    /// Shows the events the filter lets through.
    pub fn show(&mut self, ui: &mut Ui, st: &State, out: &mut Vec<Action>) {
        let events = &st.picture.order;
        if events.is_empty() {
            if st.importing.is_some() || st.telling {
                loading(ui, "Reading…");
            } else if st.picture.total() == 0 {
                empty(
                    ui,
                    icons::ICON_EVENT,
                    "No events found",
                    "What could not be read or placed is listed in the tray below.",
                );
            } else {
                empty(
                    ui,
                    icons::ICON_FILTER_ALT,
                    "No event passes the filter",
                    "Take a chip away above, or show more events with the slider.",
                );
            }
            return;
        }
        self.table(ui, st, events, "events", out);
    }

    /// Shows the events of an opened fold.
    pub fn show_fold(&mut self, ui: &mut Ui, st: &State, events: &[u32], out: &mut Vec<Action>) {
        let p = Palette::in_force(ui.ctx());
        ui.horizontal(|ui| {
            let text = words::count(events.len(), "event here", "events here");
            ui.label(crate::app::widgets::strong(text, p));
            if icon_button(ui, icons::ICON_CLOSE, "Close the list").clicked() {
                out.push(Action::ListEvents(None));
            }
        });
        ui.separator();
        self.table(ui, st, events, "fold", out);
    }

    fn table(
        &mut self,
        ui: &mut Ui,
        st: &State,
        events: &[u32],
        salt: &str,
        out: &mut Vec<Action>,
    ) {
        let p = Palette::in_force(ui.ctx());
        let roomy = ui.available_width() > 150.0 * UNIT;
        let mut clicked = None;
        let mut table = TableBuilder::new(ui)
            .id_salt(salt)
            .striped(false)
            .cell_layout(egui::Layout::left_to_right(egui::Align::Center))
            .sense(Sense::click())
            .column(
                Column::initial(36.0 * UNIT)
                    .at_least(20.0 * UNIT)
                    .clip(true),
            )
            .column(Column::remainder().at_least(40.0 * UNIT).clip(true));
        if roomy {
            table = table
                .column(
                    Column::initial(24.0 * UNIT)
                        .at_least(16.0 * UNIT)
                        .clip(true),
                )
                .column(
                    Column::initial(30.0 * UNIT)
                        .at_least(16.0 * UNIT)
                        .clip(true),
                )
                .column(
                    Column::initial(16.0 * UNIT)
                        .at_least(12.0 * UNIT)
                        .clip(true),
                );
        }
        if st.focus != self.scrolled_to {
            self.scrolled_to = st.focus;
            if let Some(row) = st.focus.and_then(|f| events.iter().position(|e| *e == f)) {
                table = table.scroll_to_row(row, None);
            }
        }
        table
            .header(part::LIST_ROW, |mut header| {
                let mut head = |text: &str| {
                    header.col(|ui| {
                        ui.label(crate::app::widgets::section(text, p));
                    });
                };
                head("When");
                head("What");
                if roomy {
                    head("Type");
                    head("Where");
                    head("Told by");
                }
            })
            .body(|body| {
                body.rows(part::LIST_ROW, events.len(), |mut row| {
                    let Some(&e) = events.get(row.index()) else {
                        return;
                    };
                    let Some(event) = st.event(e) else { return };
                    row.set_selected(st.selected.binary_search(&e).is_ok());
                    let value = event.date.value.as_ref();
                    let date = value.map(words::date);
                    // A date with a time in full is wider than the column.
                    let fine = value.filter(|v| v.precision < crate::temporal::Precision::Day);
                    let shown = fine.map(|v| words::short_date(v, None)).or(date.clone());
                    row.col(|ui| match &shown {
                        Some(date) => {
                            ui.add(egui::Label::new(secondary(date, p)).truncate());
                        }
                        None => {
                            ui.label(faint("no date", p));
                        }
                    });
                    row.col(|ui| {
                        let (rect, _) = ui.allocate_exact_size(
                            egui::vec2(3.0 * UNIT, part::LIST_ROW),
                            Sense::hover(),
                        );
                        ui.painter().circle_filled(
                            rect.center(),
                            UNIT,
                            p.family(event.kind.family()),
                        );
                        let mut title = RichText::new(&*event.title).color(p.text);
                        if st.focus == Some(e) {
                            title = title.font(theme::semibold(size::BODY));
                        }
                        if event.modality == crate::event::Modality::Negated {
                            title = title.strikethrough();
                        }
                        ui.add(egui::Label::new(title).truncate());
                    });
                    if roomy {
                        row.col(|ui| {
                            ui.add(egui::Label::new(secondary(event.kind.name(), p)).truncate());
                        });
                        row.col(|ui| {
                            let place = event.place.and_then(|x| st.entity(x));
                            let name = place.map_or("", |x| x.name.as_str());
                            ui.add(egui::Label::new(secondary(name, p)).truncate());
                        });
                        row.col(|ui| {
                            let n = st.snapshot().index.articles.get(e as usize).len();
                            ui.label(faint(words::number(n), p));
                        });
                    }
                    let response = row.response();
                    let name = format!("{}: {}", date.as_deref().unwrap_or("no date"), event.title);
                    response.widget_info(|| {
                        egui::WidgetInfo::selected(
                            egui::Role::Button,
                            true,
                            st.focus == Some(e),
                            &name,
                        )
                    });
                    if response.clicked() {
                        clicked = Some((e, response.ctx.input(|i| i.modifiers.command)));
                    }
                    if response.double_clicked() {
                        out.push(Action::Do(crate::app::command::Command::OpenArticle));
                    }
                });
            });
        if let Some((e, add)) = clicked {
            self.scrolled_to = Some(e);
            out.insert(0, Action::SelectMany(vec![e], add));
        }
    }
}
