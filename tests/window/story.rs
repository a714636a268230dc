//! A small story made by hand, so that the window can be tested whatever the readers make of a
//! text: who is in it, what happened, and the sentences that prove it are known beforehand.

use dateline::analysis::{Analysis, VERSION};
use dateline::article::{Article, DateEvidence, DateSignal, Source};
use dateline::entity::{Entity, EntityType, LocalEntity, Mention};
use dateline::event::{
    Basis, EventDate, EventMention, EventType, Modality, Participant, Place, Role,
};
use dateline::project::{Entry, Project, Unread};
use dateline::temporal::{Alternative, Anchor, Relation, Rule, TimeValue, Timex, TimexType};
use dateline::text::Span;

struct Made {
    entries: Vec<(Article, Analysis)>,
    entities: Vec<Entity>,
}

/// One event of the story.
struct Told<'a> {
    article: usize,
    sentence: &'a str,
    trigger: &'a str,
    title: &'a str,
    kind: EventType,
    when: Option<(TimeValue, Basis, &'a str)>,
    who: &'a [&'a str],
    place: Option<&'a str>,
    salience: f32,
    modality: Modality,
}

fn find(text: &str, words: &str) -> Span {
    let at = text
        .find(words)
        .unwrap_or_else(|| panic!("{words:?} is not in {text:?}"));
    Span::new(at, at + words.len())
}

impl Made {
    fn article(&mut self, name: &str, title: &str, published: Option<&str>, text: &str) -> usize {
        let evidence: Vec<DateEvidence> = published
            .map(|d| DateEvidence {
                signal: DateSignal::Meta,
                date: d.parse().unwrap(),
                time: None,
                text: d.to_owned(),
                weight: 1.0,
            })
            .into_iter()
            .collect();
        let article = Article {
            id: name.to_owned(),
            source: Source {
                path: name.into(),
                member: None,
            },
            title: Some(title.to_owned()),
            text: text.to_owned(),
            publisher: Some("The Daily Record".to_owned()),
            published: evidence.first().cloned(),
            evidence,
            ..Article::default()
        };
        let mut analysis = Analysis {
            version: VERSION,
            ..Analysis::default()
        };
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let trimmed = line.trim();
            if !trimmed.is_empty() {
                let at = start + line.find(trimmed).unwrap();
                analysis.paragraphs.push(Span::new(at, at + trimmed.len()));
            }
            start += line.len();
        }
        self.entries.push((article, analysis));
        self.entries.len() - 1
    }

    fn entity(&mut self, kind: EntityType, name: &str, role: &str) {
        let prefix = match kind {
            EntityType::Per => "per",
            EntityType::Org => "org",
            EntityType::Loc => "loc",
            EntityType::Misc => "misc",
        };
        self.entities.push(Entity {
            id: format!("{prefix}:{}", name.to_lowercase()),
            kind,
            name: name.to_owned(),
            aliases: vec![
                name.to_owned(),
                name.split(' ').next_back().unwrap().to_owned(),
            ],
            roles: (!role.is_empty())
                .then(|| role.to_owned())
                .into_iter()
                .collect(),
            country: None,
            location: None,
            members: Vec::new(),
        });
    }

    fn mention(&mut self, told: &Told<'_>) {
        let text = self.entries[told.article].0.text.clone();
        let published = self.entries[told.article]
            .0
            .published
            .as_ref()
            .map(|p| p.date);
        let sentence = find(&text, told.sentence);
        let inside = |words: &str| {
            let at = find(sentence.of(&text), words);
            Span {
                start: at.start + sentence.start,
                end: at.end + sentence.start,
            }
        };
        let analysis = &mut self.entries[told.article].1;
        let mut date = EventDate {
            reason: "The text does not say when.".to_owned(),
            ..EventDate::default()
        };
        if let Some((value, basis, words)) = &told.when {
            let timex = analysis.timexes.len() as u32;
            if !words.is_empty() {
                let relative = *basis == Basis::Relative;
                analysis.timexes.push(Timex {
                    span: inside(words),
                    kind: TimexType::Date,
                    value: value.edtf.clone(),
                    modifier: None,
                    time: Some(value.clone()),
                    anchor: match (relative, published) {
                        (true, Some(day)) => Anchor::Published(day),
                        _ => Anchor::None,
                    },
                    confidence: 0.9,
                    alternative: relative.then(|| Alternative {
                        value: "2025-04-20".to_owned(),
                        time: TimeValue::ymd(2025, 4, 20),
                        why: "the Sunday before".to_owned(),
                    }),
                    relation: Relation::default(),
                    rule: Rule::default(),
                    range_end: None,
                });
                date.timex = Some(timex);
            }
            date.value = Some(value.clone());
            date.basis = *basis;
            date.words = (*words).to_owned();
            date.reason = "From the publication date: the report tells it as new.".to_owned();
        }
        let entity_of = |analysis: &mut Analysis, entities: &[Entity], name: &str, span: Span| {
            let e = entities.iter().find(|e| e.name == name)?;
            let known = analysis.names.entities.iter();
            let local = match known.clone().position(|l| l.name == e.name) {
                Some(at) => at as u32,
                None => {
                    let local = known.len() as u32;
                    analysis.names.entities.push(LocalEntity {
                        kind: e.kind,
                        name: e.name.clone(),
                        aliases: e.aliases.clone(),
                        roles: e.roles.clone(),
                        country: None,
                    });
                    local
                }
            };
            analysis.names.mentions.push(Mention {
                span,
                kind: e.kind,
                entity: local,
            });
            Some(local)
        };
        let spot = |name: &str| {
            let last = name.split(' ').next_back().unwrap();
            let within = sentence.of(&text);
            let words = [name, last].into_iter().find(|w| within.contains(w));
            words.map_or_else(|| find(&text, name), inside)
        };
        let participants = told
            .who
            .iter()
            .enumerate()
            .map(|(i, name)| {
                let span = spot(name);
                Participant {
                    span,
                    name: (*name).into(),
                    entity: entity_of(analysis, &self.entities, name, span),
                    role: if i == 0 { Role::Agent } else { Role::Patient },
                }
            })
            .collect();
        let place = told.place.map(|name| {
            let span = spot(name);
            Place {
                span,
                name: name.into(),
                entity: entity_of(analysis, &self.entities, name, span),
            }
        });
        analysis.events.push(EventMention {
            sentence,
            trigger: inside(told.trigger),
            lemma: told.trigger.into(),
            title: told.title.into(),
            what: told.trigger.into(),
            kind: told.kind,
            second_kind: None,
            kind_reason: format!("the word “{}”", told.trigger).into(),
            modality: told.modality,
            date: date.into(),
            participants,
            place,
            salience: told.salience,
            said_by: if sentence.of(&text).contains("the port authority said") {
                "the port authority".into()
            } else {
                "".into()
            },
            salience_reason: "it is told in the first sentence".into(),
            group: analysis.events.len() as u32,
        });
    }
}

