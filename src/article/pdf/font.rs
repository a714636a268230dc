//! Fonts: from the bytes of a shown string to characters and their widths.

use super::file::File;
use super::object::{Dict, Lexer, Object};
use encoding_rs::{MACINTOSH, WINDOWS_1252};

/// Ranges of one font's map to Unicode beyond this are left out.
const RANGES: usize = 100_000;

/// One shown code.
#[derive(Debug)]
pub struct Glyph {
    /// Its characters; empty where nobody says what they are.
    pub text: String,
    /// Its advance, in thousandths of the font's size.
    pub width: f64,
    /// A space of one byte, which word spacing widens.
    pub is_space: bool,
}

/// A font.
#[derive(Debug, Default)]
pub struct Font {
    wide: bool,
    to_unicode: Cmap,
    /// Code to identifier, where a wide font brings its own map.
    codes: Option<Cmap>,
    /// Characters of one-byte codes.
    simple: Vec<Option<String>>,
    first: i64,
    widths: Vec<f64>,
    /// `(first, last, width)` of wide fonts, sorted.
    ranges: Vec<(u32, u32, f64)>,
    default: f64,
    /// Thousandths, or a Type 3 font's own scale.
    scale: f64,
}

impl Font {
    /// Reads a font's dictionary.
    #[must_use]
    pub fn read(file: &File<'_>, dict: &Dict) -> Self {
        let subtype = file.get(dict, "Subtype");
        let mut font = Self {
            default: 500.0,
            scale: 1.0,
            ..Self::default()
        };
        if let Object::Stream(d, at) = file.get(dict, "ToUnicode") {
            font.to_unicode = Cmap::read(&file.data(&d, at));
        }
        if subtype.name() == Some("Type0") {
            font.wide = true;
            font.default = 1000.0;
            let child = match file.get(dict, "DescendantFonts") {
                Object::Array(all) => all.first().map(|o| file.resolve(o)).unwrap_or_default(),
                other => other,
            };
            if let Object::Dict(child) = child {
                font.default = file.get(&child, "DW").number().unwrap_or(1000.0);
                font.read_wide(file, &file.get(&child, "W"));
            }
            if let Object::Stream(d, at) = file.get(dict, "Encoding") {
                font.codes = Some(Cmap::read(&file.data(&d, at)));
            }
            return font;
        }
        if subtype.name() == Some("Type3")
            && let Object::Array(matrix) = file.get(dict, "FontMatrix")
        {
            font.scale = matrix.first().and_then(Object::number).unwrap_or(0.001) * 1000.0;
        }
        font.first = file.get(dict, "FirstChar").integer().unwrap_or(0);
        if let Object::Array(all) = file.get(dict, "Widths") {
            font.widths = all
                .iter()
                .take(70_000)
                .map(|o| file.resolve(o).number().unwrap_or(0.0))
                .collect();
        }
        let descriptor = file.dict(dict, "FontDescriptor");
        font.default = file
            .get(&descriptor, "MissingWidth")
            .number()
            .filter(|w| *w > 0.0)
            .unwrap_or(500.0);
        font.read_simple(file, dict, &descriptor);
        font
    }

    fn read_wide(&mut self, file: &File<'_>, widths: &Object) {
        let Object::Array(all) = widths else { return };
        let mut at = 0;
        while at + 1 < all.len() && self.ranges.len() < RANGES {
            let code = |i: usize| {
                all.get(i)
                    .map(|o| file.resolve(o))
                    .and_then(|o| o.integer())
                    .and_then(|n| u32::try_from(n).ok())
            };
            let Some(first) = code(at) else { return };
            match file.resolve(&all[at + 1]) {
                Object::Array(each) => {
                    for (i, width) in each.iter().enumerate().take(RANGES) {
                        let code = first.saturating_add(u32::try_from(i).unwrap_or(u32::MAX));
                        self.ranges.push((
                            code,
                            code,
                            file.resolve(width).number().unwrap_or(self.default),
                        ));
                    }
                    at += 2;
                }
                _ => {
                    let (Some(last), Some(width)) = (
                        code(at + 1),
                        all.get(at + 2).and_then(|o| file.resolve(o).number()),
                    ) else {
                        return;
                    };
                    self.ranges.push((first, last, width));
                    at += 3;
                }
            }
        }
        self.ranges.sort_by_key(|r| r.0);
    }

