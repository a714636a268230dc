//! The article among everything else on a page: a page is cut into blocks of running text, each
//! block weighed by its words and links, and the element taken whose blocks weigh most together.

use super::dom::{Data, Dom, Id, NONE, is_block};
use std::ops::Range;

/// What an element is by its tag, class and id.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Verdict {
    /// Never part of an article.
    Never,
    /// Not part of it unless most of the page's prose is inside.
    Unlikely,
    /// Not part of it unless much of the page's prose is inside.
    Doubtful,
    /// Nothing speaks against it.
    Fine,
}

/// The kind of a block, by the nearest element around it that has a meaning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Shape {
    Paragraph,
    Heading,
    Item,
    Cell,
    Caption,
    Other,
}

/// A run of text that stands alone.
#[derive(Debug)]
struct Block {
    /// Its first node; blocks are in document order.
    node: Id,
    /// The block element around it.
    parent: Id,
    shape: Shape,
    text: String,
    /// Characters, and those of them inside links.
    chars: usize,
    linked: usize,
    /// What it adds to the element around it.
    value: f32,
}

/// The paragraphs of the article on a page, and where they stand.
#[derive(Debug, Default)]
pub struct MainText {
    /// Paragraphs, separated by blank lines.
    pub text: String,
    /// The element taken.
    pub element: Id,
}

/// Finds the article. `headline` is its title and the node that shows it, `summary` what the page
/// gives as its description. Linear in the size of the page.
#[must_use]
pub fn main_text(
    dom: &Dom<'_>,
    headline: (Option<&str>, Option<Id>),
    summary: Option<&str>,
) -> MainText {
    let strict = attempt(dom, &dropped(dom, false), headline, summary);
    if strict.text.len() >= 300 {
        return strict;
    }
    // Too little: something was taken for furniture that was not.
    let lenient = attempt(dom, &dropped(dom, true), headline, summary);
    if lenient.text.len() > 2 * strict.text.len() {
        lenient
    } else {
        strict
    }
}

fn attempt(
    dom: &Dom<'_>,
    dropped: &[bool],
    (title, headline): (Option<&str>, Option<Id>),
    summary: Option<&str>,
) -> MainText {
    let mut blocks = blocks(dom, dropped);
    weigh(&mut blocks);
    let element = best_element(dom, &blocks);
    let inside = range(&blocks, element, dom.end(element));
    let mut kept = lead(&blocks, &inside, headline, summary);
    kept.extend(keep(&blocks, &inside, headline, title));
    let mut text = String::new();
    let mut seen = std::collections::HashSet::new();
    for i in kept {
        let block = &blocks[i].text;
        // Long paragraphs shown twice (for print, for small screens) are told once.
        if block.len() < 40 || seen.insert(block.as_str()) {
            append(&mut text, block);
        }
    }
    MainText { text, element }
}

/// Paragraphs between the headline and the article's element: the lead, which many pages keep
/// outside of it.
#[allow(clippy::cast_precision_loss)]
fn lead(
    blocks: &[Block],
    inside: &Range<usize>,
    headline: Option<Id>,
    summary: Option<&str>,
) -> Vec<usize> {
    let Some(headline) = headline else {
        return Vec::new();
    };
    let Some(first) = blocks.get(inside.start) else {
        return Vec::new();
    };
    if headline >= first.node {
        return Vec::new();
    }
    let from = blocks.partition_point(|b| b.node <= headline);
    let start: String = summary.unwrap_or_default().chars().take(40).collect();
    let mut out = Vec::new();
    let mut total = 0;
    for (i, block) in blocks.iter().enumerate().take(inside.start).skip(from) {
        let linked = block.linked as f32 / block.chars.max(1) as f32;
        let told = start.len() > 20 && block.text.starts_with(&start);
        let prose = block.chars >= 60
            && is_sentence(&block.text)
            && matches!(
                block.shape,
                Shape::Paragraph | Shape::Other | Shape::Heading
            );
        if linked < 0.2 && (told || prose) && !is_furniture(&block.text) {
            total += block.chars;
            out.push(i);
        }
    }
    // More than a lead is another article.
    if out.len() > 4 || total > 1500 {
        Vec::new()
    } else {
        out
    }
}

/// All words inside an element, in paragraphs, nothing judged.
#[must_use]
pub fn all_text(dom: &Dom<'_>, id: Id) -> String {
    let dropped = mark(dom, |id| {
        matches!(
            dom.name(id),
            "script" | "style" | "head" | "template" | "noscript" | "title"
        )
    });
    let mut out = String::new();
    let all = blocks(dom, &dropped);
    let inside = range(&all, id, dom.end(id));
    for block in all.get(inside).unwrap_or_default() {
        append(&mut out, &block.text);
    }
    out
}

