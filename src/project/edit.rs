//! What the user can do to a project. An [`Edit`] speaks of what is on the screen, by index in
//! the snapshot; [`plan`] makes it a [`Step`] of changes to slots, which speak of content.

use super::corrections::{Change, Corrections, Field, Hand, Slot, Target, Value, Who};
use super::draft::Draft;
use super::history::Step;
use super::{ArticleKey, Corrected, EntityKey, MentionKey, Snapshot};
use crate::article::Article;
use crate::entity::EntityType;
use crate::event::{EventType, Modality, Role};
use crate::temporal::TimeValue;
use crate::text::{Span, tidy};
use std::collections::{BTreeMap, BTreeSet};

/// A thing on the screen, by index in the snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// An article.
    Article(u32),
    /// An event.
    Event(u32),
    /// An entity.
    Entity(u32),
}

/// Which part of an entity is split off.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// These of its names, in every article.
    Names(Vec<String>),
    /// All of it in these articles, by index.
    Articles(Vec<u32>),
}

/// Something the user does.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Sets the title of an article or event, or the name of an entity.
    Title(Thing, String),
    /// Sets an article's publisher; empty for none.
    Publisher(u32, String),
    /// Sets an article's author; empty for none.
    Author(u32, String),
    /// Sets an article's publication date; `None` for unknown.
    Published(u32, Option<jiff::civil::Date>),
    /// Puts a newer text, and all that was read with it, in the place of an article.
    Update(u32, Box<Article>),
    /// Sets an event's date, with the words typed; `None` for unknown.
    Date(u32, Option<TimeValue>, String),
    /// Sets an event's type.
    EventType(u32, EventType),
    /// Sets an entity's type.
    EntityType(u32, EntityType),
    /// Sets an event's place; `None` for none.
    Place(u32, Option<Who>),
    /// Sets who takes part in an event.
    Participants(u32, Vec<(Who, Role)>),
    /// Hides, or shows again.
    Hide(Thing, bool),
    /// Takes an event, or an article with all it tells, out of the project. Bring it back with
    /// undo or [`Edit::Restore`].
    Remove(Thing),
    /// Brings a removed event back.
    Restore(MentionKey),
    /// Brings a removed article back.
    RestoreArticle(ArticleKey),
    /// Keeps an article that repeats another beside it, or leaves it out again.
    KeepBoth(ArticleKey, bool),
    /// Stars, or takes the star off.
    Star(Thing, bool),
    /// Puts a tag on, or takes it off.
    Tag(Thing, String, bool),
    /// Sets the note (Markdown); empty for none.
    Note(Thing, String),
    /// Adds an event from words selected in an article.
    Add {
        /// The article, by index.
        article: u32,
        /// The words that name it, in bytes of the article's text.
        words: Span,
        /// Its title; the words themselves if empty.
        title: String,
        /// Its type.
        kind: EventType,
        /// Its date and the words typed for it, if known.
        date: Option<(TimeValue, String)>,
    },
    /// Makes one event of several; the first gives its title, type and date.
    MergeEvents(Vec<u32>),
    /// Takes tellings (article, mention) out of an event, to be one of their own.
    SplitEvent(u32, Vec<(u32, u32)>),
    /// Makes one entity of several; the first gives its name and type.
    MergeEntities(Vec<u32>),
    /// Takes part of an entity out, to be one of that name and type.
    SplitEntity(u32, Part, Who),
    /// Adds a name to an entity, or strikes one out.
    Alias(u32, String, bool),
    /// Goes back to the machine's reading: of one correction, or of all.
    Reset(Thing, Option<Corrected>),
    /// Drops a correction that found nothing to lie on.
    Forget(Slot),
    /// Several at once, as one step of that name.
    Many(String, Vec<Edit>),
}

/// Why an edit cannot be made, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}

fn refuse<T>(why: &str) -> Result<T, Refusal> {
    Err(Refusal(why.to_string()))
}

/// The step that does `edit` to the corrections in force. Its changes may be none, if everything
/// is so already.
///
/// # Errors
/// If it speaks of something that is not there, or makes no sense (merging one event).
pub fn plan(edit: &Edit, of: &Snapshot, corrections: &Corrections) -> Result<Step, Refusal> {
    let mut plan = Plan {
        of,
        now: Draft::over(corrections),
        changes: Vec::new(),
        tellings: BTreeMap::new(),
    };
    let name = plan.edit(edit)?;
    let mut changes: Vec<Change> = Vec::new();
    for change in plan.changes {
        match changes.iter_mut().find(|c| c.slot == change.slot) {
            Some(earlier) => earlier.after = change.after,
            None => changes.push(change),
        }
    }
    changes.retain(|c| c.before != c.after);
    Ok(Step { name, changes })
}

