//! What is won and lost: an election, a game or a battle, by the words of its sentence.

use super::EventType;
use super::clause::Clauses;
use super::draft::Draft;
use super::word;
use crate::text::Doc;

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
    // "lost control of the car", "won an award": no contest.
    let other = draft
        .verb()
        .and_then(|n| clauses.verbs[n].object)
        .is_some_and(|o| {
            let noun = word::noun(doc, clauses.phrases[o].head);
            matches!(draft.lemma.as_ref(), "win" | "lose") && !plays(&noun) && !elects(&noun)
        });
    let befell = draft.verb().is_some_and(|n| clauses.verbs[n].passive);
    if !contested || !open || other || befell {
        return None;
    }
    let (mut election, mut sport, mut battle) = (false, false, false);
    for t in clauses.tokens.clone() {
        let noun = word::noun(doc, t);
        election |= elects(&noun);
        sport |= plays(&noun);
        battle |= fights(&noun);
    }
    match (election, sport) {
        // "Scipio defeated Hannibal at Zama in 202 BC", "the army's victory".
        _ if battle && !sport && !election => {
            let beaten = matches!(draft.lemma.as_ref(), "defeat" | "beat" | "victory");
            beaten.then_some(EventType::Assault)
        }
        _ if battle => None,
        (true, false) => Some(EventType::Election),
        (false, true) => Some(EventType::Sport),
        _ => None,
    }
    .filter(|kind| *kind != draft.kind)
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
