//! Every edit where one expects it, by role and label: what was read is corrected, marked as
//! corrected, and goes back to what was read.

use super::story::dateline as dateline_only;
use super::support::{act, on, on_story, settle, shot};
use dateline::app::App;
use dateline::app::command::Command;
use dateline::app::state::{Action, TrayTab};
use dateline::entity::EntityType;
use dateline::event::EventType;
use dateline::project::Edit;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

const TALKS: &str = "Ana Okafor met Bo Lindqvist in Porto";
const FERRY: &str = "Porto closed the ferry line";

fn titles(h: &Harness<'_, App>) -> Vec<String> {
    let story = &h.state().state.snapshot().story;
    story.events.iter().map(|e| e.title.to_string()).collect()
}

fn at(h: &Harness<'_, App>, title: &str) -> u32 {
    let titles = titles(h);
    let found = titles.iter().position(|t| t == title);
    found.unwrap_or_else(|| panic!("no event {title:?} among {titles:?}")) as u32
}

fn select(h: &mut Harness<'_, App>, title: &str) {
    let event = at(h, title);
    act(h, Action::Select(Some(event)));
}

fn click(h: &mut Harness<'_, App>, label: &str) {
    h.get_by_label(label).click();
    h.run_steps(3);
    settle(h);
}

fn write(h: &mut Harness<'_, App>, label: &str, text: &str) {
    h.get_by_label(label).focus();
    h.run_steps(2);
    h.get_by_label(label).type_text(text);
    h.run_steps(3);
}

fn enter(h: &mut Harness<'_, App>) {
    h.key_press(egui::Key::Enter);
    h.run_steps(3);
    settle(h);
}

fn read(h: &mut Harness<'_, App>, article: u32) {
    act(
        h,
        Action::Read {
            article,
            mark: None,
        },
    );
}

/// The words of article 0 that are `text`.
fn words(h: &Harness<'_, App>, text: &str) -> dateline::text::Span {
    let all = &h.state().state.entry(0).unwrap().article.text;
    let from = all.find(text).unwrap();
    dateline::text::Span::new(from, from + text.len())
}

#[test]
fn an_event_is_added_by_hand_from_selected_words_with_a_date_typed_freely() {
    let mut h = on_story();
    let before = titles(&h).len();
    read(&mut h, 0);
    assert!(!h.state().state.can(Command::AddEvent));
    let denied = words(&h, "Nobody denied the plan");
    act(&mut h, Action::SelectWords(Some((0, denied))));
    h.get_by_label("“Nobody denied the plan”");
    shot(&mut h, "words");
    click(&mut h, "Add event…");
    write(&mut h, "Date of the event", "spring 2025");
    h.get_by_label("spring 2025");
    h.get_by_label_contains("exact to the");
    shot(&mut h, "adding");
    click(&mut h, "Add");
    assert_eq!(titles(&h).len(), before + 1);
    // It is selected, proved by its sentence, and drawn as set by the user.
    let added = h.state().state.focus.unwrap();
    let event = h.state().state.event(added).unwrap();
    assert_eq!(&*event.title, "Nobody denied the plan");
    assert_eq!(event.date.basis, dateline::event::Basis::Set);
    assert_eq!(event.date.value.as_ref().unwrap().words(), "spring 2025");
    assert_eq!(h.state().state.words, None);
    h.get_by_label("Set by you");
    act(&mut h, Action::Do(Command::Undo));
    assert_eq!(titles(&h).len(), before);
}

/// With the mouse: a drag selects, the keys copy, a click lets go.
#[test]
fn words_are_selected_by_dragging_over_them() {
    let mut h = on_story();
    read(&mut h, 0);
    h.run_steps(3);
    let rect = h.get_by_label_contains("In 1998 Lindqvist founded").rect();
    h.drag_at(rect.left_top() + egui::vec2(0.5, 8.0));
    h.run_steps(2);
    h.hover_at(rect.left_top() + egui::vec2(120.0, 8.0));
    h.run_steps(2);
    h.drop_at(rect.left_top() + egui::vec2(120.0, 8.0));
    h.run_steps(3);
    let (article, span) = h.state().state.words.unwrap();
    let text = h.state().state.entry(article).unwrap().article.text.clone();
    assert!(
        span.of(&text).starts_with("In 1998"),
        "{:?}",
        span.of(&text)
    );
    // The sentence is read for a date the user need not type.
    act(&mut h, Action::Do(Command::AddEvent));
    let date = h.get_by_label("Date of the event");
    assert_eq!(date.accesskit_node().value().as_deref(), Some("1998"));
    h.key_press(egui::Key::Escape);
    h.run_steps(3);
    h.key_press(egui::Key::Escape);
    h.run_steps(3);
    assert!(!h.state().state.adding);
    assert!(
        h.state().state.reading.is_some(),
        "Escape leaves one thing at a time"
    );
}