fn append(out: &mut String, paragraph: &str) {
    if !out.is_empty() {
        out.push_str("\n\n");
    }
    out.push_str(paragraph);
}

/// Marks elements and all that is inside them.
fn mark(dom: &Dom<'_>, drop: impl Fn(Id) -> bool) -> Vec<bool> {
    let mut marks = vec![false; dom.nodes.len()];
    for id in 1..dom.nodes.len() {
        let node = &dom.nodes[id];
        let above = node.parent != NONE && marks[node.parent as usize];
        #[allow(clippy::cast_possible_truncation)]
        let this = || matches!(node.data, Data::Element(..)) && drop(id as Id);
        marks[id] = above || this();
    }
    marks
}

/// Which nodes are certainly not part of the article.
fn dropped(dom: &Dom<'_>, lenient: bool) -> Vec<bool> {
    let n = dom.nodes.len();
    // Prose below each element: long texts outside links. Children stand behind their parents, so
    // one pass from the end sums it up.
    let mut prose = vec![0_u32; n];
    let mut in_link = vec![false; n];
    for id in 1..n {
        let node = &dom.nodes[id];
        in_link[id] = in_link[node.parent as usize]
            || matches!(&node.data, Data::Element(name, _) if name == "a");
    }
    for id in (1..n).rev() {
        let node = &dom.nodes[id];
        if let Data::Text(text) = &node.data
            && !in_link[id]
            && text.len() > 60
            && !matches!(
                dom.name(node.parent),
                "script" | "style" | "noscript" | "textarea" | "template"
            )
        {
            prose[id] += u32::try_from(text.trim().len()).unwrap_or(u32::MAX / 4);
        }
        let parent = node.parent as usize;
        prose[parent] = prose[parent].saturating_add(prose[id]);
    }
    let total = prose[0].max(1);
    mark(dom, |id| {
        let share = f64::from(prose[id as usize]) / f64::from(total);
        match verdict(dom, id) {
            Verdict::Never => true,
            Verdict::Unlikely if lenient => share < 0.2,
            Verdict::Doubtful if lenient => false,
            Verdict::Unlikely => share < 0.7,
            Verdict::Doubtful => share < 0.3,
            Verdict::Fine => false,
        }
    })
}

fn verdict(dom: &Dom<'_>, id: Id) -> Verdict {
    let name = dom.name(id);
    match name {
        "script" | "style" | "template" | "svg" | "math" | "iframe" | "object" | "embed"
        | "applet" | "canvas" | "audio" | "video" | "map" | "head" | "select" | "datalist"
        | "dialog" | "button" | "input" | "textarea" | "noindex" | "frameset" | "link" | "meta"
        | "menu" | "progress" | "picture" | "source" | "track" | "title" => return Verdict::Never,
        "nav" | "footer" | "aside" | "noscript" | "figure" | "form" | "fieldset" | "label"
        | "time" => {
            return Verdict::Unlikely;
        }
        "html" | "body" | "main" | "article" | "root" => return Verdict::Fine,
        _ => {}
    }
    if dom.attribute(id, "hidden").is_some() || dom.attribute(id, "aria-hidden") == Some("true") {
        return Verdict::Unlikely;
    }
    if let Some(style) = dom.attribute(id, "style")
        && (style.contains("display:none")
            || style.contains("display: none")
            || style.contains("visibility:hidden"))
    {
        return Verdict::Unlikely;
    }
    if let Some(role) = dom.attribute(id, "role")
        && matches!(
            role,
            "navigation"
                | "banner"
                | "complementary"
                | "contentinfo"
                | "search"
                | "menu"
                | "dialog"
                | "alert"
        )
    {
        return Verdict::Unlikely;
    }
    let mut worst = Verdict::Fine;
    for name in ["class", "id", "data-component", "data-testid"] {
        let Some(value) = dom.attribute(id, name) else {
            continue;
        };
        for token in value.split_ascii_whitespace() {
            let token = token.to_lowercase();
            // A teaser without a link is this article's own lead.
            if token.contains("teaser")
                && dom.descendants(id).len() < 30
                && dom.find(id, "a").is_none()
            {
                continue;
            }
            match token_verdict(&token) {
                Verdict::Unlikely => return Verdict::Unlikely,
                Verdict::Doubtful => worst = Verdict::Doubtful,
                _ => {}
            }
        }
    }
    worst
}

