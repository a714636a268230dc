//! One entity over all articles: which local entities name the same person, organisation, place.
//!
//! Equal names of one type join. A shorter form of a name joins where nothing speaks against
//! it. A bare surname never joins by itself: it takes a role, or a story of the same names. The result depends on content only: every choice is
//! made on sorted values, never on the order of the articles.

use super::local::{Words, abbreviates, country_named, stands_for, state_named, words};
use super::{Entity, EntityType, LocalEntity, Names, place};
use crate::text::{fold, folded};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::ops::Range;

/// Roles that many people bear at once: no evidence for being one person.
const COMMON_ROLES: &[&str] = &[
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "official",
    "analyst",
    "lawyer",
    "member",
    "reporter",
    "officer",
    "student",
    "professor",
    "director",
    "leader",
    "activist",
    "expert",
    "resident",
    "farmer",
    "journalist",
    "teacher",
    "worker",
    "judge",
    "captain",
    "general",
    "colonel",
    "major",
    "sergeant",
    "inspector",
    "doctor",
    "senator",
    "minister",
    "editor",
    "author",
    "lieutenant",
    "representative",
    "attorney",
    "prosecutor",
    "driver",
    "player",
    "coach",
    "head",
    "chief",
];

/// Words of offices that every country has.
const GENERIC: &[&str] = &[
    "ministry",
    "of",
    "and",
    "the",
    "for",
    "department",
    "parliament",
    "senate",
    "supreme",
    "court",
    "high",
    "house",
    "representatives",
    "national",
    "assembly",
    "congress",
    "army",
    "navy",
    "air",
    "force",
    "forces",
    "police",
    "defence",
    "defense",
    "foreign",
    "interior",
    "finance",
    "health",
    "education",
    "justice",
    "home",
    "affairs",
    "external",
    "internal",
    "trade",
    "agriculture",
    "energy",
    "transport",
    "labour",
    "labor",
    "tourism",
    "central",
    "bank",
    "government",
    "cabinet",
    "election",
    "commission",
    "electoral",
    "council",
    "state",
    "federal",
    "security",
    "ruling",
    "party",
    "opposition",
    "constitutional",
    "appeal",
    "appeals",
    "armed",
    "coast",
    "guard",
    "customs",
    "treasury",
    "lower",
    "upper",
    "commons",
    "lords",
    "city",
    "chamber",
    "deputies",
    "office",
    "president",
    "prime",
    "minister",
    "agency",
    "authority",
    "service",
    "public",
    "board",
    "union",
    "university",
    "tax",
    "revenue",
    "immigration",
    "intelligence",
    "republican",
    "democratic",
    "labour",
    "conservative",
];

/// A name in folded words; whatever articles write so is one name of its type.
struct Form {
    words: Words,
    /// Whether every country has an office of this name.
    generic: bool,
    /// The country it names as a whole.
    state: Option<&'static str>,
    /// Whether it names a country, or a part of one that bears its name.
    country: bool,
}

/// One local entity.
struct Node<'a> {
    article: u32,
    index: u32,
    kind: EntityType,
    /// Its name: as written, and its form.
    name: u32,
    form: u32,
    country: Option<&'a str>,
    entity: &'a LocalEntity,
    /// All its names as written: where they stand in [`Cast::aliases`].
    aliases: Range<usize>,
    /// Roles that tell a person from others: where they stand in [`Cast::roles`].
    roles: Range<usize>,
}

/// The entities of all articles, with their names and roles as numbers.
#[derive(Default)]
struct Cast<'a> {
    nodes: Vec<Node<'a>>,
    forms: Vec<Form>,
    /// Names as articles write them, with their form.
    written: Vec<(&'a str, u32)>,
    aliases: Vec<u32>,
    roles: Vec<u32>,
    /// A number for each article, made of its content.
    prints: Vec<u64>,
}

