//! Titles a person would write: subject, verb in the past, object; at most 80 characters, never
//! cut inside a phrase.

use super::clause::{Clauses, Form, Tense, Tie, all_but};
use super::draft::{Draft, Parts, Trigger, joined};
use super::inflect::{participle, past};
use super::lexicon::Manner;
use super::name::Who;
use super::word::holds;
use super::{Modality, Participant, Place};
use crate::text::form::{hashed, is};
use crate::text::{Doc, Span, Xpos, is_tidy, is_weekday, tidy};
use smallvec::SmallVec;
use std::borrow::Cow;
use std::ops::Range;

/// Longest title, in characters.
pub(super) const LONGEST: usize = 80;

fn fits(text: &str) -> bool {
    text.len() <= LONGEST || text.chars().count() <= LONGEST
}

/// Words and phrases in a row.
fn row(parts: &[&str]) -> String {
    parts.join(" ")
}

/// Appends all of `parts` to `text`.
fn push(text: &mut String, parts: &[&str]) {
    for part in parts {
        text.push_str(part);
    }
}

/// Appends words and phrases to `text`, if there is room for all of them.
fn append(text: &mut String, parts: &[&str]) -> bool {
    let before = text.len();
    for part in parts {
        text.push(' ');
        text.push_str(part);
    }
    let room = fits(text);
    if !room {
        text.truncate(before);
    }
    room
}

/// "Resignation of Ann Lee", if there is room; `befell` says that it was done to her.
pub(super) fn of(noun: &str, name: &str, befell: bool) -> String {
    let aimed = matches!(
        noun,
        "Attack"
            | "Attacks"
            | "Assault"
            | "Raid"
            | "Raids"
            | "Strike"
            | "Strikes"
            | "Airstrike"
            | "Airstrikes"
            | "Crackdown"
            | "Attempt"
    );
    let link = match (aimed, befell) {
        (true, true) => "on",
        (true, false) => "by",
        (false, _) => "of",
    };
    let whole = row(&[noun, link, name]);
    if name.is_empty() || !fits(&whole) {
        noun.to_string()
    } else {
        whole
    }
}

/// First letter in upper case.
fn capital(text: &mut String) {
    match text.chars().next() {
        Some(c) if c.is_ascii() => text[..1].make_ascii_uppercase(),
        Some(c) => *text = c.to_uppercase().chain(text.chars().skip(1)).collect(),
        None => {}
    }
}

/// The names of a few.
type Few<'a> = SmallVec<[Cow<'a, str>; 3]>;

/// "A", "A and B", "A, B and C".
fn list(mut names: Few<'_>) -> Cow<'_, str> {
    // "Antigua and Barbuda" may be two phrases of one name.
    names.dedup();
    match names.as_slice() {
        [] | [_] => names.pop().unwrap_or_default(),
        [all @ .., last] => row(&[&all.join(", "), "and", last]).into(),
    }
}

/// Writes the title of `draft` into `made`, which is empty.
pub(super) fn title(
    doc: &Doc<'_>,
    who: &Who<'_>,
    clauses: &Clauses,
    draft: &Draft,
    place: Option<&Place>,
    made: &mut String,
) {
    match draft.trigger {
        Trigger::Verb(n) => verbal(doc, who, clauses, n, draft, made),
        Trigger::Noun(k, Some(n)) => carried(doc, who, clauses, k, n, draft, made),
        Trigger::Noun(k, None) | Trigger::Word(_, Some(k)) => nominal(doc, who, clauses, k, made),
        Trigger::Word(t, None) => {
            let front = subject(who, clauses, &draft.patients);
            let many = plural(doc, clauses, &draft.patients);
            if !front.is_empty() {
                push(made, &[&front, " ", be(many), " "]);
            }
            made.push_str(doc.low(t));
        }
    }
    let edge = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '“' | '”' | '"');
    let plain = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
    let (first, last) = (made.as_bytes().first(), made.as_bytes().last());
    if !(plain(first) && plain(last) && is_tidy(made)) {
        *made = tidy(made.trim_matches(edge));
    }
    // A title holds both of a pair of quotation marks or none.
    let marked = |made: &str| !made.is_ascii() || made.contains('"');
    let count = |mark: char| made.matches(mark).count();
    if marked(made) && (count('“') != count('”') || count('"') % 2 == 1) {
        made.retain(|c| !matches!(c, '“' | '”' | '"'));
    }
    if let Some(place) = place {
        let short = place.name.split(',').next().unwrap_or("");
        // "the US-led raid" has told of the United States.
        let told = holds(made, short) || holds(made, place.span.of(doc.text));
        if !short.is_empty() && !told {
            let the = if takes_article(short) { "the " } else { "" };
            let to = match draft.trigger {
                Trigger::Noun(..) => preposition(doc, place).into(),
                Trigger::Verb(n) if let Some(prep) = led(doc, clauses, n, place) => {
                    [" ", prep, " "].concat().into()
                }
                _ => Cow::Borrowed(off(doc, place).unwrap_or(" in ")),
            };
            let before = made.len();
            for name in [&*place.name, short] {
                push(made, &[&to, the, name]);
                if fits(made) {
                    break;
                }
                made.truncate(before);
            }
        }
    }
    made.truncate(whole_end(made).len());
    shorten(made);
    capital(made);
}

