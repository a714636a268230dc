use crate::event::{Basis, EventType, Family};
use crate::project::toy::project;
use crate::project::{self, Edit, Filter, Gap, LaneBy, LaneKey, Part, Project, Thing, Unread};
use crate::temporal::{DAY, Moment};

fn news() -> Project {
    let mut p = project(&[
        (
            "One",
            "Ann met Bob 5.\nCarl called Dora 7.\nAnn rang Dora ?.",
        ),
        ("Two", "Ann met Bob 5.\nEve saw Bob 9."),
    ]);
    p.edit(&Edit::EventType(1, EventType::Assault)).unwrap();
    p.edit(&Edit::Tag(Thing::Event(1), "key".into(), true))
        .unwrap();
    p.edit(&Edit::Hide(Thing::Event(2), true)).unwrap();
    p.settle();
    p
}

fn found(p: &Project, f: &Filter) -> Vec<usize> {
    f.apply(&p.snapshot).events.iter().collect()
}

#[test]
fn each_part_filters_and_has_a_chip_that_removes_it() {
    let p = news();
    let day = |d| Moment::from_ymd(2020, 1, d);
    let set = |change: &dyn Fn(&mut Filter)| {
        let mut f = Filter::default();
        change(&mut f);
        f
    };
    let cases: Vec<(Filter, &[usize], &str)> = vec![
        (set(&|f| f.query = "met".into()), &[0], "“met”"),
        (
            set(&|f| {
                f.kinds.insert(EventType::Assault);
            }),
            &[1],
            "Assault",
        ),
        (
            set(&|f| {
                f.entities.insert("per:ann".into());
            }),
            &[0, 3],
            "Ann",
        ),
        (
            set(&|f| {
                f.without_entities.insert("per:ann".into());
            }),
            &[1],
            "without Ann",
        ),
        (
            set(&|f| {
                f.places.insert("loc:x".into());
            }),
            &[],
            "in loc:x",
        ),
        (
            set(&|f| {
                f.articles.insert(p.snapshot.entries[1].key);
            }),
            &[0],
            "Two",
        ),
        (
            set(&|f| f.range = Some((day(6), Moment(day(8).0 - 1)))),
            &[1],
            "2020-01-06 to 2020-01-07",
        ),
        (
            set(&|f| {
                f.bases.insert(Basis::Unknown);
            }),
            &[3],
            "no date",
        ),
        (
            set(&|f| {
                f.tags.insert("key".into());
            }),
            &[1],
            "#key",
        ),
        (set(&|f| f.salience = 0.9), &[], "salience 90 % and up"),
        (set(&|f| f.sources = 2), &[0], "told by 2 or more"),
        (set(&|f| f.starred = true), &[], "starred"),
        (set(&|f| f.hidden = true), &[0, 1, 2, 3], "hidden ones too"),
    ];
    assert_eq!(found(&p, &Filter::default()), [0, 1, 3]);
    for (filter, expected, words) in cases {
        assert_eq!(found(&p, &filter), expected, "{words}");
        let chips = filter.chips(&p.snapshot);
        assert_eq!(chips.len(), 1);
        assert_eq!(chips[0].words, words);
        assert!(filter.without(&chips[0].part).is_empty());
    }
    let mut both = set(&|f| f.entities.extend(["per:ann".to_string(), "per:bob".into()]));
    assert_eq!(found(&p, &both), [0, 3]);
    both.together = true;
    assert_eq!(found(&p, &both), [0]);
    assert_eq!(
        both.without(&Part::Entity("per:bob".into()))
            .chips(&p.snapshot)[0]
            .words,
        "Ann"
    );
    let talks = set(&|f| f.kinds.extend([EventType::Agree, EventType::Consult]));
    assert_eq!(
        talks.chips(&p.snapshot)[0].part,
        Part::Family(Family::Talks)
    );
}

#[test]
fn a_selection_counts() {
    let p = news();
    let s = Filter::default().apply(&p.snapshot);
    assert_eq!((s.count, s.dated, s.total), (3, 2, 3));
    assert_eq!(s.kinds[&EventType::Consult], 2);
    assert_eq!(s.articles, [3, 1]);
    assert_eq!(
        s.span,
        Some((
            Moment::from_ymd(2020, 1, 5),
            Moment(Moment::from_ymd(2020, 1, 8).0 - 1)
        ))
    );
}