impl<'a> Cast<'a> {
    fn of(articles: &[&'a Names]) -> Self {
        let mut cast = Self::default();
        let mut written: FxHashMap<(EntityType, &str), u32> = FxHashMap::default();
        let mut forms: FxHashMap<(EntityType, String), u32> = FxHashMap::default();
        let mut number = |cast: &mut Self, name: &'a str, kind: EntityType| {
            *written.entry((kind, name)).or_insert_with(|| {
                let words = words(name, kind);
                let form = *forms.entry((kind, words.join(" "))).or_insert_with(|| {
                    cast.forms.push(Form::of(words, kind));
                    cast.forms.len() as u32 - 1
                });
                cast.written.push((name, form));
                cast.written.len() as u32 - 1
            })
        };
        let mut roles: FxHashMap<&str, Option<u32>> = FxHashMap::default();
        let mut folded: FxHashMap<String, u32> = FxHashMap::default();
        let mut role = |name: &'a str| {
            *roles.entry(name).or_insert_with(|| {
                let name = fold(name);
                let next = folded.len() as u32;
                let telling = !COMMON_ROLES.contains(&name.as_str());
                telling.then(|| *folded.entry(name).or_insert(next))
            })
        };
        let count: usize = articles.iter().map(|names| names.entities.len()).sum();
        cast.nodes.reserve(count);
        cast.aliases.reserve(count);
        for (article, names) in articles.iter().enumerate() {
            for (index, e) in names.entities.iter().enumerate() {
                let name = number(&mut cast, &e.name, e.kind);
                let (aliases, from) = (cast.aliases.len(), cast.roles.len());
                for alias in &e.aliases {
                    // The first is the name.
                    let alias = match *alias == e.name {
                        true => name,
                        false => number(&mut cast, alias, e.kind),
                    };
                    cast.aliases.push(alias);
                }
                if e.kind == EntityType::Per {
                    cast.roles.extend(e.roles.iter().filter_map(|r| role(r)));
                }
                cast.nodes.push(Node {
                    article: article as u32,
                    index: index as u32,
                    kind: e.kind,
                    name,
                    form: cast.written[name as usize].1,
                    country: e.country.as_deref(),
                    entity: e,
                    aliases: aliases..cast.aliases.len(),
                    roles: from..cast.roles.len(),
                });
            }
        }
        cast.prints = articles.iter().map(|names| fingerprint(names)).collect();
        cast
    }

    fn words(&self, node: &Node<'_>) -> &[SmolStr] {
        &self.forms[node.form as usize].words
    }

    /// The forms of all its names; they may repeat.
    fn names(&self, node: &Node<'_>) -> impl Iterator<Item = u32> {
        let aliases = self.aliases[node.aliases.clone()].iter();
        let forms = aliases.map(|a| self.written[*a as usize].1);
        std::iter::once(node.form).chain(forms)
    }

    fn print(&self, node: &Node<'_>) -> u64 {
        self.prints[node.article as usize]
    }
}

impl Form {
    fn of(words: Words, kind: EntityType) -> Self {
        let place = kind == EntityType::Loc;
        Self {
            generic: kind == EntityType::Org && is_generic(&words),
            state: place.then(|| state_named(&words)).flatten(),
            country: place && words.len() < 3 && country_named(&words).is_some(),
            words,
        }
    }
}

struct Sets(Vec<usize>);

impl Sets {
    fn root(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            self.0[a.max(b)] = a.min(b);
        }
    }
}

fn is_generic(words: &[SmolStr]) -> bool {
    words.iter().all(|w| GENERIC.contains(&w.as_str()))
}

/// The class of nodes that a name stands for: nodes with the same key are the same. A form, or for
/// all names of a country its code.
fn key<'a>(cast: &Cast<'a>, node: &Node<'a>, name: u32) -> Option<(u32, &'a str)> {
    let form = &cast.forms[name as usize];
    let country = node.country.unwrap_or("");
    match node.kind {
        EntityType::Per if form.words.len() < 2 => None,
        EntityType::Org if form.generic => Some((name, country)),
        EntityType::Loc => Some(form.state.map_or((name, country), |code| (u32::MAX, code))),
        _ => Some((name, "")),
    }
}

