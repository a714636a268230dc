//! What is won and lost: an election, a game or a battle, by the words of its sentence.

use super::EventType;
use super::clause::Clauses;
use super::draft::Draft;
use super::phrase::is_hyphen;
use super::word;
use crate::text::{Doc, Xpos};

/// The type of an event that tells who won or lost, where its sentence says in what.
pub(super) fn contest(doc: &Doc<'_>, clauses: &Clauses, draft: &Draft) -> Option<EventType> {
    let contested = matches!(
        draft.lemma.as_ref(),
        "win" | "beat" | "lose" | "defeat" | "victory" | "loss" | "draw" | "race" | "contest"
    );
    let open = matches!(
        draft.kind,
        EventType::Other | EventType::Assault | EventType::Sport
    );
    if !contested || !open {
        return None;
    }
    if let Some(v) = draft.verb().map(|n| &clauses.verbs[n]) {
        // "lost control of the car", "won an award": no contest.
        let attained = matches!(draft.lemma.as_ref(), "win" | "lose");
        let other = v.object.filter(|_| attained).is_some_and(|o| {
            let noun = word::noun(doc, clauses.phrases[o].head);
            !plays(&noun) && !elects(&noun)
        });
        if v.passive || other {
            return None;
        }
    }
    let (mut election, mut sport, mut battle) = (false, false, false);
    for t in clauses.tokens.clone() {
        let noun = word::noun(doc, t);
        election |= elects(&noun);
        sport |= plays(&noun);
        battle |= fights(&noun);
        sport |= score(doc, t, clauses.tokens.end);
    }
    // "Scipio defeated Hannibal at Zama in 202 BC", "the army's victory".
    let beaten = matches!(draft.lemma.as_ref(), "defeat" | "beat" | "victory");
    match (battle, election, sport) {
        (true, false, false) if beaten => Some(EventType::Assault),
        (false, true, false) => Some(EventType::Election),
        (false, false, true) => Some(EventType::Sport),
        _ => None,
    }
    .filter(|kind| *kind != draft.kind)
}

/// "2-0", "31–24": whether a score opens at token `t`.
fn score(doc: &Doc<'_>, t: usize, end: usize) -> bool {
    let number = |t: usize| doc.tokens[t].xpos == Xpos::CD && doc.forms[t].len <= 3;
    t + 2 < end
        && number(t)
        && is_hyphen(doc, t + 1)
        && number(t + 2)
        && doc.tight(t)
        && doc.tight(t + 1)
        && (t + 3 >= end || !is_hyphen(doc, t + 3))
}

fn elects(noun: &str) -> bool {
    matches!(
        noun,
        "election"
            | "vote"
            | "voter"
            | "poll"
            | "ballot"
            | "referendum"
            | "candidate"
            | "nominee"
            | "primary"
            | "electorate"
            | "constituency"
            | "caucus"
            | "runoff"
            | "electoral"
            | "presidency"
            | "parliament"
            | "senate"
            | "senator"
            | "seat"
            | "electors"
    )
}

fn plays(noun: &str) -> bool {
    matches!(
        noun,
        "match"
            | "game"
            | "tournament"
            | "championship"
            | "championships"
            | "cup"
            | "league"
            | "medal"
            | "semifinal"
            | "semi-final"
            | "quarterfinal"
            | "final"
            | "olympics"
            | "stadium"
            | "coach"
            | "team"
            | "teammate"
            | "season"
            | "goal"
            | "innings"
            | "wicket"
            | "striker"
            | "goalkeeper"
            | "midfielder"
            | "grand_slam"
            | "tennis"
            | "football"
            | "rugby"
            | "cricket"
            | "basketball"
            | "boxing"
            | "golf"
            | "marathon"
            | "sprint"
            | "title"
            | "podium"
            | "trophy"
            | "playoff"
            | "batsman"
            | "tour"
            | "lap"
    )
}

fn fights(noun: &str) -> bool {
    matches!(
        noun,
        "war"
            | "bc"
            | "battle"
            | "army"
            | "troop"
            | "troops"
            | "soldier"
            | "rebel"
            | "fleet"
            | "siege"
            | "militia"
            | "forces"
            | "cavalry"
            | "legion"
            | "navy"
            | "gun"
    )
}
