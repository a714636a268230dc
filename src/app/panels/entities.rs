//! The panel on the left: people, organisations and places, with counts and their course over
//! time. A click shows only the events of one; another click shows all again.

use crate::app::state::{Action, State};
use crate::app::theme::{self, Palette, UNIT, part, size};
use crate::app::widgets::{self, empty, field, paint_text, row, section, sparkline};
use crate::app::words;
use crate::entity::country::COUNTRIES;
use crate::entity::{Entity, EntityType};
use crate::project::{self, Companion, Edit, EntityPart, Thing, Who};
use crate::temporal::Moment;
use egui::{Align, Align2, Key, Layout, Modifiers, Sense, Ui, pos2, vec2};
use egui_material_icons::icons;
use std::sync::Arc;

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
}

/// The companions as last computed, and what they were computed for.
#[derive(Default)]
struct Companions {
    made_for: Option<(u64, u64, u32)>,
    list: Vec<Companion>,
}

impl Companions {
    fn of(&mut self, st: &State, e: u32) -> &[Companion] {
        let key = (st.snapshot().generation, st.picture.generation, e);
        if self.made_for != Some(key) {
            self.list = project::companions(st.snapshot(), &st.picture.everything, e, COMPANIONS);
            self.made_for = Some(key);
        }
        &self.list
    }
}

