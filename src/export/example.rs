//! A small story for the tests of the exports, written out by hand so that they do not depend on
//! what the extractors find.

use super::Selection;
use crate::analysis::{Analysis, Story};
use crate::article::{Article, DateEvidence, DateSignal};
use crate::entity::{Entity, EntityType};
use crate::event::{Basis, Event, EventDate, EventMention, EventType, Modality, Role};
use crate::temporal::TimeValue;
use crate::text::Span;

const TEXT: &str = "On Sunday M. Anand Prakash met Amir Khan Muttaqi in Kabul. \
    The war began in 264 BC. They will meet again.";

fn entity(name: &str, kind: EntityType) -> Entity {
    Entity {
        id: name.to_lowercase(),
        kind,
        name: name.to_owned(),
        aliases: vec![name.to_owned()],
        roles: Vec::new(),
        country: None,
        location: None,
        members: Vec::new(),
    }
}

fn mention(
    sentence: &str,
    trigger: &str,
    title: &str,
    kind: EventType,
    date: EventDate,
) -> EventMention {
    let span = |words: &str, from: usize| {
        let at = TEXT[from..].find(words).map_or(0, |i| i + from);
        Span::new(at, at + words.len())
    };
    let sentence = span(sentence, 0);
    EventMention {
        sentence,
        trigger: span(trigger, sentence.start as usize),
        lemma: trigger.into(),
        title: title.into(),
        what: trigger.into(),
        kind,
        second_kind: None,
        kind_reason: "".into(),
        modality: Modality::Asserted,
        date: date.into(),
        participants: Vec::new(),
        place: None,
        salience: 0.5,
        said_by: "".into(),
        salience_reason: "".into(),
        group: 0,
    }
}

fn dated(edtf: &str, basis: Basis, words: &str, reason: &str) -> EventDate {
    EventDate {
        value: TimeValue::from_edtf(edtf),
        basis,
        timex: None,
        words: words.to_owned(),
        anchor: String::new(),
        reason: reason.to_owned(),
    }
}

/// Calls `test` with a selection of three events: one of a day, told by officials, one of a year
/// BC, one undated.
pub(super) fn with(test: impl FnOnce(Selection<'_>)) {
    let article = Article {
        id: "a".to_owned(),
        title: Some("Talks <in> Kabul".to_owned()),
        text: TEXT.to_owned(),
        published: Some(DateEvidence {
            signal: DateSignal::Given,
            date: jiff::civil::date(2025, 4, 28),
            time: None,
            text: "2025-04-28".to_owned(),
            weight: 1.0,
        }),
        ..Article::default()
    };
    let mut mentions = vec![
        mention(
            "On Sunday M. Anand Prakash met Amir Khan Muttaqi in Kabul.",
            "met",
            "M. Anand Prakash meets Amir Khan Muttaqi",
            EventType::Consult,
            dated(
                "2025-04-27",
                Basis::Relative,
                "Sunday",
                "\"Sunday\", article of 28 April 2025",
            ),
        ),
        mention(
            "The war began in 264 BC.",
            "began",
            "The war begins",
            EventType::Assault,
            dated("-0263", Basis::Stated, "264 BC", ""),
        ),
        mention(
            "They will meet again.",
            "meet",
            "They meet again",
            EventType::Consult,
            dated("", Basis::Unknown, "", "No date is told"),
        ),
    ];
    mentions[0].said_by = "two officials".into();
    let event = |n: usize| Event {
        id: format!("e{n}").into(),
        title: mentions[n].title.clone(),
        kind: mentions[n].kind,
        modality: if n == 2 {
            Modality::Planned
        } else {
            Modality::Asserted
        },
        date: mentions[n].date.clone(),
        lead: 0,
        entities: if n == 0 {
            vec![(0, Role::Agent), (1, Role::Other)]
        } else {
            Vec::new()
        },
        place: (n == 0).then_some(2),
        salience: 0.5,
        mentions: vec![(0, n as u32)],
        differences: Vec::new(),
    };
    let story = Story {
        entities: vec![
            entity("M. Anand Prakash", EntityType::Per),
            entity("Amir Khan Muttaqi", EntityType::Per),
            entity("Kabul", EntityType::Loc),
        ],
        events: (0..3).map(event).collect(),
    };
    let analysis = Analysis {
        events: mentions,
        ..Analysis::default()
    };
    test(Selection {
        articles: &[(&article, &analysis)],
        story: &story,
        events: &[0, 1, 2],
    });
}
