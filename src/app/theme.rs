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

/// The family of semi-bold text. Regular text is egui's proportional family.
pub const SEMIBOLD: &str = "semibold";

/// Heights and widths of the window's parts, in points.
pub mod part {
    /// Tool bar.
    pub const TOOL_BAR: f32 = 44.0;
    /// Row of filter chips.
    pub const CHIPS: f32 = 36.0;
    /// Status bar.
    pub const STATUS: f32 = 26.0;
    /// Entity panel: at first, least, most.
    pub const ENTITIES: (f32, f32, f32) = (264.0, 208.0, 480.0);
    /// Detail view: at first, least, most.
    pub const DETAIL: (f32, f32, f32) = (372.0, 288.0, 640.0);
    /// What the panels beside it leave to the middle, where they can.
    pub const MIDDLE: f32 = 440.0;
    /// Tray: at first, least, most.
    pub const TRAY: (f32, f32, f32) = (232.0, 120.0, 560.0);
    /// One row of the entity panel.
    pub const ENTITY_ROW: f32 = 44.0;
    /// One row of a list.
    pub const LIST_ROW: f32 = 26.0;
    /// Widest column of running text.
    pub const READING: f32 = 720.0;
    /// Sparkline of an entity.
    pub const SPARKLINE: (f32, f32) = (56.0, 14.0);
}

/// The font of semi-bold text of `size`.
#[must_use]
pub fn semibold(size: f32) -> egui::FontId {
    egui::FontId::new(size, egui::FontFamily::Name(SEMIBOLD.into()))
}

/// The font of regular text of `size`.
#[must_use]
pub fn regular(size: f32) -> egui::FontId {
    egui::FontId::proportional(size)
}

/// Gives `ctx` the fonts and both themes. Which of the two is in force follows the system until
/// the user chooses.
pub fn apply(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    ctx.set_style_of(egui::Theme::Dark, style(&Palette::DARK));
    ctx.set_style_of(egui::Theme::Light, style(&Palette::LIGHT));
}

fn fonts() -> egui::FontDefinitions {
    let mut fonts = egui::FontDefinitions::default();
    let mut add = |name: &str, bytes: &'static [u8]| {
        let data = std::sync::Arc::new(egui::FontData::from_static(bytes));
        fonts.font_data.insert(name.to_owned(), data);
    };
    add(
        "inter",
        include_bytes!("../../assets/fonts/Inter-Regular.otf"),
    );
    add(
        "inter-semibold",
        include_bytes!("../../assets/fonts/Inter-SemiBold.otf"),
    );
    let icons = egui_material_icons::font_insert();
    fonts
        .font_data
        .insert(icons.name.clone(), std::sync::Arc::new(icons.data));

    let proportional = fonts
        .families
        .entry(egui::FontFamily::Proportional)
        .or_default();
    let fallbacks = std::mem::take(proportional);
    let family = |first: &str| {
        let mut names = vec![first.to_owned()];
        names.extend(fallbacks.iter().cloned());
        names.push(icons.name.clone());
        names
    };
    *proportional = family("inter");
    fonts.families.insert(
        egui::FontFamily::Name(SEMIBOLD.into()),
        family("inter-semibold"),
    );
    fonts.families.insert(
        egui::FontFamily::Name(egui_material_icons::FONT_FAMILY.into()),
        vec![icons.name.clone(), "inter".to_owned()],
    );
    fonts
}

