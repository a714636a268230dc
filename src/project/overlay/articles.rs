//! Corrections of articles.

use super::{Laid, attach::Attach};
use crate::article::{Article, DateEvidence, DateSignal};
use crate::project::corrections::{Corrections, Field, Target, Value};
use crate::project::{ArticleKey, Corrected, Mark};
use std::sync::Arc;

/// The article with the user's corrections: what the machine is to read.
#[must_use]
pub fn corrected(read: &Arc<Article>, key: ArticleKey, corrections: &Corrections) -> Arc<Article> {
    let target = Target::Article(key);
    let mut article = Arc::clone(read);
    if let Some(Value::Article(newer)) = corrections.get(&target, &Field::Text) {
        article = Arc::new(Article::clone(newer));
    }
    for (field, value) in corrections.of(&target) {
        match (field, value) {
            (Field::Title, Value::Text(t)) => Arc::make_mut(&mut article).title = given(t),
            (Field::Publisher, Value::Text(t)) => Arc::make_mut(&mut article).publisher = given(t),
            (Field::Author, Value::Text(t)) => Arc::make_mut(&mut article).author = given(t),
            (Field::Published, Value::Published(date)) => {
                Arc::make_mut(&mut article).published = date.map(|date| DateEvidence {
                    signal: DateSignal::Set,
                    date,
                    time: None,
                    text: String::new(),
                    weight: 1.0,
                });
            }
            _ => {}
        }
    }
    article
}

fn given(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_string())
}

/// Whether the title or text of an article was corrected.
pub fn has_new_words(key: ArticleKey, corrections: &Corrections) -> bool {
    let target = Target::Article(key);
    [Field::Title, Field::Text]
        .iter()
        .any(|f| corrections.get(&target, f).is_some())
}

/// Whether an article is taken out.
pub fn is_removed(key: ArticleKey, corrections: &Corrections) -> bool {
    corrections
        .get(&Target::Article(key), &Field::Removed)
        .is_some()
}

/// Notes down what is written on articles.
pub(super) fn mark(laid: &mut Laid, attach: &Attach<'_>, corrections: &Corrections) {
    for (slot, value) in corrections.iter() {
        let Target::Article(key) = &slot.target else {
            continue;
        };
        if is_removed(*key, corrections) {
            continue;
        }
        let Some(article) = attach.article(*key) else {
            laid.detach(slot);
            continue;
        };
        let mark = laid.marks.articles.entry(article).or_default();
        if !common(mark, &slot.field, value) {
            mark.corrected.extend(match slot.field {
                Field::Title => Some(Corrected::Title),
                Field::Publisher => Some(Corrected::Publisher),
                Field::Author => Some(Corrected::Author),
                Field::Published => Some(Corrected::Date),
                Field::Text => Some(Corrected::Text),
                _ => None,
            });
        }
    }
}

/// What is written alike on articles, events and entities; whether the field was one of those.
pub(super) fn common(mark: &mut Mark, field: &Field, value: &Value) -> bool {
    match (field, value) {
        (Field::Hidden, _) => mark.hidden = true,
        (Field::Starred, _) => mark.starred = true,
        (Field::Tag(tag), _) => {
            if let Err(at) = mark.tags.binary_search(tag) {
                mark.tags.insert(at, tag.clone());
            }
        }
        (Field::Note, Value::Text(note)) => {
            if !mark.note.is_empty() {
                mark.note.push_str("\n\n");
            }
            mark.note.push_str(note);
        }
        _ => return false,
    }
    true
}