/// The preposition of a place between spaces: the text's own where something goes there or comes
/// from there, else "in".
fn preposition(doc: &Doc<'_>, place: &Place) -> &'static str {
    let before = doc.text[..place.span.start as usize].trim_end();
    let before = before.strip_suffix(" the").unwrap_or(before);
    match before.rsplit(char::is_whitespace).next() {
        Some("to") => " to ",
        Some("from") => " from ",
        Some("into") => " into ",
        _ => off(doc, place).unwrap_or(" in "),
    }
}

/// The preposition that leads from verb `n` to a place that is all of a phrase: what is blamed on Chad
/// is not blamed in Chad.
fn led<'a>(doc: &'a Doc<'_>, clauses: &Clauses, n: usize, place: &Place) -> Option<&'a str> {
    let v = &clauses.verbs[n];
    let (prep, _) = v.oblique.iter().find(|(_, k)| {
        let span = clauses.phrases[*k].span(doc);
        let owns = doc.text[place.span.end as usize..].starts_with(['\'', '’']);
        span.overlaps(place.span) && span.end <= place.span.end && !owns
    })?;
    // Far from the verb the way may be another's: "sat on the road to Moss".
    let close = *prep <= v.end + 5;
    let leads = is!(doc, *prep, "on" | "against" | "near" | "outside" | "at")
        || close && is!(doc, *prep, "from" | "to" | "into");
    leads.then(|| doc.low(*prep))
}

/// "120 miles east of the port", "near the town of Moss" is not in the port or the town.
fn off(doc: &Doc<'_>, place: &Place) -> Option<&'static str> {
    const SIDES: [(&str, &str); 8] = [
        ("northeast", " northeast of "),
        ("northwest", " northwest of "),
        ("southeast", " southeast of "),
        ("southwest", " southwest of "),
        ("north", " north of "),
        ("south", " south of "),
        ("east", " east of "),
        ("west", " west of "),
    ];
    let before = doc.text[..place.span.start as usize].trim_end();
    let before = before.strip_suffix(" the").unwrap_or(before);
    let kinds = [" the city of", " the town of", " the village of"];
    let around = kinds.iter().find_map(|k| before.strip_suffix(k));
    match around.unwrap_or(before).rsplit(char::is_whitespace).next() {
        Some("near") => return Some(" near "),
        Some("outside") => return Some(" outside "),
        _ => {}
    }
    let side = before.strip_suffix(" of")?.trim_end();
    let side = side.rsplit(char::is_whitespace).next()?;
    let side = SIDES.iter().find(|(word, _)| *word == side)?;
    Some(side.1)
}

/// Whether English sets an article before a place name.
fn takes_article(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or("");
    name.starts_with("United ")
        || matches!(
            last,
            "Netherlands"
                | "Philippines"
                | "Bahamas"
                | "Maldives"
                | "Gambia"
                | "Republic"
                | "Union"
                | "Empire"
                | "Emirates"
                | "Islands"
                | "Strip"
                | "Sea"
                | "Ocean"
                | "River"
                | "Gulf"
                | "Strait"
                | "Peninsula"
                | "Mountains"
                | "Alps"
                | "Balkans"
                | "Caucasus"
                | "Sahel"
                | "Kremlin"
                | "Vatican"
                | "Pentagon"
                | "Capitol"
                | "Office"
                | "House"
        ) && !matches!(name, "Parliament House" | "Islands" | "House" | "Office")
        || matches!(
            name,
            "Middle East" | "West Bank" | "Sahara" | "Crimea Peninsula"
        )
}

/// Without an article or pronoun at the end, and what stands before it: "… nominee for the" ends
/// with "nominee".
fn whole_end(title: &str) -> &str {
    let open = |w: &str| {
        let open = [
            "the", "a", "an", "his", "her", "its", "their", "this", "that", "these",
        ];
        open.iter().any(|o| w.eq_ignore_ascii_case(o))
    };
    let mut kept = title.trim_end();
    let mut cut = false;
    // "were questioned in relation": to what did not fit.
    for tail in [
        " in relation",
        " in connection",
        " in accordance",
        " in retaliation",
        " in response",
        " in exchange",
        " in return",
        " in addition",
        " in an effort",
        " in an attempt",
        " in a bid",
        " in the hope",
        " in order",
        " on suspicion",
    ] {
        kept = kept.strip_suffix(tail).unwrap_or(kept);
    }
    while let Some(at) = kept.bytes().rposition(|b| b == b' ') {
        let last = &kept[at + 1..];
        if !(open(last) || cut && dangling(last)) {
            break;
        }
        (kept, cut) = (&kept[..at], true);
    }
    kept
}

/// Cuts at the last break between words that leaves at most [`LONGEST`] characters, and drops
/// what cannot end a title.
fn shorten(text: &mut String) {
    if fits(text) {
        return;
    }
    let mut words: Vec<&str> = text.split(' ').collect();
    while words.len() > 1 && words.iter().map(|w| w.chars().count() + 1).sum::<usize>() > LONGEST {
        words.pop();
    }
    while words.len() > 1 && words.last().is_some_and(|w| dangling(w)) {
        words.pop();
    }
    let mut cut = words.join(" ");
    cut.truncate(cut.trim_end_matches([',', ';', ':']).len());
    cut.push('…');
    *text = cut;
}

/// No word that a title cannot end with is longer.
const SHORT: usize = 8;

/// A short ASCII word in lower case, written into `room`; empty for other words.
fn lower<'a>(word: &str, room: &'a mut [u8; SHORT]) -> &'a str {
    let Some(room) = room.get_mut(..word.len()).filter(|_| word.is_ascii()) else {
        return "";
    };
    room.copy_from_slice(word.as_bytes());
    room.make_ascii_lowercase();
    std::str::from_utf8(room).unwrap_or("")
}

fn dangling(word: &str) -> bool {
    matches!(
        lower(word, &mut [0; SHORT]),
        "the"
            | "a"
            | "an"
            | "of"
            | "in"
            | "on"
            | "to"
            | "for"
            | "and"
            | "or"
            | "with"
            | "by"
            | "at"
            | "from"
            | "that"
            | "his"
            | "her"
            | "its"
            | "their"
            | "as"
            | "but"
            | "into"
            | "over"
            | "after"
            | "against"
            | "who"
            | "which"
            | "is"
            | "was"
            | "were"
            | "are"
            | "be"
            | "has"
            | "had"
            | "have"
            | "will"
            | "not"
    )
}

