//! Trains the part-of-speech tagger.

use crate::perceptron::{Perceptron, Random};
use dateline::text::form::{Form, form};
use dateline::text::linear::deflate;
use dateline::text::tag::{Desk, Entry, LABELS, Lexicon, Model, STRIDE, Tagger, features};
use dateline::text::{Token, Upos, Xpos};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// Learners that see the data in different orders; their weights are added up.
const LEARNERS: u64 = 12;
/// Passes over the data of each.
const EPOCHS: usize = 12;
/// Bits of a bucket.
const BITS: u32 = 18;

type Sentence = Vec<(Form, u8)>;

fn upos(s: &str) -> Upos {
    match s {
        "ADJ" => Upos::Adj,
        "ADP" => Upos::Adp,
        "ADV" => Upos::Adv,
        "AUX" => Upos::Aux,
        "CCONJ" => Upos::Cconj,
        "DET" => Upos::Det,
        "INTJ" => Upos::Intj,
        "NOUN" => Upos::Noun,
        "NUM" => Upos::Num,
        "PART" => Upos::Part,
        "PRON" => Upos::Pron,
        "PROPN" => Upos::Propn,
        "PUNCT" => Upos::Punct,
        "SCONJ" => Upos::Sconj,
        "SYM" => Upos::Sym,
        "VERB" => Upos::Verb,
        _ => Upos::X,
    }
}

/// The label of a pair of tags; rare pairs fall to the most frequent one of their universal tag.
fn label(u: &str, x: &str) -> u8 {
    // "United" in a name is a proper noun for every use this program has of tags.
    let u = if u == "VERB" && x == "NNP" {
        Upos::Propn
    } else {
        upos(u)
    };
    if u == Upos::Propn && x == "NNPS" {
        return at(u, Xpos::NNPS);
    }
    let name = match x {
        "PRP$" => "PRPS".to_owned(),
        "WP$" => "WPS".to_owned(),
        _ => x.to_owned(),
    };
    LABELS
        .iter()
        .position(|(a, b)| *a == u && format!("{b:?}") == name)
        .or_else(|| LABELS.iter().position(|(a, _)| *a == u))
        .unwrap_or(0) as u8
}

fn at(u: Upos, x: Xpos) -> u8 {
    LABELS.iter().position(|l| *l == (u, x)).unwrap_or(0) as u8
}

/// Reads a treebank; the third value of a token is its gold universal tag.
fn read(path: &Path) -> io::Result<Vec<Vec<(Form, u8, Upos)>>> {
    let text = crate::data::read_gz(path)?;
    let mut out = Vec::new();
    let mut sentence = Vec::new();
    for line in text.lines().chain([""]) {
        if line.is_empty() || line.starts_with("# ") && !line.contains('\t') {
            if !sentence.is_empty() {
                out.push(std::mem::take(&mut sentence));
            }
            continue;
        }
        let mut cells = line.split('\t');
        if let (Some(word), Some(_), Some(u), Some(x)) =
            (cells.next(), cells.next(), cells.next(), cells.next())
        {
            sentence.push((form(word, &word.to_ascii_lowercase()), label(u, x), upos(u)));
        }
    }
    Ok(out)
}

fn lexicon(sentences: &[Sentence]) -> Vec<(u32, Entry)> {
    let mut counts: BTreeMap<u32, BTreeMap<u8, usize>> = BTreeMap::new();
    for (f, l) in sentences.iter().flatten() {
        *counts.entry(f.low).or_default().entry(*l).or_default() += 1;
    }
    let mut out = Vec::new();
    for (low, labels) in counts {
        let total: usize = labels.values().sum();
        if total < 3 {
            continue;
        }
        let mut order: Vec<(usize, u8)> = labels.iter().map(|(l, n)| (*n, *l)).collect();
        order.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let second = order
            .get(1)
            .filter(|(n, _)| n * 10 >= total)
            .map_or(255, |o| o.1);
        let closed = !matches!(
            LABELS[order[0].1 as usize].0,
            Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj
        );
        out.push((
            low,
            Entry {
                first: order[0].1,
                second,
                certain: total >= 20 && closed && order[0].0 * 1000 >= total * 995,
            },
        ));
    }
    out
}

