//! How much an event matters, 0 to 1, and why in words.
//!
//! A logistic model over a few features that each have a name and a reason; the weights are
//! learned on TimeSET (`src/train/events.rs`) and lie in `assets/models/event-salience.txt`.

use super::clause::{Clauses, Form, Tie, Verb};
use super::draft::{Draft, Trigger};
use super::lexicon::Manner;
use super::memo::{Memo, key};
use super::share::told;
use super::{Basis, EventMention, EventType, Family, Modality, Role};
use crate::text::form::{hashed, is};
use crate::text::{Doc, SentenceKind, Xpos};
use std::cell::RefCell;
use std::cmp::Ordering;
use std::sync::{Arc, LazyLock};

/// What salience goes by beside the mention itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signals {
    /// Index of the sentence among the article's prose sentences, from 0.
    pub sentence: usize,
    /// A line that repeats the headline.
    pub heading: bool,
    /// The headline has its trigger or a word of the same happening.
    pub in_title: bool,
    /// The headline has names of its participants or its place.
    pub title_names: bool,
    /// The names of its participants have figures.
    pub number: bool,
    /// In quotation marks.
    pub quoted: bool,
    /// Reported by somebody other than the reporter.
    pub said: bool,
    /// Says only that something was said.
    pub report: bool,
    /// How its clause hangs on the sentence; `None` for nouns without a verb.
    pub tie: Option<Tie>,
    /// 0 verb, 1 noun, 2 noun carried by a verb, 3 another word.
    pub shape: u8,
    /// Told by a word before a noun only ("*murder* trial"), or by a bare noun, see [`thin`].
    pub thin: bool,
    pub background: bool,
    /// Number of mentions of the same event in the article.
    pub told: usize,
    /// What the trigger model gave, in log-odds.
    pub odds: f32,
    /// Share of the headline's words that its sentence has, 0 to 1.
    pub overlap: f32,
    /// Share of the headline's words that its trigger and its parts have, 0 to 1.
    pub echo: f32,
    /// Events told before it in its sentence.
    pub order: usize,
    /// First sentence of its paragraph.
    pub opens: bool,
    /// Days from its date to publication.
    pub age: Option<i64>,
    /// Share of the article's names that are of its participants, the most named of them, 0 to 1.
    pub star: f32,
    /// Tense and form of its verb: 0 none, 1 past, 2 present, 3 future, 4 infinitive, 5 participle.
    pub tense: u8,
}

impl Signals {
    /// The shape of a draft's trigger.
    pub fn shape_of(draft: &Draft) -> u8 {
        match draft.trigger {
            Trigger::Verb(_) => 0,
            Trigger::Noun(_, None) => 1,
            Trigger::Noun(_, Some(_)) => 2,
            Trigger::Word(..) => 3,
        }
    }
}

/// Whether little is told of what a draft names: it stands before a noun only ("*murder* trial"), is
/// a noun with nobody, no article and nothing that hangs on it ("by *investment* and *trade*"), or one
/// whose verb tells all of it and more ("the *earthquake* hit the coast").
pub(super) fn thin(doc: &Doc<'_>, clauses: &Clauses, draft: &Draft, kind: SentenceKind) -> bool {
    let k = match draft.trigger {
        Trigger::Word(_, phrase) => return phrase.is_some(),
        Trigger::Noun(k, None) => k,
        Trigger::Noun(..) | Trigger::Verb(_) => return false,
    };
    let p = &clauses.phrases[k];
    let next = Some(p.tokens.end).filter(|t| *t < clauses.tokens.end);
    let goes_on = |t: usize| matches!(doc.tokens[t].xpos, Xpos::IN | Xpos::TO);
    let led =
        |t: usize| matches!(doc.tokens[t].xpos, Xpos::IN | Xpos::TO | Xpos::CC) || is!(doc, t, ",");
    let bare = |t: usize| matches!(doc.tokens[t].xpos, Xpos::JJ | Xpos::NN | Xpos::NNS);
    let whole = |v: &Verb| {
        v.subject == Some(k)
            && !v.passive
            && v.form == Form::Finite
            && (v.word.plays(Manner::Harm) || v.word.plays(Manner::Result) || befalls(v.hash))
    };
    if clauses.verbs.iter().any(whole) {
        return true;
    }
    // A headline drops articles.
    kind != SentenceKind::Heading
        && draft.agents.is_empty()
        && draft.patients.is_empty()
        && p.owner.is_none()
        && p.tokens.start > clauses.tokens.start
        && led(p.tokens.start - 1)
        && p.tokens.clone().all(bare)
        && !next.is_some_and(goes_on)
        && (clauses.verbs.iter()).all(|v| v.object != Some(k) && v.subject != Some(k))
}

/// What an earthquake, a storm or a blast does by being one.
fn befalls(verb: u32) -> bool {
    hashed!(
        verb,
        "shake" | "rock" | "jolt" | "rattle" | "batter" | "lash" | "sweep" | "erupt" | "break_out"
    )
}

/// Number of features.
const COUNT: usize = 52;

