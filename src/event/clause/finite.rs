//! The subject of a verb that bears tense, behind all that may stand between the two.

use super::super::lexicon::Manner;
use super::super::phrase::{Phrase, full_start, subordinator};
use super::super::word;
use super::group::{adverb, over_adverbs, verbal};
use super::object::is_time_phrase;
use super::subject::lift;
use super::{Clauses, Form, Tie, Verb};
use crate::text::form::{hash, hashed, is};
use crate::text::{Doc, Xpos, known};

pub(super) fn finite_subject(doc: &Doc<'_>, made: &mut Clauses, n: usize, left: usize) {
    let start = made.verbs[n].start;
    let previous = n.checked_sub(1);
    let mut before = start;
    let mut then = false;
    while before > left && adverb(doc.tokens[before - 1].xpos) {
        then |= is!(doc, before - 1, "then" | "later" | "subsequently");
        before -= 1;
    }
    let last = match before.checked_sub(1).filter(|b| *b >= made.tokens.start) {
        // "stabbed a man, then fled".
        Some(b) if then && is!(doc, b, ",") => "and",
        Some(b) => doc.low(b),
        None => "",
    };
    // "who met", ", which had closed".
    if let Some(m) = made.verbs[n].mark {
        let x = doc.tokens[m].xpos;
        let relative =
            matches!(x, Xpos::WDT | Xpos::WP) || (is!(doc, m, "that") && m + 1 == before);
        if relative && m + 1 == before {
            let antecedent = made
                .phrases
                .iter()
                .rposition(|q| q.tokens.end <= m && m - q.tokens.end <= 1)
                .map(|q| made.behind_age(doc, q))
                // "it was France rather than Spain that agreed".
                .map(|q| match made.phrases[q].prep {
                    Some(t) if q > 0 && t > 0 && is!(doc, t - 1, "rather") => q - 1,
                    _ => q,
                })
                .map(|q| {
                    // "the shooting in Ashby, which killed ten": no place does.
                    let harms = made.verbs[n].word.plays(Manner::Harm)
                        || made.verbs[n].word.plays(Manner::Cause);
                    let word = doc.low(m);
                    let word = if harms && word == "which" {
                        "that"
                    } else {
                        word
                    };
                    spoken_of(doc, made, q, word)
                });
            made.verbs[n].tie = Tie::Relative;
            made.verbs[n].governor = previous;
            // "aftershocks of an earthquake that struck on Sunday": the earthquake struck.
            let own = |a: usize| is!(doc, made.phrases[a].tokens.start, "a" | "an");
            // "the killing of Ann Lee, who was shot": of a name, not of what happened to it.
            let somebody = |a: usize| {
                let head = made.phrases[lift(made, a)].head;
                let field = word::named(doc, head).field();
                is!(doc, m, "who")
                    && doc.tokens[made.phrases[a].head].xpos == Xpos::NNP
                    && doc.tokens[head].xpos != Xpos::NNP
                    && !matches!(field, 0 | known::PERSON | known::GROUP)
            };
            // "his handling of the disaster that shut the port": of the disaster.
            let owned = |a: usize| {
                let p = &made.phrases[lift(made, a)];
                p.owner.is_some() || doc.tokens[p.tokens.start].xpos == Xpos::PRPS
            };
            let subject = antecedent.map(|a| match own(a) || somebody(a) || owned(a) {
                true => a,
                false => lift(made, a),
            });
            // "a man who left and who returned": both of the same.
            let twice = m > made.tokens.start && is!(doc, m - 1, "and" | "but" | "or");
            let same = previous.filter(|p| twice && made.verbs[*p].tie == Tie::Relative);
            let subject = same.and_then(|p| made.verbs[p].subject).or(subject);
            made.verbs[n].subject = subject;
            return;
        }
    }
    // "an emergency, which he said would allow it": not he, but what the clause is about.
    if let Some(p) = previous
        && made.verbs[p].end == before
        && made.verbs[p].reports
        && let Some(m) = made.verbs[p].mark
        && matches!(doc.tokens[m].xpos, Xpos::WDT | Xpos::WP)
        && made.verbs[p].subject.is_some_and(|s| {
            let from = full_start(&made.phrases, s);
            from == m + 1 && made.phrases[s].tokens.end == made.verbs[p].start
        })
        && let Some(a) = made
            .phrases
            .iter()
            .rposition(|q| q.tokens.end <= m && m - q.tokens.end <= 1)
    {
        let a = spoken_of(doc, made, a, doc.low(m));
        made.verbs[n].tie = Tie::Relative;
        made.verbs[n].governor = Some(p);
        made.verbs[n].subject = Some(a);
        return;
    }
    // "met him and flew home": the subject of the verb before; behind a comma not that of a side
    // clause ("praised the team that had left, and flew home").
    let comma = before >= made.tokens.start + 2 && is!(doc, before - 2, ",");
    let finite = |p: &usize| made.verbs[*p].form == Form::Finite;
    let whole = |p: &usize| finite(p) && made.verbs[*p].tie != Tie::Relative;
    let near = (0..n).rev().find(finite);
    let outer = near
        .filter(|_| comma)
        .and_then(|_| (0..n).rev().find(whole));
    // "said the tram was speeding and were asking why": those who said it ask.
    let many = is!(doc, start, "were" | "are" | "have");
    let agrees = |p: &usize| {
        made.verbs[*p].subject.is_some_and(|s| {
            let q = &made.phrases[s];
            q.next.is_some()
                || doc.tokens[q.head].xpos != Xpos::NN && doc.tokens[q.head].xpos != Xpos::NNP
        })
    };
    let plural = near
        .filter(|p| many && !agrees(p))
        .and_then(|_| (0..n).rev().filter(finite).find(agrees));
    // "said people were hurt and vowed revenge": who says the one says the other.
    let vows = |u: &Verb| u.word.plays(Manner::Report) || u.word.plays(Manner::Vow);
    let teller = near.filter(|p| {
        let u = &made.verbs[*p];
        u.tie == Tie::Complement && (u.passive || u.copula) && !vows(u) && vows(&made.verbs[n])
    });
    let teller = teller
        .and_then(|p| made.verbs[p].governor)
        .filter(|g| finite(g) && made.verbs[*g].word.plays(Manner::Report));
    if matches!(last, "and" | "or" | "but" | "then" | "nor")
        && let Some(p) = plural.or(outer).or(teller).or(near)
    {
        made.verbs[n].tie = Tie::Joined;
        made.verbs[n].governor = Some(p);
        made.verbs[n].subject = made.verbs[p].subject;
        // "was arrested on Friday and charged with theft": as passive as the first.
        let v = &made.verbs[n];
        let befell = v.start == v.token
            && v.end < made.tokens.end
            && is!(doc, v.end, "with" | "of" | "by")
            && doc.low(v.token).ends_with("ed")
            && !v.word.plays(Manner::Active)
            && !v.word.plays(Manner::Alone);
        if befell && made.verbs[p].passive && last == "and" {
            made.verbs[n].passive = true;
        }
        return;
    }
    let floor = made.verbs[n].mark.map_or(made.tokens.start, |m| m + 1);
    // "that wearing a mask would become the rule": what is done is what the verb is about.
    let doing = made.verbs[..n].iter().any(|u| {
        let opened =
            u.start == floor || u.start > floor && is!(doc, u.start - 1, "," | "and" | "but");
        u.form == Form::Gerund
            && u.start >= floor
            && opened
            && !(u.end..before).any(|t| is!(doc, t, "," | ";" | ":"))
            && (made.phrases.iter()).any(|p| {
                // "a face covering": whatever the tag of its last word.
                let last = usize::from(before > 0 && doc.tokens[before - 1].xpos == Xpos::VBG);
                u.end <= p.tokens.start && p.tokens.end + last == before
            })
    });
    if doing {
        return;
    }
    let mut at = before;
    // "the news that the firm had hired Lee shook the town": past what the noun says.
    if let Some(p) = previous.filter(|p| made.verbs[*p].form == Form::Finite && last != ",")
        && let Some(m) = made.verbs[p]
            .mark
            .filter(|m| is!(doc, *m, "that") && *m > floor)
        && made.phrase_before(m).is_some()
        && made.verbs[p].tie == Tie::Complement
        && !made.verbs[..p].iter().any(|u| u.form == Form::Finite)
        && !(made.verbs[p].end..before).any(|t| is!(doc, t, "," | "and" | "but" | "or"))
    {
        at = m;
    }
    let mut candidate = None;
    let mut aside = None;
    let mut guard = 0;
    while at > floor && guard < 64 {
        guard += 1;
        let t = at - 1;
        let low = doc.forms[t].low;
        let closes = hashed!(low, ")");
        // "Germany and Slovakia - a client state - attacked".
        let spaced = || {
            hashed!(low, "-") && t > floor && doc.tokens[t - 1].span.end < doc.tokens[t].span.start
        };
        if closes || hashed!(low, "," | "—" | "–" | "--") || spaced() {
            // Over an insertion between commas, dashes or brackets.
            let open = match closes {
                true => const { hash(b"(") },
                false => low,
            };
            let match_at = (floor..t).rev().find(|k| doc.forms[*k].low == open);
            match match_at {
                Some(k) if insertion(doc, made, k + 1, t) => {
                    // "a firm under contract to the Gas Company (GC)": brackets name what they touch.
                    aside = aside.or_else(|| {
                        made.phrases
                            .iter()
                            .filter(|_| !closes)
                            .position(|p| p.tokens == (k + 1..t) && p.prep.is_none())
                    });
                    at = k;
                    continue;
                }
                // One comma alone: between subject and verb only after a list or a date.
                _ => {
                    at = t;
                    continue;
                }
            }
        }
        if hashed!(low, ";" | ":") {
            break;
        }
        if let Some(q) = made.phrase_at(t) {
            let head = if last != "," && clause_of_its_own(doc, made, n, q) {
                q
            } else {
                lift(made, q)
            };
            let p = &made.phrases[head];
            // "officials in Paris and London said": the list hangs on its preposition.
            let mut first = head;
            while let Some(b) = first.checked_sub(1).filter(|b| {
                let between = made.phrases[*b].tokens.end;
                let bears = |prep: usize| made.phrase_before(prep).is_some();
                made.phrases[*b].next == Some(first)
                    && between + 1 == made.phrases[first].tokens.start
                    && (is!(doc, between, "and" | "or" | "&")
                        // "lawyers from Texas, Ohio and Iowa left", but "In Rome, Ann and Bo left".
                        || is!(doc, between, ",") && made.phrases[*b].prep.is_some_and(bears))
            }) {
                first = b;
            }
            // "resigned as governor of Ohio and Lee was sworn in": one alone "was".
            let between = (made.phrases[first].prep).is_some_and(|t| is!(doc, t, "between"));
            if first != head
                && !between
                && is!(doc, start, "was" | "is" | "has")
                && is!(doc, made.phrases[first].tokens.end, "and")
                && (0..n).any(|u| made.verbs[u].end <= made.phrases[first].tokens.start)
            {
                candidate = Some(q);
                break;
            }
            if first != head && made.phrases[first].prep.is_some() && first >= 1 {
                at = made.phrases[first].tokens.start.min(t);
                continue;
            }
            // "than most had expected".
            let compared = p.tokens.end == before && p.prep.is_some_and(|t| is!(doc, t, "than"));
            let governed = p.prep.is_some() && !compared;
            if governed || is_time_phrase(doc, p) {
                at = made.phrases[q].tokens.start.min(t);
                continue;
            }
            // "a man whose eye was injured in the blast spoke": that clause has its subject.
            let theirs = made.verbs[..n].iter().any(|u| u.subject == Some(head));
            if theirs && is!(doc, p.tokens.start, "whose") {
                at = made.phrases[q].tokens.start.min(t);
                continue;
            }
            // "the man whom police arrested on Monday denied it": past a clause about another.
            let inner = made.verbs[..n].iter().rev().find(|u| {
                u.about.is_some()
                    && u.subject.is_some_and(|s| s == head || s == q)
                    && u.end < before
            });
            if let Some(s) = inner.and_then(|u| u.subject) {
                let from = full_start(&made.phrases, s);
                let marked = inner.is_some_and(|u| u.mark == from.checked_sub(1));
                let open = from - usize::from(marked);
                if open < at && open > floor {
                    at = open;
                    continue;
                }
            }
            // A phrase that ends right after a verb may be that verb's object.
            let object_of = (0..n).rev().find(|u| {
                let u = &made.verbs[*u];
                u.end == made.phrases[head].tokens.start
            });
            // "a man suspected to have sold the gun was arrested", "the plan to build a dam was
            // approved": no more the object of what hangs on another phrase.
            let hung = object_of.and_then(|u| {
                let mut u = &made.verbs[u];
                let infinitive = u.form == Form::Infinitive;
                while u.form == Form::Infinitive
                    && let Some(g) = u.governor
                {
                    u = &made.verbs[g];
                }
                let free = match u.form {
                    Form::Infinitive => made.phrase_before(u.start).is_some(),
                    Form::Participle => u.tie == Tie::Relative || set_off(doc, made, u).is_some(),
                    _ => false,
                };
                let from = match u.form {
                    Form::Participle => set_off(doc, made, u).unwrap_or(u.start),
                    _ => u.start,
                };
                (infinitive && free).then_some(from)
            });
            if let Some(to) = hung.filter(|t| *t < at && *t > floor) {
                at = to;
                continue;
            }
            // "groups claiming the vote was stolen gathered": one phrase is not what two verbs are
            // about.
            let taken = made.verbs[..n].iter().rev().find(|u| {
                u.subject == Some(head) && u.form == Form::Finite && u.tie == Tie::Complement
            });
            let outer = taken
                .filter(|u| u.end < before && last != ",")
                .and_then(|u| u.governor)
                .map(|g| &made.verbs[g])
                .filter(|g| g.form == Form::Gerund && g.tie == Tie::Relative && g.start < at);
            if let Some(g) = outer {
                at = g.start;
                continue;
            }
            // "planted a flag, set up a mast and left": one after the other, by the same.
            if let Some(u) = object_of.filter(|u| {
                let u = &made.verbs[*u];
                let main = u.form == Form::Finite && matches!(u.tie, Tie::Main | Tie::Joined);
                last == "," && main && !u.reports && !u.copula && u.subject.is_some()
            }) {
                made.verbs[n].tie = Tie::Joined;
                made.verbs[n].governor = Some(u);
                made.verbs[n].subject = made.verbs[u].subject;
                return;
            }
            if let Some(u) = object_of {
                let verb = &made.verbs[u];
                // "protesters demanding an inquiry blocked roads": the sentence has no other verb.
                let only = || {
                    verb.tie == Tie::Relative
                        && verb.form == Form::Gerund
                        && last != ","
                        && !(made.verbs.iter().enumerate())
                            .any(|(m, u)| m != n && u.form == Form::Finite)
                };
                let opens =
                    matches!(verb.tie, Tie::Relative | Tie::Adverbial) && (!verb.reports || only());
                if opens {
                    let skip = match verb.tie {
                        Tie::Relative => verb
                            .mark
                            .filter(|m| made.phrases[head].tokens.end <= *m || *m + 1 == verb.start)
                            .unwrap_or(verb.start),
                        _ => verb.start,
                    };
                    if skip < at {
                        at = skip;
                        continue;
                    }
                }
            }
            // "the parliament of Vest, Norway voted": a place behind a place.
            let (p, first) = (&made.phrases[q], made.phrases[q].tokens.start);
            let wider = first.checked_sub(1).filter(|c| {
                *c > floor && is!(doc, *c, ",") && doc.tokens[p.tokens.start].xpos == Xpos::NNP
            });
            let other =
                |p: &Phrase| p.tokens.start >= floor && p.prep.is_none() && !is_time_phrase(doc, p);
            // "the Parliament of New South Wales (NSW), Australia".
            let behind = |c: usize| match is!(doc, c - 1, ")") {
                true => (floor..c).rev().find(|t| is!(doc, *t, "(")).unwrap_or(c),
                false => c,
            };
            if let Some(c) = wider
                && made.phrases[..q].iter().any(other)
                && p.tokens.end == before
                && let Some(k) = made.phrase_before(behind(c))
                && doc.tokens[made.phrases[k].head].xpos == Xpos::NNP
                && !is_time_phrase(doc, &made.phrases[k])
                && made.phrases[k].prep.is_some_and(|t| {
                    t > made.tokens.start
                        && is!(
                            doc,
                            t,
                            "of" | "in" | "at" | "near" | "from" | "for" | "outside"
                        )
                })
                && doc.tokens[made.phrases[k].tokens.start].xpos == Xpos::NNP
                && made.phrases[k].next.is_none()
            {
                at = c;
                continue;
            }
            candidate = Some(head);
            break;
        }
        at = t;
    }
    if let Some(name) = described_at_length(doc, made, n, floor).filter(|_| last == ",") {
        candidate = Some(name);
        aside = None;
    }
    // "Ann Lee, formerly the governor of Texas, died": of what is set beside a name, the name.
    if last == ","
        && let Some(c) = candidate
        && (doc.tokens[made.phrases[c].head].xpos != Xpos::NNP
            || doc.tokens[made.phrases[c].tokens.start].xpos == Xpos::DT)
        && made.phrases[c].next.is_none()
    {
        let open = over_adverbs(doc, made.phrases[c].tokens.start, floor);
        let named = open
            .checked_sub(1)
            .filter(|t| is!(doc, *t, ","))
            .and_then(|t| {
                made.phrase_before(t).filter(|q| {
                    let p = &made.phrases[*q];
                    p.prep.is_none() && doc.tokens[p.head].xpos == Xpos::NNP
                })
            });
        if named.is_some_and(|q| made.phrases[q].tokens.start >= floor) {
            candidate = named;
            aside = None;
        }
    }
    // "Moss Comicon 2019 returned": a year behind a name is part of it.
    let name = candidate.and_then(|c| made.named_before_year(doc, c));
    if name.is_some_and(|name| made.phrases[name].tokens.start >= floor) {
        candidate = name;
    }
    made.verbs[n].subject = candidate;
    made.verbs[n].about = acted_on(doc, made, n, before);
    if let (Some(c), Some(name)) = (candidate, aside.filter(|a| Some(*a) > candidate)) {
        made.phrases[c].aside = Some(name);
    }
    let (tie, governor) = match made.verbs[n].mark.map(|m| doc.low(m)) {
        _ if made.verbs[n].about.is_some() => (Tie::Relative, previous),
        Some("that" | "whether" | "how" | "what") => (Tie::Complement, previous),
        Some("who" | "which" | "where" | "whom" | "whose") => (Tie::Relative, previous),
        Some(_) => (Tie::Adverbial, previous),
        None if about_noun(doc, made, candidate) => (Tie::Relative, previous),
        None => match previous {
            // "said two men died".
            Some(p)
                if made.verbs[p].reports
                    && candidate.is_some_and(|c| {
                        let start = made.phrases[c].tokens.start;
                        start == only_time(doc, made, made.verbs[p].end, start)
                    }) =>
            {
                (Tie::Complement, Some(p))
            }
            _ => (Tie::Main, None),
        },
    };
    made.verbs[n].tie = tie;
    made.verbs[n].governor = governor;
}

