//! The project and its file in the window: new, open, recent, save, save as, close, the question
//! before work is lost, and that nothing is.

use super::support::{act, empty, empty_kept_in, on_story, on_story_kept_in, settle, shot};
use dateline::app::App;
use dateline::app::command::Command;
use dateline::app::state::{Action, Closing, Dialog};
use dateline::event::Basis;
use dateline::project::{Edit, Thing};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::path::{Path, PathBuf};

const FERRY: &str = "Porto closed the ferry line";

fn press(h: &mut Harness<'_, App>, modifiers: egui::Modifiers, key: egui::Key) {
    h.key_press_modifiers(modifiers, key);
    h.run_steps(2);
    settle(h);
}

fn click(h: &mut Harness<'_, App>, label: &str) {
    h.get_by_label(label).click();
    h.run_steps(2);
    settle(h);
}

fn ferry(h: &Harness<'_, App>) -> u32 {
    let events = &h.state().state.snapshot().story.events;
    events.iter().position(|e| &*e.title == FERRY).unwrap() as u32
}

/// The day the mark of the ferry stands on.
fn day(h: &Harness<'_, App>) -> String {
    let event = ferry(h);
    let st = &h.state().state;
    let value = st.event(event).unwrap().date.value.as_ref().unwrap();
    let start = st.snapshot().index.start[event as usize];
    assert_eq!(
        start, value.earliest.0,
        "the mark stands where the date says"
    );
    value.words()
}

fn file(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().join("harbour.dateline")
}

fn saved(folder: &tempfile::TempDir) -> PathBuf {
    let mut h = on_story();
    act(&mut h, Action::SaveTo(file(folder)));
    act(&mut h, Action::Do(Command::CloseProject));
    file(folder)
}

/// The whole of it, as a user goes.
#[test]
fn a_date_corrected_in_the_detail_view_moves_its_mark_and_is_there_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let recovery = tempfile::tempdir().unwrap();
    let mut h = on_story_kept_in(recovery.path());
    assert_eq!(h.state().window_title(), "• 4 articles – Dateline");
    act(&mut h, Action::SaveTo(file(&folder)));
    assert_eq!(h.state().window_title(), "harbour – Dateline");

    let event = ferry(&h);
    act(&mut h, Action::Select(Some(event)));
    assert_eq!(day(&h), "3 March 2025");
    h.get_by_label("Set a date").click();
    h.run_steps(3);
    h.get_by_label("Date of the event")
        .type_text("5 March 2025");
    h.run_steps(3);
    h.get_by_label("5 March 2025");
    h.key_press(egui::Key::Enter);
    h.run_steps(2);
    settle(&mut h);
    assert_eq!(day(&h), "5 March 2025");
    h.get_by_label("Set by you");
    h.get_by_label("Back to the date as it was read");
    shot(&mut h, "corrected");

    press(&mut h, egui::Modifiers::COMMAND, egui::Key::Z);
    assert_eq!(day(&h), "3 March 2025");
    press(&mut h, egui::Modifiers::COMMAND, egui::Key::Y);
    assert_eq!(day(&h), "5 March 2025");

    press(&mut h, egui::Modifiers::COMMAND, egui::Key::W);
    assert!(h.state().state.is_empty());
    assert_eq!(h.state().window_title(), "Dateline");
    h.get_by_label("Open harbour").click();
    h.run_steps(2);
    settle(&mut h);
    assert_eq!(h.state().window_title(), "harbour – Dateline");
    assert_eq!(day(&h), "5 March 2025");
    let event = ferry(&h);
    act(&mut h, Action::Select(Some(event)));
    h.get_by_label("Set by you");
    // Undo reaches back behind the closing.
    press(&mut h, egui::Modifiers::COMMAND, egui::Key::Z);
    assert_eq!(day(&h), "3 March 2025");
    let st = &h.state().state;
    assert_eq!(st.event(ferry(&h)).unwrap().date.basis, Basis::Stated);
}

#[test]
fn work_without_a_file_is_not_left_without_a_question() {
    let recovery = tempfile::tempdir().unwrap();
    let mut h = on_story_kept_in(recovery.path());
    press(&mut h, egui::Modifiers::COMMAND, egui::Key::N);
    h.get_by_label("Keep this work?");
    shot(&mut h, "unsaved");
    h.get_by_label("Cancel").click();
    h.run_steps(2);
    settle(&mut h);
    assert_eq!(h.state().state.dialog, None);
    assert_eq!(h.state().state.snapshot().entries.len(), 4);
    // Given up: the window is empty, and nothing of it is kept.
    press(&mut h, egui::Modifiers::COMMAND, egui::Key::W);
    h.get_by_label("Do not keep").click();
    h.run_steps(2);
    settle(&mut h);
    assert!(h.state().state.is_empty());
    h.get_by_label_contains("Open files…");
    assert_eq!(std::fs::read_dir(recovery.path()).unwrap().count(), 0);
}

