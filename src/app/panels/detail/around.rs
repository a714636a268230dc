//! What happened before and after, with the same people.

use crate::app::state::{Action, State};
use crate::app::theme::{self, Palette, UNIT, size};
use crate::app::widgets::{paint_text, row, rule, section};
use crate::app::words;
use crate::event::Event;
use egui::{Align2, Ui, pos2};

/// The events just before and after in which any of the same people or organisations take part.
pub(super) fn around(ui: &mut Ui, st: &State, event: &Event, at: u32, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    let index = &st.snapshot().index;
    let mut near: Vec<u32> = Vec::new();
    for (e, _) in &event.entities {
        if event.place == Some(*e) {
            continue;
        }
        let events = index.entity_events.get(*e as usize);
        let here = events.partition_point(|x| *x < at);
        near.extend(events[..here].iter().rev().take(3));
        near.extend(events[here..].iter().filter(|x| **x != at).take(3));
    }
    near.retain(|e| index.dated.has(*e as usize) && st.picture.selection.events.has(*e as usize));
    near.sort_unstable();
    near.dedup();
    if event.date.value.is_none() || near.is_empty() {
        return;
    }
    let here = near.partition_point(|x| *x < at);
    let from = here.saturating_sub(3);
    let to = (here + 3).min(near.len());
    rule(ui, p);
    ui.label(section("Before and after, with the same names", p));
    ui.add_space(UNIT);
    let year = event.date.value.as_ref().map(|v| v.earliest.ymd().year);
    let mut marked = false;
    for &other in near.get(from..to).unwrap_or(&[]) {
        if other > at && !marked {
            marked = true;
            here_line(ui, p);
        }
        small_event(ui, st, other, year, out);
    }
    if !marked {
        here_line(ui, p);
    }
}

pub(super) fn here_line(ui: &mut Ui, p: &Palette) {
    let (rect, _) =
        ui.allocate_exact_size(egui::vec2(ui.available_width(), 1.0), egui::Sense::hover());
    ui.painter().hline(
        rect.x_range(),
        rect.center().y,
        egui::Stroke::new(1.0, p.accent.gamma_multiply(0.5)),
    );
}

/// One event in a line: dot, date, title. A click selects it.
pub fn small_event(
    ui: &mut Ui,
    st: &State,
    e: u32,
    known_year: Option<i32>,
    out: &mut Vec<Action>,
) {
    let p = Palette::in_force(ui.ctx());
    let Some(event) = st.event(e) else { return };
    let date = event.date.value.as_ref().map_or_else(
        || "no date".to_owned(),
        |v| words::short_date(v, known_year),
    );
    let response = row(
        ui,
        6.0 * UNIT,
        st.focus == Some(e),
        &format!("{date}: {}", event.title),
    );
    let rect = response.rect;
    let y = rect.center().y;
    ui.painter().circle_filled(
        pos2(rect.left() + 2.0 * UNIT, y),
        UNIT,
        p.family(event.kind.family()),
    );
    let date = paint_text(
        ui,
        pos2(rect.left() + 5.0 * UNIT, y),
        Align2::LEFT_CENTER,
        &date,
        theme::regular(size::SECONDARY),
        p.text_secondary,
        30.0 * UNIT,
    );
    let left = (date.right() + 2.0 * UNIT).max(rect.left() + 18.0 * UNIT);
    paint_text(
        ui,
        pos2(left, y),
        Align2::LEFT_CENTER,
        &event.title,
        theme::regular(size::SECONDARY),
        p.text,
        rect.right() - left - UNIT,
    );
    if response.on_hover_text(&*event.title).clicked() {
        out.push(Action::Select(Some(e)));
    }
}