#[test]
fn tellings_of_another_event_are_split_off_and_put_back() {
    let mut h = on_story();
    let before = titles(&h).len();
    select(&mut h, TALKS);
    click(&mut h, "Not the same event? Split…");
    h.get_by_role_and_label(Role::CheckBox, "Another event: A second look")
        .click();
    h.run_steps(3);
    shot(&mut h, "splitting");
    click(&mut h, "Split off 1 telling");
    assert_eq!(titles(&h).len(), before + 1);
    act(&mut h, Action::Do(Command::Undo));
    assert_eq!(titles(&h).len(), before);
}

#[test]
fn an_event_is_split_by_command_where_it_has_tellings() {
    let mut h = on_story();
    select(&mut h, TALKS);
    act(&mut h, Action::Do(Command::Palette));
    h.get_by_label("Type a command").type_text("split");
    h.run_steps(3);
    // Found by its name alone, and not by letters scattered over what another does.
    assert!(h.query_by_label_contains("Show or fold").is_none());
    h.key_press(egui::Key::Enter);
    h.run_steps(2);
    settle(&mut h);
    h.get_by_role_and_label(Role::CheckBox, "Another event: A second look");
    click(&mut h, "Cancel");
    assert!(h.state().state.can(Command::SplitEvent));
    select(&mut h, FERRY);
    assert!(!h.state().state.can(Command::SplitEvent));
}

#[test]
fn selected_events_are_merged_and_taken_apart_again() {
    let mut h = on_story();
    let before = titles(&h).len();
    let (a, b) = (at(&h, FERRY), at(&h, TALKS));
    act(&mut h, Action::Select(Some(a)));
    act(&mut h, Action::SelectMany(vec![b], true));
    h.get_by_label("2 events selected");
    shot(&mut h, "two-selected");
    click(&mut h, "Merge");
    assert_eq!(titles(&h).len(), before - 1);
    click(&mut h, "Take apart again what was merged");
    assert_eq!(titles(&h).len(), before);
}

#[test]
fn what_was_removed_waits_in_the_tray_and_comes_back() {
    let mut h = on_story();
    let before = titles(&h);
    select(&mut h, FERRY);
    h.key_press(egui::Key::Delete);
    h.run_steps(2);
    settle(&mut h);
    assert_eq!(titles(&h).len(), before.len() - 1);
    read(&mut h, 3);
    act(&mut h, Action::Do(Command::RemoveArticle));
    assert_eq!(h.state().state.snapshot().entries.len(), 3);
    act(&mut h, Action::Tray(TrayTab::Removed));
    shot(&mut h, "removed");
    click(&mut h, &format!("Restore: {FERRY}"));
    click(&mut h, "Restore: Storm at the pier");
    assert_eq!(titles(&h), before);
    h.get_by_label("Nothing was removed");
}

#[test]
fn the_title_is_typed_over_marked_and_reset() {
    let mut h = on_story();
    select(&mut h, FERRY);
    h.key_press(egui::Key::F2);
    h.run_steps(3);
    write(&mut h, "Title", " for good");
    enter(&mut h);
    h.get_by_label("Porto closed the ferry line for good");
    // One step, whatever was typed; the menu names it.
    let st = &h.state().state;
    assert_eq!(st.project.steps().1, 1);
    assert_eq!(
        st.text_of(Command::Undo),
        "Undo: Title of “Porto closed the ferry line”"
    );
    click(&mut h, "Back to the title as it was read");
    h.get_by_label(FERRY);
    act(&mut h, Action::Do(Command::Undo));
    act(&mut h, Action::Do(Command::Undo));
    h.get_by_label(FERRY);
    assert_eq!(
        h.state().state.text_of(Command::Redo),
        "Redo: Title of “Porto closed the ferry line”"
    );
}

