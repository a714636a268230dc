//! The panel on the left: people, organisations and places, with counts and their course over
//! time. A click shows only the events of one; another click shows all again.

mod companions;
mod lines;
mod menu;
mod row;
mod rows;

use crate::app::state::{Action, State};
use crate::app::theme::{self, Palette, UNIT, part, size};
use crate::app::widgets::{self, empty, field};
use crate::app::words;
use crate::entity::EntityType;
use crate::temporal::Moment;
use companions::Companions;
use egui::{Align, Align2, Key, Layout, Modifiers, Sense, Ui, vec2};
use egui_material_icons::icons;
use lines::Lines;
use rows::Rows;

/// Which entities are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// People.
    #[default]
    People,
    /// Organisations.
    Organisations,
    /// Places.
    Places,
}

impl Tab {
    const ALL: [Self; 3] = [Self::People, Self::Organisations, Self::Places];

    fn name(self) -> &'static str {
        match self {
            Self::People => "People",
            Self::Organisations => "Organisations",
            Self::Places => "Places",
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Self::People => "Find a person",
            Self::Organisations => "Find an organisation",
            Self::Places => "Find a place",
        }
    }

    fn list(self, st: &State) -> &[u32] {
        match self {
            Self::People => &st.picture.people,
            Self::Organisations => &st.picture.organisations,
            Self::Places => &st.picture.places,
        }
    }

    fn of(kind: EntityType) -> Option<Self> {
        match kind {
            EntityType::Per => Some(Self::People),
            EntityType::Org => Some(Self::Organisations),
            EntityType::Loc => Some(Self::Places),
            EntityType::Misc => None,
        }
    }
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Most events first.
    #[default]
    Count,
    /// By name.
    Name,
    /// First seen first.
    First,
}

impl Sort {
    const ALL: [Self; 3] = [Self::Count, Self::Name, Self::First];

    fn name(self) -> &'static str {
        match self {
            Self::Count => "Most events first",
            Self::Name => "By name",
            Self::First => "First seen first",
        }
    }
}

/// What is typed and sorted in the panel.
#[derive(Default)]
pub struct Entities {
    /// The tab on top.
    pub tab: Tab,
    sort: Sort,
    typed: String,
    rows: Rows,
    renaming: String,
    last_shown: Option<u32>,
    /// The row that is to have the keyboard as soon as it is in sight.
    wanted: Option<usize>,
    /// The row that had the keyboard last.
    listener: Option<egui::Id>,
    /// The search field, once it has been shown.
    search: Option<egui::Id>,
    companions: Companions,
    lines: Lines,
}

/// Rows that a page key moves by.
const PAGE: usize = 10;

