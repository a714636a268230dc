//! Who takes part: agents, patients and recipients of an event from the grammar of its sentence.

use super::clause::{Clauses, Form, Tie};
use super::draft::{Draft, Said, Trigger, joined};
use super::lexicon::Manner;
use super::phrase::direction;
use crate::text::Doc;
use crate::text::form::{hashed, is};
use smallvec::SmallVec;

/// Prepositions that bring the one an act is aimed at.
fn towards(low: &str) -> bool {
    matches!(
        low,
        "to" | "with"
            | "against"
            | "on"
            | "for"
            | "at"
            | "upon"
            | "toward"
            | "towards"
            | "from"
            | "over"
    )
}

fn locative(low: &str) -> bool {
    matches!(
        low,
        "in" | "at"
            | "near"
            | "outside"
            | "inside"
            | "across"
            | "off"
            | "around"
            | "throughout"
            | "on"
            | "within"
            | "into"
            | "to"
            | "from"
            | "over"
            | "through"
    )
}

/// Gives `draft` its participants and possible places.
pub(super) fn arguments(doc: &Doc<'_>, clauses: &Clauses, draft: &mut Draft) {
    match draft.trigger {
        Trigger::Verb(n) => verbal(doc, clauses, n, draft),
        Trigger::Noun(k, carrier) => nominal(doc, clauses, k, carrier, draft),
        Trigger::Word(t, k) => other(clauses, t, k, draft),
    }
    said(doc, clauses, draft);
    for list in [
        &mut draft.agents,
        &mut draft.patients,
        &mut draft.recipients,
        &mut draft.others,
        &mut draft.places,
    ] {
        let mut kept = 0;
        for i in 0..list.len() {
            if !list[..kept].contains(&list[i]) {
                list[kept] = list[i];
                kept += 1;
            }
        }
        list.truncate(kept);
    }
}

fn verbal(doc: &Doc<'_>, clauses: &Clauses, n: usize, draft: &mut Draft) {
    let v = &clauses.verbs[n];
    let subject = v.subject.map(|s| told_of(doc, clauses, n, s));
    let subjects = subject.into_iter().flat_map(|s| joined(clauses, s));
    if v.passive {
        draft.patients.extend(subjects);
    } else {
        draft.agents.extend(subjects);
    }
    if let Some(o) = v.object {
        // "was given a ban": whom it befell is the subject.
        let list = match v.passive {
            true => &mut draft.others,
            false => &mut draft.patients,
        };
        list.extend(joined(clauses, o));
    }
    if let Some(a) = v
        .about
        .filter(|a| v.object.is_none() && Some(*a) != subject)
    {
        draft.patients.extend(joined(clauses, a));
    }
    if let Some(i) = v.indirect {
        draft.recipients.push(i);
    }
    draft.others.extend(clauses.behind_as(doc, v.end));
    for (prep, k) in &v.oblique {
        let low = doc.low(*prep);
        // "120 miles east of the port".
        let beside = low == "of" && *prep > v.end && direction(doc, *prep - 1);
        if beside {
            draft.places.push(*k);
        } else if low == "by" && v.passive && !time_like(doc, clauses, *k) {
            draft.agents.extend(joined(clauses, *k));
        } else if locative(low) {
            // "discussed trade through the port": the trade's way, not where they talked.
            let way = matches!(low, "through" | "over") && *prep > v.end && {
                let verb = super::word::lexeme(doc, v.token, super::word::As::Verb);
                verb.verb_field() != crate::text::known::MOTION
            };
            if !way && !hands_over(doc, v.token, low) {
                draft.places.push(*k);
            }
            if towards(low) {
                draft.recipients.extend(joined(clauses, *k));
            }
        } else if towards(low) {
            draft.recipients.extend(joined(clauses, *k));
        } else {
            draft.others.push(*k);
        }
    }
}

/// Whether `prep` behind the verb at `token` tells to whom or from whom, not where: "lost *to*
/// Norway", "took the town *from* Norway".
fn hands_over(doc: &Doc<'_>, token: usize, prep: &str) -> bool {
    use crate::text::known;
    let verb = super::word::lexeme(doc, token, super::word::As::Verb);
    let field = verb.verb_field();
    // "got to Norway".
    let gets = hashed!(verb.hash, "get");
    let gives = matches!(field, known::COMPETITION | known::POSSESSION) && !gets;
    match prep {
        "to" => gives || field == known::SAYING,
        "from" => gives,
        _ => false,
    }
}

