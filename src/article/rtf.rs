//! Rich Text Format.

use super::{Article, Cause, plain};
use encoding_rs::Encoding;

/// Groups inside groups beyond this are read flat.
const DEPTH: usize = 1000;

/// An article from RTF.
///
/// # Errors
/// When it holds no text.
pub(super) fn read(bytes: &[u8]) -> Result<Article, Cause> {
    let mut reader = Reader::new(bytes);
    reader.run();
    reader.flush();
    let mut text = String::with_capacity(reader.out.len());
    for line in reader.out.lines() {
        let line = line.trim_end();
        if line.is_empty() && (text.is_empty() || text.ends_with("\n\n")) {
            continue;
        }
        text.push_str(line);
        text.push('\n');
    }
    let text = text.trim_end();
    if text.is_empty() {
        return Err(Cause::NoText);
    }
    let mut article = plain::read(text)?;
    article.title = article
        .title
        .or(Some(reader.title.trim().to_owned()).filter(|t| !t.is_empty()));
    article.author = article
        .author
        .or(Some(reader.author.trim().to_owned()).filter(|a| a.contains(' ')));
    Ok(article)
}

/// Where the words of a group go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Target {
    Text,
    Title,
    Author,
    FontTable,
    Nowhere,
}

#[derive(Clone, Copy, Debug)]
struct State {
    target: Target,
    /// Bytes to pass over after each `\u`.
    fallback: usize,
    font: i32,
    hidden: bool,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    out: String,
    title: String,
    author: String,
    state: State,
    stack: Vec<State>,
    page: &'static Encoding,
    /// The encodings of fonts, by number, in the order told.
    fonts: Vec<(i32, &'static Encoding)>,
    /// Bytes waiting to be decoded together.
    pending: Vec<u8>,
    skip: usize,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            out: String::new(),
            title: String::new(),
            author: String::new(),
            state: State {
                target: Target::Text,
                fallback: 1,
                font: -1,
                hidden: false,
            },
            stack: Vec::new(),
            page: encoding_rs::WINDOWS_1252,
            fonts: Vec::new(),
            pending: Vec::new(),
            skip: 0,
        }
    }

    fn run(&mut self) {
        while let Some(byte) = self.bytes.get(self.at).copied() {
            self.at += 1;
            match byte {
                b'{' => {
                    self.flush();
                    if self.stack.len() < DEPTH {
                        self.stack.push(self.state);
                    }
                    self.skip = 0;
                }
                b'}' => {
                    self.flush();
                    self.skip = 0;
                    if let Some(state) = self.stack.pop() {
                        self.state = state;
                    }
                }
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => {}
                other => self.byte(other),
            }
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        if !matches!(self.state.target, Target::Nowhere | Target::FontTable) && !self.state.hidden {
            self.pending.push(byte);
        }
    }

    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let font = self.fonts.iter().find(|(n, _)| *n == self.state.font);
        let encoding = font.map_or(self.page, |f| f.1);
        let pending = std::mem::take(&mut self.pending);
        let (text, _) = encoding.decode_without_bom_handling(&pending);
        let text = text.into_owned();
        self.push(&text);
    }

    fn push(&mut self, text: &str) {
        if self.state.hidden {
            return;
        }
        match self.state.target {
            Target::Text => self.out.push_str(text),
            Target::Title => self.title.push_str(text),
            Target::Author => self.author.push_str(text),
            Target::FontTable | Target::Nowhere => {}
        }
    }

    fn character(&mut self, text: &str) {
        self.flush();
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            self.push(text);
        }
    }

    fn control(&mut self) {
        let Some(first) = self.bytes.get(self.at).copied() else {
            return;
        };
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            match first {
                b'\'' => {
                    let code = self
                        .bytes
                        .get(self.at..self.at + 2)
                        .and_then(|h| std::str::from_utf8(h).ok());
                    if let Some(byte) = code.and_then(|h| u8::from_str_radix(h, 16).ok()) {
                        self.at += 2;
                        self.byte(byte);
                    }
                }
                b'~' => self.character("\u{A0}"),
                b'_' => self.character("-"),
                b'*' => self.state.target = Target::Nowhere,
                b'\\' | b'{' | b'}' => self.byte(first),
                b'\n' | b'\r' => self.character("\n"),
                _ => {}
            }
            return;
        }
        let from = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_alphabetic) && self.at - from < 32 {
            self.at += 1;
        }
        let word = &self.bytes[from..self.at];
        let digits = self.at;
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) && self.at - digits < 11 {
            self.at += 1;
        }
        let number = std::str::from_utf8(&self.bytes[digits..self.at])
            .ok()
            .and_then(|n| n.parse::<i64>().ok());
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        self.word(word, number);
    }

    fn word(&mut self, word: &[u8], number: Option<i64>) {
        let on = number != Some(0);
        match word {
            b"par" | b"row" => self.character("\n\n"),
            b"sect" | b"page" => self.character("\n\n"),
            b"line" | b"softline" => self.character("\n"),
            b"tab" | b"cell" | b"nestcell" => self.character("\t"),
            b"emdash" => self.character("—"),
            b"endash" => self.character("–"),
            b"lquote" => self.character("‘"),
            b"rquote" => self.character("’"),
            b"ldblquote" => self.character("“"),
            b"rdblquote" => self.character("”"),
            b"bullet" => self.character("•"),
            b"emspace" | b"enspace" | b"qmspace" => self.character(" "),
            b"v" => {
                self.flush();
                self.state.hidden = on;
            }
            b"plain" => {
                self.flush();
                self.state.hidden = false;
            }
            b"deleted" => {
                self.flush();
                self.state.hidden = on;
            }
            b"u" => {
                self.flush();
                let code = number.unwrap_or(0);
                let code = if code < 0 { code + 65_536 } else { code };
                self.unicode(u32::try_from(code).unwrap_or(0));
                self.skip = self.state.fallback;
            }
            b"uc" => {
                self.state.fallback = usize::try_from(number.unwrap_or(1).clamp(0, 8)).unwrap_or(1)
            }
            b"bin" => {
                let length = usize::try_from(number.unwrap_or(0).max(0)).unwrap_or(0);
                self.at = self.at.saturating_add(length).min(self.bytes.len());
            }
            b"ansicpg" => {
                if let Some(encoding) = number.and_then(code_page) {
                    self.page = encoding;
                }
            }
            b"f" => {
                self.flush();
                self.state.font = number.and_then(|n| i32::try_from(n).ok()).unwrap_or(-1);
            }
            b"fcharset" if self.state.target == Target::FontTable => {
                if let Some(encoding) = number.and_then(charset)
                    && self.fonts.len() < 1000
                {
                    self.fonts.push((self.state.font, encoding));
                }
            }
            b"fonttbl" => self.state.target = Target::FontTable,
            b"colortbl" | b"stylesheet" | b"pict" | b"object" | b"header" | b"headerl"
            | b"headerr" | b"headerf" | b"footer" | b"footerl" | b"footerr" | b"footerf"
            | b"footnote" | b"annotation" | b"fldinst" | b"listtable" | b"listoverridetable"
            | b"revtbl" | b"themedata" | b"datastore" | b"latentstyles" | b"info" | b"xe"
            | b"tc" | b"nonshppict" | b"bkmkstart" | b"bkmkend" | b"filetbl" | b"generator"
            | b"pntext" | b"listtext" | b"rsidtbl" | b"private" => {
                self.flush();
                self.state.target = Target::Nowhere;
            }
            b"title" => self.state.target = Target::Title,
            b"author" => self.state.target = Target::Author,
            _ => {}
        }
    }

    /// A UTF-16 unit; the halves of a pair come one after the other.
    fn unicode(&mut self, code: u32) {
        if (0xDC00..0xE000).contains(&code) {
            return;
        }
        if (0xD800..0xDC00).contains(&code) {
            // The second half follows as "\u-NNNNN" after the fallback.
            let rest = self
                .bytes
                .get(self.at..(self.at + 24).min(self.bytes.len()))
                .unwrap_or_default();
            let low = memchr::memmem::find(rest, b"\\u").and_then(|i| {
                let digits: Vec<u8> = rest[i + 2..]
                    .iter()
                    .copied()
                    .take_while(|b| *b == b'-' || b.is_ascii_digit())
                    .collect();
                std::str::from_utf8(&digits).ok()?.parse::<i32>().ok()
            });
            if let Some(low) = low {
                let low = u32::try_from(if low < 0 { low + 65_536 } else { low }).unwrap_or(0);
                if (0xDC00..0xE000).contains(&low)
                    && let Some(c) =
                        char::from_u32(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00))
                {
                    self.push(c.encode_utf8(&mut [0; 4]));
                }
            }
            return;
        }
        if let Some(c) = char::from_u32(code).filter(|c| !c.is_control()) {
            self.push(c.encode_utf8(&mut [0; 4]));
        }
    }
}

