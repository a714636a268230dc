//! The file: its objects, found by reading it from front to end rather than by its table of
//! places, which is wrong in too many files, and the data of its streams.

use super::crypt::Crypt;
use super::object::{Dict, Lexer, Object};
use std::collections::HashMap;
use std::io::Read;

/// All streams of a file unpack to at most this many bytes together.
const UNPACKED: usize = 256 << 20;
/// One stream unpacks to at most this many.
const STREAM: usize = 48 << 20;
/// More objects are left out.
const OBJECTS: usize = 4_000_000;

/// Where an object is.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// In the file, after "obj".
    File(usize),
    /// In an unpacked stream of objects: which one, and where in it.
    Inside(usize, usize),
}

/// An opened file.
#[derive(Debug)]
pub struct File<'a> {
    bytes: &'a [u8],
    places: HashMap<u32, Place>,
    /// Unpacked streams of objects.
    packs: Vec<Vec<u8>>,
    /// The trailer's dictionaries joined.
    pub trailer: Dict,
    /// Bytes that may still be unpacked.
    left: std::cell::Cell<usize>,
    /// Where each object begins, and its number and generation, in the order of the file; kept
    /// for encrypted files, whose data is sealed with them.
    starts: Vec<(usize, u32, u16)>,
    crypt: Option<Crypt>,
    /// Whether it is encrypted and the key is not to be had.
    pub locked: bool,
}

impl<'a> File<'a> {
    /// Finds all objects. Linear in the size of the file.
    #[must_use]
    pub fn open(bytes: &'a [u8]) -> Self {
        let mut file = Self {
            bytes,
            places: HashMap::new(),
            packs: Vec::new(),
            trailer: Dict::new(),
            left: std::cell::Cell::new(UNPACKED),
            starts: Vec::new(),
            crypt: None,
            locked: false,
        };
        let mut packs = Vec::new();
        let mut skip = 0;
        for at in memchr::memmem::find_iter(bytes, b"obj") {
            if at < skip || at == 0 || bytes[at - 1] == b'd' {
                continue;
            }
            let Some((number, generation)) = number_before(bytes, at) else {
                continue;
            };
            if file.places.len() >= OBJECTS {
                break;
            }
            let start = at + 3;
            file.places.insert(number, Place::File(start));
            file.starts.push((start, number, generation));
            // What streams of objects hold is found by looking into them; the data of other
            // streams is passed over where its length is told and true.
            let head = &bytes[start..bytes.len().min(start + 2000)];
            let Some(data) = memchr::memmem::find(head, b"stream") else {
                continue;
            };
            if memchr::memmem::find(&head[..data], b"endobj").is_some() {
                continue;
            }
            if let Some(Object::Stream(dict, from)) = file.parse(start) {
                match dict.get("Type").and_then(Object::name) {
                    Some("ObjStm") => packs.push(number),
                    Some("XRef") => file.trailer.extend(dict.clone()),
                    _ => {}
                }
                if let Some(length) = dict
                    .get("Length")
                    .and_then(Object::integer)
                    .and_then(|l| usize::try_from(l).ok())
                    && let Some(end) = from.checked_add(length).filter(|e| *e < bytes.len())
                    && bytes[end..].iter().take(12).any(|b| *b == b'e')
                {
                    skip = end;
                }
            }
        }
        for at in memchr::memmem::find_iter(bytes, b"trailer") {
            if let Some(Object::Dict(dict)) = Lexer::new(bytes, at + 7).object(true) {
                file.trailer.extend(dict);
            }
        }
        file.unlock();
        for number in packs {
            file.unpack(number);
        }
        file
    }

    /// Finds the key of an encrypted file.
    fn unlock(&mut self) {
        let Object::Dict(mut encrypt) = self.get(&self.trailer, "Encrypt") else {
            self.starts = Vec::new();
            return;
        };
        for value in encrypt.values_mut() {
            *value = self.resolve(value);
        }
        let id = match self.get(&self.trailer, "ID") {
            Object::Array(ids) => match ids.first().map(|id| self.resolve(id)) {
                Some(Object::String(id)) => id,
                _ => Vec::new(),
            },
            _ => Vec::new(),
        };
        self.crypt = Crypt::open(&encrypt, &id);
        self.locked = self.crypt.is_none();
    }

    /// Number and generation of the object that holds this place of the file.
    fn holder(&self, at: usize) -> Option<(u32, u16)> {
        let after = self.starts.partition_point(|(start, ..)| *start <= at);
        let (_, number, generation) = self.starts.get(after.checked_sub(1)?)?;
        Some((*number, *generation))
    }

