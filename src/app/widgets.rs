//! Small pieces every panel is made of, so that the same thing looks the same everywhere.

use super::command::Command;
use super::state::{Action, State};
use super::theme::{self, CORNER, Palette, UNIT, size};
use egui::{
    Align2, Color32, Key, Modifiers, Popup, Response, RichText, Role, Sense, SetOpenCommand, Ui,
    WidgetInfo, pos2, vec2,
};
use egui_material_icons::{MaterialIcon, icons};

/// Text that explains.
#[must_use]
pub fn secondary(text: impl Into<String>, p: &Palette) -> RichText {
    RichText::new(text)
        .size(size::SECONDARY)
        .color(p.text_secondary)
}

/// Text one may overlook.
#[must_use]
pub fn faint(text: impl Into<String>, p: &Palette) -> RichText {
    RichText::new(text)
        .size(size::SECONDARY)
        .color(p.text_faint)
}

/// The head of a section in a panel.
#[must_use]
pub fn section(text: impl Into<String>, p: &Palette) -> RichText {
    RichText::new(text)
        .font(theme::semibold(size::SMALL))
        .color(p.text_secondary)
}

/// Body text with weight.
#[must_use]
pub fn strong(text: impl Into<String>, p: &Palette) -> RichText {
    RichText::new(text)
        .font(theme::semibold(size::BODY))
        .color(p.text)
}

/// Whether the menu of what has the keyboard is asked for by Shift+F10 or the menu key.
pub fn asks_menu(response: &Response) -> bool {
    response.has_focus()
        && response
            .ctx
            .input(|i| i.modifiers.shift && i.key_pressed(Key::F10) || i.key_pressed(Key::Menu))
}

/// What can be done with what was drawn: by right-click, and by Shift+F10 or the menu key where it
/// has the keyboard. Then the first entry gets the keyboard, and gives it back when the menu is
/// left.
pub fn context_menu(response: &Response, show: impl FnOnce(&mut Ui)) {
    let ctx = response.ctx.clone();
    let opened = asks_menu(response);
    if opened {
        ctx.input_mut(|i| {
            i.consume_key(Modifiers::SHIFT, Key::F10) || i.consume_key(Modifiers::NONE, Key::Menu)
        });
    }
    let mut menu = Popup::context_menu(response);
    let (id, by_key) = (menu.get_id(), response.id.with("menu by key"));
    // Whether the first entry still waits for the keyboard.
    if opened {
        ctx.data_mut(|d| d.insert_temp(by_key, true));
    } else if response.secondary_clicked() {
        ctx.data_mut(|d| d.remove_temp::<bool>(by_key));
    }
    let waits = ctx.data(|d| d.get_temp::<bool>(by_key));
    if waits.is_some() {
        if opened {
            menu = menu.open_memory(SetOpenCommand::Bool(true));
        } else if !Popup::is_id_open(&ctx, id) {
            ctx.data_mut(|d| d.remove_temp::<bool>(by_key));
            response.request_focus();
            return;
        }
        menu = menu.at_position(response.rect.left_bottom());
    }
    menu.show(|ui| {
        // While its size is found out nothing in it can have the keyboard.
        if waits == Some(true) && !ui.is_sizing_pass() {
            let first = ui.next_auto_id();
            ui.memory_mut(|m| m.request_focus(first));
            ui.data_mut(|d| d.insert_temp(by_key, false));
        }
        show(ui);
    });
}

/// A button that is only a picture, with its command's name, tooltip and keys.
pub fn icon_command(ui: &mut Ui, st: &State, out: &mut Vec<Action>, command: Command) -> Response {
    let spec = command.spec();
    let enabled = st.can(command);
    let icon = spec.icon.rich_text().size(size::TITLE);
    let response = ui
        .add_enabled(
            enabled,
            egui::Button::new(icon)
                .frame_when_inactive(false)
                .min_size(vec2(7.0 * UNIT, 7.0 * UNIT)),
        )
        .on_hover_text(st.hint_of(command, ui.ctx()))
        .accessible_name(spec.text);
    if response.clicked() {
        out.push(Action::Do(command));
    }
    response
}

/// A button that is only a picture.
pub fn icon_button(ui: &mut Ui, icon: MaterialIcon, name: &str) -> Response {
    ui.add(
        egui::Button::new(icon.rich_text().size(size::EMPHASIS))
            .frame_when_inactive(false)
            .min_size(vec2(6.0 * UNIT, 6.0 * UNIT)),
    )
    .on_hover_text(name)
    .accessible_name(name)
}