#[test]
fn lanes_hold_the_dated_events_of_the_selection() {
    let p = news();
    let s = Filter::default().apply(&p.snapshot);
    let names = |by: &LaneBy| -> Vec<(String, u32)> {
        let lanes = project::lanes(&p.snapshot, &s, by);
        assert_eq!(
            lanes.items.len(),
            lanes.lanes.iter().map(|l| l.count as usize).sum::<usize>()
        );
        assert!(lanes.items.windows(2).all(|w| w[0].start <= w[1].start));
        assert!(
            lanes
                .items
                .iter()
                .all(|i| (i.lane as usize) < lanes.lanes.len())
        );
        lanes.lanes.into_iter().map(|l| (l.name, l.count)).collect()
    };
    let is = |list: &[(&str, u32)]| {
        list.iter()
            .map(|(n, c)| (n.to_string(), *c))
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&LaneBy::None), is(&[("All events", 2)]));
    assert_eq!(names(&LaneBy::Family), is(&[("Talks", 1), ("Force", 1)]));
    assert_eq!(names(&LaneBy::Kind), is(&[("Consult", 1), ("Assault", 1)]));
    let by = LaneBy::Entity {
        pinned: vec!["per:eve".into(), "per:dora".into()],
        top: 1,
        only: None,
    };
    assert_eq!(names(&by), is(&[("Eve", 0), ("Dora", 1), ("Ann", 1)]));
    assert_eq!(
        names(&LaneBy::Place { top: 3 }),
        is(&[("Elsewhere or unknown", 2)])
    );
    assert_eq!(names(&LaneBy::Article { top: 1 }), is(&[("One", 2)]));
    assert_eq!(
        names(&LaneBy::Publisher { top: 1 }),
        is(&[("Other or unknown publisher", 2)])
    );
    assert_eq!(
        names(&LaneBy::Tag),
        is(&[("#key", 1), ("Without a tag", 1)])
    );
    let lanes = project::lanes(&p.snapshot, &s, &LaneBy::Tag);
    assert_eq!(lanes.lanes[0].key, LaneKey::Tag("key".into()));
}

#[test]
fn figures_of_an_entity() {
    let p = news();
    let s = Filter {
        hidden: true,
        ..Filter::default()
    }
    .apply(&p.snapshot);
    let bob = p.snapshot.entity("per:bob").unwrap().0 as u32;
    let stats = project::entity_stats(&p.snapshot, &s, bob);
    assert_eq!((stats.events, stats.articles), (2, 2));
    assert_eq!(stats.first, Some(Moment::from_ymd(2020, 1, 5)));
    let with = project::companions(&p.snapshot, &s, bob, 9);
    let names: Vec<_> = with
        .iter()
        .map(|c| p.snapshot.story.entities[c.entity as usize].name.as_str())
        .collect();
    assert_eq!(names, ["Eve", "Ann"], "Eve is seen with nobody else");
    assert!(with[0].strength > with[1].strength && with[0].strength <= 1.0);
    let window = (
        Moment::from_ymd(2020, 1, 1),
        Moment(Moment::from_ymd(2020, 1, 11).0 - 1),
    );
    assert_eq!(
        project::sparkline(&p.snapshot, &s, Some(bob), window, 5),
        [0, 0, 1, 0, 1]
    );
    assert_eq!(
        project::sparkline(&p.snapshot, &s, None, window, 5),
        [0, 0, 1, 1, 1]
    );
    assert_eq!(
        project::sparkline(&p.snapshot, &s, None, (Moment(DAY), Moment(0)), 5),
        [0; 5]
    );
}

#[test]
fn nothing_vanishes() {
    let mut p = news();
    p.unread.push(Unread {
        source: "a.pdf".into(),
        reason: "It is damaged.".into(),
        remedy: String::new(),
        again: None,
    });
    let gaps: Vec<Gap> = project::unplaced(&p).into_iter().map(|u| u.gap).collect();
    assert_eq!(
        gaps,
        [
            Gap::NoDate(0),
            Gap::NoDate(1),
            Gap::Undated(3),
            Gap::Unread(0)
        ]
    );
}