/// Joins the entities of `articles`.
pub(super) fn resolve(articles: &[&Names]) -> Vec<Entity> {
    let cast = Cast::of(articles);
    let mut sets = Sets((0..cast.nodes.len()).collect());
    join_equal(&cast, &mut sets);
    join_places(&cast, &mut sets);
    join_people(&cast, &mut sets);
    join_acronyms(&cast, &mut sets);
    join_bare(&cast, &mut sets);
    join_by_story(&cast, &mut sets);
    collect(&cast, &mut sets)
}

/// Equal names of one type.
fn join_equal(cast: &Cast<'_>, sets: &mut Sets) {
    let mut seen: FxHashMap<(u32, &str), usize> = FxHashMap::default();
    for (i, node) in cast.nodes.iter().enumerate() {
        let own = cast.words(node).len();
        for name in cast.names(node) {
            // A short form within an article (an acronym, a first word) is no key of its own.
            let length = cast.forms[name as usize].words.len();
            if name != node.form && (length < 2 || node.kind == EntityType::Org && length < own) {
                continue;
            }
            if let Some(key) = key(cast, node, name) {
                sets.join(*seen.entry(key).or_insert(i), i);
            }
        }
    }
}

/// A place without a known country joins its only namesake with one, or the one that four of five
/// articles mean.
fn join_places(cast: &Cast<'_>, sets: &mut Sets) {
    let places = cast.nodes.iter().enumerate();
    let mut places: Vec<(u32, Option<&str>, usize)> = places
        .filter(|(_, node)| node.kind == EntityType::Loc)
        .map(|(i, node)| (node.form, node.country, i))
        .collect();
    places.sort_unstable();
    for namesakes in places.chunk_by(|a, b| a.0 == b.0) {
        let known = namesakes.partition_point(|(_, country, _)| country.is_none());
        let (unknown, known) = namesakes.split_at(known);
        let mut countries = known.chunk_by(|a, b| a.1 == b.1);
        if let Some(usual) = countries.find(|list| list.len() * 5 >= known.len() * 4) {
            for (_, _, i) in unknown {
                sets.join(*i, usual[0].2);
            }
        }
    }
}

/// A full name of people, and what is known of those who bear it.
struct Bearers<'a> {
    words: &'a [SmolStr],
    /// See [`spelt`].
    spelt: usize,
    first: usize,
    /// Sorted.
    countries: Vec<&'a str>,
}

/// Shorter and longer forms of a person's name, within the people of one last word.
fn join_people(cast: &Cast<'_>, sets: &mut Sets) {
    let people = cast.nodes.iter().enumerate();
    let mut people: Vec<(u32, usize)> = people
        .filter(|(_, node)| node.kind == EntityType::Per && cast.words(node).len() >= 2)
        .map(|(i, node)| (node.form, i))
        .collect();
    people.sort_unstable();
    let mut names: Vec<Bearers<'_>> = people
        .chunk_by(|a, b| a.0 == b.0)
        .map(|list| {
            let countries = list.iter().filter_map(|(_, i)| cast.nodes[*i].country);
            let mut countries: Vec<&str> = countries.collect();
            countries.sort_unstable();
            countries.dedup();
            let words = &cast.forms[list[0].0 as usize].words;
            Bearers {
                words,
                spelt: spelt(words),
                first: list[0].1,
                countries,
            }
        })
        .collect();
    names.sort_unstable_by(|a, b| a.words.last().cmp(&b.words.last()));
    for block in names.chunk_by(|a, b| a.words.last() == b.words.last()) {
        // Very common last words ("Khan") with many bearers are left to equality.
        if block.len() > 400 {
            continue;
        }
        for short in block {
            let is_longer = |long: &&Bearers<'_>| {
                (long.words.len() > short.words.len()
                    || (long.words.len() == short.words.len() && long.spelt > short.spelt))
                    && abbreviates(short.words, long.words)
            };
            let longer: Vec<&Bearers<'_>> = block.iter().filter(is_longer).collect();
            // All longer forms must be forms of each other, or the short one could be any.
            let agree = longer.iter().all(|a| {
                longer
                    .iter()
                    .all(|b| abbreviates(a.words, b.words) || abbreviates(b.words, a.words))
            });
            // "J. Smith" alone is hardly more than a surname.
            if longer.is_empty() || !agree || short.spelt < 2 && longer.len() > 1 {
                continue;
            }
            for long in longer {
                if countries_agree(&short.countries, &long.countries) {
                    sets.join(short.first, long.first);
                }
            }
        }
    }
}

