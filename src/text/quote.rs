//! Quotations, and who speaks them.

use super::{ChunkKind, Doc, Span, Upos, lemma};

/// Verbs that introduce what somebody said.
const SAYING: &[&str] = &[
    "accuse",
    "acknowledge",
    "add",
    "admit",
    "agree",
    "announce",
    "argue",
    "ask",
    "assert",
    "believe",
    "claim",
    "comment",
    "complain",
    "conclude",
    "confirm",
    "continue",
    "declare",
    "deny",
    "describe",
    "emphasise",
    "emphasize",
    "explain",
    "express",
    "insist",
    "joke",
    "note",
    "observe",
    "order",
    "promise",
    "quote",
    "recall",
    "remark",
    "reply",
    "report",
    "respond",
    "say",
    "state",
    "stress",
    "suggest",
    "tell",
    "tweet",
    "urge",
    "vow",
    "warn",
    "write",
];

/// A quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// What is said, without its quotation marks.
    pub span: Span,
    /// The noun group that says it, where the sentence tells.
    pub speaker: Option<Span>,
}

/// The quotations of `doc` in text order. A quotation that is not closed ends with its paragraph;
/// a lone word in quotation marks is no quotation.
#[must_use]
pub fn quotes(doc: &Doc<'_>) -> Vec<Quote> {
    let mut out = Vec::new();
    for paragraph in &doc.paragraphs {
        let sentences = doc
            .sentences
            .get(paragraph.sentences.start as usize..paragraph.sentences.end as usize)
            .unwrap_or(&[]);
        let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else {
            continue;
        };
        let end = last.tokens.end as usize;
        let mut open: Option<usize> = None;
        for i in first.tokens.start as usize..end {
            match (doc.word(i), open) {
                ("“" | "``" | "„" | "«", _) => open = Some(i),
                ("\"", None) => open = Some(i),
                ("”" | "\"" | "''" | "»", Some(from)) => {
                    push(doc, from + 1, i, &mut out);
                    open = None;
                }
                _ => {}
            }
        }
        if let Some(from) = open {
            push(doc, from + 1, end, &mut out);
        }
    }
    out
}

fn push(doc: &Doc<'_>, from: usize, to: usize, out: &mut Vec<Quote>) {
    // Two words at least, besides marks: "so-called" words are not speech.
    let words = (from..to)
        .filter(|i| doc.tokens[*i].upos != Upos::Punct)
        .count();
    if words < 2 {
        return;
    }
    let span = doc.tokens[from].span.cover(doc.tokens[to - 1].span);
    let speaker = speaker(doc, from, to);
    out.push(Quote { span, speaker });
}

/// The subject of a verb of saying outside the quotation `from..to`, in the sentences it touches.
fn speaker(doc: &Doc<'_>, from: usize, to: usize) -> Option<Span> {
    let first = doc.sentence_at(doc.tokens.get(from)?.span.start)?;
    let last = doc.sentence_at(doc.tokens.get(to - 1)?.span.start)?;
    let floor = doc.sentences.get(first)?.tokens.start;
    let ceiling = doc.sentences.get(last)?.tokens.end;
    let outside = |t: u32| (t as usize) < from.saturating_sub(1) || (t as usize) > to;
    let lo = doc.chunks.partition_point(|c| c.tokens.start < floor);
    let hi = doc.chunks.partition_point(|c| c.tokens.start < ceiling);
    let mut best: Option<(usize, Span)> = None;
    for i in lo..hi {
        let chunk = &doc.chunks[i];
        if chunk.kind != ChunkKind::Verb || !outside(chunk.head) {
            continue;
        }
        let verb = lemma(doc.low(chunk.head as usize), Upos::Verb);
        if !SAYING.contains(&verb.as_ref()) {
            continue;
        }
        let noun = |k: usize| {
            doc.chunks
                .get(k)
                .filter(|c| (lo..hi).contains(&k) && c.kind == ChunkKind::Noun && outside(c.head))
        };
        // `"…," said the mayor` puts the subject behind, with nothing between.
        let behind = noun(i + 1).filter(|c| {
            c.tokens.start == chunk.tokens.end && chunk.tokens.start as usize == to + 1
        });
        let before = || {
            (lo..i).rev().find_map(|k| {
                doc.chunks[k]
                    .kind
                    .eq(&ChunkKind::Noun)
                    .then(|| noun(k))
                    .flatten()
                    .filter(|c| {
                        // "the head of the council said": the group before "of" speaks.
                        c.tokens.start == 0
                            || !matches!(
                                doc.low(c.tokens.start as usize - 1),
                                "of" | "in" | "at" | "on" | "for"
                            )
                    })
            })
        };
        let Some(found) = behind.or_else(before) else {
            continue;
        };
        let at = chunk.head as usize;
        let distance = if at < from {
            from - at
        } else {
            at.saturating_sub(to)
        };
        let span = doc.tokens[found.tokens.start as usize]
            .span
            .cover(doc.tokens[found.tokens.end as usize - 1].span);
        if best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, span));
        }
    }
    best.map(|(_, span)| span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_and_their_speakers() {
        for (text, want, who) in [
            (
                "\"We will go home,\" the mayor said on Friday.",
                "We will go home,",
                Some("the mayor"),
            ),
            (
                "The envoy told reporters: “The talks were good.”",
                "The talks were good.",
                Some("The envoy"),
            ),
            (
                "“The bridge is safe,” said the engineer.",
                "The bridge is safe,",
                Some("the engineer"),
            ),
            ("The sign read \"no entry here\".", "no entry here", None),
        ] {
            let doc = Doc::read(text);
            let found = quotes(&doc);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].span.of(text), want);
            assert_eq!(found[0].speaker.map(|s| s.of(text)), who, "{text}");
        }
        assert!(quotes(&Doc::read("The \"expert\" left.")).is_empty());
        assert!(quotes(&Doc::read("\"")).is_empty());
    }
}
