//! The entities behind the names of one article.

use super::country::COUNTRIES;
use super::roles::{self, Gender};
use super::tagger::Found;
use super::words::{KIN, LEGAL_FORMS, SMALL};
use super::{EntityType, LocalEntity, Mention, Names, place};
use crate::text::{Doc, Span, fold, folded, tidy};
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use smol_str::SmolStr;
use std::sync::LazyLock;

/// The words of a name.
pub(super) type Words = SmallVec<[SmolStr; 3]>;

/// One mention while it is being resolved.
pub(super) struct Draft {
    pub span: Span,
    pub kind: EntityType,
    /// Tokens of the document.
    pub start: usize,
    pub end: usize,
    /// Its words folded, without dots, possessives and legal forms.
    pub words: Words,
    /// The group it belongs to.
    pub group: usize,
}

/// Mentions that name one entity.
pub(super) struct Group {
    pub kind: EntityType,
    /// The words of its fullest name.
    pub words: Words,
    /// Index of the mention that gives its name.
    pub name: usize,
    pub country: Option<&'static str>,
    pub gender: Gender,
    pub roles: Vec<String>,
}

/// The folded words of a name.
pub(super) fn words(name: &str, kind: EntityType) -> Words {
    let folded = folded(name);
    let (hyphen, dots) = (kind != EntityType::Per, folded.contains('.'));
    // No other blanks are left in what is folded.
    let ends = |c| matches!(c, ' ' | '\t'..='\r' | ',') || c == '-' && hyphen;
    let mut words: Words = folded
        .split(ends)
        .map(|w| match dots && w.contains('.') {
            true => SmolStr::from(w.replace('.', "")),
            false => SmolStr::from(w),
        })
        .filter(|w| !w.is_empty() && w != "'s")
        .collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    if kind == EntityType::Org {
        while words.len() > 1
            && words
                .last()
                .is_some_and(|w| LEGAL_FORMS.contains(&w.as_str()))
        {
            words.pop();
        }
    }
    words
}

/// Whether all of `short` occurs in `long` in order, a single letter standing for a word it opens.
pub(super) fn abbreviates(short: &[SmolStr], long: &[SmolStr]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|s| {
        rest.any(|l| {
            l == s
                || (s.chars().count() == 1 && l.starts_with(s.as_str()))
                || (l.chars().count() == 1 && s.starts_with(l.as_str()))
        })
    })
}

/// The initials of a name of several words.
fn initials(words: &[SmolStr]) -> String {
    words
        .iter()
        .filter(|w| !SMALL.contains(&w.as_str()))
        .filter_map(|w| w.chars().next())
        .collect()
}

/// Whether `acronym` stands for `words`, small words counted or not.
pub(super) fn stands_for(acronym: &str, words: &[SmolStr]) -> bool {
    let n = acronym.chars().count();
    if !(2..=8).contains(&n) || words.len() < 2 {
        return false;
    }
    let all: String = words.iter().filter_map(|w| w.chars().next()).collect();
    acronym == initials(words) || acronym == all
}

fn is_acronym(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2
        && text
            .chars()
            .all(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '.' | '&' | '-'))
}

fn is_capitals(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase)
}

/// The country that `words` name, by any of its names.
pub(super) fn country_named(words: &[SmolStr]) -> Option<&'static str> {
    static TABLE: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
        let mut table = FxHashMap::default();
        for c in COUNTRIES {
            for n in c.names {
                table.insert(self::words(n, EntityType::Loc).join(" "), c.code);
            }
        }
        table
    });
    match words {
        [one] => TABLE.get(one.as_str()).copied(),
        _ => TABLE.get(&words.join(" ")).copied(),
    }
}

/// The country that `words` name as a whole: none for a part of it that bears its name in the
/// world of sports and in everyday speech ("Scotland", "Gaza").
pub(super) fn state_named(words: &[SmolStr]) -> Option<&'static str> {
    const PARTS: &[&str] = &[
        "england",
        "scotland",
        "wales",
        "northern ireland",
        "gaza",
        "gaza strip",
        "west bank",
    ];
    country_named(words).filter(|_| !PARTS.contains(&words.join(" ").as_str()))
}

