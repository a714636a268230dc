//! The headline of a page, from what several places say it is.

use super::dom::Id;
use super::meta::{Meta, name};
use serde_json::Value;

/// The headline and the node it stands at.
#[must_use]
pub fn headline(meta: &Meta) -> (Option<String>, Option<Id>) {
    let told = told(meta);
    // The heading that says most nearly what the page calls itself.
    let best = meta
        .headings
        .iter()
        .filter(|(_, level, text)| *level == 1 || told.iter().any(|t| alike(t, text) > 0.8))
        .map(|h| {
            (
                told.iter().map(|t| alike(t, &h.2)).fold(0.0_f32, f32::max)
                    + if h.1 == 1 { 0.05 } else { 0.0 },
                h,
            )
        })
        .fold(None::<(f32, &(Id, u8, String))>, |best, next| match best {
            Some(b) if b.0 >= next.0 => Some(b),
            _ => Some(next),
        });
    let node = best.map(|b| b.1.0);
    let lone = meta.headings.iter().filter(|h| h.1 == 1).count() == 1;
    if let Some((score, (_, level, text))) = best
        && (score > 0.6 || (lone && *level == 1 && text.split_whitespace().count() >= 3))
    {
        return (Some(text.clone()), node);
    }
    (told.into_iter().next(), node)
}

/// What the page's data call it, the most trustworthy first, without the site's name.
fn told(meta: &Meta) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut add = |text: Option<String>| {
        if let Some(text) = text
            .map(|t| crate::article::record::tidy(&t))
            .filter(|t| !t.is_empty())
        {
            out.push(text);
        }
    };
    let site = site_name(meta);
    for value in meta.articles() {
        add(value.get("headline").and_then(name));
    }
    for key in [
        "og:title",
        "twitter:title",
        "dc.title",
        "dcterms.title",
        "citation_title",
        "headline",
        "title",
    ] {
        add(meta.get(key).map(|t| strip_site(t, site.as_deref())));
    }
    add(meta
        .title
        .as_deref()
        .map(|t| strip_site(t, site.as_deref())));
    out
}

/// The name of the publication.
#[must_use]
pub fn site_name(meta: &Meta) -> Option<String> {
    let of_linked = meta
        .linked
        .iter()
        .find_map(|v| v.get("publisher").and_then(name));
    let site = meta.get("og:site_name").map(str::to_owned).or(of_linked);
    site.or_else(|| meta.get("application-name").map(str::to_owned))
        .or_else(|| {
            let website = meta
                .linked
                .iter()
                .find(|v| v.get("@type").and_then(Value::as_str) == Some("WebSite"));
            website.and_then(|v| v.get("name")).and_then(name)
        })
        .map(|s| super::unescape(&s).trim().to_owned())
        .filter(|s| !s.is_empty())
}

/// "Headline - The Daily Example" without what stands behind the last bar or dash.
fn strip_site(title: &str, site: Option<&str>) -> String {
    let title = title.trim();
    for separator in [
        " | ", " - ", " – ", " — ", " » ", " · ", " :: ", " • ", " / ", " « ", " — ",
    ] {
        let Some((before, after)) = title.rsplit_once(separator) else {
            continue;
        };
        let is_site = site.is_some_and(|s| {
            let (s, a) = (s.to_lowercase(), after.trim().to_lowercase());
            s.contains(&a) || a.contains(&s)
        });
        let short = after.split_whitespace().count() <= 4
            && before.split_whitespace().count() > after.split_whitespace().count();
        if is_site || short {
            return strip_site(before, site);
        }
        if let Some((first, rest)) = title.split_once(separator)
            && site.is_some_and(|s| s.to_lowercase() == first.trim().to_lowercase())
        {
            return rest.trim().to_owned();
        }
    }
    title.to_owned()
}

/// How alike two titles are: the share of common words.
fn alike(a: &str, b: &str) -> f32 {
    let words = |t: &str| -> Vec<String> {
        let mut w: Vec<String> = t
            .to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .take(60)
            .map(str::to_owned)
            .collect();
        w.sort();
        w.dedup();
        w
    };
    let (a, b) = (words(a), words(b));
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let common = a.iter().filter(|w| b.binary_search(w).is_ok()).count();
    #[allow(clippy::cast_precision_loss)]
    let share = 2.0 * common as f32 / (a.len() + b.len()) as f32;
    share
}