/// What was asked for goes on once the work is saved, and is forgotten where nothing is chosen.
#[test]
fn saving_first_goes_on_with_what_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let recovery = tempfile::tempdir().unwrap();
    let mut h = on_story_kept_in(recovery.path());
    act(&mut h, Action::Do(Command::NewProject));
    assert_eq!(h.state().state.dialog, Some(Dialog::Unsaved));
    // "Save…" was pressed and the dialog of the system was left.
    h.state_mut().state.dialog = None;
    act(&mut h, Action::NotChosen);
    assert_eq!(h.state().state.next, None);
    assert_eq!(h.state().state.snapshot().entries.len(), 4);
    act(&mut h, Action::SaveTo(file(&folder)));
    assert_eq!(
        h.state().state.snapshot().entries.len(),
        4,
        "nothing more was asked for"
    );
    act(&mut h, Action::Do(Command::NewProject));
    assert!(h.state().state.is_empty());
}

/// What is not in the file yet is written before the project is left, and not in the window's
/// own time. Where it cannot be written the project stays open.
#[test]
fn a_project_that_cannot_be_written_stays_open_with_all_its_work() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved(&folder);
    let mut h = empty(1280.0, 800.0);
    act(&mut h, Action::Open(vec![path.clone()]));
    // The stick is pulled out, and the window is to be closed.
    let away = folder.path().join("away.dateline");
    std::fs::rename(&path, &away).unwrap();
    let star = Edit::Star(Thing::Event(0), true);
    act(&mut h, Action::Edit(Box::new(star)));
    h.get_by_label_contains("is no longer in");
    act(&mut h, Action::Do(Command::CloseProject));
    let message = h.state().state.message.clone();
    assert!(message.contains("Your work is still here"), "{message}");
    shot(&mut h, "cannot-close");
    click(&mut h, "Close");
    assert!(!h.state().state.is_empty());
    // It is put in again: now it closes, and the star is in the file.
    std::fs::rename(&away, &path).unwrap();
    act(&mut h, Action::Do(Command::CloseProject));
    assert!(h.state().state.is_empty());
    act(&mut h, Action::Open(vec![path]));
    let st = &h.state().state;
    assert!(
        st.snapshot()
            .marks
            .events
            .get(&0)
            .is_some_and(|m| m.starred)
    );
}

/// While it is being written nothing can be changed, and the user can think better of it.
#[test]
fn closing_says_what_it_does_and_can_be_stopped() {
    let mut h = on_story();
    let since = std::time::Instant::now().checked_sub(std::time::Duration::from_secs(9));
    h.state_mut().state.closing = Some(Closing {
        since: since.unwrap(),
        written: 512,
        stopping: false,
    });
    h.state_mut().state.dialog = Some(Dialog::Closing);
    h.run_steps(3);
    h.get_by_label_contains("512 articles written");
    shot(&mut h, "closing");
    h.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::N);
    h.run_steps(2);
    assert_eq!(h.state().state.next, None, "one thing at a time");
    h.get_by_label("Keep it open").click();
    h.run_steps(2);
    assert!(h.state().state.errands.is_empty());
}

#[test]
fn opening_tells_how_far_it_is() {
    let mut h = empty(1280.0, 800.0);
    h.state_mut().state.opening = Some("harbour.dateline".into());
    h.run_steps(2);
    h.get_by_label("Opening harbour…");
    shot(&mut h, "opening");
}

/// Two windows at once: each keeps what the other remembered.
#[test]
fn windows_share_the_projects_worked_on() {
    let folder = tempfile::tempdir().unwrap();
    let kept = tempfile::tempdir().unwrap();
    let path = saved(&folder);
    let (mut one, mut two) = (empty(1280.0, 800.0), empty(1280.0, 800.0));
    for h in [&mut one, &mut two] {
        h.state_mut().keep_preferences_in(kept.path());
    }
    act(&mut one, Action::Open(vec![path.clone()]));
    act(&mut two, Action::Do(Command::SwitchTheme));
    let other = folder.path().join("other.dateline");
    act(&mut two, Action::SaveTo(other));
    let mut three = empty(1280.0, 800.0);
    three.state_mut().keep_preferences_in(kept.path());
    three.run_steps(2);
    let preferences = &three.state().state.preferences;
    assert!(preferences.recent.contains(&path));
    assert_eq!(preferences.theme, two.state().state.preferences.theme);
}

