//! Every colour, size and distance of the window. No other file names a colour or a font size.

use crate::event::Family;
use egui::Color32;

/// One unit of distance, in points. Gaps and paddings are multiples of it.
pub const UNIT: f32 = 4.0;
/// Corner radius of buttons, chips and marks.
pub const CORNER: u8 = 5;

/// Font sizes, in points.
pub mod size {
    /// Counts, ticks.
    pub const SMALL: f32 = 11.0;
    /// Secondary text.
    pub const SECONDARY: f32 = 12.0;
    /// Running text and controls.
    pub const BODY: f32 = 13.0;
    /// What a panel is about.
    pub const EMPHASIS: f32 = 15.0;
    /// Title of an event or article.
    pub const TITLE: f32 = 18.0;
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// The colours of one theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// Whether this is the dark one.
    pub dark: bool,
    /// Behind the timeline.
    pub canvas: Color32,
    /// Every second lane.
    pub lane_stripe: Color32,
    /// Side panels and bars.
    pub panel: Color32,
    /// Text fields and buttons.
    pub control: Color32,
    /// The same under the pointer.
    pub control_hover: Color32,
    /// Hairlines between panels, grid lines.
    pub line: Color32,
    /// Text one reads.
    pub text: Color32,
    /// Text that explains.
    pub text_secondary: Color32,
    /// Text one may overlook: counts, ticks, hints. Still 4.5:1 on the panel.
    pub text_faint: Color32,
    /// The one accent: selection, links, focus.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// Behind a selected row.
    pub selection: Color32,
    /// Behind a chip.
    pub chip: Color32,
    /// Behind the proving sentence.
    pub highlight: Color32,
    /// Under the date and names inside it.
    pub highlight_strong: Color32,
    /// What asks for the user's attention.
    pub attention: Color32,
    /// Behind a notice.
    pub attention_fill: Color32,
    /// What failed.
    pub failure: Color32,
    families: [Color32; 9],
}

impl Palette {
    /// On dark.
    pub const DARK: Self = Self {
        dark: true,
        canvas: rgb(0x17191d),
        lane_stripe: rgb(0x1b1d21),
        panel: rgb(0x1e2126),
        control: rgb(0x2a2e35),
        control_hover: rgb(0x353a43),
        line: rgb(0x30343b),
        text: rgb(0xe6e8eb),
        text_secondary: rgb(0xb0b6be),
        text_faint: rgb(0x8b929c),
        accent: rgb(0x7ab7ff),
        on_accent: rgb(0x0d1726),
        selection: rgb(0x35486a),
        chip: rgb(0x2f4264),
        highlight: rgb(0x4a3d12),
        highlight_strong: rgb(0xf0c94a),
        attention: rgb(0xf0c94a),
        attention_fill: rgb(0x4a3d12),
        failure: rgb(0xff8a75),
        families: [
            rgb(0x56b4e9),
            rgb(0x2fb58c),
            rgb(0x9aa5b1),
            rgb(0xe6b23c),
            rgb(0xe08a3c),
            rgb(0xe0614a),
            rgb(0xb58ae0),
            rgb(0xc76b98),
            rgb(0xe6e8eb),
        ],
    };

    /// On light.
    pub const LIGHT: Self = Self {
        dark: false,
        canvas: rgb(0xffffff),
        lane_stripe: rgb(0xfafbfc),
        panel: rgb(0xf4f6f8),
        control: rgb(0xffffff),
        control_hover: rgb(0xe8edf3),
        line: rgb(0xdde1e6),
        text: rgb(0x1b1f24),
        text_secondary: rgb(0x4a525c),
        text_faint: rgb(0x626b76),
        accent: rgb(0x0b5cbe),
        on_accent: rgb(0xffffff),
        selection: rgb(0xd6e6fb),
        chip: rgb(0xd6e6fb),
        highlight: rgb(0xfff0c2),
        highlight_strong: rgb(0x6b4e00),
        attention: rgb(0x7a5200),
        attention_fill: rgb(0xfff0c2),
        failure: rgb(0xb3261e),
        families: [
            rgb(0x0072b2),
            rgb(0x00805f),
            rgb(0x6b7682),
            rgb(0xa87400),
            rgb(0xb85c00),
            rgb(0xc23b22),
            rgb(0x7a4fb5),
            rgb(0xa03f6f),
            rgb(0x1b1f24),
        ],
    };

    /// The palette of an egui theme.
    #[must_use]
    pub const fn of(theme: egui::Theme) -> &'static Self {
        match theme {
            egui::Theme::Dark => &Self::DARK,
            egui::Theme::Light => &Self::LIGHT,
        }
    }

    /// The palette of the theme in force in `ui`.
    #[must_use]
    pub fn in_force(ctx: &egui::Context) -> &'static Self {
        Self::of(ctx.theme())
    }

    /// The colour of a family of event types.
    #[must_use]
    pub const fn family(&self, family: Family) -> Color32 {
        self.families[family as usize]
    }
}