/// Of whom a pronoun speaks, where its own sentence tells: "an officer claimed he aimed …", "the
/// crowd gathered as they chanted": the teller, else the nearest subject before it that fits.
fn told_of(doc: &Doc<'_>, clauses: &Clauses, n: usize, subject: usize) -> usize {
    if !clauses.phrases[subject].pronoun {
        return subject;
    }
    let pronoun = doc.low(clauses.phrases[subject].head);
    let teller = clauses.verbs[n]
        .governor
        .filter(|_| clauses.verbs[n].tie == Tie::Complement);
    teller
        .into_iter()
        .chain((0..n).rev())
        .filter(|g| clauses.verbs[*g].form == Form::Finite)
        .filter_map(|g| clauses.verbs[g].subject)
        .find(|s| fits(doc, clauses, *s, pronoun))
        .unwrap_or(subject)
}

/// Whether `pronoun` may speak of phrase `s`.
fn fits(doc: &Doc<'_>, clauses: &Clauses, s: usize, pronoun: &str) -> bool {
    pronouns(doc, clauses, s).contains(&pronoun)
}

/// The pronouns that may speak of phrase `s`.
pub(super) fn pronouns(doc: &Doc<'_>, clauses: &Clauses, s: usize) -> SmallVec<[&'static str; 4]> {
    use super::word::{As, lexeme};
    use crate::text::{Xpos, known};
    let mut fit = SmallVec::new();
    let p = &clauses.phrases[s];
    if p.pronoun || p.tokens.start >= clauses.tokens.end {
        return fit;
    }
    let tag = doc.tokens[p.head].xpos;
    if p.next.is_some() || tag == Xpos::NNS || is!(doc, p.head, "people" | "police") {
        fit.push("they");
        return fit;
    }
    let person = lexeme(doc, p.head, As::Noun).field() == known::PERSON;
    // "the Cubs": a person's name has no article.
    let named = tag == Xpos::NNP && !is!(doc, p.tokens.start, "the");
    if named || person {
        // "his daughter said he died".
        let other = other_sex(doc.low(p.head));
        fit.extend(["he", "she"].into_iter().filter(|p| *p != other));
    }
    // "the probe Luna 15".
    let numbered =
        tag == Xpos::CD && p.head > p.tokens.start && doc.tokens[p.head - 1].xpos == Xpos::NNP;
    if (tag == Xpos::NN || numbered) && !person {
        fit.push("it");
    }
    fit
}

/// The pronoun that cannot speak of somebody called `word`; empty where both can.
fn other_sex(word: &str) -> &'static str {
    match word {
        "daughter" | "mother" | "wife" | "sister" | "widow" | "aunt" | "niece" | "grandmother"
        | "granddaughter" | "girlfriend" | "fiancée" | "woman" | "girl" | "lady" | "actress"
        | "queen" | "princess" | "duchess" | "spokeswoman" | "chairwoman" | "congresswoman"
        | "policewoman" | "businesswoman" | "stepmother" | "nun" | "waitress" => "he",
        "son" | "father" | "husband" | "brother" | "widower" | "uncle" | "nephew"
        | "grandfather" | "grandson" | "boyfriend" | "fiancé" | "man" | "boy" | "gentleman"
        | "king" | "prince" | "duke" | "spokesman" | "congressman" | "policeman"
        | "businessman" | "stepfather" | "monk" | "priest" | "bishop" | "imam" => "she",
        _ => "",
    }
}

