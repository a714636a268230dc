//! The fast pass: the text cut into words, numbers and marks, each with its role.
//!
//! Its own cut, independent of the tokens of the document: dates need numbers and marks apart
//! ("19-Nov-12"), and a word that plays no role needs no more than its place.

use super::lexicon::{Language, Word, Words};

/// A word, number or mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tok {
    pub start: u32,
    pub end: u32,
    pub word: Word,
    /// Value of a number, number of a word; −1 for more digits than count.
    pub num: i32,
    /// How many digits.
    pub digits: u8,
    /// White space stands before.
    pub space: bool,
    /// A line break stands before; two for a new paragraph.
    pub lines: u8,
    /// Starts with a capital letter.
    pub capital: bool,
}

impl Tok {
    /// Whether it follows the token before without a gap.
    pub fn glued(&self) -> bool {
        !self.space
    }
}

/// Cuts a text. `text` and `lower` have the same length.
pub(super) fn scan(text: &str, lower: &str, lang: &Language) -> Vec<Tok> {
    let bytes = lower.as_bytes();
    let original = text.as_bytes();
    let mut toks: Vec<Tok> = Vec::with_capacity(bytes.len() / 5 + 8);
    let mut i = 0;
    let (mut space, mut lines) = (true, 1u8);
    while let Some(&b) = bytes.get(i) {
        if b == b' ' || b == b'\t' || b == b'\r' {
            space = true;
            i += 1;
            continue;
        }
        if b == b'\n' {
            space = true;
            lines = (lines + 1).min(2);
            i += 1;
            continue;
        }
        let start = i;
        let mut tok = Tok {
            start: start as u32,
            end: 0,
            word: Word::Other,
            num: 0,
            digits: 0,
            space,
            lines,
            capital: original.get(i).is_some_and(u8::is_ascii_uppercase),
        };
        if b.is_ascii_lowercase() {
            i = word(bytes, i, &mut tok, lang);
        } else if b.is_ascii_digit() {
            i = number(bytes, i, &mut tok, lang);
        } else if b < 0x80 {
            i = mark(bytes, i, &mut tok, toks.last(), lang.words);
        } else {
            let (n, w) = wide(bytes, i);
            if n == 0 {
                i = word(bytes, i, &mut tok, lang);
            } else {
                i += n;
                match w {
                    Wide::Space => {
                        space = true;
                        continue;
                    }
                    Wide::Dash => tok.word = Word::Dash,
                    Wide::Hyphen => tok.word = Word::Punct(b'-'),
                    Wide::Apostrophe => {
                        i = apostrophe(bytes, start, i, &mut tok, toks.last(), lang.words);
                    }
                    Wide::Other => {}
                }
            }
        }
        tok.end = i as u32;
        toks.push(tok);
        (space, lines) = (false, 0);
    }
    toks
}

enum Wide {
    Space,
    Dash,
    Hyphen,
    Apostrophe,
    Other,
}

/// A mark outside ASCII: its length (0: it is a letter) and what it is.
fn wide(bytes: &[u8], i: usize) -> (usize, Wide) {
    match (bytes.get(i), bytes.get(i + 1), bytes.get(i + 2)) {
        (Some(0xC2), Some(0xA0), _) => (2, Wide::Space),
        (Some(0xC2), Some(0xAB | 0xBB | 0xB0 | 0xA3 | 0xA5 | 0xA7 | 0xB7), _) => (2, Wide::Other),
        (Some(0xE2), Some(0x80), Some(c)) => (
            3,
            match c {
                0x80..=0x8F | 0xA8 | 0xA9 | 0xAF => Wide::Space,
                0x90 | 0x91 => Wide::Hyphen,
                0x92..=0x95 => Wide::Dash,
                0x98 | 0x99 => Wide::Apostrophe,
                _ => Wide::Other,
            },
        ),
        (Some(0xE2), Some(0x88), Some(0x92)) => (3, Wide::Hyphen),
        (Some(0xE2), Some(0x82), Some(_)) => (3, Wide::Other),
        (Some(0xE3), Some(0x80), Some(0x80..=0x82)) => (3, Wide::Other),
        _ => (0, Wide::Other),
    }
}

fn is_word(b: u8) -> bool {
    b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'
}

fn word(bytes: &[u8], start: usize, tok: &mut Tok, lang: &Language) -> usize {
    let mut i = start;
    while let Some(&b) = bytes.get(i) {
        if is_word(b) || b >= 0x80 && wide(bytes, i).0 == 0 {
            i += 1;
        } else {
            break;
        }
    }
    let letters = bytes.get(start..i).unwrap_or(&[]);
    if letters.len() > 15 {
        return i;
    }
    // "a.m.", "B.C.", "o'clock".
    if letters.len() == 1
        && let Some((n, word, num)) = dotted(bytes, start, lang.words)
    {
        (tok.word, tok.num) = (word, num);
        return start + n;
    }
    (tok.word, tok.num) = lang.role(letters);
    let fiscal = lang.words.fiscal.as_bytes();
    if tok.word == Word::Other
        && letters.last().is_some_and(u8::is_ascii_digit)
        && letters.starts_with(fiscal)
        && let (year, n @ (2 | 4)) = digits(bytes, start + fiscal.len())
        && letters.len() == fiscal.len() + n
    {
        (tok.word, tok.num, tok.digits) = (Word::Fiscal, year, n as u8);
    }
    i
}

/// A word with marks inside it: its length, its role and number.
fn dotted(bytes: &[u8], start: usize, words: &Words) -> Option<(usize, Word, i32)> {
    let rest = bytes.get(start..)?;
    let (text, word, num) = words.dotted.iter().find(|(text, ..)| {
        rest.starts_with(text.as_bytes()) && !rest.get(text.len()).is_some_and(|b| is_word(*b))
    })?;
    Some((text.len(), *word, *num))
}

