//! Mentions of one event inside an article.

use super::date::single_day;
use super::differ::number;
use super::node::head_hash;
use super::{Basis, EventMention, EventType, Modality, Role};
use crate::entity::{EntityType, Names};
use smallvec::SmallVec;

/// How far from each other, in days, two dates can be read of which one is a guess.
const MONTH: i64 = 31;

/// How many mentions back one may take up another.
const BACK: usize = 200;

/// What of a mention is compared, prepared once: it is looked at from up to [`BACK`] others.
struct Key<'a> {
    mention: &'a EventMention,
    /// Known participants and place.
    entities: SmallVec<[u32; 4]>,
    /// Hashes of the head words of the other participants, in lower case.
    heads: SmallVec<[u64; 4]>,
    /// The people it befell or was done with.
    met: SmallVec<[u32; 2]>,
    /// The country that its own sentence places it in.
    country: Option<&'a str>,
    /// The one person who dies.
    dead: Option<u32>,
    /// How many it befell, and the hash of who they are ("seven people").
    count: Option<(u32, u64)>,
    /// Told by a verb.
    verb: bool,
    /// Which of several a noun says that it is: "the *last* election".
    own: Option<&'a str>,
    /// Which of several a participant is ("a *second* man"), by the hash of its head.
    which: Option<(u64, &'a str)>,
}

impl<'a> Key<'a> {
    fn new(mention: &'a EventMention, verb: bool, names: &'a Names) -> Self {
        let participants = &mention.participants;
        let place = mention.own_place().and_then(|p| p.entity);
        let place = place.and_then(|e| names.entities.get(e as usize));
        Self {
            mention,
            verb,
            own: ordinal(&mention.title).filter(|_| !verb),
            country: place.and_then(|e| e.country.as_deref()),
            dead: dead(mention, names),
            count: (participants.iter())
                .filter(|p| p.role == Role::Patient && p.entity.is_none())
                .find_map(|p| number(&p.name))
                .map(|(n, of)| (n, head_hash(&of))),
            which: (participants.iter())
                .filter(|p| p.role != Role::Other && p.entity.is_none())
                .find_map(|p| Some((head_hash(&p.name), ordinal(&p.name)?))),
            met: participants
                .iter()
                .filter(|p| matches!(p.role, Role::Patient | Role::Recipient))
                .filter_map(|p| p.entity)
                .filter(|e| {
                    let entity = names.entities.get(*e as usize);
                    entity.is_some_and(|e| e.kind == EntityType::Per)
                })
                .collect(),
            entities: participants
                .iter()
                .filter_map(|p| p.entity)
                .chain(mention.place.iter().filter_map(|p| p.entity))
                .collect(),
            heads: participants
                .iter()
                .filter(|p| p.entity.is_none())
                .map(|p| head_hash(&p.name))
                .collect(),
        }
    }

    fn is_bare(&self) -> bool {
        self.entities.is_empty() && self.heads.is_empty()
    }
}

/// The word a phrase opens with that tells one of its kind from those named before: "second man".
fn ordinal(name: &str) -> Option<&str> {
    let (first, rest) = name.split_once(' ')?;
    let tells = matches!(
        first,
        "second"
            | "third"
            | "fourth"
            | "fifth"
            | "sixth"
            | "another"
            | "other"
            | "Second"
            | "Third"
            | "Fourth"
            | "Fifth"
            | "Last"
            | "Previous"
            | "Next"
    );
    (tells && !rest.is_empty()).then_some(first)
}

/// The person whose own death `mention` tells, if it tells of one.
fn dead(mention: &EventMention, names: &Names) -> Option<u32> {
    if !matches!(&*mention.lemma, "die" | "death") {
        return None;
    }
    let mut all = (mention.participants.iter())
        .filter(|p| matches!(p.role, Role::Agent | Role::Patient))
        .filter_map(|p| p.entity);
    let one = all.next().filter(|_| all.next().is_none())?;
    let entity = names.entities.get(one as usize)?;
    (entity.kind == EntityType::Per).then_some(one)
}

