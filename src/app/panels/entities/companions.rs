//! Who else is in the events of the chosen one.

use super::Entities;
use crate::app::state::{Action, State};
use crate::app::theme::{self, Palette, UNIT, size};
use crate::app::widgets::{self, paint_text, row, section};
use crate::app::words;
use crate::project::{self, Companion};
use egui::{Align2, Sense, Ui, pos2, vec2};

const COMPANIONS: usize = 6;
const COMPANION_ROW: f32 = 5.5 * UNIT;

/// The companions as last computed, and what they were computed for.
#[derive(Default)]
pub(super) struct Companions {
    made_for: Option<(u64, u64, u32)>,
    list: Vec<Companion>,
}

impl Companions {
    pub(super) fn of(&mut self, st: &State, e: u32) -> &[Companion] {
        let key = (st.snapshot().generation, st.picture.generation, e);
        if self.made_for != Some(key) {
            self.list = project::companions(st.snapshot(), &st.picture.everything, e, COMPANIONS);
            self.made_for = Some(key);
        }
        &self.list
    }
}

impl Entities {
    /// Who else is in the events of the chosen one, and how often.
    pub(super) fn seen_with(
        &mut self,
        ui: &mut Ui,
        st: &State,
        out: &mut Vec<Action>,
        p: &Palette,
    ) {
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

    pub(super) fn companions_height(&self, st: &State) -> f32 {
        match st.companion_of.and_then(|e| st.entity(e)) {
            Some(_) => 13.0 * UNIT + COMPANIONS as f32 * COMPANION_ROW,
            None => 0.0,
        }
    }
}
