//! From shown pieces of text to lines and paragraphs: spaces where there are gaps, lines joined
//! across columns and pages, hyphens at line ends undone, running heads left out.

use super::content::Piece;
use std::collections::HashMap;

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its words.
    pub text: String,
    /// Left and right end, base line and font size, in the page's units.
    pub x: f64,
    /// Right end.
    pub end: f64,
    /// Base line; greater is higher.
    pub y: f64,
    /// Height of the font most of it is set in.
    pub size: f64,
    /// Which page, from 0.
    pub page: usize,
}

/// The lines of a page, in the order in which it shows them.
#[must_use]
pub fn lines(pieces: &[Piece], page: usize) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let mut turn = 0;
    for piece in pieces {
        if piece.text.is_empty() {
            continue;
        }
        let joined = out.last_mut().filter(|l| {
            let size = l.size.max(piece.size);
            let same = turn == piece.turn && (l.y - piece.y).abs() < 0.5 * size;
            // A little back is kerning; far back or far on is another column.
            same && piece.x > l.end - 1.0 * size && piece.x < l.end + 4.0 * size
        });
        match joined {
            Some(line) => {
                let gap = piece.x - line.end;
                let size = line.size.min(piece.size);
                if gap > 0.15 * size && !line.text.ends_with(' ') && !piece.text.starts_with(' ') {
                    line.text.push(' ');
                }
                line.text.push_str(&piece.text);
                // Raised and small characters do not move the line.
                if piece.size >= line.size {
                    line.y = piece.y;
                    line.size = piece.size;
                }
                line.end = line.end.max(piece.end);
            }
            None => {
                if piece.text.trim().is_empty() {
                    continue;
                }
                turn = piece.turn;
                out.push(Line {
                    text: piece.text.clone(),
                    x: piece.x,
                    end: piece.end,
                    y: piece.y,
                    size: piece.size,
                    page,
                });
            }
        }
    }
    for line in &mut out {
        line.text = crate::article::record::tidy(&line.text);
        if line
            .text
            .contains(|c| ('\u{FB00}'..='\u{FB06}').contains(&c))
        {
            line.text = unligate(&line.text);
        }
    }
    out.retain(|l| !l.text.is_empty());
    out
}

/// Letters that fonts draw as one, apart again.
fn unligate(text: &str) -> String {
    const APART: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        let at = (c as u32)
            .checked_sub(0xFB00)
            .and_then(|i| usize::try_from(i).ok());
        match at.and_then(|i| APART.get(i)) {
            Some(letters) => out.push_str(letters),
            None => out.push(c),
        }
    }
    out
}

/// Leaves out short lines above the headline (the site's menu) and the notice of rights below.
pub fn trim(lines: &mut Vec<Line>, title: Option<&str>) {
    if let Some(title) = title
        && let Some(at) = lines
            .iter()
            .take(8)
            .position(|l| l.page == 0 && title.starts_with(&l.text))
    {
        let furniture =
            |l: &Line| l.text.chars().count() < 40 && !l.text.bytes().any(|b| b.is_ascii_digit());
        if at <= 4 && lines[..at].iter().all(furniture) {
            lines.drain(..at);
        }
    }
    while let Some(last) = lines.last() {
        let lower = last.text.to_lowercase();
        let rights = lower.starts_with('©')
            || lower.starts_with("copyright")
            || lower.ends_with("all rights reserved.")
            || lower.ends_with("all rights reserved");
        if !rights || lower.len() > 150 {
            break;
        }
        lines.pop();
    }
}

