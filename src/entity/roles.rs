//! Titles and roles that stand beside a person's name, and what they tell of gender.

use super::EntityType;
use super::local::{Draft, Group, country_named, country_of_demonym, words};
use super::words::{FEMALE, HONORIFICS, MALE, ROLES, TITLES};
use crate::text::form::is;
use crate::text::{ChunkKind, Doc, Upos, fold, folded, tidy};
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::sync::LazyLock;

/// What the text says of a person's gender.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Gender {
    #[default]
    Unknown,
    Female,
    Male,
    /// Contradictory words: two people, or an error.
    Both,
}

impl Gender {
    pub(super) fn and(self, other: Gender) -> Gender {
        match (self, other) {
            (Gender::Unknown, g) | (g, Gender::Unknown) => g,
            (a, b) if a == b => a,
            _ => Gender::Both,
        }
    }
}

/// A word, in lower case at least where it is ASCII, folded and without the full stop.
fn plain(low: &str) -> Cow<'_, str> {
    match folded(low) {
        Cow::Borrowed(word) => word.trim_end_matches('.').into(),
        Cow::Owned(word) => word.trim_end_matches('.').to_owned().into(),
    }
}

pub(super) fn gender_of(word: &str) -> Gender {
    if FEMALE.contains(&word) {
        Gender::Female
    } else if MALE.contains(&word) {
        Gender::Male
    } else {
        Gender::Unknown
    }
}

/// Whether the word can be the head of a role.
pub(super) fn is_role(word: &str) -> bool {
    static ALL: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
        let titles = TITLES.iter().map(|t| t.0);
        ROLES.iter().copied().chain(titles).collect()
    });
    ALL.contains(word)
}

fn add(group: &mut Group, role: String) {
    let folded = fold(&role);
    if !role.is_empty() && role.len() <= 80 && !group.roles.iter().any(|r| fold(r) == folded) {
        group.roles.push(role);
    }
}

/// The role that the tokens `from..to` spell, in lower case but for names inside it.
fn phrase(doc: &Doc<'_>, from: usize, to: usize) -> String {
    let mut out = String::new();
    for i in from..to {
        let word = doc.word(i);
        let low = plain(doc.low(i));
        let touches = i > from && doc.tight(i - 1);
        if !out.is_empty() && !touches {
            out.push(' ');
        }
        match TITLES.iter().find(|t| t.0 == low) {
            Some((_, full)) => out.push_str(full),
            None if word.chars().all(|c| !c.is_lowercase()) => out.push_str(word),
            // "Prime Minister" before a name is the office, not a name.
            None if (i + 1 == to && doc.tokens[i].upos != Upos::Propn)
                || is_role(&low)
                || matches!(
                    low.as_ref(),
                    "prime"
                        | "vice"
                        | "foreign"
                        | "deputy"
                        | "former"
                        | "acting"
                        | "chief"
                        | "interior"
                        | "defence"
                        | "defense"
                        | "finance"
                        | "first"
                        | "state"
                        | "general"
                        | "executive"
                        | "attorney"
                        | "supreme"
                        | "senior"
                        | "health"
                        | "justice"
                        | "education"
                        | "home"
                        | "external"
                        | "affairs"
                        | "crown"
                        | "lieutenant"
                        | "police"
                        | "then"
                ) =>
            {
                out.push_str(&word.to_lowercase());
            }
            None => out.push_str(word),
        }
    }
    tidy(&out)
}

/// Reads the titles and roles beside `draft` into its group, and its country from a demonym.
pub(super) fn read(doc: &Doc<'_>, draft: &Draft, group: &mut Group) {
    if draft.kind != EntityType::Per {
        return;
    }
    before(doc, draft, group);
    after(doc, draft, group);
}

/// "acting foreign minister Jane Lowe", "Mr. Lowe", "Russian President Ivan Petrov".
fn before(doc: &Doc<'_>, draft: &Draft, group: &mut Group) {
    let Some(sentence) = doc
        .sentence_at(draft.span.start)
        .and_then(|s| doc.sentences.get(s))
    else {
        return;
    };
    let floor = sentence.tokens.start as usize;
    let mut head = draft.start;
    // "the minister, Jane Lowe,": the comma may stand between.
    while head > floor {
        let low = plain(doc.low(head - 1));
        if HONORIFICS.contains(&low.as_ref()) {
            group.gender = group.gender.and(gender_of(&low));
            head -= 1;
        } else {
            break;
        }
    }
    if head == floor {
        return;
    }
    let last = plain(doc.low(head - 1));
    if !is_role(&last) {
        return;
    }
    group.gender = group.gender.and(gender_of(&last));
    let mut from = head - 1;
    while from > floor && head - from < 7 {
        let token = doc.tokens[from - 1];
        let word = doc.word(from - 1);
        let low = plain(doc.low(from - 1));
        let keeps = matches!(token.upos, Upos::Adj | Upos::Noun | Upos::Propn)
            || word == "-"
            || matches!(low.as_ref(), "then" | "and" | "of")
                && from >= 2 + floor
                && matches!(low.as_ref(), "and" | "of")
                && is_role(&plain(doc.low(from - 2)))
            || low == "then";
        if !keeps || word.ends_with(',') {
            break;
        }
        if let Some(code) = country_of_demonym(word) {
            group.country = group.country.or(Some(code));
            break;
        }
        if from >= 2 + floor && word == "-" {
            from -= 1;
            continue;
        }
        from -= 1;
    }
    // "US President": the country as a name before the role.
    while from < head - 1
        && matches!(
            doc.word(from),
            "-" | "US" | "U.S." | "UK" | "U.K." | "and" | "of"
        )
    {
        if let Some(code) = country_named(&words(doc.word(from), EntityType::Loc)) {
            group.country = group.country.or(Some(code));
        }
        from += 1;
    }
    add(group, phrase(doc, from, head));
}

/// "Jane Lowe, the acting foreign minister of Peru,".
fn after(doc: &Doc<'_>, draft: &Draft, group: &mut Group) {
    if draft.end >= doc.tokens.len() || doc.word(draft.end) != "," {
        return;
    }
    let at = draft.end as u32 + 1;
    let index = doc.chunks.partition_point(|c| c.tokens.start < at);
    let Some(chunk) = doc.chunks.get(index) else {
        return;
    };
    if chunk.kind != ChunkKind::Noun || chunk.tokens.start != at {
        return;
    }
    let head = folded(doc.low(chunk.head as usize));
    if !is_role(&head) {
        return;
    }
    let mut from = at as usize;
    while from < chunk.head as usize && matches!(doc.tokens[from].upos, Upos::Det | Upos::Pron) {
        from += 1;
    }
    if let Some(code) = country_of_demonym(doc.word(from)) {
        group.country = group.country.or(Some(code));
        from += 1;
    }
    let mut to = chunk.head as usize + 1;
    // "of the council", up to one group more; a country is kept as the country.
    if to < doc.tokens.len()
        && is!(doc, to, "of" | "at" | "for")
        && let Some(next) = doc.chunks.get(index + 1)
        && next.kind == ChunkKind::Noun
        && next.tokens.start as usize == to + 1
    {
        let of: Vec<String> = (to + 1..next.tokens.end as usize)
            .map(|i| fold(doc.word(i)))
            .collect();
        match country_named(&words(&of.join(" "), EntityType::Loc)) {
            Some(code) => group.country = group.country.or(Some(code)),
            None => to = next.tokens.end as usize,
        }
    }
    if from < to {
        group.gender = group.gender.and(gender_of(&head));
        add(group, phrase(doc, from, to));
    }
}
