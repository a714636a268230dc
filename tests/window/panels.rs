//! What the panels show and do, by role and label, on a story made by hand.

use super::support::{act, empty, on_story, on_story_of, settle, shot};
use dateline::app::App;
use dateline::app::command::Command;
use dateline::app::preferences::Theme;
use dateline::app::state::{Action, Dialog, TrayTab};
use dateline::export::Format;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

const TALKS: &str = "Ana Okafor met Bo Lindqvist in Porto";

fn event_titled(h: &Harness<'_, App>, title: &str) -> u32 {
    let events = &h.state().state.snapshot().story.events;
    let at = events.iter().position(|e| *e.title == *title);
    at.unwrap_or_else(|| {
        let titles: Vec<&str> = events.iter().map(|e| &*e.title).collect();
        panic!("no event {title:?} among {titles:?}")
    }) as u32
}

/// The row of a name in the entity panel.
fn name_row<'h>(h: &'h Harness<'_, App>, name: &str) -> Node<'h> {
    let begin = format!("{name}, ");
    h.get_all_by_role(Role::Button)
        .find(|n| {
            let label = n.accesskit_node().label();
            label.is_some_and(|l| l.starts_with(&begin) && l.contains("event"))
        })
        .unwrap()
}

fn select(h: &mut Harness<'_, App>, title: &str) {
    let event = event_titled(h, title);
    act(h, Action::Select(Some(event)));
}

#[test]
fn an_empty_window_says_how_to_begin() {
    let mut h = empty(1280.0, 800.0);
    h.run_steps(3);
    shot(&mut h, "start");
    h.get_by_label_contains("Open files…");
    h.get_by_label_contains("Open folder…");
    h.get_by_label_contains("drop files and folders here");
    h.get_by_label_contains("Try the samples").click();
    h.run_steps(2);
    settle(&mut h);
    assert!(h.state().state.snapshot().entries.len() >= 15);
    assert!(!h.state().state.snapshot().story.events.is_empty());
    shot(&mut h, "samples");
}

#[test]
fn a_selected_event_shows_its_sentence_and_how_its_date_was_read() {
    let mut h = on_story();
    h.get_by_label("No event selected");
    select(&mut h, TALKS);
    h.get_by_label(TALKS);
    h.get_by_label("27 April 2025");
    h.get_by_label("exact to the day");
    h.get_by_label("Said by the port authority");
    h.get_by_label("“Sunday”, in an article published Monday 28 April 2025");
    h.get_by_label_contains(
        "Ana Okafor met Bo Lindqvist in Porto on Sunday, the port authority said.",
    );
    h.get_by_label("Harbour talks resume, 28 April 2025 · paragraph 1 of 3");
    h.get_by_label_contains("Also told by");
    shot(&mut h, "detail");
}

/// The menu says that everything shown can be exported, once there is something to export.
#[test]
fn what_is_shown_can_be_exported_from_the_menu() {
    let mut h = empty(1440.0, 900.0);
    settle(&mut h);
    assert!(!h.state().state.can(Command::Export(Format::Csv)));
    let mut h = on_story();
    h.get_by_label("Menu").click();
    settle(&mut h);
    h.get_by_label_contains("File").click();
    settle(&mut h);
    for text in [
        "Export as a page…",
        "Export as a table…",
        "Export as a picture…",
        "Export to a calendar…",
        "Export to TimelineJS…",
        "Export as JSON Lines…",
    ] {
        assert!(
            !h.get_by_label_contains(text).accesskit_node().is_disabled(),
            "{text}"
        );
    }
}

#[test]
fn a_click_on_a_name_shows_only_its_events_and_another_shows_all() {
    let mut h = on_story();
    let all = h.state().state.picture.selection.count;
    name_row(&h, "Ana Okafor").click();
    settle(&mut h);
    let some = h.state().state.picture.selection.count;
    assert!(some > 0 && some < all, "{some} of {all}");
    h.get_by_label(&format!("{some} of {all} events"));
    h.get_by_label("Seen with Ana Okafor");
    h.get_by_role_and_label(Role::Button, "Remove Ana Okafor");
    shot(&mut h, "filtered");
    name_row(&h, "Ana Okafor").click();
    settle(&mut h);
    assert_eq!(h.state().state.picture.selection.count, all);
    assert!(h.query_by_label("Remove Ana Okafor").is_none());
}