/// Leaves out what stands at the same place on most pages, and page numbers.
pub fn drop_running(lines: &mut Vec<Line>, pages: usize) {
    let key = |l: &Line| {
        let shape: String = l
            .text
            .chars()
            .map(|c| if c.is_ascii_digit() { '0' } else { c })
            .collect();
        #[allow(clippy::cast_possible_truncation)]
        let y = (l.y / 4.0) as i64;
        (shape, y)
    };
    let mut counts: HashMap<(String, i64), usize> = HashMap::new();
    for line in lines.iter().filter(|l| l.text.len() < 200) {
        *counts.entry(key(line)).or_default() += 1;
    }
    let mut edge: HashMap<usize, (f64, f64)> = HashMap::new();
    for line in lines.iter() {
        let e = edge.entry(line.page).or_insert((line.y, line.y));
        e.0 = e.0.min(line.y);
        e.1 = e.1.max(line.y);
    }
    lines.retain(|l| {
        let (bottom, top) = edge.get(&l.page).copied().unwrap_or((l.y, l.y));
        let at_edge = l.y - bottom < 2.0 * l.size || top - l.y < 2.0 * l.size;
        let repeated = pages >= 3 && counts.get(&key(l)).is_some_and(|c| *c * 2 > pages);
        let number = l
            .text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '/' | '-' | '–' | ' ' | '.'))
            || ["page ", "seite ", "página ", "pagina "]
                .iter()
                .any(|p| l.text.to_lowercase().starts_with(p) && l.text.len() < 20);
        !(at_edge && (repeated || (number && pages > 1)))
    });
}

/// The size most of the text is set in.
#[must_use]
pub fn body_size(lines: &[Line]) -> f64 {
    let mut sums: Vec<(f64, usize)> = Vec::new();
    for line in lines {
        if let Some(s) = sums.iter_mut().find(|s| (s.0 - line.size).abs() < 0.3) {
            s.1 += line.text.len();
        } else if sums.len() < 200 {
            sums.push((line.size, line.text.len()));
        }
    }
    sums.iter().max_by_key(|s| s.1).map_or(10.0, |s| s.0)
}

/// The largest lines on top of the first page, joined: the headline.
#[must_use]
pub fn title(lines: &[Line]) -> Option<String> {
    let body = body_size(lines);
    let first: Vec<&Line> = lines.iter().filter(|l| l.page == 0).take(40).collect();
    let largest = first
        .iter()
        .filter(|l| l.text.chars().filter(|c| c.is_alphabetic()).count() >= 3)
        .map(|l| l.size)
        .fold(0.0_f64, f64::max);
    if largest < body * 1.15 {
        return None;
    }
    let from = first.iter().position(|l| (l.size - largest).abs() < 0.3)?;
    let words: Vec<&str> = first[from..]
        .iter()
        .take_while(|l| (l.size - largest).abs() < 0.3)
        .take(8)
        .map(|l| l.text.as_str())
        .collect();
    let title = join(&words);
    (title.chars().count() <= 300).then_some(title)
}

fn join(lines: &[&str]) -> String {
    let mut out = String::new();
    for line in lines {
        append(&mut out, line, false);
    }
    out
}

/// Whether the text divides words at line ends: then many lines end in a hyphen, else only those
/// that happen to break at a hyphen of the word's own.
fn divides(lines: &[Line]) -> bool {
    let ends = lines.iter().filter(|l| l.text.ends_with('-')).count();
    ends * 25 > lines.len()
}

/// Adds a line to a paragraph; a word divided at the line's end is made whole.
fn append(out: &mut String, line: &str, divided: bool) {
    if out.is_empty() {
        out.push_str(line);
        return;
    }
    let small = line.starts_with(|c: char| c.is_lowercase());
    if out.ends_with('\u{AD}') {
        out.pop();
    } else if out.ends_with('-')
        && small
        && out.chars().rev().nth(1).is_some_and(char::is_alphabetic)
    {
        if divided {
            out.pop();
        }
    } else if !out.ends_with('-') {
        out.push(' ');
    }
    out.push_str(line);
}

