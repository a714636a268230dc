//! What a page shows: its content streams run as far as text is concerned.

use super::file::File;
use super::font::Font;
use super::object::{Dict, Lexer, Object};
use std::collections::HashMap;
use std::rc::Rc;

/// Operators run in one file altogether.
const OPERATORS: usize = 20_000_000;
/// Forms inside forms.
const FORMS: usize = 8;
/// Pieces of text kept of one page.
const PIECES: usize = 500_000;

/// A matrix: x' = a x + c y + e, y' = b x + d y + f.
type Matrix = [f64; 6];
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn multiply(m: &Matrix, n: &Matrix) -> Matrix {
    [
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    ]
}

/// A run of characters shown together, in the page's own units with y upwards.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// The characters.
    pub text: String,
    /// Where it begins, along the direction of writing.
    pub x: f64,
    /// Where it ends.
    pub end: f64,
    /// Its base line, across the direction of writing.
    pub y: f64,
    /// The height of its font.
    pub size: f64,
    /// Quarter turns of its direction of writing.
    pub turn: u8,
}

/// Runs pages; fonts are read once.
#[derive(Debug)]
pub struct Interpreter<'a, 'b> {
    file: &'a File<'b>,
    fonts: HashMap<u32, Rc<Font>>,
    /// Operators that may still be run.
    left: usize,
    pieces: Vec<Piece>,
    /// Glyphs shown, and those of them without a meaning.
    pub shown: usize,
    /// Glyphs that nobody says the meaning of.
    pub unknown: usize,
}

#[derive(Clone)]
struct Graphics {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    character: f64,
    word: f64,
    scale: f64,
    leading: f64,
    rise: f64,
    mode: i64,
}

impl<'a, 'b> Interpreter<'a, 'b> {
    /// An interpreter for the pages of a file.
    pub fn new(file: &'a File<'b>) -> Self {
        Self {
            file,
            fonts: HashMap::new(),
            left: OPERATORS,
            pieces: Vec::new(),
            shown: 0,
            unknown: 0,
        }
    }

    /// Whether there were more operators than allowed.
    pub fn exhausted(&self) -> bool {
        self.left == 0
    }

    /// The text of a page in the order in which it is shown.
    pub fn page(&mut self, page: &Dict, resources: &Dict) -> Vec<Piece> {
        let mut data = Vec::new();
        let contents = match self.file.get(page, "Contents") {
            Object::Array(all) => all
                .iter()
                .take(10_000)
                .map(|o| self.file.resolve(o))
                .collect(),
            one => vec![one],
        };
        for content in contents {
            if let Object::Stream(dict, at) = content {
                data.extend(self.file.data(&dict, at));
                data.push(b'\n');
            }
        }
        self.pieces.clear();
        let graphics = Graphics {
            matrix: IDENTITY,
            font: None,
            size: 1.0,
            character: 0.0,
            word: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        };
        self.run(&data, resources, graphics, 0);
        std::mem::take(&mut self.pieces)
    }

    #[allow(clippy::too_many_lines)]
    fn run(&mut self, data: &[u8], resources: &Dict, mut g: Graphics, depth: usize) {
        let mut lexer = Lexer::new(data, 0);
        let mut stack: Vec<Object> = Vec::new();
        let mut saved: Vec<Graphics> = Vec::new();
        let (mut text, mut line) = (IDENTITY, IDENTITY);
        // Marked content: whether each open mark hides what is in it.
        let mut marks: Vec<bool> = Vec::new();
        let fonts = self.file.dict(resources, "Font");
        let forms = self.file.dict(resources, "XObject");
        while let Some(object) = lexer.object(false) {
            let Object::Word(word) = object else {
                if stack.len() < 1000 {
                    stack.push(object);
                }
                continue;
            };
            if self.left == 0 || self.pieces.len() > PIECES {
                return;
            }
            self.left -= 1;
            let n = |i: usize| stack.get(i).and_then(Object::number).unwrap_or(0.0);
            let six = || -> Matrix { [n(0), n(1), n(2), n(3), n(4), n(5)] };
            let hidden = marks.iter().any(|m| *m);
            match word.as_str() {
                "q" if saved.len() < 1000 => saved.push(g.clone()),
                "Q" => {
                    if let Some(before) = saved.pop() {
                        g = before;
                    }
                }
                "cm" => g.matrix = multiply(&six(), &g.matrix),
                "BT" => {
                    text = IDENTITY;
                    line = IDENTITY;
                }
                "Tf" => {
                    g.size = n(1);
                    g.font = stack
                        .first()
                        .and_then(Object::name)
                        .and_then(|name| self.font(&fonts, name));
                }
                "Tc" => g.character = n(0),
                "Tw" => g.word = n(0),
                "Tz" => g.scale = n(0) / 100.0,
                "TL" => g.leading = n(0),
                "Ts" => g.rise = n(0),
                "Tr" => g.mode = stack.first().and_then(Object::integer).unwrap_or(0),
                "Td" | "TD" => {
                    if word == "TD" {
                        g.leading = -n(1);
                    }
                    line = multiply(&[1.0, 0.0, 0.0, 1.0, n(0), n(1)], &line);
                    text = line;
                }
                "Tm" => {
                    line = six();
                    text = line;
                }
                "T*" => {
                    line = multiply(&[1.0, 0.0, 0.0, 1.0, 0.0, -g.leading], &line);
                    text = line;
                }
                "Tj" | "'" | "\"" => {
                    if word != "Tj" {
                        if word == "\"" {
                            g.word = n(0);
                            g.character = n(1);
                        }
                        line = multiply(&[1.0, 0.0, 0.0, 1.0, 0.0, -g.leading], &line);
                        text = line;
                    }
                    if let Some(Object::String(bytes)) = stack.last() {
                        self.show(bytes, &g, &mut text, hidden);
                    }
                }
                "TJ" => {
                    if let Some(Object::Array(parts)) = stack.last() {
                        for part in parts {
                            match part {
                                Object::String(bytes) => self.show(bytes, &g, &mut text, hidden),
                                Object::Number(shift) => {
                                    let by = -shift / 1000.0 * g.size * g.scale;
                                    text = multiply(&[1.0, 0.0, 0.0, 1.0, by, 0.0], &text);
                                }
                                _ => {}
                            }
                        }
                    }
                }
                "BMC" | "BDC" if marks.len() < 10_000 => {
                    // What programs mark as no part of the text: page numbers, running heads.
                    marks.push(stack.first().and_then(Object::name) == Some("Artifact"));
                }
                "EMC" => {
                    marks.pop();
                }
                "BI" => skip_image(&mut lexer),
                "Do" if depth < FORMS => {
                    let form = stack
                        .first()
                        .and_then(Object::name)
                        .map(|name| self.file.get(&forms, name));
                    if let Some(Object::Stream(dict, at)) = form
                        && self.file.get(&dict, "Subtype").name() == Some("Form")
                        && !hidden
                    {
                        let mut inner = g.clone();
                        if let Object::Array(m) = self.file.get(&dict, "Matrix")
                            && m.len() == 6
                        {
                            let value = |i: usize| m.get(i).and_then(Object::number).unwrap_or(0.0);
                            let matrix =
                                [value(0), value(1), value(2), value(3), value(4), value(5)];
                            inner.matrix = multiply(&matrix, &g.matrix);
                        }
                        let own = self.file.dict(&dict, "Resources");
                        let data = self.file.data(&dict, at);
                        // Each form costs something even when it is empty.
                        self.left = self.left.saturating_sub(data.len() / 16 + 100);
                        let resources = if own.is_empty() {
                            resources.clone()
                        } else {
                            own
                        };
                        self.run(&data, &resources, inner, depth + 1);
                    }
                }
                _ => {}
            }
            stack.clear();
        }
    }

