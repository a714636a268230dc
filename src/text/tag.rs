//! Part of speech: a greedy averaged perceptron over hashed features.
//!
//! One label is a pair of universal and Penn tag, so both come out of one pass and never
//! contradict each other.

use super::form::{Form, Shape};
use super::known;
use super::linear::{Batch, Linear, feature, inflate, pair};
use super::{Token, Upos, Xpos};
use std::ops::Range;
use std::sync::LazyLock;

/// Weights of a token: the labels and padding.
pub const STRIDE: usize = 48;

/// The weights.
pub type Model = Linear<STRIDE, 64>;

/// The labels. Their order is part of the asset's format.
pub const LABELS: &[(Upos, Xpos)] = &[
    (Upos::Noun, Xpos::NN),
    (Upos::Adp, Xpos::IN),
    (Upos::Det, Xpos::DT),
    (Upos::Propn, Xpos::NNP),
    (Upos::Adj, Xpos::JJ),
    (Upos::Noun, Xpos::NNS),
    (Upos::Punct, Xpos::Punct),
    (Upos::Pron, Xpos::PRP),
    (Upos::Adv, Xpos::RB),
    (Upos::Cconj, Xpos::CC),
    (Upos::Verb, Xpos::VB),
    (Upos::Num, Xpos::CD),
    (Upos::Verb, Xpos::VBN),
    (Upos::Verb, Xpos::VBD),
    (Upos::Aux, Xpos::VBZ),
    (Upos::Sconj, Xpos::IN),
    (Upos::Verb, Xpos::VBG),
    (Upos::Part, Xpos::TO),
    (Upos::Pron, Xpos::PRPS),
    (Upos::Verb, Xpos::VBP),
    (Upos::Aux, Xpos::MD),
    (Upos::Aux, Xpos::VBP),
    (Upos::Aux, Xpos::VBD),
    (Upos::Verb, Xpos::VBZ),
    (Upos::Part, Xpos::RB),
    (Upos::Pron, Xpos::WDT),
    (Upos::Adj, Xpos::NNP),
    (Upos::Aux, Xpos::VB),
    (Upos::Part, Xpos::POS),
    (Upos::Adv, Xpos::WRB),
    (Upos::Propn, Xpos::NNPS),
    (Upos::Pron, Xpos::DT),
    (Upos::Pron, Xpos::WP),
    (Upos::Intj, Xpos::UH),
    (Upos::Adp, Xpos::RP),
    (Upos::Adj, Xpos::JJS),
    (Upos::Pron, Xpos::EX),
    (Upos::Adj, Xpos::JJR),
    (Upos::Adv, Xpos::RBR),
    (Upos::Aux, Xpos::VBN),
    (Upos::Pron, Xpos::NN),
    (Upos::X, Xpos::FW),
    (Upos::Sym, Xpos::SYM),
    (Upos::Adv, Xpos::RBS),
    (Upos::Aux, Xpos::VBG),
    (Upos::Det, Xpos::PDT),
    (Upos::Pron, Xpos::WPS),
    (Upos::X, Xpos::LS),
];

/// What the lexicon knows of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its most frequent label.
    pub first: u8,
    /// Its second label, or 255.
    pub second: u8,
    /// Whether it bears no other label and need not be judged.
    pub certain: bool,
}

/// Words with the labels they bear.
#[derive(Default)]
pub struct Lexicon {
    mask: usize,
    slots: Vec<Slot>,
}

#[derive(Clone, Copy)]
struct Slot {
    key: u32,
    entry: Entry,
    /// [`Form::known`] of the word.
    known: u8,
}

impl Lexicon {
    /// Makes a lexicon of `entries`.
    #[must_use]
    pub fn new(entries: &[(u32, Entry)]) -> Self {
        let size = (entries.len() * 2 + 2).next_power_of_two();
        let empty = Slot {
            key: 0,
            entry: Entry {
                first: 255,
                second: 255,
                certain: false,
            },
            known: 0,
        };
        let mut slots = vec![empty; size];
        let mask = size - 1;
        for &(key, entry) in entries {
            let mut at = key as usize & mask;
            while slots[at].entry.first != 255 {
                at = (at + 1) & mask;
            }
            let known = known::shipped().class(key);
            slots[at] = Slot { key, entry, known };
        }
        Self { mask, slots }
    }