fn nominal(doc: &Doc<'_>, clauses: &Clauses, k: usize, carrier: Option<usize>, draft: &mut Draft) {
    let p = &clauses.phrases[k];
    let got = got(clauses, k, &draft.lemma);
    if let Some(n) = carrier.or(got) {
        let v = &clauses.verbs[n];
        // "a ceasefire that ended the fighting" does not fight.
        let ends = |s: usize| {
            v.word.plays(Manner::Aspect) && super::word::tells(doc, clauses.phrases[s].head)
        };
        let subject = v.subject.filter(|s| *s != k && !ends(*s));
        if let Some(s) = subject.map(|s| told_of(doc, clauses, n, s)) {
            // "was given a fine": whom it befell.
            let list = match got {
                Some(_) => &mut draft.patients,
                None if v.passive && v.object == Some(k) => &mut draft.patients,
                None => &mut draft.agents,
            };
            list.extend(joined(clauses, s));
        }
        for (prep, q) in &v.oblique {
            let low = doc.low(*prep);
            if low == "by" || low == "from" && got.is_some() {
                draft.agents.extend(joined(clauses, *q));
            } else {
                if locative(low) {
                    draft.places.push(*q);
                }
                if towards(low) || low == "between" {
                    draft.recipients.extend(joined(clauses, *q));
                }
            }
        }
    }
    if carrier.or(got).is_none() {
        delivered(doc, clauses, k, draft);
        arisen(doc, clauses, k, draft);
    }
    if let Some(o) = p.owner {
        if suffered(&draft.lemma) {
            draft.patients.push(o);
        } else {
            draft.agents.push(o);
        }
    }
    affected(clauses, k, draft);
    // What follows the noun: "attack on X", "meeting with X", "death of X", "talks between X and Y".
    let mut at = k;
    let mut end = p.tokens.end;
    while let Some(q) = clauses.phrases.get(at + 1) {
        let Some(prep) = q.prep.filter(|t| *t == end) else {
            break;
        };
        let low = doc.low(prep);
        let all = joined(clauses, at + 1);
        match low {
            "of" | "from" if got.is_some() => draft.agents.extend(all.clone()),
            "of" if q.of == Some(k) => draft.patients.extend(all.clone()),
            "by" => draft.agents.extend(all.clone()),
            "between" | "among" => draft.agents.extend(all.clone()),
            "on" | "against" | "with" | "to" | "for" | "from" => {
                draft.recipients.extend(all.clone());
            }
            // "a cut in wages".
            "in" if changes(&draft.lemma) => draft.patients.extend(all.clone()),
            _ => {}
        }
        if locative(low) {
            draft.places.push(at + 1);
        }
        let last = all.last().unwrap_or(at + 1);
        end = clauses.phrases[last].tokens.end;
        at = last;
        if at > k + 6 {
            break;
        }
    }
}

/// The verb that says who got event `k`, where somebody else gave it: "won *praise* from the critics",
/// "got the *backing* of the union".
fn got(clauses: &Clauses, k: usize, lemma: &str) -> Option<usize> {
    let given = matches!(
        lemma,
        "praise"
            | "support"
            | "backing"
            | "approval"
            | "endorsement"
            | "blessing"
            | "criticism"
            | "condemnation"
            | "applause"
            | "acclaim"
            | "rebuke"
            | "recognition"
            | "help"
            | "aid"
            | "assistance"
            | "funding"
            | "permission"
            | "consent"
            | "visit"
            | "call"
            | "apology"
            | "invitation"
            | "pardon"
            | "welcome"
            | "warning"
            | "threat"
            | "offer"
            | "complaint"
    );
    let gets = |lemma: &str| {
        matches!(
            lemma,
            "get"
                | "win"
                | "gain"
                | "earn"
                | "draw"
                | "attract"
                | "receive"
                | "garner"
                | "secure"
                | "obtain"
                | "enjoy"
                | "face"
        )
    };
    (clauses.verbs.iter())
        .position(|v| given && v.object == Some(k) && !v.passive && gets(&v.lemma))
}

