//! Names that the tagger tears: joined again by what stands between their parts, and of the kind that
//! the words around them tell.

use super::gazetteer::{self, Gazetteer};
use super::tagger::Found;
use crate::text::form::Shape;
use crate::text::form::is;
use crate::text::{Doc, folded, known};

const PER: usize = 0;
const ORG: usize = 1;
const LOC: usize = 2;
const MISC: usize = 3;

/// Joins and types; keeps the order.
pub(super) fn whole(doc: &Doc<'_>, gazetteer: &Gazetteer, found: &mut Vec<Found>) {
    // The "US" of "US$2 billion" is no name.
    found.retain(|f| f.end >= doc.tokens.len() || doc.word(f.end) != "$" || !doc.tight(f.end - 1));
    for f in found.iter_mut() {
        told_by(doc, gazetteer, f);
        hyphen(doc, f);
    }
    for k in (0..found.len()).rev() {
        // "the Supreme Court of the United | Kingdom".
        let f = found[k];
        if f.end - f.start > 1
            && is!(doc, f.end - 1, "united")
            && f.end < doc.tokens.len()
            && is!(doc, f.end, "kingdom" | "states" | "nations")
        {
            found[k].end += 1;
            if found.get(k + 1).is_some_and(|next| next.start <= f.end) {
                found.remove(k + 1);
            }
        }
    }
    let mut k = 1;
    while k < found.len() {
        if joined(doc, found[k - 1], found[k]) {
            found[k - 1].end = found[k].end;
            found.remove(k);
        } else {
            k += 1;
        }
    }
    for k in 0..found.len() {
        let floor = k.checked_sub(1).map_or(0, |before| found[before].end);
        front(doc, gazetteer, floor, &mut found[k]);
    }
}

/// Whether the token at `t` is a hyphen within a word.
fn hyphenates(doc: &Doc<'_>, t: usize) -> bool {
    t > 0
        && t + 1 < doc.tokens.len()
        && matches!(doc.word(t), "-" | "‑" | "‐")
        && doc.tight(t - 1)
        && doc.tight(t)
}

/// Whether a capital opens the word at `t`.
fn capital(doc: &Doc<'_>, t: usize) -> bool {
    t < doc.tokens.len() && doc.word(t).starts_with(char::is_uppercase)
}

/// "Moon Jae-in", "Seo In-guk": a person's name goes on behind a hyphen.
fn hyphen(doc: &Doc<'_>, f: &mut Found) {
    if f.kind != PER {
        return;
    }
    let at = match f.end - f.start {
        1 if capital(doc, f.end) && hyphenates(doc, f.end + 1) => f.end + 1,
        1 => return,
        _ => f.end,
    };
    let mut at = at;
    while hyphenates(doc, at)
        && doc.forms[at + 1].shape == Shape::Lower
        && syllable(doc.low(at + 1))
    {
        at += 2;
        f.end = at;
    }
}

/// Whether a word in lower case behind a hyphen is the last syllable of a name ("Kim Jong-un")
/// rather than a word of its own ("Trump-era", "Macron-backed").
fn syllable(low: &str) -> bool {
    low.len() <= 6
        && low.bytes().all(|b| b.is_ascii_lowercase())
        && !low.ends_with("ed")
        && !matches!(
            low,
            "led"
                | "run"
                | "era"
                | "mania"
                | "like"
                | "held"
                | "aide"
                | "ally"
                | "ism"
                | "born"
                | "hit"
                | "made"
                | "pro"
                | "com"
                | "own"
                | "style"
                | "type"
                | "esque"
                | "inc"
                | "and"
                | "to"
                | "the"
                | "free"
                | "proof"
                | "time"
                | "days"
                | "years"
                | "trial"
                | "deal"
                | "plan"
                | "law"
                | "tax"
                | "act"
        )
}

/// A particle between the parts of a name.
fn particle(word: &str) -> bool {
    matches!(
        word,
        "bin"
            | "ibn"
            | "bint"
            | "ben"
            | "al"
            | "el"
            | "von"
            | "van"
            | "de"
            | "da"
            | "dos"
            | "del"
            | "der"
            | "di"
            | "la"
            | "le"
            | "ka"
            | "wa"
            | "af"
    )
}

/// Whether two names in a row are parts of one.
fn joined(doc: &Doc<'_>, a: Found, b: Found) -> bool {
    let between = b.start.saturating_sub(a.end);
    let gap = doc.tokens[a.end - 1].span.end as usize..doc.tokens[b.start].span.start as usize;
    if between > 4 || doc.text.get(gap).is_none_or(|g| g.contains('\n')) {
        return false;
    }
    let single = |f: Found| f.end - f.start == 1;
    if a.kind == PER && b.kind == PER {
        return match between {
            // "Suryadi | Jaya Purnama": no comma, no word.
            0 => single(a) != single(b) && (b.start..b.end).all(|t| doc.low(t) != doc.low(a.start)),
            // "Mohammed bin Rashid", "Akufo-Addo".
            // `Edward | "Eddie" Berg`.
            1 => {
                particle(doc.word(a.end))
                    || hyphenates(doc, a.end)
                    || (b.start + 1..b.end).any(|t| nickname(doc, a.end, t + 1))
            }
            _ => nickname(doc, a.end, b.start),
        };
    }
    if between == 1 && is!(doc, a.end, "and" | "&") && institution(doc, a, b) {
        return true;
    }
    // "Citizens for Justice and Peace", but "the Ministry of Health and the World Bank".
    let plain = |t: usize| {
        // Act, attribute, cognition, communication, feeling, state.
        matches!(known::field(doc.low(t)), 2 | 5 | 7 | 8 | 10 | 24)
    };
    between == 1
        && is!(doc, a.end, "and" | "&")
        && a.kind == ORG
        && matches!(b.kind, ORG | MISC)
        && (a.start..a.end - 1).any(|t| is!(doc, t, "of" | "for" | "on"))
        && single(b)
        && plain(b.start)
        && plain(a.end - 1)
}

