//! Reading dates in news text: the stage alone, in bytes a second.
#![allow(clippy::unwrap_used)]

use dateline::temporal;
use dateline::text::Doc;
use divan::counter::BytesCount;
use std::hint::black_box;

fn main() {
    divan::main();
}

/// Running text with about three dates in a hundred words, as news has them.
const PARAGRAPHS: &[&str] = &[
    "The regional council said on Tuesday that the harbour bridge, closed since early March, would \
     reopen to lorries next week. Engineers had found cracks in two of the supports during an \
     inspection last November, and the repairs took longer than the owners of the crossing had \
     expected. About 14,000 vehicles used the bridge every day before it was closed.\n\n",
    "Opened on 3 June 1998 after eleven years of quarrels about its price, the crossing was once the \
     longest of its kind in the country. A report of the auditors, published in 2016, put the cost \
     at 420 million and called the planning careless. The minister of the time, who may still be \
     asked to give evidence, has denied that the warnings of the builders were set aside.\n\n",
    "Shop owners on the northern shore said they had lost a third of their customers. One of them, \
     a baker whose family has kept the same house for four generations, told a local paper that the \
     ferries which replaced the road had been late on most mornings. The operator promised to add \
     boats by the end of the month and to lower the fare until 30 September.\n\n",
];

fn article(kilobytes: usize) -> String {
    let mut text = String::new();
    while text.len() < kilobytes * 1024 {
        for p in PARAGRAPHS {
            text.push_str(p);
        }
    }
    text
}

/// The cost must grow with the length of the text and no faster.
#[divan::bench(args = [4, 64, 1024])]
fn read(bencher: divan::Bencher, kilobytes: usize) {
    let text = article(kilobytes);
    let doc = Doc::read(&text);
    let published = jiff::civil::Date::constant(2019, 5, 15);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| temporal::read(black_box(&doc), Some(published)));
}

/// Text made of nothing but words of time: the worst case for a scanner of triggers.
#[divan::bench(args = [4, 64])]
fn dense(bencher: divan::Bencher, kilobytes: usize) {
    let text = "the last two weeks of May 5, 1998 - 10:35 p.m. on Friday to early last year "
        .repeat(kilobytes * 14);
    let doc = Doc::read(&text);
    let published = jiff::civil::Date::constant(2019, 5, 15);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| temporal::read(black_box(&doc), Some(published)));
}
