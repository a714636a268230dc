//! The middle of the window: the timeline, the table, or an article to read.

use super::article::ArticleView;
use super::events_menu;
use super::list::List;
use crate::app::command::Command;
use crate::app::picture::lane_color;
use crate::app::state::{Action, Center as Shown, LaneChange, State, ViewWish};
use crate::app::theme::{Palette, UNIT};
use crate::app::timeline_view::{
    self, Card, LaneHeader, Menu, Scene, TimelineAction, ViewState, Words,
};
use crate::app::words;
use crate::event::Role;
use crate::project::Filter;
use crate::temporal::Moment;
use egui::Ui;
use std::cell::RefCell;

/// What the middle remembers.
#[derive(Default)]
pub struct Center {
    /// The timeline's own state.
    pub timeline: ViewState,
    list: List,
    fold: List,
    article: ArticleView,
    /// The tag being typed in the menu of events.
    tag: String,
}

/// Titles and dates for the timeline.
struct StoryWords<'a>(&'a State);

impl Words for StoryWords<'_> {
    fn title(&self, event: u32) -> &str {
        self.0.event(event).map_or("", |e| &*e.title)
    }

    fn date(&self, event: u32) -> String {
        self.0
            .event(event)
            .and_then(|e| e.date.value.as_ref())
            .map(|v| words::short_date(v, None))
            .unwrap_or_default()
    }

    fn card(&self, event: u32) -> Card {
        let Some(e) = self.0.event(event) else {
            return Card::default();
        };
        // Who is only named beside it is for the detail view.
        let names: Vec<&str> = e
            .entities
            .iter()
            .filter(|(_, role)| *role != Role::Other)
            .filter_map(|(x, _)| self.0.entity(*x))
            .map(|x| x.name.as_str())
            .take(5)
            .collect();
        let how_read = if e.date.words.is_empty() {
            words::basis(&e.date).to_owned()
        } else {
            format!("“{}”, {}", e.date.words, words::basis(&e.date))
        };
        Card {
            title: e.title.to_string(),
            date: e.date.value.as_ref().map(words::date).unwrap_or_default(),
            how_read,
            participants: names.join(", "),
            sources: self.0.snapshot().index.articles.get(event as usize).len(),
        }
    }
}

/// What can be done with events of the timeline.
struct StoryMenu<'a> {
    st: &'a State,
    tag: RefCell<&'a mut String>,
    out: RefCell<Vec<Action>>,
}

impl Menu for StoryMenu<'_> {
    fn show(&self, ui: &mut Ui, events: &[u32]) {
        let (mut tag, mut out) = (self.tag.borrow_mut(), self.out.borrow_mut());
        events_menu::show(ui, self.st, events, &mut tag, &mut out);
    }
}

impl Center {
    /// Shows the middle.
    pub fn show(&mut self, ui: &mut Ui, st: &State, wishes: Vec<ViewWish>, out: &mut Vec<Action>) {
        for wish in wishes {
            self.grant(wish);
        }
        if let Some(reading) = st.reading {
            self.article.show(ui, st, reading, out);
            return;
        }
        match st.center {
            Shown::List => {
                egui::Frame::new()
                    .inner_margin(egui::Margin::same(2 * UNIT as i8))
                    .show(ui, |ui| self.list.show(ui, st, out));
            }
            Shown::Timeline => self.timeline(ui, st, out),
        }
    }

    /// Whether a range marked on the axis is in sight.
    pub fn shows_range(&self, st: &State) -> bool {
        let timeline = st.reading.is_none() && st.center == Shown::Timeline;
        timeline && self.timeline.range.is_some()
    }

    fn grant(&mut self, wish: ViewWish) {
        match wish {
            ViewWish::FitAll => self.timeline.fit_all(),
            ViewWish::Reveal { events, fit } => self.timeline.reveal(&events, fit),
            ViewWish::Zoom(factor) => self.timeline.zoom(factor),
            ViewWish::Back => drop(self.timeline.back()),
            ViewWish::Forward => drop(self.timeline.forward()),
        }
    }

    /// What the timeline shows, first and last second; `None` before there is anything.
    #[must_use]
    pub fn window(&self, st: &State) -> Option<(Moment, Moment)> {
        if st.picture.selection.dated == 0 {
            return None;
        }
        let view = self.timeline.view();
        Some((Moment(view.start as i64), Moment(view.end as i64)))
    }

