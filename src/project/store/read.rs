//! Reading a file whole.

use super::slim::Slim;
use super::{Known, Store, Trouble, pack, write};
use crate::analysis::{Analysis, Story};
use crate::article::Article;
use crate::project::corrections::{Corrections, Slot, Value};
use crate::project::history::{History, Step};
use crate::project::reading::{Progress, Read};
use crate::project::{ArticleKey, Double, Unread};
use rayon::prelude::*;
use rusqlite::OptionalExtension;
use rusqlite::types::ValueRef;
use serde::de::DeserializeOwned;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::Ordering;

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
    key: Vec<u8>,
    indexed: Option<Vec<u8>>,
    /// What is about the article, and its text; `None` if that cannot be unpacked.
    whole: Option<(String, String)>,
}

/// Articles from one number on.
pub(super) const ROWS: &str =
    "SELECT id, key, indexed, body FROM article WHERE id >= ?1 ORDER BY id";

pub(super) fn row(r: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row {
        id: r.get(0)?,
        key: r.get(1)?,
        indexed: r.get(2)?,
        whole: match r.get_ref(3)? {
            ValueRef::Blob(body) => pack::unpack_article(body),
            // In a file of an earlier version.
            _ => Some((r.get(4)?, r.get(3)?)),
        },
    })
}

/// What a reading was made with, and where it lies.
pub(super) struct Place {
    pub id: i64,
    pub pack: i64,
    place: i64,
    version: u32,
    dated: Option<String>,
    text: Option<Vec<u8>>,
}

pub(super) const PLACES: &str = "SELECT id, pack, place, version, dated, text FROM reading";

pub(super) fn place(r: &rusqlite::Row<'_>) -> rusqlite::Result<Place> {
    Ok(Place {
        id: r.get(0)?,
        pack: r.get(1)?,
        place: r.get(2)?,
        version: r.get(3)?,
        dated: r.get(4)?,
        text: r.get(5)?,
    })
}

/// A pack as it stands in the file: number, shape, body.
pub(super) type Pack = (i64, Vec<u8>, Vec<u8>);

/// Takes readings out of their packs and gives them to their articles, by the numbers of those.
/// A pack that does not fit the program or is damaged is as if it were not there; its articles
/// are read anew. One pack after the other, for what is unpacked takes room until it is whole.
pub(super) fn give(
    packs: Vec<Pack>,
    places: Vec<Place>,
    to: &mut [(i64, Read)],
    progress: &Progress,
) {
    let mut lie: HashMap<i64, Vec<Place>> = HashMap::new();
    for place in places {
        lie.entry(place.pack).or_default().push(place);
    }
    let at: HashMap<i64, usize> = to.iter().zip(0..).map(|((id, _), i)| (*id, i)).collect();
    let texts: &[(i64, Read)] = to;
    let packs: Vec<(Pack, Vec<Place>)> = packs
        .into_iter()
        .filter(|(_, shape, _)| shape.as_slice() == pack::shape())
        .filter_map(|pack| {
            let places = lie.remove(&pack.0)?;
            Some((pack, places))
        })
        .collect();
    let given: Vec<(usize, Reading)> = packs
        .into_par_iter()
        .flat_map_iter(|((_, _, body), places)| {
            let slims = pack::unpack_readings(&body).unwrap_or_default();
            let mut slims: Vec<Option<Slim<'static>>> = slims.into_iter().map(Some).collect();
            let mut given = Vec::with_capacity(places.len());
            for place in places {
                let n = usize::try_from(place.place).unwrap_or(usize::MAX);
                let slim = slims.get_mut(n).and_then(Option::take);
                let to = at.get(&place.id).copied();
                if let (Some(slim), Some(i)) = (slim, to) {
                    given.extend(reading(slim, &place, &texts[i].1).map(|r| (i, r)));
                }
                progress.done.fetch_add(1, Ordering::Relaxed);
            }
            given
        })
        .collect();
    for (i, Reading(analysis, dated, text)) in given {
        let read = &mut to[i].1;
        read.analysis = Arc::new(analysis);
        read.dated = dated;
        read.text = text;
    }
}

/// What was read, the date and the key of the text it was read with.
struct Reading(Analysis, Option<jiff::civil::Date>, ArticleKey);

/// The reading that lies at a place, if it is one of that article.
fn reading(slim: Slim<'_>, place: &Place, read: &Read) -> Option<Reading> {
    let dated = place.dated.as_deref().map(str::parse).transpose().ok()?;
    let text = place.text.as_deref().map_or(Some(read.key), key)?;
    let said = if text == read.key {
        read.article.text.as_str()
    } else {
        ""
    };
    let slim = Some(slim).filter(|s| s.version() == place.version)?;
    Some(Reading(slim.whole(said)?, dated, text))
}

