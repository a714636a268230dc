//! What is exported: a story, the articles it was made from, and which of its events.

use crate::analysis::{Analysis, Story};
use crate::article::Article;
use crate::entity::Entity;
use crate::event::{Event, EventMention, Told};

/// A story and which of its events to export, in which order.
#[derive(Clone, Copy)]
pub struct Selection<'a> {
    /// The articles, in the order the story's indices count them.
    pub articles: &'a [(&'a Article, &'a Analysis)],
    /// The story they tell together.
    pub story: &'a Story,
    /// Indices into [`Story::events`].
    pub events: &'a [u32],
}

/// The sentence that proves an event, and where it stands.
#[derive(Clone, Copy)]
pub struct Proof<'a> {
    /// The article.
    pub article: &'a Article,
    /// What was read in it.
    pub analysis: &'a Analysis,
    /// The telling.
    pub mention: &'a EventMention,
}

impl<'a> Proof<'a> {
    /// The sentence itself.
    #[must_use]
    pub fn sentence(&self) -> &'a str {
        self.mention.sentence.of(&self.article.text)
    }
}

impl<'a> Selection<'a> {
    /// The selected events, in order.
    pub fn iter(self) -> impl Iterator<Item = &'a Event> + 'a {
        self.events
            .iter()
            .filter_map(move |&i| self.story.events.get(i as usize))
    }

    /// All tellings of an event that still fit the articles, in order.
    pub fn proofs(self, event: &'a Event) -> impl Iterator<Item = Proof<'a>> + 'a {
        event.mentions.iter().filter_map(move |&at| self.proof(at))
    }

    /// The telling whose date and title the event bears.
    #[must_use]
    pub fn lead(self, event: &'a Event) -> Option<Proof<'a>> {
        let at = event.mentions.get(event.lead as usize);
        at.or(event.mentions.first()).and_then(|&at| self.proof(at))
    }

    /// One telling.
    #[must_use]
    pub fn proof(self, (article, mention): (u32, u32)) -> Option<Proof<'a>> {
        let &(article, analysis) = self.articles.get(article as usize)?;
        let mention = analysis.events.get(mention as usize)?;
        Some(Proof {
            article,
            analysis,
            mention,
        })
    }

    /// An entity of the story.
    #[must_use]
    pub fn entity(self, index: u32) -> Option<&'a Entity> {
        self.story.entities.get(index as usize)
    }

    /// The names of those who take part, in order, each once.
    #[must_use]
    pub fn people(self, event: &'a Event) -> Vec<&'a str> {
        let mut names = Vec::new();
        for (entity, _) in &event.entities {
            if let Some(entity) = self.entity(*entity)
                && !names.contains(&entity.name.as_str())
            {
                names.push(entity.name.as_str());
            }
        }
        names
    }

    /// The place as a telling has it, where one has.
    #[must_use]
    pub fn place_told(self, event: &'a Event) -> Option<Told<'a>> {
        let entity = event.place.and_then(|e| self.entity(e));
        event.place_told(entity, |at| Some(self.proof(at)?.mention))
    }

    /// The name of the place: as a telling has it, else the entity's.
    #[must_use]
    pub fn place(self, event: &'a Event) -> Option<&'a str> {
        let told = self.place_told(event).map(|t| &*t.place.name);
        told.or_else(|| Some(self.entity(event.place?)?.name.as_str()))
    }

    /// Number of different articles that tell the event.
    #[must_use]
    pub fn sources(self, event: &Event) -> usize {
        let mut articles: Vec<u32> = event.mentions.iter().map(|m| m.0).collect();
        articles.sort_unstable();
        articles.dedup();
        articles.len()
    }
}
