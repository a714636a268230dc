//! A page that stands by itself: every event with its date, the sentence that proves it and the
//! articles that tell it. No script, nothing loaded from elsewhere; light and dark.

use super::escape::Xml;
use super::{Proof, Selection, colour};
use crate::event::{Basis, Event, Family, Modality};
use crate::text::{Span, tidy};
use std::io::{self, Write};

const STYLE: &str = include_str!("page.css");

/// Writes the selected events, in order; those without a date come last, with the reason.
pub fn write(selection: Selection<'_>, out: &mut dyn Write) -> io::Result<usize> {
    let (dated, undated): (Vec<&Event>, Vec<&Event>) =
        selection.iter().partition(|e| e.date.value.is_some());
    head(selection, out)?;
    writeln!(out, "<ol class=\"events\">")?;
    let mut heading = String::new();
    for event in &dated {
        let year = event
            .date
            .value
            .as_ref()
            .map(|v| year(v.earliest.ymd().year));
        let year = year.unwrap_or_default();
        if year != heading {
            writeln!(out, "<li class=\"year\"><h2>{year}</h2></li>")?;
            heading = year;
        }
        item(selection, event, out)?;
    }
    writeln!(out, "</ol>")?;
    if !undated.is_empty() {
        writeln!(out, "<h2>Without a date</h2>\n<ol class=\"events\">")?;
        for event in &undated {
            item(selection, event, out)?;
        }
        writeln!(out, "</ol>")?;
    }
    writeln!(out, "</main>\n</body>\n</html>")?;
    Ok(0)
}

fn head(selection: Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"Dateline {}\">\n\
         <title>Timeline</title>\n<style>\n",
        env!("CARGO_PKG_VERSION")
    )?;
    for family in Family::ALL {
        let (light, dark) = colour::of(family);
        let name = family.name().to_lowercase();
        writeln!(out, ".{name}{{--mark:light-dark({light},{dark})}}")?;
    }
    let (events, articles) = (selection.events.len(), selection.articles.len());
    writeln!(
        out,
        "{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>Timeline</h1>\n\
         <p class=\"count\">{events} event{} from {articles} article{}</p>",
        if events == 1 { "" } else { "s" },
        if articles == 1 { "" } else { "s" },
    )
}

fn item(selection: Selection<'_>, event: &Event, out: &mut dyn Write) -> io::Result<()> {
    let family = event.kind.family().name().to_lowercase();
    let basis = match event.date.basis {
        Basis::Stated => "stated",
        Basis::Relative => "relative",
        Basis::Inferred => "inferred",
        Basis::Set => "set",
        Basis::Unknown => "unknown",
    };
    let told = match event.modality {
        Modality::Asserted => "",
        Modality::Planned => "planned",
        Modality::Threatened => "threatened",
        Modality::Negated => "denied",
        Modality::Hypothetical => "possible",
    };
    writeln!(
        out,
        "<li class=\"event {family} {basis} {told}\" id=\"{}\">",
        Xml(&event.id)
    )?;
    if let Some(value) = &event.date.value {
        writeln!(
            out,
            "<time datetime=\"{}\">{}</time>",
            Xml(&value.edtf),
            Xml(&value.words())
        )?;
    }
    write!(
        out,
        "<h3>{}</h3>\n<p class=\"facts\"><b>{}</b>",
        Xml(&event.title),
        event.kind.name()
    )?;
    if !told.is_empty() {
        write!(out, " · <em>{told}</em>")?;
    }
    for name in selection.people(event) {
        write!(out, " · {}", Xml(name))?;
    }
    if let Some(place) = selection.place(event) {
        write!(out, " · in {}", Xml(place))?;
        if selection.place_told(event).is_some_and(|t| t.elsewhere) {
            write!(out, " <small>(told elsewhere in the article)</small>")?;
        }
    }
    writeln!(out, "</p>")?;
    let proofs: Vec<Proof<'_>> = selection.proofs(event).collect();
    let lead = (event.lead as usize).min(proofs.len().saturating_sub(1));
    if let Some(first) = proofs.get(lead) {
        quote(first, out)?;
    }
    if !event.date.reason.is_empty() {
        writeln!(out, "<p class=\"reason\">{}</p>", Xml(&event.date.reason))?;
    }
    if proofs.len() > 1 {
        let more = proofs.len() - 1;
        let word = if more == 1 { "telling" } else { "tellings" };
        writeln!(out, "<details><summary>{more} more {word}</summary>")?;
        for (n, proof) in proofs.iter().enumerate() {
            if n != lead {
                quote(proof, out)?;
            }
        }
        writeln!(out, "</details>")?;
    }
    writeln!(out, "</li>")
}

