//! What a name never holds: weekdays and titles before it, eras, clock times, lower-case words
//! behind it. The tagger's names are cut down to the name itself, or dropped where none is left;
//! initials before it are taken in.

use super::features::{cue, cues};
use super::gazetteer::{self, Gazetteer};
use super::local::country_of_demonym;
use super::roles::is_role;
use super::tagger::Found;
use super::whole::whole;
use super::words::HONORIFICS;
use crate::text::form::Shape;
use crate::text::form::is;
use crate::text::known;
use crate::text::{Doc, Upos, Xpos, is_weekday};
use rustc_hash::FxHashSet;

const PER: usize = 0;
const ORG: usize = 1;
const LOC: usize = 2;
const MISC: usize = 3;

/// Titles that are spoken as part of the name ("Pope Francis", "King Charles").
const KEPT: &[&str] = &[
    "pope", "king", "queen", "prince", "princess", "emperor", "sultan", "sheikh", "imam",
    "cardinal", "st", "lord", "lady", "dame", "sir",
];

fn is_era(word: &str) -> bool {
    matches!(
        word,
        "BC" | "BCE" | "CE" | "AD" | "B.C." | "A.D." | "UTC" | "GMT"
    )
}

/// Months that are no given names.
fn is_month(low: &str) -> bool {
    matches!(
        low,
        "january"
            | "february"
            | "march"
            | "july"
            | "september"
            | "october"
            | "november"
            | "december"
    )
}

fn has_digit(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_digit())
}

/// Whether the word only belongs to a date or a clock.
fn is_clock(word: &str, low: &str) -> bool {
    is_era(word)
        || is_weekday(low)
        || is_month(low)
        || matches!(low, "am" | "pm" | "a.m." | "p.m." | "est" | "cet" | "gmt")
        || (has_digit(word) && !word.chars().any(char::is_alphabetic))
        || cues(crate::text::form::hash(low.as_bytes())) & cue::DAY != 0
}

/// Words that count people; at the head of a sentence they have a capital.
const QUANTITIES: &[&str] = &[
    "dozens",
    "scores",
    "hundreds",
    "thousands",
    "millions",
    "billions",
    "many",
    "most",
    "several",
    "others",
    "everyone",
    "somebody",
    "nobody",
];

/// Whether the word only joins its sentence to the one before ("So", "Thus", "But") and stands at
/// its head.
fn opens(doc: &Doc<'_>, at: usize) -> bool {
    OPENERS.contains(&doc.low(at)) && stands_first(doc, at)
}

/// Whether a token is the first of its sentence.
fn stands_first(doc: &Doc<'_>, at: usize) -> bool {
    doc.sentence_at(doc.tokens[at].span.start)
        .and_then(|s| doc.sentences.get(s))
        .is_some_and(|s| s.tokens.start as usize == at)
}

const OPENERS: &[&str] = &[
    "so",
    "thus",
    "but",
    "and",
    "or",
    "if",
    "as",
    "when",
    "while",
    "since",
    "because",
    "although",
    "though",
    "however",
    "then",
    "also",
    "yet",
    "now",
    "today",
    "yesterday",
    "is",
    "are",
    "was",
    "were",
    "will",
    "would",
    "can",
    "could",
    "should",
    "did",
    "does",
    "do",
    "has",
    "have",
    "had",
    "well",
    "yes",
    "why",
    "how",
    "what",
    "where",
    "who",
    "that",
    "this",
    "these",
    "those",
    "according",
    "like",
    "unlike",
    "both",
    "even",
    "only",
    "meanwhile",
    "moreover",
    "therefore",
    "hence",
    "perhaps",
    "once",
    "until",
    "unless",
    "whether",
    "despite",
];

fn is_title(low: &str) -> bool {
    let low = low.trim_end_matches('.');
    let low = low.strip_prefix("co-").unwrap_or(low);
    !KEPT.contains(&low)
        && (HONORIFICS.contains(&low)
            || is_role(low)
            || matches!(low, "former" | "ex-president" | "acting"))
}

