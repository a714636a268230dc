//! Plain text: what stands on top of it is read as title, byline and date, and the text stays
//! whole. Hard-wrapped text can be shown reflowed.

use super::day::{self, DayOrder};
use super::{Article, Cause, DateEvidence, DateSignal, vote};
use std::path::Path;

/// How many lines with words count as the top of a text.
const TOP: usize = 6;

/// An article from plain text; the text is kept unchanged.
///
/// # Errors
/// When there is nothing but white space.
pub(super) fn read(text: &str) -> Result<Article, Cause> {
    if text.trim().is_empty() {
        return Err(Cause::Empty);
    }
    let mut article = Article {
        text: text.to_owned(),
        ..Article::default()
    };
    let top = Top::of(text);
    article.title = top.title.map(str::to_owned);
    article.author = top.author;
    dates_on_top(&mut article);
    Ok(article)
}

/// Title and byline, where the first lines are such.
#[derive(Debug, Default, PartialEq)]
struct Top<'a> {
    title: Option<&'a str>,
    author: Option<String>,
}

impl<'a> Top<'a> {
    fn of(text: &'a str) -> Self {
        let mut top = Self::default();
        let mut lines = text
            .lines()
            .map(str::trim_end)
            .skip_while(|l| l.trim().is_empty());
        let Some(first) = lines.next() else {
            return top;
        };
        let rest: Vec<&str> = lines.take(12).collect();
        let first = first.trim();
        let next = rest.iter().find(|l| !l.trim().is_empty()).map(|l| l.trim());
        let alone = rest.first().is_none_or(|l| l.trim().is_empty());
        let followed = next.is_some_and(|l| byline(l).is_some() || date_line(l).is_some());
        // A headline is short, stands alone or over a byline, does not end like a sentence in
        // running text, and is no date or byline itself.
        let words = first.split_whitespace().count();
        let sentence = first.ends_with(['.', ':', ';', ',']) && !first.ends_with("...");
        if next.is_some()
            && (alone || followed)
            && (1..=30).contains(&words)
            && first.chars().count() <= 200
            && (!sentence || followed)
            && date_line(first).is_none()
            && byline(first).is_none()
            && dateline(first).is_none()
        {
            top.title = Some(first);
        }
        let candidates = std::iter::once(first).chain(rest.iter().map(|l| l.trim()));
        top.author = candidates
            .filter(|l| !l.is_empty())
            .take(TOP)
            .find_map(byline);
        top
    }
}

/// The name in "By Jane Archer", "Von Max Muster und Eva Beispiel", "Par …".
pub(super) fn byline(line: &str) -> Option<String> {
    let line = line
        .trim()
        .trim_matches(|c| matches!(c, '*' | '_' | '–' | '-' | '|' | '•'))
        .trim();
    if line.chars().count() > 120 {
        return None;
    }
    let (first, rest) = line.split_once(char::is_whitespace)?;
    let opener = first.trim_end_matches(':');
    if ![
        "by",
        "von",
        "par",
        "por",
        "di",
        "door",
        "av",
        "af",
        "autor",
        "author",
        "text",
        "geschrieben",
        "written",
        "przez",
    ]
    .contains(&opener.to_lowercase().as_str())
    {
        return None;
    }
    let rest = rest.trim().strip_prefix("by ").unwrap_or(rest.trim());
    // Up to what is no longer the name: a date, a bar, "published …".
    let mut end = rest.len();
    for stop in [
        ", published",
        " published",
        " | ",
        " – ",
        " - ",
        " • ",
        " on ",
        " am ",
        " le ",
        " updated",
        ", veröffentlicht",
    ] {
        if let Some(at) = rest
            .to_lowercase()
            .find(stop)
            .filter(|at| rest.is_char_boundary(*at))
        {
            end = end.min(at);
        }
    }
    if let Some(found) = day::scan(rest, DayOrder::default()).first() {
        end = end.min(found.start);
    }
    let name = rest
        .get(..end)?
        .trim()
        .trim_end_matches([',', ';', '.', '('])
        .trim();
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.is_empty() || words.len() > 12 || name.ends_with(['?', '!']) {
        return None;
    }
    // Names are written with capitals; "By the time they came" is no byline.
    let small = [
        "and", "und", "et", "y", "e", "de", "van", "von", "der", "di", "la", "da", "for", "of",
        "in", "&", "the", "del", "den", "och", "og", "en",
    ];
    let fine = words.iter().all(|w| {
        w.starts_with(|c: char| !c.is_lowercase()) || small.contains(&w.trim_end_matches(','))
    });
    let starts = words[0].starts_with(char::is_uppercase) && !words[0].contains(char::is_numeric);
    (fine && starts && words[0].to_lowercase() != "the").then(|| name.to_owned())
}

