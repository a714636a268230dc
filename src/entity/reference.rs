//! Pronouns and short descriptions whose entity is clear. Where it is not, they are left alone.

use super::local::{Draft, Group};
use super::roles::Gender;
use super::words::ORGANISATIONS;
use super::{EntityType, Names, Reference};
use crate::text::form::Shape;
use crate::text::form::is;
use crate::text::{ChunkKind, Doc, Span, Upos, Xpos, folded, known};
use smallvec::SmallVec;
use std::borrow::Cow;

/// How many sentences back a pronoun looks.
const REACH: usize = 2;

/// How many entities are in mind at once, the latest.
const MANY: usize = 100;

/// A candidate: an entity, where it was last named or meant, and whether as the subject.
#[derive(Clone, Copy)]
struct Recent {
    group: usize,
    sentence: usize,
    subject: bool,
    /// A verb that bears tense stands straight behind it: "after Ann Lee left".
    acts: bool,
    /// Brought in as somebody's ("by *his* son Ann Lee"), and not as the subject: who is meant by "he"
    /// behind it is the other.
    beside: bool,
}

/// How every word opens that may refer to something, as `Form::head` has it: most words are told
/// from them at a glance.
const OPENINGS: [u32; 10] = {
    const fn head(word: &[u8]) -> u32 {
        match *word {
            [a, b] => (a as u32) << 8 | b as u32,
            [a, b, c, ..] => (a as u32) << 16 | (b as u32) << 8 | c as u32,
            _ => 0,
        }
    }
    [
        head(b"he"),
        head(b"him"),
        head(b"his"),
        head(b"she"),
        head(b"her"),
        head(b"it"),
        head(b"its"),
        head(b"they"),
        head(b"this"),
        head(b"that"),
    ]
};

fn pronoun_gender(low: &str) -> Option<Gender> {
    match low {
        "he" | "him" | "his" | "himself" => Some(Gender::Male),
        "she" | "her" | "hers" | "herself" => Some(Gender::Female),
        _ => None,
    }
}

/// Whether the tokens before `start` in its sentence hold no verb: then it may be the subject.
fn is_subject(doc: &Doc<'_>, sentence: usize, start: usize) -> bool {
    let Some(s) = doc.sentences.get(sentence) else {
        return false;
    };
    let from = doc
        .chunks
        .partition_point(|c| c.tokens.start < s.tokens.start);
    start - (s.tokens.start as usize) < 12
        && doc.chunks[from..]
            .iter()
            .take_while(|c| (c.tokens.end as usize) <= start)
            .all(|c| c.kind == ChunkKind::Noun)
}

