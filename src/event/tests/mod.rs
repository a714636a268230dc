//! What becomes of sentences of each construction, from text to events.

use super::*;
use crate::{entity, temporal};

mod dates;
mod grammar;
mod titles;

fn published() -> jiff::civil::Date {
    jiff::civil::date(2025, 4, 28)
}

fn events(text: &str) -> Vec<EventMention> {
    read_with(text, Some(published()))
}

fn read_with(text: &str, published: Option<jiff::civil::Date>) -> Vec<EventMention> {
    let mut doc = Doc::read(text);
    let options = temporal::Options {
        published,
        ..temporal::Options::default()
    };
    let (timexes, kind) = temporal::read_kind(&doc, options);
    let names = entity::read(&mut doc, None);
    let context = Context {
        title: None,
        published,
        kind,
    };
    read(&doc, &timexes, &names, context)
}

fn find<'a>(all: &'a [EventMention], lemma: &str) -> &'a EventMention {
    all.iter()
        .find(|m| *m.lemma == *lemma)
        .unwrap_or_else(|| panic!("no {lemma} among {:?}", titles(all)))
}

fn titles(all: &[EventMention]) -> Vec<&str> {
    all.iter().map(|m| &*m.title).collect()
}

fn edtf(m: &EventMention) -> &str {
    m.date.value.as_ref().map_or("", |v| v.edtf.as_str())
}

#[test]
fn what_is_read_of_a_word_does_not_depend_on_what_was_read_before() {
    // "closed" and "buhububed" have one hash.
    let known = "The sailors closed the border in Bergen on Monday.";
    let unknown = known.replace("closed", "buhububed");
    let kinds = |texts: [&str; 2]| {
        let read = move |text: &str| (text.to_owned(), events(text)[0].kind);
        let texts = texts.map(str::to_owned);
        let thread = std::thread::spawn(move || texts.map(|text| read(&text)));
        let mut kinds = thread.join().unwrap();
        kinds.sort();
        kinds
    };
    assert_eq!(kinds([known, &unknown]), kinds([&unknown, known]));
}

#[test]
fn an_event_of_the_lead_happened_where_the_dateline_says() {
    let all = events("KABUL, Apr 28 (Agency) - Two ministers signed a trade agreement on Sunday.");
    let signed = find(&all, "sign");
    assert_eq!(
        signed.place.as_ref().map(|p| p.name.to_lowercase()),
        Some("kabul".to_string())
    );
    assert!(signed.own_place().is_none());
}

#[test]
fn tells_who_met_whom_where_and_when() {
    let all = events("Maria Lopez, who heads the trade desk, met Ahmed Khan on Sunday in Kabul.");
    let met = find(&all, "meet");
    assert_eq!(met.kind, EventType::Consult);
    assert_eq!(edtf(met), "2025-04-27");
    assert_eq!(met.date.basis, Basis::Relative);
    assert!(
        met.date
            .reason
            .contains("article of 28 April 2025 → 27 April 2025")
    );
    assert!(
        met.title.starts_with("Maria Lopez met Ahmed Khan"),
        "{}",
        met.title
    );
    assert_eq!(met.participants[0].role, Role::Agent);
}

#[test]
fn modality_is_read_from_the_verb_and_what_governs_it() {
    for (text, lemma, expected) in [
        (
            "France closed the border on Monday.",
            "close",
            Modality::Asserted,
        ),
        (
            "France will close the border on Friday.",
            "close",
            Modality::Planned,
        ),
        (
            "France did not close the border.",
            "close",
            Modality::Negated,
        ),
        (
            "France cannot close the border.",
            "close",
            Modality::Negated,
        ),
        (
            "Officials would neither confirm nor deny the report on Monday.",
            "deny",
            Modality::Negated,
        ),
        (
            "France refused to close the border.",
            "close",
            Modality::Negated,
        ),
        (
            "France threatened to close the border.",
            "close",
            Modality::Threatened,
        ),
        (
            "France may close the border.",
            "close",
            Modality::Hypothetical,
        ),
        (
            "If France closed the border, trade would stop.",
            "close",
            Modality::Hypothetical,
        ),
    ] {
        let all = events(text);
        assert_eq!(find(&all, lemma).modality, expected, "{text}");
    }
}

