//! The pipeline by stage and as a whole, in bytes of text a second.
//!
//! `cargo bench --bench pipeline`. The text is the sample articles over and over, so that every run
//! measures the same; `linear` shows that twice the text takes twice the time.
#![allow(clippy::unwrap_used)]

use dateline::analysis::{self, Analysis};
use dateline::article::{self, Article};
use dateline::text::Doc;
use dateline::{entity, event, temporal};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::LazyLock;

fn main() {
    divan::main();
}

/// The sample articles.
static SAMPLES: LazyLock<Vec<Article>> = LazyLock::new(|| {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples"));
    let mut articles = Vec::new();
    for file in article::walk(&[folder]).files {
        article::read_file(&file, &article::Options::default(), &mut |read| {
            articles.extend(read);
            ControlFlow::Continue(())
        });
    }
    articles
});

/// One long article of about `kilobytes`, made of the samples.
fn long(kilobytes: usize) -> Article {
    let mut text = String::new();
    for article in SAMPLES.iter().cycle() {
        if text.len() >= kilobytes << 10 {
            break;
        }
        text.push_str(&article.text);
        text.push_str("\n\n");
    }
    Article {
        text,
        ..SAMPLES[0].clone()
    }
}

fn published(article: &Article) -> Option<jiff::civil::Date> {
    article.published.as_ref().map(|p| p.date)
}

#[divan::bench]
fn text(bencher: Bencher<'_, '_>) {
    let article = long(100);
    bencher
        .counter(BytesCount::new(article.text.len()))
        .bench(|| Doc::read(black_box(&article.text)).tokens.len());
}

#[divan::bench]
fn times(bencher: Bencher<'_, '_>) {
    let article = long(100);
    let doc = Doc::read(&article.text);
    bencher
        .counter(BytesCount::new(article.text.len()))
        .bench(|| temporal::read(black_box(&doc), published(&article)));
}

#[divan::bench]
fn names(bencher: Bencher<'_, '_>) {
    let article = long(100);
    let doc = Doc::read(&article.text);
    bencher
        .counter(BytesCount::new(article.text.len()))
        .bench(|| entity::read(black_box(&doc), None));
}

#[divan::bench]
fn events(bencher: Bencher<'_, '_>) {
    let article = long(100);
    let doc = Doc::read(&article.text);
    let published = published(&article);
    let (timexes, names) = (temporal::read(&doc, published), entity::read(&doc, None));
    let context = || event::Context {
        title: None,
        published,
    };
    bencher
        .counter(BytesCount::new(article.text.len()))
        .bench(|| event::read(black_box(&doc), &timexes, &names, context()));
}

/// The whole of one article, by its length.
#[divan::bench(args = [25, 50, 100, 200, 400])]
fn linear(bencher: Bencher<'_, '_>, kilobytes: usize) {
    let article = long(kilobytes);
    bencher
        .counter(BytesCount::new(article.text.len()))
        .bench(|| analysis::analyse(black_box(&article)));
}

/// Joining many articles, by their number.
#[divan::bench(args = [100, 200, 400, 800])]
fn combine(bencher: Bencher<'_, '_>, articles: usize) {
    let read: Vec<(Article, Analysis)> = SAMPLES
        .iter()
        .cycle()
        .take(articles)
        .enumerate()
        .map(|(n, article)| {
            let mut article = article.clone();
            article.id = n.to_string();
            // Spread over years, as an archive is: not the same event a thousand times.
            if let Some(p) = &mut article.published {
                let later = jiff::Span::new().days(n as i64 / SAMPLES.len() as i64 * 40);
                p.date = p.date.saturating_add(later);
            }
            let analysis = analysis::analyse(&article);
            (article, analysis)
        })
        .collect();
    let pairs: Vec<(&Article, &Analysis)> = read.iter().map(|(a, b)| (a, b)).collect();
    bencher
        .counter(divan::counter::ItemsCount::new(articles))
        .bench(|| analysis::combine(black_box(&pairs)));
}
