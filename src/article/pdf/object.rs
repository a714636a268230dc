//! The objects a PDF is made of, and their syntax.

use std::collections::BTreeMap;

/// Arrays and dictionaries inside each other beyond this are read as nothing.
const DEPTH: usize = 64;

/// A dictionary.
pub type Dict = BTreeMap<String, Object>;

/// One object.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Object {
    /// Nothing.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// A whole or real number.
    Number(f64),
    /// Bytes.
    String(Vec<u8>),
    /// A name.
    Name(String),
    /// A list.
    Array(Vec<Object>),
    /// Names and values.
    Dict(Dict),
    /// Another object, by its number.
    Reference(u32),
    /// A dictionary with data: where they begin in the file.
    Stream(Dict, usize),
    /// An operator of a content stream, or another bare word.
    Word(String),
}

impl Object {
    /// The number, if it is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(n) => Some(*n),
            _ => None,
        }
    }

    /// The number as a whole one.
    #[allow(clippy::cast_possible_truncation)]
    pub fn integer(&self) -> Option<i64> {
        self.number().filter(|n| n.abs() < 1e15).map(|n| n as i64)
    }

    /// The name, if it is one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }
}

/// Reads objects from bytes, one after the other.
#[derive(Debug)]
pub struct Lexer<'a> {
    /// What is read.
    pub bytes: &'a [u8],
    /// Where the next object begins.
    pub at: usize,
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

impl<'a> Lexer<'a> {
    /// A reader from a place on.
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Passes over white space and comments.
    pub fn space(&mut self) {
        while let Some(byte) = self.peek() {
            if is_space(byte) {
                self.at += 1;
            } else if byte == b'%' {
                while self.peek().is_some_and(|b| b != b'\n' && b != b'\r') {
                    self.at += 1;
                }
            } else {
                return;
            }
        }
    }

    /// The next object; `None` at the end. In a content stream references do not exist.
    pub fn object(&mut self, references: bool) -> Option<Object> {
        self.nested(references, 0)
    }

