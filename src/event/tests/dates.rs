//! Which of the times a sentence tells is the time of which event, and what is concluded where it
//! tells none.

use super::*;

fn date(text: &str, lemma: &str) -> String {
    edtf(find(&events(text), lemma)).to_owned()
}

#[test]
fn a_time_that_says_which_one_is_meant_dates_nothing() {
    let text = "On Thursday, the union filed a complaint over its 2018 contract in Bergen.";
    assert_eq!(date(text, "file"), "2025-04-24");
    let text = "The assembly voted on Friday to dismiss two current ministers.";
    assert_eq!(date(text, "vote"), "2025-04-25");
    // Where something happened then, it happened then.
    let text = "Nora Berg won a medal at the 2016 games.";
    assert_eq!(date(text, "win"), "2016");
    let text = "Nora Berg asked Peter Holm for help in the 2020 election.";
    assert_ne!(date(text, "ask"), "2020");
    let text = "Five people were killed in Sunday's attack.";
    assert_eq!(date(text, "kill"), "2025-04-27");
}

#[test]
fn a_time_at_the_head_of_the_sentence_is_not_of_a_clause_about_its_subject() {
    let text = "On Sunday Nora Berg, who served as mayor for ten years, died at home in Bergen.";
    assert_eq!(date(text, "die"), "2025-04-27");
    assert_eq!(date(text, "serve"), "/2025-04-27");
}

#[test]
fn when_and_where_may_stand_before_the_subject_of_the_next_clause() {
    let text =
        "The party won the seat, and since its creation in 1984, it has been held by Labour.";
    assert_eq!(date(text, "win"), "2025-04-28~");
}

#[test]
fn what_is_told_long_ago_happened_about_then() {
    let text = "In February 2017, the federation announced that two players were banned.";
    assert_eq!(date(text, "ban"), "2017-02~");
    let text = "On Sunday the federation announced that two players were banned.";
    assert_eq!(date(text, "ban"), "2025-04-27~");
}

#[test]
fn what_is_told_as_over_or_to_come_lies_on_that_side_of_the_telling() {
    let text = "Officials admitted on Saturday that the army had shot down a plane.";
    assert_eq!(date(text, "shoot"), "/2025-04-26");
    let text = "The mayor said on Saturday that she will close the bridge.";
    assert_eq!(date(text, "close"), "[2025-04-26..]");
}

#[test]
fn a_story_of_long_ago_goes_on_in_its_month_or_year() {
    let text = "In March 1921 rebels seized the harbour. They burned the customs house.";
    assert_eq!(date(text, "burn"), "1921-03");
}

#[test]
fn what_one_who_died_did_lies_before_that_death() {
    let text = "Nora Berg died on Sunday in Bergen. She led the union and was elected to the council. \
                She was buried in Oslo.";
    assert_eq!(date(text, "elect"), "/2025-04-27");
    assert!(
        date(text, "bury").starts_with("2025-04-2"),
        "{}",
        date(text, "bury")
    );
}

#[test]
fn a_time_inside_a_quotation_dates_nothing_outside_it() {
    let text = "The mayor attacked the plan, saying “in 1998 we had a bridge” to reporters.";
    assert!(!date(text, "attack").contains("1998"));
}

#[test]
fn a_year_that_belongs_to_an_office_is_not_when_its_holder_acted() {
    let text = "The party's 2016 presidential nominee, Nora Berg, won the vote.";
    assert!(!date(text, "win").contains("2016"), "{}", date(text, "win"));
}

#[test]
fn an_article_about_the_past_guesses_nothing_from_its_publication() {
    let text = "Two cities fought for the sea. In 264 BC an army crossed the strait. In 260 BC the \
                fleet won at Mylae. In 256 BC the consuls landed. In 255 BC a storm sank the ships. \
                In 241 BC a treaty ended the war.";
    let all = events(text);
    assert_eq!(find(&all, "fight").date.value, None);
    assert!(find(&all, "fight").date.reason.contains("the past"));
}

#[test]
fn a_noun_told_beside_the_story_does_not_move_it() {
    let text = "India agreed to a truce on Saturday. The truce was an answer to the killing of ten \
                people on 2 April. The president praised the mediators.";
    assert!(
        date(text, "praise").starts_with("2025-04-2"),
        "{}",
        date(text, "praise")
    );
}