fn subject<'a>(who: &'a Who<'_>, clauses: &Clauses, all: &[usize]) -> Cow<'a, str> {
    let mut told = Few::new();
    for k in all.iter().take(3) {
        let name = who.subject_name(clauses, *k);
        if !name.is_empty() && !told.contains(&name) {
            told.push(name);
        }
    }
    list(told)
}

/// "was" of one, "were" of many.
fn be(many: bool) -> &'static str {
    if many { "were" } else { "was" }
}

fn plural(doc: &Doc<'_>, clauses: &Clauses, all: &[usize]) -> bool {
    all.len() > 1
        || all.first().is_some_and(|k| {
            let p = &clauses.phrases[*k];
            let many = matches!(doc.tokens[p.head].xpos, Xpos::NNS | Xpos::CD);
            many && !(p.tokens.len() == 1 && is!(doc, p.head, "one"))
                || is!(
                    doc,
                    p.head,
                    "they" | "we" | "people" | "police" | "personnel" | "them" | "those"
                )
                // "a total of 17 deaths".
                || is!(doc, p.tokens.start, "a")
                    && is!(doc, p.head, "number" | "total" | "majority" | "couple" | "handful")
        })
}

/// Appends the verb of the title by modality: "closed", "did not close", "will close", "may close".
fn predicate(
    text: &mut String,
    lemma: &str,
    modality: Modality,
    passive: bool,
    many: bool,
    modal: Option<&str>,
) {
    let be = be(many);
    let done = || participle(lemma);
    match (modality, passive) {
        (Modality::Asserted, false) => push(text, &[&past(lemma)]),
        (Modality::Asserted, true) => push(text, &[be, " ", &done()]),
        (Modality::Negated, false) => push(text, &["did not ", lemma]),
        (Modality::Negated, true) => push(text, &[be, " not ", &done()]),
        (Modality::Planned, false) => push(text, &["to ", lemma]),
        (Modality::Planned, true) => push(text, &["to be ", &done()]),
        (Modality::Threatened, false) => push(text, &["threatened to ", lemma]),
        (Modality::Threatened, true) => push(text, &["threatened to be ", &done()]),
        (Modality::Hypothetical, passive) => {
            let modal = match modal {
                Some("must" | "should" | "could" | "can" | "might") => modal.unwrap_or("may"),
                _ => "may",
            };
            match passive {
                true => push(text, &[modal, " be ", &done()]),
                false => push(text, &[modal, " ", lemma]),
            }
        }
    }
}

