//! What a word can mean in an expression of time, and the tables that find it.
//!
//! The words themselves stand in `lang/`, one file a language; nothing here knows a language.

use std::ops::RangeInclusive;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part {
    Dawn,
    Morning,
    Noon,
    Midday,
    Afternoon,
    Evening,
    Night,
    Midnight,
    Daytime,
}

/// Which of several: how a granule lies to its anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Dir {
    Last,
    Next,
    This,
    That,
    Same,
    Previous,
    Following,
    Past,
    Coming,
    Current,
    Recent,
    Latest,
}

impl Dir {
    /// Whether it counts from the last point told, not from the publication date.
    pub(super) fn of_text(self) -> bool {
        matches!(
            self,
            Self::That | Self::Same | Self::Previous | Self::Following
        )
    }
}

/// A vague reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Vague {
    Past,
    Present,
    Future,
}

/// Where in a span: its start, middle or end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Edge {
    Start,
    Mid,
    End,
}

/// How a count is bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Bound {
    About,
    Less,
    More,
    AtLeast,
    AtMost,
}

/// When a holiday is kept; its day in a year is computed in `holidays`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Holiday {
    /// The same month and day every year.
    Fixed(u8, u8),
    /// So many days after Easter Sunday.
    Easter(i8),
    /// The nth weekday (Monday 1) of a month, 0 the last one: month, weekday, n.
    Nth(u8, u8, u8),
    /// So many days after such a weekday: month, weekday, n, days.
    After(u8, u8, u8, u8),
}

/// What a word can be. One role a word; words with two lives (`second`, `may`, `fall`) are told
/// apart by what stands around them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Any other word.
    Other,
    /// The first word of a name of several words ("Labor Day", "right now").
    Lead,
    /// Digits: their value and count stand in the token.
    Num,
    /// A mark.
    Punct(u8),
    /// An opening or closing dash longer than a hyphen.
    Dash,
    /// `'s`.
    Poss,
    /// A month; `false` for a word that is also something else, or an abbreviation.
    Month(u8, bool),
    /// A weekday, Monday 1; `false` for an abbreviation.
    Weekday(u8, bool),
    /// A unit; `true` in the plural.
    Unit(Unit, bool),
    /// A number word below a hundred.
    Card(i16),
    /// Hundred, thousand, million.
    Scale(i32),
    /// An ordinal; its number stands in the token.
    Ord,
    /// "1960s", "'60s", "sixties": the number stands in the token.
    Decades,
    /// A season: 0 spring to 3 winter; `false` for words that are also something else.
    Season(u8, bool),
    /// A part of the day.
    Part(Part),
    /// Days from today, and a part of that day.
    Deictic(i8, Option<Part>),
    /// A direction.
    Dir(Dir),
    /// A vague reference that stands alone.
    Vague(Vague),
    /// An adjective of vague reference ("current", "future", "former").
    VagueAdj(Vague),
    /// "daily", "weekly": a repetition by itself.
    Every(Unit),
    /// Early, mid, late.
    Edge(Edge),
    /// Earlier, later.
    Comparative(Edge),
    /// Beginning, middle, end.
    Bounded(Edge),
    /// About, nearly, over.
    Bound(Bound),
    /// A holiday of one word, or the first of several.
    Holiday(Holiday),
    /// Several, few, many, some: a count that is not given.
    Several,
    Couple,
    Dozen,
    Half,
    The,
    A,
    Each,
    Of,
    In,
    On,
    At,
    To,
    And,
    Or,
    From,
    Between,
    Until,
    Since,
    By,
    Before,
    After,
    For,
    During,
    Over,
    Within,
    Through,
    Ago,
    Hence,
    Now,
    Than,
    More,
    Less,
    Least,
    Most,
    Up,
    No,
    Not,
    Only,
    Old,
    Long,
    Time,
    Period,
    Part1,
    Date,
    Clock(bool),
    Zone(i16),
    Oclock,
    Bc,
    Ad,
    Fiscal,
    QuarterNo(u8),
    HalfNo(u8),
    Eve,
    Rest,
    Trading,
    /// Lasting one of a unit, or several ("weeklong", "monthslong").
    Lasting(Unit),
    Times,
    Age,
    Be,
}

