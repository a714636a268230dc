//! Everything the user can tell the program to do, in one table: menus, buttons, keys, palette
//! and tooltips all read it, so they can never disagree.

use crate::export::Format;
use egui::{Key, KeyboardShortcut, Modifiers};
use egui_material_icons::{MaterialIcon, icons};

/// One thing the user can ask for that needs no further word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Command {
    OpenFiles,
    OpenFolder,
    OpenSamples,
    Save,
    SaveAs,
    Export(Format),
    SaveReport,
    CancelImport,
    Quit,
    Undo,
    Redo,
    CopyEvent,
    Find,
    ClearFilter,
    ClearSelection,
    FitAll,
    FitSelection,
    ZoomIn,
    ZoomOut,
    ShowTimeline,
    ShowList,
    ToggleEntities,
    ToggleDetail,
    ToggleTray,
    MoreEvents,
    FewerEvents,
    SwitchTheme,
    NextEvent,
    PreviousEvent,
    Back,
    Forward,
    OpenArticle,
    Palette,
    Keys,
    Preferences,
}

/// Where a command stands in the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Group {
    File,
    Edit,
    View,
    Go,
    Help,
}

impl Group {
    /// Every group, in menu order.
    pub const ALL: [Self; 5] = [Self::File, Self::Edit, Self::View, Self::Go, Self::Help];

    /// The menu's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Go => "Go",
            Self::Help => "Help",
        }
    }
}

/// What the interface needs to know of a command.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// In menus, on buttons, in the palette.
    pub text: &'static str,
    /// What it does, in a short sentence.
    pub tooltip: &'static str,
    /// Its picture.
    pub icon: MaterialIcon,
    /// The keys that call it, the one to show first.
    pub keys: &'static [KeyboardShortcut],
    /// Its menu.
    pub group: Group,
}

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

impl Command {
    /// Every command, in menu order.
    pub const ALL: [Self; 40] = [
        Self::OpenFiles,
        Self::OpenFolder,
        Self::OpenSamples,
        Self::Save,
        Self::SaveAs,
        Self::Export(Format::Html),
        Self::Export(Format::Csv),
        Self::Export(Format::Svg),
        Self::Export(Format::Ics),
        Self::Export(Format::Timelinejs),
        Self::Export(Format::Events),
        Self::SaveReport,
        Self::CancelImport,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::CopyEvent,
        Self::Find,
        Self::ClearFilter,
        Self::ClearSelection,
        Self::FitAll,
        Self::FitSelection,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ShowTimeline,
        Self::ShowList,
        Self::ToggleEntities,
        Self::ToggleDetail,
        Self::ToggleTray,
        Self::MoreEvents,
        Self::FewerEvents,
        Self::SwitchTheme,
        Self::NextEvent,
        Self::PreviousEvent,
        Self::Back,
        Self::Forward,
        Self::OpenArticle,
        Self::Palette,
        Self::Keys,
        Self::Preferences,
    ];

    /// The table.
    #[must_use]
    pub fn spec(self) -> Spec {
        use Group::{Edit, File, Go, Help, View};
        let spec = |text, tooltip, icon, keys, group| Spec {
            text,
            tooltip,
            icon,
            keys,
            group,
        };
        match self {
            Self::OpenFiles => spec(
                "Open files…",
                "Add articles from files",
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
            Self::CopyEvent => spec(
                "Copy event",
                "Copy the selected event with its date and sentence",
                icons::ICON_CONTENT_COPY,
                const { &[ctrl_shift(Key::C)] },
                Edit,
            ),
            Self::Find => spec(
                "Find",
                "Search articles, people and events",
                icons::ICON_SEARCH,
                const { &[ctrl(Key::F)] },
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
                "Clear the selection",
                "Close what is open on top, or let go of the selected event",
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

    /// What it does and the keys that call it, for a tooltip.
    #[must_use]
    pub fn hint(self, ctx: &egui::Context) -> String {
        let spec = self.spec();
        match spec.keys.first() {
            Some(keys) => format!("{} ({})", spec.tooltip, keys_words(ctx, keys)),
            None => spec.tooltip.to_owned(),
        }
    }

    /// The keys to show in a menu; empty where there are none.
    #[must_use]
    pub fn keys_text(self, ctx: &egui::Context) -> String {
        self.spec()
            .keys
            .first()
            .map(|k| keys_words(ctx, k))
            .unwrap_or_default()
    }
}

/// Keys as they are written on a keyboard: "Ctrl+O", "+", "Esc".
#[must_use]
pub fn keys_words(ctx: &egui::Context, keys: &KeyboardShortcut) -> String {
    let name = keys.logical_key.name();
    let words = ctx.format_shortcut(keys);
    let short = match keys.logical_key {
        Key::Escape => "Esc",
        Key::Plus => "+",
        Key::Minus => "−",
        Key::Equals => "=",
        Key::Comma => ",",
        Key::Period => ".",
        Key::Questionmark => "?",
        Key::OpenBracket => "[",
        Key::CloseBracket => "]",
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        _ => return words,
    };
    match words.strip_suffix(name) {
        Some(modifiers) => format!("{modifiers}{short}"),
        None => words,
    }
}

/// The commands whose keys were pressed in this frame. Keys without Ctrl or Alt belong to a text
/// field while one has the focus, and Enter belongs to whatever has it.
///
/// Escape is left alone unless `escape`; bare keys are where a list `listens` to them itself.
pub fn pressed(ctx: &egui::Context, escape: bool, listens: bool) -> Vec<Command> {
    let typing = listens || ctx.text_edit_focused();
    let focused = ctx.memory(|m| m.focused().is_some());
    // egui lets a shortcut match with more modifiers than it names: the longest must go first.
    let mut table: Vec<(KeyboardShortcut, Command)> = Command::ALL
        .into_iter()
        .flat_map(|c| c.spec().keys.iter().map(move |k| (*k, c)))
        .collect();
    table.sort_by_key(|(k, _)| {
        let m = k.modifiers;
        std::cmp::Reverse(u8::from(m.command) + u8::from(m.shift) + u8::from(m.alt))
    });
    ctx.input_mut(|input| {
        let mut commands = Vec::new();
        for (keys, command) in table {
            let bare = keys.modifiers.is_none();
            if bare && typing && keys.logical_key != Key::Escape && keys.logical_key != Key::F1 {
                continue;
            }
            if keys.logical_key == Key::Enter && focused {
                continue;
            }
            if keys.logical_key == Key::Escape && !escape {
                continue;
            }
            if input.consume_shortcut(&keys) && !commands.contains(&command) {
                commands.push(command);
            }
        }
        commands
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_key_or_a_name() {
        let mut keys: Vec<(KeyboardShortcut, Command)> = Vec::new();
        let mut names = std::collections::BTreeSet::new();
        for command in Command::ALL {
            assert!(names.insert(command.spec().text), "{command:?}");
            for key in command.spec().keys {
                if let Some((_, other)) = keys.iter().find(|(k, _)| k == key) {
                    panic!("{command:?} and {other:?} share {key:?}");
                }
                keys.push((*key, command));
            }
        }
    }

    #[test]
    fn every_command_is_listed_once_in_menu_order() {
        let mut seen = Vec::new();
        for command in Command::ALL {
            assert!(!seen.contains(&command));
            seen.push(command);
        }
        let groups: Vec<usize> = Command::ALL
            .iter()
            .filter_map(|c| Group::ALL.iter().position(|g| *g == c.spec().group))
            .collect();
        assert!(groups.is_sorted());
    }
}
