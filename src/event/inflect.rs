//! Past tense of a verb, for titles.

use std::borrow::Cow;

/// Verbs whose past is not made with "-ed", in order: base, past, participle.
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("arise", "arose", "arisen"),
    ("be", "was", "been"),
    ("bear", "bore", "borne"),
    ("beat", "beat", "beaten"),
    ("become", "became", "become"),
    ("begin", "began", "begun"),
    ("behead", "beheaded", "beheaded"),
    ("bend", "bent", "bent"),
    ("bet", "bet", "bet"),
    ("bid", "bid", "bid"),
    ("bind", "bound", "bound"),
    ("bite", "bit", "bitten"),
    ("bleed", "bled", "bled"),
    ("blow", "blew", "blown"),
    ("break", "broke", "broken"),
    ("bring", "brought", "brought"),
    ("broadcast", "broadcast", "broadcast"),
    ("build", "built", "built"),
    ("burst", "burst", "burst"),
    ("buy", "bought", "bought"),
    ("cast", "cast", "cast"),
    ("catch", "caught", "caught"),
    ("choose", "chose", "chosen"),
    ("cling", "clung", "clung"),
    ("come", "came", "come"),
    ("cost", "cost", "cost"),
    ("cut", "cut", "cut"),
    ("deal", "dealt", "dealt"),
    ("dig", "dug", "dug"),
    ("do", "did", "done"),
    ("draw", "drew", "drawn"),
    ("drink", "drank", "drunk"),
    ("drive", "drove", "driven"),
    ("eat", "ate", "eaten"),
    ("fall", "fell", "fallen"),
    ("feed", "fed", "fed"),
    ("feel", "felt", "felt"),
    ("fight", "fought", "fought"),
    ("find", "found", "found"),
    ("flee", "fled", "fled"),
    ("fly", "flew", "flown"),
    ("forbid", "forbade", "forbidden"),
    ("forecast", "forecast", "forecast"),
    ("forget", "forgot", "forgotten"),
    ("forgive", "forgave", "forgiven"),
    ("freeze", "froze", "frozen"),
    ("get", "got", "got"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("grind", "ground", "ground"),
    ("grow", "grew", "grown"),
    ("hang", "hung", "hung"),
    ("have", "had", "had"),
    ("hear", "heard", "heard"),
    ("hide", "hid", "hidden"),
    ("hit", "hit", "hit"),
    ("hold", "held", "held"),
    ("hurt", "hurt", "hurt"),
    ("keep", "kept", "kept"),
    ("kneel", "knelt", "knelt"),
    ("know", "knew", "known"),
    ("lay", "laid", "laid"),
    ("lead", "led", "led"),
    ("leave", "left", "left"),
    ("lend", "lent", "lent"),
    ("let", "let", "let"),
    ("lie", "lay", "lain"),
    ("light", "lit", "lit"),
    ("lose", "lost", "lost"),
    ("make", "made", "made"),
    ("mean", "meant", "meant"),
    ("meet", "met", "met"),
    ("overcome", "overcame", "overcome"),
    ("overrun", "overran", "overrun"),
    ("overtake", "overtook", "overtaken"),
    ("overthrow", "overthrew", "overthrown"),
    ("pay", "paid", "paid"),
    ("put", "put", "put"),
    ("quit", "quit", "quit"),
    ("read", "read", "read"),
    ("rebuild", "rebuilt", "rebuilt"),
    ("ride", "rode", "ridden"),
    ("ring", "rang", "rung"),
    ("rise", "rose", "risen"),
    ("run", "ran", "run"),
    ("say", "said", "said"),
    ("see", "saw", "seen"),
    ("seek", "sought", "sought"),
    ("sell", "sold", "sold"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("shake", "shook", "shaken"),
    ("shed", "shed", "shed"),
    ("shoot", "shot", "shot"),
    ("show", "showed", "shown"),
    ("shrink", "shrank", "shrunk"),
    ("shut", "shut", "shut"),
    ("sing", "sang", "sung"),
    ("sink", "sank", "sunk"),
    ("sit", "sat", "sat"),
    ("slay", "slew", "slain"),
    ("sleep", "slept", "slept"),
    ("slide", "slid", "slid"),
    ("speak", "spoke", "spoken"),
    ("speed", "sped", "sped"),
    ("spend", "spent", "spent"),
    ("spin", "spun", "spun"),
    ("split", "split", "split"),
    ("spread", "spread", "spread"),
    ("spring", "sprang", "sprung"),
    ("stand", "stood", "stood"),
    ("steal", "stole", "stolen"),
    ("stick", "stuck", "stuck"),
    ("strike", "struck", "struck"),
    ("strive", "strove", "striven"),
    ("swear", "swore", "sworn"),
    ("sweep", "swept", "swept"),
    ("swim", "swam", "swum"),
    ("swing", "swung", "swung"),
    ("take", "took", "taken"),
    ("teach", "taught", "taught"),
    ("tear", "tore", "torn"),
    ("tell", "told", "told"),
    ("think", "thought", "thought"),
    ("throw", "threw", "thrown"),
    ("thrust", "thrust", "thrust"),
    ("undergo", "underwent", "undergone"),
    ("understand", "understood", "understood"),
    ("undertake", "undertook", "undertaken"),
    ("uphold", "upheld", "upheld"),
    ("upset", "upset", "upset"),
    ("wake", "woke", "woken"),
    ("wear", "wore", "worn"),
    ("weep", "wept", "wept"),
    ("win", "won", "won"),
    ("wind", "wound", "wound"),
    ("withdraw", "withdrew", "withdrawn"),
    ("withhold", "withheld", "withheld"),
    ("withstand", "withstood", "withstood"),
    ("write", "wrote", "written"),
];

/// Verbs that double their last letter although it stands unstressed-looking, and common ones
/// of two syllables that do.
const DOUBLES: &[&str] = &[
    "admit", "commit", "permit", "submit", "omit", "occur", "refer", "prefer", "transfer", "expel",
    "compel", "propel", "rebel", "control", "patrol", "equip", "regret", "acquit", "deter",
    "defer", "confer", "cancel", "travel", "kidnap", "recur", "incur", "abet", "rebut", "abhor",
    "excel", "inter", "handicap", "outfit", "program",
];

fn irregular(lemma: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    let at = IRREGULAR.binary_search_by(|(base, ..)| (*base).cmp(lemma));
    IRREGULAR.get(at.ok()?)
}

/// The past tense ("close" → "closed", "withdraw" → "withdrew").
pub(super) fn past(lemma: &str) -> Cow<'static, str> {
    match irregular(lemma) {
        Some((_, past, _)) => Cow::Borrowed(past),
        None => regular(lemma).into(),
    }
}

