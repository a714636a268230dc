//! What a word can mean in an expression of time, and the table that finds it.
//!
//! The words themselves stand in `lang/`, one file a language; nothing here knows a language.

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
    Times,
    Age,
    Era,
    Be,
}

/// The words of one language, looked up by their letters.
pub(super) struct Lexicon {
    slots: Vec<(u128, Word, i32)>,
    /// First letters seen, by length: most words are turned away here.
    first: [u32; 17],
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

impl Lexicon {
    /// Builds the table from lines of words: a role, a number, and the words that have it.
    pub(super) fn new(lines: &[(Word, i32, &str)]) -> Self {
        let mut lexicon = Self {
            slots: vec![(0, Word::Other, 0); SLOTS],
            first: [0; 17],
        };
        for (word, number, spellings) in lines {
            for spelling in spellings.split_whitespace() {
                lexicon.add(spelling.as_bytes(), *word, *number);
            }
        }
        lexicon
    }

    fn add(&mut self, spelling: &[u8], word: Word, number: i32) {
        debug_assert!(spelling.len() <= 16);
        let key = key(spelling);
        let mut at = slot(key) % SLOTS;
        while self.slots[at].0 != 0 && self.slots[at].0 != key {
            at = (at + 1) % SLOTS;
        }
        self.slots[at] = (key, word, number);
        let letter = u32::from(spelling.first().copied().unwrap_or(b'a').wrapping_sub(b'a')) & 31;
        if let Some(f) = self.first.get_mut(spelling.len()) {
            *f |= 1 << letter;
        }
    }

    /// The role of a word in lower case, and its number.
    #[inline]
    pub(super) fn get(&self, word: &[u8]) -> (Word, i32) {
        let Some((first, seen)) = word.first().zip(self.first.get(word.len())) else {
            return (Word::Other, 0);
        };
        if seen & (1 << (u32::from(first.wrapping_sub(b'a')) & 31)) == 0 {
            return (Word::Other, 0);
        }
        let key = key(word);
        let mut at = slot(key) % SLOTS;
        loop {
            let (k, w, n) = self.slots[at];
            if k == key {
                return (w, n);
            }
            if k == 0 {
                return (Word::Other, 0);
            }
            at = (at + 1) % SLOTS;
        }
    }
}
