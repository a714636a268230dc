//! A story of a million events over fifty thousand names, for the benches.

use dateline::analysis::Story;
use dateline::entity::{Entity, EntityType};
use dateline::event::{Basis, Event, EventDate, EventType, Modality, Role};
use dateline::project::{Index, Project};
use dateline::temporal::{Moment, TimeValue};
use std::sync::Arc;

const NAMES: u32 = 50_000;
const EVENTS: u32 = 1_000_000;

/// A project that holds the story, with its index. Takes a second or two.
pub fn project() -> Project {
    let entities = (0..NAMES)
        .map(|i| Entity {
            id: format!("per:person {i:05}"),
            kind: EntityType::Per,
            name: format!("Person {i:05}"),
            aliases: vec![format!("Person {i:05}"), format!("P{i:05}")],
            roles: Vec::new(),
            country: None,
            location: None,
            members: Vec::new(),
        })
        .collect();
    let events = (0..EVENTS).map(event).collect();
    let story = Story { entities, events };
    let mut project = Project::default();
    let of = &mut project.snapshot;
    of.index = Arc::new(Index::new(&[], &story, &of.marks));
    of.story = Arc::new(story);
    project
}

fn event(i: u32) -> Event {
    // A few names are in most of the news.
    let share = f64::from(i.wrapping_mul(2_654_435_761)) / 2f64.powi(32);
    let who = (f64::from(NAMES) * share.powi(3)) as u32;
    // An hour after the one before: a hundred and fourteen years of them.
    let day = Moment(i64::from(i) * 3_600).date();
    Event {
        id: format!("e{i:07}").into(),
        title: format!("Person {who:05} meets the ministers of country {}", i % 997).into(),
        kind: EventType::ALL[i as usize % EventType::ALL.len()],
        modality: Modality::Asserted,
        date: Arc::new(EventDate {
            value: day.map(TimeValue::day),
            basis: Basis::Stated,
            ..EventDate::default()
        }),
        lead: 0,
        entities: vec![(who, Role::Agent), ((who + 1) % NAMES, Role::Patient)],
        place: Some((who + 2) % NAMES),
        salience: (i % 100) as f32 / 100.0,
        mentions: Vec::new(),
        differences: Vec::new(),
    }
}
