//! The panel on the right: one event, when it was, how that was read, and the sentence that
//! proves it.

use super::correct::{self, Corrections};
use super::passage::{self, Marks};
use crate::app::command::Command;
use crate::app::state::{Action, State};
use crate::app::theme::{self, Palette, UNIT, size};
use crate::app::widgets::{
    self, chip, dot, faint, icon_command, link, paint_text, row, rule, secondary, section,
};
use crate::app::words;
use crate::event::{Basis, Event, EventMention, Role};
use crate::project::{Entry, Snapshot};
use crate::temporal::Anchor;
use egui::{Align, Align2, Layout, RichText, Ui, pos2};
use egui_material_icons::icons;

/// Bytes of a paragraph shown around the sentence.
const ROOM: usize = 900;
/// Tellings shown before "and n more".
const TELLINGS: usize = 12;

/// What is opened and typed in the panel.
#[derive(Default)]
pub struct Detail {
    date: super::tray::DateField,
    all_tellings_of: Option<String>,
    corrections: Corrections,
}

impl Detail {
    /// Shows the panel.
    pub fn show(&mut self, ui: &mut Ui, st: &State, out: &mut Vec<Action>) {
        let Some((event, at)) = st.focus.and_then(|f| Some((st.event(f)?, f))) else {
            nothing(ui, st);
            return;
        };
        let Some((entry, mention, article)) = st.lead(event) else {
            widgets::empty(ui, icons::ICON_ERROR, "This event has no article", "");
            return;
        };
        let p = Palette::in_force(ui.ctx());
        self.corrections.about(event);
        head(ui, st, event, at, out);
        egui::ScrollArea::vertical()
            .id_salt(("detail", &event.id))
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.add_space(UNIT);
                self.corrections.title(ui, st, at, event, out);
                ui.add_space(2.0 * UNIT);
                self.when(ui, st, (at, event), entry, mention, article, out);
                ui.add_space(2.0 * UNIT);
                self.people(ui, st, at, event, mention, out);
                rule(ui, p);
                proof(ui, entry, mention, article, out);
                self.tellings(ui, st, event, out);
                around(ui, st, event, at, out);
                rule(ui, p);
                self.corrections.notes(ui, st, at, out);
                why(ui, event, mention, p);
                ui.add_space(4.0 * UNIT);
            });
    }

    #[allow(clippy::too_many_arguments)]
    fn when(
        &mut self,
        ui: &mut Ui,
        st: &State,
        (at, event): (u32, &Event),
        entry: &Entry,
        mention: &EventMention,
        article: u32,
        out: &mut Vec<Action>,
    ) {
        let p = Palette::in_force(ui.ctx());
        let date = &event.date;
        match &date.value {
            Some(value) => {
                ui.horizontal_wrapped(|ui| {
                    ui.label(
                        RichText::new(words::date(value))
                            .font(theme::semibold(size::EMPHASIS))
                            .color(p.text),
                    );
                    ui.label(faint(words::exactness(value), p));
                });
            }
            None => {
                ui.label(
                    RichText::new("No date yet")
                        .font(theme::semibold(size::EMPHASIS))
                        .color(p.attention),
                );
            }
        }
        ui.add(egui::Label::new(secondary(how_read(event, entry, mention), p)).wrap());
        if let Some(modality) = words::modality(event.modality) {
            ui.label(secondary(format!("Told as: {modality}"), p));
        }
        match mention.said_by.as_str() {
            "" => {}
            "a quotation" => {
                ui.label(secondary("Said in a quotation", p));
            }
            who => {
                ui.add(egui::Label::new(secondary(format!("Said by {who}"), p)).wrap());
            }
        }
        let timex = date
            .timex
            .filter(|_| date.basis != Basis::Set)
            .and_then(|t| entry.analysis.timexes.get(t as usize));
        let other = timex.and_then(|t| t.alternative.as_ref());
        let near = entry.article.published.as_ref().map(|p| p.date);
        self.corrections.date(ui, st, at, near, other, out);
        let waits = date.value.is_none()
            && (entry.article.published.is_none() || timex_waits(entry, mention));
        if waits || st.rereading.contains(&article) {
            ui.add_space(UNIT);
            ui.label(secondary(
                format!(
                    "Set the publication date of “{}”, and its events take their places:",
                    Snapshot::title_of(entry)
                ),
                p,
            ));
            self.date.show(ui, st, article, out);
        }
    }

    fn tellings(&mut self, ui: &mut Ui, st: &State, event: &Event, out: &mut Vec<Action>) {
        let p = Palette::in_force(ui.ctx());
        let lead = event.mentions.get(event.lead as usize).copied();
        let others: Vec<(u32, u32)> = event
            .mentions
            .iter()
            .copied()
            .filter(|m| Some(*m) != lead)
            .collect();
        if others.is_empty() {
            return;
        }
        // Each other article once; what an article tells again comes behind, when asked for.
        let mut met: Vec<u32> = lead.iter().map(|l| l.0).collect();
        let (firsts, again): (Vec<_>, Vec<_>) = others.iter().partition(|m| {
            let new = !met.contains(&m.0);
            if new {
                met.push(m.0);
            }
            new
        });
        rule(ui, p);
        let title = if firsts.is_empty() {
            "Told again in the same article".to_owned()
        } else {
            format!(
                "Also told by {}",
                words::count(firsts.len(), "article", "articles")
            )
        };
        ui.label(section(title, p));
        ui.add_space(UNIT);
        for difference in &event.differences {
            ui.horizontal_wrapped(|ui| {
                ui.label(
                    RichText::new(format!("They differ on the {}:", difference.field))
                        .size(size::SECONDARY)
                        .color(p.attention),
                );
                let mut values: Vec<&str> =
                    difference.values.iter().map(|(v, _)| v.as_str()).collect();
                values.dedup();
                ui.label(secondary(values.join(" · "), p));
            });
        }
        let all = self.all_tellings_of.as_deref() == Some(&event.id);
        let shown = match (all, firsts.is_empty()) {
            (true, _) => others.len(),
            (false, true) => TELLINGS,
            (false, false) => firsts.len().min(TELLINGS),
        };
        for at in firsts.iter().chain(&again).take(shown) {
            telling(ui, st, event, *at, out);
        }
        let more = others.len().saturating_sub(shown);
        if more > 0 {
            let text = words::count(more, "more telling", "more tellings");
            if link(ui, format!("and {text}"), p).clicked() {
                self.all_tellings_of = Some(event.id.clone());
            }
        }
    }

    fn people(
        &mut self,
        ui: &mut Ui,
        st: &State,
        at: u32,
        event: &Event,
        mention: &EventMention,
        out: &mut Vec<Action>,
    ) {
        let p = Palette::in_force(ui.ctx());
        let corrected = correct::mark(st, at).is_some_and(|m| {
            m.corrected
                .contains(&crate::project::Corrected::Participants)
        });
        // Phrases that are no known entity ("160 trucks") are told as the text has them.
        let phrases: Vec<&str> = mention
            .participants
            .iter()
            .filter(|x| !corrected && x.entity.is_none() && !x.name.trim().is_empty())
            .map(|x| x.name.as_str())
            .collect();
        labelled(ui, "Who", |ui| {
            for (e, role) in &event.entities {
                if event.place == Some(*e) {
                    continue;
                }
                let Some(entity) = st.entity(*e) else {
                    continue;
                };
                let response = chip(ui, &entity.name, p).on_hover_text(format!(
                    "{}: {}. Click to see only its events.",
                    entity.name,
                    role_name(*role)
                ));
                if response.clicked() {
                    out.push(Action::ToggleEntity(*e, false));
                }
                response.context_menu(|ui| {
                    correct::participant_menu(ui, st, at, event, *e, out);
                });
            }
            for phrase in &phrases {
                ui.label(secondary(*phrase, p));
            }
            self.corrections.participant(ui, st, at, event, out);
        });
        let place = event.place.and_then(|e| Some((e, st.entity(e)?)));
        let told = mention.place.as_ref().map(|x| x.name.as_str());
        labelled(ui, "Where", |ui| {
            if let Some((e, entity)) = place {
                let name = told
                    .filter(|t| t.contains(entity.name.as_str()))
                    .unwrap_or(&entity.name);
                if chip(ui, name, p)
                    .on_hover_text("Click to see only events with this place")
                    .clicked()
                {
                    out.push(Action::ToggleEntity(e, false));
                }
            } else if let Some(told) = told {
                ui.label(RichText::new(told).color(p.text));
            }
            let known = place.is_some() || told.is_some();
            self.corrections.place(ui, st, at, known, out);
        });
    }
}

