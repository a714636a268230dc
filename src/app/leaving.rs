//! Leaving a project: what is not in its file yet is written on a worker, and only then the window
//! goes on to what was asked for. Until then the user can think better of it.

use super::state::{Closing, Dialog, Errand, Next};
use super::{App, words};
use crate::project::{Home, Progress, Trouble};
use std::sync::atomic::Ordering;
use std::time::Instant;

impl App {
    /// Begins to put the project away.
    pub(super) fn begin_closing(&mut self) {
        if self.closing.is_some() {
            return;
        }
        self.list_unread();
        let st = &mut self.state;
        if st.project.home() == Home::Nowhere {
            self.go_on();
            return;
        }
        if !st.discard
            && let Some(view) = st.view()
        {
            st.project.set_view(view);
        }
        st.dialog = Some(Dialog::Closing);
        st.closing = Some(Closing {
            since: Instant::now(),
            written: 0,
            stopping: false,
        });
        self.closing = Some(self.jobs.put_away(st.project.clone(), st.discard));
    }

    /// An import that is under way ends here; what it has not read stays in the tray.
    fn list_unread(&mut self) -> usize {
        let Some(import) = self.import.take() else {
            return 0;
        };
        import.cancel();
        self.state.importing = None;
        let left = import.left();
        let n = left.len();
        self.state.project.unread.extend(left);
        self.state.stale_picture |= n > 0;
        n
    }

    /// Says what an import that was stopped has left out.
    pub(super) fn say_what_is_left(&mut self) {
        let said = match self.list_unread() {
            0 => "Stopped. What was read is here.".to_owned(),
            1 => "Stopped. What was read is here; 1 file was not read to its end, see the tray."
                .to_owned(),
            n => format!(
                "Stopped. What was read is here; {} files were not read to their end, see the tray.",
                words::number(n)
            ),
        };
        self.state.say(said);
    }

    /// The user wants to stay after all.
    pub(super) fn keep_open(&mut self) {
        if let (Some(progress), Some(closing)) = (&self.closing, &mut self.state.closing) {
            progress.cancel.store(true, Ordering::Relaxed);
            closing.stopping = true;
        }
    }

    /// Takes in that the project is closed, or why it is not.
    pub(super) fn closed(&mut self, away: Result<bool, Trouble>) {
        self.closing = None;
        self.state.closing = None;
        self.state.dialog = None;
        match away {
            Ok(true) => self.go_on(),
            stays => {
                self.opened = None;
                self.state.handle(super::Action::NotChosen);
                if let Err(trouble) = stays {
                    self.state.say_aloud(trouble.to_string());
                }
            }
        }
    }

    /// All is put away.
    fn go_on(&mut self) {
        // Whoever asked to leave while a project was being opened wants to leave.
        if self.state.next.is_some() {
            self.opened = None;
        }
        if let Some(opened) = self.opened.take() {
            self.show_project(opened);
            return;
        }
        match self.state.next.take() {
            Some(Next::Quit) => {
                self.away = true;
                self.state.errands.push(Errand::Quit);
            }
            Some(Next::New) => self.close_project(),
            Some(Next::Open(_)) | None => {}
        }
    }

    /// Writes what is not in the file yet and closes it, here and now: the window is gone.
    pub(super) fn put_away(&mut self) -> Result<(), Trouble> {
        self.list_unread();
        if self.state.project.home() == Home::Nowhere {
            return Ok(());
        }
        if !self.state.discard
            && let Some(view) = self.state.view()
        {
            self.state.project.set_view(view);
        }
        let discard = self.state.discard;
        let away = self.state.project.put_away(discard, &Progress::default());
        away.map(drop)
    }
}
