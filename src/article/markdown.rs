//! Markdown: front matter as metadata, the prose without its marks.

use super::day;
use super::{Article, Cause, DateSignal, language, plain, vote};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// An article from Markdown.
///
/// # Errors
/// When there is no text.
pub(super) fn read(text: &str) -> Result<Article, Cause> {
    let (matter, body) = front_matter(text);
    let (prose, heading) = prose(body);
    if prose.trim().is_empty() {
        return Err(if text.trim().is_empty() {
            Cause::Empty
        } else {
            Cause::NoText
        });
    }
    let mut article = Article {
        text: prose,
        title: heading,
        ..Article::default()
    };
    let field = |names: &[&str]| {
        let mut fields = matter.iter();
        let found = fields.find(|(n, _)| names.contains(&n.as_str()));
        found.map(|(_, value)| value.trim())
    };
    let order = day::told_order(
        field(&["lang", "language"]),
        field(&["url", "link", "canonical", "permalink", "source_url"]),
    );
    for (name, value) in &matter {
        let value = value.trim().to_owned();
        if value.is_empty() || value == "null" || value == "~" {
            continue;
        }
        match name.as_str() {
            "title" | "headline" | "titel" => article.title = Some(value),
            "author" | "authors" | "byline" | "autor" => article.author = Some(value),
            "publisher" | "source" | "publication" | "site" => article.publisher = Some(value),
            "url" | "link" | "canonical" | "permalink" | "source_url" => article.url = Some(value),
            "lang" | "language" => article.language = language::code(&value),
            "id" => article.id = value,
            "date" | "published" | "pubdate" | "publishdate" | "publish_date"
            | "date_published" | "created" | "published_at" | "datum" => {
                let weight = if name == "created" { 4.0 } else { 8.0 };
                match day::stamp(&value, order.unwrap_or_default()) {
                    Some(found) => {
                        let front = DateSignal::FrontMatter;
                        vote::hear(&mut article, front, found, value, weight, order.is_some());
                    }
                    None => article
                        .warnings
                        .push(format!("the date \"{value}\" was not understood")),
                }
            }
            _ => {}
        }
    }
    if article.author.is_none() {
        let lines = article
            .text
            .lines()
            .filter(|l| !l.trim().is_empty())
            .take(4);
        article.author = lines.filter_map(plain::byline).next();
    }
    plain::dates_on_top(&mut article);
    Ok(article)
}

/// The fields of YAML (`---`) or TOML (`+++`) front matter, flat, and the rest of the text. Only
/// what front matter of articles consists of is understood: `name: value` and lists.
fn front_matter(text: &str) -> (Vec<(String, String)>, &str) {
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    for (fence, separator) in [("---", ':'), ("+++", '=')] {
        let Some(rest) = text
            .strip_prefix(fence)
            .and_then(|r| r.strip_prefix('\n').or_else(|| r.strip_prefix("\r\n")))
        else {
            continue;
        };
        let mut at = 0;
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in rest.split_inclusive('\n') {
            at += line.len();
            let words = line.trim_end();
            if words == fence || (fence == "---" && words == "...") {
                return (fields, &rest[at..]);
            }
            if let Some(item) = words.trim_start().strip_prefix("- ") {
                if let Some((_, value)) = fields.last_mut() {
                    if !value.is_empty() {
                        value.push_str(", ");
                    }
                    value.push_str(&unquote(item));
                }
            } else if !words.starts_with([' ', '\t', '#'])
                && let Some((name, value)) = words.split_once(separator)
            {
                fields.push((unquote(name).to_lowercase(), unquote(value)));
            }
        }
    }
    (Vec::new(), text)
}

fn unquote(value: &str) -> String {
    let value = value.trim();
    if let Some(list) = value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
        return list.split(',').map(unquote).collect::<Vec<_>>().join(", ");
    }
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote)
            && let Some(end) = inner.rfind(quote)
        {
            return inner[..end].replace("\\\"", "\"").replace("''", "'");
        }
    }
    value.split(" #").next().unwrap_or(value).trim().to_owned()
}

/// The words of the document in paragraphs, and its first heading.
fn prose(text: &str) -> (String, Option<String>) {
    let mut out = String::with_capacity(text.len());
    let mut heading: Option<String> = None;
    let mut in_heading = false;
    let mut hidden = 0_usize;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                in_heading = heading.is_none();
                if in_heading {
                    heading = Some(String::new());
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                in_heading = false;
                paragraph(&mut out);
            }
            Event::Start(Tag::Image { .. } | Tag::HtmlBlock) => hidden += 1,
            Event::End(TagEnd::Image | TagEnd::HtmlBlock) => hidden = hidden.saturating_sub(1),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::CodeBlock
                | TagEnd::TableRow
                | TagEnd::TableHead
                | TagEnd::BlockQuote(_),
            ) => {
                paragraph(&mut out);
            }
            Event::Start(Tag::Item) | Event::End(TagEnd::Item) => line(&mut out),
            Event::End(TagEnd::List(_)) => paragraph(&mut out),
            Event::End(TagEnd::TableCell) => out.push(' '),
            Event::Text(words) | Event::Code(words) if hidden == 0 => {
                out.push_str(&words);
                if in_heading && let Some(heading) = &mut heading {
                    heading.push_str(&words);
                }
            }
            Event::SoftBreak => out.push(' '),
            Event::HardBreak => line(&mut out),
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    let heading = heading
        .map(|h| h.trim().to_owned())
        .filter(|h| !h.is_empty());
    (out, heading)
}

fn line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

fn paragraph(out: &mut String) {
    out.truncate(out.trim_end_matches([' ', '\n']).len());
    if !out.is_empty() {
        out.push_str("\n\n");
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_of_both_kinds() {
        let yaml = "---\ntitle: \"A: b\"\ndate: 2019-02-01\nauthors:\n  - Jane Archer\n  - Max Muster\n---\n\nWords.\n";
        let article = read(yaml).unwrap();
        assert_eq!(article.title.as_deref(), Some("A: b"));
        assert_eq!(article.author.as_deref(), Some("Jane Archer, Max Muster"));
        assert_eq!(article.evidence[0].date.to_string(), "2019-02-01");
        assert_eq!(article.text, "Words.");
        let toml = "+++\ntitle = 'Title'\ndate = 2019-02-01T09:30:00Z\n+++\nWords.";
        let article = read(toml).unwrap();
        assert_eq!(article.title.as_deref(), Some("Title"));
        assert_eq!(article.evidence[0].time.as_deref(), Some("09:30Z"));
    }

    #[test]
    fn marks_are_not_part_of_the_prose() {
        let article =
            read("# Title\n\nSome *words* and a [link](http://x).\n\n- one\n- two\n").unwrap();
        assert_eq!(article.text, "Title\n\nSome words and a link.\n\none\ntwo");
        assert_eq!(article.title.as_deref(), Some("Title"));
    }

    proptest::proptest! {
        #[test]
        fn any_text_reads(text: String) {
            let _ = read(&text);
            let _ = read(&format!("---\n{text}\n---\n{text}"));
        }
    }
}