#[test]
fn passives_name_the_one_who_acts_behind_by() {
    let all = events("Two soldiers were killed by rebels in Mali on Tuesday.");
    let killed = find(&all, "kill");
    let role = |name: &str| {
        killed
            .participants
            .iter()
            .find(|p| p.name.contains(name))
            .map(|p| p.role)
    };
    assert_eq!(role("soldiers"), Some(Role::Patient));
    assert_eq!(role("rebels"), Some(Role::Agent));
    assert!(killed.title.contains("were killed"), "{}", killed.title);
}

#[test]
fn participles_share_subject_and_day() {
    let all = events("Germany responded on Saturday by closing the Kehl border crossing.");
    let closed = find(&all, "close");
    assert!(
        closed.title.starts_with("Germany closed"),
        "{}",
        closed.title
    );
    assert_eq!(edtf(closed), "2025-04-26");
}

#[test]
fn background_is_before_and_never_the_day_of_publication() {
    let all = events("Ministers met in Paris on Sunday after a deadly attack in Lyon.");
    let attack = find(&all, "attack");
    assert_eq!(
        attack.date.value.as_ref().map(|v| v.qualifier),
        Some(crate::temporal::Qualifier::Before)
    );
    assert_eq!(attack.date.basis, Basis::Inferred);
}

#[test]
fn without_a_publication_date_the_reason_says_what_is_missing() {
    let all = read_with("Rebels attacked the town on Sunday.", None);
    let attack = find(&all, "attack");
    assert_eq!(attack.date.basis, Basis::Unknown);
    assert!(attack.date.value.is_none());
    assert!(
        attack.date.reason.contains("publication date"),
        "{}",
        attack.date.reason
    );
}

#[test]
fn titles_are_short_and_never_empty() {
    let long = "The committee for the preservation of the ancient and venerable monuments of the northern provinces approved the long-awaited restoration of the cathedral of the old town on Monday.";
    for m in events(long) {
        assert!(!m.title.is_empty());
        assert!(m.title.chars().count() <= 81, "{}", m.title);
    }
}

fn merged(texts: &[&str]) -> Vec<Event> {
    let read: Vec<(entity::Names, Vec<EventMention>)> = texts
        .iter()
        .map(|text| {
            let mut doc = Doc::read(text);
            let timexes = temporal::read(&doc, Some(published()));
            let names = entity::read(&mut doc, None);
            let context = Context {
                published: Some(published()),
                ..Context::default()
            };
            let events = super::read(&doc, &timexes, &names, context);
            (names, events)
        })
        .collect();
    let names: Vec<&entity::Names> = read.iter().map(|r| &r.0).collect();
    let entities = entity::resolve(&names);
    let tellings: Vec<Telling<'_>> = texts
        .iter()
        .zip(&read)
        .map(|(text, (names, events))| Telling {
            text,
            published: Some(published()),
            names,
            events,
        })
        .collect();
    merge(&tellings, &entities)
}

const QUAKE: [&str; 3] = [
    "An earthquake struck Valdivia in Chile on Saturday, killing 12 people. President Rosa Mena visited Valdivia on Sunday.",
    "The earthquake that struck Valdivia in Chile on Saturday killed 12 people, officials said. Rosa Mena visited Valdivia on Sunday.",
    "Shares of Northwind rose on Friday after the company bought Southgate for 3 million dollars.",
];

#[test]
fn one_event_told_by_two_articles_is_one() {
    let all = merged(&QUAKE);
    let visit = all
        .iter()
        .find(|e| e.title.contains("visited"))
        .unwrap_or_else(|| panic!("no visit"));
    let sources: std::collections::BTreeSet<u32> = visit.mentions.iter().map(|m| m.0).collect();
    assert_eq!(sources.len(), 2, "{}", visit.title);
}

#[test]
fn merging_does_not_depend_on_the_order_of_articles() {
    let mut once: Vec<_> = merged(&QUAKE).into_iter().map(|e| e.id).collect();
    let mut again: Vec<_> = merged(&[QUAKE[2], QUAKE[0], QUAKE[1]])
        .into_iter()
        .map(|e| e.id)
        .collect();
    once.sort();
    again.sort();
    assert_eq!(once, again);
}

/// The articles that tell the event of the first mention of `lemma`.
fn articles_of(texts: &[&str], lemma: &str) -> usize {
    let all = merged(texts);
    let of = |e: &&Event| e.title.to_lowercase().contains(lemma);
    let event = all.iter().find(of);
    let event = event.unwrap_or_else(|| panic!("no {lemma}"));
    let articles: std::collections::BTreeSet<u32> = event.mentions.iter().map(|m| m.0).collect();
    articles.len()
}

