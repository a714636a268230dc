//! A drawing of the timeline: the lanes, marks, ticks and labels of the window's own layout, as
//! vectors for print and slides.

use super::escape::Xml;
use super::{Selection, colour};
use crate::event::{Basis, Event, Family, Modality};
use crate::text::tidy;
use crate::timeline::{
    Axis, Columns, Frame, Item, Kind, Layout, Mark, Scale, Shown, Side, Sizes, View, labels,
    lane_height, layout, ticks,
};
use std::fmt::Write as _;
use std::io::{self, Write};

/// Width of the drawing, in points.
const WIDTH: f32 = 1600.0;
/// Room for the lanes' names.
const GUTTER: f32 = 120.0;
/// Height of the axis.
const AXIS: f32 = 44.0;
/// Margin right and below.
const MARGIN: f32 = 16.0;
const SIZES: Sizes = Sizes {
    row: 22.0,
    pad: 8.0,
    folded: 28.0,
    mark: 10.0,
    pill: 20.0,
    column: 6.0,
    tail: 24.0,
};
/// Size of the labels, and about how wide a letter of that size is.
const LABEL: f32 = 12.0;
const LETTER: f32 = 6.4;
/// The longest label, in characters.
const LONGEST: usize = 60;

/// Draws the selected events that have a date; returns how many have none.
pub fn write(selection: Selection<'_>, out: &mut dyn Write) -> io::Result<usize> {
    let events: Vec<&Event> = selection.iter().collect();
    let present = |family: &Family| {
        let drawn = |e: &&Event| e.date.value.is_some() && e.kind.family() == *family;
        events.iter().any(drawn)
    };
    let lanes: Vec<Family> = Family::ALL.into_iter().filter(present).collect();
    let mut items = Vec::new();
    for (n, event) in events.iter().enumerate() {
        let family = event.kind.family();
        let lane = lanes.iter().position(|l| *l == family);
        if let (Some(value), Some(lane)) = (&event.date.value, lane) {
            items.push(Item {
                event: n as u32,
                lane: lane as u32,
                start: value.earliest,
                end: value.latest,
                precision: value.precision,
                qualifier: value.qualifier,
                basis: event.date.basis,
                modality: event.modality,
                family,
                salience: event.salience,
            });
        }
    }
    let left_out = events.len() - items.len();
    let columns = Columns::build(items, lanes.len());
    let drawing = Drawing {
        selection,
        events: &events,
        lanes: &lanes,
        columns: &columns,
    };
    out.write_all(drawing.draw().as_bytes())?;
    Ok(left_out)
}

struct Drawing<'a> {
    selection: Selection<'a>,
    events: &'a [&'a Event],
    lanes: &'a [Family],
    columns: &'a Columns,
}