#[test]
fn a_second_window_on_an_open_file_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved(&folder);
    let mut first = empty(1280.0, 800.0);
    act(&mut first, Action::Open(vec![path.clone()]));
    assert_eq!(first.state().state.snapshot().entries.len(), 4);
    let mut second = empty(1280.0, 800.0);
    act(&mut second, Action::Open(vec![path.clone()]));
    second.get_by_label_contains("harbour.dateline is open in another window.");
    shot(&mut second, "refused");
    assert!(second.state().state.is_empty());
    second.get_by_label("Close").click();
    second.run_steps(2);
    settle(&mut second);
    assert_eq!(second.state().state.dialog, None);
    // The first one is asked for what it has open already.
    act(&mut first, Action::Open(vec![path.clone()]));
    assert_eq!(first.state().state.dialog, None);
    assert_eq!(first.state().state.snapshot().entries.len(), 4);
    act(&mut first, Action::Do(Command::CloseProject));
    act(&mut second, Action::Open(vec![path]));
    assert_eq!(second.state().state.snapshot().entries.len(), 4);
}

#[test]
fn articles_given_with_a_project_are_added_to_it_and_doubles_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved(&folder);
    let article = folder.path().join("bridge.txt");
    std::fs::write(&article, "The bridge opened on 3 May 2021 in Ulm.\n").unwrap();
    let mut h = empty(1280.0, 800.0);
    act(&mut h, Action::Open(vec![article.clone(), path]));
    assert_eq!(h.state().window_title(), "harbour – Dateline");
    assert_eq!(h.state().state.snapshot().entries.len(), 5);
    act(&mut h, Action::Open(vec![article]));
    assert_eq!(h.state().state.snapshot().entries.len(), 5);
}

#[test]
fn a_project_dropped_on_the_window_is_opened() {
    #[derive(Debug)]
    struct Dropped(PathBuf);
    impl egui::DroppedFile for Dropped {
        fn path(&self) -> &Path {
            &self.0
        }
        fn bytes(&self) -> Result<Vec<u8>, String> {
            Err("the window reads it itself".to_owned())
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let path = saved(&folder);
    let mut h = empty(1280.0, 800.0);
    h.run_steps(2);
    h.input_mut()
        .dropped_files
        .push(std::sync::Arc::new(Dropped(path)));
    h.run_steps(1);
    settle(&mut h);
    assert_eq!(h.state().window_title(), "harbour – Dateline");
}

#[test]
fn work_of_a_window_that_is_gone_is_offered() {
    let recovery = tempfile::tempdir().unwrap();
    // Gone without a word: the harness drops its window, and the last worker lets go of the file.
    drop(on_story_kept_in(recovery.path()));
    let kept = || {
        let lost = dateline::project::recovery::list(recovery.path());
        lost.iter().any(|l| l.articles == 4)
    };
    while !kept() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let mut h = empty_kept_in(recovery.path());
    h.run_steps(3);
    h.get_by_label_contains("unsaved work of an earlier window: 4 articles");
    shot(&mut h, "lost");
    h.get_by_label("Open it").click();
    h.run_steps(2);
    settle(&mut h);
    assert_eq!(h.state().window_title(), "• 4 articles – Dateline");
    assert!(h.state().state.lost.is_empty());
}

#[test]
fn a_file_that_is_not_there_is_told_and_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved(&folder);
    let mut h = empty(1280.0, 800.0);
    h.state_mut().state.remember(&path);
    std::fs::remove_file(&path).unwrap();
    act(&mut h, Action::Do(Command::OpenRecent(0)));
    h.get_by_label_contains("There is no harbour.dateline in");
    assert_eq!(h.state().state.recent(0), None);
}

/// A name without the ending of a project must not overwrite one the dialog never asked about.
#[test]
fn a_project_is_not_replaced_without_a_question() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved(&folder);
    let before = std::fs::read(&path).unwrap();
    let mut h = on_story();
    act(&mut h, Action::SaveTo(folder.path().join("harbour")));
    h.get_by_label_contains("harbour.dateline is there already");
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(h.state().window_title(), "• 4 articles – Dateline");
}

#[test]
fn the_view_is_as_it_was_when_the_project_was_closed() {
    let folder = tempfile::tempdir().unwrap();
    let mut h = on_story();
    act(&mut h, Action::SaveTo(file(&folder)));
    act(&mut h, Action::FindText("ferry".to_owned()));
    act(&mut h, Action::Do(Command::ShowList));
    act(&mut h, Action::Do(Command::CloseProject));
    act(&mut h, Action::Do(Command::OpenRecent(0)));
    let st = &h.state().state;
    assert_eq!(st.filter.query, "ferry");
    assert_eq!(st.center, dateline::app::state::Center::List);
    h.get_by_role_and_label(Role::Button, "Clear the search");
}

#[test]
fn the_menu_and_the_palette_know_the_projects_worked_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved(&folder);
    let mut h = empty(1280.0, 800.0);
    h.state_mut().state.remember(&path);
    h.run_steps(2);
    act(&mut h, Action::Do(Command::Palette));
    h.get_by_label("Type a command").type_text("harbour");
    h.run_steps(2);
    h.key_press(egui::Key::Enter);
    h.run_steps(2);
    settle(&mut h);
    assert_eq!(h.state().window_title(), "harbour – Dateline");
}
