//! Who acts on whom, construction by construction, and what a title makes of it.

use super::title_of as title;
use super::*;

fn agent(text: &str, lemma: &str) -> String {
    part(text, lemma, Role::Agent)
}

fn part(text: &str, lemma: &str, role: Role) -> String {
    let all = events(text);
    let event = find(&all, lemma);
    let names: Vec<&str> = event
        .participants
        .iter()
        .filter(|p| p.role == role)
        .map(|p| &*p.name)
        .collect();
    names.join("; ")
}

#[test]
fn a_name_set_beside_an_office_acts() {
    let text = "A lawyer for the union, Nora Berg, signed the contract on Friday.";
    assert_eq!(agent(text, "sign"), "Nora Berg");
    let text = "Nora Berg, formerly the mayor of Oslo, resigned on Friday.";
    assert_eq!(agent(text, "resign"), "Nora Berg");
    let text = "The governor of the Bank of Norway Nora Berg resigned on Friday.";
    assert_eq!(agent(text, "resign"), "Nora Berg");
}

#[test]
fn infinitives_and_participles_are_done_by_whom_they_mean() {
    let text = "The minister urged the rebels to release the hostages on Sunday.";
    assert_eq!(agent(text, "release"), "rebels");
    let text = "Engineers closed the bridge to repair the cables on Sunday.";
    assert_eq!(agent(text, "repair"), "Engineers");
    let text = "Two climbers managed to reach the hut on Sunday.";
    assert_eq!(agent(text, "reach"), "Two climbers");
    let text = "A sailor drowned rescuing a child on Sunday.";
    assert_eq!(agent(text, "rescue"), "sailor");
    let text = "A crew was at the site working to rescue survivors and arrest the looters.";
    assert_eq!(agent(text, "arrest"), "crew");
}

#[test]
fn a_relative_clause_speaks_of_a_person_not_of_where_that_person_is() {
    let text = "Miners in Chile who attacked the office were arrested on Monday.";
    assert_eq!(agent(text, "attack"), "Miners");
    let text = "Police stopped a protest on Monday which blocked the harbour.";
    assert_eq!(agent(text, "block"), "protest");
}

#[test]
fn what_somebody_tells_of_him_he_tells_of_himself() {
    let text = "A soldier said he attacked the convoy on Monday.";
    assert_eq!(agent(text, "attack"), "soldier");
}

#[test]
fn a_pronoun_takes_up_the_subject_of_the_sentence_before_where_it_fits() {
    let text = "Students occupied the library on Monday. They attacked a guard.";
    assert_eq!(agent(text, "attack"), "Students");
    assert!(title(text, "attack").starts_with("Students attacked"));
    // "It" is not a crowd: no guess.
    let text = "Students occupied the library on Monday. It collapsed later.";
    assert!(!title(text, "collapse").contains("Students"));
}

#[test]
fn counts_belong_to_what_they_count() {
    let text = "More than 1,200 residents fled the town on Monday.";
    assert_eq!(agent(text, "flee"), "More than 1,200 residents");
}

#[test]
fn some_passives_keep_an_object() {
    let text = "The boxer was given a ban by the federation on Monday.";
    assert_eq!(title(text, "ban"), "Boxer was given a ban");
}

#[test]
fn whoever_else_the_sentence_names_stands_beside_the_event() {
    let text = "Nora Berg resigned on Friday, a week after Peter Holm won the vote in Bergen.";
    let all = events(text);
    let beside: Vec<_> = find(&all, "resign")
        .participants
        .iter()
        .filter(|p| p.role == Role::Other)
        .map(|p| &*p.name)
        .collect();
    assert!(beside.contains(&"Peter Holm"), "{beside:?}");
    // Beside it, not in it: what merging and titles go by stays as it was.
    assert!(!find(&all, "resign").title.contains("Holm"));
}

#[test]
fn a_telling_knows_what_another_tells_of_the_same_event() {
    let text = "Nora Berg resigned on Friday in Bergen.\n\nThe resignation surprised the party.";
    let all = events(text);
    let noun = find(&all, "resignation");
    if noun.group == find(&all, "resign").group {
        assert!(noun.participants.iter().any(|p| &*p.name == "Nora Berg"));
        assert!(noun.title.contains(' '), "{}", noun.title);
    } else {
        panic!("two events: {:?}", titles(&all));
    }
}

#[test]
fn types_look_at_whom_the_verb_concerns() {
    let kind = |text: &str, lemma: &str| find(&events(text), lemma).kind;
    let met = "The king hosted the ambassador of Peru on Monday.";
    assert_eq!(kind(met, "host"), EventType::Consult);
    let got = "The town hosted a race on Monday.";
    assert_ne!(kind(got, "host"), EventType::Consult);
    let freed = "The rebels released the hostages on Monday.";
    assert_eq!(kind(freed, "release"), EventType::Retreat);
    let told = "The agency released the figures on Monday.";
    assert_eq!(kind(told, "release"), EventType::Statement);
}

#[test]
fn titles_end_whole() {
    let text = "The party chose its candidate for the 2024 presidential election on Monday.";
    let title = title(text, "choose");
    assert!(
        !title.ends_with(" the") && !title.ends_with(" for"),
        "{title}"
    );
}

#[test]
fn a_count_is_whom_it_counts() {
    let text = "The storm killed over 3,000 people on Monday. The wave killed over 3,000.";
    let all = events(text);
    let killed: Vec<&str> = all
        .iter()
        .filter(|m| &*m.lemma == "kill")
        .flat_map(|m| &m.participants)
        .filter(|p| p.role == Role::Patient)
        .map(|p| &*p.name)
        .collect();
    assert_eq!(killed, ["over 3,000 people", "over 3,000"]);
    let text = "As many as forty sailors were injured on Monday.";
    assert_eq!(
        part(text, "injure", Role::Patient),
        "As many as forty sailors"
    );
    let text = "Up to 60 farmers were arrested on Monday.";
    assert_eq!(part(text, "arrest", Role::Patient), "Up to 60 farmers");
}

#[test]
fn two_verbs_share_what_stands_behind_the_second() {
    let text = "A smuggler was shot and killed by soldiers on Monday.";
    assert_eq!(agent(text, "shoot"), "soldiers");
    let text = "Rebels attacked and burned the depot on Monday.";
    assert_eq!(part(text, "attack", Role::Patient), "depot");
}

#[test]
fn whom_a_noun_befalls_and_who_deals_it_out() {
    let text = "The court handed down fines and bans to the traders on Monday.";
    assert_eq!(agent(text, "ban"), "court");
    let text = "Norway blamed the hackers for an attack on the port on Monday.";
    assert_eq!(agent(text, "attack"), "hackers");
    let text = "Three miners were treated for injuries on Monday.";
    assert_eq!(part(text, "injury", Role::Patient), "Three miners");
    let text = "On Monday Nora Berg spoke of an attack that targeted the port.";
    assert_eq!(part(text, "attack", Role::Patient), "port");
    let text = "Nora Berg's arrest on Monday angered the union.";
    assert_eq!(part(text, "arrest", Role::Patient), "Nora Berg");
    let text = "Work resumed on Monday, with two more bodies recovered.";
    assert_eq!(part(text, "recover", Role::Patient), "two more bodies");
}

#[test]
fn a_place_belongs_to_who_stands_there_or_to_what_happened_there() {
    let text = "Chemists in Norway found on Monday that the river was poisoned.";
    let all = events(text);
    assert!(find(&all, "poison").place.is_none());
    let text = "On Monday, on a road in Bergen, Norway, a truck and a bus collided.";
    assert_eq!(agent(text, "collide"), "truck; bus");
}

