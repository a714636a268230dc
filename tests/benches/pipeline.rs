//! The pipeline by stage and as a whole, in bytes of text a second on one core.
//!
//! `cargo bench --bench pipeline`. `text`, `times`, `names`, `events` and `joining` are the stages
//! of `whole`, each over all articles one by one; `whole` takes a few articles through each stage
//! together, as the program does. `text_and_names` is text with its names before they are resolved.
//! The articles are the samples, or those of the file or folder that `DATELINE_BENCH_ARTICLES` names:
//! a few hundred different ones tell more than a few samples again and again, which the processor
//! soon knows by heart.
//!
//! `linear` and `hostile` show that twice the text takes twice the time, `resolve` and `combine`
//! that twice the articles do, told on many days (`combine`) or the same few stories again and
//! again (`recurring`).
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
static SAMPLES: LazyLock<Vec<Article>> =
    LazyLock::new(|| articles(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples").into()));

/// The articles of the stages.
static ARTICLES: LazyLock<Vec<Article>> = LazyLock::new(|| {
    std::env::var_os("DATELINE_BENCH_ARTICLES")
        .map_or_else(|| SAMPLES.clone(), |path| articles(path.into()))
});

fn articles(path: PathBuf) -> Vec<Article> {
    let mut articles = Vec::new();
    for file in article::walk(&[path]).files {
        article::read_file(&file, &article::Options::default(), &mut |read| {
            articles.extend(read);
            ControlFlow::Continue(())
        });
    }
    articles
}

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

fn bytes(articles: &[Article]) -> BytesCount {
    BytesCount::new(articles.iter().map(|a| a.text.len()).sum::<usize>())
}

/// Paragraphs, sentences, words and groups.
#[divan::bench(sample_count = 20)]
fn text(bencher: Bencher<'_, '_>) {
    let articles = &*ARTICLES;
    bencher.counter(bytes(articles)).bench(|| {
        let words = |a: &Article| Doc::read(black_box(&a.text)).tokens.len();
        articles.iter().map(words).sum::<usize>()
    });
}

/// What the stages after the first read.
struct Read<'a> {
    article: &'a Article,
    doc: Doc<'a>,
    title: Option<Doc<'a>>,
    timexes: Vec<temporal::Timex>,
    names: entity::Names,
}

fn read() -> Vec<Read<'static>> {
    ARTICLES
        .iter()
        .map(|article| {
            let mut doc = Doc::read(&article.text);
            let title = article.title.as_deref().map(Doc::read);
            let timexes = temporal::read(&doc, published(article));
            let names = entity::read(&mut doc, title.as_ref());
            Read {
                timexes,
                names,
                article,
                doc,
                title,
            }
        })
        .collect()
}

/// Time expressions.
#[divan::bench(sample_count = 20)]
fn times(bencher: Bencher<'_, '_>) {
    let read = read();
    bencher.counter(bytes(&ARTICLES)).bench(|| {
        let times = |r: &Read<'_>| temporal::read(black_box(&r.doc), published(r.article)).len();
        read.iter().map(times).sum::<usize>()
    });
}

/// Sentences, words, tags and names together, the names not yet resolved.
#[divan::bench(sample_count = 20)]
fn text_and_names(bencher: Bencher<'_, '_>) {
    let tagger = entity::tagger::shipped().unwrap();
    bencher.counter(bytes(&ARTICLES)).bench(|| {
        let names = |a: &Article| tagger.tag(&Doc::read(black_box(&a.text))).len();
        ARTICLES.iter().map(names).sum::<usize>()
    });
}

/// Names and entities.
#[divan::bench(sample_count = 20)]
fn names(bencher: Bencher<'_, '_>) {
    let mut read = read();
    bencher.counter(bytes(&ARTICLES)).bench_local(|| {
        let names = |r: &mut Read<'_>| entity::read(black_box(&mut r.doc), r.title.as_ref());
        read.iter_mut()
            .map(|r| names(r).mentions.len())
            .sum::<usize>()
    });
}

/// Events, inside each article.
#[divan::bench(sample_count = 20)]
fn events(bencher: Bencher<'_, '_>) {
    let read = read();
    bencher.counter(bytes(&ARTICLES)).bench(|| {
        let events = |r: &Read<'_>| {
            let context = event::Context {
                title: r.title.as_ref(),
                published: published(r.article),
                ..event::Context::default()
            };
            event::read(black_box(&r.doc), &r.timexes, &r.names, context).len()
        };
        read.iter().map(events).sum::<usize>()
    });
}

