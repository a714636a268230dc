//! Corrections of entities: split, join, rename, retype, alias.

use super::articles::common;
use super::{Laid, attach::Attach};
use crate::analysis::Analysis;
use crate::entity::{Entity, LocalEntity};
use crate::project::corrections::{Corrections, Field, Target, Value, Who};
use crate::project::{Corrected, EntityKey, Entry, Mark};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Where the entities of the machine's story have gone.
pub(super) struct Map {
    /// From the machine's index to the index in the story; `None` where nothing has moved.
    pub of_old: Option<Vec<u32>>,
    /// Tellings' entities that went elsewhere than the rest of their entity: articles whose
    /// events have to be looked through anew.
    pub articles: BTreeSet<u32>,
    /// Those named in corrections of events: where each is in the story.
    pub named: BTreeMap<EntityKey, u32>,
}

/// Lays the corrections of entities. After it `laid.story.entities` is final; the events still
/// carry the machine's indices.
pub(super) fn lay(laid: &mut Laid, attach: &Attach<'_>, corrections: &Corrections) -> Map {
    let mut slots: BTreeMap<&EntityKey, Vec<(&Field, &Value)>> = BTreeMap::new();
    let mut wanted: BTreeMap<&EntityKey, &Who> = BTreeMap::new();
    for (slot, value) in corrections.iter() {
        match (&slot.target, value) {
            (Target::Entity(key), _) => slots.entry(key).or_default().push((&slot.field, value)),
            (_, Value::Place(Some(who))) => drop(wanted.insert(&who.key, who)),
            (_, Value::Participants(all)) => {
                wanted.extend(all.iter().map(|(who, _)| (&who.key, who)));
            }
            _ => {}
        }
    }
    let mut map = Map {
        of_old: None,
        articles: BTreeSet::new(),
        named: BTreeMap::new(),
    };
    if slots.is_empty() && wanted.is_empty() {
        return map;
    }
    let mut table = Table::new(&laid.story.entities);
    let old = table.all.len();

    // Those typed as participants or places, which no article names.
    let mut later: Vec<&Who> = Vec::new();
    for (key, who) in &wanted {
        if table.find(key).is_none() {
            later.push(who);
        }
    }
    // Split: names and articles that stand for somebody else.
    let mut split: BTreeSet<u32> = BTreeSet::new();
    for (key, fields) in &slots {
        let aliases: BTreeMap<&str, &Who> = fields
            .iter()
            .filter_map(|(f, v)| match (f, v) {
                (Field::AliasApart(alias), Value::NewEntity(who)) => Some((alias.as_str(), who)),
                _ => None,
            })
            .collect();
        let articles: BTreeMap<u32, &Who> = fields
            .iter()
            .filter_map(|(f, v)| match (f, v) {
                (Field::ArticleApart(a), Value::NewEntity(who)) => Some((attach.article(*a)?, who)),
                _ => None,
            })
            .collect();
        if aliases.is_empty() && articles.is_empty() {
            continue;
        }
        let Some(from) = table.find(key) else {
            continue;
        };
        split.insert(from);
        for who in aliases.values().chain(articles.values()) {
            let to = table
                .find_exact(&who.key)
                .unwrap_or_else(|| table.make(who));
            split.insert(to);
        }
        let members = std::mem::take(&mut table.all[from as usize].members);
        let mut stay = Vec::new();
        for (article, local) in members {
            if let Some(who) = articles.get(&article) {
                table.give(&who.key, (article, local), &mut map, &laid.entries);
                continue;
            }
            let Some(entity) = local_entity(&laid.entries, article, local) else {
                continue;
            };
            let mut apart: BTreeMap<&EntityKey, BTreeSet<&str>> = BTreeMap::new();
            let mut left = 0usize;
            for alias in &entity.aliases {
                match aliases.get(alias.as_str()) {
                    Some(who) => drop(apart.entry(&who.key).or_default().insert(alias)),
                    None => left += 1,
                }
            }
            if apart.is_empty() {
                stay.push((article, local));
            } else if left == 0 && apart.len() == 1 {
                for key in apart.keys() {
                    table.give(key, (article, local), &mut map, &laid.entries);
                }
            } else {
                // One article uses both names: its own entity comes apart, name by name.
                let apart: Vec<(EntityKey, BTreeSet<String>)> = apart
                    .into_iter()
                    .map(|(k, names)| (k.clone(), names.into_iter().map(Into::into).collect()))
                    .collect();
                for (key, names) in apart {
                    let new = part(&mut laid.entries, article, local, &names);
                    table.give(&key, (article, new), &mut map, &laid.entries);
                }
                stay.push((article, local));
                map.articles.insert(article);
            }
        }
        let apart = |name: &String| aliases.contains_key(name.as_str());
        let entity = &mut table.all[from as usize];
        entity.members = stay;
        entity.aliases.retain(|a| !apart(a));
        if apart(&entity.name)
            && let Some(first) = entity.aliases.first()
        {
            entity.name = first.clone();
        }
    }
    for who in later {
        if table.find_exact(&who.key).is_none() {
            table.make(who);
        }
    }
    // Join: the one that is pointed at leads.
    let mut lead: Vec<u32> = (0..table.all.len() as u32).collect();
    let mut joined: BTreeSet<u32> = BTreeSet::new();
    for (key, fields) in &slots {
        for (field, value) in fields {
            if let (Field::Join, Value::Entity(to)) = (field, value)
                && let (Some(a), Some(b)) = (table.find(key), table.find(to))
            {
                let (a, b) = (root(&lead, a), root(&lead, b));
                lead[a as usize] = b;
                joined.insert(b);
            }
        }
    }
    // What is written on them.
    let mut marks: BTreeMap<u32, Mark> = BTreeMap::new();
    for (key, fields) in &slots {
        let Some(own) = table.find(key) else {
            for (field, _) in fields {
                laid.detach(&crate::project::corrections::Slot {
                    target: Target::Entity((*key).clone()),
                    field: (*field).clone(),
                });
            }
            continue;
        };
        let mark = marks.entry(root(&lead, own)).or_default();
        for (field, value) in fields {
            // A hidden one that was joined to a visible one is visible.
            if *field == &Field::Hidden && root(&lead, own) != own || common(mark, field, value) {
                continue;
            }
            let entity = &mut table.all[own as usize];
            match (field, value) {
                (Field::Title, Value::Text(name)) if !name.trim().is_empty() => {
                    entity.name = name.trim().to_string();
                    entity.aliases.retain(|a| *a != entity.name);
                    entity.aliases.insert(0, entity.name.clone());
                    mark.corrected.push(Corrected::Name);
                }
                (Field::Kind, Value::EntityType(kind)) => {
                    entity.kind = *kind;
                    mark.corrected.push(Corrected::Kind);
                }
                (Field::Alias(alias), Value::Yes) => {
                    if !entity.aliases.contains(alias) {
                        entity.aliases.push(alias.clone());
                    }
                    mark.corrected.push(Corrected::Aliases);
                }
                (Field::Alias(alias), Value::No) => {
                    if *alias != entity.name {
                        entity.aliases.retain(|a| a != alias);
                    }
                    mark.corrected.push(Corrected::Aliases);
                }
                _ => {}
            }
        }
    }
    for e in split {
        let mark = marks.entry(root(&lead, e)).or_default();
        mark.corrected.push(Corrected::Split);
    }
    for e in joined {
        let mark = marks.entry(root(&lead, e)).or_default();
        mark.corrected.push(Corrected::Merged);
    }
    let named: Vec<(EntityKey, u32)> = wanted
        .keys()
        .filter_map(|key| Some(((*key).clone(), table.find(key)?)))
        .collect();
    table.finish(laid, &lead, old, marks, map, &named)
}

