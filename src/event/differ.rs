//! Where the sources of one event differ: date, place, numbers.

use super::date::{single_day, words};
use super::{Basis, Difference, Telling};

/// The differences between the mentions of one event, each value once, with who says it.
pub(super) fn differences(articles: &[Telling<'_>], mentions: &[(u32, u32)]) -> Vec<Difference> {
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
    let mut places: Vec<(String, (u32, u32))> = Vec::new();
    for at in mentions {
        if let Some(p) = &mention(at).place {
            let part_of = |a: &str, b: &str| a.contains(b) || b.contains(a);
            if !places.iter().any(|(name, _)| part_of(name, &p.name)) {
                places.push((p.name.clone(), *at));
            }
        }
    }
    if places.len() > 1 {
        out.push(Difference {
            field: "place".to_string(),
            values: places,
        });
    }
    out
}