/// The rows as last computed, and what they were computed for.
#[derive(Default)]
struct Rows {
    made_for: Option<(u64, u64, Tab, Sort, String)>,
    rows: Arc<Vec<u32>>,
    /// Folded names of all entities, one text each, aliases after line breaks.
    names: Arc<Vec<String>>,
    names_of: u64,
}

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
        let rows = self.rows(st);
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
                        let Some(row) = entity_row(ui, st, e, window, &mut self.renaming, out)
                        else {
                            continue;
                        };
                        if self.wanted == Some(i) {
                            self.wanted = None;
                            row.request_focus();
                            row.scroll_to_me_animation(None, egui::style::ScrollAnimation::none());
                        } else if row.has_focus() {
                            self.listener = Some(row.id);
                            self.keys(ui, row.id, i, rows.len());
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
                if ui.radio(self.sort == sort, sort.name()).clicked() {
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

    /// The rows to show, computed when something they hang on has changed.
    fn rows(&mut self, st: &State) -> Arc<Vec<u32>> {
        let snapshot = st.snapshot();
        let key = (
            snapshot.generation,
            st.picture.generation,
            self.tab,
            self.sort,
            self.typed.clone(),
        );
        if self.rows.made_for.as_ref() == Some(&key) {
            return Arc::clone(&self.rows.rows);
        }
        if self.rows.names_of != snapshot.generation
            || self.rows.names.len() != snapshot.story.entities.len()
        {
            self.rows.names = Arc::new(
                snapshot
                    .story
                    .entities
                    .iter()
                    .map(|e| words::fold(&e.aliases.join("\n")))
                    .collect(),
            );
            self.rows.names_of = snapshot.generation;
        }
        let wanted = words::fold(self.typed.trim());
        let names = Arc::clone(&self.rows.names);
        let mut rows: Vec<u32> = self
            .tab
            .list(st)
            .iter()
            .copied()
            .filter(|e| {
                wanted.is_empty()
                    || names
                        .get(*e as usize)
                        .is_some_and(|n| wanted.split_whitespace().all(|w| n.contains(w)))
            })
            .collect();
        match self.sort {
            Sort::Count => {}
            Sort::Name => rows.sort_by(|a, b| names.get(*a as usize).cmp(&names.get(*b as usize))),
            Sort::First => rows.sort_by_key(|e| {
                // Events are numbered by date, so the first of the list is the earliest.
                snapshot
                    .index
                    .entity_events
                    .get(*e as usize)
                    .first()
                    .copied()
            }),
        }
        self.rows.rows = Arc::new(rows);
        self.rows.made_for = Some(key);
        Arc::clone(&self.rows.rows)
    }

    fn companions_height(&self, st: &State) -> f32 {
        match st.companion_of.and_then(|e| st.entity(e)) {
            Some(_) => 13.0 * UNIT + COMPANIONS as f32 * COMPANION_ROW,
            None => 0.0,
        }
    }
}

/// Rows that a page key moves by.
const PAGE: usize = 10;
const COMPANIONS: usize = 6;
const COMPANION_ROW: f32 = 5.5 * UNIT;
/// Columns of a sparkline.
const BINS: usize = 14;

fn entity_row(
    ui: &mut Ui,
    st: &State,
    e: u32,
    window: Option<(Moment, Moment)>,
    typed: &mut String,
    out: &mut Vec<Action>,
) -> Option<egui::Response> {
    let p = Palette::in_force(ui.ctx());
    let entity = st.entity(e)?;
    let count = st
        .picture
        .entity_counts
        .get(e as usize)
        .copied()
        .unwrap_or(0);
    let selected = st.is_filtered_by(entity);
    let hidden = st.filter.without_entities.contains(&entity.id);
    let name = format!(
        "{}, {}",
        entity.name,
        words::count(count as usize, "event", "events")
    );
    let response = row(ui, part::ENTITY_ROW, selected, &name);
    let rect = response.rect;
    if ui.is_rect_visible(rect) {
        let right = rect.right() - 2.0 * UNIT;
        let number = paint_text(
            ui,
            pos2(right, rect.top() + 3.5 * UNIT),
            Align2::RIGHT_CENTER,
            &words::number(count as usize),
            theme::regular(size::SECONDARY),
            p.text_secondary,
            20.0 * UNIT,
        );
        let (width, height) = part::SPARKLINE;
        let left = (number.left() - 2.0 * UNIT).min(right - 7.0 * UNIT) - width;
        let chart = egui::Rect::from_min_size(
            pos2(left, rect.top() + 3.5 * UNIT - height * 0.5),
            vec2(width, height),
        );
        if let Some(window) = window {
            let bins =
                project::sparkline(st.snapshot(), &st.picture.everything, Some(e), window, BINS);
            sparkline(
                ui,
                chart,
                &bins,
                if selected { p.accent } else { p.text_faint },
            );
        }
        let text_width = chart.left() - rect.left() - 4.0 * UNIT;
        let color = if hidden || count == 0 {
            p.text_faint
        } else {
            p.text
        };
        let font = if selected {
            theme::semibold(size::BODY)
        } else {
            theme::regular(size::BODY)
        };
        let mut x = rect.left() + 2.0 * UNIT;
        if st.is_pinned(entity) {
            let pin = paint_text(
                ui,
                pos2(x, rect.top() + 3.5 * UNIT),
                Align2::LEFT_CENTER,
                icons::ICON_PUSH_PIN.codepoint,
                theme::regular(size::SECONDARY),
                p.accent,
                20.0,
            );
            x = pin.right() + UNIT;
        }
        let at = paint_text(
            ui,
            pos2(x, rect.top() + 3.5 * UNIT),
            Align2::LEFT_CENTER,
            &entity.name,
            font,
            color,
            text_width,
        );
        if hidden {
            ui.painter().hline(
                at.x_range(),
                at.center().y,
                egui::Stroke::new(1.0, p.text_faint),
            );
        }
        paint_text(
            ui,
            pos2(rect.left() + 2.0 * UNIT, rect.top() + 8.0 * UNIT),
            Align2::LEFT_CENTER,
            &role_line(entity),
            theme::regular(size::SMALL),
            p.text_faint,
            rect.width() - 4.0 * UNIT,
        );
    }
    let response = response.on_hover_ui(|ui| card(ui, st, entity, e));
    if response.clicked() {
        let add = ui.input(|i| i.modifiers.command || i.modifiers.shift);
        out.push(Action::ToggleEntity(e, add));
    }
    response.context_menu(|ui| context_menu(ui, st, e, entity, typed, out));
    Some(response)
}

/// What says who it is in one line: its role and country, else its other names, else in how
/// many articles it stands.
fn role_line(entity: &Entity) -> String {
    let country = entity
        .country
        .as_deref()
        .and_then(|code| COUNTRIES.iter().find(|c| c.code == code))
        .and_then(|c| c.names.first().copied())
        .filter(|name| *name != entity.name);
    if let Some(role) = entity.roles.first() {
        let mut chars = role.chars();
        let role: String = chars
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(chars)
            .collect();
        return match country.filter(|c| !role.contains(c)) {
            Some(country) => format!("{role}, {country}"),
            None => role,
        };
    }
    let others: Vec<&str> = entity
        .aliases
        .iter()
        .map(String::as_str)
        .filter(|a| *a != entity.name)
        .take(3)
        .collect();
    match (country, others.as_slice()) {
        (Some(country), []) => country.to_owned(),
        (Some(country), others) => format!("{country}, also {}", others.join(", ")),
        (None, []) => words::count(entity.members.len(), "article", "articles"),
        (None, others) => format!("also {}", others.join(", ")),
    }
}

fn card(ui: &mut Ui, st: &State, entity: &Entity, e: u32) {
    let p = Palette::in_force(ui.ctx());
    ui.label(widgets::strong(&entity.name, p));
    for role in entity.roles.iter().take(3) {
        ui.label(widgets::secondary(role, p));
    }
    let others: Vec<&str> = entity
        .aliases
        .iter()
        .map(String::as_str)
        .filter(|a| *a != entity.name)
        .collect();
    if !others.is_empty() {
        ui.label(widgets::faint(format!("Also: {}", others.join(", ")), p));
    }
    let stats = project::entity_stats(st.snapshot(), &st.picture.everything, e);
    let told = format!(
        "{} in {}",
        words::count(stats.events as usize, "event", "events"),
        words::count(stats.articles as usize, "article", "articles")
    );
    ui.label(widgets::faint(told, p));
    ui.label(widgets::faint(
        "Click to see only these; Ctrl-click to add",
        p,
    ));
}

fn context_menu(
    ui: &mut Ui,
    st: &State,
    e: u32,
    entity: &Entity,
    typed: &mut String,
    out: &mut Vec<Action>,
) {
    let only = st.filter.entities.len() == 1 && st.is_filtered_by(entity);
    let text = if only {
        "Show all again"
    } else {
        "Show only these events"
    };
    if ui.button(text).clicked() {
        out.push(Action::ToggleEntity(e, false));
    }
    let hidden = st.filter.without_entities.contains(&entity.id);
    let text = if hidden {
        "Show its events again"
    } else {
        "Hide its events"
    };
    if ui.button(text).clicked() {
        out.push(Action::HideEntity(e));
    }
    let text = if st.is_pinned(entity) {
        "Take its lane away"
    } else {
        "Pin as a lane"
    };
    if ui.button(text).clicked() {
        out.push(Action::PinEntity(e));
    }
    ui.separator();
    if ui.button("Copy name").clicked() {
        out.push(Action::Copy(entity.name.clone()));
    }
    if ui.button("Find in articles").clicked() {
        out.push(Action::FindText(format!("\"{}\"", entity.name)));
    }
    ui.separator();
    corrections(ui, st, e, entity, typed, out);
}

/// What can be corrected of a name.
fn corrections(
    ui: &mut Ui,
    st: &State,
    e: u32,
    entity: &Entity,
    typed: &mut String,
    out: &mut Vec<Action>,
) {
    let thing = Thing::Entity(e);
    let mut edit = |edit: Edit| out.push(Action::Edit(Box::new(edit)));
    let line = |ui: &mut Ui, hint: &str, typed: &mut String| {
        let response = field(ui, typed, hint, 44.0 * UNIT);
        let enter = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        let name = typed.trim().to_owned();
        if enter && !name.is_empty() {
            typed.clear();
            ui.close();
            return Some(name);
        }
        None
    };
    ui.menu_button("Rename", |ui| {
        if let Some(name) = line(ui, "New name", typed) {
            edit(Edit::Title(thing, name));
        }
    });
    ui.menu_button("Add another name", |ui| {
        if let Some(name) = line(ui, "Other name", typed) {
            edit(Edit::Alias(e, name, true));
        }
    });
    ui.menu_button("Is a", |ui| {
        for (kind, name) in [
            (EntityType::Per, "Person"),
            (EntityType::Org, "Organisation"),
            (EntityType::Loc, "Place"),
            (EntityType::Misc, "None of these"),
        ] {
            if ui.radio(entity.kind == kind, name).clicked() {
                edit(Edit::EntityType(e, kind));
                ui.close();
            }
        }
    });
    let others: Vec<u32> = st
        .filter
        .entities
        .iter()
        .filter_map(|id| st.snapshot().entity(id))
        .map(|(i, _)| i as u32)
        .filter(|other| *other != e)
        .collect();
    if others.is_empty() {
        ui.add_enabled(false, egui::Button::new("Merge with…"))
            .on_disabled_hover_text("Click the other name first, then right-click this one");
    } else {
        for other in others {
            let name = st.entity(other).map_or("", |x| x.name.as_str());
            if ui
                .button(format!("Is the same as {name}"))
                .on_hover_text(format!("Both become one, called {name}"))
                .clicked()
            {
                edit(Edit::MergeEntities(vec![other, e]));
            }
        }
    }
    if entity.aliases.len() > 1 {
        ui.menu_button("Split off a name", |ui| {
            for alias in entity.aliases.iter().filter(|a| **a != entity.name) {
                if ui
                    .button(alias)
                    .on_hover_text("This name is somebody else")
                    .clicked()
                {
                    let part = EntityPart::Names(vec![alias.clone()]);
                    edit(Edit::SplitEntity(e, part, Who::named(alias, entity.kind)));
                    ui.close();
                }
            }
        });
    }
    let mark = st.snapshot().marks.entities.get(&e);
    let hidden = mark.is_some_and(|m| m.hidden);
    let text = if hidden {
        "Show in lists again"
    } else {
        "Is no name: hide it from lists"
    };
    if ui.button(text).clicked() {
        edit(Edit::Hide(thing, !hidden));
    }
    if mark.is_some_and(|m| !m.corrected.is_empty()) && ui.button("Back to what was read").clicked()
    {
        edit(Edit::Reset(thing, None));
    }
}

impl Entities {
    /// Who else is in the events of the chosen one, and how often.
    fn seen_with(&mut self, ui: &mut Ui, st: &State, out: &mut Vec<Action>, p: &Palette) {
        let Some(e) = st.companion_of else { return };
        let Some(entity) = st.entity(e) else { return };
        let width = ui.available_width();
        let (line, _) = ui.allocate_exact_size(vec2(width, UNIT), Sense::hover());
        ui.painter()
            .hline(line.x_range(), line.top(), egui::Stroke::new(1.0, p.line));
        ui.add_space(UNIT);
        ui.add(egui::Label::new(section(format!("Seen with {}", entity.name), p)).truncate());
        ui.add_space(UNIT);
        ui.spacing_mut().item_spacing.y = 0.0;
        let companions = self.companions.of(st, e);
        if companions.is_empty() {
            ui.label(widgets::faint("Alone in all its events", p));
        }
        let most = companions.iter().map(|c| c.together).max().unwrap_or(1);
        for companion in companions {
            let Some(other) = st.entity(companion.entity) else {
                continue;
            };
            let together =
                words::count(companion.together as usize, "shared event", "shared events");
            let response = row(
                ui,
                COMPANION_ROW,
                st.is_filtered_by(other),
                &format!("{}, {together}", other.name),
            );
            let rect = response.rect;
            let half = rect.left() + rect.width() * 0.56;
            paint_text(
                ui,
                pos2(rect.left() + 2.0 * UNIT, rect.center().y),
                Align2::LEFT_CENTER,
                &other.name,
                theme::regular(size::SECONDARY),
                p.text,
                half - rect.left() - 3.0 * UNIT,
            );
            let bar = egui::Rect::from_min_max(
                pos2(half, rect.center().y - 2.5),
                pos2(rect.right() - 2.0 * UNIT, rect.center().y + 2.5),
            );
            ui.painter().rect_filled(bar, 3, p.control);
            let mut filled = bar;
            filled.set_width((bar.width() * companion.together as f32 / most as f32).max(3.0));
            ui.painter().rect_filled(filled, 3, p.accent);
            if response
                .on_hover_text(format!("{together}. Click to add to the filter."))
                .clicked()
            {
                out.push(Action::ToggleEntity(companion.entity, true));
            }
        }
    }
}
