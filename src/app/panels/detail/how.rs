//! How an event was read, in words.

use crate::app::theme::Palette;
use crate::app::widgets::{rule, secondary, section};
use crate::app::words;
use crate::event::{Basis, Event, EventMention};
use crate::project::Entry;
use crate::temporal::Anchor;
use crate::text::tidy;
use egui::Ui;

/// How the date was read, in one sentence: "“on Sunday”, in an article published Monday 28 April
/// 2025".
pub(super) fn how_read(event: &Event, entry: &Entry, mention: &EventMention) -> String {
    let date = &event.date;
    let quoted = |w: &str| format!("“{}”", tidy(w));
    let words_of = if date.words.is_empty() {
        &mention.date.words
    } else {
        &date.words
    };
    let published = || match &entry.article.published {
        Some(p) => format!(
            "in an article published {}",
            words::civil_with_weekday(p.date)
        ),
        None => "in an article without a publication date".to_owned(),
    };
    match date.basis {
        Basis::Stated if !words_of.is_empty() => {
            format!("Stated in the text: {}", quoted(words_of))
        }
        Basis::Relative if !words_of.is_empty() => {
            let timex = date
                .timex
                .and_then(|t| entry.analysis.timexes.get(t as usize));
            match timex.map(|t| t.anchor) {
                Some(Anchor::Timex(other)) => {
                    let anchor = entry
                        .analysis
                        .timexes
                        .get(other as usize)
                        .map(|t| quoted(t.span.of(&entry.article.text)));
                    match anchor {
                        Some(anchor) => {
                            format!("{}, counted from {anchor} before it", quoted(words_of))
                        }
                        None => quoted(words_of),
                    }
                }
                _ => format!("{}, {}", quoted(words_of), published()),
            }
        }
        Basis::Set => "Set by you".to_owned(),
        _ if !date.reason.is_empty() => date.reason.clone(),
        Basis::Inferred => format!("Inferred, {}", published()),
        _ if !words_of.is_empty() => format!("{}, {}", quoted(words_of), published()),
        _ => "The text does not say when".to_owned(),
    }
}

pub(super) fn timex_waits(entry: &Entry, mention: &EventMention) -> bool {
    mention
        .date
        .timex
        .and_then(|t| entry.analysis.timexes.get(t as usize))
        .is_some_and(|t| t.anchor == Anchor::Missing)
}

pub(super) fn why(ui: &mut Ui, event: &Event, mention: &EventMention, p: &Palette) {
    if mention.kind_reason.is_empty() && mention.salience_reason.is_empty() {
        return;
    }
    rule(ui, p);
    egui::CollapsingHeader::new(section("How this was read", p))
        .id_salt("why")
        .default_open(false)
        .show(ui, |ui| {
            let mut line = |text: String| {
                ui.add(egui::Label::new(secondary(text, p)).wrap());
            };
            if !mention.kind_reason.is_empty() {
                line(format!(
                    "Type {}: {}",
                    event.kind.name(),
                    mention.kind_reason
                ));
            }
            if let Some(second) = mention.second_kind {
                line(format!("Next best type: {}", second.name()));
            }
            if !event.date.reason.is_empty() {
                line(format!("Date: {}", event.date.reason));
            }
            line(format!(
                "Matters {:.0} of 100{}{}",
                event.salience * 100.0,
                if mention.salience_reason.is_empty() {
                    ""
                } else {
                    ": "
                },
                mention.salience_reason
            ));
        });
}
