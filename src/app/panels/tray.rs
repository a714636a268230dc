//! The tray: everything that is not on the line, with the reason and what would mend it.

use crate::app::command::Command;
use crate::app::state::{Action, State, TrayTab};
use crate::app::theme::{self, Palette, UNIT, size};
use crate::app::widgets::{
    self, empty, faint, field, icon_button, link, paint_text, row, secondary,
};
use crate::app::words;
use crate::article::DateSignal;
use crate::project::{Edit, Gap, Mend, Unplaced};
use egui::{Align, Align2, Layout, Rect, RichText, Ui, pos2};
use egui_material_icons::icons;

/// A field to type a publication date in, with what was understood beside it.
#[derive(Default)]
pub struct DateField {
    article: Option<u32>,
    typed: String,
}

/// A day as people type it: "2025-04-28", "28 April 2025", "28.4.2025", "April 28, 2025"; `None`
/// also where it could be two days.
#[must_use]
pub fn parse_day(text: &str) -> Option<jiff::civil::Date> {
    match parse_days(text)[..] {
        [one] => Some(one),
        _ => None,
    }
}

/// The days that what is typed can mean. "3/4/2025" means two, 3 April and 4 March; with points
/// the day always stands first.
#[must_use]
pub fn parse_days(text: &str) -> Vec<jiff::civil::Date> {
    let text = text.trim();
    if let Ok(date) = text.parse::<jiff::civil::Date>() {
        return vec![date];
    }
    if let Some(day) = written_day(text) {
        return vec![day];
    }
    let numbers: Vec<i16> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|n| n.parse().ok())
        .collect();
    let letters = text.chars().any(char::is_alphabetic);
    let [x, y, z] = numbers[..] else {
        return Vec::new();
    };
    if letters || z <= 31 {
        return Vec::new();
    }
    let day = |d: i16, m: i16| {
        jiff::civil::Date::new(z, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok()
    };
    let mut days: Vec<_> = day(x, y).into_iter().collect();
    if days.is_empty() || !text.contains('.') {
        days.extend(day(y, x));
    }
    days.dedup();
    days
}

/// A day with its month in words or its year first.
fn written_day(text: &str) -> Option<jiff::civil::Date> {
    let parts: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|s| !s.is_empty())
        .collect();
    let [a, b, c] = parts[..] else { return None };
    let number = |s: &str| {
        s.trim_end_matches(|c: char| c.is_ascii_alphabetic())
            .parse::<i16>()
            .ok()
    };
    let month = |s: &str| {
        const MONTHS: [&str; 12] = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ];
        let s = s.to_lowercase();
        let at = MONTHS.iter().position(|m| s.starts_with(m))?;
        i8::try_from(at + 1).ok()
    };
    let day = |d: i16, m: i8, y: i16| jiff::civil::Date::new(y, m, i8::try_from(d).ok()?).ok();
    if let Some(m) = month(b) {
        return day(number(a)?, m, number(c)?);
    }
    if let Some(m) = month(a) {
        return day(number(b)?, m, number(c)?);
    }
    let (x, y, z) = (number(a)?, number(b)?, number(c)?);
    if x > 31 {
        return day(z, i8::try_from(y).ok()?, x);
    }
    None
}

impl DateField {
    /// Shows the field for one article.
    pub fn show(&mut self, ui: &mut Ui, st: &State, article: u32, out: &mut Vec<Action>) {
        let p = Palette::in_force(ui.ctx());
        if st.rereading.contains(&article) {
            ui.label(secondary("Reading it again…", p));
            return;
        }
        if self.article != Some(article) {
            self.article = Some(article);
            self.typed.clear();
        }
        ui.horizontal_wrapped(|ui| {
            let response = field(ui, &mut self.typed, "Publication date", 32.0 * UNIT);
            let days = parse_days(&self.typed);
            let understood = days.first().copied().filter(|_| days.len() == 1);
            let enter = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
            let set = ui
                .add_enabled(understood.is_some(), egui::Button::new("Set"))
                .on_hover_text("Read the article again with this publication date")
                .clicked();
            if let Some(date) = understood
                && (set || enter)
            {
                out.push(Action::SetArticleDate(article, Some(date)));
                self.typed.clear();
            }
            let set_by_user = st.entry(article).is_some_and(|e| {
                e.article
                    .published
                    .as_ref()
                    .is_some_and(|x| x.signal == DateSignal::Set)
            });
            if set_by_user && link(ui, "Back to what the article tells", p).clicked() {
                out.push(Action::SetArticleDate(article, None));
            }
            if self.typed.trim().is_empty() {
                ui.label(faint("such as 28 April 2025 or 2025-04-28", p));
            } else if days.len() > 1 {
                // Which of the two is meant, nobody but the user knows.
                for day in days {
                    if link(ui, words::civil(day), p).clicked() {
                        out.push(Action::SetArticleDate(article, Some(day)));
                        self.typed.clear();
                    }
                }
            } else {
                match understood {
                    Some(date) => ui.label(secondary(words::civil_with_weekday(date), p)),
                    None => ui.label(faint("not a day yet", p)),
                };
            }
        });
    }
}