    fn read_simple(&mut self, file: &File<'_>, dict: &Dict, descriptor: &Dict) {
        let encoding = file.get(dict, "Encoding");
        let base = match &encoding {
            Object::Name(name) => Some(name.clone()),
            Object::Dict(d) => file.get(d, "BaseEncoding").name().map(str::to_owned),
            _ => None,
        };
        let mac = base.as_deref() == Some("MacRomanEncoding");
        let flags = file.get(descriptor, "Flags").integer().unwrap_or(0);
        let name = file
            .get(dict, "BaseFont")
            .name()
            .unwrap_or_default()
            .to_owned();
        let symbolic = flags & 4 != 0
            && base.is_none()
            && descriptor.keys().any(|k| k.starts_with("FontFile"));
        self.simple = (0..=255_u8)
            .map(|code| {
                if code < 32
                    || (symbolic
                        && self.to_unicode.is_empty()
                        && matches!(encoding, Object::Null)
                        && name.contains("Symbol"))
                {
                    return None;
                }
                let table = if mac { MACINTOSH } else { WINDOWS_1252 };
                let (text, _) = table.decode_without_bom_handling(std::slice::from_ref(&code));
                let text = match (base.as_deref(), code) {
                    // The standard encoding's quotes are curly.
                    (None | Some("StandardEncoding"), b'\'') if !symbolic => "’".into(),
                    (None | Some("StandardEncoding"), b'`') if !symbolic => "‘".into(),
                    _ => text.into_owned(),
                };
                Some(text)
            })
            .collect();
        if let Object::Dict(d) = &encoding
            && let Object::Array(differences) = file.get(d, "Differences")
        {
            let mut code = 0_usize;
            for object in differences.iter().take(2000) {
                match file.resolve(object) {
                    Object::Number(n) if (0.0..256.0).contains(&n) => {
                        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                        let start = n as usize;
                        code = start;
                    }
                    Object::Name(name) => {
                        if let Some(slot) = self.simple.get_mut(code) {
                            *slot = glyph_name(&name);
                        }
                        code += 1;
                    }
                    _ => {}
                }
            }
        }
    }

    /// The glyphs of a shown string.
    pub fn show(&self, bytes: &[u8], mut each: impl FnMut(Glyph)) {
        if !self.wide {
            for byte in bytes {
                let code = u32::from(*byte);
                let text = self
                    .to_unicode
                    .get(code)
                    .or_else(|| self.simple.get(usize::from(*byte)).cloned().flatten());
                let at = usize::try_from(i64::from(*byte) - self.first).ok();
                let width = at
                    .and_then(|i| self.widths.get(i))
                    .copied()
                    .unwrap_or_else(|| usual_width(*byte, self.default));
                each(Glyph {
                    text: text.unwrap_or_default(),
                    width: width * self.scale,
                    is_space: *byte == 32,
                });
            }
            return;
        }
        let mut at = 0;
        while at < bytes.len() {
            let length = self
                .codes
                .as_ref()
                .map_or(2, |c| c.code_length(&bytes[at..]))
                .min(bytes.len() - at)
                .max(1);
            let code = bytes[at..at + length]
                .iter()
                .fold(0_u32, |v, b| (v << 8) | u32::from(*b));
            at += length;
            let id = self
                .codes
                .as_ref()
                .and_then(|c| c.number(code))
                .unwrap_or(code);
            let text = self.to_unicode.get(code).unwrap_or_default();
            each(Glyph {
                text,
                width: self.wide_width(id),
                is_space: length == 1 && code == 32,
            });
        }
    }

    fn wide_width(&self, id: u32) -> f64 {
        let i = self.ranges.partition_point(|r| r.0 <= id);
        match i.checked_sub(1).and_then(|i| self.ranges.get(i)) {
            Some((_, last, width)) if id <= *last => *width,
            _ => self.default,
        }
    }
}

/// A width for the fonts every reader has and no file describes: narrow, middle, broad.
fn usual_width(byte: u8, default: f64) -> f64 {
    match byte {
        b' ' | b'i' | b'j' | b'l' | b'.' | b',' | b'\'' | b'|' | b'!' | b':' | b';' | b'I'
        | b't' | b'f' => 270.0,
        b'm' | b'M' | b'W' | b'w' => 830.0,
        b'A'..=b'Z' => 680.0,
        _ => default,
    }
}