impl Entities {
    /// Shows the panel. `window` is what the timeline shows, for the sparklines.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        st: &State,
        window: Option<(Moment, Moment)>,
        out: &mut Vec<Action>,
    ) {
        let p = Palette::in_force(ui.ctx());
        if st.companion_of != self.last_shown {
            self.last_shown = st.companion_of;
            let tab = st
                .companion_of
                .and_then(|e| st.entity(e))
                .and_then(|e| Tab::of(e.kind));
            self.tab = tab.unwrap_or(self.tab);
        }
        self.tabs(ui, st, p);
        ui.add_space(1.5 * UNIT);
        ui.allocate_ui_with_layout(
            vec2(ui.available_width(), 7.0 * UNIT),
            Layout::right_to_left(Align::Center),
            |ui| {
                ui.spacing_mut().item_spacing.x = UNIT;
                self.sort_menu(ui);
                let search = field(ui, &mut self.typed, self.tab.hint(), ui.available_width());
                if search.has_focus() {
                    // Or the arrow would also move the focus on, past the first row.
                    ui.memory_mut(|m| {
                        m.set_focus_lock_filter(
                            search.id,
                            egui::EventFilter {
                                horizontal_arrows: true,
                                vertical_arrows: true,
                                ..egui::EventFilter::default()
                            },
                        );
                    });
                    if ui.input(|i| i.key_pressed(Key::ArrowDown)) {
                        self.wanted = Some(0);
                    }
                }
                self.search = Some(search.id);
            },
        );
        ui.add_space(UNIT);

        let companions = self.companions_height(st);
        let list_height = (ui.available_height() - companions).max(2.0 * part::ENTITY_ROW);
        let rows = self.rows.of(st, self.tab, self.sort, &self.typed);
        self.lines.begin(st, window);
        ui.allocate_ui(vec2(ui.available_width(), list_height), |ui| {
            ui.set_min_height(list_height);
            if rows.is_empty() {
                self.nothing(ui, st);
                return;
            }
            ui.spacing_mut().item_spacing.y = 0.0;
            egui::ScrollArea::vertical()
                .id_salt(("entities", self.tab.name()))
                .auto_shrink(false)
                .show_rows(ui, part::ENTITY_ROW, rows.len(), |ui, range| {
                    let (top, first) = (ui.cursor().top(), range.start);
                    for i in range {
                        let Some(&e) = rows.get(i) else { continue };
                        let shown =
                            row::entity_row(ui, st, e, &mut self.lines, &mut self.renaming, out);
                        let Some(row) = shown else {
                            continue;
                        };
                        if self.wanted == Some(i) {
                            self.wanted = None;
                            row.request_focus();
                            row.scroll_to_me_animation(None, egui::style::ScrollAnimation::none());
                        } else if row.has_focus() {
                            self.listener = Some(row.id);
                            self.keys(ui, row.id, i, rows.len());
                            row::keys(ui, st, e, out);
                        }
                    }
                    if let Some(i) = self.wanted {
                        // Not drawn yet: the list goes there first.
                        let y = top + (i as f32 - first as f32) * part::ENTITY_ROW;
                        let rect = egui::Rect::from_x_y_ranges(
                            ui.max_rect().x_range(),
                            y..=y + part::ENTITY_ROW,
                        );
                        ui.scroll_to_rect_animation(
                            rect,
                            None,
                            egui::style::ScrollAnimation::none(),
                        );
                        ui.ctx().request_repaint();
                    }
                });
        });
        if companions > 0.0 {
            self.seen_with(ui, st, out, p);
        }
    }

    /// The keys of row `i`, which has the keyboard: arrows, pages, Home and End walk the rows,
    /// letters go on in the search field. (Enter is a click.)
    fn keys(&mut self, ui: &Ui, row: egui::Id, i: usize, rows: usize) {
        ui.memory_mut(|m| {
            m.set_focus_lock_filter(
                row,
                egui::EventFilter {
                    vertical_arrows: true,
                    ..egui::EventFilter::default()
                },
            );
        });
        let last = rows.saturating_sub(1);
        let mut to_search = false;
        ui.input_mut(|input| {
            let none = Modifiers::NONE;
            let moves = [
                (Key::ArrowDown, (i + 1).min(last)),
                (Key::ArrowUp, i.saturating_sub(1)),
                (Key::PageDown, (i + PAGE).min(last)),
                (Key::PageUp, i.saturating_sub(PAGE)),
                (Key::Home, 0),
                (Key::End, last),
            ];
            for (key, to) in moves {
                if input.consume_key(none, key) {
                    to_search = key == Key::ArrowUp && i == 0;
                    self.wanted = (!to_search).then_some(to);
                }
            }
            for event in &input.events {
                if let egui::Event::Text(text) = event
                    && !text.trim().is_empty()
                {
                    self.typed.push_str(text);
                    to_search = true;
                }
            }
        });
        if to_search && let Some(search) = self.search {
            let mut text =
                egui::text_edit::TextEditState::load(ui.ctx(), search).unwrap_or_default();
            let end = egui::text::CCursor::new(self.typed.chars().count());
            text.cursor
                .set_char_range(Some(egui::text::CCursorRange::one(end)));
            text.store(ui.ctx(), search);
            ui.memory_mut(|m| m.request_focus(search));
        }
    }

    /// Whether a row has the keyboard: bare keys then walk the list or go on in the search.
    pub fn listens(&self, ctx: &egui::Context) -> bool {
        self.listener.is_some() && ctx.memory(|m| m.focused()) == self.listener
    }

    fn tabs(&mut self, ui: &mut Ui, st: &State, p: &Palette) {
        let gap = 3.0 * UNIT;
        let room = ui.available_width();
        let lay_out = |ui: &Ui, tab: Tab, name: &str| {
            let on = self.tab == tab;
            let (font, color) = if on {
                (theme::semibold(size::BODY), p.text)
            } else {
                (theme::regular(size::BODY), p.text_secondary)
            };
            let mut job = egui::text::LayoutJob::default();
            job.append(name, 0.0, egui::TextFormat::simple(font, color));
            job.append(
                &words::number(tab.list(st).len()),
                5.0,
                egui::TextFormat::simple(theme::regular(size::SMALL), p.text_faint),
            );
            ui.fonts_mut(|f| f.layout_job(job))
        };
        let mut galleys: Vec<_> = Tab::ALL
            .iter()
            .map(|tab| lay_out(ui, *tab, tab.name()))
            .collect();
        let needed: f32 = galleys.iter().map(|g| g.size().x + gap).sum();
        if needed - gap > room
            && let Some(galley) = galleys.get_mut(1)
        {
            *galley = lay_out(ui, Tab::Organisations, "Orgs");
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for (tab, galley) in Tab::ALL.into_iter().zip(galleys) {
                let on = self.tab == tab;
                let (rect, response) =
                    ui.allocate_exact_size(vec2(galley.size().x, 7.0 * UNIT), Sense::click());
                response.widget_info(|| {
                    egui::WidgetInfo::selected(egui::Role::Tab, true, on, tab.name())
                });
                let at = Align2::LEFT_CENTER.anchor_size(rect.left_center(), galley.size());
                ui.painter().galley(at.min, galley, p.text);
                if on || response.hovered() || response.has_focus() {
                    let color = if on || response.has_focus() {
                        p.accent
                    } else {
                        p.line
                    };
                    ui.painter().hline(
                        rect.x_range(),
                        rect.bottom() - 1.0,
                        egui::Stroke::new(2.0, color),
                    );
                }
                if response
                    .on_hover_cursor(egui::CursorIcon::PointingHand)
                    .clicked()
                {
                    self.tab = tab;
                }
            }
        });
    }

    fn sort_menu(&mut self, ui: &mut Ui) {
        let button = widgets::icon_button(ui, icons::ICON_SORT, "Sort the list");
        egui::Popup::menu(&button).show(|ui| {
            for sort in Sort::ALL {
                if widgets::radio(ui, self.sort == sort, sort.name()).clicked() {
                    self.sort = sort;
                }
            }
        });
    }

    fn nothing(&self, ui: &mut Ui, st: &State) {
        if st.importing.is_some() || st.telling {
            widgets::loading(ui, "Reading…");
        } else if self.typed.trim().is_empty() {
            let title = match self.tab {
                Tab::People => "No people found",
                Tab::Organisations => "No organisations found",
                Tab::Places => "No places found",
            };
            empty(ui, icons::ICON_GROUPS, title, "");
        } else {
            empty(
                ui,
                icons::ICON_SEARCH,
                "Nobody by that name",
                "Other names of the same person or place are searched too.",
            );
        }
    }
}