/// What the tray remembers.
#[derive(Default)]
pub struct Tray {
    fields: std::collections::BTreeMap<u32, DateField>,
}

impl TrayTab {
    const ALL: [Self; 9] = [
        Self::Articles,
        Self::Events,
        Self::Expressions,
        Self::Files,
        Self::Losses,
        Self::Languages,
        Self::Doubles,
        Self::Corrections,
        Self::Removed,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Articles => "Articles without a date",
            Self::Events => "Events without a date",
            Self::Expressions => "Unclear dates",
            Self::Files => "Not read",
            Self::Losses => "Read with loss",
            Self::Languages => "Other languages",
            Self::Doubles => "There twice",
            Self::Corrections => "Corrections without a place",
            Self::Removed => "Removed",
        }
    }

    fn holds(self, gap: &Gap) -> bool {
        match gap {
            Gap::NoDate(_) => self == Self::Articles,
            Gap::Undated(_) => self == Self::Events,
            Gap::Detached(_) => self == Self::Corrections,
            Gap::Unresolved(..) | Gap::Order(..) => self == Self::Expressions,
            Gap::Unread(_) => self == Self::Files,
            Gap::Loss(..) => self == Self::Losses,
            Gap::Language(_) => self == Self::Languages,
            Gap::Double(_) => self == Self::Doubles,
        }
    }

    fn when_empty(self) -> (&'static str, &'static str) {
        match self {
            Self::Articles => (
                "Every article has a publication date",
                "Dates like “on Sunday” are counted from it.",
            ),
            Self::Events => ("Every event has a date", ""),
            Self::Expressions => ("Every date could be understood", ""),
            Self::Files => ("Everything could be read", ""),
            Self::Losses => ("Every article was read whole", ""),
            Self::Languages => ("Every article is in English", ""),
            Self::Doubles => ("No article repeats another", ""),
            Self::Corrections => ("Every correction has its place", ""),
            Self::Removed => (
                "Nothing was removed",
                "Events and articles you take out can be brought back here.",
            ),
        }
    }
}

/// How many things wait in the tray, and in words what kind: "6 need a date".
#[must_use]
pub fn notice(unplaced: &[Unplaced]) -> Option<(String, TrayTab)> {
    let count = |tab: TrayTab| unplaced.iter().filter(|u| tab.holds(&u.gap)).count();
    let (articles, events) = (count(TrayTab::Articles), count(TrayTab::Events));
    let files = count(TrayTab::Files);
    let languages = count(TrayTab::Languages);
    let mut parts = Vec::new();
    let mut tab = TrayTab::Events;
    if articles + events > 0 {
        let n = articles + events;
        parts.push(format!(
            "{} {}",
            words::number(n),
            if n == 1 {
                "needs a date"
            } else {
                "need a date"
            }
        ));
        if articles > 0 {
            tab = TrayTab::Articles;
        }
    }
    if files > 0 {
        if parts.is_empty() {
            tab = TrayTab::Files;
        }
        parts.push(format!("{} not read", words::number(files)));
    }
    if languages > 0 {
        if parts.is_empty() {
            tab = TrayTab::Languages;
        }
        parts.push(format!("{} in other languages", words::number(languages)));
    }
    let losses = count(TrayTab::Losses);
    if losses > 0 {
        if parts.is_empty() {
            tab = TrayTab::Losses;
        }
        parts.push(format!("{} read with loss", words::number(losses)));
    }
    if parts.is_empty() {
        let unclear = count(TrayTab::Expressions);
        if unclear > 0 {
            parts.push(words::count(unclear, "unclear date", "unclear dates"));
            tab = TrayTab::Expressions;
        }
    }
    (!parts.is_empty()).then(|| (parts.join(" · "), tab))
}

