//! Finds the words that tell events: main verbs, and nouns that name events.

use super::candidate::{Candidate, Class, Hung, candidates, features};
use super::clause::{Clauses, Form, Tense, Tie};
use super::draft::{Draft, Trigger};
use super::lexicon::Manner;
use super::model::Logistic;
use super::name::Who;
use super::word;
use crate::text::form::{Shape, hashed, is};
use crate::text::{Doc, SentenceKind, Xpos};
use smallvec::{SmallVec, smallvec};
use std::sync::LazyLock;

/// Log-odds from which a word tells an event.
const THRESHOLD: f32 = -0.3;

static MODEL: LazyLock<Logistic> = LazyLock::new(|| {
    let packed = include_bytes!("../../assets/models/event-triggers.bin");
    Logistic::unpack(packed).unwrap_or_default()
});

/// Appends the events told in one sentence to `found`, in text order. `all` is room for candidates.
pub(super) fn triggers<'a>(
    who: &Who<'_>,
    doc: &'a Doc<'_>,
    sentence: usize,
    kind: SentenceKind,
    clauses: &'a Clauses<'_>,
    all: &mut Vec<Candidate>,
    found: &mut Vec<Draft<'a>>,
) {
    let model = &*MODEL;
    let mut carrying: SmallVec<[bool; 16]> = smallvec![false; clauses.verbs.len()];
    let hung = Hung::read(clauses, who);
    all.clear();
    candidates(doc, clauses, all);
    let weighed = |c: &mut Candidate| {
        if let Class::Head(k) = c.class {
            c.carrier = carrier(doc, clauses, k, c.lexeme.hash);
        }
        // What can be no event whatever the model says, and carries none; nor can what a place is
        // called ("the Sea of Crises").
        let named = !matches!(c.class, Class::Verb(_)) && who.in_place(c.token);
        if c.carrier.is_none() && (named || !possible(doc, clauses, c)) {
            return false;
        }
        let mut sum = 0;
        features(doc, clauses, &hung, kind, c, |f| sum += model.weight(f));
        c.odds = model.odds(sum);
        // A verb that only carries the noun that names the event.
        if let Some(v) = c.carrier.filter(|_| c.odds > THRESHOLD) {
            carrying[v] = true;
        }
        true
    };
    all.retain_mut(weighed);
    for c in all.iter() {
        let told = c.odds > THRESHOLD;
        let (trigger, tokens) = match c.class {
            Class::Verb(n) => {
                let v = &clauses.verbs[n];
                if !(told || clear(v)) || carrying[n] {
                    continue;
                }
                let particle = v.particle.filter(|p| doc.tokens[*p].xpos == Xpos::RP);
                let end = particle.or_else(|| other_half(doc, clauses, n));
                (
                    Trigger::Verb(n),
                    v.token..end.map_or(v.token + 1, |t| t + 1),
                )
            }
            Class::Head(k) => {
                let strong = (c.lexeme.word.noun.first())
                    .is_some_and(|s| !s.weak && s.kind.is_some())
                    && doc.tokens[c.token].xpos != Xpos::NNP
                    && doc.tokens[c.token].xpos != Xpos::NNPS;
                if !(told || strong) || c.carrier.is_some() && !possible(doc, clauses, c) {
                    continue;
                }
                (Trigger::Noun(k, c.carrier), c.token..c.token + 1)
            }
            Class::Modifier(_) | Class::Adjective if !told => continue,
            Class::Modifier(k) => (Trigger::Word(c.token, Some(k)), c.token..c.token + 1),
            Class::Adjective => (Trigger::Word(c.token, None), c.token..c.token + 1),
        };
        let lemma = c.lemma(doc, clauses);
        found.push(Draft::new(sentence, trigger, tokens, lemma, c));
    }
}

