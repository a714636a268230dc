//! The type of an event, with the reason.

use super::EventType;
use super::clause::{Clauses, Form};
use super::draft::{Draft, Trigger};
use super::lexicon::lexicon;
use super::name::Who;
use super::{Modality, word};
use crate::entity::EntityType;
use crate::text::form::{hashed, is};
use crate::text::{Doc, Xpos};
use smallvec::SmallVec;
use smol_str::SmolStr;
use std::borrow::Cow;

/// What speaks for a type, how strongly, and in which words.
struct Vote<'a> {
    kind: EventType,
    weight: u8,
    /// The subject, the words and the object that say so; subject and object often play no part.
    subject: Option<Cow<'a, str>>,
    words: [Cow<'a, str>; 2],
    object: Option<Cow<'a, str>>,
}

type Votes<'a> = SmallVec<[Vote<'a>; 4]>;

impl<'a> Vote<'a> {
    fn word(kind: EventType, weight: u8, word: Cow<'a, str>) -> Self {
        Self {
            kind,
            weight,
            subject: None,
            words: [word, Cow::Borrowed("")],
            object: None,
        }
    }

    /// The reason for the type.
    fn reason(&self) -> SmolStr {
        let [first, second] = &self.words;
        if let (None, None) = (&self.subject, &self.object) {
            let gap = if second.is_empty() { "" } else { " " };
            return ["“", first, gap, second, "”"].into_iter().collect();
        }
        let subject = self.subject.as_deref().map_or(["", ""], |s| [s, " + "]);
        let second = if second.is_empty() {
            ["", ""]
        } else {
            [" ", second]
        };
        let object = self.object.as_deref().map_or(["", ""], |o| [" + ", o]);
        let words = [["“", ""], subject, [first, ""], second, object, ["”", ""]];
        words.into_iter().flatten().collect()
    }
}

/// What an article as a whole tells of, for words that may mean several things.
#[derive(Clone, Copy)]
pub(super) struct Scene {
    /// Of what explodes by itself, and of no attack.
    pub mishap: bool,
    /// Of weapons, and of nobody who stops working.
    pub armed: bool,
}

/// What the article tells of.
pub(super) fn scene(doc: &Doc<'_>) -> Scene {
    let (mut works, mut attack, mut labour) = (false, false, false);
    for t in 0..doc.tokens.len() {
        match doc.low(t) {
            "gas" | "oil" | "plant" | "factory" | "mine" | "rig" | "refinery" | "boiler"
            | "fuel" | "tanker" | "fireworks" | "chemical" | "chemicals" | "leak" | "pipeline"
            | "reactor" | "ammonium" | "spill" | "warehouse" | "miners" => works = true,
            "attack" | "attacks" | "attacked" | "attacker" | "attackers" | "bomb" | "bombs"
            | "bomber" | "bombing" | "bombings" | "suicide" | "militant" | "militants"
            | "insurgent" | "insurgents" | "terrorist" | "terrorists" | "terrorism" | "gunmen"
            | "rebels" | "missile" | "missiles" | "grenade" | "grenades" | "airstrike"
            | "airstrikes" | "shelling" | "sabotage" => attack = true,
            "union" | "unions" | "workers" | "worker" | "walkout" | "wages" | "pay" | "staff"
            | "teachers" | "drivers" | "nurses" | "doctors" | "pilots" | "employees"
            | "employers" | "hunger" => labour = true,
            _ => {}
        }
    }
    Scene {
        mishap: works && !attack,
        armed: attack && !labour,
    }
}

