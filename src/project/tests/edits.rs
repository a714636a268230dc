use crate::entity::EntityType;
use crate::event::{Basis, EventType, Role};
use crate::project::toy::{self, project};
use crate::project::{Corrected, Edit, EntityPart, Project, Thing, Who};
use crate::temporal::TimeValue;
use crate::text::Span;

pub fn event(p: &Project, title: &str) -> u32 {
    let found = p
        .snapshot
        .story
        .events
        .iter()
        .position(|e| *e.title == *title);
    found.unwrap_or_else(|| panic!("no {title:?} in {:?}", titles(p))) as u32
}

pub fn entity(p: &Project, name: &str) -> u32 {
    let found = p
        .snapshot
        .story
        .entities
        .iter()
        .position(|e| e.name == name);
    found.unwrap_or_else(|| panic!("no {name:?}")) as u32
}

pub fn titles(p: &Project) -> Vec<&str> {
    p.snapshot.story.events.iter().map(|e| &*e.title).collect()
}

fn names(p: &Project) -> Vec<&str> {
    p.snapshot
        .story
        .entities
        .iter()
        .map(|e| e.name.as_str())
        .collect()
}

fn people(p: &Project, e: u32) -> Vec<&str> {
    let s = &p.snapshot.story;
    let who = &s.events[e as usize].entities;
    who.iter()
        .map(|(x, _)| s.entities[*x as usize].name.as_str())
        .collect()
}

fn done(p: &mut Project, edit: &Edit) {
    p.edit(edit).unwrap();
    p.settle();
    sound(p);
}

/// What must hold of every picture.
pub fn sound(p: &Project) {
    let s = &p.snapshot;
    assert!(s.story.entities.windows(2).all(|w| w[0].id < w[1].id));
    let ids: std::collections::BTreeSet<_> = s.story.events.iter().map(|e| &e.id).collect();
    assert_eq!(ids.len(), s.story.events.len());
    let when = |e: &crate::event::Event| {
        (
            e.date.value.is_none(),
            e.date.value.as_ref().map(|v| v.earliest),
        )
    };
    assert!(
        s.story
            .events
            .windows(2)
            .all(|w| when(&w[0]) <= when(&w[1]))
    );
    for e in &s.story.events {
        assert!(!e.mentions.is_empty() && (e.lead as usize) < e.mentions.len());
        for (a, m) in &e.mentions {
            assert!((*m as usize) < s.entries[*a as usize].analysis.events.len());
        }
        for x in e.entities.iter().map(|(x, _)| x).chain(&e.place) {
            assert!((*x as usize) < s.story.entities.len());
        }
    }
    for e in &s.story.entities {
        for (a, l) in &e.members {
            assert!((*l as usize) < s.entries[*a as usize].analysis.names.entities.len());
        }
    }
    assert_eq!(s.index.len(), s.story.events.len());
}

const NEWS: &[(&str, &str)] = &[
    (
        "One",
        "Ann met Bob 5.\nCarl called Dora 7.\nNobody here.\nAnn rang Dora ?.",
    ),
    ("Two", "Ann met Bob 5.\nCarla called Dora 9."),
];

#[test]
fn the_toy_tells_a_story() {
    let p = project(NEWS);
    assert_eq!(
        titles(&p),
        [
            "Ann met Bob",
            "Carl called Dora",
            "Carla called Dora",
            "Ann rang Dora"
        ]
    );
    assert_eq!(p.snapshot.story.events[0].mentions, [(0, 0), (1, 0)]);
    sound(&p);
}