/// What one class or id says. Whole names and parts of names that pages the world over use.
fn token_verdict(token: &str) -> Verdict {
    const UNLIKELY: [&str; 62] = [
        "footer",
        "related",
        "sidebar",
        "newsletter",
        "cookie",
        "breadcrumb",
        "bread-crumb",
        "comments",
        "disqus",
        "social",
        "sociable",
        "sharedaddy",
        "share-",
        "-share",
        "sharing",
        "shariff",
        "addthis",
        "outbrain",
        "taboola",
        "criteo",
        "navbar",
        "navbox",
        "subnav",
        "navigation",
        "byline",
        "author-",
        "-author",
        "authorbox",
        "recommend",
        "teaser",
        "promo",
        "most-popular",
        "mostread",
        "most-read",
        "advert",
        "sponsor",
        "paywall",
        "consent",
        "gdpr",
        "popup",
        "modal",
        "noprint",
        "no-print",
        "hide-print",
        "screen-reader",
        "visually-hidden",
        "sr-only",
        "akismet",
        "reply",
        "respond",
        "skip-link",
        "masthead",
        "pagination",
        "tag-list",
        "taglist",
        "viral",
        "syndication",
        "readmore",
        "read-more",
        "yarpp",
        "jp-relatedposts",
        "copyright",
    ];
    const DOUBTFUL: [&str; 30] = [
        "menu",
        "banner",
        "widget",
        "meta",
        "tags",
        "rating",
        "caption",
        "timestamp",
        "button",
        "-icon",
        "-ad-",
        "overlay",
        "slide",
        "carousel",
        "gallery",
        "signup",
        "subscribe",
        "toolbar",
        "infobox",
        "factbox",
        "credits",
        "embed",
        "-stories",
        "popular",
        "trending",
        "header",
        "login",
        "search",
        "bottom",
        "attachment",
    ];
    const WHOLE: [&str; 25] = [
        "nav",
        "share",
        "author",
        "ad",
        "ads",
        "comment",
        "hidden",
        "hide",
        "tools",
        "links",
        "print",
        "date",
        "vcard",
        "tag",
        "top",
        "bio",
        "toc",
        "topbar",
        "commentlist",
        "shares",
        "jp-post-flair",
        "adbox",
        "adsense",
        "aside",
        "kicker",
    ];
    if UNLIKELY.iter().any(|w| token.contains(w))
        || token.starts_with("comment-")
        || token.starts_with("nav-")
        || token.starts_with("ad-")
    {
        return Verdict::Unlikely;
    }
    if WHOLE.contains(&token) || DOUBTFUL.iter().any(|w| token.contains(w)) {
        return Verdict::Doubtful;
    }
    Verdict::Fine
}

/// Cuts the page into blocks, in document order.
fn blocks(dom: &Dom<'_>, dropped: &[bool]) -> Vec<Block> {
    let mut cutter = Cutter {
        dom,
        out: Vec::new(),
        open: None,
    };
    let mut id: Id = 1;
    let n = Id::try_from(dom.nodes.len()).unwrap_or(NONE);
    // The elements still open at this point of the document, with where they end.
    let mut open: Vec<(Id, bool)> = Vec::new();
    let mut links = 0_usize;
    while id < n {
        // A node whose parent is not the innermost open element: those between have ended.
        let parent = dom.node(id).parent;
        while let Some((last, block)) = open.last().copied() {
            if last == parent {
                break;
            }
            if block {
                cutter.end();
            }
            if dom.name(last) == "a" {
                links -= 1;
            }
            open.pop();
        }
        if dropped[id as usize] {
            // An inline picture or note in a sentence does not end it.
            if is_block(dom.name(id)) {
                cutter.end();
            }
            id = dom.end(id);
            continue;
        }
        match &dom.node(id).data {
            Data::Text(text) => {
                let around = open.iter().rev().find(|o| o.1).map_or(0, |o| o.0);
                cutter.text(id, around, text, links > 0);
            }
            Data::Element(name, _) if name == "br" => cutter.line_break(id),
            Data::Element(name, _) => {
                let block = is_block(name);
                if block {
                    cutter.end();
                }
                if name == "a" {
                    links += 1;
                }
                open.push((id, block));
            }
        }
        id += 1;
    }
    cutter.end();
    cutter.out
}

