//! What the workers answer, taken in.

use super::jobs::Answer;
use super::panels::{center::Center, detail::Detail, entities::Entities, tray::Tray};
use super::picture::Picture;
use super::state::{self, Action, Errand, TrayTab};
use super::{App, words};
use crate::project::{Done, Home, Opened, Trouble};
use std::sync::Arc;
use std::sync::atomic::Ordering;

impl App {
    pub(super) fn take_answers(&mut self) {
        while let Ok(answer) = self.jobs.answers.try_recv() {
            match answer {
                Answer::Read(number, entries) => {
                    if self.is_current(number) {
                        self.waiting.extend(entries);
                    }
                }
                Answer::Unread(number, unread) => {
                    if self.is_current(number) {
                        self.state.project.unread.push(unread);
                        self.state.stale_picture = true;
                    }
                }
                Answer::ReadEnd(number, whole) => {
                    if self.is_current(number) {
                        if !whole {
                            self.say_what_is_left();
                        }
                        self.import = None;
                        self.state.importing = None;
                        let waiting = self.waiting.iter();
                        let read = waiting.map(|(e, _)| e.article.source.to_string());
                        self.state.project.tidy_unread(read.collect());
                        self.state.stale_picture = true;
                        self.tell();
                        self.say_what_was_added();
                    }
                }
                // Of a project that was closed.
                Answer::Told(number, _) if number != self.tellings => {}
                Answer::Told(_, told) => {
                    self.state.telling = false;
                    self.state.reading_again = None;
                    self.telling = None;
                    match told {
                        Some(told) => self.take_in(*told),
                        // Stopped: the articles stay as they were read before.
                        None => self.state.project.renew(false),
                    }
                }
                Answer::Picture(picture) => {
                    if self.awaited == Some(picture.generation) {
                        self.awaited = None;
                        self.hang(*picture);
                    }
                }
                Answer::Chosen(action) => self.state.handle(*action),
                Answer::Clipboard(held) => {
                    self.state.handle(Action::Paste(held.unwrap_or_default()))
                }
                Answer::Saved(Ok(path)) => {
                    self.state.saving = false;
                    self.state.say(format!("Saved {}", path.display()));
                    self.state.remember(&path);
                    if self.state.next.is_some() {
                        self.state.errands.push(Errand::Leave);
                    }
                }
                Answer::Saved(Err(why)) => {
                    self.state.saving = false;
                    self.state.handle(Action::NotChosen);
                    self.state.say_aloud(why);
                }
                Answer::Kept(Ok(())) => {}
                Answer::Kept(Err(why)) => self.state.say_failed(why),
                Answer::Opened(opened) => {
                    let path = self.state.opening.take();
                    match *opened {
                        Ok(opened) => {
                            self.opened = Some(opened);
                            self.begin_closing();
                        }
                        Err(trouble) => {
                            if let (Trouble::NotFound(_), Some(path)) = (&trouble, path) {
                                self.state.forget(&path);
                            }
                            self.state.discard = false;
                            self.state.say_aloud(trouble.to_string());
                        }
                    }
                }
                Answer::Away(away) => self.closed(away),
                Answer::Exported(Ok(text)) => self.state.say(text),
                Answer::Exported(Err(why)) => self.state.say_failed(why),
                Answer::Found(number, hits) => {
                    if number == self.searches {
                        self.state.results.searching = false;
                        self.state.results.hits = Arc::new(hits);
                    }
                }
            }
        }
    }

    /// Takes in a story; one that was overtaken by an edit is dropped, and told again.
    pub(super) fn take_in(&mut self, told: Done) {
        let before = self.state.project.snapshot.clone();
        if self.state.project.accept(told) {
            self.told_entries = self.state.snapshot().entries.len();
            self.state.rereading.clear();
            self.state.reattach(&before);
            self.state.stale_picture = true;
            self.state.results.stale = true;
            self.state.outdated = self.state.project.outdated();
            self.say_what_was_read_again();
            if let Some(folder) = &self.recovery
                && let Err(trouble) = self.state.project.keep_in_recovery(folder)
            {
                // Said once; the work goes on without.
                self.state.say_failed(trouble.to_string());
                self.recovery = None;
            }
            if self.state.project.home() != Home::Nowhere {
                self.jobs.keep(self.state.project.clone());
            }
        }
    }

