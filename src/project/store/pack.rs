//! Articles, readings and stories as compact blobs. Readings and stories are no more than what
//! the machine would make again, so whatever does not fit the present program is simply read
//! anew; an article can be had from nowhere else, so its form never changes.

use super::columns;
use super::slim::{Plain, Slim};
use crate::analysis::{self, Analysis, Story};
use crate::article::Article;
use crate::entity::Entity;
use crate::event::Event;
use crate::project::ArticleKey;
use flate2::{Compression, Decompress, FlushDecompress, Status, write::DeflateEncoder};
use rayon::prelude::*;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::collections::BTreeSet;
use std::io::Write;
use std::sync::OnceLock;

/// Packs a value: the checksum of its columns, then their length and themselves under deflate.
fn pack<T: Serialize>(value: &T) -> Option<Vec<u8>> {
    let plain = columns::write(value).ok()?;
    let mut out = checksum(&plain).to_le_bytes().to_vec();
    out.extend(deflate(&plain, 5)?);
    Some(out)
}

/// Unpacks a value; `None` for anything that [`pack`] did not make of such a value.
fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let (sum, body) = bytes.split_at_checked(4)?;
    let plain = inflate(body)?;
    // Deflate has no checksum of its own: damage would come up as another value.
    let whole = sum == checksum(&plain).to_le_bytes();
    whole.then(|| columns::read(&plain).ok()).flatten()
}

fn checksum(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// Packs readings, each with the text it was read from.
pub fn pack_readings(readings: &[(&Analysis, &str)]) -> Option<Vec<u8>> {
    let slim = readings.iter().map(|(a, text)| Slim::of(a, text));
    pack(&slim.collect::<Vec<_>>())
}

/// Unpacks readings, to be made [whole](Slim::whole) with their texts.
pub fn unpack_readings(bytes: &[u8]) -> Option<Vec<Slim<'static>>> {
    unpack(bytes)
}

/// Packs an article: one line of JSON with all but its text, then the text. Each for itself, so
/// that no damage takes more than one with it.
pub fn pack_article(about: &str, text: &str) -> Option<Vec<u8>> {
    deflate([about, text].join("\n").as_bytes(), 5)
}

/// Unpacks an article: what is about it, and its text.
pub fn unpack_article(bytes: &[u8]) -> Option<(String, String)> {
    let mut about = String::from_utf8(inflate(bytes)?).ok()?;
    let line = about.find('\n')?;
    let text = about.split_off(line + 1);
    about.pop();
    Some((about, text))
}

fn deflate(plain: &[u8], level: u32) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(plain.len() / 3 + 16);
    out.extend_from_slice(&u32::try_from(plain.len()).ok()?.to_le_bytes());
    let mut deflate = DeflateEncoder::new(out, Compression::new(level));
    deflate.write_all(plain).ok()?;
    deflate.finish().ok()
}

fn inflate(bytes: &[u8]) -> Option<Vec<u8>> {
    let (length, body) = bytes.split_at_checked(4)?;
    let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
    // Deflate packs a thousand to one at most: a length beyond that is a lie.
    if length > body.len().saturating_mul(1_100).saturating_add(64) {
        return None;
    }
    let mut plain = vec![0; length];
    let mut inflate = Decompress::new(false);
    let status = inflate
        .decompress(body, &mut plain, FlushDecompress::Finish)
        .ok()?;
    let whole = status == Status::StreamEnd && inflate.total_out() == length as u64;
    whole.then_some(plain)
}

/// What the parts of a packed story are.
#[derive(Serialize, Deserialize)]
struct Head {
    /// How many of them hold entities.
    entities: u32,
    /// Whether the rest says which mentions tell one event, and no more.
    groups: bool,
}

/// Packs a story of these articles, as they were when it was told, in parts that can be packed
/// and unpacked in parallel. Its events are mostly told by which of the mentions tell the same.
pub fn pack_story(story: &Story, articles: &[(&Article, &Analysis)]) -> Option<Vec<Vec<u8>>> {
    let entities: Vec<&[Entity]> = story.entities.chunks(4_000).collect();
    let groups = number(story, articles);
    let gathered = analysis::gather(articles, &story.entities, &group(&groups, articles)?);
    let by_groups = gathered == story.events;
    let mut parts = vec![pack(&Head {
        entities: u32::try_from(entities.len()).ok()?,
        groups: by_groups,
    })?];
    let entities: Option<Vec<_>> = entities.par_iter().map(pack).collect();
    parts.extend(entities?);
    if by_groups {
        parts.push(pack(&groups)?);
    } else {
        let events: Vec<&[Event]> = story.events.chunks(8_000).collect();
        let events: Option<Vec<_>> = events.par_iter().map(pack).collect();
        parts.extend(events?);
    }
    Some(parts)
}

