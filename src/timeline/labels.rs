//! Where labels stand: right of their mark, left of it where the edge or a neighbour is in the
//! way, inside the visible part of a long bar; dropped for a more important one.

use super::layout::{Kind, Layout, Mark};

/// Most labels in one picture.
const MOST: usize = 300;
/// Most marks asked for a label.
const ASKED: usize = 900;
/// Least width a shortened label is worth, points.
const SHORT: f32 = 64.0;
/// What stays of a bar on both sides of a label over it, points.
const ENDS: f32 = 28.0;

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
/// between mark and label. No label claims more than `claim` points before all have their place;
/// what is left over then goes to those that are longer.
pub fn labels(
    layout: &Layout,
    (left, right): (f32, f32),
    gap: f32,
    claim: f32,
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
    let mut walls = Walls::of(marks);
    let mut placed = Vec::new();
    // How wide each placed label is when nothing is in its way, and its gap.
    let mut wanted = Vec::new();
    let plain = gap;
    for (unselected, _, event, index) in order {
        if placed.len() >= MOST {
            break;
        }
        // Room for the ring around what is selected.
        let gap = if unselected { plain } else { plain * 1.8 };
        let i = index as usize;
        let mark = &marks[i];
        let from = mark.right.min(right) + mark.tail_right + gap;
        let to = mark.left.max(left) - mark.tail_left - gap;
        let wall_right = walls.right_of(i).min(right) - gap;
        let wall_left = walls.left_of(i).max(left) + gap;
        let (room_right, room_left) = (wall_right - from, to - wall_left);
        // A good part of the bar stays to be seen beside its label.
        let inside = mark.right.min(right) - mark.left.max(left) - 2.0 * ENDS;
        if room_right.max(room_left).max(inside) < SHORT / 2.0 {
            continue;
        }
        let whole = measure(event);
        let width = whole.min(claim);
        let at_end = mark.left.max(left) + ENDS;
        let (x, width, side) = if width <= room_right && mark.right < right {
            (from, width, Side::Right)
        } else if width <= room_left && mark.left > left {
            (to - width, width, Side::Left)
        } else if mark.kind == Kind::Bar && width <= inside {
            // Kept in view: at the left end of what is in sight of the bar.
            (at_end, width, Side::Inside)
        } else if room_right >= SHORT && room_right >= room_left && mark.right < right {
            (from, room_right, Side::Right)
        } else if room_left >= SHORT && mark.left > left {
            (to - room_left, room_left, Side::Left)
        } else if mark.kind == Kind::Bar && inside >= SHORT {
            (at_end, inside, Side::Inside)
        } else {
            continue;
        };
        match side {
            Side::Right => walls.rights[i] = x + width,
            Side::Left => walls.lefts[i] = x,
            Side::Inside => {}
        }
        placed.push(Label {
            mark: index,
            x,
            width,
            y: mark.y,
            side,
            shortened: width < whole,
        });
        wanted.push((whole, gap));
    }
    for (label, (whole, gap)) in placed.iter_mut().zip(wanted) {
        if label.shortened {
            walls.widen(label, whole, gap, (left, right));
        }
    }
    placed
}

/// What the marks and the labels placed so far take, right and left of each mark.
struct Walls<'a> {
    marks: &'a [Mark],
    rights: Vec<f32>,
    lefts: Vec<f32>,
}

impl<'a> Walls<'a> {
    fn of(marks: &'a [Mark]) -> Self {
        Self {
            marks,
            rights: marks.iter().map(|m| m.right + m.tail_right).collect(),
            lefts: marks.iter().map(|m| m.left - m.tail_left).collect(),
        }
    }

    fn in_one_row(&self, i: usize, j: usize) -> bool {
        let (a, b) = (self.marks.get(i), self.marks.get(j));
        a.zip(b)
            .is_some_and(|(a, b)| a.band == b.band && a.y == b.y)
    }

    /// Where the neighbour to the right begins.
    fn right_of(&self, i: usize) -> f32 {
        let next = Some(i + 1).filter(|&j| self.in_one_row(i, j));
        next.and_then(|j| self.lefts.get(j).copied())
            .unwrap_or(f32::INFINITY)
    }

    /// Where the neighbour to the left ends.
    fn left_of(&self, i: usize) -> f32 {
        let before = i.checked_sub(1).filter(|&j| self.in_one_row(i, j));
        before
            .and_then(|j| self.rights.get(j).copied())
            .unwrap_or(f32::NEG_INFINITY)
    }

    /// Gives a shortened label what is free beside it, up to its `whole` width.
    fn widen(&mut self, label: &mut Label, whole: f32, gap: f32, (left, right): (f32, f32)) {
        let i = label.mark as usize;
        let mark = &self.marks[i];
        match label.side {
            Side::Right => {
                let room = self.right_of(i).min(right) - gap - label.x;
                label.width = whole.min(room).max(label.width);
                self.rights[i] = label.x + label.width;
            }
            Side::Left => {
                let end = label.x + label.width;
                let room = end - self.left_of(i).max(left) - gap;
                label.width = whole.min(room).max(label.width);
                label.x = end - label.width;
                self.lefts[i] = label.x;
            }
            Side::Inside => {
                let room = mark.right.min(right) - label.x - ENDS;
                label.width = whole.min(room).max(label.width);
            }
        }
        label.shortened = label.width < whole;
    }
}