fn root(lead: &[u32], mut e: u32) -> u32 {
    while lead[e as usize] != e {
        e = lead[e as usize];
    }
    e
}

fn local_entity(entries: &[Entry], article: u32, local: u32) -> Option<&LocalEntity> {
    let names = &entries.get(article as usize)?.analysis.names;
    names.entities.get(local as usize)
}

/// Takes `names` out of one article's entity `local` into a new one; its index.
fn part(entries: &mut Arc<Vec<Entry>>, article: u32, local: u32, names: &BTreeSet<String>) -> u32 {
    let Some(entry) = Arc::make_mut(entries).get_mut(article as usize) else {
        return local;
    };
    let text = &entry.article.text;
    let analysis: &mut Analysis = Arc::make_mut(&mut entry.analysis);
    let new = analysis.names.entities.len() as u32;
    let Some(old) = analysis.names.entities.get_mut(local as usize) else {
        return local;
    };
    let mut fresh = old.clone();
    fresh.aliases.retain(|a| names.contains(a));
    fresh.name = fresh.aliases.first().cloned().unwrap_or_default();
    fresh.roles.clear();
    old.aliases.retain(|a| !names.contains(a));
    if names.contains(&old.name)
        && let Some(first) = old.aliases.first()
    {
        old.name = first.clone();
    }
    let fresh_name = fresh.name.clone();
    analysis.names.entities.push(fresh);
    for mention in &mut analysis.names.mentions {
        if mention.entity == local && names.contains(mention.span.of(text)) {
            mention.entity = new;
        }
    }
    // A pronoun goes with the name that stands last before it.
    let mentions = &analysis.names.mentions;
    let moved = |at: u32| {
        mentions
            .iter()
            .rfind(|m| m.span.start <= at && (m.entity == local || m.entity == new))
            .is_some_and(|m| m.entity == new)
    };
    for reference in &mut analysis.names.references {
        if reference.entity == local && moved(reference.span.start) {
            reference.entity = new;
        }
    }
    for event in &mut analysis.events {
        for p in &mut event.participants {
            if p.entity == Some(local) && moved(p.span.start) {
                p.entity = Some(new);
                p.name = fresh_name.as_str().into();
            }
        }
        if let Some(place) = &mut event.place
            && place.entity == Some(local)
            && moved(place.span.start)
        {
            place.entity = Some(new);
        }
    }
    new
}

