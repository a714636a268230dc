//! Random edits, undo, redo, saving, reopening, reading anew, against a plain model: a list of
//! tables of corrections.

use super::edits::sound;
use super::files::open;
use crate::entity::EntityType;
use crate::event::{EventType, Role};
use crate::project::toy::{self, project};
use crate::project::{Corrections, Edit, EntityPart, Project, Thing, Who};
use crate::temporal::TimeValue;
use crate::text::Span;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Act {
    Edit(u8, u16, u16, u16),
    Undo,
    Redo,
    Reopen,
    SaveAs,
    Renew,
    AddArticle(u8),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        12 => (0u8..17, any::<u16>(), any::<u16>(), any::<u16>()).prop_map(|(k, a, b, c)| Act::Edit(k, a, b, c)),
        4 => Just(Act::Undo),
        3 => Just(Act::Redo),
        1 => Just(Act::Reopen),
        1 => Just(Act::SaveAs),
        1 => Just(Act::Renew),
        1 => any::<u8>().prop_map(Act::AddArticle),
    ]
}

fn edit(p: &Project, kind: u8, a: u16, b: u16, c: u16) -> Edit {
    let s = &p.snapshot;
    let pick = |n: usize, i: u16| if n == 0 { 0 } else { u32::from(i) % n as u32 };
    let event = |i| pick(s.story.events.len(), i);
    let entity = |i| pick(s.story.entities.len(), i);
    let article = |i| pick(s.entries.len(), i);
    let thing = |i: u16| match i % 3 {
        0 => Thing::Article(article(i / 3)),
        1 => Thing::Event(event(i / 3)),
        _ => Thing::Entity(entity(i / 3)),
    };
    let who = |i: u16| match s
        .story
        .entities
        .get(entity(i) as usize)
        .filter(|_| !i.is_multiple_of(4))
    {
        Some(e) => Who {
            key: crate::project::EntityKey::new(&e.id),
            name: e.name.clone(),
            kind: e.kind,
        },
        None => Who::named(&format!("New {}", i % 5), EntityType::Org),
    };
    let tellings = |e: u32| {
        s.story
            .events
            .get(e as usize)
            .map(|e| e.mentions.clone())
            .unwrap_or_default()
    };
    match kind {
        0 => Edit::Title(thing(a), format!("T{}", b % 9)),
        1 => Edit::Published(
            article(a),
            (!b.is_multiple_of(4)).then(|| jiff::civil::date(2020, 1, (b % 20 + 1) as i8)),
        ),
        2 => Edit::Date(
            event(a),
            (!b.is_multiple_of(4)).then(|| TimeValue::ymd(2020, 2, (b % 20 + 1) as u8)),
            "typed".into(),
        ),
        3 => Edit::EventType(event(a), EventType::ALL[b as usize % 27]),
        4 => Edit::Place(event(a), (!b.is_multiple_of(4)).then(|| who(c))),
        5 => Edit::Participants(
            event(a),
            vec![(who(b), Role::Agent), (who(c), Role::Patient)],
        ),
        6 => Edit::Hide(thing(a), b.is_multiple_of(2)),
        7 => Edit::Remove(thing(a)),
        8 => Edit::Tag(thing(a), format!("t{}", b % 3), c.is_multiple_of(2)),
        9 => Edit::Note(
            thing(a),
            if b.is_multiple_of(3) {
                String::new()
            } else {
                format!("n{b}")
            },
        ),
        10 => {
            let i = article(a);
            let len = s
                .entries
                .get(i as usize)
                .map_or(0, |e| e.article.text.len() as u32);
            let from = u32::from(b) % len.max(1);
            let words = Span {
                start: from,
                end: (from + u32::from(c) % 9).min(len),
            };
            Edit::Add {
                article: i,
                words,
                title: String::new(),
                kind: EventType::Other,
                date: None,
            }
        }
        11 => Edit::MergeEvents(vec![event(a), event(b), event(c)]),
        12 => {
            let e = event(a);
            let apart = tellings(e)
                .into_iter()
                .enumerate()
                .filter(|(i, _)| b >> (i % 16) & 1 == 1);
            Edit::SplitEvent(e, apart.map(|(_, t)| t).collect())
        }
        13 => Edit::MergeEntities(vec![entity(a), entity(b)]),
        14 => {
            let e = entity(a);
            let names = s
                .story
                .entities
                .get(e as usize)
                .map(|e| e.aliases.clone())
                .unwrap_or_default();
            let part = if b.is_multiple_of(2) {
                EntityPart::Names(names.into_iter().take(1).collect())
            } else {
                EntityPart::Articles(vec![article(b / 2)])
            };
            Edit::SplitEntity(
                e,
                part,
                Who::named(&format!("Split {}", c % 4), EntityType::Per),
            )
        }
        15 => Edit::Alias(entity(a), format!("Al{}", b % 3), c.is_multiple_of(2)),
        _ => Edit::Reset(thing(a), None),
    }
}

