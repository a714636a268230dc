//! What a word looks like, as numbers: computed once per token and read by every tagger.

use super::Token;

/// The look of a word.
#[allow(missing_docs)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Shape {
    #[default]
    Lower,
    Capital,
    Capitals,
    Mixed,
    Letter,
    Dotted,
    Number,
    Alphanumeric,
    Mark,
    OtherScript,
}

/// The numbers behind one token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Form {
    /// Hash of the word in lower case, digits made equal.
    pub low: u32,
    /// Its last four bytes in lower case; the low bytes alone are the shorter endings.
    pub tail: u32,
    /// Its first three bytes in lower case.
    pub head: u32,
    /// Length in bytes, at most 255.
    pub len: u8,
    /// Its look.
    pub shape: Shape,
    /// Which parts it can play: its class in [`super::known::shipped`], 0 for a word that is not
    /// known.
    pub known: u8,
}

impl Form {
    /// Whether the word opens with a capital.
    #[must_use]
    pub fn capital(&self) -> bool {
        matches!(
            self.shape,
            Shape::Capital | Shape::Capitals | Shape::Mixed | Shape::Letter | Shape::Dotted
        )
    }
}

const K: u64 = 0x9E37_79B9_7F4A_7C15;

/// At most seven bytes as a number, the first the lowest. They are read in overlapping pieces: most
/// words are as short as that, and copying them takes longer.
const fn few(bytes: &[u8]) -> u64 {
    let n = bytes.len();
    match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
            first as u64 | (last as u64) << ((n - 4) * 8)
        }
        _ if n == 0 => 0,
        _ => {
            let (middle, last) = (n / 2, n - 1);
            bytes[0] as u64
                | (bytes[middle] as u64) << (middle * 8)
                | (bytes[last] as u64) << (last * 8)
        }
    }
}

/// Hash of bytes, the same on every machine.
#[must_use]
pub const fn hash(bytes: &[u8]) -> u32 {
    hash_with(bytes, 0)
}

/// The hash in lower case of the first `length` bytes, which are ASCII letters and digits. What
/// stands behind them is no part of it, but lets a short word be read in one piece.
#[inline]
pub(crate) fn hash_plain(bytes: &[u8], length: usize) -> u32 {
    // The bit that tells small letters from capitals; all digits have it.
    const SMALL: u64 = 0x2020_2020_2020_2020;
    match bytes.first_chunk::<8>() {
        Some(first) if (1..=8).contains(&length) => {
            let behind = 64 - 8 * length;
            let word = (u64::from_le_bytes(*first) | SMALL) << behind >> behind;
            finish(stir(length as u64 ^ START, word))
        }
        _ => hash_with(&bytes[..length], SMALL),
    }
}

/// The hash of bytes in which the bits of `set` are set.
const fn hash_with(bytes: &[u8], set: u64) -> u32 {
    let mut h = bytes.len() as u64 ^ START;
    let (chunks, rest) = bytes.as_chunks::<8>();
    let mut i = 0;
    while i < chunks.len() {
        h = stir(h, u64::from_le_bytes(chunks[i]) | set);
        i += 1;
    }
    if !rest.is_empty() {
        let set = set & !(u64::MAX << (rest.len() * 8));
        h = stir(h, few(rest) | set);
    }
    finish(h)
}

const START: u64 = 0x51_7c_c1_b7;

const fn stir(h: u64, some: u64) -> u64 {
    (h.rotate_left(23) ^ some).wrapping_mul(K)
}

const fn finish(h: u64) -> u32 {
    ((h ^ h >> 29).wrapping_mul(K) >> 32) as u32
}

/// Whether the word with this hash is one of some words in lower case, without digits:
/// `hashed!(low, "the" | "a")`. A comparison of numbers, where one of words would be more code than
/// the processor keeps at hand.
macro_rules! hashed {
    ($low:expr, $($word:literal)|+) => {{
        let low = $low;
        $(low == const { $crate::text::form::hash($word.as_bytes()) })||+
    }};
}
pub(crate) use hashed;

/// The same of token `i` of `doc`: `is!(doc, i, "the" | "a")`.
macro_rules! is {
    ($doc:expr, $i:expr, $($word:literal)|+) => {
        $crate::text::form::hashed!($doc.forms[$i].low, $($word)|+)
    };
}
pub(crate) use is;