/// Who acts in an event that is the object of another verb: "handed down a *sentence*", "imposed
/// *sanctions* on"; "accused Iran of the *attack*".
fn delivered(doc: &Doc<'_>, clauses: &Clauses, k: usize, draft: &mut Draft) {
    let p = &clauses.phrases[k];
    // "committed acts of vandalism".
    let acts = |o: &usize| {
        let head = clauses.phrases[*o].head;
        is!(
            doc,
            head,
            "act" | "acts" | "series" | "string" | "wave" | "spate" | "campaign"
        )
    };
    let own = p.of.filter(acts).unwrap_or(k);
    let is = |of: Option<usize>| of.is_some_and(|o| joined(clauses, o).any(|p| p == own));
    let object = |v: &super::clause::Verb| {
        is(v.object) || v.passive && is(v.subject) && v.subject != v.object
    };
    if let Some((n, v)) = clauses.verbs.iter().enumerate().find(|(_, v)| object(v)) {
        let subject = v.subject.filter(|s| *s != k && !v.passive);
        let subject = subject.map(|s| told_of(doc, clauses, n, s));
        // "fired a shot toward the crowd".
        if hashed!(v.hash, "fire" | "launch" | "throw" | "hurl") && !v.passive {
            let at = v.oblique.iter().filter(|(prep, _)| {
                is!(
                    doc,
                    *prep,
                    "at" | "on" | "into" | "toward" | "towards" | "against"
                )
            });
            draft.recipients.extend(at.map(|(_, q)| *q));
        }
        match v.lemma.as_ref() {
            // "The university announced the death of Ann Lee."
            "announce" | "declare" if suffered(&draft.lemma) => {}
            "offer" | "hand" | "issue" | "impose" | "commit" | "express" | "file" | "deliver"
            | "sign" | "stage" | "voice" | "order" | "announce" | "declare" | "lift" | "plan"
            | "organise" | "organize" | "lead" | "propose" | "fire" => {
                let by = v.oblique.iter().filter(|(prep, _)| is!(doc, *prep, "by"));
                let by = by.map(|(_, q)| *q).filter(|_| v.passive);
                draft.agents.extend(
                    subject
                        .into_iter()
                        .chain(by)
                        .flat_map(|s| joined(clauses, s)),
                );
            }
            "suffer" | "receive" | "sustain" | "face" | "survive" | "avoid" | "escape" => {
                draft
                    .patients
                    .extend(subject.into_iter().flat_map(|s| joined(clauses, s)));
            }
            _ => {}
        }
    }
    // "were treated for injuries".
    let prep = |words: &[&str]| p.prep.filter(|t| words.contains(&doc.low(*t)));
    if let Some(t) = prep(&["for", "from", "of", "with"])
        && let Some(v) = clauses.verbs.iter().find(|v| {
            matches!(
                v.lemma.as_ref(),
                "treat" | "die" | "recover" | "hospitalise" | "hospitalize"
            ) && v.oblique.contains(&(t, k))
        })
    {
        draft.patients.extend(v.subject);
    }
    // "a pipeline under construction", "the town is under attack".
    if let Some(t) = prep(&["under"]) {
        let bearer = clauses.phrases.iter().position(|q| q.tokens.end == t);
        let copula = clauses.verbs.iter().find(|v| v.copula && v.end == t);
        draft
            .patients
            .extend(bearer.or_else(|| copula.and_then(|v| v.subject)));
    }
    // "blamed Iran for the attack", "was arrested for the murder".
    let prep = p
        .prep
        .filter(|t| is!(doc, *t, "for" | "of" | "with" | "over"));
    let blamed = clauses.verbs.iter().find(|v| {
        v.word.plays(Manner::Blame) && v.oblique.iter().any(|(t, q)| *q == k && Some(*t) == prep)
            || v.word.plays(Manner::Blame)
                && v.object.is_some()
                && p.of.is_some()
                && p.of == v.object
    });
    if let Some(v) = blamed {
        let doer = if v.passive { v.subject } else { v.object };
        draft
            .agents
            .extend(doer.into_iter().flat_map(|s| joined(clauses, s)));
    }
}

/// "a leak developed in the hose", "a fire started in the kitchen": in what an event arose whose verb tells
/// no more than that.
fn arisen(doc: &Doc<'_>, clauses: &Clauses, k: usize, draft: &mut Draft) {
    let verb = clauses.verbs.iter().find(|v| {
        v.subject == Some(k)
            && !v.passive
            && v.object.is_none()
            && hashed!(
                v.hash,
                "develop" | "start" | "begin" | "erupt" | "break_out" | "break" | "spread"
            )
    });
    for (prep, q) in verb.into_iter().flat_map(|v| &v.oblique) {
        if locative(doc.low(*prep)) {
            draft.places.push(*q);
            draft.others.push(*q);
        }
    }
}

/// Whom a happening struck, as the verb tells whose subject it is: "the *quake* that hit the north",
/// "the *blast* killed six".
fn affected(clauses: &Clauses, k: usize, draft: &mut Draft) {
    let strikes = |lemma: &str| {
        matches!(
            lemma,
            "hit"
                | "strike"
                | "kill"
                | "injure"
                | "wound"
                | "target"
                | "affect"
                | "devastate"
                | "destroy"
                | "damage"
                | "claim"
                | "displace"
                | "accuse"
        )
    };
    let struck = (clauses.verbs.iter())
        .filter(|v| v.subject == Some(k) && !v.passive && strikes(&v.lemma))
        .filter_map(|v| v.object)
        .flat_map(|o| joined(clauses, o));
    draft.patients.extend(struck);
}

