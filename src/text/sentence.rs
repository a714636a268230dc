//! Sentences inside a paragraph, and what kind of line each is.

use super::token::{Abbreviation, abbreviation};
use super::weekday::is_weekday;
use super::{Sentence, SentenceKind, Span, Token};
use std::ops::Range;

/// Words that open a sentence far more often than they follow "U.S." or "Inc." inside one.
const OPENERS: &[&str] = &[
    "a",
    "after",
    "all",
    "although",
    "an",
    "and",
    "another",
    "as",
    "at",
    "because",
    "before",
    "but",
    "by",
    "during",
    "each",
    "earlier",
    "even",
    "every",
    "for",
    "from",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "it",
    "its",
    "last",
    "later",
    "many",
    "meanwhile",
    "more",
    "most",
    "much",
    "my",
    "no",
    "none",
    "nor",
    "not",
    "now",
    "of",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "others",
    "our",
    "several",
    "she",
    "since",
    "so",
    "some",
    "still",
    "such",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "thus",
    "to",
    "today",
    "two",
    "under",
    "until",
    "we",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "why",
    "with",
    "without",
    "yesterday",
    "yet",
    "you",
];

/// Verbs that carry on a sentence after a quotation that ends in "!" or "?".
const SAYING: &[&str] = &[
    "added", "adds", "asked", "asks", "cried", "replied", "said", "says", "shouted", "told",
    "wondered", "wrote",
];

const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Days of the week in short.
const DAYS: &[&str] = &[
    "mon", "tue", "tues", "wed", "thu", "thurs", "fri", "sat", "sun",
];

fn is_month(low: &str) -> bool {
    let low = low.trim_end_matches('.');
    MONTHS.iter().any(|m| {
        low.strip_prefix(m).is_some_and(|rest| {
            rest.is_empty()
                || matches!(
                    rest,
                    "uary"
                        | "ruary"
                        | "ch"
                        | "il"
                        | "e"
                        | "y"
                        | "ust"
                        | "t"
                        | "tember"
                        | "ober"
                        | "ember"
                )
        })
    })
}

fn is_day(low: &str) -> bool {
    let low = low.trim_end_matches('.');
    is_weekday(low) || DAYS.contains(&low)
}

/// What the splitter needs of the text: its words, plain and in lower case.
pub(super) struct Words<'a> {
    pub text: &'a str,
    pub lower: &'a str,
    pub tokens: &'a [Token],
}

impl Words<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.span.of(self.text))
    }

    fn low(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.span.of(self.lower))
    }

    fn first_char(&self, i: usize) -> Option<char> {
        self.word(i).chars().next()
    }

    /// Whether token `i` follows token `i - 1` without white space.
    fn touches(&self, i: usize) -> bool {
        i > 0
            && self
                .tokens
                .get(i)
                .is_some_and(|t| t.span.start == self.tokens[i - 1].span.end)
    }

    fn is_upper_or_digit(&self, i: usize) -> bool {
        self.first_char(i).is_some_and(|c| {
            c.is_uppercase() || c.is_numeric() || (c.is_alphabetic() && !c.is_lowercase())
        })
    }

    /// Whether a sentence may open at token `i`: a capital, a digit, or a mark that opens.
    fn may_open(&self, i: usize) -> bool {
        let Some(c) = self.first_char(i) else {
            return true;
        };
        if matches!(
            c,
            '"' | '“' | '‘' | '\'' | '(' | '[' | '«' | '„' | '`' | '-' | '–' | '—' | '*' | '•'
        ) {
            // Look behind the mark: `. "and` does not open a sentence, `. "We` does.
            return self.first_char(i + 1).is_none_or(|d| !d.is_lowercase());
        }
        !c.is_lowercase() && !matches!(c, ',' | ';' | ':' | ')' | ']' | '.' | '?' | '!')
    }

    fn is_opener(&self, i: usize) -> bool {
        let at = if matches!(self.word(i), "\"" | "“" | "‘" | "``" | "'" | "(") {
            i + 1
        } else {
            i
        };
        self.is_upper_or_digit(at) && OPENERS.binary_search(&self.low(at)).is_ok()
    }
}