/// Whether `c` is a letter of Latin script beyond ASCII: told without the tables of all scripts,
/// which are slow.
#[inline]
pub(crate) fn is_latin(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{24f}') && !matches!(c, '\u{d7}' | '\u{f7}')
}

/// Whether `c` is a dash, a quotation mark or dots beyond ASCII: told without those tables too.
#[inline]
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}')
}

/// Whether `c` lies among the scripts from Greek on, with combining marks and their signs: told
/// without the tables of all scripts too.
#[inline]
pub(crate) fn is_other_script(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{1fff}')
}

/// The form of `word`, of which `lower` is the ASCII lower-case copy.
#[must_use]
pub fn form(word: &str, lower: &str) -> Form {
    let mut form = bare(word, lower);
    form.known = match form.shape {
        Shape::Number | Shape::Alphanumeric => 0,
        _ => super::known::shipped().class(form.low),
    };
    form
}

/// Whether all of `bytes` are ASCII letters in lower case, eight at a time.
fn is_lower(bytes: &[u8]) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    // Without a carry as long as no high bit is set, and where one is nothing else counts.
    let eight = |x: u64| {
        let (from_a, above_z) = ((x & !HIGH) + 0x1f * ONES, (x & !HIGH) + 0x05 * ONES);
        from_a & !above_z & !x & HIGH == HIGH
    };
    let (chunks, rest) = bytes.as_chunks::<8>();
    let padded = match rest.len() {
        0 => u64::from(b'a') * ONES,
        n => few(rest) | (u64::from(b'a') * ONES) << (n * 8),
    };
    chunks.iter().all(|chunk| eight(u64::from_le_bytes(*chunk))) && eight(padded)
}

/// The form without what the dictionary knows of the word.
fn bare(word: &str, lower: &str) -> Form {
    let bytes = lower.as_bytes();
    // Three words of four.
    if !bytes.is_empty() && is_lower(word.as_bytes()) {
        let tail = match bytes.last_chunk::<4>() {
            Some(last) => u32::from_be_bytes(*last),
            None => (few(bytes) as u32).swap_bytes() >> ((4 - bytes.len()) * 8),
        };
        let head = match bytes.first_chunk::<3>() {
            Some([a, b, c]) => u32::from_be_bytes([0, *a, *b, *c]),
            None => tail,
        };
        return Form {
            low: hash(bytes),
            tail,
            head,
            len: bytes.len().min(255) as u8,
            shape: Shape::Lower,
            known: 0,
        };
    }
    let (mut digits, mut upper, mut low, mut other) = (0usize, 0usize, 0usize, 0usize);
    for b in word.bytes() {
        match b {
            b'0'..=b'9' => digits += 1,
            b'A'..=b'Z' => upper += 1,
            b'a'..=b'z' => low += 1,
            _ => other += 1,
        }
    }
    let first = word.chars().next().unwrap_or(' ');
    let mark = is_mark(first);
    let shape = if digits > 0 {
        if upper + low == 0 {
            Shape::Number
        } else {
            Shape::Alphanumeric
        }
    } else if !mark && (is_latin(first) || is_other_script(first) || first.is_alphabetic()) {
        if first.is_uppercase() {
            let mut chars = word.chars();
            chars.next();
            let rest = chars.as_str();
            if rest.is_empty() {
                Shape::Letter
            } else if word.ends_with('.') {
                if word.len() > 2 && low > 0 {
                    Shape::Capital
                } else {
                    Shape::Dotted
                }
            } else if low == 0 && !rest.chars().any(char::is_lowercase) {
                Shape::Capitals
            } else if upper > usize::from(first.is_ascii()) {
                Shape::Mixed
            } else {
                Shape::Capital
            }
        } else if first.is_lowercase() {
            if upper > 0 {
                Shape::Mixed
            } else {
                Shape::Lower
            }
        } else {
            Shape::OtherScript
        }
    } else if low + upper > 0 {
        // "'s", "n't", "#tag".
        Shape::Lower
    } else if other > 0 && !mark && first.is_numeric() {
        Shape::OtherScript
    } else {
        Shape::Mark
    };
    let hash = if digits == 0 {
        hash(bytes)
    } else if digits == 4
        && bytes.len() == 4
        && matches!(&bytes[..2], b"17" | b"18" | b"19" | b"20")
    {
        hash(b"0year0")
    } else if bytes.len() <= 16 {
        let mut buffer = [0u8; 16];
        for (to, b) in buffer.iter_mut().zip(bytes) {
            *to = if b.is_ascii_digit() { b'0' } else { *b };
        }
        hash(&buffer[..bytes.len()])
    } else {
        hash(b"0long0")
    };
    let tail = match bytes.last_chunk::<4>() {
        Some(last) if digits == 0 => u32::from_be_bytes(*last),
        _ => bytes.iter().rev().take(4).rev().fold(0u32, |t, b| {
            (t << 8) | u32::from(if b.is_ascii_digit() { b'0' } else { *b })
        }),
    };
    let head = bytes
        .iter()
        .take(3)
        .fold(0u32, |t, b| (t << 8) | u32::from(*b));
    Form {
        low: hash,
        tail,
        head,
        len: bytes.len().min(255) as u8,
        shape,
        known: 0,
    }
}