const HARBOUR: &str = "Ana Okafor met Bo Lindqvist in Porto on Sunday, the port authority said. \
It was their first meeting since the winter.\n\n\
The two spoke about the ferry line that Porto closed on 3 March 2025. Okafor will visit Malmö in June 2025.\n\n\
In 1998 Lindqvist founded the Harbour League. Nobody denied the plan.";
const ECHO: &str = "Okafor and Lindqvist met again on 27 April, a spokesman told reporters in Porto.\n\n\
The Harbour League praised the talks on Monday.";
const DIFFERENT: &str = "On 28 April Ana Okafor received Bo Lindqvist in Porto.\n";
const UNDATED: &str =
    "A storm struck the pier at Malmö on Tuesday. Divers were sent the day after.\n";

/// One article whose only event is where its headline says.
pub fn dateline() -> Project {
    let mut made = Made {
        entries: Vec::new(),
        entities: Vec::new(),
    };
    made.entity(EntityType::Loc, "Porto", "");
    let text = "Porto, 28 April. Dockers stopped work.\n\nA crane fell on Sunday.";
    let article = made.article("crane.txt", "A crane fell", Some("2025-04-28"), text);
    made.mention(&Told {
        article,
        sentence: "A crane fell on Sunday.",
        trigger: "fell",
        title: "A crane fell",
        kind: EventType::Accident,
        when: Some((TimeValue::ymd(2025, 4, 27), Basis::Relative, "Sunday")),
        who: &[],
        place: Some("Porto"),
        salience: 0.9,
        modality: Modality::Asserted,
    });
    let mut project = Project::default();
    let entries = made.entries.into_iter();
    project.add(entries.map(|(a, b)| Entry::new(a, b)).collect());
    project
}

