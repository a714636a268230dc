//! What only the window itself can do: the dialogs of the system, the clipboard, messages.

use super::jobs::Answer;
use super::state::{Action, Dialog, Errand, Importing, Next};
use super::theme::Palette;
use super::{App, words};
use crate::project::{Gap, Home};
use egui_material_icons::icons;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
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
                Errand::PickProject => {
                    let dialog = rfd::AsyncFileDialog::new()
                        .set_title("Open a project")
                        .add_filter("Dateline project", &[EXTENSION])
                        .set_parent(frame);
                    self.jobs
                        .pick_one(dialog.pick_file(), |path| Action::Open(vec![path]));
                }
                Errand::SaveReport => {
                    let dialog = rfd::AsyncFileDialog::new()
                        .set_title("Save the import report")
                        .set_file_name("dateline-report.txt")
                        .set_parent(frame);
                    self.jobs.pick_one(dialog.save_file(), Action::ReportTo);
                }
                Errand::ReportTo(path) => match std::fs::write(&path, self.report()) {
                    Ok(()) => self.state.say(format!("Saved {}", path.display())),
                    Err(e) => self
                        .state
                        .say_failed(format!("{} could not be written: {e}", path.display())),
                },
                Errand::Export(format) => {
                    let dialog = rfd::AsyncFileDialog::new()
                        .set_title("Export the events shown")
                        .set_file_name(format!("timeline.{}", format.extension()))
                        .set_parent(frame);
                    let then = move |path| Action::ExportTo(format, path);
                    self.jobs.pick_one(dialog.save_file(), then);
                }
                // The events shown are known by their number in the story: until the picture is
                // made of the story that is here, they would be others.
                Errand::ExportTo(..) if !self.picture_is_current() => {
                    self.state.errands.push(errand);
                }
                Errand::ExportTo(format, path) => {
                    let snapshot = self.state.snapshot().clone();
                    let shown = self.state.picture.order.clone();
                    self.jobs.export(path, snapshot, shown, format);
                }
                Errand::ExportSelected(format) => {
                    let dialog = rfd::AsyncFileDialog::new()
                        .set_title("Export the selected events")
                        .set_file_name(format!("timeline.{}", format.extension()))
                        .set_parent(frame);
                    let then = move |path| Action::ExportSelectedTo(format, path);
                    self.jobs.pick_one(dialog.save_file(), then);
                }
                Errand::ExportSelectedTo(format, path) => {
                    let snapshot = self.state.snapshot().clone();
                    let selected = self.state.selected.clone();
                    self.jobs.export(path, snapshot, selected, format);
                }
                Errand::SaveAs => {
                    let name = self.state.project_name();
                    let name = name.unwrap_or_else(|| "project".to_owned());
                    let mut dialog = rfd::AsyncFileDialog::new()
                        .set_title("Save the project")
                        .add_filter("Dateline project", &[EXTENSION])
                        .set_file_name(format!("{name}.{EXTENSION}"))
                        .set_parent(frame);
                    if let Home::File(path) = self.state.project.home()
                        && let Some(folder) = path.parent()
                    {
                        dialog = dialog.set_directory(folder);
                    }
                    self.jobs.pick_one(dialog.save_file(), Action::SaveTo);
                }
                Errand::SaveTo(path) => self.save_to(path),
                Errand::Samples => {
                    if self.import.is_none() {
                        let project = self.state.project.clone();
                        self.import = Some(self.jobs.import_samples(project));
                        self.state.importing = Some(Importing::default());
                    }
                }
                Errand::Clipboard(text) => self.jobs.clipboard(text),
                Errand::Paste(text) => {
                    // One import at a time: it waits for its turn.
                    if self.import.is_some() {
                        self.state.errands.push(Errand::Paste(text));
                        continue;
                    }
                    let project = self.state.project.clone();
                    self.import = Some(self.jobs.import_pasted(text, project));
                    self.state.importing = Some(Importing::default());
                    self.pasted = true;
                }
                Errand::Cancel => {
                    if let Some(import) = &self.import {
                        import.cancel();
                    }
                    if let Some(importing) = &mut self.state.importing {
                        importing.stopping = true;
                    }
                    if let Some(telling) = &self.telling
                        && self.state.reading_again.is_some()
                    {
                        telling.cancel.store(true, Ordering::Relaxed);
                    }
                }
                Errand::Leave if self.may_close() => match self.state.next.take() {
                    Some(Next::Open(path)) => {
                        self.opening = self.jobs.open(path.clone(), self.recovery.clone());
                        self.state.opening = Some(path);
                    }
                    Some(next) => {
                        self.state.next = Some(next);
                        self.begin_closing();
                    }
                    None => {}
                },
                Errand::KeepOpen => self.keep_open(),
                Errand::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
                Errand::Leave => self.state.dialog = Some(Dialog::Unsaved),
                Errand::Type(what) => self.detail.type_in(what, &self.state),
                Errand::Split => self.detail.split_up(&self.state),
                Errand::FocusSearch => self.bar.focus_search = true,
            }
        }
        if let Some(text) = self.state.clipboard.take() {
            ctx.copy_text(text);
        }
        for notice in std::mem::take(&mut self.state.notices) {
            let toast = if notice.failure {
                // The library's own sign is in few fonts.
                let sign = icons::ICON_WARNING.codepoint.to_owned();
                let color = Palette::in_force(ctx).attention;
                self.toasts.custom(notice.text, sign, color)
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
        for unplaced in st.picture.unplaced.iter() {
            if let Gap::Loss(article, _) = unplaced.gap
                && let Some(entry) = st.entry(article)
            {
                let source = &entry.article.source;
                let _ = write!(text, "\n{source}\n  Read with loss. {}\n", unplaced.reason);
            }
            if matches!(unplaced.gap, Gap::Double(_)) {
                let _ = write!(text, "\n{}\n  {}\n", unplaced.title, unplaced.reason);
            }
        }
        for unread in &st.project.unread {
            let _ = write!(
                text,
                "\n{}\n  {} {}\n",
                unread.source, unread.reason, unread.remedy
            );
        }
        for unplaced in st.picture.unplaced.iter() {
            if !matches!(
                unplaced.gap,
                Gap::Unread(_) | Gap::Double(_) | Gap::Loss(..)
            ) {
                let _ = write!(text, "\n{}\n  {}\n", unplaced.title, unplaced.reason);
            }
        }
        text
    }

    /// Whether the picture shows the story that is here, with the last edit in it.
    fn picture_is_current(&self) -> bool {
        !self.state.project.lags() && !self.state.stale_picture && self.awaited.is_none()
    }

    fn save_to(&mut self, chosen: PathBuf) {
        let path = with_extension(chosen.clone());
        if path != chosen && path.exists() {
            // The dialog asked about another name.
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            self.state.handle(Action::NotChosen);
            self.state.say_aloud(format!(
                "{name} is there already, so nothing was saved. To replace it, choose it in the dialog."
            ));
            return;
        }
        if let Some(view) = self.state.view() {
            self.state.project.set_view(view);
        }
        if self.state.project.home() == Home::Nowhere {
            // Clones share a file only once there is one.
            let saved = self.state.project.save_as(&path);
            self.jobs.answer(Answer::Saved(
                saved.map(|()| path).map_err(|t| t.to_string()),
            ));
        } else {
            self.state.saving = true;
            self.jobs.save_project(path, self.state.project.clone());
        }
    }

    /// Whether closing the project loses nothing the user has not given up.
    pub(super) fn may_close(&self) -> bool {
        self.state.discard || self.recovery.is_none() || !self.state.project.is_unsaved()
    }
}

/// What the name of a project file ends with.
pub(super) const EXTENSION: &str = "dateline";

/// Whether this is the name of a project file.
pub(super) fn is_project(path: &Path) -> bool {
    path.extension()
        .is_some_and(|e| e.eq_ignore_ascii_case(EXTENSION))
}

/// The name with the ending of a project file. What stands behind a dot in the name stays.
fn with_extension(path: PathBuf) -> PathBuf {
    if is_project(&path) {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(EXTENSION);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_gets_its_ending_and_keeps_its_dots() {
        let named = |name: &str| with_extension(name.into());
        assert_eq!(named("a/b"), PathBuf::from("a/b.dateline"));
        assert_eq!(named("a/b v1.2"), PathBuf::from("a/b v1.2.dateline"));
        assert_eq!(named("a/b.dateline"), PathBuf::from("a/b.dateline"));
        assert_eq!(named("B.DATELINE"), PathBuf::from("B.DATELINE"));
    }
}
