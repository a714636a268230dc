//! Places: the country of each, and where it lies.

use super::EntityType;
use super::country::COUNTRIES;
use super::local::{Draft, Group, country_named, country_of_demonym};
use crate::text::{Doc, fold};

/// The country whose capital `words` name.
fn country_of_capital(words: &[String]) -> Option<&'static str> {
    let name = words.join(" ");
    COUNTRIES
        .iter()
        .find(|c| {
            c.capital
                .iter()
                .any(|k| super::local::words(k, EntityType::Loc).join(" ") == name)
        })
        .map(|c| c.code)
}

/// Sets the country of places and organisations of one article.
pub(super) fn countries(doc: &Doc<'_>, drafts: &[Draft], groups: &mut [Group]) {
    for (i, d) in drafts.iter().enumerate() {
        let Some(group) = groups.get(d.group) else {
            continue;
        };
        if group.country.is_some() || group.kind == EntityType::Misc {
            continue;
        }
        let named = match group.kind {
            EntityType::Loc => country_named(&group.words),
            EntityType::Org => group.words.iter().find_map(|w| {
                country_of_demonym(w).or_else(|| country_named(std::slice::from_ref(w)))
            }),
            _ => None,
        };
        // "Lima, Peru": the next name, after a comma.
        let follows = || {
            let next = drafts.get(i + 1)?;
            (group.kind == EntityType::Loc
                && next.kind == EntityType::Loc
                && next.start == d.end + 1
                && doc.word(d.end) == ",")
                .then(|| country_named(&next.words))?
        };
        // "Peru's ministry", "Peruvian ministry".
        let precedes = || {
            if group.kind != EntityType::Org {
                return None;
            }
            let before = d.start.checked_sub(1)?;
            let word = doc.word(before);
            if matches!(word, "'s" | "’s" | "'" | "’") {
                let owner = drafts[..i]
                    .last()
                    .filter(|o| o.end == before && o.kind == EntityType::Loc)?;
                return country_named(&owner.words);
            }
            country_of_demonym(&fold(word))
        };
        let country = named.or_else(follows).or_else(precedes).or_else(|| {
            (group.kind == EntityType::Loc).then(|| country_of_capital(&group.words))?
        });
        if let Some(group) = groups.get_mut(d.group) {
            group.country = country;
        }
    }
}
