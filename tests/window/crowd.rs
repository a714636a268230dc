//! The window on fifty thousand names, and several events at once.

use super::support::{act, on, on_story, settle, shot};
use dateline::analysis::Story;
use dateline::app::App;
use dateline::app::state::Action;
use dateline::entity::{Entity, EntityType};
use dateline::event::{Basis, Event, EventDate, EventType, Role};
use dateline::project::{Index, Project, Unread};
use dateline::temporal::{Moment, TimeValue};
use egui::Key;
use egui::accesskit::Role as Kind;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::sync::Arc;

const NAMES: u32 = 50_000;

/// As many events as names; each name meets the next.
fn crowd() -> Project {
    let entities: Vec<Entity> = (0..NAMES)
        .map(|i| Entity {
            id: format!("per:{i:05}"),
            kind: EntityType::Per,
            name: format!("Zoë Ångström {i:05}"),
            aliases: vec![format!("Zoë Ångström {i:05}"), format!("Agent {i:05}")],
            roles: Vec::new(),
            country: None,
            location: None,
            members: Vec::new(),
        })
        .collect();
    let events = (0..NAMES)
        .map(|i| Event {
            id: format!("e{i:05}").into(),
            title: format!("Meeting number {i}").into(),
            kind: EventType::ALL[i as usize % 27],
            modality: Default::default(),
            date: Arc::new(EventDate {
                value: Moment(i64::from(i) * 86_400).date().map(TimeValue::day),
                basis: Basis::Stated,
                ..EventDate::default()
            }),
            lead: 0,
            entities: vec![(i, Role::Agent), ((i + 1) % NAMES, Role::Patient)],
            place: None,
            salience: 0.5,
            mentions: Vec::new(),
            differences: Vec::new(),
        })
        .collect();
    let story = Story { entities, events };
    let mut project = Project::default();
    let of = &mut project.snapshot;
    of.index = Arc::new(Index::new(&[], &story, &of.marks));
    of.story = Arc::new(story);
    // Without any article the window would say how to begin.
    project.unread.push(Unread {
        source: "broken.zip".into(),
        reason: "It ends too early.".into(),
        remedy: "Copy it again.".into(),
        again: None,
    });
    project
}

/// The names in sight.
fn rows(h: &Harness<'_, App>) -> Vec<String> {
    h.query_all_by_role(Kind::Button)
        .filter_map(|n| n.accesskit_node().label())
        .filter(|l| l.starts_with("Zoë Ångström") && l.contains(" event"))
        .collect()
}

fn focused(h: &Harness<'_, App>) -> Option<String> {
    let found = h.query_all_by_role(Kind::Button).find(|n| n.is_focused());
    found.and_then(|n| n.accesskit_node().label())
}

#[test]
fn fifty_thousand_names_are_walked_sorted_and_found() {
    let mut h = on(crowd());
    assert!(
        (5..60).contains(&rows(&h).len()),
        "only what is in sight is made"
    );
    h.get_by_label("Find a person").focus();
    h.run_steps(2);
    h.key_press(Key::ArrowDown);
    h.run_steps(3);
    h.key_press(Key::End);
    h.run_steps(6);
    assert_eq!(focused(&h).as_deref(), Some("Zoë Ångström 49999, 2 events"));
    h.key_press(Key::PageUp);
    h.run_steps(6);
    assert_eq!(focused(&h).as_deref(), Some("Zoë Ångström 49989, 2 events"));
    // Another name, without accents and case.
    h.event(egui::Event::Text("AGENT 12345".to_owned()));
    h.run_steps(4);
    assert_eq!(rows(&h), ["Zoë Ångström 12345, 2 events"]);
    shot(&mut h, "crowd");
}