/// Words of a name that are more than an initial.
fn spelt(words: &[SmolStr]) -> usize {
    words.iter().filter(|w| w.chars().count() > 1).count()
}

fn countries_agree(a: &[&str], b: &[&str]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|c| b.contains(c))
}

/// The class that all of `nodes` are in; `Err` tells whether there are none.
fn only(sets: &mut Sets, nodes: &[usize]) -> Result<usize, bool> {
    let (first, rest) = nodes.split_first().ok_or(true)?;
    let root = sets.root(*first);
    let one = rest.iter().all(|n| sets.root(*n) == root);
    if one { Ok(root) } else { Err(false) }
}

/// An acronym joins the only long form that goes by it.
fn join_acronyms(cast: &Cast<'_>, sets: &mut Sets) {
    let mut long: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (i, node) in cast.nodes.iter().enumerate() {
        let words = cast.words(node);
        if node.kind == EntityType::Org && words.len() >= 2 {
            for name in cast.names(node) {
                if let [acronym] = &cast.forms[name as usize].words[..]
                    && stands_for(acronym, words)
                {
                    long.entry(name).or_default().push(i);
                }
            }
        }
    }
    for (i, node) in cast.nodes.iter().enumerate() {
        if node.kind == EntityType::Org
            && cast.words(node).len() == 1
            && let Some(forms) = long.get(&node.form)
            && let Ok(root) = only(sets, forms)
        {
            sets.join(i, root);
        }
    }
}

/// People known by one word only: they join a full name (or each other) where a telling role
/// agrees, and the same article read twice joins itself.
fn join_bare(cast: &Cast<'_>, sets: &mut Sets) {
    let mut full: FxHashMap<(&str, u32), Vec<usize>> = FxHashMap::default();
    let roles = |node: &Node<'_>| cast.roles[node.roles.clone()].iter().copied();
    for (i, node) in cast.nodes.iter().enumerate() {
        if node.kind == EntityType::Per
            && let [first, .., last] = cast.words(node)
        {
            for role in roles(node) {
                for word in [first, last] {
                    full.entry((word, role)).or_default().push(i);
                }
            }
        }
    }
    let mut by_role: FxHashMap<(&str, u32, Option<&str>), usize> = FxHashMap::default();
    let mut by_content: FxHashMap<(u64, u32), usize> = FxHashMap::default();
    for (i, node) in cast.nodes.iter().enumerate() {
        let [word] = cast.words(node) else { continue };
        if node.kind != EntityType::Per {
            continue;
        }
        let content = (cast.print(node), node.index);
        sets.join(*by_content.entry(content).or_insert(i), i);
        for role in roles(node) {
            let bearers = full.get(&(word, role)).map_or(&[][..], Vec::as_slice);
            match only(sets, bearers) {
                Ok(bearer) => sets.join(i, bearer),
                Err(true) => {
                    let alike = (word.as_str(), role, node.country);
                    sets.join(*by_role.entry(alike).or_insert(i), i);
                }
                Err(false) => {}
            }
        }
    }
}

