//! The axis: seconds, with long empty stretches squeezed out of it if the user wants, and its
//! mapping to pixels.
//!
//! Screen coordinates are `f32`; time is `i64` and `f64`. The left edge is subtracted in `f64`
//! before anything becomes a pixel, so the deep past is as sharp as last week.

use super::View;

/// An empty stretch of time drawn short.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Break {
    /// First second of the stretch, seconds since 1970.
    pub from: f64,
    /// Where it ends, seconds since 1970.
    pub to: f64,
    /// How long it is drawn, in axis seconds.
    pub drawn: f64,
}

/// A line of time. Without breaks an axis second is a second since 1970.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Axis {
    breaks: Vec<Break>,
    /// Seconds taken out before each break, and by all of them at the end.
    removed: Vec<f64>,
}

/// A stretch of the view that is drawn in even seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    /// Left edge, seconds since 1970.
    pub from: f64,
    /// Right edge, seconds since 1970.
    pub to: f64,
    /// Whether this is a squeezed stretch.
    pub squeezed: bool,
}

impl Axis {
    /// An axis with these stretches squeezed; they must be in order and apart from each other,
    /// others are left out.
    #[must_use]
    pub fn with_breaks(breaks: &[Break]) -> Self {
        let mut axis = Self::default();
        let mut removed = 0.0;
        let mut last = f64::NEG_INFINITY;
        for b in breaks {
            if b.from < last || b.to <= b.from || b.drawn <= 0.0 || b.drawn >= b.to - b.from {
                continue;
            }
            last = b.to;
            axis.breaks.push(*b);
            axis.removed.push(removed);
            removed += (b.to - b.from) - b.drawn;
        }
        axis.removed.push(removed);
        axis
    }

    /// The squeezed stretches.
    #[must_use]
    pub fn breaks(&self) -> &[Break] {
        &self.breaks
    }

    /// Axis seconds of a moment.
    #[must_use]
    pub fn of_time(&self, time: f64) -> f64 {
        let i = self.breaks.partition_point(|b| b.to <= time);
        let removed = self.removed.get(i).copied().unwrap_or(0.0);
        match self.breaks.get(i) {
            Some(b) if time > b.from => {
                b.from - removed + (time - b.from) / (b.to - b.from) * b.drawn
            }
            _ => time - removed,
        }
    }

    /// The moment at an axis second.
    #[must_use]
    pub fn to_time(&self, at: f64) -> f64 {
        let i = (0..self.breaks.len())
            .collect::<Vec<_>>()
            .partition_point(|&i| {
                self.breaks[i].from - self.removed[i] + self.breaks[i].drawn <= at
            });
        let removed = self.removed.get(i).copied().unwrap_or(0.0);
        match self.breaks.get(i) {
            Some(b) if at > b.from - removed => {
                b.from + (at - (b.from - removed)) / b.drawn * (b.to - b.from)
            }
            _ => at + removed,
        }
    }

    /// The pieces of `view`, left to right.
    #[must_use]
    pub fn pieces(&self, view: View) -> Vec<Piece> {
        let (from, to) = (self.to_time(view.start), self.to_time(view.end));
        let mut pieces = Vec::with_capacity(1);
        let mut at = from;
        for b in &self.breaks {
            if b.to <= at {
                continue;
            }
            if b.from >= to {
                break;
            }
            if b.from > at {
                pieces.push(Piece {
                    from: at,
                    to: b.from,
                    squeezed: false,
                });
            }
            let end = b.to.min(to);
            pieces.push(Piece {
                from: b.from.max(at),
                to: end,
                squeezed: true,
            });
            at = end;
        }
        if at < to {
            pieces.push(Piece {
                from: at,
                to,
                squeezed: false,
            });
        }
        pieces
    }
}

/// A view on an axis, drawn `width` points wide from `left` on.
#[derive(Clone, Copy, Debug)]
pub struct Scale<'a> {
    /// The axis.
    pub axis: &'a Axis,
    /// The part of it in sight.
    pub view: View,
    /// Left edge, points.
    pub left: f32,
    /// Width, points; more than 0.
    pub width: f32,
}

impl Scale<'_> {
    /// Seconds in a point, in unsqueezed stretches.
    #[must_use]
    pub fn seconds_per_point(&self) -> f64 {
        self.view.span() / f64::from(self.width.max(1.0))
    }

    /// Where a moment (seconds since 1970) lies, in points. May be far outside.
    #[must_use]
    pub fn x(&self, time: f64) -> f32 {
        let share = (self.axis.of_time(time) - self.view.start) / self.view.span();
        let x = f64::from(self.left) + share * f64::from(self.width);
        x.clamp(-1.0e7, 1.0e7) as f32
    }

    /// The moment (seconds since 1970) at a point.
    #[must_use]
    pub fn time(&self, x: f32) -> f64 {
        self.axis.to_time(self.axis_second(x))
    }

    /// The axis second at a point.
    #[must_use]
    pub fn axis_second(&self, x: f32) -> f64 {
        let share = f64::from(x - self.left) / f64::from(self.width.max(1.0));
        self.view.start + share * self.view.span()
    }

    /// Right edge, points.
    #[must_use]
    pub fn right(&self) -> f32 {
        self.left + self.width
    }
}