/// Whether a candidate may be an event by what stands around it, whatever its word.
fn possible(doc: &Doc<'_>, clauses: &Clauses<'_>, c: &Candidate) -> bool {
    let lemma = c.lexeme.hash;
    match c.class {
        Class::Verb(n) => {
            let v = &clauses.verbs[n];
            // "The firm was not to blame for it": how things are.
            let to_blame = v.form == Form::Infinitive && hashed!(v.hash, "blame") && {
                let not = v.start > clauses.tokens.start && is!(doc, v.start - 1, "not");
                let be = v.start.saturating_sub(1 + usize::from(not));
                is!(doc, be, "is" | "was" | "are" | "were" | "be" | "been")
            };
            // "When threatened, the slug secretes a glue": whenever that is.
            let whenever = v.start == v.token
                && v.subject.is_none()
                && v.form != Form::Gerund
                && v.start > clauses.tokens.start
                && is!(doc, v.start - 1, "when" | "if" | "whenever")
                && (clauses.verbs.get(n + 1)).is_some_and(|u| u.tense == Tense::Present);
            // "had advanced cancer": what it was, not what was done.
            let ill = hashed!(v.hash, "advance")
                && v.perfect
                && v.object.is_some_and(|o| {
                    let head = clauses.phrases[o].head;
                    word::named(doc, head).field() == crate::text::known::STATE
                });
            !(v.habitual
                || ill
                || hashed!(v.hash, "dawn") && v.form == Form::Finite
                || whenever
                || to_blame
                || label(doc, clauses, v)
                || describes(doc, v)
                || state(v)
                || measures(doc, clauses, v)
                || frames(clauses, n)
                || v.lemma == "do" && (v.object.is_none() || likewise(doc, clauses, v))
                || habitual(doc, clauses, n)
                || addresses(doc, clauses, v))
        }
        Class::Head(k) => {
            !generic(doc, clauses, k)
                && !thing(c)
                && !hashed!(
                    lemma,
                    "tomorrow"
                        | "today"
                        | "yesterday"
                        | "tonight"
                        | "pct"
                        | "percent"
                        | "gmt"
                        | "bst"
                        | "name"
                        | "form"
                        | "maximum"
                        | "minimum"
                        | "majority"
                        | "disease"
                        | "matter"
                )
                && !counted(doc, clauses, c, k)
                && !name_of(doc, clauses, k)
                && !dated(doc, clauses, k)
                && !office(doc, clauses, k)
                && !passage(doc, clauses, k, lemma)
                && !idiom(clauses, k, lemma)
                && !other_sense(doc, clauses, k, lemma)
        }
        // "the probe Luna 15": a craft.
        Class::Modifier(k) => {
            let craft = || {
                let next = doc.tokens.get(c.token + 1);
                hashed!(lemma, "probe") && next.is_some_and(|t| t.xpos == Xpos::NNP)
            };
            // "flew the wounded to hospitals": people. "All firing would stop": any.
            let p = &clauses.phrases[k];
            let alone = p.head == c.token;
            let gerund = doc.tokens[c.token].xpos == Xpos::VBG;
            let people = alone && !gerund && is!(doc, p.tokens.start, "the");
            let any = alone && gerund && is!(doc, p.tokens.start, "all" | "any" | "no");
            // "the round 4 match": one event.
            let numbered = hashed!(lemma, "round" | "game" | "race")
                && (doc.tokens.get(c.token + 1)).is_some_and(|t| t.xpos == Xpos::CD)
                && p.head > c.token;
            // "retired judge Ann Lee": what she is.
            let was = hashed!(lemma, "retire") && p.head > c.token;
            // "an emergency hospital", "opening statements".
            let ready = hashed!(lemma, "emergency" | "open") && p.head > c.token;
            let post = hashed!(lemma, "check") && is!(doc, p.head, "post" | "posts" | "point");
            // "a video game developer", "a board game".
            let played = hashed!(lemma, "game")
                && c.token > clauses.tokens.start
                && is!(
                    doc,
                    c.token - 1,
                    "video" | "computer" | "board" | "card" | "source"
                );
            // "Fed Chairman Ann Lee": a bank.
            let bank = hashed!(lemma, "feed") && doc.word(c.token) == "Fed";
            !craft() && !numbered && !bank && !people && !any && !post && !was && !ready && !played
        }
        // "was aged 84 years": how old, not what happened.
        Class::Adjective => {
            // "pleaded guilty": one event.
            let half = clauses.verbs.iter().any(|v| {
                v.end == c.token && hashed!(v.hash, "plead") && clauses.phrase_at(c.token).is_none()
            });
            // "shot him dead": the verb tells it.
            let shot = c.token > clauses.tokens.start
                && is!(doc, c.token, "dead")
                && clauses.verbs.iter().any(|v| {
                    let o = v.object.map(|o| &clauses.phrases[o]);
                    o.is_some_and(|o| o.pronoun && o.tokens.end == c.token)
                        && hashed!(v.hash, "shoot" | "strike" | "knock" | "stab" | "beat")
                });
            !half
                && !shot
                && !thing(c)
                && !is!(doc, c.token, "aged")
                && predicative(doc, clauses, c.token)
        }
    }
}

