//! Full dates: the time stamps of machines and the dates written at the top of articles.
//!
//! Finds only what is a whole date (day, month and year); it is no reader of time expressions in
//! prose, which is the work of `temporal`.

use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Which of two numbers is the day where both could be ("03/04/2020").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum DayOrder {
    /// 3 April, as most of the world writes.
    #[default]
    DayFirst,
    /// March 4, as the United States write.
    MonthFirst,
}

/// A full date found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends, in bytes; a time of day that follows is inside.
    pub end: usize,
    /// The day, in the zone it was written in.
    pub date: Date,
    /// Time of day with its offset, where written: "09:30+05:30".
    pub time: Option<String>,
    /// Both orders of day and month were possible.
    pub ambiguous: bool,
    /// Written with a year of two digits.
    pub short_year: bool,
}

/// Reads a value that is a date and nothing else: ISO 8601, RFC 2822, seconds or milliseconds
/// since 1970, compact digits, or any written form.
#[must_use]
pub fn stamp(value: &str, order: DayOrder) -> Option<Found> {
    let trimmed = value.trim();
    if trimmed.is_empty() || trimmed.len() > 120 {
        return None;
    }
    if trimmed.bytes().all(|b| b.is_ascii_digit()) {
        return digits(trimmed);
    }
    if let Some(found) = compact(trimmed) {
        return Some(found);
    }
    let found = scan(trimmed, order).into_iter().next()?;
    // A sentence with a date in it is not a date: only little may stand before it.
    let before = trimmed[..found.start]
        .chars()
        .filter(|c| c.is_alphanumeric())
        .count();
    (before <= 24).then_some(found)
}

/// "20190201T093000Z", as agencies write it.
fn compact(text: &str) -> Option<Found> {
    let (date, rest) = text.split_once('T')?;
    if date.len() != 8 || !date.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut found = digits(date)?;
    let clock = rest
        .get(..4)
        .filter(|c| c.bytes().all(|b| b.is_ascii_digit()));
    found.time = clock.map(|c| {
        let zone = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let zone = match zone.as_bytes() {
            [b'+' | b'-', a, b, c, d] if [a, b, c, d].iter().all(|x| x.is_ascii_digit()) => {
                format!("{}:{}", &zone[..3], &zone[3..])
            }
            [b'Z'] => "Z".to_owned(),
            [b'+' | b'-', _, _, b':', ..] => zone.to_owned(),
            _ => String::new(),
        };
        format!("{}:{}{zone}", &c[..2], &c[2..])
    });
    found.end = text.len();
    Some(found)
}

/// A value of digits alone: "20190201", "20190201093000", or an epoch.
fn digits(text: &str) -> Option<Found> {
    let whole = |date, time| Found {
        start: 0,
        end: text.len(),
        date,
        time,
        ambiguous: false,
        short_year: false,
    };
    if text.len() == 8 || text.len() == 14 || text.len() == 12 {
        let part = |range: std::ops::Range<usize>| text.get(range)?.parse::<i16>().ok();
        if let Some(date) = civil(part(0..4)?, part(4..6)?, part(6..8)?) {
            let time = match (text.get(8..10), text.get(10..12)) {
                (Some(h), Some(m)) => Some(format!("{h}:{m}")),
                _ => None,
            };
            return Some(whole(date, time));
        }
    }
    let number: i64 = text.parse().ok()?;
    let found = epoch(number)?;
    Some(whole(found.0, Some(found.1)))
}

/// The UTC day and time of seconds or milliseconds since 1970, between 1980 and 2100.
#[must_use]
pub fn epoch(number: i64) -> Option<(Date, String)> {
    let seconds = match number {
        315_532_800..=4_102_444_800 => number,
        315_532_800_000..=4_102_444_800_000 => number / 1000,
        _ => return None,
    };
    let stamp = jiff::Timestamp::from_second(seconds).ok()?;
    let at = stamp.to_zoned(jiff::tz::TimeZone::UTC).datetime();
    Some((at.date(), format!("{:02}:{:02}Z", at.hour(), at.minute())))
}