/// "announced yesterday she was …", "said on Monday the firm had …": from token `at`, which is not behind
/// `end`, over when that was.
fn only_time(doc: &Doc<'_>, made: &Clauses, mut at: usize, end: usize) -> usize {
    while at < end {
        let on = usize::from(is!(doc, at, "on" | "in" | "late" | "early"));
        let k = made.phrase_at(at + on).filter(|k| {
            let p = &made.phrases[*k];
            p.tokens.start == at + on && p.tokens.end <= end && is_time_phrase(doc, p)
        });
        match k {
            Some(k) => at = made.phrases[k].tokens.end,
            None if adverb(doc.tokens[at].xpos) => at += 1,
            None => break,
        }
    }
    at
}

/// "the slick, *now estimated* to be ten miles long, threatens": where a participle behind a comma and
/// a phrase begins, with its comma.
fn set_off(doc: &Doc<'_>, made: &Clauses, u: &Verb) -> Option<usize> {
    let at = over_adverbs(doc, u.start, made.tokens.start + 1);
    let comma = at.checked_sub(1).filter(|t| *t > made.tokens.start)?;
    (is!(doc, comma, ",") && made.phrase_before(comma).is_some()).then_some(comma)
}

/// What the clause of verb `n` speaks of where the verb acts on it: "the bridge that engineers built",
/// "the ban the government announced". No object stands behind such a verb, and its subject, up to
/// `before`, touches the pronoun or the noun itself.
fn acted_on(doc: &Doc<'_>, made: &Clauses, n: usize, before: usize) -> Option<usize> {
    let v = &made.verbs[n];
    let s = v.subject?;
    let touching = made.phrase_before(before).map(|q| lift(made, q));
    if v.passive || v.copula || v.word.plays(Manner::Alone) || touching != Some(s) {
        return None;
    }
    spoken_about(doc, made, n, s)
}

