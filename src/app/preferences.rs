//! How the program behaves, kept from run to run.

use serde::{Deserialize, Serialize};

/// Which colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Theme {
    #[default]
    System,
    Dark,
    Light,
}

impl Theme {
    /// Every choice, in menu order.
    pub const ALL: [Self; 3] = [Self::System, Self::Dark, Self::Light];

    /// The name in the interface.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "As the system",
            Self::Dark => "Dark",
            Self::Light => "Light",
        }
    }

    /// The one after it, going round: first the one that looks unlike the system's.
    #[must_use]
    pub fn next(self, system_is_dark: bool) -> Self {
        let (other, same) = if system_is_dark {
            (Self::Light, Self::Dark)
        } else {
            (Self::Dark, Self::Light)
        };
        match self {
            Self::System => other,
            theme if theme == other => same,
            _ => Self::System,
        }
    }
}

impl From<Theme> for egui::ThemePreference {
    fn from(theme: Theme) -> Self {
        match theme {
            Theme::System => Self::System,
            Theme::Dark => Self::Dark,
            Theme::Light => Self::Light,
        }
    }
}

/// How the program behaves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Which colours.
    pub theme: Theme,
    /// The plain wheel zooms (else it scrolls the lanes, and Ctrl+wheel zooms).
    pub wheel_zooms: bool,
    /// Views glide and panels slide.
    pub animate: bool,
    /// Long empty stretches of the timeline are drawn short.
    pub squeeze: bool,
    /// Projects worked on, latest first.
    pub recent: Vec<std::path::PathBuf>,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            wheel_zooms: true,
            animate: true,
            squeeze: false,
            recent: Vec::new(),
        }
    }
}

impl Preferences {
    /// As the timeline takes them.
    #[must_use]
    pub fn timeline(&self) -> super::timeline_view::Options {
        super::timeline_view::Options {
            animate: self.animate,
            squeeze: self.squeeze,
            wheel_zooms: self.wheel_zooms,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_step_from_the_theme_of_the_system_is_seen_and_none_is_left_out() {
        for (dark, seen) in [(true, Theme::Light), (false, Theme::Dark)] {
            let first = Theme::System.next(dark);
            assert_eq!(first, seen);
            let second = first.next(dark);
            assert!(
                Theme::ALL
                    .iter()
                    .all(|t| [Theme::System, first, second].contains(t))
            );
            assert_eq!(second.next(dark), Theme::System);
        }
    }
}