    fn font(&mut self, fonts: &Dict, name: &str) -> Option<Rc<Font>> {
        let entry = fonts.get(name)?;
        let number = if let Object::Reference(number) = entry {
            Some(*number)
        } else {
            None
        };
        if let Some(font) = number.and_then(|n| self.fonts.get(&n)) {
            return Some(Rc::clone(font));
        }
        let Object::Dict(dict) = self.file.resolve(entry) else {
            return None;
        };
        let font = Rc::new(Font::read(self.file, &dict));
        if let Some(number) = number {
            self.fonts.insert(number, Rc::clone(&font));
        }
        Some(font)
    }

    fn show(&mut self, bytes: &[u8], g: &Graphics, text: &mut Matrix, hidden: bool) {
        let Some(font) = &g.font else { return };
        let (mut shown, mut unknown) = (0, 0);
        let pieces = &mut self.pieces;
        font.show(bytes, |glyph| {
            let at = multiply(
                &[g.size * g.scale, 0.0, 0.0, g.size, 0.0, g.rise],
                &multiply(text, &g.matrix),
            );
            let mut advance = glyph.width / 1000.0 * g.size + g.character;
            if glyph.is_space {
                advance += g.word;
            }
            *text = multiply(&[1.0, 0.0, 0.0, 1.0, advance * g.scale, 0.0], text);
            let after = multiply(text, &g.matrix);
            if hidden {
                return;
            }
            shown += 1;
            unknown += usize::from(glyph.text.is_empty());
            // Invisible text (mode 3) is what scanners recognised: it counts.
            let size = (at[2].powi(2) + at[3].powi(2)).sqrt();
            let turn = if at[0].abs() >= at[1].abs() {
                if at[0] >= 0.0 { 0 } else { 2 }
            } else if at[1] > 0.0 {
                1
            } else {
                3
            };
            let along = |x: f64, y: f64| match turn {
                0 => (x, y),
                1 => (y, -x),
                2 => (-x, -y),
                _ => (-y, x),
            };
            let (x, y) = along(at[4], at[5]);
            let (end, _) = along(after[4], after[5]);
            if !(x.is_finite() && y.is_finite() && end.is_finite() && size.is_finite())
                || size <= 0.0
            {
                return;
            }
            // Characters that follow each other without a gap are one piece.
            if let Some(last) = pieces.last_mut()
                && last.turn == turn
                && (last.y - y).abs() < 0.01
                && (last.size - size).abs() < 0.01
                && (x - last.end).abs() < 0.05 * size
            {
                last.text.push_str(&glyph.text);
                last.end = end;
            } else {
                pieces.push(Piece {
                    text: glyph.text,
                    x,
                    end,
                    y,
                    size,
                    turn,
                });
            }
        });
        self.shown += shown;
        self.unknown += unknown;
    }
}

/// Passes over an inline picture, whose data are no operators.
fn skip_image(lexer: &mut Lexer<'_>) {
    let rest = lexer.bytes.get(lexer.at..).unwrap_or_default();
    let data = memchr::memmem::find(rest, b"ID").map_or(0, |i| i + 2);
    let mut from = data;
    while let Some(i) = rest
        .get(from..)
        .and_then(|r| memchr::memmem::find(r, b"EI"))
    {
        let at = from + i;
        let alone = at > 0
            && rest[at - 1].is_ascii_whitespace()
            && rest.get(at + 2).is_none_or(u8::is_ascii_whitespace);
        if alone {
            lexer.at += at + 2;
            return;
        }
        from = at + 2;
    }
    lexer.at = lexer.bytes.len();
}
