//! Notes in Markdown, rendered: headings, lists, quotes, emphasis, code, links.

use crate::app::theme::{self, Palette, UNIT, size};
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Stroke, Ui};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// A piece of a note that stands on lines of its own.
#[derive(Clone, Debug, Default)]
struct Block {
    job: LayoutJob,
    /// Steps to the right: lists and quotes in each other.
    indent: usize,
    /// What stands before it: a bullet, a number.
    bullet: String,
    /// Addresses behind parts of the text, in bytes.
    links: Vec<(Range<usize>, String)>,
    rule: bool,
}

/// How the words to come look.
#[derive(Default)]
struct Style {
    strong: usize,
    emphasis: usize,
    struck: usize,
    quote: usize,
    heading: bool,
    code: bool,
    link: Option<(usize, String)>,
}

impl Style {
    fn format(&self, p: &Palette) -> TextFormat {
        let size = if self.heading {
            size::EMPHASIS
        } else {
            size::BODY
        };
        let font = if self.code {
            egui::FontId::monospace(size::SECONDARY)
        } else if self.strong > 0 || self.heading {
            theme::semibold(size)
        } else {
            theme::regular(size)
        };
        let color = match (&self.link, self.quote) {
            (Some(_), _) => p.accent,
            (None, 0) => p.text,
            (None, _) => p.text_secondary,
        };
        let line = |on: bool| {
            if on {
                Stroke::new(1.0, color)
            } else {
                Stroke::NONE
            }
        };
        TextFormat {
            font_id: font,
            color,
            italics: self.emphasis > 0,
            strikethrough: line(self.struck > 0),
            underline: line(self.link.is_some()),
            background: if self.code {
                p.control
            } else {
                Color32::TRANSPARENT
            },
            ..TextFormat::default()
        }
    }
}

fn blocks(text: &str, p: &Palette) -> Vec<Block> {
    let mut done: Vec<Block> = Vec::new();
    let mut now = Block::default();
    let mut style = Style::default();
    // Of each list we are in: the number of the next item, or none where it has bullets.
    let mut lists: Vec<Option<u64>> = Vec::new();
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    for event in Parser::new_ext(text, options) {
        let mut end = false;
        match event {
            Event::Start(tag) => match tag {
                Tag::Strong => style.strong += 1,
                Tag::Emphasis => style.emphasis += 1,
                Tag::Strikethrough => style.struck += 1,
                Tag::Heading { .. } => style.heading = true,
                Tag::CodeBlock(_) => style.code = true,
                Tag::BlockQuote(_) => style.quote += 1,
                Tag::Link { dest_url, .. } => {
                    style.link = Some((now.job.text.len(), dest_url.into_string()));
                }
                Tag::List(first) => {
                    // What the item around this list says stands before it, where it is.
                    finish(&mut now, &mut done, lists.len(), style.quote);
                    lists.push(first);
                }
                Tag::Item => {
                    now.bullet = match lists.last_mut() {
                        Some(Some(n)) => {
                            *n += 1;
                            format!("{}.", *n - 1)
                        }
                        _ => "•".to_owned(),
                    };
                }
                _ => {}
            },
            Event::End(tag) => match tag {
                TagEnd::Strong => style.strong = style.strong.saturating_sub(1),
                TagEnd::Emphasis => style.emphasis = style.emphasis.saturating_sub(1),
                TagEnd::Strikethrough => style.struck = style.struck.saturating_sub(1),
                TagEnd::Heading(_) => {
                    style.heading = false;
                    end = true;
                }
                TagEnd::CodeBlock => {
                    style.code = false;
                    end = true;
                }
                TagEnd::Link => {
                    if let Some((from, to)) = style.link.take() {
                        now.links.push((from..now.job.text.len(), to));
                    }
                }
                TagEnd::Paragraph | TagEnd::Item => end = true,
                TagEnd::BlockQuote(_) => {
                    finish(&mut now, &mut done, lists.len(), style.quote);
                    style.quote = style.quote.saturating_sub(1);
                }
                TagEnd::List(_) => {
                    finish(&mut now, &mut done, lists.len(), style.quote);
                    lists.pop();
                }
                _ => {}
            },
            Event::Text(words) | Event::Html(words) | Event::InlineHtml(words) => {
                let words = if style.code { words.trim_end() } else { &words };
                now.job.append(words, 0.0, style.format(p));
            }
            Event::Code(words) => {
                let code = std::mem::replace(&mut style.code, true);
                now.job.append(&words, 0.0, style.format(p));
                style.code = code;
            }
            // A line the writer ended is a line the reader sees: notes are short.
            Event::SoftBreak | Event::HardBreak => now.job.append("\n", 0.0, style.format(p)),
            Event::TaskListMarker(on) => {
                now.bullet = if on { "[x]" } else { "[ ]" }.to_owned();
            }
            Event::Rule => {
                done.push(Block {
                    rule: true,
                    ..Block::default()
                });
            }
            _ => {}
        }
        if end {
            finish(&mut now, &mut done, lists.len(), style.quote);
        }
    }
    finish(&mut now, &mut done, lists.len(), style.quote);
    done
}

