//! The name tagger: a structured perceptron over BILOU labels, decoded by Viterbi inside the
//! stretches of a sentence where a capital is near.

use super::EntityType;
use super::features::{Seen, View, features, look, mostly_capitals};
use super::gazetteer::Gazetteer;
use crate::text::Doc;
use crate::text::linear::{Batch, Linear, inflate};
use std::cell::RefCell;
use std::ops::Range;
use std::sync::LazyLock;

/// Number of entity types tagged.
pub const TYPES: usize = 4;
/// Number of labels: outside, and begin, inside, last, unit of each type.
pub const LABELS: usize = 1 + 4 * TYPES;
/// The labels but for outside. A token's scores are told as what each weighs more than that: no path
/// through the labels compares otherwise, and a row of the model is half as long.
pub const NAMED: usize = LABELS - 1;

/// The weights.
pub type Model = Linear<NAMED, NAMED>;

/// The types, in the order of their labels.
pub const ORDER: [EntityType; TYPES] = [
    EntityType::Per,
    EntityType::Org,
    EntityType::Loc,
    EntityType::Misc,
];

/// Position of a label in its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Position {
    /// Not in a name.
    Outside,
    /// First of several.
    Begin,
    /// In the middle.
    Inside,
    /// Last of several.
    Last,
    /// The only one.
    Unit,
}

/// Type and position of a label.
#[must_use]
pub const fn part(label: usize) -> (usize, Position) {
    if label == 0 {
        return (0, Position::Outside);
    }
    let position = match (label - 1) % 4 {
        0 => Position::Begin,
        1 => Position::Inside,
        2 => Position::Last,
        _ => Position::Unit,
    };
    ((label - 1) / 4, position)
}

/// The label for a position in a name of type `kind`.
#[must_use]
pub const fn label(kind: usize, position: Position) -> usize {
    match position {
        Position::Outside => 0,
        Position::Begin => 1 + kind * 4,
        Position::Inside => 2 + kind * 4,
        Position::Last => 3 + kind * 4,
        Position::Unit => 4 + kind * 4,
    }
}

/// Whether label `b` may follow label `a`.
#[must_use]
pub const fn may_follow(a: usize, b: usize) -> bool {
    let ((ka, pa), (kb, pb)) = (part(a), part(b));
    let open = matches!(pa, Position::Begin | Position::Inside);
    let goes_on = matches!(pb, Position::Inside | Position::Last);
    if open { goes_on && ka == kb } else { !goes_on }
}

/// The labels before and after which a name ends or begins, or none is: those that are open to
/// the left, and to the right.
const CLOSED: [usize; 1 + 2 * TYPES] = [0, 3, 4, 7, 8, 11, 12, 15, 16];
const FREE: [usize; 1 + 2 * TYPES] = [0, 1, 4, 5, 8, 9, 12, 13, 16];

const NEVER: i32 = i32::MIN / 4;

/// Finds the best labels for tokens whose scores are given, row by row, above that of outside.
/// `allowed` says which labels a token may bear at all, `spread` how far the transitions lie apart
/// at most: a label that far behind the best is behind it for good.
pub fn viterbi<W: Copy + Into<i32>>(
    scores: &[[W; NAMED]],
    transitions: &[[i32; LABELS]; LABELS],
    spread: i32,
    allowed: impl Fn(usize, usize) -> bool,
    back: &mut Vec<[u8; LABELS]>,
    out: &mut Vec<u8>,
) {
    back.clear();
    out.clear();
    let mut best = [NEVER; LABELS];
    best[0] = 0;
    for (i, row) in scores.iter().enumerate() {
        let mut next = [NEVER; LABELS];
        let mut from = [0u8; LABELS];
        let mut reach = |b: usize, top: i32, before: usize| {
            if top > NEVER && allowed(i, b) {
                let own = b.checked_sub(1).map_or(0, |b| row[b].into());
                next[b] = top + own;
                from[b] = before as u8;
            }
        };
        // Where no name goes on, one end of the names before leaves few others a chance.
        let lead = CLOSED.iter().fold(NEVER, |lead, a| lead.max(best[*a]));
        let (mut tops, mut befores) = ([NEVER; FREE.len()], [0; FREE.len()]);
        for a in CLOSED.into_iter().filter(|a| best[*a] >= lead - spread) {
            for ((b, top), before) in FREE.iter().zip(&mut tops).zip(&mut befores) {
                let score = best[a] + transitions[a][*b];
                if score > *top {
                    (*top, *before) = (score, a);
                }
            }
        }
        for ((b, top), before) in FREE.into_iter().zip(tops).zip(befores) {
            reach(b, top, before);
        }
        for begin in FREE.into_iter().filter(|b| b % 4 == 1) {
            for b in [begin + 1, begin + 2] {
                let begun = best[begin] + transitions[begin][b];
                let inside = best[begin + 1] + transitions[begin + 1][b];
                if inside > begun {
                    reach(b, inside, begin + 1);
                } else {
                    reach(b, begun, begin);
                }
            }
        }
        back.push(from);
        best = next;
    }
    // A name must be closed at the end.
    let mut label = 0;
    let mut top = NEVER;
    for (l, score) in best.iter().enumerate() {
        let open = matches!(part(l).1, Position::Begin | Position::Inside);
        if !open && *score > top {
            (top, label) = (*score, l);
        }
    }
    out.resize(scores.len(), 0);
    for i in (0..scores.len()).rev() {
        out[i] = label as u8;
        label = back[i][label] as usize;
    }
}

