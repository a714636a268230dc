//! The events of a timeline as columns: sorted once, on a worker, when data, filter or lanes
//! change; never by panning or zooming.

use super::{Fit, Item};

/// What [`Columns::build`] makes of one lane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lane {
    /// First item, an index into the columns.
    pub first: u32,
    /// How many items.
    pub count: u32,
    /// How many rows they are packed in.
    pub rows: u32,
}

/// The events of a timeline, sorted by lane and start.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    items: Vec<Item>,
    lanes: Vec<Lane>,
    fit: Option<Fit>,
}

impl Columns {
    /// Sorts `items` into `lanes` lanes and packs them in rows. Items of lanes that do not exist
    /// and items that end before they start are left out.
    #[must_use]
    pub fn build(items: Vec<Item>, lanes: usize) -> Self {
        let mut items = items;
        items.retain(|i| (i.lane as usize) < lanes && i.end >= i.start);
        Self {
            items,
            lanes: vec![Lane::default(); lanes],
            fit: None,
        }
    }

    /// How many items.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The lanes, by number.
    #[must_use]
    pub fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    /// What shows everything but the far outliers; `None` if there is nothing.
    #[must_use]
    pub fn fit(&self) -> Option<Fit> {
        self.fit
    }
}