const MORE: [&str; 3] = [
    "Ann met Bob 5.\nAnn hi Eve 3.",
    "Carl called Dora 7.\nFay saw Ann 0.",
    "Eve saw Bob 9.",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn behaves_as_a_plain_table_with_a_stack(acts in proptest::collection::vec(act(), 1..40)) {
        let folder = tempfile::tempdir().unwrap();
        let mut path = folder.path().join("0.dateline");
        let mut p = project(&[
            ("One", "Ann met Bob 5.\nCarl called Dora 7.\nAnn rang Dora ?.\nEve saw Bob 0."),
            ("Two", "Ann met Bob 6.\nEve saw Bob 9.\nCarl called Ann 7."),
        ]);
        p.save_as(&path).unwrap();
        let mut states = vec![Corrections::default()];
        let mut at = 0;
        let mut version = 1;
        for (i, act) in acts.into_iter().enumerate() {
            match act {
                Act::Edit(kind, a, b, c) => {
                    let edit = edit(&p, kind, a, b, c);
                    let before = p.history.at();
                    if p.edit(&edit).is_ok() && p.history.at() > before {
                        states.truncate(at + 1);
                        states.push((*p.corrections).clone());
                        prop_assert_ne!(&states[at], &states[at + 1]);
                        at += 1;
                    }
                }
                Act::Undo => {
                    prop_assert_eq!(p.undo().is_some(), at > 0);
                    at = at.saturating_sub(1);
                }
                Act::Redo => {
                    prop_assert_eq!(p.redo().is_some(), at + 1 < states.len());
                    at = (at + 1).min(states.len() - 1);
                }
                Act::Reopen => {
                    p.keep(&Default::default(), &Default::default()).unwrap();
                    p.close(false).unwrap();
                    p = open(&path);
                    p.machine = toy::machine(version);
                }
                Act::SaveAs => {
                    path = folder.path().join(format!("{}.dateline", i + 1));
                    p.save_as(&path).unwrap();
                }
                Act::Renew => {
                    version = 3 - version;
                    p.machine = toy::machine(version);
                    p.renew(true);
                }
                Act::AddArticle(n) => {
                    let text = MORE[n as usize % MORE.len()];
                    p.add(vec![toy::entry(&format!("More {n}"), text)]);
                }
            }
            prop_assert_eq!(&*p.corrections, &states[at]);
            p.settle();
            sound(&p);
            prop_assert_eq!(p.trouble(), None);
        }
        p.keep(&Default::default(), &Default::default()).unwrap();
        p.close(false).unwrap();
        let q = open(&path);
        prop_assert_eq!(&q.corrections, &p.corrections);
        prop_assert_eq!(q.history.steps(), p.history.steps());
        prop_assert_eq!(q.history.at(), p.history.at());
        prop_assert_eq!(&q.reads, &p.reads);
        prop_assert_eq!(&q.snapshot.story, &p.snapshot.story);
        prop_assert_eq!(&q.snapshot.marks, &p.snapshot.marks);
        // Undone to the bottom, nothing is left of any of it.
        let mut q = q;
        while q.undo().is_some() {}
        q.settle();
        prop_assert!(q.corrections.is_empty());
        prop_assert!(q.detached().is_empty());
    }
}
