//! Where the sources of one event differ: date, place, numbers.

use super::date::{single_day, words};
use super::{Basis, Difference, Role, Telling};
use crate::entity::Entity;
use crate::entity::place::apart;
use crate::temporal::TimeValue;
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
    let mut dates: Vec<(&TimeValue, (u32, u32))> = Vec::new();
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
            dates.push((value, *at));
        }
    }
    if dates.len() > 1 {
        out.push(Difference {
            field: "date".to_string(),
            values: dates.iter().map(|(v, at)| (words(v), *at)).collect(),
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
    let mut numbers: Vec<(u32, String, &str, (u32, u32))> = Vec::new();
    for at in mentions {
        let others = mention(at).participants.iter();
        for p in others.filter(|p| p.role != Role::Agent) {
            if let Some((n, of)) = number(&p.name) {
                numbers.push((n, of, &p.name, *at));
            }
        }
    }
    if numbers.len() < 2 {
        return out;
    }
    let mut counted: BTreeSet<(&str, u32)> = BTreeSet::new();
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    let mut once = vec![false; numbers.len()];
    for ((n, of, ..), once) in numbers.iter().zip(&mut once) {
        *once = counted.insert((of, *n));
        *said.entry(of).or_default() += usize::from(*once);
    }
    // "12 people" and "three tourists" are no contradiction; "12 people" and "14 people" are.
    let values: Vec<(String, (u32, u32))> = numbers
        .iter()
        .zip(once)
        .filter(|((_, of, ..), once)| *once && said[of.as_str()] > 1)
        .map(|((_, _, name, at), _)| (name.to_string(), *at))
        .collect();
    if values.len() > 1 {
        out.push(Difference {
            field: "number".to_string(),
            values,
        });
    }
    out
}

/// The number a phrase opens with and what it counts: "at least 12 people" is (12, "people").
pub(super) fn number(name: &str) -> Option<(u32, String)> {
    // Most open with none.
    let mut words = name.as_bytes().split(|b| *b == b' ').take(4);
    if !words.any(|w| figures(w) || written(w).is_some()) {
        return None;
    }
    let mut words = name.split(' ');
    let n = words.by_ref().take(4).find_map(|w| match w.as_bytes() {
        figure if figures(figure) => w.replace(',', "").parse().ok(),
        word => written(word),
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

/// Whether a word opens as a number in figures.
fn figures(word: &[u8]) -> bool {
    matches!(word, [b'0'..=b'9' | b'+' | b',', ..])
}

/// A number of one word.
fn written(word: &[u8]) -> Option<u32> {
    let first = word.first()?.to_ascii_lowercase();
    if !matches!(first, b'o' | b't' | b'f' | b's' | b'e' | b'n') {
        return None;
    }
    let mut low = [0; 9];
    let low = low.get_mut(..word.len())?;
    low.copy_from_slice(word);
    low.make_ascii_lowercase();
    Some(match &*low {
        b"one" => 1,
        b"two" => 2,
        b"three" => 3,
        b"four" => 4,
        b"five" => 5,
        b"six" => 6,
        b"seven" => 7,
        b"eight" => 8,
        b"nine" => 9,
        b"ten" => 10,
        b"eleven" => 11,
        b"twelve" => 12,
        b"thirteen" => 13,
        b"fourteen" => 14,
        b"fifteen" => 15,
        b"sixteen" => 16,
        b"seventeen" => 17,
        b"eighteen" => 18,
        b"nineteen" => 19,
        b"twenty" => 20,
        _ => return None,
    })
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