/// The active stretches of a sentence.
pub fn stretches(seen: &[Seen]) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut i = 0;
    std::iter::from_fn(move || {
        while i < seen.len() && !seen[i].active {
            i += 1;
        }
        let start = i;
        while i < seen.len() && seen[i].active {
            i += 1;
        }
        (start < i).then_some(start..i)
    })
}

/// The tagger: weights, label transitions and gazetteer.
pub struct Tagger {
    /// The known names.
    pub gazetteer: Gazetteer,
    model: Model,
    transitions: [[i32; LABELS]; LABELS],
    spread: i32,
}

/// A name found, in tokens of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// First token.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Index into [`ORDER`].
    pub kind: usize,
}

impl Tagger {
    /// Reads a tagger from its two inflated assets.
    #[must_use]
    pub fn decode(gazetteer: &[u8], model: &[u8]) -> Option<Self> {
        let (gazetteer, _) = Gazetteer::decode(gazetteer)?;
        let (cells, rest) = model.split_at_checked(LABELS * LABELS * 2)?;
        let mut transitions = [[0i32; LABELS]; LABELS];
        for (i, pair) in cells.chunks_exact(2).enumerate() {
            transitions[i / LABELS][i % LABELS] = i32::from(i16::from_le_bytes([pair[0], pair[1]]));
        }
        let (model, _) = Linear::decode(rest)?;
        let all = || transitions.iter().flatten();
        let spread = all().max()? - all().min()?;
        Some(Self {
            gazetteer,
            model,
            transitions,
            spread,
        })
    }

    /// The names of `doc`, in order.
    #[must_use]
    pub fn tag(&self, doc: &Doc<'_>) -> Vec<Found> {
        self.tag_under(doc, None)
    }

    /// The names of `doc`, in order, `title` heard as a witness.
    #[must_use]
    pub fn tag_under(&self, doc: &Doc<'_>, title: Option<&Doc<'_>>) -> Vec<Found> {
        let view = View::new(doc, &self.gazetteer, title);
        let mut out = Vec::new();
        let mut desk = DESK.take();
        self.find(&view, &mut desk, &mut out);
        DESK.set(desk);
        super::vote::revise(&view, &self.gazetteer, &mut out);
        super::trim::trim(doc, &self.gazetteer, &mut out);
        out
    }

    /// Appends the names that the words of each sentence tell.
    fn find(&self, view: &View<'_, '_>, desk: &mut Desk, out: &mut Vec<Found>) {
        let doc = view.doc;
        let Desk {
            seen,
            batch,
            sums,
            back,
            labels,
        } = desk;
        for sentence in doc.sentences.iter().take_while(|_| !doc.stopped()) {
            let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
            look(view, &self.gazetteer, &range, seen);
            let titled = mostly_capitals(&doc.forms[range.clone()]);
            for i in stretches(seen).flatten() {
                batch.token(|out| features(view, seen, i, titled, out));
                sums.push([0; NAMED]);
                if batch.is_full() {
                    self.model.sum(batch, sums);
                }
            }
            self.model.sum(batch, sums);
            let mut rest = sums.as_slice();
            for stretch in stretches(seen) {
                let Some((scores, behind)) = rest.split_at_checked(stretch.len()) else {
                    break;
                };
                rest = behind;
                viterbi(
                    scores,
                    &self.transitions,
                    self.spread,
                    |_, _| true,
                    back,
                    labels,
                );
                spans(labels, range.start + stretch.start, out);
            }
            sums.clear();
        }
    }
}

/// What [`Tagger::find`] works on, kept from text to text.
#[derive(Default)]
struct Desk {
    seen: Vec<Seen>,
    batch: Batch,
    sums: Vec<[i16; NAMED]>,
    back: Vec<[u8; LABELS]>,
    labels: Vec<u8>,
}

thread_local! {
    /// What this thread tags on; away while it does.
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Appends the names that `labels` spell, the first label being of token `from`.
pub fn spans(labels: &[u8], from: usize, out: &mut Vec<Found>) {
    let mut start = from;
    for (i, &l) in labels.iter().enumerate() {
        let (kind, position) = part(l as usize);
        let at = from + i;
        match position {
            Position::Begin => start = at,
            Position::Unit => out.push(Found {
                start: at,
                end: at + 1,
                kind,
            }),
            Position::Last => out.push(Found {
                start,
                end: at + 1,
                kind,
            }),
            Position::Outside | Position::Inside => {}
        }
    }
}

static SHIPPED: LazyLock<Option<Tagger>> = LazyLock::new(|| {
    Tagger::decode(
        &inflate(include_bytes!("../../assets/models/names.bin")),
        &inflate(include_bytes!("../../assets/models/ner.bin")),
    )
});

/// The tagger that ships with the program.
#[must_use]
pub fn shipped() -> Option<&'static Tagger> {
    SHIPPED.as_ref()
}