#[test]
fn articles_of_one_story_may_use_different_words() {
    let texts = [
        "The Harwick Daily published the Lindqvist dossier on the Norrland dam on Saturday. The Norrland dam burst in spring.",
        "The Harwick Daily issued the Lindqvist dossier on the Norrland dam on Saturday. The Norrland dam burst in spring.",
    ];
    assert_eq!(articles_of(&texts, "lindqvist dossier"), 2);
}

#[test]
fn what_befell_other_people_is_another_event_whatever_the_story() {
    let told = |who: &str| {
        format!(
            "Police in Harwick arrested {who} over the Norrland dam fraud on Saturday. The Norrland dam fraud shook Harwick."
        )
    };
    let (one, other) = (told("Henrik Solberg"), told("Marta Lindqvist"));
    assert_eq!(
        articles_of(&[&one, &one.replace("Police in", "Officers in")], "arrest"),
        2
    );
    assert_eq!(articles_of(&[&one, &other], "arrest"), 1);
}

#[test]
fn what_is_told_of_other_years_is_another_event() {
    let told = |when: &str| {
        format!(
            "The Norrland dam flooded Harwick in {when}. The Norrland dam stands above Harwick in Sweden."
        )
    };
    let (one, same, other) = (told("1974"), told("1974, locals said"), told("2016"));
    assert_eq!(articles_of(&[&one, &same], "flooded"), 2);
    assert_eq!(articles_of(&[&one, &other], "flooded"), 1);
}

#[test]
fn of_events_with_one_id_the_order_of_articles_numbers_none() {
    let texts = ["They met.", "They met.\n\nIt rained all the time."];
    let told = |texts: [&'static str; 2]| {
        let all = merged(&texts).into_iter();
        let of = |e: Event| {
            (
                e.id,
                texts[e.mentions[0].0 as usize].len(),
                e.mentions.len(),
            )
        };
        all.map(of).collect::<std::collections::BTreeSet<_>>()
    };
    let [a, b] = texts;
    assert_eq!(told([a, b]), told([b, a]));
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "[A-Za-z0-9 .,'“”\"()\n-]{0,160}|\\PC{0,80}") {
        for m in events(&text) {
            proptest::prop_assert!(m.trigger.end as usize <= text.len());
            proptest::prop_assert!(m.title.chars().count() <= 81);
        }
    }
}

/// The title of the event of `lemma` in `text`.
fn title_of(text: &str, lemma: &str) -> String {
    find(&events(text), lemma).title.to_string()
}

#[test]
fn titles_keep_articles_of_objects_and_what_completes_the_verb() {
    assert_eq!(
        title_of("A court clerk destroyed the old archive.", "destroy"),
        "Court clerk destroyed the old archive"
    );
    assert_eq!(
        title_of("Henrik Solberg pleaded guilty.", "plead"),
        "Henrik Solberg pleaded guilty"
    );
}

#[test]
fn what_is_done_by_nobody_known_keeps_its_own_words() {
    let all = events("With a storm nearing land, crews hurried, closing two bridges.");
    assert!(
        titles(&all).iter().all(|t| !t.contains("were closed")),
        "{:?}",
        titles(&all)
    );
}

#[test]
fn states_and_attributes_are_no_events() {
    let all = events("Solberg is known for his paintings. The chapel is located in Bergen.");
    assert!(
        all.iter().all(|m| !matches!(&*m.lemma, "know" | "locate")),
        "{:?}",
        titles(&all)
    );
}

#[test]
fn a_place_stands_behind_its_kind_and_in_the_name_of_a_building() {
    let all = events("A bomb exploded on Tuesday in the port town of Odessa, Ukraine.");
    let place = find(&all, "explode").place.as_ref().unwrap();
    assert!(place.name.starts_with("Odessa"), "{}", place.name);
}

#[test]
fn an_event_of_the_headline_happened_where_the_headline_says() {
    let title = Doc::read("Fire kills three in Lisbon");
    let text = "Three people died in a fire on Friday. The mayor of Lisbon said a kitchen burned.";
    let mut doc = Doc::read(text);
    let names = entity::read(&mut doc, Some(&title));
    let timexes = temporal::read(&doc, Some(published()));
    let all = read(
        &doc,
        &timexes,
        &names,
        Context {
            title: Some(&title),
            published: Some(published()),
            ..Context::default()
        },
    );
    let fire = find(&all, "fire");
    assert_eq!(fire.place.as_ref().map(|p| &*p.name), Some("Lisbon"));
}

