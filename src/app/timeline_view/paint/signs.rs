//! The signs of a mark: how its date was read, whether it happened, whether it is chosen.

use crate::app::theme::line;
use crate::event::{Basis, Modality};
use crate::timeline::Mark;
use egui::epaint::RectShape;
use egui::{Color32, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

pub(super) fn is_planned(modality: Modality) -> bool {
    matches!(
        modality,
        Modality::Planned | Modality::Threatened | Modality::Hypothetical
    )
}

/// The mark of one moment: disc, disc with a hole, ring or diamond; dashed if it is planned,
/// struck if it was denied.
pub(in super::super) fn glyph(
    out: &mut Vec<Shape>,
    center: Pos2,
    color: Color32,
    ground: Color32,
    basis: Basis,
    modality: Modality,
    text: Color32,
) {
    let planned = is_planned(modality);
    let radius = if planned {
        line::MARK * 0.28
    } else {
        line::MARK / 2.0
    };
    match basis {
        Basis::Stated => out.push(Shape::circle_filled(center, radius, color)),
        Basis::Relative => {
            out.push(Shape::circle_filled(center, radius, color));
            out.push(Shape::circle_filled(center, radius * 0.4, ground));
        }
        Basis::Inferred | Basis::Unknown => {
            out.push(Shape::circle_filled(center, radius, ground));
            out.push(Shape::circle_stroke(
                center,
                radius - line::STROKE / 2.0,
                Stroke::new(if planned { 1.2 } else { line::STROKE }, color),
            ));
        }
        Basis::Set => out.push(diamond(center, radius * 1.3, color, ground)),
    }
    if planned {
        let outer = line::MARK / 2.0;
        let points: Vec<Pos2> = (0..=24)
            .map(|i| center + outer * egui::Vec2::angled(i as f32 / 24.0 * std::f32::consts::TAU))
            .collect();
        out.extend(Shape::dashed_line(
            &points,
            Stroke::new(1.2, color),
            2.6,
            2.2,
        ));
    }
    if modality == Modality::Negated {
        let reach = vec2(line::MARK * 0.75, -line::MARK * 0.75);
        out.push(Shape::line_segment(
            [center - reach, center + reach],
            Stroke::new(line::STROKE, text),
        ));
    }
}

pub(super) fn diamond(center: Pos2, radius: f32, color: Color32, ground: Color32) -> Shape {
    let r = radius;
    Shape::convex_polygon(
        vec![
            center - vec2(0.0, r),
            center + vec2(r, 0.0),
            center + vec2(0.0, r),
            center - vec2(r, 0.0),
        ],
        color,
        Stroke::new(1.0, ground),
    )
}

pub(super) fn ring(rect: Rect, color: Color32) -> Shape {
    Shape::Rect(RectShape::stroke(
        rect,
        rect.height() / 2.0,
        Stroke::new(line::STROKE, color),
        StrokeKind::Outside,
    ))
}

pub(super) fn strike(mark: &Mark, left: f32, right: f32, color: Color32) -> Shape {
    let middle = mark.middle(left, right);
    let reach = vec2(line::MARK, -line::MARK * 0.7);
    let at = pos2(middle, mark.y);
    Shape::line_segment([at - reach, at + reach], Stroke::new(line::STROKE, color))
}

pub(super) fn dashed_rect(rect: Rect, stroke: Stroke) -> Vec<Shape> {
    let path = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    Shape::dashed_line(&path, stroke, 4.0, 3.0)
}
