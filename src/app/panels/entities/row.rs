//! One name: count, course over time, who it is.

use super::lines::Lines;
use super::menu::context_menu;
use crate::app::state::{Action, State};
use crate::app::theme::{self, Palette, UNIT, part, size};
use crate::app::widgets::{self, paint_text, row, sparkline};
use crate::app::words;
use crate::entity::Entity;
use crate::entity::country::COUNTRIES;
use crate::project;
use egui::{Align2, Key, Modifiers, Ui, pos2, vec2};
use egui_material_icons::icons;

pub(super) fn entity_row(
    ui: &mut Ui,
    st: &State,
    e: u32,
    lines: &mut Lines,
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
        if let Some(bins) = lines.of(st, e) {
            let color = if selected { p.accent } else { p.text_faint };
            sparkline(ui, chart, bins, color);
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
    widgets::context_menu(&response, |ui| context_menu(ui, st, e, entity, typed, out));
    Some(response)
}

/// The keys of a name that has the keyboard, beside Enter: Delete hides its events, Alt+P pins it
/// as a lane, Alt+F finds it in the articles, Ctrl+C copies it.
pub(super) fn keys(ui: &Ui, st: &State, e: u32, out: &mut Vec<Action>) {
    let Some(entity) = st.entity(e) else { return };
    ui.input_mut(|input| {
        if input.consume_key(Modifiers::NONE, Key::Delete) {
            out.push(Action::HideEntity(e));
        }
        if input.consume_key(Modifiers::ALT, Key::P) {
            out.push(Action::PinEntity(e));
        }
        if input.consume_key(Modifiers::ALT, Key::F) {
            out.push(Action::FindText(format!("\"{}\"", entity.name)));
        }
        if input.events.contains(&egui::Event::Copy) {
            out.push(Action::Copy(entity.name.clone()));
        }
    });
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
        (None, []) if entity.members.is_empty() => "added by you".to_owned(),
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
    if let Some((first, last)) = stats.first.zip(stats.last) {
        ui.label(widgets::faint(project::range_words(first, last), p));
    }
    if let Some((latitude, longitude)) = entity.location {
        let north = if latitude < 0.0 { 'S' } else { 'N' };
        let east = if longitude < 0.0 { 'W' } else { 'E' };
        let at = format!(
            "{:.2}° {north}, {:.2}° {east}",
            latitude.abs(),
            longitude.abs()
        );
        ui.label(widgets::faint(at, p));
    }
    ui.label(widgets::faint(
        "Click to see only these; Ctrl-click to add",
        p,
    ));
}