#[test]
fn a_description_is_of_the_name_it_stands_beside() {
    let text = "On Monday Nora Berg, a chemist who founded two schools, died.";
    assert_eq!(title(text, "found"), "Nora Berg founded two schools");
    let text = "An American singer, painter and sculptor Nora Berg died on Monday.";
    assert_eq!(agent(text, "die"), "Nora Berg");
    let text = "The spokesman for the union condemned the raid on Monday.";
    assert!(title(text, "condemn").starts_with("Spokesman for the union condemned the raid"));
    let text = "A blaze broke out on Monday. Firefighters said it killed nine people.";
    assert_eq!(find(&events(text), "kill").kind, EventType::Accident);
}

#[test]
fn where_nobody_knows_who_the_title_says_whom() {
    let text = "They had asked Nora Berg to leave her post in 2019.";
    assert!(title(text, "ask").starts_with("Nora Berg was asked"));
}

#[test]
fn a_label_is_no_event() {
    let all = events("Published: 10 February 2024\n\nNora Berg resigned on Monday.");
    assert!(
        all.iter().all(|m| &*m.lemma != "publish"),
        "{:?}",
        titles(&all)
    );
}

#[test]
fn behind_a_relative_clause_stands_the_verb_of_the_sentence() {
    let text = "The minister who deals with Norway called on the mayor on Monday.";
    assert_eq!(agent(text, "call"), "minister");
    let text =
        "Nora Berg, the senior envoy for Norway, called on the mayor during her stay in Bergen.";
    assert_eq!(agent(text, "call"), "Nora Berg");
    let text = "Nora Berg, the minister who deals with Norway, called on the mayor on Monday.";
    assert_eq!(agent(text, "call"), "Nora Berg");
}

#[test]
fn behind_a_comma_the_verb_is_of_the_main_clause() {
    let all = events(
        "Ann Lee praised the reports that tried to help Oslo, and underlined the friendship.",
    );
    let title = &find(&all, "underline").title;
    assert!(title.starts_with("Ann Lee underlined"), "{title}");
}

#[test]
fn a_past_tagged_as_a_participle_is_told_by_what_stands_around_it() {
    let text = "Passengers fled after a tram overturned in Bergen on Sunday.";
    assert_eq!(
        title(text, "overturn"),
        "Tram overturned in Bergen on Sunday"
    );
    let text = "The blast killed nine people and injured at least 50 on Sunday.";
    assert!(title(text, "injure").starts_with("Blast injured at least 50"));
    let text = "The rally turned into a march on Sunday.";
    assert!(title(text, "turn").starts_with("Rally turned into a march"));
    // What has no verb of its own besides is done to it.
    let text = "Two miners rescued on Sunday were taken to hospital.";
    assert_eq!(part(text, "rescue", Role::Patient), "Two miners");
}

#[test]
fn what_is_only_called_something_is_no_event() {
    let all = events("A chef named Peter Holm chased the man on Sunday.");
    assert!(
        all.iter().all(|m| &*m.lemma != "name"),
        "{:?}",
        titles(&all)
    );
}

#[test]
fn each_clause_has_its_own_subject() {
    let text = "Nora Berg resigned as the governor of Vest and Peter Holm was sworn in on Friday.";
    assert_eq!(part(text, "swear", Role::Patient), "Peter Holm");
    let text = "A goal broke the tie and Peter Holm's men beat the visitors on Friday.";
    assert!(
        !title(text, "break").contains("Holm"),
        "{}",
        title(text, "break")
    );
    let text =
        "Investigators said the tram was speeding and were questioning the driver on Friday.";
    assert_eq!(agent(text, "question"), "Investigators");
    let text = "No charges were brought against Nora Berg for using a private server.";
    assert_eq!(agent(text, "use"), "Nora Berg");
}

#[test]
fn compounds_are_not_torn() {
    let text = "The poll gave Nora Berg a four- to five-point lead on Sunday.";
    assert!(title(text, "lead").contains("five-point lead"));
    let text = "The pilot crossed the strait on a jet-powered flying board on Sunday.";
    assert!(
        !title(text, "cross").ends_with("jet"),
        "{}",
        title(text, "cross")
    );
    let text = "The race was suspended due to heavy rain on Sunday.";
    assert_eq!(title(text, "suspend"), "Race was suspended");
    let text = "The house passed two articles of impeachment on Friday.";
    assert!(title(text, "impeachment").starts_with("Two articles of impeachment"));
}

#[test]
fn a_word_in_doubt_between_quotation_marks_leaves_the_verb_whole() {
    let text = "Officials admitted the army had “unintentionally” shot down a plane on Sunday.";
    assert!(title(text, "shoot").starts_with("Army shot down a plane"));
}

#[test]
fn a_name_behind_at_is_where_it_happened() {
    let place = |text: &str, lemma: &str| {
        let all = events(text);
        find(&all, lemma).place.as_ref().map(|p| p.name.to_string())
    };
    let text = "Two cars crashed at Vestlagos on Sunday.";
    assert_eq!(place(text, "crash").as_deref(), Some("Vestlagos"));
    // Of what went along with it, too; not of what is told beside it.
    let text = "Two people died after a tram had derailed and overturned in Bergen on Sunday.";
    assert_eq!(place(text, "die").as_deref(), Some("Bergen"));
}

#[test]
fn what_it_was_an_honour_to_do_was_done() {
    let all = events("Nora Berg said it was an honour to meet Peter Holm on Sunday.");
    assert_eq!(find(&all, "meet").modality, Modality::Asserted);
}

#[test]
fn the_subject_is_found_over_what_stands_between() {
    let text =
        "Nora Berg, a career officer who served as mayor for five years, resigned on Friday.";
    assert_eq!(agent(text, "resign"), "Nora Berg");
    let text = "The parliament of Vest, Norway voted on Friday to close the mine.";
    assert!(
        agent(text, "vote").starts_with("parliament"),
        "{}",
        agent(text, "vote")
    );
    let text = "Its page has many readers, and Nora Berg helped a girl escape on Friday.";
    assert_eq!(agent(text, "help"), "Nora Berg");
    let text = "Astronomers from Norway and elsewhere discovered a comet on Friday.";
    assert_eq!(agent(text, "discover"), "Astronomers");
}

#[test]
fn what_an_office_is_about_is_no_event() {
    let all = events("The envoy for peace talks, Nora Berg, resigned on Friday.");
    assert!(
        all.iter().all(|m| &*m.lemma != "talk"),
        "{:?}",
        titles(&all)
    );
}

#[test]
fn titles_say_where_something_goes() {
    let text = "The ministry announced new restrictions on flights to Cuba on Friday.";
    assert!(!title(text, "restriction").contains("in Cuba"));
    let text = "Nora Berg pledged converting the museum on Friday.";
    assert!(title(text, "pledge").contains("converting the museum"));
    let text = "Over 80% of the seats went to the Greens on Sunday.";
    assert!(title(text, "go").contains("80%"), "{}", title(text, "go"));
}

#[test]
fn a_headline_with_an_infinitive_tells_what_is_to_come() {
    let all = events("Union to close its offices in Bergen.");
    assert_eq!(find(&all, "close").modality, Modality::Planned);
}

#[test]
fn a_second_verb_is_not_a_word_before_its_object() {
    let text = "Pakistan closed its airspace on Thursday and suspended trade with India.";
    assert_eq!(
        title(text, "suspend"),
        "Pakistan suspended trade with India"
    );
}

#[test]
fn a_probe_that_looks_into_nothing_flies() {
    let all = events("The agency launched the probe on 13 April.");
    assert!(
        all.iter().all(|m| m.kind == EventType::Science),
        "{:?}",
        titles(&all)
    );
    let all = events("The agency launched a probe into the deal on 13 April.");
    assert!(all.iter().any(|m| m.kind == EventType::Accuse));
    let all = events("The northern army defeated the southern army on 13 April.");
    assert_eq!(find(&all, "defeat").kind, EventType::Assault);
}

#[test]
fn a_crossing_is_a_place_unless_something_is_crossed() {
    let all = events("The minister visited the Attari border crossing on Sunday.");
    assert!(
        all.iter().all(|m| &*m.lemma != "crossing"),
        "{:?}",
        titles(&all)
    );
}