/// Trains and returns the asset.
pub fn train(folder: &Path) -> io::Result<Vec<u8>> {
    let mut sentences: Vec<Sentence> = Vec::new();
    for file in ["pos/gum-train.tsv.gz", "pos/ewt-dev.tsv.gz"] {
        for s in read(&folder.join(file))? {
            sentences.push(s.into_iter().map(|(f, l, _)| (f, l)).collect());
        }
    }
    let entries = lexicon(&sentences);
    let lexicon = Lexicon::new(&entries);
    let mut frequency: BTreeMap<u32, usize> = BTreeMap::new();
    for (f, _) in sentences.iter().flatten() {
        *frequency.entry(f.low).or_default() += 1;
    }
    let mut weights = vec![0f64; LABELS.len() << BITS];
    for seed in 1..=LEARNERS {
        for (to, from) in weights
            .iter_mut()
            .zip(learn(&mut sentences, &lexicon, &frequency, seed))
        {
            *to += from;
        }
    }
    let mut out = Lexicon::encode(&entries);
    out.extend(Model::encode(BITS, LABELS.len(), &weights, 0.035));
    let asset = deflate(&out);
    if let Some(tagger) = Tagger::decode(&out) {
        for file in ["pos/gum-dev.tsv.gz", "pos/ewt-test.tsv.gz"] {
            score(&tagger, &read(&folder.join(file))?, file);
        }
    }
    Ok(asset)
}

/// Trains one learner; returns its averaged weights.
fn learn(
    sentences: &mut [Sentence],
    lexicon: &Lexicon,
    frequency: &BTreeMap<u32, usize>,
    seed: u64,
) -> Vec<f64> {
    let mut learner = Perceptron::new(BITS, LABELS.len());
    let mut random = Random(seed);
    for _ in 0..EPOCHS {
        random.shuffle(sentences);
        for sentence in sentences.iter() {
            // A rare word now and then hides itself, so that endings learn to speak for it.
            let forms: Vec<Form> = sentence
                .iter()
                .map(|(f, _)| {
                    let n = frequency.get(&f.low).copied().unwrap_or(0);
                    let mut f = *f;
                    if n <= 5 && random.below(10) < 3 {
                        f.low = 2;
                    }
                    f
                })
                .collect();
            let (mut t1, mut t2) = (LABELS.len() as u8, LABELS.len() as u8);
            for (i, (_, gold)) in sentence.iter().enumerate() {
                let guess = match lexicon.get(forms[i].low) {
                    Some(e) if e.certain => e.first,
                    _ => {
                        let features = features(lexicon, &forms, i, t1, t2);
                        let mut scores = [0i32; STRIDE];
                        for f in features.clone() {
                            learner.add(f, &mut scores);
                        }
                        let mut best = 0;
                        for l in 0..LABELS.len() {
                            if scores[l] > scores[best] {
                                best = l;
                            }
                        }
                        if best != usize::from(*gold) {
                            for f in features {
                                learner.update(f, usize::from(*gold), 1);
                                learner.update(f, best, -1);
                            }
                        }
                        learner.tick();
                        best as u8
                    }
                };
                (t2, t1) = (t1, guess);
            }
        }
    }
    learner.averaged()
}

fn score(tagger: &Tagger, sentences: &[Vec<(Form, u8, Upos)>], name: &str) {
    let (mut all, mut right, mut both) = (0usize, 0usize, 0usize);
    let mut confusion: BTreeMap<(Upos, Upos), usize> = BTreeMap::new();
    let mut desk = Desk::default();
    for sentence in sentences {
        let forms: Vec<Form> = sentence.iter().map(|t| t.0).collect();
        let mut tokens = vec![Token::default(); forms.len()];
        tagger.tag(&forms, &mut tokens, 0..forms.len(), &mut desk);
        for (token, (_, gold, gold_upos)) in tokens.iter().zip(sentence) {
            all += 1;
            right += usize::from(token.upos == *gold_upos);
            both += usize::from((token.upos, token.xpos) == LABELS[usize::from(*gold)]);
            if token.upos != *gold_upos {
                *confusion.entry((*gold_upos, token.upos)).or_default() += 1;
            }
        }
    }
    let mut worst: Vec<_> = confusion.into_iter().collect();
    worst.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    worst.truncate(8);
    println!(
        "{name}: UPOS {:.2} %, both tags {:.2} % of {all}; {worst:?}",
        100.0 * right as f64 / all as f64,
        100.0 * both as f64 / all as f64
    );
}
