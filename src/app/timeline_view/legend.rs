//! What the shapes of marks mean.

use super::paint::glyph;
use crate::app::theme::{Palette, UNIT, line, size};
use crate::event::{Basis, Family, Modality};
use egui::{Color32, Mesh, Painter, Pos2, Rect, Sense, Shape, pos2, vec2};

/// The signs of a lone mark: what each says in a word, and in full.
const MARKS: [(&str, &str, Basis, Modality); 6] = [
    (
        "stated",
        "The date stands in the text",
        Basis::Stated,
        Modality::Asserted,
    ),
    (
        "worked out",
        "Worked out from words such as “on Sunday”",
        Basis::Relative,
        Modality::Asserted,
    ),
    (
        "inferred",
        "Inferred from the article's own date or from what is told around it",
        Basis::Inferred,
        Modality::Asserted,
    ),
    ("set by you", "Set by you", Basis::Set, Modality::Asserted),
    (
        "planned",
        "Planned, threatened or only possible",
        Basis::Stated,
        Modality::Planned,
    ),
    (
        "denied",
        "Denied, or did not happen",
        Basis::Stated,
        Modality::Negated,
    ),
];

/// Paints a sign around a place.
type Sign = fn(&Painter, Pos2, &Palette);

/// What else is drawn.
const OTHERS: [(&str, Sign); 6] = [
    ("About that time", |painter, at, p| {
        let color = p.text_secondary;
        painter.circle_filled(at, line::HALO, color.gamma_multiply(0.35));
        painter.circle_filled(at, line::MARK / 2.0, color);
    }),
    ("Lasted from end to end", |painter, at, p| {
        let bar = Rect::from_center_size(at, vec2(WIDE, line::BAR));
        painter.rect_filled(bar, line::BAR / 2.0, p.text_secondary);
    }),
    ("Some time in that month or year", |painter, at, p| {
        fading(painter, at, p.text_secondary, (0.3, 0.3));
    }),
    ("Before or after that time", |painter, at, p| {
        fading(painter, at, p.text_secondary, (0.0, 1.0));
        let stop = pos2(at.x - WIDE / 2.0, at.y);
        let post = Rect::from_center_size(stop, vec2(2.0, line::BAR + 4.0));
        painter.rect_filled(post, 0, p.text_secondary);
    }),
    ("Several events: a click lists them", |painter, at, p| {
        let pill = Rect::from_center_size(at, vec2(WIDE, line::BAR + 6.0));
        painter.rect_filled(pill, pill.height() / 2.0, p.quiet(p.family(Family::Talks)));
        let font = crate::app::theme::semibold(size::SMALL);
        painter.text(at, egui::Align2::CENTER_CENTER, "5", font, p.text);
    }),
    (
        "How many there are, where they are too many to draw",
        |painter, at, p| {
            for (i, height) in (0u8..).zip([4.0, 9.0, 13.0, 7.0, 10.0]) {
                let left = at.x - WIDE / 2.0 + 6.0 * f32::from(i);
                let top = at.y + 6.0 - height;
                let column = Rect::from_x_y_ranges(left..=left + 5.0, top..=at.y + 6.0);
                painter.rect_filled(column, 0, p.text_secondary);
            }
        },
    ),
];

/// Width of a sign that is not a lone mark.
const WIDE: f32 = 7.0 * UNIT;

/// The legend of shapes, in one line, for the status bar; all of it under the pointer.
pub fn legend(ui: &mut egui::Ui, palette: &Palette) {
    ui.spacing_mut().item_spacing.x = UNIT;
    let line = ui.scope(|ui| {
        for (name, _, basis, modality) in MARKS {
            let (rect, _) = ui.allocate_exact_size(vec2(3.0 * UNIT, 3.5 * UNIT), Sense::hover());
            mark(ui.painter(), rect.center(), basis, modality, palette);
            ui.label(
                egui::RichText::new(name)
                    .size(size::SMALL)
                    .color(palette.text_faint),
            );
            ui.add_space(2.0 * UNIT);
        }
    });
    line.response.on_hover_ui(|ui| signs(ui, palette));
}

/// In the place of the legend where there is no room for it: all of it under the pointer.
pub fn short_legend(ui: &mut egui::Ui, palette: &Palette) {
    let text = egui::RichText::new("Signs")
        .size(size::SMALL)
        .color(palette.text_faint);
    ui.label(text).on_hover_ui(|ui| signs(ui, palette));
}

/// All signs of the timeline, one to a line.
pub fn signs(ui: &mut egui::Ui, palette: &Palette) {
    ui.spacing_mut().item_spacing.y = UNIT / 2.0;
    let row = |ui: &mut egui::Ui, text: &str, sign: &dyn Fn(&Painter, Pos2)| {
        ui.horizontal(|ui| {
            let (rect, _) =
                ui.allocate_exact_size(vec2(WIDE + 2.0 * UNIT, 4.5 * UNIT), Sense::hover());
            sign(ui.painter(), rect.center());
            ui.label(
                egui::RichText::new(text)
                    .size(size::SECONDARY)
                    .color(palette.text_secondary),
            );
        });
    };
    for (_, text, basis, modality) in MARKS {
        row(ui, text, &|painter, at| {
            mark(painter, at, basis, modality, palette);
        });
    }
    for (text, sign) in OTHERS {
        row(ui, text, &|painter, at| sign(painter, at, palette));
    }
}

fn mark(painter: &Painter, at: Pos2, basis: Basis, modality: Modality, palette: &Palette) {
    let mut shapes = Vec::new();
    glyph(
        &mut shapes,
        at,
        palette.text_secondary,
        palette.panel,
        basis,
        modality,
        palette.text,
    );
    painter.extend(shapes);
}

/// A bar whose ends fade over these shares of its width.
fn fading(painter: &Painter, at: Pos2, color: Color32, (start, end): (f32, f32)) {
    let left = at.x - WIDE / 2.0;
    let x = [0.0, start, 1.0 - end, 1.0].map(|share| left + share * WIDE);
    let colors = [
        if start > 0.0 {
            Color32::TRANSPARENT
        } else {
            color
        },
        color,
        color,
        if end > 0.0 {
            Color32::TRANSPARENT
        } else {
            color
        },
    ];
    let (top, bottom) = (at.y - line::BAR / 2.0, at.y + line::BAR / 2.0);
    let mut mesh = Mesh::default();
    for (x, color) in x.into_iter().zip(colors) {
        mesh.colored_vertex(pos2(x, top), color);
        mesh.colored_vertex(pos2(x, bottom), color);
    }
    for i in [0, 2, 4] {
        mesh.add_triangle(i, i + 1, i + 2);
        mesh.add_triangle(i + 1, i + 2, i + 3);
    }
    painter.add(Shape::mesh(mesh));
}
