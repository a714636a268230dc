//! Articles, readings and stories as compact blobs. Readings and stories are no more than what
//! the machine would make again, so whatever does not fit the present program is simply read
//! anew; an article can be had from nowhere else, so its form never changes.

use super::columns;
use crate::analysis::{self, Story};
use crate::article::Article;
use crate::entity::Entity;
use crate::event::Event;
use crate::project::ArticleKey;
use flate2::{Compression, Decompress, FlushDecompress, Status, write::DeflateEncoder};
use serde::{Serialize, de::DeserializeOwned};
use std::collections::BTreeSet;
use std::io::Write;
use std::sync::OnceLock;

/// Packs a value: its unpacked length, then its columns under deflate.
pub fn pack<T: Serialize>(value: &T) -> Option<Vec<u8>> {
    deflate(&columns::write(value).ok()?, 5)
}

/// Unpacks a value; `None` for anything that [`pack`] did not make of such a value.
pub fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    columns::read(&inflate(bytes)?).ok()
}

/// Packs an article: one line of JSON with all but its text, then the text. Each for itself, so
/// that no damage takes more than one with it.
pub fn pack_article(about: &str, text: &str) -> Option<Vec<u8>> {
    deflate([about, text].join("\n").as_bytes(), 6)
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

/// Packs a story in parts that can be packed and unpacked in parallel.
pub fn pack_story(story: &Story) -> Option<Vec<Vec<u8>>> {
    use rayon::prelude::*;
    let events: Vec<&[Event]> = story.events.chunks(8_000).collect();
    let entities: Vec<&[Entity]> = story.entities.chunks(4_000).collect();
    let mut parts = vec![pack(&(entities.len() as u64))?];
    let entities: Option<Vec<_>> = entities.par_iter().map(pack).collect();
    let events: Option<Vec<_>> = events.par_iter().map(pack).collect();
    parts.extend(entities?);
    parts.extend(events?);
    Some(parts)
}

/// Unpacks the parts of a story.
pub fn unpack_story(parts: &[Vec<u8>]) -> Option<Story> {
    use rayon::prelude::*;
    let (first, rest) = parts.split_first()?;
    let entities: u64 = unpack(first)?;
    let (entities, events) = rest.split_at_checked(usize::try_from(entities).ok()?)?;
    let entities: Option<Vec<Vec<Entity>>> = entities.par_iter().map(|b| unpack(b)).collect();
    let events: Option<Vec<Vec<Event>>> = events.par_iter().map(|b| unpack(b)).collect();
    Some(Story {
        entities: entities?.into_iter().flatten().collect(),
        events: events?.into_iter().flatten().collect(),
    })
}

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
            serde_json::to_value(&story.entities),
            serde_json::to_value(&story.events),
        ];
        for (i, value) in values.into_iter().flatten().enumerate() {
            paths(&value, &i.to_string(), &mut names);
        }
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
    use crate::analysis::Analysis;
    use crate::project::toy;
    use proptest::prelude::*;

    #[test]
    fn readings_and_stories_come_back_as_they_were() {
        let article = toy::article("One", "Ann met Bob 5.\nCarl called Dora ?.");
        let toy = toy::analyse(&article, 1);
        assert_eq!(unpack::<Analysis>(&pack(&toy).unwrap()), Some(toy.clone()));
        let text = "PARIS, 3 March 2020 - Jane Doe, the mayor, met Paul Roe of Acme Corp. in \
                    Lyon on Monday. They had agreed in 480 BC. He will resign next week.";
        let article = toy::article("Mayor meets Roe", text);
        let analysis = analysis::analyse(&article);
        assert_eq!(unpack(&pack(&analysis).unwrap()), Some(analysis.clone()));
        let story = analysis::combine(&[(&article, &analysis)]);
        assert_eq!(unpack_story(&pack_story(&story).unwrap()), Some(story));
        let story = toy::combine(&[(&article, &toy)]);
        assert_eq!(unpack_story(&pack_story(&story).unwrap()), Some(story));
        assert_eq!(shape(), shape());
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
            let _ = unpack_story(&[bytes]);
        }
    }
}
