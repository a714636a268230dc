//! Which language an article is in.

use whichlang::Lang;

/// Below this many letters a guess is worth little.
const ENOUGH: usize = 40;

/// The ISO 639-1 code of the language of a text; `None` where the text is too short to tell.
///
/// The script decides first. Among the languages of the Latin script, letters that only one of
/// them has go before the guess of the detector, which does not know them all.
#[must_use]
pub fn detect(text: &str) -> Option<String> {
    // The beginning decides; a long article costs no more than a short one.
    let end = text.char_indices().nth(2000).map_or(text.len(), |(i, _)| i);
    let sample = &text[..end];
    let count = |test: fn(char) -> bool| sample.chars().filter(|c| test(*c)).count();
    let letters = count(char::is_alphabetic);
    // Among the Latin letters stand two signs, of times and of division.
    let latin = count(|c| c.is_alphabetic() && c <= '\u{24F}');
    let dense = letters - latin;
    // Scripts with a sign a syllable or a word say more with fewer letters.
    if letters
        < if dense * 2 > letters {
            ENOUGH / 2
        } else {
            ENOUGH
        }
    {
        return None;
    }
    let code = if latin * 2 > letters {
        of_latin(sample, letters)?
    } else {
        of_script(sample, letters)?
    };
    Some(code.to_owned())
}

/// Whether [`detect`] could tell this language at all; where not, what a page declares is better.
#[must_use]
pub fn knows(code: &str) -> bool {
    const KNOWN: &str = "ar bg cs da de el en es fa fi fr he hi hr hu it ja ko lt lv nl pl pt ro ru sr sv th tr uk vi zh";
    KNOWN.split(' ').any(|known| known == code)
}

/// Whether some letters make up at least this share, in thousandths, of all.
fn has(sample: &str, letters: usize, wanted: &str, thousandths: usize) -> bool {
    // None of the letters asked for is an ASCII letter, small or capital.
    let n = sample
        .chars()
        .filter(|c| !c.is_ascii() && c.to_lowercase().any(|c| wanted.contains(c)))
        .count();
    n * 1000 >= letters * thousandths
}

fn of_latin(sample: &str, letters: usize) -> Option<&'static str> {
    const OWN: [(&str, &str, usize); 8] = [
        // Danish; Norwegian is taken for it.
        ("da", "øæ", 8),
        ("pl", "ąęłśżźćń", 15),
        ("cs", "ěřů", 8),
        ("hu", "őű", 4),
        ("ro", "ășțţ", 15),
        ("hr", "đćč", 12),
        ("lv", "āēīūļķņģ", 30),
        ("lt", "ėųįū", 15),
    ];
    if let Some((code, ..)) = OWN
        .iter()
        .find(|(_, wanted, n)| has(sample, letters, wanted, *n))
    {
        return Some(code);
    }
    Some(match whichlang::detect_language(sample) {
        Lang::Swe if !has(sample, letters, "å", 2) && has(sample, letters, "äö", 20) => "fi",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
        _ => return None,
    })
}

fn of_script(sample: &str, letters: usize) -> Option<&'static str> {
    type Script = (fn(char) -> bool, &'static str);
    const SCRIPTS: [Script; 9] = [
        (|c| ('\u{3040}'..='\u{30FF}').contains(&c), "ja"),
        (|c| ('\u{AC00}'..='\u{D7AF}').contains(&c), "ko"),
        (|c| ('\u{3400}'..='\u{9FFF}').contains(&c), "zh"),
        (|c| ('\u{400}'..='\u{52F}').contains(&c), "ru"),
        (|c| ('\u{370}'..='\u{3FF}').contains(&c), "el"),
        (|c| ('\u{600}'..='\u{6FF}').contains(&c), "ar"),
        (|c| ('\u{590}'..='\u{5FF}').contains(&c), "he"),
        (|c| ('\u{900}'..='\u{97F}').contains(&c), "hi"),
        (|c| ('\u{E00}'..='\u{E7F}').contains(&c), "th"),
    ];
    let share = |test: fn(char) -> bool| sample.chars().filter(|c| test(*c)).count();
    let found = SCRIPTS.iter().find(|(test, code)| {
        // Japanese mixes its syllables with Chinese signs.
        let part = if *code == "ja" { 8 } else { 2 };
        share(*test) * part > letters
    })?;
    Some(match found.1 {
        "ru" if has(sample, letters, "іїєґ", 20) => "uk",
        "ru" if has(sample, letters, "ђјљњћџ", 10) => "sr",
        "ru" if !has(sample, letters, "ыэё", 3) => "bg",
        "ar" if has(sample, letters, "پچگژ", 8) => "fa",
        other => other,
    })
}

