//! The window on a story, and how tests wait for it and take its picture.

use super::raster::Raster;
use super::story;
use dateline::app::App;
use dateline::app::state::Action;
use dateline::project::Project;
use egui_kittest::Harness;
use std::time::{Duration, Instant};

/// An empty window of a size in points.
pub fn empty(width: f32, height: f32) -> Harness<'static, App> {
    build(width, height, 1.0, |_| {})
}

/// The window on the story made by hand.
pub fn on_story() -> Harness<'static, App> {
    on_story_of(1440.0, 900.0, 1.0)
}

/// The window on the story made by hand, with a folder where work without a file is kept.
pub fn on_story_kept_in(folder: &std::path::Path) -> Harness<'static, App> {
    let mut harness = build(1440.0, 900.0, 1.0, |app| {
        app.keep_work_in(folder.to_path_buf());
        app.state.project = story::project();
        app.state.stale_picture = true;
    });
    settle(&mut harness);
    harness
}

/// An empty window with a folder where work without a file is kept.
pub fn empty_kept_in(folder: &std::path::Path) -> Harness<'static, App> {
    let folder = folder.to_path_buf();
    build(1280.0, 800.0, 1.0, |app| app.keep_work_in(folder))
}

/// The same in another size and at another scale.
pub fn on_story_of(width: f32, height: f32, scale: f32) -> Harness<'static, App> {
    let mut harness = build(width, height, scale, |app| {
        app.state.project = story::project();
        app.state.stale_picture = true;
    });
    settle(&mut harness);
    harness
}

/// The window on a project made elsewhere.
pub fn on(project: Project) -> Harness<'static, App> {
    let mut harness = build(1440.0, 900.0, 1.0, |app| {
        app.state.project = project;
        app.state.stale_picture = true;
    });
    settle(&mut harness);
    harness
}

fn build(
    width: f32,
    height: f32,
    scale: f32,
    prepare: impl FnOnce(&mut App),
) -> Harness<'static, App> {
    Harness::builder()
        .with_size(egui::vec2(width, height))
        .with_pixels_per_point(scale)
        .renderer(Raster::default())
        .build_eframe(|cc| {
            let mut app = App::new(cc);
            app.state.preferences.animate = false;
            prepare(&mut app);
            app
        })
}

/// Runs frames until nothing is under way any more. The limit only keeps a broken program from
/// hanging: nothing is measured.
pub fn settle(harness: &mut Harness<'_, App>) {
    let begin = Instant::now();
    loop {
        harness.run_steps(2);
        if harness.state().is_settled() {
            break;
        }
        assert!(
            begin.elapsed() < Duration::from_secs(120),
            "the window never came to rest"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
    harness.run_steps(3);
}

/// Does something to the window and waits for it.
pub fn act(harness: &mut Harness<'_, App>, action: Action) {
    harness.state_mut().state.handle(action);
    settle(harness);
}

/// Saves a picture for people to look at, where `DATELINE_SHOTS` names a folder.
pub fn shot(harness: &mut Harness<'_, App>, name: &str) {
    if let Some(folder) = std::env::var_os("DATELINE_SHOTS") {
        let path = std::path::Path::new(&folder).join(format!("{name}.png"));
        harness.render().unwrap().save(path).unwrap();
    }
}
