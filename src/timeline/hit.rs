//! What lies under the pointer.

use super::labels::Label;
use super::layout::{Layout, Mark};

/// What was hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A mark or its label: index into [`Layout::marks`].
    Mark(u32),
    /// A column: index into [`Layout::bars`].
    Bar(u32),
}

/// What lies at `(x, y)`, with `slack` points around marks: the nearest mark, then labels, then
/// where an open end fades, then columns.
#[must_use]
pub fn hit(
    layout: &Layout,
    labels: &[Label],
    x: f32,
    y: f32,
    half_row: f32,
    slack: f32,
) -> Option<Hit> {
    let band = layout.bands.iter().find(|b| y >= b.top && y < b.bottom)?;
    let marks = layout
        .marks
        .get(band.marks.start as usize..band.marks.end as usize)?;
    let outside = |left: f32, right: f32| (left - x).max(x - right).max(0.0);
    let nearest = marks
        .iter()
        .enumerate()
        .filter(|(_, m)| (m.y - y).abs() <= half_row)
        .map(|(i, m)| {
            let away = outside(m.left, m.right);
            (away, (m.left + m.right - 2.0 * x).abs(), i)
        })
        .filter(|(away, _, _)| *away <= slack)
        .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    // A label is exact where a neighbour's slack is only a courtesy.
    let labelled = labels.iter().find(|l| {
        band.marks.contains(&l.mark)
            && (l.y - y).abs() <= half_row
            && outside(l.x, l.x + l.width) == 0.0
    });
    let faded = || {
        let here = |m: &Mark| outside(m.left - m.tail_left, m.right + m.tail_right) == 0.0;
        let mut marks = marks.iter();
        marks.position(|m| (m.y - y).abs() <= half_row && here(m))
    };
    match (nearest, labelled) {
        (Some((away, _, _)), Some(label)) if away > 0.0 => Some(Hit::Mark(label.mark)),
        (Some((_, _, i)), _) => Some(Hit::Mark(band.marks.start + i as u32)),
        (None, Some(label)) => Some(Hit::Mark(label.mark)),
        (None, None) => {
            if let Some(i) = faded() {
                return Some(Hit::Mark(band.marks.start + i as u32));
            }
            let bars = layout
                .bars
                .get(band.bars.start as usize..band.bars.end as usize)?;
            let i = bars.partition_point(|b| b.right <= x);
            bars.get(i)
                .filter(|b| b.left <= x)
                .map(|_| Hit::Bar(band.bars.start + i as u32))
        }
    }
}