/// What stands before the clause with subject `s` whose verb `n` has no object behind it, if the
/// clause is about that.
pub(super) fn spoken_about(doc: &Doc<'_>, made: &Clauses, n: usize, s: usize) -> Option<usize> {
    use Xpos::{IN, NN, NNP, NNS, PRPS, TO, VB, WDT, WP};
    let v = &made.verbs[n];
    let from = full_start(&made.phrases, s);
    let mark = from.checked_sub(1).filter(|t| *t >= made.tokens.start)?;
    // Nobody moves, stays or works what the clause is about.
    let moves = word::lexeme(doc, v.token, word::As::Verb).verb_field() == known::MOTION;
    let rests = hashed!(
        v.hash,
        "stay" | "live" | "work" | "wait" | "stand" | "sit" | "happen" | "keep" | "play"
    );
    if moves || rests {
        return None;
    }
    // Its own object, or what somebody said or wanted.
    let next = v.end;
    let inside = next < made.tokens.end;
    let object = (made.phrases.iter())
        .find(|p| p.tokens.start >= next)
        .is_some_and(|p| p.tokens.start == next && p.prep.is_none() && !is_time_phrase(doc, p));
    let tag = doc.tokens[next.min(made.tokens.end - 1)].xpos;
    let goes_on = inside
        && (is!(doc, next, "that" | ":" | "\"" | "“")
            || tag == IN && subordinator(doc, next)
            || tag == TO && doc.tokens.get(next + 1).is_some_and(|t| t.xpos == VB)
            || v.reports && (verbal(tag) || tag == Xpos::MD));
    if object || goes_on {
        return None;
    }
    let p = &made.phrases[s];
    if is!(doc, mark, "which" | "whom" | "that" | "who")
        && matches!(doc.tokens[mark].xpos, WDT | WP | IN | Xpos::DT)
    {
        let comma = mark > made.tokens.start && is!(doc, mark - 1, ",");
        let that = is!(doc, mark, "that");
        let a = made.phrase_before(mark - usize::from(comma && !that))?;
        // "the claim that police fired", "told the crowd that police fired".
        let told = || {
            let from = full_start(&made.phrases, a);
            made.verbs.iter().any(|u| u.reports && u.end == from)
        };
        let p = &made.phrases[a];
        // "claims he asked for help in the election, which Lee denied": the claim, not the election.
        if comma
            && !that
            && hashed!(
                v.hash,
                "deny" | "dispute" | "confirm" | "admit" | "acknowledge" | "refute"
            )
            && !matches!(
                word::named(doc, made.phrases[lift(made, a)].head).field(),
                7 | 8
            )
        {
            return None;
        }
        if that && (p.pronoun || tells_that(doc, p.head) || told()) || timed(doc, p) {
            return None;
        }
        // "apologised during the hearing, which the court accepted".
        let during = p
            .prep
            .is_some_and(|t| is!(doc, t, "during" | "after" | "before"));
        if during && comma {
            return None;
        }
        let a = spoken_of(doc, made, a, doc.low(mark));
        // "a plan for the march, which they rejected", "the attack near Lyon, which they condemned".
        let named = made.phrases[a].next.is_none() && doc.tokens[made.phrases[a].head].xpos == NNP;
        let around = made.phrases[a].prep.filter(|t| {
            is!(doc, *t, "for")
                || named && is!(doc, *t, "in" | "at" | "near" | "on" | "outside" | "off")
        });
        let around = around
            .and_then(|t| made.phrase_before(t))
            .filter(|k| !named || word::tells(doc, made.phrases[*k].head));
        return around.or(Some(a));
    }
    // "the groups the ministry banned".
    let a = made.phrase_before(from)?;
    let (noun, first) = (&made.phrases[a], made.phrases[a].tokens.start);
    // "After the match he left": no clause about the match.
    let opens = noun.prep.is_some_and(|t| {
        t == made.tokens.start || is!(doc, t - 1, "," | "and" | "but" | ";" | "that")
    });
    let common = matches!(doc.tokens[noun.head].xpos, NN | NNS)
        && !opens
        && !timed(doc, noun)
        && (matches!(doc.tokens[first].xpos, Xpos::DT | PRPS | Xpos::CD) || noun.owner.is_some());
    let other = p.pronoun
        || matches!(doc.tokens[from].xpos, PRPS | NNP)
        || is!(doc, from, "the" | "a" | "an");
    // "gave the workers the bonus promised in May", "Before taking these steps they asked".
    let open = full_start(&made.phrases, a);
    let held = made.verbs.iter().any(|u| {
        let first = u.form == Form::Gerund && u.start <= made.tokens.start + 1;
        u.end == open && (first || u.word.plays(Manner::Keep))
    });
    (common && other && !held).then_some(a)
}

