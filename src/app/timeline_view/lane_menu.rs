//! What can be done with lanes: order, fold, hide, bring back.

use super::{LaneHeader, LaneSort, Scene, TimelineAction};
use crate::app::theme::{self, Palette, UNIT, size};
use crate::timeline::words;
use egui::{Rect, RichText, Ui, pos2};
use egui_material_icons::icons;

/// The button in the corner below the heads.
pub(super) fn button(
    ui: &mut Ui,
    corner: Rect,
    scene: &Scene<'_>,
    palette: &Palette,
    out: &mut Vec<TimelineAction>,
) {
    let text = match scene.hidden.len() {
        0 => "Order".to_owned(),
        n => format!("{} hidden", words::grouped(n as i64)),
    };
    let place = Rect::from_min_max(
        pos2(corner.left() + 2.0 * UNIT, corner.top()),
        corner.right_bottom(),
    );
    let button = egui::Button::new((
        icons::ICON_SWAP_VERT
            .rich_text()
            .size(size::EMPHASIS)
            .color(palette.text_faint),
        RichText::new(text)
            .font(theme::regular(size::SMALL))
            .color(palette.text_faint),
    ))
    .frame_when_inactive(false);
    let left = egui::Layout::left_to_right(egui::Align::Center);
    let placed = egui::UiBuilder::new().max_rect(place).layout(left);
    let response = ui.scope_builder(placed, |ui| ui.add(button)).inner;
    let response = response.on_hover_text("Order, fold and hide lanes");
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Button, true, "Order, fold and hide lanes")
    });
    egui::Popup::menu(&response).show(|ui| all(ui, scene, out));
}

/// What concerns all lanes.
fn all(ui: &mut Ui, scene: &Scene<'_>, out: &mut Vec<TimelineAction>) {
    for sort in LaneSort::ALL {
        if crate::app::widgets::radio(ui, scene.sort == sort, sort.name()).clicked() {
            out.push(TimelineAction::SortLanes(sort));
            ui.close();
        }
    }
    ui.separator();
    for (name, folded) in [("Fold all lanes", true), ("Unfold all lanes", false)] {
        let useful = scene.lanes.iter().any(|l| l.folded != folded);
        if ui.add_enabled(useful, egui::Button::new(name)).clicked() {
            out.push(TimelineAction::FoldAllLanes(folded));
        }
    }
    hidden(ui, scene, out);
}

/// The hidden lanes, to bring them back.
fn hidden(ui: &mut Ui, scene: &Scene<'_>, out: &mut Vec<TimelineAction>) {
    if scene.hidden.is_empty() {
        return;
    }
    ui.separator();
    if ui.button("Show all lanes").clicked() {
        out.push(TimelineAction::ShowLane(None));
    }
    ui.menu_button("Show lane", |ui| {
        egui::ScrollArea::vertical()
            .max_height(80.0 * UNIT)
            .show(ui, |ui| {
                for lane in scene.hidden {
                    let count = words::grouped(lane.count as i64);
                    if ui.button(format!("{} ({count})", lane.name)).clicked() {
                        out.push(TimelineAction::ShowLane(Some(lane.lane)));
                        ui.close();
                    }
                }
            });
    });
}

/// What concerns one lane, and below it what concerns all.
pub(super) fn of_lane(
    ui: &mut Ui,
    head: &LaneHeader,
    place: u32,
    scene: &Scene<'_>,
    out: &mut Vec<TimelineAction>,
) {
    let fold = if head.folded { "Unfold" } else { "Fold" };
    if ui.button(fold).clicked() {
        out.push(TimelineAction::FoldLane {
            lane: head.lane,
            folded: !head.folded,
        });
    }
    if ui.button("Hide").clicked() {
        out.push(TimelineAction::HideLane(head.lane));
    }
    let several = scene.lanes.len() > 1;
    if ui
        .add_enabled(several, egui::Button::new("Hide all others"))
        .clicked()
    {
        out.push(TimelineAction::HideOtherLanes(head.lane));
    }
    ui.separator();
    let (place, last) = (place as usize, scene.lanes.len().saturating_sub(1));
    for (name, to) in [
        ("Move to the top", (place > 1).then_some(0)),
        ("Move up", place.checked_sub(1)),
        ("Move down", Some(place + 1).filter(|&p| p <= last)),
        ("Move to the bottom", (place + 1 < last).then_some(last)),
    ] {
        let button = ui.add_enabled(to.is_some(), egui::Button::new(name));
        if let Some(to) = to.filter(|_| button.clicked()) {
            out.push(TimelineAction::MoveLane {
                lane: head.lane,
                to,
            });
        }
    }
    ui.separator();
    ui.menu_button("All lanes", |ui| all(ui, scene, out));
}