/// Reads the references of the article into `names`. `number` maps groups to entities.
pub(super) fn read(
    doc: &Doc<'_>,
    drafts: &[Draft],
    groups: &[Group],
    number: &[Option<u32>],
    names: &mut Names,
) {
    let mut gender: Vec<Gender> = groups.iter().map(Group::gender).collect();
    let mut recent: Vec<Recent> = Vec::new();
    let mut next = 0;
    // Who was named or meant last, and one past the last token of that.
    let mut last: Option<(usize, usize)> = None;
    for (index, sentence) in doc.sentences.iter().enumerate() {
        if doc.stopped() {
            return;
        }
        recent.retain(|r| r.sentence + REACH >= index);
        let quoted = std::cell::LazyCell::new(|| quotation_marks(doc, index));
        for i in sentence.tokens.start as usize..sentence.tokens.end as usize {
            while next < drafts.len() && drafts[next].start < i {
                next += 1;
            }
            if let Some(d) = drafts.get(next).filter(|d| d.start == i) {
                recent.retain(|r| r.group != d.group);
                if recent.len() >= MANY {
                    recent.remove(0);
                }
                let subject = is_subject(doc, index, i);
                recent.push(Recent {
                    group: d.group,
                    sentence: index,
                    subject,
                    acts: d.end < sentence.tokens.end as usize
                        && matches!(
                            doc.tokens[d.end].xpos,
                            Xpos::VBD | Xpos::VBZ | Xpos::VBP | Xpos::MD
                        ),
                    beside: !subject && somebodys(doc, i),
                });
                last = Some((d.group, d.end));
            }
            // Inside a name nothing refers.
            if next < drafts.len() && drafts[next].start <= i
                || next > 0 && i < drafts[next - 1].end
            {
                continue;
            }
            if !OPENINGS.contains(&doc.forms[i].head) {
                continue;
            }
            let low = doc.low(i);
            let found = if let Some(wanted) = pronoun_gender(low) {
                if quoted.contains(&i) {
                    None
                } else {
                    let actor = last.filter(|(_, end)| acts_on(doc, *end, i));
                    let others = recent
                        .iter()
                        .filter(|r| actor.is_none_or(|(group, _)| r.group != group));
                    let fits = |r: &Recent| {
                        !rivalled(doc, drafts, &names.references, *r, wanted, (index, i))
                    };
                    // How many sentences back who acts is meant: "hanged himself in his cell", but
                    // not "saw him".
                    let back = match low {
                        _ if is_subject(doc, index, i) => Some(1),
                        "he" | "she" | "his" | "himself" | "herself" => Some(0),
                        "her" if doc.tokens[i].xpos == Xpos::PRPS => Some(0),
                        _ => None,
                    };
                    let own = doc.tokens[i].xpos == Xpos::PRPS || low.ends_with("self");
                    let sought = Sought {
                        gender: wanted,
                        sentence: index,
                        back,
                        own,
                    };
                    person(others, groups, &mut gender, &sought, fits)
                }
            } else if matches!(low, "it" | "its" | "itself") && !quoted.contains(&i) {
                // "The court called it a day": none of its own sentence that acts.
                let other = |r: &&Recent| !(r.subject && r.sentence == index && object(doc, i));
                let teller = last.filter(|(group, end)| {
                    groups[*group].kind == EntityType::Org && speaks_of_itself(doc, *end, i)
                });
                match teller {
                    Some((group, _)) => Some(group),
                    None => thing(recent.iter().filter(other), groups, index),
                }
            } else if matches!(low, "they" | "them" | "their" | "theirs" | "themselves")
                && !quoted.contains(&i)
            {
                many(doc, &recent, groups, index, i)
            } else {
                None
            };
            if let Some(group) = found
                && let Some(entity) = number[group]
            {
                names.references.push(Reference {
                    span: doc.tokens[i].span,
                    entity,
                });
                last = Some((group, i + 1));
                if let Some(at) = recent.iter().position(|r| r.group == group) {
                    let mut again = recent.remove(at);
                    // Whose something is, is not who acts.
                    let subject = is_subject(doc, index, i) && doc.tokens[i].xpos != Xpos::PRPS;
                    again.subject = subject || again.subject && again.sentence == index;
                    again.acts = subject || again.acts && again.sentence == index;
                    (again.sentence, again.beside) = (index, false);
                    recent.push(again);
                }
                continue;
            }
            if matches!(low, "the" | "this" | "that")
                && let Some((to, group)) = description(doc, drafts, groups, i, next)
                && let Some(entity) = number[group]
            {
                let span = Span {
                    start: doc.tokens[i].span.start,
                    end: doc.tokens[to - 1].span.end,
                };
                names.references.push(Reference { span, entity });
            }
        }
    }
}

/// Whether the name at `i` is told to be somebody's: "his son Ann Lee", "her longtime aide Sam Roe".
fn somebodys(doc: &Doc<'_>, i: usize) -> bool {
    let noun = |t: usize| matches!(doc.tokens[t].xpos, Xpos::NN | Xpos::JJ);
    let from = (1..=3).take_while(|d| i >= *d && noun(i - d)).count();
    from > 0 && i > from && doc.tokens[i - from - 1].xpos == Xpos::PRPS
}

