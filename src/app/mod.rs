//! The window: state, commands, workers, panels, the painting of the timeline, the theme.
//!
//! A frame goes: answers of workers come in, keys become commands, panels read the [`State`] and
//! push [`Action`]s, the state handles them, and what takes long goes to a worker. This room
//! never computes what a room before it could.

pub mod command;
pub mod jobs;
pub mod panels;
pub mod picture;
pub mod preferences;
pub mod reading;
pub mod state;
pub mod theme;
pub mod timeline_view;
pub mod widgets;
pub mod words;

use crate::project::{Done, Entry, Home, Opened, Progress, recovery};
use jobs::{Answer, Import, Jobs};
use panels::{
    center::Center, chips, detail::Detail, drop, entities::Entities, keys, palette::CommandPalette,
    start, status, tool_bar::ToolBar, tray::Tray,
};
use picture::{Picture, Recipe};
use preferences::Preferences;
use state::{Action, Dialog, Errand, Importing, State};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use theme::{Palette, UNIT, part};

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
    toasts: egui_notify::Toasts,
    pictures: u64,
    /// Number of the picture that is being made on a worker.
    awaited: Option<u64>,
    /// Articles read while the story is being told; they wait so that the telling stays good.
    waiting: Vec<Entry>,
    told_entries: usize,
    /// Articles of this import that were there already.
    known: usize,
    was_typing: bool,
    /// Where work without a file is kept; `None` keeps it nowhere.
    recovery: Option<PathBuf>,
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
            app.recovery = recovery::folder();
            if let Some(folder) = &app.recovery {
                app.state.lost = recovery::list(folder);
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
            toasts: egui_notify::Toasts::default()
                .with_anchor(egui_notify::Anchor::BottomRight)
                .with_margin(egui::vec2(4.0 * UNIT, 10.0 * UNIT)),
            pictures: 0,
            awaited: None,
            waiting: Vec::new(),
            told_entries: 0,
            known: 0,
            was_typing: false,
            recovery: None,
            glyphs: None,
            title: String::new(),
        }
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
            && st.to_open.is_empty()
    }

    fn take_answers(&mut self) {
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
    fn take_in(&mut self, told: Done) {
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
    fn show_project(&mut self, opened: Opened) {
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

    fn is_current(&self, number: u64) -> bool {
        self.import.as_ref().is_some_and(|i| i.number == number)
    }

    fn hang(&mut self, picture: Picture) {
        self.state.filter.salience = picture.salience;
        let fewer = picture.selection.count != self.state.picture.selection.count;
        self.state.picture = Arc::new(picture);
        if fewer && !self.any_in_sight() {
            self.state.view_wishes.push(state::ViewWish::FitAll);
        }
    }

    /// Whether the timeline shows any event of those let through, or there is none to show.
    fn any_in_sight(&self) -> bool {
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

    /// Gives the workers what has become due.
    fn start_work(&mut self) {
        if self.import.is_none() && !self.state.to_open.is_empty() {
            let mut paths = std::mem::take(&mut self.state.to_open);
            let is_project = |p: &PathBuf| p.extension().is_some_and(|e| e == "dateline");
            if let Some(at) = paths.iter().position(is_project) {
                self.jobs.open(paths.swap_remove(at));
                paths.retain(|p| !is_project(p));
            }
            if paths.is_empty() {
                return;
            }
            self.import = Some(self.jobs.import(paths));
            self.state.importing = Some(Importing::default());
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
                folded: self.state.folded.clone(),
                hidden: self.state.hidden_lanes.clone(),
                order: self.state.lane_order.clone(),
            };
            if self.state.snapshot().index.len() > MUCH {
                self.awaited = Some(self.pictures);
                self.jobs.picture(recipe, self.pictures);
            } else {
                self.awaited = None;
                self.hang(Picture::make(&recipe, self.pictures));
            }
        }
    }

    /// Brings the story up to date where it lags behind.
    fn tell(&mut self) {
        if self.state.telling {
            return;
        }
        if !self.waiting.is_empty() {
            let entries = std::mem::take(&mut self.waiting);
            self.known += self.state.project.add(entries).known;
        }
        // While articles stream in, the story is told again only when there are half as many
        // more: all the tellings together then cost no more than a few of the whole.
        let entries = self.state.snapshot().entries.len();
        let due = self.import.is_none() || entries >= self.told_entries + self.told_entries / 2;
        if !self.state.project.lags() || !due {
            return;
        }
        let job = self.state.project.job();
        if job.is_light() {
            if let Some(told) = job.run(&Progress::default()) {
                self.take_in(told);
            }
        } else {
            self.state.telling = true;
            self.jobs.tell(job);
        }
    }

    fn run_errands(&mut self, ctx: &egui::Context, frame: &eframe::Frame) {
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
    fn report(&self) -> String {
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

    fn keys(&mut self, ctx: &egui::Context, out: &mut Vec<Action>) {
        let typing = ctx.text_edit_focused() || self.was_typing;
        self.was_typing = ctx.text_edit_focused();
        // Escape that leaves a text field, a menu or a dialog does only that.
        let leaves = typing || self.state.dialog.is_some() || egui::Popup::is_any_open(ctx);
        let listens = self.entities.listens(ctx);
        for command in command::pressed(ctx, !leaves, listens) {
            let own = matches!(
                command,
                command::Command::Palette | command::Command::Keys | command::Command::Quit
            );
            if self.state.dialog.is_none() || own {
                out.push(Action::Do(command));
            }
        }
    }

    fn follow_preferences(&self, ctx: &egui::Context) {
        let wanted: egui::ThemePreference = self.state.preferences.theme.into();
        if ctx.options(|o| o.theme_preference) != wanted {
            ctx.set_theme(wanted);
        }
        let time = if self.state.preferences.animate {
            0.12
        } else {
            0.0
        };
        if ctx.global_style().animation_time != time {
            ctx.all_styles_mut(|s| s.animation_time = time);
        }
    }

    /// egui draws glyphs into one picture and now and then begins it anew; texts that were laid
    /// out before must then be laid out again.
    fn follow_glyphs(&mut self, ctx: &egui::Context) {
        let fill = ctx.fonts(|f| f.font_atlas_fill_ratio());
        let now = (ctx.theme(), ctx.pixels_per_point().to_bits(), fill);
        let (theme, scale, before) = self.glyphs.unwrap_or(now);
        if theme != now.0 || scale != now.1 || fill < before {
            self.state.glyphs += 1;
        }
        self.glyphs = Some(now);
    }

    fn follow_title(&mut self, ctx: &egui::Context) {
        let entries = self.state.snapshot().entries.len();
        let title = if entries == 0 {
            "Dateline".to_owned()
        } else if let Home::File(path) = self.state.project.home() {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            format!("{name} – Dateline")
        } else {
            format!(
                "{} – Dateline",
                words::count(entries, "article", "articles")
            )
        };
        if title != self.title {
            self.title.clone_from(&title);
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title));
        }
    }

    fn panels(&mut self, ui: &mut egui::Ui, out: &mut Vec<Action>) {
        let p = Palette::in_force(ui.ctx());
        let bar = |x: i8| {
            egui::Frame::new()
                .fill(p.panel)
                .inner_margin(egui::Margin::symmetric(x, 0))
        };
        let side = egui::Frame::new()
            .fill(p.panel)
            .inner_margin(egui::Margin::symmetric(3 * UNIT as i8, 2 * UNIT as i8));
        egui::Panel::top("tool bar")
            .exact_size(part::TOOL_BAR)
            .frame(bar(3 * UNIT as i8))
            .show(ui, |ui| self.bar.show(ui, &self.state, out));
        if self.state.is_empty() {
            egui::CentralPanel::default()
                .frame(egui::Frame::new().fill(p.canvas))
                .show(ui, |ui| start::show(ui, &self.state, out));
            return;
        }
        egui::Panel::top("chips")
            .exact_size(part::CHIPS)
            .frame(bar(3 * UNIT as i8).fill(p.canvas))
            .show(ui, |ui| chips::show(ui, &self.state, out));
        egui::Panel::bottom("status")
            .exact_size(part::STATUS)
            .frame(bar(3 * UNIT as i8))
            .show(ui, |ui| status::show(ui, &self.state, out));

        let (at_first, least, most) = part::TRAY;
        let mut open = self.state.tray_open;
        egui::Panel::bottom("tray")
            .default_size(at_first)
            .size_range(least..=most)
            .resizable(true)
            .frame(side)
            .show_collapsible(ui, &mut open, |ui| self.tray.show(ui, &self.state, out));
        self.state.tray_open = open;

        let (at_first, least, most) = part::ENTITIES;
        let window = self.center.window(&self.state);
        let mut open = self.state.entities_open;
        egui::Panel::left("entities")
            .default_size(at_first)
            .size_range(least..=most)
            .resizable(true)
            .frame(side)
            .show_collapsible(ui, &mut open, |ui| {
                self.entities.show(ui, &self.state, window, out);
            });
        self.state.entities_open = open;

        let (at_first, least, most) = part::DETAIL;
        let mut open = self.state.detail_open;
        egui::Panel::right("detail")
            .default_size(at_first)
            .size_range(least..=most)
            .resizable(true)
            .frame(side)
            .show_collapsible(ui, &mut open, |ui| self.detail.show(ui, &self.state, out));
        self.state.detail_open = open;

        let wishes = std::mem::take(&mut self.state.view_wishes);
        egui::CentralPanel::default()
            .frame(egui::Frame::new().fill(p.canvas))
            .show(ui, |ui| self.center.show(ui, &self.state, wishes, out));
    }

    fn dialogs(&mut self, ctx: &egui::Context, out: &mut Vec<Action>) {
        match self.state.dialog {
            Some(Dialog::Palette) => self.palette.show(ctx, &self.state, out),
            Some(Dialog::Keys) => keys::show(ctx, out),
            Some(Dialog::Unsaved) => panels::unsaved::show(ctx, &self.state, out),
            Some(Dialog::Preferences) => panels::preferences::show(ctx, &self.state, out),
            None => {}
        }
        if self.state.dialog != Some(Dialog::Palette) {
            self.palette.closed();
        }
    }
}

impl App {
    /// Whether closing the window loses nothing the user has not given up.
    fn may_close(&self) -> bool {
        self.state.discard || self.recovery.is_none() || !self.state.project.is_unsaved()
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        if ctx.input(|i| i.viewport().close_requested()) && !self.may_close() {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.state.dialog = Some(Dialog::Unsaved);
        }
        self.take_answers();
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
        // There is no window left to say it in.
        if let Err(trouble) = self.state.project.close(self.state.discard) {
            eprintln!("dateline: {trouble}");
        }
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, eframe::APP_KEY, &self.state.preferences);
    }
}