/// "the Sea of Crises", "the Ministry of Defence": the end of a name.
fn name_of(doc: &Doc<'_>, clauses: &Clauses, k: usize) -> bool {
    let proper = |t: usize| matches!(doc.tokens[t].xpos, Xpos::NNP | Xpos::NNPS);
    let p = &clauses.phrases[k];
    proper(p.head) && p.of.is_some_and(|o| proper(clauses.phrases[o].head))
}

/// "a majority of both votes", "4,000 votes": so many of them, none of which is told of.
fn counted(doc: &Doc<'_>, clauses: &Clauses, c: &Candidate, k: usize) -> bool {
    if c.carrier.is_some() || !hashed!(c.lexeme.hash, "vote") {
        return false;
    }
    let p = &clauses.phrases[k];
    let share = p.of.is_some_and(|o| {
        let head = clauses.phrases[o].head;
        doc.tokens[head].xpos == Xpos::CD
            || is!(
                doc,
                head,
                "majority"
                    | "percent"
                    | "%"
                    | "share"
                    | "number"
                    | "total"
                    | "half"
                    | "third"
                    | "plurality"
                    | "most"
            )
    });
    doc.tokens[p.head].xpos == Xpos::NNS
        && (share || p.tokens.clone().any(|t| doc.tokens[t].xpos == Xpos::CD))
}

/// "helmets", "corals": what can be touched and never happens, whatever the model says.
fn thing(c: &Candidate) -> bool {
    // Animal, artifact, body, food, plant, substance: but "dies" may be no noun at all.
    c.lexeme.word.noun.is_empty()
        && c.lexeme.word.verb.is_empty()
        && c.lexeme.len > 3
        && !c.lexeme.happens()
        && matches!(c.lexeme.field(), 3 | 4 | 6 | 11 | 18 | 25)
        && !hashed!(c.lexeme.hash, "round")
}

/// A verb of a clear type, told as a fact: the lists know it though the model may not.
fn clear(v: &super::clause::Verb) -> bool {
    v.form == Form::Finite
        && v.tense == Tense::Past
        && (v.word.verb.iter()).any(|s| s.objects.is_empty() && s.subjects.is_empty())
}