/// Whether phrase `p` is when, where, how or why something was: "the day it sank".
fn timed(doc: &Doc<'_>, p: &Phrase) -> bool {
    is_time_phrase(doc, p)
        || is!(
            doc,
            p.head,
            "day"
                | "time"
                | "times"
                | "year"
                | "month"
                | "week"
                | "night"
                | "hour"
                | "moment"
                | "morning"
                | "place"
                | "way"
                | "ways"
                | "reason"
                | "reasons"
                | "extent"
                | "point"
                | "something"
                | "anything"
                | "everything"
                | "nothing"
                | "date"
                | "period"
                | "season"
                | "case"
                | "event"
        )
}

/// Nouns whose "that" opens what is said or held.
fn tells_that(doc: &Doc<'_>, head: usize) -> bool {
    // Cognition, communication, feeling, state.
    matches!(word::named(doc, head).field(), 7 | 8 | 10 | 24)
        && !is!(
            doc,
            head,
            "deal"
                | "agreement"
                | "treaty"
                | "law"
                | "bill"
                | "letter"
                | "book"
                | "film"
                | "letters"
                | "contract"
                | "accord"
                | "pact"
                | "documents"
                | "document"
                | "laws"
                | "article"
                | "plan"
                | "video"
                | "programme"
                | "program"
        )
}