#[test]
fn what_is_scheduled_dates_nothing_that_happened() {
    let text =
        "The vote was held over to 28 May 2025. At the last election, the party won the seat.";
    assert!(
        !date(text, "win").contains("2025-05"),
        "{}",
        date(text, "win")
    );
}

#[test]
fn what_lasted_from_one_time_to_another_is_a_range() {
    let text = "Nora Berg led the union from 2001 to 2014.";
    assert_eq!(date(text, "lead"), "2001/2014");
    let text = "The fair was held in Bergen from 3 to 5 April 2025.";
    assert_eq!(date(text, "fair"), "2025-04-03/2025-04-05");
}

#[test]
fn what_somebody_only_said_long_ago_happened_before_and_starts_no_story() {
    let text =
        "The museum said on 3 May 2001 that the army invaded the valley. A clerk was born in Vest.";
    assert_eq!(date(text, "invade"), "/2001-05-03");
    assert!(!date(text, "bear").contains("2001"));
}

#[test]
fn what_becomes_of_the_dead_is_no_part_of_their_life() {
    let text =
        "Nora Berg died on Sunday. Berg was posthumously awarded a medal. Berg lay in state.";
    assert_ne!(date(text, "award"), "/2025-04-27");
    assert_ne!(date(text, "lay"), "/2025-04-27");
}

#[test]
fn a_day_of_a_score_is_its_day() {
    assert_eq!(
        date("Leeds won 2-1 against 10 men on Sunday.", "win"),
        "2025-04-27"
    );
    assert_eq!(
        date("Nora Berg retired from Formula 1 in 2019.", "retire"),
        "2019"
    );
}

#[test]
fn a_bound_at_the_head_of_a_sentence_bounds() {
    assert_eq!(
        date("Until 2003, Nora Berg led the union.", "lead"),
        "/2003-12-31"
    );
    assert_eq!(
        date(
            "By the end of 2019 the workers had finished the bridge.",
            "finish"
        ),
        "/2019-12-31"
    );
    let text = "On Monday the man who said that he would resign was killed.";
    assert_eq!(date(text, "kill"), "2025-04-28");
    assert_ne!(date(text, "resign"), "2025-04-28");
}

#[test]
fn what_is_counted_from_another_event_is_dated_by_counting() {
    let text = "Three days after the talks on 2 April, the army attacked the town.";
    assert_eq!(date(text, "attack"), "2025-04-05");
    assert_eq!(date(text, "talk"), "2025-04-02");
    let text = "Nora Berg moved to Paris two years after the war ended in 1945.";
    assert_eq!(date(text, "move"), "1947");
    let text = "Two years before the war ended in 1945, Nora Berg moved to Paris.";
    assert_eq!(date(text, "move"), "1943");
    assert_eq!(date(text, "end"), "1945");
    // What came after a year may have come in any later one.
    let text = "Nora Berg resigned after the war ended in 1945.";
    assert_eq!(date(text, "resign"), "[1945..]");
}

#[test]
fn a_clause_of_time_dates_what_stands_with_it() {
    let text = "As the campaign entered March, Nora Berg led the polls.";
    assert_eq!(date(text, "lead"), "2025-03");
    let text = "In the 2016 election, Nora Berg lost the caucuses in Vest.";
    assert_eq!(date(text, "lose"), "2016");
    let text = "The 2004 flood killed forty people.";
    assert_eq!(date(text, "kill"), "2004");
}

#[test]
fn what_is_to_come_or_is_now_dates_nothing_past() {
    let text = "The ministry has begun to weigh the bond issue for June.";
    assert!(!date(text, "weigh").contains("06"));
    let text = "On Thursday, the minister named the fires currently burning a crisis.";
    assert!(!date(text, "name").ends_with('~'), "{}", date(text, "name"));
    let text = "Tomorrow, voters go to the polls in Vest. Labour won the seat by ten votes.";
    assert!(!date(text, "win").contains("04-29"));
}

#[test]
fn days_that_follow_one_another_are_one_stretch() {
    let text = "The shops closed on Friday and Saturday.";
    assert_eq!(date(text, "close"), "2025-04-25/2025-04-26");
    let text = "The council met on 3 April and 24 April.";
    assert!(!date(text, "meet").contains('/'));
}

