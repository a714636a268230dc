//! Stands in for the readers of the article room until they arrive: JSON Lines and plain text.

use crate::analysis::Emit;
use crate::article::{Article, DateEvidence, DateSignal, Source};
use std::io::{BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

pub struct Walk {
    pub files: Vec<PathBuf>,
    pub failures: Vec<String>,
}

pub fn walk(paths: &[PathBuf]) -> Walk {
    let (files, missing) = paths
        .iter()
        .cloned()
        .partition(|p| p.as_os_str() == "-" || p.is_file());
    let missing: Vec<PathBuf> = missing;
    Walk {
        files,
        failures: missing
            .iter()
            .map(|p| format!("{}: cannot be read", p.display()))
            .collect(),
    }
}

pub fn read_file(path: &Path, published: Option<jiff::civil::Date>, emit: &mut Emit<'_, String>) {
    if let Err(error) = try_read(path, published, emit) {
        let _ = emit(Err(format!("{}: {error}", path.display())));
    }
}

fn try_read(
    path: &Path,
    published: Option<jiff::civil::Date>,
    emit: &mut Emit<'_, String>,
) -> std::io::Result<()> {
    let name = path.display().to_string();
    let reader: Box<dyn Read> = match name.as_str() {
        "-" => Box::new(std::io::stdin()),
        n if n.ends_with(".gz") => Box::new(flate2::read::MultiGzDecoder::new(
            std::fs::File::open(path)?,
        )),
        _ => Box::new(std::fs::File::open(path)?),
    };
    if name != "-" && !name.contains(".json") {
        let mut text = String::new();
        BufReader::new(reader).read_to_string(&mut text)?;
        let _ = emit(Ok(Article {
            id: name,
            source: Source {
                path: path.to_owned(),
                member: None,
            },
            text,
            published: published.map(given),
            ..Article::default()
        }));
        return Ok(());
    }
    for (n, line) in BufReader::new(reader).lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let v: serde_json::Value = serde_json::from_str(&line)?;
        let get = |k: &str| v.get(k).and_then(|x| x.as_str()).map(str::to_owned);
        let date = get("dct")
            .or(get("date"))
            .and_then(|d| d.get(..10)?.parse().ok());
        let article = Article {
            id: get("id").unwrap_or_else(|| format!("{name}#{}", n + 1)),
            source: Source {
                path: path.to_owned(),
                member: Some((n + 1).to_string()),
            },
            title: get("title"),
            text: get("text").unwrap_or_default(),
            publisher: get("publisher"),
            published: date.or(published).map(given),
            ..Article::default()
        };
        if emit(Ok(article)) == ControlFlow::Break(()) {
            break;
        }
    }
    Ok(())
}

fn given(date: jiff::civil::Date) -> DateEvidence {
    DateEvidence {
        signal: DateSignal::Given,
        date,
        time: None,
        text: date.to_string(),
        weight: 1.0,
    }
}
