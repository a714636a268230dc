//! Places: the country of each, and where it lies.
//!
//! A name alone rarely tells which of its namesakes is meant. A place gets a country when the
//! article names that country too, or when one city bears the name above all others; else it
//! stays without.

use super::country::COUNTRIES;
use super::local::{Draft, Group, country_named, country_of_demonym, state_named};
use super::{Entity, EntityType};
use crate::text::Doc;
use crate::text::form::hash;
use crate::text::linear::inflate;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Cities that their name means unless the article says otherwise.
#[rustfmt::skip]
const KNOWN: &[(&str, &str)] = &[
    ("aachen", "DE"), ("abidjan", "CI"), ("adelaide", "AU"), ("aden", "YE"), ("ahmedabad", "IN"), ("aleppo", "SY"), ("alexandria", "EG"),
    ("almaty", "KZ"), ("antwerp", "BE"), ("auckland", "NZ"), ("bahawalpur", "PK"), ("bandung", "ID"), ("bangalore", "IN"), ("barcelona", "ES"),
    ("basra", "IQ"), ("bengaluru", "IN"), ("benghazi", "LY"), ("bergen", "NO"), ("bilbao", "ES"), ("birmingham", "GB"), ("bologna", "IT"),
    ("bombay", "IN"), ("bonn", "DE"), ("bordeaux", "FR"), ("boston", "US"), ("brisbane", "AU"), ("bristol", "GB"), ("busan", "KR"),
    ("calcutta", "IN"), ("calgary", "CA"), ("cali", "CO"), ("cancun", "MX"), ("cardiff", "GB"), ("casablanca", "MA"), ("chandigarh", "IN"),
    ("chengdu", "CN"), ("chennai", "IN"), ("chicago", "US"), ("chittagong", "BD"), ("chongqing", "CN"), ("christchurch", "NZ"), ("cologne", "DE"),
    ("dallas", "US"), ("dar es salaam", "TZ"), ("davos", "CH"), ("denver", "US"), ("detroit", "US"), ("donetsk", "UA"), ("dresden", "DE"),
    ("dubai", "AE"), ("durban", "ZA"), ("dusseldorf", "DE"), ("edinburgh", "GB"), ("erbil", "IQ"), ("fallujah", "IQ"), ("florence", "IT"),
    ("frankfurt", "DE"), ("fukushima", "JP"), ("geneva", "CH"), ("genoa", "IT"), ("glasgow", "GB"), ("gothenburg", "SE"), ("grozny", "RU"),
    ("guadalajara", "MX"), ("guangzhou", "CN"), ("guayaquil", "EC"), ("haifa", "IL"), ("hamburg", "DE"), ("hanover", "DE"), ("harbin", "CN"),
    ("hebron", "PS"), ("herat", "AF"), ("hiroshima", "JP"), ("ho chi minh city", "VN"), ("hobart", "AU"), ("homs", "SY"), ("houston", "US"),
    ("hyderabad", "IN"), ("idlib", "SY"), ("irbil", "IQ"), ("isfahan", "IR"), ("istanbul", "TR"), ("izmir", "TR"), ("jaipur", "IN"), ("jeddah", "SA"),
    ("johannesburg", "ZA"), ("kandahar", "AF"), ("kano", "NG"), ("karachi", "PK"), ("kharkiv", "UA"), ("kherson", "UA"), ("kobe", "JP"),
    ("kolkata", "IN"), ("krakow", "PL"), ("kunduz", "AF"), ("kyoto", "JP"), ("lagos", "NG"), ("lahore", "PK"), ("las vegas", "US"), ("leeds", "GB"),
    ("leipzig", "DE"), ("lille", "FR"), ("liverpool", "GB"), ("los angeles", "US"), ("lucknow", "IN"), ("luhansk", "UA"), ("lviv", "UA"),
    ("lyon", "FR"), ("madinah", "SA"), ("malmo", "SE"), ("manchester", "GB"), ("mandalay", "MM"), ("mariupol", "UA"), ("marrakesh", "MA"),
    ("marseille", "FR"), ("mecca", "SA"), ("medellin", "CO"), ("medina", "SA"), ("melbourne", "AU"), ("miami", "US"), ("milan", "IT"),
    ("minneapolis", "US"), ("mombasa", "KE"), ("monterrey", "MX"), ("montreal", "CA"), ("mosul", "IQ"), ("mumbai", "IN"), ("munich", "DE"),
    ("nagasaki", "JP"), ("nanjing", "CN"), ("naples", "IT"), ("new orleans", "US"), ("new york", "US"), ("new york city", "US"), ("nice", "FR"),
    ("nuremberg", "DE"), ("odesa", "UA"), ("odessa", "UA"), ("osaka", "JP"), ("palermo", "IT"), ("perth", "AU"), ("peshawar", "PK"),
    ("philadelphia", "US"), ("phoenix", "US"), ("port harcourt", "NG"), ("porto", "PT"), ("pune", "IN"), ("quebec city", "CA"), ("quetta", "PK"),
    ("rafah", "PS"), ("rangoon", "MM"), ("raqqa", "SY"), ("rawalpindi", "PK"), ("recife", "BR"), ("rio de janeiro", "BR"), ("rostov-on-don", "RU"),
    ("rotterdam", "NL"), ("saint petersburg", "RU"), ("salzburg", "AT"), ("san diego", "US"), ("san francisco", "US"), ("sao paulo", "BR"),
    ("sapporo", "JP"), ("seattle", "US"), ("sevastopol", "UA"), ("seville", "ES"), ("shanghai", "CN"), ("sheffield", "GB"), ("shenzhen", "CN"),
    ("sochi", "RU"), ("srinagar", "IN"), ("st petersburg", "RU"), ("strasbourg", "FR"), ("stuttgart", "DE"), ("surabaya", "ID"), ("sydney", "AU"),
    ("tabriz", "IR"), ("tianjin", "CN"), ("toronto", "CA"), ("toulouse", "FR"), ("turin", "IT"), ("utrecht", "NL"), ("valencia", "ES"),
    ("vancouver", "CA"), ("venice", "IT"), ("verona", "IT"), ("vladivostok", "RU"), ("volgograd", "RU"), ("wuhan", "CN"), ("xi'an", "CN"),
    ("yangon", "MM"), ("yekaterinburg", "RU"), ("yokohama", "JP"), ("zaporizhzhia", "UA"), ("zurich", "CH"),
];

