//! Reading 10,000 plain-text articles of about 3 KB from a folder, as an import does: found, read,
//! their publication dates and languages told, repetitions recognised.
//!
//! `cargo bench --bench articles`. The texts are the paragraphs of the sample articles, shuffled
//! the same way every time, so that no two are alike.
#![allow(clippy::unwrap_used)]

use dateline::article::{self, Article, Known, Options, Print};
use divan::{Bencher, black_box};
use rayon::prelude::*;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

const ARTICLES: usize = 10_000;
const BYTES: usize = 3_000;

fn main() {
    divan::main();
}

fn read(file: &Path) -> Vec<Article> {
    let mut articles = Vec::new();
    article::read_file(file, &Options::default(), &mut |read| {
        articles.extend(read);
        ControlFlow::Continue(())
    });
    articles
}

/// The sentences of the samples.
fn sentences() -> Vec<String> {
    let samples = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples"));
    let files = article::walk(&[samples]).files;
    let articles = files.iter().flat_map(|file| read(file));
    articles
        .flat_map(|a| {
            let parts = a.text.split_inclusive(". ");
            parts.map(str::trim).map(str::to_owned).collect::<Vec<_>>()
        })
        .filter(|s| s.len() > 20)
        .collect()
}

/// A folder with the articles.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let sentences = sentences();
    let mut state = 1_u64;
    let mut next = || {
        // Knuth's numbers: the same on every machine.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        sentences[(state >> 33) as usize % sentences.len()].as_str()
    };
    for i in 0..ARTICLES {
        let (day, month) = (i % 28 + 1, i / 28 % 12 + 1);
        let mut text = format!("{}\nBy Jane Archer\n2021-{month:02}-{day:02}\n\n", next());
        while text.len() < BYTES {
            text.push_str(next());
            text.push_str(if text.len() % 5 == 0 { "\n\n" } else { " " });
        }
        let sub = folder.path().join(format!("{:02}", i / 1000));
        std::fs::create_dir_all(&sub).unwrap();
        std::fs::write(sub.join(format!("{i:05}.txt")), text).unwrap();
    }
    folder
}

/// Saved web pages, read one by one on one core: text, title, author and date together. They are
/// looked for in `load/html` of the folder that `DATELINE_DATA` names; else the samples' pages are
/// read again and again.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn pages(bencher: Bencher<'_, '_>) {
    let folder = std::env::var_os("DATELINE_DATA").map(|d| PathBuf::from(d).join("load/html"));
    let mut files = article::walk(&[folder.unwrap_or_default()]).files;
    if files.is_empty() {
        let samples = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples"));
        files = article::walk(&[samples]).files;
        files.retain(|f| f.extension().is_some_and(|e| e == "html"));
        files = vec![files; 100].concat();
    }
    bencher
        .counter(divan::counter::ItemsCount::new(files.len()))
        .bench_local(|| files.iter().map(|file| read(file).len()).sum::<usize>());
}

/// All of it, on as many threads.
#[divan::bench(args = [1, 2], sample_count = 5, sample_size = 1)]
fn ten_thousand_plain_texts(bencher: Bencher<'_, '_>, threads: usize) {
    let folder = folder();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
    let pool = pool.build().unwrap();
    bencher.bench_local(|| {
        let paths = [folder.path().to_path_buf()];
        let files = article::walk(black_box(&paths)).files;
        let read: Vec<(Article, Print)> = pool.install(|| {
            let articles = files.par_iter().flat_map_iter(|file| read(file));
            articles
                .map(|a| {
                    let print = Print::of(&a);
                    (a, print)
                })
                .collect()
        });
        let mut known = Known::default();
        let doubles = read.iter().filter_map(|(_, p)| known.add(p.clone()));
        let doubles = doubles.count();
        assert_eq!((read.len(), doubles), (ARTICLES, 0));
        assert!(read.iter().all(|(a, _)| a.published.is_some()));
        read.len()
    });
}
