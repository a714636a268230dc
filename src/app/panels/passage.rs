//! A passage of an article with the proving sentence lit up, and in it the date and the names.

use crate::app::theme::{self, Palette, size};
use crate::event::EventMention;
use crate::project::Entry;
use crate::text::Span;
use egui::Stroke;
use egui::text::{LayoutJob, TextFormat};

/// What is marked in a passage.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// Lit up.
    pub sentence: Option<Span>,
    /// Underlined strongly: the words a date was read from.
    pub dates: Vec<Span>,
    /// Underlined: participants and place.
    pub names: Vec<Span>,
    /// The word that names the event.
    pub trigger: Option<Span>,
}

impl Marks {
    /// What a telling of an event rests on.
    #[must_use]
    pub fn of(entry: &Entry, mention: &EventMention) -> Self {
        let timex = mention
            .date
            .timex
            .and_then(|t| entry.analysis.timexes.get(t as usize))
            .map(|t| t.span);
        Self {
            sentence: Some(mention.sentence),
            dates: timex.into_iter().collect(),
            names: mention
                .participants
                .iter()
                .map(|p| p.span)
                .chain(mention.place.iter().map(|p| p.span))
                .collect(),
            trigger: Some(mention.trigger),
        }
    }
}

/// Lays out the part `span` of `text`. White space inside is folded, so that lines broken in the
/// file do not break here.
#[must_use]
pub fn layout(
    text: &str,
    span: Span,
    marks: &Marks,
    p: &Palette,
    point: f32,
    dim: bool,
) -> LayoutJob {
    let mut job = LayoutJob::default();
    let mut cuts: Vec<u32> = vec![span.start, span.end];
    let mut cut = |s: &Span| {
        for at in [s.start, s.end] {
            if at > span.start && at < span.end {
                cuts.push(at);
            }
        }
    };
    marks.sentence.iter().for_each(&mut cut);
    marks.dates.iter().for_each(&mut cut);
    marks.names.iter().for_each(&mut cut);
    marks.trigger.iter().for_each(&mut cut);
    cuts.sort_unstable();
    cuts.dedup();
    let within = |outer: &Span, a: u32, b: u32| outer.start <= a && b <= outer.end;
    let mut space = true;
    for pair in cuts.windows(2) {
        let &[a, b] = pair else { continue };
        let lit = marks.sentence.is_some_and(|s| within(&s, a, b));
        let dated = marks.dates.iter().any(|s| within(s, a, b));
        let named = marks.names.iter().any(|s| within(s, a, b));
        let trigger = marks.trigger.is_some_and(|s| within(&s, a, b));
        let mut format = TextFormat {
            font_id: if trigger && lit {
                theme::semibold(point)
            } else {
                theme::regular(point)
            },
            color: if lit || !dim { p.text } else { p.text_faint },
            line_height: Some((point * 1.5).round()),
            ..TextFormat::default()
        };
        if lit {
            format.background = p.highlight;
            format.expand_bg = 1.0;
        }
        if dated {
            format.underline = Stroke::new(2.0, p.highlight_strong);
        } else if named {
            format.underline = Stroke::new(1.0, p.text_faint);
        }
        let words = folded(Span { start: a, end: b }.of(text), &mut space);
        job.append(&words, 0.0, format);
    }
    job
}

/// `text` with every run of white space as one space. `space` says whether the text before ended
/// with one, and is told whether this one does.
fn folded(text: &str, space: &mut bool) -> String {
    text.chars().filter_map(|c| fold(c, space)).collect()
}

/// What stands for a character where white space is folded; nothing where none does.
fn fold(c: char, space: &mut bool) -> Option<char> {
    if c.is_whitespace() {
        return (!std::mem::replace(space, true)).then_some(' ');
    }
    let unseen = matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}');
    if c.is_control() || unseen {
        return None;
    }
    *space = false;
    Some(c)
}

/// Where each character that [`layout`] lays out of `span` stands in `text`, in bytes.
#[must_use]
pub fn offsets(text: &str, span: Span) -> Vec<u32> {
    let mut space = true;
    let chars = span.of(text).char_indices();
    chars
        .filter(|(_, c)| fold(*c, &mut space).is_some())
        .map(|(at, _)| span.start + at as u32)
        .collect()
}