#[test]
fn what_a_click_on_a_name_does_is_seen_whatever_covered_the_timeline() {
    let mut h = on_story();
    let talks = event_titled(&h, TALKS);
    act(&mut h, Action::ListEvents(Some(vec![talks])));
    h.get_by_label("1 event here");
    act(
        &mut h,
        Action::Read {
            article: 0,
            mark: None,
        },
    );
    assert!(h.state().state.reading.is_some());
    name_row(&h, "Ana Okafor").click();
    settle(&mut h);
    assert!(h.state().state.reading.is_none());
    assert!(h.query_by_label("1 event here").is_none());
}

#[test]
fn a_list_of_events_goes_with_the_next_click_on_the_timeline_and_not_with_one_beside_it() {
    let mut h = on_story();
    let talks = event_titled(&h, TALKS);
    act(&mut h, Action::ListEvents(Some(vec![talks])));
    let beside = h.get_by_label("No event selected").rect().center();
    h.drag_at(beside);
    h.drop_at(beside);
    settle(&mut h);
    h.get_by_label("1 event here");
    let canvas = h.get_by_role(Role::Canvas).rect();
    let free = canvas.left_bottom() + egui::vec2(200.0, -150.0);
    h.drag_at(free);
    h.drop_at(free);
    settle(&mut h);
    assert!(h.query_by_label("1 event here").is_none());
}

#[test]
fn a_list_of_events_is_drawn_out_by_its_edge_and_corner() {
    let mut h = on_story();
    let talks = event_titled(&h, TALKS);
    act(&mut h, Action::ListEvents(Some(vec![talks])));
    for (grip, way) in [
        ("Resize window right edge", egui::vec2(20.0, 0.0)),
        ("Resize window bottom-right corner", egui::vec2(20.0, 20.0)),
    ] {
        let before = h.get_by_label(grip).rect();
        let mut outside = before.center();
        outside.x = before.right() - 1.0;
        h.drag_at(outside);
        h.hover_at(outside + way);
        settle(&mut h);
        h.drop_at(outside + way);
        settle(&mut h);
        h.get_by_label("1 event here");
        assert!(h.get_by_label(grip).rect().right() > before.right());
    }
}

#[test]
fn a_chip_is_taken_away_by_its_cross() {
    let mut h = on_story();
    let all = h.state().state.picture.selection.count;
    name_row(&h, "Bo Lindqvist").click();
    settle(&mut h);
    assert!(h.state().state.picture.selection.count < all);
    h.get_by_label("Remove Bo Lindqvist").click();
    settle(&mut h);
    assert_eq!(h.state().state.picture.selection.count, all);
}

#[test]
fn the_entity_panel_finds_other_names_without_accents() {
    let mut h = on_story();
    h.get_by_role_and_label(Role::Tab, "Places").click();
    h.run_steps(2);
    h.get_by_label("Malmö, 2 events");
    h.get_by_label_contains("Porto, 3");
    h.get_by_label("Find a place").focus();
    h.run_steps(1);
    h.get_by_label("Find a place").type_text("malmo");
    h.run_steps(3);
    h.get_by_label("Malmö, 2 events");
    assert!(h.query_by_label_contains("Porto, 3").is_none());
}

#[test]
fn the_entity_panel_is_walked_by_keys() {
    let mut h = on_story();
    let focused = |h: &Harness<'_, App>| {
        let found = h.query_all_by_role(Role::Button).find(|n| n.is_focused());
        found.and_then(|n| n.accesskit_node().label())
    };
    h.get_by_label("Find a person").focus();
    h.run_steps(3);
    h.key_press(egui::Key::ArrowDown);
    h.run_steps(3);
    let first = focused(&h).unwrap();
    h.key_press(egui::Key::ArrowDown);
    h.run_steps(3);
    let second = focused(&h).unwrap();
    assert_ne!(first, second);
    h.key_press(egui::Key::End);
    h.run_steps(4);
    assert_ne!(focused(&h).unwrap(), first);
    h.key_press(egui::Key::Home);
    h.run_steps(4);
    assert_eq!(focused(&h).unwrap(), first);
    let all = h.state().state.picture.selection.count;
    h.key_press(egui::Key::Enter);
    settle(&mut h);
    assert!(h.state().state.picture.selection.count < all);
}

#[test]
fn letters_typed_on_a_row_go_on_in_the_search() {
    let mut h = on_story();
    h.get_by_label("Find a person").focus();
    h.run_steps(1);
    h.key_press(egui::Key::ArrowDown);
    h.run_steps(3);
    h.event(egui::Event::Text("lindq".to_owned()));
    h.run_steps(3);
    assert!(h.get_by_label("Find a person").is_focused());
    name_row(&h, "Bo Lindqvist");
    assert!(h.query_by_label_contains("Ana Okafor, ").is_none());
}

