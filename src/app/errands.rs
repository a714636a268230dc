//! What only the window itself can do: the dialogs of the system, the clipboard, messages.

use super::state::{Dialog, Errand, Importing};
use super::{App, words};
use std::time::Duration;

impl App {
    pub(super) fn run_errands(&mut self, ctx: &egui::Context, frame: &eframe::Frame) {
        for errand in std::mem::take(&mut self.state.errands) {
            match errand {
                Errand::PickFiles => {
                    let dialog = rfd::AsyncFileDialog::new()
                        .set_title("Open articles")
                        .set_parent(frame);
                    self.jobs.pick(dialog.pick_files());
                }
                Errand::PickFolder => {
                    let dialog = rfd::AsyncFileDialog::new()
                        .set_title("Open a folder of articles")
                        .set_parent(frame);
                    self.jobs.pick(dialog.pick_folders());
                }
                Errand::SaveReport => {
                    let dialog = rfd::AsyncFileDialog::new()
                        .set_title("Save the import report")
                        .set_file_name("dateline-report.txt")
                        .set_parent(frame);
                    self.jobs.save(dialog.save_file(), self.report());
                }
                Errand::Export(format) => {
                    let dialog = rfd::AsyncFileDialog::new()
                        .set_title("Export the events shown")
                        .set_file_name(format!("timeline.{}", format.extension()))
                        .set_parent(frame);
                    let snapshot = self.state.snapshot().clone();
                    let shown = self.state.picture.order.clone();
                    self.jobs
                        .export(dialog.save_file(), snapshot, shown, format);
                }
                Errand::SaveAs => {
                    let dialog = rfd::AsyncFileDialog::new()
                        .set_title("Save the project")
                        .set_file_name("project.dateline")
                        .set_parent(frame);
                    let project = self.state.project.clone();
                    self.jobs.save_project(dialog.save_file(), project);
                }
                Errand::Samples => {
                    if self.import.is_none() {
                        self.import = Some(self.jobs.import_samples());
                        self.state.importing = Some(Importing::default());
                    }
                }
                Errand::Cancel => {
                    if let Some(import) = &self.import {
                        import.cancel();
                    }
                    if let Some(importing) = &mut self.state.importing {
                        importing.stopping = true;
                    }
                }
                Errand::Quit if self.may_close() => {
                    ctx.send_viewport_cmd(egui::ViewportCommand::Close)
                }
                Errand::Quit => self.state.dialog = Some(Dialog::Unsaved),
                Errand::FocusSearch => self.bar.focus_search = true,
            }
        }
        if let Some(text) = self.state.clipboard.take() {
            ctx.copy_text(text);
        }
        for notice in std::mem::take(&mut self.state.notices) {
            let toast = if notice.failure {
                self.toasts.error(notice.text)
            } else {
                self.toasts.basic(notice.text)
            };
            toast
                .closable(false)
                .show_progress_bar(false)
                .duration(Some(Duration::from_secs(if notice.failure {
                    10
                } else {
                    3
                })));
        }
    }

    /// What was read and what was not, as plain text.
    pub(super) fn report(&self) -> String {
        use std::fmt::Write as _;
        let st = &self.state;
        let mut text = format!(
            "{} read, {} could not be read\n",
            words::count(st.snapshot().entries.len(), "article", "articles"),
            words::count(st.project.unread.len(), "file", "files"),
        );
        for unread in &st.project.unread {
            let _ = write!(
                text,
                "\n{}\n  {} {}\n",
                unread.source, unread.reason, unread.remedy
            );
        }
        for unplaced in st.picture.unplaced.iter() {
            if !matches!(unplaced.gap, crate::project::Gap::Unread(_)) {
                let _ = write!(text, "\n{}\n  {}\n", unplaced.title, unplaced.reason);
            }
        }
        text
    }

    /// Whether closing the window loses nothing the user has not given up.
    pub(super) fn may_close(&self) -> bool {
        self.state.discard || self.recovery.is_none() || !self.state.project.is_unsaved()
    }
}
