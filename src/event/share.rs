//! Says once what the mentions of an article say again and again.
//!
//! Ten thousand articles have a million mentions, with a few thousand lemmas and reasons: those stand
//! in memory once a thread. Dates are shared where they are made, in `date.rs`.

use super::memo::{Memo, key};
use super::{EventDate, EventMention};
use crate::text::form::hash;
use rustc_hash::FxHashSet;
use smol_str::SmolStr;
use std::cell::RefCell;
use std::sync::Arc;

thread_local! {
    /// What this thread told last.
    static TOLD: RefCell<Memo<Arc<str>>> = RefCell::new(Memo::new(10));
}

/// `words` as they stand in memory, if this thread told them not long before.
pub(super) fn told(words: &str) -> Arc<str> {
    TOLD.with_borrow_mut(|told| {
        let key = key(hash(words.as_bytes()), 0);
        let same = told.get(key, || words.into());
        match **same == *words {
            true => Arc::clone(same),
            false => words.into(),
        }
    })
}

/// Lets the `mentions` of an article share equal dates and names with one another, and lemmas and
/// reasons also with what the same thread read before. They stay equal to what they were. For
/// mentions that come from a file: those read from a text share them from the start.
pub(crate) fn share(mentions: &mut [EventMention]) {
    let mut dates: FxHashSet<Arc<EventDate>> = FxHashSet::default();
    let mut names: FxHashSet<SmolStr> = FxHashSet::default();
    for m in mentions {
        one(&mut dates, &mut m.date);
        for words in [&mut m.lemma, &mut m.kind_reason, &mut m.salience_reason] {
            *words = told(words);
        }
        let named = m.participants.iter_mut().filter(|p| p.entity.is_some());
        for participant in named {
            one(&mut names, &mut participant.name);
        }
        m.participants.shrink_to_fit();
    }
}

fn one<T: Clone + Eq + std::hash::Hash>(all: &mut FxHashSet<T>, value: &mut T) {
    match all.get(value) {
        Some(same) => value.clone_from(same),
        None => {
            all.insert(value.clone());
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[test]
    fn what_is_told_again_is_kept_once() {
        let article = Article {
            text: "The union met the mayor. The union met the minister.".to_owned(),
            ..Article::default()
        };
        let mut read = crate::analysis::analyse(&article).events;
        is_kept_once(&read);
        let before = read.clone();
        for m in &mut read {
            m.date = Arc::new(EventDate::clone(&m.date));
            m.lemma = Arc::from(&*m.lemma);
        }
        share(&mut read);
        assert_eq!(read, before);
        is_kept_once(&read);
    }

    fn is_kept_once(read: &[EventMention]) {
        let meet: Vec<&EventMention> = read.iter().filter(|m| &*m.lemma == "meet").collect();
        assert_eq!(meet.len(), 2);
        assert!(Arc::ptr_eq(&meet[0].lemma, &meet[1].lemma));
        assert_eq!(
            meet[0].date == meet[1].date,
            Arc::ptr_eq(&meet[0].date, &meet[1].date)
        );
    }
}
