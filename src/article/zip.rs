//! Zip archives: their list of members, and one member at a time, never more of it than allowed.

use super::Cause;
use std::io::Read;

/// A member of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    /// Its path inside the archive, cleaned: no "..", no leading slash.
    pub name: String,
    /// Where its local header begins.
    offset: u64,
    packed: u64,
    method: u16,
    pub encrypted: bool,
    /// A folder, a link, a system's own note: nothing to read.
    pub skip: bool,
}

/// An archive in memory.
#[derive(Debug)]
pub(super) struct Zip<'a> {
    bytes: &'a [u8],
    /// Its members, in the archive's order.
    pub members: Vec<Member>,
    /// There were more members than allowed.
    pub cut: bool,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

impl<'a> Zip<'a> {
    /// Reads the list at the archive's end.
    ///
    /// # Errors
    /// When there is no such list.
    pub fn open(bytes: &'a [u8], limit: usize) -> Result<Self, Cause> {
        Self::list(bytes, limit)
            .ok_or_else(|| Cause::Damaged("the archive has no list of its members".into()))
    }

    fn list(bytes: &'a [u8], limit: usize) -> Option<Self> {
        let from = bytes.len().saturating_sub(66_000);
        let end = from + memchr::memmem::rfind(&bytes[from..], b"PK\x05\x06")?;
        let mut at = usize::try_from(u32_at(bytes, end + 16)?).ok()?;
        let size = usize::try_from(u32_at(bytes, end + 12)?).ok()?;
        if u32_at(bytes, end + 16)? == u32::MAX {
            let locator = end.checked_sub(20)?;
            if !bytes[locator..].starts_with(b"PK\x06\x07") {
                return None;
            }
            let wide = usize::try_from(u64_at(bytes, locator + 8)?).ok()?;
            at = usize::try_from(u64_at(bytes, wide + 48)?).ok()?;
        } else if let Some(start) = end
            .checked_sub(size)
            .filter(|s| *s != at && bytes[*s..].starts_with(b"PK\x01\x02"))
        {
            // Something was put before the archive: the list is where it ends.
            at = start;
        }
        let mut members = Vec::new();
        let mut cut = false;
        while bytes.get(at..)?.starts_with(b"PK\x01\x02") {
            if members.len() >= limit {
                cut = true;
                break;
            }
            let flags = u16_at(bytes, at + 8)?;
            let method = u16_at(bytes, at + 10)?;
            let mut packed = u64::from(u32_at(bytes, at + 20)?);
            let unpacked = u32_at(bytes, at + 24)?;
            let name_length = usize::from(u16_at(bytes, at + 28)?);
            let extra_length = usize::from(u16_at(bytes, at + 30)?);
            let comment_length = usize::from(u16_at(bytes, at + 32)?);
            let attributes = u32_at(bytes, at + 38)?;
            let mut offset = u64::from(u32_at(bytes, at + 42)?);
            let raw = bytes.get(at + 46..at + 46 + name_length)?;
            let extra = bytes.get(at + 46 + name_length..at + 46 + name_length + extra_length)?;
            wide_fields(extra, unpacked == u32::MAX, &mut packed, &mut offset);
            let name = clean(&super::decode::decode(raw, None).0);
            let link = attributes >> 28 == 0xA;
            let folder = raw.ends_with(b"/") || raw.ends_with(b"\\");
            let hidden = name
                .split('/')
                .any(|p| p.starts_with('.') || p == "__MACOSX" || p == "Thumbs.db");
            let skip = link || folder || hidden || name.is_empty();
            members.push(Member {
                name,
                offset,
                packed,
                method,
                encrypted: flags & 1 != 0,
                skip,
            });
            at += 46 + name_length + extra_length + comment_length;
        }
        Some(Self {
            bytes,
            members,
            cut,
        })
    }

    /// The member of this name.
    pub fn find(&self, name: &str) -> Option<&Member> {
        self.members.iter().find(|m| m.name == name)
    }

    /// Unpacks a member of at most `limit` bytes, at most `ratio` times its packed size.
    ///
    /// # Errors
    /// When it is over a limit, damaged, or packed in an unknown way.
    pub fn unpack(&self, member: &Member, limit: u64, ratio: u64) -> Result<Vec<u8>, Cause> {
        if member.encrypted {
            return Err(Cause::Encrypted);
        }
        let damaged = || Cause::Damaged("a member is not where the archive's list says".into());
        let at = usize::try_from(member.offset).map_err(|_| damaged())?;
        if !self
            .bytes
            .get(at..)
            .is_some_and(|b| b.starts_with(b"PK\x03\x04"))
        {
            return Err(damaged());
        }
        let name = u16_at(self.bytes, at + 26).ok_or_else(damaged)?;
        let extra = u16_at(self.bytes, at + 28).ok_or_else(damaged)?;
        let start = at + 30 + usize::from(name) + usize::from(extra);
        let rest = self.bytes.get(start..).ok_or_else(damaged)?;
        let packed = usize::try_from(member.packed)
            .unwrap_or(usize::MAX)
            .min(rest.len());
        let data = &rest[..packed];
        // The size in the header is never trusted: unpacking itself is bounded.
        let bound = limit.min((data.len() as u64).saturating_mul(ratio).max(1 << 20));
        let mut out = Vec::new();
        let mut take =
            |reader: &mut dyn Read| reader.take(bound + 1).read_to_end(&mut out).map(|_| ());
        let result = match member.method {
            0 => take(&mut &data[..]),
            8 => take(&mut flate2::read::DeflateDecoder::new(data)),
            93 => match ruzstd::decoding::StreamingDecoder::new(data) {
                Ok(mut decoder) => take(&mut decoder),
                Err(why) => return Err(Cause::Damaged(why.to_string())),
            },
            other => {
                return Err(Cause::Damaged(format!(
                    "a member is packed in a way that is not read (method {other})"
                )));
            }
        };
        result.map_err(|why| Cause::Damaged(why.to_string()))?;
        if out.len() as u64 > bound {
            return Err(if bound < limit {
                Cause::Bomb
            } else {
                Cause::TooLarge(limit)
            });
        }
        Ok(out)
    }
}

