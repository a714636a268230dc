//! Trains the name tagger.

use crate::perceptron::{Perceptron, Random};
use dateline::entity::country;
use dateline::entity::features::{View, cue, cues, features, look, mostly_capitals};
use dateline::entity::gazetteer::{self, Gazetteer};
use dateline::entity::tagger::{
    Found, LABELS, Model, NAMED, Position, Tagger, label, part, stretches, viterbi,
};
use dateline::text::Doc;
use dateline::text::form::{Shape, form};
use dateline::text::linear::deflate;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// Learners whose weights are added up.
const LEARNERS: u64 = 24;
/// Passes over the data of each.
const EPOCHS: usize = 4;

/// A gold article.
struct Article {
    text: String,
    /// Byte ranges and type (index into ORDER).
    names: Vec<(u32, u32, usize)>,
    /// Whether this set marks MISC at all.
    misc: bool,
}

fn kind(name: &str) -> Option<usize> {
    Some(match name {
        "PER" => 0,
        "ORG" => 1,
        "LOC" | "GPE" | "FAC" => 2,
        "MISC" | "NORP" | "EVENT" | "WORK" | "PRODUCT" | "LAW" | "LANGUAGE" => 3,
        _ => return None,
    })
}

fn read(path: &Path, misc: bool) -> io::Result<Vec<Article>> {
    let named = |e: String| io::Error::other(format!("{}: {e}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|e| named(e.to_string()))?;
    let mut out = Vec::new();
    for line in text.lines() {
        let value: serde_json::Value =
            serde_json::from_str(line).map_err(|e| named(e.to_string()))?;
        let text = value["text"].as_str().unwrap_or("").to_owned();
        // From characters to bytes.
        let mut bytes: Vec<u32> = text.char_indices().map(|(i, _)| i as u32).collect();
        bytes.push(text.len() as u32);
        let mut names = Vec::new();
        for e in value["entities"].as_array().into_iter().flatten() {
            let at = |k: &str| e[k].as_u64().and_then(|n| bytes.get(n as usize)).copied();
            if let (Some(a), Some(b), Some(k)) = (
                at("start"),
                at("end"),
                kind(e["type"].as_str().unwrap_or("")),
            ) {
                if k == 3 && !misc {
                    continue;
                }
                names.push((a, b, k));
            }
        }
        names.sort_unstable();
        out.push(Article { text, names, misc });
    }
    Ok(out)
}

/// The gold labels of the tokens of `doc`.
fn gold(doc: &Doc<'_>, article: &Article) -> Vec<u8> {
    let mut out = vec![0u8; doc.tokens.len()];
    for &(start, end, kind) in &article.names {
        let a = doc.tokens.partition_point(|t| t.span.end <= start);
        let b = doc.tokens.partition_point(|t| t.span.start < end);
        if a >= b || out[a..b].iter().any(|l| *l != 0) {
            continue;
        }
        let n = b - a;
        for (i, l) in out[a..b].iter_mut().enumerate() {
            let position = match (n, i) {
                (1, _) => Position::Unit,
                (_, 0) => Position::Begin,
                (_, i) if i + 1 == n => Position::Last,
                _ => Position::Inside,
            };
            *l = label(kind, position) as u8;
        }
    }
    out
}

/// Words that are usually written in lower case, from all training text.
fn common_words(articles: &[Article]) -> BTreeMap<u32, (u32, u32)> {
    let mut counts: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    for article in articles {
        let doc = Doc::read(&article.text);
        for s in &doc.sentences {
            for i in s.tokens.start + 1..s.tokens.end {
                let word = doc.word(i as usize);
                let f = form(word, doc.low(i as usize));
                let entry = counts.entry(f.low).or_default();
                if f.shape == Shape::Lower {
                    entry.0 += 1;
                } else if f.capital() {
                    entry.1 += 1;
                }
            }
        }
    }
    counts
}

fn names(folder: &Path, common: &BTreeMap<u32, (u32, u32)>) -> io::Result<Vec<(u32, u16)>> {
    let text = crate::data::read_gz(&folder.join("gazetteer/names.tsv.gz"))?;
    let demonyms: Vec<String> = country::COUNTRIES
        .iter()
        .flat_map(|c| c.demonyms.iter())
        .chain(country::PEOPLES)
        .flat_map(|d| {
            [
                d.to_ascii_lowercase(),
                format!("{}s", d.to_ascii_lowercase()),
            ]
        })
        .collect();
    let mut table: BTreeMap<u32, u16> = BTreeMap::new();
    let mut put = |words: &[u32], classes: u16| {
        let mut it = words.iter();
        let first = it.next().copied().unwrap_or(0);
        let k = it.fold(first, |h, w| gazetteer::join(h, *w));
        *table.entry(k).or_default() |= classes;
    };
    for line in text.lines() {
        let Some((name, class)) = line.split_once('\t') else {
            continue;
        };
        let classes = match class {
            "CITY" => gazetteer::CITY,
            "ADM" => gazetteer::PROVINCE,
            "ADM2" => gazetteer::DISTRICT,
            "GEO" => gazetteer::GEO,
            "LEADER" => gazetteer::LEADER,
            "ORGP" => gazetteer::ORGANISATION,
            "FIRST" => gazetteer::GIVEN,
            "LAST" => gazetteer::FAMILY,
            _ => continue,
        };
        let doc = Doc::read(name);
        let words: Vec<u32> = (0..doc.tokens.len())
            .map(|i| form(doc.word(i), doc.low(i)).low)
            .collect();
        if words.is_empty() || words.len() > 7 || name.len() < 2 {
            continue;
        }
        let is_demonym = demonyms.iter().any(|d| d == name);
        if is_demonym {
            continue;
        }
        if let [word] = words.as_slice() {
            let (low, cap) = common.get(word).copied().unwrap_or_default();
            let usual = low >= 2 && low > cap;
            if usual || cues(*word) & (cue::DAY | cue::JOIN) != 0 || (name.len() <= 2) {
                continue;
            }
            if class == "LEADER" {
                put(&words, gazetteer::LEADER_LAST);
                continue;
            }
        }
        put(&words, classes);
        if words.len() >= 2 {
            let ok = |w: u32| {
                let (low, cap) = common.get(&w).copied().unwrap_or_default();
                !(low >= 2 && low > cap) && cues(w) & cue::JOIN == 0
            };
            match class {
                "LEADER" => {
                    if ok(words[0]) {
                        put(&words[..1], gazetteer::LEADER_FIRST);
                    }
                    if ok(words[words.len() - 1]) {
                        put(&words[words.len() - 1..], gazetteer::LEADER_LAST);
                    }
                }
                "ORGP" => {
                    put(&words[words.len() - 1..], gazetteer::ORGANISATION_LAST);
                    for w in &words[..words.len() - 1] {
                        if cues(*w) & cue::JOIN == 0 {
                            put(&[*w], gazetteer::ORGANISATION_WORD);
                        }
                    }
                }
                _ => {}
            }
        }
    }
    for c in country::COUNTRIES {
        for name in c.names.iter().chain(c.capital) {
            let low = name.to_ascii_lowercase();
            let doc = Doc::read(&low);
            let words: Vec<u32> = (0..doc.tokens.len())
                .map(|i| form(doc.word(i), doc.low(i)).low)
                .collect();
            put(&words, gazetteer::GEO);
        }
    }
    for d in &demonyms {
        let doc = Doc::read(d);
        let words: Vec<u32> = (0..doc.tokens.len())
            .map(|i| form(doc.word(i), doc.low(i)).low)
            .collect();
        put(&words, gazetteer::DEMONYM);
    }
    Ok(table.into_iter().filter(|e| e.1 != 0).collect())
}

/// One stretch of tokens to learn from.
struct Example {
    /// Features, token by token.
    features: Vec<Vec<u32>>,
    gold: Vec<u8>,
    misc: bool,
}

/// Trains and returns the two assets: the gazetteer and the weights.
pub fn train(folder: &Path) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let mut articles = Vec::new();
    for (file, misc) in [
        ("wikigold", true),
        ("uner-ewt", false),
        ("crossner", true),
        ("re3d", false),
    ] {
        articles.extend(read(&folder.join(format!("ner/{file}.jsonl")), misc)?);
    }
    let entries = names(folder, &common_words(&articles))?;
    let encoded_names = Gazetteer::encode(&entries);
    let gazetteer = Gazetteer::new(&entries);
    let mut examples = Vec::new();
    for article in &articles {
        let doc = Doc::read(&article.text);
        let labels = gold(&doc, article);
        let view = View::new(&doc, &gazetteer, None);
        let mut seen = Vec::new();
        for s in &doc.sentences {
            let range = s.tokens.start as usize..s.tokens.end as usize;
            look(&view, &gazetteer, &range, &mut seen);
            let titled = mostly_capitals(view.forms(range.clone()));
            for stretch in stretches(&seen) {
                let mut rows = Vec::new();
                for i in stretch.clone() {
                    let mut row = Vec::new();
                    features(&view, &seen, i, titled, &mut row);
                    rows.push(row);
                }
                let mut gold: Vec<u8> =
                    labels[range.start + stretch.start..range.start + stretch.end].to_vec();
                mend(&mut gold);
                examples.push(Example {
                    features: rows,
                    gold,
                    misc: article.misc,
                });
            }
        }
    }
    println!(
        "{} articles, {} stretches, {} known names",
        articles.len(),
        examples.len(),
        entries.len()
    );
    let bits = 18;
    // Several learners that see the data in different orders, added up: steadier than one.
    let mut weights = vec![0f64; LABELS << bits];
    let mut move_weights = vec![0f64; 1 << 10];
    for seed in 1..=LEARNERS {
        let (w, m) = learn(&examples, bits, seed);
        for (to, from) in weights.iter_mut().zip(w) {
            *to += from;
        }
        for (to, from) in move_weights.iter_mut().zip(m) {
            *to += from;
        }
    }
    let weights: Vec<f64> = weights
        .as_chunks::<LABELS>()
        .0
        .iter()
        .flat_map(above::<f64>)
        .collect();
    let largest = weights.iter().fold(0f64, |m, w| m.max(w.abs())).max(1e-9);
    let mut model = Vec::new();
    for cell in move_weights.iter().take(LABELS * LABELS) {
        model.extend(((cell / largest * 127.0).round() as i16).to_le_bytes());
    }
    model.extend(Model::encode(bits, NAMED, &weights, 0.015));
    if let Some(tagger) = Tagger::decode(&encoded_names, &model) {
        report(folder, &tagger)?;
    }
    Ok((deflate(&encoded_names), deflate(&model)))
}

/// What each label has above outside.
fn above<W: Copy + std::ops::Sub<Output = W>>(labels: &[W; LABELS]) -> [W; NAMED] {
    std::array::from_fn(|l| labels[l + 1] - labels[0])
}

/// Trains one learner; returns its averaged weights and label transitions.
fn learn(examples: &[Example], bits: u32, seed: u64) -> (Vec<f64>, Vec<f64>) {
    let mut learner = Perceptron::new(bits, LABELS);
    let mut moves = Perceptron::new(10, 1);
    let move_at = |a: usize, b: usize| ((a * LABELS + b) as u32) << 22;
    let mut random = Random(seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let (mut scores, mut back, mut guess) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..EPOCHS {
        random.shuffle(&mut order);
        for &e in &order {
            let example = &examples[e];
            let mut transitions = [[0i32; LABELS]; LABELS];
            for (a, row) in transitions.iter_mut().enumerate() {
                for (b, cell) in row.iter_mut().enumerate() {
                    let mut one = [0i32];
                    moves.add(move_at(a, b), &mut one);
                    *cell = one[0];
                }
            }
            scores.clear();
            for row in &example.features {
                let mut sums = [0i32; LABELS];
                for f in row {
                    learner.add(*f, &mut sums);
                }
                scores.push(above(&sums));
            }
            viterbi(
                &scores,
                &transitions,
                // Transitions still move: none is behind for good.
                i32::MAX / 4,
                |_, l| example.misc || l == 0 || part(l).0 != 3,
                &mut back,
                &mut guess,
            );
            if guess != example.gold {
                let (mut before_gold, mut before_guess) = (0usize, 0usize);
                for (i, row) in example.features.iter().enumerate() {
                    let (g, p) = (usize::from(example.gold[i]), usize::from(guess[i]));
                    if g != p {
                        for f in row {
                            learner.update(*f, g, 1);
                            learner.update(*f, p, -1);
                        }
                    }
                    if (before_gold, g) != (before_guess, p) {
                        moves.update(move_at(before_gold, g), 0, 1);
                        moves.update(move_at(before_guess, p), 0, -1);
                    }
                    (before_gold, before_guess) = (g, p);
                }
            }
            learner.tick();
            moves.tick();
        }
    }
    (learner.averaged(), moves.averaged())
}

/// A stretch cut through a name leaves labels that no name spells: those become outside.
fn mend(gold: &mut [u8]) {
    let mut found = Vec::new();
    let mut legal = vec![0u8; gold.len()];
    let mut open: Option<usize> = None;
    for (i, &l) in gold.iter().enumerate() {
        match part(l as usize).1 {
            Position::Begin => open = Some(i),
            Position::Last => {
                if let Some(s) = open.take() {
                    found.push((s, i + 1));
                }
            }
            Position::Unit => found.push((i, i + 1)),
            Position::Outside => open = None,
            Position::Inside => {}
        }
    }
    for (a, b) in found {
        legal[a..b].copy_from_slice(&gold[a..b]);
    }
    gold.copy_from_slice(&legal);
}

/// Prints exact-span figures on the development set, which is never learned from.
fn report(folder: &Path, tagger: &Tagger) -> io::Result<()> {
    let path = folder.join("ner/dev-worldwide.jsonl");
    if !path.exists() {
        return Ok(());
    }
    let mut counts = [[0usize; 3]; 4];
    for article in read(&path, true)? {
        let doc = Doc::read(&article.text);
        let found: Vec<Found> = tagger.tag(&doc);
        let spans: Vec<(u32, u32, usize)> = found
            .iter()
            .map(|f| {
                (
                    doc.tokens[f.start].span.start,
                    doc.tokens[f.end - 1].span.end,
                    f.kind,
                )
            })
            .collect();
        for s in &spans {
            counts[s.2][1] += 1;
            counts[s.2][0] += usize::from(article.names.contains(s));
        }
        for n in &article.names {
            counts[n.2][2] += 1;
        }
    }
    let f = |c: [usize; 3]| {
        let (p, r) = (
            c[0] as f64 / c[1].max(1) as f64,
            c[0] as f64 / c[2].max(1) as f64,
        );
        format!(
            "{:.1}/{:.1}/{:.1}",
            100.0 * p,
            100.0 * r,
            200.0 * p * r / (p + r).max(1e-9)
        )
    };
    let mut core = [0; 3];
    for c in &counts[..3] {
        for (to, n) in core.iter_mut().zip(c) {
            *to += n;
        }
    }
    println!(
        "dev-worldwide: CORE {} PER {} ORG {} LOC {} MISC {}",
        f(core),
        f(counts[0]),
        f(counts[1]),
        f(counts[2]),
        f(counts[3])
    );
    Ok(())
}
