//! The panel on the right: one event, when it was, how that was read, and the sentence that
//! proves it.

mod around;
mod how;
mod proof;

pub use around::small_event;

use super::correct::{self, Corrections};
use crate::app::command::Command;
use crate::app::panels::passage;
use crate::app::state::{Action, State, Typed};
use crate::app::theme::{self, Palette, UNIT, size};
use crate::app::widgets::{
    self, check, chip, dot, faint, icon_command, link, rule, secondary, section,
};
use crate::app::words;
use crate::event::{Basis, Event, EventMention, Role, Told};
use crate::project::{Corrected, Edit, Entry, Snapshot, Thing};
use crate::text::tidy;
use around::around;
use egui::{Align, Layout, RichText, Ui};
use egui_material_icons::icons;
use how::{how_read, timex_waits, why};
use proof::{proof, telling};
use std::collections::BTreeSet;

/// Tellings shown before "and n more".
const TELLINGS: usize = 12;

/// What is opened and typed in the panel.
#[derive(Default)]
pub struct Detail {
    date: super::tray::DateField,
    all_tellings_of: Option<String>,
    corrections: Corrections,
    /// The tellings to be split off, while they are being chosen, and of which event.
    split: Option<(String, BTreeSet<(u32, u32)>)>,
}

impl Detail {
    /// Opens the field to type this of the selected event in.
    pub fn type_in(&mut self, what: Typed, st: &State) {
        if let Some((at, event)) = st.focus.and_then(|f| Some((f, st.event(f)?))) {
            self.corrections.about(event);
            self.corrections.open(what, st, at, event);
        }
    }

    /// Offers the tellings of the selected event to be split off.
    pub fn split_up(&mut self, st: &State) {
        if let Some(event) = st.focus.and_then(|f| st.event(f)) {
            self.split = Some((event.id.to_string(), BTreeSet::new()));
            self.all_tellings_of = Some(event.id.to_string());
        }
    }

    /// Shows the panel.
    pub fn show(&mut self, ui: &mut Ui, st: &State, out: &mut Vec<Action>) {
        let margin = egui::Frame::new().inner_margin(egui::Margin {
            right: 3 * UNIT as i8,
            ..egui::Margin::ZERO
        });
        let Some((event, at)) = st.focus.and_then(|f| Some((st.event(f)?, f))) else {
            margin.show(ui, |ui| nothing(ui, st));
            return;
        };
        let Some((entry, mention, article)) = st.lead(event) else {
            widgets::empty(ui, icons::ICON_ERROR, "This event has no article", "");
            return;
        };
        let p = Palette::in_force(ui.ctx());
        self.corrections.about(event);
        margin.show(ui, |ui| {
            selected(ui, st, out);
            head(ui, st, event, at, out);
        });
        let scroll = egui::ScrollArea::vertical()
            .id_salt(("detail", &event.id))
            .auto_shrink(false);
        scroll.show(ui, |ui| {
            margin.show(ui, |ui| {
                ui.add_space(UNIT);
                self.corrections.title(ui, st, at, event, out);
                ui.add_space(2.0 * UNIT);
                self.when(ui, st, (at, event), entry, mention, article, out);
                ui.add_space(2.0 * UNIT);
                self.people(ui, st, at, event, mention, out);
                rule(ui, p);
                proof(ui, entry, mention, article, out);
                self.tellings(ui, st, at, event, out);
                around(ui, st, event, at, out);
                rule(ui, p);
                self.corrections.notes(ui, st, at, out);
                why(ui, event, mention, p);
                ui.add_space(4.0 * UNIT);
            });
        });
    }