/// The story as a project: four articles, one of them without a date.
pub fn project() -> Project {
    let mut made = Made {
        entries: Vec::new(),
        entities: Vec::new(),
    };
    for (kind, name, role) in [
        (EntityType::Loc, "Malmö", ""),
        (EntityType::Loc, "Porto", ""),
        (EntityType::Org, "Harbour League", ""),
        (EntityType::Per, "Ana Okafor", "harbour minister"),
        (EntityType::Per, "Bo Lindqvist", "founder of the League"),
    ] {
        made.entity(kind, name, role);
    }
    let a = made.article(
        "harbour.html",
        "Harbour talks resume",
        Some("2025-04-28"),
        HARBOUR,
    );
    let b = made.article("echo.txt", "A second look", Some("2025-04-29"), ECHO);
    let c = made.article(
        "other.txt",
        "Guests in Porto",
        Some("2025-04-29"),
        DIFFERENT,
    );
    let d = made.article("storm.txt", "Storm at the pier", None, UNDATED);
    made.mention(&Told {
        article: a,
        sentence: "In 1998 Lindqvist founded the Harbour League.",
        trigger: "founded",
        title: "Bo Lindqvist founded the Harbour League",
        kind: EventType::Business,
        when: Some((TimeValue::year(1998), Basis::Stated, "1998")),
        who: &["Bo Lindqvist", "Harbour League"],
        place: None,
        salience: 0.4,
        modality: Modality::Asserted,
    });
    made.mention(&Told {
        article: a,
        sentence: "The two spoke about the ferry line that Porto closed on 3 March 2025.",
        trigger: "closed",
        title: "Porto closed the ferry line",
        kind: EventType::Coerce,
        when: Some((TimeValue::ymd(2025, 3, 3), Basis::Stated, "3 March 2025")),
        who: &["Porto"],
        place: None,
        salience: 0.6,
        modality: Modality::Asserted,
    });
    made.mention(&Told {
        article: a,
        sentence: "Ana Okafor met Bo Lindqvist in Porto on Sunday, the port authority said.",
        trigger: "met",
        title: "Ana Okafor met Bo Lindqvist in Porto",
        kind: EventType::Consult,
        when: Some((TimeValue::ymd(2025, 4, 27), Basis::Relative, "Sunday")),
        who: &["Ana Okafor", "Bo Lindqvist"],
        place: Some("Porto"),
        salience: 0.9,
        modality: Modality::Asserted,
    });
    made.mention(&Told {
        article: b,
        sentence: "Okafor and Lindqvist met again on 27 April, a spokesman told reporters in Porto.",
        trigger: "met",
        title: "Okafor and Lindqvist met again",
        kind: EventType::Consult,
        when: Some((TimeValue::ymd(2025, 4, 27), Basis::Relative, "27 April")),
        who: &["Ana Okafor", "Bo Lindqvist"],
        place: Some("Porto"),
        salience: 0.8,
        modality: Modality::Asserted,
    });
    made.mention(&Told {
        article: c,
        sentence: "On 28 April Ana Okafor received Bo Lindqvist in Porto.",
        trigger: "received",
        title: "Ana Okafor received Bo Lindqvist",
        kind: EventType::Consult,
        when: Some((TimeValue::ymd(2025, 4, 28), Basis::Relative, "28 April")),
        who: &["Ana Okafor", "Bo Lindqvist"],
        place: Some("Porto"),
        salience: 0.8,
        modality: Modality::Asserted,
    });
    made.mention(&Told {
        article: b,
        sentence: "The Harbour League praised the talks on Monday.",
        trigger: "praised",
        title: "The Harbour League praised the talks",
        kind: EventType::Statement,
        when: Some((TimeValue::ymd(2025, 4, 28), Basis::Inferred, "")),
        who: &["Harbour League"],
        place: None,
        salience: 0.3,
        modality: Modality::Asserted,
    });
    made.mention(&Told {
        article: a,
        sentence: "Okafor will visit Malmö in June 2025.",
        trigger: "visit",
        title: "Ana Okafor to visit Malmö",
        kind: EventType::Consult,
        when: Some((TimeValue::month(2025, 6), Basis::Stated, "June 2025")),
        who: &["Ana Okafor"],
        place: Some("Malmö"),
        salience: 0.5,
        modality: Modality::Planned,
    });
    made.mention(&Told {
        article: d,
        sentence: "A storm struck the pier at Malmö on Tuesday.",
        trigger: "struck",
        title: "A storm struck the pier",
        kind: EventType::Disaster,
        when: None,
        who: &[],
        place: Some("Malmö"),
        salience: 0.7,
        modality: Modality::Asserted,
    });
    let mut project = Project::default();
    let entries: Vec<Entry> = made
        .entries
        .into_iter()
        .map(|(article, analysis)| Entry::new(article, analysis))
        .collect();
    project.add(entries);
    project.unread.push(Unread {
        source: "broken.zip".to_owned(),
        reason: "It is protected by a password.".to_owned(),
        remedy: "Save a copy without a password and open that.".to_owned(),
        again: None,
    });
    project
}