/// Gives `draft` its type, the runner-up and the reason. `scene` is what the whole article tells of.
pub(super) fn kind(
    doc: &Doc<'_>,
    who: &Who<'_>,
    clauses: &Clauses,
    draft: &mut Draft,
    scene: &dyn Fn() -> Scene,
) {
    let mut votes = Votes::new();
    match draft.trigger {
        Trigger::Verb(n) => verb(doc, who, clauses, n, &mut votes),
        Trigger::Noun(k, carrier) => {
            let head = clauses.phrases[k].head;
            // "cardiac arrest" is no deed of the police.
            let body = head
                .checked_sub(1)
                .filter(|_| is!(doc, head, "arrest" | "attack" | "attacks" | "failure"))
                .map(|t| doc.low(t))
                .filter(|low| matches!(*low, "cardiac" | "heart" | "panic" | "asthma"));
            if let Some(low) = body {
                let mut vote = Vote::word(EventType::Death, 4, low.into());
                vote.words[1] = word::noun(doc, head);
                votes.push(vote);
            }
            // "crashed on departure from the airport": nobody gives up an office.
            let leaves = draft.lemma == "departure"
                && clauses.phrases.get(k + 1).is_some_and(|q| {
                    q.prep.is_some_and(|t| is!(doc, t, "from"))
                        && (called(who, clauses, k + 1, EntityType::Loc)
                            || is!(doc, q.head, "airport" | "port" | "station" | "Airport"))
                });
            for sense in draft.word.noun.iter().filter(|_| !leaves) {
                if let Some(kind) = sense.kind {
                    let weight = if sense.weak { 2 } else { 3 };
                    votes.push(Vote::word(kind, weight, word::noun(doc, head)));
                }
            }
            if let Some(v) = carrier {
                verb(doc, who, clauses, v, &mut votes);
            }
        }
        Trigger::Word(t, _) => {
            for kind in draft.word.noun.iter().filter_map(|s| s.kind) {
                votes.push(Vote::word(kind, 2, doc.low(t).into()));
            }
            for sense in &draft.word.verb {
                if sense.objects.is_empty() && sense.subjects.is_empty() {
                    votes.push(Vote::word(sense.kind, 1, doc.low(t).into()));
                }
            }
        }
    }
    // Of those that weigh the same the first.
    let heaviest = |but: Option<EventType>| {
        let votes = votes.iter().filter(|v| Some(v.kind) != but);
        votes.rev().max_by_key(|v| v.weight)
    };
    let Some(best) = heaviest(None) else {
        draft.kind_reason = SmolStr::new_static("no word in it points to a type");
        contested(doc, clauses, draft);
        return;
    };
    draft.kind = best.kind;
    draft.second = heaviest(Some(best.kind)).map(|v| v.kind);
    draft.kind_reason = best.reason();
    context(doc, clauses, draft, scene);
    explosion(doc, clauses, draft, scene);
    contested(doc, clauses, draft);
}

/// Gives `draft` its type by what is won and lost in its sentence.
fn contested(doc: &Doc<'_>, clauses: &Clauses, draft: &mut Draft) {
    if let Some(kind) = super::contest::contest(doc, clauses, draft) {
        let reason = format!("“{}”, by what is won in its sentence", draft.lemma);
        retype(draft, kind, reason);
    }
}

/// Makes `draft` an event of another type, which has been its first so far.
fn retype(draft: &mut Draft, kind: EventType, reason: impl Into<SmolStr>) {
    draft.second = Some(draft.kind);
    draft.kind = kind;
    draft.kind_reason = reason.into();
}

/// What somebody lays, throws or fires, and what explodes.
fn explosive(noun: &str) -> bool {
    matches!(
        noun,
        "bomb" | "grenade" | "device" | "missile" | "rocket" | "shell" | "landmine" | "ied"
    )
}

/// An explosion is an attack where somebody laid the bomb, an accident where the article tells of
/// what explodes by itself.
fn explosion(doc: &Doc<'_>, clauses: &Clauses, draft: &mut Draft, scene: &dyn Fn() -> Scene) {
    let explodes = |w: &str| matches!(w, "explosion" | "blast" | "explode");
    let mut agents = (draft.agents.iter()).map(|k| word::noun(doc, clauses.phrases[*k].head));
    match draft.kind {
        // "protests exploded to new levels".
        EventType::Accident
            if draft.lemma == "explode"
                && (draft.agents.iter()).any(|k| {
                    let head = clauses.phrases[*k].head;
                    let noun = matches!(doc.tokens[head].xpos, Xpos::NN | Xpos::NNS);
                    noun && !explosive(&word::noun(doc, head)) && word::tells(doc, head)
                }) =>
        {
            let reason = "“explode” of what happens".to_owned();
            retype(draft, EventType::Other, reason);
        }
        EventType::Accident if explodes(&draft.lemma) => {
            if let Some(arms) = agents.find(|head| explosive(head)) {
                let reason = format!("“{}” of a {arms}", draft.lemma);
                retype(draft, EventType::Assault, reason);
            }
        }
        EventType::Assault
            if (explodes(&draft.lemma) || agents.any(|head| explodes(&head))) && scene().mishap =>
        {
            let reason = &draft.kind_reason;
            let reason = format!("{reason}, and nobody is told to have attacked");
            retype(draft, EventType::Accident, reason);
        }
        _ => {}
    }
}