struct Cutter<'a, 'b> {
    dom: &'a Dom<'b>,
    out: Vec<Block>,
    open: Option<Block>,
}

impl Cutter<'_, '_> {
    fn text(&mut self, node: Id, parent: Id, text: &str, linked: bool) {
        let preformatted = self.dom.name(parent) == "pre";
        if self.open.is_none() {
            if text.trim().is_empty() {
                return;
            }
            let shape = shape(self.dom, parent);
            self.open = Some(Block {
                node,
                parent,
                shape,
                text: String::new(),
                chars: 0,
                linked: 0,
                value: 0.0,
            });
        }
        let Some(block) = &mut self.open else { return };
        let before = block.text.len();
        if preformatted {
            block.text.push_str(text);
        } else {
            if text.starts_with(char::is_whitespace)
                && !block.text.is_empty()
                && !block.text.ends_with([' ', '\n'])
            {
                block.text.push(' ');
            }
            let mut words = text.split_whitespace().peekable();
            while let Some(word) = words.next() {
                block.text.push_str(word);
                if words.peek().is_some() {
                    block.text.push(' ');
                }
            }
            if text.ends_with(char::is_whitespace)
                && !block.text.is_empty()
                && !block.text.ends_with([' ', '\n'])
            {
                block.text.push(' ');
            }
        }
        let added = block.text.get(before..).unwrap_or_default().chars().count();
        block.chars += added;
        if linked {
            block.linked += added;
        }
    }

    /// One break is a line, two are a paragraph.
    fn line_break(&mut self, _node: Id) {
        let Some(block) = &mut self.open else { return };
        if block.text.ends_with('\n') {
            self.end();
        } else {
            let end = block.text.trim_end_matches(' ').len();
            block.text.truncate(end);
            block.text.push('\n');
        }
    }

    fn end(&mut self) {
        let Some(mut block) = self.open.take() else {
            return;
        };
        block.text.truncate(block.text.trim_end().len());
        if !block.text.is_empty() {
            self.out.push(block);
        }
    }
}

fn shape(dom: &Dom<'_>, parent: Id) -> Shape {
    let mut at = parent;
    // Through the boxes that mean nothing, to an element that does; not far.
    for _ in 0..4 {
        match dom.name(at) {
            "p" | "pre" | "blockquote" => return Shape::Paragraph,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => return Shape::Heading,
            "li" | "dd" | "dt" => return Shape::Item,
            "td" | "th" | "caption" => return Shape::Cell,
            "figcaption" => return Shape::Caption,
            "article" | "section" | "main" | "body" | "root" => return Shape::Other,
            _ => {}
        }
        at = dom.node(at).parent;
        if at == NONE {
            break;
        }
    }
    Shape::Other
}

fn is_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '»', ')', '“', '\'', ']'])
        .ends_with(['.', '!', '?', '…', ':', '。', '！', '？'])
}

#[allow(clippy::cast_precision_loss)]
fn weigh(blocks: &mut [Block]) {
    for block in blocks {
        let chars = block.chars.max(1) as f32;
        let linked = block.linked as f32 / chars;
        let words = chars - block.linked as f32;
        let punctuated = is_sentence(&block.text);
        block.value = match block.shape {
            Shape::Heading if linked > 0.5 => -30.0,
            Shape::Heading => -5.0,
            _ if linked > 0.5 => -(block.linked as f32).min(120.0),
            Shape::Paragraph if words >= 80.0 => words,
            Shape::Paragraph if words >= 25.0 && punctuated => words * 0.8,
            Shape::Item if words >= 80.0 && linked < 0.3 => words * 0.6,
            _ if words >= 120.0 && linked < 0.3 => words * 0.9,
            _ if words >= 60.0 && punctuated && linked < 0.3 => words * 0.6,
            _ => -10.0,
        };
    }
}

/// The blocks inside a range of nodes.
fn range(blocks: &[Block], start: Id, end: Id) -> Range<usize> {
    blocks.partition_point(|b| b.node < start)..blocks.partition_point(|b| b.node < end)
}