fn code_page(number: i64) -> Option<&'static Encoding> {
    match number {
        437 | 850 | 1252 => Some(encoding_rs::WINDOWS_1252),
        932 => Some(encoding_rs::SHIFT_JIS),
        936 => Some(encoding_rs::GBK),
        949 => Some(encoding_rs::EUC_KR),
        950 => Some(encoding_rs::BIG5),
        10000 => Some(encoding_rs::MACINTOSH),
        65001 => Some(encoding_rs::UTF_8),
        other => Encoding::for_label(format!("windows-{other}").as_bytes()),
    }
}

fn charset(number: i64) -> Option<&'static Encoding> {
    Some(match number {
        0 => encoding_rs::WINDOWS_1252,
        77 => encoding_rs::MACINTOSH,
        128 => encoding_rs::SHIFT_JIS,
        129 => encoding_rs::EUC_KR,
        134 => encoding_rs::GBK,
        136 => encoding_rs::BIG5,
        161 => encoding_rs::WINDOWS_1253,
        162 => encoding_rs::WINDOWS_1254,
        163 => encoding_rs::WINDOWS_1258,
        177 => encoding_rs::WINDOWS_1255,
        178 => encoding_rs::WINDOWS_1256,
        186 => encoding_rs::WINDOWS_1257,
        204 => encoding_rs::WINDOWS_1251,
        222 => encoding_rs::WINDOWS_874,
        238 => encoding_rs::WINDOWS_1250,
        _ => return None,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn words_without_their_clothes() {
        let rtf = br"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Cyr;}}{\info{\title A title}{\author Jane Archer}}
{\*\generator X;}\pard\b Bold\b0  and caf\'e9 \u8217?s.\par {\f1 \'cf\'f0}\par Smile \u-10179?\u-8704?\par}";
        let article = read(rtf).unwrap();
        assert_eq!(article.text, "Bold and café ’s.\n\nПр\n\nSmile 😀");
        assert_eq!(article.title.as_deref(), Some("A title"));
    }

    #[test]
    fn hostile_groups_end() {
        let braces = "{".repeat(200_000);
        assert_eq!(
            read(format!("{{\\rtf1 {braces}").as_bytes()),
            Err(Cause::NoText)
        );
        assert_eq!(read(b"{\\rtf1 \\bin999999999999 x}"), Err(Cause::NoText));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_read(bytes: Vec<u8>) {
            let _ = read(&bytes);
        }
        #[test]
        fn any_rtf_reads(text in "(\\\\(u-?[0-9]{1,5}|'[0-9a-f]{2}|par|f1|uc[0-9]|bin|v|\\*|fonttbl|[a-z]{1,4})|[{} a-z]){0,40}") {
            let _ = read(format!("{{\\rtf1 {text}").as_bytes());
        }
    }
}