/// The features by name, each with what it means to a reader; empty where that would not help.
const FEATURES: [(&str, &str); COUNT] = [
    ("bias", ""),
    ("first", "in the first sentence"),
    ("second", "near the top"),
    ("third", "near the top"),
    ("upper", "in the upper part"),
    ("late", "far down in the article"),
    ("heading", "in the headline"),
    ("title", "named in the headline"),
    ("title_name", "its people or places are in the headline"),
    (
        "title_both",
        "the headline says it of the same people or places",
    ),
    ("quoted", "told in a quotation"),
    ("said", "reported by somebody else"),
    ("report", "only says that something was said"),
    ("main", "told in a main clause"),
    ("relative", "told in a side clause"),
    ("complement", "told in a side clause"),
    ("adverbial", ""),
    ("noun", ""),
    ("carried", ""),
    ("word", "named in passing"),
    ("background", "told as background"),
    ("told", "told more than once"),
    ("told_often", ""),
    ("planned", "not yet a fact"),
    ("hypothetical", "only possible"),
    ("negated", "told as not having happened"),
    ("stated", "its date is told"),
    ("named", "people or places are named"),
    ("named_more", ""),
    ("agent", ""),
    ("patient", "it tells whom it befell"),
    ("number", "numbers are given"),
    ("alone", ""),
    ("place", "its place is told"),
    ("recent", "it happened in the days before publication"),
    ("old", "long before the article"),
    ("opens", "opens a paragraph"),
    ("leads", ""),
    ("trails", ""),
    ("past", "told in the past tense"),
    ("present", ""),
    ("infinitive", ""),
    ("participle", ""),
    ("harm", ""),
    ("politics", ""),
    ("change", ""),
    ("OTHER", "of no particular type"),
    ("STATEMENT", "a statement"),
    ("overlap", "its sentence says what the headline says"),
    ("echo", "it says what the headline says"),
    ("star", "it is about whom the article is about"),
    ("odds", ""),
];

/// How many features hold or do not; those behind them are shares.
const PLAIN: usize = COUNT - 4;

/// The features of a mention: a bit for each of the first of [`FEATURES`] that holds, and the shares
/// behind them.
fn values(m: &EventMention, s: Signals) -> (u64, [f32; COUNT - PLAIN]) {
    let (mut named, mut agent, mut patient) = (0, false, false);
    for p in &m.participants {
        named += u32::from(p.entity.is_some());
        agent |= p.role == Role::Agent;
        patient |= p.role == Role::Patient;
    }
    let family = m.kind.family();
    let day = m.date.value.as_ref().and_then(super::date::single_day);
    let told = matches!(m.date.basis, Basis::Stated | Basis::Relative);
    let told_day = day.is_some() && told;
    let plain: [bool; PLAIN] = [
        true,
        s.sentence == 0,
        s.sentence == 1,
        s.sentence == 2 || s.sentence == 3,
        (4..8).contains(&s.sentence),
        s.sentence >= 14,
        s.heading,
        s.in_title,
        s.title_names,
        s.in_title && s.title_names,
        s.quoted,
        s.said,
        s.report,
        s.tie == Some(Tie::Main),
        s.tie == Some(Tie::Relative),
        s.tie == Some(Tie::Complement),
        s.tie == Some(Tie::Adverbial),
        s.shape == 1,
        s.shape == 2,
        s.shape == 3,
        s.background,
        s.told > 1,
        s.told > 3,
        matches!(m.modality, Modality::Planned | Modality::Threatened),
        m.modality == Modality::Hypothetical,
        m.modality == Modality::Negated,
        told,
        named > 0,
        named > 1,
        agent,
        patient,
        s.number,
        m.participants.is_empty(),
        m.place.is_some(),
        told_day && s.age.is_some_and(|d| (-1..=10).contains(&d)),
        s.age.is_some_and(|d| d > 60),
        s.opens,
        s.order == 0,
        s.order > 2,
        s.tense == 1,
        s.tense == 2,
        s.tense == 4,
        s.tense == 5,
        matches!(family, Family::Harm | Family::Force),
        matches!(
            family,
            Family::Talks | Family::Cooperation | Family::Pressure | Family::Disputes
        ),
        family == Family::Change,
        m.kind == EventType::Other,
        m.kind == EventType::Statement,
    ];
    let shares = [s.overlap, s.echo, s.star, odds(s.odds)];
    // Eight at once: the product gathers their lowest bits in its highest byte.
    let (eights, _) = plain.as_chunks::<8>();
    let eight = |of: &[bool; 8]| {
        u64::from_le_bytes(of.map(u8::from)).wrapping_mul(0x0102_0408_1020_4080) >> 56
    };
    let holds = (eights.iter().rev()).fold(0, |all, of| all << 8 | eight(of));
    (holds, shares)
}

/// The numbers of the bits that are set.
fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let first = (set != 0).then(|| set.trailing_zeros() as usize);
        set &= set.wrapping_sub(1);
        first
    })
}