/// The same few stories told over and over, each time of another day.
fn retold() -> Vec<(String, jiff::civil::Date)> {
    let mut all = Vec::new();
    for week in 0..6 {
        let day = published() + jiff::Span::new().days(week * 7);
        for (n, place) in ["Valdivia", "Bergen", "Odessa"].into_iter().enumerate() {
            let told = day - jiff::Span::new().days(1);
            let (month, d, dead) = (told.strftime("%B"), told.day(), 12 + n);
            all.push((
                format!(
                    "A fire destroyed a school in {place} on {d} {month} 2025, killing {dead} people. Mayor Rosa Mena visited the school in {place}, officials said."
                ),
                day,
            ));
            all.push((
                format!(
                    "Officials in {place} said the fire that destroyed the school on {d} {month} 2025 killed {dead} people. Rosa Mena visited {place}."
                ),
                day,
            ));
        }
    }
    all
}

/// The events of articles, each as the places that tell it, with the days the texts say.
fn told(articles: &[(String, jiff::civil::Date)]) -> Vec<(Vec<String>, Vec<i64>)> {
    let read: Vec<(entity::Names, Vec<EventMention>)> = articles
        .iter()
        .map(|(text, published)| {
            let mut doc = Doc::read(text);
            let published = Some(*published);
            let timexes = temporal::read(&doc, published);
            let names = entity::read(&mut doc, None);
            let context = Context {
                published,
                ..Context::default()
            };
            let events = super::read(&doc, &timexes, &names, context);
            (names, events)
        })
        .collect();
    let names: Vec<&entity::Names> = read.iter().map(|r| &r.0).collect();
    let entities = entity::resolve(&names);
    let tellings: Vec<Telling<'_>> = articles
        .iter()
        .zip(&read)
        .map(|((text, published), (names, events))| Telling {
            text,
            published: Some(*published),
            names,
            events,
        })
        .collect();
    let mut out: Vec<(Vec<String>, Vec<i64>)> = merge(&tellings, &entities)
        .iter()
        .map(|event| {
            let mention = |at: &(u32, u32)| &read[at.0 as usize].1[at.1 as usize];
            let place = |at: &(u32, u32)| {
                let (text, day) = &articles[at.0 as usize];
                format!("{day} {} {text}", mention(at).trigger.start)
            };
            let firm = |at: &(u32, u32)| {
                let date = &mention(at).date;
                let told = matches!(date.basis, Basis::Stated | Basis::Relative);
                let value = date.value.as_ref().filter(|_| told);
                value.and_then(super::date::single_day)
            };
            let mut places: Vec<String> = event.mentions.iter().map(place).collect();
            places.sort();
            (places, event.mentions.iter().filter_map(firm).collect())
        })
        .collect();
    out.sort();
    out
}

#[test]
fn what_happened_on_another_day_is_another_event() {
    let all = told(&retold());
    assert!(all.iter().any(|(places, _)| places.len() > 1));
    for (places, days) in all {
        if let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) {
            assert!(last - first <= 1, "{places:#?}");
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(8))]
    #[test]
    fn events_are_the_same_in_any_order_of_the_articles(
        articles in proptest::strategy::Strategy::prop_shuffle(proptest::strategy::Just(retold()))
    ) {
        let places = |all: Vec<(Vec<String>, Vec<i64>)>| -> Vec<Vec<String>> {
            all.into_iter().map(|(places, _)| places).collect()
        };
        proptest::prop_assert_eq!(places(told(&articles)), places(told(&retold())));
    }
}

#[test]
fn who_tells_of_it_again_without_a_name_tells_the_same_event() {
    let all = events(
        "Rebels bombed the Duna dam on Monday. Ann Lee left for Oslo. The bombing cut off three towns.",
    );
    let bombed = all.iter().filter(|m| m.lemma.starts_with("bomb"));
    let groups: Vec<u32> = bombed.map(|m| m.group).collect();
    assert_eq!(groups.len(), 2);
    assert_eq!(groups[0], groups[1]);
}

