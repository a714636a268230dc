//! What can happen to the window's state, and the small words it is told in.

use crate::app::command::Command;
use crate::app::preferences::Preferences;
use crate::app::timeline_view::LaneSort;
use crate::export::Format;
use crate::project::{Edit, Filter, LaneBy};
use crate::text::Span;
use std::path::PathBuf;

/// Something the user did or a worker found out.
#[derive(Clone, Debug)]
pub enum Action {
    /// A command of the table.
    Do(Command),
    /// Make an article of this text or markup from the clipboard.
    Paste(String),
    /// Text was pasted outside all fields.
    Pasted(String),
    /// Read these files and folders.
    Open(Vec<PathBuf>),
    /// Select one event, or none.
    Select(Option<u32>),
    /// Select this event and bring it into sight.
    Show(u32),
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
    /// Show the lanes otherwise.
    Lane(LaneChange),
    /// Let this share of events through, by salience.
    Salience(f32),
    /// Change the project.
    Edit(Box<Edit>),
    /// Ask for a file and write the selected events to it.
    ExportSelected(Format),
    /// Write the selected events to this file.
    ExportSelectedTo(Format, PathBuf),
    /// Say why something cannot be done.
    Refuse(String),
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
    /// Go on with what was asked for, be it that the work here is thrown away (`true`) or saved
    /// first.
    Leave(bool),
    /// Nothing was chosen in a dialog of the system.
    NotChosen,
    /// The project that is being closed stays open.
    KeepOpen,
    /// Save the project in this file.
    SaveTo(PathBuf),
    /// Write the events shown to this file.
    ExportTo(Format, PathBuf),
    /// Write the report of what was read to this file.
    ReportTo(PathBuf),
    /// Select these words of an article, or none.
    SelectWords(Option<(u32, Span)>),
    /// Add an event by hand (an [`Edit::Add`]) and select it.
    AddEvent(Box<Edit>),
    /// Put this text in the place of an article's, and read it anew.
    UpdateText(u32, String),
    /// Close a banner until there is something new to say.
    CloseBanner(Banner),
    /// Show or fold the list of results.
    Results(bool),
}

/// What stands across the window until it is dealt with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Banner {
    /// An older program has read some of the articles.
    Outdated,
    /// There is work of a window that is gone.
    Lost,
}

/// What the window goes on with once the work in it is safe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Close the window.
    Quit,
    /// Begin an empty project.
    New,
    /// Open this project.
    Open(PathBuf),
}

/// What of the selected event is to be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Typed {
    Title,
    Date,
    Tag,
    Note,
}

/// Another way to show the lanes; lanes by their number in the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaneChange {
    /// Fold a lane to one line, or unfold it.
    Fold(u32, bool),
    /// Fold every lane, or unfold it.
    FoldAll(bool),
    /// Hide a lane.
    Hide(u32),
    /// Hide every lane but this.
    HideOthers(u32),
    /// Show a hidden lane again, or all of them.
    Show(Option<u32>),
    /// Move a lane to another place among those shown.
    Move(u32, usize),
    /// Put the lanes in this order.
    Sort(LaneSort),
    /// Show the hidden lanes again, in their first order.
    Reset,
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
    /// Whether to keep work that has no file.
    Unsaved,
    /// The project is being written to the end, to be closed.
    Closing,
    /// Something that went wrong and must not be overlooked.
    Message,
    /// A newer text for the article that is open.
    Update,
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
    /// Articles that were read with a loss.
    Losses,
    /// Articles in languages that are not read.
    Languages,
    /// Articles that repeat another.
    Doubles,
    /// Corrections that found nothing to lie on.
    Corrections,
    /// What the user took out.
    Removed,
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
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Errand {
    PickFiles,
    PickFolder,
    PickProject,
    SaveReport,
    ReportTo(PathBuf),
    Export(Format),
    ExportTo(Format, PathBuf),
    ExportSelected(Format),
    ExportSelectedTo(Format, PathBuf),
    SaveAs,
    SaveTo(PathBuf),
    Samples,
    Cancel,
    /// Look what is on the clipboard; the text that was pasted, if any.
    Clipboard(Option<String>),
    Paste(String),
    /// Go on with [`State::next`](super::State::next), or ask first.
    Leave,
    /// Do not close the project after all.
    KeepOpen,
    /// All is put away: close the window.
    Quit,
    FocusSearch,
    Type(Typed),
    /// Choose the tellings of the selected event that are of another.
    Split,
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

/// A project being written to the end, to be closed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Since when.
    pub since: std::time::Instant,
    /// Articles written so far.
    pub written: usize,
    /// Whether the user wants it to stay open.
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
