//! Reading a file whole.

use super::{Known, Store, Trouble, pack, write};
use crate::analysis::{Analysis, Story};
use crate::article::Article;
use crate::project::corrections::{Corrections, Slot, Value};
use crate::project::history::{History, Step};
use crate::project::reading::Read;
use crate::project::{ArticleKey, Double, Unread};
use rayon::prelude::*;
use rusqlite::OptionalExtension;
use serde::de::DeserializeOwned;
use std::collections::HashSet;
use std::sync::Arc;

/// All that is in a file.
#[derive(Debug, Default)]
pub struct Contents {
    /// The articles with their readings; a reading of version 0 has to be made.
    pub reads: Vec<Read>,
    /// The corrections in force.
    pub corrections: Corrections,
    /// The steps made and taken back.
    pub history: History,
    /// The number of the first of those steps.
    pub first_step: i64,
    /// The story, if it is that of these readings.
    pub told: Option<Arc<Story>>,
    /// The state of the view, as the window wrote it.
    pub view: Option<String>,
    /// What could not be read.
    pub unread: Vec<Unread>,
    /// Which articles repeat another.
    pub doubles: Vec<Double>,
    /// What was lost, in words; empty for a sound file.
    pub losses: Vec<String>,
}

impl Contents {
    /// Takes in which articles repeat another.
    pub(super) fn set_doubles(&mut self, doubles: Vec<Double>) {
        let keys: HashSet<ArticleKey> = doubles.iter().filter_map(|d| d.key).collect();
        for read in &mut self.reads {
            read.double = keys.contains(&read.key);
        }
        self.doubles = doubles;
    }
}

/// A row of an article as it stands in the file.
pub(super) struct Row {
    pub id: i64,
    pub key: Vec<u8>,
    pub text: String,
    pub about: String,
    pub indexed: Option<Vec<u8>>,
    pub version: Option<u32>,
    pub dated: Option<String>,
    pub read_text: Option<Vec<u8>>,
    pub shape: Option<Vec<u8>>,
    pub body: Option<Vec<u8>>,
}

pub(super) const ROWS: &str =
    "SELECT a.id, a.key, a.text, a.about, a.indexed, r.version, r.dated, r.text, r.shape, r.body
     FROM article a LEFT JOIN reading r ON r.id = a.id";

pub(super) fn row(r: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row {
        id: r.get(0)?,
        key: r.get(1)?,
        text: r.get(2)?,
        about: r.get(3)?,
        indexed: r.get(4)?,
        version: r.get(5)?,
        dated: r.get(6)?,
        read_text: r.get(7)?,
        shape: r.get(8)?,
        body: r.get(9)?,
    })
}

fn key(bytes: &[u8]) -> Option<ArticleKey> {
    Some(ArticleKey(u128::from_be_bytes(bytes.try_into().ok()?)))
}

impl Row {
    /// The article and reading of a row, or what is wrong with it. A reading that does not fit
    /// is no fault: it is made again.
    pub(super) fn read(self) -> Result<(Read, i64, Option<ArticleKey>), String> {
        let mut article: Article = serde_json::from_str(&self.about)
            .map_err(|_| "An article's title and source could not be read.".to_string())?;
        article.text = self.text;
        let name = article
            .title
            .clone()
            .unwrap_or_else(|| article.source.to_string());
        let own = key(&self.key).ok_or_else(|| format!("“{name}” has lost its key."))?;
        if ArticleKey::of(&article) != own {
            return Err(format!("The text of “{name}” is not as it was written."));
        }
        let dated = self.dated.as_deref().map(str::parse).transpose().ok();
        let body = self
            .body
            .filter(|_| self.shape.as_deref() == Some(&pack::shape()));
        let reading = body.as_deref().and_then(pack::unpack::<Analysis>);
        let text = self.read_text.as_deref().and_then(key);
        let read = match (reading, dated, text, self.version) {
            (Some(analysis), Some(dated), Some(text), Some(version))
                if analysis.version == version =>
            {
                Read {
                    key: own,
                    article: Arc::new(article),
                    analysis: Arc::new(analysis),
                    dated,
                    text,
                    double: false,
                }
            }
            _ => Read {
                dated: article.published.as_ref().map(|p| p.date),
                ..Read::new(Arc::new(article), Arc::default())
            },
        };
        let indexed = match &self.indexed {
            Some(bytes) => key(bytes),
            None => Some(own),
        };
        Ok((read, self.id, indexed))
    }
}

