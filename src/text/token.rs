//! Tokens: words, numbers and marks, as the Universal Dependencies treebanks of English cut them.
//!
//! Clitics ("'s", "n't") and hyphens stand alone, so that a name never carries its possessive;
//! abbreviations keep their full stop.

use super::form::{is_latin, is_mark, is_other_script};
use super::{Span, Token, Upos, Xpos};

/// Abbreviations that a name or number follows: their full stop never ends a sentence.
const BEFORE_NAME: &[&str] = &[
    "adm", "amb", "asst", "atty", "brig", "bros", "capt", "cdr", "cf", "cmdr", "col", "comdr",
    "cpl", "det", "dr", "drs", "fig", "figs", "fr", "ft", "gen", "gov", "govs", "hon", "insp",
    "justice", "lt", "ltc", "maj", "messrs", "mgr", "mlle", "mme", "mr", "mrs", "ms", "msgr", "mt",
    "no", "nos", "op", "pfc", "pp", "pres", "prof", "profs", "pvt", "rep", "reps", "rev", "sen",
    "sens", "sgt", "spc", "st", "ste", "supt", "viz", "vol", "vs",
];

/// Abbreviations that may well end a sentence.
const MAY_END: &[&str] = &[
    "al", "ala", "approx", "apr", "ariz", "ark", "aug", "ave", "blvd", "calif", "co", "colo",
    "conn", "corp", "dec", "del", "dept", "dist", "ed", "eds", "est", "etc", "feb", "fla", "fri",
    "ga", "govt", "ill", "inc", "ind", "intl", "jan", "jr", "jul", "jun", "kan", "ky", "la", "llc",
    "ltd", "mar", "mass", "md", "mich", "minn", "miss", "mo", "mon", "mont", "natl", "neb", "nev",
    "nov", "oct", "okla", "ore", "pa", "plc", "pty", "pvt", "rd", "sat", "sep", "sept", "sr",
    "tenn", "tex", "thu", "thurs", "tue", "tues", "univ", "va", "vt", "wash", "wed", "wis", "wyo",
    "yr", "yrs",
];

/// Of those, the ones that are also plain words or names and so count only when capitalised.
const ONLY_CAPITALISED: &[&str] = &[
    "al", "ala", "apr", "ark", "brig", "co", "col", "dec", "del", "det", "fig", "fr", "fri", "ga",
    "gen", "hon", "ill", "ind", "jan", "jun", "justice", "ky", "la", "mar", "mass", "md", "miss",
    "mo", "mon", "ms", "mt", "no", "op", "ore", "pa", "pres", "rep", "rev", "sat", "sen", "spc",
    "st", "tex", "thu", "tue", "va", "wash", "wed",
];

/// First parts that stay with what follows their hyphen, if that is in lower case.
const PREFIXES: &[&str] = &[
    "co", "re", "pre", "non", "e", "un", "de", "sub", "semi", "inter",
];

/// Endings of host names that may follow a dot inside a word.
const DOMAINS: &[&str] = &[
    "com", "org", "net", "gov", "edu", "info", "int", "mil", "tv", "io", "uk", "ru", "in", "cn",
    "de", "fr", "eu", "au", "ca", "za", "ng", "ke", "pk", "ir", "jp", "br", "mx", "il", "ua",
    "htm", "html", "php", "pdf", "txt", "jpg", "png",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Digit,
    Mark,
}