/// Numbers the mentions so that those of one event share a number, the place of the first. `roots`
/// tells of each the hash of its root, see [`super::root::root`], `verbs` whether a verb tells it.
pub(super) fn group(mentions: &mut [EventMention], roots: &[u32], verbs: &[bool], names: &Names) {
    let mut parent: Vec<usize> = (0..mentions.len()).collect();
    // Whether any mention of the group names somebody, and its first and last day that is told.
    let mut named = vec![false; mentions.len()];
    let mut days: Vec<Option<(i64, i64)>> = mentions.iter().map(told_day).collect();
    // How many of whom each group tells of.
    let mut counts: Vec<Option<(u32, u64)>> = vec![None; mentions.len()];
    // Only mentions of one root and one modality can be the same: nothing else is compared.
    let mut order: Vec<(u32, bool, usize)> = (0..mentions.len())
        .filter(|i| mentions[*i].kind != EventType::Statement)
        .map(|i| (roots[i], mentions[i].modality == Modality::Asserted, i))
        .collect();
    order.sort_unstable();
    for alike in order.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        if alike.len() < 2 {
            continue;
        }
        let alike: SmallVec<[usize; 8]> = alike.iter().map(|(.., i)| *i).collect();
        let keys: Vec<Key<'_>> = alike
            .iter()
            .map(|i| Key::new(&mentions[*i], verbs[*i], names))
            .collect();
        let told_apart = (keys.iter()).any(|key| key.which.is_some() || key.own.is_some());
        for (n, i) in alike.iter().enumerate() {
            named[*i] = !keys[n].entities.is_empty();
            counts[*i] = keys[n].count;
            for (j, key) in alike[..n].iter().zip(&keys).rev() {
                if i - j > BACK {
                    break;
                }
                let (a, b) = (find(&mut parent, *i), find(&mut parent, *j));
                if a == b || !same(key, &keys[n]) {
                    continue;
                }
                // "arrested a man", "arrested a second man", whatever else is told of an arrest.
                let apart = |parent: &mut [usize]| {
                    let mut of = |root: usize| -> SmallVec<[usize; 8]> {
                        (n.saturating_sub(BACK)..=n)
                            .filter(|m| find(parent, alike[*m]) == root)
                            .collect()
                    };
                    let (these, those) = (of(a), of(b));
                    let from = |x: &usize| those.iter().any(|y| another(&keys[*x], &keys[*y]));
                    these.iter().any(from)
                };
                // "the deaths" may be of either, but never makes one of "killed 50" and "killed 8".
                if unlike(counts[a], counts[b]) {
                    continue;
                }
                if told_apart && (another(key, &keys[n]) || apart(&mut parent)) {
                    continue;
                }
                // Who names nobody takes up the last telling before it, and never makes one of two
                // that name different people.
                let nameless = keys[n].entities.is_empty() || key.entities.is_empty();
                if nameless && named[a] && named[b] {
                    continue;
                }
                let both = match (days[a], days[b]) {
                    (Some(p), Some(q)) => Some((p.0.min(q.0), p.1.max(q.1))),
                    (p, q) => p.or(q),
                };
                if nameless && both.is_some_and(|(from, to)| from != to) {
                    continue;
                }
                let (first, second) = (a.min(b), a.max(b));
                parent[second] = first;
                named[first] |= named[second];
                days[first] = both;
                counts[first] = counts[first].or(counts[second]);
            }
        }
    }
    for (i, mention) in mentions.iter_mut().enumerate() {
        let root = find(&mut parent, i);
        mention.group = u32::try_from(root).unwrap_or(u32::MAX);
    }
}