/// Sizes and offsets that need more than 32 bits.
fn wide_fields(mut extra: &[u8], unpacked_is_wide: bool, packed: &mut u64, offset: &mut u64) {
    while let (Some(id), Some(size)) = (u16_at(extra, 0), u16_at(extra, 2)) {
        let size = usize::from(size);
        let Some(data) = extra.get(4..4 + size) else {
            return;
        };
        if id == 1 {
            let mut at = if unpacked_is_wide { 8 } else { 0 };
            if *packed == u64::from(u32::MAX) {
                *packed = u64_at(data, at).unwrap_or(*packed);
                at += 8;
            }
            if *offset == u64::from(u32::MAX) {
                *offset = u64_at(data, at).unwrap_or(*offset);
            }
        }
        extra = &extra[4 + size..];
    }
}

/// A member's name that cannot lead out of its archive.
fn clean(name: &str) -> String {
    let parts: Vec<&str> = name
        .split(['/', '\\'])
        .filter(|p| !p.is_empty() && *p != "." && *p != ".." && !p.ends_with(':'))
        .collect();
    parts.join("/").replace(|c: char| c.is_control(), "_")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(super) mod tests {
    use super::*;
    use std::io::Write;

    /// A small archive of these members, deflated.
    pub fn make(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut list = Vec::new();
        for (name, data) in members {
            let mut encoder =
                flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
            encoder.write_all(data).unwrap();
            let packed = encoder.finish().unwrap();
            let offset = u32::try_from(out.len()).unwrap();
            let mut common = Vec::new();
            for v in [20_u16, 0, 8, 0, 0] {
                common.extend(v.to_le_bytes());
            }
            common.extend(crc(data).to_le_bytes());
            common.extend(u32::try_from(packed.len()).unwrap().to_le_bytes());
            common.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
            common.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
            common.extend(0_u16.to_le_bytes());
            out.extend(b"PK\x03\x04");
            out.extend(&common);
            out.extend(name.as_bytes());
            out.extend(&packed);
            list.extend(b"PK\x01\x02");
            list.extend(20_u16.to_le_bytes());
            list.extend(&common);
            list.extend([0; 10]);
            list.extend(offset.to_le_bytes());
            list.extend(name.as_bytes());
        }
        let at = u32::try_from(out.len()).unwrap();
        let size = u32::try_from(list.len()).unwrap();
        let count = u16::try_from(members.len()).unwrap();
        out.extend(list);
        out.extend(b"PK\x05\x06\0\0\0\0");
        out.extend(count.to_le_bytes());
        out.extend(count.to_le_bytes());
        out.extend(size.to_le_bytes());
        out.extend(at.to_le_bytes());
        out.extend([0, 0]);
        out
    }

    fn crc(data: &[u8]) -> u32 {
        let mut crc = flate2::Crc::new();
        crc.update(data);
        crc.sum()
    }

    #[test]
    fn members_are_listed_and_unpacked() {
        let bytes = make(&[
            ("a/b.txt", b"Hello"),
            ("../../etc/x", b"Out"),
            (".hidden", b""),
        ]);
        let zip = Zip::open(&bytes, 10).unwrap();
        assert_eq!(zip.members[0].name, "a/b.txt");
        assert_eq!(zip.unpack(&zip.members[0], 100, 200).unwrap(), b"Hello");
        assert_eq!(zip.members[1].name, "etc/x");
        assert!(zip.members[2].skip);
        assert!(Zip::open(&bytes, 1).unwrap().cut);
    }

    #[test]
    fn a_bomb_is_refused() {
        let zeros = vec![0_u8; 8 << 20];
        let bytes = make(&[("a.txt", &zeros)]);
        let zip = Zip::open(&bytes, 10).unwrap();
        assert_eq!(zip.unpack(&zip.members[0], 64 << 20, 200), Err(Cause::Bomb));
        assert_eq!(
            zip.unpack(&zip.members[0], 1000, 200),
            Err(Cause::TooLarge(1000))
        );
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_open(bytes: Vec<u8>, at in 0..200_usize, byte: u8) {
            let _ = Zip::open(&bytes, 10);
            let mut real = make(&[("a.txt", b"Hello"), ("b.txt", b"World")]);
            let i = at % real.len();
            real[i] = byte;
            if let Ok(zip) = Zip::open(&real, 10) {
                for member in &zip.members {
                    let _ = zip.unpack(member, 1000, 200);
                }
            }
        }
    }
}