/// "Ann Lee, a lawyer, writer, and now a candidate for mayor, spoke": the name at the head of a
/// clause whose descriptions end with the comma before verb `n`.
fn described_at_length(doc: &Doc<'_>, made: &Clauses, n: usize, floor: usize) -> Option<usize> {
    let start = made.verbs[n].start;
    let first = (made.phrases.iter())
        .position(|p| p.tokens.start >= floor && p.prep.is_none() && !is_time_phrase(doc, p))?;
    let (p, next) = (&made.phrases[first], made.phrases.get(first + 1)?);
    let name = doc.tokens[p.head].xpos == Xpos::NNP && !p.pronoun;
    // "The driver, a man of 42, was released".
    let common = is!(doc, p.tokens.start, "the")
        && doc.tokens[p.head].xpos == Xpos::NN
        && is!(doc, next.tokens.start, "a" | "an");
    let set_off = next.tokens.start == p.tokens.end + 1 && is!(doc, p.tokens.end, ",");
    let beside = set_off
        && (is!(doc, next.tokens.start, "a" | "an")
            || is!(doc, next.tokens.start, "the") && name
            || doc.tokens[next.tokens.start].xpos == Xpos::CD && next.tokens.len() > 1)
        && next.tokens.end < start;
    let alone = !(made.verbs[..n].iter())
        .any(|u| u.start >= p.tokens.end && u.form == Form::Finite && u.tie != Tie::Relative);
    // "Two candidates, Ann Lee and Sam Roe, withdrew": named behind the comma.
    let counted = doc.tokens[p.tokens.start].xpos == Xpos::CD
        && matches!(doc.tokens[p.head].xpos, Xpos::NNS | Xpos::NNPS)
        && set_off
        && doc.tokens[next.head].xpos == Xpos::NNP;
    (alone && (beside && (name || common) || counted)).then_some(first)
}

