//! The text of an article, and the words the user selects in it.

use crate::app::panels::passage::{self, Marks};
use crate::app::state::{Action, Reading, State};
use crate::app::theme::{Palette, UNIT, size};
use crate::app::widgets::{faint, secondary};
use crate::event::EventMention;
use crate::project::Entry;
use crate::text::Span;
use egui::text_selection::{CCursorRange, visuals::paint_text_selection};
use egui::{Align, Galley, Response, Role, Sense, Ui, WidgetInfo};

/// What is remembered of the text.
#[derive(Default)]
pub struct Body {
    scrolled_for: u64,
    /// Words being selected with the pointer: where it began and where it is, in bytes.
    dragged: Option<(u32, u32)>,
    /// Where the menu was asked for.
    menu_at: u32,
}

/// What all paragraphs of a frame need to know.
struct Frame<'a> {
    st: &'a State,
    entry: &'a Entry,
    reading: Reading,
    scroll: bool,
    selected: Option<Span>,
}

impl Body {
    /// Whether the mark is yet to be brought into sight.
    #[must_use]
    pub fn is_to_scroll(&self, reading: Reading) -> bool {
        reading.serial != self.scrolled_for
    }

    /// The text, a paragraph at a time; only those in sight are laid out.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        st: &State,
        entry: &Entry,
        reading: Reading,
        scroll: bool,
        out: &mut Vec<Action>,
    ) {
        let p = Palette::in_force(ui.ctx());
        let text = &entry.article.text;
        let selected = match self.dragged {
            Some((a, b)) => Some(Span {
                start: a.min(b),
                end: a.max(b),
            }),
            None => st.words.filter(|w| w.0 == reading.article).map(|w| w.1),
        };
        let frame = Frame {
            st,
            entry,
            reading,
            scroll,
            selected,
        };
        copy(ui, text, selected, out);
        let whole = [Span::new(0, text.len())];
        let paragraphs: &[Span] = if entry.analysis.paragraphs.is_empty() {
            &whole
        } else {
            &entry.analysis.paragraphs
        };
        let mut reached = !scroll || reading.mark.is_none();
        let width = ui.available_width();
        for paragraph in paragraphs {
            let marked = reading.mark.is_some_and(|m| paragraph.overlaps(m));
            // A guess of the height is enough for what lies outside the window: the exact one
            // takes its place as soon as it comes into sight.
            let per_line = (width / 6.2).max(10.0);
            let lines = (paragraph.len() as f32 / per_line).ceil().max(1.0);
            let guess = lines * (size::EMPHASIS * 1.5).round();
            let salt = ui.make_persistent_id(("paragraph", reading.article, paragraph.start));
            let known = ui.data(|d| d.get_temp::<(f32, f32)>(salt));
            let height = known.filter(|k| k.0 == width).map_or(guess, |k| k.1);
            let top = ui.cursor().top();
            let far = 400.0;
            let clip = ui.clip_rect();
            let seen = top + height > clip.top() - far && top < clip.bottom() + far;
            if !(seen || marked && scroll) {
                ui.add_space(height);
            } else {
                let before = ui.cursor().top();
                reached |= self.paragraph(ui, &frame, *paragraph, out);
                let after = ui.cursor().top();
                ui.data_mut(|d| d.insert_temp(salt, (width, after - before)));
            }
            ui.add_space(2.5 * UNIT);
        }
        if text.trim().is_empty() {
            ui.label(faint("This article has no text.", p));
        }
        if reached {
            self.scrolled_for = reading.serial;
        }
        if let Some((a, b)) = self.dragged
            && !ui.input(|i| i.pointer.primary_down())
        {
            self.dragged = None;
            let span = whole_words(text, a.min(b), a.max(b));
            let words = (!span.of(text).trim().is_empty()).then_some((reading.article, span));
            out.push(Action::SelectWords(words));
        }
    }

    /// One paragraph; whether the mark was brought into sight.
    fn paragraph(
        &mut self,
        ui: &mut Ui,
        frame: &Frame<'_>,
        paragraph: Span,
        out: &mut Vec<Action>,
    ) -> bool {
        let p = Palette::in_force(ui.ctx());
        let Frame {
            st, entry, reading, ..
        } = *frame;
        let text = &entry.article.text;
        let (marks, events) = marks(frame, paragraph);
        let mut job = passage::layout(text, paragraph, &marks, p, size::EMPHASIS - 1.0, false);
        job.wrap.max_width = ui.available_width();
        let mut galley = ui.fonts_mut(|f| f.layout_job(job));
        let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::click_and_drag());
        let response = response.on_hover_cursor(egui::CursorIcon::Text);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, galley.text()));
        let mut reached = false;
        if frame.scroll && marks.sentence.is_some() {
            response.scroll_to_me(Some(Align::Center));
            reached = true;
        }
        self.pointer(ui, &response, &galley, (entry, paragraph), reading, out);
        if let Some(selected) = frame.selected.filter(|s| s.overlaps(paragraph)) {
            let offsets = passage::offsets(text, paragraph);
            let at = |byte: u32| offsets.partition_point(|o| *o < byte);
            let range = CCursorRange::two(
                egui::text::CCursor::new(at(selected.start)),
                egui::text::CCursor::new(at(selected.end)),
            );
            paint_text_selection(&mut galley, ui.visuals(), &range, None);
        }
        if ui.is_rect_visible(rect) {
            ui.painter().galley(rect.min, galley, p.text);
        }
        let response = if events.is_empty() || self.dragged.is_some() {
            response
        } else {
            response.on_hover_ui(|ui| {
                for (_, mention) in events.iter().take(8) {
                    ui.label(secondary(&*mention.title, p));
                }
                ui.label(faint("Click to see the event; drag to select words", p));
            })
        };
        let alone = ui.input(|i| {
            !i.pointer
                .button_double_clicked(egui::PointerButton::Primary)
        });
        if response.clicked() && alone {
            if st.words.is_some() {
                out.push(Action::SelectWords(None));
            } else {
                select_event(st, reading.article, paragraph, &events, &response, out);
            }
        }
        let sentence = passage::sentence_of(entry, self.menu_at);
        response.context_menu(|ui| {
            let words = frame.selected.or(sentence);
            let name = if frame.selected.is_some() {
                "Add an event from these words"
            } else {
                "Add an event from this sentence"
            };
            if let Some(words) = words {
                if ui.button(name).clicked() {
                    out.push(Action::SelectWords(Some((reading.article, words))));
                    out.push(Action::Do(crate::app::command::Command::AddEvent));
                }
                if ui.button("Copy").clicked() {
                    out.push(Action::Copy(words.of(text).to_owned()));
                }
            }
        });
        reached
    }

    /// Follows the pointer: a drag selects words, over paragraphs too; a double click selects a
    /// word, a triple click its sentence.
    fn pointer(
        &mut self,
        ui: &Ui,
        response: &Response,
        galley: &Galley,
        (entry, paragraph): (&Entry, Span),
        reading: Reading,
        out: &mut Vec<Action>,
    ) {
        let text = &entry.article.text;
        let byte = |pos: egui::Pos2| {
            let at = galley.cursor_from_pos(pos - response.rect.min).index.0;
            let offsets = passage::offsets(text, paragraph);
            offsets.get(at).copied().unwrap_or(paragraph.end)
        };
        let Some(pos) = ui.input(|i| i.pointer.interact_pos()) else {
            return;
        };
        if response.drag_started_by(egui::PointerButton::Primary) {
            let from = ui.input(|i| i.pointer.press_origin()).unwrap_or(pos);
            self.dragged = Some((byte(from), byte(pos)));
        } else if let Some((from, _)) = self.dragged
            && response.rect.y_range().expand(2.0 * UNIT).contains(pos.y)
        {
            self.dragged = Some((from, byte(pos)));
        }
        if response.secondary_clicked() {
            self.menu_at = byte(pos);
        }
        let select = |span: Option<Span>, out: &mut Vec<Action>| {
            out.push(Action::SelectWords(span.map(|s| (reading.article, s))));
        };
        if response.triple_clicked() {
            select(passage::sentence_of(entry, byte(pos)), out);
        } else if response.double_clicked() {
            select(word_at(text, byte(pos)), out);
        }
    }
}