/// The element whose blocks weigh most; among equals the innermost.
fn best_element(dom: &Dom<'_>, blocks: &[Block]) -> Id {
    let mut sums = Vec::with_capacity(blocks.len() + 1);
    sums.push(0.0_f64);
    let mut goods = Vec::with_capacity(blocks.len() + 1);
    goods.push(0.0_f64);
    for block in blocks {
        sums.push(sums[sums.len() - 1] + f64::from(block.value));
        goods.push(goods[goods.len() - 1] + f64::from(block.value.max(0.0)));
    }
    // Only elements around blocks can be it: the ancestors of each block's parent.
    let mut seen = vec![false; dom.nodes.len()];
    let mut best: (f64, Id) = (0.0, 0);
    let mut named: (f64, Id) = (0.0, 0);
    for block in blocks {
        let around = std::iter::once(block.parent).chain(dom.ancestors(block.parent));
        for id in around {
            if std::mem::replace(&mut seen[id as usize], true) {
                break;
            }
            let inside = range(blocks, id, dom.end(id));
            let value = sums[inside.end] - sums[inside.start];
            // Inner elements come first here, and an outer one must be better to win.
            if value > best.0 + 1e-6 {
                best = (value, id);
            }
            let rank = known_container(dom, id);
            if rank > 0 {
                let value = value * (1.0 + 0.1 * f64::from(rank));
                if value > named.0 + 1e-6 {
                    named = (value, id);
                }
            }
        }
    }
    let good = |id: Id| {
        let inside = range(blocks, id, dom.end(id));
        goods[inside.end] - goods[inside.start]
    };
    // The element that says of itself that it is the article, if it holds most of what the best
    // one holds: its borders are surer.
    if named.1 != 0 && good(named.1) >= 0.6 * good(best.1) {
        return named.1;
    }
    best.1
}

/// How surely an element says that it is the article's text.
fn known_container(dom: &Dom<'_>, id: Id) -> u8 {
    if dom
        .attribute(id, "itemprop")
        .is_some_and(|v| v.eq_ignore_ascii_case("articlebody"))
    {
        return 3;
    }
    let name = dom.name(id);
    if !matches!(name, "div" | "section" | "article" | "main" | "td" | "span") {
        return 0;
    }
    let mut rank = 0;
    for attribute in ["class", "id"] {
        let Some(value) = dom.attribute(id, attribute) else {
            continue;
        };
        for token in value.split_ascii_whitespace() {
            let token: String = token.to_lowercase().replace(['_', '-'], "");
            const SURE: [&str; 16] = [
                "articlebody",
                "articletext",
                "articlecontent",
                "entrycontent",
                "postcontent",
                "postbody",
                "posttext",
                "storybody",
                "storycontent",
                "bodytext",
                "storytext",
                "newstext",
                "newsbody",
                "postentry",
                "articlebodytext",
                "blogcontent",
            ];
            if SURE.iter().any(|s| token.contains(s)) {
                rank = rank.max(3);
            }
        }
    }
    if rank == 0 && name == "article" {
        rank = 1;
    }
    rank
}

/// The paragraphs of the article inside the element taken.
fn keep(
    blocks: &[Block],
    inside: &Range<usize>,
    headline: Option<Id>,
    title: Option<&str>,
) -> Vec<usize> {
    let Some(all) = blocks.get(inside.clone()) else {
        return Vec::new();
    };
    let mut kept: Vec<bool> = all.iter().map(is_prose).collect();
    let long = |b: &Block| b.chars >= 80 || (b.chars >= 40 && is_sentence(&b.text));
    // What stands around the headline before the text begins: categories, names, times.
    let begin = all
        .iter()
        .position(|b| b.shape != Shape::Heading && long(b))
        .unwrap_or(0);
    let top = headline.map_or(0, |h| all.partition_point(|b| b.node <= h));
    for (i, block) in all.iter().enumerate().take(begin) {
        let short = block.chars < 60 && !is_sentence(&block.text);
        if (i < top || block.shape != Shape::Heading) && short {
            kept[i] = false;
        }
    }
    for (i, block) in all.iter().enumerate() {
        let is_title = block.shape == Shape::Heading && title.is_some_and(|t| t == block.text);
        if is_title
            || (headline.is_some_and(|h| block.node < h)
                && i < begin
                && block.shape == Shape::Heading)
        {
            kept[i] = false;
        }
        if points_elsewhere(block) {
            kept[i] = false;
        }
    }
    // What stands at the end: notes on the author, the paper, rights and subscriptions.
    let mut looked = 0_usize;
    for i in (0..all.len()).rev() {
        if !kept[i] {
            continue;
        }
        looked += 1;
        if looked > 6 {
            break;
        }
        if is_colophon(&all[i].text) {
            kept[i] = false;
            looked = looked.saturating_sub(1);
        }
    }
    // A heading stays if prose follows before the next heading.
    let mut follows = false;
    for i in (0..all.len()).rev() {
        if all[i].shape == Shape::Heading {
            kept[i] = kept[i] && follows;
            follows = false;
        } else {
            follows |= kept[i];
        }
    }
    kept.iter()
        .enumerate()
        .filter(|(_, k)| **k)
        .map(|(i, _)| inside.start + i)
        .collect()
}