/// The tokens of a sentence that stand inside quotation marks.
fn quotation_marks(doc: &Doc<'_>, sentence: usize) -> std::ops::Range<usize> {
    let s = &doc.sentences[sentence];
    let range = s.tokens.start as usize..s.tokens.end as usize;
    let mut marks = range
        .clone()
        .filter(|i| doc.forms[*i].shape == Shape::Mark)
        .filter(|i| matches!(doc.word(*i), "\"" | "“" | "”" | "``" | "''"));
    let Some(first) = marks.next() else {
        return 0..0;
    };
    match marks.next_back() {
        Some(last) => first..last,
        // One mark alone: what stands on its inner side is the quotation.
        None if doc.word(first) == "”" || first + 2 >= range.end => range.start..first,
        None => first..range.end,
    }
}

/// How many words a verb has at most, with what stands between it and those it concerns.
const VERB: usize = 4;

/// Whether only a verb stands between `from` and the pronoun at `i`, its object: "Berg shot him" does
/// not tell of one.
fn acts_on(doc: &Doc<'_>, from: usize, i: usize) -> bool {
    use Xpos::{MD, RB, VB, VBD, VBN, VBP, VBZ};
    let verbal = |t: usize| matches!(doc.tokens[t].xpos, MD | RB | VB | VBD | VBN | VBP | VBZ);
    is!(doc, i, "him" | "her")
        && doc.tokens[i].xpos == Xpos::PRP
        && (from + 1..=from + VERB).contains(&i)
        && (from..i).all(verbal)
}

/// "The Bank said it had cut": whether the "it" at `i` opens what is said by the one before the verb at
/// `verb`.
fn speaks_of_itself(doc: &Doc<'_>, verb: usize, i: usize) -> bool {
    use Xpos::{MD, VBD, VBP, VBZ};
    let bears = |t: usize| doc.tokens.get(t).map(|t| t.xpos);
    is!(doc, i, "it")
        && verb + 1 == i
        && matches!(bears(verb), Some(VBD | VBZ | VBP))
        && matches!(bears(i + 1), Some(MD | VBD | VBZ))
}

/// Whether the "it" at `i` stands behind a verb and has none of its own.
fn object(doc: &Doc<'_>, i: usize) -> bool {
    use Xpos::{MD, VB, VBD, VBG, VBN, VBP, VBZ};
    let tag = |t: usize| doc.tokens.get(t).map(|t| t.xpos);
    let behind = i.checked_sub(1).and_then(tag);
    is!(doc, i, "it")
        && matches!(behind, Some(VB | VBD | VBG | VBN | VBP | VBZ))
        && !matches!(tag(i + 1), Some(MD | VBD | VBN | VBP | VBZ | Xpos::RB))
}

/// What a pronoun asks for.
struct Sought {
    gender: Gender,
    /// The sentence it stands in.
    sentence: usize,
    /// How many sentences back whoever acts there may be meant, if at all.
    back: Option<usize>,
    /// "himself", "his": of who acts in its own clause.
    own: bool,
}

/// The person a pronoun stands for, if one of the `recent` candidates is clear.
fn person<'r>(
    recent: impl Iterator<Item = &'r Recent>,
    groups: &[Group],
    gender: &mut [Gender],
    sought: &Sought,
    clear: impl Fn(&Recent) -> bool,
) -> Option<usize> {
    let (wanted, now) = (sought.gender, sought.sentence);
    let mut fits: SmallVec<[&Recent; 8]> = recent
        .filter(|r| groups[r.group].kind == EntityType::Per)
        .filter(|r| gender[r.group] == wanted || gender[r.group] == Gender::Unknown)
        .collect();
    if fits.iter().any(|r| !r.beside && r.sentence + 1 >= now) {
        fits.retain(|r| !r.beside);
    }
    let known: SmallVec<[&Recent; 8]> = (fits.iter().copied())
        .filter(|r| gender[r.group] == wanted)
        .collect();
    // Who acts in the clause of the pronoun.
    let near = || {
        fits.iter()
            .copied()
            .rev()
            .find(|r| r.acts && r.sentence == now)
    };
    let chosen = match (fits.as_slice(), known.as_slice()) {
        ([one], _) => one,
        // Several fit, one of them is known to: the nearest sentence decides against the rest.
        // "Lee thanked Roe. She left": not against whoever acted then, if the pronoun acts.
        (_, [one])
            if fits.iter().all(|r| {
                let acted = r.subject && sought.back == Some(1) && r.sentence < now;
                r.group == one.group || r.sentence <= one.sentence && !acted
            }) =>
        {
            one
        }
        _ if sought.own && near().is_some() => near()?,
        _ => {
            // The subject of this or the sentence before, if the pronoun is a subject too.
            let mut subjects = (fits.iter().copied())
                .filter(|r| r.subject && sought.back.is_some_and(|b| r.sentence + b >= now));
            match (subjects.next(), subjects.next()) {
                (Some(one), None) if near().is_none_or(|r| r.group == one.group) => one,
                _ => return None,
            }
        }
    };
    if !clear(chosen) {
        return None;
    }
    gender[chosen.group] = gender[chosen.group].and(wanted);
    Some(chosen.group)
}