/// A button with words, with its command's tooltip and keys.
pub fn text_command(
    ui: &mut Ui,
    st: &State,
    out: &mut Vec<Action>,
    command: Command,
    text: &str,
) -> Response {
    let response = ui
        .add_enabled(st.can(command), egui::Button::new(text))
        .on_hover_text(command.hint(ui.ctx()));
    if response.clicked() {
        out.push(Action::Do(command));
    }
    response
}

/// A row of a menu for `command`.
pub fn menu_command(ui: &mut Ui, st: &State, out: &mut Vec<Action>, command: Command) {
    let spec = command.spec();
    let icon = spec.icon.rich_text().size(size::EMPHASIS);
    let button =
        egui::Button::new((icon, st.text_of(command))).shortcut_text(command.keys_text(ui.ctx()));
    if ui
        .add_enabled(st.can(command), button)
        .on_hover_text(spec.tooltip)
        .clicked()
    {
        out.push(Action::Do(command));
    }
}

/// A choice of many in a menu; there only what is chosen would have an edge, since buttons have
/// none.
pub fn check<'a>(ui: &mut Ui, on: &'a mut bool, text: impl egui::IntoAtoms<'a>) -> Response {
    ui.scope(|ui| {
        edge(ui);
        ui.checkbox(on, text)
    })
    .inner
}

/// A choice of one in a menu.
pub fn radio<'a>(ui: &mut Ui, on: bool, text: impl egui::IntoAtoms<'a>) -> Response {
    ui.scope(|ui| {
        edge(ui);
        ui.radio(on, text)
    })
    .inner
}

fn edge(ui: &mut Ui) {
    let color = Palette::in_force(ui.ctx()).text_faint;
    ui.visuals_mut().widgets.inactive.bg_stroke = egui::Stroke::new(1.0, color);
}

/// Words in the accent colour that do something.
pub fn link(ui: &mut Ui, text: impl Into<String>, p: &Palette) -> Response {
    let text = text.into();
    let response = ui
        .add(
            egui::Label::new(RichText::new(&text).size(size::SECONDARY).color(p.accent))
                .sense(Sense::click()),
        )
        .on_hover_cursor(egui::CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &text));
    if response.hovered() || response.has_focus() {
        let r = response.rect;
        ui.painter().hline(
            r.x_range(),
            r.bottom() - 1.0,
            egui::Stroke::new(1.0, p.accent),
        );
    }
    response
}

/// A coloured dot, as big as a mark on the timeline.
pub fn dot(ui: &mut Ui, color: Color32) {
    let (rect, _) = ui.allocate_exact_size(vec2(2.5 * UNIT, 4.0 * UNIT), Sense::hover());
    ui.painter().circle_filled(rect.center(), UNIT, color);
}

/// A pill with a name; a click does something.
pub fn chip(ui: &mut Ui, text: &str, p: &Palette) -> Response {
    ui.add(
        egui::Button::new(RichText::new(text).size(size::SECONDARY).color(p.text))
            .corner_radius(255)
            .truncate(),
    )
}

/// A pill for a part of the filter; says whether its cross was clicked.
pub fn filter_chip(ui: &mut Ui, text: &str, negative: bool, p: &Palette) -> bool {
    let height = 6.0 * UNIT;
    let cross = 4.0 * UNIT;
    let mut job = egui::text::LayoutJob::simple_singleline(
        text.to_owned(),
        theme::regular(size::SECONDARY),
        p.text,
    );
    job.wrap = egui::text::TextWrapping::truncate_at_width(60.0 * UNIT);
    let galley = ui.fonts_mut(|f| f.layout_job(job));
    let width = galley.size().x + cross + 7.0 * UNIT;
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let fill = if negative { p.control } else { p.chip };
    ui.painter().rect_filled(rect, height * 0.5, fill);
    let at =
        Align2::LEFT_CENTER.anchor_size(rect.left_center() + vec2(3.0 * UNIT, 0.0), galley.size());
    ui.painter().galley(at.min, galley, p.text);
    if negative {
        ui.painter()
            .hline(at.x_range(), at.center().y, egui::Stroke::new(1.0, p.text));
    }
    let name = format!("Remove {text}");
    let button = egui::Rect::from_center_size(
        pos2(rect.right() - 2.5 * UNIT - cross * 0.5, rect.center().y),
        vec2(cross, cross),
    );
    let id = ui.make_persistent_id(("remove", text));
    let response = ui.interact(button, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.has_focus() {
        let ring = egui::Stroke::new(1.0, p.accent);
        ui.painter()
            .circle_stroke(button.center(), cross * 0.5, ring);
    }
    let color = if response.hovered() {
        p.text
    } else {
        p.text_secondary
    };
    paint_text(
        ui,
        button.center(),
        Align2::CENTER_CENTER,
        icons::ICON_CLOSE.codepoint,
        theme::regular(size::SECONDARY),
        color,
        cross,
    );
    response.on_hover_text(&name).clicked()
}

/// A one-line text field with a name for those who cannot see its hint.
pub fn field(ui: &mut Ui, text: &mut String, hint: &str, width: f32) -> Response {
    let p = Palette::in_force(ui.ctx());
    let hint_text = RichText::new(hint.to_owned()).color(p.text_faint);
    ui.add(
        egui::TextEdit::singleline(text)
            .hint_text(hint_text)
            .desired_width(width)
            .margin(egui::Margin::symmetric(2 * UNIT as i8, UNIT as i8)),
    )
    .accessible_name(hint)
}

/// A hairline with air above and below.
pub fn rule(ui: &mut Ui, p: &Palette) {
    ui.add_space(2.5 * UNIT);
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, 1.0), Sense::hover());
    ui.painter().hline(
        rect.x_range(),
        rect.center().y,
        egui::Stroke::new(1.0, p.line),
    );
    ui.add_space(2.5 * UNIT);
}

