//! What the shapes mean.

use super::paint::glyph;
use crate::app::theme::{Palette, UNIT, size};
use crate::event::{Basis, Modality};
use egui::{Sense, vec2};

/// The legend of shapes, in one line, for the status bar.
pub fn legend(ui: &mut egui::Ui, palette: &Palette) {
    let signs = [
        ("stated", Basis::Stated, Modality::Asserted),
        ("worked out", Basis::Relative, Modality::Asserted),
        ("inferred", Basis::Inferred, Modality::Asserted),
        ("set by you", Basis::Set, Modality::Asserted),
        ("planned", Basis::Stated, Modality::Planned),
        ("denied", Basis::Stated, Modality::Negated),
    ];
    ui.spacing_mut().item_spacing.x = UNIT;
    for (name, basis, modality) in signs {
        let (rect, _) = ui.allocate_exact_size(vec2(3.0 * UNIT, 3.5 * UNIT), Sense::hover());
        let mut shapes = Vec::new();
        glyph(
            &mut shapes,
            rect.center(),
            palette.text_secondary,
            palette.panel,
            basis,
            modality,
            palette.text,
        );
        ui.painter().extend(shapes);
        ui.label(
            egui::RichText::new(name)
                .size(size::SMALL)
                .color(palette.text_faint),
        );
        ui.add_space(2.0 * UNIT);
    }
}
