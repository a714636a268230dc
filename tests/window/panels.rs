//! What the panels show and do, by role and label, on a story made by hand.

use super::raster::Raster;
use super::story;
use dateline::app::App;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn window(size: (f32, f32)) -> Harness<'static, App> {
    Harness::builder()
        .with_theme(if std::env::var_os("LIGHT").is_some() {
            egui::Theme::Light
        } else {
            egui::Theme::Dark
        })
        .with_size(egui::vec2(size.0, size.1))
        .renderer(Raster::default())
        .build_eframe(|cc| {
            let mut app = App::new(cc);
            if std::env::var_os("LIGHT").is_some() {
                app.state.preferences.theme = dateline::app::preferences::Theme::Light;
            }
            app.state.project = story::project();
            app.state.stale_picture = true;
            app
        })
}

fn shot(harness: &mut Harness<'_, App>, name: &str) {
    if let Some(folder) = std::env::var_os("DATELINE_SHOTS") {
        let path = std::path::Path::new(&folder).join(format!("{name}.png"));
        harness.render().unwrap().save(path).unwrap();
    }
}

#[test]
fn a_look() {
    let mut h = window((1440.0, 900.0));
    h.run_steps(4);
    h.state_mut()
        .state
        .handle(dateline::app::state::Action::Select(Some(2)));
    h.run_steps(4);
    shot(&mut h, "detail");
    h.state_mut().state.handle(dateline::app::state::Action::Do(
        dateline::app::command::Command::ShowList,
    ));
    h.run_steps(4);
    shot(&mut h, "list");
    h.state_mut().state.handle(dateline::app::state::Action::Do(
        dateline::app::command::Command::OpenArticle,
    ));
    h.run_steps(4);
    shot(&mut h, "article");
    h.state_mut()
        .state
        .handle(dateline::app::state::Action::Tray(Default::default()));
    h.state_mut()
        .state
        .handle(dateline::app::state::Action::ToggleEntity(3, false));
    h.run_steps(8);
    shot(&mut h, "tray");
    for (d, n) in [
        (dateline::app::state::Dialog::Palette, "palette"),
        (dateline::app::state::Dialog::Keys, "keys"),
        (dateline::app::state::Dialog::Preferences, "prefs"),
    ] {
        h.state_mut().state.dialog = Some(d);
        h.run_steps(4);
        shot(&mut h, n);
    }
}