fn class(c: char) -> Class {
    if c.is_ascii() {
        return match c {
            'a'..='z' | 'A'..='Z' | '_' => Class::Letter,
            '0'..='9' => Class::Digit,
            c if c.is_ascii_whitespace() || c.is_ascii_control() => Class::Space,
            _ => Class::Mark,
        };
    }
    if is_mark(c) {
        return Class::Mark;
    }
    if is_latin(c) {
        return Class::Letter;
    }
    if matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}') || c.is_whitespace() || c.is_control() {
        Class::Space
    } else if c.is_numeric() {
        Class::Digit
    } else if is_other_script(c)
        // Soft hyphens and joiners belong to the word they stand in.
        || matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}')
        || c.is_alphabetic()
    {
        Class::Letter
    } else {
        Class::Mark
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`')
}

/// What an abbreviation's full stop may do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Abbreviation {
    /// Not an abbreviation.
    No,
    /// Something follows: "Dr.", an initial.
    BeforeName,
    /// It may end the sentence: "Inc.", "U.S."
    MayEnd,
}

/// Judges a word written `word` + "." (the dot is not part of `word`).
pub(super) fn abbreviation(word: &str) -> Abbreviation {
    let mut chars = word.chars();
    let (first, second) = (chars.next(), chars.next());
    let Some(first) = first else {
        return Abbreviation::No;
    };
    if second.is_none() {
        return if first.is_uppercase() {
            Abbreviation::BeforeName
        } else {
            Abbreviation::No
        };
    }
    if word.contains('.') {
        // "U.S", "a.m", "Ph.D": letters between dots, each short.
        let dotted = word
            .split('.')
            .all(|p| !p.is_empty() && p.chars().count() <= 2 && p.chars().all(char::is_alphabetic));
        return if dotted {
            Abbreviation::MayEnd
        } else {
            Abbreviation::No
        };
    }
    if word.len() > 8 || !word.is_ascii() {
        return Abbreviation::No;
    }
    let mut buffer = [0u8; 8];
    let lower = &mut buffer[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let Ok(lower) = std::str::from_utf8(lower) else {
        return Abbreviation::No;
    };
    if !first.is_uppercase() && ONLY_CAPITALISED.binary_search(&lower).is_ok() {
        return Abbreviation::No;
    }
    // "CO." and "NO." in a capitals headline are words more often than not.
    if BEFORE_NAME.binary_search(&lower).is_ok() {
        Abbreviation::BeforeName
    } else if MAY_END.binary_search(&lower).is_ok() {
        Abbreviation::MayEnd
    } else {
        Abbreviation::No
    }
}

struct Scanner<'t> {
    text: &'t str,
    end: usize,
}

impl Scanner<'_> {
    fn char_at(&self, at: usize) -> Option<char> {
        if at >= self.end {
            return None;
        }
        let byte = self.text.as_bytes()[at];
        if byte < 0x80 {
            Some(byte as char)
        } else {
            self.text.get(at..)?.chars().next()
        }
    }

    fn class_at(&self, at: usize) -> Class {
        self.char_at(at).map_or(Class::Space, class)
    }

    /// One past the run of letters and digits from `at`.
    fn word_end(&self, mut at: usize) -> usize {
        let bytes = self.text.as_bytes();
        while at < self.end {
            let byte = bytes[at];
            if byte < 0x80 {
                if !(byte.is_ascii_alphanumeric() || byte == b'_') {
                    break;
                }
                at += 1;
            } else {
                match self.char_at(at) {
                    Some(c) if matches!(class(c), Class::Letter | Class::Digit) => {
                        at += c.len_utf8();
                    }
                    _ => break,
                }
            }
        }
        at
    }

    fn space_from(&self, mut at: usize) -> usize {
        while let Some(c) = self.char_at(at) {
            if class(c) == Class::Space {
                break;
            }
            at += c.len_utf8();
        }
        at
    }

    /// The end of an address (web, mail) that starts at `start`, if one does and `at` is the end
    /// of its first word.
    fn address_end(&self, start: usize, at: usize) -> Option<usize> {
        let rest = self.text.get(at..self.end)?;
        let first = self.text.get(start..at)?;
        let web =
            rest.starts_with("://") || (first.eq_ignore_ascii_case("www") && rest.starts_with('.'));
        let mail = !web && {
            let bytes = rest.as_bytes();
            let local = bytes
                .iter()
                .take(64)
                .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+'))
                .count();
            bytes.get(local) == Some(&b'@')
                && bytes.get(local + 1).is_some_and(u8::is_ascii_alphanumeric)
        };
        if !web && !mail {
            return None;
        }
        let end = self.space_from(at);
        let body = self.text.get(start..end)?;
        // A closing bracket or stop after an address is not part of it.
        let body = body.trim_end_matches(|c: char| {
            matches!(
                c,
                '.' | ','
                    | ';'
                    | ':'
                    | '!'
                    | '?'
                    | ')'
                    | ']'
                    | '}'
                    | '>'
                    | '"'
                    | '\''
                    | '”'
                    | '’'
                    | '»'
            )
        });
        Some((start + body.len()).max(at))
    }
}

fn push(out: &mut Vec<Token>, start: usize, end: usize) {
    if start < end {
        out.push(Token {
            span: Span::new(start, end),
            upos: Upos::X,
            xpos: Xpos::X,
        });
    }
}

/// Pushes the word `start..end`, cut before its clitic if it has one; "cannot" is two words.
fn push_word(text: &str, out: &mut Vec<Token>, start: usize, end: usize) {
    let word = &text[start..end];
    if word.len() == 6 && word.eq_ignore_ascii_case("cannot") {
        push(out, start, start + 3);
        return push(out, start + 3, end);
    }
    // What "’" and "ʼ" begin with, beside the two signs that are ASCII.
    let may_cut = |b: u8| matches!(b, b'\'' | b'`' | 0xe2 | 0xca);
    if !word.bytes().any(may_cut) {
        return push(out, start, end);
    }
    let cut = word
        .char_indices()
        .rev()
        .find(|(_, c)| is_apostrophe(*c))
        .and_then(|(i, c)| {
            let tail = &word[i + c.len_utf8()..];
            let is = |s: &str| tail.eq_ignore_ascii_case(s);
            if is("t") && word[..i].ends_with(['n', 'N']) && i > 1 {
                Some(i - 1)
            } else if i > 0 && (is("s") || is("m") || is("d") || is("re") || is("ve") || is("ll")) {
                Some(i)
            } else {
                None
            }
        });
    match cut {
        Some(i) => {
            push(out, start, start + i);
            push(out, start + i, end);
        }
        None => push(out, start, end),
    }
}

