//! Levels of detail: what of a lane is drawn at a zoom, as shapes bounded by pixels.
//!
//! A dense lane draws columns of counts. Else every row draws its marks and bars, and what would
//! overlap becomes a fold that bears the number of what it holds. Nothing is left out.

mod bars;
mod long;
mod marks;
mod shapes;
#[cfg(test)]
mod tests;

pub use bars::{bucket_level, nice};
pub use shapes::{Band, Bar, Frame, Kind, Layout, Mark, Shown, Sizes, lane_height};

use super::{Columns, Scale};

/// Items walked at most in one lane; beyond, columns whatever else.
const WALK: u32 = 4_000;

/// Lays out `columns` in `frame`.
#[must_use]
pub fn layout(columns: &Columns, frame: &Frame<'_>) -> Layout {
    let (from, to) = window(&frame.scale);
    let mut out = Layout {
        from,
        to,
        ..Layout::default()
    };
    let mut top = frame.origin;
    let mut scratch = Vec::new();
    for (place, shown) in frame.lanes.iter().enumerate() {
        let lane = columns.lanes().get(shown.lane as usize);
        let bottom = top + lane_height(lane, shown.folded, &frame.sizes);
        if bottom > frame.top && top < frame.bottom {
            let band = out.bands.len() as u32;
            let (marks, bars) = (out.marks.len() as u32, out.bars.len() as u32);
            let (mut peak, mut long) = (0, 0);
            if let Some(lane) = lane {
                let drawn = !shown.folded
                    && !bars::is_dense(lane, &frame.scale, from, to)
                    && marks::lay(lane, frame, (from, to), (band, top), &mut scratch, &mut out);
                if !drawn {
                    if !shown.folded {
                        long = long::lay(lane, frame, (band, top), &mut out);
                    }
                    peak = bars::lay(lane, frame, (from, to), band, &mut out);
                }
            }
            out.bands.push(Band {
                place: place as u32,
                lane: shown.lane,
                top,
                bottom,
                marks: marks..out.marks.len() as u32,
                bars: bars..out.bars.len() as u32,
                peak,
                long,
            });
        }
        top = bottom;
    }
    out.height = top - frame.origin;
    out
}

/// What is looked at: the view and a margin, on a grid aligned to absolute time, so that folds do
/// not regroup while panning.
fn window(scale: &Scale<'_>) -> (i64, i64) {
    let span = scale.view.span();
    let grid = (span / 2.0).log2().ceil().exp2();
    let from = scale.axis.to_time(scale.view.start - span / 8.0);
    let to = scale.axis.to_time(scale.view.end + span / 8.0);
    (
        ((from / grid).floor() * grid) as i64,
        ((to / grid).ceil() * grid) as i64,
    )
}