#[test]
fn the_language_of_the_search_field() {
    let mut p = project(&[
        (
            "One",
            "Ann met Bob 5.\nCarl called Dora 7.\nAnn rang Dora ?.",
        ),
        ("Two", "Ann met Bob 5.\nEve saw Bob 9."),
    ]);
    p.edit(&Edit::Tag(Thing::Event(1), "key".into(), true))
        .unwrap();
    p.edit(&Edit::Note(Thing::Event(2), "Doubtful witness".into()))
        .unwrap();
    p.edit(&Edit::Place(
        2,
        Some(project::Who::named("Kabul", crate::entity::EntityType::Loc)),
    ))
    .unwrap();
    p.settle();
    // 0 Ann met Bob, 1 Carl called Dora, 2 Eve saw Bob, 3 Ann rang Dora
    for (query, expected) in [
        ("bob", &[0usize, 2][..]),
        ("BOB met", &[0]),
        ("met OR rang", &[0, 3]),
        ("ann -met", &[3]),
        ("ann NOT met", &[3]),
        ("(met OR rang) dora", &[3]),
        ("\"ann met\"", &[0]),
        ("\"met ann\"", &[]),
        ("call", &[]),
        ("call*", &[1]),
        ("entity:eve", &[2]),
        ("place:kabul", &[2]),
        ("tag:key OR tag:#key", &[1]),
        ("type:consult", &[0, 1, 2, 3]),
        ("type:talks dora", &[1, 3]),
        ("basis:unknown", &[3]),
        ("from:2020-01-06", &[1, 2]),
        ("from:2020-01-06 to:2020-01-07", &[1]),
        ("witness", &[2]),
        ("", &[0, 1, 2, 3]),
        ("((( ) OR \" - -", &[0, 1, 2, 3]),
    ] {
        let f = Filter {
            query: query.into(),
            ..Filter::default()
        };
        assert_eq!(found(&p, &f), expected, "{query}");
    }
    let f = Filter {
        query: "type:nonsense basis:x from:nowhen bob".into(),
        ..Filter::default()
    };
    let s = f.apply(&p.snapshot);
    assert_eq!((s.count, s.doubts.len()), (2, 3));
}

#[test]
fn results_lead_to_names_events_and_articles() {
    let mut p = project(&[
        ("One", "Ann met Bob 5.\nCarl called Dora 7."),
        ("Two", "Nobody knows.\nThe bob-sleigh was long gone."),
    ]);
    for kept in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        if kept {
            p.save_as(&folder.path().join("a.dateline")).unwrap();
        }
        let hits = p.search("bob", 5);
        let found: Vec<_> = hits.iter().map(|h| (h.found, h.title.as_str())).collect();
        use project::Found::{Article, Entity, Event};
        assert_eq!(found[..2], [(Entity(1), "Bob"), (Event(0), "Ann met Bob")]);
        let mut articles = found[2..].to_vec();
        articles.sort();
        assert_eq!(articles, [(Article(0), "One"), (Article(1), "Two")]);
        let two = hits.iter().find(|h| h.title == "Two").unwrap();
        assert_eq!(two.snippet, "The bob-sleigh was long gone.");
        assert_eq!((two.marks.as_slice(), two.at), (&[(4, 7)][..], Some(18)));
        let only = p.search("bob from:2020-01-01", 5);
        assert_eq!(
            only.iter()
                .filter(|h| matches!(h.found, Article(_)))
                .count(),
            1
        );
        assert!(p.search("", 5).is_empty());
        assert!(p.search("\"'*(:", 5).is_empty());
    }
}

proptest::proptest! {
    #[test]
    fn any_query_is_taken(text in "[a-z\"():*\\- OR]{0,40}|\\PC{0,30}") {
        let p = project(&[("One", "Ann met Bob 5.\nCarl called Dora 7.")]);
        let folder = tempfile::tempdir().unwrap();
        let mut p = p;
        p.save_as(&folder.path().join("a.dateline")).unwrap();
        let query = project::find::Query::parse(&text);
        if let Some(expression) = query.expression() {
            proptest::prop_assert!(p.find_articles(&expression, 5).is_some(), "{}", expression);
        }
        let _ = p.search(&text, 5);
    }
}