/// The paragraph of `entry` around `span`, and its number from 1; the sentence alone where the
/// article knows no paragraphs.
#[must_use]
pub fn paragraph_of(entry: &Entry, span: Span) -> (Span, usize) {
    let paragraphs = &entry.analysis.paragraphs;
    let after = paragraphs.partition_point(|p| p.start <= span.start);
    match after.checked_sub(1).and_then(|i| paragraphs.get(i)) {
        Some(p) if p.contains(span) => (*p, after),
        Some(p) => (p.cover(span), after),
        None => (span, 1),
    }
}

/// The sentence of an article that holds byte `at`; its paragraph where no sentence does.
#[must_use]
pub fn sentence_of(entry: &Entry, at: u32) -> Option<Span> {
    let holds = |s: &&Span| s.start <= at && at < s.end;
    let sentence = entry.analysis.sentences.iter().find(holds);
    let events = || {
        entry
            .analysis
            .events
            .iter()
            .map(|e| &e.sentence)
            .find(holds)
    };
    let paragraph = || entry.analysis.paragraphs.iter().find(holds);
    sentence.or_else(events).or_else(paragraph).copied()
}

/// At most `room` bytes of `paragraph` with `sentence` in it, cut between sentences: a very long
/// paragraph would bury what it is to show. Says whether the front and the end were cut.
#[must_use]
pub fn excerpt(entry: &Entry, paragraph: Span, sentence: Span, room: usize) -> (Span, bool, bool) {
    if paragraph.len() <= room {
        return (paragraph, false, false);
    }
    let mut span = sentence;
    let sentences: Vec<Span> = entry
        .analysis
        .sentences
        .iter()
        .copied()
        .filter(|s| paragraph.contains(*s))
        .collect();
    let at = sentences
        .iter()
        .position(|s| s.overlaps(sentence))
        .unwrap_or(0);
    if let Some(before) = at.checked_sub(1).and_then(|i| sentences.get(i))
        && before.cover(span).len() <= room
    {
        span = before.cover(span);
    }
    for after in sentences.iter().skip(at + 1) {
        if span.cover(*after).len() > room {
            break;
        }
        span = span.cover(*after);
    }
    (span, span.start > paragraph.start, span.end < paragraph.end)
}

/// Text that only shows that something was left out.
#[must_use]
pub fn dots(p: &Palette) -> TextFormat {
    TextFormat::simple(theme::regular(size::BODY), p.text_faint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(job: &LayoutJob) -> String {
        job.text.clone()
    }

    #[test]
    fn a_passage_keeps_its_words_and_folds_its_lines() {
        let text = "They  met\non Sunday.\n";
        let marks = Marks {
            sentence: Some(Span::new(0, 20)),
            dates: vec![Span::new(13, 19)],
            ..Marks::default()
        };
        let job = layout(
            text,
            Span::new(0, text.len()),
            &marks,
            &Palette::DARK,
            13.0,
            true,
        );
        assert_eq!(text_of(&job), "They met on Sunday. ");
        let dated: Vec<&str> = job
            .sections
            .iter()
            .filter(|s| s.format.underline.width > 1.0)
            .map(|s| &job.text[s.byte_range.start.0..s.byte_range.end.0])
            .collect();
        assert_eq!(dated, ["Sunday"]);
    }

    #[test]
    fn every_character_laid_out_knows_where_it_stands() {
        let text = "x They  met\n\u{200b}für ever.\n";
        let span = Span::new(2, text.len());
        let job = layout(text, span, &Marks::default(), &Palette::DARK, 13.0, false);
        let offsets = offsets(text, span);
        assert_eq!(offsets.len(), job.text.chars().count());
        for (c, at) in job.text.chars().zip(offsets) {
            let there = text[at as usize..].chars().next();
            assert!(there == Some(c) || c == ' ' && there.is_some_and(char::is_whitespace));
        }
    }

    #[test]
    fn spans_that_do_not_fit_the_text_do_no_harm() {
        let marks = Marks {
            sentence: Some(Span::new(2, 900)),
            names: vec![Span::new(1, 3)],
            ..Marks::default()
        };
        let job = layout(
            "für",
            Span::new(0, 900),
            &marks,
            &Palette::LIGHT,
            13.0,
            false,
        );
        assert!(job.text.len() <= 4);
    }
}