/// A map from codes to characters, or to numbers.
#[derive(Debug, Default)]
struct Cmap {
    /// `(first, last, text of the first)`, sorted.
    ranges: Vec<(u32, u32, String)>,
    /// `(first, last, number of the first)`, sorted.
    numbers: Vec<(u32, u32, u32)>,
    /// `(length in bytes, first, last)`.
    spaces: Vec<(usize, u32, u32)>,
}

fn code(object: &Object) -> Option<(u32, usize)> {
    match object {
        Object::String(bytes) if bytes.len() <= 4 => Some((
            bytes.iter().fold(0, |v, b| (v << 8) | u32::from(*b)),
            bytes.len(),
        )),
        _ => None,
    }
}

fn utf16(object: &Object) -> Option<String> {
    match object {
        Object::String(bytes) if bytes.len() == 1 => Some((bytes[0] as char).to_string()),
        Object::String(bytes) => Some(
            encoding_rs::UTF_16BE
                .decode_without_bom_handling(bytes.get(..bytes.len().min(64))?)
                .0
                .into_owned(),
        ),
        Object::Name(name) => glyph_name(name),
        _ => None,
    }
}

impl Cmap {
    fn read(data: &[u8]) -> Self {
        let mut map = Self::default();
        let mut lexer = Lexer::new(data, 0);
        let mut stack: Vec<Object> = Vec::new();
        while let Some(object) = lexer.object(false) {
            let Object::Word(word) = &object else {
                if stack.len() < 10_000 {
                    stack.push(object);
                }
                continue;
            };
            match word.as_str() {
                "endcodespacerange" => {
                    for pair in stack.chunks_exact(2) {
                        if let (Some((first, n)), Some((last, _))) =
                            (code(&pair[0]), code(&pair[1]))
                        {
                            map.spaces.push((n, first, last));
                        }
                    }
                }
                "endbfchar" => {
                    for pair in stack.chunks_exact(2) {
                        if let (Some((first, _)), Some(text)) = (code(&pair[0]), utf16(&pair[1])) {
                            map.ranges.push((first, first, text));
                        }
                    }
                }
                "endbfrange" => {
                    for three in stack.chunks_exact(3) {
                        let (Some((first, _)), Some((last, _))) =
                            (code(&three[0]), code(&three[1]))
                        else {
                            continue;
                        };
                        match &three[2] {
                            Object::Array(texts) => {
                                for (i, text) in texts.iter().enumerate().take(70_000) {
                                    let at =
                                        first.saturating_add(u32::try_from(i).unwrap_or(u32::MAX));
                                    if let Some(text) = utf16(text) {
                                        map.ranges.push((at, at, text));
                                    }
                                }
                            }
                            one => {
                                if let Some(text) = utf16(one) {
                                    map.ranges.push((first, last, text));
                                }
                            }
                        }
                    }
                }
                "endcidrange" => {
                    for three in stack.chunks_exact(3) {
                        if let (Some((first, _)), Some((last, _)), Some(n)) =
                            (code(&three[0]), code(&three[1]), three[2].integer())
                        {
                            map.numbers
                                .push((first, last, u32::try_from(n).unwrap_or(0)));
                        }
                    }
                }
                "endcidchar" => {
                    for pair in stack.chunks_exact(2) {
                        if let (Some((first, _)), Some(n)) = (code(&pair[0]), pair[1].integer()) {
                            map.numbers
                                .push((first, first, u32::try_from(n).unwrap_or(0)));
                        }
                    }
                }
                _ => {}
            }
            stack.clear();
            if map.ranges.len() > RANGES || map.numbers.len() > RANGES {
                break;
            }
        }
        map.ranges.sort_by_key(|r| r.0);
        map.numbers.sort_by_key(|r| r.0);
        map
    }

    fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    fn get(&self, code: u32) -> Option<String> {
        let i = self
            .ranges
            .partition_point(|r| r.0 <= code)
            .checked_sub(1)?;
        let (first, last, text) = self.ranges.get(i)?;
        if code > *last {
            return None;
        }
        if code == *first {
            return Some(text.clone());
        }
        let mut chars = text.chars();
        let end = chars.next_back()?;
        let moved = char::from_u32((end as u32).checked_add(code - first)?)?;
        let mut out: String = chars.collect();
        out.push(moved);
        Some(out)
    }

    fn number(&self, code: u32) -> Option<u32> {
        let i = self
            .numbers
            .partition_point(|r| r.0 <= code)
            .checked_sub(1)?;
        let (first, last, number) = self.numbers.get(i)?;
        (code <= *last).then(|| number.saturating_add(code - first))
    }