#[test]
fn an_event_is_corrected_marked_undone_redone_and_reset() {
    let mut p = project(NEWS);
    let e = event(&p, "Carl called Dora");
    done(&mut p, &Edit::Title(Thing::Event(e), "A call".into()));
    let e = event(&p, "A call");
    let day = TimeValue::ymd(2020, 3, 1);
    done(
        &mut p,
        &Edit::Date(e, Some(day.clone()), "1 March 2020".into()),
    );
    let e = event(&p, "A call");
    assert_eq!(e, 2, "it moved to its place in time");
    done(&mut p, &Edit::EventType(e, EventType::Request));
    done(
        &mut p,
        &Edit::Place(e, Some(Who::named("Kabul", EntityType::Loc))),
    );
    let e = event(&p, "A call");
    done(
        &mut p,
        &Edit::Participants(
            e,
            vec![
                (Who::named("Ann", EntityType::Per), Role::Agent),
                (Who::named("The  Press", EntityType::Org), Role::Other),
            ],
        ),
    );
    let e = event(&p, "A call");
    let story = &p.snapshot.story;
    let it = &story.events[e as usize];
    assert_eq!(
        (it.kind, it.date.basis, it.date.value.clone()),
        (EventType::Request, Basis::Set, Some(day))
    );
    assert_eq!(it.date.words, "1 March 2020");
    assert_eq!(story.entities[it.place.unwrap() as usize].id, "loc:kabul");
    assert_eq!(people(&p, e), ["Ann", "The Press"]);
    let mark = &p.snapshot.marks.events[&e];
    use Corrected::{Date, Kind, Participants, Place, Title};
    assert_eq!(mark.corrected, [Title, Date, Kind, Place, Participants]);
    assert_eq!(p.undo_name(), Some("Participants of “A call”"));

    let all = p.snapshot.story.clone();
    for _ in 0..5 {
        p.undo().unwrap();
        p.settle();
        sound(&p);
    }
    assert_eq!(p.undo(), None);
    assert_eq!(*p.snapshot.story, *project(NEWS).snapshot.story);
    assert!(p.snapshot.marks.events.is_empty());
    while p.redo().is_some() {}
    p.settle();
    assert_eq!(p.snapshot.story, all);

    done(&mut p, &Edit::Reset(Thing::Event(e), Some(Date)));
    let e = event(&p, "A call");
    assert_eq!(
        p.snapshot.story.events[e as usize].date.basis,
        Basis::Stated
    );
    done(&mut p, &Edit::Reset(Thing::Event(e), None));
    assert_eq!(*p.snapshot.story, *project(NEWS).snapshot.story);
}

#[test]
fn a_typed_field_is_one_step() {
    let mut p = project(NEWS);
    for text in ["A", "A ca", "A call"] {
        p.edit_in(Some(7), &Edit::Title(Thing::Event(1), text.into()))
            .unwrap();
    }
    p.edit_in(Some(8), &Edit::Note(Thing::Event(1), "*sure?*".into()))
        .unwrap();
    p.settle();
    assert_eq!(p.steps().0.len(), 2);
    assert_eq!(p.snapshot.marks.events[&1].note, "*sure?*");
    p.undo();
    p.undo();
    p.settle();
    assert_eq!(titles(&p)[1], "Carl called Dora");
}

#[test]
fn hidden_starred_tagged_and_removed() {
    let mut p = project(NEWS);
    done(&mut p, &Edit::Hide(Thing::Event(0), true));
    assert!(p.snapshot.index.hidden.has(0));
    done(&mut p, &Edit::Star(Thing::Entity(0), true));
    done(&mut p, &Edit::Tag(Thing::Article(1), "#main".into(), true));
    assert_eq!(p.snapshot.marks.tags(), ["main"]);
    assert!(p.snapshot.marks.entities[&0].starred);
    done(&mut p, &Edit::Remove(Thing::Event(1)));
    assert_eq!(titles(&p).len(), 3);
    let key = p.removed()[0].key.clone();
    assert_eq!(p.removed()[0].title, "Carl called Dora");
    done(&mut p, &Edit::Restore(key));
    assert_eq!(titles(&p).len(), 4);
    done(&mut p, &Edit::Remove(Thing::Article(0)));
    assert_eq!(titles(&p), ["Ann met Bob", "Carla called Dora"]);
    assert_eq!(p.removed_articles().count(), 1);
    p.undo();
    p.settle();
    assert_eq!(titles(&p).len(), 4);
    assert!(p.detached().is_empty());
}

#[test]
fn events_are_added_by_hand_with_their_sentence() {
    let mut p = project(NEWS);
    let text = p.snapshot.entries[0].article.text.clone();
    let at = text.find("Nobody").unwrap();
    let add = Edit::Add {
        article: 0,
        words: Span::new(at, at + 7),
        title: String::new(),
        kind: EventType::Death,
        date: Some((TimeValue::ymd(2020, 1, 6), "6 Jan".into())),
    };
    done(&mut p, &add);
    assert_eq!(
        titles(&p),
        [
            "Ann met Bob",
            "Nobody",
            "Carl called Dora",
            "Carla called Dora",
            "Ann rang Dora"
        ]
    );
    let e = &p.snapshot.story.events[1];
    let (a, m) = e.mentions[0];
    let mention = &p.snapshot.entries[a as usize].analysis.events[m as usize];
    assert_eq!(mention.sentence.of(&text), "Nobody here.");
    // It is as good as any other: corrected, merged, undone.
    done(&mut p, &add);
    assert_eq!(titles(&p).iter().filter(|t| **t == "Nobody").count(), 2);
    done(&mut p, &Edit::Title(Thing::Event(1), "Silence".into()));
    let e = event(&p, "Silence");
    let call = event(&p, "Carl called Dora");
    done(&mut p, &Edit::MergeEvents(vec![call, e]));
    let e = event(&p, "Silence");
    assert_eq!(p.snapshot.story.events[e as usize].mentions.len(), 2);
    while p.undo().is_some() {
        p.settle();
        sound(&p);
    }
    assert_eq!(titles(&p).len(), 4);
    let nothing = Edit::Add {
        article: 0,
        words: Span::new(14, 15),
        title: String::new(),
        kind: EventType::Other,
        date: None,
    };
    assert!(p.edit(&nothing).is_err());
}