/// Cuts and drops; keeps the order.
pub(super) fn trim(doc: &Doc<'_>, gazetteer: &Gazetteer, found: &mut Vec<Found>) {
    let surnames: Vec<u32> = found
        .iter()
        .filter(|f| f.kind == PER && f.end - f.start > 1)
        .filter_map(|f| doc.forms.get(f.end - 1).map(|w| w.low))
        .collect();
    torn(doc, gazetteer, found);
    found.retain_mut(|f| {
        apart(doc, f);
        front(doc, gazetteer, f);
        back(doc, f);
        // "the Sea of Crises at 15:50".
        let clock = |t: &usize| is!(doc, *t, "at") && doc.word(*t + 1).contains(':');
        if let Some(t) = (f.start + 1..f.end.saturating_sub(1)).find(clock) {
            f.end = t;
        }
        if f.start >= f.end {
            return false;
        }
        // "May" and "Fallows" are names where somebody is called so.
        let called = f.kind == PER && surnames.contains(&doc.forms[f.end - 1].low);
        if called {
            return true;
        }
        if (f.start..f.end).all(|i| is_clock(doc.word(i), doc.low(i))) {
            return false;
        }
        if f.end - f.start == 1 {
            let low = doc.low(f.start);
            if low == "i" || QUANTITIES.contains(&low) {
                return false;
            }
            // "Protesters" at the head of a sentence is nobody's name.
            let many = known::shipped().parts(doc.forms[f.start].known) & known::NOUNS != 0;
            if f.kind == PER
                && many
                && gazetteer.get(doc.forms[f.start].low) == 0
                && stands_first(doc, f.start)
            {
                return false;
            }
            let form = doc.forms[f.start];
            // "Roman" is a person only where one is called so.
            if f.kind == PER
                && country_of_demonym(low).is_some()
                && gazetteer.get(form.low) & gazetteer::GIVEN == 0
            {
                f.kind = MISC;
            }
            // "Let", "Our", "Dozens" at the head of a sentence.
            let plain = !matches!(
                doc.tokens[f.start].upos,
                Upos::Propn | Upos::Noun | Upos::Adj
            );
            if plain && form.shape == Shape::Capital && gazetteer.get(form.low) == 0 {
                return !stands_first(doc, f.start);
            }
        }
        true
    });
    beside(doc, found);
    initials(doc, found);
    whole(doc, gazetteer, found);
}

/// "backed Ann Lee Sam Roe in numbers": where a page has run two people together, both of whom the
/// text names alone, they are two.
fn beside(doc: &Doc<'_>, found: &mut Vec<Found>) {
    let long = |f: &Found| f.kind == PER && f.end - f.start > 3;
    if !found.iter().any(long) {
        return;
    }
    let key = |from: usize, to: usize| -> Vec<u32> {
        let words = doc.forms.get(from..to).unwrap_or(&[]);
        words.iter().map(|form| form.low).collect()
    };
    let people = found
        .iter()
        .filter(|f| f.kind == PER && f.end - f.start > 1);
    let named: FxHashSet<Vec<u32>> = people.map(|f| key(f.start, f.end)).collect();
    let mut k = 0;
    while k < found.len() {
        let f = found[k];
        let two =
            |at: &usize| named.contains(&key(f.start, *at)) && named.contains(&key(*at, f.end));
        if long(&f)
            && let Some(at) = (f.start + 2..f.end - 1).find(two)
        {
            found[k].end = at;
            found.insert(k + 1, Found { start: at, ..f });
        }
        k += 1;
    }
}

/// "Lopez besieged Vesthaven": two names with a verb between them are not one.
fn torn(doc: &Doc<'_>, gazetteer: &Gazetteer, found: &mut Vec<Found>) {
    let verb = |t: &usize| {
        doc.forms[*t].shape == Shape::Lower
            && matches!(
                doc.tokens[*t].xpos,
                Xpos::VBD | Xpos::VBZ | Xpos::VBP | Xpos::VBN | Xpos::MD
            )
            // "Norway beat Chad", whatever the tag.
            || matches!(doc.word(*t), "following" | "beat" | "beats")
    };
    let mut k = 0;
    while k < found.len() {
        let (start, end) = (found[k].start, found[k].end);
        if let Some(t) = (start + 1..end.saturating_sub(1)).find(verb) {
            let mut rest = found[k];
            rest.start = t + 1;
            if gazetteer.get(doc.forms[t + 1].low) & (gazetteer::CITY | gazetteer::PROVINCE) != 0 {
                rest.kind = LOC;
            }
            found[k].end = t;
            found.insert(k + 1, rest);
        }
        k += 1;
    }
}

/// "M. Santos": initials straight before a person are part of the name.
fn initials(doc: &Doc<'_>, found: &mut [Found]) {
    for k in 0..found.len() {
        let floor = k.checked_sub(1).map_or(0, |before| found[before].end);
        let f = &mut found[k];
        if f.kind != PER {
            continue;
        }
        let opens = doc
            .sentence_at(doc.tokens[f.start].span.start)
            .and_then(|s| doc.sentences.get(s))
            .map_or(f.start, |s| s.tokens.start as usize);
        while f.start > floor.max(opens) {
            let mut letters = doc.word(f.start - 1).chars();
            let initial = letters.next().is_some_and(char::is_uppercase)
                && letters.next() == Some('.')
                && letters.next().is_none();
            if !initial {
                break;
            }
            f.start -= 1;
        }
    }
}

