//! A tolerant parser of HTML and XML into a flat tree: one pass, linear whatever comes in,
//! bounded in depth and attributes. It knows as much of the HTML standard's repairs as reading
//! articles needs, never fails, and borrows from its input wherever it can.

use super::entities::unescape;
use std::borrow::Cow;

/// Deeper elements are laid side by side at this depth, as browsers do.
pub const DEPTH: usize = 256;
/// More attributes of one element are left out.
const ATTRIBUTES: usize = 256;

/// Index of a node in its [`Dom`].
pub type Id = u32;
/// No node.
pub const NONE: Id = u32::MAX;

/// An element or a text.
#[derive(Debug)]
pub struct Node<'a> {
    /// The element around it; the root's is [`NONE`].
    pub parent: Id,
    /// First node inside.
    pub first: Id,
    /// Last node inside.
    pub last: Id,
    /// Next node beside it.
    pub next: Id,
    /// What it is.
    pub data: Data<'a>,
}

/// What a node is.
#[derive(Debug)]
pub enum Data<'a> {
    /// An element by its name (in HTML in lower case) and attributes.
    Element(Cow<'a, str>, Vec<(Cow<'a, str>, Cow<'a, str>)>),
    /// Text, its references replaced.
    Text(Cow<'a, str>),
}

/// The parsed document. Node 0 is a root around everything.
#[derive(Debug)]
pub struct Dom<'a> {
    /// All nodes, in document order.
    pub nodes: Vec<Node<'a>>,
    /// Something was nested deeper than [`DEPTH`].
    pub flattened: bool,
}

impl<'a> Dom<'a> {
    /// Parses a web page or a piece of one.
    #[must_use]
    pub fn html(text: &'a str) -> Self {
        Parser::new(text, false).parse()
    }

    /// Parses XML; entities of its own definition are not expanded.
    #[must_use]
    pub fn xml(text: &'a str) -> Self {
        Parser::new(text, true).parse()
    }

    /// The node itself; a text or the root for an index from elsewhere.
    #[must_use]
    pub fn node(&self, id: Id) -> &Node<'a> {
        self.nodes.get(id as usize).unwrap_or(&self.nodes[0])
    }

    /// The element's name; empty for text.
    #[must_use]
    pub fn name(&self, id: Id) -> &str {
        match &self.node(id).data {
            Data::Element(name, _) => name,
            Data::Text(_) => "",
        }
    }

    /// The name without its namespace prefix.
    #[must_use]
    pub fn local(&self, id: Id) -> &str {
        let name = self.name(id);
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// The value of an attribute.
    #[must_use]
    pub fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        match &self.node(id).data {
            Data::Element(_, attributes) => attributes
                .iter()
                .find(|(n, _)| n == name)
                .map(|(_, v)| v.as_ref()),
            Data::Text(_) => None,
        }
    }

    /// The text of a text node.
    #[must_use]
    pub fn words(&self, id: Id) -> Option<&str> {
        match &self.node(id).data {
            Data::Text(text) => Some(text),
            Data::Element(..) => None,
        }
    }

    /// The nodes directly inside.
    pub fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let mut at = self.node(id).first;
        std::iter::from_fn(move || {
            let now = at;
            (now != NONE).then(|| {
                at = self.node(now).next;
                now
            })
        })
    }

    /// All nodes inside, in document order: the indices that follow up to the end of the subtree.
    pub fn descendants(&self, id: Id) -> std::ops::Range<Id> {
        id + 1..self.end(id)
    }

    /// The index after the last node inside.
    #[must_use]
    pub fn end(&self, id: Id) -> Id {
        let mut at = id;
        // The last node of a subtree is the last child of the last child…
        while self.node(at).last != NONE {
            at = self.node(at).last;
        }
        at + 1
    }

    /// The first element of this local name inside.
    #[must_use]
    pub fn find(&self, id: Id, local: &str) -> Option<Id> {
        self.descendants(id).find(|n| self.local(*n) == local)
    }

    /// All elements of this local name inside.
    pub fn all<'b>(&'b self, id: Id, local: &'b str) -> impl Iterator<Item = Id> + 'b {
        self.descendants(id)
            .filter(move |n| self.local(*n) == local)
    }

    /// The elements around a node, the nearest first.
    pub fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let mut at = self.node(id).parent;
        std::iter::from_fn(move || {
            let now = at;
            (now != NONE).then(|| {
                at = self.node(now).parent;
                now
            })
        })
    }

    /// All text inside, runs of white space as one space.
    #[must_use]
    pub fn text(&self, id: Id) -> String {
        let mut out = String::new();
        for n in id..self.end(id) {
            match &self.node(n).data {
                Data::Text(text) => {
                    if text.starts_with(char::is_whitespace) {
                        space(&mut out);
                    }
                    for word in text.split_whitespace() {
                        out.push_str(word);
                        out.push(' ');
                    }
                    if !text.ends_with(char::is_whitespace) {
                        out.pop();
                    }
                }
                Data::Element(name, _) if name == "br" || is_block(name) => space(&mut out),
                Data::Element(..) => {}
            }
        }
        let trimmed = out.trim();
        trimmed.to_owned()
    }
}