/// What is marked in a paragraph, and the events told in it.
fn marks<'a>(frame: &Frame<'a>, paragraph: Span) -> (Marks, Vec<(u32, &'a EventMention)>) {
    let Frame {
        st, entry, reading, ..
    } = *frame;
    let focus = st.focus.and_then(|f| st.event(f));
    let mut marks = Marks {
        sentence: reading.mark.filter(|m| paragraph.overlaps(*m)),
        ..Marks::default()
    };
    let mut events = Vec::new();
    for (i, mention) in entry.analysis.events.iter().enumerate() {
        if !paragraph.overlaps(mention.sentence) {
            continue;
        }
        let in_focus = focus.is_some_and(|f| f.mentions.contains(&(reading.article, i as u32)));
        if in_focus {
            let own = Marks::of(entry, mention);
            marks.dates.extend(own.dates);
            marks.names.extend(own.names);
            marks.trigger = own.trigger;
        }
        events.push((i as u32, mention));
    }
    for timex in &entry.analysis.timexes {
        if paragraph.overlaps(timex.span) && !marks.dates.contains(&timex.span) {
            marks.names.push(timex.span);
        }
    }
    (marks, events)
}

/// Of several events in the paragraph, selects the one told nearest to the pointer's line.
fn select_event(
    st: &State,
    article: u32,
    paragraph: Span,
    events: &[(u32, &EventMention)],
    response: &Response,
    out: &mut Vec<Action>,
) {
    let share = response.interact_pointer_pos().map_or(0.0, |pos| {
        (pos.y - response.rect.top()) / response.rect.height().max(1.0)
    });
    let at = paragraph.start as f32 + share * paragraph.len() as f32;
    let nearest = events.iter().min_by(|a, b| {
        let d = |m: &EventMention| (m.trigger.start as f32 - at).abs();
        d(a.1).total_cmp(&d(b.1))
    });
    let Some((i, mention)) = nearest else { return };
    let tells = |e: &u32| {
        st.event(*e)
            .is_some_and(|e| e.mentions.contains(&(article, *i)))
    };
    let of_article = st.snapshot().index.article_events.get(article as usize);
    let event = of_article.iter().copied().find(tells);
    if event.is_some() {
        out.push(Action::Select(event));
        out.push(Action::Read {
            article,
            mark: Some(mention.sentence),
        });
    }
}

/// Copies the words selected, as the article has them, when the keys for that are pressed.
fn copy(ui: &Ui, text: &str, selected: Option<Span>, out: &mut Vec<Action>) {
    let Some(selected) = selected else { return };
    let asked = !ui.ctx().text_edit_focused()
        && ui.input_mut(|i| {
            let before = i.events.len();
            i.events.retain(|e| !matches!(e, egui::Event::Copy));
            i.events.len() < before
        });
    if asked {
        out.push(Action::Copy(selected.of(text).to_owned()));
    }
}

/// The words from one place to another, whole, without the space around them.
fn whole_words(text: &str, from: u32, to: u32) -> Span {
    let start = word_at(text, from)
        .filter(|w| w.end > from)
        .map_or(from, |w| w.start);
    let end = word_at(text, to)
        .filter(|w| w.start < to)
        .map_or(to, |w| w.end);
    let span = Span { start, end };
    let said = span.of(text);
    Span::new(
        start as usize + said.len() - said.trim_start().len(),
        end as usize - (said.len() - said.trim_end().len()),
    )
}

fn word_at(text: &str, at: u32) -> Option<Span> {
    let at = at as usize;
    let before = text.get(..at)?;
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
    let start = before.trim_end_matches(letter).len();
    let after = text.get(at..)?;
    let end = at + after.len() - after.trim_start_matches(letter).len();
    (start < end).then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_around_a_place_in_it() {
        let text = "Ana’s ferry, für ever";
        let word = |at: usize| word_at(text, at as u32).map(|s| s.of(text));
        assert_eq!(word(1), Some("Ana’s"));
        assert_eq!(word(text.find("ferry").unwrap_or_default()), Some("ferry"));
        assert_eq!(word(text.find("ür").unwrap_or_default()), Some("für"));
        assert_eq!(word(text.len()), Some("ever"));
        assert_eq!(word_at(text, 900), None);
    }

    #[test]
    fn words_dragged_over_are_taken_whole() {
        let text = "The old ferry line closed.";
        let words = |from: usize, to: usize| {
            whole_words(text, from as u32, to as u32)
                .of(text)
                .to_owned()
        };
        assert_eq!(words(5, 10), "old ferry");
        assert_eq!(words(3, 14), "old ferry");
        assert_eq!(words(4, 13), "old ferry");
        assert_eq!(words(8, 8 + 12), "ferry line closed");
        assert_eq!(words(3, 3), "");
    }
}
