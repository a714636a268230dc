//! The window: state, commands, workers, panels, the painting of the timeline, the theme.
//!
//! A frame goes: answers of workers come in, keys become commands, panels read the [`State`] and
//! push [`Action`]s, the state handles them, and what takes long goes to a worker. This room
//! never computes what a room before it could.

mod answers;
pub mod command;
mod errands;
mod frame;
pub mod jobs;
mod leaving;
pub mod panels;
pub mod picture;
pub mod preferences;
pub mod reading;
pub mod shared;
pub mod state;
pub mod theme;
pub mod timeline_view;
pub mod widgets;
pub mod words;

use crate::article::Print;
use crate::project::{Added, Entry, Home, Opened, Progress, recovery};
use errands::is_project;
use jobs::{Import, Jobs};
use panels::{
    center::Center, detail::Detail, drop, entities::Entities, palette::CommandPalette,
    results::ResultList, tool_bar::ToolBar, tray::Tray, update::Update,
};
use picture::{Picture, Recipe};
use preferences::Preferences;
use shared::Shared;
use state::{Action, Importing, Next, State};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use theme::UNIT;

/// Events from which on the picture is made on a worker.
const MUCH: usize = 20_000;
/// How often the counts of an import are shown anew.
const TICK: Duration = Duration::from_millis(100);

/// The window.
pub struct App {
    /// What it knows.
    pub state: State,
    jobs: Jobs,
    import: Option<Import>,
    bar: ToolBar,
    entities: Entities,
    detail: Detail,
    center: Center,
    tray: Tray,
    palette: CommandPalette,
    results: ResultList,
    update: Update,
    toasts: egui_notify::Toasts,
    pictures: u64,
    /// Number of the picture that is being made on a worker.
    awaited: Option<u64>,
    /// Articles read while the story is being told; they wait so that the telling stays good.
    waiting: Vec<(Entry, Print)>,
    told_entries: usize,
    /// The story being told on a worker, and its number.
    telling: Option<Arc<Progress>>,
    tellings: u64,
    /// How many articles are being read again because a newer program reads better.
    read_again: Option<usize>,
    /// The number of the last search.
    searches: u64,
    /// What became of the articles of this import.
    added: Added,
    /// It is what the user pasted, and is shown when it is read.
    pasted: bool,
    /// The last frame in which a text field had the keyboard.
    typed_in: u64,
    /// Escape leaves a field in this frame, and does nothing more.
    leaves: bool,
    /// Where work without a file is kept; `None` keeps it nowhere.
    recovery: Option<PathBuf>,
    /// The preferences on the disk; `None` keeps them with the window alone.
    shared: Option<Shared>,
    /// How far the opening of a project has come.
    opening: Arc<Progress>,
    /// The closing of the project that is under way.
    closing: Option<Arc<Progress>>,
    /// A project that takes the place of the one being closed.
    opened: Option<Opened>,
    /// All is in the file, and that is closed.
    away: bool,
    /// Theme, scale and fill of the picture of glyphs in the last frame.
    glyphs: Option<(egui::Theme, u32, f32)>,
    title: String,
}

/// Opens the window on `paths` and returns when it is closed.
///
/// # Errors
/// In words, when the system gives no window.
pub fn run(paths: Vec<PathBuf>) -> Result<(), String> {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Dateline")
            .with_app_id("dateline")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([720.0, 480.0])
            .with_drag_and_drop(true),
        ..Default::default()
    };
    eframe::run_native(
        "dateline",
        options,
        Box::new(|cc| {
            let mut app = App::new(cc);
            if let Some(folder) = recovery::folder() {
                app.keep_work_in(folder);
            }
            if let Some(folder) = eframe::storage_dir("dateline") {
                app.keep_preferences_in(&folder);
            }
            app.state.handle(Action::Open(paths));
            Ok(Box::new(app))
        }),
    )
    .map_err(|e| format!("no window can be opened: {e}"))
}

