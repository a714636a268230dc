//! Whether an event is told as a fact, planned, threatened, denied or merely possible.

use super::clause::{Clauses, Form, Tense, Tie, Verb};
use super::draft::{Draft, Trigger};
use super::{Family, Modality};
use crate::text::form::{Shape, hashed, is};
use crate::text::{Doc, Xpos, known};

/// The modality of `draft`.
pub(super) fn modality(doc: &Doc<'_>, clauses: &Clauses, draft: &Draft) -> Modality {
    let read = read(doc, clauses, draft);
    match read {
        Modality::Asserted if asked(doc, clauses, draft) => Modality::Hypothetical,
        read => read,
    }
}

/// Whether what it stands in ends with a question mark: who asks does not assert. What is asked in a
/// quotation leaves the sentence around it alone.
fn asked(doc: &Doc<'_>, clauses: &Clauses, draft: &Draft) -> bool {
    let end = doc
        .sentences
        .get(draft.sentence)
        .map_or(draft.tokens.end, |s| s.tokens.end as usize);
    let quoted = clauses.is_quoted(draft.tokens.start);
    (draft.tokens.end..end)
        .find(|t| is!(doc, *t, "?" | "!" | ".") && clauses.is_quoted(*t) == quoted)
        .is_some_and(|t| is!(doc, t, "?"))
}

fn read(doc: &Doc<'_>, clauses: &Clauses, draft: &Draft) -> Modality {
    match draft.trigger {
        Trigger::Verb(n) => verb(doc, clauses, n, 0),
        Trigger::Noun(k, Some(n)) => match verb(doc, clauses, n, 0) {
            Modality::Asserted => noun(doc, clauses, k),
            other => other,
        },
        Trigger::Noun(k, None) => noun(doc, clauses, k),
        Trigger::Word(t, _) => match clauses.verb_of(t) {
            Some(n) if clauses.verbs[n].copula && clauses.verbs[n].token < t => {
                verb(doc, clauses, n, 0)
            }
            _ => Modality::Asserted,
        },
    }
}