/// Appends the tokens of `text[span]` to `out`.
pub(super) fn tokenise(text: &str, span: Span, out: &mut Vec<Token>) {
    let scan = Scanner {
        text,
        end: span.end as usize,
    };
    let mut at = span.start as usize;
    while let Some(c) = scan.char_at(at) {
        match class(c) {
            Class::Space => at += c.len_utf8(),
            Class::Letter | Class::Digit => at = word(&scan, at, out),
            Class::Mark => at = mark(&scan, at, c, out),
        }
    }
}

/// Reads a word that starts at `start`; returns where it ends.
fn word(scan: &Scanner<'_>, start: usize, out: &mut Vec<Token>) -> usize {
    let text = scan.text;
    let mut at = scan.word_end(start);
    if matches!(scan.char_at(at), Some(':' | '.' | '@' | '-' | '+'))
        && let Some(end) = scan.address_end(start, at)
    {
        push(out, start, end);
        return end;
    }
    while let Some(c) = scan.char_at(at) {
        let next = at + c.len_utf8();
        let after = scan.class_at(next);
        let digit_before = text.as_bytes()[at - 1].is_ascii_digit();
        match c {
            '.' if digit_before && after == Class::Digit => at = scan.word_end(next),
            '.' => {
                let so_far = &text[start..at];
                if after == Class::Letter {
                    let stop = scan.word_end(next);
                    let part = &text[next..stop];
                    let single = part.chars().nth(1).is_none();
                    let short = so_far
                        .rsplit('.')
                        .next()
                        .is_some_and(|p| p.chars().count() <= 2);
                    let dotted = scan.char_at(stop) == Some('.') && part.chars().count() <= 2;
                    let domain = part.len() <= 4
                        && DOMAINS.iter().any(|d| part.eq_ignore_ascii_case(d))
                        && !part.starts_with(|c: char| c.is_uppercase());
                    let upper_acronym = short && single && so_far.contains('.');
                    let two_part = short && part.chars().all(char::is_uppercase) && single;
                    let inside_host = part.starts_with(|c: char| c.is_lowercase())
                        && scan.char_at(stop) == Some('.')
                        && {
                            let then = stop + 1;
                            let e = scan.word_end(then);
                            DOMAINS.contains(&&text[then..e.max(then)])
                        };
                    if (short && dotted) || upper_acronym || two_part || domain || inside_host {
                        at = stop;
                        continue;
                    }
                    if abbreviation(so_far) != Abbreviation::No {
                        at = next;
                    }
                    break;
                }
                // A dot followed by something that is not a letter: an abbreviation keeps it.
                let is_initial_i = so_far == "I"
                    && !matches!(out.last(), Some(t) if t.span.of(text).starts_with(|c: char| c.is_uppercase()));
                if !is_initial_i
                    && abbreviation(so_far) != Abbreviation::No
                    && scan.char_at(next) != Some('.')
                {
                    at = next;
                }
                break;
            }
            ',' if digit_before && after == Class::Digit => {
                // "1,200" but not "2019,2020": three digits follow a thousands mark.
                let stop = scan.word_end(next);
                let digits = text[next..stop]
                    .bytes()
                    .take_while(u8::is_ascii_digit)
                    .count();
                if digits == 3 || digits == 2 {
                    at = stop;
                } else {
                    break;
                }
            }
            ':' | '/' if digit_before && after == Class::Digit => at = scan.word_end(next),
            c if is_apostrophe(c) && c != '`' && after == Class::Letter => at = scan.word_end(next),
            '-' if after == Class::Letter
                && scan.char_at(next).is_some_and(char::is_lowercase)
                && PREFIXES
                    .iter()
                    .any(|p| text[start..at].eq_ignore_ascii_case(p)) =>
            {
                at = scan.word_end(next);
            }
            '&' if after == Class::Letter
                && at - start <= 2
                && text[start..at].chars().all(char::is_uppercase)
                && scan.char_at(next).is_some_and(char::is_uppercase)
                && scan.word_end(next) - next <= 2 =>
            {
                at = scan.word_end(next);
            }
            _ => break,
        }
    }
    push_word(text, out, start, at);
    at
}