impl Store {
    /// Reads all there is.
    ///
    /// # Errors
    /// If the file is damaged, with the first damage found; [`super::salvage`] reads on.
    pub fn read(&mut self) -> Result<Contents, Trouble> {
        let rows = self.rows().map_err(|e| self.sql(&e))?;
        let read: Vec<_> = rows.into_par_iter().map(Row::read).collect();
        let mut contents = Contents::default();
        let damaged = |what: String| Trouble::Damaged(self.path.clone(), what);
        for found in read {
            let (read, id, indexed) = found.map_err(damaged)?;
            let known = Known {
                id,
                read: (read.analysis.version != 0).then_some((
                    read.analysis.version,
                    read.dated,
                    read.text,
                )),
                indexed: indexed.unwrap_or_default(),
            };
            self.known.insert(read.key, known);
            contents.reads.push(read);
        }
        let damaged = |what: String| Trouble::Damaged(self.path.clone(), what);
        for (slot, value) in self.pairs("SELECT slot, value FROM correction")? {
            let (slot, value) = (from_json::<Slot>(&slot), from_json::<Value>(&value));
            let (Some(slot), Some(value)) = (slot, value) else {
                return Err(damaged("a correction cannot be read".into()));
            };
            contents.corrections.set(slot, Some(value));
        }
        let (steps, first) = self.steps()?;
        let at: i64 = self.state("at")?.unwrap_or(first);
        contents.first_step = first;
        contents.history = History::of(steps, usize::try_from(at - first).unwrap_or(0));
        contents.view = self.state("view")?;
        contents.unread = self
            .state::<String>("unread")?
            .and_then(|text| from_json(&text))
            .unwrap_or_default();
        let doubles = self
            .state::<String>("doubles")?
            .and_then(|text| from_json(&text))
            .unwrap_or_default();
        contents.set_doubles(doubles);
        contents.told = self.story(&contents)?;
        Ok(contents)
    }

    fn rows(&self) -> rusqlite::Result<Vec<Row>> {
        let mut query = self.db.prepare(&format!("{ROWS} ORDER BY a.id"))?;
        query.query_map([], row)?.collect()
    }

    fn pairs(&self, sql: &str) -> Result<Vec<(String, String)>, Trouble> {
        let read = || -> rusqlite::Result<Vec<(String, String)>> {
            let mut query = self.db.prepare(sql)?;
            query
                .query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?
                .collect()
        };
        read().map_err(|e| self.sql(&e))
    }

    fn steps(&self) -> Result<(Vec<Step>, i64), Trouble> {
        let read = || -> rusqlite::Result<Vec<(i64, String, String)>> {
            let mut query = self
                .db
                .prepare("SELECT n, name, changes FROM step ORDER BY n")?;
            query
                .query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?
                .collect()
        };
        let rows = read().map_err(|e| self.sql(&e))?;
        let first = rows.first().map_or(0, |r| r.0);
        let mut steps = Vec::with_capacity(rows.len());
        for (_, name, changes) in rows {
            let Some(changes) = from_json(&changes) else {
                let what = "a step of the history cannot be read".into();
                return Err(Trouble::Damaged(self.path.clone(), what));
            };
            steps.push(Step { name, changes });
        }
        Ok((steps, first))
    }

    fn state<T: rusqlite::types::FromSql>(&self, name: &str) -> Result<Option<T>, Trouble> {
        self.db
            .query_row("SELECT value FROM state WHERE name = ?1", [name], |r| {
                r.get(0)
            })
            .optional()
            .map_err(|e| self.sql(&e))
    }

    fn story(&mut self, contents: &Contents) -> Result<Option<Arc<Story>>, Trouble> {
        let of: Option<Vec<u8>> = self.state("story_of")?;
        let shape: Option<Vec<u8>> = self.state("story_shape")?;
        let wanted = write::fingerprint(&contents.reads, &contents.corrections);
        if of.as_deref() != Some(&wanted) || shape.as_deref() != Some(&pack::shape()) {
            return Ok(None);
        }
        let read = || -> rusqlite::Result<Vec<Vec<u8>>> {
            let mut query = self.db.prepare("SELECT body FROM story ORDER BY part")?;
            query.query_map([], |r| r.get(0))?.collect()
        };
        let parts = read().map_err(|e| self.sql(&e))?;
        let story = pack::unpack_story(&parts);
        if story.is_some() {
            self.story_of = Some(wanted);
        }
        Ok(story.map(Arc::new))
    }
}

pub(super) fn from_json<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}