/// The past participle ("withdraw" → "withdrawn").
pub(super) fn participle(lemma: &str) -> Cow<'static, str> {
    match irregular(lemma) {
        Some((.., done)) => Cow::Borrowed(done),
        None => regular(lemma).into(),
    }
}

fn regular(lemma: &str) -> String {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let mut back = lemma.chars().rev();
    let (end, middle, before) = (back.next(), back.next(), back.next());
    let vowel_at = |c: Option<char>| c.is_some_and(vowel);
    let consonant_at = |c: Option<char>| c.is_some_and(|c| !vowel(c));
    match end {
        Some('e') => [lemma, "d"].concat(),
        Some('y') if consonant_at(middle) => [&lemma[..lemma.len() - 1], "ied"].concat(),
        Some('c') if vowel_at(middle) && lemma.ends_with("ic") => [lemma, "ked"].concat(),
        Some(end) if !vowel(end) && vowel_at(middle) && consonant_at(before) => {
            let short = lemma.chars().filter(|c| vowel(*c)).count() == 1;
            let doubles = short && !matches!(end, 'w' | 'x' | 'y') || DOUBLES.contains(&lemma);
            let mut past = lemma.to_string();
            if doubles {
                past.push(end);
            }
            past + "ed"
        }
        _ => [lemma, "ed"].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn irregular_verbs_stand_in_order() {
        assert!(IRREGULAR.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn makes_the_past() {
        for (base, done) in [
            ("close", "closed"),
            ("meet", "met"),
            ("visit", "visited"),
            ("stop", "stopped"),
            ("carry", "carried"),
            ("play", "played"),
            ("panic", "panicked"),
            ("expel", "expelled"),
            ("open", "opened"),
            ("fix", "fixed"),
            ("rob", "robbed"),
            ("withdraw", "withdrew"),
            ("attack", "attacked"),
            ("quit", "quit"),
            ("a", "aed"),
            ("", "ed"),
        ] {
            assert_eq!(past(base), done);
        }
        assert_eq!(participle("take"), "taken");
    }
}
