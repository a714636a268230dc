//! What takes long, on threads of its own: reading files, telling the story, making the picture,
//! reading an article again, the system's file dialogs.
//!
//! Every answer comes back through one bounded channel and wakes the window. Answers carry the
//! number of the question; what answers an older one is dropped by whoever takes it in.

use super::picture::{Picture, Recipe};
use super::state::Action;
use super::{reading, words};
use crate::analysis;
use crate::article::{Cancel, Print};
use crate::export::{Format, Selection};
use crate::project::{Done, Entry, Hit, Job, Opened, Progress, Project, Snapshot, Trouble, Unread};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

/// What a worker answers.
pub enum Answer {
    /// Articles read by import number such-and-such.
    Read(u64, Vec<(Entry, Print)>),
    /// What the clipboard holds, as text or the markup of a page.
    Clipboard(Option<String>),
    /// A file it could not read.
    Unread(u64, Unread),
    /// It is over; whether it came to its natural end.
    ReadEnd(u64, bool),
    /// The story of telling number such-and-such, unless it was stopped.
    Told(u64, Option<Box<Done>>),
    /// A picture, by its number.
    Picture(Box<Picture>),
    /// What follows from a choice in a dialog of the system.
    Chosen(Box<Action>),
    /// The project saved in a file of its own, or why not.
    Saved(Result<PathBuf, String>),
    /// What was read is in the file, or why not.
    Kept(Result<(), String>),
    /// A project opened, or why not.
    Opened(Box<Result<Opened, Trouble>>),
    /// The project is closed, or stays open; or why it could not be written.
    Away(Result<bool, Trouble>),
    /// Events exported, in words, or why not.
    Exported(Result<String, String>),
    /// What search number such-and-such found.
    Found(u64, Vec<Hit>),
}

/// Words by which markup on the clipboard is known to be that of the text pasted.
const SAME_WORDS: usize = 8;
/// Longer markup is looked at no further.
const MOST_MARKUP: usize = 8 << 20;

