//! Names of participants and places: full names for pronouns and surnames, plain phrases else.

use super::clause::Clauses;
use super::phrase::{Phrase, full_end, full_start, is_hyphen};
use super::word::{As, lexeme};
use super::{Participant, Place, Role};
use crate::entity::{EntityType, Mention, Names};
use crate::text::form::is;
use crate::text::{Doc, Span, Token, Xpos, one_line};
use smol_str::SmolStr;
use std::borrow::Cow;
use std::cell::OnceCell;

/// Looks up the names of an article by where they stand.
pub(super) struct Who<'a> {
    pub doc: &'a Doc<'a>,
    pub names: &'a Names,
    /// For each token the name that covers it or ends there, one more than its index into the
    /// mentions; 0 for none.
    mentions: Vec<u32>,
    /// For each token the type of that name as a number, from 1; 0 for none.
    kinds: Vec<u8>,
    /// How many tokens before each stand behind more than one space, see [`Who::words`]: no token has
    /// white space in it.
    rough: Vec<u32>,
    /// The names of the entities as participants bear them, once somebody asks.
    called: Vec<OnceCell<SmolStr>>,
}

impl<'a> Who<'a> {
    pub fn new(doc: &'a Doc<'a>, names: &'a Names) -> Self {
        let mut k = 0;
        let mention = |token: &Token| {
            let ended = |m: &Mention| m.span.end <= token.span.start;
            while names.mentions.get(k).is_some_and(ended) {
                k += 1;
            }
            let here = names.mentions.get(k)?.span.overlaps(token.span);
            here.then_some(k as u32 + 1)
        };
        let mentions = doc.tokens.iter().map(mention);
        let mentions: Vec<u32> = mentions.map(Option::unwrap_or_default).collect();
        let kind = |m: &u32| match m.checked_sub(1).map(|m| names.mentions[m as usize].kind) {
            None => 0,
            Some(EntityType::Per) => 1,
            Some(EntityType::Org) => 2,
            Some(EntityType::Loc) => 3,
            Some(EntityType::Misc) => 4,
        };
        let (mut end, mut rough) = (0, 0);
        let before = |token: &Token| {
            let before = rough;
            let gap = token.span.start - end;
            let spaced = gap == 0 || gap == 1 && doc.text.as_bytes()[end as usize] == b' ';
            rough += u32::from(!spaced);
            end = token.span.end;
            before
        };
        let mut counts: Vec<u32> = Vec::with_capacity(doc.tokens.len() + 1);
        counts.extend(doc.tokens.iter().map(before));
        counts.push(rough);
        Self {
            rough: counts,
            kinds: mentions.iter().map(kind).collect(),
            mentions,
            called: vec![OnceCell::new(); names.entities.len()],
            doc,
            names,
        }
    }
}