fn verbal(
    doc: &Doc<'_>,
    who: &Who<'_>,
    clauses: &Clauses,
    n: usize,
    draft: &Draft,
    text: &mut String,
) {
    let v = &clauses.verbs[n];
    let report = v.word.plays(Manner::Report);
    // "closing the border" without the one who closes it: what was done may still lie ahead.
    let (mut front, passive) = if v.passive
        || v.form == Form::Participle
            && draft.agents.is_empty()
            && !draft.patients.is_empty()
            && v.subject.is_none()
    {
        (subject(who, clauses, &draft.patients), true)
    } else {
        (subject(who, clauses, &draft.agents), false)
    };
    let mut many = passive && plural(doc, clauses, &draft.patients);
    if let Some((p, more)) = draft.stand_in.as_deref().filter(|_| front.is_empty()) {
        (front, many) = (named(p), *more);
    }
    // "They asked Ann Lee": where nobody knows who, whom it was done to.
    let mut passive = passive;
    if front.is_empty()
        && v.form == Form::Finite
        && v.tense == Tense::Past
        && !passive
        && !report
        && v.object.is_some()
        && v.indirect.is_none()
        // "took office".
        && !v.word.plays(Manner::Light)
        && !matches!(
            v.lemma.as_ref(),
            "leave"
                | "enter"
                | "reach"
                | "join"
                | "visit"
                | "have"
                | "get"
                | "see"
                | "know"
                | "want"
        )
    {
        front = subject(who, clauses, &draft.patients);
        many = plural(doc, clauses, &draft.patients);
        passive = true;
    }
    // "He entered the country": nobody knows who.
    let hangs = v.tie == Tie::Adverbial && v.form == Form::Gerund
        || v.form == Form::Infinitive && draft.modality == Modality::Asserted;
    if front.is_empty()
        && (v.form == Form::Finite || hangs)
        && let Some(s) = v.subject.filter(|s| clauses.phrases[*s].pronoun)
        && is!(doc, clauses.phrases[s].head, "he" | "she" | "they" | "it")
    {
        front = Cow::Borrowed(doc.low(clauses.phrases[s].head));
        many = front == "they";
    }
    if front.is_empty() {
        // No subject known: "Closing of …" would be invention; the text's own words stand.
        text.push_str(&what(doc, who, clauses, draft));
        return;
    }
    // "The number of confirmed cases of the virus": the verb is not to be cut off.
    if front.len() > LONGEST / 2
        && let Some(k) = if passive && !v.passive {
            draft.patients.first().copied()
        } else {
            v.subject
        }
        && clauses.phrases[k].next.is_none()
        && !clauses.phrases[k].pronoun
        && who.entity(clauses, k).is_none()
    {
        let all = &clauses.phrases;
        let of = all.get(k + 1).filter(|p| p.of == Some(k));
        // A list is told whole or not at all.
        let end = match of {
            Some(p) if p.next.is_some() => super::phrase::full_end(all, k),
            of => of.map_or(all[k].tokens.end, |p| p.tokens.end),
        };
        let from = super::phrase::full_start(all, k);
        let article = is!(doc, from, "the" | "a" | "an");
        let shorter = who.words(from + usize::from(article && from + 1 < end), end);
        if shorter.len() < front.len() && !shorter.is_empty() {
            front = shorter;
        }
    }
    push(text, &[&front, " "]);
    if (v.start.saturating_sub(2)..v.token).any(|t| all_but(doc, t)) {
        text.push_str("all but ");
    }
    // "No shots were fired": said once.
    let modality = match draft.modality {
        Modality::Negated if !v.negated && super::modality::none(doc, clauses, v) => {
            Modality::Asserted
        }
        modality => modality,
    };
    // "accused of hiding debts".
    let blamed = clauses.blamed_for(doc, v).is_some();
    // "suspected to have sold the gun".
    let suspected = (v.perfect || blamed)
        && !passive
        && draft.modality == Modality::Hypothetical
        && v.modal.is_none();
    // "went missing".
    let missing = || {
        let bare = v.form == Form::Gerund && v.object.is_none() && !passive;
        bare && is!(doc, v.token, "missing")
    };
    // The text's own form is surer than ours ("lay in state", "was born").
    let own = doc.low(v.token);
    let told = (v.form == Form::Participle || v.form == Form::Finite && v.tense == Tense::Past)
        && modality == Modality::Asserted;
    match doc.tokens[v.token].xpos {
        Xpos::VBD if told && !passive && !v.passive && !v.perfect => text.push_str(own),
        Xpos::VBN if told && passive && v.passive => push(text, &[be(many), " ", own]),
        _ if missing() => {
            let many = plural(doc, clauses, &draft.agents);
            push(text, &[be(many), " missing"]);
        }
        _ if suspected => push(text, &["may have ", &participle(&v.lemma)]),
        _ => predicate(text, &v.lemma, modality, passive, many, v.modal),
    }
    let governs = |p: usize| v.oblique.iter().any(|(prep, _)| *prep == p);
    if let Some(p) = v
        .particle
        .filter(|p| doc.tokens[*p].xpos == Xpos::RP || !governs(*p))
    {
        push(text, &[" ", doc.low(p)]);
    }
    // "Speaking in Rome, the minister said": what follows is told by another verb.
    let opens = v.governor.is_some_and(|g| g > n);
    // "was asked why he had left".
    let told_what = || {
        v.passive
            && hashed!(v.hash, "ask" | "tell")
            && v.end < clauses.tokens.end
            && is!(
                doc,
                v.end,
                "that" | "why" | "how" | "whether" | "if" | "what" | "when" | "where"
            )
    };
    if (report && !v.passive || told_what())
        && !opens
        && let Some(content) = content(
            doc,
            who,
            clauses,
            n,
            LONGEST.saturating_sub(text.chars().count() + 1),
        )
    {
        push(text, &[" ", &content]);
        return;
    }
    let verb_end = text.len();
    if !passive {
        if let Some(i) = v.indirect {
            text.push(' ');
            text.push_str(&who.object_name(clauses, i));
        }
        if !draft.patients.is_empty() {
            let names: Few<'_> = draft
                .patients
                .iter()
                .take(3)
                .map(|k| who.object_name(clauses, *k))
                .filter(|w| !w.is_empty())
                .collect();
            let objects = list(names);
            // What does not fit is told without what hangs on it, rather than cut off.
            if !append(text, &[&objects]) {
                let bases: Few<'_> = draft
                    .patients
                    .iter()
                    .take(3)
                    .map(|k| {
                        let p = &clauses.phrases[*k];
                        match who.entity(clauses, *k) {
                            Some(_) => who.object_name(clauses, *k),
                            None => who.words(p.tokens.start, p.tokens.end),
                        }
                    })
                    .filter(|w| !w.is_empty())
                    .collect();
                let first = bases.first().cloned().unwrap_or_default();
                if !append(text, &[&list(bases)]) {
                    text.push(' ');
                    text.push_str(&first);
                }
            }
        }
    }
    // "was given a ban", "was elected president".
    let done_to = passive && !v.passive;
    if let Some(o) = v.object.filter(|_| v.passive && passive) {
        text.push(' ');
        text.push_str(&who.object_name(clauses, o));
    }
    // "shot him dead", "asked him to try", "released him": it needs whom, though nobody knows who it is.
    if let Some(o) = v.object.filter(|o| {
        let p = &clauses.phrases[*o];
        let next = Some(p.tokens.end).filter(|t| *t < clauses.tokens.end);
        let more = |t: usize| matches!(doc.tokens[t].xpos, Xpos::JJ | Xpos::TO | Xpos::IN);
        let somebody = is!(doc, p.head, "him" | "her" | "them" | "it");
        let alone = !passive && text[verb_end..].trim().is_empty() && p.pronoun;
        alone && (somebody || next.is_some_and(more))
    }) {
        text.push(' ');
        text.push_str(doc.low(clauses.phrases[o].head));
    }
    // "…, which Norway denied": torn without the thing.
    let which = v
        .mark
        .is_some_and(|m| is!(doc, m, "which") && m > clauses.tokens.start && is!(doc, m - 1, ","));
    let ends = v.end >= clauses.tokens.end || doc.tokens[v.end].xpos == Xpos::Punct;
    if which
        && ends
        && !passive
        && v.object.is_none()
        && v.subject
            .is_some_and(|s| v.mark.is_some_and(|m| clauses.phrases[s].tokens.start > m))
        && text[verb_end..].trim().is_empty()
        && !v.word.plays(Manner::Alone)
        && !v.word.plays(Manner::Active)
    {
        text.push_str(" it");
    }
    // "pleaded guilty", "was found dead": the adjective completes the verb.
    let mut whole = v.end;
    if draft.patients.is_empty() || passive {
        // "pleaded not guilty".
        if whole + 1 < clauses.tokens.end
            && is!(doc, whole, "not")
            && doc.tokens[whole + 1].xpos == Xpos::JJ
        {
            text.push_str(" not");
            whole += 1;
        }
        // "was found not-guilty".
        if whole + 2 < clauses.tokens.end
            && is!(doc, whole, "not" | "non")
            && doc.tight(whole)
            && doc.tight(whole + 1)
        {
            push(text, &[" ", &who.words(whole, whole + 3)]);
            whole += 3;
        }
        // "grew very angry", "became less stable".
        let degree = |t: usize| {
            let next = doc.tokens.get(t + 1).filter(|_| t + 1 < clauses.tokens.end);
            matches!(doc.tokens[t].xpos, Xpos::RB | Xpos::RBR)
                && next.is_some_and(|t| t.xpos == Xpos::JJ)
                && hashed!(v.hash, "grow" | "become" | "turn" | "get" | "go" | "fall")
        };
        // "fell asleep", whatever the tag.
        let half = |t: usize| hashed!(v.hash, "fall") && super::word::fallen(doc, t);
        while whole < clauses.tokens.end
            && (doc.tokens[whole].xpos == Xpos::JJ || degree(whole) || half(whole))
            && clauses.phrase_at(whole).is_none()
            && !is!(doc, whole, "due")
        {
            text.push(' ');
            text.push_str(doc.word(whole));
            whole += 1;
        }
    }
    // Phrases behind prepositions, nearest first, while there is room and they follow closely.
    let mut at = draft
        .patients
        .last()
        .filter(|_| !passive || done_to || v.object.is_some())
        .map_or(whole, |k| super::phrase::full_end(&clauses.phrases, *k));
    // "set the craft *down*", "made visas *easier*".
    let more = |t: usize| match doc.tokens[t].xpos {
        Xpos::RP => true,
        Xpos::JJ | Xpos::JJR => makes(v.hash),
        _ => false,
    };
    let whom = !passive && !draft.patients.is_empty();
    if whom && clauses.tokens.contains(&at) && more(at) && clauses.phrase_at(at).is_none() {
        append(text, &[doc.low(at)]);
        at += 1;
    }
    if let Some(k) = clauses.behind_as(doc, at) {
        let (name, end) = whole_phrase(who, clauses, "as", k);
        if !name.is_empty() && append(text, &["as", &name]) {
            at = end;
        }
    }
    for (prep, k) in &v.oblique {
        // "were published *Tuesday* in Nature", "sentenced Lee, *now 22*, to life": a bare day or an
        // age may stand between.
        if *prep < at || (at..*prep).any(|t| !day(doc.low(t))) && !age(doc, at..*prep) {
            break;
        }
        // "on a jet-powered freeflight device": torn off from its noun.
        let p = &clauses.phrases[*k];
        let torn = |t: &crate::text::Token| {
            use Xpos::{JJ, NN, NNS, RB, VBG};
            matches!(t.xpos, NN | NNS | VBG | JJ | RB)
        };
        if matches!(doc.tokens[p.tokens.end - 1].xpos, Xpos::JJ | Xpos::VBN)
            && p.tokens.end < clauses.tokens.end
            && doc.tokens.get(p.tokens.end).is_some_and(torn)
        {
            break;
        }
        let low = doc.low(*prep);
        let (name, end) = if low == "by" && v.passive {
            (
                who.title_name(clauses, *k),
                super::phrase::full_end(&clauses.phrases, *k),
            )
        } else {
            whole_phrase(who, clauses, low, *k)
        };
        let before = text.len();
        if !append(text, &[low, &name]) {
            // Without what hangs on it, where the verb would stand alone.
            let p = &clauses.phrases[*k];
            if *prep != v.end || p.tokens.end == end || p.owner.is_some() {
                break;
            }
            if !append(text, &[low, &who.words(p.tokens.start, p.tokens.end)]) {
                break;
            }
        }
        // A name that holds its place ("Maker Faire in Tyler") is not told it again.
        let (told, more) = text.split_at(before);
        if name.is_empty() || told.ends_with(more) {
            text.truncate(before);
        }
        if name.is_empty() {
            break;
        }
        at = end;
    }
    // "agreed to meet", "began to withdraw": the infinitive completes the verb.
    // So does a participle straight behind it: "pledged converting the museum".
    // "was barred from leaving", "was accused of hiding debts", "warned against spending more".
    let kept_from = |start: usize| {
        start == at + 1
            && is!(
                doc,
                at,
                "from" | "of" | "against" | "to" | "on" | "about" | "into" | "for"
            )
    };
    if let Some(c) = clauses.verbs.iter().find(|c| {
        c.governor == Some(n)
            && (c.form == Form::Infinitive && c.tie == Tie::Complement && c.start <= at + 1
                || c.form == Form::Gerund && (c.start == v.end || kept_from(c.start)))
            && c.start >= at
            // "…, let me add".
            && (at..c.start).all(|t| !is!(doc, t, ","))
    }) && let Some(end) = completion(doc, clauses, c)
        && !(kept_from(c.start) && goes_on(doc, clauses, end))
    {
        // "was told not to leave": without its "not" the contrary.
        let denied = c.start > at && is!(doc, c.start - 1, "not" | "never");
        let from = match denied {
            true => c.start - 1,
            false if kept_from(c.start) => at,
            false => c.start,
        };
        append(text, &[&who.words(from, end)]);
    }
}

