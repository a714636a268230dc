//! How much an event matters, 0 to 1, and why in words.
//!
//! A logistic model over a few features that each have a name and a reason; the weights are
//! learned on TimeSET (`src/train/events.rs`) and lie in `assets/models/event-salience.txt`.

use super::clause::Tie;
use super::draft::{Draft, Trigger};
use super::share::{MANY, told};
use super::{Basis, EventMention, EventType, Family, Modality, Role};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
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
    /// Told by a word before a noun only ("*murder* trial").
    pub modifier: bool,
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

/// The features of a mention, in the order of [`FEATURES`].
fn values(m: &EventMention, s: Signals) -> [f32; COUNT] {
    let is = |holds: bool| if holds { 1.0 } else { 0.0 };
    let named = m.participants.iter().filter(|p| p.entity.is_some()).count();
    let day = m.date.value.as_ref().and_then(super::date::single_day);
    let told = matches!(m.date.basis, Basis::Stated | Basis::Relative);
    let told_day = day.is_some() && told;
    [
        1.0,
        is(s.sentence == 0),
        is(s.sentence == 1),
        is(s.sentence == 2 || s.sentence == 3),
        is((4..8).contains(&s.sentence)),
        is(s.sentence >= 14),
        is(s.heading),
        is(s.in_title),
        is(s.title_names),
        is(s.in_title && s.title_names),
        is(s.quoted),
        is(s.said),
        is(s.report),
        is(s.tie == Some(Tie::Main)),
        is(s.tie == Some(Tie::Relative)),
        is(s.tie == Some(Tie::Complement)),
        is(s.tie == Some(Tie::Adverbial)),
        is(s.shape == 1),
        is(s.shape == 2),
        is(s.shape == 3),
        is(s.background),
        is(s.told > 1),
        is(s.told > 3),
        is(matches!(
            m.modality,
            Modality::Planned | Modality::Threatened
        )),
        is(m.modality == Modality::Hypothetical),
        is(m.modality == Modality::Negated),
        is(matches!(m.date.basis, Basis::Stated | Basis::Relative)),
        is(named > 0),
        is(named > 1),
        is(m.participants.iter().any(|p| p.role == Role::Agent)),
        is(m.participants.iter().any(|p| p.role == Role::Patient)),
        is(m.participants
            .iter()
            .any(|p| p.name.bytes().any(|b| b.is_ascii_digit()))),
        is(m.participants.is_empty()),
        is(m.place.is_some()),
        is(told_day && s.age.is_some_and(|d| (-1..=10).contains(&d))),
        is(s.age.is_some_and(|d| d > 60)),
        is(s.opens),
        is(s.order == 0),
        is(s.order > 2),
        is(s.tense == 1),
        is(s.tense == 2),
        is(s.tense == 4),
        is(s.tense == 5),
        is(matches!(m.kind.family(), Family::Harm | Family::Force)),
        is(matches!(
            m.kind.family(),
            Family::Talks | Family::Cooperation | Family::Pressure | Family::Disputes
        )),
        is(m.kind.family() == Family::Change),
        is(m.kind == EventType::Other),
        is(m.kind == EventType::Statement),
        s.overlap,
        s.echo,
        s.star,
        odds(s.odds),
    ]
}

/// The features of a mention that are not zero: name and value.
pub(super) fn features(m: &EventMention, s: Signals) -> Vec<(&'static str, f32)> {
    let named = FEATURES.iter().zip(values(m, s));
    let told = named.filter(|(_, value)| *value != 0.0);
    told.map(|((name, _), value)| (*name, value)).collect()
}

/// The trigger model's log-odds as a feature, about −0.5 to 1.5.
pub(super) fn odds(log_odds: f32) -> f32 {
    log_odds.clamp(-2.0, 6.0) * 0.25
}

/// A feature that moves the log-odds by no more than this is no reason.
const FELT: f32 = 0.1;

/// The weight of each feature.
fn weights() -> &'static [f32; COUNT] {
    static WEIGHTS: LazyLock<[f32; COUNT]> = LazyLock::new(|| {
        let mut weights = [0.0; COUNT];
        for line in include_str!("../../assets/models/event-salience.txt").lines() {
            if let Some((name, value)) = line.split_once(' ')
                && let Some(i) = FEATURES.iter().position(|(n, _)| *n == name)
            {
                weights[i] = value.trim().parse().unwrap_or(0.0);
            }
        }
        weights
    });
    &WEIGHTS
}

/// How many reasons are told.
const TOLD: usize = 4;

/// What moved a salience most: features, the first the heaviest, and whether each raised it; and
/// whether it is told by a word before a noun only.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Why {
    felt: [Option<(u8, bool)>; TOLD],
    modifier: bool,
}

/// Salience and the reason.
pub(super) fn salience(mention: &EventMention, signals: Signals) -> (f32, Why) {
    let mut score = 0f32;
    // The four that weigh most, in order; what weighs the same by its words.
    let mut heaviest = [(0f32, 0usize); TOLD];
    let parts = values(mention, signals).into_iter().zip(weights());
    for (i, part) in parts.map(|(value, weight)| value * weight).enumerate() {
        score += part;
        let light = part.abs() <= FELT || part.abs() < heaviest[TOLD - 1].0.abs();
        if light || FEATURES[i].1.is_empty() {
            continue;
        }
        let mut next = (part, i);
        for kept in &mut heaviest {
            let order = next.0.abs().total_cmp(&kept.0.abs());
            if order
                .then_with(|| FEATURES[kept.1].1.cmp(FEATURES[next.1].1))
                .is_gt()
            {
                std::mem::swap(kept, &mut next);
                if next.0 == 0.0 {
                    break;
                }
            }
        }
    }
    let why = Why {
        felt: heaviest.map(|(part, i)| (part != 0.0).then_some((i as u8, part > 0.0))),
        modifier: signals.modifier,
    };
    (1.0 / (1.0 + (-score).exp()), why)
}

impl Why {
    /// The reason in words. A few thousand are told again and again.
    pub fn words(self) -> Arc<str> {
        thread_local! {
            static KNOWN: RefCell<FxHashMap<Why, Arc<str>>> = RefCell::default();
        }
        KNOWN.with_borrow_mut(|known| {
            if known.len() > MANY {
                known.clear();
            }
            Arc::clone(known.entry(self).or_insert_with(|| told(&self.spelt())))
        })
    }

    fn spelt(self) -> String {
        let mut reason = String::with_capacity(96);
        for (head, raised) in [("raised: ", true), ("lowered: ", false)] {
            let mut before = head;
            for (i, _) in self.felt.iter().flatten().filter(|(_, up)| *up == raised) {
                if before == head && !reason.is_empty() {
                    reason.push_str("; ");
                }
                reason.push_str(before);
                reason.push_str(FEATURES[usize::from(*i)].1);
                before = ", ";
            }
        }
        if reason.is_empty() {
            reason.push_str("nothing speaks for or against it");
        }
        if self.modifier {
            reason.push_str("; lowered: too little is told of it here");
        }
        reason
    }
}