/// Lines that lead to other articles: "Read also: …".
#[allow(clippy::cast_precision_loss)]
fn points_elsewhere(block: &Block) -> bool {
    const OPENERS: [&str; 44] = [
        "read also",
        "read more",
        "read next",
        "also read",
        "see also",
        "related:",
        "related article",
        "related stor",
        "more on this",
        "more from",
        "explore further",
        "you may also",
        "you might also",
        "recommended",
        "don't miss",
        "most read",
        "mehr zum thema",
        "lesen sie auch",
        "lesen sie mehr",
        "lesen sie hier",
        "auch interessant",
        "das könnte",
        "weitere artikel",
        "weitere themen",
        "weiterlesen",
        "schon gelesen",
        "passend dazu",
        "zum thema",
        "à lire aussi",
        "lire aussi",
        "lire également",
        "voir aussi",
        "lee también",
        "lea también",
        "leer también",
        "le puede interesar",
        "te puede interesar",
        "mira también",
        "veja também",
        "leia também",
        "leia mais",
        "leggi anche",
        "lees ook",
        "czytaj także",
    ];
    const MORE: [&str; 8] = [
        "czytaj też",
        "zobacz także",
        "zobacz też",
        "читайте также",
        "tags:",
        "schlagworte",
        "mehr dazu",
        "inhaltsverzeichnis",
    ];
    let head: String = block
        .text
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .chars()
        .take(24)
        .collect::<String>()
        .to_lowercase();
    let opens = OPENERS.iter().chain(&MORE).any(|o| head.starts_with(o));
    let linked = block.linked as f32 / block.chars.max(1) as f32;
    opens && (block.chars < 60 || linked > 0.3 || block.shape == Shape::Heading)
}

/// Short closing notes about the publication rather than the story.
fn is_colophon(text: &str) -> bool {
    if text.len() > 420 {
        return false;
    }
    let lower = text.to_lowercase();
    const WORDS: [&str; 32] = [
        "all rights reserved",
        "alle rechte vorbehalten",
        "tous droits réservés",
        "todos los derechos",
        "©",
        "copyright",
        "subscribe",
        "newsletter",
        "follow us",
        "follow @",
        "on twitter",
        "on facebook",
        "folgen sie uns",
        "abonnieren",
        "suscríbete",
        "abonnez-vous",
        "sign up",
        "download the",
        "download our",
        "whatsapp",
        "telegram",
        "letter to the editor",
        "donate",
        "spenden",
        "this article first appeared",
        "this story has been published from a wire",
        "contact us",
        "privacy policy",
        "cookies",
        "podcast",
        "click here",
        "hier klicken",
    ];
    WORDS.iter().filter(|w| lower.contains(*w)).count() >= if text.len() < 160 { 1 } else { 2 }
}

#[allow(clippy::cast_precision_loss)]
fn is_prose(block: &Block) -> bool {
    let linked = block.linked as f32 / block.chars.max(1) as f32;
    match block.shape {
        Shape::Heading => linked < 0.5 && block.chars > 2,
        Shape::Paragraph => linked < 0.8 && !is_furniture(&block.text),
        Shape::Item => linked < 0.6 && !is_furniture(&block.text),
        Shape::Cell => linked < 0.5,
        Shape::Caption => false,
        Shape::Other => {
            linked < 0.5
                && (block.chars > 25 || is_sentence(&block.text))
                && !is_furniture(&block.text)
        }
    }
}

/// Short lines that are buttons and notes of the page.
fn is_furniture(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    const LINES: [&str; 30] = [
        "advertisement",
        "anzeige",
        "werbung",
        "publicité",
        "share this",
        "share",
        "teilen",
        "tweet",
        "print",
        "drucken",
        "email",
        "read more",
        "mehr lesen",
        "weiterlesen",
        "comments",
        "kommentare",
        "related",
        "facebook",
        "twitter",
        "whatsapp",
        "pinterest",
        "linkedin",
        "subscribe",
        "sign up",
        "log in",
        "nach oben",
        "back to top",
        "next",
        "previous",
        "quelle:",
    ];
    let lower = text.trim().trim_end_matches([':', '.', '…']).to_lowercase();
    LINES.contains(&lower.as_str())
}
