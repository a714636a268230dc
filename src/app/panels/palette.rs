//! Any command by a few letters of its name, and any name or event besides.

use crate::app::command::Command;
use crate::app::state::{Action, State};
use crate::app::theme::{self, Palette, UNIT, size};
use crate::app::widgets::{faint, field, paint_text, row};
use egui::{Align2, Key, pos2};

/// What is typed in the palette.
#[derive(Default)]
pub struct CommandPalette {
    typed: String,
    at: usize,
    open: bool,
}

/// How well `query` is found in `text`, both in lower case: all its letters in order. Higher is
/// better; letters at the starts of words and letters in a row count more.
#[must_use]
pub fn fuzzy(query: &str, text: &str) -> Option<i32> {
    let mut score = 0;
    let mut last_hit = None::<usize>;
    let mut before = ' ';
    let mut letters = query.chars().filter(|c| !c.is_whitespace()).peekable();
    for (i, c) in text.chars().enumerate() {
        if letters.peek() == Some(&c) {
            letters.next();
            score += 1;
            if !before.is_alphanumeric() {
                score += 8;
            }
            if last_hit.is_some_and(|l| l + 1 == i) {
                score += 5;
            }
            last_hit = Some(i);
        }
        before = c;
    }
    if letters.peek().is_some() {
        return None;
    }
    if !query.is_empty() && text.contains(query) {
        score += 20;
    }
    Some(score - text.chars().count() as i32 / 8)
}

impl CommandPalette {
    /// Shows the palette.
    pub fn show(&mut self, ctx: &egui::Context, st: &State, out: &mut Vec<Action>) {
        let fresh = !std::mem::replace(&mut self.open, true);
        if fresh {
            self.typed.clear();
            self.at = 0;
        }
        let area = egui::Modal::default_area(egui::Id::unique("palette"))
            .anchor(Align2::CENTER_TOP, egui::vec2(0.0, 18.0 * UNIT));
        let modal = egui::Modal::new(egui::Id::unique("palette"))
            .area(area)
            .show(ctx, |ui| {
                let p = Palette::in_force(ui.ctx());
                ui.set_width((140.0 * UNIT).min(ui.ctx().content_rect().width() - 16.0 * UNIT));
                let found = self.found(st);
                let (up, down, enter) = ui.input_mut(|i| {
                    (
                        i.consume_key(egui::Modifiers::NONE, Key::ArrowUp),
                        i.consume_key(egui::Modifiers::NONE, Key::ArrowDown),
                        i.key_pressed(Key::Enter),
                    )
                });
                if down {
                    self.at += 1;
                }
                if up {
                    self.at = self.at.saturating_sub(1);
                }
                self.at = self.at.min(found.len().saturating_sub(1));
                let response = field(ui, &mut self.typed, "Type a command", f32::INFINITY);
                if fresh {
                    response.request_focus();
                }
                if response.changed() {
                    self.at = 0;
                }
                ui.add_space(UNIT);
                let mut chosen = None;
                egui::ScrollArea::vertical()
                    .max_height(90.0 * UNIT)
                    .show(ui, |ui| {
                        ui.spacing_mut().item_spacing.y = 0.0;
                        for (i, command) in found.iter().enumerate() {
                            let enabled = st.can(*command);
                            let spec = command.spec();
                            let text = st.text_of(*command);
                            let response = row(ui, 7.5 * UNIT, i == self.at, &text);
                            let rect = response.rect;
                            let y = rect.center().y;
                            let color = if enabled { p.text } else { p.text_faint };
                            paint_text(
                                ui,
                                pos2(rect.left() + 2.0 * UNIT, y),
                                Align2::LEFT_CENTER,
                                spec.icon.codepoint,
                                theme::regular(size::EMPHASIS),
                                p.text_secondary,
                                6.0 * UNIT,
                            );
                            let keys = paint_text(
                                ui,
                                pos2(rect.right() - 2.0 * UNIT, y),
                                Align2::RIGHT_CENTER,
                                &command.keys_text(ui.ctx()),
                                theme::regular(size::SMALL),
                                p.text_faint,
                                40.0 * UNIT,
                            );
                            let name = paint_text(
                                ui,
                                pos2(rect.left() + 9.0 * UNIT, y),
                                Align2::LEFT_CENTER,
                                &text,
                                theme::regular(size::BODY),
                                color,
                                80.0 * UNIT,
                            );
                            paint_text(
                                ui,
                                pos2(name.right() + 3.0 * UNIT, y),
                                Align2::LEFT_CENTER,
                                spec.tooltip,
                                theme::regular(size::SECONDARY),
                                p.text_faint,
                                keys.left() - name.right() - 6.0 * UNIT,
                            );
                            if i == self.at && (up || down) {
                                response.scroll_to_me(None);
                            }
                            if response.clicked() {
                                chosen = Some(*command);
                            }
                        }
                    });
                if found.is_empty() {
                    ui.label(faint("No command by that name", p));
                }
                if enter {
                    chosen = found.get(self.at).copied();
                }
                if let Some(command) = chosen {
                    out.push(Action::CloseDialog);
                    out.push(Action::Do(command));
                }
            });
        if modal.should_close() {
            out.push(Action::CloseDialog);
        }
    }

    /// It is to start afresh next time.
    pub fn closed(&mut self) {
        self.open = false;
    }

    fn found(&self, st: &State) -> Vec<Command> {
        let query = self.typed.trim().to_lowercase();
        let mut found: Vec<(i32, Command)> = Command::ALL
            .into_iter()
            .filter(|c| *c != Command::Palette)
            .filter(|c| !matches!(c, Command::OpenRecent(_)) || st.can(*c))
            .filter_map(|c| {
                let spec = c.spec();
                let name = fuzzy(&query, &st.text_of(c).to_lowercase()).map(|s| s + 10);
                // What a command does is looked through for words: scattered letters are in any sentence.
                let about = spec.tooltip.to_lowercase().contains(&query).then_some(0);
                Some((name.max(about)?, c))
            })
            .collect();
        if query.is_empty() {
            found.retain(|(_, c)| st.can(*c));
        } else {
            found.sort_by_key(|(score, c)| (!st.can(*c), std::cmp::Reverse(*score)));
        }
        found.into_iter().map(|(_, c)| c).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_letters_find_a_command() {
        let best = |query: &str| {
            Command::ALL
                .into_iter()
                .filter_map(|c| Some((fuzzy(query, &c.spec().text.to_lowercase())?, c)))
                .max_by_key(|(s, _)| *s)
                .map(|(_, c)| c)
        };
        assert_eq!(best("zi"), Some(Command::ZoomIn));
        assert_eq!(best("open fol"), Some(Command::OpenFolder));
        assert_eq!(best("pref"), Some(Command::Preferences));
        assert_eq!(best("qqq"), None);
    }
}