/// "opened fire", "set himself on fire": the noun is half of the verb.
fn idiom(clauses: &Clauses, k: usize, lemma: u32) -> bool {
    let ablaze = |v: &super::clause::Verb| {
        v.lemma == "set" && v.oblique.iter().any(|(_, o)| *o == k) && v.object.is_some()
    };
    // "received the call", "developed a fever": the verb tells it.
    let object_of = |verb: &dyn Fn(u32) -> bool| {
        clauses
            .verbs
            .iter()
            .any(|v| v.object == Some(k) && verb(v.hash))
    };
    if hashed!(lemma, "call") && object_of(&|v| hashed!(v, "receive" | "answer" | "take" | "get"))
        || hashed!(
            lemma,
            "fever" | "disease" | "cancer" | "infection" | "illness" | "symptom"
        ) && object_of(&|v| hashed!(v, "develop" | "contract" | "catch"))
    {
        return true;
    }
    hashed!(lemma, "fire")
        && clauses.verbs.iter().any(|v| {
            ablaze(v)
                || v.object == Some(k)
                    && hashed!(
                        v.hash,
                        "open" | "cease" | "return" | "exchange" | "draw" | "catch" | "set"
                    )
        })
}

/// "caught fire", "went bankrupt", "fell ill": the word behind verb `n` without which it tells nothing.
fn other_half(doc: &Doc<'_>, clauses: &Clauses, n: usize) -> Option<usize> {
    let v = &clauses.verbs[n];
    let at = v.end;
    let k = clauses.phrase_at(at);
    let alone = k.is_none_or(|k| clauses.phrases[k].tokens == (at..at + 1));
    if !alone || at != v.token + 1 || !clauses.tokens.contains(&at) {
        return None;
    }
    let fire = k.is_some_and(|k| v.object == Some(k) && idiom(clauses, k, doc.forms[at].low));
    let becomes = hashed!(v.hash, "go" | "fall" | "turn") && doc.tokens[at].xpos == Xpos::JJ;
    (fire || becomes).then_some(at)
}

/// "a press release", "by race and income", "the goal is peace": the noun means something else.
fn other_sense(doc: &Doc<'_>, clauses: &Clauses, k: usize, lemma: u32) -> bool {
    let p = &clauses.phrases[k];
    let before = (p.head > p.tokens.start).then(|| doc.low(p.head - 1));
    match lemma {
        l if hashed!(l, "release") => matches!(before, Some("press" | "news" | "media")),
        l if hashed!(l, "race") => p.head == p.tokens.start,
        // "a check post", "the border post": a place.
        l if hashed!(l, "post") => matches!(
            before,
            Some("check" | "border" | "army" | "police" | "guard" | "military" | "customs")
        ),
        // "all firing on land would stop", "reached orbit".
        l if hashed!(l, "land" | "orbit") => true,
        // "in exchange for shares", "in return", "in charge of": half of a preposition.
        l if hashed!(l, "exchange" | "return" | "charge") => {
            p.tokens.len() == 1 && p.prep.is_some_and(|t| is!(doc, t, "in"))
        }
        // "a weather service": but "a memorial service".
        l if hashed!(l, "service") => !matches!(
            before,
            Some(
                "memorial"
                    | "funeral"
                    | "church"
                    | "prayer"
                    | "burial"
                    | "remembrance"
                    | "thanksgiving"
                    | "religious"
                    | "temple"
                    | "evening"
                    | "morning"
                    | "sunday"
                    | "friday"
                    | "interfaith"
            )
        ),
        // "with the help of a neighbour".
        l if hashed!(l, "help") => p.prep.is_some_and(|t| is!(doc, t, "with" | "without")),
        // "a long battle with cancer": an illness.
        l if hashed!(l, "battle" | "fight" | "struggle") => {
            let next = clauses.phrases.get(k + 1);
            next.is_some_and(|q| {
                q.prep
                    .is_some_and(|t| t == p.tokens.end && is!(doc, t, "with" | "against"))
                    && word::named(doc, q.head).field() == crate::text::known::STATE
            })
        }
        // "a great deal of speculation".
        l if hashed!(l, "deal") => {
            let of = clauses.phrases.get(k + 1).is_some_and(|q| q.of == Some(k));
            of && matches!(before, Some("great" | "good"))
        }
        // "followed suit".
        l if hashed!(l, "suit") => {
            (clauses.verbs.iter()).any(|v| v.object == Some(k) && hashed!(v.hash, "follow"))
        }
        // "in the event of fire".
        l if hashed!(l, "event") => {
            let of = clauses.phrases.get(k + 1).is_some_and(|q| q.of == Some(k));
            of && p.prep.is_some_and(|t| is!(doc, t, "in"))
        }
        // "a threat to health", "the threat of floods": a danger, nobody's word.
        l if hashed!(l, "threat") => {
            let next = clauses.phrases.get(k + 1).and_then(|q| q.prep);
            let of = next.filter(|t| *t == p.tokens.end);
            p.owner.is_none()
                && doc.tokens[p.head].xpos == Xpos::NN
                && of.is_some_and(|t| is!(doc, t, "to" | "of"))
        }
        // "suspended trade with Peru": it goes on, but "the trade for Lee" was made.
        l if hashed!(l, "trade") => {
            doc.tokens[p.tokens.start].xpos != Xpos::DT && p.owner.is_none()
        }
        l if hashed!(l, "goal") => {
            !(clauses.verbs.iter()).any(|v| {
                v.object == Some(k) && hashed!(v.hash, "score" | "concede" | "net" | "hit" | "get")
            }) && before.is_none_or(|w| {
                !matches!(
                    w,
                    "winning" | "opening" | "own" | "late" | "first" | "second" | "third"
                )
            })
        }
        _ => false,
    }
}

