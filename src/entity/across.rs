//! One entity over all articles: which local entities name the same person, organisation, place.
//!
//! Equal names of one type join. A shorter form of a name joins where nothing speaks against
//! it. A bare surname never joins by itself: it takes a role, or a story of the same names. The result depends on content only: every choice is
//! made on sorted values, never on the order of the articles.

use super::local::{abbreviates, country_named, stands_for, state_named, words};
use super::{Entity, EntityType, Names, place};
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};

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

/// One local entity.
struct Node<'a> {
    article: u32,
    index: u32,
    kind: EntityType,
    words: Vec<String>,
    /// All names, folded and cut into words.
    names: Vec<Vec<String>>,
    country: Option<&'a str>,
    /// Roles that tell a person from others, folded.
    roles: Vec<String>,
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

fn is_generic(words: &[String]) -> bool {
    words.iter().all(|w| GENERIC.contains(&w.as_str()))
}

/// The class of nodes that a key stands for: nodes with the same key are the same.
fn key(node: &Node<'_>, words: &[String]) -> Option<String> {
    let name = words.join(" ");
    match node.kind {
        EntityType::Per if words.len() < 2 => None,
        EntityType::Org if is_generic(words) => {
            Some(format!("{name}@{}", node.country.unwrap_or("")))
        }
        EntityType::Loc => Some(match state_named(words) {
            Some(code) => format!("={code}"),
            None => format!("{name}@{}", node.country.unwrap_or("")),
        }),
        _ => Some(name),
    }
}

/// Joins the entities of `articles`.
pub(super) fn resolve(articles: &[&Names]) -> Vec<Entity> {
    let mut nodes: Vec<Node<'_>> = Vec::new();
    for (article, names) in articles.iter().enumerate() {
        for (index, e) in names.entities.iter().enumerate() {
            let mut all: Vec<Vec<String>> = e
                .aliases
                .iter()
                .map(|a| words(a, e.kind))
                .filter(|w| !w.is_empty())
                .collect();
            let own = words(&e.name, e.kind);
            all.push(own.clone());
            all.sort();
            all.dedup();
            nodes.push(Node {
                article: article as u32,
                index: index as u32,
                kind: e.kind,
                words: own,
                names: all,
                country: e.country.as_deref(),
                roles: e
                    .roles
                    .iter()
                    .map(|r| fold(r))
                    .filter(|r| !COMMON_ROLES.contains(&r.as_str()))
                    .collect(),
            });
        }
    }
    let mut sets = Sets((0..nodes.len()).collect());
    join_equal(&nodes, &mut sets);
    join_places(&nodes, &mut sets);
    join_people(&nodes, &mut sets);
    join_acronyms(&nodes, &mut sets);
    let prints: Vec<u64> = articles.iter().map(|names| fingerprint(names)).collect();
    join_bare(&prints, &nodes, &mut sets);
    join_by_story(&prints, &nodes, &mut sets);
    collect(articles, &prints, &nodes, &mut sets)
}