/// One past the last token of the infinitive or gerund `c` that completes something, with what it
/// needs itself; `None` if that cannot be told.
fn completion(doc: &Doc<'_>, clauses: &Clauses, c: &super::clause::Verb) -> Option<usize> {
    // "died trying to eat a bomb".
    let whole = (clauses.verbs.iter())
        .find(|i| i.form == Form::Infinitive && i.start == c.end && c.word.plays(Manner::Own))
        .unwrap_or(c);
    let mut end = c.end.max(whole.end);
    // "expected to lead to an end".
    let close = whole.oblique.iter().find(|(prep, _)| *prep == whole.end);
    // "urged to refrain from filming it".
    let kept = (clauses.verbs.iter()).find(|u| {
        u.form == Form::Gerund
            && u.start == whole.end + 1
            && is!(doc, whole.end, "from" | "of" | "on")
    });
    if let Some(o) = whole.object.or(close.map(|(_, k)| *k)) {
        end = super::phrase::full_end(&clauses.phrases, o);
    } else if let Some(u) = kept {
        let object = u
            .object
            .map(|o| super::phrase::full_end(&clauses.phrases, o));
        end = object.unwrap_or(u.end);
    }
    // "accused of being unfair", "offered to plead guilty": torn without its end.
    let open = |t: usize| match doc.tokens[t].xpos {
        Xpos::JJ | Xpos::JJR => whole.copula || clauses.phrase_at(t).is_none(),
        Xpos::RB => whole.copula,
        _ => false,
    };
    // "asked to make visas easier".
    let completes = whole.copula || end == whole.end || makes(whole.hash);
    while end < clauses.tokens.end && completes && open(end) {
        end += 1;
    }
    // "had the skill to do so".
    if end == whole.end
        && end < clauses.tokens.end
        && is!(doc, end, "so")
        && hashed!(whole.hash, "do")
    {
        end += 1;
    }
    // "called for action to correct what he named a crisis": torn from what it needs.
    let needs = || {
        use Xpos::{DT, PRPS, WDT, WP, WRB};
        let next = doc.tokens.get(end).filter(|_| end < clauses.tokens.end);
        next.is_some_and(|t| matches!(t.xpos, DT | PRPS | WDT | WP | WRB))
    };
    let torn = end == whole.end && (whole.copula || needs());
    (!torn).then_some(end)
}

