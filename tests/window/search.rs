//! The list of what a search found, beside the timeline that obeys it.

use super::support::{act, on_story, on_story_kept_in, settle, shot};
use dateline::app::App;
use dateline::app::command::Command;
use dateline::app::state::Action;
use dateline::export::Format;
use dateline::project::{Edit, Thing};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

const FERRY: &str = "Porto closed the ferry line";

fn find(h: &mut Harness<'_, App>, text: &str) {
    act(h, Action::FindText(text.to_owned()));
}

fn result<'h>(h: &'h Harness<'_, App>, begin: &str) -> Option<egui_kittest::Node<'h>> {
    let is = |n: &egui_kittest::Node<'_>| {
        let label = n.accesskit_node().label();
        label.is_some_and(|l| l.starts_with(begin))
    };
    h.query_all_by_role(Role::Button).find(is)
}

#[test]
fn names_events_and_articles_are_found_and_lead_where_they_say() {
    let mut h = on_story();
    h.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::F);
    h.run_steps(3);
    h.get_by_label("Search").type_text("ferry");
    h.run_steps(3);
    settle(&mut h);
    shot(&mut h, "results");
    h.get_by_label("Found");
    h.get_by_label("Events");
    h.get_by_label("Articles");
    // The timeline obeys.
    assert_eq!(h.state().state.picture.selection.count, 1);
    result(&h, "Harbour talks resume, 28 April 2025")
        .unwrap()
        .click();
    h.run_steps(3);
    settle(&mut h);
    let reading = h.state().state.reading.unwrap();
    let text = &h.state().state.entry(reading.article).unwrap().article.text;
    assert!(reading.mark.unwrap().of(text).contains("ferry line"));
    act(&mut h, Action::CloseArticle);
    result(&h, &format!("{FERRY}, 3 Mar 2025")).unwrap().click();
    h.run_steps(3);
    settle(&mut h);
    let focus = h.state().state.focus.unwrap();
    assert_eq!(&*h.state().state.event(focus).unwrap().title, FERRY);
    // The names come back by the cross, with the filter as it is; by clearing, without it.
    h.get_by_label("Back to the names").click();
    h.run_steps(3);
    h.get_by_label("Find a person");
    assert_eq!(h.state().state.picture.selection.count, 1);
    h.get_by_label("Clear the search").click();
    h.run_steps(3);
    settle(&mut h);
    assert!(h.state().state.picture.selection.count > 1);
}

#[test]
fn the_arrow_goes_from_the_search_into_its_results() {
    let mut h = on_story();
    h.get_by_label("Search").focus();
    h.run_steps(2);
    h.get_by_label("Search").type_text("lindqvist");
    h.run_steps(3);
    settle(&mut h);
    h.key_press(egui::Key::ArrowDown);
    h.run_steps(3);
    assert!(result(&h, "Bo Lindqvist, ").unwrap().is_focused());
    let all = h.state().state.picture.selection.count;
    h.key_press(egui::Key::Enter);
    h.run_steps(3);
    settle(&mut h);
    assert!(h.state().state.picture.selection.count <= all);
    h.get_by_role_and_label(Role::Button, "Remove Bo Lindqvist");
}

#[test]
fn filters_are_typed_and_what_is_not_understood_is_said() {
    let mut h = on_story();
    for query in [
        "type:consult",
        "from:2025-04-28 to:2025-04-28",
        "entity:lindqvist",
        "place:porto",
        "basis:inferred",
        "ferry OR founded",
    ] {
        find(&mut h, query);
        let found = h.state().state.picture.selection.count;
        assert!(found > 0, "{query}");
        // The list tells no other events than the timeline shows.
        let hits = h.state().state.results.hits.clone();
        let events = hits
            .iter()
            .filter(|hit| matches!(hit.found, dateline::project::Found::Event(_)))
            .count();
        assert_eq!(events, found, "{query}");
    }
    find(&mut h, "basis:guessed ferry");
    h.get_by_label_contains("“basis:guessed” is not known");
    find(&mut h, "zeppelin");
    h.get_by_label("Nothing found");
    shot(&mut h, "nothing-found");
}

