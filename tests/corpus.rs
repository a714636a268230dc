//! Real news, read whole: whatever is in it, what is found stays inside its text.
//!
//! The articles are not part of the program. They are looked for in the folder that
//! `DATELINE_DATA` names, else in `../shared/data` beside the program; where they are not, the test
//! says so and passes.
#![allow(clippy::unwrap_used)]

use dateline::analysis;
use dateline::article::{self, Article, Options};
use dateline::text::Span;
use std::ops::ControlFlow;
use std::path::PathBuf;

fn corpus() -> Vec<Article> {
    let data = std::env::var_os("DATELINE_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    let folder = data.join("corpus");
    let mut articles = Vec::new();
    for file in article::walk(std::slice::from_ref(&folder)).files {
        // Beside the articles lies a note about them.
        if file.extension().is_some_and(|e| e == "md") {
            continue;
        }
        article::read_file(&file, &Options::default(), &mut |read| {
            articles.push(read.unwrap());
            ControlFlow::Continue(())
        });
    }
    if articles.is_empty() {
        eprintln!("NOT RUN: there are no articles in {}", folder.display());
    }
    articles
}

#[test]
fn nothing_found_in_real_news_lies_outside_its_text() {
    let (mut mentions, mut events, articles) = (0, 0, corpus());
    for article in &articles {
        let (text, id) = (article.text.as_str(), &article.id);
        let read = analysis::analyse(article);
        let inside = |span: Span, what: &str| {
            // `get` gives nothing where an end lies outside or inside a character.
            let words = text.get(span.range());
            assert!(
                words.is_some_and(|w| !w.is_empty()),
                "{id}: {what} {span:?}"
            );
        };
        let mut end = 0;
        for mention in &read.names.mentions {
            inside(mention.span, "mention");
            assert!(mention.span.start >= end, "{id}: mentions overlap");
            end = mention.span.end;
            assert!((mention.entity as usize) < read.names.entities.len());
        }
        for reference in &read.names.references {
            inside(reference.span, "reference");
            assert!((reference.entity as usize) < read.names.entities.len());
        }
        for timex in &read.timexes {
            inside(timex.span, "time expression");
        }
        for event in &read.events {
            inside(event.trigger, "trigger");
            inside(event.sentence, "sentence");
            assert!(event.sentence.contains(event.trigger), "{id}");
        }
        mentions += read.names.mentions.len();
        events += read.events.len();
    }
    let n = articles.len();
    println!("{n} articles, {mentions} mentions, {events} events");
    assert!(
        n == 0 || mentions > n,
        "{mentions} mentions in {n} articles"
    );
}
