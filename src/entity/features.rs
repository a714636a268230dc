//! What the name tagger sees of a token.

use super::gazetteer::{self, CLASSES, Gazetteer, join};
use crate::text::form::{Form, Shape, hash};
use crate::text::known;
use crate::text::linear::{feature, pair};
use crate::text::{Doc, Upos};
use smallvec::SmallVec;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;
use std::sync::LazyLock;

/// Hasher for keys that are hashes already.
#[derive(Default)]
pub struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = self.0 << 8 | u64::from(*b);
        }
    }
    fn write_u32(&mut self, n: u32) {
        self.0 = u64::from(n).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

/// A map from hashes. Never iterated into output.
pub type HashTable<V> = HashMap<u32, V, BuildHasherDefault<Identity>>;

/// What kinds of cue word there are, as bits.
pub mod cue {
    #![allow(missing_docs)]
    pub const TITLE: u16 = 1;
    pub const PLACE: u16 = 2;
    pub const SAYS: u16 = 4;
    pub const ORG_HEAD: u16 = 8;
    pub const LOC_HEAD: u16 = 16;
    pub const JOIN: u16 = 32;
    pub const DAY: u16 = 64;
    pub const DEMONYM: u16 = 128;
    pub const PERSON_NOUN: u16 = 256;
    pub const EVENT_HEAD: u16 = 512;
}

const CUES: &[(u16, &str)] = &[
    (
        cue::TITLE,
        "mr mr. mrs mrs. ms ms. miss dr dr. prof prof. professor sir dame lord lady president vice-president premier chancellor minister secretary senator sen sen. rep rep. representative congressman congresswoman governor gov. gov mayor ambassador envoy general gen gen. lieutenant lt lt. colonel col col. major maj maj. captain capt capt. sergeant sgt sgt. admiral commander marshal brigadier king queen prince princess emperor sheikh sheik shaikh ayatollah imam mullah pope cardinal archbishop bishop reverend rev rev. father sister judge justice chief chairman chairwoman chairperson director spokesman spokeswoman spokesperson leader coach captain ceo cfo founder author actor actress singer commissioner inspector officer attorney lawyer prosecutor analyst economist activist journalist reporter mp mla deputy advocate adv. shri smt chef doctor detective constable superintendent manager editor presenter pm",
    ),
    (
        cue::PLACE,
        "in at from near to into around across outside inside through throughout toward towards north south east west northern southern eastern western northeast northwest southeast southwest central",
    ),
    (
        cue::SAYS,
        "said says told tells added adds asked asks explained explains noted notes argued argues insisted wrote writes stated claimed believes believed thinks thought announced denied replied warned stressed commented tweeted continued recalled met meets died born joined married",
    ),
    (
        cue::ORG_HEAD,
        "ministry department university college school institute academy party congress parliament senate assembly council committee commission agency authority bureau office board court tribunal police army navy force forces guard corps command union association federation confederation league society foundation fund trust bank group corporation corp corp. company co co. inc inc. ltd ltd. limited plc llc holdings enterprises industries airlines airways air press news times post herald tribune journal gazette daily agency broadcasting television tv radio network media club united fc team organisation organization alliance coalition front movement brigade brigades army militia church mission service services center centre laboratory hospital railways telecom oil petroleum energy motors pictures records studios house chamber secretariat directorate administration government embassy consulate orchestra band museum society initiative programme program consortium partnership partners exchange securities insurance technologies systems software motors systems pharma pharmaceuticals",
    ),
    (
        cue::LOC_HEAD,
        "river lake sea ocean gulf bay strait straits island islands isle mountain mountains mount hill hills valley desert coast peninsula cape province district county state region city town village republic kingdom emirate territory street road avenue square park airport station bridge stadium beach port harbour harbor canal dam plateau basin delta forest highway boulevard palace castle temple mosque cathedral tower prefecture governorate municipality oblast capital border strip north south east west creek point falls springs ridge hotel mall",
    ),
    (
        cue::EVENT_HEAD,
        "war award awards prize cup olympics championship championships games conference summit festival act law treaty agreement convention accord revolution battle election elections open tournament league day week month plan project protocol bill amendment constitution code virus series oscar",
    ),
    (
        cue::JOIN,
        "of the de la le du des del di da do dos das and & for in on al el ul bin ibn bint van von der den ter ten y e - – ' ’ 's ’s d' . , / to at us as-",
    ),
    (
        cue::DAY,
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december mon tue wed thu fri sat sun jan jan. feb feb. mar apr apr. jun jul aug aug. sept sept. sep oct oct. nov nov. dec dec.",
    ),
    (
        cue::PERSON_NOUN,
        "son daughter wife husband brother sister mother father uncle aunt cousin friend colleague widow grandson aged he she who him her resident student farmer worker candidate",
    ),
];

static CUE_TABLE: LazyLock<HashTable<u16>> = LazyLock::new(|| {
    let mut table = HashTable::default();
    for (bit, words) in CUES {
        for word in words.split(' ') {
            *table.entry(hash(word.as_bytes())).or_insert(0) |= bit;
        }
    }
    for country in super::country::COUNTRIES {
        for d in country.demonyms {
            let low = d.to_ascii_lowercase();
            *table.entry(hash(low.as_bytes())).or_insert(0) |= cue::DEMONYM;
            *table.entry(hash(format!("{low}s").as_bytes())).or_insert(0) |= cue::DEMONYM;
        }
    }
    for d in super::country::PEOPLES {
        let low = d.to_ascii_lowercase();
        *table.entry(hash(low.as_bytes())).or_insert(0) |= cue::DEMONYM;
        *table.entry(hash(format!("{low}s").as_bytes())).or_insert(0) |= cue::DEMONYM;
    }
    table
});

/// The cues of a word.
#[must_use]
pub fn cues(low: u32) -> u16 {
    CUE_TABLE.get(&low).copied().unwrap_or(0)
}

/// What the whole article knows of a word.
#[derive(Clone, Copy, Default)]
pub struct WordFacts {
    /// Capitalised inside a sentence.
    capital: u16,
    /// In lower case.
    lower: u16,
    /// Cues seen around it anywhere, as bits.
    bits: u16,
}

/// Facts as bits.
mod fact {
    pub const TITLE_BEFORE: u16 = 1;
    pub const GIVEN_BEFORE: u16 = 2;
    pub const PLACE_BEFORE: u16 = 4;
    pub const SAYS_NEAR: u16 = 8;
    pub const ENDS_RUN: u16 = 16;
    pub const OPENS_RUN: u16 = 32;
    pub const THE_BEFORE: u16 = 64;
    pub const ORG_HEAD_IN_RUN: u16 = 128;
    pub const BRACKETED: u16 = 256;
    pub const COMMA_PLACE: u16 = 512;
    pub const POSSESSIVE: u16 = 1024;
    pub const LOC_HEAD_IN_RUN: u16 = 2048;
}

/// A token as the tagger sees it.
#[derive(Clone, Copy, Default)]
pub struct Seen {
    /// Its form.
    pub form: Form,
    /// Its classes as a word of its own, if a known name may begin with it.
    pub classes: u16,
    /// Its cues.
    pub cues: u16,
    /// Whether it may be part of a name at all.
    pub active: bool,
    /// Whether it may open a name: a capital, a digit, another script.
    pub capital: bool,
    /// Whether it may be the first word of a known name.
    opening: bool,
    /// Whether it has a capital or stands right beside one.
    near_capital: bool,
    upos: u8,
    /// First and last token of its run of capitals (relative to the sentence).
    run: (u16, u16),
    /// Position in the longest known name of each class: 2 bits a class.
    matches: u32,
    /// The field of meaning of the word in lower case, if it has a capital or stands beside one:
    /// the noun's part of a set of [`known::senses`].
    field: u8,
}

/// The tagger's view of a document, prepared once.
pub struct View<'a, 't> {
    /// The document.
    pub doc: &'a Doc<'t>,
    facts: HashTable<WordFacts>,
}

fn is_capital(form: &Form) -> bool {
    form.capital() || matches!(form.shape, Shape::OtherScript)
}

impl<'a, 't> View<'a, 't> {
    /// Reads what the whole document says about its words, and what its title adds to that: a
    /// title in sentence case is one more sentence, one in title case says nothing.
    #[must_use]
    pub fn new(doc: &'a Doc<'t>, gazetteer: &Gazetteer, title: Option<&Doc<'_>>) -> Self {
        let mut view = Self {
            doc,
            facts: HashTable::with_capacity_and_hasher(doc.forms.len() / 12, Default::default()),
        };
        // A Bloom filter of the words that occur capitalised: lower-case words outside it need
        // no table look-up.
        let mut bloom = vec![0u64; 256];
        for f in doc.forms.iter().filter(|f| is_capital(f)) {
            bloom[(f.low >> 26) as usize * 4 + (f.low >> 6 & 3) as usize] |= 1 << (f.low & 63);
            view.facts.entry(f.low).or_default();
        }
        let sentences = title
            .into_iter()
            .flat_map(|t| t.sentences.iter().map(move |s| (&t.forms, s)))
            .chain(doc.sentences.iter().map(|s| (&doc.forms, s)));
        for (forms, sentence) in sentences {
            let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
            let Some(forms) = forms.get(range) else {
                continue;
            };
            if mostly_capitals(forms) {
                continue;
            }
            for (i, f) in forms.iter().enumerate() {
                if is_capital(f) {
                    view.add_facts(forms, i, gazetteer);
                } else if f.shape == Shape::Lower
                    && bloom[(f.low >> 26) as usize * 4 + (f.low >> 6 & 3) as usize] >> (f.low & 63)
                        & 1
                        == 1
                    && let Some(fact) = view.facts.get_mut(&f.low)
                {
                    fact.lower = fact.lower.saturating_add(1);
                }
            }
        }
        view
    }

    fn add_facts(&mut self, forms: &[Form], i: usize, gazetteer: &Gazetteer) {
        let f = &forms[i];
        let mut bits = 0;
        let before = i.checked_sub(1).and_then(|k| forms.get(k));
        let after = forms.get(i + 1);
        let opens = before.is_none_or(|b| !is_capital(b));
        let ends = after.is_none_or(|a| !is_capital(a));
        let mut start = i;
        while start > 0 && is_capital(&forms[start - 1]) && i - start < 6 {
            start -= 1;
        }
        if let Some(b) = before {
            let c = cues(b.low);
            if c & cue::TITLE != 0 {
                bits |= fact::TITLE_BEFORE;
            }
            if c & cue::PLACE != 0 && !is_capital(b) {
                bits |= fact::PLACE_BEFORE;
            }
            if is_capital(b)
                && gazetteer.get(b.low) & (gazetteer::GIVEN | gazetteer::LEADER_FIRST) != 0
            {
                bits |= fact::GIVEN_BEFORE;
            }
            if b.low == THE.0 {
                bits |= fact::THE_BEFORE;
            }
            if b.low == OPEN_BRACKET.0 {
                bits |= fact::BRACKETED;
            }
            if b.low == COMMA.0 && i >= 2 && is_capital(&forms[i - 2]) && ends {
                bits |= fact::COMMA_PLACE;
            }
        }
        if let Some(a) = after {
            let c = cues(a.low);
            if c & cue::SAYS != 0 {
                bits |= fact::SAYS_NEAR;
            }
            if a.low == POSSESSIVE.0 || a.low == POSSESSIVE.1 {
                bits |= fact::POSSESSIVE;
            }
        }
        if ends && !opens {
            bits |= fact::ENDS_RUN;
        }
        if opens && !ends {
            bits |= fact::OPENS_RUN;
        }
        if !(opens && ends) {
            let mut end = i + 1;
            while end < forms.len() && is_capital(&forms[end]) && end - i < 6 {
                end += 1;
            }
            let c = cues(forms[end - 1].low);
            if c & cue::ORG_HEAD != 0 {
                bits |= fact::ORG_HEAD_IN_RUN;
            }
            if c & cue::LOC_HEAD != 0 {
                bits |= fact::LOC_HEAD_IN_RUN;
            }
        }
        let inside = i > 0;
        if let Some(facts) = self.facts.get_mut(&f.low) {
            facts.bits |= bits;
            if inside {
                facts.capital = facts.capital.saturating_add(1);
            }
        }
    }

    /// The forms of some of its tokens.
    #[must_use]
    pub fn forms(&self, range: Range<usize>) -> &[Form] {
        self.doc.forms.get(range).unwrap_or(&[])
    }

    /// How often the word was seen capitalised inside a sentence, and how often in lower case.
    #[must_use]
    pub fn counts(&self, low: u32) -> (u16, u16) {
        self.facts
            .get(&low)
            .map_or((0, 0), |f| (f.capital, f.lower))
    }
}

static THE: LazyLock<(u32,)> = LazyLock::new(|| (hash(b"the"),));
static OPEN_BRACKET: LazyLock<(u32,)> = LazyLock::new(|| (hash(b"("),));
static COMMA: LazyLock<(u32,)> = LazyLock::new(|| (hash(b","),));
static POSSESSIVE: LazyLock<(u32, u32)> = LazyLock::new(|| (hash(b"'s"), hash("’s".as_bytes())));

/// Whether a sentence is written in capitals throughout, or as a title: capitals say little then.
#[must_use]
pub fn mostly_capitals(forms: &[Form]) -> bool {
    let (mut capital, mut words) = (0usize, 0usize);
    for f in forms {
        // Short words ("of", "the") stay low in titles.
        if f.len >= 4
            && matches!(
                f.shape,
                Shape::Lower | Shape::Capital | Shape::Capitals | Shape::Mixed
            )
        {
            words += 1;
            capital += usize::from(f.shape != Shape::Lower);
        }
    }
    words >= 4 && capital * 10 >= words * 8
}

/// Prepares the tokens of a sentence. `out` is cleared first.
pub fn look(view: &View<'_, '_>, gazetteer: &Gazetteer, range: &Range<usize>, out: &mut Vec<Seen>) {
    out.clear();
    let Some(forms) = view.doc.forms.get(range.clone()) else {
        return;
    };
    let tokens = &view.doc.tokens[range.clone()];
    let mut any = false;
    for (f, t) in forms.iter().zip(tokens) {
        let capital = is_capital(f) || (matches!(f.shape, Shape::Alphanumeric));
        any |= capital;
        out.push(Seen {
            form: *f,
            capital,
            active: capital,
            upos: t.upos as u8,
            ..Seen::default()
        });
    }
    if !any {
        return;
    }
    let n = out.len();
    // Between two capitals at most four words apart, and right after a capital.
    let mut last: Option<usize> = None;
    for i in 0..n {
        if !out[i].capital {
            continue;
        }
        if let Some(l) = last
            && i - l <= 4
        {
            for seen in &mut out[l..i] {
                seen.active = true;
            }
        }
        if let Some(next) = out.get_mut(i + 1) {
            next.active = true;
        }
        // "al-Shabab", "van der Lee": a particle before a capital.
        let mut k = i;
        while k > 0
            && i - k < 3
            && cues(out[k - 1].form.low) & cue::JOIN != 0
            && !matches!(out[k - 1].upos(), Upos::Cconj)
        {
            k -= 1;
            out[k].active = true;
        }
        last = Some(i);
    }
    let senses = known::senses();
    let mut touched = 0;
    let mut before = (false, false);
    for i in 0..n {
        let is = |seen: &Seen| (seen.active, seen.capital);
        let (here, after) = (is(&out[i]), out.get(i + 1).map_or((false, false), is));
        let seen = &mut out[i];
        let low = seen.form.low;
        if before.0 || here.0 || after.0 {
            seen.cues = cues(low);
        }
        seen.opening = seen.capital || seen.active && seen.cues & cue::JOIN != 0;
        seen.near_capital = before.1 || here.1 || after.1;
        before = here;
        if seen.opening {
            touched ^= gazetteer.touch(low);
        }
        if seen.near_capital {
            touched ^= senses.touch(low);
        }
    }
    std::hint::black_box(touched);
    for seen in out.iter_mut() {
        let low = seen.form.low;
        if seen.opening {
            seen.classes = gazetteer.get(low);
        }
        if seen.near_capital {
            seen.field = senses.parts(senses.class(low)) as u8 & 0x1f;
        }
    }
    // Runs of capitals, initials and hyphens inside.
    let mut i = 0;
    while i < n {
        if !out[i].capital {
            out[i].run = (i as u16, i as u16);
            i += 1;
            continue;
        }
        let start = i;
        let mut end = i + 1;
        while end < n
            && (out[end].capital
                || (view.doc.word(range.start + end) == "-" && end + 1 < n && out[end + 1].capital))
        {
            end += 1;
        }
        for seen in &mut out[start..end] {
            seen.run = (start as u16, end as u16 - 1);
        }
        i = end;
    }
    // Known names: those that may be, then those that are, the longest first.
    let mut names: SmallVec<[(usize, usize, u32); 16]> = SmallVec::new();
    for i in 0..n {
        if !out[i].opening {
            continue;
        }
        if out[i].classes != 0 {
            names.push((i, 1, 0));
        }
        let mut name = out[i].form.low;
        for (next, seen) in out.iter().enumerate().skip(i + 1).take(6) {
            if !seen.active {
                break;
            }
            name = join(name, seen.form.low);
            if gazetteer.may_hold(name) {
                names.push((i, next + 1 - i, name));
            }
        }
    }
    let touch = |all, name: &(usize, usize, u32)| all ^ gazetteer.touch(name.2);
    std::hint::black_box(names.iter().fold(0, touch));
    for names in names.chunk_by(|a, b| a.0 == b.0) {
        let i = names[0].0;
        let (mut found, mut any) = ([0u8; CLASSES as usize], 0);
        for &(_, length, name) in names {
            let classes = match length {
                1 => out[i].classes,
                _ => gazetteer.get(name),
            };
            for class in bits(classes.into()) {
                found[class as usize] = length as u8;
            }
            any |= classes;
        }
        for class in bits(any.into()) {
            let len = found[class as usize];
            let shift = class * 2;
            if out[i].matches >> shift & 3 != 0 && len == 1 {
                continue;
            }
            for k in 0..len as usize {
                let code = if len == 1 {
                    3
                } else if k == 0 {
                    1
                } else {
                    2
                };
                let m = &mut out[i + k].matches;
                *m = *m & !(3 << shift) | code << shift;
            }
        }
    }
}

/// The places of the bits that are set.
fn bits(mut set: u32) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let lowest = (set != 0).then(|| set.trailing_zeros());
        set &= set.wrapping_sub(1);
        lowest
    })
}