impl Drawing<'_> {
    fn draw(&self) -> String {
        let view = self.columns.fit().map_or_else(
            || View::new(0.0, 86_400.0 * 365.0),
            |fit| View::fit(fit.first as f64, fit.last as f64),
        );
        let gaps = self.columns.gaps();
        let axis = Axis::with_breaks(&gaps);
        let view = View::new(axis.of_time(view.start), axis.of_time(view.end));
        let scale = Scale {
            axis: &axis,
            view,
            left: GUTTER,
            width: WIDTH - GUTTER - MARGIN,
        };
        let shown: Vec<Shown> = (0..self.lanes.len() as u32)
            .map(|lane| Shown {
                lane,
                folded: false,
            })
            .collect();
        let lanes = self.columns.lanes();
        let height: f32 = (0..self.lanes.len())
            .map(|n| lane_height(lanes.get(n), false, &SIZES))
            .sum();
        let layout = layout(
            self.columns,
            &Frame {
                scale,
                origin: MARGIN,
                top: MARGIN,
                bottom: MARGIN + height,
                lanes: &shown,
                sizes: SIZES,
            },
        );
        let mut svg = String::new();
        let total = MARGIN + height + AXIS + MARGIN;
        let _ = write!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {total}\" \
             width=\"{WIDTH}\" height=\"{total}\" font-family=\"system-ui, sans-serif\" \
             font-size=\"{LABEL}\">\n<title>Timeline</title>\n\
             <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
        );
        self.bands(&layout, &mut svg);
        axis_of(&scale, MARGIN + height, &mut svg);
        for bar in &layout.bars {
            self.column(&layout, bar, &mut svg);
        }
        for mark in &layout.marks {
            self.mark(&layout, mark, &mut svg);
        }
        self.labels(&layout, &scale, &mut svg);
        svg.push_str("</svg>\n");
        svg
    }

    fn family(&self, lane: u32) -> Family {
        self.lanes
            .get(lane as usize)
            .copied()
            .unwrap_or(Family::Other)
    }

    fn bands(&self, layout: &Layout, svg: &mut String) {
        for (n, band) in layout.bands.iter().enumerate() {
            let (top, height) = (band.top, band.bottom - band.top);
            if n % 2 == 1 {
                let _ = writeln!(
                    svg,
                    "<rect x=\"0\" y=\"{top}\" width=\"{WIDTH}\" height=\"{height}\" fill=\"#f4f6f8\"/>"
                );
            }
            let family = self.family(band.lane);
            let _ = writeln!(
                svg,
                "<text x=\"{MARGIN}\" y=\"{:.1}\" font-weight=\"600\" fill=\"{}\">{}</text>",
                band.top + SIZES.pad + 14.0,
                colour::of(family).0,
                family.name()
            );
        }
    }

    fn column(&self, layout: &Layout, bar: &crate::timeline::Bar, svg: &mut String) {
        let Some(band) = layout.bands.get(bar.band as usize) else {
            return;
        };
        let most = band.column_height(SIZES.pad, &SIZES);
        let height = most * bar.count as f32 / band.peak.max(1) as f32;
        let _ = writeln!(
            svg,
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{height:.1}\" fill=\"{}\"><title>{} events</title></rect>",
            bar.left,
            band.bottom - SIZES.pad - height,
            (bar.right - bar.left).max(1.0),
            colour::of(self.family(band.lane)).0,
            bar.count
        );
    }

    fn mark(&self, layout: &Layout, mark: &Mark, svg: &mut String) {
        let colour = colour::of(mark.meta.family).0;
        let (x, y, r) = ((mark.left + mark.right) / 2.0, mark.y, SIZES.mark / 2.0);
        let open = matches!(mark.meta.basis, Basis::Inferred | Basis::Unknown);
        let unsure = !matches!(mark.meta.modality, Modality::Asserted | Modality::Negated);
        let fill = if open || unsure { "#ffffff" } else { colour };
        let dash = if unsure {
            " stroke-dasharray=\"3 2\""
        } else {
            ""
        };
        svg.push_str("<g>");
        match mark.kind {
            Kind::Fold => {
                let width = mark.right - mark.left;
                let _ = write!(
                    svg,
                    "<title>{}</title><rect x=\"{:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"16\" rx=\"8\" fill=\"{colour}\"/>\
                     <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" font-size=\"11\" fill=\"#ffffff\">{}</text>",
                    Xml(&self.held(layout, mark)),
                    mark.left,
                    y - 8.0,
                    y + 4.0,
                    mark.count()
                );
            }
            Kind::Bar => {
                let left = (mark.left - mark.tail_left).max(GUTTER);
                let right = (mark.right + mark.tail_right).min(WIDTH - MARGIN);
                // Soft where the date is vague, solid where the event lasted.
                let opacity = if mark.lasts { 1.0 } else { 0.45 };
                let _ = write!(
                    svg,
                    "<title>{}</title><rect x=\"{left:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"8\" rx=\"4\" \
                     fill=\"{fill}\" fill-opacity=\"{opacity}\" stroke=\"{colour}\"{dash}/>",
                    Xml(&self.about(mark.event)),
                    y - 4.0,
                    (right - left).max(3.0)
                );
            }
            Kind::Point if mark.meta.basis == Basis::Set => {
                let _ = write!(
                    svg,
                    "<title>{}</title><path d=\"M{x:.1} {:.1}l{r} {r}l-{r} {r}l-{r} -{r}z\" fill=\"{fill}\" stroke=\"{colour}\"{dash}/>",
                    Xml(&self.about(mark.event)),
                    y - r
                );
            }
            Kind::Point => {
                let _ = write!(
                    svg,
                    "<title>{}</title><circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r}\" fill=\"{fill}\" stroke=\"{colour}\" stroke-width=\"2\"{dash}/>",
                    Xml(&self.about(mark.event))
                );
                if mark.meta.basis == Basis::Relative && !unsure {
                    let _ = write!(
                        svg,
                        "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2\" fill=\"#ffffff\"/>"
                    );
                }
            }
        }
        if mark.meta.modality == Modality::Negated {
            let _ = write!(
                svg,
                "<path d=\"M{:.1} {:.1}L{:.1} {:.1}\" stroke=\"#1b1f24\" stroke-width=\"2\"/>",
                x - r - 2.0,
                y + r + 2.0,
                x + r + 2.0,
                y - r - 2.0
            );
        }
        svg.push_str("</g>\n");
    }

    /// Date, title and sentence of an event.
    fn about(&self, event: u32) -> String {
        let Some(event) = self.events.get(event as usize) else {
            return String::new();
        };
        let date = event.date.value.as_ref().map(|v| v.words());
        let mut about = format!("{}: {}", date.unwrap_or_default(), event.title);
        if let Some(lead) = self.selection.lead(event) {
            let _ = write!(about, "\n{}", tidy(lead.sentence()));
            if let Some(said) = lead.mention.teller() {
                let _ = write!(about, "\n{said}");
            }
        }
        if !event.date.reason.is_empty() {
            let _ = write!(about, "\n{}", tidy(&event.date.reason));
        }
        about
    }

    /// The titles of a fold's events.
    fn held(&self, layout: &Layout, mark: &Mark) -> String {
        let range = mark.members.0 as usize..mark.members.1 as usize;
        let members = layout.members.get(range).unwrap_or(&[]);
        let lane = layout.bands.get(mark.band as usize).map(|b| b.lane);
        let lane = lane.and_then(|l| self.columns.lanes().get(l as usize));
        let titles: Vec<String> = members
            .iter()
            .filter_map(|&item| {
                let event = self.events.get(lane?.event(item) as usize)?;
                let date = event.date.value.as_ref().map(|v| v.words());
                Some(format!("{}: {}", date.unwrap_or_default(), event.title))
            })
            .collect();
        titles.join("\n")
    }

    fn labels(&self, layout: &Layout, scale: &Scale<'_>, svg: &mut String) {
        let text = |event: u32| -> String {
            let event = self.events.get(event as usize);
            let title = event.map_or_else(String::new, |e| tidy(&e.title));
            shorten(&title, LONGEST)
        };
        let measure = |event: u32| text(event).chars().count() as f32 * LETTER;
        let placed = labels(
            layout,
            (GUTTER, scale.right()),
            6.0,
            LONGEST as f32 * LETTER,
            |_| false,
            measure,
        );
        for label in placed {
            let Some(mark) = layout.marks.get(label.mark as usize) else {
                continue;
            };
            let words = text(mark.event);
            let words = if label.shortened {
                shorten(&words, (label.width / LETTER) as usize)
            } else {
                words
            };
            let inside = label.side == Side::Inside;
            let halo = " paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"3\"";
            let strike = match mark.meta.modality {
                Modality::Negated => " text-decoration=\"line-through\"",
                _ => "",
            };
            let _ = writeln!(
                svg,
                "<text x=\"{:.1}\" y=\"{:.1}\" fill=\"#1b1f24\"{}{strike}>{}</text>",
                label.x,
                label.y + 4.0,
                if inside { halo } else { "" },
                Xml(&words)
            );
        }
    }
}

