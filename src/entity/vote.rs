//! The second look: what the tagger found in one place of an article decides other places.

use super::features::{HashTable, View, cue, cues};
use super::gazetteer::{self, Gazetteer, join};
use super::tagger::{Found, TYPES};
use super::words::{LEGAL_FORMS, SMALL};
use crate::text::SentenceKind;
use crate::text::form::{Form, Shape, hash};

const PER: usize = 0;
const ORG: usize = 1;
const LOC: usize = 2;
const MISC: usize = 3;
/// The longest name that is looked for again.
const LONGEST: usize = 8;

#[derive(Default, Clone, Copy)]
struct Votes {
    kinds: [u16; TYPES],
    /// As the last word of a person's full name.
    surname: u16,
    /// As the first word of an organisation's full name, or as what its words begin with.
    short: u16,
    /// Lengths (as bits) of the names that open with this word.
    lengths: u16,
}

fn majority(kinds: [u16; TYPES]) -> (usize, u16, u16) {
    let total: u16 = kinds.iter().fold(0, |a, b| a.saturating_add(*b));
    let mut best = 0;
    for k in 1..TYPES {
        if kinds[k] > kinds[best] {
            best = k;
        }
    }
    (best, kinds[best], total)
}

/// Words that name an organisation wherever a name ends with them or goes on with "of" behind
/// them: no place and no person is called so.
const HEADS: &[&str] = &[
    "ministry",
    "department",
    "university",
    "party",
    "parliament",
    "senate",
    "assembly",
    "council",
    "committee",
    "commission",
    "agency",
    "authority",
    "bureau",
    "army",
    "navy",
    "association",
    "federation",
    "confederation",
    "institute",
    "foundation",
    "corporation",
    "company",
    "airlines",
    "airways",
    "news",
    "organisation",
    "organization",
    "directorate",
    "exchange",
    "technologies",
    "partners",
    "securities",
    "observatory",
    "laboratory",
];

/// The last words of names that no person and no organisation has by itself.
const GROUNDS: &[&str] = &[
    "river",
    "sea",
    "ocean",
    "gulf",
    "strait",
    "island",
    "islands",
    "mountain",
    "mountains",
    "peninsula",
    "province",
    "district",
    "county",
    "street",
    "road",
    "avenue",
    "boulevard",
    "square",
    "village",
    "valley",
    "desert",
    "canal",
    "highway",
];

/// What of the name tables is a place.
const PLACES: u16 = gazetteer::CITY | gazetteer::PROVINCE | gazetteer::DISTRICT | gazetteer::GEO;

/// Whether the last word of a name says that it is a place.
fn is_called_place(view: &View<'_, '_>, f: &Found) -> bool {
    f.end - f.start > 1
        && matches!(f.kind, PER | MISC)
        && GROUNDS.contains(&view.doc.low(f.end - 1))
}

/// Whether a name is known to be an organisation's, and nothing else's.
fn is_known_organisation(gazetteer: &Gazetteer, key: u32, f: &Found) -> bool {
    const ELSE: u16 = gazetteer::CITY
        | gazetteer::PROVINCE
        | gazetteer::DISTRICT
        | gazetteer::GEO
        | gazetteer::LEADER
        | gazetteer::GIVEN
        | gazetteer::FAMILY
        | gazetteer::DEMONYM;
    let known = gazetteer.get(key);
    f.kind != ORG && known & gazetteer::ORGANISATION != 0 && known & ELSE == 0
}

/// Whether the words of a name say that it is an organisation's.
fn is_called_organisation(view: &View<'_, '_>, forms: &[Form], f: &Found) -> bool {
    let low = |i: usize| view.doc.low(i);
    let end = f.end - 1;
    let legal = low(end).trim_end_matches('.');
    if f.end - f.start < 2 || f.kind == ORG {
        return false;
    }
    if LEGAL_FORMS.contains(&legal) && forms[end].capital() {
        return true;
    }
    let of = (f.start + 1..end).find(|i| low(*i) == "of");
    HEADS.contains(&low(of.map_or(end, |of| of - 1)))
}

