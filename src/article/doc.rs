//! The binary files of old Word: a small file system of sectors in which the text lies in pieces.

use super::{Article, Cause, plain};

/// An article from a binary Word file.
///
/// # Errors
/// When it is not Word's, protected, damaged or without text.
pub(super) fn read(bytes: &[u8]) -> Result<Article, Cause> {
    let damaged = |what: &str| Cause::Damaged(what.into());
    let store = Store::open(bytes).ok_or_else(|| damaged("its inner directory cannot be read"))?;
    if store.find("EncryptedPackage").is_some() {
        return Err(Cause::Encrypted);
    }
    // Spreadsheets, slides and mail of the same age have other streams.
    let document = store.find("WordDocument").ok_or(Cause::UnknownFormat)?;
    let document = store
        .stream(document)
        .ok_or_else(|| damaged("its text cannot be found"))?;
    let flags = u16_at(&document, 0x0A).ok_or_else(|| damaged("its head is missing"))?;
    if flags & 0x0100 != 0 {
        return Err(Cause::Encrypted);
    }
    let version = u16_at(&document, 2).unwrap_or(0);
    let raw = if version < 0x00C0 {
        old(&document)
    } else {
        let table = store.find(if flags & 0x0200 != 0 {
            "1Table"
        } else {
            "0Table"
        });
        let table = table
            .and_then(|t| store.stream(t))
            .ok_or_else(|| damaged("its table of pieces is missing"))?;
        pieces(&document, &table)
    };
    let text = clean(&raw.ok_or_else(|| damaged("its pieces of text cannot be put together"))?);
    if text.is_empty() {
        return Err(Cause::NoText);
    }
    plain::read(&text)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn size_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32_at(bytes, at)?).ok()
}

/// Word 6 and 95: one run of bytes.
fn old(document: &[u8]) -> Option<String> {
    let (from, to) = (size_at(document, 0x18)?, size_at(document, 0x1C)?);
    let bytes = document.get(from..to.min(document.len()))?;
    Some(
        encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(bytes)
            .0
            .into_owned(),
    )
}

/// Word 97 and later: pieces of one byte or two bytes a character, told in the table stream.
fn pieces(document: &[u8], table: &[u8]) -> Option<String> {
    let length = size_at(document, 0x4C)?;
    let (at, size) = (size_at(document, 0x01A2)?, size_at(document, 0x01A6)?);
    let mut clx = table.get(at..at.checked_add(size)?)?;
    // Formatting comes first, each run with its length.
    while clx.first() == Some(&1) {
        let skip = usize::from(u16_at(clx, 1)?);
        clx = clx.get(3 + skip..)?;
    }
    if clx.first() != Some(&2) {
        return None;
    }
    let size = size_at(clx, 1)?;
    let plc = clx.get(5..5_usize.checked_add(size)?)?;
    let count = plc.len().checked_sub(4)? / 12;
    let mut out = String::with_capacity(length.min(document.len()));
    let mut chars = 0_usize;
    for i in 0..count {
        let (from, to) = (size_at(plc, i * 4)?, size_at(plc, i * 4 + 4)?);
        let Some(n) = to.checked_sub(from) else {
            continue;
        };
        // Footnotes and headers follow the main text.
        let n = n.min(length.saturating_sub(chars));
        let descriptor = (count + 1) * 4 + i * 8;
        let fc = u32_at(plc, descriptor + 2)?;
        let start = usize::try_from(fc & 0x3FFF_FFFF).ok()?;
        if fc & 0x4000_0000 != 0 {
            let start = start / 2;
            let bytes = document
                .get(start..(start + n).min(document.len()))
                .unwrap_or_default();
            out.push_str(
                &encoding_rs::WINDOWS_1252
                    .decode_without_bom_handling(bytes)
                    .0,
            );
        } else {
            let bytes = document
                .get(start..(start + n * 2).min(document.len()))
                .unwrap_or_default();
            out.push_str(&encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0);
        }
        chars += n;
        if chars >= length {
            break;
        }
    }
    Some(out)
}

