//! Trains what finds and weighs events: the trigger model from ECB+ and TimeSET.

use crate::data::read_gz;
use crate::logistic::{Row, score, train};
use dateline::entity;
use dateline::event::learn::{self, Example};
use dateline::temporal;
use dateline::text::{CharOffsets, Doc};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

const BITS: u32 = 16;
const PRUNE: f64 = 0.008;

/// A gold trigger, in characters.
struct Gold {
    start: usize,
    end: usize,
}

struct Article {
    topic: String,
    rows: Vec<Row>,
    gold: usize,
}

fn invalid(path: &Path, e: impl std::fmt::Display) -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        format!("{}: {e}", path.display()),
    )
}

fn records(path: &Path) -> io::Result<Vec<Value>> {
    let text = if path.extension().is_some_and(|e| e == "gz") {
        read_gz(path)?
    } else {
        std::fs::read_to_string(path).map_err(|e| invalid(path, e))?
    };
    text.lines()
        .filter(|l| !l.trim().is_empty())
        .map(|l| serde_json::from_str(l).map_err(|e| invalid(path, e)))
        .collect()
}

fn usize_of(v: &Value, key: &str) -> usize {
    v[key].as_u64().unwrap_or(0) as usize
}

/// Marks which candidate of each gold trigger is the one to find: its verb, else its last noun.
fn label(examples: &[Example], offsets: &CharOffsets<'_>, gold: &[Gold]) -> Vec<bool> {
    let mut labels = vec![false; examples.len()];
    for g in gold {
        let mut best: Option<(u8, usize)> = None;
        for (i, e) in examples.iter().enumerate() {
            let (a, b) = (offsets.at(e.span.start), offsets.at(e.span.end));
            if a < g.end && g.start < b {
                let rank = match e.class {
                    1 => 4,
                    2 => 3,
                    4 => 2,
                    _ => 1,
                };
                if best.is_none_or(|(r, _)| rank >= r) {
                    best = Some((rank, i));
                }
            }
        }
        if let Some((_, i)) = best {
            labels[i] = true;
        }
    }
    labels
}

fn ecb(folder: &Path) -> io::Result<Vec<Article>> {
    let path = folder.join("events/ecbplus.jsonl.gz");
    let mut out = Vec::new();
    for record in records(&path)? {
        let text = record["text"].as_str().unwrap_or("").to_string();
        let none = Vec::new();
        let mentions = record["mentions"].as_array().unwrap_or(&none);
        // Sentences with a checked mention are annotated in full.
        let mut lines = Vec::new();
        let mut at = 0;
        for line in text.split('\n') {
            let length = line.chars().count();
            lines.push((at, at + length));
            at += length + 1;
        }
        let checked: Vec<(usize, usize)> = lines
            .iter()
            .copied()
            .filter(|(a, b)| {
                mentions.iter().any(|m| {
                    m["checked"].as_bool().unwrap_or(false)
                        && (*a..*b).contains(&usize_of(m, "start"))
                })
            })
            .collect();
        let gold: Vec<Gold> = mentions
            .iter()
            .filter(|m| m["kind"] == "event" && m["checked"].as_bool().unwrap_or(false))
            .map(|m| Gold {
                start: usize_of(m, "start"),
                end: usize_of(m, "end"),
            })
            .collect();
        let mut doc = Doc::read(&text);
        let timexes = temporal::read(&doc, None);
        let names = entity::read(&mut doc, None);
        let offsets = CharOffsets::new(&text);
        let examples: Vec<Example> = learn::examples(&doc, &timexes, &names)
            .into_iter()
            .filter(|e| {
                let a = offsets.at(e.span.start);
                checked.iter().any(|(x, y)| (*x..*y).contains(&a))
            })
            .collect();
        let labels = label(&examples, &offsets, &gold);
        let rows = examples
            .into_iter()
            .zip(labels)
            .map(|(e, label)| Row {
                features: e.features,
                label,
                weight: 1.0,
            })
            .collect();
        out.push(Article {
            topic: record["topic"].as_str().unwrap_or("").to_string(),
            rows,
            gold: gold.len(),
        });
    }
    Ok(out)
}