fn civil(year: i16, month: i16, day: i16) -> Option<Date> {
    if !(1500..=2100).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// One token of a text: a number, a word or another character.
#[derive(Clone, Copy, Debug)]
struct Token<'a> {
    start: usize,
    end: usize,
    kind: Kind<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind<'a> {
    Number(u64, usize),
    Word(&'a str),
    Other(char),
    Space,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out = Vec::with_capacity(text.len() / 4);
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        let mut run = |test: fn(char) -> bool| {
            while let Some((at, next)) = chars.peek().copied() {
                if !test(next) {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
            end
        };
        let (end, kind) = if c.is_ascii_digit() {
            let end = run(|c| c.is_ascii_digit());
            let value = text[start..end].parse().unwrap_or(u64::MAX);
            (end, Kind::Number(value, end - start))
        } else if matches!(c, '年' | '月' | '日' | '년' | '월' | '일') {
            (end, Kind::Other(c))
        } else if c.is_alphabetic() {
            let end = run(|c| {
                (c.is_alphabetic() || is_mark(c))
                    && !matches!(c, '年' | '月' | '日' | '년' | '월' | '일')
            });
            (end, Kind::Word(&text[start..end]))
        } else if c.is_whitespace() {
            (run(char::is_whitespace), Kind::Space)
        } else {
            (end, Kind::Other(c))
        };
        out.push(Token { start, end, kind });
    }
    out
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// All full dates of a text, in order. Linear in the length of the text.
#[must_use]
pub fn scan(text: &str, order: DayOrder) -> Vec<Found> {
    // Without a digit there is no date; most of a page ends here.
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let tokens = tokens(text);
    let scanner = Scanner {
        text,
        tokens: &tokens,
        order,
    };
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match scanner.date_at(at) {
            Some((found, next)) => {
                out.push(found);
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
    out
}

struct Scanner<'a> {
    text: &'a str,
    tokens: &'a [Token<'a>],
    order: DayOrder,
}

/// Year, month and day as read, with what is doubtful about them.
struct Reading {
    date: Date,
    ambiguous: bool,
    short_year: bool,
    next: usize,
}

impl Scanner<'_> {
    fn kind(&self, at: usize) -> Option<Kind<'_>> {
        self.tokens.get(at).map(|t| t.kind)
    }

    fn date_at(&self, at: usize) -> Option<(Found, usize)> {
        // Not in the middle of a longer number or word ("1.2.2020.4", "v2020-01-02"): what stands
        // directly before must not be a letter, digit, or a sign that continues a number.
        if at > 0
            && let Some(before) = self.kind(at - 1)
        {
            let joined = match before {
                Kind::Word(_) => matches!(self.kind(at), Some(Kind::Number(..))),
                Kind::Number(..) => true,
                Kind::Other(c) => {
                    matches!(c, '.' | ',' | '-' | '/' | '$' | '€' | '£' | '+' | '_' | '=')
                        && at > 1
                        && matches!(self.kind(at - 2), Some(Kind::Number(..)))
                }
                Kind::Space => false,
            };
            if joined {
                return None;
            }
        }
        let reading = match self.kind(at)? {
            Kind::Number(value, 4) => self.year_first(at, value),
            Kind::Number(value, 1 | 2) => {
                self.day_word(at, value).or_else(|| self.numeric(at, value))
            }
            Kind::Word(word) if self.number_near(at) => {
                month(word).and_then(|m| self.month_word(at, m))
            }
            _ => None,
        }?;
        let start = self.tokens[at].start;
        let mut end = self.tokens[reading.next - 1].end;
        let mut next = reading.next;
        let time = self.time_after(next).map(|(time, after)| {
            next = after;
            end = self.tokens[after - 1].end;
            time
        });
        let found = Found {
            start,
            end,
            date: reading.date,
            time,
            ambiguous: reading.ambiguous,
            short_year: reading.short_year,
        };
        Some((found, next))
    }

    /// Whether a number follows soon: most words need not be looked up as months.
    fn number_near(&self, at: usize) -> bool {
        (1..=3).any(|i| matches!(self.kind(at + i), Some(Kind::Number(_, 1 | 2))))
    }

    /// "2019-02-01", "2019/2/1", "2019.02.01", "2019年2月1日", "2019 February 1", "2019-Feb-01".
    fn year_first(&self, at: usize, year: u64) -> Option<Reading> {
        let year = i16::try_from(year).ok()?;
        let mut i = at + 1;
        let cjk = matches!(self.kind(i), Some(Kind::Other('年' | '년')));
        let separator = match self.kind(i)? {
            Kind::Other(c @ ('-' | '/' | '.' | '‐' | '‑' | '–' | '年' | '년')) => {
                i += 1;
                Some(c)
            }
            Kind::Space => None,
            _ => return None,
        };
        i = self.skip_space(i);
        let month_number = match self.kind(i)? {
            Kind::Number(n, 1 | 2) if separator.is_some() => i16::try_from(n).ok()?,
            Kind::Word(word) => month(word)?,
            _ => return None,
        };
        i += 1;
        match (separator, self.kind(i)?) {
            (_, Kind::Other('月' | '월')) if cjk => i += 1,
            (Some(s), Kind::Other(c)) if s == c => i += 1,
            (_, Kind::Space) if !cjk => {}
            _ => return None,
        }
        i = self.skip_space(i);
        let Kind::Number(day, 1 | 2) = self.kind(i)? else {
            return None;
        };
        i += 1;
        if cjk && matches!(self.kind(i), Some(Kind::Other('日' | '일'))) {
            i += 1;
        }
        if self.number_goes_on(i) {
            return None;
        }
        let date = civil(year, month_number, i16::try_from(day).ok()?)?;
        Some(Reading {
            date,
            ambiguous: false,
            short_year: false,
            next: i,
        })
    }

    /// "1 February 2019", "1. Februar 2019", "1st of February, 2019", "1 de febrero de 2019",
    /// "01-Feb-2019".
    fn day_word(&self, at: usize, day: u64) -> Option<Reading> {
        let mut i = at + 1;
        if let Some(Kind::Word(word)) = self.kind(i)
            && matches!(
                word,
                "st" | "nd" | "rd" | "th" | "er" | "ER" | "TH" | "ST" | "ND" | "RD" | "e" | "re"
            )
        {
            i += 1;
        }
        if matches!(
            self.kind(i),
            Some(Kind::Other('.' | 'º' | '°' | '-' | '/' | ','))
        ) {
            i += 1;
        }
        i = self.skip_space(i);
        if let Some(Kind::Word(word)) = self.kind(i)
            && matches!(word, "of" | "de" | "di" | "d" | "den")
        {
            i = self.skip_space(i + 1);
        }
        let Some(Kind::Word(word)) = self.kind(i) else {
            return None;
        };
        let month = month(word)?;
        i += 1;
        if matches!(self.kind(i), Some(Kind::Other('.'))) {
            i += 1;
        }
        if matches!(self.kind(i), Some(Kind::Other(',' | '-' | '/'))) {
            i += 1;
        }
        i = self.skip_space(i);
        if let Some(Kind::Word(word)) = self.kind(i)
            && matches!(word, "de" | "del" | "of")
        {
            i = self.skip_space(i + 1);
        }
        let year = match self.kind(i)? {
            Kind::Number(year, 4) => i16::try_from(year).ok()?,
            _ => return None,
        };
        let date = civil(year, month, i16::try_from(day).ok()?)?;
        Some(Reading {
            date,
            ambiguous: false,
            short_year: false,
            next: i + 1,
        })
    }

    /// "February 1, 2019", "Feb. 1st 2019", "February 01 2019".
    fn month_word(&self, at: usize, month: i16) -> Option<Reading> {
        let mut i = at + 1;
        if matches!(self.kind(i), Some(Kind::Other('.' | '-' | '/'))) {
            i += 1;
        }
        i = self.skip_space(i);
        let Some(Kind::Number(day, 1 | 2)) = self.kind(i) else {
            return None;
        };
        i += 1;
        if let Some(Kind::Word("st" | "nd" | "rd" | "th")) = self.kind(i) {
            i += 1;
        }
        i = self.skip_space(i);
        if matches!(self.kind(i), Some(Kind::Other(',' | '.' | '-' | '/'))) {
            i += 1;
        }
        i = self.skip_space(i);
        let Some(Kind::Number(year, 4)) = self.kind(i) else {
            return None;
        };
        let date = civil(i16::try_from(year).ok()?, month, i16::try_from(day).ok()?)?;
        Some(Reading {
            date,
            ambiguous: false,
            short_year: false,
            next: i + 1,
        })
    }

    /// "01.02.2019", "1/2/2019", "01-02-2019", "01.02.19".
    fn numeric(&self, at: usize, first: u64) -> Option<Reading> {
        // "26 | 01 | 2022" is a date too, as some designers see it.
        let spaced = self.kind(at + 1) == Some(Kind::Space);
        let gap = at + 1 + usize::from(spaced);
        let Some(Kind::Other(separator @ ('.' | '/' | '-' | '|'))) = self.kind(gap) else {
            return None;
        };
        if spaced && separator != '|' {
            return None;
        }
        let wide = matches!(separator, '.' | '|');
        let mut i = gap + 1;
        if wide {
            i = self.skip_space(i);
        }
        let Some(Kind::Number(second, 1 | 2)) = self.kind(i) else {
            return None;
        };
        i += 1;
        if separator == '|' {
            i = self.skip_space(i);
        }
        if self.kind(i) != Some(Kind::Other(separator)) {
            return None;
        }
        i += 1;
        if wide {
            i = self.skip_space(i);
        }
        let (year, short_year) = match self.kind(i)? {
            Kind::Number(year, 4) => (i16::try_from(year).ok()?, false),
            Kind::Number(year, 2) if matches!(separator, '.' | '/') => {
                let year = i16::try_from(year).ok()?;
                (if year < 70 { 2000 + year } else { 1900 + year }, true)
            }
            _ => return None,
        };
        i += 1;
        if self.number_goes_on(i) {
            return None;
        }
        let (first, second) = (i16::try_from(first).ok()?, i16::try_from(second).ok()?);
        let day_first = civil(year, second, first);
        let month_first = civil(year, first, second);
        let (date, ambiguous) = match (day_first, month_first) {
            (Some(a), Some(b)) if a == b => (a, false),
            // With points the day always stands first.
            (Some(a), Some(_)) if separator == '.' => (a, false),
            (Some(a), Some(b)) => match self.order {
                DayOrder::DayFirst => (a, true),
                DayOrder::MonthFirst => (b, true),
            },
            (Some(a), None) => (a, false),
            (None, Some(b)) if separator != '.' => (b, false),
            _ => return None,
        };
        Some(Reading {
            date,
            ambiguous,
            short_year,
            next: i,
        })
    }

    /// A digit, or a point or dash with a digit behind it, would make it a longer number.
    fn number_goes_on(&self, at: usize) -> bool {
        match self.kind(at) {
            Some(Kind::Number(..)) => true,
            Some(Kind::Other('.' | '-' | '/')) => {
                matches!(self.kind(at + 1), Some(Kind::Number(..)))
            }
            _ => false,
        }
    }

    /// "T09:30:00+05:30", ", 9:30 AM", " um 09.30 Uhr", " at 09:30 GMT", as "09:30+05:30" and the
    /// token after it.
    fn time_after(&self, at: usize) -> Option<(String, usize)> {
        let mut i = at;
        // At most a comma, a dash, a bar or a short word ("at", "um", "à", "T") between the two.
        for _ in 0..4 {
            match self.kind(i)? {
                Kind::Space | Kind::Other(',' | '-' | '–' | '|' | '•' | '·' | '(' | ':' | '/') => {
                    i += 1
                }
                Kind::Word(
                    "T" | "t" | "at" | "um" | "à" | "a" | "alle" | "às" | "ore" | "kl" | "om"
                    | "las" | "o" | "klo",
                ) => i += 1,
                _ => break,
            }
        }
        let Kind::Number(hour, 1 | 2) = self.kind(i)? else {
            return None;
        };
        let Kind::Other(separator @ (':' | '.')) = self.kind(i + 1)? else {
            return None;
        };
        let Kind::Number(minute, 2) = self.kind(i + 2)? else {
            return None;
        };
        if hour > 23 || minute > 59 {
            return None;
        }
        let mut hour = hour;
        let mut next = i + 3;
        if self.kind(next) == Some(Kind::Other(separator))
            && matches!(self.kind(next + 1), Some(Kind::Number(_, 2)))
        {
            next += 2;
            if self.kind(next) == Some(Kind::Other('.'))
                && matches!(self.kind(next + 1), Some(Kind::Number(..)))
            {
                next += 2;
            }
        } else if separator == '.'
            && !matches!(
                self.kind(self.skip_space(next)),
                Some(Kind::Word("Uhr" | "h" | "am" | "pm" | "AM" | "PM"))
            )
        {
            return None;
        }
        let after = self.skip_space(next);
        let mut zone = String::new();
        match self.kind(after) {
            Some(Kind::Word(word))
                if word.eq_ignore_ascii_case("pm") || word.eq_ignore_ascii_case("p") =>
            {
                if hour < 12 {
                    hour += 12;
                }
                next = after + 1;
            }
            Some(Kind::Word(word)) if word.eq_ignore_ascii_case("am") => {
                if hour == 12 {
                    hour = 0;
                }
                next = after + 1;
            }
            _ => {}
        }
        let after = self.skip_space(next);
        match (self.kind(after), self.kind(after + 1)) {
            (Some(Kind::Word("Z" | "UTC" | "GMT" | "z")), _) => {
                zone.push('Z');
                next = after + 1;
            }
            (
                Some(Kind::Other(sign @ ('+' | '-'))),
                Some(Kind::Number(value, digits @ (2 | 4))),
            ) => {
                let (h, m, used) = if digits == 4 {
                    (value / 100, value % 100, 2)
                } else if let (Some(Kind::Other(':')), Some(Kind::Number(m, 2))) =
                    (self.kind(after + 2), self.kind(after + 3))
                {
                    (value, m, 4)
                } else {
                    (value, 0, 2)
                };
                if h <= 14 && m <= 59 {
                    zone = format!("{sign}{h:02}:{m:02}");
                    next = after + used;
                }
            }
            (Some(Kind::Word(word)), _) => {
                if let Some(offset) = zone_offset(word) {
                    zone.push_str(offset);
                    next = after + 1;
                }
            }
            _ => {}
        }
        Some((format!("{hour:02}:{minute:02}{zone}"), next))
    }

    fn skip_space(&self, at: usize) -> usize {
        // Line breaks inside a date come from layout; blank lines do not.
        match self.tokens.get(at) {
            Some(Token {
                kind: Kind::Space,
                start,
                end,
            }) => {
                let breaks = self.text[*start..*end].matches('\n').count();
                if breaks > 1 { at } else { at + 1 }
            }
            _ => at,
        }
    }
}

fn zone_offset(word: &str) -> Option<&'static str> {
    Some(match word {
        "EST" => "-05:00",
        "EDT" | "ET" => "-04:00",
        "CST" => "-06:00",
        "CDT" => "-05:00",
        "MST" => "-07:00",
        "MDT" => "-06:00",
        "PST" => "-08:00",
        "PDT" => "-07:00",
        "BST" => "+01:00",
        "CET" | "MEZ" => "+01:00",
        "CEST" | "MESZ" => "+02:00",
        "EET" => "+02:00",
        "EEST" | "MSK" => "+03:00",
        "IST" => "+05:30",
        "JST" | "KST" => "+09:00",
        "AEST" => "+10:00",
        "AEDT" => "+11:00",
        _ => return None,
    })
}

