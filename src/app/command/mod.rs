//! Everything the user can tell the program to do, in one table: menus, buttons, keys, palette
//! and tooltips all read it, so they can never disagree.

mod table;

use crate::export::Format;
use egui::{Key, KeyboardShortcut};
use egui_material_icons::MaterialIcon;

/// One thing the user can ask for that needs no further word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Command {
    NewProject,
    OpenProject,
    /// The project opened or saved last, the one before it …, from 0 to [`RECENT`] − 1.
    OpenRecent(u8),
    ForgetRecent,
    OpenFiles,
    OpenFolder,
    OpenSamples,
    Save,
    SaveAs,
    Export(Format),
    SaveReport,
    CancelImport,
    CloseProject,
    Quit,
    Undo,
    Redo,
    PasteArticle,
    Find,
    ShowResults,
    ClearFilter,
    ClearSelection,
    FitAll,
    FitSelection,
    ZoomIn,
    ZoomOut,
    ViewBack,
    ViewForward,
    ShowTimeline,
    ShowList,
    ToggleEntities,
    ToggleDetail,
    ToggleTray,
    MoreEvents,
    FewerEvents,
    SqueezeGaps,
    SwitchTheme,
    NextEvent,
    PreviousEvent,
    Back,
    Forward,
    OpenArticle,
    AddEvent,
    CopyEvent,
    EditTitle,
    EditDate,
    AddTag,
    WriteNote,
    StarEvent,
    MergeEvents,
    SplitEvent,
    HideEvent,
    DeleteEvent,
    ResetEvent,
    UpdateArticle,
    RemoveArticle,
    ReadAgain,
    Palette,
    Keys,
    Preferences,
}

/// How many projects are remembered.
pub const RECENT: usize = 6;

/// Where a command stands in the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Group {
    File,
    Edit,
    View,
    Go,
    Event,
    Article,
    Help,
}

impl Group {
    /// Every group, in menu order.
    pub const ALL: [Self; 7] = [
        Self::File,
        Self::Edit,
        Self::View,
        Self::Go,
        Self::Event,
        Self::Article,
        Self::Help,
    ];

    /// The menu's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Go => "Go",
            Self::Event => "Event",
            Self::Article => "Article",
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

impl Command {
    /// Every command, in menu order.
    pub const ALL: [Self; 69] = [
        Self::NewProject,
        Self::OpenProject,
        Self::OpenRecent(0),
        Self::OpenRecent(1),
        Self::OpenRecent(2),
        Self::OpenRecent(3),
        Self::OpenRecent(4),
        Self::OpenRecent(5),
        Self::ForgetRecent,
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
        Self::CloseProject,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::PasteArticle,
        Self::Find,
        Self::ShowResults,
        Self::ClearFilter,
        Self::ClearSelection,
        Self::FitAll,
        Self::FitSelection,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ViewBack,
        Self::ViewForward,
        Self::ShowTimeline,
        Self::ShowList,
        Self::ToggleEntities,
        Self::ToggleDetail,
        Self::ToggleTray,
        Self::MoreEvents,
        Self::FewerEvents,
        Self::SqueezeGaps,
        Self::SwitchTheme,
        Self::NextEvent,
        Self::PreviousEvent,
        Self::Back,
        Self::Forward,
        Self::OpenArticle,
        Self::AddEvent,
        Self::CopyEvent,
        Self::EditTitle,
        Self::EditDate,
        Self::AddTag,
        Self::WriteNote,
        Self::StarEvent,
        Self::MergeEvents,
        Self::SplitEvent,
        Self::HideEvent,
        Self::DeleteEvent,
        Self::ResetEvent,
        Self::UpdateArticle,
        Self::RemoveArticle,
        Self::ReadAgain,
        Self::Palette,
        Self::Keys,
        Self::Preferences,
    ];

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
    let ctx_types = ctx.text_edit_focused();
    let typing = listens || ctx_types;
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
        let mut passed = Vec::new();
        for (keys, command) in table {
            let bare = keys.modifiers.is_none() || keys.logical_key == Key::Backspace;
            // A text field has its own undo, and its words are not the selected event.
            let fields = matches!(command, Command::Undo | Command::Redo)
                || command.spec().group == Group::Event;
            if fields && ctx_types {
                // Nor do they mean the shorter keys of another command.
                if is_pressed(input, &keys) {
                    passed.push(keys.logical_key);
                }
                continue;
            }
            if passed.contains(&keys.logical_key) {
                continue;
            }
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

/// Whether these keys were pressed, which are left to whom they belong.
fn is_pressed(input: &egui::InputState, keys: &KeyboardShortcut) -> bool {
    input.events.iter().any(|e| {
        matches!(e, egui::Event::Key { key, modifiers, pressed: true, .. }
            if *key == keys.logical_key && modifiers.matches_logically(keys.modifiers))
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