/// Whether a straight quotation mark at `i` closes: it touches what stands before it.
fn closes(words: &Words<'_>, i: usize) -> bool {
    match words.word(i) {
        ")" | "]" | "}" | "”" | "’" | "''" | "»" | "’’" => true,
        "\"" | "'" => words.touches(i),
        _ => false,
    }
}

/// Whether the sentence that `i` (a stop, a mark or an abbreviation) may end does end there;
/// `next` is the first token after it and after what closes with it.
fn ends_at(words: &Words<'_>, start: usize, i: usize, next: usize, paragraph_end: usize) -> bool {
    if next >= paragraph_end {
        return true;
    }
    let word = words.word(i);
    match word.chars().next_back() {
        Some('!' | '?') if word.chars().all(|c| matches!(c, '!' | '?')) => {
            if !words.may_open(next) {
                return false;
            }
            // `"Why?" Minister Lee asked`: the sentence goes on. (With a quotation before only.)
            !(next > i + 1
                && (next..(next + 4).min(paragraph_end)).any(|k| SAYING.contains(&words.low(k)))
                && !matches!(words.word(next), "\"" | "“"))
        }
        Some('…') => words.may_open(next),
        Some('.') if word.len() == 1 => {
            // "1. First", "A. Second": the number of a list item.
            if i == start + 1
                && words.word(start).len() <= 2
                && words.is_upper_or_digit(start)
                && !words.word(start).starts_with('I')
            {
                return false;
            }
            words.may_open(next)
        }
        Some('.') if word.bytes().all(|b| b == b'.') => {
            words.may_open(next) && words.is_upper_or_digit(next) && next > i
        }
        Some('.') => match abbreviation(&word[..word.len() - 1]) {
            Abbreviation::No => words.may_open(next),
            Abbreviation::BeforeName => {
                // "Plan B. The", "World War I. In": an initial is not followed by such a word.
                word.len() == 2 && i > start && words.is_opener(next) && words.low(next) != "i" && {
                    let before = words.first_char(i - 1);
                    before.is_some_and(char::is_alphabetic)
                }
            }
            Abbreviation::MayEnd => {
                if next > i + 1 && !matches!(words.word(i + 1), ")" | "]") {
                    return words.may_open(next);
                }
                words.is_opener(next)
            }
        },
        _ => false,
    }
}

fn may_end(word: &str) -> bool {
    match word.as_bytes().last() {
        Some(b'.' | b'!' | b'?') => true,
        Some(_) => word == "…",
        None => false,
    }
}

/// One past the dateline ("KABUL, Apr 28 (Agency) -") that opens the paragraph, if one does.
fn dateline(words: &Words<'_>, range: &Range<usize>) -> Option<usize> {
    let limit = (range.start + 18).min(range.end);
    let dash = (range.start..limit).find(|&i| {
        matches!(words.word(i), "-" | "--" | "–" | "—" | "―")
            && (!words.touches(i) || !words.touches(i + 1))
    })?;
    if dash == range.start
        || dash + 1 >= range.end
        || !words.is_upper_or_digit(dash + 1)
            && !matches!(words.word(dash + 1), "\"" | "“" | "‘" | "'")
    {
        return None;
    }
    let first = words.word(range.start);
    let capitals = first.chars().filter(|c| c.is_uppercase()).count() >= 2
        && !first.chars().any(char::is_lowercase);
    let (mut agency, mut date) = (false, false);
    for i in range.start..dash {
        let word = words.word(i);
        let low = words.low(i);
        if word == "(" {
            agency = true;
        }
        date |= is_month(low)
            && (words.first_char(i + 1).is_some_and(char::is_numeric)
                || (i > 0 && words.first_char(i - 1).is_some_and(char::is_numeric)));
        date |= is_day(low);
        let fits = !word.starts_with(|c: char| c.is_lowercase())
            || matches!(
                low,
                "of" | "de" | "la" | "and" | "near" | "in" | "the" | "al" | "el"
            )
            || i == range.start;
        if !fits || matches!(word, ":" | ";" | "?" | "!" | "\"" | "“") {
            return None;
        }
    }
    // "CAIRO – 3 March 2020: The …": the date behind the dash is of the dateline too.
    let dated = |i: usize| {
        let low = words.low(i);
        words.first_char(i).is_some_and(char::is_numeric)
            || is_month(low)
            || is_day(low)
            || words.word(i) == ","
    };
    let behind = (dash + 1..limit).find(|&i| !dated(i));
    let colon = behind.filter(|&i| i > dash + 2 && words.word(i) == ":" && i + 1 < range.end);
    (capitals || agency || date || colon.is_some()).then_some(colon.unwrap_or(dash) + 1)
}