/// The country whose adjective or people `word` is ("Angolan", "Angolans").
pub(super) fn country_of_demonym(word: &str) -> Option<&'static str> {
    static TABLE: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
        let mut table = FxHashMap::default();
        for c in COUNTRIES {
            for d in c.demonyms {
                table.entry(fold(d)).or_insert(c.code);
                table.entry(format!("{}s", fold(d))).or_insert(c.code);
            }
        }
        table
    });
    TABLE.get(&*folded(word)).copied()
}

/// Whether two groups' names are one person's: same last word, and one name abbreviates the other.
fn same_person(a: &[SmolStr], b: &[SmolStr]) -> bool {
    if a.len() < 2 || b.len() < 2 {
        return false;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    a == b
        || (short.last() == long.last() && abbreviates(short, long))
        || (short.len() >= 2 && long.len() > short.len() && long.starts_with(short))
}

/// Resolves the names found in `doc`.
pub(super) fn resolve(doc: &Doc<'_>, found: &[Found], kinds: &[EntityType]) -> Names {
    let mut drafts: Vec<Draft> = found
        .iter()
        .filter_map(|f| {
            let kind = *kinds.get(f.kind)?;
            let span = doc
                .tokens
                .get(f.start)?
                .span
                .cover(doc.tokens.get(f.end.checked_sub(1)?)?.span);
            let words = words(span.of(doc.text), kind);
            Some(Draft {
                span,
                kind,
                start: f.start,
                end: f.end,
                words,
                group: usize::MAX,
            })
        })
        .filter(|d| !d.words.is_empty())
        .collect();
    let mut groups: Vec<Group> = Vec::new();
    group_full_names(&mut drafts, &mut groups);
    let mut members = Members::of(&drafts, groups.len());
    group_brackets(doc, &mut drafts, &mut groups, &mut members);
    group_short_organisations(doc, &mut drafts, &groups, &mut members);
    group_single_words(doc, &mut drafts, &mut groups);
    for (i, draft) in drafts.iter().enumerate() {
        let Some(group) = groups.get_mut(draft.group) else {
            continue;
        };
        roles::read(doc, draft, group);
        let text = draft.span.of(doc.text);
        let best = drafts[group.name].span.of(doc.text);
        let better = match group.kind {
            EntityType::Loc => false,
            _ => {
                let (a, b) = (draft.words.len(), drafts[group.name].words.len());
                let spelt = |t: &str| {
                    t.split_whitespace()
                        .filter(|w| w.trim_end_matches('.').chars().count() > 1)
                        .count()
                };
                // "the Taliban government" is what the Taliban are, no fuller name.
                let named = |t: &str| {
                    let last = t.rsplit(char::is_whitespace).next().unwrap_or(t);
                    group.kind != EntityType::Org || !last.starts_with(char::is_lowercase)
                };
                let full = |t: &str, words: usize| (named(t), spelt(t), words, !is_capitals(t));
                full(text, a) > full(best, b)
            }
        };
        if better {
            group.name = i;
        }
    }
    place::countries(doc, &drafts, &mut groups);
    finish(doc, drafts, groups)
}

fn new_group(groups: &mut Vec<Group>, drafts: &[Draft], i: usize) -> usize {
    groups.push(Group {
        kind: drafts[i].kind,
        words: drafts[i].words.clone(),
        name: i,
        country: None,
        gender: Gender::Unknown,
        roles: Vec::new(),
    });
    groups.len() - 1
}

/// How many people of one first or last word a new name is compared with, the latest.
const NEAR: usize = 200;

/// Groups names that stand on their own: equal words, and for people of several words one
/// person's names.
fn group_full_names(drafts: &mut [Draft], groups: &mut Vec<Group>) {
    let mut exact: FxHashMap<(EntityType, Words), usize> = FxHashMap::default();
    let mut countries: FxHashMap<&'static str, usize> = FxHashMap::default();
    let mut people: FxHashMap<SmolStr, SmallVec<[usize; 2]>> = FxHashMap::default();
    for i in 0..drafts.len() {
        let kind = drafts[i].kind;
        if kind == EntityType::Per && drafts[i].words.len() == 1 {
            continue;
        }
        let key = (kind, drafts[i].words.clone());
        if let Some(&g) = exact.get(&key) {
            drafts[i].group = g;
            continue;
        }
        let words = &key.1;
        if kind == EntityType::Loc
            && let Some(code) = state_named(words)
        {
            let g = *countries.entry(code).or_insert_with(|| {
                let g = new_group(groups, drafts, i);
                groups[g].country = Some(code);
                g
            });
            drafts[i].group = g;
            exact.insert(key, g);
            continue;
        }
        let mut known = None;
        if kind == EntityType::Per {
            for key in [words.first(), words.last()].into_iter().flatten() {
                known = people
                    .get(key)
                    .into_iter()
                    .flatten()
                    .rev()
                    .take(NEAR)
                    .copied()
                    .find(|g| same_person(words, &groups[*g].words));
                if known.is_some() {
                    break;
                }
            }
        }
        let g = known.unwrap_or_else(|| new_group(groups, drafts, i));
        drafts[i].group = g;
        if words.len() > groups[g].words.len() {
            groups[g].words.clone_from(words);
        }
        if kind == EntityType::Per {
            for key in [words.first(), words.last()].into_iter().flatten() {
                let list = people.entry(key.clone()).or_default();
                if !list.iter().rev().take(NEAR).any(|known| *known == g) {
                    list.push(g);
                }
            }
        }
        exact.insert(key, g);
    }
}

/// The mentions of each group.
struct Members(Vec<SmallVec<[usize; 4]>>);

impl Members {
    fn of(drafts: &[Draft], groups: usize) -> Self {
        let mut members = vec![SmallVec::new(); groups];
        for (i, d) in drafts.iter().enumerate() {
            if let Some(list) = members.get_mut(d.group) {
                list.push(i);
            }
        }
        Self(members)
    }

    /// Puts the mentions of `from` into `to`.
    fn merge(&mut self, drafts: &mut [Draft], from: usize, to: usize) {
        for i in std::mem::take(&mut self.0[from]) {
            drafts[i].group = to;
            self.0[to].push(i);
        }
    }
}

/// "World Health Organization (WHO)", "WHO (World Health Organization)".
fn group_brackets(
    doc: &Doc<'_>,
    drafts: &mut [Draft],
    groups: &mut [Group],
    members: &mut Members,
) {
    for i in 1..drafts.len() {
        let (a, b) = (&drafts[i - 1], &drafts[i]);
        let bracketed = b.start == a.end + 1
            && doc.word(a.end) == "("
            && b.end < doc.tokens.len()
            && matches!(doc.word(b.end), ")" | "," | ";");
        if !bracketed || a.group == b.group {
            continue;
        }
        // "Alexandria Ocasio-Cortez (AOC)": only by all their initials.
        if a.kind == EntityType::Per {
            let short = b.span.of(doc.text);
            let (from, to) = (b.group, a.group);
            if is_acronym(short) && short.len() > 2 && stands_for(&fold(short), &a.words) {
                for d in drafts.iter_mut().filter(|d| d.group == from) {
                    d.kind = EntityType::Per;
                }
                members.merge(drafts, from, to);
            }
            continue;
        }
        let (ta, tb) = (a.span.of(doc.text), b.span.of(doc.text));
        let short_of = |short: &str, long: &Draft| {
            let letters: String = fold(short)
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .collect();
            is_acronym(short)
                && (stands_for(&letters, &long.words)
                    || long.words.iter().any(|w| {
                        letters.starts_with(w.chars().next().unwrap_or(' '))
                            && long.words.len() >= 2
                    }))
        };
        if a.kind == b.kind && (short_of(tb, a) || short_of(ta, b)) {
            let (from, to) = (b.group, a.group);
            if groups[from].words.len() > groups[to].words.len() {
                groups[to].words = groups[from].words.clone();
            }
            members.merge(drafts, from, to);
        }
    }
}

/// Acronyms and first words of organisations join the only full name they stand for.
fn group_short_organisations(
    doc: &Doc<'_>,
    drafts: &mut [Draft],
    groups: &[Group],
    members: &mut Members,
) {
    // Full names by what may stand for them. More than three of one key are as good as many.
    let mut by_initials: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut by_opening: FxHashMap<&[SmolStr], Vec<usize>> = FxHashMap::default();
    let full = |g: &Group| g.kind == EntityType::Org && g.words.len() >= 2;
    for (g, group) in groups.iter().enumerate().filter(|(_, g)| full(g)) {
        let words = &group.words;
        let all: String = words.iter().filter_map(|w| w.chars().next()).collect();
        for key in [initials(words), all] {
            let list = by_initials.entry(key).or_default();
            if list.len() <= 3 && list.last() != Some(&g) {
                list.push(g);
            }
        }
        for n in 1..words.len().min(3) {
            if !matches!(words[n].as_str(), "of" | "and" | "for") {
                let list = by_opening.entry(&words[..n]).or_default();
                if list.len() <= 3 {
                    list.push(g);
                }
            }
        }
    }
    let mut done = vec![false; groups.len()];
    for i in 0..drafts.len() {
        let group = drafts[i].group;
        if drafts[i].kind != EntityType::Org
            || group == usize::MAX
            || groups[group].words.len() > 2
            // "U.S." is not short for "U.S. Senate".
            || state_named(&groups[group].words).is_some()
            || std::mem::replace(&mut done[group], true)
        {
            continue;
        }
        let text = drafts[i].span.of(doc.text);
        let short = &groups[group].words;
        let letters: String = short.iter().map(SmolStr::as_str).collect();
        let standing = by_initials
            .get(&letters)
            .filter(|_| is_acronym(text) && (2..=8).contains(&letters.chars().count()));
        let telling = |w: &SmolStr| !SMALL.contains(&w.as_str()) && w.len() > 2;
        let opening = by_opening
            .get(short.as_slice())
            .filter(|_| short.iter().any(telling));
        let mut matches: Vec<usize> = standing
            .into_iter()
            .chain(opening)
            .flatten()
            .copied()
            .collect();
        matches.sort_unstable();
        matches.dedup();
        matches.retain(|g| *g != group);
        if let [to] = matches.as_slice() {
            members.merge(drafts, group, *to);
        }
    }
}

/// How many words on a name still hangs on the full name before it, whoever else bears it; and how
/// many full names back are weighed.
const NEAR_BY: usize = 40;

/// Which of the full names told before is meant by a word of them at `i`: the latest where it is
/// close by, else the one told most, the first of equals.
fn told_before(drafts: &[Draft], before: &[usize], i: usize) -> Option<usize> {
    let latest = *before.last()?;
    if drafts[i].start.saturating_sub(drafts[latest].end) <= NEAR_BY {
        return Some(latest);
    }
    let recent = &before[before.len().saturating_sub(NEAR_BY)..];
    let told = |k: usize| {
        let group = drafts[k].group;
        recent.iter().filter(|j| drafts[**j].group == group).count()
    };
    // Of equals the first: the last from behind.
    recent.iter().rev().copied().max_by_key(|k| told(*k))
}

/// Whether the name at `draft` is told as somebody's relative: "his wife, *Ann Lee*".
fn relative(doc: &Doc<'_>, draft: &Draft) -> bool {
    (draft.start.saturating_sub(3)..draft.start)
        .rev()
        .take_while(|t| !matches!(doc.word(*t), "." | ";" | "and"))
        .any(|t| KIN.contains(&doc.low(t)))
}

/// People by one word join the latest full name before, else the first after; but where somebody
/// is called by that word alone before anybody of that name is told in full, and that one as a
/// relative ("Lee … his wife, Ann Lee"), the word stays with the other.
fn group_single_words(doc: &Doc<'_>, drafts: &mut [Draft], groups: &mut Vec<Group>) {
    let mut by_word: FxHashMap<SmolStr, SmallVec<[usize; 4]>> = FxHashMap::default();
    let mut by_last: FxHashMap<SmolStr, SmallVec<[usize; 4]>> = FxHashMap::default();
    for (i, d) in drafts.iter().enumerate() {
        if d.kind == EntityType::Per && d.words.len() >= 2 {
            for w in &d.words {
                by_word.entry(w.clone()).or_default().push(i);
            }
            if let Some(w) = d.words.last() {
                by_last.entry(w.clone()).or_default().push(i);
            }
        }
    }
    let mut alone: FxHashMap<SmolStr, usize> = FxHashMap::default();
    for (i, d) in drafts
        .iter()
        .enumerate()
        .filter(|(_, d)| d.group == usize::MAX)
    {
        if let Some(word) = d.words.first() {
            alone.entry(word.clone()).or_insert(i);
        }
    }
    for list in [&mut by_word, &mut by_last] {
        for (word, all) in list.iter_mut() {
            // The first told in full, and the first of anybody else: one of them is not `k`.
            let group = |k: usize| drafts[k].group;
            let first = all.first().copied();
            let second = (all.iter().copied())
                .find(|j| first.is_some_and(|first| group(*j) != group(first)));
            // Somebody else of that word comes first, by the word alone or in full.
            let of_another = |k: &usize| {
                let other = |j: usize| j < *k && group(j) != group(*k);
                relative(doc, &drafts[*k])
                    && (alone.get(word).is_some_and(|first| first < k)
                        || [first, second].into_iter().flatten().any(other))
            };
            // All mentions of somebody told as a relative, not only the first.
            let kin: FxHashSet<usize> = (all.iter().copied())
                .filter(of_another)
                .map(group)
                .collect();
            all.retain(|k| !kin.contains(&drafts[*k].group));
        }
    }
    let mut single: FxHashMap<SmolStr, usize> = FxHashMap::default();
    for i in 0..drafts.len() {
        if drafts[i].group != usize::MAX {
            continue;
        }
        let Some(word) = drafts[i].words.first().cloned() else {
            continue;
        };
        let split = |index: &FxHashMap<SmolStr, SmallVec<[usize; 4]>>| {
            let all = index.get(&word).map_or(&[][..], SmallVec::as_slice);
            let (before, after) = all.split_at(all.partition_point(|k| *k < i));
            (told_before(drafts, before, i), after.first().copied())
        };
        let (last, any) = (split(&by_last), split(&by_word));
        let chosen = last.0.or(any.0).or(last.1).or(any.1);
        let g = match chosen {
            Some(k) => drafts[k].group,
            None => *single
                .entry(word)
                .or_insert_with(|| new_group(groups, drafts, i)),
        };
        drafts[i].group = g;
    }
}

/// Numbers the groups that are left by first mention and writes them out.
fn finish(doc: &Doc<'_>, drafts: Vec<Draft>, groups: Vec<Group>) -> Names {
    let mut number: Vec<Option<u32>> = vec![None; groups.len()];
    let mut names = Names {
        mentions: Vec::with_capacity(drafts.len()),
        ..Names::default()
    };
    let mut order: Vec<usize> = Vec::new();
    for d in &drafts {
        let next = order.len() as u32;
        let entity = *number[d.group].get_or_insert_with(|| {
            order.push(d.group);
            next
        });
        names.mentions.push(Mention {
            span: d.span,
            kind: d.kind,
            entity,
        });
    }
    names.entities.reserve_exact(order.len());
    for &g in &order {
        let group = &groups[g];
        let mut name = tidy(drafts[group.name].span.of(doc.text));
        if group.kind == EntityType::Loc
            && let Some(country) = group
                .country
                .and_then(|code| COUNTRIES.iter().find(|c| c.code == code))
            && state_named(&group.words).is_some()
        {
            name = country.names[0].to_owned();
        }
        if group.kind == EntityType::Loc && shouted(&name) {
            name = titled(&name);
        }
        names.entities.push(LocalEntity {
            kind: group.kind,
            name: name.clone(),
            aliases: vec![name],
            roles: group.roles.clone(),
            country: group.country.map(str::to_owned),
        });
    }
    for d in &drafts {
        let Some(entity) = number[d.group].and_then(|n| names.entities.get_mut(n as usize)) else {
            continue;
        };
        if entity.aliases.iter().any(|a| a == d.span.of(doc.text)) {
            continue;
        }
        let alias = tidy(d.span.of(doc.text));
        if !entity.aliases.contains(&alias) {
            entity.aliases.reserve_exact(1);
            entity.aliases.push(alias);
        }
    }
    super::reference::read(doc, &drafts, &groups, &number, &mut names);
    names
}

/// Whether a name stands in capitals as datelines and headlines have it ("NEW LONDON") rather
/// than for short ("UAE").
fn shouted(name: &str) -> bool {
    (name.len() >= 5 || name.contains(' '))
        && name
            .chars()
            .all(|c| c.is_uppercase() || matches!(c, ' ' | '-' | '\''))
}

/// "RIO DE LA PLATA" as "Rio de la Plata".
fn titled(name: &str) -> String {
    let mut made = String::with_capacity(name.len());
    for (i, word) in name.split_inclusive([' ', '-']).enumerate() {
        let low = word.to_lowercase();
        let mut letters = low.chars();
        match letters.next() {
            Some(c) if i == 0 || !SMALL.contains(&low.trim_end()) => {
                made.extend(c.to_uppercase());
                made.push_str(letters.as_str());
            }
            _ => made.push_str(&low),
        }
    }
    made
}
