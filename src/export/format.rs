//! The formats there are, for the command line and the window alike.

use super::{Selection, csv, html, ics, record, svg, timelinejs};
use clap::ValueEnum;
use std::io::{self, Write};

/// What can be written of a story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, ValueEnum)]
pub enum Format {
    /// One JSON object per article, one a line, in input order, written as it is ready
    #[default]
    Annotations,
    /// One JSON object per event merged over all articles, one a line, most salient first
    Events,
    /// A table of merged events
    Csv,
    /// A TimelineJS 3 document
    Timelinejs,
    /// An iCalendar file
    Ics,
    /// A page that stands by itself
    Html,
    /// A drawing of the timeline
    Svg,
}

impl Format {
    /// The usual ending of its files, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Annotations | Self::Events => "jsonl",
            Self::Csv => "csv",
            Self::Timelinejs => "json",
            Self::Ics => "ics",
            Self::Html => "html",
            Self::Svg => "svg",
        }
    }

    /// Writes the selection; returns how many of its events the format cannot hold.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(self, selection: Selection<'_>, to: &mut dyn Write) -> io::Result<usize> {
        match self {
            Self::Annotations => {
                let ids = record::Ids::of_story(selection);
                for (&(article, analysis), ids) in selection.articles.iter().zip(&ids) {
                    serde_json::to_writer(&mut *to, &record::annotations(article, analysis, ids))?;
                    to.write_all(b"\n")?;
                }
                Ok(0)
            }
            Self::Events => {
                for record in record::events(selection) {
                    serde_json::to_writer(&mut *to, &record)?;
                    to.write_all(b"\n")?;
                }
                Ok(0)
            }
            Self::Csv => csv::write(selection, to),
            Self::Timelinejs => timelinejs::write(selection, to),
            Self::Ics => ics::write(selection, to),
            Self::Html => html::write(selection, to),
            Self::Svg => svg::write(selection, to),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::export::example;

    /// What stands behind a date goes with the event into every file.
    #[test]
    fn every_format_carries_the_sentence_who_said_it_and_how_the_date_was_read() {
        example::with(|selection| {
            for format in Format::value_variants() {
                let mut out = Vec::new();
                format.write(selection, &mut out).unwrap();
                // Calendars fold their lines.
                let text = String::from_utf8(out).unwrap().replace("\r\n ", "");
                let mut wanted = vec!["two officials", "M. Anand Prakash"];
                wanted.push(match format {
                    // The whole text, with places in it.
                    Format::Annotations => "\"basis\":\"relative\"",
                    Format::Events => "\"basis\":\"relative\"",
                    _ => "article of 28 April 2025",
                });
                wanted.push(match format {
                    Format::Annotations | Format::Events => "\"precision\":\"day\"",
                    Format::Csv => ",day,relative,",
                    Format::Ics => "VALUE=DATE:20250427",
                    Format::Timelinejs => "\"day\": 27",
                    Format::Html => "datetime=\"2025-04-27\"",
                    Format::Svg => "27 April 2025",
                });
                if *format != Format::Events {
                    wanted.push("On Sunday");
                }
                for words in wanted {
                    assert!(text.contains(words), "{format:?} without {words}: {text}");
                }
            }
        });
    }
}
