//! What an import reads: files and folders of the user, or the articles inside the program.

use crate::analysis::{self, Analysis, Options};
use crate::article::{Article, Source};
use crate::project::{Entry, Unread};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// The sample articles, inside the program so that an installed one has them too.
static SAMPLES: &[(&str, &[u8])] = &[];

/// One thing to read.
pub enum Input {
    /// A file.
    File(PathBuf),
    /// An article inside the program: its name and bytes.
    Sample(&'static str, &'static [u8]),
}

/// The things to read.
pub type Inputs = Box<dyn Iterator<Item = Input> + Send>;

/// What became of one of them.
pub enum Outcome {
    /// An article, read.
    Read(Box<Entry>),
    /// A file that could not be read.
    Unread(Unread),
}

impl Input {
    /// The files named, and those inside the folders named.
    #[must_use]
    pub fn of_paths(paths: Vec<PathBuf>) -> Inputs {
        Box::new(paths.into_iter().flat_map(files).map(Self::File))
    }

    /// The samples.
    #[must_use]
    pub fn of_samples() -> Inputs {
        Box::new(SAMPLES.iter().map(|(name, bytes)| Self::Sample(name, bytes)))
    }
}

fn files(path: PathBuf) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path];
    }
    let mut found: Vec<PathBuf> = std::fs::read_dir(&path)
        .into_iter()
        .flatten()
        .filter_map(|e| Some(e.ok()?.path()))
        .collect();
    found.sort();
    found.into_iter().flat_map(files).collect()
}

/// Reads and analyses `inputs` on many threads, in their order.
pub fn run(
    inputs: Inputs,
    options: Options<'_>,
    mut deliver: impl FnMut(Outcome) -> ControlFlow<()>,
) -> bool {
    analysis::run(
        inputs,
        |input, emit: &mut analysis::Emit<'_, Unread>| {
            let _ = emit(read(&input));
        },
        analysis::analyse,
        options,
        |outcome: analysis::Outcome<Analysis, Unread>| match outcome {
            analysis::Outcome::Done(article, analysis) => {
                deliver(Outcome::Read(Box::new(Entry::new(*article, analysis))))
            }
            analysis::Outcome::Failed(article, why) => deliver(Outcome::Unread(Unread {
                source: article.source.to_string(),
                reason: format!("The analysis failed on it ({why})."),
                remedy: String::new(),
            })),
            analysis::Outcome::Unread(unread) => deliver(Outcome::Unread(unread)),
        },
    )
}

fn read(input: &Input) -> Result<Article, Unread> {
    let (path, bytes): (&Path, Vec<u8>) = match input {
        Input::File(path) => match std::fs::read(path) {
            Ok(bytes) => (path, bytes),
            Err(error) => {
                return Err(Unread {
                    source: path.display().to_string(),
                    reason: error.to_string(),
                    remedy: String::new(),
                });
            }
        },
        Input::Sample(name, bytes) => (Path::new(name), bytes.to_vec()),
    };
    Ok(Article {
        id: path.display().to_string(),
        source: Source {
            path: path.to_path_buf(),
            member: None,
        },
        title: path.file_stem().map(|s| s.to_string_lossy().into_owned()),
        text: String::from_utf8_lossy(&bytes).into_owned(),
        ..Article::default()
    })
}