/// What a panel says when it has nothing to show: a title and what to do, in the middle.
pub fn empty(ui: &mut Ui, icon: MaterialIcon, title: &str, hint: &str) {
    let p = Palette::in_force(ui.ctx());
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.25).min(16.0 * UNIT));
        ui.label(icon.rich_text().size(7.0 * UNIT).color(p.text_faint));
        ui.add_space(UNIT);
        ui.label(RichText::new(title).color(p.text_secondary));
        if !hint.is_empty() {
            ui.set_max_width(ui.available_width().min(80.0 * UNIT));
            ui.label(faint(hint, p));
        }
    });
}

/// What a panel says while its content is being made.
pub fn loading(ui: &mut Ui, title: &str) {
    let p = Palette::in_force(ui.ctx());
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.25).min(16.0 * UNIT));
        ui.label(
            icons::ICON_HOURGLASS_EMPTY
                .rich_text()
                .size(7.0 * UNIT)
                .color(p.text_faint),
        );
        ui.add_space(UNIT);
        ui.label(RichText::new(title).color(p.text_secondary));
    });
}

/// A row that can be clicked: shaded under the pointer, in the selection's shade when selected.
/// Gives where to paint and what was done to it. `name` is what a screen reader says.
pub fn row(ui: &mut Ui, height: f32, selected: bool, name: &str) -> Response {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, name));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if ui.is_rect_visible(rect) {
        let p = Palette::in_force(ui.ctx());
        let fill = if selected {
            p.selection
        } else if response.hovered() {
            p.control_hover.gamma_multiply(0.6)
        } else {
            Color32::TRANSPARENT
        };
        ui.painter().rect_filled(rect, CORNER, fill);
        if response.has_focus() {
            ui.painter().rect_stroke(
                rect,
                CORNER,
                egui::Stroke::new(1.0, p.accent),
                egui::StrokeKind::Inside,
            );
        }
    }
    response
}

/// Paints `text` in one line, cut with an ellipsis where it does not fit in `width`; gives where
/// it ends.
pub fn paint_text(
    ui: &Ui,
    at: egui::Pos2,
    align: egui::Align2,
    text: &str,
    font: egui::FontId,
    color: Color32,
    width: f32,
) -> egui::Rect {
    if width <= 0.0 {
        return egui::Rect::from_min_size(at, vec2(0.0, 0.0));
    }
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    let galley = ui.fonts_mut(|f| f.layout_job(job));
    let rect = align.anchor_size(at, galley.size());
    ui.painter().galley(rect.min, galley, color);
    rect
}

/// A tiny column chart of `bins` in `rect`.
pub fn sparkline(ui: &Ui, rect: egui::Rect, bins: &[u32], color: Color32) {
    let most = bins.iter().copied().max().unwrap_or(0);
    if bins.is_empty() || most == 0 {
        return;
    }
    let step = rect.width() / bins.len() as f32;
    let mut mesh = egui::Mesh::default();
    for (i, n) in bins.iter().enumerate() {
        let height = if *n == 0 {
            1.0
        } else {
            (rect.height() * *n as f32 / most as f32).max(2.0)
        };
        let x = rect.left() + step * i as f32;
        let alpha = if *n == 0 { 0.35 } else { 1.0 };
        mesh.add_colored_rect(
            egui::Rect::from_min_max(
                pos2(x, rect.bottom() - height),
                pos2(x + (step - 1.0).max(1.0), rect.bottom()),
            ),
            color.gamma_multiply(alpha),
        );
    }
    ui.painter().add(mesh);
}

/// The frame of a dialog that lies over the window.
pub fn dialog_frame(ctx: &egui::Context) -> egui::Frame {
    egui::Frame::popup(&ctx.global_style()).inner_margin(egui::Margin::same(5 * UNIT as i8))
}
