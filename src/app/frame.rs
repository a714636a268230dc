//! One frame: keys become commands, the panels read the state.

use super::App;
use super::command;
use super::panels::{self, banner, chips, keys, start, status};
use super::state::{Action, Center, Dialog};
use super::theme::{Palette, UNIT, part};
use super::words;
use crate::project::Home;

impl App {
    pub(super) fn keys(&mut self, ctx: &egui::Context, out: &mut Vec<Action>) {
        if self.state.closing.is_some() {
            return;
        }
        // The key that leaves a text field has taken the focus away by now; and a frame may be
        // made in several passes.
        let frame = ctx.cumulative_frame_nr();
        if ctx.text_edit_focused() {
            self.typed_in = frame;
        }
        let typing = frame.saturating_sub(self.typed_in) <= 1 && self.typed_in > 0;
        // Escape that leaves a text field, a menu or a dialog does only that.
        let leaves = typing || self.state.dialog.is_some() || egui::Popup::is_any_open(ctx);
        self.leaves = leaves;
        // The system's own keys for pasting arrive as what is pasted. In a field it is the field's.
        if !ctx.text_edit_focused() && self.state.dialog.is_none() {
            ctx.input(|i| {
                for event in &i.events {
                    if let egui::Event::Paste(text) = event {
                        out.push(Action::Pasted(text.clone()));
                    }
                }
            });
        }
        let listens = self.entities.listens(ctx);
        // A range marked on the axis is the timeline's own to let go of.
        let ranged = self.center.shows_range(&self.state);
        for command in command::pressed(ctx, !leaves && !ranged, listens) {
            let own = matches!(
                command,
                command::Command::Palette | command::Command::Keys | command::Command::Quit
            );
            if self.state.dialog.is_none() || own {
                out.push(Action::Do(command));
            }
        }
    }

    pub(super) fn follow_preferences(&mut self, ctx: &egui::Context) {
        let system = ctx.system_theme();
        let system = system.unwrap_or_else(|| ctx.options(|o| o.fallback_theme));
        self.state.system_is_dark = system == egui::Theme::Dark;
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

    /// What this window changed of the preferences is there for the next one at once.
    pub(super) fn follow_shared(&mut self) {
        if let Some(shared) = &mut self.shared
            && let Err(e) = shared.follow(&mut self.state.preferences)
        {
            let why = format!("The preferences could not be kept: {e}");
            self.state.say_failed(why);
        }
    }

    /// egui draws glyphs into one picture and now and then begins it anew; texts that were laid
    /// out before must then be laid out again.
    pub(super) fn follow_glyphs(&mut self, ctx: &egui::Context) {
        let fill = ctx.fonts(|f| f.font_atlas_fill_ratio());
        let now = (ctx.theme(), ctx.pixels_per_point().to_bits(), fill);
        let (theme, scale, before) = self.glyphs.unwrap_or(now);
        if theme != now.0 || scale != now.1 || fill < before {
            self.state.glyphs += 1;
        }
        self.glyphs = Some(now);
    }

    pub(super) fn follow_title(&mut self, ctx: &egui::Context) {
        let title = self.window_title();
        if title != self.title {
            self.title.clone_from(&title);
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title));
        }
    }

    /// The project's name, or how much is in it, after a dot where something is unsaved.
    #[must_use]
    pub fn window_title(&self) -> String {
        let st = &self.state;
        if st.is_empty() && st.project.home() == Home::Nowhere {
            return "Dateline".to_owned();
        }
        let entries = st.snapshot().entries.len();
        let name = st
            .project_name()
            .unwrap_or_else(|| words::count(entries, "article", "articles"));
        let mark = if st.project.is_unsaved() { "• " } else { "" };
        format!("{mark}{name} – Dateline")
    }

    pub(super) fn panels(&mut self, ui: &mut egui::Ui, out: &mut Vec<Action>) {
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
        banner::show(ui, &self.state, out);
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
        let on_line = self.state.center == Center::Timeline && self.state.reading.is_none();
        self.state.in_sight = window.filter(|_| on_line);
        let mut open = self.state.entities_open;
        let detail = self.state.detail_open && self.state.focus.is_some();
        let others = part::MIDDLE + if detail { part::DETAIL.1 } else { 0.0 };
        let room = ui.available_width() - others;
        egui::Panel::left("entities")
            .default_size(at_first)
            .size_range(least..=room.clamp(least, most))
            .resizable(true)
            .frame(side)
            .show_collapsible(ui, &mut open, |ui| {
                // While something is looked for, what was found stands in the place of the names.
                if self.state.shows_results() {
                    self.results.show(ui, &self.state, out);
                } else {
                    self.entities.show(ui, &self.state, window, out);
                }
            });
        self.state.entities_open = open;

        let (at_first, least, most) = part::DETAIL;
        let room = ui.available_width() - part::MIDDLE;
        // In a narrow window a detail view without an event gives its place to the timeline.
        let gives_way = self.state.focus.is_none() && room < at_first;
        let mut open = self.state.detail_open && !gives_way;
        // Its scroll bar takes the margin, and not the ends of its lines.
        let mut margin = side.inner_margin;
        margin.right = 0;
        egui::Panel::right("detail")
            .default_size(at_first)
            .size_range(least..=room.clamp(least, most))
            .resizable(true)
            .frame(side.inner_margin(margin))
            .show_collapsible(ui, &mut open, |ui| self.detail.show(ui, &self.state, out));
        if !gives_way {
            self.state.detail_open = open;
        }

        if self.leaves && self.state.reading.is_none() {
            ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
        }
        let wishes = std::mem::take(&mut self.state.view_wishes);
        egui::CentralPanel::default()
            .frame(egui::Frame::new().fill(p.canvas))
            .show(ui, |ui| self.center.show(ui, &self.state, wishes, out));
    }

    pub(super) fn dialogs(&mut self, ctx: &egui::Context, out: &mut Vec<Action>) {
        match self.state.dialog {
            Some(Dialog::Palette) => self.palette.show(ctx, &self.state, out),
            Some(Dialog::Keys) => keys::show(ctx, out),
            Some(Dialog::Unsaved) => panels::unsaved::show(ctx, &self.state, out),
            Some(Dialog::Closing) => panels::closing::show(ctx, &self.state, out),
            Some(Dialog::Message) => panels::message::show(ctx, &self.state, out),
            Some(Dialog::Update) => self.update.show(ctx, &self.state, out),
            Some(Dialog::Preferences) => panels::preferences::show(ctx, &self.state, out),
            None => {}
        }
        if self.state.dialog != Some(Dialog::Palette) {
            self.palette.closed();
        }
        if self.state.dialog != Some(Dialog::Update) {
            self.update.closed();
        }
    }
}