#[test]
fn the_search_filters_everything() {
    let mut h = on_story();
    let all = h.state().state.picture.selection.count;
    h.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::F);
    h.run_steps(3);
    h.get_by_label("Search").type_text("ferry");
    h.run_steps(2);
    settle(&mut h);
    let found = h.state().state.picture.selection.count;
    assert!(found > 0 && found < all, "{found} of {all}");
    h.get_by_label("Clear the search").click();
    settle(&mut h);
    assert_eq!(h.state().state.picture.selection.count, all);
}

#[test]
fn the_article_opens_at_the_sentence_and_escape_leaves_it() {
    let mut h = on_story();
    select(&mut h, TALKS);
    h.get_by_label("Open article").click();
    settle(&mut h);
    h.get_by_label("Published Monday 28 April 2025");
    h.get_by_label_contains("The two spoke about the ferry line");
    shot(&mut h, "article");
    h.key_press(egui::Key::Escape);
    settle(&mut h);
    assert!(h.state().state.reading.is_none());
    assert!(h.state().state.focus.is_some(), "the event stays selected");
}

#[test]
fn escape_leaves_one_thing_after_the_other() {
    let mut h = on_story();
    let all = h.state().state.picture.selection.count;
    act(&mut h, Action::FindText("ferry".into()));
    let found = h.state().state.picture.selection.count;
    assert!(found > 0 && found < all, "{found} of {all}");
    act(&mut h, Action::Do(Command::ToggleTray));
    select(&mut h, TALKS);
    let event = event_titled(&h, TALKS);
    act(&mut h, Action::ListEvents(Some(vec![event])));
    act(&mut h, Action::Do(Command::OpenArticle));
    let now = |h: &Harness<'static, App>| {
        let st = &h.state().state;
        (
            st.reading.is_some(),
            st.fold_list.is_some(),
            st.focus.is_some(),
            st.tray_open,
            st.search_text.is_empty(),
        )
    };
    assert_eq!(now(&h), (true, true, true, true, false));
    for left in [
        (false, true, true, true, false),
        (false, false, true, true, false),
        (false, false, false, true, false),
        (false, false, false, false, false),
        (false, false, false, false, true),
    ] {
        h.key_press(egui::Key::Escape);
        settle(&mut h);
        assert_eq!(now(&h), left);
    }
    assert_eq!(h.state().state.picture.selection.count, all);
}

#[test]
fn escape_lets_go_of_a_range_before_the_selection() {
    let mut h = on_story();
    select(&mut h, TALKS);
    let axis = h.get_by_label("Time axis; drag to choose a range").rect();
    let at = |share: f32| axis.left() + share * axis.width();
    h.drag_at(egui::pos2(at(0.4), axis.top() + 8.0));
    h.run_steps(2);
    h.hover_at(egui::pos2(at(0.5), axis.top() + 8.0));
    h.run_steps(2);
    h.drop_at(egui::pos2(at(0.6), axis.top() + 8.0));
    settle(&mut h);
    h.get_by_label("Show only this range");
    h.key_press(egui::Key::Escape);
    settle(&mut h);
    assert!(h.query_by_label("Show only this range").is_none());
    assert!(h.state().state.focus.is_some(), "the event stays selected");
}

#[test]
fn next_and_previous_walk_the_events_by_date() {
    let mut h = on_story();
    let order = h.state().state.picture.order.clone();
    act(&mut h, Action::Show(order[0]));
    h.get_by_label("Next event").click();
    settle(&mut h);
    assert_eq!(h.state().state.focus, order.get(1).copied());
    h.key_press(egui::Key::Comma);
    settle(&mut h);
    assert_eq!(h.state().state.focus, order.first().copied());
    h.get_by_label(&format!("1 of {}", order.len()));
}

#[test]
fn the_event_list_offers_what_the_picture_shows() {
    let mut h = on_story();
    act(&mut h, Action::Do(Command::ShowList));
    h.get_by_role_and_label(Role::Button, &format!("27 April 2025: {TALKS}"))
        .click();
    settle(&mut h);
    assert_eq!(h.state().state.focus, Some(event_titled(&h, TALKS)));
    shot(&mut h, "list");
}