fn verb<'a>(
    doc: &'a Doc<'_>,
    who: &Who<'_>,
    clauses: &'a Clauses<'_>,
    n: usize,
    votes: &mut Votes<'a>,
) {
    let v = &clauses.verbs[n];
    let object = v.object.or(if v.passive { v.subject } else { None });
    let head = |k: usize| word::noun(doc, clauses.phrases[k].head);
    let particle = v.particle.map(|p| doc.low(p));
    let pair = particle.map(|p| (lexicon().pair(v.word, &v.lemma, p), p, 3));
    for (word, particle, bonus) in pair.into_iter().chain([(v.word, "", 0)]) {
        for sense in &word.verb {
            // "maintained top spot", "added a runway": said is what stands in a clause.
            let thing = particle.is_empty()
                && matches!(v.lemma.as_ref(), "maintain" | "add" | "hold" | "address")
                && sense.kind == EventType::Statement
                && sense.objects.is_empty()
                && object.is_some();
            // "recognized that it had failed": found, not honoured.
            let found = particle.is_empty()
                && matches!(v.lemma.as_ref(), "recognize" | "recognise")
                && object.is_none();
            // "ran for cover", "was devastated when she fell ill".
            let cover = particle == "for"
                && v.lemma == "run"
                && (clauses.phrases.iter())
                    .find(|p| p.prep == v.particle)
                    .is_some_and(|p| {
                        is!(
                            doc,
                            p.head,
                            "cover"
                                | "shelter"
                                | "safety"
                                | "life"
                                | "lives"
                                | "exit"
                                | "exits"
                                | "hours"
                                | "minutes"
                                | "days"
                                | "weeks"
                                | "years"
                        )
                    });
            let moved = v.lemma == "devastate"
                && v.passive
                && object.is_some_and(|k| called(who, clauses, k, EntityType::Per));
            // "was flown to a hospital".
            let flown = particle == "to" && v.lemma == "fly" && v.passive;
            // "fell asleep", "fell behind".
            let becomes = v.lemma == "fall"
                && particle.is_empty()
                && v.end < clauses.tokens.end
                && word::fallen(doc, v.end);
            if thing || found || cover || moved || flown || becomes {
                continue;
            }
            let first = if v.lemma.contains('_') {
                Cow::Owned(v.lemma.replace('_', " "))
            } else {
                Cow::Borrowed(v.lemma.as_ref())
            };
            let mut vote = Vote::word(sense.kind, 3 + bonus, first);
            vote.words[1] = particle.into();
            if !sense.objects.is_empty() {
                let Some(k) = object else { continue };
                // PERSON stands for whatever can be met or freed, PLACE for what can be conquered.
                let stands = || match sense.objects.as_slice() {
                    ["PERSON"] => somebody(doc, who, clauses, k),
                    ["PLACE"] => called(who, clauses, k, EntityType::Loc),
                    _ => false,
                };
                let mut words = clauses.phrases[k].tokens.clone();
                let Some(o) = words
                    .find_map(|t| {
                        let word = word::noun(doc, t);
                        sense.objects.contains(&word.as_ref()).then_some(word)
                    })
                    .or_else(|| stands().then(|| head(k)))
                else {
                    continue;
                };
                vote.weight += if head(k) == o { 5 } else { 4 };
                vote.object = Some(o);
            }
            if !sense.subjects.is_empty() {
                let Some(s) = v
                    .subject
                    .filter(|_| !v.passive)
                    .map(head)
                    .filter(|w| sense.subjects.contains(&w.as_ref()))
                else {
                    continue;
                };
                vote.weight += 6;
                vote.subject = Some(s);
            }
            votes.push(vote);
        }
    }
}

/// Whether a phrase names something of this type.
fn called(who: &Who<'_>, clauses: &Clauses, k: usize, kind: EntityType) -> bool {
    let entity = who.entity(clauses, k);
    entity.is_some_and(|(e, _)| who.is(e, &[kind]))
}

