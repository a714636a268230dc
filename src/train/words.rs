//! Makes the table of words and the parts they can play from a spelling dictionary.

use dateline::text::form::form;
use dateline::text::known::{
    ADJECTIVE, ADVERB, CLOSED, DEGREE, GERUND, HAPPENS, Known, NOUN, NOUNS, PARTICIPLE, PAST, VERB,
    VERBS,
};
use dateline::text::linear::deflate;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

fn vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// `word` with "-s", as plural or third person.
fn with_s(word: &str) -> String {
    let bytes = word.as_bytes();
    match bytes {
        [.., before, b'y'] if !vowel(*before) => format!("{}ies", &word[..word.len() - 1]),
        [.., b's' | b'x' | b'z' | b'h'] => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

fn with_d(word: &str) -> String {
    match word.as_bytes() {
        [.., b'e'] => format!("{word}d"),
        [.., before, b'y'] if !vowel(*before) => format!("{}ied", &word[..word.len() - 1]),
        _ => format!("{word}ed"),
    }
}

fn with_ing(word: &str) -> String {
    match word.as_bytes() {
        [.., before, b'e'] if *before != b'e' => format!("{}ing", &word[..word.len() - 1]),
        _ => format!("{word}ing"),
    }
}

/// `word` with "-er" or "-est".
fn with_degree(word: &str, end: &str) -> String {
    match word.as_bytes() {
        [.., b'e'] => format!("{word}{}", &end[1..]),
        [.., before, b'y'] if !vowel(*before) => format!("{}i{end}", &word[..word.len() - 1]),
        _ => format!("{word}{end}"),
    }
}

/// Reads `wordnet/index.noun`, `data.noun`, `index.verb` and `data.verb` of `folder`: what words
/// speak of, as [`dateline::text::known::senses`] has it.
pub fn senses(folder: &Path) -> io::Result<Vec<u8>> {
    let read = |name: &str| {
        let path = folder.join("wordnet").join(name);
        std::fs::read_to_string(&path)
            .map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", path.display())))
    };
    let mut table: BTreeMap<u32, u16> = BTreeMap::new();
    for part in ["noun", "verb"] {
        // Where a synset stands in its file names it; its second cell is the lexicographer file.
        let files: BTreeMap<String, u16> = read(&format!("data.{part}"))?
            .lines()
            .filter(|line| !line.starts_with(' '))
            .filter_map(|line| {
                let mut cells = line.split(' ');
                Some((cells.next()?.to_owned(), cells.next()?.parse().ok()?))
            })
            .collect();
        for line in read(&format!("index.{part}"))?.lines() {
            let mut cells = line.split(' ').filter(|c| !c.is_empty());
            let (Some(word), Some(_), Some(count)) = (cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            if line.starts_with(' ') || !word.bytes().all(|b| b.is_ascii_lowercase()) {
                continue;
            }
            let count: usize = count.parse().unwrap_or(0);
            let cells: Vec<&str> = cells.collect();
            let own: Vec<u16> = cells[cells.len().saturating_sub(count)..]
                .iter()
                .filter_map(|at| files.get(*at).copied())
                .collect();
            let Some(first) = own.first() else { continue };
            let set = if part == "noun" {
                let happens = own.iter().take(3).any(|f| matches!(f, 4 | 11 | 19 | 22));
                first.saturating_sub(2) | if happens { HAPPENS } else { 0 }
            } else {
                first.saturating_sub(28) << 6
            };
            *table.entry(form(word, word).low).or_default() |= set;
        }
    }
    Ok(deflate(&Known::encode(&table)))
}

/// Reads `words/dictionary.dict` and `words/irregular_verbs.json` of `folder`: the files of these
/// names of the crate harper-core (a word, a slash, flags; rows of three forms).
pub fn make(folder: &Path) -> io::Result<Vec<u8>> {
    let read = |name: &str| {
        let path = folder.join("words").join(name);
        std::fs::read_to_string(&path)
            .map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", path.display())))
    };
    let mut words: BTreeMap<String, u16> = BTreeMap::new();
    let mut put = |word: String, part: u16| *words.entry(word).or_default() |= part;
    let rows: Vec<Vec<String>> =
        serde_json::from_str::<Vec<serde_json::Value>>(&read("irregular_verbs.json")?)?
            .into_iter()
            .filter_map(|row| serde_json::from_value(row).ok())
            .collect();
    let irregular: Vec<&str> = rows
        .iter()
        .filter_map(|r| Some(r.first()?.as_str()))
        .collect();
    // What the dictionary lacks.
    for (past, participle) in [
        ("fled", "fled"),
        ("rebuilt", "rebuilt"),
        ("repaid", "repaid"),
        ("retook", "retaken"),
        ("redrew", "redrawn"),
        ("retold", "retold"),
        ("bathed", "bathed"),
        ("breathed", "breathed"),
        ("soothed", "soothed"),
        ("outlawed", "outlawed"),
    ] {
        put(past.to_owned(), PAST);
        put(participle.to_owned(), PARTICIPLE);
    }
    for row in &rows {
        if let [base, past, participle] = row.as_slice() {
            put(base.clone(), VERB);
            put(past.clone(), PAST);
            put(participle.clone(), PARTICIPLE);
        }
    }
    for line in read("dictionary.dict")?.lines() {
        let entry = line.split('#').next().unwrap_or("").trim();
        let Some((word, flags)) = entry.split_once('/') else {
            continue;
        };
        // Names are another table's.
        if word.len() < 2 || !word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
            continue;
        }
        let has = |flag: char| flags.contains(flag);
        let prefixes = [
            ('r', "re"),
            ('U', "un"),
            ('E', "dis"),
            ('e', "de"),
            ('i', "in"),
        ];
        let with = prefixes.iter().filter(|(flag, _)| has(*flag));
        let heads = std::iter::once("").chain(with.map(|(_, prefix)| *prefix));
        for word in heads.map(|head| format!("{head}{word}")) {
            let noun = flags.chars().any(|c| "N0mw".contains(c));
            let own = |test: bool, part: u16| if test { part } else { 0 };
            // Forms that are said to be one form of a verb are not its base.
            let form = flags.chars().any(|c| "jtT6h".contains(c));
            put(
                word.clone(),
                own(noun && !has('9'), NOUN)
                    | own(has('9'), NOUNS)
                    | own(has('b') || has('V') && !form, VERB)
                    | own(has('h'), VERBS)
                    | own(has('t') || has('j'), PAST)
                    | own(has('T') || has('j'), PARTICIPLE)
                    | own(has('6'), GERUND)
                    | own(has('J'), ADJECTIVE)
                    | own(has('c') || has('u'), DEGREE)
                    | own(has('R'), ADVERB)
                    | own(flags.chars().any(|c| "CIPD".contains(c)), CLOSED),
            );
            let verb = has('V') && !form;
            if has('S') {
                put(with_s(&word), own(noun, NOUNS) | own(verb, VERBS));
            }
            if has('d') && !irregular.contains(&word.as_str()) {
                put(
                    with_d(&word),
                    own(verb, PAST | PARTICIPLE) | own(!verb, ADJECTIVE),
                );
            }
            if has('G') {
                put(with_ing(&word), GERUND);
            }
            if has('>') && has('J') {
                put(with_degree(&word, "er"), DEGREE);
            }
            if has('>') && verb {
                put(with_degree(&word, "er"), NOUN);
            }
            if has('Z') {
                put(format!("{}s", with_degree(&word, "er")), NOUNS);
            }
            if has('^') {
                put(with_degree(&word, "est"), DEGREE);
            }
            if has('Y') {
                put(format!("{word}ly"), ADVERB);
            }
        }
    }
    let table = words
        .iter()
        .filter(|(_, parts)| **parts != 0)
        .map(|(word, parts)| (form(word, word).low, *parts))
        .collect();
    Ok(deflate(&Known::encode(&table)))
}