#[test]
fn the_tray_tells_what_is_not_on_the_line_and_why() {
    let mut h = on_story();
    h.get_by_label_contains("need a date · 1 not read").click();
    settle(&mut h);
    h.get_by_label("Storm at the pier");
    shot(&mut h, "tray");
    act(&mut h, Action::Tray(TrayTab::Events));
    h.get_by_role_and_label(Role::Button, "A storm struck the pier")
        .click();
    settle(&mut h);
    h.get_by_label("No date yet");
    act(&mut h, Action::Tray(TrayTab::Files));
    h.get_by_role_and_label(Role::Button, "broken.zip");
}

#[test]
fn another_reading_of_a_date_is_one_click_away_and_can_be_undone() {
    let mut h = on_story();
    select(&mut h, TALKS);
    h.get_by_label("Take 20 April 2025").click();
    settle(&mut h);
    h.get_by_label("20 April 2025");
    h.get_by_label("Set by you");
    let event = h.state().state.focus.unwrap();
    let date = h.state().state.event(event).unwrap().date.clone();
    assert_eq!(date.basis, dateline::event::Basis::Set);
    h.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    settle(&mut h);
    h.get_by_label("27 April 2025");
    h.key_press_modifiers(
        egui::Modifiers::COMMAND | egui::Modifiers::SHIFT,
        egui::Key::Z,
    );
    settle(&mut h);
    h.get_by_label("20 April 2025");
    h.get_by_label("Back to the date as it was read").click();
    settle(&mut h);
    h.get_by_label("27 April 2025");
}

#[test]
fn a_date_is_typed_freely_and_shown_as_it_is_understood() {
    let mut h = on_story();
    select(&mut h, "Porto closed the ferry line");
    h.get_by_label("Set a date").click();
    h.run_steps(3);
    h.get_by_label("Date of the event").type_text("spring 2024");
    h.run_steps(3);
    h.get_by_label("spring 2024");
    h.key_press(egui::Key::Enter);
    h.run_steps(2);
    settle(&mut h);
    h.get_by_label("Set by you");
    let event = h.state().state.focus.unwrap();
    let value = h.state().state.event(event).unwrap().date.value.clone();
    assert_eq!(value.unwrap().words(), "spring 2024");
}

#[test]
fn dialogs_open_by_key_and_close_by_escape() {
    let mut h = on_story();
    for (modifiers, key, dialog, label, name) in [
        (
            egui::Modifiers::COMMAND | egui::Modifiers::SHIFT,
            egui::Key::P,
            Dialog::Palette,
            "Type a command",
            "palette",
        ),
        (
            egui::Modifiers::NONE,
            egui::Key::Questionmark,
            Dialog::Keys,
            "Keys and gestures",
            "keys",
        ),
        (
            egui::Modifiers::COMMAND,
            egui::Key::Comma,
            Dialog::Preferences,
            "Preferences",
            "preferences",
        ),
    ] {
        h.key_press_modifiers(modifiers, key);
        h.run_steps(4);
        assert_eq!(h.state().state.dialog, Some(dialog));
        assert!(h.query_all_by_label(label).next().is_some(), "{label}");
        shot(&mut h, name);
        h.key_press(egui::Key::Escape);
        h.run_steps(4);
        assert_eq!(h.state().state.dialog, None, "{name}");
    }
}

#[test]
fn the_palette_runs_what_is_typed() {
    let mut h = on_story();
    act(&mut h, Action::Do(Command::Palette));
    h.get_by_label("Type a command").type_text("event list");
    h.run_steps(2);
    h.key_press(egui::Key::Enter);
    h.run_steps(2);
    settle(&mut h);
    assert_eq!(h.state().state.center, dateline::app::state::Center::List);
    assert_eq!(h.state().state.dialog, None);
}

#[test]
fn panels_fold_by_key() {
    let mut h = on_story();
    h.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::B);
    settle(&mut h);
    assert!(h.query_by_label("Find a person").is_none());
    h.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::B);
    settle(&mut h);
    h.get_by_label("Find a person");
}

