//! Which events are selected, and what was selected before.

use super::{Reading, State, ViewWish};
use crate::project::Snapshot;

impl State {
    /// Where the event in focus stands among those shown, from 1, and how many there are.
    #[must_use]
    pub fn position(&self) -> Option<(usize, usize)> {
        let focus = self.focus?;
        let order = &self.picture.order;
        let at = order.binary_search(&focus).ok()?;
        Some((at + 1, order.len()))
    }

    pub(super) fn select(&mut self, event: Option<u32>, remember: bool) {
        if remember
            && self.focus != event
            && let Some(old) = self.focus
        {
            self.back.push(old);
            self.forward.clear();
        }
        self.focus = event;
        self.selected = event.into_iter().collect();
        if event.is_some() {
            self.detail_open = true;
        }
    }

    pub(super) fn select_many(&mut self, events: Vec<u32>, add: bool) {
        if !add {
            if let [one] = events[..] {
                self.select(Some(one), true);
            } else {
                self.select(events.first().copied(), true);
                self.selected = events;
                self.selected.sort_unstable();
            }
            return;
        }
        for event in events {
            match self.selected.binary_search(&event) {
                Ok(at) => drop(self.selected.remove(at)),
                Err(at) => {
                    self.selected.insert(at, event);
                    self.focus = Some(event);
                }
            }
        }
        if !self.focus.is_some_and(|f| self.selected.contains(&f)) {
            self.focus = self.selected.first().copied();
        }
    }

    /// Where a walk through the events begins: with the first (or last) that the timeline shows.
    fn edge_in_sight(&self, first: bool) -> i64 {
        let (order, index) = (&self.picture.order, &self.snapshot().index);
        let begin_before = |limit: i64| {
            let before = |e: &u32| {
                let e = *e as usize;
                index.dated.has(e) && index.start.get(e).is_some_and(|s| *s < limit)
            };
            order.partition_point(before) as i64
        };
        match self.in_sight {
            None if first => 0,
            None => order.len() as i64 - 1,
            // The undated come after all others.
            Some((from, _)) if first => {
                begin_before(from.0).min(self.picture.selection.dated as i64 - 1)
            }
            Some((_, to)) => begin_before(to.0) - 1,
        }
    }

    pub(super) fn step(&mut self, by: i64) {
        let order = &self.picture.order;
        let at = self.focus.map(|focus| {
            let at = order.partition_point(|e| *e < focus) as i64;
            let on_it = order.get(at as usize) == Some(&focus);
            if by > 0 && !on_it {
                at + by - 1
            } else {
                at + by
            }
        });
        let at = match at {
            Some(at) => at,
            None => self.edge_in_sight(by > 0),
        };
        let at = at.clamp(0, order.len() as i64 - 1);
        if let Some(&event) = order.get(at as usize) {
            self.select(Some(event), true);
            self.view_wishes.push(ViewWish::Reveal {
                events: vec![event],
                fit: false,
            });
            if self.reading.is_some() {
                self.open_article();
            }
        }
    }

    /// Keeps the selection over a change of the story: events are found again by a telling.
    pub fn reattach(&mut self, before: &Snapshot) {
        let after = &self.project.snapshot;
        let find = |old: u32| -> Option<u32> {
            let event = before.story.events.get(old as usize)?;
            let at = event
                .mentions
                .get(event.lead as usize)
                .or_else(|| event.mentions.first())?;
            let key = before.entries.get(at.0 as usize)?.key;
            let article = if after
                .entries
                .get(at.0 as usize)
                .is_some_and(|e| e.key == key)
            {
                at.0
            } else {
                after.entries.iter().position(|e| e.key == key)? as u32
            };
            after
                .index
                .article_events
                .get(article as usize)
                .iter()
                .copied()
                .find(|e| {
                    after
                        .story
                        .events
                        .get(*e as usize)
                        .is_some_and(|e| e.mentions.contains(&(article, at.1)))
                })
        };
        // The article that is open, wherever it stands now; another text knows nothing of the
        // words selected in the old one.
        let article = |old: u32| {
            let entry = before.entries.get(old as usize)?;
            let at = after.entries.iter().position(|e| e.key == entry.key)?;
            Some((
                at as u32,
                after.entries[at].article.text == entry.article.text,
            ))
        };
        let reading = self.reading.and_then(|r| {
            let (at, same) = article(r.article)?;
            Some(Reading {
                article: at,
                mark: r.mark.filter(|_| same),
                ..r
            })
        });
        let words = self.words.and_then(|(old, span)| {
            let (at, same) = article(old)?;
            same.then_some((at, span))
        });
        let added = self.added.take().and_then(|(key, words)| {
            let article = after.entries.iter().position(|e| e.key == key)?;
            let by_hand = after.entries[article].analysis.events.iter().enumerate();
            let telling = by_hand.rev().find(|(_, e)| words.contains(e.trigger))?.0;
            let at = (article as u32, telling as u32);
            let events = after.index.article_events.get(article).iter().copied();
            let tells = |e: &u32| after.story.events[*e as usize].mentions.contains(&at);
            events
                .filter(|e| (*e as usize) < after.story.events.len())
                .find(tells)
        });
        let focus = self.focus.and_then(find);
        let mut selected: Vec<u32> = self.selected.iter().filter_map(|e| find(*e)).collect();
        selected.sort_unstable();
        selected.dedup();
        let back = self.back.iter().filter_map(|e| find(*e)).collect();
        let forward = self.forward.iter().filter_map(|e| find(*e)).collect();
        let companion_of = self.companion_of.and_then(|e| {
            let id = &before.story.entities.get(e as usize)?.id;
            after.entity(id).map(|(i, _)| i as u32)
        });
        self.focus = focus;
        self.selected = selected;
        self.back = back;
        self.forward = forward;
        self.companion_of = companion_of;
        self.fold_list = None;
        self.reading = reading;
        self.words = words;
        self.adding &= words.is_some();
        if added.is_some() {
            self.select(added, true);
        }
    }
}