/// Whether a phrase names or describes people.
fn somebody(doc: &Doc<'_>, who: &Who<'_>, clauses: &Clauses, k: usize) -> bool {
    use crate::text::known::{GROUP, PERSON};
    let p = &clauses.phrases[k];
    let field = word::named(doc, p.head).field();
    let name = matches!(doc.tokens[p.head].xpos, Xpos::NNP) && field == 0;
    // "Brown", "Cook": names that are words besides.
    name || p.pronoun || matches!(field, PERSON | GROUP) || called(who, clauses, k, EntityType::Per)
}

/// Words of money and shares.
fn figure(low: &str) -> bool {
    matches!(
        low,
        "pct"
            | "percent"
            | "%"
            | "percentage"
            | "billion"
            | "million"
            | "mln"
            | "bln"
            | "points"
            | "cents"
            | "$"
            | "€"
            | "£"
            | "dlrs"
            | "barrels"
            | "tonnes"
    )
}

/// What has no body and can only fall as a figure does: prices, yields, support.
fn counted(noun: &str) -> bool {
    // Act, attribute, cognition, communication, possession, quantity, relation, state.
    matches!(
        crate::text::known::field(noun),
        2 | 5 | 7 | 8 | 19 | 21 | 22 | 24
    )
}

/// What a thing without a will that kills is to those it kills: "masonry killed a woman".
fn lifeless(noun: &str) -> Option<EventType> {
    use crate::text::known::field;
    let arms = explosive(noun)
        || matches!(
            noun,
            "gun"
                | "gunfire"
                | "bullet"
                | "shot"
                | "mine"
                | "drone"
                | "weapon"
                | "knife"
                | "mortar"
                | "artillery"
                | "rifle"
                | "tank"
                | "jet"
                | "warplane"
                | "plane"
                | "helicopter"
                | "bomber"
                | "aircraft"
                | "fighter"
                | "gunship"
                | "warship"
                | "explosive"
                | "poison"
                | "gas"
                | "firearm"
        );
    // Animal, artifact, object, plant, substance; phenomenon.
    match field(noun) {
        _ if arms => None,
        3 | 4 | 15 | 18 | 25 => Some(EventType::Accident),
        17 => Some(EventType::Disaster),
        _ => None,
    }
}

/// Words of space travel.
fn spatial(low: &str) -> bool {
    matches!(
        low,
        "space"
            | "spacecraft"
            | "moon"
            | "lunar"
            | "mars"
            | "martian"
            | "venus"
            | "orbit"
            | "orbital"
            | "orbiter"
            | "rocket"
            | "capsule"
            | "probe"
            | "satellite"
            | "lander"
            | "rover"
            | "module"
            | "astronaut"
            | "astronauts"
            | "cosmonaut"
            | "cosmonauts"
            | "shuttle"
            | "spaceship"
            | "nasa"
            | "spacex"
            | "apollo"
            | "soyuz"
            | "crewed"
            | "asteroid"
            | "comet"
            | "planet"
            | "telescope"
            | "launch"
    )
}