/// Whether the adjective behind the object of a verb completes it: "made visas easier".
fn makes(verb: u32) -> bool {
    hashed!(
        verb,
        "make" | "keep" | "leave" | "render" | "find" | "declare" | "set" | "hold" | "deem"
    )
}

/// Whether what is told goes on at token `end`: "to stop oil *leaking*", "for allowing oil *drilling*",
/// "against *“*quick” cures".
fn goes_on(doc: &Doc<'_>, clauses: &Clauses, end: usize) -> bool {
    end < clauses.tokens.end
        && (matches!(doc.tokens[end].xpos, Xpos::VBG | Xpos::NN | Xpos::NNS)
            || is!(doc, end, "\"" | "“"))
}

/// What is said, as far as it fits and ends with a phrase.
fn content<'a>(
    doc: &Doc<'_>,
    who: &'a Who<'_>,
    clauses: &Clauses,
    n: usize,
    room: usize,
) -> Option<Cow<'a, str>> {
    let v = &clauses.verbs[n];
    let mut from = v.end;
    let end = clauses.tokens.end;
    // Over a date and what is told to whom.
    let that = (from..end.min(from + 8)).find(|t| is!(doc, *t, "that"));
    let told = |c: &super::clause::Verb| {
        c.token > v.token && c.form == Form::Finite && c.tie != Tie::Relative
    };
    let held = |c: &super::clause::Verb| c.governor == Some(n) && c.tie == Tie::Complement;
    let mut said = "";
    if let Some(t) = that {
        from = t;
        // "that from June 15, masks would be the rule".
        let opens = t + 1 < end && matches!(doc.tokens[t + 1].xpos, Xpos::IN | Xpos::TO);
        let comma = (t + 1..end.min(t + 9)).find(|c| is!(doc, *c, ","));
        if let Some(c) = comma.filter(|c| {
            opens && !clauses.verbs.iter().any(|u| (t..*c).contains(&u.token)) && c + 1 < end
        }) {
            said = "that ";
            from = c + 1;
        }
    } else if !clauses.verbs.iter().any(held) {
        if v.object.is_some() || !clauses.verbs.iter().any(told) {
            return None;
        }
        // "announced on Friday the debate had been cancelled".
        while let Some((_, k)) = v.oblique.iter().find(|(prep, _)| *prep == from)
            && super::word::calendar(doc, clauses.phrases[*k].head)
        {
            from = clauses.phrases[*k].tokens.end;
        }
        if matches!(
            doc.tokens.get(from).map(|t| t.xpos),
            None | Some(Xpos::Punct)
        ) {
            return None;
        }
    }
    let room = room.saturating_sub(said.len());
    let whole = |from: usize| whole_clause(doc, clauses, from, room);
    // "announced (that) her government will withdraw the bill": where it does not fit else.
    let to = whole(from).map(|to| (from, to));
    let bare = || {
        let after = that.filter(|t| *t == from)? + 1;
        Some((after, whole(after)?))
    };
    to.or_else(bare).map(|(from, to)| match said {
        "" => who.words(from, to),
        said => [said, &who.words(from, to)].concat().into(),
    })
}

/// One past the last token of what is told from token `from` on, as far as `room` letters hold it and it
/// ends with a phrase.
fn whole_clause(doc: &Doc<'_>, clauses: &Clauses, from: usize, room: usize) -> Option<usize> {
    let end = clauses.tokens.end;
    let mut best = None;
    // Letters of the words so far, white space folded.
    let (mut length, mut gap, mut at) = (0, false, doc.tokens.get(from)?.span.start);
    for to in from + 1..=end {
        let word = doc.tokens[to - 1].span;
        let more = Span { start: at, ..word };
        let mut count = |space: bool| {
            length += usize::from(!space) + usize::from(!space && gap);
            gap = space;
        };
        match more.of(doc.text) {
            plain if plain.is_ascii() => plain
                .bytes()
                .for_each(|b| count(matches!(b, b' ' | b'\t'..=b'\r'))),
            other => other.chars().for_each(|c| count(c.is_whitespace())),
        }
        at = word.end;
        if length > room {
            break;
        }
        let next = doc.tokens.get(to).filter(|_| to < end);
        let boundary = next.is_none_or(|t| {
            matches!(
                t.xpos,
                Xpos::IN | Xpos::CC | Xpos::Punct | Xpos::WDT | Xpos::WP | Xpos::TO
            )
        });
        let last = doc.tokens[to - 1].xpos;
        let solid = matches!(
            last,
            Xpos::NN | Xpos::NNS | Xpos::NNP | Xpos::NNPS | Xpos::CD | Xpos::VBN | Xpos::JJ
        );
        let has_verb = || {
            let mut verbs = clauses.verbs.iter();
            verbs.any(|c| c.token >= from && c.token < to)
        };
        if boundary && solid && has_verb() {
            best = Some(to);
        }
    }
    best
}