/// Paragraph marks as line breaks; codes of fields left out, their results kept.
fn clean(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut codes = 0_usize;
    for c in raw.chars() {
        match c {
            '\u{13}' => codes += 1,
            '\u{14}' | '\u{15}' => {
                codes = codes.saturating_sub(usize::from(c == '\u{14}' || codes > 0))
            }
            _ if codes > 0 => {}
            '\r' | '\u{0C}' => {
                out.truncate(out.trim_end_matches([' ', '\t']).len());
                if !out.is_empty() && !out.ends_with("\n\n") {
                    out.push_str("\n\n");
                }
            }
            '\u{07}' => out.push('\t'),
            '\u{0B}' => out.push('\n'),
            '\u{1E}' => out.push('-'),
            '\u{A0}' => out.push(' '),
            c if c.is_control() && c != '\t' && c != '\n' => {}
            c => out.push(c),
        }
    }
    out.trim().to_owned()
}

/// The compound file: sectors in chains, and a directory of streams.
struct Store<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
    mini_next: Vec<u32>,
    mini: Vec<u8>,
    /// Name, first sector, size.
    entries: Vec<(String, u32, u64)>,
}

const END: u32 = 0xFFFF_FFFE;

impl<'a> Store<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = u16_at(bytes, 0x1E)?;
        if !(7..=12).contains(&shift) {
            return None;
        }
        let sector = 1_usize << shift;
        let mut store = Self {
            bytes,
            sector,
            next: Vec::new(),
            mini_next: Vec::new(),
            mini: Vec::new(),
            entries: Vec::new(),
        };
        // The table of chains: the first 109 of its sectors are named in the head, more in a list.
        let most = bytes.len() / sector + 1;
        let mut tables: Vec<u32> = (0..109)
            .filter_map(|i| u32_at(bytes, 0x4C + i * 4))
            .filter(|s| *s < END - 3)
            .collect();
        let mut list = u32_at(bytes, 0x44)?;
        for _ in 0..most {
            if list >= END - 3 {
                break;
            }
            let data = store.sector_at(list)?;
            let each = sector / 4 - 1;
            tables.extend(
                (0..each)
                    .filter_map(|i| u32_at(data, i * 4))
                    .filter(|s| *s < END - 3),
            );
            list = u32_at(data, each * 4)?;
            if tables.len() > most {
                return None;
            }
        }
        for table in tables.iter().take(most) {
            let data = store.sector_at(*table)?;
            let chain: Vec<u32> = data.chunks_exact(4).filter_map(|c| u32_at(c, 0)).collect();
            store.next.extend(chain);
        }
        let directory = store.chain(u32_at(bytes, 0x30)?, u64::MAX)?;
        let mut root = (END, 0);
        for entry in directory.chunks_exact(128).take(100_000) {
            let length = usize::from(u16_at(entry, 0x40)?).min(64);
            let name = encoding_rs::UTF_16LE
                .decode_without_bom_handling(&entry[..length.saturating_sub(2)])
                .0
                .into_owned();
            let start = u32_at(entry, 0x74)?;
            let size = u64::from(u32_at(entry, 0x78)?);
            match entry[0x42] {
                5 => root = (start, size),
                2 => store.entries.push((name, start, size)),
                _ => {}
            }
        }
        store.mini = store.chain(root.0, root.1).unwrap_or_default();
        let mini_table = store
            .chain(u32_at(bytes, 0x3C)?, u64::MAX)
            .unwrap_or_default();
        store.mini_next = mini_table
            .chunks_exact(4)
            .filter_map(|c| u32_at(c, 0))
            .collect();
        Some(store)
    }

    fn sector_at(&self, number: u32) -> Option<&'a [u8]> {
        let start = (usize::try_from(number).ok()?.checked_add(1)?).checked_mul(self.sector)?;
        let end = (start + self.sector).min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// The sectors of a chain joined, up to a size. A chain that runs in a circle ends.
    fn chain(&self, mut number: u32, size: u64) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let most = self.bytes.len() / self.sector + 1;
        for _ in 0..most {
            if number >= END - 3 || out.len() as u64 >= size {
                break;
            }
            out.extend_from_slice(self.sector_at(number)?);
            number = *self.next.get(usize::try_from(number).ok()?)?;
        }
        if size != u64::MAX {
            out.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        }
        Some(out)
    }

    fn find(&self, name: &str) -> Option<&(String, u32, u64)> {
        self.entries.iter().find(|e| e.0 == name)
    }

    fn stream(&self, (_, start, size): &(String, u32, u64)) -> Option<Vec<u8>> {
        if *size >= 4096 {
            return self.chain(*start, *size);
        }
        // Small streams lie in pieces of 64 bytes inside a stream of their own.
        let mut out = Vec::new();
        let mut number = *start;
        for _ in 0..=self.mini.len() / 64 {
            if number >= END - 3 || out.len() as u64 >= *size {
                break;
            }
            let at = usize::try_from(number).ok()?.checked_mul(64)?;
            out.extend_from_slice(self.mini.get(at..(at + 64).min(self.mini.len()))?);
            number = *self.mini_next.get(usize::try_from(number).ok()?)?;
        }
        out.truncate(usize::try_from(*size).unwrap_or(usize::MAX));
        Some(out)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// A compound file of two streams: head, chains, directory, then the streams' sectors.
    fn file(document: &[u8], table: &[u8]) -> Vec<u8> {
        let pad = |data: &[u8]| {
            let mut data = data.to_vec();
            data.resize(4096, 0);
            data
        };
        let mut head = vec![0_u8; 512];
        head[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
        head[0x1E..0x20].copy_from_slice(&9_u16.to_le_bytes());
        head[0x30..0x34].copy_from_slice(&1_u32.to_le_bytes());
        for at in [0x3C, 0x44] {
            head[at..at + 4].copy_from_slice(&END.to_le_bytes());
        }
        head[0x4C..0x50].copy_from_slice(&0_u32.to_le_bytes());
        for i in 1..109 {
            head[0x4C + i * 4..0x50 + i * 4].copy_from_slice(&u32::MAX.to_le_bytes());
        }
        let mut chains: Vec<u32> = vec![0xFFFF_FFFD, END];
        for start in [2_u32, 10] {
            chains.extend((start + 1..start + 8).chain([END]));
        }
        chains.resize(128, u32::MAX);
        let mut directory = vec![0_u8; 512];
        for (i, (name, kind, start, size)) in [
            ("Root Entry", 5, END, 0_u32),
            ("WordDocument", 2, 2, 4096),
            ("0Table", 2, 10, 4096),
        ]
        .into_iter()
        .enumerate()
        {
            let at = i * 128;
            let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            directory[at..at + wide.len()].copy_from_slice(&wide);
            directory[at + 0x40..at + 0x42]
                .copy_from_slice(&u16::try_from(wide.len() + 2).unwrap().to_le_bytes());
            directory[at + 0x42] = kind;
            directory[at + 0x74..at + 0x78].copy_from_slice(&start.to_le_bytes());
            directory[at + 0x78..at + 0x7C].copy_from_slice(&size.to_le_bytes());
        }
        let mut out = head;
        out.extend(chains.iter().flat_map(|c| c.to_le_bytes()));
        out.extend(directory);
        out.extend(pad(document));
        out.extend(pad(table));
        out
    }

    fn word(text: &str) -> Vec<u8> {
        let mut document = vec![0_u8; 2048];
        let n = u32::try_from(text.len()).unwrap();
        document[2..4].copy_from_slice(&0x00C1_u16.to_le_bytes());
        document[0x4C..0x50].copy_from_slice(&n.to_le_bytes());
        document[0x01A6..0x01AA].copy_from_slice(&21_u32.to_le_bytes());
        document.extend(text.as_bytes());
        let mut table = vec![2_u8];
        table.extend(16_u32.to_le_bytes());
        table.extend(0_u32.to_le_bytes());
        table.extend(n.to_le_bytes());
        table.extend([0, 0]);
        table.extend((0x4000_0000_u32 | (2048 * 2)).to_le_bytes());
        table.extend([0, 0]);
        file(&document, &table)
    }

    #[test]
    fn pieces_are_put_together() {
        let bytes = word(
            "The bridge opens\rBy Jane Archer\rFebruary 1, 2019\rSee \u{13}HYPERLINK x\u{14}here\u{15}.\r",
        );
        let article = read(&bytes).unwrap();
        assert_eq!(
            article.text,
            "The bridge opens\n\nBy Jane Archer\n\nFebruary 1, 2019\n\nSee here."
        );
        assert_eq!(article.title.as_deref(), Some("The bridge opens"));
        assert_eq!(article.evidence[0].date.to_string(), "2019-02-01");
    }

    proptest::proptest! {
        #[test]
        fn any_change_reads(at in 0..3000_usize, byte: u8, cut in 0..9000_usize) {
            let mut bytes = word("The bridge opens\rIt was long.\r");
            bytes[at] = byte;
            bytes.truncate(cut);
            let _ = read(&bytes);
        }
    }
}
