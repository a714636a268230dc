//! Where labels stand: right of their mark, left of it where the edge or a neighbour is in the
//! way, inside the visible part of a long bar; dropped for a more important one.

use super::layout::{Kind, Layout, Mark};

/// Most labels in one picture.
const MOST: usize = 300;
/// Most marks asked for a label.
const ASKED: usize = 900;
/// Least width a shortened label is worth, points.
const SHORT: f32 = 64.0;

/// On which side of its mark a label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Right of it.
    Right,
    /// Left of it.
    Left,
    /// Over the visible part of a long bar.
    Inside,
}

/// A label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    /// Index into [`Layout::marks`].
    pub mark: u32,
    /// Left edge, points.
    pub x: f32,
    /// Width, points; less than asked for if it is shortened.
    pub width: f32,
    /// Vertical middle, points.
    pub y: f32,
    /// Where it stands.
    pub side: Side,
    /// Whether it must be shortened to fit.
    pub shortened: bool,
}

/// Places labels on the lone marks of `layout` inside `left..right`.
///
/// `first` says which events come before all others (the selected ones); `measure` gives the
/// width of an event's label in points and is asked only for marks in sight. `gap` is the distance
/// between mark and label.
pub fn labels(
    layout: &Layout,
    (left, right): (f32, f32),
    gap: f32,
    first: impl Fn(u32) -> bool,
    mut measure: impl FnMut(u32) -> f32,
) -> Vec<Label> {
    let marks = &layout.marks;
    let mut order: Vec<(bool, u8, u32, u32)> = marks
        .iter()
        .enumerate()
        .filter(|(_, m)| m.kind != Kind::Fold && m.right > left && m.left < right)
        .map(|(i, m)| (!first(m.event), 255 - m.meta.salience, m.event, i as u32))
        .collect();
    if order.len() > ASKED {
        order.select_nth_unstable(ASKED);
        order.truncate(ASKED);
    }
    order.sort_unstable();
    // What the labels placed so far take, right and left of each mark.
    let mut taken_right: Vec<f32> = marks.iter().map(|m| m.right + m.tail_right).collect();
    let mut taken_left: Vec<f32> = marks.iter().map(|m| m.left - m.tail_left).collect();
    let same_row = |a: &Mark, b: &Mark| a.band == b.band && a.y == b.y;
    let mut placed = Vec::new();
    let plain = gap;
    for (unselected, _, event, index) in order {
        if placed.len() >= MOST {
            break;
        }
        // Room for the ring around what is selected.
        let gap = if unselected { plain } else { plain * 1.8 };
        let i = index as usize;
        let mark = &marks[i];
        let mut label = |x: f32, width: f32, side: Side, shortened: bool| {
            placed.push(Label {
                mark: index,
                x,
                width,
                y: mark.y,
                side,
                shortened,
            });
        };
        let from = mark.right.min(right) + mark.tail_right + gap;
        let to = mark.left.max(left) - mark.tail_left - gap;
        let wall_right = marks
            .get(i + 1)
            .filter(|m| same_row(m, mark))
            .and_then(|_| taken_left.get(i + 1).copied())
            .unwrap_or(f32::INFINITY)
            .min(right)
            - gap;
        let wall_left = i
            .checked_sub(1)
            .and_then(|j| {
                marks.get(j).filter(|m| same_row(m, mark))?;
                taken_right.get(j).copied()
            })
            .unwrap_or(f32::NEG_INFINITY)
            .max(left)
            + gap;
        let (room_right, room_left) = (wall_right - from, to - wall_left);
        let inside = mark.right.min(right) - mark.left.max(left) - 4.0 * gap;
        if room_right.max(room_left).max(inside) < SHORT / 2.0 {
            continue;
        }
        let width = measure(event);
        if width <= room_right && mark.right < right {
            taken_right[i] = from + width;
            label(from, width, Side::Right, false);
        } else if width <= room_left && mark.left > left {
            taken_left[i] = to - width;
            label(to - width, width, Side::Left, false);
        } else if mark.kind == Kind::Bar && width <= inside {
            // Kept in view: at the left end of what is in sight of the bar.
            label(mark.left.max(left) + 2.0 * gap, width, Side::Inside, false);
        } else if room_right >= SHORT && room_right >= room_left && mark.right < right {
            taken_right[i] = from + room_right;
            label(from, room_right, Side::Right, true);
        } else if room_left >= SHORT && mark.left > left {
            taken_left[i] = to - room_left;
            label(to - room_left, room_left, Side::Left, true);
        } else if mark.kind == Kind::Bar && inside >= SHORT {
            label(mark.left.max(left) + 2.0 * gap, inside, Side::Inside, true);
        }
    }
    placed
}
