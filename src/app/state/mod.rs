//! What the window knows, and the one place where it changes: [`State::handle`].
//!
//! Panels read the state and push [`Action`]s; they never change it themselves. What takes long
//! is asked for by setting a flag here and done by [`super::jobs`] on a worker.

mod action;
mod commands;
mod files;
mod filter;
mod lanes;
mod results;
mod selection;

pub use action::*;
pub use results::Results;

use super::picture::{LaneLayout, Picture};
use super::preferences::Preferences;
use crate::entity::Entity;
use crate::event::{Event, EventMention};
use crate::project::recovery::Lost;
use crate::project::{
    ArticleKey, Corrected, Edit, Entry, Filter, LaneBy, Project, Snapshot, Thing,
};
use crate::temporal::Moment;
use crate::text::Span;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

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
    /// How the lanes are shown.
    pub lane_layout: LaneLayout,
    /// Selected events, sorted.
    pub selected: Vec<u32>,
    /// First and last second the timeline shows; `None` where something else is shown.
    pub in_sight: Option<(Moment, Moment)>,
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
    /// Whether the system's own colours are dark.
    pub system_is_dark: bool,
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
    /// What the window goes on with as soon as the work in it is safe.
    pub next: Option<Next>,
    /// What has no file is thrown away when the project is closed.
    pub discard: bool,
    /// A project is being opened on a worker.
    pub opening: Option<PathBuf>,
    /// How much of it has been read, and of how much.
    pub opened: (usize, usize),
    /// The project is being written to the end on a worker, to be closed then.
    pub closing: Option<Closing>,
    /// The project is being saved on a worker.
    pub saving: bool,
    /// What [`Dialog::Message`] says.
    pub message: String,
    /// Banners the user has closed.
    pub closed_banners: BTreeSet<Banner>,
    /// How many articles an older program has read.
    pub outdated: usize,
    /// How many articles are to be read again, and how many have been.
    pub reading_again: Option<(usize, usize)>,
    /// Words selected in an article.
    pub words: Option<(u32, Span)>,
    /// An event is being added from [`State::words`].
    pub adding: bool,
    /// The words of an event that was added and is to be selected once it is told.
    added: Option<(ArticleKey, Span)>,
    /// What the search found.
    pub results: Results,
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

    /// As a new window, with what belongs to the window and not to its project.
    #[must_use]
    pub fn anew(mut self) -> Self {
        self.closed_banners.remove(&Banner::Outdated);
        Self {
            lost: self.lost,
            closed_banners: self.closed_banners,
            entities_open: self.entities_open,
            detail_open: self.detail_open,
            glyphs: self.glyphs,
            errands: self.errands,
            notices: self.notices,
            ..Self::new(self.preferences)
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
            && self.project.removed_articles().next().is_none()
    }

    /// Why the timeline has nothing to show, where it has nothing.
    #[must_use]
    pub fn why_nothing(&self) -> &'static str {
        if self.importing.is_some() || self.telling {
            "Reading…"
        } else if self.picture.total() > 0 && self.picture.selection.count > 0 {
            "None of these events has a date yet; see the tray below"
        } else if self.picture.total() > 0 {
            "No event passes the filter"
        } else if !self.snapshot().entries.is_empty() {
            "No dated events were found in these articles"
        } else if self.project.unread.is_empty() {
            "No article is left; the tray below keeps what was removed"
        } else {
            "Nothing could be read; the tray below says why"
        }
    }

    /// Whether the list of what the search found is shown.
    #[must_use]
    pub fn shows_results(&self) -> bool {
        self.results.open && !self.filter.query.trim().is_empty()
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

    /// Applies one action.
    pub fn handle(&mut self, action: Action) {
        match action {
            Action::Do(command) => self.run(command),
            Action::Open(paths) => self.to_open.extend(paths),
            Action::Pasted(text) => self.errands.push(Errand::Clipboard(Some(text))),
            Action::Paste(text) if text.trim().is_empty() => {
                self.say("There is no text on the clipboard");
            }
            Action::Paste(text) => self.errands.push(Errand::Paste(text)),
            Action::Select(event) => self.select(event, true),
            Action::Show(event) => {
                self.select(Some(event), true);
                self.view_wishes.push(ViewWish::Reveal {
                    events: vec![event],
                    fit: false,
                });
            }
            Action::SelectMany(events, add) => self.select_many(events, add),
            Action::Read { article, mark } => {
                self.serial += 1;
                self.reading = Some(Reading {
                    article,
                    mark,
                    serial: self.serial,
                });
            }
            Action::CloseArticle => {
                self.reading = None;
                self.handle(Action::SelectWords(None));
            }
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
                self.results.open = !words.trim().is_empty();
                self.search_text = words;
                self.set_filter(filter);
            }
            Action::Lanes(by) => {
                if by != self.lane_by {
                    self.lane_by = by;
                    self.lane_layout.hidden.clear();
                    self.lane_layout.order.clear();
                    self.stale_picture = true;
                }
            }
            Action::Lane(change) => self.change_lanes(change),
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
                self.stay();
            }
            Action::NotChosen => self.stay(),
            Action::KeepOpen => self.errands.push(Errand::KeepOpen),
            Action::DropLost(i) => {
                if i < self.lost.len() {
                    crate::project::recovery::remove(&self.lost.remove(i).path);
                }
            }
            Action::Leave(discard) => {
                self.dialog = None;
                self.discard = discard;
                self.errands.push(if discard {
                    Errand::Leave
                } else {
                    Errand::SaveAs
                });
            }
            Action::SaveTo(path) => self.errands.push(Errand::SaveTo(path)),
            Action::ExportSelected(format) => self.errands.push(Errand::ExportSelected(format)),
            Action::ExportSelectedTo(format, path) => {
                self.errands.push(Errand::ExportSelectedTo(format, path));
            }
            Action::Refuse(why) => self.say_failed(why),
            Action::ExportTo(format, path) => self.errands.push(Errand::ExportTo(format, path)),
            Action::ReportTo(path) => self.errands.push(Errand::ReportTo(path)),
            Action::SelectWords(words) => {
                self.words = words;
                self.adding &= words.is_some();
            }
            Action::AddEvent(edit) => self.add_event(&edit),
            Action::UpdateText(article, text) => self.update_text(article, text),
            Action::CloseBanner(banner) => drop(self.closed_banners.insert(banner)),
            Action::Results(open) => self.results.open = open,
        }
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
}