/// What surrounds the words can change the type: who does it, and whether it is only announced.
fn context(doc: &Doc<'_>, clauses: &Clauses, draft: &mut Draft, scene: &dyn Fn() -> Scene) {
    let harm = matches!(draft.kind, EventType::Assault)
        && matches!(
            draft.lemma.as_ref(),
            "kill" | "wound" | "injure" | "hurt" | "explosion" | "blast" | "explode"
        );
    if harm {
        // A crash or a flood kills without an assailant.
        let all = draft
            .agents
            .iter()
            .chain(&draft.others)
            .chain(&draft.places);
        // "killed near his house": what something stands beside kills nobody.
        let standing: Vec<String> = (draft.places.iter())
            .filter(|k| !draft.agents.contains(k))
            .map(|k| word::noun(doc, clauses.phrases[*k].head).into_owned())
            .collect();
        let meant = draft.stand_in.as_ref().and_then(|meant| {
            let word = meant.0.first()?.name.rsplit(' ').next()?.to_lowercase();
            Some(crate::text::lemma(&word, crate::text::Upos::Noun).into_owned())
        });
        let words = all.flat_map(|k| {
            // "Typhoon Phanfone": the name is the head.
            let p = &clauses.phrases[*k];
            let named = doc.tokens[p.head].xpos == Xpos::NNP;
            let from = if named { p.tokens.start } else { p.head };
            (from..=p.head).map(|t| word::noun(doc, t).into_owned())
        });
        let attacked = clauses.tokens.clone().any(|t| {
            let low = doc.low(t);
            matches!(
                low,
                "attack" | "attacks" | "attacked" | "raid" | "raids" | "strike" | "war"
            )
        });
        // "were killed when a bus crashed", "the bus crashed and killed two".
        let nobody = draft.agents.is_empty();
        let when = clauses.verbs.iter().filter(|v| {
            let marked = v.mark.is_some_and(|m| is!(doc, m, "when" | "after" | "as"));
            let same = v.subject.is_some_and(|s| draft.agents.contains(&s));
            nobody && marked || same
        });
        // "were killed when the quake struck".
        let struck = when.clone().find_map(|v| {
            let head = clauses.phrases[v.subject.filter(|_| nobody)?].head;
            let lemma = word::noun(doc, head);
            let kind = lexicon().noun(&lemma).first()?.kind?;
            matches!(kind, EventType::Accident | EventType::Disaster).then_some((lemma, kind))
        });
        if let Some((lemma, kind)) = struck {
            let reason = format!("{} when “{lemma}” came", draft.kind_reason);
            retype(draft, kind, reason);
            return;
        }
        let wrecks = when.filter(|v| {
            let senses = v.word.verb.first();
            senses.is_some_and(|s| s.kind == EventType::Accident && s.objects.is_empty())
        });
        // "was killed while working at the station".
        let works = clauses.verbs.iter().find(|v| {
            v.form == Form::Gerund
                && v.start > clauses.tokens.start
                && is!(doc, v.start - 1, "while")
                && hashed!(
                    v.hash,
                    "work"
                        | "repair"
                        | "clean"
                        | "cross"
                        | "ride"
                        | "climb"
                        | "swim"
                        | "drive"
                        | "train"
                        | "build"
                )
        });
        if let Some(v) = works.filter(|_| nobody && !attacked) {
            let reason = format!("{} while “{}”", draft.kind_reason, doc.low(v.token));
            retype(draft, EventType::Accident, reason);
            return;
        }
        let wrecks = wrecks.map(|v| v.lemma.to_string());
        let wrecked: Vec<String> = wrecks.collect();
        for lemma in words
            .chain(meant)
            .chain(wrecked.iter().cloned())
            .collect::<Vec<_>>()
        {
            let fire = matches!(
                lemma.as_str(),
                "fire" | "virus" | "disease" | "illness" | "flu" | "infection" | "strain"
            );
            if let Some(kind) = lexicon()
                .noun(&lemma)
                .first()
                .and_then(|s| s.kind)
                .filter(|kind| matches!(kind, EventType::Accident | EventType::Disaster))
                .or_else(|| fire.then_some(EventType::Disaster))
                .or_else(|| lifeless(&lemma).filter(|_| !attacked && !standing.contains(&lemma)))
                .or_else(|| wrecked.contains(&lemma).then_some(EventType::Accident))
            {
                let reason = format!("{} by “{lemma}”", draft.kind_reason);
                retype(draft, kind, reason);
                return;
            }
        }
    }
    // "a 3 pct fall", "the deficit fell from 1.2 billion": figures fall, nobody is hurt.
    let around = match draft.trigger {
        Trigger::Verb(n) | Trigger::Noun(_, Some(n)) => clauses.verbs[n].scope.clone(),
        Trigger::Noun(k, None) | Trigger::Word(_, Some(k)) => clauses.phrases[k].tokens.clone(),
        Trigger::Word(t, None) => t..t,
    };
    if draft.kind == EventType::Accident
        && matches!(
            draft.lemma.as_ref(),
            "fall" | "drop" | "slide" | "plunge" | "slip"
        )
        && (around.into_iter().any(|t| figure(doc.low(t)))
            || draft.agents.iter().any(|k| {
                let head = clauses.phrases[*k].head;
                let noun = matches!(doc.tokens[head].xpos, Xpos::NN | Xpos::NNS);
                noun && counted(&word::noun(doc, head))
            }))
    {
        draft.second = None;
        draft.kind = EventType::Business;
        draft.kind_reason = format!("“{}” of figures", draft.lemma).into();
    }
    // "called on the former president" is a visit; "called on him to resign" asks.
    let visits = match draft.trigger {
        Trigger::Verb(n) => {
            let v = &clauses.verbs[n];
            let asks = |u: &super::clause::Verb| {
                u.governor == Some(n) && u.form == super::clause::Form::Infinitive
            };
            v.lemma == "call"
                && v.particle.is_some_and(|p| is!(doc, p, "on"))
                && !clauses.verbs.iter().any(asks)
        }
        _ => false,
    };
    if visits && draft.kind == EventType::Request {
        let reason = "“call on” somebody, with nothing asked";
        retype(draft, EventType::Consult, reason);
    }
    // "launched a probe" is an inquiry where it looks into something, else a craft.
    let probe = draft
        .verb()
        .and_then(|n| clauses.verbs[n].object)
        .filter(|o| {
            let p = &clauses.phrases[*o];
            let into = |w: &str| matches!(w, "into" | "over" | "against" | "of");
            let next = Some(p.tokens.end).filter(|t| *t < clauses.tokens.end);
            is!(doc, p.head, "probe") && !next.is_some_and(|t| into(doc.low(t)))
        });
    if probe.is_some() && draft.kind == EventType::Accuse {
        let reason = "“launch” with “probe”, and nothing it looks into";
        retype(draft, EventType::Science, reason);
    }
    // "a missile strike", "strikes on the town" are no walkouts.
    if let Trigger::Noun(k, _) = draft.trigger
        && draft.lemma == "strike"
        && draft.kind == EventType::Protest
    {
        let p = &clauses.phrases[k];
        let armed = |t: usize| {
            is!(
                doc,
                t,
                "missile"
                    | "air"
                    | "drone"
                    | "rocket"
                    | "military"
                    | "bomb"
                    | "nuclear"
                    | "precision"
                    | "retaliatory"
                    | "artillery"
                    | "naval"
                    | "cruise"
            )
        };
        let on = clauses
            .phrases
            .get(k + 1)
            .and_then(|q| q.prep)
            .filter(|t| *t == p.tokens.end);
        let hunger = p.tokens.clone().any(|t| is!(doc, t, "hunger" | "general"));
        let aimed = on.is_some_and(|t| is!(doc, t, "on" | "against"));
        let with = (p.tokens.start..p.head).any(armed);
        if with || !hunger && (aimed || scene().armed) {
            let reason = match with || aimed {
                true => "“strike” with weapons or on somebody",
                false => "“strike” in an article of weapons, not of work",
            };
            retype(draft, EventType::Assault, reason);
        }
    }
    // "a landing at the airport": of the sciences only with what flies in space; "tested positive"
    // tells of an illness.
    let flies = matches!(
        draft.lemma.as_ref(),
        "landing" | "land" | "flight" | "mission" | "launch" | "liftoff" | "lift_off" | "orbit"
    );
    let tested = draft.lemma == "test"
        && draft.tokens.end < clauses.tokens.end
        && is!(doc, draft.tokens.end, "positive")
        && !clauses.tokens.clone().any(|t| {
            let low = doc.low(t);
            matches!(
                low,
                "doping" | "drug" | "drugs" | "steroid" | "steroids" | "alcohol" | "banned"
            )
        });
    if draft.kind == EventType::Science
        && (tested
            || flies
                && !(clauses.tokens.clone())
                    .any(|t| !draft.tokens.contains(&t) && spatial(doc.low(t))))
    {
        let (kind, reason) = if tested {
            let reason = "“test positive” for an illness".to_owned();
            (EventType::Disaster, reason)
        } else {
            let reason = format!("“{}”, and nothing that flies in space", draft.lemma);
            (EventType::Other, reason)
        };
        retype(draft, kind, reason);
    }
    let hostile = matches!(
        draft.kind,
        EventType::Sanction
            | EventType::Coerce
            | EventType::Assault
            | EventType::Mobilize
            | EventType::Protest
    );
    if draft.modality == Modality::Threatened && draft.kind != EventType::Threaten {
        let reason = format!("threatened: {}", draft.kind_reason);
        retype(draft, EventType::Threaten, reason);
    } else if draft.modality == Modality::Planned
        && hostile
        && draft
            .verb()
            .is_some_and(|v| clauses.verbs[v].modal.is_some())
    {
        let reason = format!("announced: {}", draft.kind_reason);
        retype(draft, EventType::Threaten, reason);
    }
}
