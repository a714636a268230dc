//! Lays the user's corrections over the machine's reading. Pure: the same reading and the same
//! corrections give the same story, so undo is nothing but laying the earlier corrections.

mod articles;
mod attach;
mod entities;
mod events;

pub use articles::{corrected, has_new_words, is_removed};

use super::corrections::{Corrections, Slot, Target};
use super::{Entry, Marks, MentionKey};
use crate::analysis::Story;
use std::collections::BTreeMap;
use std::sync::Arc;

/// An event the user took out.
#[derive(Clone, Debug, PartialEq)]
pub struct Removed {
    /// By what it can be brought back.
    pub key: MentionKey,
    /// Its title.
    pub title: String,
}

/// A correction that found nothing to lie on in this reading. It is kept and tried again with
/// every new reading.
#[derive(Clone, Debug, PartialEq)]
pub struct Detached {
    /// The slot.
    pub slot: Slot,
    /// What it was about, in words.
    pub about: String,
}

/// A reading with the corrections laid over it.
#[derive(Clone, Debug, Default)]
pub struct Laid {
    /// The articles, with hand-made events in their readings.
    pub entries: Arc<Vec<Entry>>,
    /// The story.
    pub story: Arc<Story>,
    /// What the user has written on things.
    pub marks: Marks,
    /// Which tellings carry corrections: by article and mention.
    pub attached: BTreeMap<(u32, u32), MentionKey>,
    /// Events taken out.
    pub removed: Vec<Removed>,
    /// Corrections that found nothing to lie on.
    pub detached: Vec<Detached>,
}

/// Lays `corrections` over `entries` (with their corrected articles and the machine's analyses)
/// and the story the machine tells of them.
#[must_use]
pub fn lay(entries: &Arc<Vec<Entry>>, told: &Arc<Story>, corrections: &Corrections) -> Laid {
    let mut laid = Laid {
        entries: Arc::clone(entries),
        story: Arc::clone(told),
        ..Laid::default()
    };
    if corrections.is_empty() {
        return laid;
    }
    let attach = attach::Attach::new(entries);
    articles::mark(&mut laid, &attach, corrections);
    let map = entities::lay(&mut laid, &attach, corrections);
    events::lay(&mut laid, &attach, corrections, map);
    laid
}

impl Laid {
    fn detach(&mut self, slot: &Slot) {
        let about = match &slot.target {
            Target::Article(_) => "an article that is not in the project".to_string(),
            Target::Event(key) if key.sentence.is_empty() => format!("“{}”", key.words),
            Target::Event(key) => format!("“{}” in “{}”", key.words, key.sentence),
            Target::Entity(key) => match key.0.split_once(':') {
                Some((_, name)) => format!("“{name}”"),
                None => format!("“{key}”"),
            },
        };
        self.detached.push(Detached {
            slot: slot.clone(),
            about,
        });
    }
}
