//! From files to the sentence that proves an event, with the real readers: the whole window, by
//! role and label.

use super::support::{act, empty, settle, shot};
use dateline::app::App;
use dateline::app::command::Command;
use dateline::app::state::{Action, TrayTab};
use dateline::project::Unread;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::path::PathBuf;

fn samples() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/samples")
}

#[test]
fn a_folder_opens_and_its_events_lead_to_their_sentences() {
    let mut h = empty(1440.0, 900.0);
    act(&mut h, Action::Open(vec![samples()]));
    let st = &h.state().state;
    assert!(st.snapshot().entries.len() >= 15);
    assert!(
        st.picture.selection.dated > 20,
        "{}",
        st.picture.selection.dated
    );
    // Every event leads to its sentence.
    for event in &st.snapshot().story.events {
        let (entry, mention, _) = st.lead(event).unwrap();
        let sentence = mention.sentence.of(&entry.article.text);
        assert!(!sentence.trim().is_empty(), "{}", event.title);
        assert!(
            mention.sentence.contains(mention.trigger),
            "{}",
            event.title
        );
    }
    h.key_press(egui::Key::Period);
    settle(&mut h);
    h.get_by_label("The sentence");
    h.get_by_label("Open article");
    shot(&mut h, "opened");
}

#[test]
fn a_file_dropped_on_the_window_is_read() {
    #[derive(Debug)]
    struct Dropped(PathBuf);
    impl egui::DroppedFile for Dropped {
        fn path(&self) -> &std::path::Path {
            &self.0
        }
        fn bytes(&self) -> Result<Vec<u8>, String> {
            Err("the window reads it itself".to_owned())
        }
    }
    let mut h = empty(1280.0, 800.0);
    h.run_steps(2);
    h.input_mut().hovered_files = vec![egui::HoveredFile::default()];
    h.run_steps(1);
    shot(&mut h, "dropping");
    h.input_mut().hovered_files.clear();
    let file = samples().join("india-kabul/01-dubai.md");
    h.input_mut()
        .dropped_files
        .push(std::sync::Arc::new(Dropped(file)));
    h.run_steps(1);
    settle(&mut h);
    assert_eq!(h.state().state.snapshot().entries.len(), 1);
}

#[test]
fn what_cannot_be_read_is_listed_and_the_rest_is_there() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("a.txt"),
        "The bridge opened on 3 May 2021 in Ulm.\n",
    )
    .unwrap();
    std::fs::write(folder.path().join("b.txt"), "").unwrap();
    let gone = folder.path().join("gone.txt");
    let mut h = empty(1280.0, 800.0);
    act(
        &mut h,
        Action::Open(vec![folder.path().to_path_buf(), gone.clone()]),
    );
    let st = &h.state().state;
    assert_eq!(st.snapshot().entries.len(), 1);
    assert_eq!(st.project.unread.len(), 2);
    act(&mut h, Action::Tray(TrayTab::Files));
    h.get_by_label(&gone.display().to_string());
}

