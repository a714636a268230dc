//! Makes the table of places from GeoNames' cities.

use dateline::entity::country::COUNTRIES;
use dateline::entity::place::{Place, Places, key};
use dateline::text::{fold, linear::deflate};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// Cuts a line of comma-separated values; quoted cells may hold commas.
fn cells(line: &str) -> Vec<String> {
    let (mut out, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => out.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    out.push(cell);
    out
}

/// A name as the program compares names of places.
fn plain(name: &str) -> String {
    let folded = fold(name);
    let words: Vec<String> = folded
        .split(|c: char| c.is_whitespace() || c == ',' || c == '-')
        .map(|w| w.replace('.', ""))
        .filter(|w| !w.is_empty())
        .collect();
    words.join(" ")
}

/// Returns the asset.
pub fn train(folder: &Path) -> io::Result<Vec<u8>> {
    let path = folder.join("gazetteer/cities.csv");
    let text = std::fs::read_to_string(&path).map_err(|e| {
        io::Error::new(
            e.kind(),
            format!(
                "{}: {e} (it is the file of that name in the crate reverse_geocoder 4.1.1)",
                path.display()
            ),
        )
    })?;
    let mut table: BTreeMap<(u32, u8), (u8, Place)> = BTreeMap::new();
    let mut regions: BTreeMap<(String, u8), (f64, f64, f64)> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let cells = cells(line);
        let [lat, lon, name, admin1, admin2, cc] = cells.as_slice() else {
            continue;
        };
        let Some(country) = COUNTRIES.iter().position(|c| c.code == cc.as_str()) else {
            continue;
        };
        let (Ok(lat), Ok(lon)) = (lat.parse::<f64>(), lon.parse::<f64>()) else {
            continue;
        };
        let plain_name = plain(name);
        // The town that its region is called after is the one that is meant.
        let rank = if plain_name == plain(admin1) {
            2
        } else {
            u8::from(plain_name == plain(admin2))
        };
        let place = Place {
            country: country as u8,
            lat: (lat * 100.0).round() as i16,
            lon: (lon * 100.0).round() as i16,
        };
        let slot = table
            .entry((key(&plain_name), country as u8))
            .or_insert((rank, place));
        if rank > slot.0 {
            *slot = (rank, place);
        }
        let region = regions.entry((plain(admin1), country as u8)).or_default();
        *region = (region.0 + lat, region.1 + lon, region.2 + 1.0);
    }
    for ((name, country), (lat, lon, n)) in regions {
        if !name.is_empty() {
            let place = Place {
                country,
                lat: (lat / n * 100.0).round() as i16,
                lon: (lon / n * 100.0).round() as i16,
            };
            table.entry((key(&name), country)).or_insert((0, place));
        }
    }
    let entries: Vec<(u32, Place)> = table.into_iter().map(|((k, _), (_, p))| (k, p)).collect();
    println!("{} places", entries.len());
    Ok(deflate(&Places::encode(&entries)))
}