/// "European Union on Tuesday", "Friday in the Gulf of Riga": a weekday that a preposition parts
/// from a name is none of it.
fn apart(doc: &Doc<'_>, f: &mut Found) {
    let day = |t: &usize| is_weekday(doc.low(*t));
    let on = |t: usize| is!(doc, t, "on" | "by" | "until" | "since" | "from");
    if let Some(behind) = (f.start + 2..f.end).find(|t| day(t) && on(t - 1)) {
        f.end = behind - 1;
    }
    let parted = f.end - f.start > 2
        && day(&f.start)
        && is!(
            doc,
            f.start + 1,
            "in" | "at" | "near" | "by" | "from" | "to" | "after"
        );
    if parted {
        f.start += 2;
        while f.start + 1 < f.end && doc.forms[f.start].shape == Shape::Lower {
            f.start += 1;
        }
        let head = |t: usize| cues(doc.forms[t].low) & cue::LOC_HEAD != 0;
        if f.kind == MISC && (head(f.start) || head(f.end - 1)) {
            f.kind = LOC;
        }
    }
}

fn front(doc: &Doc<'_>, gazetteer: &Gazetteer, f: &mut Found) {
    // "reports from Leesburg, Virginia Ann Lee had …": a new sentence without its full stop.
    let class = |t: usize, of: u16| gazetteer.get(doc.forms[t].low) & of != 0;
    if f.kind == PER
        && f.end - f.start > 2
        && f.start > 0
        && is!(doc, f.start - 1, ",")
        && class(f.start, gazetteer::PROVINCE | gazetteer::CITY)
        && class(f.start + 1, gazetteer::GIVEN)
    {
        f.start += 1;
    }
    // "EPA Ann Lee left the court": who took the picture stands before the caption.
    if f.kind == PER
        && f.end - f.start > 2
        && doc.forms[f.start + 1].shape != Shape::Capitals
        && matches!(
            doc.word(f.start),
            "EPA" | "AFP" | "AP" | "DPA" | "PA" | "GETTY" | "REUTERS" | "ALAMY" | "SHUTTERSTOCK"
        )
    {
        f.start += 1;
    }
    while f.start < f.end {
        let (word, low) = (doc.word(f.start), doc.low(f.start));
        let more = f.end - f.start > 1;
        let form = doc.forms[f.start];
        let cut = is_era(word)
            || more && opens(doc, f.start)
            || matches!(form.shape, Shape::Mark)
                && !matches!(word, "‘" | "’" | "'" | "&" | "@" | "#" | "$" | ".")
            || more
                && match f.kind {
                    PER => is_weekday(low) || is_month(low) || is_title(low),
                    LOC => is_weekday(low) || is_month(low) || low == "former",
                    ORG => low == "former",
                    _ => false,
                };
        if !cut {
            break;
        }
        f.start += 1;
        // What follows an era in lower case is no name either ("BC the Elamites").
        while f.start < f.end && doc.forms[f.start].shape == Shape::Lower && is_era(word) {
            f.start += 1;
        }
    }
}

fn back(doc: &Doc<'_>, f: &mut Found) {
    while f.start < f.end {
        let at = f.end - 1;
        let (word, form) = (doc.word(at), doc.forms[at]);
        // The kind of thing it is may be part of the name even in lower case ("Web services").
        let heads = match f.kind {
            ORG => cue::ORG_HEAD,
            MISC => cue::EVENT_HEAD,
            _ => 0,
        };
        let lower = f.end - f.start > 1
            && cues(form.low) & heads == 0
            && form.shape == Shape::Lower
            && doc.forms[f.start].capital()
            && word.chars().all(char::is_alphabetic);
        // "European Press Agency He met …": a new sentence without its full stop.
        let pronoun = f.end - f.start > 1
            && matches!(
                word,
                "He" | "She" | "They" | "It" | "We" | "His" | "Her" | "Their"
            );
        if !(lower
            || pronoun
            || is_era(word) && f.end - f.start > 1
            || matches!(word, "(" | "[" | "," | ";" | ":"))
        {
            break;
        }
        f.end -= 1;
    }
    // "Polish city of Gdansk": the people is one name, what follows in lower case another.
    if f.kind == MISC
        && f.end - f.start > 1
        && doc.forms[f.start + 1].shape == Shape::Lower
        && country_of_demonym(doc.low(f.start)).is_some()
    {
        f.end = f.start + 1;
    }
}
