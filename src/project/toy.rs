//! A toy language and machine for tests, whose readings are plain to foresee.
//!
//! A sentence is "Agent verb Patient 12." on a line of its own: the number is a day of January
//! 2020, "?" an unknown day, "0" the day the article was published. A verb of two letters or
//! less is not read by version 1 and is by version 2. All tellings with the same agent and verb
//! are one event; all agents and patients of one name are one person.

use super::{Entry, Project};
use crate::analysis::{Analysis, Story};
use crate::article::Article;
use crate::entity::{Entity, EntityType, LocalEntity, Mention};
use crate::event::{Basis, Event, EventDate, EventMention, EventType, Modality, Participant, Role};
use crate::project::reading::Machine;
use crate::temporal::TimeValue;
use crate::text::Span;
use std::collections::BTreeMap;

pub fn machine(version: u32) -> Machine {
    Machine {
        version,
        analyse: if version == 1 {
            |a| analyse(a, 1)
        } else {
            |a| analyse(a, 2)
        },
        combine,
    }
}

pub fn article(title: &str, text: &str) -> Article {
    Article {
        id: title.into(),
        title: Some(title.into()),
        text: text.into(),
        ..Article::default()
    }
}

pub fn entry(title: &str, text: &str) -> Entry {
    let article = article(title, text);
    let analysis = analyse(&article, 1);
    Entry::new(article, analysis)
}

pub fn project(articles: &[(&str, &str)]) -> Project {
    let mut project = Project::default();
    project.machine = machine(1);
    project.add(articles.iter().map(|(t, x)| entry(t, x)).collect());
    project.settle();
    project
}

pub fn analyse(article: &Article, version: u32) -> Analysis {
    let mut a = Analysis {
        version,
        ..Analysis::default()
    };
    let mut at = 0;
    for line in article.text.split_inclusive('\n') {
        let from = at;
        at += line.len();
        let line = line.trim_end_matches('\n');
        let sentence = Span::new(from, from + line.len());
        a.sentences.push(sentence);
        let mut spans = Vec::new();
        let mut pos = from;
        for word in line.trim_end_matches('.').split(' ') {
            spans.push(Span::new(pos, pos + word.len()));
            pos += word.len() + 1;
        }
        let [agent, verb, patient, day] = spans.as_slice() else {
            continue;
        };
        let text = article.text.as_str();
        let lemma = verb.of(text);
        if lemma.len() <= 2 && version < 2 || lemma.is_empty() {
            continue;
        }
        let day = day.of(text).parse::<i32>().ok();
        let value = match day {
            Some(0) => article.published.as_ref().map(|p| TimeValue::day(p.date)),
            Some(n) => Some(TimeValue::ymd(2020, 1, n.clamp(1, 28) as u8)),
            None => None,
        };
        let mut person = |span: &Span| {
            let name = span.of(text);
            let local = a.names.entities.iter().position(|e| e.name == name);
            let local = local.unwrap_or_else(|| {
                a.names.entities.push(LocalEntity {
                    kind: EntityType::Per,
                    name: name.into(),
                    aliases: vec![name.into()],
                    roles: Vec::new(),
                    country: None,
                });
                a.names.entities.len() - 1
            }) as u32;
            a.names.mentions.push(Mention {
                span: *span,
                kind: EntityType::Per,
                entity: local,
            });
            local
        };
        let people =
            [(agent, Role::Agent), (patient, Role::Patient)].map(|(span, role)| Participant {
                span: *span,
                name: span.of(text).into(),
                entity: Some(person(span)),
                role,
            });
        a.events.push(EventMention {
            sentence,
            trigger: *verb,
            lemma: lemma.into(),
            title: format!("{} {} {}", agent.of(text), lemma, patient.of(text)).into(),
            what: lemma.into(),
            kind: EventType::Consult,
            second_kind: None,
            kind_reason: "".into(),
            modality: Modality::Asserted,
            date: std::sync::Arc::new(EventDate {
                basis: if value.is_some() {
                    Basis::Stated
                } else {
                    Basis::Unknown
                },
                value,
                ..EventDate::default()
            }),
            participants: people.to_vec(),
            place: None,
            salience: 0.5,
            said_by: "".into(),
            salience_reason: "".into(),
            group: 0,
        });
    }
    a
}

pub fn combine(articles: &[(&Article, &Analysis)]) -> Story {
    let mut people: BTreeMap<String, Entity> = BTreeMap::new();
    for ((_, analysis), a) in articles.iter().zip(0u32..) {
        for (local, l) in analysis.names.entities.iter().zip(0u32..) {
            let id = format!("per:{}", local.name.to_lowercase());
            people
                .entry(id.clone())
                .or_insert_with(|| Entity {
                    id,
                    kind: local.kind,
                    name: local.name.clone(),
                    aliases: vec![local.name.clone()],
                    roles: Vec::new(),
                    country: None,
                    location: None,
                    members: Vec::new(),
                })
                .members
                .push((a, l));
        }
    }
    let entities: Vec<Entity> = people.into_values().collect();
    let index = |analysis: &Analysis, local: u32| {
        let id = format!(
            "per:{}",
            analysis.names.entities[local as usize].name.to_lowercase()
        );
        entities.iter().position(|e| e.id == id).unwrap() as u32
    };
    let mut events: BTreeMap<String, Event> = BTreeMap::new();
    for ((article, analysis), a) in articles.iter().zip(0u32..) {
        for (mention, m) in analysis.events.iter().zip(0u32..) {
            let agent = mention.participants[0].span.of(&article.text);
            let id = format!("{} {}", agent, mention.lemma);
            let event = events.entry(id.clone()).or_insert_with(|| Event {
                id: id.into(),
                title: mention.title.clone(),
                kind: mention.kind,
                modality: mention.modality,
                date: mention.date.clone(),
                lead: 0,
                entities: Vec::new(),
                place: None,
                salience: mention.salience,
                mentions: Vec::new(),
                differences: Vec::new(),
            });
            event.mentions.push((a, m));
            for p in &mention.participants {
                let e = index(analysis, p.entity.unwrap());
                if !event.entities.iter().any(|(x, _)| *x == e) {
                    event.entities.push((e, p.role));
                }
            }
        }
    }
    let mut events: Vec<Event> = events.into_values().collect();
    events.sort_by(|a, b| {
        let key = |e: &Event| {
            (
                e.date.value.is_none(),
                e.date.value.as_ref().map(|v| v.earliest),
                e.id.clone(),
            )
        };
        key(a).cmp(&key(b))
    });
    Story { entities, events }
}
