//! The gender of a person by the given name, for names that are nearly always a woman's or a man's.
//! Never where the text itself tells it.

use super::EntityType;
use super::local::Group;
use super::roles::Gender;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static GIVEN: LazyLock<FxHashMap<&str, Gender>> = LazyLock::new(|| {
    let lines = include_str!("given.txt").lines();
    let words = (lines.filter(|l| !l.starts_with('#'))).flat_map(str::split_whitespace);
    let mut of = Gender::Unknown;
    let mut given = FxHashMap::default();
    for word in words {
        match word {
            "female" => of = Gender::Female,
            "male" => of = Gender::Male,
            name => {
                given.insert(name, of);
            }
        }
    }
    given
});

impl Group {
    /// The gender of a person by the words beside the name, or else by the given name.
    pub(super) fn gender(&self) -> Gender {
        if self.kind != EntityType::Per || self.gender != Gender::Unknown {
            return self.gender;
        }
        let given = self.words.iter().find(|w| w.len() > 2);
        let known = given.and_then(|w| GIVEN.get(w.as_str()).copied());
        known.unwrap_or_default()
    }
}