#[test]
fn a_name_with_the_keyboard_is_hidden_pinned_copied_and_found() {
    let mut h = on_story();
    let on_first = |h: &mut Harness<'_, App>| {
        h.get_by_label("Find a person").focus();
        h.run_steps(2);
        h.key_press(Key::ArrowDown);
        h.run_steps(3);
    };
    let all = h.state().state.picture.selection.count;
    on_first(&mut h);
    h.key_press(Key::Delete);
    settle(&mut h);
    assert!(h.state().state.picture.selection.count < all);
    on_first(&mut h);
    h.key_press(Key::Delete);
    settle(&mut h);
    assert_eq!(h.state().state.picture.selection.count, all);
    h.key_press_modifiers(egui::Modifiers::ALT, Key::P);
    settle(&mut h);
    assert!(h.state().state.picture.lanes.iter().any(|l| l.pinned));
    on_first(&mut h);
    h.key_press_modifiers(egui::Modifiers::ALT, Key::F);
    settle(&mut h);
    assert!(!h.state().state.filter.query.is_empty());
}

/// The menu of a name opens by key, is walked by arrows, and gives the keyboard back.
#[test]
fn the_menu_of_a_name_is_reached_by_keys() {
    let mut h = on_story();
    h.get_by_label("Find a person").focus();
    h.run_steps(2);
    h.key_press(Key::ArrowDown);
    h.run_steps(3);
    let row = focused(&h);
    assert!(
        row.as_ref().is_some_and(|r| r.contains(" event")),
        "{row:?}"
    );
    for open in [
        (egui::Modifiers::SHIFT, Key::F10),
        (egui::Modifiers::NONE, Key::Menu),
    ] {
        h.key_press_modifiers(open.0, open.1);
        h.run_steps(3);
        assert_eq!(focused(&h).as_deref(), Some("Show only these events"));
        h.key_press(Key::Escape);
        h.run_steps(4);
        assert!(h.query_by_label("Pin as a lane").is_none());
        assert_eq!(focused(&h), row);
    }
    h.key_press_modifiers(egui::Modifiers::SHIFT, Key::F10);
    h.run_steps(3);
    shot(&mut h, "menu-by-key");
    h.key_press(Key::ArrowDown);
    h.run_steps(2);
    h.key_press(Key::ArrowDown);
    h.run_steps(2);
    assert_eq!(focused(&h).as_deref(), Some("Pin as a lane"));
    h.key_press(Key::Enter);
    h.run_steps(3);
    settle(&mut h);
    assert!(h.state().state.picture.lanes.iter().any(|l| l.pinned));
}

#[test]
fn names_are_sorted_by_count_name_and_first_seen() {
    let mut h = on_story();
    let names = |h: &Harness<'_, App>| -> Vec<String> {
        let list = &h.state().state.picture.people;
        let story = &h.state().state.snapshot().story;
        let known: Vec<&str> = list
            .iter()
            .map(|e| story.entities[*e as usize].name.as_str())
            .collect();
        h.query_all_by_role(Kind::Button)
            .filter_map(|n| n.accesskit_node().label())
            .filter(|l| l.contains(" event"))
            .filter_map(|l| l.split(", ").next().map(str::to_owned))
            .filter(|n| known.contains(&n.as_str()))
            .collect()
    };
    let sort = |h: &mut Harness<'_, App>, by: &str| {
        h.get_by_label("Sort the list").click();
        h.run_steps(3);
        h.get_by_label(by).click();
        h.run_steps(3);
    };
    sort(&mut h, "By name");
    let by_name = names(&h);
    assert!(by_name.len() > 1 && by_name.is_sorted(), "{by_name:?}");
    sort(&mut h, "First seen first");
    let story = Arc::clone(&h.state().state.snapshot().story);
    let index = Arc::clone(&h.state().state.snapshot().index);
    let first = |name: &String| {
        let e = story.entities.iter().position(|e| e.name == *name)?;
        index.entity_events.get(e).first().copied()
    };
    let by_date = names(&h);
    assert!(by_date.is_sorted_by_key(first), "{by_date:?}");
    sort(&mut h, "Most events first");
    assert_eq!(names(&h).len(), by_name.len());
}

/// Right-clicks the mark of an event on the timeline.
fn menu_of(h: &mut Harness<'_, App>, event: u32) {
    let title = h.state().state.event(event).unwrap().title.clone();
    h.query_all_by_role(Kind::ListItem)
        .find(|n| {
            let label = n.accesskit_node().label();
            label.is_some_and(|l| l.starts_with(&*title))
        })
        .unwrap()
        .click_secondary();
    h.run_steps(3);
}