    #[allow(clippy::too_many_arguments)]
    fn when(
        &mut self,
        ui: &mut Ui,
        st: &State,
        (at, event): (u32, &Event),
        entry: &Entry,
        mention: &EventMention,
        article: u32,
        out: &mut Vec<Action>,
    ) {
        let p = Palette::in_force(ui.ctx());
        let date = &event.date;
        match &date.value {
            Some(value) => {
                ui.horizontal_wrapped(|ui| {
                    ui.label(
                        RichText::new(words::date(value))
                            .font(theme::semibold(size::EMPHASIS))
                            .color(p.text),
                    );
                    ui.label(faint(words::exactness(value), p));
                });
            }
            None => {
                ui.label(
                    RichText::new("No date yet")
                        .font(theme::semibold(size::EMPHASIS))
                        .color(p.attention),
                );
            }
        }
        ui.add(egui::Label::new(secondary(how_read(event, entry, mention), p)).wrap());
        if let Some(modality) = words::modality(event.modality) {
            ui.label(secondary(format!("Told as: {modality}"), p));
        }
        if let Some(teller) = mention.teller() {
            ui.add(egui::Label::new(secondary(teller, p)).wrap());
        }
        let timex = date
            .timex
            .filter(|_| date.basis != Basis::Set)
            .and_then(|t| entry.analysis.timexes.get(t as usize));
        let other = timex.and_then(|t| t.alternative.as_ref());
        let near = entry.article.published.as_ref().map(|p| p.date);
        self.corrections.date(ui, st, at, near, other, out);
        let waits = date.value.is_none()
            && (entry.article.published.is_none() || timex_waits(entry, mention));
        if waits || st.rereading.contains(&article) {
            ui.add_space(UNIT);
            ui.label(secondary(
                format!(
                    "Set the publication date of “{}”, and its events take their places:",
                    Snapshot::title_of(entry)
                ),
                p,
            ));
            self.date.show(ui, st, article, out);
        }
    }

    fn tellings(&mut self, ui: &mut Ui, st: &State, at: u32, event: &Event, out: &mut Vec<Action>) {
        let p = Palette::in_force(ui.ctx());
        let lead = event.mentions.get(event.lead as usize).copied();
        let others: Vec<(u32, u32)> = event
            .mentions
            .iter()
            .copied()
            .filter(|m| Some(*m) != lead)
            .collect();
        if others.is_empty() {
            return;
        }
        // Each other article once; what an article tells again comes behind, when asked for.
        let mut met: Vec<u32> = lead.iter().map(|l| l.0).collect();
        let (firsts, again): (Vec<_>, Vec<_>) = others.iter().partition(|m| {
            let new = !met.contains(&m.0);
            if new {
                met.push(m.0);
            }
            new
        });
        rule(ui, p);
        let title = if firsts.is_empty() {
            "Told again in the same article".to_owned()
        } else {
            format!(
                "Also told by {}",
                words::count(firsts.len(), "article", "articles")
            )
        };
        ui.label(section(title, p));
        ui.add_space(UNIT);
        for difference in &event.differences {
            ui.horizontal_wrapped(|ui| {
                ui.label(
                    RichText::new(format!("They differ on the {}:", difference.field))
                        .size(size::SECONDARY)
                        .color(p.attention),
                );
                let mut values: Vec<&str> =
                    difference.values.iter().map(|(v, _)| v.as_str()).collect();
                values.dedup();
                ui.label(secondary(values.join(" · "), p));
            });
        }
        let all = self.all_tellings_of.as_deref() == Some(&event.id);
        let shown = match (all, firsts.is_empty()) {
            (true, _) => others.len(),
            (false, true) => TELLINGS,
            (false, false) => firsts.len().min(TELLINGS),
        };
        let mut split = self.split.take().filter(|(of, _)| *of == event.id);
        let both = firsts.iter().map(|at| (at, false));
        for (at, again) in both.chain(again.iter().map(|at| (at, true))).take(shown) {
            let Some((_, chosen)) = &mut split else {
                telling(ui, st, event, *at, again, out);
                continue;
            };
            ui.horizontal(|ui| {
                let title = st.entry(at.0).map(Snapshot::title_of).unwrap_or_default();
                let mut on = chosen.contains(at);
                let tick =
                    check(ui, &mut on, "").accessible_name(format!("Another event: {title}"));
                if tick.changed() && !chosen.remove(at) {
                    chosen.insert(*at);
                }
                telling(ui, st, event, *at, again, out);
            });
        }
        self.split = split_bar(ui, event, at, split, out);
        let more = others.len().saturating_sub(shown);
        if more > 0 {
            let text = words::count(more, "more telling", "more tellings");
            if link(ui, format!("and {text}"), p).clicked() {
                self.all_tellings_of = Some(event.id.to_string());
            }
        }
    }