impl Who<'_> {
    /// The name that covers or ends at token `at`: index into the mentions.
    pub fn mention_at(&self, at: usize) -> Option<usize> {
        (self.mentions[at] as usize).checked_sub(1)
    }

    /// The type of the name that covers or ends at token `at` as a number, from 1; 0 for none.
    pub fn kind_at(&self, at: usize) -> u32 {
        self.kinds[at].into()
    }

    /// Whether a place's name covers token `at`.
    pub fn in_place(&self, at: usize) -> bool {
        self.mention_at(at).is_some_and(|m| self.is_place(m))
    }

    /// Where token `at`, the "of" of a name, is held in one phrase by a noun right behind the name
    /// ("*Bank of England* governor Ann Lee"): that noun's token.
    pub fn glued(&self, at: usize) -> Option<usize> {
        use Xpos::{CC, DT, IN, NN, NNP, NNS};
        let tokens = &self.doc.tokens;
        let m = self.mentions.get(at).copied().filter(|m| *m > 0)?;
        let inside = matches!(tokens[at].xpos, IN | DT | CC)
            && at.checked_sub(1).is_some_and(|b| self.mentions[b] == m)
            && self.mentions.get(at + 1) == Some(&m);
        if !inside {
            return None;
        }
        let end = self.names.mentions[m as usize - 1].span.end;
        let next = at + tokens[at..].partition_point(|t| t.span.start < end);
        let behind = |t: &Token| {
            matches!(t.xpos, NN | NNS | NNP)
                && self.doc.text.get(end as usize..t.span.start as usize) == Some(" ")
        };
        tokens.get(next).filter(|t| behind(t)).map(|_| next)
    }

    /// The entity of phrase `k`, or of the name set beside it, with the span that names it.
    pub fn entity(&self, clauses: &Clauses, k: usize) -> Option<(u32, Span)> {
        let kept = &clauses.phrases[k].entity;
        *kept.get_or_init(|| self.named(clauses, k))
    }

    fn named(&self, clauses: &Clauses, k: usize) -> Option<(u32, Span)> {
        self.entity_of(clauses, k)
            .or_else(|| {
                let beside = clauses.phrases[k].aside?;
                let found = self.entity_of(clauses, beside)?;
                self.is(found.0, &[EntityType::Per, EntityType::Org])
                    .then_some(found)
            })
            .or_else(|| self.bearer(clauses, k))
    }

    /// Whether entity `entity` of the article is of one of these types.
    pub fn is(&self, entity: u32, kinds: &[EntityType]) -> bool {
        let entity = self.names.entities.get(entity as usize);
        entity.is_some_and(|e| kinds.contains(&e.kind))
    }

    /// "the chief executive of Hong Kong Carrie Lam": the name that ends what an office is of is
    /// its bearer's.
    fn bearer(&self, clauses: &Clauses, k: usize) -> Option<(u32, Span)> {
        let p = &clauses.phrases[k];
        let end = full_end(&clauses.phrases, k);
        let next = clauses.phrases.get(k + 1)?;
        let last = if end > p.tokens.end {
            end - 1
        } else if next.prep == Some(p.tokens.end) {
            next.head
        } else {
            return None;
        };
        let m = self.mention_at(last)?;
        let (mention, before) = (
            &self.names.mentions[m],
            &self.names.mentions[m.checked_sub(1)?],
        );
        let gap = self
            .doc
            .text
            .get(before.span.end as usize..mention.span.start as usize)?;
        let inside = before.span.start >= self.doc.tokens[p.tokens.end].span.start;
        let office = || lexeme(self.doc, p.head, As::Noun).field() == crate::text::known::PERSON;
        (mention.kind == EntityType::Per && inside && gap == " " && office())
            .then_some((mention.entity, mention.span))
    }

    fn entity_of(&self, clauses: &Clauses, k: usize) -> Option<(u32, Span)> {
        let p = &clauses.phrases[k];
        if let Some(m) = self.mention_at(p.head) {
            let m = &self.names.mentions[m];
            return Some((m.entity, m.span));
        }
        let span = p.span(self.doc);
        let all = &self.names.references;
        let r = all.partition_point(|r| r.span.end <= span.start);
        let r = all.get(r)?;
        (r.span.overlaps(self.doc.tokens[p.head].span)).then_some((r.entity, r.span))
    }

    /// Whom the "his" or "their" that opens phrase `k` means, in the part that `role` gives it.
    pub fn owner(&self, clauses: &Clauses, k: usize, role: Role) -> Option<Participant> {
        let first = clauses.phrases[k].tokens.start;
        if self.doc.tokens[first].xpos != Xpos::PRPS {
            return None;
        }
        let span = self.doc.tokens[first].span;
        let all = &self.names.references;
        let r = all.get(all.partition_point(|r| r.span.end <= span.start))?;
        r.span.overlaps(span).then(|| Participant {
            span,
            name: self.name(r.entity),
            entity: Some(r.entity),
            role,
        })
    }

    /// The thing that the nouns before the head of phrase `k` name: the "gas" of a "gas leak", the
    /// "border" of a "border closure".
    pub fn stuff(&self, clauses: &Clauses, k: usize) -> Option<Participant> {
        let p = &clauses.phrases[k];
        let noun = |t: &usize| matches!(self.doc.tokens[*t].xpos, Xpos::NN | Xpos::NNS);
        let from = (p.tokens.start..p.head).rev().take_while(noun).last()?;
        // Artifact, food, group, location, object, person, possession, substance.
        let last = lexeme(self.doc, p.head - 1, As::Noun);
        let thing = matches!(last.field(), 4 | 11 | 12 | 13 | 15 | 16 | 19 | 25);
        let span = self.doc.tokens[from]
            .span
            .cover(self.doc.tokens[p.head - 1].span);
        (thing && self.mention_at(from).is_none()).then(|| Participant {
            span,
            name: one_line(span.of(self.doc.text)).into(),
            entity: None,
            role: Role::Other,
        })
    }

    /// The name of entity `e`, empty if there is none.
    pub fn entity_name(&self, e: u32) -> &str {
        self.names
            .entities
            .get(e as usize)
            .map_or("", |e| e.name.as_str())
    }

    /// The same, shared by all that bear it.
    pub fn name(&self, e: u32) -> SmolStr {
        let name = self.called.get(e as usize);
        let name = name.map(|kept| kept.get_or_init(|| self.entity_name(e).into()));
        name.cloned().unwrap_or_default()
    }

    /// What to call phrase `k` in a title.
    pub fn title_name(&self, clauses: &Clauses, k: usize) -> Cow<'_, str> {
        // "set himself on fire".
        let word = self.doc.low(clauses.phrases[k].head);
        if clauses.phrases[k].pronoun && (word.ends_with("self") || word.ends_with("selves")) {
            return word.into();
        }
        if let Some((e, span)) = self.entity(clauses, k) {
            let name = self.entity_name(e);
            let p = &clauses.phrases[k];
            if !name.is_empty() {
                // "Indian soldiers" is not India: the name must end the phrase or stand for it.
                let beside = !span.overlaps(p.span(self.doc));
                let ends = span.end >= self.doc.tokens[p.head].span.end || p.pronoun || beside;
                if ends {
                    return name.into();
                }
            }
        }
        if k > 0
            && clauses.phrases[k].tokens.len() > 1
            && is!(self.doc, clauses.phrases[k].tokens.start, "whose")
        {
            return self.whose(clauses, k);
        }
        // A pronoun whose bearer is not known names nobody.
        if clauses.phrases[k].pronoun {
            return Cow::default();
        }
        self.phrase_words(clauses, k)
    }

    /// "(a man) whose eye": the man's eye.
    fn whose(&self, clauses: &Clauses, k: usize) -> Cow<'_, str> {
        let start = clauses.phrases[k].tokens.start;
        let set_off = start > 0 && is!(self.doc, start - 1, ",");
        let touching = clauses.phrase_before(start - usize::from(set_off));
        let touching = touching.map(|k| clauses.behind_age(self.doc, k));
        let up = |k: &usize| {
            let before = k.checked_sub(1)?;
            let hangs = clauses.phrases[*k].prep == Some(clauses.phrases[before].tokens.end);
            hangs.then_some(before)
        };
        let bearer = touching.and_then(|k| std::iter::successors(Some(k), up).last());
        // "arrested on Monday, whose brother": not the day's.
        let timed = |k: usize| {
            let head = clauses.phrases[k].head;
            super::word::calendar(self.doc, head)
                || super::word::month(self.doc, head)
                || self.doc.tokens[head].xpos == Xpos::CD
        };
        let owner = bearer.filter(|k| !timed(*k));
        let owner = owner.map_or_else(Cow::default, |k| self.title_name(clauses, k));
        let thing = self.words(start + 1, full_end(&clauses.phrases, k));
        match owner.is_empty() {
            true => thing,
            false if owner.ends_with('s') => format!("{owner}’ {thing}").into(),
            false => format!("{owner}’s {thing}").into(),
        }
    }

    /// What to call phrase `k` before a verb: whom somebody speaks for belongs to it ("spokesman for
    /// the union").
    pub fn subject_name(&self, clauses: &Clauses, k: usize) -> Cow<'_, str> {
        let name = self.title_name(clauses, k);
        let end = full_end(&clauses.phrases, k);
        let next = clauses.phrases.get(k + 1);
        let of = next.filter(|q| q.prep == Some(end) && is!(self.doc, end, "for"));
        match of {
            Some(_)
                if name == self.phrase_words(clauses, k)
                    && speaks_for(self.doc.low(clauses.phrases[k].head)) =>
            {
                format!("{name} for {}", self.phrase_words_kept(clauses, k + 1)).into()
            }
            _ => name,
        }
    }

    /// What to call phrase `k` behind a verb: a full name, or the words with their article.
    pub fn object_name(&self, clauses: &Clauses, k: usize) -> Cow<'_, str> {
        let name = self.title_name(clauses, k);
        let p = &clauses.phrases[k];
        let from = full_start(&clauses.phrases, k);
        let plain = || name == self.phrase_words(clauses, k);
        if !p.pronoun
            && is!(self.doc, from, "the" | "a" | "an" | "another")
            && !name.is_empty()
            && plain()
        {
            [self.doc.low(from), " ", &name].concat().into()
        } else {
            name
        }
    }

    /// The words of phrase `k` with owners and "of", without article, on one line.
    pub fn phrase_words(&self, clauses: &Clauses, k: usize) -> Cow<'_, str> {
        let all = &clauses.phrases;
        let (mut from, to) = (full_start(all, k), full_end(all, k));
        let light = |t: usize| {
            is!(
                self.doc,
                t,
                "the" | "a" | "an" | "this" | "that" | "these" | "those" | "another"
            ) || matches!(self.doc.tokens[t].xpos, Xpos::PRPS | Xpos::WPS)
        };
        // "His Highness the Crown Prince".
        let styled = |t: usize| {
            matches!(
                self.doc.word(t),
                "Highness" | "Majesty" | "Excellency" | "Holiness" | "Eminence" | "Grace" | "Royal"
            )
        };
        while from + 1 < to && light(from) && !is_hyphen(self.doc, from + 1) && !styled(from + 1) {
            from += 1;
        }
        self.words(self.behind_now(from, to), to)
    }

    /// Where "last night's attack", "(this) year's election" begins without the time, which is another
    /// for whoever reads it elsewhere.
    fn behind_now(&self, from: usize, to: usize) -> usize {
        let doc = self.doc;
        let near = (from..to).take(3);
        let Some(owns) = { near }.find(|t| doc.tokens[*t].xpos == Xpos::POS) else {
            return from;
        };
        let told = from.saturating_sub(1)..owns;
        let relative = told.clone().any(|t| {
            is!(
                doc,
                t,
                "last" | "this" | "next" | "yesterday" | "today" | "tonight"
            )
        });
        let time = owns > from && {
            let last = owns - 1;
            super::word::calendar(doc, last)
                || is!(
                    doc,
                    last,
                    "year"
                        | "month"
                        | "week"
                        | "weekend"
                        | "night"
                        | "summer"
                        | "spring"
                        | "autumn"
                        | "winter"
                        | "fall"
                        | "season"
                        | "yesterday"
                        | "today"
                        | "tonight"
                )
        };
        let whole = owns - from <= 2 && owns + 1 < to;
        if relative && time && whole {
            owns + 1
        } else {
            from
        }
    }

    /// Like [`Who::phrase_words`], but keeping the article, and with full names.
    pub fn phrase_words_kept(&self, clauses: &Clauses, k: usize) -> Cow<'_, str> {
        let p = &clauses.phrases[k];
        if p.pronoun {
            return self.title_name(clauses, k);
        }
        let all = &clauses.phrases;
        self.words(full_start(all, k), self.whole(clauses, full_end(all, k)))
    }

    /// `end`, one past the last token of a phrase, or where the name ends that runs on over it: "the
    /// Ware and White Hospital".
    pub fn whole(&self, clauses: &Clauses, end: usize) -> usize {
        let Some(m) = end
            .checked_sub(1)
            .map(|t| self.mentions[t])
            .filter(|m| *m > 0)
        else {
            return end;
        };
        let inside = |t: &usize| self.mentions.get(*t) == Some(&m) && clauses.tokens.contains(t);
        let to = (end..).take_while(inside).last().map_or(end, |t| t + 1);
        match clauses
            .phrase_at(to - 1)
            .map(|k| clauses.phrases[k].tokens.end)
        {
            Some(closed) if closed == to => to,
            _ => end,
        }
    }

    /// Tokens `from..to` as written, white space folded.
    pub fn words(&self, from: usize, to: usize) -> Cow<'_, str> {
        if from >= to {
            return Cow::default();
        }
        let span = self.doc.tokens[from]
            .span
            .cover(self.doc.tokens[to - 1].span);
        let words = span.of(self.doc.text);
        match self.rough[from] == self.rough[to] {
            true => Cow::Borrowed(words),
            false => one_line(words),
        }
    }

    /// Whether phrase `k` is somebody or something that may take part.
    pub fn takes_part(&self, clauses: &Clauses, k: usize) -> bool {
        let p = &clauses.phrases[k];
        self.entity(clauses, k).is_some() || !(p.pronoun || self.tells_nobody(p))
    }

    /// "that", "each other": a phrase that tells nobody and nothing.
    fn tells_nobody(&self, p: &Phrase) -> bool {
        let each = || is!(self.doc, p.head, "other") && is!(self.doc, p.tokens.start, "each");
        vague(self.doc.low(p.head)) || each()
    }

    /// Phrase `k` as a participant.
    pub fn participant(&self, clauses: &Clauses, k: usize, role: Role) -> Option<Participant> {
        let p = &clauses.phrases[k];
        if let Some((e, span)) = self.entity(clauses, k) {
            return Some(Participant {
                span,
                name: self.name(e),
                entity: Some(e),
                role,
            });
        }
        if p.pronoun || self.tells_nobody(p) {
            return None;
        }
        let (from, to) = (
            full_start(&clauses.phrases, k),
            full_end(&clauses.phrases, k),
        );
        let mut start = from;
        while start + 1 < to
            && matches!(
                self.doc.tokens[start].xpos,
                Xpos::DT | Xpos::PRPS | Xpos::WPS
            )
            && !is_hyphen(self.doc, start + 1)
        {
            start += 1;
        }
        let span = self.doc.tokens[start]
            .span
            .cover(self.doc.tokens[to - 1].span);
        Some(Participant {
            span,
            name: self.words(start, to).into(),
            entity: None,
            role,
        })
    }

    /// Phrase `k` as a place, if its head is one: "Kabul, Afghanistan" where the text joins them.
    pub fn place(&self, clauses: &Clauses, k: usize) -> Option<Place> {
        self.place_at(clauses, k).and_then(|m| self.place_of(m))
    }

    /// The mention that makes phrase `k` a place.
    pub fn place_at(&self, clauses: &Clauses, k: usize) -> Option<usize> {
        let p = &clauses.phrases[k];
        let place = |t: usize| self.mention_at(t).filter(|m| self.is_place(*m));
        if let Some(m) = place(p.head) {
            return Some(m);
        }
        // "in the port town of Mokha": the name behind "of" is the place.
        if let Some(q) = clauses.phrases.get(k + 1).filter(|q| q.of == Some(k))
            && settlement(self.doc.low(p.head))
        {
            return place(q.head);
        }
        // "at a Lyon hospital": a place that names where the building stands.
        if building(self.doc.low(p.head)) {
            return (p.tokens.start..p.head).find_map(place);
        }
        None
    }

    /// "crashed at Interlagos": a name that is nobody's and has no article, where phrase `k` says at
    /// what it happened.
    pub fn venue(&self, clauses: &Clauses, k: usize) -> Option<Place> {
        let p = &clauses.phrases[k];
        let at = p.prep.is_some_and(|t| is!(self.doc, t, "at"));
        let m = self.mention_at(p.head).filter(|_| at)?;
        let mention = &self.names.mentions[m];
        let bare = self.doc.tokens[p.tokens.start].span.start == mention.span.start;
        let some = matches!(mention.kind, EntityType::Loc | EntityType::Misc);
        (bare && some).then(|| Place {
            span: mention.span,
            name: self.name(mention.entity),
            entity: Some(mention.entity),
        })
    }

    fn is_place(&self, m: usize) -> bool {
        self.names.mentions[m].kind == EntityType::Loc
    }

    /// The first place named within `span`.
    pub fn first_place(&self, span: Span) -> Option<Place> {
        let all = &self.names.mentions;
        let from = all.partition_point(|m| m.span.end <= span.start);
        (from..all.len())
            .take_while(|m| all[*m].span.start < span.end)
            .find_map(|m| self.place_of(m))
    }

    /// Mention `m` as a place, if it is one.
    pub fn place_of(&self, m: usize) -> Option<Place> {
        if !self.is_place(m) {
            return None;
        }
        let mention = &self.names.mentions[m];
        let mut name = self.name(mention.entity);
        if name.is_empty() {
            name = mention.span.of(self.doc.text).into();
        }
        if let Some(next) = self.names.mentions.get(m + 1) {
            let gap = self
                .doc
                .text
                .get(mention.span.end as usize..next.span.start as usize);
            if next.kind == EntityType::Loc && gap.is_some_and(|g| g.trim() == "," && g.len() <= 2)
            {
                let wider = self.entity_name(next.entity);
                if !wider.is_empty() && wider != &*name && !name.contains(wider) {
                    name = [&*name, ", ", wider].concat().into();
                }
            }
        }
        Some(Place {
            span: mention.span,
            name,
            entity: Some(mention.entity),
        })
    }
}