/// A place of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Index into [`COUNTRIES`].
    pub country: u8,
    /// Latitude in hundredths of a degree.
    pub lat: i16,
    /// Longitude in hundredths of a degree.
    pub lon: i16,
}

/// The table of places: name hashes in order, with the place of each.
#[derive(Default)]
pub struct Places {
    keys: Vec<u32>,
    places: Vec<Place>,
    /// Where the keys of each beginning of [`BEGINNING`] bits start: to halve all of them again and
    /// again waits for memory each time.
    starts: Vec<u32>,
}

/// Bits of a key that tell where to look for it.
const BEGINNING: u32 = 14;

/// Which of [`Places::starts`] tells where a key is.
fn beginning(key: u32) -> usize {
    (key >> (u32::BITS - BEGINNING)) as usize
}

/// The key of a place's name.
#[must_use]
pub fn key(folded: &str) -> u32 {
    hash(folded.as_bytes())
}

impl Places {
    /// Writes `entries`, which must be sorted by key: column by column.
    #[must_use]
    pub fn encode(entries: &[(u32, Place)]) -> Vec<u8> {
        let mut out = (entries.len() as u32).to_le_bytes().to_vec();
        let mut last = 0;
        for (key, _) in entries {
            let mut gap = key - last;
            last = *key;
            while gap >= 0x80 {
                out.push((gap & 0x7f) as u8 | 0x80);
                gap >>= 7;
            }
            out.push(gap as u8);
        }
        out.extend(entries.iter().map(|e| e.1.country));
        for e in entries {
            out.extend(e.1.lat.to_le_bytes());
        }
        for e in entries {
            out.extend(e.1.lon.to_le_bytes());
        }
        out
    }

    /// Reads what [`Places::encode`] wrote.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (count, mut rest) = bytes.split_first_chunk::<4>()?;
        let count = u32::from_le_bytes(*count) as usize;
        let mut keys = Vec::with_capacity(count.min(1 << 20));
        let mut key = 0u32;
        for _ in 0..count {
            let (mut gap, mut shift) = (0u32, 0);
            loop {
                let (&byte, tail) = rest.split_first()?;
                rest = tail;
                gap |= u32::from(byte & 0x7f) << shift;
                shift += 7;
                if byte & 0x80 == 0 || shift > 28 {
                    break;
                }
            }
            key = key.wrapping_add(gap);
            keys.push(key);
        }
        let (countries, rest) = rest.split_at_checked(count)?;
        let (lats, rest) = rest.split_at_checked(count * 2)?;
        let (lons, _) = rest.split_at_checked(count * 2)?;
        let places = countries
            .iter()
            .zip(lats.chunks_exact(2))
            .zip(lons.chunks_exact(2))
            .map(|((c, lat), lon)| Place {
                country: *c,
                lat: i16::from_le_bytes([lat[0], lat[1]]),
                lon: i16::from_le_bytes([lon[0], lon[1]]),
            })
            .collect();
        let mut starts = Vec::with_capacity((1 << BEGINNING) + 1);
        for (at, key) in (0..).zip(&keys) {
            starts.resize(starts.len().max(beginning(*key) + 1), at);
        }
        starts.resize((1 << BEGINNING) + 1, keys.len() as u32);
        Some(Self {
            keys,
            places,
            starts,
        })
    }

    /// The places of that name, at most one a country.
    #[must_use]
    pub fn named(&self, folded: &str) -> &[Place] {
        let key = key(folded);
        let start = self.starts.get(beginning(key));
        let start = start.map_or(0, |at| *at as usize);
        let rest = self.keys.get(start..).unwrap_or(&[]);
        let from = start + rest.iter().take_while(|k| **k < key).count();
        let same = self.keys.get(from..).unwrap_or(&[]).iter();
        let to = from + same.take_while(|k| **k == key).count();
        self.places.get(from..to).unwrap_or(&[])
    }
}