/// The verb that carries the event noun `k` ("held talks", "an explosion occurred").
fn carrier(doc: &Doc<'_>, clauses: &Clauses, k: usize, lemma: u32) -> Option<usize> {
    if hashed!(lemma, "fire") {
        return None;
    }
    (0..clauses.verbs.len()).find(|n| {
        let v = &clauses.verbs[*n];
        let object = v.object == Some(k) || (v.passive && v.subject == Some(k));
        let light = v.word.plays(Manner::Light) || v.word.plays(Manner::Aspect);
        // "released a statement".
        let words = hashed!(v.hash, "release" | "publish" | "post")
            && hashed!(
                lemma,
                "statement" | "warning" | "apology" | "denial" | "announcement"
            );
        (object && (light || words) && !frames(clauses, *n))
            || (v.subject == Some(k) && !v.passive && takes_place(doc, clauses, v))
    })
}

/// "who heads the desk", "a team led by Berg": what somebody or something is, not what happened.
fn describes(doc: &Doc<'_>, verb: &super::clause::Verb) -> bool {
    let led = verb.form == Form::Participle
        && hashed!(verb.hash, "lead" | "head" | "chair")
        && verb.end < doc.forms.len()
        && is!(doc, verb.end, "by");
    led || verb.tie == Tie::Relative
        && verb.form == Form::Finite
        && verb.tense == Tense::Present
        && !verb.perfect
        && !verb.progressive
        && verb.modal.is_none()
        && verb
            .mark
            .is_some_and(|m| is!(doc, m, "who" | "which" | "that"))
}

/// "resigned, as did two ministers": stands for the verb before.
fn likewise(doc: &Doc<'_>, clauses: &Clauses, v: &super::clause::Verb) -> bool {
    v.subject.is_none()
        && v.start > clauses.tokens.start
        && is!(doc, v.start - 1, "as" | "so" | "than" | "nor" | "neither")
}

/// "had its licence withdrawn", "had the car repaired": what happened is the verb behind it.
fn frames(clauses: &Clauses, n: usize) -> bool {
    let done = clauses.verbs.get(n + 1);
    clauses.verbs[n].lemma == "have"
        && done.is_some_and(|u| u.passive && u.form == Form::Participle && u.start == u.token)
        && clauses.between(n).is_some()
}

/// "ran out of money in March": a month, not a march.
fn dated(doc: &Doc<'_>, clauses: &Clauses, k: usize) -> bool {
    let p = &clauses.phrases[k];
    p.tokens.len() == 1
        && p.prep.is_some()
        && doc.forms[p.head].shape == Shape::Capital
        && word::month(doc, p.head)
}