impl Tray {
    /// Shows the tray.
    pub fn show(&mut self, ui: &mut Ui, st: &State, out: &mut Vec<Action>) {
        let p = Palette::in_force(ui.ctx());
        // As high as the user has it, however little is in it: its tabs stay where they are.
        ui.set_min_height(ui.available_height());
        let unplaced = &st.picture.unplaced;
        let removed = removed(st);
        ui.horizontal(|ui| {
            for tab in TrayTab::ALL {
                let n = match tab {
                    TrayTab::Removed => removed.len(),
                    _ => unplaced.iter().filter(|u| tab.holds(&u.gap)).count(),
                };
                // What is rare has a tab only once there is some.
                let own = matches!(
                    tab,
                    TrayTab::Corrections
                        | TrayTab::Removed
                        | TrayTab::Losses
                        | TrayTab::Languages
                        | TrayTab::Doubles
                );
                if own && n == 0 && st.tray_tab != tab {
                    continue;
                }
                let text = format!("{}  {}", tab.name(), words::number(n));
                let on = st.tray_tab == tab;
                let color = if on { p.text } else { p.text_secondary };
                let button =
                    egui::Button::new(RichText::new(text).size(size::SECONDARY).color(color))
                        .selected(on)
                        .frame_when_inactive(on);
                if ui.add(button).clicked() {
                    out.push(Action::Tray(tab));
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if icon_button(ui, icons::ICON_CLOSE, "Close the tray").clicked() {
                    out.push(Action::Do(Command::ToggleTray));
                }
                let report = matches!(
                    st.tray_tab,
                    TrayTab::Files | TrayTab::Losses | TrayTab::Doubles
                );
                if report && st.can(Command::SaveReport) {
                    let spec = Command::SaveReport.spec();
                    if link(ui, "Save report…", p)
                        .on_hover_text(spec.tooltip)
                        .clicked()
                    {
                        out.push(Action::Do(Command::SaveReport));
                    }
                }
            });
        });
        ui.add_space(UNIT);
        if st.tray_tab == TrayTab::Removed && !removed.is_empty() {
            let height = 11.0 * UNIT;
            egui::ScrollArea::vertical()
                .id_salt("removed")
                .auto_shrink(false)
                .show_rows(ui, height, removed.len(), |ui, range| {
                    for row in removed.get(range).unwrap_or_default() {
                        let act = paint_row(ui, height, &row.title, &row.about, Some("Restore"));
                        if act.button.is_some_and(|b| b.clicked()) {
                            out.push(Action::Edit(Box::new(row.restore.clone())));
                        }
                    }
                });
            return;
        }
        let rows: Vec<&Unplaced> = unplaced
            .iter()
            .filter(|u| st.tray_tab.holds(&u.gap))
            .collect();
        if rows.is_empty() {
            if st.importing.is_some() || st.telling {
                widgets::loading(ui, "Reading…");
            } else {
                let (title, hint) = st.tray_tab.when_empty();
                empty(ui, icons::ICON_CHECK, title, hint);
            }
            return;
        }
        for_all(ui, st, &rows, out);
        let height = match st.tray_tab {
            TrayTab::Articles => 15.0 * UNIT,
            _ => 11.0 * UNIT,
        };
        egui::ScrollArea::vertical()
            .id_salt(("tray", st.tray_tab))
            .auto_shrink(false)
            .show_rows(ui, height, rows.len(), |ui, range| {
                for i in range {
                    if let Some(unplaced) = rows.get(i) {
                        self.row(ui, st, unplaced, height, out);
                    }
                }
            });
    }

