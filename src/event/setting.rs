//! Where an event happened whose sentence does not say: what the headline or the dateline tells of
//! the whole article, for what its first sentences tell.
//!
//! Such a place stands outside the sentence of its event, and is shown as told elsewhere.

use super::name::Who;
use super::{EventMention, EventType, Modality, Place, Role};
use crate::entity::EntityType;
use crate::text::SentenceKind;

/// How many sentences of prose tell what the dateline is about.
const LEAD: usize = 3;

/// Gives the events of the first sentences that name no place the one of the article: `headline`,
/// else the dateline's. Added last, so that neither weight nor grouping goes by it.
pub(super) fn settle(who: &Who<'_>, headline: Option<Place>, mentions: &mut [EventMention]) {
    carry(who, mentions);
    let Some(place) = headline.or_else(|| dateline(who)) else {
        return;
    };
    let end = who
        .doc
        .sentences
        .iter()
        .filter(|s| s.kind == SentenceKind::Prose)
        .take(LEAD)
        .last()
        .map_or(0, |s| s.span.end);
    for m in mentions {
        let told = m.modality == Modality::Asserted && m.sentence.end <= end;
        if told && m.place.is_none() && !elsewhere(who, m, &place) {
            m.place = Some(place.clone());
        }
    }
}

/// Whether the sentence of `m` says "in" some place other than `place`.
fn elsewhere(who: &Who<'_>, m: &EventMention, place: &Place) -> bool {
    let names = &who.names.mentions;
    let from = names.partition_point(|n| n.span.end <= m.sentence.start);
    let here = names[from..]
        .iter()
        .take_while(|n| n.span.start < m.sentence.end);
    here.filter(|n| n.kind == EntityType::Loc && n.span != place.span)
        .filter(|n| Some(n.entity) != place.entity)
        .any(|n| {
            let range = m.sentence.start as usize..n.span.start as usize;
            let before = who.doc.text.get(range).unwrap_or("");
            let mut words = before.split_whitespace().rev().take(4);
            words.any(|w| matches!(w, "in" | "at" | "near" | "outside" | "In" | "At" | "Near"))
        })
}

/// How many sentences a place is carried on.
const FAR: u32 = 2;

/// Whether what an event of this type tells goes on where people and things are.
fn bodily(kind: EventType) -> bool {
    use EventType::*;
    matches!(
        kind,
        Assault | Coerce | Death | Disaster | Accident | Protest | Sport | Consult
    )
}

/// "A tram overturned in Croydon. Five people were trapped": what goes on in the next sentences of
/// the paragraph, on no other day, happened in the same place. What is said, agreed or wanted
/// happens anywhere.
fn carry(who: &Who<'_>, mentions: &mut [EventMention]) {
    let doc = who.doc;
    // "seized Kabul": whom or what it befell says where.
    let there = |m: &EventMention| {
        let upon = m.participants.iter().filter(|p| p.role == Role::Patient);
        upon.filter_map(|p| p.entity)
            .any(|e| who.is(e, &[EntityType::Loc]))
    };
    let number = |m: &EventMention| {
        let at = doc
            .sentences
            .partition_point(|s| s.span.end <= m.sentence.start);
        (at as u32, doc.sentences.get(at).map(|s| s.paragraph))
    };
    let mut last: Option<usize> = None;
    for i in 0..mentions.len() {
        let m = &mentions[i];
        if m.modality != Modality::Asserted || !bodily(m.kind) {
            continue;
        }
        if m.own_place().is_some() {
            last = Some(i);
        } else if m.place.is_none()
            && !there(m)
            && let Some(k) = last
            && let ((a, p), (b, q)) = (number(&mentions[k]), number(m))
            && p == q
            && b - a <= FAR
            && super::group::dates_agree(&mentions[k], m)
        {
            mentions[i].place = mentions[k].place.clone();
        }
    }
}

/// The place that opens the dateline ("*KABUL*, Apr 28 (Agency) -").
fn dateline(who: &Who<'_>) -> Option<Place> {
    let doc = who.doc;
    let told = |p: &crate::text::Paragraph| {
        let (from, to) = (p.sentences.start as usize, p.sentences.end as usize);
        let all = doc.sentences.get(from..to).unwrap_or(&[]);
        all.iter().any(|s| s.kind == SentenceKind::Prose)
    };
    let line = doc.sentences.iter().find(|s| {
        s.kind == SentenceKind::Credit
            && s.span.end < doc.text.len() as u32
            && doc.paragraphs.get(s.paragraph as usize).is_some_and(told)
    })?;
    who.first_place(line.span)
}