fn digits(bytes: &[u8], start: usize) -> (i32, usize) {
    let mut n: i32 = 0;
    let mut i = start;
    while let Some(b) = bytes.get(i).filter(|b| b.is_ascii_digit()) {
        n = if n < 0 || i - start >= 9 {
            -1
        } else {
            n * 10 + i32::from(b - b'0')
        };
        i += 1;
    }
    (n, i - start)
}

fn number(bytes: &[u8], start: usize, tok: &mut Tok, lang: &Language) -> usize {
    let (n, count) = digits(bytes, start);
    let end = start + count;
    (tok.num, tok.digits, tok.word) = (n, count.min(255) as u8, Word::Num);
    let rest = bytes.get(end..).unwrap_or(&[]);
    let letters = rest.iter().take_while(|b| is_word(**b)).count();
    let letters = rest.get(..letters).unwrap_or(&[]);
    let words = lang.words;
    let says = |list: &[&str]| list.iter().any(|w| w.as_bytes() == letters);
    match letters {
        b"" => {
            // "1960's"
            if count == 4 && n % 10 == 0 && n > 0 {
                for mark in ["'", "’"] {
                    let end = end + mark.len();
                    if rest.starts_with(mark.as_bytes())
                        && let Some(end) = suffix(bytes, end, words.decade)
                    {
                        tok.word = Word::Decades;
                        return end;
                    }
                }
            }
            // "5. Mai"
            if count <= 2 && rest.starts_with(b". ") && words.ordinals.contains(&".") {
                tok.word = Word::Ord;
                return end + 1;
            }
            end
        }
        _ if count <= 3 && says(words.ordinals) => {
            tok.word = Word::Ord;
            end + letters.len()
        }
        _ if letters == words.decade.as_bytes()
            && n % 10 == 0
            && (n > 0 && (count == 2 || count == 4) || count == 3) =>
        {
            tok.word = Word::Decades;
            end + letters.len()
        }
        // "3Q": the third quarter.
        _ if letters == words.quarter.as_bytes() && count == 1 && (1..=4).contains(&n) => {
            tok.word = Word::QuarterNo(n as u8);
            end + 1
        }
        // "4Q18", "4Q2018": with its year.
        _ if count == 1
            && (1..=4).contains(&n)
            && letters.starts_with(words.quarter.as_bytes())
            && let (year, k @ (2 | 4)) = digits(bytes, end + words.quarter.len())
            && letters.len() == words.quarter.len() + k =>
        {
            (tok.word, tok.num, tok.digits) = (Word::QuarterNo(n as u8), year, k as u8);
            end + letters.len()
        }
        // "15h30", "9h": the hour alone, "h30" stays a word of its own.
        _ if count <= 2
            && letters
                .strip_prefix(words.hour.as_bytes())
                .is_some_and(|m| matches!(m, [] | [b'0'..=b'5', b'0'..=b'9'])) =>
        {
            end
        }
        // The suffix is cut off: "5pm", "10am", "1200bc", "0800z", "5p.m.".
        _ if says(words.glued) || letters.len() == 1 && dotted(bytes, end, words).is_some() => end,
        // "T09:00"
        [b't', b'0'..=b'9', ..] => end,
        // "16days", "24hr".
        [_, _, ..] if matches!(lang.role(letters).0, Word::Unit(..) | Word::QuarterNo(_)) => end,
        _ => {
            tok.word = Word::Other;
            end + letters.len()
        }
    }
}

/// The end of a suffix that stands at `start` and closes a word.
fn suffix(bytes: &[u8], start: usize, suffix: &str) -> Option<usize> {
    let rest = bytes.get(start..)?.strip_prefix(suffix.as_bytes())?;
    (!rest.first().is_some_and(|b| is_word(*b))).then_some(start + suffix.len())
}

fn mark(bytes: &[u8], i: usize, tok: &mut Tok, before: Option<&Tok>, words: &Words) -> usize {
    match bytes.get(i) {
        Some(b'\'' | b'`') => apostrophe(bytes, i, i + 1, tok, before, words),
        Some(b'-') if bytes.get(i + 1) == Some(&b'-') => {
            tok.word = Word::Dash;
            i + bytes
                .get(i..)
                .unwrap_or(&[])
                .iter()
                .take_while(|b| **b == b'-')
                .count()
        }
        Some(&b) => {
            tok.word = Word::Punct(b);
            i + 1
        }
        None => i + 1,
    }
}

/// `'s` after a word, `'60s`, or the mark alone.
fn apostrophe(
    bytes: &[u8],
    start: usize,
    after: usize,
    tok: &mut Tok,
    before: Option<&Tok>,
    words: &Words,
) -> usize {
    let rest = bytes.get(after..).unwrap_or(&[]);
    let glued = before.is_some_and(|b| b.end as usize == start);
    if glued && let Some(end) = suffix(bytes, after, words.possessive) {
        tok.word = Word::Poss;
        return end;
    }
    if !glued || before.is_some_and(|b| b.word == Word::Punct(b'-')) {
        let (n, count) = digits(bytes, after);
        if count == 2
            && n % 10 == 0
            && let Some(end) = suffix(bytes, after + count, words.decade)
        {
            (tok.word, tok.num, tok.digits) = (Word::Decades, n, 2);
            return end;
        }
        // "'98": a year of two digits.
        if count == 2 && !rest.get(2).is_some_and(|b| is_word(*b)) {
            (tok.word, tok.num, tok.digits) = (Word::Num, n, 22);
            return after + 2;
        }
    }
    tok.word = Word::Punct(b'\'');
    after
}