fn verb(doc: &Doc<'_>, clauses: &Clauses, n: usize, depth: u8) -> Modality {
    let v = &clauses.verbs[n];
    // "Neither has Norway joined the ban".
    let neither = is!(doc, clauses.tokens.start, "neither" | "nor")
        && v.form == Form::Finite
        && v.tie == Tie::Main
        && (clauses.verbs[..n].iter())
            .all(|u| u.form != Form::Finite || u.start == clauses.tokens.start + 1)
        && v.subject
            .is_some_and(|s| clauses.phrases[s].tokens.start > clauses.tokens.start + 1);
    // "would neither confirm nor deny it".
    let nor = v.token > clauses.tokens.start && is!(doc, v.token - 1, "neither" | "nor");
    if v.negated || neither || nor || none(doc, clauses, v) {
        return Modality::Negated;
    }
    if v.mark.is_some_and(|m| {
        is!(
            doc,
            m,
            "if" | "unless" | "whether" | "provided" | "providing"
        )
    }) {
        return Modality::Hypothetical;
    }
    match v.modal {
        Some("will" | "shall" | "'ll" | "’ll" | "wo") => return Modality::Planned,
        Some("would") => {
            return if v.perfect {
                Modality::Hypothetical
            } else {
                Modality::Planned
            };
        }
        Some("may" | "might" | "could" | "can" | "ca" | "should" | "must" | "ought") => {
            return Modality::Hypothetical;
        }
        _ => {}
    }
    if v.form == Form::Infinitive {
        let Some(g) = v.governor else {
            // "Tesco to sell its shops", "For a candidate to win, …".
            let needed = v
                .subject
                .and_then(|s| clauses.phrases[s].prep)
                .is_some_and(|t| is!(doc, t, "for"));
            return match needed {
                true => Modality::Hypothetical,
                false => Modality::Planned,
            };
        };
        // "would allow him to act and spend": as the one it is joined to.
        let joined = v.tie == Tie::Joined && clauses.verbs[g].form == Form::Infinitive;
        if joined && depth < 6 {
            return verb(doc, clauses, g, depth + 1);
        }
        return infinitive(doc, clauses, v, g, depth);
    }
    if v.form == Form::Gerund && !v.progressive {
        let before = v.start.checked_sub(1).map_or("", |t| doc.low(t));
        if before == "without"
            || before == "from"
                && v.governor
                    .is_some_and(|g| prevents(&clauses.verbs[g].lemma))
        {
            return Modality::Negated;
        }
        // "a step closer to being sent", "opposed to selling it".
        let nearly = before == "to"
            && v.start >= clauses.tokens.start + 2
            && is!(
                doc,
                v.start - 2,
                "close"
                    | "closer"
                    | "closest"
                    | "near"
                    | "nearer"
                    | "opposed"
                    | "open"
                    | "commitment"
            );
        // "the risk of losing it", "the routine of buying books".
        let thought = before == "of"
            && v.start >= clauses.tokens.start + 2
            && matches!(
                super::word::noun(doc, v.start - 2).as_ref(),
                "risk"
                    | "danger"
                    | "possibility"
                    | "prospect"
                    | "idea"
                    | "chance"
                    | "hope"
                    | "habit"
                    | "routine"
                    | "practice"
                    | "goal"
                    | "aim"
                    | "intention"
                    | "dream"
                    | "threat"
                    | "fear"
                    | "cost"
                    | "way"
                    | "count"
                    | "charge"
                    | "allegation"
                    | "suspicion"
            );
        // "The reforms include reducing costs": what is meant to be done.
        let meant = v.governor.is_some_and(|g| {
            let g = &clauses.verbs[g];
            let listed = g.end == v.start || matches!(before, "and" | "or" | ",");
            // "The attack involved burning barns": that was done.
            let deed = |k: usize| {
                let noun = super::word::named(doc, clauses.phrases[k].head).word;
                let kind = noun.noun.first().and_then(|sense| sense.kind);
                kind.is_some_and(|k| matches!(k.family(), Family::Harm | Family::Force))
            };
            listed
                && !(g.tense == Tense::Past && g.subject.is_some_and(deed))
                && hashed!(
                    g.hash,
                    "include" | "involve" | "mean" | "require" | "cover" | "entail"
                )
        });
        if nearly || thought || meant {
            return Modality::Hypothetical;
        }
        // "talked about closing the bridge".
        let mooted = matches!(before, "about" | "of")
            && v.governor.is_some_and(|g| {
                let g = &clauses.verbs[g];
                g.end + 1 == v.start && hashed!(g.hash, "talk" | "speak" | "think" | "dream")
            });
        if mooted {
            return Modality::Hypothetical;
        }
        if before == "of" || before == "for" || before == "against" {
            // "accused of stealing": somebody's word.
            let accused = v.governor.is_some_and(|g| {
                matches!(
                    clauses.verbs[g].lemma.as_ref(),
                    "accuse" | "suspect" | "charge" | "allege"
                )
            });
            if accused {
                return Modality::Hypothetical;
            }
        }
        if v.governor.is_some_and(|g| {
            matches!(
                clauses.verbs[g].lemma.as_ref(),
                "consider"
                    | "propose"
                    | "suggest"
                    | "avoid"
                    | "deny"
                    | "discuss"
                    | "debate"
                    | "recommend"
                    | "oppose"
                    | "contemplate"
                    | "advocate"
                    | "favour"
                    | "favor"
                    | "weigh"
                    | "mull"
                    | "rule"
                    | "resist"
                    | "postpone"
                    | "delay"
            ) && clauses.verbs[g].end == v.start
        }) {
            return match clauses.verbs[v.governor.unwrap_or(0)].lemma.as_ref() {
                "deny" | "avoid" => Modality::Negated,
                _ => Modality::Hypothetical,
            };
        }
        // A participle shares the modality of the clause it belongs to.
        let listed = |g: usize| v.tie == Tie::Joined && clauses.verbs[g].form == Form::Gerund;
        if let Some(g) = v.governor
            && depth < 6
            && (v.tie == Tie::Adverbial || listed(g) || clauses.brought_in(doc, v))
        {
            let of = verb(doc, clauses, g, depth + 1);
            if of == Modality::Planned || of == Modality::Hypothetical {
                return of;
            }
        }
    }
    if v.form == Form::Finite && v.progressive && v.tense == Tense::Present && soon(doc, v) {
        return Modality::Planned;
    }
    if let (Tie::Complement, Some(g)) = (v.tie, v.governor) {
        let g = &clauses.verbs[g];
        // "the charge was that he had stolen it".
        let claim = g
            .subject
            .filter(|_| g.copula)
            .map(|s| clauses.phrases[s].head);
        if claim.is_some_and(|t| {
            is!(
                doc,
                t,
                "charge" | "claim" | "allegation" | "accusation" | "fear" | "theory"
            )
        }) {
            return Modality::Hypothetical;
        }
        match g.lemma.as_ref() {
            "deny" => return Modality::Negated,
            "hope" | "wish" | "suggest" | "propose" | "speculate" | "fear" | "doubt"
            | "suspect" | "allege" => {
                return Modality::Hypothetical;
            }
            "demand" | "urge" | "request" | "insist" | "recommend" => {
                return Modality::Hypothetical;
            }
            _ => {}
        }
    }
    if v.tie == Tie::Joined
        && v.form == Form::Finite
        && let (Some(g), true) = (v.governor, depth < 6)
        && clauses.verbs[g].modal.is_some()
        && v.tense == Tense::None
    {
        return verb(doc, clauses, g, depth + 1);
    }
    Modality::Asserted
}

