//! A newer text for an article: typed, pasted or corrected, then read anew.

use crate::app::state::{Action, State};
use crate::app::theme::{Palette, UNIT};
use crate::app::widgets::{dialog_frame, secondary};
use crate::project::Snapshot;

/// What is being typed.
#[derive(Default)]
pub struct Update {
    /// The article, by index, and its text as it will be.
    text: Option<(u32, String)>,
}

impl Update {
    /// Shows the dialog for the article that is open.
    pub fn show(&mut self, ctx: &egui::Context, st: &State, out: &mut Vec<Action>) {
        let Some((index, entry)) = st
            .reading
            .and_then(|r| Some((r.article, st.entry(r.article)?)))
        else {
            out.push(Action::CloseDialog);
            return;
        };
        let fresh = self.text.as_ref().is_none_or(|(of, _)| *of != index);
        if fresh {
            self.text = Some((index, entry.article.text.clone()));
        }
        let Some((_, text)) = &mut self.text else {
            return;
        };
        let modal = egui::Modal::new(egui::Id::unique("update"))
            .frame(dialog_frame(ctx))
            .show(ctx, |ui| {
                let p = Palette::in_force(ui.ctx());
                let room = ui.ctx().content_rect().size();
                ui.set_width((170.0 * UNIT).min(room.x - 24.0 * UNIT));
                ui.heading("Replace the text");
                ui.label(secondary(
                    format!(
                        "The newer text of “{}”. It is read anew; your corrections stay where \
                         their words are still in it.",
                        Snapshot::title_of(entry)
                    ),
                    p,
                ));
                ui.add_space(2.0 * UNIT);
                egui::ScrollArea::vertical()
                    .max_height((room.y - 70.0 * UNIT).max(30.0 * UNIT))
                    .show(ui, |ui| {
                        let field = ui
                            .add(
                                egui::TextEdit::multiline(text)
                                    .desired_width(f32::INFINITY)
                                    .desired_rows(12),
                            )
                            .accessible_name("Text of the article");
                        if fresh {
                            field.request_focus();
                        }
                    });
                ui.add_space(3.0 * UNIT);
                ui.horizontal(|ui| {
                    let changed = *text != entry.article.text && !text.trim().is_empty();
                    if ui
                        .add_enabled(changed, egui::Button::new("Replace"))
                        .clicked()
                    {
                        out.push(Action::UpdateText(index, text.clone()));
                    }
                    if ui.button("Cancel").clicked() {
                        ui.close();
                    }
                });
            });
        if modal.should_close() {
            out.push(Action::CloseDialog);
        }
    }

    /// Forgets what was typed.
    pub fn closed(&mut self) {
        self.text = None;
    }
}