/// "is known for", "is located in", "consists of": how things are, not what happened.
fn state(v: &super::clause::Verb) -> bool {
    let passive = hashed!(
        v.hash,
        "know"
            | "regard"
            | "consider"
            | "deem"
            | "locate"
            | "situate"
            | "entitle"
            | "title"
            | "base"
            | "age"
            | "need"
            | "require"
    );
    // "a chef named Lee".
    let names = v.form == Form::Participle
        && v.particle.is_none()
        && hashed!(v.hash, "name" | "call" | "dub" | "nickname" | "label");
    // "The bridge covers two miles", "the president wants peace".
    let simple = v.form == Form::Finite
        && v.tense == Tense::Present
        && !(v.perfect || v.progressive || v.passive)
        && v.modal.is_none();
    // "contracts totalling 1.5 billion", "meaning that all is lost".
    let sums = v.form == Form::Gerund && hashed!(v.hash, "total" | "number" | "average" | "mean");
    let lasts = v.word.plays(Manner::State)
        || hashed!(
            v.hash,
            "cover" | "represent" | "feature" | "span" | "measure" | "total" | "boast" | "house"
        );
    // "The port is owned by the state", "rebels are backed by Chad".
    let stands = v.form == Form::Finite
        && v.tense == Tense::Present
        && v.passive
        && !(v.perfect || v.progressive)
        && v.modal.is_none()
        && hashed!(
            v.hash,
            "own"
                | "back"
                | "fund"
                | "dominate"
                | "surround"
                | "operate"
                | "govern"
                | "inhabit"
                | "control"
                | "run"
                | "head"
        );
    v.passive && (passive || names || stands)
        || sums
        || simple && lasts && !v.copula
        || !v.passive
            && hashed!(
                v.hash,
                "consist" | "belong" | "contain" | "comprise" | "resemble" | "include"
            )
}

/// "We welcome comments", outside quotation marks: the writer speaks to the reader.
fn addresses(doc: &Doc<'_>, clauses: &Clauses, v: &super::clause::Verb) -> bool {
    v.form == Form::Finite
        && v.tense == Tense::Present
        && !(v.perfect || v.progressive || v.passive)
        && v.modal.is_none()
        && (doc.tokens[v.token].xpos == Xpos::VBP || is!(doc, v.start, "do"))
        && (v.subject.map(|s| &clauses.phrases[s]))
            .is_some_and(|p| p.pronoun && is!(doc, p.head, "we" | "i" | "you"))
        && !clauses.is_quoted(v.token)
}

/// "Published: 10 February 2024", "Updated:": a label before what it labels.
fn label(doc: &Doc<'_>, clauses: &Clauses, v: &super::clause::Verb) -> bool {
    v.start == clauses.tokens.start && v.end < clauses.tokens.end && is!(doc, v.end, ":")
}

/// "the first half of the year that ended in June", "what they called a disgrace": a time, or a name
/// for something, is no event.
fn measures(doc: &Doc<'_>, clauses: &Clauses, v: &super::clause::Verb) -> bool {
    let time = |k: usize| {
        is!(
            doc,
            clauses.phrases[k].head,
            "year"
                | "half"
                | "quarter"
                | "month"
                | "week"
                | "day"
                | "decade"
                | "century"
                | "months"
                | "weeks"
                | "days"
                | "years"
                | "weekend"
                | "season"
        )
    };
    let runs = hashed!(v.hash, "end" | "begin" | "start" | "run");
    // "it took five hours to put it out".
    let it = |s: usize| is!(doc, clauses.phrases[s].head, "it");
    let takes = hashed!(v.hash, "take") && v.object.is_none() && v.subject.is_some_and(it);
    let calls = hashed!(
        v.hash,
        "call" | "dub" | "term" | "label" | "describe" | "name"
    );
    // "let me add".
    let asks =
        is!(doc, v.token, "let") && v.end < clauses.tokens.end && is!(doc, v.end, "me" | "us");
    takes
        || asks
        || runs && v.subject.is_some_and(time) && v.object.is_none()
        || calls && v.mark.is_some_and(|m| is!(doc, m, "what"))
}