/// "No shot was fired", "not a shot was fired": nothing did it, or it befell nothing. But "found no
/// fault" tells of a finding.
pub(super) fn none(doc: &Doc<'_>, clauses: &Clauses, v: &Verb) -> bool {
    let nothing = |k: usize| {
        let p = &clauses.phrases[k];
        let (first, next) = (p.tokens.start, p.tokens.start + 1);
        // "no fewer than ten", "No 10 confirmed".
        let counted = || {
            next < clauses.tokens.end
                && (is!(doc, next, "fewer" | "less" | "more")
                    || doc.forms[next].shape == Shape::Number)
        };
        is!(doc, first, "nobody" | "none" | "nothing")
            || is!(doc, first, "no" | "not") && first < p.head && !counted()
    };
    // "it has killed nobody".
    let nobody = |k: usize| {
        let p = &clauses.phrases[k];
        p.tokens.len() == 1 && is!(doc, p.head, "nobody" | "none" | "nothing")
    };
    v.form == Form::Finite && (v.subject.is_some_and(nothing) || v.object.is_some_and(nobody))
}

fn prevents(lemma: &str) -> bool {
    matches!(
        lemma,
        "prevent"
            | "stop"
            | "ban"
            | "bar"
            | "prohibit"
            | "keep"
            | "refrain"
            | "block"
            | "deter"
            | "discourage"
    )
}

fn soon(doc: &Doc<'_>, v: &Verb) -> bool {
    v.scope.clone().any(|t| is!(doc, t, "tomorrow" | "next"))
}