static SHIPPED: LazyLock<Places> = LazyLock::new(|| {
    Places::decode(&inflate(include_bytes!("../../assets/models/places.bin"))).unwrap_or_default()
});

fn code(place: &Place) -> Option<&'static str> {
    COUNTRIES.get(usize::from(place.country)).map(|c| c.code)
}

/// How far apart, in kilometres, two places of one country are at least to be two.
const APART: f32 = 60.0;

/// Whether what happened in one of two places did not happen in the other: they lie in different
/// countries, or far from each other in one. What is not known rules nothing out, and a country is
/// not apart from what lies in it.
#[must_use]
pub fn apart(a: &Entity, b: &Entity) -> bool {
    let (Some(p), Some(q)) = (&a.country, &b.country) else {
        return false;
    };
    if p != q {
        return true;
    }
    let whole = |e: &Entity| {
        let named = COUNTRIES
            .iter()
            .filter(|c| Some(c.code) == e.country.as_deref());
        named.flat_map(|c| c.names).any(|n| *n == e.name)
    };
    let (Some(x), Some(y)) = (a.location, b.location) else {
        return false;
    };
    let north = (x.0 - y.0).to_radians();
    let east = (x.1 - y.1).to_radians() * x.0.to_radians().cos();
    6371.0 * north.hypot(east) > APART && !whole(a) && !whole(b)
}

/// Latitude and longitude, in degrees, of the place `words` name in `country`; of its capital
/// for a country.
pub(super) fn location(words: &[SmolStr], country: Option<&str>) -> Option<(f32, f32)> {
    let record = |code: &str| COUNTRIES.iter().find(|c| c.code == code);
    if let Some(code) = state_named(words)
        && country.is_none_or(|c| c == code)
    {
        return record(code).map(|c| c.location);
    }
    let code_wanted = country?;
    if country_of_capital(words) == Some(code_wanted) {
        return record(code_wanted).map(|c| c.location);
    }
    if country_named(words) == Some(code_wanted) {
        return record(code_wanted).map(|c| c.location);
    }
    SHIPPED
        .named(&words.join(" "))
        .iter()
        .find(|p| code(p) == Some(code_wanted))
        .map(|p| (f32::from(p.lat) / 100.0, f32::from(p.lon) / 100.0))
}

/// The country whose capital `words` name.
fn country_of_capital(words: &[SmolStr]) -> Option<&'static str> {
    static TABLE: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
        COUNTRIES
            .iter()
            .flat_map(|c| {
                c.capital
                    .iter()
                    .map(|k| (super::local::words(k, EntityType::Loc).join(" "), c.code))
            })
            .collect()
    });
    match words {
        [one] => TABLE.get(one.as_str()).copied(),
        _ => TABLE.get(&words.join(" ")).copied(),
    }
}

/// The states of the United States, but for the one that a country is called like.
const STATES: &[&str] = &[
    "alabama",
    "alaska",
    "arizona",
    "arkansas",
    "california",
    "colorado",
    "connecticut",
    "delaware",
    "florida",
    "hawaii",
    "idaho",
    "illinois",
    "indiana",
    "iowa",
    "kansas",
    "kentucky",
    "louisiana",
    "maine",
    "maryland",
    "massachusetts",
    "michigan",
    "minnesota",
    "mississippi",
    "missouri",
    "montana",
    "nebraska",
    "nevada",
    "new hampshire",
    "new jersey",
    "new mexico",
    "new york",
    "north carolina",
    "north dakota",
    "ohio",
    "oklahoma",
    "oregon",
    "pennsylvania",
    "rhode island",
    "south carolina",
    "south dakota",
    "tennessee",
    "texas",
    "utah",
    "vermont",
    "virginia",
    "washington",
    "west virginia",
    "wisconsin",
    "wyoming",
];