    fn timeline(&mut self, ui: &mut Ui, st: &State, out: &mut Vec<Action>) {
        let p = Palette::in_force(ui.ctx());
        self.timeline.options = st.preferences.timeline();
        let lanes: Vec<LaneHeader> = st
            .picture
            .headers
            .iter()
            .map(|h| LaneHeader {
                color: st
                    .picture
                    .lanes
                    .get(h.lane as usize)
                    .and_then(|l| lane_color(&l.key, p)),
                ..h.clone()
            })
            .collect();
        let words = StoryWords(st);
        let menu = StoryMenu {
            st,
            tag: RefCell::new(&mut self.tag),
            out: RefCell::default(),
        };
        let scene = Scene {
            columns: &st.picture.columns,
            all: &st.picture.all,
            lanes: &lanes,
            hidden: &st.picture.hidden,
            sort: st.lane_layout.sort,
            words: &words,
            menu: Some(&menu),
            selected: &st.selected,
            words_generation: (st.snapshot().generation << 20) | (st.glyphs & 0xf_ffff),
            empty_text: st.why_nothing(),
        };
        let actions = timeline_view::show(ui, &scene, &mut self.timeline, p);
        for action in actions {
            translate(action, st, out);
        }
        out.append(&mut menu.out.borrow_mut());
        if let Some(events) = &st.fold_list {
            self.fold_window(ui, st, events, out);
        }
    }

    fn fold_window(&mut self, ui: &mut Ui, st: &State, events: &[u32], out: &mut Vec<Action>) {
        let mut open = true;
        let room = ui.max_rect().size();
        let shown = egui::Window::new("Events here")
            .id(egui::Id::unique("fold"))
            .title_bar(false)
            .collapsible(false)
            .open(&mut open)
            .default_size(egui::vec2(
                (150.0 * UNIT).min(room.x * 0.8),
                (80.0 * UNIT).min(room.y * 0.6),
            ))
            .default_pos(ui.max_rect().center() - egui::vec2(75.0 * UNIT, 40.0 * UNIT))
            .constrain_to(ui.max_rect())
            .show(ui.ctx(), |ui| self.fold.show_fold(ui, st, events, out));
        // Whoever goes on with the timeline or the tray is done with the list; the detail view beside
        // it is read with it.
        let (middle, below) = (ui.max_rect(), ui.max_rect().bottom());
        let left = shown.is_some_and(|shown| {
            // Its edges and corners are drawn out from a little outside.
            let grip = &ui.style().interaction;
            let grip = grip
                .resize_grab_radius_corner
                .max(grip.resize_grab_radius_side);
            let own = shown.response.rect.expand(grip);
            ui.input(|i| {
                let at = i.pointer.interact_pos().filter(|_| i.pointer.any_pressed());
                at.is_some_and(|at| !own.contains(at) && (middle.contains(at) || at.y > below))
            })
        });
        if !open || left {
            out.push(Action::ListEvents(None));
        }
    }
}

fn translate(action: TimelineAction, st: &State, out: &mut Vec<Action>) {
    let mut lane_change = |change| out.push(Action::Lane(change));
    match action {
        TimelineAction::Select { events, add } => out.push(Action::SelectMany(events, add)),
        TimelineAction::Open(event) => out.push(Action::Select(Some(event))),
        TimelineAction::Hover(_)
        | TimelineAction::RangeSelected(_)
        | TimelineAction::ViewChanged => {}
        TimelineAction::ListFold { events, .. } => out.push(Action::ListEvents(Some(events))),
        TimelineAction::ShowOnlyRange { start, end } => {
            out.push(Action::Filter(Box::new(Filter {
                range: Some((Moment(start), Moment(end))),
                ..st.filter.clone()
            })));
        }
        TimelineAction::SqueezeGaps => out.push(Action::Do(Command::SqueezeGaps)),
        TimelineAction::Refused(why) => out.push(Action::Refuse(why)),
        TimelineAction::FoldLane { lane, folded } => lane_change(LaneChange::Fold(lane, folded)),
        TimelineAction::HideLane(lane) => lane_change(LaneChange::Hide(lane)),
        TimelineAction::HideOtherLanes(lane) => lane_change(LaneChange::HideOthers(lane)),
        TimelineAction::ShowLane(lane) => lane_change(LaneChange::Show(lane)),
        TimelineAction::FoldAllLanes(folded) => lane_change(LaneChange::FoldAll(folded)),
        TimelineAction::SortLanes(sort) => lane_change(LaneChange::Sort(sort)),
        TimelineAction::MoveLane { lane, to } => lane_change(LaneChange::Move(lane, to)),
    }
}