#[test]
fn a_dateline_behind_a_caption_is_the_place_of_the_lead() {
    let all = events(
        "The mayor smiles. (Photo: Ann Lee, Newsdesk) LISBON -- Maria Santos resigned on Friday after a vote.",
    );
    let place = find(&all, "resign").place.as_ref();
    assert_eq!(place.map(|p| &*p.name), Some("Lisbon"));
}

#[test]
fn what_is_investigated_happened_before() {
    let all = events(
        "A bus and a lorry crashed near Oslo on Friday. The crash was investigated on Sunday.",
    );
    let crash = all.iter().filter(|m| &*m.lemma == "crash").nth(1).unwrap();
    assert!(edtf(crash).starts_with("2025-04-25"));
    assert_eq!(edtf(find(&all, "investigate")), "2025-04-27");
    let all = events("Ministers condemned the attack on Sunday.");
    assert_ne!(edtf(find(&all, "attack")), "2025-04-27");
}

#[test]
fn a_question_asserts_nothing() {
    let all = events("“Has the ministry closed the border?” asked Ann Lee.");
    assert_eq!(find(&all, "close").modality, Modality::Hypothetical);
}

#[test]
fn the_date_behind_a_noun_is_nearer_than_the_year_in_it() {
    let all = events("Ann Lee received the 2020 nomination in September 2019.");
    assert_eq!(edtf(find(&all, "nomination")), "2019-09");
}

#[test]
fn titles_are_whole() {
    for (text, lemma, title) in [
        (
            "The findings were published Tuesday in the Oslo Review.",
            "publish",
            "Findings were published in the Oslo Review",
        ),
        (
            "Peru feared a wave of attacks in Lima.",
            "attack",
            "Wave of attacks in Lima",
        ),
        (
            "The law orders priests to report abuse to the bishops.",
            "abuse",
            "Abuse",
        ),
    ] {
        let all = events(text);
        let titles: Vec<&str> = all
            .iter()
            .filter(|m| &*m.lemma == lemma)
            .map(|m| &*m.title)
            .collect();
        assert!(titles.contains(&title), "{text}: {titles:?}");
    }
}

#[test]
fn who_names_nobody_makes_no_one_event_of_two() {
    let all = events(
        "Ann Lee met Bo Marsh in Oslo. Tom Lowe met Anna Petrova in Lima. The meeting went well. Both meetings were short.",
    );
    let met: Vec<u32> = all
        .iter()
        .filter(|m| &*m.lemma == "meet")
        .map(|m| m.group)
        .collect();
    assert_eq!(met.len(), 2);
    assert_ne!(met[0], met[1]);
}

#[test]
fn what_happened_in_two_countries_is_two_events_unless_on_one_day() {
    let text = "Nora Berg met Peter Holm in Kabul, Afghanistan, on Sunday. Earlier Nora Berg had met \
                Peter Holm in Dubai, United Arab Emirates.";
    let all = events(text);
    let met: Vec<u32> = all
        .iter()
        .filter(|m| &*m.lemma == "meet")
        .map(|m| m.group)
        .collect();
    assert!(met.len() == 2 && met[0] != met[1], "{:?}", titles(&all));
    let texts = [
        "Nora Berg met Peter Holm in Kabul, Afghanistan, in April. They signed a treaty on borders.",
        "Nora Berg met Peter Holm in Dubai, United Arab Emirates. They signed a treaty on borders.",
    ];
    let all = merged(&texts);
    assert_eq!(all.iter().filter(|e| e.title.contains("met")).count(), 2);
    // Sources that tell the same day differ on the place.
    let texts = [
        "Nora Berg met Peter Holm in Kabul, Afghanistan, on Sunday. They signed a treaty on borders.",
        "Nora Berg met Peter Holm in Dubai, United Arab Emirates, on Sunday. They signed a treaty on borders.",
    ];
    let all = merged(&texts);
    let met = all.iter().find(|e| e.title.contains("met")).unwrap();
    assert!(met.differences.iter().any(|d| d.field == "place"));
}

#[test]
fn a_place_behind_another_event_is_of_that_one() {
    let text = "The talks took place five days after the attack near Pahalgam.";
    let all = events(text);
    let talks = find(&all, "talk");
    assert!(talks.place.is_none(), "{:?}", talks.place);
}

