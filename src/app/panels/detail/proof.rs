//! The sentence that proves an event, and what other articles say of it.

use crate::app::command::Command;
use crate::app::panels::passage::{self, Marks};
use crate::app::state::{Action, State};
use crate::app::theme::{self, Palette, UNIT, size};
use crate::app::widgets::{faint, link, paint_text, row, section};
use crate::app::words;
use crate::event::{Event, EventMention};
use crate::project::{Entry, Snapshot};
use crate::text::tidy;
use egui::{Align, Align2, Layout, Ui, pos2};

/// Bytes of a paragraph shown around the sentence.
const ROOM: usize = 900;

pub(super) fn proof(
    ui: &mut Ui,
    entry: &Entry,
    mention: &EventMention,
    article: u32,
    out: &mut Vec<Action>,
) {
    let p = Palette::in_force(ui.ctx());
    ui.horizontal(|ui| {
        ui.label(section("The sentence", p));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if link(ui, "Open article", p)
                .on_hover_text(Command::OpenArticle.hint(ui.ctx()))
                .clicked()
            {
                out.push(Action::Read {
                    article,
                    mark: Some(mention.sentence),
                });
            }
        });
    });
    ui.add_space(UNIT);
    let text = &entry.article.text;
    let (paragraph, number) = passage::paragraph_of(entry, mention.sentence);
    let (span, cut_before, cut_after) = passage::excerpt(entry, paragraph, mention.sentence, ROOM);
    let marks = Marks::of(entry, mention);
    let mut job = egui::text::LayoutJob::default();
    if cut_before {
        job.append("… ", 0.0, passage::dots(p));
    }
    let body = passage::layout(text, span, &marks, p, size::BODY, true);
    for s in &body.sections {
        let words = body
            .text
            .get(s.byte_range.start.0..s.byte_range.end.0)
            .unwrap_or("");
        job.append(words, s.leading_space, s.format.clone());
    }
    if cut_after {
        job.append(" …", 0.0, passage::dots(p));
    }
    ui.add(egui::Label::new(job).wrap().selectable(true));
    ui.add_space(UNIT);
    let mut source = Snapshot::title_of(entry);
    if let Some(published) = &entry.article.published {
        source = format!("{source}, {}", words::civil(published.date));
    }
    let paragraphs = entry.analysis.paragraphs.len();
    if paragraphs > 1 {
        source = format!("{source} · paragraph {number} of {paragraphs}");
    }
    ui.add(egui::Label::new(faint(source, p).size(size::SMALL)).wrap());
}

pub(super) fn telling(
    ui: &mut Ui,
    st: &State,
    event: &Event,
    at: (u32, u32),
    again: bool,
    out: &mut Vec<Action>,
) {
    let p = Palette::in_force(ui.ctx());
    let Some((entry, mention)) = st.mention(at) else {
        return;
    };
    let sentence = mention.sentence.of(&entry.article.text).trim().to_owned();
    // An article that was named above is told apart by its sentence.
    let (title, name) = if again {
        let told = tidy(&sentence);
        (told.clone(), format!("Told again: {told}"))
    } else {
        let title = Snapshot::title_of(entry);
        (title.clone(), format!("Told by {title}"))
    };
    let response = row(ui, 6.0 * UNIT, false, &name);
    let rect = response.rect;
    let y = rect.center().y;
    let published = entry.article.published.as_ref().filter(|_| !again);
    let published = published.map(|x| {
        let m = crate::temporal::Moment::from_date(x.date).ymd();
        crate::temporal::TimeValue::ymd(m.year, m.month, m.day).short()
    });
    let differs = differs(event, mention);
    let mut right = rect.right() - UNIT;
    if let Some((text, strong)) = &differs {
        let color = if *strong { p.attention } else { p.text_faint };
        let painted = paint_text(
            ui,
            pos2(right, y),
            Align2::RIGHT_CENTER,
            text,
            theme::regular(size::SMALL),
            color,
            rect.width() * 0.4,
        );
        right = painted.left() - 2.0 * UNIT;
    } else if !mention.date.words.is_empty() {
        let painted = paint_text(
            ui,
            pos2(right, y),
            Align2::RIGHT_CENTER,
            &format!("“{}”", mention.date.words),
            theme::regular(size::SMALL),
            p.text_secondary,
            rect.width() * 0.35,
        );
        right = painted.left() - 2.0 * UNIT;
    }
    if let Some(published) = published {
        let painted = paint_text(
            ui,
            pos2(right, y),
            Align2::RIGHT_CENTER,
            &published,
            theme::regular(size::SMALL),
            p.text_faint,
            20.0 * UNIT,
        );
        right = painted.left() - 2.0 * UNIT;
    }
    paint_text(
        ui,
        pos2(rect.left() + UNIT, y),
        Align2::LEFT_CENTER,
        &title,
        theme::regular(size::SECONDARY),
        p.text,
        right - rect.left() - UNIT,
    );
    if response
        .on_hover_ui(|ui| {
            ui.set_max_width(90.0 * UNIT);
            ui.label(format!("“{sentence}”"));
            ui.label(faint("Click to read it in the article", p));
        })
        .clicked()
    {
        out.push(Action::Read {
            article: at.0,
            mark: Some(mention.sentence),
        });
    }
}

/// How the date of a telling differs from the one in force, and whether it contradicts it.
pub(super) fn differs(event: &Event, mention: &EventMention) -> Option<(String, bool)> {
    let ours = event.date.value.as_ref()?;
    let theirs = mention.date.value.as_ref()?;
    if theirs.latest < ours.earliest || theirs.earliest > ours.latest {
        let day = words::short_date(theirs, Some(ours.earliest.ymd().year));
        return Some((format!("differs: {day}"), true));
    }
    if theirs.precision > ours.precision {
        return Some(("less exact".to_owned(), false));
    }
    None
}
