//! What the window knows, and the one place where it changes: [`State::handle`].
//!
//! Panels read the state and push [`Action`]s; they never change it themselves. What takes long
//! is asked for by setting a flag here and done by [`super::jobs`] on a worker.

use super::command::Command;
use super::picture::Picture;
use super::preferences::Preferences;
use crate::entity::{Entity, EntityType};
use crate::event::{Event, EventMention};
use crate::export::Format;
use crate::project::recovery::Lost;
use crate::project::{
    Corrected, Edit, Entry, Filter, Home, LaneBy, LaneKey, Project, Snapshot, Thing,
};
use crate::text::Span;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// Something the user did or a worker found out.
#[derive(Clone, Debug)]
pub enum Action {
    /// A command of the table.
    Do(Command),
    /// Read these files and folders.
    Open(Vec<PathBuf>),
    /// Select one event, or none.
    Select(Option<u32>),
    /// Select these events; `true` adds to what is selected, or takes away.
    SelectMany(Vec<u32>, bool),
    /// Read an article from here on.
    Read {
        /// Index of the article.
        article: u32,
        /// What to bring into sight and mark.
        mark: Option<Span>,
    },
    /// Leave the article.
    CloseArticle,
    /// Use this filter.
    Filter(Box<Filter>),
    /// Show only events of this entity, or all again if it is the only one already; `true` adds
    /// it to those shown, or takes it away.
    ToggleEntity(u32, bool),
    /// Do not show events of this entity, or show them again.
    HideEntity(u32),
    /// Give this entity a lane of its own, or take it back.
    PinEntity(u32),
    /// Look for this in all articles.
    FindText(String),
    /// Sort events into these lanes.
    Lanes(LaneBy),
    /// Fold a lane, or unfold it.
    FoldLane(u32, bool),
    /// Hide a lane.
    HideLane(u32),
    /// Move a lane to another place.
    MoveLane(u32, usize),
    /// Show the hidden lanes again, in their first order.
    ResetLanes,
    /// Let this share of events through, by salience.
    Salience(f32),
    /// Change the project.
    Edit(Box<Edit>),
    /// Set the publication date of an article; `None` goes back to what the article tells.
    SetArticleDate(u32, Option<jiff::civil::Date>),
    /// Show these events in the list: what lies in a fold.
    ListEvents(Option<Vec<u32>>),
    /// Put this on the clipboard.
    Copy(String),
    /// Use these preferences.
    Preferences(Preferences),
    /// Open a tab of the tray.
    Tray(TrayTab),
    /// The dialog on top is done.
    CloseDialog,
    /// Throw away work of a window that is gone, by index.
    DropLost(usize),
    /// Close the window; `true` throws away what has no file.
    Leave(bool),
}

/// What the middle of the window shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Center {
    /// The picture.
    #[default]
    Timeline,
    /// The table.
    List,
}

/// What lies over the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Dialog {
    Palette,
    Keys,
    Preferences,
    Unsaved,
}

/// A tab of the tray.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TrayTab {
    /// Articles without a publication date.
    #[default]
    Articles,
    /// Events without a date.
    Events,
    /// Expressions that could not be resolved.
    Expressions,
    /// Files that could not be read.
    Files,
}

/// An article being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Index of the article.
    pub article: u32,
    /// What is marked.
    pub mark: Option<Span>,
    /// Rises when the mark is to be brought into sight again.
    pub serial: u64,
}

/// What the timeline is asked to do at its next frame.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum ViewWish {
    FitAll,
    Reveal { events: Vec<u32>, fit: bool },
    Zoom(f64),
    Back,
    Forward,
}

/// What only the window itself can do, asked for by a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Errand {
    PickFiles,
    PickFolder,
    SaveReport,
    Export(Format),
    SaveAs,
    Samples,
    Cancel,
    Quit,
    FocusSearch,
}