/// Nouns whose owner it happens to: "her *murder*", "the minister's *arrest*".
pub(super) fn suffered(lemma: &str) -> bool {
    matches!(
        lemma,
        "murder"
            | "killing"
            | "assassination"
            | "death"
            | "arrest"
            | "detention"
            | "kidnapping"
            | "abduction"
            | "execution"
            | "disappearance"
            | "extradition"
            | "trial"
            | "conviction"
            | "acquittal"
            | "appointment"
            | "election"
            | "re-election"
            | "injury"
            | "birth"
            | "funeral"
            | "poisoning"
            | "torture"
            | "rape"
            | "deportation"
            | "expulsion"
            | "dismissal"
            | "ouster"
            | "removal"
            | "overthrow"
            | "imprisonment"
            | "hospitalization"
            | "hospitalisation"
            | "inauguration"
            | "nomination"
            | "release"
            | "rescue"
            | "impeachment"
            | "indictment"
            | "sentencing"
            | "collapse"
    )
}

/// Nouns of change, whose "in" names what changes.
fn changes(lemma: &str) -> bool {
    matches!(
        lemma,
        "increase"
            | "decrease"
            | "rise"
            | "fall"
            | "drop"
            | "decline"
            | "reduction"
            | "cut"
            | "change"
            | "growth"
            | "surge"
            | "improvement"
            | "reform"
            | "jump"
            | "slump"
            | "leak"
            | "delay"
    )
}

/// "two men were found dead": the subject or object before an adjective bears the event; what a
/// word before a head noun tells, it tells of that noun.
fn other(clauses: &Clauses, token: usize, phrase: Option<usize>, draft: &mut Draft) {
    if let Some(k) = phrase {
        draft.patients.push(k);
        return;
    }
    let before = clauses.verbs.iter().rposition(|v| v.token < token);
    let near = clauses.phrases.iter().rposition(|p| p.tokens.end <= token);
    let bearer = match before {
        Some(n) if clauses.verbs[n].object.is_some() => clauses.verbs[n].object,
        Some(n) => clauses.verbs[n].subject,
        None => near,
    };
    draft.patients.extend(bearer);
}

/// Who says it: the governing report, or quotation marks.
fn said(doc: &Doc<'_>, clauses: &Clauses, draft: &mut Draft) {
    let quoted = clauses.is_quoted(draft.tokens.start);
    let own = draft.verb();
    let mut verb = None;
    if let Some(n) = own {
        let v = &clauses.verbs[n];
        let mut at = v
            .governor
            .filter(|_| v.tie == Tie::Complement && v.form == Form::Finite);
        let mut guard = 0;
        while let Some(g) = at {
            guard += 1;
            if guard > 8 {
                break;
            }
            if clauses.verbs[g].word.plays(Manner::Report) {
                verb = Some(g);
                break;
            }
            at = clauses.verbs[g].governor;
        }
    }
    if verb.is_none() && quoted {
        // The report outside the quotation in the same sentence.
        verb = clauses
            .verbs
            .iter()
            .position(|v| !clauses.is_quoted(v.token) && v.word.plays(Manner::Report));
    }
    if verb.is_none() && own.is_some_and(|n| !clauses.verbs[n].word.plays(Manner::Report)) {
        // "…, officials said": a report at the end of the sentence.
        verb = clauses.verbs.iter().rposition(|v| {
            v.form == Form::Finite
                && v.word.plays(Manner::Report)
                && v.object.is_none()
                && v.token > draft.tokens.end
                && (v.end + 3 >= clauses.tokens.end)
                && v.subject.is_some_and(|s| {
                    let start = super::phrase::full_start(&clauses.phrases, s);
                    start > clauses.tokens.start && is!(doc, start - 1, ",")
                })
        });
    }
    if quoted || verb.is_some() {
        draft.said = Some(Said { verb, quoted });
    }
}

fn time_like(doc: &Doc<'_>, clauses: &Clauses, k: usize) -> bool {
    let head = clauses.phrases[k].head;
    super::word::calendar(doc, head) || is!(doc, head, "noon" | "end")
}