    #[inline]
    fn slot(&self, low: u32) -> Option<&Slot> {
        let mut at = low as usize & self.mask;
        loop {
            let slot = self.slots.get(at)?;
            if slot.entry.first == 255 {
                return None;
            }
            if slot.key == low {
                return Some(slot);
            }
            at = (at + 1) & self.mask;
        }
    }

    /// The entry of the word with hash `low`.
    #[inline]
    #[must_use]
    pub fn get(&self, low: u32) -> Option<Entry> {
        self.slot(low).map(|slot| slot.entry)
    }

    /// What [`known::shipped`] says of the word with hash `low`, if it is in this lexicon: one
    /// small table for the words that are read most.
    #[inline]
    #[must_use]
    pub fn known(&self, low: u32) -> Option<u8> {
        self.slot(low).map(|slot| slot.known)
    }

    /// Writes `entries`.
    #[must_use]
    pub fn encode(entries: &[(u32, Entry)]) -> Vec<u8> {
        let mut out = (entries.len() as u32).to_le_bytes().to_vec();
        for (key, e) in entries {
            out.extend(key.to_le_bytes());
            out.extend([e.first | if e.certain { 0x80 } else { 0 }, e.second]);
        }
        out
    }

    /// Reads what [`Lexicon::encode`] wrote; returns the rest too.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (count, mut rest) = bytes.split_first_chunk::<4>()?;
        let mut entries = Vec::new();
        for _ in 0..u32::from_le_bytes(*count) {
            let (record, tail) = rest.split_first_chunk::<6>()?;
            rest = tail;
            let [a, b, c, d, first, second] = *record;
            if (first & 0x7f) as usize >= LABELS.len() {
                return None;
            }
            entries.push((
                u32::from_le_bytes([a, b, c, d]),
                Entry {
                    first: first & 0x7f,
                    second,
                    certain: first & 0x80 != 0,
                },
            ));
        }
        Some((Self::new(&entries), rest))
    }
}

/// Number of features of a token that depend on words alone.
const FIXED: usize = 18;
/// Number of those that depend on the labels before it too.
const TOLD: usize = 5;

const NONE: Form = Form {
    low: 1,
    tail: 0,
    head: 0,
    len: 0,
    shape: Shape::Mark,
    known: 0,
};

/// The part of the features that depends on one token alone, prepared once.
#[derive(Clone, Copy)]
struct Seen {
    form: Form,
    class: u32,
    /// The label it bears whatever stands beside it; [`OPEN`] if it must be judged.
    settled: u8,
    /// The labels it may bear, as bits.
    allowed: u64,
}

/// No label.
const OPEN: u8 = 255;

/// Tokens whose features are looked up together.
const BLOCK: usize = 64;

const OUTSIDE: Seen = Seen {
    form: NONE,
    class: 7,
    settled: OPEN,
    allowed: u64::MAX,
};

fn seen(lexicon: &Lexicon, form: Form) -> Seen {
    let (class, settled, allowed) = match lexicon.get(form.low) {
        Some(e) => {
            let class = 0x1000 + (u32::from(e.first) << 8 | u32::from(e.second));
            // "WHO" is not "who".
            let certain = e.certain && form.shape != Shape::Capitals;
            (class, if certain { e.first } else { OPEN }, u64::MAX)
        }
        None if form.known != 0 => {
            let class = 0x10_0000 | u32::from(form.known) << 4 | form.shape as u32;
            let allowed = ALLOWED
                .get(usize::from(form.known))
                .filter(|_| form.shape == Shape::Lower)
                .map_or(u64::MAX, |allowed| *allowed);
            let only = if allowed.count_ones() == 1 {
                allowed.trailing_zeros() as u8
            } else {
                OPEN
            };
            (class, only, allowed)
        }
        None => {
            let class = (form.tail & 0xff_ffff) << 4 | form.shape as u32 | 0x8000_0000;
            (class, OPEN, u64::MAX)
        }
    };
    Seen {
        form,
        class,
        settled,
        allowed,
    }
}

