//! The card beside the pointer: what lies under it, in words.

use super::Scene;
use super::input::content;
use crate::app::theme::{self, Palette, UNIT, line, size};
use crate::timeline::{Hit, Kind, Layout, words};
use egui::{Label, RichText, Tooltip};

/// Most titles a card of several events lists.
const TITLES: usize = 5;

/// Shows the card for `hit`.
pub(super) fn show(
    ui: &egui::Ui,
    id: egui::Id,
    scene: &Scene<'_>,
    layout: &Layout,
    hit: Hit,
    palette: &Palette,
) {
    Tooltip::always_open(
        ui.ctx().clone(),
        ui.layer_id(),
        id,
        egui::PopupAnchor::Pointer,
    )
    .gap(3.0 * UNIT)
    .width(line::CARD)
    .show(|ui| {
        ui.set_max_width(line::CARD);
        ui.spacing_mut().item_spacing.y = UNIT / 2.0;
        match hit {
            Hit::Mark(i) => {
                let Some(mark) = layout.marks.get(i as usize) else {
                    return;
                };
                if mark.kind == Kind::Fold {
                    let (mut events, from, to) = content(scene, layout, hit);
                    // The weightiest first: they are the ones a reader looks for.
                    if let Some(at) = events.iter().position(|&e| e == mark.event) {
                        events.swap(0, at);
                    }
                    several(ui, scene, &events, mark.count(), from, to, palette);
                } else {
                    one(ui, scene, mark.event, palette);
                }
            }
            Hit::Bar(i) => {
                let Some(bar) = layout.bars.get(i as usize) else {
                    return;
                };
                if bar.count == 1
                    && let Some(event) = in_bar(scene, layout, i).first()
                {
                    one(ui, scene, *event, palette);
                } else {
                    let events = if bar.count <= 200 {
                        in_bar(scene, layout, i)
                    } else {
                        Vec::new()
                    };
                    several(ui, scene, &events, bar.count, bar.from, bar.to - 1, palette);
                }
            }
        }
    });
}

/// The events counted in a column.
pub(super) fn in_bar(scene: &Scene<'_>, layout: &Layout, bar: u32) -> Vec<u32> {
    let Some(bar) = layout.bars.get(bar as usize) else {
        return Vec::new();
    };
    let lane = layout
        .bands
        .get(bar.band as usize)
        .and_then(|b| scene.columns.lanes().get(b.lane as usize));
    lane.map_or_else(Vec::new, |lane| {
        lane.counted_in(bar.from, bar.to)
            .into_iter()
            .map(|i| lane.event(i))
            .collect()
    })
}

fn one(ui: &mut egui::Ui, scene: &Scene<'_>, event: u32, palette: &Palette) {
    let card = scene.words.card(event);
    ui.add(
        Label::new(
            RichText::new(card.title)
                .font(theme::semibold(size::BODY))
                .color(palette.text),
        )
        .wrap(),
    );
    ui.add_space(UNIT / 2.0);
    text(ui, card.date, size::SECONDARY, palette.text);
    text(ui, card.how_read, size::SECONDARY, palette.text_secondary);
    text(
        ui,
        card.participants,
        size::SECONDARY,
        palette.text_secondary,
    );
    if card.sources > 0 {
        let told = if card.sources == 1 {
            "Told by 1 article".to_owned()
        } else {
            format!("Told by {} articles", words::grouped(card.sources as i64))
        };
        text(ui, told, size::SMALL, palette.text_faint);
    }
}

fn several(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    events: &[u32],
    count: u32,
    from: i64,
    to: i64,
    palette: &Palette,
) {
    let head = if count == 1 {
        "1 event".to_owned()
    } else {
        format!("{} events", words::grouped(i64::from(count)))
    };
    ui.label(
        RichText::new(head)
            .font(theme::semibold(size::BODY))
            .color(palette.text),
    );
    if from <= to {
        let grain = (to - from) as f64 / 30.0;
        let (a, b) = (words::moment(from, grain), words::moment(to, grain));
        let range = if a == b { a } else { format!("{a} – {b}") };
        text(ui, range, size::SECONDARY, palette.text_secondary);
    }
    ui.add_space(UNIT / 2.0);
    for &event in events.iter().take(TITLES) {
        ui.add(
            Label::new(
                RichText::new(scene.words.title(event))
                    .size(size::SECONDARY)
                    .color(palette.text),
            )
            .truncate(),
        );
    }
    let hint = if count as usize > TITLES && !events.is_empty() {
        format!(
            "and {} more: click lists, double-click zooms in",
            words::grouped(i64::from(count) - TITLES as i64)
        )
    } else {
        "Click lists, double-click zooms in".to_owned()
    };
    text(ui, hint, size::SMALL, palette.text_faint);
}

fn text(ui: &mut egui::Ui, text: String, size: f32, color: egui::Color32) {
    if !text.is_empty() {
        ui.add(Label::new(RichText::new(text).size(size).color(color)).wrap());
    }
}
