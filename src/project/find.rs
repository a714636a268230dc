//! Words looked for: the language of the search field, which events it finds, and which articles,
//! names and notes.
//!
//! ```text
//! talks kabul              both words
//! "foreign minister"       the phrase
//! negot*                   words that begin so
//! talks OR meeting         either
//! talks -trade             without the word; also NOT
//! (a OR b) c               brackets
//! entity:misri place:kabul type:consult tag:key basis:stated
//! from:2025-04-22 to:may   dates as one types them
//! ```
//!
//! Nothing is ever an error: what makes no sense is taken as words, and [`Query::doubts`] says so.

use super::{Bits, Lists, Snapshot};
use crate::event::{Basis, EventType, Family};
use crate::temporal::{self, Moment};

/// A word or phrase, in lower case; the last word may be only the beginning of one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Words {
    text: String,
    prefix: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    Words(Words),
    Entity(Words),
    Place(Words),
    Tag(String),
    Kinds(Vec<EventType>),
    Basis(Basis),
    From(Moment),
    To(Moment),
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
}

/// A parsed query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    root: Option<Node>,
    /// What could not be understood, in words; the rest is obeyed.
    pub doubts: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Open,
    Close,
    Or,
    Not,
    Term(Option<String>, String, bool),
}

/// Nested brackets beyond this are taken as if they were not there.
const DEPTH: usize = 50;

fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut rest = text.trim_start();
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = match c {
            '(' => {
                out.push(Token::Open);
                after
            }
            ')' => {
                out.push(Token::Close);
                after
            }
            '-' | '−' if after.starts_with(|c: char| !c.is_whitespace()) => {
                out.push(Token::Not);
                after
            }
            _ => {
                let (field, value) = field(rest);
                let (words, quoted, after) = term(value);
                match (field, quoted, words.as_str()) {
                    (None, false, "OR" | "|") => out.push(Token::Or),
                    (None, false, "AND" | "&") => {}
                    (None, false, "NOT") => out.push(Token::Not),
                    _ => out.push(Token::Term(field.map(str::to_lowercase), words, quoted)),
                }
                after
            }
        };
        rest = rest.trim_start();
    }
    out
}

/// Splits "place:" off.
fn field(text: &str) -> (Option<&str>, &str) {
    if let Some((name, value)) = text.split_once(':')
        && !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphabetic())
        && FIELDS.iter().any(|f| f.eq_ignore_ascii_case(name))
    {
        return (Some(name), value);
    }
    (None, text)
}

/// The filters of the search field.
pub const FIELDS: [&str; 7] = ["entity", "place", "type", "tag", "basis", "from", "to"];

/// A quoted phrase or a word; whether it was quoted; what comes after it.
fn term(text: &str) -> (String, bool, &str) {
    if let Some(inner) = text.strip_prefix(['"', '“', '”']) {
        let end = inner.find(['"', '“', '”']).unwrap_or(inner.len());
        let after = inner[end..].chars().next().map_or(0, char::len_utf8);
        return (inner[..end].to_string(), true, &inner[end + after..]);
    }
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"'))
        .unwrap_or(text.len());
    (text[..end].to_string(), false, &text[end..])
}

impl Query {
    /// Reads a query; never fails.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut parser = Parser {
            tokens: tokens(text),
            at: 0,
            doubts: Vec::new(),
        };
        let mut all = Vec::new();
        while parser.at < parser.tokens.len() {
            all.extend(parser.either(0));
            // A bracket closed that was never opened.
            parser.at += 1;
        }
        Self {
            root: join(all, Node::And),
            doubts: parser.doubts,
        }
    }

    /// Whether it asks for nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.root.is_none()
    }

    /// Whether it asks for more than words.
    #[must_use]
    pub fn has_filters(&self) -> bool {
        self.root.as_ref().is_some_and(Node::has_filters)
    }

    /// The events it finds: by their title, by the sentence that proves them, by the names of
    /// those who take part.
    #[must_use]
    pub fn events(&self, of: &Snapshot) -> Bits {
        match &self.root {
            Some(node) => node.events(of),
            None => Bits::all(of.index.len()),
        }
    }

    /// The words of it as the full-text index asks for them; `None` if it asks for no words.
    #[must_use]
    pub fn expression(&self) -> Option<String> {
        self.root.as_ref()?.expression()
    }

    /// The words and phrases it looks for (not those it excludes), in lower case: what is marked
    /// in a snippet.
    #[must_use]
    pub fn words(&self) -> Vec<&str> {
        let mut out = Vec::new();
        if let Some(root) = &self.root {
            root.words(&mut out);
        }
        out
    }
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    doubts: Vec<String>,
}

