//! Which commands make sense now, and what each of them does.

use super::{Action, Banner, Center, Dialog, Errand, Next, State, Typed, ViewWish};
use crate::app::command::Command;
use crate::app::words;
use crate::article::Article;
use crate::project::{Edit, Filter, Home, Snapshot, Thing};
use crate::text::Span;

impl State {
    /// Whether `command` makes sense now.
    #[must_use]
    pub fn can(&self, command: Command) -> bool {
        match command {
            Command::CancelImport => {
                self.reading_again.is_some() || self.importing.as_ref().is_some_and(|i| !i.stopping)
            }
            Command::Save | Command::SaveAs | Command::NewProject => !self.is_empty(),
            Command::OpenRecent(n) => self.recent(n).is_some(),
            Command::ForgetRecent => !self.preferences.recent.is_empty(),
            Command::SaveReport => {
                !self.snapshot().entries.is_empty() || !self.project.unread.is_empty()
            }
            Command::Undo => self.project.undo_name().is_some(),
            Command::Redo => self.project.redo_name().is_some(),
            Command::CopyEvent
            | Command::FitSelection
            | Command::OpenArticle
            | Command::EditTitle
            | Command::EditDate
            | Command::AddTag
            | Command::WriteNote
            | Command::StarEvent
            | Command::HideEvent
            | Command::DeleteEvent => self.focus.is_some(),
            Command::MergeEvents => self.selected.len() > 1,
            Command::SplitEvent => {
                let event = self.focus.and_then(|f| self.event(f));
                event.is_some_and(|e| e.mentions.len() > 1)
            }
            Command::ResetEvent => self
                .focus
                .and_then(|f| self.snapshot().marks.events.get(&f))
                .is_some_and(|m| !m.corrected.is_empty()),
            Command::AddEvent => self.words_to_add().is_some(),
            Command::UpdateArticle | Command::RemoveArticle => self.reading.is_some(),
            Command::ReadAgain => self.outdated > 0 && !self.telling,
            Command::ShowResults => !self.filter.query.trim().is_empty(),
            Command::Back => !self.back.is_empty(),
            Command::Forward => !self.forward.is_empty(),
            Command::NextEvent | Command::PreviousEvent | Command::Export(_) => {
                !self.picture.order.is_empty()
            }
            Command::FitAll
            | Command::ZoomIn
            | Command::ZoomOut
            | Command::ViewBack
            | Command::ViewForward
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
                    || self.tray_open
                    || !self.search_text.is_empty()
            }
            _ => true,
        }
    }

    /// A command's name in menus, tooltips and the palette: undo and redo say what they would do.
    #[must_use]
    pub fn text_of(&self, command: Command) -> String {
        let text = command.spec().text;
        let starred = |f| {
            self.snapshot()
                .marks
                .events
                .get(&f)
                .is_some_and(|m| m.starred)
        };
        let step = match command {
            Command::Undo => self.project.undo_name(),
            Command::Redo => self.project.redo_name(),
            Command::OpenRecent(n) => {
                let name = self.recent(n).and_then(|p| p.file_stem());
                return name.map_or_else(
                    || text.to_owned(),
                    |name| format!("Open {}", name.to_string_lossy()),
                );
            }
            Command::StarEvent if self.focus.is_some_and(starred) => {
                return "Take the star off".to_owned();
            }
            Command::SqueezeGaps if self.preferences.squeeze => {
                return "Draw empty stretches in full".to_owned();
            }
            Command::HideEvent if self.is_hidden() => return "Show again".to_owned(),
            _ => None,
        };
        step.map_or_else(|| text.to_owned(), |step| format!("{text}: {step}"))
    }

    /// What a command does and the keys that call it, for a tooltip; undo and redo name their step.
    #[must_use]
    pub fn hint_of(&self, command: Command, ctx: &egui::Context) -> String {
        let keys = command.keys_text(ctx);
        match command {
            Command::Undo | Command::Redo if self.can(command) => {
                format!("{} ({keys})", self.text_of(command))
            }
            _ => command.hint(ctx),
        }
    }

    fn is_hidden(&self) -> bool {
        let hidden = |f| {
            self.snapshot()
                .marks
                .events
                .get(&f)
                .is_some_and(|m| m.hidden)
        };
        self.focus.is_some_and(hidden)
    }

    pub(super) fn run(&mut self, command: Command) {
        if !self.can(command) {
            return;
        }
        match command {
            Command::NewProject => self.leave(Next::New),
            Command::OpenProject => self.errands.push(Errand::PickProject),
            Command::OpenRecent(n) => {
                if let Some(path) = self.recent(n).cloned() {
                    self.to_open.push(path);
                }
            }
            Command::ForgetRecent => self.preferences.recent.clear(),
            // An empty window has nothing to close but itself.
            Command::CloseProject if self.is_empty() => self.leave(Next::Quit),
            Command::CloseProject => self.leave(Next::New),
            Command::OpenFiles => self.errands.push(Errand::PickFiles),
            Command::OpenFolder => self.errands.push(Errand::PickFolder),
            Command::OpenSamples => self.errands.push(Errand::Samples),
            Command::PasteArticle => self.errands.push(Errand::Clipboard(None)),
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
            Command::Quit => self.leave(Next::Quit),
            Command::ShowResults => self.results.open = !self.results.open,
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
            Command::ViewBack => self.view_wishes.push(ViewWish::Back),
            Command::ViewForward => self.view_wishes.push(ViewWish::Forward),
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
            Command::MoreEvents => self.show_more(0.1),
            Command::FewerEvents => self.show_more(-0.1),
            Command::SqueezeGaps => self.preferences.squeeze = !self.preferences.squeeze,
            Command::SwitchTheme => {
                self.preferences.theme = self.preferences.theme.next(self.system_is_dark);
            }
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
            Command::EditTitle => self.type_in(Typed::Title),
            Command::EditDate => self.type_in(Typed::Date),
            Command::AddTag => self.type_in(Typed::Tag),
            Command::WriteNote => self.type_in(Typed::Note),
            Command::AddEvent => {
                self.words = self.words_to_add();
                self.adding = true;
            }
            Command::StarEvent => {
                let marks = &self.snapshot().marks.events;
                let on = !self
                    .focus
                    .is_some_and(|f| marks.get(&f).is_some_and(|m| m.starred));
                let name = if on { "Star" } else { "Unstar" };
                self.edit_selected(name, |e| Edit::Star(Thing::Event(e), on));
            }
            Command::HideEvent => {
                let on = !self.is_hidden();
                let name = if on { "Hide" } else { "Show" };
                self.edit_selected(name, |e| Edit::Hide(Thing::Event(e), on));
            }
            Command::DeleteEvent => {
                self.edit_selected("Delete", |e| Edit::Remove(Thing::Event(e)));
            }
            Command::MergeEvents => {
                let lead = self.focus;
                let others = self.selected.iter().copied();
                let others = others.filter(|e| Some(*e) != lead);
                self.edit(&Edit::MergeEvents(lead.into_iter().chain(others).collect()));
            }
            Command::SplitEvent => {
                self.detail_open = true;
                self.errands.push(Errand::Split);
            }
            Command::ResetEvent => {
                if let Some(event) = self.focus {
                    self.edit(&Edit::Reset(Thing::Event(event), None));
                }
            }
            Command::UpdateArticle => self.dialog = Some(Dialog::Update),
            Command::RemoveArticle => {
                if let Some(reading) = self.reading {
                    self.edit(&Edit::Remove(Thing::Article(reading.article)));
                    self.handle(Action::CloseArticle);
                }
            }
            Command::ReadAgain => {
                self.closed_banners.remove(&Banner::Outdated);
                self.project.renew(true);
            }
            Command::Palette => self.toggle(Dialog::Palette),
            Command::Keys => self.toggle(Dialog::Keys),
            Command::Preferences => self.toggle(Dialog::Preferences),
        }
    }

    /// One edit for each selected event, as one step.
    fn edit_selected(&mut self, name: &str, edit: impl Fn(u32) -> Edit) {
        match self.selected[..] {
            [] => {}
            [one] => self.edit(&edit(one)),
            ref many => {
                let name = format!("{name} {}", words::count(many.len(), "event", "events"));
                let edits = many.iter().map(|e| edit(*e)).collect();
                self.edit(&Edit::Many(name, edits));
            }
        }
    }

    fn type_in(&mut self, what: Typed) {
        self.detail_open = true;
        self.errands.push(Errand::Type(what));
    }

    /// The words an event would be added from: those selected, else the sentence that is marked.
    fn words_to_add(&self) -> Option<(u32, Span)> {
        let reading = self.reading?;
        let selected = self.words.filter(|w| w.0 == reading.article);
        selected.or_else(|| Some((reading.article, reading.mark?)))
    }

    pub(super) fn add_event(&mut self, edit: &Edit) {
        let Edit::Add { article, words, .. } = edit else {
            return;
        };
        let key = self.entry(*article).map(|e| e.key);
        match self.project.edit(edit) {
            Ok(()) => {
                self.added = key.map(|k| (k, *words));
                self.handle(Action::SelectWords(None));
            }
            Err(refusal) => self.say_failed(refusal.to_string()),
        }
    }

    /// A newer text for an article, with all else that is known of it.
    pub(super) fn update_text(&mut self, article: u32, text: String) {
        let Some(entry) = self.entry(article) else {
            return;
        };
        if text.trim().is_empty() {
            self.say_failed("The text is empty. To take an article out, remove it.");
        } else if text != entry.article.text {
            let mut newer = Article::clone(&entry.article);
            newer.text = text;
            self.edit(&Edit::Update(article, Box::new(newer)));
        }
        self.dialog = None;
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
        if self.dialog.take().is_some() {
            self.stay();
            return;
        }
        if self.adding {
            self.adding = false;
        } else if self.words.is_some() {
            self.words = None;
        } else if self.reading.take().is_some() {
            // The list the article was opened from is in sight again.
        } else if self.fold_list.take().is_some() {
        } else if self.focus.is_some() || !self.selected.is_empty() {
            self.select(None, true);
        } else if self.tray_open {
            self.tray_open = false;
        } else if !self.search_text.is_empty() {
            self.handle(Action::FindText(String::new()));
        }
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