/// The date of a line that is a date and little else: "Friday, February 1, 2019", "Published:
/// 1 Feb 2019 09:30", "By Jane Archer, published February 1, 2019".
pub(super) fn date_line(line: &str) -> Option<day::Found> {
    let line = line.trim();
    if line.chars().count() > 140 {
        return None;
    }
    let found = day::scan(line, DayOrder::default());
    let first = found.into_iter().next()?;
    let (before, after) = (line.get(..first.start)?, line.get(first.end..)?);
    let is_byline = byline(line).is_some();
    let lower = before.to_lowercase();
    let labelled = [
        "publish",
        "posted",
        "date",
        "datum",
        "veröffentlicht",
        "erschienen",
        "publié",
        "publicado",
        "pubblicato",
        "stand",
        "geplaatst",
        "updated",
        "aktualisiert",
    ]
    .iter()
    .any(|l| lower.contains(l));
    let letters = |t: &str| t.chars().filter(|c| c.is_alphabetic()).count();
    // A weekday, a place, a label; not a sentence.
    let room = if labelled { 40 } else { 20 };
    if is_byline && letters(after) <= 20 {
        return Some(first);
    }
    let sentence = after.trim_end().ends_with('.') && letters(after) > 4;
    (letters(before) <= room && letters(after) <= 24 && !sentence).then_some(first)
}

/// As much of a line as a dateline may take.
fn head(line: &str) -> &str {
    let end = line.char_indices().nth(110);
    end.and_then(|(end, _)| line.get(..end)).unwrap_or(line)
}

/// The date of a dateline that opens a paragraph: "LONDON, March 3, 2020 (Reuters) - …", "CAIRO –
/// 3 March 2020: …".
pub(super) fn dateline(paragraph: &str) -> Option<day::Found> {
    const DASHES: [&str; 5] = ["—", "–", " -- ", " - ", ": "];
    let head = head(paragraph.trim_start());
    let (dash, width) = DASHES
        .iter()
        .filter_map(|d| Some((head.find(d)?, d.len())))
        .min()?;
    let opening = head.get(..dash)?;
    // "Jane Roe (12 May 1900 – 3 June 1990) was …": a life, not a dateline.
    if opening.matches('(').count() > opening.matches(')').count() {
        return None;
    }
    let found = day::scan(opening, DayOrder::default()).into_iter().next();
    let Some(found) = found else {
        // The date may stand between two dashes, and nothing else there. "Timeline: 3 March 2011 –
        // …" is no dateline.
        if head.get(dash..)?.starts_with(':') {
            return None;
        }
        let rest = head.get(dash + width..)?.trim_start();
        let found = day::scan(rest, DayOrder::default()).into_iter().next()?;
        let closed = rest
            .get(found.end..)?
            .trim_start()
            .starts_with([':', '-', '–', '—']);
        let short = opening.split_whitespace().count() <= 5;
        let capital = opening.starts_with(char::is_uppercase);
        return (found.start == 0 && closed && short && capital).then_some(found);
    };
    let before = opening.get(..found.start)?.trim();
    // "On September 1, 1939, Germany - then …": a sentence.
    let last = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let sentence = [
        "on", "in", "by", "since", "until", "from", "after", "before", "of",
    ];
    if sentence.iter().any(|word| last.eq_ignore_ascii_case(word)) {
        return None;
    }
    let place = before.split_whitespace().count();
    let capital = before.is_empty() || before.starts_with(char::is_uppercase);
    let after = opening
        .get(found.end..)?
        .chars()
        .filter(|c| c.is_alphabetic())
        .count();
    (capital && place <= 8 && after <= 30).then_some(found)
}