#[test]
fn an_import_can_be_cancelled_and_what_was_read_stays() {
    let folder = tempfile::tempdir().unwrap();
    let line = |i: usize| {
        let text = format!(
            "Minister Ada Brandt met mayor Karl Voss in Ulm on 3 May 20{:02}. ",
            i % 100
        )
        .repeat(12);
        format!(
            "{{\"title\":\"Talks {i}\",\"text\":\"{i} {text}\",\"published\":\"2022-01-01\"}}\n"
        )
    };
    let file = folder.path().join("many.jsonl");
    let last = folder.path().join("z-last.txt");
    std::fs::write(&last, "The bridge opened on 3 May 2021 in Ulm.\n").unwrap();
    // On a busy machine all may be read before the window gets to ask: then with more of them.
    let mut many = 20_000;
    let mut h = loop {
        std::fs::write(&file, (0..many).map(line).collect::<String>()).unwrap();
        let mut h = empty(1280.0, 800.0);
        h.state_mut()
            .state
            .handle(Action::Open(vec![folder.path().to_path_buf()]));
        // Until the first articles are there.
        while h.state().state.snapshot().entries.is_empty() {
            h.run_steps(1);
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        if let Some(cancel) = h.query_by_label("Cancel") {
            h.get_by_label_contains("Reading: ");
            cancel.click();
            shot(&mut h, "reading");
            h.run_steps(2);
            settle(&mut h);
            if !h.state().state.project.unread.is_empty() {
                break h;
            }
        }
        many *= 4;
        assert!(many < 2_000_000, "no import could be cancelled");
    };
    let read = h.state().state.snapshot().entries.len();
    assert!(read > 0 && read < many, "{read}");
    assert!(h.query_by_label("Cancel").is_none());
    // What was left out is in the tray, and is read on demand.
    let again = |h: &Harness<'_, App>| -> Vec<PathBuf> {
        let unread = h.state().state.project.unread.iter();
        unread.filter_map(|u| u.again.clone()).collect()
    };
    assert_eq!(again(&h), [file.clone(), last.clone()]);
    act(&mut h, Action::Tray(TrayTab::Files));
    h.get_by_label("Read them now (2)");
    shot(&mut h, "left-out");
    act(&mut h, Action::Open(vec![last]));
    assert_eq!(again(&h), [file]);
    assert_eq!(h.state().state.snapshot().entries.len(), read + 1);
    h.get_by_label_contains("Read now: ");
}

#[test]
fn what_an_import_left_out_is_read_with_one_click() {
    let folder = tempfile::tempdir().unwrap();
    let mut h = empty(1280.0, 800.0);
    for (name, day) in [("a.txt", 3), ("b.txt", 9)] {
        let path = folder.path().join(name);
        std::fs::write(
            &path,
            format!("The bridge opened on {day} May 2021 in Ulm.\n"),
        )
        .unwrap();
        h.state_mut().state.project.unread.push(Unread {
            source: path.display().to_string(),
            reason: "Not read: the import was cancelled.".into(),
            remedy: String::new(),
            again: Some(path),
        });
    }
    h.state_mut().state.stale_picture = true;
    act(&mut h, Action::Tray(TrayTab::Files));
    h.get_by_label("Read them now (2)").click();
    h.run_steps(2);
    settle(&mut h);
    assert_eq!(h.state().state.snapshot().entries.len(), 2);
    assert!(h.state().state.project.unread.is_empty());
}

#[test]
fn an_article_gets_its_date_in_the_tray_and_its_events_take_their_places() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("storm.txt");
    std::fs::write(
        &file,
        "A storm struck the pier at Malmö on Tuesday.\n\nPresident Lena Strand visited Malmö on Wednesday.\n",
    )
    .unwrap();
    let mut h = empty(1280.0, 800.0);
    act(&mut h, Action::Open(vec![file]));
    let placed =
        |h: &egui_kittest::Harness<'_, dateline::app::App>| h.state().state.picture.selection.dated;
    assert_eq!(placed(&h), 0);
    act(&mut h, Action::Tray(TrayTab::Articles));
    h.get_by_label("Publication date").focus();
    h.run_steps(2);
    h.get_by_label("Publication date")
        .type_text("24 April 2025");
    h.run_steps(2);
    h.get_by_label("Thursday 24 April 2025");
    h.get_by_label("Set").click();
    h.run_steps(2);
    settle(&mut h);
    assert!(placed(&h) >= 1);
    let st = &h.state().state;
    let days: Vec<String> = st
        .snapshot()
        .story
        .events
        .iter()
        .filter_map(|e| e.date.value.as_ref())
        .map(|v| v.words())
        .collect();
    assert!(days.contains(&"22 April 2025".to_owned()), "{days:?}");
    act(&mut h, Action::Do(Command::Undo));
    assert_eq!(placed(&h), 0);
}

