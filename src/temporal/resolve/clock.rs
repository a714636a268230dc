//! Times of day, and the day they belong to.

use super::super::calendar::{Granule, part_code, part_of_some_day};
use super::super::expr::{Core, Item, Tod};
use super::super::grammar::is_day;
use super::super::lexicon::{Dir, Part};
use super::super::tense::{self, Tense};
use super::super::{Anchor, Rule, TimexType};
use super::{Out, Point, Resolver};
use crate::text::Span;

impl Resolver<'_> {
    /// A part of the day by itself: "this morning", "the evening", "that afternoon", "night".
    pub(super) fn part(
        &self,
        part: Part,
        dir: Option<Dir>,
        span: Span,
        next: Option<&Item>,
    ) -> Out {
        let at = |d: i64, anchor, rule| Self::point(Granule::PartOf(d, part), anchor, rule);
        // "during the morning rush in Vest on Wednesday"
        if let (Some(Dir::That) | None, Some(next)) = (dir, next)
            && is_day(&next.core)
            && let Out::Point(p) = self.core(&next.core, span, None)
            && let Some(d) = p.granule.day()
        {
            return at(d, p.anchor, p.rule);
        }
        match (dir, self.news(), self.last_day) {
            (None, ..) => Out::Value(TimexType::Time, part_of_some_day(part), Rule::NoPoint),
            (Some(Dir::This), Some(t), _) => at(t, self.on_published(), Rule::Deictic),
            (Some(Dir::Next | Dir::Following), _, Some((i, d))) => {
                at(d + 1, Anchor::Timex(i), Rule::Narrative)
            }
            (Some(Dir::Next | Dir::Following), Some(t), _) => {
                at(t + 1, self.on_published(), Rule::Deictic)
            }
            (Some(Dir::Previous), _, Some((i, d))) => at(d - 1, Anchor::Timex(i), Rule::Narrative),
            (_, _, Some((i, d))) => at(d, Anchor::Timex(i), Rule::Narrative),
            (Some(Dir::Previous), Some(t), None) => at(t - 1, self.on_published(), Rule::Deictic),
            // The night news tells of is the last one: tonight has yet to come.
            (_, Some(t), None)
                if part == Part::Night && tense::of(self.doc, self.lang, span) != Tense::Future =>
            {
                at(t - 1, self.on_published(), Rule::Deictic)
            }
            (_, Some(t), None) => at(t, self.on_published(), Rule::Deictic),
            _ => Out::Open(TimexType::Time, part_of_some_day(part)),
        }
    }

    /// A time of day on its day.
    pub(super) fn at(&self, day: Option<&Core>, tod: Tod, span: Span, next: Option<&Item>) -> Out {
        let make = |d: i64| match tod {
            Tod::Part(p) => Granule::PartOf(d, p),
            Tod::Clock(s, m, z) => Granule::Clock(d, s, m, z),
        };
        let open = |day: &str| match tod {
            Tod::Part(p) => format!("{day}T{}", part_code(p)),
            Tod::Clock(s, ..) => format!("{day}T{:02}:{:02}", s / 3600, s / 60 % 60),
        };
        if let Some(core) = day {
            return match self.core(core, span, None) {
                Out::Point(p) => match p.granule.day() {
                    Some(d) => Out::Point(Point {
                        granule: make(d),
                        other: p.other.and_then(|(g, why)| Some((make(g.day()?), why))),
                        ..p
                    }),
                    None => Out::Drop,
                },
                Out::Open(_, value) => Out::Open(TimexType::Time, open(&value)),
                Out::Vague(_) => Out::Value(TimexType::Time, open("XXXX-XX-XX"), Rule::Unanchored),
                _ => Out::Drop,
            };
        }
        // The date may stand just after it: "at 10:35 a.m. (0735 GMT) Friday".
        // "at 8.15 on the morning of 6 August".
        let next = next.map(|next| match &next.core {
            Core::At(Some(day), Tod::Part(_)) => day.as_ref(),
            core => core,
        });
        if let Some(day) = next.filter(|core| is_day(core))
            && let Out::Point(p) = self.core(day, self.following.unwrap_or(span), None)
            && let Some(d) = p.granule.day()
        {
            return Self::point(make(d), p.anchor, p.rule);
        }
        match (self.last_day, self.news()) {
            // "shortly after midnight": the one that was.
            (None, Some(t))
                if matches!(tod, Tod::Part(Part::Midnight))
                    && tense::of(self.doc, self.lang, span) == Tense::Past =>
            {
                Self::point(make(t - 1), self.on_published(), Rule::Carried)
            }
            (Some((i, d)), _) => Self::point(make(d), Anchor::Timex(i), Rule::Carried),
            (None, Some(t)) => Self::point(make(t), self.on_published(), Rule::Carried),
            _ => Out::Open(TimexType::Time, open("XXXX-XX-XX")),
        }
    }
}