#[test]
fn whom_it_befell_is_told_where_the_rest_needs_it() {
    let text = "Nora Berg met a rival on Friday. Officers shot him dead on Friday.";
    assert!(
        !title(text, "shoot").ends_with("shot"),
        "{}",
        title(text, "shoot")
    );
    let text = "The firm agreed to a private placement of four hundred thousand common shares of its \
                unissued capital stock with partners in Bergen.";
    assert!(title(text, "agree").contains("agreed to a private placement"));
}

#[test]
fn figures_fall_and_nobody_is_hurt() {
    let all = events("The deficit fell from 1.2 billion in July last year to 600 million crowns.");
    let fell = find(&all, "fall");
    assert_ne!(fell.kind, EventType::Accident);
    assert!(!edtf(fell).contains("2024-07"), "{}", edtf(fell));
}

#[test]
fn a_score_belongs_to_the_win() {
    let text = "University kept the lead with a 22 points to 10 win over Vest on Saturday.";
    assert!(
        title(text, "win").starts_with("22 points to 10 win"),
        "{}",
        title(text, "win")
    );
}

#[test]
fn between_stands_before_two() {
    let text = "The truce ended four days of clashes between Norland and Vestland on Sunday.";
    let told = title(text, "clash");
    assert!(told.contains("between Norland and Vestland"), "{told}");
}

#[test]
fn titles_keep_the_form_of_the_text() {
    let text = "Nora Berg lay in state in Bergen on Sunday.";
    assert!(title(text, "lay").starts_with("Nora Berg lay in state"));
    let text = "Two years ago Holm was killed in Iraq.";
    assert!(
        title(text, "kill").starts_with("Holm was killed"),
        "{}",
        title(text, "kill")
    );
    let text = "Nora Berg was sent to Elba, where she died in 1821.";
    assert!(
        !title(text, "die").contains("to Elba"),
        "{}",
        title(text, "die")
    );
}

#[test]
fn descriptions_between_commas_are_not_what_the_verb_is_about() {
    let text = "Nora Berg, a sailor, cook, and now a candidate for mayor, spoke with reporters.";
    assert_eq!(agent(text, "speak"), "Nora Berg");
    let text =
        "Nora Berg, the Reform Party's likely candidate for mayor of Oslo, announced a plan.";
    assert_eq!(agent(text, "announce"), "Nora Berg");
    let text = "The mayor of Bergen, a port on the North Sea, declared a state of emergency.";
    assert_eq!(agent(text, "declare"), "mayor of Bergen");
    let text = "Two members, Nora Berg of Oslo and Sam Roe, formerly a cook, left the council.";
    assert_eq!(events(text)[0].title, "Two members left the council".into());
    let text = "A crane under contract to the Bergen Gas Company (BGC) on Friday struck a mast.";
    assert_eq!(agent(text, "strike"), "crane");
    let text = "All people on board — Roe aged 41, his son aged 9, and two others — died in Oslo.";
    assert_eq!(title(text, "die"), "All people died in Oslo");
    // What is told before the one who tells it is no description.
    let text = "Two sailors died, said Nora Berg.";
    assert_eq!(agent(text, "say"), "Nora Berg");
}

#[test]
fn a_clause_of_its_own_has_its_own_subject() {
    let text = "Roe accepted the nomination and the party elected Nora Berg on Friday.";
    assert_eq!(agent(text, "elect"), "party");
    let text = "Rebels set up a camp and they left on Friday.";
    assert_eq!(agent(text, "leave"), "Rebels");
    let text = "Several groups claiming the vote was stolen from Sam Roe marched on Friday.";
    assert_eq!(agent(text, "march"), "Several groups");
    let text = "A man suspected to have sold the rifle was arrested in Oslo on Friday.";
    assert_eq!(title(text, "arrest"), "Man was arrested in Oslo on Friday");
    let text = "Police said that keeping a snake would be a crime from Friday.";
    assert_eq!(
        title(text, "say"),
        "Police said that keeping a snake would be a crime from Friday"
    );
    let text = "On Friday in the state of Victoria, Governor Nora Berg signed the treaty.";
    assert_eq!(agent(text, "sign"), "Nora Berg");
    let text = "Presidents Nora Berg of Norway and Sam Roe of Chile signed the treaty on Friday.";
    assert_eq!(agent(text, "sign"), "Nora Berg; Sam Roe");
}

#[test]
fn what_is_between_two_is_spoken_of_as_one_thing() {
    let text = "The debate between Nora Berg and Sam Roe, which was set for May, was cancelled.";
    assert_eq!(title(text, "cancel"), "Debate was cancelled");
    let text = "A notice posted at 8 p.m. EST on Friday, which closed the port, was torn down.";
    assert_eq!(agent(text, "close"), "notice");
}

#[test]
fn a_day_may_stand_between_an_auxiliary_and_its_verb() {
    let text = "A truck was on Monday driven into a wall in Oslo.";
    assert_eq!(title(text, "drive"), "Truck was driven into a wall in Oslo");
    let text = "A tram hit a van in Oslo at about 8:10 am this morning.";
    assert_eq!(agent(text, "hit"), "tram");
}

#[test]
fn a_daughter_is_not_he() {
    let text = "His daughter said he drowned in Norway.";
    assert_ne!(agent(text, "drown"), "daughter");
}

#[test]
fn hyphens_hold_words_together() {
    let text = "Nora Berg broke the long-standing record for women.";
    assert_eq!(
        title(text, "break"),
        "Nora Berg broke the long-standing record for women"
    );
    let text = "Attorneys general from nine states sued the company on Friday.";
    assert_eq!(agent(text, "sue"), "Attorneys general");
}

#[test]
fn titles_keep_what_completes_them() {
    let text = "Nora Berg pleaded not guilty on Friday.";
    assert_eq!(
        title(text, "plead"),
        "Nora Berg pleaded not guilty on Friday"
    );
    let text = "A sailor drowned trying to save a dog.";
    assert_eq!(title(text, "drown"), "Sailor drowned trying to save a dog");
    let text = "Nora Berg set herself on fire in Oslo.";
    assert_eq!(title(text, "set"), "Nora Berg set herself on fire in Oslo");
    let text =
        "The minister announced that from June 15, keeping a snake at home would be a crime.";
    assert_eq!(
        title(text, "announce"),
        "Minister announced that keeping a snake at home would be a crime"
    );
}

#[test]
fn nouns_of_another_sense_are_no_events() {
    for (text, lemma) in [
        ("The firm issued a press release on Friday.", "release"),
        ("Wages differed by race and age, a study found.", "race"),
        (
            "If the goal is peace, troops should leave, Nora Berg said.",
            "goal",
        ),
    ] {
        assert!(events(text).iter().all(|e| &*e.lemma != lemma), "{text}");
    }
}

#[test]
fn who_is_killed_when_something_crashes_is_not_murdered() {
    use crate::event::EventType;
    let text = "Seven people were killed on Friday when a bus crashed in Oslo.";
    assert_eq!(find(&events(text), "kill").kind, EventType::Accident);
    let text = "Typhoon Wenda struck on Friday, killing nine people.";
    assert_eq!(find(&events(text), "kill").kind, EventType::Disaster);
    let text = "Falling masonry killed a woman in Oslo on Friday.";
    assert_eq!(find(&events(text), "kill").kind, EventType::Accident);
    let text = "Gunfire killed a woman in Oslo on Friday.";
    assert_eq!(find(&events(text), "kill").kind, EventType::Assault);
    let text = "Nora Berg tested positive for measles on Friday.";
    assert_eq!(find(&events(text), "test").kind, EventType::Disaster);
}

#[test]
fn a_name_with_of_in_it_stands_before_its_noun() {
    let text = "On Friday, Bank of England governor Nora Berg met reporters.";
    assert_eq!(agent(text, "meet"), "Nora Berg");
    let text = "The panel blamed the Gulf of Mexico oil spill on the drillers on Friday.";
    assert_eq!(
        title(text, "blame"),
        "Panel blamed the Gulf of Mexico oil spill on the drillers on Friday"
    );
}