fn space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

/// Elements that stand alone in the flow of a page: they close an open paragraph, and text on
/// their two sides is never one line.
#[must_use]
pub fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "video"
            | "iframe"
            | "title"
            | "head"
            | "caption"
            | "root"
    )
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "basefont"
            | "bgsound"
            | "frame"
            | "keygen"
    )
}

/// Elements whose content is not markup.
fn is_raw(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "textarea" | "title" | "xmp" | "iframe" | "noembed" | "noframes"
    )
}

/// Elements whose end tag must not close a block around them.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "b"
            | "i"
            | "u"
            | "s"
            | "em"
            | "strong"
            | "span"
            | "font"
            | "small"
            | "big"
            | "sub"
            | "sup"
            | "code"
            | "tt"
            | "abbr"
            | "cite"
            | "q"
            | "label"
            | "mark"
            | "ins"
            | "del"
            | "strike"
            | "time"
            | "nobr"
            | "kbd"
    )
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    xml: bool,
    nodes: Vec<Node<'a>>,
    /// Open elements, the root first.
    open: Vec<Id>,
    flattened: bool,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, xml: bool) -> Self {
        let root = Node {
            parent: NONE,
            first: NONE,
            last: NONE,
            next: NONE,
            data: Data::Element(Cow::Borrowed("root"), Vec::new()),
        };
        let mut nodes = Vec::with_capacity(text.len() / 24 + 1);
        nodes.push(root);
        Self {
            text,
            at: 0,
            xml,
            nodes,
            open: vec![0],
            flattened: false,
        }
    }

    fn parse(mut self) -> Dom<'a> {
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() {
            if self.nodes.len() >= NONE as usize - 8 {
                break;
            }
            if bytes[self.at] == b'<' && self.markup() {
                continue;
            }
            // A "<" that opens nothing is text; the text ends at the next one.
            let from = self.at;
            let skip = usize::from(bytes[from] == b'<');
            let end = memchr::memchr(b'<', &bytes[from + skip..])
                .map_or(bytes.len(), |i| from + skip + i);
            self.push_text(&self.text[from..end], true);
            self.at = end;
        }
        Dom {
            nodes: self.nodes,
            flattened: self.flattened,
        }
    }

    /// Reads a tag, comment or declaration at `self.at`; false when there is none.
    fn markup(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let bytes = rest.as_bytes();
        match bytes.get(1) {
            Some(b'!') => {
                if rest.starts_with("<!--") {
                    let end =
                        memchr::memmem::find(&bytes[4..], b"-->").map_or(bytes.len(), |i| i + 7);
                    // "<!-->" and "<!--->" are whole comments.
                    let end = if rest.starts_with("<!-->") {
                        5
                    } else if rest.starts_with("<!--->") {
                        6
                    } else {
                        end
                    };
                    self.at += end;
                } else if rest.starts_with("<![CDATA[") {
                    let end = memchr::memmem::find(&bytes[9..], b"]]>");
                    let inner = &rest[9..end.map_or(rest.len(), |i| i + 9)];
                    if self.xml {
                        self.push_text(inner, false);
                    }
                    self.at += end.map_or(bytes.len(), |i| i + 12);
                } else {
                    self.at += declaration(bytes);
                }
                true
            }
            Some(b'?') => {
                let end = memchr::memchr(b'>', bytes).map_or(bytes.len(), |i| i + 1);
                self.at += end;
                true
            }
            Some(b'/')
                if bytes
                    .get(2)
                    .is_some_and(|b| b.is_ascii_alphabetic() || (self.xml && *b >= 0x80)) =>
            {
                let end = memchr::memchr(b'>', bytes).unwrap_or(bytes.len());
                let name = &rest[2..end];
                let name = name
                    .split(|c: char| c.is_whitespace() || c == '/')
                    .next()
                    .unwrap_or_default();
                self.at += (end + 1).min(bytes.len());
                self.close(name);
                true
            }
            Some(b) if b.is_ascii_alphabetic() || (self.xml && (*b >= 0x80 || *b == b'_')) => {
                self.start_tag();
                true
            }
            _ => false,
        }
    }

    fn start_tag(&mut self) {
        let text = self.text;
        let bytes = text.as_bytes();
        let mut at = self.at + 1;
        let from = at;
        while at < bytes.len()
            && !bytes[at].is_ascii_whitespace()
            && !matches!(bytes[at], b'>' | b'/' | b'<')
        {
            at += 1;
        }
        let name = self.fold(&text[from..at]);
        let mut attributes: Vec<(Cow<'a, str>, Cow<'a, str>)> = Vec::new();
        let mut closed = false;
        loop {
            while at < bytes.len() && (bytes[at].is_ascii_whitespace() || bytes[at] == b'/') {
                closed = bytes[at] == b'/';
                at += 1;
            }
            match bytes.get(at) {
                None => break,
                Some(b'>') => {
                    at += 1;
                    break;
                }
                // A tag that was never closed.
                Some(b'<') => break,
                _ => {}
            }
            closed = false;
            let from = at;
            at += 1;
            while at < bytes.len()
                && !bytes[at].is_ascii_whitespace()
                && !matches!(bytes[at], b'=' | b'>' | b'/')
            {
                at += 1;
            }
            let key = &text[from..ceil(text, at)];
            at = from + key.len();
            let mut after = at;
            while after < bytes.len() && bytes[after].is_ascii_whitespace() {
                after += 1;
            }
            let mut value = Cow::Borrowed("");
            if bytes.get(after) == Some(&b'=') {
                at = after + 1;
                while at < bytes.len() && bytes[at].is_ascii_whitespace() {
                    at += 1;
                }
                match bytes.get(at) {
                    Some(quote @ (b'"' | b'\'')) => {
                        let end = memchr::memchr(*quote, &bytes[at + 1..])
                            .map_or(bytes.len(), |i| at + 1 + i);
                        value = unescape(&text[at + 1..end]);
                        at = (end + 1).min(bytes.len());
                    }
                    _ => {
                        let from = at;
                        while at < bytes.len()
                            && !bytes[at].is_ascii_whitespace()
                            && bytes[at] != b'>'
                        {
                            at += 1;
                        }
                        value = unescape(&text[from..at]);
                    }
                }
            }
            if attributes.len() < ATTRIBUTES {
                attributes.push((self.fold(key), value));
            }
        }
        self.at = at;
        let is_void = !self.xml && is_void(&name);
        if !self.xml {
            self.imply_ends(&name);
        }
        let raw = !self.xml && is_raw(&name);
        let raw_name = raw.then(|| name.to_string());
        let id = self.push(Data::Element(name, attributes));
        let closed = is_void || (closed && self.xml);
        if let Some(name) = raw_name {
            self.raw(id, &name);
        } else if !closed {
            self.enter(id);
        }
    }

    /// Content up to the end tag, taken as it is.
    fn raw(&mut self, id: Id, name: &str) {
        let rest = &self.text.as_bytes()[self.at..];
        let mut from = 0;
        let mut end = None;
        while let Some(i) = memchr::memmem::find(&rest[from..], b"</") {
            let start = from + i + 2;
            let after = start + name.len();
            if rest
                .get(start..after)
                .is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()))
            {
                end = Some(from + i);
                break;
            }
            from = start;
        }
        let (content, next) = match end {
            Some(end) => {
                let close = memchr::memchr(b'>', &rest[end..]).map_or(rest.len(), |i| end + i + 1);
                (&self.text[self.at..self.at + end], self.at + close)
            }
            // A title that never ends is one line long; a script swallows the rest.
            None if name == "title" => {
                let end = memchr::memchr2(b'<', b'\n', rest).unwrap_or(rest.len());
                (&self.text[self.at..self.at + end], self.at + end)
            }
            None => (&self.text[self.at..], self.text.len()),
        };
        self.at = next;
        if self.enter(id) {
            self.push_text(content, matches!(name, "title" | "textarea"));
            self.open.pop();
        }
    }

    /// Makes the element the one that what follows goes into.
    fn enter(&mut self, id: Id) -> bool {
        if self.open.len() < DEPTH {
            self.open.push(id);
            true
        } else {
            self.flattened = true;
            false
        }
    }

    /// Closes what a start tag closes unsaid: a paragraph before a block, an item before an item.
    fn imply_ends(&mut self, name: &str) {
        match name {
            "li" => self.close_within(&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => self.close_within(&["dt", "dd"], &["dl"]),
            "tr" => self.close_within(&["tr"], &["table", "tbody", "thead", "tfoot"]),
            "td" | "th" => self.close_within(&["td", "th"], &["tr", "table"]),
            "tbody" | "thead" | "tfoot" => {
                self.close_within(&["tbody", "thead", "tfoot"], &["table"])
            }
            "option" => self.close_within(&["option"], &["select"]),
            "a" => self.close_within(
                &["a"],
                &["td", "th", "table", "li", "div", "p", "section", "article"],
            ),
            "body" => self.close_within(&["head"], &[]),
            _ => {}
        }
        if is_block(name)
            && !matches!(
                name,
                "iframe" | "video" | "title" | "head" | "html" | "body"
            )
        {
            self.close_within(
                &["p"],
                &[
                    "td",
                    "th",
                    "table",
                    "div",
                    "section",
                    "article",
                    "li",
                    "button",
                    "blockquote",
                    "body",
                    "figure",
                ],
            );
        }
    }

    /// Closes the nearest open element of these names unless one of the others stands between.
    fn close_within(&mut self, names: &[&str], until: &[&str]) {
        for i in (1..self.open.len()).rev() {
            let name = match &self.nodes[self.open[i] as usize].data {
                Data::Element(name, _) => name.as_ref(),
                Data::Text(_) => "",
            };
            if names.contains(&name) {
                self.open.truncate(i);
                return;
            }
            if until.contains(&name) {
                return;
            }
        }
    }

    fn close(&mut self, name: &str) {
        let name = self.fold(name);
        if !self.xml && name == "br" {
            self.push(Data::Element(Cow::Borrowed("br"), Vec::new()));
            return;
        }
        let inline = !self.xml && is_inline(&name);
        let cell = !self.xml
            && !matches!(
                name.as_ref(),
                "table" | "tr" | "tbody" | "thead" | "tfoot" | "td" | "th" | "body" | "html"
            );
        for i in (1..self.open.len()).rev() {
            let Data::Element(open, _) = &self.nodes[self.open[i] as usize].data else {
                continue;
            };
            if *open == name {
                self.open.truncate(i);
                return;
            }
            if inline && is_block(open) {
                return;
            }
            // A stray end tag inside a table cell does not tear the table down.
            if cell && matches!(open.as_ref(), "td" | "th") {
                return;
            }
        }
        if !self.xml && name == "p" {
            self.push(Data::Element(Cow::Borrowed("p"), Vec::new()));
        }
    }

    fn push_text(&mut self, text: &'a str, references: bool) {
        if text.is_empty() {
            return;
        }
        let text = if references {
            unescape(text)
        } else {
            Cow::Borrowed(text)
        };
        self.push(Data::Text(text));
    }

    fn push(&mut self, data: Data<'a>) -> Id {
        let id = Id::try_from(self.nodes.len()).unwrap_or(NONE);
        let parent = self.open.last().copied().unwrap_or(0);
        self.nodes.push(Node {
            parent,
            first: NONE,
            last: NONE,
            next: NONE,
            data,
        });
        let last = self.nodes[parent as usize].last;
        if last == NONE {
            self.nodes[parent as usize].first = id;
        } else {
            self.nodes[last as usize].next = id;
        }
        self.nodes[parent as usize].last = id;
        id
    }

    fn fold(&self, name: &'a str) -> Cow<'a, str> {
        fold(name, self.xml)
    }
}

fn fold(name: &str, xml: bool) -> Cow<'_, str> {
    if xml || !name.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(name.to_ascii_lowercase())
    }
}