/// A line of facts with its name before it.
fn labelled(ui: &mut Ui, label: &str, add: impl FnOnce(&mut Ui)) {
    let p = Palette::in_force(ui.ctx());
    let width = 12.0 * UNIT;
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(
            egui::vec2(width, 6.5 * UNIT),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.set_min_width(width);
                ui.label(secondary(label, p));
            },
        );
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(1.5 * UNIT, 1.5 * UNIT);
            add(ui);
        });
    });
}

fn nothing(ui: &mut Ui, st: &State) {
    if st.picture.order.is_empty() && (st.importing.is_some() || st.telling) {
        widgets::loading(ui, "Reading…");
    } else if st.picture.order.is_empty() {
        widgets::empty(
            ui,
            icons::ICON_EVENT,
            "Nothing to show",
            "No event passes the filter.",
        );
    } else {
        widgets::empty(
            ui,
            icons::ICON_EVENT,
            "No event selected",
            "Click a mark on the timeline, or press . for the next event.",
        );
    }
}

fn head(ui: &mut Ui, st: &State, event: &Event, at: u32, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    ui.horizontal(|ui| {
        let color = p.family(event.kind.family());
        dot(ui, color);
        let name = RichText::new(event.kind.name())
            .font(theme::semibold(size::SECONDARY))
            .color(color);
        let kind = ui
            .add(egui::Button::new(name).frame(false))
            .on_hover_text("The type of event. Click to change it.");
        egui::Popup::menu(&kind).show(|ui| correct::kind_menu(ui, at, event, out));
        correct::corrected(ui, st, at, crate::project::Corrected::Kind, out);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = UNIT;
            ui.spacing_mut().button_padding.x = UNIT;
            icon_command(ui, st, out, Command::NextEvent);
            if let Some((at, of)) = st.position() {
                ui.label(secondary(
                    format!("{} of {}", words::number(at), words::number(of)),
                    p,
                ));
            } else {
                ui.label(faint("filtered out", p))
                    .on_hover_text("The filter does not let this event through");
            }
            icon_command(ui, st, out, Command::PreviousEvent);
            let more = widgets::icon_button(ui, icons::ICON_MORE_HORIZ, "More for this event");
            egui::Popup::menu(&more).show(|ui| correct::event_menu(ui, st, at, out));
            correct::star(ui, st, at, out);
        });
    });
}