#[test]
fn a_relative_clause_speaks_of_no_day_and_no_place() {
    let text = "Berg spoke of the flood on 20 April, which destroyed nine farms.";
    assert_eq!(agent(text, "destroy"), "flood");
    let text = "Berg spoke to the panel in Oslo that has investigated the flood.";
    assert_eq!(agent(text, "investigate"), "panel");
    let text = "The news that the firm had hired Nora Berg reached the town on Friday.";
    assert_eq!(agent(text, "reach"), "news");
}

#[test]
fn what_explodes_by_itself_is_no_attack() {
    use crate::event::EventType;
    let text = "An explosion killed nine workers at a gas plant near Oslo on Friday.";
    assert_eq!(find(&events(text), "kill").kind, EventType::Accident);
    let text = "A bomb exploded near a gas plant in Oslo on Friday.";
    assert_eq!(find(&events(text), "explode").kind, EventType::Assault);
    let text = "An explosion killed nine people near Oslo on Friday. Rebels claimed the attack.";
    assert_eq!(find(&events(text), "kill").kind, EventType::Assault);
}

#[test]
fn what_came_of_it_is_the_doing_of_what_did_it() {
    let text = "A bomb exploded in a crowded market killing ten people on Friday.";
    assert_eq!(agent(text, "kill"), "bomb");
    let text = "The driver, a man of 42, was released on bail on Friday.";
    assert_eq!(
        title(text, "release"),
        "Driver was released on bail on Friday"
    );
    let text = "Nine sailors went missing near Bergen on Friday.";
    assert_eq!(
        title(text, "miss"),
        "Nine sailors were missing near Bergen on Friday"
    );
}

#[test]
fn a_strike_with_missiles_is_no_walkout() {
    use crate::event::EventType;
    let text = "Berg condemned the missile strike on the harbour on Friday.";
    assert_eq!(find(&events(text), "strike").kind, EventType::Assault);
    let text = "The rail strike began on Friday.";
    assert_eq!(find(&events(text), "strike").kind, EventType::Protest);
}

#[test]
fn dashes_set_off_what_a_name_is() {
    let text = "On 1 June 1939, Norway and Chile - a client state in 1939 - attacked Peru.";
    assert_eq!(agent(text, "attack"), "Norway; Chile");
    let text = "By October 1939, Peru was divided among Norway, Chile and Brazil.";
    assert_eq!(
        title(text, "divide"),
        "Peru was divided among Norway, Chile and Brazil"
    );
}

#[test]
fn a_clause_without_a_pronoun_is_about_the_noun_it_touches() {
    let text = "On Monday the union filed a lawsuit against the emergency President Nora Berg declared \
                last Friday.";
    assert_eq!(agent(text, "lawsuit"), "union");
    assert_eq!(agent(text, "declare"), "Nora Berg");
}

#[test]
fn a_clause_about_one_of_many_is_not_about_the_many() {
    let text = "Aftershocks of an earthquake that struck Oslo on Sunday destroyed nine farms.";
    assert_eq!(agent(text, "strike"), "earthquake");
    assert_eq!(agent(text, "destroy"), "Aftershocks of an earthquake");
}

#[test]
fn an_acting_minister_does_not_act() {
    let text = "On Sunday Berg met acting Foreign Minister Sam Roe.";
    assert_eq!(title(text, "meet"), "Berg met Sam Roe");
    assert!(events(text).iter().all(|e| &*e.lemma != "act"));
    let text = "It expelled the defence advisers of the Norwegian High Commission on Sunday.";
    assert!(
        !title(text, "expel").starts_with("It "),
        "{}",
        title(text, "expel")
    );
}

#[test]
fn a_base_that_is_its_own_past_is_as_past_as_what_it_is_joined_to() {
    let text = "The two men planted a flag, set up a mast and collected rocks on Sunday.";
    assert_eq!(title(text, "set"), "Two men set up a mast");
    assert_eq!(title(text, "plant"), "Two men planted a flag");
}

#[test]
fn a_title_goes_on_behind_all_that_stands_between() {
    let text = "A lorry crashed between Oslo and Bergen during a storm.";
    assert!(
        title(text, "crash").contains("between Oslo and Bergen"),
        "{}",
        title(text, "crash")
    );
    let text = "Berg chose between Oslo and Bergen in a letter.";
    assert_eq!(
        title(text, "choose"),
        "Berg chose between Oslo and Bergen in a letter"
    );
}

#[test]
fn trade_goes_on() {
    let text = "Norway suspended trade with Peru on Friday. All other trade stopped.";
    let lemmas: Vec<String> = events(text).iter().map(|e| e.lemma.to_string()).collect();
    assert!(!lemmas.iter().any(|l| l == "trade"), "{lemmas:?}");
    assert!(lemmas.iter().any(|l| l == "suspend"));
}

#[test]
fn what_is_declared_done_is_done_and_what_is_suspected_may_be() {
    let text = "Berg was declared to have won the vote in Oslo on Friday.";
    assert_eq!(title(text, "win"), "Berg won the vote in Oslo on Friday");
    let text = "Berg is suspected to have sold the rifle.";
    assert_eq!(title(text, "sell"), "Berg may have sold the rifle");
}

#[test]
fn how_far_is_not_what() {
    let text = "Gunboats attacked a tanker 60 nautical miles south of Aden on Friday.";
    assert_eq!(part(text, "attack", Role::Patient), "tanker");
    assert_eq!(
        title(text, "attack"),
        "Gunboats attacked a tanker south of Aden"
    );
    let text = "The crew attacked and burned a depot about 12 km from the port on Friday.";
    assert_eq!(part(text, "attack", Role::Patient), "depot");
}

#[test]
fn nothing_did_it() {
    for (text, lemma, told) in [
        (
            "Not a window was broken in the riot on Friday.",
            "break",
            "Not a window was broken in the riot on Friday",
        ),
        (
            "No miner was hurt in the collapse on Friday.",
            "hurt",
            "No miner was hurt in the collapse on Friday",
        ),
    ] {
        let all = events(text);
        let event = find(&all, lemma);
        assert_eq!(event.modality, Modality::Negated, "{text}");
        assert_eq!(&*event.title, told);
    }
    let text = "No 10 confirmed the talks on Friday.";
    assert_eq!(find(&events(text), "confirm").modality, Modality::Asserted);
    let text = "No fewer than nine miners were hurt in the collapse on Friday.";
    let all = events(text);
    assert_eq!(find(&all, "hurt").modality, Modality::Asserted);
    assert!(find(&all, "hurt").title.starts_with("No fewer than nine"));
}

#[test]
fn who_says_the_one_says_the_other() {
    let text = "Norway said two sailors were wounded in the raid and vowed revenge on Friday.";
    assert_eq!(agent(text, "vow"), "Norway");
    let text = "The mayor said the works were delayed and called for patience on Friday.";
    assert_eq!(agent(text, "call"), "mayor");
}

#[test]
fn names_are_joined_over_what_the_first_is_called() {
    let text = "The pact was signed by Nora Berg, head of the Miners' Union, and Olav Dahl, mayor of Bergen.";
    assert_eq!(agent(text, "sign"), "Nora Berg; Olav Dahl");
}

#[test]
fn how_things_are_is_no_event() {
    for (text, lemma) in [
        ("The reserve covers nine square miles.", "cover"),
        ("The council wants a new bridge.", "want"),
        ("The list includes four mayors.", "include"),
    ] {
        assert!(events(text).iter().all(|e| &*e.lemma != lemma), "{text}");
    }
    let text = "The plans include closing the mine and selling the harbour.";
    let all = events(text);
    for lemma in ["close", "sell"] {
        assert_eq!(
            find(&all, lemma).modality,
            Modality::Hypothetical,
            "{lemma}"
        );
    }
}