/// Whether `a` and `b` with "and" between them are the halves of one institution: "the Ware and White
/// Medical Center", "the Research and Referral Hospital", but "the FBI and Justice Department".
fn institution(doc: &Doc<'_>, a: Found, b: Found) -> bool {
    let headed = is!(
        doc,
        b.end - 1,
        "hospital"
            | "center"
            | "centre"
            | "clinic"
            | "institute"
            | "laboratory"
            | "museum"
            | "college"
            | "school"
            | "academy"
            | "library"
            | "agency"
            | "commission"
            | "committee"
            | "authority"
            | "administration"
            | "service"
            | "bureau"
            | "foundation"
            | "society"
            | "association"
    );
    let article = a.start > 0 && is!(doc, a.start - 1, "the");
    let within = (a.start + 1..a.end).any(|t| is!(doc, t, "'s" | "’s"));
    // Act, cognition, attribute, phenomenon, process, state: what such a place is for.
    let purpose = matches!(known::field(doc.low(a.end - 1)), 2 | 5 | 7 | 17 | 20 | 24)
        && doc.forms[a.end - 1].shape == Shape::Capital;
    b.end - b.start > 1
        && matches!(b.kind, ORG | LOC | MISC)
        && headed
        && (article && a.kind == PER || (article || within) && a.kind != PER && purpose)
}

/// "Luis ‘Buba’ López": one or two words in quotation marks from `from` to `to`.
fn nickname(doc: &Doc<'_>, from: usize, to: usize) -> bool {
    let open = matches!(doc.word(from), "“" | "‘" | "\"" | "'");
    let close = matches!(doc.word(to - 1), "”" | "’" | "\"" | "'");
    open && close && (3..=4).contains(&(to - from)) && (from + 1..to - 1).all(|t| capital(doc, t))
}

/// "Export-Import Bank", "dos Santos": what stands before a name and belongs to it.
fn front(doc: &Doc<'_>, gazetteer: &Gazetteer, floor: usize, f: &mut Found) {
    if f.kind == ORG
        && f.start >= floor + 2
        && hyphenates(doc, f.start - 1)
        && capital(doc, f.start - 2)
        && f.end - f.start > 1
    {
        f.start -= 2;
    }
    let particle = |t: usize| matches!(doc.word(t), "dos" | "von" | "van" | "der");
    while f.kind == PER && f.start > floor && particle(f.start - 1) {
        f.start -= 1;
    }
    // "José Luis Berg", whatever the tagger makes of the first.
    if f.kind == PER && f.start > floor && f.end - f.start > 1 {
        let t = f.start - 1;
        let accented = !doc.word(t).is_ascii();
        let plain = crate::text::form::hash(folded(doc.low(t)).as_bytes());
        let given = gazetteer.get(plain) & gazetteer::GIVEN != 0;
        if accented && given && doc.forms[t].shape == Shape::Capital {
            f.start = t;
        }
    }
}

/// The kind of a name that the words beside it tell: "Ann Lee, 32," is a person, "the Shibpur
/// district" a place.
fn told_by(doc: &Doc<'_>, gazetteer: &Gazetteer, f: &mut Found) {
    // "Chinese firms", "the Afghan province": of a country, and no name of its own.
    if gazetteer.get(doc.forms[f.start].low) & gazetteer::DEMONYM != 0 {
        return;
    }
    let word = |t: usize| if t < doc.tokens.len() { doc.low(t) } else { "" };
    let years = word(f.end + 1);
    let aged = word(f.end) == ","
        && years.len() == 2
        && years.bytes().all(|b| b.is_ascii_digit())
        && matches!(word(f.end + 2), "," | ";" | "." | "and");
    let names = (f.start..f.end).all(|t| doc.forms[t].shape == Shape::Capital);
    let known = gazetteer.get(doc.forms[f.start].low)
        & (gazetteer::CITY | gazetteer::PROVINCE | gazetteer::GEO)
        != 0;
    if aged && names && f.kind != PER && (f.kind == MISC || !known) {
        f.kind = PER;
        return;
    }
    let said = f.start > 0
        && matches!(
            word(f.start - 1),
            "said" | "added" | "explained" | "recalled"
        );
    let ends = matches!(word(f.end), "," | "." | ";" | ":" | "");
    if said && ends && f.kind == MISC && f.end - f.start == 1 && names {
        f.kind = PER;
        return;
    }
    let region = matches!(
        word(f.end),
        "district"
            | "province"
            | "region"
            | "county"
            | "village"
            | "airport"
            | "island"
            | "neighbourhood"
            | "neighborhood"
            | "upazila"
            | "municipality"
            | "suburb"
            | "peninsula"
    );
    if region && names && matches!(f.kind, MISC | PER) {
        f.kind = LOC;
    }
}
