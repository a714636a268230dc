//! What the panels show, made once when data, filter or lanes change: on a worker when there is
//! much of it. Panels only look things up in it.

use super::theme::Palette;
use super::timeline_view::{LaneHeader, LaneSort};
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
    /// How the lanes are shown.
    pub layout: LaneLayout,
    /// The picture before: what the filter does not touch is taken from it.
    pub before: Option<Unfiltered>,
}

/// How the lanes are shown: needs no new columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LaneLayout {
    /// Lanes folded to one line.
    pub folded: BTreeSet<LaneKey>,
    /// Lanes not shown.
    pub hidden: BTreeSet<LaneKey>,
    /// The order of those the user has not moved.
    pub sort: LaneSort,
    /// The user's own order; those not in it follow.
    pub order: Vec<LaneKey>,
}

/// What hangs on the story alone, not on the filter.
#[derive(Clone)]
pub struct Unfiltered {
    all: Arc<Columns>,
    everything: Arc<Selection>,
    unplaced: Arc<Vec<Unplaced>>,
    saliences: Arc<Vec<f32>>,
    made_of: Option<(u64, usize)>,
}

impl Unfiltered {
    fn of(project: &Project) -> Self {
        let of = &project.snapshot;
        let mut saliences: Vec<f32> = of.index.salience.clone();
        saliences.sort_unstable_by(f32::total_cmp);
        let everything = Selection::all(of);
        let all = project::lanes(of, &everything, &LaneBy::None);
        Self {
            all: Arc::new(Columns::build(all.items, all.lanes.len())),
            everything: Arc::new(everything),
            unplaced: Arc::new(project::unplaced(project)),
            saliences: Arc::new(saliences),
            made_of: Some((of.generation, project.unread.len())),
        }
    }
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
    /// The lanes hidden.
    pub hidden: Vec<LaneHeader>,
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
    /// Counts of entities with the filter but without its choice of entities: what a click on a
    /// row would show.
    pub entity_counts: Vec<u32>,
    /// Everything that is not hidden, whatever the filter.
    pub everything: Arc<Selection>,
    /// What could not be placed.
    pub unplaced: Arc<Vec<Unplaced>>,
    /// The least salience it was made with.
    pub salience: f32,
    /// The share of all events that is shown at first, 0 to 1.
    pub main_share: f32,
    /// Saliences of all events, ascending.
    saliences: Arc<Vec<f32>>,
    /// The state of the story it was made from, and how many files were not read.
    made_of: Option<(u64, usize)>,
    /// Rises with every picture.
    pub generation: u64,
}

/// Events from which on the less salient are left out until the user asks for them.
const MANY: usize = 80;
/// The largest share shown at first where there are many.
const MAIN_SHARE: f32 = 0.5;
/// How many are shown at first for each that an editor would choose: some of those are among the next.
const FOR_EACH: f32 = 2.0;

/// Where the slider of saliences begins; it ends at 1.
pub const FIRST_PLACE: f32 = 0.1;