fn join(mut nodes: Vec<Node>, how: fn(Vec<Node>) -> Node) -> Option<Node> {
    match nodes.len() {
        0 => None,
        1 => nodes.pop(),
        _ => Some(how(nodes)),
    }
}

impl Parser {
    fn either(&mut self, depth: usize) -> Option<Node> {
        let mut sides = Vec::new();
        sides.extend(self.all(depth));
        while self.tokens.get(self.at) == Some(&Token::Or) {
            self.at += 1;
            sides.extend(self.all(depth));
        }
        join(sides, Node::Or)
    }

    fn all(&mut self, depth: usize) -> Option<Node> {
        let mut parts = Vec::new();
        loop {
            match self.tokens.get(self.at) {
                None | Some(Token::Or | Token::Close) => break,
                Some(_) => parts.extend(self.one(depth)),
            }
        }
        join(parts, Node::And)
    }

    fn one(&mut self, depth: usize) -> Option<Node> {
        let token = self.tokens.get(self.at).cloned()?;
        self.at += 1;
        match token {
            Token::Not if depth < DEPTH => {
                let node = match self.tokens.get(self.at) {
                    None | Some(Token::Or | Token::Close) => None,
                    Some(_) => self.one(depth + 1),
                };
                node.map(|n| Node::Not(Box::new(n)))
            }
            Token::Open if depth < DEPTH => {
                let node = self.either(depth + 1);
                if self.tokens.get(self.at) == Some(&Token::Close) {
                    self.at += 1;
                }
                node
            }
            Token::Term(field, words, quoted) => self.term(field.as_deref(), &words, quoted),
            _ => None,
        }
    }

    fn term(&mut self, field: Option<&str>, said: &str, quoted: bool) -> Option<Node> {
        let prefix = !quoted && said.ends_with('*');
        let text = clean(said);
        if text.is_empty() {
            return None;
        }
        let words = Words { text, prefix };
        let mut date = |of: fn(&temporal::TimeValue) -> Moment| {
            let value = temporal::parse(said, None);
            if value.is_none() {
                self.doubts
                    .push(format!("“{said}” is not understood as a date."));
            }
            value.as_ref().map(of)
        };
        Some(match field {
            None => Node::Words(words),
            Some("entity") => Node::Entity(words),
            Some("place") => Node::Place(words),
            Some("tag") => Node::Tag(said.trim_start_matches('#').to_lowercase()),
            Some("from") => Node::From(date(|v| v.earliest)?),
            Some("to") => Node::To(date(|v| v.latest)?),
            Some("basis") => {
                let bases = [
                    ("stated", Basis::Stated),
                    ("relative", Basis::Relative),
                    ("inferred", Basis::Inferred),
                    ("set", Basis::Set),
                    ("unknown", Basis::Unknown),
                ];
                let found = bases.into_iter().find(|(name, _)| *name == words.text);
                let Some((_, basis)) = found else {
                    self.doubts.push(format!(
                        "“basis:{said}” is not known; it can be stated, relative, inferred, set or unknown."
                    ));
                    return None;
                };
                Node::Basis(basis)
            }
            Some(_) => {
                let is = |name: &str| name.to_lowercase().starts_with(&words.text);
                let kinds: Vec<EventType> = EventType::ALL
                    .into_iter()
                    .filter(|k| is(k.name()) || is(k.family().name()) && family_is(*k))
                    .collect();
                if kinds.is_empty() {
                    self.doubts
                        .push(format!("“type:{said}” is not a type of event."));
                    return None;
                }
                Node::Kinds(kinds)
            }
        })
    }
}

fn family_is(kind: EventType) -> bool {
    kind.family() != Family::Other
}