    fn nested(&mut self, references: bool, depth: usize) -> Option<Object> {
        self.space();
        let byte = self.peek()?;
        match byte {
            b'(' => Some(Object::String(self.string())),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                self.at += 2;
                self.dict(references, depth)
            }
            b'<' => Some(Object::String(self.hex())),
            b'/' => {
                self.at += 1;
                Some(Object::Name(self.name()))
            }
            b'[' => {
                self.at += 1;
                let mut out = Vec::new();
                loop {
                    self.space();
                    match self.peek() {
                        None => return Some(Object::Array(out)),
                        Some(b']') => {
                            self.at += 1;
                            return Some(Object::Array(out));
                        }
                        Some(b'>') if self.bytes.get(self.at + 1) == Some(&b'>') => {
                            return Some(Object::Array(out));
                        }
                        _ => {}
                    }
                    if depth >= DEPTH {
                        self.at += 1;
                        continue;
                    }
                    match self.nested(references, depth + 1) {
                        Some(Object::Word(word)) if word == "endobj" || word == "obj" => {
                            return Some(Object::Array(out));
                        }
                        Some(object) => out.push(object),
                        None => return Some(Object::Array(out)),
                    }
                }
            }
            b'+' | b'-' | b'.' | b'0'..=b'9' => Some(self.number(references)),
            b')' | b'>' | b']' | b'{' | b'}' => {
                self.at += 1;
                Some(Object::Word((byte as char).to_string()))
            }
            _ => {
                let from = self.at;
                while self
                    .peek()
                    .is_some_and(|b| !is_space(b) && !is_delimiter(b))
                {
                    self.at += 1;
                }
                if self.at == from {
                    self.at += 1;
                }
                let word = String::from_utf8_lossy(&self.bytes[from..self.at]).into_owned();
                Some(match word.as_str() {
                    "true" => Object::Bool(true),
                    "false" => Object::Bool(false),
                    "null" => Object::Null,
                    _ => Object::Word(word),
                })
            }
        }
    }

    fn dict(&mut self, references: bool, depth: usize) -> Option<Object> {
        let mut out = Dict::new();
        loop {
            self.space();
            match self.peek() {
                None => return Some(Object::Dict(out)),
                Some(b'>') => {
                    self.at += if self.bytes.get(self.at + 1) == Some(&b'>') {
                        2
                    } else {
                        1
                    };
                    return Some(Object::Dict(out));
                }
                Some(b'/') => {
                    self.at += 1;
                    let name = self.name();
                    if depth >= DEPTH {
                        continue;
                    }
                    self.space();
                    if self.peek() == Some(b'>') {
                        continue;
                    }
                    match self.nested(references, depth + 1) {
                        Some(Object::Word(word)) if word == "endobj" || word == "stream" => {
                            return Some(Object::Dict(out));
                        }
                        Some(value) => {
                            out.insert(name, value);
                        }
                        None => return Some(Object::Dict(out)),
                    }
                }
                Some(b'e') if self.bytes[self.at..].starts_with(b"endobj") => {
                    return Some(Object::Dict(out));
                }
                // Something that is no name: passed over.
                Some(_) => {
                    if depth >= DEPTH {
                        self.at += 1;
                    } else {
                        self.nested(references, depth + 1)?;
                    }
                }
            }
        }
    }

    fn name(&mut self) -> String {
        let mut out = Vec::new();
        while let Some(byte) = self.peek() {
            if is_space(byte) || is_delimiter(byte) {
                break;
            }
            self.at += 1;
            if byte == b'#'
                && let Some(hex) = self.bytes.get(self.at..self.at + 2)
                && let Some(value) = std::str::from_utf8(hex)
                    .ok()
                    .and_then(|h| u8::from_str_radix(h, 16).ok())
            {
                out.push(value);
                self.at += 2;
            } else {
                out.push(byte);
            }
        }
        String::from_utf8_lossy(&out).into_owned()
    }

    fn number(&mut self, references: bool) -> Object {
        let from = self.at;
        while self
            .peek()
            .is_some_and(|b| matches!(b, b'+' | b'-' | b'.' | b'0'..=b'9'))
        {
            self.at += 1;
        }
        let text = std::str::from_utf8(&self.bytes[from..self.at]).unwrap_or_default();
        let value = text.parse::<f64>().ok().or_else(|| {
            // "--5" and "1.2.3" occur.
            let cut = text.trim_start_matches(['-', '+']);
            cut.split(['-', '+']).next().and_then(|t| t.parse().ok())
        });
        let value = value.filter(|v| v.is_finite()).unwrap_or(0.0);
        if references && text.bytes().all(|b| b.is_ascii_digit()) && text.len() < 10 {
            // "12 0 R".
            let mut ahead = Lexer::new(self.bytes, self.at);
            ahead.space();
            let digits = ahead.bytes[ahead.at.min(ahead.bytes.len())..]
                .iter()
                .take(6)
                .take_while(|b| b.is_ascii_digit())
                .count();
            if digits > 0 && digits < 6 {
                ahead.at += digits;
                let gap = ahead.at;
                ahead.space();
                let ends = ahead
                    .bytes
                    .get(ahead.at + 1)
                    .is_none_or(|b| is_space(*b) || is_delimiter(*b));
                if ahead.at > gap && ahead.peek() == Some(b'R') && ends {
                    self.at = ahead.at + 1;
                    return Object::Reference(text.parse().unwrap_or(0));
                }
            }
        }
        Object::Number(value)
    }

    fn string(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut depth = 0_usize;
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => {
                    depth += 1;
                    out.push(byte);
                }
                b')' => {
                    if depth == 0 {
                        return out;
                    }
                    depth -= 1;
                    out.push(byte);
                }
                b'\\' => {
                    let Some(next) = self.peek() else { return out };
                    self.at += 1;
                    match next {
                        b'n' => out.push(b'\n'),
                        b'r' => out.push(b'\r'),
                        b't' => out.push(b'\t'),
                        b'b' => out.push(8),
                        b'f' => out.push(12),
                        b'\r' => {
                            if self.peek() == Some(b'\n') {
                                self.at += 1;
                            }
                        }
                        b'\n' => {}
                        b'0'..=b'7' => {
                            let mut value = u32::from(next - b'0');
                            for _ in 0..2 {
                                match self.peek() {
                                    Some(d @ b'0'..=b'7') => {
                                        value = value * 8 + u32::from(d - b'0');
                                        self.at += 1;
                                    }
                                    _ => break,
                                }
                            }
                            out.push((value & 0xFF) as u8);
                        }
                        other => out.push(other),
                    }
                }
                other => out.push(other),
            }
        }
        out
    }

    fn hex(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut out = Vec::new();
        let mut half: Option<u8> = None;
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let Some(digit) = (byte as char)
                .to_digit(16)
                .and_then(|d| u8::try_from(d).ok())
            else {
                continue;
            };
            match half.take() {
                Some(high) => out.push(high * 16 + digit),
                None => half = Some(digit),
            }
        }
        if let Some(high) = half {
            out.push(high * 16);
        }
        out
    }
}
