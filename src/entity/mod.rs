//! People, organisations and places: their mentions in an article, and the entities behind them.
//!
//! This room never knows time: neither dates nor events.

mod across;
pub mod country;
pub mod features;
pub mod gazetteer;
mod given;
mod local;
pub mod place;
mod reference;
mod roles;
pub mod tagger;
mod trim;
mod vote;
mod whole;
mod words;

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
/// one: it helps, but its names are not mentions. Words of names that are tagged as something else
/// are tagged as names from then on.
#[must_use]
pub fn read(doc: &mut Doc<'_>, title: Option<&Doc<'_>>) -> Names {
    let names = match tagger::shipped() {
        Some(tagger) => local::resolve(doc, &tagger.tag_under(doc, title), &tagger::ORDER),
        None => Names::default(),
    };
    retag(doc, &names);
    names
}

/// Tags as names the single words that `names` found though they are tagged as something else
/// ("Dorian reached the coast": no adjective), for the grammar that reads on.
fn retag(doc: &mut Doc<'_>, names: &Names) {
    use crate::text::{Upos, Xpos};
    let mut at = 0;
    for m in &names.mentions {
        at += doc.tokens[at..].partition_point(|t| t.span.end <= m.span.start);
        // "Park Won-soon": what stands behind the hyphen of somebody's name.
        let rest = doc.tokens[at..]
            .iter()
            .take_while(|t| t.span.end <= m.span.end);
        let count = rest.count();
        if m.kind == EntityType::Per && count > 2 {
            for k in at + 2..at + count {
                let hyphen = doc.word(k - 1) == "-" && doc.word(k).len() > 1;
                let (before, token) = (doc.tokens[k - 2].xpos, &mut doc.tokens[k]);
                if hyphen && before == Xpos::NNP {
                    (token.upos, token.xpos) = (Upos::Propn, Xpos::NNP);
                }
            }
        }
        let Some(token) = doc.tokens.get_mut(at).filter(|t| t.span == m.span) else {
            continue;
        };
        let other = matches!(
            token.xpos,
            Xpos::JJ
                | Xpos::JJR
                | Xpos::RB
                | Xpos::VB
                | Xpos::VBD
                | Xpos::VBN
                | Xpos::VBP
                | Xpos::VBZ
                | Xpos::IN
                | Xpos::WP
        );
        if other && m.kind != EntityType::Misc {
            (token.upos, token.xpos) = (Upos::Propn, Xpos::NNP);
        }
    }
}