/// What a word is beside its role: it decides what the words around it mean. A word may be of
/// several classes, or of a class without a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// An abbreviation that a full stop may close ("Nov.", "hrs.", "c.").
    Short,
    /// In lower case an everyday word ("may", "march", "sun", "ad", "fall").
    Common,
    /// A month that is a given name, or begins a sentence as another word ("April", "March").
    Name,
    /// A month that can be nothing else even in lower case.
    Unmistakable,
    /// A verb of what may be ("will", "might").
    Modal,
    /// A word of grammar: what stands before it is no adjective and counts nothing.
    Closed,
    /// Between an article and its unit ("a single day", "every single week").
    Single,
    /// Closes a rough count ("a year or so").
    So,
    /// Every second one ("every other day").
    Alternate,
    /// The whole of a unit ("the full year").
    Whole,
    /// "All day".
    All,
    /// "Right now".
    Right,
    /// "The time being".
    Being,
    /// "At the moment".
    Moment,
    /// "The very beginning", "the very near future".
    Very,
    /// How far off a vague future is ("the near future").
    Remote,
    /// "The latter half", "the latter part".
    Latter,
    /// "The opening days", "the closing months".
    Opening,
    Closing,
    /// "The corresponding quarter".
    Corresponding,
    /// A span that has closed ("the year ended March 31").
    Ended,
    /// A span that will close.
    Ending,
    /// A past not far back ("recently").
    Recent,
    /// Without a capital it says little ("previously").
    Headed,
    /// Opens the name of a holiday, and much else ("new", "good").
    Everyday,
    /// A holiday that does not end in a word for a day.
    Festival,
    /// Before a weekday it makes a name of it ("Black Friday").
    Named,
    /// Behind a season: its article belongs to it ("the spring offensive").
    Campaign,
    /// Behind a season that is also another word it says that a season is meant.
    Seasonal,
    /// Before a number it names a thing by it ("flight 1990").
    Numbered,
    /// "Flight BA 1984".
    Flight,
    /// What is counted or measured: a number before it is no year.
    Measure,
    /// A measure that goes with a year as well ("in 1990 members").
    Loose,
    /// Before a year: what follows belongs to it ("its 1990 results"); before tens: an age.
    Possessor,
    /// Before tens: a temperature ("the low 30s").
    Level,
    /// Before "daily" it makes it a measure.
    Average,
    /// Before a part of the day it makes it a greeting, before a weekend the one at hand.
    Greeting,
    /// A young person or thing: what is so many months old before it is no time.
    Young,
    /// A make of cars: a year before it may be its model.
    Make,
    /// A verb that has a day for its object ("to end the day").
    Passes,
    /// It compares what it stands with to what was before.
    Compared,
    /// "The near term".
    Term,
    /// Joined to a part of the day by a hyphen it makes it an adjective, to a year it keeps it one.
    Prefix,
    /// Such a prefix that says "after".
    Post,
    /// Behind a number it makes an address of it ("1600 Pennsylvania Avenue").
    Street,
    /// Behind a name it makes a company of it ("Black Friday Inc").
    Firm,
    /// Before a year it says of what ("r. 1154", "fl. 1350").
    Lived,
    /// Near tens it says that they are degrees.
    Heat,
    /// "Overnight into Thursday".
    Into,
    /// "Six months back".
    Back,
    /// A word of a game: a quarter beside it is one of the game.
    Game,
    /// A verb that says that something is to come ("will").
    Future,
    /// A word that says the same of what hangs on it ("scheduled", "due").
    Ahead,
    /// A verb in the present that does not say that something is to come ("is", "says").
    Standing,
    /// Opens a clause with a verb of its own.
    Clause,
    /// The same before "to" ("set to").
    Set,
    /// Compares one thing with another ("as recently as").
    As,
    /// Is, in the present: a date straight behind it is still to come.
    Is,
    /// Is, in the past: "they were to meet again" tells of what was still to come.
    Was,
    /// Puts a verb before what is told ("had").
    Had,
    /// What is done behind "to" was done when it was ("tried to escape"), if it was.
    Tried,
    /// What one does or what happens in some year: "about 1200" behind it is one ("built").
    Made,
}

