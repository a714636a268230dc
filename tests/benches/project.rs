//! The project: filters over a million events, saving, opening and searching ten thousand
//! articles. `cargo bench --bench project`
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/crowd.rs"]
mod crowd;

use dateline::analysis;
use dateline::article::Article;
use dateline::event::EventType;
use dateline::project::{self, Entry, Filter, LaneBy, Project, Selection, Snapshot};
use dateline::temporal::Moment;
use divan::{Bencher, black_box};
use std::path::PathBuf;
use std::sync::OnceLock;

fn main() {
    divan::main();
}

fn million() -> &'static Snapshot {
    static MILLION: OnceLock<Project> = OnceLock::new();
    &MILLION.get_or_init(crowd::project).snapshot
}

#[divan::bench]
fn filter_a_million_by_type_range_and_entity(b: Bencher) {
    let of = million();
    let filter = Filter {
        kinds: EventType::ALL.into_iter().take(20).collect(),
        without_entities: ["per:person 00007".to_string()].into(),
        range: Some((Moment(0), Moment(3_000_000_000))),
        salience: 0.1,
        ..Filter::default()
    };
    b.bench_local(|| black_box(filter.apply(of)).count);
}

#[divan::bench]
fn filter_a_million_by_words(b: Bencher) {
    let of = million();
    let filter = Filter {
        query: "ministers country (99 OR 98)".into(),
        ..Filter::default()
    };
    b.bench_local(|| black_box(filter.apply(of)).count);
}

#[divan::bench]
fn lay_a_million_in_lanes(b: Bencher) {
    let of = million();
    let all = Selection::all(of);
    b.bench_local(|| {
        project::lanes(of, &all, black_box(&LaneBy::Family))
            .items
            .len()
    });
}

/// Ten thousand articles of about 3 kB.
fn entries() -> &'static (Vec<Entry>, usize) {
    static ENTRIES: OnceLock<(Vec<Entry>, usize)> = OnceLock::new();
    ENTRIES.get_or_init(|| {
        let first = ["Anna", "Paul", "Maria", "John", "Amir", "Vikram", "Lena", "Omar", "Ruth"];
        let last = ["Berg", "Stone", "Rossi", "Okafor", "Novak", "Silva", "Khan", "Meyer", "Lind"];
        let city = ["Vienna", "Paris", "Kabul", "Dubai", "Rome", "Oslo", "Lima", "Cairo"];
        let verb = ["met", "accused", "called", "visited", "thanked", "warned", "supported"];
        let thing = ["trade", "water", "prisons", "schools", "border posts", "ceasefire", "wheat"];
        let mut random = 1u64;
        let mut pick = |n: usize| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (random >> 33) as usize % n
        };
        let mut size = 0;
        let real = corpus();
        let articles: Vec<Article> = (0..10_000)
            .map(|i| {
                if !real.is_empty() {
                    let (title, text) = &real[i % real.len()];
                    // Told apart by their first line, as the days of a paper are.
                    let text = format!("Edition {}.\n{text}", i / real.len());
                    size += text.len();
                    return Article {
                        id: format!("{i}"),
                        title: Some(title.clone()),
                        text,
                        ..Article::default()
                    };
                }
                let mut text = String::new();
                while text.len() < 3_000 {
                    text.push_str(&format!(
                        "On {} May {} {} {} {} {} {} in {} over {} and {}. The talks, the {}th of their kind, had been delayed since winter, officials said. \n",
                        pick(28) + 1, 1990 + pick(35), first[pick(9)], last[pick(9)], verb[pick(7)], first[pick(9)],
                        last[pick(9)], city[pick(8)], thing[pick(7)], thing[pick(7)], pick(90) + 4,
                    ));
                }
                size += text.len();
                Article {
                    id: format!("{i}"),
                    title: Some(format!("{} and {} number {i}", city[pick(8)], thing[pick(7)])),
                    text,
                    ..Article::default()
                }
            })
            .collect();
        let entries = articles
            .into_iter()
            .map(|a| {
                let analysis = analysis::analyse(&a);
                Entry::new(a, analysis)
            })
            .collect();
        (entries, size)
    })
}

/// The articles of the JSON Lines file that `DATELINE_CORPUS` names, if it names one: title and
/// text. They are repeated up to ten thousand.
fn corpus() -> Vec<(String, String)> {
    let Some(path) = std::env::var_os("DATELINE_CORPUS") else {
        return Vec::new();
    };
    let lines = std::fs::read_to_string(path).unwrap();
    lines
        .lines()
        .filter_map(|line| {
            let value: serde_json::Value = serde_json::from_str(line).ok()?;
            let field = |name: &str| Some(value.get(name)?.as_str()?.to_string());
            Some((field("title").unwrap_or_default(), field("text")?))
        })
        .collect()
}

fn told() -> &'static Project {
    static TOLD: OnceLock<Project> = OnceLock::new();
    TOLD.get_or_init(|| {
        let mut project = Project::default();
        project.add(entries().0.clone());
        project.settle();
        project
    })
}

fn file() -> &'static PathBuf {
    static FILE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    &FILE
        .get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("bench.dateline");
            let mut project = told().clone();
            project.save_as(&path).unwrap();
            project.close(false).unwrap();
            let weight = std::fs::metadata(&path).unwrap().len() as f64 / entries().1 as f64;
            eprintln!("the file weighs {weight:.2} times its text");
            (folder, path)
        })
        .1
}

#[divan::bench(sample_count = 5)]
fn save_ten_thousand_articles(b: Bencher) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bench.dateline");
    let project = told();
    b.bench_local(|| {
        let mut project = project.clone();
        project.save_as(&path).unwrap();
        project.close(false).unwrap();
    });
}

#[divan::bench(sample_count = 10)]
fn open_ten_thousand_articles_to_the_first_picture(b: Bencher) {
    let path = file();
    b.bench_local(|| {
        let mut project = Project::open(path, None).unwrap().project;
        project.settle();
        let all = Selection::all(&project.snapshot);
        project::lanes(&project.snapshot, &all, &LaneBy::Family)
            .items
            .len()
    });
}

#[divan::bench(sample_count = 20)]
fn search_ten_thousand_articles(b: Bencher) {
    let mut project = Project::open(file(), None).unwrap().project;
    project.settle();
    b.bench_local(|| {
        project
            .search(black_box("president \"new york\" OR elect*"), 50)
            .len()
    });
}