/// How many tokens into a paragraph a dateline is looked for behind what a page has above it.
const CAPTIONS: usize = 160;

/// One past the dateline at `at` that stands behind a caption or a byline in one paragraph with it
/// ("(Photo: Ann Lee) *LISBON (Agency) --* The mayor …").
fn dateline_behind(words: &Words<'_>, at: usize, end: usize) -> Option<usize> {
    let word = words.word(at);
    let capitals = word.len() >= 3 && word.bytes().all(|b| b.is_ascii_uppercase());
    if !capitals {
        return None;
    }
    let before = words.word(at - 1);
    let end = dateline(words, &(at..end))?;
    // "the Peoples Party (PPA) - Lowe's own -": a dateline is a place, a date and an agency.
    let dated = words.word(end - 2) == ")" || (at..end).any(|i| is_month(words.low(i)));
    let telling = if before == ")" || may_end(before) {
        dated || words.word(end - 1) == "--"
    } else {
        dated && before.starts_with(char::is_uppercase)
    };
    telling.then_some(end)
}

/// Whether the whole paragraph is a byline or a date line.
fn is_credit(words: &Words<'_>, range: &Range<usize>) -> bool {
    let len = range.end - range.start;
    if len == 0 || len > 22 {
        return false;
    }
    let first = words.low(range.start);
    if matches!(first, "by") && (2..=14).contains(&len) {
        let capital = (range.start + 1..range.end).all(|i| {
            !words.first_char(i).is_some_and(char::is_lowercase)
                || matches!(
                    words.low(i),
                    "and"
                        | "in"
                        | "for"
                        | "at"
                        | "of"
                        | "de"
                        | "van"
                        | "von"
                        | "the"
                        | "al"
                        | "bin"
                )
        });
        return capital && !matches!(words.word(range.end - 1), "!" | "?" | "…");
    }
    let mut dated = false;
    for i in range.clone() {
        let low = words.low(i);
        let c = words.first_char(i).unwrap_or(' ');
        if is_month(low) || is_day(low) {
            dated = true;
        } else if c.is_numeric() {
            dated |= words.word(i).len() >= 8 && words.word(i).contains('/');
        } else if c.is_alphabetic()
            && !matches!(
                low,
                "updated"
                    | "published"
                    | "posted"
                    | "last"
                    | "modified"
                    | "on"
                    | "at"
                    | "am"
                    | "pm"
                    | "a.m."
                    | "p.m."
                    | "gmt"
                    | "utc"
                    | "est"
                    | "edt"
                    | "ist"
                    | "bst"
                    | "cet"
                    | "pst"
                    | "et"
                    | "date"
                    | "first"
                    | "time"
                    | "th"
                    | "st"
                    | "nd"
                    | "rd"
                    | "pdt"
                    | "cest"
                    | "created"
                    | "of"
            )
        {
            return false;
        }
    }
    dated
}