/// As many at once as a worker of the program reads together.
fn analysed(articles: &[Article]) -> Vec<(&Article, Analysis)> {
    let read =
        |some: &[Article]| analysis::analyse_all(&black_box(some).iter().collect::<Vec<_>>());
    articles
        .iter()
        .zip(articles.chunks(analysis::TOGETHER).flat_map(read))
        .collect()
}

fn story(read: &[(&Article, Analysis)]) -> usize {
    let pairs: Vec<(&Article, &Analysis)> = read.iter().map(|(a, b)| (*a, b)).collect();
    analysis::combine(black_box(&pairs)).events.len()
}

/// Entities and events of all articles put together, on one thread.
#[divan::bench(sample_count = 20)]
fn joining(bencher: Bencher<'_, '_>) {
    let read = analysed(&ARTICLES);
    let one = one_thread();
    let bencher = bencher.counter(bytes(&ARTICLES));
    bencher.bench(|| one.install(|| story(&read)));
}

/// From plain text to merged events, on one thread.
#[divan::bench(sample_count = 20)]
fn whole(bencher: Bencher<'_, '_>) {
    let one = one_thread();
    let bencher = bencher.counter(bytes(&ARTICLES));
    bencher.bench(|| one.install(|| story(&analysed(&ARTICLES))));
}

fn one_thread() -> rayon::ThreadPool {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1);
    pool.build().unwrap()
}

/// The whole of one article, by its length.
#[divan::bench(args = [25, 50, 100, 200, 400])]
fn linear(bencher: Bencher<'_, '_>, kilobytes: usize) {
    let article = long(kilobytes);
    bencher
        .counter(BytesCount::new(article.text.len()))
        .bench(|| analysis::analyse(black_box(&article)));
}

/// Texts made to be slow, by kind and length.
#[divan::bench(args = ["one sentence", "one word", "capitals", "digits", "quotes", "names"], consts = [100, 200, 400])]
fn hostile<const KILOBYTES: usize>(bencher: Bencher<'_, '_>, kind: &str) {
    let size = KILOBYTES << 10;
    let some = "The minister met the ambassador in Berlin on 4 May 2020, and ";
    let mut text = String::new();
    for n in 0.. {
        match kind {
            "one sentence" => text.push_str(some),
            "one word" => text.push_str("attack "),
            "capitals" => text.push_str(&some.to_uppercase()),
            "digits" => text.push_str(&n.to_string()),
            "quotes" => text.push_str("“he said "),
            _ => text.push_str(&format!("Ana{n} Mar{}, ", n * 7)),
        }
        if text.len() >= size {
            break;
        }
    }
    let article = Article {
        text,
        ..SAMPLES[0].clone()
    };
    bencher
        .counter(BytesCount::new(size))
        .bench(|| analysis::analyse(black_box(&article)));
}

/// The sample articles over and over, each round so many days after the one before.
fn archive(articles: usize, days: i64) -> Vec<(Article, Analysis)> {
    let numbered = SAMPLES.iter().cycle().take(articles).enumerate();
    numbered
        .map(|(n, article)| {
            let mut article = article.clone();
            article.id = n.to_string();
            if let Some(p) = &mut article.published {
                let later = jiff::Span::new().days(n as i64 / SAMPLES.len() as i64 * days);
                p.date = p.date.saturating_add(later);
            }
            let analysis = analysis::analyse(&article);
            (article, analysis)
        })
        .collect()
}

fn joined(bencher: Bencher<'_, '_>, read: &[(Article, Analysis)]) {
    let pairs: Vec<(&Article, &Analysis)> = read.iter().map(|(a, b)| (a, b)).collect();
    bencher
        .counter(divan::counter::ItemsCount::new(read.len()))
        .bench(|| analysis::combine(black_box(&pairs)));
}

/// The entities of many articles, by their number.
#[divan::bench(args = [400, 800, 1600])]
fn resolve(bencher: Bencher<'_, '_>, articles: usize) {
    let read = archive(articles, 40);
    let names: Vec<&entity::Names> = read.iter().map(|(_, a)| &a.names).collect();
    bencher
        .counter(divan::counter::ItemsCount::new(articles))
        .bench(|| entity::resolve(black_box(&names)));
}

/// Entities and events of many articles, spread over years as those of an archive are.
#[divan::bench(args = [400, 800, 1600])]
fn combine(bencher: Bencher<'_, '_>, articles: usize) {
    joined(bencher, &archive(articles, 40));
}

/// The same of articles that tell the same few stories day after day.
#[divan::bench(args = [400, 800, 1600])]
fn recurring(bencher: Bencher<'_, '_>, articles: usize) {
    joined(bencher, &archive(articles, 1));
}
