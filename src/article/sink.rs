//! Where readers hand over what they read: one place that stops, counts and completes.

use super::{Article, Cause, DateEvidence, DateSignal, Options, ReadError, Source, language};
use std::ops::ControlFlow;
use std::path::PathBuf;

/// What takes each article or failure, and says whether to go on.
pub type Each<'a> = &'a mut dyn FnMut(Result<Article, ReadError>) -> ControlFlow<()>;

/// Completes articles and hands them on. `Break` from any of its methods means: stop reading.
pub(super) struct Sink<'a> {
    pub options: &'a Options,
    pub path: PathBuf,
    /// Bytes that may still be unpacked from this file.
    pub left: u64,
    /// When the file was last changed: offered for articles without a date, never taken.
    pub changed: Option<jiff::civil::Date>,
    /// The order of day and month that dates of this file have shown.
    order: Option<super::DayOrder>,
    each: Each<'a>,
}

impl<'a> Sink<'a> {
    pub fn new(path: PathBuf, options: &'a Options, each: Each<'a>) -> Self {
        Self {
            options,
            path,
            left: options.limits.total,
            changed: None,
            order: None,
            each,
        }
    }

    /// Hands an article on, with what its reader need not care about filled in.
    pub fn give(&mut self, member: Option<&str>, mut article: Article) -> ControlFlow<()> {
        if self.options.cancel.is_cancelled() {
            return ControlFlow::Break(());
        }
        article.source = self.source(member);
        if article.id.is_empty() {
            article.id = super::ids::from_source(&article.source);
        }
        if article.language.is_none() {
            article.language = language::detect(&article.text);
        }
        let shown = article.evidence.iter();
        let shown = shown
            .filter_map(|e| super::vote::shown_order(&e.text))
            .next();
        self.order = self.order.or(shown);
        super::vote::settle_order(&mut article, self.order);
        super::vote::settle_zone(&mut article);
        if article.published.is_none() {
            super::vote::decide(&mut article);
        }
        if article.published.is_none()
            && let Some(date) = self.options.published
        {
            let given = DateEvidence {
                signal: DateSignal::Given,
                date,
                time: None,
                text: date.to_string(),
                weight: 1.0,
            };
            article.evidence.push(given.clone());
            article.published = Some(given);
        }
        if article.published.is_none()
            && let Some(date) = self.changed
        {
            article.evidence.push(DateEvidence {
                signal: DateSignal::File,
                date,
                time: None,
                text: "the file was last changed".into(),
                weight: 0.0,
            });
        }
        (self.each)(Ok(article))
    }

    /// Hands a failure on.
    pub fn fail(&mut self, member: Option<&str>, cause: Cause) -> ControlFlow<()> {
        if self.options.cancel.is_cancelled() {
            return ControlFlow::Break(());
        }
        let source = self.source(member);
        (self.each)(Err(ReadError::new(source, cause)))
    }

    /// Hands on what one reader made of one document.
    pub fn take(&mut self, member: Option<&str>, read: Result<Article, Cause>) -> ControlFlow<()> {
        match read {
            Ok(article) => self.give(member, article),
            Err(cause) => self.fail(member, cause),
        }
    }

    /// Whether somebody asked to stop.
    pub fn check(&self) -> ControlFlow<()> {
        if self.options.cancel.is_cancelled() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    fn source(&self, member: Option<&str>) -> Source {
        Source {
            path: self.path.clone(),
            member: member.map(str::to_owned),
        }
    }
}

/// The name of a part inside a member: "a.zip" holds "x.jsonl", which holds record 3: "x.jsonl#3".
pub(super) fn part(member: Option<&str>, name: impl std::fmt::Display) -> String {
    match member {
        Some(member) => format!("{member}#{name}"),
        None => name.to_string(),
    }
}
