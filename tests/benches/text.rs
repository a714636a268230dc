//! Throughput of reading words and names, in bytes of text a second on one core.
#![allow(clippy::unwrap_used)]

use dateline::entity;
use dateline::text::Doc;
use divan::counter::BytesCount;

/// About 100 KB of news-like prose.
fn prose() -> String {
    const ARTICLE: &str = "PORTO, May 3 (Newsdesk) - Foreign Minister Maria Santos met the Peruvian envoy, Luis Ortega, in Lisbon on Friday to sign a fishing agreement that the World Food Programme (WFP) had asked for since 2017.\n\nSantos, who took office last year, said the two governments would \"work together for the towns on both coasts\". She added that the Ministry of Fisheries will publish the text on Monday.\n\nThe opposition Green Alliance rejected the deal, which its leader John Marsh called a gift to Acme Corp. of Ohio. The company did not reply to questions by the Northern Herald.\n\nAbout 1,200 boats sail from Porto and Aveiro, according to the Union of Atlantic Crews. The union's chairman, Paulo Reis, told reporters that prices had fallen by 12.5 per cent and that crews were waiting for an answer from Brussels.\n\n";
    let n = 100_000 / ARTICLE.len();
    ARTICLE.repeat(n)
}

fn main() {
    divan::main();
}

/// Paragraphs, sentences, tokens, tags, groups.
#[divan::bench]
fn words(bencher: divan::Bencher<'_, '_>) {
    let text = prose();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| Doc::read(divan::black_box(&text)).tokens.len());
}

/// The same and names, without resolving them.
#[divan::bench]
fn words_and_names(bencher: divan::Bencher<'_, '_>) {
    let text = prose();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let doc = Doc::read(divan::black_box(&text));
        entity::tagger::shipped().map_or(0, |t| t.tag(&doc).len())
    });
}

/// Everything this room does for one article.
#[divan::bench]
fn words_names_and_entities(bencher: divan::Bencher<'_, '_>) {
    let text = prose();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let mut doc = Doc::read(divan::black_box(&text));
        entity::read(&mut doc, None).mentions.len()
    });
}