fn carried(
    doc: &Doc<'_>,
    who: &Who<'_>,
    clauses: &Clauses,
    k: usize,
    n: usize,
    draft: &Draft,
    text: &mut String,
) {
    let v = &clauses.verbs[n];
    let noun = who.phrase_words_kept(clauses, k);
    // "The boxer was given a ban".
    let given = v
        .subject
        .filter(|s| v.passive && v.object == Some(k) && *s != k);
    if let Some(s) = given {
        let all: Parts = joined(clauses, s).collect();
        let mut front = subject(who, clauses, &all);
        let mut many = plural(doc, clauses, &all);
        if let Some((p, more)) = draft.stand_in.as_deref().filter(|_| front.is_empty()) {
            (front, many) = (named(p), *more);
        }
        push(text, &[&front, " "]);
        predicate(text, &v.lemma, draft.modality, true, many, v.modal);
        push(text, &[" ", &noun]);
        if !front.is_empty() && fits(text) {
            return;
        }
        text.clear();
    }
    if v.subject == Some(k) || v.passive {
        // "Talks were held", "An explosion occurred".
        return nominal(doc, who, clauses, k, text);
    }
    let front = subject(who, clauses, &draft.agents);
    if front.is_empty() {
        return nominal(doc, who, clauses, k, text);
    }
    push(text, &[&front, " "]);
    predicate(text, &v.lemma, draft.modality, false, false, v.modal);
    push(text, &[" ", &noun]);
    let mut at = super::phrase::full_end(&clauses.phrases, k);
    for (prep, q) in &v.oblique {
        if *prep != at {
            break;
        }
        let name = who.phrase_words_kept(clauses, *q);
        if !append(text, &[doc.low(*prep), &name]) {
            break;
        }
        at = super::phrase::full_end(&clauses.phrases, *q);
    }
    intended(doc, who, clauses, at, text);
}

/// Those whom a pronoun stands for.
fn named(all: &[Participant]) -> Cow<'_, str> {
    list(all.iter().map(|p| Cow::Borrowed(&*p.name)).collect())
}

/// Whether an age between commas stands there.
fn age(doc: &Doc<'_>, between: Range<usize>) -> bool {
    between.len() >= 3
        && [between.start, between.end - 1]
            .iter()
            .all(|t| is!(doc, *t, ","))
        && (between.start + 1..between.end - 1)
            .all(|t| doc.tokens[t].xpos == Xpos::CD || is!(doc, t, "now" | "aged"))
}

/// A day told without a preposition.
fn day(low: &str) -> bool {
    is_weekday(low) || matches!(low, "today" | "yesterday")
}

/// Nouns that say how the event behind their "of" is told: "a wave of attacks", "a state of
/// emergency" are what happened.
fn measures(low: &str) -> bool {
    matches!(
        low,
        "state" | "wave" | "series" | "string" | "spate" | "round" | "campaign" | "act"
    )
}

/// Nouns that say where, when or how many of the event behind their "of".
fn beside(low: &str) -> bool {
    matches!(
        low,
        "cause"
            | "scene"
            | "site"
            | "place"
            | "wake"
            | "aftermath"
            | "midst"
            | "course"
            | "eve"
            | "time"
            | "day"
            | "kind"
            | "sort"
            | "type"
            | "number"
            | "lot"
            | "majority"
            | "rest"
    )
}

/// Nouns behind which "to" goes on ("a visit to Oslo"); behind others it hangs on the verb
/// ("reported abuses to the police").
fn leads_to(low: &str) -> bool {
    matches!(
        low,
        "visit"
            | "trip"
            | "tour"
            | "journey"
            | "flight"
            | "expedition"
            | "return"
            | "move"
            | "transfer"
            | "migration"
            | "delivery"
            | "sale"
            | "donation"
            | "concession"
            | "response"
            | "reaction"
            | "answer"
            | "reply"
            | "letter"
            | "call"
            | "appeal"
            | "speech"
            | "address"
            | "tribute"
            | "apology"
            | "threat"
            | "damage"
            | "opposition"
            | "objection"
            | "support"
            | "aid"
            | "end"
            | "change"
            | "changes"
            | "amendment"
            | "appointment"
            | "promotion"
            | "nomination"
            | "election"
            | "extradition"
            | "admission"
            | "commitment"
            | "introduction"
    )
}

