//! What the panels show, made once when data, filter or lanes change: on a worker when there is
//! much of it. Panels only look things up in it.

use super::theme::Palette;
use super::timeline_view::LaneHeader;
use crate::entity::EntityType;
use crate::project::{self, Filter, Lane, LaneBy, LaneKey, Project, Selection, Unplaced};
use crate::timeline::Columns;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Everything a picture is made from.
#[derive(Clone)]
pub struct Recipe {
    /// The user's document.
    pub project: Project,
    /// What is let through.
    pub filter: Filter,
    /// Choose how much is shown by salience.
    pub choose_salience: bool,
    /// Lanes.
    pub lane_by: LaneBy,
    /// Lanes folded to one line.
    pub folded: BTreeSet<LaneKey>,
    /// Lanes not shown.
    pub hidden: BTreeSet<LaneKey>,
    /// The user's order of lanes.
    pub order: Vec<LaneKey>,
}

/// What the panels show.
#[derive(Default)]
pub struct Picture {
    /// The events let through, with counts.
    pub selection: Selection,
    /// The events let through, by date; the undated last.
    pub order: Vec<u32>,
    /// All lanes, by number.
    pub lanes: Vec<Lane>,
    /// The lanes shown, in order.
    pub headers: Vec<LaneHeader>,
    /// The marks.
    pub columns: Arc<Columns>,
    /// The marks of all events, for the overview.
    pub all: Arc<Columns>,
    /// Entities of each panel tab that have any event or mention, by count.
    pub people: Vec<u32>,
    /// Organisations likewise.
    pub organisations: Vec<u32>,
    /// Places likewise.
    pub places: Vec<u32>,
    /// Everything that is not hidden, whatever the filter.
    pub everything: Selection,
    /// Counts of entities with the filter but without its choice of entities: what a click on a
    /// row would show.
    pub entity_counts: Vec<u32>,
    /// What could not be placed.
    pub unplaced: Arc<Vec<Unplaced>>,
    /// The least salience it was made with.
    pub salience: f32,
    /// Saliences of all events, ascending.
    saliences: Arc<Vec<f32>>,
    /// Rises with every picture.
    pub generation: u64,
}

/// Events from which on the less salient are left out until the user asks for them.
const MANY: usize = 80;
/// The share shown at first where there are many.
const MAIN_SHARE: f32 = 0.5;

impl Picture {
    /// Makes the picture. Takes long on many events.
    #[must_use]
    pub fn make(recipe: &Recipe, generation: u64) -> Self {
        let of = &recipe.project.snapshot;
        let mut saliences: Vec<f32> = of.index.salience.clone();
        saliences.sort_unstable_by(f32::total_cmp);
        let saliences = Arc::new(saliences);
        let mut filter = recipe.filter.clone();
        if recipe.choose_salience {
            // Whoever looks for something looks for all of it.
            let searched = !filter.query.trim().is_empty();
            filter.salience = if saliences.len() > MANY && !searched {
                threshold(&saliences, MAIN_SHARE)
            } else {
                0.0
            };
        }
        let selection = filter.apply(of);
        let lanes = project::lanes(of, &selection, &recipe.lane_by);
        let columns = Columns::build(lanes.items, lanes.lanes.len());
        let everything = Selection::all(of);
        let all = project::lanes(of, &everything, &LaneBy::None);
        let all = Columns::build(all.items, all.lanes.len());
        let headers = headers(&lanes.lanes, recipe);

        // The story is sorted by date, the undated last: its own order is the order of dates.
        let order: Vec<u32> = selection.events.iter().map(|e| e as u32).collect();
        let entity_counts = if filter.entities.is_empty() && filter.without_entities.is_empty() {
            selection.entities.clone()
        } else {
            let others = Filter {
                entities: BTreeSet::new(),
                without_entities: BTreeSet::new(),
                together: false,
                ..filter.clone()
            };
            others.apply(of).entities
        };
        let tab = |kind: EntityType| {
            let mut tab: Vec<u32> = (0..of.story.entities.len() as u32)
                .filter(|e| {
                    of.story.entities[*e as usize].kind == kind
                        && (filter.hidden || !of.marks.entities.get(e).is_some_and(|m| m.hidden))
                        && !of.index.entity_events.get(*e as usize).is_empty()
                })
                .collect();
            tab.sort_by_key(|e| {
                std::cmp::Reverse(entity_counts.get(*e as usize).copied().unwrap_or(0))
            });
            tab
        };
        Self {
            people: tab(EntityType::Per),
            organisations: tab(EntityType::Org),
            places: tab(EntityType::Loc),
            salience: filter.salience,
            selection,
            order,
            lanes: lanes.lanes,
            headers,
            columns: Arc::new(columns),
            all: Arc::new(all),
            entity_counts,
            everything,
            unplaced: Arc::new(project::unplaced(&recipe.project)),
            saliences,
            generation,
        }
    }

    /// The share of all events that have at least this salience, 0 to 1.
    #[must_use]
    pub fn share_at(&self, salience: f32) -> f32 {
        if self.saliences.is_empty() {
            return 1.0;
        }
        let below = self.saliences.partition_point(|s| *s < salience);
        1.0 - below as f32 / self.saliences.len() as f32
    }

    /// The salience that lets through this share of all events (0 to 1), and never fewer than one.
    #[must_use]
    pub fn salience_of_share(&self, share: f32) -> f32 {
        threshold(&self.saliences, share)
    }

    /// How many events there are at all.
    #[must_use]
    pub fn total(&self) -> usize {
        self.selection.total
    }
}

fn threshold(ascending: &[f32], share: f32) -> f32 {
    if share >= 0.999 {
        return 0.0;
    }
    let n = ascending.len();
    let left_out = ((1.0 - share.clamp(0.0, 1.0)) * n as f32) as usize;
    ascending
        .get(left_out.min(n.saturating_sub(1)))
        .copied()
        .unwrap_or(0.0)
}

fn headers(lanes: &[Lane], recipe: &Recipe) -> Vec<LaneHeader> {
    let mut shown: Vec<(usize, &Lane)> = lanes
        .iter()
        .enumerate()
        .filter(|(_, l)| !recipe.hidden.contains(&l.key))
        .collect();
    if !recipe.order.is_empty() {
        shown.sort_by_key(|(i, l)| {
            let at = recipe.order.iter().position(|k| *k == l.key);
            (at.unwrap_or(usize::MAX), *i)
        });
    }
    shown
        .into_iter()
        .map(|(i, l)| LaneHeader {
            lane: i as u32,
            name: l.name.clone(),
            count: l.count as usize,
            color: None,
            folded: recipe.folded.contains(&l.key),
        })
        .collect()
}

/// The dot of a lane: the colour of the family all its events share.
#[must_use]
pub fn lane_color(key: &LaneKey, palette: &Palette) -> Option<egui::Color32> {
    match key {
        LaneKey::Family(family) => Some(palette.family(*family)),
        LaneKey::Kind(kind) => Some(palette.family(kind.family())),
        _ => None,
    }
}