/// Unpacks the parts of a story of these articles.
pub fn unpack_story(parts: &[Vec<u8>], articles: &[(&Article, &Analysis)]) -> Option<Story> {
    let (first, rest) = parts.split_first()?;
    let head: Head = unpack(first)?;
    let (entities, events) = rest.split_at_checked(usize::try_from(head.entities).ok()?)?;
    let entities: Option<Vec<Vec<Entity>>> = entities.par_iter().map(|b| unpack(b)).collect();
    let entities: Vec<Entity> = entities?.into_iter().flatten().collect();
    let events = if head.groups {
        let groups: Vec<Plain> = unpack(events.first()?)?;
        analysis::gather(articles, &entities, &group(&groups, articles)?)
    } else {
        let events: Option<Vec<Vec<Event>>> = events.par_iter().map(|b| unpack(b)).collect();
        events?.into_iter().flatten().collect()
    };
    Some(Story { entities, events })
}

/// For each mention in order: 0 if it tells no event, 1 if it is the first to tell one, else by
/// how many back the event is that it tells, and 1 more.
fn number(story: &Story, articles: &[(&Article, &Analysis)]) -> Vec<Plain> {
    let mut event_of: Vec<Vec<u32>> = articles
        .iter()
        .map(|(_, a)| vec![u32::MAX; a.events.len()])
        .collect();
    for (event, i) in story.events.iter().zip(0..) {
        for (article, mention) in &event.mentions {
            let mentions = event_of.get_mut(*article as usize);
            if let Some(slot) = mentions.and_then(|m| m.get_mut(*mention as usize)) {
                *slot = i;
            }
        }
    }
    let mut first = vec![usize::MAX; story.events.len()];
    let mut next = 0;
    let number = |event: u32| {
        let Some(first) = first.get_mut(event as usize) else {
            return Plain::of(0);
        };
        if *first == usize::MAX {
            *first = next;
            next += 1;
            return Plain::of(1);
        }
        Plain::of(next - *first + 1)
    };
    event_of.into_iter().flatten().map(number).collect()
}

/// The groups of mentions that [`number`] numbered; `None` if they are not of these articles.
fn group(numbers: &[Plain], articles: &[(&Article, &Analysis)]) -> Option<Vec<Vec<(u32, u32)>>> {
    let mut groups: Vec<Vec<(u32, u32)>> = Vec::new();
    let mut numbers = numbers.iter();
    for ((_, analysis), article) in articles.iter().zip(0..) {
        for mention in 0..analysis.events.len() as u32 {
            match numbers.next()?.from(0)? {
                0 => {}
                1 => groups.push(vec![(article, mention)]),
                n => {
                    let at = (groups.len() + 1).checked_sub(n)?;
                    groups.get_mut(at)?.push((article, mention));
                }
            }
        }
    }
    numbers.next().is_none().then_some(groups)
}

/// Rises when the same types are packed otherwise.
const FORM: u32 = 2;

/// A fingerprint of the types that are packed: the names of all their fields, found by reading a
/// short article. The columns carry no names, so a body of another shape must not be unpacked.
pub fn shape() -> [u8; 16] {
    static SHAPE: OnceLock<[u8; 16]> = OnceLock::new();
    *SHAPE.get_or_init(|| {
        let article = Article {
            title: Some("Ministers meet in Vienna".into()),
            text: "VIENNA, 12 May 1998 - Foreign Minister Anna Berg met President Paul Stone in \
                   Vienna on Tuesday. She said that the talks from 5 to 9 May had been useful. \
                   Two people were killed in the attack near Vienna last week."
                .into(),
            ..Article::default()
        };
        let analysis = analysis::analyse(&article);
        let story = analysis::combine(&[(&article, &analysis)]);
        let mut names = BTreeSet::new();
        let values = [
            serde_json::to_value(&analysis),
            serde_json::to_value(Slim::of(&analysis, &article.text)),
            serde_json::to_value(&story.entities),
            serde_json::to_value(&story.events),
        ];
        for (i, value) in values.into_iter().flatten().enumerate() {
            paths(&value, &i.to_string(), &mut names);
        }
        names.insert(format!("form {FORM}"));
        let names = names.into_iter().collect::<Vec<_>>().join("\n");
        let names = Article {
            text: names,
            ..Article::default()
        };
        ArticleKey::of(&names).0.to_be_bytes()
    })
}

