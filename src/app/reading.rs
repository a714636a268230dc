//! What an import reads: files and folders of the user, or the articles inside the program.

use crate::analysis::{self, Analysis, Options};
use crate::article::{self, Article, Print, ReadError, Source};
use crate::project::{Entry, Unread};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

macro_rules! samples {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../assets/samples/", $name)))),*]
    };
}

/// The sample articles, inside the program so that an installed one has them too.
static SAMPLES: &[(&str, &[u8])] = samples![
    "antiquity/01-punic-wars.md",
    "antiquity/02-hannibal.txt",
    "antiquity/03-carthage.html",
    "antiquity/04-hammurabi.txt",
    "antiquity/05-polybius.json",
    "india-kabul/01-dubai.md",
    "india-kabul/02-pahalgam.html",
    "india-kabul/03-attari.txt",
    "india-kabul/04-airspace.json",
    "india-kabul/05-envoy.html",
    "india-kabul/06-karzai.txt.gz",
    "india-kabul/07-call.md",
    "india-kabul/08-may.jsonl",
    "india-kabul/09-notes.txt",
    "moon/01-launch.txt",
    "moon/02-landing.html",
    "moon/03-return.md",
    "moon/04-logbook.json",
    "moon/05-race.jsonl",
];

/// What a pasted article has for a file.
const PASTED: &str = "pasted text";

/// One thing to read.
pub enum Input {
    /// A file.
    File(PathBuf),
    /// An article inside the program: its name and bytes.
    Sample(&'static str, &'static [u8]),
    /// A text from the clipboard.
    Pasted(String),
    /// What is known beforehand not to be readable.
    Broken(ReadError),
}

/// The things to read.
pub type Inputs = Box<dyn Iterator<Item = Input> + Send>;

/// What became of one of them.
pub enum Outcome {
    /// An article, read.
    Read(Box<Entry>, Print),
    /// A file that could not be read.
    Unread(Unread),
}

impl Input {
    /// The files named, and those inside the folders named. Folders are walked when the first
    /// input is asked for: do that on a worker.
    #[must_use]
    pub fn of_files(left: Left) -> Inputs {
        let mut walked = None;
        Box::new(std::iter::from_fn(move || {
            let inputs = walked.get_or_insert_with(|| {
                let walk = article::walk(&left.given());
                left.walked(&walk.files);
                let files = walk.files.into_iter().map(Self::File);
                let broken = walk.failures.into_iter().map(Self::Broken);
                files.chain(broken).collect::<Vec<_>>().into_iter()
            });
            inputs.next()
        }))
    }

    /// The samples.
    #[must_use]
    pub fn of_samples() -> Inputs {
        Box::new(
            SAMPLES
                .iter()
                .map(|(name, bytes)| Self::Sample(name, bytes)),
        )
    }
}

/// Reads and analyses `inputs` on many threads, in their order.
pub fn run(
    inputs: Inputs,
    left: &Left,
    options: Options<'_>,
    mut deliver: impl FnMut(Outcome) -> ControlFlow<()>,
) -> bool {
    let reading = article::Options {
        cancel: options.cancel.clone(),
        isolation: article::Isolation::Child,
        ..article::Options::default()
    };
    let whole = analysis::run(
        inputs,
        |input, emit: &mut analysis::Emit<'_, ReadError>| read(input, &reading, emit),
        |articles: &[&Article]| {
            let read = analysis::analyse_unless(articles, &|| options.cancel.is_cancelled());
            match read {
                Some(read) => (articles.iter().zip(read))
                    .map(|(article, analysis)| Some((analysis, Print::of(article))))
                    .collect(),
                None => articles.iter().map(|_| None).collect(),
            }
        },
        options,
        |outcome: analysis::Outcome<Option<(Analysis, Print)>, ReadError>| match outcome {
            analysis::Outcome::Done(article, Some((analysis, print))) => {
                left.passed(&article.source);
                deliver(Outcome::Read(
                    Box::new(Entry::new(*article, analysis)),
                    print,
                ))
            }
            // Cancelled while it was being read.
            analysis::Outcome::Done(_, None) => ControlFlow::Break(()),
            analysis::Outcome::Failed(article, why) => {
                left.passed(&article.source);
                deliver(Outcome::Unread(Unread {
                    source: article.source.to_string(),
                    reason: format!("Dateline stumbled over it ({why})."),
                    remedy: "The rest was read. Please report this.".to_owned(),
                    again: None,
                }))
            }
            analysis::Outcome::Unread(error) => {
                left.passed(&error.source);
                deliver(Outcome::Unread(Unread::from(&error)))
            }
        },
    );
    if whole {
        left.all_read();
    }
    whole
}