    fn row(
        &mut self,
        ui: &mut Ui,
        st: &State,
        unplaced: &Unplaced,
        height: f32,
        out: &mut Vec<Action>,
    ) {
        let p = Palette::in_force(ui.ctx());
        if let Gap::NoDate(article) = unplaced.gap {
            ui.allocate_ui(egui::vec2(ui.available_width(), height), |ui| {
                ui.set_min_height(height);
                ui.horizontal(|ui| {
                    ui.label(widgets::strong(&unplaced.title, p));
                    if link(ui, "Open article", p).clicked() {
                        out.push(Action::Read {
                            article,
                            mark: None,
                        });
                    }
                });
                ui.add(egui::Label::new(faint(&unplaced.reason, p)).truncate())
                    .on_hover_text(&unplaced.reason);
                ui.horizontal(|ui| {
                    let field = self.fields.entry(article).or_default();
                    field.show(ui, st, article, out);
                    offered(ui, st, article, out);
                });
            });
            return;
        }
        if let Gap::Order(article, other) = unplaced.gap {
            let act = paint_row(ui, height, &unplaced.title, &unplaced.reason, None);
            let day = st.entry(article).and_then(|e| e.article.published.as_ref());
            let place = Rect::from_min_max(
                pos2(act.row.rect.right() - 72.0 * UNIT, act.row.rect.top()),
                act.row.rect.right_bottom(),
            );
            ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    for day in [Some(other), day.map(|d| d.date)].into_iter().flatten() {
                        if ui.button(words::civil(day)).clicked() {
                            out.push(Action::SetArticleDate(article, Some(day)));
                        }
                    }
                });
            });
            if act.row.clicked() {
                out.push(Action::Read {
                    article,
                    mark: None,
                });
            }
            return;
        }
        if let Gap::Double(i) = unplaced.gap {
            let Some(double) = st.project.doubles.get(i as usize) else {
                return;
            };
            let both = st.project.keeps_both(double);
            let text = if both { "Keep one" } else { "Keep both" };
            let text = double.key.map(|_| text);
            let act = paint_row(ui, height, &unplaced.title, &unplaced.reason, text);
            if act.button.is_some_and(|b| b.clicked())
                && let Some(key) = double.key
            {
                out.push(Action::Edit(Box::new(Edit::KeepBoth(key, !both))));
            }
            let kept = st
                .snapshot()
                .entries
                .iter()
                .position(|e| e.key == double.of);
            if act
                .row
                .on_hover_text("Open the article that is kept")
                .clicked()
                && let Some(article) = kept
            {
                out.push(Action::Read {
                    article: article as u32,
                    mark: None,
                });
            }
            return;
        }
        let mend = unplaced.mend.words();
        let offers = !matches!(
            unplaced.mend,
            Mend::ShowFile | Mend::Forget(_) | Mend::Read(_)
        );
        let reason = if mend.is_empty() || !offers {
            unplaced.reason.clone()
        } else {
            format!("{}  {mend}", unplaced.reason)
        };
        let button = match unplaced.mend {
            Mend::Forget(_) => Some("Forget it"),
            Mend::Read(_) => Some("Read now"),
            _ => None,
        };
        let Row {
            row: response,
            button,
        } = paint_row(ui, height, &unplaced.title, &reason, button);
        if let (Mend::Read(i), Some(button)) = (&unplaced.mend, &button)
            && button.clicked()
        {
            let unread = st.project.unread.get(*i as usize);
            let file = unread.and_then(|u| u.again.clone());
            out.push(Action::Open(file.into_iter().collect()));
            return;
        }
        if let (Gap::Detached(i), Some(button)) = (&unplaced.gap, button)
            && button
                .on_hover_text("Let go of this correction; undo brings it back")
                .clicked()
            && let Some(detached) = st.project.detached().get(*i as usize)
        {
            let forget = Edit::Forget(detached.slot.clone());
            out.push(Action::Edit(Box::new(forget)));
        }
        if response.on_hover_text(&unplaced.reason).clicked() {
            match unplaced.gap {
                Gap::Undated(event) => out.push(Action::Select(Some(event))),
                Gap::Unresolved(article, timex) => out.push(Action::Read {
                    article,
                    mark: st
                        .entry(article)
                        .and_then(|e| e.analysis.timexes.get(timex as usize))
                        .map(|t| t.span),
                }),
                Gap::Language(article) | Gap::Loss(article, _) => out.push(Action::Read {
                    article,
                    mark: None,
                }),
                Gap::Detached(_)
                | Gap::NoDate(_)
                | Gap::Unread(_)
                | Gap::Order(..)
                | Gap::Double(_) => {
                    out.push(Action::Copy(format!(
                        "{}: {}",
                        unplaced.title, unplaced.reason
                    )));
                }
            }
        }
    }
}

