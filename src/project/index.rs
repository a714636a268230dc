//! The story as columns, so that filters, lanes and counts over a million events read memory in
//! order and never follow a pointer.

use super::{Bits, Entry, Marks};
use crate::analysis::Story;

/// Many short lists of numbers in two vectors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    starts: Vec<u32>,
    values: Vec<u32>,
}

impl Lists {
    /// The `i`th list; empty beyond the end.
    #[must_use]
    pub fn get(&self, i: usize) -> &[u32] {
        match (self.starts.get(i), self.starts.get(i + 1)) {
            (Some(&a), Some(&b)) => self.values.get(a as usize..b as usize).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// How many lists there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is no list.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn new() -> Self {
        Self {
            starts: vec![0],
            values: Vec::new(),
        }
    }

    /// Adds a list; `values` is sorted and cleared of doubles on the way.
    fn push(&mut self, values: &mut Vec<u32>) {
        values.sort_unstable();
        values.dedup();
        self.values.append(values);
        self.starts.push(self.values.len() as u32);
    }

    /// The other way round: for each value below `n`, the lists it is in, in order.
    fn inverse(&self, n: usize) -> Self {
        let mut starts = vec![0u32; n + 1];
        for &v in &self.values {
            if let Some(s) = starts.get_mut(v as usize + 1) {
                *s += 1;
            }
        }
        for i in 0..n {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut values = vec![0u32; starts[n] as usize];
        for i in 0..self.len() {
            for &v in self.get(i) {
                if (v as usize) < n {
                    values[next[v as usize] as usize] = i as u32;
                    next[v as usize] += 1;
                }
            }
        }
        Self { starts, values }
    }
}

/// Columns over the events of a story. Row `i` is event `i`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    /// First second; 0 where the date is unknown.
    pub start: Vec<i64>,
    /// Last second; 0 where the date is unknown.
    pub end: Vec<i64>,
    /// Events with a date.
    pub dated: Bits,
    /// Event type, as a number.
    pub kind: Vec<u8>,
    /// Basis, as a number.
    pub basis: Vec<u8>,
    /// Modality, as a number.
    pub modality: Vec<u8>,
    /// Salience.
    pub salience: Vec<f32>,
    /// Place: index of an entity, `u32::MAX` where unknown.
    pub place: Vec<u32>,
    /// Entities that take part, the place among them.
    pub entities: Lists,
    /// Articles that tell it.
    pub articles: Lists,
    /// Events of each entity.
    pub entity_events: Lists,
    /// Events of each article.
    pub article_events: Lists,
    /// Events hidden by the user.
    pub hidden: Bits,
    /// Titles in lower case, one a line, to search in one sweep.
    pub(super) titles: String,
    /// Where each title starts in `titles`, and the end of the last.
    pub(super) title_starts: Vec<u32>,
}

impl Index {
    /// The columns of `story`.
    #[must_use]
    pub fn new(entries: &[Entry], story: &Story, marks: &Marks) -> Self {
        let n = story.events.len();
        let mut index = Self {
            start: Vec::with_capacity(n),
            end: Vec::with_capacity(n),
            dated: Bits::of(n, |i| story.events[i].date.value.is_some()),
            kind: Vec::with_capacity(n),
            basis: Vec::with_capacity(n),
            modality: Vec::with_capacity(n),
            salience: Vec::with_capacity(n),
            place: Vec::with_capacity(n),
            entities: Lists::new(),
            articles: Lists::new(),
            hidden: Bits::none(n),
            title_starts: Vec::with_capacity(n + 1),
            ..Self::default()
        };
        let mut list = Vec::new();
        for event in &story.events {
            let value = event.date.value.as_ref();
            index.start.push(value.map_or(0, |v| v.earliest.0));
            index.end.push(value.map_or(0, |v| v.latest.0));
            index.kind.push(event.kind as u8);
            index.basis.push(event.date.basis as u8);
            index.modality.push(event.modality as u8);
            index.salience.push(event.salience);
            index.place.push(event.place.unwrap_or(u32::MAX));
            list.extend(event.entities.iter().map(|(e, _)| *e));
            list.extend(event.place);
            index.entities.push(&mut list);
            list.extend(event.mentions.iter().map(|(a, _)| *a));
            index.articles.push(&mut list);
            index.title_starts.push(index.titles.len() as u32);
            index.titles.push_str(&event.title.to_lowercase());
            index.titles.push('\n');
        }
        index.title_starts.push(index.titles.len() as u32);
        index.entity_events = index.entities.inverse(story.entities.len());
        index.article_events = index.articles.inverse(entries.len());
        for (event, mark) in &marks.events {
            if mark.hidden {
                index.hidden.insert(*event as usize);
            }
        }
        index
    }

    /// How many events there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.start.len()
    }

    /// Whether there is no event.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.start.is_empty()
    }
}