    fn code_length(&self, bytes: &[u8]) -> usize {
        for length in 1..=4.min(bytes.len()) {
            let code = bytes[..length]
                .iter()
                .fold(0_u32, |v, b| (v << 8) | u32::from(*b));
            if self
                .spaces
                .iter()
                .any(|(n, first, last)| *n == length && (*first..=*last).contains(&code))
            {
                return length;
            }
        }
        if self.spaces.is_empty() {
            2
        } else {
            self.spaces.iter().map(|s| s.0).min().unwrap_or(1)
        }
    }
}

/// The characters a glyph's name stands for.
fn glyph_name(name: &str) -> Option<String> {
    let base = name.split('.').next().unwrap_or(name);
    if base.chars().count() == 1 && name != ".notdef" {
        return Some(base.to_owned());
    }
    if let Some(hex) = base
        .strip_prefix("uni")
        .filter(|h| h.len() >= 4 && h.is_ascii())
    {
        let units: Vec<u16> = (0..hex.len() / 4)
            .filter_map(|i| u16::from_str_radix(hex.get(i * 4..i * 4 + 4)?, 16).ok())
            .collect();
        let text = String::from_utf16_lossy(&units);
        if !text.is_empty() {
            return Some(text);
        }
    }
    if let Some(c) = base
        .strip_prefix('u')
        .filter(|h| (4..=6).contains(&h.len()))
        .and_then(|h| u32::from_str_radix(h, 16).ok())
        .and_then(char::from_u32)
    {
        return Some(c.to_string());
    }
    if let Ok(i) = NAMES.binary_search_by(|(n, _)| (*n).cmp(base)) {
        return Some(NAMES[i].1.to_owned());
    }
    // "aacute" and its like are named as references of HTML are.
    let reference = format!("&{base};");
    let text = crate::article::html::unescape(&reference);
    if text != reference.as_str() {
        return Some(text.into_owned());
    }
    base.contains('_')
        .then(|| base.split('_').filter_map(glyph_name).collect())
}

