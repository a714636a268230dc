//! The window, driven without a screen: by role and label, and a few pictures.
#![allow(clippy::unwrap_used)]

#[path = "window/again.rs"]
mod again;
#[path = "window/articles.rs"]
mod articles;
#[path = "window/crowd.rs"]
mod crowd;
#[path = "window/desk.rs"]
mod desk;
#[path = "window/edits.rs"]
mod edits;
#[path = "window/files.rs"]
mod files;
#[path = "window/gestures.rs"]
mod gestures;
#[path = "window/journeys.rs"]
mod journeys;
#[path = "window/panels.rs"]
mod panels;
#[path = "window/pictures.rs"]
mod pictures;
#[path = "window/raster.rs"]
mod raster;
#[path = "window/search.rs"]
mod search;
#[path = "window/story.rs"]
mod story;
#[path = "window/support.rs"]
mod support;
#[path = "window/timeline.rs"]
mod timeline;

/// The renderer itself: without it every picture test would be worthless.
mod painting {
    use super::raster::Raster;
    use egui_kittest::Harness;

    #[test]
    fn fills_and_text_land_where_egui_puts_them() {
        let mut harness = Harness::builder()
            .with_size(egui::vec2(60.0, 40.0))
            .renderer(Raster::default())
            .build_ui(|ui| {
                let painter = ui.painter();
                let square =
                    egui::Rect::from_min_size(egui::pos2(10.0, 10.0), egui::vec2(20.0, 20.0));
                painter.rect_filled(ui.max_rect().expand(20.0), 0.0, egui::Color32::BLACK);
                painter.rect_filled(square, 0.0, egui::Color32::from_rgb(10, 200, 30));
                let half = egui::Color32::from_rgba_unmultiplied(255, 255, 255, 128);
                painter.rect_filled(square.translate(egui::vec2(25.0, 0.0)), 0.0, half);
            });
        harness.run();
        let image = harness.render().unwrap();
        assert_eq!(image.dimensions(), (60, 40));
        assert_eq!(image.get_pixel(20, 20).0, [10, 200, 30, 255]);
        assert_eq!(image.get_pixel(5, 5).0, [0, 0, 0, 255]);
        let half = image.get_pixel(45, 20).0[0];
        assert!(
            (120..=136).contains(&half),
            "half white over black is {half}"
        );
    }
}