#[test]
fn a_time_said_again_in_brackets_is_not_another() {
    let text = "At 4.42 local time on Saturday (2042 Friday, UTC), an earthquake struck Vest.";
    assert_eq!(date(text, "strike"), "2025-04-26");
}

#[test]
fn what_is_told_of_somebody_beside_the_news_lies_before_it() {
    let text = "On Friday the police arrested a man who attacked two guards.";
    assert_eq!(date(text, "attack"), "/2025-04-25");
    let text = "Nora Berg, who founded the union, left it on Friday.";
    assert_eq!(date(text, "found"), "/2025-04-25");
    let text =
        "The union reopened the hall on Friday. Nora Berg was previously convicted of fraud.";
    assert_eq!(date(text, "convict"), "/2025-04-25");
}

#[test]
fn what_is_told_as_news_happened_no_later_than_it_is_told() {
    let text = "The agency said on Wednesday that the army shelled the town.";
    assert_eq!(date(text, "shell"), "2025-04-23~");
}

#[test]
fn a_month_told_as_past_is_the_last_one() {
    let text = "Nora Berg admitted stealing a car in June.";
    assert_eq!(date(text, "steal"), "2024-06");
    let text = "Nora Berg won the title on 12 May.";
    assert_eq!(date(text, "win"), "2024-05-12");
    let text = "The council announced elections in June.";
    assert!(!date(text, "announce").contains("06"));
    let text = "Nora Berg resigned two days before Christmas.";
    assert_eq!(date(text, "resign"), "2024-12-23");
}

#[test]
fn a_clause_about_an_event_dates_it() {
    let text = "On Friday the minister joined the calls. Nora Berg was involved in a collision which \
                killed a guard on 27 March.";
    assert_eq!(date(text, "collision"), "2025-03-27");
    assert_eq!(date(text, "involve"), "2025-03-27");
    let text = "On Friday, the board said a trial was stopped as two drugs had shown promise in \
                saving lives.";
    assert_ne!(date(text, "save"), "2025-04-25");
    let text = "As of Sunday, no cause of the fire was known.";
    assert_ne!(date(text, "fire"), "2025-04-27");
}

#[test]
fn what_scholars_find_out_lies_before_they_tell_it() {
    let text =
        "In findings published on Friday, scientists reported that traders caught wild birds.";
    assert!(
        date(text, "catch").starts_with('/'),
        "{}",
        date(text, "catch")
    );
}

#[test]
fn the_finer_of_two_times_dates_the_event() {
    let text = "At a fair that ran through April, a relic was stolen on Saturday, April 19.";
    assert_eq!(date(text, "steal"), "2025-04-19");
    let text = "Nora Berg met future president Peter Holm in 1960.";
    assert_eq!(date(text, "meet"), "1960");
}

#[test]
fn without_a_publication_date_one_telling_lends_its_day_to_another() {
    let text = "Vest United won the cup. Fans cheered the cup win of Nov. 2. Vest United won the \
                cup on Nov. 2, 2016.";
    let all = read_with(text, None);
    let won: Vec<&str> = (all.iter().filter(|m| &*m.lemma == "win"))
        .map(edtf)
        .collect();
    assert_eq!(won.first(), Some(&"2016-11-02~"), "{won:?}");
}

#[test]
fn what_is_told_with_its_year_keeps_it_whenever_the_article_is_held_to_be_from() {
    let all = read_with(
        "The harbour was shelled on 28 April 1945.",
        Some(jiff::civil::date(1939, 9, 1)),
    );
    let shelled = all.iter().find(|e| e.title.contains("shelled")).unwrap();
    assert_eq!(shelled.date.value.as_ref().unwrap().to_edtf(), "1945-04-28");
}

#[test]
fn what_goes_on_from_a_bound_is_not_of_the_time_before() {
    let all = read_with(
        "Carthage was burnt in 146 BC. Caesar planned a town shortly before his death in 44 BC, and \
         Augustus founded it.",
        None,
    );
    let founded = all.iter().find(|e| &*e.lemma == "found").unwrap();
    assert_ne!(edtf(founded), "-0145");
}