/// An import under way, as far as the panels need to know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Importing {
    /// Articles read and analysed.
    pub articles: u64,
    /// Files read to their end.
    pub files_done: u64,
    /// Files seen.
    pub files_found: u64,
    /// Whether all files have been seen, so that `files_found` is final.
    pub walked: bool,
    /// Whether the user asked to stop.
    pub stopping: bool,
}

/// A short message in the corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// What is said.
    pub text: String,
    /// Whether something failed.
    pub failure: bool,
}

/// What the window knows.
#[derive(Default)]
pub struct State {
    /// The user's document.
    pub project: Project,
    /// What is let through.
    pub filter: Filter,
    /// Whether the user has chosen how much is shown; until then it is chosen for them.
    pub salience_chosen: bool,
    /// What the panels show of it.
    pub picture: Arc<Picture>,
    /// How events are sorted into lanes.
    pub lane_by: LaneBy,
    /// Lanes folded to one line.
    pub folded: BTreeSet<LaneKey>,
    /// Lanes not shown.
    pub hidden_lanes: BTreeSet<LaneKey>,
    /// The user's order of lanes; those not in it follow.
    pub lane_order: Vec<LaneKey>,
    /// Selected events, sorted.
    pub selected: Vec<u32>,
    /// The event the detail view shows.
    pub focus: Option<u32>,
    /// Entity whose companions are shown.
    pub companion_of: Option<u32>,
    /// The article being read.
    pub reading: Option<Reading>,
    /// Timeline or list.
    pub center: Center,
    /// Events listed because a fold was opened.
    pub fold_list: Option<Vec<u32>>,
    /// What lies over the window.
    pub dialog: Option<Dialog>,
    /// Left panel open.
    pub entities_open: bool,
    /// Right panel open.
    pub detail_open: bool,
    /// Tray open.
    pub tray_open: bool,
    /// Its tab.
    pub tray_tab: TrayTab,
    /// An import under way.
    pub importing: Option<Importing>,
    /// Articles being read again after their date was set.
    pub rereading: BTreeSet<u32>,
    /// The story is being told on a worker.
    pub telling: bool,
    /// How the program behaves.
    pub preferences: Preferences,
    /// The picture must be made anew.
    pub stale_picture: bool,
    /// Files to read, waiting for the worker.
    pub to_open: Vec<PathBuf>,
    /// What the timeline is to do.
    pub view_wishes: Vec<ViewWish>,
    /// What only the window can do.
    pub errands: Vec<Errand>,
    /// Messages to show.
    pub notices: Vec<Notice>,
    /// What to put on the clipboard.
    pub clipboard: Option<String>,
    /// Rises when texts laid out before can no longer be drawn.
    pub glyphs: u64,
    /// The window closes as soon as all is saved.
    pub leaving: bool,
    /// What has no file is thrown away when the window closes.
    pub discard: bool,
    /// Work of windows that are gone, never saved.
    pub lost: Vec<Lost>,
    /// What the search field holds.
    pub search_text: String,
    back: Vec<u32>,
    forward: Vec<u32>,
    serial: u64,
}

impl State {
    /// A window without articles.
    #[must_use]
    pub fn new(preferences: Preferences) -> Self {
        Self {
            preferences,
            entities_open: true,
            detail_open: true,
            ..Self::default()
        }
    }

    /// All there is to look at.
    #[must_use]
    pub fn snapshot(&self) -> &Snapshot {
        &self.project.snapshot
    }

