//! Whole titles of one construction each: what a sentence says of who did what to whom.

use super::{edtf, events, find, title_of as title};
use crate::event::{EventType, Modality};

#[test]
fn titles_of_one_construction_each() {
    let mut wrong = Vec::new();
    for (text, lemma, told) in [
        (
            "The clerk vowed not to sign the papers.",
            "vow",
            "Clerk vowed not to sign the papers",
        ),
        (
            "Norway warned against lending more money.",
            "warn",
            "Norway warned against lending more money",
        ),
        (
            "The driver was asked why he had left the depot.",
            "ask",
            "Driver was asked why he had left the depot",
        ),
        (
            "The guard offered to plead guilty.",
            "offer",
            "Guard offered to plead guilty",
        ),
        (
            "The baker lost the race to lead the council.",
            "race",
            "Race to lead the council",
        ),
        ("The board waited for aid to come.", "aid", "Aid"),
        (
            "Farmers spoke of the failure this week of the old dam.",
            "failure",
            "Failure of the old dam",
        ),
        (
            "Norway blamed the leak of the papers on Sweden.",
            "blame",
            "Norway blamed the leak of the papers on Sweden",
        ),
        (
            "Rebels burned a mill near Moss in retaliation for the raid on their camp in the hills last year.",
            "burn",
            "Rebels burned a mill near Moss in retaliation for the raid on their camp",
        ),
        (
            "At least one sailor died in clashes between guards and strikers.",
            "die",
            "At least one sailor died in clashes between guards and strikers",
        ),
        (
            "Nearly a million people fled Oslo on Friday.",
            "flee",
            "Nearly a million people fled Oslo on Friday",
        ),
        (
            "It was the ninth time that the council was either dissolved or suspended.",
            "suspend",
            "Council was suspended",
        ),
        (
            "The school welcomed new and returning pupils on Friday.",
            "welcome",
            "School welcomed new and returning pupils on Friday",
        ),
        (
            "The plant owned a lake that lay in the hills and that fed the town of Moss.",
            "feed",
            "Lake fed the town of Moss",
        ),
        (
            "It was Norway rather than Sweden that agreed to fund the bridge.",
            "agree",
            "Norway agreed to fund the bridge",
        ),
        (
            "Opened in 1990, the museum closed its doors on Friday.",
            "close",
            "Museum closed doors on Friday",
        ),
        (
            "Elected in 2016, the mayor resigned.",
            "resign",
            "Mayor resigned",
        ),
        (
            "The assembly approved at the request of King Olav the sale of the fleet.",
            "approve",
            "Assembly approved the sale of the fleet",
        ),
        (
            "The report did not name the pilot or release the tapes.",
            "release",
            "Report did not release the tapes",
        ),
        (
            "A woman whose son was hurt in the fire spoke to the press on Friday.",
            "speak",
            "Woman spoke to the press on Friday",
        ),
        (
            "A woman whose son was hurt in the fire spoke to the press on Friday.",
            "hurt",
            "Woman’s son was hurt in the fire",
        ),
        (
            "Rebels shot dead a priest outside his church in Moss on Friday.",
            "shoot",
            "Rebels shot dead a priest outside his church in Moss on Friday",
        ),
        (
            "Nora Berg was barred from leaving Norway on Friday.",
            "bar",
            "Nora Berg was barred from leaving Norway",
        ),
        (
            "Nora Berg was accused of hiding debts on Friday.",
            "hide",
            "Nora Berg may have hidden debts on Friday",
        ),
        (
            "Sam Roe, 54, who had led the club since 2009, was replaced.",
            "lead",
            "Sam Roe led the club",
        ),
        (
            "The mayor, accused of taking bribes, was removed from office.",
            "accuse",
            "Mayor was accused of taking bribes",
        ),
        (
            "He was held over the killing of Sam Roe, 39, who was shot on Friday.",
            "shoot",
            "Sam Roe was shot on Friday",
        ),
        (
            "The firm lent US$2 million to Norway in 2004.",
            "lend",
            "Firm lent US$2 million to Norway in 2004",
        ),
        (
            "Prices were stable, with yields on the bonds of smaller states falling sharply.",
            "fall",
            "Yields fell",
        ),
        (
            "The storm all but destroyed the village.",
            "destroy",
            "Storm all but destroyed the village",
        ),
        (
            "The change is expected to lead to an end of the shortage.",
            "expect",
            "Change was expected to lead to an end of the shortage",
        ),
        (
            "The cable is expected to be ready by Friday.",
            "expect",
            "Cable was expected to be ready",
        ),
        (
            "Guests were urged to refrain from filming the site.",
            "urge",
            "Guests were urged to refrain from filming the site",
        ),
        (
            "Neither has Norway joined the ban on fish.",
            "join",
            "Norway did not join the ban on fish",
        ),
        (
            "Below are quotes from the speakers who attended the meeting.",
            "attend",
            "Speakers attended the meeting",
        ),
        (
            "Speaking in Oslo on Friday, Nora Berg condemned the attack on Moss.",
            "speak",
            "Nora Berg spoke in Oslo on Friday",
        ),
        (
            "Nora Berg, 42, whose house was burned in May, left Moss.",
            "burn",
            "Nora Berg’s house was burned in May",
        ),
        (
            "Sam Roe was arrested on Friday and charged with theft.",
            "charge",
            "Sam Roe was charged with theft",
        ),
        (
            "Nora Berg became the first player to win nine titles.",
            "win",
            "Nora Berg won nine titles",
        ),
        (
            "The sale was suspended, let me say, on Friday.",
            "suspend",
            "Sale was suspended",
        ),
        (
            "The court found Sam Roe guilty and jailed him for nine years.",
            "jail",
            "Court jailed Sam Roe for nine years",
        ),
    ] {
        let title = title(text, lemma);
        if title != told {
            wrong.push((text, title));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_pronoun_means_the_person_of_the_sentence_before() {
    let text = "Police arrested a woman in Moss on Friday. She was charged with theft on Saturday.";
    assert_eq!(
        title(text, "charge"),
        "Woman was charged with theft on Saturday"
    );
    // Where nobody is told of, the title keeps the word rather than begin with the verb.
    let text = "They closed in. He entered the hall on Friday.";
    assert_eq!(title(text, "enter"), "He entered the hall on Friday");
}

#[test]
fn what_opens_a_sentence_shares_its_day_only_while_it_goes_on() {
    let all = events("Speaking in Oslo on Friday, the minister announced new sanctions.");
    assert_eq!(edtf(find(&all, "announce")), edtf(find(&all, "speak")));
    let all = events("Founded in 1990, the company closed its plant.");
    assert_ne!(edtf(find(&all, "close")), "1990");
    assert_eq!(edtf(find(&all, "found")), "1990");
}

#[test]
fn a_time_and_a_name_for_something_are_no_events() {
    let all = events("It named a profit for the half of the year that ended on June 30.");
    assert!(all.iter().all(|e| &*e.lemma != "end"));
    let all = events("Berg denounced what she called “bad cinema”.");
    assert!(all.iter().all(|e| &*e.lemma != "call"));
}

#[test]
fn titles_hold_both_quotation_marks_or_none() {
    let all = events("The minister read out the \"recommendations\" made by the board on Friday.");
    for e in &all {
        assert_eq!(e.title.matches('"').count() % 2, 0, "{}", e.title);
    }
}

#[test]
fn what_is_won_says_whether_it_was_a_game_or_a_vote() {
    let kind = |text: &str, lemma: &str| find(&events(text), lemma).kind;
    let text = "Berg beat Sam Roe in the final of the tournament on Friday.";
    assert_eq!(kind(text, "beat"), EventType::Sport);
    let text = "Berg's win over Sam Roe gave her more votes than any candidate before.";
    assert_eq!(kind(text, "win"), EventType::Election);
    let text = "Scipio defeated Hannibal at Zama in 202 BC.";
    assert_eq!(kind(text, "defeat"), EventType::Assault);
    let text = "Berg lost control of the car in the last race.";
    assert_ne!(kind(text, "lose"), EventType::Sport);
}

#[test]
fn a_condition_is_no_fact() {
    let all = events("The guests may stay, provided the owners agree.");
    assert_eq!(find(&all, "agree").modality, Modality::Hypothetical);
    let all = events("The charge was that he had attacked the guards.");
    assert_eq!(find(&all, "attack").modality, Modality::Hypothetical);
}

#[test]
fn what_came_of_it_was_over_as_soon() {
    let text =
        "On Friday, the army said that rebels had attacked Moss, killing two and hurting nine.";
    let all = events(text);
    for lemma in ["kill", "hurt"] {
        assert_eq!(
            edtf(find(&all, lemma)),
            edtf(find(&all, "attack")),
            "{lemma}"
        );
    }
}

#[test]
fn nothing_is_denied_or_done_that_is_not_told_so() {
    let text = "Neither the guards nor the crew were hurt, but the gunman killed a woman in Moss.";
    assert_eq!(find(&events(text), "kill").modality, Modality::Asserted);
    let text = "A truce was the only way to end the war.";
    let all = events(text);
    let end = all.iter().find(|e| e.title.contains("end"));
    assert!(end.is_none_or(|e| e.modality != Modality::Asserted));
    // A text may begin with what looks like an auxiliary.
    events("Going to vote remains a duty, Nora Berg said on Monday.");
    events("Given a medal in 1990, Nora Berg left the army on Monday.");
}

#[test]
fn what_interrupts_a_title_does_not_end_it() {
    let text = "On Friday, Judge Nora Berg sentenced Peter Holm, now 22, to life in prison.";
    assert_eq!(
        title(text, "sentence"),
        "Nora Berg sentenced Peter Holm to life in prison"
    );
    let text = "The film showed the collision between Berg's car and the bus, a plea and a speech.";
    assert_eq!(
        title(text, "collision"),
        "Collision between Berg's car and the bus"
    );
    // The words behind an adjective are its noun's.
    let text = "Nora Berg crossed the lake on a steam-powered freeflight flying board.";
    assert!(!title(text, "cross").ends_with("powered"));
}

#[test]
fn a_title_counts_as_its_subject_does() {
    let text = "A total of 17 deaths have been recorded in Moss.";
    assert_eq!(
        title(text, "record"),
        "Total of 17 deaths were recorded in Moss"
    );
    let text = "Several civilian personnel were injured in Moss on Friday.";
    assert!(title(text, "injure").starts_with("Several civilian personnel were injured"));
}

#[test]
fn a_title_tells_the_office_and_whom_it_was_done_to() {
    let text = "Nora Berg, who served as mayor of Moss for twelve years, died on Friday.";
    assert!(title(text, "serve").starts_with("Nora Berg served as mayor of Moss"));
    let text = "Troops fled as rebels advanced on Moss.";
    assert_eq!(title(text, "flee"), "Troops fled");
    let text = "Police arrested two men in Moss on Friday. They released him on Sunday.";
    assert!(title(text, "release").contains("released him"));
}

#[test]
fn a_title_holds_the_whole_name() {
    let text = "Nora Berg died at the Army's Research and Referral Hospital on Friday.";
    assert!(title(text, "die").contains("the Army's Research and Referral Hospital"));
}

#[test]
fn near_a_place_is_not_in_it() {
    let text = "Officials said an attack that day on an air base near Mosul injured nobody.";
    assert!(title(text, "attack").ends_with("near Mosul"));
    let text = "Two men died in a crash on a road near the town of Moss.";
    assert!(!title(text, "crash").contains("in Moss"));
}

#[test]
fn what_stands_behind_an_object_completes_the_verb() {
    let text = "Nora Berg set the craft down beyond a field of boulders.";
    assert_eq!(
        title(text, "set"),
        "Nora Berg set the craft down beyond a field of boulders"
    );
    let text = "The minister asked Norway to make visas easier for traders.";
    assert!(title(text, "ask").ends_with("asked Norway to make visas easier"));
}

#[test]
fn no_title_says_the_contrary() {
    let text = "All but one of the sixteen sailors died on Friday.";
    assert_eq!(
        title(text, "die"),
        "All but one of the sixteen sailors died on Friday"
    );
    let text = "The court met on Friday. A tenth defendant was found not-guilty.";
    assert!(title(text, "find").ends_with("found not-guilty"));
    let text = "Four people were on board and one was pronounced dead on Friday.";
    assert!(title(text, "pronounce").starts_with("One was"));
}

#[test]
fn how_long_something_lasts_is_part_of_it() {
    let text = "The mayor was given a two-year sentence on Friday.";
    assert_eq!(
        title(text, "sentence"),
        "Mayor was given a two-year sentence"
    );
}

#[test]
fn a_sum_keeps_what_it_is_called() {
    let text = "Nora Berg set up a $20 billion \"slush fund\" for victims on Friday.";
    assert!(events(text)[0].title.contains("slush fund"));
}

#[test]
fn no_title_ends_with_an_infinitive_that_lacks_its_object() {
    let text = "On Friday the president called for action to correct what he named a crisis.";
    assert!(!title(text, "call").ends_with("to correct"));
}

#[test]
fn an_official_of_a_country_is_not_the_country() {
    let text = "On Friday Tom Berg threatened a United States official, the office said.";
    assert!(title(text, "threaten").contains("a United States official"));
}

#[test]
fn less_is_not_left_out() {
    for (text, lemma, end) in [
        (
            "Voters grew less confident in the mayor on Friday.",
            "grow",
            "less confident in the mayor on Friday",
        ),
        (
            "The mayor grew very angry on Friday.",
            "grow",
            "very angry on Friday",
        ),
        (
            "Prices became less stable on Friday.",
            "become",
            "less stable on Friday",
        ),
    ] {
        let all = events(text);
        if let Some(m) = all.iter().find(|m| &*m.lemma == lemma) {
            assert!(m.title.ends_with(end), "{}", m.title);
        }
    }
    assert!(title("Voters grew less confident in the mayor on Friday.", "grow").contains("less"));
}

#[test]
fn what_kind_of_operation_is_part_of_it() {
    let text = "The team performed a deep sand cleaning operation on Friday.";
    assert!(
        events(text)
            .iter()
            .any(|m| m.title.contains("a deep sand cleaning operation"))
    );
}

#[test]
fn a_title_holds_all_of_a_list_behind_of() {
    let text = "The foreign ministers of Chad, Niger and Mali met in Oslo on Friday.";
    assert!(title(text, "meet").starts_with("Foreign ministers of Chad, Niger and Mali met"));
    let text = "The leaders of Chad and Mali met in Oslo on Friday.";
    assert!(title(text, "meet").starts_with("Leaders of Chad and Mali met"));
}

#[test]
fn no_title_tells_a_time_that_is_another_elsewhere() {
    let text = "Nora Berg spoke about last night's attack in Moss on Friday.";
    assert_eq!(title(text, "attack"), "Attack in Moss on Friday");
    let text = "Nora Berg spoke of this year's presidential election.";
    assert_eq!(title(text, "election"), "Presidential election");
}

#[test]
fn what_a_clause_is_about_is_told() {
    let text = "Berg asked Lowe for help in the vote, which Holm denied.";
    assert_eq!(title(text, "deny"), "Holm denied it");
    let text = "Madrid set the club a June 15 deadline for a decision.";
    assert_eq!(
        title(text, "set"),
        "Madrid set the club a June 15 deadline for a decision"
    );
}

#[test]
fn what_is_announced_is_told_as_far_as_it_fits() {
    let text = "Carrie Berg announced that her government will officially withdraw a proposed bill that \
                would have allowed Norway to try criminals.";
    assert_eq!(
        title(text, "announce"),
        "Carrie Berg announced her government will officially withdraw a proposed bill"
    );
}
