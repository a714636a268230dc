//! "A woman shot three men": the past of a few verbs, which the tagger takes for the noun of the same
//! letters. Looks at tags and words of one sentence only.

use super::form::{Form, hashed};
use super::{Token, Upos, Xpos};
use std::ops::Range;

/// Tells the past where the word stands between a subject and an object of one sentence that has no
/// other verb for them.
pub(super) fn mend(forms: &[Form], tokens: &mut [Token], range: Range<usize>) {
    for i in range.clone() {
        let past = tokens[i].xpos == Xpos::NN
            && hashed!(
                forms[i].low,
                "shot"
                    | "hit"
                    | "beat"
                    | "cut"
                    | "cost"
                    | "bid"
                    | "split"
                    | "burst"
                    | "struck"
                    | "led"
                    | "shut"
                    | "put"
            );
        if past && stands_alone(tokens, range.clone(), i) {
            tokens[i].xpos = Xpos::VBD;
            tokens[i].upos = Upos::Verb;
        }
    }
}

/// Whether the word at `i` has a noun before it, an object behind it, and no verb that bears tense in
/// between it and the next mark or word that opens a clause on either side.
fn stands_alone(tokens: &[Token], range: Range<usize>, i: usize) -> bool {
    use Xpos::{CC, CD, DT, IN, MD, NN, NNP, NNPS, NNS, PRP, PRPS, VBD, VBP, VBZ, WDT, WP, WRB};
    let subject = i > range.start && matches!(tokens[i - 1].xpos, NN | NNS | NNP | NNPS);
    let object = i + 1 < range.end && matches!(tokens[i + 1].xpos, DT | PRPS | PRP | CD);
    if !subject || !object {
        return false;
    }
    let opens = |t: &Token| matches!(t.xpos, CC | IN | WDT | WP | WRB | Xpos::Punct);
    let bears = |t: &Token| matches!(t.xpos, VBD | VBP | VBZ | MD);
    let before = tokens[range.start..i].iter().rev();
    let after = tokens[i + 1..range.end].iter();
    // "saw the penalty shot the Bears took", "in the penalty shot three men looked on".
    let first = before.clone().take_while(|t| !opens(t)).count();
    let led = i - range.start > first && tokens[i - 1 - first].xpos == IN;
    !led && !before.take_while(|t| !opens(t)).any(bears)
        && !after.take_while(|t| !opens(t)).any(bears)
}

#[cfg(test)]
mod tests {
    use crate::text::{Doc, Xpos};

    fn tag(text: &str, word: &str) -> Xpos {
        let doc = Doc::read(text);
        let at = (0..doc.tokens.len()).find(|t| doc.word(*t) == word);
        at.map_or(Xpos::Punct, |t| doc.tokens[t].xpos)
    }

    #[test]
    fn between_subject_and_object_stands_a_verb() {
        assert_eq!(tag("A woman shot three men on Friday.", "shot"), Xpos::VBD);
        assert_eq!(
            tag("A man shot her in Moss before he fled.", "shot"),
            Xpos::VBD
        );
        assert_eq!(tag("The player beat two rivals.", "beat"), Xpos::VBD);
        assert_eq!(tag("He heard a single shot on Friday.", "shot"), Xpos::NN);
        assert_eq!(tag("In the last shot three men waited.", "shot"), Xpos::NN);
    }
}