/// What the timeline says of itself: how many events, and from when to when.
fn canvas(h: &Harness<'_, App>) -> String {
    let canvas = h.get_by_label_contains("Timeline, ");
    canvas.accesskit_node().label().unwrap_or_default()
}

#[test]
fn what_is_seen_first_goes_by_what_there_is_and_not_by_what_came_first() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: String| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let old = "Ana Berg met Paul Stone in Vienna on 18 October 1987.\n";
    let days = (1..=28).flat_map(|day| {
        let told = |month| format!("Ruth Lind visited Oslo on {day} {month} 2020.\n");
        [told("May"), told("June")]
    });
    let (old, new) = (
        write("old.txt", old.to_owned()),
        write("new.txt", days.collect()),
    );
    let seen = |paths: [&PathBuf; 2]| {
        let mut h = empty(1440.0, 900.0);
        for path in paths {
            act(&mut h, Action::Open(vec![path.clone()]));
        }
        canvas(&h)
    };
    let first = seen([&old, &new]);
    assert_eq!(first, seen([&new, &old]));
    assert!(!first.contains("1987"), "{first}");
}

#[test]
fn a_key_draws_empty_stretches_short_and_in_full_again() {
    let mut h = empty(1440.0, 900.0);
    act(&mut h, Action::Open(vec![samples()]));
    h.key_press(egui::Key::Home);
    settle(&mut h);
    let whole = canvas(&h);
    for squeezed in [true, false] {
        h.key_press(egui::Key::Z);
        settle(&mut h);
        assert_eq!(h.state().state.preferences.squeeze, squeezed);
        assert_eq!(canvas(&h), whole);
    }
}

#[test]
fn a_small_window_keeps_room_for_the_timeline() {
    for (width, height) in [(900.0, 600.0), (720.0, 480.0)] {
        let mut h = empty(width, height);
        act(&mut h, Action::Open(vec![samples()]));
        let wide = |h: &Harness<'_, App>| h.get_by_label_contains("Timeline, ").rect().width();
        assert!(wide(&h) > 300.0, "{width}: {}", wide(&h));
        h.key_press(egui::Key::Period);
        settle(&mut h);
        h.get_by_label("The sentence");
        assert!(wide(&h) > 100.0, "{width}: {}", wide(&h));
        shot(&mut h, &format!("small-{width}"));
    }
}

#[test]
fn a_walk_through_the_events_begins_where_one_looks() {
    let mut h = empty(1440.0, 900.0);
    act(&mut h, Action::Open(vec![samples()]));
    h.key_press(egui::Key::Period);
    settle(&mut h);
    let st = &h.state().state;
    let (first, _) = st.in_sight.unwrap();
    let focus = st.focus.unwrap();
    let start = st.snapshot().index.start[focus as usize];
    assert!(start >= first.0);
    // It is the first of those.
    let before = st.picture.order.iter().rposition(|e| *e < focus).unwrap();
    let before = st.picture.order[before] as usize;
    assert!(st.snapshot().index.start[before] < first.0);
}

#[test]
fn the_main_events_come_first_and_a_name_shows_all_of_its_own() {
    let mut h = empty(1280.0, 800.0);
    act(&mut h, Action::Open(vec![samples()]));
    settle(&mut h);
    let shown = |h: &Harness<'_, App>| h.state().state.picture.order.len();
    let all = h.state().state.picture.total();
    let main = shown(&h);
    assert!(main >= 80 && main * 2 <= all + 1, "{main} of {all}");
    // The row of a name says how many events a click on it shows.
    let (person, said) = {
        let picture = &h.state().state.picture;
        let person = picture.people[0];
        (person, picture.entity_counts[person as usize] as usize)
    };
    act(&mut h, Action::ToggleEntity(person, false));
    settle(&mut h);
    assert_eq!(shown(&h), said);
}
