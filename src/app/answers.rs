//! What the workers answer, taken in.

use super::jobs::Answer;
use super::picture::Picture;
use super::state::{self, Errand, State};
use super::{App, timeline_view, words};
use crate::project::{Done, Home, Opened};
use std::sync::Arc;

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
                        self.import = None;
                        self.state.importing = None;
                        if !whole {
                            self.state.say("Stopped. What was read is here.");
                        }
                        self.tell();
                        let known = std::mem::take(&mut self.known);
                        if known > 0 {
                            self.state.say(format!(
                                "{} there already",
                                words::count(known, "article was", "articles were")
                            ));
                        }
                    }
                }
                Answer::Told(told) => {
                    self.state.telling = false;
                    if let Some(told) = told {
                        self.take_in(*told);
                    }
                }
                Answer::Picture(picture) => {
                    if self.awaited == Some(picture.generation) {
                        self.awaited = None;
                        self.hang(*picture);
                    }
                }
                Answer::Picked(paths) => {
                    if !paths.is_empty() {
                        self.state.to_open.extend(paths);
                    }
                }
                Answer::Saved(Ok(path)) => {
                    self.state.say(format!("Saved {}", path.display()));
                    if self.state.leaving {
                        self.state.errands.push(Errand::Quit);
                    }
                }
                Answer::Saved(Err(why)) => {
                    self.state.leaving = false;
                    self.state.say_failed(why);
                }
                Answer::Kept(Ok(())) => {}
                Answer::Kept(Err(why)) => self.state.say_failed(why),
                Answer::Opened(Ok(opened)) => self.show_project(*opened),
                Answer::Opened(Err(why)) => self.state.say_failed(why),
                Answer::Written(Ok(path)) => {
                    self.state.say(format!("Saved {}", path.display()));
                }
                Answer::Exported(Ok(text)) => self.state.say(text),
                Answer::Exported(Err(why)) | Answer::Written(Err(why)) => {
                    self.state.say_failed(why)
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
        if let Err(trouble) = self.state.project.close(false) {
            self.state.say_failed(trouble.to_string());
        }
        let preferences = self.state.preferences.clone();
        self.import = None;
        self.waiting.clear();
        self.told_entries = 0;
        self.awaited = None;
        self.state = State::new(preferences);
        self.state.project = opened.project;
        self.center.timeline = timeline_view::ViewState::default();
        for note in opened.notes {
            self.state.say(note);
        }
    }

    pub(super) fn is_current(&self, number: u64) -> bool {
        self.import.as_ref().is_some_and(|i| i.number == number)
    }

    pub(super) fn hang(&mut self, picture: Picture) {
        self.state.filter.salience = picture.salience;
        let fewer = picture.selection.count != self.state.picture.selection.count;
        self.state.picture = Arc::new(picture);
        if fewer && !self.any_in_sight() {
            self.state.view_wishes.push(state::ViewWish::FitAll);
        }
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