impl Seen {
    fn upos(&self) -> Upos {
        // SAFETY-free: compare numbers instead of making an enum of one.
        if self.upos == Upos::Cconj as u8 {
            Upos::Cconj
        } else {
            Upos::X
        }
    }
}

const EDGE: Seen = Seen {
    form: Form {
        low: 3,
        tail: 0,
        head: 0,
        len: 0,
        shape: Shape::Mark,
        known: 0,
    },
    classes: 0,
    cues: 0,
    active: false,
    capital: false,
    opening: false,
    near_capital: false,
    upos: 99,
    run: (0, 0),
    matches: 0,
    field: 0,
};

/// Appends the features of token `i` of the sentence `seen` to `out`.
pub fn features(view: &View<'_, '_>, seen: &[Seen], i: usize, titled: bool, out: &mut Vec<u32>) {
    let at = |k: isize| -> &Seen {
        usize::try_from(i as isize + k)
            .ok()
            .and_then(|k| seen.get(k))
            .unwrap_or(&EDGE)
    };
    let (w, p, n) = (at(0), at(-1), at(1));
    let f = &w.form;
    let shape = f.shape as u32;
    let first = u32::from(i == 0);
    let titled = u32::from(titled);
    let mut add = |template: u32, value: u32| out.push(feature(template, value));
    add(1, f.low);
    add(7, pair(p.form.low, f.low));
    add(9, pair(p.form.low, n.form.low));
    if w.capital {
        add(11, f.tail & 0xff_ffff);
        add(12, f.tail & 0xffff);
        add(13, f.head);
    }
    // Known names.
    if w.matches != 0 {
        for class in 0..CLASSES {
            let m = w.matches >> (class * 2) & 3;
            if m != 0 {
                add(25, class << 2 | m);
            }
        }
    }
    // Cues.
    add(30, u32::from(w.cues) | shape << 16);
    // The run of capitals it stands in.
    if w.capital {
        let (start, end) = (w.run.0 as usize, w.run.1 as usize);
        let last = seen.get(end).unwrap_or(&EDGE);
        let opening = seen.get(start).unwrap_or(&EDGE);
        let before = start
            .checked_sub(1)
            .and_then(|k| seen.get(k))
            .unwrap_or(&EDGE);
        let after = seen.get(end + 1).unwrap_or(&EDGE);
        let length = ((end - start) as u32).min(5);
        let from_end = ((end - i) as u32).min(3);
        let from_start = ((i - start) as u32).min(3);
        add(35, pair(last.form.low, from_end));
        add(36, pair(opening.form.low, from_start));
        add(37, length << 8 | from_end << 4 | from_start);
        add(38, pair(before.form.low, from_start));
        add(39, pair(after.form.low, from_end));
        add(40, pair(u32::from(last.cues), from_end << 8 | length));
        add(
            41,
            pair(pair(u32::from(before.cues), u32::from(after.cues)), length),
        );
        add(42, pair(last.form.tail & 0xff_ffff, from_end));
        add(
            44,
            pair(
                pair(u32::from(last.classes), u32::from(opening.classes)),
                length << 4 | from_start,
            ),
        );
        let third = seen.get(end + 2).unwrap_or(&EDGE);
        add(46, pair(after.form.low, third.form.low));
        let second = start
            .checked_sub(2)
            .and_then(|k| seen.get(k))
            .unwrap_or(&EDGE);
        add(47, pair(before.form.low, second.form.low));
        add(
            48,
            pair(before.upos.into(), u32::from(after.upos) << 8 | length),
        );
        // What a dictionary says: "Treaty", "Bridge", "Council" name things of different fields.
        let known = u32::from(f.known);
        add(60, pair(u32::from(last.field), from_end << 4 | length));
        add(61, pair(u32::from(w.field), shape << 4 | from_end));
        add(62, pair(known, shape << 1 | first));
        add(64, pair(u32::from(after.field), from_end << 4 | length));
        // What the document says.
        if let Some(facts) = view.facts.get(&f.low) {
            let seen_low = u32::from(facts.lower > 0) | u32::from(facts.lower > facts.capital) << 1;
            let seen_cap = u32::from(facts.capital.min(3));
            add(49, seen_low << 4 | seen_cap << 2 | first);
            add(
                50,
                pair(seen_low << 4 | seen_cap << 2 | first, shape | titled << 8),
            );
            for bit in bits(facts.bits.into()) {
                add(51, bit << 4 | shape);
                add(52, bit << 4 | length);
            }
            let core = u32::from(
                facts.bits
                    & (fact::TITLE_BEFORE
                        | fact::GIVEN_BEFORE
                        | fact::PLACE_BEFORE
                        | fact::SAYS_NEAR
                        | fact::THE_BEFORE
                        | fact::ORG_HEAD_IN_RUN),
            );
            add(53, core);
            add(54, pair(core, u32::from(w.classes)));
        }
    } else {
        add(55, pair(p.form.low, pair(f.low, n.form.low)));
        add(56, u32::from(p.capital) << 1 | u32::from(n.capital));
    }
}
