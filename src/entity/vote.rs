//! The second look: what the tagger found in one place of an article decides other places.

use super::features::{HashTable, View, cue, cues};
use super::gazetteer::{self, Gazetteer, join};
use super::tagger::{Found, TYPES};
use crate::text::form::Shape;

const PER: usize = 0;
const LOC: usize = 2;
const MISC: usize = 3;
/// The longest name that is looked for again.
const LONGEST: usize = 8;

#[derive(Default, Clone, Copy)]
struct Votes {
    kinds: [u16; TYPES],
    /// As the last word of a person's full name.
    surname: u16,
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

/// Revises `found` by what the article as a whole says; keeps the order.
pub(super) fn revise(view: &View<'_, '_>, gazetteer: &Gazetteer, found: &mut Vec<Found>) {
    let forms = view.forms(0..view.doc.tokens.len());
    let key = |f: &Found| {
        forms[f.start + 1..f.end]
            .iter()
            .fold(forms[f.start].low, |h, w| join(h, w.low))
    };
    let mut votes: HashTable<Votes> = HashTable::default();
    for f in found.iter() {
        let vote = votes.entry(key(f)).or_default();
        vote.kinds[f.kind] = vote.kinds[f.kind].saturating_add(1);
        if f.end - f.start > 1 {
            if f.kind == PER {
                let last = votes.entry(forms[f.end - 1].low).or_default();
                last.surname = last.surname.saturating_add(1);
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
        if f.end - f.start == 1
            && vote.surname > 0
            && f.kind != PER
            && gazetteer.get(word.low) & gazetteer::GEO == 0
            && vote.kinds[PER] + vote.surname >= vote.kinds[f.kind]
        {
            f.kind = PER;
        } else if best != f.kind && n * 3 >= total * 2 && n >= 2 && vote.surname == 0 {
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

fn first_of_sentence(view: &View<'_, '_>, token: usize) -> bool {
    let sentences = &view.doc.sentences;
    let at = sentences.partition_point(|s| s.tokens.start as usize <= token);
    at > 0 && sentences[at - 1].tokens.start as usize == token
}

fn ends_sentence(view: &View<'_, '_>, token: usize) -> bool {
    first_of_sentence(view, token + 1)
}