impl Picture {
    /// Makes the picture. Takes long on many events.
    #[must_use]
    pub fn make(recipe: &Recipe, generation: u64) -> Self {
        let of = &recipe.project.snapshot;
        let now = (of.generation, recipe.project.unread.len());
        let unfiltered = match &recipe.before {
            Some(before) if before.made_of == Some(now) => before.clone(),
            _ => Unfiltered::of(&recipe.project),
        };
        let saliences = &unfiltered.saliences;
        let main_share = main_share(saliences);
        let mut filter = recipe.filter.clone();
        if recipe.choose_salience {
            // Whoever looks for something or somebody looks for all of it.
            let looks = !filter.query.trim().is_empty() || !filter.entities.is_empty();
            filter.salience = match looks {
                true => 0.0,
                false => threshold(saliences, main_share),
            };
        }
        let selection = filter.apply(of);
        let lanes = project::lanes(of, &selection, &recipe.lane_by);
        let columns = Columns::build(lanes.items, lanes.lanes.len());

        // The story is sorted by date, the undated last: its own order is the order of dates.
        let order: Vec<u32> = selection.events.iter().map(|e| e as u32).collect();
        let others = Filter {
            entities: BTreeSet::new(),
            without_entities: BTreeSet::new(),
            together: false,
            salience: match recipe.choose_salience {
                true => 0.0,
                false => filter.salience,
            },
            ..filter.clone()
        };
        let entity_counts = if others == filter {
            selection.entities.clone()
        } else if others.is_empty() {
            unfiltered.everything.entities.clone()
        } else {
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
        let mut picture = Self {
            people: tab(EntityType::Per),
            organisations: tab(EntityType::Org),
            places: tab(EntityType::Loc),
            salience: filter.salience,
            selection,
            order,
            lanes: lanes.lanes,
            headers: Vec::new(),
            hidden: Vec::new(),
            columns: Arc::new(columns),
            entity_counts,
            all: unfiltered.all,
            everything: unfiltered.everything,
            unplaced: unfiltered.unplaced,
            main_share,
            saliences: unfiltered.saliences,
            made_of: unfiltered.made_of,
            generation,
        };
        picture.arrange(&recipe.layout);
        picture
    }

    /// What the next picture need not make again if the story is the same.
    #[must_use]
    pub fn unfiltered(&self) -> Unfiltered {
        Unfiltered {
            all: Arc::clone(&self.all),
            everything: Arc::clone(&self.everything),
            unplaced: Arc::clone(&self.unplaced),
            saliences: Arc::clone(&self.saliences),
            made_of: self.made_of,
        }
    }

    /// Shows the lanes in this way.
    pub fn arrange(&mut self, layout: &LaneLayout) {
        let all = self.lanes.iter().zip(0u32..);
        let header = |(lane, i): (&Lane, u32)| LaneHeader {
            lane: i,
            name: lane.name.clone(),
            count: lane.count as usize,
            color: None,
            folded: layout.folded.contains(&lane.key),
        };
        let key = |h: &LaneHeader| self.lanes.get(h.lane as usize).map(|l| &l.key);
        let (hidden, mut shown): (Vec<LaneHeader>, Vec<LaneHeader>) = all
            .map(header)
            .partition(|h| key(h).is_some_and(|k| layout.hidden.contains(k)));
        match layout.sort {
            LaneSort::Given => {}
            LaneSort::Count => shown.sort_by_key(|h| std::cmp::Reverse(h.count)),
            LaneSort::Name => shown.sort_by_cached_key(|h| super::words::fold(&h.name)),
            LaneSort::First => shown.sort_by_key(|h| {
                let lane = self.columns.lanes().get(h.lane as usize);
                lane.and_then(crate::timeline::Lane::first)
                    .unwrap_or(i64::MAX)
            }),
        }
        if layout.sort != LaneSort::Given {
            // What is in no lane of its own stays below them.
            shown.sort_by_key(|h| key(h) == Some(&LaneKey::Rest));
        }
        if !layout.order.is_empty() {
            let at = |h: &LaneHeader| layout.order.iter().position(|k| Some(k) == key(h));
            shown.sort_by_cached_key(|h| at(h).unwrap_or(usize::MAX));
        }
        self.headers = shown;
        self.hidden = hidden;
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

    /// Where a slider stands, 0 to 1, that lets through what has at least this salience: at the root
    /// of its share, so that it is finer where few are shown.
    #[must_use]
    pub fn place_at(&self, salience: f32) -> f32 {
        self.share_at(salience).sqrt()
    }

    /// The least salience that a slider at this place lets through, [`FIRST_PLACE`] to 1; never fewer
    /// than one event.
    #[must_use]
    pub fn salience_of_place(&self, place: f32) -> f32 {
        threshold(&self.saliences, place.clamp(FIRST_PLACE, 1.0).powi(2))
    }

    /// How many events there are at all.
    #[must_use]
    pub fn total(&self) -> usize {
        self.selection.total
    }
}

/// The share of the events with these saliences to show first. A salience is how likely an editor
/// would choose the event, so that their sum is how many that would be.
fn main_share(saliences: &[f32]) -> f32 {
    if saliences.len() <= MANY {
        return 1.0;
    }
    let chosen: f32 = saliences.iter().sum();
    let shown = (FOR_EACH * chosen).max(MANY as f32);
    (shown / saliences.len() as f32).min(MAIN_SHARE)
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

/// The dot of a lane: the colour of the family all its events share.
#[must_use]
pub fn lane_color(key: &LaneKey, palette: &Palette) -> Option<egui::Color32> {
    match key {
        LaneKey::Family(family) => Some(palette.family(*family)),
        LaneKey::Kind(kind) => Some(palette.family(kind.family())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{MANY, main_share, threshold};

    #[test]
    fn as_many_are_shown_at_first_as_an_editor_would_look_at() {
        // One event of ten is sure to be chosen, the others are not.
        let saliences = |n: usize| -> Vec<f32> {
            let (few, most) = (n / 10, n - n / 10);
            [vec![0.01; most], vec![1.0; few]].concat()
        };
        let many = saliences(2000);
        let share = main_share(&many);
        assert!((0.2..0.25).contains(&share), "{share}");
        // The sure ones are among them, and of the rest as many.
        assert!(threshold(&many, share) < 1.0);
        assert!(threshold(&many, share / 3.0) == 1.0);
        // Few events are shown whole, and never fewer than that.
        assert_eq!(main_share(&saliences(MANY)), 1.0);
        let some = saliences(200);
        assert!(main_share(&some) * 200.0 >= MANY as f32);
        // Where all matter, half is enough to begin with.
        assert_eq!(main_share(&vec![0.9; 1000]), 0.5);
    }
}