/// The features of token `i` in the sentence `forms`, the labels of the two tokens before it
/// being `t1` (nearest) and `t2`.
pub fn features(
    lexicon: &Lexicon,
    forms: &[Form],
    i: usize,
    t1: u8,
    t2: u8,
) -> impl Iterator<Item = u32> + Clone {
    let near = [0, 1, 2, 3, 4].map(
        |k| match (i + k).checked_sub(2).and_then(|k| forms.get(k)) {
            Some(form) => seen(lexicon, *form),
            None => OUTSIDE,
        },
    );
    let first = i == 0;
    fixed(&near, first).into_iter().chain(told(&near, t1, t2))
}

/// The features of a token between its neighbours that depend on words alone.
#[inline]
fn fixed([pp, p, w, n, nn]: &[Seen; 5], first: bool) -> [u32; FIXED] {
    let (p, f) = (&p.form, &w.form);
    let shape = f.shape as u32;
    let look = shape | u32::from(first) << 4;
    [
        feature(1, f.low),
        feature(2, pair(f.low, look)),
        feature(3, pair(f.tail & 0xff_ffff, shape)),
        feature(4, pair(f.tail & 0xffff, shape)),
        feature(5, pair(f.tail, 0)),
        feature(6, f.head),
        feature(25, u32::from(f.known) << 4 | shape),
        feature(13, n.form.low),
        feature(16, n.class),
        feature(21, n.form.tail & 0xff_ffff),
        feature(7, pair(look, n.form.shape as u32)),
        feature(11, p.low),
        feature(12, pp.form.low),
        feature(14, nn.form.low),
        feature(15, pair(f.low, n.form.low)),
        feature(18, pair(w.class, n.class)),
        feature(22, pair(p.low, f.low)),
        feature(23, pair(look, p.shape as u32)),
    ]
}

/// Those that depend on the labels before it too: few, as they are looked up token by token.
#[inline]
fn told([_, _, w, n, _]: &[Seen; 5], t1: u8, t2: u8) -> [u32; TOLD] {
    let (t1, t2) = (u32::from(t1), u32::from(t2));
    [
        feature(8, t1),
        feature(9, t1 << 8 | t2),
        feature(10, pair(t1, w.form.low)),
        feature(17, pair(t1, n.class)),
        feature(19, pair(t1 << 8 | t2, w.class)),
    ]
}

/// The labels that the dictionary lets a word bear in lower case, as bits, by its class; all of
/// them where the dictionary is no judge. For the words the lexicon does not have.
static ALLOWED: LazyLock<Vec<u64>> = LazyLock::new(|| {
    use known::{
        ADJECTIVE, ADVERB, CLOSED, DEGREE, GERUND, NOUN, NOUNS, PARTICIPLE, PAST, VERB, VERBS,
    };
    let labels = |part: u16| -> &[(Upos, Xpos)] {
        match part {
            NOUN => &[(Upos::Noun, Xpos::NN)],
            NOUNS => &[(Upos::Noun, Xpos::NNS)],
            VERB => &[(Upos::Verb, Xpos::VB), (Upos::Verb, Xpos::VBP)],
            VERBS => &[(Upos::Verb, Xpos::VBZ)],
            PAST => &[(Upos::Verb, Xpos::VBD)],
            PARTICIPLE => &[(Upos::Verb, Xpos::VBN)],
            GERUND => &[(Upos::Verb, Xpos::VBG), (Upos::Noun, Xpos::NN)],
            ADJECTIVE => &[(Upos::Adj, Xpos::JJ)],
            DEGREE => &[
                (Upos::Adj, Xpos::JJR),
                (Upos::Adj, Xpos::JJS),
                (Upos::Adv, Xpos::RBR),
                (Upos::Adv, Xpos::RBS),
            ],
            ADVERB => &[(Upos::Adv, Xpos::RB)],
            _ => &[],
        }
    };
    (0..=u8::MAX)
        .map(|class| {
            let parts = known::shipped().parts(class);
            if parts == 0 || parts & CLOSED != 0 {
                return u64::MAX;
            }
            (0..16)
                .map(|bit| 1 << bit)
                .filter(|part| parts & part != 0)
                .flat_map(labels)
                .filter_map(|label| LABELS.iter().position(|l| l == label))
                .fold(0, |set, at| set | 1 << at)
        })
        .collect()
});