/// The next character boundary at or after a byte.
fn ceil(text: &str, mut at: usize) -> usize {
    while at < text.len() && !text.is_char_boundary(at) {
        at += 1;
    }
    at.min(text.len())
}

/// The length of "<!DOCTYPE …>", with an internal subset if there is one.
fn declaration(bytes: &[u8]) -> usize {
    let end = memchr::memchr(b'>', bytes).map_or(bytes.len(), |i| i + 1);
    match memchr::memchr(b'[', &bytes[..end]) {
        Some(open) => memchr::memmem::find(&bytes[open..], b"]").map_or(end, |close| {
            memchr::memchr(b'>', &bytes[open + close..])
                .map_or(bytes.len(), |i| open + close + i + 1)
        }),
        None => end,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// The tree as an expression: `p("a" b("c"))`.
    fn tree(dom: &Dom<'_>, id: Id) -> String {
        let inner: Vec<String> = dom.children(id).map(|n| tree(dom, n)).collect();
        match &dom.node(id).data {
            Data::Text(text) => format!("\"{text}\""),
            Data::Element(name, _) => format!("{name}({})", inner.join(" ")),
        }
    }

    #[test]
    fn unclosed_elements_are_closed_where_they_must() {
        for (html, want) in [
            ("<p>a<p>b", "root(p(\"a\") p(\"b\"))"),
            (
                "<ul><li>a<li>b</ul>c",
                "root(ul(li(\"a\") li(\"b\")) \"c\")",
            ),
            ("<P CLASS=x>a<br/>b</P>", "root(p(\"a\" br() \"b\"))"),
            ("<b>a</p>b", "root(b(\"a\" p() \"b\"))"),
            (
                "<table><tr><td>a<td>b<tr><td>c</table>",
                "root(table(tr(td(\"a\") td(\"b\")) tr(td(\"c\"))))",
            ),
            ("a < b &amp; c", "root(\"a \" \"< b & c\")"),
            (
                "<script>if (a<b) {}</script>x",
                "root(script(\"if (a<b) {}\") \"x\")",
            ),
            ("<!-- <p> -->x<!DOCTYPE html>", "root(\"x\")"),
            (
                "<div><p>a<div>b</div></div>",
                "root(div(p(\"a\") div(\"b\")))",
            ),
        ] {
            let dom = Dom::html(html);
            assert_eq!(tree(&dom, 0), want, "{html}");
        }
    }

    #[test]
    fn attributes_are_read() {
        let dom = Dom::html("<a HREF='x&amp;y' b=c d e=\"f>g\">t</a>");
        let a = dom.find(0, "a").unwrap();
        assert_eq!(dom.attribute(a, "href"), Some("x&y"));
        assert_eq!(dom.attribute(a, "b"), Some("c"));
        assert_eq!(dom.attribute(a, "d"), Some(""));
        assert_eq!(dom.attribute(a, "e"), Some("f>g"));
        assert_eq!(dom.text(0), "t");
    }

    #[test]
    fn xml_keeps_case_and_self_closing_elements() {
        let dom = Dom::xml("<a:B><C/><![CDATA[<x>]]></a:B>");
        assert_eq!(tree(&dom, 0), "root(a:B(C() \"<x>\"))");
        assert_eq!(dom.local(1), "B");
    }

    #[test]
    fn depth_and_attributes_are_bounded() {
        let deep = "<div>".repeat(100_000) + "x";
        let dom = Dom::html(&deep);
        assert!(dom.flattened);
        assert_eq!(dom.text(0), "x");
        let wide = format!("<p {}>x</p>", "a=b ".repeat(50_000));
        let dom = Dom::html(&wide);
        assert_eq!(dom.text(0), "x");
    }

    proptest::proptest! {
        #[test]
        fn any_text_parses(text: String) {
            let _ = Dom::html(&text).text(0);
            let _ = Dom::xml(&text).text(0);
        }
        #[test]
        fn any_markup_parses(text in "[<>/!a-dp=\"' &;#x1\\-\\[\\]?é]{0,80}") {
            let dom = Dom::html(&text);
            assert!(dom.end(0) as usize == dom.nodes.len());
            let _ = Dom::xml(&text).text(0);
        }
    }
}
