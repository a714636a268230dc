//! What a page says about itself: its meta elements, its structured data, its address, its
//! headlines.

use super::dom::{Dom, Id};
use serde_json::Value;

/// What a page says about itself.
#[derive(Debug, Default)]
pub struct Meta {
    /// `(name or property or itemprop in lower case, content)` of the meta elements, in order.
    pub meta: Vec<(String, String)>,
    /// Objects of the structured data, in order, nested ones too; those of articles first.
    pub linked: Vec<Value>,
    /// Raw structured data that is no valid JSON.
    pub broken: Vec<String>,
    /// The content of the title element.
    pub title: Option<String>,
    /// The language the page declares.
    pub language: Option<String>,
    /// The page's own address.
    pub url: Option<String>,
    /// The first headings of level one and two, by their nodes.
    pub headings: Vec<(Id, u8, String)>,
}

/// Collects what the page says about itself.
#[must_use]
pub fn meta(dom: &Dom<'_>) -> Meta {
    let mut out = Meta::default();
    let mut canonical = None;
    let mut linked = Vec::new();
    for id in dom.descendants(0) {
        match dom.name(id) {
            "html" if out.language.is_none() => {
                let lang = dom
                    .attribute(id, "lang")
                    .or_else(|| dom.attribute(id, "xml:lang"));
                out.language = lang.map(str::to_owned).filter(|l| !l.is_empty());
            }
            "meta" if out.meta.len() < 500 => {
                let Some(content) = dom
                    .attribute(id, "content")
                    .map(str::trim)
                    .filter(|c| !c.is_empty())
                else {
                    continue;
                };
                for key in ["property", "name", "itemprop", "http-equiv"] {
                    if let Some(name) = dom.attribute(id, key) {
                        out.meta.push((
                            name.trim().to_lowercase(),
                            content.chars().take(2000).collect(),
                        ));
                    }
                }
            }
            "link"
                if canonical.is_none()
                    && dom
                        .attribute(id, "rel")
                        .is_some_and(|r| r.eq_ignore_ascii_case("canonical")) =>
            {
                canonical = dom.attribute(id, "href").map(str::to_owned);
            }
            "title" if out.title.is_none() && !dom.ancestors(id).any(|a| dom.name(a) == "svg") => {
                out.title = Some(dom.text(id)).filter(|t| !t.is_empty());
            }
            "script"
                if linked.len() < 50
                    && dom
                        .attribute(id, "type")
                        .is_some_and(|t| t.to_ascii_lowercase().contains("ld+json")) =>
            {
                let text: String = dom.children(id).filter_map(|c| dom.words(c)).collect();
                linked.push(text);
            }
            name @ ("h1" | "h2") if out.headings.len() < 60 => {
                let text = dom.text(id);
                if !text.is_empty() {
                    out.headings
                        .push((id, if name == "h1" { 1 } else { 2 }, text));
                }
            }
            _ => {}
        }
    }
    for text in linked {
        match parse_linked(&text) {
            Some(value) => flatten(&value, &mut out.linked, 0),
            None => out.broken.push(text),
        }
    }
    out.linked.sort_by_key(|v| !is_article(v));
    out.url = canonical
        .filter(|u| u.starts_with("http"))
        .or_else(|| out.get("og:url").map(str::to_owned));
    out
}

impl Meta {
    /// The first meta element of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.meta
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    /// The article among the structured data.
    pub fn articles(&self) -> impl Iterator<Item = &Value> {
        self.linked.iter().filter(|v| is_article(v))
    }
}

fn parse_linked(text: &str) -> Option<Value> {
    let text = text
        .trim()
        .trim_start_matches("<!--")
        .trim_end_matches("-->")
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("<![CDATA[")
        .trim_end_matches("//]]>")
        .trim_end_matches("]]>")
        .trim()
        .trim_end_matches(';');
    if text.len() > 2 << 20 {
        return None;
    }
    serde_json::from_str(text).ok().or_else(|| {
        // Line breaks inside strings are the usual fault.
        let repaired: String = text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        serde_json::from_str(&repaired).ok()
    })
}

/// All objects of a tree of structured data, outer ones first.
fn flatten(value: &Value, out: &mut Vec<Value>, depth: usize) {
    if out.len() >= 200 || depth > 6 {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|v| flatten(v, out, depth + 1)),
        Value::Object(map) => {
            out.push(value.clone());
            for name in [
                "@graph",
                "mainEntity",
                "mainEntityOfPage",
                "itemListElement",
                "hasPart",
            ] {
                if let Some(inner @ (Value::Object(_) | Value::Array(_))) = map.get(name) {
                    flatten(inner, out, depth + 1);
                }
            }
        }
        _ => {}
    }
}

/// Whether structured data is of a kind that is published as a text.
#[must_use]
pub fn is_article(value: &Value) -> bool {
    let of = |t: &str| {
        t.contains("Article")
            || t.contains("Posting")
            || t == "Report"
            || t == "Review"
            || t == "Recipe"
            || t == "CreativeWork"
    };
    match value.get("@type") {
        Some(Value::String(t)) => of(t),
        Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).any(of),
        _ => false,
    }
}

/// A name in structured data: a string, or an object or list with one.
#[must_use]
pub fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() && !text.starts_with("http") => {
            Some(super::unescape(text.trim()).into_owned())
        }
        Value::Object(map) => map.get("name").and_then(name),
        Value::Array(values) => {
            let names: Vec<String> = values.iter().filter_map(name).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
}