#[test]
fn those_who_take_part_are_changed_in_a_list() {
    let mut h = on_story();
    select(&mut h, TALKS);
    click(&mut h, "Change who takes part");
    shot(&mut h, "people");
    click(&mut h, "Ana Okafor did not take part");
    // A name half typed is offered whole.
    write(&mut h, "Name", "harb");
    h.get_by_label("Enter adds “harb” as a new person");
    click(&mut h, "Harbour League");
    write(&mut h, "Name", "Cleo Marsh");
    enter(&mut h);
    click(&mut h, "Done");
    let st = &h.state().state;
    let event = st.event(st.focus.unwrap()).unwrap();
    let mut names: Vec<&str> = event
        .entities
        .iter()
        .filter(|(e, _)| event.place != Some(*e))
        .map(|(e, _)| st.entity(*e).unwrap().name.as_str())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["Bo Lindqvist", "Cleo Marsh", "Harbour League"]);
    click(&mut h, "Back to the participants as it was read");
    let st = &h.state().state;
    let event = st.event(st.focus.unwrap()).unwrap();
    let ana = |e: &u32| st.entity(*e).unwrap().name == "Ana Okafor";
    assert!(event.entities.iter().any(|(e, _)| ana(e)));
}

#[test]
fn those_who_take_part_change_places_and_what_they_are() {
    let mut h = on_story();
    select(&mut h, TALKS);
    let people = |h: &Harness<'_, App>| -> Vec<(String, EntityType)> {
        let st = &h.state().state;
        let event = st.event(st.focus.unwrap()).unwrap();
        let people = event
            .entities
            .iter()
            .filter(|(e, _)| event.place != Some(*e));
        let one = |(e, _): &(u32, dateline::event::Role)| {
            let entity = st.entity(*e).unwrap();
            (entity.name.clone(), entity.kind)
        };
        people.map(one).collect()
    };
    let before = people(&h);
    assert!(before.len() > 1);
    click(&mut h, "Change who takes part");
    let (first, kind) = before[0].clone();
    click(&mut h, &format!("Move {first} down"));
    let after = people(&h);
    assert_eq!((&after[0], &after[1]), (&before[1], &before[0]));
    click(&mut h, &format!("Move {first} up"));
    assert_eq!(people(&h), before);
    click(&mut h, &format!("What {first} is"));
    let (name, other) = match kind {
        EntityType::Org => ("person", EntityType::Per),
        _ => ("organisation", EntityType::Org),
    };
    shot(&mut h, "people-types");
    h.get_all_by_label(name).last().unwrap().click();
    h.run_steps(2);
    settle(&mut h);
    assert!(people(&h).contains(&(first.clone(), other)));
    act(&mut h, Action::Do(Command::Undo));
    assert!(people(&h).contains(&(first, kind)));
}

#[test]
fn a_place_is_typed_and_taken_away() {
    let mut h = on_story();
    select(&mut h, TALKS);
    click(&mut h, "Change the place");
    write(&mut h, "Place", "mal");
    click(&mut h, "Malmö");
    let place = |h: &Harness<'_, App>| {
        let st = &h.state().state;
        let event = st.event(st.focus.unwrap()).unwrap();
        event.place.map(|e| st.entity(e).unwrap().name.clone())
    };
    assert_eq!(place(&h).as_deref(), Some("Malmö"));
    click(&mut h, "Change the place");
    click(&mut h, "No place");
    assert_eq!(place(&h), None);
}