/// The features of a mention that are not zero: name and value.
pub(super) fn features(m: &EventMention, s: Signals) -> Vec<(&'static str, f32)> {
    let (holds, shares) = values(m, s);
    let shares = (PLAIN..COUNT).zip(shares);
    let told = bits(holds).map(|i| (i, 1.0)).chain(shares);
    told.filter(|(_, value)| *value != 0.0)
        .map(|(i, value)| (FEATURES[i].0, value))
        .collect()
}

/// The trigger model's log-odds as a feature, about −0.5 to 1.5.
pub(super) fn odds(log_odds: f32) -> f32 {
    log_odds.clamp(-2.0, 6.0) * 0.25
}

/// A feature that moves the log-odds by no more than this is no reason.
const FELT: f32 = 0.1;

/// What was learned.
struct Weights {
    /// The weight of each feature.
    all: [f32; COUNT],
    /// The features that hold or do not and are a reason where they hold, the heaviest first.
    felt: Vec<usize>,
}

fn weights() -> &'static Weights {
    static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
        let mut all = [0.0; COUNT];
        for line in include_str!("../../assets/models/event-salience.txt").lines() {
            if let Some((name, value)) = line.split_once(' ')
                && let Some(i) = FEATURES.iter().position(|(n, _)| *n == name)
            {
                all[i] = value.trim().parse().unwrap_or(0.0);
            }
        }
        let mut felt: Vec<usize> = (0..PLAIN).filter(|i| is_felt(*i, all[*i])).collect();
        felt.sort_by(|a, b| heavier((all[*a], *a), (all[*b], *b)));
        Weights { all, felt }
    });
    &WEIGHTS
}

/// Whether what feature `i` moves is a reason.
fn is_felt(i: usize, part: f32) -> bool {
    part.abs() > FELT && !FEATURES[i].1.is_empty()
}

/// Which of two features that move the log-odds by so much is told first: the heavier; of what
/// weighs the same by its words.
fn heavier(a: (f32, usize), b: (f32, usize)) -> Ordering {
    let order = b.0.abs().total_cmp(&a.0.abs());
    order.then_with(|| FEATURES[a.1].1.cmp(FEATURES[b.1].1))
}

/// How many reasons are told.
const TOLD: usize = 4;

/// What moved a salience most: features, the first the heaviest, and whether each raised it; and
/// whether it is told by a word before a noun only.
#[derive(Clone, Copy)]
pub(super) struct Why {
    /// A byte for each: twice its number, and one where it raised; 0 for none.
    felt: u32,
    thin: bool,
}

/// Salience and the reason.
pub(super) fn salience(mention: &EventMention, signals: Signals) -> (f32, Why) {
    let Weights { all, felt } = weights();
    let (holds, shares) = values(mention, signals);
    let mut score = 0f32;
    for i in bits(holds) {
        score += all[i];
    }
    // So many that hold, and all shares.
    let mut heaviest = [(0f32, 0); TOLD + COUNT - PLAIN];
    let here = felt.iter().filter(|i| holds >> **i & 1 == 1);
    let mut count = 0;
    for (place, i) in heaviest.iter_mut().zip(here.take(TOLD)) {
        *place = (all[*i], *i);
        count += 1;
    }
    let plain = count;
    for (i, value) in (PLAIN..COUNT).zip(shares) {
        let part = value * all[i];
        score += part;
        if is_felt(i, part) {
            heaviest[count] = (part, i);
            count += 1;
        }
    }
    if count > plain {
        heaviest[..count].sort_by(|a, b| heavier(*a, *b));
    }
    let mut told = [0; TOLD];
    for (told, (part, i)) in told.iter_mut().zip(&heaviest[..count]) {
        *told = (*i as u8) << 1 | u8::from(*part > 0.0);
    }
    let why = Why {
        felt: u32::from_le_bytes(told),
        thin: signals.thin,
    };
    (1.0 / (1.0 + (-score).exp()), why)
}

impl Why {
    /// The reason in words. A few thousand are told again and again.
    pub fn words(self) -> Arc<str> {
        thread_local! {
            static KNOWN: RefCell<Memo<Arc<str>>> = RefCell::new(Memo::new(10));
        }
        KNOWN.with_borrow_mut(|known| {
            let key = key(self.felt, u32::from(self.thin));
            Arc::clone(known.get(key, || told(&self.spelt())))
        })
    }

    fn spelt(self) -> String {
        let mut reason = String::with_capacity(96);
        for (head, raised) in [("raised: ", true), ("lowered: ", false)] {
            let mut before = head;
            let felt = self.felt.to_le_bytes();
            for part in felt
                .into_iter()
                .filter(|p| *p > 1 && (p & 1 == 1) == raised)
            {
                if before == head && !reason.is_empty() {
                    reason.push_str("; ");
                }
                reason.push_str(before);
                reason.push_str(FEATURES[usize::from(part >> 1)].1);
                before = ", ";
            }
        }
        if reason.is_empty() {
            reason.push_str("nothing speaks for or against it");
        }
        if self.thin {
            reason.push_str("; lowered: too little is told of it here");
        }
        reason
    }
}
