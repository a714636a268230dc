//! A few words of German, for the tests.

use crate::temporal::lexicon::{
    Class, Edge, Unit,
    Word::{self, *},
    Words,
};

pub(in crate::temporal) static GERMAN: Words = Words {
    roles: ROLES,
    classes: &[(Class::Short, "jan feb"), (Class::Ahead, "geplant")],
    holidays: &[],
    dotted: &[],
    ordinals: &["."],
    glued: &[],
    fiscal: "gj",
    quarter: "q",
    hour: "h",
    hundreds: 18..=20,
    decade: "er",
    possessive: "s",
    plural: ("en", "ssen"),
    present: false,
    terms: &[],
    term: " bis",
    no_term: &[],
    named_days: &[],
    scales: &[],
};

const ROLES: &[(Word, i32, &str)] = &[
    (Month(3, true), 3, "märz"),
    (Month(5, true), 5, "mai"),
    (Month(10, true), 10, "oktober"),
    (Weekday(1, true), 0, "montag"),
    (Weekday(1, true), 1, "montags"),
    (Weekday(5, true), 0, "freitag"),
    (Deictic(-1, None), 0, "gestern"),
    (Deictic(0, None), 0, "heute"),
    (Unit(Unit::Day, true), 0, "tage tagen"),
    (Unit(Unit::Week, true), 0, "wochen"),
    (Card(2), 2, "zwei"),
    (Edge(Edge::Start), 0, "anfang"),
    (Edge(Edge::End), 0, "ende"),
    (The, 0, "der die das dem den"),
    (On, 0, "am"),
    (In, 0, "im in"),
    (Until, 0, "bis"),
    (Since, 0, "seit"),
    (From, 0, "vom von"),
    (To, 0, "zum"),
    (And, 0, "und"),
];