/// How the date was read, in one sentence: "“on Sunday”, in an article published Monday 28 April
/// 2025".
fn how_read(event: &Event, entry: &Entry, mention: &EventMention) -> String {
    let date = &event.date;
    let quoted = |w: &str| format!("“{}”", w.split_whitespace().collect::<Vec<_>>().join(" "));
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

fn timex_waits(entry: &Entry, mention: &EventMention) -> bool {
    mention
        .date
        .timex
        .and_then(|t| entry.analysis.timexes.get(t as usize))
        .is_some_and(|t| t.anchor == Anchor::Missing)
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Agent => "takes the lead",
        Role::Patient => "it is done to them",
        Role::Recipient => "receives",
        Role::Other => "takes part",
    }
}

fn proof(ui: &mut Ui, entry: &Entry, mention: &EventMention, article: u32, out: &mut Vec<Action>) {
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

fn telling(ui: &mut Ui, st: &State, event: &Event, at: (u32, u32), out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    let Some((entry, mention)) = st.mention(at) else {
        return;
    };
    let title = Snapshot::title_of(entry);
    let response = row(ui, 6.0 * UNIT, false, &format!("Told by {title}"));
    let rect = response.rect;
    let y = rect.center().y;
    let published = entry.article.published.as_ref().map(|x| {
        let m = crate::temporal::Moment::from_date(x.date).ymd();
        format!("{:04}-{:02}-{:02}", m.year, m.month, m.day)
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
    let sentence = mention.sentence.of(&entry.article.text).trim().to_owned();
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
fn differs(event: &Event, mention: &EventMention) -> Option<(String, bool)> {
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

/// The events just before and after in which any of the same people or organisations take part.
fn around(ui: &mut Ui, st: &State, event: &Event, at: u32, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    let index = &st.snapshot().index;
    let mut near: Vec<u32> = Vec::new();
    for (e, _) in &event.entities {
        if event.place == Some(*e) {
            continue;
        }
        let events = index.entity_events.get(*e as usize);
        let here = events.partition_point(|x| *x < at);
        near.extend(events[..here].iter().rev().take(3));
        near.extend(events[here..].iter().filter(|x| **x != at).take(3));
    }
    near.retain(|e| index.dated.has(*e as usize) && st.picture.selection.events.has(*e as usize));
    near.sort_unstable();
    near.dedup();
    if event.date.value.is_none() || near.is_empty() {
        return;
    }
    let here = near.partition_point(|x| *x < at);
    let from = here.saturating_sub(3);
    let to = (here + 3).min(near.len());
    rule(ui, p);
    ui.label(section("Before and after, with the same names", p));
    ui.add_space(UNIT);
    let year = event.date.value.as_ref().map(|v| v.earliest.ymd().year);
    let mut marked = false;
    for &other in near.get(from..to).unwrap_or(&[]) {
        if other > at && !marked {
            marked = true;
            here_line(ui, p);
        }
        small_event(ui, st, other, year, out);
    }
    if !marked {
        here_line(ui, p);
    }
}

fn here_line(ui: &mut Ui, p: &Palette) {
    let (rect, _) =
        ui.allocate_exact_size(egui::vec2(ui.available_width(), 1.0), egui::Sense::hover());
    ui.painter().hline(
        rect.x_range(),
        rect.center().y,
        egui::Stroke::new(1.0, p.accent.gamma_multiply(0.5)),
    );
}

/// One event in a line: dot, date, title. A click selects it.
pub fn small_event(
    ui: &mut Ui,
    st: &State,
    e: u32,
    known_year: Option<i32>,
    out: &mut Vec<Action>,
) {
    let p = Palette::in_force(ui.ctx());
    let Some(event) = st.event(e) else { return };
    let date = event.date.value.as_ref().map_or_else(
        || "no date".to_owned(),
        |v| words::short_date(v, known_year),
    );
    let response = row(
        ui,
        6.0 * UNIT,
        st.focus == Some(e),
        &format!("{date}: {}", event.title),
    );
    let rect = response.rect;
    let y = rect.center().y;
    ui.painter().circle_filled(
        pos2(rect.left() + 2.0 * UNIT, y),
        UNIT,
        p.family(event.kind.family()),
    );
    let date = paint_text(
        ui,
        pos2(rect.left() + 5.0 * UNIT, y),
        Align2::LEFT_CENTER,
        &date,
        theme::regular(size::SECONDARY),
        p.text_secondary,
        30.0 * UNIT,
    );
    let left = (date.right() + 2.0 * UNIT).max(rect.left() + 18.0 * UNIT);
    paint_text(
        ui,
        pos2(left, y),
        Align2::LEFT_CENTER,
        &event.title,
        theme::regular(size::SECONDARY),
        p.text,
        rect.right() - left - UNIT,
    );
    if response.on_hover_text(&event.title).clicked() {
        out.push(Action::Select(Some(e)));
    }
}

fn why(ui: &mut Ui, event: &Event, mention: &EventMention, p: &Palette) {
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