    /// Puts an opened project in the place of what is here.
    pub(super) fn show_project(&mut self, opened: Opened) {
        let waiting = std::mem::take(&mut self.state.to_open);
        self.close_project();
        let st = &mut self.state;
        st.project = opened.project;
        st.to_open = waiting;
        match st.project.home() {
            Home::File(path) => st.remember(&path),
            Home::Recovery(path) => st.lost.retain(|l| l.path != path),
            Home::Nowhere => {}
        }
        if let Some(view) = st.project.view().map(str::to_owned) {
            st.take_up(&view);
        }
        if !opened.notes.is_empty() {
            self.state.say_aloud(opened.notes.join("\n\n"));
        }
    }

    /// Makes the window as new; the project was [put away](Self::begin_closing).
    pub(super) fn close_project(&mut self) {
        self.import = None;
        self.waiting.clear();
        self.told_entries = 0;
        self.awaited = None;
        self.searches += 1;
        self.tellings += 1;
        if let Some(telling) = self.telling.take() {
            telling.cancel.store(true, Ordering::Relaxed);
        }
        self.state = std::mem::take(&mut self.state).anew();
        self.center = Center::default();
        self.detail = Detail::default();
        self.entities = Entities::default();
        self.tray = Tray::default();
    }

    pub(super) fn is_current(&self, number: u64) -> bool {
        self.import.as_ref().is_some_and(|i| i.number == number)
    }

    pub(super) fn hang(&mut self, mut picture: Picture) {
        // Lanes may have been folded or moved while it was made.
        picture.arrange(&self.state.lane_layout);
        self.state.filter.salience = picture.salience;
        let before = &self.state.picture;
        let others = picture.selection.count != before.selection.count;
        // A view that no hand has moved follows what is read by itself.
        let follows = picture.total() != before.total() && self.center.timeline.is_untouched();
        self.state.picture = Arc::new(picture);
        if others && !follows && !self.any_in_sight() {
            self.state.view_wishes.push(state::ViewWish::FitAll);
        }
    }

    /// What an import left out, and the article that was pasted.
    fn say_what_was_added(&mut self) {
        let added = std::mem::take(&mut self.added);
        if added.known > 0 {
            let known = words::count(added.known, "article was", "articles were");
            self.state.say(format!("{known} there already"));
        }
        if added.doubles > 0 {
            let repeat = words::count(
                added.doubles,
                "article repeats another; it is kept once and listed in the tray",
                "articles repeat others; they are kept once and listed in the tray",
            );
            self.state.say(repeat);
        }
        if std::mem::take(&mut self.pasted) && added.new > 0 {
            let last = self.state.snapshot().entries.len().saturating_sub(1);
            self.state.handle(Action::Read {
                article: last as u32,
                mark: None,
            });
        }
    }

    fn say_what_was_read_again(&mut self) {
        let Some(n) = self.read_again.take() else {
            return;
        };
        let lost = self.state.project.detached().len();
        let mut said = words::count(n, "article was read again", "articles were read again");
        if lost > 0 {
            let corrections = words::count(lost, "correction", "corrections");
            said = format!("{said}; {corrections} found no place and wait in the tray");
            self.state.handle(Action::Tray(TrayTab::Corrections));
        }
        self.state.say(said);
    }

    /// Whether the timeline shows any event of those let through, or there is none to show.
    pub(super) fn any_in_sight(&self) -> bool {
        let st = &self.state;
        let Some((from, to)) = self.center.window(st) else {
            return true;
        };
        let index = &st.snapshot().index;
        st.picture.order.iter().any(|e| {
            let e = *e as usize;
            index.dated.has(e) && index.start[e] <= to.0 && index.end[e] >= from.0
        })
    }
}