/// Whether a word stands in markup as it is.
fn is_word(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Answers that may wait for the window before workers wait for it.
const WAITING: usize = 64;
/// How long an import keeps articles back to hand them over together.
const HAND_OVER: Duration = Duration::from_millis(80);
/// Results of a search shown of each kind.
const HITS: usize = 50;
/// How many articles it hands over together at most.
const BATCH: usize = 256;

/// An import under way.
pub struct Import {
    /// Its number.
    pub number: u64,
    /// What it has done so far.
    pub progress: Arc<analysis::Progress>,
    cancel: Cancel,
    left: reading::Left,
}

impl Import {
    /// Asks it to stop; what was read stays.
    pub fn cancel(&self) {
        self.cancel.cancel();
    }

    /// The files it has not read to their end.
    #[must_use]
    pub fn left(&self) -> Vec<Unread> {
        self.left.unread()
    }
}

impl Drop for Import {
    fn drop(&mut self) {
        self.cancel();
    }
}

/// The workers.
pub struct Jobs {
    sender: SyncSender<Answer>,
    /// Their answers.
    pub answers: Receiver<Answer>,
    ctx: egui::Context,
    imports: u64,
    /// What the clipboard holds.
    pub board: fn() -> Held,
}

/// Text and markup on the clipboard.
pub type Held = (Option<String>, Option<String>);

/// What the system's clipboard holds.
fn system_board() -> Held {
    let Ok(mut board) = arboard::Clipboard::new() else {
        return (None, None);
    };
    (board.get().text().ok(), board.get().html().ok())
}

impl Jobs {
    /// Workers that wake `ctx`.
    #[must_use]
    pub fn new(ctx: &egui::Context) -> Self {
        let (sender, answers) = sync_channel(WAITING);
        Self {
            sender,
            answers,
            ctx: ctx.clone(),
            imports: 0,
            board: system_board,
        }
    }

    /// Answers what was done here and not on a thread.
    pub fn answer(&self, answer: Answer) {
        // Without room the workers are far ahead; what is said then is of no use any more.
        let _ = self.sender.try_send(answer);
        self.ctx.request_repaint();
    }

    /// Runs `work` on a thread. If the system has no thread left, runs it here: late beats never.
    fn spawn(&self, name: &str, work: impl FnOnce(&Post) + Send + 'static) {
        let post = Post {
            sender: self.sender.clone(),
            ctx: self.ctx.clone(),
        };
        let builder = std::thread::Builder::new().name(format!("dateline {name}"));
        if let Err(error) = builder.spawn(move || work(&post)) {
            log_no_thread(name, &error);
        }
    }

    /// Reads files and folders, to be added to a project.
    pub fn import(&mut self, paths: Vec<PathBuf>, into: Project) -> Import {
        let left = reading::Left::of(paths);
        self.start_import(reading::Input::of_files(left.clone()), left, into)
    }

    /// Reads the articles that come with the program.
    pub fn import_samples(&mut self, into: Project) -> Import {
        self.start_import(reading::Input::of_samples(), reading::Left::default(), into)
    }

    /// Reads a text or the markup of a page.
    pub fn import_pasted(&mut self, text: String, into: Project) -> Import {
        let input = std::iter::once(reading::Input::Pasted(text));
        self.start_import(Box::new(input), reading::Left::default(), into)
    }

    /// Asks the system what its clipboard holds; another program may be slow to answer. `text`
    /// is what was pasted already, if anything: only markup of the same words is better.
    pub fn clipboard(&self, text: Option<String>) {
        let board = self.board;
        self.spawn("clipboard", move |post| {
            let (held, html) = board();
            let text = text.or(held);
            // Markup tells title and date.
            let markup = html.filter(|html| {
                let words = text.as_deref().unwrap_or_default().split_whitespace();
                html.len() < MOST_MARKUP
                    && !html.trim().is_empty()
                    && words
                        .take(SAME_WORDS)
                        .all(|w| !is_word(w) || html.contains(w))
            });
            post.send(Answer::Clipboard(markup.or(text)));
        });
    }

    fn start_import(
        &mut self,
        inputs: reading::Inputs,
        left: reading::Left,
        into: Project,
    ) -> Import {
        self.imports += 1;
        let number = self.imports;
        let import = Import {
            number,
            progress: Arc::default(),
            cancel: Cancel::default(),
            left: left.clone(),
        };
        let (progress, cancel) = (Arc::clone(&import.progress), import.cancel.clone());
        self.spawn("import", move |post| {
            into.prepare();
            drop(into);
            let mut batch = Vec::new();
            // The first article is handed over at once: it is what the user waits for.
            let mut last = None::<Instant>;
            let options = analysis::Options {
                jobs: None,
                cancel: &cancel,
                progress: &progress,
            };
            let whole = reading::run(inputs, &left, options, |outcome| {
                match outcome {
                    reading::Outcome::Read(entry, print) => batch.push((*entry, print)),
                    reading::Outcome::Unread(unread) => {
                        post.send(Answer::Unread(number, unread));
                    }
                }
                if batch.len() >= BATCH || last.is_none_or(|l| l.elapsed() > HAND_OVER) {
                    last = Some(Instant::now());
                    if !batch.is_empty()
                        && !post.send(Answer::Read(number, std::mem::take(&mut batch)))
                    {
                        return ControlFlow::Break(());
                    }
                }
                ControlFlow::Continue(())
            });
            if !batch.is_empty() {
                post.send(Answer::Read(number, batch));
            }
            post.send(Answer::ReadEnd(number, whole));
        });
        import
    }

    /// Brings the story up to date; what it returns tells how far it has come.
    pub fn tell(&self, job: Job, number: u64) -> Arc<Progress> {
        let progress: Arc<Progress> = Arc::default();
        let shared = Arc::clone(&progress);
        self.spawn("story", move |post| {
            post.send(Answer::Told(number, job.run(&shared).map(Box::new)));
        });
        progress
    }

    /// Writes what was read to the project's file.
    pub fn keep(&self, project: Project) {
        self.spawn("file", move |post| {
            let kept = project.keep(&AtomicUsize::new(0), &AtomicBool::new(false));
            post.send(Answer::Kept(kept.map_err(|t| t.to_string())));
        });
    }

    /// Opens a project; one that can only be had as a copy is copied into `folder`.
    /// What it returns tells how far it has come.
    pub fn open(&self, path: PathBuf, folder: Option<PathBuf>) -> Arc<Progress> {
        let progress: Arc<Progress> = Arc::default();
        let shared = Arc::clone(&progress);
        self.spawn("file", move |post| {
            let mut opened = Project::open_telling(&path, folder.as_deref(), &shared);
            if let (Err(Trouble::Damaged(..)), Some(folder)) = (&opened, &folder) {
                opened = Project::open_damaged(&path, folder);
            }
            post.send(Answer::Opened(Box::new(opened)));
        });
        progress
    }

    /// Writes what is not in the project's file yet and closes it; what it returns tells how
    /// much, and stops it.
    pub fn put_away(&self, project: Project, discard: bool) -> Arc<Progress> {
        let progress: Arc<Progress> = Arc::default();
        let shared = Arc::clone(&progress);
        self.spawn("file", move |post| {
            post.send(Answer::Away(project.put_away(discard, &shared)));
        });
        progress
    }

    /// Saves the project in a file of that name.
    pub fn save_project(&self, path: PathBuf, mut project: Project) {
        self.spawn("file", move |post| {
            let saved = project.save_as(&path);
            post.send(Answer::Saved(
                saved.map(|()| path).map_err(|t| t.to_string()),
            ));
        });
    }

    /// Searches the project.
    pub fn search(&self, project: Project, query: String, number: u64) {
        self.spawn("search", move |post| {
            post.send(Answer::Found(number, project.search(&query, HITS)));
        });
    }

    /// Makes a picture.
    pub fn picture(&self, recipe: Recipe, generation: u64) {
        self.spawn("picture", move |post| {
            post.send(Answer::Picture(Box::new(Picture::make(
                &recipe, generation,
            ))));
        });
    }

    /// Waits for a dialog of the system, which stays open beside the window, and says what
    /// follows from the files chosen in it.
    pub fn pick(
        &self,
        picked: impl Future<Output = Option<Vec<rfd::FileHandle>>> + Send + 'static,
    ) {
        self.spawn("dialog", move |post| {
            let chosen = pollster::block_on(picked);
            let paths = |files: Vec<rfd::FileHandle>| {
                Action::Open(files.iter().map(|f| f.path().to_path_buf()).collect())
            };
            let action = chosen.map_or(Action::NotChosen, paths);
            post.send(Answer::Chosen(Box::new(action)));
        });
    }

    /// Waits for a dialog of the system and says what follows from the one file chosen in it.
    pub fn pick_one(
        &self,
        picked: impl Future<Output = Option<rfd::FileHandle>> + Send + 'static,
        then: impl FnOnce(PathBuf) -> Action + Send + 'static,
    ) {
        self.spawn("dialog", move |post| {
            let chosen = pollster::block_on(picked);
            let action = chosen.map_or(Action::NotChosen, |f| then(f.path().to_path_buf()));
            post.send(Answer::Chosen(Box::new(action)));
        });
    }

    /// Writes these events of the story to a file.
    pub fn export(&self, path: PathBuf, snapshot: Snapshot, events: Vec<u32>, format: Format) {
        self.spawn("export", move |post| {
            let written = exported(&snapshot, &events, format, &path);
            post.send(Answer::Exported(written));
        });
    }
}

/// Writes events of a story to a file and says in words what came of it.
///
/// # Errors
/// Names the file that could not be written and the cause.
pub(super) fn exported(
    snapshot: &Snapshot,
    events: &[u32],
    format: Format,
    path: &Path,
) -> Result<String, String> {
    let articles: Vec<_> = snapshot
        .entries
        .iter()
        .map(|e| (&*e.article, &*e.analysis))
        .collect();
    let selection = Selection {
        articles: &articles,
        story: &snapshot.story,
        events,
    };
    let failed = |e: std::io::Error| format!("{} could not be written: {e}", path.display());
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).map_err(failed)?);
    let left = format
        .write(selection, &mut file)
        .and_then(|left| std::io::Write::flush(&mut file).map(|()| left))
        .map_err(failed)?;
    let written = words::count(events.len().saturating_sub(left), "event", "events");
    let mut text = format!("{written} written to {}", path.display());
    if left > 0 {
        text.push_str(&format!(
            "; {left} left out: no date, or one this format cannot hold"
        ));
    }
    Ok(text)
}