/// A tagger: lexicon and weights.
pub struct Tagger {
    /// The words it knows.
    pub lexicon: Lexicon,
    /// The weights.
    pub model: Model,
}

impl Tagger {
    /// Reads a tagger from an inflated asset.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (lexicon, rest) = Lexicon::decode(bytes)?;
        let (model, _) = Linear::decode(rest)?;
        Some(Self { lexicon, model })
    }

    /// Tags the sentence `range`.
    pub fn tag(&self, forms: &[Form], tokens: &mut [Token], range: Range<usize>, desk: &mut Desk) {
        let (Some(forms), Some(tokens)) = (forms.get(range.clone()), tokens.get_mut(range)) else {
            return;
        };
        let Desk {
            seen,
            batch,
            scores,
        } = desk;
        seen.clear();
        seen.extend([OUTSIDE; 2]);
        seen.extend(forms.iter().map(|form| self::seen(&self.lexicon, *form)));
        seen.extend([OUTSIDE; 2]);
        let (mut t1, mut t2) = (LABELS.len() as u8, LABELS.len() as u8);
        for (block, tokens) in tokens.chunks_mut(BLOCK).enumerate() {
            let from = block * BLOCK;
            let count = tokens.len();
            let near = || {
                let seen = seen.get(from..).unwrap_or(&[]).array_windows::<5>();
                (from..).zip(seen).take(count)
            };
            scores.clear();
            for (i, near) in near().filter(|(_, near)| near[2].settled == OPEN) {
                batch.token(|features| features.extend(fixed(near, i == 0)));
                scores.push([0; STRIDE]);
            }
            self.model.sum(batch, scores);
            let mut scores = scores.iter_mut();
            for ((_, near), token) in near().zip(tokens) {
                let label = match near[2].settled {
                    OPEN => scores
                        .next()
                        .map_or(0, |scores| self.judge(near, t1, t2, scores)),
                    label => label,
                };
                (token.upos, token.xpos) = LABELS[label as usize];
                (t2, t1) = (t1, label);
            }
        }
    }

    /// The label of a token, `scores` being those of the words alone.
    #[inline]
    fn judge(&self, near: &[Seen; 5], t1: u8, t2: u8, scores: &mut [i16; STRIDE]) -> u8 {
        self.model.add(&told(near, t1, t2), scores);
        let allowed = near[2].allowed;
        if allowed != u64::MAX {
            return best_of(allowed, scores);
        }
        let scores = &scores[..LABELS.len()];
        let top = scores.iter().copied().fold(i16::MIN, i16::max);
        let best = scores.iter().position(|score| *score == top).unwrap_or(0);
        best as u8
    }
}

/// The label of the highest score among those that `allowed` has a bit for; of equal ones the first.
fn best_of(allowed: u64, scores: &[i16; STRIDE]) -> u8 {
    let (mut best, mut top, mut rest) = (0, i32::MIN, allowed);
    while rest != 0 {
        let label = rest.trailing_zeros() as u8;
        let score = scores
            .get(usize::from(label))
            .map_or(i32::MIN, |s| i32::from(*s));
        if score > top {
            (best, top) = (label, score);
        }
        rest &= rest - 1;
    }
    best
}

/// What [`Tagger::tag`] works on, kept from sentence to sentence: one for each tagger.
#[derive(Default)]
pub struct Desk {
    seen: Vec<Seen>,
    batch: Batch,
    scores: Vec<[i16; STRIDE]>,
}

static SHIPPED: LazyLock<Option<Tagger>> =
    LazyLock::new(|| Tagger::decode(&inflate(include_bytes!("../../assets/models/pos.bin"))));

/// The tagger that ships with the program.
#[must_use]
pub fn shipped() -> Option<&'static Tagger> {
    SHIPPED.as_ref()
}