#[test]
fn tags_notes_and_stars_are_kept_with_the_event_and_found_by_search() {
    let mut h = on_story();
    select(&mut h, FERRY);
    h.get_by_role_and_label(Role::Button, "Star").click();
    h.run_steps(2);
    settle(&mut h);
    h.get_by_role_and_label(Role::Button, "Take the star off");
    click(&mut h, "Add a tag");
    write(&mut h, "Tag", "key, check");
    enter(&mut h);
    h.get_by_label("#key");
    h.get_by_label("#check");
    click(&mut h, "Write a note");
    write(&mut h, "Note", "Ask the **harbour master**.");
    // Going elsewhere keeps what was written.
    h.get_by_label("Search").focus();
    h.run_steps(3);
    settle(&mut h);
    h.get_by_label("Ask the harbour master.");
    shot(&mut h, "noted");
    act(&mut h, Action::FindText("tag:key".to_owned()));
    assert_eq!(h.state().state.picture.selection.count, 1);
    act(&mut h, Action::FindText("harbour master".to_owned()));
    h.get_by_role_and_label(Role::Button, &format!("{FERRY}, 3 Mar 2025"));
}

#[test]
fn title_publisher_and_author_of_an_article_are_changed_and_reset() {
    let mut h = on_story();
    read(&mut h, 0);
    click(&mut h, "Change the title");
    write(&mut h, "Title of the article", " in Porto");
    enter(&mut h);
    h.get_by_label("Harbour talks resume in Porto");
    click(&mut h, "Add the author");
    write(&mut h, "Author", "Ida Berg");
    enter(&mut h);
    h.get_by_label("Ida Berg");
    click(&mut h, "Change the publisher");
    write(&mut h, "Publisher", " on Sunday");
    enter(&mut h);
    h.get_by_label("The Daily Record on Sunday");
    shot(&mut h, "article-corrected");
    click(&mut h, "Back to the title as it was read");
    click(&mut h, "Back to the author as it was read");
    click(&mut h, "Back to the publisher as it was read");
    h.get_by_label("Harbour talks resume");
    h.get_by_label("Add the author");
    h.get_by_label("The Daily Record");
}

#[test]
fn a_newer_text_is_put_in_the_place_of_an_article_and_read() {
    let mut h = on_story();
    read(&mut h, 3);
    act(&mut h, Action::Do(Command::UpdateArticle));
    h.get_by_label("Text of the article")
        .type_text("\n\nPresident Lena Strand visited Malmö on 5 May 2021.\n");
    h.run_steps(3);
    shot(&mut h, "updating");
    click(&mut h, "Replace");
    assert_eq!(h.state().state.dialog, None);
    let text = &h.state().state.entry(3).unwrap().article.text;
    assert!(text.contains("Lena Strand"));
    assert!(
        titles(&h).iter().any(|t| t.contains("Strand")),
        "{:?}",
        titles(&h)
    );
    // The article is still open, and goes back to the text it was opened with.
    h.get_by_label("Back to the text as it was read").click();
    h.run_steps(2);
    settle(&mut h);
    assert!(!titles(&h).iter().any(|t| t.contains("Strand")));
}

/// A typed field that the user leaves by clicking elsewhere is taken; Escape leaves it.
#[test]
fn what_was_typed_is_not_lost_by_going_elsewhere() {
    let mut h = on_story();
    select(&mut h, FERRY);
    click(&mut h, "Set a date");
    write(&mut h, "Date of the event", "June 2024");
    h.get_by_label("Search").focus();
    h.run_steps(3);
    settle(&mut h);
    h.get_by_label("Set by you");
    click(&mut h, "Set another date");
    write(&mut h, "Date of the event", "1999");
    h.key_press(egui::Key::Escape);
    h.run_steps(3);
    settle(&mut h);
    assert!(h.state().state.focus.is_some());
    h.get_by_label("June 2024");
}

#[test]
fn a_correction_that_lost_its_place_waits_in_the_tray_until_it_is_forgotten() {
    let mut h = on_story();
    select(&mut h, FERRY);
    let event = h.state().state.focus.unwrap();
    let note = "kept whatever is read".to_owned();
    let thing = dateline::project::Thing::Event(event);
    act(&mut h, Action::Edit(Box::new(Edit::Note(thing, note))));
    act(
        &mut h,
        Action::UpdateText(0, "Nothing of the old text is left here.".to_owned()),
    );
    act(&mut h, Action::Tray(TrayTab::Corrections));
    let row = h.get_all_by_role(Role::Button).find(|n| {
        let label = n.accesskit_node().label().unwrap_or_default();
        label.contains("closed") && !label.starts_with("Forget it")
    });
    let row = row.unwrap().rect();
    shot(&mut h, "lost-corrections");
    let forget = h.get_by_label_contains("Forget it: ");
    let button = forget.rect();
    // The button stands in the row, in the window, at a size one can hit.
    assert!(row.contains_rect(button), "{button:?} in {row:?}");
    assert!(button.width() > 40.0 && button.height() > 20.0);
    forget.click();
    h.run_steps(2);
    settle(&mut h);
    h.get_by_label("Every correction has its place");
    act(&mut h, Action::Do(Command::Undo));
    h.get_by_label_contains("Forget it: ");
}

