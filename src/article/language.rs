//! Which language an article is in.

use whichlang::Lang;

/// Below this many letters a guess is worth little.
const ENOUGH: usize = 40;

/// The ISO 639-1 code of the language of a text; `None` where the text is too short to tell or is
/// written in a script that none of the known languages uses.
#[must_use]
pub fn detect(text: &str) -> Option<String> {
    // The beginning decides; a long article costs no more than a short one.
    let end = text.char_indices().nth(2000).map_or(text.len(), |(i, _)| i);
    let sample = &text[..end];
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    if letters < ENOUGH {
        return None;
    }
    let guess = whichlang::detect_language(sample);
    let latin = sample
        .chars()
        .filter(|c| c.is_ascii_alphabetic() || ('\u{C0}'..='\u{24F}').contains(c))
        .count();
    let is_latin = latin * 2 > letters;
    let (code, uses_latin) = match guess {
        Lang::Ara => ("ar", false),
        Lang::Cmn => ("zh", false),
        Lang::Deu => ("de", true),
        Lang::Eng => ("en", true),
        Lang::Fra => ("fr", true),
        Lang::Hin => ("hi", false),
        Lang::Ita => ("it", true),
        Lang::Jpn => ("ja", false),
        Lang::Kor => ("ko", false),
        Lang::Nld => ("nl", true),
        Lang::Por => ("pt", true),
        Lang::Rus => ("ru", false),
        Lang::Spa => ("es", true),
        Lang::Swe => ("sv", true),
        Lang::Tur => ("tr", true),
        Lang::Vie => ("vi", true),
    };
    (is_latin == uses_latin).then(|| code.to_owned())
}

/// A language tag as given ("en-GB", "eng", "English", "de_DE") as an ISO 639-1 code.
#[must_use]
pub fn code(tag: &str) -> Option<String> {
    let first = tag
        .trim()
        .split(['-', '_', '.'])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let mapped = match first.as_str() {
        "eng" | "english" => "en",
        "deu" | "ger" | "german" | "deutsch" => "de",
        "fra" | "fre" | "french" | "français" => "fr",
        "spa" | "spanish" | "español" => "es",
        "ita" | "italian" => "it",
        "por" | "portuguese" => "pt",
        "nld" | "dut" | "dutch" => "nl",
        "rus" | "russian" => "ru",
        "zho" | "chi" | "chinese" => "zh",
        "ara" | "arabic" => "ar",
        "pol" | "polish" => "pl",
        "swe" | "swedish" => "sv",
        "tur" | "turkish" => "tr",
        other if other.len() == 2 && other.bytes().all(|b| b.is_ascii_lowercase()) => other,
        _ => return None,
    };
    Some(mapped.to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told() {
        let en = "The prime minister said on Monday that the talks would go on until an agreement is reached.";
        let de = "Die Bundeskanzlerin sagte am Montag, die Gespräche würden fortgesetzt, bis man sich einigt.";
        assert_eq!(detect(en).as_deref(), Some("en"));
        assert_eq!(detect(de).as_deref(), Some("de"));
        assert_eq!(detect("Short."), None);
        assert_eq!(code("en-GB").as_deref(), Some("en"));
        assert_eq!(code("x-default"), None);
    }
}