    /// A string under a name of the dictionary that stands under a name of the trailer: unsealed
    /// where the file is encrypted.
    #[must_use]
    pub fn told(&self, dict: &str, name: &str) -> Option<Vec<u8>> {
        let Object::String(bytes) = self.get(&self.dict(&self.trailer, dict), name) else {
            return None;
        };
        let place = match self.trailer.get(dict) {
            Some(Object::Reference(number)) => self.places.get(number),
            _ => None,
        };
        Some(match (&self.crypt, place) {
            // Objects inside a stream were sealed with it.
            (Some(crypt), Some(Place::File(at))) => match self.holder(*at) {
                Some((number, generation)) => crypt.string(&bytes, number, generation),
                None => bytes,
            },
            _ => bytes,
        })
    }

    fn unpack(&mut self, number: u32) {
        let Object::Stream(dict, from) = self.object(number) else {
            return;
        };
        let count = self.get(&dict, "N").integer().unwrap_or(0);
        let first = self
            .get(&dict, "First")
            .integer()
            .and_then(|f| usize::try_from(f).ok())
            .unwrap_or(0);
        let data = self.data(&dict, from);
        let mut lexer = Lexer::new(&data, 0);
        let mut found = Vec::new();
        for _ in 0..count.clamp(0, 1_000_000) {
            let number = lexer.object(false).and_then(|o| o.integer());
            let offset = lexer
                .object(false)
                .and_then(|o| o.integer())
                .and_then(|o| usize::try_from(o).ok());
            match (number, offset) {
                (Some(number), Some(offset)) => found.push((number, first.saturating_add(offset))),
                _ => break,
            }
        }
        let pack = self.packs.len();
        for (number, offset) in found {
            // An object of its own in the file stands for a later change.
            if let Ok(number) = u32::try_from(number)
                && offset < data.len()
                && !matches!(self.places.get(&number), Some(Place::File(_)))
            {
                self.places.insert(number, Place::Inside(pack, offset));
            }
        }
        self.packs.push(data);
    }

    fn parse(&self, at: usize) -> Option<Object> {
        let mut lexer = Lexer::new(self.bytes, at);
        let object = lexer.object(true)?;
        if let Object::Dict(dict) = object {
            lexer.space();
            if self
                .bytes
                .get(lexer.at..)
                .is_some_and(|rest| rest.starts_with(b"stream"))
            {
                let mut from = lexer.at + 6;
                if self.bytes.get(from) == Some(&b'\r') {
                    from += 1;
                }
                if self.bytes.get(from) == Some(&b'\n') {
                    from += 1;
                }
                return Some(Object::Stream(dict, from));
            }
            return Some(Object::Dict(dict));
        }
        Some(object)
    }

    /// The object of a number; nothing where there is none.
    #[must_use]
    pub fn object(&self, number: u32) -> Object {
        match self.places.get(&number) {
            Some(Place::File(at)) => self.parse(*at).unwrap_or_default(),
            Some(Place::Inside(pack, at)) => {
                let data = self.packs.get(*pack).map(Vec::as_slice).unwrap_or_default();
                Lexer::new(data, *at).object(true).unwrap_or_default()
            }
            None => Object::Null,
        }
    }

    /// What a reference refers to, or the object itself.
    #[must_use]
    pub fn resolve(&self, object: &Object) -> Object {
        let mut object = object.clone();
        for _ in 0..16 {
            match object {
                Object::Reference(number) => object = self.object(number),
                other => return other,
            }
        }
        Object::Null
    }

    /// The value of a name, resolved.
    #[must_use]
    pub fn get(&self, dict: &Dict, name: &str) -> Object {
        dict.get(name).map_or(Object::Null, |o| self.resolve(o))
    }

    /// A dictionary under a name; a stream's too.
    #[must_use]
    pub fn dict(&self, dict: &Dict, name: &str) -> Dict {
        match self.get(dict, name) {
            Object::Dict(d) | Object::Stream(d, _) => d,
            _ => Dict::new(),
        }
    }

    /// Every object that is a dictionary of this type, by number.
    #[must_use]
    pub fn of_type(&self, wanted: &str) -> Vec<u32> {
        let mut numbers: Vec<u32> = self.places.keys().copied().collect();
        numbers.sort_unstable();
        numbers.retain(|n| match self.object(*n) {
            Object::Dict(d) => d.get("Type").and_then(Object::name) == Some(wanted),
            _ => false,
        });
        numbers
    }