#[test]
fn a_place_of_speech_is_not_the_place_of_what_is_spoken_of() {
    let text = "The minister said in Oslo that the fighting in the hills would stop.";
    let all = events(text);
    let fighting = find(&all, "fighting");
    assert!(fighting.own_place().is_none(), "{:?}", fighting.place);
}

#[test]
fn other_counts_and_other_years_are_other_events() {
    let groups = |text: &str, lemma: &str| -> Vec<u32> {
        let all = events(text);
        let of = |m: &&EventMention| &*m.lemma == lemma;
        all.iter().filter(of).map(|m| m.group).collect()
    };
    let told = "Seven people were killed on Sunday. The storm killed 300 people on Sunday.";
    let two = groups(told, "kill");
    assert!(two.len() == 2 && two[0] != two[1], "{two:?}");
    // A count that was put right is still one of the same.
    let told = "The storm killed 26 people on Sunday. It killed 28 people in all.";
    let one = groups(told, "kill");
    assert!(one.len() == 2 && one[0] == one[1], "{one:?}");
    let told = "Several people died. It was the first crash since 1959, when two women died.";
    let two = groups(told, "die");
    assert!(two.len() == 2 && two[0] != two[1], "{two:?}");
}

#[test]
fn a_month_and_a_path_are_no_events() {
    for (text, lemma) in [
        ("The firm ran out of money in March.", "march"),
        ("The crew reached orbit on Sunday.", "orbit"),
        ("All firing on land would stop.", "land"),
        ("All firing on land would stop.", "fire"),
    ] {
        let all = events(text);
        assert!(all.iter().all(|e| *e.lemma != *lemma), "{text}");
    }
}

#[test]
fn the_same_number_of_people_makes_it_the_same_event() {
    let texts = [
        "Gunmen killed 26 people in a meadow near Bergen on Sunday. Most of them were tourists.",
        "Norway answered the killing of 26 people near Bergen on Sunday. Its ships left the port.",
    ];
    assert_eq!(articles_of(&texts, "kill"), 2);
}

#[test]
fn the_way_of_a_thing_is_not_where_it_is_talked_of() {
    let text = "The two men discussed trade through the port of Bergen on Friday.";
    let all = events(text);
    assert!(find(&all, "discuss").own_place().is_none());
    let text = "The lorry drove through Bergen on Friday.";
    let all = events(text);
    assert_eq!(
        find(&all, "drive").place.as_ref().map(|p| &*p.name),
        Some("Bergen")
    );
}

#[test]
fn told_without_its_day_it_is_the_one_that_others_date() {
    let texts = [
        "Gunmen attacked a camp near Vesthaven on 12 April. The attack near Vesthaven shook Norway, and the Norwegian army closed the Bergby border crossing to the Arvik lorries.",
        "The Norwegian army closed the Bergby border crossing to the Arvik lorries after the attack near Vesthaven. The army said the Bergby crossing would stay closed.",
    ];
    assert_eq!(articles_of(&texts, "attacked a camp"), 2);
}

#[test]
fn what_often_was_is_no_event() {
    for text in [
        "The island was rarely hit by storms.",
        "The band traditionally opened the fair.",
        "Nora Berg was aged 84 years.",
        "She won a majority of both votes cast in May.",
    ] {
        let all = events(text);
        let no = ["hit", "open", "aged", "vote"];
        assert!(
            all.iter().all(|m| !no.contains(&&*m.lemma)),
            "{:?}",
            titles(&all)
        );
    }
}

#[test]
fn a_second_of_a_kind_is_another() {
    let all = events(
        "Police arrested a second man in Moss. On Saturday they arrested a man of 66 in the port. It was the second arrest.",
    );
    let groups: Vec<u32> = (all.iter().filter(|m| &*m.lemma == "arrest"))
        .map(|m| m.group)
        .collect();
    assert!(groups.len() > 1);
    assert_ne!(groups[0], groups[1], "{:?}", titles(&all));
}

#[test]
fn an_illness_is_no_battle() {
    let all = events("Nora Berg died on Friday after a long battle with cancer.");
    assert!(
        all.iter().all(|m| &*m.lemma != "battle"),
        "{:?}",
        titles(&all)
    );
    let all = events("Soldiers died on Friday in a long battle with rebels.");
    assert!(
        all.iter().any(|m| &*m.lemma == "battle"),
        "{:?}",
        titles(&all)
    );
}