/// The month a word names, in the languages news is mostly read in.
#[must_use]
pub fn month(word: &str) -> Option<i16> {
    if word.len() > 24 {
        return None;
    }
    static BY_NAME: LazyLock<HashMap<&str, i16>> = LazyLock::new(|| {
        let pairs = MONTHS
            .iter()
            .flat_map(|(m, names)| names.split(' ').map(move |n| (n, *m)));
        // The first language wins where two disagree.
        let mut map = HashMap::new();
        for (name, number) in pairs {
            map.entry(name).or_insert(number);
        }
        map
    });
    BY_NAME.get(word.to_lowercase().as_str()).copied()
}

/// Names, genitives and abbreviations of the months, by number. English, German, Austrian, French,
/// Spanish, Catalan, Italian, Portuguese, Dutch, Danish, Norwegian, Swedish, Finnish, Polish,
/// Czech, Slovak, Croatian, Hungarian, Romanian, Turkish, Indonesian, Greek, Russian, Ukrainian.
const MONTHS: [(i16, &str); 12] = [
    (
        1,
        "january jan januar jänner janv janvier enero ene gener gennaio gen janeiro januari jan tammikuuta tammikuu stycznia styczeń sty ledna leden januára január siječnja januar jan ianuarie ocak januari ιανουαρίου ιαν января янв січня ianuar",
    ),
    (
        2,
        "february feb februar feber février fevrier févr fév fevr febrero febrer febbraio feb fevereiro fev februari helmikuuta helmikuu lutego luty lut února únor februára február veljače február febr februarie şubat subat februari φεβρουαρίου φεβ февраля фев лютого",
    ),
    (
        3,
        "march mar märz maerz mär mrz mars marzo març marc março maart mrt marts maaliskuuta maaliskuu marca marzec března březen marca ožujka március márc martie mart maret μαρτίου μαρ марта мар березня",
    ),
    (
        4,
        "april apr avril avr abril abr aprile aprilis huhtikuuta huhtikuu kwietnia kwiecień kwi dubna duben apríla travnja április ápr aprilie nisan απριλίου απρ апреля апр квітня",
    ),
    (
        5,
        "may mai mayo maig maggio mag maio mei maj toukokuuta toukokuu maja května květen mája svibnja május máj mayıs mei μαΐου μαϊ μαίου мая май травня",
    ),
    (
        6,
        "june jun juni juin junio juny giugno giu junho kesäkuuta kesäkuu czerwca czerwiec cze června červen júna lipnja június jún iunie haziran ιουνίου ιουν июня июн червня",
    ),
    (
        7,
        "july jul juli juillet juil julio juliol luglio lug julho heinäkuuta heinäkuu lipca lipiec lip července červenec júla srpnja július júl iulie temmuz ιουλίου ιουλ июля июл липня",
    ),
    (
        8,
        "august aug août aout agosto ago agost augustus augusti elokuuta elokuu sierpnia sierpień sie srpna srpen augusta kolovoza augusztus ağustos agustus αυγούστου αυγ августа авг серпня",
    ),
    (
        9,
        "september sep sept septembre septiembre setiembre setembre settembre set setembro syyskuuta syyskuu września wrzesień wrz září zari septembra rujna szeptember szept septembrie eylül σεπτεμβρίου σεπ сентября сен вересня",
    ),
    (
        10,
        "october oct oktober okt octobre octubre ottobre ott outubro out lokakuuta lokakuu października październik paź října říjen októbra listopada október octombrie ekim oktober οκτωβρίου οκτ октября окт жовтня",
    ),
    (
        11,
        "november nov novembre noviembre novembro marraskuuta marraskuu listopadu listopad lis novembra studenoga noiembrie kasım november νοεμβρίου νοε ноября ноя листопада",
    ),
    (
        12,
        "december dec dezember dez décembre decembre déc diciembre dic desembre dicembre dezembro desember des joulukuuta joulukuu grudnia grudzień gru prosince prosinec decembra prosinca decembrie aralık desember δεκεμβρίου δεκ декабря дек грудня",
    ),
];