#[test]
fn the_type_is_chosen_from_a_menu() {
    let mut h = on_story();
    select(&mut h, FERRY);
    let event = h.state().state.focus.unwrap();
    act(
        &mut h,
        Action::Edit(Box::new(Edit::EventType(event, EventType::Disaster))),
    );
    click(&mut h, "Back to the type as it was read");
    let st = &h.state().state;
    assert_eq!(st.event(st.focus.unwrap()).unwrap().kind, EventType::Coerce);
}

/// A place that only the head of the article names says so, and leads there; what the user sets
/// rests on no passage.
#[test]
fn a_place_told_elsewhere_in_the_article_says_so_and_leads_there() {
    let mut h = on(dateline_only());
    select(&mut h, "A crane fell");
    shot(&mut h, "place-elsewhere");
    let filter = h.get_all_by_role_and_label(Role::Button, "Porto").count();
    assert!(filter >= 1);
    click(&mut h, "told elsewhere in the article");
    let reading = h.state().state.reading.unwrap();
    let text = h.state().state.entry(0).unwrap().article.text.clone();
    assert_eq!(
        reading.mark.unwrap().of(&text),
        "Porto, 28 April. Dockers stopped work."
    );
    act(&mut h, Action::CloseArticle);
    act(&mut h, Action::Edit(Box::new(Edit::Place(0, None))));
    assert!(h.query_by_label("told elsewhere in the article").is_none());
    h.get_by_label("Add a place");
}

/// The keys for a mark on the event are the field's while one types, and no shorter ones stand in
/// for them; Ctrl+Enter keeps the note, and reading it makes the panel no wider.
#[test]
fn a_note_is_kept_by_ctrl_and_enter_and_keeps_its_width() {
    let mut h = on_story();
    select(&mut h, TALKS);
    act(&mut h, Action::Do(Command::WriteNote));
    h.run_steps(3);
    h.event(egui::Event::Text("# To do".to_owned()));
    h.run_steps(2);
    let ctrl_shift = egui::Modifiers::COMMAND | egui::Modifiers::SHIFT;
    h.key_press_modifiers(ctrl_shift, egui::Key::B);
    h.run_steps(3);
    assert!(h.state().state.entities_open);
    let width = h.get_by_label("Open article").rect().right()
        - h.get_by_label("Change who takes part").rect().left();
    h.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Enter);
    h.run_steps(3);
    settle(&mut h);
    h.get_by_label("Change the note");
    h.run_steps(30);
    let after = h.get_by_label("Open article").rect().right()
        - h.get_by_label("Change who takes part").rect().left();
    assert!((width - after).abs() < 1.0, "{width} {after}");
    let event = h.state().state.focus.unwrap();
    let marks = &h.state().state.snapshot().marks;
    assert_eq!(marks.events[&event].note, "# To do");
}

/// A click into the field of a name's menu leaves the menu open, to be typed in.
#[test]
fn a_name_is_renamed_with_the_mouse() {
    let mut h = on_story();
    h.get_by_label_contains("Ana Okafor, ").click_secondary();
    h.run_steps(4);
    let press = |h: &mut Harness<'_, App>, label: &str| {
        let at = h.get_by_label(label).rect().center();
        h.hover_at(at);
        h.run_steps(4);
        h.drag_at(at);
        h.run_steps(2);
        h.drop_at(at);
        h.run_steps(4);
    };
    press(&mut h, "Rename");
    press(&mut h, "New name");
    h.get_by_label("New name").type_text("Ana M. Okafor");
    h.run_steps(3);
    enter(&mut h);
    h.get_by_label_contains("Ana M. Okafor, ");
}
