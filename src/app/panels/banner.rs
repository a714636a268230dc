//! What stands across the window until it is dealt with: changes that cannot be written, work of
//! a window that is gone, articles that a newer program reads better.

use crate::app::command::Command;
use crate::app::state::{Action, Banner, State};
use crate::app::theme::{Palette, UNIT, size};
use crate::app::widgets::{icon_button, link};
use crate::app::words;
use egui::{Align, Layout, RichText, Ui};
use egui_material_icons::{MaterialIcon, icons};

/// Shows the banners there are reasons for.
pub fn show(ui: &mut Ui, st: &State, out: &mut Vec<Action>) {
    let p = Palette::in_force(ui.ctx());
    if let Some(trouble) = st.project.trouble() {
        line(
            ui,
            "trouble",
            icons::ICON_WARNING,
            &trouble.to_string(),
            None,
            out,
            |ui, out| {
                if link(ui, "Save as…", p).clicked() {
                    out.push(Action::Do(Command::SaveAs));
                }
            },
        );
    }
    let open = |banner| !st.closed_banners.contains(&banner);
    if let (Some(lost), true) = (st.lost.first(), open(Banner::Lost)) {
        let text = format!("There is {}.", lost_words(lost));
        line(
            ui,
            "lost",
            icons::ICON_HISTORY,
            &text,
            Some(Banner::Lost),
            out,
            |ui, out| {
                if link(ui, "Open it", p).clicked() {
                    out.push(Action::Open(vec![lost.path.clone()]));
                }
                if link(ui, "Throw it away", p).clicked() {
                    out.push(Action::DropLost(0));
                }
            },
        );
    }
    if st.outdated > 0 && !st.telling && open(Banner::Outdated) {
        let text = format!(
            "An older Dateline read {}. Your corrections stay when this one reads again.",
            words::count(st.outdated, "article", "articles")
        );
        line(
            ui,
            "outdated",
            icons::ICON_SYNC,
            &text,
            Some(Banner::Outdated),
            out,
            |ui, out| {
                if link(ui, "Read again", p)
                    .on_hover_text(Command::ReadAgain.spec().tooltip)
                    .clicked()
                {
                    out.push(Action::Do(Command::ReadAgain));
                }
            },
        );
    }
}

/// Work of a window that is gone, in words.
#[must_use]
pub fn lost_words(lost: &crate::project::recovery::Lost) -> String {
    let articles = words::count(lost.articles, "article", "articles");
    let mut said = format!("unsaved work of an earlier window: {articles}");
    if lost.steps > 0 {
        said += &format!(
            ", {}",
            words::count(lost.steps, "correction", "corrections")
        );
    }
    said
}

fn line(
    ui: &mut Ui,
    id: &str,
    icon: MaterialIcon,
    text: &str,
    banner: Option<Banner>,
    out: &mut Vec<Action>,
    offer: impl FnOnce(&mut Ui, &mut Vec<Action>),
) {
    let p = Palette::in_force(ui.ctx());
    let frame = egui::Frame::new()
        .fill(p.attention_fill)
        .inner_margin(egui::Margin::symmetric(3 * UNIT as i8, UNIT as i8));
    egui::Panel::top(("banner", id))
        .frame(frame)
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(icon.rich_text().size(size::EMPHASIS).color(p.attention));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if let Some(banner) = banner
                        && icon_button(ui, icons::ICON_CLOSE, "Not now").clicked()
                    {
                        out.push(Action::CloseBanner(banner));
                    }
                    ui.with_layout(
                        Layout::left_to_right(Align::Center).with_main_wrap(true),
                        |ui| {
                            let text = RichText::new(text).size(size::SECONDARY).color(p.text);
                            ui.add(egui::Label::new(text).wrap());
                            offer(ui, out);
                        },
                    );
                });
            });
        });
}
