//! Where the sources of one event differ: date, place, numbers.

use super::date::{single_day, words};
use super::{Basis, Difference, Role, Telling};
use crate::entity::Entity;
use crate::entity::place::apart;
use std::collections::{BTreeMap, BTreeSet};

/// The differences between the mentions of one event, each value once, with who says it. `place`
/// gives the entity over all articles of a mention's place.
pub(super) fn differences<'a>(
    articles: &[Telling<'_>],
    mentions: &[(u32, u32)],
    place: impl Fn((u32, u32)) -> Option<&'a Entity>,
) -> Vec<Difference> {
    let mut out = Vec::new();
    if mentions.len() < 2 {
        return out;
    }
    let mention = |at: &(u32, u32)| &articles[at.0 as usize].events[at.1 as usize];
    let mut dates: Vec<(String, (u32, u32))> = Vec::new();
    let mut days = Vec::new();
    for at in mentions {
        let m = mention(at);
        if !matches!(m.date.basis, Basis::Stated | Basis::Relative | Basis::Set) {
            continue;
        }
        let Some(value) = &m.date.value else { continue };
        let Some(day) = single_day(value) else {
            continue;
        };
        if !days.contains(&day) {
            days.push(day);
            dates.push((words(value), *at));
        }
    }
    if dates.len() > 1 {
        out.push(Difference {
            field: "date".to_string(),
            values: dates,
        });
    }
    // "Croydon" and "London", "Kabul" and "Afghanistan" are no contradiction.
    let mut places: Vec<(String, (u32, u32))> = Vec::new();
    let mut known: Vec<&Entity> = Vec::new();
    for at in mentions {
        if let (Some(told), Some(entity)) = (mention(at).own_place(), place(*at))
            && known.iter().all(|k| apart(k, entity))
        {
            known.push(entity);
            places.push((told.name.to_string(), *at));
        }
    }
    if places.len() > 1 {
        out.push(Difference {
            field: "place".to_string(),
            values: places,
        });
    }
    let mut numbers: Vec<(String, (u32, u32))> = Vec::new();
    let mut counted: BTreeSet<(u32, String)> = BTreeSet::new();
    for at in mentions {
        for p in mention(at)
            .participants
            .iter()
            .filter(|p| p.role != Role::Agent)
        {
            if let Some((n, of)) = number(&p.name)
                && counted.insert((n, of))
            {
                numbers.push((p.name.to_string(), *at));
            }
        }
    }
    // "12 people" and "three tourists" are no contradiction; "12 people" and "14 people" are.
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, of) in &counted {
        *said.entry(of).or_default() += 1;
    }
    let clash = |of: &str| said.get(of).is_some_and(|n| *n > 1);
    numbers.retain(|(name, _)| number(name).is_some_and(|(_, of)| clash(&of)));
    if numbers.len() > 1 {
        out.push(Difference {
            field: "number".to_string(),
            values: numbers,
        });
    }
    out
}

/// The number a phrase opens with and what it counts: "at least 12 people" is (12, "people").
fn number(name: &str) -> Option<(u32, String)> {
    const WORDS: [&str; 20] = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    let mut words = name.split(' ');
    let n = words.by_ref().take(4).find_map(|w| {
        let written = WORDS.iter().position(|x| w.eq_ignore_ascii_case(x));
        let figures = || w.starts_with(|c: char| matches!(c, '0'..='9' | '+' | ','));
        written
            .map(|i| i as u32 + 1)
            .or_else(|| figures().then(|| w.replace(',', "").parse().ok())?)
    })?;
    let of = words.next_back()?.to_lowercase();
    // People are people, whatever they are called.
    let people = ["person", "persons", "men", "civilians", "others", "victims"];
    let of = if people.contains(&of.as_str()) {
        "people".to_string()
    } else {
        of
    };
    (n != 0 && !(1900..2100).contains(&n)).then_some((n, of))
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_number_is_read_with_what_it_counts() {
        assert_eq!(number("at least 12 people"), Some((12, "people".into())));
        assert_eq!(number("Fourteen civilians"), Some((14, "people".into())));
        assert_eq!(number("2,300 homes"), Some((2300, "homes".into())));
        assert_eq!(number("the people"), None);
        assert_eq!(number("twelve"), None);
    }
}
