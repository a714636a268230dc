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

    /// The one after it, going round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::System => Self::Dark,
            Self::Dark => Self::Light,
            Self::Light => Self::System,
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