/// The name of a language in English, by its ISO 639-1 code; the code itself where it is not
/// known here.
#[must_use]
pub fn name(code: &str) -> &str {
    const NAMES: &[(&str, &str)] = &[
        ("ar", "Arabic"),
        ("bg", "Bulgarian"),
        ("cs", "Czech"),
        ("da", "Danish"),
        ("de", "German"),
        ("el", "Greek"),
        ("en", "English"),
        ("es", "Spanish"),
        ("fa", "Persian"),
        ("fi", "Finnish"),
        ("fr", "French"),
        ("he", "Hebrew"),
        ("hi", "Hindi"),
        ("hr", "Croatian"),
        ("hu", "Hungarian"),
        ("it", "Italian"),
        ("ja", "Japanese"),
        ("ko", "Korean"),
        ("lt", "Lithuanian"),
        ("lv", "Latvian"),
        ("nl", "Dutch"),
        ("no", "Norwegian"),
        ("pl", "Polish"),
        ("pt", "Portuguese"),
        ("ro", "Romanian"),
        ("ru", "Russian"),
        ("sr", "Serbian"),
        ("sv", "Swedish"),
        ("th", "Thai"),
        ("tr", "Turkish"),
        ("uk", "Ukrainian"),
        ("vi", "Vietnamese"),
        ("zh", "Chinese"),
    ];
    NAMES
        .iter()
        .find(|(c, _)| c.eq_ignore_ascii_case(code))
        .map_or(code, |(_, name)| name)
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
    fn signs_among_the_latin_letters_are_no_letters() {
        let text = format!("{} {}", "×÷".repeat(60), "Это был понедельник. ".repeat(4));
        assert!(detect(&text).is_some());
        assert_eq!(detect(&"×".repeat(100)), None);
    }

    #[test]
    fn languages_are_told() {
        let en = "The prime minister said on Monday that the talks would go on until an agreement is reached.";
        let de = "Die Bundeskanzlerin sagte am Montag, die Gespräche würden fortgesetzt, bis man sich einigt.";
        assert_eq!(detect(en).as_deref(), Some("en"));
        assert_eq!(detect(de).as_deref(), Some("de"));
        for (text, want) in [
            (
                "Премьер-министр сказал в понедельник, что переговоры будут продолжены, и это хорошо.",
                "ru",
            ),
            (
                "Прем'єр-міністр сказав у понеділок, що переговори триватимуть і надалі в Києві.",
                "uk",
            ),
            (
                "Ο πρωθυπουργός δήλωσε τη Δευτέρα ότι οι συνομιλίες θα συνεχιστούν.",
                "el",
            ),
            (
                "Premier powiedział w poniedziałek, że rozmowy będą kontynuowane aż do osiągnięcia porozumienia.",
                "pl",
            ),
            ("首相は月曜日、合意に達するまで協議を続けると述べた。", "ja"),
            ("总理周一表示，会谈将继续进行，直到双方达成协议为止。", "zh"),
            (
                "Statsministeren sagde mandag, at forhandlingerne fortsætter, indtil der er enighed på området.",
                "da",
            ),
            (
                "Le premier ministre a déclaré lundi que les discussions se poursuivraient.",
                "fr",
            ),
        ] {
            assert_eq!(detect(text).as_deref(), Some(want), "{text}");
        }
        assert_eq!(detect("Short."), None);
        assert_eq!(code("en-GB").as_deref(), Some("en"));
        assert_eq!(code("x-default"), None);
    }
}