/// The forms of all `tokens`.
pub(crate) fn forms(text: &str, lower: &str, tokens: &[Token]) -> Vec<Form> {
    let mut forms: Vec<Form> = tokens
        .iter()
        .map(|t| bare(t.span.of(text), t.span.of(lower)))
        .collect();
    // In a loop of their own the look-ups wait for memory side by side.
    let dictionary = super::known::shipped();
    let lexicon = super::tag::shipped().map(|tagger| &tagger.lexicon);
    for form in &mut forms {
        let known = lexicon.and_then(|lexicon| lexicon.known(form.low));
        form.known = match form.shape {
            Shape::Number | Shape::Alphanumeric => 0,
            _ => known.unwrap_or_else(|| dictionary.class(form.low)),
        };
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_a_word_in_lower_case_needs_no_copy_of_it() {
        for word in [
            "",
            "a",
            "Ab",
            "ABC",
            "1984",
            "Nairobi",
            "Covid19x",
            "Electroencephalograms",
        ] {
            let want = hash(word.to_ascii_lowercase().as_bytes());
            let text = format!("{word}, and on it goes");
            for text in [word, &text] {
                assert_eq!(hash_plain(text.as_bytes(), word.len()), want, "{word}");
            }
        }
    }

    #[test]
    fn words_in_lower_case_are_told_by_eight_letters_at_a_time() {
        for byte in 0..=u8::MAX {
            for len in 1..20 {
                for at in 0..len {
                    let mut word = vec![b'a' + (len * at % 26) as u8; len];
                    word[at] = byte;
                    let all = word.iter().all(u8::is_ascii_lowercase);
                    assert_eq!(is_lower(&word), all, "{word:?}");
                }
            }
        }
        for (word, tail, head) in [
            ("a", 0x61, 0x61),
            ("an", 0x616e, 0x616e),
            ("and", 0x61_6e64, 0x61_6e64),
            ("dates", 0x6174_6573, 0x64_6174),
        ] {
            let form = form(word, word);
            assert_eq!((form.tail, form.head), (tail, head), "{word}");
        }
    }

    #[test]
    fn letters_are_letters() {
        for c in '\u{80}'..='\u{2fff}' {
            assert!(
                !is_latin(c) || c.is_alphabetic() && !c.is_numeric(),
                "{c:?}"
            );
        }
        assert!("éßøžŁ".chars().all(is_latin));
    }

    #[test]
    fn looks() {
        for (word, shape) in [
            ("river", Shape::Lower),
            ("River", Shape::Capital),
            ("NATO", Shape::Capitals),
            ("McLeod", Shape::Mixed),
            ("A", Shape::Letter),
            ("U.S.", Shape::Dotted),
            ("Dr.", Shape::Capital),
            ("1,200", Shape::Number),
            ("G20", Shape::Alphanumeric),
            ("—", Shape::Mark),
            ("Élan", Shape::Capital),
            ("王毅", Shape::OtherScript),
        ] {
            assert_eq!(
                form(word, &word.to_ascii_lowercase()).shape,
                shape,
                "{word}"
            );
        }
    }
}
