//! The row of filter chips: what is let through, and how many events that leaves.

use super::tool_bar::changed;
use crate::app::command::Command;
use crate::app::state::{Action, State};
use crate::app::theme::{Palette, UNIT};
use crate::app::widgets::{check, faint, filter_chip, link, radio, secondary};
use crate::app::words;
use crate::event::{Basis, EventType, Family, Modality};
use crate::project::{Part, basis_words, modality_words};
use egui::{Align, Layout, Ui};

/// Shows the row.
pub fn show(ui: &mut Ui, st: &State, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    let selection = &st.picture.selection;
    ui.horizontal_centered(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let shown = if selection.count == selection.total {
                words::count(selection.total, "event", "events")
            } else {
                format!(
                    "{} of {}",
                    words::number(selection.count),
                    words::count(selection.total, "event", "events")
                )
            };
            // Those without a date are not on the timeline: where they are is said.
            let undated = selection.count.saturating_sub(selection.dated);
            let shown = match undated {
                0 => shown,
                n if n == selection.count => format!("{shown}, none with a date"),
                n => format!("{shown}, {} without a date", words::number(n)),
            };
            ui.label(secondary(shown, p)).on_hover_text(
                "Every panel and every count obeys the filter. Events without a date stand in the tray below.",
            );
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                egui::ScrollArea::horizontal()
                    .id_salt("chips")
                    .scroll_bar_visibility(egui::scroll_area::ScrollBarVisibility::AlwaysHidden)
                    .show(ui, |ui| {
                        ui.horizontal_centered(|ui| chips(ui, st, out));
                    });
            });
        });
    });
}

fn chips(ui: &mut Ui, st: &State, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    let mut any = false;
    for chip in st.filter.chips(st.snapshot()) {
        // How much is shown has a slider of its own.
        if chip.part == Part::Salience {
            continue;
        }
        any = true;
        let negative = matches!(chip.part, Part::WithoutEntity(_));
        if filter_chip(ui, &chip.words, negative, p) {
            out.push(Action::Filter(Box::new(st.filter.without(&chip.part))));
        }
    }
    add(ui, st, out);
    if st.filter.entities.len() > 1 {
        let words = if st.filter.together {
            "any of them"
        } else {
            "all together"
        };
        if link(ui, words, p).clicked() {
            out.push(changed(&st.filter, |f| f.together = !f.together));
        }
    }
    if any {
        if link(ui, "clear all", p).clicked() {
            out.push(Action::Do(Command::ClearFilter));
        }
    } else {
        ui.add_space(UNIT);
        ui.label(faint("Click a name on the left to see only its events", p));
    }
}

/// The menu that adds a part to the filter.
fn add(ui: &mut Ui, st: &State, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    let button = link(ui, "+ filter", p);
    egui::Popup::menu(&button)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.menu_button("Event type", |ui| {
                egui::ScrollArea::vertical()
                    .max_height(100.0 * UNIT)
                    .show(ui, |ui| {
                        for family in Family::ALL {
                            family_choice(ui, st, out, family);
                        }
                    });
            });
            ui.menu_button("How the date was read", |ui| {
                for basis in [
                    Basis::Stated,
                    Basis::Relative,
                    Basis::Inferred,
                    Basis::Set,
                    Basis::Unknown,
                ] {
                    let mut on = st.filter.bases.contains(&basis);
                    if check(ui, &mut on, basis_words(basis)).changed() {
                        out.push(changed(&st.filter, |f| {
                            if !f.bases.remove(&basis) {
                                f.bases.insert(basis);
                            }
                        }));
                    }
                }
            });
            ui.menu_button("Told as", |ui| {
                for modality in [
                    Modality::Asserted,
                    Modality::Planned,
                    Modality::Threatened,
                    Modality::Negated,
                    Modality::Hypothetical,
                ] {
                    let mut on = st.filter.modalities.contains(&modality);
                    if check(ui, &mut on, modality_words(modality)).changed() {
                        out.push(changed(&st.filter, |f| {
                            if !f.modalities.remove(&modality) {
                                f.modalities.insert(modality);
                            }
                        }));
                    }
                }
            });
            let tags = st.snapshot().marks.tags();
            if !tags.is_empty() {
                ui.menu_button("Tag", |ui| {
                    for tag in tags {
                        let mut on = st.filter.tags.contains(tag);
                        if check(ui, &mut on, format!("#{tag}")).changed() {
                            out.push(changed(&st.filter, |f| {
                                if !f.tags.remove(tag) {
                                    f.tags.insert(tag.to_owned());
                                }
                            }));
                        }
                    }
                });
            }
            let mut starred = st.filter.starred;
            if check(ui, &mut starred, "Only what is starred").changed() {
                out.push(changed(&st.filter, |f| f.starred = starred));
            }
            let mut hidden = st.filter.hidden;
            if check(ui, &mut hidden, "Also what you have hidden").changed() {
                out.push(changed(&st.filter, |f| f.hidden = hidden));
            }
            ui.menu_button("Told by", |ui| {
                for n in [1, 2, 3, 5, 10] {
                    let text = if n == 1 {
                        "any number of articles".to_owned()
                    } else {
                        format!("at least {n} articles")
                    };
                    let on = st.filter.sources.max(1) == n;
                    if radio(ui, on, text).clicked() {
                        out.push(changed(&st.filter, |f| f.sources = n));
                    }
                }
            });
        });
}

fn family_choice(ui: &mut Ui, st: &State, out: &mut Vec<Action>, family: Family) {
    let p = Palette::in_force(ui.ctx());
    let kinds: Vec<EventType> = EventType::ALL
        .into_iter()
        .filter(|k| k.family() == family)
        .collect();
    let mut all = kinds.iter().all(|k| st.filter.kinds.contains(k));
    let name = egui::RichText::new(family.name()).color(p.family(family));
    if check(ui, &mut all, name).changed() {
        let kinds = kinds.clone();
        out.push(changed(&st.filter, move |f| {
            for kind in kinds {
                if all {
                    f.kinds.insert(kind);
                } else {
                    f.kinds.remove(&kind);
                }
            }
        }));
    }
    if kinds.len() > 1 {
        ui.indent(family.name(), |ui| {
            for kind in kinds {
                let mut on = st.filter.kinds.contains(&kind);
                if check(ui, &mut on, kind.name()).changed() {
                    out.push(changed(&st.filter, |f| {
                        if !f.kinds.remove(&kind) {
                            f.kinds.insert(kind);
                        }
                    }));
                }
            }
        });
    }
}
