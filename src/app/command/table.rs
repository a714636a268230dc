//! What every command is called, what it does, its picture, its keys, its menu.

use super::{Command, Group, Spec};
use crate::export::Format;
use egui::{Key, KeyboardShortcut, Modifiers};
use egui_material_icons::icons;

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

const fn ctrl_alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::ALT), key)
}

impl Command {
    /// The table.
    #[must_use]
    pub fn spec(self) -> Spec {
        use Group::{Article, Edit, Event, File, Go, Help, View};
        let spec = |text, tooltip, icon, keys, group| Spec {
            text,
            tooltip,
            icon,
            keys,
            group,
        };
        match self {
            Self::NewProject => spec(
                "New project",
                "Leave this project and begin an empty one",
                icons::ICON_NOTE_ADD,
                const { &[ctrl(Key::N)] },
                File,
            ),
            Self::OpenProject => spec(
                "Open project…",
                "Open a project file in the place of this one",
                icons::ICON_FOLDER_SPECIAL,
                const { &[ctrl_alt(Key::O)] },
                File,
            ),
            Self::OpenRecent(n) => spec(
                match n {
                    0 => "Open the last project",
                    1 => "Open the second last project",
                    2 => "Open the third last project",
                    3 => "Open the fourth last project",
                    4 => "Open the fifth last project",
                    _ => "Open the sixth last project",
                },
                "Open a project worked on before",
                icons::ICON_HISTORY,
                &[],
                File,
            ),
            Self::ForgetRecent => spec(
                "Forget recent projects",
                "Empty this list; the files stay where they are",
                icons::ICON_HISTORY_TOGGLE_OFF,
                &[],
                File,
            ),
            Self::OpenFiles => spec(
                "Open files…",
                "Add articles from files, or open a project",
                icons::ICON_FILE_OPEN,
                const { &[ctrl(Key::O)] },
                File,
            ),
            Self::OpenFolder => spec(
                "Open folder…",
                "Add every article in a folder and the folders inside it",
                icons::ICON_FOLDER_OPEN,
                const { &[ctrl_shift(Key::O)] },
                File,
            ),
            Self::OpenSamples => spec(
                "Try the samples",
                "Open the articles that come with Dateline",
                icons::ICON_AUTO_STORIES,
                &[],
                File,
            ),
            Self::Save => spec(
                "Save",
                "Keep articles and corrections in a project file",
                icons::ICON_SAVE,
                const { &[ctrl(Key::S)] },
                File,
            ),
            Self::SaveAs => spec(
                "Save as…",
                "Keep everything in another project file and go on in that one",
                icons::ICON_SAVE_AS,
                const { &[ctrl_shift(Key::S)] },
                File,
            ),
            Self::Export(format) => spec(
                match format {
                    Format::Html => "Export as a page…",
                    Format::Csv => "Export as a table…",
                    Format::Svg => "Export as a picture…",
                    Format::Ics => "Export to a calendar…",
                    Format::Timelinejs => "Export to TimelineJS…",
                    Format::Events => "Export as JSON Lines…",
                    Format::Annotations => "Export annotations…",
                },
                match format {
                    Format::Html => "Write the events shown to a web page, each with its sentence",
                    Format::Csv => "Write the events shown to a CSV file for a spreadsheet",
                    Format::Svg => "Write the events shown to an SVG drawing of the timeline",
                    Format::Ics => "Write the events shown to an iCalendar file",
                    Format::Timelinejs => "Write the events shown to a TimelineJS 3 document",
                    Format::Events => "Write the events shown to a file, one JSON object a line",
                    Format::Annotations => "Write all that was found, one JSON object an article",
                },
                icons::ICON_IOS_SHARE,
                &[],
                File,
            ),
            Self::SaveReport => spec(
                "Save import report…",
                "Write the list of what was read and what was not to a file",
                icons::ICON_DOWNLOAD,
                &[],
                File,
            ),
            Self::CancelImport => spec(
                "Stop reading",
                "Stop reading files; what was read stays",
                icons::ICON_STOP_CIRCLE,
                &[],
                File,
            ),
            Self::CloseProject => spec(
                "Close project",
                "Close this project; the window stays open",
                icons::ICON_CANCEL_PRESENTATION,
                const { &[ctrl(Key::W)] },
                File,
            ),
            Self::Quit => spec(
                "Quit",
                "Close the window",
                icons::ICON_LOGOUT,
                const { &[ctrl(Key::Q)] },
                File,
            ),
            Self::Undo => spec(
                "Undo",
                "Take back the last change",
                icons::ICON_UNDO,
                const { &[ctrl(Key::Z)] },
                Edit,
            ),
            Self::Redo => spec(
                "Redo",
                "Make the change again",
                icons::ICON_REDO,
                const { &[ctrl_shift(Key::Z), ctrl(Key::Y)] },
                Edit,
            ),
            Self::PasteArticle => spec(
                "Paste article",
                "Make an article of the text or page on the clipboard",
                icons::ICON_CONTENT_PASTE,
                const { &[ctrl(Key::V)] },
                Edit,
            ),
            Self::Find => spec(
                "Find",
                "Search articles, people and events",
                icons::ICON_SEARCH,
                const { &[ctrl(Key::F)] },
                Edit,
            ),
            Self::ShowResults => spec(
                "Search results",
                "Show or fold the list of what the search found",
                icons::ICON_MANAGE_SEARCH,
                const { &[ctrl(Key::R)] },
                Edit,
            ),
            Self::ClearFilter => spec(
                "Clear all filters",
                "Show every event again",
                icons::ICON_FILTER_ALT_OFF,
                const { &[ctrl_shift(Key::F)] },
                Edit,
            ),
            Self::ClearSelection => spec(
                "Close or clear",
                "Close what is open on top, else let go of the selected event, close the tray, clear the search",
                icons::ICON_CLOSE,
                const { &[plain(Key::Escape)] },
                Edit,
            ),
            Self::FitAll => spec(
                "Show everything",
                "Zoom out until all events are in sight",
                icons::ICON_FIT_SCREEN,
                const { &[plain(Key::Num0), plain(Key::Home)] },
                View,
            ),
            Self::FitSelection => spec(
                "Zoom to the selection",
                "Zoom to the selected event",
                icons::ICON_CENTER_FOCUS_STRONG,
                const { &[plain(Key::F)] },
                View,
            ),
            Self::ZoomIn => spec(
                "Zoom in",
                "Show a shorter time",
                icons::ICON_ZOOM_IN,
                const { &[plain(Key::Plus), plain(Key::Equals)] },
                View,
            ),
            Self::ZoomOut => spec(
                "Zoom out",
                "Show a longer time",
                icons::ICON_ZOOM_OUT,
                const { &[plain(Key::Minus)] },
                View,
            ),
            Self::ViewBack => spec(
                "Back to the view before",
                "Show what the timeline showed before the last move",
                icons::ICON_UNDO,
                const { &[plain(Key::Backspace)] },
                View,
            ),
            Self::ViewForward => spec(
                "Forward to the next view",
                "Undo going back to a view",
                icons::ICON_REDO,
                const { &[shift(Key::Backspace)] },
                View,
            ),
            Self::ShowTimeline => spec(
                "Timeline",
                "Events as a picture over time",
                icons::ICON_TIMELINE,
                const { &[ctrl(Key::Num1)] },
                View,
            ),
            Self::ShowList => spec(
                "Event list",
                "The same events as a table",
                icons::ICON_LIST,
                const { &[ctrl(Key::Num2)] },
                View,
            ),
            Self::ToggleEntities => spec(
                "People, organisations, places",
                "Show or fold the panel on the left",
                icons::ICON_DOCK_TO_RIGHT,
                const { &[ctrl(Key::B)] },
                View,
            ),
            Self::ToggleDetail => spec(
                "Details",
                "Show or fold the panel on the right",
                icons::ICON_DOCK_TO_LEFT,
                const { &[ctrl(Key::D)] },
                View,
            ),
            Self::ToggleTray => spec(
                "What could not be placed",
                "Show or fold the tray of undated events and unread files",
                icons::ICON_INBOX,
                const { &[ctrl(Key::T)] },
                View,
            ),
            Self::MoreEvents => spec(
                "Show more events",
                "Lower the bar an event must pass to be shown",
                icons::ICON_ADD,
                const { &[plain(Key::CloseBracket)] },
                View,
            ),
            Self::FewerEvents => spec(
                "Show fewer events",
                "Raise the bar an event must pass to be shown",
                icons::ICON_REMOVE,
                const { &[plain(Key::OpenBracket)] },
                View,
            ),
            Self::SqueezeGaps => spec(
                "Draw empty stretches short",
                "Squeeze long stretches of time in which nothing happened, or draw them in full",
                icons::ICON_COMPRESS,
                const { &[plain(Key::Z)] },
                View,
            ),
            Self::SwitchTheme => spec(
                "Switch theme",
                "Dark, light, or as the system has it",
                icons::ICON_CONTRAST,
                &[],
                View,
            ),
            Self::NextEvent => spec(
                "Next event",
                "Select the event after this one",
                icons::ICON_CHEVRON_RIGHT,
                const { &[plain(Key::Period)] },
                Go,
            ),
            Self::PreviousEvent => spec(
                "Previous event",
                "Select the event before this one",
                icons::ICON_CHEVRON_LEFT,
                const { &[plain(Key::Comma)] },
                Go,
            ),
            Self::Back => spec(
                "Back",
                "Return to what was selected before",
                icons::ICON_ARROW_BACK,
                const { &[alt(Key::ArrowLeft)] },
                Go,
            ),
            Self::Forward => spec(
                "Forward",
                "Undo going back",
                icons::ICON_ARROW_FORWARD,
                const { &[alt(Key::ArrowRight)] },
                Go,
            ),
            Self::OpenArticle => spec(
                "Open article",
                "Read the whole article, with the sentence marked",
                icons::ICON_ARTICLE,
                const { &[plain(Key::Enter)] },
                Go,
            ),
            Self::AddEvent => spec(
                "Add event…",
                "Add an event by hand from the words selected in the article",
                icons::ICON_ADD_CIRCLE,
                const { &[ctrl(Key::E)] },
                Event,
            ),
            Self::CopyEvent => spec(
                "Copy event",
                "Copy the selected event with its date and sentence",
                icons::ICON_CONTENT_COPY,
                const { &[ctrl_shift(Key::C)] },
                Event,
            ),
            Self::EditTitle => spec(
                "Change title",
                "Type another title for the selected event",
                icons::ICON_EDIT,
                const { &[plain(Key::F2)] },
                Event,
            ),
            Self::EditDate => spec(
                "Set date",
                "Type the date of the selected event",
                icons::ICON_EDIT_CALENDAR,
                const { &[shift(Key::F2)] },
                Event,
            ),
            Self::AddTag => spec(
                "Add tag",
                "Put a tag on the selected event",
                icons::ICON_SELL,
                const { &[ctrl_shift(Key::T)] },
                Event,
            ),
            Self::WriteNote => spec(
                "Write note",
                "Write a note on the selected event",
                icons::ICON_EDIT_NOTE,
                const { &[ctrl_shift(Key::N)] },
                Event,
            ),
            Self::StarEvent => spec(
                "Star",
                "Star the selected events, or take the star off",
                icons::ICON_STAR,
                const { &[ctrl_shift(Key::B)] },
                Event,
            ),
            Self::MergeEvents => spec(
                "Merge events",
                "Make one event of those selected; the one shown gives title and date",
                icons::ICON_MERGE,
                const { &[ctrl(Key::M)] },
                Event,
            ),
            Self::SplitEvent => spec(
                "Split event…",
                "Choose the tellings that are of another event",
                icons::ICON_CALL_SPLIT,
                const { &[] },
                Event,
            ),
            Self::HideEvent => spec(
                "Hide",
                "Hide the selected events, or show them again",
                icons::ICON_VISIBILITY_OFF,
                const { &[ctrl(Key::H)] },
                Event,
            ),
            Self::DeleteEvent => spec(
                "Delete event",
                "Take the selected events out; the tray keeps them",
                icons::ICON_DELETE,
                const { &[plain(Key::Delete)] },
                Event,
            ),
            Self::ResetEvent => spec(
                "Back to the machine’s reading",
                "Drop every correction of the selected event",
                icons::ICON_RESTART_ALT,
                &[],
                Event,
            ),
            Self::UpdateArticle => spec(
                "Replace the text…",
                "Put a newer text in the place of the article that is open",
                icons::ICON_DIFFERENCE,
                &[],
                Article,
            ),
            Self::RemoveArticle => spec(
                "Remove article",
                "Take the article that is open out of the project; the tray keeps it",
                icons::ICON_DELETE_SWEEP,
                &[],
                Article,
            ),
            Self::ReadAgain => spec(
                "Read the articles again",
                "Read again what an older Dateline has read; corrections stay",
                icons::ICON_SYNC,
                &[],
                Article,
            ),
            Self::Palette => spec(
                "Commands",
                "Find any command by its name",
                icons::ICON_TERMINAL,
                const { &[ctrl_shift(Key::P), ctrl(Key::K)] },
                Help,
            ),
            Self::Keys => spec(
                "Keys and gestures",
                "All keys and mouse gestures on one page",
                icons::ICON_KEYBOARD,
                const { &[plain(Key::Questionmark), plain(Key::F1)] },
                Help,
            ),
            Self::Preferences => spec(
                "Preferences",
                "Theme, mouse wheel, motion",
                icons::ICON_SETTINGS,
                const { &[ctrl(Key::Comma)] },
                Help,
            ),
        }
    }
}