/// The sentence with its trigger and the words of its date marked, and where it stands.
fn quote(proof: &Proof<'_>, out: &mut dyn Write) -> io::Result<()> {
    let text = proof.article.text.as_str();
    let sentence = proof.mention.sentence;
    let date = proof.mention.date.timex;
    let timexes = &proof.analysis.timexes;
    let date = date.and_then(|i| timexes.get(i as usize)).map(|t| t.span);
    let mut marks = vec![("mark", proof.mention.trigger)];
    marks.extend(date.map(|span| ("u", span)));
    marks.retain(|(_, span)| sentence.contains(*span) && !span.is_empty());
    marks.sort_by_key(|(_, span)| *span);
    let piece = |from: u32, to: u32| {
        let words = Span {
            start: from,
            end: to.max(from),
        };
        words.of(text).replace(['\n', '\r', '\t'], " ")
    };
    write!(out, "<blockquote>")?;
    let mut at = sentence.start;
    for (tag, span) in marks {
        if span.start < at {
            continue;
        }
        let (before, inside) = (piece(at, span.start), piece(span.start, span.end));
        write!(out, "{}<{tag}>{}</{tag}>", Xml(&before), Xml(&inside))?;
        at = span.end;
    }
    write!(out, "{}", Xml(&piece(at, sentence.end)))?;
    let article = proof.article;
    let name = tidy(article.title.as_deref().unwrap_or(&article.id));
    write!(out, "<footer>")?;
    if let Some(said) = proof.mention.teller() {
        write!(out, "{} · ", Xml(&said))?;
    }
    // Only web addresses: an article may claim any.
    match &article.url {
        Some(url) if url.starts_with("https://") || url.starts_with("http://") => {
            write!(
                out,
                "<a href=\"{}\" rel=\"noopener\">{}</a>",
                Xml(url),
                Xml(&name)
            )?;
        }
        _ => write!(out, "{}", Xml(&name))?,
    }
    if let Some(publisher) = &article.publisher {
        write!(out, ", {}", Xml(publisher))?;
    }
    match &article.published {
        Some(published) => write!(out, ", {}", published.date)?,
        None => write!(out, ", undated")?,
    }
    writeln!(out, "</footer></blockquote>")
}

/// How people write an astronomical year.
fn year(year: i32) -> String {
    match year {
        ..=0 => format!("{} BC", 1 - i64::from(year)),
        1..=999 => format!("AD {year}"),
        _ => year.to_string(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::export::example;

    #[test]
    fn a_page_shows_every_event_with_its_proof() {
        example::with(|selection| {
            let mut out = Vec::new();
            assert_eq!(write(selection, &mut out).unwrap(), 0);
            let page = String::from_utf8(out).unwrap();
            assert_eq!(page.matches("<li class=\"event ").count(), 3);
            assert!(page.contains("<h2>2025</h2>") && page.contains("<h2>264 BC</h2>"));
            assert!(page.contains("Without a date"));
            assert!(page.contains("<mark>met</mark>"));
            assert!(page.contains("Talks &lt;in&gt; Kabul"));
            assert!(!page.contains("<script"));
            assert!(!page.contains("src="), "nothing is loaded from elsewhere");
        });
    }
}