/// The entities while they are being rearranged; those of the machine keep their indices.
struct Table {
    all: Vec<Entity>,
    ids: HashMap<String, u32>,
    /// Type prefix and a name in lower case, for keys whose id is gone; filled when first needed.
    names: Option<HashMap<String, u32>>,
}

impl Table {
    fn new(entities: &[Entity]) -> Self {
        Self {
            all: entities.to_vec(),
            ids: entities
                .iter()
                .zip(0..)
                .map(|(e, i)| (e.id.clone(), i))
                .collect(),
            names: None,
        }
    }

    fn find_exact(&self, key: &EntityKey) -> Option<u32> {
        self.ids.get(&*key.0).copied()
    }

    /// By id; else by a name of the same type, for the canonical name may have changed with more
    /// articles.
    fn find(&mut self, key: &EntityKey) -> Option<u32> {
        if let Some(found) = self.find_exact(key) {
            return Some(found);
        }
        let all = &self.all;
        let names = self.names.get_or_insert_with(|| {
            let mut names = HashMap::new();
            for (e, i) in all.iter().zip(0u32..) {
                let prefix = e.id.split(':').next().unwrap_or("");
                for alias in &e.aliases {
                    let key = format!("{prefix}:{}", alias.to_lowercase());
                    names.entry(key).or_insert(i);
                }
            }
            names
        });
        names.get(&*key.0).copied()
    }