/// What TimeSET tells of triggers, by article.
fn timeset(folder: &Path) -> io::Result<Vec<Vec<Row>>> {
    let path = folder.join("events/timeset.jsonl");
    let mut out = Vec::new();
    for record in records(&path)? {
        let text = record["text"].as_str().unwrap_or("").to_string();
        let none = Vec::new();
        let gold: Vec<Gold> = record["events"]
            .as_array()
            .unwrap_or(&none)
            .iter()
            .map(|m| Gold {
                start: usize_of(m, "start"),
                end: usize_of(m, "end"),
            })
            .collect();
        let mut doc = Doc::read(&text);
        let timexes = temporal::read(&doc, None);
        let names = entity::read(&mut doc, None);
        let offsets = CharOffsets::new(&text);
        let examples = learn::examples(&doc, &timexes, &names);
        let labels = label(&examples, &offsets, &gold);
        // Only salient events are marked there: what is not marked says nothing.
        out.push(
            examples
                .into_iter()
                .zip(labels)
                .filter(|(_, label)| *label)
                .map(|(e, label)| Row {
                    features: e.features,
                    label,
                    weight: 0.5,
                })
                .collect(),
        );
    }
    Ok(out)
}

fn figures(found: usize, gold: usize, made: usize) -> String {
    let (p, r) = (
        found as f64 / made.max(1) as f64,
        found as f64 / gold.max(1) as f64,
    );
    format!(
        "P {:.1} R {:.1} F1 {:.1}",
        100.0 * p,
        100.0 * r,
        200.0 * p * r / (p + r).max(1e-9)
    )
}

/// Trains the trigger model; prints figures over five folds of topics first.
pub fn triggers(folder: &Path) -> io::Result<Vec<u8>> {
    let articles = ecb(folder)?;
    let extra = timeset(folder)?;
    let mut topics: Vec<&str> = articles.iter().map(|a| a.topic.as_str()).collect();
    topics.sort_unstable();
    topics.dedup();
    let fold_of = |topic: &str| topics.iter().position(|t| *t == topic).unwrap_or(0) % 5;
    const THRESHOLDS: [f64; 4] = [-0.5, -0.3, 0.0, 0.3];
    let gold: usize = articles.iter().map(|a| a.gold).sum();
    for (epochs, l2) in [(EPOCHS, L2), (6, 4e-3)] {
        let mut tally = [(0, 0); THRESHOLDS.len()];
        for fold in 0..5 {
            let rows: Vec<&Row> = articles
                .iter()
                .filter(|a| fold_of(&a.topic) != fold)
                .flat_map(|a| &a.rows)
                .chain(extra.iter().flatten())
                .collect();
            let weights = train(&rows, BITS, epochs, RATE, l2);
            for row in articles
                .iter()
                .filter(|a| fold_of(&a.topic) == fold)
                .flat_map(|a| &a.rows)
            {
                let value = score(&weights, BITS, &row.features);
                for (t, (found, made)) in THRESHOLDS.iter().zip(&mut tally) {
                    if value > *t {
                        *made += 1;
                        *found += usize::from(row.label);
                    }
                }
            }
        }
        for (t, (found, made)) in THRESHOLDS.iter().zip(tally) {
            println!(
                "triggers held out by topic, {epochs} epochs, l2 {l2}, threshold {t}: {}",
                figures(found, gold, made)
            );
        }
    }
    let rows: Vec<&Row> = articles
        .iter()
        .flat_map(|a| &a.rows)
        .chain(extra.iter().flatten())
        .collect();
    let weights = train(&rows, BITS, EPOCHS, RATE, L2);
    Ok(learn::pack(BITS, &weights, PRUNE))
}