/// Names that two articles must have in common to be of one story.
const SAME_STORY: usize = 2;
/// People of one bare name beyond which nobody is looked for: it is a common one.
const BEARERS: usize = 100;

/// People known by one word only, in articles of one story: "Hannibal" here and there, where no
/// fuller name tells who it may be else; or "Kennedy" and the only one whose last word that is.
fn join_by_story(cast: &Cast<'_>, sets: &mut Sets) {
    let mut bare: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut full: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    // The names of each article that say what it is about: all but countries and bare names.
    let mut told: Vec<Vec<u32>> = vec![Vec::new(); cast.prints.len()];
    for (i, node) in cast.nodes.iter().enumerate() {
        let form = &cast.forms[node.form as usize];
        match (&form.words[..], node.kind) {
            ([], EntityType::Per) | (_, EntityType::Misc) => {}
            ([word], EntityType::Per) => bare.entry(word).or_default().push(i),
            ([.., last], EntityType::Per) => full.entry(last).or_default().push(i),
            _ => {}
        }
        let is_bare = node.kind == EntityType::Per && form.words.len() == 1;
        if !form.country && !is_bare && node.kind != EntityType::Misc {
            told[node.article as usize].push(node.form);
        }
    }
    bare.retain(|_, list| list.len() <= BEARERS);
    for names in &mut told {
        names.sort_unstable();
        names.dedup();
    }
    let one_story = |a: usize, b: usize| {
        let (a, b) = (cast.nodes[a].article, cast.nodes[b].article);
        let (x, y) = (&told[a as usize], &told[b as usize]);
        let shared = x.iter().filter(|name| y.binary_search(name).is_ok());
        a != b && shared.take(SAME_STORY).count() == SAME_STORY
    };
    for (word, mut list) in bare {
        // By what is in the articles, so that their order does not matter.
        list.sort_by_key(|i| (cast.print(&cast.nodes[*i]), cast.nodes[*i].index));
        let bearers = full.get(word).map_or(&[][..], Vec::as_slice);
        match only(sets, bearers) {
            Ok(root) if bearers.len() <= BEARERS => {
                for i in &list {
                    if bearers.iter().any(|b| one_story(*i, *b)) {
                        sets.join(*i, root);
                    }
                }
            }
            Err(true) => {
                for (k, i) in list.iter().enumerate() {
                    for j in &list[..k] {
                        if one_story(*i, *j) {
                            sets.join(*i, *j);
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

/// A number made of an article's names and nothing else.
fn fingerprint(names: &Names) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325u64;
    for e in &names.entities {
        for b in e.name.bytes().chain([0, e.kind as u8]) {
            h = (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    for m in &names.mentions {
        h = (h ^ u64::from(m.span.start)).wrapping_mul(0x0100_0000_01b3);
    }
    h
}

const fn prefix(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Per => "per",
        EntityType::Org => "org",
        EntityType::Loc => "loc",
        EntityType::Misc => "misc",
    }
}

fn shouts(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).count() > 5 && !name.chars().any(char::is_lowercase)
}

/// A few values and how often each was there.
type Counts<T> = SmallVec<[(T, usize); 4]>;

/// The different ones of some values, with how often each is there.
fn counted<T: Copy + Ord>(mut values: impl Iterator<Item = T>) -> Counts<T> {
    // Mostly there is one at most.
    let (first, second) = (values.next(), values.next());
    let (Some(first), Some(second)) = (first, second) else {
        return first.into_iter().map(|one| (one, 1)).collect();
    };
    let mut list: SmallVec<[T; 8]> = [first, second].into_iter().chain(values).collect();
    list.sort_unstable();
    let equal = list.chunk_by(|a, b| a == b);
    equal.map(|same| (same[0], same.len())).collect()
}

/// Those that are often there first, then by value.
fn ranked(mut counts: Counts<&str>) -> impl ExactSizeIterator<Item = &str> {
    counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    counts.into_iter().map(|(value, _)| value)
}

/// An entity, its id as yet type and name only, and a mark of its articles' content.
struct Draft {
    mark: u64,
    entity: Entity,
}

impl Draft {
    fn order(&self) -> impl Ord {
        let entity = &self.entity;
        (&entity.id, &entity.country, self.mark, &entity.members)
    }
}

fn draft(cast: &Cast<'_>, list: &[usize]) -> Draft {
    let nodes = || list.iter().map(|i| &cast.nodes[*i]);
    let text = |name: u32| cast.written[name as usize].0;
    let kind = cast.nodes[list[0]].kind;
    // The name most articles use in full; among equals the fullest.
    let rank = |(name, n): &(u32, usize)| {
        let name = text(*name);
        let spelt = name
            .split(' ')
            .filter(|w| w.trim_end_matches('.').chars().count() > 1)
            .count();
        (!shouts(name), spelt.min(2), *n, spelt)
    };
    let called = match list {
        [one] => cast.nodes[*one].name,
        _ => counted(nodes().map(|n| n.name))
            .into_iter()
            .max_by(|a, b| rank(a).cmp(&rank(b)).then(text(b.0).cmp(text(a.0))))
            .map_or(cast.nodes[list[0]].name, |(name, _)| name),
    };
    let (name, form) = cast.written[called as usize];
    let country = ranked(counted(nodes().filter_map(|n| n.country))).next();
    let aliases = nodes().flat_map(|n| cast.aliases[n.aliases.clone()].iter().copied());
    let aliases = counted(aliases.filter(|a| *a != called));
    let aliases = ranked(aliases.into_iter().map(|(a, n)| (text(a), n)).collect());
    let mut all = Vec::with_capacity(1 + aliases.len());
    all.push(name.to_owned());
    all.extend(aliases.map(str::to_owned));
    let roles = nodes().flat_map(|n| n.entity.roles.iter().map(String::as_str));
    let roles = ranked(counted(roles)).map(str::to_owned);
    let location = (kind == EntityType::Loc)
        .then(|| place::location(&cast.forms[form as usize].words, country))
        .flatten();
    let content = counted(nodes().map(|n| cast.print(n)));
    let mark = content.iter().fold(0u64, |h, (c, _)| {
        (h ^ c).wrapping_mul(0x0100_0000_01b3).rotate_left(5)
    });
    Draft {
        mark: mark >> 40,
        entity: Entity {
            id: [prefix(kind), ":", &folded(name)].concat(),
            kind,
            name: name.to_owned(),
            aliases: all,
            roles: roles.collect(),
            country: country.map(str::to_owned),
            location,
            members: nodes().map(|n| (n.article, n.index)).collect(),
        },
    }
}

fn collect(cast: &Cast<'_>, sets: &mut Sets) -> Vec<Entity> {
    // Class and node in one number: quick to sort.
    let mut members: Vec<u64> = (0..cast.nodes.len())
        .map(|i| (sets.root(i) as u64) << 32 | i as u64)
        .collect();
    members.sort_unstable();
    let nodes: Vec<usize> = members.iter().map(|both| *both as u32 as usize).collect();
    let mut at = 0;
    let mut lists: Vec<&[usize]> = Vec::with_capacity(nodes.len());
    for same in members.chunk_by(|a, b| a >> 32 == b >> 32) {
        lists.push(&nodes[at..at + same.len()]);
        at += same.len();
    }
    let mut drafts: Vec<Draft> = lists.par_iter().map(|list| draft(cast, list)).collect();
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_unstable_by(|a, b| drafts[*a].order().cmp(&drafts[*b].order()));
    // An id is the name where that is enough, then the name with its country, then with a mark
    // made of the articles' content.
    let mut ids: Vec<(usize, String)> = Vec::new();
    for named in order.chunk_by(|a, b| drafts[*a].entity.id == drafts[*b].entity.id) {
        if named.len() == 1 {
            continue;
        }
        let country = |i: usize| drafts[i].entity.country.as_deref();
        ids.extend(named.iter().map(|i| {
            let compatriots = named.iter().filter(|n| country(**n) == country(*i));
            let Draft { entity, mark } = &drafts[*i];
            let id = match country(*i) {
                Some(c) if entity.kind != EntityType::Per && compatriots.take(2).count() == 1 => {
                    format!("{}@{}", entity.id, c.to_lowercase())
                }
                _ => format!("{}~{mark:06x}", entity.id),
            };
            (*i, id)
        }));
    }
    for (i, id) in ids {
        drafts[i].entity.id = id;
    }
    loop {
        // Among equal ids the order stays that of the content: the later ones get a number.
        order.sort_by(|a, b| drafts[*a].entity.id.cmp(&drafts[*b].entity.id));
        let equal = order.chunk_by(|a, b| drafts[*a].entity.id == drafts[*b].entity.id);
        let later = equal.flat_map(|same| same.iter().zip(1..).skip(1));
        let ids: Vec<(usize, String)> = later
            .map(|(i, n)| (*i, format!("{}-{n}", drafts[*i].entity.id)))
            .collect();
        if ids.is_empty() {
            break;
        }
        for (i, id) in ids {
            drafts[i].entity.id = id;
        }
    }
    let mut entities: Vec<Option<Entity>> = drafts.into_iter().map(|d| Some(d.entity)).collect();
    let mut sorted = Vec::with_capacity(entities.len());
    sorted.extend(order.into_iter().filter_map(|i| entities[i].take()));
    sorted
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn article(list: &[(EntityType, &str, &str, Option<&str>)]) -> Names {
        Names {
            entities: list
                .iter()
                .map(|(kind, names, role, country)| {
                    let aliases: Vec<String> = names.split('|').map(str::to_owned).collect();
                    LocalEntity {
                        kind: *kind,
                        name: aliases[0].clone(),
                        aliases,
                        roles: role
                            .split('|')
                            .filter(|r| !r.is_empty())
                            .map(str::to_owned)
                            .collect(),
                        country: country.map(str::to_owned),
                    }
                })
                .collect(),
            ..Names::default()
        }
    }

    fn ids(articles: &[Names]) -> Vec<(String, usize)> {
        let refs: Vec<&Names> = articles.iter().collect();
        resolve(&refs)
            .into_iter()
            .map(|e| (e.id, e.members.len()))
            .collect()
    }

    use EntityType::{Loc, Org, Per};

    #[test]
    fn equal_and_shorter_names_join() {
        let found = ids(&[
            article(&[(Per, "M Anand Prakash|Prakash", "", None)]),
            article(&[(Per, "Anand Prakash", "", None)]),
            article(&[(Per, "anand PRAKASH", "", None)]),
        ]);
        assert_eq!(found, [("per:anand prakash".to_owned(), 3)]);
    }

    #[test]
    fn a_short_name_that_could_be_two_people_joins_neither() {
        let found = ids(&[
            article(&[(Per, "John Paul Marsh", "", None)]),
            article(&[(Per, "John Adam Marsh", "", None)]),
            article(&[(Per, "John Marsh", "", None)]),
        ]);
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn a_bare_surname_never_joins_by_itself() {
        let found = ids(&[
            article(&[(Per, "Santos", "", None)]),
            article(&[(Per, "Santos", "spokesman", None), (Org, "Acme", "", None)]),
            article(&[(Per, "Maria Santos", "", None)]),
        ]);
        assert_eq!(found.iter().filter(|f| f.0.starts_with("per:")).count(), 3);
        let found = ids(&[
            article(&[(Per, "Santos", "prime minister", None)]),
            article(&[(Per, "Maria Santos|Santos", "prime minister", None)]),
        ]);
        assert_eq!(found, [("per:maria santos".to_owned(), 2)]);
    }

    #[test]
    fn a_bare_name_joins_within_one_story() {
        let rome = |who: &'static str| {
            article(&[
                (Per, who, "", None),
                (Loc, "Zama", "", None),
                (Loc, "Carthage", "", None),
            ])
        };
        let found = ids(&[rome("Hannibal"), rome("Hannibal")]);
        assert!(found.contains(&("per:hannibal".to_owned(), 2)), "{found:?}");
        let found = ids(&[rome("Hannibal Barca"), rome("Barca")]);
        assert!(
            found.contains(&("per:hannibal barca".to_owned(), 2)),
            "{found:?}"
        );
        // Two who may be meant, or another story.
        let found = ids(&[rome("Hannibal Barca"), rome("Mago Barca"), rome("Barca")]);
        assert_eq!(found.iter().filter(|f| f.0.starts_with("per:")).count(), 3);
        let other = article(&[(Per, "Hannibal", "", None), (Loc, "Ohio", "", None)]);
        let found = ids(&[rome("Hannibal"), other]);
        assert_eq!(found.iter().filter(|f| f.0.starts_with("per:")).count(), 2);
    }

    #[test]
    fn acronyms_join_their_only_long_form() {
        let found = ids(&[
            article(&[(Org, "World Food Programme|WFP", "", None)]),
            article(&[(Org, "WFP", "", None)]),
        ]);
        assert_eq!(found, [("org:world food programme".to_owned(), 2)]);
    }

    #[test]
    fn offices_of_different_countries_stay_apart() {
        let found = ids(&[
            article(&[(Org, "Supreme Court", "", Some("PE"))]),
            article(&[(Org, "Supreme Court", "", Some("KE"))]),
        ]);
        assert_eq!(
            found.iter().map(|f| f.0.as_str()).collect::<Vec<_>>(),
            ["org:supreme court@ke", "org:supreme court@pe"]
        );
    }

    #[test]
    fn places_join_by_country() {
        let articles = [
            article(&[(Loc, "Lima", "", Some("PE"))]),
            article(&[(Loc, "Lima", "", None)]),
            article(&[(Loc, "U.S.", "", Some("US"))]),
            article(&[(Loc, "United States", "", Some("US"))]),
        ];
        let refs: Vec<&Names> = articles.iter().collect();
        let found = resolve(&refs);
        assert_eq!(found.len(), 2);
        let lima = found.iter().find(|e| e.name == "Lima").unwrap();
        assert_eq!(lima.members.len(), 2);
        assert!(lima.location.is_some_and(|l| (l.0 + 12.0).abs() < 1.0));
        assert!(
            found
                .iter()
                .any(|e| e.id == "loc:united states" && e.members.len() == 2)
        );
    }

    #[test]
    fn the_order_of_the_articles_does_not_matter() {
        let mut articles = vec![
            article(&[(Per, "Santos", "", None), (Org, "Acme", "", None)]),
            article(&[(Per, "Santos", "", None)]),
            article(&[(Per, "Maria J Santos", "", None), (Loc, "Lima", "", None)]),
            article(&[
                (Per, "Maria Santos", "", None),
                (Loc, "Lima", "", Some("US")),
            ]),
        ];
        let forward = ids(&articles);
        articles.reverse();
        assert_eq!(ids(&articles), forward);
    }

    #[test]
    fn ids_are_unique() {
        let one = article(&[(Per, "Santos", "", None)]);
        let two = article(&[(Per, "Santos", "", None), (Per, "Santos", "", None)]);
        let refs = [&one, &two, &one];
        let found = resolve(&refs);
        let unique: BTreeSet<&str> = found.iter().map(|e| e.id.as_str()).collect();
        assert_eq!(unique.len(), found.len());
    }
}