/// What a full name of an organisation may be called in short: its first word, where that tells
/// it from others, and the letters its words begin with.
fn short_names(view: &View<'_, '_>, forms: &[Form], f: &Found) -> impl Iterator<Item = u32> {
    let first = &forms[f.start];
    let telling = matches!(first.shape, Shape::Capital | Shape::Capitals | Shape::Mixed)
        && first.len >= 4
        && cues(first.low) == 0
        && first.known == 0;
    let words = || (f.start..f.end).map(|i| view.doc.low(i));
    let letters = |all: bool| {
        let letters: String = words()
            .filter(|w| all || !SMALL.contains(w))
            .filter_map(|w| w.chars().next())
            .filter(char::is_ascii_alphanumeric)
            .collect();
        (3..=7)
            .contains(&letters.len())
            .then(|| hash(letters.as_bytes()))
    };
    let (few, all) = (letters(false), letters(true));
    let all = all.filter(|l| Some(*l) != few);
    [telling.then_some(first.low), few, all]
        .into_iter()
        .flatten()
}

/// Revises `found` by what the article as a whole says; keeps the order.
pub(super) fn revise(view: &View<'_, '_>, gazetteer: &Gazetteer, found: &mut Vec<Found>) {
    let forms = view.forms(0..view.doc.tokens.len());
    let key = |f: &Found| {
        forms[f.start + 1..f.end]
            .iter()
            .fold(forms[f.start].low, |h, w| join(h, w.low))
    };
    for f in found.iter_mut() {
        if is_called_organisation(view, forms, f) || is_known_organisation(gazetteer, key(f), f) {
            f.kind = ORG;
        } else if is_called_place(view, f) {
            f.kind = LOC;
        }
    }
    datelines(view, forms, gazetteer, found);
    let mut votes: HashTable<Votes> =
        HashTable::with_capacity_and_hasher(found.len(), Default::default());
    for f in found.iter() {
        let vote = votes.entry(key(f)).or_default();
        vote.kinds[f.kind] = vote.kinds[f.kind].saturating_add(1);
        if f.end - f.start > 1 {
            if f.kind == PER {
                let last = votes.entry(forms[f.end - 1].low).or_default();
                last.surname = last.surname.saturating_add(1);
            }
            if f.kind == ORG {
                for short in short_names(view, forms, f) {
                    let short = votes.entry(short).or_default();
                    short.short = short.short.saturating_add(1);
                }
            }
            if f.end - f.start <= LONGEST {
                votes.entry(forms[f.start].low).or_default().lengths |= 1 << (f.end - f.start);
            }
        }
    }
    for f in found.iter_mut() {
        let Some(vote) = votes.get(&key(f)) else {
            continue;
        };
        let word = &forms[f.start];
        if f.end - f.start == 1 && cues(word.low) & cue::DEMONYM != 0 && f.kind != PER {
            f.kind = MISC;
            continue;
        }
        let (best, n, total) = majority(vote.kinds);
        let known = gazetteer.get(word.low);
        if f.end - f.start == 1
            && vote.short > 0
            && vote.surname == 0
            && f.kind != ORG
            && known & (gazetteer::GEO | gazetteer::CITY | gazetteer::GIVEN) == 0
            && vote.kinds[ORG].saturating_add(vote.short) >= vote.kinds[f.kind]
        {
            f.kind = ORG;
        } else if f.end - f.start == 1
            && vote.surname > 0
            && f.kind != PER
            && known & gazetteer::GEO == 0
            && vote.kinds[PER].saturating_add(vote.surname) >= vote.kinds[f.kind]
        {
            f.kind = PER;
        } else if best != f.kind
            && vote.surname == 0
            && (u32::from(n) * 3 >= u32::from(total) * 2 && n >= 2
                // The rest of the names is the weakest witness.
                || f.kind == MISC && best == ORG && n == vote.kinds[MISC])
        {
            f.kind = best;
        }
    }
    let mut taken = vec![false; forms.len()];
    for f in found.iter() {
        taken[f.start..f.end].fill(true);
    }
    let mut added = Vec::new();
    let mut i = 0;
    while i < forms.len() {
        let form = &forms[i];
        if taken[i] || !form.capital() {
            i += 1;
            continue;
        }
        let Some(vote) = votes.get(&form.low) else {
            i += 1;
            continue;
        };
        // A longer name again.
        let mut name = form.low;
        let mut hit = None;
        for len in 2..=LONGEST.min(forms.len() - i) {
            if taken[i + len - 1] {
                break;
            }
            name = join(name, forms[i + len - 1].low);
            if vote.lengths >> len & 1 == 1
                && let Some(v) = votes.get(&name)
            {
                let (best, n, _) = majority(v.kinds);
                if n > 0 {
                    hit = Some((len, best));
                }
            }
        }
        if let Some((len, kind)) = hit {
            added.push(Found {
                start: i,
                end: i + len,
                kind,
            });
            i += len;
            continue;
        }
        let alone = (i == 0 || !forms[i - 1].capital() || first_of_sentence(view, i))
            && !forms
                .get(i + 1)
                .is_some_and(|f| f.capital() && !ends_sentence(view, i));
        let (_, lower) = view.counts(form.low);
        if alone
            && lower == 0
            && form.len >= 2
            && matches!(
                form.shape,
                Shape::Capital | Shape::Capitals | Shape::Mixed | Shape::Dotted
            )
            && cues(form.low) & (cue::DEMONYM | cue::DAY) == 0
        {
            let (best, n, _) = majority(vote.kinds);
            if vote.surname > 0 && gazetteer.get(form.low) & gazetteer::GEO == 0 {
                added.push(Found {
                    start: i,
                    end: i + 1,
                    kind: PER,
                });
            } else if vote.short > 0
                && vote.kinds[PER] + vote.kinds[LOC] == 0
                && (form.shape == Shape::Capitals || !first_of_sentence(view, i))
            {
                added.push(Found {
                    start: i,
                    end: i + 1,
                    kind: ORG,
                });
            } else if n >= 2
                || (n == 1 && best == LOC && gazetteer.get(form.low) & gazetteer::GEO != 0)
            {
                added.push(Found {
                    start: i,
                    end: i + 1,
                    kind: best,
                });
            }
        }
        i += 1;
    }
    if !added.is_empty() {
        found.extend(added);
        found.sort_unstable_by_key(|f| f.start);
    }
}