fn log_no_thread(name: &str, error: &std::io::Error) {
    // Nobody else can tell: the window has no answer to wait for.
    eprintln!("dateline: no thread for the {name} worker: {error}");
}

struct Post {
    sender: SyncSender<Answer>,
    ctx: egui::Context,
}

impl Post {
    /// Sends an answer and wakes the window; false if the window is gone.
    fn send(&self, answer: Answer) -> bool {
        let sent = self.sender.send(answer).is_ok();
        self.ctx.request_repaint();
        sent
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::project::toy;

    fn project() -> Project {
        toy::project(&[("one", "Ana met Bo 12.\nBo left Porto 14.\n")])
    }

    #[test]
    fn what_is_shown_is_written_and_counted() {
        let project = project();
        let snapshot = &project.snapshot;
        let all: Vec<u32> = (0..snapshot.story.events.len() as u32).collect();
        let folder = tempfile::tempdir().unwrap();
        for format in [
            Format::Html,
            Format::Csv,
            Format::Svg,
            Format::Ics,
            Format::Timelinejs,
            Format::Events,
        ] {
            let path = folder
                .path()
                .join(format!("timeline.{}", format.extension()));
            let said = exported(snapshot, &all, format, &path).unwrap();
            assert!(said.contains(" written to "), "{said}");
            assert!(std::fs::metadata(&path).unwrap().len() > 0, "{format:?}");
        }
        let path = folder.path().join("one.jsonl");
        let said = exported(snapshot, &all[..1], Format::Events, &path).unwrap();
        assert!(said.starts_with("1 event written"), "{said}");
        assert_eq!(std::fs::read_to_string(&path).unwrap().lines().count(), 1);
    }

    #[test]
    fn a_place_that_cannot_be_written_is_named() {
        let project = project();
        let path = std::path::Path::new("/no such folder/a.csv");
        let why = exported(&project.snapshot, &[], Format::Csv, path).unwrap_err();
        assert!(why.contains("/no such folder/a.csv"), "{why}");
    }
}