/// Whether the adjective at `t` completes a verb ("were dead", "was found guilty").
fn predicative(doc: &Doc<'_>, clauses: &Clauses, t: usize) -> bool {
    if doc.tokens[t].xpos != Xpos::JJ {
        return true;
    }
    let Some(v) = clauses.verbs.iter().rev().find(|v| v.token < t) else {
        return true;
    };
    clauses
        .phrases
        .iter()
        .all(|p| p.tokens.start < v.end || p.tokens.start >= t || v.object.is_some() && !v.copula)
        && (v.copula || v.passive || v.object.is_some() || v.end == t)
}

/// "the border crossing": a place, unless something is crossed.
fn passage(doc: &Doc<'_>, clauses: &Clauses, k: usize, lemma: u32) -> bool {
    hashed!(lemma, "crossing")
        && clauses
            .phrases
            .get(k + 1)
            .is_none_or(|p| p.of != Some(k) || doc.tokens[p.head].xpos == Xpos::CD)
}

/// "the envoy for peace talks": what somebody's office is about.
fn office(doc: &Doc<'_>, clauses: &Clauses, k: usize) -> bool {
    let prep = clauses.phrases[k].prep.filter(|t| is!(doc, *t, "for"));
    let holder = prep.and_then(|_| clauses.hung_on(k));
    holder.is_some_and(|h| {
        is!(
            doc,
            clauses.phrases[h].head,
            "envoy"
                | "minister"
                | "secretary"
                | "spokesman"
                | "spokeswoman"
                | "spokesperson"
                | "director"
                | "coordinator"
                | "adviser"
                | "advisor"
                | "representative"
                | "commissioner"
                | "ambassador"
        )
    })
}

/// "take place", "happen", "occur": the subject names the event.
fn takes_place(doc: &Doc<'_>, clauses: &Clauses, v: &super::clause::Verb) -> bool {
    let place = |o: usize| {
        let p = &clauses.phrases[o];
        p.tokens.len() == 1 && is!(doc, p.head, "place")
    };
    hashed!(v.hash, "happen" | "occur" | "ensue")
        || hashed!(v.hash, "take") && v.object.is_some_and(place)
}

/// Bare plurals and "any", "every": no event of its own.
fn generic(doc: &Doc<'_>, clauses: &Clauses, k: usize) -> bool {
    let p = &clauses.phrases[k];
    is!(doc, p.tokens.start, "any" | "every" | "no" | "each" | "such")
    // "all other trade", "all firing": but "all attacks".
        || is!(doc, p.tokens.start, "all") && doc.tokens[p.head].xpos == Xpos::NN
        // "1.5 billion crowns".
        || is!(
            doc,
            p.head,
            "crowns" | "marks" | "pounds" | "francs" | "dollars" | "dlrs" | "rupees" | "pesos"
        ) && p.tokens.clone().any(|t| doc.tokens[t].xpos == Xpos::CD)
}

/// Told as a habit: "is usually held", "was rarely hit".
fn habitual(doc: &Doc<'_>, clauses: &Clauses, n: usize) -> bool {
    let v = &clauses.verbs[n];
    if v.form != Form::Finite {
        return false;
    }
    let often = |t: usize| {
        is!(
            doc,
            t,
            "usually"
                | "often"
                | "always"
                | "typically"
                | "regularly"
                | "routinely"
                | "frequently"
                | "generally"
                | "normally"
                | "traditionally"
                | "rarely"
                | "seldom"
                | "sometimes"
        )
    };
    let timeless = v.tie == Tie::Main && v.tense == Tense::Present && !v.perfect;
    timeless && v.scope.clone().any(often)
        || (v.start.saturating_sub(1).max(clauses.tokens.start)..v.end).any(often)
}