#[test]
fn what_a_deed_involved_was_done() {
    let text = "The attack involved burning two barns near Bergen on Friday.";
    assert_eq!(find(&events(text), "burn").modality, Modality::Asserted);
}

#[test]
fn people_are_told_by_their_names_and_so_are_places() {
    for (text, lemma, kind) in [
        (
            "Nora Berg was inaugurated on Friday.",
            "inaugurate",
            EventType::Appointment,
        ),
        (
            "The new bridge was inaugurated on Friday.",
            "inaugurate",
            EventType::Other,
        ),
        (
            "Rebels captured Olav Dahl on Friday.",
            "capture",
            EventType::Coerce,
        ),
        (
            "Rebels captured Mosul on Friday.",
            "capture",
            EventType::Assault,
        ),
        (
            "Rebels seized Mosul on Friday.",
            "seize",
            EventType::Assault,
        ),
        (
            "Police seized the files on Friday.",
            "seize",
            EventType::Coerce,
        ),
        (
            "A video captured Olav Dahl on Friday.",
            "capture",
            EventType::Other,
        ),
    ] {
        assert_eq!(find(&events(text), lemma).kind, kind, "{text}");
    }
}

#[test]
fn two_meetings_with_two_people_are_two() {
    let text = "The envoy met Nora Berg on Friday. The envoy met Olav Dahl.";
    let all = events(text);
    let met: Vec<_> = all.iter().filter(|e| &*e.lemma == "meet").collect();
    assert_ne!(met[0].group, met[1].group);
}

#[test]
fn a_clause_about_what_is_acted_on_has_an_agent_and_a_patient() {
    let text = "The guards raided the camps the council outlawed in 2019.";
    assert_eq!(agent(text, "outlaw"), "council");
    assert_eq!(part(text, "outlaw", Role::Patient), "camps");
    let text = "The sailor whom officers arrested on Monday denied the charges.";
    assert_eq!(agent(text, "arrest"), "officers");
    assert_eq!(part(text, "arrest", Role::Patient), "sailor");
    assert_eq!(agent(text, "deny"), "sailor");
    let text = "The tower that engineers built in 1950 collapsed on Monday.";
    assert_eq!(part(text, "build", Role::Patient), "tower");
    assert_eq!(agent(text, "collapse"), "tower");
}

#[test]
fn what_no_clause_speaks_of_is_not_acted_on() {
    // What somebody is told, gets, or goes through is another matter.
    for (text, lemma) in [
        (
            "The mayor told the crowd that guards fired on Monday.",
            "fire",
        ),
        (
            "The firm paid the miners the bonus promised in May.",
            "promise",
        ),
        ("After the final he resigned on Monday.", "resign"),
        (
            "The report that guards attacked on Monday was denied.",
            "attack",
        ),
        ("The town records the day the ferry sank in June.", "sink"),
    ] {
        let all = events(text);
        let told = all.iter().filter(|e| &*e.lemma == lemma);
        for e in told.flat_map(|e| &e.participants) {
            let wrong = ["crowd", "miners", "final", "report", "day"];
            assert!(!wrong.contains(&&*e.name), "{text}: {}", e.name);
        }
    }
}

#[test]
fn the_last_participle_of_a_sentence_without_a_verb_bears_tense() {
    let text = "A mine laid by rebels exploded in a field near Oslo, killing two farmers.";
    assert_eq!(agent(text, "explode"), "mine");
    assert_eq!(agent(text, "kill"), "mine");
    let text = "Farmers demanding a hearing blocked roads on Monday.";
    assert_eq!(agent(text, "block"), "Farmers");
}

#[test]
fn who_gets_praise_is_praised() {
    let text = "Nora Berg won praise from Olav Dahl on Monday.";
    assert_eq!(agent(text, "praise"), "Olav Dahl");
    assert_eq!(part(text, "praise", Role::Patient), "Nora Berg");
    let text = "The ferry plan got the backing of Norway on Monday.";
    assert_eq!(agent(text, "backing"), "Norway");
}

#[test]
fn all_and_both_take_up_those_of_the_sentence_before() {
    let text = "Two sailors were tried in Oslo. Both were acquitted.";
    assert_eq!(part(text, "acquit", Role::Patient), "Two sailors");
    let text = "Nora Berg and Olav Dahl were questioned on Monday. They were released.";
    assert_eq!(part(text, "release", Role::Patient), "Nora Berg; Olav Dahl");
}

#[test]
fn to_whom_a_match_was_lost_is_not_where() {
    let all = events("Ghana lost to Norway on Sunday.");
    assert_eq!(find(&all, "lose").place, None);
    let all = events("The minister flew to Norway on Sunday.");
    assert!(find(&all, "fly").place.is_some());
}

#[test]
fn where_somebody_speaks_is_not_where_that_happened() {
    let text = "In Oslo, a spokesman said that rebels attacked a convoy on Tuesday.";
    let all = events(text);
    assert_eq!(find(&all, "attack").place, None);
}

#[test]
fn what_a_noun_before_it_makes_of_an_event() {
    for (text, lemma, expected) in [
        (
            "The report told of the risk of a flood in Moss.",
            "flood",
            Modality::Hypothetical,
        ),
        (
            "The crew train for a rescue in the event of a fire.",
            "fire",
            Modality::Hypothetical,
        ),
        (
            "The council heard calls for the resignation of the mayor.",
            "resignation",
            Modality::Planned,
        ),
        (
            "The council debated plans for Norway's withdrawal.",
            "withdrawal",
            Modality::Planned,
        ),
        (
            "The report told of the damage of a flood in Moss.",
            "flood",
            Modality::Asserted,
        ),
    ] {
        let all = events(text);
        assert_eq!(find(&all, lemma).modality, expected, "{text}");
    }
}

#[test]
fn half_of_a_preposition_and_a_danger_are_no_events() {
    for (text, lemma) in [
        ("The bank sold the mill in exchange for a loan.", "exchange"),
        ("The miller left in return for a pension.", "return"),
        ("The minister called the dam a threat to health.", "threat"),
        ("We welcome letters from our readers.", "welcome"),
        ("The bank sold 12 pct of its shares.", "pct"),
        ("A team led by Berg reached the hut on Friday.", "lead"),
    ] {
        let all = events(text);
        assert!(all.iter().all(|e| *e.lemma != *lemma), "{text}");
    }
    for (text, lemma) in [
        ("Berg announced her return to Oslo on Friday.", "return"),
        ("The march was led by Berg on Friday.", "lead"),
        (
            "The post office received a bomb threat on Friday.",
            "threat",
        ),
        ("“We welcome the verdict,” the mayor said.", "welcome"),
    ] {
        let all = events(text);
        assert!(all.iter().any(|e| *e.lemma == *lemma), "{text}");
    }
}

#[test]
fn of_what_is_only_named_too_little_is_told() {
    let thin = |text: &str, lemma: &str| {
        let all = events(text);
        find(&all, lemma).salience_reason.contains("too little")
    };
    assert!(thin("The mayor spoke of arrests and fines.", "arrest"));
    assert!(!thin("The mayor spoke of the arrest of two men.", "arrest"));
    assert!(!thin("Police made arrests on Friday.", "arrest"));
}

#[test]
fn what_somebody_has_done_to_a_thing_is_done_to_it() {
    let text = "The club had its licence withdrawn by the council on Friday.";
    assert_eq!(
        title(text, "withdraw"),
        "Licence was withdrawn by council on Friday"
    );
    let text = "The firm had its accounts frozen by a court on Friday.";
    assert_eq!(part(text, "freeze", Role::Patient), "accounts");
    assert!(events(text).iter().all(|e| &*e.lemma != "have"));
    let text = "The woman who had the car sold it on Friday.";
    assert_eq!(agent(text, "sell"), "woman");
}