#[test]
fn a_threat_is_of_the_day_told_behind_it_and_a_name_is_no_event() {
    let all = events("Pirates admitted on Friday threatening to sink the ship in March.");
    assert_eq!(edtf(find(&all, "threaten")), "2025-03");
    let all = events("The probe struck the Sea of Crises on Friday.");
    assert!(
        all.iter().all(|m| &*m.lemma != "crisis"),
        "{:?}",
        titles(&all)
    );
}

#[test]
fn what_is_only_discussed_did_not_happen() {
    for text in [
        "The council discussed closing the bridge.",
        "The board recommended closing the bridge.",
        "Residents opposed closing the bridge.",
        "Officials ruled out closing the bridge.",
        "The mayor talked about closing the bridge.",
    ] {
        assert_eq!(
            find(&events(text), "close").modality,
            Modality::Hypothetical,
            "{text}"
        );
    }
    let all = events("The mayor admitted closing the bridge.");
    assert_eq!(find(&all, "close").modality, Modality::Asserted);
}

#[test]
fn an_organisation_speaks_of_itself() {
    let text = "Acme Capital Investors Ltd, a unit of the Beta Bank, said it has raised funds from investors.";
    assert_eq!(
        title_of(text, "raise"),
        "Acme Capital Investors Ltd raised funds from investors"
    );
}

#[test]
fn verbs_with_other_people_tell_other_events() {
    let text =
        "Nora Berg discussed her project in Moss on Friday. Tom Lowe met Peter Holm in Oslo.";
    let all = events(text);
    assert_ne!(find(&all, "discuss").group, find(&all, "meet").group);
}

#[test]
fn a_noun_makes_no_one_event_of_two_counts() {
    let text = "The blast killed 50 people on Friday. It was followed by more deaths. The flood killed \
                8 people.";
    let all = events(text);
    let groups: Vec<u32> = (all.iter().filter(|m| &*m.lemma == "kill"))
        .map(|m| m.group)
        .collect();
    assert_eq!(groups.len(), 2);
    assert_ne!(groups[0], groups[1]);
}

#[test]
fn the_last_election_is_not_the_one_that_is_told_of() {
    let text =
        "Moss votes in an election this week. The last election was won by Nora Berg's party.";
    let all = events(text);
    let groups: Vec<u32> = (all.iter().filter(|m| &*m.lemma == "election"))
        .map(|m| m.group)
        .collect();
    assert_eq!(groups.len(), 2, "{:?}", titles(&all));
    assert_ne!(groups[0], groups[1]);
}

#[test]
fn types_go_by_what_harms_and_what_is_harmed() {
    for (text, lemma, kind) in [
        (
            "An engineer was killed while working at the station on Friday.",
            "kill",
            EventType::Accident,
        ),
        (
            "A dangerous strain of flu has killed 60 people in Moss.",
            "kill",
            EventType::Disaster,
        ),
        (
            "A team pulled out five people on Friday.",
            "pull",
            EventType::Aid,
        ),
        (
            "The troops pulled out on Friday.",
            "pull",
            EventType::Retreat,
        ),
    ] {
        let all = events(text);
        let found = all.iter().find(|m| m.lemma.starts_with(lemma));
        assert_eq!(
            found.map(|m| m.kind),
            Some(kind),
            "{text}: {:?}",
            titles(&all)
        );
    }
    let all = events("Visitors ran for cover on Friday.");
    assert!(all.iter().all(|m| m.kind != EventType::Election));
}

#[test]
fn what_is_killed_or_beaten_may_be_no_person() {
    for (text, lemma, kind) in [
        (
            "The senate killed the bill on Friday.",
            "kill",
            EventType::Reject,
        ),
        (
            "Two members of staff were killed when the quake struck on Sunday.",
            "kill",
            EventType::Disaster,
        ),
        (
            "Berg was flown to a hospital on Friday.",
            "fly",
            EventType::Other,
        ),
    ] {
        let all = events(text);
        assert_eq!(find(&all, lemma).kind, kind, "{text}");
    }
    let all = events("The virus has killed nobody so far.");
    assert_eq!(find(&all, "kill").modality, Modality::Negated);
}

#[test]
fn how_many_died_is_not_how_one_did() {
    let text = "Nora Berg died on Friday. Around 300,000 people were killed in Moss.";
    let all = events(text);
    assert_ne!(find(&all, "die").group, find(&all, "kill").group);
}