/// Cuts the tokens `range` (one paragraph) into sentences and appends them to `out`.
pub(super) fn split(
    words: &Words<'_>,
    range: Range<usize>,
    paragraph: u32,
    out: &mut Vec<Sentence>,
) {
    let mut push = |from: usize, to: usize, kind: SentenceKind| {
        let (Some(a), Some(b)) = (
            words.tokens.get(from),
            to.checked_sub(1).and_then(|i| words.tokens.get(i)),
        ) else {
            return;
        };
        if from < to {
            out.push(Sentence {
                span: Span {
                    start: a.span.start,
                    end: b.span.end,
                },
                tokens: from as u32..to as u32,
                paragraph,
                kind,
            });
        }
    };
    let mut start = range.start;
    if paragraph < 8 && is_credit(words, &range) {
        return push(range.start, range.end, SentenceKind::Credit);
    }
    if paragraph < 8
        && let Some(end) = dateline(words, &range)
    {
        push(start, end, SentenceKind::Credit);
        start = end;
    }
    let body = start;
    let mut i = start;
    while i < range.end {
        if paragraph < 8
            && i > start
            && i < range.start + CAPTIONS
            && let Some(end) = dateline_behind(words, i, range.end)
        {
            push(start, i, SentenceKind::Prose);
            push(i, end, SentenceKind::Credit);
            start = end;
            i = end;
        } else if may_end(words.word(i)) {
            let mut next = i + 1;
            while next < range.end
                && (closes(words, next)
                    || (words.touches(next)
                        && may_end(words.word(next))
                        && words.word(next).len() == 1))
            {
                next += 1;
            }
            if ends_at(words, start, i, next, range.end) {
                push(start, next, SentenceKind::Prose);
                start = next;
            }
            i = next;
        } else {
            i += 1;
        }
    }
    if start < range.end {
        let heading = start == body && body == range.start && range.end - start <= 24 && {
            let last = words.word(range.end - 1);
            !matches!(
                last,
                "." | "!" | "?" | "…" | ":" | ";" | "," | "\"" | "”" | "..." | "-"
            ) && !last.ends_with('.')
        };
        push(
            start,
            range.end,
            if heading {
                SentenceKind::Heading
            } else {
                SentenceKind::Prose
            },
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::text::{Doc, SentenceKind};

    fn sentences(text: &str) -> Vec<&str> {
        Doc::read(text)
            .sentences
            .iter()
            .map(|s| s.span.of(text))
            .collect()
    }

    #[test]
    fn openers_are_sorted_for_the_search() {
        assert!(super::OPENERS.is_sorted());
    }

    #[test]
    fn ends_where_a_sentence_ends() {
        for text in [
            "The envoy left.|He did not say why.",
            "Dr. A. Marsh met Gen. Lowe on Jan. 5.|They talked.",
            "He moved to the U.S. in 1999.|He works for Acme Inc. there.",
            "She lives in the U.S.|The rest stayed.",
            "\"We will go.\"|The crowd cheered.",
            "\"Will you go?\" the mayor asked.|No one spoke.",
            "\"Stop!\" Minister Lee said.|They did.",
            "It cost $1.5 million.|That is 3.2% more.",
            "They met at 5 p.m. on Friday.|It rained.",
            "“It ended.”|“Then what?”|Nobody knew.",
            "(He has since left.)|The club is looking for another.",
            "He waited... and left.|She stayed.",
        ] {
            let want: Vec<&str> = text.split('|').collect();
            let joined = text.replace('|', " ");
            assert_eq!(sentences(&joined), want);
        }
    }

    #[test]
    fn a_dateline_behind_a_caption_opens_the_story() {
        for text in [
            "The mayor smiles.|(Photo: Ann Lee, Newsdesk)|LISBON --|The mayor left on Friday.",
            "Photo by Tom Lowe|NEW LIMA, May 3 (Newsdesk) -|The mayor left on Friday.",
        ] {
            let want: Vec<&str> = text.split('|').collect();
            assert_eq!(sentences(&text.replace('|', " ")), want);
        }
        let text = "He met the head of the ALLIANCE -- a friend -- on Friday.";
        assert_eq!(sentences(text), [text]);
    }

    #[test]
    fn tells_headings_and_credits_from_prose() {
        let text = "Mayor Leaves Office\n\nBy Anna Marsh and Tom Lowe\n\nFriday, 3 May 2019\n\nPORTO, May 3 (Newsdesk) - The mayor left on Friday. She is 60.\n\nLONDON — It rained.";
        let doc = Doc::read(text);
        let kinds: Vec<_> = doc.sentences.iter().map(|s| s.kind).collect();
        use SentenceKind::{Credit, Heading, Prose};
        assert_eq!(
            kinds,
            [Heading, Credit, Credit, Credit, Prose, Prose, Credit, Prose]
        );
    }
}