/// Whether phrase `q`, joined to the one before by "and", is what verb `n` is about alone: "struck
/// a bus and they fled", "set up a camp and many left".
fn clause_of_its_own(doc: &Doc<'_>, made: &Clauses, n: usize, q: usize) -> bool {
    let first = lift(made, q);
    if first == q || made.phrases[q].of.is_some() {
        return false;
    }
    let from = full_start(&made.phrases, first);
    if is!(
        doc,
        made.phrases[q].tokens.start,
        "he" | "she" | "they" | "we" | "i"
    ) {
        return made.verbs[..n].iter().any(|u| u.end <= from);
    }
    made.verbs[..n].iter().any(|u| {
        let own = matches!(u.form, Form::Finite | Form::Infinitive)
            && matches!(u.tie, Tie::Main | Tie::Joined | Tie::Complement);
        u.end == from && own && !u.reports && !u.copula
    })
}

/// "the emergency President Lee declared": whether the subject touches the common noun that its
/// clause is about.
fn about_noun(doc: &Doc<'_>, made: &Clauses, subject: Option<usize>) -> bool {
    let Some((s, before)) = subject.and_then(|s| Some((s, s.checked_sub(1)?))) else {
        return false;
    };
    let (p, q) = (&made.phrases[s], &made.phrases[before]);
    let common = matches!(doc.tokens[q.head].xpos, Xpos::NN | Xpos::NNS) && !is_time_phrase(doc, q);
    let verb = made.verbs.iter().any(|v| v.end <= q.tokens.start);
    p.tokens.start == q.tokens.end
        && doc.tokens[p.head].xpos == Xpos::NNP
        && !p.pronoun
        && common
        && verb
}