    /// The unpacked data of a stream, as much as can be had.
    #[must_use]
    pub fn data(&self, dict: &Dict, from: usize) -> Vec<u8> {
        let rest = self.bytes.get(from..).unwrap_or_default();
        let told = self
            .get(dict, "Length")
            .integer()
            .and_then(|l| usize::try_from(l).ok());
        let fits = told.filter(|l| {
            rest.get(*l..).is_some_and(|after| {
                after.iter().take(20).any(|b| *b == b'e')
                    && memchr::memmem::find(&after[..after.len().min(32)], b"endstream").is_some()
            })
        });
        let length =
            fits.unwrap_or_else(|| memchr::memmem::find(rest, b"endstream").unwrap_or(rest.len()));
        let mut data = match (&self.crypt, self.holder(from)) {
            (Some(crypt), Some((number, generation))) => {
                crypt.stream(dict, &rest[..length], number, generation)
            }
            _ => rest[..length].to_vec(),
        };
        let list = |object: Object| match object {
            Object::Array(all) => all.iter().map(|o| self.resolve(o)).collect(),
            Object::Null => Vec::new(),
            one => vec![one],
        };
        let either = |long: &str, short: &str| {
            let found = self.get(dict, long);
            if found == Object::Null {
                self.get(dict, short)
            } else {
                found
            }
        };
        let filters = list(either("Filter", "F"));
        let parameters = list(either("DecodeParms", "DP"));
        for (i, filter) in filters.iter().take(8).enumerate() {
            let parameter = match parameters.get(i) {
                Some(Object::Dict(d)) => d.clone(),
                _ => Dict::new(),
            };
            let limit = STREAM.min(self.left.get());
            data = match filter.name() {
                Some("FlateDecode" | "Fl") => self.predict(inflate(&data, limit), &parameter),
                Some("LZWDecode" | "LZW") => self.predict(
                    lzw(
                        &data,
                        limit,
                        self.get(&parameter, "EarlyChange").integer() != Some(0),
                    ),
                    &parameter,
                ),
                Some("ASCIIHexDecode" | "AHx") => Lexer::new(&[b"<", data.as_slice()].concat(), 0)
                    .object(false)
                    .map_or(Vec::new(), |o| match o {
                        Object::String(s) => s,
                        _ => Vec::new(),
                    }),
                Some("ASCII85Decode" | "A85") => ascii85(&data),
                Some("RunLengthDecode" | "RL") => run_length(&data, limit),
                Some("Crypt") => data,
                // Pictures.
                _ => return Vec::new(),
            };
            self.left.set(self.left.get().saturating_sub(data.len()));
        }
        data
    }

    /// Undoes the prediction of rows that some writers use before packing.
    fn predict(&self, data: Vec<u8>, parameters: &Dict) -> Vec<u8> {
        let value = |name: &str, or: usize| {
            self.get(parameters, name)
                .integer()
                .and_then(|v| usize::try_from(v).ok())
                .unwrap_or(or)
        };
        let predictor = value("Predictor", 1);
        if predictor < 10 {
            return data;
        }
        let bits = value("Colors", 1).min(32) * value("BitsPerComponent", 8).min(32);
        let row = (bits * value("Columns", 1).min(1 << 20)).div_ceil(8);
        let step = bits.div_ceil(8).max(1);
        let mut out: Vec<u8> = Vec::with_capacity(data.len());
        let mut before = vec![0_u8; row];
        for line in data.chunks(row + 1) {
            let Some((kind, line)) = line.split_first() else {
                break;
            };
            let mut current = line.to_vec();
            current.resize(row, 0);
            for i in 0..row {
                let left = if i >= step { current[i - step] } else { 0 };
                let up = before[i];
                let corner = if i >= step { before[i - step] } else { 0 };
                let add = match kind {
                    1 => left,
                    2 => up,
                    3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
                    4 => paeth(left, up, corner),
                    _ => 0,
                };
                current[i] = current[i].wrapping_add(add);
            }
            out.extend_from_slice(&current);
            before = current;
        }
        out
    }
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let (a, b, c) = (i16::from(left), i16::from(up), i16::from(corner));
    let p = a + b - c;
    let (pa, pb, pc) = ((p - a).abs(), (p - b).abs(), (p - c).abs());
    if pa <= pb && pa <= pc {
        left
    } else if pb <= pc {
        up
    } else {
        corner
    }
}

/// Number and generation in "12 0 obj", given where "obj" stands.
fn number_before(bytes: &[u8], at: usize) -> Option<(u32, u16)> {
    let head = &bytes[at.saturating_sub(24)..at];
    let text = std::str::from_utf8(head).ok().or_else(|| {
        let from = head.iter().rposition(|b| *b >= 0x80)? + 1;
        std::str::from_utf8(&head[from..]).ok()
    })?;
    let mut words = text.split_ascii_whitespace().rev();
    let generation = words.next()?;
    let number = words.next()?;
    if generation.len() > 5 || !generation.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let digits = number.bytes().rev().take_while(u8::is_ascii_digit).count();
    let number = number.get(number.len() - digits..)?.parse().ok()?;
    Some((number, generation.parse().ok()?))
}