fn key(bytes: &[u8]) -> Option<ArticleKey> {
    Some(ArticleKey(u128::from_be_bytes(bytes.try_into().ok()?)))
}

impl Row {
    /// The article of a row, and the key its words are indexed by; or what is wrong with it.
    pub(super) fn read(self) -> Result<(i64, Read, ArticleKey), String> {
        let lost = || "An article's title and source could not be read.".to_string();
        let (about, text) = self.whole.ok_or_else(lost)?;
        let mut article: Article = from_json(&about).ok_or_else(lost)?;
        article.text = text;
        let name = article
            .title
            .clone()
            .unwrap_or_else(|| article.source.to_string());
        let own = key(&self.key).ok_or_else(|| format!("“{name}” has lost its key."))?;
        if ArticleKey::of(&article) != own {
            return Err(format!("The text of “{name}” is not as it was written."));
        }
        let indexed = match &self.indexed {
            Some(bytes) => key(bytes).unwrap_or_default(),
            None => own,
        };
        Ok((
            self.id,
            Read::new(Arc::new(article), Arc::default()),
            indexed,
        ))
    }
}

impl Store {
    /// Reads all there is; `progress` counts the articles.
    ///
    /// # Errors
    /// If the file is damaged, with the first damage found; [`super::salvage`] reads on.
    pub fn read(&mut self, progress: &Progress) -> Result<Contents, Trouble> {
        let rows = self.rows(ROWS, [i64::MIN], row)?;
        let packs = |r: &rusqlite::Row<'_>| Ok((r.get(0)?, r.get(1)?, r.get(2)?));
        let packs = self.rows("SELECT id, shape, body FROM pack", [], packs)?;
        let places = self.rows(PLACES, [], place)?;
        progress
            .total
            .store(rows.len() + places.len(), Ordering::Relaxed);
        let mut alive: HashMap<i64, usize> = HashMap::new();
        for place in &places {
            *alive.entry(place.pack).or_default() += 1;
        }
        let lies: HashMap<i64, i64> = places.iter().map(|p| (p.id, p.pack)).collect();
        let scattered = alive.len() > 64 + places.len() / 16;
        let read: Vec<_> = rows
            .into_par_iter()
            .map(|row| {
                progress.done.fetch_add(1, Ordering::Relaxed);
                row.read()
            })
            .collect();
        let damaged = |what: String| Trouble::Damaged(self.path.clone(), what);
        let read: Result<Vec<_>, String> = read.into_iter().collect();
        let (mut reads, indexed): (Vec<(i64, Read)>, Vec<ArticleKey>) = read
            .map_err(damaged)?
            .into_iter()
            .map(|(id, read, indexed)| ((id, read), indexed))
            .unzip();
        give(packs, places, &mut reads, progress);
        let mut contents = Contents::default();
        for ((id, read), indexed) in reads.into_iter().zip(indexed) {
            let pack = lies.get(&id).copied();
            // Many packs with little in each are written together when next there is time.
            let few = |p: &i64| alive.get(p).is_none_or(|n| *n < 16);
            let again = scattered && pack.as_ref().is_some_and(few);
            let known = Known {
                id,
                read: write::made_with(&read).filter(|_| !again),
                pack,
                indexed,
            };
            self.known.insert(read.key, known);
            contents.reads.push(read);
        }
        let damaged = |what: String| Trouble::Damaged(self.path.clone(), what);
        for (slot, value) in self.rows("SELECT slot, value FROM correction", [], |r| {
            Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?))
        })? {
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
        self.log()?;
        Ok(contents)
    }

    fn rows<T>(
        &self,
        sql: &str,
        with: impl rusqlite::Params,
        each: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Trouble> {
        let read = || -> rusqlite::Result<Vec<T>> {
            self.db.prepare(sql)?.query_map(with, each)?.collect()
        };
        read().map_err(|e| self.sql(&e))
    }

    fn steps(&self) -> Result<(Vec<Step>, i64), Trouble> {
        let rows: Vec<(i64, String, String)> =
            self.rows("SELECT n, name, changes FROM step ORDER BY n", [], |r| {
                Ok((r.get(0)?, r.get(1)?, r.get(2)?))
            })?;
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
        let parts = self.rows("SELECT body FROM story ORDER BY part", [], |r| r.get(0))?;
        let told_of = write::told_of(&contents.reads, &contents.corrections);
        let told_of: Vec<(&Article, &Analysis)> = told_of
            .iter()
            .map(|(article, a)| (&**article, *a))
            .collect();
        let story = pack::unpack_story(&parts, &told_of);
        if story.is_some() {
            self.story_of = Some(wanted);
        }
        Ok(story.map(Arc::new))
    }
}

pub(super) fn from_json<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}