/// Joins the entities of many articles. The result depends on content only, not on order, but
/// for the article indices it carries. Sorted by id.
#[must_use]
pub fn resolve(articles: &[&Names]) -> Vec<Entity> {
    across::resolve(articles)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn names(text: &str) -> Names {
        read(&mut Doc::read(text), None)
    }

    fn entity<'a>(names: &'a Names, name: &str) -> &'a LocalEntity {
        names
            .entities
            .iter()
            .find(|e| e.name == name)
            .unwrap_or_else(|| panic!("{name}: {:#?}", names.entities))
    }

    #[test]
    fn a_weekday_that_a_preposition_parts_from_a_name_is_none_of_it() {
        let names = names(
            "The coast guard seized two boats Friday in the Gulf of Riga. Baltic Union on \
             Tuesday said that the talks had failed. The Friday Club met in Riga.",
        );
        let all: Vec<&str> = names.entities.iter().map(|e| e.name.as_str()).collect();
        for name in ["Gulf of Riga", "Baltic Union"] {
            assert!(all.contains(&name), "{name}: {all:?}");
        }
        assert!(all.iter().all(|n| !n.contains("Tuesday")), "{all:?}");
        assert!(all.iter().any(|n| n.contains("Friday Club")), "{all:?}");
    }

    #[test]
    fn the_halves_of_an_institution_are_one_name() {
        let all = |text: &str| -> Vec<String> {
            let names = names(text);
            names.entities.iter().map(|e| e.name.clone()).collect()
        };
        let whole = "Army's Research and Referral Hospital";
        let text = "He died at the Army's Research and Referral Hospital in New Delhi on Friday.";
        assert!(
            all(text).iter().any(|n| n.contains(whole)),
            "{:?}",
            all(text)
        );
        let text = "The FBI and Justice Department said on Friday that they had no comment.";
        assert!(
            all(text).iter().all(|n| !n.contains(" and ")),
            "{:?}",
            all(text)
        );
    }

    #[test]
    fn no_name_ends_with_united() {
        let text = "Today at 10:30 BST, the Supreme Court of the United Kingdom issued a ruling on \
                    the prorogation of the Parliament of the United Kingdom. The United States \
                    and the Charter of the United Nations came up.";
        let names = names(text);
        assert!(names.entities.iter().all(|e| !e.name.ends_with("United")));
    }

    #[test]
    fn a_clock_is_none_of_a_name() {
        let names = names("Luna struck the Sea of Crises at 15:50 UTC on Monday.");
        assert!(names.entities.iter().all(|e| !e.name.contains("15")));
    }

    #[test]
    fn it_that_is_acted_on_is_not_who_acts() {
        let text = "Northwind Energy sued a rival on Monday, calling it a fraud.";
        assert!(
            names(text)
                .references
                .iter()
                .all(|r| r.span.of(text) != "it")
        );
        let text = "Northwind Energy said on Monday that it had sued a rival.";
        assert!(
            names(text)
                .references
                .iter()
                .any(|r| r.span.of(text) == "it")
        );
    }

    #[test]
    fn a_relative_told_later_does_not_take_the_surname() {
        let text = "President Lindqvist met the miners on Monday. Lindqvist left with his wife, \
                    Karin Lindqvist, in the evening. Lindqvist spoke to the press.";
        let names = names(text);
        let karin = names
            .mentions
            .iter()
            .find(|m| m.span.of(text) == "Karin Lindqvist");
        let alone: Vec<u32> = names
            .mentions
            .iter()
            .filter(|m| m.span.of(text) == "Lindqvist")
            .map(|m| m.entity)
            .collect();
        assert_eq!(alone.len(), 3);
        assert!(alone.iter().all(|e| Some(*e) != karin.map(|m| m.entity)));
    }

    fn references(text: &str) -> Vec<String> {
        let names = names(text);
        names
            .references
            .iter()
            .map(|r| {
                format!(
                    "{}={}",
                    r.span.of(text),
                    names.entities[r.entity as usize].name
                )
            })
            .collect()
    }

    #[test]
    fn two_people_run_together_are_two() {
        let n = names(
            "Maria Santos met Erik Lund on Monday. The mayor of Porto backed Maria Santos Erik Lund in numbers. Erik Lund won.",
        );
        assert_eq!(entity(&n, "Maria Santos").aliases, ["Maria Santos"]);
        assert_eq!(entity(&n, "Erik Lund").aliases, ["Erik Lund"]);
    }

    #[test]
    fn who_took_the_picture_is_not_part_of_the_name() {
        let n = names("EPA Maria Santos left the court on Monday. Santos said nothing.");
        assert_eq!(entity(&n, "Maria Santos").kind, EntityType::Per);
    }

    #[test]
    fn a_surname_joins_its_full_name() {
        let n = names(
            "President Maria Santos arrived in Lisbon on Monday. Santos said the talks went well. M. Santos later left.",
        );
        let e = entity(&n, "Maria Santos");
        assert_eq!(e.kind, EntityType::Per);
        assert_eq!(e.aliases, ["Maria Santos", "Santos", "M. Santos"]);
        assert_eq!(e.roles, ["president"]);
        assert_eq!(entity(&n, "Lisbon").country.as_deref(), Some("PT"));
    }

    #[test]
    fn two_people_of_one_surname_stay_two() {
        let n =
            names("Anna Petrova met Ivan Petrov in Sofia. Petrov said little. Petrova said more.");
        assert_eq!(entity(&n, "Ivan Petrov").aliases, ["Ivan Petrov", "Petrov"]);
        assert_eq!(
            entity(&n, "Anna Petrova").aliases,
            ["Anna Petrova", "Petrova"]
        );
    }

    #[test]
    fn roles_before_and_after_the_name() {
        let n = names(
            "Russian Foreign Minister Sergei Ivanov spoke in Moscow. Jane Lowe, the acting head of the council, replied to the former president John Marsh.",
        );
        let e = entity(&n, "Sergei Ivanov");
        assert_eq!(
            (e.roles.as_slice(), e.country.as_deref()),
            (&["foreign minister".to_owned()][..], Some("RU"))
        );
        assert_eq!(
            entity(&n, "Jane Lowe").roles,
            ["acting head of the council"]
        );
        assert_eq!(entity(&n, "John Marsh").roles, ["former president"]);
    }

    #[test]
    fn a_role_keeps_the_capitals_of_the_names_in_it() {
        let n = names(
            "Karim Nazari, the acting foreign minister of Peru, met Jane Lowe, the head of the Oslo Bank, on Monday.",
        );
        let e = entity(&n, "Karim Nazari");
        assert_eq!(e.roles, ["acting foreign minister"]);
        assert_eq!(e.country.as_deref(), Some("PE"));
        assert_eq!(entity(&n, "Jane Lowe").roles, ["head of the Oslo Bank"]);
    }

    #[test]
    fn days_eras_and_titles_are_no_part_of_a_name() {
        let n = names(
            "Vikram Lowe flew to Oslo. On Sunday Lowe met Mayor Anna Petrova. In 202 BC Rome won the war, at 17:54 UTC.",
        );
        let all: Vec<&str> = n
            .entities
            .iter()
            .flat_map(|e| &e.aliases)
            .map(String::as_str)
            .collect();
        for alias in &all {
            for word in ["Sunday", "Mayor", "BC", "UTC"] {
                assert!(!alias.split(' ').any(|w| w == word), "{all:?}");
            }
        }
        assert!(all.contains(&"Anna Petrova"), "{all:?}");
    }

    #[test]
    fn a_name_goes_on_behind_a_hyphen_and_over_a_particle() {
        let n = names("Han Jae-woo met King Salim bin Yusuf in Oslo on Friday.");
        entity(&n, "Han Jae-woo");
        entity(&n, "King Salim bin Yusuf");
        // "US$2 million" names no country.
        let n = names("The bank lent US$2 million to Norway.");
        assert!(n.entities.iter().all(|e| e.name == "Norway"), "{n:?}");
    }

    #[test]
    fn the_words_beside_a_name_tell_what_it_is() {
        let n = names("Police named the driver as Zorvan Tell, 32, and took him to Oslo.");
        assert_eq!(entity(&n, "Zorvan Tell").kind, EntityType::Per);
        let n = names("Norwegian firms and the Norwegian province of Troms grew.");
        assert!(
            n.entities.iter().all(|e| e.kind != EntityType::Per),
            "{n:?}"
        );
        // A list without its comma, or two lines, are two people.
        let n = names("Nora Berg\nNora Anne Berg (born 3 May 1950) is a chemist.");
        assert!(
            n.entities.iter().all(|e| !e.name.contains("Berg Nora")),
            "{n:?}"
        );
    }

    #[test]
    fn initials_in_brackets_are_the_person_before_them() {
        let n = names("President Carl Nils Arne Berg (CNAB) spoke. CNAB left Oslo on Friday.");
        let berg = entity(&n, "Carl Nils Arne Berg");
        assert_eq!(berg.kind, EntityType::Per);
        assert!(n.entities.iter().all(|e| e.name != "CNAB"), "{n:?}");
    }

    #[test]
    fn a_name_holds_no_verb() {
        let n = names("In 219 BC Hannibal besieged Saguntum, an ally of Rome.");
        for e in &n.entities {
            assert!(e.aliases.iter().all(|a| !a.contains("besieged")), "{e:?}");
        }
    }

    #[test]
    fn the_title_is_heard_but_names_nothing_itself() {
        let text = "The minister spoke in Oslo. Lowe was calm.";
        let title = Doc::read("Anna Lowe and Bo Marsh met in Lima on Monday evening");
        let n = read(&mut Doc::read(text), Some(&title));
        for m in &n.mentions {
            assert!(text.get(m.span.range()).is_some());
        }
        assert!(n.entities.iter().all(|e| !e.name.contains("Marsh")));
    }

    #[test]
    fn an_acronym_joins_its_long_form() {
        let n = names(
            "The World Food Programme (WFP) sent help to Kenya. The WFP said the Central Bank of Kenya (CBK) had agreed.",
        );
        assert_eq!(
            entity(&n, "World Food Programme").aliases,
            ["World Food Programme", "WFP"]
        );
        assert_eq!(
            entity(&n, "Central Bank of Kenya").country.as_deref(),
            Some("KE")
        );
    }

    #[test]
    fn a_country_is_one_entity_under_all_its_names() {
        let n = names(
            "The United States and Peru signed the pact. Officials in the U.S. and in Lima said the US would pay.",
        );
        let e = entity(&n, "United States");
        assert_eq!(e.aliases, ["United States", "U.S.", "US"]);
        assert_eq!(e.country.as_deref(), Some("US"));
    }

    #[test]
    fn a_nickname_tears_no_name() {
        let n = names(
            "Edward Lodewijk \"Eddie\" Van Dalen died on Tuesday. His son is Wolfgang Van Dalen.",
        );
        assert_eq!(
            entity(&n, "Edward Lodewijk \"Eddie\" Van Dalen").kind,
            EntityType::Per
        );
        entity(&n, "Wolfgang Van Dalen");
    }

    #[test]
    fn clear_references_are_resolved_and_unclear_ones_left() {
        assert_eq!(
            references(
                "Foreign Minister Anna Marsh arrived in Oslo on Monday. She met the press. The minister left on Tuesday."
            ),
            ["She=Anna Marsh", "The minister=Anna Marsh"]
        );
        assert_eq!(
            references(
                "Tom Lowe called Peter Marsh to ask Paul Grant for help. They said that he was late."
            ),
            [""; 0]
        );
    }

    #[test]
    fn given_names_tell_he_from_she() {
        assert_eq!(
            references("Anna Marsh saw Peter Lowe in Oslo. She had left early, and he had not."),
            ["She=Anna Marsh", "he=Peter Lowe"]
        );
        // What the text says comes first.
        assert_eq!(
            references("Miss Peter Lowe saw Tom Berg in Oslo. She had left early."),
            ["She=Peter Lowe"]
        );
    }

    #[test]
    fn whoever_acted_before_is_meant_sooner_than_whom_the_given_name_fits() {
        assert_eq!(
            references("S. Lowe thanked Peter Marsh on Monday. He left on Friday."),
            ["He=S. Lowe"]
        );
    }

    #[test]
    fn whoever_is_meant_stays_in_mind() {
        assert_eq!(
            references(
                "Anna Marsh died on Monday. She was 84. She had led the party. She left it in May."
            ),
            ["She=Anna Marsh"; 3]
        );
    }

    #[test]
    fn a_relation_brought_in_beside_somebody_is_not_who_is_meant() {
        assert_eq!(
            references(
                "Peter Lowe died on Monday. His death was announced by his son Tom Lowe. He had led the party."
            ),
            ["His=Peter Lowe", "his=Peter Lowe", "He=Peter Lowe"]
        );
    }

    #[test]
    fn whoever_acts_in_the_clause_owns_what_is_his() {
        assert_eq!(
            references("Tom Lowe told Paul Grant that Peter Marsh had left his post."),
            ["his=Peter Marsh"]
        );
        assert_eq!(
            references("Peter Marsh hanged himself in his cell, Tom Lowe said."),
            ["himself=Peter Marsh", "his=Peter Marsh"]
        );
    }

    #[test]
    fn somebody_without_a_name_may_be_meant() {
        for text in [
            "Peter Lowe was buried on Monday. The coroner said he had no doubt.",
            "Anna Marsh was at home on Friday. A teacher fled. She was found in May.",
            "Peter Lowe was in court in May. Anna Marsh saw her brother while he slept.",
        ] {
            let found = references(text);
            assert!(
                !found
                    .iter()
                    .any(|r| r.starts_with("he=") || r.starts_with("She=")),
                "{found:?}"
            );
        }
        // But not where whoever has a name acts.
        assert_eq!(
            references("Peter Lowe stabbed a man before he fled."),
            ["he=Peter Lowe"]
        );
    }

    #[test]
    fn who_says_something_of_it_speaks_of_itself() {
        assert_eq!(
            references(
                "The Green Alliance met in Oslo. The World Food Programme said it had cut its rations."
            )[0],
            "it=World Food Programme"
        );
    }

    #[test]
    fn they_are_the_one_organisation_that_is_there() {
        assert_eq!(
            references(
                "The Green Alliance rejected the deal on Friday. They had asked for more time in March."
            ),
            ["They=Green Alliance"]
        );
        for text in [
            // Fishermen, two organisations, two people, an object: nobody can be sure.
            "The Green Alliance met the fishermen on Friday. They had asked for more time.",
            "The Green Alliance sued the World Food Programme on Friday. They had asked for more time.",
            "The Green Alliance heard Tom Lowe and Anna Marsh. They had asked for more time.",
            "On Friday a judge ruled against the Green Alliance. They had asked for more time.",
        ] {
            assert_eq!(references(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn reading_is_the_same_every_time() {
        let text = "Acme Corp. of Ohio sued Beta Ltd. in Paris. Acme said John Doe, its chief, had resigned.";
        assert_eq!(names(text), names(text));
    }

    proptest::proptest! {
        #[test]
        fn all_mentions_lie_inside_the_text(text in "([A-Z][a-z]{1,6}|Mr\\.|the|of|in|\\(|\\)|,|\\.|\\PC|王毅|U\\.S\\.|president|said|she|[ \n]){0,120}") {
            let n = names(&text);
            let mut at = 0;
            for m in &n.mentions {
                proptest::prop_assert!(m.span.start >= at && m.span.start < m.span.end);
                proptest::prop_assert!(text.get(m.span.range()).is_some());
                proptest::prop_assert!((m.entity as usize) < n.entities.len());
                at = m.span.end;
            }
            let mut at = 0;
            for r in &n.references {
                proptest::prop_assert!(r.span.start >= at && text.get(r.span.range()).is_some());
                proptest::prop_assert!((r.entity as usize) < n.entities.len());
                proptest::prop_assert!(n.mentions.iter().all(|m| !m.span.overlaps(r.span)));
                at = r.span.end;
            }
        }
    }
}