    /// Whether there is nothing to look at, nor about to be.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.snapshot().entries.is_empty()
            && self.importing.is_none()
            && self.project.unread.is_empty()
    }

    /// Event `i` of the story.
    #[must_use]
    pub fn event(&self, i: u32) -> Option<&Event> {
        self.snapshot().story.events.get(i as usize)
    }

    /// Entity `i` of the story.
    #[must_use]
    pub fn entity(&self, i: u32) -> Option<&Entity> {
        self.snapshot().story.entities.get(i as usize)
    }

    /// Article `i`.
    #[must_use]
    pub fn entry(&self, i: u32) -> Option<&Entry> {
        self.snapshot().entries.get(i as usize)
    }

    /// A telling of an event, with its article.
    #[must_use]
    pub fn mention(&self, (article, mention): (u32, u32)) -> Option<(&Entry, &EventMention)> {
        let entry = self.entry(article)?;
        Some((entry, entry.analysis.events.get(mention as usize)?))
    }

    /// The telling an event bears its title and date from.
    #[must_use]
    pub fn lead(&self, event: &Event) -> Option<(&Entry, &EventMention, u32)> {
        let at = event
            .mentions
            .get(event.lead as usize)
            .or_else(|| event.mentions.first())?;
        let (entry, mention) = self.mention(*at)?;
        Some((entry, mention, at.0))
    }

    /// Where the event in focus stands among those shown, from 1, and how many there are.
    #[must_use]
    pub fn position(&self) -> Option<(usize, usize)> {
        let focus = self.focus?;
        let order = &self.picture.order;
        let at = order.binary_search(&focus).ok()?;
        Some((at + 1, order.len()))
    }

    /// Whether events of this entity alone are shown, or it is among those.
    #[must_use]
    pub fn is_filtered_by(&self, entity: &Entity) -> bool {
        self.filter.entities.contains(&entity.id)
    }

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

    /// Whether nothing but salience is filtered.
    #[must_use]
    pub fn chips_are_empty(&self) -> bool {
        Filter {
            salience: 0.0,
            ..self.filter.clone()
        }
        .is_empty()
    }

    /// Applies one action.
    pub fn handle(&mut self, action: Action) {
        match action {
            Action::Do(command) => self.run(command),
            Action::Open(paths) => self.to_open.extend(paths),
            Action::Select(event) => self.select(event, true),
            Action::SelectMany(events, add) => self.select_many(events, add),
            Action::Read { article, mark } => {
                self.serial += 1;
                self.reading = Some(Reading {
                    article,
                    mark,
                    serial: self.serial,
                });
            }
            Action::CloseArticle => self.reading = None,
            Action::Filter(filter) => self.set_filter(*filter),
            Action::ToggleEntity(entity, add) => self.toggle_entity(entity, add),
            Action::HideEntity(entity) => {
                if let Some(id) = self.entity(entity).map(|e| e.id.clone()) {
                    let mut filter = self.filter.clone();
                    filter.entities.remove(&id);
                    if !filter.without_entities.remove(&id) {
                        filter.without_entities.insert(id);
                    }
                    self.set_filter(filter);
                }
            }
            Action::PinEntity(entity) => self.pin(entity),
            Action::FindText(words) => {
                let mut filter = self.filter.clone();
                filter.query.clone_from(&words);
                self.search_text = words;
                self.set_filter(filter);
            }
            Action::Lanes(by) => {
                if by != self.lane_by {
                    self.lane_by = by;
                    self.hidden_lanes.clear();
                    self.lane_order.clear();
                    self.stale_picture = true;
                }
            }
            Action::FoldLane(lane, folded) => {
                if let Some(key) = self.lane_key(lane) {
                    if folded {
                        self.folded.insert(key);
                    } else {
                        self.folded.remove(&key);
                    }
                    self.stale_picture = true;
                }
            }
            Action::HideLane(lane) => {
                if let Some(key) = self.lane_key(lane) {
                    self.hidden_lanes.insert(key);
                    self.stale_picture = true;
                }
            }
            Action::MoveLane(lane, to) => {
                if let Some(key) = self.lane_key(lane) {
                    let mut order: Vec<LaneKey> = self
                        .picture
                        .headers
                        .iter()
                        .filter_map(|h| self.lane_key(h.lane))
                        .filter(|k| *k != key)
                        .collect();
                    order.insert(to.min(order.len()), key);
                    self.lane_order = order;
                    self.stale_picture = true;
                }
            }
            Action::ResetLanes => {
                self.hidden_lanes.clear();
                self.lane_order.clear();
                self.stale_picture = true;
            }
            Action::Salience(least) => {
                self.salience_chosen = true;
                let filter = Filter {
                    salience: least.clamp(0.0, 1.0),
                    ..self.filter.clone()
                };
                self.set_filter(filter);
            }
            Action::Edit(edit) => self.edit(&edit),
            Action::SetArticleDate(article, date) => {
                self.rereading.insert(article);
                self.edit(&match date {
                    Some(_) => Edit::Published(article, date),
                    None => Edit::Reset(Thing::Article(article), Some(Corrected::Date)),
                });
            }
            Action::ListEvents(events) => self.fold_list = events,
            Action::Copy(text) => {
                self.clipboard = Some(text);
                self.say("Copied");
            }
            Action::Preferences(preferences) => self.preferences = preferences,
            Action::Tray(tab) => {
                self.tray_open = true;
                self.tray_tab = tab;
            }
            Action::CloseDialog => {
                self.dialog = None;
                self.leaving = false;
            }
            Action::DropLost(i) => {
                if i < self.lost.len() {
                    crate::project::recovery::remove(&self.lost.remove(i).path);
                }
            }
            Action::Leave(discard) => {
                self.dialog = None;
                self.leaving = true;
                if discard {
                    self.discard = true;
                    self.errands.push(Errand::Quit);
                } else {
                    self.errands.push(Errand::SaveAs);
                }
            }
        }
    }

    fn run(&mut self, command: Command) {
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
    fn edit(&mut self, edit: &Edit) {
        if let Err(refusal) = self.project.edit(edit) {
            self.say_failed(refusal.to_string());
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

    fn toggle(&mut self, dialog: Dialog) {
        self.dialog = (self.dialog != Some(dialog)).then_some(dialog);
    }

    /// Closes what is on top; what is nearest to the eye goes first.
    fn escape(&mut self) {
        if self.dialog.take().is_some() || self.fold_list.take().is_some() {
            return;
        }
        if self.reading.take().is_some() {
            return;
        }
        self.select(None, true);
    }

    fn set_filter(&mut self, filter: Filter) {
        if filter != self.filter {
            self.search_text.clone_from(&filter.query);
            self.filter = filter;
            self.stale_picture = true;
        }
    }

    fn select(&mut self, event: Option<u32>, remember: bool) {
        if remember
            && self.focus != event
            && let Some(old) = self.focus
        {
            self.back.push(old);
            self.forward.clear();
        }
        self.focus = event;
        self.selected = event.into_iter().collect();
        if event.is_some() {
            self.detail_open = true;
        }
    }

    fn select_many(&mut self, events: Vec<u32>, add: bool) {
        if !add {
            if let [one] = events[..] {
                self.select(Some(one), true);
            } else {
                self.select(events.first().copied(), true);
                self.selected = events;
                self.selected.sort_unstable();
            }
            return;
        }
        for event in events {
            match self.selected.binary_search(&event) {
                Ok(at) => drop(self.selected.remove(at)),
                Err(at) => {
                    self.selected.insert(at, event);
                    self.focus = Some(event);
                }
            }
        }
        if !self.focus.is_some_and(|f| self.selected.contains(&f)) {
            self.focus = self.selected.first().copied();
        }
    }

    fn step(&mut self, by: i64) {
        let order = &self.picture.order;
        let at = self.focus.map(|focus| {
            let at = order.partition_point(|e| *e < focus) as i64;
            let on_it = order.get(at as usize) == Some(&focus);
            if by > 0 && !on_it {
                at + by - 1
            } else {
                at + by
            }
        });
        let at = match at {
            Some(at) => at.clamp(0, order.len() as i64 - 1),
            None if by > 0 => 0,
            None => order.len() as i64 - 1,
        };
        if let Some(&event) = order.get(at as usize) {
            self.select(Some(event), true);
            self.view_wishes.push(ViewWish::Reveal {
                events: vec![event],
                fit: false,
            });
            if self.reading.is_some() {
                self.open_article();
            }
        }
    }

    fn open_article(&mut self) {
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

    fn toggle_entity(&mut self, entity: u32, add: bool) {
        let Some(id) = self.entity(entity).map(|e| e.id.clone()) else {
            return;
        };
        let mut filter = self.filter.clone();
        filter.without_entities.remove(&id);
        if add {
            if !filter.entities.remove(&id) {
                filter.entities.insert(id);
            }
        } else if filter.entities.len() == 1 && filter.entities.contains(&id) {
            filter.entities.clear();
        } else {
            filter.entities = [id].into();
        }
        self.companion_of = Some(entity);
        self.set_filter(filter);
    }

    fn pin(&mut self, entity: u32) {
        let Some((id, kind)) = self.entity(entity).map(|e| (e.id.clone(), e.kind)) else {
            return;
        };
        let by = match &self.lane_by {
            LaneBy::Entity { pinned, top, only } => {
                let mut pinned = pinned.clone();
                if let Some(at) = pinned.iter().position(|p| *p == id) {
                    pinned.remove(at);
                } else {
                    pinned.push(id);
                }
                LaneBy::Entity {
                    pinned,
                    top: *top,
                    only: *only,
                }
            }
            _ => LaneBy::Entity {
                pinned: vec![id],
                top: 6,
                only: Some(kind).filter(|k| *k != EntityType::Misc),
            },
        };
        self.lane_by = by;
        self.stale_picture = true;
    }

    /// Whether the entity has a lane of its own because the user pinned it.
    #[must_use]
    pub fn is_pinned(&self, entity: &Entity) -> bool {
        matches!(&self.lane_by, LaneBy::Entity { pinned, .. } if pinned.contains(&entity.id))
    }

    fn lane_key(&self, lane: u32) -> Option<LaneKey> {
        self.picture.lanes.get(lane as usize).map(|l| l.key.clone())
    }

    /// Says something in the corner.
    pub fn say(&mut self, text: impl Into<String>) {
        self.notices.push(Notice {
            text: text.into(),
            failure: false,
        });
    }

    /// Says in the corner that something failed.
    pub fn say_failed(&mut self, text: impl Into<String>) {
        self.notices.push(Notice {
            text: text.into(),
            failure: true,
        });
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
            .map_or_else(|| "no date".to_owned(), super::words::date);
        Some(format!(
            "{}: {}\n“{}”\n{}",
            date,
            event.title,
            mention.sentence.of(&entry.article.text).trim(),
            Snapshot::title_of(entry),
        ))
    }

    /// Keeps the selection over a change of the story: events are found again by a telling.
    pub fn reattach(&mut self, before: &Snapshot) {
        let after = &self.project.snapshot;
        let find = |old: u32| -> Option<u32> {
            let event = before.story.events.get(old as usize)?;
            let at = event
                .mentions
                .get(event.lead as usize)
                .or_else(|| event.mentions.first())?;
            let key = before.entries.get(at.0 as usize)?.key;
            let article = if after
                .entries
                .get(at.0 as usize)
                .is_some_and(|e| e.key == key)
            {
                at.0
            } else {
                after.entries.iter().position(|e| e.key == key)? as u32
            };
            after
                .index
                .article_events
                .get(article as usize)
                .iter()
                .copied()
                .find(|e| {
                    after
                        .story
                        .events
                        .get(*e as usize)
                        .is_some_and(|e| e.mentions.contains(&(article, at.1)))
                })
        };
        let focus = self.focus.and_then(find);
        let mut selected: Vec<u32> = self.selected.iter().filter_map(|e| find(*e)).collect();
        selected.sort_unstable();
        selected.dedup();
        let back = self.back.iter().filter_map(|e| find(*e)).collect();
        let forward = self.forward.iter().filter_map(|e| find(*e)).collect();
        let companion_of = self.companion_of.and_then(|e| {
            let id = &before.story.entities.get(e as usize)?.id;
            after.entity(id).map(|(i, _)| i as u32)
        });
        self.focus = focus;
        self.selected = selected;
        self.back = back;
        self.forward = forward;
        self.companion_of = companion_of;
        self.fold_list = None;
    }
}