/// The country that a bare place name means, given the countries the article speaks of.
fn country_of_place(words: &[SmolStr], spoken_of: &BTreeSet<&'static str>) -> Option<&'static str> {
    let name = words.join(" ");
    let usual = country_of_capital(words).or_else(|| {
        KNOWN
            .binary_search_by(|k| k.0.cmp(name.as_str()))
            .ok()
            .and_then(|i| KNOWN.get(i))
            .map(|k| k.1)
            .or_else(|| STATES.contains(&name.as_str()).then_some("US"))
    });
    let known = SHIPPED.named(&name);
    if usual.is_some_and(|u| spoken_of.contains(u)) {
        return usual;
    }
    let mut here = known
        .iter()
        .filter_map(code)
        .filter(|c| spoken_of.contains(c));
    match (here.next(), here.next()) {
        // A namesake in a country of the article, the famous one's country not named at all.
        (Some(one), None) if usual.is_none() => Some(one),
        _ => usual,
    }
}

/// Sets the country of places and organisations of one article.
pub(super) fn countries(doc: &Doc<'_>, drafts: &[Draft], groups: &mut [Group]) {
    let mut spoken_of: BTreeSet<&'static str> = BTreeSet::new();
    for d in drafts {
        match d.kind {
            EntityType::Loc => {
                spoken_of.extend(country_named(&d.words).or_else(|| country_of_capital(&d.words)))
            }
            EntityType::Misc => {
                spoken_of.extend(d.words.first().and_then(|w| country_of_demonym(w)))
            }
            _ => {}
        }
    }
    // Groups whose name alone tells no country.
    let mut silent = vec![false; groups.len()];
    for (i, d) in drafts.iter().enumerate() {
        let Some(group) = groups.get(d.group) else {
            continue;
        };
        if group.country.is_some() || matches!(group.kind, EntityType::Misc | EntityType::Per) {
            continue;
        }
        let silent = &mut silent[d.group];
        let named = match group.kind {
            _ if *silent => None,
            EntityType::Loc => country_named(&group.words),
            EntityType::Org => group
                .words
                .iter()
                .find_map(|w| {
                    country_of_demonym(w).or_else(|| country_named(std::slice::from_ref(w)))
                })
                .or_else(|| {
                    (2..group.words.len())
                        .rev()
                        .find_map(|k| country_named(&group.words[k - 1..]))
                }),
            _ => None,
        };
        // "Lima, Peru": the next name, after a comma.
        let follows = || {
            let next = drafts.get(i + 1)?;
            (group.kind == EntityType::Loc
                && next.kind == EntityType::Loc
                && next.start == d.end + 1
                && doc.word(d.end) == ",")
                .then(|| country_named(&next.words))?
        };
        // "Peru's ministry", "Peruvian ministry".
        let precedes = || {
            if group.kind != EntityType::Org {
                return None;
            }
            let before = d.start.checked_sub(1)?;
            let word = doc.word(before);
            if matches!(word, "'s" | "’s" | "'" | "’") {
                let owner = drafts[..i]
                    .last()
                    .filter(|o| o.end == before && o.kind == EntityType::Loc)?;
                return country_named(&owner.words);
            }
            country_of_demonym(doc.low(before))
        };
        let country = named.or_else(follows).or_else(precedes).or_else(|| {
            (group.kind == EntityType::Loc && !*silent)
                .then(|| country_of_place(&group.words, &spoken_of))?
        });
        *silent = true;
        if let Some(group) = groups.get_mut(d.group) {
            group.country = country;
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn known_cities_are_sorted_for_the_search() {
        for pair in KNOWN.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{pair:?}");
        }
        for (name, country) in KNOWN {
            assert!(COUNTRIES.iter().any(|c| c.code == *country), "{name}");
        }
    }

    #[test]
    fn reads_what_it_wrote() {
        let place = |country, lat, lon| Place { country, lat, lon };
        let mut entries = vec![
            (key("lima"), place(1, -1200, -7700)),
            (key("oslo"), place(2, 5991, 1075)),
            (key("lima"), place(3, 4000, -8400)),
        ];
        entries.sort_by_key(|e| (e.0, e.1.country));
        let places = Places::decode(&Places::encode(&entries)).unwrap();
        assert_eq!(places.named("lima").len(), 2);
        assert_eq!(places.named("oslo")[0].lat, 5991);
        assert!(places.named("bergen").is_empty());
        assert!(Places::decode(&[9, 0, 0, 0, 1]).is_none());
    }
}