fn find(parent: &mut [usize], mut i: usize) -> usize {
    while parent[i] != i {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    i
}

/// The day that the text itself tells of a mention, twice.
fn told_day(m: &EventMention) -> Option<(i64, i64)> {
    let day = m.date.value.as_ref().and_then(single_day);
    day.filter(|_| firm(m)).map(|d| (d, d))
}

/// Whether the text itself tells the date of a mention.
fn firm(m: &EventMention) -> bool {
    matches!(m.date.basis, Basis::Stated | Basis::Relative)
}

/// Whether two dates can be of one event.
pub(super) fn dates_agree(a: &EventMention, b: &EventMention) -> bool {
    let (Some(x), Some(y)) = (&a.date.value, &b.date.value) else {
        return true;
    };
    if let (Some(x), Some(y)) = (single_day(x), single_day(y)) {
        let slack = if firm(a) && firm(b) { 0 } else { 1 };
        return (x - y).abs() <= slack;
    }
    if firm(a) && firm(b) {
        return x.earliest <= y.latest && y.earliest <= x.latest;
    }
    true
}

/// Whether one is told of another month than the other, though it be a guess.
fn of_other_month(a: &EventMention, b: &EventMention) -> bool {
    let (Some(x), Some(y)) = (&a.date.value, &b.date.value) else {
        return false;
    };
    x.earliest.max(y.earliest).days() - x.latest.min(y.latest).days() > MONTH
}

/// Whether two counts of the same are too far apart to be of one event.
fn unlike(one: Option<(u32, u64)>, other: Option<(u32, u64)>) -> bool {
    one.zip(other)
        .is_some_and(|((n, of), (m, other))| of == other && n.min(m).saturating_mul(2) < n.max(m))
}

/// Whether one tells of a second of the kind that the other names.
fn another(x: &Key<'_>, y: &Key<'_>) -> bool {
    let of = |x: &Key<'_>, y: &Key<'_>| {
        x.which.is_some_and(|(head, nth)| {
            y.heads.contains(&head) && y.which.is_none_or(|which| which != (head, nth))
        })
    };
    // "the last election" is not "the election" that is told of.
    let apart = (x.own.is_some() || y.own.is_some()) && x.own != y.own && !x.verb && !y.verb;
    apart || of(x, y) || of(y, x)
}

/// Whether two mentions of one root and modality are of one event.
fn same(x: &Key<'_>, y: &Key<'_>) -> bool {
    let (a, b) = (x.mention, y.mention);
    // One dies once, whatever the days told.
    if let (Some(x), Some(y)) = (x.dead, y.dead) {
        return x == y;
    }
    // "300,000 people were killed in the war" is not how Lee died.
    let several = |key: &Key<'_>| key.count.is_some_and(|(n, _)| n > 1);
    if x.dead.is_some() && several(y) || y.dead.is_some() && several(x) {
        return false;
    }
    if !dates_agree(a, b) {
        return false;
    }
    // In two countries, and not told to be of one day.
    if x.country.zip(y.country).is_some_and(|(x, y)| x != y)
        && told_day(a).is_none_or(|day| Some(day) != told_day(b))
    {
        return false;
    }
    // "killed seven people", "killed 300 people": no second count of the same.
    if unlike(x.count, y.count) {
        return false;
    }
    // "met Ann Lee", "met Sam Roe".
    if !x.met.is_empty() && !y.met.is_empty() && !x.met.iter().any(|e| y.met.contains(e)) {
        return false;
    }
    let shared = x.entities.iter().any(|e| y.entities.contains(e))
        || x.heads.iter().any(|h| y.heads.contains(h));
    if shared {
        return true;
    }
    // "Several people died" and "when three died in 1959".
    if of_other_month(a, b) {
        return false;
    }
    if x.is_bare() || y.is_bare() {
        return true;
    }
    // Who tells of it again names nobody ("the bombing").
    if (x.entities.is_empty() || y.entities.is_empty()) && a.kind != EventType::Other {
        return true;
    }
    // A noun after a verb ("killed two men … the killings") takes up the event told before.
    let alike = a.kind == b.kind || a.second_kind == Some(b.kind) || b.second_kind == Some(a.kind);
    // But "Lee discussed the plan" is not "Roe met Poe".
    let apart = x.verb && y.verb && !x.entities.is_empty() && !y.entities.is_empty();
    alike && !apart && a.lemma != b.lemma && a.kind != EventType::Other
}