/// One click for all articles of a tab: their files' own dates, or one order of day and month.
fn for_all(ui: &mut Ui, st: &State, rows: &[&Unplaced], out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    let mut offer = |ui: &mut Ui, text: &str, days: Vec<(u32, jiff::civil::Date)>| {
        if days.len() > 1
            && link(ui, format!("{text} ({})", words::number(days.len())), p).clicked()
        {
            let edits = days
                .into_iter()
                .map(|(article, day)| Edit::Published(article, Some(day)))
                .collect();
            out.push(Action::Edit(Box::new(Edit::Many(text.to_owned(), edits))));
        }
    };
    match st.tray_tab {
        TrayTab::Files => {
            let left = || st.project.unread.iter().filter_map(|u| u.again.as_ref());
            let count = left().count();
            let text = format!("Read them now ({})", words::number(count));
            if count > 1 && link(ui, text, p).clicked() {
                out.push(Action::Open(left().cloned().collect()));
            }
        }
        TrayTab::Articles => {
            let file = |u: &&Unplaced| match u.gap {
                Gap::NoDate(article) => {
                    let evidence = &st.entry(article)?.article.evidence;
                    let file = evidence.iter().find(|e| e.signal == DateSignal::File)?;
                    Some((article, file.date))
                }
                _ => None,
            };
            let days = rows.iter().filter_map(file).collect();
            offer(ui, "Use the file’s date for all", days);
        }
        TrayTab::Expressions => {
            let orders = rows.iter().filter_map(|u| match u.gap {
                Gap::Order(article, other) => Some((
                    article,
                    st.entry(article)?.article.published.as_ref()?.date,
                    other,
                )),
                _ => None,
            });
            let (mut first, mut second) = (Vec::new(), Vec::new());
            for (article, read, other) in orders {
                first.push((article, read));
                second.push((article, other));
            }
            ui.horizontal(|ui| {
                offer(ui, "Dates are right as they were read", first);
                offer(ui, "Day and month the other way round for all", second);
            });
        }
        _ => {}
    }
}

/// Something the user took out.
struct Out {
    title: String,
    about: String,
    restore: Edit,
}

fn removed(st: &State) -> Vec<Out> {
    let articles = st.project.removed_articles().map(|read| Out {
        title: read
            .article
            .title
            .clone()
            .unwrap_or_else(|| read.article.source.to_string()),
        about: "An article with all it tells".to_owned(),
        restore: Edit::RestoreArticle(read.key),
    });
    let events = st.project.removed().iter().map(|removed| Out {
        title: removed.title.clone(),
        about: format!("An event: “{}”", removed.key.sentence),
        restore: Edit::Restore(removed.key.clone()),
    });
    articles.chain(events).collect()
}

/// What was done to a row of the tray.
struct Row {
    row: egui::Response,
    button: Option<egui::Response>,
}

/// A title and below it the reason, with a button beside them that neither runs into.
fn paint_row(ui: &mut Ui, height: f32, title: &str, reason: &str, button: Option<&str>) -> Row {
    let p = Palette::in_force(ui.ctx());
    let response = row(ui, height, false, title);
    let rect = response.rect;
    let mut right = rect.right() - 2.0 * UNIT;
    let button = button.map(|text| {
        let place = Rect::from_min_max(
            pos2(right - 24.0 * UNIT, rect.top() + 2.0 * UNIT),
            pos2(right, rect.bottom() - 2.0 * UNIT),
        );
        right = place.left() - 2.0 * UNIT;
        ui.put(place, egui::Button::new(text))
            .accessible_name(format!("{text}: {title}"))
    });
    let left = rect.left() + 2.0 * UNIT;
    for (text, y, size, color) in [
        (title, 3.5, size::BODY, p.text),
        (reason, 7.75, size::SECONDARY, p.text_faint),
    ] {
        paint_text(
            ui,
            pos2(left, rect.top() + y * UNIT),
            Align2::LEFT_CENTER,
            text,
            theme::regular(size),
            color,
            right - left,
        );
    }
    Row {
        row: response,
        button,
    }
}

/// Dates that something tells, but not surely enough to be taken without asking.
fn offered(ui: &mut Ui, st: &State, article: u32, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    let Some(entry) = st.entry(article) else {
        return;
    };
    if st.rereading.contains(&article) {
        return;
    }
    for evidence in entry.article.evidence.iter().take(2) {
        let text = format!(
            "Take {} ({})",
            words::civil(evidence.date),
            evidence.signal.name()
        );
        if link(ui, text, p).clicked() {
            out.push(Action::SetArticleDate(article, Some(evidence.date)));
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_understood_as_people_type_it() {
        let day = jiff::civil::date(2025, 4, 28);
        for text in [
            "2025-04-28",
            "28 April 2025",
            "28 apr 2025",
            "28th April, 2025",
            "April 28, 2025",
            "28.4.2025",
            "28/04/2025",
            "4/28/2025",
            "2025/4/28",
        ] {
            assert_eq!(parse_day(text), Some(day), "{text}");
        }
        for text in [
            "",
            "3/4/2025",
            "April",
            "2025",
            "31 April 2025",
            "1/2/3",
            "x y z",
            "28 4 25",
        ] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }
}