/// The files of an import that were not read to their end; shared with who may stop it.
#[derive(Clone, Default)]
pub struct Left(Arc<Mutex<Files>>);

#[derive(Default)]
struct Files {
    /// As the user named them.
    given: Vec<PathBuf>,
    /// As they were found in there, in the order in which they are read.
    found: Option<Vec<PathBuf>>,
    /// Those before this one were read to their end.
    at: usize,
    /// This one was begun.
    begun: bool,
}

impl Left {
    /// All of these.
    #[must_use]
    pub fn of(given: Vec<PathBuf>) -> Self {
        Self(Arc::new(Mutex::new(Files {
            given,
            ..Files::default()
        })))
    }

    fn files(&self) -> MutexGuard<'_, Files> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn given(&self) -> Vec<PathBuf> {
        self.files().given.clone()
    }

    fn walked(&self, found: &[PathBuf]) {
        self.files().found = Some(found.to_vec());
    }

    /// An article of this source was handed over, or what is wrong with it.
    fn passed(&self, source: &Source) {
        let mut files = self.files();
        let (at, found) = (files.at, files.found.as_deref().unwrap_or_default());
        // In their order: whatever lies before it has been read.
        let ahead = found.get(at..).unwrap_or_default();
        if let Some(i) = ahead.iter().position(|p| *p == source.path) {
            // Of a file that holds many there may be more to come.
            let many = source.member.is_some();
            files.at = at + i + usize::from(!many);
            files.begun = many;
        }
    }

    fn all_read(&self) {
        *self.files() = Files::default();
    }

    /// What is left, for the tray.
    #[must_use]
    pub fn unread(&self) -> Vec<Unread> {
        let files = self.files();
        let all = files.found.as_ref().unwrap_or(&files.given);
        let left = all.get(files.at..).unwrap_or_default();
        let unread = |(i, path): (usize, &PathBuf)| Unread {
            source: path.display().to_string(),
            reason: if files.begun && i == 0 {
                "Read only in part: the import was cancelled.".to_owned()
            } else {
                "Not read: the import was cancelled.".to_owned()
            },
            remedy: String::new(),
            again: Some(path.clone()),
        };
        left.iter().enumerate().map(unread).collect()
    }
}

fn read(input: Input, options: &article::Options, emit: &mut analysis::Emit<'_, ReadError>) {
    match input {
        Input::File(path) => article::read_file(&path, options, emit),
        Input::Sample(name, bytes) => {
            article::read_stream(bytes, Path::new(name), options, emit);
        }
        Input::Pasted(text) => {
            article::read_stream(text.as_bytes(), Path::new(PASTED), options, emit);
        }
        Input::Broken(error) => {
            let _ = emit(Err(error));
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_inside_the_program() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
        let mut files: Vec<String> = article::walk(std::slice::from_ref(&folder))
            .files
            .iter()
            .map(|f| f.strip_prefix(&folder).unwrap().display().to_string())
            .collect();
        files.sort();
        let inside: Vec<&str> = SAMPLES.iter().map(|(name, _)| *name).collect();
        assert_eq!(files, inside);
    }
}