/// Those who act for somebody else.
fn speaks_for(low: &str) -> bool {
    matches!(
        low,
        "spokesperson"
            | "spokesman"
            | "spokeswoman"
            | "lawyer"
            | "lawyers"
            | "attorney"
            | "attorneys"
            | "candidate"
            | "adviser"
            | "advisor"
            | "agent"
            | "counsel"
            | "ambassador"
            | "envoy"
            | "representative"
            | "representatives"
    )
}

/// Heads that a place name stands behind with "of".
fn settlement(low: &str) -> bool {
    matches!(
        low,
        "town"
            | "city"
            | "village"
            | "province"
            | "district"
            | "region"
            | "state"
            | "county"
            | "island"
            | "port"
            | "capital"
            | "suburb"
            | "municipality"
            | "area"
            | "part"
            | "parts"
            | "outskirts"
            | "coast"
            | "south"
            | "north"
            | "east"
            | "west"
            | "republic"
            | "territory"
            | "neighbourhood"
            | "neighborhood"
    )
}

/// Heads of what stands somewhere.
fn building(low: &str) -> bool {
    matches!(
        low,
        "hospital"
            | "hotel"
            | "facility"
            | "court"
            | "courthouse"
            | "school"
            | "church"
            | "mosque"
            | "prison"
            | "home"
            | "house"
            | "restaurant"
            | "stadium"
            | "airport"
            | "station"
            | "base"
            | "market"
            | "suburb"
            | "neighbourhood"
            | "neighborhood"
            | "province"
            | "district"
            | "region"
            | "city"
            | "town"
            | "village"
            | "area"
            | "coast"
    )
}

/// Heads that tell nobody and nothing.
fn vague(low: &str) -> bool {
    matches!(
        low,
        "it" | "this"
            | "that"
            | "these"
            | "those"
            | "which"
            | "who"
            | "what"
            | "there"
            | "all"
            | "some"
            | "any"
            | "both"
            | "each"
            | "one"
            | "way"
            | "part"
            | "place"
            | "time"
    )
}