/// What opens a dateline ("*NEW LONDON*, Apr 28 (Agency) -") in capitals is a place.
fn datelines(view: &View<'_, '_>, forms: &[Form], gazetteer: &Gazetteer, found: &mut Vec<Found>) {
    for s in &view.doc.sentences {
        let (start, end) = (s.tokens.start as usize, s.tokens.end as usize);
        let dash = end > start + 1 && matches!(view.doc.low(end - 1), "-" | "--" | "–" | "—" | "―");
        if s.kind != SentenceKind::Credit || !dash {
            continue;
        }
        let name = (start..end).take_while(|i| forms[*i].shape == Shape::Capitals);
        let stop = start + name.count();
        let at = found.partition_point(|f| f.end <= start);
        match found.get_mut(at) {
            Some(f) if f.start == start && f.end <= stop && f.kind != ORG => f.kind = LOC,
            Some(f) if f.start < stop => {}
            _ => {
                let words = || forms[start..stop].iter().map(|f| f.low);
                if words()
                    .reduce(join)
                    .is_some_and(|key| gazetteer.get(key) & PLACES != 0)
                {
                    let place = Found {
                        start,
                        end: stop,
                        kind: LOC,
                    };
                    found.insert(at, place);
                }
            }
        }
    }
}

fn first_of_sentence(view: &View<'_, '_>, token: usize) -> bool {
    let sentences = &view.doc.sentences;
    let at = sentences.partition_point(|s| s.tokens.start as usize <= token);
    at > 0 && sentences[at - 1].tokens.start as usize == token
}

fn ends_sentence(view: &View<'_, '_>, token: usize) -> bool {
    first_of_sentence(view, token + 1)
}
