//! The part of the axis in sight, and how panning, zooming and fitting change it.
//!
//! All functions return a new view; the caller decides whether to take it.

/// Shortest span a view can show, in seconds: five minutes.
pub const MIN_SPAN: f64 = 300.0;
/// Longest span a view can show, in seconds: a million years.
pub const MAX_SPAN: f64 = 1.0e6 * YEAR;
/// How far from 1970 a view can be centred, in seconds: 500,000 years either way.
pub const REACH: f64 = 5.0e5 * YEAR;
/// Mean Gregorian year, in seconds. For spans and limits only, never for ticks.
pub(super) const YEAR: f64 = 31_556_952.0;

/// The part of the axis in sight, in axis seconds: seconds since 1970-01-01T00:00:00 as long as
/// nothing is squeezed out of the [`Axis`](super::Axis).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Left edge, axis seconds.
    pub start: f64,
    /// Right edge, axis seconds; always more than `start`.
    pub end: f64,
}

/// What shows everything but the far outliers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Earliest moment of the main body, seconds since 1970.
    pub start: i64,
    /// Latest moment of the main body, seconds since 1970.
    pub end: i64,
    /// How many items lie before it.
    pub before: u32,
    /// How many items lie after it.
    pub after: u32,
    /// Earliest moment of all, seconds since 1970.
    pub first: i64,
    /// Latest moment of all, seconds since 1970.
    pub last: i64,
}

impl Default for View {
    /// The year 2000 to the year 2030: what an empty timeline shows.
    fn default() -> Self {
        Self {
            start: 946_684_800.0,
            end: 1_893_456_000.0,
        }
    }
}

impl View {
    /// A view of `start..end`, clamped.
    #[must_use]
    pub fn new(start: f64, end: f64) -> Self {
        Self { start, end }.clamped()
    }

    /// Its length in axis seconds.
    #[must_use]
    pub fn span(self) -> f64 {
        self.end - self.start
    }

    /// Its middle in axis seconds.
    #[must_use]
    pub fn middle(self) -> f64 {
        self.start + self.span() / 2.0
    }

    /// Moved by `seconds` (positive: later). Keeps its span.
    #[must_use]
    pub fn pan(self, seconds: f64) -> Self {
        Self {
            start: self.start + seconds,
            end: self.end + seconds,
        }
        .clamped()
    }

    /// Zoomed by `factor` (more than 1: closer) while `at` keeps its place on the screen.
    #[must_use]
    pub fn zoom_at(self, at: f64, factor: f64) -> Self {
        if !factor.is_finite() || factor <= 0.0 {
            return self;
        }
        let span = (self.span() / factor).clamp(MIN_SPAN, MAX_SPAN);
        let share = (at - self.start) / self.span();
        let start = at - share * span;
        Self {
            start,
            end: start + span,
        }
        .clamped()
    }

    /// Shows `start..end` with a margin of 4 % on both sides; a point or a very short range gets
    /// room around it.
    #[must_use]
    pub fn fit(start: f64, end: f64) -> Self {
        let pad = ((end - start) * 0.04).max(MIN_SPAN / 2.0);
        Self {
            start: start - pad,
            end: end + pad,
        }
        .clamped()
    }

    /// Within the limits of span and reach; nonsense becomes the default.
    #[must_use]
    pub fn clamped(self) -> Self {
        if !(self.start.is_finite() && self.end.is_finite()) || self.end <= self.start {
            return Self::default();
        }
        let span = self.span().clamp(MIN_SPAN, MAX_SPAN);
        let middle = self.middle().clamp(-REACH, REACH);
        if span == self.span() && middle == self.middle() {
            return self;
        }
        Self {
            start: middle - span / 2.0,
            end: middle + span / 2.0,
        }
    }

    /// Whether two views would be drawn alike on `width` pixels.
    #[must_use]
    pub fn is_close(self, other: Self, width: f64) -> bool {
        let pixel = self.span() / width.max(1.0) * 0.25;
        (self.start - other.start).abs() < pixel && (self.end - other.end).abs() < pixel
    }

    /// The view `share` (0 to 1) of the way to `to`. Goes by ratio of spans, so that a long zoom
    /// looks even, and keeps what both have in common in sight.
    #[must_use]
    pub fn towards(self, to: Self, share: f64) -> Self {
        if share >= 1.0 {
            return to;
        }
        let span = (self.span().ln() * (1.0 - share) + to.span().ln() * share).exp();
        // The share of the way in span, so that the target's edges move in straight lines on
        // screen; equal spans are a plain pan.
        let way = if (to.span() - self.span()).abs() < self.span() * 1e-6 {
            share
        } else {
            (span - self.span()) / (to.span() - self.span())
        };
        let start = self.start + (to.start - self.start) * way;
        Self {
            start,
            end: start + span,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn views() -> impl Strategy<Value = View> {
        (-1.0e12..1.0e12f64, 3.0..13.0f64)
            .prop_map(|(start, power)| View::new(start, start + 10f64.powf(power)))
    }

    proptest! {
        #[test]
        fn pan_is_its_own_inverse(view in views(), share in -2.0..2.0f64) {
            let by = view.span() * share;
            prop_assume!((view.middle() + by).abs() < REACH);
            let back = view.pan(by).pan(-by);
            prop_assert!(view.is_close(back, 10_000.0), "{view:?} {back:?}");
        }

        #[test]
        fn zooming_in_and_out_at_a_place_comes_back(view in views(), share in 0.0..1.0f64, factor in 1.0..20.0f64) {
            let at = view.start + view.span() * share;
            // Out first: the far limit would clamp, so stay inside it.
            prop_assume!(view.span() * factor < MAX_SPAN);
            let back = view.zoom_at(at, 1.0 / factor).zoom_at(at, factor);
            prop_assert!(view.is_close(back, 10_000.0), "{view:?} {back:?}");
        }

        #[test]
        fn zoom_keeps_the_place_under_the_pointer(view in views(), share in 0.0..1.0f64, factor in 0.05..20.0f64) {
            let at = view.start + view.span() * share;
            let zoomed = view.zoom_at(at, factor);
            prop_assume!(zoomed.middle().abs() < REACH * 0.999);
            let there = (at - zoomed.start) / zoomed.span();
            prop_assert!((there - share).abs() < 1e-6);
        }

        #[test]
        fn every_view_stays_within_limits(a in any::<f64>(), b in any::<f64>(), by in any::<f64>(), factor in any::<f64>()) {
            let view = View::new(a, b).pan(by).zoom_at(a, factor);
            prop_assert!(view.start.is_finite() && view.end > view.start);
            prop_assert!(view.span() >= MIN_SPAN * 0.999 && view.span() <= MAX_SPAN * 1.001);
        }

        #[test]
        fn the_way_between_two_views_begins_and_ends_there(a in views(), b in views(), share in 0.0..1.0f64) {
            prop_assert!(a.is_close(a.towards(b, 0.0), 1000.0));
            prop_assert_eq!(a.towards(b, 1.0), b);
            let mid = a.towards(b, share);
            prop_assert!(mid.start >= a.start.min(b.start) - 1.0 - mid.span() * 1e-6);
            prop_assert!(mid.end > mid.start);
        }
    }
}