#[test]
fn a_verb_is_marked_with_the_word_that_it_tells_nothing_without() {
    let marked = |text: &str, lemma: &str| {
        let all = events(text);
        let at = find(&all, lemma).trigger;
        text[at.start as usize..at.end as usize].to_string()
    };
    let text = "A block of flats caught fire in Bergen on Friday.";
    assert_eq!(marked(text, "catch"), "caught fire");
    let text = "The singer fell ill in Bergen on Friday.";
    assert_eq!(marked(text, "fall"), "fell ill");
}

#[test]
fn who_condemns_an_attack_near_a_town_condemns_no_town() {
    let text = "The talks began after the attack near Moss, which Sweden condemned.";
    assert_eq!(title(text, "condemn"), "Sweden condemned the attack");
}

#[test]
fn an_adverb_of_place_and_an_era_stand_in_no_ones_way() {
    let text =
        "In 203 BC the city called him home, and in 202 BC Marcus Fabius defeated the fleet.";
    assert_eq!(agent(text, "defeat"), "Marcus Fabius");
}

#[test]
fn a_truce_that_ends_days_of_fighting_does_not_fight() {
    let text = "The truce ended four days of fighting between Norway and Sweden.";
    assert_eq!(title(text, "fight"), "Fighting between Norway and Sweden");
    assert!(title(text, "end").starts_with("Truce ended four days of fighting"));
}

#[test]
fn a_thing_with_a_number_is_taken_up_by_it() {
    let text = "The probe Luna 15 crashed on Friday. It struck a plain at noon.";
    assert_eq!(agent(text, "strike"), "Luna 15");
}

#[test]
fn whom_somebody_shoots_is_somebody_else() {
    let text = "Nora Berg praised Peter Holm in Oslo. Peter Holm shot him on Friday.";
    assert!(!title(text, "shoot").contains("shot Peter Holm"));
    // What he did himself is his.
    let text = "Peter Holm resigned on Monday. Police arrested him on Friday.";
    assert_eq!(part(text, "arrest", Role::Patient), "Peter Holm");
}

#[test]
fn sums_and_the_burial_of_things_are_what_they_are() {
    let text = "The firm signed contracts totalling 12 million crowns on Friday.";
    assert!(
        events(text)
            .iter()
            .all(|e| !matches!(&*e.lemma, "total" | "crown" | "crowns"))
    );
    let kind = |text: &str| find(&events(text), "bury").kind;
    assert_ne!(
        kind("Workers buried cables in the sand on Friday."),
        crate::event::EventType::Death
    );
    assert_eq!(
        kind("The victims were buried in Moss on Friday."),
        crate::event::EventType::Death
    );
}

#[test]
fn a_strike_among_weapons_is_no_walkout() {
    use crate::event::EventType;
    let kind = |text: &str| find(&events(text), "strike").kind;
    let text = "Missiles fell on the port of Moss on Friday. The strikes went on for hours.";
    assert_eq!(kind(text), EventType::Assault);
    let text = "Workers stayed at home on Friday. The strikes went on for weeks.";
    assert_eq!(kind(text), EventType::Protest);
}

#[test]
fn the_wounded_are_people() {
    let text = "Helicopters flew the wounded to hospitals in Bergen on Friday.";
    assert!(events(text).iter().all(|e| &*e.lemma != "wound"));
}

#[test]
fn a_term_is_what_somebody_got() {
    let text = "A court sentenced Peter Holm to 25 years in prison on Friday.";
    assert!(part(text, "sentence", Role::Recipient).starts_with("25 years"));
    let text = "Nora Berg went to Moss for 25 years.";
    assert!(!part(text, "go", Role::Recipient).contains("25 years"));
}

#[test]
fn adverbs_and_participles_before_a_noun_belong_to_it() {
    let text = "Officials said the most seriously injured men escaped by leaping from windows.";
    assert_eq!(agent(text, "escape"), "most seriously injured men");
    let text = "Heavy rains and resulting floods destroyed 300 farms on Friday.";
    assert_eq!(agent(text, "destroy"), "Heavy rains; resulting floods");
}

#[test]
fn a_past_taken_for_a_participle_is_told_by_its_sentence() {
    let text = "Holm Mining, a small firm, said it filed with the ministry for a licence.";
    assert_eq!(agent(text, "file"), "Holm Mining");
    let text = "Both the council and the government called for his death to be investigated.";
    assert_eq!(agent(text, "call"), "council; government");
    let text =
        "The Norwegian partner asked for the price to be kept secret, but the owner refused.";
    assert_eq!(agent(text, "ask"), "Norwegian partner");
    // What somebody is known as opens no clause.
    let text = "Nora Berg, known to fans as the Owl, died on Friday.";
    assert!(events(text).iter().all(|e| &*e.lemma != "know"));
}

#[test]
fn that_before_several_opens_a_clause() {
    let text = "Prices fell as concern deepened that interest rates would surge.";
    assert_eq!(part(text, "deepen", Role::Patient), "");
    assert_eq!(agent(text, "surge"), "interest rates");
    let text = "A firm bought the plant under a deal whereby, on 3 May, the workers left it.";
    assert!(!titles(&events(text)).iter().any(|t| t.contains("whereby")));
}

#[test]
fn a_comma_closes_a_clause_that_none_opened() {
    let text =
        "A court issued an opinion on the ban that took effect on Tuesday, finding it unlawful.";
    assert_eq!(agent(text, "find"), "court");
    // It calls nothing by its own name.
    let text = "The Court of Moss met on Friday, finding it to be unlawful.";
    assert!(!title(text, "find").contains("Court of Moss to be"));
    let text = "Rebels attacked a convoy that was bringing food, killing ten soldiers.";
    assert!(events(text).iter().any(|e| &*e.lemma == "kill"));
}

#[test]
fn what_an_adverb_parts_from_its_noun_is_still_of_it() {
    let text = "Nora Berg called for a plan against the fires currently destroying the forest.";
    assert_eq!(agent(text, "destroy"), "fires");
    let text = "Nora Berg spoke of what she named the crisis of fires in Moss.";
    assert!(events(text).iter().all(|e| &*e.lemma != "name"));
}

#[test]
fn what_stands_for_another_verb_tells_nothing_of_its_own() {
    let text = "Nora Berg resigned on Friday, as did two senior ministers.";
    assert!(events(text).iter().all(|e| &*e.lemma != "do"));
    let text = "Nora Berg was aged 84.";
    assert!(events(text).iter().all(|e| &*e.lemma != "age"));
}

#[test]
fn who_is_sentenced_is_spoken_of_next() {
    let text = "A judge sentenced a man in Moss on Friday. He was given a fine of 900 crowns.";
    assert_eq!(part(text, "fine", Role::Patient), "man; 900 crowns");
    assert_eq!(title(text, "fine"), "Man was given a fine of 900 crowns");
}

#[test]
fn words_that_are_issued_are_one_event() {
    let text = "The Supreme Court issued a ruling on the ban on Friday.";
    let all = events(text);
    assert_eq!(
        titles(&all),
        [
            "Supreme Court issued a ruling on the ban on Friday",
            "Ban on Friday"
        ]
    );
    let text = "The ministry released a statement on Friday.";
    assert_eq!(
        titles(&events(text)),
        ["Ministry released a statement on Friday"]
    );
}

#[test]
fn an_office_and_how_far_something_is_moved_take_part() {
    let text = "Nora Berg has served as minister for health since May.";
    assert_eq!(part(text, "serve", Role::Other), "minister");
    let text = "The games were postponed by a year on Friday.";
    assert_eq!(part(text, "postpone", Role::Other), "year");
    let text = "Seven thousand homes had their water supply cut off by the storm.";
    assert_eq!(part(text, "cut", Role::Patient), "water supply");
}

#[test]
fn the_year_of_a_date_is_nobody() {
    let text = "On December 12, 1936, Nora Berg and Peter Holm kidnapped a general.";
    assert_eq!(agent(text, "kidnap"), "Nora Berg; Peter Holm");
}

