//! What the fuzz targets share: how bytes become a file of a kind, and what must hold of the dates
//! read from any text. The normal build and its tests know nothing of this crate.

use dateline::article::{Article, Isolation, Limits, Options, read_stream};
use dateline::temporal::{Precision, TimeValue};
use std::ops::ControlFlow;
use std::path::Path;

/// Reads `bytes` as the file `name` in this process, with small limits so that a run stays quick.
/// A panic that the program would catch and report still ends the run.
pub fn read(name: &str, bytes: &[u8]) {
    let options = Options {
        isolation: Isolation::InProcess,
        limits: Limits {
            total: 1 << 22,
            member: 1 << 20,
            document: 1 << 20,
            ..Limits::default()
        },
        ..Options::default()
    };
    read_stream(bytes, Path::new(name), &options, &mut |read| {
        if let Ok(article) = &read {
            sound(article);
        }
        ControlFlow::Continue(())
    });
}

/// [`read`] of what makes a file of its kind, followed by what the fuzzer thought of.
pub fn read_after(name: &str, start: &[u8], bytes: &[u8]) {
    read(name, &[start, bytes].concat());
}

/// [`read`] of an archive with these members, stored as they are.
pub fn read_zip(name: &str, members: &[(&str, &[u8])]) {
    read(name, &zip(members));
}

/// A text never loses its sense of where it is.
fn sound(article: &Article) {
    for evidence in &article.evidence {
        assert!((0..=9999).contains(&evidence.date.year()), "{evidence:?}");
    }
}

/// What holds of every date: its interval has an order and its text reads back as it was written.
pub fn sound_date(value: &TimeValue) {
    assert!(value.earliest <= value.latest, "{value:?}");
    assert!(!value.words().is_empty());
    let again = TimeValue::from_edtf(value.to_edtf());
    if value.precision >= Precision::Day {
        let again = again.unwrap_or_else(|| panic!("{value:?} does not read back"));
        assert_eq!(again.to_edtf(), value.to_edtf());
    }
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut list = Vec::new();
    for (name, data) in members {
        let at = out.len() as u32;
        let mut head = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        head.extend(crc(data).to_le_bytes());
        head.extend((data.len() as u32).to_le_bytes());
        head.extend((data.len() as u32).to_le_bytes());
        head.extend((name.len() as u16).to_le_bytes());
        head.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&head);
        out.extend(name.as_bytes());
        out.extend(*data);
        list.extend(b"PK\x01\x02\x14\x00");
        list.extend(&head);
        list.extend([0; 10]);
        list.extend(at.to_le_bytes());
        list.extend(name.as_bytes());
    }
    let at = out.len() as u32;
    out.extend(&list);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend((members.len() as u16).to_le_bytes());
    out.extend((members.len() as u16).to_le_bytes());
    out.extend((list.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0, 0]);
    out
}

fn crc(data: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in data {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg());
        }
    }
    !crc
}