    fn make(&mut self, who: &Who) -> u32 {
        let i = self.all.len() as u32;
        self.names = None;
        self.ids.insert(who.key.to_string(), i);
        self.all.push(Entity {
            id: who.key.to_string(),
            kind: who.kind,
            name: who.name.clone(),
            aliases: vec![who.name.clone()],
            roles: Vec::new(),
            country: None,
            location: None,
            members: Vec::new(),
        });
        i
    }

    /// Gives a telling's entity to the one of that key.
    fn give(&mut self, key: &EntityKey, member: (u32, u32), map: &mut Map, entries: &[Entry]) {
        map.articles.insert(member.0);
        let Some(to) = self.find_exact(key) else {
            return;
        };
        let entity = &mut self.all[to as usize];
        entity.members.push(member);
        if let Some(local) = local_entity(entries, member.0, member.1) {
            for alias in &local.aliases {
                if !entity.aliases.contains(alias) {
                    entity.aliases.push(alias.clone());
                }
            }
        }
    }

    /// Joins, drops what nobody names any more, sorts by id.
    fn finish(
        mut self,
        laid: &mut Laid,
        lead: &[u32],
        old: usize,
        marks: BTreeMap<u32, Mark>,
        mut map: Map,
        named: &[(EntityKey, u32)],
    ) -> Map {
        let emptied: Vec<bool> = (0..self.all.len())
            .map(|e| {
                e < old
                    && self.all[e].members.is_empty()
                    && laid
                        .story
                        .entities
                        .get(e)
                        .is_some_and(|m| !m.members.is_empty())
            })
            .collect();
        for e in 0..self.all.len() {
            let to = root(lead, e as u32) as usize;
            if to != e {
                let from = std::mem::replace(
                    &mut self.all[e],
                    Entity {
                        id: String::new(),
                        kind: crate::entity::EntityType::Misc,
                        name: String::new(),
                        aliases: Vec::new(),
                        roles: Vec::new(),
                        country: None,
                        location: None,
                        members: Vec::new(),
                    },
                );
                let into = &mut self.all[to];
                into.members.extend(from.members);
                for alias in from.aliases {
                    if !into.aliases.contains(&alias) {
                        into.aliases.push(alias);
                    }
                }
                for role in from.roles {
                    if !into.roles.contains(&role) {
                        into.roles.push(role);
                    }
                }
                into.country = into.country.take().or(from.country);
                into.location = into.location.or(from.location);
            }
        }
        let mut order: Vec<u32> = (0..self.all.len() as u32)
            .filter(|&e| {
                lead[e as usize] == e
                    && !(emptied[e as usize] && self.all[e as usize].members.is_empty())
            })
            .collect();
        order.sort_by(|a, b| self.all[*a as usize].id.cmp(&self.all[*b as usize].id));
        let mut new = vec![u32::MAX; self.all.len()];
        for (i, e) in order.iter().enumerate() {
            new[*e as usize] = i as u32;
        }
        let of_old: Vec<u32> = (0..old)
            .map(|e| new[root(lead, e as u32) as usize])
            .collect();
        for (key, e) in named {
            let at = new[root(lead, *e) as usize];
            if at != u32::MAX {
                map.named.insert(key.clone(), at);
            }
        }
        let mut entities = Vec::with_capacity(order.len());
        for e in order {
            let mut entity = self.all[e as usize].clone();
            entity.members.sort_unstable();
            entity.members.dedup();
            entities.push(entity);
        }
        for (e, mut mark) in marks {
            mark.corrected.sort_unstable();
            mark.corrected.dedup();
            let at = new[e as usize];
            if at != u32::MAX && mark != Mark::default() {
                laid.marks.entities.insert(at, mark);
            }
        }
        if laid.story.entities != entities {
            Arc::make_mut(&mut laid.story).entities = entities;
        }
        if of_old.iter().zip(0u32..).any(|(a, b)| *a != b) {
            map.of_old = Some(of_old);
        }
        map
    }
}