/// Lines joined into paragraphs, separated by blank lines.
#[must_use]
pub fn paragraphs(lines: &[Line]) -> String {
    // The usual distance of lines, in font sizes.
    let mut gaps: Vec<f64> = lines
        .windows(2)
        .filter(|w| {
            w[0].page == w[1].page && w[0].y > w[1].y && (w[0].size - w[1].size).abs() < 0.5
        })
        .map(|w| (w[0].y - w[1].y) / w[0].size)
        .filter(|g| *g < 3.0)
        .collect();
    gaps.sort_by(f64::total_cmp);
    let usual = gaps
        .get(gaps.len() / 4)
        .copied()
        .unwrap_or(1.2)
        .clamp(0.9, 2.2);
    let divided = divides(lines);
    let columns = columns(lines);
    let mut out: Vec<String> = Vec::new();
    let mut open = String::new();
    for (i, line) in lines.iter().enumerate() {
        let starts = i
            .checked_sub(1)
            .and_then(|p| lines.get(p))
            .is_none_or(|before| begins(before, line, usual, columns[i - 1]));
        if starts && !open.is_empty() {
            out.push(std::mem::take(&mut open));
        }
        append(&mut open, &line.text, divided);
    }
    if !open.is_empty() {
        out.push(open);
    }
    out.join("\n\n").replace('\u{AD}', "")
}

/// The left and right border of the column each line stands in, from the lines around it.
fn columns(lines: &[Line]) -> Vec<(f64, f64)> {
    let border = |i: usize, line: &Line| {
        let from = i.saturating_sub(12);
        let near = lines[from..(i + 13).min(lines.len())].iter().filter(|l| {
            let beside = l.x < line.end && l.end > line.x;
            l.page == line.page && beside && (l.size - line.size).abs() < 0.5
        });
        near.fold((line.x, line.end), |c, l| (c.0.min(l.x), c.1.max(l.end)))
    };
    lines
        .iter()
        .enumerate()
        .map(|(i, l)| border(i, l))
        .collect()
}

/// Whether a line begins a paragraph after the one before it, which stands in this column.
fn begins(before: &Line, line: &Line, usual: f64, (left, right): (f64, f64)) -> bool {
    if (before.size - line.size).abs() > 0.08 * before.size.max(line.size) {
        return true;
    }
    let ended = before
        .text
        .trim_end_matches(['"', '”', '’', ')', '»', '“'])
        .ends_with(['.', '!', '?', ':', '…']);
    let small = line.text.starts_with(|c: char| c.is_lowercase());
    let gap = (before.y - line.y) / before.size;
    if before.page != line.page || !(-0.5..=4.0).contains(&gap) {
        // Another page or column: the sentence goes on or it does not.
        return ended && !small;
    }
    if gap.abs() < 0.5 {
        // Beside each other: cells of a table.
        return true;
    }
    if gap > usual * 1.35 {
        return true;
    }
    let indented = line.x - before.x;
    if indented > 0.8 * line.size && indented < 5.0 * line.size && ended {
        return true;
    }
    // A line that ends far from the border was ended on purpose.
    let width = right - left;
    let short = right - before.end > 0.3 * width && width > 12.0 * before.size;
    short && !small
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, x: f64, y: f64, size: f64) -> Line {
        #[allow(clippy::cast_precision_loss)]
        let end = x + text.len() as f64 * size * 0.5;
        Line {
            text: text.into(),
            x,
            end,
            y,
            size,
            page: 0,
        }
    }

    #[test]
    fn lines_become_paragraphs() {
        let all = [
            line("The headline", 50.0, 700.0, 20.0),
            line("A first line that goes on to be divi-", 50.0, 670.0, 10.0),
            line("ded at its end.", 50.0, 658.0, 10.0),
            line("A second paragraph stands here.", 50.0, 630.0, 10.0),
        ];
        assert_eq!(
            paragraphs(&all),
            "The headline\n\nA first line that goes on to be divided at its end.\n\nA second paragraph stands here."
        );
        assert_eq!(title(&all).as_deref(), Some("The headline"));
    }

    #[test]
    fn gaps_are_spaces() {
        let piece = |text: &str, x: f64, end: f64| Piece {
            text: text.into(),
            x,
            end,
            y: 10.0,
            size: 10.0,
            turn: 0,
        };
        let all = lines(
            &[
                piece("Hel", 0.0, 15.0),
                piece("lo", 15.2, 25.0),
                piece("world", 28.0, 50.0),
            ],
            0,
        );
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].text, "Hello world");
    }
}
