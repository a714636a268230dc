//! Trains the models that ship with Dateline and writes them to `assets/models`.
//!
//! ```text
//! cargo run --release --example train -- DATA [OUT] [words|pos|ner|places|events|salience]...
//! ```
//!
//! `DATA` holds the folders `words`, `wordnet`, `pos`, `ner`, `gazetteer` and
//! `corpus` (sources in NOTICE). The same
//! data gives the same bytes.

mod data;
mod events;
mod logistic;
mod ner;
mod perceptron;
mod places;
mod pos;
mod words;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    let Some(folder) = args.next().map(PathBuf::from) else {
        eprintln!("usage: train DATA [OUT] [words|pos|ner|places|events|salience]...");
        return ExitCode::from(2);
    };
    let out = args
        .next()
        .map_or_else(|| PathBuf::from("assets/models"), PathBuf::from);
    let only: Vec<String> = args.filter_map(|a| a.into_string().ok()).collect();
    let wanted = |name: &str| only.is_empty() || only.iter().any(|o| o == name);
    let run = || -> std::io::Result<()> {
        std::fs::create_dir_all(&out)?;
        // The other models are made with the table of words that is compiled in.
        if wanted("words") {
            let asset = words::make(&folder)?;
            println!("words.bin: {} bytes", asset.len());
            std::fs::write(out.join("words.bin"), asset)?;
            let asset = words::senses(&folder)?;
            println!("senses.bin: {} bytes", asset.len());
            std::fs::write(out.join("senses.bin"), asset)?;
        }
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    /// Trains again and compares with the shipped assets. Wants the training data in the folder
    /// that `DATELINE_TRAINING_DATA` names; without it the test says so and passes.
    #[test]
    fn training_again_gives_the_shipped_bytes() {
        let Some(folder) = std::env::var_os("DATELINE_TRAINING_DATA").map(std::path::PathBuf::from)
        else {
            eprintln!("DATELINE_TRAINING_DATA is not set: training was NOT repeated");
            return;
        };
        let shipped = |name: &str| {
            std::fs::read(
                std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
                    .join("assets/models")
                    .join(name),
            )
            .unwrap()
        };
        if folder.join("words").exists() {
            assert!(
                super::words::make(&folder).unwrap() == shipped("words.bin"),
                "words.bin differs"
            );
            assert!(
                super::words::senses(&folder).unwrap() == shipped("senses.bin"),
                "senses.bin differs"
            );
        } else {
            eprintln!("words is missing: words.bin was NOT made again");
        }
        assert!(
            super::pos::train(&folder).unwrap() == shipped("pos.bin"),
            "pos.bin differs"
        );
        let (names, model) = super::ner::train(&folder).unwrap();
        assert!(names == shipped("names.bin"), "names.bin differs");
        assert!(model == shipped("ner.bin"), "ner.bin differs");
        if folder.join("gazetteer/cities.csv").exists() {
            assert!(
                super::places::train(&folder).unwrap() == shipped("places.bin"),
                "places.bin differs"
            );
        } else {
            eprintln!("gazetteer/cities.csv is missing: places.bin was NOT made again");
        }
    }
}
