//! A few pictures of the whole window, held against those in `tests/snapshots`. They are painted
//! on the processor, so they are the same everywhere; `UPDATE_SNAPSHOTS=1` accepts new ones.

use super::support::{empty, on_story, settle};
use dateline::app::preferences::Theme;

#[test]
fn the_start_page_in_the_dark() {
    let mut harness = empty(1280.0, 800.0);
    harness.state_mut().state.preferences.theme = Theme::Dark;
    settle(&mut harness);
    harness.snapshot("start-dark");
}

#[test]
fn a_story_in_the_dark_and_in_the_light() {
    let mut harness = on_story();
    for (theme, name) in [(Theme::Dark, "story-dark"), (Theme::Light, "story-light")] {
        harness.state_mut().state.preferences.theme = theme;
        settle(&mut harness);
        harness.snapshot(name);
    }
}
