//! From bytes to text: byte order marks, UTF-8, what the document declares, else a guess from
//! the bytes themselves.

use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;

/// The text of `bytes`, and whether some bytes had no meaning in the encoding found.
/// `declared` is an encoding's label that came with the document, trusted only where the bytes
/// are not valid UTF-8 anyway.
#[must_use]
pub fn decode<'a>(bytes: &'a [u8], declared: Option<&str>) -> (Cow<'a, str>, bool) {
    if let Some((encoding, skip)) = Encoding::for_bom(bytes) {
        let (text, lossy) = encoding.decode_without_bom_handling(&bytes[skip.min(bytes.len())..]);
        return (text, lossy);
    }
    if let Some(encoding) = wide(bytes) {
        let (text, lossy) = encoding.decode_without_bom_handling(bytes);
        return (text, lossy);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), false);
    }
    let declared = declared
        .and_then(|label| Encoding::for_label(label.trim().as_bytes()))
        // UTF-16 declared inside a page that could be read as ASCII is never true.
        .map(|e| e.output_encoding())
        .filter(|e| *e != UTF_8);
    let encoding = declared.unwrap_or_else(|| guess(bytes));
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    (text, lossy)
}

/// UTF-16 without a mark: every other byte of the beginning is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(512)];
    if head.len() < 8 {
        return None;
    }
    let zeros = |from: usize| {
        head.iter()
            .skip(from)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let half = head.len() / 2;
    if zeros(1) * 10 >= half * 7 && zeros(0) * 10 < half {
        Some(encoding_rs::UTF_16LE)
    } else if zeros(0) * 10 >= half * 7 && zeros(1) * 10 < half {
        Some(encoding_rs::UTF_16BE)
    } else {
        None
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
    // A broken byte or two in long UTF-8 does not make it another encoding.
    let bad = String::from_utf8_lossy(bytes).matches('\u{FFFD}').count();
    let high = bytes.iter().filter(|b| **b >= 0x80).count();
    if bad * 20 < high {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let head = &bytes[..bytes.len().min(1 << 20)];
    detector.feed(head, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Whether bytes are no text at all in any encoding: many zeros or control characters.
#[must_use]
pub fn is_binary(bytes: &[u8]) -> bool {
    if Encoding::for_bom(bytes).is_some() || wide(bytes).is_some() {
        return false;
    }
    let head = &bytes[..bytes.len().min(8192)];
    let control = head
        .iter()
        .filter(|b| **b < 0x20 && !matches!(**b, b'\n' | b'\r' | b'\t' | 0x0C | 0x1B | 0x1A))
        .count();
    control * 20 > head.len()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_recognised() {
        let text = "Le président a déclaré à l’Élysée que l’été serait chaud. Ça va?";
        for label in ["utf-8", "windows-1252"] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, _, _) = encoding.encode(text);
            assert_eq!(decode(&bytes, None).0, text, "{label}");
        }
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&utf16, None).0, text);
        assert!(!is_binary(&utf16));
        let marked: Vec<u8> = [0xFF, 0xFE].into_iter().chain(utf16).collect();
        assert_eq!(decode(&marked, None).0, text);
        assert!(is_binary(&[0, 1, 2, 3, 4, 0, 0, 7, 1]));
    }

    #[test]
    fn a_declared_encoding_is_taken_where_the_bytes_are_not_utf8() {
        let bytes = b"\xcf\xf0\xe8\xe2\xe5\xf2";
        assert_eq!(decode(bytes, Some("windows-1251")).0, "Привет");
        assert_eq!(
            decode("Привет".as_bytes(), Some("windows-1251")).0,
            "Привет"
        );
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_decode(bytes: Vec<u8>) {
            let _ = decode(&bytes, Some("utf-16"));
            let _ = is_binary(&bytes);
        }
    }
}