fn infinitive(doc: &Doc<'_>, clauses: &Clauses, v: &Verb, g: usize, depth: u8) -> Modality {
    let gov = &clauses.verbs[g];
    // "suspected to have sold the gun" is somebody's word, "declared to have won" is told as done.
    if v.perfect && (gov.passive || gov.reports) {
        let doubtful = matches!(
            gov.lemma.as_ref(),
            "suspect"
                | "believe"
                | "think"
                | "allege"
                | "accuse"
                | "claim"
                | "presume"
                | "fear"
                | "suppose"
                | "rumour"
                | "rumor"
                | "project"
        );
        return match doubtful {
            true => Modality::Hypothetical,
            false => Modality::Asserted,
        };
    }
    // The noun between ("a plan to build", "agreement to close") counts before the verb.
    let noun = v
        .start
        .checked_sub(1)
        .filter(|t| *t >= gov.end)
        .map(|t| super::word::noun(doc, t));
    match noun.as_deref() {
        Some(
            "plan" | "decision" | "agreement" | "deal" | "intention" | "proposal" | "bid"
            | "effort" | "attempt" | "offer" | "promise" | "pledge" | "order" | "right" | "chance"
            | "opportunity" | "ability",
        ) => {
            return Modality::Planned;
        }
        Some("threat") => return Modality::Threatened,
        Some("refusal" | "failure" | "inability") => return Modality::Negated,
        _ => {}
    }
    // "became the first player to win nine titles": told as done.
    let only = || {
        let k = clauses.phrase_before(v.start)?;
        let p = &clauses.phrases[k];
        // "the only way to end the war" has ended nothing.
        let noun = super::word::named(doc, p.head);
        let somebody = matches!(noun.field(), known::PERSON | known::GROUP)
            || hashed!(noun.hash, "country" | "state" | "nation" | "city");
        (somebody && p.tokens.start >= gov.end).then(|| {
            (p.tokens.clone()).any(|t| {
                is!(
                    doc,
                    t,
                    "first"
                        | "second"
                        | "third"
                        | "last"
                        | "only"
                        | "youngest"
                        | "oldest"
                        | "latest"
                )
            })
        })
    };
    if (gov.copula || gov.lemma == "become")
        && gov.modal.is_none()
        && !gov.negated
        && gov.form == Form::Finite
        && only() == Some(true)
    {
        return Modality::Asserted;
    }
    // "It was an honour to meet her": felt by who has done it.
    let felt = matches!(
        v.start
            .checked_sub(1)
            .filter(|t| *t >= gov.end)
            .map(|t| doc.low(t).trim_matches('"')),
        Some(
            "honour"
                | "honor"
                | "pleasure"
                | "privilege"
                | "joy"
                | "shock"
                | "relief"
                | "delighted"
                | "honoured"
                | "honored"
                | "sad"
                | "glad"
                | "proud"
                | "sorry"
                | "surprised"
                | "saddened"
                | "shocked"
                | "disappointed"
        )
    );
    if felt && gov.tense == Tense::Past {
        return Modality::Asserted;
    }
    let of: &str = &gov.lemma;
    let own = match of {
        "threaten" => Modality::Threatened,
        "refuse" | "decline" | "fail" | "neglect" | "forget" => Modality::Negated,
        "plan" | "intend" | "agree" | "vow" | "pledge" | "promise" | "offer" | "decide"
        | "expect" | "schedule" | "prepare" | "propose" | "want" | "aim" | "seek" | "order"
        | "hope" | "urge" | "ask" | "call" | "set" | "tell" | "demand" | "require" | "advise"
        | "invite" | "warn" | "wish" | "encourage" | "request" | "move" | "vote" | "consider"
        | "need" | "slate" | "due" | "like" | "recommend" | "instruct" | "commit" => {
            Modality::Planned
        }
        "manage" | "help" | "continue" | "begin" | "start" | "go" | "come" | "force" | "allow"
        | "let" | "use" | "lead" | "prompt" | "cause" | "return" | "travel" | "fly" | "appear"
        | "seem" | "believe" | "report" | "say" | "think" | "know" | "cease" | "prove"
        | "happen" | "tend" | "claim" | "find" | "rise" | "see" => Modality::Asserted,
        "try" | "attempt" | "struggle" | "work" | "fight" => Modality::Hypothetical,
        // A purpose ("met to discuss trade").
        _ => Modality::Planned,
    };
    if own == Modality::Asserted && depth < 6 {
        // "uses primaries to choose its nominee": what it is for, not what happened.
        if gov.form == Form::Finite
            && gov.tense == Tense::Present
            && !(gov.perfect || gov.progressive || gov.passive)
            && of == "use"
        {
            return Modality::Hypothetical;
        }
        return verb(doc, clauses, g, depth + 1);
    }
    if own != Modality::Asserted && gov.negated && own == Modality::Negated {
        return Modality::Asserted;
    }
    own
}

