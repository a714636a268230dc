//! Trains the models that ship with Dateline and writes them to `assets/models`.
//!
//! ```text
//! cargo run --release --example train -- DATA [OUT] [pos|ner|places|events|salience]...
//! ```
//!
//! `DATA` holds the folders `pos`, `ner`, `gazetteer` and `corpus` (sources in NOTICE). The same
//! data gives the same bytes.

mod data;
mod events;
mod logistic;
mod ner;
mod perceptron;
mod places;
mod pos;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    let Some(folder) = args.next().map(PathBuf::from) else {
        eprintln!("usage: train DATA [OUT] [pos|ner|places|events|salience]...");
        return ExitCode::from(2);
    };
    let out = args
        .next()
        .map_or_else(|| PathBuf::from("assets/models"), PathBuf::from);
    let only: Vec<String> = args.filter_map(|a| a.into_string().ok()).collect();
    let wanted = |name: &str| only.is_empty() || only.iter().any(|o| o == name);
    let run = || -> std::io::Result<()> {
        std::fs::create_dir_all(&out)?;
        if wanted("pos") {
            let asset = pos::train(&folder)?;
            println!("pos.bin: {} bytes", asset.len());
            std::fs::write(out.join("pos.bin"), asset)?;
        }
        if wanted("places") {
            let asset = places::train(&folder)?;
            println!("places.bin: {} bytes", asset.len());
            std::fs::write(out.join("places.bin"), asset)?;
        }
        if wanted("ner") {
            let (names, model) = ner::train(&folder)?;
            println!(
                "names.bin: {} bytes, ner.bin: {} bytes",
                names.len(),
                model.len()
            );
            std::fs::write(out.join("names.bin"), names)?;
            std::fs::write(out.join("ner.bin"), model)?;
        }
        if wanted("events") {
            let asset = events::triggers(&folder)?;
            println!("event-triggers.bin: {} bytes", asset.len());
            std::fs::write(out.join("event-triggers.bin"), asset)?;
        }
        if wanted("salience") {
            std::fs::write(out.join("event-salience.txt"), events::salience(&folder)?)?;
        }
        Ok(())
    };
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("train: {error}");
            ExitCode::FAILURE
        }
    }
}