impl App {
    /// A window without articles.
    #[must_use]
    pub fn new(cc: &eframe::CreationContext<'_>) -> Self {
        let preferences: Preferences = cc
            .storage
            .and_then(|s| eframe::get_value(s, eframe::APP_KEY))
            .unwrap_or_default();
        theme::apply(&cc.egui_ctx);
        Self {
            state: State::new(preferences),
            jobs: Jobs::new(&cc.egui_ctx),
            import: None,
            bar: ToolBar::default(),
            entities: Entities::default(),
            detail: Detail::default(),
            center: Center::default(),
            tray: Tray::default(),
            palette: CommandPalette::default(),
            results: ResultList::default(),
            update: Update::default(),
            toasts: egui_notify::Toasts::default()
                .with_anchor(egui_notify::Anchor::BottomRight)
                .with_margin(egui::vec2(4.0 * UNIT, 10.0 * UNIT))
                // They lie on panels of their own shade.
                .with_shadow(egui::Shadow {
                    offset: [0, 2],
                    blur: 12,
                    spread: 1,
                    color: egui::Color32::from_black_alpha(110),
                }),
            pictures: 0,
            awaited: None,
            waiting: Vec::new(),
            told_entries: 0,
            telling: None,
            tellings: 0,
            read_again: None,
            searches: 0,
            added: Added::default(),
            pasted: false,
            typed_in: 0,
            leaves: false,
            recovery: None,
            shared: None,
            opening: Arc::default(),
            closing: None,
            opened: None,
            away: false,
            glyphs: None,
            title: String::new(),
        }
    }

    /// Takes what `board` gives, text and markup, for what is on the clipboard: for tests, which
    /// have none.
    pub fn read_clipboard_with(&mut self, board: fn() -> jobs::Held) {
        self.jobs.board = board;
    }

    /// Keeps work without a file in this folder, and offers what is in it of windows that are
    /// gone.
    pub fn keep_work_in(&mut self, folder: PathBuf) {
        self.state.lost = recovery::list(&folder);
        self.recovery = Some(folder);
    }

    /// Keeps the preferences in this folder, where other windows keep theirs.
    pub fn keep_preferences_in(&mut self, folder: &Path) {
        let (shared, preferences) = Shared::open(folder, self.state.preferences.clone());
        self.state.preferences = preferences;
        self.shared = Some(shared);
    }