/// An entry of the menu that is open.
fn entry<'h>(h: &'h Harness<'_, App>, text: &str) -> egui_kittest::Node<'h> {
    h.query_all_by_role(Kind::Button)
        .rfind(|n| n.accesskit_node().label().is_some_and(|l| l.contains(text)))
        .unwrap()
}

/// Two events that are drawn as marks of their own.
fn two(h: &Harness<'_, App>) -> Vec<u32> {
    let events = &h.state().state.snapshot().story.events;
    let labels: Vec<String> = h
        .query_all_by_role(Kind::ListItem)
        .filter_map(|n| n.accesskit_node().label())
        .collect();
    let drawn = |t: &str| labels.iter().filter(|l| l.starts_with(t)).count() == 1;
    let found = (0u32..).zip(events).filter(|(_, e)| drawn(&e.title));
    found.map(|(i, _)| i).take(2).collect()
}

#[test]
fn selected_events_are_hidden_together_and_come_back_by_undo() {
    let mut h = on_story();
    let all = h.state().state.picture.selection.count;
    let two = two(&h);
    assert_eq!(two.len(), 2);
    act(&mut h, Action::SelectMany(two.clone(), false));
    menu_of(&mut h, two[0]);
    shot(&mut h, "events-menu");
    entry(&h, "Hide").click();
    settle(&mut h);
    assert_eq!(h.state().state.picture.selection.count, all - 2);
    h.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    settle(&mut h);
    assert_eq!(h.state().state.picture.selection.count, all);
}

#[test]
fn selected_events_are_tagged_and_merged_together() {
    let mut h = on_story();
    let all = h.state().state.picture.selection.count;
    let two = two(&h);
    act(&mut h, Action::SelectMany(two.clone(), false));
    menu_of(&mut h, two[1]);
    h.get_by_label_contains("Tag").click();
    h.run_steps(3);
    h.get_by_label("New tag").focus();
    h.run_steps(2);
    h.get_by_label("New tag").type_text("harbour");
    h.run_steps(2);
    h.key_press(Key::Enter);
    h.run_steps(2);
    settle(&mut h);
    let marks = &h.state().state.snapshot().marks.events;
    assert!(
        two.iter()
            .all(|e| marks.get(e).is_some_and(|m| m.tags == ["harbour"]))
    );
    act(&mut h, Action::SelectMany(two.clone(), false));
    menu_of(&mut h, two[0]);
    entry(&h, "Merge events").click();
    settle(&mut h);
    assert_eq!(h.state().state.picture.selection.count, all - 1);
}

#[test]
fn lanes_are_folded_hidden_and_sorted_without_a_new_picture() {
    let mut h = on_story();
    let made = h.state().state.picture.generation;
    let lanes = |h: &Harness<'_, App>| -> Vec<(String, usize, bool)> {
        let headers = h.state().state.picture.headers.iter();
        headers
            .map(|l| (l.name.clone(), l.count, l.folded))
            .collect()
    };
    let begin = lanes(&h);
    h.get_by_label("Order, fold and hide lanes").click();
    h.run_steps(3);
    h.get_by_label("Most events first").click();
    h.run_steps(3);
    let by_count = lanes(&h);
    assert!(
        by_count.is_sorted_by_key(|l| std::cmp::Reverse(l.1)),
        "{by_count:?}"
    );
    h.get_by_label("Order, fold and hide lanes").click();
    h.run_steps(3);
    h.get_by_label("Fold all lanes").click();
    h.run_steps(3);
    assert!(lanes(&h).iter().all(|l| l.2));
    let name = format!("Lane {}, ", by_count[0].0);
    h.get_by_label_contains(&name).click_secondary();
    h.run_steps(3);
    h.get_by_label("Hide").click();
    h.run_steps(3);
    assert_eq!(lanes(&h).len(), begin.len() - 1);
    h.get_by_label("Order, fold and hide lanes").click();
    h.run_steps(3);
    h.get_by_label("Show all lanes").click();
    h.run_steps(3);
    assert_eq!(lanes(&h).len(), begin.len());
    assert_eq!(h.state().state.picture.generation, made);
}