/// Learns the weights of salience on TimeSET; prints how well it picks over five folds first.
pub fn salience(folder: &Path) -> io::Result<String> {
    struct Article {
        rows: Vec<(Vec<(&'static str, f32)>, bool)>,
        tells: Vec<(u32, bool)>,
        gold: usize,
    }
    // The trigger model that ships has seen these articles and is surer of them than of others.
    // What salience learns to make of its odds must come from models that have not.
    let (topics, told) = (ecb(folder)?, timeset(folder)?);
    let unseen: Vec<Vec<f64>> = (0..5)
        .map(|fold| {
            let rows: Vec<&Row> = topics
                .iter()
                .flat_map(|a| &a.rows)
                .chain(
                    told.iter()
                        .enumerate()
                        .filter(|(i, _)| i % 5 != fold)
                        .flat_map(|(_, rows)| rows),
                )
                .collect();
            train(&rows, BITS, EPOCHS, RATE, L2)
        })
        .collect();
    let mut articles: Vec<Article> = Vec::new();
    for record in records(&folder.join("events/timeset.jsonl"))? {
        let text = record["text"].as_str().unwrap_or("").to_string();
        let none = Vec::new();
        let gold: Vec<Gold> = record["events"]
            .as_array()
            .unwrap_or(&none)
            .iter()
            .map(|m| Gold {
                start: usize_of(m, "start"),
                end: usize_of(m, "end"),
            })
            .collect();
        let published = record["dct"].as_str().and_then(|d| d.parse().ok());
        let headline = record["title"].as_str().unwrap_or("").to_string();
        let mut doc = Doc::read(&text);
        let title = Doc::read(&headline);
        let options = temporal::Options {
            published,
            ..temporal::Options::default()
        };
        let (timexes, kind) = temporal::read_kind(&doc, options);
        let names = entity::read(&mut doc, Some(&title));
        let offsets = CharOffsets::new(&text);
        let context = dateline::event::Context {
            title: Some(&title),
            published,
            kind,
        };
        let model = &unseen[articles.len() % 5];
        let odds: BTreeMap<u32, f64> = learn::examples(&doc, &timexes, &names)
            .into_iter()
            .map(|e| (e.span.start, score(model, BITS, &e.features)))
            .collect();
        let mut tells = Vec::new();
        let rows = learn::weighed(&doc, &timexes, &names, context)
            .into_iter()
            .map(|mut w| {
                tells.push((w.group, w.thin));
                for (name, value) in &mut w.features {
                    if let ("odds", Some(o)) = (*name, odds.get(&w.span.start)) {
                        *value = learn::odds(*o as f32);
                    }
                }
                let (a, b) = (offsets.at(w.span.start), offsets.at(w.span.end));
                (w.features, gold.iter().any(|g| a < g.end && g.start < b))
            })
            .collect();
        articles.push(Article {
            rows,
            tells,
            gold: gold.len(),
        });
    }
    // Names to columns, in the order of names, so that the same data gives the same sums.
    let mut columns: BTreeMap<&'static str, usize> = articles
        .iter()
        .flat_map(|a| &a.rows)
        .flat_map(|(features, _)| features.iter().map(|(n, _)| (*n, 0)))
        .collect();
    for (i, column) in columns.values_mut().enumerate() {
        *column = i;
    }
    let rows: Vec<Vec<Weighed>> = articles
        .iter()
        .map(|a| {
            a.rows
                .iter()
                .map(|(features, label)| {
                    let row = features
                        .iter()
                        .map(|(n, v)| (columns[n], f64::from(*v)))
                        .collect();
                    (row, *label)
                })
                .collect()
        })
        .collect();
    let bias = columns.get("bias").copied().unwrap_or(usize::MAX);
    let sum = |weights: &[f64], row: &[(usize, f64)]| -> f64 {
        row.iter().map(|(c, v)| weights[*c] * v).sum()
    };
    let mut prior = vec![0f64; columns.len()];
    for (name, weight) in PRIOR {
        if let Some(c) = columns.get(name) {
            prior[*c] = *weight;
        }
    }
    // Plain gradient descent: few features, a fixed order, no chance involved.
    let learn = |held: &dyn Fn(usize) -> bool, pull: f64| -> Vec<f64> {
        let mut weights = prior.clone();
        let kept: Vec<&Weighed> = rows
            .iter()
            .enumerate()
            .filter(|(i, _)| !held(*i))
            .flat_map(|(_, a)| a)
            .collect();
        for step in 0..1500 {
            let mut gradient = vec![0f64; columns.len()];
            for (row, label) in &kept {
                let error = 1.0 / (1.0 + (-sum(&weights, row)).exp()) - f64::from(u8::from(*label));
                for (c, v) in row {
                    gradient[*c] += error * v;
                }
            }
            let rate = 4.0 / (1.0 + f64::from(step) / 200.0) / kept.len() as f64;
            for (c, (w, g)) in weights.iter_mut().zip(gradient).enumerate() {
                let held_back = if c == bias {
                    0.0
                } else {
                    pull * (*w - prior[c])
                };
                *w -= rate * (g + held_back);
            }
        }
        weights
    };
    // Fifty articles in one set of folds are too few to choose by: four sets.
    for pull in [20.0, PULL, 60.0, 120.0] {
        let (mut found, mut made) = (0, 0);
        for (set, fold) in (0..4).flat_map(|set| (0..5).map(move |fold| (set, fold))) {
            let held = |i: usize| (i + i / 5 * set) % 5 == fold;
            let weights = learn(&held, pull);
            for (i, (article, rows)) in articles.iter().zip(&rows).enumerate() {
                if !held(i) {
                    continue;
                }
                let alone: Vec<(u32, bool, f32)> = rows
                    .iter()
                    .zip(&article.tells)
                    .map(|((row, _), (group, thin))| {
                        let value = 1.0 / (1.0 + (-sum(&weights, row)).exp());
                        (*group, *thin, value as f32)
                    })
                    .collect();
                let labels = rows.iter().map(|(_, label)| *label);
                let mut order: Vec<(f32, bool)> =
                    learn::beside(&alone).into_iter().zip(labels).collect();
                order.sort_by(|a, b| b.0.total_cmp(&a.0));
                made += article.gold.min(order.len());
                found += order.iter().take(article.gold).filter(|(_, l)| *l).count();
            }
        }
        println!(
            "salience held out by article, pull {pull}: {:.1} of the first k are gold",
            100.0 * found as f64 / made.max(1) as f64
        );
    }
    let weights = learn(&|_| false, PULL);
    let mut out = String::new();
    for (name, column) in &columns {
        out.push_str(&format!("{name} {:.3}\n", weights[*column]));
    }
    Ok(out)
}

/// A mention as columns with their values, and whether an editor chose it.
type Weighed = (Vec<(usize, f64)>, bool);

/// How hard the weights of salience are held to [`PRIOR`].
const PULL: f64 = 70.0;
/// What an editor would expect. Fifty articles are few, all of one publisher: weights move from
/// here as far as they speak for it.
const PRIOR: &[(&str, f64)] = &[
    ("bias", -1.5),
    ("first", 1.0),
    ("second", 0.7),
    ("third", 0.4),
    ("title", 1.0),
    ("title_name", 0.4),
    ("echo", 0.5),
    ("OTHER", -1.0),
    ("STATEMENT", -1.0),
    ("report", -0.8),
    ("quoted", -1.0),
    ("word", -0.6),
    ("planned", -0.5),
    ("hypothetical", -1.0),
    ("negated", -1.0),
    ("recent", 0.5),
    ("old", -0.5),
    ("overlap", 0.7),
    ("patient", 0.3),
    ("agent", 0.15),
    ("star", 0.5),
    ("odds", 0.5),
];

const EPOCHS: usize = 4;
const RATE: f64 = 0.15;
const L2: f64 = 2e-3;