/// The words of one language, as data: what a file of `lang/` holds. All in lower case, at most 15
/// bytes a word.
pub(super) struct Words {
    /// A role, a number that tells words of one role apart, and the words that have it.
    pub roles: &'static [(Word, i32, &'static str)],
    pub classes: &'static [(Class, &'static str)],
    /// Holidays of more than one word, longest first where one begins another.
    pub holidays: &'static [(&'static [&'static str], Holiday)],
    /// Words with marks inside them ("a.m.", "o'clock"), longest first.
    pub dotted: &'static [(&'static str, Word, i32)],
    /// What makes an ordinal of figures ("th"); "." for a full stop.
    pub ordinals: &'static [&'static str],
    /// What may stand behind figures without a space and is not looked at ("5pm").
    pub glued: &'static [&'static str],
    /// Glued to a year it says that it is a fiscal one ("FY2019").
    pub fiscal: &'static str,
    /// Glued to a figure: a quarter by its number ("3Q"), an hour ("15h30", "9h").
    pub quarter: &'static str,
    pub hour: &'static str,
    /// The numbers that open a year in words ("nineteen eighty-four").
    pub hundreds: RangeInclusive<i16>,
    /// What makes a decade of a year ("1960s").
    pub decade: &'static str,
    /// What follows an apostrophe in a possessive.
    pub possessive: &'static str,
    /// How a plural ends, and how a word that only looks like one.
    pub plural: (&'static str, &'static str),
    /// Whether a verb in the present tells of a day to come ("they meet on Friday").
    pub present: bool,
    /// Ends of what stands before a term that is still to come ("as early as"), and the word
    /// ("until") that says so unless one of the last stands before it.
    pub terms: &'static [&'static str],
    pub term: &'static str,
    pub no_term: &'static [&'static str],
    /// Days that are named by month and day alone: those, the year, and the words behind the day
    /// that say so ("the 9/11 attacks").
    pub named_days: &'static [(i32, i32, i32, &'static [&'static str])],
    /// What is glued to figures for many ("66m years").
    pub scales: &'static [(&'static str, i64)],
}

/// A language: its words, looked up by their letters.
pub(super) struct Language {
    pub words: &'static Words,
    roles: Table<(Word, i32)>,
    classes: Table<u64>,
}

impl Language {
    pub(super) fn new(words: &'static Words) -> Self {
        let mut roles = Table::new((Word::Other, 0));
        for (word, number, spellings) in words.roles {
            for spelling in spellings.split_whitespace() {
                *roles.entry(spelling.as_bytes()) = (*word, *number);
            }
        }
        let mut classes = Table::new(0);
        for (class, spellings) in words.classes {
            for spelling in spellings.split_whitespace() {
                *classes.entry(spelling.as_bytes()) |= 1 << *class as u64;
            }
        }
        Self {
            words,
            roles,
            classes,
        }
    }

    /// The role of a word in lower case, and its number.
    #[inline]
    pub(super) fn role(&self, word: &[u8]) -> (Word, i32) {
        self.roles.get(word)
    }

    /// Whether a word in lower case is of one of some classes.
    pub(super) fn is(&self, word: &str, classes: &[Class]) -> bool {
        let of = self.classes.get(word.as_bytes());
        classes.iter().any(|c| of & (1 << *c as u64) != 0)
    }
}

/// A table from words to what is said of them.
struct Table<T> {
    slots: Vec<(u128, T)>,
    none: T,
    /// What is seen of the words by length and first letter, see [`mark`]: most others are turned
    /// away here.
    seen: [[u32; 32]; 17],
}

const SLOTS: usize = 4096;

fn key(word: &[u8]) -> u128 {
    let mut bytes = [0u8; 16];
    for (to, from) in bytes.iter_mut().zip(word) {
        *to = *from;
    }
    u128::from_le_bytes(bytes)
}

fn slot(key: u128) -> usize {
    let folded = (key as u64) ^ ((key >> 64) as u64).rotate_left(29);
    (folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 52) as usize
}

impl<T: Copy> Table<T> {
    fn new(none: T) -> Self {
        Self {
            slots: vec![(0, none); SLOTS],
            none,
            seen: [[0; 32]; 17],
        }
    }

    /// The place of a word, made if there is none yet.
    fn entry(&mut self, word: &[u8]) -> &mut T {
        debug_assert!(word.len() <= 16);
        let key = key(word);
        let mut at = slot(key) % SLOTS;
        while self.slots[at].0 != 0 && self.slots[at].0 != key {
            at = (at + 1) % SLOTS;
        }
        if let (Some(first), Some(seen)) = (word.first(), self.seen.get_mut(word.len())) {
            seen[letter(*first) as usize] |= mark(word);
        }
        self.slots[at].0 = key;
        &mut self.slots[at].1
    }

    #[inline]
    fn get(&self, word: &[u8]) -> T {
        let Some((first, seen)) = word.first().zip(self.seen.get(word.len())) else {
            return self.none;
        };
        if seen[letter(*first) as usize] & mark(word) == 0 {
            return self.none;
        }
        let key = key(word);
        let mut at = slot(key) % SLOTS;
        loop {
            let (k, found) = self.slots[at];
            if k == key {
                return found;
            }
            if k == 0 {
                return self.none;
            }
            at = (at + 1) % SLOTS;
        }
    }
}

/// A bit that tells of the second letter of a word and its last.
fn mark(word: &[u8]) -> u32 {
    let [second, last] = [word.get(1), word.last()].map(|b| letter(b.copied().unwrap_or(b'a')));
    1 << ((second * 5 + last) & 31)
}

fn letter(byte: u8) -> u32 {
    u32::from(byte.wrapping_sub(b'a')) & 31
}