fn paths(value: &serde_json::Value, at: &str, out: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(map) => {
            for (name, value) in map {
                let at = format!("{at}.{name}");
                paths(value, &at, out);
                out.insert(at);
            }
        }
        serde_json::Value::Array(list) => list.iter().for_each(|v| paths(v, at, out)),
        _ => {}
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::project::toy;
    use proptest::prelude::*;

    fn comes_back(article: &Article, analysis: &Analysis) {
        for text in [article.text.as_str(), "", "another text. "] {
            let packed = pack_readings(&[(analysis, text), (analysis, text)]).unwrap();
            for slim in unpack_readings(&packed).unwrap() {
                assert_eq!(slim.whole(text).as_ref(), Some(analysis));
            }
        }
    }

    /// The text of a tale with all that a reading may hold.
    const TALE: &str = "PARIS, 3 March 2020 - Jane Doe, the mayor, met Paul Roe of Acme\nCorp. in \
        Lyon on Monday. They had\u{a0}agreed in 480 BC. He will resign next week, she said.\n\n\
        The acting  foreign minister of Austria, Anna Berg, and Ms Doe's deputy visited Vienna \
        between 5 and 9 May 1998. The talks were delayed. “Élan vital”, said İstanbul's mayor.";

    #[test]
    fn readings_and_stories_come_back_as_they_were() {
        let toy_article = toy::article("One", "Ann met Bob 5.\nCarl called Dora ?.");
        let toy = toy::analyse(&toy_article, 1);
        comes_back(&toy_article, &toy);
        let article = toy::article("Mayor meets Roe", TALE);
        let analysis = analysis::analyse(&article);
        assert!(analysis.events.len() > 4);
        comes_back(&article, &analysis);
        let twice = [(&article, &analysis), (&article, &analysis)];
        let story = analysis::combine(&twice);
        let packed = pack_story(&story, &twice).unwrap();
        assert_eq!(unpack_story(&packed, &twice), Some(story.clone()));
        assert!(unpack::<Head>(&packed[0]).unwrap().groups);
        assert_eq!(unpack_story(&packed, &twice[..1]), None, "other articles");
        // One that is told otherwise is kept whole.
        let toys = [(&toy_article, &toy)];
        let story = toy::combine(&toys);
        let packed = pack_story(&story, &toys).unwrap();
        assert!(!unpack::<Head>(&packed[0]).unwrap().groups);
        assert_eq!(unpack_story(&packed, &toys), Some(story));
        assert_eq!(shape(), shape());
    }

    /// Readings of texts cut and joined at random, and of one text held against another.
    #[test]
    fn every_reading_comes_back() {
        let mut random = 1u64;
        let mut pick = |n: usize| {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (random >> 33) as usize % n
        };
        let words: Vec<&str> = TALE.split(' ').collect();
        for _ in 0..200 {
            let mut text = String::new();
            for _ in 0..pick(60) {
                text.push_str(words[pick(words.len())]);
                text.push_str([" ", "\n", "  ", ". ", "\t"][pick(5)]);
            }
            let article = toy::article("Mayor", &text);
            comes_back(&article, &analysis::analyse(&article));
        }
    }

    #[test]
    fn damage_is_seen() {
        let article = toy::article("Mayor meets Roe", TALE);
        let analysis = analysis::analyse(&article);
        let packed = pack_readings(&[(&analysis, TALE)]).unwrap();
        for at in 0..packed.len() {
            for bit in [1, 16, 128] {
                let mut bytes = packed.clone();
                bytes[at] ^= bit;
                // The last bits of a byte may say nothing.
                for slim in unpack_readings(&bytes).into_iter().flatten() {
                    assert_eq!(slim.whole(TALE).as_ref(), Some(&analysis));
                }
            }
        }
    }

    #[test]
    fn articles_come_back_as_they_were() {
        for (about, text) in [("{}", ""), ("{\"a\":1}", "One\n\ntwo é"), ("", "\n")] {
            let packed = pack_article(about, text).unwrap();
            let whole = Some((about.to_string(), text.to_string()));
            assert_eq!(unpack_article(&packed), whole);
            assert_eq!(unpack_article(&packed[..packed.len() - 1]), None);
        }
    }

    proptest! {
        #[test]
        fn nonsense_is_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = unpack::<Analysis>(&bytes);
            let _ = unpack_article(&bytes);
            let _ = unpack_story(&[bytes], &[]);
        }
    }
}