/// Whether somebody without a name is meant rather than candidate `r` by the pronoun at `i` in
/// sentence `now`: "The coroner said he", "stabbed his wife while she".
fn rivalled(
    doc: &Doc<'_>,
    drafts: &[Draft],
    references: &[Reference],
    r: Recent,
    wanted: Gender,
    (now, i): (usize, usize),
) -> bool {
    if r.sentence == now && r.subject {
        return false;
    }
    // As far back as anybody is sure of: a text of one endless sentence stays linear.
    let near = i.saturating_sub(FAR) as u32;
    let first = doc.sentences[now.saturating_sub(1)].tokens.start.max(near);
    let chunks = doc.chunks.partition_point(|c| c.tokens.start < first);
    let chunks = doc.chunks[chunks..]
        .iter()
        .take_while(|c| (c.tokens.end as usize) <= i);
    let own = doc.sentences[now].tokens.start as usize;
    for c in chunks.filter(|c| c.kind == ChunkKind::Noun) {
        let (start, head) = (c.tokens.start as usize, c.head as usize);
        if doc.tokens[head].xpos != Xpos::NN || known::field(doc.low(head)) != known::PERSON {
            continue;
        }
        let gender = super::roles::gender_of(doc.low(head));
        if gender != Gender::Unknown && gender != wanted {
            continue;
        }
        let named = drafts
            .get(drafts.partition_point(|d| d.end <= start))
            .is_some_and(|d| d.start <= head + 1);
        let spans = doc.tokens[start].span.start..doc.tokens[head].span.end;
        let told = references
            .iter()
            .rev()
            .take(8)
            .any(|r| spans.contains(&r.span.start) && r.span.end >= spans.end);
        if named || told {
            continue;
        }
        let here = start >= own;
        let subject = is_subject(doc, if here { now } else { now - 1 }, start);
        let rival = match here {
            true => subject && r.sentence < now || gender == wanted,
            false => subject && r.sentence + 1 < now,
        };
        if rival {
            return true;
        }
    }
    false
}

/// The organisation or place that "it" stands for: only the subject of this or the sentence
/// before, and only if nothing else there competes.
fn thing<'r>(
    recent: impl Iterator<Item = &'r Recent>,
    groups: &[Group],
    now: usize,
) -> Option<usize> {
    let fits: SmallVec<[&Recent; 8]> = recent
        .filter(|r| r.sentence + 1 >= now)
        .filter(|r| matches!(groups[r.group].kind, EntityType::Org | EntityType::Loc))
        .collect();
    match fits.as_slice() {
        [one] if one.subject && groups[one.group].kind == EntityType::Org => Some(one.group),
        _ => {
            let mut subjects = fits.iter().filter(|r| r.subject);
            match (subjects.next(), subjects.next()) {
                (Some(one), None) if groups[one.group].kind == EntityType::Org => Some(one.group),
                _ => None,
            }
        }
    }
}

/// How many words on nobody can be sure who is meant; a text of one endless sentence stays linear.
const FAR: usize = 400;

