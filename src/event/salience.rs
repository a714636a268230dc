//! How much an event matters, 0 to 1, and why in words.
//!
//! A logistic model over a few features that each have a name and a reason; the weights are
//! learned on TimeSET (`src/train/events.rs`) and lie in `assets/models/event-salience.txt`.

use super::clause::Tie;
use super::draft::{Draft, Trigger};
use super::{Basis, EventMention, EventType, Family, Modality, Role};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What salience goes by beside the mention itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signals {
    /// Index of the sentence among the article's prose sentences, from 0.
    pub sentence: usize,
    /// A line that repeats the headline.
    pub heading: bool,
    /// The headline has its trigger or a word of the same happening.
    pub in_title: bool,
    /// Names of its participants that the headline has.
    pub title_names: usize,
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
    pub background: bool,
    /// Number of mentions of the same event in the article.
    pub told: usize,
    /// What the trigger model gave, in log-odds.
    pub odds: f32,
    /// Share of the headline's words that its sentence has, 0 to 1.
    pub overlap: f32,
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

/// Names of the features with what they mean to a reader; empty where it would not help.
const WORDS: &[(&str, &str)] = &[
    ("first", "in the first sentence"),
    ("second", "near the top"),
    ("third", "near the top"),
    ("upper", "in the upper part"),
    ("late", "far down in the article"),
    ("heading", "in the headline"),
    ("title", "named in the headline"),
    ("title_name", "its people or places are in the headline"),
    ("quoted", "told in a quotation"),
    ("said", "reported by somebody else"),
    ("report", "only says that something was said"),
    ("main", "told in a main clause"),
    ("relative", "told in a side clause"),
    ("complement", "told in a side clause"),
    ("stated", "its date is told"),
    ("named", "people or places are named"),
    ("place", "its place is told"),
    ("patient", "it tells whom it befell"),
    ("number", "numbers are given"),
    ("background", "told as background"),
    ("told", "told more than once"),
    ("planned", "not yet a fact"),
    ("hypothetical", "only possible"),
    ("negated", "told as not having happened"),
    ("word", "named in passing"),
    ("overlap", "its sentence says what the headline says"),
    ("star", "it is about whom the article is about"),
    ("recent", "it happened in the days before publication"),
    ("old", "long before the article"),
    ("past", "told in the past tense"),
    ("opens", "opens a paragraph"),
    ("OTHER", "of no particular type"),
    ("STATEMENT", "a statement"),
];

/// The features of a mention: name and value.
pub(super) fn features(m: &EventMention, s: Signals) -> Vec<(&'static str, f32)> {
    let mut out = vec![("bias", 1.0f32)];
    let mut add = |name: &'static str, holds: bool| {
        if holds {
            out.push((name, 1.0));
        }
    };
    add("first", s.sentence == 0);
    add("second", s.sentence == 1);
    add("third", s.sentence == 2 || s.sentence == 3);
    add("upper", (4..8).contains(&s.sentence));
    add("late", s.sentence >= 14);
    add("heading", s.heading);
    add("title", s.in_title);
    add("title_name", s.title_names > 0);
    add("quoted", s.quoted);
    add("said", s.said);
    add("report", s.report);
    add("main", s.tie == Some(Tie::Main));
    add("relative", s.tie == Some(Tie::Relative));
    add("complement", s.tie == Some(Tie::Complement));
    add("adverbial", s.tie == Some(Tie::Adverbial));
    add("noun", s.shape == 1);
    add("carried", s.shape == 2);
    add("word", s.shape == 3);
    add("background", s.background);
    add("told", s.told > 1);
    add("told_often", s.told > 3);
    add(
        "planned",
        matches!(m.modality, Modality::Planned | Modality::Threatened),
    );
    add("hypothetical", m.modality == Modality::Hypothetical);
    add("negated", m.modality == Modality::Negated);
    add(
        "stated",
        matches!(m.date.basis, Basis::Stated | Basis::Relative),
    );
    let named = m.participants.iter().filter(|p| p.entity.is_some()).count();
    add("named", named > 0);
    add("named_more", named > 1);
    add(
        "agent",
        m.participants.iter().any(|p| p.role == Role::Agent),
    );
    add(
        "patient",
        m.participants.iter().any(|p| p.role == Role::Patient),
    );
    add(
        "number",
        m.participants
            .iter()
            .any(|p| p.name.bytes().any(|b| b.is_ascii_digit())),
    );
    add("alone", m.participants.is_empty());
    add("place", m.place.is_some());
    let day = m
        .date
        .value
        .as_ref()
        .and_then(super::date::single_day)
        .is_some();
    let told_day = day && matches!(m.date.basis, Basis::Stated | Basis::Relative);
    add(
        "recent",
        told_day && s.age.is_some_and(|d| (-1..=10).contains(&d)),
    );
    add("old", s.age.is_some_and(|d| d > 60));
    add("opens", s.opens);
    add("leads", s.order == 0);
    add("trails", s.order > 2);
    add("past", s.tense == 1);
    add("present", s.tense == 2);
    add("infinitive", s.tense == 4);
    add("participle", s.tense == 5);
    add(
        "harm",
        matches!(m.kind.family(), Family::Harm | Family::Force),
    );
    add(
        "politics",
        matches!(
            m.kind.family(),
            Family::Talks | Family::Cooperation | Family::Pressure | Family::Disputes
        ),
    );
    add("change", m.kind.family() == Family::Change);
    add("OTHER", m.kind == EventType::Other);
    add("STATEMENT", m.kind == EventType::Statement);
    out.push(("overlap", s.overlap));
    out.push(("star", s.star));
    out.push(("odds", odds(s.odds)));
    out
}

/// The trigger model's log-odds as a feature, about −0.5 to 1.5.
pub(super) fn odds(log_odds: f32) -> f32 {
    log_odds.clamp(-2.0, 6.0) * 0.25
}

fn weights() -> &'static FxHashMap<&'static str, f32> {
    static WEIGHTS: LazyLock<FxHashMap<&'static str, f32>> = LazyLock::new(|| {
        include_str!("../../assets/models/event-salience.txt")
            .lines()
            .filter_map(|line| {
                let (name, value) = line.split_once(' ')?;
                Some((name, value.trim().parse().ok()?))
            })
            .collect()
    });
    &WEIGHTS
}

/// Salience and the reason.
pub(super) fn salience(mention: &EventMention, signals: Signals) -> (f32, String) {
    let known = weights();
    let mut score = 0f32;
    let mut why: Vec<(&str, f32)> = Vec::new();
    for (name, value) in features(mention, signals) {
        let part = value * known.get(name).copied().unwrap_or(0.0);
        score += part;
        if let Some((_, words)) = WORDS.iter().find(|(n, _)| *n == name)
            && !why.iter().any(|(w, _)| w == words)
        {
            why.push((words, part));
        }
    }
    let value = 1.0 / (1.0 + (-score).exp());
    why.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(b.0)));
    let (mut ups, mut downs) = (Vec::new(), Vec::new());
    for (words, part) in why.iter().take(4) {
        if *part > 0.1 {
            ups.push(*words);
        } else if *part < -0.1 {
            downs.push(*words);
        }
    }
    let reason = match (ups.is_empty(), downs.is_empty()) {
        (true, true) => "nothing speaks for or against it".to_string(),
        (false, true) => format!("raised: {}", ups.join(", ")),
        (true, false) => format!("lowered: {}", downs.join(", ")),
        (false, false) => format!("raised: {}; lowered: {}", ups.join(", "), downs.join(", ")),
    };
    (value, reason)
}
