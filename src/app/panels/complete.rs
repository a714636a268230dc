//! What can be typed next in the search field: the filters there are, and what each can hold.

use crate::app::state::State;
use crate::app::words;
use crate::entity::EntityType;
use crate::event::{EventType, Family};
use crate::project::FIELDS;
use egui::Suggestion;

/// Suggestions shown at once.
const SHOWN: usize = 8;

/// What a filter does.
fn about(field: &str) -> &'static str {
    match field {
        "entity" => "somebody who takes part",
        "place" => "where it happened",
        "type" => "what kind of event",
        "tag" => "with a tag of yours",
        "basis" => "how its date was read",
        "from" => "not before, as 2025-04",
        _ => "not after, as 2025-05",
    }
}

/// What can be typed in the place of the word at the cursor; nothing where plain words are typed.
/// Where nothing is typed yet, all filters, as the way to learn that they are there.
#[must_use]
pub fn suggest(st: &State, word: &str, text: &str) -> Vec<Suggestion> {
    if word.is_empty() && !text.is_empty() {
        return Vec::new();
    }
    let bare = word.trim_start_matches('-');
    let before = &word[..word.len() - bare.len()];
    let Some((field, value)) = bare.split_once(':') else {
        let bare = bare.to_lowercase();
        let wanted = FIELDS.iter().filter(|f| f.starts_with(&bare));
        return wanted
            .map(|f| Suggestion::new(format!("{before}{f}:")).description(about(f)))
            .collect();
    };
    let field = field.to_lowercase();
    let value = words::fold(value.trim_matches(['"', '“', '”']));
    let values: Vec<(String, String)> = match field.as_str() {
        "type" => types(),
        "basis" => ["stated", "relative", "inferred", "set", "unknown"]
            .map(|b| (b.to_owned(), String::new()))
            .to_vec(),
        "tag" => {
            let tags = st.snapshot().marks.tags().into_iter();
            tags.map(|t| (t.to_owned(), String::new())).collect()
        }
        "entity" => names(st, &value, |_| true),
        "place" => names(st, &value, |kind| kind == EntityType::Loc),
        _ => Vec::new(),
    };
    let fits = |(name, _): &(String, String)| begins(&words::fold(name), &value);
    let found = values.into_iter().filter(fits).take(SHOWN);
    found
        .map(|(name, about)| {
            let quote = if name.contains(' ') { "\"" } else { "" };
            let insert = format!("{before}{field}:{quote}{name}{quote} ");
            Suggestion::new(insert).content(name).description(about)
        })
        .collect()
}

/// Types of events and the families they are in, as they are called.
fn types() -> Vec<(String, String)> {
    let families = Family::ALL.into_iter().filter(|f| *f != Family::Other);
    let families = families.map(|f| (f.name().to_lowercase(), String::new()));
    let mut all: Vec<(String, String)> = families.collect();
    for kind in EventType::ALL {
        let name = kind.name().to_lowercase();
        if all.iter().all(|(n, _)| *n != name) {
            all.push((name, kind.family().name().to_lowercase()));
        }
    }
    all
}

/// Whether a word of `name` begins with what is typed, and more than that.
fn begins(name: &str, value: &str) -> bool {
    name != value && (name.starts_with(value) || name.contains(&format!(" {value}")))
}

/// The names that fit what is typed, those with the most events first.
fn names(st: &State, value: &str, fits: impl Fn(EntityType) -> bool) -> Vec<(String, String)> {
    let snapshot = st.snapshot();
    let events = |i: usize| snapshot.index.entity_events.get(i).len();
    let all = snapshot.story.entities.iter().enumerate();
    let mut found: Vec<(usize, &str)> = all
        .filter(|(_, e)| fits(e.kind) && begins(&words::fold(&e.name), value))
        .map(|(i, e)| (events(i), e.name.as_str()))
        .collect();
    found.sort_by_key(|(n, name)| (std::cmp::Reverse(*n), *name));
    found
        .into_iter()
        .take(SHOWN)
        .map(|(n, name)| (name.to_owned(), words::count(n, "event", "events")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_and_what_they_hold_are_suggested() {
        let st = State::default();
        let of = |word: &str, text: &str| -> Vec<String> {
            let all = suggest(&st, word, text).into_iter();
            all.map(|s| s.insert).collect()
        };
        assert_eq!(of("", "").len(), FIELDS.len());
        assert_eq!(of("", "kabul "), Vec::<String>::new());
        assert_eq!(of("talks", "talks"), Vec::<String>::new());
        assert_eq!(of("ty", "kabul ty"), ["type:"]);
        assert_eq!(of("type:cons", "type:cons"), ["type:consult "]);
        assert_eq!(of("-basis:in", "-basis:in"), ["-basis:inferred "]);
        assert_eq!(of("from:2025", "from:2025"), Vec::<String>::new());
        assert_eq!(of("TYPE:disp", "TYPE:disp").len(), 1);
    }
}