#[test]
fn a_post_and_the_name_of_a_place_are_no_events() {
    let text = "Norway closed the integrated check post at Moss on Monday.";
    assert_eq!(titles(&events(text)).len(), 1);
}

#[test]
fn a_hyphen_between_spaces_holds_an_age_together() {
    let text = "Police charged a 23 - year - old man with theft on Friday.";
    assert_eq!(part(text, "charge", Role::Patient), "23 - year - old man");
    let text = "A woman attacked three co - workers in Moss on Friday.";
    assert_eq!(part(text, "attack", Role::Patient), "three co - workers");
}

#[test]
fn things_offices_and_how_long_it_took_are_no_events() {
    let text = "Protesters wearing helmets and masks gathered in Moss on Friday.";
    let all = events(text);
    assert!(all.iter().all(|e| !matches!(&*e.lemma, "helmet" | "mask")));
    let text = "Retired judge Nora Berg spoke in Moss on Friday.";
    assert!(events(text).iter().all(|e| &*e.lemma != "retire"));
    let text = "It took around five hours to put out the fire in Moss.";
    assert!(events(text).iter().all(|e| &*e.lemma != "take"));
    let text = "Peter Holm followed suit on Friday.";
    assert!(events(text).iter().all(|e| &*e.lemma != "suit"));
}

#[test]
fn an_adverb_may_stand_before_a_past() {
    let text = "The council was adjourned and Nora Berg later delivered the speech via video.";
    assert_eq!(agent(text, "deliver"), "Nora Berg");
}

#[test]
fn what_is_found_to_be_so_is_not_who_finds_it() {
    let text = "The court of appeal found the closure to be unlawful on Friday.";
    let all = events(text);
    assert!(
        !titles(&all)
            .iter()
            .any(|t| t.starts_with("Court") && t.contains("was unlawful")),
        "{:?}",
        titles(&all)
    );
}

#[test]
fn whoever_is_surrounded_by_a_family_is_no_country() {
    let text = "Nora Berg died on Friday at home in Oslo, Norway, surrounded by family.";
    assert_eq!(part(text, "surround", Role::Patient), "Nora Berg");
    // But a town may well be besieged.
    let text = "Rebels fled on Friday to Moss, besieged by the army since May.";
    assert_eq!(part(text, "besiege", Role::Patient), "Moss");
}

#[test]
fn a_participle_behind_a_length_of_time_describes() {
    let text = "The mayor was given a two-year suspended sentence on Friday.";
    let all = events(text);
    assert!(
        all.iter().all(|m| &*m.lemma != "suspend"),
        "{:?}",
        titles(&all)
    );
}

#[test]
fn pending_stands_for_until() {
    let text = "Police released Tom Berg pending investigation on Friday.";
    assert_eq!(part(text, "release", Role::Patient), "Tom Berg");
}

#[test]
fn whoever_an_infinitive_is_for_acts() {
    let text = "For a party to win the election, 40 seats are needed.";
    assert_eq!(agent(text, "win"), "party");
}

#[test]
fn what_somebody_is_sued_for_that_one_did_whatever_word_stands_between() {
    let text = "Farmers sued the Acme company for allegedly causing a flood.";
    assert_eq!(agent(text, "cause"), "Acme company");
    let text = "The party rebuked Tom Berg for accusing Nora Lowe of fraud.";
    assert_eq!(agent(text, "accuse"), "Tom Berg");
}

#[test]
fn statements_that_open_something_are_not_opened() {
    let text = "Nora Berg listened to opening statements from members on Friday.";
    let all = events(text);
    assert!(
        all.iter().all(|m| &*m.lemma != "open"),
        "{:?}",
        titles(&all)
    );
}

#[test]
fn a_day_before_a_comma_is_no_place_behind_a_place() {
    let text = "A few hours before the jet crashed on Wednesday, Norway launched missiles.";
    assert_eq!(agent(text, "launch"), "Norway");
    let text = "Yesterday, the Parliament of South Moss (PSM), Norway voted to pass the bill.";
    assert!(agent(text, "vote").starts_with("Parliament of South Moss"));
}

#[test]
fn what_was_first_seen_is_told_of_the_object() {
    let text = "On Friday the board named the disease first recognized in Oslo.";
    assert_eq!(part(text, "name", Role::Patient), "disease");
}

#[test]
fn by_somebodys_decision_is_by_the_decision() {
    let text = "Nora Berg was disappointed by the council's ruling on Friday.";
    assert_eq!(agent(text, "disappoint"), "council's ruling");
}

#[test]
fn a_list_of_places_behind_a_noun_does_not_act() {
    let text = "Four lawyers from Texas, Ohio and Iowa were appointed on Friday to a committee.";
    assert_eq!(part(text, "appoint", Role::Patient), "Four lawyers");
    let text = "In Rome, Nora Berg and Tom Lowe resigned on Friday.";
    assert_eq!(agent(text, "resign"), "Nora Berg; Tom Lowe");
}

#[test]
fn of_what_somebody_handles_the_clause_tells() {
    let text = "Voters rejected his handling of the flood that killed ten people in May.";
    assert_eq!(agent(text, "kill"), "flood");
}

#[test]
fn who_is_to_blame_blames_nobody() {
    let text = "Nora Berg said the firm was not to blame for the accident.";
    assert!(events(text).iter().all(|m| &*m.lemma != "blame"));
}

#[test]
fn what_somebody_is_sent_is_not_done_by_them() {
    let all = events("Iceland sends Norway dried fish, nuts and spices.");
    assert!(
        !titles(&all).iter().any(|t| t.starts_with("Norway dried")),
        "{:?}",
        titles(&all)
    );
}

#[test]
fn a_gerund_may_be_the_noun_that_its_group_ends_with() {
    let text = "He was charged with murder over a mass shooting in Moss on Friday.";
    let all = events(text);
    assert!(titles(&all).contains(&"Mass shooting in Moss on Friday"));
    let text = "Police found a man shooting at the station on Friday.";
    assert!(agent(text, "shoot").ends_with("man"));
}

#[test]
fn a_day_before_a_participle_befell_nobody() {
    let text =
        "Tom Lowe, aged 28, appeared in the Moss District Court yesterday, charged with fraud.";
    assert_eq!(part(text, "charge", Role::Patient), "Tom Lowe");
}

#[test]
fn a_clause_opened_by_as_bears_tense() {
    let text = "On Friday the service issued warnings as the storm approached from the west.";
    assert_eq!(agent(text, "approach"), "storm");
}

#[test]
fn what_stands_behind_a_quotation_said_it_whatever_the_verb() {
    let text = "“London warned: it is here,” cried the Oslo Tribune on Monday.";
    assert_eq!(agent(text, "cry"), "Oslo Tribune");
}

#[test]
fn a_description_between_commas_does_not_act() {
    let text = "The oil spill, now estimated to be at least 130 miles by 70 miles, reached Norway on \
                Friday.";
    assert_eq!(agent(text, "reach"), "oil spill");
    let text = "Tom Lowe, the suspect in a shooting in Moss, Norway that left two people dead, \
                was released from jail on Friday.";
    assert_eq!(part(text, "release", Role::Patient), "Tom Lowe");
    let text = "Tom Hay, the firm's chief executive, and Nora Berg, its president, met on Monday \
                with officials.";
    assert_eq!(agent(text, "meet"), "Tom Hay; Nora Berg");
}

#[test]
fn a_place_does_nothing() {
    let text = "On Friday Nora Berg, who is stationed in Haiti providing aid, spoke to reporters.";
    assert_eq!(agent(text, "provide"), "Nora Berg");
    let text = "Police spoke of a mass shooting in Moss on Friday, which killed 50 people.";
    assert_eq!(agent(text, "kill"), "mass shooting");
    let text = "The roof of the cathedral in the French capital Paris caught fire yesterday.";
    assert_eq!(agent(text, "catch"), "roof of the cathedral");
}