    /// Whether nothing is under way: no reading, no telling, no picture.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        let st = &self.state;
        self.import.is_none()
            && self.awaited.is_none()
            && !st.telling
            && !st.project.lags()
            && self.waiting.is_empty()
            && !st.stale_picture
            && st.opening.is_none()
            && st.closing.is_none()
            && !st.saving
            && !st.results.stale
            && !st.results.searching
            && st.errands.is_empty()
            && (st.to_open.is_empty() || st.next.is_some())
    }

    /// Gives the workers what has become due.
    fn start_work(&mut self) {
        let st = &self.state;
        let busy = self.import.is_some() || st.opening.is_some() || st.closing.is_some();
        if !busy && st.next.is_none() {
            self.open_next();
        }
        self.tell();
        if self.state.stale_picture {
            self.state.stale_picture = false;
            self.pictures += 1;
            let recipe = Recipe {
                project: self.state.project.clone(),
                filter: self.state.filter.clone(),
                choose_salience: !self.state.salience_chosen,
                lane_by: self.state.lane_by.clone(),
                layout: self.state.lane_layout.clone(),
                before: Some(self.state.picture.unfiltered()),
            };
            if self.state.snapshot().index.len() > MUCH {
                self.awaited = Some(self.pictures);
                self.jobs.picture(recipe, self.pictures);
            } else {
                self.awaited = None;
                self.hang(Picture::make(&recipe, self.pictures));
            }
        }
        self.search();
    }

    /// Opens what waits to be opened: a project first, for the articles are then added to it.
    fn open_next(&mut self) {
        let mut paths = std::mem::take(&mut self.state.to_open);
        if let Some(at) = paths.iter().position(|p| is_project(p)) {
            let path = paths.swap_remove(at);
            if paths.iter().any(|p| is_project(p)) {
                self.state
                    .say("One project is opened at a time: the first of them");
                paths.retain(|p| !is_project(p));
            }
            self.state.to_open = paths;
            if self.state.project.home() == Home::File(path.clone()) {
                self.state.say("This project is open already");
            } else {
                self.state.leave(Next::Open(path));
            }
        } else if !paths.is_empty() {
            self.state.project.forget_unread(&paths);
            self.state.stale_picture = true;
            let project = self.state.project.clone();
            self.import = Some(self.jobs.import(paths, project));
            self.state.importing = Some(Importing::default());
        }
    }

    /// Looks for what the search field holds, one search at a time.
    fn search(&mut self) {
        let st = &mut self.state;
        if !st.results.stale || st.results.searching || st.project.lags() {
            return;
        }
        st.results.stale = false;
        st.results.query.clone_from(&st.filter.query);
        if st.results.query.trim().is_empty() {
            st.results.hits = Arc::default();
            return;
        }
        st.results.searching = true;
        self.searches += 1;
        self.jobs
            .search(st.project.clone(), st.results.query.clone(), self.searches);
    }

    /// Brings the story up to date where it lags behind.
    fn tell(&mut self) {
        if self.state.telling {
            return;
        }
        if !self.waiting.is_empty() {
            let entries = std::mem::take(&mut self.waiting);
            let added = self.state.project.add_printed(entries);
            self.added.new += added.new;
            self.added.known += added.known;
            self.added.doubles += added.doubles;
        }
        // While articles stream in, the story is told again only when there are half as many
        // more: all the tellings together then cost no more than a few of the whole.
        let entries = self.state.snapshot().entries.len();
        let due = self.import.is_none() || entries >= self.told_entries + self.told_entries / 2;
        if !self.state.project.lags() || !due {
            return;
        }
        let job = self.state.project.job();
        if self.state.project.renews() {
            self.read_again = Some(self.state.outdated);
        }
        if job.is_light() {
            if let Some(told) = job.run(&Progress::default()) {
                self.take_in(told);
            }
        } else {
            self.state.telling = true;
            self.tellings += 1;
            self.telling = Some(self.jobs.tell(job, self.tellings));
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        if ctx.input(|i| i.viewport().close_requested()) && !self.away {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            if self.closing.is_none() {
                self.state.leave(Next::Quit);
            }
        }
        self.take_answers();
        if let Some(telling) = &self.telling
            && self.state.project.renews()
        {
            let count = |n: &AtomicUsize| n.load(Ordering::Relaxed);
            self.state.reading_again = Some((count(&telling.done), count(&telling.total)));
            ctx.request_repaint_after(TICK);
        }
        let count = |n: &AtomicUsize| n.load(Ordering::Relaxed);
        if self.state.opening.is_some() {
            self.state.opened = (count(&self.opening.done), count(&self.opening.total));
            ctx.request_repaint_after(TICK);
        }
        if let (Some(progress), Some(closing)) = (&self.closing, &mut self.state.closing) {
            closing.written = count(&progress.done);
            ctx.request_repaint_after(TICK);
        }
        if let (Some(import), Some(importing)) = (&self.import, &mut self.state.importing) {
            let counts = import.progress.counts();
            *importing = Importing {
                articles: counts.articles_done,
                files_done: counts.inputs_done,
                files_found: counts.inputs_found,
                walked: counts.walked,
                stopping: importing.stopping,
            };
            ctx.request_repaint_after(TICK);
        }
        self.start_work();
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        self.follow_preferences(&ctx);
        self.follow_shared();
        self.follow_title(&ctx);
        self.follow_glyphs(&ctx);
        let mut out = Vec::new();
        self.keys(&ctx, &mut out);
        // What lies on top gets the keys first.
        self.dialogs(&ctx, &mut out);
        self.panels(ui, &mut out);
        drop::show(&ctx, &mut out);
        let anything = !out.is_empty();
        for action in out {
            self.state.handle(action);
        }
        self.run_errands(&ctx, frame);
        self.toasts.show(&ctx);
        if anything {
            // What was done shows at once, not when the pointer moves next.
            self.start_work();
            ctx.request_repaint();
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.follow_shared();
        if self.away {
            return;
        }
        // There is no window left to say it in.
        if let Err(trouble) = self.put_away() {
            eprintln!("dateline: {trouble}");
        }
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        // Where they are not shared with other windows.
        if self.shared.is_none() {
            eframe::set_value(storage, eframe::APP_KEY, &self.state.preferences);
        }
    }
}