/// Nothing an input or button shows may lie outside the window or be squeezed to nothing, at the
/// sizes and scales people use.
#[test]
fn nothing_is_cut_off_at_any_size() {
    for (width, height, scale) in [
        (1280.0, 800.0, 1.0),
        (1920.0, 1080.0, 1.0),
        (960.0, 540.0, 2.0),
        (720.0, 480.0, 1.0),
    ] {
        let mut h = on_story_of(width, height, scale);
        select(&mut h, TALKS);
        shot(&mut h, &format!("size-{width}x{height}@{scale}"));
        let window = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(width, height));
        let parts = [
            (Role::Button, "Menu"),
            (Role::Button, "Open…"),
            (Role::Button, "Folder…"),
            (Role::TextInput, "Search"),
            (Role::ComboBox, "Lanes"),
            (Role::Slider, "Show main events"),
            (Role::Button, "Event list"),
            (Role::Button, "Next event"),
        ];
        let rects: Vec<egui::Rect> = parts
            .iter()
            .map(|(role, label)| h.get_by_role_and_label(*role, label).rect())
            .collect();
        for (i, a) in rects.iter().enumerate() {
            assert!(
                window.expand(0.5).contains_rect(*a) && a.width() > 8.0,
                "{} at {a:?} in {width}x{height}",
                parts[i].1
            );
            for (j, b) in rects.iter().enumerate().skip(i + 1) {
                let shared = a.intersect(*b);
                assert!(
                    shared.width() < 1.0 || shared.height() < 1.0,
                    "{} {a:?} lies over {} {b:?} in {width}x{height}",
                    parts[i].1,
                    parts[j].1
                );
            }
        }
    }
}

#[test]
fn both_themes_can_be_read() {
    let mut h = on_story();
    h.state_mut().state.preferences.theme = Theme::Light;
    select(&mut h, TALKS);
    h.run_steps(3);
    shot(&mut h, "light");
    let light = h.render().unwrap();
    h.state_mut().state.preferences.theme = Theme::Dark;
    h.run_steps(3);
    let dark = h.render().unwrap();
    let brightness = |image: &image::RgbaImage| {
        let sum: u64 = image.pixels().map(|p| u64::from(p.0[1])).sum();
        sum / u64::from(image.width() * image.height())
    };
    assert!(brightness(&light) > 180, "{}", brightness(&light));
    assert!(brightness(&dark) < 60, "{}", brightness(&dark));
}

/// The tabs of the tray stay where they are, whatever is in the tab.
#[test]
fn the_tray_keeps_its_height_from_tab_to_tab() {
    let mut h = on_story();
    act(&mut h, Action::Tray(TrayTab::Articles));
    let place = h.get_by_label_contains("Not read").rect();
    act(&mut h, Action::Tray(TrayTab::Doubles));
    h.run_steps(20);
    assert_eq!(
        h.get_by_label_contains("Not read").rect().top(),
        place.top()
    );
}

/// Who else is in the events of a name is told as long as the name is chosen.
#[test]
fn companions_go_with_the_choice() {
    let mut h = on_story();
    let ana = h.state().state.snapshot().story.entities.iter();
    let ana = ana
        .zip(0..)
        .find(|(e, _)| e.name == "Ana Okafor")
        .unwrap()
        .1;
    act(&mut h, Action::ToggleEntity(ana, false));
    h.get_by_label("Seen with Ana Okafor");
    act(&mut h, Action::ToggleEntity(ana, false));
    assert!(h.query_by_label("Seen with Ana Okafor").is_none());
}

#[test]
fn a_window_on_nothing_says_what_became_of_it() {
    let mut project = dateline::project::Project::default();
    project.unread.push(dateline::project::Unread {
        source: "gone.txt".into(),
        reason: "There is no such file.".into(),
        remedy: "Look for it elsewhere.".into(),
        again: None,
    });
    let h = super::support::on(project);
    h.get_by_label("Nothing could be read; the tray below says why");
    assert!(h.query_by_label("No event passes the filter").is_none());
}

/// The timeline is what the window is for: where it is narrow, an empty detail view leaves it the
/// room, and one with an event is no wider than it needs.
#[test]
fn a_narrow_window_leaves_the_timeline_its_room() {
    let mut h = on_story_of(1000.0, 640.0, 1.0);
    h.run_steps(4);
    let axis = |h: &Harness<'_, App>| {
        let axis = h.get_by_label("Time axis; drag to choose a range");
        axis.rect().width()
    };
    assert!(h.query_by_label("No event selected").is_none());
    assert!(axis(&h) > 560.0, "{}", axis(&h));
    select(&mut h, TALKS);
    h.get_by_label("The sentence");
    assert!(axis(&h) > 290.0, "{}", axis(&h));
}

/// Where there is no room for the legend it is not cut, but told under the pointer.
#[test]
fn the_legend_gives_way_in_a_narrow_window() {
    let mut wide = on_story_of(1440.0, 900.0, 1.0);
    wide.run_steps(2);
    wide.get_by_label("denied");
    let mut narrow = on_story_of(720.0, 600.0, 1.0);
    narrow.run_steps(4);
    assert!(narrow.query_by_label("denied").is_none());
    narrow.get_by_label("Signs");
}
