//! Which commands make sense now, and what each of them does.

use super::{Action, Center, Dialog, Errand, State, ViewWish};
use crate::app::command::Command;
use crate::app::words;
use crate::project::{Edit, Filter, Home, Snapshot};

impl State {
    /// Whether `command` makes sense now.
    #[must_use]
    pub fn can(&self, command: Command) -> bool {
        match command {
            Command::CancelImport => self.importing.as_ref().is_some_and(|i| !i.stopping),
            Command::Save | Command::SaveAs => !self.snapshot().entries.is_empty(),
            Command::SaveReport => {
                !self.snapshot().entries.is_empty() || !self.project.unread.is_empty()
            }
            Command::Undo => self.project.undo_name().is_some(),
            Command::Redo => self.project.redo_name().is_some(),
            Command::CopyEvent | Command::FitSelection | Command::OpenArticle => {
                self.focus.is_some()
            }
            Command::Back => !self.back.is_empty(),
            Command::Forward => !self.forward.is_empty(),
            Command::NextEvent | Command::PreviousEvent | Command::Export(_) => {
                !self.picture.order.is_empty()
            }
            Command::FitAll
            | Command::ZoomIn
            | Command::ZoomOut
            | Command::ShowTimeline
            | Command::ShowList
            | Command::MoreEvents
            | Command::FewerEvents
            | Command::Find
            | Command::ToggleEntities
            | Command::ToggleDetail
            | Command::ToggleTray => !self.is_empty(),
            Command::ClearFilter => !self.chips_are_empty(),
            Command::ClearSelection => {
                self.dialog.is_some()
                    || self.reading.is_some()
                    || self.fold_list.is_some()
                    || !self.selected.is_empty()
            }
            _ => true,
        }
    }

    /// A command's name in menus and tooltips: undo and redo say what they would do.
    #[must_use]
    pub fn text_of(&self, command: Command) -> String {
        let step = match command {
            Command::Undo => self.project.undo_name(),
            Command::Redo => self.project.redo_name(),
            _ => None,
        };
        let text = command.spec().text;
        step.map_or_else(|| text.to_owned(), |step| format!("{text}: {step}"))
    }

    pub(super) fn run(&mut self, command: Command) {
        if !self.can(command) {
            return;
        }
        match command {
            Command::OpenFiles => self.errands.push(Errand::PickFiles),
            Command::OpenFolder => self.errands.push(Errand::PickFolder),
            Command::OpenSamples => self.errands.push(Errand::Samples),
            Command::SaveReport => self.errands.push(Errand::SaveReport),
            Command::Export(format) => self.errands.push(Errand::Export(format)),
            Command::Save => match self.project.home() {
                // Every change is written as it is made; there is nothing left to do.
                Home::File(path) if self.project.trouble().is_none() => {
                    self.say(format!("All is kept in {}", path.display()));
                }
                _ => self.errands.push(Errand::SaveAs),
            },
            Command::SaveAs => self.errands.push(Errand::SaveAs),
            Command::CancelImport => self.errands.push(Errand::Cancel),
            Command::Quit => self.errands.push(Errand::Quit),
            Command::Find => self.errands.push(Errand::FocusSearch),
            Command::Undo => {
                if let Some(name) = self.project.undo() {
                    self.say(format!("Undone: {name}"));
                }
            }
            Command::Redo => {
                if let Some(name) = self.project.redo() {
                    self.say(format!("Done again: {name}"));
                }
            }
            Command::CopyEvent => {
                if let Some(text) = self.focus.and_then(|e| self.event_as_text(e)) {
                    self.handle(Action::Copy(text));
                }
            }
            Command::ClearFilter => {
                self.search_text.clear();
                self.set_filter(Filter {
                    salience: self.filter.salience,
                    ..Filter::default()
                });
            }
            Command::ClearSelection => self.escape(),
            Command::FitAll => self.view_wishes.push(ViewWish::FitAll),
            Command::FitSelection => {
                let events = self.selected.clone();
                self.view_wishes
                    .push(ViewWish::Reveal { events, fit: true });
            }
            Command::ZoomIn => self.view_wishes.push(ViewWish::Zoom(1.5)),
            Command::ZoomOut => self.view_wishes.push(ViewWish::Zoom(1.0 / 1.5)),
            Command::ShowTimeline => {
                self.center = Center::Timeline;
                self.reading = None;
            }
            Command::ShowList => {
                self.center = Center::List;
                self.reading = None;
            }
            Command::ToggleEntities => self.entities_open = !self.entities_open,
            Command::ToggleDetail => self.detail_open = !self.detail_open,
            Command::ToggleTray => self.tray_open = !self.tray_open,
            Command::MoreEvents => {
                let share = self.picture.share_at(self.filter.salience) + 0.1;
                self.handle(Action::Salience(self.picture.salience_of_share(share)));
            }
            Command::FewerEvents => {
                let share = self.picture.share_at(self.filter.salience) - 0.1;
                self.handle(Action::Salience(self.picture.salience_of_share(share)));
            }
            Command::SwitchTheme => self.preferences.theme = self.preferences.theme.next(),
            Command::NextEvent => self.step(1),
            Command::PreviousEvent => self.step(-1),
            Command::Back => {
                if let Some(to) = self.back.pop() {
                    self.forward.extend(self.focus);
                    self.select(Some(to), false);
                }
            }
            Command::Forward => {
                if let Some(to) = self.forward.pop() {
                    self.back.extend(self.focus);
                    self.select(Some(to), false);
                }
            }
            Command::OpenArticle => self.open_article(),
            Command::Palette => self.toggle(Dialog::Palette),
            Command::Keys => self.toggle(Dialog::Keys),
            Command::Preferences => self.toggle(Dialog::Preferences),
        }
    }

    /// Changes the project; the picture follows as soon as it is made.
    pub(super) fn edit(&mut self, edit: &Edit) {
        if let Err(refusal) = self.project.edit(edit) {
            self.say_failed(refusal.to_string());
        }
    }

    pub(super) fn toggle(&mut self, dialog: Dialog) {
        self.dialog = (self.dialog != Some(dialog)).then_some(dialog);
    }

    /// Closes what is on top; what is nearest to the eye goes first.
    pub(super) fn escape(&mut self) {
        if self.dialog.take().is_some() || self.fold_list.take().is_some() {
            return;
        }
        if self.reading.take().is_some() {
            return;
        }
        self.select(None, true);
    }

    pub(super) fn open_article(&mut self) {
        let read = self
            .focus
            .and_then(|f| self.event(f))
            .and_then(|e| self.lead(e))
            .map(|(_, mention, article)| Action::Read {
                article,
                mark: Some(mention.sentence),
            });
        if let Some(read) = read {
            self.handle(read);
        }
    }

    /// An event with its date, sentence and source, for the clipboard.
    #[must_use]
    pub fn event_as_text(&self, event: u32) -> Option<String> {
        let event = self.event(event)?;
        let (entry, mention, _) = self.lead(event)?;
        let date = event
            .date
            .value
            .as_ref()
            .map_or_else(|| "no date".to_owned(), words::date);
        Some(format!(
            "{}: {}\n“{}”\n{}",
            date,
            event.title,
            mention.sentence.of(&entry.article.text).trim(),
            Snapshot::title_of(entry),
        ))
    }
}
