//! People, organisations and places: their mentions in an article, and the entities behind them.
//!
//! This room never knows time: neither dates nor events.

pub mod country;
pub mod features;
pub mod gazetteer;
pub mod tagger;

use crate::text::{Doc, Span};
use serde::{Deserialize, Serialize};

/// Entity types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum EntityType {
    /// A person.
    Per,
    /// An organisation.
    Org,
    /// A place.
    Loc,
    /// Any other name.
    Misc,
}

/// A name in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Where it stands, without title or determiner.
    pub span: Span,
    /// Its type here.
    pub kind: EntityType,
    /// The entity it names: index into [`Names::entities`].
    pub entity: u32,
}

/// A pronoun or short description ("he", "the minister") whose entity is clear.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    /// Where it stands.
    pub span: Span,
    /// The entity it stands for: index into [`Names::entities`].
    pub entity: u32,
}

/// An entity as one article tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LocalEntity {
    /// Its type.
    pub kind: EntityType,
    /// Its fullest name in the article.
    pub name: String,
    /// All names used for it in the article, the canonical one first, then by first mention.
    pub aliases: Vec<String>,
    /// Titles and roles it bears ("acting foreign minister"), by first mention.
    pub roles: Vec<String>,
    /// ISO 3166 alpha-2 code of its country, where known.
    pub country: Option<String>,
}

/// The names of one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Names {
    /// Names in text order; they never overlap.
    pub mentions: Vec<Mention>,
    /// Pronouns and descriptions in text order.
    pub references: Vec<Reference>,
    /// The entities, by first mention.
    pub entities: Vec<LocalEntity>,
}

/// An entity over all articles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Made from type and canonical name only, so that it stays the same from run to run
    /// ("per:vikram misri"); unique.
    pub id: String,
    /// Its type.
    pub kind: EntityType,
    /// Its canonical name.
    pub name: String,
    /// All names used for it, the canonical one first.
    pub aliases: Vec<String>,
    /// Titles and roles, most frequent first.
    pub roles: Vec<String>,
    /// ISO 3166 alpha-2 code of its country, where known.
    pub country: Option<String>,
    /// Latitude and longitude in degrees, for places where known.
    pub location: Option<(f32, f32)>,
    /// Which entities of which articles it is: (article index, index into [`Names::entities`]).
    pub members: Vec<(u32, u32)>,
}

/// Finds the names in `doc` and the entities behind them. `title` is the headline, if there is
/// one: it helps, but its names are not mentions.
#[must_use]
pub fn read(doc: &Doc<'_>, title: Option<&Doc<'_>>) -> Names {
    let _ = title;
    let mut names = Names::default();
    let Some(tagger) = tagger::shipped() else {
        return names;
    };
    for found in tagger.tag(doc) {
        let span = doc.tokens[found.start]
            .span
            .cover(doc.tokens[found.end - 1].span);
        let kind = tagger::ORDER[found.kind];
        let name = span.of(doc.text).to_owned();
        let known = names
            .entities
            .iter()
            .position(|e: &LocalEntity| e.kind == kind && e.name == name);
        let entity = known.unwrap_or_else(|| {
            names.entities.push(LocalEntity {
                kind,
                name: name.clone(),
                aliases: vec![name],
                roles: Vec::new(),
                country: None,
            });
            names.entities.len() - 1
        }) as u32;
        names.mentions.push(Mention { span, kind, entity });
    }
    names
}

/// Joins the entities of many articles. The result depends on content only, not on order, but
/// for the article indices it carries. Sorted by id.
#[must_use]
pub fn resolve(articles: &[&Names]) -> Vec<Entity> {
    let _ = articles;
    Vec::new()
}