/// The day that a line sets before what happened on it, as a chronology does: "3 March 2011 – Rebels
/// attacked", "Timeline: 3 March 2011 – …".
fn entry(line: &str) -> Option<jiff::civil::Date> {
    let line = head(line);
    let found = day::scan(line, DayOrder::default()).into_iter().next()?;
    let (before, after) = (line.get(..found.start)?, line.get(found.end..)?);
    let few = before.split_whitespace().count() <= 3;
    let parted = after.trim_start().starts_with([':', '-', '–', '—']);
    (few && parted).then_some(found.date)
}

/// Adds what the date lines and datelines on top of the text tell about its publication.
pub(super) fn dates_on_top(article: &mut Article) {
    let lines: Vec<&str> = article
        .text
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .take(TOP)
        .collect();
    // Paragraph after paragraph with a date of its own: a chronology, of which none is the day that
    // it was published on.
    let mut days = lines.iter().filter_map(|line| entry(line));
    let day = days.next();
    let chronology = days.any(|other| Some(other) != day);
    let mut out = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let found = date_line(line).or_else(|| dateline(line).filter(|_| !chronology));
        if let Some(found) = found {
            out.push((i, found, line.chars().take(120).collect()));
        } else if line.chars().count() > 200 {
            // Running text has begun: below it no line is a date line.
            break;
        }
    }
    for (i, found, line) in out {
        // The higher the line, the surer; all of them below what is given as data.
        let weight = 3.0 - 0.2 * f32::from(u8::try_from(i).unwrap_or(9));
        vote::hear(article, DateSignal::Dateline, found, line, weight, false);
    }
}

/// A full date in the file's name is evidence too, though the weakest: "2019-02-01-title.txt".
pub(super) fn date_in_name(article: &mut Article, name: &Path) {
    let Some(stem) = name
        .file_stem()
        .map(|s| s.to_string_lossy().replace('_', " "))
    else {
        return;
    };
    let found = day::scan(&stem, DayOrder::default());
    // Only year first: "report 3-4-2019" may be a number, a version or either order.
    if let [only] = found.as_slice()
        && stem
            .get(only.start..only.start + 4)
            .is_some_and(|y| y.bytes().all(|b| b.is_ascii_digit()))
    {
        article.evidence.push(DateEvidence {
            signal: DateSignal::FileName,
            date: only.date,
            time: None,
            text: name
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            weight: 1.0,
        });
    }
}