/// Reads a mark, or a run of the same mark; returns where it ends.
fn mark(scan: &Scanner<'_>, start: usize, c: char, out: &mut Vec<Token>) -> usize {
    let mut at = start + c.len_utf8();
    let after = scan.class_at(at);
    match c {
        '.' | '!' | '?' | '-' | '*' | '=' | '_' | '~' | '…' => {
            while let Some(d) = scan.char_at(at) {
                let same = d == c || (matches!(c, '!' | '?') && matches!(d, '!' | '?'));
                if !same {
                    break;
                }
                at += d.len_utf8();
            }
            // A decimal without its zero: ".5".
            if c == '.' && at == start + 1 && after == Class::Digit {
                at = scan.word_end(at);
            }
        }
        '\'' | '`' if scan.char_at(at) == Some(c) => at += 1,
        // A clitic cut from its word by a space ("do n't", "Peter 's") or a dropped front ('90s).
        '\'' | '’' => {
            let stop = scan.word_end(at);
            let tail = &scan.text[at..stop];
            let clitic = ["s", "m", "d", "re", "ve", "ll"]
                .iter()
                .any(|k| tail.eq_ignore_ascii_case(k));
            let decade = tail.len() <= 3 && tail.starts_with(|c: char| c.is_ascii_digit());
            if clitic || (c == '’' && decade) || (decade && tail.ends_with('s')) {
                at = stop;
            }
        }
        '@' | '#' if after != Class::Space && after != Class::Mark => at = scan.word_end(at),
        _ => {}
    }
    push(out, start, at);
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        tokenise(text, Span::new(0, text.len()), &mut out);
        out.into_iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn lists_are_sorted_for_the_search() {
        assert!(BEFORE_NAME.is_sorted());
        assert!(MAY_END.is_sorted());
        assert!(ONLY_CAPITALISED.is_sorted());
    }

    #[test]
    fn cuts_words_as_the_treebanks_do() {
        for (text, want) in [
            (
                "Peru's minister didn't go.",
                "Peru|'s|minister|did|n't|go|.",
            ),
            ("We cannot go", "We|can|not|go"),
            ("She can’t; they’re late", "She|ca|n’t|;|they|’re|late"),
            ("the ministers' talks", "the|ministers|'|talks"),
            (
                "U.S. and U.N. envoys, J.K. Marsh",
                "U.S.|and|U.N.|envoys|,|J.K.|Marsh",
            ),
            (
                "Dr. Lee of Acme Inc. paid $1,200.50.",
                "Dr.|Lee|of|Acme|Inc.|paid|$|1,200.50|.",
            ),
            ("at 10:30 a.m. on 12/05/2020", "at|10:30|a.m.|on|12/05/2020"),
            ("Shi'ite O'Neill of Sana'a", "Shi'ite|O'Neill|of|Sana'a"),
            (
                "a 10-year-old anti-Roman e-mail",
                "a|10|-|year|-|old|anti|-|Roman|e-mail",
            ),
            (
                "see https://a.example/x?y=1, or b@c.org.",
                "see|https://a.example/x?y=1|,|or|b@c.org|.",
            ),
            (
                "over... \"Well,\" he said--twice",
                "over|...|\"|Well|,|\"|he|said|--|twice",
            ),
            ("It ended.The rest", "It|ended|.|The|rest"),
            ("amazon.com and R&D", "amazon.com|and|R&D"),
            ("Köln–Bonn “now”", "Köln|–|Bonn|“|now|”"),
            ("do n't; Peter 's", "do|n't|;|Peter|'s"),
            ("No. 5 but no. He", "No.|5|but|no|.|He"),
            ("in the '90s", "in|the|'90s"),
        ] {
            assert_eq!(words(text).join("|"), want, "{text}");
        }
    }
}