/// Inflates as much as can be had of damaged data too.
fn inflate(data: &[u8], limit: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut reader = flate2::read::ZlibDecoder::new(data).take(limit as u64);
    let whole = reader.read_to_end(&mut out).is_ok();
    if !whole && out.is_empty() && data.len() > 2 {
        // A wrong head before good data.
        let mut reader = flate2::read::DeflateDecoder::new(&data[2..]).take(limit as u64);
        let _ = reader.read_to_end(&mut out);
    }
    out
}

fn lzw(data: &[u8], limit: usize, early: bool) -> Vec<u8> {
    let mut out = Vec::new();
    // Each entry: the one it prolongs, its last byte, its length.
    let mut table: Vec<(u16, u8, u16)> = Vec::new();
    let reset = |table: &mut Vec<(u16, u8, u16)>| {
        table.clear();
        table.extend((0..258_u16).map(|i| (u16::MAX, (i & 0xFF) as u8, 1)));
    };
    reset(&mut table);
    let (mut buffer, mut bits, mut width) = (0_u32, 0_u32, 9_u32);
    let mut previous: Option<u16> = None;
    let spell = |table: &[(u16, u8, u16)], code: u16| {
        let mut word = Vec::new();
        let mut at = code;
        while let Some((parent, byte, _)) = table.get(usize::from(at)) {
            word.push(*byte);
            if *parent == u16::MAX || word.len() > 5000 {
                break;
            }
            at = *parent;
        }
        word.reverse();
        word
    };
    for byte in data {
        buffer = (buffer << 8) | u32::from(*byte);
        bits += 8;
        while bits >= width {
            bits -= width;
            let code = ((buffer >> bits) & ((1 << width) - 1)) as u16;
            match code {
                256 => {
                    reset(&mut table);
                    width = 9;
                    previous = None;
                    continue;
                }
                257 => return out,
                _ => {}
            }
            let known = usize::from(code) < table.len();
            let word = match (known, previous) {
                (true, _) => spell(&table, code),
                (false, Some(p)) => {
                    let mut word = spell(&table, p);
                    let Some(first) = word.first().copied() else {
                        return out;
                    };
                    word.push(first);
                    word
                }
                (false, None) => return out,
            };
            let Some(first) = word.first().copied() else {
                return out;
            };
            if let Some(p) = previous
                && table.len() < 4096
            {
                table.push((p, first, 0));
            }
            out.extend_from_slice(&word);
            if out.len() > limit {
                return out;
            }
            previous = Some(code);
            let size = table.len() + usize::from(early);
            width = if size >= 2048 {
                12
            } else if size >= 1024 {
                11
            } else if size >= 512 {
                10
            } else {
                9
            };
        }
    }
    out
}

fn ascii85(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut group = [0_u8; 5];
    let mut n = 0;
    for byte in data {
        match byte {
            b'z' if n == 0 => out.extend_from_slice(&[0; 4]),
            b'!'..=b'u' => {
                group[n] = byte - b'!';
                n += 1;
                if n == 5 {
                    let value = group
                        .iter()
                        .fold(0_u32, |v, d| v.wrapping_mul(85).wrapping_add(u32::from(*d)));
                    out.extend_from_slice(&value.to_be_bytes());
                    n = 0;
                }
            }
            b'~' => break,
            _ => {}
        }
    }
    if n > 1 {
        for d in group.iter_mut().skip(n) {
            *d = 84;
        }
        let value = group
            .iter()
            .fold(0_u32, |v, d| v.wrapping_mul(85).wrapping_add(u32::from(*d)));
        out.extend_from_slice(&value.to_be_bytes()[..n - 1]);
    }
    out
}

fn run_length(data: &[u8], limit: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(n) = data.get(at).copied() {
        at += 1;
        match n {
            128 => break,
            0..=127 => {
                let end = (at + usize::from(n) + 1).min(data.len());
                out.extend_from_slice(&data[at..end]);
                at = end;
            }
            _ => {
                let Some(byte) = data.get(at) else { break };
                out.extend(std::iter::repeat_n(*byte, 257 - usize::from(n)));
                at += 1;
            }
        }
        if out.len() > limit {
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters() {
        assert_eq!(ascii85(b"87cURDZ~>"), b"Hello");
        assert_eq!(
            run_length(&[2, b'a', b'b', b'c', 254, b'x', 128], 100),
            b"abcxxx"
        );
        assert_eq!(
            lzw(
                &[0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01],
                100,
                true
            ),
            b"-----A---B"
        );
    }
}