fn style(palette: &Palette) -> egui::Style {
    use egui::{FontFamily, FontId, Stroke, TextStyle, vec2};
    let mut style = egui::Style {
        visuals: if palette.dark {
            egui::Visuals::dark()
        } else {
            egui::Visuals::light()
        },
        ..Default::default()
    };
    style.text_styles = [
        (TextStyle::Small, FontId::proportional(size::SMALL)),
        (TextStyle::Body, FontId::proportional(size::BODY)),
        (TextStyle::Button, FontId::proportional(size::BODY)),
        (TextStyle::Heading, semibold(size::TITLE)),
        (
            TextStyle::Monospace,
            FontId::new(size::SECONDARY, FontFamily::Monospace),
        ),
    ]
    .into();
    style.animation_time = 0.12;

    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(2.0 * UNIT, UNIT);
    spacing.button_padding = vec2(2.5 * UNIT, UNIT);
    spacing.interact_size = vec2(7.0 * UNIT, 6.5 * UNIT);
    spacing.icon_width = 4.0 * UNIT;
    spacing.menu_margin = egui::Margin::same(UNIT as i8);
    spacing.window_margin = egui::Margin::same(4 * UNIT as i8);
    spacing.combo_width = 24.0 * UNIT;
    spacing.slider_width = 26.0 * UNIT;
    spacing.slider_rail_height = 3.0;
    spacing.tooltip_width = 90.0 * UNIT;
    spacing.menu_width = 120.0 * UNIT;
    spacing.scroll.bar_width = 2.0 * UNIT;
    spacing.scroll.floating_allocated_width = 0.0;

    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    style.interaction.resize_grab_radius_side = UNIT;

    let v = &mut style.visuals;
    v.panel_fill = palette.panel;
    v.window_fill = palette.panel;
    v.window_stroke = Stroke::new(1.0, palette.line);
    v.window_corner_radius = (CORNER + 3).into();
    v.menu_corner_radius = (CORNER + 1).into();
    v.extreme_bg_color = palette.canvas;
    v.text_edit_bg_color = Some(palette.control_fill());
    v.faint_bg_color = palette.lane_stripe;
    v.code_bg_color = palette.control;
    v.hyperlink_color = palette.accent;
    v.warn_fg_color = palette.attention;
    v.error_fg_color = palette.failure;
    v.override_text_color = None;
    v.weak_text_color = Some(palette.text_faint);
    v.selection.bg_fill = palette.selection;
    v.selection.stroke = Stroke::new(1.0, palette.accent);
    v.slider_trailing_fill = true;
    v.handle_shape = egui::style::HandleShape::Circle;
    v.button_frame = true;
    v.striped = false;

    let corner = egui::CornerRadius::same(CORNER);
    let hairline = Stroke::new(1.0, palette.line);
    let outline = hairline;
    let widget = |fill: Color32, stroke: Stroke, text: Color32| egui::style::WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: stroke,
        corner_radius: corner,
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    v.widgets.noninteractive = widget(palette.panel, hairline, palette.text);
    v.widgets.inactive = widget(palette.control, outline, palette.text);
    v.widgets.hovered = widget(palette.control_hover, outline, palette.text);
    v.widgets.active = widget(
        palette.selection,
        Stroke::new(1.0, palette.accent),
        palette.text,
    );
    v.widgets.open = widget(palette.control_hover, outline, palette.text);
    style
}

impl Palette {
    /// Behind a text field: a shade deeper than the panel it lies on.
    #[must_use]
    pub const fn control_fill(&self) -> Color32 {
        if self.dark { self.canvas } else { self.control }
    }
}

/// Sizes inside the timeline, in points.
pub mod line {
    use super::UNIT;
    /// Lane headers: least and most width.
    pub const HEADER: (f32, f32) = (18.0 * UNIT, 34.0 * UNIT);
    /// Time axis below the lanes.
    pub const AXIS: f32 = 11.0 * UNIT;
    /// Overview strip.
    pub const OVERVIEW: f32 = 23.0 * UNIT;
    /// A canvas lower than this gives up its overview strip.
    pub const LEAST_CANVAS: f32 = 30.0 * UNIT;
    /// One row of marks.
    pub const ROW: f32 = 5.5 * UNIT;
    /// Above the first and below the last row of a lane.
    pub const LANE_PAD: f32 = 3.0 * UNIT;
    /// A folded lane.
    pub const FOLDED: f32 = 7.0 * UNIT;
    /// Diameter of a mark.
    pub const MARK: f32 = 10.0;
    /// Radius of the halo of a mark whose date is only about right.
    pub const HALO: f32 = 7.0;
    /// Thickness of a bar.
    pub const BAR: f32 = 8.0;
    /// A fold: least width, height.
    pub const FOLD: (f32, f32) = (26.0, 18.0);
    /// Least distance of the columns of a dense lane.
    pub const COLUMN: f32 = 4.0;
    /// How far an open end fades.
    pub const TAIL: f32 = 56.0;
    /// Widest label of a mark.
    pub const LABEL: f32 = 640.0;
    /// What a label claims before all others have their place.
    pub const LABEL_CLAIM: f32 = 260.0;
    /// Line of rings, dashes and strikes.
    pub const STROKE: f32 = 1.8;
    /// Ring around what is selected.
    pub const RING: f32 = 9.0;
    /// Hover card.
    pub const CARD: f32 = 75.0 * UNIT;
    /// Scroll bar of the lanes.
    pub const SCROLL: f32 = 6.0;
}

impl Palette {
    /// A quiet surface of `color` on the canvas: folds, columns at rest.
    #[must_use]
    pub fn quiet(&self, color: Color32) -> Color32 {
        self.canvas
            .lerp_to_gamma(color, if self.dark { 0.34 } else { 0.30 })
    }

    /// A surface of `color` that is still text-free but meant to be seen: columns, bars.
    #[must_use]
    pub fn solid(&self, color: Color32) -> Color32 {
        self.canvas.lerp_to_gamma(color, 0.82)
    }

    /// The veil over what is outside, and the tint of what is inside a chosen range.
    #[must_use]
    pub fn tint(&self) -> Color32 {
        self.accent
            .gamma_multiply(if self.dark { 0.14 } else { 0.12 })
    }
}