    fn people(
        &mut self,
        ui: &mut Ui,
        st: &State,
        at: u32,
        event: &Event,
        mention: &EventMention,
        out: &mut Vec<Action>,
    ) {
        let p = Palette::in_force(ui.ctx());
        let corrected = correct::mark(st, Thing::Event(at))
            .is_some_and(|m| m.corrected.contains(&Corrected::Participants));
        // Whom the user put there takes part, whatever the part.
        let takes_part = |role: Role| corrected || role != Role::Other;
        // Phrases that are no known entity ("160 trucks") are told as the text has them.
        let phrases: Vec<&str> = mention
            .participants
            .iter()
            .filter(|x| !corrected && x.entity.is_none() && !x.name.trim().is_empty())
            .map(|x| &*x.name)
            .collect();
        if self.corrections.changes_people() {
            ui.label(secondary("Who", p));
            self.corrections.people(ui, st, at, event, out);
        } else {
            labelled(ui, "Who", |ui| {
                for (e, role) in event.entities.iter().filter(|(_, role)| takes_part(*role)) {
                    name(ui, st, event, *e, correct::role_name(*role), out);
                }
                for phrase in &phrases {
                    ui.label(secondary(*phrase, p));
                }
                self.corrections.participants(ui, st, at, out);
            });
            let beside: Vec<u32> = event
                .entities
                .iter()
                .filter(|(e, role)| !takes_part(*role) && event.place != Some(*e))
                .map(|(e, _)| *e)
                .collect();
            if !beside.is_empty() {
                labelled(ui, "Also named", |ui| {
                    for e in beside.iter().take(BESIDE) {
                        name(ui, st, event, *e, "named beside it", out);
                    }
                    let more = beside.get(BESIDE..).unwrap_or_default();
                    if !more.is_empty() {
                        let names: Vec<&str> = more
                            .iter()
                            .filter_map(|e| st.entity(*e))
                            .map(|e| e.name.as_str())
                            .collect();
                        ui.label(secondary(format!("and {} more", names.len()), p))
                            .on_hover_text(names.join(", "));
                    }
                });
            }
        }
        let place = event.place.and_then(|e| Some((e, st.entity(e)?)));
        let set = correct::mark(st, Thing::Event(at))
            .is_some_and(|m| m.corrected.contains(&Corrected::Place));
        let entity = place.map(|(_, entity)| entity);
        // What the user set rests on no telling.
        let told = event
            .place_told(entity, |at| Some(st.mention(at)?.1))
            .filter(|_| !set);
        labelled(ui, "Where", |ui| {
            let name = told.map(|t| &*t.place.name);
            if let Some((e, entity)) = place {
                let name = name
                    .filter(|t| t.contains(entity.name.as_str()))
                    .unwrap_or(&entity.name);
                let mut hint = "Click to see only events with this place".to_owned();
                if told.is_some_and(|t| t.elsewhere) {
                    hint = format!("{name}: {ELSEWHERE}. {hint}");
                }
                if chip(ui, name, p).on_hover_text(hint).clicked() {
                    out.push(Action::ToggleEntity(e, false));
                }
            } else if let Some(name) = name {
                ui.label(RichText::new(name).color(p.text));
            }
            if let Some(told) = told.filter(|t| t.elsewhere) {
                elsewhere(ui, st, told, out);
            }
            let known = place.is_some() || told.is_some();
            self.corrections.place(ui, st, at, known, out);
        });
    }
}

/// What is said of a place that the sentence of its event does not name.
const ELSEWHERE: &str = "told elsewhere in the article";

/// The way to the passage that tells where an event was.
fn elsewhere(ui: &mut Ui, st: &State, told: Told<'_>, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    let Some(entry) = st.entry(told.at.0) else {
        return;
    };
    let span = passage::sentence_of(entry, told.place.span.start).unwrap_or(told.place.span);
    let response = link(ui, ELSEWHERE, p).on_hover_ui(|ui| {
        ui.set_max_width(90.0 * UNIT);
        ui.label(format!("“{}”", tidy(span.of(&entry.article.text))));
        ui.label(faint("Click to read it in the article", p));
    });
    if response.clicked() {
        out.push(Action::Read {
            article: told.at.0,
            mark: Some(span),
        });
    }
}

/// Most names shown of those that only stand beside an event.
const BESIDE: usize = 5;

/// One who takes part, or is named beside it: a click shows only what it is part of.
fn name(ui: &mut Ui, st: &State, event: &Event, e: u32, part: &str, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    let Some(entity) = st.entity(e).filter(|_| event.place != Some(e)) else {
        return;
    };
    let response = chip(ui, &entity.name, p).on_hover_text(format!(
        "{}: {part}. Click to see only its events.",
        entity.name
    ));
    if response.clicked() {
        out.push(Action::ToggleEntity(e, false));
    }
}