/// Equal names of one type.
fn join_equal(nodes: &[Node<'_>], sets: &mut Sets) {
    let mut seen: BTreeMap<(EntityType, String), usize> = BTreeMap::new();
    for (i, node) in nodes.iter().enumerate() {
        for name in &node.names {
            // A short form within an article (an acronym, a first word) is no key of its own.
            if name != &node.words
                && (name.len() < 2 || node.kind == EntityType::Org && name.len() < node.words.len())
            {
                continue;
            }
            let Some(k) = key(node, name) else { continue };
            match seen.get(&(node.kind, k.clone())) {
                Some(&first) => sets.join(first, i),
                None => {
                    seen.insert((node.kind, k), i);
                }
            }
        }
    }
}

/// A place without a known country joins its only namesake with one, or the one that four of five
/// articles mean.
fn join_places(nodes: &[Node<'_>], sets: &mut Sets) {
    /// Nodes without a country, and of each country the first node and how many there are.
    type Namesakes<'a> = (Vec<usize>, BTreeMap<&'a str, (usize, usize)>);
    let mut by_name: BTreeMap<(EntityType, String), Namesakes<'_>> = BTreeMap::new();
    for (i, node) in nodes.iter().enumerate() {
        let takes_part = node.kind == EntityType::Loc
            || (node.kind == EntityType::Org && is_generic(&node.words));
        if !takes_part {
            continue;
        }
        let entry = by_name
            .entry((node.kind, node.words.join(" ")))
            .or_default();
        match node.country {
            Some(c) => {
                entry.1.entry(c).or_insert((i, 0)).1 += 1;
            }
            None => entry.0.push(i),
        }
    }
    for ((kind, _), (unknown, known)) in &by_name {
        let all: usize = known.values().map(|(_, n)| n).sum();
        let usual = known.values().find(|(_, n)| n * 5 >= all * 4);
        if *kind == EntityType::Loc
            && let Some((usual, _)) = usual
        {
            for a in unknown {
                sets.join(*a, *usual);
            }
        }
    }
}

/// Shorter and longer forms of a person's name, within the people of one last word.
fn join_people(nodes: &[Node<'_>], sets: &mut Sets) {
    let mut forms: BTreeMap<&str, BTreeMap<&[String], Vec<usize>>> = BTreeMap::new();
    for (i, node) in nodes.iter().enumerate() {
        if node.kind == EntityType::Per && node.words.len() >= 2 {
            let last = node.words.last().map_or("", String::as_str);
            forms
                .entry(last)
                .or_default()
                .entry(&node.words)
                .or_default()
                .push(i);
        }
    }
    for block in forms.values() {
        // Very common last words ("Khan") with many bearers are left to equality.
        if block.len() > 400 {
            continue;
        }
        let names: Vec<&[String]> = block.keys().copied().collect();
        for short in &names {
            let longer: Vec<&&[String]> = names
                .iter()
                .filter(|long| {
                    long != &short
                        && (long.len() > short.len()
                            || (long.len() == short.len() && spelt(long) > spelt(short)))
                        && abbreviates(short, long)
                })
                .collect();
            // All longer forms must be forms of each other, or the short one could be any.
            let agree = longer.iter().all(|a| {
                longer
                    .iter()
                    .all(|b| abbreviates(a, b) || abbreviates(b, a))
            });
            // "J. Smith" alone is hardly more than a surname.
            if longer.is_empty() || !agree || spelt(short) < 2 && longer.len() > 1 {
                continue;
            }
            let Some(a) = block.get(*short).and_then(|v| v.first()) else {
                continue;
            };
            for long in longer {
                if let Some(b) = block.get(*long).and_then(|v| v.first())
                    && countries_agree(nodes, block.get(*short), block.get(*long))
                {
                    sets.join(*a, *b);
                }
            }
        }
    }
}

/// Words of a name that are more than an initial.
fn spelt(words: &[String]) -> usize {
    words.iter().filter(|w| w.chars().count() > 1).count()
}

fn countries_agree(nodes: &[Node<'_>], a: Option<&Vec<usize>>, b: Option<&Vec<usize>>) -> bool {
    let of = |v: Option<&Vec<usize>>| -> BTreeSet<&str> {
        v.into_iter()
            .flatten()
            .filter_map(|i| nodes[*i].country)
            .collect()
    };
    let (a, b) = (of(a), of(b));
    a.is_empty() || b.is_empty() || a.intersection(&b).next().is_some()
}

/// An acronym joins the only long form that goes by it.
fn join_acronyms(nodes: &[Node<'_>], sets: &mut Sets) {
    let mut long: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, node) in nodes.iter().enumerate() {
        if node.kind == EntityType::Org && node.words.len() >= 2 {
            for name in node.names.iter().filter(|n| n.len() == 1) {
                if stands_for(&name[0], &node.words) {
                    long.entry(name[0].clone()).or_default().push(i);
                }
            }
        }
    }
    for (i, node) in nodes.iter().enumerate() {
        if node.kind != EntityType::Org || node.words.len() != 1 {
            continue;
        }
        let Some(forms) = long.get(&node.words[0]) else {
            continue;
        };
        let roots: BTreeSet<usize> = forms.iter().map(|f| sets.root(*f)).collect();
        if let (1, Some(root)) = (roots.len(), roots.first()) {
            sets.join(i, *root);
        }
    }
}

/// People known by one word only: they join a full name (or each other) where a telling role
/// agrees, and the same article read twice joins itself.
fn join_bare(prints: &[u64], nodes: &[Node<'_>], sets: &mut Sets) {
    let mut full: BTreeMap<(&str, &str), BTreeSet<usize>> = BTreeMap::new();
    for (i, node) in nodes.iter().enumerate() {
        if node.kind == EntityType::Per && node.words.len() >= 2 {
            for role in &node.roles {
                for word in [node.words.last(), node.words.first()]
                    .into_iter()
                    .flatten()
                {
                    full.entry((word, role)).or_default().insert(i);
                }
            }
        }
    }
    let mut by_role: BTreeMap<(&str, &str, Option<&str>), usize> = BTreeMap::new();
    let mut by_content: BTreeMap<(u64, u32), usize> = BTreeMap::new();
    for (i, node) in nodes.iter().enumerate() {
        if node.kind != EntityType::Per || node.words.len() != 1 {
            continue;
        }
        let content = prints[node.article as usize];
        if let Some(&first) = by_content.get(&(content, node.index)) {
            sets.join(first, i);
        } else {
            by_content.insert((content, node.index), i);
        }
        for role in &node.roles {
            let bearers: BTreeSet<usize> = full
                .get(&(node.words[0].as_str(), role.as_str()))
                .into_iter()
                .flatten()
                .map(|b| sets.root(*b))
                .collect();
            if let (1, Some(b)) = (bearers.len(), bearers.first()) {
                sets.join(i, *b);
            } else if bearers.is_empty() {
                let k = (node.words[0].as_str(), role.as_str(), node.country);
                match by_role.get(&k) {
                    Some(&first) => sets.join(first, i),
                    None => {
                        by_role.insert(k, i);
                    }
                }
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
fn join_by_story(prints: &[u64], nodes: &[Node<'_>], sets: &mut Sets) {
    let mut bare: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut full: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, node) in nodes.iter().enumerate() {
        if node.kind == EntityType::Per
            && let (Some(word), many) = (node.words.last(), node.words.len() > 1)
        {
            let list = if many { &mut full } else { &mut bare };
            list.entry(word).or_default().push(i);
        }
    }
    bare.retain(|_, list| list.len() <= BEARERS);
    if bare.is_empty() {
        return;
    }
    // The names of each article that say what it is about: all but countries and bare names.
    let mut told: BTreeMap<u32, BTreeSet<(EntityType, &[String])>> = BTreeMap::new();
    for node in nodes {
        let country = node.kind == EntityType::Loc
            && node.words.len() < 3
            && country_named(&node.words).is_some();
        let bare = node.kind == EntityType::Per && node.words.len() == 1;
        if !country && !bare && node.kind != EntityType::Misc {
            let names = told.entry(node.article).or_default();
            names.insert((node.kind, &node.words));
        }
    }
    let one_story = |a: usize, b: usize| {
        let (a, b) = (&nodes[a].article, &nodes[b].article);
        a != b
            && told
                .get(a)
                .zip(told.get(b))
                .is_some_and(|(a, b)| a.intersection(b).take(SAME_STORY).count() == SAME_STORY)
    };
    for (word, mut list) in bare {
        // By what is in the articles, so that their order does not matter.
        list.sort_by_key(|i| (prints[nodes[*i].article as usize], nodes[*i].index));
        let bearers = full.get(word).map_or(&[][..], Vec::as_slice);
        let roots: BTreeSet<usize> = bearers.iter().map(|b| sets.root(*b)).collect();
        match (roots.len(), roots.first()) {
            (1, Some(root)) if bearers.len() <= BEARERS => {
                for i in &list {
                    if bearers.iter().any(|b| one_story(*i, *b)) {
                        sets.join(*i, *root);
                    }
                }
            }
            (0, _) => {
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

/// Sorts by count, highest first, then by the value.
fn ranked<K: Ord + Clone>(counts: &BTreeMap<K, usize>) -> Vec<K> {
    let mut list: Vec<(&K, &usize)> = counts.iter().collect();
    list.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    list.into_iter().map(|(k, _)| k.clone()).collect()
}

fn collect(
    articles: &[&Names],
    prints: &[u64],
    nodes: &[Node<'_>],
    sets: &mut Sets,
) -> Vec<Entity> {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for i in 0..nodes.len() {
        members.entry(sets.root(i)).or_default().push(i);
    }
    let mut drafts: Vec<(String, Entity, String)> = Vec::new();
    for list in members.values() {
        let kind = nodes[list[0]].kind;
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        let mut aliases: BTreeMap<&str, usize> = BTreeMap::new();
        let mut roles: BTreeMap<&str, usize> = BTreeMap::new();
        let mut countries: BTreeMap<&str, usize> = BTreeMap::new();
        for &i in list {
            let node = &nodes[i];
            let Some(e) = articles[node.article as usize]
                .entities
                .get(node.index as usize)
            else {
                continue;
            };
            *names.entry(&e.name).or_default() += 1;
            for a in &e.aliases {
                *aliases.entry(a).or_default() += 1;
            }
            for r in &e.roles {
                *roles.entry(r).or_default() += 1;
            }
            if let Some(c) = node.country {
                *countries.entry(c).or_default() += 1;
            }
        }
        // The name most articles use in full; among equals the fullest.
        let name = names
            .iter()
            .max_by(|(a, m), (b, n)| {
                let rank = |t: &str, n: usize| {
                    let spelt = t
                        .split(' ')
                        .filter(|w| w.trim_end_matches('.').chars().count() > 1)
                        .count();
                    (!shouts(t), spelt.min(2), n, spelt)
                };
                rank(a, **m).cmp(&rank(b, **n)).then(b.cmp(a))
            })
            .map_or("", |(name, _)| *name)
            .to_owned();
        let country = ranked(&countries).first().map(|c| (*c).to_owned());
        let mut all = vec![name.clone()];
        all.extend(
            ranked(&aliases)
                .into_iter()
                .filter(|a| *a != name)
                .map(str::to_owned),
        );
        let location = (kind == EntityType::Loc)
            .then(|| place::location(&words(&name, kind), country.as_deref()))
            .flatten();
        let base = format!("{}:{}", prefix(kind), fold(&name));
        let mut content: Vec<u64> = list
            .iter()
            .map(|i| prints[nodes[*i].article as usize])
            .collect();
        content.sort_unstable();
        content.dedup();
        let mark = content.iter().fold(0u64, |h, c| {
            (h ^ c).wrapping_mul(0x0100_0000_01b3).rotate_left(5)
        });
        let members: Vec<(u32, u32)> = list
            .iter()
            .map(|i| (nodes[*i].article, nodes[*i].index))
            .collect();
        drafts.push((
            base,
            Entity {
                id: String::new(),
                kind,
                name,
                aliases: all,
                roles: ranked(&roles).into_iter().map(str::to_owned).collect(),
                country,
                location,
                members,
            },
            format!("{:06x}", mark >> 40),
        ));
    }
    // An id is the name where that is enough, then the name with its country, then with a mark
    // made of the articles' content.
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for (base, e, _) in &drafts {
        *count.entry(base.clone()).or_default() += 1;
        if let Some(c) = &e.country {
            *count
                .entry(format!("{base}@{}", c.to_lowercase()))
                .or_default() += 1;
        }
    }
    drafts.sort_by(|a, b| {
        (&a.0, &a.1.country, &a.2, &a.1.members).cmp(&(&b.0, &b.1.country, &b.2, &b.1.members))
    });
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut out: Vec<Entity> = Vec::with_capacity(drafts.len());
    for (base, mut entity, mark) in drafts {
        let with_country = entity
            .country
            .as_ref()
            .map(|c| format!("{base}@{}", c.to_lowercase()));
        let mut id = if count.get(&base) == Some(&1) {
            base.clone()
        } else {
            match with_country {
                Some(id) if count.get(&id) == Some(&1) && entity.kind != EntityType::Per => id,
                _ => format!("{base}~{mark}"),
            }
        };
        let mut n = 1;
        while !taken.insert(id.clone()) {
            n += 1;
            id = format!("{base}~{mark}-{n}");
        }
        entity.id = id;
        out.push(entity);
    }
    out.sort_by(|a, b| a.id.cmp(&b.id));
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::LocalEntity;
    use super::*;

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