#[test]
fn events_merge_and_split() {
    let mut p = project(NEWS);
    done(&mut p, &Edit::MergeEvents(vec![1, 2, 3]));
    assert_eq!(titles(&p), ["Ann met Bob", "Carl called Dora"]);
    let e = &p.snapshot.story.events[1];
    assert_eq!(e.mentions, [(0, 1), (0, 2), (1, 1)]);
    assert_eq!(e.differences.len(), 1, "the 7th and the 9th");
    let first = e.date.value.as_ref().unwrap().words();
    assert_eq!(
        e.differences[0].values[0].0, first,
        "said as dates are said"
    );
    assert_eq!(people(&p, 1), ["Carl", "Dora", "Carla", "Ann"]);
    // A split takes a whole one off again …
    done(&mut p, &Edit::SplitEvent(1, vec![(1, 1)]));
    assert_eq!(
        titles(&p),
        ["Ann met Bob", "Carl called Dora", "Carla called Dora"]
    );
    // … or tears one apart that the machine had joined.
    done(&mut p, &Edit::SplitEvent(0, vec![(1, 0)]));
    assert_eq!(
        titles(&p),
        [
            "Ann met Bob",
            "Ann met Bob",
            "Carl called Dora",
            "Carla called Dora"
        ]
    );
    // The two can be joined again, and with others.
    done(&mut p, &Edit::MergeEvents(vec![0, 1, 3]));
    assert_eq!(titles(&p), ["Ann met Bob", "Carl called Dora"]);
    assert_eq!(
        p.snapshot.story.events[0].mentions,
        [(0, 0), (1, 0), (1, 1)]
    );
    done(&mut p, &Edit::Reset(Thing::Event(0), None));
    assert!(p.edit(&Edit::MergeEvents(vec![0])).is_err());
    assert!(p.edit(&Edit::SplitEvent(0, vec![])).is_err());
    while p.undo().is_some() {
        p.settle();
        sound(&p);
    }
    assert_eq!(*p.snapshot.story, *project(NEWS).snapshot.story);
}

#[test]
fn merging_keeps_the_corrections_of_the_first() {
    let mut p = project(NEWS);
    done(&mut p, &Edit::Title(Thing::Event(2), "Second".into()));
    done(&mut p, &Edit::Title(Thing::Event(1), "First".into()));
    done(&mut p, &Edit::MergeEvents(vec![2, 1]));
    assert_eq!(titles(&p), ["Ann met Bob", "Second", "Ann rang Dora"]);
    p.undo();
    p.settle();
    assert_eq!(
        titles(&p),
        ["Ann met Bob", "First", "Second", "Ann rang Dora"]
    );
}