/// The words of phrase `k` behind `prep`, and one past their last token: "between" and "among"
/// stand before all that are joined.
fn whole_phrase<'a>(
    who: &'a Who<'_>,
    clauses: &Clauses,
    prep: &str,
    k: usize,
) -> (Cow<'a, str>, usize) {
    let all = &clauses.phrases;
    // "between Berg's car and the crowd": from who owns it to what is owned.
    let owned =
        |k: &usize| Some(k + 1).filter(|o| all.get(*o).is_some_and(|p| p.owner == Some(*k)));
    let k = std::iter::successors(Some(k), owned).last().unwrap_or(k);
    let end = super::phrase::full_end(all, k);
    if !matches!(prep, "between" | "among") {
        return (who.phrase_words_kept(clauses, k), who.whole(clauses, end));
    }
    let last = all[k]
        .next
        .filter(|n| *n > k)
        .and_then(|_| joined(clauses, k).last());
    // "between the car and the crowd, a plea and a speech": in a longer row too there are two.
    let second = || {
        let and = clauses.tokens.contains(&(end + 1)) && is!(who.doc, end, "and");
        let q = all.partition_point(|p| p.tokens.start <= end);
        Some(q).filter(|q| and && all.get(*q).is_some_and(|p| p.tokens.start == end + 1))
    };
    match second().or(last) {
        Some(last) => {
            let end = super::phrase::full_end(all, last);
            (who.words(super::phrase::full_start(all, k), end), end)
        }
        None => (who.phrase_words_kept(clauses, k), end),
    }
}

fn nominal(doc: &Doc<'_>, who: &Who<'_>, clauses: &Clauses, k: usize, text: &mut String) {
    let of = clauses.phrases[k].of;
    // "two articles of impeachment": a bare noun tells nothing without what it hangs on.
    let p = &clauses.phrases[k];
    let end = super::phrase::full_end(&clauses.phrases, k);
    let goes_on = clauses
        .phrases
        .get(k + 1)
        .and_then(|p| p.prep.filter(|t| *t == end))
        .is_some_and(|t| is!(doc, t, "against" | "over" | "by" | "with" | "between"));
    let bare = p.tokens.len() == 1 && end == p.tokens.end && !goes_on;
    let measure = of.filter(|j| {
        let head = doc.low(clauses.phrases[*j].head);
        j + 1 == k && (bare && !beside(head) || measures(head))
    });
    let k = measure.unwrap_or(k);
    text.push_str(&who.phrase_words(clauses, k));
    let mut last = k;
    let mut at = super::phrase::full_end(&clauses.phrases, k);
    let mut q = clauses.phrases.partition_point(|p| p.tokens.start < at);
    while let Some(p) = clauses.phrases.get(q) {
        // "the failure *this weekend* of the pump": a bare day may stand between.
        let bare = p.prep.is_none() && p.tokens.start == at;
        if bare && super::word::calendar(doc, p.head) {
            let of = clauses.phrases.get(q + 1).and_then(|n| n.prep);
            if of.is_some_and(|t| t == p.tokens.end && is!(doc, t, "of")) {
                (at, q) = (p.tokens.end, q + 1);
                continue;
            }
        }
        let Some(prep) = p.prep.filter(|t| *t == at) else {
            break;
        };
        let known = match doc.low(prep) {
            "of" | "on" | "in" | "at" | "near" | "with" | "between" | "against" | "by" | "over"
            | "for" => true,
            "to" => leads_to(&super::word::noun(doc, clauses.phrases[last].head)),
            "from" => k != last,
            _ => false,
        };
        if !known {
            break;
        }
        let (name, end) = whole_phrase(who, clauses, doc.low(prep), q);
        if !append(text, &[doc.low(prep), &name]) {
            break;
        }
        at = end.max(p.tokens.end);
        last = q;
        q = clauses.phrases.partition_point(|p| p.tokens.start < at);
    }
    intended(doc, who, clauses, at, text);
}

/// Appends the infinitive that stands at token `at` behind a noun ("the race *to lead the party*"),
/// if all of it is told.
fn intended(doc: &Doc<'_>, who: &Who<'_>, clauses: &Clauses, at: usize, text: &mut String) {
    let n = clauses.verbs.partition_point(|v| v.start < at);
    // "time for aid to come": the noun does it.
    let of_it = |s: usize| clauses.phrases[s].tokens.end == at;
    let whole = |c: &super::clause::Verb, end: usize| {
        let bare = c.object.is_none() && c.oblique.is_empty();
        !bare || end == clauses.tokens.end || doc.tokens[end].xpos == Xpos::Punct
    };
    if let Some(c) = clauses.verbs.get(n)
        && c.start == at
        && is!(doc, at, "to")
        && !c.subject.is_some_and(of_it)
        && let Some(end) = completion(doc, clauses, c)
        && whole(c, end)
        && !goes_on(doc, clauses, end)
    {
        append(text, &[&who.words(c.start, end)]);
    }
}

/// The predicate with its object, as the text has it.
pub(super) fn what<'a>(
    doc: &'a Doc<'_>,
    who: &'a Who<'_>,
    clauses: &Clauses,
    draft: &Draft,
) -> Cow<'a, str> {
    match draft.trigger {
        Trigger::Verb(n) => {
            let v = &clauses.verbs[n];
            let mut end = v.end;
            if let Some(o) = v.object {
                end = super::phrase::full_end(&clauses.phrases, o).max(end);
            }
            for (prep, k) in &v.oblique {
                if *prep == end && end - v.token < 14 {
                    (_, end) = whole_phrase(who, clauses, doc.low(*prep), *k);
                } else if *prep > end {
                    break;
                }
            }
            let subject = !draft.patients.is_empty() || !draft.agents.is_empty();
            let from = if v.passive && v.form == Form::Finite && subject {
                v.start
            } else {
                v.token
            };
            who.words(from, end)
        }
        Trigger::Word(t, None) => doc.low(t).into(),
        Trigger::Noun(k, Some(n)) if clauses.verbs[n].object == Some(k) => {
            let end = super::phrase::full_end(&clauses.phrases, k);
            who.words(clauses.verbs[n].token, end)
        }
        Trigger::Noun(k, _) | Trigger::Word(_, Some(k)) => {
            let (from, to) = (
                super::phrase::full_start(&clauses.phrases, k),
                super::phrase::full_end(&clauses.phrases, k),
            );
            who.words(from, to)
        }
    }
}