/// Hard-wrapped text with its lines joined into paragraphs, for reading. The text for offsets is
/// not touched by it.
#[must_use]
pub fn reflow(text: &str) -> String {
    if !is_wrapped(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut previous: Option<&str> = None;
    for line in text.lines() {
        let words = line.trim();
        let Some(before) = previous.filter(|p| !p.trim().is_empty()) else {
            if words.is_empty() && out.is_empty() {
                continue;
            }
            if !words.is_empty() && !out.is_empty() {
                out.push_str("\n\n");
            }
            out.push_str(words);
            previous = Some(line);
            continue;
        };
        let indent = |l: &str| l.len() - l.trim_start().len();
        // A new paragraph is indented deeper than the line before, or that line ended early.
        let deeper = indent(line) >= indent(before) + 2;
        let early = before.trim().chars().count() < 45;
        if words.is_empty() {
            previous = Some(line);
            continue;
        }
        if deeper || early {
            out.push_str("\n\n");
        } else {
            out.push(' ');
        }
        out.push_str(words);
        previous = Some(line);
    }
    out
}

/// Whether lines were broken by a program: most of many lines end near the same width.
fn is_wrapped(text: &str) -> bool {
    let lengths: Vec<usize> = text
        .lines()
        .map(|l| l.trim_end().chars().count())
        .filter(|n| *n > 0)
        .collect();
    let longest = lengths.iter().copied().max().unwrap_or(0);
    if lengths.len() < 6 || !(50..=100).contains(&longest) {
        return false;
    }
    let near = lengths.iter().filter(|n| **n + 16 >= longest).count();
    near * 2 >= lengths.len()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_top_of_a_text_is_metadata_and_stays_in_the_text() {
        let text = "Bridge opens after ten years\nBy Jane Archer\nFebruary 1, 2019\n\nThe bridge was opened.";
        let article = read(text).unwrap();
        assert_eq!(article.text, text);
        assert_eq!(
            article.title.as_deref(),
            Some("Bridge opens after ten years")
        );
        assert_eq!(article.author.as_deref(), Some("Jane Archer"));
        assert_eq!(article.evidence[0].date.to_string(), "2019-02-01");
        assert_eq!(article.evidence[0].signal, DateSignal::Dateline);
    }

    #[test]
    fn datelines_and_date_lines() {
        for (line, want) in [
            (
                "LONDON, March 3, 2020 (Reuters) - The bank said",
                Some("2020-03-03"),
            ),
            ("CAIRO – 3 March 2020: The bank said", Some("2020-03-03")),
            (
                "Cairo (Agency) — March 3, 2020: The bank",
                Some("2020-03-03"),
            ),
            ("Friday, February 1, 2019", Some("2019-02-01")),
            (
                "*By Jane Archer, published February 1, 2019*",
                Some("2019-02-01"),
            ),
            ("Berlin, 3. März 2020", Some("2020-03-03")),
            (
                "On March 3, 2020, the bank opened its doors to a crowd of hundreds.",
                None,
            ),
            ("Jane Roe (12 May 1900 – 3 June 1990) was a writer.", None),
            (
                "On March 3, 1920, Roe and Berg - then still friends - met.",
                None,
            ),
            (
                "LONDON (Reuters) - The bank said on March 3, 2020 that",
                None,
            ),
        ] {
            let got = date_line(line)
                .or_else(|| dateline(line))
                .map(|f| f.date.to_string());
            assert_eq!(got.as_deref(), want, "{line}");
        }
    }

    #[test]
    fn a_chronology_tells_no_day_of_its_own() {
        for text in [
            "Timeline: 3 March 2011 – Rebels attacked the town.\n\n5 March 2012 – The union met.",
            "3 March 2011 – Rebels attacked the town.\n\n5 March 2012 – The union met the minister.",
            "Key dates: 3 March 2011: the town was attacked.",
        ] {
            assert!(read(text).unwrap().evidence.is_empty(), "{text}");
        }
        let text = "CAIRO, 3 March 2011 – Rebels attacked.\n\nCAIRO, 3 March 2011 – Trains stood.";
        assert_eq!(read(text).unwrap().evidence.len(), 2);
    }

    #[test]
    fn a_first_sentence_is_no_title() {
        for text in [
            "One sentence only.",
            "On Monday a bridge fell.\n\nIt was old.",
            "February 1, 2019\n\nA bridge fell.",
        ] {
            assert_eq!(read(text).unwrap().title, None, "{text}");
        }
        assert_eq!(byline("By the time they came"), None);
    }

    #[test]
    fn wrapped_text_is_reflowed() {
        let text = "    The quick brown fox jumps over the lazy dog, and it does so again and\nagain until the evening comes and everybody goes home to have some rest\nbefore the next day.\n    Then a new day begins, and with it the fox comes back to the meadow to\njump over the dog who by now has had about enough of it and walks away to\nanother place.\n";
        let flowed = reflow(text);
        assert_eq!(
            flowed.lines().filter(|l| !l.is_empty()).count(),
            2,
            "{flowed}"
        );
        assert_eq!(reflow("Short.\n\nLines."), "Short.\n\nLines.");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_kept(text: String) {
            if let Ok(article) = read(&text) {
                assert_eq!(article.text, text);
            }
            let _ = reflow(&text);
        }
    }
}