#[test]
fn that_may_speak_of_what_stands_before_it_whatever_its_tag() {
    let text =
        "He spoke of a shooting of protesters in Moss, Ohio, United States that left two dead.";
    assert!(!titles(&events(text)).iter().any(|t| t.starts_with("That")));
}

#[test]
fn until_further_notice_suspends_nothing() {
    let text = "The town has closed schools and libraries until further notice, suspended all trains \
                and advised people to stay at home.";
    assert_eq!(agent(text, "suspend"), "town");
    assert_eq!(part(text, "close", Role::Patient), "schools; libraries");
}

#[test]
fn some_words_are_nouns_whatever_their_tag() {
    let text = "The police chief said on Thursday that two men were arrested.";
    assert_eq!(agent(text, "say"), "police chief");
    let text = "Engineers capped the underwater well on Friday.";
    assert_eq!(part(text, "cap", Role::Patient), "underwater well");
    let text = "Relief Now aid worker Nora Berg was killed on Monday.";
    assert!(events(text).iter().all(|m| &*m.lemma != "aid"));
    let text = "The board reported warming seas appear to harm the fish.";
    assert!(events(text).iter().all(|m| &*m.lemma != "warm"));
    let text = "The company is meeting increasing demand from Norway.";
    assert_eq!(part(text, "meet", Role::Patient), "increasing demand");
}

#[test]
fn so_many_more_are_told_with_whom_they_include() {
    let text = "Around twenty more, including reporter Nora Berg, were injured on Monday.";
    assert_eq!(part(text, "injure", Role::Patient), "Around twenty more");
}

#[test]
fn what_is_denied_is_the_claim() {
    let text = "Berg claims Lowe asked Holm for help in the 2020 election, which Lowe denied.";
    assert_eq!(part(text, "deny", Role::Patient), "");
}

#[test]
fn whom_a_sentence_befell_is_who_did_it() {
    let text = "On Friday a judge sentenced a doctor based in Moss, Norway to ten years in prison for \
                selling opium, after buying it abroad. He was given a fine.";
    assert_eq!(agent(text, "sell"), "doctor");
    assert_eq!(agent(text, "buy"), "doctor");
    assert!(title(text, "fine").starts_with("Doctor was given a fine"));
}

#[test]
fn what_the_verb_tells_its_noun_does_not_tell_again() {
    for (text, noun) in [
        ("Police received the call at about noon on Friday.", "call"),
        ("Nora Berg developed a fever on Friday.", "fever"),
        (
            "The weather service for Norway issued a warning on Friday.",
            "service",
        ),
        ("Video game developer Nora Berg spoke on Friday.", "game"),
    ] {
        assert!(events(text).iter().all(|m| &*m.lemma != noun), "{text}");
    }
}

#[test]
fn when_threatened_tells_of_no_time() {
    let text = "When threatened, the slug secretes a glue.";
    assert!(events(text).iter().all(|m| &*m.lemma != "threaten"));
}

#[test]
fn brackets_part_neither_a_name_from_its_verb_nor_a_noun_from_its_words() {
    let text = "On Friday, the Court of Moss (CM) ruled in regard to the case.";
    assert_eq!(agent(text, "rule"), "Court of Moss");
    let text = "On Friday, the Court of Moss — the highest court — ruled in regard to the case.";
    assert_eq!(agent(text, "rule"), "Court of Moss");
    let text = "The firm received a Digital Copying Act (DCA) take-down notice on Friday.";
    assert!(part(text, "receive", Role::Patient).ends_with("take-down notice"));
    let text = "The firm agreed a $7bn (4.6bn euro) deal with Acme on Friday.";
    assert!(part(text, "agree", Role::Patient).ends_with("deal"));
}

#[test]
fn whom_somebody_speaks_with_does_not_act() {
    let text = "Speaking after a long meeting with President Tom Lowe, Nora Berg condemned the attack \
                on Friday.";
    assert_eq!(agent(text, "condemn"), "Nora Berg");
}

#[test]
fn some_words_are_no_verbs() {
    for (text, lemma) in [
        (
            "The study used gas (as opposed to oil) on Friday.",
            "oppose",
        ),
        ("Net loss 2 million vs profit 1 million.", "profit"),
        ("There was a great deal of speculation on Friday.", "deal"),
        ("The officers shot him dead on Friday.", "dead"),
    ] {
        let all = events(text);
        assert!(
            all.iter().all(|m| &*m.lemma != lemma),
            "{text}: {:?}",
            titles(&all)
        );
    }
    let all = events("Berg was the Moss Marathon defending champion.");
    assert!(!titles(&all).iter().any(|t| t.contains("defended")));
}

#[test]
fn what_is_owned_or_backed_is_no_event() {
    for (text, lemma) in [
        ("The port is owned by the state.", "own"),
        ("The rebels are backed by Chad.", "back"),
    ] {
        assert!(events(text).iter().all(|m| &*m.lemma != lemma), "{text}");
    }
    let text = "The plan was backed by Chad on Friday.";
    assert_eq!(part(text, "back", Role::Patient), "plan");
}

#[test]
fn nothing_is_what_is_feared() {
    let text = "Help is coming to Moss. It is feared that 200 people died in the flood.";
    assert!(
        !titles(&events(text))
            .iter()
            .any(|t| t.starts_with("Help was feared"))
    );
}

#[test]
fn who_says_what_behind_an_infinitive() {
    let text =
        "The Berg campaign criticized Lowe's refusal to debate virtually, accusing him of fear.";
    assert_eq!(agent(text, "accuse"), "Berg campaign");
    let text = "Lowe may declare an emergency, which he said would allow the state to act and allocate \
                funds.";
    assert_eq!(agent(text, "allow"), "emergency");
    assert_eq!(agent(text, "allocate"), "state");
    assert_ne!(find(&events(text), "allocate").modality, Modality::Asserted);
}

#[test]
fn a_year_behind_a_name_is_part_of_it() {
    let text = "Moss Comicon 2019 returned to the city on Friday.";
    assert_eq!(agent(text, "return"), "Moss Comicon");
    assert_eq!(edtf(find(&events(text), "return")), "2025-04-25");
}

#[test]
fn what_stands_behind_of_is_described_behind_it() {
    let text = "Scientists found a microbe while studying the spread of oil spilled into the bay.";
    assert_eq!(part(text, "spill", Role::Patient), "oil");
    let text =
        "It lost its lead, according to findings of a government panel released on Thursday.";
    assert!(part(text, "release", Role::Patient).starts_with("findings"));
}

#[test]
fn a_time_behind_about_is_no_object() {
    let text = "Tom Lowe fell asleep at about 11.";
    assert_eq!(title(text, "fall"), "Tom Lowe fell asleep");
    assert_ne!(find(&events(text), "fall").kind, EventType::Accident);
}

#[test]
fn what_an_event_arises_in_or_is_aimed_at_is_told() {
    let text = "On Friday a leak developed in the supply hose.";
    assert_eq!(part(text, "leak", Role::Other), "supply hose");
    let text =
        "An officer claimed he accidentally fired a lethal shot toward the boy's chest on Friday.";
    assert!(part(text, "shot", Role::Agent).contains("officer"));
    assert!(part(text, "shot", Role::Recipient).contains("chest"));
}

#[test]
fn who_beat_whom_is_told_whatever_the_tag() {
    let text = "Norway beat Chad 2-0 on Friday.";
    assert_eq!(agent(text, "beat"), "Norway");
    assert_eq!(find(&events(text), "beat").kind, EventType::Sport);
    let text = "Nora Berg beat Tom Lowe in the election in 2016.";
    assert_eq!(agent(text, "beat"), "Nora Berg");
    assert_eq!(part(text, "beat", Role::Patient), "Tom Lowe");
    let text = "Norway cast doubt on the plan on Friday.";
    assert_eq!(agent(text, "cast"), "Norway");
}