/// Ends a block, if there is anything in it.
fn finish(now: &mut Block, done: &mut Vec<Block>, lists: usize, quotes: usize) {
    if !now.job.text.is_empty() {
        now.indent = lists.saturating_sub(1) + quotes;
        done.push(std::mem::take(now));
    }
}

/// Shows a note.
pub fn show(ui: &mut Ui, text: &str) {
    let p = Palette::in_force(ui.ctx());
    ui.spacing_mut().item_spacing.y = 1.5 * UNIT;
    for block in blocks(text, p) {
        if block.rule {
            crate::app::widgets::rule(ui, p);
            continue;
        }
        ui.horizontal_top(|ui| {
            ui.add_space(block.indent as f32 * 4.0 * UNIT);
            if !block.bullet.is_empty() {
                ui.label(&block.bullet);
            }
            let sense = if block.links.is_empty() {
                egui::Sense::hover()
            } else {
                egui::Sense::click()
            };
            let mut job = block.job;
            job.wrap.max_width = ui.available_width();
            let galley = ui.fonts_mut(|f| f.layout_job(job));
            let label = egui::Label::new(std::sync::Arc::clone(&galley));
            let response = ui.add(label.selectable(true).sense(sense));
            if let Some(at) = response.interact_pointer_pos()
                && response.clicked()
            {
                let at = galley.cursor_from_pos(at - response.rect.min).index.0;
                let at: usize = galley.text().chars().take(at).map(char::len_utf8).sum();
                let link = block.links.iter().find(|(span, _)| span.contains(&at));
                if let Some((_, to)) = link {
                    ui.ctx().open_url(egui::OpenUrl::new_tab(to));
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(usize, String, String)> {
        let blocks = blocks(text, &Palette::DARK);
        let told = |b: Block| (b.indent, b.bullet, b.job.text);
        blocks.into_iter().map(told).collect()
    }

    fn block(indent: usize, bullet: &str, text: &str) -> (usize, String, String) {
        (indent, bullet.to_owned(), text.to_owned())
    }

    #[test]
    fn a_note_is_taken_apart_into_lines_as_its_writer_meant_them() {
        assert_eq!(
            read("# Check\n\nTwo *sources*\nsay so:\n\n- one\n- two\n  1. here\n\n> quoted\n"),
            [
                block(0, "", "Check"),
                block(0, "", "Two sources\nsay so:"),
                block(0, "•", "one"),
                block(0, "•", "two"),
                block(1, "1.", "here"),
                block(1, "", "quoted"),
            ]
        );
        assert_eq!(read(""), []);
    }

    #[test]
    fn links_know_their_words() {
        let note = blocks(
            "See [the **report**](https://example.org/a).",
            &Palette::DARK,
        );
        let (span, to) = &note[0].links[0];
        assert_eq!(&note[0].job.text[span.clone()], "the report");
        assert_eq!(to, "https://example.org/a");
    }
}