#[test]
fn entities_are_renamed_retyped_merged_and_split() {
    let mut p = project(NEWS);
    assert_eq!(names(&p), ["Ann", "Bob", "Carl", "Carla", "Dora"]);
    let (carl, carla) = (entity(&p, "Carl"), entity(&p, "Carla"));
    done(&mut p, &Edit::MergeEntities(vec![carla, carl]));
    assert_eq!(names(&p), ["Ann", "Bob", "Carla", "Dora"]);
    let carla = entity(&p, "Carla");
    assert_eq!(
        p.snapshot.story.entities[carla as usize].aliases,
        ["Carla", "Carl"]
    );
    assert_eq!(p.snapshot.index.entity_events.get(carla as usize).len(), 2);
    done(
        &mut p,
        &Edit::Title(Thing::Entity(carla), "Carla Smith".into()),
    );
    done(&mut p, &Edit::EntityType(carla, EntityType::Org));
    done(&mut p, &Edit::Alias(carla, "C. Smith".into(), true));
    let it = &p.snapshot.story.entities[entity(&p, "Carla Smith") as usize];
    assert_eq!((it.kind, it.id.as_str()), (EntityType::Org, "per:carla"));
    assert_eq!(it.aliases, ["Carla Smith", "Carla", "C. Smith", "Carl"]);
    done(
        &mut p,
        &Edit::SplitEntity(
            carla,
            EntityPart::Names(vec!["Carl".into()]),
            Who::named("Carl Jones", EntityType::Per),
        ),
    );
    assert_eq!(
        names(&p),
        ["Ann", "Bob", "Carl Jones", "Carla Smith", "Dora"].map(|n| n)
    );
    let e = event(&p, "Carl called Dora");
    assert_eq!(people(&p, e), ["Carl Jones", "Dora"]);
    // Dora of the second article is another.
    let dora = entity(&p, "Dora");
    done(
        &mut p,
        &Edit::SplitEntity(
            dora,
            EntityPart::Articles(vec![1]),
            Who::named("Dora Two", EntityType::Per),
        ),
    );
    assert_eq!(
        people(&p, event(&p, "Carla called Dora")),
        ["Carla Smith", "Dora Two"]
    );
    assert_eq!(
        people(&p, event(&p, "Carl called Dora")),
        ["Carl Jones", "Dora"]
    );
    while p.undo().is_some() {
        p.settle();
        sound(&p);
    }
    assert_eq!(*p.snapshot.story, *project(NEWS).snapshot.story);
}

#[test]
fn an_articles_date_reads_it_anew() {
    let mut p = project(&[("One", "Ann met Bob 0.\nCarl called Dora 7.")]);
    let e = event(&p, "Ann met Bob");
    assert_eq!(e, 1, "undated: last");
    done(&mut p, &Edit::Title(Thing::Event(e), "They met".into()));
    done(
        &mut p,
        &Edit::Published(0, Some(jiff::civil::date(2020, 1, 3))),
    );
    assert_eq!(titles(&p), ["They met", "Carl called Dora"]);
    assert_eq!(p.snapshot.marks.articles[&0].corrected, [Corrected::Date]);
    p.undo();
    p.settle();
    assert_eq!(titles(&p), ["Carl called Dora", "They met"]);
}

#[test]
fn a_replaced_text_and_a_better_reader_keep_the_edits() {
    let mut p = project(&[
        (
            "One",
            "Ann met Bob 5.\nCarl called Dora 7.\nAnn ate Cake 8.",
        ),
        ("Two", "Ann hi Bob 6."),
    ]);
    done(&mut p, &Edit::Title(Thing::Event(1), "A call".into()));
    done(&mut p, &Edit::Title(Thing::Event(2), "A meal".into()));
    let newer = toy::article("One", "News first.\nAnn met Bob 5.\nCarl called Dora 7.");
    done(&mut p, &Edit::Update(0, Box::new(newer)));
    assert_eq!(titles(&p), ["Ann met Bob", "A call"]);
    assert_eq!(
        p.detached().len(),
        1,
        "the meal is gone from the text, its title is kept"
    );
    assert_eq!(p.detached()[0].about, "“ate” in “Ann ate Cake 8.”");
    assert_eq!(p.outdated(), 0);
    p.machine = toy::machine(2);
    assert_eq!(p.outdated(), 2);
    p.renew(true);
    p.settle();
    assert_eq!(titles(&p), ["Ann met Bob", "Ann hi Bob", "A call"]);
    assert_eq!(p.outdated(), 0);
    let slot = p.detached()[0].slot.clone();
    done(&mut p, &Edit::Forget(slot));
    assert!(p.detached().is_empty());
    p.undo();
    p.undo();
    p.settle();
    assert_eq!(
        titles(&p),
        ["Ann met Bob", "Ann hi Bob", "A call", "A meal"]
    );
}

#[test]
fn articles_are_known_by_content() {
    let mut p = project(NEWS);
    let again = p.add(vec![
        toy::entry("One", NEWS[0].1),
        toy::entry("Three", "Eve saw Ann 2."),
    ]);
    assert_eq!((again.new, again.known), (1, 1));
    let before = p.snapshot.clone();
    assert_eq!(before.entries.len(), 3, "seen at once");
    p.settle();
    assert_eq!(titles(&p)[0], "Eve saw Ann");
    // A story told before a change is not taken in after it.
    let done = p.job().run(&Default::default()).unwrap();
    p.edit(&Edit::Star(Thing::Event(0), true)).unwrap();
    assert!(!p.accept(done));
}