#[test]
fn a_season_amid_a_name_dates_nothing() {
    let text = "The Google Summer of Code was cancelled in Bergen.";
    assert_eq!(
        date(text, "cancel"),
        date("The race was cancelled in Bergen.", "cancel")
    );
}

#[test]
fn a_day_told_behind_what_was_said_is_of_what_was_said() {
    let text = "The mayor said miners blocked the harbour on Friday afternoon.";
    assert_eq!(date(text, "block"), "2025-04-25");
    assert_ne!(date(text, "say"), "2025-04-25");
    let text = "The mayor said on Friday that miners had blocked the harbour.";
    assert_eq!(date(text, "say"), "2025-04-25");
    // Nor is the day of what is explained that of what it explains.
    let text = "The mayor testified on Friday about how the bridge collapsed.";
    assert_eq!(find(&events(text), "collapse").date.basis, Basis::Inferred);
}

#[test]
fn a_weekday_before_an_event_is_of_that_event() {
    let text = "The mayor condemned the Friday shelling of Bergen.";
    assert_eq!(date(text, "shelling"), "2025-04-25");
    assert_ne!(date(text, "condemn"), "2025-04-25");
}

#[test]
fn a_clause_behind_a_time_tells_what_was_then_whatever_stands_before_the_time() {
    let text = "It was the first fire in the tunnel since 1959, when three people died in it.";
    assert_eq!(date(text, "die"), "1959");
    let text = "Turnout was the lowest since 1994, the year Nora Berg was elected.";
    assert_eq!(date(text, "elect"), "1994");
    // Where nothing is told of it, it only measures.
    let text = "The river flooded the town on Sunday for the first time since 1953.";
    assert_eq!(date(text, "flood"), "2025-04-27");
}

#[test]
fn what_something_is_called_was_then_not_the_calling() {
    let text = "The war began on 7 May 2024, when Norway struck two ports. Norway called the strikes \
                an answer to the killing of ten men near Moss on 22 April 2024. Sweden fired missiles \
                over the following days.";
    assert_eq!(date(text, "strike"), "2024-05-07");
    assert_eq!(date(text, "killing"), "2024-04-22");
    assert_eq!(date(text, "fire"), "[2024-05-07..]");
}

#[test]
fn what_was_to_happen_lies_ahead_of_the_telling() {
    // Monday, 28 April, is the day of the article.
    let text = "The two generals were to talk again on Tuesday.";
    assert_eq!(date(text, "talk"), "2025-04-29");
    let text = "The two generals talked again on Tuesday.";
    assert_eq!(date(text, "talk"), "2025-04-22");
}

#[test]
fn a_time_behind_a_colon_is_of_the_clause_there() {
    let text = "In Oslo the meeting was watched closely: only last week Berg had spoken with Holm.";
    assert_ne!(date(text, "watch"), "2025-04-21/2025-04-27");
    assert_eq!(date(text, "speak"), "2025-04-21/2025-04-27");
    // Without a clause of its own it is of the one before.
    let text = "Two men were arrested in Oslo: on Sunday.";
    assert_eq!(date(text, "arrest"), "2025-04-27");
}

#[test]
fn what_somebody_is_thanked_or_blamed_for_was_before() {
    let text = "Nora Berg has thanked Peter Holm for condemning the attack in Moss.";
    let all = events(text);
    let date = &find(&all, "condemn").date;
    let value = date.value.as_ref();
    assert!(
        value.is_none_or(|v| v.qualifier == crate::temporal::Qualifier::Before),
        "{date:?}"
    );
    assert!(find(&all, "thank").date.value.is_some());
}

#[test]
fn what_answers_to_news_is_not_of_a_year_told_before() {
    let text = "Nora Berg died on Friday. In 1981 she was elected to the academy. Her death was mourned by many members.";
    let all = events(text);
    assert!(!edtf(find(&all, "mourn")).contains("1981"));
}

#[test]
fn the_age_of_a_thing_is_no_date_of_what_is_done_with_it() {
    let all = events("The museum acquired an 18th-century painting.");
    assert!(!edtf(find(&all, "acquire")).starts_with("17"));
}

#[test]
fn a_day_between_article_and_noun_is_of_the_noun() {
    let text = "The April 22 attack was condemned by Norway on Friday.";
    assert_eq!(date(text, "attack"), "2025-04-22");
    assert_eq!(date(text, "condemn"), "2025-04-25");
}