/// Splitting tellings off: offered, or what is to be done with those chosen.
fn split_bar(
    ui: &mut Ui,
    event: &Event,
    at: u32,
    split: Option<(String, BTreeSet<(u32, u32)>)>,
    out: &mut Vec<Action>,
) -> Option<(String, BTreeSet<(u32, u32)>)> {
    let p = Palette::in_force(ui.ctx());
    let Some((of, chosen)) = split else {
        let begin = link(ui, "Not the same event? Split…", p)
            .on_hover_text("Choose the tellings that are of another event");
        return begin
            .clicked()
            .then(|| (event.id.to_string(), BTreeSet::new()));
    };
    let mut go_on = true;
    ui.horizontal(|ui| {
        let text = match chosen.len() {
            0 => "Choose what is another event".to_owned(),
            n => format!("Split off {}", words::count(n, "telling", "tellings")),
        };
        let button = egui::Button::new(text);
        if ui.add_enabled(!chosen.is_empty(), button).clicked() {
            let apart = chosen.iter().copied().collect();
            out.push(Action::Edit(Box::new(Edit::SplitEvent(at, apart))));
            go_on = false;
        }
        if ui.button("Cancel").clicked() {
            go_on = false;
        }
    });
    go_on.then_some((of, chosen))
}

/// What can be done with all events that are selected.
fn selected(ui: &mut Ui, st: &State, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    if st.selected.len() < 2 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let n = words::count(st.selected.len(), "event selected", "events selected");
        ui.label(secondary(n, p));
        for (command, text) in [
            (Command::MergeEvents, "Merge"),
            (Command::StarEvent, "Star"),
            (Command::HideEvent, "Hide"),
            (Command::DeleteEvent, "Delete"),
        ] {
            widgets::text_command(ui, st, out, command, text);
        }
    });
    rule(ui, p);
}

/// A line of facts with its name before it.
fn labelled(ui: &mut Ui, label: &str, add: impl FnOnce(&mut Ui)) {
    let p = Palette::in_force(ui.ctx());
    let width = 12.0 * UNIT;
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(
            egui::vec2(width, 6.5 * UNIT),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.set_min_width(width);
                ui.label(secondary(label, p));
            },
        );
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(1.5 * UNIT, 1.5 * UNIT);
            add(ui);
        });
    });
}

fn nothing(ui: &mut Ui, st: &State) {
    if st.picture.order.is_empty() && (st.importing.is_some() || st.telling) {
        widgets::loading(ui, "Reading…");
    } else if st.picture.order.is_empty() {
        widgets::empty(ui, icons::ICON_EVENT, "Nothing to show", st.why_nothing());
    } else {
        widgets::empty(
            ui,
            icons::ICON_EVENT,
            "No event selected",
            "Click a mark on the timeline, or press . for the next event.",
        );
    }
}

fn head(ui: &mut Ui, st: &State, event: &Event, at: u32, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    let thing = Thing::Event(at);
    ui.horizontal(|ui| {
        let color = p.family(event.kind.family());
        dot(ui, color);
        let name = RichText::new(event.kind.name())
            .font(theme::semibold(size::SECONDARY))
            .color(color);
        let kind = ui
            .add(egui::Button::new(name).frame(false))
            .on_hover_text("The type of event. Click to change it.");
        egui::Popup::menu(&kind).show(|ui| correct::kind_menu(ui, at, event.kind, out));
        correct::corrected(ui, st, thing, Corrected::Kind, out);
        correct::corrected(ui, st, thing, Corrected::Merged, out);
        correct::corrected(ui, st, thing, Corrected::Split, out);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = UNIT;
            ui.spacing_mut().button_padding.x = UNIT;
            icon_command(ui, st, out, Command::NextEvent);
            if let Some((at, of)) = st.position() {
                ui.label(secondary(
                    format!("{} of {}", words::number(at), words::number(of)),
                    p,
                ));
            } else {
                ui.label(faint("filtered out", p))
                    .on_hover_text("The filter does not let this event through");
            }
            icon_command(ui, st, out, Command::PreviousEvent);
            let more = widgets::icon_button(ui, icons::ICON_MORE_HORIZ, "More for this event");
            egui::Popup::menu(&more).show(|ui| correct::event_menu(ui, st, out));
            correct::star(ui, st, thing, out);
        });
    });
}
