//! The user's corrections in force: a plain table of slots. Every edit sets or clears slots and
//! nothing else, so each has an inverse, can be stored as rows, and can be laid over any reading.

use super::{ArticleKey, EntityKey, MentionKey};
use crate::article::Article;
use crate::entity::EntityType;
use crate::event::{EventType, Modality, Role};
use crate::temporal::TimeValue;
use crate::text::tidy;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a correction is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// An article.
    Article(ArticleKey),
    /// An event, by one of its tellings.
    Event(MentionKey),
    /// An entity.
    Entity(EntityKey),
}

/// Which of its properties.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Title of an article or event, name of an entity ([`Value::Text`]).
    Title,
    /// Publisher of an article ([`Value::Text`]).
    Publisher,
    /// Author of an article ([`Value::Text`]).
    Author,
    /// Publication date of an article ([`Value::Published`]).
    Published,
    /// An article's new text and all that was read with it ([`Value::Article`]).
    Text,
    /// Date of an event ([`Value::When`]).
    Date,
    /// Type of an event ([`Value::EventType`]) or entity ([`Value::EntityType`]).
    Kind,
    /// Place of an event ([`Value::Place`]).
    Place,
    /// Participants of an event ([`Value::Participants`]).
    Participants,
    /// An event made by hand ([`Value::Hand`]).
    Added,
    /// Not shown unless asked for ([`Value::Yes`]).
    Hidden,
    /// Taken out: an event, or an article with all it tells ([`Value::Yes`]).
    Removed,
    /// An article that repeats another, kept beside it ([`Value::Yes`]).
    Both,
    /// Starred ([`Value::Yes`]).
    Starred,
    /// A tag ([`Value::Yes`]).
    Tag(String),
    /// A note in Markdown ([`Value::Text`]).
    Note,
    /// A name of an entity added ([`Value::Yes`]) or struck out ([`Value::No`]).
    Alias(String),
    /// The event or entity is one with another ([`Value::Mention`], [`Value::Entity`]), which
    /// leads.
    Join,
    /// The telling stands apart from its event, together with those that name the same telling
    /// ([`Value::Mention`]).
    Apart,
    /// A name of an entity stands apart as another entity ([`Value::NewEntity`]).
    AliasApart(String),
    /// What one article calls this entity is another entity ([`Value::NewEntity`]).
    ArticleApart(ArticleKey),
}

/// One property of one thing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Slot {
    /// The thing.
    pub target: Target,
    /// The property.
    pub field: Field,
}

/// A person, organisation or place as the user names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Who {
    /// The entity; made if there is none of that key.
    pub key: EntityKey,
    /// Its name, should it have to be made.
    pub name: String,
    /// Its type, should it have to be made.
    pub kind: EntityType,
}

impl Who {
    /// Somebody by name: the same name and type give the same key.
    #[must_use]
    pub fn named(name: &str, kind: EntityType) -> Self {
        let prefix = match kind {
            EntityType::Per => "per",
            EntityType::Org => "org",
            EntityType::Loc => "loc",
            EntityType::Misc => "misc",
        };
        let name = tidy(name);
        Self {
            key: EntityKey::new(&format!("{prefix}:{}", name.to_lowercase())),
            name,
            kind,
        }
    }
}

/// An event made by hand from selected words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hand {
    /// Its title.
    pub title: String,
    /// Its type.
    pub kind: EventType,
    /// Told as a fact, planned, denied …
    pub modality: Modality,
    /// The sentence that proves it, in bytes of the article's text.
    pub sentence: crate::text::Span,
}

/// What a slot holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Value {
    Yes,
    No,
    Text(String),
    /// A publication date; `None` says that it is unknown.
    Published(Option<jiff::civil::Date>),
    Article(Box<Article>),
    /// A date of an event with the words that were typed; `None` says that it is unknown.
    When(Option<TimeValue>, String),
    EventType(EventType),
    EntityType(EntityType),
    /// A place; `None` says that there is none.
    Place(Option<Who>),
    Participants(Vec<(Who, Role)>),
    Hand(Hand),
    Mention(MentionKey),
    Entity(EntityKey),
    NewEntity(Who),
}

/// One slot set from one value to another. `None` is the machine's reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The slot.
    pub slot: Slot,
    /// What it held before.
    pub before: Option<Value>,
    /// What it holds after.
    pub after: Option<Value>,
}

impl Change {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            slot: self.slot.clone(),
            before: self.after.clone(),
            after: self.before.clone(),
        }
    }
}

/// All corrections in force.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corrections {
    slots: BTreeMap<Slot, Value>,
}

impl Corrections {
    /// What a slot holds.
    #[must_use]
    pub fn get(&self, target: &Target, field: &Field) -> Option<&Value> {
        self.slots.get(&Slot {
            target: target.clone(),
            field: field.clone(),
        })
    }

    /// Sets a slot; `None` clears it. Returns what it held.
    pub fn set(&mut self, slot: Slot, value: Option<Value>) -> Option<Value> {
        match value {
            Some(value) => self.slots.insert(slot, value),
            None => self.slots.remove(&slot),
        }
    }

    /// All of them, in a fixed order.
    pub fn iter(&self) -> impl Iterator<Item = (&Slot, &Value)> {
        self.slots.iter()
    }

    /// All of one thing, in a fixed order.
    pub fn of<'a>(
        &'a self,
        target: &Target,
    ) -> impl Iterator<Item = (&'a Field, &'a Value)> + use<'a> {
        let target = target.clone();
        let from = Slot {
            target: target.clone(),
            field: Field::Title,
        };
        self.slots
            .range(from..)
            .take_while(move |(s, _)| s.target == target)
            .map(|(s, v)| (&s.field, v))
    }

    /// All of entities, in a fixed order.
    pub fn of_entities(&self) -> impl Iterator<Item = (&Slot, &Value)> {
        let from = Slot {
            target: Target::Entity(EntityKey::new("")),
            field: Field::Title,
        };
        self.slots.range(from..)
    }

    /// How many slots are set.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether everything is as the machine read it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }
}