/// Ticks, their labels, and the stretches that give them context.
fn axis_of(scale: &Scale<'_>, top: f32, svg: &mut String) {
    let ticks = ticks(scale);
    let right = scale.right();
    let _ = writeln!(svg, "<g stroke=\"#dde1e6\" fill=\"none\">");
    let _ = writeln!(svg, "<path d=\"M{GUTTER} {top:.1}H{right:.1}\"/>");
    for tick in &ticks.major {
        let _ = writeln!(
            svg,
            "<path d=\"M{:.1} {MARGIN}V{:.1}\"/>",
            tick.x,
            top + 6.0
        );
    }
    for tick in &ticks.minor {
        let _ = writeln!(svg, "<path d=\"M{:.1} {top:.1}v4\"/>", tick.x);
    }
    svg.push_str("</g>\n<g font-size=\"11\" fill=\"#4a525c\">\n");
    for tick in &ticks.major {
        let _ = writeln!(
            svg,
            "<text x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            tick.x + 2.0,
            top + 16.0,
            Xml(&tick.label)
        );
    }
    for stretch in &ticks.context {
        let _ = writeln!(
            svg,
            "<text x=\"{:.1}\" y=\"{:.1}\" font-weight=\"600\">{}</text>",
            stretch.left.max(GUTTER) + 2.0,
            top + 32.0,
            Xml(&stretch.label)
        );
    }
    svg.push_str("</g>\n");
}

/// At most `most` characters, the last of them an ellipsis where something was cut.
fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('\u{2026}');
    short
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::export::example;

    #[test]
    fn a_drawing_shows_what_has_a_date() {
        example::with(|selection| {
            let mut out = Vec::new();
            assert_eq!(write(selection, &mut out).unwrap(), 1);
            let svg = String::from_utf8(out).unwrap();
            assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
            assert!(svg.contains(">Talks</text>") && svg.contains(">Force</text>"));
            assert!(svg.contains("27 April 2025: M. Anand Prakash meets Amir Khan Muttaqi"));
            assert!(!svg.contains("NaN") && !svg.contains("inf"));
            assert_eq!(svg.matches("<g").count(), svg.matches("</g>").count());
        });
    }

    #[test]
    fn nothing_to_draw_is_drawn_as_nothing() {
        example::with(|selection| {
            let mut out = Vec::new();
            let empty = Selection {
                events: &[],
                ..selection
            };
            assert_eq!(write(empty, &mut out).unwrap(), 0);
            assert!(!String::from_utf8(out).unwrap().contains("NaN"));
        });
    }
}