/// The order of day and month that the place of a text tells: its address on the web, or the
/// language tag it declares ("en-GB", "en_US", "de"). `None` where neither does: plain English is
/// written in both orders.
#[must_use]
pub fn told_order(tag: Option<&str>, url: Option<&str>) -> Option<DayOrder> {
    let host = url.and_then(|u| u.split('/').nth(2)).unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let top = host.split(':').next().unwrap_or_default();
    match top.rsplit('.').next().unwrap_or_default() {
        "uk" | "au" | "nz" | "in" | "ie" | "za" | "pk" | "ng" | "ke" => {
            return Some(DayOrder::DayFirst);
        }
        "us" | "gov" | "mil" | "edu" => return Some(DayOrder::MonthFirst),
        _ => {}
    }
    let tag = tag?.trim().to_ascii_lowercase();
    let (language, region) = tag.split_once(['-', '_']).unwrap_or((&tag, ""));
    // "eng" and "English" are "en".
    let code = super::language::code(language);
    match (code.as_deref().unwrap_or(language), region) {
        ("", _) | ("en", "" | "ca") => None,
        (_, "us") | ("en", "ph") => Some(DayOrder::MonthFirst),
        _ => Some(DayOrder::DayFirst),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn one(text: &str) -> String {
        let all = scan(text, DayOrder::DayFirst);
        match all.as_slice() {
            [f] => match &f.time {
                Some(t) => format!("{} {t}", f.date),
                None => f.date.to_string(),
            },
            other => format!("{} found", other.len()),
        }
    }

    #[test]
    fn written_dates() {
        for (text, want) in [
            ("Friday, February 1, 2019", "2019-02-01"),
            ("1 February 2019", "2019-02-01"),
            ("1. Februar 2019", "2019-02-01"),
            ("1er février 2019", "2019-02-01"),
            ("1 de febrero de 2019", "2019-02-01"),
            ("12. 3. 2020", "2020-03-12"),
            ("12.3.2020 um 14.30 Uhr", "2020-03-12 14:30"),
            ("Feb. 1st, 2019 at 9:30 PM EST", "2019-02-01 21:30-05:00"),
            ("2019-02-01T09:30:00+05:30", "2019-02-01 09:30+05:30"),
            ("2019-02-01T09:30:00.123Z", "2019-02-01 09:30Z"),
            ("Fri, 01 Feb 2019 09:30:00 +0000", "2019-02-01 09:30+00:00"),
            ("2019年2月1日", "2019-02-01"),
            ("01-Feb-2019", "2019-02-01"),
            ("13/02/2019", "2019-02-13"),
            ("02/13/2019", "2019-02-13"),
            ("3/4/2019", "2019-04-03"),
            ("17.07.20", "2020-07-17"),
            ("26 | 01 | 2022", "2022-01-26"),
            ("version 1.2.2019.4", "0 found"),
            ("192.168.20.19", "0 found"),
            ("in February 2019", "0 found"),
            ("31 February 2019", "0 found"),
            ("5 marca 2020 r.", "2020-03-05"),
            ("5 марта 2020", "2020-03-05"),
            ("2020. március 5.", "2020-03-05"),
        ] {
            assert_eq!(one(text), want, "{text}");
        }
    }

    #[test]
    fn stamps() {
        for (text, want) in [
            ("20190201", "2019-02-01"),
            ("20190201T093000-0500", "2019-02-01"),
            ("1549013400", "2019-02-01"),
            ("1549013400000", "2019-02-01"),
            ("2019-02-01 09:30:00", "2019-02-01"),
            ("Published: 2019-02-01", "2019-02-01"),
        ] {
            assert_eq!(
                stamp(text, DayOrder::DayFirst).unwrap().date.to_string(),
                want,
                "{text}"
            );
        }
        for text in ["", "today", "12", "2019", "99999999", "2019-02"] {
            assert_eq!(stamp(text, DayOrder::DayFirst), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_scans(text: String) {
            for found in scan(&text, DayOrder::DayFirst) {
                assert!(text.get(found.start..found.end).is_some());
            }
        }
        #[test]
        fn date_like_text_scans(text in "[0-9 .:/TZ+年月日abMarch,-]{0,60}") {
            let _ = scan(&text, DayOrder::MonthFirst);
            let _ = stamp(&text, DayOrder::MonthFirst);
        }
    }
}