/// Words as the index counts them: letters and digits, in lower case, one space between.
fn clean(said: &str) -> String {
    said.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

impl Node {
    fn expression(&self) -> Option<String> {
        match self {
            Self::Words(w) => {
                let star = if w.prefix { "*" } else { "" };
                Some(format!("\"{}\"{star}", w.text))
            }
            Self::And(parts) => {
                // What is excluded can only be taken from something.
                let (no, yes): (Vec<&Node>, Vec<&Node>) =
                    parts.iter().partition(|n| matches!(n, Self::Not(_)));
                let yes: Vec<String> = yes.iter().filter_map(|n| n.expression()).collect();
                let no = no.iter().filter_map(|n| match n {
                    Self::Not(inner) => inner.expression(),
                    _ => None,
                });
                let all = (!yes.is_empty()).then(|| format!("({})", yes.join(" AND ")))?;
                Some(no.fold(all, |all, not| format!("({all} NOT {not})")))
            }
            Self::Or(sides) => {
                let sides: Vec<String> = sides.iter().filter_map(Self::expression).collect();
                (!sides.is_empty()).then(|| format!("({})", sides.join(" OR ")))
            }
            _ => None,
        }
    }

    fn has_filters(&self) -> bool {
        match self {
            Self::Words(_) => false,
            Self::And(all) | Self::Or(all) => all.iter().any(Self::has_filters),
            Self::Not(inner) => inner.has_filters(),
            _ => true,
        }
    }

    fn words<'a>(&'a self, out: &mut Vec<&'a str>) {
        match self {
            Self::Words(w) | Self::Entity(w) | Self::Place(w) => out.push(&w.text),
            Self::And(all) | Self::Or(all) => all.iter().for_each(|n| n.words(out)),
            _ => {}
        }
    }

    fn events(&self, of: &Snapshot) -> Bits {
        let index = &*of.index;
        let n = index.len();
        let through = |lists: &Lists, keep: &mut dyn FnMut(usize) -> bool| {
            let mut bits = Bits::none(n);
            for i in (0..lists.len()).filter(|i| keep(*i)) {
                for event in lists.get(i) {
                    bits.insert(*event as usize);
                }
            }
            bits
        };
        let named = |w: &Words| {
            through(&index.entity_events, &mut |e| {
                let aliases = of.story.entities.get(e).map(|e| e.aliases.as_slice());
                let mut aliases = aliases.unwrap_or_default().iter();
                aliases.any(|a| w.is_in(&a.to_lowercase()))
            })
        };
        match self {
            Self::Words(w) => {
                let mut bits = named(w);
                bits.or(&super::scan::events(of, &w.text, w.prefix));
                for (event, mark) in &of.marks.events {
                    if w.is_in(&mark.note.to_lowercase()) {
                        bits.insert(*event as usize);
                    }
                }
                bits
            }
            Self::Entity(w) => named(w),
            Self::Place(w) => {
                let mut hit = Bits::none(of.story.entities.len());
                for (e, entity) in of.story.entities.iter().enumerate() {
                    if entity.aliases.iter().any(|a| w.is_in(&a.to_lowercase())) {
                        hit.insert(e);
                    }
                }
                Bits::of(n, |i| hit.has(index.place[i] as usize))
            }
            Self::Tag(tag) => {
                let tagged = |m: &super::Mark| m.tags.iter().any(|t| t.to_lowercase() == *tag);
                let mut bits = through(&index.article_events, &mut |a| {
                    of.marks.articles.get(&(a as u32)).is_some_and(tagged)
                });
                for (event, mark) in &of.marks.events {
                    if tagged(mark) {
                        bits.insert(*event as usize);
                    }
                }
                bits
            }
            Self::Kinds(kinds) => {
                let mut table = [false; 256];
                for kind in kinds {
                    table[*kind as usize] = true;
                }
                Bits::of(n, |i| table[index.kind[i] as usize])
            }
            Self::Basis(basis) => Bits::of(n, |i| index.basis[i] == *basis as u8),
            Self::From(from) => Bits::of(n, |i| index.dated.has(i) && index.end[i] >= from.0),
            Self::To(to) => Bits::of(n, |i| index.dated.has(i) && index.start[i] <= to.0),
            Self::And(parts) => {
                let mut bits = Bits::all(n);
                for part in parts {
                    bits.and(&part.events(of));
                }
                bits
            }
            Self::Or(sides) => {
                let mut bits = Bits::none(n);
                for side in sides {
                    bits.or(&side.events(of));
                }
                bits
            }
            Self::Not(inner) => {
                let mut bits = Bits::all(n);
                bits.and_not(&inner.events(of));
                bits
            }
        }
    }
}

impl Words {
    /// Whether `text` (in lower case) holds the words, whole; the last may go on where only its
    /// beginning is asked for. Short names are asked for by people, so that any name that begins
    /// with what was typed will do.
    fn is_in(&self, text: &str) -> bool {
        super::scan::holds(text, &self.text, true)
    }
}