/// The organisation that "they" stands for: the only one of this and the sentence before, its
/// subject, and neither several people nor anything in the plural beside it.
fn many(
    doc: &Doc<'_>,
    recent: &[Recent],
    groups: &[Group],
    now: usize,
    at: usize,
) -> Option<usize> {
    let from = doc.sentences[now.saturating_sub(1)].tokens.start as usize;
    if at - from > FAR {
        return None;
    }
    let near = || recent.iter().filter(|r| r.sentence + 1 >= now);
    let of = |kind| near().filter(move |r| groups[r.group].kind == kind);
    let mut organisations = of(EntityType::Org);
    let one = organisations.next().filter(|r| r.subject)?;
    let plural = |i: usize| {
        let token = &doc.tokens[i];
        matches!(token.xpos, Xpos::NNS | Xpos::NNPS) || token.upos == Upos::Noun && peoples(doc, i)
    };
    // What the name itself is made of ("the Workers' Union") is no other.
    let inside = |i: usize| {
        let chunk = doc.chunks.partition_point(|c| (c.tokens.end as usize) <= i);
        let chunk = doc
            .chunks
            .get(chunk)
            .filter(|c| c.tokens.start as usize <= i);
        chunk.is_some_and(|c| {
            groups[one.group]
                .words
                .iter()
                .any(|w| **w == *folded(doc.low(c.head as usize)))
        })
    };
    let others = organisations.next().is_some()
        || of(EntityType::Per).count() > 1
        || (from..at).any(|i| plural(i) && !inside(i));
    (!others).then_some(one.group)
}

/// Whether the word at `i` speaks of many without being in the plural.
fn peoples(doc: &Doc<'_>, i: usize) -> bool {
    is!(
        doc,
        i,
        "people"
            | "police"
            | "staff"
            | "crew"
            | "family"
            | "couple"
            | "group"
            | "team"
            | "crowd"
            | "public"
            | "troupe"
            | "audience"
            | "jury"
            | "pair"
    )
}

/// "the minister", "the foreign ministry": one past its last token, and the group it means.
fn description(
    doc: &Doc<'_>,
    drafts: &[Draft],
    groups: &[Group],
    at: usize,
    next: usize,
) -> Option<(usize, usize)> {
    let chunk = doc.chunks.get(
        doc.chunks
            .partition_point(|c| (c.tokens.start as usize) < at),
    )?;
    let (start, end, head) = (
        chunk.tokens.start as usize,
        chunk.tokens.end as usize,
        chunk.head as usize,
    );
    if chunk.kind != ChunkKind::Noun || start != at || end > at + 4 || head + 1 != end {
        return None;
    }
    // A name follows or lies inside: then it is a title or part of that name.
    if drafts.get(next).is_some_and(|d| d.start < end + 1) {
        return None;
    }
    // "the president of the club" speaks of another.
    if end < doc.tokens.len() && is!(doc, end, "of" | "for" | "who" | "whose" | "that") {
        return None;
    }
    let words: SmallVec<[Cow<'_, str>; 4]> = (start + 1..end).map(|i| folded(doc.low(i))).collect();
    let head_word = words.last()?.as_ref();
    let mut found: Option<usize> = None;
    let mut consider = |group: usize| -> bool {
        match found {
            Some(g) if g != group => false,
            _ => {
                found = Some(group);
                true
            }
        }
    };
    let organisation = ORGANISATIONS.contains(&head_word);
    let role = super::roles::is_role(head_word);
    if !organisation && !role {
        return None;
    }
    // Far back in a long text nothing is taken up again this briefly.
    let upto = next.min(drafts.len());
    for d in &drafts[upto.saturating_sub(150)..upto] {
        let group = groups.get(d.group)?;
        let fits = match group.kind {
            EntityType::Per if role => group.roles.iter().any(|r| {
                let r = folded(r);
                let r: Vec<&str> = r.split(' ').collect();
                let office = r
                    .iter()
                    .position(|w| matches!(*w, "of" | "at" | "for"))
                    .map_or(&r[..], |p| &r[..p]);
                office.last() == Some(&head_word)
                    && words.iter().all(|w| office.contains(&w.as_ref()))
            }),
            EntityType::Org if organisation => words
                .iter()
                .all(|w| group.words.iter().any(|own| **own == **w)),
            _ => false,
        };
        if fits && !consider(d.group) {
            return None;
        }
    }
    found.map(|g| (end, g))
}