#[test]
fn what_goes_on_or_is_looked_back_at_began_before() {
    let text = "On Friday the board declared the ongoing outbreak a disaster.";
    assert_eq!(date(text, "outbreak"), "/2025-04-25");
    let text = "The suspect in a shooting in Moss was released on Friday.";
    assert_eq!(date(text, "shooting"), "/2025-04-25");
    assert_eq!(date(text, "release"), "2025-04-25");
}

#[test]
fn what_somebody_is_sentenced_for_was_before_whatever_the_age() {
    let text = "On Friday a judge sentenced Tom Lowe, now 22, to life in prison for driving his car \
                into a crowd.";
    assert_eq!(date(text, "drive"), "/2025-04-25");
}

#[test]
fn what_was_told_before_is_of_its_day_again() {
    let text = "The earthquake hit Moss on 12 April. Norway sent a team on 17 April. Many fled the \
                earthquake.";
    let all = events(text);
    let quakes = all.iter().filter(|m| &*m.lemma == "earthquake");
    assert!(quakes.clone().count() > 1);
    assert!(
        quakes.clone().all(|m| edtf(m) == "2025-04-12"),
        "{:?}",
        quakes.map(edtf).collect::<Vec<_>>()
    );
}

#[test]
fn a_clause_behind_a_day_is_still_what_was_said() {
    let text = "Nora Berg announced on Friday she was resigning.";
    assert_eq!(date(text, "resign"), "2025-04-25~");
}

#[test]
fn what_an_event_did_in_a_month_gone_by_is_done() {
    let text = "The explosion in November killed 11 workers.";
    assert_eq!(date(text, "explosion"), "2024-11");
    assert_eq!(date(text, "kill"), "2024-11");
}

#[test]
fn what_is_joined_by_and_is_not_after() {
    let text = "The airport was shut down after the incident and reopened on Friday at 2 p.m.";
    assert!(!date(text, "shut").starts_with('['));
}

#[test]
fn what_is_brought_in_with_a_plan_is_planned() {
    let text = "Nora Berg is to step down today, with Tom Lowe succeeding her as mayor.";
    let all = events(text);
    let succeeds = find(&all, "succeed");
    assert_eq!(succeeds.modality, Modality::Planned);
    assert_eq!(edtf(succeeds), "2025-04-28");
}

#[test]
fn a_day_that_names_what_came_before_is_not_reached() {
    let text = "On Wednesday the court ruled. Following the April 2 resignation of Nora Berg, Tom Lowe \
                was sworn in at 5 p.m.";
    assert_eq!(date(text, "swear"), "2025-04-23");
}

#[test]
fn what_is_told_of_a_time_before_is_before() {
    let before = |text: &str, lemma: &str| {
        let date = date(text, lemma);
        assert!(date.starts_with('/'), "{text}: {date}");
    };
    before(
        "Voters go to the polls tomorrow. At the last election the Moss Party won ten seats.",
        "win",
    );
    before(
        "Moss is at peace. Around 300,000 people were killed in the war.",
        "kill",
    );
    before(
        "Nora Berg, a novelist who has published ten novels, died on Friday.",
        "publish",
    );
    before("Police are looking into the cause of the fire.", "fire");
}

#[test]
fn what_happened_during_something_on_a_day_was_on_that_day() {
    let text = "They told of the last measles-related death during the emergency on April 26.";
    assert_eq!(date(text, "death"), "2025-04-26");
    assert_ne!(date(text, "emergency"), "2025-04-26");
    let text = "Two men died during a protest on Friday.";
    assert_eq!(date(text, "protest"), "2025-04-25");
}

#[test]
fn the_year_of_an_office_is_no_date_of_what_its_bearer_does() {
    let text = "2020 Moss mayoral candidate Nora Berg answered some questions.";
    assert_ne!(date(text, "answer"), "2020");
}

#[test]
fn what_is_called_off_did_not_happen() {
    let text = "The second debate between Nora Berg and Tom Lowe, which was slated for May 15, has been \
                cancelled.";
    assert_eq!(find(&events(text), "debate").modality, Modality::Negated);
}