/// Names of glyphs that differ from those of HTML's references, sorted.
const NAMES: [(&str, &str); 162] = [
    ("AE", "Æ"),
    ("Acircumflex", "Â"),
    ("Adieresis", "Ä"),
    ("Aogonek", "Ą"),
    ("Aring", "Å"),
    ("Ccaron", "Č"),
    ("Ccedilla", "Ç"),
    ("Ecircumflex", "Ê"),
    ("Edieresis", "Ë"),
    ("Eogonek", "Ę"),
    ("Eth", "Ð"),
    ("Euro", "€"),
    ("Icircumflex", "Î"),
    ("Idieresis", "Ï"),
    ("Idotaccent", "İ"),
    ("Lslash", "Ł"),
    ("OE", "Œ"),
    ("Ocircumflex", "Ô"),
    ("Odieresis", "Ö"),
    ("Oslash", "Ø"),
    ("Sacute", "Ś"),
    ("Scaron", "Š"),
    ("Scedilla", "Ş"),
    ("Thorn", "Þ"),
    ("Ucircumflex", "Û"),
    ("Udieresis", "Ü"),
    ("Zcaron", "Ž"),
    ("Zdotaccent", "Ż"),
    ("abreve", "ă"),
    ("acircumflex", "â"),
    ("adieresis", "ä"),
    ("ae", "æ"),
    ("ampersand", "&"),
    ("aogonek", "ą"),
    ("aring", "å"),
    ("asciicircum", "^"),
    ("asciitilde", "~"),
    ("asterisk", "*"),
    ("at", "@"),
    ("backslash", "\\"),
    ("bar", "|"),
    ("braceleft", "{"),
    ("braceright", "}"),
    ("bracketleft", "["),
    ("bracketright", "]"),
    ("bullet", "•"),
    ("cacute", "ć"),
    ("ccaron", "č"),
    ("ccedilla", "ç"),
    ("cent", "¢"),
    ("colon", ":"),
    ("comma", ","),
    ("copyright", "©"),
    ("currency", "¤"),
    ("dagger", "†"),
    ("daggerdbl", "‡"),
    ("degree", "°"),
    ("divide", "÷"),
    ("dollar", "$"),
    ("dotlessi", "ı"),
    ("ecaron", "ě"),
    ("ecircumflex", "ê"),
    ("edieresis", "ë"),
    ("eight", "8"),
    ("ellipsis", "…"),
    ("emdash", "—"),
    ("endash", "–"),
    ("eogonek", "ę"),
    ("equal", "="),
    ("eth", "ð"),
    ("exclam", "!"),
    ("exclamdown", "¡"),
    ("ff", "ff"),
    ("ffi", "ffi"),
    ("ffl", "ffl"),
    ("fi", "fi"),
    ("five", "5"),
    ("fl", "fl"),
    ("florin", "ƒ"),
    ("four", "4"),
    ("fraction", "⁄"),
    ("gbreve", "ğ"),
    ("germandbls", "ß"),
    ("grave", "`"),
    ("greater", ">"),
    ("guillemotleft", "«"),
    ("guillemotright", "»"),
    ("guilsinglleft", "‹"),
    ("guilsinglright", "›"),
    ("hyphen", "-"),
    ("icircumflex", "î"),
    ("idieresis", "ï"),
    ("less", "<"),
    ("lslash", "ł"),
    ("minus", "−"),
    ("mu", "µ"),
    ("multiply", "×"),
    ("nacute", "ń"),
    ("nbspace", " "),
    ("nine", "9"),
    ("nonbreakingspace", " "),
    ("numbersign", "#"),
    ("ocircumflex", "ô"),
    ("odieresis", "ö"),
    ("oe", "œ"),
    ("ohungarumlaut", "ő"),
    ("one", "1"),
    ("onehalf", "½"),
    ("onequarter", "¼"),
    ("ordfeminine", "ª"),
    ("ordmasculine", "º"),
    ("oslash", "ø"),
    ("paragraph", "¶"),
    ("parenleft", "("),
    ("parenright", ")"),
    ("percent", "%"),
    ("period", "."),
    ("periodcentered", "·"),
    ("perthousand", "‰"),
    ("plus", "+"),
    ("question", "?"),
    ("questiondown", "¿"),
    ("quotedbl", "\""),
    ("quotedblbase", "„"),
    ("quotedblleft", "“"),
    ("quotedblright", "”"),
    ("quoteleft", "‘"),
    ("quoteright", "’"),
    ("quotesinglbase", "‚"),
    ("quotesingle", "'"),
    ("rcaron", "ř"),
    ("registered", "®"),
    ("sacute", "ś"),
    ("scaron", "š"),
    ("scedilla", "ş"),
    ("scommaaccent", "ș"),
    ("section", "§"),
    ("semicolon", ";"),
    ("seven", "7"),
    ("sfthyphen", "\u{AD}"),
    ("six", "6"),
    ("slash", "/"),
    ("softhyphen", "\u{AD}"),
    ("space", " "),
    ("sterling", "£"),
    ("tcommaaccent", "ţ"),
    ("thorn", "þ"),
    ("three", "3"),
    ("threequarters", "¾"),
    ("trademark", "™"),
    ("two", "2"),
    ("ucircumflex", "û"),
    ("udieresis", "ü"),
    ("uhungarumlaut", "ű"),
    ("underscore", "_"),
    ("uring", "ů"),
    ("ydieresis", "ÿ"),
    ("yen", "¥"),
    ("zacute", "ź"),
    ("zcaron", "ž"),
    ("zdotaccent", "ż"),
    ("zero", "0"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_maps() {
        for (name, want) in [
            ("A", "A"),
            ("aacute", "á"),
            ("fi", "fi"),
            ("uni20AC", "€"),
            ("f_f_i", "ffi"),
            ("quoteright", "’"),
            ("Zcaron", "Ž"),
            ("hyphen", "-"),
        ] {
            assert_eq!(glyph_name(name).as_deref(), Some(want), "{name}");
        }
        assert_eq!(glyph_name("g123"), None);
        assert!(NAMES.windows(2).all(|w| w[0].0 < w[1].0));
        let map = Cmap::read(b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0041> <0043> <0061> endbfrange 1 beginbfchar <0050> <00660069> endbfchar");
        assert_eq!(map.get(0x42).as_deref(), Some("b"));
        assert_eq!(map.get(0x50).as_deref(), Some("fi"));
        assert_eq!(map.get(0x44), None);
        assert_eq!(map.code_length(&[0, 0x41]), 2);
    }

    proptest::proptest! {
        #[test]
        fn any_map_reads(bytes: Vec<u8>) {
            let _ = Cmap::read(&bytes);
        }
    }
}