/// "the risk of a flood", "a plan for the sale": what the noun before its preposition makes of phrase
/// `k`.
fn hung(doc: &Doc<'_>, clauses: &Clauses, k: usize) -> Option<Modality> {
    let start = super::phrase::full_start(&clauses.phrases, k);
    let prep = start.checked_sub(1).filter(|t| *t > clauses.tokens.start)?;
    let holder = prep - 1;
    let noun = || super::word::named(doc, holder).hash;
    if !matches!(doc.tokens[holder].xpos, Xpos::NN | Xpos::NNS) {
        return None;
    }
    if is!(doc, prep, "of") {
        let thought = hashed!(
            noun(),
            "risk"
                | "danger"
                | "possibility"
                | "prospect"
                | "likelihood"
                | "idea"
                | "chance"
                | "hope"
                | "fear"
                | "threat"
                | "allegation"
                | "accusation"
                | "suspicion"
                | "rumour"
                | "rumor"
                | "event"
        );
        return thought.then_some(Modality::Hypothetical);
    }
    let meant = is!(doc, prep, "for")
        && hashed!(
            noun(),
            "plan"
                | "call"
                | "appeal"
                | "demand"
                | "request"
                | "proposal"
                | "preparation"
                | "need"
                | "deadline"
                | "timetable"
                | "bid"
                | "push"
                | "hope"
        );
    meant.then_some(Modality::Planned)
}

fn noun(doc: &Doc<'_>, clauses: &Clauses, k: usize) -> Modality {
    let p = &clauses.phrases[k];
    for t in p.tokens.start..p.head {
        match doc.low(t) {
            "planned" | "proposed" | "upcoming" | "scheduled" | "forthcoming" | "expected"
            | "next" | "future" => return Modality::Planned,
            "threatened" => return Modality::Threatened,
            "alleged" | "possible" | "potential" | "hypothetical" | "suspected" | "attempted" => {
                return Modality::Hypothetical;
            }
            "no" | "averted" | "cancelled" | "canceled" => return Modality::Negated,
            _ => {}
        }
    }
    if let Some(hung) = hung(doc, clauses, k) {
        return hung;
    }
    // "the debate, which was slated for Friday, has been cancelled".
    let off = clauses.verbs.iter().any(|v| {
        v.passive
            && v.subject == Some(k)
            && v.modal.is_none()
            && !v.negated
            && hashed!(
                v.hash,
                "cancel" | "call_off" | "scrap" | "scrub" | "postpone" | "avert"
            )
    });
    if off {
        return Modality::Negated;
    }
    // Object of a verb that is itself not a fact, or that keeps the event from coming about.
    let governing = clauses.verbs.iter().enumerate().find(|(_, v)| {
        v.object == Some(k)
            || (v.passive && v.subject == Some(k))
            || (v.end <= p.tokens.start && p.prep.is_some_and(|t| t == v.end))
    });
    let Some((n, v)) = governing else {
        return Modality::Asserted;
    };
    match v.lemma.as_ref() {
        "plan" | "schedule" | "slate" | "call" | "propose" | "demand" | "seek" | "request"
        | "urge" | "want" | "promise" | "expect" | "order" | "announce"
            if v.lemma != "announce" =>
        {
            Modality::Planned
        }
        "threaten" => Modality::Threatened,
        "prevent" | "avoid" | "avert" | "cancel" | "deny" | "rule" | "foil" | "thwart"
        | "postpone" => Modality::Negated,
        "fear" | "suspect" | "consider" | "discuss" => Modality::Hypothetical,
        _ => match verb(doc, clauses, n, 0) {
            Modality::Asserted => Modality::Asserted,
            other if v.object == Some(k) || v.subject == Some(k) => other,
            _ => Modality::Asserted,
        },
    }
}