/// The full-text index of a file finds what the texts in memory do.
#[test]
fn a_project_with_a_file_is_searched_by_its_index() {
    let folder = tempfile::tempdir().unwrap();
    let mut h = on_story_kept_in(folder.path());
    act(&mut h, Action::SaveTo(folder.path().join("a.dateline")));
    find(&mut h, "spokes*");
    assert!(result(&h, "A second look, ").is_some());
    find(&mut h, "\"first meeting\"");
    assert!(result(&h, "Harbour talks resume, ").is_some());
    assert!(result(&h, "A second look, ").is_none());
}

/// An event deleted a moment ago is not exported, whatever the picture shows yet.
#[test]
fn an_export_waits_for_the_picture() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("timeline.csv");
    let mut h = on_story();
    let st = &mut h.state_mut().state;
    let events = &st.snapshot().story.events;
    let ferry = events.iter().position(|e| &*e.title == FERRY).unwrap() as u32;
    let shown = st.picture.order.len();
    st.handle(Action::Edit(Box::new(Edit::Remove(Thing::Event(ferry)))));
    st.handle(Action::ExportTo(Format::Csv, path.clone()));
    settle(&mut h);
    let written = loop {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        if text.ends_with('\n') && text.lines().count() >= shown {
            break text;
        }
        h.run_steps(1);
        std::thread::sleep(std::time::Duration::from_millis(5));
    };
    assert!(!written.contains(FERRY));
    assert!(written.contains("Ana Okafor met Bo Lindqvist"));
}

#[test]
fn what_is_hidden_is_shown_again_on_demand() {
    let mut h = on_story();
    let all = h.state().state.picture.selection.count;
    let events = &h.state().state.snapshot().story.events;
    let ferry = events.iter().position(|e| &*e.title == FERRY).unwrap() as u32;
    act(&mut h, Action::Select(Some(ferry)));
    act(&mut h, Action::Do(Command::HideEvent));
    assert_eq!(h.state().state.picture.selection.count, all - 1);
    h.get_by_label("+ filter").click();
    h.run_steps(3);
    h.get_by_label("Also what you have hidden").click();
    h.run_steps(3);
    settle(&mut h);
    assert_eq!(h.state().state.picture.selection.count, all);
}

/// Whoever walks the window by Tab passes the search field, and leaves it as it was.
#[test]
fn tab_passes_an_empty_search_field_and_completes_a_begun_word() {
    let mut h = on_story();
    let focused = |h: &Harness<'_, App>| h.get_by_label("Search").accesskit_node().is_focused();
    for modifiers in [egui::Modifiers::NONE, egui::Modifiers::SHIFT] {
        h.get_by_label("Search").focus();
        h.run_steps(3);
        assert!(focused(&h));
        h.key_press_modifiers(modifiers, egui::Key::Tab);
        h.run_steps(3);
        settle(&mut h);
        assert!(!focused(&h));
        assert_eq!(h.state().state.search_text, "");
    }
    h.get_by_label("Search").focus();
    h.run_steps(3);
    h.get_by_label("Search").type_text("pla");
    h.run_steps(4);
    h.key_press(egui::Key::Tab);
    h.run_steps(4);
    settle(&mut h);
    assert_eq!(h.state().state.search_text, "place:");
}

/// All suggestions are seen, also where there were fewer before.
#[test]
fn the_list_of_suggestions_grows_with_what_is_in_it() {
    let mut h = on_story();
    h.get_by_label("Search").focus();
    h.run_steps(2);
    for text in ["place:por", " basis:"] {
        h.get_by_label("Search").type_text(text);
        h.run_steps(4);
        settle(&mut h);
    }
    let first = h.get_by_label_contains("relative").rect();
    let last = h.get_by_label_contains("unknown").rect();
    shot(&mut h, "suggestions");
    assert!(last.height() > 0.5 * first.height(), "{first} {last}");
    assert!(
        last.top() >= first.bottom() + first.height(),
        "{first} {last}"
    );
}