struct Plan<'a> {
    of: &'a Snapshot,
    /// The corrections with the changes so far.
    now: Draft<'a>,
    changes: Vec<Change>,
    /// Where the keys seen so far lie.
    tellings: BTreeMap<MentionKey, (u32, u32)>,
}

impl Plan<'_> {
    fn set(&mut self, target: Target, field: Field, after: Option<Value>) {
        let slot = Slot { target, field };
        let before = self.now.set(slot.clone(), after.clone());
        self.changes.push(Change {
            slot,
            before,
            after,
        });
    }

    /// Sets a field of an event: on the telling that carries it already, else on the lead, and
    /// on no other.
    fn set_event(
        &mut self,
        event: u32,
        field: &Field,
        after: Option<Value>,
    ) -> Result<(), Refusal> {
        let keys = self.keys(event)?;
        let carriers: Vec<&MentionKey> = keys
            .iter()
            .filter(|k| self.now.get(&Target::Event((*k).clone()), field).is_some())
            .collect();
        let own = carriers.first().copied().or(keys.first()).cloned();
        let others: Vec<MentionKey> = carriers.into_iter().skip(1).cloned().collect();
        for key in others {
            self.set(Target::Event(key), field.clone(), None);
        }
        if let Some(key) = own {
            self.set(Target::Event(key), field.clone(), after);
        }
        Ok(())
    }

    fn set_thing(
        &mut self,
        thing: Thing,
        field: Field,
        after: Option<Value>,
    ) -> Result<(), Refusal> {
        match thing {
            Thing::Article(a) => {
                let target = Target::Article(self.article(a)?);
                self.set(target, field, after);
            }
            Thing::Event(e) => self.set_event(e, &field, after)?,
            Thing::Entity(e) => {
                let target = Target::Entity(self.entity(e)?);
                self.set(target, field, after);
            }
        }
        Ok(())
    }

    fn article(&self, a: u32) -> Result<ArticleKey, Refusal> {
        match self.of.entries.get(a as usize) {
            Some(entry) => Ok(entry.key),
            None => refuse("This article is not in the project any more."),
        }
    }

    fn entity(&self, e: u32) -> Result<EntityKey, Refusal> {
        match self.of.story.entities.get(e as usize) {
            Some(entity) => Ok(EntityKey::new(&entity.id)),
            None => refuse("This name is not in the project any more."),
        }
    }

    /// The keys of an event's tellings, the lead first.
    fn keys(&mut self, e: u32) -> Result<Vec<MentionKey>, Refusal> {
        let Some(event) = self.of.story.events.get(e as usize) else {
            return refuse("This event is not in the project any more.");
        };
        let mut keys: Vec<MentionKey> = Vec::with_capacity(event.mentions.len());
        let lead = event.mentions.get(event.lead as usize);
        let rest = event.mentions.iter().filter(|m| Some(*m) != lead);
        for telling in lead.into_iter().chain(rest) {
            if let Some(key) = self.of.mention_key(*telling) {
                self.tellings.insert(key.clone(), *telling);
                keys.push(key);
            }
        }
        if keys.is_empty() {
            return refuse("No sentence tells this event, so nothing could be kept with it.");
        }
        Ok(keys)
    }

    fn name(&self, thing: Thing) -> String {
        let name = match thing {
            Thing::Article(a) => self.of.entries.get(a as usize).map(Snapshot::title_of),
            Thing::Event(e) => self
                .of
                .story
                .events
                .get(e as usize)
                .map(|e| e.title.to_string()),
            Thing::Entity(e) => self
                .of
                .story
                .entities
                .get(e as usize)
                .map(|e| e.name.clone()),
        };
        quoted(&name.unwrap_or_default())
    }

    fn edit(&mut self, edit: &Edit) -> Result<String, Refusal> {
        let text = |t: &String| Some(Value::Text(t.trim().to_string()));
        let yes = |on: &bool| on.then_some(Value::Yes);
        Ok(match edit {
            Edit::Title(thing, title) => {
                if title.trim().is_empty() && !matches!(thing, Thing::Article(_)) {
                    return refuse("It needs a name. To go back to the one read, reset it.");
                }
                self.set_thing(*thing, Field::Title, text(title))?;
                match thing {
                    Thing::Entity(_) => format!("Rename {}", self.name(*thing)),
                    _ => format!("Title of {}", self.name(*thing)),
                }
            }
            Edit::Publisher(a, publisher) => {
                self.set_thing(Thing::Article(*a), Field::Publisher, text(publisher))?;
                format!("Publisher of {}", self.name(Thing::Article(*a)))
            }
            Edit::Author(a, author) => {
                self.set_thing(Thing::Article(*a), Field::Author, text(author))?;
                format!("Author of {}", self.name(Thing::Article(*a)))
            }
            Edit::Published(a, date) => {
                let thing = Thing::Article(*a);
                self.set_thing(thing, Field::Published, Some(Value::Published(*date)))?;
                format!("Date of {}", self.name(thing))
            }
            Edit::Update(a, article) => {
                let thing = Thing::Article(*a);
                self.set_thing(thing, Field::Text, Some(Value::Article(article.clone())))?;
                format!("Update {}", self.name(thing))
            }
            Edit::Date(e, value, words) => {
                let value = Value::When(value.clone(), words.trim().to_string());
                self.set_event(*e, &Field::Date, Some(value))?;
                format!("Date of {}", self.name(Thing::Event(*e)))
            }
            Edit::EventType(e, kind) => {
                self.set_event(*e, &Field::Kind, Some(Value::EventType(*kind)))?;
                format!("Type of {}", self.name(Thing::Event(*e)))
            }
            Edit::EntityType(e, kind) => {
                let value = Some(Value::EntityType(*kind));
                self.set_thing(Thing::Entity(*e), Field::Kind, value)?;
                format!("Type of {}", self.name(Thing::Entity(*e)))
            }
            Edit::Place(e, place) => {
                self.set_event(*e, &Field::Place, Some(Value::Place(place.clone())))?;
                format!("Place of {}", self.name(Thing::Event(*e)))
            }
            Edit::Participants(e, people) => {
                let value = Some(Value::Participants(people.clone()));
                self.set_event(*e, &Field::Participants, value)?;
                format!("Participants of {}", self.name(Thing::Event(*e)))
            }
            Edit::Hide(thing, on) => {
                self.set_thing(*thing, Field::Hidden, yes(on))?;
                format!(
                    "{} {}",
                    if *on { "Hide" } else { "Show" },
                    self.name(*thing)
                )
            }
            Edit::Remove(thing) => {
                if matches!(thing, Thing::Entity(_)) {
                    return refuse("Names come from the articles; hide this one instead.");
                }
                self.set_thing(*thing, Field::Removed, Some(Value::Yes))?;
                format!("Delete {}", self.name(*thing))
            }
            Edit::Restore(key) => {
                self.set(Target::Event(key.clone()), Field::Removed, None);
                format!("Restore {}", quoted(&key.words))
            }
            Edit::RestoreArticle(key) => {
                self.set(Target::Article(*key), Field::Removed, None);
                "Restore the article".to_string()
            }
            Edit::KeepBoth(key, on) => {
                self.set(Target::Article(*key), Field::Both, yes(on));
                let name = if *on { "Keep both" } else { "Keep one" };
                name.to_string()
            }
            Edit::Star(thing, on) => {
                self.set_thing(*thing, Field::Starred, yes(on))?;
                format!(
                    "{} {}",
                    if *on { "Star" } else { "Unstar" },
                    self.name(*thing)
                )
            }
            Edit::Tag(thing, tag, on) => {
                let tag = tag.trim().trim_start_matches('#').trim();
                if tag.is_empty() {
                    return refuse("A tag needs at least one letter.");
                }
                self.set_thing(*thing, Field::Tag(tag.into()), yes(on))?;
                let sign = if *on { "Tag" } else { "Take tag off" };
                format!("{sign} {} #{tag}", self.name(*thing))
            }
            Edit::Note(thing, note) => {
                let note = note.trim_end();
                let value = (!note.is_empty()).then(|| Value::Text(note.into()));
                self.set_thing(*thing, Field::Note, value)?;
                format!("Note on {}", self.name(*thing))
            }
            Edit::Add {
                article,
                words,
                title,
                kind,
                date,
            } => self.add(*article, *words, title, *kind, date.as_ref())?,
            Edit::MergeEvents(events) => self.merge_events(events)?,
            Edit::SplitEvent(event, apart) => self.split_event(*event, apart)?,
            Edit::MergeEntities(entities) => {
                let Some((first, rest)) = entities.split_first().filter(|(_, r)| !r.is_empty())
                else {
                    return refuse("Choose two or more to merge.");
                };
                let into = self.entity(*first)?;
                for e in rest.iter().filter(|e| *e != first) {
                    let key = self.entity(*e)?;
                    self.set(
                        Target::Entity(key),
                        Field::Join,
                        Some(Value::Entity(into.clone())),
                    );
                }
                format!("Merge into {}", self.name(Thing::Entity(*first)))
            }
            Edit::SplitEntity(e, part, who) => {
                self.split_entity(*e, part, who)?;
                format!("Split {}", self.name(Thing::Entity(*e)))
            }
            Edit::Alias(e, alias, on) => {
                let alias = alias.trim();
                if alias.is_empty() {
                    return refuse("A name needs at least one letter.");
                }
                let value = if *on { Value::Yes } else { Value::No };
                let target = Target::Entity(self.entity(*e)?);
                self.set(target, Field::Alias(alias.into()), Some(value));
                format!("Names of {}", self.name(Thing::Entity(*e)))
            }
            Edit::Reset(thing, what) => {
                self.reset(*thing, *what)?;
                format!("Reset {}", self.name(*thing))
            }
            Edit::Forget(slot) => {
                self.set(slot.target.clone(), slot.field.clone(), None);
                "Drop a correction".to_string()
            }
            Edit::Many(name, edits) => {
                for edit in edits {
                    self.edit(edit)?;
                }
                name.clone()
            }
        })
    }

    fn add(
        &mut self,
        article: u32,
        words: Span,
        title: &str,
        kind: EventType,
        date: Option<&(TimeValue, String)>,
    ) -> Result<String, Refusal> {
        let Some(entry) = self.of.entries.get(article as usize) else {
            return refuse("This article is not in the project any more.");
        };
        let text = entry.article.text.as_str();
        let said = words.of(text);
        if said.trim().is_empty() {
            return refuse("Select the words that tell the event first.");
        }
        let words = Span::new(
            words.start as usize + (said.len() - said.trim_start().len()),
            words.end as usize - (said.len() - said.trim_end().len()),
        );
        let said = said.trim();
        let inside = |s: &&Span| s.start <= words.start && words.start < s.end;
        let sentence = entry.analysis.sentences.iter().find(inside);
        let sentence = sentence.map_or(words, |s| s.cover(words));
        let mut key = MentionKey {
            article: entry.key,
            trigger: words,
            words: said.into(),
            sentence: sentence.of(text).into(),
            hand: 1,
        };
        while !self.now.of(&Target::Event(key.clone())).is_empty() {
            key.hand += 1;
        }
        let title = title.trim();
        let title: String = if title.is_empty() {
            tidy(said).chars().take(80).collect()
        } else {
            title.to_string()
        };
        let name = format!("Add {}", quoted(&title));
        let hand = Hand {
            title,
            kind,
            modality: Modality::Asserted,
            sentence,
        };
        self.set(
            Target::Event(key.clone()),
            Field::Added,
            Some(Value::Hand(hand)),
        );
        if let Some((value, typed)) = date {
            let value = Value::When(Some(value.clone()), typed.clone());
            self.set(Target::Event(key), Field::Date, Some(value));
        }
        Ok(name)
    }

    /// The tellings of an event in the groups that can only be moved whole: those of one of the
    /// machine's events, or of one that was taken apart. A group is known by its first key.
    fn groups(&self, keys: &[MentionKey]) -> Vec<Vec<MentionKey>> {
        let at = |key: &MentionKey| self.tellings.get(key).copied();
        let wanted: BTreeSet<(u32, u32)> = keys.iter().filter_map(at).collect();
        let mut told: BTreeMap<(u32, u32), usize> = BTreeMap::new();
        for (i, event) in self.of.told.events.iter().enumerate() {
            for telling in event.mentions.iter().filter(|t| wanted.contains(t)) {
                told.insert(*telling, i);
            }
        }
        let mut groups: BTreeMap<String, Vec<MentionKey>> = BTreeMap::new();
        for key in keys {
            let apart = self.now.get(&Target::Event(key.clone()), &Field::Apart);
            let name = match apart {
                Some(Value::Mention(root)) => format!("apart {root:?}"),
                _ if key.hand > 0 => format!("hand {key:?}"),
                _ => format!("told {:?}", at(key).and_then(|t| told.get(&t))),
            };
            groups.entry(name).or_default().push(key.clone());
        }
        groups.into_values().collect()
    }

    /// Joins groups in a chain, to the first; joins among them that were there before are gone.
    fn chain(&mut self, groups: &[Vec<MentionKey>]) {
        for key in groups.iter().flatten() {
            let target = Target::Event(key.clone());
            if self.now.get(&target, &Field::Join).is_some() {
                self.set(target, Field::Join, None);
            }
        }
        let firsts: Vec<MentionKey> = groups.iter().filter_map(|g| g.first().cloned()).collect();
        if let Some((lead, rest)) = firsts.split_first() {
            for key in rest {
                let value = Some(Value::Mention(lead.clone()));
                self.set(Target::Event(key.clone()), Field::Join, value);
            }
        }
    }

    fn merge_events(&mut self, events: &[u32]) -> Result<String, Refusal> {
        let mut seen = BTreeSet::new();
        let events: Vec<u32> = events.iter().copied().filter(|e| seen.insert(*e)).collect();
        let Some((first, rest)) = events.split_first().filter(|(_, r)| !r.is_empty()) else {
            return refuse("Choose two or more to merge.");
        };
        let lead = self.keys(*first)?;
        let mut groups = self.groups(&lead);
        // The group of the lead comes first: it gives the name.
        groups.sort_by_key(|g| !g.contains(&lead[0]));
        let mut kept: BTreeSet<Field> = lead.iter().flat_map(|k| self.fields(k)).collect();
        for e in rest {
            let keys = self.keys(*e)?;
            for key in &keys {
                for field in self.fields(key) {
                    // What was corrected on both: the first one's counts.
                    if !kept.insert(field.clone()) {
                        self.set(Target::Event(key.clone()), field, None);
                    }
                }
            }
            groups.extend(self.groups(&keys));
        }
        self.chain(&groups);
        Ok(format!("Merge into {}", self.name(Thing::Event(*first))))
    }

    /// The fields of a telling of which an event can have only one.
    fn fields(&self, key: &MentionKey) -> Vec<Field> {
        use Field::{Date, Kind, Participants, Place, Title};
        let fields = self.now.of(&Target::Event(key.clone())).into_iter();
        fields
            .map(|(f, _)| f.clone())
            .filter(|f| matches!(f, Title | Date | Kind | Place | Participants))
            .collect()
    }

    fn split_event(&mut self, event: u32, apart: &[(u32, u32)]) -> Result<String, Refusal> {
        let keys = self.keys(event)?;
        let apart: BTreeSet<MentionKey> = apart
            .iter()
            .filter_map(|m| self.of.mention_key(*m))
            .collect();
        let (off, stay): (Vec<MentionKey>, Vec<MentionKey>) =
            keys.into_iter().partition(|k| apart.contains(k));
        if off.is_empty() || stay.is_empty() {
            return refuse("Choose some, but not all, of the sentences to split off.");
        }
        // Groups that lie wholly on one side only change whom they are joined to; from a group
        // that lies on both sides, the split ones are taken apart.
        let all: Vec<MentionKey> = off.iter().chain(&stay).cloned().collect();
        let groups = self.groups(&all);
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        let mut torn: Vec<MentionKey> = Vec::new();
        for group in groups {
            let (o, s): (Vec<MentionKey>, Vec<MentionKey>) =
                group.into_iter().partition(|k| apart.contains(k));
            if s.is_empty() {
                theirs.push(o);
            } else {
                torn.extend(o);
                ours.push(s);
            }
        }
        if let Some(root) = torn.first().cloned() {
            for key in &torn {
                let value = Some(Value::Mention(root.clone()));
                self.set(Target::Event(key.clone()), Field::Apart, value);
            }
            theirs.push(torn);
        }
        ours.sort_by_key(|g| !g.contains(&stay[0]));
        self.chain(&ours);
        self.chain(&theirs);
        Ok(format!("Split {}", self.name(Thing::Event(event))))
    }

    fn split_entity(&mut self, e: u32, part: &Part, who: &Who) -> Result<(), Refusal> {
        let key = self.entity(e)?;
        if who.name.trim().is_empty() {
            return refuse("The one split off needs a name.");
        }
        if who.key == key {
            return refuse("The one split off needs another name.");
        }
        let entity = &self.of.story.entities[e as usize];
        let value = Some(Value::NewEntity(who.clone()));
        let fields: Vec<Field> = match part {
            Part::Names(names) => {
                let left = entity.aliases.iter().any(|a| !names.contains(a));
                if names.is_empty() || !left {
                    return refuse("Choose some, but not all, of its names.");
                }
                names.iter().map(|n| Field::AliasApart(n.clone())).collect()
            }
            Part::Articles(articles) => {
                let left = entity.members.iter().any(|(a, _)| !articles.contains(a));
                if articles.is_empty() || !left {
                    return refuse("Choose some, but not all, of its articles.");
                }
                let keys = articles.iter().map(|a| self.article(*a));
                keys.map(|k| k.map(Field::ArticleApart))
                    .collect::<Result<_, _>>()?
            }
        };
        // What was joined to it comes apart from it in the same way.
        let mut sources = vec![key.clone()];
        let joined: Vec<EntityKey> = self
            .now
            .of_entities()
            .into_iter()
            .filter_map(|(slot, v)| match (&slot.target, v) {
                (Target::Entity(k), Value::Entity(to)) if *to == key => Some(k.clone()),
                _ => None,
            })
            .collect();
        sources.extend(joined);
        for source in sources {
            for field in &fields {
                self.set(Target::Entity(source.clone()), field.clone(), value.clone());
            }
        }
        Ok(())
    }

    fn reset(&mut self, thing: Thing, what: Option<Corrected>) -> Result<(), Refusal> {
        let targets: Vec<Target> = match thing {
            Thing::Article(a) => vec![Target::Article(self.article(a)?)],
            Thing::Event(e) => self.keys(e)?.into_iter().map(Target::Event).collect(),
            Thing::Entity(e) => {
                let key = self.entity(e)?;
                let mut targets = vec![Target::Entity(key.clone())];
                // Whoever was joined to it, or came to be by splitting it off somebody.
                let all = self.now.of_entities();
                targets.extend(all.into_iter().filter_map(|(slot, value)| match value {
                    Value::Entity(to) if *to == key => Some(slot.target.clone()),
                    Value::NewEntity(who) if who.key == key => Some(slot.target.clone()),
                    _ => None,
                }));
                targets
            }
        };
        let own = targets.first().cloned();
        let mut slots: Vec<Slot> = Vec::new();
        for target in &targets {
            for (field, value) in self.now.of(target) {
                let is = field_is(field);
                let wanted = match what {
                    Some(what) => is == Some(what),
                    None => is.is_some_and(|c| c != Corrected::Added),
                };
                // Of another entity only what concerns this one.
                let about = matches!(thing, Thing::Entity(_)) && Some(target) != own.as_ref();
                let concerns = match (value, thing) {
                    (Value::Entity(to), Thing::Entity(e)) => self.entity(e).as_ref() == Ok(to),
                    (Value::NewEntity(who), Thing::Entity(e)) => {
                        self.entity(e).as_ref() == Ok(&who.key)
                    }
                    _ => false,
                };
                if wanted && (!about || concerns) {
                    slots.push(Slot {
                        target: target.clone(),
                        field: field.clone(),
                    });
                }
            }
        }
        slots.sort();
        slots.dedup();
        for slot in slots {
            self.set(slot.target, slot.field, None);
        }
        Ok(())
    }
}

/// Which correction a field is; `None` for what is written beside the machine's reading.
fn field_is(field: &Field) -> Option<Corrected> {
    Some(match field {
        Field::Title => Corrected::Title,
        Field::Publisher => Corrected::Publisher,
        Field::Author => Corrected::Author,
        Field::Published | Field::Date => Corrected::Date,
        Field::Text => Corrected::Text,
        Field::Kind => Corrected::Kind,
        Field::Place => Corrected::Place,
        Field::Participants => Corrected::Participants,
        Field::Added => Corrected::Added,
        Field::Alias(_) => Corrected::Aliases,
        Field::Join => Corrected::Merged,
        Field::Apart | Field::AliasApart(_) | Field::ArticleApart(_) => Corrected::Split,
        Field::Hidden
        | Field::Removed
        | Field::Both
        | Field::Starred
        | Field::Tag(_)
        | Field::Note => return None,
    })
}

fn quoted(name: &str) -> String {
    let mut chars = name.chars();
    let short: String = chars.by_ref().take(40).collect();
    let dots = if chars.next().is_some() { "…" } else { "" };
    format!("“{short}{dots}”")
}