/// From the phrase straight before a relative pronoun to the one it speaks of: not a time ("an
/// attack on Friday which …"), nor where that is, for a person or a thing told apart by it ("workers
/// in Niger who …", "the panel in New Orleans that …").
fn spoken_of(doc: &Doc<'_>, made: &Clauses, q: usize, word: &str) -> usize {
    let person = word == "who";
    let mut at = q;
    // "a debate between Lee and Roe, which was to be held in May".
    let twain = q
        .checked_sub(1)
        .filter(|a| made.phrases[*a].next == Some(q));
    if let Some(a) = twain.filter(|_| !person)
        && let Some(prep) = made.phrases[a].prep
        && is!(doc, prep, "between")
        && let Some(head) = made.phrase_before(prep)
    {
        return head;
    }
    while let Some(before) = at.checked_sub(1) {
        let p = &made.phrases[at];
        // "a shooting in Ashby, Ohio, United States that left two dead": the wider place.
        let wide = |p: &Phrase| {
            p.prep.is_none() && doc.tokens[p.tokens.start].xpos == Xpos::NNP && p.owner.is_none()
        };
        if word == "that"
            && wide(p)
            && made.phrases[before].tokens.end + 1 == p.tokens.start
            && is!(doc, made.phrases[before].tokens.end, ",")
            && doc.tokens[made.phrases[before].head].xpos == Xpos::NNP
            && (made.phrases[..=before].iter().rev())
                .find(|p| !wide(p))
                .is_some_and(|p| {
                    doc.tokens[p.head].xpos == Xpos::NNP
                        && p.prep.is_some_and(|t| is!(doc, t, "in" | "at" | "near"))
                })
        {
            at = before;
            continue;
        }
        let Some(prep) = p.prep.filter(|_| !word::zone(doc.word(p.head))) else {
            // "released at 8 p.m. EST on Wednesday, which …".
            if is_time_phrase(doc, p) {
                at = before;
                continue;
            }
            break;
        };
        // "quotes from the speakers who attended": the speakers.
        let somebody = person && word::named(doc, p.head).field() == known::PERSON;
        let over = is_time_phrase(doc, p)
            || !somebody
                && (person || word == "that" && doc.tokens[p.head].xpos == Xpos::NNP)
                && is!(doc, prep, "in" | "at" | "near" | "from" | "on");
        if !over || made.phrases[before].tokens.end != prep {
            break;
        }
        // "the news from Ann Lee, who": news is nobody.
        let head = made.phrases[before].head;
        let thing = matches!(doc.tokens[head].xpos, Xpos::NN | Xpos::NNS)
            && !matches!(
                word::named(doc, head).field(),
                0 | known::PERSON | known::GROUP
            );
        if person && thing && is!(doc, prep, "from" | "to" | "with") {
            break;
        }
        at = before;
    }
    // What was done to it stands between: "an advisory released at 8 p.m., which …".
    if is_time_phrase(doc, &made.phrases[at])
        && let Some(verb) = made
            .verbs
            .iter()
            .rev()
            .find(|u| u.end <= made.phrases[at].tokens.start)
        && verb.form == Form::Participle
        && let Some(s) = verb.subject
    {
        return s;
    }
    at
}

/// Whether tokens `from..to` between two commas are an insertion: a relative clause, participle,
/// prepositional phrase, apposition or adverb.
fn insertion(doc: &Doc<'_>, made: &Clauses, from: usize, to: usize) -> bool {
    use Xpos::*;
    if from >= to {
        return true;
    }
    let x = doc.tokens[from].xpos;
    if matches!(x, WP | WDT | WPS | WRB | VBG | VBN | IN | RB | TO) {
        return true;
    }
    // An apposition: one phrase without a finite verb of its own.
    let described = |v: &Verb| {
        (from..v.start).any(|t| matches!(doc.tokens[t].xpos, Xpos::WP | Xpos::WDT))
            && is!(doc, from, "a" | "an" | "the")
    };
    !made
        .verbs
        .iter()
        .any(|v| v.token >= from && v.token < to && v.form == Form::Finite && !described(v))
        && from > made.tokens.start + 1
}
